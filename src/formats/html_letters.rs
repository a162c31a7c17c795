//! The letters of a page: where in it they stand, and those of them that it has in another form. Nothing of a page is kept
//! twice.

use std::borrow::Cow;

/// Some letters: where they begin in the page and how many bytes they are, or which of those that stand nowhere in it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Piece {
    /// The first byte.
    pub at: u32,
    /// How many bytes.
    pub bytes: u32,
}

/// In place of a number of bytes: they do not stand in the page.
const MADE: u32 = u32::MAX;

/// All letters of a page. It has less than four gigabytes.
#[derive(Clone, Debug, Default)]
pub struct Letters<'a> {
    source: &'a str,
    /// Those that the page has with entities, or in capitals.
    made: Vec<String>,
}

impl<'a> Letters<'a> {
    /// Those of a page.
    pub fn new(source: &'a str) -> Self {
        Self { source, made: Vec::new() }
    }

    /// The letters of a piece.
    pub fn of(&self, piece: Piece) -> &str {
        let at = piece.at as usize;
        if piece.bytes == MADE { &self.made[at] } else { &self.source[at..at + piece.bytes as usize] }
    }

    /// Keeps letters: by their place where they stand in the page.
    pub fn keep(&mut self, letters: Cow<'_, str>) -> Piece {
        if letters.is_empty() {
            return Piece::default();
        }
        let at = (letters.as_ptr() as usize).wrapping_sub(self.source.as_ptr() as usize);
        match letters {
            Cow::Borrowed(letters) if self.source.get(at..at.saturating_add(letters.len())).is_some() => {
                Piece { at: at as u32, bytes: letters.len() as u32 }
            }
            letters => {
                self.made.push(letters.into_owned());
                Piece { at: self.made.len() as u32 - 1, bytes: MADE }
            }
        }
    }

    /// A piece with more letters behind its own.
    pub fn lengthen(&mut self, piece: Piece, more: &str) -> Piece {
        if piece.bytes == MADE {
            self.made[piece.at as usize].push_str(more);
            return piece;
        }
        let whole = format!("{}{more}", self.of(piece));
        self.keep(Cow::Owned(whole))
    }
}
