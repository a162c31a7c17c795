//! Which format a file has: by what stands in it, and by its name only where that leaves a choice.

use memchr::memmem;

use super::php;
use crate::interview::parse::front_matter;

/// A format, or something that is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Plain text, or Markdown that is told by what stands in it.
    Text,
    /// Markdown by its name.
    Markdown,
    /// A web page.
    Html,
    /// Word, since 2007.
    Docx,
    /// OpenDocument text.
    Odt,
    /// RTF, whatever it is called.
    Rtf,
    /// Word, before 2007. Another program makes something of it that is read.
    Doc,
    /// An e-book.
    Epub,
    /// PDF.
    Pdf,
    /// A transcript in TEI.
    Tei,
    /// Captions, as players take them.
    Srt,
    /// Captions, as browsers take them.
    Vtt,
    /// JSON of a program that transcribes.
    Json,
    /// YAML that may hold talk: the data of a site, or the entries at the head of a page.
    Yaml,
    /// A table of talk: CSV, or with tabs or semicolons.
    Table,
    /// Something that is not read: what it is, and what to do.
    Foreign(&'static str, &'static str),
}

impl Kind {
    /// What it is, in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Text => "a plain text",
            Self::Markdown => "a Markdown text",
            Self::Html => "a web page",
            Self::Docx => "a Word document",
            Self::Odt => "an OpenDocument text",
            Self::Rtf => "an RTF document",
            Self::Doc => "an old Word document",
            Self::Epub => "an e-book",
            Self::Pdf => "a PDF",
            Self::Tei => "a transcript in TEI",
            Self::Srt | Self::Vtt => "a file of captions",
            Self::Json => "a JSON file",
            Self::Yaml => "a YAML file",
            Self::Table => "a table",
            Self::Foreign(what, _) => what,
        }
    }

    /// The part of the program that reads it, where it can be left out.
    pub fn feature(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Docx | Self::Odt | Self::Rtf => "office",
            Self::Epub => "epub",
            Self::Pdf => "pdf",
            Self::Tei => "tei",
            _ => "default",
        }
    }
}

const AS_TEXT: &str = "Save it as plain text first, and open that.";
const UNPACK: &str = "Unpack it first, and open one of its files.";
const TABLE: &str = "Save the sheet as text or CSV first, and open that.";

/// Beginnings of files that are not read.
const FOREIGN: &[(&[u8], &str, &str)] = &[
    (
        b"\xd0\xcf\x11\xe0",
        "an old Office file, and not of Word",
        "Open it in the program that it was made with, save its text, and open that.",
    ),
    (b"\x1f\x8b", "compressed with gzip", "Unpack it first: gzip -dk FILE."),
    (b"BZh", "compressed with bzip2", "Unpack it first: bzip2 -dk FILE."),
    (b"\xfd7zXZ", "compressed with xz", "Unpack it first: xz -dk FILE."),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd", "Unpack it first: zstd -dk FILE."),
    (b"7z\xbc\xaf", "a 7-Zip archive", UNPACK),
    (b"Rar!", "a RAR archive", UNPACK),
    (b"%!PS", "a PostScript file", "Convert it first: ps2pdf FILE FILE.pdf. Then open FILE.pdf."),
    (b"ITSF", "a help file", AS_TEXT),
    (
        b"\x89PNG",
        "a picture",
        "Have its letters recognised first, for example: tesseract FILE FILE. Then open FILE.txt.",
    ),
    (
        b"\xff\xd8\xff",
        "a picture",
        "Have its letters recognised first, for example: tesseract FILE FILE. Then open FILE.txt.",
    ),
    (b"ID3", "a recording", "Have it transcribed first, for example with whisper. Then open the transcript."),
    (b"OggS", "a recording", "Have it transcribed first, for example with whisper. Then open the transcript."),
    (b"fLaC", "a recording", "Have it transcribed first, for example with whisper. Then open the transcript."),
    (b"RIFF", "a recording", "Have it transcribed first, for example with whisper. Then open the transcript."),
    (
        b"\x1a\x45\xdf\xa3",
        "a recording",
        "Have it transcribed first, for example with whisper. Then open the transcript.",
    ),
    (b"\x7fELF", "a program", "There is nothing to read in it."),
    (b"SQLite format 3", "a database", AS_TEXT),
];

/// How far into a file its kind is looked for.
const HEAD: usize = 4096;

/// Says which format a file has. `name` is its name, where it has one.
pub fn detect(bytes: &[u8], name: Option<&str>) -> Kind {
    let ending = name.and_then(|name| name.rsplit_once('.')).map(|(_, ending)| ending.to_ascii_lowercase());
    let ending = ending.as_deref().unwrap_or("");
    if find(&bytes[..bytes.len().min(1024)], b"%PDF-").is_some() {
        return Kind::Pdf;
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return zipped(bytes, ending);
    }
    // One whose beginning is lost holds heads of files further on, and a zero in each.
    if matches!(ending, "docx" | "odt" | "epub") && memmem::find(bytes, b"PK\x03\x04").is_some() && bytes.contains(&0) {
        return zipped(bytes, ending);
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Kind::Foreign(
            "a recording",
            "Have it transcribed first, for example with whisper. Then open the transcript.",
        );
    }
    if bytes.starts_with(b"{\\rtf") {
        return Kind::Rtf;
    }
    if is_locked_office(bytes) || (is_old_word(bytes) && is_locked_word(bytes)) {
        return Kind::Foreign(
            "an Office document that is protected by a password",
            "Open it in the program that it was made with, save it there without a password, and open that.",
        );
    }
    if is_old_word(bytes) {
        return Kind::Doc;
    }
    if let Some((_, what, remedy)) = FOREIGN.iter().find(|(magic, ..)| bytes.starts_with(magic)) {
        return Kind::Foreign(what, remedy);
    }
    if bytes.starts_with(b"BOOKMOBI") || bytes.get(60..68) == Some(b"BOOKMOBI") {
        return Kind::Foreign("a Kindle book", "Convert it first: ebook-convert FILE FILE.epub. Then open FILE.epub.");
    }
    text(&head(bytes), ending)
}

/// Word before 2007: a stream called "WordDocument" in an Office file, or a file of the versions before that.
fn is_old_word(bytes: &[u8]) -> bool {
    const STREAM: &[u8] = b"W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0";
    bytes.starts_with(b"\xdb\xa5\x2d\0") || (bytes.starts_with(b"\xd0\xcf\x11\xe0") && find(bytes, STREAM).is_some())
}

/// Word and its like since 2007, encrypted: the document is a stream of an old Office file.
fn is_locked_office(bytes: &[u8]) -> bool {
    const STREAM: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";
    bytes.starts_with(b"\xd0\xcf\x11\xe0") && find(bytes, STREAM).is_some()
}

/// Word before 2007, encrypted: a bit in the block that its stream begins with ([MS-DOC] 2.5.2, `fEncrypted`). The stream
/// begins at a sector, or at a small one of 64 bytes.
fn is_locked_word(bytes: &[u8]) -> bool {
    const SECTOR: usize = 64;
    const VERSIONS: std::ops::Range<u16> = 0x65..0x200;
    const ENCRYPTED: u16 = 0x100;
    let at = |block: &[u8], place: usize| u16::from_le_bytes([block[place], block[place + 1]]);
    let blocks = bytes.chunks_exact(SECTOR).skip(1);
    let mut begins = blocks.filter(|block| matches!(at(block, 0), 0xa5ec | 0xa5dc) && VERSIONS.contains(&at(block, 2)));
    begins.next().is_some_and(|block| at(block, 10) & ENCRYPTED != 0)
}

/// The beginning of a text, as far as ASCII goes.
fn head(bytes: &[u8]) -> String {
    let head = &bytes[..bytes.len().min(HEAD)];
    let wide = |unit: &[u8]| match (bytes, unit) {
        ([0xff, 0xfe, ..], [low, _]) => *low,
        (_, [_, low]) => *low,
        _ => b' ',
    };
    match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => head[2..].chunks_exact(2).map(wide).map(char::from).collect(),
        [0xef, 0xbb, 0xbf, ..] => String::from_utf8_lossy(&head[3..]).into_owned(),
        _ => String::from_utf8_lossy(head).into_owned(),
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    memmem::find(bytes, wanted)
}

/// A zip file, told by the names in it: they stand at its beginning and again in the list at its end.
fn zipped(bytes: &[u8], ending: &str) -> Kind {
    const LIST: usize = 1024 * 1024;
    let parts = [&bytes[..bytes.len().min(HEAD)], &bytes[bytes.len().saturating_sub(LIST)..]];
    let has = |name: &str| parts.iter().any(|part| find(part, name.as_bytes()).is_some());
    let says = |kind: &str| find(&bytes[..bytes.len().min(256)], kind.as_bytes()).is_some();
    match () {
        () if says("application/epub+zip") => Kind::Epub,
        () if says("application/vnd.oasis.opendocument.text") => Kind::Odt,
        () if says("application/vnd.oasis.opendocument.spreadsheet") => Kind::Foreign("a table", TABLE),
        () if says("application/vnd.oasis.opendocument") => Kind::Foreign("an OpenDocument file without text", AS_TEXT),
        () if has("word/") => Kind::Docx,
        () if has("xl/workbook") => Kind::Foreign("a table", TABLE),
        () if has("ppt/presentation") => Kind::Foreign("a presentation", "Save its notes or text as plain text first."),
        () if has("META-INF/container.xml") => Kind::Epub,
        () if ending == "docx" => Kind::Docx,
        () if ending == "odt" => Kind::Odt,
        () if ending == "epub" => Kind::Epub,
        () => Kind::Foreign("a zip archive", UNPACK),
    }
}

fn text(head: &str, ending: &str) -> Kind {
    let begins = head.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    if begins.starts_with("WEBVTT") {
        return Kind::Vtt;
    }
    if ending != "md" && ending != "txt" {
        if let Some(kind) = markup(begins) {
            return kind;
        }
    } else if let Some(kind @ Kind::Tei) = markup(begins) {
        return kind;
    }
    let lower = head.to_ascii_lowercase();
    match ending {
        "md" | "markdown" | "mdown" | "mkd" => return Kind::Markdown,
        "html" | "htm" | "xhtml" | "shtml" if lower.contains('<') => return Kind::Html,
        "tei" if begins.starts_with('<') => return Kind::Tei,
        "vtt" => return Kind::Vtt,
        "srt" => return Kind::Srt,
        "json" => return Kind::Json,
        "yml" | "yaml" => return Kind::Yaml,
        "csv" | "tsv" | "tab" => return Kind::Table,
        _ => {}
    }
    if is_srt(begins) {
        return Kind::Srt;
    }
    if ending != "txt" && is_page_behind_entries(begins) {
        return Kind::Html;
    }
    // "[laughter]" begins with a bracket, too.
    let mut signs = begins.chars().filter(|c| !c.is_whitespace());
    match (signs.next(), signs.next()) {
        (Some('{'), Some('"')) | (Some('['), Some('{')) => Kind::Json,
        _ => Kind::Text,
    }
}

/// A block of entries between two lines of dashes, and then paragraphs of HTML. Markdown with such a block may begin with
/// a tag, too, but has its paragraphs without one.
fn is_page_behind_entries(begins: &str) -> bool {
    const LEAST: usize = 2;
    let Some((_, page)) = begins.strip_prefix("---").and_then(|rest| rest.split_once("\n---")) else { return false };
    let page = page.trim_start_matches(['-', '\r', '\n', ' ']);
    page.starts_with('<') && page.matches("<p>").count() + page.matches("<p ").count() >= LEAST
}

/// Whether a text named as Markdown is the HTML of a page all the same, as programs that move sites leave it: paragraphs in
/// their tags, and none of the marks that Markdown would have.
pub fn is_page_in_markdown(text: &str) -> bool {
    const LEAST: usize = 4;
    const SAMPLE: usize = 400;
    let from = front_matter::read(text).map_or(0, |(_, from)| from);
    let (mut paragraphs, mut tags, mut marks, mut plain) = (0, 0, 0, 0);
    // Lines that end in a break are paragraphs of a page where all stands in a block of HTML.
    let block = text[from..].trim_start().starts_with("<div");
    let breaks = |line: &str| block && ["<br>", "<br/>", "<br />"].iter().any(|tag| line.ends_with(tag));
    for line in text[from..].lines().map(str::trim).filter(|line| !line.is_empty()).take(SAMPLE) {
        match () {
            () if line.starts_with("<p>") || line.starts_with("<p ") || breaks(line) => paragraphs += 1,
            () if line.starts_with('<') => tags += 1,
            () if line.starts_with('{') => {}
            () if line.starts_with(['#', '>', '*']) || line.contains("**") || line.contains("](") => marks += 1,
            () => plain += 1,
        }
    }
    paragraphs >= LEAST && marks * 10 <= paragraphs && plain * 2 <= paragraphs + tags
}

/// A number, then two times with an arrow between them.
fn is_srt(begins: &str) -> bool {
    let mut lines = begins.lines().map(str::trim);
    let number = lines.next().is_some_and(|line| !line.is_empty() && line.chars().all(|c| c.is_ascii_digit()));
    number && lines.next().is_some_and(|line| line.contains("-->") && line.starts_with(|c: char| c.is_ascii_digit()))
}

/// A text that begins with a tag, by its first element.
fn markup(begins: &str) -> Option<Kind> {
    const BLOCKS: [&str; 16] = [
        "html", "head", "body", "div", "p", "article", "main", "section", "h1", "h2", "title", "meta", "table", "dl",
        "header", "center",
    ];
    let mut rest = begins;
    let (mut declared, mut filled) = (false, false);
    loop {
        rest = rest.trim_start();
        if !rest.starts_with('<') {
            return None;
        }
        let lower: String = rest.chars().take(24).collect::<String>().to_ascii_lowercase();
        if lower.starts_with("<!doctype html") {
            return Some(Kind::Html);
        }
        rest = if rest.starts_with("<!--") {
            rest.split_once("-->")?.1
        } else if php::begins(rest) {
            filled = true;
            php::behind(rest)?
        } else if rest.starts_with("<?") || rest.starts_with("<!") {
            declared |= lower.starts_with("<?xml");
            let tei = rest.starts_with("<!DOCTYPE TEI");
            if tei {
                return Some(Kind::Tei);
            }
            rest.split_once('>')?.1
        } else {
            let name: String = lower[1..].chars().take_while(|c| c.is_ascii_alphanumeric() || *c == ':').collect();
            let local = name.rsplit(':').next().unwrap_or("");
            // What a server fills in may begin with any tag.
            if filled && !BLOCKS.contains(&local) {
                rest = rest.split_once('>')?.1;
                continue;
            }
            return match local {
                "tei" | "teicorpus" => Some(Kind::Tei),
                _ if lower.starts_with("<tei.2") => Some(Kind::Tei),
                _ if BLOCKS.contains(&local) => Some(Kind::Html),
                _ if declared => None,
                _ => None,
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn content_goes_before_the_name() {
        for (bytes, name, kind) in [
            (&b"%PDF-1.4 ..."[..], Some("a.txt"), Kind::Pdf),
            (b"\xef\xbb\xbfWEBVTT\n", None, Kind::Vtt),
            (b"1\n00:00:01,000 --> 00:00:02,000\nHello", Some("a.txt"), Kind::Srt),
            (b"1\nHello", Some("a"), Kind::Text),
            (b"  <!DOCTYPE html><p>", Some("a.txt"), Kind::Text),
            (b"  <!DOCTYPE html><p>", Some("a"), Kind::Html),
            (b"<?xml version=\"1.0\"?>\n<!-- x --><TEI xmlns=\"x\">", Some("a.xml"), Kind::Tei),
            (b"<?xml version=\"1.0\"?><html>", None, Kind::Html),
            (b"\xff\xfe<\0h\0t\0m\0l\0>\0", None, Kind::Html),
            (b"<?php include('a'); ?>\n</br>\n<h1>Why?</h1>", Some("a.php"), Kind::Html),
            (b"<%@ page language=\"java\" %>\n<!DOCTYPE html>", Some("a.jsp"), Kind::Html),
            (b"<div id=\"a\"><%= image_tag 'b.png' %></div>", Some("a.erb"), Kind::Html),
            (b"Why <b>boats</b>?", Some("a.htm"), Kind::Html),
            (b"Why boats?", Some("a.htm"), Kind::Text),
            (b"{ \"segments\": []}", None, Kind::Json),
            (b"[laughter] Why?", None, Kind::Text),
            (b"# A", Some("a.MD"), Kind::Markdown),
            (b"<p>in Markdown", Some("a.md"), Kind::Markdown),
            (b"PK\x03\x04..........word/document.xml", Some("a.zip"), Kind::Docx),
            (b"PK\x03\x04..........", Some("a.epub"), Kind::Epub),
            (b"<3 boats", None, Kind::Text),
            (b"", None, Kind::Text),
        ] {
            assert_eq!(detect(bytes, name), kind, "{}", String::from_utf8_lossy(bytes));
        }
        assert_eq!(detect(b"{\\rtf1", Some("a.doc")), Kind::Rtf);
        let office = b"\xd0\xcf\x11\xe0....";
        assert_eq!(detect(&[&office[..], b"W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"].concat(), None), Kind::Doc);
        assert!(matches!(detect(office, Some("a.doc")), Kind::Foreign(what, _) if what.contains("old Office")));
        let locked = [&office[..], b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"].concat();
        let says = |what: &str, remedy: &str| what.contains("password") && remedy.contains("without a password");
        assert!(matches!(detect(&locked, Some("a.docx")), Kind::Foreign(what, remedy) if says(what, remedy)));
        assert!(matches!(detect(b"PK\x03\x04....", None), Kind::Foreign("a zip archive", _)));
    }

    proptest! {
        #[test]
        fn nothing_panics(bytes in prop::collection::vec(any::<u8>(), 0..300), name in any::<Option<String>>()) {
            let _ = detect(&bytes, name.as_deref());
        }
    }
}
