//! Timed pieces of talk, joined to paragraphs: what captions and the JSON of transcribers have in common.
//!
//! A cue is what fits on a screen, not what somebody says. Cues of one voice are joined until another voice begins, a
//! pause falls at the end of a sentence, or a paragraph is long enough.

use std::borrow::Cow;
use std::num::NonZeroU64;

use super::{Builder, Extract, Form};
use crate::interview::parse::edges;
use crate::interview::parse::raw::{Item, Kind, Name};
use crate::interview::parse::third;
use crate::interview::{Clip, Meta, emptied};

/// A pause that ends a paragraph, in milliseconds.
const PAUSE: u64 = 2_000;

/// The same where the text has no full stops to go by.
const LONG_PAUSE: u64 = 4_000;

/// Characters after which a paragraph ends with the next sentence, where nothing else ends it.
const ENOUGH: usize = 700;

/// Characters after which a text without full stops is cut between cues.
const TOO_LONG: usize = 1_400;

/// The level of headings between turns: below that of a title.
const HEADING: u8 = 2;

/// A time in milliseconds from the start of the recording, in such a form that none takes no room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ms(NonZeroU64);

impl Ms {
    /// Milliseconds.
    pub fn get(self) -> u64 {
        self.0.get() - 1
    }
}

impl From<u64> for Ms {
    fn from(ms: u64) -> Self {
        Self(NonZeroU64::MIN.saturating_add(ms))
    }
}

/// One timed piece. A long recording has very many.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cue<'a> {
    /// When it begins.
    pub start: Option<Ms>,
    /// When it ends.
    pub end: Option<Ms>,
    /// Who speaks, where the file says it.
    pub speaker: Option<Cow<'a, str>>,
    /// Another voice begins here, whoever it is.
    pub turn: bool,
    /// A remark such as `[Music]`: a paragraph by itself.
    pub remark: bool,
    /// A comment in the file: set aside.
    pub note: bool,
    /// A heading over what follows.
    pub heading: bool,
    /// What is said. It stays in the text of the file, where that says it as it is.
    pub text: Cow<'a, str>,
}

/// Joins cues to paragraphs.
pub fn join(cues: Vec<Cue>, meta: Meta, mut warnings: Vec<String>) -> Extract {
    let named = cues.iter().any(|cue| cue.speaker.is_some());
    let turns = cues.iter().filter(|cue| cue.turn).count();
    let stops = has_stops(&cues);
    // Two line feeds behind each, as where each is a paragraph: a text that grows once more is in memory twice.
    let mut builder = Builder::expecting(cues.iter().map(|cue| cue.text.len() + 2).sum());
    let mut open = Paragraph::default();
    let mut voice: Option<Cow<str>> = None;
    let mut last_end: Option<u64> = None;
    for cue in emptied(cues).filter(|cue| !cue.text.trim().is_empty()) {
        if cue.note {
            builder.push(&cue.text, |raw| raw.kind = Kind::Comment);
            continue;
        }
        let (start, end) = (cue.start.map(Ms::get), cue.end.map(Ms::get));
        let pause = match (last_end, start) {
            (Some(end), Some(start)) => start.saturating_sub(end),
            _ => 0,
        };
        last_end = end.or(start).or(last_end);
        if cue.remark || cue.heading {
            open.flush(&mut builder);
            builder.push(&cue.text, |raw| {
                raw.heading = if cue.heading { HEADING } else { 0 };
                raw.place_at(clip(start, end));
            });
            continue;
        }
        let changed = cue.turn || (cue.speaker.is_some() && cue.speaker != voice);
        if changed || open.is_full(pause, stops) {
            open.flush(&mut builder);
        }
        if cue.turn || cue.speaker.is_some() {
            // Where some voices have names, one without is not the one who spoke before.
            voice = cue.speaker.clone().or_else(|| named.then_some(Cow::Borrowed(UNKNOWN)));
        }
        if open.text.is_empty() {
            open = Paragraph { start, speaker: voice.clone(), turn: changed && !named, ..Paragraph::default() };
        }
        open.end = end.or(open.end);
        glue(&mut open.text, cue.text.trim());
    }
    open.flush(&mut builder);
    let mut extract = builder.finish(meta, Vec::new());
    if !named && turns < 4 {
        extract.form = Form::OneText;
        warnings.insert(0, "The file does not say who speaks, so its words are shown as one text.".to_owned());
    }
    extract.warnings = warnings;
    extract
}

/// What a voice without a name is called among voices with names.
const UNKNOWN: &str = "Unknown";

#[derive(Default)]
struct Paragraph<'a> {
    text: String,
    start: Option<u64>,
    end: Option<u64>,
    speaker: Option<Cow<'a, str>>,
    /// Another voice begins here, whoever it is.
    turn: bool,
}

/// The times of a piece, where it has any.
pub(super) fn clip(start: Option<u64>, end: Option<u64>) -> Option<Clip> {
    let start = start?;
    Some(Clip { start, end: end.filter(|end| *end > start) })
}

impl Paragraph<'_> {
    fn flush(&mut self, builder: &mut Builder) {
        let Self { text, start, end, speaker, turn } = std::mem::take(self);
        builder.push(&text, |raw| {
            raw.item = if turn { Item::Turn } else { Item::No };
            raw.speaker = speaker.map(Name::from);
            raw.place_at(clip(start, end));
        });
    }

    fn is_full(&self, pause: u64, stops: bool) -> bool {
        let long = self.text.len() > ENOUGH;
        if stops {
            ends_sentence(&self.text) && (pause >= PAUSE || long)
        } else {
            pause >= LONG_PAUSE || self.text.len() > TOO_LONG
        }
    }
}

/// Whether sentences end with signs here, as they do not in what a machine wrote down without them.
fn has_stops(cues: &[Cue]) -> bool {
    const FEW: usize = 600;
    let chars: usize = cues.iter().map(|cue| cue.text.len()).sum();
    let stops = cues.iter().flat_map(|cue| cue.text.chars()).filter(|c| is_stop(*c)).count();
    stops * FEW >= chars
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '?' | '!' | '…' | '。' | '？' | '！' | '؟' | '।' | ';')
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '\'', '”', '’', '»', '«', '“', ')', ']', '」', ' ']).ends_with(is_stop)
}

/// Appends with a blank, but for scripts without blanks.
fn glue(text: &mut String, more: &str) {
    let wide = |c: char| matches!(c, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}');
    let joined = text.chars().next_back().is_some_and(wide) && more.starts_with(wide);
    if !text.is_empty() && !joined {
        text.push(' ');
    }
    text.push_str(more);
}

/// Names for speakers that a file only numbers or letters: “Speaker 0”, “Speaker A”.
pub fn speaker_name<'a>(label: impl Into<Cow<'a, str>>) -> Option<Cow<'a, str>> {
    // Who writes a field by hand may write the sign that a label ends with on the page.
    let bare = |label: &str| -> usize { label.trim_end().trim_end_matches([':', '：']).len() };
    let label = match label.into() {
        Cow::Borrowed(label) => Cow::Borrowed(label[..bare(label)].trim()),
        Cow::Owned(label) => Cow::Owned(label[..bare(&label)].trim().to_owned()),
    };
    let counted = match label.get(..4) {
        Some(start) if start.eq_ignore_ascii_case("spk_") => Some(&label[4..]),
        _ if label.bytes().all(|byte| byte.is_ascii_digit()) || label.chars().nth(1).is_none() => Some(&*label),
        _ => None,
    };
    match counted {
        _ if label.is_empty() => None,
        Some(number) => Some(format!("Speaker {number}").into()),
        None => Some(label),
    }
}

/// Whether a piece is a remark by itself: `[Music]`, “(laughter)”, “♪ … ♪”.
pub fn is_remark(text: &str) -> bool {
    let text = text.trim();
    let inside = |open: char, close: char| {
        text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close)).is_some_and(|rest| !rest.contains(open))
    };
    inside('[', ']') || inside('(', ')') || inside('♪', '♪') || edges::is_bracketed(text) || is_event(text)
}

/// "Break: back in ten minutes": what happens, under a label that is nobody's.
fn is_event(text: &str) -> bool {
    const LONGEST: usize = 12;
    text.split_once([':', '：']).is_some_and(|(head, _)| third::is_event(head.trim()))
        && text.split_whitespace().take(LONGEST + 1).count() <= LONGEST
}

/// A time of the clock in milliseconds: `00:01:02,345`, `1:02.5`, `62.345`, `12.5s`, also inside a date.
pub fn clock(text: &str) -> Option<u64> {
    let text = text.trim().trim_end_matches(['s', 'Z']);
    // Of a date with a time the time of the day counts; only differences are used.
    let text = text.split_once('T').map_or(text, |(_, time)| time.split(['+', '-']).next().unwrap_or(time));
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let mut seconds: u64 = 0;
    let mut parts = 0;
    for part in whole.split(':') {
        if part.is_empty() || part.len() > 9 || !part.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        seconds = seconds.checked_mul(60)?.checked_add(part.parse().ok()?)?;
        parts += 1;
        // What follows hours, minutes and seconds are pictures of a film.
        if parts == 3 {
            break;
        }
    }
    let digits: String = fraction.chars().take_while(char::is_ascii_digit).take(3).collect();
    let thousandths: u64 = format!("{digits:0<3}").parse().unwrap_or(0);
    seconds.checked_mul(1000)?.checked_add(thousandths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_are_read() {
        for (text, ms) in [
            ("00:01:02,345", Some(62_345)),
            ("1:02.5", Some(62_500)),
            ("62.345", Some(62_345)),
            ("7", Some(7_000)),
            ("12.5s", Some(12_500)),
            ("2026-03-01T00:01:00Z", Some(60_000)),
            ("2026-03-01T00:01:00.250+02:00", Some(60_250)),
            ("1::2", None),
            ("", None),
            ("x", None),
            ("99999999999", None),
        ] {
            assert_eq!(clock(text), ms, "{text}");
        }
    }

    #[test]
    fn paragraphs_end_at_pauses_and_voices() {
        let cue = |start: u64, speaker: Option<&'static str>, text: &'static str| Cue {
            start: Some((start * 1000).into()),
            end: Some((start * 1000 + 900).into()),
            speaker: speaker.map(Cow::from),
            text: text.into(),
            ..Cue::default()
        };
        let cues = [
            cue(0, None, "The ferry ran"),
            cue(1, None, "every hour."),
            cue(2, None, "Nobody minded."),
            cue(9, None, "Then the bridge came."),
        ];
        let extract = join(cues.to_vec(), Meta::default(), Vec::new());
        let texts: Vec<String> = extract.raws().into_iter().map(|raw| raw.text.to_string()).collect();
        assert_eq!(texts, ["The ferry ran every hour. Nobody minded.", "Then the bridge came."]);
        assert_eq!(extract.raws()[1].time, Some(9));
        assert!(matches!(extract.form, Form::OneText) && extract.warnings.len() == 1);
        let cues = [cue(0, Some("Ann"), "And then"), cue(1, Some("Bo"), "what?"), cue(2, Some("Bo"), "Tell me.")];
        let extract = join(cues.to_vec(), Meta::default(), Vec::new());
        assert_eq!(extract.raws().len(), 2);
        assert_eq!(extract.raws()[1].speaker.as_deref(), Some("Bo"));
        assert!(matches!(extract.form, Form::Guess) && extract.warnings.is_empty());
    }
}
