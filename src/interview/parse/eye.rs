//! Edited text without labels, read paragraph by paragraph, and how sure that reading is.

use std::borrow::Cow;

use super::chain::{self, Verdict};
use super::features::{self, Look};
use super::{own, tables};

/// Margin under which a paragraph of edited text counts as unsure.
///
/// In published interviews nearly all is certain, and what is wrong has wider margins than in talk. Measured on such
/// interviews after every fourth question lost its sign and answers were cut behind questions inside them: of the wrong
/// paragraphs 68 in a hundred are marked (41 by the margin of talk), of the marked ones 32 are wrong (29). Of the exchanges
/// as they were published 8 in a hundred are marked.
pub const SURE: f32 = 2.0;

/// How much is added to the margin of what is plainly a question: only that it is none at all would change it.
const PLAIN: f32 = 1.0;

/// How much is taken from the margin of what may be asked of nobody, or may only prepare a question.
const DOUBT: f32 = 7.0;

/// One reading, and then what only prepares a question, which is never certain.
pub fn read(mut looks: Cow<[Look]>) -> Vec<Verdict> {
    if looks.iter().any(|look| look.own) {
        own::answer_themselves(looks.to_mut());
    }
    let looks = &looks[..];
    let mut verdicts = chain::even(&chain::by_looks(looks, &tables::WRITTEN, true));
    let asks: Vec<bool> = verdicts.iter().map(|verdict| verdict.asks).collect();
    for at in features::prepares(looks, &asks).into_iter().filter(|&at| looks[at].given.is_none()) {
        verdicts[at] = Verdict { asks: true, margin: 0.0 };
    }
    let may = features::may_be_rhetorical(looks, &asks).into_iter().zip(features::may_prepare(looks, &asks));
    let may: Vec<bool> = may.map(|(asks, prepares)| asks || prepares).collect();
    let brief = are_answers_brief(&asks);
    for (at, verdict) in verdicts.iter_mut().enumerate() {
        if verdict.asks && is_plain(looks, at) {
            verdict.margin += PLAIN;
        }
        if may[at] || may_be_put(looks, &asks, at, brief) {
            verdict.margin -= DOUBT;
        }
    }
    verdicts
}

/// Whether a paragraph ends with a question that opens like one or addresses somebody, between two that do not ask.
fn is_plain(looks: &[Look], at: usize) -> bool {
    let here = &looks[at];
    let ends = |at: Option<usize>| at.and_then(|at| looks.get(at)).is_some_and(|look| look.ends);
    here.ends && (here.asks_last || here.you > 0) && !ends(at.checked_sub(1)) && !ends(Some(at + 1))
}

/// Whether the answers of a text are one paragraph each, or one broken in two by a line.
fn are_answers_brief(asks: &[bool]) -> bool {
    let mut runs = asks.chunk_by(|a, b| a == b).filter(|run| !run[0]).map(<[bool]>::len).collect::<Vec<_>>();
    runs.sort_unstable();
    runs.len() >= 2 && runs[runs.len() * 9 / 10] <= 3
}

/// Whether a short paragraph inside an answer may be what somebody puts to the one who answers, without a sign of it: "And
/// the winters up there." It parts an answer in two, in a text whose answers are one paragraph each.
fn may_be_put(looks: &[Look], asks: &[bool], at: usize, brief: bool) -> bool {
    const LENGTH: std::ops::RangeInclusive<f32> = 2.0..=14.0;
    let here = &looks[at];
    let answers = |at: usize| asks.get(at) == Some(&false) && looks[at].words > here.words;
    let inside = brief && !asks[at] && at > 0 && answers(at - 1) && answers(at + 1);
    inside && here.me == 0 && here.marks == 0 && here.sentences <= 1 && LENGTH.contains(&here.words)
}
