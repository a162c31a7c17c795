//! Turns whose label is missing in a text that labels its turns.
//!
//! Where a text writes a label only when the speaker changes, the same label twice in a row says that somebody spoke in
//! between. Who that was is told by how the paragraphs between them read.

use super::edges::is_bracketed;
use super::raw::{Kind, Raw};
use super::speakers::{Said, Speakers, Voice};
use super::visual;
use crate::text::segment::{ends_asking, is_question_mark};

/// Share of labels that may repeat the one before for such repeats to mean something.
const RARE: f32 = 0.15;

/// Gives the paragraphs between two labels of one speaker to the other side, where they read like it.
pub fn fill(raws: &[Raw], page: &[bool], speakers: &mut Speakers) {
    let (Some(asker), Some(answerer)) = (main(speakers, Voice::Asks), main(speakers, Voice::Answers)) else { return };
    let labelled: Vec<(usize, usize)> =
        speakers.said.iter().enumerate().filter_map(|(index, said)| said.map(|said| (index, said.who()))).collect();
    let again = labelled.windows(2).filter(|pair| pair[0].1 == pair[1].1).count();
    if speakers.only_questions || again as f32 > RARE * labelled.len() as f32 {
        return;
    }
    let text = |index: usize| {
        let free = !page[index] && !speakers.spent[index] && speakers.said[index].is_none();
        let raw = &raws[index];
        (free && raw.kind == Kind::Text && raw.heading == 0 && !is_bracketed(&raw.text)).then_some(raw.text.as_str())
    };
    let mut found: Vec<(usize, usize)> = Vec::new();
    for pair in labelled.windows(2).filter(|pair| pair[0].1 == pair[1].1) {
        let ((first, who), (next, _)) = (pair[0], pair[1]);
        match speakers.all[who].voice {
            Voice::Answers => {
                // The last question before the answer goes on.
                let Some(last) = (first + 1..next).rev().find(|&index| text(index).is_some()) else { continue };
                if text(last).is_some_and(puts) {
                    found.push((last, asker));
                }
            }
            Voice::Asks => {
                let said = speakers.said[first].map_or("", |said| &raws[first].text[said.body()..]);
                let mut asked = ends_asking(said);
                for index in first + 1..next {
                    let Some(text) = text(index) else { continue };
                    if asked && !ends_asking(text) {
                        found.push((index, answerer));
                        break;
                    }
                    asked |= ends_asking(text);
                }
            }
            Voice::Other => {}
        }
    }
    for (index, who) in found {
        speakers.said[index] = Some(Said::new(who, 0, None));
    }
}

/// Gives the paragraphs without a label to the one side whose turns are all set apart, where they are set so, too, and ask:
/// `**MS: Why?**`, `Ola: So.`, `**And then?**`, `Ola: Then.`
pub fn set_apart(raws: &[Raw], page: &[bool], speakers: &mut Speakers) {
    const LEAST: usize = 3;
    let set = |raw: &Raw| raw.bold || raw.italic;
    let mut turns = vec![(0_usize, 0_usize); speakers.all.len()];
    for (raw, said) in raws.iter().zip(&speakers.said) {
        if let Some(said) = said {
            let (all, apart) = &mut turns[said.who()];
            *all += 1;
            *apart += usize::from(set(raw) || raw.heading > 0);
        }
    }
    // One may have several labels: a name on the first turn, initials on the others.
    let mostly = |who: &usize| turns[*who].1 * 5 >= turns[*who].0 * 4;
    let sides: Vec<usize> = (0..turns.len()).filter(|&who| turns[who].1 > 0).collect();
    let Some(asker) = sides.iter().copied().max_by_key(|&who| turns[who].1).filter(|_| sides.iter().all(mostly)) else {
        return;
    };
    let (all, apart) = turns[asker];
    // Where only who asks has a label, remarks of that side may have none, and stand between answers as it does.
    let only = turns.len() == 1 && apart == all;
    if apart < LEAST || (sides.len() == turns.len() && !only) {
        return;
    }
    let theirs = raws.iter().zip(&speakers.said).filter(|(_, said)| said.is_some_and(|said| said.who() == asker));
    if theirs.filter(|(raw, _)| ends_asking(&raw.text)).count() * 2 < all {
        return;
    }
    let free = |index: usize| {
        let raw = &raws[index];
        !page[index] && !speakers.spent[index] && raw.kind == Kind::Text && raw.heading == 0
    };
    let answered = |index: usize| (index + 1..raws.len()).find(|&at| free(at)).is_some_and(|at| !set(&raws[at]));
    let bare: Vec<usize> =
        (0..raws.len()).filter(|&index| free(index) && speakers.said[index].is_none() && set(&raws[index])).collect();
    // What heads a part of an answer is no sentence.
    let said = |&&index: &&usize| answered(index) && visual::ends_a_sentence(&raws[index].text);
    let alone = only && bare.len() >= LEAST && bare.iter().filter(said).count() * 10 >= bare.len() * 9;
    for index in bare {
        if alone || (!only && ends_asking(&raws[index].text)) {
            speakers.said[index] = Some(Said::new(asker, 0, None));
        }
    }
}

/// Gives headings that ask and have no label to the one side whose turns are headings: "Question 1: Why?", and below it
/// "And then?"
pub fn headings(raws: &[Raw], page: &[bool], speakers: &mut Speakers) {
    const LEAST: usize = 3;
    let Some(asker) = main(speakers, Voice::Asks) else { return };
    let theirs = |said: &Option<Said>| said.is_some_and(|said| said.who() == asker);
    let (mut all, mut heads) = (0_usize, 0_usize);
    for (raw, _) in raws.iter().zip(&speakers.said).filter(|(_, said)| theirs(said)) {
        all += 1;
        heads += usize::from(raw.heading > 0);
    }
    if all < LEAST || heads * 5 < all * 4 {
        return;
    }
    let first = speakers.said.iter().position(theirs).unwrap_or(0);
    for (index, raw) in raws.iter().enumerate().skip(first) {
        let free = !page[index] && !speakers.spent[index] && speakers.said[index].is_none();
        if free && raw.heading > 0 && ends_asking(&raw.text) {
            speakers.said[index] = Some(Said::new(asker, 0, None));
        }
    }
}

/// Whether a paragraph could be the interviewer's: it ends by asking and is not long.
fn puts(text: &str) -> bool {
    const LONGEST: usize = 120;
    ends_asking(text) && text.split_whitespace().take(LONGEST + 1).count() <= LONGEST
        || text.split_whitespace().take(30).count() < 30 && text.contains(is_question_mark)
}

/// Whoever has most turns of a voice.
fn main(speakers: &Speakers, voice: Voice) -> Option<usize> {
    let turns = speakers.turns();
    (0..turns.len()).filter(|&who| speakers.all[who].voice == voice).max_by_key(|&who| turns[who])
}
