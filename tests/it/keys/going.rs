//! Numbers, panes, named places, back and forward.

use inquit::app::model::{Pane, Pending};

use super::everywhere;
use crate::support::{Shot, TALK, at, model, notice, press, put};

#[test]
fn a_number_goes_to_that_question() {
    everywhere("⟦q⟧My uncle", "2 Enter", "⟦q⟧It broke two");
    everywhere("⟦⟧My uncle", "3 Enter", "⟦⟧No.");
    everywhere("⟦⟧My uncle", "2 G", "⟦⟧It broke two");
    everywhere("⟦⟧My uncle", "2 g", "⟦⟧It broke two");
    everywhere("⟦q⟧My uncle", "2 End", "⟦q⟧It broke two");
}

#[test]
fn a_number_with_a_point_goes_to_a_paragraph_of_the_answer() {
    everywhere("⟦q⟧No.", "1.2 Enter", "⟦⟧The second summer");
    everywhere("⟦⟧No.", "1.3 Enter", "⟦⟧Later he sold");
    // An aside is not counted.
    everywhere("⟦⟧No.", "2.2 Enter", "⟦⟧We laughed then");
    everywhere("⟦⟧No.", "2. Enter", "⟦⟧It broke two");
}

#[test]
fn a_number_out_of_range_goes_to_the_nearest_and_says_so() {
    everywhere("⟦⟧My uncle", "9 Enter", "⟦⟧No.");
    everywhere("⟦⟧No.", "0 Enter", "⟦⟧My uncle");
    everywhere("⟦⟧No.", "1.9 Enter", "⟦⟧Later he sold");
    everywhere("⟦⟧No.", "1.0 Enter", "⟦⟧My uncle");
    everywhere("⟦⟧My uncle", "999999999999999999999999 Enter", "⟦⟧No.");
    for (keys, said) in [
        ("9 Enter", "There are 3 questions; this is question 3"),
        ("0 Enter", "There are 3 questions; this is question 1"),
        ("1.9 Enter", "The answer to question 1 has 3 paragraphs"),
        ("3.2 Enter", "The answer to question 3 has 1 paragraph"),
        ("2 Enter", ""),
    ] {
        let mut model = model(TALK, (100, 30));
        press(&mut model, keys);
        assert_eq!(notice(&model), said, "{keys}");
    }
    let mut model = model("Nobody asks here.\n\nAnd nobody answers.\n", (100, 30));
    press(&mut model, "2 Enter");
    assert_eq!(notice(&model), "There are no numbered questions here");
}

#[test]
fn a_number_waits_for_as_long_as_it_takes_and_is_shown() {
    let mut model = model(TALK, (100, 30));
    press(&mut model, "12");
    assert_eq!(model.pending, Pending::Number("12".to_owned()));
    let shot = Shot::of(&model);
    assert!(shot.line(29).contains("12"), "{}", shot.text());
    assert_eq!(shot.cursor.y, 29, "the cursor is where the number is typed");
    press(&mut model, "Backspace");
    assert_eq!(model.pending, Pending::Number("1".to_owned()));
    press(&mut model, "Backspace");
    assert_eq!(model.pending, Pending::Nothing);
}

#[test]
fn a_number_is_taken_back_letter_by_letter_or_all_at_once() {
    everywhere("⟦q⟧No.", "12 Backspace Enter", "⟦q⟧My uncle");
    everywhere("⟦q⟧My uncle", "2 Esc", "⟦q⟧My uncle");
    everywhere("⟦q⟧My uncle", "2 Backspace Enter", "⟦⟧My uncle");
    everywhere("⟦⟧My uncle", "2 Esc", "⟦⟧My uncle");
}

#[test]
fn any_other_key_forgets_the_number_and_does_what_it_does() {
    everywhere("⟦q⟧My uncle", "3 J", "⟦q⟧It broke two");
    everywhere("⟦⟧My uncle", "3 }", "⟦⟧The second summer");
    everywhere("⟦q⟧My uncle", "3 Tab", "⟦⟧My uncle");
    let mut model = model(TALK, (100, 30));
    press(&mut model, "3 J");
    assert_eq!(model.pending, Pending::Nothing);
    press(&mut model, "3 t");
    assert_eq!((&model.pending, model.overlays.len()), (&Pending::Nothing, 1));
}

#[test]
fn the_panes_take_the_focus() {
    for keys in ["Right", "l", "Tab", "Shift-Tab", "Enter"] {
        everywhere("⟦q⟧My uncle", keys, "⟦⟧My uncle");
    }
    for keys in ["Left", "h", "Tab", "Shift-Tab", "Esc", "Ctrl-G"] {
        everywhere("⟦⟧My uncle", keys, "⟦q⟧My uncle");
    }
    everywhere("It was ⟦⟧red", "Left Right", "It was ⟦⟧red");
    everywhere("⟦⟧My uncle", "l", "⟦⟧My uncle");
    everywhere("⟦q⟧My uncle", "h", "⟦q⟧My uncle");
}

#[test]
fn enter_in_the_answer_asks_what_can_be_done() {
    let mut model = model(TALK, (100, 30));
    press(&mut model, "Right Enter");
    assert_eq!(model.overlays.len(), 1);
    assert!(Shot::of(&model).shows("What can I do here?"));
    press(&mut model, "Esc");
    assert_eq!(at(&model, "⟦⟧My uncle"), "⟦⟧My uncle");
}

#[test]
fn a_letter_names_a_paragraph_and_returns_to_it() {
    everywhere("⟦⟧The second summer", "ma J 'a", "⟦⟧The second summer");
    everywhere("was red, ⟦⟧and it", "ma G 'a", "⟦⟧My uncle");
    everywhere("⟦q⟧It broke two", "mb G 'b", "⟦⟧It broke two");
    everywhere("⟦⟧We laughed", "ma g ma G 'a", "⟦⟧Jens Dahl on");
    everywhere("⟦⟧We laughed", "ma g mb 'a", "⟦⟧We laughed");
    everywhere("⟦⟧We laughed", "mé g 'é", "⟦⟧We laughed");
}

#[test]
fn a_place_that_no_letter_names_is_said_to_be_none() {
    everywhere("⟦⟧We laughed", "'z", "⟦⟧We laughed");
    let mut model = model(TALK, (100, 30));
    press(&mut model, "'z");
    assert_eq!(notice(&model), "No place is named z; mz names one");
}

#[test]
fn naming_a_place_can_be_left_and_takes_letters_only() {
    for keys in ["m Esc", "' Esc"] {
        everywhere("⟦⟧We laughed", keys, "⟦⟧We laughed");
    }
    // A key that is no letter is not swallowed.
    everywhere("⟦⟧My uncle", "m }", "⟦⟧The second summer");
    everywhere("⟦⟧My uncle", "' Down Up", "⟦⟧My uncle");
    let mut model = model(TALK, (100, 30));
    press(&mut model, "m Esc");
    assert_eq!(model.pending, Pending::Nothing);
    assert!(model.shelf.marks().all().is_empty());
}

#[test]
fn two_apostrophes_return_to_before_the_last_jump() {
    everywhere("It was ⟦⟧red", "G ''", "It was ⟦⟧red");
    everywhere("It was ⟦⟧red", "2.2 Enter ''", "It was ⟦⟧red");
    everywhere("⟦⟧We laughed", "ma g J 'a ''", "⟦⟧My uncle");
}

#[test]
fn back_and_forward_walk_the_jumps() {
    for back in ["H", "Ctrl-O"] {
        everywhere("It was ⟦⟧red", &format!("2 Enter {back}"), "It was ⟦⟧red");
        everywhere("It was ⟦⟧red", &format!("2 Enter 3 Enter {back} {back}"), "It was ⟦⟧red");
        everywhere("It was ⟦⟧red", &format!("2 Enter 3 Enter {back}"), "⟦⟧It broke two");
    }
    everywhere("It was ⟦⟧red", "2 Enter 3 Enter H H L", "⟦⟧It broke two");
    everywhere("It was ⟦⟧red", "2 Enter 3 Enter H H L L", "⟦⟧No.");
    everywhere("It was ⟦⟧red", "2 Enter 3 Enter H H L L H", "⟦⟧It broke two");
    // A new jump forgets what was ahead.
    everywhere("It was ⟦⟧red", "2 Enter H 3 Enter L", "⟦⟧No.");
    // Turning and scrolling are no jumps.
    everywhere("It was ⟦⟧red", "2 Enter J J H", "It was ⟦⟧red");
}

#[test]
fn with_nothing_behind_or_ahead_a_sentence_says_so() {
    let mut model = model(TALK, (100, 30));
    press(&mut model, "H");
    assert_eq!(notice(&model), "There is nothing to go back to");
    press(&mut model, "L");
    assert_eq!(notice(&model), "There is nothing ahead");
}

#[test]
fn going_back_shows_the_same_rows_as_before() {
    for size in crate::support::SIZES {
        let mut model = crate::support::seed(size);
        press(&mut model, "Right 3 Enter Down Down Down Down Down Down } Down");
        let (anchor, top, view) = (model.reader.anchor, model.reader.top, model.reader.view.clone());
        press(&mut model, "6.3 Enter Down Down H");
        assert_eq!((model.reader.anchor, model.reader.top), (anchor, top));
        assert_eq!(model.reader.view, view);
    }
}

#[test]
fn a_key_that_means_nothing_says_where_the_keys_are_listed() {
    let mut model = model(TALK, (100, 30));
    put(&mut model, "It was ⟦⟧red");
    press(&mut model, "Z");
    assert_eq!(notice(&model), "“Z” does nothing here; ? shows the keys");
    assert_eq!(at(&model, "It was ⟦⟧red"), "It was ⟦⟧red");
    press(&mut model, "Tab");
    assert_eq!((notice(&model), model.focus), ("", Pane::Questions));
}
