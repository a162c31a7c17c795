//! Finds the words of a quotation among the words of an interview.
//!
//! Words that are rare in the interview say where to look; there the best alignment is computed, in which a word of the
//! quotation may differ, be missing or be too many. What the writer marked costs nothing.

use std::collections::HashMap;
use std::ops::Range;

use super::words::{Part, Word, words};
use super::{Difference, Piece, span};
use crate::interview::locate::Span;
use crate::interview::{Anchor, Interview, ParaId};

/// Costs of a word that differs, of one too many or missing, and of one that differs in its case.
const DIFFERS: u16 = 3;
const GAP: u16 = 2;
const CASE: u16 = 1;

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
    words: Vec<(ParaId, Word)>,
    texts: Vec<String>,
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
}

/// A step of an alignment: a part of the pattern, a word of the text, or both.
type Step = (Option<usize>, Option<usize>, bool);

impl Searcher {
    /// Cuts all paragraphs into words.
    pub fn new(interview: &Interview) -> Self {
        let mut list = Vec::new();
        let mut numbers: HashMap<String, u32> = HashMap::new();
        let (mut positions, mut ids): (Vec<Vec<u32>>, Vec<u32>) = (Vec::new(), Vec::new());
        for id in interview.ids() {
            for word in words(&interview.para(id).text) {
                let next = positions.len() as u32;
                let number = *numbers.entry(word.folded.clone()).or_insert(next);
                if number == next {
                    positions.push(Vec::new());
                }
                positions[number as usize].push(list.len() as u32);
                ids.push(number);
                list.push((id, word));
            }
        }
        let texts = interview.paragraphs.iter().map(|paragraph| paragraph.text.to_string()).collect();
        Self { words: list, texts, numbers, positions, ids }
    }

    /// Where a word occurs.
    fn occurrences(&self, word: &Word) -> &[u32] {
        self.numbers.get(&word.folded).map_or(&[], |number| &self.positions[*number as usize])
    }

    /// The best place for a quotation, if any is like it.
    pub fn find(&self, quoted: &str, pattern: &[Part]) -> Option<Found> {
        let mut best: Option<(u16, Vec<Step>)> = None;
        let numbers: Vec<Option<u32>> = pattern
            .iter()
            .map(|part| if let Part::Word(word) = part { self.numbers.get(&word.folded).copied() } else { None })
            .collect();
        for window in self.windows(pattern) {
            let Some((cost, steps)) = self.align(pattern, &numbers, window) else { continue };
            if best.as_ref().is_none_or(|(other, _)| cost < *other) {
                best = Some((cost, steps));
            }
            if best.as_ref().is_some_and(|(cost, _)| *cost == 0) {
                break;
            }
        }
        let (cost, steps) = best?;
        if cost > 0 && !self.alike(pattern, &steps) {
            return None;
        }
        let used = || steps.iter().filter_map(|(_, text, _)| *text);
        let ((first, from), (last, to)) = (&self.words[used().next()?], &self.words[used().next_back()?]);
        let start = Anchor { para: *first, byte: from.range.start as u32 };
        let end = Anchor { para: *last, byte: to.range.end as u32 };
        let difference = (cost > 0).then(|| self.difference(quoted, pattern, &steps));
        Some(Found { cost, span: span(start, end), difference })
    }

    /// Where to look: stretches of the interview, the likeliest first.
    fn windows(&self, pattern: &[Part]) -> Vec<Range<usize>> {
        let all = 0..self.words.len();
        let wanted: Vec<(usize, &Word)> = pattern
            .iter()
            .enumerate()
            .filter_map(|(at, part)| if let Part::Word(word) = part { Some((at, word)) } else { None })
            .collect();
        let known = wanted.iter().filter(|(_, word)| self.numbers.contains_key(&word.folded)).count();
        if known == 0 || known * 3 < wanted.len() {
            return Vec::new();
        }
        let gap = pattern.contains(&Part::Gap);
        let room = pattern.len() + pattern.len() / 2 + BRACKET * usize::from(pattern.len() > wanted.len()) + 8;
        // Words are rarely left out over more than an answer; where they are, the whole interview is looked through at last.
        let room = if gap { room + LEFT_OUT } else { room };
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
        let window = |(bucket, _): (usize, u32)| {
            let start = bucket * 8;
            start.saturating_sub(room / 2 + 8)..(start + room + 8).min(all.end)
        };
        votes.into_iter().take(PLACES).map(window).chain(gap.then_some(0..self.words.len())).collect()
    }

    /// The cheapest way to lay the pattern over a stretch, beginning and ending anywhere in it.
    fn align(&self, pattern: &[Part], numbers: &[Option<u32>], window: Range<usize>) -> Option<(u16, Vec<Step>)> {
        let (n, base) = (window.len(), window.start);
        let width = n + 1;
        let mut cost = vec![u16::MAX / 2; (pattern.len() + 1) * width];
        cost[..width].fill(0);
        let mut opens = true;
        for (i, part) in pattern.iter().enumerate() {
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
                    Part::Word(word) => {
                        let extra = cost[above + j] + GAP;
                        let (both, missing) = if j > 0 {
                            let same = if numbers[i] == Some(self.ids[base + j - 1]) {
                                price(word, &self.words[base + j - 1].1, opens)
                            } else {
                                DIFFERS
                            };
                            (cost[above + j - 1] + same, cost[row + j - 1] + GAP)
                        } else {
                            (u16::MAX, u16::MAX)
                        };
                        extra.min(both).min(missing)
                    }
                };
                cost[row + j] = best;
            }
            opens = !matches!(part, Part::Word(_));
        }
        let last = pattern.len() * width;
        let end = (0..=n).min_by_key(|j| cost[last + j])?;
        Some((cost[last + end], self.back(pattern, &cost, (base, width), end)))
    }

    /// The steps of the cheapest way, from its end to its beginning and turned round.
    fn back(&self, pattern: &[Part], cost: &[u16], (base, width): (usize, usize), end: usize) -> Vec<Step> {
        let (mut i, mut j) = (pattern.len(), end);
        let mut steps: Vec<Step> = Vec::new();
        while i > 0 {
            let (above, row) = ((i - 1) * width, i * width);
            let here = cost[row + j];
            match &pattern[i - 1] {
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
                    let opens = i < 2 || !matches!(pattern[i - 2], Part::Word(_));
                    let same = if j > 0 { price(word, &self.words[base + j - 1].1, opens) } else { u16::MAX };
                    if j > 0 && cost[above + j - 1] + same == here {
                        steps.push((Some(i - 1), Some(base + j - 1), same == 0));
                        (i, j) = (i - 1, j - 1);
                    } else if cost[above + j] + GAP == here {
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
        steps
    }

    /// Whether enough of the quotation stands there, by weight: words that are everywhere say little.
    fn alike(&self, pattern: &[Part], steps: &[Step]) -> bool {
        let weight = |word: &Word| {
            let count = self.occurrences(word).len();
            if count * 200 > self.words.len() && count > 2 { 1.0_f32 } else { 3.0 }
        };
        let (mut same, mut all, mut telling) = (0.0, 0.0, false);
        for (part, text, equal) in steps {
            let Some(Part::Word(word)) = part.map(|at| &pattern[at]) else { continue };
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

    fn difference(&self, quoted: &str, pattern: &[Part], steps: &[Step]) -> Difference {
        let (mut draft, mut source) = (Vec::new(), Vec::new());
        let mut at = 0;
        while at < steps.len() {
            let equal = steps[at].2;
            let run = steps[at..].iter().take_while(|step| step.2 == equal).count();
            let stretch = &steps[at..at + run];
            at += run;
            let of_draft = stretch.iter().filter_map(|(part, ..)| part.map(|part| range_of(&pattern[part])));
            let ranges: Vec<Range<usize>> = of_draft.flatten().collect();
            let text = match (ranges.first(), ranges.last()) {
                (Some(first), Some(last)) => quoted.get(first.start..last.end).unwrap_or_default().to_owned(),
                _ => String::new(),
            };
            draft.push(Piece { text, differs: !equal });
            source.push(Piece { text: self.text(stretch.iter().filter_map(|(_, text, _)| *text)), differs: !equal });
        }
        Difference { draft, source }
    }

    /// The words of the source as they are written, with a blank between paragraphs.
    fn text(&self, used: impl Iterator<Item = usize>) -> String {
        let mut runs: Vec<(ParaId, Range<usize>, usize)> = Vec::new();
        for index in used {
            let (para, word) = &self.words[index];
            match runs.last_mut() {
                Some((same, range, last)) if same == para && *last + 1 == index => {
                    range.end = word.range.end;
                    *last = index;
                }
                _ => runs.push((*para, word.range.clone(), index)),
            }
        }
        let texts: Vec<&str> =
            runs.iter().filter_map(|(para, range, _)| self.texts[para.0 as usize].get(range.clone())).collect();
        texts.join(" … ")
    }
}

/// What it costs to take one word for the other. Where a quotation begins, or goes on after words left out, the first
/// letter may be large or small.
fn price(word: &Word, other: &Word, opens: bool) -> u16 {
    if word.folded != other.folded {
        return DIFFERS;
    }
    let first_only = || {
        let rest = |text: &str| text.chars().skip(1).collect::<String>();
        rest(&word.cased) == rest(&other.cased)
    };
    // An empty one: its case is what the writer marked.
    if word.cased.is_empty() || word.cased == other.cased || (opens && first_only()) { 0 } else { CASE }
}

fn range_of(part: &Part) -> Option<Range<usize>> {
    match part {
        Part::Word(word) => Some(word.range.clone()),
        Part::Bracket { range } => Some(range.clone()),
        Part::Gap => None,
    }
}
