//! Choosing topics: candidates, their weight, and a greedy pick.

use std::collections::BTreeMap;
use std::ops::Range;

use super::read::{Evidence, Gap, Reading, Token};
use crate::search::language::{Language, Rarity};

/// What makes two mentions the same topic: the folded words of a name, or the stems of a phrase.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub text: String,
    pub name: bool,
}

/// A chosen topic with the exchanges it is typical of.
pub(super) type Chosen = (Key, Vec<(usize, f32)>);

/// A possible topic.
struct Candidate {
    /// Sum of its words' rarity.
    rarity: f32,
    /// First place, as a token.
    first: usize,
    /// Mentions in answers, and in questions, of each exchange.
    answered: Vec<u32>,
    asked: Vec<u32>,
}

impl Candidate {
    fn count(&self) -> u32 {
        self.answered.iter().sum()
    }
}

/// The topics of the whole interview and of each exchange.
pub(super) fn choose(reading: &Reading, language: &Language, exchanges: usize, labels: usize) -> Vec<Chosen> {
    let candidates = candidates(reading, language, exchanges.max(1));
    let spread: usize = exchanges.max(1);
    let words = reading.tokens.iter().filter(|token| !reading.paras[token.para].asked).count();
    let mut chosen: BTreeMap<Key, Vec<(usize, f32)>> = BTreeMap::new();

    let wanted = (8.0 + (words as f32).sqrt() * 0.35) as usize;
    let enough = if words > 400 { 2 } else { 1 };
    let whole = candidates.iter().filter(|(_, c)| c.count() >= enough).map(|(key, c)| {
        let damp = if key.name { 1.0 } else { damping(key, c, reading, spread) };
        (key, c, weight(key, c, c.count() as f32, words, spread) * damp)
    });
    for (key, _) in pick(whole.collect(), wanted.min(60), true) {
        chosen.entry(key).or_default();
    }
    for exchange in 0..exchanges {
        let inside = |para: usize| reading.paras[para].exchange == Some(exchange);
        let words = reading.tokens.iter().filter(|token| inside(token.para)).count();
        let here = candidates.iter().filter(|(_, c)| c.answered[exchange] + c.asked[exchange] > 0).map(|(key, c)| {
            let count = c.answered[exchange] as f32 + 0.7 * c.asked[exchange].min(1) as f32;
            // Named once in a long answer is named in passing.
            let passing = if count < 1.5 && words > 100 { 0.7 } else { 1.0 };
            (key, c, weight(key, c, count, words, spread) * damping(key, c, reading, spread) * passing)
        });
        for (key, weight) in pick(here.collect(), labels, false) {
            chosen.entry(key).or_default().push((exchange, weight));
        }
    }
    chosen.into_iter().collect()
}

/// A word that is in most answers, or in the title, tells no part from another.
fn damping(key: &Key, candidate: &Candidate, reading: &Reading, spread: usize) -> f32 {
    let answers = candidate.answered.iter().filter(|&&count| count > 0).count();
    let everywhere = spread >= 4 && answers * 10 >= spread * 7;
    let in_title = !reading.title.is_empty() && key.text.split(' ').all(|word| reading.title.iter().any(|t| t == word));
    if everywhere || in_title { 0.15 } else { 1.0 }
}

/// How much a candidate weighs that is mentioned `count` times in `words` words.
fn weight(key: &Key, candidate: &Candidate, count: f32, words: usize, spread: usize) -> f32 {
    let length = key.text.split(' ').count() as f32;
    let answers = candidate.answered.iter().zip(&candidate.asked).filter(|(a, q)| **a + **q > 0).count().max(1);
    let idf = ((1.0 + spread as f32) / answers as f32).ln() / (1.0 + spread as f32).ln();
    let slope = 0.5 + 0.5 * ((words as f32 - 100.0) / 400.0).clamp(0.0, 1.0);
    let shape = match (key.name, length as usize) {
        (true, _) => 1.25,
        (false, 1) => 0.72,
        (false, 2) => 1.15,
        _ => 1.0,
    };
    candidate.rarity * (0.6 + 0.4 * idf) * (1.0 + slope * count.max(1.0).ln()) / length.powf(0.55) * shape
}

/// Takes the heaviest, then what does not repeat it. `single` prefers a word alone to a phrase that is only a small part
/// of its mentions.
fn pick(mut list: Vec<(&Key, &Candidate, f32)>, wanted: usize, single: bool) -> Vec<(Key, f32)> {
    if single {
        let alone: BTreeMap<String, u32> = list
            .iter()
            .filter(|(key, ..)| !key.name && !key.text.contains(' '))
            .map(|(key, candidate, _)| (key.text.clone(), candidate.count()))
            .collect();
        let part = |word: &str, count: u32| alone.get(word).is_some_and(|&all| all * 2 >= count * 5);
        list.retain(|(key, c, _)| {
            key.name || !key.text.contains(' ') || !key.text.split(' ').any(|word| part(word, c.count()))
        });
    }
    let order = |a: &(&Key, &Candidate, f32), b: &(&Key, &Candidate, f32)| {
        b.2.total_cmp(&a.2).then(a.1.first.cmp(&b.1.first)).then(a.0.cmp(b.0))
    };
    // What is far behind at the start is never reached: most of what is discounted is discounted once.
    list.sort_by(order);
    list.truncate(wanted * 16);
    let mut taken: Vec<(Key, f32)> = Vec::new();
    while taken.len() < wanted {
        let Some(best) = (0..list.len()).min_by(|&a, &b| order(&list[a], &list[b])) else { break };
        let (key, _, weight) = list.swap_remove(best);
        if weight <= 0.0 {
            break;
        }
        for (other, _, weight) in list.iter_mut().filter(|(other, ..)| !(other.name && key.name)) {
            let (mut shared, mut all) = (0, 0);
            for word in other.text.split(' ') {
                all += 1;
                shared += usize::from(key.text.split(' ').any(|taken| taken == word));
            }
            *weight *= if shared == all { 0.0 } else { 0.4_f32.powi(shared.min(1) as i32) };
        }
        taken.push((key.clone(), weight));
    }
    taken
}

/// Every name and every noun phrase of one to three words.
fn candidates(reading: &Reading, language: &Language, exchanges: usize) -> BTreeMap<Key, Candidate> {
    let mut found: BTreeMap<Key, Candidate> = BTreeMap::new();
    let mut add = |key: Key, span: Range<usize>, rarity: f32| {
        let para = &reading.paras[reading.tokens[span.start].para];
        let candidate = found.entry(key).or_insert_with(|| Candidate {
            rarity,
            first: span.start,
            answered: vec![0; exchanges],
            asked: vec![0; exchanges],
        });
        let counts = if para.asked { &mut candidate.asked } else { &mut candidate.answered };
        counts[para.exchange.unwrap_or(0)] += 1;
    };
    // A single name may still be no topic: "April", "Sunday".
    let date = |key: &str| language.generic(&language.stem(key));
    for name in reading.names.iter().filter(|name| !name.modifier && !date(&name.key)) {
        let rarity = name.key.split(' ').map(|word| worth(language.rarity(word)).max(1.0)).sum();
        add(Key { text: name.key.clone(), name: true }, name.span.clone(), rarity);
    }
    let grammar = Grammar { reading, language };
    for from in 0..reading.tokens.len() {
        for to in from + 1..=(from + 3).min(reading.tokens.len()) {
            let span = from..to;
            if to > from + 1 && reading.tokens[to - 1].before == Gap::Break {
                break;
            }
            if !grammar.content(&reading.tokens[to - 1]) {
                break;
            }
            // A single word is counted wherever it stands, a phrase only whole.
            if grammar.topic(&span) && (to == from + 1 || reading.whole(&span)) {
                let tokens = &reading.tokens[span.clone()];
                let text = tokens.iter().map(|token| token.stem.as_str()).collect::<Vec<_>>().join(" ");
                let rarity = tokens.iter().map(|token| worth(language.rarity(&token.stem))).sum();
                add(Key { text, name: false }, span, rarity);
            }
        }
    }
    found
}

fn worth(rarity: Rarity) -> f32 {
    match rarity {
        Rarity::Everyday => 0.4,
        Rarity::Common => 0.65,
        Rarity::Ordinary => 1.0,
        Rarity::Rare => 1.3,
    }
}

/// What may be a topic, by the company a word keeps in this text.
pub(super) struct Grammar<'a> {
    pub reading: &'a Reading<'a>,
    pub language: &'a Language,
}

impl Grammar<'_> {
    fn seen(&self, token: &Token) -> Evidence {
        self.reading.evidence[&token.text]
    }

    /// Whether a word can be part of a phrase: no function word, no name, no bare number but a decade.
    fn content(&self, token: &Token) -> bool {
        let decade = token.number && token.text.len() == 5 && token.text.ends_with("0s");
        let english = self.language.code() == "en";
        let adverb = english && token.text.len() > 4 && token.text.ends_with("ly") && self.seen(token).noun == 0;
        // In German a capital makes the noun, except at the head of a sentence.
        let noun = self.language.code() != "de" || token.capital && (!token.head || self.seen(token).capital > 0);
        let long = token.dense || token.text.chars().count() > 2;
        token.name.is_none() && !token.stop && long && noun && !adverb && (!token.number || decade)
    }

    /// Whether a run of content words can be a topic: no verb or generic word at its edges, no lone modifier.
    fn topic(&self, span: &Range<usize>) -> bool {
        let tokens = &self.reading.tokens[span.clone()];
        let (first, last) = (&tokens[0], &tokens[tokens.len() - 1]);
        let edge = |token: &Token| !self.verb(token) && !self.language.generic(&token.stem);
        if !edge(first) || !edge(last) || self.modifier(last) {
            return false;
        }
        let english = self.language.code() == "en";
        if english && tokens.len() == 1 && self.seen(first).noun == 0 && !first.text.ends_with('s') && !first.number {
            // A word that never followed an article or preposition is a noun only if it is a rare one.
            return self.language.rarity(&first.stem) == Rarity::Rare;
        }
        // Where nouns have articles, a word that never had one is no noun.
        let articles = matches!(self.language.code(), "fr" | "es" | "it");
        !articles || tokens.iter().any(|token| self.seen(token).noun > 0)
    }

    /// Whether a word is a verb here, by its form and its company.
    pub fn verb(&self, token: &Token) -> bool {
        if self.language.code() != "en" {
            return self.seen(token).verb > self.seen(token).noun;
        }
        let seen = self.seen(token);
        let listed = self.language.verb(&token.stem) && seen.noun <= seen.verb.max(seen.total / 4);
        let participle = token.text.len() > 4 && token.text.ends_with("ed") && !token.text.ends_with("eed");
        let gerund = token.text.len() > 5 && token.text.ends_with("ing") && seen.noun * 2 <= seen.total;
        // The gerund of a function word ("giving") is never what is talked about.
        let empty = token.text.ends_with("ing") && (self.language.stop(&token.stem) || self.language.verb(&token.stem));
        listed || participle || gerund || empty || seen.verb > seen.noun
    }

    /// Whether a word mostly qualifies the word after it.
    fn modifier(&self, token: &Token) -> bool {
        if self.language.code() != "en" {
            return false;
        }
        let seen = self.seen(token);
        let adjective =
            ["al", "ive", "ous", "ic", "able", "ible", "ful", "less", "ary", "ern", "ish", "ian", "ent", "ant"];
        let adjective = token.text.len() > 4 && adjective.iter().any(|ending| token.text.ends_with(ending));
        if adjective {
            seen.last * 2 <= seen.total || seen.noun == 0
        } else {
            seen.total > 2 && seen.last * 5 < seen.total * 2
        }
    }
}
