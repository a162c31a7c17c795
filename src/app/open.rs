//! From a document and what is known of it to the first state of the machine.

use std::collections::{BTreeMap, BTreeSet};

use super::action::Action;
use super::document::Document;
use super::geometry::Geometry;
use super::jumps::Jumps;
use super::keymap::Keymap;
use super::model::{Model, Pane, Pending};
use super::overlay::Overlay;
use super::overlay::parts::{Book, Parts, Row};
use super::questions::QuestionsView;
use super::reader::Reader;
use super::settings::Settings;
use super::shelf::Shelf;
use crate::interview::locate::Resolved;
use crate::interview::{Anchor, Interview, ParaId};
use crate::library::corrections::{Correction, Fate};
use crate::library::events::MarkId;
use crate::library::marks::Mark;
use crate::library::progress::{Focus, Stopped};
use crate::text::{CleanText, width};

/// Builds the model of a document that was just opened. `stopped` is where the reader left it last time; where the
/// words are not there any more, a sentence says so and the nearest place is taken.
pub fn open(
    document: Document,
    settings: Settings,
    keymap: Keymap,
    mut shelf: Shelf,
    size: (u16, u16),
    stopped: Option<&Stopped>,
) -> Model {
    let mouse = settings.mouse;
    let document = shelf.corrected(document);
    let mut model = Model {
        document,
        settings,
        keymap,
        size,
        focus: Pane::Questions,
        reader: Reader::at(Anchor { para: ParaId(0), byte: 0 }),
        jumps: Jumps::default(),
        found: None,
        selection: None,
        walked: None,
        overlays: Vec::new(),
        pending: Pending::Nothing,
        notice: None,
        confirmed_by: 0,
        shelf,
        read: BTreeSet::new(),
        covered: false,
        uncovered: BTreeSet::new(),
        alone: false,
        mouse,
        press: None,
        finder: None,
        searches: Vec::new(),
        topics: None,
        tools: None,
        beyond: (None, None),
        book: None,
        collection: None,
        preparing: false,
        prepared: 0,
        drafts: BTreeMap::new(),
        drafts_kept: BTreeMap::new(),
        drafts_lost: Vec::new(),
        place_changed: false,
        interrupted: false,
        reread: false,
        beginning: None,
        rereading: super::rereading::Rereading::default(),
        now: 0,
        geometry: Geometry::default(),
        questions: QuestionsView::default(),
    };
    if model.document.interview.exchanges.is_empty() {
        model.focus = Pane::Answer;
        model.notice = Some(nobody_asks(&model));
    }
    super::settle(&mut model);
    let first = model.document.part_of_exchange(0).unwrap_or(0);
    model.with_reader(|reader, stage| reader.enter(stage, first));
    if let Some(stopped) = stopped {
        go_on(&mut model, stopped);
    }
    super::settle(&mut model);
    model.place_changed = false;
    model
}

/// Builds the model of a book that holds several texts, before one is chosen: nothing is open but their list.
pub fn choose(name: CleanText, rows: Vec<Row>, settings: Settings, keymap: Keymap, size: (u16, u16)) -> Model {
    let nothing = Document::new(Interview::default(), name, String::new());
    let mut model = open(nothing, settings, keymap, Shelf::default(), size, None);
    model.notice = None;
    let book = Book { rows: rows.into(), open: None };
    model.overlays.push(Overlay::Parts(Parts::new(&book)));
    model.book = Some(book);
    super::settle(&mut model);
    model
}

/// Takes the reader to one of the marks, in an interview that was opened for it. `new` where there is no way that led here
/// within it.
pub fn at_mark(model: &mut Model, id: MarkId, new: bool) {
    let found = model.shelf.get(id);
    let why = found.map_or_else(|| "This mark was deleted meanwhile".to_owned(), Mark::why_lost);
    let Some(span) = found.and_then(|mark| mark.at).and_then(Resolved::span) else {
        model.overlays.push(Overlay::Marks(super::overlay::marks::MarksPanel::new(model)));
        model.notice = Some(why);
        super::settle(model);
        return;
    };
    if new {
        model.jumps = Jumps::default();
    }
    super::finding::jump_to(model, span.start);
    if new {
        // The way back leads to the interview that the reader came from.
        model.jumps = Jumps::default();
    }
    let place = model.document.place_of(span);
    let name = model.document.name.clone();
    let back = model.key(super::action::Action::Back);
    model.notice = Some(format!("{name}, {place}; {back} goes back"));
    model.place_changed = true;
    super::settle(model);
}

/// Takes the reader to where they stopped.
fn go_on(model: &mut Model, stopped: &Stopped) {
    let source = model.shelf.source(&model.document);
    let read = stopped.read_exchanges(source.index);
    let place = source.go_on(&stopped.place);
    model.read = read.into_iter().collect();
    model.settings.measure = model.settings.measure.or(stopped.measure);
    super::settle(model);
    if let Some((anchor, sure)) = place {
        let begins = model.reader.anchor == anchor;
        model.with_reader(|reader, stage| reader.go(stage, anchor));
        model.focus = if stopped.focus == Focus::Text { Pane::Answer } else { Pane::Questions };
        if !sure {
            model.notice = Some("The text changed where you stopped; this is about the place".to_owned());
        } else if !begins {
            let place = model.document.place(model.reader.anchor).long();
            model.notice = Some(format!("You were at {place}"));
        }
    }
}

/// Cells of the last row that hold no text.
const MARGINS: usize = 6;

/// The first of some sentences, from long to short, that the last row has room for; else the last.
fn fitting<const N: usize>(model: &Model, mut texts: [String; N]) -> String {
    let room = usize::from(model.size.0).saturating_sub(MARGINS);
    let at = texts.iter().position(|text| width::of(text) <= room).unwrap_or(N - 1);
    std::mem::take(&mut texts[at])
}

/// That no questions were found, and what can be done.
fn nobody_asks(model: &Model) -> String {
    if !model.document.can_be_read_again() {
        return "No questions found: this is shown as one text".to_owned();
    }
    let key = model.key(Action::Correct);
    fitting(
        model,
        [
            format!("No questions found. Read it as one text, or mark them yourself: on a paragraph, press {key}"),
            format!("No questions found. To mark one yourself, press {key} on it"),
            format!("No questions found; {key} marks them"),
        ],
    )
}

/// That marks have lost their place and corrections are left out, because the text changed.
pub fn lost(model: &Model) -> Option<String> {
    let marks = model.shelf.marks().lost().count();
    let orphan = |correction: &&Correction| correction.fate == Fate::Orphaned;
    let corrections = model.shelf.corrections.list().iter().filter(orphan).count();
    let marked = match marks {
        0 => None,
        1 => Some("1 mark has lost its place".to_owned()),
        n => Some(format!("{n} marks have lost their place")),
    };
    let corrected = match corrections {
        0 => None,
        1 => Some("1 correction is left out".to_owned()),
        n => Some(format!("{n} corrections are left out")),
    };
    let what = marked.into_iter().chain(corrected).collect::<Vec<_>>().join(", ");
    let lists = if marks + corrections == 1 { "lists it" } else { "lists them" };
    let key = model.key(Action::Marks);
    (!what.is_empty()).then(|| {
        fitting(
            model,
            [
                format!("{what}, because the text changed; {key} {lists} with the old words"),
                format!("{what}, because the text changed; {key} {lists}"),
                format!("{what}; {key} {lists}"),
            ],
        )
    })
}
