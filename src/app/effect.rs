//! What the machine wants done outside. Values only; `runtime` does it.

use super::overlay::jump::Wish;
use crate::library::events::Event;
use crate::library::progress::Stopped;

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
    /// Make the interview searchable, beside the reading, and report it.
    Prepare(Box<Wish>),
    /// Remember where the reader stopped.
    SavePlace(Box<Stopped>),
    /// End the program.
    Quit,
    /// Give the screen to the shell until continued.
    Suspend,
    /// Draw everything anew.
    Redraw,
    /// Take the mouse, or give it back.
    Mouse(bool),
}
