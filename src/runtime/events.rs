//! What reaches the program from outside: keys, pastes, sizes, the mouse, signals. Threads that only wait and pass on,
//! so that nothing wakes up while nothing happens. The only file that knows crossterm's events.

use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use crossterm::event::{self, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
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
    /// The terminal is gone.
    Gone,
}

/// How long a signal waits for the loop to end in order before it ends the program itself.
const PATIENCE: Duration = Duration::from_secs(3);

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
    let mut signals = Signals::new([SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGCONT])?;
    let work = move || {
        for signal in signals.forever() {
            let event = match signal {
                SIGTSTP => Event::Stop,
                SIGCONT => Event::Continue,
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

/// Stops the process until it is continued.
pub fn stop() {
    let _ = signal_hook::low_level::emulate_default_handler(SIGTSTP);
}

/// A terminal event as a message; nothing for what the program does not use.
fn message(event: event::Event) -> Option<Msg> {
    match event {
        event::Event::Key(key) if key.kind != KeyEventKind::Release => self::key(key).map(Msg::Key),
        event::Event::Paste(text) => Some(Msg::Paste(text)),
        event::Event::Resize(columns, rows) => Some(Msg::Resize(columns, rows)),
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
