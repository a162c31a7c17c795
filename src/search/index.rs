//! The index of the jump palette: every word of every item once, and where it stands.
//!
//! A query is compared with the vocabulary, never with the items: an interview of a hundred paragraphs has a thousand
//! different words, and only they need the costly comparisons.

use std::collections::HashMap;
use std::fmt;

use super::fuzzy::Fuzzy;
use super::language::Language;
use super::words::{Word, words};
use crate::interview::Anchor;

/// What an item of the palette is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ItemKind {
    /// A topic of the interview.
    Topic,
    /// A question, with its whole text.
    Question,
    /// A paragraph of an answer.
    Answer,
    /// A note of the reader.
    Note,
    /// A bookmark of the reader.
    Bookmark,
}

/// Something the palette can jump to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub kind: ItemKind,
    /// The text that is searched and shown.
    pub text: String,
    /// The exchange it belongs to. A word that stands elsewhere in the same exchange counts for a little.
    pub exchange: Option<usize>,
    /// Where Enter leads.
    pub anchor: Anchor,
    /// What stands at the right of the row: a place, or how often a topic is mentioned.
    pub detail: String,
}

/// A word of the vocabulary.
pub(super) struct Entry {
    pub text: String,
    pub letters: Box<[char]>,
    pub stem: u32,
    /// One bit for each of its letters, to rule out most comparisons at once.
    pub mask: u64,
    /// Where it stands first, to show it as it is written.
    pub first: (u32, u32, u32),
    /// Whether it only occurs as another form of other words.
    pub alias: bool,
}

/// An occurrence of a word in an item.
pub(super) struct Occurrence {
    pub word: u32,
    pub at: u32,
    pub start: u32,
    pub len: u16,
    pub sentence: u16,
}

/// The items with their vocabulary and postings.
pub struct Index {
    items: Vec<Item>,
    pub(super) vocabulary: Vec<Entry>,
    pub(super) ids: HashMap<String, u32>,
    pub(super) stems: HashMap<String, u32>,
    /// Items of each word, rising.
    pub(super) postings: Vec<Vec<u32>>,
    /// Occurrences of all items, one item after the other.
    occurrences: Vec<Occurrence>,
    starts: Vec<u32>,
    pub(super) exchanges: usize,
    pub(super) language: Language,
    pub(super) fuzzy: Fuzzy,
}

impl Index {
    /// Indexes the items; their order is the order of the document, which decides between equals. `language` is an ISO
    /// 639-1 code.
    pub fn new(items: Vec<Item>, language: Option<&str>) -> Self {
        let exchanges = items.iter().filter_map(|item| item.exchange).max().map_or(0, |last| last + 1);
        let mut index = Self {
            items,
            vocabulary: Vec::new(),
            ids: HashMap::new(),
            stems: HashMap::new(),
            postings: Vec::new(),
            occurrences: Vec::new(),
            starts: vec![0],
            exchanges,
            language: Language::of(language),
            fuzzy: Fuzzy::default(),
        };
        for item in 0..index.items.len() {
            for word in words(&index.items[item].text) {
                index.add(item as u32, word);
            }
            index.starts.push(index.occurrences.len() as u32);
        }
        index
    }

    fn add(&mut self, item: u32, word: Word) {
        let (start, len) = (word.range.start as u32, word.range.len());
        let id = if let Some(&id) = self.ids.get(&word.text) {
            self.vocabulary[id as usize].alias &= word.alias;
            id
        } else {
            let stem = self.language.stem(&word.text);
            let next = self.stems.len() as u32;
            self.vocabulary.push(Entry {
                letters: word.text.chars().collect(),
                stem: *self.stems.entry(stem).or_insert(next),
                mask: mask(&word.text),
                first: (item, start, start + len as u32),
                text: word.text.clone(),
                alias: word.alias,
            });
            self.postings.push(Vec::new());
            let id = self.vocabulary.len() as u32 - 1;
            self.ids.insert(word.text, id);
            id
        };
        let items = &mut self.postings[id as usize];
        if items.last() != Some(&item) {
            items.push(item);
        }
        let len = u16::try_from(len).unwrap_or(u16::MAX);
        // A range too long for the field would end inside a character: such a word is found but not highlighted.
        let len = if len == u16::MAX { 0 } else { len };
        self.occurrences.push(Occurrence { word: id, at: word.at, start, len, sentence: word.sentence });
    }

    /// All items, in the order given.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    pub(super) fn occurrences(&self, item: usize) -> &[Occurrence] {
        &self.occurrences[self.starts[item] as usize..self.starts[item + 1] as usize]
    }
}

impl fmt::Debug for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (items, words) = (self.items.len(), self.vocabulary.len());
        f.debug_struct("Index").field("items", &items).field("words", &words).finish_non_exhaustive()
    }
}

/// One bit for each different letter; letters far apart in Unicode may share one.
pub(super) fn mask(text: &str) -> u64 {
    text.chars().fold(0, |mask, c| mask | 1 << (c as u32 % 64))
}
