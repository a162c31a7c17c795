//! Markdown in which every line is a paragraph.

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
