//! Sentences, for motion, selection and for the sentence that asks.
//!
//! The boundaries are Unicode's (UAX 29), mended where they are known to be wrong for prose: after titles, initials and
//! common abbreviations.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// Abbreviations, without their last stop, that do not end a sentence: titles, references and the like, in several
/// languages.
const ABBREVIATIONS: &[&str] = &[
    "adj", "art", "bzw", "capt", "cf", "ch", "cmdr", "col", "dept", "dr", "dra", "ed", "eds", "esp", "et al", "fig",
    "fr", "gen", "gov", "hon", "hr", "inc", "lt", "ltd", "m", "maj", "messrs", "mgr", "mlle", "mme", "mr", "mrs", "ms",
    "mt", "mx", "no", "nos", "nr", "p", "pp", "pres", "prof", "rep", "rev", "sen", "sgt", "sr", "sra", "srta", "st",
    "ste", "supt", "usw", "viz", "vol", "vols", "vs",
];

/// Words that open a sentence so often that a stop before them ends one, even after "U.S.".
const OPENERS: &[&str] = &[
    "A", "An", "And", "As", "At", "But", "For", "He", "How", "However", "I", "If", "In", "It", "On", "She", "So",
    "That", "The", "Then", "There", "They", "This", "Was", "We", "What", "When", "Where", "Who", "Why", "You",
];

/// The sentences of a paragraph as byte ranges, in order, without the blanks between them. Together they hold every
/// character that is not a blank. Nothing for a blank text.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut joined = false;
    for (at, piece) in text.split_sentence_bound_indices() {
        let kept = piece.trim_end();
        if kept.is_empty() {
            continue;
        }
        let start = at + (kept.len() - kept.trim_start().len());
        let end = at + kept.len();
        match found.last_mut() {
            Some(last) if joined => last.end = end,
            _ => found.push(start..end),
        }
        joined = goes_on(kept, &text[at + piece.len()..]);
    }
    found
}

/// Whether the stop at the end of `piece` belongs to an abbreviation and the sentence goes on with `rest`.
fn goes_on(piece: &str, rest: &str) -> bool {
    let Some(body) = piece.strip_suffix('.') else { return false };
    let word =
        body.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '“' | '"' | '—' | '–')).next().unwrap_or("");
    let next = rest.split(|c: char| c.is_whitespace() || c == ',').find(|w| !w.is_empty()).unwrap_or("");
    if next.is_empty() {
        return false;
    }
    let lone_capital = word.chars().count() == 1 && word.chars().all(char::is_uppercase) && word != "I";
    let dotted = word.contains('.') && word.split('.').all(|part| part.chars().count() <= 2);
    if lone_capital || dotted {
        return !OPENERS.contains(&next);
    }
    ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}

/// Number of words as a reader counts them: runs of anything but blanks that hold a letter or a digit. Scripts without
/// blanks count two characters as a word.
pub fn words(text: &str) -> usize {
    text.split_whitespace()
        .map(|run| {
            let dense = run.chars().filter(|c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')).count();
            if dense > 0 { dense.div_ceil(2) } else { usize::from(run.chars().any(char::is_alphanumeric)) }
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|s| &text[s]).collect()
    }

    #[test]
    fn abbreviations_do_not_end_a_sentence() {
        for (text, parts) in [
            ("Dr. Wishnick spoke. She left.", vec!["Dr. Wishnick spoke.", "She left."]),
            ("J. Smith came. He left.", vec!["J. Smith came.", "He left."]),
            ("It left the U.S. Then it rained.", vec!["It left the U.S.", "Then it rained."]),
            ("The U.S. Senate met.", vec!["The U.S. Senate met."]),
            ("Why? “Because.” So it was…", vec!["Why?", "“Because.”", "So it was…"]),
            ("", vec![]),
            ("  one  ", vec!["one"]),
        ] {
            assert_eq!(split(text), parts);
        }
    }

    #[test]
    fn words_are_counted_as_a_reader_does() {
        assert_eq!(words("It shares a border — with “Russia–North Korea”."), 7);
        assert_eq!(words("東京都"), 2);
        assert_eq!(words(" — "), 0);
    }

    proptest! {
        #[test]
        fn sentences_hold_all_but_blanks(text in "[A-Za-z .?!“”é\u{a0}東。]{0,80}") {
            let mut at = 0;
            for s in sentences(&text) {
                prop_assert!(s.start >= at && s.end > s.start && text[at..s.start].trim().is_empty());
                at = s.end;
            }
            prop_assert!(text[at..].trim().is_empty());
        }
    }
}
