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
fn a_name_in_capitals_stands_for_its_bearer_whoever_is_said_to_talk_to_whom() {
    let made = talk("PASCOE: ", "TREMAYNE: ", "Henry Tremayne talks to Alice Pascoe, 12 March 2014\n\n", "");
    assert_eq!(people(&made), ["Interviewer Alice Pascoe [PASCOE]", "Interviewee Henry Tremayne [TREMAYNE]"]);
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

/// Three questions with a mark before each, and answers without labels.
fn marked(mark: impl Fn(&str) -> String, answers: [&str; 3], before: &str, after: &str) -> Interview {
    let asked = ["Where were you born?", "What did your father do?", "And your mother, what did she say?"];
    let said: Vec<String> =
        asked.iter().zip(answers).map(|(asked, answer)| format!("{}\n\n{answer}\n\n", mark(asked))).collect();
    read(&format!("{before}{}{after}", said.concat()))
}

const ANSWERS: [&str; 3] = [
    "In a house with a green door, above the ferry.",
    "He painted doors, all of them green, because the paint was cheap.",
    "She wanted blue, and she said so every spring.",
];

fn heading(asked: &str) -> String {
    format!("## {asked}")
}

#[test]
fn labels_are_matched_to_names_in_full() {
    for (asks, answers, before, want) in [
        // An initial in the middle is no form of address.
        (
            "TF: ",
            "HMW: ",
            "# Interview with Halina M. Wolska\n\nBy Tomas Fell\n\n",
            ["Interviewer Tomas Fell [TF]", "Interviewee Halina M. Wolska [HMW]"],
        ),
        // Letters of a paper, where the file says who wrote.
        (
            "FRC: ",
            "HW: ",
            "---\nauthor: Tomas Fell\ntitle: \"FRC Talks: Dr. Halina Wolska\"\n---\n\nI spoke with Halina (Hala) Wolska, who has painted doors for years.\n\n",
            ["Interviewer Tomas Fell [FRC]", "Interviewee Halina (Hala) Wolska [HW]"],
        ),
        // A page says who wrote it in a line of its own.
        (
            "TXF: ",
            "Halina: ",
            "# Doors\n\nAuthor: Tomas Fell (Ferry Press)\n\nToday we welcome Halina Wolska, a painter.\n\n",
            ["Interviewer Tomas Fell [TXF]", "Interviewee Halina Wolska [Halina]"],
        ),
    ] {
        assert_eq!(people(&talk(asks, answers, before, "")), want, "{before}");
    }
    // In full with initials in brackets on the first turn, then the initials, also of two letters for one sound.
    let first = "**Tomas Fell [TF]:** Who are you?\n\n**Halina Chmura [HCh]:** A painter of doors.\n\n";
    let made = talk("**TF:** ", "**HCh:** ", first, "");
    let want = ["Interviewer Tomas Fell [Tomas Fell [TF], TF]", "Interviewee Halina Chmura [Halina Chmura [HCh], HCh]"];
    assert_eq!(people(&made), want);
    let first = "**Tomas Fell:** Who are you?\n\n**Halina Chmura:** A painter of doors.\n\n";
    assert_eq!(people(&talk("**TF:** ", "**HCh:** ", first, "")).len(), 2);
}

#[test]
fn what_looks_like_a_name_is_none() {
    for before in [
        "# KEEPERS OF THE DOOR\n\nThe doors of this town are green.\n\n",
        "# La Maison\n\nLa Maison de la Porte keeps the doors of this town, and all of them are green.\n\n",
        "# Oda'nın Soruları\n\nOda'nın soruları burada.\n\n",
        "# Doors\n\nSaltmarsh.io keeps the doors. My Harbour Days were long.\n\n",
    ] {
        let made = marked(heading, ANSWERS, before, "");
        assert_eq!(people(&made), [""; 0], "{before}");
    }
    // The name of a house is not that of who runs it.
    let answers = ["Ich bin Leiterin von Haus Nord.", ANSWERS[1], ANSWERS[2]];
    let made = marked(heading, answers, "# Türen\n\nIm Haus Nord sind alle Türen grün.\n\n", "");
    assert_eq!(people(&made), [""; 0]);
}

#[test]
fn items_of_a_list_speak_for_nobody() {
    let list = "HW: There are rules for doors:\n\n* Rule 0: a door is green.\n\n* Rule 1: a door is closed.\n\n* Rule 2: a door is heard.\n\n";
    let made = talk("TF: ", "HW: ", "", &format!("TF: What are the rules?\n\n{list}"));
    assert_eq!(people(&made), ["Interviewer TF [TF]", "Interviewee HW [HW]"]);
}

#[test]
fn bylines_name_two_who_ask() {
    for after in [
        "Propos recueillis par Oda Lind, géographe, et Ida Fell, le 3 mai 2021.\n",
        "Interview by Oda Lind and Ida Fell\n",
        "Interview door Oda Lind en Ida Fell\n",
    ] {
        let made = marked(heading, ANSWERS, "# Interview with Halina Wolska\n\n", after);
        let want = ["Interviewer Oda Lind []", "Interviewer Ida Fell []", "Interviewee Halina Wolska []"];
        assert_eq!(people(&made), want, "{after}");
    }
    // A name alone below a title that names another.
    let made = marked(heading, ANSWERS, "# Meet Halina Wolska\n\nTomas Fell\n\nShe paints doors.\n\n", "");
    assert_eq!(people(&made), ["Interviewer Tomas Fell []", "Interviewee Halina Wolska []"]);
}

#[test]
fn answers_without_labels_are_of_the_only_one_who_answers() {
    let before = "# Interview with Halina Wolska\n\n";
    let made = marked(|asked| format!("**Tomas:** {asked}"), ANSWERS, before, "");
    let spoken = made.with_role(inquit::interview::Role::Answer).map(|id| made.para(id).speaker);
    let names: Vec<_> = spoken.flatten().map(|who| made.people[usize::from(who.0)].name.as_str().to_owned()).collect();
    assert_eq!(names, ["Halina Wolska"; 3]);
    // A name before each answer, below questions that are headings.
    let answers = ANSWERS.map(|answer| format!("Halina Wolska : {answer}"));
    let answers = [answers[0].as_str(), answers[1].as_str(), answers[2].as_str()];
    let made = marked(heading, answers, "# Doors\n\nThe House of Doors shows them all.\n\n", "");
    assert_eq!(people(&made), ["Interviewee Halina Wolska []"]);
}

#[test]
fn names_are_put_into_the_form_of_the_text() {
    let asked = ["Где вы родились?", "Чем занимался ваш отец?", "А что говорила ваша мать?"];
    let said = [
        "В доме с зелёной дверью, над паромом.",
        "Он красил двери, все зелёные, потому что краска была дешёвая.",
        "Она хотела синие и говорила об этом каждую весну.",
    ];
    let turns: Vec<String> = asked.iter().zip(said).map(|(q, a)| format!("**{q}**\n\n{a}\n\n")).collect();
    let head = "# Интервью с Марком Ольшиным\n\nСегодня у нас в гостях Марк Ольшин, который красит двери.\n\n";
    let made = read(&format!("{head}{}", turns.concat()));
    assert_eq!(people(&made), ["Interviewee Марк Ольшин []"]);
    assert!(made.with_role(inquit::interview::Role::Answer).all(|id| made.para(id).speaker.is_some()));
}

#[test]
fn scripts_without_capitals_have_names_too() {
    let turns = "记者：您在哪里出生？\n\n林：在渡口上面的一座房子里，门是绿色的。\n\n记者：您父亲做什么？\n\n林：他漆门，全都漆成绿色，因为那种漆便宜。\n\n记者：您母亲说什么？\n\n林：她要蓝色，每年春天都这么说。\n";
    let made = read(&format!("本站近日采访了门漆协会的负责人 Halina Wolska，谈谈门。\n\n{turns}"));
    assert!(people(&made).iter().any(|one| one.contains("Halina Wolska")), "{:?}", people(&made));
    let turns = turns.replace("林：", "北原：");
    let made = read(&format!("北原澄子さんに聞く\n\n{turns}"));
    assert!(people(&made).iter().any(|one| one == "Interviewee 北原澄子 [北原]"), "{:?}", people(&made));
}

#[test]
fn what_follows_the_last_answer_is_not_said_by_anybody() {
    use inquit::interview::Role;
    for note in [
        "(Traducción de Puerta Verde, T.F.)",
        "Und du?",
        "To check out the book of doors, visit the shop at the ferry.",
        "That is it, thanks to Halina for her time; you can follow her on the ferry.",
        "More on doors: Why all of them are green",
        "查看英文原文：The Green Door",
        "Nota",
    ] {
        let after = format!("{note}\n\nYou can see all of her doors in the street above the ferry.\n");
        let made = marked(|asked| format!("**{asked}**"), ANSWERS, "# Interview with Halina Wolska\n\n", &after);
        let closing: Vec<&str> = made.with_role(Role::Closing).map(|id| made.para(id).text.as_str()).collect();
        assert_eq!(closing.len(), 2, "{note}: {closing:?}");
    }
}
