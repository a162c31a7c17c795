//! Words: what the ranker and the topics compare.
//!
//! A word is folded and knows its bytes in the original. Some words carry aliases, other forms a reader may type:
//! "sanctions-evasion" is also "sanctionsevasion", "Kim Jong Un" also "kju", "l’amour" also "amour". Scripts that set no
//! spaces between words are cut into pairs of characters.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::fold::each;

/// A word, or an alias of one or several words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The folded form.
    pub text: String,
    /// Bytes of the original text.
    pub range: Range<usize>,
    /// Which word of the text this is, from 0; an alias has the number of its first word.
    pub at: u32,
    /// Which sentence of the text it stands in, from 0.
    pub sentence: u16,
    /// Whether this is another form of words that are also given as they stand.
    pub alias: bool,
}

/// Whether words of this script are written without spaces (or are better compared by pairs of characters).
pub fn dense(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{30ff}' | '\u{3100}'..='\u{312f}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9d}'
        | '\u{20000}'..='\u{3ffff}')
        && (c.is_alphanumeric() || is_combining_mark(c))
}

/// Whether this is an apostrophe of any kind.
pub fn apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2bc}' | '\u{ff07}' | '\u{b4}' | '`')
}

/// Whether this hyphen or dash can join two words: not the em dash, which parts them.
pub fn hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2013}')
}

/// Whether a sentence may end with this mark.
pub fn ends_sentence(c: char) -> bool {
    matches!(c, '.' | '?' | '!' | '…' | '。' | '？' | '！' | '؟' | '।' | '\n')
}

fn in_word(c: char) -> bool {
    (c.is_alphanumeric() || is_combining_mark(c)) && !dense(c)
}

/// All words of a text in order, aliases directly after the word that completes them.
pub fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    each_word(text, &mut |part| {
        let Part { text, range, at, sentence, alias } = part;
        found.push(Word { text: text.to_owned(), range, at, sentence, alias });
    });
    found
}

/// A [`Word`] whose text is only lent: for an index, which sees millions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part<'a> {
    /// The folded form.
    pub text: &'a str,
    /// Bytes of the original text.
    pub range: Range<usize>,
    /// Which word of the text this is, from 0.
    pub at: u32,
    /// Which sentence of the text it stands in, from 0.
    pub sentence: u16,
    /// Whether this is another form of words that are also given as they stand.
    pub alias: bool,
}

/// Calls `out` with what [`words`] gives, one after the other.
pub fn each_word(text: &str, out: &mut dyn FnMut(Part<'_>)) {
    Cutter { text, chars: text.char_indices().collect(), out, at: 0, sentence: 0 }.run();
}

struct Cutter<'a> {
    text: &'a str,
    chars: Vec<(usize, char)>,
    out: &'a mut dyn FnMut(Part<'_>),
    at: u32,
    sentence: u16,
}

impl Cutter<'_> {
    fn run(mut self) {
        // The words joined by hyphens up to here, and the first letters of the capitalised words in a row.
        let (mut chain, mut names): (Vec<Joined>, Vec<Joined>) = (Vec::new(), Vec::new());
        let mut folded = String::new();
        let mut i = 0;
        while let Some(&(from, c)) = self.chars.get(i) {
            if dense(c) {
                i = self.pairs(i);
                (chain, names) = (Vec::new(), Vec::new());
            } else if in_word(c) && !is_combining_mark(c) {
                folded.clear();
                let (next, possessive) = self.word(i, &mut folded);
                let to = self.byte(next);
                self.push(&folded, from..to, false);
                self.apostrophes(i, next, possessive);
                let after = |n: usize| self.chars.get(next + n).map(|&(_, c)| c);
                let goes_on = after(1).is_some_and(in_word);
                let hyphened = goes_on && after(0).is_some_and(hyphen);
                let spaced = goes_on && after(0).is_some_and(char::is_whitespace) && !possessive;
                if hyphened || !chain.is_empty() {
                    let word = Joined { from, at: self.at, folded: folded.clone() };
                    self.joined(&mut chain, word, to);
                }
                if c.is_uppercase() && (spaced || !names.is_empty()) {
                    let word = Joined { from, at: self.at, folded: folded.chars().take(1).collect() };
                    self.initials(&mut names, word, to);
                }
                if !hyphened {
                    chain.clear();
                }
                if !spaced || !c.is_uppercase() {
                    names.clear();
                }
                self.at += 1;
                i = next;
            } else {
                let next = self.chars.get(i + 1).map_or(' ', |&(_, c)| c);
                if ends_sentence(c) && (!next.is_alphanumeric() || dense(next)) {
                    self.sentence = self.sentence.saturating_add(u16::from(!ends_sentence(next)));
                }
                i += 1;
            }
        }
    }

    fn byte(&self, i: usize) -> usize {
        self.chars.get(i).map_or(self.text.len(), |&(at, _)| at)
    }

    fn push(&mut self, text: &str, range: Range<usize>, alias: bool) {
        if !text.is_empty() {
            (self.out)(Part { text, range, at: self.at, sentence: self.sentence, alias });
        }
    }

    /// Reads the word at `i` into `folded`: where it ends, and whether it was a possessive (whose "s" is left out).
    fn word(&self, mut i: usize, folded: &mut String) -> (usize, bool) {
        let get = |i: usize| self.chars.get(i).map_or('\0', |&(_, c)| c);
        if let Some(end) = self.initialism(i) {
            while i < end {
                if get(i) != '.' {
                    each(get(i), &mut |f| folded.push(f));
                }
                i += 1;
            }
            return (end, false);
        }
        let mut possessive = false;
        let start = i;
        while i < self.chars.len() {
            let c = get(i);
            let before = if i > start { get(i - 1) } else { '\0' };
            if in_word(c) {
                each(c, &mut |f| {
                    if f.is_alphanumeric() || is_combining_mark(f) {
                        folded.push(f);
                    }
                });
            } else if apostrophe(c) && in_word(get(i + 1)) && before.is_alphanumeric() {
                possessive = matches!(get(i + 1), 's' | 'S') && !in_word(get(i + 2));
                if possessive {
                    return (i + 2, true);
                }
            } else if before.is_ascii_digit() && get(i + 1).is_ascii_digit() {
                let three = (1..4).all(|n| get(i + n).is_ascii_digit()) && !get(i + 4).is_ascii_digit();
                match c {
                    ',' | '.' | '\u{a0}' | '\u{202f}' | '\u{2009}' if three => {}
                    ',' | '.' => folded.push('.'),
                    _ => break,
                }
            } else {
                break;
            }
            i += 1;
        }
        (i, possessive)
    }

    /// "U.S.", "e.g.": single letters with a full stop after each. Where it ends, with the last full stop left out.
    fn initialism(&self, mut i: usize) -> Option<usize> {
        let get = |i: usize| self.chars.get(i).map_or('\0', |&(_, c)| c);
        let mut letters = 0;
        while get(i).is_alphabetic() && get(i + 1) == '.' {
            letters += 1;
            i += 2;
        }
        (letters > 1 && !in_word(get(i))).then(|| i - 1)
    }

    /// Aliases of a word with an apostrophe: "russias" for "Russia’s", "amour" for "l’amour", "brien" for "O’Brien".
    fn apostrophes(&mut self, from: usize, to: usize, possessive: bool) {
        let Some(mark) = (from..to).find(|&i| apostrophe(self.chars[i].1)) else { return };
        let fold = |range: Range<usize>| {
            let mut folded = String::new();
            for &(_, c) in self.chars[range].iter().filter(|(_, c)| in_word(*c)) {
                each(c, &mut |f| folded.push(f));
            }
            folded
        };
        let (whole, rest) = (fold(from..to), fold(mark + 1..to));
        if possessive {
            self.push(&whole, self.byte(from)..self.byte(to), true);
        } else if mark - from <= 4 && to - mark > 3 {
            self.push(&rest, self.byte(mark + 1)..self.byte(to), true);
        }
    }

    /// Aliases of words joined by hyphens: each pair, and the whole of three.
    fn joined(&mut self, chain: &mut Vec<Joined>, word: Joined, to: usize) {
        chain.push(word);
        for length in 2..=chain.len().min(3) {
            self.alias(&chain[chain.len() - length..], to);
        }
    }

    /// Aliases of a name: the initials of two to four capitalised words in a row.
    fn initials(&mut self, names: &mut Vec<Joined>, word: Joined, to: usize) {
        names.push(word);
        for length in 2..=names.len().min(4) {
            self.alias(&names[names.len() - length..], to);
        }
    }

    fn alias(&mut self, words: &[Joined], to: usize) {
        let text: String = words.iter().map(|word| word.folded.as_str()).collect();
        let (range, at, sentence) = (words[0].from..to, words[0].at, self.sentence);
        if !text.is_empty() {
            (self.out)(Part { text: &text, range, at, sentence, alias: true });
        }
    }

    /// Pairs of characters of a run without spaces; one character alone where the run is no longer.
    fn pairs(&mut self, from: usize) -> usize {
        let to = (from..self.chars.len()).find(|&i| {
            let c = self.chars[i].1;
            !dense(c) && !is_combining_mark(c)
        });
        let to = to.unwrap_or(self.chars.len());
        let units: Vec<_> = (from..to).filter(|&i| i == from || !is_combining_mark(self.chars[i].1)).collect();
        let last = units.len().saturating_sub(2);
        for n in 0..=last {
            let end = units.get(n + 2).copied().unwrap_or(to);
            let mut folded = String::new();
            for &(_, c) in &self.chars[units[n]..end] {
                each(c, &mut |f| folded.push(f));
            }
            self.push(&folded, self.byte(units[n])..self.byte(end), false);
            self.at += 1;
        }
        to
    }
}

#[derive(Clone)]
struct Joined {
    from: usize,
    at: u32,
    folded: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn plain(text: &str) -> Vec<String> {
        words(text).into_iter().filter(|word| !word.alias).map(|word| word.text).collect()
    }

    fn aliases(text: &str) -> Vec<String> {
        words(text).into_iter().filter(|word| word.alias).map(|word| word.text).collect()
    }

    #[test]
    fn words_are_what_a_reader_would_type() {
        assert_eq!(plain("Russia’s 15,000 cafés, don't 1990s"), ["russia", "15000", "cafes", "dont", "1990s"]);
        assert_eq!(plain("U.S.–Russia in 3.5 e.g. A. Then"), ["us", "russia", "in", "3.5", "eg", "a", "then"]);
        assert_eq!(plain("東京都 has 京"), ["東京", "京都", "has", "京"]);
        assert_eq!(aliases("sanctions-evasion"), ["sanctionsevasion"]);
        assert_eq!(aliases("l’amour, O'Brien"), ["amour", "brien"]);
        assert_eq!(aliases("with Kim Jong Un. The"), ["kj", "ju", "kju"]);
        assert_eq!(aliases("Russia’s Army"), ["russias"]);
    }

    #[test]
    fn sentences_are_counted() {
        let found: Vec<_> = words("One two. Three?! Four… 15.5").into_iter().map(|word| word.sentence).collect();
        assert_eq!(found, [0, 0, 1, 2, 3]);
    }

    proptest! {
        #[test]
        fn ranges_are_characters_in_order(text in "[aA.'’\\-– 東1,é\u{301}ßก\u{e34}]{0,30}|\\PC{0,30}") {
            let mut last = 0;
            for word in words(&text) {
                prop_assert!(text.get(word.range.clone()).is_some_and(|t| !t.is_empty()), "{:?}", word);
                prop_assert!(!word.text.is_empty());
                if !word.alias {
                    prop_assert!(word.range.start >= last);
                    last = word.range.start;
                }
            }
        }
    }
}
