//! Terminals and locales that cannot show every letter.

use super::Home;

const TALK: &str = "Über Boote – ein Gespräch\n\nMara: „Warum Boote?“ – was sagt man da in der Höhe…?\n\n\
    Jens: Sie schwimmen – ‘immer’. Déjà vu, naïve Größe, 東京 and ☃.\n\nMara: Seit wann\u{a0}denn?\n\nJens: Schon ‘immer’ — «fast».\n";

/// Everything that was written while the reader went through the program.
fn written(changes: &[(&str, &str)]) -> (Vec<u8>, String) {
    let home = Home::new();
    home.file("talk.txt", TALK);
    let mut terminal = home.open_as(&["talk.txt"], (100, 30), changes);
    terminal.shows("Sie schwimmen");
    terminal.send("\x1b[Cba");
    terminal.shows("Enter keep");
    terminal.send("f\u{fc}r sp\u{e4}ter \u{201c}x\u{201d}\r");
    terminal.shows_no("Enter keep");
    let screen = terminal.screen().contents();
    for (keys, title) in [
        ("B", "Marks and notes"),
        ("t", "Jump to"),
        ("/w", "Find"),
        ("i", "About"),
        ("?", "Keys"),
        ("T", "Topics"),
        ("Y", "Quote"),
        ("e", "Export"),
    ] {
        terminal.send(keys);
        terminal.shows(title);
        terminal.shows_no("q. 1 of 2");
        terminal.send("\x1b");
        terminal.shows_no(title);
        terminal.shows("q. 1 of 2");
    }
    terminal.send("q");
    assert!(terminal.end().success());
    (terminal.bytes(), screen)
}

#[test]
fn a_locale_that_is_not_utf_8_gets_ascii_and_no_other_byte() {
    for changes in [
        &[("LC_ALL", "C")][..],
        &[("LC_ALL", "POSIX")],
        &[("LANG", "de_DE.ISO-8859-1")],
        &[("LC_ALL", "de_DE@euro")],
        &[("LC_CTYPE", "ja_JP.eucJP")],
    ] {
        let (bytes, screen) = written(changes);
        let wrong = bytes.iter().position(|byte| *byte >= 0x80);
        assert_eq!(
            wrong.map(|at| String::from_utf8_lossy(&bytes[at.saturating_sub(40)..at + 20])),
            None,
            "{changes:?}"
        );
        for words in
            ["Sie schwimmen - 'immer'", "\"Warum Boote?\" - was sagt man da in der Hohe", "Deja vu, naive Grose", "*"]
        {
            assert!(screen.contains(words), "{changes:?}, {words}: {screen}");
        }
    }
}

#[test]
fn the_linux_console_gets_letters_and_no_typographic_signs() {
    let (bytes, screen) = written(&[("TERM", "linux")]);
    let text = String::from_utf8(bytes).unwrap();
    assert_eq!(text.chars().find(|c| !c.is_ascii() && !c.is_alphabetic()), None);
    assert!(screen.contains("in der Höhe") && screen.contains("Sie schwimmen - 'immer'"), "{screen}");
}

#[test]
fn a_utf_8_locale_and_none_at_all_get_every_letter() {
    for changes in [&[("LC_ALL", "de_DE.UTF-8")][..], &[("LANG", "en_GB.utf8")], &[("LANG", "")]] {
        let (_, screen) = written(changes);
        assert!(screen.contains("Sie schwimmen – ‘immer’. Déjà vu, naïve Größe, 東京"), "{changes:?}: {screen}");
    }
}
