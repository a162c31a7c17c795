//! One speaker label: what may stand before a turn and say who speaks.
//!
//! Reads the start of a paragraph and says what label it could be; whether it is one is decided over the whole document
//! by [`super::speakers`].

use std::ops::Range;

use super::chat;
use super::label_names::{begins_anew, is_nickname};
use super::{letters, wide_names};
use crate::interview::words::{fold, is_english, listed};

pub use super::label_names::is_name;

/// How labels are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Style {
    /// `Name: text`, also with a time before or after the name.
    Colon,
    /// `**Name:** text`, `**Name** text`.
    Bold,
    /// `Q. text`.
    Letter,
    /// `Name [00:01] text`, `[00:01] Name` alone on its line.
    Time,
    /// The name alone on its line.
    Own,
    /// `NAME text`, what a tab after the name leaves.
    Caps,
    /// `Name — text`.
    Dash,
    /// `[Name] text`.
    Bracket,
    /// `NAME. text`, `Mr. Smith. text`, as printed hearings have it.
    Stop,
}

impl Style {
    /// All styles; of two that label as many paragraphs the earlier one is taken.
    pub const ALL: [Self; 9] = [
        Self::Bold,
        Self::Colon,
        Self::Letter,
        Self::Time,
        Self::Own,
        Self::Stop,
        Self::Caps,
        Self::Dash,
        Self::Bracket,
    ];

    /// Whether much that is no label looks like one in this style.
    pub const fn is_loose(self) -> bool {
        matches!(self, Self::Own | Self::Caps | Self::Dash | Self::Bracket | Self::Stop)
    }
}

/// What could be a label. A book has very many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// How it is written.
    pub style: Style,
    name: (u32, u32),
    body: u32,
    /// The time in seconds.
    pub time: Option<u32>,
}

impl Hit {
    /// A label by its places in a text, which has less than four gigabytes.
    pub fn new(style: Style, name: Range<usize>, body: usize, time: Option<u32>) -> Self {
        Self { style, name: (name.start as u32, name.end as u32), body: body as u32, time }
    }

    /// The name in the text; empty for a time alone.
    pub fn name(&self) -> Range<usize> {
        self.name.0 as usize..self.name.1 as usize
    }

    /// Where the turn's own text begins; the text's length where nothing follows.
    pub fn body(&self) -> usize {
        self.body as usize
    }
}

/// Bytes of the longest name.
pub const LONGEST_NAME: usize = 64;

/// What the start of this text could be as a label; `lead` bytes of it are bold by markup.
pub fn read(text: &str, lead: usize) -> Option<Hit> {
    // "10:14 AM" is no label of somebody called AM.
    if text.starts_with(|c: char| c.is_ascii_digit()) && chat::of_day(text).is_some() {
        return None;
    }
    let (time_before, start) = leading_time(text);
    let window_end = super::raw::floor(text, start + LONGEST_NAME * 2);
    let window = &text[start..window_end];
    if lead > start && lead <= window_end && (lead < text.len() || text[..lead].trim_end().ends_with([':', '：'])) {
        return bold(text, start, lead, time_before);
    }
    if let Some(hit) = time_before.and_then(|time| starred(text, start, window, time)) {
        return Some(hit);
    }
    if let Some(hit) = colon(text, start, window, time_before) {
        return Some(hit);
    }
    if let Some(hit) = timed(text, start, window, time_before) {
        return Some(hit);
    }
    // "**A. Ruth Moe**" is a name, and "A. So." an answer.
    let signed = || lead == text.len() && text.split_whitespace().nth(2).is_some() && is_name(text);
    if let Some(hit) = letters::read(text, start, window).filter(|_| !signed()) {
        return Some(hit);
    }
    if let Some(hit) = loose(text, start, window, time_before) {
        return Some(hit);
    }
    if text.len() <= LONGEST_NAME && is_name(text[start..].trim()) {
        return Some(Hit::new(Style::Own, trimmed(text, start..text.len()), text.len(), time_before));
    }
    caps(text, start, window, time_before)
}

/// Whether a text is a time and nothing else.
pub fn is_time(text: &str) -> bool {
    const LONGEST: usize = 20;
    let is_one = || matches!(leading_time(text), (Some(_), end) if text[end..].trim().is_empty());
    (1..=LONGEST).contains(&text.len()) && is_one()
}

/// "0:00:13.8 **Name** So.", in a text that is no Markdown.
fn starred(text: &str, start: usize, window: &str, before: u32) -> Option<Hit> {
    let (inside, _) = window.strip_prefix("**")?.split_once("**")?;
    let name = trimmed(text, start + 2..start + 2 + inside.trim_end_matches([':', ' ']).len());
    let body = skip_space(text, start + inside.len() + 4);
    let body = text[body..].strip_prefix([':', '：']).map_or(body, |rest| skip_space(text, text.len() - rest.len()));
    is_name(&text[name.clone()]).then(|| Hit::new(Style::Bold, name, body, Some(before)))
}

fn bold(text: &str, start: usize, lead: usize, before: Option<u32>) -> Option<Hit> {
    let inside = text[start..lead].trim_end();
    let after = &text[lead..];
    let (inside, body) = if let Some(bare) = inside.strip_suffix([':', '：']) {
        (bare, lead)
    } else if let Some(rest) = after.trim_start().strip_prefix([':', '：']) {
        (inside, text.len() - rest.len())
    } else {
        (inside, lead)
    };
    let inner_end = start + inside.len();
    let (name_end, inner_time) = trailing_time(&text[..inner_end], start);
    let name = trimmed(text, start..name_end);
    let called = &text[name.clone()];
    if !(is_name(called) || is_nickname(called) && begins_anew(&text[body..])) {
        return None;
    }
    let body = skip_space(text, body);
    // "**Name** – text"
    let dash = text[body..].strip_prefix(['–', '—', '-']).filter(|rest| rest.starts_with(' '));
    let body = dash.map_or(body, |rest| skip_space(text, text.len() - rest.len()));
    // "**Name:** [00:01] text"; without brackets hours tell it from "10:30 was late".
    let (after_time, body) = match leading_time(&text[body..]) {
        (Some(time), at)
            if text[body..].starts_with(['[', '('])
                || body + at == text.len()
                || text[body..body + at].matches(':').count() >= 2 =>
        {
            (Some(time), body + at)
        }
        _ => (None, body),
    };
    Some(Hit::new(Style::Bold, name, skip_space(text, body), before.or(inner_time).or(after_time)))
}

/// The first colon, of either width. The wide one begins with this byte, which other letters may begin with, too.
fn find_colon(text: &str) -> Option<usize> {
    const WIDE: u8 = 0xef;
    let mut at = 0;
    loop {
        at += memchr::memchr2(b':', WIDE, text.as_bytes().get(at..)?)?;
        if text.get(at..)?.starts_with([':', '：']) {
            return Some(at);
        }
        at += 1;
    }
}

fn colon(text: &str, start: usize, window: &str, before: Option<u32>) -> Option<Hit> {
    let mut search = 0;
    // A time such as "1:02" holds colons of its own, so the first colon is not always the one after the name.
    for _ in 0..4 {
        let at = search + find_colon(window.get(search..)?)?;
        let c = window[at..].chars().next()?;
        let end = at + c.len_utf8();
        search = end;
        let after = text.get(start + end..)?;
        let closed = c == '：'
            || after.is_empty()
            || after.starts_with(|c: char| {
                c.is_whitespace()
                    || matches!(c, '“' | '"' | '«' | '¿' | '¡' | '—' | '*')
                    || wide_names::is_wide_letter(c)
            });
        if !closed {
            continue;
        }
        let (name_end, time) = trailing_time(&text[..start + at], start);
        let name = trimmed(text, start..name_end);
        // "[Mara: Mm-hm.]" is a remark as a whole.
        let open = text[start..start + at].starts_with('[') && !text[start..start + at].contains(']');
        let called = &text[name.clone()];
        // "danah:" alone on its line, which is no "example:".
        let nickname = || after.is_empty() && is_nickname(called) && !is_english(called);
        // "0 (3s):", as programs count voices.
        let counted =
            || time.is_some() && (1..=2).contains(&called.len()) && called.bytes().all(|b| b.is_ascii_digit());
        let named = is_name(called) || before.is_some() && chat::is_number(called) || nickname() || counted();
        if open || !named {
            return None;
        }
        let mut body = skip_space(text, start + end);
        let mut time = before.or(time);
        if time.is_none()
            && let (Some(found), at) = leading_time(&text[body..])
            && text[body..].starts_with(['[', '('])
        {
            time = Some(found);
            body += at;
        }
        // "Name: 00:01:02", alone: the turn is on the lines below. Before text, hours tell it from "10:30 was late".
        if time.is_none()
            && let (Some(found), at) = leading_time(&text[body..])
            && (body + at == text.len() || text[body..body + at].matches(':').count() >= 2)
        {
            (time, body) = (Some(found), body + at);
        }
        return Some(Hit::new(Style::Colon, name, body, time));
    }
    None
}

fn timed(text: &str, start: usize, window: &str, before: Option<u32>) -> Option<Hit> {
    // "[00:01] Name", alone.
    if before.is_some() && text.len() - start <= LONGEST_NAME && is_name(text[start..].trim()) {
        return Some(Hit::new(Style::Time, trimmed(text, start..text.len()), text.len(), before));
    }
    // "mara_o — 12/03/2024 10:02", alone.
    if start + window.len() == text.len()
        && let Some((name, time)) = chat::signed(window)
    {
        let name = trimmed(text, start..start + name.len());
        return Some(Hit::new(Style::Time, name, text.len(), Some(time)));
    }
    // "[Name] 10:14:05", alone.
    if let Some((inside, after)) = window.strip_prefix('[').and_then(|rest| rest.split_once(']'))
        && let (Some(time), at) = leading_time(after.trim_start())
        && start + window.len() == text.len()
        && at == after.trim_start().len()
        && is_name(inside)
    {
        return Some(Hit::new(Style::Time, trimmed(text, start + 1..start + 1 + inside.len()), text.len(), Some(time)));
    }
    // "Name [00:01] text", "Name (00:01)", "Name 00:01" alone.
    // Of "Speaker 1  0:03" the first number is the name's.
    let clocked = |at: &usize| window[..*at].ends_with(' ') && leading_time(&text[start + at..]).0.is_some();
    let digits = || window.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit()).map(|(at, _)| at);
    let open = memchr::memchr2(b'[', b'(', window.as_bytes())
        .or_else(|| digits().find(clocked).or_else(|| digits().next()))?;
    let (time, at) = leading_time(&text[start + open..]);
    let time = time?;
    let name = trimmed(text, start..start + open);
    let bare = window[open..].starts_with(|c: char| c.is_ascii_digit());
    let body = start + open + at;
    // "Name  10:14 AM": a time of day, as exports of chats have it.
    let half = bare && body < text.len() && text.len() - body <= " p.m.".len();
    let day = half.then(|| chat::of_day(&text[start + open..])).flatten();
    let (time, body) = day.map_or((time, body), |seconds| (seconds, text.len()));
    if name.is_empty() || !is_name(&text[name.clone()]) || (bare && body < text.len()) {
        return None;
    }
    Some(Hit::new(Style::Time, name, body, Some(time)))
}

/// `[Name] text`, `Name — text`, `NAME. text`, `NAME. — text`.
fn loose(text: &str, start: usize, window: &str, time: Option<u32>) -> Option<Hit> {
    let hit = |style, name: Range<usize>, body: usize| {
        let name = trimmed(text, name);
        let body = skip_space(text, body);
        (is_name(&text[name.clone()]) && body < text.len()).then_some(Hit::new(style, name, body, time))
    };
    // "<Mara> Why?", as chats are logged.
    if let Some(inside) = window.strip_prefix('<') {
        let close = inside.find('>').filter(|close| inside[close + 1..].starts_with(' '))?;
        let (name, body) = (start + 1..start + 1 + close, skip_space(text, start + close + 2));
        let called = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '[' | ']' | '^' | '`');
        let handle = close > 0 && inside[..close].chars().all(called) && body < text.len();
        return if handle { Some(Hit::new(Style::Bracket, name, body, time)) } else { hit(Style::Bracket, name, body) };
    }
    if let Some(inside) = window.strip_prefix('[') {
        let close = inside.find(']')?;
        let label = &inside[..close];
        let shown = label.starts_with(|c: char| c.is_uppercase() || !c.is_lowercase());
        let end = start + 1 + close;
        return shown.then(|| hit(Style::Bracket, start + 1..end, end + 1)).flatten();
    }
    let mut end = 0;
    for (count, word) in window.split_inclusive(' ').enumerate() {
        let bare = word.trim_end();
        let dash = |word: &str| matches!(word, "-" | "–" | "—" | "−" | "|" | ">" | ">>" | "/");
        if count > 0 && dash(bare) {
            return hit(Style::Dash, start..start + end, start + end + word.len());
        }
        let first = bare.chars().next()?;
        if count >= 4 || !(first.is_uppercase() || listed("particle", bare)) || bare.ends_with([',', ';', '?', '!']) {
            return None;
        }
        end += word.len();
        let after = &text[start + end..];
        let initial = bare.strip_suffix('.').is_some_and(|rest| rest.chars().count() == 1);
        if let Some(stripped) = bare.strip_suffix('.').filter(|_| !is_honorific(bare) && !initial) {
            let title = |word: &str| is_honorific(word) || word == "The" || listed("rank", &fold(word));
            let titled = count > 0 && window.split(' ').next().is_some_and(title);
            if !(titled || shouts(stripped)) {
                return None;
            }
            let rest = after.trim_start_matches(['-', '–', '—', '−', ' ']);
            return hit(Style::Stop, start..start + end - (word.len() - stripped.len()), text.len() - rest.len());
        }
        // "OLSEN.— Why", "Olsen— Why".
        if let Some(stripped) = bare.strip_suffix(['—', '–']) {
            let name_end = start + end - (word.len() - stripped.trim_end_matches('.').len());
            return hit(Style::Dash, start..name_end, start + end);
        }
    }
    None
}

/// Whether a label is a name of several words in capitals: “MARA OLSEN”.
pub fn is_shouted_name(name: &str) -> bool {
    name.contains(' ') && shouts(name)
}

/// Whether a word is all in capitals.
pub fn shouts(name: &str) -> bool {
    !name.chars().any(char::is_lowercase) && name.chars().filter(|c| c.is_alphabetic()).take(2).count() == 2
}

fn caps(text: &str, start: usize, window: &str, time: Option<u32>) -> Option<Hit> {
    // "大森　灯台には…", as Japanese print has it: a wide blank behind a name.
    const WIDE: usize = 6;
    if let Some((name, rest)) = window.split_once('\u{3000}')
        && (1..=WIDE).contains(&name.chars().count())
        && name.chars().all(|c| matches!(c, '々' | 'ー' | '・' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'))
        && !rest.trim_start().is_empty()
        && is_name(name)
    {
        let end = start + name.len();
        return Some(Hit::new(Style::Caps, start..end, skip_space(text, end), time));
    }
    let mut end = 0;
    for (count, word) in window.split_inclusive(' ').enumerate() {
        let bare = word.trim();
        if count >= 3 || !shouts(bare) || bare.ends_with([',', '?', '!', ';']) {
            break;
        }
        end += word.len();
    }
    let name = trimmed(text, start..start + end);
    let fits = !name.is_empty() && is_name(&text[name.clone()]) && start + end < text.len();
    fits.then(|| Hit::new(Style::Caps, name, skip_space(text, start + end), time))
}

/// Whether a word is a form of address such as "Dr.".
pub fn is_honorific(word: &str) -> bool {
    listed("honorific", &fold(word))
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let slice = &text[range.clone()];
    let before = [' ', '\u{a0}', '\u{202f}', '-', '–', '—', '*', '~'];
    let start = range.start + (slice.len() - slice.trim_start_matches(before).len());
    let end = range.start + slice.trim_end_matches([' ', '\u{a0}', '-', '–', '—', '|', '*', ',', '…']).len();
    start.min(end)..end
}

pub(super) fn skip_space(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start().len()
}

/// A time at the start of the text, bare or in brackets, and where what follows begins.
pub fn leading_time(text: &str) -> (Option<u32>, usize) {
    if let Some((seconds, end)) = chat::stamp(text) {
        return (Some(seconds), end);
    }
    if let Some((seconds, end)) = hashed(text) {
        return (Some(seconds), skip_space(text, end));
    }
    let inside = text.strip_prefix(['[', '(', '<']).unwrap_or(text);
    let bracket = inside.len() != text.len();
    let close = inside.find(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '.' | ','))).unwrap_or(inside.len());
    let Some(seconds) = clock(inside[..close].trim_end_matches(['.', ',', ':'])) else { return (None, 0) };
    let close = close + until(&inside[close..]);
    let mut end = text.len() - inside.len() + close;
    if bracket {
        match text[end..].chars().next() {
            Some(']' | ')' | '>') => end += 1,
            _ => return (None, 0),
        }
    } else if !text[end..].is_empty() && !text[end..].starts_with(char::is_whitespace) {
        return (None, 0);
    }
    let rest = text[end..].trim_start();
    let rest =
        rest.strip_prefix(['-', '–', '—', '|']).filter(|after| after.starts_with(' ')).map_or(rest, str::trim_start);
    (Some(seconds), text.len() - rest.len())
}

/// How long the second of two times is with what stands before it: ` - 00:00:10:04`, ` --> 0:10`; 0 where there is none.
fn until(text: &str) -> usize {
    let rest = text.trim_start_matches([' ', '\u{a0}']);
    let arrow = rest.strip_prefix("-->").or_else(|| rest.strip_prefix(['-', '–', '—', '→']));
    let Some(rest) = arrow.map(|rest| rest.trim_start_matches([' ', '\u{a0}'])) else { return 0 };
    let end = rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '.' | ','))).unwrap_or(rest.len());
    let is_time = clock(rest[..end].trim_end_matches(['.', ',', ':'])).is_some();
    if is_time { text.len() - rest.len() + end } else { 0 }
}

/// A time between hash signs, as programs for transcribing by hand set it, and where it ends: `#00:00:27-7#`.
pub fn hashed(text: &str) -> Option<(u32, usize)> {
    const LONGEST: usize = 12;
    let inside = text.strip_prefix('#')?;
    let close = inside.find('#').filter(|close| *close <= LONGEST)?;
    let (whole, tenths) = inside[..close].split_once('-').unwrap_or((&inside[..close], ""));
    let seconds = clock(whole).filter(|_| tenths.bytes().all(|byte| byte.is_ascii_digit()))?;
    Some((seconds, close + 2))
}

/// A time in square brackets at the start of the text, and where the bracket ends.
pub fn bracketed_time(text: &str) -> Option<(u32, usize)> {
    let close = text.find(']')?;
    let seconds = clock(text.get(1..close).filter(|_| text.starts_with('['))?)?;
    Some((seconds, close + 1))
}

/// A time in brackets or bare at the end of `text[from..]`: where the name before it ends, and the time.
fn trailing_time(text: &str, from: usize) -> (usize, Option<u32>) {
    let slice = text[from..].trim_end();
    if let Some((name, seconds)) = slice.strip_suffix([')', ']']).and_then(spelled) {
        return (from + name, Some(seconds));
    }
    let bare = slice.strip_suffix([']', ')']).unwrap_or(slice);
    let digits = bare.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ':' | '.')).len();
    match clock(&bare[digits..]) {
        Some(seconds) => (from + bare[..digits].trim_end_matches(['[', '(', ' ', '\u{a0}']).len(), Some(seconds)),
        None => (from + slice.len(), None),
    }
}

/// "Mara (1h 2m 3s" or "Mara (3s", without the bracket that closes it: where the name ends, and the seconds.
fn spelled(text: &str) -> Option<(usize, u32)> {
    let open = text.rfind(['(', '['])?;
    let mut seconds: u32 = 0;
    for part in text[open + 1..].split(' ') {
        let unit = match part.chars().next_back()? {
            'h' => 3600,
            'm' => 60,
            's' => 1,
            _ => return None,
        };
        seconds = seconds.checked_add(part[..part.len() - 1].parse::<u32>().ok()?.checked_mul(unit)?)?;
    }
    Some((text[..open].trim_end_matches([' ', '\u{a0}']).len(), seconds))
}

/// "1:02:03", "02:03", "00:02:03.450", and with pictures of a film "00:02:03:24", in seconds.
fn clock(text: &str) -> Option<u32> {
    let whole = text.split(['.', ',']).next()?;
    let mut seconds: u32 = 0;
    let mut count = 0;
    let film = whole.len() == 11 && whole.split(':').count() == 4 && whole.split(':').all(|part| part.len() == 2);
    let whole = if film && whole[9..].parse::<u8>().is_ok_and(|picture| picture < 60) { &whole[..8] } else { whole };
    for part in whole.split(':') {
        if part.is_empty() || part.len() > 3 {
            return None;
        }
        let value: u32 = part.parse().ok()?;
        if count > 0 && value >= 60 {
            return None;
        }
        seconds = seconds.checked_mul(60)?.checked_add(value)?;
        count += 1;
    }
    (2..=3).contains(&count).then_some(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn seen(text: &str) -> Option<(Style, &str, &str, Option<u32>)> {
        read(text, 0).map(|hit| (hit.style, &text[hit.name()], &text[hit.body()..], hit.time))
    }

    #[test]
    fn labels_are_read_in_all_styles() {
        use Style::{Caps, Colon, Letter, Own, Time};
        for (text, want) in [
            ("Mara Olsen: Why boats?", (Colon, "Mara Olsen", "Why boats?", None)),
            ("Q: Why?", (Colon, "Q", "Why?", None)),
            ("Q. Why?", (Letter, "Q", "Why?", None)),
            ("P.- ¿Por qué?", (Letter, "P", "¿Por qué?", None)),
            ("P.-¿Por qué?", (Letter, "P", "¿Por qué?", None)),
            ("MARA OLSEN [00:01:10]: Why?", (Colon, "MARA OLSEN", "Why?", Some(70))),
            ("Mara Olsen [1:02:03] Why?", (Time, "Mara Olsen", "Why?", Some(3723))),
            ("[00:10] Mara: Why?", (Colon, "Mara", "Why?", Some(10))),
            ("Speaker 1  0:42", (Time, "Speaker 1", "", Some(42))),
            ("Mara Olsen (1h 2m 3s):", (Colon, "Mara Olsen", "", Some(3723))),
            ("0 (3s):", (Colon, "0", "", Some(3))),
            ("Mara Olsen  0:42", (Time, "Mara Olsen", "", Some(42))),
            ("SPEAKER_00: yes", (Colon, "SPEAKER_00", "yes", None)),
            ("Mara Olsen: 00:01:10:24", (Colon, "Mara Olsen", "", Some(70))),
            ("[Mara Olsen] 10:14:05", (Time, "Mara Olsen", "", Some(36_845))),
            ("Dr. van der Berg: Ja.", (Colon, "Dr. van der Berg", "Ja.", None)),
            ("记者：为什么？", (Colon, "记者", "为什么？", None)),
            ("Mara Olsen", (Own, "Mara Olsen", "", None)),
            ("OLSEN Why boats?", (Caps, "OLSEN", "Why boats?", None)),
        ] {
            assert_eq!(seen(text), Some(want), "{text}");
        }
        let bold = |text: &str| read(text, text.len()).map(|hit| hit.style);
        assert_eq!(bold("A. Ruth Moe"), Some(Own));
        assert_eq!((bold("A. So."), bold("Q. Why?")), (Some(Letter), Some(Letter)));
        for text in ["He said: no.", "See https://example.org for it.", "At 10:30 we met.", "Yes, I know: it was late."]
        {
            assert_eq!(seen(text).map(|hit| hit.0), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn reading_never_panics(text in "[A-Za-z0-9:.\\[\\]() é：？*-]{0,60}", lead in 0_usize..8) {
            let text = text.trim();
            let lead = crate::interview::parse::raw::floor(text, lead);
            if let Some(hit) = read(text, lead) {
                prop_assert!(hit.name().end <= hit.body() || hit.name().is_empty());
                prop_assert!(text.is_char_boundary(hit.body()));
            }
        }
    }
}
