//! Anything that can happen, in any order, on any text: nothing breaks.

use inquit::app::model::{Model, Pending};
use inquit::app::overlay::Overlay;
use inquit::app::settings::Settings;
use inquit::app::update;
use inquit::ui::theme::{ASCII, Signs, UNICODE};
use proptest::prelude::*;

use crate::random::{any_size, config, msg, text};
use crate::support::{Shot, model_with, seed_text};

/// What must hold after everything that can happen.
fn sound(model: &Model, source: &str) -> Result<(), TestCaseError> {
    let document = &model.document;
    // The position is in the text.
    let anchor = model.reader.anchor;
    if document.parts.is_empty() {
        prop_assert_eq!((anchor.para.0, anchor.byte), (0, 0));
    } else {
        prop_assert!(document.home(anchor.para).is_some(), "{:?} is nowhere", anchor);
        let text = &document.interview.para(anchor.para).text;
        prop_assert!(text.is_char_boundary(anchor.byte as usize), "{:?} is inside a letter", anchor);
        prop_assert_eq!(document.snap(anchor), Some(anchor));
    }
    // What waits for a key waits on the reading screen only, and marks are on paragraphs that there are.
    prop_assert!(model.overlays.is_empty() || model.pending == Pending::Nothing);
    for id in model.shelf.annotations.marked.iter().chain(model.shelf.annotations.notes.keys()) {
        prop_assert!((id.0 as usize) < document.interview.paragraphs.len());
    }
    // The division of the screen stays on the screen.
    let geometry = &model.geometry;
    prop_assert_eq!(geometry.size, model.size);
    if !geometry.too_small() {
        let (columns, rows) = model.size;
        prop_assert!(geometry.block.1 <= columns && geometry.body.0 + geometry.body.1 <= geometry.footer);
        prop_assert!(geometry.footer < rows);
        for (x, cells) in geometry
            .answer
            .iter()
            .map(|a| (a.text, a.measure))
            .chain(geometry.questions.iter().map(|q| (q.text, q.width)))
        {
            prop_assert!(x + cells <= columns, "{:?}", geometry);
        }
    }
    for overlay in &model.overlays {
        if let Overlay::Jump(jump) = overlay {
            prop_assert!(jump.list.selected < jump.list.len.max(1) && jump.list.len == jump.rows.len());
        }
    }
    drawn(model, source)
}

/// What must hold of the screen.
fn drawn(model: &Model, source: &str) -> Result<(), TestCaseError> {
    let shot = Shot::of(model);
    let (columns, rows) = model.size;
    prop_assert!(shot.cursor.x < columns.max(1) && shot.cursor.y < rows.max(1), "the cursor is at {:?}", shot.cursor);
    for y in 0..rows {
        for cell in shot.row(y) {
            for c in cell.symbol().chars() {
                prop_assert!(!c.is_control(), "{:?} on the screen", c);
                let drawing = ('\u{2500}'..='\u{257f}').contains(&c) || ('\u{2800}'..='\u{28ff}').contains(&c);
                prop_assert!(!drawing || source.contains(c) || typed(model).contains(c), "{:?} on the screen", c);
            }
        }
    }
    if model.settings.ascii {
        // The program's own signs are ASCII; what is left is in the text, or was typed.
        let text = shot.text();
        for sign in signs(&UNICODE).filter(|sign| text.contains(*sign)) {
            let known = source.contains(sign) || typed(model).contains(sign);
            prop_assert!(known, "{} on an ASCII screen:\n{}", sign, text);
        }
    }
    Ok(())
}

/// The characters of a set of signs that are not ASCII.
fn signs(signs: &Signs) -> impl Iterator<Item = char> {
    let all = [signs.bar, signs.grip, signs.mark, signs.ellipsis, signs.paragraph, signs.dot];
    all.concat().chars().filter(|c| !c.is_ascii()).collect::<Vec<_>>().into_iter()
}

/// Everything that the reader typed and that is kept somewhere.
fn typed(model: &Model) -> String {
    let notes: Vec<&str> = model.shelf.annotations.notes.values().map(inquit::text::CleanText::as_str).collect();
    format!("{} {:?} {:?} {:?} {:?}", notes.concat(), model.overlays, model.found, model.drafts, model.notice)
}

proptest! {
    #![proptest_config(config(24))]

    #[test]
    fn nothing_that_happens_breaks_anything(
        text in text(),
        ascii in any::<bool>(),
        first in any_size(),
        messages in prop::collection::vec(msg(), 1..60),
    ) {
        let mut model = model_with(&text, first, Settings { ascii, ..Settings::default() });
        sound(&model, &text)?;
        for msg in messages {
            update(&mut model, msg);
            sound(&model, &text)?;
        }
    }
}

proptest! {
    #![proptest_config(config(4))]

    #[test]
    fn nothing_breaks_the_seed_interview(ascii in any::<bool>(), messages in prop::collection::vec(msg(), 1..80)) {
        let mut model = model_with(seed_text(), (100, 30), Settings { ascii, ..Settings::default() });
        for msg in messages {
            update(&mut model, msg);
            sound(&model, seed_text())?;
        }
    }
}

#[test]
fn the_signs_of_an_ascii_screen_are_ascii() {
    assert_eq!(signs(&ASCII).count(), 0);
}
