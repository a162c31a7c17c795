//! Who is who in the heads, labels and farewells of transcripts as people write them. The texts and people are invented.

use inquit::interview::Interview;
use inquit::interview::parse::{Format, parse};
use inquit::text::CleanText;

/// Three exchanges with labels before the turns, `before` above and `after` below them.
fn talk(asks: &str, answers: &str, before: &str, after: &str) -> Interview {
    let turns = [
        ("Where were you born?", "In a house with a green door, above the ferry."),
        ("What did your father do?", "He painted doors, all of them green, because the paint was cheap."),
        ("And your mother, what did she say?", "She wanted blue, and she said so every spring."),
    ];
    let said = turns.map(|(asked, answered)| format!("{asks}{asked}\n\n{answers}{answered}\n\n")).concat();
    read(&format!("{before}{said}{after}"))
}

fn read(text: &str) -> Interview {
    parse(&CleanText::new(text), Format::Auto, None)
}

/// Everyone with what they do and the labels they have.
fn people(interview: &Interview) -> Vec<String> {
    let one = |person: &inquit::interview::Person| {
        let labels: Vec<&str> = person.labels.iter().map(|label| &**label).collect();
        format!("{:?} {} [{}]", person.role, person.name.as_str(), labels.join(", "))
    };
    interview.people.iter().map(one).collect()
}

#[test]
fn thanks_name_the_one_who_is_thanked() {
    let made =
        talk("INTERVIEWER: ", "NARRATOR: ", "", "INTERVIEWER: Thank you, Mr. Wolski.\n\nNARRATOR: You are welcome.\n");
    assert_eq!(people(&made), ["Interviewer INTERVIEWER [INTERVIEWER]", "Narrator Mr. Wolski [NARRATOR]"]);
    // The one who answers thanks as well, and that names nobody who answers.
    let made = talk("INTERVIEWER: ", "RESPONDENT: ", "", "RESPONDENT: Thank you, Mrs. Fenn.\n");
    assert_eq!(people(&made), ["Interviewer INTERVIEWER [INTERVIEWER]", "Interviewee RESPONDENT [RESPONDENT]"]);
    // Credits below the talk do name who asks.
    let made = talk("INTERVIEWER: ", "NARRATOR: ", "", "Interviewer: Tomas Fell\n");
    assert!(people(&made)[0].starts_with("Interviewer Tomas Fell"), "{:?}", people(&made));
    // What follows a tab or capitals is no part of the name.
    let made = talk("TF\t", "HB\t", "", "TF\tThank you.\nHB\tYou are welcome.\n");
    assert_eq!(people(&made), ["Interviewer TF [TF]", "Interviewee HB [HB]"]);
}

#[test]
fn a_name_has_many_forms() {
    for (asks, answers, before, want) in [
        (
            "Tomas Fell: ",
            "H. Wolska: ",
            "Oral History Interview with Halina Wolska\n\nInterviewee: Halina Wolska\nInterviewer: Tomas Fell\n\n",
            ["Interviewer Tomas Fell [Tomas Fell]", "Interviewee Halina Wolska [H. Wolska]"],
        ),
        (
            "FELL: ",
            "WOLSKA: ",
            "ORAL HISTORY INTERVIEW WITH HALINA WOLSKA\n\nInterviewee: Halina Wolska\nInterviewer: Tomas Fell\n\n",
            ["Interviewer Tomas Fell [FELL]", "Interviewee Halina Wolska [WOLSKA]"],
        ),
        (
            "FELL: ",
            "WOLSKA: ",
            "Two doors\n\nTOMAS FELL: Good morning, and welcome to the ferry house.\n\n",
            ["Interviewer TOMAS FELL [TOMAS FELL, FELL]", "Interviewee WOLSKA [WOLSKA]"],
        ),
        (
            "TIDE REVIEW\n",
            "WOLSKA\n",
            "“I count doors”: an interview with painter Halina Wolska\n\nTIDE REVIEW\nWhat is green?\n\nHALINA WOLSKA\nNearly all.\n\n",
            ["Interviewer TIDE REVIEW [TIDE REVIEW]", "Interviewee Halina Wolska [HALINA WOLSKA, WOLSKA]"],
        ),
        (
            "P.- ",
            "R.- ",
            "Entrevista con Halina Wolska\n\n",
            ["Interviewer Interviewer [P]", "Interviewee Halina Wolska [R]"],
        ),
    ] {
        let made = talk(asks, answers, before, "");
        assert_eq!(people(&made), want, "{before}");
        assert!(made.exchanges.len() >= 3, "{before}");
    }
    // A slip of two letters, and a first letter that only one has.
    let made = talk("Moir: ", "Tannah: ", "", "Mior: Was it cold?\n\nT: It was very quiet, and not cold at all.\n");
    assert_eq!(people(&made), ["Interviewer Moir [Moir, Mior]", "Interviewee Tannah [Tannah, T]"]);
    assert_eq!(made.exchanges.len(), 4);
}

#[test]
fn nobody_is_invented() {
    // "Diver" stands before the name.
    let korean = "구술 인터뷰: 해녀 고순덕\n\n면담자: 양지혜\n\n양지혜: 언제부터 하셨어요?\n\n고순덕: 열한 살부터.\n\n양지혜: \
                  무섭지 않으셨어요?\n\n고순덕: 지금도 무서워.\n\n양지혜: 지금도 하세요?\n\n고순덕: 그럼.\n";
    assert_eq!(people(&read(korean)), ["Interviewer 양지혜 [양지혜]", "Interviewee 고순덕 [고순덕]"]);
    // The heading of a court names no witness.
    let made = talk("Q. ", "A. ", "DISTRICT COURT OF RENFIELD\n\n", "");
    assert!(people(&made).iter().all(|one| !one.contains("RENFIELD")), "{:?}", people(&made));
    // "She spoke with" somebody else.
    let text = "# A conversation with Ruta Albrecht\n\nRuta Albrecht mends organs. She spoke with Ben Okri-Lane in Vilnius.\n\n\
                **How did it begin?**\n\nWith a pipe that would not speak.\n\n**Is it hard?**\n\nIt is dusty.\n\n**What is \
                next?**\n\nThe cathedral.\n";
    assert_eq!(people(&read(text)), ["Interviewer Ben Okri-Lane []", "Interviewee Ruta Albrecht []"]);
}

#[test]
fn questions_behind_a_dash_in_japanese() {
    let text = "漁師・小山内源三さんに聞く\n\n聞き手：早乙女ゆかり　2012年7月9日\n\n――いつから船に乗っているのですか。\n\n\
                十五の春からです。父が病気で、ほかに人がいなかった。\n\n――最初の日のことを覚えていますか。\n\n\
                覚えています。酔って、何も食べられなかった。\n\n――船はどうなりましたか。\n\n\
                裏山の杉の木に引っかかっていました。今も傷があります。\n\n――ありがとうございました。\n";
    let made = read(text);
    assert_eq!(made.exchanges.len(), 3);
    assert_eq!(people(&made), ["Interviewer 早乙女ゆかり []", "Interviewee 小山内源三 []"]);
    assert_eq!(made.why[0], "The questions were told from the answers by dashes on every question: 3 questions.");
}

#[test]
fn the_day_of_the_transcript_is_not_that_of_the_interview() {
    let made = talk(
        "Tomas Fell: ",
        "Halina Wolska: ",
        "",
        "\nTranscribed by Lena Okafor, April 2009. Reviewed by the interviewee.\n",
    );
    assert_eq!(made.meta.date, None);
    let made = talk("Tomas Fell: ", "Halina Wolska: ", "Recorded 3 May 2008, transcribed in April 2009\n\n", "");
    assert_eq!(made.meta.date.unwrap().iso(), "2008-05-03");
}

#[test]
fn plays_and_stories_have_no_questions() {
    let play = "THE FERRY\n\nA play in one act\n\nCHARACTERS\nMARGIT, a widow\nOLE, her brother\n\nSCENE: A landing stage. Fog.\n\n\
                MARGIT: Is he coming?\n\nOLE: He always comes.\n\nMARGIT: Do you hear the oars?\n\nOLE: I hear the bell.\n\n\
                MARGIT: How long will you wait?\n\nOLE: Until Wednesday.\n\nCURTAIN\n";
    let story = "II\n\n“You came by the river,” the old man said. It was not a question.\n\n“How did you know?”\n\n“Your shoes. \
                 And where are you going?”\n\n“To Renfield. Is it far?”\n\n“It was far when I was young. What do you want \
                 there?”\n\nI told him about the letter, and he listened without moving.\n\n“Who wrote it?”\n\n“My \
                 sister.”\n\n“That,” he said, “is what they all say.”\n";
    for (text, what) in [(play, "a play"), (story, "a story")] {
        let made = read(text);
        assert!(made.exchanges.is_empty(), "{what}: {:?}", made.exchanges.len());
        assert_eq!(made.why[0], format!("This reads like {what}, so the text is shown as one document."));
    }
}

#[test]
fn the_menu_above_a_page_is_no_title() {
    let made = talk("Tomas Fell: ", "Halina Wolska: ", "Home  About  Podcast  Shop\n\nThe green doors\n\n", "");
    assert_eq!(made.meta.title.as_deref(), Some("The green doors"));
    let made = talk("Tomas Fell: ", "Halina Wolska: ", "Doors  Windows  Ferries\n\n", "");
    assert_eq!(made.meta.title.as_deref(), Some("Doors  Windows  Ferries"));
}

#[test]
fn what_the_editor_says_behind_the_last_answer_is_no_part_of_it() {
    let text = "# Pipes\n\n**How did it begin?**\n\nWith a pipe that would not speak.\n\n**Is it hard?**\n\nIt is \
                dusty.\n\n**What is next?**\n\nThe cathedral.\n\n*Ruta Albrecht’s book* Wind *is out in May. This \
                interview has been edited and condensed.*\n";
    let made = read(text);
    let last = made.paragraphs.last().map(|paragraph| paragraph.role);
    assert_eq!(last, Some(inquit::interview::Role::Closing));
}
