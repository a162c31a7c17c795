//! Headings of a plain text that have a line drawn below them, perhaps above them, too, as reStructuredText and many who
//! write plain text have them.

use super::plain;
use super::raw::{Item, Kind, Raw};
use crate::text::width;

/// Makes headings of lines with a line drawn below, which goes with them.
pub fn read(source: &str, raws: &mut Vec<Raw>) {
    const WIDEST: usize = 100;
    // The line may be a little shorter than the heading, or go on behind it; below a sentence it more likely parts.
    const SHORTER: usize = 2;
    const LONGER: usize = 24;
    const AS_LONG: usize = 3;
    let found = |pair: &[Raw]| {
        let ([heading, line], free) = (pair, pair.iter().all(|raw| raw.kind == Kind::Text && raw.heading == 0)) else {
            return None;
        };
        let sign = drawn(&line.text).filter(|_| free && !heading.quote && heading.item == Item::No)?;
        let (wide, long) = (width::of(&heading.text), line.text.len());
        // A line that is exactly as long is meant for it, however long it is.
        let below =
            is_next(source, heading, line) && drawn(&heading.text).is_none() && (wide <= WIDEST || wide == long);
        let longer = if plain::ends_sentence(&heading.text) { AS_LONG } else { LONGER };
        (below && (wide..=wide + SHORTER + longer).contains(&(long + SHORTER))).then_some(sign)
    };
    let signs: Vec<Option<char>> = raws.windows(2).map(found).chain([None]).collect();
    if signs.iter().all(Option::is_none) {
        return;
    }
    let mut levels: Vec<(char, bool)> = Vec::new();
    let mut out: Vec<Raw> = Vec::with_capacity(raws.len());
    let mut below = false;
    for (mut raw, sign) in raws.drain(..).zip(signs) {
        if std::mem::take(&mut below) {
            if let Some(heading) = out.last_mut() {
                heading.source.end = raw.source.end;
            }
            continue;
        }
        if let Some(sign) = sign {
            let above = out.pop_if(|above| drawn(&above.text) == Some(sign) && is_next(source, above, &raw));
            let kind = (sign, above.is_some());
            let level = levels.iter().position(|known| *known == kind).unwrap_or_else(|| {
                levels.push(kind);
                levels.len() - 1
            });
            raw.heading = (level + 1).min(6) as u8;
            raw.source.start = above.map_or(raw.source.start, |above| above.source.start);
            below = true;
        }
        out.push(raw);
    }
    *raws = out;
}

/// The sign that a line is drawn with.
fn drawn(line: &str) -> Option<char> {
    const LEAST: usize = 4;
    let sign = line
        .chars()
        .next()
        .filter(|sign| matches!(sign, '=' | '-' | '~' | '^' | '"' | '\'' | '#' | '*' | '+' | '_'))?;
    (line.len() >= LEAST && line.chars().all(|c| c == sign)).then_some(sign)
}

/// Whether a paragraph begins on the line below the one where another ends.
fn is_next(source: &str, one: &Raw, next: &Raw) -> bool {
    let between = source.get(one.source.end..next.source.start).unwrap_or("");
    between.trim().is_empty() && between.matches('\n').count() == 1
}

#[cfg(test)]
mod tests {
    use super::super::plain;

    #[test]
    fn a_line_below_makes_a_heading() {
        let source = "Boats and Tides: A Talk\n=======================\n\nWe met at noon.\n\n====\nHow\n====\n\nThe talk\n--------\nMARA: Why?\n\n\
                      JENS: So.\n--------------------\n\nA\n----------------------------------------\n\nTwo\n\n---\n\nEnd\n";
        let raws = plain::read(&source.into(), 0);
        let read: Vec<(u8, &str)> = raws.iter().map(|raw| (raw.heading, raw.text.as_str())).collect();
        assert_eq!(read[0], (1, "Boats and Tides: A Talk"));
        assert_eq!(read[2], (2, "How"));
        assert_eq!(read[3], (3, "The talk"));
        assert!(read[4..].iter().all(|(heading, _)| *heading == 0), "{read:?}");
        assert!(source[raws[2].source.clone()].starts_with("====\nHow"));
    }
}
