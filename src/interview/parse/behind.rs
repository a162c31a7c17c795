//! The name behind a label: a surname, a first name or initials, and a line of the text that has the name in full.

use super::label::shouts;
use super::people::{Named, add, begins_a_surname, core_words, formal, is_capital, is_common, name_after, tokens};
use super::wide_names;
use crate::interview::words::fold;

/// The full name behind a label (a surname, a first name, initials), if a line of the text holds exactly one such.
pub fn behind(label: &str, lines: &[&str]) -> Option<Named> {
    let wanted = core_words(label);
    let mut all: Vec<Named> = Vec::new();
    // Between letters of a script without blanks stand names in Latin letters: "本次采访了Ida Berg氏".
    let runs = lines.iter().flat_map(|line| {
        let wide = line.chars().any(|c| c >= '\u{3040}' && wide_names::is_wide_letter(c));
        line.split(move |c: char| {
            wide && (wide_names::is_wide_letter(c) || matches!(c, '、' | '，' | '。' | '（' | '）'))
        })
    });
    for line in runs.filter(|run| !run.trim().is_empty()) {
        let tokens = tokens(line);
        let mut at = 0;
        while at < tokens.len() {
            match name_after(line, &tokens, at).filter(|_| is_capital(tokens[at].word)) {
                Some((end, named)) => {
                    if fits(&wanted, label, &named) {
                        add(&mut all, named);
                    }
                    at = end;
                }
                None => at += 1,
            }
        }
    }
    one_of(all)
}

/// The first name that a single letter stands for, if the lines have exactly one that begins with it: "M" where they say
/// "We met Ada and Mara at the quay".
pub fn by_letter(letter: &str, lines: &[&str]) -> Option<Named> {
    const SHORTEST: usize = 3;
    let mut found: Vec<&str> = Vec::new();
    for line in lines {
        // What begins a line or a sentence has a capital for that.
        let all = tokens(line);
        for pair in all.windows(2).filter(|pair| !pair[0].word.ends_with(['.', '?', '!', ':'])) {
            let word = pair[1].word.trim_matches(|c: char| !c.is_alphanumeric());
            let named = word.starts_with(letter)
                && word.chars().count() >= SHORTEST
                && word.chars().all(char::is_alphabetic)
                && !shouts(word)
                && !is_common(&pair[1].folded)
                && !pair[1].folded.starts_with("interview");
            if named && !found.contains(&word) {
                found.push(word);
            }
        }
    }
    let [only] = found[..] else { return None };
    Some(Named { name: only.to_owned(), full: None })
}

/// The one person behind several names, where they are: "Googler Ida Berg" is Ida Berg with what she does, "Ida Marit Berg"
/// has her middle name, and "Ida Berg Introduction" is a heading that begins with her.
fn one_of(mut all: Vec<Named>) -> Option<Named> {
    let cores: Vec<Vec<String>> = all.iter().map(|named| core_words(&named.name)).collect();
    let shortest = (0..cores.len()).filter(|&at| cores[at].len() >= 2).min_by_key(|&at| cores[at].len());
    let Some(short) = shortest.filter(|_| all.len() > 1).map(|at| &cores[at]) else {
        return (all.len() == 1).then(|| all.remove(0));
    };
    let whole = |core: &Vec<String>| core.first() == short.first() && core.last() == short.last();
    let same = |core: &Vec<String>| short.iter().all(|word| core.contains(word));
    // The first that has no more than the name.
    let at = cores.iter().position(whole).filter(|_| cores.iter().all(same))?;
    Some(all.swap_remove(at))
}

/// Whether a label can stand for a name.
pub fn fits(wanted: &[String], label: &str, named: &Named) -> bool {
    let core = core_words(&named.name);
    let letters = |words: &[String]| words.iter().filter_map(|word| word.chars().next()).collect::<String>();
    // "KA" for Kay Aiko Abe: of three names the second is often left out.
    let ends = |words: &[String]| match words {
        [first, _, .., last] => letters(&[first.clone(), last.clone()]),
        _ => String::new(),
    };
    let initials = [letters(&core), letters(&formal(&named.name)), ends(&core)];
    let bare: String = fold(label).chars().filter(|c| c.is_alphanumeric()).collect();
    // Two words are a name from end to end: "Jens Dahl" is no short form of "Jens Dahl Boats".
    let whole = wanted.len() < 2
        || core.len() <= wanted.len()
        || (core.first() == wanted.first() && core.last() == wanted.last())
        || (core.ends_with(wanted) && begins_a_surname(&wanted[0]));
    // "QGIS" is no short form of "The Uses of QGIS": letters stand for a thing.
    let thing = |word: &&str| {
        shouts(word) && word.chars().filter(|c| c.is_alphabetic()).count() >= 3 && word.chars().all(char::is_alphabetic)
    };
    let whole = whole
        && !(shouts(label)
            && !shouts(&named.name)
            && named.name.split(' ').filter(thing).any(|word| fold(word) == bare));
    !wanted.is_empty()
        && whole
        && (wanted
            .iter()
            .all(|word| core.contains(word) || core.iter().any(|part| part.split('-').any(|half| half == word)))
            || (bare.chars().count() >= 2 && initials.contains(&bare))
            || initial_and_surname(wanted, &core))
}

/// Whether "J. Dahl" can stand for "Jens Dahl".
fn initial_and_surname(wanted: &[String], core: &[String]) -> bool {
    let ([initial, surname], [first, .., last]) = (wanted, core) else { return false };
    initial.chars().count() == 1 && first.starts_with(initial.as_str()) && surname == last
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_stand_for_names_of_the_text() {
        let who = |label: &str, line: &str| behind(label, &[line]).map(|named| named.name);
        for (label, line, name) in [
            ("Ida", "今回は、Ida Berg氏、Jens Dahl氏に話を聞きました。", Some("Ida Berg")),
            ("KB", "The keeper was Kaja Ida Berg.", Some("Kaja Ida Berg")),
            ("Bianca", "Bianca St. Laurent keeps the light.", Some("Bianca St. Laurent")),
            ("TIDE", "The Uses of TIDE by the harbour", None),
            ("BERG", "Ida Berg keeps the light.", Some("Ida Berg")),
        ] {
            assert_eq!(who(label, line).as_deref(), name, "{label}");
        }
        let lines = ["Intervista ad Ada e Mara", "Mercoledì abbiamo intervistato Ada e Mara, che hanno la chiave."];
        let one = |letter: &str| by_letter(letter, &lines).map(|named| named.name);
        assert_eq!((one("A"), one("M"), one("J")), (Some("Ada".to_owned()), Some("Mara".to_owned()), None));
    }
}
