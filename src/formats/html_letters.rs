//! The letters of a page that are not its tags, each once: texts, and the attributes of elements. The page itself, of which
//! they may be a third, is needed no more.

use crate::interview::given_back;

/// Some letters: where they begin and how many bytes they are.
#[derive(Clone, Copy, Debug, Default)]
pub struct Piece {
    /// The first byte.
    pub at: u32,
    /// How many bytes.
    pub bytes: u32,
}

/// All letters of a page. It has less than four gigabytes.
#[derive(Clone, Debug, Default)]
pub struct Letters(String);

impl Letters {
    /// None yet, and room for so many bytes.
    pub fn expecting(bytes: usize) -> Self {
        Self(String::with_capacity(bytes))
    }

    /// The letters of a piece.
    pub fn of(&self, piece: Piece) -> &str {
        &self.0[piece.at as usize..][..piece.bytes as usize]
    }

    /// How many bytes there are.
    pub fn bytes(&self) -> usize {
        self.0.len()
    }

    /// Keeps letters.
    pub fn keep(&mut self, letters: &str) -> Piece {
        let at = self.0.len() as u32;
        self.0.push_str(letters);
        Piece { at, bytes: letters.len() as u32 }
    }

    /// A piece with more letters behind its own.
    pub fn lengthen(&mut self, piece: Piece, more: &str) -> Piece {
        let there = piece.at as usize..(piece.at + piece.bytes) as usize;
        let mut at = piece.at;
        if there.end < self.0.len() {
            at = self.0.len() as u32;
            self.0.extend_from_within(there);
        }
        Piece { at, bytes: piece.bytes + self.keep(more).bytes }
    }

    /// Gives its memory back.
    pub fn give_back(self) {
        given_back(self.0.into_bytes());
    }

    /// Gives back the room that no letters took.
    pub fn close(&mut self) {
        self.0.shrink_to_fit();
    }
}
