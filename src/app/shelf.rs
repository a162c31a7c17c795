//! The reader's marks on the open document, with what the screen needs of them.

use std::collections::BTreeMap;
use std::ops::Range;

use super::annotations::Annotations;
use super::document::Document;
use crate::interview::locate::{Index, Source, Span};
use crate::interview::{Anchor, ParaId};
use crate::library::corrections::Corrections;
use crate::library::events::{Event, MarkId};
use crate::library::facts::About;
use crate::library::marks::{Ctx, Done, Mark, Marks, Op};
use crate::search::topics::Changes;
use crate::text::CleanText;

/// What a statement about a topic begins with that gives it another name.
pub const CALLED: &str = "called:";

/// Marks, notes and named places.
#[derive(Debug, Default)]
pub struct Shelf {
    marks: Marks,
    /// The folded document; made when marks first need it.
    index: Option<Index>,
    /// Corrections of what was recognised. Derived.
    pub corrections: Corrections,
    /// What the panes show of the marks. Derived.
    pub annotations: Annotations,
    /// Where the marks are kept, in words for the reader.
    pub kept_in: String,
    /// Why the last changes are not saved, while that is so.
    pub unsaved: Option<String>,
    /// Identifies this run of the program in the file.
    writer: String,
    /// State of the generator of ids.
    seed: u64,
    revision: u64,
    saved: u64,
}

impl Shelf {
    /// An empty shelf of a run of the program. `seed` is random: ids must not meet those of other runs.
    pub fn new(writer: String, seed: u64, kept_in: String) -> Self {
        Self { kept_in, writer, seed, ..Self::default() }
    }

    /// The document with its index, which is made now if need be.
    pub fn source<'a>(&'a mut self, document: &'a Document) -> Source<'a> {
        let index = self.index.get_or_insert_with(|| index_of(document));
        Source { interview: &document.interview, index }
    }

    /// The document as it is corrected, from its uncorrected reading.
    pub fn corrected(&mut self, document: Document) -> Document {
        if !self.state_corrections(&document) {
            return document;
        }
        let given = self.corrections.given();
        let Some(unread) = document.unread() else { return document };
        let (corrected, idle) = unread.around(&given);
        self.corrections.followed(&idle);
        self.read_again(&corrected);
        corrected
    }

    /// Takes in what is stated now. Says whether anything changed.
    pub fn state_corrections(&mut self, document: &Document) -> bool {
        let stated =
            [About::Role, About::Cut, About::Person].into_iter().any(|about| self.marks.stated(about).next().is_some());
        if !stated && self.corrections.list().is_empty() {
            return false;
        }
        let index = self.index.get_or_insert_with(|| index_of(document));
        self.corrections.refresh(&self.marks, Source { interview: &document.interview, index })
    }

    /// Looks all marks up in another reading of the document.
    pub fn read_again(&mut self, document: &Document) {
        if let Some(index) = &mut self.index {
            index.follow(&document.interview, &document.layout);
        }
        if self.marks.all().is_empty() {
            return;
        }
        let index = self.index.get_or_insert_with(|| index_of(document));
        self.marks.place(Source { interview: &document.interview, index });
        self.refresh(document);
    }

    /// Takes in events from the marks file.
    pub fn merge(&mut self, document: &Document, events: Vec<Event>) {
        if !events.is_empty() {
            let index = self.index.get_or_insert_with(|| index_of(document));
            let source = Source { interview: &document.interview, index };
            self.marks.merge(events, Some(source));
            self.refresh(document);
        }
    }

    /// Does what the reader asked. `None` if that changes nothing; else what to save, with its revision.
    pub fn apply(&mut self, document: &Document, op: Op, now: u64) -> Option<(u64, Done)> {
        self.change(document, now, |marks, ctx| marks.apply(op, ctx))
    }

    /// Takes back, or makes again, the last change.
    pub fn again(&mut self, document: &Document, redo: bool, now: u64) -> Option<(u64, Done)> {
        self.change(document, now, |marks, ctx| if redo { marks.redo(ctx) } else { marks.undo(ctx) })
    }

    fn change(
        &mut self,
        document: &Document,
        now: u64,
        work: impl FnOnce(&mut Marks, Ctx<'_>) -> Option<Done>,
    ) -> Option<(u64, Done)> {
        self.seed = self.seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let id = mix(self.seed);
        let index = self.index.get_or_insert_with(|| index_of(document));
        let source = Source { interview: &document.interview, index };
        let done = work(&mut self.marks, Ctx { source, writer: &self.writer, id, now })?;
        self.revision += 1;
        self.refresh(document);
        Some((self.revision, done))
    }

    fn refresh(&mut self, document: &Document) {
        let mut notes: BTreeMap<ParaId, CleanText> = BTreeMap::new();
        let mut now = Annotations { revision: self.annotations.revision + 1, ..Annotations::default() };
        for mark in self.marks.all() {
            let Some(span) = mark.at.and_then(crate::interview::locate::Resolved::span) else { continue };
            let anchor = span.start;
            if mark.bookmark {
                now.marked.insert(anchor.para);
                now.begins.insert(anchor);
            }
            if mark.bookmark && mark.place.whole {
                now.whole.insert(anchor.para);
            }
            if !mark.place.whole {
                words(document, span, &mut now.words);
            }
            if !mark.note.is_empty() {
                let note = match notes.get(&anchor.para) {
                    Some(before) => CleanText::new(&format!("{before}\n{}", mark.note)),
                    None => mark.note.clone(),
                };
                notes.insert(anchor.para, note);
            }
        }
        now.notes = notes;
        self.annotations = now;
    }

    /// All marks, in the order of the document, the lost ones last.
    pub fn marks(&self) -> &Marks {
        &self.marks
    }

    /// A mark by its id.
    pub fn get(&self, id: MarkId) -> Option<&Mark> {
        self.marks.get(id)
    }

    /// The note on a paragraph, or on words; empty where there is none.
    pub fn note_on(&mut self, document: &Document, span: Span) -> String {
        let index = self.index.get_or_insert_with(|| index_of(document));
        let source = Source { interview: &document.interview, index };
        let mark = self.marks.on(span, source);
        mark.map_or_else(String::new, |mark| mark.note.to_string())
    }

    /// Whether there is something to take back.
    pub fn can_undo(&self) -> bool {
        self.marks.can_undo()
    }

    /// Whether there is something to make again.
    pub fn can_redo(&self) -> bool {
        self.marks.can_redo()
    }

    /// Marks and notes for the jump palette: where, what, and whether it is a note.
    pub fn for_jump(&self, document: &Document) -> Vec<(Anchor, String, bool)> {
        let mut list = Vec::new();
        for mark in self.marks.all() {
            let anchor = mark.at.and_then(crate::interview::locate::Resolved::anchor);
            let Some(anchor) = anchor.filter(|anchor| document.home(anchor.para).is_some()) else { continue };
            if mark.bookmark {
                list.push((anchor, mark.place.quote(), false));
            }
            if !mark.note.is_empty() {
                list.push((anchor, mark.note.replace('\n', " "), true));
            }
        }
        list
    }

    /// What the reader changed in the list of topics.
    pub fn topic_changes(&self) -> Changes {
        let mut changes = Changes::default();
        for stated in self.marks.stated(About::Topic) {
            let key = stated.fact.key.to_string();
            match stated.fact.value.as_deref() {
                Some("added") => changes.added.push(key),
                Some("hidden") => changes.hidden.push(key),
                Some(value) => {
                    if let Some(name) = value.strip_prefix(CALLED) {
                        changes.renamed.push((key, name.trim().to_owned()));
                    }
                }
                None => {}
            }
        }
        changes
    }

    /// Everything up to this revision is safe.
    /// Says whether that ends a time in which something was not saved.
    pub fn saved(&mut self, revision: u64) -> bool {
        self.saved = self.saved.max(revision);
        self.saved >= self.revision && self.unsaved.take().is_some()
    }

    /// Whether everything up to this revision is safe.
    pub fn has_saved(&self, revision: u64) -> bool {
        self.saved >= revision
    }

    /// How it stands with saving, in words.
    pub fn save_state(&self) -> &'static str {
        match (&self.unsaved, self.saved >= self.revision) {
            (Some(_), _) => "Trying again to save",
            (None, true) => "Everything is saved",
            (None, false) => "Saving",
        }
    }

    /// Saving failed; shown until it works.
    pub fn failed(&mut self, sentence: String) {
        self.unsaved = Some(sentence);
    }
}

/// Adds the bytes of each paragraph that a span covers, in the order in which people read.
fn words(document: &Document, span: Span, to: &mut BTreeMap<ParaId, Vec<Range<usize>>>) {
    let home = |para: ParaId| document.home(para);
    let (Some((part, from)), Some((last, end))) = (home(span.start.para), home(span.end.para)) else { return };
    // Words may be marked across paragraphs, but only inside a part.
    let end = if last == part { end } else { from };
    for para in document.parts[part].paras.get(from..=end).unwrap_or_default() {
        let length = document.interview.para(*para).text.len();
        let start = if *para == span.start.para { span.start.byte as usize } else { 0 };
        let stop = if *para == span.end.para { span.end.byte as usize } else { length };
        to.entry(*para).or_default().push(start..stop);
    }
}

fn index_of(document: &Document) -> Index {
    Index::over(&document.interview, &document.hash, &document.layout)
}

/// The finaliser of SplitMix64 (Steele, Lea and Flood 2014): spreads a counter over all bits.
fn mix(state: u64) -> u64 {
    let z = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
