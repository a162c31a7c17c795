//! Long documents are read piece by piece: what is read is what reading them as a whole gives.

use std::fmt::Write as _;
use std::io::Write as _;

use inquit::formats::detect::Kind;
use inquit::formats::{Extract, Opened, read_container, read_text};
use zip::write::SimpleFileOptions;

/// How often the talk is repeated: longer than a piece, several times.
const TIMES: usize = 900;

fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(*name, SimpleFileOptions::default()).expect("an entry");
        zip.write_all(bytes).expect("memory");
    }
    zip.finish().expect("memory").into_inner()
}

/// A text in UTF-16, which is never read in pieces.
fn wide(text: &str) -> Vec<u8> {
    [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

fn one(kind: Kind, bytes: &[u8]) -> Extract {
    match read_container(kind, bytes).expect("it is read") {
        Opened::One(extract) => extract,
        Opened::Several(_) => panic!("it is one text"),
    }
}

fn same(pieces: &Extract, whole: &Extract, least: usize) {
    assert!(whole.raws().len() > least, "{} paragraphs", whole.raws().len());
    let shown = |extract: &Extract| extract.raws().into_iter().map(|raw| format!("{raw:?}")).collect::<Vec<_>>();
    let first = shown(pieces).into_iter().zip(shown(whole)).find(|(a, b)| a != b);
    assert_eq!(first, None);
    assert_eq!((&pieces.source, &pieces.meta, pieces.raws()), (&whole.source, &whole.meta, whole.raws()));
}

#[test]
fn a_long_word_document_in_pieces_is_the_whole() {
    let mut body = String::new();
    let mut notes = String::from("<w:footnotes xmlns:w=\"w\">");
    for at in 0..TIMES {
        let text = |text: &str| format!("<w:r><w:t xml:space='preserve'>{text} {at}</w:t></w:r>");
        let para = |text: &str| format!("<w:p w:rsidR=\"a>b\">{text}</w:p>");
        let note = format!("<w:r><w:footnoteReference w:id=\"{at}\"/></w:r>");
        let cell = |text: &str| format!("<w:tc>{}</w:tc>", para(text));
        body += "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"5\"/></w:numPr></w:pPr><w:r><w:t>Who came up the hill?</w:t></w:r></w:p>";
        body += &para(&format!(
            "<w:r><w:rPr><w:b/></w:rPr><w:t>Jens: </w:t></w:r>{}{note}",
            text("Né in spring &amp; so on,")
        ));
        body += "<!-- </w:body> --><w:p/>";
        body += &format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell("<w:r><w:t>Mara</w:t></w:r>"), cell(&text("Why?")));
        body += &format!("<w:sdt><w:sdtContent>{}{}</w:sdtContent></w:sdt>", para(&text("held")), para(&text("kept")));
        write!(notes, "<w:footnote w:id=\"{at}\"><w:p><w:r><w:t>Note {at}.</w:t></w:r></w:p></w:footnote>").unwrap();
    }
    notes += "</w:footnotes>";
    let numbering = "<w:numbering xmlns:w=\"w\"><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>\
        <w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum>\
        <w:num w:numId=\"5\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>";
    let document =
        format!("<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body>{body}<w:sectPr/></w:body></w:document>\n");
    let file = |document: &[u8]| {
        zipped(&[
            ("word/document.xml", document),
            ("word/numbering.xml", numbering.as_bytes()),
            ("word/footnotes.xml", notes.as_bytes()),
        ])
    };
    let whole = one(Kind::Docx, &file(&wide(&document)));
    same(&one(Kind::Docx, &file(document.as_bytes())), &whole, 5 * TIMES);
    assert!(whole.raws().iter().any(|raw| *raw.text == *format!("{TIMES}. Who came up the hill?")), "the list goes on");
    // Damage in a late piece takes nothing before it along, and is told as in a short document.
    let broken = document.replace("<w:sectPr/>", "<w:sectPr>");
    let read = one(Kind::Docx, &file(broken.as_bytes()));
    same(&read, &whole, 5 * TIMES);
    assert!(read.warnings[0].contains("damaged"), "{:?}", read.warnings);
    assert_eq!(read.warnings, one(Kind::Docx, &file(&wide(&broken))).warnings);
}

#[test]
fn a_long_open_document_in_pieces_is_the_whole() {
    let mut body = String::new();
    for at in 0..TIMES {
        let note =
            |text: &str| format!("<text:note><text:note-body><text:p>{text}</text:p></text:note-body></text:note>");
        body += &format!("<text:h text:outline-level=\"2\">Evening {at}</text:h>");
        body += &format!(
            "<text:p><text:span text:style-name=\"T1\">Mara:</text:span> Who came{}?</text:p>",
            note("Up &lt;here&gt;.")
        );
        if at % 7 == 0 {
            body += &format!("<text:p>Jens: Né{} he said.</text:p>", note(&format!("First {at}{}", note("inside"))));
        }
        body += &format!(
            "<text:list text:style-name=\"L1\"><text:list-item><text:p>one {at}</text:p></text:list-item><text:list-item><text:p>two</text:p></text:list-item></text:list>"
        );
        body += "<text:section><text:p>in a section</text:p></text:section>\n";
        body += "<table:table><table:table-row><table:table-cell><text:p>Mara</text:p></table:table-cell><table:table-cell><text:p>Why?</text:p></table:table-cell></table:table-row></table:table>";
    }
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"o\" xmlns:text=\"t\" xmlns:style=\"s\" xmlns:fo=\"f\" xmlns:table=\"b\" xmlns:number=\"n\">\
         <office:automatic-styles><number:date-style><number:text>. </number:text></number:date-style>\
         <style:style style:name=\"T1\"><style:text-properties fo:font-weight=\"bold\"/></style:style>\
         <text:list-style style:name=\"L1\"><text:list-level-style-number text:level=\"1\" style:num-format=\"1\" style:num-suffix=\".\"/>\
         </text:list-style></office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    let whole = one(Kind::Odt, &zipped(&[("content.xml", &wide(&content))]));
    same(&one(Kind::Odt, &zipped(&[("content.xml", content.as_bytes())])), &whole, 7 * TIMES);
    let texts: Vec<String> = whole.raws().into_iter().map(|raw| raw.text.to_string()).collect();
    assert!(
        texts.contains(&"2. two".to_owned()) && texts.last().is_some_and(|last| last.ends_with("inside")),
        "{:?}",
        texts.last()
    );
}

#[test]
fn a_long_transcript_in_pieces_is_the_whole() {
    let head = "<?xml version=\"1.0\"?><!DOCTYPE TEI [<!ENTITY mill \"the <hi>mill</hi>\">]><TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader><fileDesc><titleStmt>\
                <title>Mills</title></titleStmt></fileDesc><profileDesc><particDesc><person xml:id=\"M\"><persName>Mara Olsen</persName></person>\
                </particDesc></profileDesc></teiHeader><text><body>";
    let mut body = String::new();
    for at in 0..TIMES {
        body += &format!(
            "<div n=\"{at}\"><head>Evening {at}</head>loose <hi>words</hi> here<u who=\"#M\">Who came up the hill to &mill;?</u> between "
        );
        body += &format!(
            "<sp><speaker>Jens</speaker><p>Né in spring.<note>Note {at}.</note></p><p>More of it, and a <gap/></p></sp>"
        );
        body +=
            "<div><p>deeper</p><list><item>one</item></list></div><u who=\"#J\"/><ab>behind</ab></div><p>beside</p>\n";
    }
    let text = format!("{head}{body}</body></text></TEI>");
    // In what is no division nothing is cut.
    let uncut = format!("{head}<span>{body}</span></body></text></TEI>");
    let read = |text: &str| read_text(Kind::Tei, text).unwrap().unwrap();
    same(&read(&text), &read(&uncut), 8 * TIMES);
    assert!(read(&text).raws().iter().any(|raw| raw.text.starts_with("Mara Olsen: Who came up")), "persons have names");
    let broken = text.replace("</text></TEI>", "</TEI>");
    let mended = read(&broken);
    same(&mended, &read(&uncut), 8 * TIMES);
    assert!(mended.warnings[0].contains("damaged"), "{:?}", mended.warnings);
}
