//! How a turn of talk sounds: the input of the first reading of transcripts whose speakers are lost.
//!
//! Numbers of each paragraph and of its neighbours; for English the worth of single words on top ([`super::talk_words`]).
//! Most of the numbers need no knowledge of the language, and other languages are read by a table that was learnt
//! without words.

use super::chain::{Table, odds};
use super::features::Look;
use super::tables;
use super::talk_words::Turn;
use crate::interview::words::{Lexicon, class, words};
use crate::text::segment::{each_sentence, ends_asking, is_closer, is_question_mark};

/// How many numbers say how one paragraph sounds by itself.
const OWN: usize = 44;
/// Which of these are taken of the neighbours too.
const NEAR: [usize; 22] = [0, 1, 2, 5, 6, 9, 10, 11, 12, 13, 16, 17, 18, 24, 26, 27, 31, 36, 37, 38, 39, 40];
/// Which are taken of the paragraphs two away.
const FAR: [usize; 4] = [0, 1, 6, 12];
/// How many numbers describe one paragraph in its place.
pub const EMITS: usize = OWN + 2 * NEAR.len() + 2 * FAR.len() + 10;
/// How many numbers describe the step into a paragraph.
pub const STEPS: usize = 21;

/// What one pass over a paragraph of talk counts.
#[derive(Clone, Debug, Default)]
pub struct Heard {
    /// Number of words.
    pub words: f32,
    /// The end asks.
    pub ends: bool,
    /// Question marks.
    pub marks: u16,
    /// Number of sentences.
    pub sentences: u16,
    /// Every word shows only that one listens, or reacts.
    pub back: bool,
    /// Ends like a line above a text, in a text that has such lines.
    titled: bool,
    first: u16,
    second: u16,
    you: u16,
    me: u16,
    last_words: u16,
    /// The last sentence that asks: its words, and the classes of its first three.
    asking_words: u16,
    asking: u16,
    comma: bool,
    dots: bool,
    open: bool,
    small: bool,
    exclaims: bool,
    digits: u16,
    capitals: u16,
    /// What the words say.
    said: f32,
    /// What the reader's statement adds to the score for asking.
    pub stated: f32,
    /// A heading stood before it.
    pub headed: bool,
    /// Its longer words, as sorted hashes.
    matter: Vec<u32>,
}

impl Heard {
    /// The same with what the reader stated of it; what they stated to be a turn is no heading.
    #[must_use]
    pub fn stating(mut self, look: &Look) -> Self {
        self.stated = look.stated();
        self.titled &= look.given.is_none();
        self
    }
}

/// Listens to one paragraph; `english` is whether its words are to be weighed too.
pub fn hear(text: &str, lexicon: &Lexicon, english: bool) -> Heard {
    let mut heard = Heard { ends: ends_asking(text), back: true, ..Heard::default() };
    let bare = text.trim_end_matches(|c: char| c.is_whitespace() || is_closer(c));
    let end = bare.chars().next_back().unwrap_or(' ');
    heard.comma = matches!(end, ',' | ';' | ':' | '—' | '–' | '-');
    heard.dots = end == '…' || bare.ends_with("...");
    heard.open = end.is_alphanumeric();
    let start = text.chars().find(|c| c.is_alphanumeric()).unwrap_or(' ');
    heard.small = start.is_lowercase();
    for c in text.chars() {
        heard.marks = heard.marks.saturating_add(u16::from(is_question_mark(c)));
        heard.exclaims |= c == '!';
    }
    let (mut turn, mut earlier) = (Turn::default(), 0);
    for sentence in each_sentence(text) {
        heard.sentences = heard.sentences.saturating_add(1);
        let asks = ends_asking(sentence);
        let (mut count, mut asking) = (0_u16, 0);
        for (index, (_, word)) in words(sentence).enumerate() {
            let classes = lexicon.classes(word);
            count = count.saturating_add(1);
            heard.you = heard.you.saturating_add(u16::from(classes & class::YOU != 0));
            heard.me = heard.me.saturating_add(u16::from(classes & class::ME != 0));
            heard.back &= classes & (class::BACK | class::REACT) != 0;
            heard.digits = heard.digits.saturating_add(u16::from(word.contains(|c: char| c.is_ascii_digit())));
            let capital = index > 0 && classes & class::ME == 0 && word.starts_with(char::is_uppercase);
            heard.capitals = heard.capitals.saturating_add(u16::from(capital));
            if index < 3 {
                asking |= classes;
            }
            match earlier + index {
                0 => heard.first = classes,
                1 => heard.second = classes,
                _ => {}
            }
            if word.len() > LONG && word.chars().nth(LONG).is_some() {
                heard.matter.push(hash(word));
            }
            if english {
                turn.hear(word, index == 0, asks);
            }
        }
        if asks {
            (heard.asking_words, heard.asking) = (count, asking);
        }
        heard.last_words = count;
        heard.words += f32::from(count);
        earlier += usize::from(count);
    }
    heard.said = turn.said();
    heard.matter.sort_unstable();
    heard.matter.dedup();
    let marked = start.is_uppercase() || start.is_ascii_digit();
    let last = text.trim_end().chars().next_back().unwrap_or(' ');
    heard.titled = (1.0..=9.0).contains(&heard.words)
        && heard.sentences == 1
        && heard.marks == 0
        && marked
        && !heard.back
        && (last.is_alphanumeric() || last == ')');
    heard
}

/// Words of more characters than this carry the matter.
const LONG: usize = 4;

/// FNV-1a of a word in lower case. What two turns share is only counted, so a collision costs nothing.
fn hash(word: &str) -> u32 {
    let add = |hash: u32, c: char| (hash ^ c as u32).wrapping_mul(0x0100_0193);
    word.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }).fold(0x811c_9dc5, add)
}

/// How much two turns speak of the same: the share of longer words that both have.
fn common(a: &Heard, b: &Heard) -> f32 {
    let (mut of_a, mut of_b) = (a.matter.iter().peekable(), b.matter.iter().peekable());
    let mut both = 0;
    while let (Some(one), Some(other)) = (of_a.peek(), of_b.peek()) {
        let order = one.cmp(other);
        both += u32::from(order.is_eq());
        if order.is_le() {
            of_a.next();
        }
        if order.is_ge() {
            of_b.next();
        }
    }
    both as f32 / ((a.matter.len() * b.matter.len()) as f32 + 1.0).sqrt()
}

/// Which paragraphs are headings without a mark: a few words, with a capital, without a stop, in a text where that is
/// rare.
pub fn headings(heard: &[Heard]) -> Vec<bool> {
    let titled = heard.iter().filter(|heard| heard.titled).count();
    let rare = titled * 5 <= heard.len() * 2;
    heard.iter().map(|heard| rare && heard.titled).collect()
}

/// The turns without the headings; each knows whether one stood before it.
pub fn turns(heard: Vec<Heard>, headings: &[bool]) -> Vec<Heard> {
    let mut headed = false;
    let mut turns = Vec::with_capacity(heard.len());
    for (mut one, heading) in heard.into_iter().zip(headings) {
        if !heading {
            one.headed = headed;
            turns.push(one);
        }
        headed = *heading;
    }
    turns
}

/// The first reading.
pub fn read(heard: &[Heard], english: bool) -> Vec<f32> {
    let table: &Table<EMITS, STEPS> = if english { &tables::SPOKEN } else { &tables::SPOKEN_PLAIN };
    let whole = whole(heard);
    let asks: Vec<f32> =
        (0..heard.len()).map(|at| table.asks(&emit(heard, at, whole)) + heard[at].said + heard[at].stated).collect();
    let steps: Vec<[f32; 3]> = (0..heard.len()).map(|at| table.steps(&step(heard, at, whole))).collect();
    odds(&asks, |at| steps[at])
}

/// What holds for the whole text.
#[derive(Clone, Copy, Debug)]
pub struct Whole {
    median: f32,
    ends: f32,
}

/// The text as a whole.
pub fn whole(heard: &[Heard]) -> Whole {
    let mut lengths: Vec<f32> = heard.iter().map(log_words).collect();
    lengths.sort_by(f32::total_cmp);
    let median = lengths.get(lengths.len() / 2).copied().unwrap_or(0.0);
    Whole { median, ends: heard.iter().filter(|heard| heard.ends).count() as f32 / heard.len().max(1) as f32 }
}

/// The logarithm of the number of words.
pub fn log_words(heard: &Heard) -> f32 {
    heard.words.max(1.0).ln()
}

fn flag(on: bool) -> f32 {
    f32::from(u8::from(on))
}

/// The numbers of a paragraph by itself, a constant first.
fn own(here: &Heard, whole: Whole) -> [f32; OWN] {
    let length = log_words(here);
    let (few, no_mark) = (here.words <= 8.0, here.marks == 0);
    let share = |count: f32| (count / here.words.max(4.0) * 10.0).min(3.0);
    let is = |classes: u16, wanted: u16| flag(classes & wanted != 0);
    let (you, me) = (f32::from(here.you), f32::from(here.me));
    let relative = length - whole.median;
    [
        1.0,
        flag(here.ends),
        flag(!no_mark),
        f32::from(here.marks.min(3)),
        flag(!no_mark && !here.ends),
        length,
        relative,
        length * flag(here.ends),
        relative * flag(no_mark),
        flag(here.words <= 3.0),
        flag(few),
        flag(few && no_mark),
        flag(here.words > 70.0),
        flag(here.words > 120.0),
        is(here.first, class::ASK),
        is(here.first, class::AUX),
        is(here.first, class::REACT),
        is(here.first, class::BACK),
        is(here.first, class::ME),
        is(here.first, class::YOU),
        is(here.second, class::REACT),
        is(here.second, class::ASK | class::AUX),
        is(here.second, class::ME),
        is(here.second, class::YOU),
        flag(here.you > 0),
        flag(here.me > 0),
        share(you),
        share(me),
        share(you - me),
        is(here.asking, class::ASK),
        is(here.asking, class::AUX),
        flag(here.ends && here.asking_words <= 2),
        (f32::from(here.asking_words) / 10.0).min(4.0),
        (f32::from(here.last_words) / 10.0).min(4.0),
        flag(here.sentences == 1),
        f32::from(here.sentences.min(12)) / 4.0,
        flag(here.back),
        flag(here.comma),
        flag(here.dots),
        flag(here.open),
        flag(here.small),
        flag(here.exclaims),
        share(f32::from(here.digits)),
        share(f32::from(here.capitals)),
    ]
}

/// The numbers of paragraph `at` in its place.
pub fn emit(heard: &[Heard], at: usize, whole: Whole) -> [f32; EMITS] {
    let here = &heard[at];
    let near = |away: isize| at.checked_add_signed(away).and_then(|index| heard.get(index));
    let (before, after) = (near(-1), near(1));
    let ends = |of: Option<&Heard>| of.is_some_and(|of| of.ends);
    let longer = |of: Option<&Heard>| of.is_some_and(|of| of.words > here.words);
    let mut numbers = [0.0; EMITS];
    let (mine, rest) = numbers.split_at_mut(OWN);
    mine.copy_from_slice(&own(here, whole));
    let mut rest = rest.iter_mut();
    let mut put = |number: f32| {
        if let Some(place) = rest.next() {
            *place = number;
        }
    };
    for (away, which) in [(-1, &NEAR[..]), (1, &NEAR[..]), (-2, &FAR[..]), (2, &FAR[..])] {
        let theirs = near(away).map_or([0.0; OWN], |of| own(of, whole));
        for &index in which {
            put(theirs[index]);
        }
    }
    for on in [
        here.ends && ends(before),
        here.ends && ends(after),
        longer(before),
        longer(after),
        longer(before) && longer(after),
        at < 3,
        at < 8,
        at + 3 >= heard.len(),
        at + 8 >= heard.len(),
        here.headed,
    ] {
        put(flag(on));
    }
    numbers
}

/// The numbers of the step into paragraph `at`.
pub fn step(heard: &[Heard], at: usize, whole: Whole) -> [f32; STEPS] {
    let blank = Heard::default();
    let (before, here) = (at.checked_sub(1).map_or(&blank, |index| &heard[index]), &heard[at]);
    let earlier = at.checked_sub(2).map_or(&blank, |index| &heard[index]);
    let grows = flag(at > 0) * (log_words(here) - log_words(before));
    let short = |of: &Heard| flag(log_words(of) - whole.median < -0.7);
    [
        1.0,
        flag(before.ends),
        flag(here.ends),
        flag(here.first & class::REACT != 0),
        flag(here.first & class::BACK != 0),
        flag(here.back),
        flag(before.back),
        short(here),
        flag(at > 0) * short(before),
        flag(before.words > 70.0),
        flag(before.words > 120.0),
        flag(here.words > 70.0),
        flag(before.comma || before.open || before.dots),
        flag(here.small),
        whole.ends * 4.0,
        grows,
        grows.abs(),
        flag(before.marks > 0 && !before.ends),
        flag(here.headed),
        common(before, here),
        common(earlier, here),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(texts: &[&str]) -> Vec<Heard> {
        texts.iter().map(|text| hear(text, Lexicon::of(Some("en")), true)).collect()
    }

    #[test]
    fn headings_are_short_and_rare() {
        let texts = ["So what did you do then?", "The Long Winter", "We waited.", "and then", "Yeah", "I see."];
        assert_eq!(headings(&heard(&texts)), [false, true, false, false, false, false]);
        let bare = ["Now we wait", "The ice is in", "Nothing moves", "I had a boat"];
        assert_eq!(headings(&heard(&bare)), [false; 4], "a text without stops has no headings of this kind");
    }

    #[test]
    fn a_turn_knows_what_stood_before_it() {
        let all = heard(&["So what did you do then?", "The Long Winter", "We waited for the ice.", "On that ice?"]);
        let turns = turns(all, &[false, true, false, false]);
        assert_eq!(turns.iter().map(|turn| turn.headed).collect::<Vec<_>>(), [false, true, false]);
        assert!(common(&turns[0], &turns[1]) < 0.01);
        assert_eq!((turns[2].words, turns[2].ends, turns[1].sentences), (3.0, true, 1));
    }
}
