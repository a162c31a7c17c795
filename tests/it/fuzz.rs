//! Random interviews through every format that is read, and files of every format spoilt in every way: no word is lost, none
//! is invented, none changes its place; nothing panics, and nothing grows beyond its file.
//!
//! The suite tries the same few cases everywhere. A longer hunt tries others for as many seconds as it is told:
//! `INQUIT_HUNT=600 cargo test --test it fuzz::hunt -- --ignored --nocapture`.

#![cfg(all(feature = "html", feature = "office", feature = "epub", feature = "pdf", feature = "tei"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot build its file has failed")]

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;
use std::time::{Duration, Instant};

use encoding_rs::Encoding;
use inquit::convert::{Target, convert};
use inquit::formats::detect::Kind;
use inquit::formats::{Extract, Opened, encoding, is_container, read_container, read_text};
use inquit::interview::Interview;
use inquit::interview::parse::{Format, parse};
use inquit::text::CleanText;

use crate::formats as files;
use crate::fuzz_talk::{self as write, Dice, Letters, SHAPES, Talk};

/// What a talk is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// Plain text in an encoding, with the number of a script that it has, where it has not all of them.
    Text(&'static str, Option<usize>),
    Markdown,
    /// Our own form.
    Strict,
    /// What `inquit parse` prints.
    Ours,
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

/// The encodings that the documents name, with a script that each of them has.
const ENCODINGS: &[(&str, Option<usize>)] = &[
    ("utf-8", None),
    ("utf-16le", None),
    ("utf-16be", None),
    ("windows-1252", Some(0)),
    ("windows-1250", Some(0)),
    ("windows-1251", Some(2)),
    ("koi8-r", Some(2)),
    ("iso-8859-5", Some(2)),
    ("windows-1253", Some(3)),
    ("windows-1255", Some(4)),
    ("windows-1256", Some(5)),
    ("shift_jis", Some(6)),
    ("euc-jp", Some(6)),
    ("iso-2022-jp", Some(6)),
    ("gb18030", None),
    ("big5", Some(6)),
    ("euc-kr", Some(7)),
];

fn forms() -> Vec<Form> {
    use Form::*;
    let mut all = vec![Markdown, Strict, Ours, Html, Docx, Odt, Rtf, Pdf, Epub, Srt, Vtt, Tei];
    all.extend((0..SHAPES).map(Json));
    all.extend(ENCODINGS.iter().map(|(name, script)| Text(name, *script)));
    all
}

impl Form {
    fn letters(self) -> Letters {
        match self {
            Self::Text(_, Some(script)) => Letters::Script(script),
            Self::Text(..) => Letters::Words,
            Self::Pdf => Letters::Latin,
            Self::Srt => Letters::Words,
            _ => Letters::All,
        }
    }

    fn kind(self) -> Kind {
        match self {
            Self::Text(..) => Kind::Text,
            Self::Markdown | Self::Strict => Kind::Markdown,
            Self::Ours | Self::Json(_) => Kind::Json,
            Self::Html => Kind::Html,
            Self::Docx => Kind::Docx,
            Self::Odt => Kind::Odt,
            Self::Rtf => Kind::Rtf,
            Self::Pdf => Kind::Pdf,
            Self::Epub => Kind::Epub,
            Self::Srt => Kind::Srt,
            Self::Vtt => Kind::Vtt,
            Self::Tei => Kind::Tei,
        }
    }

    /// The encoding that a reader would have to name, where the file leaves a choice.
    fn encoding(self) -> Option<&'static Encoding> {
        match self {
            Self::Text(name, _) => named(name),
            _ => None,
        }
    }

    fn write(self, talk: &Talk, dice: &mut Dice) -> Vec<u8> {
        let recognised = |target| {
            let text = write::markdown(talk, &mut Dice(1));
            let interview = parse(&CleanText::new(&text), Format::Markdown, None);
            convert(&interview, target).unwrap().into_bytes()
        };
        match self {
            Self::Text(name, _) => encoded(&write::plain(talk, dice), name),
            Self::Markdown => write::markdown(talk, dice).into_bytes(),
            Self::Strict => recognised(Target::Markdown),
            Self::Ours => recognised(Target::Json),
            Self::Html => write::html(talk, dice).into_bytes(),
            Self::Docx => files::docx_with(&write::docx_body(talk, dice), &[]),
            Self::Odt => files::odt_with(&write::odt_body(talk, dice)),
            Self::Rtf => write::rtf(talk, dice),
            Self::Pdf => files::pdf(&write::pages(talk, dice)),
            Self::Epub => book(talk, dice),
            Self::Srt => write::srt(talk, dice).into_bytes(),
            Self::Vtt => write::vtt(talk, dice).into_bytes(),
            Self::Json(shape) => write::json(talk, shape, dice).into_bytes(),
            Self::Tei => write::tei(talk, dice).into_bytes(),
        }
    }
}

/// The encoding of a name, where it has to be named because its bytes leave a choice.
pub(crate) fn named(name: &str) -> Option<&'static Encoding> {
    encoding::named(name).filter(|_| !matches!(name, "utf-8" | "iso-2022-jp"))
}

/// A text in an encoding that has all its letters.
pub(crate) fn encoded(text: &str, name: &str) -> Vec<u8> {
    match name {
        "utf-16le" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        "utf-16be" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        name => {
            let (bytes, _, lost) = Encoding::for_label(name.as_bytes()).unwrap().encode(text);
            assert!(!lost, "{name} has all letters of {text}");
            bytes.into_owned()
        }
    }
}

/// An e-book with the talk in some chapters, in the order of reading; the writer of books takes them from the last on.
fn book(talk: &Talk, dice: &mut Dice) -> Vec<u8> {
    let size = 1 + dice.below(talk.turns.len());
    let chapters = talk.turns.chunks(size).map(|turns| Talk { people: talk.people.clone(), turns: turns.to_vec() });
    let pages: Vec<String> = chapters.map(|chapter| write::html(&chapter, dice)).collect();
    let body = |page: &String| -> String {
        let mut text = page.as_str();
        for gone in ["<!DOCTYPE html><html><body><article>", "<html><body><div><main>", "<body>"] {
            text = text.strip_prefix(gone).unwrap_or(text);
        }
        format!("<body>{text}</body>")
    };
    let bodies: Vec<String> = pages.iter().rev().map(body).collect();
    files::epub(&bodies.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Reads a file as the program does. `None` where it says that it cannot.
pub(crate) fn read(bytes: &[u8], kind: Kind, named: Option<&'static Encoding>) -> Option<Vec<Interview>> {
    if is_container(kind) {
        return match read_container(kind, bytes) {
            Ok(Opened::One(extract)) => Some(vec![whole(extract, bytes)]),
            Ok(Opened::Several(parts)) => Some(parts.into_iter().map(|(_, extract)| whole(extract, bytes)).collect()),
            Err(error) => {
                assert!(!error.to_string().is_empty());
                None
            }
        };
    }
    let decoded = encoding::decode(bytes, named)?;
    let interview = if let Ok(read) = read_text(kind, &decoded.text) {
        whole(read.ok()?, bytes)
    } else {
        let format = if kind == Kind::Markdown { Format::Markdown } else { Format::Text };
        parse(&CleanText::new(&decoded.text), format, None)
    };
    assert_eq!(interview.check(), Ok(()));
    Some(vec![interview])
}

fn whole(extract: Extract, bytes: &[u8]) -> Interview {
    // A zip file may hold a thousand times its size; nothing else grows by more than references to characters do.
    let most = if bytes.starts_with(b"PK") { 1 << 28 } else { bytes.len() * 64 + (1 << 20) };
    assert!(extract.source.len() <= most, "{} bytes became {}", bytes.len(), extract.source.len());
    assert!(extract.source.chars().all(|c| c == '\n' || !c.is_control()));
    for raw in extract.raws() {
        assert!(extract.source.get(raw.source.clone()).is_some() && raw.text.is_char_boundary(raw.lead()));
    }
    let interview = extract.interview();
    assert_eq!(interview.check(), Ok(()));
    interview
}

/// One talk there and back.
fn round(form: Form, seed: u64) {
    let mut dice = Dice(seed);
    let talk = Talk::new(&mut dice, form.letters());
    let bytes = form.write(&talk, &mut dice);
    let interviews = read(&bytes, form.kind(), form.encoding())
        .unwrap_or_else(|| panic!("{form:?} {seed}: it was not read: {}", String::from_utf8_lossy(&bytes)));
    // Numbers of pages are the only ones.
    let number = |text: &&str| !(form == Form::Pdf && text.parse::<u32>().is_ok());
    let paragraphs = interviews.iter().flat_map(|interview| &interview.paragraphs).map(|p| p.text.as_str());
    let heard = talk.heard(paragraphs.filter(number));
    let said = talk.said();
    // A dash before the words of a cue says that another voice begins, and is not one of them.
    let dashes = |text: String| if matches!(form, Form::Srt | Form::Vtt) { text.replace('—', "") } else { text };
    let (heard, said) = (dashes(heard), dashes(said));
    let same = heard.bytes().zip(said.bytes()).take_while(|(a, b)| a == b).count();
    let from =
        |text: &str| String::from_utf8_lossy(&text.as_bytes()[same.saturating_sub(60).min(text.len())..]).into_owned();
    let short = |text: &str| from(text).chars().take(160).collect::<String>();
    assert!(heard == said, "{form:?} {seed}:\nread    {}\nwritten {}", short(&heard), short(&said));
}

/// What opens something, for nesting.
const OPENERS: &[&str] = &[
    "<div>",
    "<b>",
    "<ul><li>",
    "<table><tr><td>",
    "<blockquote>",
    "<dl><dd>",
    "{",
    "[",
    "[[",
    "{\"a\":",
    "> ",
    "- ",
    "*",
    "**",
    "`",
    "(",
    "<<",
    "<u>",
    "<w:p>",
    "<w:tbl><w:tr><w:tc>",
    "<text:span>",
    "<text:list>",
    "{\\b ",
    "{\\*",
    "{\\footnote ",
    "<v A>",
    "<!--",
    "<![CDATA[",
    "&lt;",
    "--> ",
    "#",
    "\\u8212?",
    "1\n00:00:01,000 --> 00:00:02,000\n",
    "\n\n",
    "Q: ",
    "**Q:** ",
    "\u{202e}",
    "\u{301}",
    "\0",
];

/// Bytes that mean much.
const SHARP: &[u8] = b"<>{}[]()&;:\\\"'*#\0\n\r\x1b\xff\xfe\xc3\xe2\x80-0 9";

fn stretch(dice: &mut Dice, len: usize, most: usize) -> std::ops::Range<usize> {
    let start = dice.below(len + 1);
    start..(start + dice.below(most)).min(len)
}

fn spoil(bytes: &mut Vec<u8>, dice: &mut Dice, deepest: usize) {
    for _ in 0..=dice.below(5) {
        let len = bytes.len();
        match dice.below(9) {
            0 | 1 if len > 0 => bytes[dice.below(len)] ^= 1 << dice.below(8),
            2 if len > 0 => bytes[dice.below(len)] = SHARP[dice.below(SHARP.len())],
            3 => drop(bytes.drain(stretch(dice, len, 400))),
            4 => {
                let piece = bytes[stretch(dice, len, 600)].to_vec();
                let most = if dice.chance(10) { 60 } else { 3 };
                let (at, times) = (dice.below(len + 1), 1 + dice.below(most));
                bytes.splice(at..at, piece.repeat(times));
            }
            5 if len > 1 => {
                let (first, second) = (stretch(dice, len, 300), stretch(dice, len, 300));
                let (a, b) = (bytes[first.clone()].to_vec(), bytes[second.clone()].to_vec());
                // The later one first, so that the earlier keeps its place.
                let (early, late) =
                    if first.start < second.start { ((first, b), (second, a)) } else { ((second, a), (first, b)) };
                bytes.splice(late.0, late.1);
                let end = early.0.end.min(bytes.len());
                bytes.splice(early.0.start.min(end)..end, early.1);
            }
            6 if dice.chance(30) => bytes.truncate(dice.below(len + 1)),
            7 => {
                let times = if dice.chance(20) { 1 + dice.below(deepest) } else { 1 + dice.below(4) };
                let at = dice.below(len + 1);
                bytes.splice(at..at, dice.one(OPENERS).repeat(times).into_bytes());
            }
            // A number becomes another one.
            _ => {
                if let Some(at) =
                    (0..len).cycle().skip(dice.below(len.max(1))).take(len).find(|at| bytes[*at].is_ascii_digit())
                {
                    let numbers = ["0", "-1", "99999999999999999999", "4294967296", "65536", "1e308"];
                    bytes.splice(at..=at, dice.one(&numbers).bytes());
                }
            }
        }
    }
}

/// One spoilt file.
fn spoilt(form: Form, seed: u64) {
    let mut dice = Dice(seed ^ 0x5eed);
    let talk = Talk::new(&mut dice, form.letters());
    let mut bytes = form.write(&talk, &mut dice);
    // What a library cannot bear is read in a process of its own; here it would end the tests.
    let deepest = if form == Form::Pdf { 40 } else { 3000 };
    if bytes.starts_with(b"PK") && dice.chance(70) {
        let entry = dice.below(8);
        bytes = files::with_changed_entry(&bytes, entry, |inner| spoil(inner, &mut dice.clone(), deepest));
    } else {
        spoil(&mut bytes, &mut dice, deepest);
    }
    let named = form.encoding().filter(|_| dice.chance(50));
    let _ = read(&bytes, form.kind(), named);
}

type Trial = fn(Form, u64);

/// Runs cases with the stack that the program gives its readers. The message of what fails names form and seed.
fn with_room(work: impl FnOnce() + Send + 'static) {
    let thread = thread::Builder::new().stack_size(16 * 1024 * 1024).spawn(work).unwrap();
    if let Err(why) = thread.join() {
        std::panic::resume_unwind(why);
    }
}

fn tried(trial: Trial, form: Form, seed: u64) -> Result<(), String> {
    catch_unwind(AssertUnwindSafe(|| trial(form, seed))).map_err(|why| {
        let text =
            why.downcast_ref::<String>().cloned().or_else(|| why.downcast_ref::<&str>().map(|s| (*s).to_owned()));
        format!("{form:?}, seed {seed}: {}", text.unwrap_or_default())
    })
}

/// Some cases of every form: the same each time, and more where PROPTEST_CASES asks for them.
fn all(trial: Trial, usual: u32) {
    let cases = u64::from(crate::random::cases(usual));
    with_room(move || {
        let wrong: Vec<String> = forms()
            .into_iter()
            .flat_map(|form| (0..cases).filter_map(move |seed| tried(trial, form, seed).err()))
            .collect();
        assert!(wrong.is_empty(), "{} cases:\n{}", wrong.len(), wrong[..wrong.len().min(8)].join("\n"));
    });
}

#[test]
fn every_format_gives_back_what_was_written() {
    all(round, 6);
}

#[test]
fn spoilt_files_of_every_format_do_no_harm() {
    all(spoilt, 8);
}

#[test]
#[ignore = "a hunt of as many seconds as INQUIT_HUNT says"]
fn hunt() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let limit = Duration::from_secs(number("INQUIT_HUNT").unwrap_or(60));
    let first = number("INQUIT_SEED").unwrap_or(1_000_000);
    std::panic::set_hook(Box::new(|_| {}));
    with_room(move || {
        let forms = forms();
        let mut longest = vec![[Duration::ZERO; 2]; forms.len()];
        let mut wrong = Vec::new();
        let (began, mut seed) = (Instant::now(), first);
        while began.elapsed() < limit && wrong.len() < 40 {
            for (at, form) in forms.iter().enumerate() {
                for (which, trial) in [round as Trial, spoilt].into_iter().enumerate() {
                    let start = Instant::now();
                    wrong.extend(tried(trial, *form, seed).err());
                    longest[at][which] = longest[at][which].max(start.elapsed());
                }
            }
            seed += 1;
        }
        for (form, [round, spoilt]) in forms.iter().zip(&longest) {
            println!("{form:?}: {} each, at most {round:?} there and back, {spoilt:?} spoilt", seed - first);
        }
        println!("{}", wrong.join("\n\n"));
        assert!(wrong.is_empty(), "{} wrong", wrong.len());
    });
}
