//! A program in a terminal of a given size, at the end of a connection that takes time.

use std::cell::RefCell;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// A frame is complete when nothing came for so long.
pub const SILENCE: Duration = Duration::from_millis(80);
const ASKED: &[u8] = b"\x1b[6n";

/// Which terminal the program finds.
#[derive(Clone, Copy, PartialEq)]
pub enum Answers {
    /// It has left and right margins.
    Margins,
    /// It has none.
    Plain,
}

type Keyboard = Arc<Mutex<Box<dyn Write + Send>>>;

/// A program in a terminal whose bytes arrive with the time at which they were written.
pub struct Wire {
    keyboard: Keyboard,
    bytes: Receiver<(Instant, Vec<u8>)>,
    child: Box<dyn Child + Send + Sync>,
    _master: Box<dyn MasterPty + Send>,
    /// What the terminal shows.
    shown: RefCell<vt100::Parser>,
}

/// A connection: how long a byte takes, and how many pass in a second.
#[derive(Clone, Copy)]
pub struct Link {
    pub delay: Duration,
    pub rate: f64,
}

pub const NEAR: Link = Link { delay: Duration::ZERO, rate: f64::INFINITY };
pub const FAR: Link = Link { delay: Duration::from_millis(100), rate: 20_000.0 };

pub fn open(program: &[&str], size: (u16, u16), home: &str, answers: Answers, link: Link) -> Option<Wire> {
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
                let answer: &[u8] = if std::mem::take(&mut first) && answers == Answers::Margins {
                    b"\x1b[2;33R"
                } else {
                    b"\x1b[1;33R"
                };
                let keyboard = Arc::clone(&answer_to);
                thread::spawn(move || {
                    thread::sleep(link.delay);
                    let _ = keyboard.lock().map(|mut keyboard| keyboard.write_all(answer));
                });
            }
        }
    });
    let shown = RefCell::new(vt100::Parser::new(NonZeroU16::new(rows)?, NonZeroU16::new(cols)?, 0));
    Some(Wire { keyboard, bytes, child, _master: pair.master, shown })
}

impl Wire {
    pub fn send(&self, keys: &str) {
        let _ = self
            .keyboard
            .lock()
            .map(|mut keyboard| keyboard.write_all(keys.as_bytes()).and_then(|()| keyboard.flush()));
    }

    /// Bytes until the screen is still, and when the last one came.
    pub fn settle(&self, still: Duration) -> (usize, Option<Instant>) {
        let (mut count, mut last) = (0, None);
        loop {
            match self.bytes.recv_timeout(still) {
                Ok((at, part)) => {
                    self.shown.borrow_mut().process(&part);
                    (count, last) = (count + part.len(), Some(at));
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return (count, last),
            }
        }
    }

    pub fn cost(&self, keys: &str) -> usize {
        self.send(keys);
        self.settle(SILENCE).0
    }

    /// What some keys cost, and beside it the bytes of the letters that stand where they did not stand before: no way to
    /// send the frame is shorter, except where a region moved.
    pub fn cost_and_letters(&self, keys: &str) -> (usize, usize) {
        let before = self.shown.borrow().screen().clone();
        let cost = self.cost(keys);
        let shown = self.shown.borrow();
        let (rows, columns) = before.size();
        let letters = |y: u16, x: u16| {
            let now = shown.screen().cell(y, x).map_or("", |cell| cell.contents());
            let was = before.cell(y, x).map_or("", |cell| cell.contents());
            if now == was || now == " " { 0 } else { now.len() }
        };
        let cells = (0..rows.get()).flat_map(|y| (0..columns.get()).map(move |x| (y, x)));
        (cost, cells.map(|(y, x)| letters(y, x)).sum())
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
