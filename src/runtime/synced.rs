//! Marks files that a synchroniser could not join: it puts a copy beside the file, with the changes of the other machine.
//!
//! What only such a copy holds is shown with the rest, and kept with it as soon as something is saved. The copy itself is left
//! alone: it is for the reader to delete.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::store::{self, Found, MarksFile};
use super::store_error::StoreError;
use crate::library::events::Event;
use crate::text::CleanText;

/// What a marks file holds, with what its copies hold beside that.
#[derive(Debug, Default)]
pub struct Joined {
    /// Everything, and sentences for the reader.
    pub found: Found,
    /// What only the copies hold: to be saved with the first change.
    pub only_there: Vec<Event>,
}

/// Reads a marks file and the copies beside it. Writes nothing.
///
/// # Errors
/// Where the file itself cannot be read. A copy that cannot be read is named in a sentence.
pub fn load(file: &mut MarksFile) -> Result<Joined, StoreError> {
    let mut found = file.load()?;
    let mut known: HashSet<Event> = found.events.iter().cloned().collect();
    let mut only_there = Vec::new();
    for path in copies(file.path()) {
        let name = CleanText::line(&path.file_name().unwrap_or_default().to_string_lossy());
        match store::read(&path) {
            Ok(copy) => {
                let new: Vec<Event> = copy.events.into_iter().filter(|event| known.insert(event.clone())).collect();
                if !new.is_empty() {
                    let changes = if new.len() == 1 { "1 change".to_owned() } else { format!("{} changes", new.len()) };
                    found.notices.push(format!(
                        "{changes} of your marks came with a synced copy, and are kept with them from your next one on: {name}"
                    ));
                }
                only_there.extend(new);
            }
            Err(error) => found.notices.push(error.to_string()),
        }
    }
    found.events.extend(only_there.iter().cloned());
    Ok(Joined { found, only_there })
}

/// The copies beside a marks file: Syncthing names them "NAME.sync-conflict-DATE-TIME-ID.jsonl", others "NAME (conflicted
/// copy).jsonl".
fn copies(marks: &Path) -> Vec<PathBuf> {
    let (Some(folder), Some(stem)) = (marks.parent(), marks.file_stem().and_then(|stem| stem.to_str())) else {
        return Vec::new();
    };
    let is_copy = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        let rest = name.strip_prefix(&stem.to_lowercase());
        path.extension().is_some_and(|ending| ending == "jsonl") && rest.is_some_and(|rest| rest.contains("conflict"))
    };
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut all: Vec<PathBuf> = entries.filter(is_copy).collect();
    all.sort();
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runtime::records::Header;

    fn event(id: u64, text: &str) -> String {
        format!("{{\"kind\":\"note\",\"id\":\"{id:016x}\",\"rev\":1,\"at\":5,\"by\":\"w\",\"text\":\"{text}\"}}\n")
    }

    #[test]
    fn copies_are_found_by_their_names_and_joined_once() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let header = Header::marks("Boats", "ab", "boats.txt");
        let head = header.line() + "\n";
        fs::write(at("boats-ab.jsonl"), format!("{head}{}{}", event(1, "one"), event(2, "two"))).unwrap();
        fs::write(
            at("boats-ab.sync-conflict-20261125-221530-ABCDEFG.jsonl"),
            format!("{head}{}{}", event(2, "two"), event(3, "three")),
        )
        .unwrap();
        fs::write(
            at("boats-ab (Mara's conflicted copy 2026-11-25).jsonl"),
            format!("{head}{}{}", event(3, "three"), event(4, "four")),
        )
        .unwrap();
        fs::write(at("boats-abc.jsonl"), format!("{head}{}", event(9, "another"))).unwrap();
        fs::write(at("nets-cd.sync-conflict-20261125-221530-ABCDEFG.jsonl"), format!("{head}{}", event(8, "nets")))
            .unwrap();
        let mut file = MarksFile::new(at("boats-ab.jsonl"), None, header);
        let joined = load(&mut file).unwrap();
        assert_eq!((joined.found.events.len(), joined.only_there.len(), joined.found.notices.len()), (4, 2, 1));
        assert!(joined.found.notices[0].starts_with("2 changes of your marks came with a synced copy"));
        file.append(&joined.only_there).unwrap();
        let again = load(&mut file).unwrap();
        assert_eq!((again.found.events.len(), again.only_there.len(), again.found.notices.len()), (4, 0, 0));
    }
}
