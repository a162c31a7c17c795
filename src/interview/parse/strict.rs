//! Our own form, Markdown with `interview: 1` at its head, read to the letter.
//!
//! Nothing is guessed here. A turn begins with bold text that ends in a colon and is a declared name or label, or `Q`
//! and `A`; whatever the reader does not know is text of the running turn, and is reported with its line.

use super::front_matter::{Entry, Value};
use super::raw::{Kind, Raw};
use super::{build, label, markdown, order};
use crate::interview::{Interview, Paragraph, Person, PersonId, PersonRole, Role, check};
use crate::text::CleanText;

/// Whether the head of a file declares our form.
pub fn is_strict(entries: &[Entry]) -> bool {
    entries.iter().find(|entry| entry.key == "interview").is_some_and(|entry| entry.value.text() == "1")
}

/// Where the reader is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    Front,
    Talk,
    Closing,
}

/// What stands in a label besides the name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Exception {
    Aside,
    Asks,
    Answers,
    Note,
}

struct Reader<'a> {
    source: &'a str,
    interview: Interview,
    phase: Phase,
    /// Role and speaker of the running turn.
    running: Option<(Role, Option<PersonId>)>,
    /// A label on a line of its own, that waits for its text.
    waiting: Option<(Role, Option<PersonId>, Option<u32>, Raw)>,
    /// The last place whose line was counted, and that line.
    counted: (usize, usize),
    /// Which paragraphs are notes.
    notes: Vec<usize>,
}

/// Reads a document in our form; `from` is where its head ends.
pub fn read(source: &CleanText, entries: &[Entry], from: usize) -> Interview {
    let mut reader = Reader {
        source,
        interview: Interview::default(),
        phase: Phase::Front,
        running: None,
        waiting: None,
        counted: (0, 1),
        notes: Vec::new(),
    };
    reader.head(entries);
    for raw in markdown::read(source.letters(), from) {
        reader.block(raw);
    }
    if let Some((role, speaker, _, raw)) = reader.waiting.take() {
        reader.push(&raw.text, raw.source.clone(), role, speaker, None);
    }
    reader.finish()
}

impl Reader<'_> {
    fn head(&mut self, entries: &[Entry]) {
        let (mut seen, mut topics) = (false, None);
        let mut rest = Vec::new();
        for entry in entries {
            match (entry.key.as_str(), &entry.value) {
                ("interview", _) if !seen => seen = true,
                ("people", Value::List(items)) if self.interview.people.is_empty() => {
                    for item in items {
                        self.person(item, entry.line);
                    }
                }
                ("topics", Value::List(items)) if topics.is_none() => {
                    let items = items.iter().map(|item| CleanText::line(item.text().trim()));
                    topics = Some(items.filter(|topic| !topic.is_empty()).collect());
                }
                _ => rest.push(entry.clone()),
            }
        }
        self.interview.meta = build::meta(&rest);
        self.interview.meta.topics = topics.unwrap_or_default();
    }

    fn person(&mut self, item: &Value, line: usize) {
        let Value::Map(pairs) = item else {
            self.interview.warnings.push(format!("Line {line}: a person needs at least a name, as in {{name: …}}."));
            return;
        };
        let mut person =
            Person { name: CleanText::default(), role: PersonRole::Other, labels: Vec::new(), about: None };
        for (key, value) in pairs {
            let text = CleanText::line(value.text().trim());
            match (key.as_str(), value) {
                ("name", _) => person.name = text,
                ("role", _) => match role_named(&text) {
                    Some(role) => person.role = role,
                    None => {
                        self.interview.warnings.push(format!("Line {line}: “{text}” is no role; “other” is taken."));
                    }
                },
                ("labels", Value::List(labels)) => {
                    person.labels = labels.iter().map(|label| CleanText::line(label.text().trim())).collect();
                }
                ("labels", _) => person.labels = vec![text],
                ("about", _) => person.about = Some(text),
                _ => self
                    .interview
                    .warnings
                    .push(format!("Line {line}: “{key}” of a person is not known and is left out.")),
            }
        }
        if !person.name.is_empty() && self.interview.people.len() < usize::from(u16::MAX) {
            self.interview.people.push(person);
        }
    }

    fn line(&mut self, at: usize) -> usize {
        let (from, mut line) = self.counted;
        if at < from {
            return line;
        }
        line += self.source[from..at].matches('\n').count();
        self.counted = (at, line);
        line
    }

    fn warn(&mut self, at: usize, what: &str) {
        let line = self.line(at);
        self.interview.warnings.push(format!("Line {line}: {what}"));
    }

    fn block(&mut self, raw: Raw) {
        let at = raw.source.start;
        match raw.kind {
            Kind::Rule if self.source[at..].trim_start().starts_with('*') => self.phase = Phase::Closing,
            Kind::Rule => self.warn(at, "only *** begins the closing notes; this rule says nothing."),
            Kind::Comment => {
                let text = match raw.text.trim_start().strip_prefix("page:") {
                    Some(text) => unescape_page(text.trim()),
                    None => raw.text.trim().to_owned(),
                };
                self.push(&text, raw.source.clone(), Role::Page, None, None);
            }
            Kind::Text => self.text(raw),
        }
    }

    fn text(&mut self, raw: Raw) {
        let at = raw.source.start;
        if raw.note {
            self.notes.push(self.interview.paragraphs.len());
            return self.push(&raw.text, raw.source.clone(), Role::Page, None, None);
        }
        if raw.heading == 1 && self.phase == Phase::Front {
            return self.push(&raw.text, raw.source.clone(), Role::Title, None, None);
        }
        if raw.heading == 2 && self.phase != Phase::Closing {
            return self.push(&raw.text, raw.source.clone(), Role::Section, None, None);
        }
        if raw.heading > 0 && self.phase != Phase::Closing {
            self.warn(at, "a heading of this level is not known here and is read as text.");
        }
        if let Some((who, exception)) = self.label(&raw) {
            return self.turn(raw, who, exception);
        }
        if raw.italic && raw.text.starts_with('[') && raw.text.ends_with(']') && self.phase == Phase::Talk {
            return self.push(&raw.text, raw.source.clone(), Role::Aside, None, None);
        }
        let (role, speaker, time, start) = match self.waiting.take() {
            Some((role, speaker, time, label)) => (role, speaker, time, label.source.start),
            None => match (self.phase, self.running) {
                (Phase::Talk, Some((role, speaker))) => (role, speaker, None, at),
                (Phase::Closing, _) => (Role::Closing, None, None, at),
                _ => (Role::Front, None, None, at),
            },
        };
        self.push(&raw.text, start..raw.source.end, role, speaker, time);
    }

    /// The label that the paragraph begins with, if it is one: who, and what else it says.
    fn label(&mut self, raw: &Raw) -> Option<(Option<PersonId>, Option<Exception>)> {
        let bold = raw.text.get(..raw.lead())?.trim();
        let name = bold.strip_suffix(':')?.trim();
        if let Some(who) = self.person_called(name) {
            return Some((Some(who), None));
        }
        let (bare, exception) = split_exception(name);
        if exception.is_some() && (bare.is_empty() || self.person_called(bare).is_some()) {
            return Some((self.person_called(bare), exception));
        }
        let first = |roles: [PersonRole; 2]| {
            let found = self.interview.people.iter().position(|person| roles.contains(&person.role));
            found.map(|index| PersonId(index as u16))
        };
        match bare {
            "Q" => Some((first([PersonRole::Interviewer, PersonRole::Moderator]), exception.or(Some(Exception::Asks)))),
            "A" => {
                Some((first([PersonRole::Interviewee, PersonRole::Narrator]), exception.or(Some(Exception::Answers))))
            }
            _ => {
                let sentence = format!("“{bold}” is no declared name or label and is read as text.");
                self.warn(raw.source.start, &sentence);
                None
            }
        }
    }

    fn person_called(&self, name: &str) -> Option<PersonId> {
        called(&self.interview.people, name)
    }

    fn turn(&mut self, raw: Raw, who: Option<PersonId>, exception: Option<Exception>) {
        let role = match (self.phase, exception) {
            (Phase::Closing, _) => Role::Closing,
            (Phase::Front, Some(Exception::Note)) => Role::Front,
            (_, Some(Exception::Aside | Exception::Note)) => Role::Aside,
            (_, Some(Exception::Asks)) => Role::Question,
            (_, Some(Exception::Answers)) => Role::Answer,
            (_, None) => who.map_or(Role::Answer, |who| usual(self.interview.people[usize::from(who.0)].role)),
        };
        if matches!(role, Role::Question | Role::Answer) {
            self.phase = Phase::Talk;
            self.running = Some((role, who));
        }
        let mut body = &raw.text[raw.lead()..];
        let mut time = None;
        // A time is one only where its bracket is not escaped in the file.
        if self.source[raw.lead_end as usize..].trim_start().starts_with('[')
            && let Some((seconds, at)) = label::bracketed_time(body.trim_start())
        {
            time = Some(seconds);
            body = &body.trim_start()[at..];
        }
        if body.trim().is_empty() {
            self.waiting = Some((role, who, time, raw));
        } else {
            self.push(body, raw.source.clone(), role, who, time);
        }
    }

    fn push(
        &mut self,
        text: &str,
        source: std::ops::Range<usize>,
        role: Role,
        speaker: Option<PersonId>,
        time: Option<u32>,
    ) {
        let text = CleanText::line(text.trim());
        if !text.is_empty() {
            self.interview.paragraphs.push(Paragraph { text, source, role, speaker, time, unsure: false });
        }
    }

    fn finish(mut self) -> Interview {
        let mut found: Vec<Role> = self.interview.paragraphs.iter().map(|paragraph| paragraph.role).collect();
        let first = found.iter().position(|role| *role == Role::Question);
        let last = found.iter().rposition(|role| matches!(role, Role::Question | Role::Answer | Role::Aside));
        for index in &self.notes {
            found[*index] = order::note(*index, first, last);
        }
        order::order(&mut found);
        for (paragraph, role) in self.interview.paragraphs.iter_mut().zip(found) {
            paragraph.role = role;
        }
        self.interview.exchanges = check::exchanges(self.interview.paragraphs.iter().map(|paragraph| paragraph.role));
        if self.interview.meta.title.is_none() {
            let title = self.interview.with_role(Role::Title).next();
            self.interview.meta.title = title.map(|id| self.interview.para(id).text.clone());
        }
        let count = self.interview.exchanges.len();
        let noun = if count == 1 { "question" } else { "questions" };
        self.interview.why.push(format!("The file itself says who asks and who answers: {count} {noun}."));
        self.interview
    }
}

/// Who is called this: a name first, else a label.
pub fn called(people: &[Person], name: &str) -> Option<PersonId> {
    let by_name = people.iter().position(|person| person.name.as_str() == name);
    let found =
        by_name.or_else(|| people.iter().position(|person| person.labels.iter().any(|label| label.as_str() == name)));
    found.map(|index| PersonId(index as u16))
}

fn split_exception(name: &str) -> (&str, Option<Exception>) {
    let inside = name.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    match inside {
        Some((bare, "aside")) => (bare.trim(), Some(Exception::Aside)),
        Some((bare, "asks")) => (bare.trim(), Some(Exception::Asks)),
        Some((bare, "answers")) => (bare.trim(), Some(Exception::Answers)),
        Some((bare, "note")) => (bare.trim(), Some(Exception::Note)),
        _ => (name, None),
    }
}

/// What a person with this role does when the label says nothing else.
pub fn usual(role: PersonRole) -> Role {
    match role {
        PersonRole::Interviewer | PersonRole::Moderator | PersonRole::Audience => Role::Question,
        PersonRole::Interviewee | PersonRole::Narrator | PersonRole::Other => Role::Answer,
    }
}

/// The word for a role, as it stands in the file.
pub fn role_word(role: PersonRole) -> &'static str {
    match role {
        PersonRole::Interviewer => "interviewer",
        PersonRole::Interviewee => "interviewee",
        PersonRole::Narrator => "narrator",
        PersonRole::Moderator => "moderator",
        PersonRole::Audience => "audience",
        PersonRole::Other => "other",
    }
}

/// The role that a word of a file stands for.
pub fn role_named(word: &str) -> Option<PersonRole> {
    use PersonRole::{Audience, Interviewee, Interviewer, Moderator, Narrator, Other};
    [Interviewer, Interviewee, Narrator, Moderator, Audience, Other].into_iter().find(|role| role_word(*role) == word)
}

/// Page furniture stands in a comment, which two hyphens would end.
pub fn escape_page(text: &str) -> String {
    text.replace('\\', "\\\\").replace('-', "\\-").replace('>', "\\>")
}

fn unescape_page(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => out.extend(chars.next()),
            c => out.push(c),
        }
    }
    out
}
