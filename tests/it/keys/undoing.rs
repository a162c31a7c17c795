//! Undo and redo across everything that the reader made: bookmarks, notes, tags, letters, corrections, topics, details, in any
//! order. Each step back is exactly the state before, and each step forward the state after.

use inquit::app::effect::Effect;
use inquit::app::model::Model;
use inquit::app::msg::Msg;
use inquit::app::update;
use inquit::library::facts::About;
use inquit::text::CleanText;
use proptest::prelude::*;

use crate::random::config;
use crate::support::{keys, model, press};

/// Long enough for every kind of correction and for a few topics.
const TALK: &str = "Mara Olsen talks with Jens Dahl.\n\nMara Olsen: Why did you build boats in Oslo?\n\nJens Dahl: The harbour \
    was full of boats. My father sailed the boats to Bergen.\n\nIt was cold. Nobody paid for the boats.\n\nMara Olsen: And \
    after the storm?\n\nJens Dahl: The storm took the boats. Bergen sent us timber.\n\nWe began again in spring. Was it \
    wise?\n\nMara Olsen: Who helped you in Bergen?\n\nJens Dahl: The harbour master did. He wanted the boats too.\n\nHe is \
    dead now.\n";

/// Something that a reader does, as keys.
#[derive(Clone, Debug)]
enum Doing {
    /// `b` at a place.
    Bookmark(String),
    /// A bookmark on two sentences, or one.
    Selected(String, bool),
    /// A note with or without a tag; an empty one takes it away.
    Note(String, &'static str),
    /// A letter.
    Letter(String, char),
    /// Deleted in the list.
    Delete(usize),
    /// One of the corrections that are offered.
    Correct(String, usize),
    /// A topic added, hidden, or called otherwise.
    AddTopic(&'static str),
    HideTopic(usize),
    CallTopic(usize, &'static str),
    /// A detail filled in, or taken back.
    Detail(usize, &'static str),
}

impl Doing {
    fn keys(&self) -> String {
        let down = |count: &usize| "Down ".repeat(*count);
        match self {
            Self::Bookmark(place) => format!("{place} Enter b"),
            Self::Selected(place, two) => format!("{place} Enter v {}b", if *two { ") " } else { "" }),
            Self::Note(place, text) => format!("{place} Enter a Ctrl-U {text} Enter"),
            Self::Letter(place, letter) => format!("{place} Enter m {letter}"),
            Self::Delete(row) => format!("B Home {}d", down(row)),
            Self::Correct(place, which) => format!("{place} Enter f {which}"),
            Self::AddTopic(word) => format!("T a ={word} Enter"),
            Self::HideTopic(row) => format!("T {}d", down(row)),
            Self::CallTopic(row, word) => format!("T {}r Ctrl-U ={word} Enter", down(row)),
            Self::Detail(row, text) => format!("i a Home {}Enter Ctrl-U {text} Enter", down(row)),
        }
    }
}

fn doing() -> impl Strategy<Value = Doing> {
    let place = || (1..4_usize, 1..3_usize).prop_map(|(q, p)| format!("{q}.{p}"));
    let notes = || prop::sample::select(vec!["=why", "=old #harbour", "=#boats =#harbour", ""]);
    let words = || prop::sample::select(vec!["timber", "fathers", "Bergen", "boats"]);
    let details = || prop::sample::select(vec!["=Harbour", "2021-05", "https://example.org/b", ""]);
    prop_oneof![
        place().prop_map(Doing::Bookmark),
        (place(), any::<bool>()).prop_map(|(place, two)| Doing::Selected(place, two)),
        (place(), notes()).prop_map(|(place, text)| Doing::Note(place, text)),
        (place(), prop::sample::select(vec!['x', 'k'])).prop_map(|(place, letter)| Doing::Letter(place, letter)),
        (0..3_usize).prop_map(Doing::Delete),
        (place(), 1..6_usize).prop_map(|(place, which)| Doing::Correct(place, which)),
        words().prop_map(Doing::AddTopic),
        (0..3_usize).prop_map(Doing::HideTopic),
        (0..3_usize, words()).prop_map(|(row, word)| Doing::CallTopic(row, word)),
        (0..8_usize, details()).prop_map(|(row, text)| Doing::Detail(row, text)),
    ]
}

/// Everything that the reader made, and what the document is by it; without names and times, which differ when something is
/// made again.
fn made(model: &Model) -> String {
    let marks = model.shelf.marks();
    let mut lines: Vec<String> = marks
        .all()
        .iter()
        .map(|mark| {
            let tags: Vec<&str> = mark.tags.iter().map(CleanText::as_str).collect();
            let (text, note) = (mark.place.text.as_str(), mark.note.as_str());
            format!("mark {text:?} {} {note:?} {tags:?} {:?} {}", mark.bookmark, mark.letters, mark.place.whole)
        })
        .collect();
    for about in About::ALL {
        lines.extend(marks.stated(about).map(|stated| {
            let fact = &stated.fact;
            let place = fact.place.as_ref().map(|place| (place.para, place.byte));
            format!("{about:?} {} {:?} {place:?}", fact.key, fact.value)
        }));
    }
    lines.sort();
    for (number, exchange) in model.document.interview.exchanges.iter().enumerate() {
        let text = |ids: &[inquit::interview::ParaId]| -> Vec<String> {
            ids.iter().map(|id| model.document.interview.para(*id).text.to_string()).collect()
        };
        lines.push(format!("{number}: {:?} {:?}", text(&exchange.question), text(&exchange.answer)));
    }
    lines.join("\n")
}

/// Closes whatever is open, so that the next keys begin on the reading screen, and lets the document be read again.
fn close(model: &mut Model) {
    for _ in 0..8 {
        if model.overlays.is_empty() && model.selection.is_none() {
            break;
        }
        press(model, "Esc");
    }
    assert!(model.overlays.is_empty(), "{:?}", model.overlays);
    update(model, Msg::Rest);
}

proptest! {
    #![proptest_config(config(48))]

    #[test]
    fn every_step_is_taken_back_and_made_again(doings in prop::collection::vec(doing(), 1..12)) {
        let mut model = model(TALK, (100, 30));
        let mut states = vec![made(&model)];
        for doing in &doings {
            let mut steps = 0;
            for key in keys(&doing.keys()) {
                model.now += 1000;
                let effects = update(&mut model, Msg::Key(key));
                steps += effects.iter().filter(|effect| matches!(effect, Effect::Append { .. })).count();
            }
            close(&mut model);
            prop_assert!(steps <= 1, "{:?} is {} steps", doing, steps);
            let state = made(&model);
            if steps == 1 {
                states.push(state);
            } else {
                prop_assert_eq!(states.last(), Some(&state), "{:?} changed something and saved nothing", doing);
            }
        }
        for (count, state) in states.iter().rev().enumerate().skip(1) {
            model.now += 1000;
            press(&mut model, "u");
            close(&mut model);
            prop_assert_eq!(&made(&model), state, "{} steps back of {:?}", count, doings);
        }
        press(&mut model, "u");
        prop_assert_eq!(&made(&model), &states[0], "nothing is left to take back");
        for (count, state) in states.iter().enumerate().skip(1) {
            model.now += 1000;
            press(&mut model, "U");
            close(&mut model);
            prop_assert_eq!(&made(&model), state, "step {} again of {:?}", count, doings);
        }
    }
}
