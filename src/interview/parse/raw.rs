//! A paragraph before recognition: its text with its label still on, its marks, and its span in the source.

use std::ops::{Deref, Range};
use std::sync::Arc;

use crate::interview::{Clip, Moment};
use crate::text::Stretch;
use crate::text::segment::{each_sentence, ends_asking};

/// Longest paragraph in bytes; anything longer is cut at ends of sentences, so that no later step sees a paragraph of
/// many megabytes. The longest paragraph in a hundred published interviews has 9 KiB.
pub const LONGEST: usize = 32 * 1024;

/// What list a paragraph is an item of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Item {
    /// None.
    #[default]
    No,
    /// An unordered one, or a line that begins with a dash.
    Bullet,
    /// A numbered one.
    Number,
    /// None: another voice begins here, as the file says without saying whose.
    Turn,
}

/// What a block of the source is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    #[default]
    Text,
    /// A rule between parts: no text.
    Rule,
    /// A comment in the markup: its inside is the text.
    Comment,
}

/// The name of somebody who says very many paragraphs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name(Arc<Box<str>>);

impl<T: Into<Box<str>>> From<T> for Name {
    fn from(name: T) -> Self {
        Self(Arc::new(name.into()))
    }
}

impl Deref for Name {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

/// A paragraph as the source has it. A book has very many, so a paragraph is small.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Raw {
    /// The text, label included, one line, trimmed.
    pub text: Stretch,
    /// Its bytes in the source.
    pub source: Range<usize>,
    /// What the block is.
    pub kind: Kind,
    /// A rule stands above it.
    pub ruled: bool,
    /// Level of the heading; 0 for none.
    pub heading: u8,
    /// The whole paragraph is bold.
    pub bold: bool,
    /// The whole paragraph is italic.
    pub italic: bool,
    /// How the whole paragraph is set apart besides: a line below its words, a colour, a class of its own, an indentation.
    /// Zero for nothing; two numbers say only that two paragraphs are not set alike.
    pub tint: u8,
    /// It stands in a block quote.
    pub quote: bool,
    /// It is a note to the text, with its sign.
    pub note: bool,
    /// It is an item of a list.
    pub item: Item,
    /// How many bytes at the start of the text are bold, where markup says so.
    pub lead: u32,
    /// Where the bold start ends in the source.
    pub lead_end: u32,
    /// What the markup itself says the paragraph is: a question, or the answer to one.
    pub said: Option<bool>,
    /// Who speaks, where the file says it beside the text.
    pub speaker: Option<Name>,
    /// Seconds into the recording, where the file says it beside the text.
    pub time: Option<u32>,
    /// What the file says of the time beyond that second.
    pub moment: Option<Moment>,
}

/// Greatest number of a tint.
pub const TINTS: u8 = 31;

/// A way of setting, as a hash of what the markup says of it; zero for none.
pub type Way = u32;

/// What is set in one way more inside what is set in some way already (FNV-1a).
pub fn set_in(outer: Way, way: &str) -> Way {
    let mix = |sum: u32, byte: u8| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    way.bytes().fold(0x811c_9dc5 ^ outer, mix).max(1)
}

/// The numbers that the ways of setting of a text have as tints, in the order in which they are met.
#[derive(Clone, Debug, Default)]
pub struct Tints(Vec<Way>);

impl Tints {
    /// The tint of a way. A text with more ways than numbers has some of them twice, and there they are not told apart.
    pub fn of(&mut self, way: Way) -> u8 {
        const MOST: usize = 256;
        if way == 0 {
            return 0;
        }
        let at = self.0.iter().position(|known| *known == way).unwrap_or_else(|| {
            if self.0.len() < MOST {
                self.0.push(way);
            }
            self.0.len() - 1
        });
        (at % usize::from(TINTS)) as u8 + 1
    }
}

/// The paragraphs with text, each knowing whether a rule stood above it.
pub fn without_rules(mut raws: Vec<Raw>) -> Vec<Raw> {
    let mut ruled = false;
    raws.retain_mut(|raw| {
        ruled |= raw.kind == Kind::Rule;
        let kept = raw.kind != Kind::Rule && !raw.text.is_empty();
        if kept {
            raw.ruled |= std::mem::take(&mut ruled);
        }
        kept
    });
    raws
}

/// Makes text of headings in which most of a document stands, as who makes a page by hand sets large what is said. How they were
/// set still tells them from the rest.
pub fn text_in_headings(raws: &mut [Raw]) {
    const LEAST: usize = 4;
    const LONG: usize = 12;
    if raws.iter().all(|raw| raw.heading == 0) {
        return;
    }
    let mut words = [(0_usize, 0_usize); 8];
    let mut asking = [0_usize; 8];
    for raw in raws.iter().filter(|raw| raw.kind == Kind::Text) {
        let level = &mut words[usize::from(raw.heading & 7)];
        *level = (level.0 + 1, level.1 + raw.text.split_whitespace().count());
        asking[usize::from(raw.heading & 7)] += usize::from(raw.heading > 0 && ends_asking(&raw.text));
    }
    let all: usize = words.iter().map(|(_, words)| words).sum();
    let text = |level: u8| {
        let (count, words) = words[usize::from(level & 7)];
        let asks = asking[usize::from(level & 7)] * 3 >= count;
        level > 0 && !asks && count >= LEAST && words >= count * LONG && words * 5 >= all * 2
    };
    for raw in raws.iter_mut().filter(|raw| raw.kind == Kind::Text && text(raw.heading)) {
        raw.tint = TINTS - raw.heading;
        raw.heading = 0;
    }
}

/// The greatest boundary of a character at or before a byte.
pub fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Cuts paragraphs that are too long, and drops empty ones.
pub fn settle(mut raws: Vec<Raw>) -> Vec<Raw> {
    raws.retain_mut(|raw| {
        let trimmed = raw.text.trim();
        if trimmed.is_empty() && raw.kind == Kind::Text {
            return false;
        }
        if trimmed.len() != raw.text.len() {
            let shift = raw.text.len() - raw.text.trim_start().len();
            raw.lead = raw.lead.saturating_sub(shift as u32).min(trimmed.len() as u32);
            raw.text = raw.text.trimmed();
        }
        true
    });
    if raws.iter().all(|raw| raw.text.len() <= LONGEST) {
        return raws;
    }
    let mut out = Vec::with_capacity(raws.len());
    for raw in raws {
        if raw.text.len() <= LONGEST { out.push(raw) } else { cut(&raw, &mut out) }
    }
    out
}

/// Cuts one paragraph at ends of sentences, else at white space, else behind a sign, else between characters. Spans in the source are given
/// out in proportion: they only have to be in order and to cover the whole.
fn cut(raw: &Raw, out: &mut Vec<Raw>) {
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    let base = raw.text.as_ptr() as usize;
    for sentence in each_sentence(&raw.text) {
        let end = sentence.as_ptr() as usize - base + sentence.len();
        let begin = end - sentence.len();
        if end - start > LONGEST && start < begin {
            pieces.push(start..begin);
            start = begin;
        }
        while end - start > LONGEST {
            let mut stop = floor(&raw.text, start + LONGEST);
            let near = |place: &usize| *place > LONGEST / 2;
            let rest = &raw.text[start..stop];
            let sign = || rest.char_indices().rfind(|(_, c)| is_sign(*c)).map(|(at, c)| at + c.len_utf8());
            if let Some(place) = rest.rfind(char::is_whitespace).filter(near).or_else(|| sign().filter(near)) {
                stop = start + place;
            }
            pieces.push(start..stop);
            start = stop;
        }
    }
    pieces.push(start..raw.text.len());
    let place = |at: usize| {
        let share = raw.source.len() as u128 * at as u128 / raw.text.len().max(1) as u128;
        raw.source.start + share as usize
    };
    for (index, piece) in pieces.into_iter().enumerate() {
        let text = raw.text.part(piece.clone()).trimmed();
        if !text.is_empty() {
            let lead = if index == 0 { raw.lead.min(text.len() as u32) } else { 0 };
            let item = if index > 0 && raw.item == Item::Turn { Item::No } else { raw.item };
            let source = place(piece.start)..place(piece.end);
            out.push(Raw { text, source, item, lead, ..raw.clone_marks() });
        }
    }
}

/// Whether it is a sign that parts words, in any of the more common scripts.
fn is_sign(c: char) -> bool {
    let beyond =
        matches!(c, '\u{a1}'..='\u{bf}' | '\u{2010}'..='\u{2027}' | '\u{3001}'..='\u{3011}' | '\u{ff01}'..='\u{ff0f}');
    c.is_ascii_punctuation() || (beyond && !c.is_alphanumeric())
}

impl Raw {
    /// How many bytes at the start of the text are bold, where markup says so.
    pub fn lead(&self) -> usize {
        self.lead as usize
    }

    /// The same marks without the text.
    #[must_use]
    pub fn clone_marks(&self) -> Self {
        Self {
            text: Stretch::default(),
            source: 0..0,
            kind: self.kind,
            ruled: false,
            heading: self.heading,
            bold: self.bold,
            italic: self.italic,
            tint: self.tint,
            quote: self.quote,
            note: self.note,
            item: self.item,
            lead: 0,
            lead_end: self.lead_end,
            said: self.said,
            speaker: self.speaker.clone(),
            time: self.time,
            // Of a part it is not known when it ends.
            moment: None,
        }
    }

    /// States when it is said.
    pub fn place_at(&mut self, clip: Option<Clip>) {
        (self.time, self.moment) = clip.and_then(Moment::of).unzip();
    }

    /// When it is said to the millisecond, where the file says that.
    pub fn clip(&self) -> Option<Clip> {
        Some(self.moment?.clip(self.time?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_is_small() {
        assert_eq!(size_of::<Raw>(), 72);
    }
}
