//! Labels that stand on the first turns only: a newspaper names itself before its first question and the guest before the
//! first answer, and from there on a type, or nothing, tells the two apart.
//!
//! Such labels say who talks, and are no part of what is said. How the rest is told is not decided here.

use super::features::{self, Look};
use super::label::{self, Style};
use super::people::{self, Named};
use super::raw::{Kind, Raw};
use super::speakers::{Said, Speaker, Speakers, Voice, key};
use super::{behind, bodies, papers, visual};
use crate::interview::Role;
use crate::interview::words::{Lexicon, class, fold};
use crate::text::segment::ends_asking;

/// Among how many paragraphs at the head the first turn is looked for.
const NEAR: usize = 40;

/// Most labels of one side.
const MOST: usize = 4;

/// How many paragraphs behind the first question its answer begins at the latest.
const BEHIND: usize = 4;

/// A label of one paragraph: its name, and where what is said begins.
struct Label<'a> {
    name: &'a str,
    body: usize,
}

/// The label before a paragraph, with a colon behind it; in any letters where `small` says so.
fn label(raw: &Raw, small: bool) -> Option<Label<'_>> {
    let hit = label::read(&raw.text, raw.lead()).filter(|hit| {
        let rest = raw.text[hit.name().end..].trim_start_matches(['*', '_', ' ', '\u{a0}', '\u{202f}']);
        matches!(hit.style, Style::Colon | Style::Bold) && hit.time.is_none() && rest.starts_with([':', '：'])
    });
    let (name, body) = match hit {
        Some(hit) => (&raw.text[hit.name()], hit.body()),
        None if small => papers::head(&raw.text)?,
        None => return None,
    };
    (!name.is_empty() && body < raw.text.len()).then_some(Label { name, body })
}

/// Set apart as a whole, as one side of a talk may be.
fn is_set(raw: &Raw) -> bool {
    raw.bold || raw.italic || raw.quote || raw.heading > 0
}

fn seen(raw: &Raw, body: usize, lexicon: &Lexicon) -> Look {
    features::look(&raw.text[body..], lexicon)
}

/// The speakers of a text whose first turns have labels and the others none.
pub fn find(raws: &[Raw], page: &[bool], lexicon: &Lexicon, title: Option<&str>) -> Option<Speakers> {
    let body: Vec<usize> = (0..raws.len()).filter(|&index| raws[index].kind == Kind::Text && !page[index]).collect();
    let asks = |index: usize, from: usize| {
        let raw = &raws[index];
        visual::asks(&seen(raw, from, lexicon)) || (is_set(raw) && from == 0 && raw.text.split(' ').nth(2).is_some())
    };
    let (asker, answerer) = (0..body.len().min(NEAR)).find_map(|at| {
        let index = body[at];
        let one = label(&raws[index], true).filter(|one| asks(index, one.body))?;
        let mut behind = body[at + 1..].iter().take(BEHIND);
        let two = behind.find_map(|&next| Some((next, label(&raws[next], false)?)));
        let two = two.filter(|(next, two)| key(two.name) != key(one.name) && !asks_plainly(&raws[*next], two, lexicon));
        let heads: Vec<&str> = title.into_iter().chain(body[..at].iter().map(|&index| &*raws[index].text)).collect();
        let said = &raws[index].text[one.body..];
        if can_ask(&one, &raws[index], &heads, said, two.as_ref().map(|(_, two)| two.name), lexicon) {
            Some((key(one.name), two.map(|(_, two)| key(two.name))))
        } else {
            None
        }
    })?;
    let mut found = Speakers {
        style: Style::Colon,
        all: Vec::new(),
        said: vec![None; raws.len()],
        spent: vec![false; raws.len()],
        only_questions: answerer.is_none(),
    };
    for (who, key) in std::iter::once(&asker).chain(&answerer).enumerate() {
        let voice = if who == 0 { Voice::Asks } else { Voice::Answers };
        found.all.push(Speaker { labels: vec![key.clone()], voice });
    }
    let (mut counts, mut others, mut free, mut replies) = ([0_usize; 2], 0_usize, 0_usize, 0_usize);
    let mut started = false;
    for (at, &index) in body.iter().enumerate() {
        let one = label(&raws[index], !started || counts[0] < MOST);
        let who = one.as_ref().and_then(|one| {
            let key = key(one.name);
            (key == asker).then_some(0).or_else(|| (Some(&key) == answerer.as_ref()).then_some(1))
        });
        match (one, who) {
            (Some(one), Some(who)) if started || who == 0 => {
                started = true;
                counts[who] += 1;
                let before = at.checked_sub(1).map(|before| &raws[body[before]]);
                let replies_to = |raw: &&Raw| ends_asking(&raw.text) && !is_labelled(raw);
                replies += usize::from(who == 0 && before.is_some_and(|raw| replies_to(&raw)));
                found.all[who].labels = vec![one.name.to_owned()];
                found.said[index] = Some(Said::new(who, one.body, None));
            }
            _ if !started => {}
            _ if is_labelled(&raws[index]) => others += 1,
            _ => {
                let answered = body.get(at + 1).is_some_and(|&next| !asks(next, 0));
                free += usize::from(asks(index, 0) && answered);
            }
        }
    }
    const LEAST: usize = 2;
    // Whoever speaks right below a question without a label is one of several who answer.
    let few = counts.iter().all(|count| *count <= MOST) && others <= counts[0] && replies * 2 <= counts[0];
    (few && free >= LEAST.max(counts[0]).max(if answerer.is_none() { LEAST + 1 } else { 0 })).then_some(found)
}

/// Whether a paragraph has a label of any kind that is not taken for one lightly.
fn is_labelled(raw: &Raw) -> bool {
    label::read(&raw.text, raw.lead())
        .is_some_and(|hit| !hit.style.is_loose() && (hit.style != Style::Bold || label(raw, false).is_some()))
}

fn asks_plainly(raw: &Raw, label: &Label, lexicon: &Lexicon) -> bool {
    seen(raw, label.body, lexicon).ends
}

/// Whether one label may be that of who asks and the other of who answers: the words say so, or the text before it or the
/// first question names the guest. A label alone must be that of a paper, or say that it asks.
fn can_ask(one: &Label, raw: &Raw, heads: &[&str], said: &str, two: Option<&str>, lexicon: &Lexicon) -> bool {
    let union = Lexicon::union();
    let says = |name: &str, wanted: u16| union.is(&key(name), wanted);
    if says(one.name, class::NOT_SPEAKER) && !says(one.name, class::ASKER) {
        return false;
    }
    match two {
        None => {
            let paper = bodies::is(one.name) || label::shouts(one.name);
            let talk = || {
                let found = people::find(heads.iter().copied());
                !found.interviewers.is_empty() || !found.interviewees.is_empty()
            };
            says(one.name, class::ASKER) || (paper && (seen(raw, one.body, lexicon).you > 0 || talk()))
        }
        Some(two) => {
            let barred = says(two, class::NOT_SPEAKER) && !says(two, class::ANSWERER);
            let wanted = people::core_words(two);
            let named = |line: &&str| {
                let words: Vec<String> = people::tokens(line).into_iter().map(|token| bare(&token.folded)).collect();
                !wanted.is_empty() && wanted.iter().all(|word| words.contains(word))
            };
            let initials = || behind::behind(two, heads).is_some_and(|named: Named| named.name.contains(' '));
            let both = says(one.name, class::ASKER) && says(two, class::ANSWERER);
            !barred && (both || heads.is_empty() || heads.iter().chain(&[said]).any(named) || initials())
        }
    }
}

/// A word without what hangs on it: "Dahl’s", "Dahl:".
fn bare(folded: &str) -> String {
    let word = folded.trim_end_matches(':');
    fold(word.strip_suffix("'s").unwrap_or(word))
}

/// The paragraphs as they are without these labels, for what is told by how they read.
pub fn without(raws: &[Raw], speakers: &Speakers) -> Vec<Raw> {
    let mut raws = raws.to_vec();
    for (raw, said) in raws.iter_mut().zip(&speakers.said) {
        if let Some(said) = said.filter(|said| said.body() > 0) {
            raw.text = raw.text.part(said.body()..raw.text.len());
            raw.lead = raw.lead.saturating_sub(said.body() as u32);
        }
    }
    raws
}

/// Who speaks each paragraph, once it is known what each is.
pub fn speak(speakers: &Speakers, roles: &[Role], who: &mut [Option<u32>]) {
    for (index, role) in roles.iter().enumerate() {
        let side = match role {
            Role::Question => Voice::Asks,
            Role::Answer => Voice::Answers,
            _ => continue,
        };
        let said = speakers.said[index].map(super::speakers::Said::who).filter(|&who| speakers.all[who].voice == side);
        let only = || speakers.all.iter().position(|speaker| speaker.voice == side);
        who[index] = said.or_else(only).map(|who| who as u32);
    }
}
