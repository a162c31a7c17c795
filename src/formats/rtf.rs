//! RTF: paragraphs with bold and italic runs, headings by style and level, lists with their markers, tables as turns,
//! notes at the end.
//!
//! The tables at the head, pictures, hidden and deleted text, and whatever a writer marked as skippable (`\*`) are passed
//! over. Text stands in the code page of its font or as numbers of Unicode characters, each followed by a substitute for
//! old programs, which is passed over too.

use encoding_rs::{Encoding, WINDOWS_1252};

use super::docx::is_made_up;
use super::lines::{Face, Writer, words};
use super::rtf_flow::{Apart, Flow, Para, Piece, State, To};
use super::rtf_fonts::{Tables, code_page};
use super::rtf_mend::{Over, REPAIRS, has_own_text, is_head, is_known, is_short, is_unread};
use super::rtf_tokens::{Token, Tokens, joined, letter};
use super::xml::MENDED;
use super::{Extract, FormatError};
use crate::interview::Meta;
use crate::interview::parse::raw::set_in;
use crate::text::CleanText;

const WHAT: &str = "RTF document";

/// Deepest nesting of groups whose properties are told apart; documents of word processors stay under thirty.
const DEPTH: usize = 512;

pub(super) struct Reader {
    pub(super) state: State,
    pub(super) groups: Vec<State>,
    /// How many groups began.
    count: usize,
    /// Groups that have no end, by their number in the file.
    pub(super) unclosed: Vec<usize>,
    /// Heads and feet of pages.
    heads: Vec<usize>,
    /// What is passed over.
    pub(super) over: Over,
    /// Groups that are open beyond [`DEPTH`].
    deeper: usize,
    pub(super) flows: Vec<Flow>,
    pub(super) writer: Writer,
    pub(super) tables: Tables,
    page: &'static Encoding,
    /// Bytes of text that wait to be decoded.
    bytes: Vec<u8>,
    /// Bytes that stand in for a character that was written by its number.
    passing: usize,
    /// The first half of a character beyond the first plane.
    half: Option<u16>,
    /// Text that goes elsewhere: to a table, to a property, to a marker.
    pub(super) other: String,
    /// `\*` was the last: the group may be passed over.
    skippable: bool,
    notes: Vec<Vec<Para>>,
    pub(super) boxes: Vec<Para>,
    pub(super) title: Option<String>,
    pub(super) author: Option<String>,
    pub(super) titled: bool,
}

/// Reads a document.
///
/// # Errors
/// Where it is no RTF or has no text.
pub fn read(bytes: &[u8]) -> Result<Extract, FormatError> {
    if !bytes.starts_with(b"{\\rtf") {
        return Err(FormatError::Damaged(WHAT, "it does not begin as one".to_owned()));
    }
    let mut unclosed = Vec::new();
    loop {
        let mut reader = Reader::new(unclosed.clone());
        Tokens::new(bytes).for_each(|token| reader.take(token));
        reader.flush();
        // A bracket was lost, and what follows it passed over.
        let more = reader.swallowing(unclosed.len());
        if more.is_empty() || unclosed.len() >= REPAIRS {
            let heads = std::mem::take(&mut reader.heads);
            let read = reader.finish();
            if read.is_ok() || heads.iter().all(|head| unclosed.contains(head)) {
                return read;
            }
            // All of the text stands in the head of a page, which another bracket closed.
            unclosed.extend(heads);
        } else {
            unclosed.extend(more);
        }
    }
}

impl Reader {
    fn new(unclosed: Vec<usize>) -> Self {
        Self {
            state: State { substitute: 1, ..State::default() },
            groups: Vec::new(),
            count: 0,
            unclosed,
            heads: Vec::new(),
            over: Over::default(),
            deeper: 0,
            flows: vec![Flow::default()],
            writer: Writer::default(),
            tables: Tables::default(),
            page: WINDOWS_1252,
            bytes: Vec::new(),
            passing: 0,
            half: None,
            other: String::new(),
            skippable: false,
            notes: Vec::new(),
            boxes: Vec::new(),
            title: None,
            author: None,
            titled: false,
        }
    }

    fn take(&mut self, token: Token) {
        let skippable = std::mem::take(&mut self.skippable);
        match token {
            Token::Open => self.open(),
            Token::Close => self.close(),
            Token::Byte(byte) => {
                if self.passing > 0 {
                    self.passing -= 1;
                } else if !self.unread() {
                    self.bytes.push(byte);
                } else if !byte.is_ascii_whitespace() {
                    self.over.letter(&self.state);
                }
            }
            Token::Word("u", Some(number)) => {
                if self.unread() {
                    self.over.letter(&self.state);
                } else {
                    self.character(number);
                }
                self.passing = self.state.substitute;
            }
            // A writer that forgot the substitute must not lose what follows.
            Token::Word(word, _) if self.passing > 0 && letter(word).is_some() => self.passing -= 1,
            Token::Sign(b'~' | b'_' | b'-') if self.passing > 0 => self.passing -= 1,
            Token::Sign(sign) => {
                self.passing = 0;
                self.sign(sign);
            }
            Token::Word(word, number) => {
                self.passing = 0;
                self.word(word, number, skippable);
            }
        }
    }

    /// Whether the text in hand goes nowhere.
    fn unread(&self) -> bool {
        matches!(self.state.to, To::Nowhere | To::Old) || (self.state.hidden && self.state.to == To::Body)
    }

    fn open(&mut self) {
        self.flush();
        self.passing = 0;
        if self.groups.len() < DEPTH {
            self.groups.push(self.state);
            self.state.apart = None;
            self.count += 1;
            self.state.number = self.count;
        } else {
            self.deeper += 1;
        }
    }

    fn close(&mut self) {
        self.flush();
        self.passing = 0;
        if self.deeper > 0 {
            self.deeper -= 1;
            return;
        }
        let Some(outer) = self.groups.pop() else {
            // It ends what lost its beginning.
            (self.state.to, self.state.hidden) = (To::Body, false);
            return;
        };
        let inner = std::mem::replace(&mut self.state, outer);
        if let Some(apart) = inner.apart {
            self.end_apart(apart);
        }
        if inner.to == outer.to || !matches!(inner.to, To::Title | To::Author | To::Marker) {
            return;
        }
        let text = std::mem::take(&mut self.other);
        match inner.to {
            To::Title => self.title = Some(text),
            To::Author => self.author = Some(text),
            To::Marker if outer.to == To::Body => self.flow().open.marker = Some(text),
            _ => {}
        }
    }

    pub(super) fn flow(&mut self) -> &mut Flow {
        if self.flows.is_empty() {
            self.flows.push(Flow::default());
        }
        let last = self.flows.len() - 1;
        &mut self.flows[last]
    }

    /// A note or a box ended.
    fn end_apart(&mut self, apart: Apart) {
        self.end_paragraph();
        if self.flows.len() < 2 {
            return;
        }
        let Some(mut flow) = self.flows.pop() else { return };
        let cells = std::mem::take(&mut flow.cells).into_iter().flatten();
        let paras: Vec<Para> = flow.done.into_iter().chain(cells).chain(flow.cell).collect();
        match apart {
            Apart::Note => self.notes.push(paras),
            Apart::Box => self.boxes.extend(paras),
        }
    }

    /// Decodes what waits.
    pub(super) fn flush(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let encoding = self.tables.encoding(self.state.font).unwrap_or(self.page);
        let (text, _) = encoding.decode_without_bom_handling(&bytes);
        self.half = None;
        self.text(&text);
    }

    pub(super) fn text(&mut self, text: &str) {
        let face = self.state.face;
        match self.state.to {
            To::Nowhere | To::Old => {}
            To::Body if self.state.hidden => {}
            To::Body => {
                if !text.trim().is_empty() {
                    self.over.read();
                }
                let pieces = &mut self.flow().open.pieces;
                match pieces.last_mut() {
                    Some(Piece::Text(before, last)) if *last == face => before.push_str(text),
                    _ => pieces.push(Piece::Text(text.to_owned(), face)),
                }
            }
            To::Styles => {
                self.other.push_str(text);
                if self.other.contains(';') {
                    let name = std::mem::take(&mut self.other);
                    self.tables.name_style(self.state.style, &name);
                    self.state.named = self.state.number;
                }
            }
            To::Fonts => {}
            To::Title | To::Author | To::Marker => self.other.push_str(text),
        }
    }

    /// A character by its number, in halves of UTF-16.
    fn character(&mut self, number: i32) {
        // Waiting bytes come first, and reading them forgets half a character.
        let half = self.half;
        self.flush();
        let Ok(unit) = u16::try_from(number.rem_euclid(0x1_0000)) else { return };
        let (half, c) = joined(half, unit);
        self.text(&c.map(String::from).unwrap_or_default());
        self.half = half;
    }

    fn sign(&mut self, sign: u8) {
        let text = match sign {
            b'*' => {
                self.skippable = true;
                return;
            }
            b'~' => "\u{a0}",
            b'_' => "\u{2011}",
            b'{' => "{",
            b'}' => "}",
            b'\\' => "\\",
            // A place where a word may be parted, and signs for indices.
            _ => return,
        };
        if !self.unread() {
            self.flush();
            self.text(text);
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>, skippable: bool) {
        let on = number != Some(0);
        self.end_what_has_no_paragraphs(word);
        if self.destination(word, skippable) {
            return;
        }
        if self.unread() {
            self.over.word(word, self.state.turned);
        }
        if matches!(self.state.to, To::Nowhere | To::Old) {
            return;
        }
        self.flush();
        match word {
            "par" | "sect" | "page" => self.end_line(),
            "line" | "lbr" | "softline" => {
                if !self.unread() && self.state.to == To::Body {
                    self.flow().open.pieces.push(Piece::Break);
                }
            }
            "cell" | "nestcell" => self.end_cell(),
            "row" | "nestrow" => self.end_row(),
            "pard" => {
                self.state.in_table = false;
                self.state.level = None;
                self.state.style = 0;
            }
            "intbl" => self.state.in_table = true,
            "plain" => {
                self.state.face = Face::default();
                self.state.hidden = false;
            }
            "b" => self.state.face.bold = on,
            "i" => self.state.face.italic = on,
            "ul" | "uld" | "uldb" | "ulw" => self.state.face.way = if on { set_in(0, "ul") } else { 0 },
            "ulnone" => self.state.face.way = 0,
            // The first colour of the table is the usual one.
            "cf" | "highlight" | "cb" => {
                let count = number.unwrap_or(0);
                self.state.face.way = if count == 0 { 0 } else { set_in(0, &format!("{word}{count}")) };
            }
            "v" | "deleted" => {
                self.state.hidden = on && !self.has_no_end();
                self.state.turned = self.state.number;
            }
            "uc" => self.state.substitute = number.unwrap_or(1).clamp(0, 64) as usize,
            "f" => self.state.font = number.unwrap_or(0),
            "deff" if self.groups.len() <= 1 => self.state.font = number.unwrap_or(0),
            "fcharset" if self.state.to == To::Fonts => self.tables.font(self.state.font, number.unwrap_or(0)),
            "s" => self.state.style = number.unwrap_or(0),
            "outlinelevel" => self.state.level = number.and_then(|level| u8::try_from(level).ok()).filter(|l| *l < 9),
            "ansicpg" => self.page = code_page(number.unwrap_or(1252)),
            "mac" => self.page = code_page(10000),
            _ => {
                if let Some(text) = letter(word)
                    && !self.unread()
                {
                    self.text(text);
                }
            }
        }
    }

    /// A control word that says where the text of its group goes.
    fn destination(&mut self, word: &str, skippable: bool) -> bool {
        let outer = self.state.to;
        // Of a group without an end only what has paragraphs or tables of its own is still told from the text.
        if self.has_no_end() && !has_own_text(word) {
            return false;
        }
        let to = match word {
            "fonttbl" => To::Fonts,
            "stylesheet" => {
                self.state.style = 0;
                To::Styles
            }
            "info" if outer == To::Body => To::Nowhere,
            "title" | "author" if outer == To::Nowhere && self.other.is_empty() => {
                self.flush();
                self.state.to = if word == "title" { To::Title } else { To::Author };
                self.state.turned = self.state.number;
                return true;
            }
            "listtext" | "pntext" if outer == To::Body => {
                self.other.clear();
                To::Marker
            }
            "footnote" | "shptxt" | "dptxbxtext" if outer == To::Body && self.flows.len() < 8 => {
                self.flush();
                let apart = if word == "footnote" { Apart::Note } else { Apart::Box };
                if apart == Apart::Note {
                    let sign = format!("[{}]", self.notes.len() + 1);
                    self.text(&sign);
                }
                self.flows.push(Flow::default());
                self.state.apart = Some(apart);
                self.state.in_table = false;
                self.state.face = Face::default();
                return true;
            }
            // Newer programs write a text twice.
            "upr" if outer == To::Body => To::Old,
            "ud" if skippable && matches!(outer, To::Old | To::Body) => To::Body,
            "shpinst" | "do" | "shppict" | "nesttableprops" if skippable => return true,
            _ if skippable || is_unread(word) => To::Nowhere,
            _ => return false,
        };
        self.flush();
        self.state.to = to;
        self.state.short = is_short(word);
        self.state.odd = to == To::Nowhere && !is_known(word);
        self.heads.extend(is_head(word).then_some(self.state.number));
        self.state.turned = self.state.number;
        true
    }

    fn finish(mut self) -> Result<Extract, FormatError> {
        // A file that was cut short: what is open ends here.
        let mended = !self.groups.is_empty() || !self.unclosed.is_empty();
        while !self.groups.is_empty() {
            self.close();
        }
        self.flush();
        // A note that began outside any group, because a bracket was lost.
        while self.flows.len() > 1 {
            self.end_apart(Apart::Note);
        }
        self.state.in_table = false;
        self.end_paragraph();
        let flow = std::mem::take(self.flow());
        for para in flow.cells.into_iter().flatten().chain(flow.cell) {
            para.write(&mut self.writer);
        }
        self.write_boxes();
        self.writer.notes();
        for (at, note) in std::mem::take(&mut self.notes).into_iter().enumerate() {
            self.writer.label(&format!("[{}]", at + 1), false);
            for para in note {
                para.write(&mut self.writer);
            }
        }
        if self.writer.is_empty() {
            return Err(FormatError::Empty(WHAT));
        }
        let mut meta = Meta::default();
        let clean = |text: Option<String>| text.map(|text| words(&text)).filter(|text| !text.is_empty());
        if !self.titled {
            meta.title = clean(self.title).filter(|title| !is_made_up(title)).map(|title| CleanText::line(&title));
        }
        if let Some(author) = clean(self.author) {
            meta.other.push((CleanText::from("author"), CleanText::line(&author)));
        }
        let warnings = mended.then(|| MENDED.to_owned()).into_iter().collect();
        Ok(self.writer.finish(meta, warnings))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interview::parse::raw::Item;

    fn texts(body: &str) -> Vec<String> {
        let bytes: Vec<u8> = body.chars().map(|c| c as u8).collect();
        read(&bytes).map(|extract| extract.raws().iter().map(|raw| raw.text.to_string()).collect()).unwrap_or_default()
    }

    #[test]
    fn text_is_decoded_by_code_pages_fonts_and_numbers() {
        let body = "{\\rtf1\\ansi\\ansicpg1251\\deff0{\\fonttbl{\\f0\\fnil Arial;}{\\f1\\fcharset0 Arial;}{\\f2\\fcharset128 X;}}\
            \\'cf\\'ee\\'f7\\'e5\\'ec\\'f3?\\par\\f1 caf\\'e9 \\u8212?\\u-10179?\\u-8704? \\uc2\\u233\\'c3\\'a9t\\uc0\\u233\\~x\\par\
            \\f2 \\'93\\'8c\\'8b\\'9e\\par}";
        assert_eq!(texts(body), ["Почему?", "café —😀 été\u{a0}x", "東京"]);
    }

    #[test]
    fn what_is_no_text_is_passed_over() {
        let body = "{\\rtf1{\\colortbl;\\red1;}{\\stylesheet{\\s0 Normal;}{\\s1\\b heading 1;}{\\*\\cs10 Char;}}\
            {\\info{\\title Boats;}{\\author Mara Olsen}{\\creatim\\yr2019}}{\\*\\generator X;}\
            {\\header Page head\\par}\\pard\\s1 Boats and men\\par\\pard\\plain {\\b Mara:} Why{\\v not} boats?{\\pict\\bin4 }}}} 89ab}\\par\
            {\\field{\\*\\fldinst HYPERLINK \"x\"}{\\fldrslt Because}} {\\deleted gone }of them.{\\footnote\\chftn  A note.}\\par\
            {\\listtext\\'b7\\tab}one\\par{\\pntext 2.\\tab}two\\line still two\\par";
        assert_eq!(
            texts(body),
            ["Boats and men", "Mara: Why boats?", "Because of them.[1]", "• one", "2. two still two", "[1] A note."]
        );
        let extract = read(body.as_bytes()).expect("it has text");
        assert_eq!((extract.raws()[0].heading, extract.raws()[1].lead), (1, 5));
        assert_eq!(extract.meta.title, None);
        assert_eq!(extract.raws()[3].item, Item::Bullet);
    }

    #[test]
    fn rows_of_tables_are_turns() {
        let row = |a: &str, b: &str| format!("\\trowd\\pard\\intbl {{\\b {a}}}\\cell {b}\\cell\\row ");
        let body = format!("{{\\rtf1 {}{}\\pard after\\par}}", row("Mara", "Why?"), row("Jens", "So.\\par And so."));
        assert_eq!(texts(&body), ["Mara: Why?", "Jens: So.", "And so.", "after"]);
    }
}
