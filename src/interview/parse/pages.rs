//! Pages in a plain text, as a program leaves them that took the text out of a PDF: numbers of pages, heads and feet that
//! come again, and the stamps of an archive.
//!
//! They are told by what goes on from page to page: a number that counts by one, and the same words around it. What is
//! taken out is kept as page furniture, and a paragraph runs on over the end of its page.

use std::collections::{HashMap, HashSet};

use super::plain::{self, Line};
use super::raw::{Kind, Raw};

/// Fewest pages.
const LEAST: usize = 3;

/// Fewest rows from one number of a page to the next, blank ones among them.
const SHORTEST: usize = 8;

/// Longest head or foot, in characters.
const LONGEST: usize = 110;

/// What begins the letters of a row that has a shelf mark. Nothing but such a row has so many numbers that never change, so that
/// it is one though pages are missing.
const SHELF: char = '#';

/// Most rows of a head or foot.
const TALLEST: usize = 3;

/// What a row would be as the head or foot of a page: its letters, and its only number.
fn numbered(text: &str, width: usize) -> Option<(String, u32)> {
    if width > LONGEST || !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let number = numbers.next().filter(|digits| digits.len() <= 7)?.parse().ok()?;
    // "Page 3 of 12"; a date has more, and so has a shelf mark: "Archive RG-50.030*13 3".
    if numbers.clone().count() > 1 {
        let (mark, last) = text.rsplit_once(' ')?;
        let number = last.parse().ok().filter(|_| last.len() <= 4 && last.bytes().all(|byte| byte.is_ascii_digit()))?;
        let shelf: String = mark.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        return mark.contains(char::is_alphabetic).then(|| (format!("{SHELF}{shelf}"), number));
    }
    let at_edge = text.starts_with(|c: char| !c.is_alphabetic()) || text.ends_with(|c: char| !c.is_alphabetic());
    at_edge.then(|| (letters(text), number))
}

/// The letters of a row, by which heads and feet are known again.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

/// The rows that count pages, and how many pages those are: of the same letters, at the same distance at least, each with the next number.
fn counting(lines: &[Line]) -> (Vec<usize>, usize) {
    let mut rows: HashMap<String, Vec<(usize, u32)>> = HashMap::new();
    for (index, line) in lines.iter().enumerate() {
        // A head or foot has room around it; a row of a paragraph has not.
        let alone = |at: Option<usize>| at.and_then(|at| lines.get(at)).is_none_or(|line| line.text.is_empty());
        let set_off = alone(index.checked_sub(1)) || alone(Some(index + 1));
        if set_off && let Some((letters, number)) = numbered(line.text, line.width) {
            rows.entry(letters).or_default().push((index, number));
        }
    }
    let counts = |(letters, rows): &(String, Vec<(usize, u32)>)| {
        let missing = letters.starts_with(SHELF);
        // The last page may hold a line.
        let last = rows.last().map_or(0, |(index, _)| *index);
        let next = |pair: &[(usize, u32)]| {
            (pair[1].1 == pair[0].1 + 1 || missing && pair[1].1 > pair[0].1)
                && (pair[1].0 >= pair[0].0 + SHORTEST || pair[1].0 == last)
        };
        let steps = rows.windows(2).filter(|pair| next(pair)).count();
        // Of two pages it is told by the room before the number.
        let set = rows.len() == 2 && rows.iter().all(|(index, _)| lines[*index].text.contains("   "));
        (rows.len() >= LEAST || set) && steps * 10 >= (rows.len() - 1) * 9
    };
    let all: Vec<Vec<(usize, u32)>> = rows.into_iter().filter(counts).map(|(_, rows)| rows).collect();
    // A number of the page and the stamp of an archive may count side by side.
    let most = all.iter().map(Vec::len).max().unwrap_or(0);
    let mut rows: Vec<usize> =
        all.into_iter().filter(|rows| rows.len() * 2 > most).flatten().map(|(index, _)| index).collect();
    rows.sort_unstable();
    (rows, most)
}

/// The rows without heads, feet and numbers of pages, and those as furniture; `None` where nothing counts pages.
pub(super) fn strip<'a>(lines: &[Line<'a>]) -> Option<(Vec<Line<'a>>, Vec<Raw>)> {
    let (counting, pages) = counting(lines);
    if counting.is_empty() {
        return None;
    }
    // Rows that come again with the same letters: heads, feet, the stamps of an archive, which count themselves.
    let mut again: HashMap<String, usize> = HashMap::new();
    for line in lines.iter().filter(|line| !line.text.is_empty() && line.width <= LONGEST) {
        *again.entry(letters(line.text)).or_default() += 1;
    }
    let known: HashSet<&str> = again
        .iter()
        // A name that stands above every turn comes more often than pages do.
        .filter(|(letters, count)| !letters.is_empty() && (LEAST.max(pages / 2)..=pages + 1).contains(*count))
        .map(|(letters, _)| letters.as_str())
        .collect();
    let is_edge = |line: &Line| {
        line.width <= LONGEST && (!line.labelled || line.alone) && known.contains(letters(line.text).as_str())
    };
    let mut taken = vec![false; lines.len()];
    let mut blank = vec![false; lines.len()];
    for &at in &counting {
        taken[at] = true;
    }
    let mut edge = taken.clone();
    for (edge, line) in edge.iter_mut().zip(lines.iter()) {
        *edge |= !line.text.is_empty() && is_edge(line);
    }
    for &at in &counting {
        // Rows that stand together are a head or foot together, or a paragraph.
        let mut reach = |rows: &mut dyn Iterator<Item = usize>| {
            let mut group: Vec<usize> = Vec::new();
            for row in rows {
                if lines[row].text.is_empty() {
                    group.drain(..).for_each(|row| taken[row] = true);
                    blank[row] = true;
                } else if edge[row] && group.len() < TALLEST {
                    group.push(row);
                } else {
                    group.clear();
                    break;
                }
            }
            group.drain(..).for_each(|row| taken[row] = true);
        };
        reach(&mut (0..at).rev());
        reach(&mut (at + 1..lines.len()));
    }
    // The head of the first page and the foot of the last have no neighbour that counts.
    let (first, last) = (counting[0], counting[counting.len() - 1]);
    for (row, line) in lines.iter().enumerate() {
        let outside = row < first.min(SHORTEST) || row > last;
        let alone = lines.get(row + 1).is_none_or(|next| next.text.is_empty() || is_edge(next))
            && row.checked_sub(1).is_none_or(|before| lines[before].text.is_empty() || is_edge(&lines[before]));
        taken[row] |= outside && alone && !line.text.is_empty() && is_edge(line);
    }
    let mut apart = Vec::new();
    let mut kept: Vec<Line> = Vec::with_capacity(lines.len());
    let mut waits = false;
    for (row, line) in lines.iter().cloned().enumerate() {
        if taken[row] {
            let source = line.start..line.start + line.text.len();
            apart.push(Raw { kind: Kind::Comment, text: line.text.into(), source, ..Raw::default() });
            continue;
        }
        if blank[row] {
            waits = true;
            // Where a sentence ended with its page, the next page begins a paragraph, unless it plainly goes on.
            if kept.last().is_some_and(|last| !last.text.is_empty() && plain::ends_sentence(last.text)) {
                kept.push(line);
            }
            continue;
        }
        if waits && line.text.starts_with(char::is_lowercase) && kept.last().is_some_and(|last| last.text.is_empty()) {
            kept.pop();
        }
        waits = false;
        kept.push(line);
    }
    Some((kept, apart))
}

#[cfg(test)]
mod tests {
    use crate::interview::parse::plain;
    use crate::interview::parse::raw::Kind;

    fn page(number: usize, rows: &str) -> String {
        format!("The Ropewalk Project\n\n{rows}\n\n                {number}\nROPE-{:06}\n\n", number + 41)
    }

    #[test]
    fn paragraphs_run_on_over_pages() {
        let asked = "Mara: And who was it that carried the ropes down to the harbour\nwhen the men were at sea?\n";
        let said = "Jens: The women carried them, two and two, on poles of ash that\n\
                    stood behind the door of every house in the lane, and they sang\nwhile they went.\n";
        let rows = format!("{asked}\n{said}\n{asked}\nJens: They went on carrying them, and it was the women who then");
        let source = format!(
            "{}{}{}",
            page(7, &rows),
            page(8, &format!("founded the union, which stood until the ropewalk was closed.\n\n{rows}")),
            page(9, "founded the union, which stood until the ropewalk was closed.")
        );
        let raws = plain::read(&source.as_str().into(), 0);
        let (apart, text): (Vec<_>, Vec<_>) = raws.iter().partition(|raw| raw.kind == Kind::Comment);
        assert_eq!(apart.len(), 9, "{apart:#?}");
        let whole = "it was the women who then founded the union, which stood until the ropewalk was closed.";
        assert_eq!(text.iter().filter(|raw| raw.text.ends_with(whole)).count(), 2, "{text:#?}");
    }

    #[test]
    fn a_shelf_mark_may_stand_before_the_number_of_a_page() {
        let page = |(number, what): (u32, &str)| {
            format!(
                "Q: And who was it that carried the {what} down to the harbour?\n\nA: The women carried the {what}, two and two, on poles of ash that\n\
                 stood behind the door of every house in which {what} was made,\nand they sang of {what}, as nobody would have done at sea, until\n\nRope Archive RW-50.030*0013 {number}\n\n\
                 they went down with the {what}, and up again.\n\n"
            )
        };
        let source: String = [(2, "hemp"), (3, "salt"), (5, "wool"), (9, "lime"), (10, "oak")].map(page).concat();
        let raws = plain::read(&source.as_str().into(), 0);
        let (apart, text): (Vec<_>, Vec<_>) = raws.iter().partition(|raw| raw.kind == Kind::Comment);
        assert_eq!((apart.len(), text.len()), (5, 10), "{raws:#?}");
        assert!(text.iter().skip(1).step_by(2).all(|raw| raw.text.ends_with("and up again.")));
        // Dates are none.
        let dated = (1..6).map(|year| format!("Why did you walk on 3 May 199{year}?\n\nIt was a long walk.\n\n"));
        assert!(plain::read(&dated.collect::<String>().as_str().into(), 0).iter().all(|raw| raw.kind == Kind::Text));
    }

    #[test]
    fn numbers_of_questions_are_no_pages() {
        let rows = "It was a long walk, and it was cold, and nobody sang any\nmore when we came to the second lock of the canal.\n";
        let page = |number: u32| format!("{number}\n\nWhy did you walk?\n\n{rows}\n");
        let source = (1..6).map(page).collect::<Vec<_>>().concat();
        assert!(plain::read(&source.as_str().into(), 0).iter().all(|raw| raw.kind == Kind::Text));
    }
}
