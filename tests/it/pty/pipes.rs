//! Standard input and output that are no terminal; subcommands.

use super::terminal::PROGRAM;
use super::{ANSWER, Home, QUESTION};

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

#[test]
fn piped_text_is_read_and_keys_come_from_the_terminal() {
    let home = Home::new();
    let words = "Boats\n\nMara: Why boats?\n\nJens: They float.\n\nMara: Since when?\n\nJens: Always have.\n";
    home.file("talk.txt", words);
    let mut terminal = home.shell("cat talk.txt | \"$INQUIT\" -");
    terminal.shows("They float");
    terminal.send("J");
    terminal.shows("Always have");
    terminal.send("q");
    assert!(terminal.end().success());
    terminal.is_as_before();
}

#[test]
fn output_that_is_no_terminal_gets_plain_text() {
    let home = Home::new();
    let output = home.run::<&str>(&[]);
    assert!(output.status.success());
    assert!(text(&output.stdout).contains(QUESTION) && text(&output.stdout).lines().count() > 50);
    assert!(!output.stdout.contains(&0x1b) && output.stderr.is_empty());
    assert!(text(&output.stdout).lines().all(|line| line.chars().count() <= 72));
}

#[test]
fn a_closed_pipe_is_no_error() {
    let home = Home::new();
    let long = format!("Long\n\n{}", "Mara: Why boats?\n\nJens: They float, mostly.\n\n".repeat(3_000));
    home.file("long.txt", long);
    for line in ["\"$INQUIT\" long.txt", "\"$INQUIT\" --plain long.txt", "\"$INQUIT\" parse long.txt"] {
        // The status of the program itself goes past the pipe.
        let terminal = home.shell(&format!("{{ {line}; echo status $? >&2; }} | head -1"));
        terminal.shows("status 0");
        assert!(terminal.end().success());
        let screen = terminal.screen().contents();
        assert_eq!(screen.lines().filter(|line| !line.is_empty()).count(), 2, "{screen}");
    }
}

#[test]
fn a_terminal_that_can_show_no_screen_gets_plain_text() {
    for term in ["", "dumb"] {
        let home = Home::new();
        let terminal = home.open_in((100, 30), &[("TERM", term)]);
        assert!(terminal.end().success());
        let bytes = terminal.bytes();
        assert!(text(&bytes).contains(QUESTION) && !bytes.contains(&0x1b), "TERM={term}");
        terminal.is_as_before();
    }
}

#[test]
fn plain_can_be_asked_for_in_a_terminal() {
    let home = Home::new();
    let terminal = home.open(&["--plain"]);
    assert!(terminal.end().success());
    assert!(!terminal.bytes().contains(&0x1b) && text(&terminal.bytes()).contains(ANSWER));
}

#[test]
fn without_any_terminal_for_keys_it_says_so() {
    let home = Home::new();
    // Its own session has no terminal, and standard input is none.
    let terminal = home.shell("setsid --wait \"$INQUIT\" </dev/null; echo status $?");
    terminal.shows("status 2");
    terminal.shows("there is no terminal to read on");
    assert!(!terminal.screen().alternate_screen());
}

#[test]
fn parse_prints_json() {
    let home = Home::new();
    home.file("talk.txt", "Mara: Why boats?\n\nJens: They float.\n\nMara: Since when?\n\nJens: Always.\n");
    for arguments in [&["parse"][..], &["parse", "talk.txt"]] {
        let output = home.run(arguments);
        assert!(output.status.success());
        let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert!(json["exchanges"].as_array().is_some_and(|list| list.len() > 1));
        assert!(output.stdout.ends_with(b"}\n"));
    }
}

#[test]
fn help_and_version_and_the_default_settings_are_printed() {
    let home = Home::new();
    for (argument, part) in [("--help", "Usage:"), ("--version", env!("CARGO_PKG_VERSION")), ("config", "theme = ")] {
        let output = home.run(&[argument]);
        assert!(output.status.success() && text(&output.stdout).contains(part), "{argument}");
        assert!(!output.stdout.contains(&0x1b));
    }
    let output = home.run(&["--no-such-thing"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("--no-such-thing"));
    assert!(PROGRAM.ends_with("inquit"));
}
