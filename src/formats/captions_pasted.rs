//! Transcripts copied from a page that plays a film: a time, and below or behind it what fits on a screen.
//!
//! They are captions without their second time, so they are read as captions. What tells them from other texts with times is
//! that the times follow each other in seconds and what stands between them is a row and no paragraph.

use crate::interview::parse::label;

/// Fewest times.
const LEAST: usize = 6;

/// Longest row of words on the average, in bytes.
const ROW: usize = 90;

/// Most seconds from one time to the next, for most of them.
const STEP: u32 = 20;

/// How many lines are looked at.
const LINES: usize = 400;

/// A time at the beginning of a line, in seconds, and what stands behind it: `0:04`, `0:04to talk`, `1:02:03 to talk`.
fn time(line: &str) -> Option<(u32, &str)> {
    let end = line.find(|c: char| !(c.is_ascii_digit() || c == ':')).unwrap_or(line.len());
    let (clock, rest) = line.split_at(end);
    if !clock.contains(':') || rest.starts_with(['.', ',', '-', '–', '/']) {
        return None;
    }
    let (Some(seconds), at) = label::leading_time(clock) else { return None };
    (at == clock.len()).then(|| (seconds, rest.trim()))
}

/// "3 seconds", "1 minute, 2 seconds": the time once more, for who listens to the page.
fn is_spoken_time(line: &str) -> bool {
    let unit = |part: &str| {
        let (number, unit) = part.trim().split_once(' ')?;
        let known = ["second", "minute", "hour"].contains(&unit.trim_end_matches('s'));
        (known && number.bytes().all(|b| b.is_ascii_digit())).then_some(())
    };
    line.ends_with(|c: char| c.is_alphabetic()) && line.split(',').all(|part| unit(part).is_some())
}

/// Whether a text is such a transcript.
pub fn is_pasted(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).take(LINES).peekable();
    // A few lines of the page may stand above.
    const ABOVE: usize = 12;
    let mut above = 0;
    while lines.peek().is_some_and(|line| time(line).is_none()) {
        above += 1;
        lines.next();
        if above > ABOVE {
            return false;
        }
    }
    let (mut times, mut short, mut rows, mut bytes, mut stops, mut labels, mut after) = (0, 0, 0, 0, 0, 0, 0);
    let mut last: Option<u32> = None;
    for line in lines {
        let said = match time(line) {
            Some((seconds, said)) => {
                if last.is_some_and(|last| seconds < last) {
                    return false;
                }
                short += usize::from(last.is_none_or(|last| seconds - last <= STEP));
                (times, last, after) = (times + 1, Some(seconds), 0);
                said
            }
            None if is_spoken_time(line) => continue,
            None => line,
        };
        if said.is_empty() {
            continue;
        }
        (rows, bytes, after) = (rows + 1, bytes + said.len(), after + 1);
        stops += usize::from(said.ends_with(['.', '!', '。']));
        labels += usize::from(label::read(said, 0).is_some_and(|hit| hit.style == label::Style::Colon));
        if after > 3 {
            return false;
        }
    }
    times >= LEAST
        && short * 10 >= times * 8
        && rows * 10 <= times * 15
        && rows * 10 >= times * 8
        && bytes <= rows * ROW
        && stops * 2 <= rows
        && labels * 10 <= rows
}

/// The same as captions: what stands before the first time, then each row with its time.
pub fn as_captions(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let all: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    for (at, line) in all.iter().enumerate() {
        let Some((seconds, said)) = time(line) else {
            if !(is_spoken_time(line) && at > 0 && time(all[at - 1]).is_some()) {
                out.push_str(line);
                out.push('\n');
            }
            continue;
        };
        // A time without words is that of a heading of the film; the words below have their own.
        let next = all[at + 1..].iter().find_map(|line| time(line)).map_or(seconds + STEP, |(next, _)| next);
        out.push_str(&format!("\n0:{seconds}.000 --> 0:{next}.000\n"));
        if !said.is_empty() {
            out.push_str(said);
            out.push('\n');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: [&str; 8] = [
        "so today I'm here with um somebody I wanted",
        "to talk to for a long time she keeps bees on",
        "the roof of the opera house in town and uh",
        "welcome to the show thank you for having me",
        "so how do bees get on the roof of an opera",
        "house well I carried them up in the lift with",
        "the orchestra the bassoon player was not",
        "amused but he held the door",
    ];

    fn with(form: impl Fn(usize, &str) -> String) -> String {
        ROWS.iter().enumerate().map(|(at, row)| form(at * 4, row)).collect()
    }

    #[test]
    fn times_on_their_own_lines_and_before_the_words_are_captions() {
        for text in [
            with(|at, row| format!("0:{at:02}\n{row}\n")),
            with(|at, row| format!("0:{at:02}{row}\n")),
            with(|at, row| format!("1:00:{at:02} {row}\n")),
            with(|at, row| format!("0:{at:02}\n{at} seconds\n{row}\n")),
            format!("Transcript\n\nSearch in video\n{}", with(|at, row| format!("0:{at:02}\n{row}\n"))),
        ] {
            assert!(is_pasted(&text), "{text}");
            let extract = super::super::captions::read(&text);
            let said: Vec<String> = extract.raws().into_iter().map(|raw| raw.text.to_string()).collect();
            assert!(said.contains(&ROWS.join(" ")), "{said:?}");
        }
    }

    #[test]
    fn other_texts_with_times_are_none() {
        for text in [
            with(|at, row| format!("0:{at:02}\nMara: {row}\n")),
            with(|at, row| format!("{at}:00\n{row}\n")),
            with(|at, row| format!("0:{at:02}\n{row}. {row}. {row}.\n")),
            with(|at, row| format!("Speaker 1  0:{at:02}\n{row}\n")),
            with(|at, row| format!("0:{:02}\n{row}\n", 50 - at)),
            with(|_, row| format!("{row}\n")),
            "0:01\n0:02\n".to_owned(),
            String::new(),
        ] {
            assert!(!is_pasted(&text), "{text}");
        }
    }
}
