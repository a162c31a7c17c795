//! The interview as plain text: numbered, in lines of a readable length.

use crate::interview::parts::{PartKind, parts};
use crate::interview::{Interview, ParaId, Role};
use crate::text::wrap::{Fit, wrap};

/// Columns of the plain text.
const MEASURE: usize = 72;

/// The whole interview as text.
pub fn to_text(interview: &Interview) -> String {
    let mut out = String::new();
    // A title that stands in the head of the file alone is no paragraph.
    if let (None, Some(title)) = (interview.with_role(Role::Title).next(), &interview.meta.title) {
        out.push_str(title);
        out.push('\n');
    }
    let mut first = out.is_empty();
    for part in parts(interview) {
        let number = match part.kind {
            PartKind::Exchange(index) => Some(index + 1),
            _ => None,
        };
        let indent = number.map_or(0, |number| number.to_string().len() + 2);
        let mut numbered = false;
        let mut speaker = None;
        for &id in &part.paras {
            if !std::mem::take(&mut first) {
                out.push('\n');
            }
            let role = interview.para(id).role;
            let lead = match (number, role) {
                (Some(number), Role::Question) if !std::mem::replace(&mut numbered, true) => format!("{number}. "),
                _ => " ".repeat(indent),
            };
            let named = several_voices(interview, part.kind) && interview.para(id).speaker != speaker;
            speaker = interview.para(id).speaker;
            paragraph(interview, id, &lead, named, &mut out);
        }
    }
    out
}

fn several_voices(interview: &Interview, kind: PartKind) -> bool {
    let PartKind::Exchange(index) = kind else { return false };
    let answer = &interview.exchanges[index].answer;
    let mut voices = answer.iter().filter_map(|id| interview.para(*id).speaker);
    voices.next().is_some_and(|first| voices.any(|voice| voice != first))
}

fn paragraph(interview: &Interview, id: ParaId, lead: &str, named: bool, out: &mut String) {
    let paragraph = interview.para(id);
    let name = paragraph.speaker.and_then(|id| interview.people.get(usize::from(id.0)));
    let aside = paragraph.wants_brackets();
    let (open, close) = if aside { ("[", "]") } else { ("", "") };
    let text = match name.filter(|_| named && paragraph.role != Role::Question) {
        Some(person) => format!("{open}{}: {}{close}", person.name, paragraph.text),
        None => format!("{open}{}{close}", paragraph.text),
    };
    let measure = MEASURE.saturating_sub(lead.len());
    for (index, row) in wrap(&text, measure, Fit::Even).into_iter().enumerate() {
        let lead = if index == 0 { lead.to_owned() } else { " ".repeat(lead.len()) };
        out.push_str(format!("{lead}{}", &text[row]).trim_end());
        out.push('\n');
    }
}
