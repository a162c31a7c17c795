//! Corrections: a panel under the text, so that what is corrected stays in sight.

use super::canvas::Canvas;
use super::panes;
use super::sheet::{Sheet, field};
use super::theme::Theme;
use crate::app::action::Action;
use crate::app::correct;
use crate::app::model::Model;
use crate::app::overlay::fix::{Fix, Mode, columns, height, rows};
use crate::text::width;
use crate::text::wrap::{excerpt, one_line};

/// Cells of a key.
const KEY: u16 = 3;

/// Draws the text with the panel under it. Returns the cursor: on the choice, or the caret.
pub fn draw(fix: &Fix, model: &Model, theme: &Theme, canvas: &mut Canvas<'_>) -> (u16, u16) {
    panes::draw(model, theme, canvas);
    let frame = Sheet::of(model);
    let per = rows(model.size);
    let top = model.geometry.footer.saturating_sub(height(model.size) + u16::from(model.size.1 >= 24));
    let title_row = top + u16::from(model.size.1 >= 16);
    let sheet = Sheet { top: title_row + 1, rows: per, ..frame };
    for y in top..=model.geometry.footer {
        canvas.clear(y);
    }
    let caret = title(fix, model, theme, canvas, &sheet, title_row);
    let cursor = match &fix.mode {
        Mode::Menu => menu(fix, model, theme, canvas, &sheet),
        Mode::Who(_, shown) => {
            let first = fix.list.first(usize::from(per));
            let mut cursor = caret;
            for (index, (name, _)) in shown.iter().enumerate().skip(first).take(usize::from(per)) {
                let y = sheet.top + (index - first) as u16;
                let chosen = index == fix.list.selected;
                if chosen && fix.list.walked {
                    cursor = (sheet.left, y);
                }
                sheet.bar(canvas, theme, y, chosen);
                canvas.text(sheet.left, y, sheet.width(), name, if chosen { theme.chosen } else { theme.text });
            }
            cursor
        }
        Mode::Name(_) => {
            let text = "Everywhere: whatever this speaker says is shown and exported under the name.";
            let (room, ellipsis) = (usize::from(sheet.width()), theme.signs.ellipsis);
            for (y, row) in (sheet.top..).zip(excerpt(text, room, usize::from(per), ellipsis)) {
                canvas.text(sheet.left, y, sheet.width(), &row, theme.faint);
            }
            caret
        }
    };
    let undo = format!("{} undo", model.key(Action::Undo));
    let hints: &[&str] = match &fix.mode {
        Mode::Menu => &["Enter do it", "Esc close", ") next sentence", "} next paragraph", &undo],
        Mode::Who(..) => &["Enter choose", "Esc back", "type a name"],
        Mode::Name(edit) if edit.is_suggestion() => &["Enter keep", "Esc back", "type another name", "End add to it"],
        Mode::Name(_) => &["Enter name", "Esc back"],
    };
    sheet.hints(canvas, model, theme, hints);
    cursor
}

/// What is in hand: "q. 3, para. 1: an answer by Elizabeth Wishnick, uncertain". Returns the caret.
fn title(fix: &Fix, model: &Model, theme: &Theme, canvas: &mut Canvas<'_>, sheet: &Sheet, y: u16) -> (u16, u16) {
    let (what, edit) = match &fix.mode {
        Mode::Menu => ("Correct", None),
        Mode::Who(query, _) => ("Who speaks?", Some(query)),
        Mode::Name(edit) => ("Name", Some(edit)),
    };
    let x = canvas.text(sheet.left, y, sheet.width(), what, theme.strong) + 2;
    let room = usize::from(sheet.right.saturating_sub(x));
    if let Some(edit) = edit {
        return (field(canvas, theme, (x, y, (room as u16).saturating_sub(1)), edit, theme.text).0, y);
    }
    let [is, by, unsure] = correct::is_now(model);
    let place = model.document.places.get(model.in_hand());
    let texts = [format!("{}: {is}{by}{unsure}", place.long()), format!("{is}{by}{unsure}"), format!("{is}{unsure}")];
    let text = texts.iter().find(|text| width::of(text) <= room).unwrap_or(&texts[2]);
    canvas.text(x, y, room as u16, &theme.own(text), theme.text);
    (sheet.left, y)
}

fn menu(fix: &Fix, model: &Model, theme: &Theme, canvas: &mut Canvas<'_>, sheet: &Sheet) -> (u16, u16) {
    let (per, count) = (usize::from(sheet.rows).max(1), columns(model.size.0));
    let page = per * count;
    let first = if count == 1 { fix.list.first(per) } else { fix.list.selected / page * page };
    let cell = sheet.width() / count as u16;
    let mut cursor = (sheet.left, sheet.top);
    for (index, action) in fix.rows.iter().enumerate().skip(first).take(page) {
        let (column, row) = ((index - first) / per, (index - first) % per);
        let (x, y) = (sheet.left + column as u16 * cell, sheet.top + row as u16);
        let chosen = index == fix.list.selected;
        let style = if chosen { theme.chosen } else { theme.text };
        if chosen {
            canvas.text(x.saturating_sub(2), y, 1, theme.signs.bar, theme.accent);
            cursor = (x, y);
        }
        let key = model.keymap.hint(*action).map_or(String::new(), |key| key.to_string());
        canvas.text(x, y, KEY, &key, style);
        let room = cell.saturating_sub(KEY + 2);
        let text = one_line(&theme.own(&correct::title(*action, model)), usize::from(room), theme.signs.ellipsis);
        canvas.text(x + KEY, y, room, &text, style);
    }
    cursor
}
