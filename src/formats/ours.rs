//! The JSON that `inquit parse` prints, read back: the same interview, and printed again the same text.

use serde_json::Value;

use super::{Builder, Extract, Form};
use crate::interview::parse::raw::Raw;
use crate::interview::parse::strict::{called, role_named};
use crate::interview::parse::{dates, roles};
use crate::interview::{Interview, Meta, Paragraph, Person, PersonId, PersonRole, Role, check};
use crate::text::CleanText;

/// An interview in our own form, if the value is one.
pub fn read(value: &Value) -> Option<Extract> {
    let known = ["exchanges", "people", "front"].iter().all(|name| value.get(*name).is_some_and(Value::is_array));
    if !known {
        return None;
    }
    let mut reader = Reader::of(list(value, "people").filter_map(person).collect());
    let title = text(value, "title");
    match value.get("headline") {
        Some(_) => strings(value, "headline").for_each(|line| reader.push(line, Role::Title, None, None)),
        None => title.into_iter().for_each(|title| reader.push(title, Role::Title, None, None)),
    }
    reader.around(value, "front", "front_speakers", Role::Front);
    for exchange in list(value, "exchanges") {
        reader.exchange(exchange);
    }
    reader.around(value, "closing", "closing_speakers", Role::Closing);
    strings(value, "page").for_each(|line| reader.push(line, Role::Page, None, None));
    let meta = Meta {
        title: title.map(CleanText::line),
        date: text(value, "date").and_then(dates::value),
        language: text(value, "language").map(CleanText::line),
        source: text(value, "source").map(CleanText::line),
        topics: strings(value, "topics").map(CleanText::line).filter(|topic| !topic.is_empty()).collect(),
        other: Vec::new(),
    };
    let sentences = |name: &str| strings(value, name).map(|line| CleanText::line(line).to_string()).collect();
    Some(reader.finish(meta, sentences("why"), sentences("warnings")))
}

fn list<'a>(value: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    value.get(name).and_then(Value::as_array).into_iter().flatten()
}

fn strings<'a>(value: &'a Value, name: &str) -> impl Iterator<Item = &'a str> {
    list(value, name).filter_map(Value::as_str)
}

fn text<'a>(value: &'a Value, name: &str) -> Option<&'a str> {
    value.get(name).and_then(Value::as_str)
}

fn seconds(value: &Value, name: &str) -> Option<u32> {
    value.get(name).and_then(Value::as_u64).and_then(|seconds| u32::try_from(seconds).ok())
}

/// A person of the list of people.
pub(super) fn person(value: &Value) -> Option<Person> {
    let name = CleanText::line(text(value, "name")?);
    let role = text(value, "role").and_then(role_named).unwrap_or(PersonRole::Other);
    let labels = strings(value, "labels").map(CleanText::line).collect();
    Some(Person { name, role, labels, about: text(value, "about").map(CleanText::line) })
}

/// Makes an interview of paragraphs whose roles are known.
#[derive(Default)]
pub(super) struct Reader {
    /// Who speaks.
    pub(super) people: Vec<Person>,
    builder: Builder,
    /// Role, speaker, time and doubt of each paragraph.
    marks: Vec<(Role, Option<PersonId>, Option<u32>, bool)>,
}

impl Reader {
    /// Begins with these people.
    pub(super) fn of(people: Vec<Person>) -> Self {
        Self { people, ..Self::default() }
    }

    /// Adds a paragraph.
    pub(super) fn push(&mut self, text: &str, role: Role, speaker: Option<PersonId>, time: Option<u32>) {
        self.builder.push_verbatim(text, |_| self.marks.push((role, speaker, time, false)));
    }

    /// The paragraphs before or behind the exchanges, with those who speak them.
    fn around(&mut self, value: &Value, name: &str, speakers: &str, role: Role) {
        let mut said = list(value, speakers).map(Value::as_str);
        for line in strings(value, name) {
            let who = self.who(said.next().flatten(), PersonRole::Interviewee);
            self.push(line, role, who, None);
        }
    }

    /// Who is called this; somebody new where the list of people has nobody of that name.
    fn who(&mut self, name: Option<&str>, role: PersonRole) -> Option<PersonId> {
        let name = CleanText::line(name?);
        if let Some(who) = called(&self.people, &name) {
            return Some(who);
        }
        let fits = self.people.len() < usize::from(u16::MAX) && !name.trim().is_empty();
        fits.then(|| {
            self.people.push(Person { name, role, labels: Vec::new(), about: None });
            PersonId((self.people.len() - 1) as u16)
        })
    }

    fn exchange(&mut self, exchange: &Value) {
        for section in text(exchange, "section").into_iter().flat_map(str::lines) {
            self.push(section, Role::Section, None, None);
        }
        let asker = self.who(text(exchange, "question_speaker"), PersonRole::Interviewer);
        let first = self.marks.len();
        let mut time = seconds(exchange, "question_time");
        let several = exchange.get("question_speakers").is_some();
        let mut said = list(exchange, "question_speakers").map(Value::as_str);
        for question in strings(exchange, "question") {
            let who = if several { self.who(said.next().flatten(), PersonRole::Interviewer) } else { asker };
            self.push(question, Role::Question, who, time.take());
        }
        if let Some(mark) = self.marks.get_mut(first) {
            mark.3 = exchange.get("unsure").and_then(Value::as_bool).unwrap_or(false);
        }
        for reply in list(exchange, "answer") {
            let Some(said) = text(reply, "text") else { continue };
            let who = self.who(text(reply, "speaker"), PersonRole::Interviewee);
            let aside = reply.get("aside").and_then(Value::as_bool).unwrap_or(false);
            self.push(said, if aside { Role::Aside } else { Role::Answer }, who, seconds(reply, "time"));
        }
    }

    /// The interview, as the form of an extract that needs no recognition.
    pub(super) fn finish(self, meta: Meta, why: Vec<String>, warnings: Vec<String>) -> Extract {
        let mut extract = self.builder.finish(meta.clone(), Vec::new());
        let mut roles: Vec<Role> = self.marks.iter().map(|mark| mark.0).collect();
        roles::order(&mut roles);
        let paragraph = |((raw, role), (_, speaker, time, unsure)): ((&Raw, Role), (_, _, _, bool))| Paragraph {
            text: CleanText::from(raw.text.as_str()),
            source: raw.source.clone(),
            role,
            speaker,
            time,
            unsure: unsure && role == Role::Question,
        };
        let paragraphs: Vec<Paragraph> =
            extract.raws.iter().zip(roles.iter().copied()).zip(self.marks).map(paragraph).collect();
        let exchanges = check::exchanges(roles);
        let interview = Interview { meta, people: self.people, paragraphs, exchanges, why, warnings };
        extract.form = Form::Settled(Box::new(interview));
        extract
    }
}
