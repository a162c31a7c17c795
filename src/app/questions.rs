//! The left pane: which entries are on the screen, derived from the part that the reader is in.
//!
//! There is no scroll position to keep: the selected entry stands a third from the top, or where the list's ends allow.

use super::document::Document;
use super::geometry::QuestionColumns;
use crate::interview::asking::without_opening;
use crate::interview::parts::PartKind;
use crate::text::width::of as cells_of;
use crate::text::wrap::{Fit, excerpt, one_line, wrap};

/// Below this width of text an entry that does not fit drops its opening words, so that the topic shows.
const NARROW: u16 = 18;

/// An entry as it is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryView {
    /// Index of the part it stands for.
    pub part: usize,
    /// The question's number, from 1; introduction and closing notes have none.
    pub number: Option<usize>,
    /// Its rows of text.
    pub rows: Vec<String>,
    /// A heading above it, in one row.
    pub section: Option<String>,
    /// First row in the pane.
    pub y: u16,
}

/// What the left pane shows. Derived.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuestionsView {
    /// Entries from the top; the first and last may be cut.
    pub entries: Vec<EntryView>,
}

impl QuestionsView {
    /// The entry that covers a row of the pane.
    pub fn at_row(&self, y: u16) -> Option<&EntryView> {
        self.entries.iter().rev().find(|entry| entry.y <= y)
    }
}

/// What stands in the list for a part.
pub fn label(document: &Document, part: usize) -> String {
    match document.parts.get(part).map(|part| part.kind) {
        Some(PartKind::Exchange(index)) => document.asking(index).to_owned(),
        Some(PartKind::Introduction) => "Introduction".to_owned(),
        Some(PartKind::Closing) => "Closing notes".to_owned(),
        Some(PartKind::Whole) => {
            document.interview.meta.title.as_ref().map_or_else(|| document.name.to_string(), ToString::to_string)
        }
        None => String::new(),
    }
}

fn entry(document: &Document, part: usize, columns: QuestionColumns, ellipsis: &str) -> EntryView {
    let width = usize::from(columns.width);
    let (number, section) = match document.parts[part].kind {
        PartKind::Exchange(index) => {
            let headings = &document.interview.exchanges[index].section;
            let section = headings.last().map(|id| one_line(&document.interview.para(*id).text, width, ellipsis));
            (Some(index + 1), section)
        }
        _ => (None, None),
    };
    let text = label(document, part);
    let rows = usize::from(columns.rows);
    let whole = || cells_of(&text) <= width * rows && wrap(&text, width, Fit::Even).len() <= rows;
    let short = columns.width < NARROW && number.is_some() && !whole();
    let text = if short { without_opening(&text) } else { &text };
    EntryView { part, number, rows: excerpt(text, width, rows, ellipsis), section, y: 0 }
}

fn height(entry: &EntryView, columns: QuestionColumns) -> usize {
    entry.rows.len() + usize::from(entry.section.is_some()) + usize::from(columns.gap)
}

/// Lays out the entries around the selected part: everything where it fits, else all questions where they fit and one
/// of them is selected, else the selected entry a third from the top.
pub fn lay_out(
    document: &Document,
    selected: usize,
    columns: QuestionColumns,
    rows: u16,
    ellipsis: &str,
) -> QuestionsView {
    let count = document.parts.len();
    if count == 0 || rows == 0 {
        return QuestionsView::default();
    }
    let selected = selected.min(count - 1);
    let gap = usize::from(columns.gap);
    // The space after the last entry may fall off the screen.
    let room = usize::from(rows) + gap;
    // Each is broken into rows once, however many ways of filling the pane are tried.
    let made = std::cell::RefCell::new(std::collections::BTreeMap::new());
    let make = |part: usize| {
        let mut made = made.borrow_mut();
        made.entry(part).or_insert_with(|| entry(document, part, columns, ellipsis)).clone()
    };
    let fits = |parts: std::ops::Range<usize>| {
        let mut used = 0;
        let entries: Vec<EntryView> = parts
            .map(make)
            .take_while(|entry| {
                used += height(entry, columns);
                used <= room
            })
            .collect();
        entries
    };
    let is_question = |part: usize| document.exchange_of(part).is_some();
    let first_question = (0..count).find(|part| is_question(*part)).unwrap_or(0);
    let questions = first_question..count - usize::from(count > 1 && !is_question(count - 1));
    let mut entries = fits(0..count);
    if entries.len() < count {
        entries = if questions.contains(&selected) { fits(questions.clone()) } else { Vec::new() };
        if entries.len() < questions.len() {
            entries = around(count, selected, room, columns, &make);
        }
    }
    let mut y = 0;
    for entry in &mut entries {
        entry.y = y as u16;
        y += height(entry, columns);
    }
    QuestionsView { entries }
}

/// The same on `rows` above a panel that hides so many more: a list whose selected entry stays in sight does not move when the
/// panel comes and goes.
pub fn lay_out_above(
    document: &Document,
    selected: usize,
    columns: QuestionColumns,
    (rows, hidden): (u16, u16),
    ellipsis: &str,
) -> QuestionsView {
    let mut view = lay_out(document, selected, columns, rows + hidden, ellipsis);
    let end = |entry: &EntryView| usize::from(entry.y) + entry.rows.len() + usize::from(entry.section.is_some());
    let in_sight = |entry: &EntryView| end(entry) <= usize::from(rows);
    if hidden == 0 || rows == 0 {
        return view;
    }
    if !view.entries.iter().any(|entry| entry.part == selected && in_sight(entry)) {
        return lay_out(document, selected, columns, rows, ellipsis);
    }
    view.entries.retain(in_sight);
    view
}

/// Entries around the selected one, filling `room`.
fn around(
    count: usize,
    selected: usize,
    room: usize,
    columns: QuestionColumns,
    make: &dyn Fn(usize) -> EntryView,
) -> Vec<EntryView> {
    let mut entries = vec![make(selected)];
    let mut used = height(&entries[0], columns);
    let mut first = selected;
    let mut above = |entries: &mut Vec<EntryView>, used: &mut usize, limit: usize| {
        while first > 0 {
            let entry = make(first - 1);
            if *used + height(&entry, columns) > limit {
                break;
            }
            first -= 1;
            *used += height(&entry, columns);
            entries.insert(0, entry);
        }
    };
    let third = room / 3 + used;
    above(&mut entries, &mut used, third.min(room));
    let mut next = selected + 1;
    while next < count && used < room {
        let entry = make(next);
        used += height(&entry, columns);
        entries.push(entry);
        next += 1;
    }
    if used < room {
        above(&mut entries, &mut used, room);
    }
    entries
}

/// The heads of the asking sentence for one row, as in the header of a narrow screen.
pub fn brief(document: &Document, exchange: usize, cells: usize, ellipsis: &str) -> String {
    let asking = document.asking(exchange);
    let whole = cells_of(asking) <= cells;
    let rest = if whole { asking } else { without_opening(asking) };
    let text = if rest.len() < asking.len() { format!("{ellipsis}{rest}") } else { rest.to_owned() };
    let text = text.as_str();
    let row = wrap(text, cells, Fit::First).into_iter().next().unwrap_or_default();
    if row.end < text.len() { one_line(text, cells, ellipsis) } else { text.to_owned() }
}
