//! Undo and redo for marks. Undo writes new events that say what was so before; it never takes an event back, so it
//! travels to other copies of the marks like any other change.

use super::events::MarkId;
use super::facts::{About, Fact};
use crate::interview::locate::Locator;
use crate::text::CleanText;

/// One field of a mark with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// The mark stands at a place, as a bookmark or not; or it does not stand.
    Stands(Option<(Box<Locator>, bool)>),
    /// Its note.
    Note(CleanText),
    /// Whether it has the letter.
    Letter(char, bool),
    /// A statement; without a value where nothing is stated.
    Fact(Box<Fact>),
}

/// A field of a mark that went from one value to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) id: MarkId,
    pub(super) before: Value,
    pub(super) after: Value,
}

/// Something that the reader did, in words for a message such as "Taken back: note".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Did {
    /// A bookmark was set.
    Bookmark,
    /// A bookmark was removed.
    Unbookmark,
    /// A note was written, changed or emptied.
    Note,
    /// A letter was set or moved.
    Letter,
    /// A mark was removed with all it had.
    Delete,
    /// A mark was put in another place.
    Place,
    /// A mark took the words where it stands in place of those that were marked.
    Renew,
    /// Something was stated about the document, or taken back.
    Stated(About),
}

impl Did {
    /// "bookmark", "removed bookmark", "note", …
    pub fn words(self) -> &'static str {
        match self {
            Self::Bookmark => "bookmark",
            Self::Unbookmark => "removed bookmark",
            Self::Note => "note",
            Self::Letter => "letter",
            Self::Delete => "deleted mark",
            Self::Place => "new place of a mark",
            Self::Renew => "new words of a mark",
            Self::Stated(about) => about.words(),
        }
    }
}

/// Why a step, or a part of it, was not taken back or made again: another reader of the marks was there meanwhile, and what
/// somebody else wrote is not undone from here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stays {
    /// The note reads otherwise by now.
    Note,
    /// The mark is a bookmark, or none, or stands elsewhere by now.
    Mark,
    /// The letter was set or taken away.
    Letter(char),
    /// Something else is stated.
    Stated(About),
    /// The mark was deleted.
    Gone,
    /// It is so already: the other reader did the same.
    Already,
}

impl Stays {
    /// In a sentence without its full stop.
    pub fn sentence(self) -> String {
        match self {
            Self::Note => "The note was changed by another reader meanwhile, and stays".to_owned(),
            Self::Mark => "The mark was changed by another reader meanwhile, and stays".to_owned(),
            Self::Letter(letter) => format!("Place {letter} was changed by another reader meanwhile, and stays"),
            Self::Stated(about) => format!("The {} was changed by another reader meanwhile, and stays", about.words()),
            Self::Gone => "The mark was deleted by another reader meanwhile".to_owned(),
            Self::Already => "That is so already: another reader changed it meanwhile".to_owned(),
        }
    }
}

/// Everything the reader did since the program started, undone steps included.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct History {
    done: Vec<(Did, Vec<Change>)>,
    undone: Vec<(Did, Vec<Change>)>,
}

impl History {
    pub(super) fn did(&mut self, did: Did, changes: Vec<Change>) {
        self.undone.clear();
        self.done.push((did, changes));
    }

    /// The last step, to be taken back: what was done, and the changes that reverse it, in the order to make them.
    pub(super) fn undo(&mut self) -> Option<(Did, Vec<Change>)> {
        let (did, changes) = self.done.pop()?;
        Some((did, reversed(&changes)))
    }

    /// The step that was undone last, to make again.
    pub(super) fn redo(&mut self) -> Option<(Did, Vec<Change>)> {
        self.undone.pop()
    }

    /// A step was taken back by these changes: only they can be made again.
    pub(super) fn was_undone(&mut self, did: Did, changes: &[Change]) {
        if !changes.is_empty() {
            self.undone.push((did, reversed(changes)));
        }
    }

    /// A step was made again by these changes.
    pub(super) fn was_redone(&mut self, did: Did, changes: Vec<Change>) {
        if !changes.is_empty() {
            self.done.push((did, changes));
        }
    }

    pub(super) fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    pub(super) fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }
}

fn reversed(changes: &[Change]) -> Vec<Change> {
    changes.iter().rev().map(|c| Change { id: c.id, before: c.after.clone(), after: c.before.clone() }).collect()
}
