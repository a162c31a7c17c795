//! The interview as plain text: where the output is no terminal, or none that can show a screen.

use std::io::{self, Write};

use crate::app::document::Document;
use crate::interview::parts::PartKind;
use crate::interview::{ParaId, Role};
use crate::text::wrap::{Fit, wrap};

/// Columns of the plain text.
const MEASURE: usize = 72;

/// Writes the whole interview. A reader that closes the pipe early is no error.
///
/// # Errors
/// Where writing fails for another reason.
pub fn print(document: &Document, out: &mut dyn Write) -> io::Result<()> {
    match write(document, out).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

fn write(document: &Document, out: &mut dyn Write) -> io::Result<()> {
    let interview = &document.interview;
    let mut first = true;
    for part in &document.parts {
        let number = match part.kind {
            PartKind::Exchange(index) => Some(index + 1),
            _ => None,
        };
        let indent = number.map_or(0, |number| number.to_string().len() + 2);
        let mut numbered = false;
        let mut speaker = None;
        for &id in &part.paras {
            if !std::mem::take(&mut first) {
                writeln!(out)?;
            }
            let role = interview.para(id).role;
            let lead = match (number, role) {
                (Some(number), Role::Question) if !std::mem::replace(&mut numbered, true) => format!("{number}. "),
                _ => " ".repeat(indent),
            };
            let named = several_voices(document, part.kind) && interview.para(id).speaker != speaker;
            speaker = interview.para(id).speaker;
            paragraph(document, id, &lead, named, out)?;
        }
    }
    Ok(())
}

fn several_voices(document: &Document, kind: PartKind) -> bool {
    let PartKind::Exchange(index) = kind else { return false };
    let answer = &document.interview.exchanges[index].answer;
    let mut voices = answer.iter().filter_map(|id| document.interview.para(*id).speaker);
    voices.next().is_some_and(|first| voices.any(|voice| voice != first))
}

fn paragraph(document: &Document, id: ParaId, lead: &str, named: bool, out: &mut dyn Write) -> io::Result<()> {
    let interview = &document.interview;
    let paragraph = interview.para(id);
    let name = paragraph.speaker.and_then(|id| interview.people.get(usize::from(id.0)));
    let aside = crate::app::flow::bracketed(document, id);
    let (open, close) = if aside { ("[", "]") } else { ("", "") };
    let text = match name.filter(|_| named && paragraph.role != Role::Question) {
        Some(person) => format!("{open}{}: {}{close}", person.name, paragraph.text),
        None => format!("{open}{}{close}", paragraph.text),
    };
    let measure = MEASURE.saturating_sub(lead.len());
    for (index, row) in wrap(&text, measure, Fit::Even).into_iter().enumerate() {
        let lead = if index == 0 { lead.to_owned() } else { " ".repeat(lead.len()) };
        writeln!(out, "{}", format!("{lead}{}", &text[row]).trim_end())?;
    }
    Ok(())
}
