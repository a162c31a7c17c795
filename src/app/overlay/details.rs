//! What citations need and the file may not say: filled in once for an interview, and kept with the marks.

use super::line_edit::LineEdit;
use super::list::List;
use super::{Outcome, move_in};
use crate::app::action::Action;
use crate::app::model::{Context, Model};
use crate::app::quoting;
use crate::cite::Detail;

/// The panel.
#[derive(Clone, Debug)]
pub struct Details {
    /// The choice among [`Detail::ALL`].
    pub list: List,
    /// The value that is being typed.
    pub editing: Option<LineEdit>,
}

impl Details {
    /// All details, the first missing one chosen.
    pub fn new(model: &Model) -> Self {
        let mut list = List::of(Detail::ALL.len());
        let missing = quoting::source(model).record.missing();
        list.selected = missing.first().and_then(|first| Detail::ALL.iter().position(|one| one == first)).unwrap_or(0);
        Self { list, editing: None }
    }

    /// Where keys go while it is open.
    pub fn context(&self) -> Context {
        if self.editing.is_some() { Context::Entry } else { Context::Panel }
    }

    /// The detail that is chosen.
    pub fn detail(&self) -> Detail {
        Detail::ALL[self.list.selected.min(Detail::ALL.len() - 1)]
    }

    /// Does an action.
    pub fn apply(&mut self, action: Action, model: &Model) -> Outcome {
        let detail = self.detail();
        if let Some(edit) = &self.editing {
            return match action {
                Action::Enter => {
                    let value = edit.text().trim().to_owned();
                    if let Some(complaint) = detail.complaint(&value).filter(|_| !value.is_empty()) {
                        return Outcome::Say(complaint.to_owned());
                    }
                    self.editing = None;
                    // The next one that is missing is probably wanted too.
                    let missing = quoting::source(model).record.missing();
                    let next = missing.into_iter().find(|one| *one > detail);
                    if let Some(at) = next.and_then(|next| Detail::ALL.iter().position(|one| *one == next)) {
                        self.list.selected = at;
                    }
                    Outcome::State(detail.key(), (!value.is_empty()).then_some(value))
                }
                Action::StepBack => {
                    self.editing = None;
                    Outcome::Stay
                }
                _ => Outcome::Stay,
            };
        }
        if let Some(outcome) = move_in(&mut self.list, action, Detail::ALL.len() / 2) {
            return outcome;
        }
        match action {
            Action::Enter | Action::Note => {
                self.editing = Some(LineEdit::suggesting(&quoting::source(model).record.value(detail)));
                Outcome::Stay
            }
            Action::Delete => Outcome::State(detail.key(), None),
            _ => Outcome::Pass,
        }
    }
}
