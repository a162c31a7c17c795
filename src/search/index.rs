//! The index of the jump palette: every word of every item once, and where it stands.
//!
//! A query is compared with the vocabulary, never with the items: an interview of a hundred paragraphs has a thousand
//! different words, and only they need the costly comparisons. Everything is packed: a million questions take about as
//! much again as their text.

use std::fmt;

use super::fuzzy::Fuzzy;
use super::language::Language;
use super::postings::Postings;
use super::vocabulary::{Builder, Vocabulary, mask};
use super::words::{apostrophe, each_word};
use crate::interview::Anchor;
use crate::text::CleanText;

/// What an item of the palette is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ItemKind {
    /// A topic of the interview.
    Topic,
    /// A question, with its whole text.
    Question,
    /// A paragraph of an answer.
    Answer,
    /// A paragraph outside questions and answers: introduction, headings, closing notes, a text where nobody asks.
    Text,
    /// A note of the reader.
    Note,
    /// A bookmark of the reader.
    Bookmark,
    /// A topic that is only named in passing: meant where its whole label is typed.
    Passing,
}

impl ItemKind {
    /// Whether it is a topic, of the whole or in passing.
    pub fn topic(self) -> bool {
        matches!(self, Self::Topic | Self::Passing)
    }
}

/// Something the palette can jump to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub kind: ItemKind,
    /// The text that is searched and shown.
    pub text: CleanText,
    /// The exchange it belongs to, from 0. A word that stands elsewhere in the same exchange counts for a little.
    pub exchange: Option<u32>,
    /// Where Enter leads.
    pub anchor: Anchor,
}

/// Longest label that is matched letter by letter as a whole, in bytes.
const LABEL: usize = 160;
/// Items between two reports of progress.
const STEP: usize = 1024;
/// In the words of an item: a sentence ends here.
const SENTENCE: u32 = u32::MAX;
/// In the words of an item: this is another form of the word before.
const ALIAS: u32 = 1 << 31;
/// An item outside all exchanges.
pub(super) const OUTSIDE: u32 = u32::MAX;

/// A word of an item, as scoring sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spoken {
    /// Its number in the vocabulary.
    pub word: u32,
    /// Which word of the item this is, from 0; an alias has the number of the word it stands behind.
    pub at: u32,
    /// Which sentence it stands in.
    pub sentence: u32,
    /// Whether it is another form of words that are also there as they stand.
    pub alias: bool,
}

/// What rules out most labels without reading them.
pub(super) struct Label {
    pub item: u32,
    /// One bit for each of its letters.
    pub letters: u64,
    /// One bit for each letter that begins one of its words.
    pub initials: u64,
}

/// The items with their vocabulary and postings.
pub struct Index {
    items: Vec<Item>,
    pub(super) vocabulary: Vocabulary,
    pub(super) postings: Postings,
    /// Words of all items, one item after the other.
    spoken: Vec<u32>,
    starts: Vec<u32>,
    /// The exchange of each item, or [`OUTSIDE`].
    pub(super) exchange_of: Vec<u32>,
    pub(super) exchanges: usize,
    /// The kind of each item, close together.
    pub(super) kinds: Vec<ItemKind>,
    /// Items short enough to be matched letter by letter.
    pub(super) labels: Vec<Label>,
    pub(super) language: Language,
    pub(super) fuzzy: Fuzzy,
}

impl Index {
    /// Indexes the items; their order is the order of the document, which decides between equals. `language` is an ISO
    /// 639-1 code.
    pub fn new(items: Vec<Item>, language: Option<&str>) -> Self {
        Self::with_progress(items, language, &mut |_| {})
    }

    /// Items of which nothing can be found: to show while the index is made.
    pub fn unread(items: Vec<Item>) -> Self {
        let empty = items.iter().map(|item| Item { text: CleanText::default(), ..item.clone() }).collect();
        Self { items, ..Self::new(empty, None) }
    }

    /// The same as [`Index::new`], calling `progress` now and then with the number of items that are done.
    pub fn with_progress(items: Vec<Item>, language: Option<&str>, progress: &mut dyn FnMut(usize)) -> Self {
        let language = Language::of(language);
        let mut builder = Builder::default();
        let (mut spoken, mut starts, mut labels) = (Vec::new(), vec![0_u32], Vec::new());
        for (n, item) in items.iter().enumerate() {
            let mut sentence = 0;
            each_word(&item.text, &mut |word| {
                if word.sentence != sentence {
                    sentence = word.sentence;
                    spoken.push(SENTENCE);
                }
                let id = builder.id(word.text, word.alias && !elided(&item.text, word.range.start), &language);
                spoken.push(if word.alias { id | ALIAS } else { id });
            });
            starts.push(spoken.len() as u32);
            if matches!(item.kind, ItemKind::Topic | ItemKind::Note | ItemKind::Bookmark) && item.text.len() <= LABEL {
                let folded = super::fold::fold(&item.text);
                let starts = folded.split(|c: char| !c.is_alphanumeric()).filter_map(|word| word.chars().next());
                let initials = mask(&starts.collect::<String>());
                labels.push(Label { item: n as u32, letters: mask(&folded), initials });
            }
            if n % STEP == STEP - 1 {
                progress(n + 1);
            }
        }
        spoken.shrink_to_fit();
        let vocabulary = builder.finish();
        let id = |word: u32| (word != SENTENCE).then_some(word & !ALIAS);
        let postings = Postings::new(&spoken, &starts, vocabulary.len(), id);
        let kinds = items.iter().map(|item| item.kind).collect();
        let exchange_of: Vec<u32> = items.iter().map(|item| item.exchange.unwrap_or(OUTSIDE)).collect();
        let exchanges = items.iter().filter_map(|item| item.exchange).max().map_or(0, |last| last as usize + 1);
        let fuzzy = Fuzzy::default();
        Self { items, vocabulary, postings, spoken, starts, exchange_of, exchanges, kinds, labels, language, fuzzy }
    }

    /// All items, in the order given.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// Bytes that the index takes beside the items and their text.
    pub fn bytes(&self) -> usize {
        let numbers = self.spoken.len() + self.starts.len() + self.exchange_of.len();
        let labels = self.labels.len() * size_of::<Label>();
        self.vocabulary.bytes() + self.postings.bytes() + numbers * 4 + self.kinds.len() + labels
    }

    /// The words of an item, in order.
    pub(super) fn spoken(&self, item: usize) -> impl Iterator<Item = Spoken> + '_ {
        let (mut next, mut sentence) = (0, 0);
        self.spoken[self.starts[item] as usize..self.starts[item + 1] as usize].iter().filter_map(move |&word| {
            if word == SENTENCE {
                sentence += 1;
                return None;
            }
            let alias = word & ALIAS != 0;
            next += u32::from(!alias);
            Some(Spoken { word: word & !ALIAS, at: next.saturating_sub(1), sentence, alias })
        })
    }

    /// A word as it is written where it first stands.
    pub(super) fn as_written(&self, word: u32) -> Option<String> {
        let text = &self.items[self.postings.first(word)?].text;
        let mut found = None;
        each_word(text, &mut |here| {
            if found.is_none() && here.text == self.vocabulary.text(word) {
                found = Some(text[here.range].to_owned());
            }
        });
        found
    }
}

/// Whether an alias that begins there is what follows an apostrophe ("orchestre" in "l’orchestre"): a word of its own, that
/// may be typed with a slip as any other.
pub(super) fn elided(text: &str, start: usize) -> bool {
    text[..start].chars().next_back().is_some_and(apostrophe)
}

impl fmt::Debug for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (items, words) = (self.items.len(), self.vocabulary.len());
        f.debug_struct("Index").field("items", &items).field("words", &words).finish_non_exhaustive()
    }
}
