//! Finding, and choosing words with the mouse.

use super::copying::copied;
use super::{ANSWER, Home, Terminal};

/// The cell of some words, counted from 1 as terminals count.
fn cell(terminal: &Terminal, words: &str) -> (usize, usize) {
    terminal.shows(words);
    let rows: Vec<String> = terminal.screen().rows(0, 100).collect();
    let found = rows.iter().enumerate().find_map(|(y, row)| {
        let at = row.find(words)?;
        Some((row[..at].chars().count() + 1, y + 1))
    });
    found.unwrap()
}

#[test]
fn words_that_the_mouse_is_dragged_over_reach_the_clipboard() {
    let home = Home::new();
    let mut terminal = home.open_in((100, 30), &[("SSH_CONNECTION", "192.0.2.1 50000 192.0.2.2 22")]);
    terminal.shows(ANSWER);
    let (from, to) = (cell(&terminal, "For North Korea"), cell(&terminal, "military—especially"));
    terminal.send(&format!("\x1b[<0;{};{}M", from.0, from.1));
    // With the button held every cell is reported. Each event is sent whole: between two pieces of one the answer to the
    // question about the cursor could come, which no terminal does.
    terminal.send(&format!("\x1b[<32;{};{}M", from.0 + 5, from.1));
    terminal.send(&format!("\x1b[<32;{};{}M", to.0 + 3, to.1));
    assert_eq!(copied(&terminal.bytes()).len(), 0, "nothing is copied while the button is down");
    terminal.send(&format!("\x1b[<0;{};{}m", to.0 + 3, to.1));
    terminal.shows("q. 1, para. 1, ss. 1–3: sent to your terminal’s clipboard");
    let text = copied(&terminal.bytes()).pop().unwrap();
    // One line, however the screen broke it.
    assert!(text.starts_with("For North Korea") && text.ends_with("military") && !text.contains('\n'), "{text}");
    let source = std::str::from_utf8(inquit::runtime::open::EMBEDDED).unwrap();
    assert!(source.contains(&text), "{text}");
    terminal.send("q");
    assert!(terminal.end().success());
    terminal.is_as_before();
}

#[test]
fn words_are_found_sorted_gone_to_and_remembered() {
    let home = Home::new();
    let mut terminal = home.open_in((100, 30), &[]);
    terminal.shows(ANSWER);
    terminal.send("/sanction");
    terminal.shows("7 matches: 1 asked, 6 answered");
    terminal.send("\x1b[Bs");
    terminal.shows("sorted by the next word");
    let first = terminal.screen().rows(0, 100).nth(2).unwrap();
    terminal.send("\r");
    terminal.shows("of 7");
    terminal.shows_no("7 matches");
    let place = |screen: &vt100::Screen| screen.contents().split("match ").nth(1).map(|rest| rest[..1].to_owned());
    let before = place(&terminal.screen()).unwrap();
    terminal.send("n");
    terminal.wait_for("another place", |screen| place(screen).is_some_and(|now| now != before));
    assert!(first.contains("anction"), "{first}");
    terminal.send("q");
    assert!(terminal.end().success());
    terminal.is_as_before();
    let kept = home.path().join(".local/state/inquit/searches.json");
    assert!(std::fs::read_to_string(kept).unwrap().contains("\"text\":\"sanction\""));
    // The next run has it, in whatever interview.
    home.file("talk.txt", "Mara: Why boats?\n\nJens: No sanction on them.\n\nMara: When?\n\nJens: Always.\n");
    let mut terminal = home.open(&["talk.txt"]);
    terminal.shows("No sanction");
    terminal.send("/\x1b[A");
    terminal.shows("1 match");
    terminal.send("\x1b");
    terminal.shows_no("1 match");
    terminal.send("q");
    assert!(terminal.end().success());
}
