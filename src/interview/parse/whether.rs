//! Whether anybody asks at all: in a text without labels, judged by what was read as questions and answers, and in one with
//! labels, judged by those.

use super::features::{self, Look};
use super::raw::Raw;
use super::reading::is_spoken;
use super::roles::Plan;
use super::speakers::{Said, Speakers, Voice, key};
use super::{third, turns, visual};
use crate::interview::Role;
use crate::interview::words::{Lexicon, class, listed};

/// From how many paragraphs on the learnt numbers can say that nobody leads what is talk, or nearly.
const SOME: usize = 6;
/// From how many on they can say that somebody does.
const TURNS: usize = 13;
/// Below what worth nobody leads what is nearly talk.
const NOBODY: f32 = -1.2;
/// From what worth on an edited text is led beyond doubt; below it the rules for few paragraphs judge it.
const PLAINLY: f32 = 5.0;
/// Of so many paragraphs one asks at least, where edited text is led beyond doubt.
const SELDOM: usize = 12;

/// How many words such a paragraph has on the average.
fn mean_words(of: &[usize], looks: &[Look]) -> f32 {
    of.iter().map(|&at| looks[at].words).sum::<f32>() / of.len().max(1) as f32
}

/// How many stretches those who ask have, each of one paragraph or more.
fn runs(asked: &[usize]) -> usize {
    asked.iter().zip(asked.iter().skip(1)).filter(|(a, b)| **b > **a + 1).count() + 1
}

/// Whether anyone asks here at all: no exchange is better than a wrong one.
pub fn is_interview(body: &[usize], looks: &[Look], plan: &Plan, marked: bool) -> bool {
    const LEAST: usize = 3;
    let asked: Vec<usize> = (0..body.len()).filter(|&at| plan.roles[body[at]] == Role::Question).collect();
    let answers: Vec<usize> = (0..body.len()).filter(|&at| plan.roles[body[at]] == Role::Answer).collect();
    let pair = || asked.len() == 2 && body.len() <= 8 && asked.iter().all(|&at| looks[at].ends);
    if asked.len() < LEAST && !pair() {
        return false;
    }
    let mean = |of: &[usize]| mean_words(of, looks);
    const RARE: usize = 50;
    if !marked && asked.len() * RARE < body.len() {
        return false;
    }
    let least = if plan.talk { 0.0 } else { NOBODY };
    if !marked && body.len() >= SOME && (plan.talk || plan.nearly) && plan.led < least {
        return false;
    }
    // Who answers in a word or two on the whole is not what taught the numbers: lines of a form, heads of letters.
    const WORDS: f32 = 5.0;
    if !marked && body.len() >= TURNS && mean(&answers) >= WORDS {
        if plan.talk {
            return true;
        }
        if plan.led > PLAINLY && asked.len() * SELDOM >= body.len() {
            return true;
        }
    }
    // Where nearly everything asks, nobody answers. A long talk is judged by more than that: the reading of it lets no more
    // than a share ask, and remarks of a hall may reach that share.
    const LONG: usize = 20;
    if asked.len() > answers.len() * 2 && !(plan.talk && body.len() >= LONG) {
        return false;
    }
    let share = asked.len() as f32 / body.len().max(1) as f32;
    let you = asked.iter().filter(|&&at| looks[at].you > 0).count() as f32 / asked.len() as f32;
    // Few questions that address nobody, and answers of nobody, are those of an essay.
    const FEW: usize = 4;
    let own = answers.iter().filter(|&&at| looks[at].me > 0).count();
    if !marked && you == 0.0 && asked.len() < FEW && own * 2 < answers.len() {
        return false;
    }
    let ends = asked.iter().filter(|&&at| visual::asks(&looks[at])).count() as f32 / asked.len() as f32;
    // In talk a host remarks as often as asks, so there a number of real questions will do.
    const PLAIN: usize = 5;
    let put = asked.iter().filter(|&&at| looks[at].marks > 0 || looks[at].ends || looks[at].tells).count();
    let marks = put as f32 / asked.len() as f32;
    // Who is set apart turn after turn may remark more often than ask.
    const TURN_AFTER_TURN: usize = 8;
    let apart = marked && runs(&asked) >= TURN_AFTER_TURN && marks >= 0.15;
    let real = marks >= 0.25 || apart || (is_spoken(looks) && put >= PLAIN && marks >= 0.12);
    let between = answers.len() as f32 / runs(&asked) as f32;
    let longer = mean(&answers) * between.max(1.0);
    // Some languages rarely say "you"; there a hall that asks is known by the replies: "Yes.", "No, …", "Exactly."
    const REPLIES: usize = 5;
    let replies = |at: &&usize| looks.get(**at + 1).is_some_and(|next| next.first & class::BACK != 0);
    let replied = asked.iter().filter(replies).count();
    let hall = plan.talk && ends >= 0.2 && replied >= REPLIES && replied * 8 >= asked.len();
    // One who talks alone asks too. The longer in talk what asks is beside what answers, the more of it must really ask.
    let alone = plan.talk && ends < (0.5 * (mean(&asked) / mean(&answers).max(1.0) - 0.3)).max(0.1);
    // Where a mark sets them apart, few questions are few because the answers are long.
    let enough = share >= 0.12 || (marked && marks >= 0.3);
    let addressed = apart || you >= 0.6 || (enough && mean(&asked) < longer);
    addressed && real && !alone && (you >= 0.15 || ends >= 0.4 || hall || apart)
}
/// Whether what stands before the turns are speakers at all: a label that says so ("Q", "Interviewer", "SPEAKER_01"), or
/// one that asks now and then. A list of changes under "Added" and "Fixed" has neither.
pub fn somebody_asks(raws: &[Raw], found: &Speakers) -> bool {
    const RARE: usize = 12;
    const ENOUGH: usize = 2;
    let says = class::ASKER | class::ANSWERER | class::OTHER;
    let told = |label: &String| {
        let key = key(label);
        Lexicon::union().is(&key, says)
            || key.starts_with("speaker")
            || listed("turnword", &key)
            || third::is_voice(label)
    };
    if found.all.iter().flat_map(|speaker| &speaker.labels).any(told) {
        return true;
    }
    const REPLIES: usize = 3;
    let lexicon = Lexicon::union();
    let (mut asked, mut turns, mut replied, mut who) = (0, 0, 0, None);
    for (index, raw) in raws.iter().enumerate() {
        if let Some(said) = found.said[index] {
            let asks = found.all[said.who()].voice == Voice::Asks;
            who = Some(said.who());
            turns += usize::from(asks);
            // Who says "Yes." and "No." was asked, with or without a question mark.
            replied += usize::from(
                !asks && {
                    let text = &raw.text[said.body()..];
                    turns::is_reply(text) || turns::assents(text)
                },
            );
            if replied >= REPLIES && asked > 0 {
                return true;
            }
        }
        if who.is_some_and(|who| found.all[who].voice == Voice::Asks) {
            let look = features::look(&raw.text[found.said[index].map_or(0, Said::body)..], lexicon);
            asked += usize::from(look.ends || look.marks > 0 || look.tells);
        }
        if asked >= 2 * RARE {
            return true;
        }
    }
    (asked >= ENOUGH || asked * ENOUGH >= turns) && asked > 0 && asked * RARE >= turns
}
