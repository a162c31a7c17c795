//! The folded copy of a whole document, and the search for places in it.

use std::collections::HashMap;
use std::ops::Range;

use super::super::given::Layout;
use super::super::place::Places;
use super::super::{Anchor, Interview, ParaId};
use super::fold::{append, fold, folded, hash, unfolded};
use super::starts::Starts;
use super::wanted::Wanted;
use super::{CONTEXT, DISTINCT, Fit, Locator, Resolved, Span, TEXT_LIMIT};
use crate::text::CleanText;

/// A folded copy of a document, made once when marks are first needed. Takes about as much memory as the document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Index {
    pub(super) document: CleanText,
    /// All paragraphs, folded, joined by single spaces.
    pub(super) text: String,
    /// Where each paragraph lies in `text`; the same byte twice for one that folds to nothing.
    pub(super) ranges: Vec<(usize, usize)>,
    /// The question each paragraph belongs to, from 1; 0 outside the exchanges.
    pub(super) question_of: Vec<u32>,
    /// Hash of each question's folded text.
    pub(super) questions: Vec<u64>,
    /// The same, with the repeats of one wording told apart.
    question_keys: Vec<u64>,
    /// How the paragraphs lie over those of the uncorrected reading, by whose numbers locators go.
    pub(super) layout: Layout,
    /// Where the paragraphs of the uncorrected reading lie in `text`, where they are cut otherwise.
    pub(super) base: Vec<(usize, usize)>,
    /// Where words begin, once many places were asked for.
    pub(super) starts: Starts,
}

/// An interview together with its index: what captures and resolves locators.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The interview.
    pub interview: &'a Interview,
    /// Its index; made from this very interview.
    pub index: &'a Index,
}

impl Index {
    /// Folds the interview. `document` is the hash of its source.
    pub fn new(interview: &Interview, document: &str) -> Self {
        Self::over(interview, document, &Layout::default())
    }

    /// The same for a corrected reading. Locators go by the numbers of the uncorrected one, so that they mean the same
    /// places whatever is corrected later.
    pub fn over(interview: &Interview, document: &str, layout: &Layout) -> Self {
        let mut text = String::new();
        let ranges = interview.paragraphs.iter().map(|p| (append(&mut text, &p.text), text.len())).collect();
        let mut index =
            Self { document: CleanText::line(document), text, ranges, layout: layout.clone(), ..Self::default() };
        index.ask(interview);
        let source = Source { interview, index: &index };
        let stretch = |(from, to): (Anchor, Anchor)| (source.folded_at(from), source.folded_at(to));
        index.base = layout.stretches().into_iter().map(stretch).collect();
        index
    }

    /// Follows the document to another reading of the same source.
    pub fn follow(&mut self, interview: &Interview, layout: &Layout) {
        if self.layout == *layout && self.ranges.len() == interview.paragraphs.len() {
            self.ask(interview);
        } else {
            *self = Self::over(interview, &std::mem::take(&mut self.document), layout);
        }
    }

    /// Notes the questions.
    fn ask(&mut self, interview: &Interview) {
        let places = Places::of(interview);
        self.question_of = interview.ids().map(|id| places.get(id).question().unwrap_or(0) as u32).collect();
        self.questions = interview
            .exchanges
            .iter()
            .map(|exchange| {
                let asked: Vec<&str> = exchange.question.iter().map(|&id| interview.para(id).text.as_str()).collect();
                hash(&fold(&asked.join("\n")))
            })
            .collect();
        let mut seen = HashMap::new();
        let key = |&asked: &u64| {
            let repeat = seen.entry(asked).and_modify(|n| *n += 1).or_insert(0_u64);
            asked.wrapping_add(repeat.wrapping_mul(0x9e37_79b9_7f4a_7c15))
        };
        self.question_keys = self.questions.iter().map(key).collect();
    }

    /// From a place of this reading to the same words in the uncorrected one.
    pub fn to_base(&self, at: Anchor) -> Anchor {
        self.layout.to_base(at)
    }

    /// Where the paragraphs of the uncorrected reading lie in the folded text.
    pub(super) fn uncorrected(&self) -> &[(usize, usize)] {
        if self.layout.is_same() { &self.ranges } else { &self.base }
    }

    /// Hash of the source, as given.
    pub fn document(&self) -> &str {
        &self.document
    }

    /// A key for each question that stays with it when others are inserted or removed: its wording, with repeats counted.
    pub fn question_keys(&self) -> &[u64] {
        &self.question_keys
    }

    pub(super) fn before(&self, at: usize) -> &str {
        self.text.get(..at).unwrap_or_default()
    }

    pub(super) fn after(&self, at: usize) -> &str {
        self.text.get(at..).unwrap_or_default()
    }

    pub(super) fn para_hash(&self, para: ParaId) -> u64 {
        let para = self.layout.to_base(Anchor { para, byte: 0 }).para;
        let (start, end) = self.uncorrected().get(para.0 as usize).copied().unwrap_or_default();
        self.text.get(start..end).map_or(0, hash)
    }
}

impl Source<'_> {
    /// The whole of a paragraph.
    pub fn whole(self, para: ParaId) -> Span {
        let end = self.interview.para(para).text.len() as u32;
        Span { start: Anchor { para, byte: 0 }, end: Anchor { para, byte: end } }
    }

    /// Captures a span: white space at its ends is left out, and offsets inside a character move to its start.
    pub fn capture(self, span: Span) -> Locator {
        let (mut locator, own) = self.capture_words(span);
        locator.alike = if locator.copies > 1 { Some(100) } else { self.alike(&Wanted::new(&locator), own) };
        locator
    }

    /// The same without looking for what is alike. Returns also where the words stand in the folded text.
    fn capture_words(self, span: Span) -> (Locator, Range<usize>) {
        let span = self.tidy(span);
        let start = span.start;
        let (from, to) = (self.folded_at(span.start), self.folded_at(span.end));
        let target = self.index.text.get(from..to).unwrap_or_default().trim_end();
        let question = self.index.question_of.get(start.para.0 as usize).copied().unwrap_or(0);
        let asked = self.index.questions.get((question as usize).wrapping_sub(1)).copied();
        let base = self.index.layout.to_base(start);
        let whole = if self.index.layout.is_same() {
            span == self.whole(start.para) || self.tidy(self.whole(start.para)) == span
        } else {
            self.index.base.contains(&(from, to))
        };
        let mut locator = Locator {
            document: self.index.document.clone(),
            para: base.para,
            byte: base.byte,
            whole,
            text: CleanText::new(&self.text(span, TEXT_LIMIT)),
            prefix: CleanText::line(&self.text_before(span.start)),
            suffix: CleanText::line(&self.text_after(span.end)),
            hash: hash(target),
            length: target.len() as u32,
            para_hash: self.index.para_hash(start.para),
            copies: 0,
            nth: 0,
            question,
            question_hash: asked.unwrap_or(0),
            alike: None,
        };
        let copies = self.index.candidates(&Wanted::new(&locator));
        locator.copies = copies.len() as u32;
        locator.nth = copies.iter().position(|&at| at == from).unwrap_or(0) as u32;
        (locator, from..to)
    }

    /// Captures the place where reading stopped: the words from there on.
    pub fn capture_place(self, at: Anchor) -> Locator {
        let text = &self.interview.para(at.para).text;
        let rest = text.get(at.byte as usize..).filter(|rest| !rest.trim().is_empty());
        let byte = rest.map_or(0, |_| at.byte);
        let rest = rest.unwrap_or(text);
        let end = rest.char_indices().nth(super::QUOTE.end).map_or(rest.len(), |(end, _)| end);
        let end = Anchor { para: at.para, byte: byte + end as u32 };
        self.capture_words(Span { start: Anchor { para: at.para, byte }, end }).0
    }

    /// Finds the place of a locator. See the module's head for the rules. For several at once [`Self::resolve_all`] reads
    /// the text less often.
    pub fn resolve(self, locator: &Locator) -> Resolved {
        self.resolve_all(&[locator]).pop().unwrap_or(Resolved::Lost { near: None, places: 0 })
    }

    /// Finds the places of locators, in their order.
    pub fn resolve_all(self, locators: &[&Locator]) -> Vec<Resolved> {
        let mut all: Vec<Resolved> = locators.iter().map(|locator| self.resolve_words(locator)).collect();
        let mut lost: Vec<_> = locators.iter().copied().zip(&mut all).filter(|(_, at)| at.span().is_none()).collect();
        self.look_for_changed(&mut lost);
        all
    }

    /// Where the very words stand.
    fn resolve_words(self, locator: &Locator) -> Resolved {
        let wanted = Wanted::new(locator);
        if wanted.needle.is_empty() {
            return Resolved::Lost { near: None, places: 0 };
        }
        let here = self.index.layout.from_base(Anchor { para: locator.para, byte: locator.byte });
        let same = !locator.document.is_empty() && *self.index.document == *locator.document;
        if same && (here.para.0 as usize) < self.interview.paragraphs.len() {
            let at = self.folded_at(here);
            // Another version of the program may cut the same source into other paragraphs, so the words alone do not do.
            let distinct = wanted.long && wanted.copies <= 1;
            let agrees = |(before, after)| before >= 0.5 && after >= 0.5;
            if self.index.stands_at(&wanted, at) && (distinct || agrees(self.index.agreement(&wanted, at))) {
                return self.found(locator, &wanted, at);
            }
        }
        let found = self.index.candidates(&wanted);
        match self.index.choose(&wanted, &found) {
            Some(at) => self.found(locator, &wanted, at),
            None => Resolved::Lost { near: self.near(locator, &wanted), places: found.len() as u32 },
        }
    }

    /// Where to go on reading: the place itself and `true`, or the nearest guess and `false`. Only for where reading
    /// stopped; a mark is never guessed. `None` only for a document without paragraphs.
    pub fn go_on(self, locator: &Locator) -> Option<(Anchor, bool)> {
        let near = match self.resolve_words(locator) {
            Resolved::At { span, .. } => return Some((span.start, true)),
            Resolved::Lost { near, .. } => near,
        };
        let exchanges = &self.interview.exchanges;
        let question = (locator.question as usize).min(exchanges.len()).checked_sub(1);
        let asked = || question.and_then(|n| exchanges[n].question.first().copied());
        // The paragraph's number is a good guess only where it still is about the same question.
        let about = |number: &u32| number.abs_diff(locator.question) <= 1;
        let here = self.index.layout.from_base(Anchor { para: locator.para, byte: 0 }).para;
        let same = self.index.question_of.get(here.0 as usize).filter(|&number| about(number));
        let para = same.map(|_| here).or_else(asked).or(self.interview.ids().next());
        near.or(para.map(|para| Anchor { para, byte: 0 })).map(|anchor| (anchor, false))
    }

    fn found(self, locator: &Locator, wanted: &Wanted, at: usize) -> Resolved {
        let span = self.stretch(at..at + wanted.length);
        let start = span.start;
        let unchanged = locator.para_hash == 0 || self.index.para_hash(start.para) == locator.para_hash;
        let place = self.index.layout.to_base(start);
        let fit = match (unchanged, place == Anchor { para: locator.para, byte: locator.byte }) {
            (true, true) => Fit::Exact,
            (true, false) => Fit::Moved,
            (false, _) => Fit::Edited,
        };
        Resolved::At { span, fit }
    }

    /// What a stretch of the folded text is in the document.
    pub(super) fn stretch(self, range: Range<usize>) -> Span {
        let start = self.anchor(range.start);
        let last = self.anchor(range.end.saturating_sub(1)).para;
        let (from, _) = self.index.ranges[last.0 as usize];
        let text = &self.interview.para(last).text;
        let end = unfolded(text, range.end.saturating_sub(from));
        let end = text.get(..end).map_or(end, |chosen| chosen.trim_end().len());
        Span { start, end: Anchor { para: last, byte: end as u32 } }
    }

    /// Where the lost words probably stood: by their opening, else by what stood before or after, else by the question.
    fn near(self, locator: &Locator, wanted: &Wanted) -> Option<Anchor> {
        let once = |needle: &str| {
            let mut all = self.index.find_all(needle);
            let first = all.next().filter(|_| needle.chars().count() >= DISTINCT / 2)?;
            all.next().is_none().then_some(first)
        };
        let (opening, before, after) = (fold(&locator.quote()), &wanted.prefix, &wanted.suffix);
        if let Some(at) = once(&opening) {
            return Some(self.anchor(at));
        }
        if let Some(at) = once(before) {
            return Some(self.anchor((at + before.len() + 1).min(self.index.text.len().saturating_sub(1))));
        }
        if let Some(at) = once(after) {
            return Some(self.anchor(at.saturating_sub(2)));
        }
        let mut same = (0..self.index.questions.len())
            .filter(|&n| locator.question_hash != 0 && self.index.questions[n] == locator.question_hash);
        let (first, second) = (same.next(), same.next());
        let number = first.filter(|_| second.is_none())?;
        let start = |para| Some(Anchor { para, byte: 0 });
        let here = self.index.layout.from_base(Anchor { para: locator.para, byte: 0 }).para;
        if self.index.question_of.get(here.0 as usize) == Some(&(number as u32 + 1)) {
            return start(here);
        }
        start(*self.interview.exchanges.get(number)?.question.first()?)
    }

    /// The anchor of a byte of the folded text.
    pub(super) fn anchor(self, at: usize) -> Anchor {
        let after = self.index.ranges.partition_point(|&(start, _)| start <= at);
        // Paragraphs that fold to nothing begin where the one before ends, and hold no byte.
        let here = |n: &usize| self.index.ranges[*n].0 < self.index.ranges[*n].1;
        let para = (0..after).rev().find(here).unwrap_or(0);
        let (start, end) = self.index.ranges.get(para).copied().unwrap_or_default();
        let text = self.interview.paragraphs.get(para).map_or("", |p| p.text.as_str());
        let byte = unfolded(text, at.min(end).saturating_sub(start));
        Anchor { para: ParaId(para as u32), byte: byte as u32 }
    }

    pub(super) fn folded_at(self, at: Anchor) -> usize {
        let start = self.index.ranges.get(at.para.0 as usize).map_or(0, |range| range.0);
        start + folded(&self.interview.para(at.para).text, at.byte as usize)
    }

    /// The span on character boundaries, in order, without white space at its ends.
    pub fn tidy(self, span: Span) -> Span {
        let on_boundary = |at: Anchor| {
            let text = &self.interview.para(at.para).text;
            let byte = (0..=(at.byte as usize).min(text.len())).rev().find(|&byte| text.is_char_boundary(byte));
            Anchor { para: at.para, byte: byte.unwrap_or(0) as u32 }
        };
        let (mut start, mut end) = (on_boundary(span.start), on_boundary(span.end.max(span.start)));
        let last = &self.interview.para(end.para).text;
        let from = if start.para == end.para { start.byte as usize } else { 0 };
        if let Some(chosen) = last.get(from..end.byte as usize) {
            end.byte = (from + chosen.trim_end().len()) as u32;
        }
        let first = &self.interview.para(start.para).text;
        let to = if start.para == end.para { end.byte as usize } else { first.len() };
        if let Some(chosen) = first.get(start.byte as usize..to) {
            start.byte += (chosen.len() - chosen.trim_start().len()) as u32;
        }
        Span { start, end }
    }

    /// The text of a span, at most `limit` characters of it; paragraphs separated by line feeds.
    pub fn text(self, span: Span, limit: usize) -> String {
        let mut out = String::new();
        for n in span.start.para.0..=span.end.para.0 {
            let text = &self.interview.para(ParaId(n)).text;
            let from = if n == span.start.para.0 { span.start.byte as usize } else { 0 };
            let to = if n == span.end.para.0 { span.end.byte as usize } else { text.len() };
            if !out.is_empty() {
                out.push('\n');
            }
            out.push_str(text.get(from..to).unwrap_or_default());
            if let Some((end, _)) = out.char_indices().nth(limit) {
                out.truncate(end);
                break;
            }
        }
        out
    }

    fn text_before(self, at: Anchor) -> String {
        let mut back: Vec<char> = Vec::with_capacity(CONTEXT);
        for n in (0..=at.para.0).rev() {
            let text = &self.interview.para(ParaId(n)).text;
            let to = if n == at.para.0 { at.byte as usize } else { text.len() };
            back.extend(text.get(..to).unwrap_or_default().chars().rev().take(CONTEXT - back.len()));
            if back.len() < CONTEXT && n > 0 {
                back.push(' ');
            }
            if back.len() >= CONTEXT {
                break;
            }
        }
        back.into_iter().rev().collect()
    }

    fn text_after(self, at: Anchor) -> String {
        let mut on = String::new();
        for n in at.para.0..self.interview.paragraphs.len() as u32 {
            let text = &self.interview.para(ParaId(n)).text;
            let from = if n == at.para.0 { at.byte as usize } else { 0 };
            let taken = on.chars().count();
            on.extend(text.get(from..).unwrap_or_default().chars().chain([' ']).take(CONTEXT - taken));
            if on.chars().count() >= CONTEXT {
                break;
            }
        }
        on
    }
}
