//! Reads the terminal: a thread that waits for bytes and passes on what they say. It also notices when the terminal is
//! gone; a program that gets no hang-up signal would stay for ever otherwise.

use std::fs::File;
use std::io::{self, IsTerminal, PipeReader, PipeWriter, Read, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use super::breakdown;
use super::decode::{Decoder, Input, Wait};
use super::events::Event;
use crate::app::keys::{Code, Key};

/// How long an answer of the terminal may take that came in pieces.
const ANSWER: Duration = Duration::from_secs(1);

/// So many bytes at once are more of a paste, and not keys that somebody presses.
const FLOW: usize = 64;

/// The reading thread. It can be told to leave the terminal alone, while another program uses it.
#[derive(Debug)]
pub struct Keyboard {
    commands: PipeWriter,
    obeyed: Receiver<()>,
}

/// The two commands.
const PAUSE: u8 = b'p';
const RESUME: u8 = b'r';

impl Keyboard {
    /// Begins to read. `escape` is how long a lone Escape is held back, because it may be the beginning of another key.
    ///
    /// # Errors
    /// Where there is no terminal to read, or no thread to be had.
    pub fn read(events: Sender<Event>, escape: Duration) -> io::Result<Self> {
        let stdin = io::stdin();
        let terminal =
            if stdin.is_terminal() { stdin.as_fd().try_clone_to_owned()? } else { File::open("/dev/tty")?.into() };
        let (reader, commands) = io::pipe()?;
        let (obeys, obeyed) = channel();
        let broken = events.clone();
        let work = move || {
            if read(&terminal, reader, &obeys, escape, |event| events.send(event).is_ok()).is_none() {
                let _ = events.send(Event::Gone);
            }
        };
        // A program that hears nothing any more must end.
        breakdown::thread("keys", work, move || drop(broken.send(Event::Broken)))?;
        Ok(Self { commands, obeyed })
    }

    /// Leaves the terminal alone: what is typed from now on is for others. Returns when that is so.
    pub fn pause(&mut self) {
        if self.commands.write_all(&[PAUSE]).is_ok() {
            // A thread that has ended reads nothing either.
            let _ = self.obeyed.recv();
        }
    }

    /// Reads again.
    pub fn resume(&mut self) {
        let _ = self.commands.write_all(&[RESUME]);
    }
}

/// Reads until the terminal is gone (`None`) or nobody listens any more.
fn read(
    terminal: &OwnedFd,
    mut commands: PipeReader,
    obeys: &Sender<()>,
    escape: Duration,
    mut pass: impl FnMut(Event) -> bool,
) -> Option<()> {
    let mut decoder = Decoder::default();
    let mut buffer = [0; 4096];
    // When a paste seemed to end.
    let mut pasted: Option<Instant> = None;
    loop {
        let wait = match decoder.waits() {
            Wait::No => None,
            Wait::Key => Some(escape),
            Wait::Answer => Some(ANSWER),
            // Not from the last byte on: a key that is held must not hold it up.
            Wait::Paste => Some(escape.saturating_sub(pasted.get_or_insert_with(Instant::now).elapsed())),
        };
        let wait = wait.map(|wait| Timespec { tv_sec: wait.as_secs() as i64, tv_nsec: wait.subsec_nanos().into() });
        let mut polled = [PollFd::new(terminal, PollFlags::IN), PollFd::new(&commands, PollFlags::IN)];
        let inputs = match poll(&mut polled, wait.as_ref()) {
            Ok(0) => {
                pasted = None;
                decoder.nothing_came()
            }
            Ok(_) => {
                let (terminal_says, commanded) = (polled[0].revents(), !polled[1].revents().is_empty());
                if commanded {
                    let mut command = [0];
                    if commands.read_exact(&mut command).is_err() {
                        return Some(());
                    }
                    if command == [PAUSE] {
                        obeys.send(()).ok()?;
                        while command != [RESUME] {
                            if commands.read_exact(&mut command).is_err() {
                                return Some(());
                            }
                        }
                        decoder = Decoder::default();
                    }
                    continue;
                }
                if !terminal_says.contains(PollFlags::IN) {
                    return None;
                }
                match rustix::io::read(terminal, &mut buffer) {
                    Ok(0) => return None,
                    Ok(count) => {
                        if count >= FLOW {
                            pasted = None;
                        }
                        decoder.feed(&buffer[..count])
                    }
                    Err(Errno::INTR | Errno::AGAIN) => continue,
                    Err(_) => return None,
                }
            }
            Err(Errno::INTR) => continue,
            Err(_) => return None,
        };
        if inputs.contains(&Input::Key(Key::plain(Code::F(12)))) {
            breakdown::rehearse("keys");
        }
        if !inputs.is_empty() && !pass(Event::Inputs(inputs)) {
            return Some(());
        }
    }
}
