//! What a candidate weighs: for the whole interview by rarity, frequency and spread, for one exchange by features whose
//! weights were fitted to labels that people gave.

use std::ops::Range;

use super::choose::{Candidate, Hits, Shape};
use super::grammar;
use super::read::{Reading, Token};
use crate::search::language::{Kind, Rarity};

/// How much a candidate weighs for the whole interview.
pub(super) fn whole_weight(reading: &Reading<'_>, candidate: &Candidate, spread: usize, words: usize) -> f32 {
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

/// An exchange, as far as a candidate is weighed by it.
#[derive(Clone)]
pub(super) struct Exchange {
    /// Tokens of its answer.
    pub answer: Range<usize>,
    /// How often its answer has what it has most often.
    pub most: u32,
}

/// Number of features.
const FEATURES: usize = 42;

/// What speaks for a candidate in an exchange, and what against it.
fn features(
    reading: &Reading<'_>,
    candidate: &Candidate,
    hits: &Hits,
    spread: usize,
    exchange: &Exchange,
) -> [f32; FEATURES] {
    let on = |yes: bool| f32::from(u8::from(yes));
    let tokens = &reading.tokens[candidate.span.clone()];
    let (first, last) = (&tokens[0], &tokens[tokens.len() - 1]);
    let word = reading.word(last);
    let field = word.kind.map_or(' ', Kind::field);
    let shape = candidate.shape;
    let (name, single) = (shape == Shape::Name, shape == Shape::Single);
    let phrase = !name && tokens.len() > 1;
    let count = hits.answered as f32;
    let said = (1.0 + count).ln();
    let words = candidate.key.words.len();
    let english = reading.language.code() == "en";
    let romance = matches!(reading.language.code(), "fr" | "es" | "it" | "pt");
    let plural = |token: &Token| {
        let text = &reading.word(token).text;
        text.ends_with('s') && !text.ends_with("ss")
    };
    let share = |part: u32| part as f32 / word.seen.total.max(1) as f32;
    // How often the answer has a word of the phrase without the phrase.
    let without = |stem: u32| {
        let places = &reading.places[stem as usize];
        let before = |end: usize| places.partition_point(|&place| (place as usize) < end);
        let all = before(exchange.answer.end) - before(exchange.answer.start);
        (1.0 + all.saturating_sub(hits.answered as usize) as f32).ln()
    };
    let edge = |stem: Option<&u32>| stem.filter(|_| phrase).map_or(0.0, |&stem| without(stem));
    [
        on(name && words == 1),
        on(name && words > 1),
        on(shape == Shape::Mixed),
        on(shape == Shape::Nouns),
        on(shape == Shape::Adjectival),
        on(shape == Shape::Tied),
        on(phrase && tokens.windows(2).all(|pair| reading.bound(&pair[0], &pair[1]))),
        // What is said often, the more so in a long answer, and early.
        said,
        said * (exchange.answer.len().max(1) as f32 / 150.0).ln(),
        count / exchange.most.max(1) as f32,
        on(hits.asked > 0),
        on(hits.asked > 0 && hits.answered > 0),
        said * on(name),
        hits.at,
        // What is said elsewhere.
        idf(candidate, spread),
        on(candidate.answered > hits.answered),
        (1.0 + candidate.answered as f32).ln(),
        on(candidate.answered < 2),
        on(candidate.hits.len() == 1 && spread > 3),
        on(everywhere(candidate, spread) || in_title(reading, candidate)),
        // What its words are.
        rarity(reading, candidate) / tokens.len() as f32,
        on(single && word.rarity == Rarity::Everyday),
        on(single && word.rarity == Rarity::Common),
        on(name && words == 1 && english && word.rarity < Rarity::Ordinary),
        on(name && tokens.iter().all(|token| reading.speakers.contains(&token.word))),
        on(single) * (word.text.chars().count() as f32 / 8.0).min(1.5),
        on(tokens.iter().any(|token| token.acronym)),
        on(single && english && plural(last)),
        on(!name && (word.vague || word.generic)),
        on(single && word.vague),
        on(!name && matches!(field, 'I' | 'Q')),
        on(!name && matches!(field, 'G' | 'C')),
        // Whether they are nouns.
        if name { 0.9 } else { grammar::noun(reading, last) },
        on(phrase) * grammar::noun(reading, first),
        // "Reports claim" is no phrase of nouns.
        on(phrase && english && plural(first) && !plural(last)),
        on(candidate.weak && !word.vague),
        on(single && english) * share(word.seen.last),
        on(!name && english) * share(word.seen.verb),
        on(single && romance && word.seen.article == 0),
        // What it stands beside.
        hits.followed as f32 / (hits.answered + hits.asked).max(1) as f32,
        edge(candidate.stems.first()),
        edge(candidate.stems.last()),
    ]
}

/// Weights of the features, fitted by logistic regression to labels that people gave, with a level of its own for each
/// exchange. Three are set: what most answers or the title say comes behind what tells one answer from the others (by .15), who
/// speaks is hardly a topic, and a plural hardly stands before another noun.
const WEIGHTS: [f32; FEATURES] = [
    0.28, 0.93, 0.45, 0.08, 0.47, 0.24, 0.24, 1.16, 0.14, 0.41, 0.72, 0.14, 0.54, -0.59, -0.13, -0.32, 0.06, -0.50,
    -0.43, -1.90, 0.21, -0.91, -0.39, -0.26, -3.00, 0.56, 0.40, 0.29, -0.43, -0.93, -0.39, -0.22, 0.70, 0.82, -0.80,
    -1.41, -0.62, -0.76, -0.75, -0.44, 0.58, 0.31,
];

/// What is left of the weight of the interview's own theme in one exchange: it comes behind all else that is said there.
const THEME: f32 = 0.01;

/// How much a candidate weighs in one exchange.
pub(super) fn weight(
    reading: &Reading<'_>,
    candidate: &Candidate,
    hits: &Hits,
    spread: usize,
    exchange: &Exchange,
) -> f32 {
    let features = features(reading, candidate, hits, spread, exchange);
    let weight = features.iter().zip(&WEIGHTS).map(|(feature, weight)| feature * weight).sum::<f32>().exp();
    // What the title names and most answers speak of is what the interview is about: it tells no answer from another.
    if everywhere(candidate, spread) && in_title(reading, candidate) { weight * THEME } else { weight }
}

/// What weighs less is no topic, not even in passing, unless it is a name: of such words people called one in twenty a
/// topic, of those above it one in four.
pub(super) const LEAST: f32 = 0.5;

/// The same for a word that says little alone, or is hardly a noun, to be a topic of an exchange: below, people called one
/// in ten a topic, though there was room.
pub(super) const WEAK: f32 = 1.0;
