//! Copying, the forms of a quotation, the details that citations need, and export.

use inquit::app::effect::Effect;
use inquit::app::model::Model;
use inquit::app::msg::Msg;
use inquit::app::overlay::Overlay;
use inquit::app::settings::{Settings, Template};
use inquit::app::update;
use inquit::cite::{Detail, Form};

use crate::support::{Shot, TALK, at, model, model_with, notice, press, put, resize, seed};

/// What an effect hands to the world.
fn clip(effects: &[Effect]) -> (&str, &str) {
    match effects {
        [Effect::Copy(clip) | Effect::WriteQuote(clip)] => (&clip.what, &clip.text),
        other => panic!("one text: {other:?}"),
    }
}

#[test]
fn y_copies_the_paragraph_in_hand_at_every_size_letter_by_letter() {
    for size in crate::support::SIZES {
        let mut model = model(TALK, size);
        put(&mut model, "It was ⟦⟧red");
        let source = model.document.interview.para(model.in_hand()).text.to_string();
        let effects = press(&mut model, "y");
        let (what, text) = clip(&effects);
        assert_eq!(what, "q. 1, para. 1");
        let (words, place) = text.split_once("\n\n").expect("the words, then the place");
        assert_eq!(words, source);
        assert!(place.starts_with("— ") && place.ends_with("q. 1, para. 1"), "{place}");
        assert_eq!(at(&model, "It was ⟦⟧red"), "It was ⟦⟧red");
    }
}

#[test]
fn the_words_alone_are_copied_where_the_settings_say_so() {
    let settings = inquit::app::settings::Settings { bare: true, ..Default::default() };
    let mut model = model_with(TALK, (100, 30), settings);
    put(&mut model, "It was ⟦⟧red");
    let source = model.document.interview.para(model.in_hand()).text.to_string();
    assert_eq!(clip(&press(&mut model, "y")).1, source);
    let effects = press(&mut model, "w");
    assert!(clip(&effects).1.starts_with("> ") && clip(&effects).1.contains("> — "), "{effects:?}");
    assert_eq!(press(&mut model, ": show Enter"), [Effect::Show(source)]);
}

/// The panel of forms on top.
fn form(model: &Model) -> Form {
    match model.overlays.last() {
        Some(Overlay::Quote(panel)) => panel.form(),
        other => panic!("no forms on top: {other:?}"),
    }
}

#[test]
fn every_form_is_reached_and_copied_with_enter() {
    for size in crate::support::SIZES {
        let mut model = seed(size);
        press(&mut model, "5.3 Enter Y");
        for (index, wanted) in Form::ALL.into_iter().enumerate() {
            if index > 0 {
                press(&mut model, "Down");
            }
            assert_eq!(form(&model), wanted);
            let shot = Shot::of(&model);
            assert!(shot.line(shot.cursor.y).contains(wanted.title()), "{wanted:?} is shown:\n{}", shot.text());
            let effects = press(&mut model, "Enter");
            let (what, text) = clip(&effects);
            assert_eq!(what, format!("{}, q. 5, para. 3", wanted.title()));
            assert!(!text.is_empty() && !text.ends_with('\n'));
        }
        let effects = press(&mut model, "Home w");
        assert!(matches!(&effects[..], [Effect::WriteQuote(clip)] if clip.text.contains("answer 5, para. 3")));
        press(&mut model, "Esc");
        assert!(model.overlays.is_empty());
    }
}

#[test]
fn what_is_missing_is_named_filled_in_once_and_kept_with_the_marks() {
    let mut model = seed((100, 30));
    press(&mut model, "5.3 Enter Y");
    assert!(Shot::of(&model).shows("left blank: publication, publication date, URL."));
    press(&mut model, "a");
    assert!(Shot::of(&model).shows("3 missing"));
    // The first that is missing is chosen, and after each the next.
    let effects = press(&mut model, "Enter The Space Review Enter");
    assert!(matches!(&effects[..], [Effect::Append { events, .. }] if events.len() == 1), "{effects:?}");
    assert!(Shot::of(&model).shows("2 missing"));
    press(&mut model, "Enter soon Enter");
    assert_eq!(notice(&model), "a date is written 2025-11-14, 2025-11, 2025, or in words");
    assert_eq!(Detail::Date.complaint("2021-06-31"), Some("the calendar has no such day"));
    assert_eq!(Detail::Date.complaint("2021-13"), Some("the calendar has no such day"));
    assert_eq!(Detail::Date.complaint("2021-06-30"), None);
    assert!(Detail::Date.complaint("soon").is_some_and(|what| what.starts_with("a date is written")));
    press(&mut model, "Ctrl-U 2025-12 Enter");
    press(&mut model, "Enter https://example.org/x Enter");
    assert!(Shot::of(&model).shows("nothing is missing"));
    press(&mut model, "Esc");
    let effects = press(&mut model, "Enter");
    assert!(
        clip(&effects).1.ends_with(
            "interview by Erin Kim, November 14, 2025, The Review, December 2025, answer 5, para. 3, https://example.org/x."
        ),
        "{effects:?}"
    );
    assert!(!Shot::of(&model).shows("left blank"));
    press(&mut model, "Esc i");
    assert!(Shot::of(&model).shows("The Review") && Shot::of(&model).shows("https://example.org/x"));
    // From there the details are reached as well, and undo takes back the last one.
    press(&mut model, "a");
    assert!(matches!(model.overlays.last(), Some(Overlay::Details(_))));
    press(&mut model, "u");
    assert!(Shot::of(&model).shows("1 missing"), "{}", Shot::of(&model).text());
    press(&mut model, "Esc");
    assert!(!Shot::of(&model).shows("https://example.org/x"));
}

#[test]
fn a_name_that_the_reader_corrects_is_the_one_that_is_copied() {
    let mut model = seed((100, 30));
    press(&mut model, "5.3 Enter i a");
    let Some(Overlay::Details(panel)) = model.overlays.last_mut() else { panic!("the details") };
    panel.list.selected = 0;
    assert_eq!(panel.detail(), Detail::Interviewee);
    press(&mut model, "Enter Ctrl-U");
    update(&mut model, Msg::Paste("Wishnick, Elisabeth".to_owned()));
    press(&mut model, "Enter Esc Esc");
    let effects = press(&mut model, "y");
    assert!(clip(&effects).1.contains("— Elisabeth Wishnick, interviewed by Erin Kim"), "{effects:?}");
    resize(&mut model, (40, 15));
    press(&mut model, "i a Home");
    assert!(Shot::of(&model).shows("Elisabeth Wishnick"), "{}", Shot::of(&model).text());
}

#[test]
fn marks_are_exported_to_a_new_file() {
    let mut model = model(TALK, (100, 30));
    press(&mut model, "e");
    assert_eq!(notice(&model), "There are no marks to export yet; b marks the paragraph in hand");
    put(&mut model, "It was ⟦⟧red");
    press(&mut model, "b J a why =? Space #red Enter e");
    assert!(Shot::of(&model).shows("2 marks"));
    assert!(Shot::of(&model).shows("Enter writes interview-marks.md in the folder you are in"));
    let effects = press(&mut model, "Enter");
    let [Effect::Export { stem, ending, text }] = &effects[..] else { panic!("one file: {effects:?}") };
    assert_eq!((&stem[..], &ending[..]), ("interview-marks", "md"));
    assert!(text.contains("red") && text.contains("why? #red"), "{text}");
    assert!(model.overlays.is_empty());
    let effects = press(&mut model, "e Down Down y");
    assert!(clip(&effects).1.starts_with("question,time,first words,synopsis,keywords"));
}

#[test]
fn marks_are_exported_in_forms_of_the_readers_own() {
    let template = |name: &str, text: &str| Template { name: name.to_owned(), text: text.to_owned() };
    let templates = vec![template("cards.html", "<ol>\n---\n<li>{quote} ({tags})\n"), template("wrong", "{qoute}")];
    let mut model = model_with(TALK, (100, 30), Settings { templates, ..Settings::default() });
    put(&mut model, "It was ⟦⟧red");
    press(&mut model, "b a # c o l o u r Enter e End");
    assert!(Shot::of(&model).shows("Enter writes interview-marks.txt in the folder you are in"));
    // What is wrong with it is said, and the panel stays.
    let effects = press(&mut model, "Enter");
    assert_eq!(effects, Vec::new());
    assert!(notice(&model).starts_with("wrong: {qoute} stands for nothing; there are {quote}"), "{}", notice(&model));
    let effects = press(&mut model, "Up y");
    let text = clip(&effects).1;
    assert!(text.starts_with("<ol>\n<li>") && text.ends_with("(colour)\n"), "{text}");
    let effects = press(&mut model, "Enter");
    let [Effect::Export { stem, ending, text: written }] = &effects[..] else { panic!("one file: {effects:?}") };
    assert_eq!((&stem[..], &ending[..], &written[..]), ("interview-marks", "html", text));
}
