//! The forms that programs read: CSL-JSON, BibLaTeX, RIS.

use serde_json::{Map, Value, json};

use super::names::Name;
use super::quotation::Quotation;
use super::record::Record;
use super::styles::section;
use crate::interview::Date;

/// The source as one item of CSL data (schema 1.0.2): type, names, title, dates and where it was published.
pub fn csl_item(record: &Record) -> Value {
    let mut item = Map::new();
    item.insert("id".to_owned(), json!(record.key()));
    item.insert("type".to_owned(), json!("interview"));
    let mut put = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            item.insert(key.to_owned(), value);
        }
    };
    let names = |names: &[Name]| (!names.is_empty()).then(|| names.iter().map(csl_name).collect::<Value>());
    put("author", names(&record.interviewees));
    put("interviewer", names(&record.interviewers));
    put("title", record.title.as_ref().map(|title| json!(title)));
    // The date of a source that was not published is when it was made.
    put("issued", record.published.or(record.date.filter(|_| record.publication.is_none())).map(csl_date));
    put("event-date", record.date.filter(|_| record.published.is_some() || record.publication.is_some()).map(csl_date));
    put("container-title", record.publication.as_ref().map(|text| json!(text)));
    put("URL", record.url.as_ref().map(|text| json!(text)));
    put("archive", record.archive.as_ref().map(|text| json!(text)));
    put("language", record.language.as_ref().map(|text| json!(text)));
    Value::Object(item)
}

fn csl_name(name: &Name) -> Value {
    if name.is_whole() && name.suffix.is_empty() {
        return json!({ "literal": name.family });
    }
    let mut out = Map::new();
    let fields = [
        ("family", &name.family),
        ("given", &name.given),
        ("non-dropping-particle", &name.particle),
        ("suffix", &name.suffix),
    ];
    for (key, value) in fields {
        if !value.is_empty() {
            out.insert(key.to_owned(), json!(value));
        }
    }
    if name.family_first {
        out.insert("static-ordering".to_owned(), json!(true));
    }
    Value::Object(out)
}

fn csl_date(date: Date) -> Value {
    let mut parts = vec![date.year];
    parts.extend(date.month.map(i32::from));
    parts.extend(date.day.map(i32::from));
    json!({ "date-parts": [parts] })
}

/// A list of items, as bibliographies are exchanged.
pub fn csl_data(record: &Record) -> String {
    pretty(&json!([csl_item(record)]))
}

/// A citation with its place. CSL has no locator for questions, so it is a section.
pub fn csl_citation(record: &Record, quotation: &Quotation) -> String {
    let item = csl_item(record);
    let id = item["id"].clone();
    pretty(&json!({
        "schema": "https://resource.citationstyles.org/schema/latest/input/json/csl-citation.json",
        "citationID": format!("{}-{}", record.key(), quotation.compact()),
        "citationItems": [{ "id": id, "itemData": item, "label": "section", "locator": section(quotation) }],
    }))
}

/// JSON in lines, with a line feed at its end.
pub fn pretty(value: &Value) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

/// An entry for BibLaTeX, which has no type for interviews: an online source, or else a miscellaneous one.
pub fn biblatex(record: &Record) -> String {
    let mut fields: Vec<(&str, String)> = Vec::new();
    let names = |names: &[Name]| names.iter().map(biblatex_name).collect::<Vec<_>>().join(" and ");
    if !record.interviewees.is_empty() {
        fields.push(("author", names(&record.interviewees)));
    }
    fields.extend(record.title.as_ref().map(|title| ("title", tex(title))));
    let by = record.interviewers.iter().map(Name::full).collect::<Vec<_>>().join(" and ");
    let mut note = if by.is_empty() { "Interview".to_owned() } else { format!("Interview by {by}") };
    let other = record.date.filter(|date| record.published.is_some_and(|published| published != *date));
    if let Some(date) = other {
        note.push_str(&format!(", {}", super::copy::day_month_year(date)));
    }
    fields.push(("note", tex(&note)));
    fields.extend(record.publication.as_ref().map(|text| ("organization", tex(text))));
    fields.extend(record.archive.as_ref().map(|text| ("howpublished", tex(&format!("Transcript, {text}")))));
    fields.extend(record.published.or(record.date).map(|date| ("date", date.iso())));
    // An address is not text: only what would end the field is written otherwise.
    fields.extend(record.url.as_ref().map(|url| ("url", url.replace('{', "%7B").replace('}', "%7D"))));
    let kind = if record.url.is_some() { "online" } else { "misc" };
    let mut out = format!("@{kind}{{{},\n", record.key());
    for (name, value) in fields {
        out.push_str(&format!("  {name:<12} = {{{value}}},\n"));
    }
    out.push_str("}\n");
    out
}

/// The entry, and under it how to cite the place.
pub fn biblatex_citation(record: &Record, quotation: &Quotation) -> String {
    format!("{}\n% \\autocite[{}]{{{}}}\n", biblatex(record), tex(&section(quotation)), record.key())
}

/// "van der Berg, Jan", "King, Jr., Martin Luther"; in braces what is not to be split.
fn biblatex_name(name: &Name) -> String {
    if name.is_whole() && name.suffix.is_empty() {
        return format!("{{{}}}", tex(&name.family));
    }
    let family = name.family_name();
    // A word in capitals or small letters in the middle of a family name would be taken for a particle.
    let family = if name.family.contains(' ') && name.particle.is_empty() {
        format!("{{{}}}", tex(&family))
    } else {
        tex(&family)
    };
    let parts = [family, tex(&name.suffix), tex(&name.given)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// Text as TeX reads it.
pub fn tex(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => {
                out.push('\\');
                out.push(c);
            }
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '\\' => out.push_str("\\textbackslash{}"),
            '\n' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// A record in RIS, one field a line. There is no type for interviews; what Zotero and others read as one is the personal
/// communication, the interviewer its second author.
pub fn ris(record: &Record, quotation: Option<&Quotation>) -> String {
    let mut lines = vec![("TY", "PCOMM".to_owned())];
    // Family name first and a comma, whatever the order in speech: a name without a comma would be taken for a whole one.
    let sorted = |name: &Name| {
        let parts = [name.family_name(), name.given.clone(), name.suffix.clone()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    };
    lines.extend(record.interviewees.iter().map(|name| ("AU", sorted(name))));
    lines.extend(record.interviewers.iter().map(|name| ("A2", sorted(name))));
    let text = |tag: &'static str, value: &Option<String>| value.clone().map(|value| (tag, value));
    lines.extend(text("TI", &record.title));
    lines.extend(text("T2", &record.publication));
    if let Some(date) = record.published.or(record.date) {
        lines.push(("PY", format!("{:04}", date.year)));
        let number = |value: Option<u8>| value.map_or_else(String::new, |value| format!("{value:02}"));
        lines.push(("DA", format!("{:04}/{}/{}/", date.year, number(date.month), number(date.day))));
    }
    lines.push(("M3", "Interview".to_owned()));
    lines.extend(text("DB", &record.archive));
    lines.extend(text("LA", &record.language));
    lines.extend(text("UR", &record.url));
    lines.extend(quotation.map(|quotation| ("N1", format!("Quoted: {}", section(quotation)))));
    lines.push(("ER", String::new()));
    // A field is one line, and lines end as on Windows: so the format was laid down.
    let line = |(tag, value): (&str, String)| format!("{tag}  - {}\r\n", value.replace(['\n', '\r'], " ").trim());
    lines.into_iter().map(line).collect()
}
