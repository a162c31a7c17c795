//! JSON that breaks its rules, made whole so far that its texts can be read: a file that was cut short, quotation marks
//! inside a text, a comma too many or too few, a bracket that nobody closed.
//!
//! What is no JSON in between counts as a text, so that no words are passed over. Nothing here judges what the file holds.

/// What the reader is told of such a file.
pub const MENDED: &str = "The file is damaged. What was still to be told from it is shown.";

/// Deepest nesting that is kept; brackets beyond that are passed over, on both sides.
const DEPTH: usize = 100;

/// A text that is JSON, with everything in it that is in `text`. Several values become a list.
pub fn mend(text: &str) -> String {
    let out = String::with_capacity(text.len() + 64);
    let mut mender = Mender { text, at: 0, out, open: Vec::new(), passed: 0 };
    let mut values = 0;
    loop {
        mender.blanks(&[',', ':', '}', ']']);
        if mender.peek().is_none() {
            break;
        }
        if values > 0 {
            mender.out.push(',');
        }
        mender.element();
        values += 1;
    }
    if values == 1 { mender.out } else { format!("[{}]", mender.out) }
}

struct Mender<'a> {
    text: &'a str,
    at: usize,
    out: String,
    /// The brackets that are open.
    open: Vec<char>,
    /// How many are open that were passed over.
    passed: usize,
}

impl Mender<'_> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn step(&mut self) {
        self.at += self.peek().map_or(0, char::len_utf8);
    }

    /// Passes over white space and these signs.
    fn blanks(&mut self, more: &[char]) {
        while self.peek().is_some_and(|c| c.is_whitespace() || c.is_control() || c == '\u{feff}' || more.contains(&c)) {
            self.step();
        }
    }

    /// The next signs from a place on, without the white space between them.
    fn ahead(&self, from: usize) -> impl Iterator<Item = char> {
        self.text.get(from..).unwrap_or("").chars().filter(|c| !c.is_whitespace())
    }

    fn value(&mut self) {
        self.blanks(&[]);
        while self.open.len() >= DEPTH && matches!(self.peek(), Some('{' | '[')) {
            self.passed += 1;
            self.step();
            self.blanks(&[]);
        }
        match self.peek() {
            Some(open @ ('{' | '[')) => {
                self.step();
                self.open.push(open);
                self.out.push(open);
                if open == '{' {
                    self.fields();
                } else {
                    self.elements();
                }
                self.out.push(if open == '{' { '}' } else { ']' });
                self.open.pop();
            }
            Some('"') => self.string(false),
            None | Some(',' | '}' | ']') => self.out.push_str("null"),
            Some(_) => self.bare(),
        }
    }

    fn fields(&mut self) {
        let mut first = true;
        loop {
            self.blanks(&[',', ':']);
            match self.peek() {
                None => return,
                Some('}' | ']') if self.closes_passed() => {}
                Some('}') => return self.step(),
                Some(']') if self.is_stray('[', &['"']) => self.step(),
                Some(']') => return,
                Some('"') if self.is_lone_mark() => self.step(),
                // The object before it was not closed, in a list of them.
                Some('{') if self.open.iter().rev().nth(1) == Some(&'[') => return,
                Some(c) => {
                    if !first {
                        self.out.push(',');
                    }
                    first = false;
                    self.field(c);
                }
            }
        }
    }

    fn field(&mut self, c: char) {
        if matches!(c, '{' | '[') {
            self.out.push_str("\"\":");
            return self.value();
        }
        let begin = self.out.len();
        if c == '"' {
            self.string(true);
        } else {
            self.name();
        }
        self.blanks(&[]);
        match self.peek() {
            Some(':') => {
                self.blanks(&[':']);
                self.out.push(':');
                let (value, is_bare) =
                    (self.out.len(), !matches!(self.peek(), None | Some('"' | '{' | '[' | ',' | '}' | ']')));
                self.value();
                self.blanks(&[]);
                // A remark, or a word that is none of JSON, stands before the value.
                if is_bare && self.peek() == Some('"') && !self.is_before_name() {
                    let name = self.out[begin..value].to_owned();
                    self.out.replace_range(begin..value, "\"\":");
                    self.out.push(',');
                    self.out.push_str(&name);
                    self.value();
                }
            }
            // What stands before a name, as a remark does, is no name itself.
            Some('"') if self.is_before_name() => self.out.insert_str(begin, "\"\":"),
            Some('"' | '{' | '[') => {
                self.out.push(':');
                self.value();
            }
            // A text where a name should be: what it says is kept.
            _ => self.out.insert_str(begin, "\"\":"),
        }
    }

    /// Whether the text that begins here is followed by a colon.
    fn is_before_name(&self) -> bool {
        let rest = self.text.get(self.at + 1..).unwrap_or("");
        rest.find(['"', '\n'])
            .is_some_and(|end| rest[end..].starts_with('"') && self.ahead(self.at + 1 + end + 1).next() == Some(':'))
    }

    /// Whether the quotation mark that stands here begins nothing: right behind the next one, with nothing but blanks between
    /// them, stands a name that this one begins.
    fn is_lone_mark(&self) -> bool {
        let rest = self.text.get(self.at + 1..).unwrap_or("");
        let Some(inside) = rest.trim_start().strip_prefix('"') else { return false };
        inside.starts_with(|c: char| c.is_alphanumeric() || c == '_')
            && inside.split_once('"').is_some_and(|(_, behind)| behind.trim_start().starts_with(':'))
    }

    /// Whether the text that begins here is a name, and none that stands in what was written from a place on.
    fn is_new_name(&self, from: usize) -> bool {
        let rest = self.text.get(self.at + 1..).unwrap_or("");
        let name = rest.split('"').next().unwrap_or("");
        self.is_before_name() && !self.out[from..].contains(&format!("\"{name}\":"))
    }

    fn elements(&mut self) {
        let (mut first, mut last) = (true, 0);
        loop {
            self.blanks(&[',', ':']);
            match self.peek() {
                None => return,
                Some('}' | ']') if self.closes_passed() => {}
                Some(']') => return self.step(),
                Some('}') if self.is_stray('{', &['{', '[']) => self.step(),
                Some('}') => return,
                // A name that the element before does not have is of the object around this list, which was not closed; one that
                // it has is of another such object, of which the first bracket was lost.
                Some('"') if !first && self.open.iter().rev().nth(1) == Some(&'{') && self.is_new_name(last) => return,
                Some(_) => {
                    if !first {
                        self.out.push(',');
                    }
                    first = false;
                    last = self.out.len();
                    self.element();
                }
            }
        }
    }

    /// A value, or an object of which the first bracket was lost.
    fn element(&mut self) {
        let (at, length) = (self.at, self.out.len());
        self.value();
        self.blanks(&[]);
        if self.peek() == Some(':') && self.out[length..].starts_with('"') && self.open.len() < DEPTH {
            self.at = at;
            self.out.truncate(length);
            self.open.push('{');
            self.out.push('{');
            self.fields();
            self.out.push('}');
            self.open.pop();
        }
    }

    /// Whether a bracket closes nothing: none of its kind is open, or what follows belongs to what is in hand.
    fn is_stray(&self, opens: char, next: &[char]) -> bool {
        let mut ahead = self.ahead(self.at + 1);
        !self.open.contains(&opens) || (ahead.next() == Some(',') && ahead.next().is_some_and(|c| next.contains(&c)))
    }

    /// Passes over a bracket that closes one which was passed over.
    fn closes_passed(&mut self) -> bool {
        let closes = self.open.len() >= DEPTH && self.passed > 0;
        if closes {
            self.passed -= 1;
            self.step();
        }
        closes
    }

    /// A name without quotation marks.
    fn name(&mut self) {
        let rest = &self.text[self.at..];
        let end = rest.find([':', ',', '}', ']', '"', '{', '[', '\n']).unwrap_or(rest.len());
        self.quote(rest[..end].trim());
        self.at += end.max(1).min(rest.len());
    }

    /// A number, a word that JSON knows, or one that it does not.
    fn bare(&mut self) {
        let rest = &self.text[self.at..];
        let end = rest.find([',', '}', ']', '"', '{', '[', '\n']).unwrap_or(rest.len());
        let word = rest[..end].trim();
        self.at += end;
        match word {
            "true" | "false" | "null" => self.out.push_str(word),
            "True" | "False" => self.out.push_str(&word.to_ascii_lowercase()),
            "None" | "NaN" | "undefined" | "Infinity" | "-Infinity" => self.out.push_str("null"),
            _ if serde_json::from_str::<serde_json::Number>(word).is_ok() => self.out.push_str(word),
            _ => self.quote(word),
        }
    }

    fn quote(&mut self, text: &str) {
        self.out.push_str(&serde_json::Value::from(text).to_string());
    }

    /// A text in quotation marks. One inside it is told by what follows; a name has none.
    fn string(&mut self, is_name: bool) {
        self.step();
        let mut said = String::new();
        while let Some(c) = self.peek() {
            self.step();
            match c {
                '"' if is_name || self.ends_here() => break,
                '\\' => self.escape(&mut said),
                c => said.push(c),
            }
        }
        self.quote(&said);
    }

    /// Whether the quotation mark that was just passed ends a text.
    fn ends_here(&self) -> bool {
        let mut ahead = self.ahead(self.at);
        match ahead.next() {
            None | Some('}' | ']' | ':' | '"') => true,
            Some(',') => match ahead.find(|c| *c != ',') {
                // A remark.
                Some('/') => ahead.next() == Some('/'),
                Some('N') => {
                    let rest: String = ahead.take_while(|c| c.is_alphanumeric()).collect();
                    matches!(&*rest, "one" | "aN")
                }
                Some(c) => matches!(c, '"' | '{' | '[' | '}' | ']' | '-' | 't' | 'f' | 'n' | '0'..='9'),
                None => true,
            },
            Some('{' | '[') => false,
            // A comma was forgotten at the end of a line.
            Some(_) => false,
        }
    }

    fn escape(&mut self, said: &mut String) {
        let Some(c) = self.peek() else { return };
        self.step();
        match c {
            'n' => said.push('\n'),
            't' => said.push('\t'),
            'r' => said.push('\r'),
            'b' | 'f' => said.push(' '),
            '"' | '\\' | '/' => said.push(c),
            'u' => {
                let unit = |at: usize| u16::from_str_radix(self.text.get(at..at + 4)?, 16).ok();
                let Some(first) = unit(self.at) else {
                    said.push_str("\\u");
                    return;
                };
                let second = self.text[self.at + 4..].starts_with("\\u").then(|| unit(self.at + 6)).flatten();
                let pair = second.and_then(|second| char::decode_utf16([first, second]).next()?.ok());
                let wide = pair.filter(|c| u32::from(*c) > 0xffff);
                self.at += if wide.is_some() { 10 } else { 4 };
                said.push(wide.or(char::from_u32(first.into())).unwrap_or('\u{fffd}'));
            }
            c => {
                said.push('\\');
                said.push(c);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    #[test]
    fn what_is_missing_is_added_and_what_is_too_much_passed_over() {
        for (text, whole) in [
            ("{\"a\": [1, {\"b\": \"one tw", r#"{"a":[1,{"b":"one tw"}]}"#),
            ("{\"a\": \"so \"they\" said\", \"b\": 2,}", r#"{"a":"so \"they\" said","b":2}"#),
            (
                "[{\"a\": 1} {\"a\": 2}, {\"a\": 3, {\"a\": 4}}, {\"a\": 5}]",
                r#"[{"a":1},{"a":2},{"a":3},{"a":4},{"a":5}]"#,
            ),
            ("{a: NaN, 'b': True, \"c\" \"d\", \"e\"}", r#"{"a":null,"'b'":true,"c":"d","":"e"}"#),
            ("{\"a\": 4,NaN\"b\":: \"one\", //x\n\"c\": \"two\"}", r#"{"a":4,"":"NaN","b":"one","":"//x","c":"two"}"#),
            ("{\"a\": //x\n\"one\", \"b\":NaN\"two\"}", r#"{"":"//x","a":"one","":null,"b":"two"}"#),
            ("{\"a\": \"x\ny\\q\\ud800\\ud83d\\ude00\"}", r#"{"a":"x\ny\\q�😀"}"#),
            ("[{\"a\": 1}, \"a\": 2}, {\"a\": 3}]", r#"[{"a":1},{"a":2},{"a":3}]"#),
            ("{\"a\"10,\"b\":\"one\"}", r#"{"":"a","":"10","b":"one"}"#),
            ("{\"a\": 1}\n{\"a\": 2", r#"[{"a":1},{"a":2}]"#),
            ("[{\"a\":[\"one\",\"two\",\"b\":\"three\"},{\"a\":4}]", r#"[{"a":["one","two"],"b":"three"},{"a":4}]"#),
            ("[{\"a\":[[{\"b\":1}],\"c\":2},{\"a\":3}]", r#"[{"a":[[{"b":1}]],"c":2},{"a":3}]"#),
            ("[{\"a\":[{\"b\":1},\"c\":2},{\"a\":3}]", r#"[{"a":[{"b":1}],"c":2},{"a":3}]"#),
            ("{\"a\": [{\"b\": 1}}, {\"b\": 2}]}", r#"{"a":[{"b":1},{"b":2}]}"#),
            ("\u{feff}{\"a\": [1, 2}", r#"{"a":[1,2]}"#),
            ("{\"a\": \"one\",None\"b\": \"two, None of\"}", r#"{"a":"one","":"None","b":"two, None of"}"#),
            ("{\"a\": \"0\",,\n\"b\": \"one\"}", r#"{"a":"0","b":"one"}"#),
            ("{ \" \"a\": [1], \"b\": 2}", r#"{"a":[1],"b":2}"#),
            ("{\"a\": \"one\", and two \"b\": 3", r#"{"a":"one\", and two \"b","":"3"}"#),
        ] {
            assert_eq!(mend(text), whole, "{text}");
        }
    }

    proptest! {
        #[test]
        fn it_is_json_afterwards(text in "[\\[\\]{}\":,0-9eE.\\\\nul\ntrfasd é\u{0}-]{0,60}") {
            prop_assert!(serde_json::from_str::<Value>(&mend(&text)).is_ok(), "{}", mend(&text));
        }
    }

    #[test]
    fn no_depth_is_too_deep() {
        assert!(serde_json::from_str::<Value>(&mend(&"[{".repeat(90_000))).is_ok());
        let lists = mend(&format!("{{\"a\":{}\"one\"{},\"b\":2}}", "[".repeat(90_000), "]".repeat(90_000)));
        assert!(lists.contains("[\"one\"]") && lists.ends_with("],\"b\":2}"));
    }
}
