//! Forms of export (`e`).

use super::list::List;
use super::{Outcome, move_in};
use crate::app::action::Action;
use crate::app::effect::Clip;
use crate::app::model::Model;
use crate::app::quoting;
use crate::cite::export::{Target, write};
use crate::library::events::MarkId;

/// The panel.
#[derive(Clone, Debug)]
pub struct ExportPanel {
    /// The marks to export.
    pub ids: Vec<MarkId>,
    /// The choice among [`Target::ALL`].
    pub list: List,
}

impl ExportPanel {
    /// All forms, the first one chosen.
    pub fn new(ids: Vec<MarkId>) -> Self {
        Self { ids, list: List::of(Target::ALL.len()) }
    }

    /// The form that is chosen.
    pub fn target(&self) -> Target {
        Target::ALL[self.list.selected.min(Target::ALL.len() - 1)]
    }

    /// The name of the file without its ending: that of the interview's file, and what is in it.
    pub fn stem(&self, model: &Model) -> String {
        let name = model.document.name.as_str();
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let stem: String = stem.chars().map(|c| if matches!(c, '/' | '\0') { '-' } else { c }).collect();
        let stem = stem.trim_start_matches(['.', '-', ' ']);
        let what =
            if matches!(self.target(), Target::Csl | Target::BibLatex | Target::Ris) { "source" } else { "marks" };
        format!("{}-{what}", if stem.is_empty() { "interview" } else { stem })
    }

    /// Does an action.
    pub fn apply(&mut self, action: Action, model: &Model) -> Outcome {
        if let Some(outcome) = move_in(&mut self.list, action, Target::ALL.len() / 2) {
            return outcome;
        }
        let text = || write(&quoting::source(model), &quoting::items(model, &self.ids), self.target());
        match action {
            Action::Enter => {
                Outcome::WriteFile { stem: self.stem(model), ending: self.target().ending(), text: text() }
            }
            Action::Copy => {
                let count = self.ids.len();
                let what = format!("{count} {}", if count == 1 { "mark" } else { "marks" });
                Outcome::Copy(Clip { what, text: text() })
            }
            Action::OtherPane | Action::Export => Outcome::Stay,
            _ => Outcome::Pass,
        }
    }
}
