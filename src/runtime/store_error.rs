//! Why something could not be saved or read, in sentences for the reader: what happened, to which file, what to do.

use std::io;
use std::path::{Path, PathBuf};

use crate::text::CleanText;

/// A file of the reader's own could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another process has held the lock for too long.
    #[error("Another inquit is busy writing {}. What is not saved stays here and is tried again.", shown(.0))]
    Busy(PathBuf),
    /// The disk is full.
    #[error("The disk is full, so {} could not be written. Free some space; what is not saved stays here and is tried again.", shown(.0))]
    Full(PathBuf),
    /// The user's share of the disk is used up, or files may not be this large.
    #[error("Your share of the disk is used up, so {} could not be written. Free some space; what is not saved stays here and is tried again.", shown(.0))]
    Quota(PathBuf),
    /// The file system is read-only.
    #[error("The disk with {} is read-only. Save to another file, or make the disk writable.", shown(.0))]
    ReadOnly(PathBuf),
    /// No permission.
    #[error("There is no permission to use {}. Change the permissions of the file and its folder, or save to another file.", shown(.0))]
    Denied(PathBuf),
    /// Written by a later version.
    #[error("A newer inquit (format {version}) wrote these marks, so they are only read, not changed: {}. Update inquit to write to them.", shown(.path))]
    Newer {
        /// The file.
        path: PathBuf,
        /// Version of its format.
        version: u64,
    },
    /// A file with another purpose.
    #[error("{} is no file of marks. It is left alone; move it away or name another file.", shown(.0))]
    NotMarks(PathBuf),
    /// A folder, device or pipe.
    #[error("{} is no ordinary file. It is left alone; move it away or name another file.", shown(.0))]
    NotAFile(PathBuf),
    /// A symbolic link that is not followed.
    #[error("{} is a link to a file that is missing or belongs to somebody else. It is not followed; remove the link or point it to a file of yours.", shown(.0))]
    Link(PathBuf),
    /// A file too large to be what it should be.
    #[error("{} is larger than 64 MiB, which no file of marks is. Move it away or make it smaller.", shown(.0))]
    TooLarge(PathBuf),
    /// A folder that is needed is a file.
    #[error("The folder for {} cannot be made, because something else has its name. Move that away.", shown(.0))]
    NoFolder(PathBuf),
    /// There is no place to write to.
    #[error("There is no home folder, so nothing can be saved. Set HOME, or XDG_DATA_HOME and XDG_STATE_HOME.")]
    NoHome,
    /// Anything else.
    #[error("{} could not be read or written: {source}. What is not saved stays here and is tried again.", shown(.path))]
    Other {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

/// The path, safe to print.
fn shown(path: &Path) -> CleanText {
    CleanText::line(&path.to_string_lossy())
}

impl StoreError {
    /// Makes a sentence of what the system says.
    pub fn new(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::StorageFull => Self::Full(path),
            io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => Self::Quota(path),
            io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly(path),
            io::ErrorKind::PermissionDenied => Self::Denied(path),
            io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => Self::NoFolder(path),
            io::ErrorKind::IsADirectory => Self::NotAFile(path),
            _ => Self::Other { path, source },
        }
    }

    /// Whether trying again may help without anything being done to the file by hand.
    pub fn may_pass(&self) -> bool {
        matches!(self, Self::Busy(_) | Self::Full(_) | Self::Quota(_) | Self::Other { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_name_the_file_and_what_to_do() {
        for (code, says) in
            [(28, "The disk is full"), (122, "Your share"), (30, "read-only"), (13, "permission"), (5, "tried again")]
        {
            let sentence =
                StoreError::new(Path::new("/a/b\x1b[2J.jsonl"), io::Error::from_raw_os_error(code)).to_string();
            assert!(sentence.contains(says) && sentence.contains("b\u{fffd}[2J.jsonl"), "{sentence}");
        }
    }
}
