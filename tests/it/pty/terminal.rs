//! The harness: a home folder for one test, and a program in a terminal.

use std::ffi::OsStr;
use std::fs;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{ChildKiller, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use vt100::{MouseProtocolMode, Parser, Screen};

/// The one limit of all waiting.
pub(super) const LIMIT: Duration = Duration::from_secs(10);

/// The program.
pub(super) const PROGRAM: &str = env!("CARGO_BIN_EXE_inquit");

/// A home folder that nobody else uses.
pub(super) struct Home(tempfile::TempDir);

impl Home {
    pub(super) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(super) fn path(&self) -> &Path {
        self.0.path()
    }

    /// Makes a file in the home folder.
    pub(super) fn file(&self, name: impl AsRef<Path>, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    /// Writes the settings.
    pub(super) fn settings(&self, text: &str) {
        self.file(".config/inquit/config.toml", text);
    }

    /// The text of all files in a folder of the program: `share` (marks) or `state` (places).
    pub(super) fn kept(&self, folder: &str) -> String {
        fn read(folder: &Path, all: &mut String) {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                let path = entry.path();
                if path.is_dir() {
                    read(&path, all);
                } else if path.extension().is_some_and(|extension| extension != "tmp") {
                    all.push_str(&fs::read_to_string(&path).unwrap_or_default());
                }
            }
        }
        let mut all = String::new();
        read(&self.path().join(".local").join(folder).join("inquit"), &mut all);
        all
    }

    /// Everything that the program finds in its environment.
    fn environment(&self) -> Vec<(&'static str, String)> {
        let under = |name: &str| self.path().join(name).to_str().unwrap().to_owned();
        vec![
            ("HOME", under("")),
            ("PATH", std::env::var("PATH").unwrap_or_default()),
            ("XDG_CONFIG_HOME", under(".config")),
            ("XDG_DATA_HOME", under(".local/share")),
            ("XDG_STATE_HOME", under(".local/state")),
            ("XDG_CACHE_HOME", under(".cache")),
            ("LANG", "C.UTF-8".to_owned()),
            ("TERM", "xterm-256color".to_owned()),
            ("INQUIT", PROGRAM.to_owned()),
        ]
    }

    /// Runs the program in a terminal.
    pub(super) fn open<A: AsRef<OsStr>>(&self, arguments: &[A]) -> Terminal {
        self.start(PROGRAM, arguments, (100, 30), &[])
    }

    /// Runs the program in a terminal of this size, with these changes of the environment; an empty value takes the
    /// variable away.
    pub(super) fn open_in(&self, size: (u16, u16), changes: &[(&str, &str)]) -> Terminal {
        self.start::<&str>(PROGRAM, &[], size, changes)
    }

    /// Runs the program with these changes of the environment.
    pub(super) fn open_with(&self, arguments: &[&str], changes: &[(&str, &str)]) -> Terminal {
        self.start(PROGRAM, arguments, (100, 30), changes)
    }

    /// Runs the program with arguments in a terminal of this size, with these changes of the environment.
    pub(super) fn open_as<A: AsRef<OsStr>>(
        &self,
        arguments: &[A],
        size: (u16, u16),
        changes: &[(&str, &str)],
    ) -> Terminal {
        self.start(PROGRAM, arguments, size, changes)
    }

    /// Runs the program in a terminal that answers nothing.
    pub(super) fn open_silent(&self) -> Terminal {
        Terminal::start(self.command::<&str>(PROGRAM, &[], &[]), (100, 30), false)
    }

    /// Runs a line of shell in a terminal that answers nothing.
    pub(super) fn shell_silent(&self, line: &str) -> Terminal {
        Terminal::start(self.command("sh", &["-c", line], &[]), (100, 30), false)
    }

    /// Runs a line of shell in a terminal. The program is `"$INQUIT"`.
    pub(super) fn shell(&self, line: &str) -> Terminal {
        self.start("sh", &["-c", line], (100, 30), &[])
    }

    pub(super) fn start<A: AsRef<OsStr>>(
        &self,
        program: &str,
        arguments: &[A],
        size: (u16, u16),
        changes: &[(&str, &str)],
    ) -> Terminal {
        Terminal::start(self.command(program, arguments, changes), size, true)
    }

    pub(super) fn command<A: AsRef<OsStr>>(
        &self,
        program: &str,
        arguments: &[A],
        changes: &[(&str, &str)],
    ) -> CommandBuilder {
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.cwd(self.path());
        command.env_clear();
        for (name, value) in self.environment() {
            command.env(name, value);
        }
        for (name, value) in changes {
            if value.is_empty() { command.env_remove(name) } else { command.env(name, value) }
        }
        command
    }

    /// Runs the program without a terminal, to its end.
    pub(super) fn run<A: AsRef<OsStr>>(&self, arguments: &[A]) -> Output {
        let mut command = Command::new(PROGRAM);
        command.args(arguments).current_dir(self.path()).stdin(Stdio::null()).env_clear();
        command.envs(self.environment()).output().unwrap()
    }
}

/// Where does the cursor stand?
const ASKED: &[u8] = b"\x1b[6n";

/// What came out of a terminal so far.
struct Seen {
    parser: Parser,
    bytes: Vec<u8>,
    /// How many bytes the parser has.
    shown: usize,
    closed: bool,
    status: Option<ExitStatus>,
}

impl Seen {
    /// Gives the parser what it has not seen. It skips the replacement character, which terminals show in one cell.
    fn show(&mut self) {
        const REPLACEMENT: &[u8] = "\u{fffd}".as_bytes();
        while let rest @ [_, ..] = &self.bytes[self.shown..] {
            let cut = rest.len() < REPLACEMENT.len() && REPLACEMENT.starts_with(rest);
            let count = match rest.iter().position(|byte| *byte == REPLACEMENT[0]) {
                _ if cut => return,
                Some(0) if rest.starts_with(REPLACEMENT) => {
                    self.parser.process(b"?");
                    self.shown += REPLACEMENT.len();
                    continue;
                }
                Some(0) => 1,
                Some(count) => count,
                None => rest.len(),
            };
            self.parser.process(&rest[..count]);
            self.shown += count;
        }
    }
}

/// A program in a terminal. Dropping it kills the program.
pub(super) struct Terminal {
    seen: Arc<(Mutex<Seen>, Condvar)>,
    master: Box<dyn MasterPty + Send>,
    keyboard: Arc<Mutex<Box<dyn Write + Send>>>,
    killer: Box<dyn ChildKiller + Send + Sync>,
    pid: u32,
    /// The line settings before the program began.
    before: String,
}

pub(super) fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap()
}

pub(super) fn sized((cols, rows): (u16, u16)) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

impl Terminal {
    /// Starts a program. Where `answer`, the terminal says where its cursor stands when it is asked.
    fn start(command: CommandBuilder, size: (u16, u16), answer: bool) -> Self {
        let pair = native_pty_system().openpty(sized(size)).unwrap();
        let before = format!("{:?}", pair.master.get_termios());
        let mut reader = pair.master.try_clone_reader().unwrap();
        let keyboard = Arc::new(Mutex::new(pair.master.take_writer().unwrap()));
        let mut child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        // A terminal that says it has no size has one all the same.
        let (columns, rows) = if size == (0, 0) { (80, 24) } else { size };
        let parser = Parser::new(cells(rows), cells(columns), 0);
        let seen = Arc::new((
            Mutex::new(Seen { parser, bytes: Vec::new(), shown: 0, closed: false, status: None }),
            Condvar::new(),
        ));
        let (pid, killer) = (child.process_id().unwrap(), child.clone_killer());
        let shared = Arc::clone(&seen);
        let answers = Arc::clone(&keyboard);
        thread::spawn(move || {
            let mut buffer = vec![0; 1 << 16];
            loop {
                // The end of a terminal is an error on some systems.
                let count = reader.read(&mut buffer).unwrap_or(0);
                let mut seen = shared.0.lock().unwrap();
                let part = buffer.get(..count).unwrap();
                // A question may have begun in what came before.
                let from = seen.bytes.len().saturating_sub(ASKED.len() - 1);
                seen.bytes.extend_from_slice(part);
                seen.show();
                seen.closed = count == 0;
                let asked = seen.bytes[from..].windows(ASKED.len()).filter(|bytes| *bytes == ASKED).count();
                let closed = seen.closed;
                drop(seen);
                shared.1.notify_all();
                if closed {
                    return;
                }
                if answer {
                    for _ in 0..asked {
                        // The program may be gone already.
                        let _ = answers.lock().unwrap().write_all(b"\x1b[1;1R");
                    }
                }
            }
        });
        let shared = Arc::clone(&seen);
        thread::spawn(move || {
            let status = child.wait().unwrap();
            shared.0.lock().unwrap().status = Some(status);
            shared.1.notify_all();
        });
        Self { seen, master: pair.master, keyboard, killer, pid, before }
    }

    pub(super) fn pid(&self) -> u32 {
        self.pid
    }

    fn wait(&self, what: &str, ready: impl Fn(&Seen) -> bool) -> MutexGuard<'_, Seen> {
        let seen = self.seen.0.lock().unwrap();
        let (seen, late) = self.seen.1.wait_timeout_while(seen, LIMIT, |seen| !ready(seen)).unwrap();
        if late.timed_out() {
            let (status, screen) = (seen.status.clone(), seen.parser.screen().contents());
            drop(seen);
            panic!("never came: {what}\nstatus {status:?}, screen:\n{screen}");
        }
        seen
    }

    /// Waits until the screen is as wanted.
    pub(super) fn wait_for(&self, what: &str, wanted: impl Fn(&Screen) -> bool) {
        drop(self.wait(what, |seen| wanted(seen.parser.screen())));
    }

    /// Waits until so many bytes were written in all, or the program ended.
    pub(super) fn has_written(&self, bytes: usize) {
        let still = Instant::now();
        let enough =
            |seen: &Seen| seen.bytes.len() >= bytes || seen.closed || still.elapsed() > Duration::from_millis(400);
        let mut seen = self.seen.0.lock().unwrap();
        while !enough(&seen) {
            seen = self.seen.1.wait_timeout(seen, Duration::from_millis(20)).unwrap().0;
        }
    }

    /// Waits until the screen shows these words.
    pub(super) fn shows(&self, words: &str) {
        self.wait_for(words, |screen| screen.contents().contains(words));
    }

    /// Waits until the screen does not show these words any more.
    pub(super) fn shows_no(&self, words: &str) {
        self.wait_for(&format!("a screen without {words}"), |screen| !screen.contents().contains(words));
    }

    /// The screen as it is now.
    pub(super) fn screen(&self) -> Screen {
        self.seen.0.lock().unwrap().parser.screen().clone()
    }

    /// Everything that was written so far.
    pub(super) fn bytes(&self) -> Vec<u8> {
        self.seen.0.lock().unwrap().bytes.clone()
    }

    pub(super) fn send(&mut self, keys: &str) {
        self.send_bytes(keys.as_bytes());
    }

    /// Sends bytes as a terminal sends them.
    pub(super) fn send_bytes(&mut self, bytes: &[u8]) {
        let mut keyboard = self.keyboard.lock().unwrap();
        keyboard.write_all(bytes).unwrap();
        keyboard.flush().unwrap();
    }

    pub(super) fn resize(&self, size: (u16, u16)) {
        let mut seen = self.seen.0.lock().unwrap();
        seen.parser.screen_mut().set_size(cells(size.1), cells(size.0));
        self.master.resize(sized(size)).unwrap();
    }

    /// Sends a signal, named without SIG.
    pub(super) fn signal(&self, name: &str) {
        let arguments = [format!("-{name}"), self.pid.to_string()];
        assert!(Command::new("kill").args(arguments).status().unwrap().success());
    }

    /// Waits until the program has stopped.
    pub(super) fn is_stopped(&self) {
        eventually("the program stops", || state(self.pid) == 'T');
    }

    /// Waits for the program's end.
    pub(super) fn end(&self) -> ExitStatus {
        self.wait("the end", |seen| seen.status.is_some() && seen.closed).status.clone().unwrap()
    }

    /// Checks that the terminal is as it was before the program began.
    pub(super) fn is_as_before(&self) {
        let screen = self.screen();
        assert!(!screen.alternate_screen(), "the other screen is left");
        assert!(!screen.hide_cursor(), "the cursor is shown");
        assert!(!screen.bracketed_paste(), "pastes are not marked");
        assert_eq!(screen.mouse_protocol_mode(), MouseProtocolMode::None, "the mouse is free");
        assert!(!screen.bold() && !screen.inverse() && !screen.dim(), "attributes are off");
        assert_eq!(self.line(), self.before, "the line settings are back");
    }

    /// Whether the line settings are those from before the program.
    fn line(&self) -> String {
        format!("{:?}", self.master.get_termios())
    }
}

/// The rows of a screen, without the blanks at their ends.
pub(super) fn rows(screen: &Screen) -> Vec<String> {
    screen.rows(0, screen.size().1.get()).map(|row| row.trim_end().to_owned()).collect()
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // It may have ended long ago.
        if self.seen.0.lock().is_ok_and(|seen| seen.status.is_none()) {
            let _ = self.killer.kill();
        }
    }
}

/// The letter for what a process does: `T` where it is stopped.
fn state(pid: u32) -> char {
    let output = Command::new("ps").args(["-o", "state=", "-p", &pid.to_string()]).output().unwrap();
    String::from_utf8_lossy(&output.stdout).trim().chars().next().unwrap_or('-')
}

/// Waits for something that can only be looked at, such as a file.
pub(super) fn eventually(what: &str, mut is: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is() {
        assert!(begun.elapsed() < LIMIT, "never came: {what}");
        thread::sleep(Duration::from_millis(5));
    }
}
