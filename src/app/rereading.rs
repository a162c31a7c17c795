//! Reading the document again around what the reader stated of it: whatever points into the text goes with its words.

use std::cell::RefCell;
use std::rc::Rc;

use super::action::Action;
use super::correct::plural;
use super::document::Document;
use super::effect::Effect;
use super::flow::Layouts;
use super::found::Found;
use super::model::{Model, Pane};
use super::overlay::Overlay;
use super::overlay::fix::Mode;
use super::reader::Top;
use crate::interview::given::Wish;
use crate::interview::locate::Span;
use crate::interview::{Anchor, Role};
use crate::library::corrections::Fate;
use crate::search::find::Finder;

/// A reading that another thread is at, or is to begin.
#[derive(Clone, Debug, Default)]
pub struct Rereading {
    /// Counts the readings: only the last one that was begun is wanted.
    pub(super) number: u64,
    /// Whether one is to begin.
    due: bool,
    /// The notice to complete when it arrives, and how many changes are no surprise.
    says: Option<(String, usize)>,
}

/// What a correction did, in a sentence.
fn said(model: &Model, says: &str, changed: usize) -> String {
    let here = model.document.layout.to_base(Model::start_of(model.in_hand()));
    let role = |wish: &Wish| matches!(wish, Wish::Is(..));
    let idle = model.shelf.corrections.at(here, &role).is_some_and(|correction| correction.fate == Fate::Idle);
    let undo = model.key(Action::Undo);
    match (idle, changed) {
        (true, _) => format!("No interview can have it so here; {undo} takes it back"),
        (false, 0) => format!("{says}; {undo} takes it back"),
        (false, count) => format!("{says}; {} changed with it; {undo} takes it back", plural(count, "neighbour")),
    }
}

/// Reads the document again if what is stated changed, and says so where there are words for it. Of a large document
/// that is done by another thread, and said when it is there.
pub fn restate(model: &mut Model, says: &str) {
    let words = (!says.is_empty()).then(|| says.to_owned());
    if !model.shelf.state_corrections(&model.document) {
        model.notice = words.map(|says| said(model, &says, 0)).or(model.notice.take());
        return;
    }
    let Some(unread) = model.document.unread() else { return };
    model.rereading.says = words.map(|says| (says, 1));
    model.rereading.number += 1;
    if model.document.is_large() {
        model.rereading.due = true;
        if model.rereading.says.is_some() {
            model.notice = Some("Reading it again around that …".to_owned());
        }
        return;
    }
    let (document, idle) = unread.around(&model.shelf.corrections.given());
    arrived(model, model.rereading.number, document, &idle);
}

/// Another reading of the document is there.
pub fn arrived(model: &mut Model, number: u64, document: Document, idle: &[usize]) {
    if number != model.rereading.number {
        return;
    }
    model.shelf.corrections.followed(idle);
    let old = install(model, document);
    let Some((says, expected)) = model.rereading.says.take() else { return };
    let new = &model.document;
    let changed = new.interview.ids().filter(|&id| {
        let before = old.layout.from_base(new.layout.to_base(Model::start_of(id))).para;
        old.interview.para(before).role != new.interview.para(id).role
    });
    let changed = changed.count().saturating_sub(expected);
    model.notice = Some(said(model, &says, changed));
}

/// Reads the document again after other programs corrected it, once nothing on the screen points into it; and has a large
/// one read.
pub fn settle(model: &mut Model, effects: &mut Vec<Effect>) {
    let pointing = |overlay: &Overlay| {
        matches!(overlay, Overlay::Jump(_) | Overlay::Find(_) | Overlay::Note(_) | Overlay::Quote(_))
    };
    if model.reread && !model.overlays.iter().any(pointing) {
        model.reread = false;
        restate(model, "");
    }
    if std::mem::take(&mut model.rereading.due)
        && let Some(unread) = model.document.unread()
    {
        let (number, given) = (model.rereading.number, model.shelf.corrections.given());
        effects.push(Effect::Reread { number, unread, given });
    }
}

/// Puts another reading of the document in the place of the open one. Whatever points into the text goes with its
/// words. Returns the old reading.
fn install(model: &mut Model, document: Document) -> Document {
    let old = std::mem::replace(&mut model.document, document);
    let new = &model.document;
    let moved = |anchor: Anchor| old.moved(new, anchor);
    let top = |top: Top| Top { anchor: moved(top.anchor), ..top };
    model.reader.anchor = moved(model.reader.anchor);
    model.reader.top = top(model.reader.top);
    model.reader.layouts = Layouts::default();
    model.jumps.each(|spot| {
        spot.anchor = moved(spot.anchor);
        spot.top = top(spot.top);
    });
    for overlay in &mut model.overlays {
        if let Overlay::Fix(fix) = overlay {
            fix.back.anchor = moved(fix.back.anchor);
            fix.back.top = top(fix.back.top);
            fix.mode = Mode::Menu;
        }
    }
    let drafts = std::mem::take(&mut model.drafts);
    let span = |span: Span| Span { start: moved(span.start), end: moved(span.end) };
    model.drafts = drafts.into_iter().map(|(at, draft)| (span(at), draft)).collect();
    let kept = std::mem::take(&mut model.drafts_kept);
    model.drafts_kept = kept.into_iter().map(|(at, draft)| (span(at), draft)).collect();
    model.selection = None;
    model.walked = model.walked.map(|id| moved(Model::start_of(id)).para);
    let asked = |exchange: &usize| {
        let id = old.interview.exchanges.get(*exchange)?.question.first()?;
        let id = new.layout.from_base(old.layout.to_base(Model::start_of(*id))).para;
        let question = new.places.get(id).question()?;
        (new.interview.para(id).role == Role::Question).then_some(question - 1)
    };
    model.read = model.read.iter().filter_map(asked).collect();
    let part = |part: &usize| new.home(moved(Model::start_of(*old.parts.get(*part)?.paras.first()?)).para);
    model.uncovered = model.uncovered.iter().filter_map(part).map(|(part, _)| part).collect();
    (model.finder, model.topics, model.tools) = (None, None, None);
    if let Some(found) = &model.found {
        let finder = Rc::new(RefCell::new(Finder::new(&new.interview, &new.places)));
        model.found = Some(Found::new(found.wish.clone(), Rc::clone(&finder), new));
        model.finder = Some(finder);
    }
    if new.interview.exchanges.is_empty() {
        model.focus = Pane::Answer;
    }
    model.shelf.read_again(&model.document);
    model.place_changed = true;
    old
}
