//! Questions that have no label beside answers that have names: `**Why?**`, `**Mara:** So.`, `**Jens:** And so.`, and the
//! same without any type, as what is copied from a page stands.

use super::raw::{Kind, Raw};
use super::speakers::{Speakers, key};
use crate::interview::Role;
use crate::interview::words::{Lexicon, class};
use crate::text::segment::ends_asking;

/// Whether names say only who answers: what asks has none, perhaps a type of its own, and stands right before what has
/// one, and those who have one hardly ask.
pub fn answers_alone(raws: &[Raw], page: &[bool], speakers: &Speakers) -> bool {
    const LEAST: usize = 3;
    let asks = |speaker: &str| Lexicon::union().is(&key(speaker), class::ASKER);
    if speakers.all.iter().flat_map(|speaker| &speaker.labels).any(|label| asks(label)) {
        return false;
    }
    let text = |index: &usize| raws[*index].kind == Kind::Text && !page[*index] && !speakers.spent[*index];
    // What stands above the first name but one paragraph is an introduction.
    let first = speakers.said.iter().position(Option::is_some).unwrap_or(0);
    let body: Vec<usize> = (0..raws.len()).filter(text).collect();
    let last = speakers.said.iter().rposition(Option::is_some).unwrap_or(0);
    let body = &body[..body.partition_point(|&index| index <= last)];
    let body = &body[body.partition_point(|&index| index < first).saturating_sub(1)..];
    let (mut labelled, mut labelled_ask, mut set, mut set_ask, mut named) =
        (0_usize, 0_usize, 0_usize, 0_usize, 0_usize);
    let (mut plain, mut plain_named) = (0_usize, 0_usize);
    for pair in body.windows(2) {
        let raw = &raws[pair[0]];
        let ends = ends_asking(&raw.text);
        if speakers.said[pair[0]].is_some() {
            labelled += 1;
            labelled_ask += usize::from(ends);
        } else if raw.bold || raw.italic || (raw.heading > 0 && ends) {
            set += 1;
            set_ask += usize::from(ends);
            named += usize::from(ends && speakers.said[pair[1]].is_some());
        } else if ends {
            plain += 1;
            plain_named += usize::from(speakers.said[pair[1]].is_some());
        }
    }
    let alone = |asked: usize, named: usize| {
        named >= LEAST && named * 3 >= asked * 2 && labelled_ask * 8 <= labelled && labelled_ask < asked
    };
    (set_ask >= LEAST && set_ask * 2 >= set && alone(set_ask, named))
        || (set < LEAST && alone(plain, plain_named))
        || between(raws, speakers, body)
        || below(raws, speakers, body)
}

/// Whether nearly everything that is set apart and has no name stands right above a name, and asks far more often than those
/// who have one: questions in a type of their own, half of which are remarks, above answers of several people.
fn below(raws: &[Raw], speakers: &Speakers, body: &[usize]) -> bool {
    const LEAST: usize = 4;
    let named = |at: usize| speakers.said[body[at]].is_some();
    let set = |at: usize| {
        let raw = &raws[body[at]];
        !named(at) && (raw.bold || raw.italic || raw.quote || raw.heading > 0)
    };
    let asks = |test: &dyn Fn(usize) -> bool| {
        let all = (0..body.len()).filter(|&at| test(at));
        all.fold((0_usize, 0_usize), |(all, asks), at| (all + 1, asks + usize::from(ends_asking(&raws[body[at]].text))))
    };
    let ((apart, apart_ask), (names, names_ask)) = (asks(&set), asks(&named));
    let plain = (0..body.len()).filter(|&at| named(at)).all(|at| !raws[body[at]].bold && raws[body[at]].heading == 0);
    let ends: Vec<usize> = (0..body.len()).filter(|&at| set(at) && (at + 1 == body.len() || !set(at + 1))).collect();
    let above = ends.iter().filter(|&&at| at + 1 < body.len() && named(at + 1)).count();
    plain
        && above >= LEAST
        && above * 10 >= ends.len() * 8
        && apart_ask * 4 >= apart
        && names_ask * apart * 3 <= apart_ask * names
}

/// Whether something without a name stands right before every name, and asks far more often than all else does: whoever
/// asks may remark as well.
fn between(raws: &[Raw], speakers: &Speakers, body: &[usize]) -> bool {
    const LEAST: usize = 5;
    let named = |at: usize| speakers.said[body[at]].is_some();
    let (mut before, mut rest, mut alone) = ((0_usize, 0_usize), (0_usize, 0_usize), 0_usize);
    for at in 0..body.len() {
        let asks = usize::from(ends_asking(&raws[body[at]].text));
        let count = if !named(at) && at + 1 < body.len() && named(at + 1) { &mut before } else { &mut rest };
        *count = (count.0 + 1, count.1 + asks);
        alone += usize::from(named(at) && (at == 0 || !named(at - 1)));
    }
    let names = (0..body.len()).filter(|&at| named(at)).count();
    let asks = (0..body.len()).filter(|&at| named(at) && ends_asking(&raws[body[at]].text)).count();
    let share = |(all, asks): (usize, usize)| asks as f32 / all.max(1) as f32;
    names >= LEAST
        && asks * 8 <= names
        && alone * 10 >= names * 9
        && share(before) >= 0.4
        && share(rest) <= 0.2
        && share(before) >= share(rest) + 0.3
}

/// What the names before answers say of a paragraph: who has one answers, and what stands right before one asks. `None` where
/// they say nothing.
pub fn says(raws: &[Raw], page: &[bool], speakers: &Speakers, index: usize) -> Option<bool> {
    if speakers.said[index].is_some() {
        return Some(false);
    }
    let first = speakers.said.iter().position(Option::is_some).unwrap_or(0);
    let text = |index: &usize| raws[*index].kind == Kind::Text && !page[*index] && !speakers.spent[*index];
    let next = (index + 1..raws.len()).find(text)?;
    (index > first && raws[index].heading == 0 && speakers.said[next].is_some()).then_some(true)
}

/// Whoever began to answer goes on, until somebody else has a name or something is asked.
pub fn go_on(roles: &[Role], who: &mut [Option<u32>]) {
    let mut last = None;
    for (role, who) in roles.iter().zip(who) {
        match role {
            Role::Answer if who.is_some() => last = *who,
            Role::Answer => *who = last,
            Role::Aside | Role::Page => {}
            _ => last = None,
        }
    }
}
