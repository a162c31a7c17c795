//! What the machine wants done outside. Values only; `runtime` does it.

use super::document::Unread;
use super::overlay::jump;
use crate::interview::given::Given;
use crate::library::events::{Event, MarkId};
use crate::library::progress::{Draft, Stopped};
use crate::search::find::Wish;

/// Text that leaves the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clip {
    /// What it is, in the words that begin a sentence about it: "q. 5, para. 3".
    pub what: String,
    /// The text.
    pub text: String,
}

/// A wish.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Append these events to the marks file, and report the revision when they are safe.
    Append {
        /// Counts the changes of the marks since the start.
        revision: u64,
        /// What happened.
        events: Vec<Event>,
    },
    /// Read a large document again, on another thread, and report it with its number.
    Reread {
        /// Counts the readings.
        number: u64,
        /// The document.
        unread: Unread,
        /// What is stated.
        given: Given,
    },
    /// Make the interview searchable, beside the reading, and report it.
    Prepare(Box<jump::Wish>),
    /// Try again to save what could not be saved.
    Retry,
    /// Remember where the reader stopped.
    SavePlace(Box<Stopped>),
    /// Remember the notes that are being written.
    KeepDrafts(Vec<Draft>),
    /// Remember what was looked for.
    KeepSearch(Wish),
    /// Put this text into the clipboard, and say what became of it.
    Copy(Clip),
    /// Append this text to the reader's file of quotations, and say where that is.
    WriteQuote(Clip),
    /// Write this text to a new file in the folder that the reader is in, and say where that is.
    Export {
        /// The name that the file gets, if there is none of it.
        stem: String,
        /// The ending of its name.
        ending: String,
        /// The text.
        text: String,
    },
    /// Read the marks on all interviews.
    Collect,
    /// Let the reader go on with this text in an editor of their own.
    Edit(String),
    /// Show this text on the plain screen until a key is pressed.
    Show(String),
    /// Open the text of the book with this number.
    OpenPart(usize),
    /// Open the interview of another marks file at one of its marks; everything here must be saved before.
    OpenMarked {
        /// The path of the marks file.
        file: String,
        /// The mark.
        mark: MarkId,
    },
    /// Go back to the interview that was left for this one, or forward to the one that this was come back from.
    OtherInterview {
        /// Whether forward.
        forward: bool,
    },
    /// End the program.
    Quit,
    /// Give the screen to the shell until continued.
    Suspend,
    /// Draw everything anew.
    Redraw,
    /// Take the mouse, or give it back.
    Mouse(bool),
}
