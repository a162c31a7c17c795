//! Whatever is stated, nothing is lost, and taken back it is as if it had never been stated.

use inquit::app::correct::choices;
use inquit::app::model::Model;
use inquit::interview::given::{As, Does, Given, Wish};
use inquit::interview::parse::{Format, Original, Reading, parse};
use inquit::interview::write_markdown::to_markdown;
use inquit::interview::{Anchor, Interview, ParaId, Role};
use inquit::library::events::{Event, MarkId, Stamp, What};
use inquit::library::facts::{About, Fact};
use inquit::text::CleanText;
use proptest::prelude::*;

use crate::keys::correcting::told;
use crate::random::config;
use crate::support::{document, model, press};

/// Interviews of the kinds that are recognised in different ways, and texts that are none.
fn texts() -> Vec<String> {
    let of = |name: &str| std::fs::read_to_string(format!("tests/fixtures/interviews/{name}")).expect("a fixture");
    let mut all: Vec<String> = [
        "labelled-colon.txt",
        "labelled-own-line.txt",
        "labelled-letters.txt",
        "unmarked-written.txt",
        "spoken-unlabelled.txt",
        "bold-questions.md",
        "heading-questions.md",
        "contents-list.txt",
        "lecture.txt",
        "strict.md",
    ]
    .map(of)
    .into();
    all.push("Yes.\n\nYes.\n\nYes. Yes.\n\nNo?\n\nYes.\n".to_owned());
    // More paragraphs than are read both by eye and by ear.
    all.push("a b\n".repeat(2100));
    all
}

pub(crate) fn bare(interview: &Interview) -> String {
    interview.paragraphs.iter().flat_map(|paragraph| paragraph.text.chars()).filter(|c| !c.is_whitespace()).collect()
}

/// A statement about the `share`-th part of a document, made of numbers.
pub(crate) fn wish(interview: &Interview, (kind, share, byte, what): (u8, f64, u32, u8)) -> Wish {
    let count = interview.paragraphs.len().max(1);
    // Now and then a place that is nowhere.
    let para = (share * 1.02 * count as f64) as u32;
    let text = interview.paragraphs.get(para as usize).map_or("", |para| para.text.as_str());
    let start = Anchor { para: ParaId(para), byte: 0 };
    let sentences: Vec<usize> =
        inquit::text::segment::sentences(text).into_iter().map(|sentence| sentence.start).chain([0]).collect();
    let inside = Anchor { para: ParaId(para), byte: sentences[byte as usize % sentences.len()] as u32 };
    let key = interview.people.get(usize::from(what) % 3).map_or("Nobody".into(), |person| person.key().clone());
    match kind {
        0..4 => Wish::Is(start, As::ALL[usize::from(what) % As::ALL.len()]),
        4 => Wish::Is(inside, As::ALL[usize::from(what) % As::ALL.len()]),
        5 | 6 => Wish::Split(if byte % 7 == 0 { Anchor { para: ParaId(para), byte } } else { inside }),
        7 => Wish::Join(start),
        8 => Wish::Join(inside),
        9 => Wish::Says(start, if what % 2 == 0 { key } else { "Old Ole".into() }),
        10 => Wish::Name(key, if what % 2 == 0 { "Old Ole".into() } else { "Mara Olsen".into() }),
        _ => Wish::Does(key, Does::ALL[usize::from(what) % 3]),
    }
}

pub(crate) fn wishes() -> impl Strategy<Value = Vec<(u8, f64, u32, u8)>> {
    prop::collection::vec((0_u8..12, 0.0..1.0, any::<u32>(), any::<u8>()), 1..12)
}

proptest! {
    #![proptest_config(config(24))]

    /// Every word stays, in its order, in one place that fits its role; what counts is followed.
    #[test]
    fn nothing_is_lost_under_any_corrections(which in 0_usize..12, story in wishes()) {
        let text = texts().swap_remove(which);
        let original = Original::Text(CleanText::new(&text), Format::Auto, None);
        let base = original.read(&Given::default());
        prop_assert!(base.idle.is_empty() && base.layout.is_same());
        let given = Given(story.into_iter().map(|numbers| wish(&base.interview, numbers)).collect());
        let Reading { interview, layout, idle } = original.read(&given);
        prop_assert_eq!(interview.check(), Ok(()), "{:?}", given);
        prop_assert_eq!(bare(&interview), bare(&base.interview), "{:?}", given);
        for (id, paragraph) in interview.ids().zip(&interview.paragraphs) {
            for byte in [0, paragraph.text.len() as u32] {
                let here = Anchor { para: id, byte };
                let there = layout.to_base(here);
                let words = &base.interview.para(there.para).text;
                prop_assert!(words.is_char_boundary(there.byte as usize));
                prop_assert_eq!(layout.from_base(there), here, "{:?}", given);
            }
        }
        for (number, stated) in given.0.iter().enumerate().filter(|(number, _)| !idle.contains(number)) {
            if let Wish::Is(at, what) = stated {
                let here = layout.from_base(*at);
                prop_assert_eq!(here.byte, 0);
                prop_assert_eq!(interview.para(here.para).role, what.role(), "{} of {:?}", number, given);
                prop_assert!(!interview.para(here.para).unsure);
            }
        }
        // The reading depends on nothing but the text and what is stated.
        prop_assert_eq!(&original.read(&given).interview, &interview);
        // And in our own form it is read back as it was corrected.
        let written = to_markdown(&interview);
        let again = parse(&CleanText::new(&written), Format::Auto, None);
        let asked = |it: &Interview| it.with_role(Role::Question).count();
        if asked(&interview) > 0 {
            prop_assert_eq!(told(&again), told(&interview), "{:?}\n{}", given, written);
        }
    }

    /// A cut moves nothing: all pieces are what the paragraph was that they are of, and are spoken by whom it was.
    #[test]
    fn cuts_move_nothing(which in 0_usize..12, cuts in prop::collection::vec((0.0..1.0, any::<u32>()), 1..8)) {
        let text = texts().swap_remove(which);
        let original = Original::Text(CleanText::new(&text), Format::Auto, None);
        let base = original.read(&Given::default()).interview;
        let given = Given(cuts.into_iter().map(|(share, byte)| wish(&base, (5, share, byte, 0))).collect());
        let Reading { interview, layout, .. } = original.read(&given);
        for (id, paragraph) in interview.ids().zip(&interview.paragraphs) {
            let was = base.para(layout.to_base(Anchor { para: id, byte: 0 }).para);
            prop_assert_eq!(
                (paragraph.role, paragraph.speaker, paragraph.unsure),
                (was.role, was.speaker, was.unsure),
                "{} under {:?}", paragraph.text, given
            );
        }
        prop_assert_eq!(&interview.people, &base.people);
        prop_assert_eq!(interview.exchanges.len(), base.exchanges.len());
    }

    /// A series of corrections by keys, all taken back, all made again.
    #[test]
    fn corrections_taken_back_give_the_first_reading_again(
        which in 0_usize..11,
        story in prop::collection::vec((0.0..1.0, 0_usize..16, any::<bool>()), 1..8),
    ) {
        let text = texts().swap_remove(which);
        let mut model = model(&text, (100, 30));
        let before = told(&model.document.interview);
        let state = |model: &Model| (told(&model.document.interview), model.shelf.marks().all().iter().map(|mark| mark.at).collect::<Vec<_>>());
        let mut past = vec![state(&model)];
        for (share, choice, mark) in story {
            let parts = model.document.parts.len();
            let part = ((share * parts as f64) as usize).min(parts - 1);
            model.with_reader(|reader, stage| reader.enter(stage, part));
            if mark {
                press(&mut model, "l b");
                past.push(state(&model));
            }
            press(&mut model, "l f");
            let down = "Down ".repeat(choice % choices(&model, false).len().max(1));
            // As for a reader, no two corrections are made at one time: their order is that of their times.
            model.now += 1;
            press(&mut model, &format!("{down} Enter"));
            if model.fixing().is_some() {
                press(&mut model, "Esc Esc");
            }
            past.push(state(&model));
        }
        // Back and forth through every state there was; a correction that says nothing new makes two alike.
        past.dedup();
        let mut back = vec![state(&model)];
        while model.shelf.can_undo() {
            model.now += 1;
            press(&mut model, "u");
            back.push(state(&model));
        }
        prop_assert_eq!(told(&model.document.interview), before);
        let mut again = vec![state(&model)];
        while model.shelf.can_redo() {
            model.now += 1;
            press(&mut model, "U");
            again.push(state(&model));
        }
        back.reverse();
        for mut states in [back, again] {
            states.dedup();
            prop_assert_eq!(&states, &past);
        }
    }

    /// A marks file that holds anything breaks nothing, and loses nothing.
    #[test]
    fn statements_of_any_file_are_borne(
        which in 0_usize..12,
        story in prop::collection::vec((0_usize..3, "[a-z: ]{0,12}|speaker|name: .{0,6}|does: .{0,6}", "question|answer|note|split|join|asks|.{0,8}", any::<(u32, u32, u64)>()), 0..8),
    ) {
        let text = texts().swap_remove(which);
        let open = document(&text);
        let base = bare(&open.interview);
        let mut shelf = inquit::app::shelf::Shelf::new("w".to_owned(), 1, String::new());
        let events = story.into_iter().map(|(about, key, value, (para, byte, id))| {
            let source = shelf.source(&open);
            let count = open.interview.paragraphs.len() as u32;
            let mut place = source.capture(source.whole(ParaId(para % count)));
            if id % 3 == 0 {
                (place.byte, place.para) = (byte, ParaId(para));
            }
            let fact = Fact {
                about: [About::Role, About::Cut, About::Person][about],
                key: CleanText::line(&key),
                value: Some(CleanText::new(&value)),
                place: (id % 5 > 0).then(|| Box::new(place)),
                since: (id % 7 == 0).then_some(id),
            };
            let stamp = Stamp { rev: 1, at: id, by: "x".into() };
            Event { id: MarkId(id), stamp, what: What::Fact(Box::new(fact)), raw: None }
        }).collect();
        shelf.merge(&open, events);
        let corrected = shelf.corrected(open);
        prop_assert_eq!(corrected.interview.check(), Ok(()));
        prop_assert_eq!(bare(&corrected.interview), base);
        let _ = shelf.corrections.left_out();
    }
}

/// A question that stood at the end of an answer, in a talk that two ask in: by the host who asks before and behind, and by
/// nobody certain where those are two; never by the one who answered.
#[test]
fn a_question_cut_off_an_answer_is_no_longer_the_answerers() {
    let talk = |hosts: [&str; 5]| {
        let asked = [
            "Who taught you to row?",
            "And who taught you to steer?",
            "Were you not afraid?",
            "What did she say?",
            "Where is the boat?",
        ];
        let said = [
            "My aunt, and she never said a word about it.",
            "Nobody did. I looked at the others. Did you ever fall in?",
            "Twice, and both times in March.",
            "She said that the river has no opinion.",
            "Behind the house, under a sheet.",
        ];
        let turn = |at: usize| format!("{}: {}\n\nIda Berg: {}\n\n", hosts[at], asked[at], said[at]);
        (0..5).map(turn).collect::<String>()
    };
    for (hosts, speaks) in [
        (["Mara Olsen", "Mara Olsen", "Mara Olsen", "Jens Dahl", "Jens Dahl"], Some("Mara Olsen")),
        (["Mara Olsen", "Mara Olsen", "Jens Dahl", "Jens Dahl", "Mara Olsen"], None),
    ] {
        let original = Original::Text(CleanText::new(&talk(hosts)), Format::Auto, None);
        let base = original.read(&Given::default()).interview;
        let (para, text) = base
            .paragraphs
            .iter()
            .enumerate()
            .find_map(|(at, para)| para.text.find("Did you ever").map(|byte| (at, byte)))
            .expect("it is there");
        let place = Anchor { para: ParaId(para as u32), byte: text as u32 };
        let given = Given(vec![Wish::Split(place), Wish::Is(place, As::Question)]);
        let Reading { interview, idle, .. } = original.read(&given);
        assert_eq!(idle, [0_usize; 0]);
        let asked =
            interview.paragraphs.iter().find(|para| para.text.starts_with("Did you ever")).expect("it is there");
        let name = asked.speaker.map(|who| interview.people[usize::from(who.0)].name.as_str());
        assert_eq!((asked.role, name), (Role::Question, speaks), "{hosts:?}");
    }
}
