//! From a document that was read to the first screen: with what the reader kept of it, as they left it.

use std::path::PathBuf;

use super::config::Config;
use super::open::Loaded;
use super::paths::{self, Paths};
use super::saving::Saver;
use super::{chance, reading};
use crate::app::beginning;
use crate::app::document::Document;
use crate::app::drafting;
use crate::app::model::Model;
use crate::app::open::{lost, open as open_model};
use crate::app::shelf::Shelf;
use crate::text::CleanText;

/// A document that was read and recognised, before anything that its reader kept of it is known.
#[derive(Debug)]
pub struct Read {
    /// The document, without corrections.
    pub document: Document,
    /// Canonical path, where it is a file and the whole of it.
    pub path: Option<PathBuf>,
    /// Canonical path of the file that it is in, also where it is a part of that.
    pub origin: Option<PathBuf>,
}

impl Read {
    /// Recognises what was loaded.
    pub fn new(loaded: Loaded) -> Self {
        let document = Document::read(loaded.original, loaded.warnings, loaded.name, loaded.hash);
        Self { document, path: loaded.path, origin: loaded.origin }
    }
}

/// The beginning of a document, with nothing that was kept of it.
pub fn lay_out(read: Read, config: &Config, size: (u16, u16)) -> Model {
    let (settings, keymap) = (config.settings.clone(), config.keymap.clone());
    let mut model = open_model(read.document, settings, keymap, Shelf::default(), size, None);
    model.now = reading::now();
    beginning::begin(&mut model);
    model
}

/// A document with what was kept of it, as the reader left it, and what saves for it.
pub fn lay_open(read: Read, folders: &Paths, config: &Config, size: (u16, u16)) -> (Model, Saver) {
    let Read { document, path, origin } = read;
    let title = document.interview.meta.title.as_ref().map(ToString::to_string);
    let identity = paths::Document { path, hash: document.hash.clone(), title };
    let (saver, kept) = Saver::open(folders, identity, config.beside);
    let saver = saver.in_file(origin);
    let mut shelf = Shelf::new(chance::writer().to_string(), chance::id(), kept.kept_in);
    shelf.merge(&document, kept.events);
    let (settings, keymap) = (config.settings.clone(), config.keymap.clone());
    let mut model = open_model(document, settings, keymap, shelf, size, kept.stopped.as_ref());
    model.now = reading::now();
    model.searches = kept.searches;
    let before = model.notice.take();
    drafting::take_in(&mut model, kept.drafts);
    let drafts = std::mem::replace(&mut model.notice, before);
    let lost = lost(&model);
    // Of several sentences the one that costs most to overlook is shown.
    let first = config.complaints.iter().cloned().chain(kept.notices).chain(lost).chain(drafts).next();
    if let Some(sentence) = first {
        model.notice = Some(CleanText::line(&sentence).to_string());
    }
    (model, saver)
}
