//! What is written down when the reader marks something: one event for each change, never changed and never removed.
//!
//! An event names the mark it is about, and carries a revision, a time and a writer. The state of a mark is what its last
//! events say, by revision first, so that a clock that is wrong changes nothing. Times and random numbers are handed in.

use super::facts::Fact;
use crate::interview::locate::Locator;
use crate::text::CleanText;

/// Names a mark: 64 random bits, drawn when the mark is made. The same in every copy of the marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MarkId(pub u64);

/// When, by whom and after how many changes something was written. Compared in the order of the fields.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Stamp {
    /// One more than the highest revision of the mark that the writer had seen.
    pub rev: u64,
    /// Milliseconds since 1970, by the writer's clock.
    pub at: u64,
    /// The writer: a few random letters for each run of the program.
    pub by: CleanText,
}

/// Names an earlier event of the same mark.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Seen {
    /// Its revision.
    pub rev: u64,
    /// Its writer.
    pub by: CleanText,
}

/// What an event says.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum What {
    /// The mark stands at this place (it is new, restored, or put elsewhere).
    Mark {
        /// The place.
        place: Box<Locator>,
        /// Whether it is a bookmark in its own right, and not only the place of a note or a letter.
        bookmark: bool,
    },
    /// The mark's note reads so.
    Note {
        /// The note; empty for none.
        text: CleanText,
        /// The note events that the writer had before their eyes; another one is not replaced but kept beside this. `None`
        /// (in files written by hand): everything of a lower revision.
        over: Option<Vec<Seen>>,
    },
    /// The mark has, or no longer has, this letter.
    Name {
        /// The letter.
        letter: char,
        /// Whether it has it.
        on: bool,
    },
    /// The mark is removed.
    Delete {
        /// The note events that the writer had before their eyes; a note written elsewhere meanwhile survives.
        over: Option<Vec<Seen>>,
    },
    /// A statement about the document.
    Fact(Box<Fact>),
    /// Something that a later version of the program wrote: kept, and left alone.
    Other(CleanText),
}

/// One change of one mark.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Event {
    /// The mark.
    pub id: MarkId,
    /// When and by whom.
    pub stamp: Stamp,
    /// What it says.
    pub what: What,
    /// The line it was read from, where that says more than this program understands; written out again as it is.
    pub raw: Option<Box<str>>,
}

impl Event {
    /// Whether `over`, carried by an event of revision `rev`, covers this event.
    pub(super) fn seen(&self, over: Option<&Vec<Seen>>, rev: u64) -> bool {
        match over {
            None => self.stamp.rev < rev,
            Some(list) => list.iter().any(|seen| seen.rev == self.stamp.rev && seen.by == self.stamp.by),
        }
    }
}
