//! Where reading stopped.

use std::collections::BTreeSet;

use crate::interview::Anchor;
use crate::interview::locate::{Index, Locator, Source};

/// The side of the screen that had the keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Focus {
    /// The list of questions.
    Questions,
    /// The text.
    #[default]
    Text,
}

/// A note that is being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The words it is about.
    pub place: Locator,
    /// As far as it was typed.
    pub text: String,
}

/// Where and how an interview was left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stopped {
    /// The words at which reading goes on.
    pub place: Locator,
    /// Keys of the questions whose answers were read; see [`Index::question_keys`].
    pub read: BTreeSet<u64>,
    /// Columns of text, if the reader chose.
    pub measure: Option<u16>,
    /// The side that had the keys.
    pub focus: Focus,
    /// When this was, in milliseconds since 1970.
    pub at: u64,
}

impl Stopped {
    /// Notes the place. `read` are indices of exchanges; `at` is milliseconds since 1970.
    pub fn capture(
        source: Source<'_>,
        anchor: Anchor,
        read: impl IntoIterator<Item = usize>,
        (measure, focus): (Option<u16>, Focus),
        at: u64,
    ) -> Self {
        let keys = source.index.question_keys();
        let read = read.into_iter().filter_map(|n| keys.get(n).copied()).collect();
        Self { place: source.capture_place(anchor), read, measure, focus, at }
    }

    /// Indices of the exchanges that were read, in order; edited questions count as unread.
    pub fn read_exchanges(&self, index: &Index) -> Vec<usize> {
        let keys = index.question_keys().iter().enumerate();
        keys.filter(|(_, key)| self.read.contains(key)).map(|(n, _)| n).collect()
    }
}
