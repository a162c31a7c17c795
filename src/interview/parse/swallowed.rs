//! What Markdown takes for the address of a link and somebody said: `[Mara]: Yes.` is one to its rules, and vanishes.
//!
//! A parser gives no sign of such lines, so they are told by what no part of the document covers. Addresses themselves say
//! nothing to a reader and are left out.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

/// Lines that may have vanished, and how far they were looked at.
#[derive(Clone, Debug, Default)]
pub struct Swallowed {
    /// Where lines begin with a bracket, in order.
    lines: Vec<usize>,
    at: usize,
}

impl Swallowed {
    /// The lines of the Markdown in `source[from..]`.
    pub fn new(source: &str, from: usize) -> Self {
        let mut lines = Vec::new();
        let mut start = from;
        for line in source[from..].split_inclusive('\n') {
            let text = bare(line);
            if text.starts_with('[') {
                lines.push(start + line.len() - text.len());
            }
            start += line.len();
        }
        Self { lines, at: 0 }
    }

    /// What vanished before an event; `range` is that of the event in the source.
    pub fn before(&mut self, event: &Event, range: &Range<usize>) -> Vec<Range<usize>> {
        let holds = match event {
            Event::Start(Tag::BlockQuote(_) | Tag::List(_) | Tag::Item) => false,
            Event::End(_) | Event::SoftBreak | Event::HardBreak => return Vec::new(),
            // Only its sign.
            Event::Start(Tag::FootnoteDefinition(_)) => self.lines.get(self.at) == Some(&range.start),
            _ => true,
        };
        let gone = self.until(range.start);
        if holds {
            let end =
                if matches!(event, Event::Start(Tag::FootnoteDefinition(_))) { range.start + 1 } else { range.end };
            self.at += self.lines[self.at..].iter().take_while(|line| **line < end).count();
        }
        gone
    }

    /// What vanished before a place.
    pub fn until(&mut self, place: usize) -> Vec<Range<usize>> {
        let mut gone = Vec::new();
        while let Some(&line) = self.lines.get(self.at).filter(|line| **line < place) {
            self.at += 1;
            let next = self.lines.get(self.at).map_or(place, |next| place.min(*next));
            gone.push(line..next);
        }
        gone
    }
}

/// A line without what quotations and lists put before it.
fn bare(line: &str) -> &str {
    line.trim_start_matches(|c: char| {
        c.is_whitespace() || c.is_ascii_digit() || matches!(c, '>' | '-' | '*' | '+' | '.' | ')')
    })
}

/// The words of what vanished; nothing where it is the address of a link.
pub fn words(text: &str) -> Option<String> {
    let lines = text.lines().map(|line| line.trim_start_matches(['>', ' ', '\t']).trim_end());
    let joined = lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
    let address = joined.split_once("]:").map_or("", |(_, rest)| rest.trim_start());
    let address = match address.strip_prefix('<') {
        Some(inside) => inside.split('>').next(),
        None => address.split_whitespace().next(),
    };
    (!joined.is_empty() && !address.is_some_and(is_address)).then_some(joined)
}

/// Whether a word leads somewhere: to a page, a file, a place in the text. “And/or” and “12.30” are said.
fn is_address(word: &str) -> bool {
    let file = || {
        let path = word.split(['#', '?']).next().unwrap_or("");
        path.rsplit_once('.').is_some_and(|(name, ending)| {
            let plain = ending.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
            name.len() > 1 && (2..=5).contains(&ending.len()) && plain && ending.starts_with(char::is_alphabetic)
        })
    };
    let begins = ["#", "/", "./", "../", "mailto:"].iter().any(|begin| word.starts_with(begin));
    !word.contains('<') && (begins || word.contains("://") || file())
}

#[cfg(test)]
mod tests {
    use crate::interview::parse::markdown;

    fn texts(source: &str) -> Vec<String> {
        markdown::read(&source.into(), 0).into_iter().map(|raw| raw.text.to_string()).collect()
    }

    #[test]
    fn what_somebody_says_is_no_address() {
        let talk = "[Mara]: Why?\n\n[Jens]: Because.\n[Mara]: Really?\n[Jens]:\nYes.\n\n> [Mara]: So.\n\nThe end.\n\n[Jens]: Bye.\n";
        assert_eq!(
            texts(talk),
            [
                "[Mara]: Why?",
                "[Jens]: Because.",
                "[Mara]: Really?",
                "[Jens]: Yes.",
                "[Mara]: So.",
                "The end.",
                "[Jens]: Bye."
            ]
        );
        assert_eq!(texts("[Mara]: and/or\n\n[Jens]: 12.30\n"), ["[Mara]: and/or", "[Jens]: 12.30"]);
        let links = "A [page][1], [too], and [here].\n\n[1]: https://example.org/a \"x\"\n[too]: <a b.html>\n[here]: #end\n[x]: pic.png\n";
        assert_eq!(texts(links), ["A page, too, and here."]);
        let kept = "[laughter]\n\n[a remark] in a line\n[^1]\n\n[^1]: A note.\n\n```\n[x]: y\n```\n\n- [x]: y\n";
        assert_eq!(texts(kept), ["[laughter]", "[a remark] in a line [1]", "[1] A note.", "[x]: y", "[x]: y"]);
    }
}
