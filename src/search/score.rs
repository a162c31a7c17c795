//! Scoring: what the words of a query say about the items.

use std::ops::Range;
use std::sync::Arc;

use super::answer::Manner;
use super::best::{Best, LOOKED_AT, by_score};
use super::index::{Index, ItemKind};
use super::query::{Demand, PASTED, Term};
use super::rank::{Kinds, merge};
use super::spread::{BLOCK, Cache, Grade, Spread, nothing, quality, weak};
use super::words::each_word;

/// From this many items on, what would only refine the order is left out where it costs milliseconds: a hundred
/// interviews, or one of 15 MB.
pub(super) const LARGE: usize = 50_000;
/// Below this nothing is called a match.
const FLOOR: f32 = 0.22;
/// Below this share of the best nothing is shown.
const CUT: f32 = 0.35;
/// The same where the best has every one of several terms: who types two words wants both.
const CUT_COMPLETE: f32 = 0.55;

/// Below this share of the best a row has no right to come before it for having every term.
const HARDLY: f32 = 0.5;

/// What a paragraph must have over the question that it answers to come before it, where both have every term.
const FAR_BETTER: f32 = 0.2;
/// Words of a middling paragraph: the same word said twice means more in a shorter text.
const MIDDLING: f32 = 60.0;

/// A term with where it stands and how much it weighs.
struct Asking {
    term: Term,
    spread: Arc<Spread>,
    weight: f32,
}

/// A term as the loop over all items needs it.
struct Way<'a> {
    items: &'a [Grade],
    exchanges: &'a [Grade],
    /// Its weight, as a share of all.
    share: f32,
    /// What each grade adds.
    worth: [f32; 256],
    /// What is left of an item that has it nowhere near.
    lost: f32,
    stop: bool,
    /// Items that have it.
    count: usize,
    /// Whether it is one of those that say little in a large set.
    frequent: bool,
}

/// A query, compared with the vocabulary.
pub(super) struct Asked {
    /// Terms that add to the score.
    terms: Vec<Asking>,
    /// For every word of the vocabulary the term that it answers best, and how well.
    by_word: Vec<(u8, Grade)>,
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
    /// The score by the words alone: without kind, nearness and frequency.
    pub plain: f32,
    pub weak: bool,
    /// Whether every term stands in the item itself.
    pub complete: bool,
}

impl Asked {
    /// Compares the terms with the vocabulary and weighs them by how rare their words are among the items.
    pub fn new(terms: Vec<Term>, index: &Index, cache: &mut Cache) -> Self {
        let manner = match terms.len() {
            1 => Manner::Alone,
            n if n > PASTED => Manner::Pasted,
            _ => Manner::Full,
        };
        let all = index.items().len() as f32;
        let content = terms.iter().any(|term| !term.stop);
        let by_word = vec![(0, 0); index.vocabulary.len()];
        let mut asked = Self { terms: Vec::new(), by_word, barred: None, only_not: false };
        for term in terms {
            let spread = cache.spread(&term, index, manner);
            if term.demand != Demand::Soft {
                asked.bar(&term, &spread, index);
            }
            if term.demand == Demand::Not {
                continue;
            }
            for &(word, grade) in &spread.words {
                let cell = &mut asked.by_word[word as usize];
                if grade > cell.1 {
                    *cell = (asked.terms.len() as u8, grade);
                }
            }
            let rare = if spread.count == 0 { 0.5 } else { (1.0 + all / spread.count as f32).ln() / (1.0 + all).ln() };
            let weight = rare.max(0.02) * if term.stop && content { 0.3 } else { 1.0 };
            asked.terms.push(Asking { term, spread, weight });
        }
        asked.only_not = asked.terms.is_empty();
        asked
    }

    /// Whether no term has an operator.
    pub fn soft(&self) -> bool {
        self.barred.is_none()
    }

    /// The longest term that no word answers.
    pub fn unanswered(&self) -> Option<&str> {
        let unknown = self.terms.iter().filter(|asking| asking.spread.words.is_empty());
        unknown.map(|asking| asking.term.text.as_str()).max_by_key(|text| text.chars().count())
    }

    fn bar(&mut self, term: &Term, spread: &Spread, index: &Index) {
        let barred = self.barred.get_or_insert_with(|| vec![false; index.items().len()]);
        let text = |word: Option<u32>| word.map_or("", |word| index.vocabulary.text(word));
        for (item, barred) in barred.iter_mut().enumerate() {
            let mut words = index.spoken(item).filter(|word| !word.alias).map(|word| word.word);
            let holds = spread.items[item] != 0
                && match term.demand {
                    Demand::Begins => text(words.next()).starts_with(&term.text),
                    Demand::Ends => text(words.last()).ends_with(&term.text),
                    _ => true,
                };
            *barred |= holds == (term.demand == Demand::Not);
        }
    }

    /// The best items, best first, weak ones behind what needs no guess; and how many answer in all.
    pub fn score(&self, kinds: Kinds, index: &Index) -> (Vec<Scored>, usize) {
        let items = index.items();
        let wanted =
            |item: usize| kinds.has(index.kinds[item]) && self.barred.as_ref().is_none_or(|barred| !barred[item]);
        if self.only_not {
            let free = (0..items.len()).filter(|&item| wanted(item));
            let all: Vec<_> =
                free.map(|item| Scored { item, score: 1.0, plain: 1.0, weak: false, complete: true }).collect();
            let total = all.len();
            return (all, total);
        }
        let ways: Vec<Way<'_>> = self.ways(index);
        let mut best = Best::default();
        let free = kinds == Kinds::ALL && self.barred.is_none();
        if let [way] = ways.as_slice() {
            alone(way, &|item| free || wanted(item), index, &mut best);
            return self.refine(best, index);
        }
        // In a large set only items with one of the rarer terms, or with the rarest, have a chance.
        let rarest = ways.iter().map(|way| way.count).min().unwrap_or(0);
        let leads = |way: &&Way<'_>| items.len() <= LARGE || !way.frequent || way.count == rarest;
        let leading: Vec<&[Grade]> = ways.iter().filter(leads).map(|way| way.items).collect();
        let all = items.len();
        // Where only the words of an item itself count, its score is a sum, and of most of very many that is all.
        let plain = ways.iter().all(|way| way.frequent);
        if plain
            && free
            && let [first, second] = ways.as_slice()
        {
            both(&ways, [leads(&first), leads(&second)], index, &mut best);
            return self.refine(best, index);
        }
        let priors = KINDS.map(|kind| prior(kind, ways.len()));
        for start in (0..all).step_by(BLOCK) {
            let end = (start + BLOCK).min(all);
            if leading.iter().all(|grades| nothing(&grades[start..end])) {
                continue;
            }
            for item in start..end {
                if leading.iter().all(|grades| grades[item] == 0) || !wanted(item) {
                    continue;
                }
                if plain {
                    let sum: f32 = ways.iter().map(|way| way.worth[usize::from(way.items[item])]).sum();
                    let score = sum + priors[index.kinds[item] as usize];
                    if score <= best.bar {
                        best.buckets[Best::bucket(score)] += 1;
                        continue;
                    }
                }
                if let Some(scored) = whole(item, &ways, index) {
                    best.offer(scored);
                }
            }
        }
        self.refine(best, index)
    }

    /// All that scoring an item needs of each term, so that nothing is looked up twice in a million items.
    fn ways<'a>(&'a self, index: &Index) -> Vec<Way<'a>> {
        let weighed = self.terms.iter().map(|asking| asking.weight).sum::<f32>();
        let heaviest = self.terms.iter().map(|asking| asking.weight).fold(0.0, f32::max);
        let (all, several) = (index.items().len(), self.terms.len() > 1);
        let way = |asking: &'a Asking| {
            let share = asking.weight / weighed;
            // In a large set it says nothing that a frequent word stands near.
            let frequent = all > LARGE && asking.spread.count * 20 > all;
            Way {
                items: &asking.spread.items,
                exchanges: if several && !frequent { asking.spread.exchanges(index) } else { &[] },
                share,
                worth: std::array::from_fn(|grade| share * quality(grade as Grade)),
                // What is pasted may stand half here and half in the next paragraph.
                lost: if frequent || self.terms.len() > PASTED { 1.0 } else { 1.0 - 0.4 * asking.weight / heaviest },
                stop: asking.term.stop,
                count: asking.spread.count,
                frequent,
            }
        };
        self.terms.iter().map(way).collect()
    }

    /// Adds what needs a closer look for the best, cuts what is far behind, and sorts.
    fn refine(&self, best: Best, index: &Index) -> (Vec<Scored>, usize) {
        let Best { mut kept, buckets, .. } = best;
        // Of very many answers only the best were kept: how many there are is told from the coarse counts.
        let many = kept.len() >= LOOKED_AT;
        if many {
            kept.select_nth_unstable_by(LOOKED_AT - 1, by_score);
            kept.truncate(LOOKED_AT);
        }
        let mut pairs = vec![(0.0, false); self.terms.len().saturating_sub(1)];
        for scored in &mut kept {
            scored.score += self.close(scored.item, index, &mut pairs);
        }
        ask_first(&mut kept, index);
        // A topic in passing of which only a part was asked for is a worse row than the paragraph where it stands.
        let part = |scored: &Scored| {
            index.kinds[scored.item] == ItemKind::Passing && !(scored.complete && self.whole_label(scored.item, index))
        };
        kept.retain(|scored| !part(scored));
        let top = kept.iter().copied().min_by(by_score);
        let several = self.terms.iter().filter(|asking| !asking.term.stop).count() > 1;
        let share = if several && top.is_some_and(|top| top.complete) { CUT_COMPLETE } else { CUT };
        let cut = (top.map_or(0.0, |top| top.score) * share).max(FLOOR);
        kept.retain(|scored| scored.score >= cut);
        let total = if many { Best::count(&buckets, cut).max(kept.len()) } else { kept.len() };
        // What has every term as it was typed comes before any guess, unless it hardly answers at all.
        let least = top.map_or(0.0, |top| top.score) * HARDLY;
        let guess = |scored: &Scored| scored.weak || !scored.complete || scored.score < least;
        kept.sort_unstable_by(|a, b| guess(a).cmp(&guess(b)).then_with(|| by_score(a, b)));
        (kept, total)
    }

    /// Which of some items answers best, the first of equals; none where no term stands in any.
    pub fn best_of(&self, items: &[usize], index: &Index) -> Option<usize> {
        let ways = self.ways(index);
        let mut pairs = vec![(0.0, false); self.terms.len().saturating_sub(1)];
        let mut best: Option<(usize, f32)> = None;
        for scored in items.iter().filter_map(|&item| whole(item, &ways, index)) {
            let score = scored.score + self.close(scored.item, index, &mut pairs);
            if best.is_none_or(|(_, most)| score > most) {
                best = Some((scored.item, score));
            }
        }
        best.map(|(item, _)| item)
    }

    /// Frequency (up to .10, less in a long text), nearness within a sentence (.15), order (.04), and for a label how much
    /// of it was asked for (.10). `pairs` is room for what is known of each two neighbours of the query: how near, and whether in order.
    fn close(&self, item: usize, index: &Index, pairs: &mut [(f32, bool)]) -> f32 {
        let mut last: Option<(u8, u32, u32)> = None;
        let (mut count, mut words) = (0.0_f32, 0_usize);
        pairs.fill((0.0, false));
        for spoken in index.spoken(item) {
            words += usize::from(!spoken.alias);
            let (term, grade) = self.by_word[spoken.word as usize];
            if grade == 0 {
                continue;
            }
            count += quality(grade) * self.terms[usize::from(term)].weight.min(1.0);
            if let Some((before, at, sentence)) = last
                && before != term
                && sentence == spoken.sentence
            {
                let gap = spoken.at.saturating_sub(at).max(1);
                // Neighbours in the query that are neighbours in the text; other pairs count as half as near.
                let (low, high) = (usize::from(before.min(term)), usize::from(before.max(term)));
                let closeness = 1.0 / gap as f32 * if high - low == 1 { 1.0 } else { 0.5 };
                pairs[low].0 = pairs[low].0.max(closeness);
                pairs[low].1 |= gap == 1 && term == before + 1;
            }
            last = Some((term, spoken.at, spoken.sentence));
        }
        let mean = |sum: f32| if pairs.is_empty() { 0.0 } else { sum / pairs.len() as f32 };
        let nearness = 0.15 * mean(pairs.iter().map(|pair| pair.0).sum());
        let order = 0.04 * mean(pairs.iter().filter(|pair| pair.1).count() as f32);
        let label = match index.items()[item].kind {
            ItemKind::Topic => 0.1 * (count / words.max(1) as f32).min(1.0),
            ItemKind::Passing => PASSING + 0.1 * (count / words.max(1) as f32).min(1.0),
            _ => 0.1 * count / (count + 2.0 + 2.0 * words as f32 / MIDDLING),
        };
        nearness + order + label
    }

    /// Whether every word of an item was asked for, in its order.
    fn whole_label(&self, item: usize, index: &Index) -> bool {
        let mut least = 0;
        index.spoken(item).filter(|spoken| !spoken.alias).all(|spoken| {
            let (term, grade) = self.by_word[spoken.word as usize];
            let follows = grade != 0 && term >= least;
            least = term;
            follows
        })
    }

    /// What to highlight in an item: every word that answers a term; function words only where nothing else was asked.
    pub fn matched(&self, item: usize, index: &Index) -> Vec<Range<usize>> {
        let content = self.terms.iter().any(|asking| !asking.term.stop && !asking.spread.words.is_empty());
        let mut spoken = index.spoken(item);
        let mut ranges = Vec::new();
        each_word(&index.items()[item].text, &mut |part| {
            let Some(word) = spoken.next() else { return };
            let (term, grade) = self.by_word[word.word as usize];
            if grade != 0 && !(content && self.terms[usize::from(term)].term.stop) {
                ranges.push(part.range);
            }
        });
        merge(ranges)
    }
}

/// A question that has every term as it was typed comes before its own answer: who remembers the words of both means
/// the question, where reading begins. It is then worth as much as the best paragraph of that answer, unless that is
/// far better.
fn ask_first(kept: &mut [Scored], index: &Index) {
    let answers = kept.iter().filter(|scored| index.kinds[scored.item] == ItemKind::Answer);
    let mut answers: Vec<(u32, f32)> = answers.map(|scored| (index.exchange_of[scored.item], scored.score)).collect();
    answers.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    answers.dedup_by_key(|answer| answer.0);
    for scored in kept {
        if index.kinds[scored.item] != ItemKind::Question || scored.weak || !scored.complete {
            continue;
        }
        let own = answers.binary_search_by_key(&index.exchange_of[scored.item], |answer| answer.0);
        if let Some((_, answer)) = own.ok().map(|own| answers[own])
            && answer - scored.score < FAR_BETTER
        {
            // Of equals the first in the document comes first, and that is the question.
            scored.score = scored.score.max(answer);
        }
    }
}

/// The mean of the qualities of all terms, before a closer look. A term that the item lacks counts in part where
/// its exchange has it; where that lacks it too the rest counts less.
fn whole(item: usize, ways: &[Way<'_>], index: &Index) -> Option<Scored> {
    let exchange = index.exchange_of[item];
    let (mut sum, mut factor, mut covered, mut guessed, mut complete) = (0.0, 1.0, 0.0, false, true);
    for way in ways {
        let grade = way.items[item];
        if grade != 0 {
            sum += way.worth[usize::from(grade)];
            covered += way.share;
            guessed |= weak(grade);
            continue;
        }
        complete &= way.stop;
        // Outside exchanges the number is one that no list reaches.
        let nearby = way.exchanges.get(exchange as usize).copied().unwrap_or(0);
        sum += way.worth[usize::from(nearby)] * 0.4;
        if nearby == 0 {
            factor *= way.lost;
        }
    }
    let plain = sum * factor;
    let prior = prior(index.kinds[item], ways.len());
    (covered >= 0.1).then_some(Scored { item, score: plain + prior, plain, weak: guessed, complete })
}

/// The kinds in the order of their numbers.
const KINDS: [ItemKind; 7] = [
    ItemKind::Topic,
    ItemKind::Question,
    ItemKind::Answer,
    ItemKind::Text,
    ItemKind::Note,
    ItemKind::Bookmark,
    ItemKind::Passing,
];

/// What the kind of an item adds.
fn prior(kind: ItemKind, terms: usize) -> f32 {
    match kind {
        // A single word, half typed: more often a label is meant than one of the many texts that hold it.
        ItemKind::Topic if terms == 1 => 0.12,
        ItemKind::Topic => 0.06,
        ItemKind::Question => 0.03,
        ItemKind::Answer | ItemKind::Bookmark => 0.0,
        // An introduction often says beforehand what is said better later.
        ItemKind::Text | ItemKind::Passing => -0.05,
        ItemKind::Note => -0.02,
    }
}

/// Scores all items by the only term there is: the first letters of a word stand in half of a large set, so that nothing
/// is computed for an item that is not among the best.
fn alone(way: &Way<'_>, wanted: &dyn Fn(usize) -> bool, index: &Index, best: &mut Best) {
    let priors = KINDS.map(|kind| prior(kind, 1));
    let mut counts = vec![[0_usize; KINDS.len()]; 256];
    for (n, (block, kinds)) in way.items.chunks(BLOCK).zip(index.kinds.chunks(BLOCK)).enumerate() {
        if nothing(block) {
            continue;
        }
        for (item, (&grade, &kind)) in (n * BLOCK..).zip(block.iter().zip(kinds)) {
            if grade == 0 || !wanted(item) {
                continue;
            }
            let (kind, plain) = (kind as usize, way.worth[usize::from(grade)]);
            counts[usize::from(grade)][kind] += 1;
            let score = plain + priors[kind];
            if score > best.bar {
                best.keep(Scored { item, score, plain, weak: weak(grade), complete: true });
            }
        }
    }
    for (counts, worth) in counts.iter().zip(way.worth) {
        for (count, prior) in counts.iter().zip(priors) {
            best.buckets[Best::bucket(worth + prior)] += count;
        }
    }
}

/// Scores all items by two terms that each stand in much of a large set: the sum of both, and nothing else for an item that
/// is not among the best. `leads` says of each term whether an item counts that has only it.
fn both(ways: &[Way<'_>], leads: [bool; 2], index: &Index, best: &mut Best) {
    let priors = KINDS.map(|kind| prior(kind, 2));
    let [first, second] = ways else { return };
    let blocks = first.items.chunks(BLOCK).zip(second.items.chunks(BLOCK)).zip(index.kinds.chunks(BLOCK));
    for (n, ((a, b), kinds)) in blocks.enumerate() {
        if (!leads[0] || nothing(a)) && (!leads[1] || nothing(b)) {
            continue;
        }
        for (item, ((&a, &b), &kind)) in (n * BLOCK..).zip(a.iter().zip(b).zip(kinds)) {
            if !(leads[0] && a != 0 || leads[1] && b != 0) {
                continue;
            }
            let score = first.worth[usize::from(a)] + second.worth[usize::from(b)] + priors[kind as usize];
            if score <= best.bar {
                best.buckets[Best::bucket(score)] += 1;
            } else if let Some(scored) = whole(item, ways, index) {
                best.offer(scored);
            }
        }
    }
}

/// What a topic in passing gains beside paragraphs that have the same words.
const PASSING: f32 = 0.15;
