//! The one sanitiser: nothing that is not text may enter the model.
//!
//! A document, a file name, a note or a setting may hold control bytes that command the terminal, direction overrides
//! that show other words than are there, or a thousand accents on one letter. All of it passes through here once, at the
//! door; the type [`CleanText`] is the proof.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use super::stretch::Stretch;

/// Most combining marks kept on one base character. Real scripts need three or four.
const MARKS_A_BASE: usize = 8;

/// Most characters that may count as one sign. The longest emoji has ten; a thousand in one cell make the row vanish.
const CLUSTER: usize = 32;

/// What was not kept of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Losses {
    /// Control characters in whose place U+FFFD stands.
    pub controls: usize,
    /// Signs that would have changed the direction of the text, or written what nobody sees.
    pub hidden: usize,
}

impl Losses {
    /// What the reader should know of it.
    pub fn sentences(self) -> Vec<String> {
        let times = |count: usize, one: &str, many: &str| match count {
            0 => None,
            1 => Some(format!("1 {one}")),
            count => Some(format!("{count} {many}")),
        };
        let controls = times(self.controls, "control character was", "control characters were")
            .map(|count| format!("{count} in the file; \u{fffd} stands there instead."));
        let hidden = times(self.hidden, "sign was", "signs were")
            .map(|count| format!("{count} taken out that would turn the text around or hide something in it."));
        controls.into_iter().chain(hidden).collect()
    }
}

/// Text that is safe to show: no control characters but line feeds, no direction overrides, no invisible characters that
/// carry no meaning. White space is spaces, no-break spaces and line feeds only. Copies share the letters, also between
/// threads.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CleanText(Stretch);

impl CleanText {
    /// Cleans `raw`, keeping line feeds. CR, CRLF, NEL and the Unicode separators become line feeds, a tab a space,
    /// other control characters U+FFFD; direction controls, joiners without use, tags and variation selectors go.
    pub fn new(raw: &str) -> Self {
        Self::counted(raw).0
    }

    /// As [`CleanText::new`], and counts what was not kept.
    pub fn counted(raw: &str) -> (Self, Losses) {
        if is_clean(raw) {
            return (Self(raw.into()), Losses::default());
        }
        let (text, losses) = scrub(raw);
        (Self(text.into()), losses)
    }

    /// As [`CleanText::counted`], of a text that is wanted nowhere else: where it is clean it is not copied.
    pub fn counted_of(raw: String) -> (Self, Losses) {
        if is_clean(&raw) {
            return (Self(raw.into()), Losses::default());
        }
        let (text, losses) = scrub(&raw);
        (if text == raw { Self(raw.into()) } else { Self(text.into()) }, losses)
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

    /// The letters, to share parts of them.
    pub fn letters(&self) -> &Stretch {
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
        Self::counted_of(raw).0
    }
}

impl From<Stretch> for CleanText {
    fn from(raw: Stretch) -> Self {
        if is_clean(&raw) {
            return Self(raw);
        }
        let (text, _) = scrub(&raw);
        Self(if raw == *text { raw } else { text.into() })
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
            '\u{3000}'..='\u{9fff}' => !matches!(c, '\u{302a}'..='\u{302f}' | '\u{3099}' | '\u{309a}'),
            '\u{ac00}'..='\u{d7a3}' => true,
            _ => false,
        })
}

/// What becomes of one character.
enum Fate {
    Keep,
    Drop,
    /// Dropped, and said, because somebody may have meant to deceive with it.
    Hide,
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
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Fate::Hide,
        // The vowel separator of Mongolian has no width elsewhere.
        '\u{180e}' if !matches!(previous, Some('\u{1800}'..='\u{18af}')) => Fate::Drop,
        // Joiners matter inside some scripts and emoji; after plain Latin text, a space or nothing they only hide.
        '\u{200c}' | '\u{200d}' => match previous {
            Some(p) if p > '\u{5ff}' && p != '\u{200c}' && p != '\u{200d}' => Fate::Keep,
            _ => Fate::Drop,
        },
        // Variation selectors and tags: terminals disagree about their width.
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => Fate::Drop,
        '\u{e0000}'..='\u{e0fff}' => Fate::Hide,
        // Interlinear annotation, and noncharacters.
        '\u{fff9}'..='\u{fffb}' => Fate::Drop,
        '\u{fdd0}'..='\u{fdef}' => Fate::Become('\u{fffd}'),
        c if (c as u32) & 0xfffe == 0xfffe => Fate::Become('\u{fffd}'),
        _ => Fate::Keep,
    }
}

/// JSON with everything that [`CleanText`] does not keep written as escapes, which say the same: for printing what is kept
/// as another program wrote it.
pub fn json_shown(json: &str) -> Cow<'_, str> {
    let hidden = |c: char| c >= '\u{7f}' && !matches!(fate(c, Some('\u{600}')), Fate::Keep);
    if !json.contains(hidden) {
        return Cow::Borrowed(json);
    }
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if hidden(c) {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

fn scrub(raw: &str) -> (String, Losses) {
    use unicode_normalization::char::is_combining_mark;
    let mut out = String::with_capacity(raw.len());
    let (mut marks, mut previous, mut losses) = (0, None, Losses::default());
    // How many characters there are that may all be one sign, counted roughly, and the most of them.
    let (mut run, mut longest) = (0, 0);
    let mut chars = raw.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\r' && chars.peek() == Some(&'\n') {
            continue;
        }
        let kept = match fate(c, previous) {
            Fate::Keep => c,
            Fate::Become(other) => {
                losses.controls += usize::from(other == '\u{fffd}');
                other
            }
            Fate::Drop => continue,
            Fate::Hide => {
                losses.hidden += 1;
                continue;
            }
        };
        marks = if is_combining_mark(kept) { marks + 1 } else { 0 };
        if marks <= MARKS_A_BASE {
            out.push(kept);
            run = if joins(kept) || previous.is_some_and(joins) { run + 1 } else { 1 };
            longest = longest.max(run);
            previous = Some(kept);
        }
    }
    (if longest > CLUSTER { parted(&out) } else { out }, losses)
}

/// Whether a character may belong to one sign with its neighbour.
fn joins(c: char) -> bool {
    let jamo = matches!(c, '\u{1100}'..='\u{11ff}' | '\u{a960}'..='\u{a97f}' | '\u{d7b0}'..='\u{d7ff}');
    let before =
        matches!(c, '\u{600}'..='\u{605}' | '\u{6dd}' | '\u{70f}' | '\u{890}'..='\u{891}' | '\u{8e2}' | '\u{d4e}');
    let other = matches!(c, '\u{200c}' | '\u{200d}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{ff9e}' | '\u{ff9f}');
    c > '\u{2ff}' && (jamo || before || other || c >= '\u{11000}' || unicode_normalization::char::is_combining_mark(c))
}

/// Parts signs of too many characters with a blank, so that none vanishes and none is a row by itself.
fn parted(text: &str) -> String {
    use unicode_segmentation::UnicodeSegmentation;
    let mut out = String::with_capacity(text.len());
    for cluster in text.graphemes(true) {
        for (index, c) in cluster.chars().enumerate() {
            if index > 0 && index % (CLUSTER - 1) == 0 {
                out.push(' ');
                // A joiner that joins nothing would go the next time.
                if matches!(c, '\u{200c}' | '\u{200d}') {
                    continue;
                }
            }
            out.push(c);
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

    #[test]
    fn a_sign_of_a_thousand_characters_is_parted_and_none_of_it_is_lost() {
        use unicode_segmentation::UnicodeSegmentation;
        for (one, joined) in [("👨", "\u{200d}"), ("\u{1100}", ""), ("क", "\u{94d}"), ("か", "\u{3099}")] {
            let giant = format!("{one}{joined}").repeat(1000);
            let clean = CleanText::new(&giant);
            assert!(clean.graphemes(true).all(|cluster| cluster.chars().count() <= CLUSTER), "{one}");
            assert_eq!(clean.matches(one).count(), 1000, "{one}");
            assert_eq!(CleanText::new(&clean), clean, "{one}");
        }
        let family = "👨\u{200d}👩\u{200d}👧\u{200d}👦";
        assert_eq!(CleanText::new(family).as_str(), family);
    }

    #[test]
    fn json_says_the_same_with_what_is_hidden_as_escapes() {
        let shown = json_shown("{\"a\":\"é\u{9b}\u{202e}\u{e0041}\"}");
        assert_eq!(shown, "{\"a\":\"é\\u009b\\u202e\\udb40\\udc41\"}");
        assert!(matches!(json_shown("{\"a\":\"“é”\"}"), Cow::Borrowed(_)));
    }

    #[test]
    fn what_is_taken_out_is_counted() {
        let (_, losses) = CleanText::counted("a\x1b[2Jb\u{9b}c\u{7f}d\u{202e}e\u{2066}f\t\u{e0041}\u{200b}\u{ad}\r\n");
        assert_eq!(losses, Losses { controls: 3, hidden: 3 });
        let sentences = losses.sentences().concat();
        assert!(
            sentences.contains("3 control characters") && sentences.contains("3 signs were taken out"),
            "{sentences}"
        );
        assert!(CleanText::counted("“Russia–North” Dr.\u{a0}W").1.sentences().is_empty());
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(raw in any::<String>()) {
            let once = CleanText::new(&raw);
            prop_assert!(once.chars().all(|c| c == '\n' || !c.is_control()));
            prop_assert_eq!(CleanText::new(&once), once);
        }

        #[test]
        fn no_sign_is_longer_than_allowed_and_cleaning_twice_changes_nothing(
            raw in "[a 👨\u{200d}\u{200c}\u{301}क\u{94d}\u{1100}\u{1161}\u{ac00}\u{600}\u{1f3fb}\u{1f1e6}か\u{3099}]{0,200}",
        ) {
            use unicode_segmentation::UnicodeSegmentation;
            let once = CleanText::new(&raw);
            prop_assert!(once.graphemes(true).all(|cluster| cluster.chars().count() <= CLUSTER));
            prop_assert_eq!(CleanText::new(&once), once);
        }

        #[test]
        fn the_fast_path_agrees_with_the_slow_one(raw in "[ -~\\n\u{a0}-\u{300}\u{2000}-\u{2030}\u{3020}-\u{30a0}]{0,40}") {
            if is_clean(&raw) {
                prop_assert_eq!(scrub(&raw), (raw, Losses::default()));
            }
        }
    }
}
