//! The reading flow: introduction, exchanges in order, closing notes.
//!
//! A reader sees one part at a time. The flow is derived from the interview, never stored in it.

use super::{Ids, Interview, Role};

/// One stop of the reading flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartKind {
    /// Title and front matter, before the first question.
    Introduction,
    /// An exchange, by its index in [`Interview::exchanges`].
    Exchange(usize),
    /// Everything after the last answer that belongs to the text.
    Closing,
    /// A text that is no interview, whole.
    Whole,
}

/// A part with its paragraphs in reading order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Which stop this is.
    pub kind: PartKind,
    /// Its paragraphs, in order.
    pub paras: Ids,
}

/// The reading flow of an interview. Every paragraph but page furniture is in exactly one part; a document without
/// questions is one part. Empty only where the document has no paragraph outside the furniture.
pub fn parts(interview: &Interview) -> Vec<Part> {
    if interview.exchanges.is_empty() {
        let paras: Ids = interview.ids().filter(|&id| interview.para(id).role != Role::Page).collect();
        return if paras.is_empty() { Vec::new() } else { vec![Part { kind: PartKind::Whole, paras }] };
    }
    let mut flow = Vec::with_capacity(interview.exchanges.len() + 2);
    let front: Ids =
        interview.ids().filter(|&id| matches!(interview.para(id).role, Role::Title | Role::Front)).collect();
    if !front.is_empty() {
        flow.push(Part { kind: PartKind::Introduction, paras: front });
    }
    for (index, exchange) in interview.exchanges.iter().enumerate() {
        let paras = exchange.section.iter().chain(&exchange.question).chain(&exchange.answer).copied().collect();
        flow.push(Part { kind: PartKind::Exchange(index), paras });
    }
    let closing: Ids = interview.with_role(Role::Closing).collect();
    if !closing.is_empty() {
        flow.push(Part { kind: PartKind::Closing, paras: closing });
    }
    flow
}
