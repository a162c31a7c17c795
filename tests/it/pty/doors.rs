//! Every kind of text that commands a terminal, hides or towers, through every door by which text comes in, to every one by
//! which it goes out. What comes out is taken apart by a parser of terminal sequences that the program's output is not
//! made with: nothing but letters and line feeds may be in it.
//!
//! A case is one kind of text at one door, and counts only where the words around it came out.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::process::{Command, Stdio};

use super::terminal::PROGRAM;
use super::{Home, Terminal};

mod containers;
mod lines;

/// Takes output apart, and gathers what may not be in it.
#[derive(Default)]
struct Judge {
    wrong: Vec<String>,
    /// Texts for the clipboard.
    copied: Vec<Vec<u8>>,
    /// Whether this is a terminal, where the program's own sequences are right.
    terminal: bool,
    before: Option<char>,
    marks: usize,
}

impl Judge {
    fn of(bytes: &[u8], terminal: bool) -> Self {
        let mut judge = Self { terminal, ..Self::default() };
        vte::Parser::new().advance(&mut judge, bytes);
        let text = String::from_utf8_lossy(bytes);
        let mut clusters = unicode_segmentation::UnicodeSegmentation::graphemes(&*text, true);
        if let Some(long) = clusters.find(|cluster| cluster.chars().count() > 32) {
            judge.wrong.push(format!("a cluster of {} characters", long.chars().count()));
        }
        if !terminal && std::str::from_utf8(bytes).is_err() {
            judge.wrong.push("no UTF-8".to_owned());
        }
        judge
    }
}

impl vte::Perform for Judge {
    fn print(&mut self, c: char) {
        let hidden = matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{fff9}'..='\u{fffb}' | '\u{fdd0}'..='\u{fdef}' | '\u{e0000}'..='\u{e0fff}' | '\u{7f}'..='\u{9f}');
        // A joiner belongs between letters of the scripts that have them.
        let joins = matches!(c, '\u{200c}' | '\u{200d}') && self.before.is_none_or(|before| before <= '\u{5ff}');
        let no_character = u32::from(c) & 0xfffe == 0xfffe;
        if hidden || joins || no_character || c.is_control() {
            self.wrong.push(format!("U+{:04X}", u32::from(c)));
        }
        self.marks = if unicode_normalization::char::is_combining_mark(c) { self.marks + 1 } else { 0 };
        if self.marks == 9 {
            self.wrong.push("more than eight marks on a letter".to_owned());
        }
        self.before = Some(c);
    }

    fn execute(&mut self, byte: u8) {
        self.before = None;
        if byte != b'\n' && !(self.terminal && byte == b'\r') {
            self.wrong.push(format!("control character {byte:02x}"));
        }
    }

    fn csi_dispatch(&mut self, params: &vte::Params, between: &[u8], _: bool, last: char) {
        // As a painter writes them: moves, erasures, modes, colours, regions; and the question for the cursor's place.
        let first = params.iter().next().and_then(|numbers| numbers.first().copied());
        let own = match (between, last) {
            ([], 'n') => first == Some(6),
            ([], 'm') => !params.iter().flatten().any(|number| matches!(number, 8 | 31 | 41)),
            ([], _) => "HJKLMABCDGXdrsST".contains(last),
            ([b'?'], 'h' | 'l') => matches!(first, Some(1049 | 2004 | 2026 | 1002 | 1006 | 25 | 69)),
            _ => false,
        };
        if !self.terminal || !own {
            self.wrong.push(format!("CSI {between:?} {params:?} {last}"));
        }
    }

    fn osc_dispatch(&mut self, params: &[&[u8]], _: bool) {
        match params {
            [b"52", b"c", text] if self.terminal => self.copied.push(text.to_vec()),
            _ => self.wrong.push(format!("OSC {:?}", params.first().map(|text| String::from_utf8_lossy(text)))),
        }
    }

    fn hook(&mut self, _: &vte::Params, _: &[u8], _: bool, last: char) {
        self.wrong.push(format!("DCS {last}"));
    }

    fn esc_dispatch(&mut self, _: &[u8], _: bool, byte: u8) {
        // `ESC \` ends the text for the clipboard.
        if !self.terminal || byte != b'\\' {
            self.wrong.push(format!("ESC {}", char::from(byte)));
        }
    }
}

/// How often what towers is repeated: more than a sign may have of anything, and little to read again in each case.
const MANY: usize = 100;

/// Kinds of hostile text, and their names.
fn payloads() -> Vec<(&'static str, String)> {
    let controls: String = ('\u{1}'..='\u{1f}').filter(|c| !matches!(c, '\t' | '\n' | '\r' | '\u{1b}')).collect();
    let marks = |mark: char| format!("e{}", String::from(mark).repeat(MANY));
    let tags: String = "EVIL".chars().map(|c| char::from_u32(0xe0000 + u32::from(c)).unwrap()).collect();
    vec![
        ("C0", controls),
        ("clear screen", "\x1b[2J\x1b[1;1H\x1b[31m".to_owned()),
        ("title", "\x1b]0;EVIL\x07".to_owned()),
        ("clipboard", "\x1b]52;c;RVZJTA==\x07".to_owned()),
        ("link", "\x1b]8;;http://evil.example\x1b\\here\x1b]8;;\x1b\\".to_owned()),
        ("DCS", "\x1bP$q\"p\x1b\\\x1bPtmux;\x1b\x1b]0;EVIL\x07\x1b\\".to_owned()),
        ("APC, PM, SOS", "\x1b_Ga=T;x\x1b\\\x1b^x\x1b\\\x1bXx\x1b\\".to_owned()),
        ("queries", "\x1b[6n\x1b[c\x1b[21t\x05".to_owned()),
        ("print", "\x1b[5i\x1b[4i".to_owned()),
        ("reset", "\x1bc\x1b(0\x0e".to_owned()),
        ("unended", "\x1b]0;EVIL".to_owned()),
        ("C1", "\u{9b}31m\u{9d}0;EVIL\u{9c}\u{90}q\u{9c}\u{84}".to_owned()),
        ("DEL", "a\u{7f}b".to_owned()),
        ("overstrike", "_\u{8}E\u{8}\u{8}\u{8}".to_owned()),
        ("overrides", "\u{202e}drawkcab\u{202c} \u{202d}x\u{202c} \u{202a}x\u{202b}".to_owned()),
        ("isolates", "\u{2066}x\u{2069}\u{2067}y\u{2068}z".to_owned()),
        ("direction marks", "\u{200e}x\u{200f}\u{61c}".to_owned()),
        ("zero width", "a\u{200b}b\u{2060}c\u{feff}d\u{2063}e\u{180e}".to_owned()),
        ("joiners", "a\u{200d}b\u{200c}c \u{200d}\u{200d}".to_owned()),
        ("soft hyphen", "a\u{ad}b".to_owned()),
        ("tags", tags),
        ("variation", "\u{2764}\u{fe0f} \u{2764}\u{fe0e} x\u{e0101}".to_owned()),
        ("marks", marks('\u{301}')),
        ("kana marks", format!("か{}", "\u{3099}".repeat(MANY))),
        ("family", "👨\u{200d}".repeat(MANY)),
        ("jamo", "\u{1100}".repeat(MANY)),
        ("conjuncts", "क\u{94d}".repeat(MANY)),
        ("CR", "a\rEVIL".to_owned()),
        ("NEL", "a\u{85}b".to_owned()),
        ("separators", "a\u{2028}b\u{2029}c\u{b}d\u{c}e".to_owned()),
        ("TAB", "a\tb".to_owned()),
        ("annotation", "\u{fff9}a\u{fffa}b\u{fffb}".to_owned()),
        ("noncharacters", "\u{fffe}\u{ffff}\u{fdd0}\u{1fffe}".to_owned()),
    ]
}

/// Kinds of bytes that are no UTF-8, or hardly.
fn bytes_payloads() -> Vec<(&'static str, &'static [u8])> {
    vec![
        ("stray bytes", b"\xff\xfe\x80"),
        ("overlong", b"\xc0\xaf\xe0\x80\xaf\xc0\x9b"),
        ("surrogates", b"\xed\xa0\x80\xed\xb0\x80"),
        ("cut off", b"\xe2\x82"),
        ("raw C1", b"\x9b31m\x9d0;EVIL\x9c\x84"),
        ("NUL", b"a\0b"),
        ("BOM", b"\xef\xbb\xbf"),
        ("beyond", b"\xf4\x90\x80\x80"),
    ]
}

/// A text with a sign around it by which it is known again.
fn signed(index: usize, text: &str) -> String {
    format!("{}{text} zend", sign(index))
}

fn sign(index: usize) -> String {
    let letter = |n: usize| char::from(b'a' + (n % 26) as u8);
    format!("zq{}{}", letter(index / 26), letter(index))
}

/// Everything that was tried.
#[derive(Default)]
struct Tally {
    cases: BTreeSet<(String, &'static str)>,
    wrong: Vec<String>,
}

impl Tally {
    /// Judges what came out of a door.
    fn judge(&mut self, door: &str, bytes: &[u8], kinds: &[(&'static str, String)], terminal: bool) {
        // The rows of a table and the lines of RIS end as their standards have it, and cards have tabs between their sides.
        let lines = String::from_utf8_lossy(bytes).replace("\r\n", "\n");
        let cards = lines.replace('\t', " ");
        let bytes = match door.rsplit(' ').next() {
            Some("csv" | "--csv" | "ris") => lines.as_bytes(),
            Some("anki") => cards.as_bytes(),
            _ => bytes,
        };
        let judge = Judge::of(bytes, terminal);
        let mut wrong = judge.wrong;
        wrong.dedup();
        self.wrong.extend(wrong.iter().take(4).map(|what| format!("{door}: {what}")));
        let text = String::from_utf8_lossy(bytes);
        for (index, (kind, _)) in kinds.iter().enumerate() {
            if text.contains(&sign(index)) {
                self.cases.insert((door.to_owned(), kind));
            }
        }
    }

    /// Runs the program, and judges all that it writes.
    fn run<A: AsRef<OsStr>>(&mut self, home: &Home, door: &str, words: &[A], kinds: &[(&'static str, String)]) {
        let output = home.run(words);
        self.judge(door, &[output.stdout, b"\n".to_vec(), output.stderr].concat(), kinds, false);
    }

    /// How many kinds came through a door.
    fn count(&self, door: &str) -> usize {
        self.cases.iter().filter(|(name, _)| name == door).count()
    }

    fn finish(self, name: &str, least: usize) {
        eprintln!("{name}: {} cases of a kind of text at a door", self.cases.len());
        assert!(self.wrong.is_empty(), "{} of {}:\n{}", self.wrong.len(), self.cases.len(), self.wrong.join("\n"));
        assert!(self.cases.len() >= least, "only {} cases", self.cases.len());
    }
}

/// A talk with each text in a question and in an answer.
fn talk(texts: &[String], turn: impl Fn(bool, &str) -> String) -> String {
    let pair = |text: &String| turn(true, &format!("Why {text}?")) + &turn(false, &format!("They float {text}."));
    texts.iter().map(pair).collect()
}

/// Without line breaks of any kind, for formats in which a line is a line.
fn in_line(texts: &[String]) -> Vec<String> {
    texts
        .iter()
        .map(|text| text.replace(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}'], " "))
        .collect()
}

/// As XML may hold it.
fn in_xml(text: &str) -> String {
    let held = |c: &char| matches!(c, '\t' | '\n' | ' '..='\u{fffd}' | '\u{10000}'..);
    text.replace('&', "&amp;").replace('<', "&lt;").chars().filter(held).collect()
}

/// Every character by its number, as HTML may have it.
fn numbered(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_ascii_alphanumeric() { c.to_string() } else { format!("&#{};", u32::from(c)) })
        .collect()
}

fn labels(asks: bool) -> &'static str {
    if asks { "Mara" } else { "Jens" }
}

/// The files of all formats, by name. What a file says of itself is hostile too.
fn files(kinds: &[(&'static str, String)]) -> Vec<(&'static str, Vec<u8>)> {
    let texts: Vec<String> = kinds.iter().enumerate().map(|(index, (_, text))| signed(index, text)).collect();
    let lines = in_line(&texts);
    let title = lines.concat();
    let plain = talk(&texts, |asks, text| format!("{}: {text}\n\n", labels(asks)));
    let strict = talk(&lines, |asks, text| format!("**{}:** {text}\n\n", if asks { "M O" } else { "J D" }));
    let quoted = serde_json::to_string(&title).unwrap();
    let strict = format!(
        "---\ninterview: 1\ntitle: {quoted}\npublication: {quoted}\npeople:\n- {{name: {}, role: interviewer, labels: [M O]}}\n\
         - {{name: J D, role: interviewee}}\n---\n\n{strict}",
        serde_json::to_string(&format!("Mara {}", lines[2])).unwrap()
    );
    let html = |write: fn(&str) -> String| {
        let turns = talk(&texts, |asks, text| format!("<p><b>{}:</b> {}</p>", labels(asks), write(text)));
        format!("<html><head><title>{}</title></head><body><h1>Boats</h1>{turns}</body></html>", write(&title))
    };
    let mut at = 0;
    let mut cue = |head: fn(usize) -> String, text: &str| {
        at += 1;
        format!("{}\n{text}\n\n", head(at))
    };
    let mut srt = String::new();
    let mut vtt = String::from("WEBVTT\n\n");
    let time = |n: usize, dot: char| format!("00:{:02}:{:02}{dot}000", n / 60, n % 60);
    for text in &lines {
        srt += &cue(
            |n| format!("{n}\n00:{:02}:{:02},000 --> 00:59:59,000", n / 60, n % 60),
            &format!("Mara: Why {text}?"),
        );
        srt += &cue(
            |n| format!("{n}\n00:{:02}:{:02},000 --> 00:59:59,000", n / 60, n % 60),
            &format!("Jens: They float {text}."),
        );
    }
    for (n, text) in lines.iter().enumerate() {
        let (from, to) = (time(2 * n, '.'), time(2 * n + 1, '.'));
        vtt += &format!(
            "{from} --> {to}\n<v Mara>Why {text}?\n\n{to} --> {}\n<v Jens>They float {text}.\n\n",
            time(2 * n + 2, '.')
        );
    }
    let segments: Vec<serde_json::Value> = texts
        .iter()
        .enumerate()
        .flat_map(|(n, text)| {
            let turn = |who: &str, text: String, at: usize| serde_json::json!({"start": at, "end": at + 1, "speaker": who, "text": text});
            [turn("Mara", format!("Why {text}?"), 2 * n), turn(&format!("Jens {}", lines[14]), format!("They float {text}."), 2 * n + 1)]
        })
        .collect();
    let json = serde_json::json!({"title": title, "segments": segments}).to_string();
    let tei = talk(&texts, |asks, text| format!("<u who=\"#{}\">{}</u>", labels(asks), in_xml(text)));
    let tei = format!(
        "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader><fileDesc><titleStmt><title>{}</title></titleStmt></fileDesc>\
         </teiHeader><text><body>{tei}</body></text></TEI>",
        in_xml(&title)
    );
    let word = talk(&texts, |asks, text| {
        format!("<w:p><w:r><w:t xml:space=\"preserve\">{}: {}</w:t></w:r></w:p>", labels(asks), in_xml(text))
    });
    let book = talk(&texts, |asks, text| format!("<p>{}: {}</p>", labels(asks), in_xml(text)));
    let book = format!("<body><h1>{}</h1>{book}</body>", in_xml(&title));
    let core = format!(
        "<cp:coreProperties xmlns:cp=\"c\" xmlns:dc=\"d\"><dc:title>{0}</dc:title><dc:creator>{0}</dc:creator></cp:coreProperties>",
        in_xml(&title)
    );
    let open = talk(&texts, |asks, text| format!("<text:p>{}: {}</text:p>", labels(asks), in_xml(text)));
    let meta = format!(
        "<office:document-meta xmlns:office=\"o\" xmlns:dc=\"d\"><office:meta><dc:title>{0}</dc:title><dc:creator>{0}</dc:creator>\
         </office:meta></office:document-meta>",
        in_xml(&title)
    );
    let rtf = |c: char| {
        let mut units = [0; 2];
        let units: Vec<String> =
            c.encode_utf16(&mut units).iter().map(|unit| format!("\\u{}?", *unit as i16)).collect();
        let units = units.concat();
        if c.is_ascii_alphanumeric() || " .:?".contains(c) { c.to_string() } else { units }
    };
    let rtf = talk(&texts, |asks, text| {
        format!("{}: {}\\par\\par\n", labels(asks), text.chars().map(rtf).collect::<String>())
    });
    vec![
        ("talk.txt", plain.into_bytes()),
        ("strict.md", strict.into_bytes()),
        ("raw.html", html(|text| text.replace('<', "&lt;")).into_bytes()),
        ("numbered.html", html(numbered).into_bytes()),
        ("talk.srt", srt.into_bytes()),
        ("talk.vtt", vtt.into_bytes()),
        ("talk.json", json.into_bytes()),
        ("talk.xml", tei.into_bytes()),
        ("talk.docx", crate::formats::docx_with(&word, &[("docProps/core.xml", &core)])),
        ("talk.odt", crate::formats::odt_of(&open, &[("meta.xml", &meta)])),
        ("talk.pdf", containers::pdf(&containers::turns(&lines), &title)),
        ("talk.epub", crate::formats::epub(&[&book])),
        ("talk.rtf", format!("{{\\rtf1\\ansi\\uc1 {rtf}}}").into_bytes()),
    ]
}

/// A marks file of an interview with hostile text in every field that is shown.
fn marks(kinds: &[(&'static str, String)], name: &str) -> String {
    let header = serde_json::json!({"inquit": "marks", "version": 1, "title": "x", "hash": "0", "name": name});
    let mut out = format!("{header}\n");
    for (index, (_, text)) in kinds.iter().enumerate() {
        let text = signed(index, text);
        let place = serde_json::json!({
            "document": "0", "para": 1, "byte": 0, "whole": true, "quote": text, "text": text, "prefix": text,
            "suffix": text, "hash": "0", "length": 9, "para_hash": "0", "copies": 1, "nth": 0, "question": 1, "question_hash": "0",
        });
        let id = format!("{index:016x}");
        let mark = serde_json::json!({"kind": "mark", "id": id, "rev": 1, "at": 1, "by": text, "bookmark": true, "place": place});
        let note = serde_json::json!({"kind": "note", "id": id, "rev": 2, "at": 2, "by": "w", "text": format!("{text} #{text}"), "over": []});
        out.push_str(&format!("{mark}\n{note}\n"));
    }
    for (index, key) in ["publication", "url", "archive"].iter().enumerate() {
        let text = signed(index + 2, &kinds[index + 2].1);
        out.push_str(&format!("{}\n", serde_json::json!({"kind": "detail", "key": key, "id": format!("f{index:015x}"), "rev": 1, "at": 1, "by": "w", "text": text})));
    }
    out
}

const CONVERSIONS: [&str; 6] = ["markdown", "text", "json", "html", "tei", "csv"];
const FORMS: [&str; 11] = [
    "plain",
    "chicago",
    "chicago-bibliography",
    "mla",
    "apa",
    "csl",
    "biblatex",
    "ris",
    "markdown",
    "org",
    "webannotation",
];
const EXPORTS: [&str; 9] = ["markdown", "org", "csv", "jsonl", "anki", "webannotation", "csl", "biblatex", "ris"];

#[test]
fn nothing_that_a_file_holds_comes_out_as_anything_but_text() {
    let kinds = payloads();
    let home = Home::new();
    let mut tally = Tally::default();
    for (name, bytes) in files(&kinds) {
        home.file(name, &bytes);
        let mut runs: Vec<Vec<String>> = vec![vec![name.into()], vec!["parse".into(), name.into()]];
        runs.extend(CONVERSIONS.map(|to| vec!["convert".into(), name.into(), "--to".into(), to.into()]));
        runs.push(["find", name, "float"].map(String::from).to_vec());
        runs.push(["show", name, "1"].map(String::from).to_vec());
        for words in runs {
            tally.run(&home, &words.join(" "), &words, &kinds);
        }
        // Most kinds of text are in what is printed of every format, or the format cannot hold them.
        assert!(tally.count(name) + 3 >= kinds.len(), "{name}: {} kinds", tally.count(name));
    }
    tally.run(&home, "convert to captions", &["convert", "talk.vtt", "--to", "vtt"], &kinds);
    tally.finish("files", 3_000);
}

#[test]
fn nothing_in_marks_or_on_the_command_line_comes_out_as_anything_but_text() {
    let kinds = payloads();
    let home = Home::new();
    let mut tally = Tally::default();
    for (name, bytes) in files(&kinds).into_iter().take(2) {
        home.file(name, &bytes);
        let stem = name.split('.').next().unwrap();
        home.file(format!("{stem}.marks.jsonl"), marks(&kinds, name));
        let word = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let mut runs = vec![
            word(&["show", name, "1.1", "--json"]),
            word(&["find", name, "float", "--json", "--context", "2"]),
            word(&["jump", name, "float", "--limit", "99"]),
            word(&["jump", name, "float", "--json", "--limit", "99"]),
            word(&["topics", name]),
            word(&["topics", name, "--csv"]),
            word(&["topics", name, "--json"]),
            word(&["topics", name, "--svg"]),
            word(&["marks", name]),
            word(&["marks", name, "--json"]),
            word(&["marks", "merge", &format!("{stem}.marks.jsonl"), &format!("{stem}.marks.jsonl")]),
            word(&["quote", name, "1.1", "--json"]),
            word(&["export", name, "--template", "template"]),
            word(&["verify", "draft.md", name]),
            word(&["verify", "draft.md", name, "--json"]),
        ];
        runs.extend(FORMS.map(|form| word(&["quote", name, "3.1", "--form", form])));
        runs.extend(EXPORTS.map(|to| word(&["export", name, "--to", to])));
        home.file("template", "{quote} {place} {cite} {note} {tags}\n");
        let drafts: Vec<String> = kinds
            .iter()
            .enumerate()
            .map(|(n, (_, text))| format!("He said “they never float {} on water”.\n\n", signed(n, text)))
            .collect();
        home.file("draft.md", drafts.concat());
        for words in runs {
            tally.run(&home, &words.join(" "), &words, &kinds);
        }
        for door in
            ["marks {}", "marks {} --json", "export {} --to csv", "export {} --to markdown", "jump {} float --limit 99"]
        {
            let door = door.replace("{}", name);
            assert!(tally.count(&door) > kinds.len() / 2, "{door}: {}", tally.count(&door));
        }
    }
    let texts: Vec<String> = kinds.iter().enumerate().map(|(index, (_, text))| signed(index, text)).collect();
    for texts in texts.chunks(6) {
        let text = texts.concat();
        for (door, words) in [
            ("missing file", vec![text.as_str()]),
            ("missing file to show", vec!["show", &text, "1"]),
            ("missing file to verify", vec!["verify", &text, &text]),
            ("marks to merge", vec!["marks", "merge", &text]),
            ("words to find", vec!["find", "talk.txt", &text]),
            ("pattern", vec!["find", "talk.txt", "--regex", &text]),
            ("words to jump to", vec!["jump", "talk.txt", &text]),
            ("place", vec!["show", "talk.txt", &text]),
            ("tag", vec!["marks", "talk.txt", "--tag", &text]),
            ("theme", vec!["--theme", &text, "talk.txt"]),
            ("encoding", vec!["parse", "talk.txt", "--encoding", &text]),
            ("form", vec!["quote", "talk.txt", "1.1", "--form", &text]),
            ("format", vec!["--format", &text, "talk.txt"]),
            ("new file", vec!["convert", "talk.txt", "--to", "text", "-o", &text]),
            ("template", vec!["export", "talk.txt", "--template", &text]),
        ] {
            tally.run(&home, door, &words, &kinds);
        }
        tally.run(&home, "option", &[format!("--{}", text.replace('=', ""))], &kinds);
    }
    for text in &texts {
        // A name may hold anything but a slash.
        let name = format!("{}.txt", text.replace('/', "").chars().take(40).collect::<String>());
        home.file(&name, "Mara: Why boats?\n\nJens: They float.\n\nMara: Since when?\n\nJens: Always.\n");
        tally.run(&home, "name", &["verify", "draft.md", &name], &kinds);
    }
    for door in ["missing file", "words to find", "encoding", "option", "place"] {
        assert!(tally.count(door) + 3 >= kinds.len(), "{door}: {}", tally.count(door));
    }
    tally.finish("marks and words", 1_000);
}

#[test]
fn nothing_that_a_file_says_of_itself_is_exported_as_anything_but_text() {
    let kinds = payloads();
    let home = Home::new();
    let mut tally = Tally::default();
    home.file("template", "{quote} {place} {cite} {note} {tags}\n");
    for (name, bytes) in files(&kinds).into_iter().skip(2) {
        home.file(name, &bytes);
        home.file(format!("{name}.marks.jsonl"), marks(&kinds, name));
        let mut runs: Vec<Vec<&str>> = EXPORTS.map(|to| vec!["export", name, "--to", to]).into();
        runs.push(vec!["export", name, "--template", "template"]);
        runs.extend(["chicago", "csl", "biblatex", "org"].map(|form| vec!["quote", name, "3.1", "--form", form]));
        for words in runs {
            tally.run(&home, &words.join(" "), &words, &kinds);
        }
        // The marks are lost in this text, but their words and notes are written all the same.
        for to in ["markdown", "csv", "jsonl"] {
            let door = format!("export {name} --to {to}");
            assert!(tally.count(&door) > kinds.len() / 2, "{door}: {}", tally.count(&door));
        }
    }
    tally.finish("exports", 2_000);
}

#[test]
fn bytes_that_are_no_text_come_out_as_text_or_not_at_all() {
    let kinds: Vec<(&'static str, String)> = bytes_payloads().iter().map(|(name, _)| (*name, String::new())).collect();
    let home = Home::new();
    let mut tally = Tally::default();
    for (index, (_, bytes)) in bytes_payloads().into_iter().enumerate() {
        let own = &kinds[..];
        let text = [
            b"Boats\n\nMara: Why boats?\n\nJens: They float ",
            sign(index).as_bytes(),
            bytes,
            b" zend.\n\nMara: Since when?\n\nJens: Always.\n",
        ]
        .concat();
        let marks = [
            b"{\"inquit\":\"marks\",\"version\":1}\n{\"kind\":\"note\",\"text\":\"",
            sign(index).as_bytes(),
            bytes,
            b"\"}\n",
        ]
        .concat();
        home.file("talk.txt", &text);
        home.file("talk.md", &text);
        home.file("talk.html", [b"<p>", &text[..], b"</p>"].concat());
        home.file("talk.srt", [b"1\n00:00:01,000 --> 00:00:02,000\n", &text[7..]].concat());
        home.file("talk.json", [b"{\"segments\":[{\"text\":\"", &text[..20], b"\"}]}"].concat());
        home.file("talk.xml", [b"<TEI><text><body><u>", &text[..], b"</u></body></text></TEI>"].concat());
        home.file("talk.marks.jsonl", &marks);
        for name in ["talk.txt", "talk.md", "talk.html", "talk.srt", "talk.json", "talk.xml"] {
            for words in [
                vec![name],
                vec!["parse", name],
                vec!["show", name, "1"],
                vec!["marks", name],
                vec!["convert", name, "--to", "html"],
            ] {
                tally.run(&home, &words.join(" "), &words, own);
            }
        }
        tally.run(&home, "draft", &["verify", "talk.txt", "talk.txt"], own);
        tally.run(&home, "merge", &["marks", "merge", "talk.marks.jsonl"], own);
        // Standard input.
        let mut command = Command::new(PROGRAM);
        command.args(["show", "-", "1"]).env_clear().current_dir(home.path());
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        std::io::Write::write_all(&mut child.stdin.take().unwrap(), &text).unwrap();
        let output = child.wait_with_output().unwrap();
        tally.judge("standard input", &[output.stdout, output.stderr].concat(), own, false);
    }
    assert!(tally.count("talk.txt") + 1 >= kinds.len() && tally.count("standard input") + 1 >= kinds.len());
    tally.finish("bytes", 100);
}

#[test]
fn the_document_on_security_names_tests_that_there_are_and_counts_right() {
    let text = include_str!("../../../docs/security.md");
    let named: BTreeSet<&str> =
        text.split('`').filter(|word| std::path::Path::new(word).extension().is_some_and(|end| end == "rs")).collect();
    for path in &named {
        assert!(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path).is_file(), "{path}");
    }
    assert!(named.len() > 10);
    let counts =
        format!("sends {} kinds of hostile text and {} of hostile bytes", payloads().len(), bytes_payloads().len());
    assert!(text.contains(&counts), "{counts}");
}

/// Opens every list and page on what is hostile, and writes a note and a search of it.
fn walk(terminal: &mut Terminal, kinds: &[(&'static str, String)]) {
    terminal.shows("zqaa");
    terminal.send("J");
    terminal.shows("q. 2 of");
    terminal.send("K");
    terminal.shows("q. 1 of");
    let escape = |terminal: &mut Terminal, keys: &str| {
        terminal.send(keys);
        terminal.shows_no("q. 1 of");
        terminal.send("\x1b");
        terminal.shows("q. 1 of");
    };
    for keys in ["t", "T", "/float", "i", "?", ":", "B", "\x1b[CY"] {
        escape(terminal, keys);
    }
    for (index, (_, text)) in kinds.iter().enumerate().filter(|(index, _)| index % 4 == 0) {
        terminal.send("a");
        terminal.shows("Enter keep");
        terminal.send(&format!("\x1b[200~{}\x1b[201~", signed(index, text)));
        terminal.shows(&sign(index));
        terminal.send("\r");
        terminal.shows_no("Enter keep");
    }
    escape(terminal, "B");
    escape(terminal, "e");
    escape(terminal, "tfloat");
    terminal.send("y");
    terminal.shows("clipboard");
    for _ in 0..kinds.len() {
        terminal.send("J}");
    }
    terminal.send("Q");
    terminal.end();
}

#[test]
fn nothing_hostile_reaches_the_screen_or_the_clipboard() {
    use base64::Engine;
    let kinds = payloads();
    let home = Home::new();
    let mut tally = Tally::default();
    home.settings("theme = \"zqaa\\u001b]0;EVIL\\u0007\"\n[bind]\n\"zqaa\\u202e\" = \"x\"\n");
    let mut copied = 0;
    for (name, bytes) in files(&kinds).into_iter().take(2) {
        home.file(name, &bytes);
        let mut terminal = home.open_as(&[name], (120, 40), &[("SSH_CONNECTION", "127.0.0.1 1 127.0.0.1 2")]);
        walk(&mut terminal, &kinds);
        let bytes = terminal.bytes();
        let probe = inquit::runtime::knows::probe(true, false).into_bytes();
        let at = bytes.windows(probe.len()).position(|bytes| *bytes == *probe).expect("the question about margins");
        let bytes = [&bytes[..at], &bytes[at + probe.len()..]].concat();
        tally.judge(&format!("screen of {name}"), &bytes, &kinds, true);
        for text in Judge::of(&bytes, true).copied {
            let text = base64::engine::general_purpose::STANDARD.decode(text).expect("whole groups of base64");
            tally.judge(&format!("clipboard of {name}"), &text, &kinds, false);
            copied += 1;
        }
        // What was typed is kept in files, which other programs read.
        tally.judge(&format!("kept of {name}"), home.kept("share").as_bytes(), &kinds, false);
    }
    assert!(copied >= 2);
    tally.finish("screens", 60);
}
