//! Topics: the map on the screen, what a reader changes in it, and how good the rules are on interviews of our own.

use inquit::app::effect::Effect;
use inquit::app::model::{Context, Model};
use inquit::app::msg::{MouseAct, Msg};
use inquit::app::overlay::Overlay;
use inquit::app::overlay::topics::TopicMap;
use inquit::app::settings::Settings;
use inquit::app::update;
use inquit::interview::Interview;
use inquit::interview::parse::{Format, parse};
use inquit::search::fold::fold;
use inquit::search::language::Language;
use inquit::search::topics::{Changes, of};
use inquit::text::CleanText;
use inquit::ui::theme::{Colours, Theme};
use inquit::ui::theme_file;

use crate::search_relevance::{ORCHARD, PILOT, read as read_lines};
use crate::support::{SIZES, Shot, keys, model_with, notice, press, resize, seed, seed_text};

fn picture(name: &str, shot: &Shot) {
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, shot.styled());
    });
}

fn after(size: (u16, u16), keys: &str) -> Model {
    let mut model = seed(size);
    press(&mut model, keys);
    model.notice = None;
    model
}

fn map(model: &Model) -> &TopicMap {
    let Some(Overlay::Topics(map)) = model.overlays.last() else { panic!("the topic map") };
    map
}

fn labels(model: &Model) -> Vec<String> {
    map(model).topics.list.iter().map(|topic| topic.label.clone()).collect()
}

fn in_hand(model: &Model) -> (String, usize) {
    (map(model).topic().expect("a topic").label.clone(), map(model).column)
}

#[test]
fn an_acronym_keeps_its_letters_though_another_is_a_slip_for_it() {
    let text = "Mara: How does the KVR pursue its goals?\n\nJens: The KVRI lobbies. In the KVRI we are nine, and the KVRI pays \
                nobody. The Koreans asked Korea for money, and Korea asked the KVRI.\n\nMara: And the Koreans?\n\nJens: Korea \
                paid the KVRI, and the KVRI paid Korea back.\n\nMara: Who pays now?\n\nJens: The members of the KVRI pay.\n";
    let interview = parse(&CleanText::new(text), Format::Text, None);
    let topics = of(&interview, &Changes::default());
    let labels: Vec<&str> = topics.list.iter().map(|topic| topic.label.as_str()).collect();
    assert!(labels.contains(&"KVRI") && labels.contains(&"Korea"), "{labels:?}");
    assert!(labels[0] == "KVRI" && !labels.contains(&"Koreans"), "{labels:?}");
}

#[test]
fn names_with_a_slash_and_words_with_a_digit_are_topics() {
    let text = "Mara: Why did you build the printer?\n\nJens: The 3D printer was cheap, and PL/Perl was there. I put PL/Perl on \
                the 3D printer, between Bonn/Ghent.\n\nMara: And now?\n\nJens: Now the 3D printer speaks TCP/IP, and \
                nothing else. TCP/IP is enough for 1990 of them.\n\nMara: Who uses it?\n\nJens: Whoever knows PL/Perl.\n";
    let interview = parse(&CleanText::new(text), Format::Text, None);
    let topics = of(&interview, &Changes::default());
    let labels: Vec<&str> = topics.list.iter().map(|topic| topic.label.as_str()).collect();
    for wanted in ["3D printer", "PL/Perl", "TCP/IP"] {
        assert!(labels.contains(&wanted), "{wanted}: {labels:?}");
    }
    assert!(labels.iter().all(|label| !label.contains("Bonn/") && !label.contains("1990")), "{labels:?}");
}

#[test]
fn what_the_whole_interview_is_about_comes_behind_what_one_answer_says() {
    let interview = parse(&CleanText::new(seed_text()), Format::Auto, None);
    let topics = of(&interview, &Changes::default());
    for labels in &topics.labels {
        let first: Vec<&str> = labels.iter().take(5).map(String::as_str).collect();
        assert!(!first.contains(&"Russia") && !first.contains(&"North Korea"), "{first:?}");
    }
    // The interview as a whole is about them still.
    let whole: Vec<&str> = topics.list.iter().map(|topic| topic.label.as_str()).collect();
    assert!(whole.contains(&"Russia") && whole.contains(&"North Korea"), "{whole:?}");
}

#[test]
fn pictures_of_the_map() {
    for (size, name) in [((100, 30), "100x30"), ((60, 20), "60x20"), ((40, 15), "40x15")] {
        picture(&format!("topics_{name}"), &Shot::of(&after(size, "4 Enter T Down Down Down Down Down")));
    }
    picture("topics_100x30_rates", &Shot::of(&after((100, 30), "T %")));
    picture("topics_60x20_adding", &Shot::of(&after((60, 20), "T a mosc")));
    let mut ascii = model_with(seed_text(), (100, 30), Settings { ascii: true, ..Settings::default() });
    press(&mut ascii, "T");
    picture("topics_100x30_ascii", &Shot::of(&ascii));
    let wish = theme_file::named("auto").expect("the default theme");
    let bare = Shot::with(&after((100, 30), "T"), &Theme::new(&wish, Colours::None, false));
    assert!(bare.styled().contains("rrr"), "cells are shaded without colours too: {}", bare.styled());
}

#[test]
fn where_a_topic_is_not_spoken_of_the_sentence_fits() {
    for (size, wanted) in [
        ((100, 30), "Not spoken of here; Tab goes to where South Korea is."),
        ((60, 20), "Not spoken of here; Tab goes to where South Korea is."),
        ((40, 15), "Not spoken of here; Tab goes on."),
    ] {
        let shot = Shot::of(&after(size, "T Down Down Down"));
        assert!(shot.text().contains(wanted), "{size:?}: {}", shot.text());
    }
}

#[test]
fn the_cursor_is_on_the_number_in_hand() {
    for size in SIZES {
        for keys in ["T", "T Down Right Right", "T G", "T Tab"] {
            let model = after(size, keys);
            let shot = Shot::of(&model);
            let map = map(&model);
            let count = map.map.rows[map.row].cells[map.column];
            let line = shot.text().lines().nth(usize::from(shot.cursor.y)).unwrap_or_default().to_owned();
            let sign = if count == 0 { "·".to_owned() } else { (count % 10).to_string() };
            let under: String = line.chars().skip(usize::from(shot.cursor.x)).take(2).collect();
            assert_eq!(under, format!("{sign}]"), "{size:?} {keys}: {line}");
        }
    }
}

#[test]
fn keys_move_through_cells_and_enter_reads_there() {
    for size in SIZES {
        let mut model = seed(size);
        press(&mut model, "4 Enter T");
        assert_eq!(model.context(), Context::Panel);
        assert_eq!(map(&model).column, 3, "it opens at the question that is read");
        while in_hand(&model).0 != "sanctions" {
            press(&mut model, "Down");
        }
        press(&mut model, "Enter");
        assert!(model.overlays.is_empty());
        let text = &model.document.interview.para(model.reader.anchor.para).text;
        assert!(text[model.reader.anchor.byte as usize..].starts_with("sanctions"), "{text}");
        press(&mut model, "H T");
        while in_hand(&model).0 != "drones" {
            press(&mut model, "Down");
        }
        press(&mut model, "Enter");
        assert!(notice(&model).contains("Question 4 does not speak of drones"), "{}", notice(&model));
        press(&mut model, "Tab Enter");
        assert_eq!(model.exchange(), Some(0));
        press(&mut model, "T G Right Right Right Right Right Right Right Right Left g Esc");
        assert!(model.overlays.is_empty());
    }
}

#[test]
fn a_reader_adds_hides_renames_and_takes_back() {
    for size in SIZES {
        let mut model = seed(size);
        let appended = press(&mut model, "T a Moscow Enter");
        assert!(matches!(&appended[..], [Effect::Append { .. }]), "{appended:?}");
        assert_eq!(in_hand(&model).0, "Moscow", "what was added is in hand");
        press(&mut model, "r End Space Kremlin Enter");
        assert!(labels(&model).contains(&"Moscow Kremlin".to_owned()), "the old name stands in the field");
        press(&mut model, "r Moscow Enter");
        assert!(labels(&model).contains(&"Moscow".to_owned()), "and gives way to what is typed");
        press(&mut model, "d");
        assert!(!labels(&model).iter().any(|label| label.starts_with("Moscow")), "one of the reader’s own is gone");
        let before = labels(&model);
        let hidden = in_hand(&model).0;
        press(&mut model, "d");
        assert!(!labels(&model).contains(&hidden));
        assert!(notice(&model).contains(&hidden), "{}", notice(&model));
        press(&mut model, "u");
        assert_eq!(labels(&model), before);
        press(&mut model, "g r Ctrl-U the Space Federation Enter");
        assert_eq!(in_hand(&model).0, "the Federation");
        // The palette shows what the map shows.
        press(&mut model, "Esc t federation");
        let Some(Overlay::Jump(jump)) = model.overlays.last() else { panic!("the palette") };
        assert_eq!(&*jump.item(jump.rows[0].item).text, "the Federation");
        press(&mut model, "Ctrl-T");
        assert_eq!(in_hand(&model).0, "the Federation");
        press(&mut model, "Esc Esc T a Esc Esc");
        assert!(model.overlays.is_empty());
    }
}

#[test]
fn what_is_added_twice_or_was_hidden_is_one_topic() {
    for size in SIZES {
        let mut model = seed(size);
        let all = {
            press(&mut model, "T");
            labels(&model)
        };
        let appended = press(&mut model, "j j a russia Enter");
        assert!(appended.is_empty(), "{appended:?}");
        assert_eq!((in_hand(&model).0.as_str(), labels(&model) == all), ("Russia", true));
        assert_eq!(notice(&model), "Russia is a topic already");
        // Hidden, and wanted again in other letters.
        press(&mut model, "g d");
        assert!(!labels(&model).contains(&"Russia".to_owned()));
        press(&mut model, "a RUSSIA Enter");
        assert_eq!(labels(&model), all);
        assert_eq!(in_hand(&model).0, "Russia");
        press(&mut model, "u");
        assert!(!labels(&model).contains(&"Russia".to_owned()));
        // Called as another one is, both are one row; taken back, they are two again.
        let before = labels(&model);
        press(&mut model, "g r Ctrl-U Ukraine Enter");
        assert_eq!(labels(&model).len(), before.len() - 1);
        assert_eq!(in_hand(&model).0, "Ukraine");
        press(&mut model, "u");
        assert_eq!(labels(&model), before);
    }
}

#[test]
fn every_topic_may_be_hidden_and_comes_back() {
    let mut model = seed(SIZES[0]);
    press(&mut model, "T");
    let before = labels(&model);
    for _ in 0..before.len() {
        press(&mut model, "d");
    }
    assert!(labels(&model).is_empty());
    press(&mut model, "d Enter r Tab % j l Space");
    for size in SIZES {
        resize(&mut model, size);
        assert!(Shot::of(&model).shows("Every topic is hidden. a adds one,"), "{}", Shot::of(&model).text());
    }
    for _ in 0..before.len() {
        press(&mut model, "u");
    }
    assert_eq!(labels(&model), before);
}

#[test]
fn the_mouse_takes_cells_and_places() {
    for size in SIZES {
        let mut model = seed(size);
        press(&mut model, "T");
        let grid = map(&model).grid(&model);
        let (x, y) = grid.place(1, grid.first_column + 1);
        let click = |model: &mut Model, x: u16, y: u16| drop(update(model, Msg::Mouse(MouseAct::Press, x, y)));
        click(&mut model, x + 2, y);
        assert_eq!((map(&model).row, map(&model).column), (1, grid.first_column + 1));
        click(&mut model, x + 2, y);
        assert!(model.overlays.is_empty(), "a second click reads there");
        press(&mut model, "T");
        let (first, _) = map(&model).place_rows(&map(&model).grid(&model));
        click(&mut model, 10, first);
        assert!(model.overlays.is_empty(), "a place in context is read at once");
        press(&mut model, "T");
        for (x, y) in [(0, 0), (size.0 - 1, size.1 - 1), (size.0, size.1)] {
            click(&mut model, x, y);
        }
        assert_eq!(model.overlays.len(), 1);
        update(&mut model, Msg::Mouse(MouseAct::WheelDown, 5, 5));
        assert_eq!(map(&model).row, 1);
        let column = map(&model).column;
        for (act, by) in [(MouseAct::WheelRight, 1), (MouseAct::WheelRight, 2), (MouseAct::WheelLeft, 1)] {
            update(&mut model, Msg::Mouse(act, 5, 5));
            assert_eq!((map(&model).row, map(&model).column), (1, column + by), "{act:?}");
        }
        // Nothing else is wider than the screen.
        press(&mut model, "Esc");
        let before = (model.reader.anchor, model.overlays.len());
        update(&mut model, Msg::Mouse(MouseAct::WheelRight, size.0 - 5, 5));
        assert_eq!((model.reader.anchor, model.overlays.len()), before);
    }
}

#[test]
fn a_hundred_questions_scroll_both_ways() {
    let mut text = String::from("---\ninterview: 1\n---\n");
    for n in 0..120 {
        text.push_str(&format!(
            "\n**Q:** What of the mill{n}?\n\n**A:** The Orrin{n}mill burned, and the ferry too.\n"
        ));
    }
    for size in SIZES {
        let mut model = crate::support::model(&text, size);
        press(&mut model, "T");
        let last = (map(&model).map.rows.len(), map(&model).map.columns());
        assert_eq!(last.1, 120);
        for key in keys("G").into_iter().chain((0..130).flat_map(|_| keys("Right"))) {
            update(&mut model, Msg::Key(key));
            let (map, grid) = (map(&model), map(&model).grid(&model));
            assert!((grid.first_row..grid.first_row + grid.rows).contains(&map.row));
            assert!((grid.first_column..grid.first_column + grid.columns).contains(&map.column));
        }
        assert_eq!((map(&model).row, map(&model).column), (last.0 - 1, 119));
        let shot = Shot::of(&model).text();
        assert!(shot.contains("q120") && !shot.contains("q1 "), "{shot}");
    }
}

/// An interview of the fixtures.
fn fixture(name: &str) -> Interview {
    match name {
        "search/pilot.txt" => return read_lines(PILOT, "en"),
        "search/orchard.txt" => return read_lines(ORCHARD, "en"),
        _ => {}
    }
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name);
    parse(&CleanText::new(&std::fs::read_to_string(path).expect("the fixture")), Format::Auto, None)
}

/// The stems of a label.
fn stems(label: &str, language: &Language) -> Vec<String> {
    let plain = fold(label).replace('\'', "");
    plain.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(|word| language.stem(word)).collect()
}

/// Whether two labels name one thing: the same stems, or one is in the other and at least half of it.
fn alike(a: &[String], b: &[String]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    !short.is_empty() && short.len() * 2 >= long.len() && short.iter().all(|stem| long.contains(stem))
}

#[test]
fn most_topics_are_those_that_a_person_would_name() {
    let truth = include_str!("../fixtures/search/topics.txt");
    let (mut right, mut found, mut count) = (0.0, 0.0, 0.0_f32);
    for line in truth.lines().filter(|line| !line.starts_with('#')) {
        let mut parts = line.splitn(3, ' ');
        let (file, question) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let question: usize = question.parse().expect("a number");
        let made = fixture(file);
        let language = Language::of(made.meta.language.as_deref());
        let wanted: Vec<_> =
            parts.next().unwrap_or_default().split("; ").map(|label| stems(label, &language)).collect();
        let labels = of(&made, &Changes::default()).labels.swap_remove(question - 1);
        let got: Vec<_> = labels.iter().map(|label| stems(label, &language)).collect();
        let hits = got.iter().take(5).filter(|label| wanted.iter().any(|one| alike(one, label))).count();
        let held = wanted.iter().filter(|one| got.iter().any(|label| alike(one, label))).count();
        println!("{file} {question} {hits}/{} {held}/{} {labels:?}", got.len().min(5), wanted.len().min(8));
        right += hits as f32 / 5.0_f32.min(wanted.len() as f32);
        found += (held as f32 / wanted.len().min(8) as f32).min(1.0);
        count += 1.0;
    }
    let (precision, recall) = (right / count, found / count);
    println!("P@5 {precision:.2}, R@8 {recall:.2}");
    assert!(precision >= 0.8 && recall >= 0.75, "P@5 {precision:.2}, R@8 {recall:.2}");
}
