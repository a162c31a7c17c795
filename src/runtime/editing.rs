//! Writing a note in the reader's own editor.

use std::env;
use std::fs;
use std::io::Write;
use std::process::Command;

use super::paths::Paths;

/// The editor that the environment names.
fn editor() -> String {
    let named = |name: &str| env::var(name).ok().filter(|value| !value.trim().is_empty());
    named("VISUAL").or_else(|| named("EDITOR")).unwrap_or_else(|| "vi".to_owned())
}

/// Lets the reader edit a text in a file that nobody else can read, and that is gone afterwards. The terminal must have been
/// given back.
///
/// # Errors
/// A sentence for the reader; the text is as it was.
pub fn edit(text: &str, paths: &Paths) -> Result<String, String> {
    let failed = |what: &dyn std::fmt::Display| format!("The note could not be edited outside: {what}");
    let folder = paths.state.clone().unwrap_or_else(env::temp_dir);
    super::private::make_folders(&folder).map_err(|error| failed(&error))?;
    // Made for the reader alone, as all temporary files of this library are.
    let file = tempfile::Builder::new().prefix("note-").suffix(".md").tempfile_in(&folder);
    let mut file = file.map_err(|error| failed(&error))?;
    file.write_all(text.as_bytes()).and_then(|()| file.flush()).map_err(|error| failed(&error))?;
    let editor = editor();
    // The variable may hold arguments, which the shell parts.
    let line = format!("exec {editor} \"$1\"");
    let status = Command::new("sh").args(["-c", &line, "sh"]).arg(file.path()).status();
    let status = status.map_err(|error| failed(&error))?;
    if !status.success() {
        return Err(format!("{editor} did not end well, so the note is as it was"));
    }
    // An editor may put another file in its place.
    fs::read_to_string(file.path()).map(|text| text.trim_end().to_owned()).map_err(|error| failed(&error))
}
