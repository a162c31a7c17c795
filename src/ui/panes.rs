//! The reading screen: questions left, the answer right.

use std::ops::Range;

use ratatui::style::Style;

use super::canvas::Canvas;
use super::status;
use super::theme::Theme;
use crate::app::flow::{Line, NOTE_INDENT, bracketed};
use crate::app::geometry::{AnswerColumns, QuestionColumns};
use crate::app::model::{Model, Pane};
use crate::app::reader::ViewRow;
use crate::interview::parts::PartKind;
use crate::interview::{Anchor, ParaId, Role};
use crate::text::width;

/// Draws both panes, or the one that a narrow screen has room for. Returns the cursor.
pub fn draw(model: &Model, theme: &Theme, canvas: &mut Canvas<'_>) -> (u16, u16) {
    status::header(model, theme, canvas);
    let mut cursor = (0, model.geometry.body.0);
    if let Some(columns) = model.geometry.questions {
        cursor = questions(model, theme, canvas, columns);
    }
    if let Some(columns) = model.geometry.answer {
        let here = answer(model, theme, canvas, columns);
        if model.focus == Pane::Answer || model.geometry.questions.is_none() {
            cursor = here;
        }
    }
    status::footer(model, theme, canvas, cursor.1).unwrap_or(cursor)
}

fn questions(model: &Model, theme: &Theme, canvas: &mut Canvas<'_>, columns: QuestionColumns) -> (u16, u16) {
    let (top, rows) = model.geometry.body;
    let selected = model.part();
    let mut cursor = (columns.text, top);
    for entry in &model.questions.entries {
        let chosen = entry.part == selected;
        let read = entry.number.is_some_and(|number| model.read.contains(&(number - 1)));
        let style = match (chosen, read) {
            (true, _) => theme.chosen,
            (false, true) => theme.faint,
            (false, false) => theme.text,
        };
        let mut y = entry.y;
        if let Some(section) = &entry.section {
            if y < rows {
                canvas.text(columns.text, top + y, columns.width, section, theme.faint);
            }
            y += 1;
        }
        for (index, line) in entry.rows.iter().enumerate() {
            if y >= rows {
                break;
            }
            if chosen {
                canvas.text(columns.bar, top + y, 1, theme.signs.bar, theme.accent);
            }
            if index == 0 {
                if chosen {
                    cursor = (columns.text, top + y);
                }
                if let Some(number) = entry.number {
                    canvas.right(columns.bar + 1, columns.mark, top + y, &number.to_string(), style);
                }
                if has_mark(model, entry.part) {
                    canvas.text(columns.mark, top + y, 1, theme.signs.mark, theme.accent);
                } else if is_unsure(model, entry.part) {
                    canvas.text(columns.mark, top + y, 1, "?", theme.faint);
                }
            }
            canvas.text(columns.text, top + y, columns.width, line, style);
            y += 1;
        }
    }
    cursor
}

/// Whether a part holds a bookmark.
fn has_mark(model: &Model, part: usize) -> bool {
    let marked = &model.shelf.annotations.marked;
    !marked.is_empty() && model.document.parts[part].paras.iter().any(|id| marked.contains(id))
}

/// Whether the split of an exchange is less than certain: it carries a quiet question mark.
fn is_unsure(model: &Model, part: usize) -> bool {
    let interview = &model.document.interview;
    model.document.exchange_of(part).is_some()
        && model.document.parts[part].paras.iter().any(|id| interview.para(*id).unsure)
}

fn answer(model: &Model, theme: &Theme, canvas: &mut Canvas<'_>, columns: AnswerColumns) -> (u16, u16) {
    let top = model.geometry.body.0;
    for (index, row) in model.reader.view.rows.iter().enumerate() {
        let y = top + index as u16;
        if row.in_hand && !matches!(row.line, Line::Note(_)) {
            canvas.text(columns.grip, y, 1, theme.signs.grip, theme.accent);
        }
        if begins_mark(model, row) {
            canvas.text(columns.mark, y, 1, theme.signs.mark, theme.accent);
        }
        line(model, theme, canvas, columns, row, y);
    }
    let (x, y) = model.reader.view.cursor;
    (columns.text + x, top + y)
}

/// Whether a bookmark begins in a row.
fn begins_mark(model: &Model, row: &ViewRow) -> bool {
    let Line::Text(range) = &row.line else { return false };
    let at = |byte: usize| Anchor { para: row.para, byte: byte as u32 };
    // A row gives the blank at its end to nobody.
    let from = if row.first { 0 } else { range.start };
    model.shelf.annotations.begins.range(at(from)..at(range.end.max(from + 1))).next().is_some()
}

fn line(model: &Model, theme: &Theme, canvas: &mut Canvas<'_>, columns: AnswerColumns, row: &ViewRow, y: u16) {
    let interview = &model.document.interview;
    let paragraph = interview.para(row.para);
    let (x, measure) = (columns.text, columns.measure);
    match &row.line {
        Line::Blank => {}
        Line::Speaker => {
            let name = paragraph.speaker.and_then(|id| interview.people.get(usize::from(id.0)));
            if let Some(person) = name {
                canvas.text(x, y, measure, &format!("{}:", person.short_name()), theme.strong);
            }
        }
        Line::Note(range) => {
            if let Some(note) = model.shelf.annotations.notes.get(&row.para) {
                let x = x + NOTE_INDENT;
                canvas.text(x, y, measure.saturating_sub(NOTE_INDENT), &note[range.clone()], theme.note);
            }
        }
        Line::Covered => {
            if let Some(exchange) = model.exchange() {
                let (paragraphs, words) = model.document.answer_size(exchange);
                let plural = if paragraphs == 1 { "paragraph" } else { "paragraphs" };
                let long = format!("answer covered, {words} words in {paragraphs} {plural}; Enter shows it");
                let text =
                    if width::of(&long) <= usize::from(measure) { &long } else { "answer covered; Enter shows it" };
                canvas.text(x, y, measure, text, theme.faint);
            }
        }
        Line::Text(range) => {
            let base = base_style(theme, paragraph.role);
            let brackets = bracketed(&model.document, row.para);
            let mut x = x;
            if brackets {
                if row.first {
                    canvas.text(x, y, 1, "[", base);
                }
                x += 1;
            }
            let over = highlights(model, theme, row.para, range);
            let end = canvas.ranges((x, y, measure), &paragraph.text, range.clone(), base, &over);
            if brackets && row.last {
                canvas.text(end, y, 1, "]", base);
            }
        }
    }
}

fn base_style(theme: &Theme, role: Role) -> Style {
    match role {
        Role::Title | Role::Question => theme.strong,
        Role::Aside => theme.faint,
        Role::Section => theme.hit.remove_modifier(ratatui::style::Modifier::UNDERLINED),
        _ => theme.text,
    }
}

/// What stands out in a row of text: marked words, the words last looked for with the place where the reader is apart, and
/// what is selected. Where they overlap the styles add up.
fn highlights(model: &Model, theme: &Theme, para: ParaId, row: &Range<usize>) -> Vec<(Range<usize>, Style)> {
    let mut layers: Vec<(Range<usize>, Style)> = Vec::new();
    if let Some(words) = model.shelf.annotations.words.get(&para) {
        layers.extend(words.iter().map(|range| (range.clone(), theme.marked)));
    }
    if let Some(found) = &model.found {
        let here = model.reader.anchor;
        let hits = found.in_para(&model.document, para);
        // A paragraph may be a book, and a word stand in it a million times.
        let from = hits.partition_point(|hit| hit.range.end <= row.start);
        let to = hits.partition_point(|hit| hit.range.start < row.end).max(from);
        layers.extend(hits[from..to].iter().map(|hit| {
            let current = here.para == hit.para && here.byte as usize == hit.range.start;
            (hit.range.clone(), if current { theme.here } else { theme.hit })
        }));
    }
    let selected = model.selection.and_then(|selection| selection.in_para(&model.document, para));
    layers.extend(selected.map(|range| (range, theme.selected)));
    flatten(row, &layers)
}

/// Cuts ranges that may overlap into neighbours that do not; later ones lie over earlier ones.
fn flatten(row: &Range<usize>, layers: &[(Range<usize>, Style)]) -> Vec<(Range<usize>, Style)> {
    let inside = |at: &usize| row.start <= *at && *at <= row.end;
    let mut cuts: Vec<usize> = layers.iter().flat_map(|(range, _)| [range.start, range.end]).filter(inside).collect();
    cuts.extend([row.start, row.end]);
    cuts.sort_unstable();
    cuts.dedup();
    let piece = |pair: &[usize]| {
        let (from, to) = (pair[0], pair[1]);
        let over = layers.iter().filter(|(range, _)| range.start <= from && to <= range.end);
        let style = over.map(|(_, style)| *style).reduce(Style::patch)?;
        Some((from..to, style))
    };
    cuts.windows(2).filter_map(piece).collect()
}

/// What a part is called in the status; `count` is the number of questions, where that is known.
pub fn part_name(kind: PartKind, count: Option<usize>, compact: bool) -> String {
    match kind {
        PartKind::Introduction => "introduction".to_owned(),
        PartKind::Closing => "closing notes".to_owned(),
        PartKind::Whole => "text".to_owned(),
        PartKind::Exchange(index) => match count {
            None => format!("q. {}", index + 1),
            Some(count) if compact => format!("q. {}/{count}", index + 1),
            Some(count) => format!("q. {} of {count}", index + 1),
        },
    }
}
