//! What the reader's marks put on the screen, by paragraph.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::interview::{Anchor, ParaId};
use crate::text::CleanText;

/// Marks as drawing and layout need them; derived whenever the marks change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Annotations {
    /// Counts the changes, so that a layout knows when it is stale.
    pub revision: u64,
    /// Paragraphs that are bookmarked, or in which bookmarked words begin.
    pub marked: BTreeSet<ParaId>,
    /// Paragraphs that are bookmarked as a whole.
    pub whole: BTreeSet<ParaId>,
    /// Where bookmarks begin.
    pub begins: BTreeSet<Anchor>,
    /// Marked words: the bytes of each paragraph in which they stand.
    pub words: BTreeMap<ParaId, Vec<Range<usize>>>,
    /// Notes, by paragraph.
    pub notes: BTreeMap<ParaId, CleanText>,
}
