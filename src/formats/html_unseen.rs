//! What of a page nobody sees, or nobody reads: elements for programs, controls, what is hidden.

use super::html_tree::{Id, Tree};
use crate::interview::parse::attributes::class_words;

/// Elements of a page that are not walked whatever the rest looks like.
pub fn dead(tree: &Tree) -> Vec<bool> {
    let mut dropped = vec![false; tree.count()];
    for id in tree.ids() {
        let node = tree.node(id);
        let sets = |name: &str, value: &str| node.get(name).is_some_and(|set| set.eq_ignore_ascii_case(value));
        // A panel that opens at a click holds an answer as often as an advertisement.
        let panel = || {
            class_words(node.get("class").unwrap_or("")).iter().any(|word| {
                ["accordion", "answer", "collapse", "faq", "panel", "tab", "content"].contains(&word.as_str())
            })
        };
        let style: String = node.get("style").unwrap_or("").chars().filter(|c| !c.is_whitespace()).collect();
        let unseen =
            node.get("hidden").is_some() || style.contains("display:none") || style.contains("visibility:hidden");
        // Brackets for who sees no small letters; what is more was put there by mistake.
        let bracket = || node.name() == "rp" && tree.all_text(id).contains(char::is_alphanumeric);
        let opened = || node.name() == "button" && opens(tree, id);
        let dead = is_dead(node.name()) && !(opened() || bracket() || tree.is_endless(id));
        dropped[id] = dropped[node.parent()]
            || dead
            || is_control(node.get("class").unwrap_or(""))
            || (unseen && !panel())
            || (sets("aria-hidden", "true") && node.name() == "span");
    }
    dropped
}

/// Whether a button holds a heading: what it opens is the text below.
fn opens(tree: &Tree, id: Id) -> bool {
    let node = tree.node(id);
    let in_heading = matches!(tree.node(node.parent()).name(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "dt");
    let named = class_words(node.get("class").unwrap_or(""));
    in_heading || named.iter().any(|word| ["accordion", "faq", "question"].contains(&word.as_str()))
}

/// Whether an element is a link of the software that wrote the page, beside a heading or above the text.
fn is_control(class: &str) -> bool {
    class
        .split_whitespace()
        .any(|name| matches!(name, "mw-editsection" | "mw-jump-link" | "headerlink" | "anchorjs-link"))
}

/// Elements that are never read.
fn is_dead(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "svg"
            | "canvas"
            | "iframe"
            | "object"
            | "embed"
            | "audio"
            | "video"
            | "select"
            | "option"
            | "textarea"
            | "button"
            | "input"
            | "map"
            | "head"
            | "title"
            | "noembed"
            | "noframes"
            | "rp"
            | "datalist"
            | "progress"
            | "meter"
            | "amp-ad"
            | "amp-embed"
            | "amp-sidebar"
            | "amp-consent"
            | "amp-sticky-ad"
            | "amp-social-share"
            | "amp-analytics"
    )
}
