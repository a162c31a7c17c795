//! Sizes of the terminal: every one, many at once, none at all.

use super::terminal::rows;
use super::{ANSWER, Home, Terminal};
use crate::support::{Shot, press, seed};

/// What the screen must show at a size with the third question chosen, drawn without a terminal.
fn wanted(size: (u16, u16)) -> Vec<String> {
    let mut model = seed((100, 30));
    press(&mut model, "3 G");
    model.notice = None;
    crate::support::resize(&mut model, size);
    let shot = Shot::of(&model);
    (0..size.1).map(|y| shot.line(y)).collect()
}

fn at_the_third_question() -> (Home, Terminal) {
    let home = Home::new();
    let mut terminal = home.open_in((100, 30), &[]);
    terminal.shows(ANSWER);
    terminal.send("3G");
    terminal.shows("q. 3 of 6");
    let before = wanted((100, 30));
    terminal.wait_for("the third question", |screen| rows(screen) == before);
    (home, terminal)
}

#[test]
fn at_every_size_the_screen_shows_what_was_drawn_for_it() {
    let (_home, mut terminal) = at_the_third_question();
    let sizes = [
        (1, 1),
        (2, 1),
        (1, 2),
        (3, 3),
        (5, 1),
        (1, 30),
        (23, 6),
        (24, 5),
        (24, 6),
        (25, 7),
        (30, 8),
        (39, 15),
        (40, 15),
        (55, 11),
        (56, 12),
        (60, 20),
        (79, 24),
        (80, 24),
        (81, 25),
        (99, 9),
        (120, 40),
        (132, 50),
        (150, 12),
        (200, 60),
        (237, 63),
        (300, 100),
        (400, 6),
        (24, 300),
        (499, 299),
        (500, 300),
        (1, 300),
        (500, 1),
        (100, 30),
    ];
    for size in sizes {
        terminal.resize(size);
        let wanted = wanted(size);
        terminal.wait_for(&format!("{size:?}, where this should stand:\n{}", wanted.join("\n")), |screen| {
            rows(screen) == wanted
        });
    }
    terminal.send("q");
    assert!(terminal.end().success());
    terminal.is_as_before();
}

#[test]
fn after_a_storm_of_resizes_the_screen_is_right() {
    let (_home, mut terminal) = at_the_third_question();
    for round in 0..1_500_u32 {
        // Every width and height from one cell to the largest, in no order.
        terminal.resize(((round * 7_919 % 500 + 1) as u16, (round * 104_729 % 300 + 1) as u16));
    }
    terminal.resize((90, 25));
    let wanted = wanted((90, 25));
    terminal.wait_for("the screen after the storm", |screen| rows(screen) == wanted);
    terminal.send("J");
    terminal.shows("q. 4 of 6");
    terminal.send("q");
    assert!(terminal.end().success());
    terminal.is_as_before();
}

#[test]
fn a_terminal_without_a_size_is_drawn_on_and_no_other_program_is_asked() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::new();
    for name in ["tput", "stty", "resize"] {
        let path =
            home.file(format!("bin/{name}"), format!("#!/bin/sh\necho {name} >> {}/ran\n", home.path().display()));
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
    }
    let path = format!("{}:{}", home.path().join("bin").display(), std::env::var("PATH").unwrap_or_default());
    let mut terminal = home.open_in((0, 0), &[("PATH", &path)]);
    let mut model = seed((80, 24));
    for key in ["", "J", "J"] {
        terminal.send(key);
        press(&mut model, key);
        let shot = Shot::of(&model);
        let wanted: Vec<String> = (0..24).map(|y| shot.line(y)).collect();
        terminal.wait_for(&wanted.join("\n"), |screen| rows(screen) == wanted);
    }
    terminal.send("q");
    assert!(terminal.end().success());
    assert!(!home.path().join("ran").exists(), "another program was run");
}
