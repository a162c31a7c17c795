//! SRT and WebVTT: captions as talk.
//!
//! Files of this kind are made by many hands and programs, so nothing is demanded but lines with two times: numbers may
//! be missing or doubled, times have a comma or a dot, hours or none, cues may hold empty lines or follow each other
//! without any. Everything between two such lines is what is said.

use std::borrow::Cow;
use std::collections::HashMap;

use super::cues::{self, Cue};
use super::{Builder, Extract};
use crate::interview::Meta;
use crate::interview::parse::label::{self, Style};
use crate::interview::parse::raw::floor;
use crate::interview::parse::speakers::key;
use crate::interview::parse::third;
use crate::interview::words::{Lexicon, class};
use crate::text::CleanText;

/// Whether a text is captions: by its first line, or by lines with two times.
pub fn is_captions(text: &str) -> bool {
    if is_vtt(text) || is_table(text) {
        return true;
    }
    const LINES: usize = 40;
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).take(LINES);
    // The first cue stands at the very beginning, perhaps after its number.
    let timed = |line: &str| timing(line).is_some() || bracketed(line).is_some();
    let first = lines.by_ref().take(3).any(timed);
    first && (lines.any(timed) || text.lines().filter(|line| !line.trim().is_empty()).count() < 8)
}

fn is_vtt(text: &str) -> bool {
    let first = text.trim_start_matches('\u{feff}').trim_start();
    first.strip_prefix("WEBVTT").is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
}

/// Reads a whole file.
pub fn read(text: &str) -> Extract {
    let mut text = Cow::from(text.trim_start_matches('\u{feff}'));
    if text.contains('\r') {
        text = text.replace("\r\n", "\n").replace('\r', "\n").into();
    }
    if is_table(&text) {
        text = from_table(&text).into();
    }
    let vtt = is_vtt(&text);
    let lines: Vec<&str> = text.split('\n').map(str::trim).flat_map(rows).collect();
    let mut meta = Meta::default();
    let mut before = Vec::new();
    let mut shown = blocks(&lines, vtt, &mut meta, &mut before);
    // Of a long recording each step takes the place of the one before: no two copies of all that is said.
    drop(lines);
    drop(text);
    cues::unroll(&mut shown);
    name_rows(&mut shown);
    let mut pieces: Vec<Piece> = Vec::new();
    for (cue, rows) in shown {
        for (at, row) in rows.iter().enumerate() {
            pieces.extend(Piece::of(&cue, row, at == 0));
        }
    }
    turns(&mut pieces);
    name(&mut pieces);
    let mut cues: Vec<Cue> = pieces.into_iter().map(|piece| piece.cue).collect();
    if !before.is_empty() {
        cues.splice(0..0, before);
    }
    if cues.is_empty() {
        return Builder::default().finish(meta, Vec::new());
    }
    cues::join(cues, meta, Vec::new())
}

/// The two times of a line such as `00:00:01,000 --> 00:00:02,500 align:start`, in milliseconds.
fn timing(line: &str) -> Option<(u64, u64)> {
    let (from, to) = line.split_once("-->")?;
    let time = |token: &str| token.contains(':').then(|| cues::clock(token)).flatten();
    Some((time(from.split_whitespace().next_back()?)?, time(to.split_whitespace().next()?)?))
}

/// A row that has its times before it, as Whisper prints them: `[00:01.000 --> 00:02.500]  Why?`.
fn bracketed(line: &str) -> Option<(&str, &str)> {
    let (times, said) = line.strip_prefix('[')?.split_once(']')?;
    timing(times).map(|_| (times, said.trim()))
}

/// A line as one row, or as its times and its text.
fn rows(line: &str) -> impl Iterator<Item = &str> {
    let (first, second) = bracketed(line).map_or((line, None), |(times, said)| (times, Some(said)));
    std::iter::once(first).chain(second)
}

/// Whether a text is the table of a transcriber: milliseconds, milliseconds, and what is said.
fn is_table(text: &str) -> bool {
    let first = text.trim_start_matches('\u{feff}').lines().next().unwrap_or("");
    first.trim().eq_ignore_ascii_case("start\tend\ttext")
}

/// The rows of such a table as captions.
fn from_table(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let clock = |time: &str| time.trim().parse::<u64>().ok().map(|ms| format!("0:{}.{:03}", ms / 1000, ms % 1000));
    for line in text.lines().skip(1) {
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

/// Names on a row of their own above what is said, as meetings are exported: the name becomes the voice.
fn name_rows(shown: &mut [(Cue, Vec<String>)]) {
    const LEAST: usize = 4;
    let name = |rows: &[String]| {
        rows.first().filter(|row| rows.len() > 1 && label::is_name(row) && !row.contains(['<', '>'])).cloned()
    };
    let mut counts: HashMap<String, usize> = HashMap::new();
    for name in shown.iter().filter_map(|(_, rows)| name(rows)) {
        *counts.entry(name).or_default() += 1;
    }
    counts.retain(|_, count| *count > 1);
    let named: usize = counts.values().sum();
    if named < LEAST || counts.len() < 2 || named * 10 < shown.len() * 8 || counts.len() * 2 > named {
        return;
    }
    for (_, rows) in shown {
        if let Some(name) = name(rows).filter(|name| counts.contains_key(name)) {
            rows.remove(0);
            rows[0] = format!("<v {name}>{}", rows[0]);
        }
    }
}

/// The cues with their rows of text, which still hold markup. What stands before the first of them goes to `meta` and
/// `before`.
fn blocks(lines: &[&str], vtt: bool, meta: &mut Meta, before: &mut Vec<Cue>) -> Vec<(Cue, Vec<String>)> {
    let times: Vec<usize> = (0..lines.len()).filter(|&at| timing(lines[at]).is_some()).collect();
    let first = times.first().copied().unwrap_or(lines.len());
    head(&lines[..body_end(lines, 0, first, vtt)], vtt, meta, before);
    let mut shown = Vec::with_capacity(times.len());
    for (index, &at) in times.iter().enumerate() {
        let Some((start, end)) = timing(lines[at]) else { continue };
        let next = times.get(index + 1).copied().unwrap_or(lines.len());
        let mut rows = Vec::new();
        let mut comment = false;
        for row in at + 1..if next < lines.len() { body_end(lines, at + 1, next, vtt) } else { next } {
            let line = lines[row];
            let opens = lines[row - 1].is_empty();
            if line.is_empty() {
                comment = false;
            } else if vtt && opens && is_comment(line) {
                comment = true;
            }
            if comment {
                note(line, before);
            } else if !line.is_empty() {
                rows.push(line.to_owned());
            }
        }
        // Of all markup only a line break makes two rows of one.
        if rows.iter().any(|row| row.contains("<br")) {
            let parts = rows.iter().flat_map(|row| row.split("<br>").flat_map(|row| row.split("<br/>")));
            rows = parts.map(str::to_owned).collect();
        }
        rows.shrink_to_fit();
        let cue = Cue { start: Some(start), end: Some(end.max(start)), ..Cue::default() };
        shown.push((cue, rows));
    }
    shown
}

fn is_comment(line: &str) -> bool {
    ["NOTE", "STYLE", "REGION"]
        .iter()
        .any(|word| line.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ':'])))
}

/// Comments are set aside like furniture; styles say nothing.
fn note(line: &str, before: &mut Vec<Cue>) {
    let text = line.strip_prefix("NOTE").unwrap_or(line).trim();
    let style = line.starts_with("STYLE") || line.starts_with("REGION") || text.ends_with(['{', '}', ';']);
    if !text.is_empty() && !style && line != "NOTE" {
        before.push(Cue { note: true, text: unescape(text), ..Cue::default() });
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

/// The head of a WebVTT file, or loose text before the first cue of another.
fn head(lines: &[&str], vtt: bool, meta: &mut Meta, before: &mut Vec<Cue>) {
    let mut comment = false;
    for (at, line) in lines.iter().enumerate() {
        comment &= !line.is_empty();
        if line.is_empty() || lines.len() == 1 && line.bytes().all(|byte| byte.is_ascii_digit()) {
            continue;
        }
        if !vtt {
            before.push(Cue { remark: true, text: plain(line), ..Cue::default() });
        } else if let Some(title) = line.strip_prefix("WEBVTT") {
            let title = CleanText::line(title.trim_start_matches([' ', '-', '–', '\t']).trim());
            meta.title = meta.title.take().or(Some(title).filter(|title| !title.is_empty()));
        } else if comment || at > 0 && lines[at - 1].is_empty() && is_comment(line) {
            comment = true;
            note(line, before);
        } else if let Some((field, value)) = line.split_once([':', '=']) {
            let value = value.trim();
            match field.trim().to_ascii_lowercase().as_str() {
                "language" => meta.language = super::json::language(value),
                "title" => meta.title = Some(CleanText::line(value)),
                _ => meta.other.push((CleanText::line(field.trim()), CleanText::line(value))),
            }
        } else {
            note(line, before);
        }
    }
}

/// One row of a cue, or part of one where voices change inside it.
struct Piece {
    cue: Cue,
    /// The first of its cue.
    first: bool,
    /// Begins with `>>`.
    arrow: bool,
    /// Begins with a dash.
    dash: bool,
}

impl Piece {
    /// The pieces of a row: at each voice and each `>>` another begins.
    fn of(cue: &Cue, row: &str, first: bool) -> Vec<Self> {
        let mut pieces = Vec::new();
        for (speaker, text) in voices(row) {
            let mut arrow = false;
            for part in text.split(">>") {
                let text = part.trim_start_matches('>').trim();
                if !text.is_empty() {
                    let cue = Cue {
                        speaker: speaker.clone(),
                        remark: cues::is_remark(text),
                        text: text.to_owned(),
                        ..cue.clone()
                    };
                    pieces.push(Self { cue, first: first && pieces.is_empty(), arrow, dash: false });
                }
                arrow = true;
            }
        }
        pieces
    }
}

/// Longest markup; an open bracket is not looked through a whole book for its end.
const LONGEST_TAG: usize = 256;

/// Splits a row at `<v Name>` and takes all other markup away.
fn voices(row: &str) -> Vec<(Option<String>, String)> {
    let mut parts = vec![(None, String::new())];
    let mut rest = row;
    while let Some(at) = rest.find(['<', '{']) {
        let (before, from) = rest.split_at(at);
        let open = parts.len() - 1;
        parts[open].1.push_str(before);
        let close = if from.starts_with('<') { '>' } else { '}' };
        let near = &from[..floor(from, LONGEST_TAG)];
        let end = near.find(close).filter(|&end| is_markup(&from[1..end]));
        let Some(end) = end else {
            parts[open].1.push_str(&from[..1]);
            rest = &from[1..];
            continue;
        };
        let tag = &from[1..end];
        if tag == "/v" {
            parts.push((None, String::new()));
        } else if tag == "v" || tag.starts_with("v ") || tag.starts_with("v.") {
            let name = tag.split_once(char::is_whitespace).map(|(_, name)| unescape(name.trim()));
            parts.push((name.as_deref().and_then(cues::speaker_name), String::new()));
        }
        rest = &from[end + 1..];
    }
    let open = parts.len() - 1;
    parts[open].1.push_str(rest);
    parts.into_iter().map(|(name, text)| (name, unescape(&text))).collect()
}

fn plain(row: &str) -> String {
    voices(row).into_iter().map(|(_, text)| text).collect::<Vec<_>>().join(" ")
}

/// Whether what stands in angle or curly brackets commands the look and is not said.
fn is_markup(inside: &str) -> bool {
    const TAGS: [&str; 14] = ["i", "b", "u", "s", "c", "v", "em", "strong", "font", "ruby", "rt", "lang", "span", "p"];
    if let Some(command) = inside.strip_prefix('\\') {
        return !command.is_empty();
    }
    let bare = inside.trim_start_matches('/').trim_end_matches('/');
    let name = bare.split([' ', '.', '\t']).next().unwrap_or("").to_ascii_lowercase();
    TAGS.contains(&name.as_str())
        || (inside.starts_with(|c: char| c.is_ascii_digit()) && inside.contains(':') && cues::clock(inside).is_some())
}

/// The few references that captions use.
fn unescape(text: &str) -> String {
    let text = text.replace("\\N", " ").replace("\\n", " ").replace("\\h", " ");
    if !text.contains('&') {
        return text;
    }
    let mut text = numbered(&text).replace("&nbsp;", "\u{a0}").replace("&lrm;", "").replace("&rlm;", "");
    for (from, to) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&apos;", "'"), ("&amp;", "&")]
    {
        text = text.replace(from, to);
    }
    text
}

/// Characters written by their numbers: `&#233;`, `&#xe9;`.
fn numbered(text: &str) -> String {
    const LONGEST: usize = 8;
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("&#") {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.find(';').filter(|end| *end <= LONGEST + 2);
        let code = end.and_then(|end| match rest[2..end].strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => rest[2..end].parse().ok(),
        });
        if let (Some(end), Some(c)) = (end, code.and_then(char::from_u32).filter(|c| !c.is_control())) {
            // "&" by its number must not begin another reference.
            out.push(c);
            out.push_str(if c == '&' { "amp;" } else { "" });
            rest = &rest[end + 1..];
        } else {
            out.push('&');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    out
}

/// Where another voice begins: `>>`, and dashes where the file uses them for that.
fn turns(pieces: &mut [Piece]) {
    let dashed: Vec<bool> = pieces.iter().map(|piece| undash(&piece.cue.text).is_some()).collect();
    let count = dashed.iter().filter(|dashed| **dashed).count();
    // Dashes for two voices of one cue say nothing of the cue after it.
    let pairs = (0..pieces.len())
        .filter(|&at| dashed[at] && pieces[at].first && dashed.get(at + 1) == Some(&true) && !pieces[at + 1].first);
    let only_pairs = pairs.count() * 2 == count;
    for at in 0..pieces.len() {
        let left = at > 0 && dashed[at - 1] && only_pairs && pieces[at].first;
        let piece = &mut pieces[at];
        if count >= 2
            && let Some(text) = undash(&piece.cue.text)
        {
            piece.cue.text = text.to_owned();
            piece.cue.remark = cues::is_remark(&piece.cue.text);
            piece.dash = true;
        }
        piece.cue.turn = piece.arrow || piece.dash || left;
    }
}

/// The text after a dash that begins a turn.
fn undash(text: &str) -> Option<&str> {
    let rest = text.strip_prefix(['-', '‐', '–', '—'])?;
    let spaced = rest.starts_with([' ', '\u{a0}']);
    let tight = !text.starts_with('—') && rest.starts_with(|c: char| c.is_uppercase() || "[(¿¡“\"".contains(c));
    (spaced || tight).then(|| rest.trim_start())
}

/// Takes `NAME:` off and makes it the speaker, where it is one: after `>>` at once, else where it recurs or others do.
/// Where two names recur in square brackets, and no sounds, those are speakers too.
fn name(pieces: &mut [Piece]) {
    let lexicon = Lexicon::union();
    let brackets = in_brackets(pieces, lexicon);
    let read = |piece: &Piece| {
        let text = &piece.cue.text;
        let of_style = |hit: &label::Hit| hit.style == Style::Colon || (brackets && hit.style == Style::Bracket);
        let hit = label::read(text, 0).filter(of_style)?;
        let name = text[hit.name.clone()].trim().trim_matches(['[', ']', '(', ')']).to_owned();
        let classes = lexicon.classes(&key(&name));
        let speaks = classes & (class::ASKER | class::ANSWERER | class::OTHER) != 0;
        let barred = classes & class::NOT_SPEAKER != 0 && !speaks;
        (!barred && !name.is_empty() && !third::is_event(&name)).then_some((name, hit.body))
    };
    let shouts =
        |name: &str| name.chars().filter(|c| c.is_alphabetic()).count() >= 2 && !name.chars().any(char::is_lowercase);
    let found: Vec<Option<(String, usize)>> = pieces.iter().map(read).collect();
    let mut counts: HashMap<String, usize> = HashMap::new();
    for (name, _) in found.iter().flatten() {
        *counts.entry(key(name)).or_default() += 1;
    }
    let recurs = |name: &str| counts.get(&key(name)).is_some_and(|count| *count >= 2);
    let loud = found.iter().flatten().any(|(name, _)| shouts(name) && recurs(name));
    let any = found.iter().flatten().any(|(name, _)| recurs(name));
    let mut waiting: Option<String> = None;
    let mut last: Option<String> = None;
    for (piece, found) in pieces.iter_mut().zip(&found) {
        let arrow = piece.cue.turn;
        let speaks = |name: &str| recurs(name) || arrow || (loud && shouts(name)) || (any && third::is_voice(name));
        if let Some((name, body)) = found.as_ref().filter(|(name, _)| speaks(name)) {
            piece.cue.text = piece.cue.text[*body..].trim().to_owned();
            piece.cue.remark = false;
            piece.cue.speaker = cues::speaker_name(name);
            // A name on every caption goes on with the turn.
            piece.cue.turn |= last.as_ref() != Some(name);
            last = Some(name.clone());
            waiting = piece.cue.text.is_empty().then(|| piece.cue.speaker.clone()).flatten();
        } else if let Some(name) = waiting.take() {
            piece.cue.speaker = Some(name);
            piece.cue.turn = true;
        }
    }
}

/// Whether the voices of a file are told by names in square brackets: `[Ada] Who built it?`.
fn in_brackets(pieces: &[Piece], lexicon: &Lexicon) -> bool {
    const LEAST: usize = 2;
    let mut counts: HashMap<String, usize> = HashMap::new();
    for piece in pieces {
        let hit = label::read(&piece.cue.text, 0).filter(|hit| hit.style == Style::Bracket);
        let name = hit.map(|hit| key(&piece.cue.text[hit.name]));
        if let Some(name) =
            name.filter(|name| !lexicon.is(name, class::OTHER | class::NOT_SPEAKER) && !third::is_event(name))
        {
            *counts.entry(name).or_default() += 1;
        }
    }
    let names = counts.values().filter(|count| **count >= LEAST);
    names.clone().count() >= LEAST && names.sum::<usize>() * 10 >= pieces.len() * 3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<(Option<String>, Option<u32>, String)> {
        read(text).raws.into_iter().map(|raw| (raw.speaker.map(String::from), raw.time, raw.text)).collect()
    }

    fn texts(text: &str) -> Vec<String> {
        told(text).into_iter().map(|(_, _, text)| text).collect()
    }

    #[test]
    fn irregular_cues_are_read() {
        let text = "\u{feff}1\r\n00:00:01,000 --> 00:00:02,000\r\n{\\an8}<i>The kiln</i> was\r\n\r\nstill warm.\r\n2\r\n\
                    00:00:02.500 --> 00:00:03.000 X1:10\r\nNobody had slept.\r\n0:09 --> 0:10\r\n42\r\n\r\n\r\n4\n1:00:11,5-->1:00:12,5\nThe end & <all>.";
        assert!(is_captions(text));
        let told = told(text);
        assert_eq!(told[0].2, "The kiln was still warm. Nobody had slept.");
        assert_eq!((told[1].1, told[1].2.as_str()), (Some(9), "42 The end & <all>."));
    }

    #[test]
    fn voices_arrows_dashes_and_names_are_turns() {
        let vtt = "WEBVTT - Kilns\nLanguage: en-GB\n\nNOTE made by hand\n\nSTYLE\n::cue { color: red }\n\nintro\n\
                   00:01.000 --> 00:02.000 align:start\n<v.loud Ada Holm>Who built <00:01.500><c>it</c>?</v>\n\n\
                   00:03.000 --> 00:04.000\n<v Per Lund>We did.\n[laughter]\n";
        let extract = read(vtt);
        assert_eq!(extract.meta.title.as_deref(), Some("Kilns"));
        assert_eq!(extract.meta.language.as_deref(), Some("en"));
        let told: Vec<_> = extract.raws.iter().map(|raw| (raw.speaker.as_deref(), raw.text.as_str())).collect();
        assert_eq!(
            told,
            [
                (None, "made by hand"),
                (Some("Ada Holm"), "Who built it?"),
                (Some("Per Lund"), "We did."),
                (None, "[laughter]")
            ]
        );
        let cue = |text: &str| format!("1\n00:00:01,000 --> 00:00:02,000\n{text}\n\n");
        let arrows = [cue(">> ADA: Who built it?"), cue("&gt;&gt; We did. >> All of us.")].concat();
        assert_eq!(texts(&arrows), ["Who built it?", "We did.", "All of us."]);
        let dashes = [cue("- Who built it?\n- We did."), cue("It took long.")].concat();
        assert_eq!(texts(&dashes), ["Who built it?", "We did.", "It took long."]);
        let names =
            [cue("ADA HOLM: Who built it?"), cue("PER:\nWe did."), cue("ADA HOLM: When?"), cue("Note: it was late.")];
        let told = told_names(&names.concat());
        assert_eq!(
            told,
            [
                (Some("ADA HOLM"), "Who built it?"),
                (Some("PER"), "We did."),
                (Some("ADA HOLM"), "When? Note: it was late.")
            ]
            .map(|(a, b)| (a.map(str::to_owned), b.to_owned()))
        );
    }

    #[test]
    fn names_in_brackets_are_voices_and_sounds_are_not() {
        let cue = |text: &str| format!("1\n00:00:01,000 --> 00:00:02,000\n{text}\n\n");
        let said =
            ["[Ada Holm] Who", "[Ada Holm] built it?", "[Per Lund] We did.", "[Ada Holm] When?", "[Per Lund] In May."];
        let told = told_names(&said.map(cue).concat());
        let want =
            [("Ada Holm", "Who built it?"), ("Per Lund", "We did."), ("Ada Holm", "When?"), ("Per Lund", "In May.")];
        assert_eq!(told, want.map(|(who, text)| (Some(who.to_owned()), text.to_owned())));
        let sounds =
            ["[Music] Who built it?", "We did.", "[Music] When?", "In May.", "[Applause] Good.", "[Applause] Bad."];
        assert!(told_names(&sounds.map(cue).concat()).iter().all(|(who, _)| who.is_none()));
    }

    fn told_names(text: &str) -> Vec<(Option<String>, String)> {
        told(text).into_iter().map(|(who, _, text)| (who, text)).collect()
    }

    #[test]
    fn captions_that_roll_up_are_said_once() {
        let mut text = String::from("WEBVTT\n\n");
        let rows = ["we fired the kiln", "for three days", "and nobody slept", "until the rain came", "on the fourth"];
        for (at, pair) in rows.windows(2).enumerate() {
            text += &format!("00:0{at}.000 --> 00:0{at}.900\n{}\n{}\n\n", pair[0], pair[1]);
        }
        assert_eq!(texts(&text).join(" "), rows.join(" "));
    }
}
