//! Find (`/`): the words being typed, everywhere they stand, in context.
//!
//! Keys go to the field, where letters are text, until an arrow goes into the list, where letters are commands. What the
//! letters do there Ctrl does in the field.

use super::line_edit::LineEdit;
use super::list::List;
use super::{Outcome, move_in};
use crate::app::action::Action;
use crate::app::effect::Clip;
use crate::app::found::{Folding, Found, lines, passages};
use crate::app::keys::{Code, Key};
use crate::app::model::{Context, Model};
use crate::interview::Anchor;
use crate::search::concordance::Order;
use crate::search::find::{Hit, Wish};

/// Most places that are copied at once.
const COPIED: usize = 2000;

/// The find list.
#[derive(Clone, Debug)]
pub struct Find {
    /// What is looked for.
    pub query: LineEdit,
    /// How it is looked for; its text is that of the last search.
    pub wish: Wish,
    /// Where it stands.
    pub found: Found,
    /// The choice among the places, as they are listed.
    pub list: List,
    /// Whether keys go to the list.
    pub in_list: bool,
    /// In which order the places are listed.
    pub order: Order,
    /// The numbers of the places in that order, where it is not the order of reading.
    shown: Option<Vec<u32>>,
    /// Whether the reader chose, so that the choice no longer follows where they are in the text.
    chose: bool,
    /// Which of the earlier searches is in the field, counted from the last one.
    past: Option<usize>,
}

impl Find {
    /// An empty search.
    pub fn new(finder: Folding, model: &Model) -> Self {
        Self {
            query: LineEdit::line(),
            wish: Wish::default(),
            found: Found::new(Wish::default(), finder, &model.document),
            list: List::default(),
            in_list: false,
            order: Order::Spoken,
            shown: None,
            chose: false,
            past: None,
        }
    }

    /// Where keys go while it is open.
    pub fn context(&self) -> Context {
        if self.in_list { Context::Panel } else { Context::Entry }
    }

    /// Looks for what is in the field now.
    pub fn search(&mut self, model: &Model) {
        self.query.text().clone_into(&mut self.wish.text);
        self.found = Found::new(self.wish.clone(), self.found.folding(), &model.document);
        self.chose = false;
        self.list = List::default();
        self.arrange(model);
    }

    /// Looks further, where the text is too long to be searched at once.
    pub fn go_on(&mut self, model: &Model) {
        self.found.go_on(&model.document);
        self.arrange(model);
    }

    /// Lists what was found. The choice is the first place from where the reader is, until they choose.
    fn arrange(&mut self, model: &Model) {
        // While hits still come they are listed as they come.
        self.shown = if self.found.is_done() { self.found.sorted(self.order) } else { None };
        self.list.len = self.found.len();
        if self.list.len == 0 {
            self.in_list = false;
        }
        if !self.chose {
            let from = self.found.around(&model.document, model.reader.anchor).map_or(0, |(from, _)| from);
            self.list.selected = match &self.shown {
                None if from < self.list.len => from,
                _ => 0,
            };
        }
        self.list.step(0);
    }

    /// The place in a row of the list.
    pub fn hit(&self, model: &Model, row: usize) -> Option<Hit> {
        let index = match &self.shown {
            Some(shown) => *shown.get(row)? as usize,
            None => row,
        };
        self.found.hit(&model.document, index)
    }

    /// Number of rows for the list where `rows` are free, and the first entry that is shown.
    pub fn rows(&self, rows: u16) -> (u16, usize) {
        let rows = rows.saturating_sub(self.foot(rows)).max(1);
        (rows, self.list.first(usize::from(rows)))
    }

    /// Rows below the list, for the counts by question.
    pub fn foot(&self, rows: u16) -> u16 {
        match rows {
            _ if self.list.len == 0 => 0,
            11.. => 3,
            8.. => 2,
            _ => 0,
        }
    }

    /// Does an action.
    pub fn apply(&mut self, action: Action, model: &Model) -> Outcome {
        match action {
            Action::Up if !self.in_list && (self.past.is_some() || self.query.text().is_empty()) => {
                self.remember(model, self.past.map_or(0, |past| past + 1));
                return Outcome::Stay;
            }
            Action::Down if !self.in_list && self.past.is_some() => {
                match self.past.and_then(|past| past.checked_sub(1)) {
                    Some(past) => self.remember(model, past),
                    None => self.recall(model, Wish { answers: self.wish.answers, ..Wish::default() }, None),
                }
                return Outcome::Stay;
            }
            // The field stands above the list.
            Action::Up if self.in_list && self.list.selected == 0 => {
                self.in_list = false;
                return Outcome::Stay;
            }
            _ => {}
        }
        if let Some(outcome) = move_in(&mut self.list, action, usize::from(model.geometry.body.1) / 2) {
            self.in_list = self.list.len > 0;
            self.chose |= self.in_list;
            return outcome;
        }
        match action {
            Action::Enter => match self.hit(model, self.list.selected) {
                Some(hit) => {
                    let anchor = Anchor { para: hit.para, byte: hit.range.start as u32 };
                    Outcome::Found(anchor, std::mem::take(&mut self.found))
                }
                None if self.query.text().trim().is_empty() => Outcome::Close,
                None if !self.found.is_done() => Outcome::Stay,
                None => Outcome::Say("There is no match to go to; Esc closes".to_owned()),
            },
            Action::Note => match self.hit(model, self.list.selected) {
                Some(hit) => Outcome::Write(model.document.whole(hit.para)),
                None => Outcome::Stay,
            },
            Action::Copy => self.copy(model),
            Action::Find => {
                self.in_list = false;
                Outcome::Stay
            }
            Action::SortFound => {
                self.order = self.order.after();
                self.chose = false;
                self.arrange(model);
                let many = self.order != Order::Spoken && self.shown.is_none() && self.list.len > 0;
                if many {
                    Outcome::Say("There are too many places to sort; type more of the words".to_owned())
                } else {
                    Outcome::Stay
                }
            }
            Action::OtherPane => self.change(model, |wish| wish.answers = !wish.answers),
            Action::WholeWords => self.change(model, |wish| wish.word = !wish.word),
            Action::Pattern => self.change(model, |wish| wish.regex = !wish.regex),
            _ => Outcome::Pass,
        }
    }

    /// The list as text, in its order.
    fn copy(&self, model: &Model) -> Outcome {
        if !self.found.is_done() || self.list.len > COPIED {
            return Outcome::Say(format!("No more than {COPIED} places are copied; type more of the words"));
        }
        let hits = (0..self.list.len).filter_map(|row| self.hit(model, row));
        let plural = if self.list.len == 1 { "match" } else { "matches" };
        let what = format!("{} {plural}", self.list.len);
        Outcome::Copy(Clip { what, text: lines(&model.document, &passages(&model.document, hits, 0)) })
    }

    /// Looks again, in another way.
    fn change(&mut self, model: &Model, change: impl FnOnce(&mut Wish)) -> Outcome {
        change(&mut self.wish);
        self.search(model);
        Outcome::Stay
    }

    /// Puts an earlier search into the field, if there is one so far back.
    fn remember(&mut self, model: &Model, past: usize) {
        if let Some(wish) = model.searches.iter().rev().nth(past) {
            let wish = Wish { answers: self.wish.answers, ..wish.clone() };
            self.recall(model, wish, Some(past));
        }
    }

    fn recall(&mut self, model: &Model, wish: Wish, past: Option<usize>) {
        self.query = LineEdit::line();
        self.query.insert(&wish.text);
        (self.wish, self.past) = (wish, past);
        self.search(model);
    }

    /// A key that is no action here.
    pub fn key(&mut self, key: Key, model: &Model) -> Outcome {
        match (self.in_list, key.typed()) {
            (true, Some(c)) => {
                let back = model.key(Action::Find);
                return Outcome::Say(format!("“{c}” does nothing in the list; {back} goes back to the words"));
            }
            (true, None) if key.code != Code::Backspace => return Outcome::Stay,
            _ => self.in_list = false,
        }
        let before = self.query.text().to_owned();
        self.query.key(key);
        if self.query.text() != before {
            self.past = None;
            self.search(model);
        }
        Outcome::Stay
    }

    /// Pasted text goes into the field.
    pub fn paste(&mut self, text: &str, model: &Model) {
        self.in_list = false;
        self.past = None;
        self.query.insert(text.trim());
        self.search(model);
    }
}
