//! What files say of themselves at their head, and how sites write interviews: titles, people, labels. The texts and
//! people are invented.

use inquit::formats::detect::{Kind, detect};
use inquit::interview::parse::{Format, parse};
use inquit::interview::{Interview, Role};
use inquit::text::CleanText;

use crate::recognition::{exchanges, names};

fn markdown(source: &str) -> Interview {
    let interview = parse(&CleanText::new(source), Format::Markdown, None);
    assert_eq!(interview.check(), Ok(()));
    interview
}

fn of(interview: &Interview, role: Role) -> Vec<&str> {
    interview.with_role(role).map(|id| interview.para(id).text.as_str()).collect()
}

const HEADINGS: &str = "---
layout: post
title: An interview with Ragna Solheim
author: Kari Eide
slug: ragna-solheim
---

<br />

## What is your background?

I began as a bell founder, when I was fifteen, and I have never quite left the foundry.

Later I learnt to write down what I heard there.

{% include image.html file=\"/assets/ragna.jpg\"
caption=\"Ragna in the foundry.\" %}

## What do you listen for?

The third note, which comes late and goes early.

## Which bell is the hardest?

The smallest one, always.

## What comes next?

A bell for a school that has no tower yet.
";

#[test]
fn where_the_file_states_its_title_the_first_heading_may_ask() {
    let interview = markdown(HEADINGS);
    assert_eq!(interview.meta.title.as_deref(), Some("An interview with Ragna Solheim"));
    assert_eq!(
        exchanges(&interview),
        ["What is your > 2", "What do you > 1", "Which bell is > 1", "What comes next? > 1"]
    );
    assert_eq!(names(&interview), ["Interviewer Kari Eide", "Interviewee Ragna Solheim"]);
    // What a program of the site would put a picture for is no answer.
    assert!(of(&interview, Role::Page).iter().any(|line| line.starts_with("{% include")));
    // Without the statement the first question is a question all the same.
    let bare = markdown(HEADINGS.split_once("---\n\n").expect("a head").1);
    assert_eq!((bare.exchanges.len(), of(&bare, Role::Title)), (4, Vec::new()));
}

#[test]
fn a_line_that_is_the_stated_title_is_the_title_in_the_text() {
    let head = "---\ntitle: The Bell of Lindås\n---\n\n# The Bell of Lindås\n\nWords: Kari Eide\n\n";
    let interview = markdown(&format!("{head}{}", HEADINGS.split_once("---\n\n").expect("a head").1));
    assert_eq!(of(&interview, Role::Title), ["The Bell of Lindås"]);
    assert_eq!(of(&interview, Role::Front), ["Words: Kari Eide"]);
    assert_eq!(interview.exchanges.len(), 4);
}

#[test]
fn speakers_at_the_head_give_labels_their_full_names() {
    let interview = markdown(
        "---
title: Bells by Night
transcript_by: kari-e via review
speakers:
  - Ragna Solheim
date: 2021-03-04
summary: Ragna Solheim joins us to tell how a bell is cast.
---
Odd: 00:00:05

Welcome. How does one begin to cast a bell, and where?

Ragna: 00:00:11

With a pit, and with a lot of clay.
It takes a week to dry, and nobody may hurry it.

Odd: 00:00:40

And then?

Ragna: 00:00:42

Then one waits for a night without wind.

Odd: 00:01:10

How do you know that it is right?

Ragna: 00:01:13

By the smoke.
",
    );
    assert_eq!(exchanges(&interview), ["Welcome. How does > 1", "And then? > 1", "How do you > 1"]);
    assert_eq!(names(&interview), ["Interviewer Odd", "Interviewee Ragna Solheim"]);
    let times: Vec<_> = interview.exchanges.iter().map(|exchange| interview.para(exchange.question[0]).time).collect();
    assert_eq!(times, [Some(5), Some(40), Some(70)]);
}

#[test]
fn one_side_bold_as_a_whole_and_names_that_shrink_to_letters() {
    let interview = markdown(
        "---
title: \"Interview mit Ragna Solheim\"
author: \"Glockenblatt\"
---

Ragna Solheim gießt Glocken, und sie tut es allein.

**_Katrin: Wer bist du, und was machst du?_**

**Ragna:** Ich gieße Glocken, seit ich fünfzehn bin, und schreibe auf, was ich dabei höre.

**_K: Warum gerade Glocken?_**

**R:** Weil sie länger bleiben als wir.

**_K: Was war deine erste?_**

**R:** Eine kleine, für eine Schule im Norden.

**_K: Und was kommt jetzt?_**

**R:** Eine für einen Turm, den es noch nicht gibt.
",
    );
    assert_eq!(
        exchanges(&interview),
        ["Wer bist du, > 1", "Warum gerade Glocken? > 1", "Was war deine > 1", "Und was kommt > 1"]
    );
    assert_eq!(names(&interview), ["Interviewer Katrin", "Interviewee Ragna Solheim"]);
}

#[test]
fn a_title_in_capitals_is_not_yet_a_name() {
    let source = |said: &str| {
        format!(
            "---\ntitle: Deep Water Interview\n---\n\nThis interview was conducted by Kari Eide of the Harbour School.\n\n\
             ## How did you begin?\n\nI fell in, and {said} does not frighten you after that.\n\n\
             ## What do you look for?\n\nFor somebody who can wait.\n\n## Any advice?\n\nCount your breath.\n"
        )
    };
    assert_eq!(names(&markdown(&source("deep water"))), ["Interviewer Kari Eide"]);
}

#[test]
#[cfg(feature = "html")]
fn a_page_behind_a_head_of_entries() {
    let page = "---
year: 2011
person: Ragna Solheim
slug: ragna_solheim
---
<a href=\"../speakers/ragna.html\"><img src=\"ragna.jpg\"></a>
<p>
Ragna Solheim will talk about small bells at the Founders' Meeting.
</p>
<p>Q:
How did you come to bells?
</p>
<p>
Through a <a href=\"https://example.org/pit\">pit</a> in my uncle's yard.<br>
It was full of clay.
</p>
<p>Q: Is a small bell harder
than a large one?</p>
<p>Much harder. There is no room for a mistake.</p>
<p>Q: What will your talk be about?</p>
<p>About the third note.</p>
<p>Q: We look forward to hearing it!</p>
<hr>
<p>Additional links:</p>
<ul><li><a href=\"https://example.org/bells\">Ragna's page</a></li><li><a href=\"https://example.org/m\">The meeting</a></li></ul>
";
    let interview = inquit::formats::read_text(Kind::Html, page).expect("a format").expect("a page").interview();
    for name in [Some("ragna.html"), None] {
        assert_eq!(detect(page.as_bytes(), name), Kind::Html, "{name:?}");
    }
    assert_eq!(interview.meta.title, None);
    assert_eq!(exchanges(&interview), ["How did you > 2", "Is a small > 1", "What will your > 1"]);
    assert_eq!(names(&interview), ["Interviewer Interviewer", "Interviewee Ragna Solheim"]);
    assert_eq!(of(&interview, Role::Front), ["Ragna Solheim will talk about small bells at the Founders' Meeting."]);
    assert_eq!(of(&interview, Role::Closing).len(), 4);
}

/// A talk in which every turn of the host is set in some way, and most of them do not ask.
fn hosted(mark: &dyn Fn(&str) -> String) -> Interview {
    let host = [
        "Welcome back to the workshop. It is good to have you here again.",
        "I heard that the river was high last week.",
        "So let us begin with the boats. How many are left?",
        "That is fewer than I thought.",
        "And people still come for them, I suppose.",
        "Right. There is also the question of the pier.",
        "What does the council say to that?",
        "I see. Well, thank you for coming.",
    ];
    let guest = [
        "Thanks. It is always good to be here, and it smells of tar.",
        "It was, and it took two planks and a bench with it. We found the bench at the mill, which is where everything ends.",
        "Four, if one counts the one that my brother will not let anybody touch. The others went to the museum.",
        "Everybody says so, and then they ask where the fourth one is. You know how it is?",
        "They do. They stand there and look, and some of them want to sit in one.",
        "The pier is older than all of us. It will be there when we are gone, unless somebody mends it.",
        "Nothing, so far. They have had a letter from me every spring, and every autumn they have thanked me for it.",
        "My pleasure.",
    ];
    let all = host.iter().zip(guest).flat_map(|(asked, said)| [mark(asked), said.to_owned()]);
    markdown(&all.collect::<Vec<_>>().join("\n\n"))
}

#[test]
fn a_host_who_mostly_remarks_is_told_by_how_his_turns_are_set() {
    for mark in [&|turn: &str| format!("### {turn}") as String, &|turn: &str| format!("**{turn}**")]
        as [&dyn Fn(&str) -> String; 2]
    {
        let interview = hosted(mark);
        assert_eq!((interview.exchanges.len(), of(&interview, Role::Front).len()), (7, 0), "{:?}", interview.why);
        assert_eq!(of(&interview, Role::Closing).len(), 2);
    }
}

#[test]
fn a_time_with_hours_behind_the_name_is_no_word_of_the_turn() {
    let turns = [
        ("Odd Nes", "00:00:05", "Where does the clay come from?"),
        ("Ragna", "00:00:11", "From the pit behind the church, since my grandfather's time."),
        ("Odd Nes", "00:01:40", "Who may dig there?"),
        ("Ragna", "00:01:42", "Whoever fills it up again."),
        ("Odd Nes", "01:00:10", "And in winter?"),
        ("Ragna", "01:00:13", "In winter we sleep."),
    ];
    for between in [" ", "\n"] {
        let all = turns.map(|(who, time, said)| format!("{who}: {time}{between}{said}")).join("\n\n");
        for format in [Format::Text, Format::Markdown] {
            let interview = parse(&CleanText::new(&all), format, None);
            assert_eq!(exchanges(&interview), ["Where does the > 1", "Who may dig > 1", "And in winter? > 1"]);
            assert_eq!(interview.para(interview.exchanges[2].question[0]).time, Some(3610));
        }
    }
}

#[test]
fn a_few_answers_may_have_a_name_where_the_others_have_none() {
    let interview = markdown(
        "Ragna Solheim will talk about bells.

Q: Could you introduce yourself?

I cast bells in a yard behind the church.

Q: What will your talk be about?

About the third note, which nobody hears at first.

Q: How many came last summer?

Odd Nes (yard manager): Two hundred, and they all wanted to dig.

We had spades for twenty.

Q: And this summer?

Odd Nes (yard manager): We have bought spades.

Q: Which bell is your favourite?

The smallest.

Q: What comes next?

A bell for a school.
",
    );
    assert_eq!(interview.exchanges.len(), 6, "{:?}", exchanges(&interview));
    assert_eq!(exchanges(&interview)[2], "How many came > 2");
}

#[test]
fn a_list_of_changes_is_no_interview() {
    let versions = ["1.2.0", "1.1.0", "1.0.0", "0.9.0"].map(|version| {
        format!(
            "## {version}\n\n### Cast\n\n- A bell for the school.\n- A smaller one for the ferry.\n\n### Mended\n\n- The clapper of \
             the old one, which had worn thin on one side.\n\n### Added\n\n- A rope.\n"
        )
    });
    let interview = markdown(&format!("# Changes\n\n{}", versions.join("\n")));
    assert_eq!(interview.exchanges.len(), 0, "{:?}", interview.why);
    let named = ["Ragna: A bell.", "Odd: Another.", "Ragna: A third.", "Odd: Done.", "Ragna: Paid.", "Odd: Gone."];
    assert_eq!(parse(&CleanText::new(&named.join("\n\n")), Format::Text, None).exchanges.len(), 0);
}

/// Exports of chats: a date and a time of day before the name, or a time of day behind it.
#[test]
fn chats_are_told_by_their_names() {
    let said = [
        ("Lena Vogt", "Hi Jonas, thanks for doing this over chat. When did you start diving?"),
        ("Jonas Berg", "At nine, off the pier."),
        ("Jonas Berg", "With a mask my sister had found."),
        ("Lena Vogt", "What was the first thing you saw?"),
        ("Jonas Berg", "A bicycle. It is still there."),
        ("Lena Vogt", "Are you ever afraid?"),
        ("Jonas Berg", "Of boats, yes. Of water never."),
    ];
    type Form = fn(usize, &str, &str) -> String;
    let forms: [Form; 3] = [
        |at, who, text| format!("[12/03/2021, 18:0{at}:11] {who}: {text}\n"),
        |at, who, text| format!("12.03.21, 18:0{at} - {who}: {text}\n"),
        |at, who, text| format!("{who}  6:0{at} PM\n{text}\n\n"),
    ];
    for form in forms {
        let text: String = said.iter().enumerate().map(|(at, (who, text))| form(at, who, text)).collect();
        let interview = inquit::interview::parse::parse(
            &inquit::text::CleanText::new(&text),
            inquit::interview::parse::Format::Text,
            None,
        );
        assert_eq!(interview.check(), Ok(()));
        assert_eq!(interview.exchanges.len(), 3, "{text}");
        let told: Vec<&str> = interview.paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect();
        assert_eq!(told, said.map(|(_, text)| text), "{text}");
        let names: Vec<&str> = interview.people.iter().map(|person| person.name.as_str()).collect();
        assert_eq!(names, ["Lena Vogt", "Jonas Berg"]);
        assert_eq!(interview.paragraphs[1].time.map(|time| time / 60), Some(18 * 60 + 1));
    }
}

#[test]
fn the_house_that_keeps_a_recording_is_no_title() {
    let interview = crate::recognition_published::read(
        "Harbour Museum of Low Quay\nInterview with Jens Dahl\nDecember 26, 1989\nRG-50.030*0013\n\nPREFACE\n\n\
         The following is the result of a talk with Jens Dahl, recorded by Mara Olsen on behalf of the museum.\n\n\
         Q: Could you tell me your name, please?\n\nA: Jens Dahl.\n\nQ: And when were you born?\n\nA: In the year of the flood.\n\n\
         Q: Where was that?\n\nA: On the quay, in the house that is the museum today.\n",
        "dahl.txt",
    );
    assert_eq!(interview.meta.title.as_deref(), Some("Interview with Jens Dahl"));
    assert_eq!(interview.exchanges.len(), 3);
}
