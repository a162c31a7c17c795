//! Poems whose lines ask: short lines in stanzas, and most of them rhyme.

use super::raw::Raw;
use crate::interview::words::{fold, words};

/// Whether a text is a poem. Somebody who answers a list of short questions shortly does not rhyme.
pub fn is(body: &[&Raw]) -> bool {
    const LEAST: usize = 8;
    const WORDS: usize = 12;
    // A rhyme stands in the next line, or across two.
    const REACH: usize = 3;
    if body.len() < LEAST {
        return false;
    }
    let short = |raw: &&&Raw| raw.text.split_whitespace().take(WORDS + 1).count() <= WORDS;
    if body.iter().filter(short).count() * 20 < body.len() * 19 {
        return false;
    }
    // Lines of a stanza stand right below each other.
    let close = body.windows(2).filter(|pair| pair[0].source.end + 1 >= pair[1].source.start).count();
    if close * 5 < body.len() * 2 {
        return false;
    }
    let ends: Vec<String> = body.iter().map(|raw| end(&raw.text)).collect();
    let rhymes = |at: &usize| {
        let near = at.saturating_sub(REACH)..(at + REACH + 1).min(ends.len());
        near.into_iter().any(|other| rhyme(&ends[*at], &ends[other]))
    };
    (0..ends.len()).filter(rhymes).count() * 2 >= ends.len()
}

/// The last word of a line, folded.
fn end(line: &str) -> String {
    words(line).last().map_or_else(String::new, |(_, word)| fold(word))
}

/// Whether two words end alike: in the last three letters, in scripts that have letters.
fn rhyme(one: &str, other: &str) -> bool {
    const LETTERS: usize = 3;
    let tail = |word: &str| word.char_indices().rev().nth(LETTERS - 1).map(|(at, _)| word[at..].to_owned());
    let letters = |tail: &String| tail.chars().all(|c| c.is_alphabetic() && c < '\u{3000}');
    one != other && tail(one).filter(letters).is_some_and(|end| tail(other) == Some(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_rhyme_by_their_ends() {
        assert!(rhyme("stone", "alone") && rhyme("hiedra", "piedra") && rhyme("погода", "свобода"));
        assert!(!rhyme("stone", "stone") && !rhyme("so", "no") && !rhyme("stone", "sea") && !rhyme("山田", "山田"));
        assert_eq!(end("Who walked the weir at night alone?"), "alone");
        assert_eq!(end("…"), "");
    }
}
