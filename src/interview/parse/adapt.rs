//! A second reading of talk whose speakers are lost: what the first reading takes for the two sides tells how each of
//! them speaks in this very text (how long, with which words, with which opening), and that tells them apart better.

use std::collections::HashMap;

use super::chain::{Table, odds};
use super::features::Look;
use crate::interview::words::{fold, words};

/// How many numbers the second reading takes of one paragraph.
pub const AGAIN: usize = 10;

/// Longest text, in words, that is read a second time.
const LONGEST: usize = 400_000;
/// Most that one of the numbers can say.
const MOST: f32 = 4.0;

/// The odds after a second reading; the first ones where the text is too long for it.
pub fn again(texts: &[&str], looks: &[Look], first: &[f32], table: &Table<AGAIN, AGAIN>) -> Vec<f32> {
    let words: f32 = looks.iter().map(|look| look.words).sum();
    if words > LONGEST as f32 || texts.is_empty() {
        return first.to_vec();
    }
    let numbers = numbers(texts, looks, first);
    let asks: Vec<f32> = numbers.iter().zip(looks).map(|(numbers, look)| table.asks(numbers) + look.stated()).collect();
    let steps: Vec<[f32; 3]> = numbers.iter().map(|numbers| table.steps(numbers)).collect();
    odds(&asks, &steps)
}

/// The numbers of every paragraph: the first odds here, before and after; what its length, its words and its first word
/// say of the side; and how the text alternates.
pub fn numbers(texts: &[&str], looks: &[Look], first: &[f32]) -> Vec<[f32; AGAIN]> {
    let asks: Vec<f32> = first.iter().map(|odds| 1.0 / (1.0 + (-odds).exp())).collect();
    let soft: Vec<f32> = asks.iter().map(|asks| ((asks + 0.02) / (1.02 - asks)).ln()).collect();
    let count = asks.len() as f32;
    let share = asks.iter().sum::<f32>() / count;
    let pairs =
        |both: &dyn Fn(f32, f32) -> f32| asks.windows(2).map(|pair| both(pair[0], pair[1])).sum::<f32>() / count;
    let (answers, questions) = (pairs(&|a, b| (1.0 - a) * (1.0 - b)), pairs(&|a, b| a * b));
    let lengths: Vec<f32> = looks.iter().map(|look| look.words.max(1.0).ln()).collect();
    let (long, wording, opening) =
        (by_length(&lengths, &asks), by_words(texts, looks, &asks), by_opening(texts, &asks));
    let near = |at: Option<usize>| at.and_then(|at| soft.get(at)).copied().unwrap_or(0.0);
    (0..asks.len())
        .map(|at| {
            let (before, after) = (near(at.checked_sub(1)), near(Some(at + 1)));
            [1.0, soft[at], before, after, long[at], wording[at], opening[at], share, answers, questions]
        })
        .collect()
}

/// For each paragraph, what its length says: two normal distributions, one a side.
fn by_length(lengths: &[f32], asks: &[f32]) -> Vec<f32> {
    const NARROWEST: f32 = 0.5;
    let side = |weight: &dyn Fn(f32) -> f32| {
        let total: f32 = asks.iter().map(|asks| weight(*asks) + 1e-3).sum();
        let mean = |of: &dyn Fn(f32) -> f32| {
            asks.iter().zip(lengths).map(|(asks, length)| (weight(*asks) + 1e-3) * of(*length)).sum::<f32>() / total
        };
        let middle = mean(&|length| length);
        let spread = mean(&|length| (length - middle).powi(2));
        (middle, (spread + NARROWEST * NARROWEST).sqrt())
    };
    let (question, answer) = (side(&|asks| asks), side(&|asks| 1.0 - asks));
    let fits = |length: f32, (middle, spread): (f32, f32)| -((length - middle) / spread).powi(2) / 2.0 - spread.ln();
    lengths.iter().map(|&length| (fits(length, question) - fits(length, answer)).clamp(-MOST, MOST)).collect()
}

/// For each paragraph, what its words say that other paragraphs have too, its own left out of the counts.
fn by_words(texts: &[&str], looks: &[Look], asks: &[f32]) -> Vec<f32> {
    const RECURS: u32 = 4;
    const TWICE: u8 = 2;
    const EVEN: f32 = 20.0;
    #[derive(Default)]
    struct Word {
        paragraphs: u32,
        asked: f32,
        answered: f32,
    }
    let mut known: HashMap<String, u32> = HashMap::new();
    let mut all: Vec<Word> = Vec::new();
    let rows: Vec<Vec<(u32, f32)>> = texts
        .iter()
        .zip(looks)
        .map(|(text, look)| {
            let mut row: HashMap<u32, u8> = HashMap::new();
            let marks = std::iter::repeat_n((0, "?"), usize::from(look.marks.min(2)));
            for (_, word) in words(text).chain(marks) {
                let next = known.len() as u32;
                let id = *known.entry(fold(word)).or_insert(next);
                let count = row.entry(id).or_default();
                *count = (*count + 1).min(TWICE);
            }
            all.resize_with(known.len(), Word::default);
            let mut row: Vec<(u32, f32)> = row.into_iter().map(|(id, count)| (id, f32::from(count))).collect();
            row.sort_unstable_by_key(|(id, _)| *id);
            for (id, _) in &row {
                all[*id as usize].paragraphs += 1;
            }
            row
        })
        .collect();
    let recurs = |all: &[Word], id: u32| all[id as usize].paragraphs >= RECURS;
    let (mut asked, mut answered) = (0.0, 0.0);
    for (row, asks) in rows.iter().zip(asks) {
        for &(id, count) in row {
            let word = &mut all[id as usize];
            if word.paragraphs < RECURS {
                continue;
            }
            word.asked += asks * count;
            word.answered += (1.0 - asks) * count;
            asked += asks * count;
            answered += (1.0 - asks) * count;
        }
    }
    let says = |(row, asks): (&Vec<(u32, f32)>, &f32)| {
        let row = || row.iter().filter(|(id, _)| recurs(&all, *id));
        let own: f32 = row().map(|(_, count)| count).sum();
        let (asked, answered) = (asked - asks * own + EVEN, answered - (1.0 - asks) * own + EVEN);
        let sum: f32 = row()
            .map(|&(id, count)| {
                let word = &all[id as usize];
                let usual = word.paragraphs as f32 / texts.len() as f32;
                let in_questions = (word.asked - asks * count).max(0.0) + usual;
                let in_answers = (word.answered - (1.0 - asks) * count).max(0.0) + usual;
                count * (in_questions / asked * answered / in_answers).ln()
            })
            .sum();
        (sum / (own + 1.0).sqrt()).clamp(-MOST, MOST)
    };
    rows.iter().zip(asks).map(says).collect()
}

/// For each paragraph, what its first word says, its own left out of the counts.
fn by_opening(texts: &[&str], asks: &[f32]) -> Vec<f32> {
    const EVEN: f32 = 0.5;
    let first: Vec<String> =
        texts.iter().map(|text| words(text).next().map_or(String::new(), |(_, word)| fold(word))).collect();
    let mut seen: HashMap<&str, (f32, f32)> = HashMap::new();
    for (word, asks) in first.iter().zip(asks) {
        let sides = seen.entry(word).or_default();
        *sides = (sides.0 + asks, sides.1 + 1.0 - asks);
    }
    let questions: f32 = asks.iter().map(|asks| asks + 1e-3).sum();
    let answers: f32 = asks.iter().map(|asks| 1.001 - asks).sum();
    let says = |(word, asks): (&String, &f32)| {
        let (asked, answered) = seen.get(word.as_str()).copied().unwrap_or_default();
        let (asked, answered) = ((asked - asks).max(0.0) + EVEN, (answered - 1.0 + asks).max(0.0) + EVEN);
        (asked / answered * answers / questions).ln()
    };
    first.iter().zip(asks).map(says).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interview::parse::features::look;
    use crate::interview::words::Lexicon;

    #[test]
    fn a_side_is_known_by_its_words() {
        let texts: Vec<String> = (0..24)
            .map(|at| match at % 2 {
                0 => format!("So captain the harbour {at}"),
                _ => format!("Well madam the tide {at} rose again and again over the wall"),
            })
            .collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let looks: Vec<Look> = texts.iter().map(|text| look(text, Lexicon::of(Some("en")))).collect();
        let mut first: Vec<f32> = (0..24).map(|at| if at % 2 == 0 { 2.0 } else { -2.0 }).collect();
        first[10] = -0.5;
        let numbers = numbers(&texts, &looks, &first);
        assert!(numbers[10][4..7].iter().all(|says| *says > 0.5), "{:?}", numbers[10]);
        assert!(numbers[11][4..7].iter().all(|says| *says < -0.5), "{:?}", numbers[11]);
    }
}
