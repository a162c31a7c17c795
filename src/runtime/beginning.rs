//! The beginning of a large text file, read before the rest so that its first page is there at once.

use std::io::Read as _;
use std::path::Path;

use super::breakdown;
use super::open::{self, Loaded, Source, Which};
use super::opening::Read;
use crate::app::document::LARGE;
use crate::formats::captions;
use crate::formats::detect::{Kind, detect, is_page_in_markdown};
use crate::formats::encoding;
use crate::interview::parse::Original;
use crate::text::CleanText;

/// How much is read of it, in bytes: enough to tell what kind of interview it is, and more than anybody reads before the rest
/// is there.
const BEGINNING: u64 = 256 << 10;

/// Reads the whole of it. The error is a sentence for the reader.
pub type Rest = Box<dyn FnOnce() -> Result<Read, String> + Send>;

/// The beginning of a text file that is too large to be read while somebody waits, and what reads the whole. `None` where the
/// file is not so large, is no text, or has no paragraph that ends early enough.
pub fn of(source: &Source, which: Which) -> Option<(Read, Rest)> {
    let Source::File(path) = source else { return None };
    let loaded = load(path, which)?;
    let source = source.clone();
    let rest = move || {
        breakdown::rehearse("whole");
        let loaded = open::read(&source, which).map_err(|error| error.to_string())?;
        Ok(Read::new(loaded))
    };
    Some((Read::new(loaded), Box::new(rest)))
}

fn load(path: &Path, which: Which) -> Option<Loaded> {
    let name = CleanText::line(&path.file_name()?.to_string_lossy());
    let file = open::open(path, &name).ok()?;
    let size = file.metadata().ok()?.len();
    if size <= LARGE as u64 || size > which.most.unwrap_or(open::LIMIT) {
        return None;
    }
    let mut bytes = Vec::new();
    file.take(BEGINNING).read_to_end(&mut bytes).ok()?;
    let kind = which.format.unwrap_or_else(|| detect(&bytes, Some(name.as_str())));
    // Of two-byte encodings the end of a paragraph is not looked for.
    if !matches!(kind, Kind::Text | Kind::Markdown) || bytes.contains(&0) {
        return None;
    }
    bytes.truncate(end_of_paragraph(&bytes)?);
    let decoded = encoding::decode(&bytes, which.encoding)?;
    let is_json = decoded.text.trim_start_matches(['\u{feff}', ' ', '\n']).starts_with(['{', '[']);
    let is_page = kind == Kind::Markdown && is_page_in_markdown(&decoded.text);
    if which.format.is_none() && (is_json || is_page || captions::is_captions(&decoded.text)) {
        return None;
    }
    let text = CleanText::new(&decoded.text);
    if text.trim().is_empty() {
        return None;
    }
    let format = open::text_format(kind, which);
    Some(Loaded {
        original: Original::Text(text, format, Some(name.clone())),
        warnings: Vec::new(),
        name,
        path: None,
        origin: None,
        hash: String::new(),
    })
}

/// Where the last paragraph ends that is whole: after an empty line, or after a line where there is none. `None` where that is
/// too early to show anything.
fn end_of_paragraph(bytes: &[u8]) -> Option<usize> {
    let (mut at, mut end) = (0, None);
    for line in bytes.split_inclusive(|byte| *byte == b'\n').filter(|line| line.ends_with(b"\n")) {
        at += line.len();
        if line.trim_ascii().is_empty() {
            end = Some(at);
        }
    }
    Some(end.unwrap_or(at)).filter(|end| *end > bytes.len() / 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is shown first of a file of this name that begins so and goes on for long.
    fn first(name: &str, begins: &[u8], unit: &[u8]) -> Option<String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        let mut bytes = begins.to_vec();
        while bytes.len() <= LARGE {
            bytes.extend(unit);
        }
        std::fs::write(&path, &bytes).unwrap();
        let (read, _) = of(&Source::File(path), Which::default())?;
        assert_eq!(read.document.interview.check(), Ok(()));
        let last = read.document.interview.paragraphs.last().unwrap();
        Some(last.text.to_string())
    }

    #[test]
    fn of_a_large_text_whole_paragraphs_are_read() {
        let unit = "Mara: What was it like in the café?\n\nJens: Warm, and full of people.\n\n";
        let old: Vec<u8> = unit.chars().map(|c| c as u8).collect();
        for (name, begins, unit) in [
            ("talk.txt", "", unit.as_bytes()),
            ("talk.txt", "\u{feff}", unit.as_bytes()),
            ("talk.md", "", unit.replace('\n', "\r\n").as_bytes()),
            ("talk.txt", "", &old),
        ] {
            let last = first(name, begins.as_bytes(), unit).unwrap();
            assert!(matches!(&*last, "What was it like in the café?" | "Warm, and full of people."), "{last}");
        }
    }

    #[test]
    fn what_is_no_text_or_has_no_paragraphs_is_read_as_a_whole() {
        assert_eq!(first("talk.txt", b"", b"and so on and on "), None);
        assert_eq!(first("talk.json", b"[\n\n", b"{\"speaker\": 1, \"text\": \"Yes.\"},\n\n"), None);
        assert_eq!(first("talk.srt", b"", b"1\n00:00:01,000 --> 00:00:02,000\nYes.\n\n"), None);
        assert_eq!(first("talk.html", b"<!DOCTYPE html><html><body>\n\n", b"<p>Yes.</p>\n\n"), None);
        assert_eq!(first("talk.txt", b"\xff\xfe", b"Y\0e\0s\0\n\0\n\0"), None);
        assert_eq!(first("talk.txt", b"", b"\n\n"), None);
        let path = std::env::temp_dir().join("there is no such talk.txt");
        assert!(
            of(&Source::File(path), Which::default()).is_none() && of(&Source::Embedded, Which::default()).is_none()
        );
    }

    #[test]
    fn the_end_of_a_paragraph_is_after_an_empty_line_or_else_after_a_line() {
        for (bytes, end) in [
            (&b"one\n\ntwo\nthr"[..], None),
            (b"one two three\n\ntwo", Some(15)),
            (b"one two three\r\n \t\r\ntwo\r\nth", Some(19)),
            (b"one\ntwo\nth", Some(8)),
            (b"one", None),
            (b"", None),
        ] {
            assert_eq!(end_of_paragraph(bytes), end, "{bytes:?}");
        }
    }
}
