//! The reader's statements over what was recognised: cuts, roles, speakers, names. Where nothing is inferred (our own
//! form, texts that are shown as one) they have nothing else; elsewhere those on whole paragraphs took part before.

use std::ops::Range;

use super::Reading;
use super::again::only;
use crate::interview::given::{As, Does, Given, Layout, Wish, accept, impose, recut, rename};
use crate::interview::{Anchor, Clip, Clips, Interview, ParaId, Paragraph, Person, PersonId, Role, check};
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

/// What is stated of paragraphs, as far as it goes.
#[derive(Default)]
struct Stated<'a> {
    /// For each statement on a role: the paragraph, its number, and what it says.
    roles: Vec<(usize, usize, As)>,
    /// For each statement on a speaker: the paragraph and the speaker.
    says: Vec<(usize, &'a CleanText)>,
}

impl<'a> Stated<'a> {
    /// Sorts them out. `starts` are the places of the uncorrected reading at which the paragraphs begin, in order: only
    /// what speaks of one of them can be followed.
    fn of(given: &'a Given, starts: &[Anchor], idle: &mut Vec<usize>) -> Self {
        let mut stated = Self::default();
        for (number, wish) in given.0.iter().enumerate() {
            let (Wish::Is(place, _) | Wish::Says(place, _)) = wish else { continue };
            match (starts.binary_search(place), wish) {
                (Ok(at), Wish::Is(_, what)) => stated.roles.push((at, number, *what)),
                (Ok(at), Wish::Says(_, who)) => stated.says.push((at, who)),
                _ => idle.push(number),
            }
        }
        stated
    }
}

/// Lays the statements over a reading whose paragraphs are those of the uncorrected one. Both halves of a paragraph that
/// is cut keep its role and its speaker, and nothing else moves. `named`: every turn says who speaks it.
pub fn over(mut interview: Interview, given: &Given, named: bool) -> Reading {
    if given.is_empty() {
        return Reading { interview, layout: Layout::default(), idle: Vec::new() };
    }
    let mut idle = Vec::new();
    let old = std::mem::take(&mut interview.paragraphs);
    let joins = |para: usize| old[para].role != Role::Page && old[para - 1].role != Role::Page;
    let text = |para: usize| old[para].text.as_str();
    let start = |para: usize, byte: usize| Anchor { para: ParaId(para as u32), byte: byte as u32 };
    let (starts, layout): (Vec<Anchor>, Layout) = match recut(old.len(), &text, &joins, given, &mut idle) {
        None => {
            let starts = (0..old.len()).map(|para| start(para, 0)).collect();
            interview.paragraphs = old;
            (starts, Layout::default())
        }
        Some((pieces, layout)) => {
            interview.paragraphs = pieces.iter().map(|parts| pieced(&old, parts)).collect();
            let clips = std::mem::take(&mut interview.clips);
            let timed = |(at, parts)| Some((ParaId(at as u32), clip_of(&clips, &old, parts)?));
            interview.clips = pieces.iter().map(Vec::as_slice).enumerate().filter_map(timed).collect();
            (pieces.iter().map(|parts| start(parts[0].0, parts[0].1.start)).collect(), layout)
        }
    };
    let stated = Stated::of(given, &starts, &mut idle);
    let fixed = accept(starts.len(), &stated.roles, &mut idle);
    let mut theirs = vec![false; starts.len()];
    for (at, who) in stated.says {
        let role = fixed[at].map_or(interview.paragraphs[at].role, As::role);
        if !matches!(role, Role::Page | Role::Title | Role::Section) {
            let who = person_called(&mut interview.people, who, role);
            (interview.paragraphs[at].speaker, theirs[at]) = (Some(who), true);
        }
    }
    let mut roles = by_people(&mut interview, given, &mut idle);
    super::order::order(&mut roles);
    impose(&mut roles, &fixed);
    let asking = asking(&interview.paragraphs, &roles);
    for (at, (paragraph, role)) in interview.paragraphs.iter_mut().zip(roles).enumerate() {
        let (what, was) = (fixed[at], std::mem::replace(&mut paragraph.role, role));
        // What was cut off, and what nobody's name stands before, is spoken by the side that it is on now.
        if was != role && !theirs[at] && (starts[at].byte > 0 || !named) {
            paragraph.speaker = other_side(paragraph, &interview.people, named, around(&asking, at));
        }
        let spoken = !matches!(role, Role::Page | Role::Title | Role::Section) && what != Some(As::Note);
        paragraph.speaker = paragraph.speaker.filter(|_| spoken);
        paragraph.time = paragraph.time.filter(|_| spoken || what == Some(As::Note));
        paragraph.unsure &= what.is_none() && matches!(role, Role::Question | Role::Answer);
    }
    interview.exchanges = check::exchanges(interview.paragraphs.iter().map(|paragraph| paragraph.role));
    for (number, wish) in given.0.iter().enumerate() {
        let Wish::Name(key, name) = wish else { continue };
        if !rename(&mut interview, key, name) {
            idle.push(number);
        }
    }
    let lost = |(at, _, what): &&(usize, usize, As)| interview.paragraphs[*at].role != what.role();
    idle.extend(stated.roles.iter().filter(lost).map(|(_, number, _)| *number));
    idle.sort_unstable();
    idle.dedup();
    match given.0.len() - idle.len() {
        0 => {}
        1 => interview.why.push("1 correction of yours is applied.".to_owned()),
        count => interview.why.push(format!("{count} corrections of yours are applied.")),
    }
    Reading { interview, layout, idle }
}

/// The roles as they are when people do what is stated of them.
fn by_people(interview: &mut Interview, given: &Given, idle: &mut Vec<usize>) -> Vec<Role> {
    let before: Vec<Does> = interview.people.iter().map(|person| Does::of(person.role)).collect();
    does(&mut interview.people, given, idle);
    let role = |paragraph: &Paragraph| {
        let who = paragraph.speaker.map(|who| usize::from(who.0));
        let changed = who.map(|who| (before[who], Does::of(interview.people[who].role))).filter(|(a, b)| a != b);
        match (changed, paragraph.role) {
            (Some((_, Does::Asks)), Role::Answer) | (Some((Does::Other, Does::Asks)), Role::Aside) => Role::Question,
            (Some((_, Does::Answers)), Role::Question) | (Some((Does::Other, Does::Answers)), Role::Aside) => {
                Role::Answer
            }
            (Some((_, Does::Other)), Role::Question | Role::Answer) => Role::Aside,
            (_, role) => role,
        }
    };
    interview.paragraphs.iter().map(role).collect()
}

/// Who speaks each paragraph that asked before and still does.
fn asking(paragraphs: &[Paragraph], roles: &[Role]) -> Vec<Option<PersonId>> {
    let both = |(paragraph, role): (&Paragraph, &Role)| *role == Role::Question && paragraph.role == Role::Question;
    paragraphs.iter().zip(roles).map(|pair| pair.0.speaker.filter(|_| both(pair))).collect()
}

/// Who asks right before and right behind a paragraph, if that is one.
fn around(asking: &[Option<PersonId>], at: usize) -> Option<PersonId> {
    let before = asking[..at].iter().rev().flatten().next();
    let behind = asking[at + 1..].iter().flatten().next();
    match (before, behind) {
        (Some(one), Some(other)) => (one == other).then_some(*one),
        (one, other) => one.or(other).copied(),
    }
}

/// Who speaks a paragraph whose role changed. Where several ask, it is who asks around it, or nobody certain: never the one
/// whose answer it was cut off.
fn other_side(paragraph: &Paragraph, people: &[Person], named: bool, around: Option<PersonId>) -> Option<PersonId> {
    let side = match paragraph.role {
        Role::Question => Does::Asks,
        Role::Answer => Does::Answers,
        _ => return paragraph.speaker.filter(|_| named),
    };
    let does = paragraph.speaker.map(|who| Does::of(people[usize::from(who.0)].role));
    let own = paragraph.speaker.filter(|_| named);
    match side {
        _ if does == Some(side) => paragraph.speaker,
        Does::Asks if people.iter().any(|person| Does::of(person.role) == side) => only(people, side).or(around),
        _ => only(people, side).or(own),
    }
}

/// When a paragraph made of pieces of others is heard; nobody knows when a second half begins.
fn clip_of(clips: &Clips, old: &[Paragraph], parts: &[(usize, Range<usize>)]) -> Option<Clip> {
    let ((first, begin), (last, end)) = (parts.first()?, parts.last()?);
    let of = |para: usize| clips.get(ParaId(para as u32));
    let whole = end.end == old[*last].text.len();
    let end = of(*last).filter(|_| whole).and_then(|clip| clip.end);
    of(*first).filter(|_| begin.start == 0).map(|clip| Clip { start: clip.start, end })
}

/// A paragraph made of pieces of others.
fn pieced(old: &[Paragraph], parts: &[(usize, Range<usize>)]) -> Paragraph {
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
