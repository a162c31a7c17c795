//! `#tags` in notes.

use crate::text::CleanText;

/// The tags of a note, in order, each once (compared without case), without their `#`. A tag begins after white space or
/// an opening bracket, runs over letters, digits, `_`, `-` and `/`, and has at least one letter, so that "#3" stays a number.
pub fn tags(note: &str) -> Vec<CleanText> {
    let mut found: Vec<CleanText> = Vec::new();
    let mut before = None;
    let mut rest = note.chars();
    while let Some(c) = rest.next() {
        let opens = before.is_none_or(|b: char| b.is_whitespace() || matches!(b, '(' | '[' | ',' | ';'));
        before = Some(c);
        if c != '#' || !opens {
            continue;
        }
        let inside = |c: &char| c.is_alphanumeric() || matches!(c, '_' | '-' | '/');
        let tag: String = rest.clone().take_while(inside).collect();
        let tag = CleanText::from(tag.trim_end_matches(['-', '/']));
        let same = |other: &CleanText| other.to_lowercase() == tag.to_lowercase();
        if tag.chars().any(char::is_alphabetic) && !found.iter().any(same) {
            found.push(tag);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_words_after_a_hash() {
        for (note, expected) in [
            ("needs a source  #drones #check", "drones check"),
            ("#Drones, #drones; (#north-korea). #1914-war #über", "Drones north-korea 1914-war über"),
            ("C# at http://x/#part, see #3 and # and ##", ""),
            ("a\n#exam", "exam"),
        ] {
            let found: Vec<_> = tags(note).iter().map(ToString::to_string).collect();
            assert_eq!(found.join(" "), expected, "{note}");
        }
    }
}
