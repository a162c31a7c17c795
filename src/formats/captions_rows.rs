//! What a file of captions shows, and when: the rows of each cue as they stand in the file, before their markup is read.

use std::collections::HashMap;

use super::captions::{plain, unescape};
use super::cues::{self, Cue};
use crate::interview::parse::label;
use crate::interview::{Meta, given_back};
use crate::text::CleanText;

/// The cues of a file. Their rows stay in its text, because of a long recording two copies of all that is said would be
/// half the memory.
#[derive(Debug, Default)]
pub struct Shown<'a> {
    /// The cues, in order.
    pub cues: Vec<Screen>,
    rows: Vec<&'a str>,
}

/// One cue.
#[derive(Clone, Copy, Debug)]
pub struct Screen {
    /// Milliseconds from the start of the recording.
    pub start: u64,
    /// Where it ends.
    pub end: u64,
    /// Who speaks stands on the row above its first.
    named: bool,
    /// Its first row, and the one behind its last.
    from: u32,
    to: u32,
}

/// The lines of a text, however they end.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let Some(at) = memchr::memchr2(b'\n', b'\r', text.as_bytes()) else { return rest.take() };
        let after = &text[at + 1..];
        rest = Some(if text[at..].starts_with('\r') { after.strip_prefix('\n').unwrap_or(after) } else { after });
        Some(&text[..at])
    })
}

/// The two times of a line such as `00:00:01,000 --> 00:00:02,500 align:start`, in milliseconds.
pub fn timing(line: &str) -> Option<(u64, u64)> {
    let (from, to) = line.split_once("-->")?;
    let time = |token: &str| token.contains(':').then(|| cues::clock(token)).flatten();
    Some((time(from.split_whitespace().next_back()?)?, time(to.split_whitespace().next()?)?))
}

/// A row that has its times before it, as Whisper prints them: `[00:01.000 --> 00:02.500]  Why?`.
pub fn bracketed(line: &str) -> Option<(&str, &str)> {
    let (times, said) = line.strip_prefix('[')?.split_once(']')?;
    timing(times).map(|_| (times, said.trim()))
}

/// A line as one row, or as its times and its text.
fn rows(line: &str) -> impl Iterator<Item = &str> {
    let (first, second) = bracketed(line).map_or((line, None), |(times, said)| (times, Some(said)));
    std::iter::once(first).chain(second)
}

/// Whether a text is the table of a transcriber: milliseconds, milliseconds, and what is said.
pub fn is_table(text: &str) -> bool {
    let first = lines(text.trim_start_matches('\u{feff}')).next().unwrap_or("");
    first.trim().eq_ignore_ascii_case("start\tend\ttext")
}

/// The rows of such a table as captions.
pub fn from_table(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let clock = |time: &str| time.trim().parse::<u64>().ok().map(|ms| format!("0:{}.{:03}", ms / 1000, ms % 1000));
    for line in lines(text).skip(1) {
        let mut cells = line.splitn(3, '\t');
        if let (Some(start), Some(end), Some(said)) =
            (cells.next().and_then(clock), cells.next().and_then(clock), cells.next())
        {
            out.push_str(&format!("{start} --> {end}\n{said}\n"));
        } else {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

impl<'a> Shown<'a> {
    /// The cues of a text. What stands before the first of them goes to `meta` and `before`.
    pub fn of(text: &'a str, vtt: bool, meta: &mut Meta, before: &mut Vec<Cue<'a>>) -> Self {
        let mut shown = Self::default();
        // What stands between two lines with times, and what the first of them says.
        let (mut block, mut times): (Vec<&str>, Option<(u64, u64)>) = (Vec::new(), None);
        for line in lines(text).map(str::trim).flat_map(rows) {
            let Some(next) = timing(line) else {
                block.push(line);
                continue;
            };
            block.truncate(body_end(&block, 0, block.len(), vtt));
            match times {
                None => head(&block, vtt, meta, before),
                Some(times) => shown.add(times, &block, vtt, before),
            }
            times = Some(next);
            block.clear();
        }
        match times {
            None => head(&block, vtt, meta, before),
            Some(times) => shown.add(times, &block, vtt, before),
        }
        shown
    }

    /// Adds a cue by the lines below its times.
    fn add(&mut self, (start, end): (u64, u64), lines: &[&'a str], vtt: bool, before: &mut Vec<Cue<'a>>) {
        let from = self.rows.len() as u32;
        let (mut comment, mut style, mut opens) = (false, false, false);
        for &line in lines {
            if line.is_empty() {
                comment = false;
            } else if vtt && opens && is_comment(line) {
                (comment, style) = (true, !line.starts_with("NOTE"));
            }
            if comment {
                note(line, style, before);
            } else if !line.is_empty() {
                // Of all markup only a line break makes two rows of one.
                self.rows.extend(line.split("<br>").flat_map(|row| row.split("<br/>")));
            }
            opens = line.is_empty();
        }
        let to = self.rows.len() as u32;
        self.cues.push(Screen { start, end: end.max(start), named: false, from, to });
    }

    /// Who speaks a cue, by a row of its own.
    pub fn voice(&self, cue: &Screen) -> Option<&'a str> {
        cue.named.then(|| self.rows[cue.from as usize - 1])
    }

    /// Gives the memory of the rows back.
    pub fn give_back(self) {
        given_back(self.rows);
    }

    /// The rows of a cue.
    pub fn rows(&self, cue: &Screen) -> &[&'a str] {
        &self.rows[cue.from as usize..cue.to as usize]
    }

    /// Removes the lines that captions which roll up repeat from the cue before. Only where most cues do: elsewhere a line
    /// said twice is said twice.
    pub fn unroll(&mut self) {
        let overlap = |pair: &[Screen]| {
            let (before, after) = (self.rows(&pair[0]), self.rows(&pair[1]));
            let same = |count: &usize| {
                before[before.len() - count..].iter().zip(&after[..*count]).all(|(one, two)| says_the_same(one, two))
            };
            (1..=before.len().min(after.len())).rev().find(same)
        };
        let pairs = self.cues.len().saturating_sub(1);
        let repeated: Vec<u32> = self.cues.windows(2).map(|pair| overlap(pair).unwrap_or(0) as u32).collect();
        let rolled = repeated.iter().filter(|count| **count > 0).count();
        if pairs < 3 || rolled * 5 < pairs * 2 {
            return;
        }
        for (cue, count) in self.cues.iter_mut().skip(1).zip(repeated) {
            cue.from += count;
        }
        self.cues.retain(|cue| cue.from < cue.to);
    }

    /// Names on a row of their own above what is said, as meetings are exported: the name becomes the voice.
    pub fn name_rows(&mut self) {
        const LEAST: usize = 4;
        let name = |rows: &[&'a str]| {
            rows.first().copied().filter(|row| rows.len() > 1 && label::is_name(row) && !row.contains(['<', '>']))
        };
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for name in self.cues.iter().filter_map(|cue| name(self.rows(cue))) {
            *counts.entry(name).or_default() += 1;
        }
        counts.retain(|_, count| *count > 1);
        let named: usize = counts.values().sum();
        if named < LEAST || counts.len() < 2 || named * 10 < self.cues.len() * 8 || counts.len() * 2 > named {
            return;
        }
        for cue in &mut self.cues {
            let rows = &self.rows[cue.from as usize..cue.to as usize];
            if name(rows).is_some_and(|name| counts.contains_key(name)) {
                (cue.named, cue.from) = (true, cue.from + 1);
            }
        }
    }
}

/// Whether two rows say the same: what comes up word by word stays on the screen without the times of its words.
fn says_the_same(one: &str, two: &str) -> bool {
    one == two || (one.contains('<') || two.contains('<')) && plain(one).trim() == plain(two).trim()
}

fn is_comment(line: &str) -> bool {
    ["NOTE", "STYLE", "REGION"]
        .iter()
        .any(|word| line.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ':'])))
}

/// A comment is set aside like furniture; what is below STYLE or REGION says nothing.
fn note<'a>(line: &'a str, style: bool, before: &mut Vec<Cue<'a>>) {
    let text = line.strip_prefix("NOTE").unwrap_or(line).trim_start_matches(':').trim();
    if !text.is_empty() && !style {
        before.push(Cue { note: true, text: unescape(text.into()), ..Cue::default() });
    }
}

/// Where the text before a line with times ends: its number or name belongs to it.
fn body_end(lines: &[&str], from: usize, time: usize, vtt: bool) -> usize {
    if time <= from {
        return time;
    }
    let (last, apart) = (lines[time - 1], time < from + 2 || lines[time - 2].is_empty());
    let number = !last.is_empty() && last.len() < 10 && last.bytes().all(|byte| byte.is_ascii_digit());
    let name = vtt && !last.is_empty() && time >= from + 2;
    if (number && (apart || last.len() < 6)) || (name && apart) { time - 1 } else { time }
}

/// A line of the head that says something of the file. The head ends with the first empty line; `below` it only fields are
/// believed that everybody writes, since a time parts what is said as well.
fn entry(line: &str, below: bool) -> Option<(&str, &str)> {
    let (field, value) = line.split_once([':', '='])?;
    let (field, value) = (field.trim(), value.trim());
    let known = ["kind", "language", "title", "style"].iter().any(|known| field.eq_ignore_ascii_case(known));
    (known || !below).then_some((field, value))
}

/// The head of a WebVTT file, or loose text before the first cue of another.
fn head<'a>(lines: &[&'a str], vtt: bool, meta: &mut Meta, before: &mut Vec<Cue<'a>>) {
    let (mut comment, mut style, mut begun, mut below) = (false, false, false, false);
    for (at, &line) in lines.iter().enumerate() {
        comment &= !line.is_empty();
        style &= !line.is_empty();
        begun |= !line.is_empty();
        below |= begun && line.is_empty();
        if line.is_empty() || lines.len() == 1 && line.bytes().all(|byte| byte.is_ascii_digit()) {
            continue;
        }
        if !vtt {
            before.push(Cue { remark: true, text: plain(line).into(), ..Cue::default() });
        } else if let Some(title) = line.strip_prefix("WEBVTT") {
            let title = CleanText::line(title.trim_start_matches([' ', '-', '–', '\t']).trim());
            meta.title = meta.title.take().or(Some(title).filter(|title| !title.is_empty()));
        } else if comment || at > 0 && lines[at - 1].is_empty() && is_comment(line) {
            style = if comment { style } else { !line.starts_with("NOTE") };
            comment = true;
            note(line, style, before);
        } else if style {
            // What some services write below their own head of styles.
        } else if let Some((field, value)) = entry(line, below) {
            match field.to_ascii_lowercase().as_str() {
                "language" => meta.language = super::json::language(value),
                "title" => meta.title = Some(CleanText::line(value)),
                "style" if value.is_empty() => style = true,
                _ => meta.other.push((CleanText::line(field), CleanText::line(value))),
            }
        } else {
            note(line, false, before);
        }
    }
}
