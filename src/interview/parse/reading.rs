//! What asks among paragraphs that nothing marks: read both by eye, as edited text, and by ear, as talk.

use super::adapt;
use super::chain::{self, Verdict};
use super::eye;
use super::features::{self, KINDS, Look};
use super::led;
use super::tables::{self, EITHER};
use super::talk::{self, Heard};
use super::talk_words;
use crate::interview::words::{Lexicon, class};

/// How many numbers say which of the two readings holds.
pub const EITHERS: usize = 15;
/// Up to how many paragraphs a text is read both ways: of a longer one its beginning is. A second reading of a whole book
/// takes time and memory.
const MANY: usize = 2_000;

/// Under how many paragraphs a text is short: its shares say little, and talk is rarely short.
const SHORT: f32 = 25.0;
/// What is taken from the worth of talk in one of half of that.
const DOUBT: f32 = 1.5;

/// Up to how much a text that sounds like talk may still be edited.
const TALK: f32 = 1.5;
/// From what worth on a text is nearly talk.
const NEARLY: f32 = -0.5;

/// What share of the paragraphs of a talk speaks of who says it, at least; manuals and lists of changes do not.
const OWN: f32 = 0.025;
/// What is taken from the worth where nobody does in what is not plainly English: a list of settings, or a language without a
/// word list.
const UNKNOWN: f32 = 2.0;

/// What was read.
#[derive(Debug)]
pub struct Reading {
    /// Whether this is talk.
    pub spoken: bool,
    /// Whether it is nearly talk, where it is not.
    pub nearly: bool,
    /// The verdict on every paragraph.
    pub verdicts: Vec<Verdict>,
    /// Above zero somebody leads the talk; how far above says how plainly.
    pub led: f32,
}

/// Reads it; `stated` is whether it is talk, where that is known.
pub fn read<'a>(texts: impl Fn() -> Vec<&'a str>, looks: &[Look], lexicon: &Lexicon, stated: Option<bool>) -> Reading {
    let some = &looks[..looks.len().min(MANY)];
    let mut beginning = texts();
    beginning.truncate(MANY);
    let english = talk_words::is_english(&beginning);
    let (ear, eye) = (by_ear(beginning, some, lexicon), eye::read(some.into()));
    let kind = features::kind(some);
    let score = score(&kind);
    let sounds = sounds(some, &ear, &eye, &kind);
    let spoken = stated.unwrap_or_else(|| sounds > 0.0 && !(score <= TALK && is_edited(some, &ear, &eye)));
    // Where a language has no word list, nobody is seen to speak of themselves.
    let worth = || led::worth(some, &ear, &eye, score);
    let led = match (led::share(some, |look| look.me > 0) < OWN, english) {
        (false, _) => worth(),
        (true, true) => f32::MIN,
        (true, false) => worth() - UNKNOWN,
    };
    let verdicts = match (spoken, some.len() == looks.len()) {
        (true, true) => ear,
        (false, true) => eye,
        (true, false) => by_ear(texts(), looks, lexicon),
        (false, false) => eye::read(looks.into()),
    };
    Reading { spoken, nearly: sounds > NEARLY, verdicts, led }
}

/// Above zero the reading by ear holds: by how sure both were, how often the voice changes in each, how far they agree,
/// and how the paragraphs look.
fn sounds(looks: &[Look], ear: &[Verdict], eye: &[Verdict], kind: &[f32; KINDS]) -> f32 {
    let all = looks.len().max(1) as f32;
    let changes = |read: &[Verdict]| read.windows(2).filter(|pair| pair[0].asks != pair[1].asks).count() as f32 / all;
    let agree = ear.iter().zip(eye).filter(|(ear, eye)| ear.asks == eye.asks).count() as f32 / all;
    let asked = eye.iter().filter(|verdict| verdict.asks).count() as f32 / all;
    let answers = looks.iter().zip(ear).filter(|(_, verdict)| !verdict.asks).map(|(look, _)| look);
    let [_, short, _, ends, inside, pairs, long, reacts, _] = *kind;
    let numbers: [f32; EITHERS] = [
        1.0,
        sure(ear),
        sure(eye),
        changes(ear),
        changes(eye),
        agree,
        asked,
        led::share(answers, |look| look.first & class::BACK != 0),
        led::share(looks, |look| look.me > 0),
        short,
        ends,
        inside,
        pairs,
        long,
        reacts,
    ];
    let short = (SHORT / all).clamp(1.0, 2.0) - 1.0;
    numbers.iter().zip(&EITHER).map(|(number, worth)| number * worth).sum::<f32>() - DOUBT * short
}

/// Whether a text that sounds no more than a little like talk is edited all the same: the reading by eye is far surer, all its questions
/// ask plainly, nothing else does, next to nothing is unsure, and few paragraphs begin as replies do.
fn is_edited(looks: &[Look], ear: &[Verdict], eye: &[Verdict]) -> bool {
    const FAR: f32 = 1.5;
    const LEAST: usize = 3;
    const REPLIES: usize = 5;
    const UNSURE: usize = 10;
    let all = looks.len();
    let replies = looks.iter().filter(|look| look.first & (class::BACK | class::REACT) != 0).count();
    let asked = eye.iter().filter(|verdict| verdict.asks).count();
    let plain =
        || eye.iter().zip(looks).all(|(verdict, look)| verdict.asks == (look.ends || (verdict.asks && look.tells)));
    let unsure = || eye.iter().filter(|verdict| verdict.margin < eye::SURE).count();
    asked >= LEAST && replies * REPLIES <= all && sure(ear) + FAR <= sure(eye) && plain() && unsure() * UNSURE <= all
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
    score(&features::kind(looks)) > 0.0
}

/// How much a text reads like talk: below zero it is edited.
fn score(kind: &[f32; KINDS]) -> f32 {
    kind.iter().zip(&tables::KIND).map(|(number, worth)| number * worth).sum()
}
