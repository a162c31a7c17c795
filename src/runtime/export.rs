//! Where a converted interview goes: to standard output, or to a file that appears whole or not at all.

use std::fs::{self, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use super::disk::temporary;
use super::private;

/// Writes a text to a new file, or over an existing one with `force`. `source` is never written over.
///
/// # Errors
/// A sentence for the user.
pub fn write(text: &str, out: &Path, force: bool, source: Option<&Path>) -> Result<(), String> {
    let name = crate::text::CleanText::line(&out.to_string_lossy());
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => format!("{name}: there is no such folder. Make it first, or name another."),
        io::ErrorKind::AlreadyExists => taken(&name),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            format!("{name} could not be written, because the disk is full. Free some space, or name a file elsewhere.")
        }
        io::ErrorKind::PermissionDenied => format!("{name} could not be written: you may not write there."),
        io::ErrorKind::ReadOnlyFilesystem => format!("{name} could not be written: the disk is read-only."),
        _ => format!("{name} could not be written: {error}."),
    };
    let there = exists(out);
    if there && !force {
        return Err(taken(&name));
    }
    let mut target: PathBuf = out.to_owned();
    if there {
        // A link stays a link; its target is what changes.
        target = fs::canonicalize(out).map_err(failed)?;
        let meta = fs::metadata(&target).map_err(failed)?;
        if !meta.is_file() {
            return Err(format!("{name} is no regular file, and nothing is written there."));
        }
        let same = source.and_then(|source| fs::metadata(source).ok());
        if same.is_some_and(|source| private::identity(&source) == private::identity(&meta)) {
            return Err(format!("{name} is the interview itself, which is never changed. Name another file."));
        }
    }
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !there && let Ok(mut file) = unnamed(folder) {
        file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(failed)?;
        match name_it(&file, &target) {
            Ok(()) => return private::sync_folder_of(&target).map_err(|error| error.to_string()),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(failed(error)),
            // Some file systems make such files and give them no name.
            Err(_) => {}
        }
    }
    let mut file = temporary()
        // As any program writes a file: what the user lets others do with it is the umask's to say.
        .permissions(Permissions::from_mode(0o666))
        .tempfile_in(folder)
        .map_err(failed)?;
    file.write_all(text.as_bytes()).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
    let kept = if force { file.persist(&target) } else { file.persist_noclobber(&target) };
    kept.map_err(|error| failed(error.error))?;
    private::sync_folder_of(&target).map_err(|error| error.to_string())
}

/// A file in a folder that has no name yet: where the program is killed before it gets one, nothing is left. Linux alone makes
/// such files, and not on every file system.
#[cfg(target_os = "linux")]
fn unnamed(folder: &Path) -> io::Result<fs::File> {
    use rustix::fs::{Mode, OFlags, open};
    let flags = OFlags::TMPFILE | OFlags::WRONLY | OFlags::CLOEXEC;
    Ok(open(folder, flags, Mode::from_raw_mode(0o666))?.into())
}

/// Gives it its name, which nothing may have.
#[cfg(target_os = "linux")]
fn name_it(file: &fs::File, target: &Path) -> io::Result<()> {
    use rustix::fs::{AtFlags, CWD, linkat};
    use std::os::fd::AsRawFd;
    let open = format!("/proc/self/fd/{}", file.as_raw_fd());
    Ok(linkat(CWD, open, CWD, target, AtFlags::SYMLINK_FOLLOW)?)
}

#[cfg(not(target_os = "linux"))]
fn unnamed(_: &Path) -> io::Result<fs::File> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(not(target_os = "linux"))]
fn name_it(_: &fs::File, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Whether something has this name, be it a link that leads nowhere.
pub fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Writes a file of marks: as private as those that the program keeps itself.
///
/// # Errors
/// A sentence for the user.
pub fn write_private(text: &str, out: &Path, force: bool) -> Result<(), String> {
    let name = crate::text::CleanText::line(&out.to_string_lossy());
    if exists(out) && !force {
        return Err(taken(&name));
    }
    private::replace(out, text).map_err(|error| error.to_string())
}

/// Writes what the reader exports to a new file. Returns the sentence that says so, or why not.
pub fn keep(stem: &str, ending: &str, text: &str) -> String {
    write_new(stem, ending, text).map_or_else(|sentence| sentence, |path| format!("Written to {path}"))
}

/// Writes a text to a new file in the folder that the reader is in: "talk-marks.md", or "talk-marks-2.md" where there is one.
/// Returns its path in words.
///
/// # Errors
/// A sentence for the user.
pub fn write_new(stem: &str, ending: &str, text: &str) -> Result<String, String> {
    for number in 1..1000 {
        let number = if number == 1 { String::new() } else { format!("-{number}") };
        let path = PathBuf::from(format!("{stem}{number}.{ending}"));
        if !exists(&path) {
            return write(text, &path, false, None).map(|()| super::quotes::shown(&path));
        }
    }
    Err(format!("{stem}.{ending} is there already, with a thousand more of its name; nothing was written"))
}

fn taken(name: &str) -> String {
    format!("{name} is there already, and nothing was written. With --force it is written over.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_that_is_not_finished_has_no_name() {
        let folder = tempfile::tempdir().unwrap();
        let Ok(mut file) = unnamed(folder.path()) else {
            return println!("not tried: this file system makes no files without a name");
        };
        file.write_all(b"half").unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
        let out = folder.path().join("talk.md");
        name_it(&file, &out).unwrap();
        assert_eq!(fs::read_to_string(&out).unwrap(), "half");
        assert_eq!(name_it(&file, &out).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        let dangling = folder.path().join("dangling");
        std::os::unix::fs::symlink("nowhere", &dangling).unwrap();
        assert!(name_it(&file, &dangling).is_err());
    }

    #[test]
    fn a_file_is_only_replaced_when_that_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let (source, out) = (folder.path().join("talk.txt"), folder.path().join("talk.html"));
        fs::write(&source, "talk").unwrap();
        write("one", &out, false, Some(&source)).unwrap();
        assert!(write("two", &out, false, Some(&source)).unwrap_err().contains("is there already"));
        assert_eq!(fs::read_to_string(&out).unwrap(), "one");
        write("two", &out, true, Some(&source)).unwrap();
        assert_eq!(fs::read_to_string(&out).unwrap(), "two");
        assert!(write("x", &source, true, Some(&source)).unwrap_err().contains("the interview itself"));
        assert!(write("x", &folder.path().join("no/where"), false, None).unwrap_err().contains("no such folder"));
        assert!(write("x", folder.path(), true, None).unwrap_err().contains("no regular file"));
        let link = folder.path().join("link");
        std::os::unix::fs::symlink(&out, &link).unwrap();
        assert!(write("x", &link, false, None).is_err());
        write("three", &link, true, None).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&out).unwrap(), "three");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
    }
}
