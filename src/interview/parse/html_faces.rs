//! Bold type, italics and other ways of setting in the HTML that Markdown lets through: whether a whole paragraph is set so.

use super::raw::{self, set_in};

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
    fn tags_open_and_end_ways_of_setting() {
        let after = |tags: &[&str]| {
            let mut open = Open::default();
            let ends: Vec<bool> = tags.iter().map(|tag| open.take(tag)).collect();
            (open, ends.last() == Some(&true))
        };
        assert!(after(&["<strong>"]).0.bold && after(&["<p>", "<b class=x>"]).0.bold);
        assert_eq!(after(&["<b>", "<i>", "</i>", "</b>"]), (Open::default(), true));
        assert_eq!(after(&["</b>", "<br>", "<blink>"]), (Open::default(), false));
        assert!(after(&["<em>"]).0.italic);
        let other = |tag: &str| after(&[tag]).0.other;
        assert!(other("<u>") > 0 && other("<u>") == other("<U>"));
        assert_ne!(other("<u>"), other("<summary>"));
        assert_eq!(after(&["<u>", "</u>"]).0.other, 0);
    }
}
