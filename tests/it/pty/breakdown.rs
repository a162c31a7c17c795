//! A part of the program breaks down: the terminal is as before, what was marked is saved, and a sentence says so.
//!
//! Builds for development break down on purpose where the environment says which part; F12, a mark or a list does it.
#![cfg(debug_assertions)]

use super::{ANSWER, Home, QUESTION, eventually};

/// The key on which the screen and the keyboard break down.
const F12: &str = "\x1b[24~";

#[test]
fn a_breakdown_of_what_draws_or_hears_gives_the_terminal_back_and_loses_nothing() {
    for part in ["screen", "keys"] {
        let home = Home::new();
        let mut terminal = home.open_in((100, 30), &[("INQUIT_BREAK", part)]);
        terminal.shows(ANSWER);
        terminal.send("3Gb");
        terminal.shows("◆");
        terminal.send(F12);
        assert_eq!(terminal.end().exit_code(), 101, "{part}");
        terminal.is_as_before();
        let screen = terminal.screen().contents().replace('\n', " ");
        for words in ["a fault in the program stopped it", "breaks down on purpose", "Your marks are saved."] {
            assert!(screen.contains(words), "{part}, {words}: {screen}");
        }
        assert!(home.kept("share").contains("bookmark"), "{part}");
        let again = home.open_in((100, 30), &[]);
        again.shows("q. 3 of 6");
        again.shows("◆");
    }
}

#[test]
fn a_breakdown_of_what_saves_is_shown_and_what_was_marked_is_written_elsewhere() {
    let home = Home::new();
    let mut terminal = home.open_in((100, 30), &[("INQUIT_BREAK", "save")]);
    terminal.shows(ANSWER);
    terminal.send("3Gb");
    terminal.shows("NOT SAVED");
    terminal.send("J");
    terminal.shows("Both countries are relatively");
    terminal.send("q");
    assert_eq!(terminal.end().exit_code(), 1);
    terminal.is_as_before();
    let name = std::fs::read_dir(home.path()).unwrap().map(|entry| entry.unwrap().path());
    let names: Vec<_> = name.filter(|path| path.to_string_lossy().ends_with(".marks.jsonl")).collect();
    assert_eq!(names.len(), 1);
    assert!(std::fs::read_to_string(&names[0]).unwrap().contains("bookmark"));
}

#[test]
fn a_breakdown_of_what_makes_a_book_searchable_leaves_a_reader_who_can_go_on() {
    let home = Home::new();
    let answer = "They float, and they sink, and nobody on the northern pier ever asked why. ".repeat(40);
    let book = format!("Boats\n\n{}", format!("Mara: Why boats?\n\nJens: {answer}\n\n").repeat(120));
    assert!(book.len() > 300_000);
    home.file("book.txt", book);
    let mut terminal = home.open_as(&["book.txt"], (100, 30), &[("INQUIT_BREAK", "index")]);
    terminal.shows("of 120");
    terminal.send("t");
    terminal.shows("A fault in the program");
    terminal.shows_no("q. 1 of 120");
    terminal.send("\x1b");
    terminal.shows("q. 1 of 120");
    terminal.send("/northern");
    terminal.shows("4800 matches");
    terminal.shows_no("q. 1 of 120");
    terminal.send("\x1b");
    terminal.shows("q. 1 of 120");
    terminal.send("q");
    assert!(terminal.end().success());
    terminal.is_as_before();
}

#[test]
fn a_breakdown_of_what_reads_a_corrected_book_again_keeps_the_correction_and_the_reading() {
    let home = Home::new();
    let turns = |from: usize| -> String {
        let turn = |at| format!("Mara: Why boat {at}?\n\nJens: It floats, and nobody on pier {at} ever asked why.\n\n");
        (from..from + 60).map(turn).collect()
    };
    // From two megabytes on a thread reads it again. Blanks take least time to read.
    home.file("book.txt", format!("Boats\n\n{}{}\n\n{}", turns(0), " ".repeat(2_000_000), turns(60)));
    let mut terminal = home.open_as(&["book.txt"], (100, 30), &[("INQUIT_BREAK", "read")]);
    terminal.shows("q. 1 of 120");
    terminal.send("2.1\rf3");
    terminal.shows("The correction is kept, but a fault in the program");
    eventually("the correction is in the file", || home.kept("share").contains("\"aside\""));
    // It is read on, as the text was.
    terminal.send("J");
    terminal.shows("q. 3 of 120");
    terminal.send("b");
    terminal.shows("◆");
    terminal.send("q");
    assert!(terminal.end().success());
    terminal.is_as_before();
    // The next run follows the correction: the answer to the second question is an aside now.
    let read = home.run(&["parse", "book.txt"]);
    assert!(read.status.success() && String::from_utf8_lossy(&read.stdout).contains("aside"));
}

#[test]
fn a_release_does_not_break_down_on_purpose() {
    // The door for these tests is behind a constant that is false in a release, and nothing else opens it.
    let source = include_str!("../../../src/runtime/breakdown.rs");
    assert_eq!(source.matches("INQUIT_BREAK").count(), 1);
    assert!(source.contains("= cfg!(debug_assertions) && std::env::var(\"INQUIT_BREAK\")"));
    // And without it F12 means nothing.
    let home = Home::new();
    let mut terminal = home.open_in((100, 30), &[]);
    terminal.shows(QUESTION);
    terminal.send(F12);
    terminal.send("2G");
    terminal.shows("q. 2 of 6");
}
