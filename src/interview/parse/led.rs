//! Whether somebody leads a talk that nothing marks, rather than one telling alone or equals talking: judged by what was
//! read as questions and answers, by ear and by eye, and by how sure these readings were.

use super::chain::Verdict;
use super::features::Look;
use super::tables::LED;
use crate::interview::words::class;

/// How many numbers say whether somebody leads a talk.
pub const LEADS: usize = 15;
/// Farthest that the odds of one paragraph count.
const FARTHEST: f32 = 8.0;

/// Above zero somebody leads this talk; `looks` and both readings are of the same paragraphs.
pub fn worth(looks: &[Look], ear: &[Verdict], eye: &[Verdict], kind: f32) -> f32 {
    numbers(looks, ear, eye, kind).iter().zip(&LED).map(|(number, worth)| number * worth).sum()
}

/// The share of some paragraphs of which something holds.
pub fn share<'a>(of: impl IntoIterator<Item = &'a Look>, test: impl Fn(&Look) -> bool) -> f32 {
    let (mut all, mut held) = (0_u32, 0_u32);
    for look in of {
        all += 1;
        held += u32::from(test(look));
    }
    held as f32 / all.max(1) as f32
}

/// The numbers; ranges are what they went through in the talks that taught, and a talk unlike all of them is judged as the
/// most unlike one.
fn numbers(looks: &[Look], ear: &[Verdict], eye: &[Verdict], kind: f32) -> [f32; LEADS] {
    let all = looks.len().max(1) as f32;
    let asked = || looks.iter().zip(ear).filter(|(_, verdict)| verdict.asks).map(|(look, _)| look);
    let answers = || looks.iter().zip(ear).filter(|(_, verdict)| !verdict.asks).map(|(look, _)| look);
    let odds = |verdict: &Verdict| {
        let sure = verdict.margin.min(FARTHEST);
        if verdict.asks { sure } else { -sure }
    };
    let mut sorted: Vec<f32> = ear.iter().map(odds).collect();
    sorted.sort_by(f32::total_cmp);
    let plain = eye.iter().filter(|verdict| odds(verdict) > 2.0).count().min(10);
    let lengths = || looks.iter().map(|look| look.words.ln_1p());
    let middle = lengths().sum::<f32>() / all;
    let spread = (lengths().map(|length| (length - middle).powi(2)).sum::<f32>() / all).sqrt();
    let sentences = looks.iter().map(|look| f32::from(look.sentences)).sum::<f32>() / all;
    let words = asked().map(|look| look.words).sum::<f32>() / asked().count().max(1) as f32;
    [
        1.0,
        // How surely the surest tenth asks.
        sorted.get(sorted.len() * 9 / 10).copied().unwrap_or(0.0),
        plain as f32,
        share(asked(), |look| look.words > 60.0),
        share(answers(), |look| look.first & class::REACT != 0),
        share(asked(), |look| look.ends),
        spread.clamp(0.5, 1.7),
        sentences.min(6.0),
        share(asked(), |look| look.you > 0),
        ear.iter().filter(|verdict| odds(verdict) > 1.0).count() as f32 / all,
        words.max(1.0).ln().clamp(1.8, 4.8),
        kind.clamp(-4.0, 5.0),
        share(answers(), |look| look.marks > 0),
        share(looks, |look| look.ends),
        share(answers(), |look| look.first & class::BACK != 0),
    ]
}
