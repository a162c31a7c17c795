//! Lists of actions: the keys (`?`), all commands (`:`), and what can be done here (Enter in the answer).

use super::line_edit::LineEdit;
use super::list::List;
use crate::app::action::{Action, Group, TABLE};
use crate::app::correct;
use crate::app::model::{Context, Model};

/// Which list of actions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The help page: grouped, filtered by typing.
    Keys,
    /// The command palette.
    All,
    /// What can be done with the paragraph in hand.
    Here,
}

/// A list of actions with a filter.
#[derive(Clone, Debug)]
pub struct Commands {
    /// Which list.
    pub kind: Kind,
    /// The filter.
    pub query: LineEdit,
    /// The choice among `shown`.
    pub list: List,
    /// Whether the text is one of a book, so that keys for that are of use.
    pub book: bool,
    /// Whether it was opened over a panel, whose own keys are of use then.
    pub panel: bool,
    /// The actions that pass the filter, in the order they are shown.
    pub shown: Vec<Action>,
}

/// What the menu offers first, in the order of use.
const HERE: &[Action] = &[
    Action::Bookmark,
    Action::Note,
    Action::Select,
    Action::Copy,
    Action::QuoteForms,
    Action::WriteQuote,
    Action::NextQuestion,
    Action::PreviousQuestion,
    Action::Jump,
    Action::Find,
    Action::Back,
    Action::Marks,
    Action::Correct,
    Action::Cover,
    Action::OneParagraph,
    Action::About,
    Action::Left,
    Action::Help,
    Action::Commands,
    Action::Quit,
];

/// Actions that go there and back: the whole page of keys has a row for both, with these words.
const PAIRS: &[(Action, Action, &str)] = &[
    (Action::Down, Action::Up, "line"),
    (Action::PageDown, Action::PageUp, "page"),
    (Action::NextQuestion, Action::PreviousQuestion, "question"),
    (Action::NextParagraph, Action::PreviousParagraph, "paragraph"),
    (Action::NextSentence, Action::PreviousSentence, "sentence"),
    (Action::First, Action::Last, "beginning, end"),
    (Action::Right, Action::Left, "panes"),
    (Action::NextHit, Action::PreviousHit, "next found, last"),
    (Action::Back, Action::Forward, "back, forward"),
    (Action::SetPlace, Action::GoPlace, "set a place, go"),
    (Action::Undo, Action::Redo, "undo, redo"),
    (Action::NextUnsure, Action::PreviousUnsure, "uncertain"),
    (Action::Wider, Action::Narrower, "wider, narrower"),
];

impl Commands {
    /// The list, unfiltered.
    pub fn new(kind: Kind) -> Self {
        let mut commands =
            Self { kind, query: LineEdit::line(), list: List::default(), book: true, panel: false, shown: Vec::new() };
        commands.filter();
        commands
    }

    /// Where keys go while it is open.
    pub fn context(&self) -> Context {
        if self.kind == Kind::Here { Context::Panel } else { Context::Entry }
    }

    /// Recomputes what is shown after the filter changed.
    pub fn filter(&mut self) {
        let words: Vec<String> = self.query.text().split_whitespace().map(str::to_lowercase).collect();
        let passes = |action: Action| {
            let row = action.row();
            let text = format!("{} {} {} {}", row.name, row.title, row.help, row.group.title()).to_lowercase();
            words.iter().all(|word| text.contains(word) || row.keys.iter().any(|key| key.to_lowercase() == *word))
        };
        self.shown = match self.kind {
            Kind::Here => HERE.to_vec(),
            Kind::Keys => Group::ALL
                .iter()
                .flat_map(|group| TABLE.iter().filter(move |row| row.group == *group))
                .map(|row| row.action)
                .filter(|action| passes(*action))
                // Panels name their own keys; over the text those are listed when they are looked for.
                .filter(|action| {
                    let contexts = action.row().contexts;
                    let here = contexts.iter().any(|context| matches!(context, Context::Questions | Context::Answer));
                    !words.is_empty() || here || (self.panel && contexts != [Context::Fix])
                })
                .filter(|action| *action != Action::Parts || self.book || !words.is_empty())
                .filter(|action| !words.is_empty() || PAIRS.iter().all(|(_, second, _)| second != action))
                .collect(),
            Kind::All => {
                let mut all: Vec<Action> =
                    TABLE.iter().map(|row| row.action).filter(|action| runnable(*action) && passes(*action)).collect();
                let query = self.query.text().trim().to_lowercase();
                // What begins with the query comes first; otherwise the order of the table.
                all.sort_by_key(|action| {
                    let row = action.row();
                    !(row.name.starts_with(&query) || row.title.to_lowercase().starts_with(&query))
                });
                all
            }
        };
        self.list = List::of(self.shown.len());
    }

    /// The action that shares the row of this one, with the words for both.
    pub fn pair(&self, action: Action) -> Option<(Action, &'static str)> {
        let (_, second, words) = PAIRS.iter().find(|(first, ..)| *first == action)?;
        (self.kind == Kind::Keys && self.query.text().trim().is_empty()).then_some((*second, *words))
    }

    /// The chosen action.
    pub fn chosen(&self) -> Option<Action> {
        self.shown.get(self.list.selected).copied()
    }
}

/// Whether an action makes sense as a command: not what only moves inside lists.
fn runnable(action: Action) -> bool {
    !matches!(
        action,
        Action::Commands | Action::Delete | Action::EditOutside | Action::Enter | Action::Interrupt | Action::StepBack
    )
}

/// Why an action cannot be done now, in a few words for menus. `None` where it can.
pub fn unavailable(action: Action, model: &Model) -> Option<&'static str> {
    match action {
        Action::NextHit | Action::PreviousHit if model.found.is_none() => Some("nothing was looked for"),
        Action::Parts if model.book.is_none() => Some("no book of several texts"),
        Action::Undo if !model.shelf.can_undo() => Some("nothing to take back"),
        Action::Redo if !model.shelf.can_redo() => Some("nothing to make again"),
        action if action.row().group == Group::Correct && action != Action::Correct => {
            correct::unavailable(action, model)
        }
        Action::Export if model.shelf.marks().all().is_empty() => Some("no marks yet"),
        Action::Cover if model.document.interview.exchanges.is_empty() => Some("no questions found"),
        _ => None,
    }
}

/// The title of an action as it stands now, where what it does depends on the state.
pub fn title(action: Action, model: &Model) -> &'static str {
    match action {
        Action::Bookmark if model.selection.is_some() => "mark what is selected",
        Action::Note if model.selection.is_some() => "write a note on it",
        Action::Select if model.selection.is_some() => "let go of the selection",
        Action::Bookmark if model.shelf.annotations.whole.contains(&model.in_hand()) => "remove bookmark",
        Action::Note if model.shelf.annotations.notes.contains_key(&model.in_hand()) => "change the note",
        Action::Note => "write a note",
        Action::Cover if model.covered => "uncover answers",
        Action::OneParagraph if model.alone => "show everything",
        _ => action.row().title,
    }
}
