//! What the reader states about the document: a role that was recognised wrongly, who a speaker is, a topic of their own,
//! where the text was published. One statement is one register: the last event about it counts, and taking it back is an
//! event too. What a statement means is known to those who use it; here it is only kept, merged and undone.

use super::events::{MarkId, Stamp};
use crate::interview::locate::Locator;
use crate::text::CleanText;

/// What a statement is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum About {
    /// The role of a paragraph.
    Role,
    /// Where a paragraph is cut in two, or joined with the one before.
    Cut,
    /// A person: a name, what they do, which labels stand for them.
    Person,
    /// A topic: added, hidden or called otherwise.
    Topic,
    /// A detail that a citation needs and the file does not say.
    Detail,
}

impl About {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Role, Self::Cut, Self::Person, Self::Topic, Self::Detail];

    /// The kind of event in the file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Role => "role",
            Self::Cut => "cut",
            Self::Person => "person",
            Self::Topic => "topic",
            Self::Detail => "detail",
        }
    }

    /// The one with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|about| about.name() == name)
    }

    /// Whether a later statement of the kind can overrule an earlier one, also one about something else.
    pub(super) fn in_turn(self) -> bool {
        matches!(self, Self::Role | Self::Cut | Self::Person)
    }

    /// In a sentence such as "Taken back: correction".
    pub fn words(self) -> &'static str {
        match self {
            Self::Role | Self::Cut => "correction",
            Self::Person => "correction of a person",
            Self::Topic => "change of a topic",
            Self::Detail => "detail of the source",
        }
    }
}

/// One statement with its value.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Fact {
    /// What it is about.
    pub about: About,
    /// Which topic, person or detail; empty where the place says it all.
    pub key: CleanText,
    /// What is stated; `None` once it was taken back.
    pub value: Option<CleanText>,
    /// The place it is about, if it is about one.
    pub place: Option<Box<Locator>>,
    /// The time from which it counts among the corrections, in milliseconds since 1970, where that is not the time of its
    /// event: a correction that undo brings back has its old turn again, since later ones overrule earlier ones.
    pub since: Option<u64>,
}

/// A statement to make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The earlier statement that it replaces. `None` for a new one, and for one that its key alone names: two programs
    /// that state something of one key write to one register.
    pub id: Option<MarkId>,
    /// What it says.
    pub fact: Fact,
}

impl Statement {
    /// A statement that only its key names.
    pub fn keyed(about: About, key: &str, value: Option<&str>) -> Self {
        let fact =
            Fact { about, key: CleanText::line(key), value: value.map(CleanText::new), place: None, since: None };
        Self { id: None, fact }
    }

    /// A new statement about a place.
    pub fn at(about: About, place: Locator, value: &str) -> Self {
        let value = Some(CleanText::new(value));
        let place = Some(Box::new(place));
        Self { id: None, fact: Fact { about, key: CleanText::default(), value, place, since: None } }
    }
}

/// A statement as it stands now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// Its name in the file.
    pub id: MarkId,
    /// What it says; its value is there.
    pub fact: Fact,
    /// When it was last made, and by whom.
    pub stamp: Stamp,
}

impl Stated {
    /// The time from which it counts, in milliseconds since 1970.
    pub fn since(&self) -> u64 {
        self.fact.since.unwrap_or(self.stamp.at)
    }

    /// What statements are sorted by: the oldest first.
    pub(super) fn order(&self) -> (u64, &Stamp, MarkId) {
        (self.since(), &self.stamp, self.id)
    }
}

/// The name of the register of a statement that has no place: the same in every copy of the marks. FNV-1a (Fowler, Noll and
/// Vo) over kind and key.
pub(super) fn register(fact: &Fact) -> MarkId {
    let bytes = fact.about.name().bytes().chain([0]).chain(fact.key.bytes());
    MarkId(bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)))
}
