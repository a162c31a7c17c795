//! Choosing words with keys and with the mouse: what is selected, and what is done with it.

use inquit::app::effect::Effect;
use inquit::app::model::Model;
use inquit::app::msg::{MouseAct, Msg};
use inquit::app::update;
use inquit::interview::locate::Span;

use crate::support::{SIZES, Shot, TALK, at, model, notice, press, put, seed};

/// What is selected, paragraph by paragraph; `|` between them.
fn selected(model: &Model) -> String {
    let Some(selection) = model.selection else { return String::new() };
    words(model, selection.span(&model.document))
}

fn words(model: &Model, span: Span) -> String {
    let document = &model.document;
    let (part, from) = document.home(span.start.para).expect("a place");
    let (_, to) = document.home(span.end.para).expect("a place");
    let paras = document.parts[part].paras[from..=to].iter().map(|para| {
        let text = &document.interview.para(*para).text;
        let start = if *para == span.start.para { span.start.byte as usize } else { 0 };
        let end = if *para == span.end.para { span.end.byte as usize } else { text.len() };
        &text[start..end]
    });
    paras.collect::<Vec<_>>().join("|")
}

/// Checks a triple at every size: where the reader is, keys, what is selected then.
#[track_caller]
fn selects(from: &str, keys: &str, to: &str) {
    for size in SIZES {
        let mut model = model(TALK, size);
        put(&mut model, from);
        press(&mut model, keys);
        assert_eq!(selected(&model), to, "{keys} from {from} at {size:?}:\n{}", Shot::of(&model).text());
        if let Some(selection) = model.selection {
            assert_eq!(model.reader.anchor, selection.cursor(&model.document), "{keys}");
        }
    }
}

#[test]
fn v_selects_the_sentence_in_hand_and_the_motions_take_more_and_fewer() {
    selects("My ⟦⟧uncle", "v", "My uncle had a boat.");
    selects("⟦q⟧My uncle", "v", "My uncle had a boat.");
    selects("It was ⟦⟧red", "v )", "It was red, and it leaked. I loved it from the first day, and I never asked why.");
    selects(
        "⟦⟧My uncle",
        "v ) Down",
        "My uncle had a boat. It was red, and it leaked. I loved it from the first day, and I never asked why.",
    );
    selects("⟦⟧My uncle", "v ) ) ( Up", "My uncle had a boat.");
    selects("It was ⟦⟧red", "v (", "My uncle had a boat. It was red, and it leaked.");
    selects("It was ⟦⟧red", "v ( )", "It was red, and it leaked.");
    selects(
        "It was ⟦⟧red",
        "v ( ) )",
        "It was red, and it leaked. I loved it from the first day, and I never asked why.",
    );
}

#[test]
fn a_selection_goes_across_paragraphs_but_not_out_of_the_part() {
    selects(
        "⟦⟧I loved it",
        "v j",
        "I loved it from the first day, and I never asked why.|The second summer he let me steer.",
    );
    selects(
        "⟦⟧Later he",
        "v k",
        "Nobody else would have let a child near the wheel, least of all in that wind.|Later he sold her.",
    );
    selects("⟦⟧I cried", "v ) )", "I cried.");
    selects("⟦⟧My uncle", "v ( ( (", "You grew up far from the water. Why did you go to sea?|My uncle had a boat.");
    selects(
        "⟦⟧The second",
        "v }",
        "The second summer he let me steer. Nobody else would have let a child near the wheel, least of all in that wind.",
    );
    selects(
        "⟦⟧The second",
        "v } } }",
        "The second summer he let me steer. Nobody else would have let a child near the wheel, least of all in that wind.|Later he sold her. I cried.",
    );
    selects(
        "⟦⟧Nobody else",
        "v {",
        "The second summer he let me steer. Nobody else would have let a child near the wheel, least of all in that wind.",
    );
    let mut model = model(TALK, (100, 30));
    put(&mut model, "⟦⟧I cried");
    press(&mut model, "v )");
    assert_eq!(notice(&model), "What can be selected ends here");
}

#[test]
fn a_selection_ends_with_esc_with_v_and_when_the_reader_goes_elsewhere() {
    for keys in ["v Esc", "v v", "v ) J", "v t church Enter", "v Space", "v g", "v h", "v x", "v b", "v 2 Enter"] {
        selects("⟦⟧My uncle", keys, "");
    }
    // What only looks leaves it alone.
    for keys in ["v i Esc", "v ? Esc", "v + -", "v B Esc", "v / church Esc", "v a Esc"] {
        selects("⟦⟧My uncle", keys, "My uncle had a boat.");
    }
    let mut model = model(TALK, (100, 30));
    put(&mut model, "⟦⟧My uncle");
    press(&mut model, "v ) Esc");
    assert_eq!(at(&model, "it leaked⟦⟧."), "it leaked⟦⟧.", "the position stays where the moving end was");
}

#[test]
fn a_covered_answer_has_no_sentences() {
    let mut model = model(TALK, (100, 30));
    press(&mut model, "x Right v");
    assert_eq!((selected(&model).as_str(), notice(&model)), ("", "The answer is covered; Enter shows it"));
}

#[test]
fn b_bookmarks_what_is_selected_and_undo_takes_it_back() {
    let mut model = model(TALK, (100, 30));
    put(&mut model, "⟦⟧It was red");
    press(&mut model, "v ) b");
    assert_eq!(notice(&model), "Marked q. 1, para. 1, ss. 2–3; u takes it back");
    let [mark] = model.shelf.marks().all() else { panic!("one mark") };
    let span = mark.at.and_then(inquit::interview::locate::Resolved::span).expect("it stands there");
    assert_eq!(words(&model, span), "It was red, and it leaked. I loved it from the first day, and I never asked why.");
    assert!(mark.bookmark && !mark.place.whole);
    // The paragraph's own bookmark is another one.
    press(&mut model, "b");
    assert_eq!((model.shelf.marks().all().len(), notice(&model)), (2, "Marked q. 1, para. 1; b again removes"));
    press(&mut model, "b");
    assert_eq!(model.shelf.marks().all().len(), 1);
    put(&mut model, "⟦⟧It was red");
    press(&mut model, "v ) b");
    assert_eq!(model.shelf.marks().all().len(), 0, "the same words again take the mark away");
    press(&mut model, "u");
    assert_eq!(model.shelf.marks().all().len(), 1);
}

#[test]
fn a_selection_of_a_whole_paragraph_is_the_paragraph() {
    let mut model = model(TALK, (100, 30));
    put(&mut model, "⟦⟧Later he");
    press(&mut model, "v ) b");
    assert_eq!(notice(&model), "Marked q. 1, para. 3; u takes it back");
    assert!(model.shelf.marks().all()[0].place.whole);
    press(&mut model, "b");
    assert!(model.shelf.marks().all().is_empty());
}

#[test]
fn a_note_is_about_what_is_selected() {
    let mut model = model(TALK, (100, 30));
    put(&mut model, "⟦⟧It was red");
    press(&mut model, "v a");
    let shot = Shot::of(&model);
    assert!(shot.shows("q. 1, para. 1, s. 2") && shot.shows("It was red, and it leaked.") && !shot.shows("My uncle"));
    press(&mut model, "leaks Enter");
    assert_eq!((notice(&model), selected(&model).as_str()), ("Noted at q. 1, para. 1, s. 2", ""));
    // From the panel the same note is changed, not one on the paragraph.
    press(&mut model, "B a =! Enter Esc");
    let notes: Vec<_> = model.shelf.marks().all().iter().map(|mark| mark.note.to_string()).collect();
    assert_eq!(notes, ["leaks!"]);
    press(&mut model, "u");
    assert_eq!(model.shelf.marks().all()[0].note.as_str(), "leaks");
}

#[test]
fn marked_words_are_shown_in_the_text_and_their_sign_where_they_begin() {
    for size in SIZES {
        let mut model = model(TALK, size);
        put(&mut model, "⟦⟧I loved it");
        press(&mut model, "v b");
        model.notice = None;
        let shot = Shot::of(&model);
        let row = |words: &str| (0..size.1).find(|y| shot.line(*y).contains(words)).expect("on the screen");
        let line = shot.line(row("I loved it"));
        let text = model.geometry.answer.expect("the answer").text as usize;
        let sign: String = line.chars().take(text).collect();
        assert!(sign.contains('◆'), "{size:?}: {line}");
        let underlined = |y: u16| {
            let cells = shot.row(y).filter(|cell| cell.modifier.contains(ratatui::style::Modifier::UNDERLINED));
            cells.map(ratatui::buffer::Cell::symbol).collect::<String>()
        };
        let all: String = (0..size.1).map(underlined).collect::<Vec<_>>().join(" ");
        assert_eq!(
            all.split_whitespace().collect::<Vec<_>>().join(" "),
            "I loved it from the first day, and I never asked why."
        );
    }
}

/// Where some words stand on the screen.
#[track_caller]
fn cell(model: &Model, words: &str) -> (u16, u16) {
    let shot = Shot::of(model);
    let place = (0..model.size.1).find_map(|y| {
        let line = shot.line(y);
        line.find(words).map(|at| (inquit::text::width::of(&line[..at]) as u16, y))
    });
    place.unwrap_or_else(|| panic!("“{words}” is not on the screen:\n{}", shot.text()))
}

fn mouse(model: &mut Model, act: MouseAct, (x, y): (u16, u16)) -> Vec<Effect> {
    update(model, Msg::Mouse(act, x, y))
}

/// What is to be copied.
fn copied(effects: &[Effect]) -> Option<(&str, &str)> {
    match effects {
        [Effect::Copy(clip)] => Some((&clip.what, &clip.text)),
        _ => None,
    }
}

#[test]
fn what_is_selected_is_copied_with_its_place() {
    let mut model = model(TALK, (100, 30));
    put(&mut model, "⟦⟧It was red");
    let effects = press(&mut model, "v y");
    let (what, text) = copied(&effects).expect("a copy");
    assert_eq!(what, "q. 1, para. 1, s. 2");
    assert!(text.starts_with("It was red, and it leaked.") && !text.contains("uncle"), "{text}");
    assert_eq!(selected(&model), "");
}

#[test]
fn what_the_mouse_selects_is_copied_as_it_stands_in_the_source_when_the_button_goes_up() {
    for size in SIZES {
        let mut model = seed(size);
        press(&mut model, "3.3 Enter");
        let start = cell(&model, "In the broader");
        let effects = mouse(&mut model, MouseAct::Press, start);
        assert_eq!(effects, []);
        let end = cell(&model, "Peninsula");
        assert_eq!(mouse(&mut model, MouseAct::Drag, end), []);
        let effects = mouse(&mut model, MouseAct::Release, end);
        let words = "In the broader picture, Russia has always sought influence on the Korean Peninsula";
        assert_eq!(copied(&effects), Some(("q. 3, para. 3, s. 1", words)), "{size:?}");
        assert_eq!(selected(&model), words, "it stays for the keys");
        // A click selects nothing, and the clipboard is left alone.
        mouse(&mut model, MouseAct::Press, end);
        assert_eq!(mouse(&mut model, MouseAct::Release, end), []);
    }
}

#[test]
fn a_drag_on_a_screen_without_a_row_breaks_nothing() {
    for after in [(100, 1), (100, 2), (1, 1), (40, 3), (0, 0)] {
        let mut model = seed((100, 30));
        press(&mut model, "Right");
        let (x, y) = cell(&model, "For North Korea");
        mouse(&mut model, MouseAct::Press, (x, y));
        // The button is still down when the window becomes so small.
        update(&mut model, Msg::Resize(after.0, after.1));
        let before = model.reader.anchor.para;
        for row in [0, 1, y, u16::MAX] {
            mouse(&mut model, MouseAct::Drag, (x + 2, row));
        }
        mouse(&mut model, MouseAct::Release, (x + 2, y));
        update(&mut model, Msg::Resize(100, 30));
        assert_eq!(model.reader.anchor.para, before, "{after:?}: {}", selected(&model));
    }
}

/// Drags from the first letter of some words to the last letter of others.
fn drag(model: &mut Model, from: &str, to: &str) {
    let (start, (x, y)) = (cell(model, from), cell(model, to));
    let end = (x + inquit::text::width::of(to) as u16 - 1, y);
    mouse(model, MouseAct::Press, start);
    mouse(model, MouseAct::Drag, (u16::midpoint(start.0, end.0), y));
    mouse(model, MouseAct::Drag, end);
    mouse(model, MouseAct::Release, end);
}

#[test]
fn dragging_selects_words_of_the_text_and_nothing_else() {
    for size in [(100, 30), (60, 20)] {
        let mut model = model(TALK, size);
        drag(&mut model, "ncle", "leake");
        assert_eq!(selected(&model), "uncle had a boat. It was red, and it leaked", "{size:?}: whole words");
        drag(&mut model, "leaked", "uncle");
        assert_eq!(selected(&model), "uncle had a boat. It was red, and it leaked", "and the other way");
        drag(&mut model, "never asked", "summer");
        assert_eq!(selected(&model), "never asked why.|The second summer", "unwrapped, without the left pane");
        // Keys go on with it, by sentences.
        press(&mut model, ")");
        assert_eq!(selected(&model), "never asked why.|The second summer he let me steer.");
        press(&mut model, "b");
        assert_eq!(model.shelf.marks().all().len(), 1);
        mouse(&mut model, MouseAct::Press, (80.min(size.0 - 3), 6));
        assert_eq!(selected(&model), "", "a click lets go");
    }
}

#[test]
fn a_note_under_a_paragraph_is_no_part_of_the_text_and_is_not_dragged_over() {
    let mut model = model(TALK, (100, 30));
    put(&mut model, "It was ⟦⟧red");
    press(&mut model, "a = n o t e Space t o Space s e l f Enter");
    for (from, to) in [("note to", "self"), ("note to", "summer")] {
        drag(&mut model, from, to);
        assert_eq!(selected(&model), "", "from {from} to {to}");
    }
    assert_eq!(at(&model, "⟦⟧My uncle"), "⟦⟧My uncle", "its paragraph is taken in hand");
    drag(&mut model, "never asked", "self");
    assert!(selected(&model).starts_with("never asked why."), "{}", selected(&model));
}

#[test]
fn a_double_click_selects_the_sentence_and_a_third_one_the_paragraph() {
    let mut model = model(TALK, (100, 30));
    let at = cell(&model, "leaked");
    let click = |model: &mut Model, now: u64| {
        model.now = now;
        mouse(model, MouseAct::Press, at);
        mouse(model, MouseAct::Release, at);
        selected(model)
    };
    assert_eq!(click(&mut model, 1000), "");
    assert_eq!(click(&mut model, 1200), "It was red, and it leaked.");
    assert_eq!(
        click(&mut model, 1400),
        "My uncle had a boat. It was red, and it leaked. I loved it from the first day, and I never asked why."
    );
    assert_eq!(click(&mut model, 5000), "", "much later it is a click again");
}

#[test]
fn a_click_takes_the_sentence_in_hand() {
    let mut model = model(TALK, (100, 30));
    let place = cell(&model, "leaked");
    mouse(&mut model, MouseAct::Press, place);
    assert_eq!(at(&model, "⟦⟧It was red"), "⟦⟧It was red");
    press(&mut model, "v");
    assert_eq!(selected(&model), "It was red, and it leaked.");
}

#[test]
fn dragging_past_the_edge_brings_in_what_lies_beyond() {
    let mut model = seed((60, 12));
    press(&mut model, "Right");
    let start = cell(&model, "North Korea");
    mouse(&mut model, MouseAct::Press, (30, start.1));
    for _ in 0..30 {
        mouse(&mut model, MouseAct::Drag, (40, 11));
    }
    let words = selected(&model).split_whitespace().count();
    assert!(words > 120, "{words} words in a pane of nine rows");
    mouse(&mut model, MouseAct::Release, (40, 11));
    mouse(&mut model, MouseAct::Drag, (40, 5));
    assert_eq!(selected(&model).split_whitespace().count(), words, "nothing moves it once the button is up");
}

#[test]
fn dragging_in_the_left_pane_selects_the_whole_question() {
    let mut model = model(TALK, (100, 30));
    let (x, y) = cell(&model, "What did the");
    mouse(&mut model, MouseAct::Press, (x, y));
    assert_eq!(at(&model, "⟦q⟧It broke"), "⟦q⟧It broke");
    mouse(&mut model, MouseAct::Drag, (x + 4, y));
    assert_eq!(selected(&model), "What did the storm do to the harbour?");
}

#[test]
fn the_wheel_turns_what_is_under_it() {
    let mut model = model(TALK, (100, 30));
    let over = cell(&model, "What did the");
    mouse(&mut model, MouseAct::WheelDown, over);
    assert_eq!(model.exchange(), Some(1));
    mouse(&mut model, MouseAct::WheelUp, over);
    assert_eq!(model.exchange(), Some(0));
}

#[test]
fn a_click_on_an_entry_of_a_list_goes_there() {
    for size in SIZES {
        for (keys, words, to) in
            [("/ boat", "boats again", "the old ⟦⟧boats again"), ("t storm", "storm do", "⟦⟧What did the storm")]
        {
            let mut model = model(TALK, size);
            press(&mut model, keys);
            let shown = if Shot::of(&model).shows(words) { words } else { &words[..5] };
            let place = cell(&model, shown);
            mouse(&mut model, MouseAct::Press, place);
            assert!(model.overlays.is_empty(), "{keys} at {size:?}");
            assert_eq!(at(&model, to), to, "{keys} at {size:?}");
        }
        let mut model = model(TALK, size);
        press(&mut model, ": next-question");
        let place = cell(&model, "next question");
        mouse(&mut model, MouseAct::Press, place);
        assert_eq!((model.overlays.len(), model.exchange()), (0, Some(1)));
    }
    // Below the entries nothing is chosen.
    let mut model = seed((100, 30));
    press(&mut model, "/ sanction");
    mouse(&mut model, MouseAct::Press, (20, 20));
    assert_eq!(model.overlays.len(), 1);
}
