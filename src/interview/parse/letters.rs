//! Letters before the turns: `Q. Why?`, `A. So.`; the words that they stand for, `PREGUNTA. ¿Dónde?`; and letters with
//! nothing but a blank behind them, as many records of courts and papers are set: `Q Why?`, `A So.`
//!
//! "A boat" begins with such a letter, too. So there are several of both letters, and they take turns.

use std::collections::HashMap;

use super::label::{Hit, Style, skip_space};
use super::raw::{Kind, Raw};
use crate::interview::words::{Lexicon, class, fold, listed};

/// The letter, or the word, that a text begins with behind `start`; `window` is its beginning from there.
pub fn read(text: &str, start: usize, window: &str) -> Option<Hit> {
    letter(text, start, window).or_else(|| spelt(text, start, window))
}

fn letter(text: &str, start: usize, window: &str) -> Option<Hit> {
    // "(Q) Why?"
    let inside = window.strip_prefix('(').and_then(|inside| inside.split_once(") "));
    if let Some((inside, _)) = inside.filter(|(inside, _)| inside.chars().count() == 1) {
        let known =
            Lexicon::union().is(inside, class::ASKER | class::ANSWERER) && inside.starts_with(char::is_uppercase);
        let name = start + 1..start + 1 + inside.len();
        let body = skip_space(text, name.end + 1);
        return known.then(|| Hit::new(Style::Letter, name, body, None));
    }
    let first = window.chars().next().filter(|c| c.is_alphabetic())?;
    let digits = window[first.len_utf8()..].chars().take_while(char::is_ascii_digit).count();
    let end = first.len_utf8() + digits;
    // "Q.", and "Q" before a wide gap, as court reporters print it.
    let gap = window[end..].starts_with("  ");
    let after = if gap { &window[end..] } else { window[end..].strip_prefix(['.', ')', '-', '–'])? };
    // "P.- ¿Dónde?", as Spanish newspapers print it.
    let after = after.strip_prefix(['-', '–', '—']).unwrap_or(after);
    let known = Lexicon::union().is(&window[..first.len_utf8()], class::ASKER | class::ANSWERER);
    if !first.is_uppercase() || !known || !after.starts_with([' ', '¿', '¡']) {
        return None;
    }
    Some(Hit::new(Style::Letter, start..start + end, skip_space(text, start + window.len() - after.len()), None))
}

/// "PREGUNTA. ¿Dónde?", as Spanish newspapers print the first turn of each side: a word for what is said, and a full stop.
fn spelt(text: &str, start: usize, window: &str) -> Option<Hit> {
    const SHORTEST: usize = 4;
    let (word, after) = window.split_once('.')?;
    let is_word =
        word.len() >= SHORTEST && word.chars().all(char::is_alphabetic) && word.starts_with(char::is_uppercase);
    if !is_word || !after.starts_with(' ') || !listed("turnword", &fold(word)) {
        return None;
    }
    let end = start + word.len();
    Some(Hit::new(Style::Letter, start..end, skip_space(text, end + 1), None))
}

/// Whether a letter with a number is mostly somebody: a participant, a respondent, a speaker, a moderator, an interviewer, a
/// teacher.
pub fn number_people(letter: &str) -> bool {
    matches!(letter, "p" | "r" | "s" | "m" | "i" | "t")
}

/// Takes the numbers from such labels where they count the turns up after all: "P1: ¿Dónde?", "R1: …", "P2: …".
pub fn count_up(raws: &[Raw], hits: &mut [Option<Hit>]) {
    const LEAST: usize = 3;
    let numbered = |raw: &Raw, hit: &Hit| {
        let (letter, number) = raw.text[hit.name()].split_at_checked(1)?;
        let counts = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        (counts && number_people(&fold(letter))).then(|| (fold(letter), number.to_owned()))
    };
    let mut counts: HashMap<String, HashMap<String, usize>> = HashMap::new();
    for (raw, hit) in raws.iter().zip(&*hits) {
        if let Some((letter, number)) = hit.as_ref().and_then(|hit| numbered(raw, hit)) {
            *counts.entry(letter).or_default().entry(number).or_default() += 1;
        }
    }
    counts.retain(|_, numbers| numbers.len() >= LEAST && numbers.values().all(|count| *count == 1));
    if counts.is_empty() {
        return;
    }
    for (raw, hit) in raws.iter().zip(hits) {
        let Some(found) = hit else { continue };
        if numbered(raw, found).is_some_and(|(letter, _)| counts.contains_key(&letter)) {
            let start = found.name().start;
            *hit = Some(Hit::new(found.style, start..start + 1, found.body(), found.time));
        }
    }
}

/// Adds the labels, if the text is set so.
pub fn find(raws: &[Raw], page: &[bool], hits: &mut [Option<Hit>]) {
    const LEAST: usize = 3;
    let free = |index: &usize| {
        raws[*index].kind == Kind::Text
            && !page[*index]
            && hits[*index].as_ref().is_none_or(|hit| hit.style != Style::Letter && hit.style != Style::Colon)
    };
    let found: Vec<(usize, bool)> =
        (0..raws.len()).filter(free).filter_map(|index| Some((index, asks(&raws[index].text)?))).collect();
    let asked = found.iter().filter(|(_, asks)| *asks).count();
    let turns = found.windows(2).filter(|pair| pair[0].1 != pair[1].1).count();
    let apart = found.len() - asked >= LEAST && turns * 10 >= (found.len() - 1) * 8;
    if asked < LEAST || !(apart || named_between(raws, hits, &found)) {
        return;
    }
    for (index, _) in found.into_iter().filter(|(_, asks)| apart || *asks) {
        hits[index] = Some(Hit::new(Style::Letter, 0..1, 2, None));
    }
}

/// Whether those who are asked under a letter answer under a name: `Q Why?`, `MS. OLSEN:  So.`, as briefings are printed.
fn named_between(raws: &[Raw], hits: &[Option<Hit>], found: &[(usize, bool)]) -> bool {
    let asked: Vec<usize> = found.iter().filter(|(_, asks)| *asks).map(|(index, _)| *index).collect();
    let names = |at: usize| hits[at].as_ref().is_some_and(|hit| matches!(hit.style, Style::Colon | Style::Bold));
    let ends = asked.iter().skip(1).copied().chain([raws.len()]);
    let answered = asked.iter().zip(ends).filter(|(from, to)| (**from + 1..*to).any(names)).count();
    answered * 4 >= asked.len() * 3
}

/// Whether a text begins with the letter of those who ask, or of those who answer, and a blank. Only letters of one byte
/// are so short that they need no sign.
fn asks(text: &str) -> Option<bool> {
    let (letter, rest) = text.split_at_checked(1)?;
    let said = rest.strip_prefix(' ')?;
    if !letter.starts_with(|c: char| c.is_ascii_uppercase()) || said.starts_with(char::is_lowercase) || said.is_empty()
    {
        return None;
    }
    let lexicon = Lexicon::union();
    match () {
        () if lexicon.is(letter, class::ASKER) => Some(true),
        () if lexicon.is(letter, class::ANSWERER) => Some(false),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Format, parse};
    use crate::text::CleanText;

    fn labels(text: &str) -> Vec<Vec<String>> {
        let read = parse(&CleanText::new(text), Format::Text, None);
        read.people.iter().map(|person| person.labels.iter().map(ToString::to_string).collect()).collect()
    }

    #[test]
    fn numbers_tell_people_apart_or_count_questions() {
        let group = "Moderator: What do you grow?\n\nP1: Beans.\n\nP2: Beans, and peas in a good year.\n\nModerator: Who buys them?\n\n\
                     P2: The school.\n\nP1: I eat mine.\n\nModerator: All of them?\n\nP1: All.\n\nP2: Nearly all.\n";
        assert_eq!(labels(group), [["Moderator"], ["P1"], ["P2"]]);
        let counted = "P1: ¿Qué cultiva usted?\n\nR1: Judías.\n\nP2: ¿Quién las compra?\n\nR2: La escuela.\n\n\
                       P3: ¿Todas?\n\nR3: Casi todas.\n\nP4: ¿Y las demás?\n\nR4: Las como yo.\n";
        assert_eq!(labels(counted).len(), 2);
    }
}
