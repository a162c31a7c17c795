//! What the screens look like: the seed interview at the sizes of the product's drawings, and every list and page once.
//!
//! Under each row stands its style; see [`Shot::styled`]. After a change that is meant, `INSTA_UPDATE=always cargo test
//! --test it screens` writes the pictures anew.

use inquit::app::effect::Effect;
use inquit::app::model::Model;
use inquit::app::overlay::parts::Book;
use inquit::app::settings::Settings;
use inquit::ui::theme::{Colours, Theme};
use inquit::ui::theme_file;

use crate::support::{Shot, TALK, book, model, model_with, press, seed, seed_text};

/// Compares a screen with its picture.
fn picture(name: &str, model: &Model) {
    compare(name, &Shot::of(model));
}

fn compare(name: &str, shot: &Shot) {
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, shot.styled());
    });
}

/// The seed interview after some keys.
fn after(size: (u16, u16), keys: &str) -> Model {
    let mut model = seed(size);
    press(&mut model, keys);
    // A sentence is there until the next key: the pictures are of what stays.
    model.notice = None;
    model
}

/// The reader in the middle of things: two bookmarks, a note, one answer read.
const MIDDLE: &str = "1 Enter Right } } } 1 Enter b 3.2 Enter b a cf. Space q. Space =5 Space para. Space =3 Enter";

#[test]
fn the_reading_screen() {
    picture("main_100x30_questions", &after((100, 30), ""));
    picture("main_100x30_answer", &after((100, 30), MIDDLE));
    picture("main_60x20_questions", &after((60, 20), "3 Enter"));
    picture("main_60x20_answer", &after((60, 20), MIDDLE));
    picture("main_40x15_questions", &after((40, 15), "3 Enter"));
    picture("main_40x15_answer", &after((40, 15), "3 Enter Right"));
}

#[test]
fn the_introduction_and_the_closing_notes() {
    picture("introduction_100x30", &after((100, 30), "g"));
    picture("closing_60x20", &after((60, 20), "Right G"));
}

#[test]
fn the_jump_palette() {
    picture("jump_100x30_empty", &after((100, 30), "t"));
    picture("jump_100x22_skor", &after((100, 22), "3 Enter t skor"));
    picture("jump_60x20_skor", &after((60, 20), "t skor"));
    picture("jump_40x15_skor", &after((40, 15), "t skor"));
    picture("jump_100x22_words", &after((100, 22), "t power Space putn"));
    picture("jump_100x22_nothing", &after((100, 22), "t zzzzzz"));
}

#[test]
fn finding() {
    picture("find_100x15_sanction", &after((100, 15), "/ sanction"));
    picture("find_40x15_sanction", &after((40, 15), "/ sanction"));
    picture("find_60x20_sorted", &after((60, 20), "/ korea Down s"));
    picture("find_100x15_pattern", &after((100, 15), "/ (under|those) Space sanctions Ctrl-R Ctrl-O"));
    picture("find_40x15_wrong_pattern", &after((40, 15), "/ (korea Ctrl-R"));
    picture("found_100x30", &after((100, 30), "/ sanction Enter n"));
}

#[test]
fn selecting() {
    picture("selected_100x30", &after((100, 30), "5.3 Enter v b 5.2 Enter v ) )"));
    picture("selected_60x20", &after((60, 20), "5.3 Enter v b 5.2 Enter v ) )"));
    picture("selected_40x15", &after((40, 15), "5.2 Enter v )"));
    picture("note_on_words_60x20", &after((60, 20), "5.3 Enter v a not Space so Space sure"));
    picture("marks_60x20_words", &after((60, 20), "5.3 Enter v ) ( b 5.2 Enter b B"));
}

#[test]
fn marks_and_notes() {
    picture("marks_100x30", &after((100, 30), &format!("{MIDDLE} B")));
    picture("marks_40x15", &after((40, 15), &format!("{MIDDLE} B")));
    picture("marks_100x19", &after((100, 19), &format!("{MIDDLE} B s s")));
    picture("marks_60x20_filter", &after((60, 20), &format!("{MIDDLE} B / cf")));
    picture("marks_100x30_none", &after((100, 30), "B"));
    picture("note_100x30", &after((100, 30), "3.2 Enter a needs Space =a Space source Ctrl-J #check"));
}

#[test]
fn corrections() {
    for (name, size) in [("100x30", (100, 30)), ("60x20", (60, 20)), ("40x15", (40, 15))] {
        picture(&format!("correct_{name}"), &after(size, "3.2 Enter f Down"));
    }
    picture("correct_who_100x30", &after((100, 30), "3.2 Enter f w i"));
    picture("correct_name_60x20", &after((60, 20), "3.2 Enter f r"));
    picture("corrected_100x30", &after((100, 30), "3.2 Enter f 1"));
    picture("corrected_about_100x30", &after((100, 30), "3.2 Enter f 1 i"));
    picture("corrected_marks_100x30", &after((100, 30), "3.2 Enter f 1 b B"));
}

#[test]
fn quoting() {
    for (name, size) in [("100x17", (100, 17)), ("60x20", (60, 20)), ("40x15", (40, 15))] {
        picture(&format!("quote_{name}"), &after(size, "5.3 Enter Y"));
        picture(&format!("details_{name}"), &after(size, "5.3 Enter Y a Enter The"));
        picture(&format!("export_{name}"), &after(size, "5.3 Enter b e Down"));
    }
    picture("quote_100x17_apa", &after((100, 17), "5.3 Enter Y Down Down Down"));
}

#[test]
fn the_texts_of_a_book() {
    for (name, size) in [("100x30", (100, 30)), ("60x20", (60, 20)), ("40x15", (40, 15))] {
        picture(&format!("parts_{name}"), &book(size));
    }
    let mut model = book((60, 20));
    press(&mut model, "the Down");
    picture("parts_60x20_the", &model);
    press(&mut model, "zz");
    picture("parts_60x20_nothing", &model);
}

#[test]
fn the_list_of_texts_comes_back() {
    let mut model = after((60, 20), "J");
    press(&mut model, "P");
    assert!(model.overlays.is_empty() && crate::support::notice(&model).contains("no book"));
    let rows = book((60, 20)).book.unwrap().rows;
    model.book = Some(Book { rows, open: Some(4) });
    press(&mut model, "P");
    picture("parts_60x20_again", &model);
    // The text that is open is chosen, and opening it opens nothing; a letter that quits elsewhere is typed.
    assert!(press(&mut model, "Enter").is_empty() && model.overlays.is_empty());
    press(&mut model, "P q");
    assert_eq!(model.overlays.len(), 1);
    press(&mut model, "Esc Esc");
    assert!(model.overlays.is_empty());
    let effects = press(&mut model, "P Up Enter");
    assert!(effects.iter().any(|effect| matches!(effect, Effect::OpenPart(3))), "{effects:?}");
}

#[test]
fn lists_of_actions() {
    picture("help_100x30", &after((100, 30), "?"));
    picture("help_60x20_mark", &after((60, 20), "? mark"));
    picture("menu_100x30", &after((100, 30), "Right Enter Down"));
    picture("menu_40x15", &after((40, 15), "Right Enter"));
    picture("commands_100x30", &after((100, 30), ": question"));
}

#[test]
fn the_page_about_the_interview() {
    picture("about_100x30", &after((100, 30), "i"));
    picture("about_40x15", &after((40, 15), "i Space"));
}

#[test]
fn covered_answers_and_one_paragraph() {
    picture("covered_100x30", &after((100, 30), "3 Enter x Right"));
    picture("alone_100x30", &after((100, 30), "3.2 Enter z"));
}

#[test]
fn keys_that_wait() {
    picture("number_60x20", &after((60, 20), "12"));
    picture("place_60x20", &after((60, 20), "m"));
}

#[test]
fn a_screen_that_is_too_small() {
    picture("too_small_20x5", &after((20, 5), ""));
}

#[test]
fn a_text_that_is_no_interview() {
    let text =
        "On Boats\n\nA boat is a small ship. A ship is a large boat.\n\nNobody is asked anything in this text.\n";
    picture("no_interview_100x30", &model(text, (100, 30)));
    picture("no_interview_40x15", &model(text, (40, 15)));
}

#[test]
fn without_colour_everything_can_still_be_told_apart() {
    let wish = theme_file::named("auto").expect("the default theme");
    let theme = Theme::new(&wish, Colours::None, false);
    compare("no_color_main_100x30", &Shot::with(&after((100, 30), MIDDLE), &theme));
    compare(
        "no_color_selected_60x20",
        &Shot::with(&after((60, 20), "5.3 Enter v b / korea Enter 5.2 Enter v )"), &theme),
    );
    compare("no_color_find_100x15", &Shot::with(&after((100, 15), "/ sanction"), &theme));
    // What is selected, in hand, marked and found is so by a sign or by more than a colour.
    let shot = Shot::with(&after((100, 30), MIDDLE), &theme);
    for sign in [theme.signs.bar, theme.signs.grip, theme.signs.mark] {
        assert!(shot.text().contains(sign), "{sign}");
    }
    let found = Shot::with(&after((100, 30), "/ sanction Enter"), &theme);
    assert!(found.styled().contains("rrrrrrrr"), "{}", found.styled());
}

#[test]
fn in_ascii() {
    let mut model = model_with(seed_text(), (100, 30), Settings { ascii: true, ..Settings::default() });
    press(&mut model, MIDDLE);
    model.notice = None;
    picture("ascii_main_100x30", &model);
    press(&mut model, "/ sanction");
    picture("ascii_find_100x30", &model);
}

#[test]
fn a_long_message_is_shown_whole_above_the_last_row() {
    let mut model = model(TALK, (40, 15));
    press(&mut model, "Enter");
    let sentence = "One of your marks has lost its place, because the text changed; B lists it with the old words";
    model.notice = Some(sentence.to_owned());
    let shot = Shot::of(&model);
    let rows: Vec<String> = (0..15).map(|y| shot.line(y).trim().to_owned()).collect();
    assert_eq!(rows[12..].join(" "), sentence, "{}", shot.text());
    // The row in hand is never covered: there it says less.
    press(&mut model, "G");
    model.notice = Some(sentence.to_owned());
    let shot = Shot::of(&model);
    assert!(shot.cursor.y < 12 || shot.line(14).contains('…'), "{}", shot.text());
}
