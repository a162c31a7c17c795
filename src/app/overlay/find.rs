//! Find (`/`): the words being typed, everywhere they stand, in context.

use std::rc::Rc;

use super::line_edit::LineEdit;
use super::list::List;
use super::{Outcome, move_in};
use crate::app::action::Action;
use crate::app::model::{Found, Model};
use crate::interview::Role;
use crate::search::find::{Counts, Finder, Hit, counts};

/// The find list.
#[derive(Clone, Debug)]
pub struct Find {
    /// What is looked for.
    pub query: LineEdit,
    /// Where it stands, in reading order, as far as it is shown.
    pub hits: Vec<Hit>,
    /// How often it was asked and answered.
    pub counts: Counts,
    /// The choice among `hits`.
    pub list: List,
    /// Whether only answers are shown.
    pub answers_only: bool,
    finder: Rc<Finder>,
}

impl Find {
    /// An empty search.
    pub fn new(finder: Rc<Finder>) -> Self {
        Self {
            query: LineEdit::line(),
            hits: Vec::new(),
            counts: Counts::default(),
            list: List::default(),
            answers_only: false,
            finder,
        }
    }

    /// Looks for what is in the field now. The choice is the first place from where the reader is.
    pub fn search(&mut self, model: &Model) {
        let document = &model.document;
        let mut hits = self.finder.find(&document.interview, self.query.text());
        hits.retain(|hit| document.home(hit.para).is_some());
        if self.answers_only {
            hits.retain(|hit| matches!(document.interview.para(hit.para).role, Role::Answer | Role::Aside));
        }
        hits.sort_by_key(|hit| (document.home(hit.para), hit.range.start));
        self.counts = counts(&hits, &document.places, document.interview.exchanges.len());
        self.list = List::of(hits.len());
        let here = (document.home(model.reader.anchor.para), model.reader.anchor.byte as usize);
        self.list.selected =
            hits.iter().position(|hit| (document.home(hit.para), hit.range.start) >= here).unwrap_or(0);
        self.hits = hits;
    }

    /// Does an action.
    pub fn apply(&mut self, action: Action, model: &Model) -> Outcome {
        if let Some(outcome) = move_in(&mut self.list, action, usize::from(model.geometry.body.1) / 2) {
            return outcome;
        }
        match action {
            Action::Enter => match self.hits.get(self.list.selected) {
                Some(hit) => {
                    let anchor = crate::interview::Anchor { para: hit.para, byte: hit.range.start as u32 };
                    Outcome::Found(anchor, Found { query: self.query.text().to_owned(), hits: self.hits.clone() })
                }
                None => Outcome::Close,
            },
            Action::OtherPane => {
                self.answers_only = !self.answers_only;
                self.search(model);
                Outcome::Stay
            }
            _ => Outcome::Pass,
        }
    }
}
