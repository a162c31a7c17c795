//! Layer 0: the document.
//!
//! An interview is a list of paragraphs in the order of the source. Recognition gives each paragraph exactly one
//! [`Role`]; everything else (exchanges, introduction, closing notes, furniture) is an index into that one list, so that
//! nothing can be lost or shown twice. This layer never touches a disk, a clock or a screen.

pub mod asking;
pub mod check;
mod clips;
mod emptied;
pub mod given;
mod ids;
pub mod locate;
pub mod parse;
pub mod parts;
pub mod place;
pub mod words;
pub mod write_markdown;

use std::ops::Range;

use crate::text::CleanText;

pub use clips::{Clips, Moment};
pub use emptied::{emptied, given_back};
pub use ids::Ids;

/// Index of a paragraph in [`Interview::paragraphs`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ParaId(pub u32);

/// Index of a person in [`Interview::people`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PersonId(pub u16);

/// A position in the text: a byte offset into one paragraph. The only kind of position that is ever kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Anchor {
    /// The paragraph.
    pub para: ParaId,
    /// Byte offset into the paragraph's text, on a character boundary.
    pub byte: u32,
}

/// What a paragraph is in the interview.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// The title of the document.
    Title,
    /// Byline, date, introduction, biography, contents list; the whole body of a text that is no interview.
    Front,
    /// A heading between exchanges.
    Section,
    /// Part of what the interviewer asks.
    Question,
    /// Part of the reply.
    Answer,
    /// A back-channel, remark or third voice that stays inside the running answer.
    Aside,
    /// Disclaimer, thanks, byline, credits: shown after the last answer.
    Closing,
    /// Web or print furniture: set aside and counted, one key away, never deleted.
    Page,
}

/// One paragraph: its clean text, where it came from, and what recognition made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// The text as shown and quoted, without its speaker label; never holds a line feed.
    pub text: CleanText,
    /// Bytes of the cleaned, decoded source that the paragraph came from (with its label).
    pub source: Range<usize>,
    /// What the paragraph is.
    pub role: Role,
    /// Who says it, where that is known.
    pub speaker: Option<PersonId>,
    /// Time in the recording, in seconds.
    pub time: Option<u32>,
    /// Whether the margin between this role and the next best was small.
    pub unsure: bool,
}

/// A question and its answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exchange {
    /// Headings directly above the question (usually none or one).
    pub section: Ids,
    /// The question's paragraphs, in order; at least one.
    pub question: Ids,
    /// The answer's paragraphs and asides, in order; may be empty.
    pub answer: Ids,
}

/// What a person does in the interview.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PersonRole {
    /// Asks.
    Interviewer,
    /// Answers.
    Interviewee,
    /// Tells a story of their own; answers.
    Narrator,
    /// Leads the talk; asks.
    Moderator,
    /// A listener who speaks.
    Audience,
    /// Anyone else.
    Other,
}

/// A person named in the interview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The name as the source gives it, titles included.
    pub name: CleanText,
    /// What the person does.
    pub role: PersonRole,
    /// Labels that stand for the person in the source, as written there without the colon.
    pub labels: Vec<CleanText>,
    /// A few words on who this is ("Student Journalist").
    pub about: Option<CleanText>,
}

/// A date as far as the source gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    /// Year of the common era.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: Option<u8>,
    /// Day of the month, 1 to 31; only with a month.
    pub day: Option<u8>,
}

/// What the document says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// The title, also where it stands only in metadata.
    pub title: Option<CleanText>,
    /// When the interview was held, as the source says. When it was published is [`Meta::published`].
    pub date: Option<Date>,
    /// ISO 639-1 code of the language, if it could be told.
    pub language: Option<CleanText>,
    /// Where the text was first published or is kept.
    pub source: Option<CleanText>,
    /// Topics that the file names itself, in its order.
    pub topics: Vec<CleanText>,
    /// Keys of the file's own metadata that have no field here, in order.
    pub other: Vec<(CleanText, CleanText)>,
}

/// When something is said, in milliseconds from the start of the recording.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clip {
    /// When it begins.
    pub start: u64,
    /// When it ends, where the source says so.
    pub end: Option<u64>,
}

/// A whole interview.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Interview {
    /// What the document says of itself.
    pub meta: Meta,
    /// Everyone named, in order of first appearance.
    pub people: Vec<Person>,
    /// Every paragraph of the source, in order.
    pub paragraphs: Vec<Paragraph>,
    /// When a paragraph is said to the millisecond, for those of which the source says so.
    pub clips: Clips,
    /// The exchanges in order. Empty where the text is no interview.
    pub exchanges: Vec<Exchange>,
    /// How the split was found, in sentences for the reader.
    pub why: Vec<String>,
    /// What could not be read as it stands, in sentences for the reader.
    pub warnings: Vec<String>,
}

impl Meta {
    /// When the text was published, as the source says.
    pub fn published(&self) -> Option<Date> {
        let key = |key: &str| matches!(key.trim().to_lowercase().as_str(), "published" | "publication date");
        self.other.iter().filter(|(name, _)| key(name)).find_map(|(_, value)| parse::dates::value(value))
    }
}

impl Paragraph {
    /// Whether it is a remark inside an answer that has no brackets of its own to show it.
    pub fn wants_brackets(&self) -> bool {
        self.role == Role::Aside && !self.text.starts_with(['[', '(', '（', '［'])
    }
}

impl Interview {
    /// When a paragraph is said, as exactly as is known; its end only where the source says it.
    pub fn clip(&self, id: ParaId) -> Option<Clip> {
        let time = self.para(id).time?;
        let clip = self.clips.get(id).filter(|clip| clip.start / 1000 == u64::from(time));
        Some(clip.unwrap_or(Clip { start: u64::from(time) * 1000, end: None }))
    }

    /// The paragraph with this index. Indices come from this interview, so a wrong one is a programming error.
    pub fn para(&self, id: ParaId) -> &Paragraph {
        &self.paragraphs[id.0 as usize]
    }

    /// All paragraphs of one role, in order.
    pub fn with_role(&self, role: Role) -> impl Iterator<Item = ParaId> + '_ {
        self.ids().filter(move |&id| self.para(id).role == role)
    }

    /// All paragraph indices, in order.
    pub fn ids(&self) -> impl Iterator<Item = ParaId> + use<> {
        (0..self.paragraphs.len() as u32).map(ParaId)
    }

    /// The first person with this role.
    pub fn person(&self, role: PersonRole) -> Option<&Person> {
        self.people.iter().find(|person| person.role == role)
    }

    /// Who is interviewed: the first interviewee or narrator.
    pub fn interviewee(&self) -> Option<&Person> {
        self.person(PersonRole::Interviewee).or_else(|| self.person(PersonRole::Narrator))
    }

    /// Who asks: the first interviewer or moderator.
    pub fn interviewer(&self) -> Option<&Person> {
        self.person(PersonRole::Interviewer).or_else(|| self.person(PersonRole::Moderator))
    }
}

/// Forms of address that a short name goes without.
const ADDRESS: &[&str] = &[
    "Dr.",
    "Dr",
    "Prof.",
    "Professor",
    "Mr.",
    "Mrs.",
    "Ms.",
    "Mx.",
    "Sir",
    "Dame",
    "Rev.",
    "Hon.",
    "Herr",
    "Frau",
    "M.",
    "Mme",
    "Sr.",
    "Sra.",
    "Don",
    "Doña",
];

impl Person {
    /// Whether the source gives a name, and not only a label like "Q", "Host" or "SPEAKER_01".
    pub fn is_named(&self) -> bool {
        let letters = self.name.chars().filter(|c| c.is_alphabetic()).count();
        let dense = words::is_wide(&self.name);
        let word = self.name.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '_' | '.'));
        (letters > 2 || dense)
            && !words::Lexicon::union().is(word, words::class::ASKER | words::class::ANSWERER | words::class::OTHER)
    }

    /// The name without forms of address, or what the person does where the source gives no name: for headers and above
    /// what is said, where room is short.
    pub fn short_name(&self) -> &str {
        if !self.is_named() {
            return match self.role {
                PersonRole::Interviewer => "Interviewer",
                PersonRole::Interviewee => "Interviewee",
                PersonRole::Narrator => "Narrator",
                PersonRole::Moderator => "Moderator",
                PersonRole::Audience => "Audience",
                PersonRole::Other => &self.name,
            };
        }
        let mut rest = self.name.trim();
        while let Some((first, more)) = rest.split_once([' ', '\u{a0}']) {
            if !ADDRESS.contains(&first) || more.trim().is_empty() {
                break;
            }
            rest = more.trim_start();
        }
        rest
    }
}

impl Date {
    /// "14 Nov 2025", "Nov 2025" or "2025".
    pub fn short(self) -> String {
        const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let month = self.month.and_then(|m| MONTHS.get(usize::from(m).wrapping_sub(1)));
        match (self.day, month) {
            (Some(day), Some(month)) => format!("{day} {month} {}", self.year),
            (None, Some(month)) => format!("{month} {}", self.year),
            _ => self.year.to_string(),
        }
    }

    /// "2025-11-14", "2025-11" or "2025", as ISO 8601 writes it.
    pub fn iso(self) -> String {
        match (self.month, self.day) {
            (Some(month), Some(day)) => format!("{:04}-{month:02}-{day:02}", self.year),
            (Some(month), None) => format!("{:04}-{month:02}", self.year),
            _ => format!("{:04}", self.year),
        }
    }
}
