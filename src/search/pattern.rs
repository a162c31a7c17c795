//! What is looked for, made ready to be looked for: words, whole words, or a regular expression.
//!
//! Everything is matched on folded text, so that the words of a query are folded too. Of a regular expression only what
//! stands for itself is folded: classes such as `\S` keep their letter.

use memchr::memmem;
use regex::{Regex, RegexBuilder};
use unicode_normalization::char::is_combining_mark;

use super::fold::{each, fold};

/// Most bytes of a compiled expression: more than anybody types, and far below what would be felt.
const SIZE: usize = 1 << 20;

/// What the reader wants to find.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// As it was typed. White space around words says nothing.
    pub text: String,
    /// Whether the text is a regular expression.
    pub regex: bool,
    /// Whether only whole words count.
    pub word: bool,
    /// Whether only answers are looked at.
    pub answers: bool,
}

impl Wish {
    /// Words, wherever they stand.
    pub fn words(text: &str) -> Self {
        Self { text: text.to_owned(), ..Self::default() }
    }
}

/// A wish made ready.
#[derive(Clone, Debug, Default)]
pub enum Pattern {
    /// Nothing was asked for.
    #[default]
    Nothing,
    /// Words as they are, and whether they must be whole.
    Words(Box<memmem::Finder<'static>>, bool),
    /// A regular expression.
    Rule(Box<Regex>),
}

impl Pattern {
    /// Makes a wish ready.
    ///
    /// # Errors
    /// A sentence where the text is no regular expression.
    pub fn new(wish: &Wish) -> Result<Self, String> {
        if !wish.regex {
            let needle = fold(&wish.text);
            let words = || memmem::Finder::new(needle.as_bytes()).into_owned();
            return Ok(if needle.is_empty() { Self::Nothing } else { Self::Words(Box::new(words()), wish.word) });
        }
        if wish.text.is_empty() {
            return Ok(Self::Nothing);
        }
        let rule = fold_rule(&wish.text);
        let rule = if wish.word { format!(r"\b(?:{rule})\b") } else { rule };
        let built = RegexBuilder::new(&rule).size_limit(SIZE).dfa_size_limit(2 * SIZE).build();
        built.map(|rule| Self::Rule(Box::new(rule))).map_err(|error| why(&error))
    }

    /// The first match in `text[..to]` that begins at `from` or later; never an empty one. Only words may be looked for
    /// across paragraphs: `^` and `$` are the ends of `text`.
    pub fn next(&self, text: &str, mut from: usize, to: usize) -> Option<(usize, usize)> {
        match self {
            Self::Nothing => None,
            Self::Words(words, whole) => {
                let bytes = text.as_bytes().get(..to)?;
                loop {
                    let at = from + words.find(bytes.get(from..)?)?;
                    let end = at + words.needle().len();
                    if !*whole || is_whole(text, at, end) {
                        return Some((at, end));
                    }
                    from = at + 1;
                }
            }
            Self::Rule(rule) => {
                let text = text.get(..to)?;
                loop {
                    let found = rule.find_at(text, from)?;
                    if !found.is_empty() {
                        return Some((found.start(), found.end()));
                    }
                    from = found.end() + text[found.end()..].chars().next()?.len_utf8();
                }
            }
        }
    }
}

/// Whether a letter goes on a word. Scripts that put no blanks between words have no whole words to insist on.
fn joins(c: Option<char>) -> bool {
    let dense = |c: char| crate::interview::words::is_wide(c.encode_utf8(&mut [0; 4])) || is_thai(c);
    c.is_some_and(|c| (c.is_alphanumeric() || is_combining_mark(c)) && !dense(c))
}

fn is_thai(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}

/// Whether a match neither begins nor ends inside a word.
fn is_whole(text: &str, at: usize, end: usize) -> bool {
    let Some(found) = text.get(at..end) else { return false };
    let cut = |left: Option<char>, right: Option<char>| joins(left) && joins(right);
    !cut(text[..at].chars().next_back(), found.chars().next())
        && !cut(found.chars().next_back(), text[end..].chars().next())
}

/// A regular expression with its plain letters folded. What a letter becomes is never an operator: `…` is three full
/// stops, not three times anything.
fn fold_rule(rule: &str) -> String {
    let mut folded = String::with_capacity(rule.len());
    let mut chars = rule.chars();
    while let Some(c) = chars.next() {
        if c == '\\' {
            folded.push(c);
            folded.extend(chars.next());
            // A name in braces, as in \p{Greek} and \x{e9}, and a letter as a name, as in \pL.
            if folded.ends_with(['p', 'P', 'x', 'u', 'U']) {
                let rest = chars.as_str();
                let name = if rest.starts_with('{') {
                    rest.find('}').map_or(rest.len(), |end| end + 1)
                } else {
                    rest.chars().next().map_or(0, char::len_utf8)
                };
                folded.push_str(&rest[..name]);
                chars = rest[name..].chars();
            }
        } else if c.is_ascii() {
            folded.push(c.to_ascii_lowercase());
        } else if c.is_whitespace() {
            folded.push(' ');
        } else {
            each(c, &mut |f| {
                if f.is_ascii_punctuation() {
                    folded.push('\\');
                }
                folded.push(f);
            });
        }
    }
    folded
}

/// What is wrong with an expression, by how the library says it: most are only not finished.
const WRONG: [(&str, &str); 8] = [
    ("unclosed group", "a ( has no )"),
    ("unopened group", "a ) has no ( before it; \\) finds the sign itself"),
    ("unclosed character class", "a [ has no ]"),
    ("unclosed counted repetition", "a { has no }"),
    ("repetition operator missing expression", "nothing stands before a sign that repeats; \\* finds the sign itself"),
    ("incomplete escape sequence", "behind a \\ one more sign is missing"),
    ("look-around, including look-ahead and look-behind, is not supported", "it cannot look ahead or behind"),
    ("backreferences are not supported", "it cannot ask for the same words again"),
];

/// Why an expression cannot be used, in a sentence. The library draws the place under it over several lines.
fn why(error: &regex::Error) -> String {
    if let regex::Error::CompiledTooBig(_) = error {
        return "This expression is too large.".to_owned();
    }
    let text = error.to_string();
    let last = text.lines().last().unwrap_or_default();
    let reason = last.strip_prefix("error: ").unwrap_or(last);
    let said = WRONG.iter().find(|(wrong, _)| reason.starts_with(wrong)).map_or(reason, |(_, said)| said);
    format!("This is no expression: {said}.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::fold::Folded;
    use proptest::prelude::*;

    fn all(wish: &Wish, text: &str) -> Vec<String> {
        let folded = Folded::new(text);
        let folded = folded.as_str();
        let pattern = Pattern::new(wish).expect("a pattern");
        let (mut found, mut from) = (Vec::new(), 0);
        while let Some((at, end)) = pattern.next(folded, from, folded.len()) {
            found.push(folded[at..end].to_owned());
            from = end;
        }
        found
    }

    #[test]
    fn whole_words_end_where_words_end() {
        for (query, text, count) in [
            ("art", "Art, party, art; the art’s end, art-house, smart", 4),
            ("a a", "ba a a", 1),
            ("’s", "Russia’s", 1),
            ("東", "東京と東", 2),
            ("ภาษา", "ภาษาไทย", 1),
            ("क", "कि क", 1),
            ("12", "12 112 12,000 12th", 2),
        ] {
            assert_eq!(all(&Wish { word: true, ..Wish::words(query) }, text).len(), count, "{query} in {text}");
        }
    }

    #[test]
    fn expressions_are_matched_on_folded_text() {
        for (rule, text, found) in [
            (r"caf[ée]\w*", "Cafés, CAFETERIA", &["cafes", "cafeteria"][..]),
            (r"\S+–\S+", "the Russia-North pact", &["russia-north"]),
            (r"\bN\w+ K\w+", "North Korea", &["north korea"]),
            ("wait…", "Wait... wait… waiter", &["wait...", "wait..."]),
            (r"^So\b", "So it was. So", &["so"]),
            (r"[α-ω]+", "the Σοφός man", &["σοφοσ"]),
            ("x*", "axxb", &["xx"]),
            (r"\d{4}", "in 1987 and 2025", &["1987", "2025"]),
            ("Straße", "STRASSE", &["strasse"]),
        ] {
            assert_eq!(all(&Wish { regex: true, ..Wish::words(rule) }, text), found, "{rule} in {text}");
        }
        assert_eq!(all(&Wish { regex: true, word: true, ..Wish::words("art|end") }, "art party end"), ["art", "end"]);
    }

    #[test]
    fn what_is_no_expression_is_a_sentence() {
        for (rule, sentence) in [
            ("(", "This is no expression: a ( has no )."),
            ("a)", "This is no expression: a ) has no ( before it; \\) finds the sign itself."),
            ("[a", "This is no expression: a [ has no ]."),
            ("a{2", "This is no expression: a { has no }."),
            ("*", "This is no expression: nothing stands before a sign that repeats; \\* finds the sign itself."),
            ("a\\", "This is no expression: behind a \\ one more sign is missing."),
            ("(?=a)", "This is no expression: it cannot look ahead or behind."),
            (r"(a)\1", "This is no expression: it cannot ask for the same words again."),
            ("(a{999}){999}", "This expression is too large."),
        ] {
            assert_eq!(Pattern::new(&Wish { regex: true, ..Wish::words(rule) }).unwrap_err(), sentence, "{rule}");
        }
        let said = Pattern::new(&Wish { regex: true, ..Wish::words("\\") }).unwrap_err();
        assert!(!said.contains('\n'), "{said}");
    }

    proptest! {
        #[test]
        fn no_expression_and_no_text_breaks_it(rule in r"[a-zé(\[\]){}*+?|\\^$.…pwS ß]{0,12}|\PC{0,8}", text in "\\PC{0,30}", word: bool) {
            let wish = Wish { regex: true, word, ..Wish::words(&rule) };
            if let Ok(pattern) = Pattern::new(&wish) {
                let mut from = 0;
                while let Some((at, end)) = pattern.next(&text, from, text.len()) {
                    prop_assert!(at >= from && end > at && text.get(at..end).is_some());
                    from = end;
                }
            }
        }
    }
}
