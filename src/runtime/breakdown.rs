//! What becomes of the program where a part of it breaks down: the terminal is given back, what the reader made is saved,
//! and a sentence says so. It may not be left drawing and deaf, or saving nothing, because a thread of it has ended.

use std::any::Any;
use std::io;
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::sync::{Mutex, Once, PoisonError};
use std::thread;

use super::terminal;
use crate::text::CleanText;

/// What the last panic said, and where.
static LAST: Mutex<Option<String>> = Mutex::new(None);

/// Keeps panics off the screen, and what they say for [`last`]. One of the thread that draws gives the terminal back
/// first. Where somebody asked for backtraces, they are printed.
pub fn watch() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if thread::current().name() == Some("main") {
                terminal::leave();
                if std::env::var_os("RUST_BACKTRACE").is_some_and(|wish| wish != "0") {
                    before(info);
                }
            }
            *LAST.lock().unwrap_or_else(PoisonError::into_inner) = Some(words(info));
        }));
    });
}

/// Where it was, and what it said; of that the first line, since it may quote a document.
fn words(info: &PanicHookInfo<'_>) -> String {
    let said = |payload: &dyn Any| {
        let text = payload.downcast_ref::<&str>().copied();
        text.or(payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("no words").to_owned()
    };
    let said: String = CleanText::new(&said(info.payload())).lines().next().unwrap_or("").chars().take(200).collect();
    match info.location() {
        Some(place) => format!("{}:{}: {said}", place.file(), place.line()),
        None => said,
    }
}

/// Where the last panic was, and what it said.
pub fn last() -> String {
    let last = LAST.lock().unwrap_or_else(PoisonError::into_inner).clone();
    last.unwrap_or_else(|| "it does not say where".to_owned())
}

/// What happened, for the reader.
pub fn sentence() -> String {
    let last = last();
    format!("a fault in the program stopped it. The interview is as it was. Please report it with these words: {last}")
}

/// Does a piece of work that may break down; `None` where it did.
pub fn caught<T>(work: impl FnOnce() -> T) -> Option<T> {
    panic::catch_unwind(AssertUnwindSafe(work)).ok()
}

/// Does a piece of work in a thread of this name; where it breaks down, `broken` is done instead.
///
/// # Errors
/// Where the system gives no thread.
pub fn thread(
    name: &'static str,
    work: impl FnOnce() + Send + 'static,
    broken: impl FnOnce() + Send + 'static,
) -> io::Result<()> {
    let work = move || {
        if caught(work).is_none() {
            broken();
        }
    };
    thread::Builder::new().name(name.to_owned()).spawn(work).map(drop)
}

/// Breaks a part of the program, in builds for development and where the environment names the part: for the tests of all
/// this. A release has nothing of it.
pub fn rehearse(part: &str) {
    let wished = cfg!(debug_assertions) && std::env::var("INQUIT_BREAK").is_ok_and(|wish| wish == part);
    assert!(!wished, "{part} breaks down on purpose");
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;

    #[test]
    fn a_thread_that_breaks_down_is_heard_of() {
        let (send, receive) = channel();
        let heard = send.clone();
        thread("test", || panic::resume_unwind(Box::new(1)), move || heard.send("broken").unwrap()).unwrap();
        assert_eq!(receive.recv(), Ok("broken"));
        let also = send.clone();
        thread("test", move || send.send("whole").unwrap(), move || also.send("broken").unwrap()).unwrap();
        assert_eq!(receive.recv(), Ok("whole"));
        assert!(receive.recv().is_err(), "and nothing else");
    }
}
