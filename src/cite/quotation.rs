//! The words that are quoted, and where they stand.

use crate::interview::locate::Span;
use crate::interview::place::{Place, Places};
use crate::interview::{Clip, Interview, ParaId, Paragraph, PersonId, Role};
use crate::text::segment::{note_sign, sentences};

/// Words of an interview, to be copied or cited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The words as the source has them, letter by letter but for the signs of its notes; paragraphs with an empty line
    /// between.
    pub text: String,
    /// Where they stand.
    pub span: Span,
    /// The place of the first paragraph.
    pub place: Place,
    /// The place of the last paragraph, where that is another one.
    pub until: Option<Place>,
    /// The first and the last sentence, counted in the paragraph from 1, and how many it has; `None` where the words are
    /// the whole paragraph, more than one, or no whole sentences.
    pub sentences: Option<(usize, usize, usize)>,
    /// Who says it, where one person says all of it.
    pub speaker: Option<PersonId>,
    /// Time in the recording, in seconds.
    pub time: Option<u32>,
    /// When whole paragraphs are said, to the millisecond, where the source says so and when it ends.
    pub clip: Option<Clip>,
}

impl Quotation {
    /// The words of a span. Its ends are moved to the nearest character boundaries.
    pub fn of(interview: &Interview, places: &Places, span: Span) -> Self {
        let (first, last) = (span.start.para, span.end.para.max(span.start.para));
        let mut pieces = Vec::new();
        let mut speakers = Vec::new();
        for id in interview.ids().skip(first.0 as usize).take((last.0 - first.0) as usize + 1) {
            let paragraph = interview.para(id);
            let between = id != first && (paragraph.role == Role::Page || (is_note(paragraph) && id != last));
            if between {
                // What was set aside between two paragraphs is no part of what was said, and neither are notes to it.
                continue;
            }
            let from = if id == first { floor(&paragraph.text, span.start.byte) } else { 0 };
            let to = if id == last { floor(&paragraph.text, span.end.byte) } else { paragraph.text.len() };
            let piece = paragraph.text.get(from..to).unwrap_or_default().trim();
            if !piece.is_empty() {
                pieces.push(without_signs(interview, piece));
                speakers.push(paragraph.speaker.or_else(|| speaker_by_role(interview, paragraph.role)));
            }
        }
        let (place, end) = (places.get(first), places.get(last));
        let same = speakers.first().copied().flatten().filter(|one| speakers.iter().all(|other| *other == Some(*one)));
        Self {
            text: pieces.join("\n\n"),
            span,
            place,
            until: (end != place).then_some(end),
            sentences: if first == last { sentence_numbers(&interview.para(first).text, span) } else { None },
            speaker: same,
            time: interview.para(first).time,
            // Of words in a paragraph it is not known when they are said.
            clip: clip(interview, span),
        }
    }

    /// "q. 5, para. 3", "q. 5, para. 3, s. 2", "q. 5, paras. 2–3", "q. 5, para. 3, to q. 6, para. 1".
    pub fn place_words(&self) -> String {
        match (self.place, self.until) {
            (Place::Answer(q, from), Some(Place::Answer(other, to))) if q == other => {
                format!("q. {q}, paras. {from}–{to}")
            }
            (place, Some(until)) => format!("{}, to {}", place.long(), until.long()),
            (place, None) => match self.sentences {
                Some((from, to, _)) if from == to => format!("{}, s. {from}", place.long()),
                Some((from, to, _)) => format!("{}, ss. {from}–{to}", place.long()),
                None => place.long(),
            },
        }
    }

    /// "5.3", "5" for a question, "introduction.2": as places are typed and linked to.
    pub fn compact(&self) -> String {
        match self.place {
            Place::Answer(q, n) => format!("{q}.{n}"),
            Place::Asked(q) => q.to_string(),
            Place::Introduction(n) => format!("introduction.{n}"),
            Place::Closing(n) => format!("closing.{n}"),
            Place::Page(n) => format!("page.{n}"),
        }
    }

    /// "5.3.2" for a sentence, "5.2-3" for paragraphs of one answer, else as [`Self::compact`]: what `inquit quote` takes.
    pub fn at(&self) -> String {
        let place = self.compact();
        match (self.place, self.until, self.sentences) {
            (Place::Answer(q, from), Some(Place::Answer(other, to)), _) if q == other => format!("{q}.{from}-{to}"),
            (Place::Answer(..) | Place::Introduction(_) | Place::Closing(_), None, Some((from, to, _))) => {
                if from == to { format!("{place}.{from}") } else { format!("{place}.{from}-{to}") }
            }
            _ => place,
        }
    }

    /// "1:02:03": the time in the recording.
    pub fn time_words(&self) -> Option<String> {
        self.time.map(clock)
    }
}

/// When the paragraphs of a span are said, where it is the whole of them.
fn clip(interview: &Interview, span: Span) -> Option<Clip> {
    let last = interview.para(span.end.para).text.trim_end().len();
    let whole = span.start.byte == 0 && span.end.byte as usize >= last;
    let (first, end) = (interview.clip(span.start.para)?, interview.clip(span.end.para)?.end?);
    whole.then_some(Clip { start: first.start, end: Some(end) })
}

/// "12:03", "1:02:03".
pub fn clock(seconds: u32) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// Who speaks where the source names nobody beside the paragraph: the only one who asks, or the only one who answers.
fn speaker_by_role(interview: &Interview, role: Role) -> Option<PersonId> {
    use crate::interview::PersonRole::{Interviewee, Interviewer, Moderator, Narrator};
    let wanted: &[_] = match role {
        Role::Question => &[Interviewer, Moderator],
        Role::Answer => &[Interviewee, Narrator],
        _ => return None,
    };
    let mut found = interview.people.iter().enumerate().filter(|(_, person)| wanted.contains(&person.role));
    match (found.next(), found.next()) {
        (Some((only, _)), None) => Some(PersonId(only as u16)),
        _ => None,
    }
}

/// Whether a paragraph is a note to the text: it begins with its sign, and nobody says it.
fn is_note(paragraph: &Paragraph) -> bool {
    !matches!(paragraph.role, Role::Question | Role::Answer)
        && paragraph.speaker.is_none()
        && note_sign(&paragraph.text) > 0
}

/// Words without the signs of notes: `[1]` at a word, where the interview has a note that begins with it.
fn without_signs(interview: &Interview, text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('[') {
        let (before, sign) = rest.split_at(at);
        out.push_str(before);
        let length = note_sign(sign);
        let joined = length > 0 && out.ends_with(|c: char| !c.is_whitespace());
        let note = |paragraph: &Paragraph| paragraph.text.starts_with(&sign[..length]) && is_note(paragraph);
        let kept = if joined && interview.paragraphs.iter().any(note) { 0 } else { length.max(1) };
        out.push_str(&sign[..kept]);
        rest = &sign[length.max(1)..];
    }
    out.push_str(rest);
    out
}

fn floor(text: &str, byte: u32) -> usize {
    let mut byte = (byte as usize).min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

/// Which sentences a span within one paragraph is, where it is whole sentences and not all of them.
fn sentence_numbers(text: &str, span: Span) -> Option<(usize, usize, usize)> {
    let all = sentences(text);
    let (from, to) = (span.start.byte as usize, span.end.byte as usize);
    let first = all.iter().position(|sentence| sentence.start == from)?;
    let last = all.iter().position(|sentence| sentence.end == to)?;
    (first <= last && last - first + 1 < all.len()).then_some((first + 1, last + 1, all.len()))
}

/// What somebody typed as a place: "5", "5.3", "5.3.2", "5.2-3", "introduction.2", and as places are printed, "q. 5, para. 3, s.
/// 2" or "q. 1, para. 3, to q. 2, para. 1". Unlike a jump, which goes to the nearest there is, it must be there.
///
/// # Errors
/// A sentence that says what there is.
pub fn parse_place(interview: &Interview, places: &Places, text: &str) -> Result<Span, String> {
    let lower = text.trim().to_lowercase();
    if let Some((from, to)) = lower.split_once(", to ") {
        let (from, to) = (parse_place(interview, places, from)?, parse_place(interview, places, to)?);
        if to.end < from.start {
            return Err(format!("“{lower}” ends before it begins"));
        }
        return Ok(Span { start: from.start, end: to.end });
    }
    let (place, chosen) = apart(&lower);
    let span = paragraphs(interview, places, &place)?;
    let Some((from, to)) = chosen else { return Ok(span) };
    if span.start.para != span.end.para {
        return Err(format!("Sentences are counted in one paragraph, and “{place}” is several"));
    }
    let all = sentences(&interview.para(span.start.para).text);
    let found = from.checked_sub(1).and_then(|from| all.get(from)).zip(to.checked_sub(1).and_then(|to| all.get(to)));
    let Some((first, last)) = found.filter(|_| from <= to) else {
        let there = if all.len() == 1 { "there is 1".to_owned() } else { format!("there are {}", all.len()) };
        return Err(format!("There is no such sentence in this paragraph; {there}: “{lower}”"));
    };
    let anchor = |byte: usize| crate::interview::Anchor { para: span.start.para, byte: byte as u32 };
    Ok(Span { start: anchor(first.start), end: anchor(last.end) })
}

/// A place without its sentences, and which these are: "5.3" and 2 of "5.3.2", and of "q. 5, para. 3, s. 2".
fn apart(text: &str) -> (String, Option<(usize, usize)>) {
    let range = |text: &str| {
        let (from, to) = text.split_once(['-', '–']).unwrap_or((text, text));
        Some((from.trim().parse().ok()?, to.trim().parse().ok()?))
    };
    for sign in [", s. ", ", ss. "] {
        if let Some((place, chosen)) = text.rsplit_once(sign).and_then(|(place, rest)| Some((place, range(rest)?))) {
            return (place.to_owned(), Some(chosen));
        }
    }
    let numbered = text.starts_with(|c: char| c.is_ascii_digit())
        || ["introduction.", "intro.", "closing."].iter().any(|part| text.starts_with(part));
    let compact = numbered && text.matches('.').count() == 2;
    match text.rsplit_once('.').filter(|_| compact).and_then(|(place, rest)| Some((place, range(rest)?))) {
        Some((place, chosen)) => (place.to_owned(), Some(chosen)),
        None => (text.to_owned(), None),
    }
}

/// Whole paragraphs by their place.
fn paragraphs(interview: &Interview, places: &Places, text: &str) -> Result<Span, String> {
    let text = text.trim();
    let unknown = || format!("“{text}” is no place; 5 is question 5, 5.3 the third paragraph of its answer");
    let paras = |wanted: &dyn Fn(Place) -> bool| {
        // A note has the number of the paragraph before it, and is no part of that.
        let all: Vec<_> = interview.ids().filter(|id| wanted(places.get(*id))).collect();
        let said = |id: &&ParaId| places.get(**id).question().is_none() || !is_note(interview.para(**id));
        let first = all.iter().find(said).or(all.first())?;
        Some((*first, *all.iter().rfind(said).unwrap_or(first)))
    };
    let number = |text: &str| text.trim().parse::<usize>().ok();
    let compact = text.replace("q. ", "").replace(", para. ", ".").replace(", paras. ", ".").replace(", asked", "");
    let (head, rest) = match compact.split_once('.') {
        Some((head, rest)) => (head.trim(), Some(rest)),
        None => (compact.trim(), None),
    };
    let range = match rest.map(|rest| rest.split_once(['-', '–']).unwrap_or((rest, rest))) {
        Some((from, to)) => Some((number(from).ok_or_else(unknown)?, number(to).ok_or_else(unknown)?)),
        None => None,
    };
    let count = interview.exchanges.len();
    let (ends, what) = match (head, number(head), range) {
        ("introduction" | "intro", _, Some((from, to))) => {
            (paras(&|place| matches!(place, Place::Introduction(n) if (from..=to).contains(&n))), "introduction")
        }
        ("closing", _, Some((from, to))) => {
            (paras(&|place| matches!(place, Place::Closing(n) if (from..=to).contains(&n))), "closing notes")
        }
        (_, Some(question), _) if question == 0 || question > count => {
            let there = match count {
                0 => "no questions were found in it".to_owned(),
                1 => "there is 1".to_owned(),
                count => format!("there are {count}"),
            };
            return Err(format!("There is no question {question}; {there}"));
        }
        (_, Some(question), Some((from, to))) => (
            paras(&|place| matches!(place, Place::Answer(q, n) if q == question && (from..=to).contains(&n))),
            "answer",
        ),
        (_, Some(question), None) => (paras(&|place| place == Place::Asked(question)), "question"),
        _ => return Err(unknown()),
    };
    let (first, last) = ends.ok_or_else(|| format!("There is no such paragraph in this {what}: “{text}”"))?;
    let end = interview.para(last).text.len() as u32;
    let anchor = |para, byte| crate::interview::Anchor { para, byte };
    Ok(Span { start: anchor(first, 0), end: anchor(last, end) })
}
