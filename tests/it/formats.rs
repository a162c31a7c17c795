//! Every format, from bytes to an interview: what is read, what is refused, what never happens.

#![cfg(all(feature = "html", feature = "office", feature = "epub", feature = "pdf", feature = "tei"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot build its file has failed")]

use std::fs;
use std::io::{Cursor, Write};

use inquit::formats::detect::{Kind, detect};
use inquit::formats::{Extract, FormatError, Opened, read_container, read_text};
use inquit::interview::parse::{Format, build, parse};
use inquit::interview::{Interview, Role};
use inquit::text::CleanText;
use proptest::prelude::*;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

fn fixture(name: &str) -> String {
    fs::read_to_string(crate::documents::root().join("tests/fixtures/formats").join(name)).unwrap()
}

/// A zip file of these files.
pub(crate) fn zipped(entries: &[(&str, &str)]) -> Vec<u8> {
    let entries: Vec<(&str, &[u8])> = entries.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    zipped_bytes(&entries)
}

/// A zip file of files that may hold anything.
pub(crate) fn zipped_bytes(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in entries {
        let method = if *name == "mimetype" { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        zip.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        zip.write_all(text).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A paragraph of a document that is made for a test: what it begins with, its text, its level.
struct Para {
    lead: &'static str,
    text: &'static str,
    heading: u8,
    number: bool,
}

const fn para(lead: &'static str, text: &'static str) -> Para {
    Para { lead, text, heading: 0, number: false }
}

/// One interview for all formats.
const TALK: &[Para] = &[
    Para { lead: "", text: "The last ferryman", heading: 1, number: false },
    para("", "Lea Marten spoke with Jorun Aas on 4 June 2019."),
    para("Lea Marten:", " Why did you never build a bridge?"),
    para("Jorun Aas:", " Because a bridge does not talk."),
    para("", "And because we had no wood & no money."),
    para("Lea Marten:", " Who crosses today?"),
    para("Jorun Aas:", " Three kinds of people:"),
    Para { lead: "", text: "those who are late,", heading: 0, number: true },
    Para { lead: "", text: "those who are early.", heading: 0, number: true },
    Para { lead: "", text: "Winter", heading: 2, number: false },
    para("Lea Marten:", " And when the river freezes?"),
    para("Jorun Aas:", " Then I sleep."),
];

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

fn markdown() -> String {
    let mut out = String::new();
    let mut count = 0;
    for Para { lead, text, heading, number } in TALK {
        count = if *number { count + 1 } else { 0 };
        match (heading, number, lead) {
            (1.., ..) => out.push_str(&format!("{} {text}\n\n", "#".repeat(usize::from(*heading)))),
            (_, true, _) => out.push_str(&format!("{count}. {text}\n")),
            (_, _, &"") => out.push_str(&format!("\n{text}\n\n")),
            _ => out.push_str(&format!("\n**{lead}**{text}\n\n")),
        }
    }
    out
}

pub(crate) fn html() -> String {
    let mut out = String::from("<body>");
    let mut list = false;
    for Para { lead, text, heading, number } in TALK {
        if *number != list {
            out.push_str(if *number { "<ol>" } else { "</ol>" });
            list = *number;
        }
        let text = escaped(text);
        match (heading, number, lead) {
            (1.., ..) => out.push_str(&format!("<h{heading}>{text}</h{heading}>")),
            (_, true, _) => out.push_str(&format!("<li>{text}</li>")),
            (_, _, &"") => out.push_str(&format!("<p>{text}</p>")),
            _ => out.push_str(&format!("<p><b>{lead}</b>{text}</p>")),
        }
    }
    out + "</body>"
}

/// A Word document with this body and more files in its archive.
pub fn docx_with(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let document = format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"w\" xmlns:mc=\"mc\" xmlns:wps=\"wps\"><w:body>{body}</w:body></w:document>"
    );
    let styles = "<w:styles xmlns:w=\"w\"><w:style w:styleId=\"H1\"><w:name w:val=\"heading 1\"/></w:style>\
        <w:style w:styleId=\"H2\"><w:name w:val=\"heading 2\"/><w:basedOn w:val=\"H1\"/></w:style></w:styles>";
    let numbering = "<w:numbering xmlns:w=\"w\"><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>\
        <w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum>\
        <w:num w:numId=\"5\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>";
    let mut entries = vec![
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", document.as_str()),
        ("word/styles.xml", styles),
        ("word/numbering.xml", numbering),
    ];
    entries.extend_from_slice(more);
    zipped(&entries)
}

pub(crate) fn docx() -> Vec<u8> {
    let mut body = String::new();
    for Para { lead, text, heading, number } in TALK {
        let style = if *heading > 0 { format!("<w:pStyle w:val=\"H{heading}\"/>") } else { String::new() };
        let list = if *number { "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"5\"/></w:numPr>" } else { "" };
        let bold =
            if lead.is_empty() { String::new() } else { format!("<w:r><w:rPr><w:b/></w:rPr><w:t>{lead}</w:t></w:r>") };
        body.push_str(&format!(
            "<w:p><w:pPr>{style}{list}</w:pPr>{bold}<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>",
            escaped(text)
        ));
    }
    docx_with(&body, &[])
}

fn odt() -> Vec<u8> {
    let mut body = String::new();
    let mut list = false;
    for Para { lead, text, heading, number } in TALK {
        if *number != list {
            body.push_str(if *number { "<text:list text:style-name=\"L1\">" } else { "</text:list>" });
            list = *number;
        }
        let text = escaped(text);
        match (heading, number, lead) {
            (1.., ..) => body.push_str(&format!("<text:h text:outline-level=\"{heading}\">{text}</text:h>")),
            (_, true, _) => body.push_str(&format!("<text:list-item><text:p>{text}</text:p></text:list-item>")),
            (_, _, &"") => body.push_str(&format!("<text:p>{text}</text:p>")),
            _ => {
                body.push_str(&format!("<text:p><text:span text:style-name=\"T1\">{lead}</text:span>{text}</text:p>"));
            }
        }
    }
    odt_with(&body)
}

/// An OpenDocument text with this body.
pub(crate) fn odt_with(body: &str) -> Vec<u8> {
    odt_of(body, &[])
}

/// An OpenDocument text with this body and more files in its archive.
pub(crate) fn odt_of(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"o\" xmlns:text=\"t\" xmlns:style=\"s\" xmlns:fo=\"f\">\
         <office:automatic-styles><style:style style:name=\"T1\"><style:text-properties fo:font-weight=\"bold\"/></style:style>\
         <text:list-style style:name=\"L1\"><text:list-level-style-number text:level=\"1\" style:num-format=\"1\" style:num-suffix=\".\"/>\
         </text:list-style></office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    let mut entries = vec![("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", content.as_str())];
    entries.extend_from_slice(more);
    zipped(&entries)
}

/// RTF as word processors write it, each letter beyond ASCII by its number.
pub(crate) fn rtf() -> Vec<u8> {
    let mut out = String::from(
        "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\froman\\fcharset0 Times;}}{\\stylesheet{\\s0 Normal;}\
         {\\s1\\b heading 1;}{\\s2\\b heading 2;}}{\\info{\\author Lea Marten}}{\\*\\generator Test;}\n",
    );
    let mut count = 0;
    for Para { lead, text, heading, number } in TALK {
        count = if *number { count + 1 } else { 0 };
        let escape = |text: &str| {
            let letters = text.chars().map(|c| match c {
                '\\' | '{' | '}' => format!("\\{c}"),
                c if c.is_ascii() => c.to_string(),
                c => format!("\\u{}?", c as u32 as i16),
            });
            letters.collect::<String>()
        };
        out.push_str(&format!("\\pard\\plain\\s{heading} "));
        if *number {
            out.push_str(&format!("{{\\listtext\\pard\\plain {count}.\\tab}}"));
        }
        if !lead.is_empty() {
            out.push_str(&format!("{{\\b {lead}}}"));
        }
        out.push_str(&format!("{}\\par\n", escape(text)));
    }
    (out + "}").into_bytes()
}

/// An e-book of chapters, which its spine has in reverse.
pub(crate) fn epub(chapters: &[&str]) -> Vec<u8> {
    let container = "<container xmlns=\"c\"><rootfiles><rootfile full-path=\"OEBPS/a.opf\"/></rootfiles></container>";
    let (mut items, mut spine) = (String::new(), String::new());
    for index in 0..chapters.len() {
        items.push_str(&format!(
            "<item id=\"c{index}\" href=\"c%20{index}.xhtml\" media-type=\"application/xhtml+xml\"/>"
        ));
        spine.insert_str(0, &format!("<itemref idref=\"c{index}\"/>"));
    }
    let package = format!(
        "<package xmlns=\"p\" xmlns:dc=\"d\"><metadata><dc:title>Talks by the water</dc:title></metadata>\
         <manifest>{items}</manifest><spine>{spine}</spine></package>"
    );
    let mut entries = vec![
        ("mimetype", "application/epub+zip".to_owned()),
        ("META-INF/container.xml", container.to_owned()),
        ("OEBPS/a.opf", package),
    ];
    let names: Vec<String> = (0..chapters.len()).map(|index| format!("OEBPS/c {index}.xhtml")).collect();
    for (name, chapter) in names.iter().zip(chapters) {
        entries.push((name, format!("<?xml version=\"1.0\"?><html><head><title>x</title></head>{chapter}</html>")));
    }
    zipped(&entries.iter().map(|(name, text)| (*name, text.as_str())).collect::<Vec<_>>())
}

/// A PDF of pages of lines, each with its place and the size of its letters.
pub(crate) fn pdf(pages: &[Vec<(u32, u32, u32, String)>]) -> Vec<u8> {
    let pages = pages.iter().map(|page| {
        let line = |(x, y, size, text): &(u32, u32, u32, String)| pdf_line(*x, *y, *size, "/F1", text);
        page.iter().map(line).collect::<String>()
    });
    pdf_of(&pages.collect::<Vec<_>>(), &["Helvetica"])
}

/// The operators that draw a line of a PDF.
pub(crate) fn pdf_line(x: u32, y: u32, size: u32, font: &str, text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
    format!("BT {font} {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET\n")
}

/// A PDF of what draws its pages, and of the fonts that are called `/F1`, `/F2` and so on there.
pub(crate) fn pdf_of(pages: &[String], fonts: &[&str]) -> Vec<u8> {
    let mut objects = vec!["<< /Type /Catalog /Pages 2 0 R >>".to_owned(), String::new()];
    let mut named = String::new();
    for (index, font) in fonts.iter().enumerate() {
        named.push_str(&format!("/F{} {} 0 R ", index + 1, index + 3));
        objects.push(format!("<< /Type /Font /Subtype /Type1 /BaseFont /{font} /Encoding /WinAnsiEncoding >>"));
    }
    let mut kids = String::new();
    for stream in pages {
        let number = objects.len() + 1;
        kids.push_str(&format!("{number} 0 R "));
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << {named}>> >> /Contents {} 0 R >>",
            number + 1
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{stream}endstream", stream.len()));
    }
    objects[1] = format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", pages.len());
    let mut out = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.push_str(&format!("{} 0 obj\n{object}\nendobj\n", index + 1));
    }
    let start = out.len();
    out.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1));
    for place in places {
        out.push_str(&format!("{place:010} 00000 n \n"));
    }
    out.push_str(&format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1));
    out.into_bytes()
}

fn talk_as_pdf() -> Vec<u8> {
    let mut pages = Vec::new();
    let rows: Vec<(u32, String)> = TALK
        .iter()
        .flat_map(|Para { lead, text, heading, .. }| {
            let words: Vec<&str> = lead.split(' ').chain(text.split(' ')).filter(|word| !word.is_empty()).collect();
            let size = if *heading > 0 { 16 } else { 11 };
            let mut rows: Vec<(u32, String)> = words.chunks(6).map(|row| (size, row.join(" "))).collect();
            rows.push((0, String::new()));
            rows
        })
        .collect();
    for (index, rows) in rows.chunks(10).enumerate() {
        let mut page = vec![(72, 800, 9, "River Quarterly, no. 7".to_owned()), (290, 40, 9, format!("{}", index + 12))];
        for (at, (size, text)) in rows.iter().enumerate() {
            if !text.is_empty() {
                page.push((72, 760 - 14 * at as u32, *size, text.clone()));
            }
        }
        pages.push(page);
    }
    pdf(&pages)
}

pub fn one(bytes: &[u8]) -> Extract {
    match read_container(detect(bytes, None), bytes).unwrap() {
        Opened::One(extract) => extract,
        Opened::Several(parts) => panic!("{} parts", parts.len()),
    }
}

fn recognised(extract: &Extract) -> Interview {
    let interview = build::build(&extract.source, extract.raws(), extract.meta.clone());
    assert_eq!(interview.check(), Ok(()));
    interview
}

fn page(text: &str) -> Extract {
    read_text(detect(text.as_bytes(), None), text).unwrap().unwrap()
}

fn texts(extract: &Extract) -> Vec<String> {
    extract.raws().into_iter().map(|raw| raw.text.to_string()).collect()
}

type Told = Vec<(Role, Option<String>, String)>;

/// What a reader sees of an interview.
fn told(interview: &Interview) -> Told {
    let name = |paragraph: &inquit::interview::Paragraph| {
        paragraph.speaker.map(|id| interview.people[id.0 as usize].name.to_string())
    };
    interview.paragraphs.iter().map(|paragraph| (paragraph.role, name(paragraph), paragraph.text.to_string())).collect()
}

#[test]
fn one_talk_is_the_same_interview_in_every_format() {
    let wanted = parse(&CleanText::new(&markdown()), Format::Markdown, None);
    assert_eq!(wanted.exchanges.len(), 3);
    for (name, extract) in [
        ("html", page(&html())),
        ("docx", one(&docx())),
        ("odt", one(&odt())),
        ("rtf", one(&rtf())),
        ("epub", one(&epub(&[&html()]))),
    ] {
        let interview = recognised(&extract);
        assert_eq!(told(&interview), told(&wanted), "{name}");
        assert_eq!(interview.exchanges, wanted.exchanges, "{name}");
        assert_eq!(interview.people, wanted.people, "{name}");
        assert_eq!(interview.meta.date, wanted.meta.date, "{name}");
    }
    let interview = recognised(&one(&talk_as_pdf()));
    let (aside, kept): (Told, Told) = told(&interview).into_iter().partition(|(role, ..)| *role == Role::Page);
    // The items of the list have lost their numbers, and a comma ends no paragraph.
    assert_eq!(kept.len(), wanted.paragraphs.len() - 1, "{kept:#?}");
    assert_eq!(aside.iter().map(|(.., text)| text.as_str()).collect::<Vec<_>>(), ["River Quarterly, no. 7", "12"]);
    assert_eq!(interview.exchanges.len(), 3);
    assert_eq!(interview.meta.date, wanted.meta.date);
}

#[test]
fn a_page_is_read_without_what_stands_around_the_article() {
    let extract = page(&fixture("page.html"));
    let all = texts(&extract).join("\n");
    for gone in ["News", "Ten knots", "Lovely piece", "Imprint", "Is this a question", "margin"] {
        assert!(!all.contains(gone), "{gone} in {all}");
    }
    assert!(all.contains("eggs & stayed") && all.contains("didn’t"));
    let interview = recognised(&extract);
    assert_eq!(interview.exchanges.len(), 4);
    assert_eq!(interview.exchanges[0].answer.len(), 2);
    assert_eq!(interview.meta.title.as_deref(), Some("Salt and rope: a talk with Ione Varga"));
    assert_eq!(interview.meta.source.as_deref(), Some("https://lantern.example/salt-and-rope"));
    // The day of the page is not the day of the talk.
    assert_eq!(interview.meta.date, None);
    assert_eq!(interview.meta.published().map(inquit::interview::Date::iso).as_deref(), Some("2023-04-18"));
}

#[test]
fn lists_of_definitions_and_tables_are_turns() {
    let faq = recognised(&page(&fixture("faq.html")));
    assert_eq!(faq.exchanges.len(), 3);
    assert_eq!(faq.exchanges[1].answer.len(), 2);
    assert!(faq.people.is_empty());
    let talk = recognised(&page(&fixture("talk.html")));
    assert_eq!(talk.exchanges.len(), 3);
    assert_eq!(talk.exchanges[0].answer.len(), 2);
    assert_eq!(talk.people.iter().map(|person| person.name.as_str()).collect::<Vec<_>>(), ["Oda Lind", "Peer Holm"]);
}

#[test]
fn markup_of_questions_is_believed() {
    let marked = "<div class=q1><div class='faq question'>Tell us of the goat</div><div class='faq answer'><p>It came.</p>\
        <p>It went?</p></div><div class='faq question'>And then</div><div class='faq answer'>Nothing.</div></div>";
    let interview = recognised(&page(marked));
    assert_eq!(interview.exchanges.len(), 2);
    assert_eq!(interview.exchanges[0].answer.len(), 2);
    let schema = ["The goat", "The hay", "The bell"].map(|title| {
        format!(
            "<div itemscope itemtype='https://schema.org/Question'><h3 itemprop=name>{title}</h3>\
             <div itemprop=acceptedAnswer itemtype='https://schema.org/Answer'>Yes, {title} too.</div></div>"
        )
    });
    assert_eq!(recognised(&page(&schema.concat())).exchanges.len(), 3);
}

#[test]
fn a_transcript_in_tei_names_its_speakers() {
    let extract = page(&fixture("transcript.xml"));
    let interview = recognised(&extract);
    assert_eq!(interview.exchanges.len(), 4, "{:#?}", texts(&extract));
    assert_eq!(interview.meta.title.as_deref(), Some("The clockmaker of Arnau"));
    assert_eq!(interview.meta.date.map(inquit::interview::Date::iso).as_deref(), Some("1998-02-11"));
    let all = texts(&extract);
    assert!(
        all.contains(&"Anton Kray: In the spring of 1951. [clock strikes] That one was there before me.[1]".to_owned()),
        "{all:?}"
    );
    assert!(all.contains(&"Anton Kray: Nobody. I took one apart and was afraid.".to_owned()), "{all:?}");
    assert_eq!(all.last().map(String::as_str), Some("[1] A wall clock."));
}

#[test]
fn word_says_each_thing_once() {
    let run = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    let body = format!(
        "<w:p>{}<w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins>{}</w:ins><w:r><w:tab/></w:r>{}\
         <w:r><w:footnoteReference w:id=\"7\"/></w:r></w:p>\
         <w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbxContent><w:p>{}</w:p></wps:txbxContent></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><wps:txbxContent><w:p>{}</w:p></wps:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>{}</w:p>\
         <w:tbl><w:tr><w:tc><w:p>{}</w:p></w:tc><w:tc><w:p>{}</w:p><w:p>{}</w:p></w:tc></w:tr></w:tbl>",
        run("kept "),
        run("and put in"),
        run("behind a tab"),
        run("box"),
        run("box"),
        run("around it"),
        run("Mara"),
        run("Why?"),
        run("Well?")
    );
    let notes = "<w:footnotes xmlns:w=\"w\"><w:footnote w:id=\"7\"><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let core = "<cp:coreProperties xmlns:cp=\"c\" xmlns:dc=\"d\"><dc:title>Boats and men</dc:title><dc:creator>Mara</dc:creator></cp:coreProperties>";
    let extract = one(&docx_with(&body, &[("word/footnotes.xml", notes), ("docProps/core.xml", core)]));
    assert_eq!(
        texts(&extract),
        ["kept and put in behind a tab[1]", "around it", "box", "Mara: Why?", "Well?", "[1] A note."]
    );
    assert_eq!(extract.meta.title.as_deref(), Some("Boats and men"));
}

#[test]
fn a_book_of_interviews_falls_apart() {
    let other = html().replace("Jorun Aas", "Knut Moe").replace("The last ferryman", "The first pilot");
    let chapters =
        [html(), other, "<body><h1>Foreword</h1><p>Both talks were held by the water.</p></body>".to_owned()];
    let book = epub(&chapters.iter().map(String::as_str).collect::<Vec<_>>());
    let Opened::Several(parts) = read_container(Kind::Epub, &book).unwrap() else { panic!("one text") };
    assert_eq!(
        parts.iter().map(|(title, _)| title.as_str()).collect::<Vec<_>>(),
        ["Foreword", "The first pilot", "The last ferryman"]
    );
    assert_eq!(recognised(&parts[2].1).exchanges.len(), 3);
}

#[test]
fn a_court_transcript_loses_its_numbers() {
    let say = |page: usize, number: u32| {
        let ship = ["Heron", "Plover", "Curlew"][page];
        match number % 4 {
            1 => format!("Q. Where did you stand when the rope of the {ship} broke?"),
            2 => format!("A. Behind the winch of the {ship}, with my back to it and"),
            3 => format!("my hands on the brake of the {ship}, as I always do."),
            _ => format!("(The plan of the {ship} is shown.)"),
        }
    };
    let pages: Vec<_> = (0..3)
        .map(|page| {
            let mut lines: Vec<_> = (1..=24)
                .flat_map(|row| {
                    let y = 780 - 24 * row;
                    [(60, y, 12, row.to_string()), (100, y, 12, say(page, row))]
                })
                .collect();
            lines.push((300, 30, 9, format!("Page {} of 3", page + 1)));
            lines
        })
        .collect();
    let extract = one(&pdf(&pages));
    let interview = recognised(&extract);
    assert_eq!(interview.exchanges.len(), 18, "{:#?}", texts(&extract));
    let answer = "A. Behind the winch of the Plover, with my back to it and my hands on the brake of the Plover, as I always do.";
    assert!(texts(&extract).contains(&answer.to_owned()), "{:#?}", texts(&extract));
}

#[test]
fn what_cannot_be_read_is_said_in_a_sentence() {
    let says = |bytes: &[u8]| read_container(detect(bytes, None), bytes).unwrap_err().to_string();
    assert!(says(&pdf(&[Vec::new()])).contains("pictures of pages"));
    assert!(says(b"%PDF-1.4 nothing").contains("damaged"));
    assert!(says(&docx_with("", &[])).contains("no text"));
    assert!(says(&docx_with("<w:p>", &[])).contains("damaged"));
    let whole = docx();
    // Of one that is cut behind its text the text is read.
    let text = whole.windows(17).position(|window| window == b"word/document.xml").unwrap() + 20;
    assert!(says(&whole[..text]).contains("damaged"));
    let deep = format!("{}{}", "<w:sdt>".repeat(100_000), "</w:sdt>".repeat(100_000));
    assert!(says(&docx_with(&deep, &[])).contains("damaged"));
    let laughs = "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">\
        <!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;\"><!ENTITY e \"&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;\">\
        <!ENTITY f \"&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;\"><!ENTITY g \"&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;\">]><TEI><text><p>&g;&g;&g;&g;</p></text></TEI>";
    assert!(read_text(Kind::Tei, laughs).unwrap().is_err());
    let outside = "<!DOCTYPE TEI [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><TEI><text><p>&x;</p></text></TEI>";
    assert!(read_text(Kind::Tei, outside).unwrap().map_or(true, |extract| extract.raws().len() <= 1));
}

#[test]
fn a_pdf_that_cannot_be_read_says_what_to_do() {
    let file = |name: &str| fs::read(crate::documents::root().join("tests/fixtures/pdf").join(name)).unwrap();
    let says = |bytes: &[u8]| read_container(Kind::Pdf, bytes).unwrap_err().to_string();
    assert!(says(&file("locked.pdf")).contains("protected by a password. Save it without one"));
    // Where only changing it needs a password, it may be read.
    let open = one(&file("owned.pdf"));
    assert_eq!(texts(&open)[1], "Jens: Because somebody had taken the oars.");
    // Letters by the numbers of a font that says nothing of them.
    let drawn = String::from_utf8(pdf(&[vec![(72, 700, 11, "Why boats? Because they float.".to_owned())]])).unwrap();
    let font = "/Subtype /Type0 /BaseFont /Drawn /Encoding /Identity-H /DescendantFonts [<< /Type /Font \
                /Subtype /CIDFontType2 /BaseFont /Drawn /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) \
                /Supplement 0 >> >>] >>";
    let drawn = drawn.replace("/Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>", font);
    assert!(says(drawn.as_bytes()).contains("its letters are drawn"), "{}", says(drawn.as_bytes()));
}

#[test]
fn a_pdf_is_read_in_a_process_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let says = |name: &str, bytes: &[u8]| {
        let file = folder.path().join(name);
        fs::write(&file, bytes).unwrap();
        let out = std::process::Command::new(env!("CARGO_BIN_EXE_inquit")).arg("parse").arg(&file).output().unwrap();
        let text = if out.status.success() { out.stdout } else { out.stderr };
        (out.status.code(), String::from_utf8(text).unwrap())
    };
    let (status, text) = says("talk.pdf", &talk_as_pdf());
    assert!(status == Some(0) && text.contains("Why did you never build a bridge?"), "{text}");
    // Lists in lists, deep enough for the stack of any reader that follows them.
    let deep = |sign: &str, end: &str| {
        let (open, close) = (sign.repeat(300_000), end.repeat(300_000));
        format!("%PDF-1.4\n1 0 obj\n{open}{close}\nendobj\ntrailer<</Root 1 0 R/Size 2>>\n%%EOF").into_bytes()
    };
    for (name, bytes) in [("lists.pdf", deep("[", "]")), ("tables.pdf", deep("<</A ", ">>"))] {
        let (status, text) = says(name, &bytes);
        assert!(status == Some(2) && text.starts_with("inquit: "), "{status:?} {text}");
        assert!(!text.contains("panicked") && text.trim_end().lines().count() == 1, "{text}");
    }
    // A page that draws itself. Its table of objects does not fit any more, and is made anew.
    let own = String::from_utf8(pdf(&[vec![(72, 700, 11, "Why boats?".to_owned())]])).unwrap();
    let own = own.replace("/Font <<", "/XObject << /X 5 0 R >> /Font <<").replace("ET\n", "ET /X Do");
    let length: usize = own.split("/Length ").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap();
    let form = format!("<< /Type /XObject /Subtype /Form /Length {} ", length + " /X Do".len() - 1);
    let own = own.replace(&format!("<< /Length {length} "), &form);
    let (status, text) = says("circle.pdf", own.as_bytes());
    assert!(status == Some(0) && text.contains("Why boats?"), "{text}");
}

#[test]
fn a_bomb_is_not_unpacked() {
    let blanks = " ".repeat(40 * 1024 * 1024);
    let bomb = docx_with(&format!("<w:p><w:r><w:t>a</w:t></w:r></w:p>{blanks}"), &[]);
    assert!(bomb.len() < 200_000);
    assert_eq!(read_container(Kind::Docx, &bomb).unwrap_err(), FormatError::Bomb("Word document"));
}

/// Files of every format that have all parts.
fn whole() -> Vec<Vec<u8>> {
    let tei = fixture("transcript.xml").into_bytes();
    vec![docx(), odt(), epub(&[&html(), &html()]), talk_as_pdf(), fixture("page.html").into_bytes(), tei]
}

/// Whatever the bytes are: no panic, spans that fit, no control characters.
fn holds(bytes: &[u8], kind: Kind) -> Result<(), TestCaseError> {
    let mut extracts = Vec::new();
    match read_container(kind, bytes) {
        Ok(Opened::One(extract)) => extracts.push(extract),
        Ok(Opened::Several(parts)) => extracts.extend(parts.into_iter().map(|(_, extract)| extract)),
        Err(error) => prop_assert!(!error.to_string().is_empty()),
    }
    if let Ok(Ok(extract)) = read_text(kind, String::from_utf8_lossy(bytes)) {
        extracts.push(extract);
    }
    for extract in extracts {
        prop_assert!(extract.source.chars().all(|c| c == '\n' || !c.is_control()));
        for raw in extract.raws() {
            prop_assert!(extract.source.get(raw.source.clone()).is_some());
            prop_assert!(raw.text.is_char_boundary(raw.lead()) && raw.text.chars().all(|c| !c.is_control()));
        }
        prop_assert_eq!(extract.interview().check(), Ok(()));
    }
    Ok(())
}

const KINDS: [Kind; 6] = [Kind::Docx, Kind::Odt, Kind::Epub, Kind::Pdf, Kind::Html, Kind::Tei];

/// The text of a file in a zip file; nothing where it is not there.
pub(crate) fn entry(file: &[u8], name: &str) -> String {
    let mut text = String::new();
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    if let Ok(mut entry) = archive.by_name(name) {
        std::io::Read::read_to_string(&mut entry, &mut text).unwrap();
    }
    text
}

/// A zip file of the same entries, one of them changed: damage in what is packed would only break its check sum.
pub(crate) fn with_changed_entry(file: &[u8], which: usize, change: impl Fn(&mut Vec<u8>)) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let changed = which % archive.len();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut entry, &mut bytes).unwrap();
        if index == changed {
            change(&mut bytes);
        }
        out.start_file(name, SimpleFileOptions::default()).unwrap();
        out.write_all(&bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// Bytes flipped, a piece written twice, a piece cut out.
fn spoil(bytes: &mut Vec<u8>, flips: &[(f64, u8)], again: (f64, f64), gone: (f64, f64)) {
    let at = |place: f64, len: usize| (place * len as f64) as usize;
    if bytes.is_empty() {
        return;
    }
    for (place, value) in flips {
        let place = at(*place, bytes.len());
        bytes[place] ^= value;
    }
    let piece = |(start, length): (f64, f64), len: usize| {
        let start = at(start, len);
        start..(start + at(length, len.min(400))).min(len)
    };
    let twice = bytes[piece(again, bytes.len())].to_vec();
    let place = at(gone.1, bytes.len());
    bytes.splice(place..place, twice);
    let cut = piece(gone, bytes.len());
    bytes.drain(cut);
}

proptest! {
    #![proptest_config(crate::random::config(48))]

    #[test]
    fn spoilt_parts_do_no_harm(
        file in 0_usize..6,
        entry in 0_usize..8,
        flips in prop::collection::vec((0.0..1.0_f64, any::<u8>()), 0..6),
        again in (0.0..1.0_f64, 0.0..1.0_f64),
        gone in (0.0..1.0_f64, 0.0..1.0_f64),
    ) {
        let mut bytes = whole().swap_remove(file);
        if file < 3 {
            bytes = with_changed_entry(&bytes, entry, |bytes| spoil(bytes, &flips, again, gone));
        } else {
            spoil(&mut bytes, &flips, again, gone);
        }
        holds(&bytes, KINDS[file])?;
    }

    #[test]
    fn any_bytes_do_no_harm(bytes in prop::collection::vec(any::<u8>(), 0..400), kind in 0..KINDS.len()) {
        holds(&bytes, KINDS[kind])?;
    }

    #[test]
    fn broken_files_do_no_harm(file in 0_usize..6, cut in 0.0..1.0_f64, flips in prop::collection::vec((0.0..1.0_f64, any::<u8>()), 0..12)) {
        let mut bytes = whole().swap_remove(file);
        let len = bytes.len() as f64;
        for (at, value) in flips {
            bytes[(at * len) as usize] ^= value;
        }
        if cut < 0.5 {
            bytes.truncate((cut * 2.0 * len) as usize);
        }
        holds(&bytes, KINDS[file])?;
    }

    #[test]
    fn tags_in_any_order_do_no_harm(tags in prop::collection::vec(prop::sample::select(vec![
        "<p>", "</p>", "<b>", "</b>", "<table>", "<tr>", "<td>", "</table>", "<dl>", "<dt>", "<dd>", "</dl>", "<ol>", "<li>", "</ol>",
        "Why?", "Mara", "\u{1b}[2J", "&#27;", "&nbsp;", "<br>", "<h2>", "</h2>", "<details>", "<summary>", "<blockquote>", "<!--", "-->", "<script>",
        "</script>", "<pre>", "\n", "<sup><a>1</a></sup>", "<div class=question>", "<div hidden>", "</div>", "<q>",
    ]), 0..60)) {
        holds(tags.concat().as_bytes(), Kind::Html)?;
    }
}
