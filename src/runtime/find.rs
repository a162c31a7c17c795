//! `inquit find`: every place where some words stand, as lines or as JSON.

use serde::Serialize;

use crate::app::document::Document;
use crate::app::found::{Passage, lines, passages};
use crate::interview::Role;
use crate::search::find::{Wish, find};

/// Some sentences, as JSON has them. The fields are described in `docs/json.md`.
#[derive(Serialize)]
struct Row<'a> {
    kind: &'static str,
    place: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    question: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    paragraph: Option<usize>,
    /// Characters of the paragraph before the text.
    start: usize,
    text: &'a str,
    matched: Vec<[usize; 2]>,
}

/// What was found.
pub struct Places<'a> {
    document: &'a Document,
    passages: Vec<Passage>,
}

impl<'a> Places<'a> {
    /// Looks through the whole document. Each place is given with its sentence and `context` more on either side.
    ///
    /// # Errors
    /// A sentence where this cannot be looked for.
    pub fn new(document: &'a Document, wish: &Wish, context: usize) -> Result<Self, String> {
        let (search, hits) = find(&document.interview, &document.places, wish);
        if let Some(error) = search.error {
            return Err(format!("“{}” cannot be looked for. {error}", wish.text));
        }
        if wish.text.trim().is_empty() {
            return Err("there is nothing to look for: the pattern is empty.".to_owned());
        }
        Ok(Self { document, passages: passages(document, hits.into_iter(), context) })
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.passages.is_empty()
    }

    /// As lines: the place and the sentences.
    pub fn lines(&self) -> String {
        lines(self.document, &self.passages)
    }

    /// As one JSON list, in the order of reading.
    pub fn json(&self) -> String {
        let rows: Vec<_> = self.passages.iter().map(|passage| row(self.document, passage)).collect();
        let mut text = serde_json::to_string_pretty(&rows).unwrap_or_default();
        text.push('\n');
        text
    }
}

fn row<'a>(document: &'a Document, passage: &Passage) -> Row<'a> {
    let paragraph = document.interview.para(passage.para);
    let place = document.places.get(passage.para);
    let kind = match paragraph.role {
        Role::Title | Role::Front => "introduction",
        Role::Section => "heading",
        Role::Question => "question",
        Role::Answer | Role::Aside => "answer",
        Role::Closing | Role::Page => "closing",
    };
    let (start, text) = (passage.range.start, passage.text(document));
    // Places rise, so that a long text is counted through once. One may begin in the blank before a sentence.
    let (mut byte, mut character) = (0, 0);
    let mut characters = |to: usize| {
        let to = to.clamp(start, passage.range.end) - start;
        if to < byte {
            (byte, character) = (0, 0);
        }
        character += text[byte..to].chars().count();
        byte = to;
        character
    };
    let matched = passage.hits.iter().map(|hit| [characters(hit.start), characters(hit.end)]).collect();
    Row {
        kind,
        place: place.long(),
        question: place.question(),
        paragraph: place.paragraph(),
        start: paragraph.text[..start].chars().count(),
        text,
        matched,
    }
}
