//! The reader's marks: what the keys do to them, and what the screens ask of them.
//!
//! A mark is one object: a place, whether it is a bookmark, an optional note with `#tags`, optional letters. Rules that
//! readers rely on:
//!
//! - `b` sets a bookmark and `b` again removes it. A mark with a note or a letter stays when its bookmark goes: one key
//!   never takes away written words. Only [`Op::Delete`] does, and it can be undone.
//! - A note or a letter on an unmarked place makes a mark that is no bookmark; when the last of them goes, so does it.
//! - A letter stands in one place: set again, it moves there.

use std::collections::BTreeSet;

use super::events::{Event, MarkId, Stamp, What};
use super::facts::{About, Fact, Stated, Statement, register};
use super::merge::{Log, State};
use super::tags::tags;
use super::undo::{Change, Did, History, Stays, Value};
use crate::interview::ParaId;
use crate::interview::locate::{Locator, Resolved, Source, Span};
use crate::text::CleanText;

/// A mark as it stands now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its name in the file.
    pub id: MarkId,
    /// Its place as it was captured; keeps the old text of a lost mark.
    pub place: Locator,
    /// Where it stands in the open document; `None` where no document was there to look in.
    pub at: Option<Resolved>,
    /// Whether it is a bookmark in its own right.
    pub bookmark: bool,
    /// Its note, of one or more lines; empty for none.
    pub note: CleanText,
    /// Whether the note is two texts that were written at the same time in two places, with an empty line between.
    pub conflict: bool,
    /// Tags in the note, without `#`.
    pub tags: Vec<CleanText>,
    /// Its letters.
    pub letters: Vec<char>,
    /// Milliseconds since 1970 when it was made.
    pub created: u64,
    /// Milliseconds since 1970 of its last change.
    pub updated: u64,
}

/// What the reader does to marks. Spans are whole paragraphs ([`Source::whole`]) or words chosen in them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Op {
    /// Sets or removes the bookmark at a place.
    ToggleBookmark(Span),
    /// Gives the mark at a place this note, making one if need be; white space around the note goes, and an empty note
    /// removes it.
    SetNote(Span, String),
    /// The same for a mark in the list, which may be lost.
    SetNoteOf(MarkId, String),
    /// Sets a letter at a place; it moves if it was set elsewhere.
    SetLetter(char, Span),
    /// Removes a mark with its note and letters.
    Delete(MarkId),
    /// Puts a (lost) mark at another place.
    Place(MarkId, Span),
    /// Takes the words where a mark stands now in place of those that were marked.
    Renew(MarkId),
    /// Makes statements about the document, or takes them back (those without a value), as one step of undo.
    State(Vec<Statement>),
}

/// What an operation needs from outside.
#[derive(Clone, Copy, Debug)]
pub struct Ctx<'a> {
    /// The open document.
    pub source: Source<'a>,
    /// The writer of this run; see [`Stamp::by`].
    pub writer: &'a str,
    /// Random bits for a new mark.
    pub id: u64,
    /// Milliseconds since 1970.
    pub now: u64,
}

/// What an operation did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// What was done, undone or made again.
    pub did: Did,
    /// The mark it was about.
    pub id: MarkId,
    /// The events to save; empty if somebody else changed the same thing since, and their change was left alone.
    pub events: Vec<Event>,
    /// What was not undone or made again, and why.
    pub stays: Option<Stays>,
}

/// All marks of one interview.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    log: Log,
    list: Vec<Mark>,
    stated: Vec<Stated>,
    history: History,
}

impl Mark {
    /// Whether the words where it stands are not those that were marked: the text changed since. The mark keeps the ones that
    /// were marked until the reader takes the new ones ([`Op::Renew`]): it is the only witness of what was read.
    pub fn is_changed(&self) -> bool {
        self.at.is_some_and(Resolved::is_changed)
    }

    /// Why the mark has no place, as a sentence for the reader without its full stop.
    pub fn why_lost(&self) -> String {
        let why = self.at.map_or("", Resolved::why_lost);
        let capital: String = why.chars().take(1).flat_map(char::to_uppercase).collect();
        let more = if matches!(self.at, Some(Resolved::Lost { places: 1.., .. })) {
            ", and may not be the ones that were marked"
        } else {
            ""
        };
        format!("{capital}{}{more}; the mark keeps them as they were", why.get(1..).unwrap_or_default())
    }
}

impl Marks {
    /// Adds events from a file, in any order; returns how many were new. Without a `source` the marks have no places.
    pub fn merge(&mut self, events: impl IntoIterator<Item = Event>, source: Option<Source<'_>>) -> usize {
        let (mut count, mut touched) = (0, BTreeSet::new());
        for event in events {
            let id = event.id;
            if self.log.insert(event) {
                count += 1;
                touched.insert(id);
            }
        }
        self.list.retain(|mark| !touched.contains(&mark.id));
        self.stated.retain(|stated| !touched.contains(&stated.id));
        self.refresh(touched, source);
        self.sort();
        count
    }

    /// Looks all places up again, after the document was loaded anew.
    pub fn place(&mut self, source: Source<'_>) {
        self.look_up(0, source);
        self.sort();
    }

    /// Does what the reader asked. `None` if that changes nothing.
    pub fn apply(&mut self, op: Op, ctx: Ctx<'_>) -> Option<Done> {
        let (did, changes) = self.changes(op, ctx);
        let id = changes.last()?.id;
        let events = self.write(&changes, ctx);
        self.history.did(did, changes);
        Some(Done { did, id, events, stays: None })
    }

    /// Whether there is something to undo.
    pub fn can_undo(&self) -> bool {
        self.history.can_undo()
    }

    /// Whether there is something to make again.
    pub fn can_redo(&self) -> bool {
        self.history.can_redo()
    }

    /// All marks: those with a place in the order of the document, then the others by the place they once had.
    pub fn all(&self) -> &[Mark] {
        &self.list
    }

    /// The marks that have lost their place, with their old text.
    pub fn lost(&self) -> impl Iterator<Item = &Mark> {
        self.list.iter().filter(|mark| matches!(mark.at, Some(Resolved::Lost { .. })))
    }

    /// The mark of the paragraph in hand: the one on the whole paragraph, else the first on words in it.
    pub fn at(&self, para: ParaId) -> Option<&Mark> {
        self.in_para(para).find(|mark| mark.place.whole).or_else(|| self.in_para(para).next())
    }

    /// All marks that touch a paragraph, in order.
    pub fn in_para(&self, para: ParaId) -> impl Iterator<Item = &Mark> {
        let touches = move |mark: &&Mark| mark.at.and_then(Resolved::span).is_some_and(|span| span.touches(para));
        self.list.iter().filter(touches)
    }

    /// The mark that an operation on this span is about: the one at exactly this span; for a whole paragraph also a mark
    /// on the paragraph as it was before it was split, joined or added to.
    pub fn on(&self, span: Span, source: Source<'_>) -> Option<&Mark> {
        let span = source.tidy(span);
        let para = span.start.para;
        let whole = span == source.tidy(source.whole(para));
        let exactly = |mark: &&Mark| mark.at.and_then(Resolved::span) == Some(span);
        let changed = || self.in_para(para).find(|mark| whole && mark.place.whole);
        self.list.iter().find(exactly).or_else(changed)
    }

    /// The mark with this name in the file.
    pub fn get(&self, id: MarkId) -> Option<&Mark> {
        self.list.iter().find(|mark| mark.id == id)
    }

    /// What is stated about one thing, the oldest statement first.
    pub fn stated(&self, about: About) -> impl Iterator<Item = &Stated> {
        self.stated.iter().filter(move |stated| stated.fact.about == about)
    }

    /// The mark with this letter; where two writers set it in two places, the one set last.
    pub fn lettered(&self, letter: char) -> Option<&Mark> {
        let set = |mark: &Mark| {
            let state = self.log.state(mark.id)?;
            let at = state.letters.iter().position(|&l| l == letter)?;
            let stamp = state.lettered.get(at)?;
            Some((stamp.at, stamp.rev, stamp.by.clone()))
        };
        self.list.iter().filter(|mark| mark.letters.contains(&letter)).max_by_key(|mark| set(mark))
    }

    /// All tags with the number of marks that have them, by name; spelled as in the first of those marks.
    pub fn tags(&self) -> Vec<(CleanText, usize)> {
        let mut tags: Vec<(String, CleanText, usize)> = Vec::new();
        for tag in self.list.iter().flat_map(|mark| &mark.tags) {
            let folded = tag.to_lowercase();
            match tags.iter_mut().find(|known| known.0 == folded) {
                Some(known) => known.2 += 1,
                None => tags.push((folded, tag.clone(), 1)),
            }
        }
        tags.sort();
        tags.into_iter().map(|(_, tag, count)| (tag, count)).collect()
    }

    /// Every event known, for writing a joined file.
    pub fn events(&self) -> impl Iterator<Item = &Event> {
        self.log.events()
    }

    /// The changes an operation amounts to; the mark it is about comes last.
    fn changes(&self, op: Op, ctx: Ctx<'_>) -> (Did, Vec<Change>) {
        match op {
            Op::ToggleBookmark(span) => self.toggle(span, ctx),
            Op::SetNote(span, text) => {
                let span = ctx.source.tidy(span);
                (Did::Note, set_note(self.on(span, ctx.source), span, &text, ctx))
            }
            Op::SetNoteOf(id, text) => {
                let mark = self.get(id);
                (Did::Note, mark.map_or_else(Vec::new, |mark| note_changes(mark, CleanText::new(text.trim()))))
            }
            Op::SetLetter(letter, span) => (Did::Letter, self.set_letter(letter, ctx.source.tidy(span), ctx)),
            Op::Delete(id) => (Did::Delete, self.get(id).map(|mark| gone(mark, mark.bookmark)).into_iter().collect()),
            Op::Place(id, span) => {
                let place = |mark: &Mark| Change {
                    id,
                    before: stands(mark.place.clone(), mark.bookmark),
                    after: stands(ctx.source.capture(span), mark.bookmark),
                };
                (Did::Place, self.get(id).map(place).into_iter().collect())
            }
            Op::Renew(id) => {
                let mark = self.get(id).filter(|mark| mark.is_changed());
                let place = mark.and_then(|mark| mark.at?.span()).map(|span| Op::Place(id, span));
                place.map_or((Did::Place, Vec::new()), |op| (Did::Renew, self.changes(op, ctx).1))
            }
            Op::State(statements) => self.state(statements, ctx),
        }
    }

    fn toggle(&self, span: Span, ctx: Ctx<'_>) -> (Did, Vec<Change>) {
        let span = ctx.source.tidy(span);
        let Some(mark) = self.on(span, ctx.source) else {
            return (Did::Bookmark, vec![new(ctx, span, true)]);
        };
        let did = if mark.bookmark { Did::Unbookmark } else { Did::Bookmark };
        if mark.bookmark && mark.note.is_empty() && mark.letters.is_empty() {
            return (did, vec![gone(mark, true)]);
        }
        let before = stands(mark.place.clone(), mark.bookmark);
        (did, vec![Change { id: mark.id, before, after: stands(mark.place.clone(), !mark.bookmark) }])
    }

    fn set_letter(&self, letter: char, span: Span, ctx: Ctx<'_>) -> Vec<Change> {
        let (holder, target) = (self.lettered(letter), self.on(span, ctx.source));
        if holder.is_some() && holder.map(|mark| mark.id) == target.map(|mark| mark.id) {
            return Vec::new();
        }
        let mut changes = Vec::new();
        // Where two writers set the letter in two places, all of them lose it.
        for mark in self.list.iter().filter(|mark| mark.letters.contains(&letter)) {
            if target.is_some_and(|target| target.id == mark.id) {
                continue;
            }
            changes.push(Change {
                id: mark.id,
                before: Value::Letter(letter, true),
                after: Value::Letter(letter, false),
            });
            if !mark.bookmark && mark.note.is_empty() && mark.letters.len() == 1 {
                changes.push(gone(mark, false));
            }
        }
        let id = target.map_or(MarkId(ctx.id), |mark| mark.id);
        if target.is_none() {
            changes.push(new(ctx, span, false));
        }
        changes.push(Change { id, before: Value::Letter(letter, false), after: Value::Letter(letter, true) });
        changes
    }

    fn state(&self, statements: Vec<Statement>, ctx: Ctx<'_>) -> (Did, Vec<Change>) {
        let about = statements.first().map_or(About::Role, |statement| statement.fact.about);
        let mut changes = Vec::new();
        for (nth, Statement { id, fact }) in statements.into_iter().enumerate() {
            let new = || if fact.place.is_none() { register(&fact) } else { MarkId(ctx.id.wrapping_add(nth as u64)) };
            let id = id.unwrap_or_else(new);
            let before = self.stated.iter().find(|stated| stated.id == id);
            let before = before.map(|stated| Fact { since: Some(stated.since()), ..stated.fact.clone() });
            let before = before.unwrap_or_else(|| Fact { value: None, ..fact.clone() });
            // Said once more, an overruled correction counts again.
            let last = self.stated.iter().rfind(|stated| stated.fact.about.in_turn());
            let again = fact.about.in_turn() && fact.value.is_some() && last.is_none_or(|last| last.id != id);
            if before.value != fact.value || before.place != fact.place || again {
                changes.push(Change { id, before: Value::Fact(Box::new(before)), after: Value::Fact(Box::new(fact)) });
            }
        }
        (Did::Stated(about), changes)
    }

    /// Writes each change as an event and takes it in.
    fn write(&mut self, changes: &[Change], ctx: Ctx<'_>) -> Vec<Event> {
        let mut events = Vec::with_capacity(changes.len());
        for Change { id, after, .. } in changes {
            let heads = || Some(self.log.note_heads(*id));
            let what = match after.clone() {
                Value::Stands(Some((place, bookmark))) => What::Mark { place, bookmark },
                Value::Stands(None) => What::Delete { over: heads() },
                Value::Note(text) => What::Note { text, over: heads() },
                Value::Letter(letter, on) => What::Name { letter, on },
                Value::Fact(fact) => What::Fact(fact),
            };
            events.push(self.take_in(*id, what, ctx));
        }
        self.sort();
        events
    }

    /// Makes an event of what is said of a mark, and takes it in.
    fn take_in(&mut self, id: MarkId, what: What, ctx: Ctx<'_>) -> Event {
        let stamp = Stamp { rev: self.log.next_rev(id), at: ctx.now, by: CleanText::line(ctx.writer) };
        let event = Event { id, stamp, what, raw: None };
        self.log.insert(event.clone());
        self.list.retain(|mark| mark.id != id);
        self.stated.retain(|stated| stated.id != id);
        self.refresh([id], Some(ctx.source));
        event
    }

    /// Whether a field has this value. A mark that does not stand has neither note nor letters, whatever it had.
    fn is_now(&self, id: MarkId, value: &Value) -> bool {
        let state = self.log.state(id);
        match (value, &state) {
            (Value::Fact(fact), _) => {
                let same = |now: Stated| now.fact.value == fact.value && now.fact.place == fact.place;
                self.log.stated(id).map_or(fact.value.is_none(), same)
            }
            (Value::Stands(None), state) => state.as_ref().is_none_or(|state| !state.alive),
            (Value::Stands(Some((place, bookmark))), Some(state)) => {
                state.alive && state.bookmark == *bookmark && state.place == **place
            }
            (Value::Note(text), state) => match state.as_ref().filter(|state| state.alive) {
                Some(state) => state.note == *text,
                None => text.is_empty(),
            },
            (Value::Letter(letter, on), state) => {
                state.as_ref().is_some_and(|state| state.alive && state.letters.contains(letter)) == *on
            }
            (Value::Stands(Some(_)), None) => false,
        }
    }

    fn refresh(&mut self, ids: impl IntoIterator<Item = MarkId>, source: Option<Source<'_>>) {
        let known = self.list.len();
        for id in ids {
            self.stated.extend(self.log.stated(id));
            let Some(state) = self.log.state(id).filter(|state| state.alive) else { continue };
            let State { place, bookmark, note, conflict, letters, created, updated, .. } = state;
            let tags = tags(&note);
            self.list.push(Mark { id, place, at: None, bookmark, note, conflict, tags, letters, created, updated });
        }
        if let Some(source) = source {
            self.look_up(known, source);
        }
    }

    /// Looks up the places of the marks from the `first` of the list on.
    fn look_up(&mut self, first: usize, source: Source<'_>) {
        let places: Vec<&Locator> = self.list[first..].iter().map(|mark| &mark.place).collect();
        let found = source.resolve_all(&places);
        for (mark, at) in self.list[first..].iter_mut().zip(found) {
            mark.at = Some(at);
        }
    }

    fn sort(&mut self) {
        self.stated.sort_by(|a, b| a.order().cmp(&b.order()));
        self.list.sort_by_key(|mark| {
            let span = mark.at.and_then(Resolved::span);
            (span.is_none(), span, mark.place.para, mark.place.byte, mark.created, mark.id)
        });
    }
}

fn set_note(mark: Option<&Mark>, span: Span, text: &str, ctx: Ctx<'_>) -> Vec<Change> {
    let text = CleanText::new(text.trim());
    match mark {
        Some(mark) => note_changes(mark, text),
        None if text.is_empty() => Vec::new(),
        None => {
            let note = Value::Note(CleanText::default());
            vec![new(ctx, span, false), Change { id: MarkId(ctx.id), before: note, after: Value::Note(text) }]
        }
    }
}

fn stands(place: Locator, bookmark: bool) -> Value {
    Value::Stands(Some((Box::new(place), bookmark)))
}

fn new(ctx: Ctx<'_>, span: Span, bookmark: bool) -> Change {
    let after = stands(ctx.source.capture(span), bookmark);
    Change { id: MarkId(ctx.id), before: Value::Stands(None), after }
}

fn gone(mark: &Mark, bookmark: bool) -> Change {
    Change { id: mark.id, before: stands(mark.place.clone(), bookmark), after: Value::Stands(None) }
}

fn note_changes(mark: &Mark, text: CleanText) -> Vec<Change> {
    if mark.note == text {
        return Vec::new();
    }
    let bare = text.is_empty() && !mark.bookmark && mark.letters.is_empty();
    let mut changes = vec![Change { id: mark.id, before: Value::Note(mark.note.clone()), after: Value::Note(text) }];
    changes.extend(bare.then(|| gone(mark, false)));
    changes
}

mod again;
#[cfg(test)]
mod tests;
