//! The group of actions that use what was said: copying it, writing it down, citing it.

use super::action::Action;
use super::effect::{Clip, Effect};
use super::model::Model;
use crate::cite::{Quotation, copy};
use crate::interview::locate::Span;

/// Does an action that takes words out of the interview.
pub fn apply(model: &mut Model, action: Action, effects: &mut Vec<Effect>) {
    let span = in_hand(model);
    match action {
        Action::Copy => effects.push(Effect::Copy(clip(model, span))),
        Action::WriteQuote => effects.push(Effect::WriteQuote(written(model, span))),
        Action::ShowQuote => effects.push(Effect::Show(clip(model, span).text)),
        _ => {}
    }
}

/// What an action of this group is about: the paragraph in hand.
fn in_hand(model: &mut Model) -> Span {
    let para = model.in_hand();
    model.shelf.source(&model.document).whole(para)
}

/// The words of a span with where they stand.
pub fn quotation(model: &Model, span: Span) -> Quotation {
    Quotation::of(&model.document.interview, &model.document.places, span)
}

/// What is copied of a span: the words, and under them who said them and where, unless the reader wants only the words.
pub fn clip(model: &Model, span: Span) -> Clip {
    let quotation = quotation(model, span);
    let what = quotation.place_words();
    let text =
        if model.settings.bare { quotation.text } else { copy::with_place(&model.document.interview, &quotation) };
    Clip { what, text }
}

/// What is written down of a span: a block quotation in Markdown.
pub fn written(model: &Model, span: Span) -> Clip {
    let quotation = quotation(model, span);
    let text = copy::block(&model.document.interview, &model.document.name, &quotation);
    Clip { what: quotation.place_words(), text }
}
