//! Places whose words are like marked words, though not the same: how a mark is found whose text was edited.
//!
//! Runs of a few bytes that stand in both texts say where to look (as in Manber 1994, "Finding similar files"). There the
//! words are aligned by their longest common subsequence, a word with a slip counting in part; what the two texts share
//! is the coefficient of Dice 1945: twice what they have in common, by letters, over all they have.

use std::collections::HashMap;
use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

/// Bytes of a run by which places are known: two words of English, or four Chinese characters.
const RUN: usize = 12;
/// Runs of a pattern that are looked for, evenly spread.
const PROBES: usize = 96;
/// A run that stands in more places says nothing about where to look.
const COMMON: u32 = 24;
/// Places at which words are aligned.
const PLACES: usize = 5;
/// Share of a pattern's runs that a place must have for its words to be aligned.
const SOME: usize = 8;
/// Letters that may stand at an edge by chance.
const CHANCE: u32 = 16;
/// How many times as many letters as stand at an edge part what is there by chance, be it as many as it may.
const FAR: u32 = 3;
/// Most cells of one alignment; only made-up texts have more.
const CELLS: usize = 8_000_000;

/// What is looked for: words with what stood around them, all folded.
#[derive(Debug)]
pub(super) struct Pattern {
    text: String,
    core: Range<usize>,
    /// Whether the words around count as well as the words: a few alone would be like many others.
    around: bool,
}

/// A place like the pattern.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Place {
    /// The bytes of the text.
    pub(super) range: Range<usize>,
    /// What it shares with the pattern, from 0 to 1.
    pub(super) share: f32,
    /// What the words themselves share with those wanted.
    pub(super) words: f32,
    /// How many of the words wanted are missing at the beginning, and at the end.
    pub(super) missing: (usize, usize),
}

impl Pattern {
    pub(super) fn new(before: &str, words: &str, after: &str, around: bool) -> Self {
        let mut text = before.to_owned();
        let mut join = |next: &str| {
            let blank = !text.is_empty() && !next.is_empty();
            text.push_str(if blank { " " } else { "" });
            let from = text.len();
            text.push_str(next);
            from..text.len()
        };
        let core = join(words);
        join(after);
        Self { text, core, around }
    }
}

/// The places in `text` that are like each pattern, the best first; `None` where its words are so common that there are
/// too many to tell.
pub(super) fn places(text: &str, patterns: &[Pattern]) -> Vec<Option<Vec<Place>>> {
    let found = hits(text, patterns);
    patterns.iter().zip(found).map(|(pattern, hits)| hits.map(|hits| aligned(text, pattern, hits))).collect()
}

/// Aligns a pattern at the places where most of its runs stand.
fn aligned(text: &str, pattern: &Pattern, hits: Vec<(u32, u32)>) -> Vec<Place> {
    let wanted = words(&pattern.text, 0..pattern.text.len());
    let mut places: Vec<Place> = Vec::new();
    for window in windows(pattern, hits, text.len()) {
        let there = words(text, window);
        if wanted.len() * there.len() > CELLS {
            continue;
        }
        let Some(place) = align(text, pattern, &wanted, &there) else { continue };
        // A copy may stand beside it.
        let before = there.partition_point(|word| word.end <= place.range.start);
        let after = there.partition_point(|word| word.start < place.range.end);
        for rest in [&there[..before], &there[after..]] {
            places.extend((rest.len() * 3 > wanted.len()).then(|| align(text, pattern, &wanted, rest)).flatten());
        }
        places.push(place);
    }
    places.sort_by(|a, b| b.share.total_cmp(&a.share).then(a.range.start.cmp(&b.range.start)));
    let mut apart: Vec<Place> = Vec::new();
    for place in places {
        let meets = |other: &Place| other.range.start < place.range.end && place.range.start < other.range.end;
        if !apart.iter().any(meets) {
            apart.push(place);
        }
    }
    apart
}

/// For each pattern which of its bytes begins a run that stands at which byte of the text.
fn hits(text: &str, patterns: &[Pattern]) -> Vec<Option<Vec<(u32, u32)>>> {
    struct Run {
        hash: u32,
        pattern: u32,
        at: u32,
        stands: u32,
    }
    let mut runs: Vec<Run> = Vec::new();
    for (number, pattern) in patterns.iter().enumerate() {
        let bytes = pattern.text.as_bytes();
        let step = (bytes.len() / PROBES).max(1);
        let each = (0..bytes.len().saturating_sub(RUN - 1)).step_by(step);
        runs.extend(each.map(|at| Run {
            hash: hash(&bytes[at..at + RUN]),
            pattern: number as u32,
            at: at as u32,
            stands: 0,
        }));
    }
    runs.sort_unstable_by_key(|run| run.hash);
    // Most of the text holds none of the runs, which a few bits tell.
    let bits = (runs.len() * 16).next_power_of_two().max(64);
    let bit = |hash: u32| (hash.wrapping_mul(0x9e37_79b1) >> 7) as usize & (bits - 1);
    let mut known = vec![0_u64; bits / 64];
    for run in &runs {
        known[bit(run.hash) / 64] |= 1 << (bit(run.hash) % 64);
    }
    let mut found: Vec<(u32, u32)> = Vec::new();
    let bytes = text.as_bytes();
    let mut rolling = bytes.get(..RUN).map(hash);
    for at in 0..bytes.len() {
        let Some(now) = rolling else { break };
        if known[bit(now) / 64] & (1 << (bit(now) % 64)) != 0 {
            let first = runs.partition_point(|run| run.hash < now);
            for (number, run) in runs.iter_mut().enumerate().skip(first).take_while(|(_, run)| run.hash == now) {
                run.stands += 1;
                if run.stands <= COMMON {
                    found.push((number as u32, at as u32));
                }
            }
        }
        rolling = bytes.get(at + RUN).map(|next| rolled(now, bytes[at], *next));
    }
    let mut common = vec![(0_u32, 0_u32); patterns.len()];
    for run in &runs {
        let (too, all) = &mut common[run.pattern as usize];
        *too += u32::from(run.stands > COMMON);
        *all += 1;
    }
    let mut by_pattern: Vec<Option<Vec<(u32, u32)>>> =
        common.iter().map(|(too, all)| (*too * 2 <= *all).then(Vec::new)).collect();
    for (number, at) in found {
        let run = &runs[number as usize];
        if run.stands <= COMMON
            && let Some(list) = &mut by_pattern[run.pattern as usize]
        {
            list.push((run.at, at));
        }
    }
    by_pattern
}

/// The stretches of the text in which most runs of the pattern stand, about as far from each other as there.
fn windows(pattern: &Pattern, hits: Vec<(u32, u32)>, end: usize) -> Vec<Range<usize>> {
    let size = pattern.text.len();
    let mut diagonals: Vec<(i64, u32)> =
        hits.iter().map(|&(at, there)| (i64::from(there) - i64::from(at), at)).collect();
    diagonals.sort_unstable();
    let spread = (size / 2).max(64) as i64;
    let mut groups: Vec<(usize, i64, i64)> = Vec::new();
    for group in diagonals.chunk_by(|a, b| b.0 - a.0 <= spread) {
        // A chain of chance hits may be long; it is taken apart.
        for part in group.chunk_by(|a, b| b.0 / (2 * spread) == a.0 / (2 * spread)) {
            let mut which: Vec<u32> = part.iter().map(|(_, at)| *at).collect();
            which.sort_unstable();
            which.dedup();
            if let [(from, _), ..] = part {
                groups.push((which.len(), *from, part.last().map_or(*from, |(to, _)| *to)));
            }
        }
    }
    groups.sort_by_key(|(count, from, _)| (std::cmp::Reverse(*count), *from));
    let probes = size.saturating_sub(RUN - 1).div_ceil((size / PROBES).max(1));
    let clamp = |at: i64| at.clamp(0, end as i64) as usize;
    // As much again on both sides together, for what was put in.
    let wide = (size / 2 + 32) as i64;
    let mut windows: Vec<Range<usize>> = Vec::new();
    for (count, from, to) in groups {
        let window = clamp(from - wide)..clamp(to + size as i64 + wide);
        let covered = |other: &Range<usize>| other.start <= clamp(from) && clamp(to + size as i64) <= other.end;
        if windows.len() < PLACES && count * SOME >= probes && !windows.iter().any(covered) {
            windows.push(window);
        }
    }
    windows
}

/// The best place in a window: where the words align.
fn align(text: &str, pattern: &Pattern, wanted: &[Range<usize>], there: &[Range<usize>]) -> Option<Place> {
    let core = |n: usize| pattern.core.contains(&wanted[n].start);
    // Each pair of words is compared once, however often both stand there.
    let (one, other) = (Numbers::of(&pattern.text, wanted), Numbers::of(text, there));
    let mut known = vec![u32::MAX; one.words.len() * other.words.len()];
    let mut shared = |i: usize, j: usize| {
        let (a, b) = (one.of[i], other.of[j]);
        let known = &mut known[a * other.words.len() + b];
        if *known == u32::MAX {
            *known = alike(one.words[a], other.words[b]);
        }
        *known
    };
    let columns = there.len() + 1;
    let mut best = vec![0_u32; (wanted.len() + 1) * columns];
    for i in 1..=wanted.len() {
        for j in 1..columns {
            let both = match shared(i - 1, j - 1) {
                0 => 0,
                same => best[(i - 1) * columns + j - 1] + same,
            };
            best[i * columns + j] = both.max(best[(i - 1) * columns + j]).max(best[i * columns + j - 1]);
        }
    }
    let (mut i, mut j, mut pairs) = (wanted.len(), there.len(), Vec::new());
    while i > 0 && j > 0 {
        let here = best[i * columns + j];
        let same = shared(i - 1, j - 1);
        if same > 0 && here == best[(i - 1) * columns + j - 1] + same {
            pairs.push((i - 1, j - 1, same));
            (i, j) = (i - 1, j - 1);
        } else if here == best[(i - 1) * columns + j] {
            i -= 1;
        } else {
            j -= 1;
        }
    }
    pairs.reverse();
    // The first of them stands as far behind as it can; the others follow it as closely as they can.
    for n in 1..pairs.len() {
        let (i, j, same) = pairs[n];
        pairs[n].1 = (pairs[n - 1].1 + 1..=j).find(|j| shared(i, *j) == same).unwrap_or(j);
    }
    let weigh =
        |text: &str, words: &[Range<usize>]| words.iter().map(|word| weight(&text[word.clone()]) * 4).sum::<u32>();
    let own: Vec<(usize, usize, u32)> = pairs.iter().copied().filter(|pair| core(pair.0)).collect();
    let all = weigh(
        &pattern.text,
        &wanted.iter().filter(|word| pattern.core.contains(&word.start)).cloned().collect::<Vec<_>>(),
    );
    let parted = |one: &(usize, usize, u32), other: &(usize, usize, u32)| {
        weigh(&pattern.text, &wanted[one.0 + 1..other.0]) + weigh(text, &there[one.1 + 1..other.1])
    };
    let own = trimmed(own, parted)?;
    let (first, last) = (own.first()?, own.last()?);
    let (from, to) = (first.1, last.1);
    let count = |from: usize, to: usize| (from..to).filter(|n| core(*n)).count();
    let missing = (count(0, first.0), count(last.0 + 1, wanted.len()));
    let dice = |both: u32, all: u32| 2.0 * both as f32 / all.max(1) as f32;
    let sum = |pairs: &[(usize, usize, u32)]| pairs.iter().map(|pair| pair.2).sum::<u32>();
    let words = dice(sum(&own), all + weigh(text, &there[from..=to]));
    let share = if pattern.around {
        let near = |pair: &&(usize, usize, u32)| pair.1 + wanted.len() >= from && pair.1 <= to + wanted.len();
        let pairs: Vec<_> = pairs.iter().filter(near).copied().collect();
        let (from, to) = (pairs.first()?.1.min(from), pairs.last()?.1.max(to));
        dice(sum(&pairs), weigh(&pattern.text, wanted) + weigh(text, &there[from..=to]))
    } else {
        words
    };
    Some(Place { range: there[from].start..there[to].end, share, words, missing })
}

/// Leaves out what stands at both ends by chance: a few pairs that more than half as many letters part from the others.
fn trimmed(
    mut pairs: Vec<(usize, usize, u32)>,
    parted: impl Fn(&(usize, usize, u32), &(usize, usize, u32)) -> u32,
) -> Option<Vec<(usize, usize, u32)>> {
    loop {
        let sum = |pairs: &[(usize, usize, u32)]| pairs.iter().map(|pair| pair.2).sum::<u32>();
        // The gap, and so how many pairs lie before it, and whether these are few.
        let gaps = || pairs.windows(2).enumerate().map(|(n, two)| (n + 1, parted(&two[0], &two[1])));
        let few = |end: &[(usize, usize, u32)], gap: u32| {
            let (end, all) = (sum(end), sum(&pairs));
            end <= 2 * gap && end * 2 < all && (end < CHANCE * 4 || end * 5 < all || end * FAR <= gap)
        };
        let before = gaps().filter(|(n, gap)| few(&pairs[..*n], *gap)).map(|(n, _)| n).last();
        if let Some(n) = before {
            pairs.drain(..n);
            continue;
        }
        let after = gaps().find(|(n, gap)| few(&pairs[*n..], *gap)).map(|(n, _)| n);
        match after {
            Some(n) => pairs.truncate(n),
            None => break,
        }
    }
    (!pairs.is_empty()).then_some(pairs)
}

/// The words of a list by numbers: the same word has the same one.
struct Numbers<'a> {
    words: Vec<&'a str>,
    of: Vec<usize>,
}

impl<'a> Numbers<'a> {
    fn of(text: &'a str, list: &[Range<usize>]) -> Self {
        let (mut known, mut words) = (HashMap::new(), Vec::new());
        let number = |word: &Range<usize>| {
            let word = &text[word.clone()];
            *known.entry(word).or_insert_with(|| {
                words.push(word);
                words.len() - 1
            })
        };
        let of = list.iter().map(number).collect();
        Self { words, of }
    }
}

/// What two words have in common, in quarters of a letter.
fn alike(one: &str, other: &str) -> u32 {
    match one == other {
        true => weight(one) * 4,
        false if slip(one, other) => weight(one).min(weight(other)) * 3,
        false => 0,
    }
}

/// Letters of a word; signs that are words by themselves count twice.
fn weight(word: &str) -> u32 {
    let count = word.chars().count() as u32;
    if word.chars().next().is_some_and(alone) { count * 2 } else { count }
}

/// Whether a word is another one with a slip: one letter in four may differ.
fn slip(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let (few, many) = (short.chars().count(), long.chars().count());
    let limit = few.min(many) / 4;
    if limit == 0 || few.abs_diff(many) > limit {
        return false;
    }
    // Each slip changes at most one letter of one word into one of the other, wherever it stands. Most words that are compared
    // are told apart by that, long before their letters are compared place by place.
    let mut letters = [0_i32; 64];
    short.chars().for_each(|c| letters[c as usize % 64] += 1);
    long.chars().for_each(|c| letters[c as usize % 64] -= 1);
    let (more, fewer) = letters.iter().fold((0, 0), |(more, fewer), n| (more + n.max(&0), fewer - n.min(&0)));
    if more.max(fewer) as usize > limit {
        return false;
    }
    let (short, long): (Vec<char>, Vec<char>) = (short.chars().collect(), long.chars().collect());
    // The distance of Damerau 1964, with neighbours changed over as one slip; three rows of it.
    let mut rows = [vec![0; long.len() + 1], vec![0; long.len() + 1], (0..=long.len()).collect::<Vec<usize>>()];
    for i in 1..=short.len() {
        rows.rotate_left(1);
        rows[2][0] = i;
        for j in 1..=long.len() {
            let same = short[i - 1] == long[j - 1];
            let mut cost = (rows[1][j - 1] + usize::from(!same)).min(rows[1][j] + 1).min(rows[2][j - 1] + 1);
            if i > 1 && j > 1 && short[i - 1] == long[j - 2] && short[i - 2] == long[j - 1] {
                cost = cost.min(rows[0][j - 2] + 1);
            }
            rows[2][j] = cost;
        }
    }
    rows[2][long.len()] <= limit
}

/// Whether a character is a word by itself: those of scripts without blanks between words.
fn alone(c: char) -> bool {
    matches!(c, '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// The words of a stretch of folded text, as bytes of it; cut anywhere, it begins and ends with whole ones.
fn words(text: &str, stretch: Range<usize>) -> Vec<Range<usize>> {
    let floor = |at: usize| (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let (from, to) = (floor(stretch.start), floor(stretch.end));
    let mut list: Vec<Range<usize>> = Vec::new();
    for (at, c) in text[from..to].char_indices() {
        let (at, end) = (from + at, from + at + c.len_utf8());
        let grows = |last: &Range<usize>| {
            last.end == at && (is_combining_mark(c) || !(alone(c) || text[last.clone()].starts_with(alone)))
        };
        match list.last_mut() {
            Some(last) if grows(last) && (c.is_alphanumeric() || is_combining_mark(c)) => last.end = end,
            _ if c.is_alphanumeric() => list.push(at..end),
            _ => {}
        }
    }
    // Cut inside a word, its half is none.
    let joined = |at: usize| {
        let word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !alone(c));
        word(text[..at].chars().next_back()) && word(text[at..].chars().next())
    };
    if from > 0 && joined(from) && !list.is_empty() {
        list.remove(0);
    }
    if to < text.len() && joined(to) {
        list.pop();
    }
    list
}

const BASE: u32 = 0x0100_0193;
/// The weight of the byte that leaves a run.
const LEAVES: u32 = {
    let (mut power, mut n) = (1_u32, 1);
    while n < RUN {
        power = power.wrapping_mul(BASE);
        n += 1;
    }
    power
};

/// The hash of a run, such that the next one follows from it (Karp and Rabin 1987).
fn hash(run: &[u8]) -> u32 {
    run.iter().fold(0_u32, |hash, byte| hash.wrapping_mul(BASE).wrapping_add(u32::from(*byte) + 1))
}

fn rolled(hash: u32, leaves: u8, enters: u8) -> u32 {
    let rest = hash.wrapping_sub((u32::from(leaves) + 1).wrapping_mul(LEAVES));
    rest.wrapping_mul(BASE).wrapping_add(u32::from(enters) + 1)
}

/// Where the `n`th word before a place of a folded text begins, or (`on`) where the nth one after it ends.
pub(super) fn step(text: &str, at: usize, n: usize, on: bool) -> Option<usize> {
    // Words are short, those of folded Korean too.
    let reach = n * 96;
    if on {
        words(text, at..(at + reach).min(text.len())).get(n - 1).map(|word| word.end)
    } else {
        words(text, at.saturating_sub(reach)..at).iter().rev().nth(n - 1).map(|word| word.start)
    }
}
