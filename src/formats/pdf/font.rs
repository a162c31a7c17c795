//! Fonts: from the bytes of a text to letters and their widths.

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, MACINTOSH, SHIFT_JIS, WINDOWS_1252};
use lopdf::{Dictionary, Document, Object};

use super::cmap::CMap;
use super::syntax::{Lexer, Value};
use crate::interview::parse::raw::{Way, set_in};

/// Most bytes of a table of characters or of the head of a font.
const LIMIT: usize = 8 * 1024 * 1024;

/// A character as a page shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// Bytes that stand for it.
    pub length: usize,
    /// Its letters; `None` where the file does not say which.
    pub text: Option<String>,
    /// How far the next one is, in thousandths of the size.
    pub width: f32,
    /// It is the blank that word spacing is added to.
    pub blank: bool,
}

/// A font.
#[derive(Debug, Default)]
pub struct Font {
    /// Heavy type.
    pub bold: bool,
    /// Slanted type.
    pub italic: bool,
    /// Its typeface, whatever its weight and slant.
    pub face: Way,
    /// The writing runs from top to bottom.
    pub vertical: bool,
    letters: CMap,
    has_letters: bool,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    /// One byte for a character.
    Simple { letters: Vec<Option<String>>, widths: Vec<f32> },
    /// Several bytes for a character.
    Composite { codes: Codes, widths: BTreeMap<u32, f32>, usual: f32 },
}

impl Default for Kind {
    fn default() -> Self {
        Self::Simple { letters: Vec::new(), widths: Vec::new() }
    }
}

/// What the codes of a composite font are.
#[derive(Debug)]
enum Codes {
    /// Numbers in the font, two bytes each.
    Numbers,
    /// UTF-16.
    Unicode,
    /// An encoding of East Asia.
    Legacy(&'static Encoding),
    /// What the file's own table says.
    Own(Box<CMap>),
}

/// Numbers of a list, whatever their kind.
fn numbers(object: Option<&Object>) -> Vec<f32> {
    let list = object.and_then(|object| object.as_array().ok());
    list.map_or_else(Vec::new, |list| list.iter().take(70_000).map(|number| number.as_float().unwrap_or(0.0)).collect())
}

fn content(object: &Object) -> Option<Vec<u8>> {
    let stream = object.as_stream().ok()?;
    stream
        .decompressed_content_with_limit(LIMIT)
        .ok()
        .or_else(|| (!stream.is_compressed()).then(|| stream.content.clone()))
}

impl Font {
    /// Reads a font.
    pub fn read(document: &Document, font: &Dictionary) -> Self {
        let get = |dictionary: &'_ Dictionary, key: &[u8]| -> Option<Object> {
            dictionary.get_deref(key, document).ok().cloned()
        };
        let descendant = get(font, b"DescendantFonts").and_then(|list| {
            let first = list.as_array().ok()?.first()?;
            document.dereference(first).ok()?.1.as_dict().ok().cloned()
        });
        let name = font.get(b"BaseFont").and_then(Object::as_name).map(String::from_utf8_lossy).unwrap_or_default();
        let described = descendant.as_ref().unwrap_or(font);
        let descriptor = get(described, b"FontDescriptor").and_then(|object| object.as_dict().ok().cloned());
        let mut out = Self { kind: Kind::default(), ..Self::default() };
        out.look(&name, descriptor.as_ref());
        if let Some(table) = get(font, b"ToUnicode").and_then(|table| content(&table)) {
            out.letters = CMap::read(&table);
            out.has_letters = true;
        }
        out.kind = match &descendant {
            Some(descendant) => composite(document, font, descendant, &mut out.vertical),
            None => simple(document, font, &name, descriptor.as_ref()),
        };
        out
    }

    /// Whether it is heavy or slanted, by its name and by what is said of it.
    fn look(&mut self, name: &str, descriptor: Option<&Dictionary>) {
        let bare = name.split_once('+').map_or(name, |(_, bare)| bare);
        let lower = bare.to_lowercase();
        self.face = set_in(0, lower.split(['-', ',']).next().unwrap_or(""));
        let number = |key: &[u8]| {
            let value = descriptor.and_then(|descriptor| descriptor.get(key).ok());
            value.and_then(|value| value.as_float().ok()).unwrap_or(0.0)
        };
        let flags = number(b"Flags") as u32;
        let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
        self.bold = has(&["bold", "black", "heavy", "semibd", "demi", "cmbx", "sfbx", "cmssbx", "ecbx"])
            || (number(b"FontWeight") >= 600.0 && number(b"FontWeight") <= 1000.0)
            || flags & (1 << 18) != 0
            || bare.ends_with("-Bd");
        self.italic = has(&["italic", "oblique", "slanted", "cmti", "cmsl", "sfti"])
            || number(b"ItalicAngle").abs() > 1.0
            || flags & (1 << 6) != 0;
    }

    /// The character at the beginning of a text; `bytes` is not empty.
    pub fn next(&self, bytes: &[u8]) -> Shown {
        match &self.kind {
            Kind::Simple { letters, widths } => {
                let code = usize::from(bytes.first().copied().unwrap_or(0));
                let text = self.letters.letters(code as u32).or_else(|| letters.get(code).cloned().flatten());
                let width = widths.get(code).copied().unwrap_or(500.0);
                Shown { length: 1, text, width, blank: code == 32 }
            }
            Kind::Composite { codes, widths, usual } => {
                let (length, cid, own) = codes.next(bytes);
                let code = bytes.iter().take(length).fold(0, |code: u32, byte| code << 8 | u32::from(*byte));
                let told = if self.has_letters { self.letters.letters(code) } else { None };
                let width = widths.get(&cid).copied().unwrap_or(*usual);
                Shown { length, text: told.or(own), width, blank: length == 1 && code == 32 }
            }
        }
    }
}

impl Codes {
    /// The length of the first code, its number in the font, and its letters if the code itself says them.
    fn next(&self, bytes: &[u8]) -> (usize, u32, Option<String>) {
        let pair = bytes.iter().take(2).fold(0, |code: u32, byte| code << 8 | u32::from(*byte));
        let two = bytes.len().min(2);
        match self {
            Self::Numbers => (two, pair, None),
            Self::Unicode => {
                let unit = |at: usize| Some(u16::from_be_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]));
                let high = unit(0).filter(|unit| (0xd800..0xdc00).contains(unit));
                let units: Vec<u16> = match high.and(unit(2)) {
                    Some(low) => [unit(0), Some(low)].into_iter().flatten().collect(),
                    None => unit(0).into_iter().collect(),
                };
                let length = (units.len() * 2).max(two);
                (length, u32::MAX, Some(String::from_utf16_lossy(&units)).filter(|text| !text.is_empty()))
            }
            Self::Legacy(encoding) => {
                let single = bytes[0] < 0x80 || (*encoding == SHIFT_JIS && matches!(bytes[0], 0xa0..=0xdf));
                let length = if single { 1 } else { two };
                let (text, _, _) = encoding.decode(&bytes[..length]);
                (length, u32::MAX, Some(text.into_owned()))
            }
            Self::Own(map) => {
                let length = map.length(bytes, two).min(bytes.len());
                let code = bytes[..length].iter().fold(0, |code: u32, byte| code << 8 | u32::from(*byte));
                (length, map.cid(code).unwrap_or(code), None)
            }
        }
    }
}

fn composite(document: &Document, font: &Dictionary, descendant: &Dictionary, vertical: &mut bool) -> Kind {
    let codes = match font.get_deref(b"Encoding", document) {
        Ok(Object::Name(name)) => {
            let name = String::from_utf8_lossy(name);
            *vertical = name.ends_with("-V");
            match &*name {
                name if name.contains("UCS2") || name.contains("UTF16") => Codes::Unicode,
                name if name.starts_with("GB") => Codes::Legacy(GB18030),
                name if name.contains("RKSJ") => Codes::Legacy(SHIFT_JIS),
                name if name.starts_with("ETen") || name.starts_with("B5") || name.starts_with("HKscs") => {
                    Codes::Legacy(BIG5)
                }
                name if name.starts_with("KSC") => Codes::Legacy(EUC_KR),
                "EUC-H" | "EUC-V" => Codes::Legacy(EUC_JP),
                _ => Codes::Numbers,
            }
        }
        Ok(stream @ Object::Stream(_)) => {
            let map = CMap::read(&content(stream).unwrap_or_default());
            *vertical = map.vertical;
            Codes::Own(Box::new(map))
        }
        _ => Codes::Numbers,
    };
    let mut widths = BTreeMap::new();
    let list = descendant.get_deref(b"W", document).and_then(Object::as_array).map_or(&[][..], Vec::as_slice);
    let mut at = 0;
    while let Some(first) = list.get(at).and_then(|first| first.as_float().ok()) {
        let second = list.get(at + 1).and_then(|second| document.dereference(second).ok()).map(|(_, second)| second);
        match second {
            Some(Object::Array(_)) => {
                for (more, width) in numbers(second).into_iter().enumerate() {
                    widths.insert(first as u32 + more as u32, width);
                }
                at += 2;
            }
            Some(last) => {
                let last = last.as_float().unwrap_or(first);
                let width = list.get(at + 2).and_then(|width| width.as_float().ok()).unwrap_or(1000.0);
                for cid in (first as u32..=last as u32).take(70_000) {
                    widths.insert(cid, width);
                }
                at += 3;
            }
            None => break,
        }
        if widths.len() > 200_000 {
            break;
        }
    }
    let usual = descendant.get_deref(b"DW", document).and_then(Object::as_float).unwrap_or(1000.0);
    Kind::Composite { codes, widths, usual }
}

fn simple(document: &Document, font: &Dictionary, name: &str, descriptor: Option<&Dictionary>) -> Kind {
    let kind = font.get(b"Subtype").and_then(Object::as_name).unwrap_or(b"");
    let encoding = font.get_deref(b"Encoding", document).ok();
    let (base, differences) = match encoding {
        Some(Object::Name(name)) => (Some(name.clone()), None),
        Some(Object::Dictionary(dictionary)) => {
            let base = dictionary.get_deref(b"BaseEncoding", document).and_then(Object::as_name).ok();
            (base.map(<[u8]>::to_vec), dictionary.get_deref(b"Differences", document).ok())
        }
        _ => (None, None),
    };
    let bare = name.split_once('+').map_or(name, |(_, bare)| bare);
    let mut letters = match base.as_deref() {
        Some(b"WinAnsiEncoding") => table_of(WINDOWS_1252),
        Some(b"MacRomanEncoding") => table_of(MACINTOSH),
        None if bare.starts_with("Symbol") => table(include_str!("../../../assets/pdf/symbol.txt")),
        None if kind == b"TrueType" => table_of(WINDOWS_1252),
        None if kind == b"Type3" => drawn(),
        _ => table(include_str!("../../../assets/pdf/standard.txt")),
    };
    if base.is_none()
        && let Some(program) = descriptor.and_then(|descriptor| descriptor.get_deref(b"FontFile", document).ok())
    {
        built_in(&content(program).unwrap_or_default(), &mut letters);
    }
    let mut code = 0_usize;
    for object in differences.and_then(|list| list.as_array().ok()).into_iter().flatten() {
        match object {
            Object::Name(name) => {
                if let Some(slot) = letters.get_mut(code) {
                    // A name that says nothing leaves the letter of the code, which often is the right one.
                    *slot = letters_of(name).or_else(|| slot.take());
                }
                code = code.saturating_add(1);
            }
            number => code = number.as_float().unwrap_or(0.0).max(0.0) as usize,
        }
    }
    Kind::Simple { widths: widths_of(document, font, kind, bare, descriptor, &letters), letters }
}

/// How wide the characters of a simple font are, in thousandths of its size.
fn widths_of(
    document: &Document,
    font: &Dictionary,
    kind: &[u8],
    name: &str,
    descriptor: Option<&Dictionary>,
    letters: &[Option<String>],
) -> Vec<f32> {
    let number = |key: &[u8]| font.get_deref(key, document).and_then(Object::as_float).ok();
    let given = numbers(font.get_deref(b"Widths", document).ok());
    if given.is_empty() {
        return usual_widths(name, letters);
    }
    let missing = descriptor.and_then(|descriptor| descriptor.get_deref(b"MissingWidth", document).ok());
    let missing = missing.and_then(|width| width.as_float().ok()).unwrap_or(0.0);
    let first = number(b"FirstChar").unwrap_or(0.0).max(0.0) as usize;
    // Fonts of drawings have a scale of their own.
    let matrix = numbers(font.get_deref(b"FontMatrix", document).ok());
    let scale = if kind == b"Type3" { matrix.first().map_or(1.0, |scale| scale.abs() * 1000.0) } else { 1.0 };
    let width = |code: usize| code.checked_sub(first).and_then(|at| given.get(at)).copied().unwrap_or(missing);
    (0..256).map(|code| width(code) * scale).collect()
}

/// Widths of the fonts that every program knows and no file brings.
fn usual_widths(name: &str, letters: &[Option<String>]) -> Vec<f32> {
    if name.contains("Courier") || name.contains("Mono") {
        return vec![600.0; 256];
    }
    let bold = name.contains("Bold");
    let italic = name.contains("Italic") || name.contains("Oblique");
    let wanted = match (name.contains("Times") || name.contains("Roman") || name.contains("Serif"), bold, italic) {
        _ if name.starts_with("Symbol") => "Symbol",
        (true, false, false) => "Times-Roman",
        (true, true, false) => "Times-Bold",
        (true, false, true) => "Times-Italic",
        (true, true, true) => "Times-BoldItalic",
        (false, true, _) => "Helvetica-Bold",
        (false, false, _) => "Helvetica",
    };
    let rows = include_str!("../../../assets/pdf/widths.txt").lines();
    let row = rows.filter_map(|row| row.split_once(' ')).find(|(font, _)| *font == wanted);
    let widths: Vec<f32> =
        row.map_or_else(Vec::new, |(_, row)| row.split(' ').map(|width| width.parse().unwrap_or(500.0)).collect());
    let places: HashMap<String, f32> = table_of(WINDOWS_1252)
        .into_iter()
        .skip(32)
        .zip(&widths)
        .filter_map(|(text, width)| Some((text?, *width)))
        .collect();
    let width = |(code, text): (usize, &Option<String>)| {
        let by_code = || code.checked_sub(32).and_then(|at| widths.get(at)).copied().unwrap_or(0.0);
        if wanted == "Symbol" {
            return by_code();
        }
        text.as_ref().and_then(|text| places.get(text).copied()).unwrap_or_else(by_code)
    };
    letters.iter().enumerate().map(width).collect()
}

/// The letters of the 256 codes of an encoding of one byte.
fn table_of(encoding: &'static Encoding) -> Vec<Option<String>> {
    (0..=255_u8)
        .map(|byte| {
            let code = [byte];
            let text = encoding.decode_without_bom_handling(&code).0;
            let letter = byte >= b' ' && !text.chars().all(char::is_control);
            letter.then(|| text.replace('\u{fb01}', "fi").replace('\u{fb02}', "fl"))
        })
        .collect()
}

/// What the codes of fonts that are drawings mean, as TeX makes them: Latin letters, with ligatures where others have
/// control characters. Where such fonts have names, those count.
fn drawn() -> Vec<Option<String>> {
    let mut letters = table_of(WINDOWS_1252);
    for (first, texts) in [(11, ["ff", "fi", "fl", "ffi", "ffl"]), (27, ["ff", "fi", "fl", "ffi", "ffl"])] {
        for (slot, text) in letters[first..].iter_mut().zip(texts) {
            *slot = Some(text.to_owned());
        }
    }
    for (code, text) in
        [(16, "“"), (17, "”"), (21, "–"), (22, "—"), (123, "–"), (124, "—"), (92, "“"), (34, "”"), (39, "’"), (96, "‘")]
    {
        letters[code] = Some(text.to_owned());
    }
    letters
}

/// A table of an asset: one code point for each code from 32 on.
fn table(text: &str) -> Vec<Option<String>> {
    let letters = text.split_whitespace().map(|codes| {
        let code = |code: &str| u32::from_str_radix(code, 16).ok().and_then(char::from_u32);
        codes.split('+').map(code).collect::<Option<String>>()
    });
    let mut out = vec![None; 32];
    out.extend(letters);
    out.resize(256, None);
    out
}

/// What a name of a glyph stands for, by Adobe's list and its rules for names that are not on it.
pub fn letters_of(name: &[u8]) -> Option<String> {
    static NAMES: OnceLock<HashMap<&'static str, String>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let code = |code: &str| u32::from_str_radix(code, 16).ok().and_then(char::from_u32);
        let line = |line: &'static str| {
            let (name, codes) = line.split_once(' ')?;
            Some((name, codes.split(' ').filter_map(code).collect()))
        };
        include_str!("../../../assets/pdf/glyphs.txt").lines().filter_map(line).collect()
    });
    let name = std::str::from_utf8(name).ok()?;
    let stem = name.split('.').next().filter(|stem| !stem.is_empty())?;
    let mut out = String::new();
    for part in stem.split('_') {
        let hex = |digits: &str| -> Option<char> {
            let fits = digits.len() >= 4 && digits.len() <= 6 && digits.bytes().all(|b| b.is_ascii_hexdigit());
            char::from_u32(u32::from_str_radix(digits, 16).ok().filter(|_| fits)?)
        };
        let uni = part.strip_prefix("uni").filter(|digits| digits.len() % 4 == 0 && digits.is_ascii());
        if let Some(known) = names.get(part) {
            out.push_str(known);
        } else if let Some(digits) = uni.filter(|digits| !digits.is_empty()) {
            for at in (0..digits.len()).step_by(4) {
                out.push(hex(&digits[at..at + 4])?);
            }
        } else if let Some(c) = part.strip_prefix('u').and_then(hex) {
            out.push(c);
        } else if part.chars().count() == 1 {
            out.push_str(part);
        } else {
            return None;
        }
    }
    Some(out)
}

/// The encoding that a font program brings: `dup 65 /A put`.
fn built_in(program: &[u8], letters: &mut [Option<String>]) {
    const HEAD: usize = 64 * 1024;
    let head = &program[..program.len().min(HEAD)];
    let Some(start) = head.windows(9).position(|window| window == b"/Encoding") else { return };
    let mut lexer = Lexer::new(&head[start..]);
    let mut values = Vec::new();
    for _ in 0..2000 {
        match lexer.operator(&mut values) {
            Some(b"put") => {
                if let [.., Value::Number(code), Value::Name(name)] = &values[..]
                    && let Some(slot) = letters.get_mut(code.max(0.0) as usize)
                {
                    *slot = letters_of(name);
                }
            }
            Some(b"def") | None => return,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_glyphs_are_letters() {
        for (name, text) in [
            ("quoteright", Some("\u{2019}")),
            ("A", Some("A")),
            ("f_f_i", Some("ffi")),
            ("eacute.sc", Some("é")),
            ("uni00E90041", Some("éA")),
            ("u1F600", Some("😀")),
            ("g12", None),
            (".notdef", None),
            ("uniXY", None),
        ] {
            assert_eq!(letters_of(name.as_bytes()).as_deref(), text, "{name}");
        }
    }

    #[test]
    fn tables_have_their_letters_in_place() {
        let standard = table(include_str!("../../../assets/pdf/standard.txt"));
        assert_eq!(
            (standard[39].as_deref(), standard[0xae].as_deref(), standard.len()),
            (Some("\u{2019}"), Some("fi"), 256)
        );
        assert_eq!(table(include_str!("../../../assets/pdf/symbol.txt"))[0xb7].as_deref(), Some("\u{2022}"));
        let widths = usual_widths("Helvetica-Bold", &table_of(WINDOWS_1252));
        assert_eq!((widths[usize::from(b'A')], widths[0x92], widths.len()), (722.0, 278.0, 256));
        assert_eq!(usual_widths("Times-Roman", &standard)[39].to_string(), "333");
    }

    #[test]
    fn a_font_brings_its_encoding() {
        let mut letters = table_of(WINDOWS_1252);
        built_in(b"/FontName /X def /Encoding 256 array 0 1 255 {1 index exch /.notdef put} for dup 65 /eacute put dup 66 /g1 put readonly def", &mut letters);
        assert_eq!(
            (letters[65].as_deref(), letters[66].as_deref(), letters[67].as_deref()),
            (Some("é"), None, Some("C"))
        );
    }
}
