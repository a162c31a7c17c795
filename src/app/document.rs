//! The open document with what is derived from it once: places, the reading flow, word counts, the asking sentences.

use std::sync::Arc;

use crate::interview::given::{Given, Layout};
use crate::interview::locate::Span;
use crate::interview::parse::{Original, Reading};
use crate::interview::parts::{Part, PartKind, parts};
use crate::interview::place::{self, Place, Places};
use crate::interview::{Anchor, Interview, ParaId, Role};
use crate::text::CleanText;
use crate::text::segment::words;

/// Silent reading speed for non-fiction in English, words a minute (Brysbaert 2019, a meta-analysis of 190 studies).
const WORDS_A_MINUTE: usize = 238;

/// Bytes of a text from which reading it takes longer than a reader should wait.
pub const LARGE: usize = 2_000_000;

/// An interview that is open, and what does not change while it is.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The interview.
    pub interview: Interview,
    /// Where each paragraph stands, as people say it.
    pub places: Places,
    /// The reading flow.
    pub parts: Vec<Part>,
    /// What to call the document where it has no title: its file name, or where it came from.
    pub name: CleanText,
    /// SHA-256 of the source, in hexadecimal.
    pub hash: String,
    /// How the paragraphs lie over those of the uncorrected reading.
    pub layout: Layout,
    /// What it is read from, where it can be read again.
    origin: Option<Arc<Origin>>,
    /// Index into `parts` and position in the part, by paragraph; `None` for what was set aside.
    home: Vec<Option<(u32, u32)>>,
    /// Words before each part, and all words at the end.
    words_before: Vec<usize>,
}

/// What the interview is called that comes with the program.
pub const EMBEDDED: &str = "the interview that comes with inquit";

/// What a document is called that came through a pipe.
pub const PIPED: &str = "standard input";

/// A document that can be read again, on another thread too.
#[derive(Clone, Debug, PartialEq)]
pub struct Unread {
    origin: Arc<Origin>,
    name: CleanText,
    hash: String,
}

impl Unread {
    /// Reads it around what is stated. Also gives the numbers of the statements that could not be followed.
    pub fn around(&self, given: &Given) -> (Document, Vec<usize>) {
        let Reading { interview, layout, idle } = self.origin.original.read(given);
        (Document::of(interview, layout, Arc::clone(&self.origin), self.name.clone(), self.hash.clone()), idle)
    }
}

/// What a document is read from, and what its uncorrected reading was.
#[derive(Debug, PartialEq)]
struct Origin {
    original: Original,
    /// What could not be read as it stands.
    warnings: Vec<String>,
    /// The roles of the uncorrected reading.
    roles: Vec<Role>,
}

/// Minutes from which on hours are said: nobody reads so long at a time.
pub const LONG: usize = 180;

/// Minutes as hours, to the nearest.
pub fn hours(minutes: usize) -> usize {
    (minutes + 30) / 60
}

impl Document {
    /// Reads a document without corrections.
    pub fn read(original: Original, warnings: Vec<String>, name: CleanText, hash: String) -> Self {
        let Reading { interview, .. } = original.read(&Given::default());
        let roles = interview.paragraphs.iter().map(|paragraph| paragraph.role).collect();
        let origin = Arc::new(Origin { original, warnings, roles });
        Self::of(interview, Layout::default(), origin, name, hash)
    }

    fn of(mut interview: Interview, layout: Layout, origin: Arc<Origin>, name: CleanText, hash: String) -> Self {
        interview.warnings.extend(origin.warnings.iter().cloned());
        let mut document = Self::new(interview, name, hash);
        (document.layout, document.origin) = (layout, Some(origin));
        document
    }

    /// What it can be read again from; `None` where it was not made so.
    pub fn unread(&self) -> Option<Unread> {
        let origin = Arc::clone(self.origin.as_ref()?);
        Some(Unread { origin, name: self.name.clone(), hash: self.hash.clone() })
    }

    /// Whether reading it takes longer than a reader should wait for a key.
    pub fn is_large(&self) -> bool {
        self.interview.paragraphs.last().is_some_and(|last| last.source.end > LARGE)
    }

    /// Whether it can be read again.
    pub fn can_be_read_again(&self) -> bool {
        self.origin.is_some()
    }

    /// The name of its file. What was in no file gets a name as one might have, by its title.
    pub fn file_name(&self) -> String {
        if !matches!(self.name.as_str(), EMBEDDED | PIPED) {
            return self.name.to_string();
        }
        const LONGEST: usize = 40;
        let title = self.interview.meta.title.as_deref().unwrap_or_default().to_lowercase();
        let mut stem = String::new();
        for word in title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            if !stem.is_empty() && stem.chars().count() + 1 + word.chars().count() > LONGEST {
                break;
            }
            if !stem.is_empty() {
                stem.push('-');
            }
            stem.extend(word.chars().take(LONGEST));
        }
        format!("{}.txt", if stem.is_empty() { "interview" } else { &stem })
    }

    /// What a paragraph was recognised as, without corrections.
    pub fn recognised(&self, id: ParaId) -> Role {
        let base = self.layout.to_base(Anchor { para: id, byte: 0 }).para;
        let known = self.origin.as_ref().and_then(|origin| origin.roles.get(base.0 as usize));
        known.copied().unwrap_or(self.interview.para(id).role)
    }

    /// The same words in another reading of the same document; where that has set them aside, the nearest it shows.
    pub fn moved(&self, to: &Self, at: Anchor) -> Anchor {
        let there = to.layout.from_base(self.layout.to_base(at));
        let count = to.interview.paragraphs.len() as u32;
        let shown = |para: &u32| to.home(ParaId(*para)).is_some();
        if shown(&there.para.0) {
            return to.snap(there).unwrap_or(there);
        }
        let near = (there.para.0..count).find(shown).or_else(|| (0..there.para.0).rev().find(shown));
        Anchor { para: near.map_or(there.para, ParaId), byte: 0 }
    }

    /// Derives everything from the interview.
    pub fn new(interview: Interview, name: CleanText, hash: String) -> Self {
        let parts = parts(&interview);
        let mut home = vec![None; interview.paragraphs.len()];
        let mut words_before = Vec::with_capacity(parts.len() + 1);
        let mut sum = 0;
        for (index, part) in parts.iter().enumerate() {
            words_before.push(sum);
            for (at, id) in part.paras.iter().enumerate() {
                home[id.0 as usize] = Some((index as u32, at as u32));
                sum += words(&interview.para(*id).text);
            }
        }
        words_before.push(sum);
        let places = Places::of(&interview);
        Self { interview, places, parts, name, hash, layout: Layout::default(), origin: None, home, words_before }
    }

    /// Index of the part that holds a paragraph and the paragraph's position in it.
    pub fn home(&self, id: ParaId) -> Option<(usize, usize)> {
        let (part, at) = (*self.home.get(id.0 as usize)?)?;
        Some((part as usize, at as usize))
    }

    /// Where to begin reading in a part: the answer's first paragraph, else the first paragraph there is.
    pub fn entrance(&self, part: usize) -> Option<Anchor> {
        let part = self.parts.get(part)?;
        let answer = match part.kind {
            PartKind::Exchange(index) => self.interview.exchanges[index].answer.first(),
            _ => None,
        };
        let para = *answer.or(part.paras.first())?;
        Some(Anchor { para, byte: 0 })
    }

    /// The part of an exchange.
    pub fn part_of_exchange(&self, exchange: usize) -> Option<usize> {
        self.parts.iter().position(|part| part.kind == PartKind::Exchange(exchange))
    }

    /// The exchange that a part shows.
    pub fn exchange_of(&self, part: usize) -> Option<usize> {
        match self.parts.get(part)?.kind {
            PartKind::Exchange(index) => Some(index),
            _ => None,
        }
    }

    /// Number of paragraphs of the answer as places count them, and words of the answer.
    pub fn answer_size(&self, exchange: usize) -> (usize, usize) {
        let answer = &self.interview.exchanges[exchange].answer;
        let paragraphs = answer.iter().filter(|id| self.interview.para(**id).role != Role::Aside).count();
        let words = answer.iter().map(|id| words(&self.interview.para(*id).text)).sum();
        (paragraphs.max(usize::from(!answer.is_empty())), words)
    }

    /// The sentence of the question that asks: what the left pane shows.
    pub fn asking(&self, exchange: usize) -> &str {
        let texts: Vec<&str> = self.interview.exchanges[exchange]
            .question
            .iter()
            .map(|id| self.interview.para(*id).text.as_str())
            .collect();
        crate::interview::asking::asking_sentence(&texts)
    }

    /// Minutes of silent reading from a position to the end, rounded to the nearest; `None` at the end of the text.
    pub fn minutes_left(&self, anchor: Anchor) -> Option<usize> {
        let (part, at) = self.home(anchor.para)?;
        let before: usize = self.parts[part].paras[..at].iter().map(|id| words(&self.interview.para(*id).text)).sum();
        let here = self.interview.para(anchor.para).text.get(..anchor.byte as usize).map_or(0, words);
        let read = self.words_before[part] + before + here;
        let left = self.words_before.last()?.saturating_sub(read);
        (left > 0).then_some((left + WORDS_A_MINUTE / 2) / WORDS_A_MINUTE)
    }

    /// All words of the reading flow.
    pub fn words(&self) -> usize {
        self.words_before.last().copied().unwrap_or(0)
    }

    /// The whole of a paragraph.
    pub fn whole(&self, para: ParaId) -> Span {
        let end = self.interview.para(para).text.len() as u32;
        Span { start: Anchor { para, byte: 0 }, end: Anchor { para, byte: end } }
    }

    /// The place of a stretch of text: "q. 5, para. 3, s. 2".
    pub fn place_of(&self, span: Span) -> String {
        place::of_span(&self.interview, &self.places, span)
    }

    /// The place of an anchor.
    pub fn place(&self, anchor: Anchor) -> Place {
        self.places.get(anchor.para)
    }

    /// The nearest anchor that exists: an offset is moved to a character boundary within the paragraph.
    pub fn snap(&self, anchor: Anchor) -> Option<Anchor> {
        self.home(anchor.para)?;
        let text = &self.interview.para(anchor.para).text;
        let mut byte = (anchor.byte as usize).min(text.len());
        while !text.is_char_boundary(byte) {
            byte -= 1;
        }
        Some(Anchor { para: anchor.para, byte: byte as u32 })
    }
}
