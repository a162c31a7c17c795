//! The group of actions that find: jump, find, back and forward.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use super::action::Action;
use super::effect::Effect;
use super::found::{Found, remember};
use super::jumps::Spot;
use super::model::{Model, Pane, Pending};
use super::overlay::{
    Overlay,
    find::Find,
    jump::{Jump, Tools, Wish},
    topics::TopicMap,
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
        Action::TopicMap => {
            let map = TopicMap::new(model, None);
            model.overlays.push(Overlay::Topics(map));
            // A large text is looked through beside the reading: `look_for_topics`.
        }
        Action::Find => {
            let find = new(model);
            model.overlays.push(Overlay::Find(Box::new(find)));
        }
        // From the list of commands: begins to find in that way.
        Action::SortFound | Action::WholeWords | Action::Pattern => {
            let mut find = new(model);
            find.apply(action, model);
            model.overlays.push(Overlay::Find(Box::new(find)));
        }
        Action::NextHit => hit(model, true),
        Action::PreviousHit => hit(model, false),
        Action::Back => back(model, effects),
        Action::Forward => {
            let now = model.spot();
            match model.jumps.forward(now) {
                Some(spot) => restore(model, spot),
                None if model.beyond.1.is_some() => effects.push(Effect::OtherInterview { forward: true }),
                None => model.notice = Some("There is nothing ahead".to_owned()),
            }
        }
        Action::SetPlace => model.pending = Pending::SetPlace,
        Action::GoPlace => model.pending = Pending::GoPlace,
        _ => {}
    }
}

/// A search in which nothing was typed yet.
fn new(model: &mut Model) -> Find {
    let document = &model.document;
    let fold = || Rc::new(RefCell::new(Finder::new(&document.interview, &document.places)));
    let finder = Rc::clone(model.finder.get_or_insert_with(fold));
    Find::new(finder, model)
}

/// A fault kept the interview from being made searchable: only the questions are in the list.
pub fn unprepared(model: &mut Model) {
    model.preparing = false;
    let sentence = "A fault in the program keeps this text from being searched here; questions can be chosen, and";
    model.notice = Some(format!("{sentence} {} finds words", model.key(Action::Find)));
}

/// The interview can be searched now: what is open and typed is looked for at once.
pub fn prepared(model: &mut Model, tools: Arc<Tools>) {
    // Of a very large text the topics follow.
    model.preparing = tools.topics.is_none();
    if tools.reading != model.rereading.number {
        return;
    }
    if let Some(topics) = &tools.topics {
        model.topics = Some(topics.clone());
    }
    adopt(model, &tools);
}

/// The jump list follows the marks while it is open: at once in an interview that is made searchable at once.
pub fn refresh_jump(model: &mut Model, effects: &mut Vec<Effect>) {
    let revision = model.shelf.annotations.revision;
    let stale = |overlay: &Overlay| matches!(overlay, Overlay::Jump(jump) if jump.tools.is_stale(revision));
    if model.preparing || !model.overlays.iter().any(stale) {
        return;
    }
    let (tools, wish) = Tools::of(model);
    effects.extend(wish.map(|wish| Effect::Prepare(Box::new(wish))));
    adopt(model, &tools);
}

fn adopt(model: &mut Model, tools: &Arc<Tools>) {
    model.tools = Some(Arc::clone(tools));
    let mut overlays = std::mem::take(&mut model.overlays);
    for overlay in &mut overlays {
        if let Overlay::Jump(jump) = overlay {
            jump.adopt(Arc::clone(tools), model);
        }
    }
    model.overlays = overlays;
}

/// Where the map waits for the topics of a large text, and nobody looks for them: begins to.
pub fn look_for_topics(model: &mut Model, effects: &mut Vec<Effect>) {
    let waiting = |overlay: &Overlay| matches!(overlay, Overlay::Topics(map) if map.waiting);
    if !model.preparing && model.overlays.iter().any(waiting) {
        model.preparing = true;
        effects.push(Effect::Prepare(Box::new(Wish::of(model))));
    }
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
pub fn back(model: &mut Model, effects: &mut Vec<Effect>) {
    let now = model.spot();
    match model.jumps.back(now) {
        Some(spot) => restore(model, spot),
        None if model.beyond.0.is_some() => effects.push(Effect::OtherInterview { forward: false }),
        None => model.notice = Some("There is nothing to go back to".to_owned()),
    }
}

/// Looks further for what is being looked for.
pub fn work(model: &mut Model) {
    let mut overlays = std::mem::take(&mut model.overlays);
    for overlay in &mut overlays {
        if let Overlay::Find(find) = overlay {
            find.go_on(model);
        }
    }
    model.overlays = overlays;
    if let Some(found) = &mut model.found {
        found.go_on(&model.document);
    }
}

/// Goes to a place that was found; all of them stay shown in the text.
pub fn found(model: &mut Model, anchor: Anchor, found: Found, effects: &mut Vec<Effect>) {
    remember(&mut model.searches, found.wish.clone());
    effects.push(Effect::KeepSearch(found.wish.clone()));
    model.found = Some(found);
    jump_to(model, anchor);
}

/// To the next or last place where the words last looked for stand, around the ends.
fn hit(model: &mut Model, on: bool) {
    let Some(found) = &model.found else {
        let find = model.key(Action::Find);
        model.notice = Some(format!("Nothing is looked for; {find} finds words"));
        return;
    };
    let count = found.len();
    let Some((here, after)) = found.around(&model.document, model.reader.anchor) else { return };
    let (next, around) = match on {
        true if after < count => (after, false),
        true => (0, true),
        false if here > 0 => (here - 1, false),
        false => (count.saturating_sub(1), true),
    };
    let Some(hit) = found.hit(&model.document, next) else { return };
    jump_to(model, Anchor { para: hit.para, byte: hit.range.start as u32 });
    if around {
        model.notice = Some(format!("match {} of {count}, around the end", next + 1));
    }
}
