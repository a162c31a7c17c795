//! WebVTT: who says what, and when.
//!
//! A cue begins where a paragraph has a time and lasts until the source says that it ends, or to the next one; paragraphs
//! without a time stand in the cue of the one before. Only the end of the last cue may be made up, by how long its words take
//! to say. What is not said by anybody (title, introduction, sections, closing notes) stands in comments.

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
    let mut open: Option<Open> = None;
    let mut side = None;
    for (id, paragraph) in interview.ids().zip(&interview.paragraphs) {
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
            // Where nobody is named, a sign says that the other side speaks. Questions in a row may be of several.
            None if !is_remark(&paragraph.text)
                && (side != Some(paragraph.role) || paragraph.role == Role::Question) =>
            {
                format!("&gt;&gt; {}", shown(&paragraph.text))
            }
            None => shown(&paragraph.text),
        };
        if !is_remark(&paragraph.text) {
            side = Some(paragraph.role);
        }
        let count = words(&paragraph.text);
        let clip = interview.clip(id);
        match (&mut open, clip) {
            (Some(running), clip) if clip.is_none_or(|clip| clip.start <= running.start) => {
                running.lines.push(line);
                running.words += count;
                // What has no end of its own lasts on.
                running.end = clip.and_then(|clip| clip.end).and_then(|end| Some(end.max(running.end?)));
            }
            (running, clip) => {
                let clip = clip.unwrap_or_default();
                let next = Open { start: clip.start, end: clip.end, lines: vec![line], words: count };
                if let Some(before) = running.replace(next) {
                    cue(before.start, before.end.unwrap_or(clip.start), &before.lines, &mut out);
                }
            }
        }
    }
    if let Some(Open { start, end, lines, words }) = open {
        let made_up = start.saturating_add((words * 60).div_ceil(PACE).max(1) as u64 * 1000);
        cue(start, end.unwrap_or(made_up), &lines, &mut out);
    }
    Some(out)
}

/// A cue that is not written yet; times in milliseconds.
struct Open {
    start: u64,
    end: Option<u64>,
    lines: Vec<String>,
    words: usize,
}

/// `[Music]`, `(laughs)`: what nobody says.
fn is_remark(text: &str) -> bool {
    text.starts_with(['[', '(', '（', '［']) && text.ends_with([']', ')', '）', '］'])
}

/// Text as captions hold it: here only the signs of markup have a meaning.
fn shown(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn cue(from: u64, to: u64, lines: &[String], out: &mut String) {
    let clock = |ms: u64| format!("{}.{:03}", super::clock(u32::try_from(ms / 1000).unwrap_or(u32::MAX)), ms % 1000);
    let _ = writeln!(out, "\n{} --> {}\n{}", clock(from), clock(to), lines.join("\n"));
}
