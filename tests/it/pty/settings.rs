//! The settings file.

use super::{ANSWER, Home};

#[test]
fn a_mistake_in_the_settings_is_named_on_the_screen() {
    let home = Home::new();
    home.settings("\n\ncolour = 1\n");
    let terminal = home.open_in((160, 30), &[]);
    terminal.shows(ANSWER);
    terminal.shows("line 3");
    terminal.shows("colour");
}

#[test]
fn settings_that_cannot_be_read_do_no_harm() {
    let home = Home::new();
    home.file(".config/inquit/config.toml/in-the-way", "");
    let mut terminal = home.open_in((160, 30), &[]);
    terminal.shows(ANSWER);
    terminal.shows("could not be read");
    terminal.send("q");
    assert!(terminal.end().success());
}

#[test]
fn a_key_of_the_readers_own_replaces_the_default() {
    let home = Home::new();
    home.settings("[bind]\nbookmark = [\"w\", \"F5\"]\n");
    let mut terminal = home.open_in((100, 30), &[]);
    terminal.shows(ANSWER);
    terminal.send("b");
    terminal.shows("does nothing here");
    terminal.send("w");
    terminal.shows("◆");
    terminal.send("\x1b[15~");
    terminal.shows_no("◆");
}

#[test]
fn fingers_that_know_less_find_its_keys() {
    let home = Home::new();
    home.settings("keys = \"less\"\n");
    let mut terminal = home.open_in((100, 30), &[]);
    terminal.shows(ANSWER);
    terminal.send("l>");
    terminal.shows("Please note");
    terminal.send("<");
    terminal.shows_no("Please note");
    terminal.send("*");
    terminal.shows("◆");
    terminal.send("h");
    terminal.shows_no(ANSWER);
}

#[test]
fn the_mouse_is_taken_where_wished_and_given_back() {
    let home = Home::new();
    home.settings("mouse = true\n");
    let mut terminal = home.open_in((100, 30), &[]);
    terminal.wait_for("the mouse", |screen| screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None);
    terminal.shows(ANSWER);
    terminal.send("\x1b[<65;50;15M\x1b[<65;50;15M");
    terminal.shows_no("Munitions shipments");
    terminal.send("q");
    assert!(terminal.end().success());
    terminal.is_as_before();
}

#[test]
fn ascii_signs_can_be_asked_for() {
    let home = Home::new();
    let mut terminal = home.open(&["--ascii"]);
    terminal.shows(ANSWER);
    terminal.send("b");
    terminal.shows("*");
    assert!(!terminal.screen().contents().contains(['◆', '▌', '▎']));
}

#[test]
fn a_locale_without_unicode_gets_ascii_only() {
    let home = Home::new();
    let terminal = home.open_in((100, 30), &[("LANG", "C")]);
    terminal.shows("North Korea's military-especially");
    assert!(terminal.bytes().is_ascii());
}
