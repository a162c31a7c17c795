//! Ends that look like questions and ask nobody: a tag behind a statement ("That is quite mad, no?"), and the question of
//! somebody else in quotation marks.

use crate::interview::words::{Lexicon, begins, class, fold, listed, words};
use crate::text::segment::{ends_asking, is_question_mark};

/// Whether the last sentence of a paragraph is a statement with a tag behind it, put to nobody.
pub fn is_tag(sentence: &str, lexicon: &Lexicon) -> bool {
    const LONGEST: usize = 3;
    const SHORTEST: usize = 3;
    if !ends_asking(sentence) {
        return false;
    }
    let Some(first) = words(sentence).next() else { return false };
    let asks = lexicon.classes_of_compound(first.1) & (class::ASK | class::AUX | class::TELL) != 0;
    let you = |(_, word): (usize, &str)| lexicon.classes_of_compound(word) & class::YOU != 0;
    if asks || words(sentence).any(you) {
        return false;
    }
    let all: Vec<(usize, &str)> = words(sentence).collect();
    (1..=LONGEST).any(|count| {
        let Some(&(start, _)) =
            all.len().checked_sub(count).and_then(|at| all.get(at)).filter(|_| all.len() >= count + SHORTEST)
        else {
            return false;
        };
        let comma = sentence[..start].trim_end_matches([' ', '¿']).ends_with([',', '，', '–', '—', '…']);
        let tail = fold(sentence[start..].trim_end_matches(|c: char| !c.is_alphanumeric()));
        listed("tag", &tail) && (comma || listed("plain tag", &tail))
    })
}

/// Whether the end asks only in the words of somebody else: `They say such things as: "Where do you live?"`.
pub fn is_quoted(sentence: &str) -> bool {
    const QUOTES: [(char, char); 5] = [('“', '”'), ('"', '"'), ('«', '»'), ('„', '“'), ('‘', '’')];
    let bare = sentence.trim_end_matches([' ', '\u{a0}', '.', ')']);
    let Some(close) = bare.chars().next_back() else { return false };
    QUOTES.iter().any(|(open, end)| {
        let inside = &bare[..bare.len() - close.len_utf8()];
        let asks = *end == close && inside.trim_end().ends_with(is_question_mark);
        let from = asks.then(|| inside.rfind(*open)).flatten();
        // A whole sentence in quotation marks may be how a site sets its questions.
        from.is_some_and(|from| inside[..from].chars().filter(|c| c.is_alphanumeric()).count() >= 4)
            && inside.matches(is_question_mark).count() == 1
    })
}

/// Whether the last sentence of a paragraph asks what nobody is to answer: "It mails you all of it. Who has never wanted
/// that?". By itself, or where it addresses somebody, it may be meant.
pub fn asks_nobody(sentence: &str, lexicon: &Lexicon) -> bool {
    let bare = sentence.trim_start_matches(|c: char| !c.is_alphanumeric());
    let opening: String = bare.chars().take(40).collect();
    begins("nobody", &fold(&opening))
        && !words(sentence).any(|(_, word)| lexicon.classes_of_compound(word) & class::YOU != 0)
}

/// Whether the last sentence asks only in brackets behind a statement: "The plays, the games (I told you that, no?).".
pub fn trails(sentence: &str, lexicon: &Lexicon) -> bool {
    const FEWEST: usize = 3;
    let bare = sentence.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '!' | '…'));
    let Some(open) = bare.rfind(['(', '（']).filter(|_| bare.ends_with([')', '）'])) else { return false };
    let statement = &sentence[..open];
    let first = words(statement).next().map_or(0, |(_, word)| lexicon.classes_of_compound(word));
    first & (class::ASK | class::AUX | class::TELL) == 0
        && !statement.contains(is_question_mark)
        && words(statement).nth(FEWEST - 1).is_some()
}

/// Whether every question mark of a paragraph stands in brackets: "the plays (I told you that, no?)".
pub fn is_bracketed(text: &str) -> bool {
    let (mut depth, mut inside) = (0_u32, 0);
    for c in text.chars() {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            c if is_question_mark(c) && depth == 0 => return false,
            c if is_question_mark(c) => inside += 1,
            _ => {}
        }
    }
    inside > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_ask_nobody() {
        for (language, tag) in [
            ("en", "That is quite a view, isn't it?"),
            ("fr", "C’est assez fou, non ?"),
            ("fr", "Il faut apprendre à régler les vieilles horloges peut-être ?"),
            ("de", "Das ist ein schönes Wort, oder?"),
            ("es", "El río ya no crece, ¿verdad?"),
        ] {
            assert!(is_tag(tag, Lexicon::of(Some(language))), "{tag}");
        }
        for (language, asks) in [
            ("en", "You like it there, don't you?"),
            ("en", "Is it cold, or not?"),
            ("en", "And then?"),
            ("fr", "Tu aimes la mer, non ?"),
            ("de", "Warum nicht?"),
            ("de", "Fahren Sie noch, oder?"),
        ] {
            assert!(!is_tag(asks, Lexicon::of(Some(language))), "{asks}");
        }
    }

    #[test]
    fn the_questions_of_others_and_those_in_brackets() {
        assert!(is_quoted("They put odd questions, such as: \"where does the ink come from?\"."));
        assert!(!is_quoted("\"Where does the ink come from?\"") && !is_quoted("Who said “why not?” And why?"));
        assert!(is_bracketed("The plays, the board games (I said that, no?).") && !is_bracketed("Why (and how)?"));
        assert!(!is_bracketed("Nothing."));
        let trails = |text: &str| trails(text, Lexicon::of(Some("en")));
        assert!(trails("Puzzles, old maps, board games (I told you that I am slow, no?)."));
        assert!(!trails("What became of the boat (or was it two boats?)") && !trails("(Was it cold?)"));
    }

    #[test]
    fn some_questions_are_put_to_nobody() {
        let asks = |language, text| asks_nobody(text, Lexicon::of(Some(language)));
        assert!(asks("en", "Who has never wanted a bell that rings by itself?"));
        assert!(asks("fr", "Qui n’a jamais rêvé d’une île ?") && asks("de", "Wer hat noch nie einen Zug verpasst?"));
        assert!(!asks("en", "Who of your crew has never been home?") && !asks("en", "Who has the key?"));
    }
}
