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
mod mend;
mod page;
mod syntax;
mod tree;

use lopdf::{Document, Object};

use super::pdf_lines::paragraphs;
use super::pdf_page::Page;
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
    let first = load(&bytes[start..]).map(|document| (drawn(&document), meta(&document)));
    let whole = first.as_ref().is_ok_and(|(drawn, _)| drawn.is_whole());
    let mut mended = None;
    if !whole && !matches!(first, Err(FormatError::Locked(_))) {
        mended =
            mend::mend(bytes).and_then(|bytes| load(&bytes).ok()).map(|document| (drawn(&document), meta(&document)));
    }
    let known = |drawn: &Drawn| drawn.letters - drawn.unknown.min(drawn.letters);
    let (drawn, meta, damaged) = match (first, mended) {
        // What there was already is not given up for less.
        (Ok((first, meta)), Some((mended, _))) if known(&first) >= known(&mended) => (first, meta, false),
        (_, Some((mended, meta))) => (mended, meta, true),
        (Ok((first, meta)), None) => (first, meta, false),
        (Err(error), None) => return Err(error),
    };
    let Drawn { pages, failed, lost, letters, unknown, .. } = drawn;
    if pages.is_empty() {
        return Err(FormatError::Damaged(WHAT, "it has no pages".to_owned()));
    }
    if letters == 0 && !failed.is_empty() {
        return Err(FormatError::Damaged(WHAT, "none of its pages could be read".to_owned()));
    }
    if letters == 0 || unknown * 2 > letters {
        return Err(if letters == 0 { FormatError::Pictures } else { FormatError::NoLetters });
    }
    let mut extract = paragraphs(pages, meta);
    if damaged {
        let words = "The file is damaged: what stands where in it is not as it says.";
        extract.warnings.push(format!("{words} What was still to be found in it is shown."));
    }
    match lost {
        0 => {}
        1 => extract.warnings.push("One of its pages is lost.".to_owned()),
        more => extract.warnings.push(format!("{more} of its pages are lost.")),
    }
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

fn load(bytes: &[u8]) -> Result<Document, FormatError> {
    let mut document = Document::load_mem(bytes).map_err(|error| match error {
        lopdf::Error::InvalidPassword => FormatError::Locked(WHAT),
        error => FormatError::Damaged(WHAT, error.to_string()),
    })?;
    if document.is_encrypted() && document.decrypt("").is_err() {
        return Err(FormatError::Locked(WHAT));
    }
    tree::settle(&mut document);
    Ok(document)
}

/// What all pages show; as text also what the file calls artifacts, where that is most of it.
fn drawn(document: &Document) -> Drawn {
    let drawn = draw(document, true);
    // A program that calls most of its text an artifact has not meant it.
    if drawn.artifacts > 0 && drawn.artifacts * 3 >= drawn.letters { draw(document, false) } else { drawn }
}

/// What all pages show.
#[derive(Default)]
struct Drawn {
    /// Their lines.
    pages: Vec<Page>,
    /// Numbers of those that could not be read in whole.
    failed: Vec<usize>,
    /// How many are not there that should be.
    lost: usize,
    /// How many letters there are.
    letters: usize,
    /// How many of them the file calls a part of the page, and not of the text.
    artifacts: usize,
    /// How many places there are of which the file does not say what stands there.
    unknown: usize,
}

impl Drawn {
    /// Whether everything was there that should be.
    fn is_whole(&self) -> bool {
        self.failed.is_empty() && self.lost == 0 && !self.pages.is_empty()
    }
}

/// Draws all pages, and follows what the file calls a part of the page, or not. The letters of a page are let go of as soon
/// as they are lines: they take seventy times the memory of the text.
fn draw(document: &Document, believed: bool) -> Drawn {
    let mut fonts = page::Fonts::default();
    let mut gutters = Vec::new();
    let mut left = MOST;
    let (pages, lost) = tree::pages(document, PAGES);
    let mut all = Drawn { lost, ..Drawn::default() };
    for (at, id) in pages.into_iter().enumerate() {
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
        all.pages.push(Page::of(layout::lines_of(glyphs, &mut gutters)));
    }
    all
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
