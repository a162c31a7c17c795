//! The marks file: append-only, shared between processes, never overwritten.
//!
//! Every append takes a lock, reads what others wrote since, and writes its own lines in one `write` that is synced before
//! it counts as saved. A write that fails half way is cut off again. What cannot be understood is left where it is.

use std::collections::HashSet;
use std::fs::{File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::disk::Disk;
use super::private;
use super::records::{self, Header, Line};
use super::store_error::StoreError;
use crate::library::events::Event;
use crate::text::CleanText;

/// How long to wait for a lock.
const LOCK_WAIT: Duration = Duration::from_secs(2);
/// How many bytes before the known end must still be there for the file to count as only appended to.
const TAIL: u64 = 64;

/// What reading or appending found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Events that were not known before: all of them on loading, those of other processes on appending.
    pub events: Vec<Event>,
    /// Sentences for the reader.
    pub notices: Vec<String>,
    /// The header, if the file has one.
    pub header: Option<Header>,
}

/// A marks file. Nothing is opened or made before it is needed.
#[derive(Debug)]
pub struct MarksFile {
    path: PathBuf,
    lock: Option<PathBuf>,
    header: Header,
    /// The end of what was read or written so far; `None` before the first time.
    known: Option<Known>,
    /// Events written in this run, to be written again should the file be replaced by an older one.
    mine: Vec<Event>,
    mine_set: HashSet<Event>,
    /// The version of the file, if it is one that may only be read.
    newer: Option<u64>,
    wait: Duration,
    disk: Disk,
    /// Whether the names of the file and its folders are known to survive a power cut.
    named: bool,
    /// Whether a sync failed: of what was written before it nothing is known, although it can be read.
    doubt: bool,
}

#[derive(Debug)]
struct Known {
    identity: (u64, u64),
    len: u64,
    tail: Vec<u8>,
}

/// What a stretch of a file holds.
struct Parsed {
    found: Found,
    /// Lines that are not JSON objects.
    damaged: usize,
    /// Bytes of a last line without its line feed that is no whole event, perhaps still being written.
    torn: usize,
    newest: u64,
    not_marks: bool,
}

impl Parsed {
    fn new(bytes: &[u8]) -> Self {
        let mut parsed = Self { found: Found::default(), damaged: 0, torn: 0, newest: 0, not_marks: false };
        for line in bytes.split_inclusive(|&byte| byte == b'\n') {
            let whole = line.ends_with(b"\n");
            let text = str::from_utf8(line);
            match text.map_or(Line::Damaged, records::decode) {
                Line::Event(event) => parsed.found.events.push(event),
                Line::Header(header) => {
                    parsed.newest = parsed.newest.max(header.version);
                    parsed.not_marks |= header.inquit != "marks";
                    parsed.found.header.get_or_insert(header);
                }
                Line::Damaged if text.is_ok_and(|text| text.trim().is_empty()) => {}
                Line::Damaged if whole => parsed.damaged += 1,
                Line::Damaged => parsed.torn = line.len(),
            }
        }
        parsed
    }

    /// Nothing in it can be read at all.
    fn hopeless(&self) -> bool {
        self.found.header.is_none() && self.found.events.is_empty() && self.damaged + self.torn > 0
    }

    fn check(&self, path: &Path) -> Result<(), StoreError> {
        if self.not_marks {
            return Err(StoreError::NotMarks(path.to_owned()));
        }
        if self.newest > records::VERSION {
            return Err(StoreError::Newer { path: path.to_owned(), version: self.newest });
        }
        Ok(())
    }

    fn notice(&mut self, path: &Path) {
        let path = CleanText::line(&path.to_string_lossy());
        match self.damaged {
            0 => {}
            1 => self
                .found
                .notices
                .push(format!("One line of {path} cannot be read; it is skipped and left in the file.")),
            n => self
                .found
                .notices
                .push(format!("{n} lines of {path} cannot be read; they are skipped and left in the file.")),
        }
        if self.torn > 0 {
            self.found
                .notices
                .push(format!("The last line of {path} is incomplete and skipped; whatever wrote it was interrupted."));
        }
    }
}

/// Reads a marks file without ever writing to it: to list or to join. A file that does not exist is empty.
pub fn read(path: &Path) -> Result<Found, StoreError> {
    let mut file = MarksFile::new(path.to_owned(), None, Header::default());
    file.load()
}

impl MarksFile {
    /// A marks file at `path`. `lock` is a file beside which nobody else locks; `header` is written when the file is made.
    pub fn new(path: PathBuf, lock: Option<PathBuf>, header: Header) -> Self {
        Self {
            path,
            lock,
            header,
            known: None,
            mine: Vec::new(),
            mine_set: HashSet::new(),
            newer: None,
            wait: LOCK_WAIT,
            disk: Disk::default(),
            named: false,
            doubt: false,
        }
    }

    /// Waits at most this long for a lock, instead of two seconds.
    #[must_use]
    pub fn waiting(self, wait: Duration) -> Self {
        Self { wait, ..self }
    }

    /// Reads and writes through this disk.
    #[must_use]
    pub fn on(self, disk: Disk) -> Self {
        Self { disk, ..self }
    }

    /// Where the file is, or will be.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The header that the file gets when it is made.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// Reads the file, if it exists. Writes nothing, also where something is wrong. A file of a newer version gives what can
    /// be read, and a notice that it stays unchanged.
    pub fn load(&mut self) -> Result<Found, StoreError> {
        let Some(mut file) = self.disk.open(&self.path, OpenOptions::new().read(true))? else {
            return Ok(Found::default());
        };
        // Without the lock a line may be seen half written: it counts as torn now and is read at the next append.
        let _ = self.disk.lock(&file, true, &self.path, self.wait);
        let bytes = self.disk.read_from(&mut file, 0, &self.path)?;
        let mut parsed = Parsed::new(&bytes);
        match parsed.check(&self.path) {
            Err(error @ StoreError::Newer { version, .. }) => {
                self.newer = Some(version);
                parsed.found.notices.push(error.to_string());
            }
            other => other?,
        }
        if parsed.hopeless() {
            let path = CleanText::line(&self.path.to_string_lossy());
            let says = format!(
                "{path} is damaged and none of it can be read. It is kept under another name as soon as something is saved."
            );
            parsed.found.notices.push(says);
            self.known = None;
            return Ok(parsed.found);
        }
        parsed.notice(&self.path);
        let whole = bytes.get(..bytes.len() - parsed.torn).unwrap_or_default();
        self.known = Some(Known::new(&self.disk, &file, whole, &self.path)?);
        Ok(parsed.found)
    }

    /// Appends events, and returns those that others appended meanwhile. When this returns `Ok`, a power cut takes nothing
    /// away; after an error nothing was written, or what was written does no harm when it is written again.
    pub fn append(&mut self, events: &[Event]) -> Result<Found, StoreError> {
        if let Some(version) = self.newer {
            return Err(StoreError::Newer { path: self.path.clone(), version });
        }
        // Where the lock file cannot be made, the lock on the marks file itself must do.
        let lock = self.lock.as_ref().and_then(|path| self.disk.open_or_make(path).ok());
        if let Some((file, _)) = &lock {
            self.disk.lock(file, false, &self.path, self.wait)?;
        }
        let mut file = self.open_locked()?;
        let from = self.only_appended_to(&mut file)?;
        let bytes = self.disk.read_from(&mut file, from.unwrap_or(0), &self.path)?;
        let mut parsed = Parsed::new(&bytes);
        parsed.check(&self.path)?;
        let mut end = from.unwrap_or(0) + bytes.len() as u64;
        let mut needs_newline = bytes.last().map_or(from.is_some_and(|_| self.open_ended()), |&last| last != b'\n');
        // Of a block whose sync failed the system may forget that it was never written; a line that begins in it would
        // be lost with it.
        needs_newline |= self.doubt;
        if from.is_none() && parsed.hopeless() {
            let kept = self.keep_damaged()?;
            self.named = false;
            file = self.open_locked()?;
            parsed = Parsed::new(&[]);
            parsed.found.notices.push(kept);
            (end, needs_newline) = (0, false);
        } else {
            parsed.notice(&self.path);
        }
        let there: HashSet<&Event> = parsed.found.events.iter().collect();
        let missing = self.mine.iter().filter(|event| from.is_none() && !there.contains(event));
        let mut lines = String::new();
        if end == 0 {
            lines = self.header.line() + "\n";
        } else if needs_newline {
            lines.push('\n');
        }
        for event in missing.chain(events) {
            lines += &records::encode(event);
            lines.push('\n');
        }
        self.write_once(&mut file, lines.as_bytes(), end).map_err(|error| StoreError::new(&self.path, error))?;
        if !self.named {
            // Also where the file was there: whoever made it may have been ended before its name was safe.
            self.disk.sync_folders_of(&self.disk.real_file(&self.path)?.unwrap_or_else(|| self.path.clone()))?;
            self.named = true;
        }
        self.known = Some(Known::at(&self.disk, &mut file, &self.path)?);
        parsed.found.events.retain(|event| !self.mine_set.contains(event) && !events.contains(event));
        self.mine.extend_from_slice(events);
        self.mine_set.extend(events.iter().cloned());
        Ok(parsed.found)
    }

    /// What others appended since the file was last read or written. Writes nothing, and waits for nobody: what cannot be read
    /// now is read with the next change.
    pub fn news(&mut self) -> Vec<Event> {
        let fresh = |this: &mut Self| -> Result<Vec<Event>, StoreError> {
            let Some(mut file) = this.disk.open(&this.path, OpenOptions::new().read(true))? else {
                return Ok(Vec::new());
            };
            this.disk.lock(&file, true, &this.path, Duration::ZERO)?;
            let from = this.only_appended_to(&mut file)?;
            let bytes = this.disk.read_from(&mut file, from.unwrap_or(0), &this.path)?;
            let parsed = Parsed::new(&bytes);
            parsed.check(&this.path)?;
            if let Some(from) = from {
                let end = from + (bytes.len() - parsed.torn) as u64;
                this.known = Some(Known::to(&this.disk, &mut file, end, &this.path)?);
            }
            // A file that was put in the place of ours is not known yet: the next change sees what of ours it lacks.
            let mut events = parsed.found.events;
            events.retain(|event| !this.mine_set.contains(event));
            Ok(events)
        };
        if self.newer.is_some() { Vec::new() } else { fresh(self).unwrap_or_default() }
    }

    /// Takes in all events of another marks file, which stays as it is; returns how many were new here.
    pub fn join(&mut self, other: &Path) -> Result<usize, StoreError> {
        let theirs = read(other)?.events;
        let ours: HashSet<Event> = read(&self.path)?.events.into_iter().collect();
        let new: Vec<_> = theirs.into_iter().filter(|event| !ours.contains(event)).collect();
        if !new.is_empty() {
            self.append(&new)?;
        }
        Ok(new.len())
    }

    /// Writes everything of this run to the first of some other files that can be written, for a reader who must leave while
    /// the own file cannot be. The error is the lines that are not saved.
    pub fn rescue(&self, files: &[PathBuf], unsaved: &[Event]) -> Result<PathBuf, String> {
        let all = [&self.mine[..], unsaved].concat();
        let written = files.iter().find(|path| {
            let mut other = Self::new((*path).clone(), None, self.header.clone()).on(self.disk.clone());
            other.append(&all).is_ok()
        });
        let lines = || {
            let events = unsaved.iter().map(records::encode);
            std::iter::once(self.header.line()).chain(events).map(|line| line + "\n").collect()
        };
        written.cloned().ok_or_else(lines)
    }

    /// Opens the file, making it if need be, and locks it.
    fn open_locked(&self) -> Result<File, StoreError> {
        for _ in 0..8 {
            let (file, _) = self.disk.open_or_make(&self.path)?;
            self.disk.lock(&file, false, &self.path, self.wait)?;
            // While this waited, another process may have put another file in its place.
            let (locked, named) = (self.disk.stat(&file, &self.path), self.disk.look_through(&self.path));
            if let (Ok(locked), Ok(named)) = (locked, named)
                && private::identity(&locked) == private::identity(&named)
            {
                return Ok(file);
            }
        }
        Err(StoreError::Busy(self.path.clone()))
    }

    /// The known end, if the file only grew since; `None` if it is new, or was replaced or rewritten.
    fn only_appended_to(&self, file: &mut File) -> Result<Option<u64>, StoreError> {
        let Some(known) = &self.known else { return Ok(None) };
        let fail = |error| StoreError::new(&self.path, error);
        let meta = self.disk.stat(file, &self.path).map_err(fail)?;
        if private::identity(&meta) != known.identity || meta.len() < known.len {
            return Ok(None);
        }
        let length = known.tail.len() as u64;
        let tail = self.disk.read(file, known.len - length, length, &self.path).map_err(fail)?;
        Ok((tail == known.tail).then_some(known.len))
    }

    /// Writes with one call and syncs. What a failed write left is cut off again, so that the file still ends at `end`.
    fn write_once(&mut self, file: &mut File, bytes: &[u8], end: u64) -> io::Result<()> {
        if bytes.is_empty() {
            return Ok(());
        }
        let (disk, path) = (&self.disk, &self.path);
        let written = disk.write(file, bytes, path).and_then(|count| match bytes.get(count..) {
            None | Some([]) => Ok(()),
            // The system says why only when asked for the rest.
            Some(rest) => disk.write_all(file, rest, path),
        });
        if written.is_err() {
            let _ = disk.cut(file, end, path);
            return written;
        }
        let synced = disk.sync(file, path);
        self.doubt = synced.is_err();
        synced
    }

    fn open_ended(&self) -> bool {
        self.known.as_ref().is_some_and(|known| known.tail.last().is_some_and(|&last| last != b'\n'))
    }

    /// Gives a damaged file another name; returns the sentence that says so.
    fn keep_damaged(&self) -> Result<String, StoreError> {
        let real = self.disk.real_file(&self.path)?.unwrap_or_else(|| self.path.clone());
        let fail = |error| StoreError::new(&self.path, error);
        let free = |n: &u32| {
            let mut name = real.as_os_str().to_owned();
            name.push(format!(".damaged-{n}"));
            let path = PathBuf::from(name);
            // A hard link, unlike a rename, never replaces a file of that name.
            self.disk.link(&real, &path).is_ok().then_some(path)
        };
        let kept = (1..1000).find_map(|n| free(&n));
        let kept = kept.ok_or_else(|| fail(io::Error::other("the damaged file cannot be given another name")))?;
        self.disk.remove(&real).map_err(fail)?;
        self.disk.sync_folder_of(&real)?;
        let (path, kept) = (self.path.to_string_lossy(), kept.to_string_lossy());
        let sentence =
            format!("{path} was damaged and none of it could be read. It is kept as {kept}, and a new file was begun.");
        Ok(CleanText::line(&sentence).to_string())
    }
}

impl Known {
    fn new(disk: &Disk, file: &File, bytes: &[u8], path: &Path) -> Result<Self, StoreError> {
        let meta = disk.stat(file, path).map_err(|error| StoreError::new(path, error))?;
        let tail = bytes.get(bytes.len().saturating_sub(TAIL as usize)..).unwrap_or_default().to_vec();
        Ok(Self { identity: private::identity(&meta), len: bytes.len() as u64, tail })
    }

    fn at(disk: &Disk, file: &mut File, path: &Path) -> Result<Self, StoreError> {
        let end = disk.stat(file, path).map_err(|error| StoreError::new(path, error))?.len();
        Self::to(disk, file, end, path)
    }

    /// Known up to this byte.
    fn to(disk: &Disk, file: &mut File, end: u64, path: &Path) -> Result<Self, StoreError> {
        let fail = |error| StoreError::new(path, error);
        let meta = disk.stat(file, path).map_err(fail)?;
        let from = end.saturating_sub(TAIL);
        let tail = disk.read(file, from, end - from, path).map_err(fail)?;
        Ok(Self { identity: private::identity(&meta), len: end, tail })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(target_os = "linux")]
    fn a_full_disk_is_named() {
        let mut full = OpenOptions::new().append(true).open("/dev/full").unwrap();
        let mut file = MarksFile::new("m.jsonl".into(), None, Header::default());
        let error = file.write_once(&mut full, b"x\n", 0).unwrap_err();
        assert!(matches!(StoreError::new(Path::new("m.jsonl"), error), StoreError::Full(_)));
    }

    #[test]
    fn the_last_line_may_be_torn() {
        let header = Header::marks("t", "h", "n").line();
        let parsed = Parsed::new(format!("{header}\n{{\"kind\":\"x\"}}\n\nrubbish\n{{\"kind\":\"no").as_bytes());
        assert_eq!((parsed.found.events.len(), parsed.damaged, parsed.torn), (1, 1, 11));
        assert!(!parsed.hopeless());
        assert!(Parsed::new(b"\0\0\0\0").hopeless());
        assert!(!Parsed::new(b"").hopeless());
    }
}
