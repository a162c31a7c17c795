//! Talk in speech balloons: a box for every turn, with the picture of the one who speaks, or on that one's side of the page.
//!
//! Nothing in the text of such a box says who speaks, and its paragraphs look alike. What tells the two sides apart is the box:
//! its class (`talk left`, `talk right`), or the file of the picture in it.

use std::collections::{HashMap, HashSet};

use super::html_tags::is_block;
use super::html_tree::{Id, Tree};
use super::lines::LABEL;
use crate::interview::parse::raw::{Way, set_in};

/// How often a page is gone through at most.
const MOST: usize = 32;

/// Fewest boxes of each side.
const LEAST: usize = 3;

/// What the box of a turn says.
#[derive(Clone, Copy, Debug)]
pub struct Balloon<'t> {
    /// The way in which its side is set.
    pub way: Way,
    /// Who speaks, where the picture says it to those who do not see it.
    pub name: Option<&'t str>,
}

/// The boxes of both sides; none where a page is not set so.
pub fn find<'t>(tree: &'t Tree, dropped: &[bool]) -> HashMap<Id, Balloon<'t>> {
    let mut alike: HashMap<(&str, &str), Vec<Id>> = HashMap::new();
    for id in tree.ids().filter(|id| !dropped[*id]) {
        let node = tree.node(id);
        let first = node.get("class").and_then(|class| class.split_whitespace().next());
        // A paragraph that is set by itself is told without this.
        if let Some(first) = first.filter(|_| is_block(node.name()) && node.name() != "p") {
            alike.entry((node.name(), first)).or_default().push(id);
        }
    }
    let mut found = HashMap::new();
    let mut groups: Vec<Vec<Id>> = alike.into_values().filter(|boxes| boxes.len() >= 2 * LEAST).collect();
    // The outer boxes first: what they say holds for what is in them.
    groups.sort();
    // A page may nest boxes in boxes without end, to keep whoever looks into them busy.
    let mut left = MOST * tree.count();
    let mut taken: Vec<bool> = Vec::new();
    for mut boxes in groups {
        let mut end = 0;
        boxes.retain(|id| {
            let outermost = *id >= end;
            end = if outermost { tree.end(*id) } else { end };
            outermost
        });
        let inside: usize = boxes.iter().map(|id| tree.end(*id) - id).sum();
        if boxes.len() < 2 * LEAST || inside > left {
            continue;
        }
        left -= inside;
        boxes.retain(|id| tree.has_words(*id));
        let Some(sides) = sides(tree, &boxes).filter(|_| is_even_inside(tree, &boxes)) else { continue };
        let names = names(tree, &boxes, &sides);
        taken.resize(tree.count() + 1, false);
        for (id, side) in boxes.into_iter().zip(sides) {
            if !taken[id] {
                taken[id..tree.end(id)].fill(true);
                found.insert(id, Balloon { way: set_in(0, side), name: names.get(side).copied() });
            }
        }
    }
    found
}

/// What the pictures of each side are called, where each side has one name and no two have the same; none where the boxes begin
/// with that name in words.
fn names<'t>(tree: &'t Tree, boxes: &[Id], sides: &[&'t str]) -> HashMap<&'t str, &'t str> {
    let mut names: HashMap<&str, &str> = HashMap::new();
    for (id, side) in boxes.iter().zip(sides) {
        let name = picture(tree, *id).and_then(|at| tree.node(at).get("alt")).unwrap_or("").trim();
        let unfit = name.is_empty() || name.chars().count() > LABEL || tree.all_text(*id).starts_with(name);
        if unfit || *names.entry(side).or_insert(name) != name {
            return HashMap::new();
        }
    }
    let apart: HashSet<&str> = names.values().copied().collect();
    if apart.len() == names.len() { names } else { HashMap::new() }
}

/// What tells the sides of boxes apart, box by box: nearly all are of two kinds, and these take turns.
fn sides<'t>(tree: &'t Tree, boxes: &[Id]) -> Option<Vec<&'t str>> {
    let by_class: Vec<&str> = boxes.iter().map(|id| tree.node(*id).get("class").unwrap_or("")).collect();
    if two_in_turn(&by_class)
        && !by_class.iter().any(|class| class.split_whitespace().any(|word| matches!(word, "odd" | "even")))
    {
        return Some(by_class);
    }
    let file = |id: &Id| tree.node(picture(tree, *id)?).get("src").map(str::trim);
    let by_picture: Vec<&str> = boxes.iter().map(|id| file(id).unwrap_or("")).collect();
    if two_in_turn(&by_picture) {
        return Some(by_picture);
    }
    // One face in several moods: `mara1.png`, `mara2.png`.
    let stem = |path: &'t str| path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let faces: Vec<&str> =
        by_picture.into_iter().map(|path| stem(path).trim_end_matches(|c: char| c.is_ascii_digit())).collect();
    two_in_turn(&faces).then_some(faces)
}

/// Whether nearly all are of two kinds that follow on each other more often than not.
fn two_in_turn(kinds: &[&str]) -> bool {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for kind in kinds.iter().filter(|kind| !kind.is_empty()) {
        *counts.entry(kind).or_default() += 1;
    }
    let mut most: Vec<usize> = counts.into_values().collect();
    most.sort_unstable_by(|a, b| b.cmp(a));
    let turns = kinds.windows(2).filter(|pair| pair[0] != pair[1]).count();
    matches!(most[..], [a, b, ..] if b >= LEAST && (a + b) * 10 >= kinds.len() * 9)
        && turns * 10 >= (kinds.len() - 1) * 6
}

/// The picture that stands before all words of a box.
fn picture(tree: &Tree, id: Id) -> Option<Id> {
    let mut inside = id + 1..tree.end(id);
    let first = inside.find(|at| {
        let node = tree.node(*at);
        node.name() == "img" || node.is_text() && !node.text().trim().is_empty()
    })?;
    Some(first).filter(|at| !tree.node(*at).is_text())
}

/// Whether the boxes hold only one kind of text: where each holds a question and its answer, these are set apart inside.
fn is_even_inside(tree: &Tree, boxes: &[Id]) -> bool {
    let mut kinds: HashMap<(&str, &str), usize> = HashMap::new();
    for id in boxes {
        let mut seen: Vec<(&str, &str)> = Vec::new();
        for at in *id + 1..tree.end(*id) {
            let node = tree.node(at);
            let block = tree.node(node.parent());
            if node.is_text() && !node.text().trim().is_empty() && is_block(block.name()) {
                let kind = (block.name(), block.get("class").unwrap_or(""));
                if !seen.contains(&kind) {
                    seen.push(kind);
                    *kinds.entry(kind).or_default() += 1;
                }
            }
        }
    }
    kinds.values().filter(|count| **count * 2 > boxes.len()).count() <= 1
}
