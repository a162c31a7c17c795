//! Lines that are numbered through, from the first to the last, as programs for transcripts and printers of scripts do.
//!
//! Lines that are numbered anew on every page are those of courts (`court`).

/// Fewest lines: the most that a page has are fewer.
const LEAST: usize = 33;

/// Fewest of a text in which empty lines have numbers, too.
const FEWEST: usize = 10;

/// The number before a line: its value, where it begins, where it ends, and where the text behind it begins.
fn number(line: &str) -> Option<(u32, usize, usize, usize)> {
    const LONGEST: usize = 6;
    let from = line.len() - line.trim_start().len();
    let digits = line[from..].bytes().take_while(u8::is_ascii_digit).count();
    let end = from + digits;
    let rest = &line[end..];
    let parted = rest.is_empty() || rest.starts_with(char::is_whitespace);
    let value = line[from..end].parse().ok().filter(|_| digits <= LONGEST && parted)?;
    Some((value, from, end, line.len() - rest.trim_start().len()))
}

/// Takes the numbers off the lines, and returns them; nothing happens where lines are not numbered through.
pub(super) fn strip<'a>(lines: &mut [&'a str]) -> Vec<&'a str> {
    let (mut all, mut last) = (0_usize, None);
    let mut found: Vec<(usize, usize, usize, usize)> = Vec::new();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| !line.trim_start().is_empty()) {
        all += 1;
        if let Some((value, from, end, body)) = number(line)
            && last.is_none_or(|last| value == last + 1)
        {
            found.push((at, from, end, body));
            last = Some(value);
        } else if all > LEAST && found.len() * 2 < all {
            return Vec::new();
        }
    }
    let bare = found.iter().filter(|(at, _, end, _)| lines[*at][*end..].trim_start().is_empty()).count();
    // On the page of a court some lines are set in.
    let bodies = || found.iter().filter(|(at, _, end, _)| !lines[*at][*end..].trim_start().is_empty());
    let level = bodies().next().is_some_and(|(_, _, first, body)| bodies().all(|one| one.3 - one.2 == body - first));
    let enough = found.len() >= LEAST || (found.len() >= FEWEST && bare >= 2 && level);
    if !enough || found.len() * 10 < all * 9 {
        return Vec::new();
    }
    let taken = |(at, from, end, body): (usize, usize, usize, usize)| {
        let number = &lines[at][from..end];
        lines[at] = &lines[at][body..];
        number
    };
    found.into_iter().map(taken).collect()
}
