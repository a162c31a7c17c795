//! Choosing topics: candidates, their weight, and a greedy pick.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::grammar;
use super::passing::rows;
use super::read::{Gap, NONE, Reading};
use crate::search::language::{Kind, Rarity};

/// What makes two mentions the same topic: the words of a name, or the stems of a phrase, as indices of the reading.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Key {
    pub words: Vec<u32>,
    pub name: bool,
}

/// What was chosen: topics of the whole, what else is named in answers, and for each exchange what it is about, with how
/// much.
pub(super) struct Chosen {
    pub whole: Vec<Choice>,
    pub minor: Vec<Choice>,
    pub exchanges: Vec<Vec<Choice>>,
}

/// A topic that was chosen.
pub(super) struct Choice {
    pub key: Key,
    pub weight: f32,
    /// Where it stands first, as a token.
    pub first: usize,
}

/// How a candidate is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Name,
    /// A name and nouns: "Perl programmers".
    Mixed,
    /// A noun.
    Single,
    /// Nouns.
    Nouns,
    /// Nouns with an adjective.
    Adjectival,
    /// Nouns tied by a preposition.
    Tied,
}

/// A possible topic.
struct Candidate {
    key: Key,
    /// Stems of its words, also of a name.
    stems: Vec<u32>,
    shape: Shape,
    /// Its first place.
    span: Range<usize>,
    /// Mentions in answers, and in questions, by exchange; only those that have any.
    hits: Vec<Hits>,
    answered: u32,
    /// Exchanges whose answer names it.
    answers: u32,
}

struct Hits {
    exchange: u32,
    answered: u32,
    asked: u32,
    /// Where in the exchange it stands first, from 0 to 1.
    at: f32,
}

/// Chooses the topics of the whole interview and of each exchange, at most `labels`, and at most `minor` that are only
/// named in passing.
pub(super) fn choose(reading: &Reading<'_>, exchanges: usize, labels: usize, minor: usize) -> Chosen {
    let spread = exchanges.max(1);
    let candidates = candidates(reading, spread);
    let words = reading.tokens.iter().filter(|token| !reading.paras[token.para as usize].asked).count();
    let wanted = ((8.0 + (words as f32).sqrt() * 0.35) as usize).min(60);
    let enough = if words > 400 { 2 } else { 1 };
    let whole = candidates.iter().filter(|candidate| candidate.answered >= enough);
    let whole = whole.map(|candidate| (candidate, whole_weight(reading, candidate, spread, words))).collect();
    let whole = pick(whole, wanted, true);
    let mut here: Vec<Vec<(&Candidate, f32)>> = (0..exchanges).map(|_| Vec::new()).collect();
    let mut most = vec![0; spread];
    for hits in candidates.iter().flat_map(|candidate| &candidate.hits) {
        let most = &mut most[hits.exchange as usize];
        *most = hits.answered.max(*most);
    }
    let mut passing = Vec::new();
    for candidate in &candidates {
        let mut heaviest: f32 = 0.0;
        for hits in &candidate.hits {
            let features = features(reading, candidate, hits, spread, most[hits.exchange as usize]);
            let weight = weight(&features);
            heaviest = heaviest.max(weight);
            if let Some(list) = here.get_mut(hits.exchange as usize) {
                list.push((candidate, weight));
            }
        }
        if candidate.answered > 0 {
            passing.push((candidate, heaviest));
        }
    }
    let exchanges = here.into_iter().map(|list| pick(list, labels, false)).collect();
    Chosen { whole, minor: passed(passing, rows(reading, minor), minor), exchanges }
}

/// The heaviest of what is named at all, and behind it what only stands there as words in a row.
fn passed(mut list: Vec<(&Candidate, f32)>, rows: Vec<Choice>, most: usize) -> Vec<Choice> {
    list.retain(|&(candidate, weight)| candidate.stems.len() > 1 || candidate.key.name || weight > LEAST);
    list.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.key.cmp(&b.0.key)));
    let choice = |(candidate, weight): (&Candidate, f32)| Choice {
        key: candidate.key.clone(),
        weight,
        first: candidate.span.start,
    };
    list.into_iter().map(choice).chain(rows).take(most).collect()
}

/// How much a candidate weighs for the whole interview.
fn whole_weight(reading: &Reading<'_>, candidate: &Candidate, spread: usize, words: usize) -> f32 {
    let length = candidate.key.words.len() as f32;
    let idf = idf(candidate, spread);
    let slope = 0.5 + 0.5 * ((words as f32 - 100.0) / 400.0).clamp(0.0, 1.0);
    let shape = match candidate.shape {
        Shape::Name => 1.25,
        Shape::Single => 0.72,
        Shape::Mixed => 0.8,
        Shape::Adjectival => 0.95,
        Shape::Tied | Shape::Nouns => 1.15,
    };
    let name = candidate.shape == Shape::Name;
    let damp = if !name && (everywhere(candidate, spread) || in_title(reading, candidate)) { 0.15 } else { 1.0 };
    let speaker =
        if name && candidate.key.words.iter().all(|word| reading.speakers.contains(word)) { 0.3 } else { 1.0 };
    rarity(reading, candidate) * (0.6 + 0.4 * idf) * (1.0 + slope * (candidate.answered.max(1) as f32).ln())
        / length.powf(0.55)
        * shape
        * damp
        * speaker
        * field_worth(reading, candidate)
}

/// Fields of nouns that are seldom what is talked about.
fn field_worth(reading: &Reading<'_>, candidate: &Candidate) -> f32 {
    if candidate.shape == Shape::Name {
        return 1.0;
    }
    let last = &reading.tokens[candidate.span.end - 1];
    match reading.word(last).kind.map(Kind::field) {
        Some('I' | 'Q') => 0.7,
        Some('T' | 'H' | 'M' | 'Y' | 'W') => 0.85,
        _ => 1.0,
    }
}

fn idf(candidate: &Candidate, spread: usize) -> f32 {
    let spread = spread as f32;
    ((1.0 + spread) / candidate.hits.len().max(1) as f32).ln() / (1.0 + spread).ln()
}

/// Whether most answers speak of it: then it says nothing of one of them.
fn everywhere(candidate: &Candidate, spread: usize) -> bool {
    spread >= 4 && candidate.answers as usize * 10 >= spread * 7
}

fn in_title(reading: &Reading<'_>, candidate: &Candidate) -> bool {
    let tokens = &reading.tokens[candidate.span.clone()];
    !reading.title.is_empty() && tokens.iter().all(|token| reading.title.contains(&reading.word(token).stem))
}

/// Sum of the words' rarity.
fn rarity(reading: &Reading<'_>, candidate: &Candidate) -> f32 {
    let least: f32 = if candidate.shape == Shape::Name { 1.0 } else { 0.0 };
    let worth = |rarity: Rarity| match rarity {
        Rarity::Everyday => 0.4,
        Rarity::Common => 0.65,
        Rarity::Ordinary => 1.0,
        Rarity::Rare => 1.3,
    };
    let tokens = &reading.tokens[candidate.span.clone()];
    tokens.iter().map(|token| least.max(worth(reading.word(token).rarity))).sum()
}

/// Number of features.
pub(super) const FEATURES: usize = 31;

fn features(reading: &Reading<'_>, candidate: &Candidate, hits: &Hits, spread: usize, most: u32) -> [f32; FEATURES] {
    let on = |yes: bool| f32::from(u8::from(yes));
    let tokens = &reading.tokens[candidate.span.clone()];
    let last = &tokens[tokens.len() - 1];
    let word = reading.word(last);
    let field = word.kind.map_or(' ', Kind::field);
    let name = candidate.shape == Shape::Name;
    let single = candidate.shape == Shape::Single;
    let count = hits.answered as f32;
    let shares = |letters: &str| on(!name && letters.contains(field));
    let words = candidate.key.words.len() as f32;
    [
        1.0,
        on(name && words < 1.5),
        on(name && words > 1.5),
        on(candidate.shape == Shape::Mixed),
        on(candidate.shape == Shape::Nouns),
        on(candidate.shape == Shape::Adjectival),
        on(candidate.shape == Shape::Tied),
        on(words > 2.5 && !name),
        (1.0 + count).ln(),
        on(hits.asked > 0),
        on(hits.asked > 0 && hits.answered > 0),
        idf(candidate, spread),
        rarity(reading, candidate) / tokens.len() as f32,
        if name { 0.9 } else { grammar::noun(reading, last) },
        shares("IQ"),
        shares("THMYWU"),
        shares("P"),
        shares("GC"),
        on(candidate.answered > hits.answered),
        hits.at,
        on(everywhere(candidate, spread) || in_title(reading, candidate)),
        on(single && word.rarity == Rarity::Everyday)
            + on(name && tokens.iter().all(|t| reading.speakers.contains(&t.word))) * 2.0,
        on(!name && tokens.len() > 1 && tokens.windows(2).all(|pair| reading.bound(&pair[0], &pair[1]))),
        (1.0 + candidate.answered as f32).ln(),
        on(!name && (word.vague || word.generic)),
        on(!name && tokens.iter().any(|token| reading.word(token).verb_form)),
        count / most.max(1) as f32,
        on(single) * (word.text.chars().count() as f32 / 8.0).min(1.5),
        on(tokens.iter().any(|token| token.acronym)),
        on(single && word.kind.is_none() && reading.language.code() == "en"),
        on(single && matches!(reading.language.code(), "fr" | "es" | "it" | "pt") && word.seen.article == 0),
    ]
}

/// Weights of the features, fitted by logistic regression to labels that people gave; of what most answers or the title
/// say, set so that it comes behind what tells one answer from the others.
const WEIGHTS: [f32; FEATURES] = [
    0.0, 0.49, 1.1, 0.82, 0.82, 0.26, 0.56, 0.06, 0.19, 0.45, 0.39, -0.13, 0.06, 0.6, -0.2, -0.42, -0.03, -0.15, 0.59,
    -0.58, -3.2, -0.66, 0.32, 0.25, -0.45, -0.6, 1.51, 0.34, 0.34, 0.1, -0.56,
];

fn weight(features: &[f32; FEATURES]) -> f32 {
    features.iter().zip(&WEIGHTS).map(|(feature, weight)| feature * weight).sum::<f32>().exp()
}

/// What weighs less is no topic, not even in passing, unless it is a name: of such words people called one in twenty a
/// topic, of those above it one in four.
const LEAST: f32 = 1.3;

/// What a word is worth beside a phrase that holds it.
const PART: f32 = 0.5;

/// Takes the heaviest, then what does not repeat it. `single` prefers a word alone to a phrase that is only a small part
/// of its mentions.
fn pick(mut list: Vec<(&Candidate, f32)>, wanted: usize, single: bool) -> Vec<Choice> {
    let alone: BTreeMap<u32, u32> = list
        .iter()
        .filter(|(candidate, _)| candidate.shape == Shape::Single)
        .map(|(candidate, _)| (candidate.key.words[0], candidate.answered))
        .collect();
    // How often a word is said that is part of a phrase, against the phrase.
    let part = |word: &u32, count: u32| alone.get(word).is_some_and(|&all| all * 2 >= count.max(1) * 5);
    let small =
        |c: &Candidate| !c.key.name && c.key.words.len() > 1 && c.key.words.iter().any(|word| part(word, c.answered));
    if single {
        list.retain(|(candidate, _)| !small(candidate));
    } else {
        // A word that is often said as part of one and the same phrase stands behind that phrase.
        let mut held: HashMap<u32, u32> = HashMap::new();
        for (candidate, word) in list.iter().flat_map(|(c, _)| c.stems.iter().map(move |word| (c, *word))) {
            if candidate.stems.len() > 1 {
                let most = held.entry(word).or_default();
                *most = candidate.answered.max(*most);
            }
        }
        let nested = |c: &Candidate| {
            let most = held.get(&c.key.words[0]).copied().unwrap_or_default();
            c.shape == Shape::Single && most > 1 && most * 5 >= c.answered * 2
        };
        for (candidate, weight) in &mut list {
            *weight *= if nested(candidate) { PART } else { 1.0 };
        }
    }
    let order = |a: &(&Candidate, f32), b: &(&Candidate, f32)| {
        b.1.total_cmp(&a.1).then(a.0.span.start.cmp(&b.0.span.start)).then_with(|| a.0.key.cmp(&b.0.key))
    };
    // What is far behind at the start is never reached: most of what is discounted is discounted once.
    list.sort_by(order);
    list.truncate(wanted * 16);
    let mut taken: Vec<Choice> = Vec::new();
    while taken.len() < wanted {
        let Some(best) = (0..list.len()).min_by(|&a, &b| order(&list[a], &list[b])) else { break };
        let (chosen, weight) = list.swap_remove(best);
        if weight <= 0.0 {
            break;
        }
        for (other, weight) in &mut list {
            *weight *= overlap(chosen, other);
        }
        taken.push(Choice { key: chosen.key.clone(), weight, first: chosen.span.start });
    }
    taken
}

/// What is left of a candidate's weight once another is chosen.
fn overlap(chosen: &Candidate, other: &Candidate) -> f32 {
    let shared = other.stems.iter().filter(|word| chosen.stems.contains(word)).count();
    match shared {
        0 => 1.0,
        _ if chosen.key.name && other.key.name => 0.6,
        // A word that is mostly said without the rest is a topic beside it.
        shared if shared == other.stems.len() => {
            if other.answered > 2 * chosen.answered {
                0.7
            } else {
                0.0
            }
        }
        _ => 0.4,
    }
}

/// Every name and every noun phrase of one to three words.
fn candidates(reading: &Reading<'_>, exchanges: usize) -> Vec<Candidate> {
    let mut found = Collector::new(reading, exchanges);
    // A single name may still be no topic: "April", "Sunday".
    let date = |name: &super::read::Name| name.key.len() == 1 && reading.words[name.key[0] as usize].generic;
    let mut from = 0;
    while from < reading.tokens.len() {
        let token = &reading.tokens[from];
        if token.name != NONE {
            let name = &reading.names[token.name as usize];
            if name.span.start == from {
                if !name.modifier && !date(name) {
                    found.add(name.key.iter().copied(), Shape::Name, name.span.clone());
                }
                mixed(reading, name.span.clone(), &mut found);
            }
            if reading.language.code() != "de" {
                from += 1;
                continue;
            }
        }
        phrases(reading, from, &mut found);
        from += 1;
    }
    found.list
}

/// The phrases that begin at a token.
fn phrases(reading: &Reading<'_>, from: usize, found: &mut Collector<'_, '_>) {
    let german = reading.language.code() == "de";
    let free = |n: usize| reading.tokens[n].name == NONE;
    for to in from + 1..=(from + 3).min(reading.tokens.len()) {
        let span = from..to;
        if to > from + 1 && reading.tokens[to - 1].before == Gap::Break {
            break;
        }
        // In German a run of capitals is a name, and its words are topics of their own.
        if !(free(to - 1) || german && to == from + 1) {
            break;
        }
        // What belongs to a fixed term is no phrase without it.
        if grammar::torn(reading, &span) {
            continue;
        }
        if reading.language.code() != "en" && grammar::tied(reading, &span) {
            found.add(stems(reading, &span), Shape::Tied, span);
        } else if reading.whole(&span) && grammar::phrase(reading, &span) {
            let shape = match to - from {
                1 => Shape::Single,
                _ if grammar::adjectival(reading, &span) => Shape::Adjectival,
                _ => Shape::Nouns,
            };
            found.add(stems(reading, &span), shape, span);
        }
    }
}

/// A name with one or two nouns behind it.
fn mixed(reading: &Reading<'_>, name: Range<usize>, found: &mut Collector<'_, '_>) {
    for to in name.end + 1..=(name.end + 2).min(reading.tokens.len()) {
        let token = &reading.tokens[to - 1];
        if token.before == Gap::Break || token.name != NONE {
            break;
        }
        let nouns = name.end..to;
        if grammar::phrase(reading, &nouns) && reading.whole(&(name.start..to)) {
            let span = name.start..to;
            found.add(stems(reading, &span), Shape::Mixed, span);
        }
    }
}

fn stems<'r>(reading: &'r Reading<'_>, span: &Range<usize>) -> impl Iterator<Item = u32> + Clone + 'r {
    reading.tokens[span.clone()].iter().map(|token| reading.word(token).stem)
}

/// Most words of a candidate: a name of five, and two nouns.
const WORDS: usize = 7;

/// Counts candidates as they come.
struct Collector<'r, 'a> {
    reading: &'r Reading<'a>,
    list: Vec<Candidate>,
    /// Their indices, by their words and whether they are names.
    ids: HashMap<[u32; WORDS + 1], u32>,
    /// First token and number of tokens of each exchange.
    bounds: Vec<(usize, usize)>,
}

impl<'r, 'a> Collector<'r, 'a> {
    fn new(reading: &'r Reading<'a>, exchanges: usize) -> Self {
        let mut bounds = vec![(usize::MAX, 0); exchanges];
        let mut start = 0;
        for para in &reading.paras {
            let bound = &mut bounds[para.exchange.unwrap_or(0)];
            bound.0 = bound.0.min(start);
            bound.1 += para.end - start;
            start = para.end;
        }
        Self { reading, list: Vec::new(), ids: HashMap::new(), bounds }
    }

    /// Counts what stands at `span`: a topic of these words, or stems where it is no name.
    fn add(&mut self, words: impl Iterator<Item = u32> + Clone, shape: Shape, span: Range<usize>) {
        let name = shape == Shape::Name;
        let mut packed = [NONE; WORDS + 1];
        packed.iter_mut().zip(words.clone()).for_each(|(place, word)| *place = word);
        packed[WORDS] = u32::from(name);
        let para = &self.reading.paras[self.reading.tokens[span.start].para as usize];
        let exchange = para.exchange.unwrap_or(0);
        let (start, length) = self.bounds[exchange];
        let at = (span.start - start) as f32 / length.max(1) as f32;
        let next = self.list.len();
        let id = *self.ids.entry(packed).or_insert(next as u32) as usize;
        if id == next {
            let words: Vec<u32> = words.collect();
            let stem = |word: &u32| self.reading.words[*word as usize].stem;
            let stems = if name { words.iter().map(stem).collect() } else { words.clone() };
            let key = Key { words, name };
            self.list.push(Candidate { key, stems, shape, span, hits: Vec::new(), answered: 0, answers: 0 });
        }
        let candidate = &mut self.list[id];
        if candidate.hits.last().is_none_or(|hits| hits.exchange as usize != exchange) {
            candidate.hits.push(Hits { exchange: exchange as u32, answered: 0, asked: 0, at });
        }
        if let Some(hits) = candidate.hits.last_mut() {
            if para.asked {
                hits.asked += 1;
            } else {
                hits.answered += 1;
                candidate.answers += u32::from(hits.answered == 1);
                candidate.answered += 1;
            }
        }
    }
}
