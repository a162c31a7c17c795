//! The texts of a book that holds several, to choose one: what is shown before anything is opened.

use super::line_edit::LineEdit;
use super::list::List;
use super::{Outcome, move_in};
use crate::app::action::Action;
use crate::app::keys::Key;
use crate::app::model::Model;
use crate::text::CleanText;

/// One text of a book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its number in the book, from 1.
    pub number: usize,
    /// Its title.
    pub title: CleanText,
    /// How many questions were found in it.
    pub questions: usize,
}

impl Row {
    /// How many questions it has, in words.
    pub fn about(&self) -> String {
        match self.questions {
            0 => "no questions".to_owned(),
            1 => "1 question".to_owned(),
            count => format!("{count} questions"),
        }
    }
}

/// The list with its filter.
#[derive(Clone, Debug)]
pub struct Parts {
    /// All texts.
    pub rows: Vec<Row>,
    /// The filter.
    pub query: LineEdit,
    /// The choice among `shown`.
    pub list: List,
    /// Indices of the rows that pass the filter.
    pub shown: Vec<usize>,
}

impl Parts {
    /// All texts; the first one with questions is chosen.
    pub fn new(rows: Vec<Row>) -> Self {
        let mut parts = Self { rows, query: LineEdit::line(), list: List::default(), shown: Vec::new() };
        parts.filter();
        parts
    }

    /// Recomputes what is shown: what has all the words in its number and title.
    fn filter(&mut self) {
        let words: Vec<String> = self.query.text().split_whitespace().map(str::to_lowercase).collect();
        let passes = |row: &Row| {
            let text = format!("{} {}", row.number, row.title).to_lowercase();
            words.iter().all(|word| text.contains(word))
        };
        self.shown = (0..self.rows.len()).filter(|index| passes(&self.rows[*index])).collect();
        let first = self.shown.iter().position(|index| self.rows[*index].questions > 0);
        self.list = List { selected: first.unwrap_or(0), ..List::of(self.shown.len()) };
    }

    /// The text that is chosen.
    pub fn chosen(&self) -> Option<&Row> {
        self.rows.get(*self.shown.get(self.list.selected)?)
    }

    /// Does an action.
    pub fn apply(&mut self, action: Action, model: &Model) -> Outcome {
        if let Some(outcome) = move_in(&mut self.list, action, usize::from(model.geometry.body.1)) {
            return outcome;
        }
        match action {
            Action::Enter => self.chosen().map_or(Outcome::Stay, |row| Outcome::OpenPart(row.number)),
            Action::StepBack if !self.query.text().is_empty() => {
                self.query = LineEdit::line();
                self.filter();
                Outcome::Stay
            }
            // There is nothing behind the list to go back to.
            Action::StepBack | Action::Quit => Outcome::Run(Action::QuitNow),
            _ => Outcome::Stay,
        }
    }

    /// A key that is no action here: typed text. The letter that quits elsewhere quits as long as nothing is typed.
    pub fn key(&mut self, key: Key, model: &Model) -> Outcome {
        let quits = || model.keymap.get(crate::app::model::Context::Questions, key) == Some(Action::Quit);
        if self.query.text().is_empty() && quits() {
            return Outcome::Run(Action::QuitNow);
        }
        if self.query.key(key) {
            self.filter();
        }
        Outcome::Stay
    }

    /// Pasted text.
    pub fn paste(&mut self, text: &str) {
        self.query.insert(text.trim());
        self.filter();
    }
}
