//! Choosing words: sentence by sentence with keys, word by word with the mouse.
//!
//! A selection is two stretches of the text, where it began and where its moving end is; everything from one to the other
//! is chosen. It lives as long as the reader's position stays at the moving end: [`keep`] lets go of it where anything
//! else moved the reader.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::document::Document;
use super::model::{Model, Pane};
use super::motion::Way;
use crate::interview::locate::Span;
use crate::interview::{Anchor, ParaId, place};
use crate::text::segment::{sentences, words};

/// What is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    /// The sentence, or the word, that it began with.
    pub origin: Span,
    /// The one at its moving end.
    pub head: Span,
}

/// By how much keys let a selection grow and shrink.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// By sentences.
    Sentence,
    /// By paragraphs.
    Paragraph,
}

impl Selection {
    /// Everything that is chosen.
    pub fn span(&self, document: &Document) -> Span {
        let key = |anchor: &Anchor| (document.home(anchor.para), anchor.byte);
        let (origin, head) = (self.origin, self.head);
        Span {
            start: std::cmp::min_by_key(origin.start, head.start, key),
            end: std::cmp::max_by_key(origin.end, head.end, key),
        }
    }

    /// Where the cursor stands: on the last letter of the moving end, or on the first where it moves towards the
    /// beginning.
    pub fn cursor(&self, document: &Document) -> Anchor {
        if self.backwards(document) {
            return self.head.start;
        }
        let Anchor { para, byte } = self.head.end;
        let text = document.interview.para(para).text.get(..byte as usize).unwrap_or_default();
        let last = text.grapheme_indices(true).next_back().map_or(0, |(at, _)| at);
        Anchor { para, byte: last as u32 }
    }

    fn backwards(&self, document: &Document) -> bool {
        let key = |anchor: Anchor| (document.home(anchor.para), anchor.byte);
        key(self.head.start) < key(self.origin.start)
    }

    /// The chosen bytes of a paragraph.
    pub fn in_para(&self, document: &Document, para: ParaId) -> Option<Range<usize>> {
        let span = self.span(document);
        let here = document.home(para)?;
        let (from, to) = (document.home(span.start.para)?, document.home(span.end.para)?);
        if here < from || here > to {
            return None;
        }
        let start = if here == from { span.start.byte as usize } else { 0 };
        let end = if here == to { span.end.byte as usize } else { document.interview.para(para).text.len() };
        Some(start..end)
    }

    /// "q. 5, para. 3, s. 2", and how many words that is.
    pub fn words(&self, document: &Document) -> (String, usize) {
        let span = self.span(document);
        let place = place::of_span(&document.interview, &document.places, span);
        let Some((part, from)) = document.home(span.start.para) else { return (place, 0) };
        let count = document.parts[part].paras[from..].iter().map_while(|para| {
            let range = self.in_para(document, *para)?;
            document.interview.para(*para).text.get(range).map(words)
        });
        (place, count.sum())
    }
}

/// A stretch of one paragraph.
pub fn stretch(para: ParaId, range: &Range<usize>) -> Span {
    let at = |byte: usize| Anchor { para, byte: byte as u32 };
    Span { start: at(range.start), end: at(range.end) }
}

/// The sentence that holds a position, or the one before it; the first one where there is none before.
pub fn sentence_at(document: &Document, anchor: Anchor) -> Option<Span> {
    let all = sentences(&document.interview.para(anchor.para).text);
    let sentence = all.iter().rev().find(|sentence| sentence.start <= anchor.byte as usize).or(all.first())?;
    Some(stretch(anchor.para, sentence))
}

/// Begins with the sentence in hand, or lets go.
pub fn toggle(model: &mut Model) {
    if model.selection.take().is_some() {
        return;
    }
    if model.is_covered() {
        model.notice = Some("The answer is covered; Enter shows it".to_owned());
        return;
    }
    model.focus = Pane::Answer;
    match sentence_at(&model.document, model.reader.anchor) {
        Some(sentence) => put(model, Selection { origin: sentence, head: sentence }),
        None => model.notice = Some("There is no sentence here".to_owned()),
    }
}

/// Selects, and takes the cursor to the moving end.
pub fn put(model: &mut Model, selection: Selection) {
    model.focus = Pane::Answer;
    let cursor = selection.cursor(&model.document);
    model.selection = Some(selection);
    model.with_reader(|reader, stage| reader.show(stage, cursor));
}

/// Moves the moving end by a sentence or a paragraph, within the part. Does nothing where nothing is selected.
pub fn grow(model: &mut Model, way: Way, unit: Unit) {
    let Some(selection) = model.selection else { return };
    let document = &model.document;
    if let Some(head) = next(document, &selection, way, unit) {
        put(model, Selection { head, ..selection });
    } else {
        let end = if way == Way::On { "ends" } else { "begins" };
        model.notice = Some(format!("What can be selected {end} here"));
    }
}

/// The stretch beside the moving end.
fn next(document: &Document, selection: &Selection, way: Way, unit: Unit) -> Option<Span> {
    let head = selection.head;
    // A word at the moving end becomes its sentence first.
    let from = if way == Way::On { head.end } else { head.start };
    let (part, mut at) = document.home(from.para)?;
    let paras = &document.parts.get(part)?.paras;
    let text = |at: usize| paras.get(at).map(|para| &*document.interview.para(*para).text);
    let units = |at: usize| -> Vec<Range<usize>> {
        let all = text(at).map(sentences).unwrap_or_default();
        match (unit, way) {
            (Unit::Sentence, _) => all,
            // A paragraph further is its last sentence, or its first one.
            (Unit::Paragraph, Way::On) => all.into_iter().next_back().into_iter().collect(),
            (Unit::Paragraph, Way::Back) => all.into_iter().take(1).collect(),
        }
    };
    let byte = from.byte as usize;
    let here = units(at);
    let found = match way {
        Way::On => here.into_iter().find(|unit| unit.end > byte),
        Way::Back => here.into_iter().rev().find(|unit| unit.start < byte),
    };
    if let Some(unit) = found {
        return Some(stretch(paras[at], &unit));
    }
    loop {
        at = if way == Way::On { at.checked_add(1) } else { at.checked_sub(1) }?;
        text(at)?;
        let beside = units(at);
        let unit = if way == Way::On { beside.first() } else { beside.last() };
        if let Some(unit) = unit {
            return Some(stretch(paras[at], unit));
        }
    }
}

/// Lets go of a selection that the reader left, or that cannot be seen.
pub fn keep(model: &mut Model) {
    let left = |selection: &Selection| selection.cursor(&model.document) != model.reader.anchor;
    if model.selection.as_ref().is_some_and(left) || model.focus == Pane::Questions || model.is_covered() {
        model.selection = None;
    }
}
