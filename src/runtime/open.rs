//! From what the user named to a document: files, standard input, the interview that comes with the program.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use encoding_rs::Encoding;
use thiserror::Error;

use super::book::Book;
pub use super::book::Found;
use super::{isolated, outside, steady};
use crate::app::document;
use crate::cli::{FormatName, Way};
use crate::formats::detect::{Kind, detect, is_page_in_markdown};
use crate::formats::encoding::{self, Decoded};
use crate::formats::{self, Form, FormatError, Opened, captions, json, several, table, yaml};
use crate::interview::Interview;
use crate::interview::given::Given;
use crate::interview::parse::{self, Format, Original, front_matter};
use crate::text::CleanText;

/// The interview that the program opens when none is named.
pub const EMBEDDED: &[u8] = include_bytes!("../../seeds/wishnick-russia-north-korea.txt");

/// Most bytes of a document, where the command line does not say otherwise.
pub const LIMIT: u64 = 64 << 20;

/// Most megabytes that the command line may say.
pub const MOST: u64 = 1024;

/// What to open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The interview that comes with the program.
    Embedded,
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
}

/// A document that was read.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// What recognition begins with.
    pub original: Original,
    /// What could not be read as it stands, in sentences.
    pub warnings: Vec<String>,
    /// What to call it.
    pub name: CleanText,
    /// Canonical path, where it is a file and the whole of it.
    pub path: Option<PathBuf>,
    /// Canonical path of the file that it is in, also where it is a part of that.
    pub origin: Option<PathBuf>,
    /// SHA-256 of the bytes, in hexadecimal; of a part of a book that of the book and the part's number.
    pub hash: String,
}

impl Loaded {
    /// The same, for what does not read it again: what it is read from is given back meanwhile.
    pub fn into_interview(self) -> Interview {
        let mut interview = self.original.read_once();
        interview.warnings.extend(self.warnings);
        interview
    }

    /// Recognises the interview, as it is without corrections.
    pub fn interview(&self) -> Interview {
        let mut interview = self.original.read(&Given::default()).interview;
        interview.warnings.extend(self.warnings.iter().cloned());
        interview
    }
}

/// Why something could not be opened: sentences that name the file and what to do.
#[derive(Debug, Error)]
pub enum OpenError {
    /// There is no such file.
    #[error("{0}: there is no such file. Check the name, or the folder that you are in.")]
    Missing(CleanText),
    /// The user may not read it.
    #[error("{0}: you may not read this file. Ask its owner, or copy it to where you may.")]
    Forbidden(CleanText),
    /// A folder.
    #[error("{0} is a folder. Name one interview in it.")]
    Folder(CleanText),
    /// A pipe, a device, a socket.
    #[error("{0} is {1}, not a regular file. To read from a program use “… | inquit -”.")]
    Irregular(CleanText, &'static str),
    /// Nothing in it.
    #[error("{0} is empty. There is nothing to read.")]
    Empty(CleanText),
    /// Too large.
    #[error("{0} is larger than {1} MB, the most that is opened unless you say otherwise: --max-size {2} opens it.")]
    Large(CleanText, u64, u64),
    /// What its format's reader says.
    #[error("{0}: {1}")]
    Format(CleanText, FormatError),
    /// Reading it took too long, or broke down.
    #[error("{0} could not be read: {1}")]
    Unreadable(CleanText, &'static str),
    /// A book of several texts, with their list.
    #[error("{0} holds several texts. Choose one with --part, for example: --part {1}\n{2}")]
    Choose(CleanText, usize, String),
    /// There is no such part.
    #[error("{0} has no part {1}; {2}.")]
    NoPart(CleanText, usize, &'static str),
    /// Bytes that are no text.
    #[error("{0} is not a text: it holds bytes that no text has. If it is a document, save it as plain text first.")]
    Binary(CleanText),
    /// What the reader of a format says that the user named.
    #[error("{0} was read as {1}, because --format says so: {2}")]
    Named(CleanText, &'static str, FormatError),
    /// It needs another program.
    #[error(
        "{0} is an old Word document. Another program has to convert it, and none is installed: install LibreOffice or \
         antiword, or save the file as .docx in Word, and open that."
    )]
    NoConverter(CleanText),
    /// Other programs failed.
    #[error("{0} is an old Word document, and could not be converted: {1}. Save it as .docx in Word, and open that.")]
    NotConverted(CleanText, String),
    /// Anything else.
    #[error("{0} could not be read: {1}.")]
    Io(CleanText, io::Error),
}

/// What of a document is wanted, and how it is to be read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Which {
    /// Of a book the part with this number, from 1.
    pub part: Option<usize>,
    /// How the letters of a text are encoded, where the reader says so.
    pub encoding: Option<&'static Encoding>,
    /// The format, where the reader says so.
    pub format: Option<Kind>,
    /// Most bytes of the file, where it is not [`LIMIT`].
    pub most: Option<u64>,
}

impl Which {
    /// What the command line says.
    ///
    /// # Errors
    /// A sentence where there is no such encoding.
    pub fn new(way: &Way) -> Result<Self, String> {
        let unknown = |label: &str| {
            format!(
                "“{}” is no encoding that inquit knows. The names are those of the web, for example windows-1250, \
                 iso-8859-2, koi8-r, shift_jis, gb18030 or utf-16le.",
                CleanText::line(label)
            )
        };
        let named = |label: &str| encoding::named(label).ok_or_else(|| unknown(label));
        let encoding = way.encoding.as_deref().map(named).transpose()?;
        Ok(Self { part: way.part, encoding, format: way.format.map(kind), most: way.max_size.map(|size| size << 20) })
    }
}

/// What a name on the command line stands for.
fn kind(name: FormatName) -> Kind {
    match name {
        FormatName::Text => Kind::Text,
        FormatName::Markdown => Kind::Markdown,
        FormatName::Html => Kind::Html,
        FormatName::Docx => Kind::Docx,
        FormatName::Odt => Kind::Odt,
        FormatName::Rtf => Kind::Rtf,
        FormatName::Doc => Kind::Doc,
        FormatName::Pdf => Kind::Pdf,
        FormatName::Epub => Kind::Epub,
        FormatName::Srt => Kind::Srt,
        FormatName::Vtt => Kind::Vtt,
        FormatName::Json => Kind::Json,
        FormatName::Yaml => Kind::Yaml,
        FormatName::Csv => Kind::Table,
        FormatName::Tei => Kind::Tei,
    }
}

/// Reads a document, or one part of a book.
///
/// # Errors
/// A sentence for the user.
pub fn read(source: &Source, which: Which) -> Result<Loaded, OpenError> {
    find(source, which)?.part(which.part)
}

/// Reads a document, or a book with all its parts, whichever of them is wanted.
///
/// # Errors
/// A sentence for the user.
pub fn find(source: &Source, which: Which) -> Result<Found, OpenError> {
    let mut steady = true;
    let (bytes, name, path) = match source {
        Source::Embedded => (EMBEDDED.to_vec(), CleanText::line(document::EMBEDDED), None),
        Source::Stdin => {
            let name = CleanText::line(document::PIPED);
            let mut bytes = Vec::new();
            let most = which.most.unwrap_or(LIMIT) + 1;
            let read = io::stdin().lock().take(most).read_to_end(&mut bytes);
            read.map_err(|error| OpenError::Io(name.clone(), error))?;
            let bytes = within(bytes, &name, which.most, None)?;
            (bytes, name, None)
        }
        Source::File(path) => {
            let name = CleanText::line(&path.to_string_lossy());
            let mut file = open(path, &name)?;
            let size = file.metadata().ok().map(|data| data.len());
            let read = steady::read(&mut file, which.most.unwrap_or(LIMIT) + 1, steady::state);
            let (bytes, still) = read.map_err(|error| OpenError::Io(name.clone(), error))?;
            let bytes = within(bytes, &name, which.most, size)?;
            steady = still;
            let short = path.file_name().map_or(name, |file| CleanText::line(&file.to_string_lossy()));
            (bytes, short, fs::canonicalize(path).ok())
        }
    };
    let hash = super::paths::document_hash(&bytes);
    let (content, mut warnings) = match extract(bytes, which, path.is_some(), &name) {
        Err(OpenError::Format(name, error)) if which.format.is_some() => {
            return Err(OpenError::Named(name, which.format.unwrap_or(Kind::Text).words(), error));
        }
        done => done?,
    };
    if !steady {
        warnings.insert(0, steady::CHANGED.to_owned());
    }
    let hint = path.is_some().then(|| name.clone());
    let mut parts = Vec::new();
    let (original, warnings) = match content {
        Content::Text(text, format) => {
            if text.len() <= parse::several::LARGEST
                && parse::several::may_be_in(&text)
                && let Some((raws, meta)) = parse::paragraphs(&text, format, hint.as_deref())
            {
                parts = several::split(&text, &raws, &meta);
            }
            (Original::Text(text, format, hint), warnings)
        }
        Content::Opened(Opened::One(extract)) => {
            if matches!(extract.form, Form::Guess) && extract.source.len() <= parse::several::LARGEST {
                parts = several::split(&extract.source, &extract.raws(), &extract.meta);
            }
            let (original, more) = extract.original();
            (original, more.into_iter().chain(warnings).collect())
        }
        Content::Opened(Opened::Several(parts)) => {
            return Ok(Found::Several(Book { name, hash, origin: path, warnings, parts, whole: None }));
        }
    };
    let (book, origin, own) = (name.clone(), path.clone(), warnings.clone());
    let loaded = Box::new(Loaded { original, warnings, name, origin: path.clone(), path, hash: hash.clone() });
    if parts.is_empty() {
        return Ok(Found::One(loaded));
    }
    Ok(Found::Several(Book { name: book, hash, origin, warnings: own, parts, whole: Some(loaded) }))
}

/// What came out of a file.
#[expect(clippy::large_enum_variant, reason = "there is one of it at a time, and it is moved on at once")]
enum Content {
    Text(CleanText, Format),
    Opened(Opened),
}

/// Takes a file apart. `named` where its name is one that somebody gave it.
fn extract(bytes: Vec<u8>, which: Which, named: bool, name: &CleanText) -> Result<(Content, Vec<String>), OpenError> {
    let kind = which.format.unwrap_or_else(|| detect(&bytes, named.then_some(name.as_str())));
    if kind != Kind::Doc {
        return extract_as(kind, bytes, which, name);
    }
    let made = outside::convert(&bytes).map_err(|failure| match failure {
        outside::Failure::None => OpenError::NoConverter(name.clone()),
        outside::Failure::Failed(clauses) => OpenError::NotConverted(name.clone(), clauses.join(", ")),
    })?;
    let which = Which { format: Some(made.kind), ..which };
    let (content, mut warnings) = extract_as(made.kind, made.bytes, which, name)?;
    warnings.push(made.warning);
    Ok((content, warnings))
}

fn extract_as(kind: Kind, bytes: Vec<u8>, which: Which, name: &CleanText) -> Result<(Content, Vec<String>), OpenError> {
    let encoding = which.encoding;
    let failed = |error| OpenError::Format(name.clone(), error);
    if let Kind::Foreign(what, remedy) = kind {
        return Err(failed(FormatError::Foreign(what, remedy)));
    }
    let unreadable = |sentence| OpenError::Unreadable(name.clone(), sentence);
    if formats::is_container(kind) {
        let opened = match apart(kind, &bytes) {
            Some(opened) => opened,
            None => isolated::run(move || formats::read_container(kind, &bytes)),
        };
        let opened = opened.map_err(unreadable)?;
        let said = encoding.map(|_| "The file itself says how its letters are encoded; --encoding was not followed.");
        let warnings = said.map(str::to_owned).into_iter().collect();
        return opened.map(|opened| (Content::Opened(opened), warnings)).map_err(failed);
    }
    let decoded = decode(bytes, encoding, name)?;
    let kind = if which.format.is_some() { kind } else { told_by_text(kind, &decoded.text, name) };
    let warnings = decoded.warnings();
    let mut text = decoded.text;
    if !matches!(kind, Kind::Text | Kind::Markdown) {
        text = match isolated::run(move || formats::read_text(kind, text)).map_err(unreadable)? {
            Ok(read) => return read.map(|extract| (Content::Opened(Opened::One(extract)), warnings)).map_err(failed),
            Err(text) => text,
        };
    }
    let (text, losses) = CleanText::counted_of(text);
    if text.trim().is_empty() {
        return Err(OpenError::Empty(name.clone()));
    }
    let warnings = warnings.into_iter().chain(losses.sentences()).collect();
    Ok((Content::Text(text, text_format(kind, which)), warnings))
}

/// How a text is read.
pub(super) fn text_format(kind: Kind, which: Which) -> Format {
    match kind {
        Kind::Markdown => Format::Markdown,
        // Stated, not only told.
        _ if which.format.is_some() => Format::Text,
        _ => Format::Auto,
    }
}

/// Reads in a process of its own what a library may crash on.
#[cfg(feature = "pdf")]
fn apart(kind: Kind, bytes: &[u8]) -> Option<Result<Result<Opened, FormatError>, &'static str>> {
    if kind == Kind::Pdf { super::apart::read(bytes) } else { None }
}

#[cfg(not(feature = "pdf"))]
fn apart(_: Kind, _: &[u8]) -> Option<Result<Result<Opened, FormatError>, &'static str>> {
    None
}

/// What only the decoded text tells: captions and JSON under any name and in any encoding.
fn told_by_text(kind: Kind, text: &str, name: &CleanText) -> Kind {
    match kind {
        Kind::Text | Kind::Markdown | Kind::Table | Kind::Srt | Kind::Vtt if json::is_json(text) => Kind::Json,
        Kind::Text | Kind::Markdown | Kind::Table if captions::is_captions(text) => Kind::Srt,
        Kind::Text | Kind::Markdown if yaml::may_hold_talk(text) => Kind::Yaml,
        Kind::Text | Kind::Markdown if table::is_table(text, false) => Kind::Table,
        Kind::Table if !table::is_table(text, true) => Kind::Text,
        Kind::Srt | Kind::Vtt if !captions::is_captions(text) => Kind::Text,
        // What is named as JSON and is damaged is mended.
        Kind::Json if !name.ends_with(".json") && front_matter::read(text).is_some() => Kind::Markdown,
        Kind::Markdown if is_page_in_markdown(text) => Kind::Html,
        kind => kind,
    }
}

/// Opens a regular file, without waiting for anybody at the other end of a pipe.
pub(super) fn open(path: &Path, name: &CleanText) -> Result<File, OpenError> {
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => OpenError::Missing(name.clone()),
        io::ErrorKind::PermissionDenied => OpenError::Forbidden(name.clone()),
        _ => OpenError::Io(name.clone(), error),
    };
    let kind = fs::metadata(path).map_err(failed)?.file_type();
    irregular(kind, name)?;
    let file = OpenOptions::new().read(true).open(path).map_err(failed)?;
    // Asked again of what was opened: it may have been replaced meanwhile.
    irregular(file.metadata().map_err(failed)?.file_type(), name)?;
    Ok(file)
}

fn irregular(kind: fs::FileType, name: &CleanText) -> Result<(), OpenError> {
    use std::os::unix::fs::FileTypeExt;
    if kind.is_file() {
        return Ok(());
    }
    Err(match () {
        () if kind.is_dir() => OpenError::Folder(name.clone()),
        () if kind.is_fifo() => OpenError::Irregular(name.clone(), "a named pipe"),
        () if kind.is_socket() => OpenError::Irregular(name.clone(), "a socket"),
        () => OpenError::Irregular(name.clone(), "a device"),
    })
}

/// What was read, if it is something, and not more than is opened. `size` is what the file system says, for the sentence.
fn within(bytes: Vec<u8>, name: &CleanText, most: Option<u64>, size: Option<u64>) -> Result<Vec<u8>, OpenError> {
    let limit = most.unwrap_or(LIMIT);
    match bytes.len() as u64 {
        0 => Err(OpenError::Empty(name.clone())),
        n if n > limit => {
            let needed = size.map_or(2 * limit, |size| size.max(limit + 1)).div_ceil(1 << 20);
            Err(OpenError::Large(name.clone(), limit >> 20, needed))
        }
        _ => Ok(bytes),
    }
}

/// Decodes what is a text in any encoding. Anything else gets a sentence.
fn decode(bytes: Vec<u8>, named: Option<&'static Encoding>, name: &CleanText) -> Result<Decoded, OpenError> {
    encoding::decode(bytes, named).ok_or_else(|| OpenError::Binary(name.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(bytes: &[u8]) -> String {
        let name = CleanText::line("talk.txt");
        let read = |bytes: Vec<u8>| extract(bytes, Which::default(), false, &name);
        match within(bytes.to_vec(), &name, None, None).and_then(read) {
            Ok((Content::Text(text, _), _)) => text.to_string(),
            Ok((Content::Opened(_), _)) => String::new(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn what_cannot_be_read_gets_a_sentence() {
        for (bytes, part) in [
            (&b""[..], "is empty"),
            (b"{\\rtf1", "talk.txt: there is no text in this RTF document"),
            (b"PK\x03\x04....", "this is a zip archive. Unpack it first"),
            (b"a\0\0\0b\0\0c", "is not a text"),
            (b"one\ntwo caf\xe9", "two café"),
            (b"\xff\xfea\0b\0", "ab"),
            (b"\xfe\xff\0a\0b", "ab"),
        ] {
            assert!(says(bytes).contains(part), "{}", says(bytes));
        }
        assert!(says(b"").starts_with("talk.txt"));
        let json = |text: &str| {
            let name = CleanText::line("talk.json");
            let read = extract(text.as_bytes().to_vec(), Which::default(), true, &name);
            read.err().map_or_else(String::new, |error| error.to_string())
        };
        assert!(json("{\"a\": 1}").contains("Known are lists of pieces with a text and a speaker"));
        assert!(json("{\n\n").contains("line 3"), "{}", json("{\n\n"));
    }

    #[test]
    fn the_embedded_interview_is_the_users_own() {
        let hash = super::super::paths::document_hash(EMBEDDED);
        assert_eq!(hash, "665452cc5496e90f5dab7efe7319fdce3425f340fa858221721e225feaa71b67");
    }
}
