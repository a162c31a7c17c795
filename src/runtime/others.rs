//! Opens the interview that a marks file belongs to.

use std::path::{Path, PathBuf};

use super::open::{self, EMBEDDED, Found, Loaded, Source, Which};
use super::paths::{self, Paths};
use super::store;
use crate::text::CleanText;

/// Reads the interview of a marks file: where it was last read, else a file of its name in the folder of the interview that is
/// open (`near`) or in the one that the reader is in. It must be the interview that these marks are kept for.
///
/// # Errors
/// A sentence for the reader.
pub fn interview_of(folders: &Paths, marks: &Path, beside: bool, near: Option<&Path>) -> Result<Loaded, String> {
    let header = store::read(marks).map_err(|error| error.to_string())?.header.unwrap_or_default();
    let name = CleanText::line(if header.name.is_empty() { &header.title } else { &header.name });
    if paths::document_hash(EMBEDDED) == header.hash {
        return open::read(&Source::Embedded, Which::default()).map_err(|error| error.to_string());
    }
    let noted = folders.places().load(&header.hash, None).and_then(|record| record.source).map(PathBuf::from);
    let here = std::env::current_dir().ok();
    let beside_it = near.and_then(Path::parent).into_iter().chain(here.as_deref());
    let named = beside_it.filter(|_| !header.name.is_empty()).map(|folder| folder.join(&header.name));
    let mut other = None;
    for path in noted.iter().cloned().chain(named) {
        if !path.is_file() {
            continue;
        }
        match open::find(&Source::File(path.clone()), Which::default()) {
            Ok(found) => match belonging(found, &header.hash, |loaded| kept_in(folders, loaded, beside) == marks) {
                Some(loaded) => return Ok(loaded),
                None => other = Some(format!("{} is another text now; its marks are left alone", shown(&path))),
            },
            Err(error) => other = Some(error.to_string()),
        }
    }
    let gone = noted.map(|path| format!("{} is not there any more; the mark keeps its words", shown(&path)));
    Err(other.or(gone).unwrap_or_else(|| {
        format!("Where {name} is was never noted; open it once by its name, then marks on it are found")
    }))
}

/// The document of these that has the content with this hash, or whose marks are these.
fn belonging(found: Found, hash: &str, is_its: impl Fn(&Loaded) -> bool) -> Option<Loaded> {
    match found {
        Found::One(loaded) => Some(*loaded).filter(|loaded| loaded.hash == hash || is_its(loaded)),
        Found::Several(book) => (1..).map_while(|number| book.part(number)).find(|part| part.hash == hash),
    }
}

/// The marks file that a document would have.
fn kept_in(folders: &Paths, loaded: &Loaded, beside: bool) -> PathBuf {
    let title = loaded.interview().meta.title.as_ref().map(ToString::to_string);
    let document = paths::Document { path: loaded.path.clone(), hash: loaded.hash.clone(), title };
    folders.marks_file(&document, beside).map(|file| file.path().to_owned()).unwrap_or_default()
}

fn shown(path: &Path) -> String {
    super::quotes::shown(path)
}
