//! Files that hold files: hostile PDF, archives in archives, and archives that unpack to more than there is memory.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::time::Instant;

use super::super::Home;
use super::{Tally, payloads, signed};
use crate::formats::{docx_with, epub, zipped, zipped_bytes};

/// The turns of a talk, each a line.
pub(super) fn turns(lines: &[String]) -> Vec<String> {
    lines.iter().flat_map(|text| [format!("Mara: Why {text}?"), format!("Jens: They float {text}.")]).collect()
}

/// A PDF of these lines, whose letters get their meaning from a table in the file, which may say anything; and with a title.
pub(super) fn pdf(lines: &[String], title: &str) -> Vec<u8> {
    let mut codes: BTreeMap<char, usize> = BTreeMap::new();
    for c in lines.iter().flat_map(|line| line.chars()) {
        let next = codes.len() + 1;
        codes.entry(c).or_insert(next);
    }
    let units = |text: &str| text.encode_utf16().map(|unit| format!("{unit:04X}")).collect::<Vec<_>>().concat();
    let meanings: String = codes
        .iter()
        .map(|(c, code)| format!("<{code:04X}> <{}>\n", units(&c.to_string())))
        .collect::<Vec<_>>()
        .concat();
    let table = format!(
        "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n\
         {} beginbfchar\n{meanings}endbfchar endcmap end",
        codes.len()
    );
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        String::new(),
        "<< /Type /Font /Subtype /Type0 /BaseFont /Any /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>".to_owned(),
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Any /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) \
         /Supplement 0 >> /DW 500 >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{table}\nendstream", table.len() + 1),
        format!("<< /Title <FEFF{0}> /Author <FEFF{0}> >>", units(title)),
    ];
    let mut kids = String::new();
    for page in lines.chunks(20) {
        let mut stream = String::new();
        for (row, line) in page.iter().enumerate() {
            let text: String = line.chars().map(|c| format!("{:04X}", codes[&c])).collect::<Vec<_>>().concat();
            let _ = writeln!(stream, "BT /F1 10 Tf 1 0 0 1 72 {} Tm <{text}> Tj ET", 780 - 32 * row);
        }
        let number = objects.len() + 1;
        let _ = write!(kids, "{number} 0 R ");
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {} 0 R >>",
            number + 1
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{stream}endstream", stream.len()));
    }
    objects[1] = format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", lines.chunks(20).len());
    let (mut out, mut table) = (String::from("%PDF-1.4\n"), String::new());
    for (index, object) in objects.iter().enumerate() {
        let _ = writeln!(table, "{:010} 00000 n ", out.len());
        let _ = write!(out, "{} 0 obj\n{object}\nendobj\n", index + 1);
    }
    let (start, size) = (out.len(), objects.len() + 1);
    let _ = write!(
        out,
        "xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R /Info 6 0 R >>\nstartxref\n{start}\n%%EOF\n"
    );
    out.into_bytes()
}

/// Parses a file with a gigabyte of memory: what needs more is refused it, and the program would break down. The status, and
/// what was printed.
#[cfg(target_os = "linux")]
fn parsed_in_a_gigabyte(home: &Home, name: &str) -> (Option<i32>, String) {
    let line = format!("ulimit -v 1048576; exec '{}' parse '{name}' 2>&1 | head -c 20000", super::PROGRAM);
    let output = std::process::Command::new("bash")
        .args(["-c", &format!("set -o pipefail; {line}")])
        .current_dir(home.path())
        .env_clear()
        .env("HOME", home.path())
        .env("PATH", std::env::var("PATH").unwrap_or_default())
        .output()
        .unwrap();
    (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Archives of every hostile kind, each with the words that the sentence about it must have.
fn archives() -> Vec<(&'static str, Vec<u8>, &'static [&'static str])> {
    let talk = "Mara: Why boats?\n\nJens: They float.\n\nMara: Since when?\n\nJens: Always they did.\n";
    let inner = zipped(&[("talk.txt", talk)]);
    let twice = zipped_bytes(&[("talk.zip", &inner)]);
    let book = epub(&["<body><p><b>Mara:</b> Why boats?</p><p><b>Jens:</b> They float.</p></body>"]);
    let word = docx_with("<w:p><w:r><w:t>Mara: Why boats?</w:t></w:r></w:p>", &[]);
    let container = "<container xmlns=\"c\"><rootfiles><rootfile full-path=\"a.opf\"/></rootfiles></container>";
    let opf = "<package xmlns=\"p\"><manifest><item id=\"c\" href=\"inner.epub\" media-type=\"application/xhtml+xml\"/></manifest>\
               <spine><itemref idref=\"c\"/></spine></package>";
    let matryoshka = zipped_bytes(&[
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", container.as_bytes()),
        ("a.opf", opf.as_bytes()),
        ("inner.epub", &book),
    ]);
    let blanks = vec![b' '; 64 << 20];
    let bomb = zipped_bytes(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", &blanks)]);
    let bombs = zipped_bytes(&[("bomb.docx", &bomb)]);
    let names: Vec<String> = (0..20_001).map(|n| format!("word/{n}")).collect();
    let crowd = zipped(&names.iter().map(|name| (name.as_str(), "")).collect::<Vec<_>>());
    let climbing = zipped(&[("../../escaped.txt", talk), ("/tmp/escaped-inquit.txt", talk), ("a\x1b[2J.txt", talk)]);
    // Of one that is cut behind its text the text is read.
    let cut = word[..word.len() / 12].to_vec();
    vec![
        ("talk.zip", inner, &["zip"]),
        ("twice.zip", twice, &["zip"]),
        ("book-in.zip", zipped_bytes(&[("book.epub", &book)]), &["zip"]),
        ("word-in.zip", zipped_bytes(&[("talk.docx", &word)]), &["zip"]),
        ("book-in-book.epub", matryoshka, &["e-book"]),
        ("bomb.docx", bomb, &["Word document", "unpack"]),
        ("bomb-in.zip", bombs, &["zip"]),
        ("crowd.docx", crowd, &[]),
        ("climbing.zip", climbing, &["zip"]),
        ("cut.docx", cut, &[]),
    ]
}

#[test]
fn archives_in_archives_and_bombs_become_a_sentence_in_little_time_and_memory() {
    let home = Home::new();
    let kinds: Vec<(&'static str, String)> = payloads();
    let mut tally = Tally::default();
    let inside = "They float";
    for (name, bytes, words) in archives() {
        home.file(name, &bytes);
        let begun = Instant::now();
        let output = home.run(&["parse", name]);
        let (out, error) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert_eq!(output.status.code(), Some(2), "{name}: {out}{error}");
        assert!(out.is_empty() && !error.contains(inside), "{name} was unpacked: {out}{error}");
        assert!(error.contains(name) && error.lines().count() == 1, "{name}: a sentence about it: {error}");
        for word in words {
            assert!(error.contains(word), "{name}: {word}: {error}");
        }
        tally.judge(name, error.as_bytes(), &kinds, false);
        assert!(begun.elapsed() < super::super::terminal::LIMIT, "{name}");
    }
    assert!(!home.path().parent().unwrap().join("escaped.txt").exists());
    assert!(!std::path::Path::new("/tmp/escaped-inquit.txt").exists());
    // Nothing was written anywhere in the home folder either.
    let left = std::fs::read_dir(home.path()).unwrap().count();
    assert_eq!(left, archives().len(), "only the archives are there");
    assert!(tally.wrong.is_empty(), "{:?}", tally.wrong);
}

#[test]
#[cfg(target_os = "linux")]
fn a_bomb_is_refused_with_less_than_a_gigabyte_of_memory() {
    let home = Home::new();
    let (name, bytes, _) = archives().into_iter().find(|(name, ..)| *name == "bomb.docx").unwrap();
    home.file(name, &bytes);
    let (status, said) = parsed_in_a_gigabyte(&home, name);
    assert_eq!(status, Some(2), "{said}");
    assert!(said.contains("unpack"), "{said}");
}

#[test]
fn a_pdf_whose_letters_mean_commands_is_only_text() {
    // That the file above says what it is meant to say, or the cases would be of nothing.
    let kinds = payloads();
    let lines: Vec<String> = kinds.iter().enumerate().map(|(n, (_, text))| signed(n, text)).collect();
    let home = Home::new();
    home.file("talk.pdf", pdf(&turns(&super::in_line(&lines)), "Boats"));
    let output = home.run(&["parse", "talk.pdf"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(text.contains('\u{fffd}'), "commands are shown as what cannot be shown");
    assert!((0..kinds.len()).filter(|n| text.contains(&super::sign(*n))).count() + 2 > kinds.len());
}
