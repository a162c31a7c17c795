//! Where words begin in a folded text, by their first bytes: made once many places are looked for in one text, so that a
//! thousand marks do not read it a thousand times.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use super::fold::joined;

/// Bytes by which places are known; what is shorter is sought in the text itself.
const OPENING: usize = 16;
/// So often the text itself is searched before the table is made. A table costs as much as a few dozen searches.
const PATIENCE: u32 = 50;

/// A table of the text it lies beside. It says nothing that the text does not, so any two are equal.
#[derive(Debug, Default)]
pub(super) struct Starts {
    asked: AtomicU32,
    /// Hash of the first bytes, and where they stand; by hash, then by place.
    table: OnceLock<Vec<(u32, u32)>>,
}

impl Clone for Starts {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl PartialEq for Starts {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Starts {}

impl Starts {
    /// Places in order that may hold `needle` where it does not begin inside a word: all that do, and perhaps a few others.
    /// `None` where the text itself is to be searched.
    pub(super) fn of(&self, text: &str, needle: &str) -> Option<impl Iterator<Item = usize>> {
        // No place begins with a blank.
        let opening = opening(needle, 0).filter(|_| !needle.starts_with(' '))?;
        if self.table.get().is_none() && self.asked.fetch_add(1, Ordering::Relaxed) < PATIENCE {
            return None;
        }
        let table = self.table.get_or_init(|| table(text));
        let first = table.partition_point(|(hash, _)| *hash < opening);
        Some(table[first..].iter().take_while(move |(hash, _)| *hash == opening).map(|(_, at)| *at as usize))
    }
}

/// The hash of the bytes from `at` on, if there are enough.
fn opening(text: &str, at: usize) -> Option<u32> {
    // Cut inside a character, both texts are cut alike.
    let bytes = text.as_bytes().get(at..at + OPENING)?;
    Some(bytes.iter().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193)))
}

fn table(text: &str) -> Vec<(u32, u32)> {
    let mut before = None;
    let mut table = Vec::with_capacity(text.len() / 5);
    for (at, c) in text.char_indices() {
        if !joined(before, Some(c))
            && c != ' '
            && let (Some(hash), Ok(at)) = (opening(text, at), u32::try_from(at))
        {
            table.push((hash, at));
        }
        before = Some(c);
    }
    table.sort_unstable();
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// What a search of the text finds at the beginning of words, the table finds.
        #[test]
        fn the_table_misses_nothing(words in prop::collection::vec("[ab]{1,3}|京都|é|“a", 20..80), from in 0..60_usize, size in 1..12_usize) {
            let text = words.join(" ");
            let needle = words.iter().skip(from.min(words.len() - 1)).take(size).cloned().collect::<Vec<_>>().join(" ");
            let starts = Starts::default();
            (0..PATIENCE).for_each(|_| assert!(starts.of(&text, &needle).is_none()));
            let begins = |at: &usize| !joined(text[..*at].chars().next_back(), text[*at..].chars().next());
            let scanned: Vec<usize> = text.char_indices().map(|(at, _)| at).filter(|&at| text[at..].starts_with(&needle)).filter(begins).collect();
            if let Some(found) = starts.of(&text, &needle) {
                let found: Vec<usize> = found.filter(|&at| text[at..].starts_with(&needle)).collect();
                prop_assert_eq!(found, scanned);
            } else {
                prop_assert!(needle.len() < OPENING);
            }
        }
    }
}
