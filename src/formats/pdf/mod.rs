//! PDF: letters with their places (`page`, by the fonts in `font`), put together to lines (`layout`);
//! [`super::pdf_lines`] makes paragraphs of them.
//!
//! The file's objects are read by `lopdf`; what a page draws is followed here, because only so it is known where words
//! end, which letters are bold, and what belongs to the page and not to the text. Whoever calls this gives it a process
//! or a thread of its own and a time limit.

mod cells;
mod cmap;
mod columns;
mod font;
mod layout;
mod page;
mod syntax;

use std::collections::BTreeMap;

use lopdf::{Document, Object};

use super::pdf_lines::{Page, paragraphs};
use super::{Extract, FormatError};
use crate::interview::Meta;
use crate::text::CleanText;

const WHAT: &str = "PDF";

/// Most pages: a book on interviews has a few hundred.
const PAGES: usize = 5000;

/// Most letters, and most operators, in all.
const MOST: (usize, usize) = (20_000_000, 100_000_000);

/// Reads a document.
///
/// # Errors
/// Where the file is damaged, protected, or has no text.
pub fn read(bytes: &[u8]) -> Result<Extract, FormatError> {
    let start = bytes.windows(5).take(1024).position(|window| window == b"%PDF-").unwrap_or(0);
    let mended = |error| match with_new_table(bytes).map(|bytes| Document::load_mem(&bytes)) {
        Some(Ok(document)) => Ok(document),
        _ => Err(error),
    };
    let mut document = Document::load_mem(&bytes[start..]).or_else(mended).map_err(|error| match error {
        lopdf::Error::InvalidPassword => FormatError::Locked(WHAT),
        error => FormatError::Damaged(WHAT, error.to_string()),
    })?;
    if document.is_encrypted() && document.decrypt("").is_err() {
        return Err(FormatError::Locked(WHAT));
    }
    let mut drawn = draw(&document, true);
    // A program that calls most of its text an artifact has not meant it.
    if drawn.artifacts > 0 && drawn.artifacts * 3 >= drawn.letters {
        drawn = draw(&document, false);
    }
    let Drawn { pages, failed, letters, unknown, .. } = drawn;
    if pages.is_empty() {
        return Err(FormatError::Damaged(WHAT, "it has no pages".to_owned()));
    }
    if letters == 0 && !failed.is_empty() {
        return Err(FormatError::Damaged(WHAT, "none of its pages could be read".to_owned()));
    }
    if letters == 0 || unknown * 2 > letters {
        return Err(if letters == 0 { FormatError::Pictures } else { FormatError::NoLetters });
    }
    let mut extract = paragraphs(pages, meta(&document));
    if let [first, rest @ ..] = &failed[..] {
        let more = if rest.is_empty() { String::new() } else { format!(" and {} more", rest.len()) };
        extract.warnings.push(format!("Page {first}{more} could not be read in whole."));
    }
    if unknown > 0 {
        let words = "The file does not say which letters it shows at";
        extract.warnings.push(format!("{words} {unknown} places; \u{fffd} stands there instead."));
    }
    if extract.bare.is_empty() { Err(FormatError::Pictures) } else { Ok(extract) }
}

/// What all pages show.
#[derive(Default)]
struct Drawn {
    /// Their lines.
    pages: Vec<Page>,
    /// Numbers of those that could not be read in whole.
    failed: Vec<usize>,
    /// How many letters there are.
    letters: usize,
    /// How many of them the file calls a part of the page, and not of the text.
    artifacts: usize,
    /// How many places there are of which the file does not say what stands there.
    unknown: usize,
}

/// Draws all pages, and follows what the file calls a part of the page, or not. The letters of a page are let go of as soon
/// as they are lines: they take seventy times the memory of the text.
fn draw(document: &Document, believed: bool) -> Drawn {
    let mut fonts = page::Fonts::default();
    let mut gutters = Vec::new();
    let mut left = MOST;
    let mut all = Drawn::default();
    for (at, id) in document.page_iter().take(PAGES).enumerate() {
        let mut drawing = page::Drawing::new(document, &mut fonts, left);
        if !drawing.page(id) {
            all.failed.push(at + 1);
        }
        left = drawing.left;
        all.unknown += drawing.unknown;
        let mut glyphs = drawing.glyphs;
        all.letters += glyphs.len();
        for glyph in &mut glyphs {
            all.artifacts += usize::from(glyph.artifact);
            glyph.artifact &= believed;
        }
        all.pages.push(layout::page(glyphs, &mut gutters));
    }
    all
}

/// The file with a new table of its objects behind it: for files whose own table is damaged or does not fit. Objects
/// that are packed into others are not found so.
fn with_new_table(bytes: &[u8]) -> Option<Vec<u8>> {
    const MOST: usize = 1_000_000;
    let digits = |end: usize| {
        let start = bytes[..end].iter().rposition(|byte| !byte.is_ascii_digit()).map_or(0, |at| at + 1);
        let number = std::str::from_utf8(&bytes[start..end]).ok()?.parse::<u32>().ok()?;
        Some((start, number))
    };
    let mut places = BTreeMap::new();
    let mut root = None;
    for (at, _) in bytes.windows(4).enumerate().filter(|(_, window)| *window == b" obj") {
        let Some((start, generation)) = digits(at) else { continue };
        let Some((start, number)) = start.checked_sub(1).and_then(digits) else { continue };
        let head = &bytes[at..bytes.len().min(at + 200)];
        let end = head.windows(6).position(|window| window == b"endobj").unwrap_or(head.len());
        if head[..end].windows(8).any(|window| window == b"/Catalog") {
            root = Some((number, generation));
        }
        // What comes later in the file is newer.
        places.insert(number, (start, generation));
    }
    let (root, generation) = root?;
    if places.len() > MOST {
        return None;
    }
    let mut table = String::from("\nxref\n0 1\n0000000000 65535 f \n");
    for (number, (place, generation)) in &places {
        table.push_str(&format!("{number} 1\n{place:010} {generation:05} n \n"));
    }
    let size = places.keys().next_back()?.checked_add(1)?;
    let start = bytes.len() + 1;
    table.push_str(&format!("trailer\n<< /Size {size} /Root {root} {generation} R >>\nstartxref\n{start}\n%%EOF\n"));
    Some([bytes, table.as_bytes()].concat())
}

/// A text of the file itself: UTF-16 or UTF-8 with their marks, else one byte for a letter.
fn text_of(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => {
            let units = rest.chunks_exact(2).map(|unit| u16::from_be_bytes([unit[0], unit[1]]));
            char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect()
        }
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        bytes => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

/// Title and author that the file says of itself, where a person seems to have written them.
fn meta(document: &Document) -> Meta {
    let mut meta = Meta::default();
    let info = document.trailer.get(b"Info").and_then(Object::as_reference).and_then(|id| document.get_dictionary(id));
    let Ok(info) = info else { return meta };
    let text = |key: &[u8]| {
        let text = text_of(info.get_deref(key, document).and_then(Object::as_str).ok()?);
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
