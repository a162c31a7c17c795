//! Work that may break down or never end: in a thread of its own, with a time limit.
//!
//! Readers of complicated formats panic on some files and loop on others. What breaks down here becomes a sentence; what
//! does not end is left behind, and ends with the program.

use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::thread;
use std::time::Duration;

/// How long a file may take.
pub const LIMIT: Duration = Duration::from_secs(30);

/// Stack of the thread: files may nest things in things.
const STACK: usize = 16 * 1024 * 1024;

/// The name of such threads, by which their panics are known.
const NAME: &str = "file reader";

/// What is said where a file breaks its reader down.
pub const BROKEN: &str = "it breaks the rules of its format in a way that this program cannot handle. Open it in the program \
                      that it was made with, save it again or as plain text, and open that.";
/// What is said where a file takes too long.
pub const SLOW: &str = "it took longer than 30 seconds. Save it as plain text, and open that.";
const NONE: &str = "the system gave no thread to read it in. Try again.";

/// Does a piece of work.
///
/// # Errors
/// Where it panics or does not end in time.
pub fn run<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, &'static str> {
    run_within(LIMIT, work)
}

fn run_within<T: Send + 'static>(
    limit: Duration,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, &'static str> {
    silence();
    let (send, receive) = sync_channel(1);
    let work = move || {
        let result = panic::catch_unwind(AssertUnwindSafe(work));
        // Where nobody waits any more there is nothing to tell.
        let _ = send.send(result.ok());
    };
    thread::Builder::new().name(NAME.to_owned()).stack_size(STACK).spawn(work).map_err(|_| NONE)?;
    match receive.recv_timeout(limit) {
        Ok(Some(done)) => Ok(done),
        Ok(None) | Err(RecvTimeoutError::Disconnected) => Err(BROKEN),
        Err(RecvTimeoutError::Timeout) => Err(SLOW),
    }
}

/// Keeps what any thread panics with off the screen: for a process that only reads a file.
pub fn silence_all() {
    panic::set_hook(Box::new(|_| {}));
}

/// Keeps what these threads panic with off the screen.
fn silence() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if thread::current().name() != Some(NAME) {
                before(info);
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_breaks_down_or_never_ends_becomes_a_sentence() {
        assert_eq!(run(|| 1 + 1), Ok(2));
        assert_eq!(run(|| -> u8 { panic!("quietly") }), Err(BROKEN));
        let slow = || thread::sleep(Duration::from_secs(5));
        assert_eq!(run_within(Duration::from_millis(10), slow), Err(SLOW));
    }
}
