//! What the machine wants done outside. Values only; `runtime` does it.

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
