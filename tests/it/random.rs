//! Random interviews, sizes and keys, and how many cases of them are tried.

use inquit::app::action::TABLE;
use inquit::app::keys::{Code, Key};
use inquit::app::msg::{MouseAct, Msg};
use proptest::prelude::*;

/// How many cases of something random are tried: as many as usual, or as PROPTEST_CASES wishes for a longer hunt.
pub fn cases(usual: u32) -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|wish| wish.parse().ok()).unwrap_or(usual)
}

/// Properties that are tried with so many [`cases`].
pub fn config(usual: u32) -> ProptestConfig {
    ProptestConfig { cases: cases(usual), failure_persistence: None, ..ProptestConfig::default() }
}

/// Words of many scripts and lengths, some of them without a place to break.
fn word() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "a",
        "the",
        "boat",
        "harbour",
        "Dr.",
        "U.S.",
        "—",
        "“quoted”",
        "Russia–North",
        "don’t",
        "naïve",
        "e\u{301}te\u{301}",
        "Donaudampfschifffahrtsgesellschaftskapitänsmütze",
        "東京都港区",
        "。",
        "👍🏽",
        "👨‍👩‍👧‍👦",
        "ไทย",
        "привет",
        "क्षत्रिय",
        "https://example.org/a/very/long/path/that/never/breaks/anywhere/at/all?x=1",
        "12,000",
        "why?",
        "So.",
        "stop!",
        "no\u{a0}break",
        "ﬁne",
        "שלום",
        "x",
    ])
}

/// A paragraph of up to `most` words.
fn paragraph(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(word(), 1..most).prop_map(|words| words.join(" "))
}

/// What stands between the head and the end of an interview in our own form.
fn block() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => paragraph(40).prop_map(|text| format!("**A B:** {text}?")),
        1 => paragraph(150).prop_map(|text| format!("**A B:** {text}?")),
        4 => paragraph(60).prop_map(|text| format!("**C D:** {text}")),
        1 => paragraph(20).prop_map(|text| format!("**E F:** {text}")),
        3 => paragraph(80),
        1 => paragraph(4).prop_map(|text| format!("*[{text}]*")),
        1 => paragraph(4).prop_map(|text| format!("**A B (aside):** {text}")),
        1 => paragraph(6).prop_map(|text| format!("## {text}")),
        1 => paragraph(6).prop_map(|text| format!("<!-- page: {text} -->")),
        1 => paragraph(12).prop_map(|text| format!("***\n\n{text}")),
    ]
}

/// A document: mostly an interview in our own form, sometimes a text of any kind, sometimes next to nothing.
pub fn text() -> impl Strategy<Value = String> {
    let head = "---\ninterview: 1\ntitle: The Title\npeople:\n  - {name: A B, role: interviewer}\n  - {name: C D, role: interviewee}\n  - {name: E F, role: interviewee}\n---\n\n";
    prop_oneof![
        8 => prop::collection::vec(block(), 1..14).prop_map(move |blocks| format!("{head}{}\n", blocks.join("\n\n"))),
        2 => prop::collection::vec(paragraph(30), 0..6).prop_map(|blocks| blocks.join("\n\n")),
        1 => prop::sample::select(vec![
            String::new(),
            head.to_owned(),
            "x".to_owned(),
            format!("{head}<!-- page: x -->\n"),
            format!("{head}**A B:** Why?\n"),
            format!("{head}**C D:** Because.\n"),
            format!("{head}## Only a heading\n"),
            format!("{head}***\n\nOnly an end.\n"),
        ]),
    ]
}

/// A size at which there is something to read.
pub fn size() -> impl Strategy<Value = (u16, u16)> {
    prop_oneof![
        2 => prop::sample::select(vec![(100, 30), (60, 20), (40, 15), (80, 24), (24, 6), (56, 10), (120, 40), (200, 60)]),
        3 => (24u16..160, 6u16..50),
    ]
}

/// Any size at all.
pub fn any_size() -> impl Strategy<Value = (u16, u16)> {
    prop_oneof![3 => size(), 2 => (0u16..40, 0u16..12), 1 => (0u16..4, 0u16..4), 1 => (200u16..400, 60u16..120)]
}

/// A key that moves in the text and opens nothing.
pub fn motion() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "Down",
        "Down",
        "Down",
        "Up",
        "Up",
        "Space",
        "PgUp",
        "Ctrl-D",
        "Ctrl-U",
        "}",
        "{",
        ")",
        "(",
        "J",
        "K",
        "g",
        "G",
        "2 Enter",
        "1.2 Enter",
        "H",
        "L",
        "Right",
        "Left",
    ])
}

/// Any key: of the table, typed, or of no use at all.
fn key() -> impl Strategy<Value = Key> {
    let table: Vec<Key> =
        TABLE.iter().flat_map(|row| row.keys).map(|key| key.parse().expect("a key of the table")).collect();
    prop_oneof![
        8 => prop::sample::select(table),
        3 => prop::char::range(' ', '~').prop_map(Key::char),
        1 => prop::sample::select(vec!['é', '東', '\u{301}', '👍', '\u{200d}', '“']).prop_map(Key::char),
        2 => prop::sample::select(vec![
            Code::Enter, Code::Esc, Code::Tab, Code::BackTab, Code::Backspace, Code::Delete, Code::Up, Code::Down,
            Code::Left, Code::Right, Code::Home, Code::End, Code::PageUp, Code::PageDown, Code::F(1), Code::F(12),
        ]).prop_map(Key::plain),
        1 => (prop::char::range('a', 'z'), any::<bool>(), any::<bool>())
            .prop_map(|(c, ctrl, alt)| Key { code: Code::Char(c), ctrl, alt }),
    ]
}

/// Anything that can happen.
pub fn msg() -> impl Strategy<Value = Msg> {
    prop_oneof![
        20 => key().prop_map(Msg::Key),
        2 => paragraph(6).prop_map(Msg::Paste),
        1 => any::<String>().prop_map(Msg::Paste),
        2 => (
            prop::sample::select(vec![
                MouseAct::Press, MouseAct::Press, MouseAct::Drag, MouseAct::Drag, MouseAct::Release, MouseAct::WheelDown,
                MouseAct::WheelUp, MouseAct::WheelLeft, MouseAct::WheelRight,
            ]),
            0u16..130,
            0u16..50,
        ).prop_map(|(act, column, row)| Msg::Mouse(act, column, row)),
        3 => any_size().prop_map(|(columns, rows)| Msg::Resize(columns, rows)),
        1 => Just(Msg::Rest),
        1 => (0u64..9).prop_map(Msg::Saved),
        1 => Just(Msg::SaveFailed("the disk is full".to_owned())),
        1 => Just(Msg::Notice("something happened elsewhere, and it takes quite a few words to say what it was".to_owned())),
    ]
}
