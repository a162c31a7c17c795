//! The chain: which paragraphs ask, given the numbers of each and of each step, decided for the whole text at once.
//!
//! A linear chain with two states. The best labelling is found by dynamic programming; the margin of a paragraph is how
//! much worse the best labelling with the other role for it would be.

use super::features::{EMITS, Look, STEPS, bonus, emit, step, whole};

/// The worth of each number: constants learnt from published interviews.
#[derive(Clone, Debug)]
pub struct Table {
    /// For the paragraph being a question.
    pub emit: [f32; EMITS],
    /// For each step: from answer to question, from question to answer, from question to question; answer to answer is
    /// the zero all others are measured by.
    pub step: [[f32; STEPS]; 3],
}

/// What the chain says of one paragraph.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Verdict {
    /// It asks.
    pub asks: bool,
    /// How much worse the best other labelling is.
    pub margin: f32,
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

/// Labels every paragraph. `fixed` may say of a paragraph what it must be.
pub fn decide(looks: &[Look], table: &Table, fixed: impl Fn(usize) -> Option<bool>) -> Vec<Verdict> {
    const NEVER: f32 = -1.0e6;
    let count = looks.len();
    if count == 0 {
        return Vec::new();
    }
    let whole = whole(looks);
    let local: Vec<[f32; 2]> = (0..count)
        .map(|at| {
            let asks = dot(&table.emit, &emit(looks, at, &whole)) + bonus(looks, at);
            match fixed(at) {
                Some(true) => [NEVER, asks],
                Some(false) => [0.0, NEVER],
                None => [0.0, asks],
            }
        })
        .collect();
    let steps: Vec<[[f32; 2]; 2]> = (0..count)
        .map(|at| {
            let numbers = step(looks, at, &whole);
            let [to_question, to_answer, stays] = [0, 1, 2].map(|kind: usize| dot(&table.step[kind], &numbers));
            [[0.0, to_question], [to_answer, stays]]
        })
        .collect();
    // Best score of a labelling that ends, or begins, here with each role.
    let mut forward = vec![[0.0_f32; 2]; count];
    forward[0] = local[0];
    for at in 1..count {
        for to in 0..2 {
            let best = (0..2).map(|from| forward[at - 1][from] + steps[at][from][to]).fold(f32::MIN, f32::max);
            forward[at][to] = best + local[at][to];
        }
    }
    let mut backward = vec![[0.0_f32; 2]; count];
    for at in (0..count - 1).rev() {
        for from in 0..2 {
            backward[at][from] = (0..2)
                .map(|to| steps[at + 1][from][to] + local[at + 1][to] + backward[at + 1][to])
                .fold(f32::MIN, f32::max);
        }
    }
    (0..count)
        .map(|at| {
            let margin = (forward[at][1] + backward[at][1]) - (forward[at][0] + backward[at][0]);
            Verdict { asks: margin > 0.0, margin: margin.abs() }
        })
        .collect()
}
