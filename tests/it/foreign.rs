//! Bytes that others wrote, read by everything that reads any: settings, keys, marks, places, searches, drafts, places typed on
//! the command line, patterns, templates. Right ones with a few changes get further than noise. Nothing falls, and
//! nothing but clean text comes in.
//!
//! `PROPTEST_CASES=100000 cargo test --test it foreign` hunts longer; formats and the terminal have such tests of their own.

use std::fs;

use inquit::app::keys::Key;
use inquit::app::msg::Msg;
use inquit::app::update;
use inquit::cite::quotation::parse_place;
use inquit::cite::template;
use inquit::runtime::records::{self, Line};
use inquit::runtime::{config, store};
use inquit::search::find::Wish;
use inquit::search::pattern::Pattern;
use inquit::text::CleanText;
use proptest::prelude::*;

use crate::random::config as cases;
use crate::support::{Shot, TALK, model, press};

/// What is put into right text to make it wrong.
const SPLINTERS: [&str; 28] = [
    "\"",
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "\\",
    "\\u0000",
    "\\u001b[2J",
    "\\ud800",
    "null",
    "true",
    "-1",
    "1e999",
    "18446744073709551616",
    "\u{9b}31m",
    "\u{202e}",
    "\u{feff}",
    "e\u{301}",
    "東",
    "=",
    "#",
    "\n",
    "'''",
    "\0",
    "\u{1b}]0;x\u{7}",
    "{{quote}",
];

/// A right text with some changes: something put in, taken out, doubled.
fn changed(right: &'static [&'static str]) -> impl Strategy<Value = String> {
    let change = (any::<prop::sample::Index>(), 0u8..4, prop::sample::select(SPLINTERS.to_vec()), 0usize..9);
    (prop::sample::select(right), prop::collection::vec(change, 0..6)).prop_map(|(text, changes)| {
        let mut letters: Vec<char> = text.chars().collect();
        for (at, kind, splinter, length) in changes {
            let at = at.index(letters.len() + 1);
            let end = (at + length).min(letters.len());
            match kind {
                0 => drop(letters.splice(at..at, splinter.chars())),
                1 => drop(letters.splice(at..end, splinter.chars())),
                2 => drop(letters.drain(at..end)),
                _ => {
                    let again = letters[at..end].to_vec();
                    drop(letters.splice(at..at, again));
                }
            }
        }
        letters.into_iter().collect()
    })
}

const MARKS: &[&str] = &[
    r#"{"inquit":"marks","version":1,"title":"Boats","hash":"ab","name":"talk.txt"}"#,
    r#"{"kind":"mark","id":"910a2dec89025cc1","rev":1,"at":1800000003000,"by":"5f0c3e9a71","bookmark":true,"place":{"document":"66","para":2,"byte":3,"whole":false,"quote":"uncle had a boat","text":"uncle had a boat","prefix":"My ","suffix":". It","hash":"c9","length":16,"para_hash":"c9","copies":1,"nth":0,"question":1,"question_hash":"0f"}}"#,
    r#"{"kind":"note","id":"910a2dec89025cc1","rev":2,"at":1800000026000,"by":"5f0c3e9a71","text":"Which boats? #check","over":[[1,"a"]]}"#,
    r#"{"kind":"name","id":"910a2dec89025cc1","rev":3,"at":1800000028000,"by":"5f0c3e9a71","letter":"k","on":true}"#,
    r#"{"kind":"delete","id":"910a2dec89025cc1","rev":4,"at":1800000030000,"by":"5f0c3e9a71","over":[[2,"5f0c3e9a71"]]}"#,
    r#"{"kind":"role","id":"0a","rev":1,"at":5,"by":"w","text":"question","place":{"document":"66","para":4,"byte":0,"whole":true,"quote":"Later he sold her","text":"Later he sold her. I cried.","prefix":"","suffix":"","hash":"c9","length":16,"para_hash":"c9","copies":1,"nth":0,"question":1,"question_hash":"0f"}}"#,
    r#"{"kind":"detail","key":"url","id":"0b","rev":1,"at":5,"by":"w","text":"https://example.org"}"#,
    r#"{"kind":"topic","key":"boats","id":"0c","rev":1,"at":5,"by":"w","text":"hide"}"#,
];

const KEPT: &[&str] = &[
    r#"{"inquit":"place","version":1,"document":"ab","marks":"/a","source":"/b","stopped":{"place":{"document":"66","para":12,"byte":0,"whole":true,"quote":"a","text":"a","prefix":"","suffix":"","hash":"c9","length":1,"para_hash":"c9","copies":1,"nth":0,"question":2,"question_hash":"0f"},"read":["0f"],"measure":60,"focus":"text","at":5}}"#,
    r#"{"inquit":"searches","version":1,"searches":[{"text":"boat","word":true,"regex":false}]}"#,
];

const SETTINGS: &[&str] = &[
    "theme = \"dark\"\naccent = \"#5fafff\"\nkeys = \"less\"\nmeasure = 66\nascii = true\nmouse = false\ndim = true\n",
    "marks = \"beside\"\ncopy = \"text\"\nclipboard_limit = 4000\nquotes = \"~/quotes.md\"\n",
    "[bind]\n\"jump\" = [\"t\", \"Ctrl-T\"]\n\"find\" = \"/\"\n\"bookmark\" = \"b\"\n",
];

const PLACES: &[&str] = &["1", "1.2", "2.1-2", "q. 1, para. 2", "3", "1.1, s. 2", "0", "99.99"];

const PATTERNS: &[&str] =
    &["(boat|storm)s?", "^The .* boat$", "[a-z]{2,5}", "\\bred\\b", "(?i)uncle", "a.*?b", "\\w+\\s\\d"];

/// Nothing that a screen may not show.
fn is_clean(text: &str) -> bool {
    text.chars().all(|c| c == '\n' || !c.is_control()) && CleanText::new(text).as_str() == text
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn marks_of_any_kind_are_read_and_shown(lines in prop::collection::vec(changed(MARKS), 1..12)) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("talk.marks.jsonl");
        fs::write(&path, lines.join("\n")).unwrap();
        let events = store::read(&path).map(|found| found.events).unwrap_or_default();
        for line in &lines {
            let Line::Event(event) = records::decode(line) else { continue };
            // What was read is written so that it is read again as the same.
            prop_assert_eq!(records::decode(&records::encode(&event)), Line::Event(event));
        }
        let mut model = model(TALK, (80, 24));
        update(&mut model, Msg::Merged(events));
        for keys in ["", "B", "Esc Right Enter", "Esc t", "Esc T", "Esc i", "Esc Y"] {
            press(&mut model, keys);
            let text = Shot::of(&model).text();
            prop_assert!(is_clean(&text), "{:?}", text);
        }
    }

    #[test]
    fn places_and_searches_that_others_wrote_are_read_or_not(text in changed(KEPT)) {
        if let Some(record) = records::decode_place(&text) {
            prop_assert_eq!(records::decode_place(&records::encode_place(&record)), Some(record));
        }
        if let Some(searches) = records::decode_searches(&text) {
            for search in &searches {
                let _ = Pattern::new(search);
            }
            prop_assert_eq!(records::decode_searches(&records::encode_searches(&searches)).map(|list| list.len()), Some(searches.len()));
        }
    }

    #[test]
    fn settings_of_any_kind_leave_a_program_with_its_keys(text in changed(SETTINGS)) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        fs::write(&path, &text).unwrap();
        let config = config::load(Some(&path), None);
        // The way out and the arrows are always there.
        for key in ["Esc", "Enter", "Up", "Down", "Tab"] {
            let key: Key = key.parse().unwrap();
            let context = inquit::app::model::Context::Panel;
            prop_assert!(key == "Tab".parse().unwrap() || config.keymap.get(context, key).is_some(), "{}", key);
        }
        // A complaint is shown as a notice, which is cleaned there.
        prop_assert!(config.complaints.iter().all(|complaint| is_clean(&CleanText::line(complaint))));
    }

    #[test]
    fn keys_are_spelled_as_they_are_read(text in prop_oneof![any::<String>(), "(Ctrl-|Alt-|Shift-|F|Pg){0,3}[a-zA-Z0-9é]{0,4}"]) {
        if let Ok(key) = text.parse::<Key>() {
            prop_assert_eq!(key.to_string().parse::<Key>(), Ok(key));
        }
    }

    #[test]
    fn what_is_typed_on_the_command_line_finds_something_or_nothing(
        place in changed(PLACES), pattern in changed(PATTERNS), form in changed(&["{quote} {place} {cite} {note} {tags}"]),
    ) {
        let document = crate::support::document(TALK);
        if let Ok(span) = parse_place(&document.interview, &document.places, &place) {
            prop_assert!((span.end.para.0 as usize) < document.interview.paragraphs.len());
        }
        if let Ok(pattern) = Pattern::new(&Wish { text: pattern, regex: true, ..Wish::default() }) {
            let text = "My uncle had a boat. It was red, and it leaked.";
            let (mut from, mut count) = (0, 0);
            while let Some((begin, end)) = pattern.next(text, from, text.len()) {
                prop_assert!(begin < end && end <= text.len());
                from = end;
                count += 1;
            }
            prop_assert!(count <= text.len());
        }
        let _ = template::fill(&form, false, &inquit::app::quoting::source(&model(TALK, (80, 24))), &[]);
    }
}
