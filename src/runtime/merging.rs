//! `inquit marks merge`: joins files of marks, and takes them in among those that are kept.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::export;
use super::kept;
use super::open::Which;
use super::paths::Paths;
use super::records::{self, Header};
use super::run::{load, print_text, source};
use super::store::{self, Found, MarksFile};
use crate::cli::Way;
use crate::library::events::{Event, MarkId, What};
use crate::library::marks::Marks;
use crate::text::CleanText;
use crate::text::clean::json_shown;

fn shown(path: &Path) -> CleanText {
    CleanText::line(&path.to_string_lossy())
}

/// Reads a file of marks.
fn read(file: &Path) -> Result<Found, String> {
    if !export::exists(file) {
        return Err(format!("{}: there is no such file.", shown(file)));
    }
    let found = store::read(file).map_err(|error| error.to_string())?;
    if !holds_marks(&found) {
        return Err(format!("{} is no file of marks, and nothing was joined.", shown(file)));
    }
    for notice in &found.notices {
        let _ = writeln!(io::stderr(), "inquit: {notice}");
    }
    Ok(found)
}

/// Whether a file is one of marks: any lines of JSON can be kept as something that a later version wrote.
fn holds_marks(found: &Found) -> bool {
    found.header.is_some() || found.events.iter().any(|event| !matches!(event.what, What::Other(_)))
}

/// What a file of marks tells of the interview that it is on.
#[derive(Default)]
struct About {
    /// Hashes of its text, at one time or another.
    hashes: BTreeSet<String>,
    marks: BTreeSet<MarkId>,
    titles: BTreeSet<String>,
    names: BTreeSet<String>,
}

impl About {
    fn of(found: &Found) -> Self {
        let mut about = Self::default();
        if let Some(Header { title, hash, name, .. }) = &found.header {
            about.hashes.insert(hash.clone());
            about.titles.insert(title.clone());
            about.names.insert(name.clone());
        }
        for event in &found.events {
            let place = match &event.what {
                What::Mark { place, .. } => Some(&**place),
                What::Fact(fact) => fact.place.as_deref(),
                _ => None,
            };
            about.hashes.extend(place.map(|place| place.document.to_string()));
            // What is stated of no place has the same name in every interview.
            if !matches!(&event.what, What::Fact(fact) if fact.place.is_none()) {
                about.marks.insert(event.id);
            }
        }
        for set in [&mut about.hashes, &mut about.titles, &mut about.names] {
            set.remove("");
        }
        about
    }

    /// Whether both may be on one interview: it may have been edited, renamed or given another title between them, but not
    /// all of these. A file that says nothing of its interview may be on any.
    fn goes_with(&self, other: &Self) -> bool {
        let silent = |one: &Self| one.hashes.is_empty() && one.titles.is_empty() && one.names.is_empty();
        silent(self)
            || silent(other)
            || !self.hashes.is_disjoint(&other.hashes)
            || !self.titles.is_disjoint(&other.titles)
            || !self.names.is_disjoint(&other.names)
            || !self.marks.is_disjoint(&other.marks)
    }

    fn add(&mut self, other: Self) {
        self.hashes.extend(other.hashes);
        self.marks.extend(other.marks);
        self.titles.extend(other.titles);
        self.names.extend(other.names);
    }

    /// What the interview is called, in quotes.
    fn words(&self) -> String {
        let name = self.titles.iter().chain(&self.names).next();
        name.map_or_else(|| "an interview without a name".to_owned(), |name| format!("“{}”", CleanText::line(name)))
    }
}

/// The sentence that two files are on two interviews.
fn two(one: (&Path, &About), other: (&Path, &About)) -> String {
    format!(
        "{} has marks on {}, {} on {}: another interview. Nothing was joined.",
        shown(one.0),
        one.1.words(),
        shown(other.0),
        other.1.words()
    )
}

/// Reads files that are all on one interview.
fn read_all(files: &[PathBuf]) -> Result<Vec<Found>, String> {
    let all: Vec<Found> = files.iter().map(|file| read(file)).collect::<Result<_, _>>()?;
    let Some(first) = all.first() else { return Ok(all) };
    let mut about = About::of(first);
    // In any order: two that have nothing in common may be led together by a third.
    let mut rest: Vec<(&PathBuf, About)> = files.iter().zip(all.iter().map(About::of)).skip(1).collect();
    while !rest.is_empty() {
        let Some(at) = rest.iter().position(|(_, other)| other.goes_with(&about)) else { break };
        about.add(rest.remove(at).1);
    }
    match rest.first() {
        Some((file, other)) => Err(two((&files[0], &about), (file, other))),
        None => Ok(all),
    }
}

/// Joins files: every event once, in one file with the first header.
///
/// # Errors
/// A sentence.
pub fn merge(files: &[PathBuf], out: Option<&Path>, force: bool) -> Result<ExitCode, String> {
    let mut header: Option<Header> = None;
    let mut marks = Marks::default();
    for found in read_all(files)? {
        // What a later version wrote goes into the file as it is, so the file must say that it is of that version.
        let version = |header: &Option<Header>| header.as_ref().map_or(0, |header| header.version);
        if header.is_none() || version(&found.header) > version(&header) {
            header = found.header;
        }
        marks.merge(found.events, None);
    }
    let mut text = header.map_or_else(String::new, |header| format!("{}\n", header.line().trim_end()));
    // By time, as they would stand had one program written them all.
    let mut events: Vec<&Event> = marks.events().collect();
    events.sort_by_key(|event| (event.stamp.at, &event.stamp, event.id));
    for event in events {
        text.push_str(records::encode(event).trim_end());
        text.push('\n');
    }
    // What is kept as another program wrote it may hold anything; as escapes it is the same.
    let text = json_shown(&text).into_owned();
    match out {
        None => print_text(&text),
        Some(out) => {
            // A file of a later version is never written over, not even by one who says so.
            let newer = export::exists(out)
                && store::read(out)
                    .is_ok_and(|there| there.header.is_some_and(|there| there.version > records::VERSION));
            if newer {
                return Err(format!(
                    "{} was written by a newer inquit, and is not written over. Name another file.",
                    shown(out)
                ));
            }
            export::write_private(&text, out, force).map(|()| ExitCode::SUCCESS)
        }
    }
}

/// Takes the marks in files in among those that are kept on an interview.
///
/// # Errors
/// A sentence.
pub fn take_in(files: &[PathBuf], into: &Path) -> Result<ExitCode, String> {
    let found = read_all(files)?;
    let header = found.iter().find_map(|found| found.header.clone()).unwrap_or_default();
    let mut kept = kept_on(into, &header)?;
    let path = kept.path().to_owned();
    let there =
        if export::exists(&path) { store::read(&path).map_err(|error| error.to_string())? } else { Found::default() };
    let mut about = About::of(&there);
    about.add(About::of(&Found { header: Some(kept.header().clone()), ..Found::default() }));
    let mut all = About::default();
    found.iter().map(About::of).for_each(|one| all.add(one));
    if !all.goes_with(&about) {
        return Err(two((&files[0], &all), (&path, &about)));
    }
    let mut fresh: BTreeSet<Event> = found.into_iter().flat_map(|found| found.events).collect();
    for event in &there.events {
        fresh.remove(event);
    }
    let count = fresh.len();
    if count > 0 {
        let mut fresh: Vec<Event> = fresh.into_iter().collect();
        fresh.sort_by(|a, b| (a.stamp.at, &a.stamp, a.id).cmp(&(b.stamp.at, &b.stamp, b.id)));
        // Read before it is appended to, so that a file that is replaced or newer is seen.
        kept.load().and_then(|_| kept.append(&fresh)).map_err(|error| error.to_string())?;
    }
    let said = match count {
        0 => "Nothing new: all of it is there already".to_owned(),
        1 => "1 change taken in".to_owned(),
        _ => format!("{count} changes taken in"),
    };
    let _ = writeln!(io::stderr(), "inquit: {said}. The marks are in {}.", shown(&path));
    Ok(ExitCode::SUCCESS)
}

/// The file of marks that is kept on an interview, named by its own path or by that of the interview. `header` is for one
/// that is yet to be made.
fn kept_on(into: &Path, header: &Header) -> Result<MarksFile, String> {
    let folders = Paths::find();
    let is_marks = |found: Found| holds_marks(&found).then_some(found.header.unwrap_or_default());
    let header = if export::exists(into) {
        store::read(into).ok().and_then(is_marks)
    } else {
        // Where marks could not be saved at all, the file that they belong in is yet to be made.
        into.extension().is_some_and(|ending| ending == "jsonl").then(|| header.clone())
    };
    if let Some(header) = header {
        return Ok(MarksFile::new(into.to_owned(), folders.lock_for(into), header));
    }
    let (document, path) = load(&source(Some(into)), Which::new(&Way::default())?)?;
    kept::marks_file(&folders, &document, path.as_deref()).map_err(|error| error.to_string())
}
