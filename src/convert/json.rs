//! The parse for other programs: what `inquit parse FILE` writes, and `formats::ours` reads back.
//!
//! `{title, date, language, people: [{name, role, labels}], front: [paragraph…], front_speakers?, exchanges: [{section?,
//! question: […], question_speaker?, question_speakers?, answer: [{speaker?, text, aside?}]}], closing: […], closing_speakers?, page: […],
//! why: […], warnings: […]}`, where a paragraph is plain text. Fields with `?` are left out where there is nothing to say; `title`, `date` and `language`
//! are null then.

use serde::{Serialize, Serializer};

use crate::interview::parse::strict::role_word;
use crate::interview::{Exchange, Interview, ParaId, Person, Role};

#[derive(Serialize)]
struct Report<'a> {
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    headline: Option<Vec<&'a str>>,
    date: Option<String>,
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    topics: Vec<&'a str>,
    people: Vec<Someone<'a>>,
    front: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    front_speakers: Option<Vec<Option<&'a str>>>,
    exchanges: Exchanges<'a>,
    closing: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    closing_speakers: Option<Vec<Option<&'a str>>>,
    page: Vec<&'a str>,
    why: &'a [String],
    warnings: &'a [String],
}

/// The exchanges, each made when it is written: all at once would take more memory than a book.
struct Exchanges<'a>(&'a Interview);

impl Serialize for Exchanges<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.exchanges.iter().map(|exchange| turns(self.0, exchange)))
    }
}

#[derive(Serialize)]
struct Someone<'a> {
    name: &'a str,
    role: &'static str,
    labels: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<&'a str>,
}

#[derive(Serialize)]
struct Turns<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    section: Option<String>,
    question: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    question_speaker: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    question_speakers: Option<Vec<Option<&'a str>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    question_time: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    question_clip: Option<[f64; 2]>,
    answer: Vec<Reply<'a>>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    unsure: bool,
}

#[derive(Serialize)]
struct Reply<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    speaker: Option<&'a str>,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    clip: Option<[f64; 2]>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    aside: bool,
}

/// The interview as JSON, indented, with a line feed at its end.
pub fn parse_json(interview: &Interview) -> String {
    let mut json = serde_json::to_string_pretty(&report(interview)).unwrap_or_default();
    json.push('\n');
    json
}

/// The same before it is written, so that a book need nowhere be in memory as JSON.
pub fn report(interview: &Interview) -> impl Serialize + '_ {
    let text = |id: ParaId| interview.para(id).text.as_str();
    let of = |roles: &[Role]| -> Vec<&str> {
        interview.ids().filter(|&id| roles.contains(&interview.para(id).role)).map(text).collect()
    };
    // Where nobody asks there are no exchanges, and the sections are part of the one text.
    let front: &[Role] = if interview.exchanges.is_empty() { &[Role::Front, Role::Section] } else { &[Role::Front] };
    // Mostly the title stands once in the text, as it does in what the document says of itself.
    let headline = of(&[Role::Title]);
    let usual = headline.iter().copied().eq(interview.meta.title.as_deref());
    Report {
        title: interview.meta.title.as_deref(),
        headline: (!usual).then_some(headline),
        date: interview.meta.date.map(crate::interview::Date::iso),
        language: interview.meta.language.as_deref(),
        source: interview.meta.source.as_deref(),
        published: interview.meta.published().map(crate::interview::Date::iso),
        topics: interview.meta.topics.iter().map(crate::text::CleanText::as_str).collect(),
        people: interview.people.iter().map(someone).collect(),
        front: of(front),
        front_speakers: speakers(interview, front),
        exchanges: Exchanges(interview),
        closing: of(&[Role::Closing]),
        closing_speakers: speakers(interview, &[Role::Closing]),
        page: of(&[Role::Page]),
        why: &interview.why,
        warnings: &interview.warnings,
    }
}

/// A person as the list of people has them, in one line.
pub fn person(person: &Person) -> String {
    serde_json::to_string(&someone(person)).unwrap_or_default()
}

fn someone(person: &Person) -> Someone<'_> {
    Someone {
        name: &person.name,
        role: role_word(person.role),
        labels: person.labels.iter().map(crate::text::CleanText::as_str).collect(),
        about: person.about.as_deref(),
    }
}

fn speaker(interview: &Interview, id: ParaId) -> Option<&str> {
    let who = interview.para(id).speaker?;
    interview.people.get(usize::from(who.0)).map(|person| person.name.as_str())
}

/// Who speaks each paragraph with one of these roles, where anybody does.
fn speakers<'a>(interview: &'a Interview, roles: &[Role]) -> Option<Vec<Option<&'a str>>> {
    let of = interview.ids().filter(|&id| roles.contains(&interview.para(id).role));
    let all: Vec<Option<&str>> = of.map(|id| speaker(interview, id)).collect();
    all.iter().any(Option::is_some).then_some(all)
}

/// Beginning and end in seconds, where the source says both.
fn clip(interview: &Interview, id: ParaId) -> Option<[f64; 2]> {
    let clip = interview.clip(id)?;
    Some([clip.start as f64 / 1000.0, clip.end? as f64 / 1000.0])
}

fn turns<'a>(interview: &'a Interview, exchange: &Exchange) -> Turns<'a> {
    let speaker = |id: ParaId| speaker(interview, id);
    let text = |id: &ParaId| interview.para(*id).text.as_str();
    let section: Vec<&str> = exchange.section.iter().map(text).collect();
    let asking: Vec<Option<&str>> = exchange.question.iter().map(|&id| speaker(id)).collect();
    let several = asking.windows(2).any(|pair| pair[0] != pair[1]);
    let unsure = exchange.question.iter().chain(&exchange.answer).any(|&id| interview.para(id).unsure);
    Turns {
        section: (!section.is_empty()).then(|| section.join("\n")),
        question: exchange.question.iter().map(text).collect(),
        question_speaker: asking.iter().copied().find_map(|who| who),
        question_speakers: several.then_some(asking),
        question_time: exchange.question.first().and_then(|&id| interview.para(id).time),
        question_clip: exchange.question.first().and_then(|&id| clip(interview, id)),
        answer: exchange
            .answer
            .iter()
            .map(|&id| {
                let paragraph = interview.para(id);
                let aside = paragraph.role == Role::Aside;
                let (time, clip) = (paragraph.time, clip(interview, id));
                Reply { speaker: speaker(id), text: &paragraph.text, time, clip, aside }
            })
            .collect(),
        unsure,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interview::parse::{Format, parse};
    use crate::text::CleanText;

    #[test]
    fn the_report_has_the_promised_shape() {
        let source = "Boats\n\nMara: Why boats?\n\nJens: They float.\n\nMara: Right.\n\nJens: Mostly.\n\nMara: Since when?\n\nJens: Always.\n";
        let interview = parse(&CleanText::new(source), Format::Text, None);
        let json: serde_json::Value = serde_json::from_str(&parse_json(&interview)).unwrap();
        assert_eq!(json["title"], "Boats");
        assert!(json["date"].is_null());
        assert_eq!(json["people"][0]["role"], "interviewer");
        assert_eq!(json["people"][1]["labels"][0], "Jens");
        assert_eq!(json["exchanges"][0]["question"][0], "Why boats?");
        assert_eq!(json["exchanges"][0]["question_speaker"], "Mara");
        let answer = &json["exchanges"][0]["answer"];
        assert_eq!((&answer[1]["text"], &answer[1]["aside"]), (&"Right.".into(), &true.into()));
        assert_eq!(answer[2]["speaker"], "Jens");
        assert!(answer[0].get("aside").is_none());
        assert_eq!(json["exchanges"][1]["answer"].as_array().unwrap().len(), 1);
    }

    #[test]
    fn a_question_of_several_voices_names_each() {
        let source = "Mara: Why boats?\n\nJens: They float.\n\nMara: Any questions?\n\nAUDIENCE: Since when?\n\nJens: Always.\n\n\
                      AUDIENCE: And where?\n\nJens: Here.\n";
        let interview = parse(&CleanText::new(source), Format::Text, None);
        let report = parse_json(&interview);
        let json: serde_json::Value = serde_json::from_str(&report).unwrap();
        assert!(json["exchanges"][0].get("question_speakers").is_none());
        assert_eq!(json["exchanges"][1]["question_speaker"], "Mara");
        assert_eq!(json["exchanges"][1]["question_speakers"], serde_json::json!(["Mara", "AUDIENCE"]));
    }
}
