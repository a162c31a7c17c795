//! Pages to read.

use super::canvas::Canvas;
use super::sheet::Sheet;
use super::theme::Theme;
use crate::app::model::Model;
use crate::app::overlay::page::{NAMES, Page, PageRow};
use crate::app::overlay::page_width;

/// Draws the page. Returns the cursor: the first row's beginning.
pub fn draw(page: &Page, model: &Model, theme: &Theme, canvas: &mut Canvas<'_>) -> (u16, u16) {
    let sheet = Sheet::of(model);
    let rows = page.rows(page_width(model));
    let height = usize::from(sheet.rows).max(1);
    let top = page.top.min(rows.len().saturating_sub(height));
    let right = if rows.len() > height {
        format!("{} to {} of {} lines", top + 1, (top + height).min(rows.len()), rows.len())
    } else {
        String::new()
    };
    sheet.title(canvas, theme, "About this interview", None, &[&right]);
    for (index, row) in rows.iter().skip(top).take(height).enumerate() {
        let y = sheet.top + index as u16;
        match row {
            PageRow::Blank => {}
            PageRow::Heading(text) => {
                canvas.text(sheet.left, y, sheet.width(), text, theme.strong);
            }
            PageRow::Text(text) => {
                canvas.text(sheet.left, y, sheet.width(), text, theme.text);
            }
            PageRow::Pair(name, text) => {
                let names = NAMES as u16;
                canvas.text(sheet.left, y, names, name, theme.faint);
                canvas.text(sheet.left + names, y, sheet.width().saturating_sub(names), text, theme.text);
            }
        }
    }
    let add = format!("{} add details", model.key(crate::app::action::Action::Note));
    sheet.hints(canvas, model, theme, &["Esc close", "up down Space scroll", &add, "? keys"]);
    (sheet.left, sheet.top)
}
