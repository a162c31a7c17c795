//! From what the user named to a document: files, standard input, the interview that comes with the program.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::interview::parse::Format;
use crate::text::CleanText;

/// The interview that the program opens when none is named.
pub const EMBEDDED: &[u8] = include_bytes!("../../seeds/wishnick-russia-north-korea.txt");

/// Most bytes of a document.
pub const LIMIT: u64 = 64 * 1024 * 1024;

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
pub struct Text {
    /// The decoded, cleaned text.
    pub text: CleanText,
    /// How to read it.
    pub format: Format,
    /// What to call it.
    pub name: CleanText,
    /// Canonical path, where it is a file.
    pub path: Option<PathBuf>,
    /// SHA-256 of the bytes, in hexadecimal.
    pub hash: String,
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
    #[error("{0} is larger than {limit} MB, the most that is opened at once. Split it into parts first.", limit = LIMIT / 1024 / 1024)]
    Large(CleanText),
    /// A format of which the text must be taken out first.
    #[error("{0} is {1}. {2}")]
    Foreign(CleanText, &'static str, &'static str),
    /// Bytes that are no text.
    #[error("{0} is not a text: it holds bytes that no text has. If it is a document, save it as plain text first.")]
    Binary(CleanText),
    /// Text in another encoding.
    #[error(
        "{0} is not UTF-8 (line {1}). Convert it first, for example: iconv -f WINDOWS-1252 -t UTF-8 OLD > NEW. \
         Then open NEW."
    )]
    Encoding(CleanText, usize),
    /// Anything else.
    #[error("{0} could not be read: {1}.")]
    Io(CleanText, io::Error),
}

/// Reads a document.
///
/// # Errors
/// A sentence for the user.
pub fn read(source: &Source) -> Result<Text, OpenError> {
    let (bytes, name, path) = match source {
        Source::Embedded => (EMBEDDED.to_vec(), CleanText::line("the interview that comes with inquit"), None),
        Source::Stdin => {
            let name = CleanText::line("standard input");
            let bytes = take(io::stdin().lock(), &name)?;
            (bytes, name, None)
        }
        Source::File(path) => {
            let name = CleanText::line(&path.to_string_lossy());
            let file = open(path, &name)?;
            let bytes = take(file, &name)?;
            let short = path.file_name().map_or(name, |file| CleanText::line(&file.to_string_lossy()));
            (bytes, short, fs::canonicalize(path).ok())
        }
    };
    let decoded = decode(&bytes, &name)?;
    let text = CleanText::new(&decoded);
    if text.trim().is_empty() {
        return Err(OpenError::Empty(name));
    }
    let markdown = path
        .as_ref()
        .and_then(|path| path.extension())
        .is_some_and(|extension| ["md", "markdown", "mkd"].iter().any(|known| extension.eq_ignore_ascii_case(known)));
    let format = if markdown { Format::Markdown } else { Format::Auto };
    Ok(Text { text, format, name, path, hash: super::paths::document_hash(&bytes) })
}

/// Opens a regular file, without waiting for anybody at the other end of a pipe.
fn open(path: &Path, name: &CleanText) -> Result<File, OpenError> {
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

/// Reads at most [`LIMIT`] bytes, counted as they come.
fn take(from: impl Read, name: &CleanText) -> Result<Vec<u8>, OpenError> {
    let mut bytes = Vec::new();
    from.take(LIMIT + 1).read_to_end(&mut bytes).map_err(|error| OpenError::Io(name.clone(), error))?;
    match bytes.len() as u64 {
        0 => Err(OpenError::Empty(name.clone())),
        n if n > LIMIT => Err(OpenError::Large(name.clone())),
        _ => Ok(bytes),
    }
}

/// Formats that begin with known bytes and are no plain text, with what to do.
const FOREIGN: &[(&[u8], &str, &str)] = &[
    (b"%PDF", "a PDF", "Take its text out first: pdftotext -layout FILE, then open FILE.txt."),
    (b"PK\x03\x04", "a Word, OpenDocument, e-book or zip file", "Save it as plain text or Markdown first."),
    (b"{\\rtf", "an RTF document", "Save it as plain text first."),
    (b"\xd0\xcf\x11\xe0", "an old Word document", "Save it as plain text first."),
    (b"\x1f\x8b", "compressed with gzip", "Unpack it first: gzip -dk FILE."),
];

/// Decodes UTF-8, or UTF-16 with its mark. Anything else gets a sentence.
fn decode(bytes: &[u8], name: &CleanText) -> Result<String, OpenError> {
    if let Some((_, what, remedy)) = FOREIGN.iter().find(|(magic, ..)| bytes.starts_with(magic)) {
        return Err(OpenError::Foreign(name.clone(), what, remedy));
    }
    let utf16 =
        |units: &mut dyn Iterator<Item = u16>| char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect();
    match bytes {
        [0xff, 0xfe, rest @ ..] => {
            return Ok(utf16(&mut rest.chunks_exact(2).map(|unit| u16::from_le_bytes([unit[0], unit[1]]))));
        }
        [0xfe, 0xff, rest @ ..] => {
            return Ok(utf16(&mut rest.chunks_exact(2).map(|unit| u16::from_be_bytes([unit[0], unit[1]]))));
        }
        _ => {}
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => Ok(text.to_owned()),
        Ok(_) => Err(OpenError::Binary(name.clone())),
        Err(_) if bytes.contains(&0) => Err(OpenError::Binary(name.clone())),
        Err(error) => {
            let line = bytes[..error.valid_up_to()].split(|b| *b == b'\n').count();
            Err(OpenError::Encoding(name.clone(), line))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(bytes: &[u8]) -> String {
        let name = CleanText::line("talk.txt");
        match take(bytes, &name).and_then(|bytes| decode(&bytes, &name)) {
            Ok(text) => text,
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn what_cannot_be_read_gets_a_sentence() {
        for (bytes, part) in [
            (&b""[..], "is empty"),
            (b"%PDF-1.7", "is a PDF. Take its text out first"),
            (b"PK\x03\x04....", "Save it as plain text"),
            (b"a\0b\0c", "is not a text"),
            (b"one\ntwo caf\xe9", "is not UTF-8 (line 2)"),
            (b"\xff\xfea\0b\0", "ab"),
            (b"\xfe\xff\0a\0b", "ab"),
        ] {
            assert!(says(bytes).contains(part), "{}", says(bytes));
        }
        assert!(says(b"").starts_with("talk.txt"));
    }

    #[test]
    fn the_embedded_interview_is_the_users_own() {
        let hash = super::super::paths::document_hash(EMBEDDED);
        assert_eq!(hash, "665452cc5496e90f5dab7efe7319fdce3425f340fa858221721e225feaa71b67");
    }
}
