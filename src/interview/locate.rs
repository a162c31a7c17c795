//! Locators: how a mark finds its words again after the source was edited.
//!
//! A [`Locator`] is captured when the reader marks something and resolved whenever the document is opened. A wrong place is
//! the one failure not allowed, so the rules only ever give up too early:
//!
//! 1. In the same document, the stored place, if the marked words stand there.
//! 2. Else the marked words, all of them, folded (quotes, dashes, white space, case): where they stand once now, stood once
//!    then, and are long enough not to be a phrase that anyone says.
//! 3. Else, among several places or for a few words, the one whose neighbourhood agrees; and only if no other does. Where
//!    there are more of them than before, some are copies, and it must agree almost wholly; the ends of the document are no
//!    neighbourhood; and which of several it was counts only where all of them stand among the same words.
//! 4. Else the one place whose words are like the marked ones, if no other place is nearly so like them, nor was any when
//!    the mark was made ([`Fit::Changed`]). The mark keeps the words that were read, and says that they changed.
//! 5. Else the mark is lost. It keeps its text, and where its neighbours still stand it knows about where it was
//!    ([`Resolved::Lost`]), for the reader to decide.
//!
//! Splitting or joining paragraphs does not lose a mark: words are sought in the whole document. A paragraph that gained
//! a sentence around the marked words is found and flagged [`Fit::Edited`].

mod alike;
mod changed;
mod fold;
mod index;
mod starts;
mod wanted;

pub use index::{Index, Source};

use super::{Anchor, ParaId};
use crate::text::CleanText;

/// Most characters of the marked text that a locator keeps. Longer texts are still compared whole, by their hash.
const TEXT_LIMIT: usize = 4000;
/// Characters of the quote shown in lists.
const QUOTE: std::ops::Range<usize> = 40..60;
/// Characters kept from before and after the marked text.
const CONTEXT: usize = 32;
/// Folded characters from which a text that stands once in a document identifies its place by itself.
const DISTINCT: usize = 24;

/// A stretch of text, from the first to just after the last byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The first byte.
    pub start: Anchor,
    /// Just after the last byte.
    pub end: Anchor,
}

/// A place in a text, in a form that survives edits of the text. Plain data; how it is written to disk is not its concern.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Locator {
    /// Hash of the source the place was captured in.
    pub document: CleanText,
    /// The paragraph, as numbered in that source.
    pub para: ParaId,
    /// Byte offset into the paragraph.
    pub byte: u32,
    /// Whether a whole paragraph is meant, rather than words chosen in it.
    pub whole: bool,
    /// The text meant, at most 4,000 characters of it; paragraphs separated by line feeds.
    pub text: CleanText,
    /// At most 32 characters from before the text, across paragraphs.
    pub prefix: CleanText,
    /// At most 32 characters from after the text, across paragraphs.
    pub suffix: CleanText,
    /// Hash of the whole folded text; 0 where unknown.
    pub hash: u64,
    /// Bytes of the whole folded text.
    pub length: u32,
    /// Hash of the folded paragraph that the text begins in; 0 where unknown.
    pub para_hash: u64,
    /// How often the folded text stood in the document, itself included; 0 where unknown.
    pub copies: u32,
    /// Which of them it was, from 0.
    pub nth: u32,
    /// Number of the question, from 1; 0 outside the exchanges.
    pub question: u32,
    /// Hash of that question's folded text; 0 outside the exchanges.
    pub question_hash: u64,
    /// What the likest other place of the document shared with the text, in percent; `None` where unknown. Then only the
    /// very words are found again.
    pub alike: Option<u8>,
}

/// How well a locator's place was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fit {
    /// In the same paragraph and byte as before.
    Exact,
    /// The same words elsewhere: the document changed around their paragraph.
    Moved,
    /// The same words in a paragraph that otherwise changed.
    Edited,
    /// Other words: those that the marked ones were changed to.
    Changed,
}

/// What became of a locator in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Resolved {
    /// The words stand here.
    At {
        /// Where they stand now.
        span: Span,
        /// How well they were found.
        fit: Fit,
    },
    /// The words are not there any more, or it cannot be told which of several they were.
    Lost {
        /// About where they stood, going by what stood around them: a hint to show, never a place for the mark.
        near: Option<Anchor>,
        /// In how many places these words stand now, none of which can be told to be the one that was meant.
        places: u32,
    },
}

impl Resolved {
    /// Where the words begin, if they were found.
    pub fn anchor(self) -> Option<Anchor> {
        self.span().map(|span| span.start)
    }

    /// Where the words stand, if they were found.
    pub fn span(self) -> Option<Span> {
        match self {
            Self::At { span, .. } => Some(span),
            Self::Lost { .. } => None,
        }
    }

    /// Whether the words themselves changed since they were marked.
    pub fn is_changed(self) -> bool {
        matches!(self, Self::At { fit: Fit::Changed, .. })
    }

    /// Why the words have no place, in a sentence without its full stop; empty where they have one.
    pub fn why_lost(self) -> &'static str {
        match self {
            Self::At { .. } => "",
            Self::Lost { places: 0, .. } => "these words are not in the text any more",
            Self::Lost { places: 1, .. } => "these words stand among other words now",
            Self::Lost { .. } => "these words stand in several places now",
        }
    }
}

impl Span {
    /// Whether any of the paragraph lies in the span.
    pub fn touches(self, para: ParaId) -> bool {
        self.start.para <= para && (para < self.end.para || (para == self.end.para && self.end.byte > 0))
    }
}

impl Locator {
    /// The opening of the text, 40 to 60 characters where there are so many, on one line and cut between words: what
    /// lists show.
    pub fn quote(&self) -> String {
        quote(&self.text)
    }

    /// Captures a span of an interview whose source has the hash `document`. For many captures in one document keep a
    /// [`Source`].
    pub fn capture(interview: &super::Interview, document: &str, span: Span) -> Self {
        let index = Index::new(interview, document);
        Source { interview, index: &index }.capture(span)
    }

    /// Finds the place in an interview whose source has the hash `document`. For many locators keep a [`Source`].
    pub fn resolve(&self, interview: &super::Interview, document: &str) -> Resolved {
        let index = Index::new(interview, document);
        Source { interview, index: &index }.resolve(self)
    }
}

fn quote(text: &str) -> String {
    let line = text.replace('\n', " ");
    let Some((limit, _)) = line.char_indices().nth(QUOTE.end) else { return line };
    let cut = line.char_indices().skip(QUOTE.start).filter(|&(at, c)| at <= limit && c == ' ').last();
    let end = cut.map_or(limit, |(at, _)| at);
    line.get(..end).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests;
