//! Random interviews of invented words, and writers of our own for every format that is read.

use serde_json::{Value, json};

/// Random numbers that a seed repeats (SplitMix64).
#[derive(Clone, Debug)]
pub struct Dice(pub u64);

impl Dice {
    /// The next number.
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below this one.
    pub fn below(&mut self, end: usize) -> usize {
        (self.roll() % end.max(1) as u64) as usize
    }

    /// Whether something of this chance in a hundred happens.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of a list.
    pub fn one<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.below(list.len())]
    }
}

/// Syllables of scripts; the last of each list ends a question.
const SCRIPTS: &[(&[&str], &str, &str)] = &[
    (&["vor", "zem", "ka", "lu", "tri", "bel", "no", "gast", "pli", "ren"], " ", "?"),
    (&["žlu", "ťák", "ße", "ñor", "œu", "åsk", "ğil", "łoz", "ée", "íd"], " ", "?"),
    (&["вур", "зем", "кло", "щи", "юр", "бел", "ёж", "гас", "ый", "рен"], " ", "?"),
    (&["κορ", "ζα", "λύ", "τρι", "ψε", "ών", "γη"], " ", ";"),
    (&["שול", "מק", "רו", "טב", "ג"], " ", "?"),
    (&["سل", "كر", "مو", "طا", "ن"], " ", "؟"),
    (&["山", "台", "海", "風", "石", "船", "水"], "", "？"),
    (&["등", "대", "바", "람", "돌"], " ", "?"),
    (&["क्ष", "त्रि", "मा", "लो"], " ", "?"),
];

/// Pieces that mean something in some markup, and here nothing.
const ODD: &[&str] = &[
    "&",
    "<3",
    "a<b",
    "x>y",
    "\"so\"",
    "‘so’",
    "vork’s",
    "R&D",
    "&amp;",
    "{kru}",
    "[zem]",
    "zu*ma",
    "lo_ka",
    "\\vor",
    "~",
    "#kru",
    "100%",
    "—",
    "…",
    "e\u{301}lo",
    "👍🏽",
    "|",
    "$vor",
    "`kru`",
    "=zem",
    "+lu",
    "-ka",
    "@tri",
];

/// One turn: who speaks, and paragraphs of words.
#[derive(Clone, Debug)]
pub struct Turn {
    /// Index of the speaker.
    pub who: usize,
    /// What is said.
    pub paragraphs: Vec<String>,
}

/// An interview.
#[derive(Clone, Debug)]
pub struct Talk {
    /// Names, of which no word is a word of the text.
    pub people: Vec<&'static str>,
    /// The turns.
    pub turns: Vec<Turn>,
}

/// What a text may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letters {
    /// Any script and any sign.
    All,
    /// Letters only, of any script: the format has no way to say that a sign means nothing.
    Words,
    /// Latin letters without accents.
    Latin,
    /// Of one script, by its number.
    Script(usize),
}

fn word(dice: &mut Dice, letters: Letters, script: usize) -> String {
    if letters == Letters::All && dice.chance(4) {
        return dice.one(ODD).to_owned();
    }
    let (syllables, ..) = SCRIPTS[script];
    // Of two syllables at least, so that it is no word of any language that means something here.
    (0..2 + dice.below(3)).map(|_| dice.one(syllables)).collect()
}

fn paragraph(dice: &mut Dice, letters: Letters, script: usize, words: usize, end: &str) -> String {
    let (_, blank, _) = SCRIPTS[script];
    let mut out = String::new();
    for at in 0..words {
        if at > 0 {
            let comma = if dice.chance(8) { "," } else { "" };
            out.push_str(comma);
            out.push_str(if letters == Letters::All && dice.chance(2) { "\u{a0}" } else { blank });
        }
        // A paragraph begins with a word, so that no sign at its head means a list.
        out.push_str(&word(dice, if at == 0 { Letters::Words } else { letters }, script));
        if at + 1 < words && dice.chance(6) {
            out.push_str(if script == 6 { "。" } else { ". " });
        }
    }
    out.trim_end().to_owned() + end
}

impl Talk {
    /// A random one.
    pub fn new(dice: &mut Dice, letters: Letters) -> Self {
        let script = match letters {
            Letters::Latin => 0,
            Letters::Script(script) => script,
            _ => dice.below(SCRIPTS.len()),
        };
        let people = dice.one(&[
            &["Xanthe Quorn", "Wim Yurt"][..],
            &["Quorn", "Yurt"],
            &["Xanthe Quorn", "Wim Yurt", "Hajo Fjeldt"],
        ]);
        let mut turns = Vec::new();
        for _ in 0..3 + dice.below(10) {
            let many = if dice.chance(4) { 400 } else { 40 };
            for (who, words, end) in [(0, 4 + dice.below(16), SCRIPTS[script].2), (1, 3 + dice.below(many), ".")] {
                let who = if people.len() > 2 && who == 1 && dice.chance(25) { 2 } else { who };
                let count = if who == 0 { 1 } else { 1 + dice.below(3) };
                let paragraphs = (0..count).map(|_| paragraph(dice, letters, script, words, end)).collect();
                turns.push(Turn { who, paragraphs });
            }
            if dice.chance(10) {
                turns.push(Turn { who: 0, paragraphs: vec![paragraph(dice, letters, script, 2, ".")] });
                turns.push(Turn { who: 1, paragraphs: vec![paragraph(dice, letters, script, 9, ".")] });
            }
        }
        Self { people: people.to_vec(), turns }
    }

    /// All that is said, without blanks.
    pub fn said(&self) -> String {
        bare(self.turns.iter().flat_map(|turn| &turn.paragraphs).map(String::as_str))
    }

    /// Without what stands before and inside the paragraphs because of the format.
    pub fn heard<'a>(&self, paragraphs: impl Iterator<Item = &'a str>) -> String {
        let names: Vec<&str> = self.people.iter().flat_map(|name| name.split(' ')).collect();
        let label = |word: &&str| names.contains(&word.trim_matches(['*', ':', '[', ']']));
        bare(paragraphs.flat_map(str::split_whitespace).filter(|word| !label(word)))
    }

    fn paragraphs(&self) -> impl Iterator<Item = (Option<&str>, &str)> {
        self.turns.iter().flat_map(|turn| {
            let name = self.people[turn.who];
            turn.paragraphs.iter().enumerate().map(move |(at, text)| ((at == 0).then_some(name), text.as_str()))
        })
    }
}

fn bare<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    texts.flat_map(str::chars).filter(|c| !c.is_whitespace()).collect()
}

/// Text as XML and HTML write it, some of it by numbers.
fn xml(text: &str, dice: &mut Dice) -> String {
    let by_number = dice.chance(30);
    let letter = |c: char| match c {
        '&' => "&amp;".to_owned(),
        '<' => "&lt;".to_owned(),
        '>' => "&gt;".to_owned(),
        c if by_number && !c.is_ascii() => format!("&#x{:x};", c as u32),
        c => c.to_string(),
    };
    text.chars().map(letter).collect()
}

/// Cuts a text between words, for runs and lines. The pieces together are the text.
fn pieces(text: &str, dice: &mut Dice, most: usize) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut words = 0;
    for piece in text.split_inclusive(' ') {
        let last = out.last_mut().expect("there is always a piece");
        last.push_str(piece);
        words += 1;
        if words >= most || dice.chance(5) {
            out.push(String::new());
            words = 0;
        }
    }
    out.retain(|piece| !piece.is_empty());
    out
}

/// Plain text.
pub fn plain(talk: &Talk, _: &mut Dice) -> String {
    let line = |(name, text): (Option<&str>, &str)| name.map_or(text.to_owned(), |name| format!("{name}: {text}"));
    talk.paragraphs().map(line).collect::<Vec<_>>().join("\n\n") + "\n"
}

/// Markdown, with a backslash before every sign.
pub fn markdown(talk: &Talk, _: &mut Dice) -> String {
    let escape = |text: &str| -> String {
        text.chars().flat_map(|c| c.is_ascii_punctuation().then_some('\\').into_iter().chain([c])).collect()
    };
    let line = |(name, text): (Option<&str>, &str)| match name {
        Some(name) => format!("**{name}:** {}", escape(text)),
        None => escape(text),
    };
    talk.paragraphs().map(line).collect::<Vec<_>>().join("\n\n") + "\n"
}

/// A web page.
pub fn html(talk: &Talk, dice: &mut Dice) -> String {
    let kind = dice.below(4);
    let mut out =
        String::from(dice.one(&["<!DOCTYPE html><html><body><article>", "<html><body><div><main>", "<body>"]));
    for (name, text) in talk.paragraphs() {
        let text: Vec<String> = pieces(text, dice, 30).iter().map(|piece| xml(piece, dice)).collect();
        let text =
            if dice.chance(30) { text.join("<span>") + &"</span>".repeat(text.len() - 1) } else { text.concat() };
        out += &match (kind, name) {
            (0, Some(name)) => format!("<p><b>{name}:</b> {text}</p>"),
            (1, Some(name)) => format!("<div><strong>{name}</strong>: {text}</div>\n"),
            (2, Some(name)) => format!("<dl><dt>{name}</dt><dd>{text}</dd></dl>"),
            (_, Some(name)) => format!("<p>{name}: {text}<br><br>"),
            (2, None) => format!("<dl><dd>{text}</dd></dl>"),
            (1, None) => format!("<div>{text}</div>"),
            (_, None) => format!("<p>{text}"),
        };
    }
    out
}

/// The body of a Word document.
pub fn docx_body(talk: &Talk, dice: &mut Dice) -> String {
    let mut out = String::new();
    for (name, text) in talk.paragraphs() {
        let mut runs = String::new();
        for piece in pieces(text, dice, 20) {
            let run = format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", xml(&piece, dice));
            runs += &match dice.below(8) {
                0 => format!("<w:ins>{run}</w:ins>"),
                1 => format!("<w:hyperlink>{run}</w:hyperlink>"),
                2 => format!("<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>{run}"),
                _ => run,
            };
        }
        let bold = |text: &str| format!("<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
        out += &match (name, dice.below(6)) {
            (Some(name), 0) => format!(
                "<w:tbl><w:tr><w:tc><w:p>{}</w:p></w:tc><w:tc><w:p>{runs}</w:p></w:tc></w:tr></w:tbl>",
                bold(name)
            ),
            (Some(name), _) => format!("<w:p>{}{runs}</w:p>", bold(&format!("{name}: "))),
            (None, 1) => format!("<w:sdt><w:sdtContent><w:p>{runs}</w:p></w:sdtContent></w:sdt>"),
            (None, _) => format!("<w:p>{runs}</w:p>"),
        };
    }
    out
}

/// The body of an OpenDocument text.
pub fn odt_body(talk: &Talk, dice: &mut Dice) -> String {
    let mut out = String::new();
    for (name, text) in talk.paragraphs() {
        let mut spans = String::new();
        for piece in pieces(text, dice, 20) {
            let text = xml(&piece, dice);
            spans += &match dice.below(5) {
                0 => format!("<text:span>{text}</text:span>"),
                1 if text.ends_with(' ') => format!("{}<text:s/>", text.trim_end()),
                2 => format!("<text:a>{text}</text:a>"),
                _ => text,
            };
        }
        let label =
            name.map_or(String::new(), |name| format!("<text:span text:style-name=\"T1\">{name}: </text:span>"));
        out += &format!("<text:p>{label}{spans}</text:p>");
    }
    out
}

/// RTF; letters beyond ASCII by their numbers, or in the code page of a font.
pub fn rtf(talk: &Talk, dice: &mut Dice) -> Vec<u8> {
    let mut out = String::from(
        "{\\rtf1\\ansi\\ansicpg1252\\uc1\\deff0{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset204 B;}}{\\stylesheet{\\s0 Normal;}}\n",
    );
    for (name, text) in talk.paragraphs() {
        out += "\\pard\\plain ";
        if let Some(name) = name {
            out += &format!("{{\\b {name}:}} ");
        }
        for piece in pieces(text, dice, 12) {
            let pages = dice.chance(40);
            let mut inner = String::new();
            for c in piece.chars() {
                let text = c.to_string();
                let (byte, _, lost) = encoding_rs::WINDOWS_1251.encode(&text);
                match c {
                    '\\' | '{' | '}' => inner += &format!("\\{c}"),
                    '\u{a0}' => inner += "\\~",
                    c if c.is_ascii() => inner.push(c),
                    _ if pages && !lost && byte.len() == 1 => inner += &format!("{{\\f1\\'{:02x}}}", byte[0]),
                    c => c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| inner += &format!("\\u{}?", *unit as i16)),
                }
            }
            out += &if dice.chance(20) { format!("{{\\i\\f0 {inner}}}") } else { inner };
            if dice.chance(10) {
                out += "{\\*\\bkmkstart x}{\\pict\\pngblip 00ff}";
            }
        }
        out += "\\par\r\n";
    }
    (out + "}").into_bytes()
}

/// Lines of pages, for a PDF.
pub fn pages(talk: &Talk, dice: &mut Dice) -> Vec<Vec<(u32, u32, u32, String)>> {
    let mut rows: Vec<Option<String>> = Vec::new();
    for (name, text) in talk.paragraphs() {
        let text = name.map_or(text.to_owned(), |name| format!("{name}: {text}"));
        rows.extend(pieces(&text, dice, 11).into_iter().map(|row| Some(row.trim_end().to_owned())));
        rows.push(None);
    }
    let mut pages = Vec::new();
    for (index, rows) in rows.chunks(40).enumerate() {
        let mut page = vec![(72, 800, 9, "Quorn Yurt".to_owned()), (290, 40, 9, (index + 12).to_string())];
        for (at, row) in rows.iter().enumerate() {
            page.extend(row.as_ref().map(|text| (72, 770 - 17 * at as u32, 11, text.clone())));
        }
        pages.push(page);
    }
    pages
}

/// Captions with names, of some words each.
fn cues(talk: &Talk, dice: &mut Dice) -> Vec<(&'static str, bool, String)> {
    let mut out = Vec::new();
    for turn in &talk.turns {
        let text = turn.paragraphs.join(" ");
        for (at, piece) in pieces(&text, dice, 12).into_iter().enumerate() {
            out.push((talk.people[turn.who], at == 0, piece.trim().to_owned()));
        }
    }
    out
}

fn time(milliseconds: usize, point: char) -> String {
    let seconds = milliseconds / 1000;
    format!("{:02}:{:02}:{:02}{point}{:03}", seconds / 3600, seconds / 60 % 60, seconds % 60, milliseconds % 1000)
}

/// SubRip.
pub fn srt(talk: &Talk, dice: &mut Dice) -> String {
    let mut out = String::new();
    for (at, (name, first, text)) in cues(talk, dice).into_iter().enumerate() {
        let label = if first { format!("{name}: ") } else { String::new() };
        let times = (time(at * 2000, ','), time(at * 2000 + 1900, ','));
        out += &format!("{}\n{} --> {}\n{label}{text}\n\n", at + 1, times.0, times.1);
    }
    out
}

/// WebVTT.
pub fn vtt(talk: &Talk, dice: &mut Dice) -> String {
    let mut out = String::from("WEBVTT\n\n");
    for (at, (name, _, text)) in cues(talk, dice).into_iter().enumerate() {
        let times = (time(at * 2000, '.'), time(at * 2000 + 1900, '.'));
        out += &format!("{} --> {} line:90%\n<v {name}>{}\n\n", times.0, times.1, xml(&text, dice));
    }
    out
}

/// The shapes of JSON.
pub const SHAPES: usize = 8;

/// JSON of one of [`SHAPES`] kinds.
pub fn json(talk: &Talk, shape: usize, dice: &mut Dice) -> String {
    let all = cues(talk, dice);
    let list = |one: &dyn Fn(usize, &str, &str) -> Value| -> Value {
        all.iter().enumerate().map(|(at, (name, _, text))| one(at * 2, name, text)).collect()
    };
    let value = match shape {
        0 => {
            json!({ "segments": list(&|at, who, text| json!({ "start": at, "end": at + 2, "text": text, "speaker": who })) })
        }
        1 => {
            json!({ "version": "1.0.0", "segments": list(&|at, who, text| json!({ "startTime": at, "body": text, "speaker": who })) })
        }
        2 => {
            json!({ "utterances": list(&|at, who, text| json!({ "start": at * 1000, "end": at * 1000 + 900, "text": text, "speaker": who })) })
        }
        3 => {
            json!({ "entries": list(&|at, who, text| json!({ "speaker": { "displayName": who }, "startTime": time(at * 1000, '.'), "text": text })) })
        }
        4 => {
            json!({ "results": { "audio_segments": list(&|at, who, text| json!({ "speaker_label": who, "start_time": at.to_string(), "transcript": text })) } })
        }
        5 => {
            json!({ "results": { "items": list(&|at, who, text| json!({ "speaker_label": who, "start_time": at.to_string(), "end_time": (at + 1).to_string(),
            "type": "pronunciation", "alternatives": [{ "content": text }] })) } })
        }
        6 => {
            json!({ "monologues": list(&|at, who, text| json!({ "speaker": who, "elements": [{ "type": "text", "value": text, "ts": at }] })) })
        }
        _ => {
            let lines = all
                .iter()
                .enumerate()
                .map(|(at, (who, _, text))| json!({ "speaker": who, "start": at, "text": text }).to_string());
            return lines.collect::<Vec<_>>().join("\n");
        }
    };
    if dice.chance(50) { value.to_string() } else { serde_json::to_string_pretty(&value).expect("it is JSON") }
}

/// A transcript in TEI.
pub fn tei(talk: &Talk, dice: &mut Dice) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\"?><TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader><profileDesc><particDesc><listPerson>",
    );
    for (at, name) in talk.people.iter().enumerate() {
        out += &format!("<person xml:id=\"p{at}\"><persName>{name}</persName></person>");
    }
    out += "</listPerson></particDesc></profileDesc></teiHeader><text><body><div>";
    for turn in &talk.turns {
        let segments: Vec<String> = turn.paragraphs.iter().map(|text| xml(text, dice)).collect();
        let one = match &segments[..] {
            [only] => only.clone(),
            all => format!("<seg>{}</seg>", all.join("</seg><seg>")),
        };
        out += &format!("<u who=\"#p{}\">{one}</u>\n", turn.who);
    }
    out + "</div></body></text></TEI>"
}
