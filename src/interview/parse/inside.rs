//! Labels inside paragraphs: what a page or a copy glued together is parted again.
//!
//! "It broke two of them. Q: And the third? A: Gone." is three turns. A label counts here only after the end of a
//! sentence, with its colon, and only if the same label stands elsewhere too; so a sentence that happens to hold a colon
//! stays whole.

use std::collections::HashMap;
use std::ops::Range;

use super::label;
use super::raw::{Kind, Raw};
use super::speakers::key;
use crate::interview::words::{Lexicon, class};
use crate::text::segment::{is_closer, is_question_mark};

/// Longest label, in bytes.
const LONGEST: usize = 48;

/// Parts paragraphs before labels inside them.
pub fn part(source: &str, raws: Vec<Raw>) -> Vec<Raw> {
    const LEAST: usize = 6;
    // Most paragraphs have none.
    let found = |(index, raw): (usize, &Raw)| {
        let inner = if raw.kind == Kind::Text { candidates(&raw.text) } else { Vec::new() };
        (!inner.is_empty()).then_some((index, inner))
    };
    let inner: Vec<(usize, Vec<Inner>)> = raws.iter().enumerate().filter_map(found).collect();
    if inner.is_empty() {
        return raws;
    }
    let mut counts: HashMap<String, (usize, usize)> = HashMap::new();
    for raw in &raws {
        if let Some(hit) = label::read(&raw.text, raw.lead()).filter(|hit| !hit.style.is_loose()) {
            counts.entry(key(&raw.text[hit.name()])).or_default().0 += 1;
        }
    }
    for (index, inner) in &inner {
        for Inner { name, .. } in inner {
            counts.entry(key(&raws[*index].text[name.clone()])).or_default().1 += 1;
        }
    }
    let lexicon = Lexicon::union();
    counts.retain(|key, (heads, inner)| {
        let speaks = lexicon.is(key, class::ASKER | class::ANSWERER);
        (speaks || !lexicon.is(key, class::NOT_SPEAKER))
            && (*heads >= 2 || *inner >= 3 || (*heads == 1 && *inner > 0) || (speaks && *inner >= 2))
    });
    let labels: usize = counts.values().map(|(heads, inner)| heads + inner).sum();
    if counts.len() < 2 || labels < LEAST {
        return raws;
    }
    let mut out = Vec::with_capacity(raws.len());
    let mut inner = inner.into_iter().peekable();
    for (index, raw) in raws.into_iter().enumerate() {
        let here = inner.next_if(|(at, _)| *at == index).map_or_else(Vec::new, |(_, here)| here);
        let at: Vec<usize> = here
            .into_iter()
            .filter(|inner| counts.contains_key(&key(&raw.text[inner.name.clone()])))
            .map(|inner| inner.at)
            .collect();
        if at.is_empty() { out.push(raw) } else { cut(source, raw, &at, &mut out) }
    }
    out
}

/// What could be a label inside a paragraph.
struct Inner {
    /// Where the turn begins: at its time, if that stands before the name.
    at: usize,
    name: Range<usize>,
}

/// Names before a colon that follow the end of a sentence inside a text.
fn candidates(text: &str) -> Vec<Inner> {
    let mut found = Vec::new();
    let mut from = 1;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find([':', '：'])).map(|at| from + at) {
        let wide = text[at..].starts_with('：');
        let end = at + if wide { '：'.len_utf8() } else { 1 };
        from = end;
        let after = &text[end..];
        if !(wide || after.is_empty() || after.starts_with(char::is_whitespace)) {
            continue;
        }
        if let Some(start) = name_start(text, at)
            && label::is_name(text[start..at].trim())
        {
            let before = text[..start].trim_end();
            let open = before.rfind(['[', '(']).filter(|open| {
                before.ends_with([']', ')'])
                    && matches!(label::leading_time(&before[*open..]), (Some(_), end) if end == before.len() - open)
            });
            let begin = open.unwrap_or(start);
            if !text[..begin].trim().is_empty() {
                found.push(Inner { at: begin, name: start..at });
            }
        }
    }
    found
}

/// Where the name that ends at a byte begins, if a sentence ends before it.
fn name_start(text: &str, end: usize) -> Option<usize> {
    let least = super::raw::floor(text, end.saturating_sub(LONGEST));
    let mut start = end;
    for c in text[least..end].chars().rev() {
        let before = start - c.len_utf8();
        if is_question_mark(c) || matches!(c, '.' | '!' | '。' | '！' | '…' | '”' | '"' | '»' | ']' | ')' | '」')
        {
            let word = text[..before].rsplit(char::is_whitespace).next().unwrap_or("");
            let initial = word.chars().count() == 1 && word.starts_with(char::is_uppercase);
            if c == '.' && (label::is_honorific(&format!("{word}.")) || initial) {
                start = before;
                continue;
            }
            let gap = text[start..end].starts_with(char::is_whitespace) || matches!(c, '。' | '！' | '？' | '」');
            let name = start + (text[start..end].len() - text[start..end].trim_start().len());
            let ended = text[..start].trim_end_matches(is_closer).ends_with(|c: char| {
                is_question_mark(c) || matches!(c, '.' | '!' | '。' | '！' | '…' | '”' | '"' | '»' | ']' | ')' | '」')
            }) || is_closer(c);
            return (gap && ended && name < end).then_some(name);
        }
        start = before;
    }
    None
}

/// Parts one paragraph. Its span in the source is parted at the same letters, where source and text have the same ones.
pub(super) fn cut(source: &str, raw: Raw, at: &[usize], out: &mut Vec<Raw>) {
    let solid = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    let span = &source[raw.source.clone()];
    let same = solid(span) == solid(&raw.text);
    let mut begin = raw.source.start;
    let mut start = 0;
    for end in at.iter().copied().chain([raw.text.len()]) {
        let text = raw.text.part(start..end).trimmed();
        let rest = &source[begin..raw.source.end];
        let until = if end == raw.text.len() {
            raw.source.end
        } else if same {
            begin + after_letters(rest, solid(&raw.text[start..end]))
        } else {
            let share = raw.source.len() as u128 * end as u128 / raw.text.len().max(1) as u128;
            super::raw::floor(source, raw.source.start + share as usize).max(begin)
        };
        if !text.is_empty() {
            let lead = if start == 0 { raw.lead.min(text.len() as u32) } else { 0 };
            out.push(Raw { text, source: begin..until, lead, ..raw.clone_marks() });
        }
        (begin, start) = (until, end);
    }
}

/// The byte after so many characters that are not blank, and the blanks behind them.
fn after_letters(text: &str, count: usize) -> usize {
    let mut left = count;
    for (at, c) in text.char_indices() {
        if !c.is_whitespace() {
            if left == 0 {
                return at;
            }
            left -= 1;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interview::parse::plain;

    fn parted(source: &str) -> Vec<String> {
        let raws = part(source, plain::read(&source.into(), 0));
        let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        assert!(raws.iter().all(|raw| bare(&source[raw.source.clone()]) == bare(&raw.text)), "{raws:?}");
        raws.into_iter().map(|raw| raw.text.to_string()).collect()
    }

    #[test]
    fn glued_turns_are_parted() {
        let source =
            "Q: Why boats? A: They float. Q: And the storm?\n\nA: It broke two of them. Q: And the third? A: Gone.";
        assert_eq!(
            parted(source),
            [
                "Q: Why boats?",
                "A: They float.",
                "Q: And the storm?",
                "A: It broke two of them.",
                "Q: And the third?",
                "A: Gone."
            ]
        );
        let ends = "Mara Olsen: Why?\n\nDr. Dahl: Because. Mara Olsen:\n\nAnd then? Dr. Dahl: Nothing.\n\nMara Olsen: So.\n\nDr. Dahl: Yes.";
        let timed = "[0:05] Q: Why? [0:07] A: So.\n\n[0:09] Q: Why? [0:12] A: So.\n\n[0:15] Q: Why? [0:17] A: So.";
        assert_eq!(parted(timed)[..3], ["[0:05] Q: Why?", "[0:07] A: So.", "[0:09] Q: Why?"]);
        assert_eq!(parted(ends)[1..5], ["Dr. Dahl: Because.", "Mara Olsen:", "And then?", "Dr. Dahl: Nothing."]);
    }

    #[test]
    fn a_colon_alone_parts_nothing() {
        for source in [
            "The result? Answer: nothing. That was all.\n\nAnd so we left. Note: it rained.",
            "Mara: One.\n\nJens: I told him. Then I said to Mara: go home. We did.\n\nMara: Two.\n\nJens: Three.",
        ] {
            assert_eq!(parted(source).len(), plain::read(&source.into(), 0).len(), "{source}");
        }
    }
}
