//! Paragraphs before recognition as a long document is kept: marks and spans, and no letter twice.
//!
//! A book has a hundred thousand paragraphs, and most of them have nothing but a place and a few marks. So what few have
//! stands in a list of its own, and a paragraph takes a third of what it takes while it is recognised.

use std::ops::Range;

use super::raw::{Item, Kind, LONGEST, Name, Raw};
use crate::interview::{Moment, emptied, given_back};
use crate::text::Stretch;

/// Paragraphs whose letters stand in the text that their spans are of, and nowhere a second time: what is kept of a long
/// document to read it again. Its text has less than four gigabytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bare {
    marks: Vec<Mark>,
    /// What few paragraphs have, or those of few formats.
    extras: Vec<Extra>,
    /// The names of those who speak; a name may stand there more than once.
    names: Vec<Name>,
    /// Letters of paragraphs where the text has others at their place.
    texts: Vec<Box<str>>,
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
    item: Item,
    said: Option<bool>,
    /// Level of the heading in the lower three bits, the tint in the others.
    set: u8,
    flags: u8,
}

const RULE: u8 = 1;
const COMMENT: u8 = 2;
const RULED: u8 = 4;
const BOLD: u8 = 8;
const ITALIC: u8 = 16;
const QUOTE: u8 = 32;
const NOTE: u8 = 64;

impl Mark {
    fn has(self, flag: u8) -> bool {
        self.flags & flag != 0
    }

    fn kind(self) -> Kind {
        match (self.has(RULE), self.has(COMMENT)) {
            (true, _) => Kind::Rule,
            (_, true) => Kind::Comment,
            _ => Kind::Text,
        }
    }
}

/// Which text and name a paragraph has, each from one, zero for none; and when it is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Extra {
    text: u32,
    speaker: u32,
    time: Option<u32>,
    moment: Option<Moment>,
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
        let extra = Extra { text, speaker, time: raw.time, moment: raw.moment };
        let mut at = 0;
        if extra != Extra::default() {
            self.extras.push(extra);
            at = self.extras.len() as u32;
        }
        let flags = [
            (RULE, raw.kind == Kind::Rule),
            (COMMENT, raw.kind == Kind::Comment),
            (RULED, raw.ruled),
            (BOLD, raw.bold),
            (ITALIC, raw.italic),
            (QUOTE, raw.quote),
            (NOTE, raw.note),
        ];
        let flags = flags.into_iter().filter(|(_, on)| *on).fold(0, |all, (flag, _)| all | flag);
        self.marks.push(Mark {
            start: raw.source.start as u32,
            end: raw.source.end as u32,
            lead: raw.lead,
            lead_end: raw.lead_end,
            extra: at,
            item: raw.item,
            said: raw.said,
            set: raw.heading & 7 | raw.tint << 3,
            flags,
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
        self.marks.iter().map(|mark| self.raw(*mark))
    }

    fn raw(&self, mark: Mark) -> Raw {
        let extra = self.extra(mark);
        Raw {
            text: at(&self.texts, extra.text).map_or_else(Stretch::default, |text| (**text).into()),
            source: mark.start as usize..mark.end as usize,
            kind: mark.kind(),
            ruled: mark.has(RULED),
            heading: mark.set & 7,
            tint: mark.set >> 3,
            bold: mark.has(BOLD),
            italic: mark.has(ITALIC),
            quote: mark.has(QUOTE),
            note: mark.has(NOTE),
            item: mark.item,
            lead: mark.lead,
            lead_end: mark.lead_end,
            said: mark.said,
            speaker: at(&self.names, extra.speaker).cloned(),
            time: extra.time,
            moment: extra.moment,
        }
    }

    /// A paragraph with its letters, which are those of `source` where it has none of its own.
    fn whole(&self, mark: Mark, source: &Stretch) -> Raw {
        let mut raw = self.raw(mark);
        if raw.text.is_empty() && source.get(raw.source.clone()).is_some() {
            raw.text = source.part(raw.source.clone());
        }
        raw
    }

    /// The letters of the paragraphs, one after the other.
    pub fn texts<'a>(&'a self, source: &'a str) -> impl Iterator<Item = &'a str> {
        self.marks.iter().map(move |mark| self.text(source, *mark))
    }

    /// Whether any stands in a block quote.
    pub fn has_quotes(&self) -> bool {
        self.marks.iter().any(|mark| mark.has(QUOTE))
    }

    /// Sets a paragraph aside, by its number.
    pub fn set_aside(&mut self, index: usize) {
        if let Some(mark) = self.marks.get_mut(index) {
            mark.flags = mark.flags & !RULE | COMMENT;
        }
    }

    /// Whether no paragraph has blanks at its edges, none but rules and comments is empty, and none is too long: whether
    /// [`super::raw::settle`] would leave all as they are.
    pub fn is_settled(&self, source: &str) -> bool {
        self.marks.iter().all(|mark| {
            let text = self.text(source, *mark);
            text.len() <= LONGEST && text.trim().len() == text.len() && !(text.is_empty() && mark.kind() == Kind::Text)
        })
    }

    /// The paragraphs with their letters, which are those of `source` again.
    pub fn with_text(&self, source: &Stretch) -> Vec<Raw> {
        self.some(0..self.marks.len(), source)
    }

    /// Some of them with their letters, by their numbers; none where there are not so many.
    pub fn some(&self, range: Range<usize>, source: &Stretch) -> Vec<Raw> {
        self.marks.get(range).unwrap_or_default().iter().map(|mark| self.whole(*mark, source)).collect()
    }

    /// All of them with their letters. What they were kept as is given back meanwhile.
    pub fn into_raws(mut self, source: &Stretch) -> Vec<Raw> {
        let mut raws = Vec::with_capacity(self.len());
        raws.extend(emptied(std::mem::take(&mut self.marks)).map(|mark| self.whole(mark, source)));
        given_back(self.extras);
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
    use crate::interview::Clip;

    #[test]
    fn what_is_kept_comes_back() {
        let source = "Why?\n\nBecause of the wind.\n\nЧто?";
        let plain = Raw { text: "Why?".into(), source: 0..4, heading: 2, lead: 3, lead_end: 3, ..Raw::default() };
        let mut other = Raw {
            text: "Because".into(),
            source: 6..26,
            said: Some(false),
            speaker: Some("Mara".into()),
            ..Raw::default()
        };
        other.place_at(Some(Clip { start: 3000, end: Some(4000) }));
        let last = Raw { text: source[28..].into(), source: 28..source.len(), kind: Kind::Comment, ..Raw::default() };
        let again = Raw { speaker: Some("Mara".into()), note: true, ..plain.clone() };
        let all = vec![plain, other, last, again];
        let bare = Bare::new(source, all.clone());
        assert_eq!(bare.with_text(&source.into()), all);
        assert_eq!(bare.clone().into_raws(&source.into()), all);
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
