//! Who takes part: people that the text names, found for the labels of those who speak.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::naming::{self, Places};
use super::one_name;
use super::opening;
use super::people::{self, Found, Named};
use super::raw::{Raw, floor};
use super::roles::Plan;
use super::speakers::{Speaker, Voice};
use super::stated::Stated;
use super::{behind, bodies, bylines, cases, conducted, greetings, hearings, presented, third, wide_names};
use crate::interview::words::{Lexicon, class, fold, is_english, listed};
use crate::interview::{Person, PersonId, PersonRole, Role};
use crate::text::CleanText;

/// Where people are looked for.
pub(super) struct Text<'a> {
    pub head: &'a [&'a str],
    pub foot: &'a [&'a str],
    pub thanks: &'a [&'a str],
    pub asked: &'a [&'a str],
    pub said: &'a [&'a str],
    pub title: Option<&'a str>,
    pub all: &'a [Raw],
}

/// Whom the host of a talk names in its first words, where no label says who asks, or who answers.
fn opened(found: &mut Found, text: &Text, plan: &Plan) {
    let alone = |voice| unnamed(plan, voice) && plan.speakers.as_ref().is_some_and(|all| all.count(voice) == 1);
    let (no_asker, no_answerer) = if plan.talk { (true, true) } else { (alone(Voice::Asks), alone(Voice::Answers)) };
    const FIRST: usize = 3;
    let new = |named: &Named| !presented::is_words(&named.name, text.all);
    // Where most is said before the first question, it is a lecture, and who gives it answers.
    if plan.talk && is_lecture(text.head) && found.interviewees.is_empty() {
        let told = text.head.iter().find_map(|line| opening::names(&[*line]).0);
        found.interviewees.extend(told.filter(new));
        return;
    }
    let said: Vec<&str> = text.head.iter().rev().take(1).chain(text.asked.iter().take(FIRST)).copied().collect();
    let (asks, answers) = opening::names(&said);
    // "Hello, I'm Mabel", under a label that says no more than who asks.
    let own = || text.asked.first().filter(|_| !plan.talk).and_then(|first| one_name::own(first));
    let asks = asks.or_else(|| Some(Named { name: own()?, full: None }));
    if found.interviewees.is_empty() && no_answerer {
        found.interviewees.extend(answers.into_iter().filter(new));
    }
    let answers: Vec<_> = found.interviewees.iter().map(|named| people::core_words(&named.name)).collect();
    if found.interviewers.is_empty() && no_asker {
        found.interviewers.extend(asks.filter(new).filter(|named| !answers.contains(&people::core_words(&named.name))));
    }
}

/// Whether an introduction is as long as a lecture.
fn is_lecture(head: &[&str]) -> bool {
    const PARAGRAPHS: usize = 8;
    const WORDS: usize = 30;
    head.iter().filter(|line| line.split_whitespace().nth(WORDS - 1).is_some()).take(PARAGRAPHS).count() == PARAGRAPHS
}

/// How those who talk without labels call each other, where nobody is named otherwise.
fn greeted(found: &mut Found, plan: &Plan, text: &Text) {
    const FIRST: usize = 10;
    const LAST: usize = 6;
    let said = |role: &Role| matches!(role, Role::Question | Role::Answer | Role::Aside | Role::Closing);
    // The first words of a talk may stand among its introduction.
    const ABOVE: usize = 4;
    let first = plan.roles.iter().position(said).unwrap_or(0);
    let above = (0..first).filter(|&at| plan.roles[at] == Role::Front);
    let skipped = above.clone().count().saturating_sub(ABOVE);
    let above = above.skip(skipped);
    let turns: Vec<usize> = above.chain((first..text.all.len()).filter(|&at| said(&plan.roles[at]))).collect();
    let turns: Vec<(bool, &str)> =
        turns.iter().map(|&at| (plan.roles[at] == Role::Question, text.all[at].text.as_str())).collect();
    let first = &turns[..turns.len().min(FIRST)];
    let last = &turns[turns.len().saturating_sub(LAST).max(first.len())..];
    let lines: Vec<&str> = text.head.iter().copied().chain(first.iter().map(|(_, text)| *text)).collect();
    let (asks, answers) = greetings::names(first, last, &lines, plan.talk);
    let others =
        |list: &[Named]| -> Vec<String> { list.iter().flat_map(|named| people::core_words(&named.name)).collect() };
    let new = |named: &Named, known: &[String]| {
        !people::core_words(&named.name).iter().any(|word| known.contains(word))
            && !presented::is_words(&named.name, text.all)
    };
    if found.interviewees.is_empty() {
        let known = others(&found.interviewers);
        found.interviewees.extend(answers.into_iter().filter(|named| new(named, &known)));
    }
    if found.interviewers.is_empty() {
        let known = others(&found.interviewees);
        found.interviewers.extend(asks.into_iter().filter(|named| new(named, &known)));
    }
}

/// "Interview: Mara Olsen" below a text names who asks, as a title who answers. So does "Interview Mara Olsen".
fn titled(found: &mut Found, title: &str) {
    let all = people::tokens(title);
    let opens = all.first().is_some_and(|token| listed("interview", &token.folded));
    if opens
        && found.interviewees.is_empty()
        && let Some((_, named)) = people::name_after(title, &all, 1)
    {
        found.interviewers.retain(|other| !people::is_same(&other.name, &named.name));
        found.interviewees.push(named);
        return;
    }
    // "Mara Olsen on her boats" is no title that names who asks.
    let first = |named: &Named| named.name.contains(' ') && title.starts_with(named.name.as_str());
    if let (true, Some(at)) = (found.interviewees.is_empty(), found.interviewers.iter().position(first)) {
        found.interviewees.push(found.interviewers.remove(at));
        return;
    }
    let Some((head, rest)) = title.split_once([':', '：']) else { return };
    if !found.interviewees.is_empty() || !listed("interview", &fold(head.trim())) {
        return;
    }
    let named = |named: &Named| rest.trim().starts_with(named.name.as_str());
    if let Some(at) = found.interviewers.iter().position(named) {
        found.interviewees.push(found.interviewers.remove(at));
    }
}

/// Names before a colon at the beginning of answers, where labels tell nobody apart: `Mara Olsen: …` below questions that
/// are headings. A name that stands there once counts on the first answer.
fn before_answers(plan: &Plan, text: &Text) -> Vec<Named> {
    const LONGEST: usize = 60;
    const FEW: usize = 6;
    let answers = (0..text.all.len()).filter(|&at| plan.roles[at] == Role::Answer);
    let lines: Vec<&str> = text.title.into_iter().chain(text.head.iter().copied()).collect();
    let mut found: Vec<(Named, usize)> = Vec::new();
    let mut known: HashMap<Vec<String>, usize> = HashMap::new();
    for (order, at) in answers.enumerate() {
        let line = text.all[at].text.as_str();
        let Some(colon) = line[..floor(line, LONGEST)].find([':', '：']) else { continue };
        let label = line[..colon].trim_end();
        let all = people::tokens(label);
        let whole = |(end, _): &(usize, Named)| *end == all.len();
        let named = match all.len() {
            0 => None,
            1 if people::is_capital(label) => behind::behind(label, &lines),
            _ => people::name_after(label, &all, 0).filter(whole).map(|(_, named)| named),
        };
        let Some(named) = named else { continue };
        match known.entry(people::formal(&named.name)) {
            Entry::Occupied(at) => found[*at.get()].1 += 1,
            Entry::Vacant(free) => {
                free.insert(found.len());
                found.push((named, usize::from(order == 0)));
            }
        }
    }
    found.retain(|(_, count)| *count >= 1);
    let few = found.len() <= FEW;
    found.into_iter().filter(|_| few).map(|(named, _)| named).collect()
}

/// Whether those who ask have one label, and that is letters which stand for a paper or for somebody: "ECR", "FSM".
fn asks_by_letters(plan: &Plan) -> bool {
    let Some(speakers) = &plan.speakers else { return false };
    let mut asking = speakers.all.iter().filter(|speaker| speaker.voice == Voice::Asks);
    let letters = |label: &String| are_letters(label) && label.chars().nth(1).is_some();
    asking.next().is_some_and(|one| one.labels.iter().all(letters)) && asking.next().is_none()
}

/// Whether a label is a few capital letters.
fn are_letters(label: &str) -> bool {
    const MOST: usize = 5;
    label.chars().count() <= MOST && label.chars().all(|c| c.is_uppercase() || c == '.')
}

/// Adds to the people of the text those whom the entries at the head of the file name.
fn merge(found: &mut Found, stated: &Stated) {
    let known = |list: &[Named], named: &Named| {
        let core = people::core_words(&named.name);
        list.iter().any(|other| {
            behind::fits(&people::core_words(&other.name), &other.name, named)
                || core == people::core_words(&other.name)
        })
    };
    for named in &stated.interviewers {
        if !known(&found.interviewers, named) {
            found.interviewers.push(named.clone());
        }
        found.interviewees.retain(|other| people::core_words(&other.name) != people::core_words(&named.name));
    }
    for named in &stated.interviewees {
        if !known(&found.interviewees, named) && !known(&found.interviewers, named) {
            found.interviewees.push(named.clone());
        }
    }
}

/// Everyone in the interview, and for each speaker of the labels who that is. Without labels, speakers 0 and 1 stand for
/// the only interviewer and the only interviewee, where they are known.
pub(super) fn cast(plan: &Plan, text: &Text, stated: Stated) -> (Vec<Person>, Vec<Option<PersonId>>) {
    let Text { head, foot, thanks, asked, said, title, .. } = *text;
    let about = title.iter().chain(&stated.lines);
    let mut found = people::find(about.chain(head).chain(foot).copied());
    if let Some(title) = title {
        titled(&mut found, title);
    }
    merge(&mut found, &stated);
    found.interviewees.extend(hearings::lists(text.all).witnesses);
    if found.interviewers.is_empty() && !asked.is_empty() {
        found.interviewers.extend(naming::asking(head).filter(|_| unnamed(plan, Voice::Asks)));
        let asks: Vec<String> = found.interviewers.iter().map(|named| named.name.clone()).collect();
        found.interviewees.retain(|named| !asks.contains(&named.name));
    }
    if found.interviewees.is_empty() && plan.speakers.is_none() && !asked.is_empty() {
        found.interviewees = before_answers(plan, text);
        let answers: Vec<String> = found.interviewees.iter().map(|named| named.name.clone()).collect();
        found.interviewers.retain(|other| !answers.iter().any(|named| people::is_same(named, &other.name)));
    }
    if plan.talk || !asked.is_empty() {
        opened(&mut found, text, plan);
    }
    if plan.speakers.is_none() && !asked.is_empty() {
        greeted(&mut found, plan, text);
    }
    if found.interviewees.is_empty() && !asked.is_empty() {
        let below = &head[1.min(head.len())..];
        let named = title.and_then(|title| presented::in_title(title, below));
        let named = named.filter(|_| unnamed(plan, Voice::Answers));
        // Labels that name people need no guess.
        let lines: Vec<&str> = stated.lines.iter().chain(head).copied().collect();
        let places = Places { title, asked, said, head: &lines, foot: thanks };
        let named = named
            .or_else(|| naming::guess(&places, &found.interviewers).filter(|_| unnamed(plan, Voice::Answers)))
            .filter(|named| !presented::is_words(&named.name, text.all))
            .or_else(|| {
                let named = wide_names::presented(title, &lines).or_else(|| one_name::answers(title, &lines, said));
                named.filter(|_| unnamed(plan, Voice::Answers))
            });
        found.interviewees.extend(named.map(|named| one_name::in_full(named, said)));
    }
    if !asked.is_empty() && unnamed(plan, Voice::Answers) {
        let lines: Vec<&str> = title.into_iter().chain(head.iter().copied()).collect();
        let more: Vec<Named> = found.interviewees.iter().filter_map(|named| presented::beside(named, &lines)).collect();
        let known = found.interviewers.iter().chain(&found.interviewees).map(|named| people::core_words(&named.name));
        let known: Vec<Vec<String>> = known.collect();
        let new = |named: &Named| !known.contains(&people::core_words(&named.name));
        found.interviewees.extend(more.into_iter().filter(new));
    }
    let unknown = unnamed(plan, Voice::Asks) || asks_by_letters(plan);
    if found.interviewers.is_empty() && !asked.is_empty() && unknown {
        let mut authors = std::mem::take(&mut found.authors);
        for named in &stated.authors {
            people::add(&mut authors, named.clone());
        }
        // A word that the dictionary has is the name of an account.
        let account = |named: &Named| !named.name.contains(' ') && is_english(&fold(&named.name));
        let answers = |named: &Named| found.interviewees.iter().any(|other| people::is_same(&other.name, &named.name));
        authors.retain(|named| !answers(named) && !bodies::is(&named.name) && !account(named));
        found.interviewers = authors;
    }
    if found.interviewers.is_empty() && !asked.is_empty() && unknown && !found.interviewees.is_empty() {
        found.interviewers.extend(conducted::signed_above(&found, head));
    }
    for list in [&mut found.interviewers, &mut found.interviewees] {
        for named in std::mem::take(list) {
            people::add(list, cases::straight(named, text.all));
        }
    }
    let mut people: Vec<Person> = Vec::new();
    let mut by_name: HashMap<CleanText, usize> = HashMap::new();
    let mut add = |named: &Named, role: PersonRole, labels: Vec<CleanText>| {
        let about = foot.iter().chain(head).find_map(|line| bylines::about(named, line));
        let mut labels = labels;
        if let Some(full) = named.full.as_deref().map(CleanText::line).filter(|full| !labels.contains(full)) {
            labels.push(full);
        }
        let name = CleanText::line(&named.name);
        // Two labels with one name behind them are one person.
        if let Some(&at) = by_name.get(&name) {
            labels.retain(|label| !people[at].labels.contains(label));
            people[at].labels.append(&mut labels);
            // Counsel who also speaks to the court is who asks.
            if people[at].role == PersonRole::Other {
                people[at].role = role;
            }
            return PersonId(at as u16);
        }
        by_name.insert(name.clone(), people.len());
        people.push(Person { name, role, labels, about: about.map(CleanText::line) });
        PersonId((people.len() - 1) as u16)
    };
    let Some(speakers) = &plan.speakers else {
        if !plan.roles.contains(&Role::Question) {
            return (people, Vec::new());
        }
        let asks: Vec<PersonId> =
            found.interviewers.iter().map(|named| add(named, PersonRole::Interviewer, Vec::new())).collect();
        let answers: Vec<PersonId> =
            found.interviewees.iter().map(|named| add(named, PersonRole::Interviewee, Vec::new())).collect();
        let only = |ids: &[PersonId]| if let [id] = ids { Some(*id) } else { None };
        return (people, vec![only(&asks), only(&answers)]);
    };
    let names = stated.interviewers.iter().chain(&stated.interviewees).chain(&stated.authors);
    let names = names.map(|named| named.name.as_str());
    let lines: Vec<&str> = head.iter().chain(foot).copied().chain(title).chain(names).collect();
    // People may say in their first turns who they are, where their labels are letters.
    let spoken_of: Vec<&str> = lines.iter().chain(asked).chain(said).copied().collect();
    // Whoever answers under this very name does not ask, whatever a line says.
    let answers = |named: &Named| {
        let labels = speakers.all.iter().filter(|speaker| speaker.voice == Voice::Answers).flat_map(|one| &one.labels);
        labels.map(|label| people::core_words(label)).any(|label| label == people::core_words(&named.name))
    };
    let asking =
        |speaker: &Speaker| speaker.voice == Voice::Asks && !speaker.labels.iter().all(|label| is_generic(label));
    if !speakers.all.iter().any(asking) {
        found.interviewers.retain(|named| !answers(named));
    }
    // "Speaker B" before a line of the introduction is no name for whoever has another label of that kind.
    let parts = speakers.all.iter().flat_map(|speaker| &speaker.labels).filter(|label| is_generic(label));
    let parts: Vec<Vec<String>> = parts.map(|label| people::core_words(label)).collect();
    for list in [&mut found.interviewers, &mut found.interviewees] {
        list.retain(|named| !parts.contains(&people::core_words(&named.name)));
    }
    let (mut ids, mut speaking, mut spoken) = (Vec::new(), Vec::new(), Vec::new());
    let alone = |voice: Voice| speakers.count(voice) == 1;
    let (asks, replies, third) = (alone(Voice::Asks), alone(Voice::Answers), alone(Voice::Other));
    for speaker in speakers.all.iter().take(usize::from(u16::MAX)) {
        let labels: Vec<CleanText> = speaker.labels.iter().map(|label| CleanText::line(label)).collect();
        let alone = match speaker.voice {
            Voice::Asks => asks,
            Voice::Answers => replies,
            Voice::Other => third,
        };
        let named = name_of(speaker, alone, &mut found, (&lines, &spoken_of));
        speaking.push(people::core_words(&named.name));
        spoken.push(named.name.clone());
        ids.push(Some(add(&named, role_of(speaker), labels)));
    }
    // Right before the name of one who speaks, in a script without capitals, stands what that one is.
    let labels: Vec<&String> = speakers.all.iter().flat_map(|speaker| &speaker.labels).collect();
    let calling = |named: &&Named| {
        let before = |label: &&String| lines.iter().any(|line| line.contains(&format!("{} {label}", named.name)));
        crate::interview::words::is_wide(&named.name) && labels.iter().any(before)
    };
    // The keeper Oona Berg, where Oona Berg has a label: whoever speaks is told by labels.
    let speaks = |named: &&Named| {
        let core = people::core_words(&named.name);
        let called = speakers.all.iter().flat_map(|speaker| &speaker.labels);
        speaking.iter().any(|name| core.len() > name.len() && name.len() >= 2 && core.ends_with(name))
            || called.chain(&spoken).any(|label| people::is_same(label, &named.name))
    };
    for named in found.interviewers.iter().filter(|named| !calling(named) && !speaks(named)) {
        add(named, PersonRole::Interviewer, Vec::new());
    }
    // Where all who answer have names before what they say, somebody else who is named is only spoken of.
    let called = |speaker: &Speaker| {
        speaker.labels.iter().any(|label| !is_generic(label) && !are_letters(label) && label.chars().nth(1).is_some())
    };
    let mut answering = speakers.all.iter().filter(|speaker| speaker.voice == Voice::Answers).peekable();
    let all_called = answering.peek().is_some() && answering.all(called);
    let silent = found.interviewees.iter().filter(|_| !all_called);
    for named in silent.filter(|named| !calling(named) && !speaks(named)) {
        add(named, PersonRole::Interviewee, Vec::new());
    }
    (people, ids)
}

/// Whether no label names those who ask, or those who answer.
fn unnamed(plan: &Plan, voice: Voice) -> bool {
    plan.speakers.as_ref().is_none_or(|speakers| {
        let side = speakers.all.iter().filter(|speaker| speaker.voice == voice);
        side.flat_map(|speaker| &speaker.labels).all(|label| is_generic(label))
    })
}

/// The name behind a speaker's labels; the longest label itself where the text gives no more.
fn name_of(speaker: &Speaker, alone: bool, found: &mut Found, (lines, first): (&[&str], &[&str])) -> Named {
    let list = match speaker.voice {
        Voice::Asks => &mut found.interviewers,
        _ => &mut found.interviewees,
    };
    let fitting = |label: &String, named: &Named| behind::fits(&people::core_words(label), label, named);
    // Of several the fullest, and of those that are as full the first: the title says "Dr. Dahl", a line below it all.
    let fits = |at: &usize| speaker.labels.iter().any(|label| fitting(label, &list[*at]));
    let fullest = |at: &usize| (people::core_words(&list[*at].name).len(), Reverse(*at));
    if let Some(at) = (0..list.len()).filter(fits).max_by_key(fullest) {
        return as_labelled(list.remove(at), speaker);
    }
    let generic = speaker.labels.iter().all(|label| is_generic(label));
    // Letters that stand for a paper or for somebody, and not a name in capitals that the text has in full.
    let letters = |label: &String| are_letters(label) && behind::behind(label, first).is_none();
    let letter = |label: &String| label.chars().nth(1).is_none();
    let generic = generic
        || speaker.labels.iter().all(letter)
        || (speaker.voice == Voice::Asks && speaker.labels.iter().all(letters));
    if generic && alone && list.len() == 1 && speaker.voice != Voice::Other {
        return list.remove(0);
    }
    // "Pat" for Patrick Dahl, where nobody else can be meant.
    let shortened = |named: &Named| {
        const SHORTEST: usize = 3;
        let first = people::core_words(&named.name).into_iter().next().unwrap_or_default();
        let begins = |word: String| word.chars().count() >= SHORTEST && first.starts_with(&word);
        speaker.labels.iter().map(|label| fold(label)).any(begins)
    };
    if alone && speaker.voice != Voice::Other && list.iter().filter(|named| shortened(named)).count() == 1 {
        let at = list.iter().position(shortened).unwrap_or(0);
        return list.remove(at);
    }
    // "Q" and "Question" say what is said, not who says it.
    let part = |label: &String| {
        let key = super::speakers::key(label);
        key.chars().count() == 1 || listed("turnword", &key)
    };
    if alone && speaker.labels.iter().all(part) {
        match speaker.voice {
            Voice::Asks => return Named { name: "Interviewer".to_owned(), full: None },
            Voice::Answers => return Named { name: "Interviewee".to_owned(), full: None },
            Voice::Other => {}
        }
    }
    let longest = speaker
        .labels
        .iter()
        .rev()
        .max_by_key(|label| label.len())
        .map_or("", |label| without_brackets(label, speaker));
    let longest = longest.to_owned();
    let behind = |label: &String| {
        // Hosts say the names of their guests in full, and guests their own, in the first turns.
        let short = label.chars().count() >= 2 && !label.contains(' ');
        wide_names::behind(label, lines)
            .or_else(|| behind::behind(label, lines).filter(|named| !named.name.contains('(')))
            .or_else(|| behind::behind(label, first).filter(|_| short))
    };
    if !generic && let Some(named) = speaker.labels.iter().find_map(behind) {
        // The name may also stand on the other side's list: a byline is not always the interviewer's.
        found.interviewers.retain(|other| other.name != named.name);
        found.interviewees.retain(|other| other.name != named.name);
        return as_labelled(named, speaker);
    }
    let letter = speaker.labels.iter().find(|label| label.chars().count() == 1 && people::is_capital(label));
    if let Some(named) = letter.and_then(|letter| behind::by_letter(letter, lines)) {
        return named;
    }
    Named { name: longest, full: None }
}

/// A name without what its bearer does, where a label has the name in full: "Oona Berg" of "Saltmaker Oona Berg".
fn as_labelled(named: Named, speaker: &Speaker) -> Named {
    let core = people::core_words(&named.name);
    let tail = |label: &String| {
        let words = people::core_words(label);
        let full = words.len() >= 2 && !people::begins_a_surname(&words[0]);
        (full && words.len() < core.len() && core.ends_with(&words)).then_some(words.len())
    };
    let Some(count) = speaker.labels.iter().filter_map(tail).max() else { return named };
    let start = named.name.rmatch_indices(' ').nth(count - 1).map_or(0, |(at, _)| at + 1);
    // A name called by another: Wilhelmina "Minnie" Aske.
    if !named.name[start..].starts_with(char::is_alphabetic) {
        return named;
    }
    Named { name: named.name[start..].to_owned(), full: None }
}

/// "Mara Olsen" of "Mara Olsen (MO)" and of "Mara Olsen (Harbour Museum)"; "Speaker (second)" is whole.
fn without_brackets<'a>(label: &'a str, speaker: &Speaker) -> &'a str {
    let round = label.strip_suffix(')').and_then(|rest| rest.rsplit_once(" ("));
    let square = || label.strip_suffix(']').and_then(|rest| rest.rsplit_once(" ["));
    let Some((name, short)) = round.or_else(square) else { return label };
    let full = name.contains(' ') && name.split(' ').all(people::is_capital) && !third::is_interpreter(label);
    if full || speaker.labels.iter().any(|other| other == short) { name } else { label }
}

/// Whether a label names a part, not a person: "Q", "Interviewer", "SPEAKER_01".
pub(super) fn is_generic(label: &str) -> bool {
    let key = super::speakers::key(label);
    Lexicon::union().is(&key, class::ASKER | class::ANSWERER | class::OTHER)
        || key.starts_with("speaker")
        || listed("witness", &key)
        || listed("myself", &key)
        || third::is_voice(label)
}

/// The role of the person behind a speaker’s labels.
pub(super) fn role_of(speaker: &Speaker) -> PersonRole {
    let has = |words: &[&str]| {
        speaker.labels.iter().any(|label| words.iter().any(|word| super::speakers::key(label).contains(word)))
    };
    let listens = speaker.labels.iter().any(|label| third::is_voice(label) && third::is_audience(label));
    match speaker.voice {
        Voice::Asks if has(&["moder", "modér", "ведущ"]) => PersonRole::Moderator,
        Voice::Asks if listens => PersonRole::Audience,
        Voice::Asks => PersonRole::Interviewer,
        Voice::Answers if has(&["narrator"]) => PersonRole::Narrator,
        Voice::Answers => PersonRole::Interviewee,
        Voice::Other if listens => PersonRole::Audience,
        Voice::Other => PersonRole::Other,
    }
}
