//! What a word may be in this text: a noun, a verb, something that only qualifies. Told by its form, by a list for English,
//! and by the company it keeps.

use super::read::{Gap, Reading, Token, Word};
use crate::search::language::{Kind, Likely, Rarity};
use std::ops::Range;

/// The least likelihood of being a noun that a word needs to be a topic alone, one where little speaks for it, and at the
/// end of a phrase.
const PERHAPS: f32 = 0.2;
const ALONE: f32 = 0.42;
const LAST: f32 = 0.33;

/// Endings of English adjectives.
const ADJECTIVES: &[&str] = &["able", "ible", "ous", "ive", "ful", "less", "ical", "ish", "ual", "ary"];

/// How likely a word is to be a noun, from 0 to 1.
pub(super) fn noun(reading: &Reading<'_>, token: &Token) -> f32 {
    let word = reading.word(token);
    let seen = word.seen;
    if token.dense || word.number {
        return 0.8;
    }
    if token.acronym {
        return 0.9;
    }
    match reading.language.code() {
        "en" => {
            let prior = word.kind.map_or_else(|| english(word), Kind::noun);
            // "Seeing" is a noun in dictionaries; in talk it is one where the company says so.
            let prior = if word.verb_form { prior.min(0.3) } else { prior };
            let prior = if word.compared { prior.min(0.2) } else { prior };
            let modifies =
                if word.kind.is_some_and(Kind::adjective) { (seen.total - seen.last) as f32 * 0.5 } else { 0.0 };
            (3.0 * prior + seen.ends as f32) / (3.0 + seen.ends as f32 + seen.verb as f32 + modifies)
        }
        // In German a capital makes the noun, except at the head of a sentence.
        "de" => {
            if token.capital && (!token.head || seen.capital > 0) {
                0.8
            } else {
                0.0
            }
        }
        "fr" | "es" | "it" | "pt" => {
            let prior = word.likely.map_or_else(|| portuguese(&word.text), Likely::noun);
            // "Savoir" is a noun in dictionaries; in talk it is one where an article says so.
            let prior = if word.verb_form { prior.min(0.2) } else { prior };
            // After "de" an infinitive may stand, and after any preposition an adjective or an adverb.
            let others = if verbal(word) { 0.0 } else { 0.5 };
            let noun = seen.article as f32 + others * seen.noun.saturating_sub(seen.article) as f32;
            (2.0 * prior + noun) / (2.0 + noun + 1.5 * seen.verb as f32 + seen.behind as f32)
        }
        "ru" => russian(&word.text),
        _ => 0.6,
    }
}

/// An English word that no list has.
fn english(word: &Word) -> f32 {
    let ends = |ending: &str| word.text.len() > ending.len() + 2 && word.text.ends_with(ending);
    match () {
        () if ends("ly") => 0.05,
        () if ends("ed") => 0.1,
        () if ends("ing") => 0.3,
        () if ADJECTIVES.iter().any(|ending| ends(ending)) => 0.15,
        () if word.verb => 0.2,
        () => 0.75,
    }
}

/// A Portuguese word, for which there is no list.
fn portuguese(word: &str) -> f32 {
    const NOUNS: &[&str] = &["cao", "coes", "dade", "ismo", "mento", "ancia", "encia", "dor", "agem"];
    const OTHERS: &[&str] =
        &["ar", "er", "ir", "ando", "endo", "ava", "avam", "mente", "ado", "ada", "ico", "ica", "oso", "osa", "amos"];
    let ends = |endings: &[&str]| endings.iter().any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending));
    match () {
        () if ends(NOUNS) => 0.8,
        () if ends(OTHERS) => 0.15,
        () => 0.4,
    }
}

/// Whether a word of a Romance language looks like a verb or an adverb.
fn verbal(word: &Word) -> bool {
    match word.likely {
        Some(likely) => likely.verbal() > 0.5,
        None => word.verb_form || word.verb || finite(&word.text),
    }
}

fn russian(word: &str) -> f32 {
    const OTHERS: &[&str] = &[
        "ыи", "ии", "ая", "ое", "ее", "ые", "ие", "ого", "его", "ому", "ему", "ых", "их", "ыми", "ими", "ую", "юю",
        "ть", "ться", "ется", "ются", "лся", "лась", "лись", "ает", "яет", "ют", "ут", "ешь", "ишь", "ал", "ала",
        "али", "ил", "ила", "или", "ел", "ела", "ели", "вший", "но", "ски", "ем", "им",
    ];
    let long = |ending: &&&str| word.chars().count() > ending.chars().count() + 2 && word.ends_with(**ending);
    if OTHERS.iter().any(|ending| long(&ending)) { 0.2 } else { 0.7 }
}

/// Whether a word can be part of a phrase: no function word, no name, no bare number but a decade.
fn content(reading: &Reading<'_>, token: &Token) -> bool {
    let word = reading.word(token);
    let decade = word.number && word.text.len() == 5 && word.text.ends_with("0s");
    let long = token.dense || token.acronym || word.text.chars().count() > 2;
    let german = reading.language.code() != "de" || token.capital;
    !word.stop && long && (!word.number || decade) && german
}

/// Whether a word may begin a phrase: a noun, or an adjective that says which.
fn begins(reading: &Reading<'_>, token: &Token) -> bool {
    let word = reading.word(token);
    if word.generic {
        return false;
    }
    match reading.language.code() {
        "en" => {
            let adjective = word.kind.is_some_and(Kind::adjective);
            let adjective = adjective || word.kind.is_none() && ADJECTIVES.iter().any(|e| word.text.ends_with(e));
            let participle = word.kind.is_none() && ["ed", "ing"].iter().any(|ending| word.text.ends_with(ending));
            let adverb = word.text.ends_with("ly") && word.text.len() > 4 && word.kind.is_none_or(Kind::adjective);
            !adverb
                && !participle
                && !word.compared
                && if adjective { word.rarity != Rarity::Everyday } else { noun(reading, token) >= LAST }
        }
        // Here the noun comes first.
        "fr" | "es" | "it" | "pt" => noun(reading, token) >= LAST,
        _ => noun(reading, token) > 0.1,
    }
}

/// Whether a word may begin a fixed term: an adjective, or a word that only looks like a verb ("open source").
fn qualifies(reading: &Reading<'_>, token: &Token) -> bool {
    let word = reading.word(token);
    let adverb = word.text.ends_with("ly") && word.kind.is_none_or(Kind::adjective);
    reading.language.code() == "en" && !adverb && (word.kind.is_some() || noun(reading, token) >= LAST)
}

/// Whether a word may end a phrase.
fn ends(reading: &Reading<'_>, token: &Token) -> bool {
    let word = reading.word(token);
    match reading.language.code() {
        // An adjective ends a phrase ("semantic web" is "web sémantique"), a verb does not.
        "fr" | "es" | "it" | "pt" => {
            !word.generic && word.seen.verb <= word.seen.noun && !(verbal(word) && noun(reading, token) < LAST)
        }
        _ => !word.generic && noun(reading, token) >= LAST,
    }
}

/// Endings that only verbs and adverbs have, in Portuguese.
fn finite(word: &str) -> bool {
    let endings = ["ava", "avam", "aram", "eram", "iram", "ando", "endo", "indo", "amos", "aria", "ariam", "mente"];
    endings.iter().any(|ending| word.len() > ending.len() + 1 && word.ends_with(ending))
}

/// Whether a run of words that are no names can be a topic.
pub(super) fn phrase(reading: &Reading<'_>, span: &Range<usize>) -> bool {
    let tokens = &reading.tokens[span.clone()];
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return false };
    if tokens.len() == 1 {
        let word = reading.word(first);
        return content(reading, first) && !word.generic && noun(reading, first) >= PERHAPS;
    }
    let inside = |token: &Token| content(reading, token) && !reading.word(token).number;
    // A fixed term passes the tests of its single words, but "bad idea" is none for being said twice.
    let bound = |n: usize| reading.bound(&tokens[n], &tokens[n + 1]);
    let listed = reading.listed(first, &tokens[1]);
    let (front, back) = (bound(0) && (listed || !reading.word(first).generic), bound(tokens.len() - 2));
    // Two words that say little say no more together.
    tokens.iter().any(|token| !reading.word(token).vague)
        && (begins(reading, first) || front && qualifies(reading, first))
        && (ends(reading, last) || back && noun(reading, last) >= LAST)
        && tokens[1..].iter().all(|token| matches!(token.before, Gap::Space | Gap::Hyphen))
        && tokens.iter().all(inside)
        // Between the edges a verb would make it a sentence.
        && tokens[1..tokens.len() - 1]
            .iter()
            .all(|token| begins(reading, token) || noun(reading, token) >= LAST || front && qualifies(reading, token))
}

/// The same behind a name, where a lone word must be a noun: "Perl programmers", not "Russia vetoed".
pub(super) fn nouns(reading: &Reading<'_>, span: &Range<usize>) -> bool {
    phrase(reading, span) && (span.len() > 1 || noun(reading, &reading.tokens[span.start]) >= LAST)
}

/// Whether a word says little alone, or is hardly a noun.
pub(super) fn weak(reading: &Reading<'_>, token: &Token) -> bool {
    reading.word(token).vague || noun(reading, token) < ALONE
}

/// Whether the span is cut out of a longer fixed term: "source community" of "open source community".
pub(super) fn torn(reading: &Reading<'_>, span: &Range<usize>) -> bool {
    let tied = |n: usize, listed: bool| {
        let (before, token) = (&reading.tokens[n - 1], &reading.tokens[n]);
        matches!(token.before, Gap::Space | Gap::Hyphen)
            && before.name == super::read::NONE
            && token.name == super::read::NONE
            && content(reading, before)
            && content(reading, token)
            && if listed { reading.listed(before, token) } else { reading.bound(before, token) }
    };
    // What only recurs together may have a head that says enough alone: "block" of "compact block".
    let alone = span.len() == 1;
    span.start > 0 && tied(span.start, alone) || span.end < reading.tokens.len() && tied(span.end, false)
}

/// Whether a noun and what "of" or "de" ties to it can be a topic: "retour d’expérience", "derechos de autor".
pub(super) fn tied(reading: &Reading<'_>, span: &Range<usize>) -> bool {
    let tokens = &reading.tokens[span.clone()];
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return false };
    let bond = match tokens.len() {
        2 => last.before == Gap::Elided,
        3 => {
            let middle = reading.word(&tokens[1]).text.as_str();
            matches!(middle, "de" | "di" | "d") && tokens[1].before == Gap::Space && last.before == Gap::Space
        }
        _ => false,
    };
    let noun_here = |token: &Token| {
        token.name == super::read::NONE
            && content(reading, token)
            && !reading.word(token).generic
            && noun(reading, token) >= LAST
    };
    bond && noun_here(first) && noun_here(last)
}

/// How a phrase is made: only of nouns, or with adjectives.
pub(super) fn adjectival(reading: &Reading<'_>, span: &Range<usize>) -> bool {
    let tokens = &reading.tokens[span.clone()];
    match reading.language.code() {
        "fr" | "es" | "it" | "pt" => tokens.last().is_some_and(|last| noun(reading, last) < 0.4),
        _ => tokens.first().is_some_and(|first| noun(reading, first) < 0.4),
    }
}
