//! What single common words say of who speaks, by where they stand in a turn of talk.
//!
//! The worth of every word was learnt together with the numbers of [`super::talk`] and lies in `assets/talk/en.txt`. Only
//! words that several programmes on different matters share are in there, and no names.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::interview::words::{fold, words};

/// Places a word can stand in; each has its own worth.
const PLACES: usize = 7;
/// First word of the turn, one of the first three, the last, one of the last three, anywhere, in a sentence that asks,
/// first of a sentence.
const FIRST: usize = 0;
const FIRST_THREE: usize = 1;
const LAST: usize = 2;
const LAST_THREE: usize = 3;
const ANYWHERE: usize = 4;
const ASKING: usize = 5;
const OPENS: usize = 6;
/// The words of the asset are worth hundredths.
const UNIT: f32 = 0.01;

/// The worth of words.
#[derive(Debug, Default)]
struct Worth {
    words: HashMap<&'static str, (u16, [i16; PLACES])>,
    /// Two words side by side: anywhere, and at the opening of the turn.
    pairs: HashMap<(u16, u16), [i16; 2]>,
}

static ENGLISH: LazyLock<Worth> = LazyLock::new(|| worth(include_str!("../../../assets/talk/en.txt")));

fn worth(text: &'static str) -> Worth {
    let mut all = Worth::default();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let mut parts = line.split_ascii_whitespace();
        let mut known = |word: &'static str| {
            let next = all.words.len() as u16;
            all.words.entry(word).or_insert((next, [0; PLACES])).0
        };
        let number = |part: Option<&str>| part.and_then(|part| part.parse().ok()).unwrap_or(0);
        match (parts.next(), parts.next()) {
            (Some("+"), Some(word)) => {
                let (a, b) = (known(word), known(parts.next().unwrap_or("")));
                all.pairs.insert((a, b), [number(parts.next()), number(parts.next())]);
            }
            (Some(word), first) => {
                known(word);
                let mut row = [number(first); PLACES];
                row[1..].fill_with(|| number(parts.next()));
                if let Some((_, worth)) = all.words.get_mut(word) {
                    *worth = row;
                }
            }
            _ => {}
        }
    }
    all
}

/// The words of one turn while they are heard.
#[derive(Debug, Default)]
pub struct Turn {
    heard: usize,
    sum: i32,
    before: Option<u16>,
    /// In which places each known word has stood so far: a word counts once a turn for each.
    seen: Vec<u8>,
    pairs: Vec<(u16, u16)>,
    last: [Option<(u16, i16, i16)>; 3],
}

impl Turn {
    /// Hears the next word, which may be the first of a sentence, in a sentence that may ask.
    pub fn hear(&mut self, word: &str, opens: bool, asks: bool) {
        let worth = &*ENGLISH;
        let at = self.heard;
        self.heard += 1;
        self.last.rotate_left(1);
        let Some(&(id, row)) = find(worth, word) else {
            (self.before, self.last[2]) = (None, None);
            return;
        };
        let places = [(FIRST, at == 0), (FIRST_THREE, at < 3), (ANYWHERE, true), (ASKING, asks), (OPENS, opens)];
        if self.seen.is_empty() {
            self.seen.resize(worth.words.len(), 0);
        }
        let seen = &mut self.seen[usize::from(id)];
        for (place, here) in places {
            if here && *seen & 1 << place == 0 {
                *seen |= 1 << place;
                self.sum += i32::from(row[place]);
            }
        }
        if let Some([anywhere, opening]) = self.before.and_then(|before| worth.pairs.get(&(before, id))) {
            let pair = (self.before.unwrap_or(id), id);
            if at == 1 {
                self.sum += i32::from(*opening);
            }
            if !self.pairs.contains(&pair) {
                self.pairs.push(pair);
                self.sum += i32::from(*anywhere);
            }
        }
        self.before = Some(id);
        self.last[2] = Some((id, row[LAST], row[LAST_THREE]));
    }

    /// What all words together say: above zero, that a host speaks.
    pub fn said(&self) -> f32 {
        let mut sum = self.sum + self.last[2].map_or(0, |(_, last, _)| i32::from(last));
        for (at, word) in self.last.iter().enumerate() {
            if let Some((id, _, worth)) = word
                && !self.last[..at].iter().flatten().any(|(other, _, _)| other == id)
            {
                sum += i32::from(*worth);
            }
        }
        sum as f32 * UNIT
    }
}

/// The worth of a word, in any case and with either apostrophe.
fn find<'a>(worth: &'a Worth, word: &str) -> Option<&'a (u16, [i16; PLACES])> {
    const LONGEST: usize = 20;
    if word.is_ascii() {
        let mut lower = [0_u8; LONGEST];
        let lower = lower.get_mut(..word.len())?;
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        return worth.words.get(std::str::from_utf8(lower).ok()?);
    }
    worth.words.get(fold(word).as_str())
}

/// Whether these are English words, by how many of the first are known: a language without a list of its own is read
/// with the English one, but its words are not weighed.
pub fn is_english(texts: &[&str]) -> bool {
    const ENOUGH: usize = 2000;
    let of = || texts.iter().flat_map(|text| words(text)).take(ENOUGH);
    let known = of().filter(|(_, word)| find(&ENGLISH, word).is_some()).count();
    known * 10 >= of().count() * 4 && known > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> f32 {
        let mut turn = Turn::default();
        for (index, (_, word)) in words(text).enumerate() {
            turn.hear(word, index == 0, text.ends_with('?'));
        }
        turn.said()
    }

    #[test]
    fn a_host_and_a_guest_use_other_words() {
        let (host, guest) =
            (said("So can you tell us a little bit about how you got started?"), said("Thanks for having me"));
        assert!(host > 0.5 && guest < 0.0, "{host} {guest}");
        assert!(said("Zyx qwv").abs() < 0.001);
    }

    #[test]
    fn only_english_words_are_weighed() {
        assert!(is_english(&["Well, I think that was about the time when we all left."]));
        assert!(!is_english(&["Bueno, yo creo que eso fue cuando nos marchamos todos de allí."]));
        assert!(!is_english(&[]));
    }
}
