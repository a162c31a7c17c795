//! What was looked for, with the places where it stands: in the find list while the reader types, and in the text
//! afterwards, where they are shown and `n` and `N` go through them.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;
use std::ops::Range;
use std::rc::Rc;

use super::document::Document;
use crate::interview::{Anchor, ParaId};
use crate::search::concordance::{Order, sorted};
use crate::search::find::{Counts, Finder, Hit, STEP, Search, Wish};
use crate::text::segment::sentences;

/// The folded text, shared by all searches in one document. It grows while they look further.
pub type Folding = Rc<RefCell<Finder>>;

/// Paragraphs whose hits are kept as places, before they are forgotten.
const KNOWN: usize = 512;

/// A search and what it found yet.
#[derive(Clone, Default)]
pub struct Found {
    /// What was asked for.
    pub wish: Wish,
    search: Search,
    finder: Folding,
    /// The places in paragraphs that were looked at.
    known: RefCell<HashMap<ParaId, Rc<[Hit]>>>,
}

impl Found {
    /// Begins to look. In one interview everything is found at once; in a book [`Found::go_on`] finds the rest.
    pub fn new(wish: Wish, finder: Folding, document: &Document) -> Self {
        let search = Search::new(&wish, document.interview.exchanges.len());
        let mut found = Self { wish, search, finder, known: RefCell::default() };
        found.go_on(document);
        found
    }

    /// Looks further, for a few milliseconds.
    pub fn go_on(&mut self, document: &Document) {
        self.search.advance(&mut self.finder.borrow_mut(), &document.interview, STEP);
    }

    /// Whether everything was looked through.
    pub fn is_done(&self) -> bool {
        self.search.is_done()
    }

    /// The folded text that it looks in.
    pub fn folding(&self) -> Folding {
        Rc::clone(&self.finder)
    }

    /// Number of places that can be gone to. There may be more: see [`Found::counts`].
    pub fn len(&self) -> usize {
        self.search.len()
    }

    /// Whether there is no place.
    pub fn is_empty(&self) -> bool {
        self.search.is_empty()
    }

    /// How often it was asked and answered.
    pub fn counts(&self) -> &Counts {
        &self.search.counts
    }

    /// Why this cannot be looked for, in words.
    pub fn error(&self) -> Option<&str> {
        self.search.error.as_deref()
    }

    /// A place by its number, in the order of reading.
    pub fn hit(&self, document: &Document, index: usize) -> Option<Hit> {
        let (para, first) = {
            let finder = self.finder.borrow();
            let para = self.search.para(&finder, index)?;
            (para, self.search.in_para(&finder, para)?.start)
        };
        self.in_para(document, para).get(index - first).cloned()
    }

    /// The places in one paragraph.
    pub fn in_para(&self, document: &Document, para: ParaId) -> Rc<[Hit]> {
        if let Some(hits) = self.known.borrow().get(&para) {
            return Rc::clone(hits);
        }
        let finder = self.finder.borrow();
        let Some(range) = self.search.in_para(&finder, para) else { return Rc::new([]) };
        let hits: Rc<[Hit]> = self.search.places(&finder, &document.interview, range).into();
        let mut known = self.known.borrow_mut();
        if known.len() >= KNOWN {
            known.clear();
        }
        known.insert(para, Rc::clone(&hits));
        hits
    }

    /// Numbers of the first place that begins at a position or later, and of the first one after it. `None` where the
    /// position was not looked at yet.
    pub fn around(&self, document: &Document, anchor: Anchor) -> Option<(usize, usize)> {
        let finder = self.finder.borrow();
        let at = finder.at(&document.interview, anchor)?;
        Some(self.search.around(&finder, at))
    }

    /// The number of the place where the reader is, if they are at one.
    pub fn here(&self, document: &Document, anchor: Anchor) -> Option<usize> {
        let hits = self.in_para(document, anchor.para);
        let at = hits.binary_search_by_key(&(anchor.byte as usize), |hit| hit.range.start).ok()?;
        let finder = self.finder.borrow();
        Some(self.search.in_para(&finder, anchor.para)?.start + at)
    }

    /// The numbers of the places in an order; `None` where that is the order of reading, or there are too many to sort.
    pub fn sorted(&self, order: Order) -> Option<Vec<u32>> {
        sorted(&self.search, &self.finder.borrow(), order)
    }
}

/// Places as lines of text, each with the sentence that it stands in and `around` more on either side. Places in one line's
/// sentences share it.
pub fn lines(document: &Document, hits: impl Iterator<Item = Hit>, around: usize) -> String {
    let mut text = String::new();
    let mut last: Option<(ParaId, Range<usize>)> = None;
    for Hit { para, range } in hits {
        if last.as_ref().is_some_and(|(id, line)| *id == para && line.start <= range.start && range.end <= line.end) {
            continue;
        }
        let paragraph = &document.interview.para(para).text;
        let all = sentences(paragraph);
        let from = all.iter().position(|sentence| sentence.end > range.start).unwrap_or(0);
        let to = all.iter().rposition(|sentence| sentence.start < range.end).unwrap_or(from).max(from);
        let (from, to) = (from.saturating_sub(around), (to + around).min(all.len().saturating_sub(1)));
        let line = all.get(from).map_or(0, |first| first.start)..all.get(to).map_or(paragraph.len(), |last| last.end);
        let place = document.place_of(super::selecting::stretch(para, &line));
        text.push_str(&format!("{place}: {}\n", &paragraph[line.clone()]));
        last = Some((para, line));
    }
    text
}

impl PartialEq for Found {
    fn eq(&self, other: &Self) -> bool {
        self.wish == other.wish && self.search.counts == other.search.counts
    }
}

impl fmt::Debug for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Found").field("wish", &self.wish).field("counts", &self.search.counts).finish_non_exhaustive()
    }
}
