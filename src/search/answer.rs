//! How well each word of the vocabulary answers a term of a query.

use memchr::memmem::Finder;

use super::distance::{LONGEST, distance};
use super::index::Index;
use super::query::{Demand, Term};
use super::vocabulary::{hash, mask};

/// A word that answers a term.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Answer {
    pub word: u32,
    pub quality: f32,
    /// Whether it needed a typo or left-out letters.
    pub weak: bool,
}

/// How much is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// Everything.
    Full,
    /// Everything, for the only term of a query: a function word is then more likely the beginning of another word.
    Alone,
    /// One of the many words of a pasted sentence: nothing costly where the word itself is in the vocabulary.
    Pasted,
}

/// All words that answer a term, each with its best quality.
pub(super) fn answers(term: &Term, index: &Index, manner: Manner) -> Vec<Answer> {
    let mut best: Vec<Answer> = Vec::new();
    for spelling in std::iter::once(&term.text).chain(&term.others) {
        let found = match term.demand {
            Demand::Soft => soft(spelling, index, manner),
            _ => literal(spelling, index),
        };
        best.extend(found);
    }
    if !term.others.is_empty() {
        best.sort_by(|a, b| a.word.cmp(&b.word).then(b.quality.total_cmp(&a.quality)));
        best.dedup_by_key(|answer| answer.word);
    }
    best
}

fn literal(term: &str, index: &Index) -> Vec<Answer> {
    let (words, letters) = (&index.vocabulary, mask(term));
    let quality = |word: u32| {
        let at = if letters & !words.mask(word) == 0 { words.text(word).find(term)? } else { return None };
        Some(if words.text(word).len() == term.len() { 1.0 } else { 0.95 - 0.1 * f32::from(at > 0) })
    };
    words.ids().filter_map(|word| Some(Answer { word, quality: quality(word)?, weak: false })).collect()
}

fn soft(term: &str, index: &Index, manner: Manner) -> Vec<Answer> {
    let stem = index.language.stem(term);
    let known = index.vocabulary.find(term);
    if manner == Manner::Pasted
        && let Some(word) = known
    {
        return vec![Answer { word, quality: 1.0, weak: false }];
    }
    let letters: Vec<char> = term.chars().collect();
    let plain = letters.len() > 3 && !term.contains(|c: char| c.is_ascii_digit());
    // A term that is a word of the text is what the reader means: no guessing at typos beside it.
    let guess = plain && known.is_none_or(|word| index.vocabulary.alias(word));
    let typed = Typed {
        text: term,
        mask: mask(term),
        stem_hash: hash(&stem),
        stem,
        guess,
        limit: if guess { if letters.len() >= 7 { 2 } else { 1 } } else { 0 },
        exact: if manner == Manner::Alone && index.language.stop(term) { 0.7 } else { 1.0 },
        perfect: if guess { index.fuzzy.perfect(term) } else { 1 },
        dense: term.chars().next().is_some_and(super::words::dense),
        finder: Finder::new(term),
        letters,
    };
    let answer = |word: u32| {
        let (quality, weak) = typed.quality(word, index)?;
        Some(Answer { word, quality, weak })
    };
    // A letter or two can only begin a word: its own stem begins with them, too.
    if typed.letters.len() < 3 && !typed.dense {
        return index.vocabulary.beginning(term).iter().copied().filter_map(answer).collect();
    }
    index.vocabulary.ids().filter_map(answer).collect()
}

struct Typed<'a> {
    text: &'a str,
    /// Looks for the text inside of words; made once, because the words are many.
    finder: Finder<'a>,
    letters: Vec<char>,
    mask: u64,
    stem: String,
    stem_hash: u32,
    /// Whether to look for slips of the finger.
    guess: bool,
    /// Most edits that are looked for.
    limit: u32,
    /// What the term itself is worth.
    exact: f32,
    /// The matcher's score of the term on itself.
    perfect: i64,
    dense: bool,
}

impl Typed<'_> {
    /// How well a word answers, and whether that needed a typo or left-out letters. The figures were measured for this
    /// design on a labelled set of queries.
    fn quality(&self, word: u32, index: &Index) -> Option<(f32, bool)> {
        let words = &index.vocabulary;
        let missing = (self.mask & !words.mask(word)).count_ones();
        if words.same_stem(word, &self.stem, self.stem_hash, &index.language) {
            return Some(match self.letters.len().abs_diff(words.length(word)) {
                _ if words.text(word) == self.text => (self.exact, false),
                0..=2 => (0.95, false),
                _ => (0.92, false),
            });
        }
        if missing > self.limit {
            return None;
        }
        let text = words.text(word);
        let ratio = self.letters.len() as f32 / words.length(word) as f32;
        if missing == 0 && text.starts_with(self.text) {
            return Some((0.7 + 0.2 * ratio, false));
        }
        if self.dense && self.letters.len() == 1 && missing == 0 && text.contains(self.text) {
            return Some((0.8, false));
        }
        let inside = missing == 0 && self.letters.len() >= 3 && self.finder.find(text.as_bytes()).is_some();
        let mut best = inside.then_some((0.4 + 0.25 * ratio, false));
        if !self.guess || words.alias(word) {
            return best;
        }
        let mut offer = |quality: f32| {
            if best.is_none_or(|(so_far, _)| quality > so_far) {
                best = Some((quality, true));
            }
        };
        if self.near(text) {
            self.typos(word, index).map(&mut offer);
        }
        if missing == 0 && self.letters.len() < words.length(word) && text.starts_with(self.letters[0]) {
            index.fuzzy.inside(self.text, text, self.perfect).map(&mut offer);
        }
        best
    }

    /// Whether the first two letters leave room for a match: the same first letter, or one edit at the front.
    fn near(&self, word: &str) -> bool {
        let (typed, mut word) = (&self.letters, word.chars());
        match (word.next(), word.next()) {
            (Some(first), _) if first == typed[0] => true,
            (Some(first), Some(second)) => typed[1] == second || typed[1] == first || typed[0] == second,
            _ => false,
        }
    }

    fn typos(&self, word: u32, index: &Index) -> Option<f32> {
        let (length, letters) = (self.letters.len(), index.vocabulary.length(word));
        if letters > LONGEST || length > letters + self.limit as usize {
            return None;
        }
        let mut buffer = ['\0'; LONGEST];
        let word = index.vocabulary.letters(word, &mut buffer);
        let first = self.letters[0] == word[0];
        let swapped = word.len() > 1 && self.letters[0] == word[1];
        let found = distance(&self.letters, word, self.limit as usize)?;
        let penalty = if first { 0.0 } else { 0.15 };
        let quality = match (found.whole, found.prefix) {
            (1, _) if length >= 5 => 0.72 - penalty,
            (1, _) if first || swapped => 0.55 - penalty,
            (_, 1) if length >= 5 => 0.55 - penalty,
            (_, 1) if first => 0.42,
            (2, _) if first => 0.54,
            (_, 2) if first => 0.48,
            _ => return None,
        };
        Some(quality)
    }
}
