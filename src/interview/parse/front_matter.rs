//! The block between two `---` lines at the head of a Markdown file, and its like in other forms.
//!
//! A strict small part of YAML: keys with scalars, quoted or plain, and lists of scalars or of flat maps, in flow or
//! block form. A whole YAML library would bring anchors, tags, implicit types and a few thousand lines for eight keys;
//! what this reader does not know it keeps as the text that stands there, so nothing is lost by its being small.

use super::front_matter_forms;

/// A value as far as it is understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Plain or quoted text.
    Text(String),
    /// `[a, b]`.
    List(Vec<Self>),
    /// `{a: b}`.
    Map(Vec<(String, Self)>),
    /// Anything else, as it stands in the file.
    Source(String),
}

impl Value {
    /// The value as one text: what was written, for all but plain text.
    pub fn text(&self) -> String {
        match self {
            Self::Text(text) | Self::Source(text) => text.clone(),
            Self::List(items) => items.iter().map(Self::text).collect::<Vec<_>>().join(", "),
            Self::Map(pairs) => {
                pairs.iter().map(|(key, value)| format!("{key}: {}", value.text())).collect::<Vec<_>>().join(", ")
            }
        }
    }
}

/// A key, its value, and its line in the file, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// The value.
    pub value: Value,
    /// Where it stands.
    pub line: usize,
}

/// The entries at the head of a source and the byte after them; `None` where there is no such block.
pub fn read(source: &str) -> Option<(Vec<Entry>, usize)> {
    use front_matter_forms::{fields, json, toml};
    if let Some(found) = toml(source).or_else(|| json(source)).or_else(|| fields(source)) {
        return Some(found);
    }
    // Empty lines may stand above it.
    let bare = source.trim_start_matches(['\n', '\r']);
    let empty = source.len() - bare.len();
    let mut at = bare.strip_prefix("---").map(|rest| (rest, empty + 3)).and_then(|(rest, at)| {
        let line = rest.split('\n').next()?;
        (line.trim().is_empty() && line.len() < rest.len()).then_some(at + line.len() + 1)
    })?;
    let mut lines = Vec::new();
    loop {
        let rest = source.get(at..).filter(|rest| !rest.is_empty())?;
        let line = rest.split('\n').next().unwrap_or("");
        at += (line.len() + 1).min(rest.len());
        if matches!(line.trim_end(), "---" | "...") {
            break;
        }
        lines.push(line.trim_end());
    }
    let mut entries = entries(&lines)?;
    let above = source[..empty].matches('\n').count();
    for entry in &mut entries {
        entry.line += above;
    }
    Some((entries, at))
}

fn entries(lines: &[&str]) -> Option<Vec<Entry>> {
    let mut entries = Vec::new();
    let mut index = 0;
    while index < lines.len() {
        let line = lines[index];
        index += 1;
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let (key, rest) = key(line)?;
        let first = index;
        if let Some((value, lines)) = flow_over(rest, &lines[first..]) {
            entries.push(Entry { key: key.to_owned(), value, line: first + 1 });
            index += lines;
            continue;
        }
        let nested = |line: &str| line.is_empty() || line.starts_with([' ', '\t', '-']);
        while index < lines.len() && nested(lines[index]) {
            index += 1;
        }
        let block = &lines[first..index];
        let value = if block.iter().all(|line| line.trim().is_empty()) {
            flow(rest)
        } else if rest.is_empty() {
            list(block).unwrap_or_else(|| Value::Source(block.join("\n")))
        } else if matches!(rest, "|" | ">" | "|-" | ">-") {
            Value::Text(block.iter().map(|line| line.trim()).collect::<Vec<_>>().join(if rest.starts_with('|') {
                "\n"
            } else {
                " "
            }))
        } else if let Some(text) = wrapped(rest, block) {
            Value::Text(text)
        } else {
            Value::Source(
                std::iter::once(rest).chain(block.iter().map(|line| line.trim())).collect::<Vec<_>>().join(" "),
            )
        };
        entries.push(Entry { key: key.to_owned(), value, line: first + 1 });
    }
    (!entries.is_empty()).then_some(entries)
}

/// A list or a map in brackets that is closed on a later line, wherever that line begins, and how many lines it takes.
fn flow_over(rest: &str, below: &[&str]) -> Option<(Value, usize)> {
    // So many that no list of names or tags is longer; each line that could close is tried.
    const LONGEST: usize = 200;
    if !rest.starts_with(['[', '{']) {
        return None;
    }
    let mut whole = rest.to_owned();
    for (at, line) in below.iter().take(LONGEST).enumerate() {
        if key(line).is_some() {
            return None;
        }
        whole.push(' ');
        whole.push_str(line.trim());
        if whole.ends_with([']', '}']) {
            let mut reader = Flow { text: &whole, at: 0, depth: 0 };
            if let Some(value) = reader.value(&[]).filter(|_| reader.text[reader.at..].trim().is_empty()) {
                return Some((value, at + 1));
            }
        }
    }
    None
}

/// What stands between quotation marks over several lines; a backslash joins two lines without a blank.
fn wrapped(rest: &str, block: &[&str]) -> Option<String> {
    if !rest.starts_with(['"', '\'']) {
        return None;
    }
    let mut whole = rest.to_owned();
    for line in block {
        match whole.strip_suffix('\\').filter(|_| rest.starts_with('"')) {
            Some(joined) => whole.truncate(joined.len()),
            None => whole.push(' '),
        }
        whole.push_str(line.trim());
    }
    let mut reader = Flow { text: &whole, at: 0, depth: 0 };
    let text = reader.scalar(&[])?;
    reader.text[reader.at..].trim().is_empty().then_some(text)
}

/// `key: rest`; a key is a word, perhaps quoted, with inner spaces or hyphens, or of several parts (`og:title`).
fn key(line: &str) -> Option<(&str, &str)> {
    let colon = line.match_indices(':').map(|(at, _)| at).find(|&at| {
        let rest = &line[at + 1..];
        rest.is_empty() || rest.starts_with([' ', '\t'])
    })?;
    let (key, rest) = (&line[..colon], &line[colon + 1..]);
    let bare = ['"', '\''].iter().find_map(|&mark| key.strip_prefix(mark)?.strip_suffix(mark)).unwrap_or(key);
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ' | '.' | ':' | '$' | '@' | '/');
    (!bare.is_empty() && bare.chars().all(plain) && !bare.starts_with([' ', '-'])).then(|| (bare.trim(), rest.trim()))
}

/// A block list: items of scalars, flow values, or block maps.
fn list(lines: &[&str]) -> Option<Value> {
    let mut items: Vec<Value> = Vec::new();
    for line in lines.iter().filter(|line| !line.trim().is_empty()) {
        let bare = line.trim_start();
        if let Some(item) = bare.strip_prefix("- ") {
            let item = item.trim();
            items.push(match key(item) {
                Some((name, rest)) => Value::Map(vec![(name.to_owned(), flow(rest))]),
                None => flow(item),
            });
        } else {
            let (name, rest) = key(bare)?;
            match items.last_mut()? {
                Value::Map(pairs) => pairs.push((name.to_owned(), flow(rest))),
                _ => return None,
            }
        }
    }
    Some(Value::List(items))
}

/// A flow value that takes the whole text, else the text itself.
fn flow(text: &str) -> Value {
    let text = text.trim();
    let mut reader = Flow { text, at: 0, depth: 0 };
    match reader.value(&[]) {
        Some(value)
            if reader.text[reader.at..].trim().is_empty()
                || reader.text[reader.at..].trim_start().starts_with("# ") =>
        {
            value
        }
        _ => Value::Text(text.to_owned()),
    }
}

struct Flow<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl Flow<'_> {
    fn peek(&mut self) -> Option<char> {
        let rest = self.text[self.at..].trim_start();
        self.at = self.text.len() - rest.len();
        rest.chars().next()
    }

    fn value(&mut self, stops: &[char]) -> Option<Value> {
        const DEEPEST: usize = 8;
        match self.peek() {
            Some('[' | '{') if self.depth >= DEEPEST => None,
            Some('[') => {
                let mut items = Vec::new();
                self.series(']', |reader| {
                    items.push(reader.value(&[',', ']'])?);
                    Some(())
                })?;
                Some(Value::List(items))
            }
            Some('{') => {
                let mut pairs = Vec::new();
                self.series('}', |reader| {
                    let key = reader.scalar(&[':', ',', '}'])?;
                    (reader.peek() == Some(':')).then_some(())?;
                    reader.at += 1;
                    pairs.push((key, reader.value(&[',', '}'])?));
                    Some(())
                })?;
                Some(Value::Map(pairs))
            }
            Some(_) => Some(Value::Text(self.scalar(stops)?)),
            None => Some(Value::Text(String::new())),
        }
    }

    fn series(&mut self, close: char, mut one: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.at += 1;
        self.depth += 1;
        loop {
            match self.peek()? {
                c if c == close => break,
                ',' => self.at += 1,
                _ => one(self)?,
            }
        }
        self.at += 1;
        self.depth -= 1;
        Some(())
    }

    fn scalar(&mut self, stops: &[char]) -> Option<String> {
        match self.peek()? {
            '"' => self.quoted(),
            '\'' => {
                let mut out = String::new();
                let mut chars = self.text[self.at + 1..].char_indices().peekable();
                while let Some((offset, c)) = chars.next() {
                    match c {
                        '\'' if chars.peek().is_some_and(|next| next.1 == '\'') => {
                            chars.next();
                            out.push('\'');
                        }
                        '\'' => {
                            self.at += offset + 2;
                            return Some(out);
                        }
                        c => out.push(c),
                    }
                }
                None
            }
            _ => {
                let rest = &self.text[self.at..];
                let end = if stops.is_empty() {
                    rest.find(" #").unwrap_or(rest.len())
                } else {
                    rest.find(stops).unwrap_or(rest.len())
                };
                self.at += end;
                Some(rest[..end].trim().to_owned())
            }
        }
    }

    fn quoted(&mut self) -> Option<String> {
        let mut out = String::new();
        let rest = &self.text[self.at + 1..];
        let mut chars = rest.char_indices();
        while let Some((offset, c)) = chars.next() {
            match c {
                '"' => {
                    self.at += offset + 2;
                    return Some(out);
                }
                '\\' => {
                    let sign = chars.next()?.1;
                    let code = |chars: &mut std::str::CharIndices, digits: usize| {
                        let number = chars.as_str().get(..digits).and_then(|text| u32::from_str_radix(text, 16).ok());
                        chars.nth(digits - 1).and(number).and_then(char::from_u32).unwrap_or('\u{fffd}')
                    };
                    out.push(match sign {
                        'n' | 'N' | 'L' | 'P' => '\n',
                        't' => '\t',
                        '_' => '\u{a0}',
                        'x' => code(&mut chars, 2),
                        'u' => code(&mut chars, 4),
                        'U' => code(&mut chars, 8),
                        other => other,
                    });
                }
                c => out.push(c),
            }
        }
        None
    }
}

/// A scalar as it must be written to be read back the same: plain where that is safe, else quoted.
pub fn write_scalar(text: &str) -> String {
    let safe = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '.' | '-' | '’' | '–' | '/' | '_' | '(' | ')');
    let plain = text.starts_with(char::is_alphanumeric) && text.trim() == text && text.chars().all(safe);
    if plain {
        text.to_owned()
    } else {
        format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn keys_lists_and_maps_are_read() {
        let source = "---\ntitle: \"A: b\"\ntags: [one, 'it''s']\npeople:\n- {name: Mara Olsen, labels: [MO, Q]}\n- name: Jens\n  role: interviewee\n# remark\nodd:\n  deep:\n    er: 1\n---\nText\n";
        let (entries, at) = read(source).unwrap();
        assert_eq!(&source[at..], "Text\n");
        assert_eq!(entries[0].value, Value::Text("A: b".into()));
        assert_eq!(entries[1].value.text(), "one, it's");
        let Value::List(people) = &entries[2].value else { panic!() };
        assert_eq!(people.len(), 2);
        assert!(matches!(&entries[3].value, Value::Source(text) if text.contains("er: 1")));
        assert_eq!(entries[3].line, 9);
    }

    #[test]
    fn brackets_over_several_lines_and_keys_of_several_parts_are_read() {
        let source = "---\ntags : [\n    \"interview\",\n    \"music\",\n]\nmeta: {\n  a: b,\n  c: d\n}\nog:title: A talk\n\"layout\": post\nother: [\n  one,\n  two ]\n---\nText\n";
        let (entries, at) = read(source).unwrap();
        assert_eq!(&source[at..], "Text\n");
        let read: Vec<_> = entries.iter().map(|entry| (entry.key.as_str(), entry.value.text(), entry.line)).collect();
        assert_eq!(
            read,
            [
                ("tags", "interview, music".to_owned(), 2),
                ("meta", "a: b, c: d".to_owned(), 6),
                ("og:title", "A talk".to_owned(), 10),
                ("layout", "post".to_owned(), 11),
                ("other", "one, two".to_owned(), 12)
            ]
        );
    }

    #[test]
    fn escapes_and_quotations_over_several_lines_are_read() {
        let text = |value: &str| read(&format!("---\nkey: {value}\n---\n")).unwrap().0[0].value.text();
        for (value, want) in [
            (r#""L\xE9a \u2013 \U0001F41F\_\"x\"""#, "Léa – 🐟\u{a0}\"x\""),
            ("\"A talk\\\n  \\ with Jens\n  and Mara\"", "A talk with Jens and Mara"),
            ("'It''s a talk\n  with Jens'", "It's a talk with Jens"),
            (r#""\uD83D.""#, "\u{fffd}."),
            (r#""\x4""#, r#""\x4""#),
            ("\"open\n  still\"open", "\"open still\"open"),
        ] {
            assert_eq!(text(value), want, "{value}");
        }
    }

    #[test]
    fn a_rule_is_no_front_matter() {
        for source in ["---\n\nText\n", "---\nJust text here\n---\n", "--- \n", "---"] {
            assert_eq!(read(source), None, "{source}");
        }
    }

    proptest! {
        #[test]
        fn a_scalar_is_read_back(text in "[ -~é\\n]{0,30}") {
            let source = format!("---\nkey: {}\n---\n", write_scalar(&text));
            let (entries, _) = read(&source).unwrap();
            prop_assert_eq!(entries[0].value.text(), text);
        }

        #[test]
        fn nothing_panics(text in "---\n[a-c:\\[\\]{}\"', \\\\\n#|-]{0,60}") {
            let _ = read(&text);
        }
    }
}
