//! The built program in a terminal of its own: what a reader sees, what signals do, what stays on the disk.
//!
//! Nothing here sleeps for a time. Each test waits for a state, with one limit for all; a test that fails shows the
//! screen as it was.
//!
//! Not tested here: a panic while the screen is taken. No input is known that brings one about, and the program has no
//! switch for it; the hook calls the same function that signals and quitting call.

#![expect(clippy::unwrap_used, reason = "a test that cannot set up its terminal has failed")]

mod colours;
mod confirmed;
mod copying;
mod doctor;
mod files;
mod finding;
mod hostile;
mod keeping;
mod life;
mod lines;
mod pipes;
mod quoting;
mod reading;
mod settings;
mod terminal;
mod tools;

use terminal::{Home, Terminal, eventually};

/// Words of the first question and the first answer of the interview that comes with the program.
const QUESTION: &str = "What does North Korea";
const ANSWER: &str = "North Korea’s military—especially";
