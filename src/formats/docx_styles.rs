//! What the styles and the numbering of a Word document say of its paragraphs.

use std::collections::HashMap;

use roxmltree::Node;

use super::lines::{Face, number};
use super::xml::{attribute, child, name};
use crate::interview::parse::raw::{Item, Way, set_in};
use crate::interview::words::{fold, listed};

/// Longest chain of styles that are based on each other.
const CHAIN: usize = 12;

/// A style, as far as it matters here.
#[derive(Clone, Debug, Default)]
pub struct Style {
    /// Its name in English, in small letters.
    pub name: String,
    based_on: Option<String>,
    bold: Option<bool>,
    italic: Option<bool>,
    /// The way in which its own properties set text apart.
    way: Way,
    level: Option<u8>,
    list: Option<(String, usize)>,
}

/// All styles of a document, by their ids.
#[derive(Debug, Default)]
pub struct Styles(HashMap<String, Style>);

/// What a chain of styles comes to.
#[derive(Clone, Debug, Default)]
pub struct Resolved {
    /// How text is set.
    pub face: Face,
    /// Level of the heading.
    pub heading: u8,
    /// A quotation.
    pub quote: bool,
    /// The style is named for questions, or for answers.
    pub said: Option<bool>,
    /// List and level in it.
    pub list: Option<(String, usize)>,
}

/// Whether a switch such as `<w:b/>` is on, where there is one.
pub fn switch(properties: Node, wanted: &str) -> Option<bool> {
    let node = child(properties, wanted)?;
    Some(!matches!(attribute(node, "val"), Some("0" | "false" | "off" | "none")))
}

/// The way in which the properties of a run set text that is set in some way already: by a line below it, a colour, a colour
/// behind it.
pub fn way(properties: Node, outer: Way) -> Way {
    let mut way = outer;
    for (wanted, key) in [("u", "val"), ("color", "val"), ("highlight", "val"), ("shd", "fill")] {
        let value = child(properties, wanted).and_then(|node| attribute(node, key));
        let value = value.filter(|value| !matches!(*value, "none" | "auto" | "000000" | "FFFFFF" | ""));
        way = value.map_or(way, |value| set_in(way, value));
    }
    way
}

/// List and level that the properties of a paragraph name.
pub fn list_of(properties: Node) -> Option<(String, usize)> {
    let numbering = child(properties, "numPr")?;
    let value = |wanted: &str| child(numbering, wanted).and_then(|node| attribute(node, "val"));
    let level = value("ilvl").and_then(|level| level.parse().ok()).unwrap_or(0);
    Some((value("numId")?.to_owned(), level))
}

impl Styles {
    /// Reads the part of the file that holds them.
    pub fn read(root: Node) -> Self {
        let mut all = HashMap::new();
        for node in root.children().filter(|node| name(*node) == "style") {
            let Some(id) = attribute(node, "styleId") else { continue };
            let mut style = Style::default();
            let value = |wanted: &str| child(node, wanted).and_then(|node| attribute(node, "val"));
            style.name = value("name").unwrap_or(id).to_lowercase();
            style.based_on = value("basedOn").map(str::to_owned);
            if let Some(run) = child(node, "rPr") {
                (style.bold, style.italic) = (switch(run, "b"), switch(run, "i"));
                style.way = way(run, 0);
            }
            if let Some(paragraph) = child(node, "pPr") {
                style.list = list_of(paragraph);
                let level = child(paragraph, "outlineLvl").and_then(|node| attribute(node, "val"));
                style.level = level.and_then(|level| level.parse::<u8>().ok()).filter(|level| *level < 9);
            }
            all.insert(id.to_owned(), style);
        }
        Self(all)
    }

    /// What a style and those it is based on come to.
    pub fn resolve(&self, id: &str) -> Resolved {
        let mut out = Resolved::default();
        let (mut bold, mut italic, mut level, mut set) = (None, None, None, 0);
        let mut next = Some(id);
        for _ in 0..CHAIN {
            let Some(style) = next.and_then(|id| self.0.get(id)) else { break };
            bold = bold.or(style.bold);
            italic = italic.or(style.italic);
            set = if set == 0 { style.way } else { set };
            let named = style.name.strip_prefix("heading ").and_then(|level| level.trim().parse::<u8>().ok());
            level = level.or(named).or(style.level.map(|level| level + 1)).or((style.name == "title").then_some(1));
            out.quote |= style.name.contains("quote");
            out.said = out.said.or_else(|| said(&style.name));
            out.list = out.list.or_else(|| style.list.clone());
            next = style.based_on.as_deref();
        }
        out.face = Face { bold: bold == Some(true), italic: italic == Some(true), way: set };
        out.heading = level.unwrap_or(0).min(6);
        out
    }
}

/// Whether the name of a style says that it is for questions, or for answers.
pub fn said(style: &str) -> Option<bool> {
    let word = |list: &'static str| fold(style).split(|c: char| !c.is_alphabetic()).any(|part| listed(list, part));
    match () {
        () if word("question class") => Some(true),
        () if word("answer class") => Some(false),
        () => None,
    }
}

#[derive(Clone, Debug, Default)]
struct Level {
    format: String,
    text: String,
    start: u32,
}

/// Lists and where their counting stands.
#[derive(Debug, Default)]
pub struct Numbering {
    /// Abstract list of each list.
    lists: HashMap<String, String>,
    levels: HashMap<(String, usize), Level>,
    counts: HashMap<(String, usize), u32>,
}

/// Levels of a list.
const LEVELS: usize = 9;

impl Numbering {
    /// Reads the part of the file that holds them.
    pub fn read(root: Node) -> Self {
        let mut out = Self::default();
        for node in root.children() {
            let id = |wanted: &str| attribute(node, wanted).unwrap_or("").to_owned();
            match name(node) {
                "abstractNum" => {
                    for level in node.children().filter(|level| name(*level) == "lvl").take(LEVELS) {
                        let value = |wanted: &str| child(level, wanted).and_then(|node| attribute(node, "val"));
                        let at = attribute(level, "ilvl").and_then(|at| at.parse().ok()).unwrap_or(0);
                        let start = value("start").and_then(|start| start.parse().ok()).unwrap_or(1);
                        let format = value("numFmt").unwrap_or("decimal").to_owned();
                        let text = value("lvlText").unwrap_or("").to_owned();
                        out.levels.insert((id("abstractNumId"), at), Level { format, text, start });
                    }
                }
                "num" => {
                    let abstract_id = child(node, "abstractNumId").and_then(|node| attribute(node, "val"));
                    out.lists.insert(id("numId"), abstract_id.unwrap_or("").to_owned());
                }
                _ => {}
            }
        }
        out
    }

    /// The marker of the next item of a list.
    pub fn next(&mut self, list: &str, at: usize) -> Option<(String, Item)> {
        let abstract_id = self.lists.get(list)?.clone();
        let key = (abstract_id.clone(), at);
        let level = self.levels.get(&key)?.clone();
        if level.format == "bullet" {
            return Some(("-".to_owned(), Item::Bullet));
        }
        if level.format == "none" || level.text.is_empty() {
            return None;
        }
        let count = self.counts.get(&key).map_or(level.start, |count| count.saturating_add(1));
        self.counts.insert(key, count);
        for deeper in at + 1..LEVELS {
            self.counts.remove(&(abstract_id.clone(), deeper));
        }
        let mut marker = level.text;
        for part in 0..LEVELS {
            let sign = format!("%{}", part + 1);
            if marker.contains(&sign) {
                let level = self.levels.get(&(abstract_id.clone(), part)).cloned().unwrap_or_default();
                let count = self.counts.get(&(abstract_id.clone(), part)).copied().unwrap_or(level.start);
                marker = marker.replace(&sign, &number(count, &level.format));
            }
        }
        Some((super::lines::words(&marker), Item::Number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_styles_speak() {
        assert_eq!((said("Interview Question"), said("Answers"), said("Body Text")), (Some(true), None, None));
    }
}
