//! Folding: the form in which two copies of one text are the same.
//!
//! Between two openings a source may have been wrapped again, or passed through an editor that makes quotes straight or
//! dashes double. None of that changes what was said, so none of it may lose a mark. A changed word must.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Calls `push` with each character of the folded text and the byte of `text` it comes from. Quotes become straight,
/// dashes one hyphen without spaces around it, white space one space (none at the ends), letters lower case, and composed
/// characters their parts.
pub(super) fn fold_each(text: &str, mut push: impl FnMut(char, usize)) {
    let (mut last, mut space) = (None, None);
    for (at, c) in text.char_indices() {
        if c.is_whitespace() {
            if last.is_some() && last != Some('-') {
                space = space.or(Some(at));
            }
            continue;
        }
        if is_dash(c) {
            space = None;
            if last != Some('-') {
                push('-', at);
            }
            last = Some('-');
            continue;
        }
        if let Some(at) = space.take() {
            push(' ', at);
        }
        last = Some(c);
        match c {
            '\'' | '`' | '\u{b4}' | '\u{2018}'..='\u{201b}' | '\u{2032}' | '\u{2039}' | '\u{203a}' => push('\'', at),
            '"' | '\u{201c}'..='\u{201f}' | '\u{2033}' | '\u{ab}' | '\u{bb}' => push('"', at),
            c if c.is_ascii() => push(c.to_ascii_lowercase(), at),
            c => c.to_lowercase().for_each(|c| decompose_compatible(c, |part| push(part, at))),
        }
    }
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// The folded text. Line feeds separate paragraphs, which are folded one by one and joined by a space.
pub(super) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for paragraph in text.split('\n') {
        append(&mut out, paragraph);
    }
    out
}

/// Appends one folded paragraph to `out`, after a space where something stands before it; returns where it begins.
pub(super) fn append(out: &mut String, paragraph: &str) -> usize {
    let before = out.len();
    if !out.is_empty() {
        out.push(' ');
    }
    let start = out.len();
    fold_each(paragraph, |c, _| out.push(c));
    if out.len() == start {
        out.truncate(before);
    }
    start.min(out.len())
}

/// The byte of `text` from which the folded byte `folded` comes; the end of the text where there is no such byte.
pub(super) fn unfolded(text: &str, folded: usize) -> usize {
    let (mut seen, mut found) = (0, None);
    fold_each(text, |c, at| {
        if seen >= folded && found.is_none() {
            found = Some(at);
        }
        seen += c.len_utf8();
    });
    found.unwrap_or(text.len())
}

/// How many folded bytes come from the part of `text` before `byte`.
pub(super) fn folded(text: &str, byte: usize) -> usize {
    let mut count = 0;
    fold_each(text, |c, at| count += if at < byte { c.len_utf8() } else { 0 });
    count
}

/// FNV-1a, 64 bits: small, and the same for ever, which the standard library's hasher does not promise.
pub(super) fn hash(folded: &str) -> u64 {
    folded.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Whether a word runs on from `before` into `after`.
pub(super) fn joined(before: Option<char>, after: Option<char>) -> bool {
    let word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || is_combining_mark(c));
    word(before) && word(after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn copies_of_one_text_fold_alike() {
        for (one, other) in [
            ("Russia’s “friends”", "russia's \"friends\""),
            ("deserters—or their", "deserters -- or their"),
            ("Russia–North\u{a0}Korea", "Russia-North  Korea "),
            ("caf\u{e9}…", "cafe\u{301}..."),
            ("one\ntwo", "one two"),
        ] {
            assert_eq!(fold(one), fold(other));
        }
        assert_ne!(fold("not a network"), fold("a network"));
        assert_eq!(hash(""), 0xcbf2_9ce4_8422_2325);
    }

    proptest! {
        #[test]
        fn offsets_lead_back(text in "[a-zA-Z ’“—…é-]{0,30}", byte in 0usize..40) {
            let byte = byte.min(text.len());
            prop_assume!(text.is_char_boundary(byte));
            let back = unfolded(&text, folded(&text, byte));
            // Only what has no folded form of its own may lie between.
            let gap = if back < byte { back..byte } else { byte..back };
            prop_assert!(text[gap].chars().all(|c| c.is_whitespace() || is_dash(c)), "{:?} {} {}", text, byte, back);
        }
    }
}
