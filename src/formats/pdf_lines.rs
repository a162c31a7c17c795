//! Lines of printed pages to paragraphs: heads and feet of pages go, lines are joined, words that were parted by a hyphen
//! are mended, and a paragraph goes on over the end of a page.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::Extract;
use super::lines::{Face, Look, Writer};
use super::pdf_beside::Beside;
use super::pdf_page::{Line, Page, pieces};
use super::pdf_words::Vocabulary;
use crate::interview::Meta;
use crate::interview::parse::label;

/// How many lines at the head and at the foot of a page may be the same on every page.
const EDGE: usize = 3;

/// A paragraph in the making.
#[derive(Default)]
struct Open {
    /// The name in the margin beside it.
    name: Option<String>,
    text: String,
    faces: Vec<(u32, Face)>,
    look: Look,
    lines: usize,
}

/// Puts the paragraphs together. What belongs to the pages follows at the end, each line once.
pub fn paragraphs(mut pages: Vec<Page>, meta: Meta) -> Extract {
    for page in &mut pages {
        // Footnotes and margins aside, sizes and places must be numbers.
        page.change(|lines| {
            lines.retain(|line| {
                !line.text.is_empty() && [line.x, line.y, line.end, line.size, line.first].iter().all(|n| n.abs() < 1e6)
            });
        });
    }
    // Before the heads and feet of pages, since a number at the beginning of a line may be that of the page.
    let numbered: Vec<bool> = pages.iter().map(is_numbered).collect();
    if numbered.contains(&true) {
        for (page, numbered) in pages.iter_mut().zip(numbered) {
            page.change(|lines| strip_numbers(lines, !numbered));
        }
    }
    let aside = strip_edges(&mut pages);
    let shape = Shape::of(&pages);
    let known = Vocabulary::of(&pages);
    let mut writer = Writer::expecting(pages.iter().map(Page::bytes).sum());
    let mut open: Option<Open> = None;
    let mut before: Option<Line> = None;
    for page in &pages {
        for (index, line) in page.lines().enumerate() {
            let begins = before.as_ref().is_none_or(|last| {
                shape.begins(last, &line, index == 0, open.as_ref().is_some_and(|open| open.lines > 1))
            });
            if begins {
                write(&mut writer, open.take());
            }
            let look = shape.look(&line);
            let full = before.as_ref().is_some_and(|last| last.end > shape.right(last) - last.size);
            let name = shape.beside.as_ref().and_then(|beside| beside.name(&line));
            let mut rest = line.clone();
            rest.cut(name.map_or(0, str::len));
            let name = name.map(str::to_owned);
            glue(open.get_or_insert_with(|| Open { name, look, ..Open::default() }), &rest, full, &known);
            before = Some(line);
        }
    }
    write(&mut writer, open);
    drop(pages);
    let mut warnings = Vec::new();
    match aside.len() {
        0 => {}
        1 => warnings.push("1 line at the head or foot of a page was set aside.".to_owned()),
        count => warnings.push(format!("{count} lines at the head or foot of pages were set aside.")),
    }
    let mut known = HashSet::new();
    for line in aside {
        if known.insert(bare(&line)) {
            writer.aside(&line);
        }
    }
    writer.finish(meta, warnings)
}

fn write(writer: &mut Writer, paragraph: Option<Open>) {
    if let Some(open) = paragraph {
        if let Some(name) = &open.name {
            writer.label(name, false);
        }
        for (text, face) in pieces(&open.text, &open.faces) {
            // A heading is bold by nature; that says nothing more.
            writer.text(text, if open.look.heading > 0 { Face::default() } else { face });
        }
        writer.end(open.look);
    }
}

/// Adds a line to a paragraph, behind a line that is `full` or not. A hyphen at its end goes, where a word seems to have
/// been parted.
fn glue(open: &mut Open, line: &Line, full: bool, known: &Vocabulary) {
    open.lines += 1;
    let text = &mut open.text;
    let next = &line.text;
    let hyphen = text.chars().next_back().filter(|c| matches!(c, '-' | '\u{2010}' | '\u{ad}'));
    let parted = hyphen.filter(|_| text.chars().nth_back(1).is_some_and(char::is_alphabetic));
    let goes = match parted {
        // These two are set by programs that part words, hardly ever by hand.
        Some('\u{ad}') => true,
        Some('\u{2010}') => next.starts_with(char::is_alphabetic) && (known.told || !known.keeps(text, next)),
        Some(_) => !known.told && !known.keeps(text, next) && known.goes_on(text, next),
        None => false,
    };
    if goes {
        text.pop();
    } else if !text.is_empty() && parted.is_none() {
        let wide = |c: char| matches!(c, '\u{3000}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}');
        let dash = |c: char| matches!(c, '-' | '–' | '—' | '/');
        let alone = |c: char| text.strip_suffix(c).is_some_and(|rest| rest.ends_with(' ') || rest.is_empty());
        let tight = text.chars().next_back().is_some_and(|c| dash(c) && !alone(c));
        // An address that is longer than the rest of its line goes on in the next one.
        let word = |text: &str| text.split(' ').next().unwrap_or("").to_owned();
        let address = text.rsplit(' ').next().is_some_and(|last| last.contains("://") || last.starts_with("www."));
        let tight = tight || (address && full && word(next).contains('/'));
        // Chinese and Japanese have no blanks to put back.
        let open = text.ends_with(wide) && next.starts_with(wide);
        if !(tight || open) {
            text.push(' ');
        }
    }
    let start = text.len() as u32;
    open.faces.iter_mut().for_each(|(end, _)| *end = (*end).min(start));
    text.push_str(next);
    open.faces.extend(line.faces.iter().map(|(end, face)| (start + end, *face)));
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

/// Takes away what stands at the head or foot of many pages, always at the same height, and page numbers. Gives the
/// lines.
fn strip_edges(pages: &mut [Page]) -> Vec<String> {
    let mut aside = Vec::new();
    for page in pages.iter_mut() {
        page.change(|lines| {
            for line in lines.extract_if(.., |line| line.artifact) {
                aside.push(line.text.into_owned());
            }
        });
    }
    let filled = pages.iter().filter(|page| page.count() > 0).count();
    // Left and right pages may have heads of their own.
    let least = if filled < 4 { 2 } else { 3.max(filled * 2 / 5) };
    // A title that comes again as the head of pages stands elsewhere and is set larger.
    let key = |line: &Line| (bare(&line.text), (line.y / 3.0).round() as i64, line.size.round() as i64);
    let near = |(text, y, size): &(String, i64, i64), seen: &HashMap<(String, i64, i64), usize>| {
        (y - 1..=y + 1).filter_map(|y| seen.get(&(text.clone(), y, *size))).sum::<usize>()
    };
    let mut seen: HashMap<(String, i64, i64), usize> = HashMap::new();
    for page in pages.iter() {
        let count = page.count();
        let edges = page.lines().enumerate().filter(|(at, _)| *at < EDGE || *at + EDGE >= count);
        let here: HashSet<_> = edges.map(|(_, line)| key(&line)).collect();
        for key in here {
            *seen.entry(key).or_default() += 1;
        }
    }
    for (number, page) in pages.iter_mut().enumerate() {
        let goes = |line: &Line, next: Option<&Line>| {
            let running = filled >= 2 && near(&key(line), &seen) >= least && !label_of(&line.text);
            // A head that stands on one page only, with the number of the page.
            let number = (number + 1).to_string();
            let numbered =
                line.text.split(' ').next() == Some(&number) || line.text.split(' ').next_back() == Some(&number);
            let apart = next.is_some_and(|next| (line.y - next.y).abs() > 2.2 * line.size.max(next.size));
            let alone = numbered && apart && line.text.len() < 90 && !line.text.ends_with(['?', '!']);
            running || (filled > 1 && (is_page_number(&line.text) || alone))
        };
        page.change(|lines| {
            for _ in 0..EDGE {
                if lines.first().is_some_and(|line| goes(line, lines.get(1))) {
                    aside.push(lines.remove(0).text.into_owned());
                }
                let before = lines.len().checked_sub(2).and_then(|at| lines.get(at));
                if lines.last().is_some_and(|line| goes(line, before)) {
                    aside.extend(lines.pop().map(|line| line.text.into_owned()));
                }
            }
        });
    }
    aside
}

/// The number that a line begins with.
fn line_number(line: &Line) -> Option<u32> {
    let digits: String = line.text.chars().take_while(char::is_ascii_digit).collect();
    let rest = &line.text[digits.len()..];
    let alone = rest.is_empty() || rest.starts_with(' ');
    digits.parse().ok().filter(|count| alone && *count <= 60 && !line.artifact)
}

/// Whether the lines of a page are numbered, one after the other.
fn is_numbered(page: &Page) -> bool {
    const LEAST: usize = 8;
    let found: Vec<u32> = page.lines().filter_map(|line| line_number(&line)).collect();
    let rising = found.windows(2).filter(|pair| pair[1] == pair[0] + 1).count();
    found.len() >= LEAST && found.len() * 10 >= page.count() * 7 && (rising + 1) * 10 >= found.len() * 8
}

/// Takes away the numbers of lines that court transcripts have at the left of every page. `short` is a page of a document
/// with such pages that has too few lines to tell by itself: what is numbered there counts from one.
fn strip_numbers(lines: &mut Vec<Line>, short: bool) {
    let mut numbers: Vec<Option<u32>> = lines.iter().map(line_number).collect();
    if short {
        let mut next = 1;
        for number in &mut numbers {
            *number = number.filter(|number| *number == next);
            next += u32::from(number.is_some());
        }
    }
    let mut last_x: Option<f32> = None;
    for (line, number) in lines.iter_mut().zip(numbers) {
        if let Some(number) = number {
            let digits = number.to_string().len();
            let digits = line.text.find(|c: char| !c.is_ascii_digit()).unwrap_or(line.text.len()).max(digits);
            line.cut(digits);
            // Where the words begin is not known behind a number; all begin at the same place then.
            line.x = *last_x.get_or_insert(line.x);
        }
    }
    lines.retain(|line| !line.text.is_empty());
}

fn label_of(text: &str) -> bool {
    use label::Style;
    label::read(text, 0).is_some_and(|hit| matches!(hit.style, Style::Colon | Style::Letter | Style::Time))
}

/// What is usual in a document.
#[derive(Debug)]
struct Shape {
    left: f32,
    /// Where lines end that go over the whole page.
    right: f32,
    /// Where lines of columns end.
    narrow: f32,
    size: f32,
    step: f32,
    /// Paragraphs begin to the right of the margin.
    indents: bool,
    /// Who speaks stands beside the text.
    beside: Option<Beside>,
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

/// The smallest of the distances that are usual: in a text of short paragraphs most lines stand farther apart than
/// the lines of one paragraph.
fn least_usual(steps: impl Iterator<Item = f32>) -> Option<f32> {
    const GRID: f32 = 0.5;
    let steps: Vec<f32> = steps.collect();
    let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
    for step in &steps {
        *counts.entry((step / GRID).round() as i64).or_default() += 1;
    }
    let around = |at: i64| (at - 1..=at + 1).filter_map(|at| counts.get(&at)).sum::<usize>();
    let usual = counts.keys().find(|at| around(**at) >= 2 && around(**at) * 8 >= steps.len())?;
    let best = (*usual..=usual + 1).max_by_key(|at| counts.get(at).copied().unwrap_or(0))?;
    let near = steps.iter().find(|step| (*step / GRID).round() as i64 == best);
    near.copied()
}

impl Shape {
    fn of(pages: &[Page]) -> Self {
        let lines = || pages.iter().flat_map(Page::lines);
        let pairs = || pages.iter().flat_map(Page::pairs);
        let size = most(lines().map(|line| line.size), 0.5).unwrap_or(10.0).max(0.1);
        let beside = Beside::of(pages);
        let left = most(lines().map(|line| line.x), 2.0).unwrap_or(0.0);
        let left = beside.as_ref().map_or(left, |beside| beside.text);
        let right = |column: bool| {
            let mut ends: Vec<f32> = lines().filter(|line| line.column == column).map(|line| line.end).collect();
            ends.sort_by(f32::total_cmp);
            ends.get(ends.len() * 95 / 100).copied().unwrap_or(0.0)
        };
        let (right, narrow) = (right(false), right(true));
        let steps = pairs().map(|(a, b)| a.y - b.y);
        let step = least_usual(steps.filter(|step| *step > 0.8 * size && *step < 4.0 * size)).unwrap_or(1.2 * size);
        let indented = pairs().filter(|(a, b)| (0.8 * size..4.0 * size).contains(&(b.x - a.x)));
        let indented = indented.filter(|(a, b)| (a.x - left).abs() < 2.0 && a.y - b.y < 1.3 * step);
        let indents = indented.count() * 25 > lines().count();
        Self { left, right, narrow, size, step, indents, beside }
    }

    /// Where a line ends that is full.
    const fn right(&self, line: &Line) -> f32 {
        if line.column { self.narrow } else { self.right }
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

    /// Whether the first word of a line would have had room at the end of the one before it, so that the break is meant.
    fn had_room(&self, last: &Line, line: &Line) -> bool {
        last.end + 0.3 * last.size + line.first.max(0.0) < self.right(last) - 0.3 * last.size
    }

    /// Whether a line begins a paragraph. `top` is the first line of a page; `running` where the one before it does not
    /// begin one.
    fn begins(&self, last: &Line, line: &Line, top: bool, running: bool) -> bool {
        let (a, b) = (self.look(last).heading, self.look(line).heading);
        if line.cell || a != b || (a > 0 && last.size > line.size * 1.1) {
            return true;
        }
        if self.beside.as_ref().is_some_and(|beside| beside.name(line).is_some()) {
            return true;
        }
        let ended = is_ended(&last.text);
        let room = self.had_room(last, line);
        // A line may begin with a word and a colon by chance.
        if label_of(&line.text) && (ended || room) {
            return true;
        }
        if is_list_item(&line.text) || is_remark(&line.text) || is_remark(&last.text) {
            return true;
        }
        if last.is_bold() != line.is_bold() && (ended || room) {
            return true;
        }
        let indent = line.x - last.x;
        let right_of = |x: f32| x - self.left > 0.8 * self.size;
        let again = self.indents
            && right_of(line.x)
            && indent.abs() < 2.0
            && (room || ended)
            && line.x - self.left < 5.0 * self.size;
        let indented = again || (indent > 0.8 * self.size && right_of(line.x));
        // Behind a label at the margin, all further lines of a turn stand to the right of it.
        let hangs = !running && label_of(&last.text);
        let gap = last.y - line.y;
        if top || gap < -0.5 * self.step {
            let goes_on = line.text.starts_with(char::is_lowercase);
            let new = (right_of(line.x) && self.indents) || room || last.text.ends_with(['?', ':']);
            return ended && new && !goes_on;
        }
        let width = (self.right(last) - self.left).max(1.0);
        let short = last.end < self.right(last) - 0.12 * width;
        let apart = gap > 1.2 * self.step.max(0.1) && gap > 0.9 * last.size.max(line.size);
        apart || (indented && !hangs) || (ended && room && (short || indent.abs() > 0.8 * self.size) && gap > 0.0)
    }
}

/// Whether a sentence ends here.
pub(super) fn is_ended(text: &str) -> bool {
    let bare = text.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', '*']);
    let smiles = [":)", ";)", ":-)", ";-)", ":(", ":D", ":P"].iter().any(|face| text.ends_with(face));
    smiles || bare.ends_with(['.', '?', '!', ':', '…', '。', '？', '！'])
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
            let mut line = Line {
                x: 50.0 + 5.0 * indent as f32,
                y: 800.0 - 14.0 * at as f32,
                end: 50.0 + 5.0 * text.len() as f32,
                first: 5.0 * text.trim_start().find(' ').unwrap_or(text.len()) as f32,
                size: 10.0,
                ..Line::default()
            };
            line.push(text.trim_start(), Face::default());
            line
        });
        Page::of(lines.filter(|line| !line.text.is_empty()).collect())
    }

    fn texts(pages: Vec<Page>) -> Vec<String> {
        paragraphs(pages, Meta::default()).raws().into_iter().map(|raw| raw.text.to_string()).collect()
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
        // They follow behind the text, each once.
        assert_eq!(all[1..], ["Talks of the harbour, volume 1", "1"], "{all:?}");
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

    #[test]
    fn numbers_of_lines_go_from_a_short_page_too_and_are_no_numbers_of_pages() {
        let head = |number: usize| format!("Deposition of Ruth Engel          Page {}", number + 6);
        let full = |number: usize| {
            let mut lines = vec![head(number), String::new()];
            lines.extend((1..=25).map(|row| match row % 3 {
                1 => format!("{row}     Q.   On day {row} of month {number}, what did you carry"),
                2 => format!("{row} down to the boats?"),
                _ => format!("{row}     A.   Salt, and the ledger of week {row}."),
            }));
            lines
        };
        let short = [head(3), String::new(), "1 and the cat.".into(), "2     Q.   Thank you for that.".into()];
        let rows = |lines: &[String]| {
            let mut page = page(&lines.iter().map(String::as_str).collect::<Vec<_>>());
            // Lines stand far apart in such papers.
            page.change(|lines| lines.iter_mut().for_each(|line| line.y *= 2.0));
            page
        };
        let all = texts(vec![rows(&full(1)), rows(&full(2)), rows(&short)]);
        assert!(all[0].starts_with("Q. On day 1 of month 1"), "{all:?}");
        assert!(all.iter().any(|text| text.ends_with("and the cat.")), "{all:?}");
        assert!(all.contains(&"Q. Thank you for that.".to_owned()), "{all:?}");
    }

    proptest! {
        #[test]
        fn nothing_panics(lines in prop::collection::vec((any::<f32>(), any::<f32>(), "[ a-zA-Z0-9.?:é-]{0,30}", 0_u8..4), 0..60)) {
            let mut pages = vec![Page::default(); 4];
            for (x, y, text, at) in lines {
                let mut line = Line { x, y, end: x + 10.0, size: y.abs(), first: x, artifact: x < y, ..Line::default() };
                line.push(&text, Face { bold: y > 1.0, ..Face::default() });
                line.tidy();
                pages[at as usize].change(|lines| lines.push(line));
            }
            let _ = paragraphs(pages, Meta::default());
        }
    }
}
