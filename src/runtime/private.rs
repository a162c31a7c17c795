//! Files and folders that are the reader's own: made for nobody else to read, found without being led astray by links.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use super::store_error::StoreError;

/// Larger files are refused: no file of ours comes near.
pub const SIZE_LIMIT: u64 = 64 << 20;

#[cfg(unix)]
mod system {
    use std::fs::{File, Metadata, OpenOptions, Permissions};
    use std::io;
    use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
    use std::path::Path;

    pub(super) fn private(options: &mut OpenOptions) -> &mut OpenOptions {
        options.mode(0o600)
    }

    /// The umask may have taken bits away that the owner needs.
    pub(super) fn tighten(file: &File) -> io::Result<()> {
        file.set_permissions(Permissions::from_mode(0o600))
    }

    pub(super) fn make_folder(path: &Path) -> io::Result<()> {
        std::fs::DirBuilder::new().mode(0o700).create(path)?;
        std::fs::set_permissions(path, Permissions::from_mode(0o700))
    }

    pub(super) fn owner(meta: &Metadata) -> u32 {
        meta.uid()
    }

    pub(super) fn identity(meta: &Metadata) -> (u64, u64) {
        (meta.dev(), meta.ino())
    }
}

#[cfg(not(unix))]
mod system {
    use std::fs::{File, Metadata, OpenOptions};
    use std::io;
    use std::path::Path;

    pub(super) fn private(options: &mut OpenOptions) -> &mut OpenOptions {
        options
    }

    pub(super) fn tighten(_file: &File) -> io::Result<()> {
        Ok(())
    }

    pub(super) fn make_folder(path: &Path) -> io::Result<()> {
        std::fs::create_dir(path)
    }

    pub(super) fn owner(_meta: &Metadata) -> u32 {
        0
    }

    pub(super) fn identity(_meta: &Metadata) -> (u64, u64) {
        (0, 0)
    }
}

/// Device and number of a file: two names with one identity are one file.
pub fn identity(meta: &Metadata) -> (u64, u64) {
    system::identity(meta)
}

/// Makes a folder and the missing ones above it, private to the user, and sees to it that they survive a power cut.
pub fn make_folders(path: &Path) -> Result<(), StoreError> {
    if path.is_dir() || path.as_os_str().is_empty() {
        return Ok(());
    }
    if let Some(parent) = path.parent() {
        make_folders(parent)?;
    }
    match system::make_folder(path) {
        Ok(()) => sync_folder_of(path),
        // Another process was faster.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
        Err(error) => Err(StoreError::new(path, error)),
    }
}

/// Syncs the folder that holds `path`, without which a new name may be gone after a power cut.
pub fn sync_folder_of(path: &Path) -> Result<(), StoreError> {
    let folder = match path.parent() {
        Some(folder) if folder.as_os_str().is_empty() => Path::new("."),
        Some(folder) => folder,
        None => return Ok(()),
    };
    let synced = if cfg!(unix) { File::open(folder).and_then(|folder| folder.sync_all()) } else { Ok(()) };
    match synced {
        // Some network file systems cannot sync folders, and need not.
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
        other => other.map_err(|error| StoreError::new(folder, error)),
    }
}

/// Where a name leads: itself, or for a symbolic link a file of the same owner. `None` if there is nothing.
pub fn real_file(path: &Path) -> Result<Option<PathBuf>, StoreError> {
    let meta = match fs::symlink_metadata(path) {
        Ok(meta) => meta,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(StoreError::new(path, error)),
    };
    let (real, target) = if meta.is_symlink() {
        let real = fs::canonicalize(path).map_err(|_| StoreError::Link(path.to_owned()))?;
        let target = fs::symlink_metadata(&real).map_err(|_| StoreError::Link(path.to_owned()))?;
        if system::owner(&target) != system::owner(&meta) {
            return Err(StoreError::Link(path.to_owned()));
        }
        (real, target)
    } else {
        (path.to_owned(), meta)
    };
    if target.is_file() { Ok(Some(real)) } else { Err(StoreError::NotAFile(path.to_owned())) }
}

/// Opens an existing file as [`real_file`] finds it. `None` if there is nothing.
pub fn open(path: &Path, options: &OpenOptions) -> Result<Option<File>, StoreError> {
    let Some(real) = real_file(path)? else { return Ok(None) };
    let before = fs::symlink_metadata(&real).map_err(|error| StoreError::new(path, error))?;
    let file = options.open(&real).map_err(|error| StoreError::new(path, error))?;
    let after = file.metadata().map_err(|error| StoreError::new(path, error))?;
    // Somebody put a link there between the look and the opening.
    if identity(&before) != identity(&after) {
        return Err(StoreError::Link(path.to_owned()));
    }
    Ok(Some(file))
}

/// Opens a file for reading and appending, making it (and its folder) if need be; says whether it was made.
pub fn open_or_make(path: &Path) -> Result<(File, bool), StoreError> {
    for _ in 0..8 {
        if let Some(file) = open(path, OpenOptions::new().read(true).append(true))? {
            return Ok((file, false));
        }
        if let Some(folder) = path.parent() {
            make_folders(folder)?;
        }
        match system::private(OpenOptions::new().read(true).append(true).create_new(true)).open(path) {
            Ok(file) => {
                system::tighten(&file).map_err(|error| StoreError::new(path, error))?;
                return Ok((file, true));
            }
            // Another process made it meanwhile.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(StoreError::new(path, error)),
        }
    }
    Err(StoreError::Busy(path.to_owned()))
}

/// Locks a file for as long as it is open, trying for at most `wait`. File systems without locks are used without.
pub fn lock(file: &File, shared: bool, path: &Path, wait: Duration) -> Result<(), StoreError> {
    let begun = Instant::now();
    loop {
        match if shared { file.try_lock_shared() } else { file.try_lock() } {
            Ok(()) => return Ok(()),
            Err(fs::TryLockError::WouldBlock) if begun.elapsed() < wait => thread::sleep(Duration::from_millis(5)),
            Err(fs::TryLockError::WouldBlock) => return Err(StoreError::Busy(path.to_owned())),
            Err(fs::TryLockError::Error(error)) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(fs::TryLockError::Error(_)) => return Ok(()),
        }
    }
}

/// Reads a file from `from` to its end.
pub fn read_from(file: &mut File, from: u64, path: &Path) -> Result<Vec<u8>, StoreError> {
    let mut bytes = Vec::new();
    let read = file.seek(SeekFrom::Start(from)).and_then(|_| file.take(SIZE_LIMIT + 1).read_to_end(&mut bytes));
    read.map_err(|error| StoreError::new(path, error))?;
    if bytes.len() as u64 + from > SIZE_LIMIT { Err(StoreError::TooLarge(path.to_owned())) } else { Ok(bytes) }
}

/// Replaces a file as a whole: readers see the old text or the new one, also after a power cut.
pub fn replace(path: &Path, text: &str) -> Result<(), StoreError> {
    // A link stays a link; its target is what changes.
    let real = real_file(path)?.unwrap_or_else(|| path.to_owned());
    let folder = real.parent().unwrap_or(Path::new("."));
    make_folders(folder)?;
    let fail = |error: io::Error| StoreError::new(path, error);
    let mut file = tempfile::Builder::new().prefix(".inquit-").suffix(".tmp").tempfile_in(folder).map_err(fail)?;
    system::tighten(file.as_file()).map_err(fail)?;
    file.write_all(text.as_bytes()).and_then(|()| file.as_file().sync_all()).map_err(fail)?;
    file.persist(&real).map_err(|error| fail(error.error))?;
    sync_folder_of(&real)
}
