//! Starting, ending, stopping, continuing.

use std::io::{Read, Write};

use portable_pty::native_pty_system;
use vt100::Parser;

use super::terminal::{LIMIT, PROGRAM, cells, sized};
use super::{ANSWER, Home, QUESTION, eventually};

#[test]
fn starts_on_the_interview_that_comes_with_it() {
    let home = Home::new();
    let terminal = home.open_in((100, 30), &[]);
    terminal.shows(QUESTION);
    terminal.shows(ANSWER);
    assert!(terminal.screen().alternate_screen());
}

#[test]
fn quits_with_the_terminal_as_it_was() {
    let home = Home::new();
    let mut terminal = home.open_in((100, 30), &[]);
    terminal.shows(ANSWER);
    terminal.send("q");
    assert!(terminal.end().success());
    terminal.is_as_before();
}

#[test]
fn ctrl_c_quits_when_pressed_twice() {
    let home = Home::new();
    let mut terminal = home.open_in((100, 30), &[]);
    terminal.shows(ANSWER);
    terminal.send("\x03");
    terminal.shows("Ctrl-C once more");
    terminal.send("\x03");
    assert!(terminal.end().success());
    terminal.is_as_before();
}

fn a_signal_ends_it_in_order(name: &str, says: &str) {
    let home = Home::new();
    let mut terminal = home.open_in((100, 30), &[]);
    terminal.shows(ANSWER);
    terminal.send("3Gb");
    terminal.shows("q. 3 of 6");
    terminal.shows("◆");
    terminal.signal(name);
    let status = terminal.end();
    assert!(status.signal().is_some_and(|signal| signal.starts_with(says)), "{status:?}");
    terminal.is_as_before();
    assert!(home.kept("share").contains("bookmark"));
    let terminal = home.open_in((100, 30), &[]);
    terminal.shows("q. 3 of 6");
    terminal.shows("◆");
}

#[test]
fn a_request_to_end_leaves_terminal_and_place_in_order() {
    a_signal_ends_it_in_order("TERM", "Terminated");
}

#[test]
fn a_hang_up_leaves_terminal_and_place_in_order() {
    a_signal_ends_it_in_order("HUP", "Hangup");
}

#[test]
fn an_interrupt_from_outside_leaves_terminal_and_place_in_order() {
    a_signal_ends_it_in_order("INT", "Interrupt");
}

#[test]
fn a_quit_signal_leaves_terminal_and_place_in_order() {
    a_signal_ends_it_in_order("QUIT", "Quit");
}

/// Takes the terminal away from a program that shows the interview. Returns how it ended.
fn hung_up(home: &Home, mut command: portable_pty::CommandBuilder, controlled: bool) -> portable_pty::ExitStatus {
    command.set_controlling_tty(controlled);
    let pair = native_pty_system().openpty(sized((100, 30))).unwrap();
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().unwrap();
    let mut parser = Parser::new(cells(30), cells(100), 0);
    let mut buffer = [0; 4096];
    while !parser.screen().contents().contains(ANSWER) {
        let count = reader.read(&mut buffer).unwrap();
        parser.process(&buffer[..count]);
    }
    let mut keyboard = pair.master.take_writer().unwrap();
    keyboard.write_all(b"5Gb").unwrap();
    while !parser.screen().contents().contains('◆') {
        let count = reader.read(&mut buffer).unwrap();
        parser.process(&buffer[..count]);
    }
    // The library types Enter and Ctrl-D when its keyboard is dropped: on a page they move no place.
    keyboard.write_all(b"i").unwrap();
    while !parser.screen().contents().contains("About this interview") {
        let count = reader.read(&mut buffer).unwrap();
        parser.process(&buffer[..count]);
    }
    // What hangs up after that takes nothing with it; how long a disk may take is another test's.
    eventually("the bookmark is kept", || home.kept("share").contains("bookmark"));
    eventually("the place is kept", || home.kept("state").contains("document"));
    drop((reader, keyboard, pair.master));
    // One that stays would be busy for ever: it is killed after the limit, and the status tells.
    let mut killer = child.clone_killer();
    let (ended, end) = std::sync::mpsc::channel();
    std::thread::spawn(move || ended.send(child.wait().unwrap()));
    end.recv_timeout(LIMIT).unwrap_or_else(|_| {
        killer.kill().unwrap();
        panic!("a program without a terminal does not end");
    })
}

/// What was done before the terminal went away is there.
fn nothing_was_lost(home: &Home) {
    assert!(home.kept("share").contains("bookmark"));
    let terminal = home.open_in((100, 30), &[]);
    terminal.shows("q. 5 of 6");
    terminal.shows("◆");
}

#[test]
fn a_terminal_that_goes_away_without_a_signal_ends_it() {
    let home = Home::new();
    // Without a controlling terminal nobody sends a hang-up signal.
    let status = hung_up(&home, home.command::<&str>(PROGRAM, &[], &[]), false);
    assert!(status.signal().is_none(), "{status:?}");
    nothing_was_lost(&home);
}

#[test]
fn a_terminal_that_goes_away_ends_it_also_where_hang_ups_are_ignored() {
    for controlled in [true, false] {
        let home = Home::new();
        let line = ["-c", "trap '' HUP; exec \"$INQUIT\""];
        hung_up(&home, home.command("sh", &line, &[]), controlled);
        nothing_was_lost(&home);
    }
}

#[test]
fn a_terminal_that_goes_away_ends_it() {
    let home = Home::new();
    let status = hung_up(&home, home.command::<&str>(PROGRAM, &[], &[]), true);
    assert!(status.signal().is_some_and(|signal| signal.starts_with("Hangup")) || status.success(), "{status:?}");
    nothing_was_lost(&home);
}

#[test]
fn ctrl_z_gives_the_terminal_back_until_continued() {
    let home = Home::new();
    let mut terminal = home.shell("set -m; \"$INQUIT\"; echo the shell has it; read go; fg");
    terminal.shows(ANSWER);
    terminal.send("2G");
    terminal.shows("q. 2 of 6");
    terminal.send("\x1a");
    terminal.shows("the shell has it");
    terminal.wait_for("the first screen", |screen| !screen.alternate_screen());
    terminal.is_as_before();
    assert!(home.kept("state").contains("document"), "the place is kept before stopping");
    let entered = || terminal.bytes().windows(8).filter(|part| part == b"\x1b[?1049h").count();
    assert_eq!(entered(), 1);
    terminal.send("\n");
    terminal
        .wait_for("the reading screen", |screen| screen.alternate_screen() && screen.contents().contains("q. 2 of 6"));
    terminal.send("3G");
    terminal.shows("q. 3 of 6");
    assert_eq!(
        terminal.bytes().windows(8).filter(|part| part == b"\x1b[?1049h").count(),
        2,
        "it comes back once, without flashing"
    );
    terminal.send("q");
    assert!(terminal.end().success());
    terminal.is_as_before();
}

#[test]
fn ctrl_z_does_not_stop_what_nobody_could_continue() {
    // As `ssh -t HOST inquit` starts it: it leads its session, or a shell that controls no jobs does.
    for line in ["exec \"$INQUIT\"", "\"$INQUIT\"; true"] {
        let home = Home::new();
        let mut terminal = home.shell(line);
        terminal.shows(ANSWER);
        terminal.send("\x1a");
        terminal.shows("There is no shell here");
        terminal.send("2G");
        terminal.shows("q. 2 of 6");
        assert!(terminal.screen().alternate_screen());
        terminal.send("q");
        assert!(terminal.end().success());
        terminal.is_as_before();
    }
}

#[test]
fn a_stop_from_outside_comes_back_at_another_size() {
    let home = Home::new();
    let mut terminal = home.open_in((100, 30), &[]);
    terminal.shows(ANSWER);
    for (size, round) in [((90, 24), "2"), ((120, 40), "4")] {
        terminal.signal("TSTP");
        terminal.is_stopped();
        terminal.wait_for("the first screen", |screen| !screen.alternate_screen());
        terminal.is_as_before();
        terminal.resize(size);
        terminal.signal("CONT");
        terminal.wait_for("the reading screen", |screen| {
            let last = screen.rows(0, size.0).filter(|row| !row.trim().is_empty()).count();
            screen.alternate_screen() && screen.contents().contains("of 6") && last > 10
        });
        terminal.send(&format!("{round}G"));
        terminal.shows(&format!("q. {round} of 6"));
        let status_row = terminal.screen().rows(0, size.0).position(|row| row.contains("of 6"));
        assert!(status_row.is_some_and(|row| row + 3 >= usize::from(size.1)), "{status_row:?} at {size:?}");
    }
}

#[test]
fn a_stop_that_cannot_be_announced_is_repaired_when_continued() {
    let home = Home::new();
    let mut terminal = home.open_in((100, 30), &[]);
    terminal.shows(ANSWER);
    terminal.signal("STOP");
    terminal.is_stopped();
    terminal.signal("CONT");
    terminal.send("5G");
    terminal.shows("q. 5 of 6");
    terminal.send("q");
    assert!(terminal.end().success());
    terminal.is_as_before();
}

#[test]
fn ctrl_z_in_a_script_stops_the_script_too() {
    let home = Home::new();
    // The outer shell controls jobs, the inner one does not.
    let script = "sh -c '\"$INQUIT\"; echo the script goes $WHERE'";
    let mut terminal = home.shell(&format!("export WHERE=on; set -m; {script}; echo the shell has it; read go; fg"));
    terminal.shows(ANSWER);
    terminal.send("\x1a");
    terminal.shows("the shell has it");
    terminal.send("\n");
    terminal.wait_for("the reading screen", |screen| screen.alternate_screen() && screen.contents().contains(ANSWER));
    terminal.send("q");
    terminal.shows("the script goes on");
    assert!(terminal.end().success());
}

#[test]
#[cfg(target_os = "linux")]
fn while_nothing_happens_it_writes_nothing_and_does_not_wake_up() {
    fn switches(pid: u32) -> Vec<String> {
        let tasks = std::fs::read_dir(format!("/proc/{pid}/task")).unwrap();
        let status = |task: std::fs::DirEntry| std::fs::read_to_string(task.path().join("status")).unwrap();
        let all: String = tasks.map(|task| status(task.unwrap())).collect();
        all.lines().filter(|line| line.contains("ctxt_switches") || line.starts_with("Pid")).map(String::from).collect()
    }
    let home = Home::new();
    let mut terminal = home.open_in((100, 30), &[]);
    terminal.shows(ANSWER);
    terminal.send("2G");
    terminal.shows("q. 2 of 6");
    eventually("the place is kept", || home.kept("state").contains("document"));
    let mut before = switches(terminal.pid());
    // The saving thread goes back to rest just after the file is there.
    eventually("rest", || {
        home.run(&["--plain"]);
        let now = switches(terminal.pid());
        std::mem::replace(&mut before, now.clone()) == now
    });
    let bytes = terminal.bytes().len();
    for _ in 0..5 {
        home.run(&["--plain"]);
    }
    assert_eq!(terminal.bytes().len(), bytes);
    assert_eq!(switches(terminal.pid()), before);
}
