//! Recognition on whole documents: the user's interview, and fixtures of our own writing, one for each way in which
//! interviews are set.

use std::path::Path;

use inquit::interview::asking::{asking_sentence, without_opening};
use inquit::interview::parse::{Format, parse};
use inquit::interview::{Interview, Role};
use inquit::text::CleanText;

fn read(path: &str) -> Interview {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let source = std::fs::read_to_string(root.join(path)).expect("the fixture is there");
    let source = CleanText::new(&source);
    let interview = parse(&source, Format::Auto, Some(path));
    assert_eq!(interview.check(), Ok(()));
    interview
}

/// An interview of our own writing, by the name of its file.
pub fn fixture(name: &str) -> Interview {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/interviews").join(name);
    let source = std::fs::read_to_string(path).expect("the fixture is there");
    let interview = parse(&CleanText::new(&source), Format::Auto, Some(name));
    assert_eq!(interview.check(), Ok(()));
    interview
}

fn seed() -> (CleanText, Interview) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/wishnick-russia-north-korea.txt");
    let source = CleanText::new(&std::fs::read_to_string(path).expect("the seed is there"));
    let interview = parse(&source, Format::Auto, Some("wishnick-russia-north-korea.txt"));
    assert_eq!(interview.check(), Ok(()));
    (source, interview)
}

/// 1-based lines of the source on which the paragraphs of a role begin.
fn lines_of(source: &str, interview: &Interview, role: Role) -> Vec<usize> {
    let line = |at: usize| source[..at].matches('\n').count() + 1;
    interview.with_role(role).map(|id| line(interview.para(id).source.start)).collect()
}

#[test]
fn the_users_interview_comes_out_as_it_is() {
    let (source, interview) = seed();
    let lines = |role| lines_of(&source, &interview, role);
    assert_eq!(lines(Role::Title), [1]);
    assert_eq!(lines(Role::Front), [3, 5, 7, 9, 11]);
    assert_eq!(lines(Role::Question), [13, 21, 29, 39, 49, 57]);
    assert_eq!(lines(Role::Closing), [65, 67, 69]);
    assert_eq!(lines(Role::Page), [71, 73, 75]);
    assert_eq!(
        interview.exchanges.iter().map(|exchange| exchange.answer.len()).collect::<Vec<_>>(),
        [3, 3, 4, 4, 3, 3]
    );
    let answers = lines(Role::Answer);
    assert_eq!(answers, [15, 17, 19, 23, 25, 27, 31, 33, 35, 37, 41, 43, 45, 47, 51, 53, 55, 59, 61, 63]);
    let words: usize =
        interview.with_role(Role::Answer).map(|id| interview.para(id).text.split_whitespace().count()).sum();
    assert_eq!(words, 985);
    assert_eq!(interview.meta.date.unwrap().iso(), "2025-11-14");
    assert_eq!(interview.meta.language.as_deref(), Some("en"));
    assert_eq!(interview.interviewee().unwrap().name.as_str(), "Dr. Elizabeth Wishnick");
    let interviewer = interview.interviewer().unwrap();
    assert_eq!(interviewer.name.as_str(), "Erin Kim");
    assert_eq!(interviewer.about.as_deref(), Some("Student Journalist"));
    assert_eq!(interviewer.labels.iter().map(CleanText::as_str).collect::<Vec<_>>(), ["Erin Kim '28"]);
    assert!(interview.why[0].ends_with(": 6 questions."), "{:?}", interview.why);
    assert!(interview.why[1].starts_with("3 lines of page furniture"), "{:?}", interview.why);
    let line = "Erin Kim '28 interviewed Dr. Elizabeth Wishnick on November 14th, 2025";
    let who =
        [format!("Erin Kim asks: named in “{line}”."), format!("Dr. Elizabeth Wishnick answers: named in “{line}”.")];
    assert_eq!(interview.why[2..], who);
    assert!(interview.warnings.is_empty());
    assert!(interview.paragraphs.iter().all(|paragraph| !paragraph.unsure));
}

#[test]
fn the_users_questions_are_shown_by_what_they_ask() {
    let (_, interview) = seed();
    let starts = [
        ("What does North Korea hope to achieve", "North Korea hope to"),
        ("In your opinion, how credible are these claims, and what kinds", "credible are these claims"),
        ("What does this partnership reveal about", "partnership reveal about"),
        (
            "How has international pressure shaped North Korean and Russian cooperation?",
            "international pressure shaped",
        ),
        ("Do you see Russian–North Korean cooperation as a temporary", "Russian–North Korean cooperation"),
        ("Do we know anything about how the contribution", "contribution of soldiers"),
    ];
    for (exchange, (asking, narrow)) in interview.exchanges.iter().zip(starts) {
        let question: Vec<&str> = exchange.question.iter().map(|&id| interview.para(id).text.as_str()).collect();
        let sentence = asking_sentence(&question);
        assert!(sentence.starts_with(asking), "{sentence}");
        assert!(without_opening(sentence).starts_with(narrow), "{}", without_opening(sentence));
    }
}

/// One line an exchange: the beginning of each question paragraph, then the number of answer paragraphs and of asides.
pub fn exchanges(interview: &Interview) -> Vec<String> {
    exchanges_by(interview, 3)
}

/// The same with so many words of each question paragraph.
pub fn exchanges_by(interview: &Interview, words: usize) -> Vec<String> {
    let start = |text: &str| text.split_whitespace().take(words).collect::<Vec<_>>().join(" ");
    let line = |exchange: &inquit::interview::Exchange| {
        let asked: Vec<String> = exchange.question.iter().map(|&id| start(&interview.para(id).text)).collect();
        let asides = exchange.answer.iter().filter(|&&id| interview.para(id).role == Role::Aside).count();
        let answers = exchange.answer.len() - asides;
        let asides = if asides > 0 { format!("+{asides}") } else { String::new() };
        format!("{} > {answers}{asides}", asked.join(" / "))
    };
    interview.exchanges.iter().map(line).collect()
}

pub fn count(interview: &Interview, role: Role) -> usize {
    interview.with_role(role).count()
}

pub fn names(interview: &Interview) -> Vec<String> {
    interview.people.iter().map(|person| format!("{:?} {}", person.role, person.name)).collect()
}

#[test]
fn written_without_marks() {
    let interview = read("tests/fixtures/interviews/unmarked-written.txt");
    let want = [
        "The gallery came > 2",
        "Many people expected > 2",
        "Tell us about > 2",
        "You have said > 2",
        "What should a > 2",
    ];
    assert_eq!(exchanges(&interview), want);
    assert_eq!(
        (count(&interview, Role::Front), count(&interview, Role::Closing), count(&interview, Role::Page)),
        (3, 3, 2)
    );
    assert_eq!(names(&interview), ["Interviewer Peter Arnesen", "Interviewee Ingrid Solheim"]);
    assert_eq!(interview.interviewer().unwrap().about.as_deref(), Some("Staff Writer"));
    assert_eq!(interview.meta.date.unwrap().iso(), "2023-03-09");
}

#[test]
fn written_without_marks_in_german() {
    let interview = read("tests/fixtures/interviews/unmarked-written-de.txt");
    let want = [
        "Frau Brecht, wann > 1",
        "Was unterscheidet eine > 2",
        "Viele Gemeinden steigen > 1",
        "Beschreiben Sie uns > 1",
        "Wer wird das > 2",
    ];
    assert_eq!(exchanges(&interview), want);
    assert_eq!((count(&interview, Role::Closing), count(&interview, Role::Page)), (2, 2));
    assert_eq!(interview.meta.language.as_deref(), Some("de"));
    assert_eq!(interview.meta.date.unwrap().iso(), "2022-06-04");
    assert_eq!(names(&interview), ["Interviewer Jonas Weidner", "Interviewee Hannelore Brecht"]);
}

#[test]
fn questions_without_a_question_mark() {
    let interview = read("tests/fixtures/interviews/no-question-mark.txt");
    let want = [
        "Tell us how > 1",
        "You once said > 1",
        "What did you > 1",
        "Describe the morning > 2",
        "Is there anything > 1",
    ];
    assert_eq!(exchanges(&interview), want);
}

#[test]
fn rhetorical_questions_stay_in_the_answer() {
    let interview = read("tests/fixtures/interviews/rhetorical.txt");
    let want =
        ["How did you > 2", "What does a > 3", "Do you still > 2", "Your daughter wants > 1", "What would you > 1"];
    assert_eq!(exchanges(&interview), want);
    assert_eq!((count(&interview, Role::Title), count(&interview, Role::Closing)), (0, 1));
}

#[test]
fn talk_without_labels() {
    let interview = read("tests/fixtures/interviews/spoken-unlabelled.txt");
    let asked = interview.with_role(Role::Question).filter(|id| id.0 % 2 == 0).count();
    assert_eq!((asked, interview.exchanges.len()), (8, 8), "{:?} {:?}", exchanges(&interview), interview.why);
}

#[test]
fn a_contents_list_belongs_to_the_introduction() {
    let interview = read("tests/fixtures/interviews/contents-list.txt");
    assert_eq!(
        exchanges(&interview),
        ["How do you > 1", "What was the > 1", "Which instruments do > 1", "Would you go > 1"]
    );
    assert_eq!(count(&interview, Role::Front), 5);
}

#[test]
fn a_lecture_is_no_interview() {
    let interview = read("tests/fixtures/interviews/lecture.txt");
    assert!(interview.exchanges.is_empty());
    assert_eq!(interview.why, ["Nobody seems to ask here, so the text is shown as one document."]);
}

#[test]
fn names_with_a_colon() {
    let interview = read("tests/fixtures/interviews/labelled-colon.txt");
    let want =
        ["Could you begin > 1", "And what was > 4+2", "How did the > 2+1", "Please do. You > 2+1", "Do you still > 1"];
    assert_eq!(exchanges(&interview), want);
    assert_eq!((count(&interview, Role::Front), count(&interview, Role::Closing)), (4, 2));
    let want = ["Interviewer Ruth Calloway", "Interviewee Samuel Teague", "Other Harry Dunn Jr."];
    assert_eq!(names(&interview), want);
    assert_eq!(interview.meta.date.unwrap().iso(), "2016-10-12");
}

#[test]
fn question_and_answer_by_letter() {
    let interview = read("tests/fixtures/interviews/labelled-letters.txt");
    let want = [
        "Please state your > 1",
        "You were at > 1",
        "Describe what you > 1",
        "Different in what > 1",
        "Did you go > 1",
        "How long was > 1",
    ];
    assert_eq!(exchanges(&interview), want);
}

#[test]
fn labels_on_lines_of_their_own() {
    let interview = read("tests/fixtures/interviews/labelled-own-line.txt");
    assert_eq!(exchanges(&interview), ["Welcome back. You > 2", "What do people > 2+1", "Is there a > 1"]);
    assert_eq!(interview.para(interview.exchanges[1].question[0]).time, Some(31));
    assert_eq!(interview.meta.title.as_deref(), Some("A talk in the glasshouse"));
}

#[test]
fn bold_labels() {
    let interview = read("tests/fixtures/interviews/labelled-bold.md");
    assert_eq!(
        exchanges(&interview),
        ["What is the > 2", "And people still > 1", "How do you > 1", "Tell me about > 1"]
    );
    assert_eq!(names(&interview), ["Interviewer Colm Reardon", "Interviewee Maeve Donnelly"]);
    assert_eq!(interview.meta.title.as_deref(), Some("The Map Librarian"));
}

#[test]
fn headings_that_ask() {
    let interview = read("tests/fixtures/interviews/heading-questions.md");
    assert_eq!(exchanges(&interview), ["How do you > 1", "What happens on > 2", "A word on > 1", "Do you hear > 1"]);
    assert_eq!(count(&interview, Role::Closing), 2);
}

#[test]
fn bold_paragraphs_that_ask() {
    let interview = read("tests/fixtures/interviews/bold-questions.md");
    assert_eq!(
        exchanges(&interview),
        [
            "Comment avez-vous découvert > 2",
            "Qu'est-ce qui vous > 1",
            "Parlez-nous de votre > 1",
            "Que diriez-vous à > 1"
        ]
    );
    assert_eq!(interview.meta.date.unwrap().iso(), "2024-04-03");
}

#[test]
fn back_channels_third_voices_and_farewells() {
    let interview = read("tests/fixtures/interviews/spoken-labels.md");
    assert_eq!(exchanges(&interview), ["Welcome to the > 3+2", "So how long > 1+1", "And who taught > 1"]);
    assert_eq!(count(&interview, Role::Closing), 2);
    assert_eq!(names(&interview)[2], "Other Announcer");
}

#[test]
fn hard_wrapped_lines() {
    let interview = read("tests/fixtures/interviews/wrapped.txt");
    assert_eq!(exchanges(&interview), ["You have dug > 1", "How deep is > 2", "What do you > 1"]);
    assert!(interview.paragraphs.iter().any(|paragraph| paragraph.text.contains("Is the water in all of them")));
}

#[test]
fn labels_in_spanish() {
    let interview = read("tests/fixtures/interviews/spanish.txt");
    assert_eq!(exchanges(&interview).len(), 4);
    assert_eq!(interview.interviewee().unwrap().name.as_str(), "Lucía Barragán");
    assert_eq!(interview.meta.date.unwrap().iso(), "2019-09-21");
}

#[test]
fn our_own_form_is_read_to_the_letter() {
    let interview = read("tests/fixtures/interviews/strict.md");
    assert_eq!(exchanges(&interview), ["When did you > 3+2", "What did you > 2"]);
    assert_eq!(interview.exchanges[0].section.len(), 1);
    assert_eq!(interview.warnings, ["Line 37: “Nobody:” is no declared name or label and is read as text."]);
    assert_eq!((count(&interview, Role::Closing), count(&interview, Role::Page)), (1, 1));
    let written = inquit::interview::write_markdown::to_markdown(&interview);
    let again = parse(&CleanText::new(&written), Format::Auto, None);
    assert_eq!((again.exchanges, again.people, again.meta), (interview.exchanges, interview.people, interview.meta));
}
