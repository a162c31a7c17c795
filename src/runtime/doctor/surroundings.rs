//! The terminal and what is around it: by the environment, and by asking where that is possible.

use std::fs::OpenOptions;
use std::io::{Read, Write};
use std::os::fd::AsFd;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, poll};

use super::{Environment, Finding};
use crate::app::geometry::SMALLEST;
use crate::runtime::outside;

/// How long a terminal may take to answer.
const PATIENCE: Duration = Duration::from_millis(500);

/// The terminal itself.
pub(super) fn terminal(env: &Environment) -> Vec<Finding> {
    let term = env.get("TERM");
    let mut findings = Vec::new();
    match term {
        "" | "dumb" => findings.push(Finding::note(
            "terminal",
            format!("TERM is {}, so reading goes line by line", if term.is_empty() { "not set" } else { "“dumb”" }),
            "export TERM=xterm-256color, if the terminal can show a screen",
        )),
        _ => findings.push(Finding::ok("terminal", format!("TERM is “{term}”"))),
    }
    if !env.terminal {
        findings.push(Finding::ok("terminal", "input or output is no terminal now, so it was not asked"));
        return findings;
    }
    let (columns, rows) = crossterm::terminal::window_size().map_or((0, 0), |size| (size.columns, size.rows));
    findings.push(match (columns, rows) {
        (0, _) | (_, 0) => {
            Finding::note("size", "the terminal does not say how large it is", "stty rows 24 columns 80")
        }
        (columns, rows) if columns < SMALLEST.0 || rows < SMALLEST.1 => Finding::note(
            "size",
            format!("{columns} by {rows} is too small for the screen"),
            format!("make it {} by {} at least, or read with --plain", SMALLEST.0, SMALLEST.1),
        ),
        (columns, rows) => Finding::ok("size", format!("{columns} columns, {rows} rows")),
    });
    if !matches!(term, "" | "dumb") {
        findings.push(match ask() {
            Some(time) => Finding::ok("answers", format!("it says where its cursor is, after {} ms", time.as_millis())),
            None => Finding::note(
                "answers",
                "it does not say where its cursor is, so frames over a slow connection are not paced by it",
                "try another terminal; everything else works",
            ),
        });
    }
    findings
}

/// Asks the terminal where its cursor is. How long it took; `None` where no answer came.
fn ask() -> Option<Duration> {
    let mut tty = OpenOptions::new().read(true).write(true).open("/dev/tty").ok()?;
    crossterm::terminal::enable_raw_mode().ok()?;
    let begun = Instant::now();
    let mut asked = || {
        tty.write_all(b"\x1b[6n").ok()?;
        let mut answer = Vec::new();
        while begun.elapsed() < PATIENCE {
            let left = PATIENCE.saturating_sub(begun.elapsed());
            let wait = rustix::event::Timespec { tv_sec: 0, tv_nsec: left.as_nanos() as _ };
            let mut fds = [PollFd::new(&tty, PollFlags::IN)];
            if poll(&mut fds, Some(&wait)).ok()? == 0 {
                return None;
            }
            let mut byte = [0; 64];
            let count = (&tty).read(&mut byte).ok()?;
            answer.extend_from_slice(byte.get(..count)?);
            if answer.contains(&b'R') {
                return Some(begun.elapsed());
            }
        }
        None
    };
    let answered = asked();
    let _ = crossterm::terminal::disable_raw_mode();
    let _ = tty.as_fd();
    answered
}

/// What a program prints, its last line feed left out. `None` where it is not there or fails.
fn output(line: &[&str]) -> Option<String> {
    let (name, arguments) = line.split_first()?;
    let output = Command::new(name).args(arguments).stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim_end().to_owned())
}

/// tmux, screen and SSH.
pub(super) fn multiplexer(env: &Environment) -> Vec<Finding> {
    let mut findings = Vec::new();
    if env.has("TMUX") {
        let option = |name: &str| output(&["tmux", "show-options", "-gv", name]);
        findings.extend(tmux(
            output(&["tmux", "-V"]).as_deref(),
            output(&["tmux", "show-options", "-sv", "set-clipboard"]).or_else(|| option("set-clipboard")).as_deref(),
            output(&["tmux", "show-options", "-sv", "escape-time"]).or_else(|| option("escape-time")).as_deref(),
        ));
    }
    if env.has("STY") {
        findings.push(Finding::note(
            "screen",
            "GNU screen passes nothing on to a clipboard",
            "press w to write a quotation to quotes.md, or use tmux",
        ));
    }
    if env.has("SSH_CONNECTION") {
        findings.push(Finding::ok(
            "connection",
            "over SSH; frames wait for the terminal, and a lost connection loses nothing",
        ));
    }
    findings
}

/// What tmux says of itself.
fn tmux(version: Option<&str>, clipboard: Option<&str>, escape: Option<&str>) -> Vec<Finding> {
    let Some(version) = version else {
        return vec![Finding::note(
            "tmux",
            "TMUX is set, but tmux does not answer, so nothing can be put into its buffer",
            "unset TMUX, if this is not inside tmux",
        )];
    };
    let mut findings = Vec::new();
    let digits = version.trim_start_matches(|c: char| !c.is_ascii_digit());
    let number = digits.split(|c: char| !c.is_ascii_digit() && c != '.').next().and_then(|n| n.parse::<f32>().ok());
    if number.is_some_and(|number| number < 3.2) {
        findings.push(Finding::note(
            "tmux",
            format!("{version} cannot pass its buffer on to the terminal; that came with 3.2"),
            "update tmux, or paste with its own prefix and ]",
        ));
    } else {
        findings.push(Finding::ok("tmux", format!("{version}; y fills its buffer")));
    }
    match clipboard {
        Some("off") => findings.push(Finding::note(
            "tmux",
            "set-clipboard is off, so what is copied stays in its buffer",
            "tmux set -s set-clipboard on",
        )),
        Some(value) => findings.push(Finding::ok("tmux", format!("set-clipboard is {value}; y reaches your terminal"))),
        None => {}
    }
    if let Some(wait) = escape.and_then(|text| text.parse::<u32>().ok()).filter(|wait| *wait > 100) {
        findings.push(Finding::note(
            "tmux",
            format!("it holds back the key Esc for {wait} ms"),
            "tmux set -s escape-time 20",
        ));
    }
    findings
}

/// The locale.
pub(super) fn locale(env: &Environment) -> Finding {
    let set = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find(|name| env.has(name));
    let Some(name) = set else {
        return Finding::ok("locale", "none is set, which counts as UTF-8");
    };
    let value = env.get(name);
    let lower = value.to_ascii_lowercase();
    if lower.contains("utf-8") || lower.contains("utf8") {
        Finding::ok("locale", format!("{name} is “{value}”"))
    } else {
        let says = format!("{name} is “{value}”, so only ASCII signs are shown");
        Finding::note("locale", says, format!("export {name}=C.UTF-8"))
    }
}

/// Colours.
pub(super) fn colours(env: &Environment) -> Finding {
    let term = env.get("TERM");
    let says = match () {
        () if env.has("NO_COLOR") => "none, as NO_COLOR asks; what is chosen is bold or in reverse",
        () if matches!(env.get("COLORTERM"), "truecolor" | "24bit") => "all, by COLORTERM",
        () if term.contains("256color") || term.contains("direct") => "256, by TERM",
        () => "16, by TERM",
    };
    Finding::ok("colours", says)
}

/// How copying goes.
pub(super) fn clipboard(env: &Environment) -> Finding {
    let remote = env.has("SSH_CONNECTION");
    let mut ways = Vec::new();
    if env.has("TMUX") && env.program("tmux").is_some() {
        ways.push("tmux’s buffer".to_owned());
    }
    let displays =
        [("WAYLAND_DISPLAY", &["wl-copy"][..], "wl-clipboard"), ("DISPLAY", &["xclip", "xsel"][..], "xclip")];
    let mut missing = None;
    for (name, tools, package) in displays.iter().filter(|(name, ..)| !remote && env.has(name)) {
        match tools.iter().find(|tool| env.program(tool).is_some()) {
            Some(tool) => ways.push((*tool).to_owned()),
            None => missing = missing.or(Some((*name, *package))),
        }
    }
    if cfg!(target_os = "macos") && !remote && env.program("pbcopy").is_some() {
        ways.push("pbcopy".to_owned());
    }
    match (missing, ways.is_empty()) {
        (Some((name, package)), true) => Finding::note(
            "clipboard",
            format!(
                "{name} is set, but there is no tool for its clipboard, so only your terminal can take what is copied"
            ),
            format!("install {package}"),
        ),
        (_, false) => Finding::ok("clipboard", format!("by {}, and sent to your terminal", ways.join(" and "))),
        (None, true) => Finding::ok(
            "clipboard",
            "sent to your terminal (OSC 52), which does not say whether it took it; w writes to quotes.md instead",
        ),
    }
}

/// The editor for notes.
pub(super) fn editor(env: &Environment) -> Finding {
    let named = ["VISUAL", "EDITOR"].into_iter().find(|name| !env.get(name).trim().is_empty());
    let line = named.map_or("vi", |name| env.get(name).trim());
    let program = line.split_whitespace().next().unwrap_or_default().trim_matches(['\'', '"']);
    match (env.program(program), named) {
        (Some(_), _) => Finding::ok("editor", format!("{line}, for Ctrl-X in a note")),
        (None, Some(name)) => {
            Finding::note("editor", format!("{name} is “{line}”, which is not there"), format!("export {name}=nano"))
        }
        (None, None) => Finding::note(
            "editor",
            "none is named and there is no vi; notes are written in the program",
            "export EDITOR=nano",
        ),
    }
}

/// What is read, and with what the rest could be converted.
pub(super) fn converters(env: &Environment) -> Vec<Finding> {
    let features = [
        ("web pages", cfg!(feature = "html")),
        ("Word and OpenDocument", cfg!(feature = "office")),
        ("e-books", cfg!(feature = "epub")),
        ("PDF", cfg!(feature = "pdf")),
        ("TEI", cfg!(feature = "tei")),
    ];
    let names = |there: bool| {
        features.iter().filter(|(_, has)| *has == there).map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
    };
    let mut findings = vec![Finding::ok("formats", format!("text, Markdown, captions, JSON, RTF, {}", names(true)))];
    if !names(false).is_empty() {
        findings.push(Finding::note(
            "formats",
            format!("built without {}", names(false)),
            "cargo install inquit, with all features",
        ));
    }
    const LIBRE_OFFICE: &str = "install libreoffice-writer, where old Word files come up";
    let tool = outside::programs().find(|(program, _)| env.program(program).is_some());
    findings.push(match tool {
        Some((program, true)) => {
            Finding::ok("converters", format!("{program} is there, so old Word files (.doc) open"))
        }
        Some((program, false)) => Finding::note(
            "converters",
            format!("{program} is there, so old Word files (.doc) open, but without what is bold in them"),
            LIBRE_OFFICE,
        ),
        None => Finding::note(
            "converters",
            "there is no program that converts old Word files (.doc), so those do not open here",
            LIBRE_OFFICE,
        ),
    });
    findings
}

#[cfg(test)]
mod tests {
    use super::super::State;
    use super::*;

    fn env(vars: &[(&str, &str)]) -> Environment {
        let pair = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Environment { vars: vars.iter().map(pair).collect(), terminal: false }
    }

    #[cfg(unix)]
    #[test]
    fn what_opens_old_word_files_is_looked_for_where_the_reader_looks() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().to_string_lossy().into_owned();
        let says = || converters(&env(&[("PATH", path.as_str())])).pop().unwrap();
        assert!(says().says.contains("no program") && says().mend.is_some(), "{:?}", says());
        for (program, mends) in [("antiword", true), ("soffice", false)] {
            let file = folder.path().join(program);
            std::fs::write(&file, "#!/bin/sh\n").unwrap();
            std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o755)).unwrap();
            assert!(says().says.contains(program) && says().mend.is_some() == mends, "{:?}", says());
        }
    }

    #[test]
    fn made_up_terminals_get_their_words() {
        for (vars, says, mend) in [
            (&[("TERM", "xterm-256color")][..], "“xterm-256color”", false),
            (&[("TERM", "dumb")], "line by line", true),
            (&[], "TERM is not set", true),
        ] {
            let finding = &terminal(&env(vars))[0];
            assert!(finding.says.contains(says) && finding.mend.is_some() == mend, "{finding:?}");
        }
    }

    #[test]
    fn tmux_is_told_what_it_should_do() {
        let mends = |version, clipboard, escape| -> Vec<String> {
            tmux(version, clipboard, escape).into_iter().filter_map(|finding| finding.mend).collect()
        };
        assert_eq!(mends(Some("tmux 3.3a"), Some("external"), Some("10")), [""; 0]);
        assert_eq!(
            mends(Some("tmux 3.3a"), Some("off"), Some("500")),
            ["tmux set -s set-clipboard on", "tmux set -s escape-time 20"]
        );
        assert_eq!(mends(Some("tmux 2.8"), None, None).len(), 1);
        assert_eq!(mends(Some("tmux next-3.5"), None, None).len(), 0);
        assert_eq!(mends(None, None, None), ["unset TMUX, if this is not inside tmux"]);
    }

    #[test]
    fn locales_and_colours() {
        assert_eq!(locale(&env(&[])).state, State::Ok);
        assert_eq!(locale(&env(&[("LANG", "de_DE.UTF-8")])).state, State::Ok);
        let poor = locale(&env(&[("LC_ALL", "C"), ("LANG", "de_DE.UTF-8")]));
        assert_eq!(poor.mend.as_deref(), Some("export LC_ALL=C.UTF-8"));
        for (vars, says) in [
            (&[("NO_COLOR", "1"), ("COLORTERM", "truecolor")][..], "NO_COLOR"),
            (&[("COLORTERM", "truecolor")], "all"),
            (&[("TERM", "screen-256color")], "256"),
            (&[("TERM", "linux")], "16"),
        ] {
            assert!(colours(&env(vars)).says.contains(says), "{vars:?}");
        }
    }

    #[test]
    fn clipboards_by_what_is_there() {
        let bin = tempfile::tempdir().unwrap();
        let path = bin.path().to_str().unwrap().to_owned();
        let with = |vars: &[(&str, &str)]| clipboard(&env(&[vars, &[("PATH", &path)]].concat()));
        assert!(with(&[]).says.contains("OSC 52"));
        assert_eq!(with(&[("DISPLAY", ":0")]).mend.as_deref(), Some("install xclip"));
        assert_eq!(with(&[("WAYLAND_DISPLAY", "w")]).mend.as_deref(), Some("install wl-clipboard"));
        assert!(with(&[("DISPLAY", ":0"), ("SSH_CONNECTION", "1 2 3 4")]).says.contains("OSC 52"), "not from afar");
        for name in ["xsel", "tmux"] {
            use std::os::unix::fs::PermissionsExt;
            std::fs::write(bin.path().join(name), "").unwrap();
            std::fs::set_permissions(bin.path().join(name), std::fs::Permissions::from_mode(0o755)).unwrap();
        }
        assert!(with(&[("DISPLAY", ":0")]).says.starts_with("by xsel"));
        assert!(with(&[("TMUX", "x")]).says.starts_with("by tmux’s buffer"));
    }

    #[test]
    fn editors_that_are_missing_are_named() {
        let says = |vars: &[(&str, &str)]| editor(&env(vars));
        assert_eq!(says(&[("EDITOR", "no-such-editor --wait"), ("PATH", "/usr/bin:/bin")]).state, State::Note);
        assert_eq!(says(&[("EDITOR", "/bin/sh -c"), ("PATH", "")]).state, State::Ok);
        assert!(says(&[("PATH", "/nowhere")]).mend.is_some());
    }
}
