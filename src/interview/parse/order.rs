//! The order that roles can have in an interview, and what a note is by its place in it.

use super::raw::Raw;
use crate::interview::Role;

/// What a note is, by the first question and the last paragraph of the talk.
pub fn note(index: usize, first: Option<usize>, last: Option<usize>) -> Role {
    match (first, last) {
        (Some(first), _) if index < first => Role::Front,
        (Some(_), Some(last)) if index < last => Role::Aside,
        (Some(_), _) => Role::Closing,
        (None, _) => Role::Front,
    }
}

/// Brings roles into an order that an interview can have: introduction, exchanges, closing notes, with furniture
/// anywhere and sections only directly above a question.
pub fn order(roles: &mut [Role]) {
    let Some(first) = roles.iter().position(|role| *role == Role::Question) else {
        for role in roles.iter_mut().filter(|role| matches!(role, Role::Answer | Role::Aside)) {
            *role = Role::Front;
        }
        return;
    };
    let last = roles.iter().rposition(|role| *role == Role::Question).unwrap_or(first);
    let mut above = true;
    for index in (0..=last).rev() {
        let role = &mut roles[index];
        let inside = index > first;
        match *role {
            Role::Question => above = true,
            Role::Page => {}
            // A remark below a heading belongs to the answer before it, and the heading still to what follows.
            Role::Aside if inside => {}
            Role::Section if above => {}
            Role::Section | Role::Closing | Role::Front | Role::Title | Role::Answer if inside => {
                above = false;
                *role = Role::Answer;
            }
            Role::Title => above = false,
            _ => {
                above = false;
                *role = Role::Front;
            }
        }
    }
    let mut closed = false;
    for role in &mut roles[last + 1..] {
        closed |= *role == Role::Closing;
        *role = match *role {
            Role::Page => Role::Page,
            _ if closed => Role::Closing,
            Role::Aside => Role::Aside,
            _ => Role::Answer,
        };
    }
}

/// Notes between the turns are remarks of an editor, those behind the last turn closing notes, those before the first
/// question introduction.
pub fn notes(raws: &[Raw], roles: &mut [Role]) {
    let talk = |role: &Role| matches!(role, Role::Question | Role::Answer | Role::Aside);
    let first = roles.iter().position(|role| *role == Role::Question);
    let last = roles.iter().rposition(talk);
    for index in (0..raws.len()).filter(|index| raws[*index].note) {
        roles[index] = note(index, first, last);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_stays_one_where_a_remark_stands_between_it_and_its_question() {
        use Role::{Answer, Aside, Page, Question, Section};
        let mut all = [Question, Section, Aside, Page, Question, Section, Answer, Aside, Question];
        order(&mut all);
        assert_eq!(all, [Question, Section, Aside, Page, Question, Answer, Answer, Aside, Question]);
    }
}
