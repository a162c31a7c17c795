//! Letters before the turns with nothing but a blank behind them, as many records of courts and papers are set: `Q Why?`,
//! `A So.`
//!
//! "A boat" begins with such a letter, too. So there are several of both letters, and they take turns.

use super::label::{Hit, Style};
use super::raw::{Kind, Raw};
use crate::interview::words::{Lexicon, class};

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
    if asked < LEAST || found.len() - asked < LEAST || turns * 10 < (found.len() - 1) * 8 {
        return;
    }
    for (index, _) in found {
        hits[index] = Some(Hit { style: Style::Letter, name: 0..1, body: 2, time: None });
    }
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
