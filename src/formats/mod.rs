//! Layer 1: from the bytes of a file to paragraphs with their marks.
//!
//! One reader for each format. A reader takes bytes and never touches a disk; it gives an [`Extract`]: the text of the
//! document, its paragraphs as spans of that text, and what the file says of itself. Recognition does the rest, the same
//! for every format. [`detect`] says which reader a file needs.

#[cfg(feature = "zipped")]
pub mod archive;
pub mod captions;
mod captions_pasted;
mod captions_rows;
pub mod cues;
pub mod detect;
#[cfg(feature = "office")]
pub mod docx;
#[cfg(feature = "office")]
mod docx_styles;
pub mod encoding;
#[cfg(feature = "epub")]
pub mod epub;
#[cfg(feature = "html")]
pub mod html;
#[cfg(feature = "html")]
mod html_balloons;
#[cfg(any(feature = "html", feature = "xml"))]
mod html_entities;
#[cfg(feature = "html")]
mod html_letters;
#[cfg(feature = "html")]
mod html_main;
#[cfg(feature = "html")]
mod html_meta;
#[cfg(feature = "html")]
mod html_node;
#[cfg(feature = "html")]
mod html_ours;
#[cfg(feature = "html")]
mod html_set;
#[cfg(feature = "html")]
pub mod html_tags;
#[cfg(feature = "html")]
pub mod html_tree;
#[cfg(feature = "html")]
mod html_unseen;
#[cfg(any(feature = "zipped", feature = "pdf"))]
mod inflate;
pub mod json;
mod json_mend;
mod json_node;
#[cfg(feature = "html")]
mod json_pages;
mod json_rest;
mod json_speakers;
pub mod lines;
#[cfg(feature = "office")]
pub mod odt;
pub mod ours;
#[cfg(feature = "pdf")]
pub mod pdf;
mod pdf_beside;
pub mod pdf_lines;
pub mod pdf_page;
pub mod pdf_words;
mod php;
#[cfg(feature = "office")]
pub mod rtf;
#[cfg(feature = "office")]
mod rtf_flow;
#[cfg(feature = "office")]
mod rtf_fonts;
#[cfg(feature = "office")]
mod rtf_mend;
#[cfg(feature = "office")]
mod rtf_tokens;
pub mod several;
pub mod table;
#[cfg(feature = "tei")]
pub mod tei;
#[cfg(feature = "tei")]
mod tei_ours;
pub mod times;
#[cfg(feature = "xml")]
pub mod xml;
#[cfg(feature = "xml")]
mod xml_mend;
#[cfg(feature = "xml")]
mod xml_pieces;
pub mod yaml;
#[cfg(feature = "zipped")]
mod zip_entries;
#[cfg(feature = "zipped")]
mod zip_unpack;

use std::ops::Range;

use detect::Kind;
use thiserror::Error;

use crate::interview::given::Given;
use crate::interview::parse::Original;
use crate::interview::parse::bare::Bare;
use crate::interview::parse::raw::{Raw, settle};
use crate::interview::{Interview, Meta, given_back};
use crate::text::{CleanText, Stretch};

/// What a reader made of a file.
#[derive(Clone, Debug, Default)]
pub struct Extract {
    /// The document's text, cleaned: every paragraph, in order, with an empty line between them.
    pub source: CleanText,
    /// The paragraphs, as spans of `source`, which has their letters.
    pub bare: Bare,
    /// What the file says of itself.
    pub meta: Meta,
    /// What could not be read as it stands, in sentences for the reader.
    pub warnings: Vec<String>,
    /// How much of the split the file settles by itself.
    pub form: Form,
}

/// How much of the split into questions and answers a file settles by itself.
#[derive(Clone, Debug, Default)]
pub enum Form {
    /// Nothing, or who speaks: the rest is recognised.
    #[default]
    Guess,
    /// Its paragraphs are no turns, so that questions cannot be told from answers: it is one text.
    OneText,
    /// All of it.
    Settled(Box<Interview>),
}

impl Extract {
    /// The interview that the file holds.
    pub fn interview(self) -> Interview {
        let (original, warnings) = self.original();
        let mut interview = original.read(&Given::default()).interview;
        interview.warnings.extend(warnings);
        interview
    }

    /// The paragraphs with their letters.
    pub fn raws(&self) -> Vec<Raw> {
        self.bare.with_text(self.source.letters())
    }

    /// Some of the paragraphs, in a row, as a document of their own.
    #[must_use]
    pub fn part(&self, paragraphs: Range<usize>, meta: Meta) -> Self {
        let mut raws: Vec<Raw> = self.bare.some(paragraphs, self.source.letters());
        let span = raws.first().map_or(0, |raw| raw.source.start)..raws.last().map_or(0, |raw| raw.source.end);
        for raw in &mut raws {
            raw.source = raw.source.start - span.start..raw.source.end - span.start;
            raw.lead_end = raw.lead_end.saturating_sub(span.start as u32);
        }
        let source = CleanText::from(&self.source[span]);
        Self { bare: Bare::new(&source, raws), source, meta, ..Self::default() }
    }

    /// What recognition begins with, and what could not be read as it stands.
    pub fn original(self) -> (Original, Vec<String>) {
        let one_text = matches!(self.form, Form::OneText);
        let original = match self.form {
            Form::Settled(interview) => Original::Settled(interview),
            Form::Guess | Form::OneText => {
                let settled = self.bare.is_settled(&self.source);
                let again = |bare: Bare| Bare::new(&self.source, settle(bare.with_text(self.source.letters())));
                let raws = if settled { self.bare } else { again(self.bare) };
                Original::Paragraphs { source: self.source, raws, meta: self.meta, one_text }
            }
        };
        (original, self.warnings)
    }
}

/// What was in a file.
#[derive(Clone, Debug)]
#[expect(clippy::large_enum_variant, reason = "there is one of it at a time, and it is moved on at once")]
pub enum Opened {
    /// One document.
    One(Extract),
    /// A book of several, each with its title.
    Several(Vec<(String, Extract)>),
}

/// Why a file could not be read: sentences that go behind the file's name.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FormatError {
    /// It breaks the rules of its format.
    #[error("this {0} is damaged ({1}). Open it in the program that it was made with, save it again, and open that.")]
    Damaged(&'static str, String),
    /// It would become too large.
    #[error(
        "this {0} holds far more than its size lets expect, as files do that are made to fill a machine. It was not \
         unpacked. If you trust it, save its text as plain text, and open that."
    )]
    Bomb(&'static str),
    /// There are no words in it.
    #[error(
        "there is no text in this {0}. If you see some in the program that it was made with, save it there as plain text, \
         and open that."
    )]
    Empty(&'static str),
    /// Pages are pictures.
    #[error(
        "no text layer: this PDF holds pictures of pages. Have its letters recognised first, for example: \
         ocrmypdf OLD.pdf NEW.pdf. Then open NEW.pdf."
    )]
    Pictures,
    /// Its letters are drawings.
    #[error(
        "its letters are drawn, and the file does not say which they are. Have them recognised, for example: \
         ocrmypdf --force-ocr OLD.pdf NEW.pdf. Then open NEW.pdf."
    )]
    NoLetters,
    /// It is encrypted.
    #[error("this {0} is protected by a password. Save it without one, and open that.")]
    Locked(&'static str),
    /// The program was built without its reader.
    #[error(
        "this is {0}, and this inquit was built without what reads it (cargo build --features {1}). Or save it as plain \
         text, and open that."
    )]
    LeftOut(&'static str, &'static str),
    /// JSON of no known shape.
    #[error("this is JSON, but no interview that is known. Known are {known}.", known = json::SHAPES)]
    UnknownJson,
    /// JSON that is none.
    #[error("this is named as JSON and is none: line {0} is not as it should be.")]
    BrokenJson(usize),
    /// It is of a kind that is not read.
    #[error("this is {0}. {1}")]
    Foreign(&'static str, &'static str),
}

/// Whether a kind is read from its bytes; every other is read from its decoded text.
pub fn is_container(kind: Kind) -> bool {
    matches!(kind, Kind::Docx | Kind::Odt | Kind::Rtf | Kind::Epub | Kind::Pdf)
}

/// Reads a file that is no text by itself.
///
/// # Errors
/// A sentence for the reader.
pub fn read_container(kind: Kind, bytes: &[u8]) -> Result<Opened, FormatError> {
    match kind {
        #[cfg(feature = "office")]
        Kind::Docx => docx::read(bytes).map(Opened::One),
        #[cfg(feature = "office")]
        Kind::Odt => odt::read(bytes).map(Opened::One),
        #[cfg(feature = "office")]
        Kind::Rtf => rtf::read(bytes).map(Opened::One),
        #[cfg(feature = "epub")]
        Kind::Epub => epub::read(bytes),
        #[cfg(feature = "pdf")]
        Kind::Pdf => pdf::read(bytes).map(Opened::One),
        Kind::Foreign(what, remedy) => Err(FormatError::Foreign(what, remedy)),
        other => {
            let _ = bytes;
            Err(FormatError::LeftOut(other.words(), other.feature()))
        }
    }
}

/// Reads a decoded text that has markup of its own. The text comes back as it is where it is plain text or Markdown, which
/// recognition reads itself, or YAML without talk; otherwise its memory is given back as soon as it is needed no more.
///
/// # Errors
/// The text, or inside a sentence for the reader.
pub fn read_text(kind: Kind, text: impl Into<String>) -> Result<Result<Extract, FormatError>, String> {
    let text = text.into();
    let read = match kind {
        Kind::Text | Kind::Markdown => return Err(text),
        #[cfg(feature = "html")]
        Kind::Html => return Ok(html::read(text)),
        #[cfg(feature = "tei")]
        Kind::Tei => tei::read(&text),
        Kind::Srt | Kind::Vtt => Ok(captions::read(&text)),
        Kind::Json => json::read(&text).map_err(|unknown| match unknown {
            json::Unknown::Broken(line) => FormatError::BrokenJson(line),
            json::Unknown::Shape => FormatError::UnknownJson,
        }),
        Kind::Yaml => match yaml::read(&text) {
            Some(extract) => Ok(extract),
            None => return Err(text),
        },
        Kind::Table => table::read(&text).ok_or(FormatError::Empty("table")),
        other => Err(FormatError::LeftOut(other.words(), other.feature())),
    };
    given_back(text.into_bytes());
    Ok(read)
}

/// Builds an [`Extract`] paragraph by paragraph, so that spans and text cannot disagree.
#[derive(Clone, Debug, Default)]
pub struct Builder {
    text: String,
    /// The paragraphs, whose letters are in `text` alone.
    bare: Bare,
    /// A rule stands above the next paragraph.
    ruled: bool,
    /// How many paragraphs stand on the pages before.
    before: usize,
}

impl Builder {
    /// Begins a text of about so many bytes. A text that grows by doubling leaves holes in the memory.
    pub fn expecting(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), ..Self::default() }
    }

    /// Adds a paragraph. White space inside is folded to single blanks but for no-break spaces; a paragraph without text
    /// is dropped. `mark` sets what the format says of it.
    pub fn push(&mut self, text: &str, mark: impl FnOnce(&mut Raw)) {
        let clean = CleanText::line(text);
        let mut words = clean.split([' ', '\n']).filter(|word| !word.is_empty());
        let Some(first) = words.next() else { return };
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let start = self.text.len();
        self.text.push_str(first);
        for word in words {
            self.text.push(' ');
            self.text.push_str(word);
        }
        let mut raw = Raw { text: self.text[start..].into(), source: start..self.text.len(), ..Raw::default() };
        raw.ruled = std::mem::take(&mut self.ruled);
        mark(&mut raw);
        self.keep(raw);
    }

    fn keep(&mut self, raw: Raw) {
        self.bare.push(&self.text, Raw { text: Stretch::default(), ..raw });
    }

    /// Draws a rule below what was added.
    pub fn rule(&mut self) {
        self.ruled = self.bare.len() > self.before;
    }

    /// Adds a paragraph of a file of our own, whose white space is as it should be.
    pub fn push_verbatim(&mut self, text: &str, mark: impl FnOnce(&mut Raw)) {
        let clean = CleanText::line(text);
        if clean.trim().is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let start = self.text.len();
        self.text.push_str(&clean);
        let mut raw = Raw { text: clean.letters().clone(), source: start..self.text.len(), ..Raw::default() };
        mark(&mut raw);
        self.keep(raw);
    }

    /// How many paragraphs there are.
    pub fn count(&self) -> usize {
        self.bare.len()
    }

    /// Ends a page: a rule at its edge parts nothing.
    pub fn close(&mut self) {
        (self.ruled, self.before) = (false, self.bare.len());
    }

    /// Whether nothing was added yet.
    pub fn is_empty(&self) -> bool {
        self.bare.is_empty()
    }

    /// The finished extract.
    pub fn finish(self, meta: Meta, warnings: Vec<String>) -> Extract {
        let Self { text, mut bare, .. } = self;
        // Mostly the text is clean, and then it is not copied.
        let text = Stretch::from(text);
        let source = CleanText::from(text.clone());
        if *source != *text {
            bare = Bare::new(&source, bare.with_text(&text));
        }
        Extract { bare, source, meta, warnings, form: Form::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_spans_of_the_text() {
        let mut builder = Builder::default();
        builder.push("  One\n  two\u{a0}three ", |raw| raw.bold = true);
        builder.push(" \n ", |_| {});
        builder.push("Four\x1b[2J", |_| {});
        let extract = builder.finish(Meta::default(), Vec::new());
        assert_eq!(extract.source.as_str(), "One two\u{a0}three\n\nFour\u{fffd}[2J");
        for raw in extract.raws() {
            assert_eq!(extract.source[raw.source.clone()], *raw.text);
        }
        assert!(extract.raws()[0].bold && extract.raws().len() == 2);
    }
}
