//! Marks and notes (`B`): of this interview or of all, in one of three orders, with a filter; lost ones with their old words.

use super::line_edit::LineEdit;
use super::list::List;
use super::{Outcome, move_in};
use crate::app::action::Action;
use crate::app::keys::Key;
use crate::app::model::{Context, Model};
use crate::app::quoting;
use crate::interview::locate::Resolved;
use crate::library::collection::Collected;
use crate::library::corrections::{Correction, Fate};
use crate::library::events::MarkId;
use crate::library::marks::Mark;

/// How marks are ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// As their words stand in the interview, the lost ones last.
    #[default]
    Spoken,
    /// The one that was changed last first.
    Newest,
    /// By the first tag, those without one last.
    Tag,
}

impl Order {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Spoken => "as spoken",
            Self::Newest => "newest first",
            Self::Tag => "by tag",
        }
    }

    fn next(self) -> Self {
        match self {
            Self::Spoken => Self::Newest,
            Self::Newest => Self::Tag,
            Self::Tag => Self::Spoken,
        }
    }
}

/// The panel.
#[derive(Clone, Debug)]
pub struct MarksPanel {
    /// What a mark's words, note or tags must hold to be listed; `#word` must be one of its tags (or begin one, where no
    /// mark has it whole), `q5` its question.
    pub query: LineEdit,
    /// Whether the filter is being typed.
    pub filtering: bool,
    /// The order.
    pub order: Order,
    /// Whether the marks on all interviews are listed.
    pub all: bool,
    /// The marks on this interview and its corrections that are listed.
    pub rows: Vec<MarkId>,
    /// Those on all interviews: which of the collection, which of its marks, and its name.
    pub others: Vec<(usize, usize, MarkId)>,
    /// The choice among what is listed.
    pub list: List,
    /// The mark that the reader chose while it is not listed, and the one that is chosen in its place.
    wanted: Option<(MarkId, Option<MarkId>)>,
    /// The marks' revision that `rows` belongs to.
    seen: u64,
}

impl MarksPanel {
    /// The marks on this interview, the choice on the first one from where the reader is.
    pub fn new(model: &Model) -> Self {
        let mut panel = Self {
            query: LineEdit::line(),
            filtering: false,
            order: Order::default(),
            all: false,
            rows: Vec::new(),
            others: Vec::new(),
            list: List::default(),
            wanted: None,
            seen: 0,
        };
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

    /// A key that is no action of the panel: `#` begins a filter by tag.
    pub fn key(&mut self, key: Key, model: &Model) -> Outcome {
        if self.filtering {
            if self.query.key(key) {
                self.filter(model);
            }
            return Outcome::Stay;
        }
        if key.typed() != Some('#') {
            return Outcome::Pass;
        }
        self.filtering = true;
        self.query = LineEdit::line();
        self.query.insert("#");
        self.filter(model);
        Outcome::Stay
    }

    /// The name of what is chosen.
    fn chosen(&self) -> Option<MarkId> {
        let at = self.list.selected;
        if self.all { self.others.get(at).map(|other| other.2) } else { self.rows.get(at).copied() }
    }

    /// Lists what passes the filter, in order. What is chosen stays chosen.
    pub fn filter(&mut self, model: &Model) {
        self.list_anew(self.chosen(), model);
    }

    fn list_anew(&mut self, chosen: Option<MarkId>, model: &Model) {
        let wanted = match self.wanted.take() {
            Some((wanted, instead)) if instead == chosen => Some(wanted),
            _ => chosen,
        };
        let words: Vec<String> = self.query.text().split_whitespace().map(str::to_lowercase).collect();
        let marks = model.shelf.marks().all();
        let tags = |marks: &mut dyn Iterator<Item = &Mark>| Sought::new(&words, marks);
        let sought = tags(&mut marks.iter());
        let question = |mark: &Mark| {
            let anchor = mark.at.and_then(Resolved::anchor);
            anchor.and_then(|anchor| model.document.places.get(anchor.para).question())
        };
        let mut here: Vec<&Mark> = marks.iter().filter(|mark| sought.passes(mark, question(mark))).collect();
        if self.order == Order::Tag {
            here.sort_by_key(|mark| tag_key(mark));
        }
        let mut rows: Vec<(u64, MarkId)> = here.into_iter().map(|mark| (mark.updated, mark.id)).collect();
        // Corrections stand below the marks: those whose words are gone first.
        let corrections = model.shelf.corrections.list().iter();
        let mut corrections: Vec<&Correction> = corrections.filter(|one| correction_passes(one, &words)).collect();
        corrections.sort_by_key(|correction| correction.fate == Fate::Applied);
        rows.extend(corrections.into_iter().map(|correction| (correction.changed, correction.id)));
        if self.order == Order::Newest {
            rows.sort_by_key(|(changed, id)| (std::cmp::Reverse(*changed), *id));
        }
        self.rows = rows.into_iter().map(|(_, id)| id).collect();
        let empty = Vec::new();
        let collection: &[Collected] = model.collection.as_deref().unwrap_or(&empty);
        let sought = tags(&mut collection.iter().flat_map(|one| &one.marks));
        let every = collection
            .iter()
            .enumerate()
            .flat_map(|(at, one)| one.marks.iter().enumerate().map(move |(mark, found)| (at, mark, found.id)));
        let mark = |(at, mark, _): (usize, usize, MarkId)| &collection[at].marks[mark];
        // Without their interviews they have the questions that they once had, if any.
        let once = |mark: &Mark| Some(mark.place.question as usize).filter(|question| *question > 0);
        self.others = every.filter(|at| sought.passes(mark(*at), once(mark(*at)))).collect();
        match self.order {
            Order::Spoken => {}
            Order::Newest => self.others.sort_by_key(|at| (std::cmp::Reverse(mark(*at).updated), mark(*at).id)),
            Order::Tag => self.others.sort_by_key(|at| (tag_key(mark(*at)), *at)),
        }
        let len = if self.all { self.others.len() } else { self.rows.len() };
        let listed = |id: MarkId| {
            if self.all {
                self.others.iter().position(|other| other.2 == id)
            } else {
                self.rows.iter().position(|row| *row == id)
            }
        };
        let same = wanted.and_then(listed);
        let selected = same.unwrap_or(self.list.selected).min(len.saturating_sub(1));
        self.list = List { selected, len, ..self.list };
        self.wanted = wanted.filter(|_| same.is_none()).map(|wanted| (wanted, self.chosen()));
        self.seen = model.shelf.annotations.revision;
    }

    /// Lists anew where the marks changed meanwhile.
    pub fn refresh(&mut self, model: &Model) {
        if self.seen != model.shelf.annotations.revision {
            self.filter(model);
        }
    }

    /// The mark in a row of the list, unless that is a correction.
    pub fn mark<'m>(&self, index: usize, model: &'m Model) -> Option<&'m Mark> {
        if !self.all {
            return self.rows.get(index).and_then(|id| model.shelf.get(*id));
        }
        let mark = self.others.get(index)?.1;
        self.interview(index, model)?.marks.get(mark)
    }

    /// The interview that the mark in a row is on, where all interviews are listed.
    pub fn interview<'m>(&self, index: usize, model: &'m Model) -> Option<&'m Collected> {
        let at = self.others.get(index).filter(|_| self.all)?.0;
        model.collection.as_deref()?.get(at)
    }

    /// The correction in a row of the list, unless that is a mark.
    pub fn correction<'m>(&self, index: usize, model: &'m Model) -> Option<&'m Correction> {
        let id = self.rows.get(index).filter(|_| !self.all)?;
        model.shelf.corrections.get(*id)
    }

    /// Does an action.
    pub fn apply(&mut self, action: Action, model: &Model) -> Outcome {
        if let Some(outcome) = move_in(&mut self.list, action, usize::from(model.geometry.body.1) / 3) {
            return outcome;
        }
        match action {
            Action::StepBack if self.filtering => {
                self.filtering = false;
                self.query = LineEdit::line();
                self.filter(model);
                Outcome::Stay
            }
            Action::Enter if self.filtering => {
                self.filtering = false;
                Outcome::Stay
            }
            // There is nothing to find or to order.
            Action::Find | Action::SortFound if !self.any(model) => Outcome::Pass,
            Action::Find => {
                self.filtering = true;
                Outcome::Stay
            }
            Action::SortFound => {
                self.order = self.order.next();
                self.filter(model);
                Outcome::Stay
            }
            Action::OtherPane => {
                let chosen = self.chosen();
                self.all = !self.all;
                self.list_anew(chosen, model);
                if self.all { Outcome::Collect } else { Outcome::Stay }
            }
            _ if self.all => self.elsewhere(action, model),
            _ => self.here(action, model),
        }
    }

    /// What is done with a mark on this interview.
    fn here(&self, action: Action, model: &Model) -> Outcome {
        if action == Action::Export {
            let marks: Vec<MarkId> = self.rows.iter().copied().filter(|id| model.shelf.get(*id).is_some()).collect();
            return if marks.is_empty() { Outcome::Pass } else { Outcome::Export(marks) };
        }
        if let Some(correction) = self.correction(self.list.selected, model) {
            return corrected(correction, action, model);
        }
        let Some(mark) = self.mark(self.list.selected, model) else { return Outcome::Pass };
        on(mark, action, model)
    }

    /// What is done with a mark in the list of all interviews: one on this interview is used here, one on another leads
    /// there.
    fn elsewhere(&self, action: Action, model: &Model) -> Outcome {
        let Some(one) = self.interview(self.list.selected, model) else { return Outcome::Pass };
        let Some(mark) = self.mark(self.list.selected, model) else { return Outcome::Pass };
        if let Some(here) = model.shelf.get(mark.id) {
            if action == Action::Export {
                let listed = self.others.iter().map(|other| other.2).filter(|id| model.shelf.get(*id).is_some());
                return Outcome::Export(listed.collect());
            }
            if action == Action::Delete {
                let (tab, delete) = (model.key(Action::OtherPane), model.key(action));
                return Outcome::Say(format!("{tab} lists the marks on this interview; there {delete} deletes"));
            }
            return on(here, action, model);
        }
        match action {
            Action::Enter => Outcome::OpenMarked { file: one.file.clone(), mark: mark.id },
            Action::Note | Action::Copy | Action::WriteQuote | Action::QuoteForms | Action::Export | Action::Delete => {
                let name = if one.name.is_empty() { &one.title } else { &one.name };
                Outcome::Say(format!("This mark is on {name}; {} opens it there", model.key(Action::Enter)))
            }
            _ => Outcome::Pass,
        }
    }
}

/// What is done with a mark on this interview.
fn on(mark: &Mark, action: Action, model: &Model) -> Outcome {
    match (action, mark.at.and_then(Resolved::span)) {
        (Action::Enter, Some(span)) => Outcome::Go(span.start),
        (Action::Note, Some(span)) => {
            let whole = model.document.whole(span.start.para);
            Outcome::Write(if mark.place.whole { whole } else { span })
        }
        (Action::Copy, Some(span)) => Outcome::Copy(quoting::clip(model, span)),
        (Action::WriteQuote, Some(span)) => Outcome::WriteDown(quoting::written(model, span)),
        (Action::QuoteForms, Some(span)) => Outcome::Forms(span),
        (Action::Enter | Action::Note | Action::Copy | Action::WriteQuote | Action::QuoteForms, None) => {
            Outcome::Say(mark.why_lost())
        }
        (Action::Delete, _) => Outcome::Delete(mark.id),
        (Action::Bookmark, Some(_)) if mark.is_changed() => Outcome::Renew(mark.id),
        _ => Outcome::Pass,
    }
}

/// What is done with a correction: it marks no words to be noted or quoted.
fn corrected(correction: &Correction, action: Action, model: &Model) -> Outcome {
    let place = correction.place().map(|base| model.document.layout.from_base(base));
    match (action, place) {
        (Action::Enter, Some(anchor)) if model.document.home(anchor.para).is_some() => Outcome::Go(anchor),
        (Action::Enter | Action::Note | Action::Copy | Action::WriteQuote | Action::QuoteForms, _) => {
            Outcome::Say(format!("A correction; {} takes it back", model.key(Action::Delete)))
        }
        (Action::Delete, _) => Outcome::Delete(correction.id),
        _ => Outcome::Pass,
    }
}

/// Whether a correction has all these words; tags it has none.
fn correction_passes(correction: &Correction, words: &[String]) -> bool {
    let text = format!("correction {}", correction.words()).to_lowercase();
    words.iter().all(|word| text.contains(word))
}

/// The words of the filter.
struct Sought<'a> {
    words: &'a [String],
    /// Those of the words that are a whole tag of some mark: it is meant then, and not what only begins so.
    tags: Vec<&'a str>,
}

impl<'a> Sought<'a> {
    fn new(words: &'a [String], marks: &mut dyn Iterator<Item = &Mark>) -> Self {
        let mut asked: Vec<&str> = words.iter().filter_map(|word| word.strip_prefix('#')).collect();
        let mut tags = Vec::new();
        if !asked.is_empty() {
            for tag in marks.flat_map(|mark| &mark.tags) {
                let tag = tag.to_lowercase();
                tags.extend(asked.extract_if(.., |word| *word == tag));
            }
        }
        Self { words, tags }
    }

    /// Whether a mark has all the words, tags for those that begin with `#`, and stands where one like `q5` says.
    fn passes(&self, mark: &Mark, question: Option<usize>) -> bool {
        let text = format!("{} {}", mark.place.text, mark.note).to_lowercase();
        let has = |word: &String| match word.strip_prefix('#') {
            Some(tag) if self.tags.contains(&tag) => mark.tags.iter().any(|other| other.to_lowercase() == tag),
            Some(tag) => mark.tags.iter().any(|other| other.to_lowercase().starts_with(tag)),
            None => text.contains(word) || (question.is_some() && asked_for(word) == question),
        };
        self.words.iter().all(has)
    }
}

/// The question that a word of the filter names: 5 of "q5" or "q.5".
fn asked_for(word: &str) -> Option<usize> {
    word.strip_prefix('q')?.trim_start_matches('.').parse().ok()
}

/// Sorts by the first tag; marks without one come last.
fn tag_key(mark: &Mark) -> (bool, String) {
    let first = mark.tags.first().map(|tag| tag.to_lowercase());
    (first.is_none(), first.unwrap_or_default())
}
