//! XML as a tree, read with limits: no external entities, so many elements, so deep.

pub use roxmltree::Node;
use roxmltree::{Document, ParsingOptions};

use super::{FormatError, xml_mend};

pub use super::xml_mend::MENDED;

/// Most elements and texts of a tree.
const NODES: u32 = 8_000_000;

/// How deep elements may stand in each other. Office documents reach thirty.
pub const DEPTH: usize = 256;

/// Parses a text.
///
/// # Errors
/// Where it is no XML, or too deep.
pub fn parse<'a>(text: &'a str, what: &'static str) -> Result<Document<'a>, FormatError> {
    let damaged = |why: String| FormatError::Damaged(what, why);
    if depth(text) > DEPTH {
        return Err(damaged("its elements stand too deep in each other".to_owned()));
    }
    // A list of entities inside the file is allowed and its growth limited; nothing outside the file is looked up.
    let options = ParsingOptions { allow_dtd: true, nodes_limit: NODES, entity_resolver: None };
    let text = text.trim_start_matches('\u{feff}');
    Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::EntityReferenceLoop(_) | roxmltree::Error::NodesLimitReached => FormatError::Bomb(what),
        error => damaged(error.to_string()),
    })
}

/// Gives a text to `work` as a tree, mended where it is no XML: what that makes of it, and whether it had to be mended.
///
/// # Errors
/// Where nothing can be read of it.
pub fn with<R>(text: &str, what: &'static str, work: impl FnOnce(&Document) -> R) -> Result<(R, bool), FormatError> {
    match parse(text, what) {
        Ok(document) => Ok((work(&document), false)),
        Err(error @ FormatError::Bomb(_)) => Err(error),
        Err(error) => {
            let mended = xml_mend::mend(text).ok_or_else(|| error.clone())?;
            let document = parse(&mended, what).map_err(|_| error)?;
            Ok((work(&document), true))
        }
    }
}

/// Why there is nothing to read.
pub fn empty(what: &'static str, mended: bool) -> FormatError {
    if mended { FormatError::Damaged(what, "no text is left in it".to_owned()) } else { FormatError::Empty(what) }
}

/// Whether an element holds text that is no white space.
pub fn has_text(node: Node) -> bool {
    node.descendants().any(|inner| is_filled(inner))
}

/// Whether it is a text that is no white space.
pub fn is_filled(node: Node) -> bool {
    node.is_text() && node.text().is_some_and(|text| !text.trim().is_empty())
}

/// How deep tags stand in each other at most, counted roughly and before anything is built.
fn depth(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut now, mut most) = (0_usize, 0);
    let mut at = 0;
    while let Some(next) = text[at..].find('<') {
        at += next + 1;
        match bytes.get(at) {
            Some(b'/') => now = now.saturating_sub(1),
            Some(b'!') => {
                let end = if text[at..].starts_with("!--") { "-->" } else { ">" };
                let end = if text[at..].starts_with("![CDATA[") { "]]>" } else { end };
                at = text[at..].find(end).map_or(text.len(), |found| at + found);
            }
            Some(b'?') | None => {}
            Some(_) => {
                let end = text[at..].find('>').map_or(text.len(), |end| at + end);
                if bytes[end - 1] != b'/' {
                    now += 1;
                    most = most.max(now);
                }
                at = end;
            }
        }
    }
    most
}

/// The name of an element without its prefix; empty for texts and comments.
pub fn name<'a>(node: Node<'a, '_>) -> &'a str {
    if node.is_element() { node.tag_name().name() } else { "" }
}

/// The value of an attribute, whatever its prefix.
pub fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
}

/// The first child of a name.
pub fn child<'a, 'i>(node: Node<'a, 'i>, wanted: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| name(*child) == wanted)
}

/// The first element of a name anywhere below.
pub fn below<'a, 'i>(node: Node<'a, 'i>, wanted: &str) -> Option<Node<'a, 'i>> {
    node.descendants().find(|child| name(*child) == wanted)
}

/// All text below, in one line.
pub fn text_of(node: Node) -> String {
    let texts: Vec<&str> = node.descendants().filter(Node::is_text).filter_map(|text| text.text()).collect();
    super::lines::words(&texts.concat())
}

/// All text below but for that of some elements, in one line.
pub fn text_without(node: Node, gone: &[&str]) -> String {
    let mut text = String::new();
    let mut todo: Vec<Node> = vec![node];
    while let Some(node) = todo.pop() {
        if node.is_text() {
            text.push_str(node.text().unwrap_or(""));
        } else if !gone.contains(&name(node)) {
            if matches!(name(node), "p" | "h" | "tab" | "s" | "br" | "line-break") {
                text.push(' ');
            }
            todo.extend(node.children().rev());
        }
    }
    super::lines::words(&text)
}

/// The text of the first element of a name below, if it has one.
pub fn value(node: Node, wanted: &str) -> Option<String> {
    below(node, wanted).map(text_of).filter(|text| !text.is_empty())
}
