//! Tables of characters: how the bytes of a text are cut into codes, what number a code has in its font, and which
//! letters it stands for.

use std::collections::BTreeMap;

use super::syntax::{Lexer, Value};

/// Most entries of a table.
const ENTRIES: usize = 200_000;

/// A table of characters.
#[derive(Clone, Debug, Default)]
pub struct CMap {
    /// How many bytes a code has, with its lowest and highest value.
    spaces: Vec<(usize, u32, u32)>,
    /// Letters by code; a range gives its first code, and its last code and letters as the value.
    letters: BTreeMap<u32, (u32, Vec<u16>)>,
    /// Numbers in the font.
    numbers: BTreeMap<u32, (u32, u32)>,
    /// The writing runs from top to bottom.
    pub vertical: bool,
}

fn code(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |code, byte| code << 8 | u32::from(*byte))
}

fn units(bytes: &[u8]) -> Vec<u16> {
    match bytes {
        [byte] => vec![u16::from(*byte)],
        bytes => bytes.chunks_exact(2).take(32).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect(),
    }
}

impl CMap {
    /// Reads a table.
    pub fn read(bytes: &[u8]) -> Self {
        let mut out = Self::default();
        let mut lexer = Lexer::new(bytes);
        let mut values = Vec::new();
        while let Some(word) = lexer.operator(&mut values) {
            match word {
                b"endcodespacerange" => {
                    for pair in values.chunks_exact(2) {
                        if let (Some(low), Some(high)) = (pair[0].text(), pair[1].text()) {
                            out.spaces.push((high.len().clamp(1, 4), code(low), code(high)));
                        }
                    }
                }
                b"endbfchar" => {
                    for pair in values.chunks_exact(2) {
                        if let (Some(from), Some(to)) = (pair[0].text(), pair[1].text()) {
                            out.letter(code(from), code(from), units(to));
                        }
                    }
                }
                b"endbfrange" => {
                    for three in values.chunks_exact(3) {
                        let (Some(low), Some(high)) = (three[0].text(), three[1].text()) else { continue };
                        match &three[2] {
                            Value::Text(to) => out.letter(code(low), code(high), units(to)),
                            Value::List(list) => {
                                for (at, to) in (code(low)..=code(high)).zip(list) {
                                    out.letter(at, at, units(to.text().unwrap_or_default()));
                                }
                            }
                            _ => {}
                        }
                    }
                }
                b"endcidrange" => {
                    for three in values.chunks_exact(3) {
                        let (Some(low), Some(high)) = (three[0].text(), three[1].text()) else { continue };
                        out.number(code(low), code(high), three[2].number());
                    }
                }
                b"endcidchar" => {
                    for pair in values.chunks_exact(2) {
                        if let Some(from) = pair[0].text() {
                            out.number(code(from), code(from), pair[1].number());
                        }
                    }
                }
                b"def" => {
                    if let [.., Value::Name(name), Value::Number(mode)] = &values[..] {
                        out.vertical |= name == b"WMode" && mode.round() as i32 == 1;
                    }
                }
                _ => {}
            }
        }
        out
    }

    fn letter(&mut self, low: u32, high: u32, to: Vec<u16>) {
        if low <= high && !to.is_empty() && self.letters.len() < ENTRIES {
            self.letters.insert(low, (high, to));
        }
    }

    fn number(&mut self, low: u32, high: u32, to: Option<f32>) {
        if let Some(to) = to.filter(|_| low <= high && self.numbers.len() < ENTRIES) {
            self.numbers.insert(low, (high, to as u32));
        }
    }

    /// How many bytes the code at the beginning of a text has; `usual` where the table does not say.
    pub fn length(&self, bytes: &[u8], usual: usize) -> usize {
        let fits = |(length, low, high): &&(usize, u32, u32)| {
            let code = code(bytes.get(..*length).unwrap_or(&[]));
            bytes.len() >= *length && (*low..=*high).contains(&code)
        };
        self.spaces.iter().filter(fits).map(|space| space.0).min().unwrap_or(usual)
    }

    /// The letters of a code.
    pub fn letters(&self, code: u32) -> Option<String> {
        let (low, (high, to)) = self.letters.range(..=code).next_back()?;
        let more = code - low;
        if code > *high {
            return None;
        }
        let mut to = to.clone();
        if let Some(last) = to.last_mut() {
            *last = last.wrapping_add(more as u16);
        }
        let text: String = char::decode_utf16(to).map(|c| c.unwrap_or('\u{fffd}')).collect();
        (text != "\0").then_some(text)
    }

    /// The number of a code in the font.
    pub fn cid(&self, code: u32) -> Option<u32> {
        let (low, (high, to)) = self.numbers.range(..=code).next_back()?;
        (code <= *high).then(|| to.saturating_add(code - low))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_table_is_read() {
        let map = CMap::read(
            b"/WMode 1 def 1 begincodespacerange <00> <80> <8140> <ffff> endcodespacerange\n\
              2 beginbfchar <01> <00660069> <02> <D83DDE00> endbfchar\n\
              2 beginbfrange <10> <12> <0041> <20> <21> [<0078> <0079>] endbfrange\n\
              1 begincidrange <8140> <8150> 7 endcidrange",
        );
        let letters = |code| map.letters(code);
        assert_eq!((letters(1).as_deref(), letters(2).as_deref()), (Some("fi"), Some("😀")));
        assert_eq!((letters(0x12).as_deref(), letters(0x21).as_deref(), letters(0x13)), (Some("C"), Some("y"), None));
        assert_eq!((map.length(b"\x05\x06", 2), map.length(b"\x81\x41", 1), map.length(b"\xff", 2)), (1, 2, 2));
        assert_eq!((map.cid(0x8142), map.cid(0x9000), map.vertical), (Some(9), None, true));
    }

    proptest! {
        #[test]
        fn nothing_panics(bytes in prop::collection::vec(any::<u8>(), 0..120), code in any::<u32>()) {
            let mut text = b"begincodespacerange <00> <".to_vec();
            text.extend(bytes);
            text.extend(b"> endbfrange <01> <ffffffff> <fffe> endbfrange");
            let map = CMap::read(&text);
            map.letters(code);
            map.cid(code);
            map.length(&code.to_be_bytes(), 2);
        }
    }
}
