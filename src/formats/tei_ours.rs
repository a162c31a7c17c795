//! The TEI that converting writes, read back: roles, people and times stand in its markup, so nothing is recognised.

use roxmltree::Node;

use super::Extract;
use super::ours::Reader;
use super::xml::{attribute, below, child, name, text_of};
use crate::interview::parse::strict::role_named;
use crate::interview::{Meta, Person, PersonId, PersonRole, Role};
use crate::text::CleanText;

/// What a file of ours says of where it comes from.
pub const WRITTEN: &str = "Written by inquit.";

/// The same where a date of publication stands beside it, which TEI has only behind somebody who distributes.
pub const DISTRIBUTOR: &str = "inquit";

/// The interview that a file of ours holds; `meta` is what its header says. `None` for every other file, and where somebody
/// has written into it.
/// What is given makes it, when the tree is let go of.
pub fn read(root: Node, mut meta: Meta) -> Option<impl FnOnce() -> Extract + use<>> {
    let header = below(root, "teiHeader")?;
    Some(()).filter(|()| is_ours(header))?;
    let text = child(root, "text")?;
    let known = |node: Node| node.parent().is_some_and(|parent| matches!(name(parent), "seg" | "p" | "head"));
    let is_word = |node: &Node| node.is_text() && !node.text().unwrap_or("").trim().is_empty();
    if !text.descendants().filter(is_word).all(known) {
        return None;
    }
    let people = header.descendants().filter(|node| name(*node) == "person").map(person);
    let mut reader = Reader::of(people.collect());
    let kind = |node: Node| attribute(node, "type").unwrap_or("").to_owned();
    for part in text.children().filter(|node| matches!(name(*node), "front" | "body" | "back")) {
        for node in part.children().filter(Node::is_element) {
            match (name(node), &*kind(node)) {
                ("head", _) => reader.push(&verbatim(node), Role::Title, None, None),
                ("div", "introduction" | "text") => division(node, Role::Front, &mut reader),
                ("div", "closing") => division(node, Role::Closing, &mut reader),
                ("div", "page") => division(node, Role::Page, &mut reader),
                ("div", "exchange") => {
                    for inner in node.children().filter(Node::is_element) {
                        match (name(inner), &*kind(inner)) {
                            ("head", _) => reader.push(&verbatim(inner), Role::Section, None, None),
                            ("div", "question") => division(inner, Role::Question, &mut reader),
                            _ => division(inner, Role::Answer, &mut reader),
                        }
                    }
                }
                _ => {}
            }
        }
    }
    // A file without a title of its own is called so, since TEI wants one.
    let headed = text.descendants().any(|node| name(node) == "head" && node.text() == Some("Interview"));
    meta.title = meta.title.filter(|title| title.as_str() != "Interview" || headed);
    let source = below(header, "sourceDesc").and_then(|source| child(source, "bibl")).map(text_of);
    meta.source = source.map(|source| CleanText::line(&source));
    let terms = below(header, "textClass").into_iter().flat_map(|class| class.descendants());
    meta.topics = terms.filter(|node| name(*node) == "term").map(|term| CleanText::line(&text_of(term))).collect();
    let why = "Roles and people are those that the file was written with.".to_owned();
    Some(move || reader.finish(meta, vec![why], Vec::new()))
}

/// Whether a header says that we wrote the file.
pub fn is_ours(header: Node) -> bool {
    below(header, "publicationStmt").is_some_and(|statement| {
        let by = child(statement, "distributor").map(text_of);
        text_of(statement).trim() == WRITTEN || by.is_some_and(|by| by.trim() == DISTRIBUTOR)
    })
}

fn person(node: Node) -> Person {
    let names = || node.children().filter(|inner| name(*inner) == "persName");
    let text = |node: Node| CleanText::line(node.text().unwrap_or(""));
    Person {
        name: names().find(|inner| attribute(*inner, "type").is_none()).map(text).unwrap_or_default(),
        role: attribute(node, "role").and_then(role_named).unwrap_or(PersonRole::Other),
        labels: names().filter(|inner| attribute(*inner, "type") == Some("label")).map(text).collect(),
        about: child(node, "note").map(text),
    }
}

/// The text of an element as it was written, blanks and all.
fn verbatim(node: Node) -> String {
    node.children().filter_map(|inner| inner.text()).collect()
}

fn division(part: Node, role: Role, reader: &mut Reader) {
    let point = |node: Node, name: &str| attribute(node, name)?.strip_prefix("#t")?.parse::<u32>().ok();
    for node in part.children().filter(Node::is_element) {
        if name(node) == "p" {
            reader.push(&verbatim(node), role, None, None);
            continue;
        }
        let who = attribute(node, "who").and_then(|who| who.strip_prefix("#p")?.parse::<u16>().ok()?.checked_sub(1));
        let who = who.filter(|who| usize::from(*who) < reader.people.len()).map(PersonId);
        for seg in node.children().filter(Node::is_element) {
            let aside = attribute(seg, "type") == Some("aside") && role == Role::Answer;
            reader.push(&verbatim(seg), if aside { Role::Aside } else { role }, who, point(seg, "synch"));
        }
    }
}
