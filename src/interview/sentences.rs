//! Sentences: where one ends and the next begins, well enough to find the one that asks.
//!
//! Segmentation by rules of thumb: a full stop, question or exclamation mark (of any script), with closing quotes, before
//! white space and something that is not lower case; not after an abbreviation or an initial.

use super::words;

/// The sentences of a text, in order, without the white space between them.
pub fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text.trim();
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (head, tail) = rest.split_at(first_end(rest));
        rest = tail.trim_start();
        Some(head.trim_end())
    })
}

/// Marks that ask.
pub fn is_question_mark(c: char) -> bool {
    matches!(c, '?' | '？' | '؟' | '⁇' | '⁈' | '⁉' | '՞' | '፧' | '꘏')
}

fn is_end(c: char) -> bool {
    is_question_mark(c) || matches!(c, '.' | '!' | '…' | '。' | '！' | '．' | '।' | '۔' | '‽')
}

/// Closing quotes, brackets and emphasis, which may follow the end of a sentence.
pub fn is_closer(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | '›' | '“' | ')' | ']' | '」' | '』' | '）' | '*' | '_')
}

/// Whether the text, but for closing quotes and white space, ends by asking.
pub fn ends_asking(text: &str) -> bool {
    let bare = text.trim_end_matches(|c: char| c.is_whitespace() || is_closer(c) || matches!(c, '!' | '.' | '…'));
    bare.ends_with(is_question_mark)
}

fn first_end(text: &str) -> usize {
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !is_end(c) {
            continue;
        }
        while chars.peek().is_some_and(|&(_, next)| is_end(next) || is_closer(next)) {
            chars.next();
        }
        let end = chars.peek().map_or(text.len(), |&(next, _)| next);
        let after = &text[end..];
        let wide = matches!(c, '。' | '？' | '！' | '．');
        let next = after.trim_start().chars().next();
        let parted = wide || after.is_empty() || after.starts_with(char::is_whitespace);
        let lower = next.is_some_and(char::is_lowercase);
        if parted && !lower && !(c == '.' && abbreviated(&text[..at])) {
            return end;
        }
    }
    text.len()
}

/// Whether the text before a full stop ends in an abbreviation or an initial.
fn abbreviated(before: &str) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '“' | '"')).next().unwrap_or("");
    let mut letters = word.chars();
    match (letters.next(), letters.next()) {
        (Some(only), None) => only.is_alphabetic() && only != 'I',
        _ => word.len() <= 6 && words::listed("abbrev", &words::fold(word)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_sentence_is_not_cut_at_an_abbreviation() {
        for (text, count) in [
            ("Dr. Smith came. He left at 3 p.m. on Monday.", 2),
            ("The U.S. and J. R. Moss agreed. Why?", 2),
            ("“Why now?” she asked. Nobody knew…", 2),
            ("Was ist das? Das ist z. B. ein Test.", 2),
            ("何ですか。本です。", 2),
            ("no end", 1),
            ("", 0),
        ] {
            assert_eq!(sentences(text).count(), count, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_letter_is_lost(text in any::<String>()) {
            let bare = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            let glued: String = sentences(&text).collect();
            prop_assert_eq!(bare(&glued), bare(&text));
        }
    }
}
