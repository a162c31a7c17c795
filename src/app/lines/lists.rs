//! Lists and pages as numbered lines: the same overlays as on the screen, read out.

use super::say::count;
use crate::app::found::passages;
use crate::app::model::Model;
use crate::app::overlay::Overlay;
use crate::app::overlay::commands::{Commands, title};
use crate::app::overlay::entry::CHANGED;
use crate::app::overlay::export::forms;
use crate::app::overlay::find::Find;
use crate::app::overlay::fix::{Fix, Mode};
use crate::app::overlay::jump::Jump;
use crate::app::overlay::marks::MarksPanel;
use crate::app::overlay::page::PageRow;
use crate::app::overlay::topics::TopicMap;
use crate::app::{correct, quoting};
use crate::cite::{Detail, Form};
use crate::interview::locate::Resolved;
use crate::library::corrections::Fate;
use crate::library::marks::Mark;
use crate::search::index::ItemKind;
use crate::search::topics::map::rate_text;
use crate::text::wrap::one_line;

/// Rows that are read out at once.
pub const ROWS: usize = 20;

/// Which kind of jumps the questions are.
pub const QUESTIONS: usize = 2;

/// Cells of a text in a list: enough to know it by.
const EXCERPT: usize = 100;

/// How many entries the list on top has.
pub fn len(model: &Model) -> usize {
    match model.overlays.last() {
        Some(Overlay::Topics(map)) => map.map.rows.len(),
        Some(Overlay::Jump(jump)) => jump.list.len,
        Some(Overlay::Find(find)) => find.list.len,
        Some(Overlay::Parts(parts)) => parts.list.len,
        Some(Overlay::Marks(marks)) => marks.list.len,
        Some(Overlay::Commands(commands)) => commands.list.len,
        Some(Overlay::Fix(fix)) if matches!(fix.mode, Mode::Name(_)) => 0,
        Some(Overlay::Fix(fix)) => fix.list.len,
        Some(Overlay::Quote(quote)) => quote.list.len,
        Some(Overlay::Export(export)) => export.list.len,
        Some(Overlay::Details(details)) => details.list.len,
        Some(Overlay::Note(_) | Overlay::Page(_)) | None => 0,
    }
}

/// The entry whose own words a line is, from 0: of lists of things to do, of people and of forms.
pub fn worded(model: &Model, line: &str) -> Option<usize> {
    let is = |words: &str| words.to_lowercase() == line.trim_end_matches('.').to_lowercase();
    match model.overlays.last()? {
        Overlay::Fix(Fix { mode: Mode::Menu, rows, .. }) => {
            rows.iter().position(|action| is(&correct::title(*action, model)))
        }
        Overlay::Fix(Fix { mode: Mode::Who(_, shown), .. }) => shown.iter().position(|(name, _)| is(name)),
        Overlay::Commands(commands) => commands.shown.iter().position(|action| is(title(*action, model))),
        Overlay::Quote(_) => Form::ALL.iter().position(|form| is(form.title())),
        Overlay::Export(_) => forms(model).position(|form| is(form.name())),
        _ => None,
    }
}

/// Chooses an entry, from 0.
pub fn choose(model: &mut Model, index: usize) {
    match model.overlays.last_mut() {
        Some(Overlay::Topics(map)) => {
            map.row = index;
            let named = map.map.rows.get(index).and_then(|row| row.cells.iter().position(|cell| *cell > 0));
            map.column = named.unwrap_or(map.column);
        }
        Some(overlay) => {
            if let Some(list) = overlay.list_mut() {
                list.selected = index.min(list.len.saturating_sub(1));
            }
        }
        None => {}
    }
}

/// The list on top from an entry on, with a line before it that says what it is.
pub fn describe(model: &Model, from: usize, width: usize) -> Vec<String> {
    let Some(top) = model.overlays.last() else { return Vec::new() };
    let (head, rows): (String, Vec<String>) = match top {
        Overlay::Jump(jump) => {
            (jump_head(jump), (from..jump.rows.len()).take(ROWS).map(|n| jumped(jump, model, n)).collect())
        }
        Overlay::Find(find) => {
            (find_head(find), (from..find.list.len).take(ROWS).map(|n| found(find, model, n)).collect())
        }
        Overlay::Marks(panel) => marks(panel, model, from),
        Overlay::Commands(commands) => commands_of(commands, model, from),
        Overlay::Page(page) => {
            let row = |row: PageRow| match row {
                PageRow::Blank => String::new(),
                PageRow::Heading(text) | PageRow::Text(text) => text,
                PageRow::Pair(name, text) if name.is_empty() => text,
                PageRow::Pair(name, text) => format!("{name}: {text}"),
            };
            return page.rows(width.max(24)).into_iter().map(row).collect();
        }
        Overlay::Fix(fix) => fix_rows(fix, model),
        Overlay::Topics(map) => topics(map, from),
        Overlay::Quote(panel) => {
            let quotation = quoting::quotation(model, panel.span);
            let forms = Form::ALL.iter().map(|form| form.title().to_owned()).collect();
            (format!("{} as a citation. A number prints it, y 3 copies the third.", quotation.place_words()), forms)
        }
        Overlay::Export(panel) => {
            let rows = forms(model).map(|form| format!("{}, {}", form.name(), form.about())).collect();
            (format!("{} to a new file. A number writes it.", count(panel.ids.len(), "mark", "marks")), rows)
        }
        Overlay::Details(_) => {
            let record = quoting::source(model).record;
            let row = |detail: &Detail| {
                let value = record.value(*detail);
                format!("{}: {}", detail.words(), if value.is_empty() { "not known" } else { &value })
            };
            ("What citations need; fill 2 VALUE fills in the second.".to_owned(), Detail::ALL.iter().map(row).collect())
        }
        Overlay::Parts(parts) => {
            let row = |index: &usize| {
                let row = &parts.rows[*index];
                format!("{}, {}", row.title, row.about())
            };
            let rows = parts.shown.iter().skip(from).take(ROWS).map(row).collect();
            (format!("A book of {}. A number opens one.", count(parts.rows.len(), "text", "texts")), rows)
        }
        Overlay::Note(_) => return Vec::new(),
    };
    let more = len(model).saturating_sub(from + rows.len());
    let mut lines = Vec::new();
    if from == 0 {
        lines.push(head);
    }
    lines.extend(rows.into_iter().enumerate().map(|(index, row)| format!("{} {row}", from + index + 1)));
    if more > 0 {
        lines.push(format!("{more} more; more lists them."));
    }
    lines
}

fn jump_head(jump: &Jump) -> String {
    let typed = jump.query.text().trim();
    match (jump.total, &jump.nearest) {
        (0, Some(nearest)) => format!("Nothing matches “{typed}”. Nearest: {nearest}."),
        (0, None) => format!("Nothing matches “{typed}”."),
        (n, _) if jump.kind == QUESTIONS => format!("{}. A number goes there.", count(n, "question", "questions")),
        (n, _) if typed.is_empty() => format!("{}. A number goes there.", count(n, "entry", "entries")),
        (n, _) => format!("{} for “{typed}”. A number goes there.", count(n, "match", "matches")),
    }
}

fn jumped(jump: &Jump, model: &Model, row: usize) -> String {
    let item = jump.item(jump.rows[row].item);
    let place = model.document.places.get(item.anchor.para);
    let kind = match item.kind {
        ItemKind::Topic | ItemKind::Passing => {
            let Some(topic) = jump.topic(item) else { return item.text.to_string() };
            let answers: Vec<String> = (1..)
                .zip(&topic.per_exchange)
                .filter(|(_, n)| **n > 0)
                .map(|(question, _): (usize, _)| question.to_string())
                .collect();
            let mentions = count(topic.count(), "mention", "mentions");
            let answers = match answers.len() {
                0 => String::new(),
                1 => format!(", in answer {}", answers[0]),
                _ => format!(", in answers {}", answers.join(" ")),
            };
            return format!("{}, topic, {mentions}{answers}.", item.text);
        }
        ItemKind::Question if jump.kind == QUESTIONS => {
            let Some(exchange) = item.exchange.map(|exchange| exchange as usize) else { return item.text.to_string() };
            let read = if model.read.contains(&exchange) { ", read before" } else { "" };
            return format!("{}{read}", around(model.document.asking(exchange), 0));
        }
        ItemKind::Note => "note, ",
        ItemKind::Bookmark => "mark, ",
        _ => "",
    };
    let at = jump.rows[row].matched.first().map_or(0, |range| range.start);
    format!("{} {kind}{}.", around(&item.text, at), place.long())
}

/// A text in the length of an excerpt, from a little before a byte of it.
fn around(text: &str, at: usize) -> String {
    let begins = text.get(..at).map_or(0, |before| {
        if before.chars().count() < EXCERPT / 2 {
            return 0;
        }
        before.char_indices().rev().filter(|(_, c)| *c == ' ').nth(4).map_or(at, |(blank, _)| blank + 1)
    });
    let lead = if begins > 0 { "…" } else { "" };
    let text = one_line(&text[begins..], EXCERPT, "…");
    let stop = if text.ends_with(['.', '?', '!', '…', '。', '？']) { "" } else { "." };
    format!("{lead}{text}{stop}")
}

fn find_head(find: &Find) -> String {
    if let Some(error) = find.found.error() {
        return error.to_owned();
    }
    let counts = find.found.counts();
    match counts.all() {
        0 => format!("“{}” stands nowhere.", find.wish.text.trim()),
        n => format!(
            "{} of “{}”. A number goes there, n and N from one to the next.",
            count(n, "match", "matches"),
            find.wish.text.trim()
        ),
    }
}

fn found(find: &Find, model: &Model, row: usize) -> String {
    let Some(hit) = find.hit(model, row) else { return String::new() };
    let passage = passages(&model.document, std::iter::once(hit), 0);
    let Some(passage) = passage.first() else { return String::new() };
    let at = passage.hits.first().map_or(0, |hit| hit.start.saturating_sub(passage.range.start));
    format!("{}: {}", passage.place(&model.document), around(passage.text(&model.document), at))
}

/// A mark in words.
fn mark(mark: &Mark, model: &Model) -> String {
    let place = match mark.at.and_then(Resolved::span) {
        Some(span) => model.document.place_of(span),
        None => format!("lost, {}", mark.at.map_or("", Resolved::why_lost)),
    };
    let kind = if mark.bookmark { "mark" } else { "note" };
    let mut text = format!("{place}, {kind}: “{}”", mark.place.quote());
    if mark.is_changed() {
        text.push_str(&format!(" ({CHANGED})"));
    }
    if !mark.note.is_empty() {
        text.push_str(&format!(" Note: {}", mark.note.replace('\n', " / ")));
    }
    for letter in &mark.letters {
        text.push_str(&format!(" Place {letter}."));
    }
    text
}

fn marks(panel: &MarksPanel, model: &Model, from: usize) -> (String, Vec<String>) {
    let row = |index: usize| {
        if let Some(correction) = panel.correction(index, model) {
            let why = match correction.fate {
                Fate::Applied => return format!("correction: {}", correction.words()),
                Fate::Idle => "left out, another correction excludes it",
                Fate::Orphaned => "lost and left out, its place is not known any more",
            };
            return format!("correction, {why}: {}", correction.words());
        }
        let Some(one) = panel.mark(index, model) else { return String::new() };
        match panel.interview(index, model) {
            Some(elsewhere) if model.shelf.get(one.id).is_none() => {
                let name = if elsewhere.title.is_empty() { &elsewhere.name } else { &elsewhere.title };
                format!("{name}: “{}” {}", one.place.quote(), one.note.replace('\n', " / "))
            }
            _ => mark(one, model),
        }
    };
    let head = match (panel.list.len, panel.any(model)) {
        (0, false) if panel.all => "No marks on any interview yet.".to_owned(),
        (0, false) => "No marks yet; mark marks the paragraph in hand.".to_owned(),
        (0, true) => "No mark has these words.".to_owned(),
        (n, _) if panel.all => {
            format!("{} on all interviews, {}. A number goes there.", count(n, "mark", "marks"), panel.order.words())
        }
        (n, _) => format!("{}, {}. A number goes there.", count(n, "mark", "marks"), panel.order.words()),
    };
    (head, (from..panel.list.len).take(ROWS).map(row).collect())
}

fn commands_of(commands: &Commands, model: &Model, from: usize) -> (String, Vec<String>) {
    let rows = commands.shown.iter().skip(from).take(ROWS).map(|action| title(*action, model).to_owned()).collect();
    ("What can be done; a number does it.".to_owned(), rows)
}

fn fix_rows(fix: &Fix, model: &Model) -> (String, Vec<String>) {
    match &fix.mode {
        Mode::Menu => {
            let rows = fix.rows.iter().map(|action| correct::title(*action, model)).collect();
            (format!("{}\nWhat is it? A number corrects the paragraph in hand.", in_hand(model)), rows)
        }
        Mode::Who(_, people) => {
            let rows = people.iter().map(|(name, _)| name.clone()).collect();
            ("Who speaks? A number chooses; or type a name.".to_owned(), rows)
        }
        Mode::Name(edit) if edit.text().is_empty() => ("Type the name of this speaker.".to_owned(), Vec::new()),
        Mode::Name(edit) => (format!("Type the name of this speaker, instead of {}.", edit.text()), Vec::new()),
    }
}

/// Which paragraph a correction is about: its place, what it is taken for, and how it begins.
fn in_hand(model: &Model) -> String {
    let para = model.in_hand();
    let [is, by, unsure] = correct::is_now(model);
    let place = super::say::place(model, false);
    format!("{place}: {is}{by}{unsure}. “{}”", one_line(&model.document.interview.para(para).text, EXCERPT, "…"))
}

fn topics(map: &TopicMap, from: usize) -> (String, Vec<String>) {
    let row = |(row, topic): (&crate::search::topics::map::Row, &crate::search::topics::Topic)| {
        let cells = (0..).zip(&row.cells).filter(|(_, n)| **n > 0);
        let number = |column: usize, n: u32| {
            if map.rates { rate_text(map.map.rate(n, column)) } else { n.to_string() }
        };
        let cells: Vec<String> =
            cells.map(|(column, n)| format!("{} {}", map.map.column(column), number(column, *n))).collect();
        let of = if map.rates { ", in 100 words" } else { "" };
        format!("{}, {}{of}: {}.", topic.label, count(topic.count(), "mention", "mentions"), cells.join(", "))
    };
    let rows = map.map.rows.iter().zip(&map.topics.list).skip(from).take(ROWS).map(row).collect();
    let head = format!(
        "{}. A number goes to the first place; d 2 hides the second, r 2 NAME calls it otherwise.",
        count(map.map.rows.len(), "topic", "topics")
    );
    (head, rows)
}
