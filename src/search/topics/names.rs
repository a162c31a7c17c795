//! Names: which capitalised words are one, and which names are the same.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::read::{Gap, Name, Reading, Token};
use crate::search::language::{Kind, Rarity};

/// Most words of a name.
const LONGEST: usize = 4;

/// Finds the names of a text and marks their tokens.
pub(super) fn find(reading: &mut Reading<'_>) {
    let german = reading.language.code() == "de";
    let numbered = numbered(reading);
    let joins = joins(reading);
    let mut n = 0;
    while n < reading.tokens.len() {
        let from = n;
        while n < reading.tokens.len() && n - from < LONGEST {
            let goes_on = n == from || reading.tokens[n].before != Gap::Break;
            let part = if german { german_name(reading, from, n) } else { is_name(reading, n) };
            if goes_on && (part || n > from && tail(reading, n, &numbered)) {
                n += 1;
            } else if n > from && goes_on && joins.contains(&n) {
                n += 2;
            } else {
                break;
            }
        }
        let n_end = n.min(reading.tokens.len());
        let mut from = from;
        while german && from + 1 < n_end && common(reading, from) {
            from += 1;
        }
        if n_end == from || german && n_end < from + 2 && !reading.tokens[from].acronym {
            n = from + 1;
            continue;
        }
        n = n_end;
        let id = reading.names.len() as u32;
        let key = reading.tokens[from..n].iter().map(|token| token.word).collect();
        for token in &mut reading.tokens[from..n] {
            token.name = id;
        }
        reading.names.push(Name { span: from..n, key, modifier: false });
    }
    if reading.language.code() == "en" {
        demonyms(reading);
    }
    addressed(reading);
    short_forms(reading);
}

/// Words before the name of somebody who is spoken to.
const GREETINGS: &[&str] = &[
    "hi",
    "hello",
    "hey",
    "thanks",
    "dear",
    "welcome",
    "bonjour",
    "bonsoir",
    "merci",
    "salut",
    "cher",
    "chere",
    "hola",
    "gracias",
    "hallo",
    "danke",
    "liebe",
    "lieber",
    "ciao",
    "grazie",
    "buongiorno",
    "ola",
    "obrigado",
    "obrigada",
];

/// Who is greeted or thanked, and whose name stands as a label at the edge of a paragraph, is somebody who speaks.
fn addressed(reading: &mut Reading<'_>) {
    let mut speakers = Vec::new();
    for name in &reading.names {
        let (first, last) = (&reading.tokens[name.span.start], &reading.tokens[name.span.end - 1]);
        let para = &reading.paras[first.para as usize];
        let rest = para.text[last.end as usize..].trim_start();
        let alone = para.text[..first.start as usize].trim_end_matches([' ', '*', '&', '\u{a0}']);
        let label = rest.starts_with(':')
            && (alone.is_empty()
                || rest.trim_end_matches([' ', '*', '\u{a0}']) == ":" && alone.ends_with(['.', '?', '!']));
        let greeted = name.span.start.checked_sub(1).map(|n| &reading.tokens[n]).is_some_and(|before| {
            let between = before.para == first.para
                && para.text[before.end as usize..first.start as usize].trim_matches([' ', ',', '\u{a0}']).is_empty();
            between && GREETINGS.contains(&reading.word(before).text.as_str())
        });
        if label || greeted {
            speakers.extend(name.key.iter().copied());
        }
    }
    speakers.sort_unstable();
    speakers.dedup();
    reading.speakers.extend(speakers);
}

/// Pairs of a capitalised word and a short number that stand together more than once: "Apollo 13".
fn numbered(reading: &Reading<'_>) -> HashSet<(u32, u32)> {
    let mut counts: HashMap<(u32, u32), u32> = HashMap::new();
    for pair in reading.tokens.windows(2) {
        let number = reading.word(&pair[1]);
        if pair[0].capital && number.number && number.text.len() < 4 && pair[1].before != Gap::Break {
            *counts.entry((pair[0].word, pair[1].word)).or_default() += 1;
        }
    }
    counts.into_iter().filter(|(_, count)| *count > 1).map(|(pair, _)| pair).collect()
}

/// Where "of" or "de" stands between two words of one name: "University of Kansas", "Ernst von Glasersfeld".
fn joins(reading: &Reading<'_>) -> HashSet<usize> {
    let certain: &[&str] = &["of", "de", "von", "van", "der", "del", "di", "da", "du", "dos", "al", "bin"];
    let mut for_counts: HashMap<(u32, u32), u32> = HashMap::new();
    let mut found = HashSet::new();
    let mut candidates = Vec::new();
    for n in 1..reading.tokens.len().saturating_sub(1) {
        let (before, token, after) = (&reading.tokens[n - 1], &reading.tokens[n], &reading.tokens[n + 1]);
        let spaced = token.before == Gap::Space && after.before == Gap::Space;
        let stop = |token: &Token| reading.word(token).stop;
        if token.capital || !spaced || !before.capital || !after.capital || stop(before) || stop(after) {
            continue;
        }
        let word = reading.word(token).text.as_str();
        if certain.contains(&word) && !(reading.language.code() == "de" && matches!(word, "der" | "of")) {
            let sure = !before.head || reading.word(before).seen.capital > 0;
            if sure && reading.language.code() != "de" || matches!(word, "von" | "van") {
                found.insert(n);
            }
        } else if matches!(word, "for" | "of" | "the") {
            *for_counts.entry((before.word, after.word)).or_default() += 1;
            candidates.push((n, (before.word, after.word)));
        }
    }
    found.extend(candidates.into_iter().filter(|(_, pair)| for_counts[pair] > 1).map(|(n, _)| n));
    found
}

/// Whether a token goes on a name that began before it: a number that belongs to it, an initial, the letter of "Objective-C".
fn tail(reading: &Reading<'_>, n: usize, numbered: &HashSet<(u32, u32)>) -> bool {
    let (before, token) = (&reading.tokens[n - 1], &reading.tokens[n]);
    let word = reading.word(token);
    let initial = token.capital && word.text.chars().count() == 1;
    let goes_on = reading.tokens.get(n + 1).is_some_and(|next| next.before == Gap::Space && is_name(reading, n + 1));
    numbered.contains(&(before.word, token.word)) || initial && (token.before == Gap::Hyphen || goes_on)
}

/// Whether a German noun stands before a name and is no part of it: "das Thema Open Data", "mein Dorf Aldingen".
fn common(reading: &Reading<'_>, n: usize) -> bool {
    const OWNERS: &[&str] = &["mein", "dein", "sein", "ihr", "unser", "euer", "kein", "dies", "jed", "manch", "solch"];
    let word = reading.word(&reading.tokens[n]);
    let owned = n > 0 && reading.tokens[n].before == Gap::Space && {
        let before = reading.word(&reading.tokens[n - 1]).text.as_str();
        OWNERS.iter().any(|owner| before.strip_prefix(owner).is_some_and(|ending| ending.len() < 3))
    };
    owned || word.generic || word.vague
}

/// In German every noun has a capital: only runs of them are names, and words that no dictionary would join.
fn german_name(reading: &Reading<'_>, from: usize, n: usize) -> bool {
    let token = &reading.tokens[n];
    let word = reading.word(token);
    let capital = token.capital && !word.stop && !word.number && (!token.head || word.seen.capital > 0);
    capital && token.before != Gap::Hyphen && (n == from || token.before == Gap::Space)
}

/// Whether this word is (part of) a name.
fn is_name(reading: &Reading<'_>, n: usize) -> bool {
    let token = &reading.tokens[n];
    let word = reading.word(token);
    let seen = word.seen;
    if !token.capital || token.dense || word.text.chars().count() < 2 {
        return false;
    }
    // "I’m" and "I’ve" are no names.
    if word.stop && !token.acronym {
        let next = reading.tokens.get(n + 1);
        return !token.head && next.is_some_and(|next| next.capital && next.before == Gap::Hyphen);
    }
    let next = reading
        .tokens
        .get(n + 1)
        .filter(|next| next.capital && next.before != Gap::Break && !reading.word(next).stop && !token.acronym);
    if token.head && next.is_some() && seen.lower == 0 {
        // "Kim" before "Jong" at the head of a sentence: the company decides.
        let common = word.kind.is_some_and(Kind::adjective) || word.verb || word.generic;
        if word.rarity == Rarity::Rare || !common && seen.capital > 0 {
            return true;
        }
    }
    if token.head || word.stop {
        token.acronym && word.text.len() > 1 && (!word.stop || word.text.len() < (token.end - token.start) as usize)
            || !word.stop && seen.capital > 0 && seen.capital >= seen.lower
            // Rare and never small: a name also where it only begins sentences.
            || !word.stop
                && seen.lower == 0
                && !["ly", "ing", "ed"].iter().any(|ending| word.text.ends_with(ending))
                && word.rarity == Rarity::Rare
                && word.kind.is_none_or(|kind| kind.field() == 'L')
                && reading.language.code() == "en"
    } else {
        seen.capital * 2 > seen.lower
    }
}

/// "Korean" is a mention of Korea where the text names Korea; else a lone "Western" qualifies and names nothing.
fn demonyms(reading: &mut Reading<'_>) {
    let known: HashSet<u32> = reading.names.iter().flat_map(|name| name.key.iter().copied()).collect();
    let mut bases: HashMap<u32, (Option<u32>, bool)> = HashMap::new();
    for n in 0..reading.names.len() {
        let Some(&last) = reading.names[n].key.last() else { continue };
        let (base, adjective) = if let Some(&found) = bases.get(&last) {
            found
        } else {
            let found = base(reading, last, &known);
            bases.insert(last, found);
            found
        };
        let name = &mut reading.names[n];
        if let Some(base) = base {
            if let Some(last) = name.key.last_mut() {
                *last = base;
            }
        } else {
            name.modifier = adjective && name.span.len() == 1;
        }
    }
}

/// The name that a demonym comes from, and whether the word looks like an adjective that mostly stands before others.
fn base(reading: &Reading<'_>, word: u32, known: &HashSet<u32>) -> (Option<u32>, bool) {
    let last = reading.words[word as usize].text.as_str();
    let seen = reading.words[word as usize].seen;
    let one = last.strip_suffix('s').unwrap_or(last);
    let base = ["n", "an", "ian", "ese", "i", "ish", "ic", ""].iter().find_map(|ending| {
        let root = one.strip_suffix(ending).filter(|root| root.len() > 2)?;
        let endings: &[&str] = if ending.is_empty() { &["y", ""] } else { &["", "a", "e", "y", "ia"] };
        endings.iter().find_map(|e| {
            let base = format!("{root}{e}");
            let id = (base != last).then(|| reading.find(&base)).flatten().filter(|id| known.contains(id))?;
            // The plural is another form of the singular, not the other way round.
            (!ending.is_empty() || base == one && one != last || e == &"y").then_some(id)
        })
    });
    let adjective = ["an", "ern", "ese", "ish", "ic", "al", "ch"].iter().any(|ending| last.ends_with(ending));
    (base, adjective && seen.last * 2 < seen.total.max(1))
}

/// An acronym stands for the one name with these initials, a surname or a first name for the one name that has it.
fn short_forms(reading: &mut Reading<'_>) {
    let mut long: BTreeMap<(String, bool), Option<Vec<u32>>> = BTreeMap::new();
    let text = |word: &u32| reading.words[*word as usize].text.as_str();
    for name in reading.names.iter().filter(|name| name.key.len() > 1) {
        let capital = |word: &&u32| !reading.words[**word as usize].stop;
        let initials: String = name.key.iter().filter(capital).filter_map(|word| text(word).chars().next()).collect();
        // Whose second word is a common noun or a place is nobody with a first name: "Linux Journal", "Google Ireland".
        let person = reading.words[name.key[1] as usize].kind.is_none();
        let first = (name.key.len() == 2 && person).then(|| text(&name.key[0]).to_owned());
        let last = name.key.last().map(|word| text(word).to_owned());
        let last = last.filter(|last| !last.starts_with(|c: char| c.is_ascii_digit()));
        let forms = [Some((initials, true)), last.map(|last| (last, false)), first.map(|first| (first, false))];
        for short in forms.into_iter().flatten() {
            long.entry(short)
                .and_modify(|known| {
                    if known.as_ref().is_some_and(|known| *known != name.key) {
                        *known = None;
                    }
                })
                .or_insert_with(|| Some(name.key.clone()));
        }
    }
    let mut counts: HashMap<Vec<u32>, u32> = HashMap::new();
    for name in &reading.names {
        *counts.entry(name.key.clone()).or_default() += 1;
    }
    // Where the short form is by far the usual one, the long one is named after it.
    let mut renamed: HashMap<Vec<u32>, Vec<u32>> = HashMap::new();
    let mut changed: Vec<(usize, Vec<u32>)> = Vec::new();
    for (n, name) in reading.names.iter().enumerate().filter(|(_, name)| name.span.len() == 1) {
        let token = &reading.tokens[name.span.start];
        let Some(Some(full)) = long.get(&(text(&name.key[0]).to_owned(), token.acronym)) else { continue };
        if counts[&name.key] > 3 * counts[full] {
            renamed.insert(full.clone(), name.key.clone());
        } else {
            changed.push((n, full.clone()));
        }
    }
    for (n, full) in changed {
        reading.names[n].key = full;
    }
    for name in &mut reading.names {
        if let Some(short) = renamed.get(&name.key) {
            name.key.clone_from(short);
        }
    }
}
