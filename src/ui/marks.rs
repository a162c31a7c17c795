//! Marks and notes.

use super::canvas::Canvas;
use super::sheet::Sheet;
use super::theme::Theme;
use crate::app::action::Action;
use crate::app::model::Model;
use crate::app::overlay::marks::MarksPanel;
use crate::library::corrections::Fate;
use crate::library::marks::Mark;
use crate::text::width;
use crate::text::wrap::{Fit, one_line, wrap};

/// Draws the panel. Returns the cursor: on the chosen mark, or the caret of the filter.
pub fn draw(panel: &MarksPanel, model: &Model, theme: &Theme, canvas: &mut Canvas<'_>) -> (u16, u16) {
    let sheet = Sheet::of(model);
    let counts = counts(panel, model);
    let counts: Vec<&str> = counts.iter().map(String::as_str).collect();
    let head = panel.head(model);
    // Where there is no room for a row with the filter, it stands in the title.
    let query = Some(&panel.query).filter(|query| head == 0 && (panel.filtering || !query.text().is_empty()));
    let title = match (panel.all, query) {
        (true, _) => "Marks on all interviews",
        (false, None) => "Marks and notes",
        (false, Some(_)) => "Marks with",
    };
    let mut caret = sheet.title(canvas, theme, title, query, &counts);
    if head > 0 {
        caret = filter(panel, theme, canvas, &sheet);
    }
    if panel.list.len == 0 {
        let text = nothing(panel, model);
        let rows = wrap(&text, usize::from(sheet.width()), Fit::First);
        for (y, row) in (sheet.top + head..sheet.top + sheet.rows).zip(rows) {
            canvas.text(sheet.left, y, sheet.width(), &text[row], theme.text);
        }
    }
    let mut cursor = if panel.filtering { caret } else { (sheet.left, sheet.top + head) };
    for (index, row, entry) in panel.shown(model) {
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
            *words = match panel.mark(index, model) {
                Some(mark) => quote(mark, theme, room),
                None => one_line(&theme.own(&entry.words), room, theme.signs.ellipsis),
            };
        }
        if !entry.more.is_empty() {
            lines.push(("", one_line(&entry.more, room, theme.signs.ellipsis), theme.note));
        }
        if !entry.interview.is_empty() {
            lines.push(("", one_line(&entry.interview, room, theme.signs.ellipsis), theme.faint));
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
    hints(panel, model, theme, canvas, &sheet);
    cursor
}

/// "2 of 5 here, 1 lost, 212 in all": as wordy as there is room.
fn counts(panel: &MarksPanel, model: &Model) -> Vec<String> {
    let corrections = model.shelf.corrections.list();
    let orphaned = corrections.iter().filter(|correction| correction.fate == Fate::Orphaned).count();
    let here = model.shelf.marks().all().len() + corrections.len();
    let lost = model.shelf.marks().lost().count() + orphaned;
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
    vec![
        format!("{text}, {listed}{all} in all interviews"),
        format!("{listed}{all} in all"),
        if panel.all { format!("{listed}{all}") } else { text },
    ]
}

/// The row with the filter and the order. Returns the caret.
fn filter(panel: &MarksPanel, theme: &Theme, canvas: &mut Canvas<'_>, sheet: &Sheet) -> (u16, u16) {
    let y = sheet.top;
    let order = format!("order: {}", panel.order.words());
    let x = canvas.text(sheet.left, y, sheet.width(), "filter ", theme.faint);
    // Where there is no room for both, what is typed matters more than the order.
    let typing = panel.filtering && usize::from(sheet.right.saturating_sub(x)) < width::of(&order) + 14;
    let end = if typing { sheet.right } else { canvas.right(sheet.left, sheet.right, y, &order, theme.faint) - 2 };
    let room = usize::from(end.saturating_sub(x));
    let mut text = panel.query.text();
    if !panel.filtering {
        canvas.text(x, y, room as u16, &one_line(text, room, theme.signs.ellipsis), theme.strong);
        return (x, y);
    }
    // A long text shows the part before the caret.
    let mut caret = panel.query.caret_cells();
    while caret >= room.max(1)
        && let Some((next, _)) = text.char_indices().nth(1)
    {
        caret -= width::of(&text[..next]);
        text = &text[next..];
    }
    canvas.text(x, y, room as u16, text, theme.strong);
    (x + caret as u16, y)
}

/// What is said where nothing is listed.
fn nothing(panel: &MarksPanel, model: &Model) -> String {
    let key = |action| model.key(action);
    match (panel.any(model), panel.all) {
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
        list.extend(["Enter choose", "Esc all marks", "#word a tag", "q5 a question"].map(ToOwned::to_owned));
    } else if panel.list.len == 0 {
        let filter = panel.any(model).then_some((Action::Find, "filter"));
        let undo = (!panel.all && model.shelf.can_undo()).then_some((Action::Undo, "undo"));
        let pane = (Action::OtherPane, if panel.all { "this interview" } else { "all" });
        list.extend(keyed(&[filter, undo, Some(pane)].into_iter().flatten().collect::<Vec<_>>()));
        list.push(if panel.all { "Esc close" } else { "Esc" }.to_owned());
    } else if panel.all {
        list.push("Enter open".to_owned());
        list.extend(keyed(&[
            (Action::Find, "filter"),
            (Action::SortFound, "order"),
            (Action::OtherPane, "this interview"),
        ]));
        list.extend(["# tag".to_owned(), "Esc close".to_owned()]);
    } else {
        list.push("Enter go".to_owned());
        let changed = panel.mark(panel.list.selected, model).is_some_and(Mark::is_changed);
        list.extend(changed.then(|| format!("{} take the new words", model.key(Action::Bookmark))));
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
