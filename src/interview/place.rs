//! Places: how people point at a paragraph of an interview that has no pages.
//!
//! "q. 5, para. 3" is the third paragraph of the answer to the fifth question. Paragraphs are counted inside the answer,
//! so an introduction, an aside or a stripped footer never shifts them. The compact form is `5.3`.

use super::locate::Span;
use super::{Interview, ParaId, Role};
use crate::text::segment::sentences;

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
                // What nobody in the talk says counts nowhere, also where it stands before the first words.
                let paragraph = interview.para(*id);
                let said = paragraph.role != Role::Aside || (number == 0 && paragraph.speaker.is_some());
                number += usize::from(said);
                places[id.0 as usize] = Place::Answer(index + 1, number.max(1));
            }
        }
        Self(places)
    }

    /// The place of a paragraph.
    pub fn get(&self, id: ParaId) -> Place {
        self.0[id.0 as usize]
    }
}

/// The place of a stretch of text: the paragraph, and where not all of it is meant, the sentences: "q. 5, para. 3, s. 2".
/// Sentences that are touched count. `places` are those of the interview.
pub fn of_span(interview: &Interview, places: &Places, span: Span) -> String {
    let (first, last) = (span.start.para, span.end.para);
    let sentences = |para: ParaId| sentences(&interview.para(para).text);
    let touched = |para: ParaId| {
        let range = (if para == first { span.start.byte as usize } else { 0 })..(if para == last {
            span.end.byte as usize
        } else {
            usize::MAX
        });
        let all = sentences(para);
        let from = all.iter().position(|sentence| sentence.end > range.start).unwrap_or(0);
        let to = all.iter().rposition(|sentence| sentence.start < range.end).unwrap_or(from).max(from);
        let text = interview.para(para).text.trim_end().len();
        let whole = all.first().is_none_or(|sentence| sentence.start >= range.start) && range.end >= text;
        (from + 1, to + 1, whole)
    };
    let (from, to, whole) = touched(first);
    let place = places.get(first);
    if first == last {
        return within(place, (from - 1, to - 1), whole);
    }
    let (_, end, end_whole) = touched(last);
    let all_whole = whole && end_whole;
    match (place, places.get(last)) {
        (Place::Answer(q, a), Place::Answer(other, b)) if q == other && all_whole => {
            if a == b {
                place.long()
            } else {
                format!("q. {q}, paras. {a}–{b}")
            }
        }
        (Place::Answer(q, a), Place::Answer(other, b)) if q == other => {
            format!("q. {q}, para. {a}, s. {from} to para. {b}, s. {end}")
        }
        (start, stop) if all_whole => {
            if start == stop {
                start.long()
            } else {
                format!("{} to {}", start.long(), stop.long())
            }
        }
        (start, stop) => format!("{}, s. {from} to {}, s. {end}", start.long(), stop.long()),
    }
}

/// The place of some sentences of a paragraph, from the first to the last one, counted from 0; or of the `whole` of it.
pub fn within(place: Place, (from, to): (usize, usize), whole: bool) -> String {
    match (whole, from == to) {
        (true, _) => place.long(),
        (false, true) => format!("{}, s. {}", place.long(), from + 1),
        (false, false) => format!("{}, ss. {}–{}", place.long(), from + 1, to + 1),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interview::Anchor;
    use crate::interview::parse::{Format, parse};
    use crate::text::CleanText;

    #[test]
    fn a_stretch_is_named_by_its_sentences_where_it_is_not_whole_paragraphs() {
        let source = "---\ninterview: 1\npeople:\n- {name: A B, role: interviewer, labels: [A]}\n- {name: C D, role: interviewee, labels: [C]}\n---\n\n**A:** We met. Where was it?\n\n**C:** One here. Two there. Three gone.\n\nFour now. Five then.\n\n*[laughter]*\n\nSix.\n";
        let interview = parse(&CleanText::new(source), Format::Auto, None);
        let places = Places::of(&interview);
        let find = |words: &str| {
            let (id, at) = interview
                .ids()
                .find_map(|id| interview.para(id).text.find(words).map(|at| (id, at)))
                .unwrap_or_else(|| panic!("{words}"));
            (id, at as u32, (at + words.len()) as u32)
        };
        for (from, to, place) in [
            ("One here.", "Three gone.", "q. 1, para. 1"),
            ("Two there.", "Two there.", "q. 1, para. 1, s. 2"),
            ("there", "there", "q. 1, para. 1, s. 2"),
            ("Two", "Three", "q. 1, para. 1, ss. 2–3"),
            ("One", "Four now. Five then.", "q. 1, paras. 1–2"),
            ("Three", "Four", "q. 1, para. 1, s. 3 to para. 2, s. 1"),
            ("Where", "Where was it?", "q. 1, asked, s. 2"),
            ("We", "Three gone.", "q. 1, asked to q. 1, para. 1"),
            ("Where", "One here.", "q. 1, asked, s. 2 to q. 1, para. 1, s. 1"),
        ] {
            let ((start, from, _), (end, _, to)) = (find(from), find(to));
            let span = Span { start: Anchor { para: start, byte: from }, end: Anchor { para: end, byte: to } };
            assert_eq!(of_span(&interview, &places, span), place);
        }
    }
}
