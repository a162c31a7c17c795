//! Find: every occurrence of a few words, as a concordance in reading order.
//!
//! Plain substring search over folded text: no operators, no fuzziness. A reader who looks for a word wants each place
//! where it stands and the certainty that there is no other.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::fold::{Folded, fold};
use crate::interview::place::{Place, Places};
use crate::interview::{Interview, ParaId, parts};
use crate::text::width;

/// One occurrence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The paragraph it stands in.
    pub para: ParaId,
    /// Bytes of the paragraph's text.
    pub range: Range<usize>,
}

/// Finds in one interview. Holds a folded copy, so it is made when the reader first asks, not at load.
#[derive(Clone, Debug, Default)]
pub struct Finder {
    /// Every paragraph in the order of reading.
    paras: Vec<(ParaId, Folded)>,
}

impl Finder {
    /// Folds every paragraph the reader can reach: the parts in order, then what was set aside.
    pub fn new(interview: &Interview) -> Self {
        let mut seen = vec![false; interview.paragraphs.len()];
        let order = parts::parts(interview).into_iter().flat_map(|part| part.paras).chain(interview.ids());
        let paras = order
            .filter(|id| !std::mem::replace(&mut seen[id.0 as usize], true))
            .map(|id| (id, Folded::new(&interview.para(id).text)))
            .collect();
        Self { paras }
    }

    /// Every place where `query` stands, in the order of reading. White space around the query says nothing; a query of
    /// nothing else finds nothing. `interview` is the one this finder was made from.
    pub fn find(&self, interview: &Interview, query: &str) -> Vec<Hit> {
        let needle = fold(query);
        let mut hits = Vec::new();
        if needle.is_empty() {
            return hits;
        }
        for (para, folded) in &self.paras {
            let text = &interview.para(*para).text;
            let mut end = 0;
            for (at, _) in folded.as_str().match_indices(&needle) {
                let range = folded.original(at..at + needle.len(), text);
                // Two halves of one ligature, or a dot of "…", are one place.
                if range.start >= end {
                    end = range.end;
                    hits.push(Hit { para: *para, range });
                }
            }
        }
        hits
    }
}

/// How many hits stand where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// In questions.
    pub asked: usize,
    /// In answers.
    pub answered: usize,
    /// Anywhere else.
    pub other: usize,
    /// In the answer to each question, in order; as long as there are questions.
    pub per_question: Vec<usize>,
}

/// Counts hits by question and role, for "7 matches: 1 asked, 6 answered".
pub fn counts(hits: &[Hit], places: &Places, questions: usize) -> Counts {
    let mut counts = Counts { per_question: vec![0; questions], ..Counts::default() };
    for hit in hits {
        match places.get(hit.para) {
            Place::Asked(_) => counts.asked += 1,
            Place::Answer(question, _) => {
                counts.answered += 1;
                if let Some(count) = counts.per_question.get_mut(question - 1) {
                    *count += 1;
                }
            }
            _ => counts.other += 1,
        }
    }
    counts
}

/// A hit with what stands around it, cut to a width: one row of a concordance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    /// What stands before, at most as wide as was asked; begins with the ellipsis where it is cut. Drawn flush right.
    pub before: String,
    /// The hit itself.
    pub hit: String,
    /// What stands after; ends with the ellipsis where it is cut.
    pub after: String,
}

/// The words around a hit, cut between words. White space at the hit's edges stays out, the drawing sets it.
pub fn context(text: &str, range: Range<usize>, before_cells: usize, after_cells: usize, ellipsis: &str) -> Context {
    let one_line = |piece: &str| piece.replace('\n', " ");
    let before = text[..range.start].trim_end();
    let after = &text[range.end..];
    Context {
        before: one_line(&cut_front(before, before_cells, ellipsis)),
        hit: one_line(&text[range]),
        after: one_line(&cut_back(after, after_cells, ellipsis)),
    }
}

/// The end of `text` that fits, the ellipsis before it if something is missing.
fn cut_front(text: &str, cells: usize, ellipsis: &str) -> String {
    let text_width = width::of(text);
    if text_width <= cells {
        return text.trim_start().to_owned();
    }
    let sign = width::of(ellipsis);
    if cells < sign.max(1) {
        return String::new();
    }
    let (mut used, mut from, mut word) = (sign, text.len(), None);
    for (at, cluster) in text.grapheme_indices(true).rev() {
        if cluster.chars().all(char::is_whitespace) {
            word = Some(at + cluster.len());
        }
        used += width::grapheme(cluster);
        if used > cells {
            break;
        }
        from = at;
    }
    // A word longer than the room is cut inside, better than showing nothing.
    let from = word.filter(|&at| at >= from && at < text.len()).unwrap_or(from);
    format!("{ellipsis}{}", text[from..].trim_start())
}

/// The beginning of `text` that fits, the ellipsis after it if something is missing.
fn cut_back(text: &str, cells: usize, ellipsis: &str) -> String {
    if width::of(text.trim_end()) <= cells {
        return text.trim_end().to_owned();
    }
    let sign = width::of(ellipsis);
    if cells < sign.max(1) {
        return String::new();
    }
    let fits = width::prefix(text, cells - sign);
    let next_is_space = text[fits..].starts_with(char::is_whitespace);
    let cut = if next_is_space { fits } else { text[..fits].rfind(char::is_whitespace).unwrap_or(fits) };
    let kept = text[..cut].trim_end();
    format!("{}{ellipsis}", if kept.is_empty() { &text[..fits] } else { kept })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::sample::{interview, seed};
    use proptest::prelude::*;

    fn find(text: &str, query: &str) -> Vec<String> {
        let one = interview(&[("Why?", &[text])]);
        let hits = Finder::new(&one).find(&one, query);
        hits.into_iter().map(|hit| one.para(hit.para).text[hit.range].to_owned()).collect()
    }

    #[test]
    fn one_spelling_finds_the_other() {
        for (text, query, found) in [
            ("Russia’s turn", "russia's", "Russia’s"),
            ("The Russia–North Korea pact", "Russia-North", "Russia–North"),
            ("A café", "cafe", "café"),
            ("A cafe\u{301}!", "café", "cafe\u{301}"),
            ("in \u{a0}Kursk", "in kursk", "in \u{a0}Kursk"),
            ("“So”", "\"so\"", "“So”"),
            ("ﬁne", "f", "ﬁ"),
        ] {
            assert_eq!(find(text, query), [found], "{query} in {text}");
        }
        assert_eq!(find("wait…", "."), ["…"]);
        assert!(find("anything", "  ").is_empty());
    }

    #[test]
    fn the_seed_has_seven_sanctions() {
        let seed = seed();
        let hits = Finder::new(&seed).find(&seed, "sanction");
        let counts = counts(&hits, &Places::of(&seed), seed.exchanges.len());
        assert_eq!((counts.asked, counts.answered, counts.other), (1, 6, 0));
        assert_eq!(counts.per_question, [2, 0, 0, 4, 0, 0]);
    }

    #[test]
    fn hits_come_in_reading_order_and_page_furniture_last() {
        let seed = seed();
        let hits = Finder::new(&seed).find(&seed, "e");
        let order: Vec<_> = parts::parts(&seed).into_iter().flat_map(|part| part.paras).collect();
        let at = |hit: &Hit| order.iter().position(|&id| id == hit.para).unwrap_or(usize::MAX);
        assert!(hits.is_sorted_by_key(|hit| (at(hit), hit.para, hit.range.start)));
    }

    #[test]
    fn a_row_is_cut_between_words() {
        let text = "The country has been under sanctions for many years, and Russia";
        let at = text.find("sanctions").unwrap_or_default();
        let row = context(text, at..at + 8, 18, 20, "…");
        assert_eq!(
            (row.before.as_str(), row.hit.as_str(), row.after.as_str()),
            ("…has been under", "sanction", "s for many years,…")
        );
        let row = context(text, at..at + 8, 100, 100, "…");
        assert_eq!(row.before, "The country has been under");
        let row = context("Donaudampfschifffahrt", 5..9, 3, 3, "…");
        assert_eq!((row.before.as_str(), row.after.as_str()), ("…au", "fs…"));
    }

    proptest! {
        #[test]
        fn a_row_fits(text in "[a-z 東é\u{301}]{0,60}", from in 0usize..60, to in 0usize..60, b in 0usize..20, a in 0usize..20) {
            let cuts: Vec<_> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let (from, to) = (cuts[from.min(cuts.len() - 1)], cuts[to.min(cuts.len() - 1)]);
            let sign = if a % 2 == 0 { "…" } else { "..." };
            let row = context(&text, from.min(to)..from.max(to), b, a, sign);
            prop_assert!(width::of(&row.before) <= b && width::of(&row.after) <= a, "{:?}", row);
        }

        #[test]
        fn find_agrees_with_a_naive_search(text in "[abAB é’'\\-– ]{0,40}", query in "[abé'’\\- ]{1,3}") {
            let one = interview(&[("Why?", &[&text])]);
            let para = one.exchanges[0].answer[0];
            let clean = one.para(para).text.as_str();
            let ours = Finder::new(&one).find(&one, &query).into_iter().filter(|hit| hit.para == para).count();
            // Character by character, with no map: count the disjoint places whose folded form begins with the query.
            let (needle, hay) = (fold(&query), Folded::new(clean));
            let naive = if needle.is_empty() { 0 } else { hay.as_str().matches(&needle).count() };
            prop_assert_eq!(ours, naive);
        }

        #[test]
        fn every_hit_is_what_was_asked_for(text in "\\PC{0,40}", query in "\\PC{1,3}") {
            let one = interview(&[("Why?", &[&text])]);
            for hit in Finder::new(&one).find(&one, &query) {
                let found = one.para(hit.para).text.get(hit.range.clone());
                prop_assert!(found.is_some_and(|found| fold(found).contains(fold(&query).trim())), "{:?}", hit);
            }
        }
    }
}
