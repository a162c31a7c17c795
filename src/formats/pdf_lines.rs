//! Lines of printed pages to paragraphs: heads and feet of pages go, lines are joined, words that were parted by a hyphen
//! are mended, and a paragraph goes on over the end of a page.

use std::collections::HashMap;

use super::Extract;
use super::lines::{Face, Look, Writer, words};
use crate::interview::Meta;
use crate::interview::parse::label;

/// A line of a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// Where it begins.
    pub x: f32,
    /// How far down it stands; only differences count.
    pub y: f32,
    /// Where it ends.
    pub end: f32,
    /// Size of its letters.
    pub size: f32,
    /// Its text.
    pub text: String,
}

/// A page, its lines in reading order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// The lines.
    pub lines: Vec<Line>,
}

/// How many lines at the head and at the foot of a page may be the same on every page.
const EDGE: usize = 3;

/// Puts the paragraphs together.
pub fn paragraphs(mut pages: Vec<Page>, meta: Meta) -> Extract {
    for page in &mut pages {
        for line in &mut page.lines {
            line.text = words(&line.text);
        }
        page.lines.retain(|line| !line.text.is_empty());
        // Footnotes and margins aside, sizes and places must be numbers.
        page.lines.retain(|line| line.x.is_finite() && line.y.is_finite() && line.end.is_finite());
    }
    let heads = strip_edges(&mut pages);
    for page in &mut pages {
        strip_numbers(page);
    }
    let shape = Shape::of(&pages);
    let mut writer = Writer::default();
    let mut open: Option<(String, Look)> = None;
    let mut before: Option<&Line> = None;
    for page in &pages {
        for (index, line) in page.lines.iter().enumerate() {
            let begins =
                before.is_none_or(|last| shape.begins(last, line, index == 0, open.as_ref().map(|(text, _)| &**text)));
            if begins {
                write(&mut writer, open.take());
                open = Some((line.text.clone(), shape.look(line)));
            } else if let Some((text, _)) = &mut open {
                glue(text, &line.text);
            }
            before = Some(line);
        }
    }
    write(&mut writer, open);
    let warnings = match heads {
        0 => Vec::new(),
        1 => vec!["1 line at the head or foot of a page was left out.".to_owned()],
        count => vec![format!("{count} lines at the head or foot of pages were left out.")],
    };
    writer.finish(meta, warnings)
}

fn write(writer: &mut Writer, paragraph: Option<(String, Look)>) {
    if let Some((text, look)) = paragraph {
        writer.text(&text, Face::default());
        writer.end(look);
    }
}

/// Adds a line to a paragraph. A hyphen at its end goes, where a word seems to have been parted.
fn glue(text: &mut String, next: &str) {
    let parted = text.strip_suffix(['-', '\u{2010}', '\u{ad}']).is_some_and(|stem| stem.ends_with(char::is_alphabetic));
    if parted && next.starts_with(char::is_lowercase) {
        text.pop();
    } else if !text.ends_with(['-', '–', '—', '/'])
        || text.ends_with(" -")
        || text.ends_with(" –")
        || text.ends_with(" —")
    {
        let wide = |c: char| matches!(c, '\u{3000}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}');
        // Chinese and Japanese have no blanks to put back.
        if !(text.ends_with(wide) && next.starts_with(wide)) {
            text.push(' ');
        }
    }
    text.push_str(next);
}

/// The form in which heads of pages are compared: without numbers.
fn bare(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        match c {
            c if c.is_ascii_digit() => {
                if !out.ends_with('#') {
                    out.push('#');
                }
            }
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}

fn is_page_number(text: &str) -> bool {
    let bare = bare(text);
    let bare = bare.trim_matches(|c: char| matches!(c, '-' | '–' | '—' | '|' | '.' | '[' | ']' | '(' | ')'));
    matches!(bare, "#" | "page#" | "page#of#" | "#of#" | "#/#" | "p.#" | "seite#" | "seite#von#" | "s.#")
        || (text.len() <= 6 && !text.is_empty() && text.chars().all(|c| "ivxlcIVXLC".contains(c)))
}

/// Takes away what stands at the head or foot of at least half the pages, and page numbers. Gives the number of lines.
fn strip_edges(pages: &mut [Page]) -> usize {
    let filled = pages.iter().filter(|page| !page.lines.is_empty()).count();
    let mut seen: HashMap<(bool, String), usize> = HashMap::new();
    for page in pages.iter() {
        let count = page.lines.len();
        let edge = EDGE.min(count);
        let mut here: Vec<(bool, String)> = page.lines[..edge].iter().map(|line| (true, bare(&line.text))).collect();
        here.extend(page.lines[count - edge..].iter().map(|line| (false, bare(&line.text))));
        here.sort();
        here.dedup();
        for key in here {
            *seen.entry(key).or_default() += 1;
        }
    }
    let mut stripped = 0;
    for page in pages.iter_mut() {
        let running = |line: &Line, head: bool| {
            let count = seen.get(&(head, bare(&line.text))).copied().unwrap_or(0);
            filled >= 3 && count >= 3.max(filled.div_ceil(2)) && !label_of(&line.text)
        };
        let number = |line: &Line| is_page_number(&line.text) && filled > 1;
        let before = page.lines.len();
        for _ in 0..EDGE {
            if page.lines.first().is_some_and(|line| running(line, true) || number(line)) {
                page.lines.remove(0);
            }
            if page.lines.last().is_some_and(|line| running(line, false) || number(line)) {
                page.lines.pop();
            }
        }
        stripped += before - page.lines.len();
    }
    stripped
}

/// Takes away the numbers of lines that court transcripts have at the left of every page.
fn strip_numbers(page: &mut Page) {
    const LEAST: usize = 8;
    let number = |text: &str| -> Option<u32> {
        let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
        let alone = text[digits.len()..].is_empty() || text[digits.len()..].starts_with(' ');
        digits.parse().ok().filter(|count| alone && *count <= 60)
    };
    let numbers: Vec<Option<u32>> = page.lines.iter().map(|line| number(&line.text)).collect();
    let found: Vec<u32> = numbers.iter().flatten().copied().collect();
    let rising = found.windows(2).filter(|pair| pair[1] == pair[0] + 1).count();
    let enough =
        found.len() >= LEAST && found.len() * 10 >= page.lines.len() * 7 && (rising + 1) * 10 >= found.len() * 8;
    if !enough {
        return;
    }
    let mut last_x: Option<f32> = None;
    for (line, number) in page.lines.iter_mut().zip(numbers) {
        if let Some(number) = number {
            let digits = number.to_string().len();
            let digits = line.text.find(|c: char| !c.is_ascii_digit()).unwrap_or(line.text.len()).max(digits);
            line.text = line.text.get(digits..).unwrap_or("").trim_start().to_owned();
            // Where the words begin is not known behind a number; all begin at the same place then.
            line.x = *last_x.get_or_insert(line.x);
        }
    }
    page.lines.retain(|line| !line.text.is_empty());
}

fn label_of(text: &str) -> bool {
    use label::Style;
    label::read(text, 0).is_some_and(|hit| matches!(hit.style, Style::Colon | Style::Letter | Style::Time))
}

/// What is usual in a document.
#[derive(Debug)]
struct Shape {
    left: f32,
    right: f32,
    size: f32,
    step: f32,
}

fn most(values: impl Iterator<Item = f32>, grid: f32) -> Option<f32> {
    let mut counts: HashMap<i64, (usize, f32)> = HashMap::new();
    for value in values {
        let entry = counts.entry((value / grid).round() as i64).or_insert((0, value));
        entry.0 += 1;
    }
    let mut all: Vec<(i64, (usize, f32))> = counts.into_iter().collect();
    all.sort_by_key(|(key, (count, _))| (std::cmp::Reverse(*count), *key));
    all.first().map(|(_, (_, value))| *value)
}

impl Shape {
    fn of(pages: &[Page]) -> Self {
        let lines = || pages.iter().flat_map(|page| &page.lines);
        let size = most(lines().map(|line| line.size), 0.5).unwrap_or(10.0).max(0.1);
        let left = most(lines().map(|line| line.x), 2.0).unwrap_or(0.0);
        let mut ends: Vec<f32> = lines().map(|line| line.end).collect();
        ends.sort_by(f32::total_cmp);
        let right = ends.get(ends.len() * 9 / 10).copied().unwrap_or(0.0);
        let steps = pages.iter().flat_map(|page| page.lines.windows(2)).map(|pair| pair[1].y - pair[0].y);
        let step = most(steps.filter(|step| *step > 0.2 * size && *step < 4.0 * size), 0.5).unwrap_or(1.2 * size);
        Self { left, right, size, step }
    }

    fn look(&self, line: &Line) -> Look {
        let ratio = line.size / self.size;
        let level = match ratio {
            _ if line.text.len() > 200 => 0,
            ratio if ratio >= 1.5 => 1,
            ratio if ratio >= 1.15 => 2,
            _ => 0,
        };
        Look { heading: level, ..Look::default() }
    }

    /// Whether a line begins a paragraph. `top` is the first line of a page, `text` the paragraph so far.
    fn begins(&self, last: &Line, line: &Line, top: bool, text: Option<&str>) -> bool {
        let (a, b) = (self.look(last).heading, self.look(line).heading);
        if a != b || (a > 0 && last.size > line.size * 1.1) {
            return true;
        }
        if label_of(&line.text) || is_list_item(&line.text) || is_remark(&line.text) || is_remark(&last.text) {
            return true;
        }
        let ended = last.text.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']']);
        let ended = ended.ends_with(['.', '?', '!', ':', '…', '。', '？', '！']);
        let width = (self.right - self.left).max(1.0);
        let short = last.end < self.right - 0.12 * width;
        let column = line.y < last.y;
        let indented = line.x > last.x + 0.8 * self.size && (line.x - self.left).abs() > 0.8 * self.size;
        // Behind a label at the margin, all further lines of a turn stand to the right of it.
        let hangs = text.is_some_and(|text| text.len() <= last.text.len() + 1) && label_of(&last.text);
        if top || column {
            return ended && (short || indented || line.text.starts_with(char::is_uppercase));
        }
        let gap = line.y - last.y;
        gap > 1.35 * self.step.max(0.1) || (indented && !hangs) || (ended && short && gap > 0.0)
    }
}

/// "(Pause.)": what a reporter wrote between the turns.
fn is_remark(text: &str) -> bool {
    (text.starts_with('(') && text.ends_with(')')) || (text.starts_with('[') && text.ends_with(']'))
}

/// "1. Text", "• Text"
fn is_list_item(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    text.starts_with("• ") || ((1..=2).contains(&digits) && text[digits..].starts_with(". "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn page(lines: &[&str]) -> Page {
        let lines = lines.iter().enumerate().map(|(at, text)| {
            let indent = text.len() - text.trim_start().len();
            Line {
                x: 50.0 + 5.0 * indent as f32,
                y: 14.0 * at as f32,
                end: 50.0 + 5.0 * text.len() as f32,
                size: 10.0,
                text: (*text).to_owned(),
            }
        });
        Page { lines: lines.filter(|line| !line.text.is_empty()).collect() }
    }

    fn texts(pages: Vec<Page>) -> Vec<String> {
        paragraphs(pages, Meta::default()).raws.into_iter().map(|raw| raw.text).collect()
    }

    #[test]
    fn lines_become_paragraphs() {
        let pages = vec![page(&[
            "Mara: Why did you go to sea when all of your broth-",
            "ers stayed at home?",
            "Jens: It was there. And I was young, and the boats",
            "were well-",
            "Known. That is all.",
            "",
            "A paragraph behind an empty line, as long as others",
        ])];
        assert_eq!(
            texts(pages),
            [
                "Mara: Why did you go to sea when all of your brothers stayed at home?",
                "Jens: It was there. And I was young, and the boats were well-Known. That is all.",
                "A paragraph behind an empty line, as long as others",
            ]
        );
    }

    #[test]
    fn heads_and_feet_go_and_paragraphs_run_on() {
        let pages: Vec<Page> = (1..=4)
            .map(|number| {
                let place = ["island", "harbour", "village", "country"][number - 1];
                page(&[
                    &format!("Talks of the harbour, volume {number}"),
                    &format!("and so the storm came over the whole of the {place}"),
                    &format!("and took the boats of everybody in the {place} and"),
                    &number.to_string(),
                ])
            })
            .collect();
        let all = texts(pages);
        assert_eq!(all.len(), 1, "{all:?}");
        assert!(!all[0].contains("volume") && all[0].ends_with("country and"));
    }

    #[test]
    fn numbers_of_lines_go() {
        let lines: Vec<String> = (1..=25)
            .map(|number| match number % 5 {
                1 => format!("{number} Q. Where were you at the time of the storm?"),
                2 => format!("{number} A. At home. I had been there since noon and"),
                3 => format!("{number} did not leave before the next morning."),
                _ => number.to_string(),
            })
            .collect();
        let all = texts(vec![page(&lines.iter().map(String::as_str).collect::<Vec<_>>())]);
        assert_eq!(all.len(), 10, "{all:?}");
        assert_eq!(all[1], "A. At home. I had been there since noon and did not leave before the next morning.");
    }

    proptest! {
        #[test]
        fn nothing_panics(lines in prop::collection::vec((any::<f32>(), any::<f32>(), "[ a-zA-Z0-9.?:é-]{0,30}", 0_u8..4), 0..60)) {
            let mut pages = vec![Page::default(); 4];
            for (x, y, text, at) in lines {
                pages[at as usize].lines.push(Line { x, y, end: x + 10.0, size: y.abs(), text });
            }
            let _ = paragraphs(pages, Meta::default());
        }
    }
}
