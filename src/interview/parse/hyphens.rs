//! Words that were parted at the ends of rows: "inter-" and "view". The hyphen goes only where the whole word stands
//! elsewhere in the text, and neither its hyphened form nor both of its parts do; everywhere else it stays, because it may belong to the word.

use std::collections::HashSet;

use crate::interview::words::{fold, words};

/// The words that stand inside rows of a text.
#[derive(Default)]
pub struct Whole(HashSet<String>);

/// The end of a row that may be the first part of a word, without its hyphen.
fn head(row: &str) -> Option<&str> {
    let bare = row.strip_suffix('-')?;
    let start = bare.char_indices().rev().take_while(|(_, c)| c.is_alphabetic()).last().map(|(at, _)| at)?;
    let head = &bare[start..];
    (head.chars().count() >= 2 && !bare[..start].ends_with(['-', '\'', '’'])).then_some(head)
}

/// The beginning of a row that may be the second part.
fn tail(row: &str) -> Option<&str> {
    let end = row.find(|c: char| !c.is_alphabetic()).unwrap_or(row.len());
    let tail = &row[..end];
    let parted = row[end..].starts_with(['-', '\'', '’']);
    (tail.chars().count() >= 2 && tail.starts_with(char::is_lowercase) && !parted).then_some(tail)
}

impl Whole {
    /// Gathers them; nothing where no row ends in a hyphen.
    pub fn of<'a>(rows: impl Iterator<Item = &'a str> + Clone) -> Self {
        if !rows.clone().zip(rows.clone().skip(1)).any(|(row, next)| head(row).is_some() && tail(next).is_some()) {
            return Self::default();
        }
        // The parts themselves are no words.
        let (mut found, mut parted) = (HashSet::new(), false);
        for row in rows {
            let last = head(row).map_or(row.len(), |head| row.len() - head.len() - 1);
            let whole = words(row).filter(|(start, _)| *start < last).skip(usize::from(parted));
            found.extend(whole.map(|(_, word)| fold(word)));
            parted = last < row.len();
        }
        Self(found)
    }

    /// Whether the hyphen at the end of a row only parts a word that goes on in the next.
    pub fn parts(&self, row: &str, next: &str) -> bool {
        let (Some(head), Some(tail)) = (head(row), tail(next)) else { return false };
        let has = |word: String| self.0.contains(&fold(&word));
        // "on-" and "line" are words, so "on-line" may well be meant, whatever else is written "online".
        let words = || has(head.to_owned()) && has(tail.to_owned());
        !self.0.is_empty() && has(format!("{head}{tail}")) && !has(format!("{head}-{tail}")) && !words()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_that_stand_whole_elsewhere_are_made_whole() {
        let rows = [
            "An interview is a long-term affair, and the inter-",
            "view of a co-",
            "worker is none of the harbour, a har-",
            "bour, a long-",
            "term",
        ];
        let whole = Whole::of(rows.into_iter());
        assert!(whole.parts(rows[0], rows[1]) && whole.parts("a har-", "bour, a"));
        assert!(
            !whole.parts("a co-", "worker is") && !whole.parts("a long-", "term") && !whole.parts("an inter-", "View")
        );
        let line = Whole::of(["to be on line is to be online, or on-", "line"].into_iter());
        assert!(!line.parts("or on-", "line"));
        assert!(!whole.parts("an x-inter-", "view") && !whole.parts("an inter-", "view-finder"));
        assert!(!Whole::of(["no row", "ends so"].into_iter()).parts("no-", "row"));
    }
}
