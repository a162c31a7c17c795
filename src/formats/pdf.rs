//! PDF: glyphs with their places, put together to lines; [`super::pdf_lines`] makes paragraphs of them.
//!
//! The library panics on some files. Here a page that it panics on is left out and said; whoever calls this gives it a
//! thread of its own and a time limit.

use std::panic::{AssertUnwindSafe, catch_unwind};

use pdf_extract::{Document, MediaBox, Object, OutputDev, OutputError, Transform, output_doc_page};

use super::pdf_lines::{Line, Page, paragraphs};
use super::{Extract, FormatError};
use crate::interview::Meta;
use crate::text::CleanText;

const WHAT: &str = "PDF";

/// Most pages, and most glyphs in all: a library on interviews has a few hundred pages.
const PAGES: usize = 5000;
const GLYPHS: usize = 20_000_000;

/// Reads a document.
///
/// # Errors
/// Where the file is damaged, protected, or has no text.
pub fn read(bytes: &[u8]) -> Result<Extract, FormatError> {
    let guarded = catch_unwind(AssertUnwindSafe(|| Document::load_mem(bytes)));
    let mut document = match guarded {
        Ok(Ok(document)) => document,
        Ok(Err(error)) => return Err(FormatError::Damaged(WHAT, error.to_string())),
        Err(_) => return Err(FormatError::Damaged(WHAT, "its parts do not fit together".to_owned())),
    };
    if document.is_encrypted() && document.decrypt("").is_err() {
        return Err(FormatError::Locked(WHAT));
    }
    let numbers: Vec<u32> =
        catch_unwind(AssertUnwindSafe(|| document.get_pages().keys().copied().take(PAGES).collect()))
            .unwrap_or_default();
    let mut pages = Vec::new();
    let mut failed = Vec::new();
    let mut left = GLYPHS;
    for number in numbers {
        let mut glyphs = Glyphs { all: Vec::new(), left };
        let result = catch_unwind(AssertUnwindSafe(|| output_doc_page(&document, &mut glyphs, number)));
        if !matches!(result, Ok(Ok(()))) {
            failed.push(number);
        }
        left = glyphs.left;
        pages.push(page(glyphs.all));
    }
    let has_text = pages.iter().any(|page| !page.lines.is_empty());
    if !has_text && !failed.is_empty() {
        return Err(FormatError::Damaged(WHAT, "none of its pages could be read".to_owned()));
    }
    if !has_text {
        return Err(FormatError::Pictures);
    }
    let mut extract = paragraphs(pages, meta(&document));
    if let [first, rest @ ..] = &failed[..] {
        let more = if rest.is_empty() { String::new() } else { format!(" and {} more", rest.len()) };
        extract.warnings.push(format!("Page {first}{more} could not be read in whole."));
    }
    if extract.raws.is_empty() { Err(FormatError::Pictures) } else { Ok(extract) }
}

/// Title and author that the file says of itself, where a person seems to have written them.
fn meta(document: &Document) -> Meta {
    let mut meta = Meta::default();
    let info = document.trailer.get(b"Info").and_then(Object::as_reference).and_then(|id| document.get_dictionary(id));
    let Ok(info) = info else { return meta };
    let text = |key: &[u8]| {
        let bytes = info.get(key).and_then(Object::as_str).ok()?;
        let text = match bytes {
            [0xfe, 0xff, rest @ ..] => {
                let units = rest.chunks_exact(2).map(|unit| u16::from_be_bytes([unit[0], unit[1]]));
                char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect()
            }
            bytes => {
                String::from_utf8(bytes.to_vec()).unwrap_or_else(|_| bytes.iter().map(|b| char::from(*b)).collect())
            }
        };
        Some(super::lines::words(&text)).filter(|text| !text.is_empty())
    };
    let file = |title: &String| {
        let lower = title.to_lowercase();
        let ending = lower.rsplit_once('.').is_some_and(|(_, ending)| ending.len() <= 4 && !ending.contains(' '));
        ending || lower.starts_with("microsoft word") || lower.starts_with("untitled") || !lower.contains(' ')
    };
    meta.title = text(b"Title").filter(|title| !file(title)).map(|title| CleanText::line(&title));
    meta.other.extend(text(b"Author").map(|author| (CleanText::from("author"), CleanText::line(&author))));
    meta
}

/// A piece of text with its place, the origin at the lower left.
#[derive(Clone, Debug)]
struct Glyph {
    x: f32,
    y: f32,
    end: f32,
    size: f32,
    text: String,
}

struct Glyphs {
    all: Vec<Glyph>,
    left: usize,
}

impl OutputDev for Glyphs {
    fn begin_page(&mut self, _: u32, _: &MediaBox, _: Option<(f64, f64, f64, f64)>) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        at: &Transform,
        width: f64,
        _: f64,
        size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        if self.left == 0 {
            return Ok(());
        }
        self.left -= 1;
        let (across, up) = (size * (at.m11 + at.m21), size * (at.m12 + at.m22));
        let size = (across * up).abs().sqrt() as f32;
        let (x, y) = (at.m31 as f32, at.m32 as f32);
        if x.is_finite() && y.is_finite() && size.is_finite() && size > 0.0 {
            let end = x + width as f32 * size;
            self.all.push(Glyph { x, y, end: if end.is_finite() { end } else { x }, size, text: text.to_owned() });
        }
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

/// The lines of a page, from top to bottom; those of two columns one column after the other.
fn page(mut glyphs: Vec<Glyph>) -> Page {
    glyphs.retain(|glyph| !glyph.text.is_empty());
    let mut order: Vec<usize> = (0..glyphs.len()).collect();
    order.sort_by(|a, b| glyphs[*b].y.total_cmp(&glyphs[*a].y));
    let mut rows: Vec<Vec<usize>> = Vec::new();
    let mut base = f32::MAX;
    for index in order {
        let glyph = &glyphs[index];
        // Raised signs of notes belong to the line they stand on.
        match rows.last_mut() {
            Some(row) if base - glyph.y < 0.45 * glyph.size.max(glyphs[row[0]].size) => row.push(index),
            _ => {
                base = glyph.y;
                rows.push(vec![index]);
            }
        }
    }
    let mut spans: Vec<Vec<Line>> = Vec::new();
    for mut row in rows {
        row.sort_by(|a, b| glyphs[*a].x.total_cmp(&glyphs[*b].x));
        let cells = cells(&row, &glyphs);
        if !cells.is_empty() {
            spans.push(cells);
        }
    }
    Page { lines: in_columns(spans) }
}

/// The pieces of a row that stand apart from each other.
fn cells(row: &[usize], glyphs: &[Glyph]) -> Vec<Line> {
    /// A gap of this many letters parts columns; less is a tab.
    const APART: f32 = 1.6;
    let mut cells: Vec<Line> = Vec::new();
    for &index in row {
        let glyph = &glyphs[index];
        let gap = cells.last().map_or(f32::MAX, |cell| glyph.x - cell.end);
        match cells.last_mut() {
            Some(cell) if gap < APART * glyph.size => {
                if gap > 0.18 * glyph.size && !cell.text.ends_with(' ') {
                    cell.text.push(' ');
                }
                // The same letter at the same place twice is how some programs print bold.
                if !(gap < -0.5 * (glyph.end - glyph.x) && cell.text.ends_with(&glyph.text)) {
                    cell.text.push_str(&glyph.text);
                }
                cell.end = cell.end.max(glyph.end);
                cell.size = cell.size.max(glyph.size);
            }
            _ if glyph.text.trim().is_empty() => {}
            _ => {
                cells.push(Line {
                    x: glyph.x,
                    y: -glyph.y,
                    end: glyph.end,
                    size: glyph.size,
                    text: glyph.text.clone(),
                });
            }
        }
    }
    cells.retain(|cell| !cell.text.trim().is_empty());
    cells
}

/// Rows to lines: where a page is set in two columns of text, one after the other; else each row is one line, so that
/// a name on the left stays with what is said on the right.
fn in_columns(rows: Vec<Vec<Line>>) -> Vec<Line> {
    let left = rows.iter().flatten().map(|cell| cell.x).fold(f32::MAX, f32::min);
    let right = rows.iter().flatten().map(|cell| cell.end).fold(f32::MIN, f32::max);
    let (from, to) = (left + 0.38 * (right - left), left + 0.62 * (right - left));
    let parted = |row: &Vec<Line>| {
        row.windows(2).any(|pair| pair[0].end <= to && pair[1].x >= from && pair[0].end > from - 0.3 * (to - from))
    };
    let crossing = |row: &Vec<Line>| row.iter().any(|cell| cell.x < from && cell.end > to);
    let (both, across) =
        (rows.iter().filter(|row| parted(row)).count(), rows.iter().filter(|row| crossing(row)).count());
    let two = both >= 8 && both * 10 >= rows.len() * 4 && across * 4 <= rows.len();
    let mut lines = Vec::new();
    let (mut first, mut second) = (Vec::new(), Vec::new());
    for row in rows {
        if !two || crossing(&row) {
            lines.append(&mut first);
            lines.append(&mut second);
            lines.extend(join(row));
            continue;
        }
        let (a, b): (Vec<Line>, Vec<Line>) = row.into_iter().partition(|cell| cell.x < f32::midpoint(from, to));
        first.extend(join(a));
        second.extend(join(b));
    }
    lines.append(&mut first);
    lines.append(&mut second);
    lines
}

fn join(cells: Vec<Line>) -> Option<Line> {
    cells.into_iter().reduce(|mut line, cell| {
        line.text.push_str("  ");
        line.text.push_str(&cell.text);
        line.end = line.end.max(cell.end);
        line.size = line.size.max(cell.size);
        line
    })
}
