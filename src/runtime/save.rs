//! The one thread that saves, so that a slow disk never holds up a key press. Jobs are done in order; what failed stays
//! and goes first the next time.

use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use super::breakdown;
use super::drafts::DraftStore;
use super::places::PlaceStore;
use super::records::PlaceRecord;
use super::searches::SearchStore;
use super::store::MarksFile;
use crate::library::events::Event;
use crate::library::progress::Draft;
use crate::search::find::Wish;

/// What the worker tells the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Report {
    /// Everything up to this revision is on the disk and synced.
    Saved {
        /// The revision.
        revision: u64,
        /// Events that other processes appended meanwhile.
        foreign: Vec<Event>,
        /// Sentences for the reader.
        notices: Vec<String>,
    },
    /// What other processes appended meanwhile.
    News(Vec<Event>),
    /// Nothing after the last [`Report::Saved`] is on the disk; it is kept and tried again.
    Failed {
        /// The newest revision that is not saved.
        revision: u64,
        /// Why, which file, and what to do.
        sentence: String,
    },
    /// Where reading stopped, what was looked for, or a note that is being written could not be kept; it is tried again.
    PlaceFailed {
        /// Why, which file, and what to do.
        sentence: String,
    },
}

/// How a wait for the worker ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flushed {
    /// Everything is saved.
    Saved,
    /// Some events could not be saved; why.
    Unsaved(String),
    /// The disk did not answer in time; nothing is known.
    TimedOut,
}

enum Job {
    Append { revision: u64, events: Vec<Event> },
    Place { record: Box<PlaceRecord>, path: Option<PathBuf> },
    Search { store: SearchStore, wish: Wish },
    Drafts { store: DraftStore, document: String, drafts: Vec<Draft> },
    Retry,
    Flush(Sender<Flushed>),
    Rescue(Vec<PathBuf>, Sender<Result<PathBuf, String>>),
}

/// A handle on the saving thread. When it is dropped the thread does what was asked so far, and ends.
#[derive(Debug)]
pub struct SaveWorker {
    jobs: Sender<Job>,
}

impl SaveWorker {
    /// Starts the thread; it calls `report` after each attempt. Fails only where no thread can be made.
    pub fn start(file: MarksFile, places: PlaceStore, report: impl FnMut(Report) + Send + 'static) -> io::Result<Self> {
        let (jobs, inbox) = mpsc::channel();
        let desk = Desk {
            file,
            places,
            report,
            waiting: Vec::new(),
            revision: 0,
            unsaved: None,
            place: None,
            drafts: None,
            kept: Vec::new(),
            searches: SearchStore::default(),
            wishes: Vec::new(),
            said: None,
        };
        thread::Builder::new().name("save".into()).spawn(move || desk.run(&inbox))?;
        Ok(Self { jobs })
    }

    /// Saves events; `revision` counts up with every call.
    pub fn append(&self, revision: u64, events: Vec<Event>) {
        self.send(Job::Append { revision, events });
    }

    /// Notes where reading stopped. `path` is the canonical path of the source, if it has one.
    pub fn save_place(&self, record: PlaceRecord, path: Option<PathBuf>) {
        self.send(Job::Place { record: Box::new(record), path });
    }

    /// Notes what was looked for.
    pub fn keep_search(&self, store: SearchStore, wish: Wish) {
        self.send(Job::Search { store, wish });
    }

    /// Keeps the notes that are being written about a document.
    pub fn keep_drafts(&self, store: DraftStore, document: String, drafts: Vec<Draft>) {
        self.send(Job::Drafts { store, document, drafts });
    }

    /// Tries again to save what could not be saved.
    pub fn retry(&self) {
        self.send(Job::Retry);
    }

    /// Tries to save everything and waits for it, at most for `wait`.
    pub fn flush(&self, wait: Duration) -> Flushed {
        let (reply, answer) = mpsc::channel();
        self.send(Job::Flush(reply));
        answer.recv_timeout(wait).unwrap_or(Flushed::TimedOut)
    }

    /// Writes all marks of this run to the first of some other files that can be written. The error is the lines that are
    /// not saved.
    pub fn rescue(&self, files: Vec<PathBuf>, wait: Duration) -> Result<PathBuf, String> {
        let (reply, answer) = mpsc::channel();
        self.send(Job::Rescue(files, reply));
        answer.recv_timeout(wait).unwrap_or_else(|_| Err("The disk does not answer; nothing was saved.".into()))
    }

    fn send(&self, job: Job) {
        // Without a worker the next flush times out, which is how the program learns of it.
        let _ = self.jobs.send(job);
    }
}

struct Desk<F> {
    file: MarksFile,
    places: PlaceStore,
    report: F,
    /// Events not saved yet, in order.
    waiting: Vec<Event>,
    revision: u64,
    /// Why the last attempt failed.
    unsaved: Option<String>,
    /// The place to keep, until it is kept.
    place: Option<(Box<PlaceRecord>, Option<PathBuf>)>,
    /// The drafts to keep, until they are kept.
    drafts: Option<(DraftStore, String, Vec<Draft>)>,
    /// The drafts that were kept last.
    kept: Vec<Draft>,
    searches: SearchStore,
    /// What was looked for, until it is kept.
    wishes: Vec<Wish>,
    /// Why some of these could not be kept the last time.
    said: Option<String>,
}

impl<F: FnMut(Report)> Desk<F> {
    fn run(mut self, inbox: &Receiver<Job>) {
        while let Ok(first) = inbox.recv() {
            // What came meanwhile is done together: several appends are one write, of several places the last counts.
            let (mut flushes, mut rescues) = (Vec::new(), Vec::new());
            for job in std::iter::once(first).chain(inbox.try_iter()) {
                match job {
                    Job::Append { revision, events } => {
                        self.revision = self.revision.max(revision);
                        self.waiting.extend(events);
                    }
                    Job::Place { record, path } => self.place = Some((record, path)),
                    Job::Search { store, wish } => {
                        self.searches = store;
                        self.wishes.push(wish);
                    }
                    Job::Drafts { store, document, drafts } => self.drafts = Some((store, document, drafts)),
                    Job::Retry => {}
                    Job::Flush(reply) => flushes.push(reply),
                    Job::Rescue(files, reply) => rescues.push((files, reply)),
                }
            }
            self.save();
            // The reader rests: what others marked meanwhile is shown without waiting for a mark here.
            let news = if self.place.is_some() { self.file.news() } else { Vec::new() };
            if !news.is_empty() {
                (self.report)(Report::News(news));
            }
            self.keep();
            for (files, reply) in rescues {
                let _ = reply.send(self.file.rescue(&files, &self.waiting));
            }
            for reply in flushes {
                let _ = reply.send(self.unsaved.clone().map_or(Flushed::Saved, Flushed::Unsaved));
            }
        }
    }

    /// Keeps what is less than a mark.
    fn keep(&mut self) {
        let mut failed = None;
        if let Some((record, path)) = &self.place {
            match self.places.save(record, path.as_deref()) {
                Ok(()) => self.place = None,
                Err(error) => failed = Some(error),
            }
        }
        if let Some((store, document, drafts)) = &self.drafts {
            // A note that is not in the file of marks yet stays a draft.
            let unsaved = self
                .kept
                .iter()
                .filter(|draft| !self.waiting.is_empty() && drafts.iter().all(|newer| newer.place != draft.place));
            let all: Vec<Draft> = drafts.iter().chain(unsaved).cloned().collect();
            let whole = all.len() == drafts.len();
            match store.save(document, &all) {
                Ok(()) => {
                    self.kept = all;
                    if whole {
                        self.drafts = None;
                    }
                }
                Err(error) => failed = Some(error),
            }
        }
        if !self.wishes.is_empty() {
            match self.searches.keep(self.wishes.clone()) {
                Ok(()) => self.wishes.clear(),
                Err(error) => failed = Some(error),
            }
        }
        let sentence = failed.map(|error| error.to_string());
        // It is tried with every job, and said once.
        if let Some(sentence) = sentence.clone().filter(|_| sentence != self.said) {
            (self.report)(Report::PlaceFailed { sentence });
        }
        self.said = sentence;
    }

    fn save(&mut self) {
        if self.waiting.is_empty() {
            return;
        }
        let revision = self.revision;
        // What breaks down here is tried again with the next change, as what a disk refuses is.
        let appended = breakdown::caught(|| {
            breakdown::rehearse("save");
            self.file.append(&self.waiting).map_err(|error| error.to_string())
        });
        match appended.unwrap_or_else(|| Err(format!("a fault in the program ({})", breakdown::last()))) {
            Ok(found) => {
                self.waiting.clear();
                self.unsaved = None;
                (self.report)(Report::Saved { revision, foreign: found.events, notices: found.notices });
            }
            Err(sentence) => {
                self.unsaved = Some(sentence.clone());
                (self.report)(Report::Failed { revision, sentence });
            }
        }
    }
}
