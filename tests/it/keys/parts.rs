//! The list of the texts of a book.

use inquit::app::effect::Effect;
use inquit::app::model::Model;
use inquit::app::msg::{MouseAct, Msg};
use inquit::app::overlay::Overlay;
use inquit::app::update;

use crate::support::{SIZES, Shot, book, press};

/// The number of the text that is chosen.
fn chosen(model: &Model) -> Option<usize> {
    match model.overlays.last() {
        Some(Overlay::Parts(parts)) => parts.chosen().map(|row| row.number),
        other => panic!("the list of texts, not {other:?}"),
    }
}

#[test]
fn keys_choose_and_open_a_text() {
    for (keys, number) in [
        ("Enter", 2),
        ("Down Enter", 3),
        ("Up Up Up Enter", 1),
        ("PgDn Enter", 6),
        ("clocks Enter", 4),
        ("CLOCKS Space sixty Enter", 4),
        ("6 Enter", 6),
        ("渡し Enter", 5),
        ("cheese Esc Enter", 2),
        ("cheesy Backspace e Enter", 3),
        ("Quiet Enter", 4),
    ] {
        for size in SIZES {
            let mut model = book(size);
            let effects = press(&mut model, keys);
            assert_eq!(effects, [Effect::OpenPart(number)], "{keys} at {size:?}");
        }
    }
}

#[test]
fn nothing_is_opened_where_no_title_has_the_words() {
    let mut model = book((60, 20));
    assert_eq!(press(&mut model, "zebra Enter"), []);
    assert_eq!(chosen(&model), None);
    press(&mut model, "Esc");
    assert_eq!(chosen(&model), Some(2));
}

#[test]
fn the_list_is_left_with_the_keys_that_quit() {
    for keys in ["Esc", "q", "Ctrl-C Ctrl-C", "zebra Esc Esc", "a Backspace q"] {
        assert_eq!(press(&mut book((60, 20)), keys), [Effect::Quit], "{keys}");
    }
    // Behind other letters it is one of them.
    let mut model = book((60, 20));
    assert_eq!(press(&mut model, "ton q"), []);
    assert_eq!(press(&mut model, "Esc Esc"), [Effect::Quit]);
}

#[test]
fn no_other_key_leaves_the_list() {
    for keys in ["Tab", "Ctrl-R", "Ctrl-T", "Ctrl-O", "/", "t", "?", ":", "B", "Right", "Left", "Home"] {
        for size in SIZES {
            let mut model = book(size);
            let effects = press(&mut model, keys);
            assert!(!effects.iter().any(|effect| matches!(effect, Effect::OpenPart(_) | Effect::Quit)), "{keys}");
            assert!(model.overlays.iter().any(|overlay| matches!(overlay, Overlay::Parts(_))), "{keys}");
        }
    }
}

#[test]
fn a_click_opens_a_text_and_pasted_words_filter() {
    let mut model = book((100, 30));
    let top = model.geometry.body.0;
    assert_eq!(update(&mut model, Msg::Mouse(MouseAct::Press, 8, top + 3)), [Effect::OpenPart(4)]);
    let mut model = book((100, 30));
    assert_eq!(update(&mut model, Msg::Mouse(MouseAct::Press, 8, top + 6)), []);
    update(&mut model, Msg::Paste(" high valleys\n".to_owned()));
    assert_eq!(chosen(&model), Some(3));
}

#[test]
fn the_cursor_is_on_the_chosen_text() {
    for size in SIZES {
        let mut model = book(size);
        for _ in 0..6 {
            let shot = Shot::of(&model);
            let number = chosen(&model).expect("a text").to_string();
            assert!(shot.line(shot.cursor.y).contains(&format!(" {number}  ")), "{size:?}\n{}", shot.text());
            press(&mut model, "Down");
        }
    }
}
