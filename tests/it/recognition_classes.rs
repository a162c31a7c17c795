//! Recognition, one test for each way in which interviews go wrong; the texts and people are invented.

use inquit::interview::parse::{Format, parse};
use inquit::interview::{Interview, PersonRole, Role};
use inquit::text::CleanText;

use crate::recognition::{count, exchanges, fixture as read, names};

fn text(source: &str, name: &str) -> Interview {
    let interview = parse(&CleanText::new(source), Format::Auto, Some(name));
    assert_eq!(interview.check(), Ok(()));
    interview
}

/// Questions, asked with how many paragraphs, answered with how many, asides.
fn shape(interview: &Interview) -> (usize, usize, usize, usize) {
    (
        interview.exchanges.len(),
        count(interview, Role::Question),
        count(interview, Role::Answer),
        count(interview, Role::Aside),
    )
}

#[test]
fn a_rhetorical_paragraph_is_unsure_where_it_is_taken_for_a_question_and_asking_again_in_a_paragraph_is_not() {
    let interview = read("short-rhetorical.txt");
    let asked: Vec<_> = interview.with_role(Role::Question).map(|id| interview.para(id)).collect();
    for real in [
        "How did you come",
        "What does a year",
        "And now?",
        "The institute wants",
        "Is it not lonely",
        "You once wrote",
        "Tell us about",
        "What happens to the book",
        "Is there anything",
    ] {
        assert!(asked.iter().any(|paragraph| paragraph.text.starts_with(real)), "{real}: {:?}", exchanges(&interview));
    }
    assert!(asked.iter().all(|paragraph| !paragraph.text.starts_with("So what do you do with")));
    // One that asks for yes or no and addresses nobody is marked, and one that opens like a real question.
    let taken = |start: &str| asked.iter().find(|paragraph| paragraph.text.starts_with(start));
    assert!(taken("Does that sound bitter?").is_none_or(|paragraph| paragraph.unsure));
    assert!(taken("Who would not get tired").is_none_or(|paragraph| paragraph.unsure));
    assert!(taken("How did you come").is_some_and(|paragraph| !paragraph.unsure));
    assert!(asked.len() <= 12);
    assert_eq!((count(&interview, Role::Front), count(&interview, Role::Closing)), (1, 2));
    assert_eq!(names(&interview), ["Interviewee Greta Nyholm"]);
}

#[test]
fn labels_that_are_missing_misspelt_or_short() {
    let interview = read("missing-labels.txt");
    assert_eq!(
        exchanges(&interview),
        [
            "This is the > 1",
            "What was your > 2",
            "Who taught you? > 1",
            "Was she strict? > 2+1",
            "How many of > 1",
            "What did the > 1",
            "Did you read > 2+1",
            "What did you > 1",
            "When did the > 1",
            "Do you still > 1"
        ]
    );
    let want = ["Interviewer Desmond Carrow", "Interviewee Wilhelmina \"Minnie\" Aske", "Other UNIDENTIFIED"];
    assert_eq!(names(&interview), want);
    assert_eq!(interview.meta.date.unwrap().iso(), "1998-04-12");
    assert_eq!(interview.meta.title.as_deref(), Some("Oral history of the Tern Street laundry"));
    assert_eq!((count(&interview, Role::Front), count(&interview, Role::Closing)), (4, 3));
}

#[test]
fn labels_inside_paragraphs() {
    let interview = read("glued-labels.txt");
    let want = [
        "Who built the > 1",
        "In which year? > 1",
        "Can it still > 1",
        "And who looks > 1",
        "Do you ever > 1",
        "What happens in > 1",
    ];
    assert_eq!(exchanges(&interview), want);
    // A paragraph that the file parts from its label keeps its place in the source.
    let question = interview.para(interview.exchanges[4].question[0]);
    assert_eq!(question.text.as_str(), "Do you ever quarrel about it?");
}

#[test]
fn labels_that_say_nothing() {
    let interview = read("swapped-labels.txt");
    assert_eq!(names(&interview), ["Interviewee SPEAKER_01", "Interviewer SPEAKER_00"]);
    assert_eq!(shape(&interview), (5, 5, 6, 1));
    assert_eq!(interview.para(interview.exchanges[0].question[0]).time, Some(15));
}

#[test]
fn a_court_transcript() {
    let interview = read("court-transcript.txt");
    let want = [
        "Good morning, Mr. > 1",
        "And you lived > 1",
        "You were on > 1",
        "Describe what you > 2+2",
        "How long were > 1",
        "When you came > 1",
        "Did you see > 1",
        "Whose bicycle was > 1+2",
        "Thank you. You > 1+1",
        "Before the break > 1",
    ];
    assert_eq!(exchanges(&interview)[..10], want);
    let over_the_page = interview.para(interview.exchanges[4].question[0]).text.as_str();
    assert_eq!(over_the_page, "How long were you gone for the lamp, to the best of your memory, Mr. Marlow?");
    // Numbers and heads are kept apart, none of them in a turn.
    let page: Vec<&str> = interview.with_role(Role::Page).map(|id| interview.para(id).text.as_str()).collect();
    assert!(page.iter().any(|line| line.starts_with("Marlow - Cross")), "{page:?}");
    assert!(page.iter().any(|line| line.starts_with("1 2 3 4")), "{page:?}");
    assert!(interview.exchanges.len() == 15 && interview.exchanges[11].section.len() == 1);
    assert!(interview.people.iter().any(|person| &*person.name == "THE COURT" && person.role == PersonRole::Other));
}

#[test]
fn the_same_label_on_every_paragraph_and_times_on_lines_of_their_own() {
    let interview = read("every-paragraph.txt");
    assert_eq!(
        exchanges(&interview),
        [
            "You have measured / What is it > 3",
            "Why the weight? > 1",
            "What was the > 2",
            "Has it become > 1",
            "Is that worse? > 1"
        ]
    );
    assert_eq!(count(&interview, Role::Page), 0);
    let times: Vec<u32> = interview.paragraphs.iter().filter_map(|paragraph| paragraph.time).collect();
    assert_eq!(times, [0, 30, 60, 90, 120]);
}

#[test]
fn an_essay_that_asks_itself() {
    let interview = read("essay.txt");
    assert!(interview.exchanges.is_empty(), "{:?}", exchanges(&interview));
}

#[test]
fn questions_and_answers_without_people() {
    let interview = read("faq.md");
    assert_eq!(shape(&interview), (5, 5, 7, 0));
    assert!(interview.people.is_empty(), "{:?}", names(&interview));
}

#[test]
fn a_page_that_was_copied_with_its_furniture() {
    let interview = read("glued-furniture.txt");
    assert_eq!(
        exchanges(&interview),
        ["Mr. Orr, what > 1", "Do people still > 1", "Tell us about > 1", "What will you > 2"]
    );
    assert_eq!(interview.meta.title.as_deref(), Some("The clock mender of Ardle"));
    assert_eq!(names(&interview), ["Interviewer Fiona Strachan", "Interviewee Hamish Orr"]);
    assert_eq!(count(&interview, Role::Page), 11);
    assert!(interview.why[1].starts_with("11 lines of page furniture"), "{:?}", interview.why);
}

#[test]
fn written_without_marks_in_nine_languages() {
    for (language, questions, answers, date, people) in [
        ("fr", 5, 7, "2024-02-12", "Interviewer Étienne Marchais|Interviewee Solène Le Gall"),
        ("es", 6, 7, "2022-10-03", "Interviewer Marta Sanchís|Interviewee Rogelio Iturbe"),
        ("it", 6, 7, "2021-05-18", "Interviewer Paolo Ferrante|Interviewee Ottavia Benincasa"),
        ("ru", 6, 7, "2023-03-09", "Interviewer Нина Осокина|Interviewee Тимофей Варламов"),
        ("zh", 6, 7, "2023-06-15", "Interviewer 周雅文"),
        ("ja", 6, 7, "2022-11-03", "Interviewer 大森健|Interviewee 中原さと子"),
        ("ko", 6, 7, "2021-09-08", "Interviewer 박정우|Interviewee 윤미경"),
    ] {
        let interview = read(&format!("unmarked-written-{language}.txt"));
        assert_eq!(shape(&interview), (questions, questions, answers, 0), "{language} {:?}", exchanges(&interview));
        assert_eq!(interview.meta.language.as_deref(), Some(language));
        assert_eq!(interview.meta.date.map(inquit::interview::Date::iso).as_deref(), Some(date), "{language}");
        assert_eq!(names(&interview).join("|"), people, "{language}");
        assert_eq!((count(&interview, Role::Front), count(&interview, Role::Closing)), (1, 1), "{language}");
        assert_eq!(count(&interview, Role::Title), 1, "{language}");
    }
}

#[test]
fn labels_in_nine_languages() {
    for (language, questions, answers) in
        [("zh", 5, 7), ("ja", 5, 7), ("ko", 5, 7), ("ru", 5, 7), ("fr", 5, 7), ("de", 5, 7), ("it", 5, 7)]
    {
        let interview = read(&format!("labelled-{language}.txt"));
        assert_eq!(shape(&interview), (questions, questions, answers, 1), "{language} {:?}", exchanges(&interview));
        assert_eq!(interview.meta.language.as_deref(), Some(language));
        assert!(interview.meta.title.is_some() && interview.meta.date.is_some(), "{language}");
        assert!(interview.interviewer().is_some() && interview.interviewee().is_some());
    }
    // Who is never named is called by what they do.
    let names = names(&read("labelled-fr.txt"));
    assert_eq!(names, ["Interviewer Interviewer", "Interviewee Interviewee"]);
}

#[test]
fn labels_in_styles_that_print_has() {
    let talk = |label: &dyn Fn(&str) -> String| {
        let turns = [
            ("Mara Olsen", "Why did you build the boat in the attic?"),
            (
                "Jens Dahl",
                "Because the attic was dry. Nobody had thought of the stairs, and I had thought of them least.",
            ),
            ("Mara Olsen", "How did it come down?"),
            ("Jens Dahl", "Through the roof, in October. The whole street held the rope."),
            ("Mara Olsen", "Tell us about the launch."),
            ("Jens Dahl", "It floated. My wife said that this was more than she had expected of it."),
            ("Mara Olsen", "Would you do it again?"),
            ("Jens Dahl", "I have begun."),
        ];
        turns.map(|(name, said)| format!("{}{said}", label(name))).join("\n\n")
    };
    let surname = |name: &str| name.split(' ').next_back().unwrap_or("").to_uppercase();
    let styles: [&dyn Fn(&str) -> String; 12] = [
        &|name| format!("{name}: "),
        &|name| format!("{name} — "),
        &|name| format!("{name} - "),
        &|name| format!("[{name}] "),
        &|name| format!("{}. ", surname(name)),
        &|name| format!("{}. – ", surname(name)),
        &|name| format!("{}  ", surname(name)),
        &|name| format!("{name}:\n(00:01:02)\n"),
        &|name| format!("{name}  00:01:02\n"),
        &|name| format!("[00:01:02] {name}: "),
        &|name| format!("**{name}** "),
        &|name| format!("{}: ", name.chars().filter(|c| c.is_uppercase()).collect::<String>()),
    ];
    for style in styles {
        let source = talk(style);
        let interview = text(&source, "talk");
        assert_eq!(shape(&interview), (4, 4, 4, 0), "{source} {:?}", interview.why);
        assert_eq!(interview.people.len(), 2, "{source}");
        let first = interview.para(interview.exchanges[0].question[0]).text.as_str();
        assert_eq!(first, "Why did you build the boat in the attic?");
    }
    let only_questions = talk(&|name| if name == "Mara Olsen" { "Q: ".into() } else { String::new() });
    assert_eq!(shape(&text(&only_questions, "talk")), (4, 4, 4, 0));
}

#[test]
fn titles_and_people_of_many_heads() {
    let talk = "\n\nWhy boats?\n\nThey float, and nothing else that I can afford does so for as long as a boat.\n\n\
                How did you begin with them?\n\nWith a plank, as one does, and with a brother who could not swim.\n\n\
                What would you like to build next?\n\nA boat that my wife would agree to step into in the evening.\n";
    for (head, title, people) in [
        ("An interview with Jens Dahl\n\nby Mara Olsen", "An interview with Jens Dahl", "Mara Olsen|Jens Dahl"),
        ("Boote\n\nJens Dahl im Gespräch mit Mara Olsen", "Boote", "Jens Dahl|Mara Olsen"),
        ("Boats\n\nMara Olsen interviewed Jens Dahl on 3 May 2021.", "Boats", "Mara Olsen|Jens Dahl"),
        ("https://example.org/boats\n\nBoats\n\nMara Olsen spoke with Jens Dahl.", "Boats", "Mara Olsen|Jens Dahl"),
        (
            "Title: Boats\nNarrator: Jens Dahl\nInterviewers: Mara Olsen and Ida Berg",
            "Boats",
            "Mara Olsen|Ida Berg|Jens Dahl",
        ),
        ("Date: 3 May 2021\nInterviewee: Jens Dahl\n\nBoats in the attic", "Boats in the attic", "Jens Dahl"),
        (
            "---\ntitle: Boats\ndate: 2021-05-03\n---\n\nJens Dahl has built boats for thirty years.",
            "Boats",
            "Jens Dahl",
        ),
        (
            "---\ntitle: Boats in the attic | Harbour Review\n---\n\nInterview by Mara Olsen",
            "Boats in the attic",
            "Mara Olsen",
        ),
    ] {
        let interview = text(&format!("{head}{talk}"), "talk");
        assert_eq!(interview.exchanges.len(), 3, "{head} {:?}", exchanges(&interview));
        assert_eq!(interview.meta.title.as_deref(), Some(title), "{head}");
        let names: Vec<&str> = interview.people.iter().map(|person| &*person.name).collect();
        assert_eq!(names.join("|"), people, "{head}");
    }
}

#[test]
fn a_copied_page_begins_behind_its_notice_of_cookies_and_its_buttons() {
    let of = |interview: &Interview, role| -> Vec<String> {
        interview.with_role(role).map(|id| interview.para(id).text.as_str().to_owned()).collect()
    };
    for (name, title, byline, aside) in [
        ("copied-page.txt", "The lighthouse that learned to sing", "By Mara Olsen", 12),
        ("copied-page-de.txt", "Die Frau, die Glocken heilt", "Von Nele Brandt", 11),
        ("copied-page-fr.txt", "La voix des marées", "Par Claire Vasseur", 11),
    ] {
        let interview = read(name);
        assert_eq!(of(&interview, Role::Title), [title]);
        assert_eq!(of(&interview, Role::Front)[0], byline);
        assert_eq!(of(&interview, Role::Page).len(), aside, "{name}: {:?}", of(&interview, Role::Page));
        assert_eq!(interview.exchanges.len(), 4, "{name}");
    }
    let interview = read("copied-page.txt");
    let answers = of(&interview, Role::Answer);
    assert!(answers.iter().any(|answer| answer.starts_with("We use cookies as a clock.")), "{answers:?}");
}

#[test]
fn questions_between_stars_or_underscores_in_a_plain_text_are_italic() {
    let source = include_str!("../fixtures/interviews/starred-questions.txt");
    let questions = ["How did you > 1", "So one has > 1", "Do you keep > 1", "What will become > 1"];
    let scored = source.replace("\n*", "\n_").replace("*\n", "_\n");
    for source in [source, &scored] {
        let interview = parse(&CleanText::new(source), Format::Auto, Some("talk.txt"));
        assert_eq!(interview.check(), Ok(()));
        assert_eq!(exchanges(&interview), questions);
        assert!(interview.why[0].contains("italics"), "{:?}", interview.why);
    }
    // Rows are paragraphs here, which they would not be in Markdown.
    let interview = read("starred-questions-de.txt");
    assert_eq!(
        exchanges(&interview),
        ["Frau Harms, wie > 2", "Das muss ein > 1", "Und wie heilen > 2", "Gibt es Nachwuchs? > 2"]
    );
    let text = |role| -> Vec<&str> { interview.with_role(role).map(|id| interview.para(id).text.as_str()).collect() };
    assert_eq!(text(Role::Closing), ["Das Gespräch wurde im Mai 2021 geführt und leicht gekürzt."]);
    assert!(text(Role::Answer).contains(&"1986. Da ist mir die größte gesprungen. <lacht> Niemand war dabei."));
}

#[test]
fn a_break_alone_on_its_line_parts_no_answer() {
    let says = |first: &str, other: &str| {
        format!(
            "Mara{first}Where was the workshop?\n\nJens{first}Above the harbour.\n\n{other}\n\nIt had one window.\n\n\
             Mara{first}And the horns?\n\n{other}\n\nWere they all there?\n\nJens{first}All forty.\n\n\
             Mara{first}And now?\n\nJens{first}They are in tins.\n"
        )
    };
    for label in [": ", "\n"] {
        for other in ["[BREAK]", "Break", "BREAK", "Pause", "(Pause)", "--- Pause ---"] {
            let interview = parse(&CleanText::new(&says(label, other)), Format::Auto, Some("talk.txt"));
            let what = format!("{label:?} {other}: {:?}", exchanges(&interview));
            let by = |text: &str| {
                let mut all = interview.ids().map(|id| interview.para(id));
                let found = all.find(|para| para.text.as_str() == text).expect(&what);
                (found.role, found.speaker.map(|who| interview.people[usize::from(who.0)].name.as_str()))
            };
            assert_eq!(by(other), (Role::Aside, None), "{what}");
            assert_eq!(by("It had one window."), (Role::Answer, Some("Jens")), "{what}");
            assert_eq!(by("Were they all there?"), (Role::Question, Some("Mara")), "{what}");
        }
    }
}
