//! Lists of actions: the help page in columns, the command palette and the menu in one.

use super::canvas::Canvas;
use super::sheet::Sheet;
use super::theme::Theme;
use crate::app::action::{Action, Group};
use crate::app::model::Model;
use crate::app::overlay::commands::{Commands, Kind, title, unavailable};
use crate::text::width::{self, TAB};
use crate::text::wrap::one_line;

/// Draws the list. Returns the cursor: on the chosen entry, or in the field as long as letters are typed there.
pub fn draw(commands: &Commands, model: &Model, theme: &Theme, canvas: &mut Canvas<'_>) -> (u16, u16) {
    match commands.kind {
        Kind::Keys => keys(commands, model, theme, canvas),
        Kind::All | Kind::Here => list(commands, model, theme, canvas),
    }
}

/// The keys of an action in one short text: "b", "Space PgDn".
fn key_names(model: &Model, action: Action, most: usize) -> String {
    let keys = model.keymap.keys(action);
    keys.iter().take(most).map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

fn list(commands: &Commands, model: &Model, theme: &Theme, canvas: &mut Canvas<'_>) -> (u16, u16) {
    let sheet = Sheet::of(model);
    let here = commands.kind == Kind::Here;
    let place =
        if model.document.parts.is_empty() { String::new() } else { model.document.place(model.reader.anchor).long() };
    let mut cursor = if here {
        sheet.title(canvas, theme, "What can I do here?", None, &[&place])
    } else {
        let count = format!("{} commands", commands.shown.len());
        sheet.title(canvas, theme, "Command", Some(&commands.query), &[&count])
    };
    let rows = usize::from(sheet.rows).max(1);
    let first = commands.list.first(rows);
    let (title_width, key_width) = if sheet.width() >= 60 { (24, 14) } else { (20, 10) };
    for (index, action) in commands.shown.iter().enumerate().skip(first).take(rows) {
        let y = sheet.top + (index - first) as u16;
        let chosen = index == commands.list.selected;
        let reason = unavailable(*action, model);
        let style = match (chosen, reason) {
            (true, _) => theme.chosen,
            (false, Some(_)) => theme.faint,
            (false, None) => theme.text,
        };
        sheet.bar(canvas, theme, y, chosen);
        if chosen && (here || commands.list.walked) {
            cursor = (sheet.left, y);
        }
        let mut x = sheet.left;
        let name = one_line(title(*action, model), usize::from(title_width), theme.signs.ellipsis);
        canvas.text(x, y, title_width, &name, style);
        x += title_width + 1;
        let (two, one) = (key_names(model, *action, 2), key_names(model, *action, 1));
        let cells = key_width.min(sheet.right.saturating_sub(x));
        canvas.text(x, y, cells, if width::of(&two) <= usize::from(cells) { &two } else { &one }, theme.text);
        x += key_width + 1;
        let room = sheet.right.saturating_sub(x);
        let help = reason.map_or_else(|| action.row().help.to_owned(), |reason| format!("({reason})"));
        if room >= 16 {
            canvas.text(x, y, room, &one_line(&help, usize::from(room), theme.signs.ellipsis), theme.faint);
        }
    }
    if commands.shown.is_empty() {
        canvas.text(sheet.left, sheet.top, sheet.width(), "No command has these words.", theme.text);
    }
    let hints: &[&str] = if here {
        &["Enter do it", "Esc back", "up down choose"]
    } else {
        &["Enter do it", "Esc back", "type to filter"]
    };
    sheet.hints(canvas, model, theme, hints);
    cursor
}

/// A cell of the help page.
enum Cell {
    Heading(&'static str),
    Action(usize),
    Blank,
}

fn keys(commands: &Commands, model: &Model, theme: &Theme, canvas: &mut Canvas<'_>) -> (u16, u16) {
    let sheet = Sheet::of(model);
    let right = ["type to filter"];
    let mut cursor = sheet.title(canvas, theme, "Keys", Some(&commands.query), &right);
    let width = usize::from(sheet.width());
    let places = places(sheet);
    let rows = usize::from(sheet.rows.saturating_sub(2)).max(1);
    let (columns, chosen_row) = layout(commands, places.len());
    let tallest = columns.iter().map(Vec::len).max().unwrap_or(0);
    // Where a column is longer than the screen, all move together so that the chosen key is in sight.
    let scroll = chosen_row.saturating_sub(rows * 2 / 3).min(tallest.saturating_sub(rows));
    for (cells, &Place { keys: x, words: words_at, end }) in columns.iter().zip(&places) {
        let (key_cells, room) = (words_at - x, end.saturating_sub(words_at));
        for (y, cell) in cells.iter().skip(scroll).take(rows).enumerate() {
            let row = sheet.top + y as u16;
            match cell {
                Cell::Blank => {}
                Cell::Heading(text) => {
                    canvas.text(x, row, end.saturating_sub(x), text, theme.strong);
                }
                Cell::Action(index) => {
                    let action = commands.shown[*index];
                    let chosen = *index == commands.list.selected;
                    if chosen && commands.list.walked {
                        cursor = (x, row);
                    }
                    if chosen {
                        canvas.text(x.saturating_sub(2), row, 1, theme.signs.bar, theme.accent);
                    }
                    let style = if chosen { theme.chosen } else { theme.text };
                    let (keys, words) = match commands.pair(action) {
                        Some((second, words)) => (
                            both_keys(model, action, second, key_cells),
                            format!("{words}{}", or_letters(model, action, second)),
                        ),
                        None => (all_keys(model, action, key_cells), action.row().title.to_owned()),
                    };
                    canvas.text(x, row, key_cells, &keys, style);
                    canvas.text(words_at, row, room, &one_line(&words, usize::from(room), theme.signs.ellipsis), style);
                }
            }
        }
    }
    // What one key does is explained to who walks through them or looks for one.
    if commands.list.walked || !commands.query.text().is_empty() {
        let help = commands.chosen().map_or("No key has these words.", |action| action.row().help);
        let y = sheet.top + sheet.rows.saturating_sub(1);
        canvas.text(sheet.left, y, sheet.width(), &one_line(help, width, theme.signs.ellipsis), theme.faint);
    }
    sheet.hints(
        canvas,
        model,
        theme,
        &["Enter do it", "Esc close", "up down explain", "arrows, Enter, Tab and Esc reach everything"],
    );
    cursor
}

/// Where a column of the help page stands.
struct Place {
    /// First column of the keys.
    keys: u16,
    /// First column of the words.
    words: u16,
    /// Column after the last one.
    end: u16,
}

/// Cells of the words on the help page, with two blanks behind them.
const WORDS: u16 = 20;

/// The columns of the help page, as many as there is room for. They begin at tab stops, but for the left edge: the page is many
/// short words with blanks between, and a tab is the shortest way over these. The keys of moving, which stand first, are the
/// longest.
fn places(sheet: Sheet) -> Vec<Place> {
    let count: u16 = match sheet.width() {
        90.. => 3,
        64.. => 2,
        _ => 1,
    };
    let mut places = vec![Place { keys: sheet.left, words: (sheet.left + 11).next_multiple_of(TAB), end: sheet.right }];
    for column in 1..count {
        let even = sheet.left + sheet.width() * column / count;
        let Some(before) = places.last_mut() else { break };
        let keys = ((even + TAB / 2) / TAB * TAB).max((before.words + WORDS).next_multiple_of(TAB));
        before.end = keys - 1;
        places.push(Place { keys, words: keys + TAB, end: sheet.right });
    }
    places
}

/// The keys of an action, as many as fit beside its title.
fn all_keys(model: &Model, action: Action, room: u16) -> String {
    let fitting = (1..=4).rev().map(|most| key_names(model, action, most));
    let keys = fitting.into_iter().find(|text| width::of(text) + 2 <= usize::from(room)).unwrap_or_default();
    match (keys.is_empty(), action) {
        (true, Action::GoTo) => "12 Enter".to_owned(),
        (true, _) => format!(":{}", action.row().name),
        (false, _) => keys,
    }
}

/// The first keys of two actions, or their shortest ones where those have no room.
fn both_keys(model: &Model, first: Action, second: Action, room: u16) -> String {
    let of = |action: Action, shortest: bool| {
        let keys = model.keymap.keys(action).iter().map(ToString::to_string);
        if shortest { keys.min_by_key(|key| width::of(key)) } else { keys.into_iter().next() }.unwrap_or_default()
    };
    let long = format!("{} {}", of(first, false), of(second, false));
    let keys = if width::of(&long) + 2 <= usize::from(room) {
        long
    } else {
        format!("{} {}", of(first, true), of(second, true))
    };
    keys.trim().to_owned()
}

/// The second keys of two actions, where both are one letter: ", or j k".
fn or_letters(model: &Model, first: Action, second: Action) -> String {
    let of = |action: Action| model.keymap.keys(action).get(1).map(ToString::to_string);
    match (of(first), of(second)) {
        (Some(first), Some(second)) if first.chars().count() == 1 && second.chars().count() == 1 => {
            format!(", or {first} {second}")
        }
        _ => String::new(),
    }
}

/// The groups in columns of about the same height, never cut in two, and the row of the chosen action.
fn layout(commands: &Commands, columns: usize) -> (Vec<Vec<Cell>>, usize) {
    let groups: Vec<Vec<usize>> = Group::ALL
        .iter()
        .map(|group| (0..commands.shown.len()).filter(|index| commands.shown[*index].row().group == *group).collect())
        .filter(|group: &Vec<usize>| !group.is_empty())
        .collect();
    let all: usize = groups.iter().map(|group| group.len() + 2).sum();
    let target = all.div_ceil(columns);
    let mut list: Vec<Vec<Cell>> = vec![Vec::new()];
    let mut chosen = 0;
    for group in groups {
        let last = list.len() - 1;
        let now = list[last].len();
        // A group goes where it leaves the column nearer to the target.
        if now > 0
            && list.len() < columns
            && (now + group.len() + 2).saturating_sub(target) > target.saturating_sub(now)
        {
            list.push(Vec::new());
        }
        let Some(column) = list.last_mut() else { continue };
        if !column.is_empty() {
            column.push(Cell::Blank);
        }
        column.push(Cell::Heading(commands.shown[group[0]].row().group.title()));
        for index in group {
            if index == commands.list.selected {
                chosen = column.len();
            }
            column.push(Cell::Action(index));
        }
    }
    (list, chosen)
}
