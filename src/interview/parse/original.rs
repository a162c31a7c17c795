//! A document before recognition, kept so that it can be read again around what the reader states.

use super::again::Read;
use super::bare::Bare;
use super::{Format, build, corrected, parse_around};
use crate::interview::given::{Given, Layout};
use crate::interview::{Interview, Meta, Role};
use crate::text::CleanText;

/// What recognition begins with.
#[derive(Clone, Debug, PartialEq)]
pub enum Original {
    /// Plain text or Markdown, and the name of the file.
    Text(CleanText, Format, Option<CleanText>),
    /// Paragraphs that a format's reader took out of a file.
    Paragraphs {
        /// The text that their spans are of.
        source: CleanText,
        /// The paragraphs.
        raws: Bare,
        /// What the file says of itself.
        meta: Meta,
        /// Whether its paragraphs are no turns, so that it is one text.
        one_text: bool,
    },
    /// An interview that says all by itself.
    Settled(Box<Interview>),
}

/// A document as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The interview.
    pub interview: Interview,
    /// How its paragraphs lie over those of the uncorrected reading.
    pub layout: Layout,
    /// Numbers of the statements that could not be followed, in order.
    pub idle: Vec<usize>,
}

impl Original {
    /// Reads the document around what is stated.
    pub fn read(&self, given: &Given) -> Reading {
        let base = self.recognise(&Given::default(), None);
        if given.is_empty() {
            return Reading { interview: base.interview, ..Reading::default() };
        }
        let whole = given.of_whole_paragraphs();
        let Read { interview, way } =
            if base.way.is_none() || whole.is_empty() { base } else { self.recognise(&whole, Some(&base)) };
        let named = way.as_ref().is_none_or(|way| way.labelled);
        let mut reading = corrected::over(interview, given, named);
        if let Some(way) = way {
            way.tell(&mut reading.interview);
        }
        reading
    }

    /// Reads the document as it is, and keeps nothing to read it again: what it is read from is given back meanwhile.
    pub fn read_once(self) -> Interview {
        match self {
            Self::Paragraphs { source, raws, meta, one_text } => {
                let read = build::build(&source, raws.into_raws(source.letters()), meta);
                if one_text { as_one_text(read) } else { read }
            }
            Self::Settled(interview) => *interview,
            Self::Text(..) => self.recognise(&Given::default(), None).interview,
        }
    }

    /// Recognises the document, around what is stated of whole paragraphs. `base` is the uncorrected reading.
    fn recognise(&self, given: &Given, base: Option<&Read>) -> Read {
        match self {
            Self::Text(source, format, name) => parse_around(source, *format, name.as_deref(), given, base),
            Self::Paragraphs { source, raws, meta, one_text: false } => {
                build::build_around(source, raws.with_text(source.letters()), meta.clone(), given, base)
            }
            Self::Paragraphs { source, raws, meta, one_text: true } => {
                as_one_text(build::build(source, raws.with_text(source.letters()), meta.clone())).into()
            }
            Self::Settled(interview) => (**interview).clone().into(),
        }
    }
}

/// Takes back what recognition made of paragraphs that are no turns.
fn as_one_text(mut interview: Interview) -> Interview {
    for paragraph in &mut interview.paragraphs {
        if !matches!(paragraph.role, Role::Title | Role::Page) {
            paragraph.role = Role::Front;
        }
        (paragraph.speaker, paragraph.unsure) = (None, false);
    }
    interview.exchanges.clear();
    interview.people.clear();
    interview.why = vec!["The paragraphs of the file are no turns of a talk, so it is shown as one text.".to_owned()];
    interview
}
