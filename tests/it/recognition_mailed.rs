//! Interviews by mail: questions quoted above their answers, or answers above what was asked next, in several languages; and
//! mails that are quoted as a whole.

use std::path::Path;

use inquit::interview::parse::{Format, parse};
use inquit::interview::{Interview, PersonRole, Role};
use inquit::text::CleanText;

fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name);
    std::fs::read_to_string(path).expect("the fixture is there")
}

fn read(source: &str) -> Interview {
    let interview = parse(&CleanText::new(source), Format::Auto, Some("mail.txt"));
    assert_eq!(interview.check(), Ok(()));
    interview
}

fn texts(interview: &Interview, role: Role) -> Vec<&str> {
    interview.with_role(role).map(|id| interview.para(id).text.as_str()).collect()
}

fn name(interview: &Interview, role: PersonRole) -> Option<&str> {
    interview.person(role).map(|person| person.name.as_str())
}

#[test]
fn quoted_questions_stand_above_their_answers() {
    for (language, asks, first, last, answers) in [
        (
            "de",
            "Nele Brandt",
            "Frau Harms, wie wird eine Glocke krank?",
            "Gibt es Nachwuchs?",
            "Zwei Lehrlinge, beide besser als ich.",
        ),
        (
            "fr",
            "Anne Petit",
            "Comment êtes-vous devenu horloger ?",
            "Qu'est-ce qu'une bonne montre ?",
            "Une montre que l'on oublie.",
        ),
        (
            "es",
            "Ana Ruiz",
            "¿Cómo empezó usted a fabricar guitarras?",
            "¿La compró?",
            "No. Entré, la toqué y la dejé allí.",
        ),
        ("ru", "Мара Ольсен", "Как вы попали в порт?", "Что бы вы сделали иначе?", "Я бы сохранил старый кран."),
        ("ja", "", "港で働き始めたきっかけは何ですか。", "今ならどうしますか。", "古い起重機を残します。"),
    ] {
        // Without question marks nobody is known to ask but by the quoting.
        let interview = read(&fixture(&format!("mail/questions-quoted-{language}.txt")));
        let asked = texts(&interview, Role::Question);
        assert_eq!((asked.len(), asked[0], asked[3]), (4, first, last), "{language}");
        assert!(texts(&interview, Role::Answer).contains(&answers), "{language}");
        assert_eq!(name(&interview, PersonRole::Interviewer), Some(asks).filter(|name| !name.is_empty()), "{language}");
        assert!(!interview.paragraphs.iter().any(|paragraph| paragraph.text.starts_with('>')), "{language}");
    }
}

#[test]
fn mails_say_who_wrote_and_what_of_it_is_no_talk() {
    let interview = read(&fixture("mail/questions-quoted-en.txt"));
    assert_eq!(interview.exchanges.len(), 4);
    assert_eq!(name(&interview, PersonRole::Interviewer), Some("Mara Olsen"));
    assert_eq!(name(&interview, PersonRole::Interviewee), Some("Jens Dahl"));
    assert_eq!(interview.meta.title.as_deref(), Some("Questions for the harbour book"));
    let asked = texts(&interview, Role::Question);
    // Rows of what is quoted are joined, and those of what is not.
    assert!(
        asked
            .contains(&"And what was the first thing they gave you to do, when you were old enough to be paid for it?")
    );
    assert!(
        texts(&interview, Role::Answer)
            .contains(&"I came with my father, who mended ropes. I was nine, and nobody asked how old I was.")
    );
    let page = texts(&interview, Role::Page);
    assert!(page.contains(&"On 2 May 2022, at 18:04, Mara Olsen <mara@example.org> wrote:"), "{page:?}");
    assert!(page.contains(&"-- Jens Dahl Harbour office, room 4"), "{page:?}");
}

#[test]
fn quoted_answers_stand_above_what_is_asked_next() {
    let interview = read(&fixture("mail/answers-quoted.txt"));
    assert_eq!(name(&interview, PersonRole::Interviewer), Some("Mara Olsen"));
    let asked = texts(&interview, Role::Question);
    assert!(asked.contains(&"Who was it that paid you in the end?"), "{asked:?}");
    assert!(asked.contains(&"Was the lamp dangerous?") && !asked.iter().any(|text| text.contains("Sweeping")));
}

#[test]
fn both_sides_may_be_quoted_one_deeper_than_the_other() {
    let interview = read(&fixture("mail/both-quoted.txt"));
    assert_eq!(interview.exchanges.len(), 4);
    assert_eq!(name(&interview, PersonRole::Interviewer), Some("Mara Olsen"));
    assert_eq!(name(&interview, PersonRole::Interviewee), Some("Jens Dahl"));
    assert!(texts(&interview, Role::Answer).contains(&"Sweeping. Everybody swept for a year."));
}

#[test]
fn an_interview_that_is_quoted_as_a_whole_is_the_same_interview() {
    for path in [
        "interviews/labelled-colon.txt",
        "interviews/labelled-letters.txt",
        "interviews/labelled-own-line.txt",
        "interviews/starred-questions-de.txt",
        "interviews/bold-questions.md",
        "interviews/court-transcript.txt",
        "shapes/otter.txt",
        "shapes/whatsapp-android.txt",
    ] {
        let plain = fixture(path);
        let roles = |interview: &Interview| {
            interview.paragraphs.iter().map(|one| (one.role, one.speaker, one.text.clone())).collect::<Vec<_>>()
        };
        let meant = parse(&CleanText::new(&plain), Format::Auto, Some("mail.txt"));
        for mark in ["> ", ">", ">> ", "> > "] {
            let quoted: String = plain.lines().flat_map(|line| [mark, line, "\n"]).collect();
            assert_eq!(roles(&read(&quoted)), roles(&meant), "{path} behind {mark:?}");
            let whole = format!("{quoted}\n");
            let source = CleanText::new(&whole);
            for paragraph in &read(&whole).paragraphs {
                // The first word of a paragraph stands where its span says.
                let first = paragraph.text.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty());
                assert!(first.is_none_or(|first| source[paragraph.source.clone()].contains(first)), "{path}");
            }
        }
    }
}

#[test]
fn an_interview_whose_lines_are_numbered_is_the_same_interview() {
    for path in
        ["interviews/labelled-colon.txt", "interviews/bold-questions.md", "interviews/spanish.txt", "shapes/otter.txt"]
    {
        let plain = fixture(path);
        let told = |interview: &Interview| {
            let said = interview.paragraphs.iter().filter(|one| one.role != Role::Page);
            said.map(|one| (one.role, one.speaker, one.text.clone())).collect::<Vec<_>>()
        };
        let rows: Vec<String> = plain.lines().zip(1..).map(|(line, at)| format!("{at:5}  {line}\n")).collect();
        let numbered = rows.concat();
        assert_eq!(told(&read(&numbered)), told(&read(&plain)), "{path}");
    }
}

#[test]
fn a_text_that_is_set_in_as_a_whole_is_no_code() {
    let plain = fixture("interviews/bold-questions.md");
    let set_in: String = plain.lines().flat_map(|line| ["    ", line, "\n"]).collect();
    let meant = texts(&read(&plain), Role::Question).join("\n");
    assert_eq!(texts(&read(&set_in), Role::Question).join("\n"), meant);
}
