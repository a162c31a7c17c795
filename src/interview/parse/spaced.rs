//! Typescripts: every second line is empty, as those who type talk down leave room for the pencil, and a paragraph begins
//! further in.
//!
//! What a program takes out of such pages has an empty line between all rows of a paragraph, and more of them around the
//! head and the foot of a page.

use std::collections::HashMap;

use super::plain::{self, Line};

/// The rows of such a text without the empty lines between them, and how wide they are; `None` of any other.
pub(super) fn read(source: &str, from: usize) -> Option<(Vec<Line<'_>>, usize)> {
    const LEAST: usize = 24;
    const WIDTHS: std::ops::RangeInclusive<usize> = 40..=110;
    // How much further in a paragraph begins, in columns.
    const INDENT: usize = 3;
    if !is_likely(&source[from..]) {
        return None;
    }
    // The rows that are not empty, each with how many empty ones stand below it.
    let mut rows: Vec<(&str, usize)> = Vec::new();
    for row in source[from..].split_inclusive('\n') {
        match rows.last_mut() {
            _ if !row.trim().is_empty() => rows.push((row, 0)),
            Some((_, below)) => *below += 1,
            None => {}
        }
    }
    let spaced = rows.iter().filter(|(_, below)| *below == 1).count();
    if rows.len() < LEAST || spaced * 10 < rows.len() * 7 {
        return None;
    }
    let indent = |row: &str| row.len() - row.trim_start().len();
    let mut counts: HashMap<usize, usize> = HashMap::new();
    for (row, _) in &rows {
        *counts.entry(indent(row)).or_default() += 1;
    }
    let margin = counts.into_iter().max_by_key(|(indent, count)| (*count, std::cmp::Reverse(*indent)))?.0;
    // The head of a page may stand beyond the right end of its rows.
    let mut widths: Vec<usize> =
        rows.iter().filter(|(row, _)| indent(row) <= margin).map(|(row, _)| plain::width(row.trim_end())).collect();
    widths.sort_unstable();
    let width = widths[widths.len() * 95 / 100];
    let full = |row: &str| plain::width(row.trim_end()) * 4 >= width * 3;
    let open = |row: &str| !plain::ends_sentence(row.trim());
    let inner = rows.iter().filter(|(_, below)| *below == 1);
    // Paragraphs of one row each end where sentences do.
    let (filled, broken) = inner.clone().fold((0, 0), |(filled, broken), (row, _)| {
        (filled + usize::from(full(row)), broken + usize::from(full(row) && open(row)))
    });
    if !WIDTHS.contains(&width) || filled * 10 < spaced * 6 || broken * 10 < filled * 6 {
        return None;
    }
    let base = source.as_ptr() as usize;
    let mut lines: Vec<Line> = Vec::with_capacity(rows.len());
    for (at, (row, below)) in rows.iter().enumerate() {
        let start = row.as_ptr() as usize - base;
        let begins = indent(row) >= margin + INDENT;
        lines.push(Line { begins: Some(begins), ..plain::line(row, start) });
        let goes_on = || {
            let next = rows.get(at + 1).map_or("", |(next, _)| next.trim_start());
            // "Interviewer:        Joe Moss" stands in a column below another field.
            (full(row) || next.starts_with(char::is_lowercase)) && !next.trim_end().contains("   ")
        };
        if *below > 1 || *below == 1 && !goes_on() {
            lines.push(Line { begins: Some(false), ..plain::line("", start + row.len()) });
        }
    }
    Some((lines, width))
}

/// Whether most rows have an empty one below them, and many of these end in the middle of a sentence. Of a book a list of all
/// rows is much, so this is looked at first.
fn is_likely(text: &str) -> bool {
    let (mut rows, mut spaced, mut open, mut last): (usize, usize, usize, Option<&str>) = (0, 0, 0, None);
    let mut below = 0;
    for row in text.lines().map(str::trim) {
        if row.is_empty() {
            below += 1;
            continue;
        }
        if let Some(last) = last.filter(|_| below == 1) {
            spaced += 1;
            open += usize::from(!plain::ends_sentence(last));
        }
        (rows, below, last) = (rows + 1, 0, Some(row));
    }
    spaced * 10 >= rows * 6 && open * 10 >= spaced * 3
}

#[cfg(test)]
mod tests {
    use super::super::plain;
    use crate::interview::parse::raw::Kind;

    /// The rows of a paragraph, with an empty line below each.
    fn typed(text: &str) -> Vec<String> {
        let rows = textwrap::wrap(text, textwrap::Options::new(76).initial_indent("       "));
        rows.into_iter().map(|row| format!("{row}\n\n")).collect()
    }

    #[test]
    fn rows_with_room_between_them_are_paragraphs() {
        let things = ["lock", "gate", "lamp", "bell", "rope", "boat", "well", "loom", "kiln"];
        let mut said: Vec<String> = Vec::new();
        for pair in things.chunks(3) {
            let [one, two, three] = pair else { unreachable!("there are nine") };
            said.push(format!("JM: Let me go on with the {one}, if I may, and with the people who kept the {two} when you were small. Who were they, and what did they do all day?"));
            said.push(format!("DB: Well, there was my grandmother, who had brought the {one} from the islands, and there was her brother, who never said where the {two} had come from. He said that it was nobody\u{2019}s business, and so nobody asked him about the {three}."));
            said.push(format!("I have the {three} still, and nobody has ever asked to see the {two} until today. You are the first one who does, and you need not be the last, if the {one} holds."));
        }
        let rows: Vec<String> = said.iter().flat_map(|text| typed(text)).collect();
        let mut source = "Interviewee:        Doris Berg\n\nInterviewer:        Joe Moss\n\n\n\n".to_owned();
        for (page, rows) in rows.chunks(10).enumerate() {
            let edge = " ".repeat(50);
            source += &format!("{}\n{edge}Doris Berg\n{edge}Page {} of 3\n\n\n", rows.concat(), page + 1);
        }
        let raws = plain::read(&source.as_str().into(), 0);
        let texts: Vec<&str> = raws.iter().filter(|raw| raw.kind == Kind::Text).map(|raw| raw.text.as_str()).collect();
        assert_eq!(texts[..2], ["Interviewee:        Doris Berg", "Interviewer:        Joe Moss"]);
        assert_eq!(texts[2..], said);
    }

    #[test]
    fn one_paragraph_a_line_stays_so() {
        let long = "Mara: Who was it that carried the ropes down to the harbour when the men were at sea?";
        let source =
            format!("{long}\n\nJens: The women did, two and two, on poles of ash that stood behind every door.\n\n")
                .repeat(20);
        assert_eq!(plain::read(&source.as_str().into(), 0).len(), 40);
    }
}
