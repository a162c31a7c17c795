//! Headings without a mark: "The fire at the mill" on a line of its own between two paragraphs of an answer.
//!
//! An editor set them there, and nobody said them. They are told by their looks, so all of it must fit: a few words with a
//! capital and no stop, in a text whose paragraphs end with one, never the first of an answer, never a reply such as
//! "Not at all", and few of them in the whole text.

use super::edges;
use super::plain;
use super::raw::{Item, Kind, Raw};
use crate::interview::Role;
use crate::interview::words::{Lexicon, class, fold, is_wide, listed, words};
use crate::text::segment::is_closer;

/// Most words of a heading, and of one by markup.
const MOST: usize = 8;
const MOST_MARKED: usize = 14;

/// Fewest words of a paragraph that could stand around one.
const PROSE: usize = 8;

/// Most characters of a heading in a script without blanks, and fewest.
const WIDE: std::ops::RangeInclusive<usize> = 3..=20;

/// What became of a paragraph of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subhead {
    /// The paragraph.
    pub index: usize,
    /// [`Role::Section`] right above a question, else [`Role::Aside`], because the answer goes on below it.
    pub role: Role,
    /// Told by its looks, not by markup, and the only one of the text.
    pub unsure: bool,
}

/// The headings among the answers of a text. `said` tells whether a paragraph has a label or belongs to one.
pub fn find(raws: &[Raw], roles: &[Role], lexicon: &Lexicon, said: &dyn Fn(usize) -> bool) -> Vec<Subhead> {
    let talk =
        |index: &usize| matches!(roles[*index], Role::Question | Role::Answer) && raws[*index].kind == Kind::Text;
    let body: Vec<usize> = (0..raws.len()).filter(talk).collect();
    let prose: Vec<bool> = body.iter().map(|&index| is_prose(&raws[index].text)).collect();
    let ended = body.iter().zip(&prose).filter(|(index, prose)| **prose && plain::ends_sentence(&raws[**index].text));
    // Where paragraphs have no stops, a line without one says nothing.
    let all = prose.iter().filter(|prose| **prose).count();
    let stops = ended.count() * 10 >= all * 9 && all > 0;
    let mut found = Vec::new();
    for (at, &index) in body.iter().enumerate() {
        let raw = &raws[index];
        if roles[index] != Role::Answer || said(index) || at == 0 || at + 1 == body.len() {
            continue;
        }
        let marked = raw.heading > 0 && raw.text.split_whitespace().take(MOST_MARKED + 1).count() <= MOST_MARKED;
        let (before, after) = (body[at - 1], body[at + 1]);
        // A remark between the heading and the question belongs to the answer.
        let remarked = roles[index + 1..after].contains(&Role::Aside);
        let asked = roles[after] == Role::Question && !remarked;
        let goes_on = !said(after) && is_sentence(&raws[after].text);
        let set_off = roles[before] == Role::Answer && prose[at - 1] && (asked || goes_on);
        if marked || (stops && set_off && looks_like_one(raw, lexicon)) {
            let role = if asked { Role::Section } else { Role::Aside };
            found.push((Subhead { index, role, unsure: false }, marked));
        }
    }
    let guessed = found.iter().filter(|(_, marked)| !marked).count();
    // In a text full of such lines they are how it is written.
    let many = guessed * 6 > body.len();
    found.retain(|(_, marked)| *marked || !many);
    found.into_iter().map(|(one, marked)| Subhead { unsure: !marked && guessed == 1, ..one }).collect()
}

fn is_prose(text: &str) -> bool {
    super::habits::size(text) >= PROSE
}

/// Whether a paragraph ends like a sentence, and is more than a word.
fn is_sentence(text: &str) -> bool {
    const LEAST: usize = 3;
    plain::ends_sentence(text) && super::habits::size(text) >= LEAST
}

fn looks_like_one(raw: &Raw, lexicon: &Lexicon) -> bool {
    let text = raw.text.as_str();
    let bare = text.trim_end_matches(is_closer);
    let stopped = bare.ends_with(|c: char| {
        matches!(c, '.' | '?' | '!' | '…' | ':' | ';' | '-' | '–' | '—' | '。' | '？' | '！' | '：')
    });
    let first = text.trim_start_matches(|c: char| !c.is_alphanumeric()).chars().next();
    let wide = first.is_some_and(|c| is_wide(c.encode_utf8(&mut [0; 4])));
    let count = text.split_whitespace().take(MOST + 1).count();
    let length = if wide { WIDE.contains(&text.chars().count()) } else { (2..=MOST).contains(&count) };
    if stopped
        // "On the stairs, in the dark" is what somebody says.
        || text.contains([',', '，', '、'])
        || !length
        || raw.item != Item::No
        || raw.quote
        || !first.is_some_and(|c| c.is_uppercase() || (wide && c.is_alphabetic()))
        || edges::is_bracketed(text)
        || edges::is_back_channel(text)
        || edges::closes(text)
    {
        return false;
    }
    let speaks = class::ME | class::YOU | class::REACT | class::BACK | class::THANKS;
    !words(text).enumerate().any(|(at, (_, word))| {
        let folded = fold(word);
        lexicon.is(word, class::ME | class::YOU) || listed("reply", &folded) || (at == 0 && lexicon.is(word, speaks))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looks(language: &str, text: &str) -> bool {
        looks_like_one(&Raw { text: text.into(), ..Raw::default() }, Lexicon::of(Some(language)))
    }

    #[test]
    fn headings_are_told_from_replies() {
        for (language, text) in [
            ("en", "The fire at the mill"),
            ("en", "Soup and a list"),
            ("de", "Brot und Butter"),
            ("fr", "Le pain de Saint-Malo"),
            ("es", "Un taller en el pueblo"),
            ("ru", "Огонь на мельнице"),
            ("zh", "水车与火"),
            ("it", "Il fuoco al mulino"),
            ("ko", "물레방아와 불"),
        ] {
            assert!(looks(language, text), "{text}");
        }
        for (language, text) in [
            ("en", "Yes"),
            ("en", "Not at all"),
            ("en", "Never again"),
            ("en", "No way out"),
            ("en", "Because of the tin"),
            ("en", "We went home"),
            ("en", "Thank you so much"),
            ("de", "Ja, genau so"),
            ("de", "Gar nicht"),
            ("fr", "Pas du tout"),
            ("es", "Para nada"),
            ("it", "Per niente"),
            ("ru", "Вовсе нет"),
            ("en", "The fire."),
            ("en", "what he said"),
            ("en", "[the clock strikes]"),
            ("en", "1987"),
        ] {
            assert!(!looks(language, text), "{text}");
        }
    }
}
