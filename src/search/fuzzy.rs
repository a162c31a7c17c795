//! Letters left out: the one place that knows `fuzzy-matcher`.
//!
//! Subsequence matching is right inside one word ("prsdnt" is "president") and across the words of a short label
//! ("skor" is "South Korea"), and wrong over sentences: measured for this design, a question of 250 characters contains
//! nearly every short word. So nothing longer than a label ever comes here, queries are cut at 64 characters (the matcher
//! keeps pattern × text memory for good), and only its score is used, never its indices.

use std::ops::Range;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

/// Most characters of a query or label that are looked at.
pub const LONGEST: usize = 64;

/// The matcher, made once for an index.
pub struct Fuzzy(SkimMatcherV2);

impl Default for Fuzzy {
    fn default() -> Self {
        Self(SkimMatcherV2::default().ignore_case())
    }
}

impl Fuzzy {
    /// How well `term` is `word` with letters left out, both folded: .72, .64 and .56 for one, two and three letters,
    /// then falling, a little less where the matcher finds the rest scattered. The first letter must be there, and not
    /// much more than half of the word may be missing.
    /// `perfect` is what [`Self::perfect`] says of the term.
    pub fn inside(&self, term: &str, word: &str, perfect: i64) -> Option<f32> {
        let (typed, whole) = (term.chars().count(), word.chars().count());
        let missing = whole.checked_sub(typed)?;
        let possible = (4..=LONGEST).contains(&typed) && whole <= LONGEST && missing > 0 && missing <= 7;
        if !possible || typed * 20 < whole * 9 || term.chars().next() != word.chars().next() {
            return None;
        }
        // Who shortens a word keeps its consonants: a left-out consonant is as good as two letters.
        let consonants = left_out(term, word)?;
        let cost = missing + consonants / 2;
        let base = match cost {
            1 => 0.72,
            2 => 0.64,
            3 => 0.56,
            more => 0.56 - 0.05 * (more - 3) as f32,
        };
        let quality = base - 0.06 * (1.0 - self.share(term, word, perfect)?);
        (quality >= 0.34).then_some(quality)
    }

    /// How well `query` is the folded `label` with letters left out, each run of letters beginning a word, and which
    /// bytes of the label it stands on. The query must hold no spaces.
    pub fn across(&self, query: &str, label: &str, perfect: i64) -> Option<(f32, Vec<Range<usize>>)> {
        let letters: Vec<char> = query.chars().collect();
        let places: Vec<(usize, char)> = label.char_indices().collect();
        if !(3..=LONGEST).contains(&letters.len()) || places.len() > LONGEST {
            return None;
        }
        let (gaps, path) = cheapest(&letters, &places)?;
        if gaps * 2 > letters.len() {
            return None;
        }
        let quality = 0.5 + 0.2 * self.share(query, label, perfect)? - 0.03 * gaps as f32;
        Some((quality, path.iter().map(|&i| places[i].0..places[i].0 + places[i].1.len_utf8()).collect()))
    }

    /// The matcher's score of a pattern on itself: asked once for a pattern that is compared with many words.
    pub fn perfect(&self, pattern: &str) -> i64 {
        if pattern.chars().count() > LONGEST { 1 } else { self.0.fuzzy_match(pattern, pattern).unwrap_or(1).max(1) }
    }

    /// The matcher's score as a share of what a perfect match would get.
    fn share(&self, pattern: &str, text: &str, perfect: i64) -> Option<f32> {
        let score = self.0.fuzzy_match(text, pattern)?;
        Some((score as f32 / perfect as f32).clamp(0.0, 1.0))
    }
}

/// How many consonants are missing when `term` is read as `word` with letters left out, if it can be.
fn left_out(term: &str, word: &str) -> Option<usize> {
    let mut wanted = term.chars().peekable();
    let mut consonants = 0;
    for c in word.chars() {
        if wanted.peek() == Some(&c) {
            wanted.next();
        } else {
            consonants += usize::from(!matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h'));
        }
    }
    wanted.next().is_none().then_some(consonants)
}

/// The reading of `letters` in `places` that leaves out the fewest letters inside words; every jump lands on the first
/// letter of a word. Gives the number of letters jumped inside words and the places taken.
fn cheapest(letters: &[char], places: &[(usize, char)]) -> Option<(usize, Vec<usize>)> {
    const NEVER: usize = usize::MAX;
    let starts = |i: usize| i == 0 || !places[i - 1].1.is_alphanumeric();
    let word_of: Vec<usize> = (0..places.len())
        .scan(0, |word, i| {
            *word += usize::from(starts(i));
            Some(*word)
        })
        .collect();
    let mut costs = vec![vec![(NEVER, NEVER); places.len()]; letters.len()];
    for (n, &letter) in letters.iter().enumerate() {
        for i in 0..places.len() {
            if places[i].1 != letter {
                continue;
            }
            costs[n][i] = if n == 0 {
                (if starts(i) { 0 } else { NEVER }, NEVER)
            } else {
                let from = |p: usize| {
                    let step = if starts(i) { 0 } else { i - p - 1 };
                    let reached = costs[n - 1][p].0 != NEVER && (starts(i) || word_of[p] == word_of[i]);
                    reached.then(|| (costs[n - 1][p].0 + step, p))
                };
                (0..i).filter_map(from).min().unwrap_or((NEVER, NEVER))
            };
        }
    }
    let last = costs.last()?;
    let mut at = (0..places.len()).min_by_key(|&i| last[i].0).filter(|&i| last[i].0 != NEVER)?;
    let gaps = last[at].0;
    let mut path = vec![at];
    for row in costs[1..].iter().rev() {
        at = row[at].1;
        path.push(at);
    }
    path.reverse();
    Some((gaps, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_may_be_left_out_inside_a_word() {
        let fuzzy = Fuzzy::default();
        let of = |term, word| fuzzy.inside(term, word, fuzzy.perfect(term)).unwrap_or_default();
        assert!(of("prsdnt", "president") > 0.5);
        assert!(of("snctions", "sanctions") > of("snctns", "sanctions"));
        assert!(of("resident", "president") == 0.0, "the first letter must be there");
        assert!(of("pret", "presidential") == 0.0, "too little of the word");
    }

    #[test]
    fn letters_may_be_left_out_across_a_label() {
        let fuzzy = Fuzzy::default();
        let (quality, places) = fuzzy.across("skor", "south korea", fuzzy.perfect("skor")).expect("it matches");
        assert!(quality > 0.5);
        assert_eq!(places, [0..1, 6..7, 7..8, 8..9]);
        assert!(fuzzy.across("skor", "north korea", 1).is_none());
        assert!(fuzzy.across("sore", "south korea", 1).is_none(), "a jump must land on a word's first letter");
    }
}
