//! Finds the words of a quotation among the words of an interview.
//!
//! Words that are rare in the interview say where to look; there the best alignment is computed, in which a word of the
//! quotation may differ, be missing or be too many. What the writer marked costs nothing.

use std::collections::HashMap;
use std::ops::Range;

use super::words::{Part, Pattern, Word, words};
use super::{Difference, Piece, marks, span};
use crate::interview::locate::Span;
use crate::interview::{Anchor, Interview, ParaId};

/// Costs of a word that differs, of one too many, of one missing, of one that differs in its case, and of marks that differ.
/// One too many costs more than one missing, so that the last word stands for itself where one before it is missing.
const DIFFERS: u16 = 6;
const EXTRA: u16 = 5;
const MISSING: u16 = 4;
const CASE: u16 = 2;
const MARKS: u16 = 2;

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
    /// Marks behind the last word.
    tail: String,
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

    /// What it costs to take a word of the quotation for one of the source that is the same but for its case: its case, and
    /// the marks at it.
    fn pair(&self, pattern: &Pattern, i: usize, j: usize) -> u16 {
        let Part::Word(word) = &pattern.parts[i] else { return DIFFERS };
        let source = &self.words[j].1;
        let opens = i == 0 || !matches!(pattern.parts[i - 1], Part::Word(_));
        let (between, own) = (self.between(pattern, i, j), self.at(pattern, i, j));
        case(word, source, opens) + MARKS * (u16::from(!between) + u16::from(!own))
    }

    /// Whether the marks between a word of the quotation and the word before it are those of the source.
    fn between(&self, pattern: &Pattern, i: usize, j: usize) -> bool {
        match (&pattern.parts[i], i.checked_sub(1).map(|before| &pattern.parts[before])) {
            (Part::Word(word), Some(Part::Word(_))) => marks::same(&word.before, &self.words[j].1.before),
            _ => true,
        }
    }

    /// Whether the other marks at a word may stand there: behind words left out, before them, and at the end.
    fn at(&self, pattern: &Pattern, i: usize, j: usize) -> bool {
        let (parts, is_word) = (&pattern.parts, |part: &Part| matches!(part, Part::Word(_)));
        let first = i == 0 || !is_word(&parts[i - 1]);
        if first
            && let Part::Word(word) = &parts[i]
            && !marks::loud(&word.before, &self.words[j].1.before)
        {
            return false;
        }
        let after = &pattern.after[i];
        if i + 1 == parts.len() {
            let before = parts[..i].iter().rev().take_while(|part| is_word(part)).count();
            let whole = self.sentence(j) >= j.saturating_sub(before);
            return marks::end(after, self.after(j), whole);
        }
        if is_word(&parts[i + 1]) {
            return true;
        }
        let ends = parts[i + 1..].iter().all(|part| !is_word(part));
        let last = if ends { pattern.after.last().map_or("", String::as_str) } else { "" };
        marks::loud(after, self.after(j)) && (last.is_empty() || marks::loud(last, self.ending(j)))
    }

    /// The marks behind a word of the source.
    fn after(&self, j: usize) -> &str {
        self.words.get(j + 1).map_or(&self.tail, |(_, next)| &next.before)
    }

    /// The marks with which the sentence ends that a word stands in.
    fn ending(&self, j: usize) -> &str {
        (j..self.words.len()).map(|at| self.after(at)).find(|marks| marks::ends_sentence(marks)).unwrap_or("")
    }

    /// The first word of the sentence that a word stands in.
    fn sentence(&self, j: usize) -> usize {
        let opens = |at: &usize| {
            let (para, word) = &self.words[*at];
            *at == 0 || marks::ends_sentence(&word.before) || self.words[at - 1].0 != *para
        };
        (0..=j).rev().find(opens).unwrap_or(0)
    }

    /// Marks that differ show at the word they cling to, the one before them.
    fn lay_marks(&self, pattern: &Pattern, steps: &mut [Step]) {
        for at in 0..steps.len() {
            let (Some(i), Some(j), false) = steps[at] else { continue };
            let (Part::Word(word), Some((_, source))) = (&pattern.parts[i], self.words.get(j)) else { continue };
            if word.folded != source.folded || self.between(pattern, i, j) {
                continue;
            }
            let opens = i == 0 || !matches!(pattern.parts[i - 1], Part::Word(_));
            if at > 0 && case(word, source, opens) == 0 && self.at(pattern, i, j) {
                steps[at].2 = true;
            }
            if at > 0 {
                steps[at - 1].2 = false;
            }
        }
    }

    /// Whether all words of the quotation stand there, and no others between them.
    fn worded(&self, pattern: &Pattern, steps: &[Step]) -> bool {
        steps.iter().all(|(part, text, equal)| match (part.map(|part| &pattern.parts[part]), text) {
            (Some(Part::Word(word)), Some(text)) => word.folded == self.words[*text].1.folded,
            _ => *equal,
        })
    }

    /// Words of the quotation that have no fellow at its ends, or beside words left out, stand for what the source has in
    /// that place: as many words, of the same paragraph.
    fn fill(&self, pattern: &Pattern, steps: &mut [Step]) {
        let lone = |step: &Step| matches!(step, (Some(part), None, false) if matches!(pattern.parts[*part], Part::Word(_)));
        let mut at = 0;
        while at < steps.len() {
            let count = steps[at..].iter().take_while(|step| lone(step)).count();
            if count == 0 {
                at += 1;
                continue;
            }
            let run = at..at + count;
            at += count;
            let left = steps[..run.start].iter().rev().find_map(|step| step.1);
            let right = steps[run.end..].iter().find_map(|step| step.1);
            let from = left.map_or(0, |left| left + 1);
            let to = right.unwrap_or(self.words.len());
            // Beside the word before it, or else beside the one behind.
            let beside = |step: Option<&Step>, part: Option<usize>| {
                step.is_some_and(|step| step.1.is_some() && (step.0.is_none() || step.0 == part))
            };
            let (first, last) = (steps[run.start].0, steps[run.end - 1].0);
            let before = run.start.checked_sub(1).and_then(|before| steps.get(before));
            let joined = beside(before, first.and_then(|first| first.checked_sub(1)));
            let behind = !joined && beside(steps.get(run.end), last.map(|last| last + 1));
            let near = if behind { right } else { left };
            let Some(para) = near.map(|word| self.words[word].0) else { continue };
            let same = |word: &usize| self.words.get(*word).is_some_and(|(other, _)| *other == para);
            let free: Vec<usize> = if behind {
                let mut free: Vec<usize> = (from..to).rev().take_while(same).take(count).collect();
                free.reverse();
                free
            } else {
                (from..to).take_while(same).take(count).collect()
            };
            let start = if behind { run.end - free.len() } else { run.start };
            for (step, word) in steps[start..].iter_mut().zip(free) {
                step.1 = Some(word);
            }
        }
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

    fn difference(&self, quoted: &str, pattern: &Pattern, steps: &[Step]) -> Difference {
        let (mut draft, mut source) = (Vec::new(), Vec::new());
        let mut at = 0;
        while at < steps.len() {
            let equal = steps[at].2;
            let run = steps[at..].iter().take_while(|step| step.2 == equal).count();
            let stretch = &steps[at..at + run];
            at += run;
            let of_draft = stretch.iter().filter_map(|(part, ..)| part.map(|part| range_of(&pattern.parts[part])));
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

/// What a difference of case costs. Where a quotation begins, or goes on after words left out, the first letter may be large
/// or small.
fn case(word: &Word, other: &Word, opens: bool) -> u16 {
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
