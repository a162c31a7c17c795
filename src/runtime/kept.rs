//! What the reader kept of a document, for the commands that print: corrections, marks, details.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::paths::{self, Paths};
use super::run::load;
use super::store::{Found, MarksFile};
use super::store_error::StoreError;
use super::{chance, config, open, synced};
use crate::app::document::Document;
use crate::app::shelf::Shelf;
use crate::interview::Interview;

/// A document with what the reader kept of it.
pub struct Opened {
    /// The document, as the reader corrected it.
    pub document: Document,
    /// Its canonical path, where it is a file.
    pub path: Option<PathBuf>,
    /// Marks, notes, details.
    pub shelf: Shelf,
}

impl Opened {
    /// Reads a document with its marks, with what the reader corrected unless it is wanted `as_recognised`. What is wrong
    /// with the marks, and what of the corrections could not be followed, is said on standard error.
    ///
    /// # Errors
    /// A sentence where the document or its marks cannot be read.
    pub fn new(source: &open::Source, which: open::Which, as_recognised: bool) -> Result<Self, String> {
        let (document, path) = load(source, which)?;
        let found = found(&document.interview, path.as_deref(), &document.hash).map_err(|error| error.to_string())?;
        for notice in &found.notices {
            let _ = writeln!(io::stderr(), "inquit: {notice}");
        }
        let (document, shelf) = shelved(document, found, as_recognised, true);
        Ok(Self { document, path, shelf })
    }
}

/// What the marks file of a document holds.
///
/// # Errors
/// Where it cannot be read.
fn found(interview: &Interview, path: Option<&Path>, hash: &str) -> Result<Found, StoreError> {
    match marks_file_of(&Paths::find(), interview, path, hash) {
        Ok(mut file) => synced::load(&mut file).map(|joined| joined.found),
        // Without a home folder nothing was kept.
        Err(StoreError::NoHome) => Ok(Found::default()),
        Err(error) => Err(error),
    }
}

/// The file that the marks on a document are kept in, which may not exist yet.
///
/// # Errors
/// Where there is no place for it.
pub fn marks_file(folders: &Paths, document: &Document, path: Option<&Path>) -> Result<MarksFile, StoreError> {
    marks_file_of(folders, &document.interview, path, &document.hash)
}

fn marks_file_of(
    folders: &Paths,
    interview: &Interview,
    path: Option<&Path>,
    hash: &str,
) -> Result<MarksFile, StoreError> {
    let beside = config::load(folders.config_file().as_deref(), None).beside;
    let title = interview.meta.title.as_ref().map(ToString::to_string);
    let identity = paths::Document { path: path.map(Path::to_owned), hash: hash.to_owned(), title };
    folders.marks_file(&identity, beside)
}

/// Whether the reader kept anything of an interview: marks, notes or corrections.
pub fn is_kept(interview: &Interview, path: Option<&Path>, hash: &str) -> bool {
    found(interview, path, hash).is_ok_and(|found| !found.events.is_empty())
}

fn shelved(document: Document, found: Found, as_recognised: bool, aloud: bool) -> (Document, Shelf) {
    let mut shelf = Shelf::new(chance::writer().to_string(), chance::id(), String::new());
    shelf.merge(&document, found.events);
    if as_recognised {
        return (document, shelf);
    }
    let mut document = shelf.corrected(document);
    let left_out = shelf.corrections.left_out();
    for sentence in left_out.iter().filter(|_| aloud) {
        let _ = writeln!(io::stderr(), "inquit: {sentence}");
    }
    document.interview.warnings.extend(left_out);
    (document, shelf)
}

/// A document as its reader corrected it, with what the reader keeps of it. What could not be followed is among its warnings,
/// and `aloud` goes to standard error. Marks that cannot be read correct nothing; opening the interview says so.
pub fn with_shelf(document: Document, path: Option<&Path>, aloud: bool) -> (Document, Shelf) {
    let found = found(&document.interview, path, &document.hash).unwrap_or_default();
    shelved(document, found, false, aloud)
}
