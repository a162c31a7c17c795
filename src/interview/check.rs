//! What always holds of an interview: the rules that tests and fuzzing check on any input.

use super::{Exchange, Ids, Interview, ParaId, Role};

/// The exchanges that a list of roles makes: a question (with the sections directly above it) opens one, unless the
/// question before it is still unanswered.
pub fn exchanges(roles: impl Iterator<Item = Role> + Clone) -> Vec<Exchange> {
    // Of a book a list that grows as it is filled takes twice its size at the end.
    let most = roles.clone().filter(|role| *role == Role::Question).count();
    let mut all: Vec<Exchange> = Vec::with_capacity(most);
    let mut sections = Ids::new();
    for (index, role) in roles.enumerate() {
        let id = ParaId(index as u32);
        match role {
            Role::Section => sections.push(id),
            Role::Question => {
                let unanswered = all.last_mut().filter(|open| open.answer.is_empty() && sections.is_empty());
                if let Some(open) = unanswered {
                    open.question.push(id);
                } else {
                    let section = std::mem::take(&mut sections);
                    all.push(Exchange { section, question: Ids::from_iter([id]), answer: Ids::new() });
                }
            }
            Role::Answer | Role::Aside => {
                if let Some(open) = all.last_mut() {
                    open.answer.push(id);
                }
            }
            _ => {}
        }
    }
    all.shrink_to_fit();
    all
}

/// How many exchanges a list of roles makes (see [`exchanges`]).
pub fn count(roles: impl Iterator<Item = Role>) -> usize {
    // Whether sections stand above what comes, and whether the last question has an answer.
    let (mut count, mut sections, mut answered) = (0, false, true);
    for role in roles {
        match role {
            Role::Section => sections = true,
            Role::Question if sections || answered => (count, sections, answered) = (count + 1, false, false),
            Role::Answer | Role::Aside => answered = true,
            _ => {}
        }
    }
    count
}

impl Interview {
    /// Whether every paragraph is in exactly one place that fits its role, holds text of one line, and comes from the
    /// source in order. The error says what is wrong, for whoever mends the program.
    pub fn check(&self) -> Result<(), String> {
        let mut places = vec![0_usize; self.paragraphs.len()];
        for (number, exchange) in self.exchanges.iter().enumerate() {
            if exchange.question.is_empty() {
                return Err(format!("exchange {number} has no question"));
            }
            let parts: [(&[ParaId], &[Role]); 3] = [
                (&exchange.section, &[Role::Section]),
                (&exchange.question, &[Role::Question]),
                (&exchange.answer, &[Role::Answer, Role::Aside]),
            ];
            for (ids, roles) in parts {
                for id in ids {
                    let paragraph =
                        self.paragraphs.get(id.0 as usize).ok_or(format!("paragraph {} is not there", id.0))?;
                    places[id.0 as usize] += 1;
                    if !roles.contains(&paragraph.role) {
                        return Err(format!("paragraph {} is {:?} in exchange {number}", id.0, paragraph.role));
                    }
                }
            }
        }
        let mut end = 0;
        for (index, paragraph) in self.paragraphs.iter().enumerate() {
            let apart = matches!(paragraph.role, Role::Title | Role::Front | Role::Closing | Role::Page)
                || (paragraph.role == Role::Section && self.exchanges.is_empty());
            if places[index] != usize::from(!apart) {
                return Err(format!("paragraph {index} ({:?}) is in {} exchanges", paragraph.role, places[index]));
            }
            if paragraph.text.trim().is_empty() || paragraph.text.contains('\n') {
                return Err(format!("paragraph {index} is no line of text: {:?}", paragraph.text));
            }
            if paragraph.source.start < end || paragraph.source.end < paragraph.source.start {
                return Err(format!("paragraph {index} comes from {:?}, before {end}", paragraph.source));
            }
            end = paragraph.source.start;
            if paragraph.speaker.is_some_and(|who| usize::from(who.0) >= self.people.len()) {
                return Err(format!("paragraph {index} is spoken by nobody"));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn as_many_are_counted_as_are_made(numbers in prop::collection::vec(0_usize..5, 0..30)) {
            let all = [Role::Section, Role::Question, Role::Answer, Role::Aside, Role::Page];
            let roles = || numbers.iter().map(|number| all[*number]);
            prop_assert_eq!(count(roles()), exchanges(roles()).len());
        }
    }
}
