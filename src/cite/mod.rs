//! Layer 1: quoting. What is copied, how it is cited, how marks are exported, and whether quotations in a draft are true.
//!
//! Everything here is a pure function of the interview, of the details that the reader added, and of the words that are
//! quoted. Nothing is invented: what neither the file nor the reader says stays blank and is named. Nothing knows marks
//! files, a clock or a disk.

pub mod blocks;
pub mod copy;
pub mod data;
pub mod export;
pub mod forms;
pub mod names;
pub mod quotation;
pub mod record;
pub mod rich;
pub mod styles;
pub mod tables;
pub mod template;
pub mod verify;

use std::collections::BTreeMap;

pub use forms::Form;
pub use quotation::Quotation;
pub use record::{Detail, Record};

use crate::interview::Interview;
use crate::interview::asking::asking_sentence;
use crate::interview::place::Places;

/// An interview as a source of quotations.
#[derive(Clone, Debug)]
pub struct Source<'a> {
    /// The interview.
    pub interview: &'a Interview,
    /// Where each paragraph stands.
    pub places: &'a Places,
    /// SHA-256 of the file, in hexadecimal.
    pub hash: &'a str,
    /// What citations are made of.
    pub record: Record,
}

impl<'a> Source<'a> {
    /// A source with what the reader added to what its file says.
    pub fn new(
        interview: &'a Interview,
        places: &'a Places,
        (name, hash): (&str, &'a str),
        added: &BTreeMap<String, String>,
    ) -> Self {
        Self { interview, places, hash, record: Record::of(interview, name, added) }
    }

    /// The sentence of a question that asks; questions count from 1.
    pub fn asked(&self, question: usize) -> &'a str {
        let Some(exchange) = self.interview.exchanges.get(question.wrapping_sub(1)) else { return "" };
        let texts: Vec<&str> = exchange.question.iter().map(|id| self.interview.para(*id).text.as_str()).collect();
        asking_sentence(&texts)
    }
}
