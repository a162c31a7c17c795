//! Marks and notes.

use super::canvas::Canvas;
use super::sheet::Sheet;
use super::theme::Theme;
use crate::app::action::Action;
use crate::app::model::Model;
use crate::app::overlay::marks::MarksPanel;
use crate::library::corrections::Fate;
use crate::library::marks::Mark;
use crate::text::wrap::one_line;

/// Draws the panel. Returns the cursor: on the chosen mark, or the caret of the filter.
pub fn draw(panel: &MarksPanel, model: &Model, theme: &Theme, canvas: &mut Canvas<'_>) -> (u16, u16) {
    let sheet = Sheet::of(model);
    let corrections = model.shelf.corrections.list();
    let all = model.shelf.marks().all().len() + corrections.len();
    let orphaned = corrections.iter().filter(|correction| correction.fate == Fate::Orphaned).count();
    let lost = model.shelf.marks().lost().count() + orphaned;
    let mut count =
        if panel.rows.len() == all { format!("{all} here") } else { format!("{} of {all} here", panel.rows.len()) };
    if lost > 0 {
        count.push_str(&format!(", {lost} lost"));
    }
    let filter = panel.filtering || !panel.query.text().is_empty();
    let caret = if filter {
        sheet.title(canvas, theme, "Marks with", Some(&panel.query), &[&count])
    } else {
        sheet.title(canvas, theme, "Marks and notes", None, &[&count])
    };
    let mut cursor = if panel.filtering { caret } else { (sheet.left, sheet.top) };
    if panel.rows.is_empty() {
        let text = if all == 0 {
            format!(
                "No marks yet. {} marks the paragraph in hand, {} writes a note.",
                key(model, true),
                key(model, false)
            )
        } else {
            "No mark has these words.".to_owned()
        };
        for (index, row) in crate::text::wrap::wrap(&text, usize::from(sheet.width()), crate::text::wrap::Fit::First)
            .into_iter()
            .enumerate()
        {
            canvas.text(sheet.left, sheet.top + index as u16, sheet.width(), &text[row], theme.text);
        }
    }
    for (index, row, entry) in panel.shown(model) {
        let Some(id) = panel.rows.get(index) else { continue };
        let chosen = index == panel.list.selected;
        let top = sheet.top + row;
        if chosen && !panel.filtering {
            cursor = (sheet.left, top);
        }
        let room = usize::from(sheet.width().saturating_sub(entry.indent));
        let mut lines = vec![(entry.place.as_str(), String::new(), theme.text)];
        if entry.above {
            lines.push(("", String::new(), theme.text));
        }
        if let Some((_, words, _)) = lines.last_mut() {
            *words = match model.shelf.get(*id) {
                Some(mark) => quote(mark, theme, room),
                None => one_line(&theme.own(&entry.words), room, theme.signs.ellipsis),
            };
        }
        if !entry.more.is_empty() {
            lines.push(("", one_line(&entry.more, room, theme.signs.ellipsis), theme.note));
        }
        let below = sheet.top + sheet.rows;
        for (y, (place, text, style)) in (top..below).zip(lines) {
            sheet.bar(canvas, theme, y, chosen);
            let style = if chosen { theme.chosen.patch(style) } else { style };
            canvas.text(sheet.left, y, sheet.width(), place, if chosen { theme.chosen } else { theme.text });
            let x = sheet.left + entry.indent;
            canvas.text(x, y, sheet.right.saturating_sub(x), &text, style);
        }
    }
    let hints: Vec<String> = if panel.filtering {
        vec!["Enter choose".to_owned(), "Esc all marks".to_owned()]
    } else {
        let keyed =
            [(Action::Note, "note"), (Action::Delete, "delete"), (Action::Undo, "undo"), (Action::Find, "filter")];
        let keyed = keyed.into_iter().map(|(action, word)| format!("{} {word}", model.key(action)));
        std::iter::once("Enter go".to_owned()).chain(keyed).chain(["Esc close".to_owned()]).collect()
    };
    let hints: Vec<&str> = hints.iter().map(String::as_str).collect();
    sheet.hints(canvas, model, theme, &hints);
    cursor
}

fn key(model: &Model, bookmark: bool) -> String {
    model.key(if bookmark { Action::Bookmark } else { Action::Note })
}

/// The beginning of a mark's words, in quotes.
fn quote(mark: &Mark, theme: &Theme, room: usize) -> String {
    let (open, close) = theme.signs.quotes;
    let quote = mark.place.quote();
    // What was left out of the quote is said, also where the quote itself fits.
    let whole = quote.len() >= mark.place.text.trim().len();
    let quote = if whole { quote } else { format!("{quote}{}", theme.signs.ellipsis) };
    let quote = one_line(&quote, room.saturating_sub(2), theme.signs.ellipsis);
    format!("{open}{quote}{close}")
}
