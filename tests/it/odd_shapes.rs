//! Texts of odd shapes in every format: one paragraph that never ends, nothing but signs that take no room, a label on every
//! word, lists in lists in lists. Every word is kept, and nothing takes more than a multiple of its length.

#![cfg(all(feature = "html", feature = "office", feature = "epub", feature = "tei"))]
#![allow(clippy::format_collect, reason = "writers of documents are read best as one piece after the other")]
#![expect(clippy::unwrap_used, reason = "a test that cannot build its file has failed")]

use std::collections::HashMap;
use std::io::Write as _;
use std::process::{Command, Stdio};

use inquit::formats::detect::Kind;

use crate::formats as files;
use crate::fuzz::read;

/// The text in each format, a line a paragraph.
fn written(text: &str) -> Vec<(Kind, Vec<u8>)> {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let each = |open: &str, close: &str| -> String {
        escaped.split('\n').map(|line| format!("{open}{line}{close}")).collect()
    };
    let page = format!("<body><article>{}</article></body>", each("<p>", "</p>"));
    let units =
        |c: char| c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{}?", *unit as i16)).collect::<String>();
    let rtf = |c: char| match c {
        '\\' | '{' | '}' => format!("\\{c}"),
        '\n' => "\\par\n".to_owned(),
        c if c.is_ascii() => c.to_string(),
        c => units(c),
    };
    let lines = || text.split('\n').filter(|line| !line.trim().is_empty()).enumerate();
    let time = |at: usize, sign: char| format!("{:02}:{:02}:{:02}{sign}000", at / 3600, at / 60 % 60, at % 60);
    let cues = |sign: char| -> String {
        lines().map(|(at, line)| format!("{} --> {}\n{line}\n\n", time(at, sign), time(at + 1, sign))).collect()
    };
    let said: Vec<serde_json::Value> = lines()
        .map(|(at, line)| serde_json::json!({"speaker": "S", "text": line, "start": at, "end": at + 1}))
        .collect();
    vec![
        (Kind::Text, text.as_bytes().to_vec()),
        (Kind::Markdown, text.as_bytes().to_vec()),
        (Kind::Html, page.clone().into_bytes()),
        (Kind::Epub, files::epub(&[&page])),
        (Kind::Docx, files::docx_with(&each("<w:p><w:r><w:t xml:space=\"preserve\">", "</w:t></w:r></w:p>"), &[])),
        (Kind::Odt, files::odt_with(&each("<text:p>", "</text:p>"))),
        (Kind::Rtf, format!("{{\\rtf1\\ansi {}}}", text.chars().map(rtf).collect::<String>()).into_bytes()),
        (Kind::Srt, cues(',').into_bytes()),
        (Kind::Vtt, format!("WEBVTT\n\n{}", cues('.')).into_bytes()),
        (Kind::Json, serde_json::to_vec(&serde_json::json!({ "segments": said })).unwrap()),
        (
            Kind::Tei,
            format!("<TEI><teiHeader/><text><body>{}</body></text></TEI>", each("<u who=\"#s\">", "</u>")).into_bytes(),
        ),
    ]
}

/// How often each word of ours stands in a text: "q", a number, "z".
fn counted(text: &str) -> HashMap<String, usize> {
    let mut all = HashMap::new();
    for word in text.split(|c: char| !c.is_ascii_alphanumeric()) {
        let number = word.strip_prefix('q').and_then(|rest| rest.strip_suffix('z'));
        if number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())) {
            *all.entry(word.to_owned()).or_default() += 1;
        }
    }
    all
}

/// What was read of a file: all text, and the labels of its people.
fn all_of(bytes: &[u8], kind: Kind, what: &str) -> String {
    let interviews = read(bytes, kind, None).unwrap_or_else(|| panic!("{what}: it was not read"));
    let mut all = String::new();
    for interview in &interviews {
        assert_eq!(interview.check(), Ok(()), "{what}");
        interview.paragraphs.iter().for_each(|paragraph| all += &format!("{}\n", paragraph.text));
        interview.people.iter().for_each(|person| all += &format!("{} {:?}\n", person.name, person.labels));
    }
    all
}

fn assert_kept(bytes: &[u8], kind: Kind, text: &str, what: &str) {
    let (found, wanted) = (counted(&all_of(bytes, kind, what)), counted(text));
    let lost: Vec<&String> = wanted.keys().filter(|word| !found.contains_key(*word)).take(5).collect();
    assert!(lost.is_empty(), "{what}: lost {lost:?} and more, of {}", wanted.len());
}

fn q(at: usize) -> String {
    format!("q{at}z")
}

fn joined(count: usize, sign: &str, word: impl Fn(usize) -> String) -> String {
    (0..count).map(word).collect::<Vec<_>>().join(sign)
}

fn shapes() -> Vec<(&'static str, String)> {
    let between = |odd: String| format!("Mara: Why q1z?\n\n{odd}\n\nJens: q2z, so.\n\nMara: And q3z?");
    vec![
        ("one paragraph", joined(3000, " ", |at| if at % 40 == 0 { format!("{} why?", q(at)) } else { q(at) })),
        ("one paragraph without blanks", joined(3000, "·", q)),
        ("empty lines", between("\n".repeat(6_000))),
        ("no room", between(format!("{}\n\n{}", "\u{200b}".repeat(9_000), "\u{200d}\u{feff}\u{2060}".repeat(1000)))),
        ("punctuation", between(format!("{}\n\n{}\n\n{}", ".".repeat(9_000), "?!".repeat(1000), "—¿".repeat(1000)))),
        ("marks", between(format!("e{}\n\n{}", "\u{301}".repeat(9_000), "\u{301}\u{323}".repeat(1000)))),
        ("pictures", between(format!("{}\n\n{}", "👩‍👩‍👧‍👦".repeat(1000), "🇩🇪".repeat(1000)))),
        ("direction", between(format!("{}שלום q4z\n\n{}", "\u{200f}".repeat(1000), "\u{202e}\u{202d}".repeat(1000)))),
        ("a label on every word", joined(2000, " ", |at| format!("N{}: {}", at % 7, q(at)))),
        ("a label on every line", joined(700, "\n\n", |at| format!("N{at}: {}", q(at)))),
        ("brackets", between(format!("{} q4z {}", "[".repeat(1000), "(".repeat(1000)))),
        ("stars", between(format!("{} q4z {}", "*a".repeat(1000), "_b".repeat(1000)))),
        ("a name that does not end", format!("{}: q1z\n\nJens: q2z", "Mara ".repeat(1000))),
        ("numbers", format!("{}\n\nq1z", joined(2_000, "\n", |at| at.to_string()))),
        ("colons", between(format!("q4z {} q5z", ":".repeat(9_000)))),
    ]
}

#[test]
fn no_word_is_lost_of_texts_of_odd_shapes_in_any_format() {
    for (shape, text) in shapes() {
        for (kind, bytes) in written(&text) {
            assert_kept(&bytes, kind, &text, &format!("{shape} as {kind:?}"));
        }
    }
}

#[test]
fn no_word_is_lost_of_markdown_of_odd_shapes() {
    let nested = |count: usize| joined(count, "\n", |at| format!("{}- {}", "  ".repeat(at), q(at)));
    for (shape, text) in [
        ("quotes in quotes", format!("{} q1z\n\n{}q2z\n\nq3z", ">".repeat(1000), "> ".repeat(1000))),
        ("lists in lists", nested(500)),
        ("a wide table", format!("|{}|\n|{}\n|{}|", joined(10_000, "|", q), "---|".repeat(10_000), "x|".repeat(9999))),
        ("a long table", format!("|a|b|\n|---|---|\n{}", joined(5000, "\n", |at| format!("|{}|b|", q(at))))),
        ("a long heading", format!("# {}\n\nMara: Why?\n\nJens: So.", joined(20_000, " ", q))),
        ("links", joined(5000, " ", |at| format!("[{}](u)", q(at)))),
        ("links that do not end", format!("q1z {} q2z", "[a](".repeat(5000))),
        (
            "notes",
            format!(
                "{}\n\n{}",
                joined(2000, "\n\n", |at| format!("[^{at}]: {}", q(at))),
                joined(2000, " ", |at| format!("[^{at}]"))
            ),
        ),
        ("code that does not end", format!("{}q1z", "```\n".repeat(5001))),
        ("elements that do not end", format!("{}q1z", "<div>".repeat(5000))),
    ] {
        assert_kept(text.as_bytes(), Kind::Markdown, &text, shape);
    }
}

#[test]
fn no_word_is_lost_of_pages_of_odd_shapes() {
    for (shape, text) in [
        ("elements in elements", format!("{}q1z{}", "<div>".repeat(30_000), "</div>".repeat(30_000))),
        ("quotes in quotes", format!("{}<p>q1z</p>", "<blockquote>".repeat(1000))),
        ("lists in lists", joined(500, "", |at| format!("<ul><li>{}", q(at)))),
        ("a wide table", format!("<table><tr>{}</tr></table>", joined(10_000, "", |at| format!("<td>{}</td>", q(at))))),
        ("a long heading", format!("<h1>{}</h1><p>Why?</p>", joined(20_000, " ", q))),
        ("type in type", format!("<p>{}q1z</p><p>q2z</p>", "<b>".repeat(9000))),
        ("links in links", format!("<p>{}q1z</p>", "<a href=x>".repeat(9000))),
        ("attributes", format!("<p {}>q1z</p>", joined(9000, " ", |at| format!("a{at}=1")))),
        ("line breaks", format!("<p>{}</p>", joined(9000, "<br>", q))),
        ("answers to questions", format!("<dl>{}</dl>", joined(3000, "", |at| format!("<dt>{}?<dd>So.", q(at))))),
    ] {
        assert_kept(text.as_bytes(), Kind::Html, &text, shape);
    }
}

#[test]
fn no_word_is_lost_however_deep_it_stands() {
    // Deep enough for the stack of a reader that follows it, and for the patience of whoever waits for one that looks back.
    const DEEP: usize = 20_000;
    let around = |open: &str, text: &str, close: &str| format!("{}{text}{}", open.repeat(DEEP), close.repeat(DEEP));
    let said = |value: &str| {
        format!(
            "[{{\"text\":\"q1z\",\"speaker\":\"S\"}},{{\"text\":{value},\"speaker\":\"T\"}},{{\"text\":\"q3z\",\"speaker\":\"S\"}}]"
        )
    };
    let tei = |inside: String| format!("<TEI><teiHeader/><text><body><u>q1z</u>{inside}<u>q3z</u></body></text></TEI>");
    let mut files = vec![
        (Kind::Json, said(&around("[", "\"q2z\"", "]"))),
        (Kind::Rtf, format!("{{\\rtf1 q1z \\par {}\\par q3z}}", around("{\\b ", "q2z", "}"))),
        (Kind::Markdown, format!("q1z\n\n{}\n\nq3z", around("> ", "q2z", ""))),
        (Kind::Markdown, format!("q1z\n\n{}\n\nq3z", around("- ", "q2z", ""))),
        (Kind::Markdown, format!("q1z {} q3z", around("[", "q2z", "]"))),
        (Kind::Vtt, format!("WEBVTT\n\n00:01.000 --> 00:02.000\nq1z {} q3z\n", around("<i>", "q2z", "</i>"))),
    ];
    for (open, close) in
        [("<div>", "</div>"), ("<hi>", "</hi>"), ("<list><item>", "</item></list>"), ("<note>", "</note>")]
    {
        files.push((Kind::Tei, tei(around(open, "q2z", close))));
    }
    for (open, close) in
        [("<ul><li>", "</li></ul>"), ("<table><tr><td>", "</td></tr></table>"), ("<blockquote>", "</blockquote>")]
    {
        files.push((Kind::Html, format!("<body><p>q1z</p>{}<p>q3z</p></body>", around(open, "q2z", close))));
        files.push((Kind::Markdown, format!("q1z\n\n{}\n\nq3z", around(open, "q2z", close))));
    }
    for (kind, text) in files {
        let what = format!("{kind:?} {}", text.chars().take(120).collect::<String>());
        assert_kept(text.as_bytes(), kind, &text, &what);
    }
}

#[test]
fn no_word_is_lost_of_files_of_many_parts() {
    // Only the first and the last have words: of each that has some it is asked whether it is an interview by itself.
    let is_said = |at: &usize| !(100..5000).contains(at);
    let said = |at| if is_said(&at) { q(at) } else { String::new() };
    let chapters: Vec<String> = (0..5100).map(|at| format!("<body><p>{}</p></body>", said(at))).collect();
    let text = joined(chapters.len(), " ", said);
    let book = files::epub(&chapters.iter().map(String::as_str).collect::<Vec<_>>());
    assert_kept(&book, Kind::Epub, &text, "a book of many chapters");
    // Without its lists, too.
    let pages = (0..chapters.len()).filter(is_said).map(|at| (format!("{at}.xhtml"), &chapters[at]));
    let pages: Vec<(String, &String)> = pages.collect();
    let pages: Vec<(&str, &str)> = pages.iter().map(|(name, page)| (name.as_str(), page.as_str())).collect();
    let loose = files::zipped(&[&[("mimetype", "application/epub+zip")], &*pages].concat());
    assert_kept(&loose, Kind::Epub, &text, "chapters in no list");
    let body = "<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>q1z</w:t></w:r></w:p></w:body></w:document>";
    let pictures: Vec<String> = (0..10_000).map(|at| format!("word/media/{at}.png")).collect();
    let mut parts: Vec<(&str, &str)> = pictures.iter().map(|name| (name.as_str(), "x")).collect();
    parts.push(("word/document.xml", body));
    assert_kept(&files::zipped(&parts), Kind::Docx, "q1z", "a document of many pictures");
}

#[test]
fn a_paragraph_as_long_as_a_book_is_read_in_any_format() {
    let text =
        format!("Mara: Why q1z?\n\n{}\n\nJens: q2z, so.", joined(8_000, " ", |at| format!("and then {}", q(at))));
    for (kind, bytes) in written(&text) {
        assert_kept(&bytes, kind, &text, &format!("{kind:?}"));
    }
}

#[test]
fn lines_that_end_as_on_old_machines_are_lines() {
    let text = joined(300, "\n\n", |at| format!("{}: {} was it so, and why?", ["Mara", "Jens"][at % 2], q(at)));
    for (kind, bytes) in written(&text) {
        if matches!(kind, Kind::Epub | Kind::Docx | Kind::Odt) {
            continue;
        }
        let old: Vec<u8> = bytes.iter().map(|byte| if *byte == b'\n' { b'\r' } else { *byte }).collect();
        let what = format!("{kind:?}");
        assert_kept(&old, kind, &text, &what);
        assert_eq!(all_of(&old, kind, &what), all_of(&bytes, kind, &what), "{what}");
    }
}

#[test]
fn zeros_in_a_text_cost_no_word() {
    let text = joined(60, "\n\n", |at| format!("{}: It was {}, 是这样的吗？", ["Mara", "Jens"][at % 2], q(at)));
    for (kind, mut bytes) in written(&text) {
        if matches!(kind, Kind::Text | Kind::Markdown | Kind::Html | Kind::Srt | Kind::Vtt) {
            for word in ["q7z", "q31z", "q52z"] {
                let at = bytes.windows(word.len()).position(|window| window == word.as_bytes()).unwrap();
                bytes.insert(at, 0);
            }
            assert_kept(&bytes, kind, &text, &format!("{kind:?}"));
        }
    }
}

#[test]
fn a_long_line_is_cut_between_words() {
    let text = joined(40_000, "|", q);
    let found = counted(&all_of(text.as_bytes(), Kind::Text, "bars"));
    assert_eq!(found.len(), 40_000);
}

#[test]
fn a_pipe_may_part_a_character() {
    let text = "Mara: Warum q1z, 船は — why?\n\nJens: Weil q2z, 「水」 é.\n\nMara: И q3z?\n\nJens: 👩‍👧 q4z.\n";
    let home = tempfile::tempdir().unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_inquit"))
        .args(["parse", "-"])
        .env_clear()
        .env("HOME", home.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    for byte in text.as_bytes() {
        stdin.write_all(&[*byte]).unwrap();
        stdin.flush().unwrap();
    }
    drop(stdin);
    let out = child.wait_with_output().unwrap();
    let printed = String::from_utf8(out.stdout).unwrap();
    for word in ["q1z", "船は", "「水」 é", "И q3z", "👩‍👧 q4z"] {
        assert!(printed.contains(word), "{word}: {printed}");
    }
    assert!(!printed.contains('\u{fffd}'));
}
