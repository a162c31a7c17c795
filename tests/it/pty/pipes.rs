//! Standard input and output that are no terminal; subcommands.

use super::terminal::PROGRAM;
use super::{Home, QUESTION};

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
fn without_any_terminal_for_keys_it_says_so() {
    let home = Home::new();
    // Its own session has no terminal, and standard input is none.
    let terminal = home.shell("setsid --wait \"$INQUIT\" </dev/null 2>said; echo status $?");
    terminal.shows("status 2");
    assert!(!terminal.screen().alternate_screen());
    let said = std::fs::read_to_string(home.path().join("said")).unwrap();
    assert!(said.contains("there is no terminal to read on") && said.lines().count() == 1, "{said}");
    // Nothing was written to what it could not use.
    assert_eq!(text(&terminal.bytes()).trim(), "status 2");
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
fn find_prints_lines_or_json_and_tells_by_its_status() {
    let home = Home::new();
    let talk = "Mara: Why boats?\n\nJens: They float. The café has one, and it is red. Boats float.\n\n\
        Mara: Since when?\n\nJens: Since the storm. It was long. Nobody slept. The storm took the rest.\n";
    home.file("talk.txt", talk);
    let find = |arguments: &[&str]| {
        let output = home.run(&[&["find", "talk.txt"], arguments].concat());
        (output.status.code(), text(&output.stdout).to_owned(), text(&output.stderr).to_owned())
    };
    let (once, twice) = ("q. 1, para. 1, s. 1: They float.\n", "q. 1, para. 1, s. 3: Boats float.\n");
    let all = "q. 1, para. 1: They float. The café has one, and it is red. Boats float.\n";
    for (arguments, lines) in [
        (&["FLOAT"][..], format!("{once}{twice}")),
        (&["cafe", "--word"], "q. 1, para. 1, s. 2: The café has one, and it is red.\n".to_owned()),
        (&["--regex", "^they|[b]oat", "--answers"], format!("{once}{twice}")),
        (&["boats"], format!("q. 1, asked: Why boats?\n{twice}")),
        // Sentences between two places are given once.
        (&["float", "--context", "1"], all.to_owned()),
        (&["red", "--context", "9999999999"], all.to_owned()),
        (&["float they"], String::new()),
    ] {
        let (status, out, error) = find(arguments);
        let found = !lines.is_empty();
        assert_eq!((status, out, error.is_empty()), (Some(i32::from(!found)), lines, found), "{arguments:?}");
    }
    let (status, json, error) = find(&["storm", "--json", "--context", "1"]);
    assert_eq!((status, error.as_str()), (Some(0), ""));
    let rows: serde_json::Value = serde_json::from_str(&json).unwrap();
    let rows = rows.as_array().unwrap();
    let mut found = Vec::new();
    for row in rows {
        assert_eq!((&row["kind"], &row["place"]), (&"answer".into(), &"q. 2, para. 1".into()));
        let letters: Vec<char> = row["text"].as_str().unwrap().chars().collect();
        for pair in row["matched"].as_array().unwrap() {
            let (from, to) = (pair[0].as_u64().unwrap() as usize, pair[1].as_u64().unwrap() as usize);
            found.push(letters[from..to].iter().collect::<String>());
        }
    }
    assert_eq!(found, ["storm", "storm"]);
    assert_eq!(find(&["nothing", "--json"]).1, "[]\n");
    for wrong in [&["--regex", "("][..], &[" "], &[]] {
        let (status, out, error) = find(wrong);
        assert!(status == Some(2) && out.is_empty() && !error.is_empty(), "{wrong:?}: {error}");
    }
    let output = home.run(&["find", "no-such-talk.txt", "x"]);
    assert!(output.status.code() == Some(2) && text(&output.stderr).contains("no-such-talk.txt"));
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
