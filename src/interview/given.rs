//! What a reader states about a document where recognition was wrong, in places of the uncorrected reading.
//!
//! Statements are hard: recognition goes around them. They never change a word: a paragraph may be cut in two or joined
//! with the one before, but the words stay in their order, so that the folded text of a document is the same under any
//! corrections. [`Layout`] leads from the places of one reading to those of the other.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::{Anchor, Interview, ParaId, Person, PersonRole, Role};
use crate::text::CleanText;

/// What a paragraph is stated to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum As {
    /// Part of what is asked.
    Question,
    /// Part of a reply.
    Answer,
    /// A remark inside the answer; it keeps its speaker.
    Aside,
    /// A remark inside the answer by nobody in the talk: an editor's.
    Note,
    /// Introduction; so is all before it.
    Front,
    /// Closing notes; so is all after it.
    Closing,
    /// Page furniture.
    Page,
}

impl As {
    /// All of them, in the order of the panel.
    pub const ALL: [Self; 7] =
        [Self::Question, Self::Answer, Self::Aside, Self::Note, Self::Front, Self::Closing, Self::Page];

    /// The role of the paragraph.
    pub fn role(self) -> Role {
        match self {
            Self::Question => Role::Question,
            Self::Answer => Role::Answer,
            Self::Aside | Self::Note => Role::Aside,
            Self::Front => Role::Front,
            Self::Closing => Role::Closing,
            Self::Page => Role::Page,
        }
    }

    /// The word in the marks file.
    pub fn word(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::Answer => "answer",
            Self::Aside => "aside",
            Self::Note => "note",
            Self::Front => "front",
            Self::Closing => "closing",
            Self::Page => "page",
        }
    }

    /// The one with this word.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|this| this.word() == word)
    }

    /// "a question", for sentences.
    pub fn phrase(self) -> &'static str {
        match self {
            Self::Question => "a question",
            Self::Answer => "an answer",
            Self::Aside => "an aside",
            Self::Note => "an editor’s note",
            Self::Front => "introduction",
            Self::Closing => "closing notes",
            Self::Page => "page furniture",
        }
    }

    /// What a paragraph was recognised as.
    pub fn of(role: Role) -> Option<Self> {
        match role {
            Role::Question => Some(Self::Question),
            Role::Answer => Some(Self::Answer),
            Role::Aside => Some(Self::Aside),
            Role::Front | Role::Title => Some(Self::Front),
            Role::Closing => Some(Self::Closing),
            Role::Page => Some(Self::Page),
            Role::Section => None,
        }
    }
}

/// What a person is stated to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Does {
    /// Asks.
    Asks,
    /// Answers.
    Answers,
    /// Neither.
    Other,
}

impl Does {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Asks, Self::Answers, Self::Other];

    /// The word in the marks file, and in sentences.
    pub fn word(self) -> &'static str {
        match self {
            Self::Asks => "asks",
            Self::Answers => "answers",
            Self::Other => "other",
        }
    }

    /// The one with this word.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|this| this.word() == word)
    }

    /// What a person with this role does.
    pub fn of(role: PersonRole) -> Self {
        match role {
            PersonRole::Interviewer | PersonRole::Moderator => Self::Asks,
            PersonRole::Interviewee | PersonRole::Narrator => Self::Answers,
            PersonRole::Audience | PersonRole::Other => Self::Other,
        }
    }

    /// The role of a person who does this.
    pub fn role(self) -> PersonRole {
        match self {
            Self::Asks => PersonRole::Interviewer,
            Self::Answers => PersonRole::Interviewee,
            Self::Other => PersonRole::Other,
        }
    }

    /// The other side of the talk.
    #[must_use]
    pub fn opposite(self) -> Self {
        match self {
            Self::Asks => Self::Answers,
            Self::Answers => Self::Asks,
            Self::Other => Self::Other,
        }
    }
}

/// One statement.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Wish {
    /// A paragraph begins here.
    Split(Anchor),
    /// What begins here goes on with the paragraph before.
    Join(Anchor),
    /// The paragraph that begins here is this.
    Is(Anchor, As),
    /// The paragraph that begins here is spoken by this one: the key of a person ([`Person::key`]), or a new name.
    Says(Anchor, CleanText),
    /// The person with this key is called so.
    Name(CleanText, CleanText),
    /// The person with this key does this.
    Does(CleanText, Does),
}

/// Statements in the order in which they were made: of two that exclude each other the later one counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given(pub Vec<Wish>);

impl Given {
    /// Whether nothing is stated.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Those that recognition can be told before it begins: what is said of paragraphs that stay whole, and of people.
    /// The rest, cuts above all, is laid over what was recognised, so that a cut moves nothing else.
    #[must_use]
    pub fn of_whole_paragraphs(&self) -> Self {
        let cut = |wish: &Wish| match wish {
            Wish::Split(at) => Some(at.para),
            Wish::Join(at) => Some(at.para),
            _ => None,
        };
        let cut: BTreeSet<ParaId> = self.0.iter().filter_map(cut).collect();
        let whole = |wish: &&Wish| match wish {
            Wish::Is(at, _) | Wish::Says(at, _) => at.byte == 0 && !cut.contains(&at.para),
            Wish::Does(..) => true,
            Wish::Split(_) | Wish::Join(_) | Wish::Name(..) => false,
        };
        Self(self.0.iter().filter(whole).cloned().collect())
    }
}

impl Person {
    /// What names the person in statements, also after they were renamed: the first label, which the source has, or
    /// else the name.
    pub fn key(&self) -> &CleanText {
        self.labels.first().unwrap_or(&self.name)
    }

    /// Whether a statement's key means this person.
    pub fn answers_to(&self, key: &str) -> bool {
        self.name.as_str() == key || self.labels.iter().any(|label| label.as_str() == key)
    }
}

/// What a paragraph is made of: paragraphs of the uncorrected reading, with their bytes.
pub type Parts = Vec<(usize, Range<usize>)>;

/// A stretch of text that both readings have in one paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    /// Where it begins in the corrected reading.
    at: Anchor,
    /// Where it begins in the uncorrected one.
    base: Anchor,
    /// Its bytes.
    len: u32,
}

/// How the paragraphs of a corrected reading lie over those of the uncorrected one. Both have the same words in one
/// order. The default stands for readings that are cut alike.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    pieces: Vec<Piece>,
}

impl Layout {
    /// From the pieces of every paragraph.
    fn of(paragraphs: &[Parts]) -> Self {
        let mut pieces = Vec::with_capacity(paragraphs.len());
        for (para, parts) in paragraphs.iter().enumerate() {
            let mut byte = 0;
            for (base, range) in parts {
                pieces.push(Piece {
                    at: Anchor { para: ParaId(para as u32), byte },
                    base: Anchor { para: ParaId(*base as u32), byte: range.start as u32 },
                    len: range.len() as u32,
                });
                byte += range.len() as u32 + 1;
            }
        }
        Self { pieces }
    }

    /// Whether both readings are cut alike.
    pub fn is_same(&self) -> bool {
        self.pieces.is_empty()
    }

    /// From a place of the corrected reading to the same words in the uncorrected one.
    pub fn to_base(&self, at: Anchor) -> Anchor {
        let after = self.pieces.partition_point(|piece| piece.at <= at);
        let Some(piece) = after.checked_sub(1).map(|last| self.pieces[last]).filter(|piece| piece.at.para == at.para)
        else {
            return at;
        };
        Anchor { para: piece.base.para, byte: piece.base.byte + (at.byte - piece.at.byte).min(piece.len) }
    }

    /// From a place of the uncorrected reading to the same words in the corrected one.
    pub fn from_base(&self, base: Anchor) -> Anchor {
        let after = self.pieces.partition_point(|piece| piece.base <= base);
        let before = after.checked_sub(1).map(|last| self.pieces[last]);
        let Some(piece) = before.filter(|piece| piece.base.para == base.para) else { return base };
        let into = base.byte - piece.base.byte;
        // The blanks between two pieces go with what follows, if that is of the same paragraph.
        match self.pieces.get(after).filter(|next| next.base.para == base.para && into > piece.len) {
            Some(next) => next.at,
            None => Anchor { para: piece.at.para, byte: piece.at.byte + into.min(piece.len) },
        }
    }

    /// For each paragraph of the uncorrected reading that has any, the first and the last place it has here.
    pub fn stretches(&self) -> Vec<(Anchor, Anchor)> {
        let mut all: Vec<(Anchor, Anchor)> = Vec::new();
        for piece in &self.pieces {
            let end = Anchor { para: piece.at.para, byte: piece.at.byte + piece.len };
            let base = piece.base.para.0 as usize;
            match all.get_mut(base) {
                Some(known) => known.1 = end,
                None => all.resize(base + 1, (piece.at, end)),
            }
        }
        all
    }
}

/// The paragraphs after splitting and joining, each with its pieces; `None` where none is split or joined. `text` gives
/// the paragraphs of the uncorrected reading, `joins` whether one may go on with the one before. Adds the numbers of
/// statements that could not be followed to `idle`.
pub fn recut<'a>(
    count: usize,
    text: &dyn Fn(usize) -> &'a str,
    joins: &dyn Fn(usize) -> bool,
    given: &Given,
    idle: &mut Vec<usize>,
) -> Option<(Vec<Parts>, Layout)> {
    let mut splits: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    let mut joined: BTreeSet<usize> = BTreeSet::new();
    for (number, wish) in given.0.iter().enumerate() {
        let (at, split) = match wish {
            Wish::Split(at) => (at, true),
            Wish::Join(at) => (at, false),
            _ => continue,
        };
        let (para, byte) = (at.para.0 as usize, at.byte as usize);
        let parts = (para < count).then(|| text(para).split_at_checked(byte)).flatten();
        let followed = match parts {
            None => false,
            Some((before, _)) if before.trim().is_empty() && split => joined.remove(&para),
            Some((before, _)) if before.trim().is_empty() => para > 0 && joins(para) && joined.insert(para),
            Some((_, after)) if after.trim().is_empty() => false,
            Some(_) if split => splits.entry(para).or_default().insert(byte),
            Some(_) => splits.get_mut(&para).is_some_and(|known| known.remove(&byte)),
        };
        if !followed {
            idle.push(number);
        }
    }
    if joined.is_empty() && splits.values().all(BTreeSet::is_empty) {
        return None;
    }
    let mut out: Vec<Parts> = Vec::with_capacity(count);
    for para in 0..count {
        let whole = text(para);
        let mut from = 0;
        let ends = splits.get(&para).into_iter().flatten().copied().chain([whole.len()]);
        for (nth, end) in ends.enumerate() {
            let piece = &whole[from..end];
            let start = from + (piece.len() - piece.trim_start().len());
            let stop = from + piece.trim_end().len();
            // The ends of a paragraph that is not cut stay as they are.
            let range = if nth == 0 && end == whole.len() { 0..end } else { start..stop.max(start) };
            match out.last_mut().filter(|_| nth == 0 && joined.contains(&para)) {
                Some(last) => last.push((para, range)),
                None => out.push(vec![(para, range)]),
            }
            from = end;
        }
    }
    let layout = Layout::of(&out);
    Some((out, layout))
}

/// Which statements about roles count, for `count` paragraphs: of those that exclude each other the later one. `wishes`
/// are (paragraph, number of the statement, what it is), in the order they were made.
pub fn accept(count: usize, wishes: &[(usize, usize, As)], idle: &mut Vec<usize>) -> Vec<Option<As>> {
    let mut fixed = vec![None; count];
    let (mut front, mut talk, mut closing): (Option<usize>, Option<(usize, usize)>, Option<usize>) = (None, None, None);
    for &(at, number, what) in wishes.iter().rev() {
        let after_front = front.is_none_or(|front| front < at);
        let before_closing = closing.is_none_or(|closing| at < closing);
        let fits = match what.role() {
            Role::Front => talk.is_none_or(|(first, _)| at < first) && before_closing,
            Role::Closing => talk.is_none_or(|(_, last)| last < at) && after_front,
            Role::Page => true,
            _ => after_front && before_closing,
        };
        if !fits || fixed[at].is_some() {
            idle.push(number);
            continue;
        }
        fixed[at] = Some(what);
        match what.role() {
            Role::Front => front = front.max(Some(at)),
            Role::Closing => closing = Some(closing.map_or(at, |closing| closing.min(at))),
            Role::Page => {}
            _ => talk = Some(talk.map_or((at, at), |(first, last)| (first.min(at), last.max(at)))),
        }
    }
    fixed
}

/// Lets the statements have their way over the roles that were found, and brings the roles around them into an order
/// that an interview can have.
pub fn impose(roles: &mut [Role], fixed: &[Option<As>]) {
    let is = |at: usize, of: &[Role]| fixed[at].is_some_and(|what| of.contains(&what.role()));
    let talk = [Role::Question, Role::Answer, Role::Aside];
    if fixed.iter().all(Option::is_none) {
        return;
    }
    for (role, what) in roles.iter_mut().zip(fixed) {
        *role = what.map_or(*role, As::role);
    }
    let all = 0..roles.len();
    if let Some(last) = all.clone().rev().find(|&at| is(at, &[Role::Front])) {
        for role in roles[..last].iter_mut().filter(|role| !matches!(role, Role::Page | Role::Title)) {
            *role = Role::Front;
        }
    }
    if let Some(last) = all.clone().rev().find(|&at| is(at, &talk)) {
        for role in roles[..last].iter_mut().filter(|role| **role == Role::Closing) {
            *role = Role::Answer;
        }
    }
    if let Some(first) = all.clone().find(|&at| is(at, &[Role::Closing])) {
        for role in roles[first..].iter_mut().filter(|role| **role != Role::Page) {
            *role = Role::Closing;
        }
    }
    // An answer needs somebody who asks: what stands right before it.
    let first = roles.iter().position(|role| *role == Role::Question).unwrap_or(roles.len());
    if let Some(answer) = all.into_iter().find(|&at| is(at, &[Role::Answer, Role::Aside])).filter(|at| *at < first)
        && let Some(asks) = (0..answer)
            .rev()
            .find(|&at| !matches!(roles[at], Role::Page | Role::Title))
            .filter(|&at| fixed[at].is_none())
    {
        roles[asks] = Role::Question;
    }
    super::parse::order::order(roles);
}

/// Calls a person so, everywhere. Says whether somebody has this key.
pub fn rename(interview: &mut Interview, key: &str, name: &CleanText) -> bool {
    let people = &mut interview.people;
    let Some(at) = people.iter().position(|person| person.answers_to(key)) else { return false };
    if people[at].name == *name {
        return true;
    }
    let other = (0..people.len()).find(|&other| other != at && people[other].name == *name);
    let old = std::mem::replace(&mut people[at].name, name.clone());
    if !people[at].labels.contains(&old) {
        people[at].labels.push(old);
    }
    if let Some(other) = other {
        // Somebody known by that name already: one person.
        let (keep, gone) = (at.min(other), at.max(other));
        let does = people[at].role;
        let removed = people.remove(gone);
        let kept = &mut people[keep];
        kept.role = does;
        kept.about = kept.about.take().or(removed.about);
        for label in removed.labels {
            if !kept.labels.contains(&label) {
                kept.labels.push(label);
            }
        }
        for speaker in interview.paragraphs.iter_mut().filter_map(|paragraph| paragraph.speaker.as_mut()) {
            match usize::from(speaker.0) {
                same if same == gone => speaker.0 = keep as u16,
                later if later > gone => speaker.0 -= 1,
                _ => {}
            }
        }
    }
    true
}
