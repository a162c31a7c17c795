//! The group of actions that use what was said: copying it, writing it down, citing it.

use std::collections::BTreeMap;

use super::action::Action;
use super::document::Document;
use super::effect::{Clip, Effect};
use super::model::Model;
use super::overlay::Overlay;
use super::overlay::export::ExportPanel;
use super::overlay::quote::QuotePanel;
use crate::cite::export::Item;
use crate::cite::{Quotation, Source, copy};
use crate::interview::locate::{Resolved, Span};
use crate::library::events::MarkId;
use crate::library::facts::{About, Stated, Statement};
use crate::library::marks::{Mark, Marks, Op};

/// Does an action that takes words out of the interview.
pub fn apply(model: &mut Model, action: Action, effects: &mut Vec<Effect>) {
    let span = model.target();
    model.selection = None;
    match action {
        Action::Copy => effects.push(Effect::Copy(clip(model, span))),
        Action::WriteQuote => effects.push(Effect::WriteQuote(written(model, span))),
        Action::QuoteForms => model.overlays.push(Overlay::Quote(QuotePanel::new(span))),
        Action::Export => {
            let ids: Vec<MarkId> = model.shelf.marks().all().iter().map(|mark| mark.id).collect();
            if ids.is_empty() {
                let key = model.key(Action::Bookmark);
                model.notice = Some(format!("There are no marks to export yet; {key} marks the paragraph in hand"));
            } else {
                model.overlays.push(Overlay::Export(ExportPanel::new(ids, model)));
            }
        }
        Action::ShowQuote => effects.push(Effect::Show(clip(model, span).text)),
        _ => {}
    }
}

/// The words of a span with where they stand.
pub fn quotation(model: &Model, span: Span) -> Quotation {
    Quotation::of(&model.document.interview, &model.document.places, span)
}

/// The interview as a source, with what the reader added to it.
pub fn source(model: &Model) -> Source<'_> {
    let document = &model.document;
    Source::new(
        &document.interview,
        &document.places,
        (&document.file_name(), &document.hash),
        &details(model.shelf.marks()),
    )
}

/// What the reader added, by key.
pub fn details(marks: &Marks) -> BTreeMap<String, String> {
    let stated = marks.stated(About::Detail);
    let pair = |stated: &Stated| Some((stated.fact.key.to_string(), stated.fact.value.as_ref()?.to_string()));
    stated.filter_map(pair).collect()
}

/// What is copied of a span: the words, and under them who said them and where, unless the reader wants only the words.
pub fn clip(model: &Model, span: Span) -> Clip {
    let quotation = quotation(model, span);
    let what = quotation.place_words();
    let text = if model.settings.bare { quotation.text } else { copy::with_place(&source(model), &quotation) };
    Clip { what, text }
}

/// What is copied of words chosen with the mouse: only the words, as they would be from any other program.
pub fn bare(model: &Model, span: Span) -> Clip {
    let quotation = quotation(model, span);
    Clip { what: model.document.place_of(span), text: quotation.text }
}

/// What is written down of a span: a block quotation in Markdown.
pub fn written(model: &Model, span: Span) -> Clip {
    let quotation = quotation(model, span);
    Clip { what: quotation.place_words(), text: copy::block(&source(model), &quotation) }
}

/// States a detail of the source, or takes it back.
pub fn state(model: &mut Model, key: &str, value: Option<&str>, effects: &mut Vec<Effect>) {
    let statement = Statement::keyed(About::Detail, key, value);
    super::keeping::operate(model, Op::State(vec![statement]), effects);
}

/// Marks as they are exported.
pub fn items(model: &Model, ids: &[MarkId]) -> Vec<Item> {
    let item = |id: &MarkId| Some(item(model.shelf.get(*id)?, &model.document));
    ids.iter().filter_map(item).collect()
}

/// A mark as it is exported.
pub fn item(mark: &Mark, document: &Document) -> Item {
    let span = mark.at.and_then(Resolved::span);
    Item {
        id: mark.id.0,
        quotation: span.map(|span| Quotation::of(&document.interview, &document.places, span)),
        text: mark.place.text.to_string(),
        changed: mark.is_changed(),
        note: mark.note.to_string(),
        tags: mark.tags.iter().map(ToString::to_string).collect(),
        letters: mark.letters.iter().collect(),
        created: mark.created,
        updated: mark.updated,
    }
}
