//! Threads copied from a forum in which one person answers everybody: "Ask me anything".
//!
//! What a page puts before a comment says who wrote it, and who opened the thread; its buttons and counts say nothing. Nothing
//! is guessed: a comment that the one who answers replied to is a question, and every other one a remark. A thread in which
//! nobody answers many is left as it is.

use std::ops::Range;

use super::dates;
use super::raw::{Kind, Raw, settle};
use crate::interview::words::{fold, listed};

/// Largest thread, in bytes.
const LARGEST: usize = 8 << 20;

/// Fewest comments that were replied to.
const LEAST: usize = 3;

/// Longest name.
const NAME: usize = 30;

/// A line of the source that is not empty.
#[derive(Clone, Copy)]
struct Line<'a> {
    text: &'a str,
    start: usize,
}

/// What stands above a comment.
struct Head<'a> {
    lines: Range<usize>,
    name: &'a str,
    /// The page says that this is who opened the thread.
    opened: bool,
}

/// The paragraphs of a thread, with who wrote them and what asks; `None` where a text is none.
pub fn read(source: &str) -> Option<Vec<Raw>> {
    if source.len() > LARGEST || !(source.contains(" ago") || source.contains(" | next") || source.contains("[–]")) {
        return None;
    }
    let lines = lines(source);
    let heads = heads(&lines);
    let first = heads.first()?.lines.start;
    let opener = opener(&lines[..first], &heads)?;
    let answers = |at: usize| heads.get(at).is_some_and(|head: &Head| head.name == opener);
    let replied = (0..heads.len()).filter(|&at| !answers(at) && answers(at + 1)).count();
    if replied < LEAST {
        return None;
    }
    let mut raws = Vec::with_capacity(lines.len());
    let title = (0..first).find(|&at| is_title(lines[at].text));
    for at in 0..first {
        let raw = raw(&lines, at..at + 1);
        raws.push(match title {
            Some(title) if title == at => Raw { heading: 1, ..raw },
            _ if is_furniture(&lines, at) || is_above(lines[at].text, opener) => Raw { kind: Kind::Comment, ..raw },
            _ => Raw { speaker: Some(opener.into()), ..raw },
        });
    }
    for (number, head) in heads.iter().enumerate() {
        raws.push(Raw { kind: Kind::Comment, ..raw(&lines, head.lines.clone()) });
        let said = if answers(number) { Some(false) } else { answers(number + 1).then_some(true) };
        let end = heads.get(number + 1).map_or(lines.len(), |next| next.lines.start);
        for at in head.lines.end..end {
            let raw = raw(&lines, at..at + 1);
            raws.push(if is_furniture(&lines, at) {
                Raw { kind: Kind::Comment, ..raw }
            } else {
                Raw { speaker: Some(head.name.into()), said, note: said.is_none(), ..raw }
            });
        }
    }
    Some(settle(raws))
}

fn lines(source: &str) -> Vec<Line<'_>> {
    let base = source.as_ptr() as usize;
    let all = source.lines().map(str::trim).filter(|line| !line.is_empty());
    all.map(|text| Line { text, start: text.as_ptr() as usize - base }).collect()
}

fn raw(lines: &[Line], range: Range<usize>) -> Raw {
    let (first, last) = (&lines[range.start], &lines[range.end - 1]);
    let texts: Vec<&str> = lines[range].iter().map(|line| line.text).collect();
    Raw { text: texts.join(" ").into(), source: first.start..last.start + last.text.len(), ..Raw::default() }
}

/// Whether this could be what somebody calls themselves in a forum.
fn is_name(text: &str) -> bool {
    let letters = text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
    text == "[deleted]" || ((2..=NAME).contains(&text.len()) && letters && text.contains(char::is_alphabetic))
}

/// "3y ago", "4 years ago*", "2 hr. ago", "Edited 3y ago".
fn is_age(text: &str) -> bool {
    let text = text.trim_start_matches(is_dot).trim_start();
    let text = text.strip_prefix("Edited ").or_else(|| text.strip_prefix("edited ")).unwrap_or(text);
    let Some(amount) = text.trim_end_matches(['*', ' ']).strip_suffix(" ago") else { return false };
    let unit = amount.trim_start_matches(|c: char| c.is_ascii_digit());
    let unit = unit.trim_matches([' ', '.']).trim_end_matches('s');
    unit.len() < amount.len()
        && matches!(
            unit,
            "y" | "yr"
                | "year"
                | "mo"
                | "month"
                | "w"
                | "wk"
                | "week"
                | "d"
                | "day"
                | "h"
                | "hr"
                | "hour"
                | "m"
                | "min"
                | "minute"
        )
}

fn is_dot(c: char) -> bool {
    matches!(c, '•' | '·' | '∙')
}

/// What stands beside a name and says who that is here.
fn is_badge(text: &str) -> bool {
    listed("forum badge", &fold(text)) || (text.starts_with("Top ") && text.contains('%'))
}

/// All heads of comments.
fn heads<'a>(lines: &[Line<'a>]) -> Vec<Head<'a>> {
    let mut heads: Vec<Head> = Vec::new();
    for at in 0..lines.len() {
        let from = heads.last().map_or(0, |head| head.lines.end);
        if at >= from
            && let Some(head) = in_one_line(lines, at).or_else(|| in_many_lines(lines, at, from))
        {
            heads.push(head);
        }
    }
    heads
}

/// `[–]name[S] 318 points 4 years ago`, `name on March 3, 2021 | parent | next [–]`, `name OP • 3y ago`.
fn in_one_line<'a>(lines: &[Line<'a>], at: usize) -> Option<Head<'a>> {
    let text = lines[at].text;
    let head = |name: &'a str, opened: bool| is_name(name).then_some(Head { lines: at..at + 1, name, opened });
    if let Some(rest) = ["[–]", "[-]", "[+]", "[—]"].iter().find_map(|sign| text.strip_prefix(sign)) {
        let rest = rest.trim_start();
        let (name, more) = match rest.strip_prefix("[deleted]") {
            Some(more) => ("[deleted]", more),
            None => rest.split_at(rest.find([' ', '['])?),
        };
        let aged = more.contains(" ago");
        return aged.then(|| head(name, more.starts_with("[S"))).flatten();
    }
    let (name, rest) = text.split_once(' ')?;
    if ["| next", "| parent", "| prev", "| root", "[–]", "[-]"].iter().any(|sign| rest.contains(sign)) {
        let when = rest.split([' ', '[']).next() == Some("on") && dates::find(rest).is_some();
        let aged = rest.split(['|', '[']).next().is_some_and(|age| is_age(age.trim()));
        return (when || aged).then(|| head(name, false)).flatten();
    }
    let (before, age) = text.rsplit_once(is_dot)?;
    let (before, age) = match before.rsplit_once(is_dot) {
        Some((first, middle)) if age.trim_start().starts_with(['e', 'E']) => (first, middle),
        _ => (before, age),
    };
    let mut words = before.split([' ', '•', '·']).filter(|word| !word.is_empty());
    let name = words.next().map(|name| name.strip_prefix("u/").unwrap_or(name))?;
    let badges: Vec<&str> = words.collect();
    let all = badges.iter().all(|badge| is_badge(badge));
    (is_age(age.trim()) && all).then(|| head(name, badges.contains(&"OP"))).flatten()
}

/// A name, what it is here, a dot and an age on lines of their own; the age is at `at`.
fn in_many_lines<'a>(lines: &[Line<'a>], at: usize, from: usize) -> Option<Head<'a>> {
    const FAR: usize = 6;
    let dotted = at > from && lines[at - 1].text.chars().all(is_dot);
    if !is_age(lines[at].text) || !(dotted || lines[at].text.starts_with(is_dot)) {
        return None;
    }
    let beside = |text: &str| is_badge(text) || text.chars().all(is_dot);
    let mut name = at;
    let mut opened = false;
    loop {
        name = name.checked_sub(1).filter(|name| *name >= from && at - name <= FAR)?;
        let text = lines[name].text;
        opened |= text == "OP";
        if !beside(text) {
            break;
        }
    }
    let called = lines[name].text.strip_prefix("u/").unwrap_or(lines[name].text);
    if !is_name(called) {
        return None;
    }
    let avatar =
        |line: &Line| line.text.strip_prefix("u/").and_then(|rest| rest.strip_suffix(" avatar")) == Some(called);
    let start = if name > from && avatar(&lines[name - 1]) { name - 1 } else { name };
    let more = lines[at + 1..].iter().take_while(|line| beside(line.text) || is_age(line.text)).count();
    Some(Head { lines: start..at + 1 + more, name: called, opened })
}

/// Who opened the thread, as the page says it.
fn opener<'a>(above: &[Line<'a>], heads: &[Head<'a>]) -> Option<&'a str> {
    let marked = || heads.iter().find(|head| head.opened).map(|head| head.name);
    let by = |line: &Line<'a>| {
        let told = line.text.starts_with("submitted ")
            || line.text.contains(" points by ")
            || line.text.contains(" point by ");
        let (_, rest) = line.text.split_once(" by ").filter(|_| told)?;
        rest.split(' ').next()
    };
    above.iter().find_map(by).or_else(marked).filter(|name| is_name(name) && *name != "[deleted]")
}

fn is_title(text: &str) -> bool {
    const WORDS: usize = 4;
    text.split_whitespace().nth(WORDS - 1).is_some() && !text.starts_with("submitted ") && !is_age(text)
}

/// What a page puts above its comments.
fn is_above(text: &str, opener: &str) -> bool {
    let by = text.split_once(" by ").is_some_and(|(_, rest)| rest.starts_with(opener));
    text == opener || text.starts_with("r/") || by || is_age(text)
}

/// Buttons, counts and notices of the page.
fn is_furniture(lines: &[Line], at: usize) -> bool {
    const LONGEST: usize = 160;
    let text = lines[at].text;
    if text.len() > LONGEST {
        return false;
    }
    let folded = fold(text);
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
    let button = |text: &str| listed("forum", text);
    // "permalink embed save parent report reply", "412 comments share save hide report"
    let buttons = |text: &str| {
        let mut words = text.split([' ', '|']).filter(|word| !word.is_empty());
        words.clone().nth(1).is_some() && words.all(|word| button(word) || word.bytes().all(|b| b.is_ascii_digit()))
    };
    let links = bare.contains('|') && bare.split('|').all(|part| button(part.trim()));
    let near = |at: Option<usize>| at.and_then(|at| lines.get(at)).is_some_and(|line| button(&fold(line.text)));
    let number = !bare.is_empty() && bare.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'k'));
    let replies = bare.starts_with(|c: char| c.is_ascii_digit())
        && (bare.ends_with(" more replies") || bare.ends_with(" more reply"));
    bare.is_empty()
        || button(bare)
        || is_badge(text)
        || buttons(bare)
        || links
        || replies
        || bare.starts_with("load more comments")
        || (number && (near(at.checked_sub(1)) || near(Some(at + 1))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(text: &str) -> Option<(&str, bool)> {
        let lines = lines(text);
        heads(&lines).first().map(|head| (head.name, head.opened))
    }

    #[test]
    fn what_stands_above_a_comment_names_who_wrote_it() {
        for (text, who) in [
            ("[–]lampwright[S] 522 points 4 years ago*", Some(("lampwright", true))),
            ("[–]mudflat 201 points 4 years ago (2 children)", Some(("mudflat", false))),
            ("copperpair on March 3, 2021 | parent | next [–]", Some(("copperpair", false))),
            ("copperpair 3 hours ago | parent | next [–]", Some(("copperpair", false))),
            ("tarbucket • 3y ago", Some(("tarbucket", false))),
            ("keel_marta OP • 3y ago • Edited 2y ago", Some(("keel_marta", true))),
            ("u/tarbucket avatar\ntarbucket\n•\n3y ago", Some(("tarbucket", false))),
            ("keel_marta\nOP\n•\n3 yr. ago\n• Edited 2y ago", Some(("keel_marta", true))),
            ("[deleted]\n•\n3y ago", Some(("[deleted]", false))),
            ("We met on March 3, 2021 | and then", None),
            ("That was 3 years ago", None),
            ("It rained.\n3 years ago", None),
            ("A • 3 boats", None),
        ] {
            assert_eq!(of(text), who, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_letter_is_lost(parts in prop::collection::vec(prop::sample::select(vec![
            "[–]ann[S] 5 points 4 years ago", "[–]bo 7 points 4 years ago", "Why?", "Because.\n\nOf ice.", "permalink reply",
            "bo • 3y ago", "ann\nOP\n•\n3y ago", "Upvote\n41\nDownvote", "2 more replies", "submitted 4 years ago by ann",
        ]), 0..24)) {
            let source = parts.join("\n");
            if let Some(raws) = read(&source) {
                let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
                prop_assert_eq!(bare(&raws.iter().map(|raw| raw.text.as_str()).collect::<String>()), bare(&source));
                for raw in &raws {
                    prop_assert_eq!(bare(&source[raw.source.clone()]), bare(&raw.text));
                }
            }
        }
    }
}
