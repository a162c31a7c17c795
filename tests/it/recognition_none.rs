//! Texts that are no interview: nobody asks, whatever they hold of questions, names and speech. The texts are of our own
//! writing.

use std::path::Path;

use inquit::interview::parse::{Format, parse};
use inquit::interview::{Interview, Role};
use inquit::text::CleanText;

/// Texts that are read as questions and answers on purpose: headings that ask, and a dialogue of a textbook, which is a talk.
const ASKED: [&str; 3] = ["blog.md", "survey.md", "dialog-lesson.txt"];

fn all() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/none");
    let files = std::fs::read_dir(folder).expect("the fixtures are there").map(|entry| entry.expect("a file").path());
    let mut all: Vec<(String, String)> = files
        .map(|path| {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            (name, std::fs::read_to_string(path).expect("a text"))
        })
        .collect();
    all.sort();
    all
}

fn read(text: &str, name: &str) -> Interview {
    let interview = parse(&CleanText::new(text), Format::Auto, Some(name));
    assert_eq!(interview.check(), Ok(()), "{name}");
    interview
}

#[test]
fn nobody_asks_in_what_is_no_interview() {
    let all = all();
    assert!(all.len() >= 50, "{}", all.len());
    for (name, text) in all.iter().filter(|(name, _)| !ASKED.contains(&name.as_str())) {
        let interview = read(text, name);
        let asked: Vec<&str> = interview.with_role(Role::Question).map(|id| interview.para(id).text.as_str()).collect();
        assert!(asked.is_empty(), "{name}: {asked:?} by {:?}", interview.why);
        let said = interview.why.first().map_or("", String::as_str);
        assert!(said.ends_with("so the text is shown as one document."), "{name}: {said}");
        // Nothing is taken off as a label, or lost.
        let count = |text: &str| text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count();
        let kept: usize = interview.paragraphs.iter().map(|paragraph| count(&paragraph.text)).sum();
        assert_eq!(kept, count(text), "{name}");
    }
}

#[test]
fn what_a_text_reads_like_is_said() {
    let all = all();
    let why = |wanted: &str| {
        let (name, text) = all.iter().find(|(name, _)| name == wanted).expect("the fixture is there");
        read(text, name).why.remove(0)
    };
    for (name, like) in [
        ("play.txt", "a play"),
        ("play-dots.txt", "a play"),
        ("script-radio.txt", "a play"),
        ("novel-quotes.txt", "a story"),
        ("novel-dashes-fr.txt", "a story"),
        ("dialogue-philosophy.txt", "a story"),
        ("checklist.txt", "a list to tick off"),
        ("quiz-choices.txt", "a sheet of questions with choices"),
        ("quiz-list.txt", "a list of questions"),
        ("horoscope.txt", "a list"),
        ("server.log", "a log"),
        ("play-stops.txt", "a play"),
        ("play-directions.txt", "a play"),
        ("play-directions-de.txt", "a play"),
        ("play-directions-fr.txt", "a play"),
        ("ad-radio.txt", "a script"),
        ("ad-print.txt", "an advertisement"),
        ("minutes-en.txt", "the minutes of a meeting"),
        ("minutes-speakers-only.txt", "the minutes of a meeting"),
        ("minutes-md.md", "the minutes of a meeting"),
        ("minutes-de.txt", "the minutes of a meeting"),
        ("minutes-fr.txt", "the minutes of a meeting"),
        ("minutes-es.txt", "the minutes of a meeting"),
        ("minutes-it.txt", "the minutes of a meeting"),
        ("minutes-ru.txt", "the minutes of a meeting"),
        ("minutes-zh.txt", "the minutes of a meeting"),
        ("minutes-ja.txt", "the minutes of a meeting"),
        ("minutes-ko.txt", "the minutes of a meeting"),
        ("poem-rhymes-es.txt", "a poem"),
        ("readme-faq-headings.md", "a text with a section of common questions"),
        ("readme-faq-bold.md", "a text with a section of common questions"),
        ("readme-faq-letters.md", "a text with a section of common questions"),
    ] {
        assert_eq!(why(name), format!("This reads like {like}, so the text is shown as one document."), "{name}");
    }
}

/// What tells a story from a talk is absent where both sides of an interview begin with a dash, or the questions stand in
/// quotation marks.
#[test]
fn interviews_set_like_speech_stay_interviews() {
    let dashes = "— Как вы попали на остров?\n\n— Мой отец смотрел за огнём до меня, и я носила ему масло, пока не смогла носить его для себя.\n\n\
                  — Вы не боялись?\n\n— Я боялась инспектора. Он приезжал два раза в год и считал ступени, как будто одна могла пропасть.\n\n\
                  — Что вы там читали?\n\n— Альманахи. Отец сказал, что в них есть всё, и я ему поверила.\n\n\
                  — Вы бы сделали это снова?\n\n— Я бы сделала это завтра, но с лучшей лестницей и с коленом помоложе.\n";
    let interview = read(dashes, "talk.txt");
    assert_eq!(interview.exchanges.len(), 4, "{:?}", interview.why);
    let quotes = "“How did you come to the island?”\n\nMy father kept the light before me, and he said that I should learn to count.\n\n\
                  “Were you not afraid?”\n\nOnly of the inspector, who came twice a year. He asked for the oil book and counted the stairs.\n\n\
                  “What did you read?”\n\nAlmanacs. My father said that everything is in them.\n\n\
                  “Would you do it again?”\n\nTomorrow, but with better stairs and a younger knee.\n";
    let interview = read(quotes, "talk.txt");
    assert_eq!(interview.exchanges.len(), 4, "{:?}", interview.why);
    // A talk about the theatre is no play.
    let play = "Mara: How did you come to play Lear?\n\nJens: I answered a letter. They needed a beard.\n\n\
                Mara: Act one is loud. Act two is not. Why?\n\nJens: Because I was tired.\n\n\
                Mara: What do you do in scene four?\n\nJens: I sit.\n";
    let interview = read(play, "talk.txt");
    assert_eq!(interview.exchanges.len(), 3, "{:?}", interview.why);
}

/// Where many talk to many and some of them ask, they talk all the same: a panel, a hearing, a town hall, each with something
/// that minutes have; and a page that is nothing but common questions is one of exchanges, without people.
#[test]
fn what_is_like_an_interview_stays_one() {
    let panel = "Who owns the shore? A panel at the Kressau Book Days\n\nPresent: Oona Berg, Tomas Brand, Hanna Kress\n\n\
                 Moderator: Let us begin with you, Ms. Berg. Who owns the shore?\n\nOona Berg: The sea, twice a day.\n\n\
                 Moderator: Mr. Brand, do you agree?\n\nTomas Brand: The state does, up to the mean high water.\n\n\
                 Hanna Kress: And who decides what the mean is?\n\nTomas Brand: A man with a stick.\n\n\
                 Audience member: What can we do about the fences?\n\nOona Berg: Climb over them.\n\n\
                 Moderator: With that I thank you all. The next meeting is in May.\n";
    let hearing = "HEARING BEFORE THE COMMITTEE ON HARBOURS\n\nTuesday, March 4, 2025\n\n\
                   Present: Chairman Pell, Members Sand and Quill.\n\nAgenda\n\n\
                   Chairman Pell. The committee will come to order. Ms. Berg, would you tell us what you saw that night?\n\n\
                   Ms. Berg. I saw the barge come round the mole without a light.\n\n\
                   Chairman Pell. How far off was it?\n\nMs. Berg. Two hundred metres, perhaps less.\n\n\
                   Mr. Sand. Was anybody on deck?\n\nMs. Berg. A boy, with a rope.\n\n\
                   Mr. Sand. Did you call out to him?\n\nMs. Berg. I did, and he waved.\n\n\
                   Chairman Pell. Thank you. What did you do then?\n\nMs. Berg. I ran down to the bell.\n\n\
                   The meeting was adjourned at noon.\n";
    let hall = "Town hall on the new bridge\n\nPresent: 60 residents\n\n\
                Mayor Berg: We have an hour, so let us start with your questions. Who is first?\n\n\
                Resident: Will the old bridge stay open?\n\nMayor Berg: Yes, on one lane, except for two weekends.\n\n\
                Resident: Who pays for it?\n\nMayor Berg: The county pays sixty per cent, and we pay the rest.\n\n\
                Tomas Brand: When will you start in the mornings?\n\nMayor Berg: At seven, and never on Saturdays.\n\n\
                Resident: Why is it so wide?\n\nMayor Berg: Because of the ambulances.\n\n\
                The decision: it was agreed to meet again. The meeting closed at nine.\n";
    for (text, least) in [(panel, 4), (hearing, 5), (hall, 4)] {
        let interview = read(text, "talk.txt");
        assert!(interview.exchanges.len() >= least, "{:?}", interview.why);
        assert!(interview.why[0].contains("labels"), "{:?}", interview.why);
    }
    let questions = "# Frequently asked questions\n\nAbout the library of tools.\n\n## Who can borrow?\n\nEverybody with a card.\n\n\
                     ## How long may I keep a tool?\n\nTwo weeks, and two more if nobody waits.\n\n\
                     ## What if it breaks?\n\nBring it back and tell us.\n";
    let interview = read(questions, "faq.md");
    assert_eq!((interview.exchanges.len(), interview.people.len()), (3, 0), "{:?}", interview.why);
}

const CHANGES: &str = "# Changes\n\n## 2.0\n\n### Improved\n\n- Does it ring? It does now.\n\n### Broken\n\n- The lamp.\n\n\
    ## 1.1\n\n### Improved\n\n- The bell.\n\n### Broken\n\n- Why was it slow? It counted twice.\n\n\
    ## 1.0\n\n### Improved\n\n- Everything.\n\n### Broken\n\n- Nothing?\n";

#[test]
fn headings_over_lists_are_no_speakers() {
    assert_eq!(read(CHANGES, "changes.md").exchanges.len(), 0);
}

#[cfg(feature = "html")]
#[test]
fn headings_over_lists_of_a_page_are_no_speakers() {
    let element = |line: &str| match line.split_once(' ') {
        Some(("-", item)) => format!("<ul><li>{item}</li></ul>"),
        Some((marks, head)) => format!("<h{0}>{head}</h{0}>", marks.len()),
        None => String::new(),
    };
    let body: String = CHANGES.lines().map(element).collect();
    let page = format!("<html><body><article>{body}</article></body></html>");
    let interview = inquit::formats::html::read(&page).expect("a page").interview();
    assert_eq!(interview.exchanges.len(), 0);
}

#[test]
fn a_lecture_that_asks_and_answers_in_one_breath_asks_nobody() {
    let source = "The use of mud\n\nThe Harbour Lecture, delivered by Edda Nes\n\n\
        Ladies and gentlemen. It is strange to be asked to speak for an hour about mud, and stranger to accept.\n\n\
        What is mud? If you ask an engineer, it is a cost. If you ask a farmer, it is a gift. I would like to open it tonight.\n\n\
        Let me begin with the gift. In 1911 the river flooded for nine weeks, and the harvest after it was the largest known.\n\n\
        Now, what happens when you dam such a river? You know the answer, because you have seen the photographs of it.\n\n\
        So I come to my third point. We took forty cores over three dry seasons, with a drill that was built for wells.\n\n\
        What did we find? We found a hundred years of breakfast. Millet at first, and then maize, and then plastic.\n\n\
        You may ask what the use of this is. It is a fair question, and the treasury has asked it, too, more than once.\n\n\
        Does that mean you should take down the dams? I do not think so. I think you should have read the mud before.\n\n\
        I said at the beginning that mud is a cost and a gift. I would like to end with another word, which is a debt.\n\n\
        Who is to pay it? I leave that to the younger people in this room. Thank you very much.\n";
    let interview = parse(&CleanText::new(source), Format::Auto, Some("lecture.txt"));
    assert!(interview.exchanges.is_empty(), "{:?}", interview.why);
}

#[test]
fn speech_that_is_told_asks_nobody() {
    let source = "I stood at the counter that morning, as on every other, and counted the cups that I had broken since May.\n\n\
        \"Hey, Ida. How are you?\" a voice asked behind me.\n\n\
        I turned round. It was my uncle, with his coat on, and with the look of somebody who has walked all night.\n\n\
        \"It's me,\" he said, breaking the silence. \"I wanted to see how you are. Do you sleep?\"\n\n\
        I thought of the letters that I had not written, and of the boat, and of all that the winter had cost us both.\n\n\
        \"Would you like to go for a walk?\" he asked.\n\n\
        We went along the quay until it was light, and neither of us said a word about the boat or about the letters.\n\n\
        That was the last time that I saw him. He left a cup on the counter, and I have never broken it.\n";
    let interview = parse(&CleanText::new(source), Format::Auto, Some("cups.txt"));
    assert!(interview.exchanges.is_empty(), "{:?}", interview.why);
}
