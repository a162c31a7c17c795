//! Finds the words of a quotation among the words of an interview.
//!
//! Words that are rare in the interview say where to look; there the best alignment is computed, in which a word of the
//! quotation may differ, be missing or be too many. What the writer marked costs nothing.

use std::collections::HashMap;
use std::ops::Range;

use super::words::{Part, Pattern, Word, words};
use super::{Difference, span};
use crate::interview::locate::Span;
use crate::interview::{Anchor, Interview, ParaId};

/// Costs of a word that differs, of one too many, of one missing, of one that differs in its case, and of marks that differ.
/// One too many costs more than one missing, so that the last word stands for itself where one before it is missing.
pub const DIFFERS: u16 = 6;
const EXTRA: u16 = 5;
const MISSING: u16 = 4;
pub const CASE: u16 = 2;
pub const MARKS: u16 = 2;

/// Most words of the source that words in brackets may stand for.
const BRACKET: usize = 12;

/// Share of the quotation's weight that must stand in the source for it to be that place, altered.
const ALIKE: f32 = 0.6;

/// Occurrences above which a word says nothing about where to look.
const COMMON: usize = 200;

/// Words before and after a place among which the rest of a quotation with words left out is looked for first.
const LEFT_OUT: usize = 600;

/// Places at which the best alignment is computed.
const PLACES: usize = 6;

/// An interview as words.
#[derive(Debug)]
pub struct Searcher {
    pub(super) words: Vec<(ParaId, Word)>,
    /// Marks behind the last word.
    pub(super) tail: String,
    pub(super) texts: Vec<String>,
    /// A number for each word that occurs, and by that number where it does.
    numbers: HashMap<String, u32>,
    positions: Vec<Vec<u32>>,
    /// The number of each word: comparing these costs a fraction of comparing the words.
    ids: Vec<u32>,
}

/// Where a quotation was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// 0 where it stands there word by word.
    pub cost: u16,
    /// The words in the source.
    pub span: Span,
    /// How the wordings differ; `None` where they do not.
    pub difference: Option<Difference>,
    /// Whether all the words are the same, so that only marks and case may differ.
    pub worded: bool,
}

/// A step of an alignment: a part of the pattern, a word of the text, or both.
pub type Step = (Option<usize>, Option<usize>, bool);

impl Searcher {
    /// Cuts all paragraphs into words.
    pub fn new(interview: &Interview) -> Self {
        let mut list = Vec::new();
        let mut numbers: HashMap<String, u32> = HashMap::new();
        let (mut positions, mut ids): (Vec<Vec<u32>>, Vec<u32>) = (Vec::new(), Vec::new());
        let mut tail = String::new();
        for id in interview.ids() {
            let (found, after) = words(&interview.para(id).text);
            for mut word in found {
                // Between two paragraphs stand the marks of both.
                if !tail.is_empty() {
                    word.before.insert_str(0, &std::mem::take(&mut tail));
                }
                let next = positions.len() as u32;
                let number = *numbers.entry(word.folded.clone()).or_insert(next);
                if number == next {
                    positions.push(Vec::new());
                }
                positions[number as usize].push(list.len() as u32);
                ids.push(number);
                list.push((id, word));
            }
            tail.push_str(&after);
        }
        let texts = interview.paragraphs.iter().map(|paragraph| paragraph.text.to_string()).collect();
        Self { words: list, tail, texts, numbers, positions, ids }
    }

    /// Where a word occurs.
    fn occurrences(&self, word: &Word) -> &[u32] {
        self.numbers.get(&word.folded).map_or(&[], |number| &self.positions[*number as usize])
    }

    /// The best place for a quotation, if any is like it.
    pub fn find(&self, quoted: &str, pattern: &Pattern) -> Option<Found> {
        let mut best: Option<(u16, Vec<Step>)> = None;
        let numbers: Vec<Option<u32>> = pattern
            .parts
            .iter()
            .map(|part| if let Part::Word(word) = part { self.numbers.get(&word.folded).copied() } else { None })
            .collect();
        for window in self.windows(pattern, &numbers) {
            let Some((cost, steps)) = self.align(pattern, &numbers, window) else { continue };
            if best.as_ref().is_none_or(|(other, _)| cost < *other) {
                best = Some((cost, steps));
            }
            if best.as_ref().is_some_and(|(cost, _)| *cost == 0) {
                break;
            }
        }
        let (cost, mut steps) = best?;
        let worded = self.worded(pattern, &steps);
        if cost > 0 && !worded && !self.alike(pattern, &steps) {
            return None;
        }
        if cost > 0 {
            self.fill(pattern, &mut steps);
        }
        let used = || steps.iter().filter_map(|(_, text, _)| *text);
        let ((first, from), (last, to)) = (&self.words[used().next()?], &self.words[used().next_back()?]);
        let start = Anchor { para: *first, byte: from.range.start as u32 };
        let end = Anchor { para: *last, byte: to.range.end as u32 };
        let difference = (cost > 0).then(|| self.difference(quoted, pattern, &steps));
        Some(Found { cost, span: span(start, end), difference, worded })
    }

    /// Where to look: stretches of the interview, the likeliest first.
    fn windows(&self, pattern: &Pattern, numbers: &[Option<u32>]) -> Vec<Range<usize>> {
        let all = 0..self.words.len();
        let parts = &pattern.parts;
        let wanted: Vec<(usize, &Word)> = parts
            .iter()
            .enumerate()
            .filter_map(|(at, part)| if let Part::Word(word) = part { Some((at, word)) } else { None })
            .collect();
        let known = numbers.iter().flatten().count();
        if known == 0 || known * 3 < wanted.len() {
            return Vec::new();
        }
        let gap = parts.contains(&Part::Gap);
        let room = parts.len() + parts.len() / 2 + BRACKET * usize::from(parts.len() > wanted.len()) + 8;
        // Words are rarely left out over more than an answer; where they are, the whole interview is looked through at last.
        let room = if gap { room + LEFT_OUT } else { room };
        let window =
            |start: usize| start.min(all.end).saturating_sub(room / 2 + 8)..start.saturating_add(room + 8).min(all.end);
        let mut votes: HashMap<usize, u32> = HashMap::new();
        let counts = wanted.iter().map(|(_, word)| self.occurrences(word).len());
        let least = counts.filter(|count| *count > 0).min();
        let limit = COMMON.max(least.unwrap_or(0));
        for (at, word) in &wanted {
            let positions = self.occurrences(word);
            if positions.len() > limit {
                continue;
            }
            let weight = if positions.len() * 200 > self.words.len() { 1 } else { 4 };
            for position in positions {
                let start = (*position as usize).saturating_sub(*at);
                // A vote for a stretch and its neighbour, so that one that lies across both wins.
                *votes.entry(start / 8).or_default() += weight;
                *votes.entry(start / 8 + 1).or_default() += weight;
            }
        }
        let mut votes: Vec<(usize, u32)> = votes.into_iter().collect();
        votes.sort_by_key(|(bucket, count)| (std::cmp::Reverse(*count), *bucket));
        let mut out: Vec<Range<usize>> = self.together(pattern, numbers).into_iter().map(window).collect();
        out.extend(votes.into_iter().take(PLACES).map(|(bucket, _)| window(bucket * 8)));
        out.extend(gap.then_some(all.clone()));
        out
    }

    /// Where the longest run of the quotation's words stands as it is, those first whose marks fit best. Words that are all
    /// common have no votes, and are found by this.
    fn together(&self, pattern: &Pattern, numbers: &[Option<u32>]) -> Vec<usize> {
        let (mut first, mut run): (usize, Vec<u32>) = (0, Vec::new());
        let mut at = 0;
        for stretch in numbers.split(Option::is_none) {
            if stretch.len() > run.len() {
                (first, run) = (at, stretch.iter().copied().flatten().collect());
            }
            at += stretch.len() + 1;
        }
        if run.is_empty() {
            return Vec::new();
        }
        let rarest = (0..run.len()).min_by_key(|at| self.positions[run[*at] as usize].len()).unwrap_or(0);
        let mut found: Vec<(u16, usize)> = Vec::new();
        for position in &self.positions[run[rarest] as usize] {
            let Some(start) = (*position as usize).checked_sub(rarest) else { continue };
            if self.ids.get(start..start + run.len()) != Some(&run[..]) {
                continue;
            }
            let cost = (0..run.len()).map(|at| self.pair(pattern, first + at, start + at)).sum();
            found.push((cost, start.saturating_sub(first)));
        }
        found.sort_unstable();
        found.truncate(PLACES);
        found.into_iter().map(|(_, start)| start).collect()
    }

    /// The cheapest way to lay the pattern over a stretch, beginning and ending anywhere in it.
    fn align(&self, pattern: &Pattern, numbers: &[Option<u32>], window: Range<usize>) -> Option<(u16, Vec<Step>)> {
        let (n, base) = (window.len(), window.start);
        let (width, parts) = (n + 1, &pattern.parts);
        let mut cost = vec![u16::MAX / 2; (parts.len() + 1) * width];
        cost[..width].fill(0);
        for (i, part) in parts.iter().enumerate() {
            let (above, row) = (i * width, (i + 1) * width);
            for j in 0..=n {
                let best = match part {
                    Part::Gap => {
                        let stay = if j > 0 { cost[row + j - 1] } else { u16::MAX };
                        cost[above + j].min(stay)
                    }
                    Part::Bracket { .. } => {
                        (0..=BRACKET.min(j)).map(|back| cost[above + j - back]).min().unwrap_or(u16::MAX / 2)
                    }
                    Part::Word(_) => {
                        let extra = cost[above + j] + EXTRA;
                        let (both, missing) = if j > 0 {
                            let same = if numbers[i] == Some(self.ids[base + j - 1]) {
                                self.pair(pattern, i, base + j - 1)
                            } else {
                                DIFFERS
                            };
                            (cost[above + j - 1] + same, cost[row + j - 1] + MISSING)
                        } else {
                            (u16::MAX, u16::MAX)
                        };
                        extra.min(both).min(missing)
                    }
                };
                cost[row + j] = best;
            }
        }
        let last = parts.len() * width;
        let end = (0..=n).min_by_key(|j| cost[last + j])?;
        Some((cost[last + end], self.back(pattern, &cost, (base, width), end)))
    }

    /// The steps of the cheapest way, from its end to its beginning and turned round.
    fn back(&self, pattern: &Pattern, cost: &[u16], (base, width): (usize, usize), end: usize) -> Vec<Step> {
        let (mut i, mut j) = (pattern.parts.len(), end);
        let mut steps: Vec<Step> = Vec::new();
        while i > 0 {
            let (above, row) = ((i - 1) * width, i * width);
            let here = cost[row + j];
            match &pattern.parts[i - 1] {
                Part::Gap => {
                    if cost[above + j] == here {
                        i -= 1;
                    } else {
                        j -= 1;
                    }
                }
                Part::Bracket { .. } => {
                    let back = (0..=BRACKET.min(j)).find(|back| cost[above + j - back] == here).unwrap_or(0);
                    for used in (j - back..j).rev() {
                        steps.push((Some(i - 1), Some(base + used), true));
                    }
                    if back == 0 {
                        steps.push((Some(i - 1), None, true));
                    }
                    (i, j) = (i - 1, j - back);
                }
                Part::Word(word) => {
                    let same = if j == 0 {
                        u16::MAX
                    } else if word.folded == self.words[base + j - 1].1.folded {
                        self.pair(pattern, i - 1, base + j - 1)
                    } else {
                        DIFFERS
                    };
                    if j > 0 && cost[above + j - 1] + same == here {
                        steps.push((Some(i - 1), Some(base + j - 1), same == 0));
                        (i, j) = (i - 1, j - 1);
                    } else if cost[above + j] + EXTRA == here {
                        steps.push((Some(i - 1), None, false));
                        i -= 1;
                    } else {
                        steps.push((None, Some(base + j - 1), false));
                        j -= 1;
                    }
                }
            }
        }
        steps.reverse();
        self.lay_marks(pattern, &mut steps);
        steps
    }

    /// Whether enough of the quotation stands there, by weight: words that are everywhere say little.
    fn alike(&self, pattern: &Pattern, steps: &[Step]) -> bool {
        let weight = |word: &Word| {
            let count = self.occurrences(word).len();
            if count * 200 > self.words.len() && count > 2 { 1.0_f32 } else { 3.0 }
        };
        let (mut same, mut all, mut telling) = (0.0, 0.0, false);
        for (part, text, equal) in steps {
            let Some(Part::Word(word)) = part.map(|at| &pattern.parts[at]) else { continue };
            let weight = weight(word);
            all += weight;
            // A word that differs in its case only is that word.
            let close = text.is_some_and(|text| self.words[text].1.folded == word.folded);
            if *equal || close {
                same += weight;
                telling |= weight > 1.0;
            }
        }
        // Words of the source that the quotation leaves out without a mark count against it, too.
        let missing = steps.iter().filter(|(part, ..)| part.is_none()).count() as f32;
        all > 0.0 && telling && same / (all + missing * 0.5) >= ALIKE
    }
}
