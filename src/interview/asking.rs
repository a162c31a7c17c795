//! The sentence that asks, for the list of questions.
//!
//! Interviewers open with background and ask in a later sentence. A list of questions that shows the first words shows
//! the background, so it shows this sentence instead, and in a narrow pane this sentence without its opening words.

use super::words::{Lexicon, class, fold, listed, words};
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
/// language is the one in which most opening words can be left out; where fewer than two words would stay, nothing is. An
/// opening word stays where what follows would read wrong without it: "How long have you …", "What changed …", "you ever
/// think …" behind "Did".
pub fn without_opening(asking: &str) -> &str {
    const LEAST_LEFT: usize = 2;
    let all: Vec<_> = Lexicon::every().map(|(code, lexicon)| (opening_end(asking, lexicon), code, lexicon)).collect();
    let (count, end) =
        all.iter().map(|(end, ..)| *end).reduce(|a, b| if b.0 > a.0 { b } else { a }).unwrap_or_default();
    // "Was" opens a question in two languages; what belongs together in one of them stays together.
    let mut alike = all.iter().filter(|(end, ..)| end.0 == count);
    let begins = alike.find_map(|(_, code, lexicon)| bound(asking, count, code, lexicon));
    let rest = &asking[begins.map_or(end, |at| opener_before(asking, at))..];
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

/// Where the words begin that belong to what follows `count` opening words; `None` where none of them does.
fn bound(asking: &str, count: usize, code: &str, lexicon: &Lexicon) -> Option<usize> {
    let mut from = words(asking).skip(count.saturating_sub(2));
    let before = if count > 1 { from.next() } else { None };
    let (at, last) = if count > 0 { from.next()? } else { return None };
    let (next, first) = from.next()?;
    // What stands behind a comma is another matter.
    let together = |at: usize, word: &str, next: usize| {
        asking.get(at + word.len()..next).is_some_and(|gap| gap.chars().all(char::is_whitespace))
    };
    let asks = |word: &str| lexicon.is(word, class::ASK);
    let degree = |word: &str| listed("degree", &fold(word));
    if let Some((how, word)) = before
        && asks(word)
        && degree(last)
        && together(how, word, at)
    {
        return Some(how);
    }
    if !together(at, last, next) {
        return None;
    }
    let subject = lexicon.is(last, class::YOU | class::ME) || listed("subject", &fold(last));
    let mut stump = || degree(first) || if code == "en" { does(first, from.next(), lexicon) } else { count == 1 };
    (subject || (asks(last) && stump())).then_some(at)
}

/// Whether a word right behind "what" or "who" says in English what was done: "changed", "came", "makes a".
fn does(word: &str, next: Option<(usize, &str)>, lexicon: &Lexicon) -> bool {
    let word = fold(word);
    let past = word.strip_suffix("ed").is_some_and(|stem| stem.contains(['a', 'e', 'i', 'o', 'u', 'y']))
        && !word.ends_with("eed");
    let opens = |word: &str| lexicon.is(word, class::OPENING) && !lexicon.is(word, class::AUX);
    let present = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss");
    past || listed("past", &word) || (present && next.is_some_and(|(_, next)| opens(next)))
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
            ("How long have you lived in this house?", "How long have you lived in this house?"),
            ("And how many boats did you build?", "how many boats did you build?"),
            ("How much of it is left?", "How much of it is left?"),
            ("Do you know how often they come back?", "how often they come back?"),
            ("What changed the most?", "What changed the most?"),
            ("So what happened in the winter of 1947?", "what happened in the winter of 1947?"),
            ("Who wrote the letters?", "Who wrote the letters?"),
            ("What makes a good boat?", "What makes a good boat?"),
            ("What needs were there?", "needs were there?"),
            ("Which breed of sheep was it?", "breed of sheep was it?"),
            ("Did you ever think of leaving?", "you ever think of leaving?"),
            ("What do you miss most about the harbour?", "you miss most about the harbour?"),
            ("Did she ever come back from Bergen?", "she ever come back from Bergen?"),
            ("Tell me, harbour masters were feared?", "harbour masters were feared?"),
            ("Wie lange haben Sie im Leuchtturm gewohnt?", "Wie lange haben Sie im Leuchtturm gewohnt?"),
            ("Was änderte sich am meisten?", "Was änderte sich am meisten?"),
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
