//! One person, several labels: the surname alone, the first name, initials, a slip of the pen.

use std::collections::HashMap;

use super::label::{self, Hit, Style};
use super::raw::Raw;
use super::speakers::{Speakers, key};
use crate::interview::words::{Lexicon, class, fold, listed};

/// A label taken apart.
struct Form {
    /// Its words, forms of address included.
    all: Vec<String>,
    /// Its words without forms of address.
    core: Vec<String>,
    /// Initials that may stand for it: of all words, without forms of address, without particles.
    initials: Vec<String>,
    /// The core in one piece.
    joined: Vec<char>,
    /// Whether it is written like initials, with small letters between: "WCh".
    spelt: bool,
}

impl Form {
    fn of(name: &str) -> Self {
        let key = key(name);
        let all: Vec<String> = key.split_whitespace().map(str::to_owned).collect();
        let titled = |part: &&String| !label::is_honorific(part);
        let named = |part: &&String| !listed("particle", part.as_str());
        let core: Vec<String> = all.iter().filter(titled).cloned().collect();
        let mut initials = vec![
            first_letters(all.iter()),
            first_letters(core.iter()),
            first_letters(core.iter().filter(named)),
            first_letters(all.iter().filter(named)),
        ];
        initials.retain(|letters| letters.chars().count() >= 2);
        initials.dedup();
        let joined = core.concat().chars().filter(|c| c.is_alphanumeric()).collect();
        let capitals = name.chars().filter(|c| c.is_uppercase()).count();
        let spelt = capitals >= 2 && name.chars().count() <= 2 * capitals && name.chars().all(char::is_alphabetic);
        Self { all, core, initials, joined, spelt }
    }
}

/// Whether letters are the beginnings of words, at most three of each: "wch" of "wiktor chmura".
fn spells(letters: &[char], words: &[String]) -> bool {
    const MOST: usize = 3;
    let Some((word, rest)) = words.split_first() else { return letters.is_empty() };
    let common = letters.iter().zip(word.chars()).take(MOST).take_while(|(letter, c)| **letter == *c).count();
    (1..=common).any(|count| spells(&letters[count..], rest))
}

fn first_letters<'a>(parts: impl Iterator<Item = &'a String>) -> String {
    parts.flat_map(|part| part.split('-')).filter_map(|part| part.chars().next()).collect()
}

/// Whether a label is the first letter of a name: "M" of "Mara". "Q" and "A" are words for what is said, and letters of
/// "Question" and "Answer" only.
pub fn is_letter_of(letter: &str, name: &str) -> bool {
    let mut chars = letter.chars();
    let (first, rest) = (chars.next(), chars.next());
    let says = class::ASKER | class::ANSWERER;
    rest.is_none()
        && first.is_some_and(char::is_alphabetic)
        && name.chars().count() >= 3
        && name.chars().next() == first
        && name.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '-'))
        && {
            let (letter, name) = (Lexicon::union().classes(letter) & says, Lexicon::union().classes(name) & says);
            letter == 0 || letter & name != 0
        }
}

/// Whether a label is the initials of a name of several words.
pub fn are_initials_of(short: &str, name: &str) -> bool {
    let letters: String = short.chars().filter(|c| c.is_alphanumeric()).collect();
    name.contains(' ') && letters.chars().count() >= 2 && Form::of(name).initials.contains(&letters)
}

/// Whether a label is letters of a name, as papers shorten theirs: "tb" of "tidebook".
pub fn are_letters_of(short: &str, name: &str) -> bool {
    const LETTERS: std::ops::RangeInclusive<usize> = 2..=3;
    let mut left = name.chars();
    LETTERS.contains(&short.chars().count())
        && name.chars().count() >= short.chars().count() * 2
        && short.chars().all(char::is_alphabetic)
        && short.chars().next() == name.chars().next()
        && short.chars().all(|letter| left.any(|c| c == letter))
}

/// Whether `short`, on so many turns, is another form of `long`, on so many.
pub fn is_alias(short: &str, long: &str, turns: (usize, usize)) -> bool {
    other_form(&Form::of(short), &Form::of(long), turns)
}

fn other_form(short: &Form, long: &Form, turns: (usize, usize)) -> bool {
    const RARER: usize = 4;
    let part = match (&short.core[..], &short.all[..]) {
        // "MS" may be Mona Sund.
        ([], [title]) => long.all.len() >= 2 && (long.all.contains(title) || long.initials.contains(title)),
        ([only], _) => {
            let bare: String = only.chars().filter(|c| c.is_alphanumeric()).collect();
            (long.all.len() > short.all.len() && long.core.contains(only))
                || (long.core.len() >= 2 && bare.chars().count() >= 2 && long.initials.contains(&bare))
                || (long.core.len() >= 2 && short.spelt && spells(&short.joined, &long.core))
                || (long.core.len() >= 2 && short.all.len() > 1 && long.core.contains(only))
        }
        // "S. Teague" and "S. M. Teague" for "Samuel Teague"; "J. D." for "Jens Dahl".
        ([first, .., last], _) => {
            let letters: String = short.core.concat().chars().filter(|c| c.is_alphanumeric()).collect();
            let single = short.core.iter().all(|part| part.trim_end_matches('.').chars().count() == 1);
            let initial = first.trim_end_matches('.');
            let begins = long.core.first().is_some_and(|full| full != first && full.starts_with(initial));
            (single && long.initials.contains(&letters))
                || (long.core.last() == Some(last) && begins && initial.chars().count() == 1)
                || (short.all.len() < long.all.len() && short.core == long.core)
                || (short.core.len() < long.core.len() && short.core.iter().all(|part| long.core.contains(part)))
        }
        _ => false,
    };
    // A slip stands on few turns, the name on many.
    let slip = (turns.0 * RARER <= turns.1 || (turns.0 == 1 && turns.1 >= 2))
        && (short.joined == long.joined
            || is_near(&short.joined, &long.joined)
            || (long.core.len() >= 2
                && short.core.len() == 1
                && long.core.iter().any(|part| is_near(&short.joined, &part.chars().collect::<Vec<_>>()))));
    part || slip
}

/// One letter left out, added, changed or swapped with the next in names of five letters or more, two from eleven on.
fn is_near(a: &[char], b: &[char]) -> bool {
    const SHORTEST: usize = 5;
    const LONG: usize = 11;
    let least = a.len().min(b.len());
    let most = if least >= LONG { 2 } else { 1 };
    // Two neighbours swapped are a slip even in a short name.
    if least == SHORTEST - 1 && a.len() == b.len() && a != b {
        let swapped = |at: usize| {
            let mut other = a.to_vec();
            other.swap(at, at + 1);
            other == b
        };
        return (0..least - 1).any(swapped);
    }
    if a == b || least < SHORTEST || a.len().abs_diff(b.len()) > most || a.iter().chain(b).any(|c| c.is_numeric()) {
        return false;
    }
    distance(a, b) <= most
}

/// Optimal string alignment distance.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let mut least = (last[j] + usize::from(x != y)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && a[i - 1] == *y && *x == b[j - 1] {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

/// Folds labels of one person together.
pub fn merge(speakers: &mut Speakers) {
    const MOST: usize = 60;
    let count = speakers.all.len();
    if count > MOST {
        return;
    }
    let forms: Vec<Form> = speakers.all.iter().map(|speaker| Form::of(&speaker.labels[0])).collect();
    let turns = speakers.turns();
    let keys: Vec<String> = speakers.all.iter().map(|speaker| key(&speaker.labels[0])).collect();
    let pair = first_names(&keys, &turns);
    let talks = talks(speakers);
    let fits: Vec<Vec<usize>> = (0..count)
        .map(|short| {
            let other =
                |long: &usize| *long != short && other_form(&forms[short], &forms[*long], (turns[short], turns[*long]));
            // Whoever mostly speaks right before or after somebody talks with that one.
            let apart = |long: &usize| talks.get(&(short, *long)).is_some_and(|count| count * 4 >= turns[short] * 3);
            // The letter comes after the name that it stands for.
            let letter = |long: &usize| {
                *long < short && (is_letter_of(&keys[short], &keys[*long]) || pair.contains(&(short, *long)))
            };
            let paper = |long: &usize| {
                let shouted = [short, *long].iter().all(|&who| label::shouts(&speakers.all[who].labels[0]));
                let once = *long < short && turns[*long] == 1 && turns[short] >= 2;
                once && shouted && are_letters_of(&keys[short], &keys[*long])
            };
            (0..count).filter(|long| (other(long) || letter(long) || paper(long)) && !apart(long)).collect()
        })
        .collect();
    let mut target: Vec<usize> = (0..count).collect();
    // What fits two labels fits one person all the same where both are that person's.
    for _ in 0..2 {
        for short in 0..count {
            let mut roots: Vec<usize> = fits[short].iter().map(|&long| root(&target, long)).collect();
            roots.sort_unstable();
            roots.dedup();
            if let [only] = roots[..]
                && target[short] == short
                && only != short
            {
                target[short] = only;
            }
        }
    }
    for who in 0..count {
        target[who] = root(&target, who);
        let to = target[who];
        if to != who {
            let labels = speakers.all[who].labels.clone();
            speakers.all[to].labels.extend(labels);
        }
    }
    for said in speakers.said.iter_mut().flatten() {
        *said = said.by(target[said.who()]);
    }
    let kept: Vec<bool> = (0..count).map(|who| target[who] == who).collect();
    speakers.keep(&kept);
}

/// How often two labels follow each other, the one or the other first, where that is more than a few times.
fn talks(speakers: &Speakers) -> HashMap<(usize, usize), usize> {
    const LEAST: usize = 4;
    let mut found: HashMap<(usize, usize), usize> = HashMap::new();
    let said: Vec<usize> = speakers.said.iter().flatten().map(|said| said.who()).collect();
    for pair in said.windows(2).filter(|pair| pair[0] != pair[1]) {
        *found.entry((pair[0], pair[1])).or_default() += 1;
        *found.entry((pair[1], pair[0])).or_default() += 1;
    }
    found.retain(|_, count| *count >= LEAST);
    found
}

/// The two names in full that stand once each before the first of two letters which begin them: "Pedro: …", "Rosa: …", and
/// then "P: …" and "R: …", although letters may mean question and answer.
pub(super) fn named_first(raws: &[Raw], hits: &[Option<Hit>], known: &HashMap<&str, usize>) -> Vec<String> {
    let letters: Vec<&&str> = known.keys().filter(|key| key.chars().count() == 1).collect();
    let ([one, two], 2) = (&letters[..], known.len()) else { return Vec::new() };
    let mut names: Vec<String> = Vec::new();
    for (raw, hit) in raws.iter().zip(hits) {
        let Some(hit) = hit else { continue };
        let name = key(&raw.text[hit.name()]);
        if known.contains_key(name.as_str()) {
            break;
        }
        if matches!(hit.style, Style::Colon | Style::Bold) && hit.body() < raw.text.len() {
            names.push(name);
        }
    }
    let begin =
        |letter: &str| names.iter().filter(|name| name.chars().count() >= 3 && has_initial(name, letter)).count() == 1;
    if names.len() == 2 && begin(one) && begin(two) { names } else { Vec::new() }
}

/// Whether a word of a name begins with a letter: "K" may be Marcus K.
fn has_initial(name: &str, letter: &str) -> bool {
    name.split_whitespace().any(|word| word.starts_with(letter))
}

/// "Pedro: …" and "Rosa: …" once each, and "P: …" and "R: …" from then on: the letters are theirs, whatever they mean
/// elsewhere. Pairs of the letter and the name.
fn first_names(keys: &[String], turns: &[usize]) -> Vec<(usize, usize)> {
    let of = |short: usize| {
        let mut chars = keys[short].chars();
        let letter = chars.next().filter(|_| chars.next().is_none() && turns[short] >= 2)?;
        let mut names = (0..short)
            .filter(|&long| turns[long] == 1 && keys[long].chars().count() >= 3)
            .filter(|&long| has_initial(&keys[long], letter.encode_utf8(&mut [0; 4])));
        names.next().filter(|_| names.next().is_none()).map(|long| (short, long))
    };
    let found: Vec<(usize, usize)> = (0..keys.len()).filter_map(of).collect();
    if found.len() == 2 && keys.len() == 4 { found } else { Vec::new() }
}

fn root(target: &[usize], mut at: usize) -> usize {
    // Two names may each look like a form of the other.
    for _ in 0..target.len() {
        if target[at] == at {
            return at;
        }
        at = target[at];
    }
    at
}

/// The label of a person that is best shown: the longest of those that stand there often enough to be no slip.
pub fn best<'a>(labels: &'a [String], counts: &dyn Fn(&str) -> usize) -> &'a str {
    let most = labels.iter().map(|label| counts(label)).max().unwrap_or(0);
    let usual = |label: &&String| counts(label) * 4 >= most;
    let longest = labels.iter().filter(usual).max_by_key(|label| fold(label).len());
    longest.or_else(|| labels.first()).map_or("", String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_name() {
        for (short, long) in [
            ("Olsen", "Mara Olsen"),
            ("Mara", "Mara Olsen"),
            ("MO", "Mara Olsen"),
            ("M.O.", "Mara Olsen"),
            ("Dr. Berg", "Peter van der Berg"),
            ("PB", "Peter van der Berg"),
            ("PvdB", "Peter van der Berg"),
            ("DAL", "Dr. Anna Lindqvist"),
            ("AL", "Dr. Anna Lindqvist"),
            ("Sister", "Sister Agnes"),
            ("Agnes", "Sister Agnes"),
            ("S. Teague", "Samuel Teague"),
            ("KMB", "Kwame Mensah-Bonsu"),
            ("WCh", "Wiktor Chmura"),
        ] {
            assert!(is_alias(short, long, (5, 5)), "{short} {long}");
        }
        for (short, long) in
            [("Jane", "John"), ("Anna", "Mara Olsen"), ("Speaker 1", "Speaker 2"), ("MA", "Mara"), ("Ines", "Nina")]
        {
            assert!(!is_alias(short, long, (1, 20)), "{short} {long}");
        }
        assert!(is_letter_of("m", "mara") && !is_letter_of("j", "mara") && !is_letter_of("a", "anna"));
        assert!(are_letters_of("tb", "tidebook") && are_letters_of("tid", "tidebook"));
        assert!(!are_letters_of("bt", "tidebook") && !are_letters_of("tb", "tab") && !are_letters_of("kb", "tidebook"));
        for (slip, name) in
            [("Mara Olsn", "Mara Olsen"), ("MaraOlsen", "Mara Olsen"), ("Calolway", "Calloway"), ("Mior", "Moir")]
        {
            assert!(is_alias(slip, name, (1, 9)) && !is_alias(slip, name, (9, 9)), "{slip}");
        }
    }
}
