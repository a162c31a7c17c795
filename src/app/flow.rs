//! Rows of one part at one measure, paragraph by paragraph and only as far as they are looked at.
//!
//! The one place that knows how paragraphs become rows: motion and drawing both ask here. Rows are byte ranges of the
//! paragraph; what is made up for the screen (blank rows, speakers, notes, brackets) is marked as such and never
//! searched, marked or quoted.

use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use super::annotations::Annotations;
use super::document::Document;
use crate::interview::parts::PartKind;
use crate::interview::{Anchor, ParaId, Role};
use crate::text::wrap::{Fit, wrap};

/// Paragraphs kept in the cache before it is emptied.
const CACHED: usize = 2048;

/// Columns by which a note is set in.
pub const NOTE_INDENT: u16 = 2;

/// What a row of the right pane is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// The space before a paragraph.
    Blank,
    /// Who speaks, above what is said.
    Speaker,
    /// A row of the paragraph's text, as bytes of it.
    Text(Range<usize>),
    /// A row of the reader's note, as bytes of it.
    Note(Range<usize>),
    /// The sentence that stands for a covered answer.
    Covered,
}

/// Address of a row: the paragraph's position in the part, and the row within the paragraph's rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct RowAt {
    /// Position in the part.
    pub at: usize,
    /// Row of the paragraph, the space before it included.
    pub row: usize,
}

/// The laid-out rows of paragraphs, kept while nothing they depend on changes.
#[derive(Clone, Debug, Default)]
pub struct Layouts {
    key: (u16, u64, bool),
    rows: HashMap<ParaId, Rc<[Line]>>,
}

/// A part seen at one measure.
pub struct Flow<'a> {
    document: &'a Document,
    annotations: &'a Annotations,
    /// The paragraphs that are shown, in order.
    paras: &'a [ParaId],
    kind: PartKind,
    measure: u16,
    /// The first paragraph of an answer that is covered.
    covered: Option<ParaId>,
    layouts: &'a mut Layouts,
}

/// Which paragraphs of a part are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Index of the part.
    pub part: usize,
    /// Whether the answer is covered.
    pub covered: bool,
    /// Only the paragraph at this position.
    pub only: Option<usize>,
}

impl<'a> Flow<'a> {
    /// The rows of what is shown of a part. `None` where the document has no such part.
    pub fn new(
        document: &'a Document,
        annotations: &'a Annotations,
        shown: Shown,
        measure: u16,
        layouts: &'a mut Layouts,
    ) -> Option<Self> {
        let part = document.parts.get(shown.part)?;
        let mut paras = &part.paras[..];
        let mut covered = None;
        if let (true, PartKind::Exchange(index)) = (shown.covered, part.kind) {
            let answer = &document.interview.exchanges[index].answer;
            paras = &paras[..paras.len() - answer.len()];
            covered = answer.first().copied();
        } else if let Some(at) = shown.only {
            paras = paras.get(at..=at)?;
        }
        let key = (measure, annotations.revision, shown.only.is_some());
        if layouts.key != key || layouts.rows.len() > CACHED {
            *layouts = Layouts { key, rows: HashMap::new() };
        }
        Some(Self { document, annotations, paras, kind: part.kind, measure, covered, layouts })
    }

    /// Number of paragraphs that are shown, and one more for the sentence that stands for a covered answer.
    fn len(&self) -> usize {
        self.paras.len() + usize::from(self.covered.is_some())
    }

    /// The paragraph at a position of what is shown; a covered answer's sentence stands for its first paragraph.
    pub fn para(&self, at: usize) -> Option<ParaId> {
        self.paras.get(at).copied().or(self.covered)
    }

    /// Position of a paragraph in what is shown; a covered one stands where its answer's sentence does.
    pub fn position(&self, id: ParaId) -> Option<usize> {
        let found = self.paras.iter().position(|other| *other == id);
        found.or_else(|| self.covered.filter(|first| *first <= id).map(|_| self.paras.len()))
    }

    /// All rows of the paragraph at this position; nothing outside.
    pub fn rows(&mut self, at: usize) -> Rc<[Line]> {
        if self.covered.is_some() && at == self.paras.len() {
            return Rc::new([Line::Blank, Line::Covered]);
        }
        let Some(&id) = self.paras.get(at) else { return Rc::new([]) };
        if let Some(rows) = self.layouts.rows.get(&id) {
            return Rc::clone(rows);
        }
        let rows: Rc<[Line]> = self.lay_out(id, at).into();
        self.layouts.rows.insert(id, Rc::clone(&rows));
        rows
    }

    fn lay_out(&self, id: ParaId, at: usize) -> Vec<Line> {
        let paragraph = self.document.interview.para(id);
        let mut rows = Vec::new();
        if at > 0 {
            rows.push(Line::Blank);
        }
        if self.names_speaker(id, at) {
            rows.push(Line::Speaker);
        }
        let brackets = if bracketed(self.document, id) { 2 } else { 0 };
        let measure = usize::from(self.measure.saturating_sub(brackets)).max(1);
        rows.extend(wrap(&paragraph.text, measure, Fit::Even).into_iter().map(Line::Text));
        if let Some(note) = self.annotations.notes.get(&id) {
            let measure = usize::from(self.measure.saturating_sub(NOTE_INDENT)).max(1);
            rows.extend(wrap(note, measure, Fit::Even).into_iter().map(Line::Note));
        }
        rows
    }

    /// A speaker is named above a paragraph where the voice changes and more than one voice answers. What the one who
    /// asks throws in stands in brackets and needs no name. Around the exchanges nothing else tells who speaks, so there
    /// every voice is named where it begins.
    fn names_speaker(&self, id: ParaId, at: usize) -> bool {
        let interview = &self.document.interview;
        let PartKind::Exchange(index) = self.kind else {
            let speaker = interview.para(id).speaker;
            let before = at.checked_sub(1).and_then(|before| interview.para(self.paras[before]).speaker);
            return speaker.is_some() && speaker != before;
        };
        let exchange = &interview.exchanges[index];
        let asker = exchange.question.iter().find_map(|id| interview.para(*id).speaker);
        let voice = |id: ParaId| {
            let paragraph = interview.para(id);
            let speaks = match paragraph.role {
                Role::Answer => true,
                Role::Aside => paragraph.speaker != asker,
                _ => false,
            };
            paragraph.speaker.filter(|_| speaks)
        };
        let Some(speaker) = voice(id) else { return false };
        let several = exchange.answer.iter().any(|other| voice(*other).is_some_and(|other| other != speaker));
        let before = self.paras[..at].iter().rev().find_map(|id| voice(*id));
        several && before != Some(speaker)
    }

    /// First row.
    pub fn first(&self) -> RowAt {
        RowAt::default()
    }

    /// Last row.
    pub fn last(&mut self) -> RowAt {
        let at = self.len().saturating_sub(1);
        RowAt { at, row: self.rows(at).len().saturating_sub(1) }
    }

    /// The row after, if there is one.
    pub fn next(&mut self, from: RowAt) -> Option<RowAt> {
        if from.row + 1 < self.rows(from.at).len() {
            Some(RowAt { at: from.at, row: from.row + 1 })
        } else {
            (from.at + 1 < self.len()).then_some(RowAt { at: from.at + 1, row: 0 })
        }
    }

    /// The row before, if there is one.
    pub fn previous(&mut self, from: RowAt) -> Option<RowAt> {
        if let Some(row) = from.row.checked_sub(1) {
            return Some(RowAt { at: from.at, row });
        }
        let at = from.at.checked_sub(1)?;
        Some(RowAt { at, row: self.rows(at).len().saturating_sub(1) })
    }

    /// `steps` rows on (or back, where negative), or as far as there are rows.
    pub fn step(&mut self, from: RowAt, steps: isize) -> RowAt {
        let mut at = from;
        for _ in 0..steps.unsigned_abs() {
            let Some(next) = (if steps > 0 { self.next(at) } else { self.previous(at) }) else { break };
            at = next;
        }
        at
    }

    /// Rows from `from` down to `to`, at most `cap`; nothing where `to` is above.
    pub fn distance(&mut self, from: RowAt, to: RowAt, cap: usize) -> usize {
        let (mut at, mut rows) = (from, 0);
        while at < to && rows < cap {
            let Some(next) = self.next(at) else { break };
            (at, rows) = (next, rows + 1);
        }
        rows
    }

    /// The last row that can be on top while the screen of `height` rows is full.
    pub fn last_top(&mut self, height: usize) -> RowAt {
        let last = self.last();
        self.step(last, 1 - height.max(1) as isize)
    }

    /// The row that holds an anchor. An anchor outside what is shown gives the nearest end.
    pub fn row_of(&mut self, anchor: Anchor) -> RowAt {
        let Some(at) = self.position(anchor.para) else { return self.first() };
        let byte = anchor.byte as usize;
        let rows = self.rows(at);
        let mut found = 0;
        for (row, line) in rows.iter().enumerate() {
            match line {
                Line::Text(range) if range.start > byte => break,
                Line::Text(_) | Line::Covered => found = row,
                _ => {}
            }
        }
        RowAt { at, row: found }
    }

    /// The anchor of a row: the beginning of its text; for rows that are made up, of the paragraph they belong to.
    pub fn anchor_of(&mut self, row: RowAt) -> Option<Anchor> {
        let para = self.para(row.at)?;
        let rows = self.rows(row.at);
        let byte = match rows.get(row.row) {
            Some(Line::Text(range)) => range.start,
            Some(Line::Note(_)) => rows.iter().rev().find_map(text_start).unwrap_or(0),
            _ => 0,
        };
        Some(Anchor { para, byte: byte as u32 })
    }

    /// Whether a row holds text of the document (or the sentence that stands for it).
    pub fn is_text(&mut self, row: RowAt) -> bool {
        matches!(self.rows(row.at).get(row.row), Some(Line::Text(_) | Line::Covered))
    }

    /// The space above a paragraph is not wanted at the top of a screen.
    pub fn skip_blank(&mut self, row: RowAt) -> RowAt {
        match self.rows(row.at).get(row.row) {
            Some(Line::Blank) => self.next(row).unwrap_or(row),
            _ => row,
        }
    }
}

fn text_start(line: &Line) -> Option<usize> {
    match line {
        Line::Text(range) => Some(range.start),
        _ => None,
    }
}

/// Whether the screen sets this paragraph in brackets: an aside that has none of its own.
pub fn bracketed(document: &Document, id: ParaId) -> bool {
    document.interview.para(id).wants_brackets()
}
