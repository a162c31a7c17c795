//! Several interviews in one file: offered like the texts of a book, and one interview never parted.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use inquit::formats::several;
use inquit::interview::Interview;
use inquit::interview::parse::{self, Format};
use inquit::runtime::open::{self, Found, Source, Which};
use inquit::text::CleanText;

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

fn found(name: &str) -> Found {
    open::find(&Source::File(path(name)), Which::default()).expect("the fixture can be read")
}

fn rows(name: &str) -> Vec<(String, usize)> {
    found(name).rows().into_iter().map(|row| (row.title.to_string(), row.questions)).collect()
}

/// How often each word stands in a text.
fn words<'a>(texts: impl IntoIterator<Item = &'a str>) -> BTreeMap<String, usize> {
    let mut count = BTreeMap::new();
    let all = texts.into_iter().flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
    for word in all.filter(|word| !word.is_empty()) {
        *count.entry(word.to_owned()).or_default() += 1;
    }
    count
}

#[test]
fn interviews_one_behind_the_other_are_offered() {
    for (name, first, second) in [
        ("numbered.txt", "Interview 1: Tomasz Brzoza, organ builder", "Interview 2: Hanna Kress, bargewoman"),
        ("with.txt", "Interview with Tomasz Brzoza", "Interview with Hanna Kress"),
        ("names.md", "Tomasz Brzoza, organ builder", "Hanna Kress, bargewoman"),
        ("letters.md", "Interview 1: Tomasz Brzoza", "Interview 2: Hanna Kress"),
        ("others.txt", "The lamp under the bellows", "A barge childhood"),
        ("contents.txt", "Interview 1: Tomasz Brzoza", "Interview 2: Hanna Kress"),
        ("host.md", "The lamp under the bellows", "A barge childhood"),
        ("presented.txt", "Tomasz Brzoza", "Hanna Kress"),
    ] {
        let want = [(first, 7), (second, 5), ("All of it as one text", 12)];
        let want: Vec<(String, usize)> = want.iter().map(|(title, count)| ((*title).to_owned(), *count)).collect();
        assert_eq!(rows(&format!("several/{name}")), want, "{name}");
    }
}

#[test]
fn one_interview_is_never_parted() {
    for name in [
        "one-parts.md",
        "one-titles.md",
        "one-headings.txt",
        "one-sessions.txt",
        "one-second-guest.txt",
        "one-letters.txt",
        "one-initials.txt",
    ] {
        assert_eq!(rows(&format!("several/{name}")).len(), 1, "{name}");
    }
    for folder in ["interviews", "none", "shapes", "search"] {
        for entry in std::fs::read_dir(path(folder)).expect("the folder is there").flatten() {
            let Ok(source) = std::fs::read_to_string(entry.path()) else { continue };
            let source = CleanText::new(&source);
            let name = entry.file_name().to_string_lossy().into_owned();
            let Some((raws, meta)) = parse::paragraphs(&source, Format::Auto, Some(&name)) else { continue };
            assert_eq!(several::split(&source, &raws, &meta).len(), 0, "{folder}/{name}");
        }
    }
}

#[test]
fn every_word_is_in_one_of_the_parts() {
    for name in
        ["numbered.txt", "with.txt", "names.md", "letters.md", "others.txt", "contents.txt", "host.md", "presented.txt"]
    {
        let name = format!("several/{name}");
        let read = |number| found(&name).part(Some(number)).expect("the part is there").interview();
        let said = |interview: &Interview| -> Vec<String> {
            interview.paragraphs.iter().map(|paragraph| paragraph.text.to_string()).collect()
        };
        let parts: Vec<String> = [1, 2].into_iter().flat_map(|number| said(&read(number))).collect();
        let whole = said(&read(3));
        assert_eq!(words(parts.iter().map(String::as_str)), words(whole.iter().map(String::as_str)), "{name}");
        for number in 1..=3 {
            assert_eq!(read(number).check(), Ok(()), "{name}");
        }
        assert_eq!(read(2).exchanges.len(), 5, "{name}");
    }
}

#[test]
fn the_whole_is_the_document_that_it_always_was() {
    let Found::Several(book) = found("several/numbered.txt") else { panic!("two interviews") };
    let whole = book.part(3).expect("the whole is there");
    let bytes = std::fs::read(path("several/numbered.txt")).expect("the fixture is there");
    assert_eq!(whole.hash, inquit::runtime::paths::document_hash(&bytes), "its marks are found again");
    assert!(whole.path.is_some() && book.part(1).expect("a part").path.is_none());
    assert!(book.is_guessed() && book.part(0).is_none() && book.part(4).is_none());
}

#[cfg(feature = "office")]
#[test]
fn a_word_document_of_two_is_offered_too() {
    use std::fmt::Write as _;
    let source = std::fs::read_to_string(path("several/with.txt")).expect("the fixture is there");
    let mut body = String::new();
    for line in source.lines().filter(|line| !line.is_empty() && *line != "* * *") {
        let style =
            if line.starts_with("Interview with") { r#"<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>"# } else { "" };
        let _ = write!(body, "<w:p>{style}<w:r><w:t>{line}</w:t></w:r></w:p>");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("two.docx");
    std::fs::write(&file, crate::formats::docx_with(&body, &[])).expect("the file is written");
    let found = open::find(&Source::File(file), Which::default()).expect("it can be read");
    let rows: Vec<(String, usize)> =
        found.rows().into_iter().map(|row| (row.title.to_string(), row.questions)).collect();
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[1], ("Interview with Hanna Kress".to_owned(), 5));
}
