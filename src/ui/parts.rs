//! The texts of a book: number, title, and how many questions each has.

use super::canvas::Canvas;
use super::sheet::Sheet;
use super::theme::Theme;
use crate::app::model::Model;
use crate::app::overlay::parts::Parts;
use crate::text::width;
use crate::text::wrap::one_line;

/// Fewest cells in which the number of questions is said in words.
const NARROW: u16 = 50;

/// Draws the list. Returns the cursor: on the chosen text, or behind what is typed where nothing has it.
pub fn draw(parts: &Parts, model: &Model, theme: &Theme, canvas: &mut Canvas<'_>) -> (u16, u16) {
    let sheet = Sheet::of(model);
    let (all, shown) = (parts.rows.len(), parts.shown.len());
    let typed = !parts.query.text().is_empty();
    let mut count = if typed { format!("{shown} of {all}") } else { format!("{all} texts") };
    // Where titles need the room, the rows have the number alone, under its name.
    let narrow = sheet.width() < NARROW;
    if narrow {
        count.push_str(&format!(" {} questions", theme.signs.dot));
    }
    let mut cursor = if typed {
        sheet.title(canvas, theme, "Which text?", Some(&parts.query), &[&count])
    } else {
        let name = one_line(&model.document.name, usize::from(sheet.width()) / 2, theme.signs.ellipsis);
        let named = format!("{name} {} {count}", theme.signs.dot);
        sheet.title(canvas, theme, "Which text?", Some(&parts.query), &[&named, &count])
    };
    let rows = usize::from(sheet.rows).max(1);
    let first = parts.list.first(rows);
    let digits = all.checked_ilog10().unwrap_or(0) as u16 + 1;
    let text = sheet.left + digits + 2;
    for (at, index) in parts.shown.iter().enumerate().skip(first).take(rows) {
        let row = &parts.rows[*index];
        let y = sheet.top + (at - first) as u16;
        let chosen = at == parts.list.selected;
        let style = match chosen {
            true => theme.chosen,
            false if row.questions == 0 => theme.faint,
            false => theme.text,
        };
        sheet.bar(canvas, theme, y, chosen);
        if chosen {
            cursor = (sheet.left, y);
        }
        canvas.right(sheet.left, sheet.left + digits, y, &row.number.to_string(), theme.faint);
        let about = if narrow { row.questions.to_string() } else { row.about() };
        let room = sheet.right.saturating_sub(text).saturating_sub(width::of(&about) as u16 + 2);
        canvas.text(text, y, room, &one_line(&row.title, usize::from(room), theme.signs.ellipsis), style);
        canvas.right(text + room, sheet.right, y, &about, theme.faint);
    }
    if parts.shown.is_empty() {
        canvas.text(sheet.left, sheet.top, sheet.width(), "No title has these words.", theme.text);
    }
    let back = match parts.open {
        _ if typed => "Esc all texts",
        Some(_) => "Esc back",
        None => "Esc quit",
    };
    sheet.hints(canvas, model, theme, &["Enter open", back, "up down choose", "type to filter"]);
    cursor
}
