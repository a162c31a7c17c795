//! Layer 2: the machine. No terminal, no disk, no clock.
//!
//! [`update`] takes the model and a message and returns what is to be done outside, as values. Every message ends in
//! [`settle`], the only writer of derived data: the division of the screen and what each pane shows. Drawing reads the
//! model and cannot write it.

pub mod action;
pub mod annotations;
pub mod beginning;
pub mod correct;
pub mod document;
pub mod drafting;
pub mod effect;
mod finding;
pub mod flow;
pub mod found;
pub mod geometry;
pub mod jumps;
mod keeping;
pub mod keymap;
pub mod keys;
pub mod lines;
mod looking;
pub mod model;
pub mod motion;
pub mod msg;
pub mod open;
pub mod overlay;
pub mod pointing;
pub mod questions;
pub mod quoting;
pub mod reader;
mod reading;
pub mod rereading;
pub mod selecting;
pub mod settings;
pub mod shelf;

use crate::library::events::What;
use action::{Action, Group};
use effect::Effect;
use geometry::Geometry;
use keys::Key;
use model::{Context, Model, Pane, Pending};
use msg::{MouseAct, Msg};
use overlay::commands::{Commands, Kind};
use overlay::details::Details;
use overlay::export::ExportPanel;
use overlay::quote::QuotePanel;
use overlay::{Outcome, Overlay};
use pointing::Pointed;

/// Takes in one message. Returns what is to be done outside, in order.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let mut effects = Vec::new();
    let Some(msg) = beginning::hold(model, msg) else { return effects };
    let before = (model.reader.anchor, model.focus);
    if matches!(msg, Msg::Key(_) | Msg::Do(_) | Msg::Mouse(..)) {
        model.confirmed_by = 0;
    }
    match msg {
        Msg::Key(key) => press(model, key, &mut effects),
        Msg::Do(action) => {
            model.notice = None;
            apply(model, action, &mut effects);
        }
        Msg::Number(number) => reading::go_to_number(model, &number),
        Msg::Paste(text) => paste(model, &text),
        Msg::Resize(columns, rows) => model.size = (columns, rows),
        Msg::Mouse(act, column, row) => {
            if act != MouseAct::Drag && act != MouseAct::Release {
                model.notice = None;
            }
            match pointing::mouse(model, act, column, row, &mut effects) {
                Pointed::Nothing => {}
                Pointed::Action(action) => {
                    apply(model, action, &mut effects);
                }
                Pointed::Outcome(outcome) => {
                    conclude(model, *outcome, Action::Redraw, &mut effects);
                }
            }
        }
        Msg::Work => finding::work(model),
        Msg::Pause => {
            if let Some(Overlay::Jump(jump)) = model.overlays.last_mut() {
                jump.show_chosen();
            }
        }
        Msg::Rest => {
            keeping::remember_place(model, &mut effects);
            drafting::keep(model, &mut effects);
        }
        Msg::Saved(revision) => {
            if model.shelf.saved(revision) {
                model.say("Everything is saved now".to_owned());
            }
            collect(model, &mut effects);
        }
        Msg::Merged(events) => {
            model.reread |= events.iter().any(|event| matches!(event.what, What::Fact(_)));
            model.shelf.merge(&model.document, events);
            collect(model, &mut effects);
        }
        Msg::Reread(number, document, idle) => rereading::arrived(model, number, *document, &idle),
        Msg::Collected(collection) => {
            model.collection = Some(collection);
            list_marks(model);
        }
        Msg::Edited(text) => {
            if let Some(Overlay::Note(note)) = model.overlays.last_mut() {
                note.replace(&text);
            }
        }
        Msg::Preparing(percent) => model.prepared = percent,
        Msg::Prepared(tools) => finding::prepared(model, tools),
        Msg::Unprepared => finding::unprepared(model),
        Msg::Notice(sentence) => model.say(sentence),
        Msg::SaveFailed(sentence) => {
            // "Marked" and "Trying again to save" are true no more, and would hide it until the next key.
            let trying = model.notice.as_deref() == Some(model.shelf.save_state());
            if trying || model.shown_notice().is_none() || model.shelf.unsaved.is_none() {
                model.notice = None;
            }
            model.shelf.failed(sentence);
        }
    }
    // What was done to the marks is confirmed when it is on the disk, and not before.
    if let Some(Effect::Append { revision, .. }) = effects.iter().rev().find(|one| matches!(one, Effect::Append { .. }))
    {
        model.confirmed_by = *revision;
    }
    selecting::keep(model);
    rereading::settle(model, &mut effects);
    drafting::keep_much(model, &mut effects);
    model.place_changed |= (model.reader.anchor, model.focus) != before;
    settle(model);
    finding::refresh_jump(model, &mut effects);
    finding::look_for_topics(model, &mut effects);
    effects
}

/// Recomputes everything that is derived. Changes nothing that a reader could call a position.
pub fn settle(model: &mut Model) {
    model.geometry = Geometry::of(model.size, model.wishes(model.focus));
    model.with_reader(reader::Reader::settle);
    model.questions = match model.geometry.questions {
        Some(columns) => {
            let ellipsis = model.settings.ellipsis();
            let rows = model.geometry.body.1;
            let hidden = model.wishes(model.focus).panel;
            questions::lay_out_above(&model.document, model.part(), columns, (rows, hidden), ellipsis)
        }
        None => questions::QuestionsView::default(),
    };
    refresh_panels(model);
}

/// The list of marks on all interviews is read again where those on this one changed.
fn collect(model: &Model, effects: &mut Vec<Effect>) {
    if model.overlays.iter().any(|overlay| matches!(overlay, Overlay::Marks(panel) if panel.all)) {
        effects.push(Effect::Collect);
    }
}

/// Lists anew the marks on all interviews.
fn list_marks(model: &mut Model) {
    let mut overlays = std::mem::take(&mut model.overlays);
    for overlay in &mut overlays {
        if let Overlay::Marks(panel) = overlay {
            panel.filter(model);
        }
    }
    model.overlays = overlays;
}

/// Lists of marks under other overlays follow the marks.
fn refresh_panels(model: &mut Model) {
    let mut overlays = std::mem::take(&mut model.overlays);
    for overlay in &mut overlays {
        match overlay {
            Overlay::Marks(panel) => panel.refresh(model),
            Overlay::Fix(panel) => panel.refresh(model),
            Overlay::Topics(map) => map.refresh(model),
            Overlay::Page(page) => page.refresh(model),
            _ => {}
        }
    }
    model.overlays = overlays;
}

fn press(model: &mut Model, key: Key, effects: &mut Vec<Effect>) {
    model.notice = None;
    let context = model.context();
    // The menu of what can be done here names the keys of its entries: they work in it.
    let menu = matches!(model.overlays.last(), Some(Overlay::Commands(list)) if list.kind == Kind::Here);
    let there = menu.then(|| model.keymap.get(Context::Answer, key)).flatten();
    let action = there.or_else(|| model.keymap.get(context, key));
    let interrupted = std::mem::replace(&mut model.interrupted, action == Some(Action::Interrupt));
    if model.overlays.is_empty() && take_pending(model, key, action, effects) {
        return;
    }
    match action {
        Some(Action::Interrupt) if interrupted => effects.push(Effect::Quit),
        Some(action) => {
            if !apply(model, action, effects) {
                unused(model, key);
            }
        }
        None => {
            let Some(mut top) = model.overlays.pop() else { return unknown(model, key) };
            let outcome = top.key(key, model);
            model.overlays.push(top);
            if !conclude(model, outcome, Action::Redraw, effects) {
                unused(model, key);
            }
        }
    }
}

/// A key that does nothing on the reading screen: digits begin a number, anything else says where the keys are listed.
fn unknown(model: &mut Model, key: Key) {
    match key.typed() {
        Some(digit @ '0'..='9') => model.pending = Pending::Number(digit.to_string()),
        _ => unused(model, key),
    }
}

/// A letter that does nothing here says where the keys are listed.
fn unused(model: &mut Model, key: Key) {
    if let Some(c) = key.typed() {
        let help = model.key(Action::Help);
        model.notice = Some(format!("“{c}” does nothing here; {help} shows the keys"));
    }
}

/// Keys that continue others. Says whether the key was one.
fn take_pending(model: &mut Model, key: Key, action: Option<Action>, effects: &mut Vec<Effect>) -> bool {
    match (std::mem::take(&mut model.pending), key.typed()) {
        (Pending::Nothing, _) => false,
        (Pending::Number(mut number), Some(c @ ('0'..='9' | '.'))) => {
            let points = number.matches('.').count();
            if number.len() < 12 && (c != '.' || (points == 0 && !number.is_empty())) {
                number.push(c);
            }
            model.pending = Pending::Number(number);
            true
        }
        (Pending::Number(number), _) => match action {
            Some(Action::Enter | Action::Last | Action::First) => {
                reading::go_to_number(model, &number);
                true
            }
            Some(Action::StepBack) => true,
            _ if key.code == keys::Code::Backspace => {
                let shorter = number[..number.len().saturating_sub(1)].to_owned();
                model.pending = if shorter.is_empty() { Pending::Nothing } else { Pending::Number(shorter) };
                true
            }
            // Any other key forgets the number and does what it does.
            _ => false,
        },
        (Pending::SetPlace, Some(letter)) if letter.is_alphabetic() => {
            keeping::set_place(model, letter, effects);
            true
        }
        (Pending::GoPlace, Some('\'')) => {
            finding::back(model, effects);
            true
        }
        (Pending::GoPlace, Some(letter)) if letter.is_alphabetic() => {
            keeping::go_place(model, letter);
            true
        }
        (Pending::SetPlace | Pending::GoPlace, _) => action == Some(Action::StepBack),
    }
}

/// Does an action: the top overlay first, then the group that owns it. `false` where it means nothing to the overlay.
fn apply(model: &mut Model, action: Action, effects: &mut Vec<Effect>) -> bool {
    let outside = match action {
        Action::QuitNow => Some(Effect::Quit),
        Action::Suspend => Some(Effect::Suspend),
        Action::Redraw => Some(Effect::Redraw),
        Action::Interrupt => {
            let (quit, copy) = (model.key(Action::Quit), model.key(Action::Copy));
            model.notice = Some(format!("{quit} quits, {copy} copies; Ctrl-C once more quits too"));
            return true;
        }
        _ => None,
    };
    if let Some(effect) = outside {
        effects.push(effect);
        return true;
    }
    if let Some(mut top) = model.overlays.pop() {
        let outcome = top.apply(action, model);
        let outcome = if outcome == Outcome::Pass && top.context() == Context::Entry { Outcome::Stay } else { outcome };
        match (&top, &outcome) {
            (Overlay::Note(note), Outcome::Close) => keeping::keep_draft(model, note),
            (Overlay::Fix(fix), Outcome::Close) => correct::left(model, fix),
            _ => {}
        }
        model.overlays.push(top);
        return conclude(model, outcome, action, effects);
    }
    let group = action.row().group;
    let reads = matches!(group, Group::Read | Group::Find | Group::Keep | Group::Correct | Group::Use);
    // What set everything aside can be taken back.
    let kept = matches!(action, Action::Undo | Action::Redo | Action::Save);
    if model.document.parts.is_empty() && reads && !kept {
        let back = format!("; {} takes the last change back", model.key(Action::Undo));
        let back = if model.shelf.can_undo() { back } else { String::new() };
        model.notice = Some(format!("There is nothing to read in this document{back}"));
        return true;
    }
    match group {
        Group::Read => reading::apply(model, action),
        Group::Find => finding::apply(model, action, effects),
        Group::Keep => keeping::apply(model, action, effects),
        Group::Correct => correct::apply(model, action, effects),
        Group::Use => quoting::apply(model, action, effects),
        Group::Look => looking::apply(model, action, effects),
        Group::Program => program(model, action, effects),
    }
    true
}

/// Does what the top overlay wants. `false` where that is nothing, and nothing else of the program has a use for the action.
fn conclude(model: &mut Model, outcome: Outcome, action: Action, effects: &mut Vec<Effect>) -> bool {
    match outcome {
        Outcome::Stay => {}
        Outcome::Close => {
            model.overlays.pop();
        }
        Outcome::Go(anchor) => {
            model.overlays.clear();
            finding::jump_to(model, anchor);
        }
        Outcome::Found(anchor, found) => {
            model.overlays.clear();
            finding::found(model, anchor, found, effects);
        }
        Outcome::Run(action) => {
            model.overlays.pop();
            return apply(model, action, effects);
        }
        Outcome::KeepNote { span, text, before } => {
            model.overlays.pop();
            keeping::keep_note(model, span, text.to_string(), &before, effects);
        }
        Outcome::Delete(id) => keeping::delete(model, id, effects),
        Outcome::Renew(id) => keeping::renew(model, id, effects),
        Outcome::Write(span) => keeping::write_note(model, span),
        Outcome::Correct(pick) => correct::pick(model, pick, effects),
        Outcome::ChangeTopic(change) => keeping::change_topic(model, change, effects),
        Outcome::Map(label) => {
            let map = overlay::topics::TopicMap::new(model, Some(&label));
            model.overlays.push(Overlay::Topics(map));
        }
        Outcome::Copy(clip) => effects.push(Effect::Copy(clip)),
        Outcome::WriteDown(clip) => effects.push(Effect::WriteQuote(clip)),
        Outcome::Forms(span) => model.overlays.push(Overlay::Quote(QuotePanel::new(span))),
        Outcome::Collect => effects.push(Effect::Collect),
        Outcome::Edit(text) => effects.push(Effect::Edit(text)),
        Outcome::Details => {
            let details = Details::new(model);
            model.overlays.push(Overlay::Details(details));
        }
        Outcome::State(key, value) => quoting::state(model, key, value.as_deref(), effects),
        Outcome::Export(ids) => model.overlays.push(Overlay::Export(ExportPanel::new(ids, model))),
        Outcome::WriteFile { stem, ending, text } => {
            model.overlays.pop();
            effects.push(Effect::Export { stem, ending, text });
        }
        Outcome::OpenMarked { file, mark } => effects.push(Effect::OpenMarked { file, mark }),
        Outcome::OpenPart(number) => effects.push(Effect::OpenPart(number)),
        Outcome::Say(sentence) => model.notice = Some(sentence),
        Outcome::Pass => match action {
            Action::Undo | Action::Redo => keeping::apply(model, action, effects),
            Action::Help => program(model, action, effects),
            // Under the panel of corrections the text is in sight, and can be moved in.
            Action::NextParagraph | Action::PreviousParagraph | Action::NextSentence | Action::PreviousSentence => {
                reading::apply(model, action);
            }
            _ => return false,
        },
    }
    true
}

fn program(model: &mut Model, action: Action, effects: &mut Vec<Effect>) {
    match action {
        Action::Enter if model.focus == Pane::Questions => reading::apply(model, Action::Right),
        Action::Enter if model.is_covered() => looking::uncover(model),
        Action::Enter => model.overlays.push(Overlay::Commands(Commands::new(Kind::Here))),
        Action::Parts => match &model.book {
            Some(book) => {
                let parts = overlay::parts::Parts::new(book);
                model.overlays.push(Overlay::Parts(parts));
            }
            None => model.notice = Some("This is no book of several texts".to_owned()),
        },
        Action::Commands => model.overlays.push(Overlay::Commands(Commands::new(Kind::All))),
        Action::Help => {
            let mut keys = Commands::new(Kind::Keys);
            keys.book = model.book.is_some();
            keys.panel = !model.overlays.is_empty();
            keys.filter();
            model.overlays.push(Overlay::Commands(keys));
        }
        Action::StepBack => step_back(model),
        Action::Quit => effects.push(Effect::Quit),
        _ => {}
    }
}

/// One layer back: what is selected or was found, then one paragraph at a time, then the answer; never out of the program.
fn step_back(model: &mut Model) {
    if model.selection.take().is_some() || model.found.take().is_some() {
        return;
    }
    if model.alone {
        model.alone = false;
        return;
    }
    if model.focus == Pane::Answer {
        model.focus = Pane::Questions;
        return;
    }
    let quit = model.key(Action::Quit);
    model.notice = Some(format!("{quit} quits"));
}

fn paste(model: &mut Model, text: &str) {
    let Some(mut top) = model.overlays.pop() else {
        let jump = model.key(Action::Jump);
        model.notice = Some(format!("Pasted text is no command; {jump} first, then paste, finds where it stands"));
        return;
    };
    top.paste(text, model);
    model.overlays.push(top);
}

/// Number of rows that a turn of the wheel moves.
const WHEEL: isize = 3;

/// What the mouse does over an overlay.
fn wheel_in(overlay: &mut Overlay, act: MouseAct, model: &Model) {
    let by = if act == MouseAct::WheelDown { WHEEL } else { -WHEEL };
    if let Some(list) = overlay.list_mut() {
        list.step(by.signum());
    } else if let Overlay::Topics(map) = overlay {
        map.apply(if by > 0 { Action::Down } else { Action::Up }, model);
    } else if let Overlay::Page(page) = overlay {
        let rows = page.rows(overlay::page_width(model)).len();
        page.scroll(by, rows, usize::from(model.geometry.body.1).max(1));
    }
}
