//! What reaches the program from outside besides the terminal's bytes: signals. A thread that only waits and passes on, so
//! that nothing wakes up while nothing happens.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use rustix::process::{Signal, getpgrp, getsid, kill_current_process_group};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;

use super::decode::Input;
use crate::app::msg::Msg;

/// Something for the loop.
#[derive(Debug)]
pub enum Event {
    /// A message for the machine.
    Msg(Msg),
    /// A report on the interview with this number, which may have been left meanwhile.
    On(u64, Box<Msg>),
    /// The whole of a text of which the beginning is shown, or a sentence why it could not be read.
    Whole(Box<Result<super::opening::Read, String>>),
    /// What the terminal sent at once.
    Inputs(Vec<Input>),
    /// To end, by this signal.
    End(i32),
    /// To give the terminal back and stop.
    Stop,
    /// Continued after a stop.
    Continue,
    /// The screen has another size, or had one for a moment.
    Resized,
    /// The terminal is gone.
    Gone,
    /// The part that reads the terminal broke down.
    Broken,
}

/// How long a signal waits for the loop to end in order before it ends the program itself.
const PATIENCE: Duration = Duration::from_secs(3);

/// Whether the program stopped itself, so that being continued is no news.
static STOPPED: AtomicBool = AtomicBool::new(false);

/// Whether another program has the terminal.
static LENT: AtomicBool = AtomicBool::new(false);

/// Begins to pass on signals.
///
/// # Errors
/// Where the system refuses a handler.
pub fn read_signals(events: Sender<Event>) -> std::io::Result<()> {
    let mut signals = Signals::new([SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGCONT, SIGWINCH])?;
    let work = move || {
        for signal in signals.forever() {
            let event = match signal {
                // Another program has the terminal: it is that program which is interrupted, and both are stopped at once.
                SIGINT | SIGQUIT if LENT.load(Ordering::SeqCst) => continue,
                SIGTSTP if LENT.load(Ordering::SeqCst) => {
                    stop(false);
                    continue;
                }
                SIGTSTP => Event::Stop,
                SIGCONT if STOPPED.swap(false, Ordering::SeqCst) => continue,
                SIGCONT => Event::Continue,
                SIGWINCH => Event::Resized,
                signal => Event::End(signal),
            };
            let ends = matches!(event, Event::End(_));
            let passed = events.send(event).is_ok();
            if ends {
                if passed {
                    thread::sleep(PATIENCE);
                }
                super::terminal::leave();
                let _ = signal_hook::low_level::emulate_default_handler(signal);
            }
        }
    };
    thread::Builder::new().name("signals".to_owned()).spawn(work).map(drop)
}

/// Whether another program has the terminal now, and with it the keys that make signals.
pub fn lend(lent: bool) {
    LENT.store(lent, Ordering::SeqCst);
}

/// Ends the process as the signal would have, had nobody handled it.
pub fn end_by(signal: i32) {
    let _ = signal_hook::low_level::emulate_default_handler(signal);
}

/// Whether there is a shell that could continue the process after a stop. There is none where the process leads its session
/// itself, or stands in the group that does: started by `ssh -t HOST inquit`, in a container, or as the only command of a
/// window. The kernel takes a stop there back; one that nothing can take back would be for ever.
pub fn has_a_shell() -> bool {
    getsid(None).is_ok_and(|session| session != getpgrp())
}

/// Stops the process until it is continued; the terminal must have been given back.
///
/// Where the reader asks for it, the whole job is stopped, as the terminal does when the key is not taken by a program:
/// a shell waits until all processes of a job have stopped, so a script around this one must stop too. One signal for
/// all of them, since a shell that sees one process stop may continue the job before the next one has.
pub fn stop(job: bool) {
    STOPPED.store(true, Ordering::SeqCst);
    if !job || kill_current_process_group(Signal::STOP).is_err() {
        let _ = signal_hook::low_level::emulate_default_handler(SIGTSTP);
    }
}
