//! The beginning of a large text, while the rest is still being read.

use inquit::app::beginning::{begin, carry_over};
use inquit::app::effect::Effect;
use inquit::app::model::{Model, Pane};
use inquit::app::msg::{MouseAct, Msg};
use inquit::app::update;

use crate::support::{SIZES, Shot, TALK, at, model, press, put};

/// The talk as far as the laughter, as the beginning of it.
fn beginning(size: (u16, u16)) -> Model {
    let (before, _) = TALK.split_once("*[laughter]*").expect("it is in the text");
    let mut model = model(before, size);
    begin(&mut model);
    model
}

/// What was typed meanwhile is done.
fn arrive(mut beginning: Model, mut whole: Model) -> (Model, Vec<Effect>) {
    let held = carry_over(&mut beginning, &mut whole);
    let effects = held.into_iter().flat_map(|msg| update(&mut whole, msg)).collect();
    (whole, effects)
}

#[track_caller]
fn check(size: (u16, u16), keys: &str, to: &str) {
    let mut beginning = beginning(size);
    press(&mut beginning, keys);
    let (whole, _) = arrive(beginning, model(TALK, size));
    assert_eq!(at(&whole, to), to, "{keys} at {size:?}");
}

#[test]
fn who_moved_meanwhile_stays_at_the_same_words() {
    for size in SIZES {
        check(size, "J", "⟦q⟧It broke two");
        check(size, "Enter }", "⟦⟧The second summer");
        check(size, "Tab } }", "⟦⟧Later he sold");
        check(size, "J Enter", "⟦⟧It broke two");
        check(size, "J K", "⟦q⟧My uncle");
    }
}

#[test]
fn the_first_line_of_the_screen_stays_the_first() {
    for size in SIZES {
        for keys in ["Tab j", "Tab j j j j", "Tab Space", "Tab } j j", "J Tab j"] {
            let mut beginning = beginning(size);
            press(&mut beginning, keys);
            let before = Shot::of(&beginning);
            let (whole, _) = arrive(beginning, model(TALK, size));
            let after = Shot::of(&whole);
            for y in 1..4 {
                assert_eq!(before.line(y), after.line(y), "{keys} at {size:?}\n{}\n{}", before.text(), after.text());
            }
        }
    }
}

#[test]
fn who_did_not_move_is_where_the_text_was_left() {
    for size in SIZES {
        let mut left = model(TALK, size);
        put(&mut left, "⟦⟧No.");
        let (whole, _) = arrive(beginning(size), left);
        assert_eq!(at(&whole, "⟦⟧No."), "⟦⟧No.");
    }
}

#[test]
fn what_is_about_the_whole_waits_for_it_in_order() {
    for size in SIZES {
        check(size, "G", "⟦q⟧Mara Olsen spoke");
        check(size, "3 Enter", "⟦q⟧No.");
        check(size, "3 Enter K", "⟦q⟧It broke two");
        check(size, "J 3 Enter", "⟦q⟧No.");
        check(size, "t =church Enter", "as far as the ⟦⟧church.");
        check(size, "/ =own Enter", "photographs are his ⟦⟧own.");
    }
    let mut beginning = beginning((100, 30));
    assert_eq!(press(&mut beginning, "3 Enter b"), []);
    assert!(beginning.overlays.is_empty() && beginning.shelf.annotations.marked.is_empty());
    let (whole, effects) = arrive(beginning, model(TALK, (100, 30)));
    assert!(whole.shelf.annotations.marked.contains(&whole.in_hand()));
    assert!(matches!(effects[..], [Effect::Append { .. }]), "{effects:?}");
}

#[test]
fn leaving_does_not_wait_unless_something_waits_before_it() {
    assert_eq!(press(&mut beginning((100, 30)), "q"), [Effect::Quit]);
    let mut later = beginning((100, 30));
    assert_eq!(press(&mut later, "b q"), [], "the mark first");
    let (_, effects) = arrive(later, model(TALK, (100, 30)));
    assert!(matches!(effects[..], [Effect::Append { .. }, Effect::Quit]), "{effects:?}");
    let mut now = beginning((100, 30));
    assert_eq!(press(&mut now, "b Q"), [Effect::Quit], "at once");
}

#[test]
fn the_last_row_says_so_and_numbers_nobody_knows_are_not_shown() {
    for size in SIZES {
        let mut beginning = beginning(size);
        let shown = |model: &Model| Shot::of(model).text();
        assert!(shown(&beginning).contains("Reading the rest of the text"), "{}", shown(&beginning));
        assert!(!shown(&beginning).contains("of 2") && !shown(&beginning).contains("2 questions"));
        press(&mut beginning, "Tab");
        assert!(!shown(&beginning).contains("/2"), "{}", shown(&beginning));
        press(&mut beginning, "j b");
        assert!(shown(&beginning).contains("your keys wait"), "{}", shown(&beginning));
        let (whole, _) = arrive(beginning, model(TALK, size));
        assert!(!shown(&whole).contains("Reading the rest"), "{}", shown(&whole));
    }
}

#[test]
fn the_wheel_turns_and_the_button_points_at_nothing() {
    let mut beginning = beginning((40, 15));
    press(&mut beginning, "Tab");
    update(&mut beginning, Msg::Mouse(MouseAct::WheelDown, 10, 5));
    let row = Shot::of(&beginning).line(1);
    update(&mut beginning, Msg::Mouse(MouseAct::Press, 10, 9));
    update(&mut beginning, Msg::Mouse(MouseAct::Release, 10, 9));
    let (whole, effects) = arrive(beginning, model(TALK, (40, 15)));
    assert_eq!(Shot::of(&whole).line(1), row);
    assert_eq!((effects.len(), whole.focus), (0, Pane::Answer));
}
