//! The group of actions that keep: bookmarks, notes, named places, undo, and the place where reading stopped.

use super::action::Action;
use super::effect::Effect;
use super::model::{Model, Pane};
use super::overlay::Overlay;
use super::overlay::marks::MarksPanel;
use super::overlay::note::NoteEdit;
use super::overlay::topics::Change;
use super::shelf::CALLED;
use crate::interview::locate::{Resolved, Span};
use crate::library::events::MarkId;
use crate::library::facts::{About, Statement};
use crate::library::marks::{Done, Op};
use crate::library::progress::{Focus, Stopped};
use crate::library::undo::{Did, Stays};
use crate::search::fold::fold;
use crate::search::topics::Origin;

/// Does a keeping action.
pub fn apply(model: &mut Model, action: Action, effects: &mut Vec<Effect>) {
    match action {
        Action::Bookmark => bookmark(model, effects),
        Action::Note => {
            let span = model.target();
            write_note(model, span);
        }
        Action::Marks => {
            let panel = MarksPanel::new(model);
            model.overlays.push(Overlay::Marks(panel));
        }
        Action::Select => super::selecting::toggle(model),
        Action::Save => {
            model.notice = Some(model.shelf.save_state().to_owned());
            effects.push(Effect::Retry);
        }
        Action::Undo | Action::Redo => again(model, action == Action::Redo, effects),
        _ => {}
    }
}

/// Does an operation on the marks and wishes for it to be saved. Says whether it changed anything.
pub fn operate(model: &mut Model, op: Op, effects: &mut Vec<Effect>) -> Option<Done> {
    let (revision, done) = model.shelf.apply(&model.document, op, model.now)?;
    effects.push(Effect::Append { revision, events: done.events.clone() });
    // With the place it is noted where the interview is, so that its marks lead to it.
    model.place_changed = true;
    Some(done)
}

fn bookmark(model: &mut Model, effects: &mut Vec<Effect>) {
    let (span, whole) = (model.target(), model.selection.is_none());
    model.selection = None;
    let done = operate(model, Op::ToggleBookmark(span), effects);
    let key = model.key(Action::Bookmark);
    model.notice = done.map(|done| match done.did {
        Did::Unbookmark => format!("Bookmark taken away; {} brings it back", model.key(Action::Undo)),
        _ => format!(
            "Marked {}; {}",
            model.document.place_of(span),
            if whole { format!("{key} again removes") } else { format!("{} takes it back", model.key(Action::Undo)) }
        ),
    });
}

/// Opens the editor for the note on a paragraph or on words.
pub fn write_note(model: &mut Model, span: Span) {
    let note = model.shelf.note_on(&model.document, span);
    let draft = model.drafts.remove(&span);
    model.overlays.push(Overlay::Note(NoteEdit::new(span, &note, draft)));
}

/// Keeps what was typed when the editor is left without keeping the note.
pub fn keep_draft(model: &mut Model, note: &NoteEdit) {
    if let Some(draft) = note.draft() {
        model.drafts.insert(note.span, draft);
        let key = model.key(Action::Note);
        model.notice = Some(format!("Not kept as a note; the draft stays, {key} goes on with it"));
    }
}

/// Keeps a note that was `before` when its editing began. What another reader wrote there meanwhile was not seen while
/// typing, so it is not written over: it stays above what was typed.
pub fn keep_note(model: &mut Model, span: Span, text: String, before: &str, effects: &mut Vec<Effect>) {
    model.selection = None;
    let now = model.shelf.note_on(&model.document, span);
    let theirs = now != before && !now.is_empty() && now.trim() != text;
    if theirs && text.is_empty() {
        model.notice = Some("Another reader wrote there meanwhile, and the note stays".to_owned());
        return;
    }
    let empty = text.is_empty();
    let text = if theirs && !text.contains(now.trim()) { format!("{}\n{text}", now.trim_end()) } else { text };
    let done = operate(model, Op::SetNote(span, text), effects);
    let place = model.document.place_of(span);
    model.notice = done.map(|_| {
        if theirs {
            format!("Noted at {place}, under what another reader wrote meanwhile")
        } else if empty {
            format!("Note taken away; {} brings it back", model.key(Action::Undo))
        } else {
            format!("Noted at {place}")
        }
    });
}

/// Deletes a mark with its note.
pub fn delete(model: &mut Model, id: MarkId, effects: &mut Vec<Effect>) {
    if operate(model, Op::Delete(id), effects).is_some() || super::correct::withdraw(model, id, effects) {
        model.notice = Some(format!("Deleted; {} brings it back", model.key(Action::Undo)));
    }
}

/// Changes the list of topics.
pub fn change_topic(model: &mut Model, change: Change, effects: &mut Vec<Effect>) {
    let state = |key: &str, value: Option<&str>| Statement::keyed(About::Topic, key, value);
    let (statements, said) = match change {
        Change::Add(label) => {
            let said = format!("{label} is a topic now");
            // What was hidden comes back, however it is written now.
            let hidden = model.shelf.topic_changes().hidden;
            let hidden = hidden.iter().filter(|key| **key != label && fold(key) == fold(&label));
            let mut statements: Vec<Statement> = hidden.map(|key| state(key, None)).collect();
            statements.push(state(&label, Some("added")));
            (statements, said)
        }
        Change::Hide(key, Origin::Reader) => (vec![state(&key, None)], format!("{key} is no topic any more")),
        Change::Hide(key, _) => (vec![state(&key, Some("hidden"))], format!("{key} is hidden")),
        // One of the reader's own has no other name than the reader's.
        Change::Rename(key, Origin::Reader, name) => {
            (vec![state(&key, None), state(&name, Some("added"))], format!("{key} is called {name}"))
        }
        Change::Rename(key, _, name) if key == name => (vec![state(&key, None)], format!("It is called {key} again")),
        Change::Rename(key, _, name) => {
            (vec![state(&key, Some(&format!("{CALLED} {name}")))], format!("{key} is called {name}"))
        }
    };
    let done = operate(model, Op::State(statements), effects);
    let undo = model.key(Action::Undo);
    model.notice = Some(match done {
        Some(_) => format!("{said}; {undo} takes that back"),
        None => "That is so already".to_owned(),
    });
}

fn again(model: &mut Model, redo: bool, effects: &mut Vec<Effect>) {
    let done = model.shelf.again(&model.document, redo, model.now);
    model.notice = Some(match (done, redo) {
        (Some((revision, done)), _) => {
            let said = format!("{}: {}", if redo { "Made again" } else { "Taken back" }, done.did.words());
            let nothing = done.events.is_empty();
            if !nothing {
                effects.push(Effect::Append { revision, events: done.events });
            }
            if let Did::Stated(About::Role | About::Cut | About::Person) = done.did {
                super::rereading::restate(model, "");
            }
            match done.stays.map(Stays::sentence) {
                None => said,
                Some(stays) if nothing => stays,
                Some(stays) => format!("{said}. {stays}"),
            }
        }
        (None, false) => "There is nothing to take back".to_owned(),
        (None, true) => "There is nothing to make again".to_owned(),
    });
}

/// Names the paragraph in hand with a letter.
pub fn set_place(model: &mut Model, letter: char, effects: &mut Vec<Effect>) {
    let para = model.in_hand();
    let span = model.shelf.source(&model.document).whole(para);
    operate(model, Op::SetLetter(letter, span), effects);
    let key = model.key(Action::GoPlace);
    model.notice =
        Some(format!("Place {letter} is {}; {key}{letter} returns here", model.document.places.get(para).long()));
}

/// Goes to the paragraph that a letter names.
pub fn go_place(model: &mut Model, letter: char) {
    let at = model.shelf.marks().lettered(letter).map(|mark| mark.at);
    match at {
        Some(Some(Resolved::At { span, .. })) => super::finding::jump_to(model, span.start),
        Some(lost) => {
            model.notice = Some(format!("Place {letter} is lost: {}", lost.map_or("", Resolved::why_lost)));
        }
        None => {
            let key = model.key(Action::SetPlace);
            model.notice = Some(format!("No place is named {letter}; {key}{letter} names one"));
        }
    }
}

/// Wishes for the place to be kept, if it changed.
pub fn remember_place(model: &mut Model, effects: &mut Vec<Effect>) {
    if !std::mem::take(&mut model.place_changed) || model.document.parts.is_empty() {
        return;
    }
    let focus = if model.focus == Pane::Answer { Focus::Text } else { Focus::Questions };
    let (anchor, measure, now) = (model.reader.anchor, model.settings.measure, model.now);
    let read: Vec<usize> = model.read.iter().copied().collect();
    let source = model.shelf.source(&model.document);
    effects.push(Effect::SavePlace(Box::new(Stopped::capture(source, anchor, read, (measure, focus), now))));
}
