//! Names in scripts without capitals: Chinese, Japanese, Korean.

use super::bodies;
use super::people::{Found, Named, add, is_same, name_after, tokens};
use crate::interview::words::{is_wide, listed, phrases};

/// Forms of address that follow a name.
pub const AFTER_NAME: [&str; 8] = ["さん", "氏", "先生", "教授", " 씨", "씨", " 선생", "女士"];

/// What stands between the parts of a name that is written by its sound.
const POINTS: [char; 2] = ['・', '·'];

pub(super) fn is_han(c: char) -> bool {
    matches!(c, '々' | '\u{3400}'..='\u{9fff}')
}

/// The one name that a title has by its sound ("达米恩·乔治"), or that the introduction has between what its bearer does
/// and a form of address ("取締役の石原玲一氏").
pub fn presented(title: Option<&str>, lines: &[&str]) -> Option<Named> {
    const NAME: std::ops::RangeInclusive<usize> = 3..=5;
    let mut found: Vec<Named> = Vec::new();
    let runs = title.into_iter().flat_map(|title| title.split(|c: char| !is_wide_letter(c)));
    for run in
        runs.filter(|run| run.contains('·') && run.split('·').all(|part| (1..=6).contains(&part.chars().count())))
    {
        add(&mut found, Named { name: run.to_owned(), full: None });
    }
    for line in lines {
        for (at, _) in AFTER_NAME.iter().flat_map(|address| line.match_indices(address)) {
            let before = line[..at].trim_end_matches(is_han);
            let name = &line[before.len()..at];
            if before.ends_with('の') && NAME.contains(&name.chars().count()) {
                add(&mut found, Named { name: name.to_owned(), full: None });
            }
        }
    }
    if let [_] = found[..] { found.pop() } else { None }
}

pub(super) fn is_wide_letter(c: char) -> bool {
    matches!(c, '々' | 'ー' | '・' | '·' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

/// The run of letters of a script without capitals at the beginning of a text, if it is as long as a name.
pub fn wide_name(text: &str) -> Option<Named> {
    const NAME: std::ops::RangeInclusive<usize> = 2..=8;
    let end = text.find(|c: char| !is_wide_letter(c)).unwrap_or(text.len());
    let name = &text[..end];
    NAME.contains(&name.chars().count()).then(|| Named { name: name.to_owned(), full: None })
}

/// A surname of a script without capitals with the rest of the name, where a line has it before a form of address:
/// "北原" in "北原澄子さん".
pub fn behind(label: &str, lines: &[&str]) -> Option<Named> {
    const LONGEST: usize = 6;
    let mut found: Vec<Named> = Vec::new();
    if !is_wide(label) {
        return None;
    }
    if label.chars().count() > 3 {
        // A name is "レイチェル・フェルトマン" once, and "フェルトマン" before what she says.
        for line in lines {
            let ends = line.match_indices(label).filter(|(at, _)| line[..*at].ends_with(POINTS));
            for (at, _) in ends {
                let before = line[..at].trim_end_matches(|c: char| matches!(c, '·' | '\u{30a1}'..='\u{30ff}'));
                add(&mut found, Named { name: line[before.len()..at + label.len()].to_owned(), full: None });
            }
        }
        return if let [_] = found[..] { found.pop() } else { None };
    }
    for line in lines {
        for (at, _) in line.match_indices(label) {
            let bare = line[..at].chars().next_back().is_none_or(|c| !is_wide_letter(c));
            let rest = &line[at..];
            let end = AFTER_NAME.iter().filter_map(|title| rest.find(title)).min();
            // "北原 澄子氏"
            let blank = |c: char| matches!(c, ' ' | '\u{3000}');
            let name = end.map(|end| &rest[..end]).filter(|name| {
                bare && name.chars().filter(|c| !blank(*c)).all(is_wide_letter) && name.matches(blank).count() <= 1
            });
            if let Some(name) = name.filter(|name| name.len() > label.len() && name.chars().count() <= LONGEST) {
                add(&mut found, Named { name: name.to_owned(), full: None });
            }
        }
    }
    if let [_] = found[..] { found.pop() } else { None }
}

/// "本站采访了该社区的负责人 Ida Berg": a name in Latin letters behind a verb of a script without blanks.
fn latin(line: &str, found: &mut Found) {
    const NEAR: usize = 40;
    for phrase in phrases("met wide") {
        let Some((_, rest)) = line.split_once(phrase) else { continue };
        let near: String = rest.chars().take(NEAR).take_while(|c| !matches!(c, '。' | '？' | '！' | '\n')).collect();
        let runs = near.split(|c: char| is_wide_letter(c) || matches!(c, ':' | '：' | '，' | '（' | '(' | '「' | '“'));
        let name = |run: &str| name_after(run, &tokens(run), 0).map(|(_, named)| named);
        let named =
            runs.map(str::trim).filter_map(name).find(|named| !is_wide(&named.name) && !bodies::is(&named.name));
        let known = |named: &Named| found.interviewees.iter().any(|other| is_same(&other.name, &named.name));
        if let Some(named) = named.filter(|named| !known(named)) {
            add(&mut found.interviewees, named);
            return;
        }
    }
}

/// "采访：周雅文", "聞き手：大森健", "글 박정우": names in scripts without capitals, by what stands before them.
pub fn find(line: &str, found: &mut Found) {
    latin(line, found);
    for (list, asks) in [("by", true), ("with", false)] {
        for phrase in
            phrases(list).iter().filter(|phrase| phrase.trim_end_matches([':', '：', '/']).ends_with(is_wide_letter))
        {
            let closed = !phrase.ends_with(is_wide_letter);
            for (at, _) in line.match_indices(phrase) {
                let before = line[..at].chars().next_back();
                let after = &line[at + phrase.len()..];
                let parted = before.is_none_or(|c| !is_wide_letter(c))
                    && (closed || after.starts_with([' ', ':', '：', '/', '|', '｜']));
                let name = wide_name(after.trim_start_matches([' ', ':', '：', '/', '|', '｜'])).filter(|_| parted);
                if let Some(named) = name {
                    add(if asks { &mut found.interviewers } else { &mut found.interviewees }, named);
                }
            }
        }
    }
    korean(line, found);
}

/// "정은영 학생 인터뷰": before the word for an interview stands who answers, with what that one is.
fn korean(line: &str, found: &mut Found) {
    const NAME: std::ops::RangeInclusive<usize> = 2..=4;
    let hangul = |word: &str| word.chars().all(|c| matches!(c, '\u{ac00}'..='\u{d7a3}'));
    for (at, _) in line.match_indices("인터뷰") {
        let mut before = line[..at].split_whitespace().rev();
        let calling = before.next().is_some_and(|word| listed("calling before interview", word));
        let name = before.next().filter(|word| calling && hangul(word) && NAME.contains(&word.chars().count()));
        if let Some(name) = name {
            found.interviewers.retain(|other| other.name != name);
            add(&mut found.interviewees, Named { name: name.to_owned(), full: None });
        }
    }
}
