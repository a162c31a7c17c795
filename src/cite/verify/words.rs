//! Words as quotations are compared by: without case at the beginning, without the kinds of quotation marks and dashes.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use crate::interview::words::is_wide;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// What it is looked for by: without case.
    pub folded: String,
    /// What it is compared by: with case.
    pub cased: String,
    /// Its bytes in the text, with what clings to it (quotation marks, full stops).
    pub range: Range<usize>,
}

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

/// The words of a text.
pub fn words(text: &str) -> Vec<Word> {
    let mut out = Vec::new();
    cut(text, 0..text.len(), &mut out);
    out
}

/// Cuts a stretch of a text into words. A dash parts words, also without blanks; a hyphen does not.
fn cut(text: &str, range: Range<usize>, out: &mut Vec<Word>) {
    let piece = &text[range.clone()];
    let mut from = None;
    let mut push = |from: usize, to: usize| {
        let raw = &piece[from..to];
        let range = range.start + from..range.start + to;
        if is_wide(raw) {
            // Scripts without blanks are compared character by character.
            for (at, c) in raw.char_indices() {
                let range = range.start + at..range.start + at + c.len_utf8();
                out.extend(word(c.encode_utf8(&mut [0; 4]), range));
            }
            return;
        }
        match word(raw, range.clone()) {
            Some(word) => out.push(word),
            // A mark on its own clings to the word before it.
            None => {
                if let Some(last) = out.last_mut() {
                    last.range.end = range.end;
                }
            }
        }
    };
    let mut chars = piece.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let double = c == '-' && chars.peek().is_some_and(|(_, next)| *next == '-');
        let parts = c.is_whitespace() || matches!(c, '–' | '—' | '―' | '…' | '/') || double;
        match (parts, from) {
            (true, Some(start)) => {
                // A range like 1914–18 is one word in both writings.
                let numbers = matches!(c, '–')
                    && piece[..at].ends_with(|c: char| c.is_ascii_digit())
                    && chars.peek().is_some_and(|(_, next)| next.is_ascii_digit());
                if !numbers {
                    push(start, at);
                    from = None;
                }
            }
            (false, None) => from = Some(at),
            _ => {}
        }
    }
    if let Some(start) = from {
        push(start, piece.len());
    }
}

/// A word; nothing where there is no letter, digit or sign that is read.
fn word(raw: &str, range: Range<usize>) -> Option<Word> {
    let cased = fold(raw);
    let folded = cased.to_lowercase();
    (!folded.is_empty()).then_some(Word { folded, cased, range })
}

/// What a word is compared by: letters and digits in one writing; accents count, marks around it do not.
fn fold(raw: &str) -> String {
    let mut out = String::new();
    for c in raw.nfkc() {
        match c {
            '’' | '‘' | '\'' | 'ʼ' | '`' | '´' => out.push('\''),
            '-' | '‐' | '‑' | '–' => out.push('-'),
            '%' | '$' | '€' | '£' | '&' | '+' | '=' | '°' | '§' => out.push(c),
            // Inside numbers the mark matters: 1.5 is not 15.
            '.' | ',' => out.push(c),
            c if c.is_alphanumeric() => out.push(c),
            c if unicode_normalization::char::is_combining_mark(c) => out.push(c),
            _ => {}
        }
    }
    let trimmed = out.trim_matches(['\'', '-', '.', ',']);
    // Full stops and commas between letters say nothing.
    let digits = trimmed.chars().any(|c| c.is_ascii_digit());
    if digits { trimmed.to_owned() } else { trimmed.replace(['.', ','], "") }
}

/// A quotation in its parts. Dots for words left out are `…`, `...` and `. . .`, also in brackets.
pub fn pattern(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut from = 0;
    let mut at = 0;
    let bytes = text.as_bytes();
    let flush = |from: usize, to: usize, parts: &mut Vec<Part>| {
        let mut list = Vec::new();
        cut(text, from..to, &mut list);
        parts.extend(list.into_iter().map(Part::Word));
    };
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with('[')
            && let Some(length) = closing(rest)
        {
            flush(from, at, &mut parts);
            let inside = rest[1..length - 1].trim();
            // The sign of a note is no word of anybody.
            let digits = (1..=3).contains(&inside.len()) && inside.bytes().all(|b| b.is_ascii_digit());
            let note = inside.starts_with('^')
                || (digits && text[..at].chars().next_back().is_some_and(|before| !before.is_whitespace()));
            let dots = !inside.is_empty() && inside.chars().all(|c| matches!(c, '.' | '…' | ' '));
            if dots || inside.is_empty() {
                parts.push(Part::Gap);
            } else if note || inside.eq_ignore_ascii_case("sic") {
                // "Sic" says that the word before stands so in the source.
            } else {
                // "[w]hen" is "When": a letter in brackets belongs to its word.
                let joined = rest[length..].chars().next().is_some_and(char::is_alphabetic);
                let word_end = rest[length..]
                    .find(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
                    .unwrap_or(rest.len() - length);
                if joined && inside.chars().count() == 1 {
                    let end = at + length + word_end;
                    // Its case is what the writer marked.
                    if let Some(word) = word(&format!("{inside}{}", &text[at + length..end]), at..end) {
                        parts.push(Part::Word(Word { cased: String::new(), ..word }));
                    }
                    at = end;
                    from = at;
                    continue;
                }
                // "sail[ed]" replaces the whole word.
                let clings = at > from && bytes[at - 1].is_ascii_alphanumeric();
                let mut start = at;
                if clings && let Some(Part::Word(word)) = parts.pop() {
                    start = word.range.start;
                }
                let end = if joined { at + length + word_end } else { at + length };
                parts.push(Part::Bracket { range: start..end });
                at = end;
                from = at;
                continue;
            }
            at += length;
            from = at;
            continue;
        }
        let dots = ["…", "...", ". . ."].into_iter().find(|dots| rest.starts_with(dots));
        if let Some(dots) = dots {
            flush(from, at, &mut parts);
            parts.push(Part::Gap);
            at += dots.len();
            at += text[at..].len() - text[at..].trim_start_matches('.').len();
            from = at;
            continue;
        }
        at += rest.chars().next().map_or(1, char::len_utf8);
    }
    flush(from, text.len(), &mut parts);
    parts.dedup_by(|a, b| *a == Part::Gap && *b == Part::Gap);
    parts
}

/// Length of the brackets that begin here, if they end within a few words.
fn closing(rest: &str) -> Option<usize> {
    let end = rest.find(']')?;
    (rest[1..end].find('[').is_none() && end < 200).then_some(end + 1)
}
