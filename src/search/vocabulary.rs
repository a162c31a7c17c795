//! The vocabulary of an index: every different word once, packed so that a keystroke can pass over all of them.
//!
//! What rules out most comparisons (which letters a word has, how many, its stem) lies in arrays of its own; the letters
//! themselves are looked at only where these leave a chance.

use std::collections::HashMap;

use super::language::Language;

/// Words by number, in the order in which they came up.
#[derive(Default)]
pub(super) struct Vocabulary {
    texts: String,
    starts: Vec<u32>,
    /// Characters of each word, at most 255.
    lengths: Vec<u8>,
    /// One bit for each different letter.
    masks: Vec<u64>,
    /// A hash of each stem: equal stems have equal hashes; the rare other case is told by [`Vocabulary::same_stem`].
    stems: Vec<u32>,
    /// Whether a word occurs only as another form of other words.
    alias: Vec<bool>,
    /// All numbers in the order of their texts.
    sorted: Vec<u32>,
}

/// A vocabulary being made.
#[derive(Default)]
pub(super) struct Builder {
    ids: HashMap<Box<str>, u32>,
    vocabulary: Vocabulary,
}

impl Builder {
    /// The number of a folded word.
    pub fn id(&mut self, text: &str, alias: bool, language: &Language) -> u32 {
        let made = &mut self.vocabulary;
        if let Some(&id) = self.ids.get(text) {
            made.alias[id as usize] &= alias;
            return id;
        }
        let id = made.lengths.len() as u32;
        made.starts.push(made.texts.len() as u32);
        made.texts.push_str(text);
        made.lengths.push(u8::try_from(text.chars().count()).unwrap_or(u8::MAX));
        made.masks.push(mask(text));
        made.stems.push(hash(&language.stem(text)));
        made.alias.push(alias);
        self.ids.insert(text.into(), id);
        id
    }

    /// The finished vocabulary.
    pub fn finish(self) -> Vocabulary {
        let mut made = self.vocabulary;
        made.starts.push(made.texts.len() as u32);
        let mut sorted: Vec<u32> = (0..made.lengths.len() as u32).collect();
        sorted.sort_unstable_by(|&a, &b| made.text(a).cmp(made.text(b)));
        made.sorted = sorted;
        made.texts.shrink_to_fit();
        made
    }
}

impl Vocabulary {
    /// Number of words.
    pub fn len(&self) -> usize {
        self.lengths.len()
    }

    /// All numbers.
    pub fn ids(&self) -> std::ops::Range<u32> {
        0..self.lengths.len() as u32
    }

    /// A word.
    pub fn text(&self, id: u32) -> &str {
        &self.texts[self.starts[id as usize] as usize..self.starts[id as usize + 1] as usize]
    }

    /// Its characters, counted.
    pub fn length(&self, id: u32) -> usize {
        usize::from(self.lengths[id as usize])
    }

    /// Its letters, as far as `buffer` goes.
    pub fn letters<'b>(&self, id: u32, buffer: &'b mut [char]) -> &'b [char] {
        let mut count = 0;
        for (cell, c) in buffer.iter_mut().zip(self.text(id).chars()) {
            *cell = c;
            count += 1;
        }
        &buffer[..count]
    }

    /// One bit for each of its letters.
    pub fn mask(&self, id: u32) -> u64 {
        self.masks[id as usize]
    }

    /// Whether it only occurs as another form of other words.
    pub fn alias(&self, id: u32) -> bool {
        self.alias[id as usize]
    }

    /// The number of a word that is there.
    pub fn find(&self, text: &str) -> Option<u32> {
        let at = self.sorted.binary_search_by(|&id| self.text(id).cmp(text)).ok()?;
        Some(self.sorted[at])
    }

    /// The words that begin with these letters.
    pub fn beginning(&self, letters: &str) -> &[u32] {
        let from = self.sorted.partition_point(|&id| self.text(id) < letters);
        let length = self.sorted[from..].partition_point(|&id| self.text(id).starts_with(letters));
        &self.sorted[from..from + length]
    }

    /// Whether a word has this stem, given with its [`hash`].
    pub fn same_stem(&self, id: u32, stem: &str, hash: u32, language: &Language) -> bool {
        self.stems[id as usize] == hash && language.stem(self.text(id)) == stem
    }

    /// Bytes that it takes.
    pub fn bytes(&self) -> usize {
        self.texts.len() + self.len() * (4 + 1 + 8 + 4 + 1 + 4)
    }
}

/// One bit for each different letter; letters far apart in Unicode may share one.
pub(super) fn mask(text: &str) -> u64 {
    text.chars().fold(0, |mask, c| mask | 1 << (c as u32 % 64))
}

/// FNV-1a of 32 bits.
pub(super) fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
