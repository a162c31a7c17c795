//! The small language of PDF, as pages and tables of characters are written in it: numbers, names, texts, lists, and
//! words that do something. Nothing here fails: what is no token is passed over.

/// A value before an operator.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A number.
    Number(f32),
    /// `/Name`, without its stroke.
    Name(Vec<u8>),
    /// `(text)` or `<text>`.
    Text(Vec<u8>),
    /// A list, or the names and values of a dictionary; lists in lists are taken as one.
    List(Vec<Value>),
}

impl Value {
    /// The number that it is.
    pub fn number(&self) -> Option<f32> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }

    /// The name that it is.
    pub fn name(&self) -> Option<&[u8]> {
        if let Self::Name(name) = self { Some(name) } else { None }
    }

    /// The text that it is.
    pub fn text(&self) -> Option<&[u8]> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }
}

/// Most values before one operator; more are rubbish.
const VALUES: usize = 100_000;

/// Most bytes that are looked through in vain for the ends of texts; behind that none has to have one.
const VAIN: usize = 64 * 1024 * 1024;

/// Reads values and operators one after the other.
#[derive(Debug)]
pub struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Bytes that were looked through for ends of texts that are not there.
    vain: usize,
}

const fn is_blank(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0xc | b'\r' | b' ')
}

const fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|digit| digit as u8)
}

impl<'a> Lexer<'a> {
    /// Begins at the beginning.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0, vain: 0 }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// The next operator, with the values before it in `values`. `None` at the end.
    pub fn operator(&mut self, values: &mut Vec<Value>) -> Option<&'a [u8]> {
        values.clear();
        let mut list: Option<Vec<Value>> = None;
        let mut depth = 0_usize;
        loop {
            let value = match self.peek()? {
                byte if is_blank(byte) => {
                    self.at += 1;
                    continue;
                }
                b'%' => {
                    while self.peek().is_some_and(|byte| byte != b'\n' && byte != b'\r') {
                        self.at += 1;
                    }
                    continue;
                }
                b'(' => Value::Text(self.text()),
                b'/' => {
                    self.at += 1;
                    Value::Name(self.name())
                }
                b'<' if self.bytes.get(self.at + 1) != Some(&b'<') => Value::Text(self.hex_text()),
                b'[' | b'<' => {
                    self.at += if self.peek() == Some(b'<') { 2 } else { 1 };
                    depth += 1;
                    list.get_or_insert_default();
                    continue;
                }
                byte @ (b']' | b'>') => {
                    self.at += if byte == b'>' && self.bytes.get(self.at + 1) == Some(&b'>') { 2 } else { 1 };
                    depth = depth.saturating_sub(1);
                    match list.take() {
                        Some(done) if depth == 0 => values.push(Value::List(done)),
                        open => list = open,
                    }
                    continue;
                }
                b'{' | b'}' | b')' => {
                    self.at += 1;
                    continue;
                }
                _ => match self.word() {
                    Ok(number) => Value::Number(number),
                    // "true" in a dictionary is no operator.
                    Err(word) if list.is_some() && matches!(word, b"true" | b"false" | b"null" | b"R") => continue,
                    Err(word) => {
                        // A list that is never closed is what it holds so far.
                        if let Some(open) = list.take() {
                            values.push(Value::List(open));
                        }
                        return Some(word);
                    }
                },
            };
            match &mut list {
                Some(list) if list.len() < VALUES => list.push(value),
                None if values.len() < VALUES => values.push(value),
                _ => {}
            }
        }
    }

    /// A number, or a word that is none.
    fn word(&mut self) -> Result<f32, &'a [u8]> {
        let start = self.at;
        while self.peek().is_some_and(|byte| !is_blank(byte) && !is_delimiter(byte)) {
            self.at += 1;
        }
        let word = &self.bytes[start..self.at];
        number(word).ok_or(word)
    }

    fn name(&mut self) -> Vec<u8> {
        let mut name = Vec::new();
        while let Some(byte) = self.peek().filter(|byte| !is_blank(*byte) && !is_delimiter(*byte)) {
            self.at += 1;
            let pair =
                (self.bytes.get(self.at).copied().and_then(hex), self.bytes.get(self.at + 1).copied().and_then(hex));
            match (byte, pair) {
                (b'#', (Some(high), Some(low))) => {
                    name.push(high << 4 | low);
                    self.at += 2;
                }
                _ => name.push(byte),
            }
        }
        name
    }

    fn hex_text(&mut self) -> Vec<u8> {
        self.at += 1;
        let mut digits = Vec::new();
        // Where its end is missing, it ends before what is no digit.
        while let Some(byte) = self.peek().filter(|byte| is_blank(*byte) || *byte == b'>' || hex(*byte).is_some()) {
            self.at += 1;
            if byte == b'>' {
                break;
            }
            digits.extend(hex(byte));
        }
        digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0)).collect()
    }

    fn text(&mut self) -> Vec<u8> {
        self.at += 1;
        let start = self.at;
        if self.vain < VAIN {
            if let Some(text) = self.text_to(self.bytes.len(), true) {
                return text;
            }
            self.vain += self.at - start;
        }
        // Where its end is missing, it ends before what shows it, or with its line.
        let rest = &self.bytes[start..];
        let ends = |window: &[u8]| matches!(window, b"Tj" | b"TJ" | [b'\n' | b'\r', _]);
        let end = rest.windows(2).position(ends).map_or(self.bytes.len(), |at| start + at);
        self.at = start;
        self.text_to(end, false).unwrap_or_default()
    }

    /// A text up to the bracket that closes it; without one up to `end`, or `None` where there has to be one.
    fn text_to(&mut self, end: usize, closed: bool) -> Option<Vec<u8>> {
        let mut text = Vec::new();
        let mut depth = 1_usize;
        while let Some(byte) = self.peek().filter(|_| self.at < end) {
            self.at += 1;
            match byte {
                b'(' => depth += 1,
                b')' if depth == 1 => return Some(text),
                b')' => depth -= 1,
                b'\\' => {
                    let Some(sign) = self.peek() else { break };
                    self.at += 1;
                    text.extend(self.escaped(sign));
                    continue;
                }
                _ => {}
            }
            text.push(byte);
        }
        (!closed).then_some(text)
    }

    fn escaped(&mut self, sign: u8) -> Option<u8> {
        Some(match sign {
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'b' => 8,
            b'f' => 0xc,
            b'0'..=b'7' => {
                let mut code = u32::from(sign - b'0');
                for _ in 0..2 {
                    let Some(digit) = self.peek().filter(|byte| matches!(byte, b'0'..=b'7')) else { break };
                    self.at += 1;
                    code = code * 8 + u32::from(digit - b'0');
                }
                code as u8
            }
            b'\r' => {
                self.at += usize::from(self.peek() == Some(b'\n'));
                return None;
            }
            b'\n' => return None,
            other => other,
        })
    }

    /// Passes over the bytes of a picture that stands in the page itself, behind `BI`.
    pub fn skip_picture(&mut self) {
        let rest = &self.bytes[self.at..];
        let Some(start) = rest.windows(2).position(|two| two == b"ID") else { return };
        let end = (start + 2..rest.len().saturating_sub(1)).find(|&at| {
            // The bytes of a picture may spell the end; behind the true one a word follows.
            let alone = is_blank(rest[at - 1]) && rest.get(at + 2).is_none_or(|byte| is_blank(*byte));
            let readable = || rest[at + 2..].iter().take(12).all(|byte| is_blank(*byte) || byte.is_ascii_graphic());
            rest[at..].starts_with(b"EI") && alone && readable()
        });
        self.at += end.map_or(rest.len(), |end| end + 2);
    }
}

/// A number as PDF writes it, also as some programs do by mistake ("--5", "1.-2").
fn number(word: &[u8]) -> Option<f32> {
    let mut text = std::str::from_utf8(word).ok()?;
    if !text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.')) {
        return None;
    }
    while text.starts_with("--") {
        text = &text[1..];
    }
    let end = text.char_indices().skip(1).find(|(_, c)| *c == '-').map_or(text.len(), |(at, _)| at);
    let text = &text[..end];
    let plain = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | '.'));
    if !plain {
        return None;
    }
    text.parse().ok().or_else(|| matches!(text, "-" | "+" | "." | "-.").then_some(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn all(text: &[u8]) -> Vec<(String, Vec<Value>)> {
        let mut lexer = Lexer::new(text);
        let (mut values, mut out) = (Vec::new(), Vec::new());
        while let Some(word) = lexer.operator(&mut values) {
            out.push((String::from_utf8_lossy(word).into_owned(), values.clone()));
        }
        out
    }

    #[test]
    fn values_come_before_their_operator() {
        use Value::{List, Name, Number, Text};
        assert_eq!(
            all(b"/F1 12 Tf % twelve\n[(a\\)\\050\\n(b)) -20.5 <48 4>]TJ(x)' /P <</MCID 0/A true>> BDC .5 --3 1.-2 Td"),
            [
                ("Tf".to_owned(), vec![Name(b"F1".to_vec()), Number(12.0)]),
                ("TJ".to_owned(), vec![List(vec![Text(b"a)(\n(b)".to_vec()), Number(-20.5), Text(b"H@".to_vec())])]),
                ("'".to_owned(), vec![Text(b"x".to_vec())]),
                (
                    "BDC".to_owned(),
                    vec![Name(b"P".to_vec()), List(vec![Name(b"MCID".to_vec()), Number(0.0), Name(b"A".to_vec())])]
                ),
                ("Td".to_owned(), vec![Number(0.5), Number(-3.0), Number(1.0)]),
            ]
        );
    }

    #[test]
    fn a_picture_is_passed_over() {
        let mut lexer = Lexer::new(b"BI /W 1 ID \x01 EI\x02 \xff EI Q");
        let mut values = Vec::new();
        assert_eq!(lexer.operator(&mut values), Some(&b"BI"[..]));
        lexer.skip_picture();
        assert_eq!(lexer.operator(&mut values), Some(&b"Q"[..]));
    }

    proptest! {
        #[test]
        fn nothing_panics(bytes in prop::collection::vec(any::<u8>(), 0..200), text in "[\\[\\]<>()/%{}BIDE 0-9a-c#.-]{0,60}") {
            all(&bytes);
            all(text.as_bytes());
            let mut lexer = Lexer::new(&bytes);
            lexer.skip_picture();
            lexer.operator(&mut Vec::new());
        }
    }
}
