//! Several people who answer the same questions on one page, each below a heading with the name: `## Ada Brook`.

use super::label::shouts;
use super::people::{name_after, tokens};
use crate::interview::{Interview, Person, PersonId, PersonRole, Role};
use crate::text::CleanText;

/// Gives the answers below headings that are names to those people, where no label says who speaks.
pub fn by_headings(interview: &mut Interview) {
    const LEAST: usize = 2;
    const MOST: usize = 200;
    let paragraphs = &interview.paragraphs;
    let next = |at: usize| {
        paragraphs[at + 1..].iter().find(|next| !matches!(next.role, Role::Page | Role::Front)).map(|next| next.role)
    };
    let heads = (0..paragraphs.len()).filter(|&at| matches!(paragraphs[at].role, Role::Section | Role::Title));
    let asked = heads.filter(|&at| next(at) == Some(Role::Question)).take(MOST + 1);
    // One heading above questions that is no name, and they are parts of a talk.
    let named: Option<Vec<(usize, String)>> =
        asked.map(|at| whole_name(&paragraphs[at].text).map(|name| (at, name))).collect();
    let Some(named) = named.filter(|named| (LEAST..=MOST).contains(&named.len())) else { return };
    if named.iter().enumerate().any(|(at, (_, name))| named[..at].iter().any(|(_, other)| other == name)) {
        return;
    }
    interview.people.retain(|person| person.role != PersonRole::Interviewee);
    let asks = interview.people.iter().position(|person| person.role == PersonRole::Interviewer);
    let asks = asks.filter(|_| interview.people.len() == 1).map(|at| PersonId(at as u16));
    let first = interview.people.len();
    for (_, name) in &named {
        let name = CleanText::line(name);
        interview.people.push(Person { name, role: PersonRole::Interviewee, labels: Vec::new(), about: None });
    }
    let mut at = 0;
    for (index, paragraph) in interview.paragraphs.iter_mut().enumerate() {
        while at < named.len() && named[at].0 <= index {
            at += 1;
        }
        match paragraph.role {
            Role::Answer => paragraph.speaker = at.checked_sub(1).map(|at| PersonId((first + at) as u16)),
            Role::Question => paragraph.speaker = asks,
            // The first of them is no title.
            Role::Title if named.iter().any(|(place, _)| *place == index) => paragraph.role = Role::Section,
            _ => {}
        }
    }
    let shown = interview.paragraphs.iter().any(|paragraph| paragraph.role == Role::Title);
    if !shown
        && interview.meta.title.as_ref().is_some_and(|title| named.iter().any(|(_, name)| title.starts_with(&**name)))
    {
        interview.meta.title = None;
    }
}

/// The name that a heading is, perhaps with what its bearer is called besides: "Ada Brook (brookie)".
fn whole_name(heading: &str) -> Option<String> {
    let bare = heading.split_once(" (").map_or(heading, |(name, _)| name).trim().trim_end_matches([':', ',']);
    let all = tokens(bare);
    let (end, named) = name_after(bare, &all, 0)?;
    (end == all.len() && named.name == bare && named.name.contains(' ') && !shouts(&named.name)).then_some(named.name)
}

#[cfg(test)]
mod tests {
    use super::super::{Format, parse};
    use super::*;

    #[test]
    fn who_has_a_heading_answers_below_it() {
        let one = |name: &str, what: &str| {
            format!(
                "## {name}\n\n**Who are you?**\n\nI mend {what} in the old harbour.\n\n**What will you speak about?**\n\nThe {what} of towers.\n\n\
                 **Which clock do you like best?**\n\nThe oldest of the {what}.\n\n"
            )
        };
        let text = format!("{}{}", one("Ada Brook", "clocks"), one("Jens Dahl (jd)", "bells"));
        let read = parse(&CleanText::new(&text), Format::Markdown, None);
        let names: Vec<&str> = read.people.iter().map(|person| person.name.as_str()).collect();
        assert_eq!((names, read.meta.title.as_deref()), (vec!["Ada Brook", "Jens Dahl"], None));
        let said: Vec<Option<PersonId>> =
            read.paragraphs.iter().filter(|one| one.role == Role::Answer).map(|one| one.speaker).collect();
        assert_eq!(said, [[Some(PersonId(0)); 3], [Some(PersonId(1)); 3]].concat());
        assert_eq!(read.exchanges.len(), 6);
        for heading in ["The Tides", "On boats", "Ada Brook and the sea", "ADA BROOK", "Ada"] {
            assert_eq!(whole_name(heading).filter(|name| name != "The Tides"), None, "{heading}");
        }
    }
}
