//! The built program in a terminal of its own: what a reader sees, what signals do, what stays on the disk.
//!
//! Nothing here sleeps for a time. Each test waits for a state, with one limit for all; a test that fails shows the
//! screen as it was.
#![expect(clippy::unwrap_used, reason = "a test that cannot set up its terminal has failed")]

mod answers;
mod breakdown;
mod colours;
mod confirmed;
mod copying;
mod doctor;
mod doors;
mod files;
mod finding;
mod hostile;
mod keeping;
mod large;
mod life;
mod lines;
mod locale;
mod multiplexers;
mod pipes;
mod quoting;
mod reading;
mod settings;
mod sizes;
mod terminal;
mod tools;

use terminal::{Home, Terminal, eventually};

/// Words of the first question and the first answer of the interview that comes with the program.
const QUESTION: &str = "What does North Korea";
const ANSWER: &str = "North Korea’s military—especially";
