//! The one sanitiser: nothing that is not text may enter the model.
//!
//! A document, a file name, a note or a setting may hold control bytes that command the terminal, direction overrides
//! that show other words than are there, or a thousand accents on one letter. All of it passes through here once, at the
//! door; the type [`CleanText`] is the proof.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

/// Most combining marks kept on one base character. Real scripts need three or four.
const MARKS_A_BASE: usize = 8;

/// Text that is safe to show: no control characters but line feeds, no direction overrides, no invisible characters that
/// carry no meaning. White space is spaces, no-break spaces and line feeds only. Copies share the letters, also between
/// threads.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CleanText(Arc<str>);

impl CleanText {
    /// Cleans `raw`, keeping line feeds. CR, CRLF, NEL and the Unicode separators become line feeds, a tab a space,
    /// other control characters U+FFFD; direction controls, joiners without use, tags and variation selectors go.
    pub fn new(raw: &str) -> Self {
        if is_clean(raw) { Self(raw.into()) } else { Self(scrub(raw).into()) }
    }

    /// Cleans `raw` and turns line feeds into spaces: for titles, names and everything else that is one line.
    pub fn line(raw: &str) -> Self {
        let text = Self::new(raw);
        if text.contains('\n') { Self(text.replace('\n', " ").into()) } else { text }
    }

    /// The text itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for CleanText {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for CleanText {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CleanText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl From<&str> for CleanText {
    fn from(raw: &str) -> Self {
        Self::new(raw)
    }
}

impl From<String> for CleanText {
    fn from(raw: String) -> Self {
        if is_clean(&raw) { Self(raw.into()) } else { Self::new(&raw) }
    }
}

/// Whether [`scrub`] would change nothing, by the fast path: plain ASCII or characters that are never touched.
fn is_clean(raw: &str) -> bool {
    raw.bytes().all(|b| (b' '..0x7f).contains(&b) || b == b'\n')
        || raw.chars().all(|c| match c {
            ' '..='~' | '\n' => true,
            '\u{a0}'..='\u{2ff}' => c != '\u{ad}',
            '\u{370}'..='\u{482}' => true,
            '\u{2010}'..='\u{2027}' => true,
            '\u{3000}'..='\u{9fff}' => true,
            '\u{ac00}'..='\u{d7a3}' => true,
            _ => false,
        })
}

/// What becomes of one character.
enum Fate {
    Keep,
    Drop,
    Become(char),
}

fn fate(c: char, previous: Option<char>) -> Fate {
    match c {
        '\n' => Fate::Keep,
        '\r' | '\u{85}' | '\u{b}' | '\u{c}' | '\u{2028}' | '\u{2029}' => Fate::Become('\n'),
        '\t' => Fate::Become(' '),
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => Fate::Become('\u{fffd}'),
        // Soft hyphen, byte order mark, word joiner and invisible operators: no width, no meaning in prose.
        '\u{ad}' | '\u{feff}' | '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{206a}'..='\u{206f}' => Fate::Drop,
        // Direction marks, embeddings, overrides and isolates can show words in an order that is not theirs.
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Fate::Drop,
        // Joiners matter inside some scripts and emoji; after plain Latin text, a space or nothing they only hide.
        '\u{200c}' | '\u{200d}' => match previous {
            Some(p) if p > '\u{5ff}' && p != '\u{200c}' && p != '\u{200d}' => Fate::Keep,
            _ => Fate::Drop,
        },
        // Variation selectors and tags: terminals disagree about their width.
        '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e0fff}' => Fate::Drop,
        // Interlinear annotation, and noncharacters.
        '\u{fff9}'..='\u{fffb}' => Fate::Drop,
        '\u{fdd0}'..='\u{fdef}' => Fate::Become('\u{fffd}'),
        c if (c as u32) & 0xfffe == 0xfffe => Fate::Become('\u{fffd}'),
        _ => Fate::Keep,
    }
}

fn scrub(raw: &str) -> String {
    use unicode_normalization::char::is_combining_mark;
    let mut out = String::with_capacity(raw.len());
    let (mut marks, mut previous) = (0, None);
    let mut chars = raw.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\r' && chars.peek() == Some(&'\n') {
            continue;
        }
        let kept = match fate(c, previous) {
            Fate::Keep => c,
            Fate::Become(other) => other,
            Fate::Drop => continue,
        };
        marks = if is_combining_mark(kept) { marks + 1 } else { 0 };
        if marks <= MARKS_A_BASE {
            out.push(kept);
            previous = Some(kept);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn controls_never_pass() {
        for (raw, clean) in [
            ("a\x1b[2Jb", "a\u{fffd}[2Jb"),
            ("a\tb", "a b"),
            ("a\r\nb\rc\u{2028}d", "a\nb\nc\nd"),
            ("\u{feff}x\u{200b}y", "xy"),
            ("abc\u{202e}fed", "abcfed"),
            ("a\u{9b}31m", "a\u{fffd}31m"),
            ("❤\u{fe0f}", "❤"),
            ("क\u{94d}\u{200d}ष", "क\u{94d}\u{200d}ष"),
            ("“Russia–North” Dr.\u{a0}W", "“Russia–North” Dr.\u{a0}W"),
        ] {
            assert_eq!(CleanText::new(raw).as_str(), clean, "{raw:?}");
        }
    }

    #[test]
    fn a_tower_of_accents_is_cut() {
        let tower = format!("e{}", "\u{301}".repeat(1000));
        assert_eq!(CleanText::new(&tower).chars().count(), 1 + MARKS_A_BASE);
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(raw in any::<String>()) {
            let once = CleanText::new(&raw);
            prop_assert!(once.chars().all(|c| c == '\n' || !c.is_control()));
            prop_assert_eq!(CleanText::new(&once), once);
        }

        #[test]
        fn the_fast_path_agrees_with_the_slow_one(raw in "[ -~\\n\u{a0}-\u{300}\u{2000}-\u{2030}]{0,40}") {
            if is_clean(&raw) {
                prop_assert_eq!(scrub(&raw), raw);
            }
        }
    }
}
