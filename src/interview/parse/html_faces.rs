//! Bold type, italics and other ways of setting in the HTML that Markdown lets through: whether a whole paragraph is set so.

use super::raw::{self, set_in};

/// What tags of a paragraph say of its type: what is open now, and how much was read in it.
#[derive(Debug, Default)]
pub struct Faces {
    bold: Face,
    italic: Face,
    other: Face,
    /// What the first of the other ways is.
    first: raw::Way,
}

/// Which way of setting a tag begins or ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Bold type.
    Bold,
    /// Italics.
    Italic,
    /// Another.
    Other(raw::Way),
}

/// The way of setting that a tag is for, and whether the tag ends it.
pub fn way(tag: &str) -> Option<(Way, bool)> {
    let inside = tag.trim_matches(['<', '>']);
    let (name, ends) = inside.strip_prefix('/').map_or((inside, false), |name| (name, true));
    let (name, rest) = name.split_at(name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len()));
    let way = match name.to_ascii_lowercase().as_str() {
        "strong" | "b" => Way::Bold,
        "em" | "i" => Way::Italic,
        name @ ("u" | "ins" | "mark" | "summary" | "dt") => Way::Other(set_in(0, name)),
        "font" | "span" if ends || !rest.is_empty() => Way::Other(set_in(0, rest)),
        _ => return None,
    };
    Some((way, ends))
}

/// One of them.
#[derive(Debug, Default)]
struct Face {
    /// Where it began, if it is open.
    from: Option<usize>,
    /// The stretches that are set so, as places of the text without tags.
    stretches: Vec<(usize, usize)>,
}

/// What tags have begun and not ended inside a paragraph of Markdown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Open {
    /// Bold type.
    pub bold: bool,
    /// Italics.
    pub italic: bool,
    /// Another way of setting; zero for none.
    pub other: raw::Way,
}

impl Open {
    /// Reads a tag. Whether it ends bold type.
    pub fn take(&mut self, tag: &str) -> bool {
        match way(tag) {
            Some((Way::Bold, ends)) => return std::mem::replace(&mut self.bold, !ends) && ends,
            Some((Way::Italic, ends)) => self.italic = !ends,
            Some((Way::Other(way), ends)) => self.other = if ends { 0 } else { way },
            None => {}
        }
        false
    }
}

impl Faces {
    /// Reads a tag behind so many bytes of text.
    pub fn take(&mut self, tag: &str, at: usize) {
        let Some((way, ends)) = way(tag) else { return };
        let face = match way {
            Way::Bold => &mut self.bold,
            Way::Italic => &mut self.italic,
            Way::Other(way) => {
                self.first = if self.first == 0 { way } else { self.first };
                &mut self.other
            }
        };
        match (ends, face.from) {
            (false, None) => face.from = Some(at),
            (true, Some(from)) => {
                face.stretches.push((from, at));
                face.from = None;
            }
            _ => {}
        }
    }

    /// Whether all of a text is bold, whether all of it is in italics, and in which other way: nothing but blanks stands outside.
    pub fn whole(&self, text: &str) -> (bool, bool, raw::Way) {
        (self.bold.holds(text), self.italic.holds(text), if self.other.holds(text) { self.first } else { 0 })
    }
}

impl Face {
    fn holds(&self, text: &str) -> bool {
        let mut at = 0;
        let blank = |from: usize, to: usize| text.get(from..to).is_some_and(|between| between.trim().is_empty());
        for &(from, to) in &self.stretches {
            if !blank(at, from) {
                return false;
            }
            at = to;
        }
        !self.stretches.is_empty() && blank(at, text.len())
    }
}

/// Whether a text that begins with an angle bracket begins with a tag, a comment, or an instruction.
pub fn is_tag(text: &str) -> bool {
    text[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'))
}

/// The elements of HTML, in order.
const ELEMENTS: [&str; 124] = [
    "a",
    "abbr",
    "address",
    "area",
    "article",
    "aside",
    "audio",
    "b",
    "base",
    "bdi",
    "bdo",
    "big",
    "blockquote",
    "body",
    "br",
    "button",
    "canvas",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "data",
    "datalist",
    "dd",
    "del",
    "details",
    "dfn",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "fieldset",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "frame",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "ins",
    "kbd",
    "label",
    "legend",
    "li",
    "link",
    "main",
    "map",
    "mark",
    "math",
    "menu",
    "meta",
    "meter",
    "nav",
    "nobr",
    "noscript",
    "object",
    "ol",
    "optgroup",
    "option",
    "output",
    "p",
    "param",
    "picture",
    "pre",
    "progress",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "script",
    "search",
    "section",
    "select",
    "slot",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "track",
    "tt",
    "u",
    "ul",
    "var",
    "video",
    "wbr",
];

/// Whether HTML has an element of this name, in small letters.
pub fn is_element(name: &str) -> bool {
    ELEMENTS.binary_search(&name).is_ok()
}

/// Whether what stands in angle brackets is a remark such as `<laughs>`, `<phone rings>` or `<mm-hm>`, and no tag: words
/// alone, the first of which is no element of HTML.
pub fn is_said(tag: &str) -> bool {
    let Some(inside) = tag.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) else { return false };
    let first = inside.split(' ').next().unwrap_or("");
    !first.is_empty()
        && inside.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '\'' | '-'))
        && !is_element(&first.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_is_bold_where_all_of_it_is() {
        for (tags, text, whole) in [
            (&[("<strong>", 0), ("</strong>", 4)][..], "Why?", (true, false)),
            (&[("<p>", 0), ("<b class=x>", 0), ("</b>", 4), ("</p>", 4)], " Why? ", (false, false)),
            (&[("<b>", 1), ("</b>", 5)], " Why? ", (true, false)),
            (&[("<b>", 0), ("<i>", 0), ("</i>", 3), ("</b>", 8)], "And why?", (true, false)),
            (&[("<em>", 0), ("</em>", 3), ("<em>", 4), ("</em>", 8)], "And why?", (false, true)),
            (&[("<b>", 0), ("</b>", 3)], "And why?", (false, false)),
            (&[("<b>", 0)], "Why?", (false, false)),
            (&[("</b>", 0), ("<br>", 0), ("<blink>", 0)], "Why?", (false, false)),
        ] {
            let mut faces = Faces::default();
            for (tag, at) in tags {
                faces.take(tag, *at);
            }
            assert_eq!((faces.whole(text).0, faces.whole(text).1), whole, "{tags:?}");
        }
    }

    #[test]
    fn a_paragraph_has_a_tint_where_all_of_it_is_set_so() {
        let read = |tags: &[(&str, usize)], text: &str| {
            let mut faces = Faces::default();
            for (tag, at) in tags {
                faces.take(tag, *at);
            }
            faces.whole(text).2
        };
        let lined = read(&[("<u>", 0), ("</u>", 4)], "Why?");
        assert!(lined > 0 && lined == read(&[("<p>", 0), ("<U>", 0), ("</U>", 7), ("</p>", 7)], "And so?"));
        assert_ne!(lined, read(&[("<summary>", 0), ("</summary>", 4)], "Why?"));
        assert_eq!(read(&[("<u>", 0), ("</u>", 3)], "And so?"), 0);
    }
}
