//! Every form of a citation against what a person wrote by hand, by the rules of the styles: one file for an interview that
//! names everybody, that was published, that lies in an archive, that names one person, that names nobody; and one each
//! for a sentence with particles and a single name, for two paragraphs of several people, and for names that are not Latin.

use std::collections::BTreeMap;

use inquit::cite::export::{Target, write};
use inquit::cite::{Detail, Form, Quotation, Source, quotation};
use inquit::interview::locate::Span;
use inquit::interview::parse::{Format, parse};
use inquit::interview::place::Places;
use inquit::interview::{Anchor, Interview};
use inquit::text::CleanText;
use serde_json::Value;

/// The files, each with its name.
pub(super) const FILES: [(&str, &str); 8] = [
    ("named", include_str!("../../fixtures/cite/named.txt")),
    ("published", include_str!("../../fixtures/cite/published.txt")),
    ("archived", include_str!("../../fixtures/cite/archived.txt")),
    ("half-named", include_str!("../../fixtures/cite/half-named.txt")),
    ("unnamed", include_str!("../../fixtures/cite/unnamed.txt")),
    ("sentence", include_str!("../../fixtures/cite/sentence.txt")),
    ("several", include_str!("../../fixtures/cite/several.txt")),
    ("not-latin", include_str!("../../fixtures/cite/not-latin.txt")),
];

/// The sections of a file, by their titles.
pub(super) fn sections(text: &str) -> BTreeMap<&str, &str> {
    let parts = text.strip_prefix("=== ").expect("a title").split("\n=== ");
    parts.map(|part| part.split_once('\n').expect("a title in a line")).collect()
}

/// Where the words are: a place, or the words themselves.
pub(super) fn span(interview: &Interview, places: &Places, quoted: &str) -> Span {
    if let Ok(span) = quotation::parse_place(interview, places, quoted) {
        return span;
    }
    let at = |id| Some((id, interview.para(id).text.find(quoted)?));
    let (para, from) = interview.ids().find_map(at).unwrap_or_else(|| panic!("“{quoted}” does not stand in the text"));
    let anchor = |byte: usize| Anchor { para, byte: byte as u32 };
    Span { start: anchor(from), end: anchor(from + quoted.len()) }
}

/// The interview of a file, with what its reader added.
pub(super) struct Read {
    pub(super) interview: Interview,
    pub(super) places: Places,
    added: BTreeMap<String, String>,
}

impl Read {
    pub(super) fn new(sections: &BTreeMap<&str, &str>) -> Self {
        let interview = parse(&CleanText::new(sections["interview"]), Format::Auto, None);
        let places = Places::of(&interview);
        let details = sections.get("details").copied().unwrap_or_default().lines();
        let added = details.map(|line| line.split_once(": ").expect("a detail and its value"));
        let added = added.map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
        Self { interview, places, added }
    }

    pub(super) fn source(&self) -> Source<'_> {
        Source::new(&self.interview, &self.places, ("the talk.md", "0123456789abcdef0123456789abcdef"), &self.added)
    }
}

#[test]
fn every_form_is_what_a_person_wrote_by_hand() {
    for (name, text) in FILES {
        let sections = sections(text);
        let read = Read::new(&sections);
        let keys: Vec<&str> = Detail::ALL.into_iter().map(Detail::key).collect();
        assert!(read.added.keys().all(|key| keys.contains(&&key[..])), "{name}: {:?}", read.added);
        let source = read.source();
        let span = span(&read.interview, &read.places, sections["quoted"].trim_end());
        let quotation = Quotation::of(&read.interview, &read.places, span);
        let missing: Vec<&str> = source.record.missing().into_iter().map(Detail::words).collect();
        assert_eq!(missing.join(", "), sections["missing"].trim_end(), "{name}");
        for form in Form::ALL {
            let expected = sections.get(form.title()).unwrap_or_else(|| panic!("{name} has no {form:?}"));
            let written = form.write(&source, &quotation);
            if matches!(form, Form::CslJson | Form::WebAnnotation) {
                let read = |text: &str| serde_json::from_str::<Value>(text);
                let expected = read(expected).unwrap_or_else(|error| panic!("{name}, {form:?}: {error}"));
                let mut written = read(&written).expect("JSON");
                if form == Form::WebAnnotation {
                    assert!(written["id"].as_str().is_some_and(|id| id.starts_with("urn:uuid:01234567-89ab-8def-")));
                    written["id"] = "ID".into();
                }
                assert_eq!(written, expected, "{name}, {form:?}");
                continue;
            }
            // Lines of RIS end as on Windows.
            let unix = written.replace("\r\n", "\n");
            assert_eq!(form == Form::Ris, unix.len() < written.len(), "{name}, {form:?}");
            assert_eq!(unix.trim_end_matches('\n'), expected.trim_end_matches('\n'), "{name}, {form:?}");
        }
    }
}

#[test]
fn csl_is_read_by_an_independent_parser() {
    use citationberg::json::{DateValue, Item, NameValue, Value};
    for (name, text) in FILES {
        let sections = sections(text);
        let read = Read::new(&sections);
        let data = write(&read.source(), &[], Target::Csl);
        let items: Vec<Item> = serde_json::from_str(&data).unwrap_or_else(|error| panic!("{name}: {error}\n{data}"));
        let [item] = &items[..] else { panic!("{name}: one item") };
        assert_eq!(item.type_().as_deref(), Some("interview"), "{name}");
        assert!(item.id().is_some_and(|id| !id.is_empty()) && !item.has_html() && !item.may_have_hack(), "{name}");
        let record = read.source().record;
        for (key, names) in [("author", &record.interviewees), ("interviewer", &record.interviewers)] {
            let families = |value: &Value| -> Vec<String> {
                let Value::Names(list) = value else { panic!("{name}: {key} is no list of names") };
                let family = |value: &NameValue| match value {
                    NameValue::Literal(name) => name.literal.clone(),
                    NameValue::Item(name) => name.family.clone(),
                };
                list.iter().map(family).collect()
            };
            let found = item.0.get(key).map(families).unwrap_or_default();
            assert_eq!(found, names.iter().map(|name| name.family.clone()).collect::<Vec<_>>(), "{name}: {key}");
        }
        let issued = record.published.or(record.date.filter(|_| record.publication.is_none()));
        assert_eq!(item.0.contains_key("issued"), issued.is_some(), "{name}");
        if let (Some(Value::Date(date)), Some(issued)) = (item.0.get("issued"), issued) {
            let DateValue::DateParts { date_parts, .. } = date else { panic!("{name}: {date:?}") };
            let start = format!("{date_parts:?}");
            assert!(start.contains(&issued.year.to_string()), "{name}: {start}");
        }
        assert_eq!(item.0.get("title"), record.title.clone().map(Value::String).as_ref(), "{name}");
    }
}
