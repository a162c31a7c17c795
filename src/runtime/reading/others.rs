//! From one interview to another, without leaving the terminal: everything is saved before, and the one that was left waits.

use std::mem;
use std::path::Path;

use super::{Display, Wanted, keep_all, now, resize};
use crate::app::action::Action;
use crate::app::model::Model;
use crate::app::open::at_mark;
use crate::app::overlay::parts::Book;
use crate::library::events::MarkId;
use crate::runtime::aside::Sitting;
use crate::runtime::saving::Saver;
use crate::text::CleanText;

/// Puts another interview in the place of the open one, which is returned.
pub(super) fn seat(model: &mut Model, display: &mut Display<'_>, saver: &mut Saver, next: Sitting) -> Sitting {
    let Sitting { number, model: mut other, saver: keeps } = next;
    // What belongs to the terminal goes on.
    (other.mouse, other.now) = (model.mouse, now());
    let left = Sitting {
        number: mem::replace(&mut display.number, number),
        model: mem::replace(model, other),
        saver: mem::replace(saver, keeps),
    };
    resize(model);
    left
}

/// Saves all that there is of the open interview. Whether it may be left; where not, a sentence says why.
fn may_leave(model: &mut Model, saver: &mut Saver) -> bool {
    keep_all(model, saver);
    let settled = saver.settle();
    if let Err(sentence) = &settled {
        model.notice = Some(format!("This interview stays open, because it is not saved. {sentence}"));
    }
    settled.is_ok()
}

/// Opens another text of the book in the place of the open one.
pub(super) fn open_part(model: &mut Model, display: &mut Display<'_>, saver: &mut Saver, number: usize) {
    if !may_leave(model, saver) {
        return;
    }
    match (display.open)(Wanted::Part(number), model.size) {
        Ok(opened) => {
            let mut next = display.sitting(opened);
            next.model.book = model.book.take().map(|book| Book { open: Some(number), ..book });
            drop(seat(model, display, saver, next));
            model.beyond = display.aside.around();
            let key = model.key(Action::Parts);
            model.notice.get_or_insert_with(|| format!("{key} lists the other texts of this book"));
        }
        Err(sentence) => model.notice = Some(CleanText::line(&sentence).to_string()),
    }
}

/// Opens the interview that a mark is on, at that mark. The open one waits behind it.
pub(super) fn open_marked(model: &mut Model, display: &mut Display<'_>, saver: &mut Saver, marks: &Path, mark: MarkId) {
    if saver.keeps(marks) {
        // It was deleted since the list was made, or is lost.
        model.overlays.clear();
        at_mark(model, mark, false);
        return;
    }
    if !may_leave(model, saver) {
        return;
    }
    let (next, new) = match display.aside.take(marks) {
        Some(waiting) => (waiting, false),
        None => match (display.open)(Wanted::Marked { marks, near: saver.origin() }, model.size) {
            Ok(opened) => (display.sitting(opened), true),
            Err(sentence) => {
                model.notice = Some(CleanText::line(&sentence).to_string());
                return;
            }
        },
    };
    model.overlays.clear();
    let left = seat(model, display, saver, next);
    display.aside.leave(left);
    model.beyond = display.aside.around();
    at_mark(model, mark, new);
}

/// Goes back to the interview that was left for this one, or forward again.
pub(super) fn go_to_other(model: &mut Model, display: &mut Display<'_>, saver: &mut Saver, forward: bool) {
    if !may_leave(model, saver) {
        return;
    }
    let Some(next) = display.aside.next(forward) else { return };
    let left = seat(model, display, saver, next);
    display.aside.wait(forward, left);
    model.beyond = display.aside.around();
    model.notice = Some(model.document.name.to_string());
}
