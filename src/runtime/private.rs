//! Files and folders that are the reader's own: made for nobody else to read, found without being led astray by links.

use std::fs::{File, Metadata, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use super::disk::Disk;
use super::store_error::StoreError;

/// Larger files are refused: no file of ours comes near.
pub const SIZE_LIMIT: u64 = 64 << 20;

#[cfg(unix)]
pub(super) mod system {
    use std::fs::{File, Metadata, OpenOptions, Permissions};
    use std::io;
    use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
    use std::path::Path;

    pub(crate) fn private(options: &mut OpenOptions) -> &mut OpenOptions {
        options.mode(0o600)
    }

    /// The umask may have taken bits away that the owner needs.
    pub(crate) fn tighten(file: &File) -> io::Result<()> {
        file.set_permissions(Permissions::from_mode(0o600))
    }

    pub(crate) fn make_folder(path: &Path) -> io::Result<()> {
        std::fs::DirBuilder::new().mode(0o700).create(path)
    }

    pub(crate) fn tighten_folder(path: &Path) -> io::Result<()> {
        std::fs::set_permissions(path, Permissions::from_mode(0o700))
    }

    pub(crate) fn owner(meta: &Metadata) -> u32 {
        meta.uid()
    }

    pub(crate) fn identity(meta: &Metadata) -> (u64, u64) {
        (meta.dev(), meta.ino())
    }
}

#[cfg(not(unix))]
pub(super) mod system {
    use std::fs::{File, Metadata, OpenOptions};
    use std::io;
    use std::path::Path;

    pub(crate) fn private(options: &mut OpenOptions) -> &mut OpenOptions {
        options
    }

    pub(crate) fn tighten(_file: &File) -> io::Result<()> {
        Ok(())
    }

    pub(crate) fn make_folder(path: &Path) -> io::Result<()> {
        std::fs::create_dir(path)
    }

    pub(crate) fn tighten_folder(_path: &Path) -> io::Result<()> {
        Ok(())
    }

    pub(crate) fn owner(_meta: &Metadata) -> u32 {
        0
    }

    pub(crate) fn identity(_meta: &Metadata) -> (u64, u64) {
        (0, 0)
    }
}

/// Device and number of a file: two names with one identity are one file.
pub fn identity(meta: &Metadata) -> (u64, u64) {
    system::identity(meta)
}

/// Makes a folder and the missing ones above it; see [`Disk::make_folders`].
pub fn make_folders(path: &Path) -> Result<(), StoreError> {
    Disk::default().make_folders(path)
}

/// Syncs the folder that holds `path`; see [`Disk::sync_folder_of`].
pub fn sync_folder_of(path: &Path) -> Result<(), StoreError> {
    Disk::default().sync_folder_of(path)
}

/// Locks a file; see [`Disk::lock`].
pub fn lock(file: &File, shared: bool, path: &Path, wait: Duration) -> Result<(), StoreError> {
    Disk::default().lock(file, shared, path, wait)
}

/// Replaces a file as a whole; see [`Disk::replace`].
pub fn replace(path: &Path, text: &str) -> Result<(), StoreError> {
    Disk::default().replace(path, text)
}

/// The folder that holds `path`.
fn folder_of(path: &Path) -> Option<&Path> {
    path.parent().map(|folder| if folder.as_os_str().is_empty() { Path::new(".") } else { folder })
}

impl Disk {
    /// Makes a folder and the missing ones above it, private to the user, and sees to it that they survive a power cut.
    pub fn make_folders(&self, path: &Path) -> Result<(), StoreError> {
        if path.as_os_str().is_empty() || self.look_through(path).is_ok_and(|meta| meta.is_dir()) {
            return Ok(());
        }
        if let Some(parent) = path.parent() {
            self.make_folders(parent)?;
        }
        match self.make_folder(path) {
            Ok(()) => {
                // Made with 0700; this gives back what the umask took, where the file system knows modes.
                let _ = self.tighten_folder(path);
                self.sync_folder_of(path)
            }
            // Another process was faster.
            Err(error)
                if error.kind() == io::ErrorKind::AlreadyExists
                    && self.look_through(path).is_ok_and(|meta| meta.is_dir()) =>
            {
                Ok(())
            }
            Err(error) => Err(StoreError::new(path, error)),
        }
    }

    /// Syncs the folder that holds `path`, without which a new name may be gone after a power cut.
    pub fn sync_folder_of(&self, path: &Path) -> Result<(), StoreError> {
        let Some(folder) = folder_of(path) else { return Ok(()) };
        match self.sync_folder(folder) {
            // Some network file systems cannot sync folders, and need not.
            Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
            other => other.map_err(|error| StoreError::new(folder, error)),
        }
    }

    /// Syncs the folder that holds `path`, and those above it that the same user owns: whoever made them may have been
    /// ended before they were safe.
    pub fn sync_folders_of(&self, path: &Path) -> Result<(), StoreError> {
        self.sync_folder_of(path)?;
        let Some(folder) = folder_of(path) else { return Ok(()) };
        let owner = |folder: &Path| self.look_through(folder).map(|meta| system::owner(&meta));
        let climb = || -> Result<(), (&Path, io::Error)> {
            let mine = owner(folder).map_err(|error| (folder, error))?;
            for above in folder.ancestors().filter_map(folder_of).filter(|above| *above != Path::new(".")) {
                if owner(above).map_err(|error| (above, error))? != mine {
                    break;
                }
                match self.sync_folder(above) {
                    Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => {}
                    other => other.map_err(|error| (above, error))?,
                }
            }
            Ok(())
        };
        match climb() {
            // What may not be read was not made by this program.
            Err((_, error)) if error.kind() == io::ErrorKind::PermissionDenied => Ok(()),
            other => other.map_err(|(above, error)| StoreError::new(above, error)),
        }
    }

    /// Where a name leads: itself, or for a symbolic link a file of the same owner. `None` if there is nothing.
    pub fn real_file(&self, path: &Path) -> Result<Option<PathBuf>, StoreError> {
        let meta = match self.look(path) {
            Ok(meta) => meta,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(StoreError::new(path, error)),
        };
        let (real, target) = if meta.is_symlink() {
            let real = self.real_path(path).map_err(|_| StoreError::Link(path.to_owned()))?;
            let target = self.look(&real).map_err(|_| StoreError::Link(path.to_owned()))?;
            if system::owner(&target) != system::owner(&meta) {
                return Err(StoreError::Link(path.to_owned()));
            }
            (real, target)
        } else {
            (path.to_owned(), meta)
        };
        if target.is_file() { Ok(Some(real)) } else { Err(StoreError::NotAFile(path.to_owned())) }
    }

    /// Opens an existing file as [`Disk::real_file`] finds it. `None` if there is nothing.
    pub fn open(&self, path: &Path, options: &OpenOptions) -> Result<Option<File>, StoreError> {
        let Some(real) = self.real_file(path)? else { return Ok(None) };
        let before = self.look(&real).map_err(|error| StoreError::new(path, error))?;
        let file = self.open_by(&real, options).map_err(|error| StoreError::new(path, error))?;
        let after = self.stat(&file, &real).map_err(|error| StoreError::new(path, error))?;
        // Somebody put a link there between the look and the opening.
        if identity(&before) != identity(&after) {
            return Err(StoreError::Link(path.to_owned()));
        }
        Ok(Some(file))
    }

    /// Opens a file for reading and appending, making it (and its folder) if need be; says whether it was made.
    pub fn open_or_make(&self, path: &Path) -> Result<(File, bool), StoreError> {
        for _ in 0..8 {
            if let Some(file) = self.open(path, OpenOptions::new().read(true).append(true))? {
                return Ok((file, false));
            }
            if let Some(folder) = path.parent() {
                self.make_folders(folder)?;
            }
            match self.open_by(path, system::private(OpenOptions::new().read(true).append(true).create_new(true))) {
                Ok(file) => {
                    let _ = self.tighten(&file, path);
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
    pub fn lock(&self, file: &File, shared: bool, path: &Path, wait: Duration) -> Result<(), StoreError> {
        let begun = Instant::now();
        loop {
            match self.try_lock(file, shared, path) {
                Ok(true) => return Ok(()),
                Ok(false) if begun.elapsed() < wait => thread::sleep(Duration::from_millis(5)),
                Ok(false) => return Err(StoreError::Busy(path.to_owned())),
                Err(_) => return Ok(()),
            }
        }
    }

    /// Reads a file from `from` to its end.
    pub fn read_from(&self, file: &mut File, from: u64, path: &Path) -> Result<Vec<u8>, StoreError> {
        let bytes = self.read(file, from, SIZE_LIMIT + 1, path).map_err(|error| StoreError::new(path, error))?;
        if bytes.len() as u64 + from > SIZE_LIMIT { Err(StoreError::TooLarge(path.to_owned())) } else { Ok(bytes) }
    }

    /// Replaces a file as a whole: readers see the old text or the new one, also after a power cut.
    pub fn replace(&self, path: &Path, text: &str) -> Result<(), StoreError> {
        // A link stays a link; its target is what changes.
        let real = self.real_file(path)?.unwrap_or_else(|| path.to_owned());
        let folder = real.parent().unwrap_or(Path::new("."));
        self.make_folders(folder)?;
        let fail = |error: io::Error| StoreError::new(path, error);
        let mut file = self.temporary(folder).map_err(fail)?;
        let _ = self.tighten(file.as_file(), &real);
        let temporary = file.path().to_owned();
        self.write_all(file.as_file_mut(), text.as_bytes(), &temporary).map_err(fail)?;
        self.sync_all(file.as_file(), &temporary).map_err(fail)?;
        self.put(file, &real).map_err(fail)?;
        self.sync_folder_of(&real)
    }

    /// The text of a small file; `None` where there is none, or none that can be read.
    pub fn text_of(&self, path: &Path) -> Option<String> {
        let mut file = self.open(path, OpenOptions::new().read(true)).ok()??;
        String::from_utf8(self.read_from(&mut file, 0, path).ok()?).ok()
    }
}
