//! Marks and notes (`B`): in the order of the text, the lost ones last with their old words.

use super::line_edit::LineEdit;
use super::list::List;
use super::{Outcome, move_in};
use crate::app::action::Action;
use crate::app::model::{Context, Model};
use crate::interview::locate::Resolved;
use crate::library::events::MarkId;
use crate::library::marks::Mark;

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

    /// Does an action.
    pub fn apply(&mut self, action: Action, model: &Model) -> Outcome {
        if let Some(outcome) = move_in(&mut self.list, action, usize::from(model.geometry.body.1) / 3) {
            return outcome;
        }
        let mark = self.rows.get(self.list.selected).and_then(|id| model.shelf.get(*id));
        let span = mark.and_then(|mark| mark.at).and_then(Resolved::span);
        let anchor = span.map(|span| span.start);
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
