//! Entering and leaving the terminal, so that it is never left in another state than it was found in: not after a
//! quit, a panic, a signal or a suspension.

use std::fs::File;
use std::io::{self, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use rustix::termios::tcgetwinsize;

/// Alternate screen, bracketed paste, and no blinking of what the shell had there.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?2004h\x1b[2J";

/// Everything undone, whatever was done: attributes, mouse, paste, a hidden cursor, the alternate screen.
const LEAVE: &[u8] = b"\x1b[0m\x1b[?1006l\x1b[?1002l\x1b[?2004l\x1b[?25h\x1b[?1049l";

/// Wheel, clicks, and motion only while a button is down, with coordinates that reach any screen.
const MOUSE_ON: &[u8] = b"\x1b[?1002h\x1b[?1006h";
const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1002l";

/// Whether the program has the terminal now.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Takes the terminal: raw mode, alternate screen.
///
/// # Errors
/// Where there is no terminal, or it refuses.
pub fn enter() -> io::Result<()> {
    enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    write(ENTER).inspect_err(|_| leave())
}

/// Gives the terminal back. May be called at any time, from any thread, more than once; only the first call acts.
pub fn leave() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        // A terminal that is gone cannot be written to; there is nobody to tell.
        let _ = write(LEAVE);
        let _ = disable_raw_mode();
    }
}

/// Shows a text on the plain screen, below what the shell had there, where it can be selected and scrolled like any
/// other. Keys still come one at a time. [`leave`] and [`enter`] bring the program's screen back.
///
/// # Errors
/// Where the terminal is gone.
pub fn lend(text: &str) -> io::Result<()> {
    let text = text.replace('\n', "\r\n");
    let bytes = [LEAVE, b"\r\n", text.as_bytes(), b"\r\n\r\n(any key goes back)\r\n"].concat();
    write(&bytes)
}

/// Columns and rows of the terminal, by what the system says. A terminal that has no size, as a serial line or one that is
/// just being made, is taken for one as the environment has it, or of 80 by 24. No other program is asked.
pub fn size() -> (u16, u16) {
    let told = |terminal: BorrowedFd<'_>| {
        let size = tcgetwinsize(terminal).ok()?;
        (size.ws_col > 0 && size.ws_row > 0).then_some((size.ws_col, size.ws_row))
    };
    let wished = |name: &str| std::env::var(name).ok()?.parse().ok().filter(|cells| (1..=1000).contains(cells));
    let supposed = || (wished("COLUMNS").unwrap_or(80), wished("LINES").unwrap_or(24));
    told(io::stdout().as_fd())
        .or_else(|| File::open("/dev/tty").ok().and_then(|terminal| told(terminal.as_fd())))
        .unwrap_or_else(supposed)
}

/// Takes the mouse or gives it back.
///
/// # Errors
/// Where the terminal is gone.
pub fn mouse(on: bool) -> io::Result<()> {
    write(if on { MOUSE_ON } else { MOUSE_OFF })
}

/// Writes bytes past all buffers.
fn write(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}
