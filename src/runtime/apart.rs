//! A file read in a process of its own: this program once more, with less memory and a time limit.
//!
//! A thread that overflows its stack or runs out of memory takes the program down, a process only itself. What a process
//! read comes back through a pipe as JSON.

use std::borrow::Cow;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::thread;
use std::time::Duration;

use rustix::process::{Resource, Rlimit, setrlimit};
use serde::{Deserialize, Serialize};

use super::isolated::{BROKEN, LIMIT, SLOW, silence_all};
use crate::formats::detect::Kind;
use crate::formats::{self, Extract, FormatError, Opened};
use crate::interview::Meta;
use crate::interview::parse::bare::Bare;
use crate::interview::parse::raw::{Item, Kind as Block, Raw, TINTS};
use crate::text::CleanText;

/// The word on the command line that makes this program such a reader.
pub const WORD: &str = "--read-apart";

/// Memory that the reader may use, in bytes.
const MEMORY: u64 = 2 * 1024 * 1024 * 1024;

/// Most bytes that come back.
const ANSWER: u64 = 512 * 1024 * 1024;

/// Whether this process is the program itself, which can be started once more; a test is not.
static ALLOWED: AtomicBool = AtomicBool::new(false);

/// Says that the running program understands [`WORD`].
pub fn allow() {
    ALLOWED.store(true, Ordering::Relaxed);
}

/// A paragraph on its way: where it begins and ends in the text, how much of its beginning is bold, its level as a heading,
/// its flags, its tint. A list without names, since there may be very many.
#[derive(Clone, Copy, Default, Serialize, Deserialize)]
struct Piece(u32, u32, u32, u8, u8, u8);

const BOLD: u8 = 1;
const ITALIC: u8 = 2;
const QUOTE: u8 = 4;
const BULLET: u8 = 8;
const NUMBER: u8 = 16;
const COMMENT: u8 = 32;

/// What was read, on its way.
#[derive(Default, Serialize, Deserialize)]
struct Answer<'a> {
    source: Cow<'a, str>,
    pieces: Vec<Piece>,
    title: Option<String>,
    other: Vec<(String, String)>,
    warnings: Vec<String>,
    /// Why nothing was read: a word, and what there is to say.
    failed: Option<(String, String)>,
}

const WHAT: &str = "PDF";

impl<'a> Answer<'a> {
    fn of(result: &'a Result<Opened, FormatError>) -> Self {
        let failed = |word: &str, why: String| Self { failed: Some((word.to_owned(), why)), ..Self::default() };
        let extract = match result {
            Ok(Opened::One(extract)) => extract,
            Ok(Opened::Several(_)) => return failed("damaged", "it holds several texts".to_owned()),
            Err(FormatError::Bomb(_)) => return failed("bomb", String::new()),
            Err(FormatError::Locked(_)) => return failed("locked", String::new()),
            Err(FormatError::Empty(_)) => return failed("empty", String::new()),
            Err(FormatError::Pictures) => return failed("pictures", String::new()),
            Err(FormatError::NoLetters) => return failed("no letters", String::new()),
            Err(FormatError::Damaged(_, why)) => return failed("damaged", why.clone()),
            Err(error) => return failed("damaged", error.to_string()),
        };
        let pieces = extract.bare.iter().map(|raw| {
            let flag = |set: bool, flag: u8| if set { flag } else { 0 };
            let flags = flag(raw.bold, BOLD)
                | flag(raw.italic, ITALIC)
                | flag(raw.quote, QUOTE)
                | flag(raw.item == Item::Bullet, BULLET)
                | flag(raw.item == Item::Number, NUMBER)
                | flag(raw.kind == Block::Comment, COMMENT);
            Piece(raw.source.start as u32, raw.source.end as u32, raw.lead() as u32, raw.heading, flags, raw.tint)
        });
        Self {
            pieces: pieces.collect(),
            source: Cow::Borrowed(&extract.source),
            title: extract.meta.title.as_ref().map(ToString::to_string),
            other: extract.meta.other.iter().map(|(key, value)| (key.to_string(), value.to_string())).collect(),
            warnings: extract.warnings.clone(),
            failed: None,
        }
    }

    /// What was read. Nothing of the answer is believed: it comes from a process that read a hostile file.
    fn result(self) -> Result<Opened, FormatError> {
        if let Some((word, why)) = self.failed {
            return Err(match word.as_str() {
                "bomb" => FormatError::Bomb(WHAT),
                "locked" => FormatError::Locked(WHAT),
                "empty" => FormatError::Empty(WHAT),
                "pictures" => FormatError::Pictures,
                "no letters" => FormatError::NoLetters,
                _ => FormatError::Damaged(WHAT, CleanText::line(&why).to_string()),
            });
        }
        let source = CleanText::from(self.source.into_owned());
        let raw = |Piece(start, end, lead, heading, flags, tint): Piece| {
            let has = |flag: u8| flags & flag != 0;
            let place = start as usize..end as usize;
            let text = source.get(place.clone())?;
            let lead = crate::interview::parse::raw::floor(text, lead as usize);
            let item = if has(BULLET) { Item::Bullet } else { Item::No };
            Some(Raw {
                kind: if has(COMMENT) { Block::Comment } else { Block::Text },
                heading: heading.min(6),
                bold: has(BOLD),
                italic: has(ITALIC),
                tint: tint.min(TINTS),
                quote: has(QUOTE),
                item: if has(NUMBER) { Item::Number } else { item },
                lead: lead as u32,
                lead_end: if lead > 0 { (place.start + lead) as u32 } else { 0 },
                source: place,
                ..Raw::default()
            })
        };
        let mut bare = Bare::default();
        for piece in self.pieces {
            let Some(raw) = raw(piece) else {
                return Err(FormatError::Damaged(WHAT, "what was read of it does not fit together".to_owned()));
            };
            bare.push(&source, raw);
        }
        let other = self.other.iter().map(|(key, value)| (CleanText::line(key), CleanText::line(value)));
        let meta =
            Meta { title: self.title.map(|title| CleanText::line(&title)), other: other.collect(), ..Meta::default() };
        let warnings = self.warnings.iter().map(|warning| CleanText::line(warning).to_string()).collect();
        Ok(Opened::One(Extract { source, bare, meta, warnings, ..Extract::default() }))
    }
}

/// What the reader does: reads standard input, and writes to standard output.
pub fn serve() -> ExitCode {
    // Where a limit cannot be set, the time limit of the other process still holds.
    let _ = setrlimit(Resource::As, Rlimit { current: Some(MEMORY), maximum: Some(MEMORY) });
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    let seconds = LIMIT.as_secs() + 5;
    let _ = setrlimit(Resource::Cpu, Rlimit { current: Some(seconds), maximum: Some(seconds) });
    silence_all();
    let mut bytes = Vec::new();
    // Whoever started this has counted already.
    if io::stdin().lock().take(super::open::MOST << 20).read_to_end(&mut bytes).is_err() {
        return ExitCode::FAILURE;
    }
    super::breakdown::rehearse("pdf");
    let work = move || formats::read_container(Kind::Pdf, &bytes);
    let Ok(read) = super::isolated::run(work) else { return ExitCode::FAILURE };
    let mut out = io::BufWriter::new(io::stdout().lock());
    match serde_json::to_writer(&mut out, &Answer::of(&read)).map_err(io::Error::from).and_then(|()| out.flush()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// Reads a PDF in a process of its own; `None` where none could be started.
///
/// # Errors
/// Where the process broke down or took too long.
pub fn read(bytes: &[u8]) -> Option<Result<Result<Opened, FormatError>, &'static str>> {
    if !ALLOWED.load(Ordering::Relaxed) {
        return None;
    }
    let program = program()?;
    let mut command = Command::new(program);
    command.arg(WORD);
    // Taken apart as it comes: as a whole it is once more as large as the text.
    let understand = |answer: &mut dyn Read| serde_json::from_reader(io::BufReader::new(answer)).ok();
    Some(match ask(&mut command, bytes, LIMIT, understand) {
        Asked::NotStarted => return None,
        Asked::Broken => Err(BROKEN),
        Asked::Slow => Err(SLOW),
        Asked::Answer(answer) => Ok(Answer::result(answer)),
    })
}

/// The file of this program. The first is right even where it was replaced while it runs.
fn program() -> Option<PathBuf> {
    let own = Path::new("/proc/self/exe");
    if own.exists() { Some(own.to_owned()) } else { std::env::current_exe().ok() }
}

/// What came of asking another program.
#[derive(Debug, PartialEq, Eq)]
pub enum Asked<T> {
    /// It could not be started.
    NotStarted,
    /// It ended otherwise than well.
    Broken,
    /// It did not end in time, and was ended.
    Slow,
    /// What was made of what it wrote.
    Answer(T),
}

/// Starts a program, hands it bytes, and has what it writes understood, within a time. What is not understood breaks it.
pub fn ask<T: Send + 'static>(
    command: &mut Command,
    bytes: &[u8],
    limit: Duration,
    understand: impl FnOnce(&mut dyn Read) -> Option<T> + Send + 'static,
) -> Asked<T> {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let Ok(mut child) = command.spawn() else { return Asked::NotStarted };
    let (Some(mut stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
        end(&mut child);
        return Asked::NotStarted;
    };
    let (send, receive) = sync_channel(1);
    let answer = thread::Builder::new().spawn(move || {
        let answer = understand(&mut stdout.take(ANSWER));
        // Where nobody waits any more there is nothing to tell.
        let _ = send.send(answer);
    });
    if answer.is_err() {
        end(&mut child);
        return Asked::NotStarted;
    }
    let answer = thread::scope(|scope| {
        // A program that ends early closes the pipe; then its status tells.
        scope.spawn(move || drop(stdin.write_all(bytes)));
        let answer = receive.recv_timeout(limit);
        if !matches!(answer, Ok(Some(_))) {
            // Ends the writing too, since nobody reads any more.
            end(&mut child);
        }
        answer
    });
    match answer {
        Err(RecvTimeoutError::Timeout) => Asked::Slow,
        Ok(Some(answer)) => match child.wait() {
            Ok(status) if status.success() => Asked::Answer(answer),
            _ => Asked::Broken,
        },
        _ => Asked::Broken,
    }
}

fn end(child: &mut Child) {
    // It may have ended by itself meanwhile.
    let _ = child.kill();
    let _ = child.wait();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(answer: &mut dyn Read) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        answer.read_to_end(&mut bytes).is_ok().then_some(bytes)
    }

    fn shell(script: &str, bytes: &[u8], limit: u64) -> Asked<Vec<u8>> {
        ask(Command::new("sh").args(["-c", script]), bytes, Duration::from_millis(limit), all)
    }

    #[test]
    fn a_program_that_breaks_down_or_never_ends_does_no_harm() {
        assert_eq!(shell("cat", b"boats", 20_000), Asked::Answer(b"boats".to_vec()));
        assert_eq!(shell("cat; kill -ABRT $$", b"boats", 20_000), Asked::Broken);
        assert_eq!(shell("exit 3", &vec![b'x'; 4_000_000], 20_000), Asked::Broken);
        assert_eq!(shell("exec sleep 60", &vec![b'x'; 4_000_000], 100), Asked::Slow);
        let missing = ask(&mut Command::new("/no/such/program"), b"", Duration::from_secs(1), all);
        assert_eq!(missing, Asked::NotStarted);
    }

    #[test]
    fn what_was_read_comes_back_as_it_was() {
        let mut writer = crate::formats::lines::Writer::default();
        writer.text("Mara:", crate::formats::lines::Face { bold: true, italic: false, way: 0 });
        writer.text(" Why boats?", crate::formats::lines::Face::default());
        writer.end(crate::formats::lines::Look { heading: 2, ..Default::default() });
        writer.aside("page 1");
        let extract =
            writer.finish(Meta { title: Some(CleanText::line("Boats")), ..Meta::default() }, vec!["w".into()]);
        let sent = serde_json::to_vec(&Answer::of(&Ok(Opened::One(extract.clone())))).unwrap();
        let Ok(Opened::One(back)) = serde_json::from_slice::<Answer>(&sent).unwrap().result() else { panic!() };
        assert_eq!((back.bare, back.source, back.meta), (extract.bare, extract.source, extract.meta));
        let failed = Answer::of(&Err(FormatError::Pictures)).result();
        assert_eq!(failed.err(), Some(FormatError::Pictures));
        let lie = Answer { source: "é".into(), pieces: vec![Piece(0, 1, 0, 0, 0, 0)], ..Answer::default() };
        assert!(lie.result().is_err());
    }
}
