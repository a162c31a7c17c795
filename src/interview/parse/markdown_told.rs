//! Whether a text is Markdown, by what stands in it, and whether it can be read as such.

use super::{grid, mail};

/// Whether a text has lines, or marks, that nobody writes in Markdown. A parser of markup needs far more memory than
/// text for every mark that could mean something.
pub fn is_too_dense(source: &str) -> bool {
    const LARGE: usize = 512 * 1024;
    const MARKS: usize = 10;
    if source.len() <= LARGE {
        return false;
    }
    let mark = |byte: &&u8| matches!(**byte, b'*' | b'_' | b'[' | b'`' | b'<' | b'>' | b'&' | b'|' | b'#');
    source.as_bytes().iter().filter(mark).count() > source.len() / MARKS
        || source.split('\n').any(|line| line.len() > LARGE)
}

/// Whether a text is Markdown rather than plain text, by what stands in it.
pub fn is_markdown(source: &str) -> bool {
    const SAMPLE: usize = 64 * 1024;
    const LEAST: usize = 3;
    if super::front_matter::read(source).is_some() {
        return true;
    }
    let sample = &source[..super::raw::floor(source, SAMPLE)];
    let (mut headings, mut bolds, mut quotes, mut links) = (0, 0, 0, 0);
    for line in sample.lines().map(str::trim) {
        let hashes = line.bytes().take_while(|b| *b == b'#').count();
        headings += usize::from((1..=6).contains(&hashes) && line[hashes..].starts_with(' '));
        bolds += usize::from(
            line.strip_prefix("**").is_some_and(|rest| rest.contains("**") && !rest.starts_with(['*', ' '])),
        );
        quotes += usize::from(line.starts_with("> "));
        links += usize::from(line.contains("](http"));
    }
    let talks = || grid::talk(sample).is_some();
    headings + bolds + links >= LEAST
        || (quotes >= LEAST && !mail::is_mail(sample))
        || (headings > 0 && bolds + links > 0)
        || headings >= 2
        || talks()
}
