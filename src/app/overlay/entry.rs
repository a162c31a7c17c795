//! What the panel of marks says of a mark or a correction, and where in the panel: for what draws it and for the mouse.

use super::marks::MarksPanel;
use crate::app::model::Model;
use crate::interview::locate::Resolved;
use crate::library::corrections::{Correction, Fate};
use crate::library::marks::Mark;
use crate::text::width;

/// Cells of a place, and of one where words in a paragraph are marked.
const PLACES: (u16, u16) = (16, 21);

/// Cells from which on a quote stands beside its place.
const WIDE: u16 = 60;

/// Rows of the filter with the blank one below it, and the rows of the body from which on there is room for them: every
/// entry takes four at most.
const HEAD: (u16, u16) = (2, 6);

/// What is said of a mark whose words changed.
pub const CHANGED: &str = "the text reads otherwise now";

/// What the list says of a mark, besides its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Where it stands, or that it is lost.
    pub place: String,
    /// Whether the place has a row of its own above the words.
    pub above: bool,
    /// Cells before the words.
    pub indent: u16,
    /// What is said in the place of a quote: of a correction, which marks no words.
    pub words: String,
    /// Its note, its letters, and that its words are gone.
    pub more: String,
    /// The interview that it is on, where all interviews are listed.
    pub interview: String,
}

impl Entry {
    fn of(mark: &Mark, place: String, (width, cells): (u16, u16)) -> Self {
        let above = width < WIDE || width::of(&place) + 1 > usize::from(cells);
        let mut more = Vec::new();
        if !mark.note.is_empty() {
            more.push(mark.note.replace('\n', " / "));
        }
        if !mark.letters.is_empty() {
            let letters: Vec<String> = mark.letters.iter().map(ToString::to_string).collect();
            more.push(format!("place {}", letters.join(" ")));
        }
        let indent = if width < WIDE { 2 } else { cells };
        Self { place, above, indent, more: more.join("   "), ..Self::default() }
    }

    /// A mark on this interview.
    fn here(mark: &Mark, model: &Model, cells: (u16, u16)) -> Self {
        let place = match mark.at.and_then(Resolved::span) {
            Some(span) if mark.place.whole => model.document.places.get(span.start.para).long(),
            Some(span) => model.document.place_of(span),
            None => "lost".to_owned(),
        };
        let mut entry = Self::of(mark, place, cells);
        let why = match mark.at {
            Some(at) if at.is_changed() => CHANGED,
            at => at.map_or("", Resolved::why_lost),
        };
        if !why.is_empty() {
            entry.more.push_str(if entry.more.is_empty() { "" } else { "   " });
            entry.more.push_str(&format!("({why})"));
        }
        entry
    }

    fn of_correction(correction: &Correction, (width, cells): (u16, u16)) -> Self {
        let (place, more) = match correction.fate {
            Fate::Applied => ("correction", ""),
            Fate::Idle => ("correction", "(left out: another correction excludes it)"),
            Fate::Orphaned => ("lost", "(left out: its place is not known any more)"),
        };
        let above = width < WIDE;
        let indent = if above { 2 } else { cells };
        let (place, words, more) = (place.to_owned(), correction.words(), more.to_owned());
        Self { place, above, indent, words, more, ..Self::default() }
    }

    /// How many rows it takes.
    pub fn rows(&self) -> u16 {
        1 + u16::from(self.above) + u16::from(!self.more.is_empty()) + u16::from(!self.interview.is_empty())
    }
}

impl MarksPanel {
    /// Whether there is anything to list, whatever the filter says.
    pub fn any(&self, model: &Model) -> bool {
        if self.all {
            return model.collection.as_ref().is_some_and(|all| !all.is_empty());
        }
        !model.shelf.marks().all().is_empty() || !model.shelf.corrections.list().is_empty()
    }

    /// Rows above the list, for the filter and the order: none where there is nothing to filter, or no room.
    pub fn head(&self, model: &Model) -> u16 {
        if self.any(model) && model.geometry.body.1 >= HEAD.1 { HEAD.0 } else { 0 }
    }

    /// What there is room for, each with its number and its first row of those of the body; the chosen one is among them.
    pub fn shown(&self, model: &Model) -> Vec<(usize, u16, Entry)> {
        let (left, right) = model.geometry.sheet();
        let head = self.head(model);
        let rows = model.geometry.body.1 - head;
        // Words in a paragraph have a longer place than the paragraph.
        let words = !self.all && model.shelf.marks().all().iter().any(|mark| !mark.place.whole);
        let cells = (right.saturating_sub(left), if words { PLACES.1 } else { PLACES.0 });
        let entry = |index: usize| self.entry(index, model, cells);
        let mut first = self.list.first(usize::from(rows / 3).max(1));
        let above = (first..self.list.selected).filter_map(entry);
        let mut before: u16 = above.map(|entry| entry.rows() + 1).sum();
        let chosen = entry(self.list.selected).map_or(0, |entry| entry.rows());
        while before + chosen > rows && first < self.list.selected {
            before -= entry(first).map_or(0, |entry| entry.rows() + 1);
            first += 1;
        }
        let (mut y, mut shown) = (0, Vec::new());
        for index in first..self.list.len {
            let Some(entry) = entry(index) else { continue };
            let next = y + entry.rows();
            if next > rows && !shown.is_empty() {
                break;
            }
            shown.push((index, head + y, entry));
            y = next + 1;
        }
        shown
    }

    fn entry(&self, index: usize, model: &Model, cells: (u16, u16)) -> Option<Entry> {
        if let Some(correction) = self.correction(index, model) {
            return Some(Entry::of_correction(correction, cells));
        }
        let mark = self.mark(index, model)?;
        let Some(one) = self.interview(index, model) else { return Some(Entry::here(mark, model, cells)) };
        let place = match mark.place.question {
            0 => "outside".to_owned(),
            question => format!("q. {question}"),
        };
        let name = if one.title.is_empty() { &one.name } else { &one.title };
        Some(Entry { interview: name.to_string(), ..Entry::of(mark, place, cells) })
    }
}
