//! What must hold of every layout, of random interviews at random sizes.

use std::collections::BTreeMap;

use inquit::app::flow::{Line, bracketed};
use inquit::app::model::Model;
use inquit::interview::{ParaId, Role};
use inquit::text::width;
use proptest::prelude::*;

use crate::random::{any_size, config, motion, size, text};
use crate::support::{Shot, flow, model, notice, press, resize};

/// The first text on the screen, and the rest of what the right pane shows.
fn shown(model: &Model) -> String {
    format!("{:?} {:?} {:?}", model.reader.anchor, model.focus, model.reader.view)
}

/// What must hold of the right pane.
fn sound(model: &Model) -> Result<(), TestCaseError> {
    let view = &model.reader.view;
    let (_, rows) = model.geometry.body;
    prop_assert!(view.rows.len() <= usize::from(rows.max(1)));
    if model.document.parts.is_empty() {
        return Ok(());
    }
    // The cursor's row is shown, and holds the position.
    let anchor = model.reader.anchor;
    let row = view.rows.get(usize::from(view.cursor.1));
    let row = row.ok_or_else(|| TestCaseError::fail(format!("the cursor's row is not shown: {:?}", view.cursor)))?;
    match &row.line {
        Line::Text(range) => {
            let text = &model.document.interview.para(row.para).text;
            let byte = anchor.byte as usize;
            prop_assert_eq!(row.para, anchor.para);
            prop_assert!(range.start <= byte || range.start == 0 || text[..range.start].trim().is_empty());
            prop_assert!(byte <= range.end || text[range.end..byte].trim().is_empty());
        }
        Line::Covered => prop_assert!(model.is_covered()),
        other => prop_assert!(false, "the cursor is on {:?}", other),
    }
    prop_assert!(row.in_hand);
    // No row is wider than the measure, with its brackets.
    let Some(columns) = model.geometry.answer else { return Ok(()) };
    for row in &view.rows {
        if let Line::Text(range) = &row.line {
            let text = &model.document.interview.para(row.para).text[range.clone()];
            let brackets = if bracketed(&model.document, row.para) { 2 } else { 0 };
            prop_assert!(width::of(text) + brackets <= usize::from(columns.measure.max(2)), "“{}” is too wide", text);
        }
    }
    Ok(())
}

/// The ranges of a paragraph's text that were on the screen.
#[derive(Default)]
struct Seen(BTreeMap<ParaId, Vec<std::ops::Range<usize>>>);

impl Seen {
    fn look(&mut self, model: &Model) {
        for row in &model.reader.view.rows {
            if let Line::Text(range) = &row.line {
                let ranges = self.0.entry(row.para).or_default();
                if !ranges.contains(range) {
                    ranges.push(range.clone());
                }
            }
        }
    }

    /// Whether all of a paragraph but blanks was on the screen.
    fn all(&self, model: &Model, id: ParaId) -> bool {
        let text = &model.document.interview.para(id).text;
        let mut ranges = self.0.get(&id).cloned().unwrap_or_default();
        ranges.sort_by_key(|range| range.start);
        let mut at = 0;
        for range in ranges {
            if !text[at..range.start.max(at)].trim().is_empty() {
                return false;
            }
            at = at.max(range.end);
        }
        text[at..].trim().is_empty()
    }
}

proptest! {
    #![proptest_config(config(20))]

    #[test]
    fn any_series_of_resizes_returns_to_the_same_words(
        text in text(),
        first in size(),
        motions in prop::collection::vec(motion(), 0..12),
        sizes in prop::collection::vec(any_size(), 1..6),
    ) {
        let mut model = model(&text, first);
        for keys in motions {
            press(&mut model, keys);
        }
        model.notice = None;
        let (before, screen) = (shown(&model), Shot::of(&model).styled());
        for size in sizes {
            resize(&mut model, size);
        }
        resize(&mut model, first);
        prop_assert_eq!(shown(&model), before);
        prop_assert_eq!(Shot::of(&model).styled(), screen);
    }

    #[test]
    fn rows_fit_and_the_cursor_is_in_sight(
        text in text(),
        first in size(),
        covered in any::<bool>(),
        alone in any::<bool>(),
        motions in prop::collection::vec((motion(), prop::option::weighted(0.2, size())), 0..30),
    ) {
        let mut model = model(&text, first);
        press(&mut model, if covered { "x" } else { "" });
        press(&mut model, if alone { "z" } else { "" });
        sound(&model)?;
        for (keys, size) in motions {
            press(&mut model, keys);
            sound(&model)?;
            if let Some(size) = size {
                resize(&mut model, size);
                sound(&model)?;
            }
        }
    }

    #[test]
    fn every_word_is_reached_by_going_down(text in text(), size in size(), keys in prop::sample::select(vec!["Down", "Space", "Ctrl-D"])) {
        let mut model = model(&text, size);
        press(&mut model, "Right g");
        let mut seen = Seen::default();
        let most = 50 + text.len();
        for step in 0.. {
            seen.look(&model);
            press(&mut model, keys);
            if model.document.parts.is_empty() || notice(&model).contains("the end of the interview") {
                break;
            }
            prop_assert!(step < most, "it never ends");
        }
        for id in flow(&model) {
            let words = &model.document.interview.para(id).text;
            prop_assert!(seen.all(&model, id), "{} at {:?} passes by “{}”", keys, size, words);
        }
    }

    #[test]
    fn every_paragraph_is_in_hand_once(text in text(), size in size(), alone in any::<bool>()) {
        let mut model = model(&text, size);
        press(&mut model, if alone { "z g" } else { "Right g" });
        let order = flow(&model);
        if order.is_empty() {
            return Ok(());
        }
        let mut hands = Vec::new();
        let mut seen = Seen::default();
        loop {
            hands.push(model.in_hand());
            seen.look(&model);
            press(&mut model, "}");
            if notice(&model).contains("the end of the interview") {
                break;
            }
            prop_assert!(hands.len() <= order.len(), "{:?} goes around", hands);
        }
        let mut expected = order;
        if !alone {
            // A question stands above its answer, and is in hand itself only where both have no room.
            let asked = |id: &ParaId| matches!(model.document.interview.para(*id).role, Role::Question | Role::Section);
            expected.retain(|id| hands.contains(id) || !(asked(id) && seen.all(&model, *id)));
        }
        prop_assert_eq!(hands, expected);
    }

    #[test]
    fn drawing_at_any_size_changes_nothing(
        text in text(),
        keys in prop::sample::select(vec!["", "Right", "t", "t boat", "/ boat", "B", "b a note Enter B", "a some text", "?", ":", "i", "Right Enter", "x", "z", "12", "m"]),
        sizes in prop::collection::vec(any_size(), 1..8),
    ) {
        let mut model = model(&text, (100, 30));
        press(&mut model, keys);
        for size in sizes {
            // Before the model hears of the size, and after.
            let before = format!("{model:?}");
            let mut buffer = ratatui::buffer::Buffer::empty(ratatui::layout::Rect::new(0, 0, size.0, size.1));
            inquit::ui::draw(&model, &crate::support::theme(false), &mut buffer);
            prop_assert_eq!(&format!("{model:?}"), &before);
            resize(&mut model, size);
            let before = format!("{model:?}");
            Shot::of(&model);
            prop_assert_eq!(&format!("{model:?}"), &before);
        }
    }
}

#[test]
fn every_small_size_can_be_drawn() {
    for keys in
        ["", "Right", "t boat", "/ boat", "B", "a some text", "?", ":", "i", "Right Enter", "x Right", "z", "12"]
    {
        let mut model = model(crate::support::TALK, (100, 30));
        press(&mut model, keys);
        for columns in [0, 1, 2, 3, 8, 20, 23, 24, 25, 31, 55, 56] {
            for rows in [0, 1, 2, 5, 6, 7, 9, 10, 11] {
                resize(&mut model, (columns, rows));
                let shot = Shot::of(&model);
                assert!(shot.cursor.x < columns.max(1) && shot.cursor.y < rows.max(1), "{keys} at {columns}x{rows}");
            }
        }
    }
}
