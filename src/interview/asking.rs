//! The sentence that asks, for the list of questions.
//!
//! Interviewers open with background and ask in a later sentence. A list of questions that shows the first words shows
//! the background, so it shows this sentence instead, and in a narrow pane this sentence without its opening words.

use super::words::{Lexicon, class, words};
use crate::text::segment::{each_sentence, ends_asking, without_sign};

/// The sentence of a question that asks: the first that ends in a question mark (short tags such as "Right?" only where
/// nothing longer asks), else the first that commands ("Tell us about …"), else the last one. A slice of its paragraph,
/// without the sign of a note at its end; empty only where all paragraphs are blank.
pub fn asking_sentence<'a>(question_paragraphs: &[&'a str]) -> &'a str {
    const SHORTEST: usize = 3;
    let all = || question_paragraphs.iter().flat_map(|paragraph| each_sentence(paragraph));
    let long = |sentence: &&str| words(sentence).nth(SHORTEST - 1).is_some() || super::words::is_wide(bare(sentence));
    let asking = all()
        .filter(long)
        .find(|sentence| ends_asking(sentence))
        .or_else(|| all().find(|sentence| ends_asking(sentence)))
        .or_else(|| all().filter(long).find(|sentence| commands(sentence)))
        .or_else(|| all().filter(long).last())
        .or_else(|| all().last());
    without_sign(asking.unwrap_or(""))
}

fn bare(sentence: &str) -> &str {
    sentence.trim_end_matches(|c: char| !c.is_alphanumeric())
}

/// Whether a sentence opens by telling the listener to tell: "Tell us", "Please describe", "So, walk me through".
fn commands(sentence: &str) -> bool {
    Lexicon::every().any(|(_, lexicon)| {
        let mut opening = words(sentence).map(|(_, word)| lexicon.classes(word));
        let first = opening.next().unwrap_or(0);
        let second = opening.next().unwrap_or(0);
        first & class::TELL != 0 || (first & class::OPENING != 0 && first & class::ME == 0 && second & class::TELL != 0)
    })
}

/// The asking sentence from its first word of content: "What does North Korea hope to achieve" begins at "North". The
/// language is the one in which most opening words can be left out; where fewer than two words would stay, nothing is.
pub fn without_opening(asking: &str) -> &str {
    const LEAST_LEFT: usize = 2;
    let best =
        Lexicon::every().map(|(_, lexicon)| opening_end(asking, lexicon)).reduce(|a, b| if b.0 > a.0 { b } else { a });
    let rest = best.map_or(asking, |(_, end)| &asking[end..]);
    if words(rest).nth(LEAST_LEFT - 1).is_some() { rest } else { asking }
}

/// How many opening words there are in this language, and where the first other word begins.
fn opening_end(asking: &str, lexicon: &Lexicon) -> (usize, usize) {
    for (count, (at, word)) in words(asking).enumerate() {
        let elided = word.split_once(['\'', '’']).is_some_and(|(head, tail)| {
            lexicon.is(&format!("{head}'"), class::OPENING) && lexicon.is(tail, class::OPENING)
        });
        if !elided && !lexicon.is(word, class::OPENING) {
            return (count, opener_before(asking, at));
        }
    }
    (0, 0)
}

/// Takes an opening quote or bracket that belongs to the word along.
fn opener_before(text: &str, at: usize) -> usize {
    let before = text[..at].trim_end_matches(['“', '"', '«', '„', '(', '‘', '「']);
    before.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_preamble_is_passed_over() {
        for (question, asking) in [
            ("Prices rose in May. What did you do about it, as a baker?", "What did you do about it, as a baker?"),
            ("How did it start? And who paid?", "How did it start?"),
            ("You left in 2004. Right? What made you leave the town?", "What made you leave the town?"),
            ("We met on a ship. Tell us about the ship.", "Tell us about the ship."),
            ("Sie waren Lotse. Bitte beschreiben Sie einen Tag.", "Bitte beschreiben Sie einen Tag."),
            ("Really?", "Really?"),
            ("It was 1990.[1] Where were you then?[12]", "Where were you then?"),
            ("You said once that boats are houses.", "You said once that boats are houses."),
        ] {
            assert_eq!(asking_sentence(&[question]), asking);
        }
        assert_eq!(asking_sentence(&["It was 1990.", "Where were you then?"]), "Where were you then?");
        assert_eq!(asking_sentence(&[]), "");
    }

    #[test]
    fn narrow_panes_begin_at_the_matter() {
        for (asking, rest) in [
            ("What does the harbour need?", "harbour need?"),
            ("In your opinion, how credible are the claims?", "credible are the claims?"),
            ("What war crimes were tried?", "war crimes were tried?"),
            ("Was war das Schönste an der Arbeit?", "Schönste an der Arbeit?"),
            ("¿Cómo ve usted la pesca en el norte?", "pesca en el norte?"),
            ("Why?", "Why?"),
            ("What is it?", "What is it?"),
        ] {
            assert_eq!(without_opening(asking), rest);
        }
    }

    proptest! {
        #[test]
        fn both_give_slices(text in any::<String>()) {
            let asking = asking_sentence(&[&text]);
            prop_assert!(text.contains(asking));
            prop_assert!(asking.ends_with(without_opening(asking)));
        }
    }
}
