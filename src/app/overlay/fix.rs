//! Corrections (`f`): a small panel under the text, on the paragraph in hand. The likeliest correction comes first.

use super::line_edit::LineEdit;
use super::list::List;
use super::{Outcome, move_in};
use crate::app::action::{Action, Group};
use crate::app::correct;
use crate::app::jumps::Spot;
use crate::app::model::{Context, Model};
use crate::interview::ParaId;
use crate::text::CleanText;

/// The panel.
#[derive(Clone, Debug)]
pub struct Fix {
    /// What can be done, the likeliest first.
    pub rows: Vec<Action>,
    /// The choice among the rows, or among those who may speak.
    pub list: List,
    /// What the keys are for.
    pub mode: Mode,
    /// Whether it goes on to the next uncertain paragraph after a correction.
    pub walking: bool,
    /// Where the reader was when it was opened.
    pub back: Spot,
    /// The paragraph that the rows are for.
    para: Option<ParaId>,
}

/// What the keys of the panel are for.
#[derive(Clone, Debug)]
pub enum Mode {
    /// Choosing what to do.
    Menu,
    /// Choosing who speaks: what is typed, and those it leaves, as they are shown and as they are stated.
    Who(LineEdit, Vec<(String, CleanText)>),
    /// Writing the speaker's name.
    Name(LineEdit),
}

/// What was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pick {
    /// An action of the panel.
    Do(Action),
    /// Who speaks.
    Says(CleanText),
    /// What the speaker is called.
    Name(CleanText),
}

/// Columns of rows on a screen of this width.
pub fn columns(width: u16) -> usize {
    usize::from(width / 30).clamp(1, 3)
}

/// Rows of entries in a column.
pub fn rows((width, height): (u16, u16)) -> u16 {
    let wanted = [15, 8, 5][columns(width) - 1];
    (height / 3).clamp(1, wanted)
}

/// Rows of the whole panel: above the entries a title, and where there is room a blank row.
pub fn height(size: (u16, u16)) -> u16 {
    rows(size) + 1 + u16::from(size.1 >= 16)
}

impl Fix {
    /// The panel on the paragraph in hand.
    pub fn new(model: &Model, walking: bool, back: Spot) -> Self {
        let mut fix = Self { rows: Vec::new(), list: List::default(), mode: Mode::Menu, walking, back, para: None };
        fix.refresh(model);
        fix
    }

    /// Follows the paragraph in hand.
    pub fn refresh(&mut self, model: &Model) {
        let para = model.in_hand();
        self.rows = correct::choices(model, self.walking);
        if matches!(self.mode, Mode::Menu) {
            let selected = if self.para == Some(para) { self.list.selected } else { 0 };
            self.list = List { selected: selected.min(self.rows.len().saturating_sub(1)), ..List::of(self.rows.len()) };
        }
        self.para = Some(para);
    }

    /// Asks who speaks.
    pub fn ask_who(&mut self, model: &Model) {
        self.mode = Mode::Who(LineEdit::line(), Vec::new());
        self.filter(model);
    }

    /// Asks for the speaker's name; what the file gives is no name if it only counts speakers.
    pub fn ask_name(&mut self, model: &Model) {
        let person = correct::speaker(model).filter(|person| person.is_named());
        self.mode = Mode::Name(LineEdit::suggesting(person.map_or("", |person| &person.name)));
        self.list = List::default();
    }

    /// Lists who may speak: the people with these letters in their names, and somebody new.
    fn filter(&mut self, model: &Model) {
        let Mode::Who(query, shown) = &mut self.mode else { return };
        let typed = query.text().trim().to_owned();
        let people = &model.document.interview.people;
        let named = |name: &str| name.to_lowercase().contains(&typed.to_lowercase());
        *shown = people
            .iter()
            .filter(|person| named(&person.name))
            .map(|person| (person.name.to_string(), person.key().clone()))
            .collect();
        if !typed.is_empty() && !people.iter().any(|person| person.name.as_str() == typed) {
            shown.push((format!("{typed} (new)"), CleanText::line(&typed)));
        }
        self.list = List::of(shown.len());
    }

    /// Where keys go.
    pub fn context(&self) -> Context {
        if matches!(self.mode, Mode::Menu) { Context::Fix } else { Context::Entry }
    }

    /// Does an action.
    pub fn apply(&mut self, action: Action, model: &Model) -> Outcome {
        let per = usize::from(rows(model.size)).max(1);
        if let Some(outcome) = move_in(&mut self.list, action, per) {
            return outcome;
        }
        match (&self.mode, action) {
            (Mode::Menu, Action::Right | Action::Left) => {
                let by = per as isize;
                let to = self.list.selected.saturating_add_signed(if action == Action::Right { by } else { -by });
                if to < self.list.len && (action == Action::Right || self.list.selected >= per) {
                    self.list.selected = to;
                }
                Outcome::Stay
            }
            (Mode::Menu, Action::Enter) => {
                self.rows.get(self.list.selected).map_or(Outcome::Stay, |action| Outcome::Correct(Pick::Do(*action)))
            }
            (Mode::Menu, _) if action.row().group == Group::Correct => Outcome::Correct(Pick::Do(action)),
            (Mode::Menu, _) => Outcome::Pass,
            (_, Action::StepBack) => {
                self.mode = Mode::Menu;
                self.list = List::of(self.rows.len());
                Outcome::Stay
            }
            (Mode::Who(_, shown), Action::Enter) => shown
                .get(self.list.selected)
                .map_or(Outcome::Stay, |(_, key)| Outcome::Correct(Pick::Says(key.clone()))),
            (Mode::Name(edit), Action::Enter) => match CleanText::line(edit.text().trim()) {
                name if name.is_empty() => Outcome::Say("Type the name, then Enter".to_owned()),
                name => Outcome::Correct(Pick::Name(name)),
            },
            _ => Outcome::Stay,
        }
    }

    /// A key that is no action here: typed text.
    pub fn key(&mut self, key: crate::app::keys::Key, model: &Model) -> Outcome {
        match &mut self.mode {
            Mode::Menu => return Outcome::Pass,
            Mode::Who(query, _) => {
                if query.key(key) {
                    self.filter(model);
                }
            }
            Mode::Name(edit) => {
                edit.key(key);
            }
        }
        Outcome::Stay
    }

    /// Pasted text.
    pub fn paste(&mut self, text: &str, model: &Model) {
        match &mut self.mode {
            Mode::Menu => {}
            Mode::Who(query, _) => {
                query.insert(text.trim());
                self.filter(model);
            }
            Mode::Name(edit) => edit.insert(text.trim()),
        }
    }
}
