//! Transcripts in TEI: who speaks is said by the markup, so every turn gets its label from there.

use std::collections::HashMap;

use roxmltree::Node;

use super::lines::{Face, Look, Writer, words};
use super::xml::{self, attribute, below, child, name, text_of, value};
use super::xml_pieces::{Cuts, Pieces};
use super::{Extract, FormatError, tei_ours};
use crate::interview::Meta;
use crate::interview::parse::{dates, raw::Item};
use crate::text::{CleanText, capital};

const WHAT: &str = "TEI transcript";

#[derive(Default)]
struct Walker {
    writer: Writer,
    /// Names by the ids of persons.
    persons: HashMap<String, String>,
    notes: Vec<String>,
    level: u8,
}

/// Reads a transcript.
///
/// # Errors
/// Where the file is damaged or has no text.
pub fn read(text: &str) -> Result<Extract, FormatError> {
    let mut warnings = Vec::new();
    let (mut walker, meta) = if let Some(walked) = in_pieces(text) {
        walked
    } else {
        let (read, mended) = xml::with(text, WHAT, |document| whole(document.root_element()))?;
        warnings.extend(mended.then(|| xml::MENDED.to_owned()));
        match read {
            // The tree is gone by now.
            Ok(finish) => {
                let mut extract = finish();
                extract.warnings.append(&mut warnings);
                return Ok(extract);
            }
            Err(walked) => *walked,
        }
    };
    walker.writer.notes();
    for (at, note) in std::mem::take(&mut walker.notes).iter().enumerate() {
        walker.writer.text(&format!("[{}] {note}", at + 1), Face::default());
        walker.writer.end(Look::default());
    }
    if walker.writer.is_empty() {
        return Err(xml::empty(WHAT, !warnings.is_empty()));
    }
    Ok(walker.writer.finish(meta, warnings))
}

/// Reads a transcript as a whole: one of ours, or what its walk found.
fn whole(root: Node) -> Result<impl FnOnce() -> Extract + use<>, Box<(Walker, Meta)>> {
    let header = below(root, "teiHeader");
    if let Some(finish) = header.and_then(|header| tei_ours::read(root, meta(header))) {
        return Ok(finish);
    }
    let mut walker = Walker { level: 1, ..Walker::default() };
    if let Some(header) = header {
        walker.read_persons(header);
    }
    walker.walk(root);
    Err(Box::new((walker, header.map(meta).unwrap_or_default())))
}

/// Where a transcript may be cut: behind what begins and ends with a paragraph.
const CUTS: Cuts = Cuts {
    containers: &["teiCorpus", "TEI", "text", "group", "body", "div", "div1", "div2", "div3", "div4"],
    blocks: &["u", "sp", "p", "ab"],
};

/// Walks a long transcript piece by piece. `None` where it has to be read as a whole: it is ours, or what it says of itself
/// does not stand at its beginning, or it is damaged.
fn in_pieces(text: &str) -> Option<(Walker, Meta)> {
    let mut pieces = Pieces::of(text, CUTS);
    let mut begun: Option<(Walker, Meta)> = None;
    while let Some(piece) = pieces.next().ok()? {
        let document = xml::parse(&piece, WHAT).ok()?;
        let root = document.root_element();
        if begun.is_none() {
            let header =
                below(root, "teiHeader").filter(|header| piece.len() < text.len() && !tei_ours::is_ours(*header))?;
            let mut walker = Walker { level: 1, ..Walker::default() };
            walker.read_persons(header);
            begun = Some((walker, meta(header)));
        }
        begun.as_mut()?.0.walk(root);
    }
    begun
}

/// Title, date, language and source of the header.
fn meta(header: Node) -> Meta {
    let mut meta = Meta::default();
    if let Some(title) = below(header, "titleStmt").and_then(|statement| value(statement, "title")) {
        meta.title = Some(CleanText::line(&title));
    }
    let dated = |place: &str| {
        let mut dates = below(header, place)?.descendants().filter(|node| name(*node) == "date");
        dates.find_map(|date| {
            let written = attribute(date, "when").or_else(|| attribute(date, "from")).map(str::to_owned);
            dates::value(&written.unwrap_or_else(|| text_of(date)))
        })
    };
    meta.date = ["settingDesc", "recordingStmt", "creation", "sourceDesc"].into_iter().find_map(dated);
    if let Some(published) = dated("publicationStmt") {
        meta.other.push((CleanText::from("published"), CleanText::from(published.iso())));
    }
    if let Some(author) = below(header, "titleStmt").and_then(|statement| value(statement, "author")) {
        meta.other.push((CleanText::from("author"), CleanText::line(&author)));
    }
    if let Some(publisher) = below(header, "publicationStmt").and_then(|statement| value(statement, "publisher")) {
        meta.source = Some(CleanText::line(&publisher));
    }
    let language = below(header, "langUsage").and_then(|usage| below(usage, "language"));
    meta.language = language
        .and_then(|language| attribute(language, "ident"))
        .map(|code| code.split('-').next().unwrap_or("").to_ascii_lowercase())
        .filter(|code| (2..=3).contains(&code.len()))
        .map(CleanText::from);
    meta
}

impl Walker {
    /// The texts of a transcript, and whatever stands beside them in a file that is not as it should be.
    fn walk(&mut self, root: Node) {
        self.block(root, Look::default());
        self.writer.end(Look::default());
    }

    fn read_persons(&mut self, header: Node) {
        // Who is responsible for something may be named there and nowhere else.
        for named in header.descendants().filter(|node| matches!(name(*node), "name" | "persName")) {
            let text = text_of(named);
            if let Some(id) = attribute(named, "id").filter(|_| !text.is_empty()) {
                self.persons.insert(id.to_owned(), text);
            }
        }
        for person in header.descendants().filter(|node| matches!(name(*node), "person" | "personGrp")) {
            let Some(id) = attribute(person, "id") else { continue };
            let named = value(person, "persName").or_else(|| value(person, "name"));
            let role = attribute(person, "role").map(|role| capital(&words(role)));
            if let Some(name) = named.or(role) {
                self.persons.insert(id.to_owned(), name);
            }
        }
    }

    fn name_of(&self, who: &str) -> String {
        let names = who.split_whitespace().map(|id| {
            let id = id.rsplit('#').next().unwrap_or(id);
            self.persons.get(id).cloned().unwrap_or_else(|| id.to_owned())
        });
        names.collect::<Vec<_>>().join(" and ")
    }

    fn block(&mut self, parent: Node, look: Look) {
        for node in parent.children() {
            if node.is_text() {
                self.writer.text(node.text().unwrap_or(""), Face::default());
                continue;
            }
            match name(node) {
                "" | "fw" | "facsimile" | "standOff" => {}
                // A header that somebody forgot to end holds the text.
                "teiHeader" => {
                    if let Some(text) = below(node, "text") {
                        self.block(text, look);
                    }
                }
                "speaker" if is_label(node) => {}
                "speaker" => {
                    self.writer.end(look);
                    self.inline(node, Face::default());
                    self.writer.end(look);
                }
                "u" => self.turn(node, attribute(node, "who").map(|who| self.name_of(who)), look),
                "sp" => {
                    let spoken = child(node, "speaker").map(text_of).filter(|text| !text.is_empty());
                    let who = spoken.or_else(|| attribute(node, "who").map(|who| self.name_of(who)));
                    self.turn(node, who.map(|who| who.trim_end_matches(['.', ':']).to_owned()), look);
                }
                "head" => {
                    self.writer.end(look);
                    self.inline(node, Face::default());
                    self.writer.end(Look { heading: self.level.clamp(1, 6), ..Look::default() });
                }
                "div" | "div1" | "div2" | "div3" | "div4" | "body" | "front" | "back" | "group" | "text" => {
                    let deeper = u8::from(name(node).starts_with("div"));
                    self.writer.end(look);
                    self.level = self.level.saturating_add(deeper);
                    self.block(node, look);
                    self.level = self.level.saturating_sub(deeper);
                    self.writer.end(look);
                }
                "q" | "quote" if node.children().any(|inner| matches!(name(inner), "p" | "l")) => {
                    self.writer.end(look);
                    self.block(node, Look { quote: true, ..look });
                }
                "item" => {
                    self.writer.end(look);
                    self.writer.marker("-", Item::Bullet);
                    self.block(node, look);
                    self.writer.end(look);
                    self.writer.no_marker();
                }
                "p" | "ab" | "l" | "lg" | "list" | "table" | "row" | "cell" | "byline" | "dateline" | "docTitle"
                | "titlePage" | "titlePart" | "docAuthor" | "docDate" | "argument" | "epigraph" | "closer"
                | "opener" | "salute" | "signed" | "trailer" | "stage" => {
                    self.writer.end(look);
                    self.block(node, look);
                    self.writer.end(look);
                }
                _ => self.piece(node, Face::default(), Some(look)),
            }
        }
    }

    /// A turn: the label, then what is said, in one paragraph or several.
    fn turn(&mut self, node: Node, who: Option<String>, look: Look) {
        self.writer.end(look);
        if let Some(who) = who.filter(|who| !who.is_empty()) {
            self.writer.label(&format!("{who}:"), true);
        }
        self.block(node, look);
        self.writer.end(look);
    }

    fn inline(&mut self, parent: Node, face: Face) {
        for node in parent.children() {
            if node.is_text() {
                self.writer.text(node.text().unwrap_or(""), face);
            } else {
                self.piece(node, face, None);
            }
        }
    }

    /// Something inside a line: a pause, a gesture, a note, emphasis.
    fn piece(&mut self, node: Node, face: Face, look: Option<Look>) {
        let chosen = node.parent().is_some_and(|parent| name(parent) == "choice");
        match name(node) {
            "" | "fw" | "surplus" | "del" => {}
            // These are empty, but where somebody forgot an end.
            "pb" | "cb" | "milestone" | "anchor" | "pause" if xml::has_text(node) => self.inside(node, face, look),
            "pb" | "cb" | "milestone" | "anchor" | "pause" => {}
            // Of a pair, the other one is read.
            "sic" | "orig" | "abbr" if chosen => {}
            "lb" => {
                self.writer.text(" ", face);
                self.inside(node, face, look);
            }
            "note" => {
                let note = text_of(node);
                if !note.is_empty() {
                    self.notes.push(note);
                    let sign = format!("[{}]", self.notes.len());
                    self.writer.text(&sign, Face::default());
                }
            }
            kind @ ("desc" | "vocal" | "kinesic" | "incident" | "event" | "gap" | "unclear") => {
                let said = text_of(node);
                let said = if said.is_empty() && kind == "gap" { "…".to_owned() } else { said };
                let bracketed = said.starts_with(['[', '(']) || kind == "unclear";
                let shown = if said.is_empty() || bracketed { said } else { format!("[{said}]") };
                if !shown.is_empty() {
                    self.writer.text(&format!(" {shown} "), face);
                }
            }
            "hi" | "emph" => {
                let rend = attribute(node, "rend").unwrap_or("");
                let face = Face {
                    bold: face.bold || rend.contains("bold"),
                    italic: face.italic || rend.contains("ital"),
                    ..face
                };
                self.inline(node, face);
            }
            _ => self.inside(node, face, look),
        }
    }

    /// The inside of something; what may hold paragraphs is walked as such.
    fn inside(&mut self, node: Node, face: Face, look: Option<Look>) {
        match look {
            Some(look) if node.children().any(|inner| inner.is_element()) => self.block(node, look),
            _ => self.inline(node, face),
        }
    }
}

/// Whether a name is the one that stands before a turn.
fn is_label(speaker: Node) -> bool {
    speaker.parent().is_some_and(|turn| name(turn) == "sp" && child(turn, "speaker") == Some(speaker))
}
