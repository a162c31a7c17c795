//! What is kept of the elements and texts of a page.

use super::html_letters::Piece;
use super::html_tree::Id;

/// What is kept of a node. A long page has very many, so they are small.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The parent, and [`TEXT`] where it is text.
    parent: u32,
    /// Where the text begins; of an element its kind.
    pub from: u32,
    /// How many bytes the text has; of an element the first node behind what it holds.
    pub to: u32,
}

/// A bit that no number of a node has.
const TEXT: u32 = 1 << 31;

impl Entry {
    /// Text.
    pub fn text(letters: Piece, parent: Id) -> Self {
        Self { parent: parent as u32 | TEXT, from: letters.at, to: letters.bytes }
    }

    /// An element of a kind, whose end is not known yet.
    pub fn element(kind: u32, parent: Id) -> Self {
        Self { parent: parent as u32, from: kind, to: 0 }
    }

    /// Whether it is text.
    pub fn is_text(&self) -> bool {
        self.parent & TEXT != 0
    }

    /// The parent; the root is its own.
    pub fn parent(&self) -> Id {
        (self.parent & !TEXT) as Id
    }

    /// The same in another element.
    #[must_use]
    pub fn within(self, parent: Id) -> Self {
        Self { parent: parent as u32, ..self }
    }

    /// The letters of a text.
    pub fn letters(&self) -> Piece {
        Piece { at: self.from, bytes: self.to }
    }
}

/// What elements that are written alike share.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tag {
    /// Number of the name.
    pub name: u32,
    /// The first of the attributes.
    pub from: u32,
    /// How many there are.
    pub has: u8,
}
