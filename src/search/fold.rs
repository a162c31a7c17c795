//! Folding: one spelling for everything a reader would call the same, with the way back to the original bytes.
//!
//! Accents, case, curly and straight quotes, the kinds of dash and of white space never decide whether something is
//! found. Whatever is found is answered as a byte range of the original text, always whole characters with their
//! combining marks. Words are cut in [`super::words`].

use std::ops::Range;

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// A folded copy of a text that knows where each of its bytes came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    text: String,
    /// For every byte of `text` the first byte of the original character; one more for the end.
    starts: Vec<u32>,
}

impl Folded {
    /// Folds a text for substring search: case, accents, quotes and dashes folded, any run of white space one space.
    pub fn new(original: &str) -> Self {
        let mut folded =
            Self { text: String::with_capacity(original.len()), starts: Vec::with_capacity(original.len() + 1) };
        for (at, c) in original.char_indices() {
            if c.is_whitespace() {
                folded.push(' ', at);
            } else {
                each(c, &mut |f| folded.push(f, at));
            }
        }
        folded.starts.push(original.len() as u32);
        folded
    }

    /// A second space in a row is left out: it belongs to the first.
    fn push(&mut self, c: char, from: usize) {
        if c == ' ' && self.text.ends_with(' ') {
            return;
        }
        self.text.push(c);
        self.starts.extend(std::iter::repeat_n(from as u32, c.len_utf8()));
    }

    /// The folded text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The first folded byte that comes from the original byte `at` or from one after it.
    pub fn folded(&self, at: usize) -> usize {
        self.starts.partition_point(|&start| (start as usize) < at).min(self.text.len())
    }

    /// The original bytes behind a range of the folded text: whole characters, with the marks that sit on the last one.
    /// `original` is the text this copy was made from.
    pub fn original(&self, range: Range<usize>, original: &str) -> Range<usize> {
        if range.is_empty() {
            let at = self.starts[range.start] as usize;
            return at..at;
        }
        let last = self.starts[range.end - 1];
        let end = range.end + self.starts[range.end..].iter().take_while(|&&start| start == last).count();
        let mut end = self.starts.get(end).map_or(original.len(), |&start| start as usize);
        for c in original[end..].chars().take_while(|&c| is_combining_mark(c)) {
            end += c.len_utf8();
        }
        self.starts[range.start] as usize..end
    }
}

/// Whether a mark changes the letter rather than decorating it: in scripts whose vowels are marks it must stay.
fn keeps(mark: char) -> bool {
    !matches!(mark,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}' | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe2f}')
}

/// The ASCII mark that a quote or dash folds to.
fn punctuation(c: char) -> Option<char> {
    match c {
        '\u{2018}'..='\u{201b}' | '\u{2032}' | '\u{2035}' | '\u{2bc}' | '\u{2b9}' | '\u{b4}' | '\u{ff07}' => Some('\''),
        '\u{201c}'..='\u{201f}' | '\u{ab}' | '\u{bb}' | '\u{2039}' | '\u{203a}' | '\u{ff02}' => Some('"'),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => Some('-'),
        _ => None,
    }
}

/// Feeds the folded form of one character to `out`: nothing for a mark, several characters for a ligature.
pub fn each(c: char, out: &mut impl FnMut(char)) {
    if c.is_ascii() {
        return out(c.to_ascii_lowercase());
    }
    if let Some(mark) = punctuation(c) {
        return out(mark);
    }
    decompose_compatible(c, |part| {
        if is_combining_mark(part) && !keeps(part) {
            return;
        }
        for lower in part.to_lowercase() {
            match lower {
                'ł' => out('l'),
                'ø' => out('o'),
                'ß' => ['s', 's'].into_iter().for_each(&mut *out),
                'æ' => ['a', 'e'].into_iter().for_each(&mut *out),
                'œ' => ['o', 'e'].into_iter().for_each(&mut *out),
                'đ' | 'ð' => out('d'),
                'þ' => ['t', 'h'].into_iter().for_each(&mut *out),
                'ı' => out('i'),
                'ħ' => out('h'),
                'ς' => out('σ'),
                lower if is_combining_mark(lower) && !keeps(lower) => {}
                lower => out(punctuation(lower).unwrap_or(lower)),
            }
        }
    });
}

/// Appends the folded form of a text, as [`Folded::new`] makes it, without the way back. `inner` is told where characters
/// begin that belong to the one before: the later halves of a ligature, and marks that were kept.
pub fn append(to: &mut String, original: &str, inner: &mut impl FnMut(usize)) {
    let begin = to.len();
    let mut rest = original;
    while !rest.is_empty() {
        // Most text is ASCII with single blanks: it is copied as it stands.
        let mut before = if to.len() == begin { b'x' } else { to.as_bytes()[to.len() - 1] };
        let plain = rest.bytes().take_while(|&byte| {
            let takes =
                byte.is_ascii() && (!byte.is_ascii_whitespace() && byte != 0x0b || (byte == b' ' && before != b' '));
            before = byte;
            takes
        });
        let plain = plain.count();
        let at = to.len();
        to.push_str(&rest[..plain]);
        to[at..].make_ascii_lowercase();
        rest = &rest[plain..];
        let mut chars = rest.chars();
        let Some(c) = chars.next() else { break };
        rest = chars.as_str();
        if c.is_whitespace() {
            if to.len() == begin || !to.ends_with(' ') {
                to.push(' ');
            }
            continue;
        }
        let mut first = true;
        each(c, &mut |f| {
            if f == ' ' && to.ends_with(' ') && to.len() > begin {
                return;
            }
            if !std::mem::take(&mut first) || is_combining_mark(f) {
                inner(to.len());
            }
            to.push(f);
        });
    }
}

/// The folded form of a short text, as [`Folded::new`] makes it but without white space at the edges.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    append(&mut folded, text, &mut |_| {});
    folded.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_of_one_thing_fold_to_one() {
        for (a, b) in [
            ("Café", "CAFE\u{301}"),
            ("Russia’s", "russia's"),
            ("Russia–North", "russia-north"),
            ("Łódź Straße Ærø", "lodz strasse aero"),
            ("İstanbul ısı", "istanbul isi"),
            ("Đặng", "dang"),
            ("“so”", "\"so\""),
            ("in \u{a0}Kursk", "in kursk"),
            ("ΣΟΦΟΣ", "σοφος"),
            ("ﬁn…", "fin..."),
            ("5′ 3″ 1‴", "5' 3'' 1'''"),
            ("ﬃ½", "ffi1⁄2"),
        ] {
            assert_eq!(fold(a), fold(b), "{a} {b}");
            assert_eq!(Folded::new(a).as_str(), fold(b));
        }
        assert_ne!(fold("कि"), fold("का"), "vowels that are marks stay");
        assert_ne!(fold("が"), fold("か"));
    }

    #[test]
    fn the_way_back_takes_marks_and_whole_characters() {
        let text = "x cafe\u{301} ﬁn";
        let folded = Folded::new(text);
        assert_eq!(folded.as_str(), "x cafe fin");
        assert_eq!(&text[folded.original(2..6, text)], "cafe\u{301}");
        assert_eq!(&text[folded.original(7..8, text)], "ﬁ");
        assert_eq!(&text[folded.original(1..2, text)], " ");
        assert_eq!(folded.original(10..10, text), text.len()..text.len());
    }

    proptest! {
        #[test]
        fn the_map_is_monotone_and_on_boundaries(text in "[a-zé’–İßﬁ\u{301}が \u{a0}😀\n]{0,30}|\\PC{0,30}") {
            let folded = Folded::new(&text);
            prop_assert!(folded.starts.is_sorted());
            prop_assert_eq!(folded.starts.len(), folded.text.len() + 1);
            let cuts: Vec<_> = folded.text.char_indices().map(|(at, _)| at).chain([folded.text.len()]).collect();
            for pair in cuts.windows(2) {
                let range = folded.original(pair[0]..pair[1], &text);
                prop_assert!(text.get(range.clone()).is_some_and(|t| !t.is_empty()), "{:?}", range);
            }
        }

        #[test]
        fn appending_folds_as_the_copy_with_a_way_back_does(before in "[a \n]{0,2}", text in "[a-zA-Z é’–İßﬁ…\u{301}が \u{a0}\t\u{b}😀]{0,30}|\\PC{0,30}") {
            let (folded, mut to, mut inner) = (Folded::new(&text), before.clone(), Vec::new());
            append(&mut to, &text, &mut |at| inner.push(at - before.len()));
            prop_assert_eq!(&to[before.len()..], folded.as_str());
            // What does not begin a character of the source is told, and kept marks.
            for (at, c) in folded.text.char_indices() {
                let later = at > 0 && folded.starts[at - 1] == folded.starts[at];
                prop_assert_eq!(inner.contains(&at), later || is_combining_mark(c), "{} in {:?}", at, folded.text);
            }
        }

        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,30}") {
            prop_assert_eq!(fold(&fold(&text)), fold(&text));
        }
    }
}
