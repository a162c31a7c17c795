//! One invented talk as many programs and offices write it: transcribers, meetings, chats, newspapers, pages out of a PDF;
//! and what nobody says in it: headings, notices, heads of pages.

use std::path::Path;

use inquit::formats::captions;
use inquit::interview::parse::{Format, parse};
use inquit::interview::{Interview, PersonRole, Role};
use inquit::text::CleanText;

fn shape(name: &str) -> Interview {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/shapes").join(name);
    let source = std::fs::read_to_string(path).expect("the fixture is there");
    let interview = if captions::is_captions(&source) {
        captions::read(&source).interview()
    } else {
        parse(&CleanText::new(&source), Format::Auto, Some(name))
    };
    assert_eq!(interview.check(), Ok(()), "{name}");
    interview
}

fn texts(interview: &Interview, role: Role) -> Vec<&str> {
    interview.with_role(role).map(|id| interview.para(id).text.as_str()).collect()
}

fn who(interview: &Interview, role: PersonRole) -> Option<&str> {
    interview.person(role).and_then(|person| person.labels.first()).map(CleanText::as_str)
}

const ASKED: [&str; 7] = [
    "How did you come to repair church organs, of all things?",
    "And when did you do your first one alone?",
    "Were you afraid of breaking something?",
    "Tell me about the fire at Saint Anne's.",
    "What do the young people in your workshop learn first?",
    "Is there an organ you would never touch again?",
    "What comes next for you?",
];

#[test]
fn one_talk_in_the_shapes_of_many_programs() {
    for (name, asks, answers) in [
        ("otter.txt", "Speaker 1", "Speaker 2"),
        ("zoom.txt", "Lena Vogt", "Tomasz Brzoza"),
        ("teams.txt", "Lena Vogt", "Tomasz Brzoza"),
        ("teams-cues.txt", "Lena Vogt", "Tomasz Brzoza"),
        ("riverside.txt", "Lena Vogt", "Tomasz Brzoza"),
        ("trint.txt", "Lena Vogt", "Tomasz Brzoza"),
        ("sonix.txt", "Lena Vogt", "Tomasz Brzoza"),
        ("rev.txt", "Lena Vogt", "Tomasz Brzoza"),
        ("happy-scribe.txt", "Lena Vogt", "Tomasz Brzoza"),
        ("fireflies.txt", "Lena Vogt", "Tomasz Brzoza"),
        ("word-transcribe.txt", "Speaker 1", "Speaker 2"),
        ("whisper-printed.txt", "SPEAKER_01", "SPEAKER_00"),
        ("noscribe.txt", "S01", "S00"),
        ("assembly.txt", "Speaker A", "Speaker B"),
        ("descript.md", "Lena Vogt", "Tomasz Brzoza"),
        ("descript-pictures.txt", "Lena Vogt", "Tomasz Brzoza"),
        ("whatsapp-android.txt", "Lena Vogt", "Tomasz Brzoza"),
        ("whatsapp-us.txt", "Lena Vogt", "Tomasz Brzoza"),
        ("whatsapp-ios.txt", "Lena Vogt", "Tomasz Brzoza"),
        ("slack.txt", "Lena Vogt", "Tomasz Brzoza"),
        ("pages.txt", "VOGT", "BRZOZA"),
        ("pages-numbered.txt", "Q", "A"),
    ] {
        let interview = shape(name);
        assert_eq!(texts(&interview, Role::Question), ASKED, "{name}");
        assert_eq!(who(&interview, PersonRole::Interviewer), Some(asks), "{name}");
        assert_eq!(who(&interview, PersonRole::Interviewee), Some(answers), "{name}");
        assert!(texts(&interview, Role::Aside).contains(&"Mm-hm."), "{name}");
        for (role, text) in interview.paragraphs.iter().map(|paragraph| (paragraph.role, paragraph.text.as_str())) {
            let timed = text.starts_with(['[', '0']) && text.contains(':');
            assert!(!(timed && matches!(role, Role::Question | Role::Answer)), "{name}: {text}");
        }
    }
}

#[test]
fn what_the_program_of_a_chat_wrote_is_no_speech() {
    for (name, count) in
        [("whatsapp-android.txt", 6), ("whatsapp-us.txt", 6), ("whatsapp-ios.txt", 6), ("slack.txt", 4)]
    {
        let interview = shape(name);
        let answers = texts(&interview, Role::Answer);
        let said = ["omitted", "deleted", "null", "attached:", "changed", "Missed", "replies", "image.png", "channel"];
        for text in &answers {
            assert!(!said.iter().any(|word| text.contains(word)), "{name}: {text}");
        }
        // And the back-channel.
        assert_eq!(texts(&interview, Role::Aside).len(), count + 1, "{name}");
        assert!(answers.contains(&"After a year he let me hold the glue."), "{name}");
    }
}

#[test]
fn a_newspaper_may_write_itself_as_it_likes() {
    for (name, label) in [
        ("newspaper-small.txt", "taz"),
        ("newspaper-sign.txt", "PÁGINA/12"),
        ("newspaper-words.txt", "NZZ am Sonntag"),
        ("newspaper-initials.txt", "F.A.Z."),
    ] {
        let interview = shape(name);
        assert_eq!(interview.exchanges.len(), 7, "{name}");
        assert_eq!(who(&interview, PersonRole::Interviewer), Some(label), "{name}");
        assert_eq!(texts(&interview, Role::Question)[4], "Das klingt schrecklich.", "{name}");
    }
}

#[test]
fn a_question_in_one_language_and_an_answer_in_another() {
    let interview = shape("two-languages.txt");
    assert_eq!(interview.exchanges.len(), 7);
    assert_eq!(texts(&interview, Role::Question)[3], "Erzählen Sie vom Feuer in Sankt Anna.");
    assert_eq!(texts(&interview, Role::Answer).len(), 7);
}

#[test]
fn an_interpreter_says_again_what_was_asked_and_answered() {
    let interview = shape("interpreter.txt");
    assert_eq!(interview.exchanges.len(), 7);
    for exchange in &interview.exchanges {
        assert_eq!((exchange.question.len(), exchange.answer.len()), (2, 2));
        let name = |id: &inquit::interview::ParaId| {
            interview.para(*id).speaker.map(|who| interview.people[usize::from(who.0)].name.as_str())
        };
        let said: Vec<Option<&str>> = exchange.question.iter().chain(&exchange.answer).map(name).collect();
        let interpreter = Some("Anna Keller (interpreter)");
        assert_eq!(said, [Some("Lena Vogt"), interpreter, Some("Tomasz Brzoza"), interpreter]);
    }
}

#[test]
fn heads_and_numbers_of_pages_part_no_paragraph() {
    for name in ["pages.txt", "pages-numbered.txt"] {
        let interview = shape(name);
        let talk = [Role::Question, Role::Answer, Role::Aside].map(|role| texts(&interview, role)).concat();
        for text in &talk {
            let ended = text.ends_with(['.', '?']) && !text.contains("History Project") && !text.contains("OBH");
            assert!(ended, "{name}: {text}");
        }
        assert!(texts(&interview, Role::Page).len() >= 12, "{name}");
    }
}

#[test]
fn headings_without_a_mark_are_not_said() {
    let inside = shape("subheads.txt");
    let heads = ["A chapel above the river", "Soup and a list"];
    assert_eq!(texts(&inside, Role::Aside), heads);
    assert!(inside.with_role(Role::Aside).all(|id| inside.para(id).speaker.is_none()));
    let above = shape("subheads-labelled.txt");
    assert_eq!(texts(&above, Role::Section), ["A chapel above the river", "Soup and a list", "A school"]);
    assert_eq!(above.exchanges.iter().filter(|exchange| !exchange.section.is_empty()).count(), 3);
    let replies = shape("short-replies.txt");
    assert!(texts(&replies, Role::Aside).is_empty() && texts(&replies, Role::Section).is_empty());
    for reply in ["Yes", "Not at all", "Never again", "1987", "Four stops"] {
        assert!(texts(&replies, Role::Answer).contains(&reply), "{reply}");
    }
}

#[test]
fn a_table_of_a_transcriber_is_captions_without_speakers() {
    let interview = shape("whisper.tsv");
    assert!(interview.exchanges.is_empty());
    assert_eq!(interview.paragraphs.len(), 16);
    assert_eq!(interview.paragraphs[1].time, Some(20));
}

/// Wrapped pages of a court without numbers before the lines, and with them: rows become turns again, each question is that of
/// the lawyer whom the last “BY …:” names, and what the witness says to the court is the witness’s.
#[test]
fn the_papers_of_a_court_say_who_examines() {
    for name in ["court-wrapped.txt", "court-numbered.txt"] {
        let interview = shape(name);
        let speaks = |id| interview.para(id).speaker.map(|who| interview.people[usize::from(who.0)].name.as_str());
        let by = |name: &str| {
            interview.exchanges.iter().filter(|exchange| speaks(exchange.question[0]) == Some(name)).count()
        };
        assert_eq!((interview.exchanges.len(), by("MR. PELL"), by("MS. SAND")), (12, 8, 4), "{name}");
        let first = interview.para(interview.exchanges[0].question[0]).text.as_str();
        let asked = "please, for the reporter, and spell your last name for the court reporter.";
        assert_eq!(first, format!("Would you state your name for the record, {asked}"), "{name}");
        let witness: Vec<Option<&str>> = interview.with_role(Role::Answer).map(speaks).collect();
        assert!(witness.len() == 13 && witness.iter().all(|who| *who == Some("Oona Berg")), "{name}: {witness:?}");
        let objection = interview.with_role(Role::Aside).find(|&id| interview.para(id).text.starts_with("Objection"));
        assert_eq!(objection.and_then(speaks), Some("MS. SAND"), "{name}");
        let sections = texts(&interview, Role::Section);
        assert_eq!(sections, ["BY MR. PELL:", "CROSS-EXAMINATION", "BY MS. SAND:"], "{name}");
        let page = texts(&interview, Role::Page);
        assert!(page.iter().any(|line| line.ends_with("42")), "{name}: {page:?}");
        for person in ["MR. PELL", "MS. SAND"] {
            let found: Vec<PersonRole> =
                interview.people.iter().filter(|one| one.name.as_str() == person).map(|one| one.role).collect();
            assert_eq!(found, [PersonRole::Interviewer], "{name}: {person}");
        }
    }
}

#[test]
fn times_and_names_stand_before_turns_in_many_forms() {
    const TURNS: [(&str, &str); 8] = [
        ("Adam Berg", "Welcome. What is a knot?"),
        ("Jen Dahl", "A way to hold."),
        ("Adam Berg", "And what does it hold?"),
        ("Jen Dahl", "Mostly boats."),
        ("Adam Berg", "Who made the first?"),
        ("Jen Dahl", "Nobody knows."),
        ("Adam Berg", "And the best one?"),
        ("Jen Dahl", "My aunt did."),
    ];
    for (form, name) in [
        ("[00:00:NN] **WHO:** SAID", "a.md"),
        ("0:00:NN.8 **WHO** SAID", "b.md"),
        ("0:00:NN.8 **WHO** SAID", "b.txt"),
        ("**[00:00:NN] WHO:** SAID", "c.md"),
        ("00:NN **WHO**: SAID", "d.md"),
        ("[00:00:NN.300] WHO: SAID", "e.txt"),
        ("(00:NN) **WHO** – SAID", "f.md"),
        ("00:00:NN,300 WHO: SAID", "g.txt"),
        ("[00:NN]WHO: SAID", "h.txt"),
        ("*00:NN* **WHO:** SAID", "i.md"),
    ] {
        let turn = |(at, (who, said)): (usize, &(&str, &str))| {
            form.replace("NN", &format!("{:02}", at * 7)).replace("WHO", who).replace("SAID", said) + "\n\n"
        };
        let text: String = TURNS.iter().enumerate().map(turn).collect();
        let interview = crate::recognition_published::read(&text, name);
        let said: Vec<(&str, Option<u32>)> =
            interview.paragraphs.iter().map(|one| (one.text.as_str(), one.time)).collect();
        let wanted: Vec<(&str, Option<u32>)> =
            TURNS.iter().enumerate().map(|(at, (_, said))| (*said, Some(at as u32 * 7))).collect();
        assert_eq!((interview.exchanges.len(), said), (4, wanted), "{form}");
        let people: Vec<&str> = interview.people.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(people, ["Adam Berg", "Jen Dahl"], "{form}");
    }
}
