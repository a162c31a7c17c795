//! From the command line to the end of the program.

use std::env;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::SystemTime;

use super::beginning::Rest;
use super::book::Book;
use super::config::{self, Config};
use super::kept::{is_kept, with_shelf};
use super::lines::Input;
use super::open::{self, Found, Source, Which};
use super::opening::{Read, lay_open, lay_out};
use super::paths::Paths;
use super::reading::{self, End, Wanted};
use super::saving::Saver;
use super::screen::{Renderer, Repertoire, Screen};
use super::{
    beginning, breakdown, doctor, events, export, find, jump, lines, manual, others, plain, quotes, quoting, rests,
    templates, terminal, usage, verifying,
};
use crate::app::document::Document;
use crate::app::open::choose;
use crate::app::overlay::parts::{self, Row};
use crate::cli::{Cli, Command, Convert, Find, Jump, Look, RendererName, To, Topics, Way};
use crate::convert::{self, Target, json};
use crate::interview::Interview;
use crate::search::find::Wish;
use crate::search::topics;
use crate::text::CleanText;
use crate::ui::theme::{Colours, Theme};

/// Exit status for what could not be opened or used.
pub const FAILED: u8 = 2;

/// Exit status where nothing is found.
const NOTHING: u8 = 1;

/// Exit status for changes that could not be saved.
const UNSAVED: u8 = 1;

/// Exit status where a fault in the program stopped it, as Rust has it.
const BROKEN: u8 = 101;

/// Runs the program.
pub fn run(cli: Cli) -> ExitCode {
    breakdown::watch();
    let Some(result) = breakdown::caught(|| perform(cli)) else {
        let _ = writeln!(io::stderr(), "inquit: {}", breakdown::sentence());
        return ExitCode::from(BROKEN);
    };
    match result {
        Ok(code) => code,
        Err(mut sentence) => {
            if let Some(more) = usage::unquoted() {
                sentence = format!("{sentence} {more}");
            }
            // Standard error may be closed; the status says the same. A sentence may quote an argument.
            let _ = writeln!(io::stderr(), "inquit: {}", CleanText::new(&sentence));
            ExitCode::from(FAILED)
        }
    }
}

fn perform(cli: Cli) -> Result<ExitCode, String> {
    match cli.command {
        Some(Command::Parse { file, way, as_recognised }) => {
            Which::new(&way).and_then(|which| print_parse(file.as_deref(), which, as_recognised))
        }
        Some(Command::Parts { file, json, format }) => {
            Which::new(&Way { format, ..Way::default() }).and_then(|which| print_parts(&file, which, json))
        }
        Some(Command::Convert(wish)) => convert_file(&wish),
        Some(Command::Find(wish)) => print_found(&wish),
        Some(Command::Jump(wish)) => print_jump(&wish),
        Some(Command::Topics(wish)) => print_topics(&wish),
        Some(Command::Doctor { json }) => doctor::run(json),
        Some(Command::Config) => print_text(config::DEFAULTS),
        Some(Command::Show(wish)) => quoting::show(&wish),
        Some(Command::Quote(wish)) => quoting::quote(&wish),
        Some(Command::Marks(wish)) => quoting::marks(&wish),
        Some(Command::Export(wish)) => quoting::export(&wish),
        Some(Command::Verify(wish)) => verifying::verify(&wish),
        Some(Command::Completions { shell }) => print_text(manual::completions(shell)),
        Some(Command::Man) => print_text(manual::MANUAL),
        None => Which::new(&cli.way).and_then(|which| read(cli.file.as_deref(), which, cli.as_recognised, &cli.look)),
    }
}

/// What a name on the command line stands for.
pub fn source(file: Option<&Path>) -> Source {
    match file {
        None => Source::Embedded,
        Some(path) if path == Path::new("-") => Source::Stdin,
        Some(path) => Source::File(path.to_owned()),
    }
}

/// A document, with its path where it has one.
pub fn load(source: &Source, which: Which) -> Result<(Document, Option<PathBuf>), String> {
    let loaded = open::read(source, which).map_err(|error| error.to_string())?;
    Ok((Document::read(loaded.original, loaded.warnings, loaded.name, loaded.hash), loaded.path))
}

/// A document as its reader corrected it, for what prints it. What could not be followed is among its warnings, and
/// `aloud` goes to standard error.
pub fn load_corrected(
    source: &Source,
    which: Which,
    as_recognised: bool,
    aloud: bool,
) -> Result<(Document, Option<PathBuf>), String> {
    let (document, path) = load(source, which)?;
    if as_recognised {
        return Ok((document, path));
    }
    let (document, _) = with_shelf(document, path.as_deref(), aloud);
    Ok((document, path))
}

/// An interview as its reader corrected it, without what a document keeps to be read again.
fn interview(source: &Source, which: Which, as_recognised: bool) -> Result<Interview, String> {
    // Standard input cannot be read twice.
    if as_recognised || !matches!(source, Source::Stdin) {
        let loaded = open::read(source, which).map_err(|error| error.to_string())?;
        let (path, hash) = (loaded.path.clone(), loaded.hash.clone());
        let interview = loaded.into_interview();
        if as_recognised || !is_kept(&interview, path.as_deref(), &hash) {
            return Ok(interview);
        }
    }
    let (document, _) = load_corrected(source, which, as_recognised, false)?;
    Ok(document.interview)
}

fn print_parse(file: Option<&Path>, which: Which, as_recognised: bool) -> Result<ExitCode, String> {
    let interview = interview(&source(file), which, as_recognised)?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    let written = serde_json::to_writer_pretty(&mut out, &json::report(&interview)).map_err(io::Error::from);
    said(written.and_then(|()| out.write_all(b"\n")).and_then(|()| out.flush()))
}

/// `inquit parts`.
fn print_parts(file: &Path, which: Which, json: bool) -> Result<ExitCode, String> {
    let rows = open::find(&source(Some(file)), which).map_err(|error| error.to_string())?.rows();
    if json {
        let one = |row: &Row| serde_json::json!({ "part": row.number, "title": row.title.as_str(), "questions": row.questions });
        return print_text(&crate::cite::data::pretty(&rows.iter().map(one).collect()));
    }
    let line = |row: &Row| format!("{:>3}  {} ({})\n", row.number, row.title, row.about());
    print_text(&rows.iter().map(line).collect::<String>())
}

fn print_found(wish: &Find) -> Result<ExitCode, String> {
    let (document, _) = load_corrected(&source(Some(&wish.file)), Which::new(&wish.way)?, false, true)?;
    // The pattern comes from outside as the text does.
    let text = CleanText::line(&wish.pattern.join(" ")).to_string();
    let pattern = Wish { text, regex: wish.regex, word: wish.word, answers: wish.answers };
    let found = find::Places::new(&document, &pattern, wish.context)?;
    let printed = print_text(&if wish.json { found.json() } else { found.lines() })?;
    if !found.is_empty() {
        return Ok(printed);
    }
    let _ = writeln!(io::stderr(), "inquit: “{}” stands nowhere in {}.", pattern.text, document.name);
    Ok(ExitCode::from(NOTHING))
}

fn print_jump(wish: &Jump) -> Result<ExitCode, String> {
    let (document, path) = load(&source(Some(&wish.file)), Which::new(&wish.way)?)?;
    let (document, shelf) = with_shelf(document, path.as_deref(), true);
    let found = jump::Found::new(&document, &shelf, &wish.query.join(" "), wish.only, wish.limit);
    let printed = print_text(&if wish.json { found.json(&document) } else { found.lines(&document) })?;
    let Some(sentence) = found.nothing() else { return Ok(printed) };
    let _ = writeln!(io::stderr(), "inquit: {}", CleanText::line(&sentence));
    Ok(ExitCode::from(NOTHING))
}

fn convert_file(wish: &Convert) -> Result<ExitCode, String> {
    let which = Which::new(&wish.way)?;
    let (document, path) = load_corrected(&source(wish.file.as_deref()), which, wish.as_recognised, true)?;
    let target = match wish.to {
        To::Markdown => Target::Markdown,
        To::Text => Target::Text,
        To::Vtt => Target::Vtt,
        To::Json => Target::Json,
        To::Html => Target::Html,
        To::Tei => Target::Tei,
        To::Csv => Target::Csv,
    };
    let text = convert::convert(&document.interview, target)
        .map_err(|sentence| format!("{}: {sentence} Nothing was written.", document.name))?;
    match wish.out.as_deref().filter(|out| *out != Path::new("-")) {
        None => print_text(&text),
        Some(out) => export::write(&text, out, wish.force, path.as_deref()).map(|()| ExitCode::SUCCESS),
    }
}

fn print_topics(wish: &Topics) -> Result<ExitCode, String> {
    let (document, path) = load(&source(wish.file.as_deref()), Which::new(&wish.way)?)?;
    let (document, shelf) = with_shelf(document, path.as_deref(), true);
    let interview = &document.interview;
    let topics = topics::of(interview, &shelf.topic_changes());
    let text = match (wish.csv, wish.json, wish.svg) {
        (true, ..) => topics::write::to_csv(interview, &topics),
        (_, true, _) => topics::write::to_json(interview, &document.places, &topics),
        (.., true) => topics::svg::to_svg(interview, &topics),
        _ => topics::write::to_text(interview, &topics),
    };
    match wish.out.as_deref().filter(|out| *out != Path::new("-")) {
        None => print_text(&text),
        Some(out) => export::write(&text, out, wish.force, path.as_deref()).map(|()| ExitCode::SUCCESS),
    }
}

/// Prints a text. A reader that closes the pipe early is no error.
pub fn print_text(text: &str) -> Result<ExitCode, String> {
    let mut out = io::stdout().lock();
    said(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

/// Whether the output was written; that nobody reads on is no failure.
fn said(written: io::Result<()>) -> Result<ExitCode, String> {
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(format!("the output could not be written: {error}."))
        }
        _ => Ok(ExitCode::SUCCESS),
    }
}

fn read(file: Option<&Path>, which: Which, as_recognised: bool, look: &Look) -> Result<ExitCode, String> {
    // The uncorrected reading is printed, and not worked on.
    let by_lines = if as_recognised { None } else { line_by_line(file, look)? };
    if by_lines.is_none() && prints(look) {
        let (document, _) = load_corrected(&source(file), which, as_recognised, true)?;
        let mut out = io::BufWriter::new(io::stdout().lock());
        plain::print(&document, &mut out).map_err(|error| format!("the output could not be written: {error}."))?;
        return Ok(ExitCode::SUCCESS);
    }
    let first = match by_lines.is_none().then(|| beginning::of(&source(file), which)).flatten() {
        Some((read, rest)) => First::Beginning(Box::new(read), rest),
        None => First::Whole(open::find(&source(file), which).map_err(|error| error.to_string())?),
    };
    let folders = Paths::find();
    let mut config = config::load(folders.config_file().as_deref(), look.theme.as_deref());
    if let Some(folder) = folders.templates() {
        let (templates, complaints) = templates::load(&folder);
        config.settings.templates = templates;
        config.settings.template_folder = quotes::shown(&folder);
        config.complaints.extend(complaints);
    }
    let repertoire = repertoire();
    config.settings.ascii = look.ascii || config.ascii.unwrap_or(repertoire != Repertoire::Unicode);
    if let Some(input) = &by_lines {
        let repertoire = if look.ascii || config.ascii == Some(true) { Repertoire::Ascii } else { repertoire };
        return show(first, which.part, &folders, &config, By::Lines(input, repertoire)).map(ended);
    }
    let theme = Theme::new(&config.theme, colours(), config.settings.ascii);
    let renderer = match look.renderer {
        None | Some(RendererName::Painter) => Renderer::Painter,
        Some(RendererName::Basic) => Renderer::Basic,
    };
    let screen = Screen::new(repertoire, renderer, may_have_margins());
    show(first, which.part, &folders, &config, By::Screen(&theme, screen)).map(ended)
}

/// Whether the reader asked for lines instead of a screen, or has a terminal that can show none.
fn wants_lines(look: &Look) -> (bool, bool) {
    let asked = look.plain || env::var("INQUIT_PLAIN").is_ok_and(|value| !matches!(value.as_str(), "" | "0"));
    (asked, matches!(env::var("TERM").as_deref(), Err(_) | Ok("" | "dumb")))
}

/// Whether the interview is printed as a whole.
fn prints(look: &Look) -> bool {
    let (asked, dumb) = wants_lines(look);
    asked || dumb || !io::stdout().is_terminal()
}

/// Where lines come from, where it is read line by line: on a terminal, or by a script.
fn line_by_line(file: Option<&Path>, look: &Look) -> Result<Option<Input>, String> {
    let taken = file == Some(Path::new("-"));
    if let Some(script) = &look.script {
        return match script == Path::new("-") {
            true if taken => Err("standard input cannot be both the interview and the script.".to_owned()),
            true => Ok(Some(Input::Stdin)),
            false => Ok(Some(Input::File(script.clone()))),
        };
    }
    let (asked, dumb) = wants_lines(look);
    let typed = taken || io::stdin().is_terminal();
    // Who pipes lines into it has asked for it; a terminal that can show no screen alone has not.
    let lines = io::stdout().is_terminal() && (asked || (dumb && typed));
    Ok(lines.then_some(if typed { Input::Terminal { taken } } else { Input::Stdin }))
}

/// The status, and what is said at the end.
fn ended(ended: (End, Result<(), String>)) -> ExitCode {
    match ended {
        (End::Signal(signal), saved) => {
            if let Err(sentence) = saved {
                let _ = writeln!(io::stderr(), "inquit: {sentence}");
            }
            events::end_by(signal);
            ExitCode::from(FAILED)
        }
        (End::Broken, saved) => {
            let marks = saved.map_or_else(|sentence| sentence, |()| "Your marks are saved.".to_owned());
            let _ = writeln!(io::stderr(), "inquit: {}\n{marks}", breakdown::sentence());
            ExitCode::from(BROKEN)
        }
        (End::Unread(sentence), _) => {
            let _ = writeln!(io::stderr(), "inquit: {sentence}");
            ExitCode::from(FAILED)
        }
        (End::Quit | End::Gone, Ok(())) => ExitCode::SUCCESS,
        (End::Quit | End::Gone, Err(sentence)) => {
            let _ = writeln!(io::stderr(), "inquit: {sentence}");
            ExitCode::from(UNSAVED)
        }
    }
}

/// How it is read.
enum By<'a> {
    /// On the screen.
    Screen(&'a Theme, Screen),
    /// Line by line.
    Lines(&'a Input, Repertoire),
}

/// What is shown first.
enum First {
    /// All that was found.
    Whole(Found),
    /// The beginning of a large text, and what reads the rest.
    Beginning(Box<Read>, Rest),
}

/// Reads with the reader, of a book the part that is named. Returns how it ended and whether everything is saved.
fn show(
    first: First,
    part: Option<usize>,
    folders: &Paths,
    config: &Config,
    by: By<'_>,
) -> Result<(End, Result<(), String>), String> {
    // Beside the reading, which does not wait for it.
    let paths = folders.clone();
    let _ = breakdown::thread("rests", move || _ = rests::sweep(&paths, SystemTime::now()), || {});
    let size = terminal::size();
    let mut rest = None;
    let (mut model, mut saver, book) = match first {
        First::Beginning(read, reads) => {
            rest = Some(reads);
            (lay_out(*read, config, size), Saver::idle(folders), None)
        }
        First::Whole(found @ Found::One(_)) => {
            let loaded = found.part(part).map_err(|error| error.to_string())?;
            let (model, saver) = lay_open(Read::new(loaded), folders, config, size);
            (model, saver, None)
        }
        First::Whole(Found::Several(book)) if part.or_else(|| chosen_before(&book, folders)).is_some() => {
            let part = part.or_else(|| chosen_before(&book, folders));
            let rows = book.rows().into();
            let loaded = Found::Several(book.clone()).part(part).map_err(|error| error.to_string())?;
            let (mut model, saver) = lay_open(Read::new(loaded), folders, config, size);
            model.book = Some(parts::Book { rows, open: part });
            (model, saver, Some(book))
        }
        First::Whole(Found::Several(book)) => {
            let (settings, keymap) = (config.settings.clone(), config.keymap.clone());
            (choose(book.name.clone(), book.rows(), settings, keymap, size), Saver::idle(folders), Some(book))
        }
    };
    let mut open = |wanted: Wanted<'_>, size: (u16, u16)| {
        let chosen = matches!(wanted, Wanted::Part(_));
        let read = match wanted {
            Wanted::Whole(read) => *read,
            Wanted::Part(number) => {
                let part = book.as_ref().and_then(|book| book.part(number));
                Read::new(part.ok_or_else(|| "There is no such text in this book".to_owned())?)
            }
            Wanted::Marked { marks, near } => Read::new(others::interview_of(folders, marks, config.beside, near)?),
        };
        let (mut model, saver) = lay_open(read, folders, config, size);
        // That it was chosen is kept, too.
        model.place_changed |= chosen;
        Ok((model, saver))
    };
    // Not SSH_TTY: windows of tmux keep it when they are looked at from elsewhere.
    let remote = env::var("SSH_CONNECTION").is_ok_and(|connection| !connection.is_empty());
    let end = match by {
        By::Lines(input, repertoire) => {
            lines::read(&mut model, &mut saver, input, (&config.ways, repertoire), &mut open)?
        }
        By::Screen(theme, screen) => {
            let read = reading::read((&mut model, rest), theme, screen, remote, &config.ways, &mut saver, &mut open);
            read.map_err(|error| {
                format!("there is no terminal to read on ({error}). With --plain the interview is printed.")
            })?
        }
    };
    match end {
        // Nothing but its beginning was ever there.
        End::Unread(sentence) => Err(sentence),
        end => Ok((end, saver.finish())),
    }
}

/// What the reader chose the last time of a text that may be one or several: they are not asked again.
fn chosen_before(book: &Book, folders: &Paths) -> Option<usize> {
    if book.is_guessed() { book.last_read(&folders.places()) } else { None }
}

/// Whether it is worth asking the terminal for left and right margins: tmux and screen have none.
fn may_have_margins() -> bool {
    let set = |name: &str| env::var(name).unwrap_or_default();
    let term = set("TERM");
    set("TMUX").is_empty()
        && set("STY").is_empty()
        && !["screen", "tmux", "linux"].iter().any(|name| term.starts_with(name))
}

/// How many colours there are, by what the environment says.
fn colours() -> Colours {
    let set = |name: &str| env::var(name).unwrap_or_default();
    if !set("NO_COLOR").is_empty() {
        // Otherwise crossterm would drop bold and reverse too, and the selected row could not be seen.
        crossterm::style::force_color_output(true);
        return Colours::None;
    }
    let term = set("TERM");
    match () {
        () if matches!(set("COLORTERM").as_str(), "truecolor" | "24bit") => Colours::True,
        () if term.contains("256color") || term.contains("direct") => Colours::Many,
        () => Colours::Sixteen,
    }
}

/// Which characters there are, by the locale and the terminal. A locale that is not set says nothing.
fn repertoire() -> Repertoire {
    let set = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
    let locale = set("LC_ALL").or_else(|| set("LC_CTYPE")).or_else(|| set("LANG"));
    let unicode = locale.is_none_or(|locale| {
        let locale = locale.to_ascii_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    });
    match (unicode, env::var("TERM").as_deref()) {
        (false, _) => Repertoire::Ascii,
        (true, Ok("linux")) => Repertoire::Letters,
        (true, _) => Repertoire::Unicode,
    }
}
