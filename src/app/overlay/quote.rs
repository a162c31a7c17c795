//! A quotation in the forms that it can be had in (`Y`).

use super::list::List;
use super::{Outcome, move_in};
use crate::app::action::Action;
use crate::app::effect::Clip;
use crate::app::model::Model;
use crate::app::quoting;
use crate::cite::Form;
use crate::interview::locate::Span;

/// The panel.
#[derive(Clone, Debug)]
pub struct QuotePanel {
    /// The words.
    pub span: Span,
    /// The choice among [`Form::ALL`].
    pub list: List,
}

impl QuotePanel {
    /// The forms of the words at a span, the first one chosen.
    pub fn new(span: Span) -> Self {
        Self { span, list: List::of(Form::ALL.len()) }
    }

    /// The form that is chosen.
    pub fn form(&self) -> Form {
        Form::ALL[self.list.selected.min(Form::ALL.len() - 1)]
    }

    /// Does an action.
    pub fn apply(&mut self, action: Action, model: &Model) -> Outcome {
        if let Some(outcome) = move_in(&mut self.list, action, Form::ALL.len() / 2) {
            return outcome;
        }
        match action {
            Action::Enter | Action::Copy => Outcome::Copy(self.clip(model)),
            Action::WriteQuote => Outcome::WriteDown(self.clip(model)),
            Action::Note => Outcome::Details,
            _ => Outcome::Pass,
        }
    }

    fn clip(&self, model: &Model) -> Clip {
        let quotation = quoting::quotation(model, self.span);
        let text = self.form().write(&quoting::source(model), &quotation);
        Clip { what: format!("{}, {}", self.form().title(), quotation.place_words()), text: text.trim_end().to_owned() }
    }
}
