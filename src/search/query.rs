//! A query: its terms, and how well each word of the vocabulary answers a term.

use super::distance::distance;
use super::index::{Entry, Index, mask};
use super::words::words;

/// Most terms that are looked at; of a pasted page the beginning is enough.
const MOST_TERMS: usize = 48;

/// What an operator asks of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Demand {
    /// Nothing: the soft match.
    Soft,
    /// `'word`: these letters as they stand.
    Exact,
    /// `^word`: the item begins with it.
    Begins,
    /// `word$`: the item ends with it.
    Ends,
    /// `!word`: the item does not hold it.
    Not,
}

/// One term of a query.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Term {
    pub text: String,
    /// Other spellings, as good as the first: digits for a number word, the joined form of a hyphenated one.
    pub others: Vec<String>,
    pub demand: Demand,
    pub stop: bool,
}

/// A word that answers a term.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Answer {
    pub word: u32,
    pub quality: f32,
    /// Whether it needed a typo or left-out letters.
    pub weak: bool,
}

/// Cuts a query into terms.
pub(super) fn parse(query: &str, index: &Index) -> Vec<Term> {
    let mut terms: Vec<Term> = Vec::new();
    for chunk in query.split_whitespace() {
        let (rest, demand) = match chunk.chars().next() {
            Some('\'') => (&chunk[1..], Demand::Exact),
            Some('^') => (&chunk[1..], Demand::Begins),
            Some('!') => (&chunk[1..], Demand::Not),
            _ => chunk.strip_suffix('$').map_or((chunk, Demand::Soft), |rest| (rest, Demand::Ends)),
        };
        let found = words(rest);
        let joined = found.iter().filter(|word| word.alias && word.range.len() == rest.len());
        let joined: Vec<String> = joined.map(|word| word.text.clone()).collect();
        for word in found.into_iter().filter(|word| !word.alias) {
            let mut others = joined.clone();
            others.extend(number(&word.text).map(str::to_owned));
            let stop = index.language.stop(&word.text);
            terms.push(Term { text: word.text, others, demand, stop });
        }
    }
    // Twice the same word asks no more than once.
    let mut seen = std::collections::HashSet::new();
    terms.retain(|term| seen.insert((term.text.clone(), term.demand as u8)));
    terms.truncate(MOST_TERMS);
    terms
}

/// The digits of a number word, or the word of a number.
fn number(word: &str) -> Option<&'static str> {
    const NUMBERS: [(&str, &str); 30] = [
        ("1", "one"),
        ("2", "two"),
        ("3", "three"),
        ("4", "four"),
        ("5", "five"),
        ("6", "six"),
        ("7", "seven"),
        ("8", "eight"),
        ("9", "nine"),
        ("10", "ten"),
        ("11", "eleven"),
        ("12", "twelve"),
        ("13", "thirteen"),
        ("14", "fourteen"),
        ("15", "fifteen"),
        ("16", "sixteen"),
        ("17", "seventeen"),
        ("18", "eighteen"),
        ("19", "nineteen"),
        ("20", "twenty"),
        ("30", "thirty"),
        ("40", "forty"),
        ("50", "fifty"),
        ("60", "sixty"),
        ("70", "seventy"),
        ("80", "eighty"),
        ("90", "ninety"),
        ("100", "hundred"),
        ("1000", "thousand"),
        ("1000000", "million"),
    ];
    NUMBERS.iter().find_map(|&(digits, name)| match word {
        _ if word == digits => Some(name),
        _ if word == name => Some(digits),
        _ => None,
    })
}

/// All words that answer a term, each with its best quality. `quick` leaves out what is costly where the term itself is
/// in the vocabulary: for pasted sentences.
pub(super) fn answers(term: &Term, index: &Index, quick: bool) -> Vec<Answer> {
    let mut best: Vec<Answer> = Vec::new();
    for spelling in std::iter::once(&term.text).chain(&term.others) {
        let found = match term.demand {
            Demand::Soft => soft(spelling, index, quick),
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
    let quality = |entry: &Entry| {
        let at = entry.text.find(term)?;
        Some(if entry.text == term { 1.0 } else { 0.95 - 0.1 * f32::from(at > 0) })
    };
    (0..)
        .zip(&index.vocabulary)
        .filter_map(|(word, e)| Some(Answer { word, quality: quality(e)?, weak: false }))
        .collect()
}

fn soft(term: &str, index: &Index, quick: bool) -> Vec<Answer> {
    let stem = index.stems.get(&index.language.stem(term)).copied();
    let known = index.ids.get(term).copied();
    if quick && let Some(word) = known {
        return vec![Answer { word, quality: 1.0, weak: false }];
    }
    let letters: Vec<char> = term.chars().collect();
    let typed = Typed {
        text: term,
        mask: mask(term),
        stem,
        // A term that is a word of the text is what the reader means: no guessing at typos beside it.
        exact: known.is_some(),
        plain: letters.len() > 3 && !term.contains(|c: char| c.is_ascii_digit()),
        dense: term.chars().next().is_some_and(super::words::dense),
        letters,
    };
    (0..)
        .zip(&index.vocabulary)
        .filter_map(|(word, entry)| {
            let (quality, weak) = typed.quality(entry, index)?;
            Some(Answer { word, quality, weak })
        })
        .collect()
}

struct Typed<'a> {
    text: &'a str,
    letters: Vec<char>,
    mask: u64,
    stem: Option<u32>,
    exact: bool,
    plain: bool,
    dense: bool,
}

impl Typed<'_> {
    /// How well a word answers, and whether that needed a typo or left-out letters. The figures were measured for this
    /// design on a labelled set of queries.
    fn quality(&self, entry: &Entry, index: &Index) -> Option<(f32, bool)> {
        if entry.text == self.text {
            return Some((1.0, false));
        }
        let ratio = self.letters.len() as f32 / entry.letters.len() as f32;
        let missing = (self.mask & !entry.mask).count_ones();
        let prefix = missing == 0 && entry.text.starts_with(self.text);
        if self.stem == Some(entry.stem) {
            return Some((if self.letters.len().abs_diff(entry.letters.len()) <= 2 { 0.95 } else { 0.92 }, false));
        }
        if prefix {
            return Some((0.7 + 0.2 * ratio, false));
        }
        if self.dense && self.letters.len() == 1 && missing == 0 && entry.text.contains(self.text) {
            return Some((0.8, false));
        }
        let inside = missing == 0 && self.letters.len() >= 3 && entry.text.contains(self.text);
        let mut best = inside.then_some((0.4 + 0.25 * ratio, false));
        if !self.plain || self.exact || entry.alias {
            return best;
        }
        let mut offer = |quality: f32| {
            if best.is_none_or(|(so_far, _)| quality > so_far) {
                best = Some((quality, true));
            }
        };
        let limit = if self.letters.len() >= 8 { 2 } else { 1 };
        if missing <= limit && self.near(&entry.letters) {
            self.typos(entry, limit as usize).map(&mut offer);
        }
        if missing == 0 && self.letters[0] == entry.letters[0] && self.letters.len() < entry.letters.len() {
            index.fuzzy.inside(self.text, &entry.text).map(&mut offer);
        }
        best
    }

    /// Whether the first two letters leave room for a match: the same first letter, or one edit at the front.
    fn near(&self, word: &[char]) -> bool {
        let typed = &self.letters;
        typed[0] == word[0] || word.len() > 1 && (typed[1] == word[1] || typed[1] == word[0] || typed[0] == word[1])
    }

    fn typos(&self, entry: &Entry, limit: usize) -> Option<f32> {
        let length = self.letters.len();
        let first = self.letters[0] == entry.letters[0];
        let swapped = entry.letters.len() > 1 && self.letters[0] == entry.letters[1];
        let found = distance(&self.letters, &entry.letters, limit)?;
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
