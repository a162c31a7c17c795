//! Edit distance between a typed word and a word of the text, counting a swap of neighbours as one edit.

/// Longest word that is compared, in characters.
pub const LONGEST: usize = 32;

/// Distances of a typed word from a word of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Distance {
    /// To the whole word; `usize::MAX` where the word is longer than any near one.
    pub whole: usize,
    /// To the nearest beginning of the word. Because every longer beginning is looked at too, a word that was near stays
    /// near while the rest of it is typed.
    pub prefix: usize,
}

/// Distances of `typed` from `word`, or `None` where both are more than `limit`.
pub fn distance(typed: &[char], word: &[char], limit: usize) -> Option<Distance> {
    if typed.len() > LONGEST || word.len() > LONGEST || typed.len() > word.len() + limit {
        return None;
    }
    // No beginning longer than this can be near.
    let columns = word.len().min(typed.len() + limit);
    let mut rows = [[0_u8; LONGEST + 1]; 3];
    for (j, cell) in rows[0].iter_mut().enumerate().take(columns + 1) {
        *cell = j as u8;
    }
    for i in 1..=typed.len() {
        let (now, above, before) = (i % 3, (i + 2) % 3, (i + 1) % 3);
        rows[now][0] = i as u8;
        let mut least = rows[now][0];
        for j in 1..=columns {
            let same = typed[i - 1] == word[j - 1];
            let mut cost = (rows[above][j - 1] + u8::from(!same)).min(rows[above][j] + 1).min(rows[now][j - 1] + 1);
            if i > 1 && j > 1 && typed[i - 1] == word[j - 2] && typed[i - 2] == word[j - 1] {
                cost = cost.min(rows[before][j - 2] + 1);
            }
            rows[now][j] = cost;
            least = least.min(cost);
        }
        if usize::from(least) > limit {
            return None;
        }
    }
    let last = &rows[typed.len() % 3][..=columns];
    let found = Distance {
        whole: if columns == word.len() { usize::from(last[columns]) } else { usize::MAX },
        prefix: usize::from(last.iter().copied().min().unwrap_or_default()),
    };
    (found.prefix <= limit).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(typed: &str, word: &str) -> Option<(usize, usize)> {
        let (typed, word): (Vec<_>, Vec<_>) = (typed.chars().collect(), word.chars().collect());
        distance(&typed, &word, 2).map(|found| (found.whole, found.prefix))
    }

    #[test]
    fn edits_are_counted() {
        assert_eq!(of("drnoes", "drones"), Some((1, 1)));
        assert_eq!(of("sankt", "sanctions"), Some((usize::MAX, 1)));
        assert_eq!(of("tubercolusis", "tuberculosis"), Some((2, 2)));
        assert_eq!(of("xyz", "sanctions"), None);
    }

    proptest! {
        #[test]
        fn one_more_right_letter_never_moves_away(word in "[a-d]{4,10}", wrong in 0usize..4, letter in "[e-g]") {
            let mut typed: Vec<char> = word.chars().collect();
            typed[wrong] = letter.chars().next().unwrap_or('e');
            let word: Vec<char> = word.chars().collect();
            for end in wrong + 1..=typed.len() {
                let found = distance(&typed[..end], &word, 2);
                prop_assert!(found.is_some_and(|found| found.prefix <= 1));
            }
        }
    }
}
