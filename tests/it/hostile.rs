//! Files that cannot be read, or want to do harm: each gets a sentence for a person, which names the file and says what to
//! do, with status 2 and nothing printed.

#![cfg(all(feature = "html", feature = "office", feature = "epub", feature = "pdf", feature = "tei"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot write its files has failed")]

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::documents::root;
use crate::formats as files;

/// What the program says of a file, and its status.
fn says(folder: &Path, name: &str) -> (Option<i32>, String) {
    says_with(folder, name, "")
}

/// The same while a part of the program breaks down.
fn says_with(folder: &Path, name: &str, broken: &str) -> (Option<i32>, String) {
    let home = folder.join("home");
    let out = Command::new(env!("CARGO_BIN_EXE_inquit"))
        .args(["parse", "--", name])
        .current_dir(folder)
        // No program that converts.
        .env("PATH", &home)
        .env("HOME", &home)
        .env("XDG_DATA_HOME", home.join("data"))
        .env("XDG_STATE_HOME", home.join("state"))
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env("INQUIT_BREAK", broken)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert!(out.stdout.is_empty(), "{name}: {}", String::from_utf8_lossy(&out.stdout));
    (out.status.code(), String::from_utf8(out.stderr).unwrap())
}

#[test]
fn what_cannot_be_read_gets_a_sentence_with_its_name_and_a_way_out() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path();
    let write = |name: &str, bytes: &[u8]| fs::write(folder.join(name), bytes).unwrap();
    let blank = " ".repeat(60 << 20);
    let empty = files::zipped(&[]);
    for ending in ["zip", "docx", "odt", "epub"] {
        write(&format!("empty.{ending}"), &empty);
        write(&format!("cut.{ending}"), &files::docx_with("<w:p/>", &[])[..300]);
    }
    for name in ["locked.doc", "locked.odt"] {
        write(name, &fs::read(root().join("tests/fixtures/locked").join(name)).unwrap());
    }
    write("locked.pdf", &fs::read(root().join("tests/fixtures/pdf/locked.pdf")).unwrap());
    let office = b"\xd0\xcf\x11\xe0............E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";
    write("locked.docx", office);
    let word = fs::read(folder.join("locked.doc")).unwrap();
    let at = word.windows(2).position(|two| two == [0xec, 0xa5]).unwrap();
    let mut open = word.clone();
    // The same file, if it said that it is not encrypted.
    open[at + 11] &= !1;
    write("open.doc", &open);
    write("none.docx", &files::zipped(&[("[Content_Types].xml", "<Types/>"), ("word/styles.xml", "<x/>")]));
    write("bomb.docx", &files::zipped(&[("word/document.xml", blank.as_str())]));
    let mime = ("mimetype", "application/vnd.oasis.opendocument.text");
    write("bomb.odt", &files::zipped(&[mime, ("content.xml", blank.as_str())]));
    let container = "<container><rootfiles><rootfile full-path=\"a.opf\"/></rootfiles></container>";
    let book = |package: &str| {
        files::zipped(&[
            ("mimetype", "application/epub+zip"),
            ("META-INF/container.xml", container),
            ("a.opf", package),
        ])
    };
    write(
        "spineless.epub",
        &book("<package><metadata/><manifest><item id=\"a\" href=\"a.xhtml\"/></manifest></package>"),
    );
    write("list.epub", &book("no xml"));
    write("pictures.pdf", &files::pdf(&[Vec::new(), Vec::new()]));
    write("cut.pdf", &files::pdf(&[Vec::new()])[..60]);
    write("noise.txt", &[0; 400]);
    write("nothing.txt", b"");
    write("blanks.md", b" \n\n");
    write("a.json", b"{\"a\": [1, 2");
    fs::create_dir(folder.join("folder")).unwrap();
    assert!(Command::new("mkfifo").arg(folder.join("pipe")).status().unwrap().success());
    let _socket = std::os::unix::net::UnixListener::bind(folder.join("socket")).unwrap();
    // A file as large as no interview, of which the disk holds nothing.
    File::create(folder.join("large.txt")).unwrap().set_len(100 << 30).unwrap();
    let remade = "damaged";
    for (name, what, way) in [
        ("empty.zip", "zip archive", "Unpack it first"),
        ("empty.docx", remade, "save it again"),
        ("empty.odt", remade, "save it again"),
        ("empty.epub", remade, "save it again"),
        ("cut.zip", remade, "save it again"),
        ("cut.docx", remade, "save it again"),
        ("locked.doc", "protected by a password", "without a password, and open that"),
        ("locked.docx", "protected by a password", "without a password, and open that"),
        ("locked.odt", "protected by a password", "Save it without one, and open that"),
        ("locked.pdf", "protected by a password", "Save it without one, and open that"),
        ("open.doc", "old Word document", "install LibreOffice"),
        ("none.docx", "no main part", "save it again"),
        ("bomb.docx", "far more than its size", "save its text as plain text"),
        ("bomb.odt", "far more than its size", "save its text as plain text"),
        ("spineless.epub", "no text in this e-book", "save it there as plain text"),
        ("list.epub", remade, "save it again"),
        ("pictures.pdf", "no text", "open"),
        ("cut.pdf", remade, "save it again"),
        ("noise.txt", "not a text", "save it as plain text first"),
        ("nothing.txt", "is empty", "nothing to read"),
        ("blanks.md", "is empty", "nothing to read"),
        ("a.json", "JSON", "line 1"),
        ("folder", "is a folder", "Name one interview in it"),
        ("pipe", "a named pipe", "| inquit -"),
        ("socket", "a socket", "| inquit -"),
        ("/dev/null", "a device", "| inquit -"),
        ("missing.txt", "no such file", "Check the name"),
        ("large.txt", "larger than 64 MB", "--max-size"),
    ] {
        let (status, sentence) = says(folder, name);
        assert_eq!(status, Some(2), "{name}: {sentence}");
        assert!(sentence.starts_with("inquit: ") && sentence.contains(name), "{name}: {sentence}");
        assert!(sentence.contains(what) && sentence.contains(way), "{name}: {sentence}");
        assert!(!sentence.contains("panicked") && sentence.lines().count() == 1, "{name}: {sentence}");
    }
}

#[test]
fn what_takes_the_reader_of_pdfs_down_leaves_the_program_a_sentence() {
    let place = tempfile::tempdir().unwrap();
    let line = |text: &str| (60, 700, 10, text.to_owned());
    fs::write(place.path().join("talk.pdf"), files::pdf(&[vec![line("Why boats?")]])).unwrap();
    let (status, sentence) = says_with(place.path(), "talk.pdf", "pdf");
    assert_eq!(status, Some(2), "{sentence}");
    assert!(
        sentence.starts_with("inquit: talk.pdf could not be read") && sentence.contains("save it again"),
        "{sentence}"
    );
    assert_eq!(sentence.lines().count(), 1, "{sentence}");
}

#[test]
fn a_file_that_shrinks_while_it_is_read_is_read_as_far_as_it_goes() {
    let place = tempfile::tempdir().unwrap();
    let turn = "Mara: Why boats?\n\nJens: They float.\n\n";
    let path = place.path().join("talk.txt");
    let long = turn.repeat(3_000);
    for _ in 0..8 {
        fs::write(&path, &long).unwrap();
        let reading = Command::new(env!("CARGO_BIN_EXE_inquit"))
            .args(["parse", "talk.txt"])
            .current_dir(place.path())
            .env("HOME", place.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut file = File::options().write(true).open(&path).unwrap();
        for size in (0..long.len() as u64).rev().step_by(long.len() / 40) {
            file.set_len(size).unwrap();
        }
        file.write_all(turn.as_bytes()).unwrap();
        let out = reading.wait_with_output().unwrap();
        let error = String::from_utf8_lossy(&out.stderr);
        // All of it or a part, whatever was there; never the zeros that the system writes behind the new end.
        assert!(out.status.success(), "{error}");
        let told: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
        assert!(!told.to_string().contains(['\0', '\u{fffd}']));
    }
}
