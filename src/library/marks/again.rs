//! Undo and redo where others write to the same marks: what somebody else changed since is left alone, and said.

use super::{Ctx, Done, Marks, stands};
use crate::library::events::{Event, What};
use crate::library::undo::{Change, Did, Stays, Value};
use crate::text::CleanText;

impl Marks {
    /// Undoes the last thing the reader did in this run. Fields that changed elsewhere since are left alone.
    pub fn undo(&mut self, ctx: Ctx<'_>) -> Option<Done> {
        let (did, changes) = self.history.undo()?;
        let (done, made) = self.again((did, changes), true, ctx)?;
        self.history.was_undone(did, &made);
        Some(done)
    }

    /// Makes the last undone thing again.
    pub fn redo(&mut self, ctx: Ctx<'_>) -> Option<Done> {
        let (did, changes) = self.history.redo()?;
        let (done, made) = self.again((did, changes), false, ctx)?;
        self.history.was_redone(did, made);
        Some(done)
    }

    /// Makes what of the changes nobody else stands in the way of. Returns also the changes that were made.
    fn again(&mut self, step: (Did, Vec<Change>), undo: bool, ctx: Ctx<'_>) -> Option<(Done, Vec<Change>)> {
        let (did, changes) = step;
        let id = changes.first()?.id;
        let (mut events, mut made, mut stays) = (Vec::new(), Vec::new(), None);
        for mut change in changes {
            if !self.is_now(change.id, &change.before) {
                // Of a note that two wrote at once, what this reader wrote is taken out from between, and put back there.
                if let Some((event, change)) = self.half(&change, undo, ctx) {
                    events.push(event);
                    made.push(change);
                } else if stays.is_none() && !self.is_now(change.id, &change.after) {
                    stays = Some(self.in_the_way(&change));
                }
                continue;
            }
            // Taking back a bookmark or a note must not take what was added to the mark since, perhaps elsewhere.
            let more = self.get(change.id).filter(|mark| !mark.note.is_empty() || !mark.letters.is_empty());
            if let (Value::Stands(None), Some(mark), true) = (&change.after, more, did != Did::Delete) {
                change.after = stands(mark.place.clone(), false);
            }
            // A statement is made again even where its words are the same: its turn among the others is not.
            if matches!(change.after, Value::Fact(_)) || !self.is_now(change.id, &change.after) {
                events.extend(self.write(std::slice::from_ref(&change), ctx));
                made.push(change);
            }
        }
        if events.is_empty() {
            stays = stays.or(Some(Stays::Already));
        }
        Some((Done { did, id, events, stays }, made))
    }

    /// What another reader did, where it keeps a change from being made.
    fn in_the_way(&self, change: &Change) -> Stays {
        let alive = self.log.state(change.id).is_some_and(|state| state.alive);
        match &change.before {
            Value::Fact(fact) => Stays::Stated(fact.about),
            _ if !alive => Stays::Gone,
            Value::Stands(_) => Stays::Mark,
            Value::Note(_) => Stays::Note,
            Value::Letter(letter, _) => Stays::Letter(*letter),
        }
    }

    /// Changes this reader's part of a note that several wrote at once, the others' staying as they are; `None` if the note
    /// is no such one, or nothing of this reader's is in it.
    fn half(&mut self, change: &Change, undo: bool, ctx: Ctx<'_>) -> Option<(Event, Change)> {
        let (Value::Note(before), Value::Note(after)) = (&change.before, &change.after) else { return None };
        let own = self.log.own_head(change.id, before, ctx.writer)?;
        // The text of before the two is in what the others made of it.
        let after = if undo { CleanText::default() } else { after.clone() };
        let what = What::Note { text: after.clone(), over: Some(vec![own]) };
        let event = self.take_in(change.id, what, ctx);
        self.sort();
        Some((event, Change { id: change.id, before: change.before.clone(), after: Value::Note(after) }))
    }
}
