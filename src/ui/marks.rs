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
use crate::text::wrap::{Fit, one_line, wrap};

/// Cells of a place, and of one where words in a paragraph are marked.
const PLACES: (u16, u16) = (16, 21);

/// Cells of the places in the panel.
fn cells(panel: &MarksPanel, model: &Model) -> u16 {
    let words = !panel.all && model.shelf.marks().all().iter().any(|mark| !mark.place.whole);
    if words { PLACES.1 } else { PLACES.0 }
}

/// Draws the panel. Returns the cursor: on the chosen mark, or the caret of the filter.
pub fn draw(panel: &MarksPanel, model: &Model, theme: &Theme, canvas: &mut Canvas<'_>) -> (u16, u16) {
    let sheet = Sheet::of(model);
    let counts = counts(panel, model);
    let counts: Vec<&str> = counts.iter().map(String::as_str).collect();
    sheet.title(canvas, theme, if panel.all { "Marks on all interviews" } else { "Marks and notes" }, None, &counts);
    let listed = if panel.all { panel.others.len() } else { panel.rows.len() };
    let any = if panel.all { model.collection.as_ref().is_some_and(|all| !all.is_empty()) } else { count(model) > 0 };
    let mut top = sheet.top;
    let mut caret = None;
    if any {
        caret = filter(panel, theme, canvas, &sheet);
        top += 2;
    }
    let bottom = sheet.top + sheet.rows;
    if listed == 0 {
        let text = nothing(panel, model, any);
        for (index, row) in wrap(&text, usize::from(sheet.width()), Fit::First).into_iter().enumerate() {
            canvas.text(sheet.left, top + index as u16, sheet.width(), &text[row], theme.text);
        }
    }
    let cells = cells(panel, model);
    let mut cursor = caret.unwrap_or((sheet.left, top));
    // Every mark takes at most four rows; those around the chosen one are drawn.
    let rows = usize::from(bottom.saturating_sub(top)).max(1);
    let first = panel.list.first((rows / if panel.all { 4 } else { 3 }).max(1));
    let mut y = top;
    for index in first..listed {
        let lines = if panel.all {
            elsewhere(panel, model, index, theme, &sheet)
        } else {
            here(panel, model, index, theme, &sheet)
        };
        let chosen = index == panel.list.selected;
        if y + lines.len() as u16 > bottom {
            break;
        }
        if chosen && caret.is_none() {
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
    hints(panel, model, theme, canvas, &sheet);
    cursor
}

/// How many marks there are.
fn count(model: &Model) -> usize {
    model.shelf.marks().all().len()
}

/// "2 of 5 here, 1 lost, 212 in all": as wordy as there is room.
fn counts(panel: &MarksPanel, model: &Model) -> Vec<String> {
    let (here, lost) = (count(model), model.shelf.marks().lost().count());
    let listed = panel.rows.len();
    let mut text =
        if panel.all || listed == here { format!("{here} here") } else { format!("{listed} of {here} here") };
    if lost > 0 {
        text.push_str(&format!(", {lost} lost"));
    }
    let Some(collection) = &model.collection else { return vec![text] };
    let all: usize = collection.iter().map(|one| one.marks.len()).sum();
    let listed =
        if panel.all && panel.others.len() != all { format!("{} of ", panel.others.len()) } else { String::new() };
    vec![format!("{text}, {listed}{all} in all interviews"), format!("{listed}{all} in all"), text]
}

/// The row with the filter and the order. Returns the caret while the filter is typed.
fn filter(panel: &MarksPanel, theme: &Theme, canvas: &mut Canvas<'_>, sheet: &Sheet) -> Option<(u16, u16)> {
    let y = sheet.top;
    let order = format!("order: {}", panel.order.words());
    let end = canvas.right(sheet.left, sheet.right, y, &order, theme.faint);
    let x = canvas.text(sheet.left, y, sheet.width(), "filter ", theme.faint);
    let room = usize::from(end.saturating_sub(x + 2));
    let text = panel.query.text();
    canvas.text(x, y, room as u16, &one_line(text, room, theme.signs.ellipsis), theme.strong);
    let caret = x + (panel.query.caret_cells() as u16).min(room as u16);
    panel.filtering.then_some((caret, y))
}

/// What is said where nothing is listed.
fn nothing(panel: &MarksPanel, model: &Model, any: bool) -> String {
    let key = |action| model.key(action);
    match (any, panel.all) {
        (true, _) => "No mark has these words.".to_owned(),
        (false, true) => "No marks on any interview in the folder of marks yet.".to_owned(),
        (false, false) => format!(
            "No marks yet. {} marks the paragraph in hand, {} writes a note.",
            key(Action::Bookmark),
            key(Action::Note)
        ),
    }
}

fn hints(panel: &MarksPanel, model: &Model, theme: &Theme, canvas: &mut Canvas<'_>, sheet: &Sheet) {
    let keyed = |list: &[(Action, &str)]| -> Vec<String> {
        list.iter().map(|(action, word)| format!("{} {word}", model.key(*action))).collect()
    };
    let mut list: Vec<String> = Vec::new();
    if panel.filtering {
        list.extend(["Enter choose", "Esc all marks", "#word a tag"].map(ToOwned::to_owned));
    } else if panel.all {
        list.extend(keyed(&[
            (Action::Find, "filter"),
            (Action::SortFound, "order"),
            (Action::OtherPane, "this interview"),
        ]));
        list.extend(["# tag".to_owned(), "Esc close".to_owned()]);
    } else {
        list.push("Enter go".to_owned());
        list.extend(keyed(&[
            (Action::Note, "note"),
            (Action::Copy, "copy"),
            (Action::Delete, "delete"),
            (Action::Undo, "undo"),
            (Action::Find, "filter"),
            (Action::SortFound, "order"),
            (Action::Export, "export"),
            (Action::OtherPane, "all"),
        ]));
        list.push("Esc".to_owned());
    }
    let list: Vec<&str> = list.iter().map(String::as_str).collect();
    sheet.hints(canvas, model, theme, &list);
}

/// The rows of a mark on this interview.
fn here(panel: &MarksPanel, model: &Model, index: usize, theme: &Theme, sheet: &Sheet) -> Vec<(String, String, Style)> {
    let Some(mark) = panel.rows.get(index).and_then(|id| model.shelf.get(*id)) else { return Vec::new() };
    let span = mark.at.and_then(Resolved::span);
    let place = match span {
        Some(span) if mark.place.whole => model.document.places.get(span.start.para).long(),
        Some(span) => model.document.place_of(span),
        None => "lost".to_owned(),
    };
    lines(mark, place, span.is_none(), theme, (sheet, cells(panel, model)))
}

/// The rows of a mark on any interview: with the interview that it is on.
fn elsewhere(
    panel: &MarksPanel,
    model: &Model,
    index: usize,
    theme: &Theme,
    sheet: &Sheet,
) -> Vec<(String, String, Style)> {
    let one = panel.others.get(index).zip(model.collection.as_ref()).map(|((at, mark), all)| (&all[*at], *mark));
    let Some((one, mark)) = one else { return Vec::new() };
    let mark = &one.marks[mark];
    let place = match mark.place.question {
        0 => "outside".to_owned(),
        question => format!("q. {question}"),
    };
    let mut rows = lines(mark, place, false, theme, (sheet, PLACES.0));
    let room = usize::from(sheet.width().saturating_sub(if sheet.width() < 60 { 2 } else { PLACES.0 }));
    let name = if one.title.is_empty() { &one.name } else { &one.title };
    rows.push((String::new(), one_line(name, room, theme.signs.ellipsis), theme.faint));
    rows
}

/// The rows of a mark: place and quote, then the note and what else there is to say.
fn lines(
    mark: &Mark,
    place: String,
    lost: bool,
    theme: &Theme,
    (sheet, cells): (&Sheet, u16),
) -> Vec<(String, String, Style)> {
    let (open, close) = theme.signs.quotes;
    let narrow = sheet.width() < 60;
    let room = usize::from(sheet.width().saturating_sub(if narrow { 2 } else { cells }));
    // Words in a paragraph have a longer place than the paragraph; a long one stands above its quote.
    let above = narrow || width::of(&place) + 1 > usize::from(cells);
    let quote = mark.place.quote();
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
    if lost {
        let sep = if more.is_empty() { "" } else { "   " };
        more.push_str(&format!("{sep}(these words are not in the text any more)"));
    }
    if !more.is_empty() {
        lines.push((String::new(), one_line(&more, room, theme.signs.ellipsis), theme.note));
    }
    lines
}
