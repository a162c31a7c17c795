//! Numbered pages, as court reporters print them: line numbers from 1 to 25 or so on every page, and a head or foot
//! between the pages.
//!
//! Numbers and heads are taken out of the text, so that a turn runs on over the end of a page, and are kept as page
//! furniture.

use std::collections::HashSet;

use super::plain::Line;
use super::raw::{Kind, Raw};

/// Greatest number of lines on a page.
const MOST: u32 = 32;

/// The number at the beginning of a row, and where the text after it begins.
fn number(text: &str) -> Option<(u32, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=2).contains(&digits) {
        return None;
    }
    let rest = &text[digits..];
    let number: u32 = text[..digits].parse().ok().filter(|number| (1..=MOST).contains(number))?;
    (rest.is_empty() || rest.starts_with(' ')).then(|| (number, text.len() - rest.trim_start().len()))
}

/// Whether the rows of a text are numbered: most are, one after the other, from 1 again on every page.
fn is_numbered(lines: &[Line]) -> bool {
    const LEAST: usize = 20;
    const PROBE: usize = 400;
    let rows = || lines.iter().filter(|line| !line.text.is_empty()).take(PROBE);
    let (mut all, mut numbered, mut in_order, mut last) = (0_usize, 0_usize, 0_usize, 0);
    for row in rows() {
        all += 1;
        if let Some((number, _)) = number(row.text) {
            numbered += 1;
            in_order += usize::from(number == last + 1 || number == 1);
            last = number;
        }
    }
    numbered >= LEAST && numbered * 10 >= all * 6 && in_order * 10 >= numbered * 9
}

/// Rows that hold nothing but the number of a page: numbers that go on from no row before, above the first row of a page or
/// below the last of all.
fn page_numbers(lines: &[Line], numbers: &[Option<(u32, usize)>]) -> HashSet<usize> {
    let bare = |index: usize| numbers[index].is_some_and(|(_, body)| body >= lines[index].text.len());
    let found = (0..lines.len()).filter(|index| bare(*index)).filter(|index| {
        let before = index.checked_sub(1).and_then(|before| numbers[before]);
        let goes_on = before.is_some_and(|(before, _)| numbers[*index].is_some_and(|(own, _)| own == before + 1));
        let next = numbers[index + 1..].iter().flatten().next();
        !goes_on
            && next.is_none_or(|(next, _)| *next == 1)
            && numbers[*index].is_some_and(|(own, _)| own > 1 || next.is_some())
    });
    found.collect()
}

/// Takes line numbers and what stands between pages out of the rows. What was taken comes back as furniture; nothing
/// is taken where the rows are not numbered.
pub(super) fn strip(lines: &mut Vec<Line>) -> Vec<Raw> {
    if !is_numbered(lines) {
        return Vec::new();
    }
    let mut numbers: Vec<Option<(u32, usize)>> = lines.iter().map(|line| number(line.text)).collect();
    let of_pages = page_numbers(lines, &numbers);
    for index in &of_pages {
        numbers[*index] = None;
    }
    let Some(first) = numbers.iter().position(|number| number.is_some_and(|(number, _)| number == 1)) else {
        return Vec::new();
    };
    let last = numbers.iter().rposition(Option::is_some).unwrap_or(first);
    // For each row the number of the next numbered one, and of the next that holds more than its number.
    let mut next = vec![(None, None); lines.len()];
    let mut ahead = (None, None);
    for index in (0..lines.len()).rev() {
        next[index] = ahead;
        if let Some((number, body)) = numbers[index] {
            ahead = (Some(number), if body < lines[index].text.len() { Some(number) } else { ahead.1 });
        }
    }
    // Continued rows stand at the margin, turns and remarks further in.
    let indent = |line: &Line, body: usize| body - line.text.bytes().take_while(u8::is_ascii_digit).count();
    let mut indents: Vec<usize> = lines
        .iter()
        .zip(&numbers)
        .filter_map(|(line, number)| {
            number.filter(|(_, body)| *body < line.text.len()).map(|(_, body)| indent(line, body))
        })
        .collect();
    indents.sort_unstable();
    let margin = indents.get(indents.len() / 5).copied().unwrap_or(0);
    let inside = lines[first].start..lines[last].start;
    let mut apart: Vec<Raw> = Vec::new();
    let mut kept: Vec<Line> = Vec::with_capacity(lines.len());
    let mut counted: Option<Raw> = None;
    let mut before = 0;
    for (index, line) in lines.drain(..).enumerate() {
        if (index < first || index > last) && of_pages.contains(&index) {
            let source = line.start..line.start + line.text.len();
            apart.push(Raw { kind: Kind::Comment, text: line.text.into(), source, ..Raw::default() });
            continue;
        }
        if index < first || index > last {
            kept.push(line);
            continue;
        }
        let between = next[index].0 == Some(1);
        match numbers[index] {
            Some((number, body)) => {
                if number <= before || counted.is_none() {
                    apart.extend(counted.take());
                    let source = line.start..line.start + number.to_string().len();
                    counted = Some(Raw { kind: Kind::Comment, source, ..Raw::default() });
                }
                if let Some(raw) = &mut counted {
                    let blank = if raw.text.is_empty() { "" } else { " " };
                    raw.text = format!("{}{blank}{number}", raw.text).into();
                }
                before = number;
                let text = &line.text[body..];
                // An empty row parts paragraphs, but not where only the rest of the page is empty.
                let ends = text.is_empty() && next[index].1.is_none_or(|next| next <= number);
                if !ends {
                    let begins = Some(indent(&line, body) > margin + 2 || super::label::shouts(text));
                    kept.push(Line { text, start: line.start + body, width: text.chars().count(), begins, ..line });
                }
            }
            None if between => {
                if !line.text.is_empty() {
                    let source = line.start..line.start + line.text.len();
                    apart.push(Raw { kind: Kind::Comment, text: line.text.into(), source, ..Raw::default() });
                }
            }
            None if line.text.is_empty() => {}
            None => kept.push(line),
        }
    }
    apart.extend(counted);
    // The head of the first page and the foot of the last stand outside the numbers.
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
    let heads: HashSet<String> = apart.iter().map(|raw| letters(&raw.text)).filter(|head| !head.is_empty()).collect();
    kept.retain(|line| {
        let outside = line.start < inside.start || line.start > inside.end;
        let is_head = outside && !line.text.is_empty() && heads.contains(&letters(line.text));
        if is_head {
            let source = line.start..line.start + line.text.len();
            apart.push(Raw { kind: Kind::Comment, text: line.text.into(), source, ..Raw::default() });
        }
        !is_head
    });
    *lines = kept;
    apart
}

#[cfg(test)]
mod tests {
    use crate::interview::parse::plain;
    use crate::interview::parse::raw::Kind;

    #[test]
    fn turns_run_on_over_the_page() {
        let rows = |from: usize| {
            (1..=12).map(move |row| match (from + row) % 3 {
                1 => format!("{row:2}        Q.   And on day {} did you then go down", from + row),
                2 => format!("{row:2}   to the harbour by yourself"),
                _ => format!("{row:2}        A.   I did."),
            })
        };
        let pages: Vec<String> =
            [0, 13].into_iter().flat_map(|from| rows(from).chain(["", "   HEAD 12", ""].map(String::from))).collect();
        let source = pages.join("\n");
        let raws = plain::read(&source.as_str().into(), 0);
        let (page, text): (Vec<_>, Vec<_>) = raws.iter().partition(|raw| raw.kind == Kind::Comment);
        assert_eq!(
            page.iter().map(|raw| raw.text.as_str()).collect::<Vec<_>>(),
            ["1 2 3 4 5 6 7 8 9 10 11 12", "HEAD 12", "1 2 3 4 5 6 7 8 9 10 11 12", "HEAD 12"]
        );
        assert!(text.iter().any(|raw| raw.text == "Q.   And on day 1 did you then go down to the harbour by yourself"));
        assert!(raws.windows(2).all(|pair| pair[0].source.start <= pair[1].source.start));
    }

    #[test]
    fn a_page_number_on_a_row_of_its_own_is_no_number_of_a_row() {
        let page = |number: usize| {
            let rows = (1..=13).map(move |row| match row % 3 {
                1 => format!("{row:3}       Q.   On day {} did you then go down", number * 20 + row),
                2 => format!("{row:3}  to the harbour by yourself?"),
                _ => format!("{row:3}       A.   I did."),
            });
            std::iter::once(format!("{:>52}\n", number + 6))
                .chain(rows)
                .chain(["\n          QUILL & PARTNERS, INC.  (555) 555-0100\n\u{c}".to_owned()])
                .collect::<Vec<_>>()
                .join("\n")
        };
        let source = (1..=3).map(page).collect::<String>();
        let raws = plain::read(&source.as_str().into(), 0);
        let (aside, text): (Vec<_>, Vec<_>) = raws.iter().partition(|raw| raw.kind == Kind::Comment);
        assert!(text.iter().all(|raw| raw.text.starts_with(['Q', 'A'])), "{text:#?}");
        assert_eq!(text.iter().filter(|raw| raw.text.ends_with("by yourself?")).count(), 12, "{text:#?}");
        for words in ["7", "8", "9"] {
            assert!(aside.iter().any(|raw| raw.text == words), "{words}: {aside:#?}");
        }
        assert_eq!(aside.iter().filter(|raw| raw.text.contains("QUILL")).count(), 3);
    }

    #[test]
    fn a_list_is_no_page() {
        let list: Vec<String> = (1..=30).map(|number| format!("{number}. thing")).collect();
        assert_eq!(plain::read(&list.join("\n").into(), 0).len(), 30);
    }
}
