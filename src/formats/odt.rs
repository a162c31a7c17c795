//! OpenDocument texts: paragraphs with what their styles say, lists with their numbers, tables as turns, notes at the
//! end.

use std::collections::HashMap;

use roxmltree::{Node, NodeId};

use super::archive::Archive;
use super::docx_styles::said;
use super::lines::{Face, Look, Writer, cells_label, number};
use super::xml::{self, attribute, below, child, name, text_without};
use super::xml_pieces::Cuts;
use super::{Extract, FormatError, docx, xml_mend};
use crate::interview::Meta;
use crate::interview::parse::raw::{Item, Way, set_in};

const WHAT: &str = "OpenDocument text";

/// The entry with the text.
const CONTENT: &str = "content.xml";

/// What is no part of the text of a cell.
const UNSAID: &[&str] = &["note", "annotation", "tracked-changes"];

/// Longest chain of styles that are based on each other.
const CHAIN: usize = 12;

#[derive(Clone, Debug, Default)]
struct Style {
    parent: Option<String>,
    shown: String,
    bold: Option<bool>,
    italic: Option<bool>,
    way: Way,
    hidden: bool,
}

/// What a list counts with: nothing for bullets.
type Counting = HashMap<(String, usize), Option<(String, String, u32)>>;

/// Where the text of a document may be cut.
const CUTS: Cuts = Cuts { containers: &["document-content", "body", "text"], blocks: &["p", "h", "list", "table"] };

#[derive(Default)]
struct Walker {
    writer: Writer,
    styles: HashMap<String, Style>,
    counting: Counting,
    /// The notes: which of the pieces each stands in, and where there.
    notes: Vec<(usize, NodeId)>,
    /// The piece in hand.
    current: usize,
    /// The pieces of the text that were walked; those without notes are forgotten.
    pieces: Vec<String>,
    /// The lists that are open: their style, and how many items they had.
    lists: Vec<(String, u32)>,
    titled: bool,
}

/// Reads a document.
///
/// # Errors
/// Where the file is damaged or has no text.
pub fn read(bytes: &[u8]) -> Result<Extract, FormatError> {
    let mut archive = Archive::new(bytes, WHAT)?;
    if let Some(manifest) = archive.text("META-INF/manifest.xml")?
        && manifest.contains("encryption-data")
    {
        return Err(FormatError::Locked(WHAT));
    }
    if !archive.names().iter().any(|name| name == CONTENT) {
        return Err(FormatError::Damaged(WHAT, "it has no content".to_owned()));
    }
    let (styles, meta) = (archive.text("styles.xml")?, archive.text("meta.xml")?);
    let begin = || {
        let mut walker = Walker::default();
        // Without them the text is set otherwise, and still there.
        let read =
            styles.as_deref().map(|text| xml::with(text, WHAT, |styles| walker.read_styles(styles.root_element())));
        drop(read);
        walker
    };
    let mut walker = begin();
    let mut warnings = Vec::new();
    if !archive.walk(CONTENT, CUTS, |piece| walker.walk(piece))? {
        walker = begin();
        let text = archive.text(CONTENT)?.unwrap_or_default();
        if let Err(error) = walker.walk(text.clone()) {
            if matches!(error, FormatError::Bomb(_)) {
                return Err(error);
            }
            walker = begin();
            walker.walk(xml_mend::mend(&text).ok_or(error)?)?;
            warnings.push(xml_mend::MENDED.to_owned());
        }
    }
    walker.write_notes()?;
    if walker.writer.is_empty() {
        return Err(xml::empty(WHAT, !warnings.is_empty() || archive.is_damaged()));
    }
    let titled = walker.titled;
    warnings.splice(0..0, archive.damage());
    Ok(walker.writer.finish(meta.map_or_else(Meta::default, |meta| docx::meta_of(&meta, titled)), warnings))
}

impl Walker {
    /// The whole of a document, or a piece of it.
    fn walk(&mut self, text: String) -> Result<(), FormatError> {
        let document = xml::parse(&text, WHAT)?;
        let root = document.root_element();
        if self.pieces.is_empty() {
            self.read_styles(root);
        }
        let notes = self.notes.len();
        self.current = self.pieces.len();
        // The body, and whatever stands beside it in a file that is not as it should be.
        self.block(document.root(), Look::default());
        drop(document);
        self.pieces.push(if self.notes.len() > notes { text } else { String::new() });
        Ok(())
    }

    /// The notes, in the order of their signs; a note may have notes.
    fn write_notes(&mut self) -> Result<(), FormatError> {
        self.writer.notes();
        let pieces = std::mem::take(&mut self.pieces);
        let mut at = 0;
        while let Some(&(piece, _)) = self.notes.get(at) {
            let document = xml::parse(&pieces[piece], WHAT)?;
            while let Some(&(_, id)) = self.notes.get(at).filter(|(of, _)| *of == piece) {
                at += 1;
                self.writer.label(&format!("[{at}]"), false);
                if let Some(note) = document.get_node(id) {
                    self.current = piece;
                    self.block(note, Look::default());
                }
            }
        }
        Ok(())
    }

    fn read_styles(&mut self, root: Node) {
        for node in root.descendants() {
            match name(node) {
                "style" => {
                    let Some(id) = attribute(node, "name") else { continue };
                    let text = child(node, "text-properties");
                    let value = |wanted: &str| text.and_then(|text| attribute(text, wanted));
                    let heavy =
                        |weight: &str| weight == "bold" || weight.parse().is_ok_and(|weight: u32| weight >= 600);
                    let way = ["text-underline-style", "color", "background-color"].into_iter().fold(0, |way, key| {
                        let set = value(key).filter(|value| !matches!(*value, "none" | "transparent" | "#000000"));
                        set.map_or(way, |value| set_in(way, value))
                    });
                    let style = Style {
                        parent: attribute(node, "parent-style-name").map(str::to_owned),
                        shown: attribute(node, "display-name").unwrap_or(id).to_lowercase(),
                        bold: value("font-weight").map(heavy),
                        italic: value("font-style").map(|style| style != "normal"),
                        way,
                        hidden: text.and_then(|text| attribute(text, "display")) == Some("none"),
                    };
                    self.styles.insert(id.to_owned(), style);
                }
                "list-style" => {
                    let Some(id) = attribute(node, "name") else { continue };
                    for level in node.children().filter(Node::is_element) {
                        let at = attribute(level, "level").and_then(|at| at.parse().ok()).unwrap_or(1);
                        let value = |wanted: &str| attribute(level, wanted).unwrap_or("").to_owned();
                        let start = attribute(level, "start-value").and_then(|start| start.parse().ok()).unwrap_or(1);
                        let format = attribute(level, "num-format").filter(|format| !format.is_empty());
                        let sign = format.map(|format| (format.to_owned(), value("num-prefix"), value("num-suffix")));
                        let counts = sign.map(|(format, before, after)| (format, format!("{before}%{after}"), start));
                        self.counting.insert((id.to_owned(), at), counts);
                    }
                }
                _ => {}
            }
        }
    }

    /// How a style sets text, what its names say, and whether it hides the text.
    fn style(&self, id: Option<&str>, outer: Face) -> (Face, Look, bool) {
        let (mut bold, mut italic, mut way, mut hidden) = (None, None, 0, false);
        let mut look = Look::default();
        let mut next = id;
        for _ in 0..CHAIN {
            let Some((id, style)) = next.and_then(|id| Some((id, self.styles.get(id)?))) else { break };
            bold = bold.or(style.bold);
            italic = italic.or(style.italic);
            way = if way == 0 { style.way } else { way };
            hidden |= style.hidden;
            look.quote |= style.shown.contains("quot");
            look.said = look.said.or_else(|| said(&style.shown)).or_else(|| said(id));
            if style.shown == "title" {
                look.heading = 1;
            }
            next = style.parent.as_deref();
        }
        let way = if way == 0 { outer.way } else { way };
        (Face { bold: bold.unwrap_or(outer.bold), italic: italic.unwrap_or(outer.italic), way }, look, hidden)
    }

    fn block(&mut self, parent: Node, outer: Look) {
        for node in parent.children() {
            self.one(node, outer);
        }
    }

    fn one(&mut self, node: Node, outer: Look) {
        match name(node) {
            "p" | "h" => self.paragraph(node, outer),
            "list" => self.list(node, outer),
            "table" => self.table(node, outer),
            // Formats of dates have texts, too, and stand before the body.
            "tracked-changes"
            | "annotation"
            | "sequence-decls"
            | "variable-decls"
            | "forms"
            | "index-title-template"
            | "scripts"
            | "font-face-decls"
            | "automatic-styles"
            | "covered-table-cell" => self.misplaced(node, outer),
            kind if kind.ends_with("-source") => {}
            // Words without a paragraph around them.
            "span" | "a" => self.loose(node, outer),
            "" if xml::is_filled(node) => self.loose(node, outer),
            "" => {}
            _ => self.block(node, outer),
        }
    }

    /// Of what is not read the text of the document that stands in it, because somebody forgot an end.
    fn misplaced(&mut self, node: Node, outer: Look) {
        if let Some(body) = below(node, "body") {
            self.block(body, outer);
        }
    }

    /// What stands where only paragraphs should.
    fn loose(&mut self, node: Node, outer: Look) {
        let mut boxes = Vec::new();
        self.piece(node, Face::default(), &mut boxes);
        self.writer.end(outer);
        for text_box in boxes {
            self.one(text_box, outer);
        }
    }

    fn paragraph(&mut self, node: Node, outer: Look) {
        let (face, mut look, hidden) = self.style(attribute(node, "style-name"), Face::default());
        if hidden {
            return;
        }
        if name(node) == "h" {
            let level = attribute(node, "outline-level").and_then(|level| level.parse().ok());
            look.heading = level.unwrap_or(1_u8).clamp(1, 6);
        }
        look.quote |= outer.quote;
        self.titled |= look.heading == 1;
        let mut boxes = Vec::new();
        // The weight that a heading's style gives is no bold type of its own.
        self.runs(node, if look.heading > 0 { Face::default() } else { face }, &mut boxes);
        self.writer.end(look);
        for text_box in boxes {
            self.one(text_box, outer);
        }
    }

    fn runs<'a, 'i>(&mut self, parent: Node<'a, 'i>, face: Face, boxes: &mut Vec<Node<'a, 'i>>) {
        for node in parent.children() {
            self.piece(node, face, boxes);
        }
    }

    fn piece<'a, 'i>(&mut self, node: Node<'a, 'i>, face: Face, boxes: &mut Vec<Node<'a, 'i>>) {
        if node.is_text() {
            self.writer.text(node.text().unwrap_or(""), face);
            return;
        }
        match name(node) {
            "span" => {
                let (face, _, hidden) = self.style(attribute(node, "style-name"), face);
                if !hidden {
                    self.runs(node, face, boxes);
                }
                return;
            }
            "s" => self.writer.text(" ", face),
            "tab" => self.writer.text("\t", face),
            "line-break" => self.writer.line_break(),
            "note" => {
                for part in node.children() {
                    match name(part) {
                        "note-body" => self.note(part),
                        "note-citation" => {}
                        _ => self.piece(part, face, boxes),
                    }
                }
                return;
            }
            "note-body" => {
                self.note(node);
                return;
            }
            "text-box" | "p" | "h" | "list" | "table" => {
                boxes.push(node);
                return;
            }
            "annotation" | "annotation-end" | "desc" | "title" | "" => return,
            _ => {}
        }
        // What should be empty may hold what follows it.
        self.runs(node, face, boxes);
    }

    /// A note: its sign stands here, its text waits for the end.
    fn note(&mut self, body: Node) {
        self.notes.push((self.current, body.id()));
        let sign = format!("[{}]", self.notes.len());
        self.writer.text(&sign, Face::default());
    }

    fn list(&mut self, list: Node, outer: Look) {
        let above = self.lists.last().map(|(style, _)| style.clone()).unwrap_or_default();
        let style = attribute(list, "style-name").map_or(above, str::to_owned);
        self.lists.push((style.clone(), 0));
        let level = self.lists.len();
        let counting = self.counting.get(&(style, level)).cloned();
        for item in list.children().filter(|item| item.is_element() || xml::is_filled(*item)) {
            if !matches!(name(item), "list-item" | "list-header") {
                self.one(item, outer);
                continue;
            }
            if let Some((_, count)) = self.lists.last_mut()
                && name(item) == "list-item"
            {
                *count = count.saturating_add(1);
                match &counting {
                    Some(Some((format, sign, start))) => {
                        let marker = sign.replace('%', &number(start.saturating_add(*count - 1), format));
                        self.writer.marker(marker.trim(), Item::Number);
                    }
                    _ => self.writer.marker("-", Item::Bullet),
                }
            }
            self.block(item, outer);
            self.writer.no_marker();
        }
        self.lists.pop();
    }

    fn table(&mut self, table: Node, outer: Look) {
        for row in rows(table) {
            if name(row) != "table-row" {
                self.one(row, outer);
                continue;
            }
            let whole = |cell: &Node| matches!(name(*cell), "table-cell" | "covered-table-cell");
            let stray = |cell: &Node| !whole(cell) && xml::has_text(*cell);
            let cells: Vec<Node> = row.children().filter(|cell| name(*cell) == "table-cell" || stray(cell)).collect();
            let texts: Vec<String> = if cells.len() <= 3 && cells.iter().all(whole) {
                cells.iter().map(|cell| text_without(*cell, UNSAID)).collect()
            } else {
                Vec::new()
            };
            match (cells_label(&texts), cells.split_last()) {
                (Some(label), Some((last, before))) => {
                    self.writer.label(&label, false);
                    let bodies = before.iter().flat_map(Node::descendants).filter(|node| name(*node) == "note-body");
                    for body in bodies {
                        self.note(body);
                    }
                    self.block(*last, outer);
                }
                _ => cells.into_iter().for_each(|cell| self.one(cell, outer)),
            }
        }
    }
}

/// The rows of a table, also in groups of them, and whatever else stands there with text in it.
fn rows<'a, 'i>(table: Node<'a, 'i>) -> Vec<Node<'a, 'i>> {
    let mut found = Vec::new();
    let mut todo: Vec<Node> = table.children().rev().collect();
    while let Some(node) = todo.pop() {
        match name(node) {
            "table-header-rows" | "table-rows" | "table-row-group" => todo.extend(node.children().rev()),
            "table-row" => found.push(node),
            "covered-table-cell" => {}
            _ if xml::has_text(node) => found.push(node),
            _ => {}
        }
    }
    found
}
