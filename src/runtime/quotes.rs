//! The reader's file of quotations: appended to, never written over. It is the reader's own file, so it is made as any
//! program makes one.

use std::env;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::private;
use crate::app::effect::Clip;
use crate::text::CleanText;

/// How long to wait for another program that writes to the file.
const PATIENCE: Duration = Duration::from_secs(2);

/// The file that the settings name, where they name one: `~` is the home folder, and what is no whole path lies in the
/// folder that the reader is in.
pub fn path(setting: Option<&str>) -> PathBuf {
    let named = setting.filter(|name| !name.trim().is_empty()).unwrap_or("quotes.md");
    match (named.strip_prefix("~/"), env::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(named),
    }
}

/// Appends what the reader quotes. Returns the sentence that says so, or why not.
pub fn keep(path: &Path, clip: &Clip) -> String {
    append(path, &clip.text).map_or_else(|sentence| sentence, |path| format!("{} written to {path}", clip.what))
}

/// Appends a text, with an empty line before it, and sees to it that it survives a power cut.
///
/// # Errors
/// A sentence for the reader.
pub fn append(path: &Path, text: &str) -> Result<String, String> {
    let name = shown(path);
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => format!("{name}: there is no such folder; nothing was written"),
        io::ErrorKind::PermissionDenied => format!("{name}: you may not write there; nothing was written"),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            format!("{name}: the disk is full; nothing was written")
        }
        io::ErrorKind::ReadOnlyFilesystem => format!("{name}: the disk is read-only; nothing was written"),
        _ => format!("{name} could not be written: {error}"),
    };
    let new = fs::symlink_metadata(path).is_err();
    // A pipe would be waited for.
    if !new && !fs::metadata(path).map_err(failed)?.is_file() {
        return Err(format!("{name} is no regular file; nothing was written"));
    }
    let mut file = OpenOptions::new().read(true).append(true).create(true).open(path).map_err(failed)?;
    if !file.metadata().map_err(failed)?.is_file() {
        return Err(format!("{name} is no regular file; nothing was written"));
    }
    private::lock(&file, false, path, PATIENCE).map_err(|error| error.to_string())?;
    let before = separation(&mut file).map_err(failed)?;
    let end = file.metadata().map_err(failed)?.len();
    let line_end = if text.ends_with('\n') { "" } else { "\n" };
    let written = file.write_all(format!("{before}{text}{line_end}").as_bytes()).and_then(|()| file.sync_data());
    if let Err(error) = written {
        // Half a quotation is worse than none.
        let _ = file.set_len(end);
        return Err(failed(error));
    }
    if new {
        private::sync_folder_of(path).map_err(|error| error.to_string())?;
    }
    Ok(name)
}

/// What must stand between the end of the file and a new paragraph.
fn separation(file: &mut File) -> io::Result<&'static str> {
    let length = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(length.saturating_sub(2)))?;
    let mut end = Vec::new();
    file.read_to_end(&mut end)?;
    Ok(match end[..] {
        [] | [b'\n'] | [b'\n', b'\n'] => "",
        [.., b'\n'] => "\n",
        _ => "\n\n",
    })
}

/// The whole path, the home folder as `~`.
pub fn shown(path: &Path) -> String {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let home = env::home_dir().filter(|home| !home.as_os_str().is_empty());
    let short = home.and_then(|home| whole.strip_prefix(home).ok().map(|rest| format!("~/{}", rest.display())));
    CleanText::line(&short.unwrap_or_else(|| whole.display().to_string())).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_are_appended_with_an_empty_line_between() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("quotes.md");
        append(&path, "> one\n").unwrap();
        append(&path, "> two\n").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "> one\n\n> two\n");
        append(&path, "three").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "> one\n\n> two\n\nthree\n");
        for before in ["my own words", "my own words\n", "my own words\n\n"] {
            fs::write(&path, before).unwrap();
            append(&path, "> three\n").unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), "my own words\n\n> three\n");
        }
    }

    #[test]
    fn what_cannot_be_written_is_said() {
        let folder = tempfile::tempdir().unwrap();
        assert!(append(&folder.path().join("no/quotes.md"), "x").unwrap_err().contains("no such folder"));
        assert!(append(folder.path(), "x").is_err());
        let pipe = folder.path().join("pipe");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        assert!(append(&pipe, "x").unwrap_err().contains("no regular file"));
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn programs_that_write_at_once_lose_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("quotes.md");
        std::thread::scope(|scope| {
            for writer in 0..4 {
                let path = &path;
                scope.spawn(move || (0..25).for_each(|n| drop(append(path, &format!("> {writer} {n}\n")).unwrap())));
            }
        });
        let text = fs::read_to_string(&path).unwrap();
        let lines: std::collections::BTreeSet<&str> = text.lines().filter(|line| !line.is_empty()).collect();
        assert_eq!((lines.len(), text.lines().count()), (100, 199));
    }
}
