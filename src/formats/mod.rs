//! Layer 1: from the bytes of a file to paragraphs with their marks.
//!
//! One reader for each format. A reader takes bytes and never touches a disk; it gives an [`Extract`]: the text of the
//! document, its paragraphs as spans of that text, and what the file says of itself. Recognition does the rest, the same
//! for every format.

use crate::interview::Meta;
use crate::interview::parse::raw::Raw;
use crate::text::CleanText;

/// What a reader made of a file.
#[derive(Clone, Debug, Default)]
pub struct Extract {
    /// The document's text, cleaned: every paragraph, in order, with an empty line between them.
    pub source: CleanText,
    /// The paragraphs, as spans of `source`.
    pub raws: Vec<Raw>,
    /// What the file says of itself.
    pub meta: Meta,
    /// What could not be read as it stands, in sentences for the reader.
    pub warnings: Vec<String>,
}

/// Builds an [`Extract`] paragraph by paragraph, so that spans and text cannot disagree.
#[derive(Clone, Debug, Default)]
pub struct Builder {
    text: String,
    raws: Vec<Raw>,
}

impl Builder {
    /// Adds a paragraph. White space inside is folded to single blanks but for no-break spaces; a paragraph without text
    /// is dropped. `mark` sets what the format says of it.
    pub fn push(&mut self, text: &str, mark: impl FnOnce(&mut Raw)) {
        let clean = CleanText::line(text);
        let mut words = clean.split([' ', '\n']).filter(|word| !word.is_empty());
        let Some(first) = words.next() else { return };
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let start = self.text.len();
        self.text.push_str(first);
        for word in words {
            self.text.push(' ');
            self.text.push_str(word);
        }
        let mut raw = Raw { text: self.text[start..].to_owned(), source: start..self.text.len(), ..Raw::default() };
        mark(&mut raw);
        self.raws.push(raw);
    }

    /// Whether nothing was added yet.
    pub fn is_empty(&self) -> bool {
        self.raws.is_empty()
    }

    /// The finished extract.
    pub fn finish(self, meta: Meta, warnings: Vec<String>) -> Extract {
        Extract { source: CleanText::from(self.text), raws: self.raws, meta, warnings }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_spans_of_the_text() {
        let mut builder = Builder::default();
        builder.push("  One\n  two\u{a0}three ", |raw| raw.bold = true);
        builder.push(" \n ", |_| {});
        builder.push("Four\x1b[2J", |_| {});
        let extract = builder.finish(Meta::default(), Vec::new());
        assert_eq!(extract.source.as_str(), "One two\u{a0}three\n\nFour\u{fffd}[2J");
        for raw in &extract.raws {
            assert_eq!(extract.source[raw.source.clone()], raw.text);
        }
        assert!(extract.raws[0].bold && extract.raws.len() == 2);
    }
}
