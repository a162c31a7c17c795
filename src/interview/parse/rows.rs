//! Markdown in which lines count: every one is a paragraph, or the first of two asks.

use super::visual;

/// Whether lines are paragraphs, as in a page that was copied without empty lines: many that another one follows are longer
/// than any row.
pub fn are_paragraphs(source: &str) -> bool {
    const LEAST: usize = 6;
    let (mut all, mut long) = (0_usize, 0_usize);
    let mut before = "";
    for line in source.lines().map(str::trim) {
        let block = |line: &str| {
            line.is_empty()
                || line.starts_with(['#', '>', '|', '-', '*', '+', '<', '`', '{']) && !line.starts_with("**")
        };
        if !block(before) && !block(line) {
            all += 1;
            long += usize::from(before.len() > super::markdown::LONG_LINE);
        }
        before = line;
    }
    long >= LEAST && long * 2 >= all
}

/// Whether questions stand on the first line of a paragraph, behind a dash, and the answer on the line below:
///
/// ```text
/// -Why boats?
/// They float.
/// ```
pub fn dashed(source: &str) -> bool {
    const LEAST: usize = 3;
    let (mut open, mut count, mut other) = (false, 0, 0);
    let mut before = "";
    for line in source.lines().map(str::trim) {
        let dash = visual::is_stroke(line);
        let two = open && !line.is_empty() && !dash;
        // A row that ends within a sentence was wrapped.
        let whole = two && visual::ends_a_sentence(before);
        count += usize::from(whole);
        other += usize::from((two && !whole) || (dash && !before.is_empty()));
        open = dash && before.is_empty();
        before = line;
    }
    count >= LEAST && count > other * 2
}
