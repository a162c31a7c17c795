//! Paragraphs before recognition as a long document is kept: marks and spans, and no letter twice.
//!
//! A book has a hundred thousand paragraphs, and most of them have nothing but a place and a few marks. So what few have
//! stands in a list of its own, and a paragraph takes a third of what it takes while it is recognised.

use std::ops::Range;
use std::sync::Arc;

use super::raw::{Item, Kind, LONGEST, Raw};
use crate::interview::Clip;
use crate::text::Stretch;

/// Paragraphs whose letters stand in the text that their spans are of, and nowhere a second time: what is kept of a long
/// document to read it again. Its text has less than four gigabytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bare {
    marks: Vec<Mark>,
    /// What few paragraphs have, or those of few formats.
    extras: Vec<Extra>,
    /// The names of those who speak; a name may stand there more than once.
    names: Vec<Arc<str>>,
    /// Letters of paragraphs where the text has others at their place.
    texts: Vec<Box<str>>,
    /// When paragraphs are said.
    clips: Vec<Clip>,
}

/// One paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Mark {
    start: u32,
    end: u32,
    lead: u32,
    lead_end: u32,
    /// Where in the list of extras its own is, from one; zero for none.
    extra: u32,
    kind: Kind,
    item: Item,
    said: Option<bool>,
    heading: u8,
    ruled: bool,
    bold: bool,
    italic: bool,
    quote: bool,
    note: bool,
}

/// Which text, name and clip a paragraph has, each from one; zero for none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Extra {
    text: u32,
    speaker: u32,
    clip: u32,
    time: Option<u32>,
}

impl Bare {
    /// Lets go of every letter that `source` has at the same place.
    pub fn new(source: &str, raws: Vec<Raw>) -> Self {
        let mut bare = Self::default();
        bare.marks.reserve_exact(raws.len());
        for raw in raws {
            bare.push(source, raw);
        }
        bare
    }

    /// Adds a paragraph. Its letters are kept where `source` has others at its place.
    pub fn push(&mut self, source: &str, raw: Raw) {
        /// So many of the names are looked through: those who talk with each other take turns.
        const NEAR: usize = 4;
        let own = !raw.text.is_empty() && source.get(raw.source.clone()) != Some(&raw.text);
        let speaker = raw.speaker.map_or(0, |name| {
            let near = self.names.len().saturating_sub(NEAR);
            let known = self.names[near..].iter().position(|known| *known == name);
            let at = known.map_or(self.names.len(), |at| near + at);
            if known.is_none() {
                self.names.push(name);
            }
            at as u32 + 1
        });
        self.texts.extend(own.then(|| Box::from(raw.text.as_str())));
        let text = if own { self.texts.len() as u32 } else { 0 };
        let clip = raw.clip.map_or(0, |clip| {
            self.clips.push(*clip);
            self.clips.len() as u32
        });
        let extra = Extra { text, speaker, clip, time: raw.time };
        let mut at = 0;
        if extra != Extra::default() {
            self.extras.push(extra);
            at = self.extras.len() as u32;
        }
        self.marks.push(Mark {
            start: raw.source.start as u32,
            end: raw.source.end as u32,
            lead: raw.lead as u32,
            lead_end: raw.lead_end,
            extra: at,
            kind: raw.kind,
            item: raw.item,
            said: raw.said,
            heading: raw.heading,
            ruled: raw.ruled,
            bold: raw.bold,
            italic: raw.italic,
            quote: raw.quote,
            note: raw.note,
        });
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.marks.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.marks.len()
    }

    /// The paragraphs one after the other, without the letters that `source` has.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Raw> + '_ {
        self.raws_of(&self.marks)
    }

    fn raws_of<'a>(&'a self, marks: &'a [Mark]) -> impl ExactSizeIterator<Item = Raw> + 'a {
        marks.iter().map(|mark| {
            let extra = self.extra(*mark);
            Raw {
                text: at(&self.texts, extra.text).map_or_else(Stretch::default, |text| (**text).into()),
                source: mark.start as usize..mark.end as usize,
                kind: mark.kind,
                ruled: mark.ruled,
                heading: mark.heading,
                bold: mark.bold,
                italic: mark.italic,
                quote: mark.quote,
                note: mark.note,
                item: mark.item,
                lead: mark.lead as usize,
                lead_end: mark.lead_end,
                said: mark.said,
                speaker: at(&self.names, extra.speaker).cloned(),
                time: extra.time,
                clip: at(&self.clips, extra.clip).copied().map(Box::new),
            }
        })
    }

    /// The letters of the paragraphs, one after the other.
    pub fn texts<'a>(&'a self, source: &'a str) -> impl Iterator<Item = &'a str> {
        self.marks.iter().map(move |mark| self.text(source, *mark))
    }

    /// Whether any stands in a block quote.
    pub fn has_quotes(&self) -> bool {
        self.marks.iter().any(|mark| mark.quote)
    }

    /// Sets a paragraph aside, by its number.
    pub fn set_aside(&mut self, index: usize) {
        if let Some(mark) = self.marks.get_mut(index) {
            mark.kind = Kind::Comment;
        }
    }

    /// Whether no paragraph has blanks at its edges, none but rules and comments is empty, and none is too long: whether
    /// [`super::raw::settle`] would leave all as they are.
    pub fn is_settled(&self, source: &str) -> bool {
        self.marks.iter().all(|mark| {
            let text = self.text(source, *mark);
            text.len() <= LONGEST && text.trim().len() == text.len() && !(text.is_empty() && mark.kind == Kind::Text)
        })
    }

    /// The paragraphs with their letters, which are those of `source` again.
    pub fn with_text(&self, source: &Stretch) -> Vec<Raw> {
        self.some(0..self.marks.len(), source)
    }

    /// Some of them with their letters, by their numbers; none where there are not so many.
    pub fn some(&self, range: Range<usize>, source: &Stretch) -> Vec<Raw> {
        let mut raws: Vec<Raw> = self.raws_of(self.marks.get(range).unwrap_or_default()).collect();
        for raw in raws.iter_mut().filter(|raw| raw.text.is_empty()) {
            if source.get(raw.source.clone()).is_some() {
                raw.text = source.part(raw.source.clone());
            }
        }
        raws
    }

    fn extra(&self, mark: Mark) -> Extra {
        at(&self.extras, mark.extra).copied().unwrap_or_default()
    }

    fn text<'a>(&'a self, source: &'a str, mark: Mark) -> &'a str {
        let own = at(&self.texts, self.extra(mark).text).map(|text| &**text);
        own.or_else(|| source.get(mark.start as usize..mark.end as usize)).unwrap_or_default()
    }
}

/// What a number counted from one stands for.
fn at<T>(list: &[T], number: u32) -> Option<&T> {
    list.get((number as usize).checked_sub(1)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_back() {
        let source = "Why?\n\nBecause of the wind.\n\nЧто?";
        let plain = Raw { text: "Why?".into(), source: 0..4, heading: 2, lead: 3, lead_end: 3, ..Raw::default() };
        let other = Raw {
            text: "Because".into(),
            source: 6..26,
            said: Some(false),
            speaker: Some("Mara".into()),
            time: Some(3),
            clip: Some(Box::new(Clip { start: 3000, end: Some(4000) })),
            ..Raw::default()
        };
        let last = Raw { text: source[28..].into(), source: 28..source.len(), kind: Kind::Comment, ..Raw::default() };
        let again = Raw { speaker: Some("Mara".into()), note: true, ..plain.clone() };
        let all = vec![plain, other, last, again];
        let bare = Bare::new(source, all.clone());
        assert_eq!(bare.with_text(&source.into()), all);
        assert_eq!(bare.texts(source).collect::<Vec<_>>(), ["Why?", "Because", "Что?", "Why?"]);
        assert_eq!(bare.iter().map(|raw| raw.text).collect::<Vec<_>>(), ["", "Because", "", ""]);
        assert_eq!(bare.names.len(), 1);
    }

    #[test]
    fn settled_is_what_settling_leaves_as_it_is() {
        for (text, kind, settled) in [
            ("Why?", Kind::Text, true),
            ("", Kind::Rule, true),
            ("", Kind::Text, false),
            (" Why?", Kind::Text, false),
            (&*"wind ".repeat(LONGEST), Kind::Text, false),
        ] {
            let raw = Raw { text: text.into(), source: 0..text.len(), kind, ..Raw::default() };
            let bare = Bare::new(text, vec![raw.clone()]);
            assert_eq!(bare.is_settled(text), settled, "{text:.8}");
            assert_eq!(super::super::raw::settle(vec![raw.clone()]) == [raw], settled, "{text:.8}");
        }
    }
}
