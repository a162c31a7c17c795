//! The mouse: a click takes in hand, the wheel scrolls what is under it, dragging selects.
//!
//! What is selected is the document's text, never the screen's: without the breaks of rows, without the other pane. Keys
//! can go on with it as if it had been selected with them.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::action::Action;
use super::effect::Effect;
use super::flow::Line;
use super::model::{Model, Pane};
use super::msg::MouseAct;
use super::overlay::{Outcome, Overlay};
use super::selecting::{self, Selection, sentence_at, stretch};
use super::{WHEEL, quoting, wheel_in};
use crate::interview::locate::Span;
use crate::interview::{Anchor, ParaId, Role};
use crate::text::width;

/// Milliseconds within which a second press makes a double click.
const DOUBLE: u64 = 400;

/// The button, from when it went down to the next time it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Press {
    /// Column and row.
    at: (u16, u16),
    /// When, as [`Model::now`] has it.
    time: u64,
    /// One for a click, two for a double one, three for one more.
    count: u8,
    /// What lies under it in the answer.
    origin: Option<Span>,
    /// Whether it is down.
    down: bool,
}

/// What follows from something that the mouse did.
#[derive(Debug)]
pub enum Pointed {
    /// Nothing more.
    Nothing,
    /// To be done as if its key had been pressed.
    Action(Action),
    /// What the overlay on top wants.
    Outcome(Box<Outcome>),
}

/// Takes in what the mouse did.
pub fn mouse(model: &mut Model, act: MouseAct, column: u16, row: u16, effects: &mut Vec<Effect>) -> Pointed {
    if act == MouseAct::Press
        && let Some(Overlay::Topics(mut map)) = model.overlays.pop_if(|top| matches!(top, Overlay::Topics(_)))
    {
        let outcome = map.click(column, row, model);
        model.overlays.push(Overlay::Topics(map));
        return Pointed::Outcome(Box::new(outcome));
    }
    let action = if model.overlays.is_empty() {
        on_panes(model, act, column, row, effects)
    } else {
        on_overlay(model, act, row)
    };
    action.map_or(Pointed::Nothing, Pointed::Action)
}

/// A click on an entry of a list does what Enter does there.
fn on_overlay(model: &mut Model, act: MouseAct, row: u16) -> Option<Action> {
    let mut top = model.overlays.pop()?;
    let mut entered = None;
    match act {
        MouseAct::WheelDown | MouseAct::WheelUp => wheel_in(&mut top, act, model),
        MouseAct::WheelLeft | MouseAct::WheelRight => {
            // Only the map is wider than the screen.
            if let Overlay::Topics(map) = &mut top {
                map.apply(if act == MouseAct::WheelRight { Action::Right } else { Action::Left }, model);
            }
        }
        MouseAct::Press => {
            let (first, rows) = model.geometry.body;
            let entry = row.checked_sub(first).filter(|y| *y < rows).and_then(|y| entry_at(&top, model, y, rows));
            if let (Some(entry), Some(list)) = (entry, top.list_mut())
                && entry < list.len
            {
                list.selected = entry;
                if let Overlay::Marks(panel) = &mut top {
                    panel.filtering = false;
                }
                entered = Some(Action::Enter);
            }
        }
        MouseAct::Drag | MouseAct::Release => {}
    }
    model.overlays.push(top);
    entered
}

/// The entry that a row of a list shows.
fn entry_at(overlay: &Overlay, model: &Model, y: u16, rows: u16) -> Option<usize> {
    let (shown, first) = match overlay {
        Overlay::Marks(panel) => {
            let shown = panel.shown(model);
            let under = shown.iter().find(|(_, top, entry)| (*top..top + entry.rows()).contains(&y));
            return under.map(|(index, ..)| *index);
        }
        Overlay::Find(find) => find.rows(rows),
        Overlay::Jump(jump) => {
            let shown = jump.list_rows(rows);
            (shown, jump.list.first(usize::from(shown)))
        }
        Overlay::Parts(parts) => (rows, parts.list.first(usize::from(rows))),
        Overlay::Commands(commands) if commands.kind != super::overlay::commands::Kind::Keys => {
            (rows, commands.list.first(usize::from(rows)))
        }
        _ => return None,
    };
    (y < shown).then(|| first + usize::from(y))
}

fn on_panes(model: &mut Model, act: MouseAct, column: u16, row: u16, effects: &mut Vec<Effect>) -> Option<Action> {
    let answer = model.geometry.answer.unwrap_or_default();
    let over_questions =
        model.geometry.questions.is_some() && (column < answer.mark || model.geometry.answer.is_none());
    match act {
        MouseAct::WheelDown | MouseAct::WheelUp if over_questions => {
            let way = if act == MouseAct::WheelDown { Action::NextQuestion } else { Action::PreviousQuestion };
            return Some(way);
        }
        MouseAct::WheelDown | MouseAct::WheelUp => {
            let by = if act == MouseAct::WheelDown { WHEEL } else { -WHEEL };
            model.with_reader(|reader, stage| reader.scroll(stage, by));
        }
        MouseAct::WheelLeft | MouseAct::WheelRight => {}
        MouseAct::Press => {
            let again = model.press.filter(|last| {
                let near = last.at.1 == row && last.at.0.abs_diff(column) <= 1;
                near && model.now.saturating_sub(last.time) <= DOUBLE
            });
            let count = again.map_or(1, |last| last.count % 3 + 1);
            model.selection = None;
            let press = Press { at: (column, row), time: model.now, count, origin: None, down: true };
            model.press = Some(press);
            if over_questions { press_question(model, row, count) } else { press_text(model, press) }
        }
        MouseAct::Drag => drag(model, column, row, over_questions),
        MouseAct::Release => {
            let was_down = model.press.as_mut().is_some_and(|press| std::mem::replace(&mut press.down, false));
            // What is selected with the mouse is copied, as everywhere; it stays selected for the keys.
            if let Some(selection) = model.selection.filter(|_| was_down) {
                effects.push(Effect::Copy(quoting::bare(model, selection.span(&model.document))));
            }
        }
    }
    None
}

/// A question is chosen; by a double click it is gone into.
fn press_question(model: &mut Model, row: u16, count: u8) {
    let (first, rows) = model.geometry.body;
    let y = row.checked_sub(first).filter(|y| *y < rows);
    let Some(part) = y.and_then(|y| model.questions.at_row(y)).map(|entry| entry.part) else { return };
    if part != model.part() {
        model.with_reader(|reader, stage| reader.enter(stage, part));
    }
    model.focus = if count > 1 { Pane::Answer } else { Pane::Questions };
}

/// The sentence is taken in hand; a double click selects it, a third one its paragraph.
fn press_text(model: &mut Model, press: Press) {
    let Some((para, byte, words)) = text_at(model, press.at.0, press.at.1) else { return };
    model.focus = Pane::Answer;
    let anchor = Anchor { para, byte: byte as u32 };
    // A note is the reader's and not the interview's: the words beside it are not meant, and are not copied.
    let row = model.reader.view.rows.get(usize::from(press.at.1.saturating_sub(model.geometry.body.0)));
    if let Some(Line::Note(_)) = row.map(|row| &row.line) {
        model.reader.take(Anchor { para, byte: 0 });
        return;
    }
    if model.is_covered() {
        model.reader.take(Anchor { para, byte: 0 });
        return;
    }
    let sentence = sentence_at(&model.document, anchor);
    let origin = match press.count {
        1 => Some(stretch(para, &words)),
        2 => sentence,
        _ => Some(model.document.whole(para)),
    };
    model.press = Some(Press { origin, ..press });
    match origin.filter(|_| press.count > 1) {
        Some(origin) => select(model, Selection { origin, head: origin }),
        None => model.reader.take(sentence.map_or(anchor, |sentence| sentence.start)),
    }
}

/// Selects from where the button went down to where the mouse is; what lies beyond the screen comes into it row by row.
fn drag(model: &mut Model, column: u16, row: u16, over_questions: bool) {
    let Some(press) = model.press.filter(|press| press.down) else { return };
    let Some(origin) = press.origin else {
        // From the left pane: the whole question, which stands above its answer on the right.
        if over_questions && model.selection.is_none() && press.at != (column, row) {
            select_question(model);
        }
        return;
    };
    if press.at == (column, row) && model.selection.is_none() {
        return;
    }
    let (first, rows) = model.geometry.body;
    let beyond = if row < first { -1 } else { isize::from(row >= first + rows) };
    if beyond != 0 {
        model.with_reader(|reader, stage| reader.scroll(stage, beyond));
        super::settle(model);
    }
    // A screen may be too small to have a row.
    let row = row.max(first).min((first + rows.max(1)).saturating_sub(1));
    let Some((para, byte, words)) = text_at(model, column, row) else { return };
    let head = match press.count {
        1 => stretch(para, &words),
        2 => match sentence_at(&model.document, Anchor { para, byte: byte as u32 }) {
            Some(sentence) => sentence,
            None => return,
        },
        _ => model.document.whole(para),
    };
    select(model, Selection { origin, head });
}

/// Selects what is on the screen already.
fn select(model: &mut Model, selection: Selection) {
    let span = selection.span(&model.document);
    if span.start == span.end {
        return;
    }
    model.focus = Pane::Answer;
    model.reader.take(selection.cursor(&model.document));
    model.selection = Some(selection);
}

/// Selects everything that was asked in the part on the right.
fn select_question(model: &mut Model) {
    let document = &model.document;
    let asked = document.parts.get(model.part()).into_iter().flat_map(|part| &part.paras);
    let mut asked = asked.filter(|para| document.interview.para(**para).role == Role::Question);
    let Some(first) = asked.next().copied() else { return };
    let last = asked.next_back().copied().unwrap_or(first);
    let selection = Selection { origin: document.whole(first), head: document.whole(last) };
    selecting::put(model, selection);
}

/// The text under a cell of the answer: the paragraph, the byte of the letter, and the word around it. Beside the text it
/// is the row's nearest letter, where there is no text the nearest row above that has some, or else below.
fn text_at(model: &Model, column: u16, row: u16) -> Option<(ParaId, usize, Range<usize>)> {
    let columns = model.geometry.answer?;
    let (first, _) = model.geometry.body;
    let rows = &model.reader.view.rows;
    let y = usize::from(row.saturating_sub(first)).min(rows.len().checked_sub(1)?);
    let is_text = |index: &usize| matches!(rows[*index].line, Line::Text(_) | Line::Covered);
    let found = (0..=y).rev().find(is_text).or_else(|| (y..rows.len()).find(is_text))?;
    let view = &rows[found];
    let Line::Text(range) = &view.line else { return Some((view.para, 0, 0..0)) };
    let text = model.document.interview.para(view.para).text.get(range.clone())?;
    let indent = u16::from(super::flow::bracketed(&model.document, view.para));
    let cells = usize::from(column.saturating_sub(columns.text + indent));
    // Below the last row of text everything up to its end is meant.
    let at = if found < y { text.len() } else { width::prefix(text, cells) };
    let (start, word) =
        text.split_word_bound_indices().take_while(|(start, _)| *start <= at).last().unwrap_or((0, text));
    let byte = text.grapheme_indices(true).map(|(start, _)| start).take_while(|start| *start <= at).last().unwrap_or(0);
    Some((view.para, range.start + byte, range.start + start..range.start + start + word.len()))
}
