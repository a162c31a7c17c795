//! The reader's own forms of export: files in the folder `templates` beside the settings.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use crate::app::settings::Template;
use crate::text::CleanText;

/// Most bytes of a template. It is a page with gaps, not a book.
const LARGEST: u64 = 64 * 1024;

/// Most templates in the folder.
const MOST: usize = 99;

/// Reads the folder: its templates by name, and what is wrong, in sentences. No folder is no complaint. Files that an editor
/// leaves behind, and hidden ones, are none.
pub fn load(folder: &Path) -> (Vec<Template>, Vec<String>) {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return (Vec::new(), Vec::new()),
        Err(error) => return (Vec::new(), vec![format!("{} could not be read ({error}).", shown(folder))]),
    };
    let mut names: Vec<_> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.file_name())
        .filter(|name| {
            let name = name.to_string_lossy();
            !name.starts_with(['.', '#']) && !name.ends_with('~')
        })
        .collect();
    names.sort();
    let (mut templates, mut complaints) = (Vec::new(), Vec::new());
    for name in names.iter().take(MOST) {
        match read(&folder.join(name)) {
            Ok(text) => templates.push(Template { name: CleanText::line(&name.to_string_lossy()).to_string(), text }),
            Err(sentence) => complaints.push(sentence),
        }
    }
    (templates, complaints)
}

/// Reads a template that the reader names: a file, or one in the folder by its name alone.
///
/// # Errors
/// A sentence for the user.
pub fn named(name: &Path, folder: Option<&Path>) -> Result<String, String> {
    let alone = name.components().count() == 1 && !name.exists();
    match folder.filter(|_| alone).map(|folder| folder.join(name)) {
        Some(kept) if kept.exists() => read(&kept),
        Some(kept) => {
            let folder = kept.parent().map(super::quotes::shown).unwrap_or_default();
            Err(format!("{} is neither here nor in {folder}. Name a file, or put it there.", shown(name)))
        }
        None => read(name),
    }
}

fn read(path: &Path) -> Result<String, String> {
    let failed = |error: io::Error| format!("{} could not be read: {error}.", shown(path));
    if !fs::metadata(path).map_err(failed)?.is_file() {
        return Err(format!("{} is no regular file, and cannot be a template.", shown(path)));
    }
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes)).map_err(failed)?;
    if bytes.len() as u64 > LARGEST {
        return Err(format!("{} is larger than 64 kB, and cannot be a template.", shown(path)));
    }
    let text =
        String::from_utf8(bytes).map_err(|_| format!("{} is not in UTF-8, and cannot be a template.", shown(path)))?;
    // A tabulator stays, tables are made with it; what else would steer a terminal does not.
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    Ok(text.replace(|c: char| c.is_control() && !matches!(c, '\n' | '\t'), "\u{fffd}"))
}

fn shown(path: &Path) -> CleanText {
    CleanText::line(&path.to_string_lossy())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_read_by_name_and_what_is_none_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
        file("cards.html", b"<p>{quote}");
        file("a", b"\xef\xbb\xbf{place}\t\x1b[31m\r\n");
        file("a~", b"old");
        file(".hidden", b"x");
        file("latin", b"caf\xe9");
        file("long", &vec![b'x'; 64 * 1024 + 1]);
        fs::create_dir(folder.path().join("more")).unwrap();
        let (templates, complaints) = load(folder.path());
        let names: Vec<_> = templates.iter().map(|template| (template.name.as_str(), template.ending())).collect();
        assert_eq!(names, [("a", "txt"), ("cards.html", "html")]);
        assert_eq!(templates[0].text, "{place}\t\u{fffd}[31m\n");
        assert_eq!(complaints.len(), 3, "{complaints:?}");
        for what in ["UTF-8", "64 kB", "no regular file"] {
            assert!(complaints.iter().any(|sentence| sentence.contains(what)), "{what}: {complaints:?}");
        }
        assert_eq!(load(&folder.path().join("none")), (Vec::new(), Vec::new()));
        assert_eq!(named(Path::new("cards.html"), Some(folder.path())).unwrap(), "<p>{quote}");
        assert!(
            named(Path::new("none.html"), Some(folder.path()))
                .unwrap_err()
                .contains("none.html is neither here nor in ")
        );
    }
}
