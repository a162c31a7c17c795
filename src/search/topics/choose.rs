//! Choosing topics: candidates, their weight, and a greedy pick.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::grammar;
use super::passing::rows;
use super::read::{Gap, NONE, Reading};
use super::weigh::{Exchange, LEAST, WEAK, weight, whole_weight};

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
pub(super) enum Shape {
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
pub(super) struct Candidate {
    pub key: Key,
    /// Stems of its words, also of a name.
    pub stems: Vec<u32>,
    pub shape: Shape,
    /// Its first place.
    pub span: Range<usize>,
    /// Whether it is a word that says little alone, or hardly a noun: a topic of an exchange where much else speaks for it.
    pub weak: bool,
    /// Mentions in answers, and in questions, by exchange; only those that have any.
    pub hits: Vec<Hits>,
    pub answered: u32,
    /// Exchanges whose answer names it.
    pub answers: u32,
}

/// Where an exchange has a candidate.
pub(super) struct Hits {
    pub exchange: u32,
    pub answered: u32,
    pub asked: u32,
    /// How often "of" or "de" follows.
    pub followed: u32,
    /// Where in the exchange it stands first, from 0 to 1.
    pub at: f32,
}

/// Chooses the topics of the whole interview and of each exchange, at most `labels`, and at most `minor` that are only
/// named in passing.
pub(super) fn choose(reading: &Reading<'_>, exchanges: usize, labels: usize, minor: usize) -> Chosen {
    let spread = exchanges.max(1);
    let candidates = candidates(reading, spread);
    let words = reading.tokens.iter().filter(|token| !reading.paras[token.para as usize].asked).count();
    let wanted = ((8.0 + (words as f32).sqrt() * 0.35) as usize).min(60);
    let enough = if words > 400 { 2 } else { 1 };
    let whole = candidates.iter().filter(|candidate| candidate.answered >= enough && !candidate.weak);
    let whole = whole.map(|candidate| (candidate, whole_weight(reading, candidate, spread, words))).collect();
    let whole = pick(whole, wanted, true);
    let mut here: Vec<Vec<(&Candidate, f32)>> = (0..exchanges).map(|_| Vec::new()).collect();
    let mut places = places(reading, spread);
    for hits in candidates.iter().flat_map(|candidate| &candidate.hits) {
        let most = &mut places[hits.exchange as usize].most;
        *most = hits.answered.max(*most);
    }
    let mut passing = Vec::new();
    for candidate in &candidates {
        let mut heaviest: f32 = 0.0;
        for hits in &candidate.hits {
            let weight = weight(reading, candidate, hits, spread, &places[hits.exchange as usize]);
            heaviest = heaviest.max(weight);
            let enough = !candidate.weak || weight > WEAK;
            if let Some(list) = here.get_mut(hits.exchange as usize).filter(|_| enough) {
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

/// The answer of each exchange.
fn places(reading: &Reading<'_>, exchanges: usize) -> Vec<Exchange> {
    let mut places = vec![Exchange { answer: 0..0, most: 0 }; exchanges];
    let mut start = 0;
    for para in &reading.paras {
        let answer = &mut places[para.exchange.unwrap_or(0)].answer;
        if !para.asked {
            answer.start = if answer.end == 0 { start } else { answer.start };
            answer.end = para.end;
        }
        start = para.end;
    }
    places
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
                0.15
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
        if grammar::nouns(reading, &nouns) && reading.whole(&(name.start..to)) {
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
        let after = self.reading.tokens.get(span.end).filter(|after| after.before == Gap::Space);
        let followed = after.is_some_and(|after| matches!(self.reading.word(after).text.as_str(), "of" | "de" | "di"));
        let next = self.list.len();
        let id = *self.ids.entry(packed).or_insert(next as u32) as usize;
        if id == next {
            let words: Vec<u32> = words.collect();
            let stem = |word: &u32| self.reading.words[*word as usize].stem;
            let stems = if name { words.iter().map(stem).collect() } else { words.clone() };
            let key = Key { words, name };
            let weak = shape == Shape::Single && grammar::weak(self.reading, &self.reading.tokens[span.start]);
            self.list.push(Candidate { key, stems, shape, span, weak, hits: Vec::new(), answered: 0, answers: 0 });
        }
        let candidate = &mut self.list[id];
        if candidate.hits.last().is_none_or(|hits| hits.exchange as usize != exchange) {
            candidate.hits.push(Hits { exchange: exchange as u32, answered: 0, asked: 0, followed: 0, at });
        }
        if let Some(hits) = candidate.hits.last_mut() {
            hits.followed += u32::from(followed);
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
