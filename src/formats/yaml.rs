//! Talk in YAML: lists of turns or of questions with answers, as the data of a site holds them, in a file of their own or at
//! the head of a page.
//!
//! What YAML says is said again in JSON, and the shapes that are known there are known here. A file that holds no such list
//! is read as the text that it is.

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::json::{self, TEXTS};
use super::{Builder, Extract};
use crate::interview::parse::raw::Raw;
use crate::interview::parse::{Format, paragraphs};
use crate::text::CleanText;

/// Fewest turns, or questions and answers, by which a text is taken for such a list.
const LEAST: usize = 4;

/// Whether a text not named as YAML may be a list of turns: at the head of a page that is shorter than its head, or from its
/// first line. Only looked at, so that other texts pay nothing.
pub fn may_hold_talk(text: &str) -> bool {
    let (matter, body) = parts(text);
    if body.trim().len() > matter.len() {
        return false;
    }
    let headed = matter.len() < text.len();
    let field = |line: &str| {
        let item = line.trim_start().strip_prefix("- ");
        let name = item.unwrap_or(line).trim_start().split(':').next().unwrap_or("");
        (headed || item.is_some()) && (TEXTS.contains(&name) || json::QUESTIONS.contains(&name))
    };
    let begins = matter.lines().find(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let keyed = |line: &str| line.starts_with("- ") || line.split_once(':').is_some_and(|(key, _)| !key.contains(' '));
    begins.is_some_and(keyed) && matter.lines().filter(|line| field(line)).take(LEAST).count() == LEAST
}

/// The entries between two lines of dashes that a text begins with, and what follows them; all of any other text.
fn parts(text: &str) -> (&str, &str) {
    let bare = text.trim_start_matches(['\u{feff}', '\n', '\r']);
    let Some(inner) = bare.strip_prefix("---\n").or_else(|| bare.strip_prefix("---\r\n")) else { return (bare, "") };
    let mut at = 0;
    for line in inner.split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            return (&inner[..at], &inner[at + line.len()..]);
        }
        at += line.len();
    }
    (inner, "")
}

/// The talk in a file that is YAML by its name, or may be by what stands in it ([`may_hold_talk`]); `None` where it holds none,
/// and is a text like others.
pub fn read(text: &str) -> Option<Extract> {
    let (matter, body) = parts(text);
    let talk = json::read(&as_json(matter)?).ok()?;
    Some(if body.trim().is_empty() { talk } else { below(body, talk) })
}

/// The page below the entries that hold the talk stands before the talk: there it is introduced.
fn below(body: &str, talk: Extract) -> Extract {
    let source = CleanText::new(body);
    let page = paragraphs(&source, Format::Markdown, None).map_or_else(Vec::new, |(page, _)| page);
    let mut builder = Builder::expecting(source.len() + talk.source.len());
    for raw in page.into_iter().chain(talk.raws()) {
        let text = raw.text.clone();
        builder.push(&text, |new| {
            let lead_end = new.source.start as u32 + raw.lead;
            let (text, source) = (new.text.clone(), new.source.clone());
            *new = Raw { text, source, ruled: raw.ruled || new.ruled, lead_end, ..raw };
        });
    }
    Extract { form: talk.form, ..builder.finish(talk.meta, talk.warnings) }
}

/// What an open list or map has yet.
enum Open {
    /// Values, or none.
    List(bool),
    /// Pairs, or none; and whether a value comes next.
    Map(bool, bool),
}

/// The same values in JSON: the only document, or a list of them. `None` where it is no YAML, or has maps for keys, or is
/// deeper than any talk.
fn as_json(text: &str) -> Option<String> {
    const DEEPEST: usize = 32;
    // Most words of a name. What is longer is a text that has come to stand there: it is a value without a name.
    const NAME: usize = 3;
    // Texts that are said once and meant again elsewhere (`&a`, `*a`), up to so many bytes in all: a few lines may
    // otherwise stand for gigabytes.
    const COPIED: usize = 1 << 20;
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut open: Vec<Open> = Vec::new();
    let mut known: HashMap<usize, String> = HashMap::new();
    let (mut documents, mut copied) = (0_usize, 0_usize);
    for event in Parser::new_from_str(text) {
        let (event, _) = event.ok()?;
        let value = match event {
            Event::SequenceEnd | Event::MappingEnd => {
                out.push(if matches!(open.pop()?, Open::List(_)) { ']' } else { '}' });
                continue;
            }
            Event::SequenceStart(..) => "[".to_owned(),
            Event::MappingStart(..) => "{".to_owned(),
            Event::Scalar(text, style, anchor, _) => {
                let plain = matches!(style, ScalarStyle::Plain);
                let key = matches!(open.last(), Some(Open::Map(_, false)));
                let value = if plain && !key && is_json_word(&text) { text.into_owned() } else { quoted(&text)? };
                if anchor > 0 {
                    known.insert(anchor, value.clone());
                }
                value
            }
            Event::Alias(anchor) => {
                let value = known.get(&anchor).cloned().unwrap_or_else(|| "null".to_owned());
                copied += value.len();
                value
            }
            _ => continue,
        };
        match open.last_mut() {
            None => {
                out.push_str(if documents > 0 { "," } else { "" });
                documents += 1;
            }
            Some(Open::List(some)) => out.push_str(if std::mem::replace(some, true) { "," } else { "" }),
            Some(Open::Map(some, value @ false)) => {
                out.push_str(if std::mem::replace(some, true) { "," } else { "" });
                *value = true;
            }
            Some(Open::Map(_, value)) => {
                out.push(':');
                *value = false;
            }
        }
        // A key of JSON is a text.
        let key = matches!(open.last(), Some(Open::Map(_, true)));
        if (key && !value.starts_with('"')) || open.len() > DEEPEST || copied > COPIED {
            return None;
        }
        if key && value.split_whitespace().count() > NAME {
            out.push_str("\"\":");
            out.push_str(&value);
            out.push_str(",\"\"");
            continue;
        }
        out.push_str(&value);
        match value.as_str() {
            "[" => open.push(Open::List(false)),
            "{" => open.push(Open::Map(false, false)),
            _ => {}
        }
    }
    match documents {
        0 => None,
        1 => Some(out),
        _ => Some(format!("[{out}]")),
    }
}

/// Whether a plain scalar is a number, a truth or nothing, as JSON writes them.
fn is_json_word(text: &str) -> bool {
    let number = || {
        text.starts_with(|c: char| c == '-' || c.is_ascii_digit())
            && serde_json::from_str::<serde_json::Number>(text).is_ok()
    };
    matches!(text, "true" | "false" | "null") || number()
}

/// A text as JSON has it.
fn quoted(text: &str) -> Option<String> {
    serde_json::to_string(text).ok()
}
