//! WebVTT: who says what, and when.
//!
//! A cue begins where a paragraph has a time and lasts to the next one; paragraphs without a time stand in the cue of
//! the one before. Only the end of the last cue is made up, by how long its words take to say. What is not said by
//! anybody (title, introduction, sections, closing notes) stands in comments.

use std::fmt::Write;

use crate::interview::{Interview, Paragraph, Role};
use crate::text::segment::words;

/// Words that are said in a minute.
const PACE: usize = 150;

/// The interview as captions; `None` where nothing of what is said has a time.
pub fn to_vtt(interview: &Interview) -> Option<String> {
    let said = |paragraph: &Paragraph| match paragraph.role {
        Role::Question | Role::Answer | Role::Aside => true,
        Role::Front | Role::Closing => paragraph.time.is_some() || paragraph.speaker.is_some(),
        Role::Title | Role::Section | Role::Page => false,
    };
    if !interview.paragraphs.iter().any(|paragraph| said(paragraph) && paragraph.time.is_some()) {
        return None;
    }
    let mut out = String::from("WEBVTT");
    if let Some(title) = &interview.meta.title {
        let _ = write!(out, " - {}", title.replace("-->", "→"));
    }
    out.push('\n');
    if let Some(language) = &interview.meta.language {
        let _ = writeln!(out, "Language: {language}");
    }
    let mut open: Option<(u32, Vec<String>, usize)> = None;
    let mut side = None;
    for paragraph in &interview.paragraphs {
        if !said(paragraph) {
            let title = paragraph.role == Role::Title && interview.meta.title.as_ref() == Some(&paragraph.text);
            if title || paragraph.role == Role::Page {
                continue;
            }
            // A comment closes no cue: it stands before the one that is open.
            let _ = write!(out, "\nNOTE {}\n", paragraph.text.replace("-->", "→"));
            continue;
        }
        let line = match super::name(interview, paragraph.speaker) {
            Some(name) => format!("<v {}>{}", crate::text::markup::escape(name), shown(&paragraph.text)),
            // Where nobody is named, a sign says that the other side speaks.
            None if side != Some(paragraph.role) && paragraph.role != Role::Aside => {
                format!("&gt;&gt; {}", shown(&paragraph.text))
            }
            None => shown(&paragraph.text),
        };
        if paragraph.role != Role::Aside {
            side = Some(paragraph.role);
        }
        let count = words(&paragraph.text);
        match (&mut open, paragraph.time) {
            (Some((start, lines, words)), time) if time.is_none_or(|time| time <= *start) => {
                lines.push(line);
                *words += count;
            }
            (running, time) => {
                let start = time.unwrap_or(0);
                if let Some((from, lines, _)) = running.replace((start, vec![line], count)) {
                    cue(from, start, &lines, &mut out);
                }
            }
        }
    }
    if let Some((from, lines, words)) = open {
        let seconds = (words * 60).div_ceil(PACE).max(1);
        cue(from, from.saturating_add(u32::try_from(seconds).unwrap_or(u32::MAX)), &lines, &mut out);
    }
    Some(out)
}

/// Text as captions hold it: here only the signs of markup have a meaning.
fn shown(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn cue(from: u32, to: u32, lines: &[String], out: &mut String) {
    let _ = writeln!(out, "\n{}.000 --> {}.000\n{}", super::clock(from), super::clock(to), lines.join("\n"));
}
