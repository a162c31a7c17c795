//! How a talk opens: "I'm Ines Varga, and with me is Oskar Lund." Whoever leads it says who it is, and who answers.

use super::people::{Named, Token, core_words, end_of, is_capital, name_after, tokens};
use crate::interview::words::phrases_like;
use crate::text::segment::sentences;

/// How many sentences of the host are looked at.
const SENTENCES: usize = 12;
/// How many words may stand between such a phrase and a name: "with me is the poet Oskar Lund".
const BETWEEN: usize = 5;

/// Who asks and who answers, as the first words of the host (`said`) tell; both in full, or not at all.
pub fn names(said: &[&str]) -> (Option<Named>, Vec<Named>) {
    let mut asks: Option<Named> = None;
    let mut answers: Vec<Named> = Vec::new();
    let all = said.iter().flat_map(|line| sentences(line).into_iter().map(|range| &line[range]));
    for sentence in all.take(SENTENCES) {
        let words = tokens(sentence);
        let mut at = 0;
        while at < words.len() {
            if asks.is_none()
                && answers.is_empty()
                && let Some((end, named)) = behind(sentence, &words, at, "self", 0)
            {
                (asks, at) = (Some(named), end);
            } else if let Some((mut end, named)) = behind(sentence, &words, at, "guest", BETWEEN) {
                answers.push(named);
                // "with Oskar Lund and Ida Berg"
                while words.get(end).is_some_and(|word| matches!(&*word.folded, "and" | "und" | "et" | "y" | "e"))
                    && let Some((next, named)) = full(sentence, &words, end + 1)
                {
                    answers.push(named);
                    end = next;
                }
                at = end;
            } else {
                at += 1;
            }
        }
        if !answers.is_empty() {
            break;
        }
    }
    let asker = asks.as_ref().map(|named| core_words(&named.name));
    answers.retain(|named| Some(core_words(&named.name)) != asker);
    (asks, answers)
}

/// The name behind a phrase of a list that begins at a word, with at most so many other words between.
fn behind(sentence: &str, words: &[Token], at: usize, list: &'static str, between: usize) -> Option<(usize, Named)> {
    let ends = phrases_like(list, &words[at].folded).iter().filter_map(|phrase| {
        // "This is …" names whatever stands before one, and the host in "This is Ines Varga and I'm here with …".
        let i = || words[at..].iter().any(|word| matches!(&*word.folded, "i" | "i'm" | "i’m"));
        let first_person = list != "self" || !phrase.starts_with("this") || (at == 0 && i());
        end_of(words, at, phrase).filter(|_| first_person)
    });
    let start = ends.max()?;
    for from in start..=start + between {
        // In German the noun behind an article is no name: "die Malerin Ida Berg".
        let noun = from > start && matches!(&*words[from - 1].folded, "der" | "die" | "den" | "dem");
        if let Some(found) = full(sentence, words, from).filter(|_| !noun) {
            return Some(found);
        }
        let word = words.get(from)?;
        if word.word.ends_with(['.', '?', '!', ';', ':']) || (is_capital(word.word) && between == 0) {
            return None;
        }
    }
    None
}

/// A name of more than one word that begins here.
fn full(sentence: &str, words: &[Token], at: usize) -> Option<(usize, Named)> {
    words.get(at).filter(|word| is_capital(word.word) || word.folded.ends_with('.'))?;
    // "I'm here with Hit Parade!" tells of a programme.
    name_after(sentence, words, at)
        .filter(|(end, named)| core_words(&named.name).len() >= 2 && !words[end - 1].word.ends_with('!'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(said: &[&str]) -> (String, String) {
        let (asks, answers) = names(said);
        let answers: Vec<String> = answers.into_iter().map(|named| named.name).collect();
        (asks.map(|named| named.name).unwrap_or_default(), answers.join(", "))
    }

    #[test]
    fn a_host_says_who_talks() {
        for (said, asks, answers) in [
            ("Okay. I'm Ines Varga, and with me is Oskar Lund, who runs the ferry.", "Ines Varga", "Oskar Lund"),
            ("Hi, my name is Ines Varga. Today I'm talking to the painter Ida Berg.", "Ines Varga", "Ida Berg"),
            ("Welcome. I'm joined by Ida Berg and Ole Dahl.", "", "Ida Berg, Ole Dahl"),
            ("Ich bin Ines Varga, und bei mir ist heute die Malerin Ida Berg.", "Ines Varga", "Ida Berg"),
            ("Je suis Ines Varga et je reçois Ida Berg.", "Ines Varga", "Ida Berg"),
            ("Soy Ines Varga y hoy nos acompaña Ida Berg.", "Ines Varga", "Ida Berg"),
            ("Sono Ines Varga e con me c'è Ida Berg.", "Ines Varga", "Ida Berg"),
            ("I'm Norwegian, and with me is a map.", "", ""),
            ("I'm here with a map. Oskar Lund drew it.", "", ""),
            ("This is Oskar Lund.", "", ""),
            ("I'm here with Hit Parade! and there is music.", "", ""),
            ("This is Ines Varga and I am here with Mrs. Ida Berg on the quay.", "Ines Varga", "Mrs. Ida Berg"),
        ] {
            assert_eq!(told(&[said]), (asks.to_owned(), answers.to_owned()), "{said}");
        }
    }
}
