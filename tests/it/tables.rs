//! Tables of talk: what each shape of CSV becomes, and that what we write as a table is read again.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its tables has failed")]

use inquit::convert::csv::to_csv;
use inquit::formats::detect::{Kind, detect};
use inquit::formats::{read_text, table};
use inquit::interview::{Interview, ParaId, Role};
use proptest::prelude::*;

use crate::recognition_published;

fn read(text: &str) -> Interview {
    let interview = table::read(text).unwrap().interview();
    assert_eq!(interview.check(), Ok(()));
    interview
}

/// A paragraph in one line: who speaks, what, and when.
pub fn line(interview: &Interview, id: ParaId) -> String {
    let one = interview.para(id);
    let who = one.speaker.map_or("-", |who| interview.people[usize::from(who.0)].name.as_str());
    let time = one.time.map_or(String::new(), |time| format!(" @{time}"));
    format!("{who}: {}{time}", one.text)
}

/// One line a paragraph of the talk.
fn talk(interview: &Interview) -> Vec<String> {
    let said = interview.exchanges.iter().flat_map(|one| one.question.iter().chain(&one.answer));
    said.map(|id| line(interview, *id)).collect()
}

const SAID: [(&str, &str); 6] = [
    ("Mara Olsen", "Who built the sluice, and when?"),
    ("Jens Dahl", "My aunt did; she said \"never again\"."),
    ("Mara Olsen", "Why never?"),
    ("Jens Dahl", "The water was cold, and the pay was late."),
    ("Mara Olsen", "And who keeps it today?"),
    ("Jens Dahl", "Nobody, it keeps itself."),
];

fn as_said() -> Vec<String> {
    SAID.iter().map(|(who, text)| format!("{who}: {text}")).collect()
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

#[test]
fn columns_are_known_by_their_names() {
    let rows = |head: &str, row: &dyn Fn(usize, &str, &str) -> String| -> String {
        let body: String = SAID.iter().enumerate().map(|(at, (who, text))| row(at, who, text)).collect();
        format!("{head}\n{body}")
    };
    let tables = [
        rows("turn_id,speaker_name,text_clean", &|at, who, text| format!("{at},{who},{}\n", quoted(text))),
        rows("Zeit;Sprecherin;Aussage", &|_, who, text| format!(";{who};{}\n", quoted(text))),
        rows("Interlocutor\tTexto", &|_, who, text| format!("{who}\t{}\n", quoted(text))),
        rows("\u{feff}Role,Content", &|_, who, text| format!("{who},{}\r\n", quoted(text))),
        // Nobody quoted the last column, and a title stands above.
        rows("Harbour archive\n\nspeaker,text", &|_, who, text| format!("{who},{}\n", text.replace('"', ""))),
        // Without names for the columns.
        rows("", &|_, who, text| format!("{who},{}\n", quoted(text))),
    ];
    for (at, table) in tables.iter().enumerate() {
        assert!(table::is_table(table, true), "{table}");
        let found = talk(&read(table));
        let wanted: Vec<String> =
            if at == 4 { as_said().iter().map(|line| line.replace('"', "")).collect() } else { as_said() };
        assert_eq!(found, wanted, "{table}");
    }
    assert!(table::is_table(&tables[0], false) && !table::is_table(&tables[5], false));
    // What is said of the speakers besides is not shown, and that is told.
    let told = rows("speaker,speaker_role,text", &|_, who, text| format!("{who},keeper,{}\n", quoted(text)));
    assert_eq!(table::read(&told).unwrap().warnings, ["What stands in the column “speaker role” is not shown."]);
}

#[test]
fn questions_and_answers_may_be_columns() {
    let text =
        "nr,Frage,Antwort\n1,Wer kam?,Alle.\n2,Und wer blieb?,\"Ich.\nUnd die Ziege.\"\n3,Warum?,Wegen der Suppe.\n";
    let interview = read(text);
    assert_eq!(interview.exchanges.len(), 3);
    assert_eq!(
        talk(&interview),
        [
            "-: Wer kam?",
            "-: Alle.",
            "-: Und wer blieb?",
            "-: Ich.",
            "-: Und die Ziege.",
            "-: Warum?",
            "-: Wegen der Suppe."
        ]
    );
}

#[test]
fn pieces_with_times_are_joined_to_turns() {
    let text = "Harbour archive\nstart,end,speaker,text\n\
        0.0,1.5,SPEAKER_00,Who built\n1.5,2.0,SPEAKER_00,the sluice?\n2.0,4.0,SPEAKER_01,\"My aunt,\"\n4.0,6.0,SPEAKER_01,with a spade.\n\
        6.0,7.0,SPEAKER_00,And then?\n65.5,66.0,SPEAKER_01,Then she\n66.0,67.0,SPEAKER_01,went home.\n";
    let interview = read(text);
    assert!(interview.paragraphs.iter().any(|one| one.text.as_str() == "Harbour archive"));
    assert_eq!(
        talk(&interview),
        [
            "SPEAKER_00: Who built the sluice? @0",
            "SPEAKER_01: My aunt, with a spade. @2",
            "SPEAKER_00: And then? @6",
            "SPEAKER_01: Then she went home. @65"
        ]
    );
}

#[test]
fn what_we_write_as_a_table_is_read_again() {
    let text = "# The keeper of the sluice\n\nA talk by the water.\n\n**Mara Olsen:** Who built it?\n\n**Jens Dahl:** My aunt, \"the small one\".\n\n\
        With a spade.\n\n## Later\n\n**Mara Olsen:** Why?\n\n**Jens Dahl:** @sea, because of you.\n\n**Mara Olsen:** And today?\n\n\
        **Jens Dahl:** It keeps itself.\n\n*This interview was shortened.*\n";
    let before = recognition_published::read(text, "sluice.md");
    let table = to_csv(&before);
    assert!(table::is_table(&table, false));
    let extract = table::read(&table).unwrap();
    assert_eq!(extract.warnings, Vec::<String>::new());
    let after = extract.interview();
    assert_eq!(after.meta.title, before.meta.title);
    assert_eq!(talk(&after), talk(&before));
    let texts = |interview: &Interview, role: Role| -> Vec<String> {
        interview.with_role(role).map(|id| interview.para(id).text.to_string()).collect()
    };
    for role in [Role::Front, Role::Section, Role::Closing] {
        assert_eq!(texts(&after, role), texts(&before, role), "{role:?}");
    }
}

#[test]
fn what_is_no_table_of_talk_stays_a_text() {
    for text in [
        "year,boats,goats\n1990,4,2\n1991,5,1\n",
        "Mara, Jens and Ida went out.\nIda, of all people, rowed.\n",
        "Text, and more of it.\n\nSpeaker, begin!\n",
        "",
    ] {
        assert!(!table::is_table(text, true), "{text}");
        assert!(table::read(text).is_none());
    }
    let markdown = "# Talk\n\n| Speaker | Text |\n|---|---|\n| Mara | Why? |\n";
    assert!(!table::is_table(markdown, false) && !table::is_table("Name, text\n\nSo it was.\n", false));
    assert_eq!(detect(b"speaker,text\nA,B\n", Some("talk.csv")), Kind::Table);
    assert!(read_text(Kind::Table, "year,boats\n").unwrap().is_err());
}

proptest! {
    #[test]
    fn no_word_of_what_is_said_is_lost(
        rows in prop::collection::vec(("[A-C]", "[a-z\",;\n?é ]{0,30}"), 0..12),
        mark in prop::sample::select(vec![',', ';', '\t']),
    ) {
        let cells = rows.iter().map(|(who, text)| format!("{who}{mark}{}\n", quoted(text)));
        let table = format!("speaker{mark}text\n{}", cells.collect::<String>());
        let interview = table::read(&table).unwrap().interview();
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let shown: Vec<String> = interview.paragraphs.iter().flat_map(|one| words(&one.text)).collect();
        let said: Vec<String> = rows.iter().flat_map(|(_, text)| words(text)).collect();
        prop_assert_eq!(shown, said);
    }

    #[test]
    fn nothing_panics(text in "[ -~\n\t\"é]{0,300}") {
        let _ = table::is_table(&text, true);
        let _ = table::read(&text).map(inquit::formats::Extract::interview);
    }
}
