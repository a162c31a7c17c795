//! The JSON that `inquit parse` prints, read back: the same interview, and printed again the same text.

use std::borrow::Cow;

use super::json_node::{Node, Object};
use super::{Builder, Extract, Form};
use crate::interview::parse::raw::Raw;
use crate::interview::parse::strict::{called, role_named};
use crate::interview::parse::{dates, order};
use crate::interview::{Clip, Clips, Interview, Meta, ParaId, Paragraph, Person, PersonId, PersonRole, Role, check};
use crate::text::CleanText;

/// An interview in our own form, if the object is one.
pub(super) fn read(object: &Object) -> Option<Extract> {
    let known = ["exchanges", "people", "front"].iter().all(|name| object.get(name).is_some_and(Node::is_list));
    if !known {
        return None;
    }
    let mut reader = Reader::of(list(object, "people").filter_map(person).collect());
    let title = object.text("title");
    match object.get("headline") {
        Some(_) => strings(object, "headline").for_each(|line| reader.push(&line, Role::Title, None, None)),
        None => title.iter().for_each(|title| reader.push(title, Role::Title, None, None)),
    }
    reader.around(object, "front", "front_speakers", Role::Front);
    for exchange in list(object, "exchanges") {
        reader.exchange(&exchange.object().unwrap_or_default());
    }
    reader.around(object, "closing", "closing_speakers", Role::Closing);
    strings(object, "page").for_each(|line| reader.push(&line, Role::Page, None, None));
    let line = |text: Cow<str>| CleanText::line(&text);
    let published = object.text("published");
    let meta = Meta {
        title: title.map(line),
        date: object.text("date").and_then(|date| dates::value(&date)),
        language: object.text("language").map(line),
        source: object.text("source").map(line),
        topics: strings(object, "topics").map(line).filter(|topic| !topic.is_empty()).collect(),
        other: published.map(|day| (CleanText::from("published"), line(day))).into_iter().collect(),
    };
    let sentences = |name: &str| strings(object, name).map(|text| line(text).to_string()).collect();
    Some(reader.finish(meta, sentences("why"), sentences("warnings")))
}

fn list<'a>(object: &Object<'a>, name: &str) -> impl Iterator<Item = Node<'a>> {
    object.get(name).and_then(Node::list).into_iter().flatten()
}

fn strings<'a>(object: &Object<'a>, name: &str) -> impl Iterator<Item = Cow<'a, str>> {
    list(object, name).filter_map(Node::text)
}

fn seconds(object: &Object, name: &str) -> Option<u32> {
    object.get(name)?.number()?.as_u64().and_then(|seconds| u32::try_from(seconds).ok())
}

fn is_true(object: &Object, name: &str) -> bool {
    object.get(name).is_some_and(Node::is_true)
}

/// A person of the list of people.
fn person(value: Node) -> Option<Person> {
    let object = value.object()?;
    let line = |text: Cow<str>| CleanText::line(&text);
    let name = line(object.text("name")?);
    let role = object.text("role").and_then(|role| role_named(&role)).unwrap_or(PersonRole::Other);
    Some(Person {
        name,
        role,
        labels: strings(&object, "labels").map(line).collect(),
        about: object.text("about").map(line),
    })
}

/// A person who stands in a text by themselves.
#[cfg(feature = "html")]
pub(super) fn person_in(text: &str) -> Option<Person> {
    person(Node::whole(text).ok()?)
}

/// Makes an interview of paragraphs whose roles are known.
#[derive(Default)]
pub(super) struct Reader {
    /// Who speaks.
    pub(super) people: Vec<Person>,
    builder: Builder,
    /// Role, speaker, time and doubt of each paragraph.
    marks: Vec<(Role, Option<PersonId>, Option<u32>, bool)>,
    /// The times to the millisecond, by paragraph.
    clips: Clips,
}

/// Beginning and end of what has them.
fn clip(object: &Object, name: &str) -> Option<Clip> {
    let ms = |value: Option<&Node>| {
        let seconds = value?.number()?.as_f64()?;
        (0.0..1e9).contains(&seconds).then_some((seconds * 1000.0).round() as u64)
    };
    let pair = object.get(name)?.list()?;
    Some(Clip { start: ms(pair.first())?, end: Some(ms(pair.get(1))?) })
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
    fn around(&mut self, object: &Object, name: &str, speakers: &str, role: Role) {
        let mut said = list(object, speakers).map(Node::text);
        for line in strings(object, name) {
            let who = self.who(said.next().flatten().as_deref(), PersonRole::Interviewee);
            self.push(&line, role, who, None);
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

    fn exchange(&mut self, exchange: &Object) {
        for section in exchange.text("section").iter().flat_map(|section| section.lines()) {
            self.push(section, Role::Section, None, None);
        }
        let asker = self.who(exchange.text("question_speaker").as_deref(), PersonRole::Interviewer);
        let first = self.marks.len();
        let mut time = seconds(exchange, "question_time");
        if let Some(clip) = clip(exchange, "question_clip") {
            self.clips.push(ParaId(first as u32), clip);
        }
        let several = exchange.get("question_speakers").is_some();
        let mut said = list(exchange, "question_speakers").map(Node::text);
        for question in strings(exchange, "question") {
            let who = if several { self.who(said.next().flatten().as_deref(), PersonRole::Interviewer) } else { asker };
            self.push(&question, Role::Question, who, time.take());
        }
        if let Some(mark) = self.marks.get_mut(first) {
            mark.3 = is_true(exchange, "unsure");
        }
        for reply in list(exchange, "answer").filter_map(Node::object) {
            let Some(said) = reply.text("text") else { continue };
            let who = self.who(reply.text("speaker").as_deref(), PersonRole::Interviewee);
            let role = if is_true(&reply, "aside") { Role::Aside } else { Role::Answer };
            if let Some(clip) = clip(&reply, "clip") {
                self.clips.push(ParaId(self.marks.len() as u32), clip);
            }
            self.push(&said, role, who, seconds(&reply, "time"));
        }
    }

    /// The interview, as the form of an extract that needs no recognition. What was read from should be let go of before.
    pub(super) fn finish(self, meta: Meta, why: Vec<String>, warnings: Vec<String>) -> Extract {
        let mut extract = self.builder.finish(meta.clone(), Vec::new());
        let source = &extract.source;
        let mut roles: Vec<Role> = self.marks.iter().map(|mark| mark.0).collect();
        order::order(&mut roles);
        let all = extract.bare.iter().zip(extract.bare.texts(source)).zip(roles.iter().copied());
        let paragraph =
            |(((raw, letters), role), (_, speaker, time, unsure)): (((Raw, &str), Role), (_, _, _, bool))| Paragraph {
                text: letters.into(),
                source: raw.source,
                role,
                speaker,
                time,
                unsure: unsure && role == Role::Question,
            };
        let paragraphs: Vec<Paragraph> = all.zip(self.marks).map(paragraph).collect();
        let exchanges = check::exchanges(roles.into_iter());
        let interview =
            Interview { meta, people: self.people, paragraphs, clips: self.clips, exchanges, why, warnings };
        extract.form = Form::Settled(Box::new(interview));
        extract
    }
}
