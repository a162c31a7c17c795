//! Web pages as systems write them: one talk of our own in the markup of each, with what stands around it there.

#![cfg(feature = "html")]
#![expect(clippy::unwrap_used, reason = "a test that cannot read its files has failed")]

use std::fs;

use inquit::formats::html;
use inquit::interview::{Interview, PersonRole, Role};

use crate::documents::root;

/// The talk: title, introduction, and turns with the letter of who speaks.
struct Talk {
    title: String,
    introduction: Vec<String>,
    turns: Vec<(char, String)>,
}

fn talk() -> Talk {
    let text = fs::read_to_string(root().join("tests/fixtures/pages/expected.txt")).unwrap();
    let mut lines = text.lines();
    let title = lines.next().unwrap().to_owned();
    let (turns, introduction): (Vec<&str>, Vec<&str>) =
        lines.partition(|line| line.starts_with("Q ") || line.starts_with("A "));
    let turn = |line: &str| (line.chars().next().unwrap(), plain(&line[2..]));
    Talk {
        title,
        introduction: introduction.into_iter().map(plain).collect(),
        turns: turns.into_iter().map(turn).collect(),
    }
}

fn plain(text: &str) -> String {
    text.replace('’', "'")
}

fn pages() -> Vec<(String, Interview)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root().join("tests/fixtures/pages")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "html") {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let interview = html::read(&fs::read_to_string(&path).unwrap()).unwrap().interview();
            assert_eq!(interview.check(), Ok(()), "{name}");
            found.push((name, interview));
        }
    }
    assert!(found.len() >= 17);
    found
}

fn texts(interview: &Interview, role: Role) -> Vec<String> {
    interview.with_role(role).map(|id| plain(&interview.para(id).text)).collect()
}

#[test]
fn the_talk_is_the_same_on_every_page() {
    let talk = talk();
    for (name, interview) in pages() {
        let body =
            interview.paragraphs.iter().filter(|p| matches!(p.role, Role::Question | Role::Answer | Role::Aside));
        let letter = |role| if role == Role::Question { 'Q' } else { 'A' };
        let turns: Vec<(char, String)> = body.map(|p| (letter(p.role), plain(&p.text))).collect();
        assert_eq!(turns, talk.turns, "{name}");
        assert_eq!(interview.meta.title.as_deref(), Some(talk.title.as_str()), "{name}");
        let front = texts(&interview, Role::Front);
        assert!(talk.introduction.iter().all(|line| front.contains(line)), "{name}: {front:?}");
    }
}

#[test]
fn what_stands_around_the_talk_is_not_in_it() {
    for (name, interview) in pages() {
        let shown: Vec<String> = interview
            .paragraphs
            .iter()
            .filter(|paragraph| paragraph.role != Role::Page)
            .map(|paragraph| paragraph.text.to_string())
            .collect();
        for gone in [
            "cookies",
            "Subscribe",
            "subscriber",
            "Related",
            "Ten rivers",
            "Wonderful talk",
            "Leave a",
            "Sign in",
            "Photograph",
            "All rights reserved",
            "Advertisement",
            "JavaScript",
            "Powered by",
            "Jump to",
            "[edit]",
            "Loading ad",
            "Recommended",
            "Privacy",
        ] {
            assert!(!shown.iter().any(|text| text.contains(gone)), "{name}: {gone} in {shown:#?}");
        }
        // A sentence that is set large between the paragraphs stands where it was said, and is set aside where it is not.
        let pulled = shown.iter().filter(|text| text.contains("a thing that has just left")).count();
        assert_eq!(pulled, 1, "{name}");
    }
    let set_aside = |name: &str| {
        let (_, interview) = pages().into_iter().find(|(page, _)| page == name).unwrap();
        texts(&interview, Role::Page)
    };
    for name in ["wordpress", "medium", "substack", "newspaper"] {
        let aside = set_aside(name);
        assert!(aside.iter().any(|text| text.contains("Photograph")), "{name}: {aside:?}");
        assert!(aside.iter().any(|text| text.contains("just left")), "{name}: {aside:?}");
    }
}

#[test]
fn who_asks_and_who_answers_is_told_by_the_introduction() {
    // By-lines and what stands in the head of the page say more on some of them, and nothing else on any.
    for (name, interview) in pages() {
        let who = |role| interview.person(role).map(|person| person.name.to_string());
        let asks = who(PersonRole::Interviewer);
        assert!(matches!(asks.as_deref(), Some("Silas Okafor" | "Interviewer")), "{name}: {asks:?}");
        let answers = who(PersonRole::Interviewee);
        assert_eq!(answers.as_deref(), Some("Brita Halvorsen"), "{name}");
    }
}

#[test]
fn what_scripts_draw_is_read_from_the_data_for_machines() {
    let body = "Why boats?\\nBecause they float, mostly, and because there was nothing else to be had in those years.";
    let page = format!(
        "<html><head><script type='application/ld+json'>{{\"@graph\":[{{\"@type\":\"WebSite\"}},{{\"@type\":\"NewsArticle\",\
         \"articleBody\":\"{body}\"}}]}}</script></head><body><div id=app></div><noscript>Enable scripts.</noscript></body></html>"
    );
    let texts: Vec<String> = html::read(&page).unwrap().raws.into_iter().map(|raw| raw.text).collect();
    assert_eq!(texts.len(), 2);
    assert_eq!(texts[0], "Why boats?");
}

#[test]
fn questions_on_buttons_that_open_their_answers_are_kept() {
    let one = |question: &str, answer: &str| {
        format!(
            "<div class='accordion-item'><h2><button class='accordion-button'>{question}</button></h2>\
             <div class='accordion-collapse collapse' style='display:none'><p>{answer}</p></div></div>"
        )
    };
    let page = format!(
        "<body><main><h1>About our boats</h1>{}{}{}</main></body>",
        one("How do I hire a boat?", "You ring the bell at the end of the pier, twice, and wait for a man with a cap."),
        one("What does it cost?", "As much as the tide allows, but never more than the boat is worth on that day."),
        one("May I bring my dog?", "If it can swim, it may. If it cannot, it will have to learn before we leave.")
    );
    let interview = html::read(&page).unwrap().interview();
    assert_eq!(texts(&interview, Role::Question).len(), 3, "{:?}", interview.why);
}
