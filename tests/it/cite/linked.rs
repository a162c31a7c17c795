//! Web Annotations as linked data: an independent parser of JSON-LD makes statements of them, and none is missing.
//!
//! Nothing is fetched: `tests/fixtures/cite/annotations.jsonld` says, for the terms that are used here, what the context of
//! the Web Annotation recommendation (<http://www.w3.org/ns/anno.jsonld>) says of them.

use inquit::cite::export::{Item, Target, write};
use inquit::cite::{Form, Quotation};
use inquit::interview::Anchor;
use inquit::interview::locate::Span;
use oxjsonld::{JsonLdParser, JsonLdRemoteDocument};
use serde_json::Value;

use super::forms::{FILES, Read, sections, span};

const CONTEXT: &str = include_str!("../../fixtures/cite/annotations.jsonld");

/// The statements that a document makes: predicate and object.
fn statements(name: &str, text: &str) -> Vec<(String, String)> {
    JsonLdParser::new()
        .with_base_iri("file:///interviews/")
        .expect("an address")
        .for_slice(text)
        .with_load_document_callback(|url, _| {
            assert_eq!(url, "http://www.w3.org/ns/anno.jsonld");
            Ok(JsonLdRemoteDocument { document: CONTEXT.as_bytes().to_vec(), document_url: url.to_owned() })
        })
        .map(|quad| {
            let quad = quad.unwrap_or_else(|error| panic!("{name}: {error}\n{text}"));
            (quad.predicate.as_str().to_owned(), quad.object.to_string())
        })
        .collect()
}

/// How many statements a value is to make, and the texts in it.
fn expected<'v>(value: &'v Value, texts: &mut Vec<&'v str>) -> usize {
    match value {
        Value::Object(object) => object
            .iter()
            .filter(|(name, _)| !matches!(&name[..], "@context" | "id"))
            .map(|(name, value)| {
                let inner = expected(value, texts);
                match (&name[..], value) {
                    // Of a list each place is a node, which has what stands there and the next one.
                    ("items", Value::Array(list)) => inner + 1 + 2 * list.len(),
                    (_, Value::Array(list)) => inner + list.len(),
                    ("exact" | "prefix" | "suffix" | "value", Value::String(text)) => {
                        texts.push(text);
                        inner + 1
                    }
                    _ => inner + 1,
                }
            })
            .sum(),
        Value::Array(list) => list.iter().map(|value| expected(value, texts)).sum(),
        _ => 0,
    }
}

fn check(name: &str, text: &str) -> Vec<(String, String)> {
    let value: Value = serde_json::from_str(text).expect("JSON");
    let mut texts = Vec::new();
    let count = expected(&value, &mut texts);
    let found = statements(name, text);
    assert_eq!(found.len(), count, "{name}: {found:#?}\n{text}");
    assert!(!texts.is_empty());
    for text in texts {
        let literal = oxrdf::Literal::new_simple_literal(text).to_string();
        assert!(found.iter().any(|(_, object)| *object == literal), "{name}: {literal} in {found:#?}");
    }
    found
}

#[test]
fn annotations_are_read_by_an_independent_parser() {
    for (name, text) in FILES {
        let sections = sections(text);
        let read = Read::new(&sections);
        let quoted = span(&read.interview, &read.places, sections["quoted"].trim_end());
        let source = read.source();
        let single = Form::WebAnnotation.write(&source, &Quotation::of(&read.interview, &read.places, quoted));
        let found = check(name, &single);
        let has = |predicate: &str, object: &str| found.iter().any(|(p, o)| p == predicate && o == object);
        // What was published is named by its address, all else by its file.
        let address = source.record.url.as_deref().unwrap_or("file:///interviews/the%20talk.md");
        assert!(has("http://www.w3.org/ns/oa#hasSource", &format!("<{address}>")), "{name}: {found:#?}");
        // A collection of marks on every paragraph, with notes and tags.
        let items: Vec<Item> = (1..)
            .zip(read.interview.ids())
            .filter_map(|(id, para)| {
                let end = Anchor { para, byte: read.interview.para(para).text.len() as u32 };
                let quotation =
                    Quotation::of(&read.interview, &read.places, Span { start: Anchor { para, byte: 0 }, end });
                let text = quotation.text.clone();
                let (note, tags) = match id % 3 {
                    0 => (String::new(), Vec::new()),
                    1 => ("“so” \\ {she}\nsays #one/two".to_owned(), vec!["one/two".to_owned()]),
                    _ => ("#a #b".to_owned(), vec!["a".to_owned(), "b".to_owned()]),
                };
                let item = Item {
                    changed: false,
                    id,
                    quotation: Some(quotation),
                    text,
                    note,
                    tags,
                    letters: String::new(),
                    created: 1_800_000_000_000,
                    updated: 1_800_000_001_000 + id,
                };
                (!item.text.is_empty()).then_some(item)
            })
            .collect();
        check(name, &write(&source, &items, Target::WebAnnotation));
    }
}
