//! What may be called a topic though no rule makes it one: words in a row.

use std::collections::HashMap;

use super::choose::{Choice, Key};
use super::read::{NONE, Reading, Token};

/// Most words of such a row.
const ROW: usize = 4;

/// From so many words on a text is a book.
const BOOK: usize = 200_000;

/// Words in a row of which the first and the last say something: "economies of scale", "large banks". No topics by
/// themselves, but what a reader may call one. What is said more than once comes before what is said once. A book has
/// too many of them.
pub(super) fn rows(reading: &Reading<'_>, most: usize) -> Vec<Choice> {
    let mut found: HashMap<[u32; ROW], (u32, u32)> = HashMap::new();
    let tokens = if reading.tokens.len() > BOOK { &[] } else { reading.tokens.as_slice() };
    let says = |token: &Token| {
        let word = reading.word(token);
        !word.stop && !token.dense && (token.acronym || word.text.chars().count() > 2)
    };
    let name = |token: &Token| reading.names.get(token.name as usize);
    for (from, first) in tokens.iter().enumerate() {
        let starts = name(first).is_none_or(|name| name.span.start == from);
        if !starts || !says(first) || reading.paras[first.para as usize].asked {
            continue;
        }
        let mut words = [NONE; ROW];
        words[0] = reading.word(first).stem;
        for (at, last) in tokens.iter().enumerate().skip(from + 1).take(ROW - 1) {
            if !reading.adjacent(at) {
                break;
            }
            words[at - from] = reading.word(last).stem;
            let ends = name(last).is_none_or(|name| name.span.end == at + 1);
            if says(last) && ends && !reading.word(last).number {
                found.entry(words).or_insert((0, from as u32)).0 += 1;
            }
        }
    }
    let mut found: Vec<([u32; ROW], (u32, u32))> = found.into_iter().collect();
    found.sort_unstable_by_key(|&(words, (count, first))| (std::cmp::Reverse(count), first, words));
    let choice = |(words, (_, first)): ([u32; ROW], (u32, u32))| {
        let words = words.into_iter().filter(|&word| word != NONE).collect();
        Choice { key: Key { words, name: false }, weight: 0.0, first: first as usize }
    };
    found.into_iter().take(most).map(choice).collect()
}
