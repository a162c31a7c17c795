//! Talk in YAML: files of their own, and the entries at the head of a page.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its file has failed")]

use std::process::Command;

use inquit::formats::detect::{Kind, detect};
use inquit::formats::yaml;
use inquit::interview::Interview;
use proptest::prelude::*;

use crate::tables::line;

const PROGRAM: &str = env!("CARGO_BIN_EXE_inquit");

const TURNS: &str = "\
title: The ferry at Low Quay
guests: [Jens Dahl]
transcript:
- header: \"The boats\"
- line: \"Today we talk about boats. Our guest is Jens Dahl, who steered the ferry for thirty\\
    \\ years. Welcome, Jens.\"
  sec: 154
  time: '2:34'
  who: 'Mara:'
- line: Thank you, Mara.
  time: '3:18'
  who: 'Jens:'
- line: What did the storm do to the boats that lay
    in the harbour?
  time: '3:21'
  who: 'Mara:'
- line: |
    It broke two of them: the third it carried up the street.
  time: '3:30'
  who: 'Jens:'
- header: After the storm
- line: 'And you''re still sailing # every day?'
  time: '1:03:40'
  who: 'Mara:'
- line: Mostly.
  time: '1:03:41'
  who: 'Jens:'
";

/// One line a paragraph of the talk, and the sections between.
fn talk(interview: &Interview) -> Vec<String> {
    let mut lines = Vec::new();
    for one in &interview.exchanges {
        lines.extend(one.section.iter().map(|id| format!("# {}", interview.para(*id).text)));
        lines.extend(one.question.iter().chain(&one.answer).map(|id| line(interview, *id)));
    }
    lines
}

fn read(text: &str) -> Interview {
    let interview = yaml::read(text).unwrap().interview();
    assert_eq!(interview.check(), Ok(()));
    interview
}

#[test]
fn turns_are_read_with_their_voices_times_and_headings() {
    // The first heading stands before the talk begins.
    let said = [
        "Mara: Today we talk about boats. Our guest is Jens Dahl, who steered the ferry for thirty years. Welcome, Jens. @154",
        "Jens Dahl: Thank you, Mara. @198",
        "Mara: What did the storm do to the boats that lay in the harbour? @201",
        "Jens Dahl: It broke two of them: the third it carried up the street. @210",
        "# After the storm",
        "Mara: And you're still sailing # every day? @3820",
        "Jens Dahl: Mostly. @3821",
    ];
    let page = format!("---\nshort: \"Ferry: a talk\"\n{TURNS}\n---\n");
    for text in [TURNS, &format!("---\n{TURNS}"), &page, &page.replace('\n', "\r\n")] {
        let interview = read(text);
        assert_eq!(talk(&interview), said, "{text}");
        assert_eq!(interview.meta.title.as_deref(), Some("The ferry at Low Quay"));
        assert_eq!(interview.warnings, Vec::<String>::new());
    }
}

#[test]
fn what_a_page_says_below_its_head_stands_before_the_talk() {
    let text = format!("---\n{TURNS}---\n\nJens Dahl was born on the *quay*.\n\nHe lives there.\n");
    let interview = read(&text);
    assert_eq!(talk(&interview), talk(&read(TURNS)));
    let front: Vec<&str> = interview.paragraphs.iter().map(|one| one.text.as_str()).take(2).collect();
    assert_eq!(front, ["Jens Dahl was born on the quay.", "He lives there."]);
}

#[test]
fn questions_with_their_answers_are_exchanges() {
    for text in [
        "- question: Why boats?\n  answer: They float.\n- question: Always\n  answer: >\n    Mostly,\n    yes.\n",
        "intro: &a {x: 1}\nqa:\n  - {question: Why boats?, answer: They float.}\n  - {q: Always, a: \"Mostly, yes.\"}\n",
        "# The ferry\n- q: Why boats?\n  a: They float.\n\n- q: Always\n  a: |-\n    Mostly, yes.\n",
    ] {
        assert_eq!(talk(&read(text)), ["-: Why boats?", "-: They float.", "-: Always", "-: Mostly, yes."], "{text}");
    }
}

#[test]
fn what_holds_no_talk_is_a_text_like_others() {
    let deep = format!("{}{}", "[".repeat(5000), "]".repeat(5000));
    let bomb = "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n";
    let copies = format!("a: &a {}\nturns:\n{}", "x ".repeat(50_000), "- {who: M, text: *a}\n".repeat(1000));
    for text in ["", "a: [1", "title: Salt\ntags: [a, b]\n", "- one\n- two\n", "? {a: b}\n: c\n", &deep, bomb, &copies]
    {
        assert!(yaml::read(text).is_none(), "{}", &text[..text.len().min(40)]);
    }
    // Entries that are longer than their page, and labelled talk that looks like entries.
    for text in [
        "---\ntitle: Salt\ntags:\n- one\n- two\n- three\n- four\n- five\n---\nMara: Why?\n",
        "Mara: Why boats?\nJens: They float.\nMara: Always?\nJens: Mostly.\n",
        "- Why boats?\n- They float.\n- Always?\n- Mostly.\n- Sure?\n",
    ] {
        assert!(!yaml::may_hold_talk(text), "{text}");
    }
    assert_eq!(detect(b"a: b\n", Some("talk.yml")), Kind::Yaml);
}

#[test]
fn a_text_in_place_of_a_name_is_counted() {
    let text = TURNS
        .replace("- line: Thank you, Mara.\n  time:", "- line: Thank you, Mara.\n  They asked me that before, ti me:");
    let interview = read(&text);
    assert_eq!(talk(&interview).len(), 7);
    assert_eq!(interview.warnings.len(), 1, "{:?}", interview.warnings);
    assert!(
        interview.warnings[0].starts_with("1 text") && interview.warnings[0].contains("left out"),
        "{:?}",
        interview.warnings
    );
}

#[test]
fn files_are_opened_under_any_name() {
    let folder = tempfile::tempdir().unwrap();
    let plain =
        "Mara: Why boats?\n\nJens: They float.\n\nMara: Always?\n\nJens: Mostly.\n\nMara: Where?\n\nJens: Here.\n";
    for (name, text, asked) in [
        ("talk.yml", TURNS, 3),
        ("talk.md", &format!("---\n{TURNS}---\n"), 3),
        ("talk", &format!("---\n{TURNS}---\n"), 3),
        ("talk.txt", TURNS, 3),
        // Named as YAML and none.
        ("plain.yaml", plain, 3),
    ] {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        let run = Command::new(PROGRAM).arg("parse").arg(&path).output().unwrap();
        let json = String::from_utf8(run.stdout).unwrap();
        assert_eq!(json.matches("\"question\":").count(), asked, "{name}: {json}");
    }
}

/// A scalar in one of the ways in which YAML writes it.
fn scalar(text: &str, way: usize) -> String {
    match way {
        0 => format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
        1 => format!("'{}'", text.replace('\'', "''")),
        2 => format!("|-\n      {text}"),
        _ => format!(">-\n      {}", text.replace(' ', "\n      ")),
    }
}

proptest! {
    #![proptest_config(crate::random::config(64))]

    #[test]
    fn every_word_of_turns_is_kept_in_every_way_of_writing(
        turns in prop::collection::vec(("[A-Za-zéñ':#,-]{1,8}( [a-zß:#'\"?!-]{1,8}){1,6}", 0..4_usize), 4..12)
    ) {
        let mut text = "title: Boats\nturns:\n".to_owned();
        for (at, (said, way)) in turns.iter().enumerate() {
            let who = ["Mara", "Jens"][at % 2];
            text += &format!("  - who: {who}\n    text: {}\n", scalar(said, *way));
        }
        let source = yaml::read(&text).unwrap().source;
        let mut rest = source.as_str();
        for (said, _) in &turns {
            let at = rest.find(said.as_str());
            prop_assert!(at.is_some(), "{} of\n{}\nin\n{}", said, text, source.as_str());
            rest = &rest[at.unwrap_or(0) + said.len()..];
        }
    }

    #[test]
    fn damaged_files_are_borne(at in 0..TURNS.len(), with in prop::sample::select(vec!["\"", "'", "[", "{", ":", "- ", "\n", "*", "&", "\t", "%", "é"])) {
        let at = (at..=TURNS.len()).find(|at| TURNS.is_char_boundary(*at)).unwrap_or(0);
        let text = format!("{}{with}{}", &TURNS[..at], &TURNS[at..]);
        if let Some(extract) = yaml::read(&text) {
            prop_assert_eq!(extract.interview().check(), Ok(()));
        }
    }
}
