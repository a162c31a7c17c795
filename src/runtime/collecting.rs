//! Reads the marks on all interviews from the folder of marks.

use std::collections::HashSet;

use super::paths::Paths;
use super::store;
use crate::library::collection::Collected;
use crate::library::marks::Marks;
use crate::text::CleanText;

/// All marks in the folder, by title. Files that cannot be read are left out: the one that is open says so itself.
pub fn collect(paths: &Paths) -> Vec<Collected> {
    // A copy that a synchroniser made comes after its file, and holds the same marks.
    let mut seen = HashSet::new();
    let mut all: Vec<Collected> = paths
        .all_marks()
        .iter()
        .filter_map(|path| {
            let found = store::read(path).ok()?;
            let mut marks = Marks::default();
            marks.merge(found.events, None);
            let header = found.header.unwrap_or_default();
            let (title, name) = (CleanText::line(&header.title), CleanText::line(&header.name));
            let marks: Vec<_> = marks.all().iter().filter(|mark| seen.insert(mark.id)).cloned().collect();
            (!marks.is_empty()).then_some(Collected { title, name, file: path.to_string_lossy().into_owned(), marks })
        })
        .collect();
    all.sort_by(|a, b| (a.title.as_str(), a.name.as_str()).cmp(&(b.title.as_str(), b.name.as_str())));
    all
}
