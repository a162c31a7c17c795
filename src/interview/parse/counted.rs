//! Rows that are numbered through, from the first to the last, as programs for transcripts and printers of scripts do.
//!
//! The numbers are kept as furniture. Rows that are numbered anew on every page are those of courts (`court`).

use super::plain::Line;
use super::raw::{Kind, Raw};

/// Fewest rows: the most that a page has are fewer.
const LEAST: usize = 33;

/// Numbers that stand in one paragraph of the furniture.
const TOGETHER: usize = 25;

/// The number before a row: its value, its length, and where the text behind it begins.
fn number(text: &str) -> Option<(u32, usize, usize)> {
    const LONGEST: usize = 6;
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &text[digits..];
    let parted = rest.is_empty() || rest.starts_with(char::is_whitespace);
    let value = text[..digits].parse().ok().filter(|_| digits <= LONGEST && parted)?;
    Some((value, digits, text.len() - rest.trim_start().len()))
}

/// Takes the numbers off the rows, and returns them as furniture; nothing happens where rows are not numbered through.
pub(super) fn strip(lines: &mut [Line]) -> Vec<Raw> {
    let (mut all, mut last) = (0_usize, None);
    let mut found: Vec<(usize, usize, usize)> = Vec::new();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| !line.text.is_empty()) {
        all += 1;
        if let Some((value, digits, body)) = number(line.text)
            && last.is_none_or(|last| value == last + 1)
        {
            found.push((at, digits, body));
            last = Some(value);
        } else if all > LEAST && found.len() * 2 < all {
            return Vec::new();
        }
    }
    if found.len() < LEAST || found.len() * 10 < all * 9 {
        return Vec::new();
    }
    let mut apart: Vec<Raw> = Vec::new();
    for (count, (at, digits, body)) in found.into_iter().enumerate() {
        let line = &mut lines[at];
        let own = &line.text[..digits];
        match apart.last_mut() {
            Some(raw) if count % TOGETHER != 0 => {
                raw.text.push(' ');
                raw.text.push_str(own);
            }
            _ => apart.push(Raw {
                kind: Kind::Comment,
                text: own.to_owned(),
                source: line.start..line.start + digits,
                ..Raw::default()
            }),
        }
        line.text = &line.text[body..];
        line.start += body;
        line.width = line.width.saturating_sub(body);
    }
    apart
}

#[cfg(test)]
mod tests {
    use crate::interview::parse::plain;
    use crate::interview::parse::raw::Kind;

    #[test]
    fn numbers_before_all_rows_are_no_text() {
        let rows: Vec<String> = (0..60)
            .map(|row| match row % 3 {
                0 => format!("I: Where did you go on day {row}?"),
                1 => format!("B: To the harbour, and then to the {row} boats."),
                _ => String::new(),
            })
            .collect();
        for padded in [false, true] {
            let number = |row: usize| if padded { format!("{row:04}") } else { format!("{row:4}") };
            let source: Vec<String> =
                rows.iter().enumerate().map(|(row, text)| format!("{}\t{text}", number(row + 1))).collect();
            let raws = plain::read(&source.join("\n"), 0);
            let (page, text): (Vec<_>, Vec<_>) = raws.iter().partition(|raw| raw.kind == Kind::Comment);
            let read: Vec<&str> = text.iter().map(|raw| raw.text.as_str()).collect();
            let meant: Vec<&str> = rows.iter().map(String::as_str).filter(|row| !row.is_empty()).collect();
            assert_eq!(read, meant);
            assert_eq!(page.len(), 3);
        }
    }

    #[test]
    fn a_list_of_years_is_a_text() {
        let years: Vec<String> = (1900..1960).map(|year| format!("{year}: a boat")).collect();
        assert!(plain::read(&years.join("\n"), 0).iter().all(|raw| raw.kind == Kind::Text));
    }
}
