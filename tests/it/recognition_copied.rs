//! What is copied from pages: a newspaper that labels its first turns only, in five languages and many layouts; threads of
//! forums in which one person answers all; the transcript beside a film. The people are invented.

use std::path::Path;

use inquit::formats::captions;
use inquit::interview::parse::{Format, parse};
use inquit::interview::{Interview, PersonRole, Role};
use inquit::text::CleanText;

use crate::recognition_pasted::{read, shape};

fn fixture(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(path)).expect(path)
}

fn texts(interview: &Interview, role: Role) -> Vec<String> {
    interview.with_role(role).map(|id| interview.para(id).text.to_string()).collect()
}

/// A talk, the paper, the guest's surname and full name.
const TALKS: [(&str, &str, &str, &str); 5] = [
    ("unmarked-written.txt", "HERALD", "Solheim", "Ingrid Solheim"),
    ("unmarked-written-de.txt", "SZ", "Brecht", "Hannelore Brecht"),
    ("unmarked-written-fr.txt", "Le Phare", "Le Gall", "Solène Le Gall"),
    ("unmarked-written-es.txt", "EL FARO", "Iturbe", "Rogelio Iturbe"),
    ("unmarked-written-it.txt", "il Molo", "Benincasa", "Ottavia Benincasa"),
];

/// A talk set anew: `set` gets each paragraph of the exchanges with whether it asks and its label, if it has one.
fn set(
    plain: &Interview,
    labels: (&str, Option<&str>),
    turns: usize,
    set: &dyn Fn(bool, &str, &str) -> String,
) -> String {
    let mut out: Vec<String> = vec![plain.meta.title.as_deref().unwrap_or_default().to_owned()];
    out.extend(texts(plain, Role::Front));
    for (number, exchange) in plain.exchanges.iter().enumerate() {
        for (asks, ids) in [(true, &exchange.question), (false, &exchange.answer)] {
            for (at, id) in ids.iter().enumerate() {
                let label = if asks { Some(labels.0) } else { labels.1 };
                let label =
                    label.filter(|_| at == 0 && number < turns).map_or(String::new(), |name| format!("{name}: "));
                out.push(set(asks, &label, &plain.para(*id).text));
            }
        }
    }
    out.join("\n\n") + "\n"
}

#[test]
fn labels_on_the_first_turns_name_who_talks_in_all_of_them() {
    type Set = fn(bool, &str, &str) -> String;
    let layouts: [(&str, &str, Set); 8] = [
        ("nothing", "a.txt", |_, label, text| format!("{label}{text}")),
        ("stars, and none where a label stands", "a.txt", |asks, label, text| {
            if asks && label.is_empty() { format!("*{text}*") } else { format!("{label}{text}") }
        }),
        (
            "bold with the label",
            "a.md",
            |asks, label, text| if asks { format!("**{label}{text}**") } else { format!("{label}{text}") },
        ),
        ("a bold label, then bold questions", "a.md", |asks, label, text| match (asks, label) {
            (_, label) if !label.is_empty() => format!("**{}** {text}", label.trim()),
            (true, _) => format!("**{text}**"),
            _ => text.to_owned(),
        }),
        ("a bold label, then nothing", "a.md", |_, label, text| match label {
            "" => text.to_owned(),
            label => format!("**{}** {text}", label.trim()),
        }),
        ("a plain label, then bold", "a.md", |asks, label, text| {
            if asks && label.is_empty() { format!("**{text}**") } else { format!("{label}{text}") }
        }),
        (
            "italic",
            "a.md",
            |asks, label, text| if asks { format!("*{label}{text}*") } else { format!("{label}{text}") },
        ),
        (
            "headings",
            "a.md",
            |asks, label, text| if asks { format!("### {label}{text}") } else { format!("{label}{text}") },
        ),
    ];
    for (file, paper, surname, name) in TALKS {
        let plain = read(&fixture(&format!("interviews/{file}")), file);
        for (layout, as_file, how) in layouts {
            for turns in [1, 2] {
                for guest in [surname, name] {
                    let source = set(&plain, (paper, Some(guest)), turns, &how);
                    let interview = read(&source, as_file);
                    let what = format!("{file}, {layout}, {turns}, {guest}");
                    assert_eq!(texts(&interview, Role::Question), texts(&plain, Role::Question), "{what}");
                    assert_eq!(texts(&interview, Role::Answer), texts(&plain, Role::Answer), "{what}");
                    let (exchanges, asks, answers) = shape(&interview);
                    assert_eq!(exchanges, plain.exchanges.len(), "{what}");
                    assert_eq!((asks.len(), &answers[..]), (1, &[name][..]), "{what}: {asks:?}");
                }
            }
        }
        // The paper alone has a label.
        let source = set(&plain, (paper, None), 1, &|_, label, text| format!("{label}{text}"));
        if paper.chars().all(|c| c.is_uppercase() || c == ' ') {
            assert_eq!(texts(&read(&source, "a.txt"), Role::Question), texts(&plain, Role::Question), "{file}");
        }
    }
}

#[test]
fn a_heading_before_a_colon_and_a_text_with_all_its_labels_stay_what_they_were() {
    let faq = "Boats and what they cost\n\nTip: What should you ask first?\n\nAnswer a salesman with silence. He fills it.\n\n\
         Is the wood dry?\n\nKnock on it. A dry plank rings.\n\nHas it been mended?\n\nLook for two colours of putty.\n\n\
         And the sails?\n\nSmell them.\n";
    let interview = read(faq, "faq.txt");
    assert!(interview.paragraphs.iter().any(|paragraph| paragraph.text.starts_with("Tip: ")), "{:?}", interview.why);
    let labelled = "Boats\n\nHERALD: Why boats?\n\nDahl: They float. But do they?\n\nWho asks a boat?\n\nNobody does.\n\n\
         HERALD: And the winter?\n\nDahl: Long. Is that bad?\n\nIt is not.\n\nHERALD: And spring?\n\nDahl: Wet.\n";
    let interview = read(labelled, "boats.txt");
    assert_eq!(shape(&interview), (3, vec!["HERALD"], vec!["Dahl"]));
}

#[test]
fn a_thread_in_which_one_answers_all_is_exchanges() {
    for (name, title, opener, asks, remarks) in [
        (
            "forum-cards.txt",
            "I have built wooden boats by hand for 31 years and just launched my last one. AMA!",
            "old_keel_marta",
            &["tarbucket", "plywood_pete", "saltyknees", "hjalmar_v", "larchlover"][..],
            &["Fair enough, I will hide my boat when you sail by."][..],
        ),
        (
            "forum-points.txt",
            "I am a lighthouse electrician who spends 200 nights a year offshore. AMA! (self.IAmA)",
            "lampwright",
            &["gannet_and_co", "mudflat", "quietharbor", "oarlock"],
            &["That is going on my wall."],
        ),
        (
            "forum-bars.txt",
            "I ran a village telephone exchange for 20 years. Ask me anything",
            "copperpair",
            &["relaytime", "nodejon", "tinwhistle", "ohmslaw"],
            &["Same here in Ohio, funny how that is everywhere."],
        ),
    ] {
        let interview = read(&fixture(&format!("shapes/{name}")), name);
        assert_eq!(interview.meta.title.as_deref(), Some(title), "{name}");
        assert_eq!(shape(&interview), (asks.len(), asks.to_vec(), vec![opener]), "{name}");
        assert_eq!(texts(&interview, Role::Aside), remarks, "{name}");
        let closing = texts(&interview, Role::Closing);
        assert!(closing.is_empty(), "{name}: {closing:?}");
        for role in [Role::Question, Role::Answer, Role::Front] {
            for text in texts(&interview, role) {
                assert!(text.len() > 12 && !text.contains("| next") && !text.contains("permalink"), "{name}: {text}");
            }
        }
    }
}

#[test]
fn a_thread_without_anybody_who_answers_all_is_no_interview() {
    let thread = fixture("shapes/forum-points.txt").replace("lampwright[S]", "other_one");
    let interview = read(&thread.replace("by lampwright", "by nobody_here"), "thread.txt");
    assert!(interview.with_role(Role::Question).all(|id| interview.para(id).speaker.is_none()));
}

#[test]
fn the_rows_beside_a_film_are_paragraphs_and_arrows_are_turns() {
    let rows = fixture("shapes/film-rows.txt");
    assert!(captions::is_captions(&rows));
    let interview = captions::read(&rows).interview();
    let front = texts(&interview, Role::Front);
    assert!(front.iter().all(|text| text.len() > 300) && !front.is_empty(), "{front:?}");
    let arrows = captions::read(&fixture("shapes/film-arrows.txt")).interview();
    let said: Vec<&str> = arrows.paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect();
    assert_eq!(
        said[..2],
        ["so how do bees get on the roof of an opera house", "well I carried them up in the lift with the orchestra"]
    );
    assert_eq!(said.len(), 9);
    // Turns under names on lines of their own are read as before.
    let named =
        "Mara\n0:01\nWhy bees?\nJens\n0:04\nThey came.\nMara\n0:09\nAnd then?\nJens\n0:12\nThey stayed.\n".repeat(2);
    assert!(!captions::is_captions(&named));
    assert_eq!(parse(&CleanText::new(&named), Format::Text, None).exchanges.len(), 4);
}

#[test]
fn a_heading_below_the_questions_of_a_page_is_none_of_them() {
    let page = "# The Harbour Library\n\n## How do I get a card?\n\nCome to the desk with a letter. It takes five minutes.\n\n\
         ## What does it cost?\n\nNothing for children, ten euros a year for everybody else.\n\n\
         ## Can I borrow a map?\n\nYes, for two weeks, and it must not get wet.\n\n\
         ## Contact\n\nHarbour Library, Quay 4, Kressau. We answer on weekdays.\n";
    let interview = read(page, "library.md");
    assert_eq!(texts(&interview, Role::Question).len(), 3);
    assert_eq!(
        texts(&interview, Role::Closing),
        ["Contact", "Harbour Library, Quay 4, Kressau. We answer on weekdays."]
    );
    // Among headings that mostly do not ask, such a one may be put to somebody.
    let talk = page.replace("## What does it cost?", "## The price.").replace("## Contact", "## The sea");
    assert_eq!(
        texts(&read(&talk.replace("## Can I borrow a map?", "## Maps, then."), "talk.md"), Role::Closing).len(),
        0
    );
}

#[test]
fn a_sentence_that_a_page_prints_twice_is_no_question() {
    let page = "The bell founder\n\nHow did you come to bells, of all things?\n\n\
         My father had one in the yard. What I like best about bells is that they cannot be hurried. You wait, and so do they.\n\n\
         What I like best about bells is that they cannot be hurried.\n\n\
         I have waited eleven years for one of them, and it was worth every winter of it.\n\n\
         Did you never want to do something quicker?\n\nOnce. I sold spoons for a summer, and I was bad at it.\n\n\
         What do you tell the young people in your workshop?\n\nTo sweep. Then to listen to the broom.\n";
    let interview = read(page, "bells.txt");
    let asked = texts(&interview, Role::Question);
    assert_eq!(asked.len(), 3, "{asked:?}");
    assert!(texts(&interview, Role::Answer).iter().any(|text| text.starts_with("What I like best")));
}

#[test]
fn who_talks_without_labels_is_told_by_how_they_call_each_other() {
    let interview = read(
        "podcast: https://example.org/episode/12\n\nIntroduction\n\nInes, welcome back to the show. So I wanted to ask you about the ferry.\n\n\
         Thanks for having me back, Oskar. Yeah, it's been a year.\n\nRight. So what happened with the engine?\n\n\
         Well, it stopped. I mean, it just stopped in the middle of the sound, and we were forty people on board.\n\n\
         Wow. And what did you do?\n\nI called the harbour, and, you know, they laughed, because I had called them in March, too.\n\n\
         Yeah. So who came to get you?\n\nSo my sister came with the fishing boat. She had the rope, and I had the cake.\n\n\
         And is the ferry running again now, do you think it lasts?\n\nIt's running. I wouldn't say it lasts. I wouldn't say that of anything.\n\n\
         Okay. And where can people find you?\n\nAt the quay. Every hour, if it runs.\n\n\
         Fantastic. Well, thank you for joining me today, Ines.\n\nThank you, Oskar.\n",
        "ferry.txt",
    );
    let named = |role: PersonRole| interview.person(role).map(|person| person.name.to_string());
    assert_eq!(named(PersonRole::Interviewer).as_deref(), Some("Oskar"), "{:?}", interview.why);
    assert_eq!(named(PersonRole::Interviewee).as_deref(), Some("Ines"));
    assert_eq!(interview.meta.title, None);
    assert_eq!(texts(&interview, Role::Front)[..2], ["podcast: https://example.org/episode/12", "Introduction"]);
}
