//! Who was recognised, and how, in sentences for the reader: the label that stands on the questions, or the line of the
//! text that names the person.

use super::people;
use crate::interview::given::Does;
use crate::interview::{Exchange, Interview, ParaId, Person, PersonId, Role};
use crate::text::segment::sentences;

/// Most people of one side who get a sentence of their own.
const MOST: usize = 3;
/// Longest quotation, in characters.
const LONGEST: usize = 90;

/// A sentence on each person who asks or answers; nothing where nobody asks.
pub fn explain(interview: &Interview, labelled: bool) -> Vec<String> {
    if interview.exchanges.is_empty() {
        return Vec::new();
    }
    let of = |side: Does| -> Vec<usize> {
        let people = interview.people.iter().enumerate();
        people.filter(|(_, person)| Does::of(person.role) == side).map(|(at, _)| at).collect()
    };
    let (asks, answers) = (of(Does::Asks), of(Does::Answers));
    if asks.is_empty() && answers.is_empty() {
        return vec!["Neither who asks nor who answers is named.".to_owned()];
    }
    let mut out = Vec::new();
    for (people, side, nobody) in [
        (asks, Does::Asks, "The interviewer is not named."),
        (answers, Does::Answers, "The one who answers is not named."),
    ] {
        if people.is_empty() {
            out.push(nobody.to_owned());
        }
        out.extend(people.iter().take(MOST).map(|&at| sentence(interview, at, side, labelled)));
        match people.len().saturating_sub(MOST) {
            0 => {}
            1 => out.push(format!("1 more {}.", side_word(side))),
            more => out.push(format!("{more} more {}.", side_word(side).trim_end_matches('s'))),
        }
    }
    out
}

fn side_word(side: Does) -> &'static str {
    if side == Does::Asks { "asks" } else { "answers" }
}

fn sentence(interview: &Interview, at: usize, side: Does, labelled: bool) -> String {
    let person = &interview.people[at];
    let who = PersonId(at as u16);
    let begin = format!("{} {}", person.name, side_word(side));
    let speaks = |exchange: &&Exchange| {
        let said = |ids: &[ParaId], role| {
            ids.iter().any(|id| interview.para(*id).role == role && interview.para(*id).speaker == Some(who))
        };
        match side {
            Does::Asks => said(&exchange.question, Role::Question),
            _ => said(&exchange.answer, Role::Answer),
        }
    };
    let line = evidence(interview, person);
    let spoken = interview.exchanges.iter().filter(speaks).count();
    // Without labels on the turns, a label is only another form of the name.
    let labels = person.labels.iter().filter(|_| labelled).take(2);
    let labels: Vec<String> = labels.map(|label| format!("“{label}”")).collect();
    let named = line.map(|line| format!("named in “{}”", clip(naming(line, person))));
    let label = (!labels.is_empty() && spoken > 0).then(|| {
        let all = interview.exchanges.len();
        let part = if side == Does::Asks { "question" } else { "answer" };
        let plural = if all == 1 { "" } else { "s" };
        format!("by the label {}, on {spoken} of {all} {part}{plural}", labels.join(" or "))
    });
    match [label, named].into_iter().flatten().collect::<Vec<_>>().join("; ") {
        how if how.is_empty() => format!("{begin}."),
        how => format!("{begin}: {how}."),
    }
}

/// The line that names a person: one that says who interviewed whom before one that only holds the name.
fn evidence<'a>(interview: &'a Interview, person: &Person) -> Option<&'a str> {
    const FIRST_QUESTIONS: usize = 3;
    let of = |roles: &'static [Role]| {
        let found = interview.paragraphs.iter().filter(move |paragraph| roles.contains(&paragraph.role));
        found.map(|paragraph| paragraph.text.as_str())
    };
    let asked = of(&[Role::Question]).take(FIRST_QUESTIONS);
    let holds = |line: &&str| {
        line.contains(person.name.as_str())
            || person.labels.iter().any(|label| is_name(label) && line.contains(&**label))
    };
    let lines: Vec<&str> = of(&[Role::Title, Role::Front, Role::Closing]).chain(asked).filter(holds).collect();
    let says = |line: &&&str| {
        let found = people::find(std::iter::once(**line));
        found.interviewers.iter().chain(&found.interviewees).any(|named| named.name == person.name.as_str())
    };
    lines.iter().find(says).or(lines.first()).copied()
}

/// The line from the sentence on that holds the name, to the end of that sentence.
fn naming<'a>(line: &'a str, person: &Person) -> &'a str {
    let bare = people::core_words(&person.name);
    let holds = |range: &std::ops::Range<usize>| {
        let words = people::core_words(&line[range.clone()]);
        !bare.is_empty() && bare.iter().all(|word| words.contains(word))
    };
    let Some(found) = sentences(line).into_iter().find(holds) else { return line };
    let sentence = line[found.clone()].trim();
    // "am 7. Februar" does not end with the day.
    let last = sentence.trim_end_matches('.').rsplit(char::is_whitespace).next().unwrap_or("");
    let day = (1..=2).contains(&last.len()) && last.bytes().all(|byte| byte.is_ascii_digit());
    if day { line[found.start..].trim() } else { sentence }
}

/// Whether a label is a name in full, which a line can be searched for.
fn is_name(label: &str) -> bool {
    label.split_whitespace().count() > 1
}

/// The beginning of a line, whole words where the script parts them.
fn clip(line: &str) -> String {
    let Some((end, _)) = line.char_indices().nth(LONGEST) else {
        return line.trim_end_matches(['.', '。']).to_owned();
    };
    let end = line[..end].rfind(char::is_whitespace).unwrap_or(end);
    format!("{} …", line[..end].trim_end())
}
