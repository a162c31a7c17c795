//! A quotation as people keep it in notes: Markdown, Org, plain text; and as a Web Annotation.

use serde_json::{Value, json};

use super::copy::escape_markdown;
use super::data::pretty;
use super::export::Item;
use super::quotation::Quotation;
use super::record::Record;
use super::{Source, copy};
use crate::interview::Interview;

/// Characters before and after the words in an annotation.
const CONTEXT: usize = 32;

/// A block quotation in Markdown with who said it, and a link that leads to the place.
pub fn markdown(source: &Source<'_>, quotation: &Quotation) -> String {
    let mut out = String::new();
    let said = copy::said(source, quotation);
    let mut who = said.iter().map(|piece| escape_markdown(piece)).collect::<Vec<_>>();
    who.push(format!("[{}]({})", quotation.place_words(), link(&source.record, quotation)));
    who.extend(quotation.time_words().map(|time| format!("at {time}")));
    let lines = quotation.text.split('\n').map(escape_markdown);
    for line in lines.chain([String::new(), format!("— {}", who.join(", "))]) {
        out.push_str(if line.is_empty() { ">" } else { "> " });
        out.push_str(&line);
        out.push('\n');
    }
    out
}

/// The same in Org.
pub fn org(source: &Source<'_>, quotation: &Quotation) -> String {
    let mut who = copy::said(source, quotation);
    who.push(format!("[[{}][{}]]", link(&source.record, quotation), quotation.place_words()));
    who.extend(quotation.time_words().map(|time| format!("at {time}")));
    let text = quotation.text.split('\n').map(org_line).collect::<Vec<_>>().join("\n");
    format!("#+begin_quote\n{text}\n#+end_quote\n— {}\n", who.join(", "))
}

/// A line that Org takes for text: a star or a keyword at its beginning gets a blank of no width before it, as the Org
/// manual has it. Blanks before a keyword change nothing.
pub fn org_line(line: &str) -> String {
    let heading = line.trim_start_matches('*').starts_with(' ') && line.starts_with('*');
    let bare = line.trim_start();
    if heading || bare.starts_with("#+") || bare.starts_with("# ") {
        format!("\u{200b}{line}")
    } else {
        line.to_owned()
    }
}

/// "inquit://talk.txt#5.3".
pub fn link(record: &Record, quotation: &Quotation) -> String {
    format!("inquit://{}#{}", percent(&record.name), quotation.compact())
}

/// A name as a part of an address: all but letters, digits and a few signs written as percent and two digits (RFC 3986).
pub fn percent(text: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'~');
    text.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

/// A Web Annotation (W3C, 2017): the words with what stands around them, and where they are in the text; the note and its
/// tags are its bodies. `mark` where it is one of the reader's marks.
pub fn annotation(source: &Source<'_>, quotation: &Quotation, mark: Option<&Item>) -> Value {
    let Around { start, end, exact, prefix, suffix } = around(source.interview, quotation);
    let selectors = json!([
        { "type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix },
        { "type": "TextPositionSelector", "start": start, "end": end },
    ]);
    let address = source.record.url.clone().unwrap_or_else(|| percent(&source.record.name));
    let mut out = json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": identity(source.hash, mark.map_or_else(|| place_number(quotation), |mark| mark.id)),
        "type": "Annotation",
        "motivation": motivation(mark),
        "target": { "source": address, "selector": selectors },
    });
    if let Some(mark) = mark {
        let mut bodies = Vec::new();
        if !mark.note.is_empty() {
            bodies.push(json!({
                "type": "TextualBody", "value": mark.note, "format": "text/plain", "purpose": "commenting",
            }));
        }
        bodies.extend(mark.tags.iter().map(|tag| json!({ "type": "TextualBody", "value": tag, "purpose": "tagging" })));
        if !bodies.is_empty() {
            out["body"] = Value::Array(bodies);
        }
        out["created"] = json!(timestamp(mark.created));
        out["modified"] = json!(timestamp(mark.updated));
    }
    out
}

/// The annotation as text.
pub fn annotation_text(source: &Source<'_>, quotation: &Quotation) -> String {
    pretty(&annotation(source, quotation, None))
}

fn motivation(mark: Option<&Item>) -> &'static str {
    match mark {
        Some(mark) if !mark.note.is_empty() => "commenting",
        Some(_) => "bookmarking",
        None => "highlighting",
    }
}

/// Where words stand in all paragraphs joined by line feeds, counted in characters from 0, the words as they stand there, and
/// at most 32 characters before and after them.
struct Around {
    start: usize,
    end: usize,
    exact: String,
    prefix: String,
    suffix: String,
}

fn around(interview: &Interview, quotation: &Quotation) -> Around {
    let (from, to) = (quotation.span.start, quotation.span.end);
    let mut text = String::new();
    let (mut start, mut end) = (0, 0);
    for id in interview.ids() {
        let paragraph = &interview.para(id).text;
        if id == from.para {
            start = text.len() + from.byte as usize;
        }
        if id == to.para {
            end = text.len() + (to.byte as usize).min(paragraph.len());
        }
        text.push_str(paragraph);
        text.push('\n');
    }
    let (before, after) = (text.get(..start).unwrap_or_default(), text.get(end..).unwrap_or_default());
    let prefix: String = {
        let mut last: Vec<char> = before.chars().rev().take(CONTEXT).collect();
        last.reverse();
        last.into_iter().collect()
    };
    let suffix = after.trim_end().chars().take(CONTEXT).collect();
    let first = before.chars().count();
    let exact = text.get(start..end).unwrap_or_default().to_owned();
    Around { start: first, end: first + exact.chars().count(), exact, prefix, suffix }
}

/// A number for a place that is no mark.
fn place_number(quotation: &Quotation) -> u64 {
    let span = quotation.span;
    let parts = [span.start.para.0, span.start.byte, span.end.para.0, span.end.byte];
    parts
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash: u64, part| (hash ^ u64::from(*part)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// A UUID of version 8 (RFC 9562: made as its maker likes) from the document and a number: the same each time.
pub fn identity(document: &str, number: u64) -> String {
    let high = document.get(..16).and_then(|hex| u64::from_str_radix(hex, 16).ok()).unwrap_or_default();
    let (high, low) = ((high & !0xf000) | 0x8000, (number & (u64::MAX >> 2)) | (1 << 63));
    format!(
        "urn:uuid:{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
        high >> 32,
        (high >> 16) & 0xffff,
        high & 0xffff,
        low >> 48,
        low & 0xffff_ffff_ffff
    )
}

/// "2026-11-25T19:15:12Z" of milliseconds since 1970.
pub fn timestamp(milliseconds: u64) -> String {
    let seconds = milliseconds / 1000;
    let (days, rest) = ((seconds / 86400) as i64, seconds % 86400);
    // From days to a date by the method of Howard Hinnant ("chrono-compatible low-level date algorithms").
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z", rest / 3600, rest / 60 % 60, rest % 60)
}
