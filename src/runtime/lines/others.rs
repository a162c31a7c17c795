//! From one interview to another, line by line: everything is saved before, and the one that was left waits, so that `back` leads
//! to it.

use std::mem;
use std::path::Path;

use super::Session;
use crate::app::jumps::Jumps;
use crate::app::lines::{Lines, go_to};
use crate::app::model::Model;
use crate::app::overlay::parts::Book;
use crate::interview::locate::Resolved;
use crate::library::events::MarkId;
use crate::runtime::aside::Sitting;
use crate::runtime::reading::{Wanted, keep_all, now};
use crate::runtime::saving::Saver;
use crate::text::CleanText;

/// Saves all that there is of the open interview. Whether it may be left; where not, a sentence says why.
fn may_leave(model: &mut Model, saver: &mut Saver) -> bool {
    keep_all(model, saver);
    let settled = saver.settle();
    if let Err(why) = &settled {
        model.notice = Some(format!("NOT SAVED: {why}"));
    }
    settled.is_ok()
}

impl Session<'_> {
    /// Puts another interview in the place of the open one, which is returned, and says which it is.
    fn seat(&mut self, model: &mut Model, saver: &mut Saver, next: Sitting) -> Sitting {
        let left = Sitting {
            number: mem::replace(&mut self.number, next.number),
            model: mem::replace(model, next.model),
            saver: mem::replace(saver, next.saver),
        };
        model.now = now();
        // Where the reader is in it is said anyway.
        let begun = Lines::default().begin(model).into_iter();
        self.greeting
            .extend(begun.filter(|line| !line.starts_with("You were at") && !line.starts_with("Enter reads on")));
        left
    }

    /// Opens something. `None` where that fails, which is said.
    fn opened(&mut self, model: &mut Model, wanted: Wanted<'_>) -> Option<Sitting> {
        match (self.open)(wanted, model.size) {
            Ok((next, mut saver)) => {
                self.last += 1;
                self.report(&mut saver, self.last);
                Some(Sitting { number: self.last, model: next, saver })
            }
            Err(sentence) => {
                model.notice = Some(CleanText::line(&sentence).to_string());
                None
            }
        }
    }

    /// Opens another text of the book in the place of the open one.
    pub(super) fn open_part(&mut self, model: &mut Model, saver: &mut Saver, number: usize) {
        if !may_leave(model, saver) {
            return;
        }
        if let Some(mut next) = self.opened(model, Wanted::Part(number)) {
            next.model.book = model.book.take().map(|book| Book { open: Some(number), ..book });
            drop(self.seat(model, saver, next));
            model.beyond = self.aside.around();
        }
    }

    /// Opens the interview that a mark is on, at that mark. The open one waits behind it.
    pub(super) fn open_marked(&mut self, model: &mut Model, saver: &mut Saver, marks: &Path, mark: MarkId) {
        let mut new = false;
        if !saver.keeps(marks) {
            if !may_leave(model, saver) {
                return;
            }
            let near = saver.origin().map(Path::to_owned);
            let waiting = self.aside.take(marks);
            new = waiting.is_none();
            let next = match waiting {
                Some(waiting) => Some(waiting),
                None => self.opened(model, Wanted::Marked { marks, near: near.as_deref() }),
            };
            let Some(next) = next else { return };
            model.overlays.clear();
            let left = self.seat(model, saver, next);
            self.aside.leave(left);
            model.beyond = self.aside.around();
        }
        let at = model.shelf.get(mark).and_then(|mark| mark.at).and_then(Resolved::anchor);
        if let Some(anchor) = at {
            go_to(model, anchor);
        }
        if new {
            // The way back leads to the interview that the reader came from.
            model.jumps = Jumps::default();
        }
    }

    /// Goes back to the interview that was left for this one, or forward again.
    pub(super) fn go_to_other(&mut self, model: &mut Model, saver: &mut Saver, forward: bool) {
        if !may_leave(model, saver) {
            return;
        }
        let Some(next) = self.aside.next(forward) else { return };
        let left = self.seat(model, saver, next);
        self.aside.wait(forward, left);
        model.beyond = self.aside.around();
    }
}
