//! Hits in their context: rows of a concordance, cut to a width and put in an order.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::find::{Finder, Search};
use crate::text::width;

/// In which order hits are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// As they were spoken.
    #[default]
    Spoken,
    /// By the words after.
    Next,
    /// By the words before, the nearest first.
    Previous,
}

/// Most hits that are sorted: more are as they were spoken, since sorting them would be felt.
pub const SORTED: usize = 100_000;

/// Words that decide the order. Hits that agree in so many stay as they were spoken.
const WORDS: usize = 5;

impl Order {
    /// The order that comes after this one.
    #[must_use]
    pub fn after(self) -> Self {
        match self {
            Self::Spoken => Self::Next,
            Self::Next => Self::Previous,
            Self::Previous => Self::Spoken,
        }
    }

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Spoken => "as spoken",
            Self::Next => "by the next word",
            Self::Previous => "by the word before",
        }
    }
}

/// The numbers of the hits in an order. `None` where that is the order of reading, or there are more than [`SORTED`].
pub fn sorted(search: &Search, finder: &Finder, order: Order) -> Option<Vec<u32>> {
    if order == Order::Spoken || search.len() > SORTED {
        return None;
    }
    let mut list: Vec<u32> = (0..search.len() as u32).collect();
    list.sort_by_cached_key(|&index| {
        let (before, after) = finder.around(search.raw(index as usize).unwrap_or_default());
        let mut key = String::new();
        let mut take = |word: &str| {
            key.push_str(word);
            key.push(' ');
        };
        // What is left of a word that was found in part belongs to it: "sanction" is followed by "for" in "sanctions for".
        match order {
            Order::Previous => words(before.trim_end_matches(in_word)).rev().take(WORDS).for_each(&mut take),
            _ => words(after.trim_start_matches(in_word)).take(WORDS).for_each(&mut take),
        }
        key
    });
    Some(list)
}

fn in_word(c: char) -> bool {
    c.is_alphanumeric() || c == '\''
}

fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split(|c| !in_word(c)).filter(|word| !word.is_empty())
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
    // What cannot be in sight is not measured: a paragraph may be a book.
    let reach = |cells: usize| 256 + 32 * cells;
    let boundary = |at: &usize| text.is_char_boundary(*at);
    let from = (range.start.saturating_sub(reach(before_cells))..=range.start).find(boundary).unwrap_or(range.start);
    let to = (range.end.saturating_add(reach(after_cells)).min(text.len())..=text.len())
        .find(boundary)
        .unwrap_or(text.len());
    let before = text[from..range.start].trim_end();
    let after = &text[range.end..to];
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
    use crate::interview::place::Places;
    use crate::search::find::Wish;
    use crate::search::sample::interview;
    use proptest::prelude::*;

    /// What stands beside the hits in an order.
    fn listed(text: &str, query: &str, order: Order) -> Vec<String> {
        let one = interview(&[("Why?", &[text])]);
        let mut finder = Finder::new(&one, &Places::of(&one));
        let mut search = Search::new(&Wish::words(query), 1);
        search.advance(&mut finder, &one, usize::MAX);
        let list = sorted(&search, &finder, order).unwrap_or_else(|| (0..search.len() as u32).collect());
        let beside = |index: u32| {
            let (before, after) = finder.around(search.raw(index as usize).unwrap());
            let (before, after) = (before.split(' ').rev().nth(1), after.split(' ').nth(1));
            format!("{} {}", before.unwrap_or(""), after.unwrap_or("")).trim().to_owned()
        };
        list.into_iter().map(beside).collect()
    }

    #[test]
    fn hits_are_ordered_by_their_neighbours() {
        let text = "no boats went. Old boat came, the boat’s end; my boat: Anchored";
        assert_eq!(listed(text, "boat", Order::Spoken), ["no went.", "old came,", "the end;", "my anchored"]);
        assert_eq!(listed(text, "boat", Order::Next), ["my anchored", "old came,", "the end;", "no went."]);
        assert_eq!(listed(text, "boat", Order::Previous), ["my anchored", "no went.", "old came,", "the end;"]);
        // The word before the word before decides between two that are alike.
        assert_eq!(listed("z a x b y, b a x c", "x", Order::Previous), ["a c", "a b"]);
        assert_eq!(listed("x b 1 x b 2 x b 1", "x", Order::Next), ["2 b", "b", "1 b"]);
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

    }
}
