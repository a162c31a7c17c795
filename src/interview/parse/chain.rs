//! The chain: how likely each paragraph is to ask, given the numbers of all paragraphs and of all steps between them.
//!
//! A linear chain with two states (a conditional random field). One pass forward and one back add up, for every
//! paragraph, all labellings of the whole text in which it asks, against all in which it does not.

use super::features::{EMITS, Look, STEPS, bonus, emit, step, whole};

/// The worth of each number: constants learnt from published interviews.
#[derive(Clone, Debug)]
pub struct Table<const E: usize, const S: usize> {
    /// For the paragraph being a question.
    pub emit: [f32; E],
    /// For each step: from answer to question, from question to answer, from question to question; answer to answer is
    /// the zero all others are measured by.
    pub step: [[f32; S]; 3],
}

/// What the chain says of one paragraph.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Verdict {
    /// It asks.
    pub asks: bool,
    /// How far the odds (as a logarithm) are from those at which the verdict would change.
    pub margin: f32,
}

impl<const E: usize, const S: usize> Table<E, S> {
    /// The score for asking, from the numbers of a paragraph.
    pub fn asks(&self, numbers: &[f32; E]) -> f32 {
        dot(&self.emit, numbers)
    }

    /// The scores of the steps into a paragraph, from the numbers of the step.
    pub fn steps(&self, numbers: &[f32; S]) -> [f32; 3] {
        [0, 1, 2].map(|kind: usize| dot(&self.step[kind], numbers))
    }
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

/// The logarithm of the sum of two numbers given as logarithms.
fn add(a: f32, b: f32) -> f32 {
    let (most, least) = if a > b { (a, b) } else { (b, a) };
    most + (least - most).exp().ln_1p()
}

/// The logarithm of the odds that each paragraph asks, from its own score and those of the steps into it (the first of
/// which count for nothing).
pub fn odds(asks: &[f32], steps: impl Fn(usize) -> [f32; 3]) -> Vec<f32> {
    let count = asks.len();
    // Sums over all labellings up to here that end with a question, and then those from here on that begin with one, each
    // beside those of an answer. Only the difference matters, and it stays small enough for the precision at any length.
    let mut odds = Vec::with_capacity(count);
    for at in 0..count {
        odds.push(match at.checked_sub(1).map(|before| odds[before]) {
            None => asks[0],
            Some(question) => {
                let [to_question, to_answer, stays] = steps(at);
                add(to_question, question + stays) + asks[at] - add(0.0, question + to_answer)
            }
        });
    }
    let mut after = 0.0_f32;
    for at in (0..count).rev() {
        odds[at] += after;
        let [to_question, to_answer, stays] = steps(at);
        let question = asks[at] + after;
        after = add(to_answer, stays + question) - add(0.0, to_question + question);
    }
    odds
}

/// The odds of every paragraph by how it reads. `extra` adds what is set by hand.
pub fn by_looks(looks: &[Look], table: &Table<EMITS, STEPS>, extra: bool) -> Vec<f32> {
    let whole = whole(looks);
    let own = |at: usize| looks[at].stated() + if extra { bonus(looks, at) } else { 0.0 };
    let asks: Vec<f32> = (0..looks.len()).map(|at| table.asks(&emit(looks, at, &whole)) + own(at)).collect();
    // Twice computed is less than kept: of a book these are as much as a fifth of its text.
    odds(&asks, |at| table.steps(&step(looks, at, &whole)))
}

/// Verdicts at even odds.
pub fn even(odds: &[f32]) -> Vec<Verdict> {
    at_odds(odds, 0.0)
}

/// Verdicts at the odds that promise the best balance of questions found and questions found wrongly (the highest
/// expected F1), for texts in which little is certain. Where nothing is, that would be to let everybody ask, so no more
/// than a share does.
pub fn balanced(odds: &[f32]) -> Vec<Verdict> {
    const MOST: f64 = 0.7;
    let most = (odds.len() as f64 * MOST).ceil() as usize;
    let mut sorted = odds.to_vec();
    sorted.sort_by(|a, b| b.total_cmp(a));
    let sure = |odds: &f32| f64::from(1.0 / (1.0 + (-odds).exp()));
    let all: f64 = sorted.iter().map(sure).sum();
    let (mut found, mut best) = (0.0, (0.0, 0.0));
    for (count, odds) in sorted.iter().enumerate().take(most) {
        found += sure(odds);
        let promise = 2.0 * found / (count as f64 + 1.0 + all);
        if promise > best.0 {
            best = (promise, *odds);
        }
    }
    // Halfway to the next, so that the last one that asks is not unsure by that alone.
    let next = sorted.iter().find(|odds| **odds < best.1).copied().unwrap_or(best.1 - 2.0);
    at_odds(odds, f32::midpoint(best.1, next))
}

fn at_odds(odds: &[f32], line: f32) -> Vec<Verdict> {
    odds.iter().map(|odds| Verdict { asks: *odds > line, margin: (odds - line).abs() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The same by adding up every labelling.
    fn plainly(asks: &[f32], steps: &[[f32; 3]]) -> Vec<f32> {
        let count = asks.len();
        let mut sums = vec![[0.0_f64; 2]; count];
        for labels in 0..1_usize << count {
            let of = |at: usize| labels >> at & 1;
            let mut score = 0.0;
            for at in 0..count {
                score += if of(at) == 1 { asks[at] } else { 0.0 };
                if at > 0 {
                    score += [[0.0, steps[at][0]], [steps[at][1], steps[at][2]]][of(at - 1)][of(at)];
                }
            }
            for (at, sum) in sums.iter_mut().enumerate() {
                sum[of(at)] += f64::from(score).exp();
            }
        }
        sums.iter().map(|[answer, question]| (question / answer).ln() as f32).collect()
    }

    proptest! {
        #[test]
        fn the_odds_are_those_of_all_labellings(
            numbers in prop::collection::vec((-3.0_f32..3.0, [-2.0_f32..2.0, -2.0_f32..2.0, -2.0_f32..2.0]), 1..8)
        ) {
            let (asks, steps): (Vec<f32>, Vec<[f32; 3]>) = numbers.into_iter().unzip();
            for (fast, slow) in odds(&asks, |at| steps[at]).iter().zip(plainly(&asks, &steps)) {
                prop_assert!((fast - slow).abs() < 1e-3, "{fast} {slow}");
            }
        }
    }

    #[test]
    fn the_balance_takes_what_is_likely_enough() {
        let asks = |odds: &[f32]| balanced(odds).iter().map(|verdict| verdict.asks).collect::<Vec<_>>();
        assert_eq!(asks(&[4.0, -5.0, 3.0, -5.0]), [true, false, true, false]);
        assert_eq!(asks(&[0.5, -0.4, 0.3, -5.0]), [true, true, true, false]);
        assert_eq!(asks(&[]), [true; 0]);
        let unsure: Vec<f32> = (0..20).map(|at| at as f32 / 100.0).collect();
        assert_eq!(asks(&unsure).iter().filter(|asks| **asks).count(), 14);
    }
}
