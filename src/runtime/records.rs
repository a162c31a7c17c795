//! The shapes on disk: one JSON object a line. The only place that knows them.
//!
//! A line from a later version of the program, with fields or a kind unknown here, is kept as it was read and written out
//! byte for byte. Hashes and identifiers are hexadecimal text, because many JSON readers round large numbers.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::interview::ParaId;
use crate::interview::locate::Locator;
use crate::library::events::{Event, MarkId, Seen, Stamp, What};
use crate::library::facts::{About, Fact};
use crate::library::progress::{Focus, Stopped};
use crate::search::find::Wish;
use crate::text::CleanText;

/// The version of the format that this program writes.
pub const VERSION: u64 = 1;

/// First line of a marks file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Header {
    /// What the file is: "marks".
    pub inquit: String,
    /// Version of the format.
    pub version: u64,
    /// Title of the interview, for people who look into the file.
    pub title: String,
    /// SHA-256 of the source at the time the file was made.
    pub hash: String,
    /// File name of the source at that time.
    pub name: String,
}

impl Header {
    /// The header of a new marks file.
    pub fn marks(title: &str, hash: &str, name: &str) -> Self {
        Self { inquit: "marks".into(), version: VERSION, title: title.into(), hash: hash.into(), name: name.into() }
    }

    /// The header as a line, without a line feed.
    pub fn line(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// What one line of a marks file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// A header; a file joined from two by a line-wise tool has several.
    Header(Header),
    /// An event, possibly of a kind unknown here.
    Event(Event),
    /// Not a JSON object: torn or damaged.
    Damaged,
}

#[derive(Serialize, Deserialize)]
struct EventRecord {
    kind: String,
    id: String,
    rev: u64,
    at: u64,
    by: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    bookmark: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    place: Option<LocatorRecord>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    over: Option<Vec<(u64, String)>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    letter: Option<char>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    on: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    key: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    since: Option<u64>,
    #[serde(flatten)]
    rest: BTreeMap<String, Value>,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct LocatorRecord {
    document: String,
    para: u32,
    byte: u32,
    whole: bool,
    quote: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    prefix: String,
    suffix: String,
    hash: String,
    length: u32,
    para_hash: String,
    copies: u32,
    nth: u32,
    question: u32,
    question_hash: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    alike: Option<u8>,
    #[serde(flatten)]
    rest: BTreeMap<String, Value>,
}

fn hex(number: u64) -> String {
    format!("{number:016x}")
}

/// A hash, or 0 for unknown.
fn unhex(text: &str) -> u64 {
    u64::from_str_radix(text, 16).unwrap_or(0)
}

impl From<&Locator> for LocatorRecord {
    fn from(place: &Locator) -> Self {
        let quote = place.quote();
        Self {
            document: place.document.to_string(),
            para: place.para.0,
            byte: place.byte,
            whole: place.whole,
            text: (quote != place.text.as_str()).then(|| place.text.to_string()),
            quote,
            prefix: place.prefix.to_string(),
            suffix: place.suffix.to_string(),
            hash: hex(place.hash),
            length: place.length,
            para_hash: hex(place.para_hash),
            copies: place.copies,
            nth: place.nth,
            question: place.question,
            question_hash: hex(place.question_hash),
            alike: place.alike,
            rest: BTreeMap::new(),
        }
    }
}

impl From<LocatorRecord> for Locator {
    fn from(record: LocatorRecord) -> Self {
        Self {
            document: CleanText::line(&record.document),
            para: ParaId(record.para),
            byte: record.byte,
            whole: record.whole,
            text: CleanText::from(record.text.unwrap_or(record.quote)),
            prefix: CleanText::line(&record.prefix),
            suffix: CleanText::line(&record.suffix),
            hash: unhex(&record.hash),
            length: record.length,
            para_hash: unhex(&record.para_hash),
            copies: record.copies,
            nth: record.nth,
            question: record.question,
            question_hash: unhex(&record.question_hash),
            alike: record.alike,
        }
    }
}

/// The event as a line, without a line feed.
pub fn encode(event: &Event) -> String {
    if let Some(raw) = &event.raw {
        return raw.to_string();
    }
    let mut record = EventRecord {
        kind: String::new(),
        id: hex(event.id.0),
        rev: event.stamp.rev,
        at: event.stamp.at,
        by: event.stamp.by.to_string(),
        bookmark: None,
        place: None,
        text: None,
        over: None,
        letter: None,
        on: None,
        key: None,
        since: None,
        rest: BTreeMap::new(),
    };
    let seen = |over: &Option<Vec<Seen>>| {
        over.as_ref().map(|list| list.iter().map(|seen| (seen.rev, seen.by.to_string())).collect())
    };
    match &event.what {
        What::Mark { place, bookmark } => {
            record.kind = "mark".into();
            record.bookmark = Some(*bookmark);
            record.place = Some(LocatorRecord::from(&**place));
        }
        What::Note { text, over } => {
            record.kind = "note".into();
            record.text = Some(text.to_string());
            record.over = seen(over);
        }
        What::Name { letter, on } => {
            record.kind = "name".into();
            (record.letter, record.on) = (Some(*letter), Some(*on));
        }
        What::Delete { over } => {
            record.kind = "delete".into();
            record.over = seen(over);
        }
        What::Fact(fact) => {
            record.kind = fact.about.name().into();
            record.key = (!fact.key.is_empty()).then(|| fact.key.to_string());
            record.text = fact.value.as_ref().map(CleanText::to_string);
            record.since = fact.since;
            record.place = fact.place.as_deref().map(LocatorRecord::from);
        }
        What::Other(kind) => record.kind = kind.to_string(),
    }
    serde_json::to_string(&record).unwrap_or_default()
}

/// Reads one line of a marks file.
pub fn decode(line: &str) -> Line {
    let line = line.trim();
    let Ok(Value::Object(fields)) = serde_json::from_str::<Value>(line) else { return Line::Damaged };
    let text = |key: &str| fields.get(key).and_then(Value::as_str).unwrap_or_default();
    let number = |key: &str| fields.get(key).and_then(Value::as_u64).unwrap_or(0);
    if fields.contains_key("inquit") {
        // Field by field: a later version may have given the others another shape, and must still be known for later.
        return match (fields["inquit"].as_str(), fields.get("version").and_then(Value::as_u64)) {
            (Some(inquit), Some(version)) => {
                let text = |key| CleanText::line(text(key)).to_string();
                let (title, hash, name) = (text("title"), text("hash"), text("name"));
                Line::Header(Header { inquit: inquit.into(), version, title, hash, name })
            }
            _ => Line::Damaged,
        };
    }
    let known = serde_json::from_str::<EventRecord>(line).ok().and_then(|record| known(record, line));
    Line::Event(known.unwrap_or_else(|| Event {
        id: MarkId(unhex(text("id"))),
        stamp: Stamp { rev: number("rev"), at: number("at"), by: CleanText::line(text("by")) },
        what: What::Other(CleanText::line(text("kind"))),
        raw: Some(line.into()),
    }))
}

/// The event, if it is of a kind known here and has all it needs.
fn known(record: EventRecord, line: &str) -> Option<Event> {
    let id = MarkId(u64::from_str_radix(&record.id, 16).ok()?);
    let seen = |(rev, by): (u64, String)| Seen { rev, by: CleanText::line(&by) };
    let over = record.over.map(|list| list.into_iter().map(seen).collect());
    let mut more = !record.rest.is_empty();
    let what = match record.kind.as_str() {
        "mark" => {
            let place = record.place?;
            more |= !place.rest.is_empty();
            What::Mark { place: Box::new(place.into()), bookmark: record.bookmark.unwrap_or(true) }
        }
        "note" => What::Note { text: CleanText::from(record.text?), over },
        "name" => What::Name { letter: record.letter?, on: record.on.unwrap_or(true) },
        "delete" => What::Delete { over },
        kind => {
            let about = About::named(kind)?;
            more |= record.place.as_ref().is_some_and(|place| !place.rest.is_empty());
            What::Fact(Box::new(Fact {
                about,
                key: CleanText::line(record.key.as_deref().unwrap_or_default()),
                value: record.text.map(CleanText::from),
                place: record.place.map(|place| Box::new(place.into())),
                since: record.since,
            }))
        }
    };
    let stamp = Stamp { rev: record.rev, at: record.at, by: CleanText::line(&record.by) };
    Some(Event { id, stamp, what, raw: more.then(|| line.into()) })
}

/// Where an interview was left, and which marks file is its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlaceRecord {
    /// SHA-256 of the source.
    pub document: String,
    /// Path of the marks file, if one is known.
    pub marks: Option<String>,
    /// Path of the source, where it is a file whose name is text.
    pub source: Option<String>,
    /// Where reading stopped.
    pub stopped: Option<Stopped>,
}

#[derive(Serialize, Deserialize)]
struct PlaceFile {
    inquit: String,
    version: u64,
    document: String,
    #[serde(default)]
    marks: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    #[serde(default)]
    stopped: Option<StoppedRecord>,
}

#[derive(Serialize, Deserialize)]
struct StoppedRecord {
    place: LocatorRecord,
    #[serde(default)]
    read: Vec<String>,
    #[serde(default)]
    measure: Option<u16>,
    #[serde(default)]
    focus: String,
    #[serde(default)]
    at: u64,
}

/// The place record as the text of its file.
pub fn encode_place(record: &PlaceRecord) -> String {
    let stopped = record.stopped.as_ref().map(|stopped| StoppedRecord {
        place: LocatorRecord::from(&stopped.place),
        read: stopped.read.iter().copied().map(hex).collect(),
        measure: stopped.measure,
        focus: if stopped.focus == Focus::Questions { "questions" } else { "text" }.into(),
        at: stopped.at,
    });
    let (inquit, document, marks) = ("place".into(), record.document.clone(), record.marks.clone());
    let source = record.source.clone();
    let mut text = serde_json::to_string(&PlaceFile { inquit, version: VERSION, document, marks, source, stopped })
        .unwrap_or_default();
    text.push('\n');
    text
}

/// Reads a place record. `None` where the file is damaged or of a later version: a place is only a convenience, and the
/// next one written replaces it.
pub fn decode_place(text: &str) -> Option<PlaceRecord> {
    let file: PlaceFile = serde_json::from_str(text).ok()?;
    if file.inquit != "place" || file.version > VERSION {
        return None;
    }
    let stopped = file.stopped.map(|record| Stopped {
        place: record.place.into(),
        read: record.read.iter().map(|key| unhex(key)).collect(),
        measure: record.measure,
        focus: if record.focus == "questions" { Focus::Questions } else { Focus::Text },
        at: record.at,
    });
    Some(PlaceRecord { document: file.document, marks: file.marks, source: file.source, stopped })
}

#[derive(Serialize, Deserialize)]
struct SearchFile {
    inquit: String,
    version: u64,
    searches: Vec<SearchRecord>,
}

#[derive(Serialize, Deserialize)]
struct SearchRecord {
    text: String,
    #[serde(default)]
    word: bool,
    #[serde(default)]
    regex: bool,
}

/// Searches, the last one last, as the text of their file.
pub fn encode_searches(searches: &[Wish]) -> String {
    let record = |wish: &Wish| SearchRecord { text: wish.text.clone(), word: wish.word, regex: wish.regex };
    let searches = searches.iter().map(record).collect();
    let file = SearchFile { inquit: "searches".into(), version: VERSION, searches };
    let mut text = serde_json::to_string(&file).unwrap_or_default();
    text.push('\n');
    text
}

/// Reads a file of searches. `None` where it is damaged or of a later version, as with places.
pub fn decode_searches(text: &str) -> Option<Vec<Wish>> {
    let file: SearchFile = serde_json::from_str(text).ok()?;
    if file.inquit != "searches" || file.version > VERSION {
        return None;
    }
    let wish = |record: SearchRecord| Wish {
        text: CleanText::line(&record.text).to_string(),
        word: record.word,
        regex: record.regex,
        answers: false,
    };
    Some(file.searches.into_iter().map(wish).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn event(line: &str) -> Event {
        match decode(line) {
            Line::Event(event) => event,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_is_not_understood_is_kept_byte_for_byte() {
        for line in [
            r#"{"kind":"card","id":"2a","due":1e3,"nested":{"b":[1,2.50]}}"#,
            r#"{"kind":"note","id":"000000000000002a","rev":1,"at":5,"by":"w","text":"x","colour":"green"}"#,
            r#"{"kind":"note","id":"not hex","rev":1,"at":5,"by":"w","text":"x"}"#,
            r#"{"kind":"note","id":"2a","rev":-1,"at":5,"by":"w","text":"x"}"#,
            r#"{"something":"else entirely"}"#,
        ] {
            assert_eq!(encode(&event(line)), line);
        }
        assert!(matches!(
            event(r#"{"kind":"note","id":"2a","rev":1,"at":5,"by":"w","text":"x","c":1}"#).what,
            What::Note { .. }
        ));
    }

    #[test]
    fn lines_that_are_no_objects_are_damaged() {
        for line in ["", "{\"kind\":\"no", "[]", "null", "\0\0\0", "{\"inquit\":\"marks\",\"version\":\"one\"}"] {
            assert_eq!(decode(line), Line::Damaged);
        }
        let header = Header::marks("A “title”", "ab12", "a.txt");
        assert_eq!(decode(&header.line()), Line::Header(header));
        let later = r#"{"inquit":"marks","version":3,"title":{"short":"A"},"more":1}"#;
        assert!(matches!(decode(later), Line::Header(Header { version: 3, .. })));
    }

    #[test]
    fn control_characters_stop_at_the_door() {
        let event = event(r#"{"kind":"note","id":"2a","rev":1,"at":5,"by":"w","text":"a\u001b[2Jb\nc"}"#);
        assert!(matches!(event.what, What::Note { text, .. } if text.as_str() == "a\u{fffd}[2Jb\nc"));
    }

    fn locators() -> impl Strategy<Value = Locator> {
        (".{0,90}", ".{0,8}", any::<(u32, u32, bool, u64, u32, u64)>(), any::<(u32, u32, u32, u64)>()).prop_map(
            |(text, around, (para, byte, whole, hash, length, para_hash), (copies, nth, question, question_hash))| {
                Locator {
                    document: CleanText::line("ab"),
                    para: ParaId(para),
                    byte,
                    whole,
                    text: CleanText::from(text),
                    prefix: CleanText::line(&around),
                    suffix: CleanText::line(&around),
                    hash,
                    length,
                    para_hash,
                    copies,
                    nth,
                    question,
                    question_hash,
                    alike: (para % 3 > 0).then_some(para as u8),
                }
            },
        )
    }

    proptest! {
        #[test]
        fn every_event_survives_the_disk(
            id in any::<u64>(), rev in any::<u64>(), at in any::<u64>(), by in "[a-z]{1,8}", place in locators(),
            text in any::<String>(), letter in any::<char>(), flag in any::<bool>(), kind in 0..5,
        ) {
            let by = CleanText::line(&by);
            let over = flag.then(|| vec![Seen { rev, by: by.clone() }]);
            let what = match kind {
                0 => What::Mark { place: Box::new(place.clone()), bookmark: flag },
                1 => What::Note { text: CleanText::from(text), over },
                2 => What::Name { letter, on: flag },
                3 => What::Fact(Box::new(Fact {
                    about: About::ALL[usize::from(rev as u8) % About::ALL.len()],
                    key: CleanText::line(&text),
                    value: flag.then(|| CleanText::from(text)),
                    place: (id % 2 == 0).then(|| Box::new(place.clone())),
                    since: (at % 2 == 0).then_some(at),
                })),
                _ => What::Delete { over },
            };
            let event = Event { id: MarkId(id), stamp: Stamp { rev, at, by }, what, raw: None };
            let line = encode(&event);
            prop_assert!(!line.contains('\n'));
            prop_assert_eq!(decode(&line), Line::Event(event));
            let stopped = Stopped { place, read: [id, rev].into(), measure: flag.then_some(60), focus: Focus::Questions, at };
            let record = PlaceRecord { document: "ab".into(), marks: None, source: Some("/a".into()), stopped: Some(stopped) };
            prop_assert_eq!(decode_place(&encode_place(&record)), Some(record));
        }

        #[test]
        fn no_line_makes_it_fall(line in any::<String>()) {
            let _ = (decode(&line), decode_place(&line));
        }
    }
}
