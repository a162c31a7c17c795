//! Zip files that are damaged as files: cut short, without their list, with a list that lies, with other bytes where text is
//! packed. What can be unpacked is read, what is lost is said, nothing panics.

#![cfg(all(feature = "office", feature = "epub"))]
#![allow(clippy::format_collect, reason = "writers of documents are read best as one piece after the other")]
#![expect(clippy::unwrap_used, reason = "a test that cannot build its file has failed")]

use std::collections::HashSet;
use std::io::{Cursor, Write as _};

use inquit::formats::detect::{Kind, detect};
use inquit::formats::{FormatError, Opened, read_container};
use proptest::prelude::*;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::fuzz_talk::Dice;

const KINDS: [Kind; 3] = [Kind::Docx, Kind::Odt, Kind::Epub];

/// How a zip file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Packing {
    /// As office programs do.
    Usual,
    /// In one go, with the numbers of each file behind it.
    Streamed,
    /// With numbers of 64 bits.
    Wide,
    /// Without making anything smaller.
    Stored,
}

const PACKINGS: [Packing; 4] = [Packing::Usual, Packing::Streamed, Packing::Wide, Packing::Stored];

/// The turns of a talk in several languages, each with a word of its own.
fn turns(count: usize) -> Vec<String> {
    let lines = [
        "Mara: Why did you build the boat w1x out of larch?",
        "Jens: Weil das Holz w1x am Ufer lag, und weil es keinem gehörte.",
        "Mara: ¿Y quién w1x te ayudó con las velas?",
        "Jens: Мой брат w1x, который тогда жил у моря.",
        "Mara: 船は w1x いつ沈みましたか？",
        "Jens: It sank w1x in the spring of the second year, and nobody saw it.",
    ];
    (0..count).map(|at| lines[at % lines.len()].replace("w1x", &word(at))).collect()
}

fn word(at: usize) -> String {
    let letters = b"bdfgklmnprstvz";
    let vowels = b"aeiou";
    let mut left = at + 1;
    let mut out = String::from("qu");
    for _ in 0..5 {
        out.push(letters[left % letters.len()].into());
        out.push(vowels[(left / 7) % vowels.len()].into());
        left = left * 31 / 3 + 17;
    }
    format!("{out}{}", "x".repeat(at % 3)) + &at.to_string()
}

/// The files that a document of these turns is made of.
fn files(kind: Kind, turns: &[String]) -> Vec<(String, String)> {
    let owned = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    match kind {
        Kind::Docx => {
            let body: String = turns.iter().map(|turn| format!("<w:p><w:r><w:t>{turn}</w:t></w:r></w:p>")).collect();
            vec![
                owned("[Content_Types].xml", "<Types/>"),
                owned("_rels/.rels", "<Relationships/>"),
                owned("word/document.xml", &format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>")),
                owned("word/styles.xml", "<w:styles xmlns:w=\"w\"/>"),
            ]
        }
        Kind::Odt => {
            let body: String = turns.iter().map(|turn| format!("<text:p>{turn}</text:p>")).collect();
            vec![
                owned("mimetype", "application/vnd.oasis.opendocument.text"),
                owned(
                    "content.xml",
                    &format!(
                        "<office:document-content xmlns:office=\"o\" xmlns:text=\"t\"><office:body><office:text>{body}\
                         </office:text></office:body></office:document-content>"
                    ),
                ),
                owned("styles.xml", "<office:document-styles xmlns:office=\"o\"/>"),
            ]
        }
        _ => {
            let chapters: Vec<&[String]> = turns.chunks(turns.len().div_ceil(3).max(1)).collect();
            let (mut items, mut spine) = (String::new(), String::new());
            for index in 0..chapters.len() {
                items += &format!("<item id=\"c{index}\" href=\"c{index}.xhtml\"/>");
                spine += &format!("<itemref idref=\"c{index}\"/>");
            }
            let package = format!("<package><manifest>{items}</manifest><spine>{spine}</spine></package>");
            let mut all = vec![
                owned("mimetype", "application/epub+zip"),
                owned(
                    "META-INF/container.xml",
                    "<container><rootfiles><rootfile full-path=\"a.opf\"/></rootfiles></container>",
                ),
                owned("a.opf", &package),
            ];
            for (index, turns) in chapters.into_iter().enumerate() {
                let body: String = turns.iter().map(|turn| format!("<p>{turn}</p>")).collect();
                all.push((format!("c{index}.xhtml"), format!("<html><body>{body}</body></html>")));
            }
            all
        }
    }
}

fn pack(files: &[(String, String)], packing: Packing) -> Vec<u8> {
    let method = |name: &str| {
        let stored = name == "mimetype" || packing == Packing::Stored;
        let method = if stored { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        SimpleFileOptions::default().compression_method(method).large_file(packing == Packing::Wide)
    };
    if packing == Packing::Streamed {
        let mut zip = ZipWriter::new_stream(Vec::new());
        for (name, text) in files {
            zip.start_file(name, method(name)).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        return zip.finish().unwrap().into_inner();
    }
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(name, method(name)).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// What was read: all text, and what was said of the file.
fn read(kind: Kind, bytes: &[u8]) -> Result<(String, Vec<String>), FormatError> {
    let extracts = match read_container(kind, bytes)? {
        Opened::One(extract) => vec![extract],
        Opened::Several(all) => all.into_iter().map(|(_, extract)| extract).collect(),
    };
    let mut warnings: Vec<String> = extracts.iter().flat_map(|extract| extract.warnings.clone()).collect();
    warnings.dedup();
    Ok((extracts.iter().map(|extract| format!("{}\n", extract.source)).collect(), warnings))
}

/// How many of the words are in a text.
fn known(text: &str, count: usize) -> usize {
    let words: HashSet<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
    (0..count).filter(|at| words.contains(word(*at).as_str())).count()
}

fn place(bytes: &[u8], sign: &[u8]) -> usize {
    bytes.windows(sign.len()).position(|window| window == sign).unwrap()
}

/// A sentence for a person: it ends as one, and names no type of ours.
fn is_sentence(said: &str) -> bool {
    said.ends_with('.') && !said.contains("Error") && !said.contains('\n')
}

#[test]
fn files_that_are_whole_are_read_and_nothing_is_said() {
    for kind in KINDS {
        for packing in PACKINGS {
            let turns = turns(30);
            let bytes = pack(&files(kind, &turns), packing);
            let (text, warnings) = read(kind, &bytes).unwrap();
            assert_eq!(known(&text, 30), 30, "{kind:?} {packing:?}");
            assert!(warnings.is_empty(), "{kind:?} {packing:?}: {warnings:?}");
            // With something before it, as files have that unpack themselves.
            let before = [b"#!/bin/sh\n", &bytes[..]].concat();
            let (text, _) = read(kind, &before).unwrap();
            assert_eq!(known(&text, 30), 30, "{kind:?} {packing:?}");
        }
    }
}

#[test]
fn without_its_list_a_file_is_read_in_whole() {
    for kind in KINDS {
        for packing in PACKINGS {
            let bytes = pack(&files(kind, &turns(60)), packing);
            let list = place(&bytes, b"PK\x01\x02");
            for cut in [list, list + 20, bytes.len() - 22, bytes.len() - 4] {
                let (text, warnings) = read(kind, &bytes[..cut]).unwrap();
                assert_eq!(known(&text, 60), 60, "{kind:?} {packing:?} {cut}");
                assert!(warnings[0].contains("list"), "{warnings:?}");
            }
        }
    }
}

#[test]
fn a_list_that_lies_costs_no_word() {
    for kind in KINDS {
        for packing in PACKINGS {
            let whole = pack(&files(kind, &turns(20)), packing);
            let list = place(&whole, b"PK\x01\x02");
            // Its numbers: flags, way of packing, check sum, sizes, lengths, where the files begin.
            for at in (list + 8..list + 12).chain(list + 16..list + 34).chain(list + 42..list + 46) {
                let mut bytes = whole.clone();
                bytes[at] ^= 0x55;
                let (text, _) = read(kind, &bytes).unwrap_or_else(|error| panic!("{kind:?} {packing:?} {at}: {error}"));
                assert_eq!(known(&text, 20), 20, "{kind:?} {packing:?} {}", at - list);
            }
            // And those of its end.
            for at in whole.len() - 14..whole.len() - 2 {
                let mut bytes = whole.clone();
                bytes[at] ^= 0x55;
                let (text, _) = read(kind, &bytes).unwrap();
                assert_eq!(known(&text, 20), 20, "{kind:?} {packing:?} {at}");
            }
        }
    }
}

#[test]
fn of_a_file_that_is_cut_short_the_beginning_is_read_and_the_share_is_said() {
    for kind in KINDS {
        for packing in PACKINGS {
            let count = 4000;
            let files = files(kind, &turns(count));
            let bytes = pack(&files, packing);
            let (text, warnings) = read(kind, &bytes[..bytes.len() * 6 / 10]).unwrap();
            let found = known(&text, count);
            assert!((count * 4 / 10..count * 8 / 10).contains(&found), "{kind:?} {packing:?}: {found}");
            let all = warnings.join("\n");
            assert!(all.contains("damaged") && all.contains("lost"), "{kind:?} {packing:?}: {all}");
            assert!(warnings.iter().all(|said| is_sentence(said)), "{all}");
            let share = all.split(" %").next().unwrap().rsplit(' ').next().unwrap().parse::<usize>();
            assert!(packing == Packing::Streamed || share.is_ok(), "{kind:?} {packing:?}: the share is said: {all}");
        }
    }
}

#[test]
fn other_bytes_in_what_is_packed_cost_what_stands_behind_them_at_most() {
    for kind in [Kind::Docx, Kind::Odt] {
        let count = 4000;
        let bytes = pack(&files(kind, &turns(count)), Packing::Usual);
        let mut spoilt = bytes.clone();
        let at = bytes.len() / 2;
        spoilt[at..at + 40].fill(0xff);
        let (text, warnings) = read(kind, &spoilt).unwrap();
        let found = known(&text, count);
        assert!(found >= count * 4 / 10, "{kind:?}: {found}");
        assert!(warnings.iter().any(|said| said.contains("damaged")), "{warnings:?}");
        // Not packed at all, the rest of the text stands behind the place.
        let bytes = pack(&files(kind, &turns(count)), Packing::Stored);
        let mut spoilt = bytes.clone();
        let at = bytes.len() / 2;
        spoilt[at..at + 40].fill(b'?');
        let (text, warnings) = read(kind, &spoilt).unwrap();
        assert!(known(&text, count) >= count - 3, "{kind:?}: {}", known(&text, count));
        assert!(warnings.iter().any(|said| said.contains("letters in it may be wrong")), "{warnings:?}");
    }
}

#[test]
fn a_part_that_is_damaged_beside_the_text_costs_no_word_of_it() {
    for (kind, part) in [(Kind::Docx, "word/styles.xml"), (Kind::Odt, "styles.xml"), (Kind::Epub, "a.opf")] {
        let bytes = pack(&files(kind, &turns(60)), Packing::Usual);
        let mut spoilt = bytes.clone();
        let at = place(&bytes, part.as_bytes()) + part.len();
        spoilt[at..at + 8].fill(0xee);
        let (text, warnings) = read(kind, &spoilt).unwrap();
        assert_eq!(known(&text, 60), 60, "{kind:?}");
        assert!(warnings.iter().any(|said| said.contains(part)), "{kind:?}: {warnings:?}");
    }
}

#[test]
fn a_chapter_that_is_not_in_its_book_is_counted() {
    let mut files = files(Kind::Epub, &turns(60));
    files.retain(|(name, _)| name != "c1.xhtml");
    let (text, warnings) = read(Kind::Epub, &pack(&files, Packing::Usual)).unwrap();
    assert_eq!(known(&text, 60), 40);
    assert_eq!(warnings, ["One file that it should hold is not in it."]);
}

#[test]
fn of_two_files_of_one_name_the_one_that_is_whole_is_read() {
    let bytes = pack(&files(Kind::Docx, &turns(60)), Packing::Usual);
    let more = pack(&files(Kind::Docx, &turns(30)), Packing::Usual);
    // The second stands behind the first, and only its list counts; where that is lost, both are found.
    let end = place(&more, b"PK\x01\x02");
    let two = [&bytes[..place(&bytes, b"PK\x01\x02")], &more[..end]].concat();
    let (text, warnings) = read(Kind::Docx, &two).unwrap();
    assert_eq!(known(&text, 60), 30);
    assert!(warnings.iter().any(|said| said.contains("2 times")), "{warnings:?}");
    let (text, warnings) = read(Kind::Docx, &two[..two.len() - end / 2]).unwrap();
    assert_eq!(known(&text, 60), 60);
    assert!(warnings.iter().any(|said| said.contains("2 times")), "{warnings:?}");
}

#[test]
fn a_file_with_a_password_is_said_to_have_one_also_when_it_is_cut() {
    for kind in KINDS {
        let mut bytes = pack(&files(kind, &turns(60)), Packing::Usual);
        let mut at = 0;
        for (sign, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
            while let Some(next) = bytes[at..].windows(4).position(|window| window == sign) {
                bytes[at + next + flags] |= 1;
                at += next + 4;
            }
            at = 0;
        }
        assert!(matches!(read(kind, &bytes), Err(FormatError::Locked(_))), "{kind:?}");
        let list = place(&bytes, b"PK\x01\x02");
        assert!(matches!(read(kind, &bytes[..list]), Err(FormatError::Locked(_))), "{kind:?}");
    }
}

#[test]
fn what_is_left_of_a_file_is_told_by_its_name_where_its_beginning_is_lost() {
    for (kind, name) in [(Kind::Docx, "talk.docx"), (Kind::Odt, "talk.odt"), (Kind::Epub, "talk.epub")] {
        let mut bytes = pack(&files(kind, &turns(60)), Packing::Usual);
        bytes[..4].fill(0);
        assert_eq!(detect(&bytes, Some(name)), kind);
        let (text, warnings) = read(kind, &bytes).unwrap();
        assert_eq!(known(&text, 60), 60, "{kind:?}");
        let _ = warnings;
        let second = place(&bytes[30..], b"PK\x03\x04") + 30;
        assert_eq!(detect(&bytes[second..], Some(name)), kind);
        assert_eq!(known(&read(kind, &bytes[second..]).unwrap().0, 60), 60, "{kind:?}");
    }
}

/// Spoils a file in some places.
fn spoil(bytes: &mut Vec<u8>, dice: &mut Dice) {
    let heads = |bytes: &[u8], sign: &[u8]| -> Vec<usize> {
        bytes.windows(4).enumerate().filter(|(_, window)| *window == sign).map(|(at, _)| at).collect()
    };
    for _ in 0..=dice.below(3) {
        if bytes.is_empty() {
            return;
        }
        let at = dice.below(bytes.len());
        match dice.below(9) {
            0 | 1 => bytes[at] ^= 1 << dice.below(8),
            2 => bytes[at] = dice.roll() as u8,
            3 => bytes.truncate(at),
            4 => {
                let end = (at + dice.below(400)).min(bytes.len());
                bytes[at..end].fill(if dice.chance(50) { 0 } else { 0xff });
            }
            5 => drop(bytes.drain(at..(at + dice.below(200)).min(bytes.len()))),
            6 => {
                let end = (at + dice.below(2000)).min(bytes.len());
                let again = bytes[at..end].to_vec();
                let to = dice.below(bytes.len());
                bytes.splice(to..to, again);
            }
            // A number in a head, in the list, or at the end.
            _ => {
                let sign: &[u8] = dice.one(&[&b"PK\x03\x04"[..], b"PK\x01\x02", b"PK\x05\x06", b"PK\x07\x08"]);
                let all = heads(bytes, sign);
                if let Some(head) = all.get(dice.below(all.len())) {
                    let at = head + 4 + dice.below(42);
                    if at < bytes.len() {
                        bytes[at] = *[0, 1, 0x7f, 0xff, dice.roll() as u8].get(dice.below(5)).unwrap();
                    }
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(crate::random::config(50))]

    #[test]
    fn spoilt_files_lose_nothing_without_a_word(seed in any::<u64>()) {
        let mut dice = Dice(seed);
        let kind = KINDS[dice.below(3)];
        let packing = PACKINGS[dice.below(4)];
        let count = 6 + dice.below(300);
        let whole = pack(&files(kind, &turns(count)), packing);
        let mut bytes = whole.clone();
        spoil(&mut bytes, &mut dice);
        match read(kind, &bytes) {
            Ok((text, warnings)) => {
                let found = known(&text, count);
                prop_assert!(
                    found == count || !warnings.is_empty(),
                    "{kind:?} {packing:?} {seed}: {found} of {count} words, and nothing is said"
                );
                prop_assert!(warnings.iter().all(|said| is_sentence(said)), "{warnings:?}");
            }
            Err(error) => prop_assert!(is_sentence(&error.to_string()), "{error}"),
        }
        // What says that it is packed to fill a machine stays within limits, and nothing panics whatever it is taken for.
        for kind in KINDS {
            let _ = read(kind, &bytes);
        }
    }
}
