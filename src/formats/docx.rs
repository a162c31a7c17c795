//! Word documents: paragraphs with what their styles say, lists with their numbers, tables as turns, notes at the end.
//!
//! What was deleted while changes were tracked is not read; what was inserted is. What stands there twice, once for old
//! programs and once for new ones, is read once.

use std::collections::{HashMap, HashSet};

use roxmltree::{Document, Node};

use super::archive::Archive;
use super::docx_styles::{Numbering, Styles, list_of, said, switch, way};
use super::lines::{Face, Look, Writer, cells_label};
use super::xml::{self, attribute, child, name, value};
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
    /// All signs of notes in the file, also where they are not read: what was deleted took its notes along.
    signs: HashSet<(bool, String)>,
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
        let part = |text: &Option<String>| text.as_deref().map(str::to_owned).unwrap_or_default();
        let styles = xml::with(&part(&styles), WHAT, |document| Styles::read(document.root_element()));
        let numbering = xml::with(&part(&numbering), WHAT, |document| Numbering::read(document.root_element()));
        walker.styles = styles.map(|(styles, _)| styles).unwrap_or_default();
        walker.numbering = numbering.map(|(numbering, _)| numbering).unwrap_or_default();
        walker
    };
    let mut walker = begin();
    let mut mended = false;
    if !archive.walk(&part, CUTS, |piece| xml::parse(&piece, WHAT).map(|document| walker.walk(&document)))? {
        walker = begin();
        let text = archive.text(&part)?.unwrap_or_default();
        ((), mended) = xml::with(&text, WHAT, |document| walker.walk(document))?;
    }
    let core = archive.text("docProps/core.xml")?;
    mended |= walker.write_notes(footnotes.as_deref(), endnotes.as_deref());
    if walker.writer.is_empty() {
        return Err(xml::empty(WHAT, mended || archive.is_damaged()));
    }
    let titled = walker.titled;
    let mut warnings = archive.damage();
    warnings.extend(mended.then(|| xml::MENDED.to_owned()));
    Ok(walker.writer.finish(core.map_or_else(Meta::default, |core| properties(&core, titled)), warnings))
}

/// The name of the part with the text.
fn main_part(archive: &mut Archive) -> Result<Option<String>, FormatError> {
    const USUAL: &str = "word/document.xml";
    let names = archive.names();
    if names.iter().any(|name| name == USUAL) {
        return Ok(Some(USUAL.to_owned()));
    }
    let relations = archive.text("_rels/.rels")?.unwrap_or_default();
    let target = xml::with(&relations, WHAT, |document| {
        let mut all = document.descendants().filter(|node| name(*node) == "Relationship");
        let main = all.find(|node| attribute(*node, "Type").is_some_and(|kind| kind.ends_with("/officeDocument")))?;
        attribute(main, "Target").map(|target| target.trim_start_matches('/').to_owned())
    });
    let named = target.ok().and_then(|(target, _)| target).filter(|target| names.contains(target));
    // Where the list of parts is lost, the name tells.
    Ok(named.or_else(|| names.into_iter().find(|name| name.ends_with("document.xml"))))
}

/// Title, author and dates that the file says of itself.
fn properties(core: &str, titled: bool) -> Meta {
    let mut meta = Meta::default();
    let read = xml::with(core, WHAT, |document| {
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
    });
    // What a file says of itself is no reason not to read it.
    drop(read);
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
    fn walk(&mut self, document: &Document) {
        let signs = document.descendants().filter(|node| is_sign(*node));
        self.signs.extend(signs.map(key_of));
        // The body, and whatever stands beside it in a file that is not as it should be.
        self.block(document.root());
    }

    /// Paragraphs and tables.
    fn block(&mut self, parent: Node) {
        for node in parent.children() {
            self.one(node);
        }
    }

    fn one(&mut self, node: Node) {
        match name(node) {
            "p" => self.paragraph(node),
            "tbl" => self.table(node),
            "AlternateContent" => self.block(alternative(node)),
            "del" | "moveFrom" => {}
            // Runs without a paragraph around them.
            "r" | "t" | "hyperlink" | "footnoteReference" | "endnoteReference" => self.loose(node),
            "" if xml::is_filled(node) => self.loose(node),
            "" => {}
            _ => self.block(node),
        }
    }

    /// What stands where only paragraphs should.
    fn loose(&mut self, node: Node) {
        let mut boxes = Vec::new();
        self.piece(node, Face::default(), &mut boxes);
        self.writer.end(Look::default());
        for text_box in boxes {
            self.one(text_box);
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
            self.one(text_box);
        }
        self.look = outer;
    }

    /// The text of a paragraph. Boxes with paragraphs of their own wait until it ends.
    fn runs<'a, 'i>(&mut self, parent: Node<'a, 'i>, face: Face, boxes: &mut Vec<Node<'a, 'i>>) {
        for node in parent.children() {
            self.piece(node, face, boxes);
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
                let way = if style.way == 0 { face.way } else { style.way };
                face = Face { bold: face.bold || style.bold, italic: face.italic || style.italic, way };
            }
            face.bold = switch(properties, "b").unwrap_or(face.bold);
            face.italic = switch(properties, "i").unwrap_or(face.italic);
            face.way = way(properties, face.way);
        }
        self.runs(run, face, boxes);
    }

    /// A run, what is in one, or what is around some. Of elements that are not known the text is read.
    fn piece<'a, 'i>(&mut self, node: Node<'a, 'i>, face: Face, boxes: &mut Vec<Node<'a, 'i>>) {
        match name(node) {
            "r" => self.run(node, face, boxes),
            // Blanks are text here, and nowhere else.
            "t" => node.children().for_each(|inner| match inner.text().filter(|_| inner.is_text()) {
                Some(text) => self.writer.text(text, face),
                None => self.piece(inner, face, boxes),
            }),
            "del" | "moveFrom" | "instrText" | "delText" | "delInstrText" | "fldData" => {}
            "AlternateContent" => self.runs(alternative(node), face, boxes),
            "drawing" | "pict" | "object" => boxes_in(node, boxes),
            "p" | "tbl" => boxes.push(node),
            // A word with its reading above it: the word first.
            "ruby" => {
                let (base, rest): (Vec<_>, Vec<_>) = node.children().partition(|part| name(*part) == "rubyBase");
                base.into_iter().chain(rest).for_each(|part| self.piece(part, face, boxes));
            }
            "" if xml::is_filled(node) => self.writer.text(node.text().unwrap_or(""), face),
            "" => {}
            kind => {
                match kind {
                    "tab" | "ptab" => self.writer.text("\t", face),
                    "br" if matches!(attribute(node, "type"), None | Some("textWrapping")) => self.writer.line_break(),
                    "cr" => self.writer.line_break(),
                    "noBreakHyphen" => self.writer.text("\u{2011}", face),
                    "sym" => self.writer.text("\u{fffd}", face),
                    "footnoteReference" | "endnoteReference" => self.sign(node),
                    _ => {}
                }
                // What should be empty may hold what follows it.
                self.runs(node, face, boxes);
            }
        }
    }

    /// The sign of a note, which waits for the end.
    fn sign(&mut self, node: Node) {
        self.notes.push(key_of(node));
        let sign = format!("[{}]", self.notes.len());
        self.writer.text(&sign, Face::default());
    }

    fn table(&mut self, table: Node) {
        for row in parts(table, "tr") {
            if name(row) != "tr" {
                self.one(row);
                continue;
            }
            let cells = parts(row, "tc");
            let whole = cells.len() <= 3 && cells.iter().all(|cell| name(*cell) == "tc");
            let texts: Vec<String> =
                if whole { cells.iter().map(|cell| cell_text(*cell)).collect() } else { Vec::new() };
            match (cells_label(&texts), cells.split_last()) {
                (Some(label), Some((last, before))) => {
                    let runs: Vec<Node> =
                        before.iter().flat_map(Node::descendants).filter(|node| name(*node) == "rPr").collect();
                    let bold = !runs.is_empty() && runs.iter().all(|run| switch(*run, "b") == Some(true));
                    self.writer.label(&label, bold);
                    let signs = before.iter().flat_map(Node::descendants);
                    for sign in signs.filter(|node| is_sign(*node)) {
                        self.sign(sign);
                    }
                    self.block(*last);
                }
                _ => cells.into_iter().for_each(|cell| self.one(cell)),
            }
        }
    }

    /// The notes, in the order of their signs, and those whose sign is lost. Whether the file of one had to be mended.
    fn write_notes(&mut self, footnotes: Option<&str>, endnotes: Option<&str>) -> bool {
        let wanted = std::mem::take(&mut self.notes);
        let mut all_mended = false;
        self.writer.notes();
        for (is_foot, text) in [(true, footnotes), (false, endnotes)] {
            let work = |document: &Document| {
                let kind = if is_foot { "footnote" } else { "endnote" };
                // The others are lines that part notes from the text.
                let normal =
                    |node: &Node| attribute(*node, "type").is_none_or(|kind| kind == "normal") || xml::has_text(*node);
                let ours = |node: &Node| name(*node) == kind && normal(node);
                let all: Vec<Node> = document.descendants().filter(ours).collect();
                let mut by_id: HashMap<&str, Node> = HashMap::new();
                for node in &all {
                    by_id.entry(attribute(*node, "id").unwrap_or("")).or_insert(*node);
                }
                for (at, (_, id)) in wanted.iter().enumerate().filter(|(_, (foot, _))| *foot == is_foot) {
                    if let Some(note) = by_id.get(id.as_str()) {
                        self.writer.label(&format!("[{}]", at + 1), false);
                        self.block(*note);
                    }
                }
                for note in &all {
                    let id = attribute(*note, "id").unwrap_or("");
                    let lost = !self.signs.contains(&(is_foot, id.to_owned())) || by_id.get(id) != Some(note);
                    if lost {
                        self.block(*note);
                    }
                }
                // What stands there and is no note any more.
                let own = |node: &Node| matches!(name(*node), "footnote" | "endnote") || !xml::has_text(*node);
                document.root_element().children().filter(|node| !own(node)).for_each(|node| self.one(node));
            };
            all_mended |= text.and_then(|text| xml::with(text, WHAT, work).ok()).is_some_and(|((), mended)| mended);
        }
        all_mended
    }
}

fn is_sign(node: Node) -> bool {
    matches!(name(node), "footnoteReference" | "endnoteReference")
}

/// Kind and id of the note that a sign stands for.
fn key_of(sign: Node) -> (bool, String) {
    (name(sign) == "footnoteReference", attribute(sign, "id").unwrap_or("").to_owned())
}

/// The rows of a table, or the cells of a row, also where a control stands around some of them, and whatever else stands
/// there with text in it.
fn parts<'a, 'i>(outer: Node<'a, 'i>, wanted: &str) -> Vec<Node<'a, 'i>> {
    let mut found = Vec::new();
    let mut todo: Vec<Node> = outer.children().rev().collect();
    while let Some(node) = todo.pop() {
        match name(node) {
            "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo" => todo.extend(node.children().rev()),
            kind if kind == wanted => found.push(node),
            "del" | "moveFrom" => {}
            _ if xml::has_text(node) => found.push(node),
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
            "del" | "moveFrom" | "Fallback" | "instrText" | "delText" | "delInstrText" | "fldData" => continue,
            "p" | "tab" | "br" => text.push(' '),
            "" if xml::is_filled(node) || node.parent().is_some_and(|parent| name(parent) == "t") => {
                text.push_str(node.text().unwrap_or(""));
            }
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
            // Paragraphs stand in a box, or in what was one.
            "txbxContent" | "p" | "tbl" => boxes.push(node),
            "AlternateContent" => todo.push(alternative(node)),
            _ => todo.extend(node.children().rev()),
        }
    }
}

/// The one of several ways to say the same that is read; all of what stands there where none of them is told.
fn alternative<'a, 'i>(node: Node<'a, 'i>) -> Node<'a, 'i> {
    child(node, "Choice").or_else(|| child(node, "Fallback")).unwrap_or(node)
}
