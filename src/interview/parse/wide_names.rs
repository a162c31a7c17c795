//! Names in scripts without capitals: Chinese, Japanese, Korean.

use super::people::{Found, Named, add};
use crate::interview::words::phrases;

fn is_wide_letter(c: char) -> bool {
    matches!(c, '々' | 'ー' | '・' | '·' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

/// The run of letters of a script without capitals at the beginning of a text, if it is as long as a name.
pub fn wide_name(text: &str) -> Option<Named> {
    const NAME: std::ops::RangeInclusive<usize> = 2..=8;
    let end = text.find(|c: char| !is_wide_letter(c)).unwrap_or(text.len());
    let name = &text[..end];
    NAME.contains(&name.chars().count()).then(|| Named { name: name.to_owned(), full: None })
}

/// "采访：周雅文", "聞き手：大森健", "글 박정우": names in scripts without capitals, by what stands before them.
pub fn find(line: &str, found: &mut Found) {
    for (list, asks) in [("by", true), ("with", false)] {
        for phrase in
            phrases(list).iter().filter(|phrase| phrase.trim_end_matches([':', '：', '/']).ends_with(is_wide_letter))
        {
            let closed = !phrase.ends_with(is_wide_letter);
            for (at, _) in line.match_indices(phrase) {
                let before = line[..at].chars().next_back();
                let after = &line[at + phrase.len()..];
                let parted =
                    before.is_none_or(|c| !is_wide_letter(c)) && (closed || after.starts_with([' ', ':', '：', '/']));
                let name = wide_name(after.trim_start_matches([' ', ':', '：', '/'])).filter(|_| parted);
                if let Some(named) = name {
                    add(if asks { &mut found.interviewers } else { &mut found.interviewees }, named);
                }
            }
        }
    }
}
