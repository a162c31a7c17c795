//! Notes that are being written: what of them is kept on the disk, and how they come back.

use std::collections::BTreeMap;

use super::action::Action;
use super::effect::Effect;
use super::model::Model;
use super::overlay::Overlay;
use crate::interview::locate::Span;
use crate::library::progress::Draft;
use crate::text::CleanText;

/// So many characters are kept without waiting for a rest.
const MUCH: usize = 40;

/// The drafts that were left, and what is typed now.
fn all(model: &Model) -> BTreeMap<Span, String> {
    let mut drafts = model.drafts.clone();
    for overlay in &model.overlays {
        if let Overlay::Note(note) = overlay
            && let Some(draft) = note.draft()
        {
            drafts.insert(note.span, draft);
        }
    }
    drafts
}

/// Whether something is typed that was not wished to be kept.
pub fn is_unkept(model: &Model) -> bool {
    all(model) != model.drafts_kept
}

/// Wishes for the drafts to be kept, if they changed.
pub fn keep(model: &mut Model, effects: &mut Vec<Effect>) {
    let drafts = all(model);
    if drafts == model.drafts_kept {
        return;
    }
    let source = model.shelf.source(&model.document);
    let draft = |(span, text): (&Span, &String)| Draft { place: source.capture(*span), text: text.clone() };
    let list: Vec<Draft> = drafts.iter().map(draft).chain(model.drafts_lost.iter().cloned()).collect();
    model.drafts_kept = drafts;
    effects.push(Effect::KeepDrafts(list));
}

/// Keeps a draft that grew by much, so that somebody who never rests loses little.
pub fn keep_much(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(Overlay::Note(note)) = model.overlays.last() else { return };
    let kept = model.drafts_kept.get(&note.span).map_or(note.before.len(), String::len);
    if note.edit.text().len().abs_diff(kept) >= MUCH {
        keep(model, effects);
    }
}

/// Takes in the drafts of an earlier run. One that was kept as a note after all is no draft any more.
pub fn take_in(model: &mut Model, drafts: Vec<Draft>) {
    for draft in drafts {
        match model.shelf.source(&model.document).resolve(&draft.place).span() {
            Some(span) if model.shelf.note_on(&model.document, span) == CleanText::new(draft.text.trim()).as_str() => {}
            Some(span) => {
                model.drafts.insert(span, draft.text);
            }
            None => model.drafts_lost.push(draft),
        }
    }
    model.drafts_kept.clone_from(&model.drafts);
    let key = model.key(Action::Note);
    let places: Vec<String> = model.drafts.keys().map(|span| model.document.place_of(*span)).collect();
    model.notice = match (&places[..], &model.drafts_lost[..]) {
        ([], []) => return,
        ([place], _) => Some(format!("A note on {place} was not finished; {key} there goes on with it")),
        ([], [lost, ..]) => {
            Some(format!("An unfinished note is about words that are gone: {}", CleanText::line(&lost.text)))
        }
        (several, _) => {
            Some(format!("{} notes were not finished: {}; {key} there goes on", several.len(), several.join("; ")))
        }
    };
}
