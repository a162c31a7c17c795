//! Keys and sizes.

use super::{ANSWER, Home, QUESTION, Terminal};

#[test]
fn a_lone_escape_and_arrows_are_keys() {
    let home = Home::new();
    let mut terminal = home.open_in((100, 30), &[]);
    terminal.shows("q. 1 of 6");
    terminal.send("\x1b[B");
    terminal.shows("q. 2 of 6");
    terminal.send("\x1b[A");
    terminal.shows("q. 1 of 6");
    terminal.send("?");
    terminal.shows_no(QUESTION);
    terminal.send("\x1b");
    terminal.shows(QUESTION);
}

#[test]
fn keys_sent_at_once_all_count_and_are_drawn_once() {
    let home = Home::new();
    let mut terminal = home.open_in((100, 30), &[]);
    terminal.shows("q. 1 of 6");
    let frames = |terminal: &Terminal| terminal.bytes().windows(4).filter(|bytes| bytes == b"\x1b[6n").count();
    let before = frames(&terminal);
    let down = "\x1b[B".repeat(97);
    terminal.send(&format!("{down}KKK"));
    terminal.shows("q. 4 of 6");
    assert!(frames(&terminal) <= before + 3);
}

#[test]
fn a_key_whose_bytes_come_apart_is_one_key() {
    let home = Home::new();
    let mut terminal = home.open_in((100, 30), &[("SSH_CONNECTION", "127.0.0.1 1 127.0.0.1 2")]);
    terminal.shows("q. 1 of 6");
    for byte in ["\x1b", "[", "B"] {
        terminal.send(byte);
    }
    terminal.shows("q. 2 of 6");
}

#[test]
fn answers_that_nobody_waits_for_are_no_keys() {
    let home = Home::new();
    let mut terminal = home.open_in((100, 30), &[]);
    terminal.shows("q. 1 of 6");
    for answer in [
        "\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\",
        "\x1b]10;rgb:eeee/eeee/eeee\x07",
        "\x1b[?62;22c",
        "\x1b[?2026;2$y",
        "\x1b[?997;1n",
        "\x1b[3;7R",
        "\x1bP>|XTerm(379)\x1b\\",
    ] {
        terminal.send(answer);
    }
    // Keys are heard as before, and nothing of the above was one.
    terminal.send("J");
    terminal.shows("q. 2 of 6");
    assert!(!terminal.screen().contents().contains("Topics"));
    terminal.send("q");
    assert!(terminal.end().success());
    terminal.is_as_before();
}

#[test]
fn a_terminal_that_answers_nothing_is_read_on_as_well() {
    let home = Home::new();
    let mut terminal = home.open_silent();
    terminal.shows("q. 1 of 6");
    for place in ["q. 2 of 6", "q. 3 of 6", "q. 4 of 6"] {
        terminal.send("J");
        terminal.shows(place);
    }
    terminal.send("q");
    assert!(terminal.end().success());
    terminal.is_as_before();
}

#[test]
fn the_words_stay_through_resizes() {
    let home = Home::new();
    let mut terminal = home.open_in((100, 30), &[]);
    terminal.shows(ANSWER);
    terminal.send("3G");
    terminal.wait_for("question 3 without a notice", |screen| {
        screen.contents().contains("q. 3 of 6") && screen.contents().contains("? keys")
    });
    let rows = |screen: &vt100::Screen| screen.rows(0, 100).map(|row| row.trim_end().to_owned()).collect::<Vec<_>>();
    let before = rows(&terminal.screen());
    for size in [(40, 12), (200, 60), (61, 9), (300, 100), (20, 5), (1, 1), (2, 2), (500, 300), (100, 30)] {
        terminal.resize(size);
    }
    terminal.wait_for("the same screen", |screen| rows(screen) == before);
    for (size, place) in [((60, 20), "3/6"), ((200, 60), "3 of 6")] {
        terminal.resize(size);
        terminal.shows("This is a big question");
        terminal.shows(place);
    }
}

#[test]
fn it_opens_in_every_small_and_large_terminal() {
    for size in [(1, 1), (2, 1), (1, 40), (7, 3), (30, 6), (300, 100)] {
        let home = Home::new();
        let mut terminal = home.open_in(size, &[]);
        terminal.wait_for("the other screen", vt100::Screen::alternate_screen);
        terminal.send("jJ\x1b[6~");
        terminal.resize((100, 30));
        terminal.shows("Elizabeth Wishnick");
        terminal.send("Q");
        assert!(terminal.end().success(), "{size:?}");
        terminal.is_as_before();
    }
}

#[test]
fn a_paste_is_never_a_command() {
    let home = Home::new();
    let mut terminal = home.open_in((100, 30), &[]);
    terminal.shows("q. 1 of 6");
    terminal.send("\x1b[200~Q3Gq\r\x1b[201~");
    terminal.send("J");
    terminal.shows("q. 2 of 6");
}

#[test]
fn a_key_pressed_while_the_size_changes_is_not_kept_waiting() {
    let home = Home::new();
    let mut terminal = home.open_in((100, 30), &[]);
    terminal.shows("q. 1 of 6");
    for round in 0..40 {
        let (key, place) = if round % 2 == 0 { ("J", "q. 2 of 6") } else { ("K", "q. 1 of 6") };
        terminal.resize((100 + round % 3, 30));
        terminal.send(key);
        terminal.shows(place);
    }
}

#[test]
#[cfg(target_os = "linux")]
fn every_frame_is_one_write() {
    let trace = |line: &str| std::process::Command::new("strace").args(["-o", "/dev/null", line]).output();
    if !trace("true").is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: strace is not installed, or may not trace here");
        return;
    }
    let home = Home::new();
    let mut terminal = home.shell("exec strace -f -qq -s 1000000 -e trace=write -o calls \"$INQUIT\"");
    terminal.shows("q. 1 of 6");
    for place in ["2", "3", "4", "5", "6", "5", "4", "3", "2", "1"] {
        terminal.send(&format!("{place}G"));
        terminal.shows(&format!("q. {place} of 6"));
    }
    terminal.send("Q");
    assert!(terminal.end().success());
    let calls = std::fs::read_to_string(home.path().join("calls")).unwrap();
    let writes: Vec<&str> = calls.lines().filter(|line| line.contains("write(1,")).collect();
    // A large frame says where it begins and ends; a small one, for a digit that is typed, does not.
    let has = |line: &str, part: &str| line.contains(part);
    let frames = writes.iter().filter(|line| has(line, "[?2026h")).count();
    assert!(frames > 10, "{frames} frames");
    for line in &writes {
        assert_eq!(has(line, "[?2026h"), has(line, "[?2026l"), "half a frame: {line}");
        assert!(!has(line, "write(1, \"\\33[6n\""), "the question went alone: {line}");
    }
}
