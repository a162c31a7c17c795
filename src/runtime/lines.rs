//! The mode that is worked line by line: prints, waits for a line, does what it says. The terminal stays as it is, with its
//! own echo and editing of lines; nothing but lines of text is ever written.

use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
use signal_hook::iterator::Signals;

use super::aside::Aside;
use super::clipboard::{self, Surroundings};
use super::config::Ways;
use super::paths::Paths;
use super::reading::{End, Open, keep_all, now};
use super::saving::Saver;
use super::screen::{Repertoire, simplified};
use super::{collecting, editing, export, quotes};
use crate::app::effect::Effect;
use crate::app::lines::{Lines, wrapped};
use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::app::update;
use crate::text::CleanText;

mod others;

/// Most cells of a line where the settings name no measure; that of the interview as it is printed.
const MEASURE: usize = 72;

/// Most bytes of a line that is typed.
const LONGEST: u64 = 1 << 20;

/// Where lines come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Whoever sits at the terminal. From the terminal itself where standard input holds the document.
    Terminal {
        /// Whether standard input is taken already.
        taken: bool,
    },
    /// Standard input, as a script.
    Stdin,
    /// A script.
    File(PathBuf),
}

/// Something to be taken in.
enum Heard {
    Line(String),
    NoMore,
    Signal(i32),
    /// A report on the interview with this number.
    Msg(u64, Box<Msg>),
}

/// What a session needs besides the model.
struct Session<'a> {
    ways: &'a Ways,
    open: Open<'a>,
    repertoire: Repertoire,
    /// What was said while something was done outside, and before that of an interview that was opened meanwhile.
    said: Vec<String>,
    greeting: Vec<String>,
    quits: bool,
    sender: Sender<Heard>,
    /// Interviews that were left and wait.
    aside: Aside,
    /// The number of the one that is open, and the last number that was given.
    number: u64,
    last: u64,
    /// Whether somebody sits at a terminal, so that an editor can have it for a while.
    typed: bool,
    /// Asks for one more line: nothing is read ahead, so that what is typed in an editor goes to the editor.
    more: Sender<()>,
    /// Whether a line was asked for that has not come.
    asked: bool,
    /// Whether an editor had the terminal: interrupts that were meant for it are no business of ours.
    lent: bool,
}

/// Reads line by line until the end of the lines, or until the reader quits.
///
/// # Errors
/// A sentence, where nothing can be read or written.
pub fn read(
    model: &mut Model,
    saver: &mut Saver,
    input: &Input,
    (ways, repertoire): (&Ways, Repertoire),
    open: Open<'_>,
) -> Result<End, String> {
    let failed = |error: io::Error| format!("there is no terminal to read on ({error}).");
    let (sender, receiver) = channel();
    let typed = matches!(input, Input::Terminal { .. });
    let more = read_lines(input, sender.clone()).map_err(failed)?;
    read_signals(sender.clone()).map_err(failed)?;
    let (said, greeting, aside) = (Vec::new(), Vec::new(), Aside::default());
    let mut session = Session {
        ways,
        open,
        repertoire,
        said,
        greeting,
        quits: false,
        sender,
        aside,
        number: 0,
        last: 0,
        typed,
        more,
        asked: false,
        lent: false,
    };
    session.report(saver, 0);
    let mut lines = Lines::default();
    model.now = now();
    let begun = lines.begin(model);
    let ended = match session.print(model, &begun) {
        Ok(()) => session.talk(model, saver, &mut lines, &receiver),
        Err(error) => Err(error),
    };
    keep_all(model, saver);
    match ended {
        Ok(end) => Ok(end),
        // Whoever listened is gone.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe || error.raw_os_error() == Some(5) => Ok(End::Gone),
        Err(error) => Err(format!("the output could not be written: {error}.")),
    }
}

impl Session<'_> {
    fn report(&self, saver: &mut Saver, number: u64) {
        let sender = self.sender.clone();
        saver.report_to(move |msg| drop(sender.send(Heard::Msg(number, Box::new(msg)))));
    }

    /// Takes in a report, also one on an interview that waits. What that wants done was saved before it was left.
    fn reported(&mut self, model: &mut Model, saver: &mut Saver, number: u64, msg: Msg) {
        if number == self.number {
            self.do_all(model, saver, msg);
        } else {
            drop(self.aside.report(number, msg));
        }
    }

    fn talk(
        &mut self,
        model: &mut Model,
        saver: &mut Saver,
        lines: &mut Lines,
        receiver: &Receiver<Heard>,
    ) -> io::Result<End> {
        let mut interrupted = false;
        self.prompt(model, lines)?;
        loop {
            if !std::mem::replace(&mut self.asked, true) {
                // Where the thread has ended, it has said so.
                _ = self.more.send(());
            }
            let Ok(heard) = receiver.recv() else { return Ok(End::Gone) };
            let was = std::mem::replace(&mut interrupted, false);
            let said = match heard {
                Heard::Msg(number, msg) => {
                    interrupted = was;
                    self.reported(model, saver, number, *msg);
                    continue;
                }
                Heard::Line(line) => {
                    self.asked = false;
                    let line = CleanText::line(&line);
                    if !self.typed {
                        // Whoever reads the transcript sees what was asked.
                        self.write(&format!("{line}\n"))?;
                    }
                    self.answer(model, saver, lines, &line, receiver)
                }
                Heard::NoMore => {
                    self.write("\n")?;
                    return Ok(End::Quit);
                }
                Heard::Signal(SIGINT) if !was => {
                    self.write("\n")?;
                    interrupted = true;
                    model.now = now();
                    let mut effects = Vec::new();
                    let open = lines.leave(model, &mut |_, effect| effects.push(effect));
                    for effect in effects {
                        self.act(model, saver, effect);
                    }
                    let left = model.notice.take().filter(|_| open).map(|notice| notice + ".");
                    vec![left.unwrap_or_else(|| "quit ends, and Ctrl-C once more does too.".to_owned())]
                }
                Heard::Signal(SIGINT) => {
                    self.write("\n")?;
                    return Ok(End::Quit);
                }
                Heard::Signal(signal) => return Ok(End::Signal(signal)),
            };
            if self.quits {
                return Ok(End::Quit);
            }
            self.print(model, &said)?;
            self.prompt(model, lines)?;
        }
    }

    /// Does what a line says, and waits until what it changed is saved.
    fn answer(
        &mut self,
        model: &mut Model,
        saver: &mut Saver,
        lines: &mut Lines,
        line: &str,
        receiver: &Receiver<Heard>,
    ) -> Vec<String> {
        model.now = now();
        let mut changed = false;
        let taken = lines.take(model, line, &mut |model, effect| {
            changed |= matches!(effect, Effect::Append { .. } | Effect::Retry);
            self.act(model, saver, effect);
        });
        let mut said = std::mem::take(&mut self.greeting);
        said.extend(taken);
        said.append(&mut self.said);
        keep_all(model, saver);
        if std::mem::take(&mut self.lent) {
            let others = receiver.try_iter().filter(|heard| !matches!(heard, Heard::Signal(SIGINT)));
            for heard in others.collect::<Vec<_>>() {
                drop(self.sender.send(heard));
            }
        }
        if changed || model.shelf.unsaved.is_some() {
            let was = model.shelf.unsaved.is_some();
            let settled = saver.settle();
            // Reports of the thread that saves are here by now; lines that were typed ahead stay in their order.
            let waiting: Vec<Heard> = receiver.try_iter().collect();
            for heard in waiting {
                match heard {
                    Heard::Msg(number, msg) => self.reported(model, saver, number, *msg),
                    other => drop(self.sender.send(other)),
                }
            }
            match settled {
                Err(why) => said.push(format!("NOT SAVED: {why} save tries again.")),
                Ok(()) if was => said.push("Everything is saved now.".to_owned()),
                Ok(()) => {}
            }
            model.notice = None;
        }
        said
    }

    fn do_all(&mut self, model: &mut Model, saver: &mut Saver, msg: Msg) {
        for effect in update(model, msg) {
            self.act(model, saver, effect);
        }
    }

    /// Does what the machine wants.
    fn act(&mut self, model: &mut Model, saver: &mut Saver, effect: Effect) {
        match effect {
            Effect::Append { revision, events } => saver.append(revision, events),
            Effect::Retry => saver.retry(),
            Effect::SavePlace(place) => saver.save_place(*place),
            Effect::KeepDrafts(drafts) => saver.keep_drafts(drafts),
            Effect::KeepSearch(wish) => saver.keep_search(wish),
            Effect::Prepare(wish) => {
                let mut made = Vec::new();
                wish.make(&mut |_| {}, &mut |tools| made.push(Arc::new(tools)));
                for tools in made {
                    self.do_all(model, saver, Msg::Prepared(tools));
                }
            }
            Effect::Reread { number, unread, given } => {
                let (document, idle) = unread.around(&given);
                self.do_all(model, saver, Msg::Reread(number, Box::new(document), idle));
            }
            Effect::Copy(clip) => {
                let given = clipboard::give(&clip, Surroundings::here());
                model.notice = given;
                if model.notice.is_none() {
                    self.said.push(format!("{}. No clipboard is in reach, so here it is to be selected:", clip.what));
                    self.said.push(clip.text);
                }
            }
            Effect::Show(text) => self.said.push(text),
            Effect::WriteQuote(clip) => model.notice = Some(quotes::keep(&self.ways.quotes, &clip)),
            Effect::Export { stem, ending, text } => model.notice = Some(export::keep(&stem, &ending, &text)),
            Effect::Collect => {
                let collection = collecting::collect(&Paths::find());
                self.do_all(model, saver, Msg::Collected(collection));
            }
            Effect::OpenPart(number) => self.open_part(model, saver, number),
            Effect::OpenMarked { file, mark } => self.open_marked(model, saver, Path::new(&file), mark),
            Effect::OtherInterview { forward } => self.go_to_other(model, saver, forward),
            Effect::Quit => self.quits = true,
            Effect::Edit(text) => {
                self.lent = true;
                model.notice = if self.typed {
                    match editing::edit(&text, &Paths::find()) {
                        Ok(text) => {
                            self.do_all(model, saver, Msg::Edited(text));
                            None
                        }
                        Err(sentence) => Some(sentence),
                    }
                } else {
                    Some("An editor needs a terminal; note TEXT writes one here".to_owned())
                };
            }
            Effect::Suspend | Effect::Redraw | Effect::Mouse(_) => {}
        }
    }

    fn prompt(&self, model: &Model, lines: &Lines) -> io::Result<()> {
        self.write(&format!("{}> ", lines.prompt(model)))
    }

    fn print(&self, model: &Model, lines: &[String]) -> io::Result<()> {
        let columns = crossterm::terminal::window_size().map_or(0, |size| usize::from(size.columns));
        let room =
            if columns == 0 || !io::stdout().is_terminal() { usize::MAX } else { columns.saturating_sub(1).max(1) };
        let measure = model.settings.measure.map_or(MEASURE, usize::from);
        self.write(&wrapped(lines, measure.min(room)))
    }

    fn write(&self, text: &str) -> io::Result<()> {
        let mut out = io::stdout().lock();
        out.write_all(simplified(text, self.repertoire).as_bytes())?;
        out.flush()
    }
}

/// Begins to pass on lines, one for each time that one is asked for.
fn read_lines(input: &Input, sender: Sender<Heard>) -> io::Result<Sender<()>> {
    let source: Box<dyn Read + Send> = match input {
        Input::Terminal { taken: true } => Box::new(File::open("/dev/tty")?),
        Input::Terminal { taken: false } | Input::Stdin => Box::new(io::stdin()),
        Input::File(path) => Box::new(File::open(path)?),
    };
    let mut source = BufReader::new(source);
    let (more, asked) = channel::<()>();
    let work = move || {
        while asked.recv().is_ok() {
            let mut bytes = Vec::new();
            let read = source.by_ref().take(LONGEST).read_until(b'\n', &mut bytes);
            let heard = match read {
                Ok(0) => Heard::NoMore,
                Ok(_) => Heard::Line(String::from_utf8_lossy(&bytes).trim_end_matches(['\n', '\r']).to_owned()),
                Err(_) => Heard::NoMore,
            };
            let last = matches!(heard, Heard::NoMore);
            if sender.send(heard).is_err() || last {
                return;
            }
        }
    };
    thread::Builder::new().name("lines".to_owned()).spawn(work)?;
    Ok(more)
}

/// Begins to pass on the signals that end a program. Stopping and continuing are the system's own business here.
fn read_signals(sender: Sender<Heard>) -> io::Result<()> {
    let mut signals = Signals::new([SIGHUP, SIGINT, SIGQUIT, SIGTERM])?;
    let work = move || {
        for signal in signals.forever() {
            if sender.send(Heard::Signal(signal)).is_err() {
                return;
            }
        }
    };
    thread::Builder::new().name("signals".to_owned()).spawn(work).map(drop)
}
