//! The whole of a large text takes the place of its beginning, once it is read.

use std::io;
use std::sync::mpsc::Sender;

use super::others::seat;
use super::{Display, End, Wanted, act};
use crate::app::beginning;
use crate::app::model::Model;
use crate::runtime::beginning::Rest;
use crate::runtime::breakdown;
use crate::runtime::events::Event;
use crate::runtime::opening::Read;
use crate::runtime::saving::Saver;

/// Reads the whole on a thread of its own, which reports to the loop.
pub(super) fn read(rest: Rest, sender: &Sender<Event>) {
    let (done, broken) = (sender.clone(), sender.clone());
    let fault = || Event::Whole(Box::new(Err(breakdown::sentence())));
    let work = move || drop(done.send(Event::Whole(Box::new(rest()))));
    if let Err(error) = breakdown::thread("whole", work, move || drop(broken.send(fault()))) {
        let sentence = format!("the system gives no thread to read a large text with ({error}).");
        let _ = sender.send(Event::Whole(Box::new(Err(sentence))));
    }
}

/// Takes in what came of it, and does what was typed meanwhile. `Some` where the reading ends.
pub(super) fn take(
    model: &mut Model,
    display: &mut Display<'_>,
    saver: &mut Saver,
    read: Result<Read, String>,
) -> io::Result<Option<End>> {
    let opened = read.and_then(|read| (display.open)(Wanted::Whole(Box::new(read)), model.size));
    let (whole, keeps) = match opened {
        Ok(opened) => opened,
        Err(sentence) => return Ok(Some(End::Unread(sentence))),
    };
    let next = display.sitting((whole, keeps));
    let mut left = seat(model, display, saver, next);
    let held = beginning::carry_over(&mut left.model, model);
    for msg in held {
        if let Some(end) = act(model, display, saver, msg)? {
            return Ok(Some(end));
        }
    }
    Ok(None)
}
