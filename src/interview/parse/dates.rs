//! Dates as people write them, in several languages and orders.

use crate::interview::Date;
use crate::interview::words::{fold, month, words};

/// The first date in a text that has at least a month and a year.
pub fn find(text: &str) -> Option<Date> {
    numeric(text).into_iter().chain(spelt(text)).min_by_key(|(at, _)| *at).map(|(_, date)| date)
}

/// A date that is the whole of a metadata value; a year alone will do.
pub fn value(text: &str) -> Option<Date> {
    find(text).or_else(|| {
        let bare = text.trim();
        let year: i32 = bare.parse().ok().filter(|_| bare.len() == 4)?;
        Some(Date { year, month: None, day: None })
    })
}

fn checked(year: i32, month: u8, day: Option<u8>) -> Option<Date> {
    const DAYS: [u8; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let most = *DAYS.get(usize::from(month).checked_sub(1)?)?;
    let fits = (1000..=2999).contains(&year) && day.is_none_or(|day| (1..=most).contains(&day));
    fits.then_some(Date { year, month: Some(month), day })
}

/// 2025-11-14, 2025/11/14, 14.11.2025, 14/11/2025, 2025-11, 2025年11月14日.
fn numeric(text: &str) -> Option<(usize, Date)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        let mut numbers: [(u32, usize); 3] = [(0, 0); 3];
        let mut count = 0;
        let mut parts = ['\0'; 3];
        loop {
            let digits = bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
            if digits == 0 || digits > 4 {
                at += digits;
                break;
            }
            numbers[count] = (text[at..at + digits].parse().unwrap_or(0), digits);
            at += digits;
            count += 1;
            let Some(part) = text[at..].chars().next() else { break };
            if count == 3 || !matches!(part, '-' | '/' | '.' | '年' | '月' | '년' | '월') {
                break;
            }
            parts[count - 1] = part;
            at += part.len_utf8();
            if part == '.' || part == '년' || part == '월' {
                at += usize::from(text[at..].starts_with(' '));
            }
        }
        let [(a, first), (b, _), (c, third)] = numbers;
        let small = |n: u32| u8::try_from(n).unwrap_or(0);
        let date = match count {
            3 if first == 4 => checked(a as i32, small(b), Some(small(c))),
            // Day first everywhere but in the United States, whose order shows only where the second is no month.
            3 if third == 4 && parts[0] != '-' && b <= 12 => checked(c as i32, small(b), Some(small(a))),
            3 if third == 4 && parts[0] == '/' => checked(c as i32, small(a), Some(small(b))),
            2 if first == 4 && matches!(parts[0], '-' | '年' | '년') => checked(a as i32, small(b), None),
            _ => None,
        };
        if let Some(date) = date {
            return Some((start, date));
        }
        at = at.max(start + 1);
    }
    None
}

/// "November 14th, 2025", "14 November 2025", "14. November 2025", "14 de noviembre de 2025", "1er mars 2024", "May 2019".
fn spelt(text: &str) -> Option<(usize, Date)> {
    let all: Vec<(usize, &str)> = words(text).take(4000).collect();
    for (index, (at, word)) in all.iter().enumerate() {
        let Some(number) = month(&fold(word)) else { continue };
        // "may" and "mars" are words too; a month is written with a capital or stands between numbers.
        let filler = |word: &str| matches!(fold(word).as_str(), "de" | "del" | "of" | "the" | "di");
        let after: Vec<&str> =
            all[index + 1..].iter().take(4).map(|(_, word)| *word).filter(|word| !filler(word)).collect();
        let before = all[..index].iter().rev().take(3).map(|(_, word)| *word).find(|word| !filler(word));
        let year = |word: Option<&&str>| word.filter(|w| w.len() == 4).and_then(|word| word.parse::<i32>().ok());
        let found = if let (Some(day), Some(year)) = (before.and_then(day), year(after.first())) {
            checked(year, number, Some(day))
        } else if let (Some(day), Some(year)) = (after.first().and_then(|word| day(word)), year(after.get(1))) {
            checked(year, number, Some(day))
        } else if let Some(year) = year(after.first()) {
            checked(year, number, None)
        } else {
            None
        };
        if let Some(date) = found {
            return Some((*at, date));
        }
    }
    None
}

/// "14", "14th", "1er", "1º".
fn day(word: &str) -> Option<u8> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let tail = fold(&word[digits..]);
    let ending = matches!(tail.as_str(), "" | "st" | "nd" | "rd" | "th" | "er" | "º" | "°" | "ª");
    word[..digits].parse().ok().filter(|day| ending && (1..=31).contains(day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn dates_are_read_in_many_spellings() {
        for text in [
            "interviewed on November 14th, 2025.",
            "14 November 2025",
            "2025-11-14",
            "14.11.2025",
            "14. November 2025",
            "le 14 novembre 2025",
            "el 14 de noviembre de 2025",
            "14/11/2025",
            "11/14/2025",
            "Nov. 14, 2025",
            "2025年11月14日",
            "14 novembre 2025",
            "14 ноября 2025",
            "the 14th of November, 2025",
            "2025-11-14T10:00:00Z",
        ] {
            assert_eq!(find(text).map(Date::iso).as_deref(), Some("2025-11-14"), "{text}");
        }
        assert_eq!(find("in May 2019").map(Date::iso).as_deref(), Some("2019-05"));
        assert_eq!(value("1987").map(Date::iso).as_deref(), Some("1987"));
        for text in ["from 2005-2024 she taught", "31.02.2020", "version 1.2.3", "we may go", "10.0.0.1"] {
            assert_eq!(find(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn nothing_panics(text in "[0-9./年月 -]{0,30}|[a-z0-9é ]{0,30}") {
            let _ = (find(&text), value(&text));
        }
    }
}
