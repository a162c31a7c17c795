//! Text that tries to command the terminal.

use std::ffi::OsStr;

use super::{Home, eventually};

/// Titles, clipboard, clearing, queries, colours by C1, printing, a bell.
const ATTACKS: &str = "\x1b]0;EVIL\x07\x1b]52;c;RVZJTA==\x07\x1b[2J\x1b[6n\x1b[c\u{9b}31m\u{9d}0;EVIL\u{9c}\x1bPq#0\x1b\\\x1b[5i\x07\x08\x7f\x0e";

fn hostile() -> String {
    format!(
        "Boats {ATTACKS} and more\n\nMara: Why {ATTACKS} boats?\n\nJens: They{ATTACKS} float. \u{202e}backwards\u{202c} a\u{200b}b.\n\n\
         Mara: Since{ATTACKS} when?\n\nJens: Always{ATTACKS}.\n"
    )
}

/// Nothing but text and the sequences that the program itself writes: no other control, no OSC, no DCS, no query.
fn is_harmless(bytes: &[u8]) {
    // The question about margins is the program's own; it is asked once.
    let text = std::str::from_utf8(bytes).unwrap().replacen(&inquit::runtime::knows::probe(true, false), "", 1);
    let mut chars = text.chars().peekable();
    // The last sequence, while nothing came after it.
    let mut before = String::new();
    while let Some(c) = chars.next() {
        if c == '\x1b' {
            assert_eq!(chars.next(), Some('['), "only CSI sequences");
            let body: String = std::iter::from_fn(|| chars.next_if(|c| !('@'..='~').contains(c))).collect();
            let last = chars.next().unwrap();
            // The program asks where the cursor stands at the end of a frame; the attack asks when it has cleared the screen.
            let asks = (body.as_str(), last) == ("6", 'n') && before != "2J";
            assert!(asks || "HJKLMmhlABCDGXdrST".contains(last), "CSI {body}{last}");
            assert!(last != 'm' || !body.contains("31"), "a colour of the document");
            before = format!("{body}{last}");
        } else {
            before.clear();
            assert!(!c.is_control() || matches!(c, '\n' | '\r'), "{:?} in {:?}", c, text.get(..200));
        }
    }
    assert!(!text.contains(['\u{202e}', '\u{200b}']));
}

#[test]
fn nothing_in_a_document_reaches_the_terminal_as_a_command() {
    let home = Home::new();
    home.file("talk.txt", hostile());
    let mut terminal = home.open(&["talk.txt"]);
    terminal.shows("float");
    terminal.send("J");
    terminal.shows("Always");
    for (keys, title) in [("i", "About this interview"), ("t", "Jump to"), ("?", "Program")] {
        terminal.send(keys);
        terminal.shows(title);
        terminal.send("\x1b");
        terminal.shows_no(title);
    }
    terminal.send("q");
    assert!(terminal.end().success());
    is_harmless(&terminal.bytes());
}

#[test]
fn nothing_in_a_document_reaches_plain_output_as_a_command() {
    let home = Home::new();
    home.file("talk.txt", hostile());
    let output = home.run(&["talk.txt"]);
    assert!(output.status.success());
    assert!(!output.stdout.contains(&0x1b));
    is_harmless(&output.stdout);
    let output = home.run(&["parse", "talk.txt"]);
    is_harmless(&output.stdout);
}

#[test]
fn nothing_in_a_file_name_reaches_the_terminal_as_a_command() {
    let home = Home::new();
    let name = format!("a{}.txt", ATTACKS.replace('/', ""));
    is_harmless(&home.run(&[OsStr::new(&name)]).stderr);
    home.file(&name, "Mara: Why boats?\n\nJens: They float.\n\nMara: Since when?\n\nJens: Always.\n");
    let mut terminal = home.open(&[&name]);
    terminal.shows("They float");
    terminal.send("i");
    terminal.shows("EVIL");
    terminal.send("Q");
    assert!(terminal.end().success());
    is_harmless(&terminal.bytes());
}

#[test]
fn nothing_in_a_pasted_note_reaches_the_terminal_as_a_command() {
    let home = Home::new();
    let mut terminal = home.open_in((100, 30), &[]);
    terminal.shows("q. 1 of 6");
    terminal.send("a");
    terminal.shows("Enter keep");
    terminal.send(&format!("\x1b[200~before{}after\x1b[201~", ATTACKS.replace("\x1b\\", "")));
    terminal.shows("after");
    terminal.send("\r");
    terminal.shows_no("Enter keep");
    eventually("the note is kept", || home.kept("share").contains("before"));
    terminal.send("Q");
    assert!(terminal.end().success());
    is_harmless(&terminal.bytes());
    is_harmless(home.kept("share").as_bytes());
}

#[test]
fn nothing_in_the_settings_reaches_the_terminal_as_a_command() {
    let home = Home::new();
    home.settings("theme = \"\\u001b]0;EVIL\\u0007\"\n");
    let terminal = home.open_in((160, 30), &[]);
    terminal.shows("EVIL");
    is_harmless(&terminal.bytes());
    home.file(".config/inquit/config.toml", format!("# \n[bind]\n\"{}\" = 5\n", "\\u001b[2J\\u0007"));
    let terminal = home.open_in((160, 30), &[]);
    terminal.shows("line 3");
    is_harmless(&terminal.bytes());
}

#[test]
fn nothing_in_an_argument_reaches_the_terminal_as_a_command() {
    let home = Home::new();
    is_harmless(&home.run(&[format!("--{ATTACKS}")]).stderr);
    is_harmless(&home.run(&["--theme".to_owned(), ATTACKS.to_owned()]).stderr);
}
