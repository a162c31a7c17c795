//! Words as quotations are compared by: without case at the beginning, without the kinds of quotation marks and dashes, and
//! with the marks of punctuation that stand between them.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A word of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// What it is looked for by: without case.
    pub folded: String,
    /// What it is compared by: with case.
    pub cased: String,
    /// Marks between the word before it (or the beginning) and this one, in one writing: `, – `.
    pub before: String,
    /// Its bytes in the text, with what clings to it (quotation marks, full stops).
    pub range: Range<usize>,
}

/// Stands among the marks of a draft for any of the source's.
pub const ANY: char = '\u{1}';

/// A part of a quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A word that must stand there.
    Word(Word),
    /// Words that the writer left out: any number of the source's, at least none.
    Gap,
    /// Words in brackets: they stand for up to so many words of the source, or for none.
    Bracket {
        /// Bytes of the brackets with what is in them.
        range: Range<usize>,
    },
}

/// A quotation in its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pattern {
    /// Words, gaps and brackets, in order.
    pub parts: Vec<Part>,
    /// For each part, the marks behind it: what a word before a gap, before brackets, or at the end has with it.
    pub after: Vec<String>,
}

impl Pattern {
    /// How many words it has.
    pub fn words(&self) -> usize {
        self.parts.iter().filter(|part| matches!(part, Part::Word(_))).count()
    }
}

/// The words of a text, and the marks behind the last one.
pub fn words(text: &str) -> (Vec<Word>, String) {
    let mut cutter = Cutter::default();
    cutter.cut(text, 0..text.len());
    cutter.done()
}

/// Whether a character is of a script without blanks between words, so that it is a word of its own here.
fn unspaced(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{30ff}' | '\u{3100}'..='\u{312f}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}'
        | '\u{20000}'..='\u{3ffff}')
        && (c.is_alphanumeric() || clings(c))
}

/// What belongs to the character before it, and parts nothing.
fn clings(c: char) -> bool {
    is_combining_mark(c)
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ff9e}' | '\u{ff9f}')
}

/// Signs that are read like words; a blank before them makes no difference.
fn is_sign(c: char) -> bool {
    matches!(c, '%' | '‰' | '$' | '€' | '£' | '¥' | '&' | '+' | '=' | '°' | '§' | '％' | '＄' | '＆' | '＋')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '’' | '‘' | '\'' | 'ʼ' | '`' | '´' | '＇')
}

/// A small raised figure, as notes have.
fn is_raised(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// A mark of punctuation in one writing. Quotation marks and signs of layout are none.
fn mark(c: char) -> Option<char> {
    Some(match c {
        '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '⸺' | '⸻' | '﹘' | '－' => '-',
        '.' | '。' | '．' | '｡' | '۔' => '.',
        ',' | '，' | '،' => ',',
        '、' | '､' => '、',
        ';' | '；' | '؛' => ';',
        ':' | '：' => ':',
        '?' | '？' | '؟' | '\u{37e}' | '՞' | '፧' => '?',
        '!' | '！' | '՜' => '!',
        '(' | '（' => '(',
        ')' | '）' => ')',
        '…' | '⋯' => '…',
        '/' | '／' => '/',
        '¿' | '¡' | '‽' | '⁇' | '⁈' | '⁉' | '।' | '॥' | '։' | '።' | '၊' | '။' | '។' => c,
        _ => return None,
    })
}

/// Cuts texts into words, and keeps the marks since the last one.
#[derive(Debug, Default)]
struct Cutter {
    out: Vec<Word>,
    marks: String,
    /// Where marks begin that stand at the word to come: quotation marks that open, brackets.
    lead: Option<usize>,
}

impl Cutter {
    fn done(self) -> (Vec<Word>, String) {
        (self.out, self.marks)
    }

    /// Adds a mark. Three dots are one sign, and so are two hyphens.
    fn mark(&mut self, c: char) {
        match c {
            '-' if self.marks.ends_with('-') => {}
            '…' if self.marks.ends_with('…') => {}
            '.' if self.marks.ends_with('…') => {}
            '.' if self.marks.ends_with("..") => {
                self.marks.truncate(self.marks.len() - 2);
                self.marks.push('…');
            }
            '‽' | '⁈' => self.marks.push_str("?!"),
            '⁇' => self.marks.push_str("??"),
            '⁉' => self.marks.push_str("!?"),
            c => self.marks.push(c),
        }
    }

    fn word(&mut self, raw: &str, range: Range<usize>) {
        let cased = fold(raw);
        if cased.is_empty() {
            self.cling(range.end);
            return;
        }
        let folded = cased.to_lowercase();
        let range = self.lead.take().unwrap_or(range.start)..range.end;
        self.out.push(Word { folded, cased, before: std::mem::take(&mut self.marks), range });
    }

    /// What is no word clings to the word before it.
    fn cling(&mut self, end: usize) {
        if let Some(last) = self.out.last_mut() {
            last.range.end = end;
        }
    }

    /// A stretch of a text. Dashes and hyphens part words, with or without blanks, and are a mark.
    fn cut(&mut self, text: &str, range: Range<usize>) {
        let mut from: Option<usize> = None;
        let mut at = range.start;
        while at < range.end {
            let Some(c) = text[at..].chars().next() else { break };
            let after = at + c.len_utf8();
            let before = text[range.start..at].chars().next_back();
            let next = text[after..range.end].chars().next();
            let digits = before.is_some_and(char::is_numeric) && next.is_some_and(char::is_numeric);
            let inside = (from.is_some() && clings(c))
                || (c.is_alphanumeric() && !unspaced(c) && !is_raised(c))
                // Inside numbers the mark matters: 1.5 is not 15.
                || (from.is_some() && digits && matches!(c, '.' | ',' | ':' | '．' | '，' | '：'))
                || (from.is_some() && is_apostrophe(c) && next.is_some_and(|next| next.is_alphanumeric() && !unspaced(next)));
            if inside {
                from.get_or_insert(at);
                at = after;
                continue;
            }
            if let Some(start) = from.take() {
                self.word(&text[start..at], start..at);
            }
            if unspaced(c) || is_sign(c) {
                let mut end = after;
                if unspaced(c) {
                    end += text[end..range.end].chars().take_while(|c| clings(*c)).map(char::len_utf8).sum::<usize>();
                }
                self.word(&text[at..end], at..end);
                at = end;
                continue;
            }
            // The sign of a note is no word of anybody.
            if let Some(length) = note(&text[at..range.end], before) {
                self.cling(at + length);
                at += length;
                continue;
            }
            if is_raised(c) {
                let length: usize = text[at..range.end].chars().take_while(|c| is_raised(*c)).map(char::len_utf8).sum();
                let year = text[range.start..at].chars().rev().take_while(char::is_ascii_digit).count() >= 4;
                if year || !before.is_some_and(char::is_numeric) {
                    self.cling(at + length);
                } else {
                    self.word(&text[at..at + length], at..at + length);
                }
                at += length;
                continue;
            }
            if let Some(mark) = mark(c) {
                self.mark(mark);
            }
            if c.is_whitespace() {
                // A mark on its own clings to the word before it.
                if self.lead.take().is_some() {
                    self.cling(at);
                }
            } else if self.lead.is_none() && !opens(c, before) {
                self.cling(after);
            } else {
                self.lead.get_or_insert(at);
            }
            at = after;
        }
        if let Some(start) = from {
            self.word(&text[start..range.end], start..range.end);
        }
        if self.lead.take().is_some() {
            self.cling(range.end);
        }
    }
}

/// Whether a mark stands at the word behind it rather than at the one before.
fn opens(c: char, before: Option<char>) -> bool {
    const ALWAYS: &str = "(（[［{「『〈《【〔«‹„‚¿¡〝";
    ALWAYS.contains(c)
        || before.is_none_or(char::is_whitespace)
        || (matches!(c, '“' | '‘')
            && before.is_some_and(|before| unspaced(before) || "，。、：；？！—…".contains(before)))
}

/// How many words a text has; of scripts without blanks two characters count as one.
pub fn count(text: &str) -> usize {
    let (mut spaced, mut dense) = (0, 0_usize);
    for word in words(text).0 {
        let one = word.cased.chars().next().is_some_and(unspaced);
        spaced += usize::from(!one);
        dense += usize::from(one);
    }
    spaced + dense.div_ceil(2)
}

/// Length of the sign of a note that begins here: `[1]` at a word, or `[^name]`.
fn note(rest: &str, before: Option<char>) -> Option<usize> {
    let inside = rest.strip_prefix('[')?;
    let end = inside.find(']').filter(|end| *end <= 40)?;
    is_note(&inside[..end], before).then_some(end + 2)
}

/// Whether what stands in brackets is the sign of a note: a small number at a word, or one as Markdown has it.
fn is_note(inside: &str, before: Option<char>) -> bool {
    let digits = (1..=3).contains(&inside.len()) && inside.bytes().all(|b| b.is_ascii_digit());
    (inside.starts_with('^') && !inside.contains(char::is_whitespace))
        || (digits && before.is_some_and(|before| !before.is_whitespace()))
}

/// What a word is compared by: letters and digits in one writing; accents count, marks around it do not.
fn fold(raw: &str) -> String {
    let mut out = String::new();
    for c in raw.nfkc() {
        match c {
            c if is_apostrophe(c) => out.push('\''),
            '.' | ',' | ':' => out.push(c),
            c if is_sign(c) || c.is_alphanumeric() || is_combining_mark(c) => out.push(c),
            _ => {}
        }
    }
    if out.ends_with('\'') || out.starts_with('\'') { out.trim_matches('\'').to_owned() } else { out }
}

/// The parts of a quotation in the making.
#[derive(Debug, Default)]
struct Builder {
    pattern: Pattern,
    cutter: Cutter,
}

impl Builder {
    /// Takes over the words that were cut; the marks behind them go on only where `keep` is set.
    fn flush(&mut self, keep: bool) {
        for word in std::mem::take(&mut self.cutter.out) {
            if let Some(after) = self.pattern.after.last_mut() {
                after.clone_from(&word.before);
            }
            self.pattern.parts.push(Part::Word(word));
            self.pattern.after.push(String::new());
        }
        if !keep {
            let marks = std::mem::take(&mut self.cutter.marks);
            if let Some(after) = self.pattern.after.last_mut() {
                *after = marks;
            }
        }
    }

    fn part(&mut self, part: Part) {
        self.flush(false);
        if part != Part::Gap || self.pattern.parts.last() != Some(&Part::Gap) {
            self.pattern.parts.push(part);
            self.pattern.after.push(String::new());
        }
    }
}

/// A quotation in its parts. Dots for words left out are `…`, `...` and `. . .`, also in brackets.
pub fn pattern(text: &str) -> Pattern {
    let mut builder = Builder::default();
    let (mut from, mut at) = (0, 0);
    let bytes = text.as_bytes();
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with('[')
            && let Some(length) = closing(rest)
        {
            builder.cutter.cut(text, from..at);
            let inside = rest[1..length - 1].trim();
            let left_out = inside.chars().all(|c| matches!(c, '.' | '…' | '⋯' | ' ')) && inside != ".";
            if left_out {
                builder.part(Part::Gap);
            } else if !inside.chars().any(char::is_alphanumeric) {
                // Marks in brackets are the writer's, whatever stands in the source there.
                builder.cutter.marks.push(ANY);
                builder.flush(true);
            } else if is_note(inside, text[..at].chars().next_back()) || inside.eq_ignore_ascii_case("sic") {
                // "Sic" says that the word before stands so in the source, and the sign of a note is nobody's word.
                builder.flush(true);
            } else {
                // "[w]hen" is "When": a letter in brackets belongs to its word.
                let letter = |c: char| c.is_alphanumeric() && !unspaced(c);
                let joined = rest[length..].chars().next().is_some_and(|c| c.is_alphabetic() && letter(c))
                    && inside.chars().all(letter);
                let word_end =
                    rest[length..].find(|c: char| !letter(c) && !is_apostrophe(c)).unwrap_or(rest.len() - length);
                let end = if joined { at + length + word_end } else { at + length };
                if joined && inside.chars().count() == 1 {
                    let raw = format!("{inside}{}", &text[at + length..end]);
                    builder.cutter.word(&raw, at..end);
                    // Its case is what the writer marked.
                    if let Some(word) = builder.cutter.out.last_mut() {
                        word.cased.clear();
                    }
                    builder.flush(true);
                } else {
                    // "sail[ed]" replaces the whole word.
                    let clings = at > from && bytes[at - 1].is_ascii_alphanumeric();
                    builder.flush(false);
                    let mut start = at;
                    if clings && let Some(Part::Word(word)) = builder.pattern.parts.pop() {
                        builder.pattern.after.pop();
                        start = word.range.start;
                    }
                    builder.part(Part::Bracket { range: start..end });
                }
                at = end;
                from = at;
                continue;
            }
            at += length;
            from = at;
            continue;
        }
        if let Some(length) = dots(rest) {
            builder.cutter.cut(text, from..at);
            builder.part(Part::Gap);
            at += length;
            from = at;
            continue;
        }
        at += rest.chars().next().map_or(1, char::len_utf8);
    }
    builder.cutter.cut(text, from..text.len());
    builder.flush(false);
    builder.pattern
}

/// Length of the dots for words left out that begin here, a full stop beside them included.
fn dots(rest: &str) -> Option<usize> {
    let mut length = 0;
    let (mut points, mut signs) = (0, 0);
    for (at, c) in rest.char_indices() {
        match c {
            '.' => points += 1,
            '…' | '⋯' => signs += 1,
            ' ' | '\u{a0}' | '\u{202f}' if points + signs > 0 => continue,
            _ => break,
        }
        length = at + c.len_utf8();
    }
    // Two points are none, and neither is the stop of a sentence before a name such as ".net".
    (signs > 0 || points >= 3).then_some(length)
}

/// Length of the brackets that begin here, if they end within a few words.
fn closing(rest: &str) -> Option<usize> {
    let end = rest.find(']')?;
    (rest[1..end].find('[').is_none() && end < 200).then_some(end + 1)
}
