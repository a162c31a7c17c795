//! Puts an interview together: roles, people, date and language over the paragraphs of the source.

use super::again::{self, Read, Way};
use super::cast::{self, Text};
use super::front_matter::{Entry, Value};
use super::raw::Raw;
use super::roles::{self, Plan};
use super::speakers::{Speakers, Voice};
use super::{
    bylines, corrected, dates, edges, guests, inside, people, raw, run_in, set_lines, stamps, stated, titles, who,
};
use crate::interview::given::{Given, Wish};
use crate::interview::words::{Lexicon, begins, fold, listed, phrases};
use crate::interview::{Interview, Meta, ParaId, Paragraph, PersonId, PersonRole, Role, check, emptied};
use crate::text::CleanText;
use crate::text::segment::each_sentence;

/// Recognises the paragraphs of a document.
pub fn build(source: &CleanText, raws: Vec<Raw>, meta: Meta) -> Interview {
    build_around(source, raws, meta, &Given::default(), None).interview
}

/// Recognises the paragraphs of a document around what the reader stated of them; `base` is the uncorrected reading.
pub fn build_around(source: &CleanText, raws: Vec<Raw>, mut meta: Meta, given: &Given, base: Option<&Read>) -> Read {
    let mut raws = raw::without_rules(raws);
    raw::text_in_headings(&mut raws);
    stamps::take_from_ends(&mut raws);
    let raws = run_in::part(source, inside::part(source, raws));
    if meta.language.is_none() {
        meta.language = language(&raws).map(CleanText::from);
    }
    let lexicon = Lexicon::of(meta.language.as_deref());
    let before = base.and_then(|base| base.way.as_ref());
    meta.title = meta.title.take().filter(|title| !listed("untitled", &fold(title.trim())));
    let mut plan = roles::infer(&raws, lexicon, (given, before), meta.title.as_deref());
    let mut head = lines((source, &raws), &plan, &[Role::Title, Role::Front], HEAD, |_| 0);
    // A label before what is said last names nobody: "INTERVIEWER: Thank you, Mr. Dahl."
    let unlabelled =
        |index: usize| body(&plan, index).filter(|&body| !bylines::are_names(&raws[index].text[body..])).unwrap_or(0);
    let foot = lines((source, &raws), &plan, &[Role::Closing], FOOT, unlabelled);
    let thanks = thanks(&raws, &plan);
    edges::without_contents(&mut head, &raws, &plan.roles);
    if meta.title.is_none() {
        let title = plan.roles.iter().position(|role| *role == Role::Title);
        meta.title = title.map(|index| CleanText::line(&raws[index].text));
    }
    if meta.date.is_none() {
        let foot = lines((source, &raws), &plan, &[Role::Closing], FOOT, |_| 0);
        meta.date = date(&head, &foot);
    }
    let asked = spoken(&raws, &plan, Role::Question);
    meta.title = meta.title.take().map(|title| titles::bare(title, &raws, &plan.roles));
    let said = spoken(&raws, &plan, Role::Answer);
    let entries = std::mem::take(&mut meta.other);
    let text = Text {
        head: &head,
        foot: &foot,
        thanks: &thanks,
        asked: &asked,
        said: &said,
        title: meta.title.as_deref(),
        all: &raws,
    };
    let known = base.and_then(|base| again::cast(&base.interview, &plan));
    let (mut people, mut speakers) = known.unwrap_or_else(|| cast::cast(&plan, &text, stated::read(&entries)));
    meta.other = entries;
    if plan.speakers.is_none() && given.0.iter().any(|wish| matches!(wish, Wish::Does(..))) {
        corrected::does(&mut people, given, &mut Vec::new());
        speakers = again::sides(&people);
    }
    let (how, like, spoken) = (std::mem::take(&mut plan.how), plan.like, plan.spoken);
    let labelled = plan.speakers.is_some();
    let interview = Interview { meta, people, why: std::mem::take(&mut plan.why), ..Interview::default() };
    let mut interview = paragraphs(source, raws, plan, interview, &speakers);
    if !labelled && given.is_empty() {
        guests::by_headings(&mut interview);
    }
    let said = interview.why.len();
    let who = who::explain(&interview, labelled);
    let who_said = said..said + who.len();
    interview.why.extend(who);
    let way = Way { how, like, labelled, spoken, who: who_said };
    way.tell(&mut interview);
    Read { interview, way: Some(way) }
}

/// A text in blocks, without roles.
pub fn whole(raws: Vec<Raw>) -> Interview {
    let block = |raw: Raw| Paragraph {
        text: CleanText::line(&raw.text),
        source: raw.source,
        role: Role::Front,
        speaker: None,
        time: None,
        unsure: false,
    };
    Interview {
        paragraphs: raws.into_iter().map(block).filter(|paragraph| !paragraph.text.trim().is_empty()).collect(),
        why: vec!["The text has so many short lines that it is shown as one document, in blocks.".to_owned()],
        ..Interview::default()
    }
}

/// Most lines of the introduction and of the closing notes in which names and dates are looked for.
const HEAD: usize = 40;
const FOOT: usize = 20;

/// The lines of the first paragraphs with one of some roles, from where they are to be read.
fn lines<'a>(
    (source, raws): (&'a CleanText, &'a [Raw]),
    plan: &Plan,
    of: &[Role],
    most: usize,
    from: impl Fn(usize) -> usize,
) -> Vec<&'a str> {
    const LONGEST: usize = 2000;
    let found = (0..raws.len()).filter(|&index| of.contains(&plan.roles[index])).take(most);
    let lines = found.flat_map(|index| match (from(index), &raws[index]) {
        (0, raw) => set_lines::of(&raw.text, &source[raw.source.clone()]),
        (body, raw) => vec![&raw.text[body..]],
    });
    lines.map(|text| &text[..raw::floor(text, LONGEST)]).collect()
}

/// Where behind its label the text of a paragraph begins, if it has one.
fn body(plan: &Plan, index: usize) -> Option<usize> {
    plan.speakers.as_ref().and_then(|speakers| speakers.said[index]).map(super::speakers::Said::body)
}

/// Closing notes in which the one who answers may be thanked: not those that this one says.
fn thanks<'a>(raws: &'a [Raw], plan: &Plan) -> Vec<&'a str> {
    let answers = |index: usize| {
        let speakers = plan.speakers.as_ref();
        speakers.is_some_and(|all| plan.who[index].is_some_and(|who| all.all[who as usize].voice == Voice::Answers))
    };
    let closing = (0..raws.len()).filter(|&index| plan.roles[index] == Role::Closing && !answers(index));
    closing.map(|index| &raws[index].text[body(plan, index).unwrap_or(0)..]).take(FOOT).collect()
}

/// The date of the interview: in a line that speaks of it or of nothing else, before any other line of the head.
fn date(head: &[&str], foot: &[&str]) -> Option<crate::interview::Date> {
    let speaks = |line: &&&str| {
        // "글", for "text by", is a part of many words.
        let folded = fold(line);
        let mut all = phrases("interview").iter().chain(phrases("day of interview")).chain(&["글 "]);
        all.any(|word| folded.contains(word))
    };
    let short = |line: &&&str| line.split_whitespace().take(9).count() <= 8;
    // When it was written down is another day.
    let spoken = |line: &&&str| {
        let first = each_sentence(line).next().unwrap_or("");
        speaks(&&first) || !begins("written down", &fold(first))
    };
    // "Jonas spoke with Hannelore on 4 June" speaks of the interview without the word.
    let names_both = |line: &&&str| {
        let found = people::find(std::iter::once(**line));
        !found.interviewers.is_empty() && !found.interviewees.is_empty()
    };
    let find = |line: &&str| dates::find(line);
    let both = || head.iter().chain(foot).filter(spoken);
    let first = both().filter(speaks).find_map(find);
    first.or_else(|| both().filter(short).find_map(find)).or_else(|| both().filter(names_both).find_map(find))
}

/// The language of the text, as an ISO 639-1 code.
fn language(raws: &[Raw]) -> Option<&'static str> {
    // More of a text says nothing more; a start is spent on every kilobyte.
    const SAMPLE: usize = 4 * 1024;
    let mut sample = String::new();
    for raw in raws {
        if sample.len() > SAMPLE {
            break;
        }
        sample.push_str(&raw.text[..raw::floor(&raw.text, SAMPLE)]);
        sample.push('\n');
    }
    let info = whatlang::detect(&sample)?;
    if info.confidence() < 0.3 {
        return None;
    }
    CODES.iter().find(|(three, _)| *three == info.lang().code()).map(|(_, two)| *two)
}

const CODES: [(&str, &str); 52] = [
    ("eng", "en"),
    ("deu", "de"),
    ("fra", "fr"),
    ("spa", "es"),
    ("ita", "it"),
    ("por", "pt"),
    ("nld", "nl"),
    ("rus", "ru"),
    ("ukr", "uk"),
    ("bel", "be"),
    ("bul", "bg"),
    ("srp", "sr"),
    ("hrv", "hr"),
    ("slv", "sl"),
    ("mkd", "mk"),
    ("ces", "cs"),
    ("slk", "sk"),
    ("pol", "pl"),
    ("hun", "hu"),
    ("ron", "ro"),
    ("ell", "el"),
    ("tur", "tr"),
    ("aze", "az"),
    ("uzb", "uz"),
    ("swe", "sv"),
    ("dan", "da"),
    ("nob", "no"),
    ("fin", "fi"),
    ("est", "et"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("cat", "ca"),
    ("lat", "la"),
    ("epo", "eo"),
    ("heb", "he"),
    ("yid", "yi"),
    ("ara", "ar"),
    ("pes", "fa"),
    ("urd", "ur"),
    ("hin", "hi"),
    ("ben", "bn"),
    ("tam", "ta"),
    ("tel", "te"),
    ("mar", "mr"),
    ("guj", "gu"),
    ("tha", "th"),
    ("vie", "vi"),
    ("ind", "id"),
    ("jpn", "ja"),
    ("kor", "ko"),
    ("cmn", "zh"),
    ("afr", "af"),
];

/// What the head of a Markdown file says.
pub fn meta(entries: &[Entry]) -> Meta {
    let mut meta = Meta::default();
    for entry in entries {
        let text = entry.value.text();
        let one = || Some(CleanText::line(text.trim())).filter(|text| !text.is_empty());
        match entry.key.to_lowercase().as_str() {
            key if (key == "post_title" || listed("titleword", key)) && meta.title.is_none() && one().is_some() => {
                meta.title = one();
            }
            "date" if meta.date.is_none() && dates::value(&text).is_some() => {
                meta.date = dates::value(&text);
                // More than a day (a time, a zone, words) is kept as it stands.
                if meta.date.map(crate::interview::Date::iso).as_deref() != Some(text.trim()) {
                    meta.other.push((CleanText::from(entry.key.as_str()), CleanText::from(text.as_str())));
                }
            }
            "language" | "lang" if meta.language.is_none() && (2..=3).contains(&text.trim().len()) => {
                meta.language = one();
            }
            "source" | "url" | "canonical" | "link"
                if meta.source.is_none() && !matches!(entry.value, Value::Source(_)) && one().is_some() =>
            {
                meta.source = one();
            }
            _ => meta.other.push((CleanText::from(entry.key.as_str()), CleanText::from(text.as_str()))),
        }
    }
    meta
}

/// The first paragraphs with a role, without labels, and the last where it asks, because it often thanks.
fn spoken<'a>(raws: &'a [Raw], plan: &Plan, role: Role) -> Vec<&'a str> {
    let text = |index: usize| &raws[index].text[body(plan, index).unwrap_or(0)..];
    (0..raws.len()).filter(|index| plan.roles[*index] == role).take(3).map(text).collect()
}

/// The paragraphs with their roles, and the exchanges they make.
fn paragraphs(
    source: &CleanText,
    raws: Vec<Raw>,
    plan: Plan,
    mut interview: Interview,
    ids: &[Option<PersonId>],
) -> Interview {
    let mut open: Option<usize> = None;
    // Below questions with labels the answers have none, and are the only interviewee's.
    let only_questions = plan.speakers.as_ref().is_some_and(|speakers| speakers.only_questions);
    let only = |role: PersonRole| {
        let mut people = interview.people.iter().enumerate().filter(|(_, one)| one.role == role);
        let only = people.next().filter(|_| people.next().is_none());
        only.map(|(at, _)| PersonId(at as u16))
    };
    let answering = only(PersonRole::Interviewee).filter(|_| only_questions);
    // And where labels say only who answers, the questions are the only interviewer's.
    let asks = |speakers: &Speakers| speakers.all.iter().any(|one| one.voice == Voice::Asks);
    let asking = only(PersonRole::Interviewer).filter(|_| !plan.speakers.as_ref().is_some_and(asks));
    interview.paragraphs.reserve(raws.len());
    for (index, raw) in emptied(raws).enumerate() {
        let said = plan.speakers.as_ref().and_then(|speakers| speakers.said[index]);
        if plan.speakers.as_ref().is_some_and(|speakers| speakers.spent[index]) {
            open = Some(raw.source.start);
            continue;
        }
        let role = plan.roles[index];
        let speaker = match (&plan.speakers, role) {
            (_, Role::Page | Role::Title | Role::Section) => None,
            (Some(_), Role::Answer) if plan.who[index].is_none() => answering,
            (Some(_), Role::Question) if plan.who[index].is_none() => asking,
            (Some(_), _) => plan.who[index].and_then(|who| ids.get(who as usize).copied().flatten()),
            (None, Role::Question) => ids.first().copied().flatten(),
            (None, Role::Answer) => ids.get(1).copied().flatten(),
            _ => None,
        };
        let body = &raw.text[said.map_or(0, super::speakers::Said::body)..];
        let text = CleanText::from(source.letters().sharing(raw.source.clone(), body));
        let text = if text.contains('\n') { CleanText::line(&text) } else { text };
        if text.trim().is_empty() {
            continue;
        }
        let start = open.take().unwrap_or(raw.source.start);
        let source = start..raw.source.end.min(source.len());
        let time = said.and_then(|said| said.time).or(raw.time);
        if let Some(clip) = raw.clip() {
            interview.clips.push(ParaId(interview.paragraphs.len() as u32), clip);
        }
        interview.paragraphs.push(Paragraph { text, source, role, speaker, time, unsure: plan.unsure[index] });
    }
    interview.exchanges = check::exchanges(interview.paragraphs.iter().map(|paragraph| paragraph.role));
    interview
}
