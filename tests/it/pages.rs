//! Web pages as systems write them: one talk of our own in the markup of each, with what stands around it there.

#![cfg(feature = "html")]
#![expect(clippy::unwrap_used, reason = "a test that cannot read its files has failed")]

use std::fs;

use inquit::formats::html;
use inquit::formats::lines::Writer;
use inquit::interview::{Interview, Meta, PersonRole, Role};

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
            let interview = html::read(fs::read_to_string(&path).unwrap()).unwrap().interview();
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
    let texts: Vec<String> = html::read(&page).unwrap().raws().into_iter().map(|raw| raw.text.to_string()).collect();
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

/// A page with a box and a foot of the article's own, and with what systems put around it.
fn page_with_boxes() -> String {
    let mut turns = String::new();
    for number in 1..=8 {
        turns.push_str(&format!(
            "<p><em>What did the river do in the winter of {number}?</em></p>\
             <p>It rose by {number} steps of the stair and then it thought better of it, as it does with us.</p>"
        ));
        if number == 5 {
            turns.push_str("<aside><p>The weir at Lund was built twice, in 1903 and in 1904.</p></aside>");
        }
    }
    format!(
        "<html><head><title>Asking the weir keeper</title></head><body><div id=top>Two lines<br>of one block</div>\
         <nav><ul><li><a href=/>Home</a></li><li><a href=/a>About</a></li></ul></nav>\
         <article><h1>Asking the weir keeper</h1>\
         <aside class=bio><p>Signe Torvald keeps the weir at Lund, as her grandmother did before her.</p></aside>{turns}\
         <aside class=newsletter><p>Sign up for the letter that we send on Fridays.</p></aside>\
         <footer><p>Interview by Emil Castellan, who teaches in Lund.</p></footer></article>\
         <section class=comments><h2>1 comment</h2><p>Wonderful, I was there in that winter too.</p></section>\
         <footer><p>Imprint</p></footer></body></html>"
    )
}

#[test]
fn boxes_and_feet_of_the_article_itself_are_read_and_what_is_left_out_is_counted() {
    let interview = html::read(page_with_boxes()).unwrap().interview();
    assert_eq!(interview.exchanges.len(), 8);
    let front = texts(&interview, Role::Front);
    assert!(front.iter().any(|text| text.starts_with("Signe Torvald keeps the weir")), "{front:?}");
    let closing = texts(&interview, Role::Closing);
    assert_eq!(closing, ["Interview by Emil Castellan, who teaches in Lund."]);
    assert_eq!(texts(&interview, Role::Page), ["The weir at Lund was built twice, in 1903 and in 1904."]);
    // The block at the top, two links, the letter, two lines of comments, the imprint.
    assert_eq!(interview.warnings, ["7 lines of the page around the article were left out."]);
}

#[test]
fn every_word_of_a_page_is_read_or_counted() {
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    for (name, interview) in pages() {
        let source = fs::read_to_string(root().join(format!("tests/fixtures/pages/{name}.html"))).unwrap();
        let read = html::read(&source).unwrap();
        let shown: Vec<String> = read.raws().iter().flat_map(|raw| words(&raw.text)).collect();
        let mut writer = Writer::default();
        html::read_whole(&source, &mut writer);
        let all = writer.finish(Meta::default(), Vec::new());
        let missing = all.raws().iter().filter(|raw| !words(&raw.text).iter().all(|word| shown.contains(word))).count();
        let counted = interview.warnings.iter().find_map(|line| line.split_once(" line")?.0.parse::<usize>().ok());
        assert!(missing == 0 || counted.is_some_and(|count| count >= missing), "{name}: {missing} of {counted:?}");
    }
}

#[test]
fn a_hidden_element_that_lost_its_end_hides_nothing() {
    const AFTER: &str = "<p>When was it built?</p><p>In the year of the great ice, when nothing else could be done.</p>\
        <p>Who steers it today?</p><p>My niece, and on Sundays the goat.</p>";
    for name in ["noscript", "template", "svg", "canvas", "button", "object"] {
        for close in ["</article></body></html>", "</article>", ""] {
            let page = |end: &str| {
                format!(
                    "<html><body><article><h1>The ferry</h1><p>Who built the ferry?</p><p>My aunt did, with a spade.</p>\
                     <{name} class=\"x\">unseen{end}{AFTER}{close}"
                )
            };
            let text = |page: &str| {
                let raws = html::read(page).unwrap().raws();
                raws.iter().map(|raw| raw.text.to_string()).collect::<Vec<_>>().join(" ")
            };
            let whole = text(&page(&format!("</{name}>")));
            assert!(whole.contains("the goat") && !whole.contains("unseen"), "{name}: {whole}");
            let torn = text(&page(""));
            assert!(torn.contains("When was it built?") && torn.contains("the goat"), "{name} {close}: {torn}");
        }
    }
}
