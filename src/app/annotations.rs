//! What the reader's marks put on the screen, by paragraph.

use std::collections::{BTreeMap, BTreeSet};

use crate::interview::ParaId;
use crate::text::CleanText;

/// Marks as drawing and layout need them; derived whenever the marks change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Annotations {
    /// Counts the changes, so that a layout knows when it is stale.
    pub revision: u64,
    /// Bookmarked paragraphs.
    pub marked: BTreeSet<ParaId>,
    /// Notes, by paragraph.
    pub notes: BTreeMap<ParaId, CleanText>,
}
