//! Puts text into a clipboard, by the ways that are there, and says what is known of it.
//!
//! Measured with tmux 3.3a as it comes: it drops the escape sequence for the clipboard (OSC 52), also when it is wrapped to
//! be passed through; its own command works. So inside tmux its buffer is filled and tmux is asked to pass it on, then the
//! sequence is sent as well, for those who allow it. Over SSH and without a display the sequence is the only way. On a
//! display of one's own the system's tool is used first. A terminal never answers, so nothing is called copied that was
//! only sent.

use std::env;
use std::io::{self, Write};
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::app::effect::Clip;

/// Most bytes of text that are sent to a terminal where the settings say nothing. Some programs between here and the
/// clipboard drop long sequences without a word (mosh from 12 kB of text), so the limit is well below.
pub const LIMIT: usize = 4000;

/// How long a tool may take. One that waits for a display that does not answer is ended.
const PATIENCE: Duration = Duration::from_millis(1500);

/// What the environment says about clipboards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Surroundings {
    /// Whether this runs inside tmux.
    pub tmux: bool,
    /// Whether the connection is a remote one.
    pub remote: bool,
    /// Whether there is a Wayland display, and whether there is one of X11.
    pub displays: (bool, bool),
    /// Whether this is macOS.
    pub macos: bool,
}

impl Surroundings {
    /// As the environment has it now. `SSH_CONNECTION` and not `SSH_TTY`, which panes of tmux keep for ever.
    pub fn here() -> Self {
        let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
        Self {
            tmux: set("TMUX"),
            remote: set("SSH_CONNECTION"),
            displays: (set("WAYLAND_DISPLAY"), set("DISPLAY")),
            macos: cfg!(target_os = "macos"),
        }
    }

    /// The tools that may be tried, in order. Never one without its display: it would wait for it.
    fn tools(self) -> Vec<&'static [&'static str]> {
        let mut tools: Vec<&'static [&'static str]> = Vec::new();
        if self.remote {
            return tools;
        }
        if self.macos {
            tools.push(&["pbcopy"]);
        }
        if self.displays.0 {
            tools.push(&["wl-copy"]);
        }
        if self.displays.1 {
            tools.extend([&["xclip", "-selection", "clipboard"][..], &["xsel", "--clipboard", "--input"][..]]);
        }
        tools
    }
}

/// The escape sequence that asks a terminal to take a text into its clipboard: whole groups of base64, in one piece.
pub fn sequence(text: &str) -> String {
    format!("\x1b]52;c;{}\x07", STANDARD.encode(text))
}

/// Copies. Returns the sentence that says what is known. `write` is the quotation's other way out, in words.
pub fn copy(clip: &Clip, around: Surroundings, limit: usize, write: &str) -> String {
    let in_tmux = around.tmux && run(&["tmux", "load-buffer", "-w", "-"], &clip.text);
    let tool = around.tools().into_iter().find(|tool| run(tool, &clip.text)).map(|tool| tool[0]);
    let fits = clip.text.len() <= limit;
    let sent = fits && send(&sequence(&clip.text)).is_ok();
    report(clip, in_tmux, tool, sent, limit, write)
}

/// Copies by tmux and by the tools of a display, and not by the terminal, which would need an escape sequence. `None` where
/// there is no such way.
pub fn give(clip: &Clip, around: Surroundings) -> Option<String> {
    let what = &clip.what;
    if around.tmux && run(&["tmux", "load-buffer", "-w", "-"], &clip.text) {
        return Some(format!("{what}: in tmux’s buffer"));
    }
    let tool = around.tools().into_iter().find(|tool| run(tool, &clip.text))?;
    Some(format!("{what}: given to the clipboard by {}", tool[0]))
}

/// What is known, in a sentence.
fn report(clip: &Clip, in_tmux: bool, tool: Option<&str>, sent: bool, limit: usize, write: &str) -> String {
    let what = &clip.what;
    match (in_tmux, tool, sent) {
        (true, Some(tool), _) => format!("{what}: in tmux’s buffer, and given to {tool}"),
        (true, None, true) => format!("{what}: in tmux’s buffer, and sent to your terminal’s clipboard"),
        (true, None, false) => format!("{what}: in tmux’s buffer; too long to send to your terminal"),
        (false, Some(tool), _) => format!("{what}: given to the clipboard by {tool}"),
        (false, None, true) => format!("{what}: sent to your terminal’s clipboard"),
        (false, None, false) => {
            let (size, limit) = (kilobytes(clip.text.len()), kilobytes(limit));
            format!("{what} is {size} kB, more than the {limit} kB that are sent to a terminal; {write} writes it down")
        }
    }
}

fn kilobytes(bytes: usize) -> String {
    format!("{}.{}", bytes / 1000, bytes % 1000 / 100)
}

/// One write, from the thread that draws, so that nothing stands inside it.
fn send(sequence: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(sequence.as_bytes())?;
    out.flush()
}

/// Gives a text to a tool. Whether the tool took it in time and ended well.
fn run(tool: &[&str], text: &str) -> bool {
    let Some((name, arguments)) = tool.split_first() else { return false };
    let mut command = Command::new(name);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    // What stays behind to hold the clipboard must not end with this terminal.
    command.process_group(0);
    let Ok(mut child) = command.spawn() else { return false };
    if let Some(mut stdin) = child.stdin.take() {
        let text = text.to_owned();
        // A tool that does not read would hold up the program.
        let feed = thread::Builder::new().name("clipboard".to_owned()).spawn(move || {
            let _ = stdin.write_all(text.as_bytes());
        });
        if feed.is_err() {
            let _ = child.kill();
        }
    }
    let begun = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) if begun.elapsed() < PATIENCE => thread::sleep(Duration::from_millis(2)),
            _ => {
                let _ = child.kill();
                let _ = child.wait();
                return false;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOWHERE: Surroundings = Surroundings { tmux: false, remote: false, displays: (false, false), macos: false };

    #[test]
    fn no_tool_is_tried_without_its_display_or_from_afar() {
        let names = |around: Surroundings| around.tools().iter().map(|tool| tool[0]).collect::<Vec<_>>();
        assert_eq!(names(NOWHERE), [""; 0]);
        assert_eq!(names(Surroundings { displays: (true, true), ..NOWHERE }), ["wl-copy", "xclip", "xsel"]);
        assert_eq!(names(Surroundings { displays: (false, true), ..NOWHERE }), ["xclip", "xsel"]);
        assert_eq!(names(Surroundings { macos: true, ..NOWHERE }), ["pbcopy"]);
        assert_eq!(names(Surroundings { displays: (true, true), remote: true, macos: true, ..NOWHERE }), [""; 0]);
    }

    #[test]
    fn the_sequence_holds_the_text_letter_by_letter() {
        for text in ["", "a", "ab", "abc", "“Mostly,” he’d say. 面談"] {
            let sequence = sequence(text);
            let inside = sequence.strip_prefix("\x1b]52;c;").and_then(|rest| rest.strip_suffix('\x07')).unwrap();
            assert_eq!(inside.len() % 4, 0, "whole groups");
            assert_eq!(STANDARD.decode(inside).unwrap(), text.as_bytes());
        }
    }

    #[test]
    fn it_says_what_is_known() {
        let clip = Clip { what: "q. 5, para. 3".to_owned(), text: "x".repeat(4321) };
        let says = |tmux, tool, sent| report(&clip, tmux, tool, sent, 4000, "w");
        assert_eq!(says(false, None, true), "q. 5, para. 3: sent to your terminal’s clipboard");
        assert_eq!(says(true, None, true), "q. 5, para. 3: in tmux’s buffer, and sent to your terminal’s clipboard");
        assert_eq!(says(false, Some("wl-copy"), true), "q. 5, para. 3: given to the clipboard by wl-copy");
        assert_eq!(
            says(false, None, false),
            "q. 5, para. 3 is 4.3 kB, more than the 4.0 kB that are sent to a terminal; w writes it down"
        );
    }

    #[test]
    fn a_tool_that_waits_is_ended() {
        assert!(run(&["cat"], "text"));
        assert!(!run(&["false"], "text"));
        assert!(!run(&["inquit-no-such-tool"], "text"));
        assert!(!run(&["sleep", "1000"], &"text".repeat(100_000)));
    }
}
