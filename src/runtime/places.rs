//! Where reading stopped, one small file for each content and each path, replaced as a whole.

use std::fs::OpenOptions;
use std::path::{Path, PathBuf};

use super::paths::{path_hash, short};
use super::private;
use super::records::{self, PlaceRecord};
use super::store_error::StoreError;

/// The folder of places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlaceStore {
    folder: Option<PathBuf>,
}

impl PlaceStore {
    /// A store in `folder`; without one nothing is found and nothing kept.
    pub fn new(folder: Option<PathBuf>) -> Self {
        Self { folder }
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
        private::replace(&folder.join(format!("h-{}.json", short(&record.document))), &text)?;
        match path {
            Some(path) => private::replace(&folder.join(format!("p-{}.json", path_hash(path))), &text),
            None => Ok(()),
        }
    }

    fn read(&self, name: &str) -> Option<PlaceRecord> {
        let path = self.folder.as_ref()?.join(name);
        let mut file = private::open(&path, OpenOptions::new().read(true)).ok()??;
        let bytes = private::read_from(&mut file, 0, &path).ok()?;
        records::decode_place(str::from_utf8(&bytes).ok()?)
    }
}
