//! Notes that are being written, one small file for each content, replaced as a whole: a lost connection must not take
//! away what was typed.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::disk::Disk;
use super::paths::short;
use super::records::{LocatorRecord, VERSION};
use super::store_error::StoreError;
use crate::library::progress::Draft;
use crate::text::CleanText;

/// The folder of drafts.
#[derive(Clone, Debug, Default)]
pub struct DraftStore {
    folder: Option<PathBuf>,
    disk: Disk,
}

#[derive(Serialize, Deserialize)]
struct DraftFile {
    inquit: String,
    version: u64,
    document: String,
    drafts: Vec<DraftRecord>,
}

#[derive(Serialize, Deserialize)]
struct DraftRecord {
    place: LocatorRecord,
    text: String,
}

impl DraftStore {
    /// A store in `folder`; without one nothing is found and nothing kept.
    pub fn new(folder: Option<PathBuf>) -> Self {
        Self { folder, disk: Disk::default() }
    }

    /// Reads and writes through this disk.
    #[must_use]
    pub fn on(self, disk: Disk) -> Self {
        Self { disk, ..self }
    }

    fn path(&self, hash: &str) -> Option<PathBuf> {
        self.folder.as_ref().map(|folder| folder.join(format!("{}.json", short(hash))))
    }

    /// What was being written about a document. A file that cannot be read counts as missing.
    pub fn load(&self, hash: &str) -> Vec<Draft> {
        self.read(hash).unwrap_or_default()
    }

    fn read(&self, hash: &str) -> Option<Vec<Draft>> {
        let file: DraftFile = serde_json::from_str(&self.disk.text_of(&self.path(hash)?)?).ok()?;
        if file.inquit != "drafts" || file.version > VERSION || file.document != hash {
            return None;
        }
        let draft =
            |record: DraftRecord| Draft { place: record.place.into(), text: CleanText::new(&record.text).to_string() };
        Some(file.drafts.into_iter().map(draft).collect())
    }

    /// Keeps what is being written about a document; nothing takes the file away.
    ///
    /// # Errors
    /// A sentence for the reader.
    pub fn save(&self, hash: &str, drafts: &[Draft]) -> Result<(), StoreError> {
        let Some(path) = self.path(hash) else { return Ok(()) };
        if drafts.is_empty() {
            return match self.disk.remove(&path) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(StoreError::new(&path, error)),
                _ => Ok(()),
            };
        }
        let record = |draft: &Draft| DraftRecord { place: (&draft.place).into(), text: draft.text.clone() };
        let file = DraftFile {
            inquit: "drafts".into(),
            version: VERSION,
            document: hash.into(),
            drafts: drafts.iter().map(record).collect(),
        };
        self.disk.replace(&path, &(serde_json::to_string(&file).unwrap_or_default() + "\n"))
    }
}
