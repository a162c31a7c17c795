//! What services and programs write out: one talk, with the times, names and notices of each.

use inquit::formats::{captions, json, tei};
use inquit::interview::parse::{Format, parse};
use inquit::interview::{Interview, PersonRole, Role};
use inquit::text::CleanText;

use crate::formats::{docx_with, one};

/// A talk in English, German, French and Russian.
const TALK: [(&str, &str); 8] = [
    ("Hanne Brox", "How did you come to mend organs?"),
    (
        "Pavel Ruzin",
        "My uncle had the key to the chapel. I was nine and small enough for the bellows, and nobody else was.",
    ),
    ("Hanne Brox", "Was haben Sie dort gehört?"),
    ("Pavel Ruzin", "Mäuse. Und danach, nach dem Löten, zum ersten Mal das tiefe C, bis in die Knie hinunter."),
    ("Hanne Brox", "Et qui vous a appris à souder ?"),
    ("Pavel Ruzin", "Un plombier de la gare. Il disait que le plomb chante quand on ne le brusque pas, et c’est vrai."),
    ("Hanne Brox", "Сколько органов осталось?"),
    ("Pavel Ruzin", "Два. Один играет по праздникам, а второй стоит в сарае под соломой и ждёт."),
];

/// The talk, each turn in a form of its own; `at` is its number.
fn all(form: impl Fn(usize, &str, &str) -> String) -> String {
    TALK.iter().enumerate().map(|(at, (name, said))| form(at, name, said)).collect()
}

fn text(source: &str) -> Interview {
    parse(&CleanText::new(source), Format::Text, None)
}

/// Whether it is the talk, nothing more and nothing less, with who says what.
fn is_the_talk(what: &str, interview: &Interview, [asks, answers]: [&str; 2]) {
    assert_eq!(interview.check(), Ok(()), "{what}");
    let said: Vec<(&str, &str)> = interview
        .paragraphs
        .iter()
        .filter(|paragraph| matches!(paragraph.role, Role::Question | Role::Answer | Role::Aside))
        .map(|paragraph| {
            let who = paragraph.speaker.map_or("nobody", |who| &interview.people[usize::from(who.0)].name);
            (who, paragraph.text.as_str())
        })
        .collect();
    let name = |name: &str| if name == TALK[0].0 { asks } else { answers };
    let wanted: Vec<(&str, &str)> = TALK.iter().map(|(who, said)| (name(who), *said)).collect();
    assert_eq!(said, wanted, "{what}: {:?}", interview.why);
    assert_eq!(interview.exchanges.len(), 4, "{what}");
    let role = |role| interview.person(role).map(|person| person.name.to_string());
    assert_eq!(role(PersonRole::Interviewer).as_deref(), Some(asks), "{what}");
    assert_eq!(role(PersonRole::Interviewee).as_deref(), Some(answers), "{what}");
}

const NAMES: [&str; 2] = ["Hanne Brox", "Pavel Ruzin"];

#[test]
fn captions_that_come_up_word_by_word_are_said_once() {
    let rows = [
        "okay so how did you come to mend",
        "organs well my uncle had the key",
        "to the chapel and I was nine",
        "and small",
    ];
    for open in ["", "&gt;&gt; "] {
        let mut vtt = String::from("WEBVTT\nKind: captions\nLanguage: en\n");
        let row = |at: usize| format!("{}{}", if [0, 2].contains(&at) { open } else { "" }, rows[at]);
        for at in 0..rows.len() {
            let (before, now) = (if at == 0 { " ".to_owned() } else { row(at - 1) }, row(at));
            let (first, rest) = now.split_at(now.find(' ').unwrap_or(now.len()));
            let mut timed = String::new();
            for word in rest.split_whitespace() {
                timed += &format!("<00:00:0{at}.500><c> {word}</c>");
            }
            vtt +=
                &format!("\n00:00:0{at}.000 --> 00:00:0{at}.900 align:start position:0%\n{before}\n{first}{timed}\n");
            vtt += &format!("\n00:00:0{at}.900 --> 00:00:0{at}.910 align:start position:0%\n{now}\n \n");
        }
        let interview = captions::read(&vtt).interview();
        let said: Vec<&str> =
            interview.paragraphs.iter().flat_map(|paragraph| paragraph.text.split_whitespace()).collect();
        assert_eq!(said, rows.join(" ").split_whitespace().collect::<Vec<_>>(), "{vtt}");
    }
}

#[test]
fn meetings_in_word_have_their_times_and_notices_beside_the_talk() {
    let run = |text: &str, bold: bool| {
        let face = if bold { "<w:rPr><w:b/></w:rPr>" } else { "" };
        format!("<w:r>{face}<w:t xml:space=\"preserve\">{text}</w:t></w:r>")
    };
    let line = "<w:r><w:br/></w:r>";
    let notice = |what: &str| format!("<w:p>{}{}</w:p>", run(NAMES[0], true), run(what, false));
    let bold = |bold: bool| {
        all(|at, name, said| {
            format!(
                "<w:p>{}{}{line}{}</w:p>",
                run(name, bold),
                run(&format!("   0:{}", at + 10), false),
                run(said, false)
            )
        })
    };
    let timed = all(|at, name, said| {
        let times = format!("00:00:{}.003 --&gt; 00:00:{}.010", at + 10, at + 11);
        format!("<w:p>{}{line}{}{line}{}</w:p>", run(&times, false), run(name, false), run(said, false))
    });
    let apart = all(|at, name, said| {
        let times = format!("00:00:{} --&gt; 00:00:{}", at + 10, at + 11);
        format!("<w:p>{}</w:p><w:p>{}</w:p><w:p>{}</w:p>", run(&times, false), run(name, false), run(said, false))
    });
    for (what, body) in [
        ("bold", notice(" started transcription") + &bold(true) + &notice(" stopped transcription")),
        ("plain", bold(false)),
        ("two times", timed),
        ("two times in paragraphs of their own", apart),
    ] {
        let interview = one(&docx_with(&body, &[])).interview();
        is_the_talk(what, &interview, NAMES);
        let times: Vec<Option<u32>> = (interview.paragraphs.iter())
            .filter(|paragraph| matches!(paragraph.role, Role::Question | Role::Answer))
            .map(|paragraph| paragraph.time)
            .collect();
        assert_eq!(times, (10..18).map(Some).collect::<Vec<_>>(), "{what}");
    }
}

#[test]
fn a_part_with_a_number_is_a_label() {
    for [asks, answers] in [
        ["Interviewer", "Participant 3"],
        ["Interviewer 1", "Interviewee"],
        ["Interviewer 1", "Interviewee 1"],
        ["Interviewer", "Participant #3"],
        ["Interviewer", "Participant 3 (F)"],
        ["Interviewer", "Subject 2"],
        ["Interviewerin 2", "Proband 4"],
    ] {
        let source = all(|_, name, said| format!("{}: {said}\n\n", if name == NAMES[0] { asks } else { answers }));
        let interview = text(&format!("Transcript\n\n{source}"));
        let label = |role| interview.person(role).and_then(|person| person.labels.first().cloned());
        assert_eq!(label(PersonRole::Interviewer).as_deref(), Some(asks), "{answers}: {:?}", interview.why);
        assert_eq!(label(PersonRole::Interviewee).as_deref(), Some(answers), "{asks}: {:?}", interview.why);
        assert_eq!(interview.exchanges.len(), 4, "{asks}, {answers}");
        assert!(interview.paragraphs.iter().all(|paragraph| !paragraph.text.contains(": ")), "{asks}, {answers}");
    }
    // Entries of a head are no voices, however often they stand there.
    let mail = "Subject: Organs\n\nDear Hanne, the pipes have come.\n\nSubject: Re: Organs\n\nDear Pavel, how many?\n\nSubject: Re: Organs\n\nAll of them.\n";
    assert!(text(mail).people.iter().all(|person| person.name.as_str() != "Subject"));
}

#[test]
fn notices_of_what_wrote_it_down_are_no_part_of_the_talk() {
    let talk = all(|_, name, said| format!("{name}: {said}\n"));
    let source = format!(
        "Organs (2024-03-12 10:04 GMT) - Transcript\nAttendees\n{}, {}\nTranscript\n\n00:00:00\n{talk}\nTranscription ended after 00:24:31\n\n\
         This editable transcript was computer generated and might contain errors. People can also change the text after it was created.\n",
        NAMES[0], NAMES[1]
    );
    let interview = text(&source);
    is_the_talk("a meeting", &interview, NAMES);
    assert_eq!(interview.with_role(Role::Page).count(), 2);
}

#[test]
fn chats_are_talk_however_a_program_copies_them() {
    for (what, source, names) in [
        ("time below", all(|at, name, said| format!("{name}\n  10:{} AM\n{said}\n", at + 10)), NAMES),
        (
            "a moment behind a dash",
            all(|at, name, said| {
                let name = name.to_lowercase().replace(' ', "_");
                format!("{name} — 12/03/2024 10:{}\n{said}\n", at + 10)
            }),
            ["hanne_brox", "pavel_ruzin"],
        ),
        ("today", all(|at, name, said| format!("{name} — Today at 10:{} AM\n{said}\n", at + 10)), NAMES),
        (
            "a number",
            all(|at, name, said| {
                let name = if name == NAMES[1] { "+1 (555) 010-7788" } else { name };
                format!("3/12/24, 10:{}\u{202f}AM - {name}: {said}\n", at + 10)
            }),
            [NAMES[0], "+1 (555) 010-7788"],
        ),
        (
            "two numbers",
            all(|at, name, said| {
                let name = if name == NAMES[1] { "+49 170 5550107" } else { "+49 170 5550108" };
                format!("[12.03.24, 10:{}:05] {name}: {said}\n", at + 10)
            }),
            ["+49 170 5550108", "+49 170 5550107"],
        ),
        (
            "not in the list",
            all(|at, name, said| format!("[12/03/24, 10:{}:05] ~\u{202f}{name}: {said}\n", at + 10)),
            NAMES,
        ),
    ] {
        let interview = text(&source);
        is_the_talk(what, &interview, names);
    }
}

#[test]
fn names_that_stand_elsewhere_in_the_file_are_names() {
    let pieces = |form: &dyn Fn(usize, &str, &str) -> String| {
        TALK.iter().enumerate().map(|(at, (name, said))| form(at, name, said)).collect::<Vec<_>>().join(",")
    };
    let id = |name: &str| usize::from(name != NAMES[0]);
    let listed = |ids: [&str; 2]| {
        format!("[{{\"id\":{},\"name\":\"{}\"}},{{\"id\":{},\"name\":\"{}\"}}]", ids[0], NAMES[0], ids[1], NAMES[1])
    };
    let segments =
        pieces(&|at, name, said| format!("{{\"speaker\":\"u{}\",\"start\":{},\"text\":\"{said}\"}}", id(name), at * 9));
    let monologues = pieces(&|at, name, said| {
        format!(
            "{{\"speaker\":{},\"elements\":[{{\"type\":\"text\",\"value\":\"{said}\",\"ts\":{}}}]}}",
            id(name),
            at * 9
        )
    });
    let messages = pieces(&|_, name, said| {
        format!(
            "{{\"user\":\"U{}\",\"type\":\"message\",\"text\":\"{said}\",\"user_profile\":{{\"real_name\":\"{name}\",\"name\":\"x\"}}}}",
            id(name)
        )
    });
    for (what, source) in [
        ("segments", format!("{{\"segments\":[{segments}],\"speakers\":{}}}", listed(["\"u0\"", "\"u1\""]))),
        ("monologues", format!("{{\"monologues\":[{monologues}],\"speakers\":{}}}", listed(["0", "1"]))),
        ("messages", format!("[{messages}]")),
    ] {
        match json::read(&source) {
            Ok(extract) => {
                let interview = extract.interview();
                is_the_talk(what, &interview, NAMES);
                assert!(interview.warnings.is_empty(), "{what}: {:?}", interview.warnings);
            }
            Err(error) => panic!("{what}: {error:?}"),
        }
    }
    let turns = all(|_, name, said| format!("<u who=\"#{}\">{said}</u>", if id(name) == 0 { "HB" } else { "PR" }));
    let source = format!(
        "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader><fileDesc><titleStmt><title>Organs</title><respStmt><resp>interviewer</resp>\
         <name xml:id=\"HB\">{}</name></respStmt></titleStmt></fileDesc><profileDesc><particDesc><listPerson><person xml:id=\"PR\">\
         <persName>{}</persName></person></listPerson></particDesc></profileDesc></teiHeader><text><body>{turns}</body></text></TEI>",
        NAMES[0], NAMES[1]
    );
    match tei::read(&source) {
        Ok(extract) => is_the_talk("who is responsible", &extract.interview(), NAMES),
        Err(error) => panic!("{error}"),
    }
}
