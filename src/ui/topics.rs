//! The topic map: a row for each topic, a cell for each question, and below them what stands at the cell in hand.
//!
//! A cell is shaded from its left by a painted bar, the longer the more mentions, and its number always stands beside or on
//! it. The bar is the accent in reverse, so that it has the contrast of the terminal's own colours, and is seen without
//! colours too.

use ratatui::style::{Modifier, Style};

use super::canvas::Canvas;
use super::sheet::Sheet;
use super::theme::Theme;
use crate::app::action::Action;
use crate::app::model::Model;
use crate::app::overlay::topics::{Entry, Grid, TopicMap};
use crate::interview::asking::asking_sentence;
use crate::search::topics::map::{Map, SHADES, rate_text};
use crate::text::width;
use crate::text::wrap::{Fit, one_line, wrap};

/// Draws the map. Returns the cursor: the cell in hand, or the caret of what is being typed.
pub fn draw(view: &TopicMap, model: &Model, theme: &Theme, canvas: &mut Canvas<'_>) -> (u16, u16) {
    let sheet = Sheet::of(model);
    let grid = view.grid(model);
    let (long, short) = counts(view, &grid);
    let caret = match &view.entry {
        None => {
            let what = if view.rates { "mentions in 100 words" } else { "mentions in the answers" };
            let title = match (sheet.width() >= 80 && view.map.questions, view.rates) {
                (true, _) => format!("Topics   {what}"),
                (false, true) => "Topics %".to_owned(),
                (false, false) => "Topics".to_owned(),
            };
            sheet.title(canvas, theme, &title, None, &[&long, &short]);
            None
        }
        Some((Entry::Add, edit)) => Some(sheet.title(canvas, theme, "Add a topic", Some(edit), &[])),
        Some((Entry::Rename, edit)) => Some(sheet.title(canvas, theme, "Call it", Some(edit), &[])),
    };
    if view.map.rows.is_empty() {
        empty(view, model, theme, canvas, sheet);
    }
    head(view, &grid, theme, canvas);
    for row in (grid.first_row..view.map.rows.len()).take(grid.rows) {
        topic_row(view, &grid, row, theme, canvas, sheet);
    }
    below(view, &grid, model, theme, canvas, sheet);
    let hints: &[&str] = match (&view.entry, sheet.width() >= 80) {
        (Some(_), _) => &["Enter keep", "Esc leave"],
        (None, true) => {
            let other = if view.rates { "% mentions" } else { "% per 100 words" };
            &["arrows move", "Enter read there", "a add topic", "d hide", "r rename", other, "Esc close"]
        }
        (None, false) => &["Enter read", "a add", "d hide", "r rename", "%", "Esc"],
    };
    sheet.hints(canvas, model, theme, hints);
    let (x, y) = grid.place(view.row, view.column);
    caret.unwrap_or((x + grid.cell - 2, y))
}

/// What stands in place of a map without topics.
fn empty(view: &TopicMap, model: &Model, theme: &Theme, canvas: &mut Canvas<'_>, sheet: Sheet) {
    let ready = model.tools.as_ref().is_some_and(|tools| tools.ready);
    let text = match (view.waiting, ready) {
        (false, _) if !model.shelf.topic_changes().hidden.is_empty() => {
            "Every topic is hidden. a adds one, and brings back a hidden one by its name; u takes back what was hidden last."
                .to_owned()
        }
        (false, _) => "No topics were found; a adds one.".to_owned(),
        (true, true) => "The topics are being looked for. They are listed here as soon as they are there.".to_owned(),
        (true, false) => format!(
            "The topics are being looked for; the list of jumps, which comes first, is made to {} percent. They are listed \
             here as soon as they are there.",
            model.prepared
        ),
    };
    for (row, line) in wrap(&text, usize::from(sheet.width()), Fit::First).into_iter().enumerate() {
        canvas.text(sheet.left, sheet.top + row as u16, sheet.width(), &text[line], theme.text);
    }
}

/// What stands on the right of the first row: how much there is, and what of it is shown.
fn counts(view: &TopicMap, grid: &Grid) -> (String, String) {
    let (columns, words) = (view.map.columns(), view.map.all_words());
    if view.waiting {
        return ("topics are being looked for".to_owned(), "looking for topics".to_owned());
    }
    if !view.map.questions {
        return (format!("{words} words"), String::new());
    }
    let plural = if columns == 1 { "" } else { "s" };
    let long = format!("{columns} question{plural}, {words} words of answer");
    if grid.columns < columns {
        let shown = format!("q. {} to {} of {columns}", grid.first_column + 1, grid.first_column + grid.columns);
        return (format!("{shown}, topic {} of {}", view.row + 1, view.map.rows.len()), shown);
    }
    if grid.rows < view.map.rows.len() {
        return (format!("{long}, topic {} of {}", view.row + 1, view.map.rows.len()), format!("{columns} questions"));
    }
    (long, format!("{columns} question{plural}"))
}

fn head(view: &TopicMap, grid: &Grid, theme: &Theme, canvas: &mut Canvas<'_>) {
    if view.map.rows.is_empty() {
        return;
    }
    let end = grid.left + grid.label + grid.total;
    canvas.right(grid.left, end, grid.head, "all", theme.faint);
    for column in (grid.first_column..view.map.columns()).take(grid.columns) {
        let (x, _) = grid.place(grid.first_row, column);
        let style = if column == view.column { theme.strong } else { theme.faint };
        canvas.right(x, x + grid.cell - 1, grid.head, &view.map.column(column), style);
    }
}

fn topic_row(view: &TopicMap, grid: &Grid, row: usize, theme: &Theme, canvas: &mut Canvas<'_>, sheet: Sheet) {
    let (_, y) = grid.place(row, grid.first_column);
    let (found, topic) = (&view.map.rows[row], &view.topics.list[row]);
    let chosen = row == view.row;
    sheet.bar(canvas, theme, y, chosen);
    let base = if chosen { theme.chosen } else { theme.text };
    let label = one_line(&topic.label, usize::from(grid.label), theme.signs.ellipsis);
    canvas.text(grid.left, y, grid.label, &label, base);
    let end = grid.left + grid.label + grid.total;
    canvas.right(grid.left + grid.label, end, y, &found.total.to_string(), base);
    for column in (grid.first_column..view.map.columns()).take(grid.columns) {
        let count = found.cells.get(column).copied().unwrap_or(0);
        cell(view, grid, (row, column, count), theme, canvas);
    }
}

fn cell(
    view: &TopicMap,
    grid: &Grid,
    (row, column, count): (usize, usize, u32),
    theme: &Theme,
    canvas: &mut Canvas<'_>,
) {
    let (x, y) = grid.place(row, column);
    let (from, to) = (x + 1, x + grid.cell - 1);
    let in_hand = (row, column) == (view.row, view.column);
    let (text, shade) = match count {
        0 => (theme.signs.dot.to_owned(), 0),
        count if view.rates => {
            let rate = view.map.rate(count, column);
            (rate_text(rate), Map::shade_of_rate(rate))
        }
        count => (count.to_string(), Map::shade(count)),
    };
    // Beside the number where there is room for both, else under it.
    let room = if grid.cell >= 9 { 4 } else { to - from };
    let painted = (u32::from(room) * shade).div_ceil(SHADES) as u16;
    let painted = if view.rates && room < 4 { painted.min(room) } else { painted };
    let shaded = theme.accent.add_modifier(Modifier::REVERSED);
    for at in from..from + painted.min(to - from) {
        canvas.text(at, y, 1, " ", shaded);
    }
    let number: Style = match (in_hand, count) {
        (true, _) => theme.strong,
        (false, 0) => theme.faint,
        (false, _) => theme.text,
    };
    let wide = width::of(&text).min(usize::from(to - from)) as u16;
    let start = to - wide;
    for (n, letter) in text.chars().enumerate() {
        let at = start + n as u16;
        let on = at < from + painted;
        let style = if on { number.patch(shaded) } else { number };
        canvas.text(at, y, 1, letter.encode_utf8(&mut [0; 4]), style);
    }
    if in_hand {
        canvas.text(x, y, 1, "[", theme.strong);
        canvas.text(to, y, 1, "]", theme.strong);
    }
}

/// The question in hand, and the places of the cell in hand in context.
fn below(view: &TopicMap, grid: &Grid, model: &Model, theme: &Theme, canvas: &mut Canvas<'_>, sheet: Sheet) {
    let (top, rows) = grid.below;
    if rows < 2 || view.map.rows.is_empty() {
        return;
    }
    let interview = &model.document.interview;
    let (first, room) = view.place_rows(grid);
    if first - top == 2
        && let Some(exchange) = interview.exchanges.get(view.column)
    {
        let texts: Vec<&str> = exchange.question.iter().map(|&id| interview.para(id).text.as_str()).collect();
        let (open, close) = theme.signs.quotes;
        let asking = asking_sentence(&texts);
        let lead = format!("q. {}  ", view.column + 1);
        let cells = usize::from(sheet.width()).saturating_sub(width::of(&lead) + 2);
        let asking = one_line(asking, cells, theme.signs.ellipsis);
        canvas.text(sheet.left, top + 1, sheet.width(), &format!("{lead}{open}{asking}{close}"), theme.strong);
    }
    let places = view.places();
    for (n, mention) in places.iter().enumerate().take(usize::from(room)) {
        let text = &interview.para(mention.para).text;
        let place = model.document.places.get(mention.para);
        let y = first + n as u16;
        let last = n + 1 == usize::from(room) && places.len() > usize::from(room);
        if last {
            let more = format!("and {} more; Enter reads there", places.len() - n);
            canvas.text(sheet.left, y, sheet.width(), &more, theme.faint);
        } else {
            sheet.concordance(canvas, theme, y, place, (text, mention.range.clone()), theme.text);
        }
    }
    if places.is_empty()
        && let Some(topic) = view.topic()
    {
        let key = Action::OtherPane.row().keys[0];
        let long = format!("Not spoken of here; {key} goes to where {} is.", topic.label);
        let fits = width::of(&long) <= usize::from(sheet.width());
        let text = if fits { long } else { format!("Not spoken of here; {key} goes on.") };
        canvas.text(sheet.left, first, sheet.width(), &theme.own(&text), theme.faint);
    }
}
