//! Forms of export (`e`).

use super::list::List;
use super::{Outcome, move_in};
use crate::app::action::Action;
use crate::app::effect::Clip;
use crate::app::model::Model;
use crate::app::quoting;
use crate::app::settings::Template;
use crate::cite::export::{Target, write};
use crate::cite::template;
use crate::library::events::MarkId;

/// The panel.
#[derive(Clone, Debug)]
pub struct ExportPanel {
    /// The marks to export.
    pub ids: Vec<MarkId>,
    /// The choice among [`forms`].
    pub list: List,
}

/// A form in the panel.
#[derive(Clone, Copy, Debug)]
pub enum Form<'m> {
    /// One that is built in.
    BuiltIn(Target),
    /// The reader's own.
    Own(&'m Template),
}

/// All forms: those that are built in, then the reader's own.
pub fn forms(model: &Model) -> impl ExactSizeIterator<Item = Form<'_>> {
    let own = &model.settings.templates;
    (0..Target::ALL.len() + own.len()).map(move |at| match Target::ALL.get(at) {
        Some(target) => Form::BuiltIn(*target),
        None => Form::Own(&own[at - Target::ALL.len()]),
    })
}

impl<'m> Form<'m> {
    /// Its name in the list.
    pub fn name(self) -> &'m str {
        match self {
            Self::BuiltIn(target) => target.name(),
            Self::Own(template) => &template.name,
        }
    }

    /// What it is, in words.
    pub fn about(self) -> &'static str {
        match self {
            Self::BuiltIn(target) => target.about(),
            Self::Own(_) => "a form of your own",
        }
    }

    /// The same for narrow screens.
    pub fn in_short(self) -> &'static str {
        match self {
            Self::BuiltIn(target) => target.in_short(),
            Self::Own(_) => "your own",
        }
    }

    /// The ending of its files.
    pub fn ending(self) -> &'m str {
        match self {
            Self::BuiltIn(target) => target.ending(),
            Self::Own(template) => template.ending(),
        }
    }

    /// The marks in this form, or a sentence that says what is wrong with the reader's template.
    fn write(self, model: &Model, ids: &[MarkId]) -> Result<String, String> {
        let (source, items) = (quoting::source(model), quoting::items(model, ids));
        match self {
            Self::BuiltIn(target) => Ok(write(&source, &items, target)),
            Self::Own(own) => template::fill(&own.text, template::is_markup(own.ending()), &source, &items)
                .map_err(|what| format!("{}: {what}", own.name)),
        }
    }
}

impl ExportPanel {
    /// All forms, the first one chosen.
    pub fn new(ids: Vec<MarkId>, model: &Model) -> Self {
        Self { ids, list: List::of(forms(model).len()) }
    }

    /// The form that is chosen.
    pub fn form<'m>(&self, model: &'m Model) -> Form<'m> {
        forms(model).nth(self.list.selected).unwrap_or(Form::BuiltIn(Target::ALL[0]))
    }

    /// The name of the file without its ending: that of the interview's file, and what is in it.
    pub fn stem(&self, model: &Model) -> String {
        let name = model.document.file_name();
        let stem = name.rsplit_once('.').map_or(&name[..], |(stem, _)| stem);
        let stem: String = stem.chars().map(|c| if matches!(c, '/' | '\0') { '-' } else { c }).collect();
        let stem = stem.trim_start_matches(['.', '-', ' ']);
        let what = match self.form(model) {
            Form::BuiltIn(Target::Csl | Target::BibLatex | Target::Ris) => "source",
            _ => "marks",
        };
        format!("{}-{what}", if stem.is_empty() { "interview" } else { stem })
    }

    /// Does an action.
    pub fn apply(&mut self, action: Action, model: &Model) -> Outcome {
        if let Some(outcome) = move_in(&mut self.list, action, Target::ALL.len() / 2) {
            return outcome;
        }
        let form = self.form(model);
        match action {
            Action::Enter | Action::Copy => match form.write(model, &self.ids) {
                Err(sentence) => Outcome::Say(sentence),
                Ok(text) if action == Action::Enter => {
                    Outcome::WriteFile { stem: self.stem(model), ending: form.ending().to_owned(), text }
                }
                Ok(text) => {
                    let count = self.ids.len();
                    let what = format!("{count} {}", if count == 1 { "mark" } else { "marks" });
                    Outcome::Copy(Clip { what, text })
                }
            },
            Action::OtherPane | Action::Export => Outcome::Stay,
            _ => Outcome::Pass,
        }
    }
}
