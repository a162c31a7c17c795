//! What reaches the program from outside: keys, pastes, sizes, the mouse, signals. Threads that only wait and pass on,
//! so that nothing wakes up while nothing happens. The only file that knows crossterm's events.

use std::fs::File;
use std::io::{self, IsTerminal};
use std::os::fd::{AsFd, BorrowedFd};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use crossterm::event::{self, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::process::{Signal, kill_current_process_group};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;

use crate::app::keys::{Code, Key};
use crate::app::msg::{MouseAct, Msg};

/// Something for the loop.
#[derive(Debug)]
pub enum Event {
    /// A message for the machine.
    Msg(Msg),
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
}

/// How long a signal waits for the loop to end in order before it ends the program itself.
const PATIENCE: Duration = Duration::from_secs(3);

/// Whether the program stopped itself, so that being continued is no news.
static STOPPED: AtomicBool = AtomicBool::new(false);

/// Begins to watch whether the terminal is still there. Without it a program that gets no hang-up signal would stay for
/// ever, and crossterm would read the end of the terminal's input in a circle.
pub fn watch_terminal(events: Sender<Event>) {
    let work = move || {
        let stdin = io::stdin();
        let gone = if stdin.is_terminal() {
            wait_for_hang_up(stdin.as_fd())
        } else {
            // A terminal that is gone already is none any more.
            File::open("/dev/tty").map_or(true, |terminal| wait_for_hang_up(terminal.as_fd()))
        };
        if gone {
            let _ = events.send(Event::Gone);
        }
    };
    // Without this thread a hang-up is noticed later, when something is drawn.
    let _ = thread::Builder::new().name("hang-up".to_owned()).spawn(work);
}

/// Waits until the terminal is gone; false where that cannot be waited for.
fn wait_for_hang_up(terminal: BorrowedFd<'_>) -> bool {
    loop {
        // No events are asked for: hang-ups and errors are told in any case.
        let mut polled = [PollFd::from_borrowed_fd(terminal, PollFlags::empty())];
        match poll(&mut polled, None) {
            Ok(_) => return polled[0].revents().intersects(PollFlags::HUP | PollFlags::ERR),
            Err(rustix::io::Errno::INTR) => {}
            Err(_) => return false,
        }
    }
}

/// Begins to pass on what is typed.
pub fn read_keys(events: Sender<Event>) {
    let work = move || loop {
        let event = match event::read() {
            Ok(event) => message(event).map(Event::Msg),
            Err(_) => Some(Event::Gone),
        };
        let gone = matches!(event, Some(Event::Gone));
        if let Some(event) = event
            && events.send(event).is_err()
        {
            return;
        }
        if gone {
            return;
        }
    };
    // Without this thread the program could not be used; there is nothing to fall back on.
    let _ = thread::Builder::new().name("keys".to_owned()).spawn(work);
}

/// Begins to pass on signals.
///
/// # Errors
/// Where the system refuses a handler.
pub fn read_signals(events: Sender<Event>) -> std::io::Result<()> {
    let mut signals = Signals::new([SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGCONT, SIGWINCH])?;
    let work = move || {
        for signal in signals.forever() {
            let event = match signal {
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

/// Ends the process as the signal would have, had nobody handled it.
pub fn end_by(signal: i32) {
    let _ = signal_hook::low_level::emulate_default_handler(signal);
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

/// A terminal event as a message; nothing for what the program does not use. Sizes come by the signal, which is heard
/// from the start and not only once keys are read.
fn message(event: event::Event) -> Option<Msg> {
    match event {
        event::Event::Key(key) if key.kind != KeyEventKind::Release => self::key(key).map(Msg::Key),
        event::Event::Paste(text) => Some(Msg::Paste(text)),
        event::Event::Mouse(mouse) => {
            let act = match mouse.kind {
                MouseEventKind::Down(MouseButton::Left) => MouseAct::Press,
                MouseEventKind::ScrollDown => MouseAct::WheelDown,
                MouseEventKind::ScrollUp => MouseAct::WheelUp,
                _ => return None,
            };
            Some(Msg::Mouse(act, mouse.column, mouse.row))
        }
        _ => None,
    }
}

fn key(key: event::KeyEvent) -> Option<Key> {
    use event::KeyCode;
    let (ctrl, alt) = (key.modifiers.contains(KeyModifiers::CONTROL), key.modifiers.contains(KeyModifiers::ALT));
    let code = match key.code {
        KeyCode::Char(c) if ctrl => Code::Char(c.to_ascii_lowercase()),
        // Some terminals report Shift beside the capital, some beside the small letter.
        KeyCode::Char(c) if key.modifiers.contains(KeyModifiers::SHIFT) && c.is_lowercase() => {
            Code::Char(c.to_uppercase().next().unwrap_or(c))
        }
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab if key.modifiers.contains(KeyModifiers::SHIFT) => Code::BackTab,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::F(n) => Code::F(n),
        _ => return None,
    };
    // Modified arrows and named keys mean what the plain ones do.
    let named = !matches!(code, Code::Char(_) | Code::Backspace);
    Some(Key { code, ctrl: ctrl && !named, alt: alt && !named })
}
