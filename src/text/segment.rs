//! Sentences, for motion, selection, recognition and for the sentence that asks.
//!
//! A stop, question or exclamation mark of any script ends a sentence, with its closing quotes, where white space and
//! something other than a small letter follow; not after an initial, a title or an abbreviation. One pass over the
//! text, since recognition splits every paragraph of a document.

use std::ops::Range;

/// Words that end no sentence by their stop, without it: forms of address and what always has more after it.
const GOES_ON: &[&str] = &[
    "al", "approx", "bzw", "ca", "capt", "cf", "cmdr", "col", "dott", "dr", "dra", "e.g", "ed", "eds", "eg", "esp",
    "evtl", "fr", "gen", "ggf", "gov", "hon", "hr", "i.e", "ie", "lt", "m", "maj", "messrs", "mgr", "mlle", "mme",
    "mr", "mrs", "ms", "mt", "mx", "pres", "prof", "rep", "rev", "sen", "sgt", "sig", "sr", "sra", "srta", "st", "ste",
    "supt", "viz", "vs",
];

/// Words that go on only before a number: "No. 4", "p. 12", "Jan. 3".
const BEFORE_NUMBER: &[&str] = &[
    "apr", "art", "aug", "ch", "dec", "feb", "fig", "figs", "jan", "jul", "jun", "mar", "no", "nos", "nov", "nr",
    "oct", "p", "pp", "sec", "sep", "sept", "vol", "vols",
];

/// Words that may stand at the end of a sentence or inside it: what comes next decides.
const EITHER: &[&str] = &["co", "corp", "dept", "est", "etc", "inc", "jr", "ltd", "str", "usw"];

/// Words that open a sentence so often that a stop before them ends one, even after "U.S.".
const OPENERS: &[&str] = &[
    "A", "Aber", "Ainsi", "Als", "An", "And", "As", "At", "Aux", "Because", "But", "Ce", "Cette", "Da", "Das", "De",
    "Der", "Die", "Do", "Does", "El", "Ella", "Elle", "En", "Er", "Es", "Et", "For", "He", "How", "However", "I",
    "I'm", "Ich", "If", "Il", "In", "It", "It's", "It’s", "I’m", "Je", "La", "Las", "Le", "Les", "Los", "My", "No",
    "Nous", "On", "Our", "She", "Sie", "So", "That", "The", "Then", "There", "These", "They", "This", "Those", "Und",
    "Was", "We", "Well", "What", "When", "Where", "Who", "Why", "Wir", "Y", "Yes", "You",
];

/// Marks that ask.
pub fn is_question_mark(c: char) -> bool {
    matches!(c, '?' | '？' | '؟' | '\u{37e}' | '⁇' | '⁈' | '⁉' | '՞' | '፧' | '꘏')
}

fn is_end(c: char) -> bool {
    is_question_mark(c) || matches!(c, '.' | '!' | '…' | '。' | '！' | '．' | '।' | '۔' | '‽' | '։' | '።' | '။' | '។')
}

/// Marks after which the next sentence may follow without white space.
fn is_wide_end(c: char) -> bool {
    matches!(c, '。' | '？' | '！' | '．')
}

/// Closing quotes, brackets and emphasis, which may follow the end of a sentence.
pub fn is_closer(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | '›' | '“' | ')' | ']' | '」' | '』' | '）' | '】' | '*' | '_')
}

/// Whether the text, but for closing quotes, white space and the sign of a note, ends by asking.
pub fn ends_asking(text: &str) -> bool {
    let bare = without_sign(text)
        .trim_end_matches(|c: char| c.is_whitespace() || is_closer(c) || matches!(c, '!' | '.' | '…'));
    (bare.ends_with(is_question_mark) || ends_in_greek(bare)) && !is_lost_picture(bare)
}

/// Whether a text ends with the sign that Greek asks with, which elsewhere is a semicolon.
fn ends_in_greek(text: &str) -> bool {
    let before = text.strip_suffix(';').and_then(|before| before.chars().next_back());
    before.is_some_and(|c| matches!(c, '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}'))
}

/// How many question marks stand in a text, those of Greek among them.
pub fn question_marks(text: &str) -> usize {
    if text.is_ascii() {
        return memchr::memchr_iter(b'?', text.as_bytes()).count();
    }
    let greek = text.match_indices(';').filter(|(at, sign)| ends_in_greek(&text[..at + sign.len()]));
    text.matches(is_question_mark).count() + greek.count()
}

/// Whether a text ends with a sentence, a blank and a question mark: "Keep it dry. ?" had a little picture there, which the
/// page could not show.
fn is_lost_picture(bare: &str) -> bool {
    bare.strip_suffix(" ?").is_some_and(|rest| rest.ends_with(['.', '!', ')']))
}

/// A text without the sign of a note at its end.
pub fn without_sign(text: &str) -> &str {
    let bare = text.trim_end();
    let sign = bare.rfind('[').filter(|at| *at > 0 && *at + note_sign(&bare[*at..]) == bare.len());
    sign.map_or(text, |at| &bare[..at])
}

/// Length of the sign of a note that a text begins with, such as `[12]`; 0 where there is none.
pub fn note_sign(text: &str) -> usize {
    let digits = text.strip_prefix('[').map_or(0, |rest| rest.bytes().take_while(u8::is_ascii_digit).count());
    if (1..=3).contains(&digits) && text[1 + digits..].starts_with(']') { digits + 2 } else { 0 }
}

/// The sentences of a paragraph as byte ranges, in order, without the blanks between them. Together they hold every
/// character that is not a blank. Nothing for a blank text.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    ranges(text).collect()
}

/// The sentences of a paragraph as slices, one at a time.
pub fn each_sentence(text: &str) -> impl Iterator<Item = &str> {
    ranges(text).map(|range| &text[range])
}

fn ranges(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let stop = text.trim_end().len();
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..stop)?.trim_start();
        if rest.is_empty() {
            return None;
        }
        let start = stop - rest.len();
        at = start + first_end(rest);
        Some(start..start + text[start..at].trim_end().len())
    })
}

fn first_end(text: &str) -> usize {
    let mut from = 0;
    while let Some(at) = next_end(text, from) {
        let mut last = '.';
        let mut end = at;
        for c in text[at..].chars() {
            if is_end(c) || end == at {
                last = c;
            } else if !is_closer(c) {
                break;
            }
            end += c.len_utf8();
        }
        end += note_sign(&text[end..]);
        let after = &text[end..];
        let parted = is_wide_end(last) || after.is_empty() || after.starts_with(char::is_whitespace);
        if parted && !after.trim_start().starts_with(char::is_lowercase) && !goes_on(&text[..end], at, after) {
            return end;
        }
        from = end;
    }
    text.len()
}

/// The next mark that may end a sentence. The bytes of letters outside ASCII need not be decoded to know that they are no
/// stop of ASCII.
fn next_end(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| matches!(byte, b'.' | b'?' | b'!' | b';' | 0xc0..))?;
        let c = text.get(at..)?.chars().next()?;
        if is_end(c) || (c == ';' && ends_in_greek(&text[..=at])) {
            return Some(at);
        }
        at += c.len_utf8();
    }
}

/// Whether the stop at `at`, the only mark there, belongs to an abbreviation and the sentence goes on with `after`.
fn goes_on(text: &str, at: usize, after: &str) -> bool {
    const LONGEST: usize = 12;
    if &text[at..] != "." && &text[at..] != ".)" {
        return false;
    }
    let opens = |c: char| c.is_whitespace() || matches!(c, '(' | '[' | '“' | '"' | '„' | '«' | '—' | '–' | '/');
    let word = text[..at].rsplit(opens).next().unwrap_or("");
    let next = after.trim_start();
    if word.is_empty() || word.len() > LONGEST || next.is_empty() || word.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let next = next.split(|c: char| c.is_whitespace() || c == ',').next().unwrap_or("");
    let mut letters = word.chars();
    let single = matches!((letters.next(), letters.next()), (Some(only), None) if only.is_alphabetic() && only != 'I');
    let mut lower = [0_u8; LONGEST];
    let lower = &mut lower[..word.len()];
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    let listed = |list: &[&str]| list.binary_search_by(|known| known.as_bytes().cmp(lower)).is_ok();
    if listed(BEFORE_NUMBER) {
        return next.starts_with(|c: char| c.is_ascii_digit());
    }
    if listed(GOES_ON) {
        return true;
    }
    let dotted = word.contains('.') && word.split('.').all(|part| part.chars().count() <= 2);
    (single || dotted || listed(EITHER)) && OPENERS.binary_search(&next).is_err()
}

/// Number of words as a reader counts them: runs of anything but blanks that hold a letter or a digit. Scripts without
/// blanks count two characters as a word.
pub fn words(text: &str) -> usize {
    if text.is_ascii() {
        let (mut count, mut counted) = (0, false);
        for byte in text.bytes() {
            match byte {
                b'\t'..=b'\r' | b' ' => counted = false,
                byte if !counted && byte.is_ascii_alphanumeric() => (count, counted) = (count + 1, true),
                _ => {}
            }
        }
        return count;
    }
    text.split_whitespace()
        .map(|run| {
            let dense = run.chars().filter(|c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')).count();
            if dense > 0 { dense.div_ceil(2) } else { usize::from(run.chars().any(char::is_alphanumeric)) }
        })
        .sum()
}

/// Number of runs of anything but blanks, as `split_whitespace` parts them, counted up to one more than `most`.
pub fn runs(text: &str, most: usize) -> usize {
    if !text.is_ascii() {
        return text.split_whitespace().take(most.saturating_add(1)).count();
    }
    let (mut count, mut inside) = (0, false);
    for byte in text.bytes() {
        let blank = matches!(byte, b'\t'..=b'\r' | b' ');
        if !blank && !inside {
            count += 1;
            if count > most {
                break;
            }
        }
        inside = !blank;
    }
    count
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
            ("He came.[1] He left.”[12]", vec!["He came.[1]", "He left.”[12]"]),
            ("It left the U.S. Then it rained.", vec!["It left the U.S.", "Then it rained."]),
            ("The U.S. Senate met.", vec!["The U.S. Senate met."]),
            ("Why? “Because.” So it was…", vec!["Why?", "“Because.”", "So it was…"]),
            ("“Why now?” she asked. Nobody knew…", vec!["“Why now?” she asked.", "Nobody knew…"]),
            ("He left at 3 p.m. on Monday. Why?", vec!["He left at 3 p.m. on Monday.", "Why?"]),
            ("The U.S. and J. R. Moss agreed. Why?", vec!["The U.S. and J. R. Moss agreed.", "Why?"]),
            ("She said no. Nobody asked.", vec!["She said no.", "Nobody asked."]),
            ("See No. 4. It is on p. 12.", vec!["See No. 4.", "It is on p. 12."]),
            ("Was ist das? Das ist z. B. ein Test.", vec!["Was ist das?", "Das ist z. B. ein Test."]),
            ("何ですか。本です。", vec!["何ですか。", "本です。"]),
            ("यह क्या है? यह नाव है। वह गई।", vec!["यह क्या है?", "यह नाव है।", "वह गई।"]),
            (
                "So I waited... and then? Wait... Then it came.",
                vec!["So I waited... and then?", "Wait...", "Then it came."],
            ),
            ("¿Qué es? (Nada.) Bien.", vec!["¿Qué es?", "(Nada.)", "Bien."]),
            ("no end", vec!["no end"]),
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
        fn what_is_counted_by_bytes_is_what_is_counted_by_letters(text in "[A-Za-z0-9 \t\n\u{b}\u{1c}.?!-]{0,40}", most in 0_usize..9) {
            prop_assert_eq!(runs(&text, most), text.split_whitespace().take(most + 1).count());
            prop_assert_eq!(words(&text), words(&format!("{text} —")));
        }
    }

    #[test]
    fn the_lists_are_sorted() {
        for list in [GOES_ON, BEFORE_NUMBER, EITHER, OPENERS] {
            assert!(list.is_sorted());
        }
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
