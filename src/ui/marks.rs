//! Marks and notes.

use ratatui::style::Style;

use super::canvas::Canvas;
use super::sheet::Sheet;
use super::theme::Theme;
use crate::app::action::Action;
use crate::app::model::Model;
use crate::app::overlay::marks::MarksPanel;
use crate::interview::locate::Resolved;
use crate::library::marks::Mark;
use crate::text::width;
use crate::text::wrap::one_line;

/// Cells of a place, and of one where words in a paragraph are marked.
const PLACES: (u16, u16) = (16, 21);

/// Draws the panel. Returns the cursor: on the chosen mark, or the caret of the filter.
pub fn draw(panel: &MarksPanel, model: &Model, theme: &Theme, canvas: &mut Canvas<'_>) -> (u16, u16) {
    let sheet = Sheet::of(model);
    let all = model.shelf.marks().all().len();
    let lost = model.shelf.marks().lost().count();
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
    let words = model.shelf.marks().all().iter().any(|mark| !mark.place.whole);
    let cells = if words { PLACES.1 } else { PLACES.0 };
    // Every mark takes at most three rows; those around the chosen one are drawn.
    let rows = usize::from(sheet.rows).max(1);
    let first = panel.list.first((rows / 3).max(1));
    let mut y = sheet.top;
    for (index, id) in panel.rows.iter().enumerate().skip(first) {
        let Some(mark) = model.shelf.get(*id) else { continue };
        let chosen = index == panel.list.selected;
        let lines = lines(mark, model, theme, &sheet, cells);
        if y + lines.len() as u16 > sheet.top + sheet.rows {
            break;
        }
        if chosen && !panel.filtering {
            cursor = (sheet.left, y);
        }
        for (place, text, style) in &lines {
            sheet.bar(canvas, theme, y, chosen);
            let style = if chosen { theme.chosen.patch(*style) } else { *style };
            canvas.text(sheet.left, y, sheet.width(), place, if chosen { theme.chosen } else { theme.text });
            let x = if sheet.width() < 60 { sheet.left + 2 } else { sheet.left + cells };
            canvas.text(x, y, sheet.right.saturating_sub(x), text, style);
            y += 1;
        }
        y += 1;
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

/// The rows of a mark: place and quote, then the note and what else there is to say.
fn lines(mark: &Mark, model: &Model, theme: &Theme, sheet: &Sheet, cells: u16) -> Vec<(String, String, Style)> {
    let (open, close) = theme.signs.quotes;
    let narrow = sheet.width() < 60;
    let span = mark.at.and_then(Resolved::span);
    let place = span.map_or_else(
        || "lost".to_owned(),
        |span| {
            if mark.place.whole {
                model.document.places.get(span.start.para).long()
            } else {
                model.document.place_of(span)
            }
        },
    );
    // Words in a paragraph have a longer place than the paragraph; a long one stands above its quote.
    let above = narrow || width::of(&place) + 1 > usize::from(cells);
    let quote = mark.place.quote();
    let room = usize::from(sheet.width().saturating_sub(if narrow { 2 } else { cells }));
    // What was left out of the quote is said, also where the quote itself fits.
    let whole = quote.len() >= mark.place.text.trim().len();
    let quote = if whole { quote } else { format!("{quote}{}", theme.signs.ellipsis) };
    let quote = one_line(&quote, room.saturating_sub(2), theme.signs.ellipsis);
    let quote = format!("{open}{quote}{close}");
    let mut lines = Vec::new();
    if above {
        lines.push((place, String::new(), theme.text));
        lines.push((String::new(), quote, theme.text));
    } else {
        lines.push((place, quote, theme.text));
    }
    let mut more = mark.note.replace('\n', " / ");
    if !mark.letters.is_empty() {
        let letters: Vec<String> = mark.letters.iter().map(ToString::to_string).collect();
        let sep = if more.is_empty() { "" } else { "   " };
        more.push_str(&format!("{sep}place {}", letters.join(" ")));
    }
    if span.is_none() {
        let sep = if more.is_empty() { "" } else { "   " };
        more.push_str(&format!("{sep}(these words are not in the text any more)"));
    }
    if !more.is_empty() {
        lines.push((String::new(), one_line(&more, room, theme.signs.ellipsis), theme.note));
    }
    lines
}
