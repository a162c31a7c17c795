//! Writing a note: the paragraph that it is about, and the text under it.

use super::canvas::Canvas;
use super::sheet::Sheet;
use super::theme::Theme;
use crate::app::model::Model;
use crate::app::overlay::note::NoteEdit;
use crate::text::width;
use crate::text::wrap::{Fit, excerpt, wrap};

/// Draws the editor. Returns the cursor: the caret.
pub fn draw(note: &NoteEdit, model: &Model, theme: &Theme, canvas: &mut Canvas<'_>) -> (u16, u16) {
    let sheet = Sheet::of(model);
    let place = model.document.place_of(note.span);
    sheet.title(canvas, theme, "Note", None, &[&place]);
    let measure = usize::from(sheet.width().min(66));
    let quoted = usize::from(sheet.rows / 3).min(6);
    let para = note.span.start.para;
    let text = &model.document.interview.para(para).text;
    let end = if note.span.end.para == para { note.span.end.byte as usize } else { text.len() };
    let text = text.get(note.span.start.byte as usize..end).unwrap_or(text);
    let mut y = 0;
    for line in excerpt(text, measure, quoted, theme.signs.ellipsis) {
        canvas.text(sheet.left, sheet.top + y, sheet.width(), &line, theme.faint);
        y += 1;
    }
    y += u16::from(quoted > 0);
    let room = sheet.rows.saturating_sub(y).max(1);
    let text = note.edit.text();
    let rows = wrap(text, measure, Fit::First);
    // The caret's row: the last one that begins at or before the caret.
    let caret = note.edit.caret();
    let at = rows.iter().rposition(|row| row.start <= caret).unwrap_or(0);
    let first = at.saturating_sub(usize::from(room) - 1);
    for (index, row) in rows.iter().enumerate().skip(first).take(usize::from(room)) {
        let line = sheet.top + y + (index - first) as u16;
        canvas.text(sheet.left, line, sheet.width(), &text[row.clone()], theme.text);
    }
    let column = rows.get(at).map_or(0, |row| width::of(&text[row.start..caret.max(row.start)]));
    let outside = format!("{} your editor", model.key(crate::app::action::Action::EditOutside));
    sheet.hints(
        canvas,
        model,
        theme,
        &["Enter keep", "Esc leave", "#word is a tag", "Ctrl-J new line", &outside, "a draft stays"],
    );
    (sheet.left + (column as u16).min(sheet.width()), sheet.top + y + (at - first) as u16)
}
