//! What a page draws: its letters with their places. Pictures and lines are passed over.

use std::collections::HashMap;
use std::rc::Rc;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::font::Font;
use super::layout::Glyph;
use super::syntax::{Lexer, Value};
use crate::formats::inflate::Inflate;
use crate::interview::parse::raw::{Way, set_in};

/// Most bytes of what a page or a form draws.
const LIMIT: usize = 64 * 1024 * 1024;

/// Bytes that are unpacked at once.
const BLOCK: usize = 256 * 1024;

/// How deep forms may stand in each other.
const DEPTH: usize = 12;

/// Most states that are put aside.
const STATES: usize = 512;

/// Fonts that were read, so that each is read once for all pages.
pub type Fonts = HashMap<ObjectId, Rc<Font>>;

/// `[a b c d e f]`: how places are moved, turned and scaled.
#[derive(Clone, Copy, Debug)]
struct Matrix([f32; 6]);

impl Matrix {
    const SAME: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    fn of(values: &[Value]) -> Option<Self> {
        let numbers: Vec<f32> = values.iter().filter_map(Value::number).collect();
        Some(Self(numbers.get(..6)?.try_into().ok()?))
    }

    fn shift(x: f32, y: f32) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// First this, then `outer`.
    #[expect(clippy::many_single_char_names, reason = "the format itself names them so")]
    fn then(&self, outer: &Self) -> Self {
        let ([a, b, c, d, e, f], [g, h, i, j, k, l]) = (self.0, outer.0);
        Self([a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l])
    }
}

#[derive(Clone)]
struct State {
    matrix: Matrix,
    font: Option<Rc<Font>>,
    size: f32,
    letter_space: f32,
    word_space: f32,
    stretch: f32,
    leading: f32,
    rise: f32,
    heavy: bool,
    /// The colour of letters; zero for black.
    colour: Way,
}

/// What a marked piece of a page is.
enum Mark {
    Plain,
    /// A head, a foot, a mark of the printer.
    Artifact,
    /// A piece whose text is said beside it, until that is written.
    Said(Option<String>),
}

/// Draws pages.
pub struct Drawing<'a> {
    document: &'a Document,
    fonts: &'a mut Fonts,
    /// Letters so far.
    pub glyphs: Vec<Glyph>,
    /// Letters that may still be drawn, and operators that may still be done, in the whole document.
    pub left: (usize, usize),
    /// Characters of which the file does not say what they are.
    pub unknown: usize,
    /// A part of what the page draws could not be read.
    damaged: bool,
    /// What stands for a font that is missing.
    plain: Option<Rc<Font>>,
    marks: Vec<Mark>,
}

impl<'a> Drawing<'a> {
    /// Begins a page.
    pub fn new(document: &'a Document, fonts: &'a mut Fonts, left: (usize, usize)) -> Self {
        Self { document, fonts, glyphs: Vec::new(), left, unknown: 0, damaged: false, plain: None, marks: Vec::new() }
    }

    /// Draws a page. `false` where a part of it could not be read.
    pub fn page(&mut self, id: ObjectId) -> bool {
        let document = self.document;
        let Ok(page) = document.get_dictionary(id) else { return false };
        let resources = self.resources(page);
        let content = self.content(id, page);
        let state = State {
            matrix: Matrix::SAME,
            font: None,
            size: 1.0,
            letter_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            heavy: false,
            colour: 0,
        };
        self.draw(&content, &resources, state, 0);
        !self.damaged
    }

    /// What a page draws, as much of it as can be unpacked.
    fn content(&mut self, id: ObjectId, page: &Dictionary) -> Vec<u8> {
        let document = self.document;
        let ids = document.get_page_contents(id);
        self.damaged |= ids.is_empty() && page.get_deref(b"Contents", document).is_ok_and(|all| !is_empty(all));
        let mut content = Vec::new();
        for id in ids {
            match document.get_object(id).and_then(Object::as_stream) {
                Ok(stream) => content.extend(self.unpacked(stream, LIMIT.saturating_sub(content.len()))),
                Err(_) => self.damaged = true,
            }
            content.push(b'\n');
        }
        content
    }

    /// The bytes of a stream, up to its damage, and at most so many.
    fn unpacked(&mut self, stream: &Stream, most: usize) -> Vec<u8> {
        let plain = !stream.dict.has(b"DecodeParms");
        if plain && stream.filters().is_ok_and(|filters| filters == [b"FlateDecode"]) {
            // Two bytes say how it is packed, and a check sum stands behind it, of what was encrypted often a wrong one.
            let mut inflate = Inflate::new(stream.content.get(2..).unwrap_or_default());
            let mut out = Vec::new();
            while out.len() <= most {
                let before = out.len();
                inflate.more(BLOCK, &mut out);
                if out.len() == before {
                    break;
                }
            }
            let behind = stream.content.get(2 + inflate.used()..).and_then(|sum| sum.first_chunk());
            let altered = behind.is_some_and(|sum| u32::from_be_bytes(*sum) != adler(&out));
            let encrypted = self.document.encryption_state.is_some();
            self.damaged |= !inflate.ends() || out.len() > most || (altered && !encrypted);
            out.truncate(most);
            return out;
        }
        let content = stream.decompressed_content_with_limit(most);
        self.damaged |= content.is_err();
        content.unwrap_or_default()
    }

    /// The fonts and forms of a page, its own or those of what it stands in.
    fn resources(&self, page: &'a Dictionary) -> Vec<&'a Dictionary> {
        /// Deeper than any tree of pages; one that bites its own tail ends here.
        const LEVELS: usize = 64;
        let document = self.document;
        let mut node = page;
        for _ in 0..LEVELS {
            if node.has(b"Resources") {
                return node.get_deref(b"Resources", document).and_then(Object::as_dict).into_iter().collect();
            }
            let Ok(parent) = node.get_deref(b"Parent", document).and_then(Object::as_dict) else { break };
            node = parent;
        }
        Vec::new()
    }

    fn resource(&self, resources: &[&'a Dictionary], kind: &[u8], name: &[u8]) -> Option<&'a Object> {
        let document = self.document;
        resources.iter().find_map(|all| {
            let of_kind = all.get_deref(kind, document).and_then(Object::as_dict).ok()?;
            of_kind.get(name).ok()
        })
    }

    fn font(&mut self, resources: &[&'a Dictionary], name: &[u8]) -> Option<Rc<Font>> {
        let object = self.resource(resources, b"Font", name)?;
        let id = object.as_reference().ok();
        if let Some(font) = id.and_then(|id| self.fonts.get(&id)) {
            return Some(font.clone());
        }
        let (_, dictionary) = self.document.dereference(object).ok()?;
        let font = Rc::new(Font::read(self.document, dictionary.as_dict().ok()?));
        if let Some(id) = id {
            self.fonts.insert(id, font.clone());
        }
        Some(font)
    }

    fn draw(&mut self, content: &[u8], resources: &[&'a Dictionary], state: State, depth: usize) {
        let mut now = state;
        let mut aside: Vec<State> = Vec::new();
        let (mut text, mut line) = (Matrix::SAME, Matrix::SAME);
        let mut lexer = Lexer::new(content);
        let mut values = Vec::new();
        let marks = self.marks.len();
        while let Some(word) = lexer.operator(&mut values) {
            if self.left.1 == 0 {
                break;
            }
            self.left.1 -= 1;
            let number = |at: usize| values.get(at).and_then(Value::number).unwrap_or(0.0);
            match word {
                b"q" if aside.len() < STATES => aside.push(now.clone()),
                b"Q" => now = aside.pop().unwrap_or(now),
                b"cm" => now.matrix = Matrix::of(&values).map_or(now.matrix, |own| own.then(&now.matrix)),
                b"BT" => (text, line) = (Matrix::SAME, Matrix::SAME),
                b"Tf" => {
                    now.font = values.first().and_then(Value::name).and_then(|name| self.font(resources, name));
                    now.size = number(1);
                }
                b"Tc" => now.letter_space = number(0),
                b"Tw" => now.word_space = number(0),
                b"Tz" => now.stretch = number(0) / 100.0,
                b"TL" => now.leading = number(0),
                b"Ts" => now.rise = number(0),
                b"g" | b"rg" | b"k" | b"sc" | b"scn" => now.colour = colour(word, (0..values.len()).map(number)),
                b"Tr" => now.heavy = number(0).round() as i32 == 2,
                b"Tm" => {
                    line = Matrix::of(&values).unwrap_or(line);
                    text = line;
                }
                b"Td" | b"TD" => {
                    if word == b"TD" {
                        now.leading = -number(1);
                    }
                    line = Matrix::shift(number(0), number(1)).then(&line);
                    text = line;
                }
                b"T*" | b"'" | b"\"" => {
                    if word == b"\"" {
                        (now.word_space, now.letter_space) = (number(0), number(1));
                    }
                    line = Matrix::shift(0.0, -now.leading).then(&line);
                    text = line;
                    self.show(values.last(), &now, &mut text);
                }
                b"Tj" | b"TJ" => self.show(values.last(), &now, &mut text),
                b"gs" => {
                    let found = values.first().and_then(Value::name);
                    let found = found.and_then(|name| self.resource(resources, b"ExtGState", name));
                    let found = found.and_then(|found| self.document.dereference(found).ok()?.1.as_dict().ok());
                    if let Some(size) = found.and_then(|found| found.get(b"Font").ok()?.as_array().ok()?.get(1)) {
                        now.size = size.as_float().unwrap_or(now.size);
                    }
                }
                b"Do" if depth < DEPTH => {
                    if let Some(name) = values.first().and_then(Value::name) {
                        self.form(resources, name, &now, depth);
                    }
                }
                b"BI" => lexer.skip_picture(),
                b"BMC" | b"BDC" if self.marks.len() < STATES => {
                    let mark = self.mark(&values, resources);
                    self.marks.push(mark);
                }
                b"EMC" if self.marks.len() > marks => drop(self.marks.pop()),
                _ => {}
            }
        }
        self.marks.truncate(marks);
    }

    fn form(&mut self, resources: &[&'a Dictionary], name: &[u8], state: &State, depth: usize) {
        let Some(object) = self.resource(resources, b"XObject", name) else { return };
        let document = self.document;
        let Some(stream) = document.dereference(object).ok().and_then(|(_, form)| form.as_stream().ok()) else {
            return;
        };
        if !stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Form") {
            return;
        }
        let content = self.unpacked(stream, LIMIT);
        let mut inner = state.clone();
        if let Ok(matrix) = stream.dict.get_deref(b"Matrix", document).and_then(Object::as_array) {
            let numbers: Vec<Value> = matrix.iter().map(|n| Value::Number(n.as_float().unwrap_or(0.0))).collect();
            inner.matrix = Matrix::of(&numbers).map_or(inner.matrix, |own| own.then(&inner.matrix));
        }
        let own = stream.dict.get_deref(b"Resources", document).and_then(Object::as_dict);
        let mut all: Vec<&'a Dictionary> = own.into_iter().collect();
        all.extend(resources.iter().take(DEPTH));
        self.draw(&content, &all, inner, depth + 1);
    }

    fn mark(&self, values: &[Value], resources: &[&'a Dictionary]) -> Mark {
        if values.first().and_then(Value::name) == Some(b"Artifact") {
            return Mark::Artifact;
        }
        let said = match values.get(1) {
            Some(Value::List(list)) => {
                let at = list.iter().position(|value| value.name() == Some(b"ActualText"));
                at.and_then(|at| list.get(at + 1)?.text().map(super::text_of))
            }
            Some(Value::Name(name)) => {
                let found = self.resource(resources, b"Properties", name);
                let found = found.and_then(|found| self.document.dereference(found).ok()?.1.as_dict().ok());
                found.and_then(|found| found.get(b"ActualText").ok()?.as_str().ok().map(super::text_of))
            }
            _ => None,
        };
        said.map_or(Mark::Plain, |text| Mark::Said(Some(text)))
    }

    /// Writes texts, with the numbers between them that move the next letter back.
    fn show(&mut self, value: Option<&Value>, state: &State, text: &mut Matrix) {
        let alone = |value| std::slice::from_ref(value);
        let pieces = match value {
            Some(Value::List(list)) => &list[..],
            Some(value @ Value::Text(_)) => alone(value),
            _ => return,
        };
        let font = state.font.clone().unwrap_or_else(|| {
            // As whoever shows the page does: with any font, whose letters may be the right ones.
            self.damaged = true;
            let document = self.document;
            self.plain.get_or_insert_with(|| Rc::new(Font::read(document, &Dictionary::new()))).clone()
        });
        for piece in pieces {
            match piece {
                Value::Number(back) => {
                    let by = -back / 1000.0 * state.size;
                    let shift =
                        if font.vertical { Matrix::shift(0.0, by) } else { Matrix::shift(by * state.stretch, 0.0) };
                    *text = shift.then(text);
                }
                Value::Text(bytes) => self.letters(bytes, &font, state, text),
                _ => {}
            }
        }
    }

    fn letters(&mut self, bytes: &[u8], font: &Font, state: &State, text: &mut Matrix) {
        let mut rest = bytes;
        while !rest.is_empty() && self.left.0 > 0 {
            self.left.0 -= 1;
            let shown = font.next(rest);
            rest = &rest[shown.length.clamp(1, rest.len())..];
            let width = shown.width / 1000.0 * state.size;
            let space = state.letter_space + if shown.blank { state.word_space } else { 0.0 };
            let place = Matrix::shift(0.0, state.rise).then(text).then(&state.matrix);
            let letters = self.said(shown.text);
            self.glyph(&place, width * state.stretch, letters, font, state);
            let shift = if font.vertical {
                Matrix::shift(0.0, -state.size - space)
            } else {
                Matrix::shift((width + space) * state.stretch, 0.0)
            };
            *text = shift.then(text);
        }
    }

    /// The letters of a glyph, or those that the file says to stand for the piece it is part of.
    fn said(&mut self, letters: Option<String>) -> String {
        let said = self.marks.iter_mut().rev().find_map(|mark| match mark {
            Mark::Said(text) => Some(text.take().unwrap_or_default()),
            _ => None,
        });
        if said.is_none() && letters.is_none() {
            self.unknown += 1;
        }
        said.unwrap_or_else(|| letters.unwrap_or_else(|| "\u{fffd}".to_owned()))
    }

    #[expect(clippy::many_single_char_names, reason = "the format itself names them so")]
    fn glyph(&mut self, place: &Matrix, width: f32, text: String, font: &Font, state: &State) {
        let [a, b, c, d, x, y] = place.0;
        let size = state.size.abs() * (a * d - b * c).abs().sqrt();
        let finite = [a, b, c, d, x, y, width, size].iter().all(|number| number.is_finite() && number.abs() < 1e6);
        if text.is_empty() || !finite || size <= 0.0 {
            return;
        }
        // Which way the writing runs, in quarter turns.
        let turn = match (a.abs() >= b.abs(), a >= 0.0, b >= 0.0) {
            (true, true, _) => 0,
            (false, _, true) => 1,
            (true, false, _) => 2,
            (false, _, false) => 3,
        };
        // Writing from top to bottom is read as lines that are turned.
        let (turn, length) = if font.vertical { (3, size) } else { (turn, width * a.hypot(b)) };
        let (x, y) = match turn {
            0 => (x, y),
            1 => (y, -x),
            2 => (-x, -y),
            _ => (-y, x),
        };
        let artifact = self.marks.iter().any(|mark| matches!(mark, Mark::Artifact));
        let bold = font.bold || state.heavy;
        let (italic, way) = (font.italic, font.face ^ state.colour);
        self.glyphs.push(Glyph { x, y, end: x + length.max(0.0), size, text, bold, italic, way, artifact, turn });
    }
}

/// A colour by its parts, as an operator sets them; zero for black, which is no colour of its own.
fn colour(operator: &[u8], parts: impl Iterator<Item = f32>) -> Way {
    let parts: Vec<i32> = parts.map(|part| (part.clamp(0.0, 1.0) * 255.0).round() as i32).collect();
    let black = match (operator, &parts[..]) {
        (b"k", [rest @ .., key]) => *key == 255 && rest.iter().all(|part| *part == 0),
        (_, parts) => parts.iter().all(|part| *part == 0),
    };
    if black { 0 } else { set_in(0, &format!("{parts:?}")) }
}

/// Whether a page says that it draws nothing.
fn is_empty(contents: &Object) -> bool {
    contents.is_null() || contents.as_array().is_ok_and(Vec::is_empty)
}

/// The check sum behind deflated bytes (Adler-32, RFC 1950).
fn adler(bytes: &[u8]) -> u32 {
    const PRIME: u32 = 65_521;
    // So many bytes cannot overflow the sums.
    const SAFE: usize = 5552;
    let (mut one, mut two) = (1_u32, 0_u32);
    for piece in bytes.chunks(SAFE) {
        for byte in piece {
            one += u32::from(*byte);
            two += one;
        }
        one %= PRIME;
        two %= PRIME;
    }
    two << 16 | one
}
