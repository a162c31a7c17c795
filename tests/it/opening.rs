//! Opening: the format that is named, old documents that another program converts, the texts of a book.

#![cfg(all(feature = "html", feature = "office", feature = "epub", feature = "pdf", feature = "tei"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot write its files has failed")]

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

/// A folder with files, in which the program runs with nothing of the reader's.
struct Place(TempDir);

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    /// A program that a shell runs.
    fn program(&self, name: &str, script: &str) {
        let folder = self.0.path().join("bin");
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join(name);
        fs::write(&path, format!("#!/bin/sh\nPATH=/usr/bin:/bin\n{script}\n")).unwrap();
        fs::set_permissions(&path, Permissions::from_mode(0o755)).unwrap();
    }

    /// Status, what is printed, what is said.
    fn run(&self, arguments: &[&str]) -> (Option<i32>, String, String) {
        let home = self.0.path().join("home");
        let out = Command::new(env!("CARGO_BIN_EXE_inquit"))
            .args(arguments)
            .current_dir(self.0.path())
            .env("PATH", self.0.path().join("bin"))
            .env("HOME", &home)
            .env("XDG_DATA_HOME", home.join("data"))
            .env("XDG_STATE_HOME", home.join("state"))
            .env("XDG_CONFIG_HOME", home.join("config"))
            .output()
            .unwrap();
        (out.status.code(), String::from_utf8(out.stdout).unwrap(), String::from_utf8(out.stderr).unwrap())
    }

    fn json(&self, arguments: &[&str]) -> Value {
        let (status, out, error) = self.run(arguments);
        assert_eq!(status, Some(0), "{arguments:?}: {error}");
        serde_json::from_str(&out).unwrap()
    }
}

const TALK: &str = "**Mara Olsen:** Why did you go to *sea*?\n\n**Jens Dahl:** It was there.\n\n**Mara Olsen:** And who came \
                    with you?\n\n**Jens Dahl:** Nobody whom I knew.\n\n**Mara Olsen:** Did you come back?\n\n**Jens Dahl:** As you see.\n";

#[test]
fn the_format_that_is_named_goes_before_what_is_seen() {
    let place = Place::new();
    place.write("talk.bin", TALK.as_bytes());
    let read = |format: &str| place.json(&["parse", "talk.bin", "--format", format]);
    assert_eq!(read("markdown")["exchanges"].as_array().unwrap().len(), 3);
    assert!(read("text").to_string().contains("*sea*"), "as plain text the stars are text");
    place.write("page.txt", b"<p>Why <b>boats</b>?</p>");
    assert!(place.json(&["parse", "page.txt"]).to_string().contains("<b>"));
    assert!(place.json(&["parse", "page.txt", "--format", "html"]).to_string().contains("Why boats?"));
    // Captions that are wanted as what stands in the file.
    place.write("talk.srt", b"1\n00:00:01,000 --> 00:00:02,000\nWhy boats?\n");
    assert!(!place.json(&["parse", "talk.srt"]).to_string().contains("-->"));
    assert!(place.json(&["parse", "talk.srt", "--format", "text"]).to_string().contains("-->"));
    // And with every other command that reads one file.
    place.write("talk.markdown", TALK.as_bytes());
    let (_, all, _) = place.run(&["talk.markdown", "--plain", "--format", "text"]);
    assert!(all.contains("*sea*"), "{all}");
    for arguments in [
        &["find", "talk.markdown", "*sea*", "--format", "text"][..],
        &["convert", "talk.markdown", "--to", "text", "--format", "text"],
        &["show", "talk.markdown", "1", "--format", "markdown"],
        &["quote", "talk.markdown", "1.1", "--format", "markdown"],
        &["jump", "talk.markdown", "sea", "--format", "markdown"],
        &["topics", "talk.markdown", "--format", "markdown"],
        &["marks", "talk.markdown", "--format", "markdown"],
        &["export", "talk.markdown", "--to", "markdown", "--format", "markdown"],
        &["verify", "talk.markdown", "talk.markdown", "--format", "markdown"],
        &["parts", "talk.markdown", "--format", "markdown"],
    ] {
        let (status, _, error) = place.run(arguments);
        assert_eq!(status, Some(0), "{arguments:?}: {error}");
    }
}

#[test]
fn a_format_that_is_not_so_is_said() {
    let place = Place::new();
    place.write("talk.md", TALK.as_bytes());
    let says = |format: &str| {
        let (status, out, error) = place.run(&["parse", "talk.md", "--format", format]);
        assert_eq!((status, out.as_str()), (Some(2), ""), "{format}: {error}");
        error
    };
    for (format, words) in [
        ("pdf", "talk.md was read as a PDF, because --format says so: this PDF is damaged"),
        ("docx", "talk.md was read as a Word document, because --format says so: this Word document is damaged"),
        ("rtf", "talk.md was read as an RTF document, because --format says so: this RTF document is damaged"),
        ("json", "talk.md was read as a JSON file, because --format says so: this is"),
        ("tei", "talk.md was read as a transcript in TEI, because --format says so: "),
        ("doc", "talk.md is an old Word document. Another program has to convert it, and none is installed"),
        ("abacus", "invalid value 'abacus' for '--format <NAME>'"),
    ] {
        assert!(says(format).contains(words), "{}", says(format));
    }
    assert!(says("abacus").contains("markdown"), "the names are listed");
}

/// The beginning of an Office file with a stream called "WordDocument".
fn old_word() -> Vec<u8> {
    let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    bytes.resize(512, 0);
    bytes.extend("WordDocument".encode_utf16().flat_map(u16::to_le_bytes));
    bytes
}

#[test]
fn an_old_word_document_is_converted_by_a_program_that_is_there() {
    let place = Place::new();
    place.write("talk.doc", &old_word());
    let says = || place.run(&["parse", "talk.doc"]);
    let (status, _, error) = says();
    assert!(status == Some(2) && error.contains("install LibreOffice or antiword"), "{error}");

    place.program("antiword", "exit 1");
    let (status, _, error) = says();
    assert!(status == Some(2) && error.contains("antiword could not read it. Save it as .docx"), "{error}");

    let text = TALK.replace("**", "").replace('\n', "\\n");
    place.program("antiword", &format!("printf '{text}'"));
    let read = place.json(&["parse", "talk.doc"]);
    assert_eq!(read["exchanges"].as_array().unwrap().len(), 3);
    assert!(read["warnings"].to_string().contains("converted by antiword, which keeps the words but not what is bold"));

    // The one that keeps bold type comes first, whatever it makes is looked at, and macros and links are off.
    let settings = "grep -q DisableMacrosExecution profile/user/registrymodifications.xcu || exit 9\n\
                    grep -q BlockUntrustedRefererLinks profile/user/registrymodifications.xcu || exit 9\n";
    place.program("soffice", &format!("{settings}cp '{}' out/document.docx", place.0.path().join("new").display()));
    place.write("new", &crate::formats::docx_with("<w:p><w:r><w:t>Why boats?</w:t></w:r></w:p>", &[]));
    let read = place.json(&["parse", "talk.doc"]);
    assert!(read.to_string().contains("Why boats?") && !read.to_string().contains("antiword"), "{read}");
    place.write("new", b"no document");
    assert!(place.json(&["parse", "talk.doc"])["warnings"].to_string().contains("antiword"));
}

/// Everything that real converters make of a real file, where they are installed.
#[test]
fn what_is_installed_converts_old_word_documents() {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let office = std::env::split_paths(&path).map(|folder| folder.join("soffice")).find(|path| path.is_file());
    let Some(office) = office else {
        println!("skipped: soffice is not installed");
        return;
    };
    let place = Place::new();
    place.write("talk.rtf", &crate::formats::rtf());
    let profile = format!("-env:UserInstallation=file://{}", place.0.path().join("profile").display());
    let made = Command::new(&office)
        .args([&profile, "--headless", "--convert-to", "doc", "talk.rtf"])
        .current_dir(place.0.path())
        .output()
        .unwrap();
    if !place.0.path().join("talk.doc").is_file() {
        println!("skipped: soffice wrote no old Word document: {}", String::from_utf8_lossy(&made.stderr));
        return;
    }
    place.program("soffice", &format!("exec '{}' \"$@\"", office.display()));
    let read = place.json(&["parse", "talk.doc"]);
    assert_eq!(read["exchanges"].as_array().unwrap().len(), 3, "{read}");
    assert_eq!(read["title"], "The last ferryman");
}

#[test]
fn the_texts_of_a_book_are_listed_and_any_command_reads_one() {
    let place = Place::new();
    let talk = crate::formats::html();
    let other = talk.replace("Jorun Aas", "Knut Moe").replace("The last ferryman", "The first pilot");
    place.write("book.epub", &crate::formats::epub(&[&talk, &other]));
    let (status, list, _) = place.run(&["parts", "book.epub"]);
    assert_eq!(
        (status, list.as_str()),
        (Some(0), "  1  The first pilot (3 questions)\n  2  The last ferryman (3 questions)\n")
    );
    let rows = place.json(&["parts", "book.epub", "--json"]);
    assert_eq!(rows[1], serde_json::json!({ "part": 2, "title": "The last ferryman", "questions": 3 }));
    let (_, one, _) = place.run(&["parts", "book.epub", "--format", "text"]);
    assert!(one.is_empty(), "an e-book is no text: {one}");
    place.write("talk.md", TALK.as_bytes());
    assert_eq!(place.run(&["parts", "talk.md"]).1, "  1  talk.md (3 questions)\n");
    for (arguments, words) in [
        (&["parse", "book.epub"][..], "Jorun Aas"),
        (&["convert", "book.epub", "--to", "text"], "Jorun Aas"),
        (&["find", "book.epub", "river"], "river"),
        (&["jump", "book.epub", "river"], "river"),
        (&["topics", "book.epub"], ""),
        (&["show", "book.epub", "1"], "bridge"),
        (&["quote", "book.epub", "1.1"], "Jorun Aas"),
        (&["marks", "book.epub"], ""),
        (&["export", "book.epub", "--to", "ris"], "The last ferryman"),
        (&["verify", "talk.md", "book.epub"], ""),
        (&["book.epub", "--plain"], "Jorun Aas"),
    ] {
        let (status, _, error) = place.run(arguments);
        assert!(status == Some(2) && error.contains("Choose one with --part"), "{arguments:?}: {error}");
        let (status, out, error) = place.run(&[arguments, &["--part", "2"]].concat());
        assert!(status == Some(0) && out.contains(words), "{arguments:?}: {out}{error}");
        let (status, _, error) = place.run(&[arguments, &["--part", "3"]].concat());
        assert!(status == Some(2) && error.contains("has no part 3"), "{arguments:?}: {error}");
    }
}

#[test]
fn marks_change_nothing_of_what_is_parsed() {
    let place = Place::new();
    let page = crate::formats::html();
    place.write("talk.md", TALK.as_bytes());
    place.write("talk.html", page.as_bytes());
    place.write("talk.srt", include_bytes!("../fixtures/formats/names.srt"));
    place.write("talk.json", include_bytes!("../fixtures/formats/whisperx.json"));
    place.write("talk.xml", include_bytes!("../fixtures/formats/transcript.xml"));
    place.write("talk.rtf", b"{\\rtf1 {\\b Mara:} Why boats?\\par {\\b Jens:} They float.{\\footnote Mostly.}\\par}");
    place.write("talk.docx", &crate::formats::docx());
    place.write("talk.pdf", &crate::formats::pdf(&[vec![(72, 700, 11, "Mara: Why boats?".to_owned())]]));
    place.write("book.epub", &crate::formats::epub(&[&page, &page.replace("Jorun Aas", "Knut Moe")]));
    place.write("keep", b"mark\nnext\nnote wind #weather\nquit\n");
    // A damaged page says so, and must say so once.
    place.write("torn.rtf", b"{\\rtf1 Mara: Why boats?\\par Jens: They {\\b float.\\par");
    for name in [
        "talk.md",
        "talk.html",
        "talk.srt",
        "talk.json",
        "talk.xml",
        "talk.rtf",
        "talk.docx",
        "talk.pdf",
        "book.epub",
        "torn.rtf",
    ] {
        let part: &[&str] = if name == "book.epub" { &["--part", "2"] } else { &[] };
        let read = |more: &[&str]| place.run(&[&["parse", name], part, more].concat());
        let before = read(&[]);
        assert_eq!(before.0, Some(0), "{name}: {}", before.2);
        let (status, said, error) = place.run(&[&[name, "--script", "keep"], part].concat());
        assert!(status == Some(0) && said.contains("Marked"), "{name}: {said}{error}");
        let (_, marks, _) = place.run(&[&["marks", name], part].concat());
        assert!(marks.contains("wind"), "{name}: {marks}");
        assert_eq!(read(&[]), before, "{name}");
        assert_eq!(read(&["--as-recognised"]), before, "{name}");
    }
}
