//! The one thread that saves, so that a slow disk never holds up a key press. Jobs are done in order; what failed stays
//! and goes first the next time.

use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use super::places::PlaceStore;
use super::records::PlaceRecord;
use super::searches::SearchStore;
use super::store::MarksFile;
use crate::library::events::Event;
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
    /// Where reading stopped, or what was looked for, could not be noted.
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
    Retry,
    Flush(Sender<Flushed>),
    Rescue(PathBuf, Sender<Result<(), String>>),
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
        let desk = Desk { file, places, report, waiting: Vec::new(), revision: 0, unsaved: None };
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

    /// Writes all marks of this run to another file. The error is a sentence.
    pub fn rescue(&self, path: PathBuf, wait: Duration) -> Result<(), String> {
        let (reply, answer) = mpsc::channel();
        self.send(Job::Rescue(path, reply));
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
}

impl<F: FnMut(Report)> Desk<F> {
    fn run(mut self, inbox: &Receiver<Job>) {
        while let Ok(first) = inbox.recv() {
            // What came meanwhile is done together: several appends are one write, of several places the last counts.
            let (mut place, mut flushes, mut rescues) = (None, Vec::new(), Vec::new());
            let (mut searches, mut wishes) = (SearchStore::default(), Vec::new());
            for job in std::iter::once(first).chain(inbox.try_iter()) {
                match job {
                    Job::Append { revision, events } => {
                        self.revision = self.revision.max(revision);
                        self.waiting.extend(events);
                    }
                    Job::Place { record, path } => place = Some((record, path)),
                    Job::Search { store, wish } => {
                        searches = store;
                        wishes.push(wish);
                    }
                    Job::Retry => {}
                    Job::Flush(reply) => flushes.push(reply),
                    Job::Rescue(path, reply) => rescues.push((path, reply)),
                }
            }
            self.save();
            // The reader rests: what others marked meanwhile is shown without waiting for a mark here.
            let news = if place.is_some() { self.file.news() } else { Vec::new() };
            if !news.is_empty() {
                (self.report)(Report::News(news));
            }
            if let Some((record, path)) = place
                && let Err(error) = self.places.save(&record, path.as_deref())
            {
                (self.report)(Report::PlaceFailed { sentence: error.to_string() });
            }
            if !wishes.is_empty()
                && let Err(error) = searches.keep(wishes)
            {
                (self.report)(Report::PlaceFailed { sentence: error.to_string() });
            }
            for (path, reply) in rescues {
                let _ = reply.send(self.file.rescue(path, &self.waiting).map_err(|error| error.to_string()));
            }
            for reply in flushes {
                let _ = reply.send(self.unsaved.clone().map_or(Flushed::Saved, Flushed::Unsaved));
            }
        }
    }

    fn save(&mut self) {
        if self.waiting.is_empty() {
            return;
        }
        let revision = self.revision;
        match self.file.append(&self.waiting) {
            Ok(found) => {
                self.waiting.clear();
                self.unsaved = None;
                (self.report)(Report::Saved { revision, foreign: found.events, notices: found.notices });
            }
            Err(error) => {
                let sentence = error.to_string();
                self.unsaved = Some(sentence.clone());
                (self.report)(Report::Failed { revision, sentence });
            }
        }
    }
}
