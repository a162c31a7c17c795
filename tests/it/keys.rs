//! What keys do on the reading screen: where the reader is, keys, where the reader is then.
//!
//! `⟦⟧` is the position with the answer in focus, `⟦q⟧` with the questions in focus. The text is `fixtures/talk.md`.

pub mod amending;
mod beginning;
pub mod correcting;
mod going;
mod keeping;
mod layers;
mod lists;
mod moving;
mod panels;
mod parts;
mod quoting;
mod selecting;
mod together;
mod undoing;

use crate::support::{SIZES, TALK, check_in};

/// Checks a triple at one size.
#[track_caller]
fn check(size: (u16, u16), from: &str, keys: &str, to: &str) {
    check_in(TALK, size, from, keys, to);
}

/// Checks a triple at every size.
#[track_caller]
fn everywhere(from: &str, keys: &str, to: &str) {
    for size in SIZES {
        check(size, from, keys, to);
    }
}
