//! Words that can be told from each other in any script, and the pen that writes with them and notes where each belongs.

use std::collections::HashSet;

use crate::fuzz_talk::Dice;

/// How words of a script are written: what begins each, ten signs for the digits of its number, what ends it, and what
/// stands between two.
struct Script {
    begin: &'static str,
    digits: [&'static str; 10],
    end: &'static str,
    blank: &'static str,
    /// The ends of a sentence and of a question.
    stops: (&'static str, &'static str),
}

const fn script(begin: &'static str, digits: [&'static str; 10], end: &'static str) -> Script {
    Script { begin, digits, end, blank: " ", stops: (".", "?") }
}

const SCRIPTS: &[Script] = &[
    script("w", ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"], "z"),
    script("ø", ["à", "â", "ä", "å", "ç", "è", "é", "ê", "ë", "ì"], "ÿ"),
    script("ő", ["á", "â", "ă", "ä", "ĺ", "ć", "ç", "č", "é", "ę"], "ż"),
    script("щ", ["а", "б", "в", "г", "д", "е", "ж", "з", "и", "к"], "я"),
    Script { stops: (".", ";"), ..script("ψ", ["α", "β", "γ", "δ", "ε", "ζ", "η", "θ", "ι", "κ"], "ω") },
    script("ש", ["א", "ב", "ג", "ד", "ה", "ו", "ז", "ח", "ט", "י"], "ת"),
    Script { stops: (".", "؟"), ..script("ش", ["ا", "ب", "ت", "ث", "ج", "ح", "خ", "د", "ذ", "ر"], "ي") },
    Script {
        blank: "",
        stops: ("。", "？"),
        ..script("東", ["山", "川", "田", "水", "火", "木", "石", "花", "鳥", "風"], "京")
    },
    script("한", ["가", "나", "다", "라", "마", "바", "사", "아", "자", "차"], "글"),
    script("क्ष", ["कि", "खि", "गि", "घि", "चि", "छि", "जि", "झि", "टि", "ठि"], "त्र"),
    script(
        "w\u{301}",
        [
            "a\u{302}", "b\u{323}", "c\u{30c}", "d\u{323}", "e\u{308}", "f\u{307}", "g\u{306}", "h\u{323}", "i\u{303}",
            "j\u{30c}",
        ],
        "z\u{30c}",
    ),
];

/// The number of scripts.
pub const COUNT: usize = SCRIPTS.len();

/// All words of ours in a text, in their order.
pub fn words(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let word = SCRIPTS.iter().find_map(|script| word(rest, script));
        let step = word.map_or(c.len_utf8(), |len| {
            found.push(rest[..len].to_owned());
            len
        });
        rest = &rest[step..];
    }
    found
}

/// The length of the word that a text begins with.
fn word(text: &str, script: &Script) -> Option<usize> {
    let mut rest = text.strip_prefix(script.begin)?;
    let before = rest.len();
    while let Some(after) = script.digits.iter().find_map(|digit| rest.strip_prefix(digit)) {
        rest = after;
    }
    let long = rest.len() < before;
    let rest = rest.strip_prefix(script.end)?;
    long.then_some(text.len() - rest.len())
}

/// Where a word belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To {
    /// To the text, once and in its order.
    Kept,
    /// To the text, once, wherever: notes, heads of pages.
    Moved,
    /// To the head of the file: it must not be lost, and need not be in the text.
    Head,
    /// To what the format takes away on purpose.
    Gone,
    /// To what stands around an article: it is in the text, or counted among what was left out.
    Around,
}

/// Writes words, and notes where each belongs.
#[derive(Clone, Debug)]
pub struct Pen {
    /// Chance.
    pub dice: Dice,
    /// The scripts it may write in.
    pub scripts: Vec<usize>,
    script: usize,
    next: usize,
    /// All words, in order.
    pub all: Vec<(String, To)>,
    /// The names of who speaks.
    pub people: Vec<String>,
    /// The people whose names were written.
    pub named: HashSet<usize>,
}

impl Pen {
    /// A pen for these scripts.
    pub fn new(seed: u64, scripts: &[usize]) -> Self {
        let mut pen = Self {
            dice: Dice(seed),
            scripts: scripts.to_vec(),
            script: 0,
            next: 0,
            all: Vec::new(),
            people: Vec::new(),
            named: HashSet::new(),
        };
        for _ in 0..2 + pen.dice.below(2) {
            let (first, last) = (pen.token(0), pen.token(0));
            let capital = |word: String| word[..1].to_uppercase() + &word[1..];
            let full = pen.dice.chance(60);
            pen.people.push(if full { format!("{} {}", capital(first), capital(last)) } else { capital(first) });
        }
        pen
    }

    fn token(&mut self, script: usize) -> String {
        let script = &SCRIPTS[script];
        self.next += 1;
        let number = (self.next * 7 + 10).to_string();
        let digits: String = number.bytes().map(|digit| script.digits[usize::from(digit - b'0')]).collect();
        format!("{}{digits}{}", script.begin, script.end)
    }

    /// Chooses the script of what follows.
    pub fn turn_to_any_script(&mut self) {
        self.script = self.scripts[self.dice.below(self.scripts.len())];
    }

    /// So many words.
    pub fn words(&mut self, count: usize, to: To) -> String {
        let mut out = String::new();
        for at in 0..count.max(1) {
            if at > 0 {
                let comma = self.dice.chance(6) && self.script != 7;
                out.push_str(if comma { ", " } else { SCRIPTS[self.script].blank });
            }
            let word = self.token(self.script);
            out.push_str(&word);
            self.all.push((word, to));
        }
        out
    }

    /// What ends a sentence, or a question.
    pub fn stop(&self, asks: bool) -> &'static str {
        let (stop, question) = SCRIPTS[self.script].stops;
        if asks { question } else { stop }
    }

    /// What stands between two words.
    pub fn blank(&self) -> &'static str {
        SCRIPTS[self.script].blank
    }

    /// A few words, more or fewer.
    pub fn some(&mut self) -> usize {
        1 + self.dice.below(if self.dice.clone().chance(5) { 60 } else { 9 })
    }

    /// The name of somebody who speaks.
    pub fn name(&mut self, who: usize) -> String {
        self.named.insert(who);
        self.people[who].clone()
    }

    /// A paragraph: pieces of some words each, as `piece` sets them, and the end of a sentence.
    pub fn sentence(&mut self, asks: bool, mut piece: impl FnMut(&mut Self, usize) -> String) -> String {
        let mut out = String::new();
        for at in 0..1 + self.dice.below(4) {
            if at > 0 {
                out.push_str(self.blank());
            }
            let count = self.some();
            out.push_str(&piece(self, count));
        }
        if self.dice.chance(95) {
            out.push_str(self.stop(asks));
        }
        out
    }
}

/// What a document is made of; its words come when it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading of a level.
    Heading(u8),
    /// Somebody asks: who, and how many paragraphs.
    Ask(usize, usize),
    /// Somebody answers.
    Answer(usize, usize),
    /// A paragraph of nobody.
    Loose,
    /// A list, of numbers or not, with so many items.
    List(bool, usize),
    /// A table of so many rows and columns.
    Table(usize, usize),
    /// A quotation.
    Quote,
    /// A remark in brackets.
    Remark,
    /// A rule.
    Rule,
    /// What stands around a text.
    Around,
    /// What only this format has, by a number.
    Odd(usize),
}

/// A random plan of a document.
pub fn plan(pen: &mut Pen) -> Vec<Block> {
    let mut out = Vec::new();
    let dice = &mut pen.dice;
    if dice.chance(60) {
        out.push(Block::Heading(1));
    }
    for _ in 0..dice.below(3) {
        out.push(Block::Loose);
    }
    let people = pen.people.len();
    for _ in 0..2 + dice.below(8) {
        out.push(Block::Ask(0, 1 + dice.below(2)));
        for _ in 0..dice.below(3) {
            out.push(match dice.below(13) {
                0 => Block::Heading(2 + dice.below(3) as u8),
                1 => Block::Loose,
                2 | 3 => Block::List(dice.chance(50), 1 + dice.below(4)),
                4 | 5 => Block::Table(1 + dice.below(4), 1 + dice.below(5)),
                6 => Block::Quote,
                7 => Block::Remark,
                8 => Block::Rule,
                9 => Block::Around,
                _ => Block::Odd(dice.below(12)),
            });
        }
        let who = 1 + dice.below(people - 1);
        out.push(Block::Answer(who, 1 + dice.below(3)));
    }
    for _ in 0..dice.below(3) {
        out.push(Block::Loose);
    }
    // Not all of it is in order.
    if dice.chance(20) {
        let (a, b) = (dice.below(out.len()), dice.below(out.len()));
        out.swap(a, b);
    }
    out
}
