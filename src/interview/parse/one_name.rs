//! People who go by one name: "Interview with Camille", "I'm Larry". One capital word says less than two, so such a name
//! is looked for last, and only where the text says outright whose it is.

use super::behind::behind;
use super::bodies;
use super::people::{Named, Token, end_of, is_capital, is_common, tokens};
use super::wide_names;
use crate::interview::words::{fold, is_english, is_wide, listed, phrases, phrases_like};

/// The one who answers: whom the title or a line of the introduction calls so, or who says so himself and is called so in
/// one of them.
pub fn answers(title: Option<&str>, lines: &[&str], said: &[&str]) -> Option<Named> {
    const INTRODUCTION: usize = 3;
    const FIRST: usize = 2;
    let near = || title.into_iter().chain(lines.iter().copied().take(INTRODUCTION));
    let called = |name: &String| is_wide(name) || near().any(|line| has(line, name));
    let found = near().find_map(talked_with);
    let found = found.or_else(|| said.iter().take(FIRST).find_map(|said| own(said).filter(called)));
    found.map(|name| Named { name, full: None })
}

/// A single name in full, where the first answers have it so: "Merci Francesc", who says "Je suis Francesc Campoy".
pub fn in_full(named: Named, said: &[&str]) -> Named {
    const FIRST: usize = 2;
    if named.name.contains(' ') {
        return named;
    }
    behind(&named.name, &said[..said.len().min(FIRST)]).unwrap_or(named)
}

/// "Interview with Camille", "Interview Camille", "Intervju med Malin hos …".
fn talked_with(line: &str) -> Option<String> {
    let all = tokens(line);
    // "Interview Camille" alone, or before a year.
    let bare = all.first().filter(|token| listed("interview", &token.folded)).and_then(|_| one(&all, 1));
    let bare = bare.filter(|_| all.get(2).is_none_or(|next| !next.word.starts_with(char::is_lowercase)));
    bare.or_else(|| {
        (0..all.len()).find_map(|at| {
            // In German every noun has a capital: "Interview mit Nachbarn".
            let telling = |phrase: &&&str| phrase.contains([' ', '&']) && !phrase.ends_with("mit");
            let with = phrases_like("with", &all[at].folded).iter().filter(telling);
            with.filter_map(|phrase| end_of(&all, at, phrase)).find_map(|end| one(&all, end))
        })
    })
}

/// "I'm Larry": what somebody calls himself in the first words that he says.
pub fn own(said: &str) -> Option<String> {
    const EARLY: usize = 12;
    let all = tokens(said);
    let spaced = (0..all.len().min(EARLY)).find_map(|at| {
        // "Ich bin Gründerin": in German every noun has a capital.
        let telling = phrases_like("self", &all[at].folded).iter().filter(|phrase| !phrase.ends_with("bin"));
        let mut ends = telling.filter_map(|phrase| end_of(&all, at, phrase));
        ends.find_map(|end| one(&all, end))
    });
    spaced.or_else(|| {
        let (phrase, rest) =
            phrases("self wide").iter().find_map(|phrase| Some((*phrase, said.split_once(phrase)?.1)))?;
        // "我叫" is followed by nothing but a name.
        let name = wide_names::wide_name(rest).filter(|_| phrase.ends_with('叫'));
        if let Some(named) = name.filter(|named| (2..=4).contains(&named.name.chars().count())) {
            return Some(named.name);
        }
        let word: String = rest.trim_start().chars().take_while(char::is_ascii_alphabetic).collect();
        is_name(&word).then_some(word)
    })
}

/// The only capital word at a token, if it reads like a name.
fn one(all: &[Token], at: usize) -> Option<String> {
    let token = all.get(at)?;
    let word = token.word.trim_matches(|c: char| !c.is_alphanumeric());
    let closed = token.word.ends_with(|c: char| !c.is_alphanumeric());
    let alone = closed || all.get(at + 1).is_none_or(|next| !is_capital(next.word));
    (alone && is_name(word)).then(|| word.to_owned())
}

/// Whether a word is written like a name and is no word of a language.
pub fn is_name(word: &str) -> bool {
    const SHORTEST: usize = 2;
    let folded = fold(word);
    word.chars().count() >= SHORTEST
        && is_capital(word)
        && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'))
        && !is_common(&folded)
        && !is_english(&folded)
        && !folded.strip_suffix('s').is_some_and(is_english)
        && !bodies::is(word)
        && !listed("interview", &folded)
}

/// Whether a word stands in a line as it is written.
fn has(line: &str, word: &str) -> bool {
    tokens(line).iter().any(|token| token.word.trim_matches(|c: char| !c.is_alphanumeric()) == word)
        || (line.contains(word) && !line.is_ascii())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_is_enough_where_the_text_says_whose_it_is() {
        let who = |title: &str, line: &str, said: &str| answers(Some(title), &[line], &[said]).map(|named| named.name);
        for (title, line, said, want) in [
            ("Interview with Kamilla", "", "", "Kamilla"),
            ("Q&A with ZmnSKP", "", "", "ZmnSKP"),
            ("Interview Kamilla", "", "", "Kamilla"),
            ("Lys og tårn", "Intervju med Malin hos fyrvesenet", "", "Malin"),
            ("Games of the Coast: KJ from Salt Studio", "", "I’m KJ. I make games.", "KJ"),
            ("利器访谈｜Larry，独立开发者", "", "我是 Larry，工作五年后", "Larry"),
            ("专访灯塔", "", "大家好，我叫林德顺，是看灯塔的。", "林德顺"),
        ] {
            assert_eq!(who(title, line, said).as_deref(), Some(want), "{title}");
        }
        for (title, line, said) in [
            ("Interview with Friends", "", ""),
            ("Interview with Ida Berg", "", ""),
            ("Interview mit Nachbarn", "", ""),
            ("Interview Techniques for Beginners", "", ""),
            ("An interview with a keeper", "", "I’m Norwegian, and I mend clocks."),
            ("The Tower", "", "I’m Kamilla."),
        ] {
            assert_eq!(who(title, line, said), None, "{title}");
        }
    }
}
