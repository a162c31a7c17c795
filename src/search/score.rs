//! Scoring: what the words of a query say about the items.

use std::ops::Range;

use super::index::{Index, ItemKind, Occurrence};
use super::query::{Answer, Demand, Term, answers};
use super::rank::{Kinds, merge};

/// Items whose nearness, order and frequency are looked at; the rest cannot reach the top.
const LOOKED_AT: usize = 500;
/// From this many terms on, a query is a pasted sentence.
const PASTED: usize = 8;
/// Below this nothing is called a match.
const FLOOR: f32 = 0.22;

/// A query, compared with the vocabulary.
pub(super) struct Asked {
    /// Terms that add to the score, each with the words that answer it.
    pub terms: Vec<(Term, Vec<Answer>)>,
    weights: Vec<f32>,
    /// For every word of the vocabulary the term it answers best, with its quality.
    by_word: Vec<(u16, f32)>,
    /// Items that an operator rules out.
    barred: Option<Vec<bool>>,
    /// Whether nothing but `!` was asked.
    only_not: bool,
}

/// An item with its score.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scored {
    pub item: usize,
    pub score: f32,
    pub weak: bool,
    /// Whether every term stands in the item itself.
    pub complete: bool,
}

impl Asked {
    /// Compares the terms with the vocabulary and weighs them by how rare their words are among the items.
    pub fn new(terms: Vec<Term>, index: &Index) -> Self {
        let quick = terms.len() > PASTED;
        let all = index.items().len();
        let content = terms.iter().any(|term| !term.stop);
        let by_word = vec![(0, 0.0); index.vocabulary.len()];
        let mut asked = Self { terms: Vec::new(), weights: Vec::new(), by_word, barred: None, only_not: false };
        let mut seen = vec![u32::MAX; all];
        for (n, term) in (0_u32..).zip(terms) {
            let found = answers(&term, index, quick);
            if term.demand != Demand::Soft {
                asked.bar(&term, &found, index);
            }
            if term.demand == Demand::Not {
                continue;
            }
            for answer in &found {
                let cell = &mut asked.by_word[answer.word as usize];
                if answer.quality > cell.1 {
                    *cell = (asked.terms.len() as u16, answer.quality);
                }
            }
            let best = found.iter().map(|answer| answer.quality).fold(0.0, f32::max);
            let mut items = 0;
            for answer in found.iter().filter(|answer| answer.quality >= best.min(0.5)) {
                for &item in &index.postings[answer.word as usize] {
                    items += usize::from(std::mem::replace(&mut seen[item as usize], n) != n);
                }
            }
            let rare = if items == 0 { 0.5 } else { (1.0 + all as f32 / items as f32).ln() / (1.0 + all as f32).ln() };
            asked.weights.push(rare.max(0.02) * if term.stop && content { 0.3 } else { 1.0 });
            asked.terms.push((term, found));
        }
        asked.only_not = asked.terms.is_empty();
        asked
    }

    fn bar(&mut self, term: &Term, found: &[Answer], index: &Index) {
        let barred = self.barred.get_or_insert_with(|| vec![false; index.items().len()]);
        let mut holds = vec![false; index.items().len()];
        for answer in found {
            for &item in &index.postings[answer.word as usize] {
                let item = item as usize;
                let word = |o: Option<&Occurrence>| o.map(|o| index.vocabulary[o.word as usize].text.as_str());
                holds[item] |= match term.demand {
                    Demand::Begins => word(index.occurrences(item).first()).is_some_and(|w| w.starts_with(&term.text)),
                    Demand::Ends => {
                        word(last_word(index.occurrences(item), index)).is_some_and(|w| w.ends_with(&term.text))
                    }
                    _ => true,
                };
            }
        }
        for (barred, holds) in barred.iter_mut().zip(holds) {
            *barred |= holds == (term.demand == Demand::Not);
        }
    }

    /// Every item that answers, best first, weak ones last.
    pub fn score(&self, kinds: Kinds, index: &Index) -> Vec<Scored> {
        let items = index.items();
        let free = |item: usize| self.barred.as_ref().is_none_or(|barred| !barred[item]);
        if self.only_not {
            let wanted = (0..items.len()).filter(|&item| kinds.has(items[item].kind) && free(item));
            return wanted.map(|item| Scored { item, score: 1.0, weak: false, complete: true }).collect();
        }
        // Quality of each term in each item, negative where only a typo or left-out letters made it match.
        let (width, weighed) = (self.terms.len(), self.weights.iter().sum::<f32>());
        let heaviest = self.weights.iter().copied().fold(0.0, f32::max);
        let mut in_item = vec![0.0_f32; items.len() * width];
        let mut in_exchange = vec![0.0_f32; index.exchanges * width];
        let mut touched = vec![false; items.len()];
        for (n, (_, found)) in self.terms.iter().enumerate() {
            for answer in found {
                let signed = if answer.weak { -answer.quality } else { answer.quality };
                for &item in &index.postings[answer.word as usize] {
                    let item = item as usize;
                    touched[item] = true;
                    let cell = &mut in_item[item * width + n];
                    if answer.quality > cell.abs() {
                        *cell = signed;
                    }
                    if let Some(exchange) = items[item].exchange {
                        let cell = &mut in_exchange[exchange * width + n];
                        *cell = cell.max(answer.quality);
                    }
                }
            }
        }
        let mut scored = Vec::new();
        for item in (0..items.len()).filter(|&item| touched[item] && kinds.has(items[item].kind) && free(item)) {
            let own = &in_item[item * width..][..width];
            let near = items[item].exchange.map(|exchange| &in_exchange[exchange * width..][..width]);
            let (mut sum, mut factor, mut covered, mut weak, mut complete) = (0.0, 1.0, 0.0, false, true);
            for n in 0..width {
                let quality = own[n].abs();
                if quality > 0.0 {
                    sum += self.weights[n] * quality;
                    covered += self.weights[n];
                    weak |= own[n] < 0.0;
                    continue;
                }
                complete &= self.terms[n].0.stop;
                let nearby = near.map_or(0.0, |near| near[n]);
                sum += self.weights[n] * nearby * 0.4;
                if nearby == 0.0 {
                    factor *= 1.0 - 0.4 * self.weights[n] / heaviest;
                }
            }
            if covered >= 0.1 * weighed {
                scored.push(Scored { item, score: sum / weighed * factor, weak, complete });
            }
        }
        self.refine(scored, index)
    }

    /// Adds what needs a closer look for the best, cuts what is far behind, and sorts.
    fn refine(&self, mut scored: Vec<Scored>, index: &Index) -> Vec<Scored> {
        let rank = |a: &Scored, b: &Scored| b.score.total_cmp(&a.score).then(a.item.cmp(&b.item));
        for scored in &mut scored {
            scored.score += match index.items()[scored.item].kind {
                ItemKind::Topic => 0.06,
                ItemKind::Question => 0.03,
                ItemKind::Answer | ItemKind::Bookmark => 0.0,
                ItemKind::Note => -0.02,
            };
        }
        if scored.len() > LOOKED_AT {
            scored.select_nth_unstable_by(LOOKED_AT, rank);
        }
        for scored in scored.iter_mut().take(LOOKED_AT) {
            scored.score += self.close(scored.item, index);
        }
        let best = scored.iter().map(|scored| scored.score).fold(0.0, f32::max);
        scored.retain(|scored| scored.score >= (best * 0.35).max(FLOOR));
        scored.sort_unstable_by(|a, b| a.weak.cmp(&b.weak).then_with(|| rank(a, b)));
        scored
    }

    /// Frequency (up to .10), nearness within a sentence (.15), order (.04), and for a label how much of it was asked
    /// for (.10).
    fn close(&self, item: usize, index: &Index) -> f32 {
        let occurrences = index.occurrences(item);
        let mut last: Option<(u16, u32, u16)> = None;
        let (mut count, mut words) = (0.0_f32, 0_usize);
        let pairs = self.terms.len().saturating_sub(1);
        let (mut near, mut ordered) = (vec![0.0_f32; pairs], vec![false; pairs]);
        for o in occurrences {
            let entry = &index.vocabulary[o.word as usize];
            words += usize::from(!entry.alias);
            let (term, quality) = self.by_word[o.word as usize];
            if quality == 0.0 {
                continue;
            }
            count += quality * self.weights[term as usize].min(1.0);
            if let Some((before, at, sentence)) = last
                && before != term
                && sentence == o.sentence
            {
                let gap = o.at.saturating_sub(at).max(1);
                // Neighbours in the query that are neighbours in the text; other pairs count as half as near.
                let (low, high) = (before.min(term) as usize, before.max(term) as usize);
                let closeness = 1.0 / gap as f32 * if high - low == 1 { 1.0 } else { 0.5 };
                near[low] = near[low].max(closeness);
                ordered[low] |= gap == 1 && term == before + 1;
            }
            last = Some((term, o.at, o.sentence));
        }
        let mean = |sum: f32| if pairs == 0 { 0.0 } else { sum / pairs as f32 };
        let nearness = 0.15 * mean(near.iter().sum());
        let order = 0.04 * mean(ordered.iter().filter(|&&o| o).count() as f32);
        let label = match index.items()[item].kind {
            ItemKind::Topic => 0.1 * (count / words.max(1) as f32).min(1.0),
            _ => 0.1 * count / (count + 4.0),
        };
        nearness + order + label
    }

    /// What to highlight in an item: every word that answers a term; function words only where nothing else was asked.
    pub fn matched(&self, item: usize, index: &Index) -> Vec<Range<usize>> {
        let content = self.terms.iter().any(|(term, found)| !term.stop && !found.is_empty());
        let shown = |o: &&Occurrence| {
            let (term, quality) = self.by_word[o.word as usize];
            quality > 0.0 && !(content && self.terms[term as usize].0.stop)
        };
        let ranges = index.occurrences(item).iter().filter(shown);
        merge(ranges.map(|o| o.start as usize..o.start as usize + o.len as usize).collect())
    }
}

fn last_word<'a>(occurrences: &'a [Occurrence], index: &Index) -> Option<&'a Occurrence> {
    occurrences.iter().rev().find(|o| !index.vocabulary[o.word as usize].alias)
}
