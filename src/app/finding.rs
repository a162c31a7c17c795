//! The group of actions that find: jump, find, back and forward.

use std::rc::Rc;
use std::sync::Arc;

use super::action::Action;
use super::effect::Effect;
use super::jumps::Spot;
use super::model::{Model, Pane, Pending};
use super::overlay::{
    Overlay,
    find::Find,
    jump::{Jump, Tools},
};
use crate::interview::Anchor;
use crate::search::find::Finder;

/// Does a finding action.
pub fn apply(model: &mut Model, action: Action, effects: &mut Vec<Effect>) {
    match action {
        Action::Jump => {
            let (jump, wish) = Jump::new(model);
            model.overlays.push(Overlay::Jump(jump));
            effects.extend(wish.map(|wish| Effect::Prepare(Box::new(wish))));
        }
        Action::Find => {
            let interview = &model.document.interview;
            let finder = Rc::clone(model.finder.get_or_insert_with(|| Rc::new(Finder::new(interview))));
            model.overlays.push(Overlay::Find(Find::new(finder)));
        }
        Action::NextHit => hit(model, true),
        Action::PreviousHit => hit(model, false),
        Action::Back => back(model),
        Action::Forward => {
            let now = model.spot();
            match model.jumps.forward(now) {
                Some(spot) => restore(model, spot),
                None => model.notice = Some("There is nothing ahead".to_owned()),
            }
        }
        Action::SetPlace => model.pending = Pending::SetPlace,
        Action::GoPlace => model.pending = Pending::GoPlace,
        _ => {}
    }
}

/// The interview can be searched now: what is open and typed is looked for at once.
pub fn prepared(model: &mut Model, tools: Arc<Tools>) {
    model.preparing = false;
    model.tools = Some(Arc::clone(&tools));
    let mut overlays = std::mem::take(&mut model.overlays);
    for overlay in &mut overlays {
        if let Overlay::Jump(jump) = overlay {
            jump.adopt(Arc::clone(&tools), model);
        }
    }
    model.overlays = overlays;
}

/// Remembers the present position as the start of a jump.
pub fn leave(model: &mut Model) {
    let spot = model.spot();
    model.jumps.leave(spot);
}

/// Jumps: the old position can be gone back to, the answer has the focus, and a covered target is shown.
pub fn jump_to(model: &mut Model, anchor: Anchor) {
    leave(model);
    if let Some((part, _)) = model.document.home(anchor.para)
        && model.covered
        && model.document.exchange_of(part).is_some()
    {
        model.uncovered.insert(part);
    }
    model.with_reader(|reader, stage| reader.go(stage, anchor));
    model.focus = Pane::Answer;
}

/// Shows a remembered position as it was.
fn restore(model: &mut Model, spot: Spot) {
    model.reader.restore(spot.anchor, Some(spot.top));
    model.focus = spot.focus;
}

/// To where the last jump started.
pub fn back(model: &mut Model) {
    let now = model.spot();
    match model.jumps.back(now) {
        Some(spot) => restore(model, spot),
        None => model.notice = Some("There is nothing to go back to".to_owned()),
    }
}

/// To the next or last place where the words last looked for stand, around the ends.
fn hit(model: &mut Model, on: bool) {
    let Some(found) = &model.found else {
        let find = model.key(Action::Find);
        model.notice = Some(format!("Nothing was looked for yet; {find} finds words"));
        return;
    };
    let document = &model.document;
    let here = (document.home(model.reader.anchor.para), model.reader.anchor.byte as usize);
    let key = |hit: &crate::search::find::Hit| (document.home(hit.para), hit.range.start);
    let count = found.hits.len();
    let next = if on {
        found.hits.iter().position(|hit| key(hit) > here).unwrap_or(0)
    } else {
        found.hits.iter().rposition(|hit| key(hit) < here).unwrap_or(count.saturating_sub(1))
    };
    let Some(hit) = found.hits.get(next) else { return };
    let around = (on && key(hit) <= here) || (!on && key(hit) >= here);
    let anchor = Anchor { para: hit.para, byte: hit.range.start as u32 };
    let note = if around { ", around the end" } else { "" };
    let notice = format!("{} of {count}: {}{note}", next + 1, found.query);
    jump_to(model, anchor);
    model.notice = Some(notice);
}
