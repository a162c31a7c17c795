//! The most memory that `inquit parse` takes for 10 MB of text in every format that is written here, and the time of the
//! processor: megabytes, how many times the file and the text that is, milliseconds. Linux says it in `/proc`; elsewhere
//! nothing is printed.

mod made;

use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use zip::write::SimpleFileOptions;

const BYTES: usize = 10_000_000;

/// Words on the screen at once.
const CUE: usize = 12;

/// A number of kilobytes or of hundredths of a second that a file in `/proc` has.
fn number(text: &str) -> Option<u64> {
    text.split_whitespace().next()?.parse().ok()
}

/// Peak of the memory in bytes, and milliseconds of the processor, when the first words of the result are there.
fn measure(file: &Path) -> Option<(u64, u64)> {
    let program = env!("CARGO_BIN_EXE_inquit");
    let mut child =
        Command::new(program).arg("parse").arg(file).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()?;
    let mut out = child.stdout.take()?;
    let mut first = [0];
    out.read_exact(&mut first).ok()?;
    // What it prints is longer than a pipe holds, so it is still there.
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).and_then(number)?;
    let stat = fs::read_to_string(format!("/proc/{}/stat", child.id())).ok()?;
    let times: Vec<u64> = stat.rsplit(')').next()?.split_whitespace().skip(11).take(2).filter_map(number).collect();
    std::io::copy(&mut out, &mut std::io::sink()).ok()?;
    child.wait().ok()?;
    Some((peak * 1024, times.iter().sum::<u64>() * 10))
}

fn zipped(entries: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in entries {
        zip.start_file(*name, SimpleFileOptions::default()).expect("an entry");
        zip.write_all(text.as_bytes()).expect("memory");
    }
    zip.finish().expect("memory").into_inner()
}

/// Who says what, in order: every paragraph under the title with the name of who speaks.
fn turns(text: &str) -> Vec<(&str, &str)> {
    let mut who = "";
    let turn = |paragraph| match str::split_once(paragraph, ": ") {
        Some((name, said)) if name.len() < 20 => {
            who = name;
            (name, said)
        }
        _ => (who, paragraph),
    };
    text.split("\n\n").skip(2).map(str::trim).map(turn).collect()
}

/// One text from a piece for each turn.
fn joined(turns: &[(&str, &str)], piece: impl Fn(&str, &str) -> String) -> String {
    turns.iter().map(|(who, text)| piece(who, &text.replace('&', "&amp;"))).collect()
}

/// Captions: when each begins, who speaks, and what is on the screen.
fn cues(turns: &[(&str, &str)], cue: impl Fn(usize, &str, bool, &str) -> String) -> String {
    let (mut out, mut time) = (String::new(), 0);
    for (who, text) in turns {
        let words: Vec<&str> = text.split(' ').collect();
        for (at, words) in words.chunks(CUE).enumerate() {
            out += &cue(time, who, at == 0, &words.join(" "));
            time += 3;
        }
    }
    out
}

fn clock(seconds: usize) -> String {
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

fn files(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let turns = turns(text);
    let container = "<container><rootfiles><rootfile full-path=\"book.opf\"/></rootfiles></container>";
    let package = "<package><metadata/><manifest><item id=\"a\" href=\"a.xhtml\"/></manifest><spine><itemref idref=\"a\"/></spine></package>";
    let page = joined(&turns, |who, text| format!("<p><b>{who}:</b> {text}</p>\n"));
    let page = format!("<!DOCTYPE html><html><body><article>{page}</article></body></html>");
    let run = |text: &str, bold: &str| format!("<w:r>{bold}<w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    let word = joined(&turns, |who, text| {
        format!("<w:p>{}{}</w:p>", run(&format!("{who}: "), "<w:rPr><w:b/></w:rPr>"), run(text, ""))
    });
    let word = format!("<w:document xmlns:w=\"w\"><w:body>{word}</w:body></w:document>");
    let open = joined(&turns, |who, text| format!("<t:p><t:span>{who}: </t:span>{text}</t:p>"));
    let open = format!(
        "<o:document-content xmlns:o=\"o\" xmlns:t=\"t\"><o:body><o:text>{open}</o:text></o:body></o:document-content>"
    );
    let tei = joined(&turns, |who, text| format!("<sp><speaker>{who}</speaker><p>{text}</p></sp>\n"));
    let tei = format!("<TEI><teiHeader/><text><body>{tei}</body></text></TEI>");
    let rtf = turns.iter().fold(String::from("{\\rtf1\\ansi\n"), |mut rtf, (who, text)| {
        let text = text.replace('’', "\\rquote ");
        writeln!(rtf, "\\pard {{\\b {who}: }}{text}\\par").expect("memory");
        rtf
    });
    let srt = cues(&turns, |time, who, first, text| {
        let who = if first { format!("{who}: ") } else { String::new() };
        format!("{}\n{},000 --> {},000\n{who}{text}\n\n", time / 3 + 1, clock(time), clock(time + 3))
    });
    let vtt = cues(&turns, |time, who, first, text| {
        let who = if first { format!("<v {who}>") } else { String::new() };
        format!("{}.000 --> {}.000\n{who}{text}\n\n", clock(time), clock(time + 3))
    });
    let json = cues(&turns, |time, who, _, text| {
        format!("{{\"start\": {time}, \"end\": {}, \"text\": \"{text}\", \"speaker\": \"{who}\"}},\n", time + 3)
    });
    let json = format!("{{\"segments\": [{}]}}", json.trim_end_matches(",\n"));
    vec![
        ("talk.txt", text.as_bytes().to_vec()),
        ("talk.json", json.into_bytes()),
        ("talk.srt", srt.into_bytes()),
        ("talk.vtt", format!("WEBVTT\n\n{vtt}").into_bytes()),
        ("talk.html", page.clone().into_bytes()),
        ("talk.docx", zipped(&[("word/document.xml", &word)])),
        ("talk.odt", zipped(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &open)])),
        (
            "talk.epub",
            zipped(&[
                ("mimetype", "application/epub+zip"),
                ("META-INF/container.xml", container),
                ("book.opf", package),
                ("a.xhtml", &page),
            ]),
        ),
        ("talk.tei", tei.into_bytes()),
        ("talk.rtf", (rtf + "}").into_bytes()),
    ]
}

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = made::interview(BYTES);
    let mib = |bytes: u64| bytes as f64 / 1e6;
    for (name, bytes) in files(&text) {
        let path = folder.path().join(name);
        fs::write(&path, &bytes).expect("a file");
        let Some((peak, ms)) = measure(&path) else { continue };
        let (file, words) = (peak as f64 / bytes.len() as f64, peak as f64 / text.len() as f64);
        println!(
            "{name:<10} {:6.1} MB  memory {:6.1} MB  {file:5.1} times the file  {words:4.1} times the text  {ms:5} ms",
            mib(bytes.len() as u64),
            mib(peak)
        );
    }
}
