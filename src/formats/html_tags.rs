//! What HTML says of its elements by name, and how a tag is read: which end by themselves, which end others, and what
//! stands in a tag that is broken.

use std::borrow::Cow;

use super::html_entities::decode;

/// Elements that never have an end.
pub fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Elements that begin and end a paragraph.
pub fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "head"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "optgroup"
            | "option"
            | "p"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "title"
            | "tr"
            | "ul"
    )
}

/// Elements whose inside is no markup.
pub fn is_raw(name: &str) -> bool {
    matches!(name, "script" | "style" | "textarea" | "title" | "xmp" | "iframe" | "noembed" | "noframes")
}

/// Elements that the head of a page may hold.
pub fn is_of_head(name: &str) -> bool {
    matches!(name, "base" | "link" | "meta" | "noscript" | "object" | "script" | "style" | "template" | "title")
}

/// What a start tag ends, and the elements beyond which it ends nothing.
pub fn ends(name: &str) -> (&'static [&'static str], &'static [&'static str]) {
    match name {
        "li" => (&["li", "p"], &["ul", "ol", "menu", "dir"]),
        "dt" | "dd" => (&["dt", "dd", "p"], &["dl"]),
        "td" | "th" => (&["td", "th", "p"], &["tr", "table"]),
        "tr" => (&["tr", "td", "th", "p"], &["table", "tbody", "thead", "tfoot"]),
        "tbody" | "thead" | "tfoot" => (&["tbody", "thead", "tfoot", "tr", "td", "th"], &["table"]),
        "option" | "optgroup" => (&["option"], &["select"]),
        "rt" | "rp" => (&["rt", "rp"], &["ruby"]),
        "body" => (&["head"], &["body"]),
        _ if is_block(name) => (&["p"], &[]),
        _ => (&[], &[]),
    }
}

/// Names, in small letters, and values.
pub type Attributes<'a> = Vec<(Cow<'a, str>, Cow<'a, str>)>;

/// A name in small letters.
pub fn lower(text: &str) -> Cow<'_, str> {
    if text.bytes().any(|b| b.is_ascii_uppercase()) {
        Cow::Owned(text.to_ascii_lowercase())
    } else {
        Cow::Borrowed(text)
    }
}

/// An element's name without a prefix, in small letters.
pub fn local(name: &str) -> Cow<'_, str> {
    lower(name.rsplit(':').next().filter(|local| !local.is_empty()).unwrap_or(name))
}

/// Where the end tag of an element stands.
pub fn end_tag(text: &str, name: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = text[from..].find("</") {
        let at = from + at;
        let behind = &text.as_bytes()[at + 2..];
        if behind.len() >= name.len() && behind[..name.len()].eq_ignore_ascii_case(name.as_bytes()) {
            return Some(at);
        }
        from = at + 2;
    }
    None
}

/// The letters and digits that a text begins with, and what follows.
pub fn name_of(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(text.len()))
}

/// Whether an attribute is one whose value no markup stands in: an address, a class, a number.
fn is_plain(key: &str) -> bool {
    const PLAIN: &[&str] = &[
        "href", "src", "srcset", "action", "cite", "class", "id", "style", "rel", "target", "lang", "dir", "type",
        "name", "width", "height", "role", "color", "face", "size", "align", "valign", "border", "colspan", "rowspan",
        "datetime",
    ];
    PLAIN.iter().any(|known| key.eq_ignore_ascii_case(known))
}

/// Whether a bracket is followed by what makes it one of a tag.
fn opens(inside: &str) -> bool {
    inside.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/')
}

/// Where a value ends whose quotation mark was lost, so that the next one of the page seems to be its end; `None` where the value
/// is one. A mark that was never closed hides no text. `rest` stands behind the value, `endless` if no mark does.
fn swallows(key: &str, value: &str, rest: &str, endless: bool) -> Option<usize> {
    let bracket = value.find('>');
    let tag = value.match_indices('<').map(|(at, _)| at).find(|at| opens(&value[at + 1..]));
    let first = bracket.into_iter().chain(tag).min()?;
    // What follows a value is a blank, the end of the tag, or another attribute that was written close to it.
    let next = rest.find(|c: char| matches!(c, '<' | '>' | '=' | '"' | '\'' | '/') || c.is_ascii_whitespace());
    let follows = next.is_some_and(|at| at == 0 || rest.as_bytes()[at] == b'=') && !rest.starts_with(['<', '"', '\'']);
    let script = ["javascript:", "data:"].iter().any(|scheme| value.trim_start().starts_with(scheme));
    // The mark opens the value of another tag.
    let of_another = tag.is_some() && value.trim_end().ends_with('=');
    // The tag itself is ended by another one.
    let left_open = bracket.is_some()
        && rest.find(['<', '>', '=', '"', '\'']).is_none_or(|at| matches!(rest.as_bytes()[at], b'<' | b'"' | b'\''));
    let broken = endless || !follows || of_another || left_open || (tag.is_some() && is_plain(key) && !script);
    broken.then_some(first)
}

/// Reads a tag behind its bracket: name, attributes, whether it closes itself, and what follows.
pub fn tag(text: &str) -> (&str, Attributes<'_>, bool, &str) {
    const MOST: usize = 64;
    // What no name has ends one: the name of an end is that of the beginning, though a stray sign stands behind it.
    let of_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.');
    let end = text.find(|c: char| !of_name(c)).unwrap_or(text.len());
    let (name, mut rest) = text.split_at(end);
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace());
        // A bracket that opens another tag ends one that was not closed.
        if rest.is_empty() || rest.strip_prefix('<').is_some_and(opens) {
            return (name, attributes, false, rest);
        }
        if let Some(after) = rest.strip_prefix('>') {
            return (name, attributes, false, after);
        }
        if let Some(after) = rest.strip_prefix('/') {
            if let Some(after) = after.strip_prefix('>') {
                return (name, attributes, true, after);
            }
            rest = after;
            continue;
        }
        let end = rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/' | '=')).unwrap_or(rest.len());
        // A sign of equality without a name before it is part of a name.
        let end = if end == 0 { rest.chars().next().map_or(0, char::len_utf8) } else { end };
        let (key, after) = rest.split_at(end);
        rest = after.trim_start_matches(|c: char| c.is_ascii_whitespace());
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            let after = after.trim_start_matches(|c: char| c.is_ascii_whitespace());
            let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
            if let Some(quote) = quote {
                let inside = &after[1..];
                let end = inside.find(quote).unwrap_or(inside.len());
                value = &inside[..end];
                rest = inside.get(end + 1..).unwrap_or("");
                if let Some(end) = swallows(key, value, rest, inside.len() == value.len()) {
                    (value, rest) = inside.split_at(end);
                }
            } else {
                let end = after.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(after.len());
                (value, rest) = after.split_at(end);
            }
        }
        if attributes.len() < MOST {
            attributes.push((lower(key), decode(value)));
        }
    }
}
