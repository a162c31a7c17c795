//! A large text: its beginning at once, and the rest when it is read.

use super::Home;

/// Some megabytes of questions and answers, each with its number.
fn long_talk() -> String {
    let mut text = "The long harbour\n\n".to_owned();
    for n in 1..=6500 {
        text += &format!("Mara Olsen: What happened to boat {n}, and to the people who were on it?\n\n");
        text +=
            &format!("Jens Dahl: It went out. {} That was boat {n}.\n\n", "The wind came from the north. ".repeat(8));
    }
    assert!(text.len() > 2_010_000);
    text
}

#[test]
fn what_is_typed_before_it_is_read_is_done_when_it_is() {
    let home = Home::new();
    home.file("long.txt", long_talk());
    let mut terminal = home.open(&["long.txt"]);
    terminal.shows("What happened to boat 1,");
    terminal.send("6123\r");
    terminal.shows("That was boat 6123.");
    terminal.shows("of 6500");
    terminal.send("b");
    terminal.shows("Marked");
    terminal.send("q");
    assert!(terminal.end().success());
    // It is left there, and opens there again.
    let mut terminal = home.open(&["long.txt"]);
    terminal.shows("You were at");
    terminal.shows("That was boat 6123.");
    terminal.send("q");
    assert!(terminal.end().success());
}

#[test]
fn what_turns_out_to_be_no_text_ends_with_a_sentence() {
    let home = Home::new();
    let mut bytes = long_talk().into_bytes();
    bytes.extend([0, 0, 1, 2, 3, 0, 0, 7].repeat(20_000));
    home.file("long.txt", bytes);
    let terminal = home.open(&["long.txt"]);
    assert_eq!(terminal.end().exit_code(), 2);
    terminal.is_as_before();
    terminal.shows("long.txt is not a text");
}
