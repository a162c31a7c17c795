//! XML that breaks its rules, made whole so far that its words can be read.
//!
//! A file that was cut short, or that a program wrote badly, still holds its text. What is open at the end is closed there,
//! an end tag without its beginning is passed over, and a sign that begins nothing is a letter. Prefixes are left out, because
//! they may belong to nothing, and who reads here asks for names without them. A paragraph that begins in another one ends
//! that, as in web pages, so that one forgotten end does not put the rest of the text into one element. What hides its text and
//! has no end hides nothing: nobody knows how far it went.

use std::borrow::Cow;

use super::html_entities;
use super::xml::DEPTH;

/// What the reader is told of such a file.
pub const MENDED: &str =
    "The file is damaged. All text that is left in it is shown, but it may be set otherwise than it was.";

/// Elements that hold paragraphs inside a paragraph.
const BOXES: &[&str] =
    &["txbxContent", "tc", "text-box", "note-body", "table-cell", "annotation", "floatingText", "q", "quote", "note"];

/// Paragraphs, none of which stands in another but for a box.
const PARAGRAPHS: &[&str] = &["p", "h"];

/// Elements whose text is not read: what was deleted or moved, or is said otherwise, or stands around the text.
const HIDING: &[&str] = &[
    "del",
    "moveFrom",
    "tracked-changes",
    "annotation",
    "covered-table-cell",
    "facsimile",
    "standOff",
    "fw",
    "surplus",
    "sic",
    "orig",
    "abbr",
];

/// What such an element is called where its end is lost. It is no longer than any of their names.
const SHOWN: &str = "x";

/// A text whose elements are closed in order and whose names and entities are known. `None` where it has no element.
pub fn mend(text: &str) -> Option<String> {
    let out = String::with_capacity(text.len() + 256);
    let mut out = Mended { out, open: Vec::new(), begun: false, entities: entities(text) };
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.text(&rest[..at]);
        rest = &rest[at..];
        let length = out.markup(rest).unwrap_or_else(|| {
            out.text("<");
            1
        });
        rest = &rest[length..];
    }
    out.text(rest);
    out.close_to(0);
    out.begun.then_some(out.out)
}

struct Mended<'a> {
    out: String,
    /// The names of the elements that are open, and where they are written.
    open: Vec<(&'a str, usize)>,
    begun: bool,
    /// The names that the file gives to texts, and these.
    entities: Vec<(&'a str, String)>,
}

impl<'a> Mended<'a> {
    /// Writes the markup that a text begins with, and says how long it is; `None` where that is none.
    fn markup(&mut self, text: &'a str) -> Option<usize> {
        let behind = |start: &str, end: &str| Some(start.len() + text.get(start.len()..)?.find(end)? + end.len());
        if text.starts_with("<!--") {
            return behind("<!--", "-->");
        }
        if text.starts_with("<![CDATA[") {
            let end = behind("<![CDATA[", "]]>")?;
            self.verbatim(&text["<![CDATA[".len()..end - "]]>".len()]);
            return Some(end);
        }
        if text.starts_with("<?") {
            return behind("<?", "?>");
        }
        if text.starts_with("<!DOCTYPE") {
            let end = behind("<!", ">")?;
            // A list of entities holds declarations of its own.
            return if text[..end].contains('[') { behind("<!", "]>") } else { Some(end) };
        }
        let closes = text.starts_with("</");
        let from = if closes { 2 } else { 1 };
        let name = name_at(&text[from..]);
        let local = name.rsplit(':').next().unwrap_or("");
        if !local.starts_with(|c: char| c.is_alphabetic() || c == '_') {
            return None;
        }
        let mut at = from + name.len();
        if closes {
            let end = text[at..].find(['>', '<']).map_or(text.len(), |end| at + end);
            self.close(local);
            return Some(end + usize::from(text[end..].starts_with('>')));
        }
        let attributes = attributes(text, &mut at);
        let empty = text[..at].ends_with('/');
        at += usize::from(text[at..].starts_with('>'));
        self.open(local, &attributes, empty);
        Some(at)
    }

    fn open(&mut self, name: &'a str, attributes: &[(&str, &str)], empty: bool) {
        if PARAGRAPHS.contains(&name) {
            // The first element stays open, whatever it is.
            let inner = self.open.iter().rposition(|(open, _)| BOXES.contains(open)).map_or(1, |at| at + 1);
            let outer = self.open.iter().skip(inner).position(|(open, _)| PARAGRAPHS.contains(open));
            if let Some(at) = outer {
                self.close_to(inner + at);
            }
        }
        // What stands deeper than any document is walked in the element around it; text is never outside the first one.
        if self.open.len() + 2 >= DEPTH {
            return;
        }
        self.begun = true;
        self.out.push('<');
        let written = self.out.len();
        self.out.push_str(name);
        let mut known: Vec<&str> = Vec::new();
        for (key, value) in attributes {
            if known.contains(key) {
                continue;
            }
            known.push(key);
            self.out.push(' ');
            self.out.push_str(key);
            self.out.push_str("=\"");
            self.letters(&html_entities::decode(value));
            self.out.push('"');
        }
        // There is only one first element.
        if empty && !self.open.is_empty() {
            self.out.push_str("/>");
        } else {
            self.out.push('>');
            self.open.push((name, written));
        }
    }

    fn close(&mut self, name: &str) {
        if let Some(at) = self.open.iter().rposition(|(open, _)| *open == name) {
            self.close_to(at + 1);
            // The first element stays open to the end.
            if at > 0 {
                self.open.pop();
                self.end(name);
            }
        }
    }

    /// Closes all from this one on, whose ends are lost.
    fn close_to(&mut self, at: usize) {
        for (name, written) in self.open.split_off(at).into_iter().rev() {
            if HIDING.contains(&name) {
                self.out.replace_range(written..written + name.len(), &format!("{SHOWN:0$}", name.len()));
                self.end(SHOWN);
            } else {
                self.end(name);
            }
        }
    }

    fn end(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    fn text(&mut self, text: &str) {
        let mut text = Cow::Borrowed(text);
        for (name, value) in &self.entities {
            if text.contains('&') && text.contains(name) {
                text = Cow::Owned(text.replace(&format!("&{name};"), value));
            }
        }
        self.verbatim(&html_entities::decode(&text));
    }

    /// Text that means what it says. Before the first element there is room for none.
    fn verbatim(&mut self, text: &str) {
        if self.begun {
            self.letters(text);
        }
    }

    fn letters(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' => self.out.push_str("&quot;"),
                '\t' | '\n' | '\r' => self.out.push(c),
                c if c < ' ' || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
                c => self.out.push(c),
            }
        }
    }
}

/// The texts that a file gives names to at its head, without markup. Long ones are no words but attacks.
fn entities(text: &str) -> Vec<(&str, String)> {
    const MOST: usize = 32;
    const LONGEST: usize = 100;
    let head = text.find("<!DOCTYPE").and_then(|at| Some(&text[at..at + text[at..].find("]>")?])).unwrap_or("");
    let one = |declared: &'_ str| -> Option<(usize, String)> {
        let inside = declared.trim_start();
        let value = inside[name_at(inside).len()..].trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let value = value[1..].split_once(quote)?.0;
        let texts = value
            .split('<')
            .enumerate()
            .map(|(at, piece)| if at == 0 { piece } else { piece.split_once('>').map_or("", |(_, text)| text) });
        let text: String = texts.collect();
        (text.len() <= LONGEST && !text.contains('&')).then(|| (declared.len() - inside.len(), text))
    };
    let declared = head.split("<!ENTITY").skip(1).take(MOST);
    declared.filter_map(|declared| one(declared).map(|(at, text)| (name_at(&declared[at..]), text))).collect()
}

/// The name that a text begins with.
fn name_at(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_alphanumeric() || matches!(c, ':' | '_' | '-' | '.')));
    &text[..end.unwrap_or(text.len())]
}

/// The attributes of a tag from `at` on, which stands behind them then: at the bracket, or behind the last attribute of a tag
/// that has none.
fn attributes<'a>(text: &'a str, at: &mut usize) -> Vec<(&'a str, &'a str)> {
    let mut all = Vec::new();
    let mut sure = *at;
    loop {
        let rest = &text[*at..];
        let Some(c) = rest.chars().next().filter(|c| !matches!(c, '>' | '<')) else {
            *at = if rest.starts_with('>') { *at } else { sure };
            return all;
        };
        let name = name_at(rest);
        if name.is_empty() {
            *at += c.len_utf8();
            continue;
        }
        *at += name.len();
        let behind = text[*at..].trim_start();
        let Some(value) = behind.strip_prefix('=').map(str::trim_start) else { continue };
        let start = text.len() - value.len();
        let quoted = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let end = quoted.and_then(|quote| value[1..].find([quote, '<']).map(|end| end + 1));
        // A value that no sign ends goes to the next blank.
        let end = end.filter(|end| !value[*end..].starts_with('<'));
        let (value, length) = end.map_or_else(
            || {
                let end = value.find(|c: char| c.is_whitespace() || matches!(c, '>' | '<')).unwrap_or(value.len());
                (value[..end].trim_matches(['"', '\'']), end)
            },
            |end| (&value[1..end], end + 1),
        );
        *at = start + length;
        sure = *at;
        let local = name.rsplit(':').next().unwrap_or("");
        let named = local.starts_with(|c: char| c.is_alphabetic() || c == '_');
        if named && !name.starts_with("xmlns") {
            all.push((local, value));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::formats::xml;

    fn mended(text: &str) -> String {
        mend(text).unwrap_or_default()
    }

    #[test]
    fn what_is_open_is_closed_and_what_begins_nothing_is_a_letter() {
        for (text, whole) in [
            ("<a><b>one", "<a><b>one</b></a>"),
            ("<a><b>one</c></b> two</a></a> three", "<a><b>one</b> two three</a>"),
            (
                "<?xml?><w:a xmlns:w=\"w\" w:b='1' b=2>x & y < z&nbsp;&bad;</w:a>",
                "<a b=\"1\">x &amp; y &lt; z\u{a0}&amp;bad;</a>",
            ),
            ("<a><p>one<p>two<tc><p>three</tc></p></a>", "<a><p>one</p><p>two<tc><p>three</p></tc></p></a>"),
            ("<p><a><p>one</p></a><p>two", "<p><a><p>one</p></a><p>two</p></p>"),
            ("<a><b c=\"d>one</b><b e=\"f\">two</b>", "<a><b c=\"d\">one</b><b e=\"f\">two</b></a>"),
            ("<a><b <c>one</c></a>\0", "<a><b> <c>one</c></b></a>"),
            ("<a><b c=\"d\" one two</b></a>", "<a><b c=\"d\"> one two</b></a>"),
            ("<a><!-- x --><![CDATA[<b>]]><!-- y</a>", "<a>&lt;b&gt;&lt;!-- y</a>"),
            ("<a/>one", "<a>one</a>"),
            ("<a><b><del>one</b> two</a>", "<a><b><x  >one</x></b> two</a>"),
            ("<a><del c=\"d\"><b>one</del> two <fw>three", "<a><del c=\"d\"><b>one</b></del> two <x >three</x></a>"),
            (
                "<!DOCTYPE a [<!ENTITY m \"the <b>mill</b>\"><!ENTITY n SYSTEM \"/etc/x\">]><a>&m; &n;",
                "<a>the mill &amp;n;</a>",
            ),
        ] {
            assert_eq!(mended(text), whole, "{text}");
        }
        assert_eq!(mend("no element"), None);
    }

    proptest! {
        #[test]
        fn it_is_xml_afterwards(outer in "(doc|p)", text in "(<[a-c]( d=\"e\")?>|</[a-c]>|<p>|&amp;|&[a-z]|[<>&\"'=/!\\-\\[\\] é\u{0}\u{ffff}]|x){0,60}") {
            let text = format!("<w:{outer}>{text}");
            let whole = mended(&text);
            prop_assert!(xml::parse(&whole, "text").is_ok(), "{}", whole);
        }
    }

    #[test]
    fn no_depth_is_too_deep() {
        assert!(xml::parse(&mended(&"<a>".repeat(3000)), "text").is_ok());
    }
}
