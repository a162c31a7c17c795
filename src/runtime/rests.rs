//! Temporary files that a killed or crashed program left in its own folders: found for `inquit doctor`, and taken away when
//! an interview is opened.
//!
//! Only what this program made there is touched: regular files of the same owner under the names that it gives, and only
//! once they are a day old. A save takes moments, so nobody can still be writing one.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use super::disk::is_temporary;
use super::paths::Paths;

/// How old a file must be to be taken away: far longer than any save, a suspended one too, and longer than clocks of two
/// machines that share a folder differ.
const OLD: Duration = Duration::from_secs(24 * 60 * 60);

/// The temporary files in the program's folders.
pub fn found(paths: &Paths) -> Vec<PathBuf> {
    let state = |name: &str| paths.state.as_ref().map(|state| state.join(name));
    let folders = [paths.marks(), paths.state.clone(), state("places"), state("drafts")];
    let entries = folders.into_iter().flatten().filter_map(|folder| fs::read_dir(folder).ok()).flatten().flatten();
    let ours = |path: &PathBuf| {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        is_temporary(&name)
    };
    entries.map(|entry| entry.path()).filter(ours).collect()
}

/// Takes away those that are old. `now` is the time; what cannot be looked at or removed stays.
pub fn sweep(paths: &Paths, now: SystemTime) -> usize {
    let old = |path: &PathBuf| {
        let (Ok(meta), Some(folder)) = (fs::symlink_metadata(path), path.parent()) else { return false };
        let same_owner = fs::metadata(folder).is_ok_and(|folder| folder.uid() == meta.uid());
        let age = meta.modified().ok().and_then(|then| now.duration_since(then).ok());
        meta.is_file() && same_owner && age.is_some_and(|age| age >= OLD)
    };
    found(paths).into_iter().filter(old).filter(|path| fs::remove_file(path).is_ok()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_old_files_of_ours_are_taken_away() {
        let root = tempfile::tempdir().unwrap();
        let paths = Paths::under(root.path());
        let (marks, state) = (paths.marks().unwrap(), paths.state.clone().unwrap());
        for folder in [marks.clone(), state.join("places"), state.join("drafts")] {
            fs::create_dir_all(folder).unwrap();
        }
        let gone = [marks.join(".inquit-Ab12.tmp"), state.join("places/.inquit-x.tmp"), state.join(".inquit-y.tmp")];
        // Not ours by name, and a folder that has one.
        let kept = [
            marks.join("talk-0123.jsonl"),
            marks.join(".inquit-notes.txt"),
            marks.join("inquit-x.tmp"),
            marks.join("talk.jsonl.bak"),
        ];
        gone.iter().chain(&kept).for_each(|path| fs::write(path, "x").unwrap());
        fs::create_dir(marks.join(".inquit-folder.tmp")).unwrap();
        let target = root.path().join("target");
        fs::write(&target, "x").unwrap();
        std::os::unix::fs::symlink(&target, marks.join(".inquit-link.tmp")).unwrap();
        let written = SystemTime::now();
        assert_eq!(sweep(&paths, written + Duration::from_secs(60 * 60)), 0, "somebody may be saving");
        assert_eq!(sweep(&paths, written - OLD - OLD), 0, "the clock was set back");
        assert!(found(&paths).len() >= gone.len());
        assert_eq!(sweep(&paths, written + OLD + Duration::from_secs(60)), gone.len());
        assert!(gone.iter().all(|path| !path.exists()));
        assert!(kept.iter().all(|path| path.exists()) && target.exists());
        assert!(fs::symlink_metadata(marks.join(".inquit-link.tmp")).is_ok());
        assert_eq!(sweep(&Paths::default(), written + OLD), 0);
    }
}
