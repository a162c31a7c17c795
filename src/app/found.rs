//! What was looked for, with the places where it stands: in the find list while the reader types, and in the text
//! afterwards, where they are shown and `n` and `N` go through them.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;
use std::ops::Range;
use std::rc::Rc;

use super::document::Document;
use crate::interview::{Anchor, ParaId, place};
use crate::search::concordance::{Order, sorted};
use crate::search::find::{Counts, Finder, Hit, STEP, Search, Wish};
use crate::text::segment::sentences;

/// The folded text, shared by all searches in one document. It grows while they look further.
pub type Folding = Rc<RefCell<Finder>>;

/// Earlier searches that are kept.
pub const SEARCHES: usize = 50;

/// Notes what was looked for as the last of a list of searches, once.
pub fn remember(searches: &mut Vec<Wish>, wish: Wish) {
    searches.retain(|other| (&other.text, other.regex) != (&wish.text, wish.regex));
    searches.push(wish);
    searches.drain(..searches.len().saturating_sub(SEARCHES));
}

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

/// Whole sentences of one paragraph, with the places that stand in them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The paragraph.
    pub para: ParaId,
    /// The bytes of its text.
    pub range: Range<usize>,
    /// The places, as bytes of the paragraph's text.
    pub hits: Vec<Range<usize>>,
    /// The first and the last sentence, of how many.
    sentences: (usize, usize, usize),
}

impl Passage {
    /// Where it stands: "q. 5, para. 3, s. 2".
    pub fn place(&self, document: &Document) -> String {
        let (from, to, all) = self.sentences;
        place::within(document.places.get(self.para), (from, to), from == 0 && to + 1 >= all)
    }

    /// Its words.
    pub fn text<'a>(&self, document: &'a Document) -> &'a str {
        &document.interview.para(self.para).text[self.range.clone()]
    }
}

/// The sentences that places stand in, and `around` more on either side. Where those of one place touch those of the last
/// one they are one passage, so that no sentence is given twice.
pub fn passages(document: &Document, hits: impl Iterator<Item = Hit>, around: usize) -> Vec<Passage> {
    let mut list: Vec<Passage> = Vec::new();
    let mut known: Option<(ParaId, Vec<Range<usize>>)> = None;
    for Hit { para, range } in hits {
        let text = &document.interview.para(para).text;
        // A paragraph may be a whole book, and is taken apart once.
        let (_, all) = match &mut known {
            Some(known) if known.0 == para => known,
            known => known.insert((para, sentences(text))),
        };
        if all.is_empty() {
            all.push(0..text.len());
        }
        let last = all.len() - 1;
        let from = all.partition_point(|sentence| sentence.end <= range.start).min(last);
        let to = all.partition_point(|sentence| sentence.start < range.end).saturating_sub(1).max(from);
        let (mut from, mut to) = (from.saturating_sub(around), to.saturating_add(around).min(last));
        let before = list.last_mut().filter(|one| one.para == para && from <= one.sentences.1 && one.sentences.0 <= to);
        let mut hits = vec![range];
        if let Some(before) = before {
            (from, to) = (from.min(before.sentences.0), to.max(before.sentences.1));
            before.hits.append(&mut hits);
            (before.sentences, before.range) = ((from, to, last + 1), all[from].start..all[to].end);
        } else {
            list.push(Passage { para, range: all[from].start..all[to].end, hits, sentences: (from, to, last + 1) });
        }
    }
    list
}

/// Passages as lines of text, each with its place.
pub fn lines(document: &Document, passages: &[Passage]) -> String {
    let mut text = String::new();
    for passage in passages {
        text.push_str(&format!("{}: {}\n", passage.place(document), passage.text(document)));
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
