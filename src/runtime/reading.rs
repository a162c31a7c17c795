//! The loop: waits, hands what happened to the machine, does what the machine wants, draws once.

mod others;
mod whole;

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use others::{go_to_other, open_marked, open_part};
use ratatui::buffer::Buffer;

use super::aside::{Aside, Sitting};
use super::beginning::Rest;
use super::breakdown;
use super::clipboard::{self, Surroundings};
use super::collecting;
use super::config::Ways;
use super::decode::Input;
use super::editing;
use super::events::{self, Event};
use super::export;
use super::input::Keyboard;
use super::opening::Read;
use super::pace::Pace;
use super::paths::Paths;
use super::quotes;
use super::saving::Saver;
use super::screen::{Frame, Screen};
use super::terminal;
use crate::app::action::Action;
use crate::app::document::Unread;
use crate::app::effect::Effect;
use crate::app::keys::{Code, Key};
use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::app::overlay::jump::Wish;
use crate::app::{drafting, settle, update};
use crate::interview::given::Given;
use crate::ui::draw;
use crate::ui::theme::Theme;

/// After so long without a key what need not follow every key is shown: on this machine before anybody would wait for it, and
/// over a network, where bytes are dear, later than most type the next letter of a word.
const PAUSE: Duration = Duration::from_millis(120);
const PAUSE_REMOTE: Duration = Duration::from_millis(250);

/// After so long without a key the place is kept, so that a lost connection loses nothing.
const REST: Duration = Duration::from_millis(800);

/// How long a lone Escape is held back, because it may be the beginning of another key: on this machine, and over a network
/// that may deliver the bytes of a key apart.
const ESCAPE: Duration = Duration::from_millis(30);
const ESCAPE_REMOTE: Duration = Duration::from_millis(100);

/// How the reading ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// The reader quit.
    Quit,
    /// A signal asked for it.
    Signal(i32),
    /// The terminal is gone.
    Gone,
    /// Only the beginning of the text could be read, for the reason that this sentence gives.
    Unread(String),
    /// A part of the program broke down; [`breakdown::sentence`] says where.
    Broken,
}

/// What is to be opened in place of what is open.
#[derive(Debug)]
pub enum Wanted<'a> {
    /// The whole of a text that was just read, of which the beginning is open.
    Whole(Box<Read>),
    /// The text of the book with this number.
    Part(usize),
    /// The interview that a marks file belongs to.
    Marked {
        /// The marks file.
        marks: &'a Path,
        /// A file in whose folder it may be.
        near: Option<&'a Path>,
    },
}

/// Opens something for a screen of this size. The error is a sentence for the reader.
pub type Open<'a> = &'a mut dyn FnMut(Wanted<'_>, (u16, u16)) -> Result<(Model, Saver), String>;

/// What shows the frames, and what is heard from the terminal.
struct Display<'a> {
    theme: &'a Theme,
    screen: Screen,
    pace: Pace,
    keyboard: Option<Keyboard>,
    /// How long a lone Escape is held back.
    escape: Duration,
    /// How long what need not follow every key waits.
    pause: Duration,
    sender: Sender<Event>,
    receiver: Receiver<Event>,
    ways: &'a Ways,
    open: Open<'a>,
    /// The number of the interview that is open, and the last number that was given.
    number: u64,
    last: u64,
    /// Interviews that wait to be come back to.
    aside: Aside,
    /// Whether a text is shown on the plain screen now, until a key.
    lent: bool,
    /// Whether a key came since it was looked last what others marked: lists of marks follow them also where no place changed.
    unlooked: bool,
}

/// Reads with the reader until they quit. The terminal is given back before this returns, in every case. `remote` where it
/// is at the other end of a network. `rest` reads the whole where `model` has only the beginning of a text. `open` opens the text that is chosen of a book, or the interview that a mark is on; it
/// takes the place of `model`, and what saves for it that of `saver`.
///
/// # Errors
/// Where there is no terminal to use.
pub fn read(
    (model, rest): (&mut Model, Option<Rest>),
    theme: &Theme,
    screen: Screen,
    remote: bool,
    ways: &Ways,
    saver: &mut Saver,
    open: Open<'_>,
) -> io::Result<End> {
    let (sender, receiver) = channel();
    report_to(saver, 0, &sender);
    if let Some(rest) = rest {
        whole::read(rest, &sender);
    }
    events::read_signals(sender.clone())?;
    terminal::enter()?;
    let (escape, pause) = if remote { (ESCAPE_REMOTE, PAUSE_REMOTE) } else { (ESCAPE, PAUSE) };
    let pace = Pace::new(remote);
    let mut display = Display {
        theme,
        screen,
        pace,
        keyboard: None,
        escape,
        pause,
        sender,
        receiver,
        ways,
        open,
        number: 0,
        last: 0,
        aside: Aside::default(),
        lent: false,
        unlooked: false,
    };
    let result = breakdown::caught(|| {
        if model.mouse {
            terminal::mouse(true)?;
        }
        resize(model);
        display.show(model)?;
        display.keyboard = Some(Keyboard::read(display.sender.clone(), display.escape)?);
        turn(model, &mut display, saver)
    })
    .unwrap_or(Ok(End::Broken));
    // The model may be in any state by now.
    let _ = breakdown::caught(|| keep_all(model, saver));
    if !matches!(result, Ok(End::Gone | End::Broken) | Err(_)) {
        display.await_answer();
    }
    terminal::leave();
    match result {
        Err(error) if is_hang_up(&error) => Ok(End::Gone),
        result => result,
    }
}

impl Display<'_> {
    /// What reports on the open interview.
    fn reporter(&self) -> Reporter {
        Reporter { number: self.number, sender: self.sender.clone() }
    }

    /// An interview that was just opened, with a number of its own.
    fn sitting(&mut self, (model, mut saver): (Model, Saver)) -> Sitting {
        self.last += 1;
        report_to(&mut saver, self.last, &self.sender);
        Sitting { number: self.last, model, saver }
    }

    /// Draws the model; writes only what changed.
    fn show(&mut self, model: &Model) -> io::Result<()> {
        if self.lent || model.size.0 == 0 || model.size.1 == 0 {
            return Ok(());
        }
        let geometry = &model.geometry;
        let mut buffer = Buffer::empty(geometry.area());
        let cursor = draw(model, self.theme, &mut buffer);
        let ask = self.pace.asks();
        // Beside each other the panes scroll each by itself; where one is shown alone it has the whole width.
        let split = geometry.answer.filter(|_| geometry.two_panes()).map_or(0, |answer| answer.mark);
        let panes = [0..split, split..geometry.size.0];
        if self.screen.show(Frame { buffer, cursor, panes: &panes, ask })? {
            self.pace.drawn(Instant::now(), ask);
        }
        Ok(())
    }

    /// Waits a moment for the answer that the terminal owes, because it would reach whoever has the terminal next and look
    /// as if it were typed. What is typed meanwhile is lost, as it would be behind any program that is asked to end.
    fn await_answer(&mut self) {
        while let Some(left) = self.pace.owed(Instant::now()) {
            match self.receiver.recv_timeout(left) {
                Ok(Event::Inputs(inputs)) if inputs.iter().any(|input| matches!(input, Input::Cursor(..))) => {
                    self.pace.answered();
                }
                Ok(Event::Gone) | Err(_) => return,
                Ok(_) => {}
            }
        }
    }
}

/// Whether an error of writing means that the terminal is gone.
fn is_hang_up(error: &io::Error) -> bool {
    // EIO, which has no kind of its own.
    error.kind() == io::ErrorKind::BrokenPipe || error.raw_os_error() == Some(5)
}

fn turn(model: &mut Model, display: &mut Display<'_>, saver: &mut Saver) -> io::Result<End> {
    let mut changed = false;
    loop {
        // A frame that must wait, what is shown after a pause, and the place that is kept after a rest, are all that is
        // waited for with a limit.
        let frame = changed.then(|| display.pace.next(Instant::now()).saturating_duration_since(Instant::now()));
        let paused = model.awaits_pause();
        let resting = model.place_changed || drafting::is_unkept(model) || display.unlooked;
        let rest = if paused { Some(display.pause) } else { resting.then_some(REST) };
        let event = match (frame, rest) {
            // What is looked for in a book is found between keys, and shown as frames allow.
            _ if model.has_work() => match display.receiver.try_recv() {
                Err(TryRecvError::Empty) => Ok(Event::Msg(Msg::Work)),
                Err(TryRecvError::Disconnected) => Err(RecvTimeoutError::Disconnected),
                Ok(event) => Ok(event),
            },
            (None, None) => display.receiver.recv().map_err(|_| RecvTimeoutError::Disconnected),
            (Some(wait), None) | (None, Some(wait)) => display.receiver.recv_timeout(wait),
            (Some(frame), Some(rest)) => display.receiver.recv_timeout(frame.min(rest)),
        };
        let mut next = match event {
            Ok(event) => Some(event),
            Err(RecvTimeoutError::Timeout) if changed => None,
            Err(RecvTimeoutError::Timeout) if paused => Some(Event::Msg(Msg::Pause)),
            Err(RecvTimeoutError::Timeout) => {
                if std::mem::take(&mut display.unlooked) {
                    saver.look();
                }
                Some(Event::Msg(Msg::Rest))
            }
            Err(RecvTimeoutError::Disconnected) => return Ok(End::Gone),
        };
        // Whatever waits already is taken in before the next frame: a held key is never behind.
        while let Some(event) = next {
            changed = true;
            if let Some(end) = take(model, display, saver, event)? {
                return Ok(end);
            }
            next = display.receiver.try_recv().ok();
        }
        if changed && display.pace.next(Instant::now()) <= Instant::now() {
            display.show(model)?;
            changed = false;
        }
    }
}

/// Takes in one event. `Some` where the reading ends.
fn take(model: &mut Model, display: &mut Display<'_>, saver: &mut Saver, event: Event) -> io::Result<Option<End>> {
    match event {
        Event::Msg(msg) => return act(model, display, saver, msg),
        Event::On(number, msg) if number == display.number => return act(model, display, saver, *msg),
        Event::On(number, msg) => {
            for effect in display.aside.report(number, *msg) {
                if let Effect::Reread { number: reading, unread, given } = effect {
                    reread(Reporter { number, sender: display.sender.clone() }, reading, unread, given);
                }
            }
        }
        Event::Whole(read) => return whole::take(model, display, saver, *read),
        Event::Inputs(inputs) => {
            for input in inputs {
                let msg = match input {
                    Input::Key(key) => Msg::Key(key),
                    Input::Paste(text) => Msg::Paste(text),
                    Input::Mouse(act, column, row) => Msg::Mouse(act, column, row),
                    Input::Cursor(row, column) => {
                        display.screen.answered(row, column);
                        display.pace.answered();
                        continue;
                    }
                };
                display.unlooked = true;
                if let Some(end) = act(model, display, saver, msg)? {
                    return Ok(Some(end));
                }
            }
        }
        Event::End(signal) => return Ok(Some(End::Signal(signal))),
        Event::Gone => return Ok(Some(End::Gone)),
        Event::Broken => return Ok(Some(End::Broken)),
        Event::Resized => {
            // Several changes may end at the size of the beginning, and the terminal has cut off what did not fit.
            display.screen.forget();
            resize(model);
        }
        Event::Stop => suspend(model, display, saver, false)?,
        Event::Continue => {
            // After a stop that nobody announced (SIGSTOP) the terminal is as the shell left it.
            terminal::leave();
            come_back(model, display)?;
        }
    }
    Ok(None)
}

/// Hands the machine a message and does what it wants. `Some` where the reading ends.
fn act(model: &mut Model, display: &mut Display<'_>, saver: &mut Saver, msg: Msg) -> io::Result<Option<End>> {
    if display.lent && matches!(msg, Msg::Key(_) | Msg::Paste(_) | Msg::Mouse(..)) {
        // What is shown stays until a key, which means nothing else.
        if matches!(msg, Msg::Key(_)) {
            terminal::leave();
            come_back(model, display)?;
        }
        return Ok(None);
    }
    model.now = now();
    if matches!(msg, Msg::Key(key) if key == Key::plain(Code::F(12))) {
        breakdown::rehearse("screen");
    }
    for effect in update(model, msg) {
        match effect {
            Effect::Append { revision, events } => saver.append(revision, events),
            Effect::Prepare(wish) => prepare(*wish, display.reporter()),
            Effect::SavePlace(place) => saver.save_place(*place),
            Effect::KeepDrafts(drafts) => saver.keep_drafts(drafts),
            Effect::Retry => saver.retry(),
            Effect::Reread { number, unread, given } => reread(display.reporter(), number, unread, given),
            Effect::KeepSearch(wish) => saver.keep_search(wish),
            Effect::OpenPart(number) => open_part(model, display, saver, number),
            Effect::OpenMarked { file, mark } => open_marked(model, display, saver, Path::new(&file), mark),
            Effect::OtherInterview { forward } => go_to_other(model, display, saver, forward),
            Effect::Quit => return Ok(Some(End::Quit)),
            Effect::Suspend if !events::has_a_shell() => {
                model.notice = Some("There is no shell here to come back from; q quits".to_owned());
            }
            Effect::Suspend => suspend(model, display, saver, true)?,
            Effect::Redraw => {
                display.screen.forget();
                resize(model);
            }
            Effect::Mouse(on) => terminal::mouse(on)?,
            Effect::Copy(clip) => {
                let write = model.key(Action::WriteQuote);
                let said = clipboard::copy(&clip, Surroundings::here(), display.ways.limit, &write);
                model.notice = Some(said);
            }
            Effect::WriteQuote(clip) => model.notice = Some(quotes::keep(&display.ways.quotes, &clip)),
            Effect::Export { stem, ending, text } => model.notice = Some(export::keep(&stem, &ending, &text)),
            Effect::Collect => {
                let collection = collecting::collect(&Paths::find());
                update(model, Msg::Collected(collection));
            }
            Effect::Edit(text) => edit_outside(model, display, &text)?,
            Effect::Show(text) => {
                terminal::lend(&text)?;
                display.lent = true;
            }
        }
    }
    Ok(None)
}

/// Keeps what was not kept yet: the place, and a note that is being written.
pub fn keep_all(model: &mut Model, saver: &mut Saver) {
    for effect in update(model, Msg::Rest) {
        match effect {
            Effect::SavePlace(place) => saver.save_place(*place),
            Effect::KeepDrafts(drafts) => saver.keep_drafts(drafts),
            _ => {}
        }
    }
}

/// Reports on one interview to the loop.
#[derive(Clone)]
struct Reporter {
    number: u64,
    sender: Sender<Event>,
}

impl Reporter {
    fn tell(&self, msg: Msg) {
        let _ = self.sender.send(Event::On(self.number, Box::new(msg)));
    }
}

/// Lets what saves report to the loop.
fn report_to(saver: &mut Saver, number: u64, sender: &Sender<Event>) {
    let report = Reporter { number, sender: sender.clone() };
    saver.report_to(move |msg| report.tell(msg));
}

/// Reads a large document again on a thread of its own, which reports to the loop.
fn reread(report: Reporter, number: u64, unread: Unread, given: Given) {
    // Without a thread the corrections are kept all the same, and followed when the file is opened again.
    let broken = report.clone();
    let work = move || {
        breakdown::rehearse("read");
        let (document, idle) = unread.around(&given);
        report.tell(Msg::Reread(number, Box::new(document), idle));
    };
    let sentence = "The correction is kept, but a fault in the program kept it from reading the text again";
    let _ = breakdown::thread("read", work, move || broken.tell(Msg::Notice(sentence.to_owned())));
}

/// Makes an interview searchable on a thread of its own, which reports how far it is.
fn prepare(wish: Wish, report: Reporter) {
    let broken = report.clone();
    let tell = move |msg| report.tell(msg);
    let work = move || {
        breakdown::rehearse("index");
        wish.make(&mut |percent| tell(Msg::Preparing(percent)), &mut |tools| tell(Msg::Prepared(Arc::new(tools))));
    };
    // Where the system gives no thread, the list keeps the questions alone and says so.
    let _ = breakdown::thread("index", work, move || broken.tell(Msg::Unprepared));
}

/// Gives the terminal to the shell until continued; `job` where the processes around this one are to stop too.
fn suspend(model: &mut Model, display: &mut Display<'_>, saver: &mut Saver, job: bool) -> io::Result<()> {
    keep_all(model, saver);
    display.await_answer();
    if let Some(keyboard) = &mut display.keyboard {
        keyboard.pause();
    }
    terminal::leave();
    // A thread that is stopped while it writes would hold its lock until continued, or lose the place if never.
    saver.wait();
    events::stop(job);
    if let Some(keyboard) = &mut display.keyboard {
        keyboard.resume();
    }
    come_back(model, display)
}

/// Gives the terminal to the reader's editor, and takes in what it saved.
fn edit_outside(model: &mut Model, display: &mut Display<'_>, text: &str) -> io::Result<()> {
    display.await_answer();
    if let Some(keyboard) = &mut display.keyboard {
        keyboard.pause();
    }
    terminal::leave();
    events::lend(true);
    let edited = editing::edit(text, &Paths::find());
    events::lend(false);
    if let Some(keyboard) = &mut display.keyboard {
        keyboard.resume();
    }
    come_back(model, display)?;
    match edited {
        Ok(text) => drop(update(model, Msg::Edited(text))),
        Err(sentence) => model.notice = Some(sentence),
    }
    Ok(())
}

fn come_back(model: &mut Model, display: &mut Display<'_>) -> io::Result<()> {
    terminal::enter()?;
    if model.mouse {
        terminal::mouse(true)?;
    }
    display.lent = false;
    display.screen.forget();
    display.pace.forget();
    resize(model);
    Ok(())
}

/// Asks the system, not the terminal, how large the screen is.
fn resize(model: &mut Model) {
    model.size = terminal::size();
    settle(model);
}

/// Milliseconds since 1970.
pub fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis() as u64)
}
