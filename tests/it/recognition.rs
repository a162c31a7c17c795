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
