//! Reading line by line, in a terminal: what is typed is echoed by the terminal, and nothing but lines comes back.

use super::terminal::PROGRAM;
use super::{Home, Terminal, eventually};
use std::io::Write;
use std::process::{Command, Stdio};

/// The prompt where nobody has read yet.
const PROMPT: &str = "q. 1 of 6, para. 1 of 3> ";

fn open(home: &Home) -> Terminal {
    let terminal = home.open(&["--plain"]);
    terminal.shows(PROMPT.trim_end());
    terminal
}

/// Quits, and checks that nothing but text was ever written.
fn leave(mut terminal: Terminal) {
    terminal.send("quit\n");
    assert!(terminal.end().success());
    assert!(!terminal.bytes().contains(&0x1b), "no escape sequences");
    terminal.is_as_before();
}

#[test]
fn lines_are_typed_and_answered() {
    let home = Home::new();
    let mut terminal = open(&home);
    terminal.shows("interviewed by Erin Kim");
    terminal.send("\n");
    terminal.shows("Paragraph 1 of 3. For North Korea");
    terminal.wait_for("the next prompt", |screen| screen.contents().matches(PROMPT.trim_end()).count() == 2);
    terminal.send("next\n");
    // The echo is the terminal's own.
    terminal.shows("para. 1 of 3> next");
    terminal.shows("Question 2 of 6. Some reports claim");
    terminal.shows("q. 2 of 6, para. 1 of 3>");
    terminal.send("t skor\n");
    terminal.shows("1 to 7>");
    terminal.send("1\n");
    terminal.shows("1 to 7> 1");
    terminal.shows("Question 4 of 6, paragraph 2");
    leave(terminal);
}

#[test]
fn terminals_that_can_show_no_screen_get_it_and_so_does_who_asks() {
    let home = Home::new();
    for changes in [[("TERM", "dumb")], [("TERM", "")], [("INQUIT_PLAIN", "1")]] {
        let terminal = home.open_in((100, 30), &changes);
        terminal.shows(PROMPT.trim_end());
        leave(terminal);
    }
    let terminal = home.open_in((100, 30), &[("INQUIT_PLAIN", "0")]);
    terminal.wait_for("the screen", vt100::Screen::alternate_screen);
}

#[test]
fn both_interfaces_go_on_where_the_other_stopped() {
    let home = Home::new();
    let mut terminal = open(&home);
    terminal.send("4.2\nmark\nnote seen by lines\n");
    terminal.shows("Noted at q. 4, para. 2.");
    leave(terminal);
    let mut terminal = home.open_in((100, 30), &[]);
    terminal.shows("q. 4 of 6");
    terminal.shows("para. 2 of 4");
    terminal.shows("seen by lines");
    terminal.send("J}b");
    terminal.shows("◆");
    terminal.send("q");
    assert!(terminal.end().success());
    let mut terminal = home.open(&["--plain"]);
    terminal.shows("You were at question 5 of 6, paragraph 2 of 3.");
    terminal.send("marks\n");
    terminal.shows("2 marks, as spoken.");
    terminal.shows("Note: seen by lines");
    leave(terminal);
}

#[test]
fn ctrl_c_asks_once_and_ctrl_d_ends() {
    let home = Home::new();
    let mut terminal = open(&home);
    terminal.send("nex\x03");
    terminal.shows("quit ends, and Ctrl-C once more does too.");
    terminal.send("where\n");
    terminal.shows("minutes left.");
    terminal.send("\x03");
    terminal.wait_for("it is said again", |screen| screen.contents().matches("once more").count() == 2);
    terminal.send("\x03");
    assert!(terminal.end().success());
    terminal.is_as_before();
    let mut terminal = open(&home);
    terminal.send("\x04");
    assert!(terminal.end().success());
    assert!(!terminal.bytes().contains(&0x1b));
}

#[test]
fn a_note_that_is_typed_survives_a_hang_up_line_by_line_too() {
    let home = Home::new();
    let mut terminal = open(&home);
    terminal.send("note\nhalf a tho\n");
    terminal.wait_for("the second line", |screen| screen.contents().matches("note> ").count() == 2);
    terminal.signal("HUP");
    let status = terminal.end();
    assert!(status.signal().is_some_and(|signal| signal.starts_with("Hangup")), "{status:?}");
    let mut terminal = home.open(&["--plain"]);
    terminal.shows("was not finished; a there goes on");
    terminal.send("a\n");
    terminal.shows("So far: half a tho");
    terminal.send("ught\n.\n");
    terminal.shows("Noted at");
    leave(terminal);
    eventually("the note is in the file", || home.kept("share").contains("half a tho\\nught"));
}

#[test]
fn what_is_not_saved_is_said_until_it_is() {
    let home = Home::new();
    let blocker = home.file(".local/share/inquit/marks", "in the way");
    let mut terminal = home.open(&["--plain"]);
    terminal.shows("The folder for");
    terminal.send("mark\n");
    terminal.shows("NOT SAVED: The folder for");
    std::fs::remove_file(blocker).unwrap();
    terminal.send("save\n");
    terminal.shows("Everything is saved now.");
    leave(terminal);
    assert!(home.kept("share").contains("\"bookmark\":true"));
}

#[test]
fn lines_are_as_long_as_the_terminal_is_wide() {
    let home = Home::new();
    let mut terminal = home.start::<&str>(PROGRAM, &["--plain"], (40, 20), &[]);
    terminal.shows("6 questions");
    terminal.send("read\n");
    terminal.shows("outdated.");
    // What follows a prompt is the terminal's echo.
    let long = |bytes: &[u8], cells: usize| -> Vec<String> {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let lines = text.lines().map(|line| line.trim_end().to_owned());
        lines.filter(|line| line.chars().count() >= cells && !line.contains("> ")).collect()
    };
    assert_eq!(long(&terminal.bytes(), 40), Vec::<String>::new());
    terminal.resize((30, 20));
    let before = terminal.bytes().len();
    terminal.send("next\n");
    terminal.shows("capabilities?");
    let later = terminal.bytes().split_off(before);
    assert_eq!(long(&later, 30), Vec::<String>::new());
    leave(terminal);
}

#[test]
fn a_document_from_a_program_leaves_the_terminal_for_the_lines() {
    let home = Home::new();
    home.file(
        "boats.txt",
        "Mara Olsen: Why boats?\n\nJens Dahl: They float.\n\nMara Olsen: Since when?\n\nJens Dahl: Since the storm.\n",
    );
    let mut terminal = home.shell("cat boats.txt | \"$INQUIT\" --plain -");
    terminal.shows("q. 1 of 2");
    terminal.send("next\n\n");
    terminal.shows("Since the storm.");
    terminal.send("q\n");
    assert!(terminal.end().success());
}

#[test]
fn a_script_is_worked_from_a_file_or_from_standard_input() {
    let home = Home::new();
    home.file("steps", "next\nmark\n\nnote from a script #s\nquit\nnever\n");
    let output = home.run(&["--script", "steps"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success());
    assert!(text.contains("q. 2 of 6, para. 1 of 3> mark\nMarked q. 2, para. 1") && !text.contains("never"), "{text}");
    assert!(home.kept("share").contains("from a script #s"));
    let mut command = Command::new(PROGRAM);
    command.args(["--script", "-"]).env("HOME", home.path()).env_remove("XDG_DATA_HOME").env_remove("XDG_STATE_HOME");
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"where").unwrap();
    let output = child.wait_with_output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success() && text.contains("> where\n"), "{text}");
    let both = home.run(&["--script", "-", "-"]);
    assert_eq!(both.status.code(), Some(2));
    assert_eq!(home.run(&["--script", "missing"]).status.code(), Some(2));
}

#[test]
fn where_the_output_is_no_terminal_the_whole_is_printed() {
    let home = Home::new();
    let output = home.run(&["--plain"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success() && text.contains(super::QUESTION) && text.contains(super::ANSWER));
    assert!(!text.contains("para. 1 of 3>") && !text.contains('\x1b'));
}

#[test]
fn marks_on_all_interviews_lead_to_another_one_and_back_line_by_line() {
    let home = Home::new();
    let talk = |subject: &str| {
        format!(
            "---\ninterview: 1\ntitle: On {subject}\npeople:\n- {{name: Mara Olsen, role: interviewer, labels: [MO]}}\n\
             - {{name: Jens Dahl, role: interviewee, labels: [JD]}}\n---\n\n**MO:** Why {subject}?\n\n**JD:** The {subject} \
             came first.\n\n**MO:** And then?\n\n**JD:** The {subject} went.\n\nNobody missed the {subject}.\n"
        )
    };
    home.file("boats.md", talk("boats"));
    home.file("nets.md", talk("nets"));
    let run = |file: &str, lines: &str| {
        home.file("script", lines);
        let output = home.run(&["--plain", "--script", "script", file]);
        assert!(output.status.success());
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    run("boats.md", "2.2\nmark\nquit\n");
    let said = run("nets.md", "1.1\nall\nsort\n1\nnote from the nets\nback\nread\nforward\nread\nback\nmark\nquit\n");
    // In this order.
    let mut rest = said.as_str();
    for words in [
        "> all\n",
        "1 mark on all interviews",
        "Nobody missed the boats",
        "> sort\n",
        "1 mark on all interviews",
        "> 1\n",
        "Jens Dahl, interviewed by Mara Olsen. 2 questions, 1 mark.",
        "paragraph 2 of 2, marked. Nobody missed the boats.",
        "> note from the nets\nNoted at q. 2, para. 2.",
        "> back\n",
        "The nets came first.",
        "> forward\n",
        "Nobody missed the boats.",
        "from the nets",
        "> back\n",
        "Marked q. 1, para. 1",
    ] {
        let Some((_, after)) = rest.split_once(words) else {
            panic!("{words:?} is missing behind what was said:\n{said}")
        };
        rest = after;
    }
    let marks = run("boats.md", "marks\nquit\n");
    assert!(marks.contains("from the nets") && !marks.contains("The nets"), "{marks}");
}

#[test]
fn from_one_text_of_a_book_the_others_are_reached_line_by_line() {
    let home = Home::new();
    let talk = |name: &str| {
        let turns: String = ["Why boats", "Since when", "Who paid", "And now"]
            .map(|asks| {
                format!("<p><b>Mara Olsen:</b> {asks}, {name}?</p><p><b>{name}:</b> That is what {name} says.</p>")
            })
            .concat();
        format!("<body><h1>{name} on boats</h1>{turns}</body>")
    };
    home.file("book.epub", crate::formats::epub(&[&talk("Jens Dahl"), &talk("Lea Marten")]));
    home.file("script", "1\nread\ntexts\n2\nread\ntexts\nquit\n");
    let output = home.run(&["--plain", "--script", "script", "book.epub"]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut rest = said.as_str();
    // The chapters stand in the order of the spine.
    for words in [
        "Lea Marten on boats",
        "Jens Dahl on boats",
        "> 1\n",
        "> texts\n",
        "Jens Dahl on boats",
        "> 2\n",
        "> texts\n",
        "Lea Marten on boats",
    ] {
        let Some((_, after)) = rest.split_once(words) else { panic!("{words:?} is missing:\n{said}") };
        rest = after;
    }
}

#[test]
fn a_note_is_written_in_the_readers_own_editor() {
    let home = Home::new();
    // An editor that reads a line of its own from the terminal, so that nothing may be read ahead for the prompt.
    let script = "#!/bin/sh\necho type\nread line\nprintf '%s #far' \"$line\" >> \"$1\"\n";
    let line = format!("sh '{}'", home.file("editor", script).display());
    let mut terminal = home.open_as(&["--plain"], (100, 30), &[("EDITOR", &line)]);
    terminal.shows(PROMPT.trim_end());
    terminal.send("edit\n");
    terminal.shows("type");
    terminal.send("from the editor\n");
    eventually("the note is in the file", || home.kept("share").contains("from the editor #far"));
    terminal.wait_for("the next prompt", |screen| screen.contents().matches(PROMPT.trim_end()).count() == 2);
    terminal.send("marks\n");
    terminal.shows("1 q. 1, para. 1, note");
    leave(terminal);
    // One that fails leaves the note as it was, and a script has no terminal to lend.
    let mut terminal = home.open_as(&["--plain"], (100, 30), &[("EDITOR", "false")]);
    terminal.shows(PROMPT.trim_end());
    terminal.send("edit\n");
    terminal.shows("the note is as it was");
    leave(terminal);
    assert!(home.kept("share").contains("from the editor #far"));
    home.file("script", "edit\n");
    let said = home.run(&["--plain", "--script", "script"]);
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    assert!(said.contains("An editor needs a terminal"), "{said}");
}
