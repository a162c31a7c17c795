//! The word lists of `assets/words`, by language: which words ask, address, answer, thank, or belong to a web page.
//!
//! Lists are data, not code: a language is added by a file. Recognition works without them, a little worse, so a
//! language that is missing here is no reason to refuse a text.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

/// Classes of single words, as bits.
pub mod class {
    /// Addresses the listener: "you".
    pub const YOU: u16 = 1;
    /// Speaks of the speaker: "I", "our".
    pub const ME: u16 = 1 << 1;
    /// Opens a question: "what".
    pub const ASK: u16 = 1 << 2;
    /// Opens a question that yes or no answers: "do".
    pub const AUX: u16 = 1 << 3;
    /// Asks by command: "describe".
    pub const TELL: u16 = 1 << 4;
    /// Opens a spoken turn: "yeah", "so".
    pub const REACT: u16 = 1 << 5;
    /// Says only that one listens: "mm-hm".
    pub const BACK: u16 = 1 << 6;
    /// Thanks or takes leave.
    pub const THANKS: u16 = 1 << 7;
    /// Stands at the opening of a question and tells nothing of its matter.
    pub const OPENING: u16 = 1 << 8;
    /// A label that asks: "Q".
    pub const ASKER: u16 = 1 << 9;
    /// A label that answers: "A".
    pub const ANSWERER: u16 = 1 << 10;
    /// A label of a third voice: "Audience".
    pub const OTHER: u16 = 1 << 11;
    /// A word before a colon that is no speaker: "Date".
    pub const NOT_SPEAKER: u16 = 1 << 12;
}

const FILES: [(&str, &str); 12] = [
    ("en", include_str!("../../assets/words/en.txt")),
    ("de", include_str!("../../assets/words/de.txt")),
    ("fr", include_str!("../../assets/words/fr.txt")),
    ("es", include_str!("../../assets/words/es.txt")),
    ("it", include_str!("../../assets/words/it.txt")),
    ("pt", include_str!("../../assets/words/pt.txt")),
    ("ru", include_str!("../../assets/words/ru.txt")),
    ("cjk", include_str!("../../assets/words/cjk.txt")),
    ("names", include_str!("../../assets/words/names.txt")),
    ("own", include_str!("../../assets/words/own.txt")),
    ("third", include_str!("../../assets/words/third.txt")),
    ("sheets", include_str!("../../assets/words/sheets.txt")),
];

/// English words with what they mostly are, a line each.
const ENGLISH: &str = include_str!("../../assets/words/en-kinds.txt");

/// Whether a folded word is in the list of English words, which is in the order of its bytes.
pub fn is_english(folded: &str) -> bool {
    let (mut low, mut high) = (0, ENGLISH.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = memchr::memrchr(b'\n', &ENGLISH.as_bytes()[low..middle]).map_or(low, |at| low + at + 1);
        let end = memchr::memchr(b'\n', &ENGLISH.as_bytes()[middle..high]).map_or(high, |at| middle + at);
        match ENGLISH[start..end].split(' ').next().unwrap_or("").cmp(folded) {
            Ordering::Less => low = (end + 1).min(high),
            Ordering::Greater => high = start,
            Ordering::Equal => return !folded.is_empty(),
        }
    }
    false
}

/// Eight bytes at a time, multiplied and folded: every word of a document is looked up in lists that nobody can fill with
/// collisions.
#[derive(Debug, Clone, Copy, Default)]
struct Quick(u64);

impl Quick {
    fn take(&mut self, part: u64) {
        let wide = u128::from(self.0 ^ part) * 0x9e37_79b9_7f4a_7c15_u128;
        // The table takes its bits from both ends.
        self.0 = (wide as u64) ^ ((wide >> 64) as u64) ^ 0x5851_f42d_4c95_7f2d;
    }
}

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        let mut rest = bytes;
        while let Some((part, more)) = rest.split_first_chunk::<8>() {
            self.take(u64::from_le_bytes(*part));
            rest = more;
        }
        // What is left, with its length, so that no two ends are the same.
        let mut last = rest.len() as u64;
        for byte in rest {
            last = last << 8 | u64::from(*byte);
        }
        self.take(last);
    }

    fn write_u8(&mut self, number: u8) {
        self.take(u64::from(number));
    }

    fn write_u32(&mut self, number: u32) {
        self.take(u64::from(number));
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

type Table<K, V> = HashMap<K, V, BuildHasherDefault<Quick>>;

/// The words of one language.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// By their bytes: whether they are letters need not be looked at again for every word of a text.
    words: Table<&'static [u8], u16>,
}

/// Lists of phrases, lower case, of all languages together.
#[derive(Debug, Default)]
pub struct Phrases {
    lists: Table<&'static str, Vec<&'static str>>,
    /// The same by list and first character, since most lines begin like no phrase at all.
    openings: Table<(&'static str, char), Vec<&'static str>>,
}

struct All {
    languages: Vec<(&'static str, Lexicon)>,
    union: Lexicon,
    phrases: Phrases,
    months: Table<&'static str, u8>,
}

static ALL: LazyLock<All> = LazyLock::new(load);

fn bit(section: &str) -> u16 {
    match section {
        "you" => class::YOU,
        "me" => class::ME,
        "ask" => class::ASK,
        "aux" => class::AUX,
        "tell" => class::TELL,
        "react" => class::REACT,
        "back" => class::BACK,
        "thanks" => class::THANKS,
        "opening" => class::OPENING,
        "asker" => class::ASKER,
        "answerer" => class::ANSWERER,
        "other" => class::OTHER,
        "notspeaker" => class::NOT_SPEAKER,
        _ => 0,
    }
}

fn load() -> All {
    let mut all =
        All { languages: Vec::new(), union: Lexicon::default(), phrases: Phrases::default(), months: Table::default() };
    // A list has a word for every eight bytes or so. Tables that grow as they are filled cost a quarter of the loading.
    const BYTES: usize = 8;
    all.union.words.reserve(FILES.iter().map(|(_, text)| text.len()).sum::<usize>() / BYTES);
    for (language, text) in FILES {
        let mut lexicon = Lexicon::default();
        lexicon.words.reserve(text.len() / BYTES);
        let (mut section, mut bits, mut month) = ("", 0, 0);
        for line in text.lines().map(str::trim) {
            if line.is_empty() || line.starts_with("# ") {
                continue;
            }
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                (section, bits, month) = (name, bit(name), 0);
            } else if section == "months*" {
                month += 1;
                all.months.extend(line.split_whitespace().map(|name| (name, month)));
            } else if let Some(list) = section.strip_suffix('*') {
                all.phrases.lists.entry(list).or_default().push(line);
            } else if bits == 0 {
                all.phrases.lists.entry(section).or_default().extend(line.split_whitespace());
            } else {
                for word in line.split_whitespace() {
                    *lexicon.words.entry(word.as_bytes()).or_default() |= bits;
                    *all.union.words.entry(word.as_bytes()).or_default() |= bits;
                }
            }
        }
        all.languages.push((language, lexicon));
    }
    for (list, phrases) in &all.phrases.lists {
        for phrase in phrases {
            let first = phrase.chars().next().unwrap_or(' ');
            all.phrases.openings.entry((list, first)).or_default().push(phrase);
        }
    }
    all
}

impl Lexicon {
    /// The words of a language by its ISO 639-1 code; English where there is no list.
    pub fn of(language: Option<&str>) -> &'static Self {
        let all = &*ALL;
        let wanted = match language {
            Some("zh" | "ja" | "ko") => "cjk",
            Some(code) => code,
            None => "en",
        };
        let found = all.languages.iter().find(|(code, _)| *code == wanted).or_else(|| all.languages.first());
        found.map_or(&all.union, |(_, lexicon)| lexicon)
    }

    /// The words of all languages together: for labels, which are few and short.
    pub fn union() -> &'static Self {
        &ALL.union
    }

    /// Every language with a list, in the order of the files.
    pub fn every() -> impl Iterator<Item = (&'static str, &'static Self)> {
        ALL.languages.iter().map(|(code, lexicon)| (*code, lexicon)).filter(|(_, lexicon)| !lexicon.words.is_empty())
    }

    /// The classes of a word, in any case and with either apostrophe; 0 for a word of no class.
    pub fn classes(&self, word: &str) -> u16 {
        const LONGEST: usize = 32;
        if word.len() > LONGEST {
            return 0;
        }
        if word.is_ascii() {
            let mut lower = [0_u8; LONGEST];
            let lower = &mut lower[..word.len()];
            lower.copy_from_slice(word.as_bytes());
            lower.make_ascii_lowercase();
            return self.words.get(&*lower).copied().unwrap_or(0);
        }
        self.words.get(fold(word).as_bytes()).copied().unwrap_or(0)
    }

    /// The classes of a word, and of both halves of one such as "racontez-nous", "avez-vous" or "j'avais".
    pub fn classes_of_compound(&self, word: &str) -> u16 {
        let whole = self.classes(word) | self.elided(word);
        let hyphen = word.bytes().position(|byte| byte == b'-');
        match hyphen.map(|at| (&word[..at], &word[at + 1..])) {
            Some((head, tail)) if whole == 0 => {
                (self.classes(head) & (class::TELL | class::AUX)) | (self.classes(tail) & (class::YOU | class::ME))
            }
            // "êtes-vous" is a verb that asks, and addresses somebody.
            Some((_, tail)) => whole | (self.classes(tail) & class::YOU),
            _ => whole,
        }
    }

    /// Whom a short word addresses or means that has lost its vowel before the next: "t'as", "j'avais".
    fn elided(&self, word: &str) -> u16 {
        const LONGEST: usize = 2;
        let Some((at, mark)) = word.char_indices().take(LONGEST).find(|(_, c)| matches!(c, '\'' | '’')) else {
            return 0;
        };
        let rest = &word[at + mark.len_utf8()..];
        let head = || self.classes(&format!("{}'", &word[..at])) & (class::YOU | class::ME);
        if rest.chars().nth(1).is_some() { head() } else { 0 }
    }

    /// Whether a word is of any of these classes.
    pub fn is(&self, word: &str, classes: u16) -> bool {
        self.classes(word) & classes != 0
    }
}

/// Lower case, with typographic apostrophes as straight ones: the form of the lists.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\0'..='\x7f' => folded.push(c.to_ascii_lowercase()),
            '’' | 'ʼ' => folded.push('\''),
            '\u{a0}' => folded.push(' '),
            _ => folded.extend(c.to_lowercase()),
        }
    }
    folded
}

/// A list of phrases of all languages.
pub fn phrases(list: &str) -> &'static [&'static str] {
    ALL.phrases.lists.get(list).map_or(&[], Vec::as_slice)
}

/// The phrases of a list that begin with the same character as `folded` (see [`fold`]).
pub fn phrases_like(list: &'static str, folded: &str) -> &'static [&'static str] {
    let first = folded.chars().next().unwrap_or(' ');
    ALL.phrases.openings.get(&(list, first)).map_or(&[], Vec::as_slice)
}

/// Whether `folded` is in a list.
pub fn listed(list: &'static str, folded: &str) -> bool {
    phrases_like(list, folded).contains(&folded)
}

/// Whether `folded` holds a phrase of a list anywhere, also inside a word.
pub fn mentions(list: &str, folded: &str) -> bool {
    phrases(list).iter().any(|phrase| folded.contains(phrase))
}

/// Whether `folded` begins with a phrase of a list, up to the end of a word.
pub fn begins(list: &'static str, folded: &str) -> bool {
    phrases_like(list, folded).iter().any(|phrase| {
        folded.strip_prefix(phrase).is_some_and(|rest| {
            !phrase.ends_with(char::is_alphanumeric) || !rest.starts_with(char::is_alphanumeric) || is_wide(phrase)
        })
    })
}

/// The number of a month by its name or short form in any language, folded and without a full stop.
pub fn month(name: &str) -> Option<u8> {
    ALL.months.get(name).copied()
}

/// Whether a text is written in a script without spaces between words.
pub fn is_wide(text: &str) -> bool {
    text.chars()
        .next_back()
        .is_some_and(|c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}'))
}

/// The words of a text: runs of letters, digits and inner apostrophes or hyphens, with their byte offsets.
pub fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let inner = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '\u{300}'..='\u{36f}');
    let mut at = 0;
    std::iter::from_fn(move || {
        // Nearly all letters of many texts are ASCII, and need not be decoded.
        let bytes = text.as_bytes();
        let start = loop {
            match bytes.get(at)? {
                byte if byte.is_ascii_alphanumeric() => break at,
                byte if byte.is_ascii() => at += 1,
                _ => {
                    let c = text.get(at..)?.chars().next()?;
                    if c.is_alphanumeric() {
                        break at;
                    }
                    at += c.len_utf8();
                }
            }
        };
        let mut end = start;
        while let Some(byte) = bytes.get(end) {
            if byte.is_ascii() {
                if !(byte.is_ascii_alphanumeric() || matches!(byte, b'\'' | b'-')) {
                    break;
                }
                end += 1;
            } else {
                match text.get(end..)?.chars().next() {
                    Some(c) if inner(c) => end += c.len_utf8(),
                    _ => break,
                }
            }
        }
        at = end;
        let word = text.get(start..end)?.trim_end_matches(['\'', '’', '-']);
        Some((start, word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_words_are_found_in_their_list() {
        let words: Vec<&str> = ENGLISH.lines().filter_map(|line| line.split(' ').next()).collect();
        assert!(words.is_sorted(), "the list is in order");
        assert!(words.iter().step_by(97).chain(words.first()).chain(words.last()).all(|word| is_english(word)));
        assert!(!["", "zzzz", "aa", "danah", "harbour\n", "a0", "abacu"].iter().any(|word| is_english(word)));
    }

    #[test]
    fn words_have_classes_by_language() {
        assert!(Lexicon::of(Some("en")).is("You’re", class::YOU));
        assert!(Lexicon::of(Some("de")).is("Warum", class::ASK));
        assert!(!Lexicon::of(Some("de")).is("what", class::ASK));
        assert!(Lexicon::of(Some("xx")).is("what", class::ASK), "an unknown language reads as English");
        assert_eq!(month("märz"), Some(3));
        assert_eq!(month("décembre"), Some(12));
    }

    #[test]
    fn words_keep_inner_marks_and_lose_outer_ones() {
        let found: Vec<_> = words("“Don’t,” said 'Anne-Marie' ('28).").map(|(_, word)| word).collect();
        assert_eq!(found, ["Don’t", "said", "Anne-Marie", "28"]);
    }

    #[test]
    fn every_list_of_months_is_whole() {
        for (language, file) in FILES.iter().filter(|(code, _)| code.len() == 2) {
            let months = file.split("[months*]").nth(1).and_then(|rest| rest.split('[').next()).unwrap_or("");
            assert_eq!(months.trim().lines().count(), 12, "{language}");
        }
    }
}
