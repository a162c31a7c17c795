//! Layer 1: from an interview to the formats that other programs read.
//!
//! One writer for each. A writer gives a text and never touches a disk; what it cannot say of this interview it says in
//! a sentence.

pub mod csv;
pub mod html;
pub mod json;
pub mod tei;
pub mod text;
pub mod vtt;

use crate::interview::{Interview, ParaId, PersonId, write_markdown};

/// What an interview can be written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Markdown with `interview: 1`, which is read back exactly.
    Markdown,
    /// Numbered plain text.
    Text,
    /// Captions with voices; only where the interview has times.
    Vtt,
    /// What `inquit parse` prints.
    Json,
    /// One page without scripts.
    Html,
    /// TEI, with `u` and `who`.
    Tei,
    /// A table with one paragraph a row.
    Csv,
}

/// Writes an interview.
///
/// # Errors
/// A sentence, where this format cannot hold this interview.
pub fn convert(interview: &Interview, target: Target) -> Result<String, &'static str> {
    Ok(match target {
        Target::Markdown => write_markdown::to_markdown(interview),
        Target::Text => text::to_text(interview),
        Target::Vtt => vtt::to_vtt(interview).ok_or("It has no times, and captions need them.")?,
        Target::Json => json::parse_json(interview),
        Target::Html => html::to_html(interview),
        Target::Tei => tei::to_tei(interview),
        Target::Csv => csv::to_csv(interview),
    })
}

/// The name of a speaker, as the interview gives it.
fn name(interview: &Interview, who: Option<PersonId>) -> Option<&str> {
    interview.people.get(usize::from(who?.0)).map(|person| person.name.as_str())
}

/// Seconds as `hh:mm:ss`.
fn clock(seconds: u32) -> String {
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// The paragraphs of a list, cut where the voice changes.
fn by_voice(interview: &Interview, ids: &[ParaId]) -> Vec<Vec<ParaId>> {
    let mut turns: Vec<Vec<ParaId>> = Vec::new();
    for &id in ids {
        let same = |last: &&mut Vec<ParaId>| {
            last.last().is_some_and(|&before| interview.para(before).speaker == interview.para(id).speaker)
        };
        match turns.last_mut().filter(same) {
            Some(turn) => turn.push(id),
            None => turns.push(vec![id]),
        }
    }
    turns
}
