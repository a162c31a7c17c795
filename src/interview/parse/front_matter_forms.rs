//! The other two forms in which makers of sites keep what they know of a page before its text: TOML between lines of `+++`,
//! and an object of JSON.

use super::front_matter::{Entry, Value};

/// Entries in TOML and the byte after them; `None` where there are none.
pub fn toml(source: &str) -> Option<(Vec<Entry>, usize)> {
    const FENCE: &str = "+++";
    let first = source.split_inclusive('\n').next()?;
    if first.trim_end() != FENCE {
        return None;
    }
    let (mut at, mut end) = (first.len(), None);
    for line in source[first.len()..].split_inclusive('\n') {
        if line.trim_end() == FENCE {
            end = Some(at);
            at += line.len();
            break;
        }
        at += line.len();
    }
    let inside = &source[first.len()..end?];
    let table: toml::Table = inside.parse().ok()?;
    let entry = |(key, value): (String, toml::Value)| {
        let named =
            |line: &str| line.trim_start().strip_prefix(&key).is_some_and(|rest| rest.trim_start().starts_with('='));
        let line = inside.lines().position(named).map_or(1, |line| line + 2);
        Entry { value: of_toml(value), key, line }
    };
    let entries: Vec<Entry> = table.into_iter().map(entry).collect();
    (!entries.is_empty()).then_some((entries, at))
}

fn of_toml(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::Text(text),
        toml::Value::Array(items) => Value::List(items.into_iter().map(of_toml).collect()),
        toml::Value::Table(pairs) => Value::Map(pairs.into_iter().map(|(key, value)| (key, of_toml(value))).collect()),
        toml::Value::Integer(number) => Value::Text(number.to_string()),
        toml::Value::Float(number) => Value::Text(number.to_string()),
        toml::Value::Boolean(is) => Value::Text(is.to_string()),
        toml::Value::Datetime(time) => Value::Text(time.to_string()),
    }
}

/// The entries of an object in JSON with a text below it, and the byte after it; `None` where there is no text, or more JSON.
pub fn json(source: &str) -> Option<(Vec<Entry>, usize)> {
    if !source.starts_with('{') {
        return None;
    }
    let mut objects =
        serde_json::Deserializer::from_str(source).into_iter::<serde_json::Map<String, serde_json::Value>>();
    let object = objects.next()?.ok()?;
    let rest = &source[objects.byte_offset()..];
    let (line, text) = rest.split_once('\n')?;
    let is_text = text.trim_start().starts_with(|c: char| !matches!(c, '{' | '[' | ',' | ']'));
    if !line.trim().is_empty() || !is_text || object.is_empty() {
        return None;
    }
    // A rule may part them.
    let rule = text.trim_start().split('\n').next().unwrap_or("").trim_end();
    let ruled = rule.len() >= 3 && rule.bytes().all(|byte| matches!(byte, b'-' | b'='));
    let skipped = if ruled { text.len() - text.trim_start().len() + rule.len() } else { 0 };
    let entries = object.into_iter().map(|(key, value)| Entry { key, value: of_json(value), line: 1 }).collect();
    Some((entries, source.len() - text.len() + skipped))
}

fn of_json(value: serde_json::Value) -> Value {
    match value {
        serde_json::Value::String(text) => Value::Text(text),
        serde_json::Value::Array(items) => Value::List(items.into_iter().map(of_json).collect()),
        serde_json::Value::Object(pairs) => {
            Value::Map(pairs.into_iter().map(|(key, value)| (key, of_json(value))).collect())
        }
        plain => Value::Text(plain.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::front_matter::read;

    fn shown(source: &str) -> Option<(Vec<String>, &str)> {
        let (entries, at) = read(source)?;
        Some((entries.iter().map(|entry| format!("{}={}", entry.key, entry.value.text())).collect(), &source[at..]))
    }

    #[test]
    fn entries_in_toml_and_json_are_read() {
        let toml = "+++\ntitle = \"Boats\"\ndate = 2021-05-03\nauthors = [\"Mara Olsen\", \"Jens Dahl\"]\n+++\nText.\n";
        let (mut entries, text) = shown(toml).unwrap();
        entries.sort();
        assert_eq!(entries, ["authors=Mara Olsen, Jens Dahl", "date=2021-05-03", "title=Boats"]);
        assert_eq!(text, "Text.\n");
        let json = "{\n \"title\": \"Boats\",\n \"draft\": false\n}\n\n====\n\nText.\n";
        let (mut entries, text) = shown(json).unwrap();
        entries.sort();
        assert_eq!(entries, ["draft=false", "title=Boats"]);
        assert_eq!(text, "\n\nText.\n");
    }

    #[test]
    fn what_is_no_block_of_entries_stays() {
        for source in [
            "+++\nno table\n+++\nText.\n",
            "+++\na = 1\nText.\n",
            "{\"a\": 1}\n{\"b\": 2}\n",
            "{\"a\": 1}",
            "{\"a\": 1} text\n",
            "{laughs}\nText.\n",
            "{}\nText.\n",
        ] {
            assert_eq!(shown(source), None, "{source}");
        }
    }
}
