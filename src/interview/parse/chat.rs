//! Exports of chats: times of day before or behind a name, and lines that the program wrote and nobody said.

use crate::interview::words::{begins, fold, listed};

/// A date and a time of day at the start of the text (`[12/03/2021, 18:04:11] `, `12.03.21, 18:04 - `): the time in
/// seconds, and where what follows begins.
pub fn stamp(text: &str) -> Option<(u32, usize)> {
    const LONGEST: usize = 12;
    if !text.starts_with(|c: char| c == '[' || c.is_ascii_digit()) {
        return None;
    }
    let inside = text.strip_prefix('[').unwrap_or(text);
    let end = inside.find([',', ' ']).filter(|end| *end <= LONGEST && is_date(&inside[..*end]))?;
    let rest = inside[end..].trim_start_matches([',', ' ']);
    let stop = rest.find(']').or_else(|| rest.find(" - ")).or_else(|| rest.find(" – "))?;
    let seconds = of_day(&rest[..stop])?;
    let after = rest[stop..].trim_start_matches([']', ' ', '-', '–']);
    Some((seconds, text.len() - after.len()))
}

/// A day in numbers: `12/03/2021`, `12.03.21`.
fn is_date(date: &str) -> bool {
    let mut parts = date.split(['.', '/', '-']);
    let number = |part: &str| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    parts.clone().count() == 3 && parts.all(number)
}

/// A name with the moment of a message behind a dash, and nothing else (`mara_o — 12/03/2024 10:02`,
/// `mara — Today at 6:04 PM`): the name, and the time of day in seconds. Such names may be written in any way.
pub fn signed(text: &str) -> Option<(&str, u32)> {
    const LONGEST: usize = 48;
    let (name, moment) = text.rsplit_once(" — ").or_else(|| text.rsplit_once(" – "))?;
    let (day, clock) = moment.trim().split_once([' ', '\u{a0}'])?;
    let clock = clock.trim_start();
    let clock = if is_date(day.trim_end_matches(',')) { clock } else { clock.strip_prefix("at ")? };
    let is_one = (1..=LONGEST).contains(&name.len()) && !name.contains(['.', '?', '!', ':', ',']);
    of_day(clock).filter(|_| is_one).map(|seconds| (name, seconds))
}

/// A telephone number, which stands for the name of who is in no list of names: `+1 (555) 010-7788`.
pub fn is_number(text: &str) -> bool {
    const LEAST: usize = 7;
    let dialled = |c: char| c.is_ascii_digit() || matches!(c, '+' | ' ' | '\u{a0}' | '(' | ')' | '-' | '‑' | '.' | '/');
    text.starts_with('+') && text.chars().all(dialled) && text.bytes().filter(u8::is_ascii_digit).count() >= LEAST
}

/// A time of day and nothing else (`18:04`, `18:04:11`, `6:04 PM`) in seconds.
pub fn of_day(text: &str) -> Option<u32> {
    let (clock, half) = match text.trim().split_once([' ', '\u{a0}', '\u{202f}']) {
        Some((clock, half)) => (clock, half.trim().to_ascii_lowercase().replace('.', "")),
        None => (text.trim(), String::new()),
    };
    let numbers: Option<Vec<u32>> = clock.split(':').map(|part| part.parse().ok()).collect();
    let (hours, minutes, seconds) = match numbers?[..] {
        [hours, minutes] => (hours, minutes, 0),
        [hours, minutes, seconds] => (hours, minutes, seconds),
        _ => return None,
    };
    let hours = match half.as_str() {
        "pm" if hours < 12 => hours + 12,
        "am" if hours == 12 => 0,
        "" | "am" | "pm" => hours,
        _ => return None,
    };
    (hours < 24 && minutes < 60 && seconds < 60).then(|| hours * 3600 + minutes * 60 + seconds)
}

/// Whether a message is one that the program put there: a picture that was left out, a message that was deleted, a call
/// that nobody took, how many replied.
pub fn is_notice(text: &str) -> bool {
    const LONGEST: usize = 160;
    if text.len() > LONGEST {
        return false;
    }
    let folded = fold(text);
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
    listed("chat notice", bare)
        || begins("chat begins", bare)
        || crate::interview::words::phrases("chat ends").iter().any(|end| folded.ends_with(end))
        || folded.contains(" set the channel ")
        || is_count(bare)
        || is_file(bare)
}

/// "3 replies".
fn is_count(bare: &str) -> bool {
    bare.split_once(' ').is_some_and(|(number, what)| {
        number.bytes().all(|byte| byte.is_ascii_digit()) && matches!(what, "reply" | "replies")
    })
}

/// "IMG_0042.jpg": the name of a file and nothing else.
fn is_file(bare: &str) -> bool {
    const KINDS: [&str; 14] =
        ["png", "jpg", "jpeg", "gif", "heic", "webp", "mp4", "mov", "opus", "m4a", "mp3", "pdf", "docx", "vcf"];
    bare.rsplit_once('.').is_some_and(|(name, kind)| !name.contains(char::is_whitespace) && KINDS.contains(&kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notices_are_told_from_messages() {
        for text in [
            "<Media omitted>",
            "image omitted",
            "This message was deleted.",
            "Diese Nachricht wurde gelöscht.",
            "<Medien ausgeschlossen>",
            "<Multimedia omitido>",
            "IMG-20240314-WA0001.jpg (Datei angehängt)",
            "<Без медиафайлов>",
            "<省略多媒体文件>",
            "3 replies",
            "image.png",
            "joined #oral-history.",
            "Missed voice call",
        ] {
            assert!(is_notice(text), "{text}");
        }
        for text in [
            "The image was omitted from the book, and nobody noticed.",
            "I deleted the message.",
            "3 boats",
            "Null and void.",
            "We joined the union in 1971.",
            "",
        ] {
            assert!(!is_notice(text), "{text}");
        }
    }

    #[test]
    fn stamps_of_chats_are_read_and_dates_in_sentences_are_not() {
        assert_eq!(stamp("[12/03/2021, 18:04:11] Lena: Hi"), Some((65_051, 23)));
        assert_eq!(stamp("12.03.21, 18:04 - Lena: Hi"), Some((65_040, 18)));
        assert_eq!(stamp("3/12/21, 6:04 PM - Lena: Hi"), Some((65_040, 19)));
        for text in [
            "12.03.21 was cold",
            "[00:01] Lena: Hi",
            "1.2.3 - 4:05",
            "2021",
            "",
            "[",
            "12.03.21, 25:00 - x",
            "1.2.3, 4000000000:00 - x",
        ] {
            assert_eq!(stamp(text), None, "{text}");
        }
        assert_eq!((of_day("12:00 AM"), of_day("12:30 p.m."), of_day("7")), (Some(0), Some(45_000), None));
    }
}
