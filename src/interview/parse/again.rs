//! What a corrected reading keeps of the uncorrected one: the people, what kind of text it is, and the way it was read, so
//! that one correction changes nothing that it does not speak of.

use std::ops::Range;

use super::roles::{self, Plan};
use super::{cast as names, who};
use crate::interview::given::Does;
use crate::interview::{Interview, Person, PersonId};
use crate::text::CleanText;

/// A document as recognition read it, before cuts and names.
#[derive(Clone, Debug, Default)]
pub struct Read {
    /// The interview.
    pub interview: Interview,
    /// How its roles were found. `None` where nothing was inferred.
    pub way: Option<Way>,
}

impl From<Interview> for Read {
    fn from(interview: Interview) -> Self {
        Self { interview, way: None }
    }
}

/// The way that was taken.
#[derive(Clone, Debug)]
pub struct Way {
    /// What the questions were told by, or what a text without any reads like.
    pub how: String,
    /// Whether it reads like something that is no interview.
    pub like: bool,
    /// Whether labels say who speaks.
    pub labelled: bool,
    /// Whether it was read as talk; `None` where that was not asked.
    pub spoken: Option<bool>,
    /// Which of the sentences for the reader are about the people.
    pub who: Range<usize>,
}

impl Way {
    /// Says anew how it was read, where corrections changed how many questions there are and who speaks.
    pub fn tell(&self, interview: &mut Interview) {
        if let Some(first) = interview.why.first_mut() {
            *first = roles::told_by(&self.how, self.like, interview.exchanges.len());
        }
        let who = who::explain(interview, self.labelled);
        interview.why.splice(self.who.clone(), who);
    }
}

/// Everyone in the interview, and for each speaker of the labels who that is, by the names of the uncorrected reading.
/// `None` where it knew no talk.
pub fn cast(base: &Interview, plan: &Plan) -> Option<(Vec<Person>, Vec<Option<PersonId>>)> {
    if base.exchanges.is_empty() {
        return None;
    }
    let mut people = base.people.clone();
    let Some(speakers) = &plan.speakers else {
        let ids = sides(&people);
        return Some((people, ids));
    };
    let mut ids = Vec::new();
    for speaker in speakers.all.iter().take(usize::from(u16::MAX)) {
        let labels: Vec<CleanText> = speaker.labels.iter().map(|label| CleanText::line(label)).collect();
        let known = people.iter().position(|person| labels.iter().any(|label| person.answers_to(label)));
        let role = names::role_of(speaker);
        let at = known.unwrap_or_else(|| {
            let name = labels.iter().max_by_key(|label| label.len()).cloned().unwrap_or_default();
            people.push(Person { name, role, labels, about: None });
            people.len() - 1
        });
        let id = Some(PersonId(at as u16));
        if !ids.contains(&id) && Does::of(people[at].role) != Does::of(role) {
            people[at].role = role;
        }
        ids.push(id);
    }
    Some((people, ids))
}

/// The only one who asks, and the only one who answers: who speaks where no label says it.
pub fn sides(people: &[Person]) -> Vec<Option<PersonId>> {
    [Does::Asks, Does::Answers].map(|side| only(people, side)).to_vec()
}

/// The only one on a side of the talk.
pub fn only(people: &[Person], side: Does) -> Option<PersonId> {
    let mut of = (0..people.len()).filter(|&at| Does::of(people[at].role) == side);
    of.next().filter(|_| of.next().is_none()).map(|at| PersonId(at as u16))
}
