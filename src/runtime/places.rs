//! Where reading stopped, one small file for each content and each path, replaced as a whole.

use std::path::{Path, PathBuf};

use super::disk::Disk;
use super::paths::{path_hash, short};
use super::records::{self, PlaceRecord};
use super::store_error::StoreError;

/// The folder of places.
#[derive(Clone, Debug, Default)]
pub struct PlaceStore {
    folder: Option<PathBuf>,
    disk: Disk,
}

impl PlaceStore {
    /// A store in `folder`; without one nothing is found and nothing kept.
    pub fn new(folder: Option<PathBuf>) -> Self {
        Self { folder, disk: Disk::default() }
    }

    /// Reads and writes through this disk.
    #[must_use]
    pub fn on(self, disk: Disk) -> Self {
        Self { disk, ..self }
    }

    /// Where a document was left: by its content, else by its path. Files that cannot be read count as missing.
    pub fn load(&self, hash: &str, path: Option<&Path>) -> Option<PlaceRecord> {
        let content = format!("h-{}.json", short(hash));
        let by_content = self.read(&content).filter(|record| record.document == hash);
        by_content.or_else(|| path.and_then(|path| self.of_path(path)))
    }

    /// What was noted for the document that was last read under this path.
    pub fn of_path(&self, path: &Path) -> Option<PlaceRecord> {
        self.read(&format!("p-{}.json", path_hash(path)))
    }

    /// Notes where reading stopped, for the content and for the path.
    pub fn save(&self, record: &PlaceRecord, path: Option<&Path>) -> Result<(), StoreError> {
        let Some(folder) = &self.folder else { return Ok(()) };
        let text = records::encode_place(record);
        self.disk.replace(&folder.join(format!("h-{}.json", short(&record.document))), &text)?;
        match path {
            Some(path) => self.disk.replace(&folder.join(format!("p-{}.json", path_hash(path))), &text),
            None => Ok(()),
        }
    }

    fn read(&self, name: &str) -> Option<PlaceRecord> {
        let path = self.folder.as_ref()?.join(name);
        records::decode_place(&self.disk.text_of(&path)?)
    }
}
