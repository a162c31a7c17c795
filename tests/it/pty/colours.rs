//! Which colours are written, by the environment.

use vt100::Color;

use super::terminal::rows;
use super::{ANSWER, Home, Terminal};

/// Every number of every SGR sequence.
fn styles(bytes: &[u8]) -> Vec<u16> {
    let text = String::from_utf8_lossy(bytes);
    let sequences = text.split("\x1b[").skip(1);
    let of = |sequence: &str| {
        let end = sequence.find(|c: char| !matches!(c, '0'..='9' | ';' | ':'))?;
        sequence[end..].starts_with('m').then(|| sequence[..end].to_owned())
    };
    let numbers = sequences.filter_map(of).collect::<Vec<_>>();
    numbers.iter().flat_map(|list| list.split([';', ':'])).filter_map(|number| number.parse().ok()).collect()
}

fn written(changes: &[(&str, &str)], theme: &str) -> Vec<u16> {
    let home = Home::new();
    home.settings(theme);
    let mut terminal = home.open_in((100, 30), changes);
    terminal.shows("Munitions shipments");
    terminal.send("/drones");
    terminal.shows("Find");
    terminal.send("\r");
    terminal.wait_for("the word found, in reverse", |screen| {
        let (rows, cols) = screen.size();
        (0..rows.get()).any(|row| {
            (0..cols.get()).any(|col| screen.cell(row, col).is_some_and(|cell| cell.inverse() && cell.bold()))
        })
    });
    terminal.send("Q");
    terminal.end();
    styles(&terminal.bytes())
}

fn colours(styles: &[u16]) -> Vec<u16> {
    styles.iter().copied().filter(|style| matches!(style, 30..=38 | 40..=48 | 90..=97 | 100..=107)).collect()
}

#[test]
fn no_color_keeps_bold_and_reverse() {
    let styles = written(&[("NO_COLOR", "1"), ("COLORTERM", "truecolor")], "accent = \"#ff8800\"");
    assert_eq!(colours(&styles), Vec::<u16>::new());
    assert!(styles.contains(&1) && styles.contains(&7), "{styles:?}");
}

/// Every screen, list and page of the program, by its keys, with words that are on it, and the keys that leave it.
const SCREENS: &[(&str, &str, &str)] = &[
    ("3G", "q. 3 of 6", ""),
    ("3G\x1b[Cb", "◆", ""),
    ("a", "Enter keep", "see 5.3 #check\r"),
    ("v)", "more, fewer", "\x1b"),
    ("z", "One paragraph at a time", "z"),
    ("x", "answer covered", "x"),
    ("t", "Jump to", "\x1b"),
    ("tskor", "Jump to  skor", "\x1b"),
    ("/drones", "Find", "\r"),
    ("n", "q. ", ""),
    ("T", "Topics", "\x1b"),
    ("B", "Marks and notes", "\x1b"),
    ("i", "About this interview", "\x1b"),
    ("f", "Correct", "\x1b"),
    ("?", "Keys", "\x1b"),
    (":", "Command", "\x1b"),
    ("Y", "Quote", "\x1b"),
    ("Ya", "Details for citations", "\x1b\x1b"),
    ("e", "Esc", "\x1b"),
    ("\x1b[C\r", "What can I do here?", "\x1b"),
];

#[test]
fn with_no_color_no_cell_of_any_screen_has_a_colour_and_what_is_chosen_is_still_seen() {
    for renderer in ["painter", "basic"] {
        let home = Home::new();
        home.settings("accent = \"#ff8800\"\ntheme = \"dark\"\n");
        let set = [("NO_COLOR", "1"), ("COLORTERM", "truecolor")];
        let mut terminal = home.open_with(&["--renderer", renderer], &set);
        terminal.shows(ANSWER);
        let (mut looked, mut seen) = (0, [0_usize; 3]);
        for (keys, words, leave) in SCREENS {
            let still = |terminal: &Terminal| {
                let screen = terminal.screen();
                let (rows, cols) = screen.size();
                let cells = (0..rows.get()).flat_map(|y| (0..cols.get()).map(move |x| (y, x)));
                cells.filter_map(|(y, x)| screen.cell(y, x).cloned()).collect::<Vec<_>>()
            };
            terminal.send(keys);
            // The last row comes last, and says how to leave what can be left.
            let leaves = leave.contains('\x1b') || leave.ends_with('\r');
            terminal.wait_for(&format!("{words} behind {keys:?}"), |screen| {
                screen.contents().contains(words) && (!leaves || rows(screen)[29].contains("Esc"))
            });
            for cell in still(&terminal) {
                assert_eq!((cell.fgcolor(), cell.bgcolor()), (Color::Default, Color::Default), "{renderer}, {keys:?}");
                looked += 1;
                for (count, on) in seen.iter_mut().zip([cell.bold(), cell.inverse(), cell.underline()]) {
                    *count += usize::from(on);
                }
            }
            terminal.send(leave);
            // An Escape must have been taken for one before another key comes.
            terminal.shows("of 6   para.");
        }
        terminal.send("Q");
        terminal.end();
        // Not only the screens that were looked at: no byte of the session sets a colour.
        let styles = styles(&terminal.bytes());
        let set: Vec<u16> = colours(&styles).into_iter().filter(|number| !matches!(number, 39 | 49)).collect();
        assert_eq!(set, Vec::<u16>::new(), "{renderer}");
        assert_eq!(looked, SCREENS.len() * 100 * 30);
        assert!(seen.iter().all(|count| *count > 0), "{renderer}: bold, reverse, underlined: {seen:?}");
    }
}

#[test]
fn no_color_that_is_empty_means_nothing() {
    let home = Home::new();
    home.settings("accent = \"#ff8800\"");
    let terminal = home.shell("NO_COLOR= \"$INQUIT\"");
    terminal.shows(ANSWER);
    assert!(colours(&styles(&terminal.bytes())).contains(&38));
}

#[test]
fn colours_are_those_that_the_terminal_has() {
    let of = |term, colorterm| written(&[("TERM", term), ("COLORTERM", colorterm)], "accent = \"#ff8800\"");
    let follows = |styles: &[u16], kind| styles.windows(2).any(|pair| pair == [38, kind]);
    assert!(follows(&of("xterm-256color", "truecolor"), 2));
    let many = of("xterm-256color", "");
    assert!(follows(&many, 5) && !follows(&many, 2));
    for term in ["xterm", "linux"] {
        let few = of(term, "");
        assert!(!follows(&few, 2), "{term}");
        let index = few.windows(3).filter(|three| three[..2] == [38, 5]).map(|three| three[2]);
        assert!(index.into_iter().all(|index| index < 16), "{term}: {few:?}");
    }
}
