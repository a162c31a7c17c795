//! What asks among paragraphs that nothing marks: edited text is read by eye, talk by ear, and what may be either both
//! ways.

use super::adapt;
use super::chain::{self, Verdict};
use super::eye;
use super::features::{self, Look};
use super::tables;
use super::talk::{self, Heard};
use super::talk_words;
use crate::interview::words::{Lexicon, class};

/// Whether this is talk (`stated` where that is known), and the verdict on every paragraph.
pub fn read<'a>(
    texts: impl Fn() -> Vec<&'a str>,
    looks: &[Look],
    lexicon: &Lexicon,
    stated: Option<bool>,
) -> (bool, Vec<Verdict>) {
    let ear = || by_ear(texts(), looks, lexicon);
    match stated {
        Some(true) => (true, ear()),
        Some(false) => (false, eye::read(looks.into())),
        None => match talk_score(looks) {
            score if score > 0.0 => match eye_of_edited(looks, score) {
                Some(text) => plainer(ear(), text),
                None => (true, ear()),
            },
            score if score > EITHER && looks.len() <= MANY => surer(ear(), eye::read(looks.into())),
            _ => (false, eye::read(looks.into())),
        },
    }
}

/// Up to how many paragraphs a text is read both ways: of a book two readings take time and memory.
const MANY: usize = 5_000;
/// Below what score a text is surely edited; between this and zero it is read both ways.
const EITHER: f32 = -1.5;

/// Which of two readings holds, and whether it is that of talk: it must be about as sure, and see no fewer changes of the
/// voice. Talk that was edited a little has questions in it that only the ear finds.
fn surer(talk: Vec<Verdict>, text: Vec<Verdict>) -> (bool, Vec<Verdict>) {
    const ABOUT: f32 = 0.4;
    let changes = |all: &[Verdict]| all.windows(2).filter(|pair| pair[0].asks != pair[1].asks).count();
    let heard = sure(&talk) + ABOUT >= sure(&text) && changes(&talk) >= changes(&text);
    (heard, if heard { talk } else { text })
}

/// Above what score a text is surely talk.
const TALK: f32 = 1.5;

/// The reading by eye of a text that sounds a little like talk, where that reading is as edited text has it: all its questions
/// ask plainly, nothing else does, next to nothing is unsure, and few paragraphs begin as replies do.
fn eye_of_edited(looks: &[Look], score: f32) -> Option<Vec<Verdict>> {
    const LEAST: usize = 3;
    const REPLIES: usize = 5;
    const UNSURE: usize = 10;
    let all = looks.len();
    if score > TALK || all > MANY {
        return None;
    }
    let replies = looks.iter().filter(|look| look.first & (class::BACK | class::REACT) != 0).count();
    let text = eye::read(looks.into());
    let asked = text.iter().filter(|verdict| verdict.asks).count();
    let plain =
        text.iter().zip(looks).all(|(verdict, look)| verdict.asks == (look.ends || (verdict.asks && look.tells)));
    let unsure = text.iter().filter(|verdict| verdict.margin < eye::SURE).count();
    (asked >= LEAST && plain && unsure * UNSURE <= all && replies * REPLIES <= all).then_some(text)
}

/// Which of the two holds, and whether it is that of talk: the reading by eye where it is far surer.
fn plainer(talk: Vec<Verdict>, text: Vec<Verdict>) -> (bool, Vec<Verdict>) {
    const FAR: f32 = 1.5;
    let heard = sure(&talk) + FAR > sure(&text);
    (heard, if heard { talk } else { text })
}

/// How sure a reading is, by its margins.
fn sure(all: &[Verdict]) -> f32 {
    const MOST: f32 = 4.0;
    all.iter().map(|verdict| verdict.margin.clamp(0.0, MOST)).sum::<f32>() / all.len().max(1) as f32
}

/// Talk: two readings over everything but what stands there like a heading, which goes on with the side that speaks.
fn by_ear(texts: Vec<&str>, looks: &[Look], lexicon: &Lexicon) -> Vec<Verdict> {
    let english = talk_words::is_english(&texts);
    let hear = |(text, look): (&&str, &Look)| talk::hear(text, lexicon, english).stating(look);
    let heard: Vec<Heard> = texts.iter().zip(looks).map(hear).collect();
    let headings = talk::headings(&heard);
    let texts: Vec<&str> =
        texts.into_iter().zip(&headings).filter(|(_, heading)| !**heading).map(|(text, _)| text).collect();
    let turns = talk::turns(heard, &headings);
    let first = talk::read(&turns, english);
    let verdicts = chain::balanced(&adapt::again(&texts, &turns, &first, &tables::AGAIN));
    let mut verdicts = verdicts.into_iter();
    let mut running = Verdict { asks: false, margin: f32::MAX };
    headings
        .iter()
        .map(|heading| {
            if !heading {
                running = verdicts.next().unwrap_or(running);
            }
            running
        })
        .collect()
}

/// Whether a text reads like talk written down rather than like an edited interview.
pub fn is_spoken(looks: &[Look]) -> bool {
    talk_score(looks) > 0.0
}

/// How much a text reads like talk: below zero it is edited.
fn talk_score(looks: &[Look]) -> f32 {
    features::kind(looks).iter().zip(&tables::KIND).map(|(number, worth)| number * worth).sum()
}
