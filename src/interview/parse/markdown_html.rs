//! Blocks of HTML in Markdown, taken apart into text, tags and comments.

use std::ops::Range;

use super::html_faces::{is_said, is_tag};

/// A block of HTML as it is gathered: its letters, and where each stretch of them stands in the document.
#[derive(Debug, Default)]
pub struct Block {
    html: String,
    /// Where a stretch begins here, and there.
    stretches: Vec<(usize, usize)>,
}

/// A part of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What is read.
    Text,
    /// A comment, with its marks.
    Comment,
    /// The beginning or the end of an element, which parts paragraphs, or cells, or nothing.
    Tag(Parts),
}

/// What a tag parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parts {
    /// Paragraphs.
    Paragraphs,
    /// Words.
    Words,
    /// Nothing: it stands inside a line.
    Nothing,
}

impl Block {
    /// Adds what stands somewhere in the document.
    pub fn push(&mut self, html: &str, range: &Range<usize>) {
        self.stretches.push((self.html.len(), range.start));
        self.html.push_str(html);
    }

    /// The letters of a part, without blanks around them, and where they stand in the document.
    pub fn text(&self, part: &Range<usize>) -> (&str, Range<usize>) {
        let whole = &self.html[part.clone()];
        let text = whole.trim();
        let start = part.start + (whole.len() - whole.trim_start().len());
        (text, self.place(start)..self.place((start + text.len()).max(1) - 1) + 1)
    }

    /// Where a byte stands in the document.
    fn place(&self, at: usize) -> usize {
        let stretch = self.stretches.partition_point(|(here, _)| *here <= at).saturating_sub(1);
        self.stretches.get(stretch).map_or(at, |(here, there)| there + (at - here))
    }

    /// Whether a part begins with a blank.
    pub fn is_apart(&self, part: &Range<usize>) -> bool {
        self.html[part.clone()].starts_with(char::is_whitespace)
    }

    /// Whether a part ends with a blank.
    pub fn ends_apart(&self, part: &Range<usize>) -> bool {
        self.html[part.clone()].ends_with(char::is_whitespace)
    }

    /// The parts, in order.
    pub fn parts(&self) -> Vec<(Part, Range<usize>)> {
        let html = self.html.as_str();
        let mut parts: Vec<(Part, Range<usize>)> = Vec::new();
        let (mut from, mut at) = (0, 0);
        while let Some(sign) = html[at..].find('<') {
            let begin = at + sign;
            let rest = &html[begin..];
            // A sign that begins no tag, or one that never ends, hides nothing.
            let comment = rest.starts_with("<!--");
            let end = if comment { rest.find("-->").map(|end| end + 2) } else { rest.find('>') };
            let end = end.filter(|end| is_tag(rest) && (rest.starts_with("<!") || !rest[1..*end].contains('<')));
            let Some(end) = end.map(|end| begin + end + 1).filter(|end| comment || !is_said(&html[begin..*end])) else {
                at = begin + 1;
                continue;
            };
            if from < begin {
                parts.push((Part::Text, from..begin));
            }
            let kind = if comment { Part::Comment } else { Part::Tag(parted(&html[begin..end])) };
            parts.push((kind, begin..end));
            (from, at) = (end, end);
        }
        if from < html.len() {
            parts.push((Part::Text, from..html.len()));
        }
        parts
    }
}

/// The name of the element whose tag this is, in small letters.
pub fn name(tag: &str) -> String {
    let inside = tag.trim_start_matches(['<', '/']);
    let end = inside.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(inside.len());
    inside[..end].to_ascii_lowercase()
}

fn parted(tag: &str) -> Parts {
    const LINES: [&str; 31] = [
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tr",
        "ul",
        "caption",
        "body",
    ];
    const INSIDE: [&str; 25] = [
        "a", "abbr", "b", "big", "cite", "code", "del", "em", "font", "i", "ins", "kbd", "mark", "q", "s", "small",
        "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr",
    ];
    match name(tag).as_str() {
        name if LINES.contains(&name) || heading(name).is_some() => Parts::Paragraphs,
        name if INSIDE.contains(&name) => Parts::Nothing,
        _ => Parts::Words,
    }
}

/// The level of the heading that an element is.
pub fn heading(name: &str) -> Option<u8> {
    let level = name.strip_prefix('h')?.parse::<u8>().ok()?;
    (1..=6).contains(&level).then_some(level)
}

/// The inside of a one-line comment is kept to the letter, since our own form writes page furniture that way.
pub fn exact(inside: &str, joined: String) -> String {
    if inside.contains('\n') { joined } else { inside.trim().to_owned() }
}
