//! What goes to the clipboard: the words as the source has them, and a line that says who said them and where.

use super::Source;
use super::names::{Name, parse};
use super::quotation::Quotation;
use crate::interview::{Date, PersonRole};

/// Names of the months.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The quotation and under it, after an empty line, its attribution.
pub fn with_place(source: &Source<'_>, quotation: &Quotation) -> String {
    format!("{}\n\n{}", quotation.text, attribution(source, quotation))
}

/// "— Elizabeth Wishnick, interviewed by Erin Kim, 14 November 2025, q. 5, para. 3": what is known of it, and no more.
pub fn attribution(source: &Source<'_>, quotation: &Quotation) -> String {
    let mut pieces = said(source, quotation);
    pieces.push(quotation.place_words());
    pieces.extend(quotation.time_words().map(|time| format!("at {time}")));
    format!("— {}", pieces.join(", "))
}

/// Who says the words, where that is known by name. Where one person answers, or asks, the reader may have named them.
pub fn speaker(source: &Source<'_>, quotation: &Quotation) -> Option<Name> {
    let person = &source.interview.people[usize::from(quotation.speaker?.0)];
    let record = &source.record;
    let known = if asks(person.role) { &record.interviewers } else { &record.interviewees };
    match (&known[..], answers(person.role) || asks(person.role)) {
        ([only], true) => Some(only.clone()),
        _ => person.is_named().then(|| parse(&person.name)),
    }
}

fn asks(role: PersonRole) -> bool {
    matches!(role, PersonRole::Interviewer | PersonRole::Moderator)
}

fn answers(role: PersonRole) -> bool {
    matches!(role, PersonRole::Interviewee | PersonRole::Narrator)
}

/// Who said it, to whom, and when. What stands in the introduction is nobody's words; it has the title instead.
pub fn said(source: &Source<'_>, quotation: &Quotation) -> Vec<String> {
    let record = &source.record;
    let mut pieces = Vec::new();
    let all = |names: &[Name]| names.iter().map(Name::full).collect::<Vec<_>>().join(" and ");
    if let Some(id) = quotation.speaker {
        let person = &source.interview.people[usize::from(id.0)];
        let name = speaker(source, quotation).map(|name| name.full());
        pieces.push(name.unwrap_or_else(|| person.short_name().to_owned()));
        if asks(person.role) && !record.interviewees.is_empty() {
            pieces.push(format!("interviewing {}", all(&record.interviewees)));
        } else if !asks(person.role) && !record.interviewers.is_empty() {
            pieces.push(format!("interviewed by {}", all(&record.interviewers)));
        }
    } else if let Some(title) = &record.title {
        pieces.push(super::rich::quoted(title, ""));
    }
    let published = || record.published.map(|date| format!("published {}", day_month_year(date)));
    pieces.extend(record.date.map(day_month_year).or_else(published));
    pieces
}

/// "14 November 2025", "November 2025", "2025".
pub fn day_month_year(date: Date) -> String {
    let month = date.month.and_then(|month| MONTHS.get(usize::from(month).wrapping_sub(1)));
    match (date.day, month) {
        (Some(day), Some(month)) => format!("{day} {month} {}", date.year),
        (None, Some(month)) => format!("{month} {}", date.year),
        _ => date.year.to_string(),
    }
}

/// A block quotation in Markdown with its attribution, as it is appended to a file of quotations.
pub fn block(source: &Source<'_>, quotation: &Quotation) -> String {
    let block = super::blocks::markdown(source, quotation);
    let record = &source.record;
    let title = record.title.as_deref().unwrap_or(&record.name);
    format!("{block}\n{} ({})\n", escape_markdown(title), escape_markdown(&record.name))
}
/// Text that Markdown shows as it stands.
pub fn escape_markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let first = text[..at].trim().is_empty();
        let rest = &text[at + c.len_utf8()..];
        let special = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|')
            || (first && matches!(c, '#' | '~'))
            || (first && matches!(c, '-' | '+') && rest.starts_with(' '))
            || (matches!(c, '.' | ')') && at > 0 && text[..at].trim().bytes().all(|b| b.is_ascii_digit()) && !first)
            || (c == '&' && rest.contains(';'));
        if special {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
