//! Converting: what is written says the same as the interview, to a reader that is not ours where there is one.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its files has failed")]

use std::fmt::Write;
use std::fs;
use std::sync::LazyLock;

use inquit::convert::{Target, convert};
use inquit::formats::{captions, json};
use inquit::interview::parse::{Format, parse};
use inquit::interview::{Date, Interview, Meta, Paragraph, Role};
use inquit::text::CleanText;
use proptest::prelude::*;

use crate::documents::root;

/// Interviews of all kinds: the fixtures of recognition, of captions, and the one that comes with the program.
fn all() -> Vec<(String, Interview)> {
    static ALL: LazyLock<Vec<(String, Interview)>> = LazyLock::new(read_all);
    ALL.clone()
}

fn read_all() -> Vec<(String, Interview)> {
    let mut found = Vec::new();
    for folder in ["tests/fixtures/interviews", "seeds"] {
        for entry in fs::read_dir(root().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.display().to_string();
            if path.extension().is_some_and(|ending| ending == "txt" || ending == "md") {
                let source = CleanText::new(&fs::read_to_string(&path).unwrap());
                found.push((name.clone(), parse(&source, Format::Auto, Some(&name))));
            }
        }
    }
    for name in ["voices.vtt", "names.srt", "silent.srt", "podcast.json", "transcribe.json", "meet.json"] {
        found.push((name.to_owned(), crate::captions::read(name)));
    }
    assert!(found.len() > 15);
    found
}

fn written(interview: &Interview, target: Target) -> String {
    convert(interview, target).unwrap()
}

fn told(interview: &Interview) -> Vec<(Role, Option<String>, Option<u32>, String)> {
    let name = |p: &Paragraph| p.speaker.map(|who| interview.people[usize::from(who.0)].name.to_string());
    interview.paragraphs.iter().map(|p| (p.role, name(p), p.time, p.text.to_string())).collect()
}

#[test]
fn markdown_is_read_back_exactly() {
    for (name, before) in all() {
        let text = written(&before, Target::Markdown);
        let after = parse(&CleanText::new(&text), Format::Auto, Some("x.md"));
        assert_eq!(told(&after), told(&before), "{name}");
        assert_eq!(
            (&after.meta, &after.people, &after.exchanges),
            (&before.meta, &before.people, &before.exchanges),
            "{name}"
        );
        assert_eq!(written(&after, Target::Markdown), text, "{name}");
    }
}

#[test]
fn json_is_read_back_exactly() {
    for (name, before) in all() {
        let text = written(&before, Target::Json);
        let after = json::read(&text).unwrap().interview();
        assert_eq!(after.check(), Ok(()), "{name}");
        assert_eq!(written(&after, Target::Json), text, "{name}");
        assert_eq!(after.people, before.people, "{name}");
        // Furniture may stand anywhere in a file; in the JSON it is a list of its own.
        let body = |interview: &Interview| {
            let body = told(interview).into_iter().filter(|(role, ..)| !matches!(role, Role::Page | Role::Title));
            body.map(|(role, who, _, text)| (role, who, text)).collect::<Vec<_>>()
        };
        assert_eq!(body(&after), body(&before), "{name}");
        assert_eq!(after.exchanges.len(), before.exchanges.len(), "{name}");
    }
}

#[test]
fn captions_are_read_back() {
    for (name, before) in all() {
        let Ok(text) = convert(&before, Target::Vtt) else {
            assert!(before.paragraphs.iter().all(|p| p.time.is_none()), "{name}");
            continue;
        };
        assert!(captions::is_captions(&text), "{name}");
        let after = captions::read(&text).interview();
        let words = |interview: &Interview| {
            let said = |p: &&Paragraph| match p.role {
                Role::Question | Role::Answer | Role::Aside => true,
                Role::Front | Role::Closing => p.time.is_some() || p.speaker.is_some(),
                _ => false,
            };
            let text: Vec<String> = interview.paragraphs.iter().filter(said).map(|p| p.text.to_string()).collect();
            text.join(" ").split_whitespace().map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(words(&after), words(&before), "{name}");
        assert_eq!(after.exchanges.len(), before.exchanges.len(), "{name}");
    }
}

/// What is asked and answered: who says it, when, and what.
fn exchanged(interview: &Interview) -> Vec<(Role, Option<String>, Option<u32>, String)> {
    let said = |(role, ..): &(Role, Option<String>, Option<u32>, String)| {
        matches!(role, Role::Question | Role::Answer | Role::Aside)
    };
    told(interview).into_iter().filter(said).collect()
}

#[cfg(all(feature = "html", feature = "tei"))]
#[test]
fn every_format_that_is_written_is_read_back_to_the_same_exchanges() {
    use inquit::formats::detect::detect;
    use inquit::formats::read_text;

    let reopened = |name: &str, text: &str, target: Target| -> Interview {
        // Without a name, as from a pipe: content alone says what it is.
        match read_text(detect(text.as_bytes(), None), text) {
            Ok(extract) => extract.unwrap_or_else(|error| panic!("{name} as {target:?}: {error}")).interview(),
            Err(text) => parse(&CleanText::new(&text), Format::Auto, None),
        }
    };
    // Captions hold times and voices, and no roles: who asks is recognised anew, by the same words. Plain text is for
    // reading and holds neither names nor roles. Both are looked at in tests of their own; a table is not read.
    for (name, before) in all() {
        for target in [Target::Markdown, Target::Json, Target::Html, Target::Tei] {
            let after = reopened(&name, &written(&before, target), target);
            assert_eq!(after.check(), Ok(()), "{name} as {target:?}");
            let of = |interview: &Interview| {
                let mut all = exchanged(interview);
                // A question has one time in JSON, that of its first paragraph.
                let json = target == Target::Json;
                all.iter_mut().filter(|turn| json && turn.0 == Role::Question).for_each(|turn| turn.2 = None);
                all
            };
            assert_eq!(of(&after), of(&before), "{name} as {target:?}");
            assert_eq!(after.exchanges.len(), before.exchanges.len(), "{name} as {target:?}");
            assert_eq!(after.people, before.people, "{name} as {target:?}");
            assert_eq!(after.meta.title, before.meta.title, "{name} as {target:?}");
            assert_eq!(after.meta.date, before.meta.date, "{name} as {target:?}");
            assert_eq!(after.meta.language, before.meta.language, "{name} as {target:?}");
            // Written again it is the same, so that nothing changes however often it goes to and fro.
            assert_eq!(of(&reopened(&name, &written(&after, target), target)), of(&after), "{name} as {target:?}");
        }
    }
}

/// All that may be known of an interview beside its text.
fn any_meta() -> impl Strategy<Value = Meta> {
    let line = "[A-Za-zäñжあ<&\"'.,:-]{1,9}( [A-Za-zäñжあ<&\"'.,:-]{1,9}){0,4}";
    let date = || {
        (1900..2100_i32, prop::option::of((1..=12_u8, prop::option::of(1..=28_u8)))).prop_map(|(year, rest)| Date {
            year,
            month: rest.map(|(month, _)| month),
            day: rest.and_then(|(_, day)| day),
        })
    };
    let text = move || prop::option::of(line.prop_map(|text| CleanText::line(&text)));
    let language = prop::option::of(prop::sample::select(vec!["en", "de", "ru", "ja"]));
    let topics = prop::collection::vec("[a-zé]{3,8}( [a-z]{3,8})?", 0..4);
    (text(), prop::option::of(date()), language, text(), topics, prop::option::of(date())).prop_map(
        |(title, date, language, source, topics, published)| Meta {
            title,
            date,
            language: language.map(CleanText::from),
            source,
            topics: topics.iter().map(|topic| CleanText::line(topic)).collect(),
            other: published.map(|day| ("published".into(), CleanText::from(day.iso()))).into_iter().collect(),
        },
    )
}

#[cfg(all(feature = "html", feature = "tei"))]
proptest! {
    #![proptest_config(crate::random::config(48))]
    #[test]
    fn what_is_read_again_has_everything_that_was_known(
        (which, meta) in (any::<prop::sample::Index>(), any_meta()),
        about in prop::option::of("[A-Z][a-z]{2,9}( [a-zé&<]{2,9}){0,3}"),
    ) {
        use inquit::formats::detect::detect;
        use inquit::formats::read_text;

        let mut interviews = all();
        let (name, mut before) = interviews.swap_remove(which.index(interviews.len()));
        // A title that stands in the text is known.
        let title = meta.title.clone().or(before.meta.title.take());
        before.meta = Meta { title, ..meta };
        if let Some(person) = before.people.first_mut() {
            person.about = about.map(|about| CleanText::line(&about));
        }
        // Furniture may stand anywhere in a file; where it is written it has a place of its own.
        let told = |interview: &Interview, pages: bool| {
            let all = told(interview).into_iter().filter(|(role, ..)| *role != Role::Title);
            all.filter(|(role, ..)| (*role == Role::Page) == pages)
                .map(|(role, who, _, text)| (role, who, text))
                .collect::<Vec<_>>()
        };
        for target in [Target::Markdown, Target::Json, Target::Html, Target::Tei] {
            let text = written(&before, target);
            let after = match read_text(detect(text.as_bytes(), None), &text) {
                Ok(extract) => extract.unwrap().interview(),
                Err(text) => parse(&CleanText::new(&text), Format::Auto, None),
            };
            let what = format!("{name} as {target:?}\n{text}");
            prop_assert_eq!(&after.people, &before.people, "{}", what);
            prop_assert_eq!(&after.meta.title, &before.meta.title, "{}", what);
            prop_assert_eq!(after.meta.date, before.meta.date, "{}", what);
            prop_assert_eq!(&after.meta.language, &before.meta.language, "{}", what);
            prop_assert_eq!(&after.meta.source, &before.meta.source, "{}", what);
            prop_assert_eq!(&after.meta.topics, &before.meta.topics, "{}", what);
            prop_assert_eq!(after.meta.published(), before.meta.published(), "{}", what);
            for pages in [false, true] {
                prop_assert_eq!(told(&after, pages), told(&before, pages), "{}", what);
            }
        }
    }
}

#[cfg(feature = "html")]
#[test]
fn a_page_of_ours_that_somebody_wrote_into_loses_nothing() {
    let source = "Mara: Why boats?\n\nJens: They float.\n\nMara: Since when?\n\nJens: Always.\n\nMara: And then?\n\nJens: Salt.\n";
    let interview = parse(&CleanText::new(source), Format::Text, None);
    let page = written(&interview, Target::Html).replace("They float.</span>", "They float.</span> And I can swim.");
    let after = inquit::formats::html::read(&page).unwrap().interview();
    assert!(after.paragraphs.iter().any(|paragraph| paragraph.text.contains("And I can swim.")));
}

#[test]
fn captions_without_names_say_where_the_voice_changes() {
    let lines = [
        "Why did you keep the boat?",
        "It was my father's, and nobody else wanted it.",
        "And where is it now?",
        "Under the church, with the benches. They let me look at it on Sundays.",
        "How many people did it carry?",
        "Nine, or eleven if they were thin. We were thin.",
        "Did you ever go out in the winter?",
        "Twice, and the second time we came back on foot over the ice.",
        "What did you take with you?",
        "Bread, a rope, and my aunt, who knew the way.",
        "When did you go out last?",
        "On the day before the bridge was opened, to say goodbye to the water.",
    ];
    let cues: Vec<String> = (lines.iter().enumerate())
        .map(|(at, line)| format!("00:00:{:02}.000 --> 00:00:{:02}.000\n>> {line}\n", 4 * at, 4 * at + 3))
        .collect();
    let before = captions::read(&format!("WEBVTT\n\n{}", cues.join("\n"))).interview();
    assert_eq!(before.exchanges.len(), 6);
    assert!(before.paragraphs.iter().all(|paragraph| paragraph.speaker.is_none()));
    let after = captions::read(&written(&before, Target::Vtt)).interview();
    assert_eq!(exchanged(&after), exchanged(&before));
}

/// The texts of all elements with this name, by a reader of XML that is not ours.
fn elements(xml: &roxmltree::Document, names: &[&str]) -> Vec<String> {
    let found = xml.descendants().filter(|node| names.contains(&node.tag_name().name()));
    found
        .map(|node| node.descendants().filter_map(|inner| inner.text().filter(|_| inner.is_text())).collect())
        .collect()
}

fn texts(interview: &Interview, wanted: impl Fn(Role) -> bool) -> Vec<String> {
    interview.paragraphs.iter().filter(|p| wanted(p.role)).map(|p| p.text.to_string()).collect()
}

fn sorted(mut texts: Vec<String>) -> Vec<String> {
    texts.sort();
    texts
}

#[test]
fn html_holds_every_paragraph_once() {
    for (name, interview) in all() {
        let page = written(&interview, Target::Html);
        let options = roxmltree::ParsingOptions { allow_dtd: true, ..roxmltree::ParsingOptions::default() };
        let xml = roxmltree::Document::parse_with_options(&page, options).unwrap();
        let body = elements(&xml, &["span", "h2"]);
        assert_eq!(sorted(body), sorted(texts(&interview, |role| role != Role::Title)), "{name}");
        for title in texts(&interview, |role| role == Role::Title) {
            assert!(elements(&xml, &["h1"]).contains(&title), "{name}");
        }
        let sections = xml.descendants().filter(|node| node.tag_name().name() == "section");
        assert_eq!(sections.count(), interview.exchanges.len(), "{name}");
        assert!(!page.contains("<script") && !page.contains("http-equiv") && !page.contains("src="), "{name}");
    }
}

#[test]
fn tei_holds_every_paragraph_and_who_says_it() {
    for (name, interview) in all() {
        let text = written(&interview, Target::Tei);
        let xml = roxmltree::Document::parse(&text).unwrap();
        let body = xml.descendants().find(|node| node.tag_name().name() == "text").unwrap();
        let leaves = body.descendants().filter(|node| matches!(node.tag_name().name(), "seg" | "p" | "head"));
        let found: Vec<String> = leaves.map(|node| node.text().unwrap_or_default().to_owned()).collect();
        assert_eq!(sorted(found), sorted(texts(&interview, |_| true)), "{name}");
        let ids: Vec<&str> = xml
            .descendants()
            .filter_map(|node| node.attribute(("http://www.w3.org/XML/1998/namespace", "id")))
            .collect();
        for u in xml.descendants().filter(|node| node.tag_name().name() == "u") {
            for pointer in ["who", "start"].iter().filter_map(|name| u.attribute(*name)) {
                assert!(ids.contains(&&pointer[1..]), "{name}: {pointer} leads nowhere");
            }
        }
        for (index, person) in interview.people.iter().enumerate() {
            let id = format!("#p{}", index + 1);
            let said: Vec<String> = xml
                .descendants()
                .filter(|node| node.attribute("who") == Some(&id))
                .flat_map(|u| u.children().filter_map(|seg| seg.text().filter(|_| seg.is_element()).map(str::to_owned)))
                .collect();
            let wanted = told(&interview).into_iter().filter(|(_, who, ..)| *who == Some(person.name.to_string()));
            assert_eq!(sorted(said), sorted(wanted.map(|(.., text)| text).collect()), "{name}");
        }
    }
}

fn rows(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn a_table_has_one_row_for_each_paragraph() {
    for (name, interview) in all() {
        let rows = rows(&written(&interview, Target::Csv));
        let ends = interview.clips.iter().any(|clip| clip.end.is_some());
        let head = ["question", "paragraph", "place", "speaker", "role", "time", "text", "start", "end"];
        assert_eq!(rows[0], head[..if ends { 9 } else { 7 }]);
        assert_eq!(rows.len(), interview.paragraphs.len() + 1, "{name}");
        for (row, (_, who, _, text)) in rows[1..].iter().zip(told(&interview)) {
            assert_eq!(
                row[6].strip_prefix('\'').filter(|_| text.starts_with(['=', '+', '-', '@'])).unwrap_or(&row[6]),
                text
            );
            assert_eq!(row[3], who.unwrap_or_default(), "{name}");
            assert!(row.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@'])), "{name}: {row:?}");
        }
    }
    let source =
        "Mara: Why?\n\nJens: =1+1 is two, \"they say\".\n\nMara: And?\n\nJens: @all\n\nMara: So?\n\nJens: -5, or +5.\n";
    let interview = parse(&CleanText::new(source), Format::Text, None);
    let cells: Vec<String> = rows(&written(&interview, Target::Csv)).into_iter().map(|row| row[6].clone()).collect();
    assert_eq!(cells[2], "'=1+1 is two, \"they say\".");
    assert_eq!((cells[4].as_str(), cells[6].as_str()), ("'@all", "'-5, or +5."));
}

#[test]
fn text_is_what_plain_prints() {
    for (name, interview) in all() {
        let document = inquit::app::document::Document::new(interview.clone(), CleanText::default(), String::new());
        let mut printed = Vec::new();
        inquit::runtime::plain::print(&document, &mut printed).unwrap();
        assert_eq!(written(&interview, Target::Text).into_bytes(), printed, "{name}");
    }
}

proptest! {
    #![proptest_config(crate::random::config(64))]
    #[test]
    fn no_format_lets_markup_or_controls_through(pieces in prop::collection::vec("[ -~\\x00-\\x1fé\u{202e}<>&\"'=+@,-]{1,30}", 6..14)) {
        let mut source = String::new();
        for (at, piece) in pieces.iter().enumerate() {
            let name = if at % 2 == 0 { "Mara" } else { "Jens" };
            let _ = write!(source, "{name}: {}?\n\n", piece.replace(['\n', '\r'], " "));
        }
        let interview = parse(&CleanText::new(&source), Format::Text, None);
        for target in [Target::Markdown, Target::Text, Target::Json, Target::Html, Target::Tei, Target::Csv] {
            let text = written(&interview, target);
            prop_assert!(!text.chars().any(|c| c.is_control() && c != '\n' && c != '\r'), "{:?}", target);
            match target {
                Target::Html | Target::Tei => {
                    let options = roxmltree::ParsingOptions { allow_dtd: true, ..roxmltree::ParsingOptions::default() };
                    let xml = roxmltree::Document::parse_with_options(&text, options);
                    prop_assert!(xml.is_ok(), "{:?} {}", xml.err(), text);
                }
                Target::Csv => prop_assert_eq!(rows(&text).len(), interview.paragraphs.len() + 1),
                Target::Json => {
                    let again = json::read(&text).unwrap().interview();
                    prop_assert_eq!(written(&again, target), text);
                }
                _ => {}
            }
        }
    }
}
