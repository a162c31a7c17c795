//! What an RTF file is taken apart into: the properties of its groups, and paragraphs, cells and rows until they are written.

use super::lines::{Face, Look, Writer, cells_label, words};
use super::rtf::Reader;
use crate::interview::parse::raw::Item;

/// Most cells of a row that are kept apart.
const CELLS: usize = 64;

/// Where the text of a group goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum To {
    /// To the document.
    #[default]
    Body,
    /// Nowhere.
    Nowhere,
    /// Nowhere, because the same follows in a newer form.
    Old,
    /// To the table of fonts.
    Fonts,
    /// To the table of styles.
    Styles,
    /// To what the file says of itself: its title,
    Title,
    /// its author.
    Author,
    /// What a list puts before an item.
    Marker,
}

/// The properties of a group, which end with it.
#[derive(Clone, Copy, Debug, Default)]
pub struct State {
    /// The number of the group in the file.
    pub number: usize,
    /// The number of the group, this or one around it, that says where its text goes or hides it.
    pub turned: usize,
    /// Where its text goes.
    pub to: To,
    /// It is not read, and no paragraph can stand in it.
    pub short: bool,
    /// It is not read because nobody knows what it is.
    pub odd: bool,
    /// How it is set.
    pub face: Face,
    /// It is not to be seen, or was deleted.
    pub hidden: bool,
    /// Bytes that stand in for a Unicode character.
    pub substitute: usize,
    /// Its font.
    pub font: i32,
    /// Its style.
    pub style: i32,
    /// The number of the group, this or one around it, that is a style and has its name already.
    pub named: usize,
    /// Its level in the outline.
    pub level: Option<u8>,
    /// It stands in a table.
    pub in_table: bool,
    /// The group has text of its own, which goes somewhere else when it ends: a note, a box.
    pub apart: Option<Apart>,
}

/// Text with paragraphs of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Apart {
    /// A note, which goes to the end.
    Note,
    /// A box, which goes behind the paragraph.
    Box,
}

/// A piece of a paragraph.
#[derive(Clone, Debug)]
pub enum Piece {
    /// Text that is set the same.
    Text(String, Face),
    /// The end of a line.
    Break,
}

/// A paragraph in the making.
#[derive(Clone, Debug, Default)]
pub struct Para {
    /// Its text.
    pub pieces: Vec<Piece>,
    /// What it is.
    pub look: Look,
    /// What its list puts before it.
    pub marker: Option<String>,
}

impl Para {
    /// Whether it has words.
    pub fn has_text(&self) -> bool {
        self.pieces.iter().any(|piece| matches!(piece, Piece::Text(text, _) if !text.trim().is_empty()))
    }

    fn text(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().filter_map(|piece| if let Piece::Text(text, _) = piece { Some(text.as_str()) } else { None })
    }

    /// Writes it.
    pub fn write(self, writer: &mut Writer) {
        if let Some(marker) = self.marker.as_deref().map(words).filter(|marker| !marker.is_empty()) {
            let bullet = marker.chars().all(|c| !c.is_alphanumeric());
            let item = if self.look.heading > 0 {
                Item::No
            } else if bullet {
                Item::Bullet
            } else {
                Item::Number
            };
            writer.marker(if bullet { "•" } else { &marker }, item);
        }
        for piece in self.pieces {
            match piece {
                Piece::Text(text, face) => writer.text(&text, face),
                Piece::Break => writer.line_break(),
            }
        }
        writer.end(self.look);
        writer.no_marker();
    }
}

/// A stretch of text with paragraphs of its own: the document, a note, a box.
#[derive(Clone, Debug, Default)]
pub struct Flow {
    /// The paragraph in hand.
    pub open: Para,
    /// Finished paragraphs.
    pub done: Vec<Para>,
    /// Finished cells of the row in hand.
    pub cells: Vec<Vec<Para>>,
    /// Paragraphs of the cell in hand.
    pub cell: Vec<Para>,
}

/// Writes a row of a table: a turn where its cells make one, else one cell after the other.
fn write_row(mut cells: Vec<Vec<Para>>, writer: &mut Writer) {
    let text = |cell: &Vec<Para>| words(&cell.iter().flat_map(Para::text).collect::<Vec<_>>().join(" "));
    let texts: Vec<String> = if cells.len() <= 3 { cells.iter().map(text).collect() } else { Vec::new() };
    let label = cells_label(&texts);
    if let (Some(label), Some(last)) = (label, cells.last().cloned()) {
        let runs = cells[..cells.len() - 1].iter().flatten().flat_map(|para| &para.pieces);
        let bold = runs.clone().any(|piece| matches!(piece, Piece::Text(..)))
            && runs
                .clone()
                .all(|piece| matches!(piece, Piece::Text(text, face) if face.bold || text.trim().is_empty()));
        writer.label(&label, bold);
        cells = vec![last];
    }
    for para in cells.into_iter().flatten() {
        para.write(writer);
    }
}

impl Reader {
    pub(super) fn end_line(&mut self) {
        if self.state.to == To::Body {
            self.end_paragraph();
        }
    }

    /// The paragraph in hand ends.
    pub(super) fn end_paragraph(&mut self) {
        let style = self.tables.style(self.state.style);
        let heading = self.state.level.map_or(style.heading, |level| (level + 1).min(6));
        let look = Look { heading, quote: style.quote, said: style.said, aside: false };
        let in_table = self.state.in_table;
        let inner = self.flows.len() > 1;
        let flow = self.flow();
        let mut para = std::mem::take(&mut flow.open);
        para.look = look;
        if !para.has_text() {
            return;
        }
        if in_table {
            flow.cell.push(para);
            return;
        }
        if inner {
            flow.done.push(para);
            return;
        }
        // A table without an end of its last row.
        let left: Vec<Para> = std::mem::take(&mut flow.cells).into_iter().flatten().collect();
        let cell = std::mem::take(&mut flow.cell);
        for before in left.into_iter().chain(cell) {
            before.write(&mut self.writer);
        }
        self.titled |= heading == 1;
        para.write(&mut self.writer);
        self.write_boxes();
    }

    pub(super) fn end_cell(&mut self) {
        if self.state.to != To::Body {
            return;
        }
        self.state.in_table = true;
        self.end_paragraph();
        let flow = self.flow();
        let cell = std::mem::take(&mut flow.cell);
        if flow.cells.len() < CELLS {
            flow.cells.push(cell);
        } else if let Some(last) = flow.cells.last_mut() {
            last.extend(cell);
        }
    }

    pub(super) fn end_row(&mut self) {
        if self.state.to != To::Body {
            return;
        }
        let inner = self.flows.len() > 1;
        let flow = self.flow();
        let mut cells = std::mem::take(&mut flow.cells);
        cells.extend(Some(std::mem::take(&mut flow.cell)).filter(|cell| !cell.is_empty()));
        if inner {
            flow.done.extend(cells.into_iter().flatten());
            return;
        }
        write_row(cells, &mut self.writer);
        self.write_boxes();
    }

    pub(super) fn write_boxes(&mut self) {
        for para in std::mem::take(&mut self.boxes) {
            para.write(&mut self.writer);
        }
    }
}
