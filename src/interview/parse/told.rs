//! Speakers that the file names beside the text: a voice in captions, a field in JSON.
//!
//! What the container says is not guessed again: nothing has to recur, and no text is taken for a label. Only who asks is
//! told by behaviour, as for labels, because such names often mean nothing ("SPEAKER_00").

use std::cmp::Reverse;
use std::collections::HashMap;

use super::cast::is_generic;
use super::label::Style;
use super::raw::{Kind, Raw, TINTS};
use super::speakers::{Said, Speaker, Speakers, Voice, key};
use super::{aliases, habits};
use crate::text::segment::ends_asking;

/// Whether the file says both who speaks and what asks.
pub fn asks_by_file(raws: &[Raw]) -> bool {
    raws.iter().any(|raw| raw.said.is_some() && raw.speaker.is_some())
}

/// The speakers of a document whose paragraphs say them, if they do.
pub fn find(raws: &[Raw], page: &[bool]) -> Option<Speakers> {
    if raws.iter().all(|raw| raw.speaker.is_none()) {
        return None;
    }
    let mut speakers = Speakers {
        style: Style::Colon,
        all: Vec::new(),
        said: vec![None; raws.len()],
        spent: vec![false; raws.len()],
        only_questions: false,
    };
    let mut index_of: HashMap<String, usize> = HashMap::new();
    for (index, raw) in raws.iter().enumerate() {
        let Some(name) = raw.speaker.as_deref().map(str::trim).filter(|name| !name.is_empty()) else { continue };
        if raw.kind != Kind::Text || (page[index] && !raw.note) {
            continue;
        }
        let who = *index_of.entry(key(name)).or_insert_with(|| {
            speakers.all.push(Speaker { labels: vec![name.to_owned()], voice: Voice::Other });
            speakers.all.len() - 1
        });
        if !speakers.all[who].labels.iter().any(|label| label == name) {
            speakers.all[who].labels.push(name.to_owned());
        }
        speakers.said[index] = Some(Said::new(who, 0, raw.time));
    }
    if speakers.all.is_empty() {
        return None;
    }
    // "Speaker A" and "Speaker B" are one letter apart, and two.
    if !speakers.all.iter().any(|speaker| speaker.labels.iter().any(|label| is_generic(label))) {
        aliases::merge(&mut speakers);
    }
    if asks_by_file(raws) {
        for (raw, said) in raws.iter().zip(&speakers.said) {
            if let (Some(asks), Some(said)) = (raw.said, said) {
                speakers.all[said.who()].voice = if asks { Voice::Asks } else { Voice::Answers };
            }
        }
    } else {
        habits::classify(raws, &mut speakers);
    }
    Some(speakers)
}
/// Whether the labels are headings that only count ("Q1") above a talk whose sides are set in two ways: these part the talk and
/// do not ask.
pub fn only_counts(raws: &[Raw], found: &Speakers) -> bool {
    let alone = raws.iter().zip(&found.spent).filter(|(raw, spent)| **spent && raw.heading > 0).count();
    found.only_questions && alone == found.said.iter().flatten().count() && takes_turns(raws)
}

/// Whether paragraphs that are set in two ways take turns.
fn takes_turns(raws: &[Raw]) -> bool {
    const LEAST: usize = 4;
    let set: Vec<u8> =
        raws.iter().filter(|raw| raw.heading == 0 && raw.kind == Kind::Text).map(|raw| raw.tint).collect();
    let mut counts = [0_usize; TINTS as usize + 1];
    set.iter().filter(|tint| **tint > 0).for_each(|tint| counts[usize::from(*tint)] += 1);
    let mut tints: Vec<u8> = (1..=TINTS).collect();
    tints.sort_by_key(|tint| Reverse(counts[usize::from(*tint)]));
    let ours = |tint: &u8| tints[..2].contains(tint);
    let (Some(first), Some(last)) = (set.iter().position(ours), set.iter().rposition(ours)) else { return false };
    let talk = &set[first..=last];
    let turns = talk.windows(2).filter(|pair| pair[0] != pair[1]).count();
    let most = talk.iter().filter(|tint| ours(tint)).count() * 4 >= talk.len() * 3;
    most && counts[usize::from(tints[1])] >= LEAST && turns * 3 >= talk.len()
}

/// Whether the container says which paragraphs are questions: some, and not all.
pub fn said_by_file(paragraphs: &[&Raw]) -> bool {
    const LEAST: usize = 2;
    let questions = paragraphs.iter().filter(|raw| raw.said == Some(true)).count();
    // A list of quick questions below an interview says nothing of the interview.
    let other = paragraphs.iter().filter(|raw| raw.said.is_none() && raw.heading > 0 && ends_asking(&raw.text)).count();
    questions >= LEAST && questions * 10 <= paragraphs.len() * 7 && other < questions
}
