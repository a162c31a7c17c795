//! RTF taken apart: groups, control words with their numbers, and the bytes of the text between them.

/// Longest control word that means anything.
const WORD: usize = 32;

/// A piece of an RTF file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// `\word`, with its number where it has one.
    Word(&'a str, Option<i32>),
    /// `\` and a sign: `\~`, `\*`, `\{` …
    Sign(u8),
    /// A byte of the text, written as it is or as `\'hh`.
    Byte(u8),
}

/// Takes a file apart. What breaks the rules is text or nothing; there are no errors.
#[derive(Clone, Debug)]
pub struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    /// Begins with the first byte.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn control(&mut self) -> Option<Token<'a>> {
        let sign = self.peek()?;
        if !sign.is_ascii_alphabetic() {
            self.at += 1;
            return Some(match sign {
                b'\'' => Token::Byte(self.hex()),
                // A line end that is escaped is one of the text.
                b'\r' | b'\n' => Token::Word("par", None),
                b'\t' => Token::Word("tab", None),
                sign => Token::Sign(sign),
            });
        }
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_alphabetic()) && self.at - start < WORD {
            self.at += 1;
        }
        let word = std::str::from_utf8(&self.bytes[start..self.at]).unwrap_or("");
        let begin = self.at;
        if self.peek() == Some(b'-') && self.bytes.get(self.at + 1).is_some_and(u8::is_ascii_digit) {
            self.at += 1;
        }
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        let digits = std::str::from_utf8(&self.bytes[begin..self.at]).unwrap_or("");
        let number = if digits.is_empty() { None } else { Some(digits.parse::<i32>().unwrap_or(0)) };
        if self.peek() == Some(b' ') {
            self.at += 1;
        }
        if word == "bin" {
            // What follows is no text, whatever bytes it has; where the file has not so many, their number is wrong.
            let end = self.at.saturating_add(number.unwrap_or(0).max(0) as usize);
            self.at = if end <= self.bytes.len() { end } else { self.at };
        }
        Some(Token::Word(word, number))
    }

    fn hex(&mut self) -> u8 {
        let mut value = 0;
        for _ in 0..2 {
            let Some(digit) = self.peek().and_then(|byte| char::from(byte).to_digit(16)) else { break };
            value = value * 16 + digit as u8;
            self.at += 1;
        }
        value
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let byte = self.peek()?;
            self.at += 1;
            return match byte {
                b'{' => Some(Token::Open),
                b'}' => Some(Token::Close),
                b'\\' => self.control(),
                // Line ends only keep the lines of the file short.
                b'\r' | b'\n' | 0 => continue,
                b'\t' => Some(Token::Word("tab", None)),
                byte => Some(Token::Byte(byte)),
            };
        }
    }
}

/// The character of a unit of UTF-16 behind the first half of one, or that first half.
pub fn joined(half: Option<u16>, unit: u16) -> (Option<u16>, Option<char>) {
    match (half, unit) {
        (_, 0xd800..0xdc00) => (Some(unit), None),
        (Some(first), 0xdc00..0xe000) => {
            (None, Some(char::decode_utf16([first, unit]).next().and_then(Result::ok).unwrap_or('\u{fffd}')))
        }
        // Old writers put the signs of symbol fonts into the private area; of these only the bullet is told.
        (_, 0xf0b7) => (None, Some('•')),
        (_, unit) => (None, Some(char::from_u32(unit.into()).unwrap_or('\u{fffd}'))),
    }
}

/// Control words that are characters.
pub fn letter(word: &str) -> Option<&'static str> {
    Some(match word {
        "tab" | "emspace" | "enspace" | "qmspace" => " ",
        "emdash" => "—",
        "endash" => "–",
        "lquote" => "‘",
        "rquote" => "’",
        "ldblquote" => "“",
        "rdblquote" => "”",
        "bullet" => "•",
        "zwj" => "\u{200d}",
        "zwnj" => "\u{200c}",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_taken_apart() {
        let tokens: Vec<Token> = Tokens::new(b"{\\b0 a\\'e9\\u-3913?\\~\\bin3 {}}x}\r\n\\").collect();
        assert_eq!(
            tokens,
            [
                Token::Open,
                Token::Word("b", Some(0)),
                Token::Byte(b'a'),
                Token::Byte(0xe9),
                Token::Word("u", Some(-3913)),
                Token::Byte(b'?'),
                Token::Sign(b'~'),
                Token::Word("bin", Some(3)),
                Token::Byte(b'x'),
                Token::Close,
            ]
        );
    }
}
