//! No word is lost: random documents of every format, with all that such documents hold, are read; every word that was put
//! into the body stands in the reading, once and in its place, and what a format takes away on purpose does not.
//!
//! `PROPTEST_CASES=5000 PROPTEST_RNG_SEED=1 cargo test --test it kept` hunts longer.

#![cfg(all(feature = "html", feature = "office", feature = "epub", feature = "pdf", feature = "tei"))]
#![allow(
    clippy::format_collect,
    clippy::range_plus_one,
    clippy::needless_for_each,
    clippy::single_match_else,
    clippy::manual_strip,
    reason = "writers of documents are read best as one piece after the other"
)]
#![expect(clippy::unwrap_used, reason = "a test that cannot build its file has failed")]

use std::collections::{HashMap, HashSet};

use encoding_rs::Encoding;
use inquit::convert::{Target, convert};
use inquit::formats::detect::Kind;
use inquit::interview::{Interview, Paragraph};
use inquit::text::CleanText;
use proptest::prelude::*;

use crate::formats as files;
use crate::fuzz::{encoded, named, read};
use pen::{Block, COUNT, Pen, To, plan};

mod after;
mod fixtures;
mod inside;
pub mod pen;
mod spoil;
mod write_office;
mod write_text;
mod yaml;

/// What a document is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Plain text in an encoding.
    Text(&'static str),
    Markdown,
    Html,
    Docx,
    Odt,
    Rtf,
    Pdf,
    Epub,
    Srt,
    Vtt,
    Json(usize),
    Tei,
}

/// The encodings that the documents name, with a script that each of them has, or none where it has all.
pub const ENCODINGS: &[(&str, Option<usize>)] = &[
    ("utf-8", None),
    ("utf-16le", None),
    ("utf-16be", None),
    ("gb18030", None),
    ("windows-1252", Some(1)),
    ("iso-8859-15", Some(1)),
    ("macintosh", Some(1)),
    ("windows-1250", Some(2)),
    ("iso-8859-2", Some(2)),
    ("windows-1251", Some(3)),
    ("koi8-r", Some(3)),
    ("iso-8859-5", Some(3)),
    ("windows-1253", Some(4)),
    ("windows-1255", Some(5)),
    ("windows-1256", Some(6)),
    ("shift_jis", Some(7)),
    ("euc-jp", Some(7)),
    ("iso-2022-jp", Some(7)),
    ("big5", Some(7)),
    ("euc-kr", Some(8)),
];

/// A style of OpenDocument that hides what is set in it.
const HIDDEN: &str = "<office:document-styles xmlns:office=\"o\" xmlns:style=\"s\" xmlns:text=\"t\"><office:styles>\
    <style:style style:name=\"Hidden\"><style:text-properties text:display=\"none\"/></style:style></office:styles></office:document-styles>";

impl Form {
    fn scripts(self) -> Vec<usize> {
        let all = || (0..COUNT).collect();
        match self {
            Self::Pdf => vec![0],
            Self::Text(name) => match ENCODINGS.iter().find(|(known, _)| *known == name) {
                Some((_, Some(script))) => vec![0, *script],
                _ => all(),
            },
            _ => all(),
        }
    }

    /// What the file is.
    pub fn kind(self) -> Kind {
        match self {
            Self::Text(_) => Kind::Text,
            Self::Markdown => Kind::Markdown,
            Self::Html => Kind::Html,
            Self::Docx => Kind::Docx,
            Self::Odt => Kind::Odt,
            Self::Rtf => Kind::Rtf,
            Self::Pdf => Kind::Pdf,
            Self::Epub => Kind::Epub,
            Self::Srt => Kind::Srt,
            Self::Vtt => Kind::Vtt,
            Self::Json(_) => Kind::Json,
            Self::Tei => Kind::Tei,
        }
    }

    /// The encoding that a reader would have to name, where the file leaves a choice.
    pub fn encoding(self) -> Option<&'static Encoding> {
        match self {
            Self::Text(name) => named(name),
            _ => None,
        }
    }

    /// A random document, with a pen that knows which words are where.
    pub fn write(self, seed: u64) -> (Vec<u8>, Pen) {
        let mut pen = Pen::new(seed, &self.scripts());
        let plan = plan(&mut pen);
        let bytes = match self {
            Self::Text(name) => encoded(&plain_for(&mut pen, &plan, name), name),
            Self::Markdown => write_text::markdown(&mut pen, &plan).into_bytes(),
            Self::Html => write_office::page(&mut pen, &plan).into_bytes(),
            Self::Docx => {
                let (body, foot, end) = write_office::docx(&mut pen, &plan);
                files::docx_with(&body, &[("word/footnotes.xml", foot.as_str()), ("word/endnotes.xml", end.as_str())])
            }
            Self::Odt => files::odt_of(&write_office::odt(&mut pen, &plan), &[("styles.xml", HIDDEN)]),
            Self::Rtf => write_office::rtf(&mut pen, &plan),
            Self::Pdf => printed(&mut pen, &plan),
            Self::Epub => book(&mut pen, &plan),
            Self::Srt => write_text::captions(&mut pen, &plan, false).into_bytes(),
            Self::Vtt => write_text::captions(&mut pen, &plan, true).into_bytes(),
            Self::Json(shape) => write_text::json(&mut pen, &plan, shape).into_bytes(),
            Self::Tei => write_text::tei(&mut pen, &plan).into_bytes(),
        };
        (bytes, pen)
    }
}

/// Plain text without the signs that an encoding does not have.
fn plain_for(pen: &mut Pen, plan: &[Block], name: &str) -> String {
    let text = write_text::plain(pen, plan);
    if name.starts_with("utf") || name == "gb18030" {
        return text;
    }
    let encoding = Encoding::for_label(name.as_bytes()).unwrap();
    text.chars().filter(|c| !encoding.encode(c.encode_utf8(&mut [0; 4])).2).collect()
}

/// A PDF with heads and numbers of pages.
fn printed(pen: &mut Pen, plan: &[Block]) -> Vec<u8> {
    let text = write_text::plain(
        pen,
        &plan.iter().copied().filter(|block| !matches!(block, Block::Odd(_))).collect::<Vec<_>>(),
    );
    let mut rows: Vec<(u32, String)> = Vec::new();
    for paragraph in text.split(['\n', '\r']) {
        let paragraph = paragraph.replace(['\t', '\u{c}'], " ");
        let words: Vec<&str> = paragraph.split(' ').filter(|word| !word.is_empty()).collect();
        rows.extend(words.chunks(11).map(|row| (11, row.join(" "))));
        rows.push((0, String::new()));
    }
    let head = pen.words(2, To::Around);
    let mut pages = Vec::new();
    for (index, rows) in rows.chunks(40).enumerate() {
        let mut page = vec![(72, 800, 9, head.clone()), (290, 40, 9, (index + 12).to_string())];
        for (at, (size, text)) in rows.iter().enumerate().filter(|(_, (size, _))| *size > 0) {
            page.push((72, 770 - 17 * at as u32, *size, text.clone()));
        }
        pages.push(page);
    }
    files::pdf(&pages)
}

/// An e-book of some chapters, in the order of reading; the writer of books takes them from the last on.
fn book(pen: &mut Pen, plan: &[Block]) -> Vec<u8> {
    let size = 1 + pen.dice.below(plan.len());
    let bodies: Vec<String> =
        plan.chunks(size).map(|part| format!("<body>{}</body>", write_office::html(pen, part, true))).collect();
    files::epub(&bodies.iter().rev().map(String::as_str).collect::<Vec<_>>())
}

/// What is read of a file.
pub struct Found {
    /// The words of ours in the paragraphs, in order.
    pub text: Vec<String>,
    /// Those of what is known of people and file.
    pub head: HashSet<String>,
    /// Everything that is known, in small letters.
    all: String,
    /// Something was left out, and that was said.
    pub left_out: bool,
}

impl Found {
    /// What some interviews hold.
    pub fn of(interviews: &[Interview]) -> Self {
        let mut head = String::new();
        let mut text = String::new();
        for interview in interviews {
            assert_eq!(interview.check(), Ok(()));
            let meta = &interview.meta;
            for person in &interview.people {
                let all = person.labels.iter().chain(&person.about).chain([&person.name]);
                all.for_each(|line| head += &format!("{line}\n"));
            }
            let other = meta.other.iter().flat_map(|(key, value)| [key, value]);
            for line in meta.title.iter().chain(&meta.source).chain(&meta.topics).chain(other) {
                head += &format!("{line}\n");
            }
            for Paragraph { text: line, .. } in &interview.paragraphs {
                text += &format!("{line}\n");
            }
        }
        let left_out = interviews.iter().flat_map(|one| &one.warnings).any(|warning| warning.contains("left out"));
        Self {
            text: pen::words(&text),
            head: pen::words(&head).into_iter().collect(),
            all: (text + &head).to_lowercase(),
            left_out,
        }
    }

    /// Everything that is not as it should be, in words.
    pub fn wrong(&self, pen: &Pen) -> Vec<String> {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        self.text.iter().for_each(|word| *counts.entry(word).or_default() += 1);
        let mut wrong = Vec::new();
        for (word, to) in &pen.all {
            let count = counts.get(word.as_str()).copied().unwrap_or(0);
            let known = self.head.contains(word);
            let right = match to {
                // What stands where a label would is one, and a title may stand in the head alone.
                To::Kept | To::Moved => count == 1 || (count == 0 && known),
                To::Head => known || count > 0,
                To::Gone => count == 0 && !known,
                To::Around => count == 1 || self.left_out,
            };
            if !right {
                wrong.push(format!("{word} ({to:?}) stands there {count} times"));
            }
        }
        let order = |word: &&String| pen.all.iter().any(|(known, to)| known == *word && *to == To::Kept);
        let found: Vec<&String> = self.text.iter().filter(order).collect();
        let written: Vec<&String> = pen
            .all
            .iter()
            .filter(|(word, to)| *to == To::Kept && counts.contains_key(word.as_str()))
            .map(|(word, _)| word)
            .collect();
        if wrong.is_empty()
            && let Some(at) = (0..found.len().min(written.len())).find(|&at| found[at] != written[at])
        {
            wrong.push(format!("{} stands where {} should", found[at], written[at]));
        }
        for who in &pen.named {
            let name = pen.people[*who].to_lowercase();
            if !name.split(' ').all(|part| self.all.contains(part)) {
                wrong.push(format!("the name {name} is lost"));
            }
        }
        wrong
    }
}

/// What a file says, for who reads the report.
fn shown(bytes: &[u8], form: Form) -> String {
    match form {
        Form::Docx => files::entry(bytes, "word/document.xml") + &files::entry(bytes, "word/footnotes.xml"),
        Form::Odt => files::entry(bytes, "content.xml"),
        Form::Epub => (0..9).map(|at| files::entry(bytes, &format!("OEBPS/c {at}.xhtml"))).collect(),
        Form::Text(name) => Encoding::for_label(name.as_bytes()).unwrap().decode(bytes).0.into_owned(),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

fn kept(form: Form, seed: u64) -> Result<(), TestCaseError> {
    let (bytes, pen) = form.write(seed);
    let Some(interviews) = read(&bytes, form.kind(), form.encoding()) else {
        let empty = pen.all.iter().all(|(_, to)| !matches!(to, To::Kept | To::Moved));
        prop_assert!(empty, "{form:?} {seed}: it was not read:\n{}", shown(&bytes, form));
        return Ok(());
    };
    let wrong = Found::of(&interviews).wrong(&pen);
    if !wrong.is_empty() {
        let lines: Vec<String> = interviews
            .iter()
            .flat_map(|interview| &interview.paragraphs)
            .map(|p| format!("{:?}: {}", p.role, p.text))
            .collect();
        let (text, read) = (shown(&bytes, form), lines.join("\n"));
        return Err(TestCaseError::fail(format!(
            "{form:?} {seed}: {}\n--- written\n{text}\n--- read\n{read}",
            wrong.join("\n")
        )));
    }
    Ok(())
}

fn config(cases: u32) -> ProptestConfig {
    // Another seed is no smaller.
    ProptestConfig { max_shrink_iters: 0, ..crate::random::config(cases) }
}

proptest! {
    #![proptest_config(config(12))]

    #[test]
    fn plain_text_loses_no_word(seed in any::<u64>()) { kept(Form::Text("utf-8"), seed)? }

    #[test]
    fn markdown_loses_no_word(seed in any::<u64>()) { kept(Form::Markdown, seed)? }

    #[test]
    fn web_pages_lose_no_word(seed in any::<u64>()) { kept(Form::Html, seed)? }

    #[test]
    fn word_documents_lose_no_word(seed in any::<u64>()) { kept(Form::Docx, seed)? }

    #[test]
    fn open_documents_lose_no_word(seed in any::<u64>()) { kept(Form::Odt, seed)? }

    #[test]
    fn rtf_loses_no_word(seed in any::<u64>()) { kept(Form::Rtf, seed)? }

    #[test]
    fn pdf_loses_no_word(seed in any::<u64>()) { kept(Form::Pdf, seed)? }

    #[test]
    fn books_lose_no_word(seed in any::<u64>()) { kept(Form::Epub, seed)? }

    #[test]
    fn captions_lose_no_word(seed in any::<u64>()) { kept(Form::Srt, seed)?; kept(Form::Vtt, seed)? }

    #[test]
    fn tei_loses_no_word(seed in any::<u64>()) { kept(Form::Tei, seed)? }
}

proptest! {
    #![proptest_config(config(2))]

    #[test]
    fn encodings_lose_no_word(seed in any::<u64>()) {
        for (name, _) in ENCODINGS { kept(Form::Text(name), seed)? }
    }

    #[test]
    fn json_loses_no_word(seed in any::<u64>()) {
        for shape in 0..write_text::SHAPES { kept(Form::Json(shape), seed)? }
    }
}

/// A spoilt text of a form: what a simple reader finds in it, ours finds too, and nothing twice that stands there once.
fn spoilt(form: Form, seed: u64) -> Result<(), TestCaseError> {
    let (bytes, mut pen) = form.write(seed);
    let mut text = String::from_utf8(bytes).unwrap();
    if form == Form::Markdown && pen.dice.chance(30) {
        // Our own form.
        let interview = read(text.as_bytes(), Kind::Markdown, None).unwrap().swap_remove(0);
        text = convert(&interview, Target::Markdown).unwrap();
    }
    spoil::spoil(&mut text, &mut pen.dice);
    if form == Form::Html && pen.dice.chance(40) {
        spoil::lose_mark(&mut text, &mut pen.dice);
    }
    let Some(interviews) = read(text.as_bytes(), form.kind(), Some(encoding_rs::UTF_8)) else {
        // Of a page that breaks off in its head, or before its first word, there is nothing to read.
        let seen = || spoil::of_page(&text);
        let page = form == Form::Html && (!text.contains("<body") || seen().0.is_empty() && seen().1.is_empty());
        let none = page || pen::words(&text).is_empty();
        prop_assert!(text.contains('\0') || none, "{form:?} {seed}: it was not read:\n{text}");
        return Ok(());
    };
    let found = Found::of(&interviews);
    let (must, may) = match form {
        Form::Markdown => (spoil::of_markdown(&text), Vec::new()),
        Form::Html => spoil::of_page(&text),
        Form::Srt | Form::Vtt => (spoil::of_captions(&text, form == Form::Vtt), Vec::new()),
        _ => (pen::words(&text), Vec::new()),
    };
    let counts = |words: &[String]| {
        let mut counts: HashMap<String, usize> = HashMap::new();
        words.iter().for_each(|word| *counts.entry(word.clone()).or_default() += 1);
        counts
    };
    let there = counts(&found.text);
    // Lines of some scripts are joined without a blank.
    let clean = CleanText::new(&text);
    let (apart, joined) = (counts(&pen::words(&clean)), counts(&pen::words(&clean.replace(char::is_whitespace, ""))));
    // Captions that roll up say again what stood there before.
    let rolled = matches!(form, Form::Srt | Form::Vtt);
    let mut wrong: Vec<String> = Vec::new();
    for (word, count) in counts(&must) {
        let now = there.get(&word).copied().unwrap_or(0);
        if now < if rolled { 1 } else { count } && !found.head.contains(&word) {
            wrong.push(format!("{word} stands {now} times where {count} were written"));
        }
    }
    // What is said to be left out stands around the article, and is no more than it.
    if found.left_out && wrong.len() * 2 <= must.len() + may.len() {
        wrong.clear();
    }
    for (word, count) in there {
        // Only plain text has no markup in the midst of words.
        let all = |words: &HashMap<String, usize>| words.get(&word).copied().unwrap_or(0);
        if matches!(form, Form::Text(_)) && count > all(&apart).max(all(&joined)) {
            wrong.push(format!("{word} stands {count} times"));
        }
    }
    let lines: Vec<String> =
        interviews.iter().flat_map(|one| &one.paragraphs).map(|p| format!("{:?}: {}", p.role, p.text)).collect();
    prop_assert!(
        wrong.is_empty(),
        "{form:?} {seed}: {}\n--- written\n{text}\n--- read\n{}",
        wrong.join("\n"),
        lines.join("\n")
    );
    Ok(())
}

proptest! {
    #![proptest_config(config(24))]

    #[test]
    fn spoilt_plain_text_loses_no_word(seed in any::<u64>()) { spoilt(Form::Text("utf-8"), seed)? }

    #[test]
    fn spoilt_markdown_loses_no_word(seed in any::<u64>()) { spoilt(Form::Markdown, seed)? }

    #[test]
    fn spoilt_pages_lose_no_word(seed in any::<u64>()) { spoilt(Form::Html, seed)? }

    #[test]
    fn spoilt_captions_lose_no_word(seed in any::<u64>()) { spoilt(Form::Srt, seed)?; spoilt(Form::Vtt, seed)? }
}

/// The paragraphs of a file.
fn paragraphs(bytes: &[u8], kind: Kind) -> Vec<String> {
    let interviews = read(bytes, kind, None).unwrap();
    interviews.iter().flat_map(|interview| &interview.paragraphs).map(|p| p.text.to_string()).collect()
}

#[test]
fn what_was_lost_once_is_read() {
    let markdown = |text: &str| paragraphs(text.as_bytes(), Kind::Markdown).join("|");
    assert_eq!(markdown("# Boats\n\n<!-- one --> <!-- two --> three\n"), "Boats|one|two|three");
    let joined = markdown("# Boats\n\nOne <!-- two --> three. <!-- page: four -->\n");
    assert!(joined.contains("four") && !joined.contains("two"), "{joined}");
    assert_eq!(markdown("# Boats\n\n<div>\n3 < 4 men <b>and</b>\nwomen <\n</div>\n"), "Boats|3 < 4 men and women <");
    assert_eq!(markdown("# Boats\n\nHe <mm-hm> said <take2> so.\n"), "Boats|He <mm-hm> said <take2> so.");
    let docx = |body: &str, notes: &str| {
        paragraphs(&files::docx_with(body, &[("word/footnotes.xml", notes)]), Kind::Docx).join("|")
    };
    let p = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let held = |inside: &str| format!("<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>");
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", p(text));
    let table = format!(
        "<w:tbl><w:tr>{}{}</w:tr>{}</w:tbl>",
        cell("Mara"),
        held(&cell("Why?")),
        held(&format!("<w:tr>{}{}</w:tr>", cell("Jens"), cell("So.")))
    );
    assert_eq!(docx(&table, "<x/>"), "Mara: Why?|Jens: So.");
    let noted = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Mara</w:t></w:r><w:r><w:footnoteReference w:id=\"1\"/></w:r></w:p></w:tc>\
        <w:tc><w:p><w:r><w:t>Why?</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    let note = format!("<w:footnotes xmlns:w=\"w\"><w:footnote w:id=\"1\">{}</w:footnote></w:footnotes>", p("Olsen."));
    assert_eq!(docx(noted, &note), "Mara: [1]Why?|[1] Olsen.");
    let boxes = format!(
        "<w:p><w:r><w:drawing><wps:wgp>{0}{0}</wps:wgp></w:drawing></w:r></w:p>",
        "<w:txbxContent><w:p><w:r><w:t>Box.</w:t></w:r></w:p></w:txbxContent>"
    );
    assert_eq!(docx(&boxes, "<x/>"), "Box.|Box.");
    let ruby = "<w:p><w:r><w:ruby><w:rt><w:r><w:t>とう</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>東</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>";
    assert_eq!(docx(ruby, "<x/>"), "東とう");
    let odt = "<text:p>x</text:p><table:table xmlns:table=\"x\"><table:table-row><table:table-cell><text:p>Mara<text:note><text:note-citation>1\
        </text:note-citation><text:note-body><text:p>Olsen.</text:p></text:note-body></text:note></text:p></table:table-cell>\
        <table:table-cell><text:p>Why?</text:p></table:table-cell></table:table-row></table:table>";
    assert_eq!(paragraphs(&files::odt_with(odt), Kind::Odt).join("|"), "x|Mara: [1]Why?|[1] Olsen.");
    let page = "<table><tr><td>Mara<td>Why?<td></td><p>Out.</p></tr><tr><td>Jens</td><td>So.</td><table><tr><td>In.</table></table>";
    assert_eq!(paragraphs(page.as_bytes(), Kind::Html).join("|"), "Mara|Why?|Out.|Jens|So.|In.");
    let page = "<head><title>Boats</titel><p>Mara: Why?<p>Jens: <a href=\"x>So.</a> <a href=\"y\">Ja.</a>";
    assert_eq!(paragraphs(page.as_bytes(), Kind::Html).join("|"), "Mara: Why?|Jens: So. Ja.");
    let page = "Oslo, <b>May</b>.<!DOCTYPE html><html><p>By Knut.<head><title>Boats</title></head><body><p>Mara: Why?<p>Jens: So.</body></html>";
    assert_eq!(paragraphs(page.as_bytes(), Kind::Html).join("|"), "Oslo, May.|By Knut.|Mara: Why?|Jens: So.");
    let json = r#"{"segments":[{"start":1,"text":"","transcript":"Why?"},{"start":4,"text":"So."}]}"#;
    assert_eq!(paragraphs(json.as_bytes(), Kind::Json).join(" "), "Why? So.");
}

#[test]
fn a_group_of_rtf_that_never_ends_takes_nothing_along() {
    let rtf = |body: &str| paragraphs(format!("{{\\rtf1 {body}").as_bytes(), Kind::Rtf).join("|");
    let talk = "Mara: Why?\\par {\\b Jens:} So.\\par {\\upr{Nay}{\\*\\ud{Ja.}}}\\par";
    let text = "Mara: Why?|Jens: So.";
    // The bracket at the end of the file ends it, and that of the file is the one that is lost.
    for group in
        ["{\\*\\unknown x ", "{\\*\\unknown{\\b x} y\\par ", "{\\header x\\par ", "{\\info{\\title x}", "{\\v x\\par "]
    {
        let read = rtf(&format!("Boats.\\par{group}\\pard {talk}}}"));
        assert!(read.contains(text) && read.ends_with("Ja."), "{group}: {read}");
    }
    // It ends with a group in the midst of the text.
    let read = rtf(&format!("{{Boats.{{\\*\\unknown x\\par {talk}}}\\pard Knut: Ja.\\par}}"));
    assert!(read.contains(text) && read.ends_with("Knut: Ja."), "{read}");
    // It has lost its beginning, behind the end of the file.
    let read = rtf(&format!("Boats.}}\\v x}}\\par {talk}\\plain }}"));
    assert!(read.contains(text) && read.ends_with("Ja."), "{read}");
    // What is whole is passed over, with all its paragraphs.
    assert_eq!(rtf(&format!("Boats.{{\\*\\unknown x\\par {talk}}}\\par}}")), "Boats.");
    // So are notes and heads of pages in a file that breaks off.
    let cut = rtf("{\\header x\\par}Boats.{\\*\\annotation \\pard x\\par}{\\*\\htmltag64 \\par x}\\par Je");
    assert_eq!(cut, "Boats.|Je");
}

#[test]
fn what_is_damaged_is_read_as_far_as_it_is_there() {
    let docx = |document: &str| paragraphs(&files::zipped(&[("word/document.xml", document)]), Kind::Docx).join("|");
    let cut = "<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>Mara: Why?</w:t></w:r></w:p><w:p><w:r><w:rPr><w:b/><w:t>Jens: S";
    assert_eq!(docx(cut), "Mara: Why?|Jens: S");
    let early = "<w:document><w:body><w:p><w:t>Mara: Why?</w:t></w:body></w:document><w:p><w:zz>Jens: So.</w:zz></w:p>";
    assert_eq!(docx(early), "Mara: Why?|Jens: So.");
    let endless = "<w:document><w:body><w:p><w:t>Mara: Why?</w:t></w:p><w:moveFrom><w:p><w:t>Knut.</w:t></w:p>\
        <w:p><w:t>Jens: So.</w:t><w:del><w:t>Ja.</w:t></w:p><w:p><w:t>Mara: How?</w:t></w:p></w:body></w:document>";
    assert_eq!(docx(endless), "Mara: Why?|Knut.|Jens: So.Ja.|Mara: How?");
    let rtf = |text: &str| paragraphs(text.as_bytes(), Kind::Rtf).join("|");
    assert_eq!(
        rtf("{\\rtf1{\\fonttbl{\\f0 A;}\\pard Mara: Why?\\par{\\*\\bkmkend x Jens: So.\\par}"),
        "Mara: Why?|x Jens: So."
    );
    assert_eq!(rtf("{\\rtf1 Mara{\\footnote Olsen.: Why?\\par Jens: So.\\par}"), "Mara[1]|[1] Olsen.: Why?|Jens: So.");
    assert_eq!(
        rtf(
            "{\\rtf1{\\stylesheet{\\s0 Normal;}{\\s1 Head;{\\stylesheet{\\s1 Head;}}\\pard\\plain\\s0 Mara: Why?\\par\\pard Jens: So.\\par}"
        ),
        "Mara: Why?|Jens: So."
    );
    let vtt = "WEBVTT\n\n00:01.000 --> 00:02.000\n<00:00:01.0Mara went <i>there</i> <\\été>.\n";
    assert!(paragraphs(vtt.as_bytes(), Kind::Vtt).join("|").contains("Mara went there <\\été>."));
    let json = |text: &str| paragraphs(text.as_bytes(), Kind::Json).join("|");
    let cut = r#"{"segments": [{"speaker": "Mara", "text": "Why "boats"?"}, "speaker": "Jens", "text": ["They", "float"]}, {"spea"#;
    assert_eq!(json(cut), r#"Why "boats"?|They float"#);
    let tei = |text: &str| paragraphs(text.as_bytes(), Kind::Tei).join("|");
    assert_eq!(
        tei("<TEI><teiHeader><text><u who=\"#M\">Why & how?<u who=\"#J\">So.</text></TEI>"),
        "M: Why & how?|J: So."
    );
    let chapter = "<html><body><p>Mara: Why?</p></body></html>";
    let book =
        files::zipped(&[("mimetype", "application/epub+zip"), ("a/2.xhtml", "Jens: So."), ("a/1.xhtml", chapter)]);
    assert_eq!(paragraphs(&book, Kind::Epub).join("|"), "Mara: Why?|Jens: So.");
    let said = "It floats on the river, and there it has stood for as long as anybody can remember. ".repeat(4);
    let html = |middle: &str| {
        let page = format!("<body><main><p>Mara: Why?</p><p>{said}</p>{middle}<p>Jens: So. {said}</p></main></body>");
        paragraphs(page.as_bytes(), Kind::Html).concat().contains("Jens: So.")
    };
    // Behind an early end of the page, and where an article ends twice.
    assert!(html("</main></body>") && html("</main>") && html("</body></html>"));
}
