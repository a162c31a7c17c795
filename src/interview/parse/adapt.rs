//! A second reading of talk whose speakers are lost: what the first reading takes for the two sides tells how each of
//! them speaks in this very text (how long, with which words, with which opening and ending), and that tells them apart
//! better.

use std::collections::HashMap;

use super::chain::{Table, odds};
use super::talk::{self, Heard, log_words};
use crate::interview::words::{fold, words};

/// Numbers that hold for the whole text.
const WHOLE: usize = 14;
/// How many numbers the second reading takes of one paragraph.
pub const EMITS: usize = 21 + WHOLE;
/// How many numbers it takes of the step into a paragraph.
pub const STEPS: usize = talk::STEPS + 8;

/// How far each of these went in the texts that taught, but for the outermost: a text unlike all of them is judged as the
/// most unlike one that is known, not by a line drawn on into the unknown.
const KNOWN: [(f32, f32); WHOLE] = [
    (0.29, 0.51),
    (0.01, 0.17),
    (0.02, 0.49),
    (0.44, 0.97),
    (-1.77, -0.06),
    (0.46, 0.97),
    (0.57, 1.79),
    (2.01, 4.96),
    (0.06, 0.48),
    (0.00, 0.52),
    (0.00, 0.18),
    (0.02, 0.81),
    (0.11, 0.92),
    (2.86, 5.08),
];

/// Longest text, in words, that is read a second time.
const LONGEST: f32 = 400_000.0;
/// Most that one of the numbers can say.
const MOST: f32 = 4.0;

/// The odds after a second reading; the first ones where the text is too long for it.
pub fn again(texts: &[&str], heard: &[Heard], first: &[f32], table: &Table<EMITS, STEPS>) -> Vec<f32> {
    let words: f32 = heard.iter().map(|heard| heard.words).sum();
    if words > LONGEST || texts.is_empty() {
        return first.to_vec();
    }
    let (emits, steps) = numbers(texts, heard, first);
    let asks: Vec<f32> = emits.iter().zip(heard).map(|(numbers, heard)| table.asks(numbers) + heard.stated).collect();
    let steps: Vec<[f32; 3]> = steps.iter().map(|numbers| table.steps(numbers)).collect();
    odds(&asks, |at| steps[at])
}

/// The numbers of every paragraph and of every step into one: the first odds here and around; what its length, its words,
/// its opening and its ending say of the side; the same by how sure the first reading was; and how the text alternates.
pub fn numbers(texts: &[&str], heard: &[Heard], first: &[f32]) -> (Vec<[f32; EMITS]>, Vec<[f32; STEPS]>) {
    let asks: Vec<f32> = first.iter().map(|odds| 1.0 / (1.0 + (-odds).exp())).collect();
    let soft: Vec<f32> = asks.iter().map(|asks| ((asks + 0.02) / (1.02 - asks)).ln()).collect();
    let lengths: Vec<f32> = heard.iter().map(log_words).collect();
    let long = by_length(&lengths, &asks);
    let [wording, opening, ending] = by_words(texts, heard, &asks);
    let all = all(heard, &lengths, &asks);
    let (sure, alternates) = (all[5], all[3]);
    let of = |numbers: &[f32], at: usize, away: isize| {
        at.checked_add_signed(away).and_then(|index| numbers.get(index)).copied().unwrap_or(0.0)
    };
    let emit = |at: usize| {
        let here = [soft[at], long[at], wording[at], opening[at], ending[at]];
        let near = |away| of(&soft, at, away);
        let around = [near(-1), near(1), near(-2), near(2), of(&wording, at, -1), of(&wording, at, 1)];
        let mut numbers = [0.0; EMITS];
        let parts = [1.0]
            .into_iter()
            .chain(here)
            .chain(around)
            .chain(here.map(|number| number * sure))
            .chain([around[0] * sure, around[1] * sure, around[0] * alternates, around[1] * alternates])
            .chain(all);
        numbers.iter_mut().zip(parts).for_each(|(place, number)| *place = number);
        numbers
    };
    let whole = talk::whole(heard);
    let step = |at: usize| {
        let plain = talk::step(heard, at, whole);
        let mut numbers = [0.0; STEPS];
        let parts =
            plain.into_iter().chain(all[..6].iter().copied()).chain([alternates * plain[9], alternates * plain[10]]);
        numbers.iter_mut().zip(parts).for_each(|(place, number)| *place = number);
        numbers
    };
    ((0..asks.len()).map(emit).collect(), (0..asks.len()).map(step).collect())
}

/// What holds for the whole text: how much is asked, how the sides alternate, how sure that is, how long and of what
/// kind the turns are.
fn all(heard: &[Heard], lengths: &[f32], asks: &[f32]) -> [f32; WHOLE] {
    let count = asks.len().max(1) as f32;
    let mean = |of: &dyn Fn(usize) -> f32| (0..asks.len()).map(of).sum::<f32>() / count;
    let pairs = |both: &dyn Fn(f32, f32) -> f32| {
        asks.windows(2).map(|pair| both(pair[0], pair[1])).sum::<f32>() / (count - 1.0).max(1.0)
    };
    let share = |test: &dyn Fn(&Heard) -> bool| mean(&|at| f32::from(u8::from(test(&heard[at]))));
    let total: f32 = asks.iter().sum::<f32>().max(1e-3);
    let (question, answer) = sides(lengths, asks);
    let middle = mean(&|at| lengths[at]);
    let mut sorted = lengths.to_vec();
    sorted.sort_by(f32::total_cmp);
    let mut all = [
        mean(&|at| asks[at]),
        pairs(&|a, b| a * b),
        pairs(&|a, b| (1.0 - a) * (1.0 - b)),
        pairs(&|a, b| a * (1.0 - b) + b * (1.0 - a)),
        question.0 - answer.0,
        mean(&|at| (asks[at] - 0.5).abs() * 2.0),
        mean(&|at| (lengths[at] - middle).powi(2)).sqrt(),
        sorted.get(sorted.len() / 2).copied().unwrap_or(0.0),
        share(&|heard| heard.ends),
        share(&|heard| heard.words <= 8.0),
        share(&|heard| heard.back),
        share(&|heard| heard.words > 70.0),
        asks.iter().zip(heard).filter(|(_, heard)| heard.ends).map(|(asks, _)| asks).sum::<f32>() / total,
        count.ln(),
    ];
    for (number, (least, most)) in all.iter_mut().zip(KNOWN) {
        *number = number.clamp(least, most);
    }
    all
}

/// Mean and spread of the length of each side.
fn sides(lengths: &[f32], asks: &[f32]) -> ((f32, f32), (f32, f32)) {
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
    (side(&|asks| asks), side(&|asks| 1.0 - asks))
}

/// For each paragraph, what its length says: two normal distributions, one a side.
fn by_length(lengths: &[f32], asks: &[f32]) -> Vec<f32> {
    let (question, answer) = sides(lengths, asks);
    let fits = |length: f32, (middle, spread): (f32, f32)| -((length - middle) / spread).powi(2) / 2.0 - spread.ln();
    lengths.iter().map(|&length| (fits(length, question) - fits(length, answer)).clamp(-MOST, MOST)).collect()
}

/// For each paragraph, what its words say that other paragraphs have too, its first one and two, its last one and two.
fn by_words(texts: &[&str], heard: &[Heard], asks: &[f32]) -> [Vec<f32>; 3] {
    let mut known: HashMap<String, u32> = HashMap::new();
    let mut pairs: HashMap<(u32, u32), u32> = HashMap::new();
    let (mut wording, mut opening, mut ending) = (Vec::new(), Vec::new(), Vec::new());
    for (text, heard) in texts.iter().zip(heard) {
        let mut row: Vec<u32> = words(text)
            .map(|(_, word)| {
                // The even numbers are words, the odd ones pairs.
                let next = known.len() as u32 * 2 + 2;
                *known.entry(fold(word)).or_insert(next)
            })
            .collect();
        let mut pair = |a: Option<&u32>, b: Option<&u32>| {
            let next = pairs.len() as u32 * 2 + 1;
            match (a, b) {
                (Some(&a), Some(&b)) => Some(*pairs.entry((a, b)).or_insert(next)),
                _ => None,
            }
        };
        let last = row.len().checked_sub(2).and_then(|index| row.get(index));
        let (first_two, last_two) = (pair(row.first(), row.get(1)), pair(last, row.last()));
        opening.push(row.first().copied().into_iter().chain(first_two).collect());
        ending.push(row.last().copied().into_iter().chain(last_two).collect());
        row.extend((heard.marks > 0).then_some(0));
        row.sort_unstable();
        row.dedup();
        wording.push(row);
    }
    [by_keys(&wording, asks, 20.0, 4), by_keys(&opening, asks, 2.0, 2), by_keys(&ending, asks, 2.0, 2)]
}

/// For each paragraph, what those of its keys say that at least `least` paragraphs have, its own left out of the counts.
/// `even` is how many keys of each side are supposed beforehand.
fn by_keys(rows: &[Vec<u32>], asks: &[f32], even: f32, least: u32) -> Vec<f32> {
    #[derive(Clone, Copy, Default)]
    struct Key {
        paragraphs: u32,
        asked: f32,
        answered: f32,
    }
    let most = rows.iter().flatten().max().map_or(0, |most| *most as usize + 1);
    let mut keys = vec![Key::default(); most];
    let (mut asked, mut answered) = (0.0, 0.0);
    for (row, asks) in rows.iter().zip(asks) {
        for &key in row {
            let key = &mut keys[key as usize];
            key.paragraphs += 1;
            key.asked += asks;
            key.answered += 1.0 - asks;
        }
    }
    for key in keys.iter().filter(|key| key.paragraphs >= least) {
        asked += key.asked;
        answered += key.answered;
    }
    let says = |(row, asks): (&Vec<u32>, &f32)| {
        let recurs = || row.iter().map(|&key| keys[key as usize]).filter(|key| key.paragraphs >= least);
        let own = recurs().count() as f32;
        let (asked, answered) = ((asked - asks * own).max(0.0) + even, (answered - (1.0 - asks) * own).max(0.0) + even);
        let sum: f32 = recurs()
            .map(|key| {
                let usual = key.paragraphs as f32 / rows.len() as f32;
                let in_questions = (key.asked - asks).max(0.0) + usual;
                let in_answers = (key.answered - (1.0 - asks)).max(0.0) + usual;
                (in_questions / asked * answered / in_answers).ln()
            })
            .sum();
        (sum / (own + 1.0).sqrt()).clamp(-MOST, MOST)
    };
    rows.iter().zip(asks).map(says).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interview::parse::talk::hear;
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
        let heard: Vec<Heard> = texts.iter().map(|text| hear(text, Lexicon::of(Some("en")), true)).collect();
        let mut first: Vec<f32> = (0..24).map(|at| if at % 2 == 0 { 2.0 } else { -2.0 }).collect();
        first[10] = -0.5;
        let (numbers, _) = numbers(&texts, &heard, &first);
        assert!(numbers[10][2..5].iter().all(|says| *says > 0.5), "{:?}", numbers[10]);
        assert!(numbers[11][2..5].iter().all(|says| *says < -0.5), "{:?}", numbers[11]);
    }
}
