//! What the search knows of a language: a stemmer, the words that say nothing, and how rare a word is.
//!
//! The lists are plain sorted text inside the program, searched where they lie: nothing is built before the first search.

use std::cmp::Ordering;

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

/// What a word of a Romance language may be, as its ending and a dictionary say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Likely {
    nouns: u8,
    verbs: u8,
}

impl Likely {
    /// A form of a verb.
    pub const VERBAL: Self = Self { nouns: 0, verbs: 9 };

    /// How likely it is a noun, from 0 to 1.
    pub fn noun(self) -> f32 {
        f32::from(self.nouns) / 10.0 + 0.05
    }

    /// How likely it is a form of a verb or an adverb, from 0 to 1; what is left is an adjective.
    pub fn verbal(self) -> f32 {
        f32::from(self.verbs) / 10.0 + 0.05
    }
}

/// Longest ending of the lists.
const ENDING: usize = 6;

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

    /// The language in which texts are written, which may be another than the one a file declares: a page in French may
    /// have its answers in English. Told by function words, among the languages that have a list of them.
    pub fn spoken<'a>(declared: Option<&str>, texts: impl Iterator<Item = &'a str>) -> Self {
        const LISTED: [&str; 5] = ["en", "fr", "es", "de", "it"];
        let declared = Self::of(declared);
        if !LISTED.contains(&declared.code.as_str()) {
            return declared;
        }
        let words: Vec<String> = texts.flat_map(str::split_whitespace).take(2000).map(super::fold::fold).collect();
        let known = |language: &Self| words.iter().filter(|word| language.stop(word)).count();
        let said = known(&declared);
        let others = LISTED.iter().map(|code| Self::of(Some(code)));
        let most = others.map(|language| (known(&language), language)).max_by_key(|(count, _)| *count);
        match most {
            Some((count, language)) if count > 20 && count > 2 * said => language,
            _ => declared,
        }
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
        let of = |word: &str| lookup(list!("en-kinds"), word).map(|[field, nouns]| Kind { field, nouns: nouns - b'0' });
        of(folded).or_else(|| {
            let one = folded.strip_suffix('s')?;
            let kind = of(one)
                .or_else(|| of(one.strip_suffix('e')?))
                .or_else(|| of(&format!("{}y", one.strip_suffix("ie")?)))?;
            // A plural that could be a verb's third person is as good a guess either way.
            Some(if kind.field == b'v' { Kind { nouns: kind.nouns.max(2), ..kind } } else { kind })
        })
    }

    /// What a folded word may be, in French, Spanish and Italian: by a list of frequent words whose ending misleads, else by
    /// the longest ending that the list has.
    pub fn likely(&self, folded: &str) -> Option<Likely> {
        let list = match self.code.as_str() {
            "fr" => list!("kinds-fr"),
            "es" => list!("kinds-es"),
            "it" => list!("kinds-it"),
            _ => return None,
        };
        let likely = |[nouns, verbs]: [u8; 2]| Likely { nouns: nouns - b'0', verbs: verbs - b'0' };
        if let Some(said) = lookup(list, folded) {
            return Some(likely(said));
        }
        let from = folded.char_indices().rev().map(|(at, _)| at).take(ENDING).filter(|&at| at > 0);
        let endings: Vec<usize> = from.collect();
        let found = endings.into_iter().rev().find_map(|at| lookup(list, &format!("-{}", &folded[at..])));
        Some(found.map_or(Likely { nouns: 3, verbs: 4 }, likely))
    }

    /// Whether two folded words are one term though the first looks like a mere qualifier or the second like an empty
    /// word ("open source", "civil rights"); a plural counts as its singular. The list is English; talk in other languages has such terms too.
    pub fn pair(&self, first: &str, second: &str) -> bool {
        let has = |second: &str| {
            let wanted = || first.bytes().chain([b' ']).chain(second.bytes());
            search(list!("pairs-en"), |line| line.iter().copied().cmp(wanted())).is_some()
        };
        self.begins_pair(first) && (has(second) || second.strip_suffix('s').is_some_and(has))
    }

    /// Whether a term of two words in that list begins with this folded word.
    pub fn begins_pair(&self, first: &str) -> bool {
        let begins = |line: &[u8]| {
            let end = line.iter().position(|&b| b == b' ').unwrap_or(line.len());
            // A blank comes before every letter: the lines of one word stand together.
            line[..end].cmp(first.as_bytes())
        };
        !matches!(self.code.as_str(), "zh" | "ja" | "ko") && search(list!("pairs-en"), begins).is_some()
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

/// What a list says of a word; its lines are a word, a blank and two signs, and are sorted by the word.
fn lookup(list: &str, word: &str) -> Option<[u8; 2]> {
    let entry = |line: &[u8]| line[..line.len().saturating_sub(3)].cmp(word.as_bytes());
    search(list, entry).and_then(|line| line.last_chunk().copied())
}

/// Whether `word` is a line of `list`, whose lines are sorted by byte.
fn contains(list: &str, word: &str) -> bool {
    search(list, |line| line.cmp(word.as_bytes())).is_some()
}

/// The line of a sorted list that compares as equal.
fn search(list: &str, compare: impl Fn(&[u8]) -> Ordering) -> Option<&[u8]> {
    let bytes = list.as_bytes();
    let (mut low, mut high) = (0, bytes.len());
    while low < high {
        let middle = usize::midpoint(low, high);
        let start = bytes[low..middle].iter().rposition(|&b| b == b'\n').map_or(low, |at| low + at + 1);
        let end = bytes[middle..high].iter().position(|&b| b == b'\n').map_or(high, |at| middle + at);
        match compare(&bytes[start..end]) {
            Ordering::Equal => return Some(&bytes[start..end]),
            Ordering::Less => low = end + 1,
            Ordering::Greater => high = start,
        }
    }
    None
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
    fn romance_words_have_their_likelihood() {
        for (code, list) in [("fr", list!("kinds-fr")), ("es", list!("kinds-es")), ("it", list!("kinds-it"))] {
            let language = Language::of(Some(code));
            let lines: Vec<(&str, &str)> = list.lines().filter_map(|line| line.split_once(' ')).collect();
            assert!(lines.len() > 200 && lines.len() == list.lines().count() && lines.is_sorted_by(|a, b| a.0 < b.0));
            for (word, said) in lines.iter().filter(|(word, _)| !word.starts_with('-')).step_by(31) {
                let likely = language.likely(word).unwrap();
                assert_eq!(format!("{}{}", likely.nouns, likely.verbs), *said, "{word}");
            }
        }
        let noun = |code, word| Language::of(Some(code)).likely(word).map(Likely::noun).unwrap_or_default();
        let verbal = |code, word| Language::of(Some(code)).likely(word).map(Likely::verbal).unwrap_or_default();
        for (code, word) in [("fr", "portrait"), ("fr", "blanchisserie"), ("es", "molino"), ("it", "impollinazione")] {
            assert!(noun(code, word) > 0.5 && verbal(code, word) < 0.4, "{word} {}", noun(code, word));
        }
        for (code, word) in [("fr", "comprendre"), ("fr", "seraient"), ("es", "sincronizando"), ("it", "parlavano")] {
            assert!(noun(code, word) < 0.2 && verbal(code, word) > 0.6, "{word}");
        }
        // Nouns that end like infinitives and adjectives, and what is no noun.
        for word in ["mare", "mestiere", "carne", "ecosistema", "mercato", "politici"] {
            assert!(noun("it", word) > 0.4 && verbal("it", word) < 0.4, "{word}");
        }
        for word in ["lontano", "importante", "scrisse", "vanno"] {
            assert!(noun("it", word) < 0.2, "{word}");
        }
        assert!(noun("fr", "municipales") < 0.3 && verbal("fr", "municipales") < 0.3);
        assert_eq!(Language::of(Some("en")).likely("mill"), None);
    }

    #[test]
    fn what_is_spoken_may_not_be_what_is_declared() {
        let english = "We were on the river for most of the year, and then it was the mill that kept us. ".repeat(3);
        let french =
            "Nous étions sur la rivière presque toute l’année, et puis c’est le moulin qui nous a gardés. ".repeat(3);
        let of = |code, text: &str| Language::spoken(Some(code), [text].into_iter()).code().to_owned();
        assert_eq!((of("fr", &english), of("fr", &french)), ("en".to_owned(), "fr".to_owned()));
        assert_eq!((of("en", &french), of("ru", &english)), ("fr".to_owned(), "ru".to_owned()));
        assert_eq!((of("fr", "the mill"), of("es", "")), ("fr".to_owned(), "es".to_owned()));
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
