//! Whether quotations in a draft are true to their source.
//!
//! A draft's quotations are found by their marks (`draft.rs`, `typeset.rs`), split into words (`words.rs`), and looked for
//! among the words of the interviews (`align.rs`), their punctuation with them (`fit.rs`, `marks.rs`); what differs is told
//! in pieces (`telling.rs`). Kinds of quotation mark, dashes, blanks and the case of the first letter make no difference.
//! What the writer marks as altered is honoured: `[…]` and `…` leave words out, words and marks in brackets replace or add.
//! Everything else must stand in the source word by word and mark by mark.

mod align;
pub mod draft;
mod fit;
mod marks;
mod telling;
mod typeset;
mod words;

pub use align::Searcher;
pub use draft::{Quoted, Text, quotations};
pub use words::count as count_words;

use crate::interview::locate::Span;
use crate::interview::{Anchor, Interview};

/// What became of a quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It stands there word by word, but for what the writer marked.
    Exact,
    /// Much the same stands there, but something differs that is not marked.
    Altered(Difference),
    /// Nothing like it stands there.
    NotFound,
}

/// Two wordings, in pieces that are the same and pieces that differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The draft's wording.
    pub draft: Vec<Piece>,
    /// The source's wording.
    pub source: Vec<Piece>,
}

/// A stretch of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The words as they are written.
    pub text: String,
    /// Whether they differ from the other wording.
    pub differs: bool,
}

/// A quotation with its verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The quotation.
    pub quoted: Quoted,
    /// What became of it.
    pub verdict: Verdict,
    /// The interview and the words it stands in, where it was found.
    pub at: Option<(usize, Span)>,
    /// Other interviews in which it stands word by word, and where.
    pub also: Vec<(usize, Span)>,
    /// Whether all its words stand there, so that at most marks and case differ.
    pub worded: bool,
}

/// Checks quotations against interviews, in order.
pub fn check(quoted: Vec<Quoted>, interviews: &[&Interview]) -> Vec<Checked> {
    let searchers: Vec<Searcher> = interviews.iter().map(|interview| Searcher::new(interview)).collect();
    quoted.into_iter().map(|quoted| one(quoted, &searchers)).collect()
}

fn one(quoted: Quoted, searchers: &[Searcher]) -> Checked {
    let wanted = words::pattern(&quoted.text);
    let mut best: Option<(usize, align::Found)> = None;
    let mut also = Vec::new();
    for (index, searcher) in searchers.iter().enumerate() {
        let Some(found) = searcher.find(&quoted.text, &wanted) else { continue };
        match &best {
            Some((_, first)) if first.cost == 0 && found.cost == 0 => also.push((index, found.span)),
            Some((_, other)) if other.cost <= found.cost => {}
            _ => best = Some((index, found)),
        }
    }
    let Some((index, found)) = best else {
        return Checked { quoted, verdict: Verdict::NotFound, at: None, also, worded: false };
    };
    let (span, worded) = (found.span, found.worded);
    let verdict = match found.difference {
        None => Verdict::Exact,
        Some(difference) => Verdict::Altered(difference),
    };
    Checked { quoted, verdict, at: Some((index, span)), also, worded }
}

/// A span from the first byte of one word to the last of another.
fn span(start: Anchor, end: Anchor) -> Span {
    Span { start, end }
}

#[cfg(test)]
mod tests;
