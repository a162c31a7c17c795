//! The system's own tools for a clipboard: stand-ins that write down what they get, and the real ones where they are.

use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use super::copying::{PLACE, copied, source};
use super::terminal::Terminal;
use super::{ANSWER, Home, eventually};

/// A home folder with stand-ins for programs, which are found before all others.
struct Desk {
    home: Home,
    path: String,
}

impl Desk {
    fn new(tools: &[(&str, &str)]) -> Self {
        let home = Home::new();
        for (name, script) in tools {
            let path = home.file(format!("bin/{name}"), format!("#!/bin/sh\n{script}\n"));
            fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
        }
        let path = format!("{}:/usr/bin:/bin", home.path().join("bin").display());
        Self { home, path }
    }

    fn open(&self, changes: &[(&str, &str)]) -> Terminal {
        self.open_file(&[], changes)
    }

    fn open_file(&self, arguments: &[&str], changes: &[(&str, &str)]) -> Terminal {
        let changes: Vec<(&str, &str)> = changes.iter().copied().chain([("PATH", &self.path[..])]).collect();
        self.home.open_with(arguments, &changes)
    }

    fn file(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// What a stand-in wrote down, once it did.
    fn got(&self, name: &str) -> String {
        eventually(name, || self.file(name).exists());
        fs::read_to_string(self.file(name)).unwrap()
    }
}

/// Writes down what it is given under the name of the tool, whole or not at all.
const TAKES: &str =
    "echo \"$@\" > \"$HOME/${0##*/}.with\"; cat > \"$HOME/part.$$\" && mv \"$HOME/part.$$\" \"$HOME/${0##*/}.got\"";

#[test]
fn on_a_display_of_wayland_its_tool_gets_the_text() {
    let desk = Desk::new(&[("wl-copy", TAKES), ("xclip", TAKES)]);
    let mut terminal = desk.open(&[("WAYLAND_DISPLAY", "wayland-0"), ("DISPLAY", ":0")]);
    terminal.shows(ANSWER);
    terminal.send("y");
    terminal.shows("q. 1, para. 1: given to the clipboard by wl-copy");
    assert_eq!(desk.got("wl-copy.got"), source() + PLACE);
    assert!(!desk.file("xclip.got").exists(), "one tool is enough");
    // The sequence is sent as well, for a terminal that is looked at from elsewhere.
    assert_eq!(copied(&terminal.bytes()), [source() + PLACE]);
    terminal.send("q");
    assert!(terminal.end().success());
}

#[test]
fn xclip_stays_alive_and_holds_up_nothing() {
    // As the real one does: a child stays behind, with everything that it was started with still open.
    let stays = format!("{TAKES}\nsleep 600 &\necho $! > \"$HOME/pid\"");
    let desk = Desk::new(&[("xclip", &stays)]);
    let mut terminal = desk.open(&[("DISPLAY", ":0")]);
    terminal.shows(ANSWER);
    terminal.send("y");
    terminal.shows("given to the clipboard by xclip");
    assert_eq!(desk.got("xclip.got"), source() + PLACE);
    assert_eq!(desk.got("xclip.with").trim(), "-selection clipboard");
    let pid = desk.got("pid").trim().to_owned();
    terminal.send("Jq");
    assert!(terminal.end().success(), "what stays behind does not keep the program from ending");
    terminal.is_as_before();
    // Nor does it end with the program, or with the terminal.
    drop(terminal);
    assert!(Command::new("kill").arg(&pid).status().unwrap().success(), "it was still there");
}

#[test]
fn a_tool_that_fails_or_hangs_leaves_it_to_the_next_way() {
    let hangs = "echo $$ > \"$HOME/hangs\"; exec sleep 600";
    let desk = Desk::new(&[("wl-copy", hangs), ("xclip", "exit 1"), ("xsel", TAKES)]);
    let mut terminal = desk.open(&[("WAYLAND_DISPLAY", "wayland-0"), ("DISPLAY", ":0")]);
    terminal.shows(ANSWER);
    terminal.send("y");
    terminal.shows("given to the clipboard by xsel");
    assert_eq!(desk.got("xsel.got"), source() + PLACE);
    assert_eq!(desk.got("xsel.with").trim(), "--clipboard --input");
    let pid = desk.got("hangs").trim().to_owned();
    assert!(!Command::new("kill").args(["-0", &pid]).stderr(Stdio::null()).status().unwrap().success(), "it was ended");
    // Where all fail, nothing is claimed but what was sent.
    let desk = Desk::new(&[("wl-copy", "cat > /dev/null; exit 3")]);
    let mut terminal = desk.open(&[("WAYLAND_DISPLAY", "wayland-0")]);
    terminal.shows(ANSWER);
    terminal.send("y");
    terminal.shows("q. 1, para. 1: sent to your terminal’s clipboard");
    assert_eq!(copied(&terminal.bytes()), [source() + PLACE]);
}

#[test]
fn from_afar_no_tool_of_this_machine_is_used() {
    let desk = Desk::new(&[("wl-copy", TAKES), ("xclip", TAKES), ("xsel", TAKES)]);
    let afar = ("SSH_CONNECTION", "192.0.2.1 50000 192.0.2.2 22");
    let mut terminal = desk.open(&[("WAYLAND_DISPLAY", "wayland-0"), ("DISPLAY", ":0"), afar]);
    terminal.shows(ANSWER);
    terminal.send("y");
    terminal.shows("q. 1, para. 1: sent to your terminal’s clipboard");
    assert_eq!(copied(&terminal.bytes()), [source() + PLACE]);
    // Nor without a display, where they would wait for one.
    let mut other = desk.open(&[]);
    other.shows(ANSWER);
    other.send("y");
    other.shows("q. 1, para. 1: sent to your terminal’s clipboard");
    for terminal in [&mut terminal, &mut other] {
        terminal.send("q");
        assert!(terminal.end().success());
    }
    assert!(["wl-copy", "xclip", "xsel"].iter().all(|name| !desk.file(&format!("{name}.got")).exists()));
}

#[test]
fn a_long_text_goes_to_a_tool_whole_and_to_no_terminal() {
    let desk = Desk::new(&[("wl-copy", TAKES)]);
    let long = "They float, “mostly”. ".repeat(1200);
    let text = format!(
        "---\ninterview: 1\npeople:\n- {{name: Mara Olsen, role: interviewer, labels: [MO]}}\n- {{name: Jens Dahl, role: \
         interviewee, labels: [JD]}}\n---\n\n**MO:** Why boats?\n\n**JD:** {long}\n"
    );
    desk.home.file("long.md", text);
    let mut terminal = desk.open_file(&["long.md"], &[("WAYLAND_DISPLAY", "wayland-0")]);
    terminal.shows("They float");
    terminal.send("y");
    terminal.shows("given to the clipboard by wl-copy");
    let got = desk.got("wl-copy.got");
    let words = got.split("\n\n— ").next().unwrap();
    assert!(words == long.trim(), "{} of {} bytes", words.len(), long.trim().len());
    assert_eq!(copied(&terminal.bytes()).len(), 0);
}

#[test]
fn in_tmux_its_buffer_is_filled_whatever_else_is_there() {
    let tmux = ("TMUX", "/tmp/tmux-none/default,1,0");
    let desk = Desk::new(&[("tmux", TAKES), ("wl-copy", TAKES)]);
    let mut terminal = desk.open(&[tmux, ("WAYLAND_DISPLAY", "wayland-0")]);
    terminal.shows(ANSWER);
    terminal.send("y");
    terminal.shows("q. 1, para. 1: in tmux’s buffer, and given to wl-copy");
    assert_eq!(desk.got("tmux.got"), source() + PLACE);
    assert_eq!(desk.got("tmux.with").trim(), "load-buffer -w -");
    assert_eq!(desk.got("wl-copy.got"), source() + PLACE);
    // From afar.
    let desk = Desk::new(&[("tmux", TAKES), ("wl-copy", TAKES)]);
    let afar = ("SSH_CONNECTION", "192.0.2.1 50000 192.0.2.2 22");
    let mut terminal = desk.open(&[tmux, afar, ("WAYLAND_DISPLAY", "wayland-0")]);
    terminal.shows(ANSWER);
    terminal.send("y");
    terminal.shows("in tmux’s buffer, and sent to your terminal’s clipboard");
    assert!(!desk.file("wl-copy.got").exists());
    // A tmux that is gone, as its variable outlives it.
    let desk = Desk::new(&[("tmux", "exit 1")]);
    let mut terminal = desk.open(&[tmux, afar]);
    terminal.shows(ANSWER);
    terminal.send("y");
    terminal.shows("q. 1, para. 1: sent to your terminal’s clipboard");
}

/// A display of X11 that nobody sees.
struct Display(Child, String);

impl Display {
    fn new() -> Option<Self> {
        let mut command = Command::new("Xvfb");
        command.args(["-displayfd", "1", "-screen", "0", "64x64x8", "-nolisten", "tcp"]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()?;
        let mut number = String::new();
        let told = BufReader::new(child.stdout.take()?).read_line(&mut number);
        let display = Self(child, format!(":{}", number.trim()));
        // It ends at once where it may not be a display.
        told.is_ok_and(|count| count > 1).then_some(display)
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn the_real_tools_of_x11_hold_the_text() {
    for (tool, reads) in [("xclip", &["-o", "-selection", "clipboard"][..]), ("xsel", &["--clipboard", "--output"][..])]
    {
        let there = |name: &str| Command::new(name).arg("-version").output().is_ok();
        if !there(tool) || !there("Xvfb") {
            eprintln!("{tool} or Xvfb is not installed, and was not tried");
            continue;
        }
        let Some(display) = Display::new() else {
            eprintln!("Xvfb does not start here, and {tool} was not tried");
            continue;
        };
        // The other one is not found.
        let desk = Desk::new(&[(if tool == "xclip" { "xsel" } else { "xclip" }, "exit 1")]);
        let mut terminal = desk.open(&[("DISPLAY", &display.1)]);
        terminal.shows(ANSWER);
        terminal.send("y");
        terminal.shows(&format!("given to the clipboard by {tool}"));
        terminal.send("q");
        assert!(terminal.end().success());
        let output = Command::new(tool).args(reads).env("DISPLAY", &display.1).output().unwrap();
        assert_eq!(String::from_utf8(output.stdout).unwrap(), source() + PLACE, "{tool}");
    }
}
