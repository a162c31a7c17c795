//! From events to marks. The events of a mark form a set, and the mark is a function of that set: so files can be joined
//! in any order, any number of times, with one result.

use std::collections::{BTreeMap, BTreeSet};

use super::events::{Event, MarkId, Seen, Stamp, What};
use super::facts::Stated;
use crate::interview::locate::Locator;
use crate::text::CleanText;

/// All events known of all marks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Log(BTreeMap<MarkId, BTreeSet<Event>>);

/// What the events of one mark amount to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// Whether the mark stands; a mark that was removed still has its other fields, for undo.
    pub alive: bool,
    /// Its place.
    pub place: Locator,
    /// Whether it is a bookmark in its own right.
    pub bookmark: bool,
    /// Its note; empty for none. Where two writers changed it at once, both texts, with an empty line between.
    pub note: CleanText,
    /// Whether the note is two texts that were written at once.
    pub conflict: bool,
    /// Its letters, in order.
    pub letters: Vec<char>,
    /// When each letter was set, in the same order.
    pub(super) lettered: Vec<Stamp>,
    /// Milliseconds since 1970 of the first event.
    pub created: u64,
    /// Milliseconds since 1970 of the last event.
    pub updated: u64,
}

impl Log {
    /// Adds an event; `false` if it was known.
    pub fn insert(&mut self, event: Event) -> bool {
        self.0.entry(event.id).or_default().insert(event)
    }

    /// Every event, the marks in the order of their identifiers and the events of each by revision.
    pub fn events(&self) -> impl Iterator<Item = &Event> {
        self.0.values().flat_map(|events| {
            let mut events: Vec<_> = events.iter().collect();
            events.sort_by_key(|event| &event.stamp);
            events
        })
    }

    /// The revision that a new event of the mark gets.
    pub fn next_rev(&self, id: MarkId) -> u64 {
        let last = self.of(id).map(|event| event.stamp.rev).max();
        last.unwrap_or(0).saturating_add(1)
    }

    /// The note events that nothing has replaced yet.
    pub fn note_heads(&self, id: MarkId) -> Vec<Seen> {
        self.heads(id).into_iter().map(|(e, _)| Seen { rev: e.stamp.rev, by: e.stamp.by.clone() }).collect()
    }

    /// The note event of this writer with this text, where others wrote the note at the same time.
    pub fn own_head(&self, id: MarkId, text: &str, writer: &str) -> Option<Seen> {
        let heads = self.heads(id);
        let own = |(event, said): &&(&Event, &CleanText)| said.as_str() == text && event.stamp.by.as_str() == writer;
        let (event, _) = heads.iter().find(own).filter(|_| heads.len() > 1)?;
        Some(Seen { rev: event.stamp.rev, by: event.stamp.by.clone() })
    }

    /// What is stated in this register; `None` if nothing is, or if it was taken back.
    pub fn stated(&self, id: MarkId) -> Option<Stated> {
        let facts = self.of(id).filter_map(|event| match &event.what {
            What::Fact(fact) => Some((&event.stamp, fact)),
            _ => None,
        });
        let (stamp, fact) = facts.max()?;
        fact.value.is_some().then(|| Stated { id, fact: (**fact).clone(), stamp: stamp.clone() })
    }

    fn of(&self, id: MarkId) -> impl Iterator<Item = &Event> {
        self.0.get(&id).into_iter().flatten()
    }

    fn heads(&self, id: MarkId) -> Vec<(&Event, &CleanText)> {
        let notes = || {
            self.of(id).filter_map(|event| match &event.what {
                What::Note { text, over } => Some((event, text, over.as_ref())),
                _ => None,
            })
        };
        let replaced = |event: &Event| {
            notes().any(|(other, _, over)| {
                // One writer's own notes follow each other, also where a line between was damaged.
                let own = other.stamp.by == event.stamp.by && event.stamp < other.stamp;
                other != event && (own || event.seen(over, other.stamp.rev))
            })
        };
        let mut heads: Vec<_> = notes().filter(|(event, ..)| !replaced(event)).collect();
        heads.sort_by(|a, b| (&a.0.stamp, a.1).cmp(&(&b.0.stamp, b.1)));
        heads.into_iter().map(|(event, text, _)| (event, text)).collect()
    }

    /// What the mark is now; `None` if no event says where it stands.
    pub fn state(&self, id: MarkId) -> Option<State> {
        let latest = |wanted: &dyn Fn(&What) -> bool| {
            self.of(id).filter(|event| wanted(&event.what)).max_by(|a, b| (&a.stamp, *a).cmp(&(&b.stamp, *b)))
        };
        let placed = latest(&|what| matches!(what, What::Mark { .. }))?;
        let What::Mark { place, bookmark } = &placed.what else { return None };
        let standing = latest(&|what| matches!(what, What::Mark { .. } | What::Delete { .. }))?;
        let deletes = || {
            self.of(id).filter_map(|event| match &event.what {
                What::Delete { over } => Some((over.as_ref(), event.stamp.rev)),
                _ => None,
            })
        };
        let heads = self.heads(id);
        let unseen = |(event, text): &(&Event, &CleanText)| {
            !text.is_empty() && !deletes().any(|(over, rev)| event.seen(over, rev))
        };
        let alive = matches!(standing.what, What::Mark { .. }) || heads.iter().any(unseen);
        let mut texts: Vec<&str> = Vec::new();
        for (_, text) in &heads {
            if !text.is_empty() && !texts.contains(&text.as_str()) {
                texts.push(text);
            }
        }
        let letters: BTreeSet<char> = self
            .of(id)
            .filter_map(|event| match event.what {
                What::Name { letter, .. } => Some(letter),
                _ => None,
            })
            .collect();
        let set = |&letter: &char| {
            let last = latest(&|what| matches!(what, What::Name { letter: l, .. } if *l == letter))?;
            matches!(last.what, What::Name { on: true, .. }).then(|| (letter, last.stamp.clone()))
        };
        let (letters, lettered) = letters.iter().filter_map(set).unzip();
        let by_stamp = |a: &&Event, b: &&Event| a.stamp.cmp(&b.stamp);
        Some(State {
            alive,
            place: (**place).clone(),
            bookmark: *bookmark && matches!(standing.what, What::Mark { .. }),
            note: CleanText::from(texts.join("\n\n")),
            conflict: texts.len() > 1,
            letters,
            lettered,
            created: self.of(id).min_by(by_stamp).map_or(0, |event| event.stamp.at),
            updated: self.of(id).max_by(by_stamp).map_or(0, |event| event.stamp.at),
        })
    }
}
