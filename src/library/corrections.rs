//! Corrections: what the reader stated about roles, cuts and people, with the words found again in the document.
//!
//! A statement is about the words that it quotes. Where they are gone it is an orphan: listed, never followed elsewhere.

use std::collections::BTreeMap;

use super::events::{MarkId, Stamp};
use super::facts::{About, Stated, Statement};
use super::marks::Marks;
use crate::interview::given::{As, Does, Given, Wish};
use crate::interview::locate::{Fit, Locator, Resolved, Source, Span};
use crate::interview::{Anchor, ParaId, Person};
use crate::text::CleanText;

/// The key of a statement on who speaks a paragraph.
const SPEAKER: &str = "speaker";
/// What the keys of statements on people begin with.
const NAME: &str = "name: ";
const DOES: &str = "does: ";
/// The values of statements on cuts.
const SPLIT: &str = "split";
const JOIN: &str = "join";

/// What became of a correction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fate {
    /// It is followed.
    Applied,
    /// Its words stand there, but it cannot be followed: a later one says otherwise, or no interview can have it so.
    Idle,
    /// Its words, or the person it is about, are not there any more, or it cannot be told which of several they are.
    Orphaned,
}

/// One correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Its name in the marks file.
    pub id: MarkId,
    /// What it states, in places of the uncorrected reading; `None` where its words are gone.
    pub wish: Option<Wish>,
    /// What it says, in words: "is a question".
    pub says: String,
    /// The beginning of the words, or the person, that it is about.
    pub about: String,
    /// When it was stated, in milliseconds since 1970.
    pub changed: u64,
    /// What became of it.
    pub fate: Fate,
}

/// All corrections of a document.
#[derive(Clone, Debug, Default)]
pub struct Corrections {
    list: Vec<Correction>,
    /// Places found before, so that a long text is not searched at every key.
    found: BTreeMap<MarkId, (Stamp, Option<Anchor>)>,
}

impl Corrections {
    /// Takes in what is stated now. Says whether anything changed.
    pub fn refresh(&mut self, marks: &Marks, source: Source<'_>) -> bool {
        let mut list = Vec::new();
        let mut found = BTreeMap::new();
        let mut all: Vec<&Stated> =
            [About::Role, About::Cut, About::Person].into_iter().flat_map(|about| marks.stated(about)).collect();
        all.sort_by(|a, b| a.order().cmp(&b.order()));
        for stated in all {
            let place = stated.fact.place.as_deref().and_then(|place| {
                let known = self.found.get(&stated.id).filter(|(stamp, _)| *stamp == stated.stamp);
                let anchor = known.map_or_else(|| find(source, place), |(_, anchor)| *anchor);
                found.insert(stated.id, (stated.stamp.clone(), anchor));
                anchor
            });
            list.extend(read(stated, place));
        }
        let changed = self.list.len() != list.len()
            || self.list.iter().zip(&list).any(|(a, b)| (a.id, &a.wish, &a.says) != (b.id, &b.wish, &b.says));
        self.found = found;
        if changed {
            self.list = list;
        }
        changed
    }

    /// What recognition is told.
    pub fn given(&self) -> Given {
        Given(self.list.iter().filter_map(|correction| correction.wish.clone()).collect())
    }

    /// Takes in which of [`Self::given`] could not be followed, by number.
    pub fn followed(&mut self, idle: &[usize]) {
        let stated = self.list.iter_mut().filter(|correction| correction.wish.is_some());
        for (number, correction) in stated.enumerate() {
            correction.fate = match (idle.binary_search(&number), &correction.wish) {
                (Err(_), _) => Fate::Applied,
                (Ok(_), Some(Wish::Name(..) | Wish::Does(..))) => Fate::Orphaned,
                (Ok(_), _) => Fate::Idle,
            };
        }
    }

    /// The one with this name in the file.
    pub fn get(&self, id: MarkId) -> Option<&Correction> {
        self.list.iter().find(|correction| correction.id == id)
    }

    /// All of them, the oldest first.
    pub fn list(&self) -> &[Correction] {
        &self.list
    }

    /// The correction of one kind at a place of the uncorrected reading: the one made last.
    pub fn at(&self, place: Anchor, kind: &dyn Fn(&Wish) -> bool) -> Option<&Correction> {
        let is =
            |correction: &&Correction| correction.place() == Some(place) && correction.wish.as_ref().is_some_and(kind);
        self.list.iter().rev().find(is)
    }

    /// What the paragraph that begins at a place was stated to be.
    pub fn role_at(&self, place: Anchor) -> Option<As> {
        match self.at(place, &|wish| matches!(wish, Wish::Is(..)))?.wish {
            Some(Wish::Is(_, what)) => Some(what),
            _ => None,
        }
    }

    /// A sentence for each correction that is not followed.
    pub fn left_out(&self) -> Vec<String> {
        let sentence = |correction: &Correction| match correction.fate {
            Fate::Applied => None,
            Fate::Idle => {
                Some(format!("A correction is left out, because another one excludes it: {}.", correction.words()))
            }
            Fate::Orphaned => Some(format!(
                "A correction is left out, because its place is not known any more: {}.",
                correction.words()
            )),
        };
        self.list.iter().filter_map(sentence).collect()
    }
}

impl Correction {
    /// Where it stands, in places of the uncorrected reading.
    pub fn place(&self) -> Option<Anchor> {
        match self.wish.as_ref()? {
            Wish::Split(at) | Wish::Join(at) | Wish::Is(at, _) | Wish::Says(at, _) => Some(*at),
            Wish::Name(..) | Wish::Does(..) => None,
        }
    }

    /// "“And the storm?” is a question".
    pub fn words(&self) -> String {
        format!("{} {}", self.about, self.says)
    }
}

/// Where the words stand, in places of the uncorrected reading.
fn find(source: Source<'_>, place: &Locator) -> Option<Anchor> {
    match source.resolve(place) {
        Resolved::At { span, fit } => {
            let at = source.index.to_base(span.start);
            // A changed paragraph still is what it was stated to be; a cut has to stand where it stood.
            let known = fit != Fit::Changed || (place.whole && at.byte == 0) || source.begins_alike(span.start, place);
            known.then_some(at)
        }
        Resolved::Lost { .. } => None,
    }
}

/// A statement as a correction; `None` for one that a later version of the program made.
fn read(stated: &Stated, place: Option<Anchor>) -> Option<Correction> {
    let fact = &stated.fact;
    let value = fact.value.as_ref()?;
    let quoted = || format!("“{}”", short(&fact.place.as_ref().map_or(String::new(), |place| place.quote())));
    let (about, says, wish) = match (fact.about, fact.key.as_str()) {
        (About::Role, "") => {
            let what = As::named(value)?;
            (quoted(), format!("is {}", what.phrase()), place.map(|at| Wish::Is(at, what)))
        }
        (About::Role, SPEAKER) => {
            (quoted(), format!("is spoken by {value}"), place.map(|at| Wish::Says(at, CleanText::line(value))))
        }
        (About::Cut, _) if value.as_str() == SPLIT => {
            (quoted(), "begins a paragraph".to_owned(), place.map(Wish::Split))
        }
        (About::Cut, _) if value.as_str() == JOIN => {
            (quoted(), "goes on with the paragraph before".to_owned(), place.map(Wish::Join))
        }
        (About::Person, key) => {
            let (name, does) = (key.strip_prefix(NAME), key.strip_prefix(DOES));
            match (name, does.and(Does::named(value))) {
                (Some(key), _) => {
                    let name = CleanText::line(value);
                    (key.to_owned(), format!("is called {value}"), Some(Wish::Name(CleanText::line(key), name)))
                }
                (None, Some(side)) => {
                    let key = does?;
                    let says = match side {
                        Does::Other => "neither asks nor answers".to_owned(),
                        side => side.word().to_owned(),
                    };
                    (key.to_owned(), says, Some(Wish::Does(CleanText::line(key), side)))
                }
                (None, None) => return None,
            }
        }
        _ => return None,
    };
    let fate = if wish.is_some() { Fate::Applied } else { Fate::Orphaned };
    Some(Correction { id: stated.id, wish, says, about, changed: stated.stamp.at, fate })
}

/// The first words of a quote.
fn short(quote: &str) -> String {
    const MOST: usize = 40;
    match quote.char_indices().nth(MOST) {
        None => quote.to_owned(),
        Some((end, _)) => {
            let cut = quote[..end].rfind(' ').unwrap_or(end);
            format!("{}…", quote[..cut].trim_end())
        }
    }
}

/// That a paragraph is something.
pub fn role(source: Source<'_>, para: ParaId, what: As) -> Statement {
    Statement::at(About::Role, source.capture(source.whole(para)), what.word())
}

/// That a paragraph is spoken by somebody.
pub fn speaker(source: Source<'_>, para: ParaId, who: &str) -> Statement {
    spoken(source.capture(source.whole(para)), who)
}

fn spoken(place: Locator, who: &str) -> Statement {
    let mut statement = Statement::at(About::Role, place, who);
    statement.fact.key = CleanText::line(SPEAKER);
    statement
}

/// That the paragraph which is to begin at a place is what one was stated to be, or spoken by whom one was: the same again
/// of what is cut off it.
pub fn likewise(source: Source<'_>, at: Anchor, wish: &Wish) -> Option<Statement> {
    let place = || source.capture(rest(source, at));
    match wish {
        Wish::Is(_, what) => Some(Statement::at(About::Role, place(), what.word())),
        Wish::Says(_, who) => Some(spoken(place(), who)),
        _ => None,
    }
}

/// A paragraph from a place on.
fn rest(source: Source<'_>, at: Anchor) -> Span {
    Span { start: at, end: Anchor { para: at.para, byte: source.interview.para(at.para).text.len() as u32 } }
}

/// That a paragraph begins at a place, or (`join`) that what begins there goes on with the paragraph before.
pub fn cut(source: Source<'_>, at: Anchor, join: bool) -> Statement {
    Statement::at(About::Cut, source.capture(rest(source, at)), if join { JOIN } else { SPLIT })
}

/// That somebody is called so, everywhere.
pub fn name(person: &Person, name: &str) -> Statement {
    Statement::keyed(About::Person, &format!("{NAME}{}", person.key()), Some(name))
}

/// That somebody asks, answers, or does neither.
pub fn does(person: &Person, side: Does) -> Statement {
    Statement::keyed(About::Person, &format!("{DOES}{}", person.key()), Some(side.word()))
}

/// That a statement is taken back.
pub fn withdrawn(stated: &Stated) -> Statement {
    let mut fact = stated.fact.clone();
    fact.value = None;
    Statement { id: Some(stated.id), fact }
}
