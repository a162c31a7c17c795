//! A query: its terms and what they ask for.

use super::index::{Index, elided};
use super::numbers::other_form;
use super::words::{Word, words};

/// Most terms that are looked at; of a pasted page the beginning is enough.
const MOST_TERMS: usize = 48;

/// From more words than this on, a query is a pasted sentence.
pub(super) const PASTED: usize = 8;

/// What an operator asks of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Term {
    pub text: String,
    /// Other spellings, as good as the first: digits for a number word, the joined form of a hyphenated one.
    pub others: Vec<String>,
    pub demand: Demand,
    pub stop: bool,
}

/// The two words that a term is which nothing in the text begins with: "fireblight" is fire blight.
fn two<'t>(term: &'t str, index: &Index) -> Option<[&'t str; 2]> {
    let words = &index.vocabulary;
    if term.len() < 6 || !term.chars().all(char::is_alphabetic) || !words.beginning(term).is_empty() {
        return None;
    }
    let cuts = term.char_indices().map(|(at, _)| at).filter(|at| (3..=term.len() - 3).contains(at));
    let halves = cuts.map(|at| term.split_at(at));
    let known = halves.filter(|(first, second)| words.find(first).is_some() && words.find(second).is_some());
    known.min_by_key(|(first, second)| first.len().abs_diff(second.len())).map(|(first, second)| [first, second])
}

/// Cuts a query into terms.
pub(super) fn parse(query: &str, index: &Index) -> Vec<Term> {
    let mut terms: Vec<Term> = Vec::new();
    // The quotes and exclamation marks of a pasted sentence are no operators.
    let pasted = query.split_whitespace().nth(PASTED).is_some();
    for chunk in query.split_whitespace() {
        let (rest, demand) = match chunk.chars().next() {
            _ if pasted => (chunk, Demand::Soft),
            Some('\'') => (&chunk[1..], Demand::Exact),
            Some('^') => (&chunk[1..], Demand::Begins),
            Some('!') => (&chunk[1..], Demand::Not),
            _ => chunk.strip_suffix('$').map_or((chunk, Demand::Soft), |rest| (rest, Demand::Ends)),
        };
        let found = words(rest);
        let whole = |word: &&Word| word.range.len() == rest.len() || elided(rest, word.range.start);
        let joined = found.iter().filter(|word| word.alias).filter(whole);
        let joined: Vec<String> = joined.map(|word| word.text.clone()).collect();
        for word in found.into_iter().filter(|word| !word.alias) {
            if demand == Demand::Soft
                && let Some(parts) = two(&word.text, index)
            {
                let stop = |text: &str| index.language.stop(text);
                terms.extend(parts.map(|part| Term {
                    text: part.to_owned(),
                    others: Vec::new(),
                    demand,
                    stop: stop(part),
                }));
                continue;
            }
            let mut others = joined.clone();
            others.extend(other_form(&word.text, index.language.code()));
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
