//! What always holds of an interview: the rules that tests and fuzzing check on any input.

use super::{Exchange, Interview, ParaId, Role};

/// The exchanges that a list of roles makes: a question (with the sections directly above it) opens one, unless the
/// question before it is still unanswered.
pub fn exchanges(roles: impl IntoIterator<Item = Role>) -> Vec<Exchange> {
    let mut all: Vec<Exchange> = Vec::new();
    let mut sections = Vec::new();
    for (index, role) in roles.into_iter().enumerate() {
        let id = ParaId(index as u32);
        match role {
            Role::Section => sections.push(id),
            Role::Question => {
                let unanswered = all.last_mut().filter(|open| open.answer.is_empty() && sections.is_empty());
                if let Some(open) = unanswered {
                    open.question.push(id);
                } else {
                    let section = std::mem::take(&mut sections);
                    all.push(Exchange { section, question: vec![id], answer: Vec::new() });
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
    all
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
