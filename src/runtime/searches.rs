//! What was looked for, the last of it, in one small file that is replaced as a whole.

use std::path::PathBuf;

use super::disk::Disk;
use super::records;
use super::store_error::StoreError;
use crate::app::found::{SEARCHES, remember};
use crate::search::find::Wish;

/// Most bytes of a search that is kept: a pasted page is not looked for again.
const LONGEST: usize = 1000;

/// The file of searches.
#[derive(Clone, Debug, Default)]
pub struct SearchStore {
    file: Option<PathBuf>,
    disk: Disk,
}

impl SearchStore {
    /// A store in `file`; without one nothing is found and nothing kept.
    pub fn new(file: Option<PathBuf>) -> Self {
        Self { file, disk: Disk::default() }
    }

    /// Reads and writes through this disk.
    #[must_use]
    pub fn on(self, disk: Disk) -> Self {
        Self { disk, ..self }
    }

    /// Earlier searches, the last one last. A file that cannot be read counts as missing.
    pub fn load(&self) -> Vec<Wish> {
        self.read().unwrap_or_default()
    }

    fn read(&self) -> Option<Vec<Wish>> {
        let path = self.file.as_ref()?;
        let mut searches = records::decode_searches(&self.disk.text_of(path)?)?;
        searches.retain(|wish| !wish.text.trim().is_empty() && wish.text.len() <= LONGEST);
        searches.drain(..searches.len().saturating_sub(SEARCHES));
        Some(searches)
    }

    /// Notes some searches after those that other runs of the program noted meanwhile.
    pub fn keep(&self, wishes: Vec<Wish>) -> Result<(), StoreError> {
        let Some(path) = &self.file else { return Ok(()) };
        let before = self.load();
        let mut searches = before.clone();
        for wish in wishes.into_iter().filter(|wish| wish.text.len() <= LONGEST) {
            remember(&mut searches, Wish { answers: false, ..wish });
        }
        if searches == before { Ok(()) } else { self.disk.replace(path, &records::encode_searches(&searches)) }
    }
}
