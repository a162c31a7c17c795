//! Between the loop and the thread that saves: what belongs to this document, and what the machine is told.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::paths::{self, Paths};
use super::places::PlaceStore;
use super::records::PlaceRecord;
use super::save::{Flushed, Report, SaveWorker};
use super::searches::SearchStore;
use super::store::MarksFile;
use super::synced;
use crate::app::msg::Msg;
use crate::library::events::Event;
use crate::library::progress::Stopped;
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
    marks: Option<PathBuf>,
    /// What only synced copies of the marks hold: saved with the first change.
    only_there: Vec<Event>,
    /// Where the document can be opened again.
    origin: Option<PathBuf>,
    /// Why nothing can be saved at all.
    never: Option<String>,
    /// Whether there was something to save all the same.
    refused: bool,
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
        let listener = Arc::new(Mutex::new(None));
        let origin = document.path.clone();
        let mut saver = Self {
            worker: None,
            listener,
            document,
            searches,
            marks: None,
            only_there: Vec::new(),
            origin,
            never: None,
            refused: false,
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
        let (listener, searches) = (Arc::new(Mutex::new(None)), paths.searches());
        Self {
            worker: None,
            listener,
            document,
            searches,
            marks: None,
            only_there: Vec::new(),
            origin: None,
            never: None,
            refused: false,
        }
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
            Some(Flushed::Saved) | None => self.never.clone().filter(|_| self.refused).map_or(Ok(()), Err),
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
            self.refused = true;
            let mut listener = self.listener.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            if let Some(ListenerBox(listener)) = listener.as_mut() {
                listener(Msg::SaveFailed(sentence));
            }
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
    /// saved where it belongs is written to a file in the working folder, and the sentence names it.
    pub fn finish(&mut self) -> Result<(), String> {
        let Some(worker) = &self.worker else {
            return self.never.clone().filter(|_| self.refused).map_or(Ok(()), Err);
        };
        match worker.flush(WAIT) {
            Flushed::Saved => Ok(()),
            Flushed::TimedOut => Err("The disk did not answer; the last changes may not be saved.".to_owned()),
            Flushed::Unsaved(why) => {
                let name = format!("inquit-{}.marks.jsonl", paths::short(&self.document.hash));
                let path = std::env::current_dir().unwrap_or_default().join(name);
                match worker.rescue(path.clone(), WAIT) {
                    Ok(()) => Err(format!(
                        "{why}\nYour marks of this run are in {} instead.",
                        CleanText::line(&path.to_string_lossy())
                    )),
                    Err(also) => Err(format!("{why}\nThe last changes are not saved: {also}")),
                }
            }
        }
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
