//! Places: how people point at a paragraph of an interview that has no pages.
//!
//! "q. 5, para. 3" is the third paragraph of the answer to the fifth question. Paragraphs are counted inside the answer,
//! so an introduction, an aside or a stripped footer never shifts them. The compact form is `5.3`.

use super::{Interview, ParaId, Role};

/// Where a paragraph stands, as people say it. All numbers count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// A paragraph of the title and front matter.
    Introduction(usize),
    /// The question itself.
    Asked(usize),
    /// A paragraph of an answer: question, paragraph. An aside has the place of the paragraph before it.
    Answer(usize, usize),
    /// A paragraph of the closing notes.
    Closing(usize),
    /// Page furniture.
    Page(usize),
}

impl Place {
    /// "q. 5, para. 3", "q. 5, asked", "introduction, para. 2".
    pub fn long(self) -> String {
        match self {
            Self::Introduction(n) => format!("introduction, para. {n}"),
            Self::Asked(q) => format!("q. {q}, asked"),
            Self::Answer(q, n) => format!("q. {q}, para. {n}"),
            Self::Closing(n) => format!("closing notes, para. {n}"),
            Self::Page(n) => format!("set aside, line {n}"),
        }
    }

    /// "q5 ¶3", "q5 asked", "intro ¶2": for tables.
    pub fn short(self) -> String {
        match self {
            Self::Introduction(n) => format!("intro ¶{n}"),
            Self::Asked(q) => format!("q{q} asked"),
            Self::Answer(q, n) => format!("q{q} ¶{n}"),
            Self::Closing(n) => format!("end ¶{n}"),
            Self::Page(n) => format!("page ¶{n}"),
        }
    }

    /// The paragraph's number in its answer, introduction or closing notes.
    pub fn paragraph(self) -> Option<usize> {
        match self {
            Self::Asked(_) => None,
            Self::Introduction(n) | Self::Answer(_, n) | Self::Closing(n) | Self::Page(n) => Some(n),
        }
    }

    /// The question's number, where the place belongs to an exchange.
    pub fn question(self) -> Option<usize> {
        match self {
            Self::Asked(q) | Self::Answer(q, _) => Some(q),
            _ => None,
        }
    }
}

/// Places of all paragraphs, computed once when an interview is loaded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places(Vec<Place>);

impl Places {
    /// Numbers every paragraph of the interview.
    pub fn of(interview: &Interview) -> Self {
        let mut places = vec![Place::Introduction(1); interview.paragraphs.len()];
        let (mut front, mut closing, mut page) = (0, 0, 0);
        for (index, paragraph) in interview.paragraphs.iter().enumerate() {
            let counter = match paragraph.role {
                Role::Closing => (&mut closing, Place::Closing as fn(usize) -> Place),
                Role::Page => (&mut page, Place::Page as fn(usize) -> Place),
                _ => (&mut front, Place::Introduction as fn(usize) -> Place),
            };
            *counter.0 += 1;
            places[index] = counter.1(*counter.0);
        }
        for (index, exchange) in interview.exchanges.iter().enumerate() {
            for id in exchange.section.iter().chain(&exchange.question) {
                places[id.0 as usize] = Place::Asked(index + 1);
            }
            let mut number = 0;
            for id in &exchange.answer {
                number += usize::from(interview.para(*id).role != Role::Aside || number == 0);
                places[id.0 as usize] = Place::Answer(index + 1, number);
            }
        }
        Self(places)
    }

    /// The place of a paragraph.
    pub fn get(&self, id: ParaId) -> Place {
        self.0[id.0 as usize]
    }
}

/// Finds what a reader typed as a place: `12` is question 12, `5.3` the third paragraph of its answer. Numbers out of
/// range give the nearest that exists; `None` only where there is no question at all.
pub fn find(interview: &Interview, question: usize, para: Option<usize>) -> Option<ParaId> {
    let exchange = interview.exchanges.get(question.clamp(1, interview.exchanges.len().max(1)) - 1)?;
    let counted = || exchange.answer.iter().filter(|id| interview.para(**id).role != Role::Aside);
    match para {
        Some(n) if !exchange.answer.is_empty() => {
            let count = counted().count();
            counted().nth(n.clamp(1, count.max(1)) - 1).or(exchange.answer.first()).copied()
        }
        _ => exchange.question.first().copied(),
    }
}
