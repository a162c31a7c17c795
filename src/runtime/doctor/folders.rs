//! The folders that the program writes to: whether they are there, are the reader's own, have room, and have locks.

use std::fs::{self, File};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use super::Finding;
use crate::runtime::disk::temporary;
use crate::runtime::paths::Paths;
use crate::runtime::{rests, store};
use crate::text::CleanText;

/// From so many bytes on there is room enough, and below so many hardly anything can be saved.
const ENOUGH: u64 = 100 << 20;
const HARDLY: u64 = 1 << 20;

/// Everything about the folders.
pub(super) fn all(paths: &Paths) -> Vec<Finding> {
    let (Some(data), Some(state)) = (&paths.data, &paths.state) else {
        return vec![Finding::problem(
            "home",
            "there is no home folder, so marks and places are not kept",
            "export HOME=/path/to/your/home, or set XDG_DATA_HOME and XDG_STATE_HOME",
        )];
    };
    let mut findings = Vec::new();
    for (about, folder) in [("marks", data), ("places", state)] {
        findings.extend(folder_is_fine(about, folder));
    }
    if let Some(there) = nearest(state) {
        findings.push(locks(&there));
    }
    findings.extend(marks(paths));
    findings.extend(left(paths));
    findings
}

fn shown(path: &Path) -> CleanText {
    CleanText::line(&path.to_string_lossy())
}

/// The nearest folder above, or the folder itself, that is there.
fn nearest(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().find(|above| above.is_dir()).map(Path::to_owned)
}

fn folder_is_fine(about: &'static str, folder: &Path) -> Vec<Finding> {
    let Some(there) = nearest(folder) else { return Vec::new() };
    let mut findings = Vec::new();
    // Something else may have the name of the folder or of one above it.
    if let Some(other) = folder.ancestors().find(|above| fs::symlink_metadata(above).is_ok() && !above.is_dir()) {
        return vec![Finding::problem(
            about,
            format!("{} is no folder, so nothing can be kept below it", shown(other)),
            format!("mv {0} {0}.old", quoted(other)),
        )];
    }
    let file = temporary().tempfile_in(&there);
    match file {
        Ok(_) if there == folder => findings.push(Finding::ok(about, format!("{} can be written to", shown(folder)))),
        Ok(_) => findings.push(Finding::ok(about, format!("{} is made when something is kept", shown(folder)))),
        Err(error) if error.kind() == std::io::ErrorKind::ReadOnlyFilesystem => findings.push(Finding::problem(
            about,
            format!("the disk with {} is read-only", shown(&there)),
            "set XDG_DATA_HOME and XDG_STATE_HOME to folders on another disk",
        )),
        Err(error) => findings.push(Finding::problem(
            about,
            format!("{} cannot be written to: {error}", shown(&there)),
            format!("chmod u+rwx {}", quoted(&there)),
        )),
    }
    if there == folder {
        findings.extend(modes(about, folder));
    }
    findings.extend(room(about, &there));
    findings
}

/// Whether others may look in, or the folder is somebody else's.
fn modes(about: &'static str, folder: &Path) -> Option<Finding> {
    let meta = fs::metadata(folder).ok()?;
    let me = rustix::process::geteuid().as_raw();
    if meta.uid() != me && me != 0 {
        return Some(Finding::problem(
            about,
            format!("{} belongs to another user", shown(folder)),
            format!("sudo chown -R \"$USER\" {}", quoted(folder)),
        ));
    }
    (meta.permissions().mode() & 0o077 != 0).then(|| {
        let says = format!("others may look into {}", shown(folder));
        Finding::note(about, says, format!("chmod -R go-rwx {}", quoted(folder)))
    })
}

/// How much room there is.
fn room(about: &'static str, there: &Path) -> Option<Finding> {
    let disk = rustix::fs::statvfs(there).ok()?;
    let free = disk.f_bavail.saturating_mul(disk.f_frsize);
    let says = format!("{} MB are free for {}", free >> 20, shown(there));
    let mend = "remove something from that disk, or set XDG_DATA_HOME and XDG_STATE_HOME to another one";
    if disk.f_files > 0 && disk.f_favail == 0 {
        return Some(Finding::problem(about, format!("no more files can be made in {}", shown(there)), mend));
    }
    Some(match free {
        ..HARDLY => Finding::problem(about, says, mend),
        HARDLY..ENOUGH => Finding::note(about, says, mend),
        _ => Finding::ok(about, says),
    })
}

/// Whether locks hold off a second program.
fn locks(there: &Path) -> Finding {
    let kind = rustix::fs::statfs(there).map_or(0, |disk| disk.f_type);
    // NFS, SMB, SMB2, AFS and FUSE, as the manual page of statfs lists them.
    let network = matches!(kind, 0x6969 | 0x517b | 0xfe53_4d42 | 0x5346_414f | 0x6573_5546);
    let tried = || -> std::io::Result<bool> {
        let file = temporary().tempfile_in(there)?;
        let (one, other) = (File::open(file.path())?, File::open(file.path())?);
        one.lock()?;
        Ok(matches!(other.try_lock(), Err(fs::TryLockError::WouldBlock)))
    };
    let place = shown(there);
    match tried() {
        Ok(true) if network => Finding::ok("locks", format!("{place} has locks, though it is on a network disk")),
        Ok(true) => Finding::ok("locks", format!("{place} has locks, so two programs at once lose nothing")),
        Ok(false) | Err(_) => Finding::note(
            "locks",
            format!("{place} has no locks; two programs that write to one marks file at once may mix their lines"),
            "set XDG_STATE_HOME to a folder on a local disk",
        ),
    }
}

/// What is wrong with marks files.
fn marks(paths: &Paths) -> Vec<Finding> {
    let files = paths.all_marks();
    let mut findings = Vec::new();
    let mut fine = 0;
    for path in &files {
        match store::read(path) {
            Err(error) => {
                findings.push(Finding::problem("marks", error.to_string(), format!("look at {}", quoted(path))));
            }
            Ok(found) if found.notices.is_empty() => fine += 1,
            Ok(found) => findings.extend(found.notices.into_iter().map(|notice| {
                Finding::note("marks", notice, format!("look at {}; nothing is lost by it", quoted(path)))
            })),
        }
    }
    if fine > 0 || files.is_empty() {
        let plural = if fine == 1 { "file of marks is" } else { "files of marks are" };
        findings.push(Finding::ok("marks", format!("{fine} {plural} in order")));
    }
    findings
}

/// What interrupted programs left.
fn left(paths: &Paths) -> Option<Finding> {
    let left = rests::found(paths);
    let first = left.first()?;
    let folder = first.parent().unwrap_or(first);
    Some(Finding::note(
        "rests",
        format!(
            "{} temporary files of interrupted programs are left, which do no harm, and go once they are a day old",
            left.len()
        ),
        format!("rm {}/.inquit-*.tmp", quoted(folder)),
    ))
}

/// A path for a shell.
fn quoted(path: &Path) -> String {
    let text = path.to_string_lossy();
    let plain = text.chars().all(|c| c.is_ascii_alphanumeric() || "/._-+:@".contains(c));
    if plain { text.into_owned() } else { format!("'{}'", text.replace('\'', "'\\''")) }
}

#[cfg(test)]
mod tests {
    use super::super::State;
    use super::*;

    fn states(findings: &[Finding], about: &str) -> Vec<State> {
        findings.iter().filter(|finding| finding.about == about).map(|finding| finding.state).collect()
    }

    #[test]
    fn nothing_is_made_by_looking() {
        let root = tempfile::tempdir().unwrap();
        let findings = all(&Paths::under(root.path()));
        assert!(findings.iter().all(|finding| finding.state != State::Problem), "{findings:?}");
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 0);
    }

    #[test]
    fn folders_of_every_kind() {
        let home = all(&Paths::default());
        assert_eq!(states(&home, "home"), [State::Problem]);
        let root = tempfile::tempdir().unwrap();
        let paths = Paths::under(root.path());
        let data = paths.data.clone().unwrap();
        fs::create_dir_all(data.join("marks")).unwrap();
        fs::set_permissions(&data, fs::Permissions::from_mode(0o755)).unwrap();
        let findings = all(&paths);
        let open = findings.iter().find(|finding| finding.says.starts_with("others may look"));
        assert!(open.is_some_and(|finding| finding.mend.as_deref().unwrap().starts_with("chmod -R go-rwx")));
        fs::set_permissions(&data, fs::Permissions::from_mode(0o700)).unwrap();
        // A damaged file, a newer one, one that is no file of marks, and a rest.
        fs::write(data.join("marks/a.jsonl"), [0; 50]).unwrap();
        fs::write(data.join("marks/b.jsonl"), "{\"inquit\":\"marks\",\"version\":9}\n").unwrap();
        fs::write(data.join("marks/c.jsonl"), "{\"inquit\":\"place\",\"version\":1}\n").unwrap();
        fs::write(data.join("marks/.inquit-x.tmp"), "").unwrap();
        let findings = all(&paths);
        let about =
            |about: &str, state: State| findings.iter().filter(|f| f.about == about && f.state == state).count();
        assert_eq!((about("rests", State::Note), about("marks", State::Problem)), (1, 1), "{findings:?}");
        assert!(
            findings.iter().any(|f| f.says.contains("damaged")) && findings.iter().any(|f| f.says.contains("newer"))
        );
        // A file where the folder must be.
        fs::remove_dir_all(&data).unwrap();
        fs::write(&data, "").unwrap();
        let findings = all(&paths);
        assert_eq!(states(&findings, "marks")[0], State::Problem);
        assert!(findings[0].mend.as_deref().unwrap().starts_with("mv "), "{findings:?}");
    }

    #[test]
    fn paths_are_quoted_for_shells() {
        assert_eq!(quoted(Path::new("/a/b.c")), "/a/b.c");
        assert_eq!(quoted(Path::new("/a b/it's")), "'/a b/it'\\''s'");
    }
}
