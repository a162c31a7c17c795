//! The loop: waits, hands what happened to the machine, does what the machine wants, draws once.

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError, channel};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use ratatui::buffer::Buffer;

use super::events::{self, Event};
use super::saving::Saver;
use super::screen::{Repertoire, Screen};
use super::terminal;
use crate::app::effect::Effect;
use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::app::{settle, update};
use crate::ui::draw;
use crate::ui::theme::Theme;

/// After so long without a key the place is kept, so that a lost connection loses nothing.
const REST: Duration = Duration::from_millis(800);

/// How the reading ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The reader quit.
    Quit,
    /// A signal asked for it.
    Signal(i32),
    /// The terminal is gone.
    Gone,
}

/// Reads with the reader until they quit. The terminal is given back before this returns, in every case.
///
/// # Errors
/// Where there is no terminal to use.
pub fn read(model: &mut Model, theme: &Theme, repertoire: Repertoire, saver: &mut Saver) -> io::Result<End> {
    let (sender, receiver) = channel();
    let to_loop = sender.clone();
    saver.report_to(move |msg| drop(to_loop.send(Event::Msg(msg))));
    events::read_signals(sender.clone())?;
    terminal::restore_on_panic();
    terminal::enter()?;
    let mut screen = Screen::new(repertoire);
    let result = (|| {
        if model.mouse {
            terminal::mouse(true)?;
        }
        resize(model)?;
        show(model, theme, &mut screen)?;
        events::read_keys(sender.clone());
        events::watch_terminal(sender);
        turn(model, theme, &mut screen, saver, &receiver)
    })();
    let effects = update(model, Msg::Rest);
    for effect in effects {
        if let Effect::SavePlace(place) = effect {
            saver.save_place(*place);
        }
    }
    terminal::leave();
    match result {
        Err(error) if is_hang_up(&error) => Ok(End::Gone),
        result => result,
    }
}

/// Whether an error of writing means that the terminal is gone.
fn is_hang_up(error: &io::Error) -> bool {
    // EIO, which has no kind of its own.
    error.kind() == io::ErrorKind::BrokenPipe || error.raw_os_error() == Some(5)
}

fn turn(
    model: &mut Model,
    theme: &Theme,
    screen: &mut Screen,
    saver: &mut Saver,
    receiver: &Receiver<Event>,
) -> io::Result<End> {
    loop {
        let event = if model.has_work() {
            match receiver.try_recv() {
                Ok(event) => event,
                Err(TryRecvError::Empty) => Event::Msg(Msg::Work),
                Err(TryRecvError::Disconnected) => return Ok(End::Gone),
            }
        } else if model.place_changed {
            match receiver.recv_timeout(REST) {
                Ok(event) => event,
                Err(RecvTimeoutError::Timeout) => Event::Msg(Msg::Rest),
                Err(RecvTimeoutError::Disconnected) => return Ok(End::Gone),
            }
        } else {
            match receiver.recv() {
                Ok(event) => event,
                Err(_) => return Ok(End::Gone),
            }
        };
        let mut next = Some(event);
        // Whatever waits already is taken in before the next frame: a held key is never behind.
        while let Some(event) = next {
            if let Some(end) = take(model, screen, saver, event)? {
                return Ok(end);
            }
            next = receiver.try_recv().ok();
        }
        show(model, theme, screen)?;
    }
}

/// Takes in one event. `Some` where the reading ends.
fn take(model: &mut Model, screen: &mut Screen, saver: &mut Saver, event: Event) -> io::Result<Option<End>> {
    let msg = match event {
        Event::Msg(msg) => msg,
        Event::End(signal) => return Ok(Some(End::Signal(signal))),
        Event::Gone => return Ok(Some(End::Gone)),
        Event::Resized => {
            // Several changes may end at the size of the beginning, and the terminal has cut off what did not fit.
            screen.forget();
            resize(model)?;
            return Ok(None);
        }
        Event::Stop => {
            suspend(model, screen, saver, false)?;
            return Ok(None);
        }
        Event::Continue => {
            // After a stop that nobody announced (SIGSTOP) the terminal is as the shell left it.
            terminal::leave();
            come_back(model, screen)?;
            return Ok(None);
        }
    };
    model.now = now();
    for effect in update(model, msg) {
        match effect {
            Effect::Append { revision, events } => saver.append(revision, events),
            Effect::SavePlace(place) => saver.save_place(*place),
            Effect::Quit => return Ok(Some(End::Quit)),
            Effect::Suspend => suspend(model, screen, saver, true)?,
            Effect::Redraw => {
                screen.forget();
                resize(model)?;
            }
            Effect::Mouse(on) => terminal::mouse(on)?,
        }
    }
    Ok(None)
}

/// Gives the terminal to the shell until continued; `job` where the processes around this one are to stop too.
fn suspend(model: &mut Model, screen: &mut Screen, saver: &mut Saver, job: bool) -> io::Result<()> {
    for effect in update(model, Msg::Rest) {
        if let Effect::SavePlace(place) = effect {
            saver.save_place(*place);
        }
    }
    terminal::leave();
    // A thread that is stopped while it writes would hold its lock until continued, or lose the place if never.
    saver.wait();
    events::stop(job);
    come_back(model, screen)
}

fn come_back(model: &mut Model, screen: &mut Screen) -> io::Result<()> {
    terminal::enter()?;
    if model.mouse {
        terminal::mouse(true)?;
    }
    screen.forget();
    resize(model)
}

/// Asks the system, not the terminal, how large the screen is.
fn resize(model: &mut Model) -> io::Result<()> {
    model.size = crossterm::terminal::size()?;
    settle(model);
    Ok(())
}

fn show(model: &Model, theme: &Theme, screen: &mut Screen) -> io::Result<()> {
    if model.size.0 == 0 || model.size.1 == 0 {
        return Ok(());
    }
    let mut buffer = Buffer::empty(model.geometry.area());
    let cursor = draw(model, theme, &mut buffer);
    screen.show(buffer, cursor)
}

/// Milliseconds since 1970.
pub fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis() as u64)
}
