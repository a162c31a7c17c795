//! Jump, find, the menu, the palette, the page of keys.

use inquit::app::action::Action;
use inquit::app::effect::Effect;
use inquit::app::model::{Context, Model, Pane};
use inquit::app::msg::Msg;
use inquit::app::overlay::Overlay;
use inquit::app::overlay::commands::{self, Kind};
use inquit::app::update;

use super::everywhere;
use crate::support::{SIZES, Shot, TALK, at, model, notice, press, put, seed};

/// What Esc must leave as it was.
fn place(model: &Model) -> String {
    let reader = &model.reader;
    format!(
        "{:?} {:?} {:?} {:?} {:?} {:?}",
        reader.anchor, reader.top, reader.view, model.focus, model.found, model.geometry
    )
}

#[test]
fn a_jump_goes_to_what_a_few_letters_mean() {
    everywhere("⟦q⟧My uncle", "t church Enter", "as far as the ⟦⟧church.");
    everywhere("⟦⟧My uncle", "t sold Enter", "⟦⟧Later he sold");
    everywhere("⟦⟧My uncle", "t chrch Enter", "as far as the ⟦⟧church.");
}

#[test]
fn a_topic_goes_where_it_is_spoken_of_most() {
    let mut model = seed((100, 30));
    press(&mut model, "t korea");
    let place = |model: &Model| model.document.places.get(model.in_hand()).long();
    let Some(Overlay::Jump(jump)) = model.overlays.last() else { panic!("the palette") };
    let (first, best) = (jump.item(jump.rows[0].item).anchor, jump.place(&jump.rows[0]));
    assert_ne!(first.para, best.para, "not where it is named first, but where it is spoken of most");
    press(&mut model, "Enter");
    assert_eq!((model.reader.anchor, place(&model).as_str()), (best, "q. 4, para. 3"));
}

#[test]
fn a_topic_in_passing_says_that_it_has_no_row_in_the_map() {
    let mut model = seed((100, 30));
    press(&mut model, "t Putin Ctrl-T");
    assert!(notice(&model).contains("no row in the topic map"), "{}", notice(&model));
    press(&mut model, "Esc t korea Ctrl-T");
    assert!(matches!(model.overlays.last(), Some(Overlay::Topics(_))), "a topic of the whole is shown there");
}

#[test]
fn back_returns_from_a_jump_to_the_very_letter() {
    everywhere("It was ⟦⟧red", "t church Enter H", "It was ⟦⟧red");
    for size in SIZES {
        let mut model = seed(size);
        press(&mut model, "Right 3.2 Enter Down Down");
        let (anchor, top, view) = (model.reader.anchor, model.reader.top, model.reader.view.clone());
        press(&mut model, "t skor Enter");
        assert_ne!(model.reader.anchor, anchor);
        press(&mut model, "H");
        assert_eq!((model.reader.anchor, model.reader.top), (anchor, top));
        assert_eq!(model.reader.view, view);
    }
}

#[test]
fn the_palette_with_nothing_typed_opens_where_the_reader_is() {
    let mut model = seed((100, 30));
    press(&mut model, "4 Enter t");
    let Some(Overlay::Jump(jump)) = model.overlays.last() else { panic!("the palette") };
    let row = &jump.rows[jump.list.selected];
    assert_eq!(jump.item(row.item).exchange, Some(3));
}

#[test]
fn what_stands_at_the_chosen_row_is_shown_when_the_reader_pauses() {
    use inquit::app::keys::{Code, Key};
    use inquit::app::{msg::Msg, update};
    let mut model = seed((100, 30));
    let type_in = |model: &mut inquit::app::model::Model, text: &str| {
        for c in text.chars() {
            update(model, Msg::Key(Key::char(c)));
        }
    };
    let shows = |model: &inquit::app::model::Model, words: &str| Shot::of(model).shows(words);
    // The list comes first. Its rows hold the questions and not what stands around them.
    type_in(&mut model, "t");
    assert!(
        model.awaits_pause() && shows(&model, "What does North Korea hope") && !shows(&model, "Munitions shipments")
    );
    update(&mut model, Msg::Pause);
    assert!(!model.awaits_pause() && shows(&model, "Munitions shipments"));
    // While somebody types it stays, and a longer list covers it.
    type_in(&mut model, "sanct");
    assert!(model.awaits_pause() && shows(&model, "Munitions shipments") && !shows(&model, "q4 asked"));
    update(&mut model, Msg::Pause);
    assert!(shows(&model, "q4 asked") && !shows(&model, "Munitions shipments"));
    for _ in 0.."sanct".len() {
        update(&mut model, Msg::Key(Key::plain(Code::Backspace)));
    }
    assert!(model.awaits_pause() && shows(&model, "q. 6") && !shows(&model, "q4 asked"));
    // Walking through the list it follows at once, and where nothing is found nothing is awaited for long.
    update(&mut model, Msg::Key(Key::plain(Code::Down)));
    assert!(!model.awaits_pause() && shows(&model, "These claims are quite credible"));
    type_in(&mut model, "zzzz");
    update(&mut model, Msg::Pause);
    assert!(!model.awaits_pause() && shows(&model, "Nothing matches"));
    // Where there is no room for it nothing is awaited.
    let mut small = seed((40, 10));
    type_in(&mut small, "tsanct");
    assert!(!small.awaits_pause());
}

/// An interview that is too long to be made searchable at once.
fn long() -> String {
    let answer = "The harbour froze, and the herring came back, and nobody had counted the barrels twice. ".repeat(12);
    let exchange = |n: usize| format!("**Ann Lee:** What happened in winter {n}?\n\n**Bo Dahl:** {answer}\n\n");
    (1..=220).map(exchange).collect::<String>() + "**Ann Lee:** And the lamps?\n\n**Bo Dahl:** The paraffin was gone.\n"
}

#[test]
fn the_letters_that_matched_are_shown_in_their_cells() {
    // Wide characters before, combining marks inside, a ligature of letters: cells, not bytes or characters. Behind a wide
    // character stands the blank cell that it covers.
    let text = "**Ann Lee:** 東京で what about it?\n\n**Bo Dahl:** 東京港 has a cafe\u{301} run by Zoe\u{308} and Straße 5.\n\n\
                **Ann Lee:** And then?\n\n**Bo Dahl:** Nothing more.\n";
    for size in SIZES {
        for (typed, shown) in [
            ("cafe", &["cafe\u{301}"][..]),
            ("zoe", &["Zoe\u{308}"]),
            ("strasse", &["Straße"]),
            ("京港", &["京 港"]),
            ("caf strasse", &["cafe\u{301}", "Straße"]),
        ] {
            let mut model = model(text, size);
            press(&mut model, &format!("t {}", typed.replace(' ', " Space ")));
            let shot = Shot::of(&model);
            let head = shot.line(0);
            let marked = |y: u16| -> String {
                let cells: Vec<_> = shot.row(y).collect();
                let marked = |cell: &&ratatui::buffer::Cell| {
                    cell.modifier.contains(ratatui::style::Modifier::UNDERLINED) || cell.symbol() == " "
                };
                let cells = cells.into_iter().filter(|cell| marked(cell));
                cells.map(ratatui::buffer::Cell::symbol).collect::<String>()
            };
            let rows: Vec<String> =
                (1..size.1).map(|y| marked(y).split_whitespace().collect::<Vec<_>>().join(" ")).collect();
            assert!(
                shown.iter().all(|words| rows.iter().any(|row| row == words
                    || row.ends_with(&format!(" {words}"))
                    || row.starts_with(&format!("{words} ")))),
                "{size:?} {typed}: {rows:?}\n{head}"
            );
        }
    }
}

#[test]
fn a_long_interview_is_made_searchable_beside_the_reading() {
    let mut model = model(&long(), (100, 30));
    let effects = press(&mut model, "t");
    let [Effect::Prepare(wish)] = effects.as_slice() else { panic!("{effects:?}") };
    // The questions are there at once, and can be gone to.
    let jump = |model: &Model| match model.overlays.last() {
        Some(Overlay::Jump(jump)) => jump.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(jump(&model).rows.len(), 221);
    assert!(!jump(&model).tools.ready);
    // It is wished for once, and what is typed meanwhile is kept.
    assert!(press(&mut model, "Esc t parafin").is_empty());
    let shot = Shot::of(&model).text();
    assert!(shot.contains("The list is being made") && shot.contains("parafin"), "{shot}");
    let (mut told, mut made) = (Vec::new(), Vec::new());
    wish.make(&mut |percent| told.push(percent), &mut |tools| made.push(std::sync::Arc::new(tools)));
    assert!(told.is_sorted());
    for percent in told {
        update(&mut model, Msg::Preparing(percent));
    }
    assert!(!made.is_empty());
    for tools in made {
        update(&mut model, Msg::Prepared(tools));
        assert!(jump(&model).tools.ready);
        let row = &jump(&model).rows[0];
        assert!(jump(&model).item(row.item).text.contains("paraffin"));
    }
    press(&mut model, "Enter");
    assert_eq!(model.exchange(), Some(220));
    assert!(press(&mut model, "t").is_empty(), "it is made once");
}

#[test]
fn the_topics_of_a_long_interview_are_looked_for_beside_the_reading() {
    let mut model = model(&long(), (100, 30));
    let effects = press(&mut model, "T");
    let [Effect::Prepare(wish)] = effects.as_slice() else { panic!("{effects:?}") };
    let shot = Shot::of(&model).text();
    assert!(shot.contains("The topics are being looked for"), "{shot}");
    // Keys do no harm meanwhile, and nothing is wished for twice.
    assert!(press(&mut model, "Down Right Enter Tab % Esc T").is_empty());
    wish.make(&mut |_| {}, &mut |tools| {
        assert!(update(&mut model, Msg::Prepared(std::sync::Arc::new(tools))).is_empty());
    });
    let shot = Shot::of(&model).text();
    assert!(shot.contains("harbour") && shot.contains("q1"), "{shot}");
    // The jump list is there too, and a topic of the reader's own is looked for in the same way.
    assert!(press(&mut model, "Esc t Esc").is_empty());
    let effects = press(&mut model, "T a Tuesday Enter");
    let Some(Effect::Prepare(wish)) = effects.last() else { panic!("{effects:?}") };
    assert!(Shot::of(&model).text().contains("harbour"), "the old ones stand until the new ones are there");
    wish.make(&mut |_| {}, &mut |tools| {
        update(&mut model, Msg::Prepared(std::sync::Arc::new(tools)));
    });
    let Some(Overlay::Topics(map)) = model.overlays.last() else { panic!("the map") };
    assert_eq!(map.topic().map(|topic| topic.label.as_str()), Some("Tuesday"));
}

#[test]
fn a_chosen_row_stays_chosen_when_the_list_is_there() {
    let mut model = model(&long(), (100, 30));
    let effects = press(&mut model, "t Down Down Down");
    let [Effect::Prepare(wish)] = effects.as_slice() else { panic!("{effects:?}") };
    wish.make(&mut |_| {}, &mut |tools| {
        update(&mut model, Msg::Prepared(std::sync::Arc::new(tools)));
    });
    press(&mut model, "Enter");
    assert_eq!(model.exchange(), Some(3));
}

#[test]
fn tab_narrows_the_jump_list_and_nothing_takes_the_nearest() {
    let mut model = seed((100, 30));
    press(&mut model, "t korea");
    for wanted in ["topic", "question", "answer"] {
        press(&mut model, "Tab");
        let shot = Shot::of(&model).text();
        let rows: Vec<&str> = shot.lines().skip(2).take_while(|row| !row.trim().is_empty()).collect();
        assert!(!rows.is_empty() && rows.iter().all(|row| row.contains(wanted)), "{wanted}\n{shot}");
    }
    press(&mut model, "Tab");
    assert!(Shot::of(&model).text().contains("Nothing matches"), "there are no marks");
    press(&mut model, "Esc t sajctipms Enter");
    let text = &model.document.interview.para(model.in_hand()).text;
    assert!(text[model.reader.anchor.byte as usize..].starts_with("sanctions"), "{text}");
}

/// Opens lists and leaves them, from a state: nothing may be left of it.
fn leave(text: &str, size: (u16, u16), before: &str, lists: &[&str]) {
    let mut model = model(text, size);
    press(&mut model, before);
    // A sentence of the key before is gone with the next one, whatever it does.
    let was = place(&model);
    for keys in lists {
        press(&mut model, keys);
        assert_eq!(model.overlays.len(), 1, "{keys}");
        press(&mut model, "Esc");
        assert!(model.overlays.is_empty(), "{before} {keys} Esc");
        assert_eq!(place(&model), was, "{before} {keys} Esc at {size:?}");
    }
}

#[test]
fn leaving_any_list_with_esc_changes_nothing_at_all() {
    const LISTS: &[&str] = &[
        "t",
        "t boat",
        "t boat Down Down",
        "t boat Tab Tab",
        "t zzzzzz",
        "/",
        "/ boat",
        "/ boat Down Tab",
        "/ zzzzz",
        "B",
        ":",
        ": wider",
        ": Down Down",
        "?",
        "? mark",
        "i",
        "i Down Space Space",
        "a",
    ];
    for (size, before) in SIZES.into_iter().cycle().zip([
        "",
        "Right",
        "Right } Down Down",
        "x",
        "z",
        "z x",
        "Right / boat Enter n",
        "Right x b } Up",
        "Right Space",
    ]) {
        leave(TALK, size, before, LISTS);
    }
    for size in SIZES {
        leave(
            crate::support::seed_text(),
            size,
            "Right Space Down",
            &["t skor Down Down", "/ sanction Down", "i Space"],
        );
    }
}

#[test]
fn what_nothing_matches_names_the_nearest_and_enter_takes_it() {
    let mut model = seed((100, 30));
    press(&mut model, "t sanktions");
    press(&mut model, "Enter");
    let text = &model.document.interview.para(model.in_hand()).text;
    assert!(text.contains("sanction"), "{text}");
    let mut model = seed((100, 30));
    let before = model.reader.anchor;
    press(&mut model, "t qqqqqqqqqq Enter");
    assert_eq!((model.reader.anchor, model.overlays.len()), (before, 1), "the palette stays where nothing matches");
}

#[test]
fn found_words_are_gone_through_around_the_ends() {
    everywhere("⟦⟧My uncle", "/ boat Enter", "⟦⟧boat. It was");
    everywhere("⟦⟧My uncle", "/ boat Enter n", "⟦⟧boats. The third");
    everywhere("⟦⟧My uncle", "/ boat Enter n n", "the old ⟦⟧boats again");
    everywhere("⟦⟧My uncle", "/ boat Enter n N", "⟦⟧boat. It was");
    everywhere("⟦⟧We laughed", "/ boat Enter n", "Dahl on ⟦⟧Boats");
    everywhere("⟦⟧My uncle", "/ boat Enter N N N", "the old ⟦⟧boats again");
    let mut model = model(TALK, (100, 30));
    put(&mut model, "⟦⟧We laughed");
    press(&mut model, "/ boat Enter n");
    assert!(notice(&model).contains("around the end"), "{}", notice(&model));
}

#[test]
fn nothing_that_is_pasted_breaks_a_list_or_loses_a_mark() {
    let long = ["a".repeat(10_000), "word ".repeat(2_000), "(a|".repeat(3_000), "'!^$ ".repeat(2_000)];
    let odd = [
        "\u{301}\u{302}\u{323}".repeat(40),
        "👩‍👩‍👧‍👦🇩🇪🏳️‍🌈".to_owned(),
        "kim\0\u{7}\u{1b}[31m\u{8}\u{9b}31m\r\n\u{7f}jong".to_owned(),
        "\u{202e}abc\u{2066}\u{200f}".to_owned(),
        "(a*)*b|(\\w+\\s?)*!|(.*)*x".to_owned(),
        "((a{0,50}){0,50}){0,50}".to_owned(),
        "' ^ $ ! !! ^$".to_owned(),
        " \t \n ".to_owned(),
    ];
    for size in SIZES {
        for text in long.iter().chain(&odd) {
            let mut model = model(TALK, size);
            press(&mut model, "b");
            for keys in ["t", "Esc Esc /", "Ctrl-R", "Ctrl-O", "Esc Esc T a", "Enter r", "Enter d", "Esc Esc"] {
                press(&mut model, keys);
                if matches!(model.context(), Context::Entry) {
                    update(&mut model, Msg::Paste(text.clone()));
                }
                Shot::of(&model);
            }
            while model.has_work() {
                update(&mut model, Msg::Work);
            }
            assert!(model.overlays.is_empty(), "{text:.30}");
            assert_eq!(model.shelf.marks().all().len(), 1, "{text:.30}");
        }
    }
}

#[test]
fn with_nothing_looked_for_n_says_how_to_find() {
    let mut model = model(TALK, (100, 30));
    for keys in ["n", "N", "/ zzzz Esc n", "/ boat Enter Esc Esc n"] {
        press(&mut model, keys);
        assert_eq!(notice(&model), "Nothing is looked for; / finds words", "{keys}");
    }
}

#[test]
fn where_nothing_is_found_the_list_says_what_could_help() {
    let mut model = model(TALK, (100, 30));
    press(&mut model, "/ bote");
    assert!(
        Shot::of(&model).shows("“bote” stands nowhere here. t, from the text, finds words that are spelt otherwise.")
    );
    press(&mut model, "Enter");
    assert_eq!(notice(&model), "There is no match to go to; Esc closes");
    press(&mut model, "Ctrl-U boa Ctrl-O");
    assert!(Shot::of(&model).shows("“boa” stands nowhere here as a whole word; Ctrl-O finds parts of words."));
    press(&mut model, "Ctrl-O Ctrl-U garrison Tab");
    assert!(Shot::of(&model).shows("“garrison” stands in no answer; Tab looks everywhere."));
    // Nothing is lost by Enter, and an empty field closes.
    press(&mut model, "Enter Tab Ctrl-U Enter");
    assert!(model.overlays.is_empty());
}

#[test]
fn finding_folds_quotes_dashes_and_case() {
    for (query, holds) in [("russia's", "Russia’s"), ("Russia-North", "Russia–North"), ("KURSK", "Kursk")] {
        let mut model = seed((100, 30));
        press(&mut model, &format!("/ {query} Enter"));
        let anchor = model.reader.anchor;
        let text = &model.document.interview.para(anchor.para).text[anchor.byte as usize..];
        assert!(text.starts_with(holds), "{query}: {text}");
    }
}

#[test]
fn back_returns_from_what_was_found() {
    everywhere("It was ⟦⟧red", "/ church Enter H", "It was ⟦⟧red");
    everywhere("It was ⟦⟧red", "/ boat Enter n n H", "the old ⟦⟧boats again");
}

#[test]
fn tab_narrows_find_to_the_answers() {
    let mut model = seed((100, 30));
    press(&mut model, "/ sanction");
    let count = |model: &Model| match model.overlays.last() {
        Some(Overlay::Find(find)) => find.found.len(),
        _ => panic!("find is open"),
    };
    let all = count(&model);
    press(&mut model, "Tab");
    assert!(count(&model) < all);
    press(&mut model, "Tab");
    assert_eq!(count(&model), all);
}

/// The find list on top.
fn find(model: &Model) -> &inquit::app::overlay::find::Find {
    match model.overlays.last() {
        Some(Overlay::Find(find)) => find,
        _ => panic!("find is open"),
    }
}

/// The places as they are listed, in short.
fn places(model: &Model) -> Vec<String> {
    let find = find(model);
    let place = |row| model.document.places.get(find.hit(model, row).expect("a row").para).short();
    (0..find.list.len).map(place).collect()
}

#[test]
fn an_arrow_goes_into_the_list_where_letters_are_commands() {
    let mut model = seed((100, 30));
    press(&mut model, "/ sanction");
    assert_eq!(model.context(), Context::Entry);
    press(&mut model, "s");
    assert_eq!(find(&model).query.text(), "sanctions", "in the field a letter is a letter");
    press(&mut model, "Backspace Down");
    assert_eq!((model.context(), find(&model).list.selected), (Context::Panel, 1));
    let spoken = places(&model);
    press(&mut model, "s");
    // As a result, evasion emerging, evasion I, for a, for many, on, though.
    assert_eq!(places(&model), ["q1 ¶1", "q4 asked", "q4 ¶4", "q4 ¶1", "q1 ¶1", "q4 ¶3", "q4 ¶4"]);
    press(&mut model, "s s");
    assert_eq!(places(&model), spoken);
    press(&mut model, "o");
    assert_eq!(places(&model).len(), 1);
    press(&mut model, "o z");
    assert_eq!(notice(&model), "“z” does nothing in the list; / goes back to the words");
    press(&mut model, "/ s");
    assert_eq!((model.context(), find(&model).query.text()), (Context::Entry, "sanctions"));
    // The field stands above the first row.
    press(&mut model, "Down Up Up");
    assert_eq!(model.context(), Context::Entry);
    press(&mut model, "Down Backspace");
    assert_eq!((model.context(), find(&model).query.text()), (Context::Entry, "sanction"));
}

#[test]
fn what_letters_do_in_the_list_ctrl_does_in_the_field() {
    let mut model = seed((100, 30));
    press(&mut model, "/ sanction Ctrl-X");
    assert_eq!(places(&model)[2], "q4 ¶4");
    press(&mut model, "Ctrl-O");
    assert_eq!(places(&model).len(), 1);
    press(&mut model, "Ctrl-O Ctrl-W (under|those) Space sanctions Ctrl-R");
    assert_eq!((places(&model).len(), model.context()), (3, Context::Entry));
    // And commands begin to find in that way.
    let mut model = seed((100, 30));
    press(&mut model, ": =pattern Enter [0-9]{2},000");
    assert_eq!(places(&model).len(), 2);
}

#[test]
fn a_wrong_expression_is_a_sentence_and_keeps_nothing() {
    let mut model = seed((100, 30));
    press(&mut model, "/ (kursk Ctrl-R");
    assert!(Shot::of(&model).shows("This is no expression: a ( has no )"));
    press(&mut model, ")");
    assert_eq!(places(&model).len(), 2);
}

#[test]
fn the_list_goes_to_what_is_chosen_in_its_order_and_n_in_the_order_of_the_text() {
    let mut model = seed((100, 30));
    press(&mut model, "/ sanction Down s Enter");
    assert_eq!(at(&model, "by those ⟦⟧sanctions"), "by those ⟦⟧sanctions");
    assert!(Shot::of(&model).shows("match 2 of 7"));
    press(&mut model, "n");
    assert!(Shot::of(&model).shows("match 3 of 7"));
    press(&mut model, "N N N");
    assert!(Shot::of(&model).shows("match 7 of 7, around the end"));
    press(&mut model, "Down");
    assert!(Shot::of(&model).shows("7 matches"));
    for size in SIZES {
        let mut model = seed(size);
        press(&mut model, "/ sanction Enter");
        assert!(Shot::of(&model).shows("match 1"), "{size:?}:\n{}", Shot::of(&model).text());
    }
}

#[test]
fn the_list_is_copied_as_text_in_its_order() {
    let mut model = seed((100, 30));
    let effects = press(&mut model, "/ sanction Down s y");
    let [Effect::Copy(clip)] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(clip.what, "7 matches");
    let lines: Vec<&str> = clip.text.lines().collect();
    assert_eq!(lines.len(), 7);
    assert!(lines[2].starts_with("q. 4, para. 4, s. 1: Regarding sanction-evasion"), "{}", lines[2]);
    assert_eq!(model.overlays.len(), 1);
}

#[test]
fn earlier_searches_come_back_with_up() {
    let mut model = seed((100, 30));
    press(&mut model, "/ sanction Enter / Kursk Ctrl-R Enter / sanction Enter / nowhere Esc /");
    let field = |model: &Model| (find(model).query.text().to_owned(), find(model).wish.regex);
    press(&mut model, "Up");
    assert_eq!(field(&model), ("sanction".to_owned(), false));
    press(&mut model, "Ctrl-P");
    assert_eq!(field(&model), ("Kursk".to_owned(), true));
    press(&mut model, "Up");
    assert_eq!(field(&model), ("Kursk".to_owned(), true), "there is none before");
    press(&mut model, "Down");
    assert_eq!(field(&model), ("sanction".to_owned(), false));
    assert_eq!(places(&model).len(), 7);
    press(&mut model, "Down");
    assert_eq!(field(&model), (String::new(), false));
    press(&mut model, "Up s Down");
    assert_eq!(model.context(), Context::Panel, "what was changed is no earlier search any more");
}

#[test]
fn a_book_is_searched_a_step_at_a_time_and_the_count_is_honest() {
    let mut text = String::from(
        "---\ninterview: 1\npeople:\n- {name: A B, role: interviewer}\n- {name: C D, role: interviewee}\n---\n",
    );
    let answer = "The harbour was full of boats and nobody asked why it was. ".repeat(200);
    for _ in 0..600 {
        text.push_str(&format!("\n**A B:** Where is the whale?\n\n**C D:** {answer}\n"));
    }
    let mut model = model(&text, (100, 30));
    press(&mut model, "/");
    inquit::app::update(&mut model, inquit::app::msg::Msg::Paste("whale".to_owned()));
    assert!(model.has_work() && !find(&model).found.is_empty(), "the first places are there at once");
    assert!(Shot::of(&model).shows("so far"));
    // A place can be gone to while more are looked for, and all of them are counted in the end.
    press(&mut model, "Down Down Enter");
    assert_eq!(at(&model, "Where is the ⟦⟧whale"), "Where is the ⟦⟧whale");
    assert!(model.has_work());
    while model.has_work() {
        inquit::app::update(&mut model, inquit::app::msg::Msg::Work);
    }
    assert_eq!(model.found.as_ref().map(|found| found.counts().asked), Some(600));
    press(&mut model, "n");
    assert!(Shot::of(&model).shows("of 600"), "{}", Shot::of(&model).text());
}

#[test]
fn typed_letters_in_a_field_are_text_whatever_they_do_elsewhere() {
    for over in ["t", "/", ":", "?"] {
        let mut model = model(TALK, (100, 30));
        let before = model.reader.anchor;
        assert_eq!(press(&mut model, &format!("{over} q Q b u J g ? : / 1 2 . Space x")), []);
        assert_eq!((model.overlays.len(), model.reader.anchor), (1, before), "{over}");
        assert!(model.shelf.marks().all().is_empty());
    }
}

#[test]
fn the_menu_is_used_with_arrows_and_enter_only() {
    let mut model = model(TALK, (100, 30));
    press(&mut model, "Right Enter");
    assert_eq!(model.context(), Context::Panel);
    press(&mut model, "Enter");
    assert!(notice(&model).starts_with("Marked q. 1, para. 1"), "{}", notice(&model));
    press(&mut model, "Enter");
    assert!(Shot::of(&model).shows(commands::title(Action::Bookmark, &model)));
    press(&mut model, "Enter");
    assert!(model.shelf.annotations.marked.is_empty());
    press(&mut model, "Enter Down Enter");
    assert!(matches!(model.overlays.last(), Some(Overlay::Note(_))));
}

#[test]
fn in_the_menu_the_keys_beside_its_entries_work() {
    let mut model = model(TALK, (100, 30));
    press(&mut model, "Right Enter b");
    assert_eq!(model.shelf.annotations.marked.len(), 1);
    assert!(model.overlays.is_empty());
    press(&mut model, "Enter J");
    assert_eq!(at(&model, "⟦⟧It broke two"), "⟦⟧It broke two");
    press(&mut model, "Enter t");
    assert!(matches!(model.overlays.last(), Some(Overlay::Jump(_))));
    press(&mut model, "Esc Enter a");
    assert!(matches!(model.overlays.last(), Some(Overlay::Note(_))));
    press(&mut model, "Esc Enter");
    assert_eq!(press(&mut model, "q"), [], "q closes the menu first");
    assert!(model.overlays.is_empty());
}

#[test]
fn the_palette_does_what_is_chosen() {
    everywhere("⟦q⟧My uncle", ": next-question Enter", "⟦q⟧It broke two");
    everywhere("⟦⟧My uncle", ": previous-paragraph Enter", "⟦⟧You grew up");
    let mut model = model(TALK, (100, 30));
    assert_eq!(press(&mut model, ": quit-now Enter"), [Effect::Quit]);
    let mut model = crate::support::model(TALK, (100, 30));
    press(&mut model, ": go-to Enter 2 Enter");
    assert_eq!(at(&model, "⟦q⟧It broke two"), "⟦q⟧It broke two");
    let mut model = crate::support::model(TALK, (100, 30));
    press(&mut model, ": set-place Enter k J : go-place Enter k");
    assert_eq!(at(&model, "⟦⟧My uncle"), "⟦⟧My uncle");
}

#[test]
fn what_cannot_be_done_says_why_and_leaves_the_palette_open() {
    let mut model = model(TALK, (100, 30));
    press(&mut model, ": undo Enter");
    assert_eq!(notice(&model), "undo: nothing to take back");
    assert_eq!(model.overlays.len(), 1);
}

#[test]
fn the_page_of_keys_is_filtered_by_typing_and_does_what_is_chosen() {
    let mut model = model(TALK, (100, 30));
    press(&mut model, "? half");
    let Some(Overlay::Commands(list)) = model.overlays.last() else { panic!("the page of keys") };
    assert_eq!((list.kind, list.shown.len()), (Kind::Keys, 2));
    press(&mut model, "Esc ? =bookmark Enter");
    assert_eq!(model.shelf.annotations.marked.len(), 1);
    assert_eq!((model.overlays.len(), model.focus), (0, Pane::Questions));
}

#[test]
fn the_page_of_keys_opens_over_panels_and_pages() {
    for over in ["B", "i"] {
        let mut model = model(TALK, (100, 30));
        press(&mut model, &format!("{over} ?"));
        assert_eq!(model.overlays.len(), 2, "{over}");
        press(&mut model, "Esc");
        assert_eq!(model.overlays.len(), 1, "{over}");
        press(&mut model, "F1 Esc Esc");
        assert!(model.overlays.is_empty(), "{over}");
    }
}

#[test]
fn the_choice_in_a_list_stays_within_it() {
    for over in ["t", "t skor", "/ Korea", ":", "?", "Right Enter"] {
        let mut model = seed((60, 20));
        press(&mut model, over);
        let chosen = |model: &mut Model| {
            let mut top = model.overlays.pop().expect("a list");
            let list = *top.list_mut().expect("a list");
            model.overlays.push(top);
            (list.selected, list.len)
        };
        press(&mut model, "Up Up PgUp");
        assert_eq!(chosen(&mut model).0, 0, "{over}");
        press(&mut model, &"PgDn ".repeat(60));
        press(&mut model, "Down");
        let (selected, len) = chosen(&mut model);
        assert_eq!(selected, len - 1, "{over}");
    }
}
