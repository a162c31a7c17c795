//! Which colours are written, by the environment.

use super::{ANSWER, Home};

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
