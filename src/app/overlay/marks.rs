//! Marks and notes (`B`): in the order of the text, the lost ones last with their old words.

use super::line_edit::LineEdit;
use super::list::List;
use super::{Outcome, move_in};
use crate::app::action::Action;
use crate::app::model::{Context, Model};
use crate::interview::locate::Resolved;
use crate::library::corrections::{Correction, Fate};
use crate::library::events::MarkId;
use crate::library::marks::Mark;
use crate::text::width;

/// The panel.
#[derive(Clone, Debug)]
pub struct MarksPanel {
    /// What a mark's words, note or tags must hold to be listed.
    pub query: LineEdit,
    /// Whether the filter is being typed.
    pub filtering: bool,
    /// The marks that are listed.
    pub rows: Vec<MarkId>,
    /// The choice among them.
    pub list: List,
    /// The marks' revision that `rows` belongs to.
    revision: u64,
}

/// Cells of a place, and of one where words in a paragraph are marked.
const PLACES: (u16, u16) = (16, 21);

/// Cells from which on a quote stands beside its place.
const WIDE: u16 = 60;

/// What the list says of a mark, besides its words.
#[derive(Clone, Debug, PartialEq, Eq)]
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
}

impl Entry {
    fn of(mark: &Mark, model: &Model, width: u16, cells: u16) -> Self {
        let span = mark.at.and_then(Resolved::span);
        let place = match span {
            None => "lost".to_owned(),
            Some(span) if mark.place.whole => model.document.places.get(span.start.para).long(),
            Some(span) => model.document.place_of(span),
        };
        let above = width < WIDE || width::of(&place) + 1 > usize::from(cells);
        let mut more = Vec::new();
        if !mark.note.is_empty() {
            more.push(mark.note.replace('\n', " / "));
        }
        if !mark.letters.is_empty() {
            let letters: Vec<String> = mark.letters.iter().map(ToString::to_string).collect();
            more.push(format!("place {}", letters.join(" ")));
        }
        if span.is_none() {
            more.push("(these words are not in the text any more)".to_owned());
        }
        let indent = if width < WIDE { 2 } else { cells };
        Self { place, above, indent, words: String::new(), more: more.join("   ") }
    }

    fn of_correction(correction: &Correction, width: u16, cells: u16) -> Self {
        let (place, more) = match correction.fate {
            Fate::Applied => ("correction", ""),
            Fate::Idle => ("correction", "(left out: another correction excludes it)"),
            Fate::Orphaned => ("lost", "(left out: these words are not in the text any more)"),
        };
        let above = width < WIDE;
        let indent = if above { 2 } else { cells };
        Self { place: place.to_owned(), above, indent, words: correction.words(), more: more.to_owned() }
    }

    /// How many rows it takes.
    pub fn rows(&self) -> u16 {
        1 + u16::from(self.above) + u16::from(!self.more.is_empty())
    }
}

impl MarksPanel {
    /// All marks, the choice on the first one from where the reader is.
    pub fn new(model: &Model) -> Self {
        let mut panel =
            Self { query: LineEdit::line(), filtering: false, rows: Vec::new(), list: List::default(), revision: 0 };
        panel.filter(model);
        let here = model.document.home(model.in_hand());
        let after = |id: &MarkId| {
            let at = model.shelf.get(*id).and_then(|mark| mark.at).and_then(Resolved::anchor);
            at.is_some_and(|anchor| model.document.home(anchor.para) >= here)
        };
        panel.list.selected = panel.rows.iter().position(after).unwrap_or(0);
        panel
    }

    /// Where keys go while it is open.
    pub fn context(&self) -> Context {
        if self.filtering { Context::Entry } else { Context::Panel }
    }

    /// Lists what passes the filter.
    pub fn filter(&mut self, model: &Model) {
        let words: Vec<String> = self.query.text().split_whitespace().map(str::to_lowercase).collect();
        let passes = |mark: &&Mark| {
            let text = format!("{} {}", mark.place.text, mark.note).to_lowercase();
            words.iter().all(|word| text.contains(word))
        };
        self.rows = model.shelf.marks().all().iter().filter(passes).map(|mark| mark.id).collect();
        // Corrections stand below the marks: those whose words are gone first.
        let has = |correction: &&Correction| {
            let text = format!("correction {}", correction.words()).to_lowercase();
            words.iter().all(|word| text.contains(word))
        };
        let mut corrections: Vec<&Correction> = model.shelf.corrections.list().iter().filter(has).collect();
        corrections.sort_by_key(|correction| correction.fate == Fate::Applied);
        self.rows.extend(corrections.into_iter().map(|correction| correction.id));
        let selected = self.list.selected.min(self.rows.len().saturating_sub(1));
        self.list = List { selected, len: self.rows.len() };
        self.revision = model.shelf.annotations.revision;
    }

    /// Lists anew where the marks changed meanwhile.
    pub fn refresh(&mut self, model: &Model) {
        if self.revision != model.shelf.annotations.revision {
            self.filter(model);
        }
    }

    /// The marks for which there is room, each with its number and its first row of those of the list; the chosen one is
    /// among them.
    pub fn shown(&self, model: &Model) -> Vec<(usize, u16, Entry)> {
        let (left, right) = model.geometry.sheet();
        let width = right.saturating_sub(left);
        let rows = model.geometry.body.1;
        // Words in a paragraph have a longer place than the paragraph.
        let words = model.shelf.marks().all().iter().any(|mark| !mark.place.whole);
        let cells = if words { PLACES.1 } else { PLACES.0 };
        let entry = |id: &MarkId| {
            let correction = || model.shelf.corrections.get(*id);
            let mark = model.shelf.get(*id).map(|mark| Entry::of(mark, model, width, cells));
            mark.or_else(|| correction().map(|correction| Entry::of_correction(correction, width, cells)))
        };
        let mut first = self.list.first(usize::from(rows / 3).max(1));
        let above = self.rows.get(first..self.list.selected).unwrap_or_default();
        let mut before: u16 = above.iter().filter_map(entry).map(|entry| entry.rows() + 1).sum();
        let chosen = self.rows.get(self.list.selected).and_then(entry).map_or(0, |entry| entry.rows());
        while before + chosen > rows && first < self.list.selected {
            before -= entry(&self.rows[first]).map_or(0, |entry| entry.rows() + 1);
            first += 1;
        }
        let (mut y, mut shown) = (0, Vec::new());
        for (index, id) in self.rows.iter().enumerate().skip(first) {
            let Some(entry) = entry(id) else { continue };
            let next = y + entry.rows();
            if next > rows && !shown.is_empty() {
                break;
            }
            shown.push((index, y, entry));
            y = next + 1;
        }
        shown
    }

    /// Does an action.
    pub fn apply(&mut self, action: Action, model: &Model) -> Outcome {
        if let Some(outcome) = move_in(&mut self.list, action, usize::from(model.geometry.body.1) / 3) {
            return outcome;
        }
        let mark = self.rows.get(self.list.selected).and_then(|id| model.shelf.get(*id));
        let span = mark.and_then(|mark| mark.at).and_then(Resolved::span);
        let anchor = span.map(|span| span.start);
        if let Some(correction) = self.rows.get(self.list.selected).and_then(|id| model.shelf.corrections.get(*id)) {
            let place = correction.place().map(|base| model.document.layout.from_base(base));
            match (action, place) {
                (Action::Enter, Some(anchor)) if model.document.home(anchor.para).is_some() => {
                    return Outcome::Go(anchor);
                }
                (Action::Enter | Action::Note, _) => {
                    let key = model.key(Action::Delete);
                    return Outcome::Say(format!("A correction; {key} takes it back"));
                }
                (Action::Delete, _) => return Outcome::Delete(correction.id),
                _ => {}
            }
        }
        match (action, mark, anchor) {
            (Action::StepBack, ..) if self.filtering => {
                self.filtering = false;
                self.query = LineEdit::line();
                self.filter(model);
                Outcome::Stay
            }
            (Action::Enter, ..) if self.filtering => {
                self.filtering = false;
                Outcome::Stay
            }
            (Action::Find, ..) => {
                self.filtering = true;
                Outcome::Stay
            }
            (Action::Enter, _, Some(anchor)) => Outcome::Go(anchor),
            (Action::Note, Some(mark), Some(anchor)) => {
                let whole = model.document.whole(anchor.para);
                Outcome::Write(span.filter(|_| !mark.place.whole).unwrap_or(whole))
            }
            (Action::Enter | Action::Note, Some(_), None) => {
                Outcome::Say("These words are not in the text any more; the mark keeps them as they were".to_owned())
            }
            (Action::Delete, Some(mark), _) => Outcome::Delete(mark.id),
            _ => Outcome::Pass,
        }
    }
}
