//! The page that converting writes, read back: roles, people and times stand in its markup, so nothing is recognised.

use super::html_tree::{Id, Tree};
use super::ours::{Reader, person_in};
use super::{Extract, html_main};
use crate::interview::parse::dates;
use crate::interview::{Meta, PersonId, Role};
use crate::text::CleanText;

/// What a page of ours calls itself, in `<meta name="generator">`.
pub const GENERATOR: &str = "inquit";

/// The interview that a page of ours holds. `None` for every other page, and where somebody has written into it.
/// What is given makes it, when the tree is let go of.
pub fn read(tree: &Tree) -> Option<impl FnOnce() -> Extract + use<>> {
    let named = |name: &'static str| meta(tree, name).next();
    named("generator").filter(|value| *value == GENERATOR)?;
    let article = tree.named("article").next()?;
    if !is_untouched(tree) {
        return None;
    }
    let people = meta(tree, "person").filter_map(person_in);
    let mut reader = Reader::of(people.collect());
    let page = tree.named("details").next();
    for part in tree.node(article).children().chain(page) {
        let node = tree.node(part);
        match (node.name(), node.get("class")) {
            ("header", _) => headings(tree, part, Role::Title, &mut reader),
            ("div", Some("front")) => block(tree, part, Role::Front, &mut reader),
            ("footer", _) => block(tree, part, Role::Closing, &mut reader),
            ("section", _) => {
                headings(tree, part, Role::Section, &mut reader);
                for side in node.children() {
                    match tree.node(side).get("class") {
                        Some("question") => block(tree, side, Role::Question, &mut reader),
                        Some("answer") => block(tree, side, Role::Answer, &mut reader),
                        _ => {}
                    }
                }
            }
            ("details", _) => {
                for inside in node.children() {
                    block(tree, inside, Role::Page, &mut reader);
                }
            }
            _ => {}
        }
    }
    let language = tree.named("html").next().and_then(|id| tree.node(id).get("lang"));
    let meta = Meta {
        title: named("title").map(CleanText::line),
        date: named("dcterms.created").or_else(|| named("date")).and_then(dates::value),
        language: language.map(CleanText::line),
        source: named("source").map(CleanText::line),
        topics: meta(tree, "topic").map(CleanText::line).collect(),
        other: named("dcterms.issued")
            .map(|day| (CleanText::from("published"), CleanText::line(day)))
            .into_iter()
            .collect(),
    };
    let why = "Roles and people are those that the page was written with.".to_owned();
    Some(move || reader.finish(meta, vec![why], Vec::new()))
}

/// What is said under a name in the head of the page.
fn meta<'t>(tree: &'t Tree, name: &'static str) -> impl Iterator<Item = &'t str> {
    tree.named("meta")
        .filter(move |id| tree.node(*id).get("name") == Some(name))
        .filter_map(|id| tree.node(id).get("content"))
}

/// Whether every word stands where we write words: what somebody has added is read as any page is.
fn is_untouched(tree: &Tree) -> bool {
    let dead = html_main::whole_of(tree).dropped;
    let known = |id: Id| {
        let parent = tree.node(tree.node(id).parent());
        matches!(parent.name(), "span" | "h1" | "h2" | "b" | "time" | "summary" | "title" | "style")
    };
    tree.ids().all(|id| {
        let node = tree.node(id);
        !node.is_text() || dead[id] || node.text().trim().is_empty() || known(id)
    })
}

/// The text of an element as it was written, blanks and all.
fn verbatim(tree: &Tree, id: Id) -> String {
    tree.node(id).children().map(|child| tree.node(child).text()).collect()
}

fn headings(tree: &Tree, part: Id, role: Role, reader: &mut Reader) {
    for id in tree.node(part).children() {
        if matches!(tree.node(id).name(), "h1" | "h2") {
            reader.push(&verbatim(tree, id), role, None, None);
        }
    }
}

fn block(tree: &Tree, part: Id, role: Role, reader: &mut Reader) {
    for id in tree.node(part).children() {
        let node = tree.node(id);
        if node.name() != "p" {
            continue;
        }
        let inside = |name: &str| node.children().find(|child| tree.node(*child).name() == name);
        let time = inside("time").and_then(|id| tree.node(id).get("datetime"));
        let time = time.and_then(|time| time.strip_prefix("PT")?.strip_suffix('S')?.parse().ok());
        let who = node.get("data-who").and_then(|who| who.parse::<u16>().ok()?.checked_sub(1));
        let who = who.filter(|who| usize::from(*who) < reader.people.len()).map(PersonId);
        let role = if node.get("class") == Some("aside") && role == Role::Answer { Role::Aside } else { role };
        let Some(text) = inside("span") else { continue };
        reader.push(&verbatim(tree, text), role, who, time);
    }
}
