//! An interview as Markdown in our own form (`interview: 1`), which [`super::parse::strict`] reads back exactly.

use std::fmt::Write;

use super::parse::front_matter::write_scalar;
use super::parse::strict::{called, escape_page, role_word, usual};
use super::{Interview, Paragraph, PersonId, PersonRole, Role};

/// The whole interview: what it says of itself, its people, and every paragraph with its role.
pub fn to_markdown(interview: &Interview) -> String {
    let mut out = String::from("---\ninterview: 1\n");
    head(interview, &mut out);
    out.push_str("---\n");
    let mut running: Option<(Role, Option<PersonId>)> = None;
    let mut closing = false;
    for paragraph in &interview.paragraphs {
        out.push('\n');
        let text = paragraph.text.as_str();
        match paragraph.role {
            Role::Page => {
                let _ = writeln!(out, "<!-- page: {} -->", escape_page(text));
            }
            Role::Title => {
                let _ = writeln!(out, "# {}", heading(text));
            }
            Role::Section => {
                let _ = writeln!(out, "## {}", heading(text));
            }
            Role::Closing => {
                if !closing {
                    out.push_str("***\n\n");
                    closing = true;
                }
                let labelled = paragraph.speaker.is_some() || paragraph.time.is_some();
                spoken(interview, paragraph, labelled.then_some(" (note)"), &mut out);
            }
            Role::Front => {
                let labelled = paragraph.speaker.is_some() || paragraph.time.is_some();
                spoken(interview, paragraph, labelled.then_some(" (note)"), &mut out);
            }
            Role::Aside => aside(interview, paragraph, &mut out),
            Role::Question | Role::Answer => {
                let turn = (paragraph.role, paragraph.speaker);
                let label =
                    (running != Some(turn) || paragraph.time.is_some()).then(|| exception(interview, paragraph));
                running = Some(turn);
                spoken(interview, paragraph, label, &mut out);
            }
        }
    }
    out
}

fn head(interview: &Interview, out: &mut String) {
    let meta = &interview.meta;
    let mut line = |key: &str, value: &str| {
        let _ = writeln!(out, "{key}: {}", write_scalar(value));
    };
    if let Some(title) = &meta.title {
        line("title", title);
    }
    if let Some(date) = meta.date {
        line("date", &date.iso());
    }
    if let Some(language) = &meta.language {
        line("language", language);
    }
    if let Some(source) = &meta.source {
        line("source", source);
    }
    if !interview.people.is_empty() {
        out.push_str("people:\n");
    }
    for person in &interview.people {
        let _ = write!(out, "- {{name: {}, role: {}", write_scalar(&person.name), role_word(person.role));
        if !person.labels.is_empty() {
            let labels: Vec<String> = person.labels.iter().map(|label| write_scalar(label)).collect();
            let _ = write!(out, ", labels: [{}]", labels.join(", "));
        }
        if let Some(about) = &person.about {
            let _ = write!(out, ", about: {}", write_scalar(about));
        }
        out.push_str("}\n");
    }
    // An empty list keeps another entry of this name what it is.
    if !meta.topics.is_empty() || meta.other.iter().any(|(key, _)| key.as_str() == "topics") {
        let topics: Vec<String> = meta.topics.iter().map(|topic| write_scalar(topic)).collect();
        let _ = writeln!(out, "topics: [{}]", topics.join(", "));
    }
    for (key, value) in &meta.other {
        let _ = writeln!(out, "{key}: {}", write_scalar(value));
    }
}

/// What the label must say besides the name, so that the reader gives the paragraph its role.
fn exception(interview: &Interview, paragraph: &Paragraph) -> &'static str {
    let expected = paragraph.speaker.map(|who| usual(interview.people[usize::from(who.0)].role));
    match paragraph.role {
        role if expected == Some(role) => "",
        Role::Question => " (asks)",
        _ => " (answers)",
    }
}

fn spoken(interview: &Interview, paragraph: &Paragraph, label: Option<&str>, out: &mut String) {
    if let Some(exception) = label {
        let name = match paragraph.speaker {
            Some(who) => name(interview, who),
            None => "",
        };
        match (name, exception) {
            ("", " (asks)") if unnamed(interview, "Q", [PersonRole::Interviewer, PersonRole::Moderator]) => {
                out.push_str("**Q:** ");
            }
            ("", " (answers)") if unnamed(interview, "A", [PersonRole::Interviewee, PersonRole::Narrator]) => {
                out.push_str("**A:** ");
            }
            _ => {
                let _ = write!(out, "**{}:** ", inline(format!("{name}{exception}").trim()));
            }
        }
        if let Some(time) = paragraph.time {
            let _ = write!(out, "[{:02}:{:02}:{:02}] ", time / 3600, time / 60 % 60, time % 60);
        }
        out.push_str(&inline(&paragraph.text));
    } else {
        out.push_str(&block(&paragraph.text));
    }
    out.push('\n');
}

/// Whether `Q` or `A` stands for nobody in particular here.
fn unnamed(interview: &Interview, letter: &str, roles: [PersonRole; 2]) -> bool {
    called(&interview.people, letter).is_none() && !interview.people.iter().any(|person| roles.contains(&person.role))
}

/// The name, or where two people share it a label that only this one has.
fn name(interview: &Interview, who: PersonId) -> &str {
    let person = &interview.people[usize::from(who.0)];
    let all = std::iter::once(&person.name).chain(&person.labels);
    all.map(super::super::text::clean::CleanText::as_str)
        .find(|name| called(&interview.people, name) == Some(who))
        .unwrap_or(&person.name)
}

fn aside(interview: &Interview, paragraph: &Paragraph, out: &mut String) {
    let inside = paragraph.text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    match inside {
        Some(inside)
            if paragraph.speaker.is_none() && paragraph.time.is_none() && inside.starts_with(char::is_alphanumeric) =>
        {
            let _ = writeln!(out, "*[{}]*", inline(inside));
        }
        _ => spoken(interview, paragraph, Some(" (aside)"), out),
    }
}

/// Escapes what Markdown would read as markup inside a line.
fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let entity = c == '&' && chars.peek().is_some_and(|next| next.is_ascii_alphanumeric() || *next == '#');
        let angle = c == '<' && chars.peek().is_some_and(|next| !next.is_whitespace());
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '~') || entity || angle {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Escapes also what would begin a block at the start of a line.
fn block(text: &str) -> String {
    let mut out = inline(text);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let first = text.chars().next().unwrap_or(' ');
    if matches!(first, '#' | '>' | '+' | '-' | '=' | '|' | ':') {
        out.insert(0, '\\');
    } else if digits > 0 && text[digits..].starts_with(['.', ')']) {
        out.insert(digits, '\\');
    }
    out
}

/// A heading loses hashes at its end, so they are escaped too.
fn heading(text: &str) -> String {
    inline(text).replace('#', "\\#")
}

#[cfg(test)]
mod tests {
    use super::super::parse::{Format, order, parse};
    use super::super::{Date, Meta, Person, check};
    use super::*;
    use crate::text::CleanText;
    use proptest::prelude::*;

    fn text() -> impl Strategy<Value = CleanText> {
        let nasty = "[a-zA-Z0-9é’“ ^\\\\*_`#>\\[\\]<&;:!.()|~=+-]{0,24}";
        (nasty, "[a-zA-Z\\[*_(<&#>0-9-]", "[a-z.?\\]*_\\\\)#:]{1,3}")
            .prop_map(|(a, b, c)| CleanText::line(format!("{b}{a}{c}").trim()))
    }

    fn name() -> impl Strategy<Value = CleanText> {
        "[A-Z][a-z*_.'é-]{1,8}( [A-Z][a-z]{1,8})?".prop_map(|name| CleanText::line(name.trim()))
    }

    fn role() -> impl Strategy<Value = PersonRole> {
        use PersonRole::{Audience, Interviewee, Interviewer, Moderator, Narrator, Other};
        prop::sample::select(vec![Interviewer, Interviewee, Narrator, Moderator, Audience, Other])
    }

    fn interview() -> impl Strategy<Value = Interview> {
        let person = (name(), role(), prop::collection::vec(name(), 0..3), prop::option::of(text()))
            .prop_map(|(name, role, labels, about)| Person { name, role, labels, about });
        let people = prop::collection::vec(person, 0..4);
        let kinds = vec![
            Role::Title,
            Role::Front,
            Role::Section,
            Role::Question,
            Role::Answer,
            Role::Answer,
            Role::Aside,
            Role::Closing,
            Role::Page,
        ];
        let paragraph =
            (text(), prop::sample::select(kinds), prop::option::of(0_u16..4), prop::option::of(0_u32..90_000));
        let date = prop::option::of((1900_i32..2100, prop::option::of((1_u8..=12, prop::option::of(1_u8..=28)))));
        let topics = prop::collection::vec(text(), 0..3);
        let title = prop::option::of(text());
        (people, prop::collection::vec(paragraph, 0..14), title, date, prop::option::of(text()), topics).prop_map(
            |(mut people, paragraphs, title, date, source, topics)| {
                let mut seen = Vec::new();
                people.retain(|person| {
                    !seen.contains(&person.name) && {
                        seen.push(person.name.clone());
                        true
                    }
                });
                let mut all: Vec<Role> = paragraphs.iter().map(|(_, role, _, _)| *role).collect();
                order::order(&mut all);
                if !all.contains(&Role::Question) {
                    all.iter_mut().filter(|role| **role == Role::Closing).for_each(|role| *role = Role::Front);
                }
                let paragraphs: Vec<Paragraph> = paragraphs
                    .into_iter()
                    .zip(&all)
                    .map(|((text, _, who, time), role)| {
                        let plain = matches!(role, Role::Title | Role::Section | Role::Page);
                        let speaker = who.filter(|who| usize::from(*who) < people.len() && !plain).map(PersonId);
                        Paragraph {
                            text,
                            source: 0..0,
                            role: *role,
                            speaker,
                            time: time.filter(|_| !plain),
                            unsure: false,
                        }
                    })
                    .collect();
                let first = paragraphs
                    .iter()
                    .find(|paragraph| paragraph.role == Role::Title)
                    .map(|paragraph| paragraph.text.clone());
                let date = date.map(|(year, rest)| Date {
                    year,
                    month: rest.map(|(month, _)| month),
                    day: rest.and_then(|(_, day)| day),
                });
                let meta = Meta {
                    title: title.or(first),
                    date,
                    language: None,
                    source,
                    topics,
                    other: vec![("odd key".into(), "a: [b\n\"c".into())],
                };
                let exchanges = check::exchanges(all.into_iter());
                Interview { meta, people, paragraphs, exchanges, ..Interview::default() }
            },
        )
    }

    proptest! {
        #![proptest_config(crate::cases(400))]
        #[test]
        fn what_is_written_is_read_back(before in interview()) {
            let written = to_markdown(&before);
            let after = parse(&CleanText::new(&written), Format::Auto, None);
            prop_assert_eq!(after.check(), Ok(()), "{}", written);
            prop_assert_eq!(&after.meta, &before.meta, "{}", written);
            prop_assert_eq!(&after.people, &before.people, "{}", written);
            let bare = |interview: &Interview| interview.paragraphs.iter().map(|p| (p.role, p.speaker, p.time, p.text.clone())).collect::<Vec<_>>();
            prop_assert_eq!(bare(&after), bare(&before), "{}", written);
            prop_assert_eq!(&after.exchanges, &before.exchanges, "{}", written);
            prop_assert!(after.warnings.is_empty(), "{:?} {}", after.warnings, written);
        }
    }
}
