//! Who asks and who answers by what the file says of itself: the entries at its head, such as `speakers:`, `person:` or
//! `author:`, and the sentences of its summary.
//!
//! An entry counts for less than a line of the text that says who interviewed whom, and an author only where nobody else
//! is known to ask.

use super::bylines::parts;
use super::people::{Named, is_capital};
use crate::interview::words::{Lexicon, class, fold, is_english, is_wide, listed};
use crate::text::{CleanText, capital};

/// What the entries say.
#[derive(Debug, Default)]
pub struct Stated<'a> {
    /// Who asks.
    pub interviewers: Vec<Named>,
    /// Who answers, or at least speaks.
    pub interviewees: Vec<Named>,
    /// Who wrote it down.
    pub authors: Vec<Named>,
    /// Sentences about the interview.
    pub lines: Vec<&'a str>,
}

/// Reads the entries that have no place of their own.
pub fn read(entries: &[(CleanText, CleanText)]) -> Stated<'_> {
    let mut stated = Stated::default();
    for (key, value) in entries {
        let folded = fold(key.trim());
        let one = folded.strip_suffix('s').unwrap_or(&folded);
        let is = |wanted: u16| {
            one.chars().count() >= 3 && (Lexicon::union().is(&folded, wanted) || Lexicon::union().is(one, wanted))
        };
        let wrote = listed("wrote", one);
        let list = if is(class::ASKER) {
            &mut stated.interviewers
        } else if is(class::ANSWERER) || listed("speaks in head", one) {
            &mut stated.interviewees
        } else if wrote {
            &mut stated.authors
        } else {
            if listed("about in head", &folded) {
                stated.lines.push(value.as_str());
            }
            continue;
        };
        list.extend(names(value));
        if wrote && let Some(named) = slug(value) {
            list.push(named);
        }
    }
    stated
}

/// The names in a value: "Mara Olsen", "Mara Olsen, Jens Dahl", "name: Mara Olsen, role: editor".
fn names(value: &str) -> Vec<Named> {
    const MOST: usize = 12;
    let bare = |part: &str| match part.split_once(':') {
        Some((key, rest)) if fold(key.trim()) == "name" => rest.trim().to_owned(),
        Some(_) => String::new(),
        // "Mara Olsen (Harbour Museum)"
        None => {
            let part = part.trim_matches(['"', '\'', '[', ']', ' ']);
            let beside = part.strip_suffix(')').and_then(|part| part.split_once(" ("));
            beside.map_or(part, |(name, _)| name).to_owned()
        }
    };
    let names = value.lines().flat_map(parts).map(bare).filter(|name| is_name(name)).take(MOST);
    names.map(|name| Named { name, full: None }).collect()
}

/// The name behind the key under which a site keeps an author: "Mara Olsen" of "mara-olsen".
fn slug(value: &str) -> Option<Named> {
    const PARTS: std::ops::RangeInclusive<usize> = 2..=3;
    let parts: Vec<&str> = value.trim_matches(['"', '\'', '[', ']', ' ']).split('-').collect();
    let word = |part: &&str| part.chars().nth(1).is_some() && part.chars().all(char::is_lowercase);
    let name = PARTS.contains(&parts.len()) && parts.iter().all(word);
    // "guest-author", "harbour-team"
    let things = parts.iter().all(|part| is_english(part)) || parts.iter().any(|part| listed("body", part));
    (name && !things)
        .then(|| Named { name: parts.iter().map(|part| capital(part)).collect::<Vec<_>>().join(" "), full: None })
}

/// Whether a value reads like the name of a person, and not of a body or an account.
fn is_name(name: &str) -> bool {
    const LONGEST: usize = 60;
    let words: Vec<&str> = name.split_whitespace().collect();
    let plain = name
        .chars()
        .all(|c| c.is_alphabetic() || c.is_whitespace() || matches!(c, '.' | '-' | '\'' | '’' | '·' | '・'));
    let capital = |word: &&str| is_capital(word) || listed("particle", &fold(word)) || is_wide(word);
    (1..=5).contains(&words.len())
        && name.chars().count() <= LONGEST
        && plain
        && words.iter().all(capital)
        && !words.iter().any(|word| listed("body", &fold(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(key: &str, value: &str) -> String {
        let entries = [(CleanText::from(key), CleanText::from(value))];
        let stated = read(&entries);
        let names = |list: &[Named]| list.iter().map(|named| named.name.clone()).collect::<Vec<_>>().join("+");
        format!("{}|{}|{}", names(&stated.interviewers), names(&stated.interviewees), names(&stated.authors))
    }

    #[test]
    fn entries_name_people_by_their_keys() {
        for (key, value, want) in [
            ("person", "Jens Dahl", "|Jens Dahl|"),
            ("speakers", "Jens Dahl, Ida van der Berg", "|Jens Dahl+Ida van der Berg|"),
            ("guest", "Dr. Jens Dahl", "|Dr. Jens Dahl|"),
            ("interviewer", "Mara Olsen", "Mara Olsen||"),
            ("Host", "Mara Olsen and Ida Berg", "Mara Olsen+Ida Berg||"),
            ("author", "Katja", "||Katja"),
            ("authors", "name: Mara Olsen, role: editor", "||Mara Olsen"),
            ("author", "The Harbour Review Team", "||"),
            ("author", "admin", "||"),
            ("author", "https://example.org/mara", "||"),
            ("author", "Mara Olsen (Harbour Museum)", "||Mara Olsen"),
            ("authors", "mara-olsen", "||Mara Olsen"),
            ("author", "guest-author", "||"),
            ("author", "harbour-team", "||"),
            ("speakers", "3", "||"),
            ("tags", "Boats, Tides", "||"),
        ] {
            assert_eq!(all(key, value), want, "{key}: {value}");
        }
    }
}
