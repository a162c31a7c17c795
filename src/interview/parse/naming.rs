//! Who answers, where no line says it outright: whom questions and thanks speak to, who introduces themselves, and of whom
//! the introduction speaks most.

use std::collections::HashMap;

use super::behind::behind;
use super::label::shouts;
use super::people::{Named, core_words, end_of, end_of_any, is_capital, is_common, name_after, tokens};
use super::presented::{addressed, is_asked};
use super::titles;
use crate::interview::words::{Lexicon, class, fold, is_english, listed, phrases, phrases_like};
use crate::text::segment::sentences;

/// Where to look.
pub struct Places<'a> {
    /// The title.
    pub title: Option<&'a str>,
    /// The first questions.
    pub asked: &'a [&'a str],
    /// The first answers.
    pub said: &'a [&'a str],
    /// The introduction.
    pub head: &'a [&'a str],
    /// The closing notes, and the last question, which often thanks.
    pub foot: &'a [&'a str],
}

/// The one who answers, if something tells. `known` are those who ask.
pub fn guess(places: &Places, known: &[Named]) -> Option<Named> {
    let other = |named: &Named| {
        let core = core_words(&named.name);
        known.iter().all(|asks| core_words(&asks.name) != core)
    };
    greeted(places)
        .filter(other)
        .or_else(|| introduced(places).filter(other))
        .or_else(|| addressed(places.asked, places.head, known))
        .or_else(|| thanked(places).filter(other))
        .or_else(|| told_of(places, known))
}

/// "Tobias Renn met her in her loft", "Silas Okafor walked with her and asked …": who asks, in an introduction that calls
/// the one who answers by a pronoun.
pub fn asking(head: &[&str]) -> Option<Named> {
    const INTRODUCTION: usize = 12;
    let mut found: Vec<Named> = Vec::new();
    for line in head.iter().take(INTRODUCTION) {
        for range in sentences(line) {
            let sentence = &line[range];
            let all = tokens(sentence);
            let Some((end, named)) = all.first().and_then(|_| name_after(sentence, &all, 0)) else { continue };
            let is = |at: usize, list: &'static str| all.get(at).is_some_and(|token| listed(list, &token.folded));
            let verb = (end..end + 3).find(|at| is(*at, "meets"));
            // "walked with her and asked", but not "met her husband".
            let meets = verb.is_some_and(|verb| {
                let at = if is(verb + 1, "together") { verb + 2 } else { verb + 1 };
                let closed =
                    |at: usize| all[at].word.ends_with([',', '.', ';']) || is(at + 1, "goes on") || at + 1 == all.len();
                all[verb].folded.starts_with("l'") || (is(at, "pronoun") && closed(at))
            });
            if meets && !found.iter().any(|other| other.name == named.name) {
                found.push(named);
            }
        }
    }
    if let [_] = found[..] { found.pop() } else { None }
}

/// "Hi Laura, can you …": the name behind a greeting, in full where the introduction has it.
fn greeted(places: &Places) -> Option<Named> {
    places.asked.iter().find_map(|question| called(question, "greeting", places))
}

/// "Merci Claude !", "Thank you so much, Laura".
fn thanked(places: &Places) -> Option<Named> {
    places.foot.iter().rev().find_map(|line| called(line, "thanking", places))
}

/// The name right behind a phrase of a list at the beginning of a sentence.
fn called(line: &str, list: &'static str, places: &Places) -> Option<Named> {
    const FEW: usize = 4;
    let all = tokens(line);
    let sentence = |at: usize| at == 0 || all[at - 1].word.ends_with(['.', '!', '?', ':', '…', ',', '|']);
    for at in (0..all.len()).filter(|at| sentence(*at)) {
        let Some(mut next) = end_of_any(&all, at, list) else { continue };
        // "so much", "beaucoup", a title of address.
        let limit = next + FEW;
        while next < limit && all.get(next).is_some_and(|token| listed("filler", &token.folded)) {
            next += 1;
        }
        let Some(token) = all.get(next).filter(|token| is_capital(token.word)) else { continue };
        if let Some((_, named)) = name_after(line, &all, next) {
            return Some(named);
        }
        let word = token.word.trim_matches(|c: char| !c.is_alphanumeric());
        let lines: Vec<&str> = places.title.into_iter().chain(places.head.iter().copied()).collect();
        if let Some(named) = behind(word, &lines) {
            return Some(named);
        }
        // A first name alone, where it is one that comes again.
        let again = places.asked.iter().chain(places.said).chain(places.head).chain(places.foot);
        let count = again.filter(|other| has(other, &fold(word))).count();
        if is_common(&token.folded) {
            continue;
        }
        if word.chars().count() >= 3 && count >= 2 && word.chars().skip(1).any(char::is_lowercase) {
            return Some(Named { name: word.to_owned(), full: None });
        }
    }
    None
}

fn has(line: &str, word: &str) -> bool {
    tokens(line).iter().any(|token| token.folded == word)
}

/// "I'm Lindsay Holm, a …", "Je m'appelle …": the one who answers says it.
fn introduced(places: &Places) -> Option<Named> {
    const EARLY: usize = 12;
    for answer in places.said {
        let all = tokens(answer);
        for at in 0..all.len().min(EARLY) {
            for phrase in phrases_like("self", &all[at].folded) {
                let Some(next) = end_of(&all, at, phrase) else { continue };
                let Some(token) = all.get(next).filter(|token| is_capital(token.word)) else { continue };
                let named = name_after(answer, &all, next).map(|(_, named)| named);
                let word = token.word.trim_matches(|c: char| !c.is_alphanumeric());
                let lines: Vec<&str> = places.title.into_iter().chain(places.head.iter().copied()).collect();
                // The introduction gives the name in full, and tells a name from a nationality.
                let told = |word: &String| lines.iter().any(|line| has(line, word));
                // "Ich bin Leiterin von Haus Nord": a name with a particle in it must stand there as a whole.
                let within = |named: &Named| {
                    let core = core_words(&named.name);
                    if core.iter().any(|word| listed("particle", word)) {
                        return lines.iter().any(|line| line.contains(&*named.name));
                    }
                    core.iter().any(told)
                };
                let named = named.filter(|named| within(named) || listed("own name", phrase) || lines.is_empty());
                if let Some(named) = named.or_else(|| behind(word, &lines)) {
                    return Some(named);
                }
            }
        }
    }
    None
}

/// The full name in the introduction whose parts come again most, in it and in what is asked and thanked; the first of
/// several only where it leads clearly.
fn told_of(places: &Places, known: &[Named]) -> Option<Named> {
    const INTRODUCTION: usize = 12;
    let head = places.head.iter().copied().take(INTRODUCTION).filter(|line| !titles::is_no_title(line));
    let lines: Vec<&str> = places.title.into_iter().chain(head).collect();
    let mut found: Vec<Named> = Vec::new();
    // Of whom a sentence of the introduction tells, under a name without any word of the language.
    let mut subjects: Vec<Vec<String>> = Vec::new();
    for line in &lines {
        let all = tokens(line);
        let mut at = 0;
        while at < all.len() {
            let Some((end, named)) = name_after(line, &all, at).filter(|_| is_capital(all[at].word)) else {
                at += 1;
                continue;
            };
            let core = core_words(&named.name);
            let is = |other: &Named| core_words(&other.name) == core;
            // "the North Sea", "at Oak Harbor", "my Harbour Days": places, bodies, things.
            let before = at.checked_sub(1).map(|before| all[before].folded.as_str());
            let place = before.is_some_and(|before| {
                listed("before a place", before)
                    || listed("before a thing", before)
                    || Lexicon::union().is(before, class::YOU | class::ME)
            });
            // "Written By Silas Okafor"
            let asks = known.iter().any(|asks| core_words(&asks.name).iter().all(|word| core.contains(word)));
            // Who answers speaks of himself as "I", but for the words in which he says who he is.
            let presents = |before: &str| {
                let before = fold(before.trim_end());
                before.is_empty() || phrases("self").iter().any(|phrase| before.ends_with(phrase))
            };
            let spoken =
                places.said.iter().any(|said| said.find(&*named.name).is_some_and(|at| !presents(&said[..at])));
            // "Exploring DNA", "Harbour ERP Days": a few letters stand for a thing, more may be a surname.
            let letters =
                |word: &str| shouts(word) && (3..=4).contains(&word.chars().filter(|c| c.is_alphabetic()).count());
            let thing = named.name.split(' ').any(letters);
            if !place && !spoken && !thing && core.len() <= 4 && !asks && !shouts(&named.name) && !found.iter().any(is)
            {
                let opens = at == 0 || all[at - 1].word.ends_with(['.', '!', '?', '…']);
                let told = all.get(end).is_some_and(|next| next.word.starts_with(char::is_lowercase));
                if opens && told && (2..=3).contains(&core.len()) && !core.iter().any(|word| is_english(word)) {
                    subjects.push(core);
                }
                found.push(named);
            }
            at = end;
        }
    }
    const SHORT: usize = 120;
    let short = lines.iter().map(|line| line.split_whitespace().count()).sum::<usize>() <= SHORT;
    let mut counts: HashMap<String, usize> = HashMap::new();
    for line in lines.iter().chain(places.asked).chain(places.foot) {
        for token in tokens(line) {
            let word = token.folded.trim_end_matches("'s").trim_end_matches("’s").to_owned();
            *counts.entry(word).or_default() += 1;
        }
    }
    // A part of the name that is used alone, beyond the places where it stands in full. A word of the language is used
    // of more than one person: "Deep Learning", "Team Lead Genetics".
    const WORDS: usize = 3;
    let used = |word: &String| counts.get(word).copied();
    let uses = |named: &Named| {
        let core = core_words(&named.name);
        let own = core.iter().filter(|word| !is_english(word)).filter_map(used).max();
        own.unwrap_or_else(|| core.iter().filter_map(used).max().unwrap_or(0) / WORDS)
    };
    const TOLD: usize = 2;
    let told = |named: &Named| if subjects.contains(&core_words(&named.name)) { TOLD } else { 0 };
    let mut ranked: Vec<(usize, Named)> = found.into_iter().map(|named| (uses(&named) + told(&named), named)).collect();
    ranked.retain(|(_, named)| {
        !places.title.is_some_and(|title| is_asked(title, &named.name)) && !goes_on(places, named)
    });
    ranked.sort_by_key(|(uses, _)| std::cmp::Reverse(*uses));
    match &ranked[..] {
        [(uses, named)] if *uses >= 2 || short || !known.is_empty() => Some(named.clone()),
        [(first, named), (second, _), ..] if *first >= 3 && *first >= second + 2 => Some(named.clone()),
        _ => None,
    }
}

/// Whether what looks like a name is the beginning of something that goes on in small letters wherever it stands: "Statens
/// vegvesen", "Nova Banka slovenska".
fn goes_on(places: &Places, named: &Named) -> bool {
    const LEAST: usize = 2;
    let Some(last) = core_words(&named.name).pop() else { return false };
    let (mut next, mut count) = (None::<String>, 0);
    let lines = places.title.into_iter().chain(places.head.iter().copied()).chain(places.asked.iter().copied());
    for line in lines.chain(places.said.iter().copied()) {
        let all = tokens(line);
        for at in (0..all.len()).filter(|&at| all[at].folded == last) {
            let after = all.get(at + 1).filter(|_| all[at].word.ends_with(char::is_alphanumeric));
            let Some(after) = after.filter(|after| after.word.starts_with(char::is_lowercase)) else { return false };
            if next.get_or_insert_with(|| after.folded.clone()) != &after.folded {
                return false;
            }
            count += 1;
        }
    }
    count >= LEAST
}

#[cfg(test)]
mod tests {
    use super::*;

    fn who(asked: &[&str], said: &[&str], head: &[&str], foot: &[&str]) -> Option<String> {
        guess(&Places { title: None, asked, said, head, foot }, &[]).map(|named| named.name)
    }

    #[test]
    fn the_one_who_asks_meets_somebody() {
        let who = |line: &str| asking(&[line]).map(|named| named.name);
        for line in [
            "Silas Okafor walked with her on one of those mornings and asked what there is to count.",
            "Silas Okafor met him in his loft above the harbour.",
            "Silas Okafor l’a rencontrée au bord de la rivière.",
            "Silas Okafor besuchte sie im Turm.",
        ] {
            assert_eq!(who(line).as_deref(), Some("Silas Okafor"), "{line}");
        }
        for line in [
            "Ida Berg has walked the river for years.",
            "Ida Berg asked the council for a boat.",
            "Ida Berg met her husband on the river.",
            "Ida Berg spoke about her book in the town hall.",
        ] {
            assert_eq!(who(line), None, "{line}");
        }
    }

    #[test]
    fn the_one_who_answers_is_named_in_many_ways() {
        let head = ["The tower was closed for years, until Mara Olsen opened it again."];
        for (asked, said, head, foot, name) in [
            (&["Hi Mara, how did it begin?"][..], &["Badly."][..], &head[..], &[][..], "Mara Olsen"),
            (&["Bonjour Solveig ! Qui es-tu ?"], &["Je m’appelle Solveig, j’ai 27 ans."], &[], &[], "Solveig"),
            (
                &["Who are you?"],
                &["I’m Jens Dahl, and I mend clocks."],
                &["We met Jens at his tower."],
                &[],
                "Jens Dahl",
            ),
            (&["Wer sind Sie?"], &["Ich heiße Jens Dahl."], &[], &[], "Jens Dahl"),
            (&["Why?"], &["Because."], &head, &["Thank you so much, Mara!"], "Mara Olsen"),
            (
                &["Pourquoi ?"],
                &["Parce que."],
                &["Nous avons trouvé Ida Berg au port."],
                &["Merci à Ida pour ce moment."],
                "Ida Berg",
            ),
            (
                &["Why?"],
                &["So."],
                &["Exploring DNA", "Salt changes how Ida Berg studies DNA. Ida began in May."],
                &[],
                "Ida Berg",
            ),
            (
                &["Why?"],
                &["Because."],
                &["For twenty winters Ida Berg has walked the river.", "Berg counts what she sees there."],
                &[],
                "Ida Berg",
            ),
        ] {
            assert_eq!(who(asked, said, head, foot).as_deref(), Some(name), "{asked:?} {said:?} {foot:?}");
        }
        for (asked, said, head, foot) in [
            (
                &["Hi there, how did it begin?"][..],
                &["I’m Norwegian. What's it to you?"][..],
                &["Two names: Ida Berg and Ole Dahl."][..],
                &[][..],
            ),
            (&["Hello! What's the tower for?", "What's above it?"], &["Birds."], &["What's high up?"], &[]),
            (&["Why?"], &["Well."], &["We met Ida Berg and Ole Dahl on the pier."], &[]),
            (&["Why?"], &["I am The One."], &["We walked by the North Sea."], &["Thank you all for reading."]),
        ] {
            assert_eq!(who(asked, said, head, foot), None, "{asked:?}");
        }
    }
}
