//! Labels that are no name by their looks: a newspaper that writes itself small, with signs or in quotation marks
//! (`taz:`, `t-online:`, `PÁGINA/12:`, `NZZ am Sonntag:`).
//!
//! Any words may stand before a colon. These count as a label only where they recur to the letter and nearly always stand
//! above a paragraph that begins with somebody's name.

use std::collections::HashMap;

use super::label::{Hit, Style};
use super::raw::{Kind, Raw};
use crate::interview::words::{Lexicon, class, fold};

/// Longest such label, in bytes.
const LONGEST: usize = 32;

/// Most words of one.
const MOST: usize = 4;

/// Fewest paragraphs that must begin with it.
const LEAST: usize = 3;

/// What stands before the first colon, if it is short and no sentence; and where the text behind the colon begins.
pub(super) fn head(text: &str) -> Option<(&str, usize)> {
    let window = &text[..super::raw::floor(text, LONGEST + 4)];
    let at = window.find([':', '：']).filter(|at| (1..=LONGEST).contains(at))?;
    let colon = text[at..].chars().next()?.len_utf8();
    let after = &text[at + colon..];
    let name = text[..at].trim();
    let plain = !name.contains(['.', '?', '!', ',', ';', '(', '[', '<', '*'])
        && name.chars().any(char::is_alphabetic)
        && name.split_whitespace().count() <= MOST;
    let closed = after.starts_with(char::is_whitespace) && !after.trim().is_empty();
    (plain && closed).then(|| (name, text.len() - after.trim_start().len()))
}

/// Adds such labels to those that were read.
pub fn find(raws: &[Raw], page: &[bool], hits: &mut [Option<Hit>]) {
    let text = |index: &usize| raws[*index].kind == Kind::Text && !page[*index];
    let named = |hit: &Option<Hit>| hit.as_ref().is_some_and(|hit| hit.style == Style::Colon && !hit.name().is_empty());
    if hits.iter().filter(|hit| named(hit)).take(LEAST).count() < LEAST {
        return;
    }
    let body: Vec<usize> = (0..raws.len()).filter(text).collect();
    // Below a name on a line of its own there is no other label.
    let alone = |index: &usize| hits[*index].as_ref().is_some_and(|hit| hit.body() == raws[*index].text.len());
    // How often each stands, and how often right above a name.
    let mut counts: HashMap<&str, (usize, usize)> = HashMap::new();
    for (at, &index) in body.iter().enumerate().filter(|(_, index)| !named(&hits[**index])) {
        if at > 0 && alone(&body[at - 1]) {
            continue;
        }
        if let Some((name, _)) = head(&raws[index].text) {
            let count = counts.entry(name).or_default();
            count.0 += 1;
            count.1 += usize::from(body.get(at + 1).is_some_and(|next| named(&hits[*next])));
        }
    }
    let lexicon = Lexicon::union();
    counts.retain(|name, (all, above)| {
        *all >= LEAST && *above * 10 >= *all * 8 && !lexicon.is(&fold(name), class::NOT_SPEAKER)
    });
    if counts.len() != 1 {
        return;
    }
    for &index in &body {
        if !named(&hits[index])
            && let Some((name, body)) = head(&raws[index].text)
            && counts.contains_key(name)
        {
            hits[index] = Some(Hit::new(Style::Colon, 0..name.len(), body, None));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_short_words_before_a_colon() {
        assert_eq!(head("taz: Warum?"), Some(("taz", 5)));
        assert_eq!(head("PÁGINA/12: ¿Por qué?").map(|(name, _)| name), Some("PÁGINA/12"));
        for text in ["He said so, too: no.", "10:30 was late", "taz:", "a very long way of saying: no", ""] {
            assert_eq!(head(text), None, "{text}");
        }
    }
}
