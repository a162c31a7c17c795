//! A table with one paragraph a row, as RFC 4180 has it, for spreadsheets and for coding.

use crate::interview::place::{Place, Places};
use crate::interview::{Interview, Role};
use crate::text::markup::csv_cell;

/// The whole interview as a table.
pub fn to_csv(interview: &Interview) -> String {
    let places = Places::of(interview);
    // The end stands where there is one, behind all that always stands there.
    let ends = interview.ids().any(|id| interview.clip(id).is_some_and(|clip| clip.end.is_some()));
    let mut out = String::from("question,paragraph,place,speaker,role,time,text");
    out.push_str(if ends { ",start,end\r\n" } else { "\r\n" });
    for id in interview.ids() {
        let paragraph = interview.para(id);
        let place = places.get(id);
        let (question, number) = match place {
            Place::Asked(question) => (question.to_string(), String::new()),
            Place::Answer(question, number) => (question.to_string(), number.to_string()),
            Place::Introduction(number) | Place::Closing(number) | Place::Page(number) => {
                (String::new(), number.to_string())
            }
        };
        let cells = [
            question,
            number,
            place.long(),
            super::name(interview, paragraph.speaker).unwrap_or_default().to_owned(),
            role(paragraph.role).to_owned(),
            paragraph.time.map(super::clock).unwrap_or_default(),
            paragraph.text.to_string(),
        ];
        out.push_str(&cells.map(|cell| csv_cell(&cell)).join(","));
        if ends {
            let seconds = |ms: u64| format!("{}.{:03}", ms / 1000, ms % 1000);
            let clip = interview.clip(id);
            let start = clip.map_or_else(String::new, |clip| seconds(clip.start));
            let end = clip.and_then(|clip| clip.end).map_or_else(String::new, seconds);
            out.push_str(&format!(",{start},{end}"));
        }
        out.push_str("\r\n");
    }
    out
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Title => "title",
        Role::Front => "front",
        Role::Section => "section",
        Role::Question => "question",
        Role::Answer => "answer",
        Role::Aside => "aside",
        Role::Closing => "closing",
        Role::Page => "page",
    }
}
