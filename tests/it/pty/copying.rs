//! What leaves the program: the clipboard's sequence, tmux's buffer, the file of quotations, the plain screen.

use std::process::{Command, Output};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::{ANSWER, Home, eventually};

/// The first answer's first paragraph, letter by letter as the file has it.
pub(super) fn source() -> String {
    let text = std::str::from_utf8(inquit::runtime::open::EMBEDDED).unwrap();
    text.lines().find(|line| line.contains(ANSWER)).unwrap().trim().to_owned()
}

/// What is copied with it.
pub(super) const PLACE: &str = "\n\n— Elizabeth Wishnick, interviewed by Erin Kim, 14 November 2025, q. 1, para. 1";

/// The beginning of an interview in our own form.
const STRICT: &str = "---\ninterview: 1\npeople:\n- {name: Mara Olsen, role: interviewer, labels: [MO]}\n\
    - {name: Jens Dahl, role: interviewee, labels: [JD]}\n---\n\n**MO:** Why boats?\n\n";

/// What the clipboard's sequences in these bytes hold.
pub(super) fn copied(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let pieces = text.split("\x1b]52;c;").skip(1);
    pieces
        .map(|piece| String::from_utf8(STANDARD.decode(piece.split('\x07').next().unwrap()).unwrap()).unwrap())
        .collect()
}

#[test]
fn over_ssh_the_sequence_holds_the_source_text_and_its_place() {
    let home = Home::new();
    let remote =
        [("SSH_CONNECTION", "192.0.2.1 50000 192.0.2.2 22"), ("DISPLAY", ":0"), ("WAYLAND_DISPLAY", "wayland-0")];
    let mut terminal = home.open_in((100, 30), &remote);
    terminal.shows(ANSWER);
    assert_eq!(copied(&terminal.bytes()).len(), 0, "nothing is copied unasked");
    terminal.send("y");
    terminal.shows("q. 1, para. 1: sent to your terminal’s clipboard");
    assert_eq!(copied(&terminal.bytes()), [source() + PLACE]);
    terminal.send("q");
    assert!(terminal.end().success());
}

#[test]
fn the_words_alone_can_be_copied_and_long_ones_are_refused_with_a_sentence() {
    let home = Home::new();
    home.settings("copy = \"text\"\nclipboard_limit = 1\n");
    home.file("long.md", format!("{STRICT}**JD:** {}\n", "They float. ".repeat(100)));
    let mut terminal = home.open_in((100, 30), &[]);
    terminal.shows(ANSWER);
    terminal.send("y");
    terminal.shows("sent to your terminal’s clipboard");
    assert_eq!(copied(&terminal.bytes()), [source()]);
    terminal.send("q");
    terminal.end();
    let mut terminal = home.open(&["long.md"]);
    terminal.shows("They float.");
    terminal.send("y");
    terminal.shows("more than the 1.0 kB that are sent to a terminal; w writes it down");
    assert_eq!(copied(&terminal.bytes()).len(), 0);
}

#[test]
fn w_appends_to_the_file_of_quotations() {
    let home = Home::new();
    home.file("quotes.md", "My own words.\n");
    let mut terminal = home.open_in((100, 30), &[]);
    terminal.shows(ANSWER);
    terminal.send("w");
    terminal.shows("q. 1, para. 1 written to ~/quotes.md");
    let text = std::fs::read_to_string(home.path().join("quotes.md")).unwrap();
    assert!(text.starts_with("My own words.\n\n> For North Korea, this is an opportunity"), "{text}");
    assert!(
        text.contains("> — Elizabeth Wishnick, interviewed by Erin Kim, 14 November 2025, [q. 1, para. 1](inquit://"),
        "{text}"
    );
    terminal.send("J}w");
    terminal.shows("q. 2, para. 2 written to");
    let longer = std::fs::read_to_string(home.path().join("quotes.md")).unwrap();
    assert!(longer.starts_with(&text) && longer.len() > text.len());
}

#[test]
fn the_plain_screen_shows_what_would_be_copied() {
    let home = Home::new();
    let mut terminal = home.open_in((100, 30), &[]);
    terminal.shows(ANSWER);
    terminal.send(":show\r");
    terminal.shows("(any key goes back)");
    assert!(!terminal.screen().alternate_screen());
    let shown: String = terminal.screen().contents().split_whitespace().collect();
    let wanted: String = (source() + PLACE).split_whitespace().collect();
    assert!(shown.contains(&wanted), "{shown}");
    // The key that goes back means nothing else.
    terminal.send("q");
    terminal.wait_for("the program’s screen", vt100::Screen::alternate_screen);
    terminal.shows("q. 1 of 6");
    terminal.send("q");
    assert!(terminal.end().success());
    terminal.is_as_before();
}

/// A tmux of its own, with nothing configured.
struct Tmux {
    home: Home,
    socket: String,
}

impl Tmux {
    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new("tmux");
        command.args(["-S", &self.socket, "-f", "/dev/null"]).args(arguments);
        command.env_remove("TMUX").env("TERM", "xterm-256color").env("LANG", "C.UTF-8").output().unwrap()
    }
}

impl Drop for Tmux {
    fn drop(&mut self) {
        let _ = self.run(&["kill-server"]);
    }
}

#[test]
fn in_tmux_its_buffer_holds_the_source_text() {
    if Command::new("tmux").arg("-V").output().is_err() {
        eprintln!("tmux is not installed, and was not tried");
        return;
    }
    let home = Home::new();
    let socket = home.path().join("tmux").to_str().unwrap().to_owned();
    let tmux = Tmux { home, socket };
    let at_home = |name: &str| tmux.home.path().join(name).to_str().unwrap().to_owned();
    let program = format!(
        "env HOME={0} XDG_DATA_HOME={0}/d XDG_STATE_HOME={0}/s XDG_CONFIG_HOME={0}/c LANG=C.UTF-8 {1}",
        at_home(""),
        env!("CARGO_BIN_EXE_inquit")
    );
    let started = tmux.run(&["new-session", "-d", "-x", "100", "-y", "30", &program]);
    assert!(started.status.success(), "{}", String::from_utf8_lossy(&started.stderr));
    let screen = || String::from_utf8_lossy(&tmux.run(&["capture-pane", "-p"]).stdout).into_owned();
    eventually("the interview in tmux", || screen().contains(ANSWER));
    tmux.run(&["send-keys", "y"]);
    eventually("the sentence", || screen().contains("in tmux’s buffer"));
    let buffer = String::from_utf8(tmux.run(&["show-buffer"]).stdout).unwrap();
    assert_eq!(buffer, source() + PLACE);
}
