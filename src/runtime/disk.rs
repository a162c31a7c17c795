//! The file-system calls of saving, each through one gate, so that a test can make any of them fail, stop at any of them,
//! and know what was synced. The program itself has no gate.

use std::fmt::Debug;
use std::fs::{self, File, Metadata, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::private::system;

/// A kind of call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Call {
    /// What has a name.
    Look,
    /// Where a link leads.
    RealPath,
    /// Opening a file that is there, or making one.
    Open,
    /// What is open.
    Stat,
    /// Making a folder.
    MakeFolder,
    /// Taking away what others may do with it.
    Tighten,
    /// Taking a lock.
    Lock,
    /// Reading.
    Read,
    /// Writing.
    Write,
    /// Making a file shorter.
    Cut,
    /// Waiting until a file’s bytes are safe.
    Sync,
    /// Waiting until the names in a folder are safe.
    SyncFolder,
    /// Giving a file a second name.
    Link,
    /// Taking a name away.
    Remove,
    /// Giving a file another name.
    Rename,
}

/// Stands before and behind each call.
pub trait Gate: Debug + Send + Sync {
    /// Before a call. `Err`: it is not made, and fails so. Of a write `Ok(n)`: it takes at most n bytes.
    ///
    /// # Errors
    /// What the call is to fail with.
    fn before(&self, call: Call, path: &Path) -> io::Result<usize>;

    /// Behind a call that was made and did not fail.
    fn after(&self, call: Call, path: &Path);
}

/// The disk, perhaps behind a gate.
#[derive(Clone, Debug, Default)]
pub struct Disk(Option<Arc<dyn Gate>>);

impl Disk {
    /// A disk behind a gate.
    pub fn behind(gate: Arc<dyn Gate>) -> Self {
        Self(Some(gate))
    }

    /// Makes a call; one that a signal interrupts is made again.
    fn call<T>(&self, call: Call, path: &Path, mut work: impl FnMut(usize) -> io::Result<T>) -> io::Result<T> {
        loop {
            let most = self.0.as_ref().map_or(Ok(usize::MAX), |gate| gate.before(call, path));
            match most.and_then(&mut work) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
                Ok(done) => {
                    if let Some(gate) = &self.0 {
                        gate.after(call, path);
                    }
                    return Ok(done);
                }
            }
        }
    }

    pub(super) fn look(&self, path: &Path) -> io::Result<Metadata> {
        self.call(Call::Look, path, |_| fs::symlink_metadata(path))
    }

    pub(super) fn look_through(&self, path: &Path) -> io::Result<Metadata> {
        self.call(Call::Look, path, |_| fs::metadata(path))
    }

    pub(super) fn real_path(&self, path: &Path) -> io::Result<PathBuf> {
        self.call(Call::RealPath, path, |_| fs::canonicalize(path))
    }

    pub(super) fn open_by(&self, path: &Path, options: &OpenOptions) -> io::Result<File> {
        self.call(Call::Open, path, |_| options.open(path))
    }

    pub(super) fn temporary(&self, folder: &Path) -> io::Result<tempfile::NamedTempFile> {
        self.call(Call::Open, folder, |_| temporary().tempfile_in(folder))
    }

    pub(super) fn stat(&self, file: &File, path: &Path) -> io::Result<Metadata> {
        self.call(Call::Stat, path, |_| file.metadata())
    }

    pub(super) fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.call(Call::MakeFolder, path, |_| system::make_folder(path))
    }

    pub(super) fn tighten_folder(&self, path: &Path) -> io::Result<()> {
        self.call(Call::Tighten, path, |_| system::tighten_folder(path))
    }

    pub(super) fn tighten(&self, file: &File, path: &Path) -> io::Result<()> {
        self.call(Call::Tighten, path, |_| system::tighten(file))
    }

    /// `Ok(false)` where another has the lock.
    pub(super) fn try_lock(&self, file: &File, shared: bool, path: &Path) -> io::Result<bool> {
        self.call(Call::Lock, path, |_| match if shared { file.try_lock_shared() } else { file.try_lock() } {
            Ok(()) => Ok(true),
            Err(TryLockError::WouldBlock) => Ok(false),
            Err(TryLockError::Error(error)) => Err(error),
        })
    }

    /// Reads from a byte on, `most` bytes or to the end.
    pub(super) fn read(&self, file: &mut File, from: u64, most: u64, path: &Path) -> io::Result<Vec<u8>> {
        self.call(Call::Read, path, |_| {
            let mut bytes = Vec::new();
            file.seek(SeekFrom::Start(from))?;
            Read::take(&mut *file, most).read_to_end(&mut bytes)?;
            Ok(bytes)
        })
    }

    /// One write, which may take less than all.
    pub(super) fn write(&self, file: &mut File, bytes: &[u8], path: &Path) -> io::Result<usize> {
        self.call(Call::Write, path, |most| file.write(bytes.get(..most).unwrap_or(bytes)))
    }

    pub(super) fn write_all(&self, file: &mut File, mut bytes: &[u8], path: &Path) -> io::Result<()> {
        while !bytes.is_empty() {
            let count = self.write(file, bytes, path)?;
            if count == 0 {
                return Err(io::ErrorKind::WriteZero.into());
            }
            bytes = bytes.get(count..).unwrap_or_default();
        }
        Ok(())
    }

    pub(super) fn cut(&self, file: &File, length: u64, path: &Path) -> io::Result<()> {
        self.call(Call::Cut, path, |_| file.set_len(length))
    }

    pub(super) fn sync(&self, file: &File, path: &Path) -> io::Result<()> {
        self.call(Call::Sync, path, |_| file.sync_data())
    }

    pub(super) fn sync_all(&self, file: &File, path: &Path) -> io::Result<()> {
        self.call(Call::Sync, path, |_| file.sync_all())
    }

    pub(super) fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.call(Call::SyncFolder, folder, |_| {
            if cfg!(unix) { File::open(folder).and_then(|folder| folder.sync_all()) } else { Ok(()) }
        })
    }

    pub(super) fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call(Call::Link, to, |_| fs::hard_link(from, to))
    }

    pub(super) fn remove(&self, path: &Path) -> io::Result<()> {
        self.call(Call::Remove, path, |_| fs::remove_file(path))
    }

    /// Puts a temporary file where `path` says.
    pub(super) fn put(&self, file: tempfile::NamedTempFile, path: &Path) -> io::Result<()> {
        let mut file = Some(file);
        self.call(Call::Rename, path, |_| match file.take() {
            Some(there) => match there.persist(path) {
                Ok(_) => Ok(()),
                Err(error) => {
                    file = Some(error.file);
                    Err(error.error)
                }
            },
            None => Ok(()),
        })
    }
}

/// What the names of files begin and end with that are only there while something is written.
const TEMPORARY: (&str, &str) = (".inquit-", ".tmp");

/// How such a file is made: for the user alone, unless it is given other permissions.
pub fn temporary() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY.0).suffix(TEMPORARY.1);
    builder
}

/// Whether a file has the name of one.
pub fn is_temporary(name: &str) -> bool {
    name.strip_prefix(TEMPORARY.0).is_some_and(|rest| rest.ends_with(TEMPORARY.1))
}
