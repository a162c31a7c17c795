//! Inside tmux and screen: what they show is what was drawn, after every key, every change of size, and when somebody
//! comes back.

use std::process::Command;

use vt100::Screen;

use super::terminal::{PROGRAM, rows};
use super::{Home, Terminal};
use crate::support::{Shot, press, resize, seed};
use inquit::app::model::Model;

/// Keys as a terminal sends them and as documents spell them.
const KEYS: [(&str, &str); 32] = [
    ("\x1b[B", "Down"),
    ("j", "j"),
    ("\x1b[C", "Right"),
    ("j", "j"),
    ("j", "j"),
    ("\x1b[6~", "PgDn"),
    ("k", "k"),
    ("}", "}"),
    (")", ")"),
    (")", ")"),
    ("(", "("),
    ("+", "+"),
    ("+", "+"),
    ("=", "="),
    ("J", "J"),
    ("\x1b[5~", "PgUp"),
    ("G", "G"),
    ("g", "g"),
    ("\t", "Tab"),
    ("4", "4"),
    ("G", "G"),
    ("z", "z"),
    ("}", "}"),
    ("z", "z"),
    ("x", "x"),
    ("x", "x"),
    ("T", "T"),
    ("\x1b[B", "Down"),
    ("\x1b[B", "Down"),
    ("Q", "Esc"),
    ("H", "H"),
    ("K", "K"),
];

/// A multiplexer with the program in it.
struct Inside {
    home: Home,
    /// Ends the multiplexer, whatever happens.
    end: Vec<String>,
    size: (u16, u16),
    model: Model,
}

impl Drop for Inside {
    fn drop(&mut self) {
        // It has ended already where all went well.
        let _ = self.command(&self.end).output();
    }
}

impl Inside {
    fn new(size: (u16, u16), end: &[&str]) -> Self {
        let home = Home::new();
        let place = home.path().display().to_string();
        let end = end.iter().map(|word| word.replace("HOME", &place)).collect();
        Self { home, end, size, model: seed(size) }
    }

    /// A command of the multiplexer's, from outside.
    fn command(&self, words: &[String]) -> Command {
        let mut command = Command::new(&words[0]);
        command
            .args(&words[1..])
            .env("SCREENDIR", self.home.path().join("sockets"))
            .env_remove("TMUX")
            .env_remove("STY");
        command
    }

    fn tells(&self, words: &[&str]) {
        let place = self.home.path().display().to_string();
        let words: Vec<String> = words.iter().map(|word| word.replace("HOME", &place)).collect();
        let output = self.command(&words).output().unwrap();
        assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
    }

    /// What must be on the screen.
    fn wanted(&self) -> Vec<String> {
        let shot = Shot::of(&self.model);
        (0..self.size.1).map(|y| shot.line(y)).collect()
    }

    fn is_right(&self, terminal: &Terminal, after: &str) {
        let wanted = self.wanted();
        // Columns beyond the program's are another pane's.
        let part = |screen: &Screen| {
            let cut =
                |row: String| row.chars().take(usize::from(self.size.0)).collect::<String>().trim_end().to_owned();
            rows(screen).into_iter().take(wanted.len()).map(cut).collect::<Vec<_>>()
        };
        let should = wanted.join("\n");
        terminal.wait_for(&format!("the screen after {after}, which should be\n{should}\n"), |screen| {
            part(screen) == wanted
        });
    }

    fn resize(&mut self, size: (u16, u16)) {
        self.size = size;
        resize(&mut self.model, size);
    }

    /// Presses the keys, and looks at the screen after each; then repaints it.
    fn read_on(&mut self, terminal: &mut Terminal) {
        self.is_right(terminal, "starting");
        for (index, (bytes, name)) in KEYS.iter().enumerate() {
            // Esc is a key that closes a list; a lone Escape would have to wait in every multiplexer.
            let bytes = if *name == "Esc" { "q" } else { bytes };
            terminal.send(bytes);
            press(&mut self.model, name);
            self.is_right(terminal, &format!("key {index}, {name}"));
        }
        terminal.send("\x0c");
        terminal.send("J");
        press(&mut self.model, "Ctrl-L J");
        self.is_right(terminal, "a full repaint");
    }
}

fn is_there(tool: &str, version: &str) -> bool {
    let there = Command::new(tool).arg(version).output().is_ok();
    if !there {
        eprintln!("skipped: {tool} is not installed");
    }
    there
}

#[test]
fn inside_tmux_the_screen_is_right_after_every_key_resize_split_and_return() {
    if !is_there("tmux", "-V") {
        return;
    }
    let mut inside = Inside::new((100, 30), &["tmux", "-S", "HOME/tmux", "kill-server"]);
    inside.home.file("tmux.conf", "set -g status off\nset -sg escape-time 0\n");
    let tmux = format!("tmux -u -S {0}/tmux -f {0}/tmux.conf", inside.home.path().display());
    let mut terminal = inside.home.shell(&format!("{tmux} new-session '{PROGRAM}'"));
    inside.read_on(&mut terminal);

    terminal.resize((72, 22));
    inside.resize((72, 22));
    inside.is_right(&terminal, "a smaller terminal");
    terminal.resize((100, 30));
    inside.resize((100, 30));
    inside.is_right(&terminal, "the first size");

    // A pane beside it, with a rule between the two.
    inside.tells(&["tmux", "-S", "HOME/tmux", "split-window", "-h", "-d", "-l", "39", "sleep 1000"]);
    inside.resize((60, 30));
    inside.is_right(&terminal, "a split");
    for (bytes, name) in [("J", "J"), ("K", "K"), ("K", "K")] {
        terminal.send(bytes);
        press(&mut inside.model, name);
        inside.is_right(&terminal, "a key in a split");
    }
    inside.tells(&["tmux", "-S", "HOME/tmux", "kill-pane", "-t", "1"]);
    inside.resize((100, 30));
    inside.is_right(&terminal, "the end of the split");

    // Somebody goes away, and comes back in another terminal.
    inside.tells(&["tmux", "-S", "HOME/tmux", "detach-client"]);
    assert!(terminal.end().success());
    let mut terminal = inside.home.shell(&format!("{tmux} attach"));
    inside.is_right(&terminal, "coming back");
    terminal.send("J");
    press(&mut inside.model, "J");
    inside.is_right(&terminal, "a key after coming back");
    terminal.send("q");
    assert!(terminal.end().success());
}

#[test]
fn inside_screen_the_screen_is_right_after_every_key_and_resize_and_return() {
    if !is_there("screen", "--version") {
        return;
    }
    use std::os::unix::fs::PermissionsExt;
    let mut inside = Inside::new((100, 30), &["screen", "-S", "talk", "-X", "quit"]);
    let sockets = inside.home.path().join("sockets");
    std::fs::create_dir(&sockets).unwrap();
    std::fs::set_permissions(&sockets, std::fs::Permissions::from_mode(0o700)).unwrap();
    inside.home.file("screenrc", "startup_message off\ndefutf8 on\nmaptimeout 0\n");
    let screen = format!("SCREENDIR={0} screen -U -c {1}/screenrc", sockets.display(), inside.home.path().display());
    let mut terminal = inside.home.shell(&format!("{screen} -S talk '{PROGRAM}'"));
    inside.read_on(&mut terminal);

    terminal.resize((72, 22));
    inside.resize((72, 22));
    inside.is_right(&terminal, "a smaller terminal");
    terminal.resize((100, 30));
    inside.resize((100, 30));
    inside.is_right(&terminal, "the first size");

    inside.tells(&["screen", "-S", "talk", "-X", "detach"]);
    terminal.end();
    let mut terminal = inside.home.shell(&format!("{screen} -r talk"));
    inside.is_right(&terminal, "coming back");
    terminal.send("J");
    press(&mut inside.model, "J");
    inside.is_right(&terminal, "a key after coming back");
    terminal.send("q");
    terminal.end();
}
