//! Several interviews in one document, one behind the other.
//!
//! To part one interview in two is worse than to read two as one, so what speaks for it must be plain: a heading at which
//! all who speak change; headings that each name who answers below them, and nowhere else; or headings that say “Interview
//! with” or “Interview 2” and name another person each; titles of which each has its own guest; or, without labels, headings
//! that name somebody new whom the next lines present. And every part must be an interview by itself.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::label::{self, Style};
use super::raw::{Item, Kind, Raw};
use super::speakers::key;
use super::{aliases, build, cast, edges, people, plain, presented};
use crate::interview::words::{fold, month, phrases_like, words};
use crate::interview::{Interview, Meta, Person, PersonRole, Role};
use crate::text::CleanText;
use crate::text::segment::ends_asking;

/// Fewest questions of each.
const QUESTIONS: usize = 3;

/// Largest document that is looked through, in bytes; it is read twice for it.
pub const LARGEST: usize = 2 << 20;

/// Longest heading of one, in bytes.
const LONGEST_HEAD: usize = 160;

/// Most parts.
const MOST: usize = 500;

/// One of the interviews.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its heading.
    pub title: String,
    /// Its paragraphs.
    pub raws: Range<usize>,
}

/// Whether a text could hold several at all, told by its lines: a heading is marked or is no sentence, and stands below the
/// first interview. Saves most texts the second reading.
pub fn may_be_in(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).skip(2 * QUESTIONS);
    let head = |line: &str| line.starts_with('#') || (line.len() <= LONGEST_HEAD && !plain::ends_sentence(line));
    lines.any(head)
}

/// The interviews of a document; empty where it is one, or none.
pub fn find(source: &CleanText, raws: &[Raw]) -> Vec<Part> {
    if source.len() > LARGEST || raws.iter().any(|raw| raw.speaker.is_some()) {
        return Vec::new();
    }
    let labels = labels(raws);
    let heads: Vec<usize> = (0..raws.len()).filter(|&index| is_head(&raws[index], labels[index].is_some())).collect();
    let mut starts = changes(&labels, &heads);
    starts.extend(heads.iter().filter(|&&head| names_who_follows(raws, &labels, head)));
    starts.extend(said_to_be(raws, &heads));
    starts.sort_unstable();
    // A byline below a title heads nothing of its own.
    starts.dedup_by(|next, before| labels[*before..*next].iter().all(Option::is_none) && *next - *before < 4);
    let fits = |starts: &[usize]| !starts.is_empty() && starts.len() <= MOST;
    let mut parts = if fits(&starts) {
        confirmed(source, raws, &starts, |interview| Some(answering(interview)))
    } else {
        Vec::new()
    };
    // Where labels do not part them, as those of one host do not, it must be plain who answers in each.
    // Labels name who talks; only without any a heading has to.
    let bare = labels.iter().all(Option::is_none);
    for starts in [titles(raws), if bare { introduced(raws, &heads) } else { Vec::new() }] {
        if parts.is_empty() && fits(&starts) {
            parts = confirmed(source, raws, &starts, told);
        }
    }
    parts
}

/// Headings of the first level, where there are several: each may be the title of an interview.
fn titles(raws: &[Raw]) -> Vec<usize> {
    let all: Vec<usize> = (0..raws.len()).filter(|&index| raws[index].heading == 1).collect();
    if all.len() < 2 || all.iter().any(|&index| ends_asking(&raws[index].text)) { Vec::new() } else { all }
}

/// Headings with the name of somebody whom nothing above them names and whom the next lines present.
fn introduced(raws: &[Raw], heads: &[usize]) -> Vec<usize> {
    const MOST_HEADS: usize = 400;
    const BELOW: usize = 3;
    if heads.len() > MOST_HEADS {
        return Vec::new();
    }
    // Where each word stands first.
    let mut first: HashMap<String, usize> = HashMap::new();
    let wanted: Vec<(usize, Vec<String>)> =
        heads.iter().filter_map(|&head| Some((head, surname(&raws[head].text, raws)?))).collect();
    let words_of_names: HashSet<&String> = wanted.iter().flat_map(|(_, names)| names).collect();
    if words_of_names.is_empty() {
        return Vec::new();
    }
    for (index, raw) in raws.iter().enumerate() {
        for (_, word) in words(&raw.text) {
            let folded = fold(word);
            if words_of_names.contains(&folded) {
                first.entry(folded).or_insert(index);
            }
        }
    }
    let new = |head: usize, name: &String| first.get(name) == Some(&head);
    let told = |head: usize, name: &String| {
        let below = raws[head + 1..].iter().filter(|raw| raw.kind == Kind::Text).take(BELOW);
        below
            .take_while(|raw| !ends_asking(&raw.text))
            .any(|raw| raw.heading == 0 && words(&raw.text).any(|(_, word)| fold(word) == *name))
    };
    let is_start =
        |(head, names): &&(usize, Vec<String>)| names.iter().any(|name| new(*head, name) && told(*head, name));
    wanted.iter().filter(is_start).map(|(head, _)| *head).collect()
}

/// The last words of the names in a heading, folded.
fn surname(text: &str, raws: &[Raw]) -> Option<Vec<String>> {
    let all = people::tokens(text);
    let (mut at, mut found) = (0, Vec::new());
    while at < all.len() {
        match people::name_after(text, &all, at) {
            Some((end, named)) => {
                // "Other Use Cases" is written like a name.
                found.extend(people::core_words(&named.name).pop().filter(|_| !presented::is_words(&named.name, raws)));
                at = end;
            }
            None => at += 1,
        }
    }
    (!found.is_empty()).then_some(found)
}

/// The label of each paragraph, where it recurs.
fn labels(raws: &[Raw]) -> Vec<Option<String>> {
    let read = |raw: &Raw| {
        let hit = label::read(&raw.text, raw.lead()).filter(|_| raw.kind == Kind::Text)?;
        let sure = !hit.style.is_loose() || (hit.style == Style::Own && raw.text[hit.name()].contains(' '));
        (sure && !hit.name().is_empty()).then(|| key(&raw.text[hit.name()]))
    };
    let mut labels: Vec<Option<String>> = raws.iter().map(read).collect();
    let mut counts: HashMap<String, usize> = HashMap::new();
    for label in labels.iter().flatten() {
        *counts.entry(label.clone()).or_default() += 1;
    }
    for label in &mut labels {
        *label = label.take().filter(|label| counts.get(label).is_some_and(|count| *count >= QUESTIONS));
    }
    labels
}

/// Whether a paragraph could head an interview.
fn is_head(raw: &Raw, labelled: bool) -> bool {
    const WORDS: usize = 16;
    if raw.kind != Kind::Text || labelled || raw.text.len() > LONGEST_HEAD || raw.note {
        return false;
    }
    let short = raw.text.split_whitespace().take(WORDS + 1).count() <= WORDS;
    let begins = raw.text.starts_with(|c: char| c.is_alphanumeric() && !c.is_lowercase());
    let line = begins && raw.item == Item::No && !plain::ends_sentence(&raw.text) && !edges::is_bracketed(&raw.text);
    short && (raw.heading > 0 || line)
}

/// Headings before which one set of people speaks, and behind which quite another does.
fn changes(labels: &[Option<String>], heads: &[usize]) -> Vec<usize> {
    let mut last: HashMap<&str, usize> = HashMap::new();
    for (index, label) in labels.iter().enumerate() {
        if let Some(label) = label {
            last.insert(label, index);
        }
    }
    let (mut open, mut before) = (0, None);
    let mut found = Vec::new();
    for (index, label) in labels.iter().enumerate() {
        let Some(label) = label else { continue };
        if let Some(before) = before.filter(|_| index > open) {
            found.extend(heads.iter().copied().find(|head| (before + 1..index).contains(head)));
        }
        open = open.max(last.get(label.as_str()).copied().unwrap_or(index));
        before = Some(index);
    }
    found
}

/// Whether a heading has the full name of somebody who speaks soon below it, at its beginning or by markup: a byline has one,
/// too.
fn names_who_follows(raws: &[Raw], labels: &[Option<String>], head: usize) -> bool {
    const NEAR: usize = 16;
    let text = fold(&raws[head].text);
    let below = labels[head + 1..].iter().take(NEAR).flatten();
    let has = |label: &String| match raws[head].heading {
        0 => text.starts_with(label.as_str()),
        _ => text.contains(label.as_str()),
    };
    below.filter(|label| label.contains(' ')).any(has)
}

/// Headings that say that an interview follows, each with another person.
fn said_to_be(raws: &[Raw], heads: &[usize]) -> Vec<usize> {
    let mut told: Vec<(usize, String)> =
        heads.iter().filter_map(|&head| Some((head, whom(&raws[head].text)?))).collect();
    // A list of contents has the same headings before all of them.
    let twice: Vec<usize> =
        (0..told.len()).filter(|&at| told[at + 1..].iter().any(|(_, name)| *name == told[at].1)).collect();
    if twice.iter().copied().eq(0..twice.len()) && twice.len() * 2 == told.len() {
        told.drain(..twice.len());
    }
    let people: HashSet<&str> = told.iter().map(|(_, name)| name.as_str()).collect();
    if told.len() < 2 || people.len() < told.len() {
        return Vec::new();
    }
    // A word that also stands small somewhere is no name: “Interview 2: Early Life”.
    let wanted: HashSet<&str> = people.iter().flat_map(|name| name.split(' ')).collect();
    let small = raws
        .iter()
        .flat_map(|raw| words(&raw.text))
        .any(|(_, word)| word.starts_with(char::is_lowercase) && wanted.contains(word));
    if small { Vec::new() } else { told.into_iter().map(|(head, _)| head).collect() }
}

/// With whom the interview is that a heading names, folded: “Interview 2: Hanna Kress”, “Gespräch mit Hanna Kress”.
fn whom(text: &str) -> Option<String> {
    let numbered = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ' ' | '#'));
    let folded = fold(numbered);
    // The words of these lists have as many bytes folded as they had, and what has not is none of them.
    let with =
        phrases_like("with", &folded).iter().filter(|phrase| folded.starts_with(**phrase)).map(|p| p.len()).max();
    let word = phrases_like("interview", &folded).iter().find(|word| folded.starts_with(**word)).map(|word| word.len());
    let rest = numbered.get(with.or(word)?..)?;
    let counted = rest.trim_start().starts_with(|c: char| c.is_ascii_digit() || matches!(c, '#' | 'I' | 'V' | 'X'));
    let rest = rest.trim_start_matches(|c: char| !c.is_alphabetic());
    let rest = if counted && with.is_none() {
        rest.trim_start_matches(['I', 'V', 'X']).trim_start_matches(|c: char| !c.is_alphabetic())
    } else {
        rest
    };
    if with.is_none() && !counted {
        return None;
    }
    let named = |word: &&str| {
        word.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase()) && month(&fold(word)).is_none()
    };
    let mut name = Vec::new();
    for word in rest.split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if !named(&bare) {
            break;
        }
        name.push(fold(bare));
        if word.ends_with([',', ':', ';', '(', '–', '—']) {
            break;
        }
    }
    (2..=4).contains(&name.len()).then(|| name.join(" "))
}

/// The parts that begin at these headings, if each is an interview and no two are with the same people.
fn confirmed(
    source: &CleanText,
    raws: &[Raw],
    starts: &[usize],
    who: impl Fn(&Interview) -> Option<HashSet<String>>,
) -> Vec<Part> {
    let ends = starts.iter().copied().skip(1).chain([raws.len()]);
    let mut parts: Vec<Part> = starts
        .iter()
        .zip(ends)
        .map(|(&start, end)| Part { title: raws[start].text.chars().take(120).collect(), raws: start..end })
        .collect();
    // None is read for nothing: where one is no interview, or there is only one, the document is not parted.
    let read = |range: Range<usize>| {
        let interview = build::build(source, raws[range].to_vec(), Meta::default());
        (interview.exchanges.len() >= QUESTIONS).then_some(interview)
    };
    // What stands before the first of these headings is an interview, too, or a preface of all.
    let first = starts.first().copied().unwrap_or(0);
    let before = if first > 0 { read(0..first) } else { None };
    if parts.len() + usize::from(before.is_some()) < 2 {
        return Vec::new();
    }
    let own = parts.iter().map(|part| read(part.raws.clone())).collect::<Option<Vec<Interview>>>();
    let Some(mut interviews) = own else { return Vec::new() };
    if let Some(before) = before {
        let title = before.meta.title.as_ref().map_or_else(|| raws[0].text.to_string(), ToString::to_string);
        parts.insert(0, Part { title: title.chars().take(120).collect(), raws: 0..first });
        interviews.insert(0, before);
    } else if let Some(part) = parts.first_mut() {
        part.raws.start = 0;
    }
    let Some(answers) = interviews.iter().map(&who).collect::<Option<Vec<HashSet<String>>>>() else {
        return Vec::new();
    };
    // A host of both asks in both: who answers in one and asks in the other was only taken for somebody else.
    let asks: Vec<HashSet<String>> =
        interviews.iter().map(|interview| labelled(interview, PersonRole::Interviewer)).collect();
    let names: Vec<HashSet<String>> = interviews.iter().map(named).collect();
    let apart = |one: usize, other: usize| {
        are_others(&answers[one], &answers[other])
            && are_others(&names[one], &names[other])
            && are_others(&answers[one], &asks[other])
            && are_others(&asks[one], &answers[other])
    };
    let apart = (0..parts.len()).all(|one| (0..one).all(|other| apart(one, other)));
    // Where labels were read in one part only, its people may well talk in the others.
    let even = answers.iter().all(HashSet::is_empty) || !answers.iter().any(HashSet::is_empty);
    if apart && even { parts } else { Vec::new() }
}

/// Whether none of these is one of those, under any form of the name.
fn are_others(these: &HashSet<String>, those: &HashSet<String>) -> bool {
    let same = |a: &str, b: &str| {
        a == b
            || aliases::is_alias(a, b, (QUESTIONS, QUESTIONS))
            || aliases::is_letter_of(a, b)
            || aliases::are_initials_of(a, b)
    };
    !these.iter().any(|a| those.iter().any(|b| same(a, b) || same(b, a)))
}

/// Who answers under a label.
fn answering(interview: &Interview) -> HashSet<String> {
    labelled(interview, PersonRole::Interviewee)
}

/// The full names of those who answer.
fn named(interview: &Interview) -> HashSet<String> {
    let answers = interview.people.iter().filter(|person| person.role == PersonRole::Interviewee);
    answers.filter(|person| person.name.contains(' ')).map(|person| key(&person.name)).collect()
}

/// Who has a part of the talk under a label that names somebody.
fn labelled(interview: &Interview, role: PersonRole) -> HashSet<String> {
    let people = interview.people.iter().filter(|person| person.role == role);
    let named = people.flat_map(|person| &person.labels).filter(|label| !cast::is_generic(label));
    named.map(|label| key(label)).collect()
}

/// Who answers under a label, or is presented by the title or the introduction as the one who does; `None` where nobody is.
fn told(interview: &Interview) -> Option<HashSet<String>> {
    let labelled = Some(answering(interview)).filter(|named| !named.is_empty());
    let head: Vec<String> = [Role::Title, Role::Front]
        .iter()
        .flat_map(|role| interview.with_role(*role))
        .flat_map(|id| words(&interview.para(id).text).map(|(_, word)| fold(word)).collect::<Vec<_>>())
        .collect();
    let told = |person: &&Person| people::core_words(&person.name).iter().all(|word| head.contains(word));
    let answers = interview.people.iter().filter(|person| person.role == PersonRole::Interviewee);
    let named: HashSet<String> =
        answers.filter(told).filter(|person| person.name.contains(' ')).map(|person| key(&person.name)).collect();
    labelled.or(Some(named).filter(|named| !named.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_without_a_line_like_a_heading_are_not_read_twice() {
        let talk = "Boats\n\nMara Olsen: Why boats?\n\nJens Dahl: They float.\n\n";
        let turns = "Mara Olsen: And then?\n\nJens Dahl: Then it rained.\n\n".repeat(9);
        assert!(!may_be_in(&format!("{talk}{turns}")));
        for head in ["Interview 2: Ida Berg", "## Who came after?", "Ida Berg\n========"] {
            assert!(may_be_in(&format!("{talk}{turns}{head}\n\n{turns}")), "{head}");
        }
    }

    #[test]
    fn a_heading_says_with_whom() {
        for (text, name) in [
            ("Interview 1: Tomasz Brzoza, organ builder", Some("tomasz brzoza")),
            ("Interview with Hanna Kress", Some("hanna kress")),
            ("2. Gespräch mit Hanna Kress", Some("hanna kress")),
            ("Interview II – Hanna Kress", Some("hanna kress")),
            ("Interview 2, 9 June 2021", None),
            ("Interview 2", None),
            ("Interview: the fire", None),
            ("Interviews are hard", None),
            ("The fire", None),
        ] {
            assert_eq!(whom(text).as_deref(), name, "{text}");
        }
    }
}
