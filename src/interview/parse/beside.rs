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
    (set_ask >= LEAST && set_ask * 2 >= set && alone(set_ask, named)) || (set < LEAST && alone(plain, plain_named))
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
