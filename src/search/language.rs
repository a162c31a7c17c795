//! What the search knows of a language: a stemmer, the words that say nothing, and how rare a word is.
//!
//! The lists are plain sorted text inside the program, searched where they lie: nothing is built before the first search.

use rust_stemmers::{Algorithm, Stemmer};

/// A word list of the program.
macro_rules! list {
    ($name:literal) => {
        include_str!(concat!("../../assets/words/", $name, ".txt"))
    };
}

/// Stemmer and stop words of one language.
pub struct Language {
    code: String,
    stemmer: Option<Stemmer>,
    stops: &'static str,
    generics: &'static str,
    vague: &'static str,
}

/// How common an English word is, by the level of the word list that has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rarity {
    /// Among the few thousand most frequent.
    Everyday,
    /// Known to everyone.
    Common,
    /// In every small dictionary.
    Ordinary,
    /// In none of these lists: a name, a term, a word of another language.
    Rare,
}

/// What an English word mostly is, as WordNet counts its senses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    /// `a` for what is mostly an adjective or adverb, `v` for a verb, a capital for the field that a noun belongs to.
    field: u8,
    /// How often it is a noun, in tenths, rounded down.
    nouns: u8,
}

impl Kind {
    /// Whether it is mostly an adjective or adverb.
    pub fn adjective(self) -> bool {
        self.field == b'a'
    }

    /// Whether it is mostly a verb.
    pub fn verbal(self) -> bool {
        self.field == b'v'
    }

    /// How often it is a noun, from 0 to 1.
    pub fn noun(self) -> f32 {
        f32::from(self.nouns) / 10.0 + 0.05
    }

    /// The field of a noun: an artifact, a person, a time, as the lexicographers of WordNet sorted it.
    pub fn field(self) -> char {
        char::from(self.field)
    }
}

impl Language {
    /// The language of an ISO 639-1 code; where none is known, English, by far the most frequent language of interviews
    /// in files. A language without a stemmer is searched word for word.
    pub fn of(code: Option<&str>) -> Self {
        let code = code.unwrap_or("en").split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        let (algorithm, [stops, generics, vague]) = match code.as_str() {
            "en" => (Some(Algorithm::English), [list!("stop-en"), list!("generic-en"), list!("vague-en")]),
            "de" => (Some(Algorithm::German), [list!("stop-de"), list!("generic-de"), list!("vague-de")]),
            "fr" => (Some(Algorithm::French), [list!("stop-fr"), list!("generic-fr"), list!("vague-fr")]),
            "es" => (Some(Algorithm::Spanish), [list!("stop-es"), list!("generic-es"), list!("vague-es")]),
            "it" => (Some(Algorithm::Italian), [list!("stop-it"), list!("generic-it"), list!("vague-it")]),
            "ar" => (Some(Algorithm::Arabic), [""; 3]),
            "da" => (Some(Algorithm::Danish), [""; 3]),
            "nl" => (Some(Algorithm::Dutch), [""; 3]),
            "fi" => (Some(Algorithm::Finnish), [""; 3]),
            "el" => (Some(Algorithm::Greek), [""; 3]),
            "hu" => (Some(Algorithm::Hungarian), [""; 3]),
            "no" | "nb" | "nn" => (Some(Algorithm::Norwegian), [""; 3]),
            "pt" => (Some(Algorithm::Portuguese), [""; 3]),
            "ro" => (Some(Algorithm::Romanian), [""; 3]),
            "ru" => (Some(Algorithm::Russian), [""; 3]),
            "sv" => (Some(Algorithm::Swedish), [""; 3]),
            "ta" => (Some(Algorithm::Tamil), [""; 3]),
            "tr" => (Some(Algorithm::Turkish), [""; 3]),
            _ => (None, [""; 3]),
        };
        Self { code, stemmer: algorithm.map(Stemmer::create), stops, generics, vague }
    }

    /// The ISO 639-1 code.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The stem of a folded word. Numbers and words of one or two letters are their own stem.
    pub fn stem(&self, folded: &str) -> String {
        match &self.stemmer {
            Some(stemmer) if folded.len() > 2 && !folded.contains(|c: char| c.is_ascii_digit()) => {
                stemmer.stem(folded).into_owned()
            }
            _ => folded.to_owned(),
        }
    }

    /// Whether a folded word is a function word.
    pub fn stop(&self, folded: &str) -> bool {
        contains(self.stops, folded)
    }

    /// How rare a stem is. Only English has a list; in other languages every word counts as ordinary.
    pub fn rarity(&self, stem: &str) -> Rarity {
        if self.code != "en" {
            return Rarity::Ordinary;
        }
        [(list!("en-10"), Rarity::Everyday), (list!("en-20"), Rarity::Common), (list!("en-35"), Rarity::Ordinary)]
            .into_iter()
            .find_map(|(list, rarity)| contains(list, stem).then_some(rarity))
            .unwrap_or(Rarity::Rare)
    }

    /// Whether a stem is a word without a topic of its own ("way", "effort").
    pub fn generic(&self, stem: &str) -> bool {
        contains(self.generics, stem)
    }

    /// Whether a stem says little alone, though it may be part of a topic ("process").
    pub fn vague(&self, stem: &str) -> bool {
        contains(self.vague, stem)
    }

    /// What a folded word mostly is, where a list says it: only in English. A plural is what its singular is.
    pub fn kind(&self, folded: &str) -> Option<Kind> {
        if self.code != "en" || folded.len() < 3 {
            return None;
        }
        let of = |word: &str| lookup(list!("en-kinds"), word);
        of(folded).or_else(|| {
            let one = folded.strip_suffix('s')?;
            let kind = of(one)
                .or_else(|| of(one.strip_suffix('e')?))
                .or_else(|| of(&format!("{}y", one.strip_suffix("ie")?)))?;
            // A plural that could be a verb's third person is as good a guess either way.
            Some(if kind.field == b'v' { Kind { nouns: kind.nouns.max(2), ..kind } } else { kind })
        })
    }

    /// Whether two folded words are one term though the first looks like a mere qualifier or the second like an empty
    /// word ("open source", "civil rights"); a plural counts as its singular. Only English has a list.
    pub fn pair(&self, first: &str, second: &str) -> bool {
        let has = |second: &str| contains(list!("pairs-en"), &format!("{first} {second}"));
        self.code == "en" && (has(second) || second.strip_suffix('s').is_some_and(has))
    }

    /// Whether a stem is that of a frequent verb.
    pub fn verb(&self, stem: &str) -> bool {
        let list = match self.code.as_str() {
            "en" => list!("verbs-en"),
            "fr" => list!("verbs-fr"),
            "es" => list!("verbs-es"),
            _ => "",
        };
        contains(list, stem)
    }
}

/// What a list says of a word; its lines are a word, a blank, a letter and a digit, and are sorted by the word.
fn lookup(list: &str, word: &str) -> Option<Kind> {
    let bytes = list.as_bytes();
    let (mut low, mut high) = (0, bytes.len());
    while low < high {
        let middle = usize::midpoint(low, high);
        let start = bytes[low..middle].iter().rposition(|&b| b == b'\n').map_or(low, |at| low + at + 1);
        let end = bytes[middle..high].iter().position(|&b| b == b'\n').map_or(high, |at| middle + at);
        let (entry, said) = bytes[start..end].split_at((end - start).saturating_sub(3));
        match entry.cmp(word.as_bytes()) {
            std::cmp::Ordering::Equal => return Some(Kind { field: said[1], nouns: said[2] - b'0' }),
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    None
}

/// Whether `word` is a line of `list`, whose lines are sorted by byte.
fn contains(list: &str, word: &str) -> bool {
    let bytes = list.as_bytes();
    let (mut low, mut high) = (0, bytes.len());
    while low < high {
        let middle = usize::midpoint(low, high);
        let start = bytes[low..middle].iter().rposition(|&b| b == b'\n').map_or(low, |at| low + at + 1);
        let end = bytes[middle..high].iter().position(|&b| b == b'\n').map_or(high, |at| middle + at);
        match bytes[start..end].cmp(word.as_bytes()) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_sorted_folded_and_found() {
        for list in [
            list!("stop-en"),
            list!("stop-de"),
            list!("stop-fr"),
            list!("stop-es"),
            list!("stop-it"),
            list!("en-10"),
            list!("en-20"),
            list!("en-35"),
            list!("pairs-en"),
            list!("generic-en"),
            list!("generic-de"),
            list!("generic-fr"),
            list!("generic-es"),
            list!("generic-it"),
            list!("verbs-en"),
            list!("verbs-fr"),
            list!("verbs-es"),
            list!("vague-en"),
            list!("vague-de"),
            list!("vague-fr"),
            list!("vague-es"),
            list!("vague-it"),
        ] {
            let lines: Vec<_> = list.lines().collect();
            assert!(lines.is_sorted_by(|a, b| a < b));
            for line in lines {
                assert!(contains(list, line), "{line}");
                assert_eq!(super::super::fold::fold(line), line);
                assert!(!contains(list, &format!("{line}\u{1}")));
            }
        }
        assert!(!contains("", "a") && !contains("b\n", "a") && !contains("b\n", "c") && !contains("b\n", ""));
    }

    #[test]
    fn english_words_have_their_kind() {
        let lines: Vec<(&str, &str)> = list!("en-kinds").lines().filter_map(|line| line.split_once(' ')).collect();
        assert!(lines.len() > 30_000 && lines.is_sorted_by(|a, b| a.0 < b.0));
        let english = Language::of(Some("en"));
        for (word, kind) in lines.iter().step_by(37) {
            let found = english.kind(word).map(|kind| format!("{}{}", kind.field(), kind.nouns));
            assert_eq!(found.as_deref(), Some(*kind), "{word}");
        }
        assert!(
            english.kind("trivial").is_some_and(Kind::adjective) && english.kind("brought").is_some_and(Kind::verbal)
        );
        assert_eq!(english.kind("philosophies"), english.kind("philosophy"));
        assert_eq!((english.kind("zzz"), Language::of(Some("de")).kind("trivial")), (None, None));
    }

    #[test]
    fn words_have_their_rarity() {
        let english = Language::of(Some("en-GB"));
        let of = |word: &str| english.rarity(&english.stem(word));
        assert_eq!(of("houses"), Rarity::Everyday);
        assert_eq!(of("tuberculosis"), Rarity::Ordinary);
        assert_eq!(of("wishnick"), Rarity::Rare);
        assert!(english.stop("the") && !english.stop("war"));
        assert_eq!(Language::of(Some("zh")).stem("abc"), "abc");
    }
}
