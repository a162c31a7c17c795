//! Esc goes one step back and never out; covered answers, one paragraph, the measure; pasted text.

use inquit::app::effect::Effect;
use inquit::app::model::{Pane, Pending};
use inquit::app::msg::{MouseAct, Msg};
use inquit::app::update;

use super::everywhere;
use crate::support::{SIZES, Shot, TALK, at, model, notice, press, put, resize};

#[test]
fn esc_takes_off_one_layer_after_the_other_and_never_quits() {
    for size in SIZES {
        let mut model = model(TALK, size);
        // Words that were found, one paragraph at a time, a list, and a number that waits.
        press(&mut model, "z / boat Enter : Esc : 2");
        press(&mut model, "Esc");
        press(&mut model, "2");
        assert_eq!(model.pending, Pending::Number("2".to_owned()));
        press(&mut model, "Esc");
        assert_eq!(model.pending, Pending::Nothing);
        press(&mut model, "B");
        assert_eq!(model.overlays.len(), 1);
        press(&mut model, "Esc");
        assert!(model.overlays.is_empty());
        assert!(model.found.is_some() && model.alone && model.focus == Pane::Answer);
        press(&mut model, "Esc");
        assert!(model.found.is_none() && model.alone && model.focus == Pane::Answer);
        press(&mut model, "Esc");
        assert!(!model.alone && model.focus == Pane::Answer);
        press(&mut model, "Esc");
        assert_eq!(model.focus, Pane::Questions);
        for _ in 0..5 {
            assert_eq!(press(&mut model, "Esc"), []);
            assert_eq!(notice(&model), "q quits");
        }
    }
}

#[test]
fn q_closes_a_list_before_it_quits() {
    let mut model = model(TALK, (100, 30));
    assert_eq!(press(&mut model, "i q"), []);
    assert!(model.overlays.is_empty());
    assert_eq!(press(&mut model, "B q"), []);
    assert!(model.overlays.is_empty());
    assert_eq!(press(&mut model, "q"), [Effect::Quit]);
    assert_eq!(press(&mut model, "B Q"), [Effect::Quit]);
}

#[test]
fn ctrl_c_says_how_to_quit_and_quits_the_second_time() {
    let mut model = model(TALK, (100, 30));
    assert_eq!(press(&mut model, "Ctrl-C"), []);
    assert!(notice(&model).contains("quits"));
    assert_eq!(press(&mut model, "j Ctrl-C"), [], "another key between them begins anew");
    assert_eq!(press(&mut model, "Ctrl-C"), [Effect::Quit]);
    for over in ["t", "/", "B", "i", ":", "?", "a"] {
        let mut model = crate::support::model(TALK, (100, 30));
        assert_eq!(press(&mut model, &format!("{over} Ctrl-C")), [], "{over}");
        assert_eq!(press(&mut model, "Ctrl-C"), [Effect::Quit], "{over}");
    }
}

#[test]
fn suspend_and_redraw_are_done_outside() {
    for over in ["", "t", "B", "a"] {
        let mut model = model(TALK, (100, 30));
        press(&mut model, over);
        let before = (model.overlays.len(), model.reader.anchor);
        assert_eq!(press(&mut model, "Ctrl-Z"), [Effect::Suspend]);
        assert_eq!(press(&mut model, "Ctrl-L"), [Effect::Redraw]);
        assert_eq!((model.overlays.len(), model.reader.anchor), before);
    }
}

#[test]
fn covered_answers_show_nothing_of_their_words() {
    for size in SIZES {
        let mut model = model(TALK, size);
        press(&mut model, "x Right");
        let shot = Shot::of(&model);
        assert!(!shot.shows("My uncle"), "{}", shot.text());
        assert!(shot.shows("answer covered"), "{}", shot.text());
        press(&mut model, "Enter");
        let shot = Shot::of(&model);
        assert!(shot.shows("My uncle"), "{}", shot.text());
        assert!(model.overlays.is_empty(), "Enter shows the answer, it does not ask");
        press(&mut model, "J");
        assert!(!Shot::of(&model).shows("It broke two"), "the next answer is still covered");
        press(&mut model, "K");
        assert!(Shot::of(&model).shows("My uncle"), "what was shown stays shown");
        press(&mut model, "x J");
        assert!(Shot::of(&model).shows("It broke two"), "all are shown again");
    }
}

#[test]
fn moving_through_covered_answers_never_moves_unseen() {
    for keys in ["Down", "}", ")", "Space"] {
        for (before, size) in [("", (100, 30)), ("", (40, 15)), ("z", (100, 30)), ("z", (40, 15))] {
            let mut model = model(TALK, size);
            press(&mut model, &format!("{before} x Right g"));
            let mut seen = Vec::new();
            for _ in 0..60 {
                let here = (Shot::of(&model).text(), Shot::of(&model).cursor);
                assert!(!seen.contains(&here), "{before} {keys} changed nothing at {size:?}:\n{}", here.0);
                seen.push(here);
                press(&mut model, keys);
                if notice(&model).contains("the end") {
                    break;
                }
                model.notice = None;
            }
            assert!(model.reader.part(&model.document) == 4, "{keys} comes to the end");
        }
    }
}

#[test]
fn going_back_from_a_covered_answer_goes_to_its_question() {
    everywhere("⟦⟧Later he sold", "x {", "⟦⟧You grew up");
    everywhere("⟦⟧Later he sold", "x (", "⟦⟧Why did you go");
    super::check((100, 30), "⟦⟧Later he sold", "x Up x", "⟦⟧You grew up");
}

#[test]
fn covering_and_uncovering_loses_no_place() {
    everywhere("It was ⟦⟧red", "x x", "It was ⟦⟧red");
    everywhere("⟦⟧Later he", "x x", "⟦⟧Later he");
}

#[test]
fn what_is_found_or_jumped_to_is_never_covered() {
    for keys in ["/ church Enter", "t church Enter", "/ church Enter n", "2.1 Enter"] {
        let mut model = model(TALK, (100, 30));
        press(&mut model, "x");
        press(&mut model, keys);
        let shot = Shot::of(&model);
        assert!(shot.shows("It broke two boats"), "{keys}:\n{}", shot.text());
    }
}

#[test]
fn one_paragraph_at_a_time_shows_one_paragraph() {
    for size in SIZES {
        let mut model = model(TALK, size);
        press(&mut model, "z");
        let shot = Shot::of(&model);
        assert!(shot.shows("My uncle") && !shot.shows("The second summer"), "{}", shot.text());
        press(&mut model, "}");
        let shot = Shot::of(&model);
        assert!(!shot.shows("My uncle") && shot.shows("The second summer"), "{}", shot.text());
        press(&mut model, "z");
        let shot = Shot::of(&model);
        assert!(shot.shows("The second summer"), "{}", shot.text());
    }
}

#[test]
fn one_paragraph_at_a_time_goes_through_the_whole_text() {
    for keys in ["}", "Down", "Space"] {
        for size in SIZES {
            let mut model = model(TALK, size);
            press(&mut model, "z g");
            let mut hands = vec![model.in_hand()];
            for _ in 0..100 {
                press(&mut model, keys);
                if hands.last() != Some(&model.in_hand()) {
                    hands.push(model.in_hand());
                }
            }
            assert_eq!(hands, crate::support::flow(&model), "{keys} at {size:?}");
        }
    }
}

#[test]
fn the_measure_grows_and_shrinks_by_two_within_its_limits() {
    let measure = |model: &inquit::app::model::Model| model.geometry.answer.map(|answer| answer.measure);
    let mut model = model(TALK, (100, 30));
    assert_eq!(measure(&model), Some(58));
    press(&mut model, "-");
    assert_eq!((measure(&model), notice(&model)), (Some(56), "56 characters a line"));
    press(&mut model, "+ =");
    assert_eq!(measure(&model), Some(60));
    press(&mut model, &"- ".repeat(40));
    assert_eq!(measure(&model), Some(24));
    resize(&mut model, (200, 30));
    press(&mut model, &"+ ".repeat(40));
    assert_eq!(measure(&model), Some(80));
}

#[test]
fn the_measure_is_that_of_the_answer_also_where_the_questions_hide_it() {
    let mut model = model(TALK, (40, 15));
    press(&mut model, "-");
    assert_eq!(notice(&model), "34 characters a line");
    press(&mut model, "Right");
    assert_eq!(model.geometry.answer.map(|answer| answer.measure), Some(34));
    press(&mut model, "Left + + +");
    assert_eq!(notice(&model), "36 characters a line, as many as this screen has room for");
}

#[test]
fn changing_the_measure_keeps_the_place() {
    everywhere("It was ⟦⟧red", "- - - + + +", "It was ⟦⟧red");
    everywhere("⟦⟧We laughed", "- - - -", "⟦⟧We laughed");
}

#[test]
fn pasted_text_is_never_a_command() {
    let mut model = model(TALK, (100, 30));
    put(&mut model, "It was ⟦⟧red");
    for text in ["q", "J\nb\nQ", "12\n", "\x1b[A:quit\n", "mx'x", ""] {
        let before = (model.reader.anchor, model.focus, model.pending.clone());
        assert_eq!(update(&mut model, Msg::Paste(text.to_owned())), []);
        assert_eq!((model.reader.anchor, model.focus, model.pending.clone()), before);
        assert!(model.overlays.is_empty() && model.shelf.marks().all().is_empty());
        assert!(notice(&model).contains("Pasted text is no command"));
    }
    for over in ["t", "/", ":", "?", "B", "B /", "i", "a", "Enter"] {
        let mut model = crate::support::model(TALK, (100, 30));
        press(&mut model, &format!("Right {over}"));
        let (anchor, depth) = (model.reader.anchor, model.overlays.len());
        assert_eq!(update(&mut model, Msg::Paste("q\n\n\x1b\x03Q d\n".to_owned())), [], "{over}");
        assert_eq!((model.reader.anchor, model.overlays.len()), (anchor, depth), "{over}");
    }
}

#[test]
fn pasted_text_fills_the_field_on_top() {
    let mut model = model(TALK, (100, 30));
    press(&mut model, "t");
    update(&mut model, Msg::Paste("  up the street\n".to_owned()));
    press(&mut model, "Enter");
    assert_eq!(at(&model, "⟦⟧It broke two"), "⟦⟧It broke two");
}

#[test]
fn the_wheel_scrolls_and_the_position_only_follows_to_stay_in_sight() {
    let mut model = crate::support::seed((40, 15));
    press(&mut model, "Right Down Down Down Down Down Down");
    let anchor = model.reader.anchor;
    let top = model.reader.view.rows[0].clone();
    update(&mut model, Msg::Mouse(MouseAct::WheelDown, 10, 5));
    assert_eq!(model.reader.anchor, anchor);
    assert_ne!(model.reader.view.rows[0], top);
    for _ in 0..3 {
        update(&mut model, Msg::Mouse(MouseAct::WheelDown, 10, 5));
    }
    assert_ne!(model.reader.anchor, anchor);
}

#[test]
fn a_click_takes_what_is_under_it() {
    let mut model = model(TALK, (100, 30));
    let entry = model.questions.entries.iter().find(|entry| entry.number == Some(2)).expect("question 2");
    let row = model.geometry.body.0 + entry.y;
    update(&mut model, Msg::Mouse(MouseAct::Press, 8, row));
    assert_eq!(at(&model, "⟦q⟧It broke two"), "⟦q⟧It broke two");
    let shot = Shot::of(&model);
    let y = (0..30).find(|y| shot.line(*y).contains("We laughed")).expect("on the screen");
    update(&mut model, Msg::Mouse(MouseAct::Press, 50, y));
    assert_eq!(at(&model, "⟦⟧We laughed"), "⟦⟧We laughed");
}
