//! The jump palette: the list above, and below what is to be found at the chosen entry.

use std::ops::Range;

use ratatui::style::Style;

use super::canvas::Canvas;
use super::sheet::Sheet;
use super::theme::Theme;
use crate::app::action::Action;
use crate::app::model::Model;
use crate::app::overlay::jump::{FILTERS, Jump, Preview, Row};
use crate::interview::Role;
use crate::interview::asking::asking_sentence;
use crate::search::index::{Item, ItemKind};
use crate::search::topics::Mention;
use crate::text::width;
use crate::text::wrap::{Fit, one_line, wrap};

/// Most cells of a text in the list, beside which it says where that stands: the measure of the answer on most screens.
const EXCERPT: u16 = 58;

/// Cells of the kind's name.
const KIND: u16 = 9;

/// Draws the palette. Returns the cursor: the caret in the field, or the chosen entry once the reader goes through them.
pub fn draw(jump: &Jump, model: &Model, theme: &Theme, canvas: &mut Canvas<'_>) -> (u16, u16) {
    let sheet = Sheet::of(model);
    let typed = !jump.is_contents();
    let mut cursor = title(jump, typed, theme, canvas, sheet);
    let list_rows = jump.list_rows(sheet.rows);
    let first = jump.list.first(usize::from(list_rows));
    for (index, row) in jump.rows.iter().enumerate().skip(first).take(usize::from(list_rows)) {
        let y = sheet.top + (index - first) as u16;
        let chosen = index == jump.list.selected;
        if chosen && jump.list.walked {
            cursor = (sheet.left, y);
        }
        entry(jump, row, chosen, model, theme, canvas, (sheet, y));
    }
    if !jump.tools.ready && (typed || jump.rows.is_empty()) {
        let text = format!(
            "The list is being made, {} percent so far. What you type is looked for as soon as it is there.",
            model.prepared
        );
        paragraph(&text, theme, canvas, sheet);
    } else if jump.rows.is_empty() && typed {
        nothing(jump, theme, canvas, sheet);
    } else if let Some(preview) = jump.preview(sheet.rows) {
        let sheet = Sheet { top: sheet.top + list_rows + 1, rows: sheet.rows.saturating_sub(list_rows + 1), ..sheet };
        show(jump, preview, model, theme, canvas, sheet);
    }
    let back = model.exchange().map_or_else(|| "Esc back".to_owned(), |index| format!("Esc back to q. {}", index + 1));
    let mut hints = vec!["Enter go", &back, "up down choose", "Tab next kind"];
    // What is named in passing has no row there.
    let topic = jump.rows.get(jump.list.selected).is_some_and(|row| jump.item(row.item).kind == ItemKind::Topic);
    let in_map = format!("{} in topic map", model.key(Action::ShowInMap));
    hints.extend(topic.then_some(in_map.as_str()));
    sheet.hints(canvas, model, theme, &hints);
    cursor
}

/// The first row: what is typed, how much answers, and the kinds that Tab walks through, as far as there is room.
fn title(jump: &Jump, typed: bool, theme: &Theme, canvas: &mut Canvas<'_>, sheet: Sheet) -> (u16, u16) {
    let count = if typed { format!("{} of {}", jump.total, jump.tools.entries()) } else { jump.total.to_string() };
    let count = if jump.tools.ready || !typed { count } else { String::new() };
    let kind = FILTERS[jump.kind].1;
    let join = format!(" {} ", theme.signs.dot);
    let kinds = FILTERS.map(|(_, name)| name).join(&join);
    let all = format!("{count}    {kinds}");
    let cursor = sheet.title(canvas, theme, "Jump to", Some(&jump.query), &[&all, &format!("{count}  {kind}"), kind]);
    // Where all kinds are named, the one that is on stands out.
    let before: usize = FILTERS[..jump.kind].iter().map(|(_, name)| width::of(name) + width::of(&join)).sum();
    let typed_to = cursor.0 + 3;
    if usize::from(typed_to) + width::of(&all) <= usize::from(sheet.right) {
        let x = usize::from(sheet.right) - width::of(&kinds) + before;
        canvas.text(x as u16, 0, sheet.right - x as u16, kind, theme.strong);
    }
    cursor
}

fn nothing(jump: &Jump, theme: &Theme, canvas: &mut Canvas<'_>, sheet: Sheet) {
    let (open, close) = theme.signs.quotes;
    let nearest = jump.nearest.as_ref().map_or_else(String::new, |word| format!(" Nearest: {word}. Enter takes it."));
    // What was pasted by mistake may be a page.
    let typed = one_line(jump.query.text().trim(), usize::from(sheet.width()), theme.signs.ellipsis);
    paragraph(&format!("Nothing matches {open}{typed}{close}.{nearest}"), theme, canvas, sheet);
}

/// A sentence in place of the list.
fn paragraph(text: &str, theme: &Theme, canvas: &mut Canvas<'_>, sheet: Sheet) {
    for (index, row) in wrap(text, usize::from(sheet.width()), Fit::First).into_iter().enumerate().take(4) {
        canvas.text(sheet.left, sheet.top + index as u16, sheet.width(), &text[row], theme.text);
    }
}

fn kind_name(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Topic | ItemKind::Passing => "topic",
        ItemKind::Question => "question",
        ItemKind::Answer => "answer",
        ItemKind::Text => "text",
        ItemKind::Note => "note",
        ItemKind::Bookmark => "mark",
    }
}

/// The place on the right of an entry, or for a topic how often and where it is spoken of.
fn detail(jump: &Jump, item: &Item, model: &Model, theme: &Theme, room: usize) -> String {
    let contents = jump.is_contents();
    let place = model.document.places.get(item.anchor.para);
    let Some(topic) = jump.topic(item) else {
        return match (item.kind, place.question()) {
            // A table of contents has the numbers before the questions.
            (ItemKind::Question, Some(_)) if contents && room >= 60 => String::new(),
            (ItemKind::Question, Some(number)) => format!("q. {number}"),
            _ if room < 60 => place.short().replace('¶', theme.signs.paragraph),
            _ => place.long(),
        };
    };
    let count = topic.count();
    let mentions = format!("{count} {}", if count == 1 { "mention" } else { "mentions" });
    let mut text = if room < 60 { count.to_string() } else { mentions };
    if room >= 60 && !contents {
        let by_question = topic.per_exchange.iter().enumerate().filter(|(_, count)| **count > 0);
        let list: Vec<String> = by_question.map(|(index, count)| format!("q{}:{count}", index + 1)).collect();
        for (index, piece) in list.iter().enumerate() {
            let more = format!("{}{piece}", if index == 0 { "   " } else { "  " });
            if width::of(&text) + width::of(&more) > room / 2 {
                text.push_str(theme.signs.ellipsis);
                break;
            }
            text.push_str(&more);
        }
    }
    text
}

fn entry(
    jump: &Jump,
    row: &Row,
    chosen: bool,
    model: &Model,
    theme: &Theme,
    canvas: &mut Canvas<'_>,
    (sheet, y): (Sheet, u16),
) {
    let item = jump.item(row.item);
    // Where all is guessed, dimming would say nothing.
    let doubtful = row.weak && jump.rows.first().is_some_and(|first| !first.weak);
    let base = match (chosen, doubtful) {
        (true, _) => theme.chosen,
        (false, true) => theme.faint,
        (false, false) => theme.text,
    };
    sheet.bar(canvas, theme, y, chosen);
    let kind = if sheet.width() < 60 { 2 } else { KIND };
    let number = jump.is_contents().then(|| model.document.places.get(item.anchor.para).question()).flatten();
    let name = match (item.kind, number) {
        (ItemKind::Question, Some(number)) if kind == KIND => &format!("q. {number}"),
        (kind, _) => kind_name(kind),
    };
    canvas.text(sheet.left, y, kind.saturating_sub(1), if kind < KIND { &name[..1] } else { name }, theme.faint);
    let x = sheet.left + kind;
    let detail = detail(jump, item, model, theme, usize::from(sheet.width()));
    let end = canvas.right(x, sheet.right, y, &detail, theme.faint).saturating_sub(2);
    // A table of contents has the room that there is; what matches is told from its neighbours by fewer words.
    let most = if jump.is_contents() { u16::MAX } else { EXCERPT };
    let room = usize::from(end.saturating_sub(x).min(most));
    let (text, range) = window(item, &row.matched, room, theme.signs.ellipsis);
    let marked: Vec<(Range<usize>, Style)> = row
        .matched
        .iter()
        .filter_map(|m| {
            let from = m.start.checked_sub(range.start)?;
            Some((from + text.lead..(m.end - range.start).min(text.text.len()) + text.lead, theme.hit))
        })
        .collect();
    canvas.ranges((x, y, end.saturating_sub(x)), &text.text, 0..text.text.len(), base, &marked);
}

/// A piece of an item's text as one row shows it: with `lead` bytes of ellipsis before it.
struct Window {
    text: String,
    lead: usize,
}

/// The part of an item's text to show: a question by its asking sentence, anything else from its beginning, but so that
/// the first match is in sight.
fn window(item: &Item, matched: &[Range<usize>], room: usize, ellipsis: &str) -> (Window, Range<usize>) {
    let all = &item.text;
    let mut start = 0;
    if item.kind == ItemKind::Question {
        let asking = asking_sentence(&[all]);
        start = asking.as_ptr() as usize - all.as_ptr() as usize;
    }
    // Where most of what matched stands together.
    let together = |m: &Range<usize>| {
        let near = |other: &&Range<usize>| other.start >= m.start && width::of(&all[m.start..other.end]) + 12 <= room;
        matched.iter().filter(near).count()
    };
    let most = matched.iter().map(together).max().unwrap_or(0);
    let first = matched.iter().find(|m| together(m) == most).map_or(start, |m| m.start);
    if first < start {
        start = 0;
    }
    let visible = |from: usize| width::of(&all[from..first.max(from)]);
    if visible(start) + 12 > room {
        // Begin a few words before the match.
        let back = all[..first].char_indices().rev().filter(|(_, c)| *c == ' ').nth(if room < 40 { 1 } else { 3 });
        start = back.map_or(first, |(at, _)| at + 1);
    }
    let lead = if start > 0 && item.kind != ItemKind::Question { ellipsis } else { "" };
    let text = format!("{lead}{}", one_line(&all[start..], room.saturating_sub(width::of(lead)), ellipsis));
    (Window { text, lead: lead.len() }, start..all.len())
}

/// What is to be found there: a topic's mentions in context, or the paragraph itself.
fn show(jump: &Jump, preview: &Preview, model: &Model, theme: &Theme, canvas: &mut Canvas<'_>, sheet: Sheet) {
    let row = &preview.row;
    let item = jump.item(row.item);
    if let Some(topic) = jump.topic(item) {
        // The one that Enter leads to stands out.
        let place = preview.leads;
        let leads = |mention: &Mention| mention.para == place.para && mention.range.start as u32 == place.byte;
        for (index, mention) in topic.mentions.iter().enumerate().take(usize::from(sheet.rows)) {
            let text = &model.document.interview.para(mention.para).text;
            let place = model.document.places.get(mention.para);
            let y = sheet.top + index as u16;
            let style = if leads(mention) { theme.strong } else { theme.text };
            sheet.concordance(canvas, theme, y, place, (text, mention.range.clone()), style);
        }
        return;
    }
    let paras = match (item.kind, item.exchange) {
        (ItemKind::Question, Some(exchange)) => {
            let exchange = &model.document.interview.exchanges[exchange as usize];
            exchange.question.iter().chain(exchange.answer.first()).copied().collect()
        }
        _ => vec![item.anchor.para],
    };
    let measure = model.geometry.answer.map_or(66, |answer| answer.measure).min(sheet.width());
    let mut lines = Vec::new();
    let mut first = None;
    for (index, id) in paras.into_iter().enumerate() {
        let paragraph = model.document.interview.para(id);
        if index > 0 && paragraph.role != Role::Question {
            lines.push(None);
        }
        let same = paragraph.text == item.text;
        for line in wrap(&paragraph.text, usize::from(measure), Fit::Even) {
            let holds = |range: &Range<usize>| range.start < line.end && line.start < range.end;
            if same && first.is_none() && row.matched.iter().any(holds) {
                first = Some(lines.len());
            }
            lines.push(Some((paragraph, line, same)));
        }
    }
    // Of a long paragraph the lines around the first match are shown.
    let room = usize::from(sheet.rows);
    let skip = first.map_or(0, |at| (at + 1).saturating_sub(room * 2 / 3)).min(lines.len().saturating_sub(room));
    for (y, line) in (sheet.top..).zip(lines.into_iter().skip(skip).take(room)) {
        let Some((paragraph, line, same)) = line else { continue };
        let base = if paragraph.role == Role::Question { theme.strong } else { theme.text };
        let marked: Vec<(Range<usize>, Style)> =
            row.matched.iter().filter(|_| same).map(|range| (range.clone(), theme.hit)).collect();
        canvas.ranges((sheet.left, y, measure), &paragraph.text, line, base, &marked);
    }
}
