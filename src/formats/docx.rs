//! Word documents: paragraphs with what their styles say, lists with their numbers, tables as turns, notes at the end.
//!
//! What was deleted while changes were tracked is not read; what was inserted is. What stands there twice, once for old
//! programs and once for new ones, is read once.

use std::collections::HashMap;

use roxmltree::Node;

use super::archive::Archive;
use super::docx_styles::{Numbering, Styles, list_of, said, switch};
use super::lines::{Face, Look, Writer, cells_label};
use super::xml::{self, attribute, below, child, name, value};
use super::xml_pieces::Cuts;
use super::{Extract, FormatError};
use crate::interview::Meta;
use crate::interview::parse::raw::Item;
use crate::text::CleanText;

const WHAT: &str = "Word document";

/// Where the text of a document may be cut.
const CUTS: Cuts = Cuts { containers: &["document", "body"], blocks: &["p", "tbl"] };

#[derive(Default)]
struct Walker {
    writer: Writer,
    styles: Styles,
    numbering: Numbering,
    /// Notes by kind and id, in the order of their signs.
    notes: Vec<(bool, String)>,
    look: Look,
    /// The document has a title of its own.
    titled: bool,
}

/// Reads a document.
///
/// # Errors
/// Where the file is damaged or has no text.
pub fn read(bytes: &[u8]) -> Result<Extract, FormatError> {
    let mut archive = Archive::new(bytes, WHAT)?;
    let Some(part) = main_part(&mut archive)? else {
        return Err(FormatError::Damaged(WHAT, "it has no main part".to_owned()));
    };
    let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let mut beside = |file: &str| archive.text(&format!("{folder}/{file}"));
    let (styles, numbering) = (beside("styles.xml")?, beside("numbering.xml")?);
    let (footnotes, endnotes) = (beside("footnotes.xml")?, beside("endnotes.xml")?);
    let begin = || {
        let mut walker = Walker::default();
        if let Some(document) = styles.as_deref().and_then(|text| xml::parse(text, WHAT).ok()) {
            walker.styles = Styles::read(document.root_element());
        }
        if let Some(document) = numbering.as_deref().and_then(|text| xml::parse(text, WHAT).ok()) {
            walker.numbering = Numbering::read(document.root_element());
        }
        walker
    };
    let mut walker = begin();
    if !archive.walk(&part, CUTS, |piece| walker.walk(&piece))? {
        walker = begin();
        walker.walk(&archive.text(&part)?.unwrap_or_default())?;
    }
    let core = archive.text("docProps/core.xml")?;
    walker.write_notes(footnotes.as_deref(), endnotes.as_deref());
    if walker.writer.is_empty() {
        return Err(FormatError::Empty(WHAT));
    }
    let titled = walker.titled;
    Ok(walker.writer.finish(core.map_or_else(Meta::default, |core| properties(&core, titled)), Vec::new()))
}

/// The name of the part with the text.
fn main_part(archive: &mut Archive) -> Result<Option<String>, FormatError> {
    const USUAL: &str = "word/document.xml";
    let names = archive.names();
    if names.iter().any(|name| name == USUAL) {
        return Ok(Some(USUAL.to_owned()));
    }
    let relations = archive.text("_rels/.rels")?.unwrap_or_default();
    let target = xml::parse(&relations, WHAT).ok().and_then(|document| {
        let mut all = document.descendants().filter(|node| name(*node) == "Relationship");
        let main = all.find(|node| attribute(*node, "Type").is_some_and(|kind| kind.ends_with("/officeDocument")))?;
        attribute(main, "Target").map(|target| target.trim_start_matches('/').to_owned())
    });
    Ok(target.filter(|target| names.contains(target)))
}

/// Title, author and dates that the file says of itself.
fn properties(core: &str, titled: bool) -> Meta {
    let mut meta = Meta::default();
    let Ok(document) = xml::parse(core, WHAT) else { return meta };
    let root = document.root_element();
    // The title on the page goes before.
    if !titled {
        meta.title = value(root, "title").filter(|title| !is_made_up(title)).map(|title| CleanText::line(&title));
    }
    for (element, key) in
        [("creator", "author"), ("initial-creator", "author"), ("created", "created"), ("creation-date", "created")]
    {
        if let Some(value) = value(root, element)
            && !meta.other.iter().any(|(known, _)| &**known == key)
        {
            meta.other.push((CleanText::from(key), CleanText::line(&value)));
        }
    }
    meta
}

/// Whether a title is the name that a program made up: no title.
pub(super) fn is_made_up(title: &str) -> bool {
    let lower = title.to_lowercase();
    let file = [".doc", ".docx", ".odt", ".rtf", ".pdf", ".indd"].iter().any(|ending| lower.ends_with(ending));
    file || lower.starts_with("microsoft word") || lower.starts_with("document") || lower.starts_with("untitled")
}

/// What an OpenDocument file says of itself has the same elements.
pub(super) fn meta_of(text: &str, titled: bool) -> Meta {
    properties(text, titled)
}

impl Walker {
    /// The whole of a document, or a piece of it.
    fn walk(&mut self, text: &str) -> Result<(), FormatError> {
        let document = xml::parse(text, WHAT)?;
        if let Some(body) = below(document.root_element(), "body") {
            self.block(body);
        }
        Ok(())
    }

    /// Paragraphs and tables.
    fn block(&mut self, parent: Node) {
        for node in parent.children() {
            match name(node) {
                "p" => self.paragraph(node),
                "tbl" => self.table(node),
                "AlternateContent" => {
                    if let Some(choice) = alternative(node) {
                        self.block(choice);
                    }
                }
                "del" | "moveFrom" | "sdtPr" | "sectPr" => {}
                "" => {}
                _ => self.block(node),
            }
        }
    }

    fn paragraph(&mut self, node: Node) {
        let properties = child(node, "pPr");
        let style = properties
            .and_then(|properties| child(properties, "pStyle"))
            .and_then(|style| attribute(style, "val"))
            .map(|id| (self.styles.resolve(id), said(id)));
        let (style, named) = style.unwrap_or_default();
        let level = properties.and_then(|properties| child(properties, "outlineLvl"));
        let level = level.and_then(|level| attribute(level, "val")?.parse::<u8>().ok()).filter(|level| *level < 9);
        let look = Look {
            heading: level.map_or(style.heading, |level| (level + 1).min(6)),
            quote: style.quote,
            said: style.said.or(named),
            aside: false,
        };
        self.titled |= look.heading == 1;
        let outer = std::mem::replace(&mut self.look, look);
        // Counted even where the paragraph is empty of words, as Word does.
        let list = properties.and_then(list_of).or(style.list).filter(|(list, _)| list != "0");
        if let Some((marker, item)) = list.and_then(|(list, level)| self.numbering.next(&list, level.min(8))) {
            self.writer.marker(&marker, if look.heading > 0 { Item::No } else { item });
        }
        let mut boxes = Vec::new();
        self.runs(node, style.face, &mut boxes);
        self.writer.end(look);
        self.writer.no_marker();
        for text_box in boxes {
            self.block(text_box);
        }
        self.look = outer;
    }

    /// The text of a paragraph. Boxes with paragraphs of their own wait until it ends.
    fn runs<'a, 'i>(&mut self, parent: Node<'a, 'i>, face: Face, boxes: &mut Vec<Node<'a, 'i>>) {
        for node in parent.children() {
            match name(node) {
                "r" => self.run(node, face, boxes),
                "pPr" | "rPr" | "del" | "moveFrom" | "sdtPr" | "sdtEndPr" | "" => {}
                "AlternateContent" => {
                    if let Some(choice) = alternative(node) {
                        self.runs(choice, face, boxes);
                    }
                }
                _ => self.runs(node, face, boxes),
            }
        }
    }

    fn run<'a, 'i>(&mut self, run: Node<'a, 'i>, outer: Face, boxes: &mut Vec<Node<'a, 'i>>) {
        let mut face = outer;
        if let Some(properties) = child(run, "rPr") {
            if switch(properties, "vanish") == Some(true) {
                return;
            }
            if let Some(style) = child(properties, "rStyle").and_then(|style| attribute(style, "val")) {
                let style = self.styles.resolve(style).face;
                face = Face { bold: face.bold || style.bold, italic: face.italic || style.italic };
            }
            face.bold = switch(properties, "b").unwrap_or(face.bold);
            face.italic = switch(properties, "i").unwrap_or(face.italic);
        }
        self.pieces(run, face, boxes);
    }

    fn pieces<'a, 'i>(&mut self, run: Node<'a, 'i>, face: Face, boxes: &mut Vec<Node<'a, 'i>>) {
        for node in run.children() {
            match name(node) {
                "t" => self.writer.text(node.text().unwrap_or(""), face),
                "tab" | "ptab" => self.writer.text("\t", face),
                "br" if matches!(attribute(node, "type"), None | Some("textWrapping")) => self.writer.line_break(),
                "cr" => self.writer.line_break(),
                "noBreakHyphen" => self.writer.text("\u{2011}", face),
                "sym" => self.writer.text("\u{fffd}", face),
                "footnoteReference" | "endnoteReference" => self.sign(node),
                "AlternateContent" => {
                    if let Some(choice) = alternative(node) {
                        self.pieces(choice, face, boxes);
                    }
                }
                "drawing" | "pict" | "object" => boxes_in(node, boxes),
                // A word with its reading above it: the word first.
                "ruby" => {
                    for part in ["rubyBase", "rt"].into_iter().filter_map(|part| child(node, part)) {
                        self.runs(part, face, boxes);
                    }
                }
                _ => {}
            }
        }
    }

    /// The sign of a note, which waits for the end.
    fn sign(&mut self, node: Node) {
        let id = attribute(node, "id").unwrap_or("").to_owned();
        self.notes.push((name(node) == "footnoteReference", id));
        let sign = format!("[{}]", self.notes.len());
        self.writer.text(&sign, Face::default());
    }

    fn table(&mut self, table: Node) {
        for row in parts(table, "tr") {
            let cells = parts(row, "tc");
            let texts: Vec<String> =
                if cells.len() <= 3 { cells.iter().map(|cell| cell_text(*cell)).collect() } else { Vec::new() };
            match (cells_label(&texts), cells.split_last()) {
                (Some(label), Some((last, before))) => {
                    let runs: Vec<Node> =
                        before.iter().flat_map(Node::descendants).filter(|node| name(*node) == "rPr").collect();
                    let bold = !runs.is_empty() && runs.iter().all(|run| switch(*run, "b") == Some(true));
                    self.writer.label(&label, bold);
                    let signs = before.iter().flat_map(Node::descendants);
                    for sign in signs.filter(|node| matches!(name(*node), "footnoteReference" | "endnoteReference")) {
                        self.sign(sign);
                    }
                    self.block(*last);
                }
                _ => cells.into_iter().for_each(|cell| self.block(cell)),
            }
        }
    }

    /// The notes, in the order of their signs.
    fn write_notes(&mut self, footnotes: Option<&str>, endnotes: Option<&str>) {
        let wanted = std::mem::take(&mut self.notes);
        self.writer.notes();
        for (is_foot, text) in [(true, footnotes), (false, endnotes)] {
            let Some(document) = text.and_then(|text| xml::parse(text, WHAT).ok()) else { continue };
            let all = document.root_element().children().filter(|node| matches!(name(*node), "footnote" | "endnote"));
            let by_id: HashMap<&str, Node> = all.filter_map(|node| Some((attribute(node, "id")?, node))).collect();
            for (at, (_, id)) in wanted.iter().enumerate().filter(|(_, (foot, _))| *foot == is_foot) {
                if let Some(note) = by_id.get(id.as_str()) {
                    self.writer.label(&format!("[{}]", at + 1), false);
                    self.block(*note);
                }
            }
        }
    }
}

/// The rows of a table, or the cells of a row, also where a control stands around some of them.
fn parts<'a, 'i>(outer: Node<'a, 'i>, wanted: &str) -> Vec<Node<'a, 'i>> {
    let mut found = Vec::new();
    let mut todo: Vec<Node> = outer.children().rev().collect();
    while let Some(node) = todo.pop() {
        match name(node) {
            "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo" => todo.extend(node.children().rev()),
            kind if kind == wanted => found.push(node),
            _ => {}
        }
    }
    found
}

/// The text of a table's cell, without what was deleted.
fn cell_text(cell: Node) -> String {
    let mut text = String::new();
    let mut todo = vec![cell];
    while let Some(node) = todo.pop() {
        match name(node) {
            "del" | "moveFrom" | "Fallback" => continue,
            "t" => text.push_str(node.text().unwrap_or("")),
            "p" | "tab" | "br" => text.push(' '),
            _ => {}
        }
        todo.extend(node.children().rev());
    }
    super::lines::words(&text)
}

/// Boxes with text in a drawing, of which a group has several; those in another one come with it.
fn boxes_in<'a, 'i>(drawing: Node<'a, 'i>, boxes: &mut Vec<Node<'a, 'i>>) {
    let mut todo = vec![drawing];
    while let Some(node) = todo.pop() {
        match name(node) {
            "txbxContent" => boxes.push(node),
            "AlternateContent" => todo.extend(alternative(node)),
            _ => todo.extend(node.children().rev()),
        }
    }
}

/// The one of several ways to say the same that is read.
fn alternative<'a, 'i>(node: Node<'a, 'i>) -> Option<Node<'a, 'i>> {
    child(node, "Choice").or_else(|| child(node, "Fallback"))
}
