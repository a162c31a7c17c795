//! Where the reader's files are, and which marks file belongs to a document.

use std::env;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use super::drafts::DraftStore;
use super::places::PlaceStore;
use super::records::{self, Header, Line};
use super::searches::SearchStore;
use super::store::MarksFile;
use super::store_error::StoreError;

/// The folders of the program, each for this program alone; `None` where there is no home folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paths {
    /// Marks and notes.
    pub data: Option<PathBuf>,
    /// Where reading stopped, and locks.
    pub state: Option<PathBuf>,
    /// Settings; only ever read.
    pub config: Option<PathBuf>,
    /// What can be made again.
    pub cache: Option<PathBuf>,
}

/// A document as far as its files are concerned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Canonical path of the source; `None` for standard input.
    pub path: Option<PathBuf>,
    /// [`document_hash`] of the source.
    pub hash: String,
    /// Title, if it has one.
    pub title: Option<String>,
}

/// SHA-256 of a source, in hexadecimal: the identity of a document.
pub fn document_hash(bytes: &[u8]) -> String {
    use std::fmt::Write;
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// The first 16 digits of a hash: what file names carry.
pub fn short(hash: &str) -> &str {
    hash.get(..16).unwrap_or(hash)
}

/// Sixteen digits that stand for a path.
pub fn path_hash(path: &Path) -> String {
    short(&document_hash(path.as_os_str().as_encoded_bytes())).to_owned()
}

impl Paths {
    /// The folders by the XDG variables, else by their defaults under the home folder.
    pub fn find() -> Self {
        let of = |base: Option<PathBuf>| base.map(|base| base.join("inquit"));
        // The user database may know a home folder where HOME does not; a program that was started without HOME was so
        // on purpose, and writes only where it is told to.
        let home = env::var_os("HOME").is_some_and(|home| !home.is_empty());
        let strategy = if home { etcetera::choose_base_strategy().ok() } else { None };
        let named = |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
        match strategy {
            Some(xdg) => Self {
                data: of(Some(xdg.data_dir())),
                state: of(xdg.state_dir()),
                config: of(Some(xdg.config_dir())),
                cache: of(Some(xdg.cache_dir())),
            },
            None => Self {
                data: of(named("XDG_DATA_HOME")),
                state: of(named("XDG_STATE_HOME")),
                config: of(named("XDG_CONFIG_HOME")),
                cache: of(named("XDG_CACHE_HOME")),
            },
        }
    }

    /// All folders under one: for tests and for a reader who carries everything along.
    pub fn under(root: &Path) -> Self {
        let of = |name: &str| Some(root.join(name).join("inquit"));
        Self { data: of("data"), state: of("state"), config: of("config"), cache: of("cache") }
    }

    /// A sentence for the reader, where marks or places cannot be kept.
    pub fn notice(&self) -> Option<String> {
        (self.data.is_none() || self.state.is_none()).then(|| StoreError::NoHome.to_string())
    }

    /// The folder of marks files.
    pub fn marks(&self) -> Option<PathBuf> {
        self.data.as_ref().map(|data| data.join("marks"))
    }

    /// The settings file.
    pub fn config_file(&self) -> Option<PathBuf> {
        self.config.as_ref().map(|config| config.join("config.toml"))
    }

    /// The folder of the reader's own forms of export.
    pub fn templates(&self) -> Option<PathBuf> {
        self.config.as_ref().map(|config| config.join("templates"))
    }

    /// The store of places.
    pub fn places(&self) -> PlaceStore {
        PlaceStore::new(self.state.as_ref().map(|state| state.join("places")))
    }

    /// The store of searches.
    pub fn searches(&self) -> SearchStore {
        SearchStore::new(self.state.as_ref().map(|state| state.join("searches.json")))
    }

    /// The store of notes that are being written.
    pub fn drafts(&self) -> DraftStore {
        DraftStore::new(self.state.as_ref().map(|state| state.join("drafts")))
    }

    /// The lock for a marks file. Locks are kept apart, so that folders that are shared or synced hold none.
    pub fn lock_for(&self, file: &Path) -> Option<PathBuf> {
        let real = fs::canonicalize(file)
            .ok()
            .or_else(|| Some(fs::canonicalize(file.parent()?).ok()?.join(file.file_name()?)));
        let name = format!("{}.lock", path_hash(&real.unwrap_or_else(|| file.to_owned())));
        self.state.as_ref().map(|state| state.join("locks").join(name))
    }

    /// All marks files in the marks folder, by name.
    pub fn all_marks(&self) -> Vec<PathBuf> {
        let Some(entries) = self.marks().and_then(|folder| fs::read_dir(folder).ok()) else { return Vec::new() };
        let mut files: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
        files.retain(|path| path.extension().is_some_and(|extension| extension == "jsonl"));
        files.sort();
        files
    }

    /// The marks file of a document, which may not exist yet: nothing is written here. In this order: the one beside the
    /// source; one named for this content; the one this path had before the source was edited; one whose header names
    /// the same title and file; else a new name. `beside` is the setting that new ones go beside the source.
    pub fn marks_file(&self, document: &Document, beside: bool) -> Result<MarksFile, StoreError> {
        let title = document.title.as_deref().unwrap_or_default();
        let header = Header::marks(title, &document.hash, &document.name());
        let path = self.find_marks(document, beside).ok_or(StoreError::NoHome)?;
        let lock = self.lock_for(&path);
        Ok(MarksFile::new(path, lock, header))
    }

    fn find_marks(&self, document: &Document, beside: bool) -> Option<PathBuf> {
        let source = document.path.as_deref();
        let mut new_beside = None;
        for path in source.map(beside_names).into_iter().flatten() {
            match header_of(&path) {
                _ if fs::symlink_metadata(&path).is_err() => new_beside = new_beside.or(Some(path)),
                // Beside a.txt and a.md, "a.marks.jsonl" belongs to the one that it names.
                Some(header)
                    if !header.name.is_empty() && header.name != document.name() && header.hash != document.hash => {}
                _ => return Some(path),
            }
        }
        if beside && new_beside.is_some() {
            return new_beside;
        }
        let files = self.all_marks();
        let ending = format!("-{}.jsonl", short(&document.hash));
        let named = |path: &&PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().ends_with(&ending));
        if let Some(path) = files.iter().find(named) {
            return Some(path.clone());
        }
        let before = source.and_then(|path| self.places().of_path(path)).and_then(|record| record.marks);
        if let Some(path) = before.map(PathBuf::from).filter(|path| path.exists()) {
            return Some(path);
        }
        let same = |path: &&PathBuf| {
            let title = document.title.as_deref().unwrap_or_default();
            let (title_is, name_is) = (|h: &Header| h.title == title, |h: &Header| h.name == document.name());
            !title.is_empty() && source.is_some() && header_of(path).is_some_and(|h| title_is(&h) && name_is(&h))
        };
        let mut matching = files.iter().filter(same);
        if let (Some(path), None) = (matching.next(), matching.next()) {
            return Some(path.clone());
        }
        let slug = document.slug();
        self.marks().map(|folder| folder.join(format!("{slug}-{}.jsonl", short(&document.hash))))
    }
}

impl Document {
    /// File name of the source; empty for standard input.
    pub fn name(&self) -> String {
        let name = self.path.as_deref().and_then(Path::file_name);
        name.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    }

    /// A short name in plain letters, from the title or else the file name.
    fn slug(&self) -> String {
        let stem = self.path.as_deref().and_then(Path::file_stem).map(|stem| stem.to_string_lossy().into_owned());
        let candidates = [self.title.clone(), stem, Some("interview".into())];
        candidates.into_iter().flatten().map(|text| slug(&text)).find(|slug| !slug.is_empty()).unwrap_or_default()
    }
}

/// Plain letters, digits and hyphens, at most 48 of them.
fn slug(text: &str) -> String {
    let mut out = String::new();
    for c in text.nfkd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)) {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if !matches!(c, '\'' | '’') && !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
        if out.len() >= 48 {
            break;
        }
    }
    out.trim_end_matches('-').to_owned()
}

/// The names a marks file beside a source may have: "talk.marks.jsonl" beside "talk.txt", or with the whole name.
fn beside_names(source: &Path) -> Vec<PathBuf> {
    let named = |name: &std::ffi::OsStr| {
        let mut name = name.to_owned();
        name.push(".marks.jsonl");
        source.with_file_name(name)
    };
    [source.file_stem(), source.file_name()].into_iter().flatten().map(named).collect()
}

/// The header in the first line of a file, if it has one.
fn header_of(path: &Path) -> Option<Header> {
    // A pipe would wait for ever.
    let file = fs::metadata(path).ok().filter(fs::Metadata::is_file).and_then(|_| File::open(path).ok())?;
    let mut line = String::new();
    BufReader::new(file.take(64 << 10)).read_line(&mut line).ok()?;
    match records::decode(&line) {
        Line::Header(header) => Some(header),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain() {
        assert_eq!(
            slug("Dr. Elizabeth Wishnick on the Russia–North Korea…"),
            "dr-elizabeth-wishnick-on-the-russia-north-korea"
        );
        assert_eq!(slug("Ürümqi, 'été' don’t"), "urumqi-ete-dont");
        assert_eq!(slug("面談"), "");
        assert_eq!(short(&document_hash(b"abc")), "ba7816bf8f01cfea");
        let document = Document { title: Some("面談".into()), path: Some("/x/.txt".into()), ..Document::default() };
        assert_eq!(document.slug(), "txt");
    }
}
