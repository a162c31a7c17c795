//! The other forms in which makers of sites keep what they know of a page before its text: TOML between lines of `+++`, an
//! object of JSON, and lines of `Title: …` up to an empty one.

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
    // A line may say that it is JSON.
    let fence = source.split_inclusive('\n').next().filter(|line| line.trim_end() == "---json").map_or(0, str::len);
    let bare = &source[fence..];
    if !bare.starts_with('{') {
        return None;
    }
    let mut objects =
        serde_json::Deserializer::from_str(bare).into_iter::<serde_json::Map<String, serde_json::Value>>();
    let object = objects.next()?.ok()?;
    let rest = &bare[objects.byte_offset()..];
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

/// Lines of `Key: value` at the head of a text, up to an empty one, as Pelican and MultiMarkdown have them: the title first
/// or second, and what only the maker of a site writes; `None` of the lines above a transcript.
pub fn fields(source: &str) -> Option<(Vec<Entry>, usize)> {
    // They may stand in a remark: a line of `/*` or `<!--` above, one of `*/` or `-->` below.
    const REMARKS: [(&str, &str); 2] = [("/*", "\n*/"), ("<!--", "\n-->")];
    let remark = REMARKS.iter().find_map(|(open, close)| {
        let rest = source.strip_prefix(open)?.trim_start_matches([' ', '\r']);
        rest.strip_prefix('\n')?.split_once(close)
    });
    if let Some((inside, below)) = remark {
        let (mut entries, _) = fields(&format!("{inside}\n\n"))?;
        for entry in &mut entries {
            entry.line += 1;
        }
        return Some((entries, source.len() - below.len()));
    }
    const MOST: usize = 30;
    const LONGEST: usize = 20;
    const MAKERS: [&str; 6] = ["slug", "tags", "category", "categories", "status", "template"];
    let mut entries: Vec<Entry> = Vec::new();
    let mut at = 0;
    for (number, row) in source.split_inclusive('\n').enumerate().take(MOST) {
        at += row.len();
        if row.trim().is_empty() {
            let says = |key: &str| entries.iter().any(|entry| entry.key.eq_ignore_ascii_case(key));
            let titled = entries.iter().take(2).any(|entry| entry.key.eq_ignore_ascii_case("title"));
            return (titled && MAKERS.iter().any(|key| says(key))).then_some((entries, at));
        }
        if row.starts_with([' ', '\t']) {
            let Value::Text(text) = &mut entries.last_mut()?.value else { return None };
            text.push(' ');
            text.push_str(row.trim());
            continue;
        }
        let (key, value) = row.split_once(':')?;
        let plain = !key.is_empty() && key.len() <= LONGEST && key.chars().all(|c| c.is_ascii_alphabetic() || c == '_');
        let value = plain.then(|| value.trim().to_owned())?;
        entries.push(Entry { key: key.to_owned(), value: Value::Text(value), line: number + 1 });
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::front_matter::read;

    fn shown(source: &str) -> Option<(Vec<String>, &str)> {
        let (entries, at) = read(source)?;
        Some((entries.iter().map(|entry| format!("{}={}", entry.key, entry.value.text())).collect(), &source[at..]))
    }

    #[test]
    fn entries_in_lines_are_read() {
        let lines = "Title: Interview: Ida Berg\nDate: 2008-03-12 18:16\nAuthor: Mara Olsen\nTags: tides\nSlug: ida\nSummary: She counts\n    the tides.\n\nText.\n";
        let (entries, rest) = shown(lines).unwrap();
        assert_eq!(entries.len(), 6);
        assert_eq!(
            (&*entries[0], &*entries[5], rest),
            ("Title=Interview: Ida Berg", "Summary=She counts the tides.", "Text.\n")
        );
        let remark = "/*\nTitle: Ida Berg\nTags: tides\n*/\n\nText.\n";
        let comment = remark.replace("/*", "<!--").replace("*/", "-->");
        assert_eq!(shown(&comment).map(|(entries, rest)| (entries.len(), rest)), Some((2, "\n\nText.\n")));
        assert_eq!(shown(remark).map(|(entries, rest)| (entries.len(), rest)), Some((2, "\n\nText.\n")));
        for lines in [
            "Title: Ida Berg\nNarrator: Ida Berg\nDate: 2008\n\nMO: Why?\n",
            "Title: Boats\nTags: x\nWhy?\n\nText.\n",
            "Tags: x\n\nText\n",
        ] {
            assert_eq!(shown(lines), None, "{lines}");
        }
    }

    #[test]
    fn entries_in_toml_and_json_are_read() {
        let toml = "+++\ntitle = \"Boats\"\ndate = 2021-05-03\nauthors = [\"Mara Olsen\", \"Jens Dahl\"]\n+++\nText.\n";
        let (mut entries, text) = shown(toml).unwrap();
        entries.sort();
        assert_eq!(entries, ["authors=Mara Olsen, Jens Dahl", "date=2021-05-03", "title=Boats"]);
        assert_eq!(text, "Text.\n");
        let fenced = "---json\n{\"title\": \"Boats\"}\n---\n\nText.\n";
        assert_eq!(shown(fenced).map(|(entries, text)| (entries.len(), text)), Some((1, "\n\nText.\n")));
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
