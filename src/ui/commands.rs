//! Lists of actions: the help page in columns, the command palette and the menu in one.

use super::canvas::Canvas;
use super::sheet::Sheet;
use super::theme::Theme;
use crate::app::action::{Action, Group};
use crate::app::model::Model;
use crate::app::overlay::commands::{Commands, Kind, title, unavailable};
use crate::text::width;
use crate::text::wrap::one_line;

/// Draws the list. Returns the cursor.
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
        sheet.title(canvas, theme, "What can I do here?", None, &place)
    } else {
        let count = format!("{} commands", commands.shown.len());
        sheet.title(canvas, theme, "Command", Some(&commands.query), &count)
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
        if chosen && here {
            cursor = (sheet.left, y);
        }
        let mut x = sheet.left;
        canvas.text(x, y, title_width, title(*action, model), style);
        x += title_width + 1;
        canvas.text(x, y, key_width.min(sheet.right.saturating_sub(x)), &key_names(model, *action, 2), theme.text);
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
    let right = if sheet.width() >= 50 { "type to filter, Esc to close" } else { "type to filter" };
    let cursor = sheet.title(canvas, theme, "Keys", Some(&commands.query), right);
    let width = usize::from(sheet.width());
    let columns = (width / 44).clamp(1, 2);
    let (cells, chosen_cell) = cells(commands);
    let rows = usize::from(sheet.rows.saturating_sub(2)).max(1);
    // As many rows a column as balance the columns, but no more than the screen has.
    let per_column = cells.len().div_ceil(columns).max(1);
    let scroll = if per_column <= rows {
        0
    } else {
        (chosen_cell % per_column).saturating_sub(rows * 2 / 3).min(per_column - rows)
    };
    let cell_width = width / columns;
    for column in 0..columns {
        for y in 0..rows {
            let Some(cell) = cells.get(column * per_column + scroll + y).filter(|_| scroll + y < per_column) else {
                break;
            };
            let x = sheet.left + (column * cell_width) as u16;
            let row = sheet.top + y as u16;
            match cell {
                Cell::Blank => {}
                Cell::Heading(text) => {
                    canvas.text(x, row, cell_width as u16, text, theme.strong);
                }
                Cell::Action(index) => {
                    let action = commands.shown[*index];
                    let chosen = *index == commands.list.selected;
                    if chosen {
                        canvas.text(x.saturating_sub(2), row, 1, theme.signs.bar, theme.accent);
                    }
                    let style = if chosen { theme.chosen } else { theme.text };
                    let keys = one_line(&all_keys(model, action), 14, theme.signs.ellipsis);
                    canvas.text(x, row, 15, &keys, style);
                    let room = (cell_width as u16).saturating_sub(17);
                    canvas.text(x + 16, row, room, action.row().title, style);
                }
            }
        }
    }
    let help = commands.chosen().map_or("No key has these words.", |action| action.row().help);
    let y = sheet.top + sheet.rows.saturating_sub(1);
    canvas.text(sheet.left, y, sheet.width(), &one_line(help, width, theme.signs.ellipsis), theme.faint);
    sheet.hints(
        canvas,
        model,
        theme,
        &["Enter do it", "Esc close", "up down explain", "arrows, Enter, Tab and Esc reach everything"],
    );
    cursor
}

/// The keys of an action, as many as fit beside its title.
fn all_keys(model: &Model, action: Action) -> String {
    for most in (1..=4).rev() {
        let text = key_names(model, action, most);
        if width::of(&text) <= 14 {
            return text;
        }
    }
    let first = key_names(model, action, 1);
    if first.is_empty() { format!(":{}", action.row().name) } else { first }
}

/// The cells in reading order with their headings, and the index of the chosen one.
fn cells(commands: &Commands) -> (Vec<Cell>, usize) {
    let mut cells = Vec::new();
    let mut chosen = 0;
    for group in Group::ALL {
        let mut first = true;
        for index in 0..commands.shown.len() {
            if commands.shown[index].row().group != group {
                continue;
            }
            if std::mem::take(&mut first) {
                if !cells.is_empty() {
                    cells.push(Cell::Blank);
                }
                cells.push(Cell::Heading(group.title()));
            }
            if index == commands.list.selected {
                chosen = cells.len();
            }
            cells.push(Cell::Action(index));
        }
    }
    (cells, chosen)
}
