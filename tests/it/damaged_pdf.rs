//! PDF files that are damaged inside: tables that lie, lengths that are wrong, pages that are their own parents, streams that
//! are cut. What stands elsewhere is read in whole, and what is lost is said.

#![cfg(feature = "pdf")]
#![allow(clippy::format_collect, reason = "writers of documents are read best as one piece after the other")]
#![expect(clippy::unwrap_used, reason = "a test that cannot build its file has failed")]

use std::collections::BTreeMap;
use std::io::Write as _;
use std::ops::Range;

use inquit::formats::detect::Kind;
use inquit::formats::{FormatError, Opened, read_container};
use proptest::prelude::*;

use crate::fuzz_talk::Dice;

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    /// Everything can be read with the eye.
    Open,
    /// What pages draw is packed.
    Packed,
    /// Objects are packed into others as well, and so is the table of them.
    Modern,
}

const STYLES: [Style; 3] = [Style::Open, Style::Packed, Style::Modern];

const PAGES: usize = 6;
const LINES: usize = 8;
const WORDS: usize = 7;

/// A word that stands nowhere else.
fn word(page: usize, line: usize, at: usize) -> String {
    let syllables = ["ka", "lu", "tri", "bel", "no", "gast", "pli", "ren", "vor", "zem"];
    let number = (page * LINES + line) * WORDS + at;
    format!("{}{}{}{}", syllables[number / 100 % 10], syllables[number / 10 % 10], syllables[number % 10], "q")
}

fn packed(text: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    writer.write_all(text).unwrap();
    writer.finish().unwrap()
}

/// What a page draws.
fn drawn(page: usize) -> String {
    let line = |line| {
        let words: Vec<String> = (0..WORDS).map(|at| word(page, line, at)).collect();
        format!("BT /F1 11 Tf 1 0 0 1 72 {} Tm ({}.) Tj ET\n", 760 - 30 * line, words.join(" "))
    };
    (0..LINES).map(line).collect()
}

/// A file, and where the objects stand in it that only one page needs.
struct File {
    bytes: Vec<u8>,
    pages: Vec<Range<usize>>,
}

fn stream(text: &[u8], more: &str, pack: bool) -> Vec<u8> {
    let content = if pack { packed(text) } else { text.to_vec() };
    let filter = if pack { " /Filter /FlateDecode" } else { "" };
    let head = format!("<< /Length {}{filter}{more} >>\nstream\n", content.len());
    [head.as_bytes(), &content, b"\nendstream"].concat()
}

/// The objects by their numbers: catalog, tree, font, then page and stream in turns.
fn objects(style: Style) -> BTreeMap<usize, Vec<u8>> {
    let kids: String = (0..PAGES).map(|page| format!("{} 0 R ", 4 + 2 * page)).collect();
    let mut all = BTreeMap::new();
    all.insert(1, b"<< /Type /Catalog /Pages 2 0 R >>".to_vec());
    all.insert(2, format!("<< /Type /Pages /Kids [{kids}] /Count {PAGES} >>").into_bytes());
    let font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";
    all.insert(3, font.as_bytes().to_vec());
    for page in 0..PAGES {
        let own = format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {} 0 R >>",
            5 + 2 * page
        );
        all.insert(4 + 2 * page, own.into_bytes());
        all.insert(5 + 2 * page, stream(drawn(page).as_bytes(), "", style != Style::Open));
    }
    all
}

fn file(style: Style) -> File {
    written(style, objects(style))
}

fn written(style: Style, objects: BTreeMap<usize, Vec<u8>>) -> File {
    let mut bytes = b"%PDF-1.5\n".to_vec();
    let mut places: BTreeMap<usize, (usize, usize, usize)> = BTreeMap::new();
    let mut pages = vec![0..0; PAGES];
    let is_stream = |body: &[u8]| body.ends_with(b"endstream");
    let last = *objects.keys().next_back().unwrap();
    let container = last + 1;
    let mut inside: Vec<(usize, Vec<u8>)> = Vec::new();
    for (number, body) in objects {
        if style == Style::Modern && !is_stream(&body) {
            inside.push((number, body));
            continue;
        }
        places.insert(number, (1, bytes.len(), 0));
        let from = bytes.len();
        bytes.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        bytes.extend_from_slice(&body);
        bytes.extend_from_slice(b"\nendobj\n");
        if number >= 4 && (number - 4) / 2 < PAGES {
            let page = &mut pages[(number - 4) / 2];
            *page = if page.end == 0 { from..bytes.len() } else { page.start..bytes.len() };
        }
    }
    let size = container + 2;
    if style == Style::Modern {
        let (mut numbers, mut text) = (String::new(), Vec::new());
        for (index, (number, body)) in inside.iter().enumerate() {
            numbers += &format!("{number} {} ", text.len());
            text.extend_from_slice(body);
            text.push(b'\n');
            places.insert(*number, (2, container, index));
        }
        let all = [numbers.as_bytes(), &text].concat();
        let more = format!(" /Type /ObjStm /N {} /First {}", inside.len(), numbers.len());
        places.insert(container, (1, bytes.len(), 0));
        bytes.extend_from_slice(format!("{container} 0 obj\n").as_bytes());
        bytes.extend_from_slice(&stream(&all, &more, true));
        bytes.extend_from_slice(b"\nendobj\n");
        let start = bytes.len();
        places.insert(container + 1, (1, start, 0));
        let mut table = Vec::new();
        for number in 0..size {
            let (kind, place, index) = places.get(&number).copied().unwrap_or((0, 0, 0));
            table.push(kind as u8);
            table.extend_from_slice(&(place as u32).to_be_bytes());
            table.push(index as u8);
        }
        let more = format!(" /Type /XRef /W [1 4 1] /Size {size} /Root 1 0 R");
        bytes.extend_from_slice(format!("{} 0 obj\n", container + 1).as_bytes());
        bytes.extend_from_slice(&stream(&table, &more, true));
        bytes.extend_from_slice(format!("\nendobj\nstartxref\n{start}\n%%EOF\n").as_bytes());
        return File { bytes, pages };
    }
    let start = bytes.len();
    bytes.extend_from_slice(format!("xref\n0 {}\n0000000000 65535 f \n", last + 1).as_bytes());
    for number in 1..=last {
        let line = match places.get(&number) {
            Some((_, place, _)) => format!("{place:010} 00000 n \n"),
            None => "0000000000 00000 f \n".to_owned(),
        };
        bytes.extend_from_slice(line.as_bytes());
    }
    let trailer = format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", last + 1);
    bytes.extend_from_slice(trailer.as_bytes());
    File { bytes, pages }
}

/// How often each word of ours was read, by pages, and what was said of the file.
fn read(bytes: &[u8]) -> Result<(Vec<Vec<usize>>, Vec<String>), FormatError> {
    let Opened::One(extract) = read_container(Kind::Pdf, bytes)? else { panic!() };
    let mut counts = BTreeMap::new();
    for word in extract.source.split(|c: char| !c.is_alphanumeric()) {
        *counts.entry(word).or_insert(0) += 1;
    }
    let count = |page: usize, at: usize| counts.get(word(page, at / WORDS, at % WORDS).as_str()).copied().unwrap_or(0);
    let pages = (0..PAGES).map(|page| (0..LINES * WORDS).map(|at| count(page, at)).collect()).collect();
    Ok((pages, extract.warnings))
}

fn is_whole(page: &[usize]) -> bool {
    page.iter().all(|count| *count == 1)
}

/// Every word once.
fn assert_whole(bytes: &[u8], what: &str) -> Vec<String> {
    let (pages, warnings) = read(bytes).unwrap_or_else(|error| panic!("{what}: {error}"));
    assert!(pages.iter().all(|page| is_whole(page)), "{what}: {pages:?} {warnings:?}");
    warnings
}

fn place(bytes: &[u8], sign: &[u8]) -> usize {
    bytes.windows(sign.len()).position(|window| window == sign).unwrap()
}

#[test]
fn whole_files_are_read_and_nothing_is_said() {
    for style in STYLES {
        assert_eq!(assert_whole(&file(style).bytes, &format!("{style:?}")), Vec::<String>::new());
    }
}

#[test]
fn without_a_table_that_is_right_all_is_found() {
    for style in STYLES {
        let bytes = file(style).bytes;
        let end = bytes.windows(9).rposition(|window| window == b"startxref").unwrap();
        let mut wrong = bytes.clone();
        wrong[end + 10] = b'9';
        let mut gone = bytes.clone();
        gone[end..].fill(b' ');
        let table = if style == Style::Modern { place(&bytes, b"/Type /XRef") } else { place(&bytes, b"xref\n0") };
        let mut shifted = bytes.clone();
        shifted.splice(9..9, b"% one line more\n".iter().copied());
        let mut zeros = bytes.clone();
        zeros[table..end].fill(b'0');
        for (what, bytes) in [("wrong", wrong), ("gone", gone), ("shifted", shifted), ("zeros", zeros)] {
            let warnings = assert_whole(&bytes, &format!("{style:?} {what}"));
            assert!(warnings.iter().any(|said| said.contains("damaged")), "{style:?} {what}: {warnings:?}");
        }
    }
}

#[test]
fn lengths_that_are_wrong_cost_no_word() {
    for style in STYLES {
        let bytes = file(style).bytes;
        let at = bytes.windows(8).enumerate().filter(|(_, window)| *window == b"/Length ").map(|(at, _)| at + 8);
        for at in at.collect::<Vec<_>>() {
            for digit in [b'9', b'1', b'0', b'-', b'x'] {
                let mut wrong = bytes.clone();
                wrong[at] = digit;
                assert_whole(&wrong, &format!("{style:?} {at} {}", char::from(digit)));
            }
        }
    }
}

#[test]
fn what_stands_before_a_cut_is_read_and_the_rest_is_said_to_be_lost() {
    for style in [Style::Open, Style::Packed] {
        let file = file(style);
        for page in 1..PAGES {
            let middle = file.pages[page].start + file.pages[page].len() * 2 / 3;
            let (pages, warnings) = read(&file.bytes[..middle]).unwrap();
            assert!(pages[..page].iter().all(|page| is_whole(page)), "{style:?} {page}: {pages:?}");
            assert!(pages[page].contains(&1), "{style:?} {page}: the beginning of the page that is cut");
            assert!(page + 1 == PAGES || warnings.iter().any(|said| said.contains("lost")), "{warnings:?}");
            assert!(warnings.iter().any(|said| said.contains("damaged")), "{warnings:?}");
        }
    }
    // Where all pages are named at the end, they are lost with it; what they draw is there, and cannot be told apart.
    let file = file(Style::Modern);
    assert!(read(&file.bytes[..file.pages[3].end]).is_err_and(|error| error.to_string().ends_with('.')));
}

#[test]
fn a_tree_of_pages_that_bites_its_tail_shows_each_page_once() {
    for style in STYLES {
        for kids in
            ["2 0 R 4 0 R 6 0 R 8 0 R 2 0 R 10 0 R 12 0 R 14 0 R", "4 0 R 4 0 R 6 0 R 8 0 R 10 0 R 12 0 R 14 0 R 4 0 R"]
        {
            let mut objects = objects(style);
            objects.insert(2, format!("<< /Type /Pages /Parent 2 0 R /Kids [{kids}] /Count 6 >>").into_bytes());
            assert_whole(&written(style, objects).bytes, &format!("{style:?} {kids}"));
        }
    }
}

#[test]
fn pages_that_no_tree_leads_to_are_found() {
    for style in STYLES {
        // One is missing in the list under a wrong number, none is in it, and there is no tree.
        for tree in [
            "<< /Type /Pages /Kids [4 0 R 6 0 R 99 0 R 10 0 R 12 0 R 14 0 R] /Count 6 >>",
            "<< /Type /Pages >>",
            "null",
        ] {
            let mut objects = objects(style);
            objects.insert(2, tree.as_bytes().to_vec());
            assert_whole(&written(style, objects).bytes, &format!("{style:?} {tree}"));
        }
    }
}

#[test]
fn a_page_that_is_gone_is_counted() {
    for style in STYLES {
        let mut objects = objects(style);
        objects.remove(&8);
        let (pages, warnings) = read(&written(style, objects).bytes).unwrap();
        assert_eq!(pages.iter().filter(|page| is_whole(page)).count(), PAGES - 1, "{style:?}");
        assert!(warnings.iter().any(|said| said == "One of its pages is lost."), "{style:?}: {warnings:?}");
    }
}

#[test]
fn without_its_font_a_text_is_read() {
    for style in STYLES {
        let mut objects = objects(style);
        objects.remove(&3);
        let (pages, warnings) = read(&written(style, objects).bytes).unwrap();
        assert!(pages.iter().all(|page| is_whole(page)), "{style:?}: {pages:?}");
        assert!(warnings.iter().any(|said| said.contains("could not be read in whole")), "{style:?}: {warnings:?}");
    }
}

#[test]
fn a_packed_page_is_read_up_to_its_damage() {
    for style in [Style::Packed, Style::Modern] {
        let file = file(style);
        let page = file.pages[2].clone();
        let start = page.start + place(&file.bytes[page.clone()], b"stream\n") + 7;
        let mut bytes = file.bytes.clone();
        let middle = usize::midpoint(start, page.end);
        bytes[middle..middle + 20].fill(0xff);
        let (pages, warnings) = read(&bytes).unwrap();
        assert!((0..PAGES).all(|at| at == 2 || is_whole(&pages[at])), "{style:?}: {pages:?}");
        assert!(pages[2][..WORDS].iter().all(|count| *count == 1), "{style:?}: {:?}", pages[2]);
        assert!(warnings.iter().any(|said| said.contains("Page 3 could not")), "{style:?}: {warnings:?}");
    }
}

#[test]
fn a_text_without_its_end_takes_no_more_than_its_line() {
    let line = |text: &str| text.replacen(") Tj", " Tj", 1);
    for spoil in
        [line, |text: &str| text.replacen(" Tm (", " Tm [[(", 1), |text: &str| text.replacen("BT", "<< /a (", 1)]
    {
        let mut objects = objects(Style::Open);
        objects.insert(9, stream(spoil(&drawn(2)).as_bytes(), "", false));
        let (pages, _) = read(&written(Style::Open, objects).bytes).unwrap();
        assert!((0..PAGES).all(|at| at == 2 || is_whole(&pages[at])), "{pages:?}");
        assert!(pages[2][WORDS..].iter().all(|count| *count == 1), "{:?}", pages[2]);
    }
}

proptest! {
    #![proptest_config(crate::random::config(40))]

    #[test]
    fn spoilt_files_lose_nothing_beyond_the_place_without_a_word(seed in any::<u64>()) {
        let mut dice = Dice(seed);
        let style = STYLES[dice.below(3)];
        let file = file(style);
        let mut bytes = file.bytes.clone();
        let at = dice.below(bytes.len());
        let mut end = at + 1;
        match dice.below(6) {
            0 | 1 => bytes[at] ^= 1 << dice.below(8),
            2 => bytes[at] = dice.roll() as u8,
            3 => {
                end = (at + dice.below(60)).min(bytes.len());
                bytes[at..end].fill(*[b' ', 0, 0xff, b'('].get(dice.below(4)).unwrap());
            }
            4 => {
                end = (at + dice.below(60)).min(bytes.len());
                bytes.drain(at..end);
            }
            _ => drop(bytes.splice(at..at, (0..dice.below(40)).map(|_| dice.roll() as u8).collect::<Vec<_>>())),
        }
        // One changed digit may name another page's text, or another font: nothing tells that from what was meant. In the
        // last style what names them is packed.
        let around = &file.bytes[at.saturating_sub(10)..(end + 10).min(file.bytes.len())];
        let names = if style == Style::Modern {
            !file.pages.iter().any(|place| at < place.end && end > place.start)
        } else {
            memchr::memmem::find(around, b" 0 ").is_some()
        };
        match read(&bytes) {
            Err(error) => prop_assert!(error.to_string().ends_with('.'), "{error}"),
            Ok((pages, warnings)) => {
                for (page, place) in file.pages.iter().enumerate() {
                    let touched = names || (at < place.end && end > place.start);
                    prop_assert!(
                        touched || is_whole(&pages[page]) || !warnings.is_empty(),
                        "{style:?} {seed}: page {page} is lost by damage at {at}, and nothing is said: {:?}", pages[page]
                    );
                }
                prop_assert!(warnings.iter().all(|said| said.ends_with('.')), "{warnings:?}");
            }
        }
    }
}
