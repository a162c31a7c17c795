//! The three styles that papers are written in.
//!
//! - Chicago, notes and bibliography (CMOS 18, 14.108–110): both names, the title if there is one, "interview by", where and
//!   when it was published; for an unpublished one its date, and where the transcript is. A note names at most two people,
//!   a bibliography six, or the first three of more (13.23).
//! - MLA 9: the interviewee as author, title, "Interview by", then the container; of three people or more the first.
//! - APA 7: what is retrievable is cited as what it was published as, so the interviewer is its author, and the text must
//!   say who speaks; of a transcript in an archive the interviewee is the author.
//!
//! A text without pages has no page to point at: the place is said in words. Titles stay as the source writes them; a style
//! that wants other capitals leaves that to the writer, because no program knows which words are names.

use super::names::Name;
use super::quotation::Quotation;
use super::record::Record;
use super::rich::{Rich, quoted};
use crate::cite::copy::MONTHS;
use crate::interview::Date;
use crate::interview::place::Place;
use crate::text::capital;

/// "November 14, 2025".
fn month_day_year(date: Date) -> String {
    let month = date.month.and_then(|month| MONTHS.get(usize::from(month).wrapping_sub(1)));
    match (date.day, month) {
        (Some(day), Some(month)) => format!("{month} {day}, {}", date.year),
        (None, Some(month)) => format!("{month} {}", date.year),
        _ => date.year.to_string(),
    }
}

/// "14 Nov. 2025": May, June and July stay whole, September is "Sept.".
fn mla_date(date: Date) -> String {
    const SHORT: [&str; 12] =
        ["Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."];
    let month = date.month.and_then(|month| SHORT.get(usize::from(month).wrapping_sub(1)));
    match (date.day, month) {
        (Some(day), Some(month)) => format!("{day} {month} {}", date.year),
        (None, Some(month)) => format!("{month} {}", date.year),
        _ => date.year.to_string(),
    }
}

/// "2025, November 14".
fn apa_date(date: Date) -> String {
    let month = date.month.and_then(|month| MONTHS.get(usize::from(month).wrapping_sub(1)));
    match (date.day, month) {
        (Some(day), Some(month)) => format!("{}, {month} {day}", date.year),
        (None, Some(month)) => format!("{}, {month}", date.year),
        _ => date.year.to_string(),
    }
}

/// "A", "A and B", "A, B, and C"; "A et al." where there are more than `most`.
fn listed(names: &[String], and: &str, most: usize) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [one, ..] if names.len() > most => format!("{one} et al."),
        [one, two] => format!("{one} {and} {two}"),
        [more @ .., last] => format!("{}, {and} {last}", more.join(", ")),
    }
}

fn full(names: &[Name]) -> Vec<String> {
    names.iter().map(Name::full).collect()
}

/// "Wishnick, Elizabeth", "Olsen, Mara, and Jens Dahl": only the first is turned round. Of more than `most` the first
/// `kept` stand for all.
fn first_turned(names: &[Name], most: usize, kept: usize) -> String {
    let Some((first, rest)) = names.split_first() else { return String::new() };
    let rest = full(rest);
    match &rest[..] {
        [] => first.sorted(),
        _ if names.len() > most => {
            let shown: Vec<String> = std::iter::once(first.sorted()).chain(rest).take(kept).collect();
            format!("{}, et al.", shown.join(", "))
        }
        [one] => format!("{}, and {one}", first.sorted()),
        [more @ .., last] => format!("{}, {}, and {last}", first.sorted(), more.join(", ")),
    }
}

/// "interview by Erin Kim", or "interview" where nobody is named.
fn interview_by(record: &Record) -> String {
    let by = listed(&full(&record.interviewers), "and", 2);
    if by.is_empty() { "interview".to_owned() } else { format!("interview by {by}") }
}

/// The date of the interview, where it is not the same as that of the publication.
fn held(record: &Record) -> Option<Date> {
    record.date.filter(|date| record.publication.is_none() || record.published != Some(*date))
}

/// "answer 5, para. 3", "question 5", "introduction, para. 2": in words, since there are no pages.
pub fn pinpoint(quotation: &Quotation) -> String {
    let one = |place: Place| match place {
        Place::Answer(q, n) => format!("answer {q}, para. {n}"),
        Place::Asked(q) => format!("question {q}"),
        other => other.long(),
    };
    let place = match (quotation.place, quotation.until) {
        (Place::Answer(q, from), Some(Place::Answer(same, to))) if q == same => {
            format!("answer {q}, paras. {from}–{to}")
        }
        (place, Some(until)) => format!("{}, to {}", one(place), one(until)),
        (place, None) => one(place),
    };
    match quotation.time_words() {
        Some(time) => format!("{place}, {time}"),
        None => place,
    }
}

/// The same for APA and CSL: "Question 5, para. 3".
pub fn section(quotation: &Quotation) -> String {
    let one = |place: Place| match place {
        Place::Answer(q, n) => format!("question {q}, para. {n}"),
        Place::Asked(q) => format!("question {q}"),
        other => other.long(),
    };
    match (quotation.place, quotation.until) {
        (Place::Answer(q, from), Some(Place::Answer(same, to))) if q == same => {
            format!("question {q}, paras. {from}–{to}")
        }
        (place, Some(until)) => format!("{} to {}", one(place), one(until)),
        (place, None) => one(place),
    }
}

/// Puts pieces together with commas; a title in quotation marks takes its comma inside.
fn with_commas(pieces: &[Rich], title: Option<usize>) -> Rich {
    let mut out = Rich::new();
    for (index, piece) in pieces.iter().enumerate() {
        if index > 0 {
            out.push(if title == Some(index - 1) { " " } else { ", " });
        }
        out.append(piece.clone());
    }
    out
}

fn rich(text: &str) -> Rich {
    let mut rich = Rich::new();
    rich.push(text);
    rich
}

fn slanted(text: &str) -> Rich {
    let mut rich = Rich::new();
    rich.italic(text);
    rich
}

/// A note in Chicago style: `Elizabeth Wishnick, “Title,” interview by Erin Kim, November 14, 2025, answer 5, para. 3.`
pub fn chicago_note(record: &Record, quotation: &Quotation) -> Rich {
    let mut pieces = Vec::new();
    if !record.interviewees.is_empty() {
        pieces.push(rich(&listed(&full(&record.interviewees), "and", 2)));
    }
    let mut title = None;
    if let Some(text) = &record.title {
        title = Some(pieces.len());
        pieces.push(rich(&quoted(text, ",")));
    }
    let by = interview_by(record);
    pieces.push(rich(&if pieces.is_empty() { capital(&by) } else { by }));
    pieces.extend(held(record).map(|date| rich(&month_day_year(date))));
    pieces.extend(record.publication.as_deref().map(slanted));
    pieces.extend(record.published.map(|date| rich(&month_day_year(date))));
    if let Some(archive) = &record.archive {
        pieces.extend([rich("transcript"), rich(archive)]);
    }
    pieces.push(rich(&pinpoint(quotation)));
    pieces.extend(record.url.as_deref().map(rich));
    let mut note = with_commas(&pieces, title);
    note.stop();
    note
}

/// An entry of a bibliography in Chicago style.
pub fn chicago_bibliography(record: &Record) -> Rich {
    let sentence = |text: &str| {
        let mut out = rich(text);
        out.stop();
        out
    };
    let mut sentences = Vec::new();
    if !record.interviewees.is_empty() {
        sentences.push(sentence(&first_turned(&record.interviewees, 6, 3)));
    }
    sentences.extend(record.title.as_ref().map(|title| rich(&quoted(title, "."))));
    let mut by = capital(&interview_by(record));
    if let Some(date) = held(record) {
        by.push_str(&format!(", {}", month_day_year(date)));
    }
    sentences.push(sentence(&by));
    sentences.extend(container(record, month_day_year, None));
    if let Some(archive) = &record.archive {
        sentences.push(sentence(&format!("Transcript, {archive}")));
    }
    sentences.extend(record.url.as_ref().map(|url| rich(&format!("{url}."))));
    with_blanks(sentences)
}

/// "*Publication*, 1 Dec. 2025, https://…."
fn container(record: &Record, date: fn(Date) -> String, url: Option<&str>) -> Option<Rich> {
    let mut out = record.publication.as_deref().map(slanted).unwrap_or_default();
    for text in record.published.map(date).into_iter().chain(url.map(ToOwned::to_owned)) {
        if !out.is_empty() {
            out.push(", ");
        }
        out.push(&text);
    }
    if out.is_empty() {
        return None;
    }
    out.push(".");
    Some(out)
}

fn with_blanks(sentences: Vec<Rich>) -> Rich {
    let mut out = Rich::new();
    for sentence in sentences {
        if !out.is_empty() {
            out.push(" ");
        }
        out.append(sentence);
    }
    out
}

/// What stands in the text in MLA style: "(Wishnick)".
pub fn mla_in_text(record: &Record) -> String {
    let families: Vec<String> = record.interviewees.iter().map(Name::family_name).collect();
    let who = match &families[..] {
        [] => record.title.as_ref().map_or_else(|| "Interview".to_owned(), |title| quoted(title, "")),
        some => listed(some, "and", 2),
    };
    format!("({who})")
}

/// An entry of a list of works cited in MLA style.
pub fn mla_entry(record: &Record) -> Rich {
    let mut sentences = Vec::new();
    if !record.interviewees.is_empty() {
        let mut names = rich(&first_turned(&record.interviewees, 2, 1));
        names.stop();
        sentences.push(names);
    }
    sentences.extend(record.title.as_ref().map(|title| rich(&quoted(title, "."))));
    let mut by = capital(&interview_by(record));
    if let Some(date) = held(record) {
        by.push_str(&format!(", {}", mla_date(date)));
    }
    let mut by = rich(&by);
    by.stop();
    sentences.push(by);
    sentences.extend(container(record, mla_date, record.url.as_deref()));
    if let Some(archive) = &record.archive {
        let mut kept = rich(archive);
        kept.push(", transcript.");
        sentences.push(kept);
    }
    with_blanks(sentences)
}

/// Who is the author for APA: who made what was published, else who speaks.
fn apa_author(record: &Record) -> &[Name] {
    let archived = record.archive.is_some() && record.publication.is_none();
    let (first, second) = if archived {
        (&record.interviewees, &record.interviewers)
    } else {
        (&record.interviewers, &record.interviewees)
    };
    if first.is_empty() { second } else { first }
}

/// What stands in the text in APA style: "(Kim, 2025, Question 5, para. 3)".
pub fn apa_in_text(record: &Record, quotation: &Quotation) -> String {
    let families: Vec<String> = apa_author(record).iter().map(Name::family_name).collect();
    let who = match &families[..] {
        // A description that stands for a title keeps its brackets.
        [] => record.title.as_ref().map_or_else(|| "[Interview]".to_owned(), |title| quoted(title, ",")),
        some => listed(some, "&", 2),
    };
    let year = record.published.or(record.date).map_or_else(|| "n.d.".to_owned(), |date| date.year.to_string());
    let comma = if who.ends_with(",”") { "" } else { "," };
    format!("({who}{comma} {year}, {})", capital(&section(quotation)))
}

/// An entry of a list of references in APA style.
pub fn apa_entry(record: &Record) -> Rich {
    let author = apa_author(record);
    let names: Vec<String> = author.iter().map(Name::initials).collect();
    let date = record.published.or(record.date).map_or_else(|| "n.d.".to_owned(), apa_date);
    let (what, others) = if author == &record.interviewers[..] && !author.is_empty() {
        ("Interview with", &record.interviewees)
    } else {
        ("Interview by", &record.interviewers)
    };
    let others = listed(&full(others), "and", 20);
    let what =
        if others.is_empty() || author.is_empty() { "[Interview]".to_owned() } else { format!("[{what} {others}]") };
    // In a publication its name is set off, else the title of the interview itself.
    let mut title = match (&record.title, &record.publication) {
        (Some(title), Some(_)) => rich(title),
        (Some(title), None) => slanted(title),
        (None, _) => Rich::new(),
    };
    if !title.is_empty() {
        title.push(" ");
    }
    title.push(&what);
    title.stop();
    let mut out = Rich::new();
    if names.is_empty() {
        out.append(title.clone());
        out.push(&format!(" ({date})."));
    } else {
        let mut all = match &names[..] {
            [one] => one.clone(),
            [more @ .., last] => format!("{}, & {last}", more.join(", ")),
            [] => String::new(),
        };
        if !all.ends_with('.') {
            all.push('.');
        }
        out.push(&format!("{all} ({date}). "));
        out.append(title);
    }
    if let Some(publication) = &record.publication {
        out.push(" ");
        out.italic(publication);
        out.push(".");
    }
    if let Some(archive) = &record.archive {
        out.push(&format!(" {archive}"));
        out.stop();
    }
    if let Some(url) = &record.url {
        out.push(&format!(" {url}"));
    }
    out
}
