//! The panel of marks, and keys that mean nothing in a panel.

use inquit::app::effect::Effect;
use inquit::app::model::Model;
use inquit::app::msg::Msg;
use inquit::app::overlay::Overlay;
use inquit::app::shelf::Shelf;
use inquit::app::update;
use inquit::library::collection::Collected;
use inquit::library::events::Event;
use inquit::text::CleanText;

use crate::support::{SIZES, Shot, TALK, document, model, notice, press};

/// Four marks: two tags of which one begins like the other, made in another order than they stand.
const MARKS: &str =
    "3.1 Enter a =early Space =#two Enter 1.1 Enter a =late Space =#t Enter 2.1 Enter b 1.2 Enter a =last Enter";

fn marked(size: (u16, u16)) -> Model {
    let mut model = model(TALK, size);
    for key in crate::support::keys(MARKS) {
        model.now += 1000;
        update(&mut model, Msg::Key(key));
    }
    model
}

/// The note or the words of the mark that is chosen in the panel.
fn chosen(model: &Model) -> String {
    let Some(Overlay::Marks(panel)) = model.overlays.last() else { panic!("the panel of marks") };
    let mark = panel.mark(panel.list.selected, model);
    mark.map_or_else(String::new, |mark| if mark.note.is_empty() { mark.place.quote() } else { mark.note.to_string() })
}

#[test]
fn the_chosen_mark_stays_chosen_whatever_the_list_does() {
    let bookmark = |model: &Model| chosen(model).len() > 12;
    for size in SIZES {
        // Before, keys that change the list, and what is chosen then.
        for (keys, after) in [
            ("B Home Down Down Down", "early #two"),
            ("B End s", "early #two"),
            ("B End s s", "early #two"),
            ("B End s s s", "early #two"),
            ("B Home s Down s", "early #two"),
            ("B End / e a r", "early #two"),
            // What the filter leaves out comes back with it.
            ("B Home / e a r Esc", "late #t"),
            ("B Home / x y z z y Esc", "late #t"),
            ("B Home / e a r Enter s / Esc", "late #t"),
        ] {
            let mut model = marked(size);
            press(&mut model, keys);
            assert_eq!(chosen(&model), after, "{keys} at {size:?}\n{}", Shot::of(&model).text());
        }
        let mut model = marked(size);
        press(&mut model, "B Home Down Down");
        assert!(bookmark(&model));
        press(&mut model, "s");
        assert!(bookmark(&model));
        // So it is the one that is deleted.
        press(&mut model, "d");
        assert!(model.shelf.marks().all().iter().all(|mark| !mark.note.is_empty()));
    }
}

#[test]
fn a_whole_tag_is_meant_before_one_that_begins_so() {
    for (typed, notes) in
        [("# t", "late #t"), ("# t w", "early #two"), ("# T", "late #t"), ("# t o", ""), ("#", "late #t, early #two")]
    {
        let mut model = marked((100, 30));
        press(&mut model, &format!("B {typed}"));
        let Some(Overlay::Marks(panel)) = model.overlays.last() else { panic!("the panel of marks") };
        let listed = (0..panel.list.len).filter_map(|at| panel.mark(at, &model)).map(|mark| mark.note.to_string());
        assert_eq!(listed.collect::<Vec<_>>().join(", "), notes, "{typed}");
    }
}

#[test]
fn an_empty_list_offers_nothing_that_it_has_not() {
    for size in SIZES {
        let mut model = model(TALK, size);
        press(&mut model, "B");
        let shot = Shot::of(&model);
        let hints = shot.line(size.1 - 1);
        for word in ["Enter", "note", "copy", "delete", "filter", "order", "export"] {
            assert!(!hints.contains(word), "{hints}");
        }
        assert!(hints.contains("Esc"), "{hints}");
        for key in ["e", "y", "s", "d", "Y", "w", "/", "x", "z"] {
            press(&mut model, key);
            assert!(notice(&model).contains(&format!("“{key}” does nothing here; ? shows the keys")), "{key}");
            assert_eq!(model.overlays.len(), 1);
        }
    }
}

#[test]
fn a_key_that_does_nothing_in_a_panel_says_so() {
    for (open, keys) in [
        ("B", &["x", "z", "n", "l", "5"][..]),
        ("i", &["e", "y", "x", "5"]),
        ("Y", &["i", "e", "d", "x", "5"]),
        ("e", &["i", "x", "d"]),
        ("T", &["x", "e"]),
    ] {
        for key in keys {
            let mut model = marked((100, 30));
            press(&mut model, &format!("{open} {key}"));
            let says = format!("“{key}” does nothing here; ? shows the keys");
            assert_eq!((notice(&model), model.overlays.len()), (says.as_str(), 1), "{open} {key}");
            assert!(Shot::of(&model).shows(&says), "{open} {key}");
        }
    }
    // What does something says nothing of the kind.
    for keys in ["B u", "B ?", "B j", "B #", "Y ?", "i ?", "i j", "T %", "t e", "/ e", "B / z", "1 Enter a x"] {
        let mut model = marked((100, 30));
        press(&mut model, keys);
        assert!(!notice(&model).contains("does nothing"), "{keys}: {}", notice(&model));
    }
}

#[test]
fn in_the_list_of_all_interviews_marks_on_this_one_are_exported_and_others_lead_there() {
    let mut model = marked((100, 30));
    let mut elsewhere = Shelf::new("else".to_owned(), 5, String::new());
    let other = document(TALK);
    let span = elsewhere.source(&other).whole(other.parts[1].paras[0]);
    elsewhere.apply(&other, inquit::library::marks::Op::SetNote(span, "far away".to_owned()), 5);
    let one = |name: &str, shelf: &Shelf| Collected {
        title: CleanText::default(),
        name: CleanText::line(name),
        file: format!("/marks/{name}.jsonl"),
        marks: shelf.marks().all().to_vec(),
    };
    let collection = vec![one("here.md", &model.shelf), one("nets.md", &elsewhere)];
    press(&mut model, "B Home Down");
    let before = chosen(&model);
    assert!(press(&mut model, "Tab").contains(&Effect::Collect));
    update(&mut model, Msg::Collected(collection.clone()));
    assert_eq!(chosen(&model), before, "the same mark is chosen in the longer list");
    press(&mut model, "End");
    assert_eq!(chosen(&model), "far away");
    for key in ["y", "Y", "e", "a", "d"] {
        press(&mut model, key);
        assert_eq!(notice(&model), "This mark is on nets.md; Enter opens it there", "{key}");
    }
    // Another reader's change has the list read again, and the choice stays.
    let events: Vec<Event> = Vec::new();
    assert!(update(&mut model, Msg::Merged(events)).contains(&Effect::Collect));
    update(&mut model, Msg::Collected(vec![collection[1].clone()]));
    assert_eq!(chosen(&model), "far away");
    update(&mut model, Msg::Collected(collection));
    assert_eq!(chosen(&model), "far away");
    press(&mut model, "Home e");
    let Some(Overlay::Export(panel)) = model.overlays.last() else { panic!("the panel of exports") };
    assert_eq!(panel.ids.len(), 4, "those on this interview");
}

/// An interview in which one sentence stands three times.
const ALIKE: &str = "Mara Olsen: Who built the harbour?\n\nJens Dahl: My father told me once. I do not know. He died young.\n\n\
    Mara Olsen: Who paid for it?\n\nJens Dahl: The bank in Bergen. I do not know. Nobody asked.\n\n\
    Mara Olsen: And who sank it?\n\nJens Dahl: That was the storm. I do not know. Ask my sister.\n";

#[test]
fn a_lost_mark_says_whether_its_words_are_gone_or_cannot_be_told_apart() {
    let place = |keys: &str| {
        let mut model = model(ALIKE, (100, 30));
        let effects = press(&mut model, keys);
        effects
            .into_iter()
            .flat_map(|effect| match effect {
                Effect::Append { events, .. } => events,
                _ => Vec::new(),
            })
            .collect::<Vec<_>>()
    };
    let edited = ALIKE.replace("The bank in Bergen.", "A bank, in Oslo.").replace("told me once", "told me twice");
    let gone = ALIKE.replace("The bank in Bergen. I do not know. Nobody asked.", "The bank.");
    let once = ALIKE
        .replace("My father told me once. I do not know. He died young.", "My father.")
        .replace("The bank in Bergen. I do not know. Nobody asked.", "The bank.");
    let none = once.replace("I do not know.", "Who knows.");
    let several = "these words stand in several places now";
    // Its words changed, but the paragraph is told by what is left of it.
    let paragraph = |text: &str| text == edited;
    for (text, says) in [
        (edited.clone(), several),
        (gone, several),
        (once, "these words stand among other words now"),
        (none, "these words are not in the text any more"),
    ] {
        let mut model = model(&text, (100, 30));
        let events = place("2.1 Enter ) v b m k");
        model.shelf.merge(&model.document, events);
        // The paragraph has a letter, and the words in it a bookmark.
        press(&mut model, "B End");
        assert!(Shot::of(&model).shows(&format!("({says})")), "{says}\n{}", Shot::of(&model).text());
        press(&mut model, "Enter");
        assert!(notice(&model).to_lowercase().starts_with(says), "{}", notice(&model));
        assert!(notice(&model).ends_with("the mark keeps them as they were"), "{}", notice(&model));
        press(&mut model, "Esc ' k");
        if paragraph(&text) {
            assert!(model.document.interview.para(model.in_hand()).text.starts_with("A bank, in Oslo."));
        } else {
            assert_eq!(notice(&model), "Place k is lost: these words are not in the text any more");
        }
    }
}

#[test]
fn a_narrow_pane_shows_a_question_whole_where_it_fits() {
    let text = "**Ann Lee:** How long have you lived here?\n\n**Bo Dahl:** Forty years.\n\n**Ann Lee:** What changed the \
        most?\n\n**Bo Dahl:** The ice.\n\n**Ann Lee:** Did you ever think of leaving?\n\n**Bo Dahl:** Never.\n\n**Ann \
        Lee:** How long did your mother keep the lamp lit on the pier after the storm of that winter?\n\n**Bo Dahl:** \
        Until May.\n";
    let mut model = model(text, (60, 20));
    press(&mut model, "1");
    let rows: Vec<Vec<String>> = model.questions.entries.iter().map(|entry| entry.rows.clone()).collect();
    let joined: Vec<String> = rows.iter().map(|rows| rows.join(" ")).collect();
    assert!(joined.iter().any(|row| row == "What changed the most?"), "{joined:?}");
    assert!(
        joined.iter().all(|row| ["How long", "What changed", "Did you ever", "you ever"]
            .iter()
            .any(|head| row.starts_with(head))),
        "{joined:?}"
    );
}

#[test]
fn a_mark_whose_words_changed_says_so_and_takes_the_new_ones_when_it_is_told() {
    let kept = |keys: &str| {
        let mut model = model(TALK, (100, 30));
        let effects = press(&mut model, keys);
        effects.into_iter().flat_map(|effect| match effect {
            Effect::Append { events, .. } => events,
            _ => Vec::new(),
        })
    };
    let events: Vec<Event> = kept("1.2 Enter b").collect();
    let text = TALK.replace("The second summer he let me steer.", "The next summer he let me steer.");
    let mut model = model(&text, (100, 30));
    model.shelf.merge(&model.document, events);
    press(&mut model, "B");
    let shown = Shot::of(&model).text();
    // What was marked stays what is listed.
    assert!(shown.contains("The second summer") && shown.contains("(the text reads otherwise now)"), "{shown}");
    assert!(
        shown.contains("q. 1, para. 2") && !shown.contains("lost") && shown.contains("take the new words"),
        "{shown}"
    );
    let saved = press(&mut model, "b");
    assert!(saved.iter().any(|effect| matches!(effect, Effect::Append { .. })));
    let shown = Shot::of(&model).text();
    assert!(shown.contains("The next summer") && !shown.contains("otherwise"), "{shown}");
    // Once more there is nothing to take.
    assert!(press(&mut model, "b").iter().all(|effect| !matches!(effect, Effect::Append { .. })));
    press(&mut model, "u");
    let shown = Shot::of(&model).text();
    assert!(shown.contains("The second summer") && shown.contains("otherwise"), "{shown}");
    // A note written there keeps the words that were marked.
    press(&mut model, "a s a i d Enter");
    assert_eq!(model.shelf.marks().all().len(), 1);
    assert!(model.shelf.marks().all()[0].place.text.contains("The second summer"));
}
