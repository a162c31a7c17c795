//! What goes over the wire: bytes and frames for each thing a reader does, in terminals of three sizes, with the painter in
//! a terminal with and without margins, with ratatui's own backend, and with `less` on the same text. Then a key that is
//! held for three seconds over a slow connection: how long the screen still moves after it was let go.

use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

const TEXT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds/wishnick-russia-north-korea.txt");
const INQUIT: &str = env!("CARGO_BIN_EXE_inquit");
/// A frame is complete when nothing came for so long.
const SILENCE: Duration = Duration::from_millis(80);
const ASKED: &[u8] = b"\x1b[6n";

/// Which terminal the program finds.
#[derive(Clone, Copy, PartialEq)]
enum Answers {
    /// It has left and right margins.
    Margins,
    /// It has none.
    Plain,
}

type Keyboard = Arc<Mutex<Box<dyn Write + Send>>>;

/// A program in a terminal whose bytes arrive with the time at which they were written.
struct Wire {
    keyboard: Keyboard,
    bytes: Receiver<(Instant, Vec<u8>)>,
    child: Box<dyn Child + Send + Sync>,
    _master: Box<dyn MasterPty + Send>,
}

/// A connection: how long a byte takes, and how many pass in a second.
#[derive(Clone, Copy)]
struct Link {
    delay: Duration,
    rate: f64,
}

const NEAR: Link = Link { delay: Duration::ZERO, rate: f64::INFINITY };
const FAR: Link = Link { delay: Duration::from_millis(100), rate: 20_000.0 };

fn open(program: &[&str], size: (u16, u16), home: &str, answers: Answers, link: Link) -> Option<Wire> {
    let (cols, rows) = size;
    let pair = native_pty_system().openpty(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).ok()?;
    let mut command = CommandBuilder::new(program.first()?);
    command.args(&program[1..]);
    command.env_clear();
    for (name, value) in [("TERM", "xterm-256color"), ("LANG", "C.UTF-8"), ("PATH", "/usr/bin:/bin"), ("HOME", home)] {
        command.env(name, value);
    }
    if link.rate.is_finite() {
        command.env("SSH_CONNECTION", "127.0.0.1 1 127.0.0.1 2");
    }
    let mut reader = pair.master.try_clone_reader().ok()?;
    let keyboard: Keyboard = Arc::new(Mutex::new(pair.master.take_writer().ok()?));
    let child = pair.slave.spawn_command(command).ok()?;
    drop(pair.slave);
    let (sender, bytes) = channel();
    let (to_terminal, at_terminal) = channel::<(Instant, Vec<u8>)>();
    // What the program writes goes into the connection at once, and comes out when its turn is.
    thread::spawn(move || {
        let mut buffer = vec![0; 1 << 16];
        let mut free = Instant::now();
        while let Ok(count @ 1..) = reader.read(&mut buffer) {
            free = free.max(Instant::now()) + Duration::from_secs_f64(count as f64 / link.rate);
            if to_terminal.send((free + link.delay, buffer[..count].to_vec())).is_err() {
                return;
            }
        }
    });
    let answer_to = Arc::clone(&keyboard);
    thread::spawn(move || {
        let mut first = true;
        for (due, part) in at_terminal {
            thread::sleep(due.saturating_duration_since(Instant::now()));
            let asked = part.windows(ASKED.len()).filter(|window| *window == ASKED).count();
            if sender.send((Instant::now(), part)).is_err() {
                return;
            }
            for _ in 0..asked {
                let answer: &[u8] =
                    if std::mem::take(&mut first) && answers == Answers::Margins { b"\x1b[2;3R" } else { b"\x1b[1;5R" };
                let keyboard = Arc::clone(&answer_to);
                thread::spawn(move || {
                    thread::sleep(link.delay);
                    let _ = keyboard.lock().map(|mut keyboard| keyboard.write_all(answer));
                });
            }
        }
    });
    Some(Wire { keyboard, bytes, child, _master: pair.master })
}

impl Wire {
    fn send(&self, keys: &str) {
        let _ = self
            .keyboard
            .lock()
            .map(|mut keyboard| keyboard.write_all(keys.as_bytes()).and_then(|()| keyboard.flush()));
    }

    /// Bytes until the screen is still, and when the last one came.
    fn settle(&self, still: Duration) -> (usize, Option<Instant>) {
        let (mut count, mut last) = (0, None);
        loop {
            match self.bytes.recv_timeout(still) {
                Ok((at, part)) => (count, last) = (count + part.len(), Some(at)),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return (count, last),
            }
        }
    }

    fn cost(&self, keys: &str) -> usize {
        self.send(keys);
        self.settle(SILENCE).0
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn median(mut values: Vec<usize>) -> usize {
    values.sort_unstable();
    values.get(values.len() / 2).copied().unwrap_or(0)
}

fn main() {
    // Run by a test runner only to see that it builds.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let home = match tempfile::tempdir() {
        Ok(home) => home,
        Err(error) => return eprintln!("no folder for the run: {error}"),
    };
    let home = home.path().to_string_lossy().into_owned();
    println!("bytes, medians, with the question behind each frame (4 bytes)\n");
    println!(
        "{:22}{:>8}{:>9}{:>9}{:>9}{:>9}{:>9}{:>9}",
        "", "size", "first", "no key", "line", "question", "popup", "letter"
    );
    for size in [(80, 24), (120, 40), (200, 60)] {
        for (name, program, answers) in [
            ("painter, margins", vec![INQUIT, TEXT], Answers::Margins),
            ("painter, no margins", vec![INQUIT, TEXT], Answers::Plain),
            ("ratatui's backend", vec![INQUIT, "--renderer", "basic", TEXT], Answers::Plain),
        ] {
            let Some(wire) = open(&program, size, &home, answers, NEAR) else { continue };
            let first = wire.settle(SILENCE * 4).0;
            let unbound = wire.cost("\x1b[24~");
            let questions: Vec<usize> = (0..5).map(|_| wire.cost("J")).collect();
            // A narrow measure, so that the answer is longer than the screen.
            wire.send("4G");
            wire.send("\x1b[C");
            wire.send(&"-".repeat(30));
            wire.settle(SILENCE);
            let mut lines: Vec<usize> = (0..70).map(|_| wire.cost("\x1b[B")).collect();
            // The last ones scroll; before the screen's end only the cursor moves.
            lines.retain(|bytes| *bytes > 60);
            let popup = wire.cost("?");
            wire.cost("\x1b");
            wire.cost("t");
            let letters: Vec<usize> = "sanct".chars().map(|letter| wire.cost(&letter.to_string())).collect();
            println!(
                "{name:22}{:>8}{first:>9}{unbound:>9}{:>9}{:>9}{popup:>9}{:>9}",
                format!("{}x{}", size.0, size.1),
                median(lines),
                median(questions),
                median(letters)
            );
        }
        if let Some(wire) = open(&["less", TEXT], size, &home, Answers::Plain, NEAR) {
            let first = wire.settle(SILENCE * 4).0;
            let lines = (0..20).map(|_| wire.cost("j")).collect();
            println!(
                "{:22}{:>8}{first:>9}{:>9}{:>9}",
                "less",
                format!("{}x{}", size.0, size.1),
                wire.cost("\x1b[24~"),
                median(lines)
            );
        }
    }
    println!(
        "\na key held for 3 s at 30 a second, 100 ms each way, 20 kB/s: ms of movement after it was let go, bytes\n"
    );
    for size in [(80, 24), (120, 40), (200, 60)] {
        for (name, program, answers) in [
            ("painter, margins", vec![INQUIT, TEXT], Answers::Margins),
            ("painter, no margins", vec![INQUIT, TEXT], Answers::Plain),
            ("ratatui's backend", vec![INQUIT, "--renderer", "basic", TEXT], Answers::Plain),
        ] {
            let Some(wire) = open(&program, size, &home, answers, FAR) else { continue };
            wire.settle(Duration::from_secs(1));
            // From the beginning, wherever the run before stopped.
            wire.send("1G");
            wire.send("\x1b[C");
            wire.settle(Duration::from_secs(1));
            for _ in 0..90 {
                wire.send("\x1b[B");
                thread::sleep(Duration::from_millis(33));
            }
            let released = Instant::now();
            let (bytes, last) = wire.settle(Duration::from_millis(700));
            let after = last.map_or(Duration::ZERO, |last| last.saturating_duration_since(released));
            println!("{name:22}{:>8}{:>9}{bytes:>9}", format!("{}x{}", size.0, size.1), after.as_millis());
        }
    }
}
