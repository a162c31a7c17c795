//! What a terminal sends that nobody typed: late answers, reports, pastes, keys in pieces.

use super::{ANSWER, Home, QUESTION};

/// Answers to what other programs ask, and reports that nobody asked for.
const ANSWERS: &[&str] = &[
    "\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\",
    "\x1b]10;rgb:eeee/eeee/eeee\x07",
    "\x1b[?62;22c",
    "\x1b[>41;354;0c",
    "\x1b[?2026;2$y",
    "\x1b[?997;1n",
    "\x1b[3;7R",
    "\x1b[?3;7R",
    "\x1bP>|XTerm(379)\x1b\\",
    "\x1bP1+r544e=787465726d\x1b\\",
    "\x1b_Gi=31;OK\x1b\\",
    "\x1b[I",
    "\x1b[O",
    "\x1b[8;40;120t",
];

#[test]
fn answers_that_come_byte_by_byte_are_no_keys_and_keys_are_heard_behind_each() {
    let home = Home::new();
    let mut terminal = home.open_in((100, 30), &[]);
    terminal.shows("q. 1 of 6");
    for (round, answer) in ANSWERS.iter().enumerate() {
        for byte in answer.bytes() {
            terminal.send_bytes(&[byte]);
        }
        let (key, place) = if round % 2 == 0 { ("J", "q. 2 of 6") } else { ("K", "q. 1 of 6") };
        terminal.send(key);
        terminal.shows(place);
        terminal.shows(QUESTION);
    }
    // Nothing opened a list, marked, or typed a number on the way.
    assert!(!terminal.screen().contents().contains("go to question"));
    assert!(!home.kept("share").contains("bookmark"));
    terminal.send("q");
    assert!(terminal.end().success());
    terminal.is_as_before();
}

#[test]
fn the_rest_of_a_key_that_comes_after_its_escape_was_taken_is_not_typed() {
    let home = Home::new();
    let mut terminal = home.open_in((100, 30), &[]);
    terminal.shows("q. 1 of 6");
    // The Escape is known to be taken: it closed the list.
    for (rest, place) in
        [("[B", "q. 2 of 6"), ("OB", "q. 3 of 6"), ("[?62;22c", "q. 3 of 6"), ("]11;rgb:0/0/0\x07", "q. 3 of 6")]
    {
        // Words that only the list has: while the screen is drawn anew, any others may be gone for a moment.
        terminal.send("?");
        terminal.shows("type to filter");
        terminal.send("\x1b");
        terminal.shows_no("type to filter");
        terminal.shows("of 6");
        terminal.send(rest);
        terminal.send("\x0c");
        terminal.shows(place);
    }
    terminal.send("J");
    terminal.shows("q. 4 of 6");
}

#[test]
fn nothing_that_is_pasted_is_a_command_whatever_it_holds() {
    let home = Home::new();
    let mut terminal = home.open_in((100, 30), &[]);
    terminal.shows(ANSWER);
    for paste in ["b\rQ", "b\x1b[201~bQ\r", "\x1b[201~Q\x1b[200~b", "\x1a\x03\x03", &"Q\r".repeat(3_000)] {
        terminal.send(&format!("\x1b[200~{paste}\x1b[201~"));
    }
    // In a field it is text, with the signs of a paste taken out and no control in it.
    terminal.send("/");
    terminal.shows("Find");
    terminal.send("\x1b[200~kor\x1b[201~ea\x1b[201~");
    terminal.shows("Find  korea");
    terminal.send("\x1b");
    terminal.shows("q. 1 of 6");
    terminal.send("q");
    assert!(terminal.end().success());
    assert!(!home.kept("share").contains("bookmark"));
}

#[test]
fn a_key_behind_a_paste_is_heard() {
    let home = Home::new();
    let mut terminal = home.open_in((100, 30), &[]);
    terminal.shows("q. 1 of 6");
    terminal.send("\x1b[200~hello\x1b[201~J");
    terminal.shows("q. 2 of 6");
    terminal.send("\x1b[200~");
    terminal.send("JJ");
    terminal.send("\x1b[201~");
    terminal.send("K");
    terminal.shows("q. 1 of 6");
}
