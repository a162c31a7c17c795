//! Marks for other programs: a table, JSON Lines, cards for Anki, a collection of Web Annotations.

use serde_json::{Map, Value, json};

use super::export::Item;
use super::{Source, blocks, copy, data};
use crate::interview::Clip;
use crate::interview::place::Place;
use crate::text::markup::csv_cell;

/// Words at the beginning of a quotation that the table shows in a column of their own.
const FIRST_WORDS: usize = 8;

/// Number of the collection in ids, and one less than that of its page.
const COLLECTION: u64 = 0x3c6e_f372_fe94_f82a;

/// A table as RFC 4180 has it, with the columns that an index of an oral history has: question, time, first words, the
/// note as synopsis, the tags as keywords. A cell that a spreadsheet would take for a formula begins with an apostrophe.
pub fn csv(source: &Source<'_>, items: &[Item]) -> String {
    let mut out = String::from("question,time,first words,synopsis,keywords,place,speaker,quotation,created\r\n");
    for item in items {
        let quotation = item.quotation.as_ref();
        let question = quotation.and_then(|quotation| quotation.place.question());
        let speaker = quotation.and_then(|quotation| copy::speaker(source, quotation));
        let cells = [
            question.map_or_else(String::new, |question| format!("{question}. {}", source.asked(question))),
            quotation.and_then(|quotation| quotation.time).map_or_else(String::new, long_clock),
            first_words(item.words()),
            item.note.clone(),
            item.tags.join("; "),
            item.place(),
            speaker.map_or_else(String::new, |name| name.full()),
            item.words().to_owned(),
            blocks::timestamp(item.created),
        ];
        out.push_str(&cells.map(|cell| csv_cell(&cell)).join(","));
        out.push_str("\r\n");
    }
    out
}

/// "01:02:03": always with hours, as indexes have it.
fn long_clock(seconds: u32) -> String {
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

fn first_words(text: &str) -> String {
    let mut words = text.split_whitespace();
    let first: Vec<&str> = words.by_ref().take(FIRST_WORDS).collect();
    let more = if words.next().is_some() { "…" } else { "" };
    format!("{}{more}", first.join(" "))
}

/// One mark a line.
pub fn json_lines(source: &Source<'_>, items: &[Item]) -> String {
    items.iter().flat_map(|item| [json_item(source, item).to_string(), "\n".to_owned()]).collect()
}

/// A mark as JSON: the same that `inquit marks --json` prints.
pub fn json_item(source: &Source<'_>, item: &Item) -> Value {
    let mut out = Map::new();
    let mut put = |key: &str, value: Value| {
        out.insert(key.to_owned(), value);
    };
    put("id", json!(format!("{:016x}", item.id)));
    put("place", json!(item.place()));
    put("lost", json!(item.quotation.is_none()));
    if item.changed {
        put("was", json!(item.text));
    }
    if let Some(quotation) = &item.quotation {
        put("at", json!(quotation.at()));
        if let Some(question) = quotation.place.question() {
            put("question", json!(question));
            put("asked", json!(source.asked(question)));
        }
        if let Place::Answer(_, paragraph) = quotation.place {
            put("paragraph", json!(paragraph));
        }
        if let Some(name) = copy::speaker(source, quotation) {
            put("speaker", json!(name.full()));
        }
        if let Some(time) = quotation.time {
            put("time", json!(time));
        }
        if let Some(Clip { start, end: Some(end) }) = quotation.clip {
            put("clip", json!([start as f64 / 1000.0, end as f64 / 1000.0]));
        }
    }
    put("text", json!(item.words()));
    put("note", json!(item.note));
    put("tags", json!(item.tags));
    put("letters", json!(item.letters));
    put("created", json!(blocks::timestamp(item.created)));
    put("updated", json!(blocks::timestamp(item.updated)));
    Value::Object(out)
}

/// Notes for Anki: the question, the words with the note under them, where they stand, the tags. The lines at the head tell
/// Anki how to read it (Anki manual, "Importing", file headers). The last column tells the notes apart, so that several on
/// one question stay several, and one that is brought in again takes the place of its older self.
pub fn anki(source: &Source<'_>, items: &[Item]) -> String {
    let mut out = String::from("#separator:tab\n#html:false\n#tags column:4\n#guid column:5\n");
    for item in items {
        let question = item.quotation.as_ref().and_then(|quotation| quotation.place.question());
        let title = source.record.title.as_deref().unwrap_or(&source.record.name);
        let front = question.map_or(title, |question| source.asked(question));
        let note = if item.note.is_empty() { String::new() } else { format!("\n\n{}", item.note) };
        let back = format!("{}{note}", item.words());
        let place = match &item.quotation {
            Some(quotation) => copy::attribution(source, quotation).trim_start_matches("— ").to_owned(),
            None => item.place(),
        };
        // Tags are words: a blank would make two of one.
        let tags = item.tags.iter().map(|tag| tag.replace(char::is_whitespace, "_")).collect::<Vec<_>>().join(" ");
        let id = format!("inquit-{:016x}", item.id);
        out.push_str(&[front, &back, &place, &tags, &id].map(anki_field).join("\t"));
        out.push('\n');
    }
    out
}

/// A field, in quotation marks where it has a tab, a line feed or a quotation mark, or begins as a comment does.
fn anki_field(text: &str) -> String {
    if text.contains(['\t', '\n', '\r', '"']) || text.starts_with('#') {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

/// All marks as a collection with one page (Web Annotation Data Model, 5). Lost ones point at nothing and are left out.
pub fn annotations(source: &Source<'_>, items: &[Item]) -> String {
    let one = |item: &Item| {
        let quotation = item.quotation.as_ref()?;
        let mut annotation = blocks::annotation(source, quotation, Some(item));
        annotation.as_object_mut()?.remove("@context");
        Some(annotation)
    };
    let list: Vec<Value> = items.iter().filter_map(one).collect();
    let id = blocks::identity(source.hash, COLLECTION);
    data::pretty(&json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": id,
        "type": "AnnotationCollection",
        "label": source.record.title.as_deref().unwrap_or(&source.record.name),
        "total": list.len(),
        "first": {
            "id": blocks::identity(source.hash, COLLECTION + 1),
            "type": "AnnotationPage",
            "startIndex": 0,
            "partOf": id,
            "items": list,
        },
    }))
}
