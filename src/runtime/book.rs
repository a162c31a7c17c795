//! What was found in a file: one document, or several to choose from.

use std::path::PathBuf;

use super::open::{Loaded, OpenError};
use super::places::PlaceStore;
use crate::app::overlay::parts::Row;
use crate::formats::Extract;
use crate::text::CleanText;

/// What was found in a file.
#[derive(Clone, Debug)]
pub enum Found {
    /// One document.
    One(Box<Loaded>),
    /// A book of several.
    Several(Book),
}

/// A book of several texts, each of which is a document of its own.
#[derive(Clone, Debug)]
pub struct Book {
    /// What to call it.
    pub name: CleanText,
    pub(super) hash: String,
    pub(super) origin: Option<PathBuf>,
    pub(super) warnings: Vec<String>,
    pub(super) parts: Vec<(String, Extract)>,
    /// The same as one document, where nothing but its text says that it is a book.
    pub(super) whole: Option<Box<Loaded>>,
}

impl Found {
    /// What is in it, as a list shows it: one row for each text.
    pub fn rows(&self) -> Vec<Row> {
        match self {
            Self::Several(book) => book.rows(),
            Self::One(loaded) => {
                let interview = loaded.interview();
                let title = interview.meta.title.clone().unwrap_or_else(|| loaded.name.clone());
                vec![Row { number: 1, title, questions: interview.exchanges.len() }]
            }
        }
    }

    /// The document, or of a book the part with this number, from 1.
    ///
    /// # Errors
    /// A sentence for the user, where there is no such part or none was named.
    pub fn part(self, number: Option<usize>) -> Result<Loaded, OpenError> {
        match (self, number) {
            (Self::One(loaded), None | Some(1)) => Ok(*loaded),
            (Self::One(loaded), Some(number)) => Err(OpenError::NoPart(loaded.name, number, "it is one text")),
            (Self::Several(book), Some(number)) => {
                book.part(number).ok_or(OpenError::NoPart(book.name, number, "without --part they are listed"))
            }
            (Self::Several(book), None) => Err(list(&book)),
        }
    }
}

impl Book {
    /// The part with this number, from 1.
    pub fn part(&self, number: usize) -> Option<Loaded> {
        if number == self.parts.len() + 1 {
            return self.whole.as_deref().cloned();
        }
        let (_, extract) = self.parts.get(number.checked_sub(1)?)?;
        let (original, warnings) = extract.clone().original();
        Some(Loaded {
            original,
            warnings: warnings.into_iter().chain(self.warnings.iter().cloned()).collect(),
            name: self.name.clone(),
            // What is kept for the book's path belongs to none of its parts.
            path: None,
            origin: self.origin.clone(),
            hash: self.hash_of(number),
        })
    }

    fn hash_of(&self, number: usize) -> String {
        super::paths::document_hash(format!("{} part {number}", self.hash).as_bytes())
    }

    /// The number of the part that was read last, by the places that are kept.
    pub fn last_read(&self, places: &PlaceStore) -> Option<usize> {
        let whole = self.whole.as_deref().map(|whole| (self.parts.len() + 1, whole.hash.clone()));
        let parts = (1..=self.parts.len()).map(|number| (number, self.hash_of(number))).chain(whole);
        let at = |hash: &str| places.load(hash, None).and_then(|record| record.stopped).map(|stopped| stopped.at);
        parts.filter_map(|(number, hash)| Some((at(&hash)?, number))).max().map(|(_, number)| number)
    }

    /// Whether only its text says that it is a book, so that it may be one interview all the same.
    pub fn is_guessed(&self) -> bool {
        self.whole.is_some()
    }

    /// The parts as a list shows them, in their order.
    pub fn rows(&self) -> Vec<Row> {
        let row = |(index, (title, extract)): (usize, &(String, Extract))| Row {
            number: index + 1,
            title: CleanText::line(title),
            questions: extract.clone().interview().exchanges.len(),
        };
        let mut rows: Vec<Row> = self.parts.iter().enumerate().map(row).collect();
        if self.whole.is_some() {
            let questions = rows.iter().map(|row| row.questions).sum();
            rows.push(Row { number: rows.len() + 1, title: CleanText::from("All of it as one text"), questions });
        }
        rows
    }
}

/// The parts of a book, one a line.
fn list(book: &Book) -> OpenError {
    let rows = book.rows();
    let first = rows.iter().find(|row| row.questions > 0).map_or(1, |row| row.number);
    let lines = rows.iter().map(|row| format!("\n{:>3}  {} ({})", row.number, row.title, row.about()));
    OpenError::Choose(book.name.clone(), first, lines.collect())
}
