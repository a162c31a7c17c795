//! SRT and WebVTT: captions as talk.
//!
//! Files of this kind are made by many hands and programs, so nothing is demanded but lines with two times: numbers may
//! be missing or doubled, times have a comma or a dot, hours or none, cues may hold empty lines or follow each other
//! without any. Everything between two such lines is what is said.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use super::captions_pasted;
use super::captions_rows::{Screen, Shown, bracketed, from_table, is_table, timing};
use super::cues::{self, Cue};
use super::{Builder, Extract};
use crate::interview::parse::label::{self, Style};
use crate::interview::parse::raw::floor;
use crate::interview::parse::speakers::key;
use crate::interview::parse::third;
use crate::interview::words::{Lexicon, class};
use crate::interview::{Meta, emptied};

/// Whether a text is captions: by its first line, or by lines with two times.
pub fn is_captions(text: &str) -> bool {
    if is_vtt(text) || is_table(text) || captions_pasted::is_pasted(text) {
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
    let text = text.trim_start_matches('\u{feff}');
    let text = match () {
        () if is_table(text) => Cow::Owned(from_table(text)),
        () if captions_pasted::is_pasted(text) => Cow::Owned(captions_pasted::as_captions(text)),
        () => Cow::Borrowed(text),
    };
    let mut meta = Meta::default();
    let mut before = Vec::new();
    let mut shown = Shown::of(&text, is_vtt(&text), &mut meta, &mut before);
    shown.unroll();
    shown.name_rows();
    let count = shown.cues.len();
    let mut pieces = Pieces { cues: Vec::with_capacity(count), looks: Vec::with_capacity(count) };
    // Of a long recording each step takes the place of the one before.
    for cue in emptied(std::mem::take(&mut shown.cues)) {
        for (at, row) in shown.rows(&cue).iter().enumerate() {
            pieces.add(&cue, shown.voice(&cue), row, at == 0);
        }
    }
    shown.give_back();
    pieces.turns();
    let mut cues = pieces.cues;
    name(&mut cues);
    if !before.is_empty() {
        cues.splice(0..0, before);
    }
    if cues.is_empty() {
        return Builder::default().finish(meta, Vec::new());
    }
    cues::join(cues, meta, Vec::new())
}

/// Rows of cues, or parts of them where voices change inside.
struct Pieces<'a> {
    cues: Vec<Cue<'a>>,
    looks: Vec<Look>,
}

/// What a piece looks like.
#[derive(Clone, Copy)]
struct Look {
    /// The first of its cue.
    first: bool,
    /// Begins with `>>`.
    arrow: bool,
}

impl<'a> Pieces<'a> {
    /// The pieces of a row: at each voice and each `>>` another begins.
    fn add(&mut self, cue: &Screen, voice: Option<&'a str>, row: &'a str, mut first: bool) {
        for (speaker, text) in voices(row, voice.filter(|_| first)) {
            for (at, range) in between_arrows(&text).enumerate() {
                let text = part(&text, range);
                let remark = cues::is_remark(&text);
                let (start, end) = (Some(cue.start.into()), Some(cue.end.into()));
                if !text.is_empty() {
                    self.cues.push(Cue { start, end, speaker: speaker.clone(), remark, text, ..Cue::default() });
                    self.looks.push(Look { first: std::mem::take(&mut first), arrow: at > 0 });
                }
            }
        }
    }

    /// Where another voice begins: `>>`, and dashes where the file uses them for that.
    fn turns(&mut self) {
        let dashed: Vec<bool> = self.cues.iter().map(|cue| undash(&cue.text).is_some()).collect();
        let count = dashed.iter().filter(|dashed| **dashed).count();
        // Dashes for two voices of one cue say nothing of the cue after it.
        let pairs = (0..dashed.len()).filter(|&at| {
            dashed[at] && self.looks[at].first && dashed.get(at + 1) == Some(&true) && !self.looks[at + 1].first
        });
        let only_pairs = pairs.count() * 2 == count;
        for (at, cue) in self.cues.iter_mut().enumerate() {
            let left = at > 0 && dashed[at - 1] && only_pairs && self.looks[at].first;
            let dash = undash(&cue.text).filter(|_| count >= 2).map(|text| cue.text.len() - text.len());
            if let Some(from) = dash {
                cue.text = part(&cue.text, from..cue.text.len());
                cue.remark = cues::is_remark(&cue.text);
            }
            cue.turn = self.looks[at].arrow || dash.is_some() || left;
        }
    }
}

/// Where the parts of a text stand that `>>` parts, without blanks around them.
fn between_arrows(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.split(">>").map(|part| {
        let part = part.trim_start_matches('>').trim();
        let start = part.as_ptr() as usize - text.as_ptr() as usize;
        start..start + part.len()
    })
}

/// A part of a text, which stays where the text does.
fn part<'a>(text: &Cow<'a, str>, range: Range<usize>) -> Cow<'a, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(&text[range]),
        Cow::Owned(text) => Cow::Owned(text[range].to_owned()),
    }
}

/// Longest markup; an open bracket is not looked through a whole book for its end.
const LONGEST_TAG: usize = 256;

/// Splits a row at `<v Name>` and takes all other markup away. `voice` is a name that stands before the row.
fn voices<'a>(row: &'a str, voice: Option<&'a str>) -> Vec<(Option<Cow<'a, str>>, Cow<'a, str>)> {
    let named = |name: &'a str| cues::speaker_name(unescape(name.trim().into()));
    let mut parts = vec![(None, Cow::Borrowed(""))];
    parts.extend(voice.map(|name| (named(name), Cow::Borrowed(""))));
    let add = |text: &mut Cow<'a, str>, more: &'a str| {
        if text.is_empty() {
            *text = more.into();
        } else if !more.is_empty() {
            text.to_mut().push_str(more);
        }
    };
    let mut rest = row;
    while let Some(at) = rest.find(['<', '{']) {
        let (before, from) = rest.split_at(at);
        let open = parts.len() - 1;
        add(&mut parts[open].1, before);
        let close = if from.starts_with('<') { '>' } else { '}' };
        let near = &from[..floor(from, LONGEST_TAG)];
        // What another one begins in never ended.
        let whole = |end: &usize| !from[1..*end].contains('<') && is_markup(&from[1..*end]);
        let end = near.find(close).filter(whole);
        let Some(end) = end else {
            add(&mut parts[open].1, &from[..1]);
            rest = &from[1..];
            continue;
        };
        let tag = &from[1..end];
        if tag == "/v" {
            parts.push((None, "".into()));
        } else if tag == "v" || tag.starts_with("v ") || tag.starts_with("v.") {
            let name = tag.split_once(char::is_whitespace).map(|(_, name)| name);
            parts.push((name.and_then(named), "".into()));
        }
        rest = &from[end + 1..];
    }
    let open = parts.len() - 1;
    add(&mut parts[open].1, rest);
    parts.into_iter().map(|(name, text)| (name, unescape(text))).collect()
}

/// A row without its markup.
pub(super) fn plain(row: &str) -> String {
    voices(row, None).into_iter().map(|(_, text)| text).collect::<Vec<_>>().join(" ")
}

/// Whether what stands in angle or curly brackets commands the look and is not said.
fn is_markup(inside: &str) -> bool {
    const TAGS: [&str; 14] = ["i", "b", "u", "s", "c", "v", "em", "strong", "font", "ruby", "rt", "lang", "span", "p"];
    if let Some(command) = inside.strip_prefix('\\') {
        return command.starts_with(|c: char| c.is_ascii_alphanumeric());
    }
    let bare = inside.trim_start_matches('/').trim_end_matches('/');
    let name = bare.split([' ', '.', '\t']).next().unwrap_or("").to_ascii_lowercase();
    TAGS.contains(&name.as_str())
        || (inside.starts_with(|c: char| c.is_ascii_digit()) && inside.contains(':') && cues::clock(inside).is_some())
}

/// The few references that captions use.
pub(super) fn unescape(text: Cow<str>) -> Cow<str> {
    if memchr::memchr2(b'\\', b'&', text.as_bytes()).is_none() {
        return text;
    }
    let text = text.replace("\\N", " ").replace("\\n", " ").replace("\\h", " ");
    if !text.contains('&') {
        return text.into();
    }
    let mut text = numbered(&text).replace("&nbsp;", "\u{a0}").replace("&lrm;", "").replace("&rlm;", "");
    for (from, to) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&apos;", "'"), ("&amp;", "&")]
    {
        text = text.replace(from, to);
    }
    text.into()
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

/// The text after a dash that begins a turn.
fn undash(text: &str) -> Option<&str> {
    let rest = text.strip_prefix(['-', '‐', '–', '—'])?;
    let spaced = rest.starts_with([' ', '\u{a0}']);
    let tight = !text.starts_with('—') && rest.starts_with(|c: char| c.is_uppercase() || "[(¿¡“\"".contains(c));
    (spaced || tight).then(|| rest.trim_start())
}

/// From so many turns on that the file marks it is known how many of them have names.
const MANY: usize = 8;

/// One name in so many turns is no name of a speaker.
const FEW: usize = 5;

/// Takes `NAME:` off and makes it the speaker, where it is one: after `>>` at once, else where it recurs or others do.
/// Where two names recur in square brackets, and no sounds, those are speakers too.
fn name(cues: &mut [Cue]) {
    let lexicon = Lexicon::union();
    let brackets = in_brackets(cues, lexicon);
    let of_style = |hit: &label::Hit| hit.style == Style::Colon || (brackets && hit.style == Style::Bracket);
    let found: Vec<Option<(Cow<str>, usize)>> = cues.iter().map(|cue| labelled(&cue.text, lexicon, of_style)).collect();
    let shouts =
        |name: &str| name.chars().filter(|c| c.is_alphabetic()).count() >= 2 && !name.chars().any(char::is_lowercase);
    let mut counts: HashMap<String, usize> = HashMap::new();
    for (name, _) in found.iter().flatten() {
        *counts.entry(key(name)).or_default() += 1;
    }
    // A name before a turn here and there says nothing of all others.
    let turns = cues.iter().filter(|cue| cue.turn).count();
    if turns >= MANY && found.iter().flatten().count() * FEW < turns {
        return;
    }
    let recurs = |name: &str| counts.get(&key(name)).is_some_and(|count| *count >= 2);
    let loud = found.iter().flatten().any(|(name, _)| shouts(name) && recurs(name));
    let any = found.iter().flatten().any(|(name, _)| recurs(name));
    let mut waiting: Option<Cow<str>> = None;
    let mut last: Option<Cow<str>> = None;
    for (cue, found) in cues.iter_mut().zip(emptied(found)) {
        let arrow = cue.turn;
        let speaks = |name: &str| recurs(name) || arrow || (loud && shouts(name)) || (any && third::is_voice(name));
        if let Some((name, body)) = found.filter(|(name, _)| speaks(name)) {
            let said = cue.text[body..].trim();
            let start = said.as_ptr() as usize - cue.text.as_ptr() as usize;
            cue.text = part(&cue.text, start..start + said.len());
            cue.remark = false;
            cue.speaker = cues::speaker_name(name.clone());
            // A name on every caption goes on with the turn.
            cue.turn |= last.as_ref() != Some(&name);
            last = Some(name);
            waiting = cue.speaker.clone().filter(|_| cue.text.is_empty());
        } else if let Some(name) = waiting.take() {
            cue.speaker = Some(name);
            cue.turn = true;
        }
    }
}

/// The name that a text begins with as a label, and where what is said begins.
fn labelled<'a>(
    text: &Cow<'a, str>,
    lexicon: &Lexicon,
    of_style: impl Fn(&label::Hit) -> bool,
) -> Option<(Cow<'a, str>, usize)> {
    let hit = label::read(text, 0).filter(of_style)?;
    let name = text[hit.name()].trim();
    // "[Ada]" is a name in brackets, "Ada (host)" has them.
    let name = if name.starts_with(['[', '(']) { name.trim_matches(['[', ']', '(', ')']) } else { name };
    let classes = lexicon.classes(&key(name));
    let speaks = classes & (class::ASKER | class::ANSWERER | class::OTHER) != 0;
    let barred = classes & class::NOT_SPEAKER != 0 && !speaks;
    let start = name.as_ptr() as usize - text.as_ptr() as usize;
    let is_one = !barred && !name.is_empty() && !third::is_event(name);
    is_one.then(|| (part(text, start..start + name.len()), hit.body()))
}

/// Whether the voices of a file are told by names in square brackets: `[Ada] Who built it?`.
fn in_brackets(cues: &[Cue], lexicon: &Lexicon) -> bool {
    const LEAST: usize = 2;
    let mut counts: HashMap<String, usize> = HashMap::new();
    for cue in cues {
        let hit = label::read(&cue.text, 0).filter(|hit| hit.style == Style::Bracket);
        let name = hit.map(|hit| key(&cue.text[hit.name()]));
        if let Some(name) =
            name.filter(|name| !lexicon.is(name, class::OTHER | class::NOT_SPEAKER) && !third::is_event(name))
        {
            *counts.entry(name).or_default() += 1;
        }
    }
    let names = counts.values().filter(|count| **count >= LEAST);
    names.clone().count() >= LEAST && names.sum::<usize>() * 10 >= cues.len() * 3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<(Option<String>, Option<u32>, String)> {
        read(text)
            .raws()
            .into_iter()
            .map(|raw| (raw.speaker.map(|name| name.to_string()), raw.time, raw.text.to_string()))
            .collect()
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
    fn what_stands_below_the_head_without_times_is_text() {
        let extract = read("WEBVTT - Kilns\nX-MAP=LOCAL:1\n\nKind: captions\n\n00:00:01. --> oh\n\nAt 10:30 we left");
        let kept: Vec<String> = extract.raws().iter().map(|raw| raw.text.to_string()).collect();
        assert_eq!(kept, ["00:00:01. --> oh", "At 10:30 we left"]);
        assert_eq!(extract.meta.other.len(), 2);
    }

    #[test]
    fn voices_arrows_dashes_and_names_are_turns() {
        let vtt = "WEBVTT - Kilns\nLanguage: en-GB\n\nNOTE made by hand\n\nSTYLE\n::cue { color: red }\n\nintro\n\
                   00:01.000 --> 00:02.000 align:start\n<v.loud Ada Holm>Who built <00:01.500><c>it</c>?</v>\n\n\
                   00:03.000 --> 00:04.000\n<v Per Lund>We did.\n[laughter]\n";
        let extract = read(vtt);
        assert_eq!(extract.meta.title.as_deref(), Some("Kilns"));
        assert_eq!(extract.meta.language.as_deref(), Some("en"));
        let raws = extract.raws();
        let told: Vec<_> = raws.iter().map(|raw| (raw.speaker.as_deref(), raw.text.as_str())).collect();
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
