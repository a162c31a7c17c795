//! What is left of the reader's statements when the roles are found: names, speakers without labels, and the documents
//! that nothing is inferred of.

use super::Reading;
use super::fixed::{Fixed, Starts};
use crate::interview::given::{As, Does, Given, Layout, Wish, impose, recut, rename};
use crate::interview::{Anchor, Interview, ParaId, Paragraph, Person, PersonId, Role, check};
use crate::text::CleanText;

/// Follows the statements on what people do. Where the sides were swapped, one statement mends both.
pub fn does(people: &mut [Person], given: &Given, idle: &mut Vec<usize>) {
    let mut stated = vec![false; people.len()];
    let mut last = None;
    for (number, wish) in given.0.iter().enumerate() {
        let Wish::Does(key, does) = wish else { continue };
        match people.iter().position(|person| person.answers_to(key)) {
            None => idle.push(number),
            Some(at) => {
                // A narrator who answers stays one.
                if Does::of(people[at].role) != *does {
                    people[at].role = does.role();
                }
                (stated[at], last) = (true, Some(*does));
            }
        }
    }
    let Some(side) = last.filter(|side| *side != Does::Other) else { return };
    if people.iter().any(|person| Does::of(person.role) == side.opposite()) {
        return;
    }
    for (person, _) in
        people.iter_mut().zip(&stated).filter(|(person, stated)| !**stated && Does::of(person.role) == side)
    {
        person.role = side.opposite().role();
    }
}

/// Ends a corrected reading: speakers, names, and what could not be followed. `index` says for each paragraph by which
/// number `fixed` knows it.
pub fn finish(mut interview: Interview, mut fixed: Fixed, index: &[usize], given: &Given) -> Reading {
    let at = |known: usize| index.binary_search(&known).ok();
    for (known, who) in std::mem::take(&mut fixed.says) {
        let Some(para) = at(known) else { continue };
        let role = interview.paragraphs[para].role;
        if !matches!(role, Role::Page | Role::Title | Role::Section) {
            interview.paragraphs[para].speaker = Some(person_called(&mut interview.people, &who, role));
        }
    }
    for (number, wish) in given.0.iter().enumerate() {
        let Wish::Name(key, name) = wish else { continue };
        if !rename(&mut interview, key, name) {
            fixed.idle.push(number);
        }
    }
    for (known, number, what) in &fixed.stated {
        if at(*known).is_none_or(|para| interview.paragraphs[para].role != what.role()) {
            fixed.idle.push(*number);
        }
    }
    fixed.idle.sort_unstable();
    fixed.idle.dedup();
    match given.0.len() - fixed.idle.len() {
        0 => {}
        1 => interview.why.push("1 correction of yours is applied.".to_owned()),
        count => interview.why.push(format!("{count} corrections of yours are applied.")),
    }
    Reading { interview, layout: fixed.layout, idle: fixed.idle }
}

fn person_called(people: &mut Vec<Person>, key: &CleanText, role: Role) -> PersonId {
    let at = people.iter().position(|person| person.answers_to(key)).unwrap_or_else(|| {
        let does = match role {
            Role::Question => Does::Asks,
            Role::Answer => Does::Answers,
            _ => Does::Other,
        };
        people.push(Person { name: key.clone(), role: does.role(), labels: Vec::new(), about: None });
        people.len() - 1
    });
    PersonId(at.min(usize::from(u16::MAX)) as u16)
}

/// Follows statements on a document that nothing is inferred of: our own form, and texts that are shown as one.
pub fn over(mut interview: Interview, given: &Given) -> Reading {
    if given.is_empty() {
        return Reading { interview, layout: Layout::default(), idle: Vec::new() };
    }
    let mut idle = Vec::new();
    let old = std::mem::take(&mut interview.paragraphs);
    let joins = |para: usize| old[para].role != Role::Page && old[para - 1].role != Role::Page;
    let text = |para: usize| old[para].text.as_str();
    let start = |para: usize, byte: usize| Anchor { para: ParaId(para as u32), byte: byte as u32 };
    let (starts, layout) = match recut(old.len(), &text, &joins, given, &mut idle) {
        None => {
            let starts = Starts::new((0..old.len()).map(|para| (start(para, 0), para)));
            interview.paragraphs = old;
            (starts, Layout::default())
        }
        Some((pieces, layout)) => {
            interview.paragraphs = pieces.iter().map(|parts| pieced(&old, parts)).collect();
            let first = pieces.iter().enumerate().map(|(para, parts)| (start(parts[0].0, parts[0].1.start), para));
            (Starts::new(first), layout)
        }
    };
    let count = interview.paragraphs.len();
    let mut fixed = starts.fixed(count, given, layout, idle);
    let before: Vec<Does> = interview.people.iter().map(|person| Does::of(person.role)).collect();
    does(&mut interview.people, given, &mut fixed.idle);
    let mut roles: Vec<Role> = interview.paragraphs.iter().map(|paragraph| paragraph.role).collect();
    for (role, paragraph) in roles.iter_mut().zip(&interview.paragraphs) {
        let who = paragraph.speaker.map(|who| usize::from(who.0));
        let changed = who.map(|who| (before[who], Does::of(interview.people[who].role))).filter(|(a, b)| a != b);
        *role = match (changed, *role) {
            (Some((_, Does::Asks)), Role::Answer) => Role::Question,
            (Some((_, Does::Answers | Does::Other)), Role::Question) => Role::Answer,
            (_, role) => role,
        };
    }
    super::roles::order(&mut roles);
    impose(&mut roles, &fixed.roles);
    for ((paragraph, role), what) in interview.paragraphs.iter_mut().zip(roles).zip(&fixed.roles) {
        let spoken = !matches!(role, Role::Page | Role::Title | Role::Section) && *what != Some(As::Note);
        paragraph.role = role;
        paragraph.speaker = paragraph.speaker.filter(|_| spoken);
        paragraph.time = paragraph.time.filter(|_| spoken || *what == Some(As::Note));
        paragraph.unsure &= what.is_none();
    }
    interview.exchanges = check::exchanges(interview.paragraphs.iter().map(|paragraph| paragraph.role));
    let index: Vec<usize> = (0..count).collect();
    finish(interview, fixed, &index, given)
}

/// A paragraph made of pieces of others.
fn pieced(old: &[Paragraph], parts: &[(usize, std::ops::Range<usize>)]) -> Paragraph {
    let (first, range) = &parts[0];
    let mut out = old[*first].clone();
    let place = |para: usize, at: usize| {
        let (source, whole) = (&old[para].source, old[para].text.len().max(1));
        source.start + (source.len() as u128 * at as u128 / whole as u128) as usize
    };
    let text: Vec<&str> = parts.iter().map(|(para, range)| &old[*para].text[range.clone()]).collect();
    out.text = CleanText::from(text.join(" "));
    let (last, end) = parts.last().map_or((*first, range.end), |(para, range)| (*para, range.end));
    out.source = place(*first, range.start)..place(last, end);
    if range.start > 0 {
        out.time = None;
    }
    out
}
