//! Between the loop and the thread that saves: what belongs to this document, and what the machine is told.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::drafts::DraftStore;
use super::paths::{self, Paths};
use super::places::PlaceStore;
use super::records::{Header, PlaceRecord};
use super::save::{Flushed, Report, SaveWorker};
use super::searches::SearchStore;
use super::store::MarksFile;
use super::synced;
use crate::app::msg::Msg;
use crate::library::events::Event;
use crate::library::progress::{Draft, Stopped};
use crate::search::find::Wish;
use crate::text::CleanText;

/// How long quitting waits for the disk.
const WAIT: Duration = Duration::from_secs(2);

type Listener = Box<dyn FnMut(Msg) + Send>;

/// Everything that was kept of a document when it was opened.
#[derive(Debug, Default)]
pub struct Kept {
    /// The marks' events.
    pub events: Vec<Event>,
    /// Where reading stopped.
    pub stopped: Option<Stopped>,
    /// Notes that were being written.
    pub drafts: Vec<Draft>,
    /// Earlier searches, also in other documents, the last one last.
    pub searches: Vec<Wish>,
    /// Sentences for the reader.
    pub notices: Vec<String>,
    /// Where the marks are kept, in words.
    pub kept_in: String,
}

/// Saves for one document.
#[derive(Debug)]
pub struct Saver {
    worker: Option<SaveWorker>,
    listener: Arc<Mutex<Option<ListenerBox>>>,
    document: paths::Document,
    searches: SearchStore,
    drafts: DraftStore,
    marks: Option<PathBuf>,
    /// What only synced copies of the marks hold: saved with the first change.
    only_there: Vec<Event>,
    /// Where the document can be opened again.
    origin: Option<PathBuf>,
    /// Why nothing can be saved at all.
    never: Option<String>,
    /// What was to be saved all the same.
    refused: Vec<Event>,
}

/// A listener, with a name for debug output.
struct ListenerBox(Listener);

impl std::fmt::Debug for ListenerBox {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("listener")
    }
}

impl Saver {
    /// Reads what was kept of a document, and makes ready to keep more. Nothing is written here.
    pub fn open(paths: &Paths, document: paths::Document, beside: bool) -> (Self, Kept) {
        let mut kept = Kept::default();
        let places = paths.places();
        kept.stopped = places.load(&document.hash, document.path.as_deref()).and_then(|record| record.stopped);
        let searches = paths.searches();
        kept.searches = searches.load();
        let drafts = paths.drafts();
        kept.drafts = drafts.load(&document.hash);
        let listener = Arc::new(Mutex::new(None));
        let origin = document.path.clone();
        let mut saver = Self {
            worker: None,
            listener,
            document,
            searches,
            drafts,
            marks: None,
            only_there: Vec::new(),
            origin,
            never: None,
            refused: Vec::new(),
        };
        match paths.marks_file(&saver.document, beside) {
            Ok(mut file) => {
                kept.kept_in = file.path().display().to_string();
                saver.marks = Some(file.path().to_owned());
                match synced::load(&mut file) {
                    Ok(joined) => {
                        kept.events = joined.found.events;
                        kept.notices = joined.found.notices;
                        saver.only_there = joined.only_there;
                    }
                    Err(error) => kept.notices.push(error.to_string()),
                }
                saver.start(file, places);
            }
            Err(error) => {
                "nowhere".clone_into(&mut kept.kept_in);
                kept.notices.push(error.to_string());
                saver.never = Some(error.to_string());
            }
        }
        (saver, kept)
    }

    /// Keeps nothing: while no document is open.
    pub fn idle(paths: &Paths) -> Self {
        let document = paths::Document { path: None, hash: String::new(), title: None };
        let (listener, searches, drafts) = (Arc::new(Mutex::new(None)), paths.searches(), paths.drafts());
        let (worker, marks, origin, never, refused) = (None, None, None, None, Vec::new());
        let only_there = Vec::new();
        Self { worker, listener, document, searches, drafts, marks, only_there, origin, never, refused }
    }

    /// The file that the document is in, where it is a part of that.
    #[must_use]
    pub fn in_file(self, origin: Option<PathBuf>) -> Self {
        Self { origin, ..self }
    }

    /// The file that the document is in.
    pub fn origin(&self) -> Option<&Path> {
        self.origin.as_deref()
    }

    /// Whether this is the file that the marks are kept in.
    pub fn keeps(&self, marks: &Path) -> bool {
        self.marks.as_deref() == Some(marks)
    }

    /// Waits until everything is saved, for two seconds at most.
    ///
    /// # Errors
    /// The sentence that says why it is not.
    pub fn settle(&self) -> Result<(), String> {
        match self.worker.as_ref().map(|worker| worker.flush(WAIT)) {
            Some(Flushed::Unsaved(why)) => Err(why),
            Some(Flushed::TimedOut) => {
                Err("The disk does not answer, so what you did last may not be saved".to_owned())
            }
            Some(Flushed::Saved) | None => self.never.clone().filter(|_| !self.refused.is_empty()).map_or(Ok(()), Err),
        }
    }

    fn start(&mut self, file: MarksFile, places: PlaceStore) {
        let listener = Arc::clone(&self.listener);
        let report = move |report| {
            let mut listener = listener.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            if let Some(ListenerBox(listener)) = listener.as_mut() {
                for msg in messages(report) {
                    listener(msg);
                }
            }
        };
        match SaveWorker::start(file, places, report) {
            Ok(worker) => self.worker = Some(worker),
            Err(error) => self.never = Some(format!("Nothing can be saved: {error}.")),
        }
    }

    /// Says where reports go.
    pub fn report_to(&mut self, listener: impl FnMut(Msg) + Send + 'static) {
        let mut place = self.listener.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        *place = Some(ListenerBox(Box::new(listener)));
    }

    /// Saves events; the report comes later.
    pub fn append(&mut self, revision: u64, events: Vec<Event>) {
        if let Some(worker) = &self.worker {
            let mut all = std::mem::take(&mut self.only_there);
            all.extend(events);
            worker.append(revision, all);
        } else if let Some(sentence) = self.never.clone() {
            self.refused.extend(events);
            let mut listener = self.listener.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            if let Some(ListenerBox(listener)) = listener.as_mut() {
                listener(Msg::SaveFailed(sentence));
            }
        }
    }

    /// Tries again to save what could not be saved.
    pub fn retry(&mut self) {
        match &self.worker {
            Some(worker) => worker.retry(),
            None => self.append(0, Vec::new()),
        }
    }

    /// Looks what other programs marked meanwhile; the report comes later.
    pub fn look(&self) {
        if let Some(worker) = &self.worker {
            worker.look();
        }
    }

    /// Keeps the place.
    pub fn save_place(&mut self, stopped: Stopped) {
        if let Some(worker) = &self.worker {
            let marks = self.marks.as_ref().map(|path| path.to_string_lossy().into_owned());
            let source = self.origin.as_ref().and_then(|path| path.to_str().map(ToOwned::to_owned));
            let record = PlaceRecord { document: self.document.hash.clone(), marks, source, stopped: Some(stopped) };
            worker.save_place(record, self.document.path.clone());
        }
    }

    /// Keeps the notes that are being written.
    pub fn keep_drafts(&self, drafts: Vec<Draft>) {
        if let Some(worker) = &self.worker {
            worker.keep_drafts(self.drafts.clone(), self.document.hash.clone(), drafts);
        }
    }

    /// Keeps what was looked for.
    pub fn keep_search(&self, wish: Wish) {
        if let Some(worker) = &self.worker {
            worker.keep_search(self.searches.clone(), wish);
        }
    }

    /// Waits until everything asked for was tried, for two seconds at most.
    pub fn wait(&self) {
        if let Some(worker) = &self.worker {
            worker.flush(WAIT);
        }
    }

    /// Waits until everything is saved, for two seconds at most. `Err` is the sentence for the reader. What cannot be
    /// saved where it belongs is written to a file in the working folder or in the home folder, and the sentence names it;
    /// where that fails too, the lines themselves are in the sentence.
    pub fn finish(&mut self) -> Result<(), String> {
        let name = format!("inquit-{}.marks.jsonl", paths::short(&self.document.hash));
        let folders = [std::env::current_dir().ok(), std::env::home_dir().filter(|home| home.is_absolute())];
        let files: Vec<PathBuf> = folders.into_iter().flatten().map(|folder| folder.join(&name)).collect();
        let (why, rescued) = match &self.worker {
            Some(worker) => match worker.flush(WAIT) {
                Flushed::Saved => return Ok(()),
                Flushed::TimedOut => {
                    return Err("The disk did not answer; the last changes may not be saved.".to_owned());
                }
                Flushed::Unsaved(why) => (why, worker.rescue(files, WAIT)),
            },
            None if self.refused.is_empty() => return Ok(()),
            None => {
                let title = self.document.title.as_deref().unwrap_or_default();
                let header = Header::marks(title, &self.document.hash, &self.document.name());
                let nowhere = MarksFile::new(PathBuf::new(), None, header);
                (self.never.clone().unwrap_or_default(), nowhere.rescue(&files, &self.refused))
            }
        };
        Err(match rescued {
            Ok(path) => format!(
                "{why}\nYour marks of this run are in {} instead. When that is mended, this takes them in:\n  {}",
                CleanText::line(&path.to_string_lossy()),
                self.taking_in(&typed(&path))
            ),
            Err(lines) => format!(
                "{why}\nNo other file could be written either. These lines are your last changes. Copy them into a file \
                 rescued.jsonl; when that is mended, this takes them in:\n  {}\n{lines}",
                self.taking_in("rescued.jsonl")
            ),
        })
    }

    /// The command that takes a file in among the marks on this document.
    fn taking_in(&self, file: &str) -> String {
        let into = self.marks.as_deref().or(self.origin.as_deref()).map_or_else(|| "INTERVIEW".to_owned(), typed);
        format!("inquit marks merge {file} --into {into}")
    }
}

/// A path as a word of a command.
fn typed(path: &Path) -> String {
    let path = CleanText::line(&path.to_string_lossy());
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '_' | '-' | '+' | ':' | ',' | '@');
    if path.chars().all(plain) && !path.starts_with('-') {
        path.to_string()
    } else {
        format!("'{}'", path.replace('\'', "'\\''"))
    }
}

/// A report of the worker as messages for the machine.
fn messages(report: Report) -> Vec<Msg> {
    match report {
        Report::Saved { revision, foreign, notices } => {
            let mut list = vec![Msg::Saved(revision)];
            if !foreign.is_empty() {
                list.push(Msg::Merged(foreign));
            }
            list.extend(notices.into_iter().map(Msg::Notice));
            list
        }
        Report::News(foreign) => vec![Msg::Merged(foreign)],
        Report::Failed { sentence, .. } => vec![Msg::SaveFailed(sentence)],
        Report::PlaceFailed { sentence } => vec![Msg::Notice(sentence)],
    }
}
