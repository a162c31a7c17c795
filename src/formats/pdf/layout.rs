//! Where letters stand on a page, to lines in the order of reading; [`super::columns`] finds what is set in columns.

use unicode_normalization::UnicodeNormalization;

use super::super::lines::Face;
use super::super::pdf_page::Line;
use super::columns::{Gutter, columns};
use crate::interview::parse::raw::Way;

/// A piece of text with its place, the origin at the lower left, turned so that the writing runs to the right.
#[derive(Clone, Debug)]
pub struct Glyph {
    /// Where it begins.
    pub x: f32,
    /// Its base line.
    pub y: f32,
    /// Where it ends.
    pub end: f32,
    /// Its size.
    pub size: f32,
    /// Its letters.
    pub text: String,
    /// Heavy type.
    pub bold: bool,
    /// Slanted type.
    pub italic: bool,
    /// Its typeface and colour.
    pub way: Way,
    /// The file says that it belongs to the page and not to the text.
    pub artifact: bool,
    /// Which way the writing ran before it was turned, in quarter turns.
    pub turn: u8,
}

/// Letters on one base line, with what is raised and lowered from it, as indices from left to right.
pub(super) struct Row {
    pub(super) y: f32,
    pub(super) size: f32,
    wide: f32,
    pub(super) all: Vec<usize>,
}

/// The lines of a page; `gutters` are those of the pages before.
pub fn lines_of(glyphs: Vec<Glyph>, gutters: &mut Vec<Gutter>) -> Vec<Line<'static>> {
    let mut turns: [Vec<Glyph>; 4] = Default::default();
    for glyph in glyphs {
        turns[usize::from(glyph.turn & 3)].push(glyph);
    }
    // What runs another way than most, such as a stamp along the margin, comes last.
    turns.sort_by_key(|glyphs| std::cmp::Reverse(glyphs.len()));
    let mut all = Vec::new();
    for glyphs in turns {
        let (artifacts, text): (Vec<Glyph>, Vec<Glyph>) = glyphs.into_iter().partition(|glyph| glyph.artifact);
        columns(text, 0, gutters, &mut all);
        let mut aside = Vec::new();
        lines(&artifacts, &mut aside);
        for line in &mut aside {
            line.artifact = true;
        }
        all.append(&mut aside);
    }
    all
}

/// Letters to rows, from top to bottom.
pub(super) fn rows(glyphs: &[Glyph]) -> Vec<Row> {
    let mut order: Vec<usize> = (0..glyphs.len()).collect();
    order.sort_by(|a, b| glyphs[*b].y.total_cmp(&glyphs[*a].y).then(glyphs[*a].x.total_cmp(&glyphs[*b].x)));
    let mut rows: Vec<Row> = Vec::new();
    for index in order {
        let glyph = &glyphs[index];
        let wide = (glyph.end - glyph.x).max(0.0);
        match rows.last_mut() {
            Some(row) if row.y - glyph.y < 0.12 * glyph.size.max(row.size) => {
                row.all.push(index);
                row.wide += wide;
                row.size = row.size.max(glyph.size);
            }
            _ => rows.push(Row { y: glyph.y, size: glyph.size, wide, all: vec![index] }),
        }
    }
    // What is raised or lowered a little, such as the sign of a note, belongs to the line it stands in.
    let mut merged: Vec<Row> = Vec::new();
    for row in rows {
        match merged.last_mut() {
            Some(last) if belongs(last, &row, glyphs) => {
                if row.wide > last.wide {
                    (last.y, last.size) = (row.y, row.size);
                }
                last.wide += row.wide;
                last.all.extend(row.all);
            }
            _ => merged.push(row),
        }
    }
    for row in &mut merged {
        row.all.sort_by(|a, b| glyphs[*a].x.total_cmp(&glyphs[*b].x));
    }
    merged
}

/// Whether two rows are one, because they are near and do not stand above each other.
fn belongs(a: &Row, b: &Row, glyphs: &[Glyph]) -> bool {
    let (small, large) = if a.wide < b.wide { (a, b) } else { (b, a) };
    if (a.y - b.y).abs() >= 0.5 * large.size {
        return false;
    }
    let covered = |index: &usize| {
        let glyph = &glyphs[*index];
        let middle = f32::midpoint(glyph.x, glyph.end);
        // Accents stand over their letters.
        accent_of(&glyph.text).is_none()
            && large.all.iter().any(|other| {
                let other = &glyphs[*other];
                !other.text.trim().is_empty() && !glyph.text.trim().is_empty() && other.x < middle && middle < other.end
            })
    };
    // Rows of many letters are lines of their own; comparing all of them would take long.
    small.all.len().saturating_mul(large.all.len()) < 100_000 && !small.all.iter().any(covered)
}

/// Where the words of a row stand, those with less between them than some times their size as one.
pub(super) fn spans(row: &Row, glyphs: &[Glyph], blank: f32) -> Vec<(f32, f32)> {
    let mut spans: Vec<(f32, f32)> = Vec::new();
    for glyph in row.all.iter().map(|index| &glyphs[*index]).filter(|glyph| !glyph.text.trim().is_empty()) {
        match spans.last_mut() {
            Some((_, end)) if glyph.x - *end < blank * glyph.size => *end = end.max(glyph.end),
            _ => spans.push((glyph.x, glyph.end)),
        }
    }
    spans
}

/// The lines of a column.
pub(super) fn lines(glyphs: &[Glyph], out: &mut Vec<Line>) {
    /// A gap of so many sizes is a blank between words.
    const BLANK: f32 = 0.17;
    for row in rows(glyphs) {
        let mut order: Vec<Option<usize>> = Vec::with_capacity(row.all.len() * 5 / 4);
        let mut last: Option<&Glyph> = None;
        for index in row.all {
            let glyph = &glyphs[index];
            if glyph.text.trim().is_empty() {
                order.push(None);
                continue;
            }
            if let Some(before) = last {
                // The same letter at the same place twice is how some programs print bold.
                if (glyph.x - before.x).abs() < 0.25 * (before.end - before.x) && glyph.text == before.text {
                    continue;
                }
                if glyph.x - before.end > BLANK * glyph.size.min(before.size) {
                    order.push(None);
                }
            }
            order.push(Some(index));
            last = Some(glyph);
        }
        if is_leftward(&order, glyphs) {
            turn_around(&mut order, glyphs);
        }
        let line = line(&order, glyphs, row.y);
        if !line.text.is_empty() {
            out.push(line);
        }
    }
}

/// Whether most letters are of a script that runs from right to left.
fn is_leftward(order: &[Option<usize>], glyphs: &[Glyph]) -> bool {
    let letters = || order.iter().flatten().flat_map(|index| glyphs[*index].text.chars()).filter(|c| c.is_alphabetic());
    letters().filter(|c| is_right_to_left(*c)).count() * 2 > letters().count()
}

const fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// From right to left, but for numbers and words that run to the right.
fn turn_around(order: &mut [Option<usize>], glyphs: &[Glyph]) {
    order.reverse();
    let text = |index: &Option<usize>| index.map_or(" ", |index| glyphs[index].text.as_str());
    let leftward = |index: &Option<usize>| text(index).chars().any(is_right_to_left);
    let rightward = |index: &Option<usize>| text(index).chars().any(char::is_alphanumeric) && !leftward(index);
    let mut at = 0;
    while at < order.len() {
        let mut end = at;
        for (more, index) in order[at..].iter().enumerate() {
            match () {
                () if rightward(index) => end = at + more + 1,
                () if leftward(index) || end == at => break,
                () => {}
            }
        }
        order[at..end].reverse();
        at = end.max(at + 1);
    }
}

/// One line of letters and blanks.
fn line(order: &[Option<usize>], glyphs: &[Glyph], y: f32) -> Line<'static> {
    /// A gap of so many sizes is more than a blank.
    const WIDE: f32 = 1.2;
    let mut out = Line { y, x: f32::MAX, end: f32::MIN, ..Line::default() };
    let mut last: Option<&Glyph> = None;
    let mut accent: Option<(char, &Glyph)> = None;
    let (mut word_ended, mut face) = (false, Face::default());
    for index in order {
        let Some(glyph) = index.map(|index| &glyphs[index]) else {
            word_ended |= last.is_some();
            out.push(" ", face);
            continue;
        };
        if let Some(before) = last
            && out.tab.is_none()
            && glyph.x - before.end > WIDE * glyph.size
        {
            out.tab = Some((glyph.x, out.text.split_whitespace().count() as u32));
        }
        face = Face { bold: glyph.bold, italic: glyph.italic, way: glyph.way };
        let mut letters = plain(&glyph.text);
        // An accent that is printed over a letter is one letter with it.
        if let Some((mark, over)) = accent.take() {
            let inside = over.x < glyph.end && over.end > glyph.x && letters.chars().all(char::is_alphabetic);
            if inside {
                out.pop();
                letters = composed(&letters, mark);
            }
        }
        if let Some(mark) = accent_of(&letters) {
            match last.filter(|before| before.end > glyph.x + 0.3 * (glyph.end - glyph.x)) {
                Some(_) if out.text.ends_with(char::is_alphabetic) => {
                    let base = out.pop().map(String::from).unwrap_or_default();
                    letters = composed(&base, mark);
                }
                _ => accent = Some((mark, glyph)),
            }
        }
        out.push(&letters, face);
        (out.x, out.end) = (out.x.min(glyph.x), out.end.max(glyph.end));
        if !word_ended {
            out.first = out.end - out.x;
        }
        last = Some(glyph);
    }
    out.size = usual_size(order, glyphs);
    out.tidy();
    out
}

/// The size of most letters of a line.
fn usual_size(order: &[Option<usize>], glyphs: &[Glyph]) -> f32 {
    let mut sizes: Vec<f32> = order.iter().flatten().map(|index| glyphs[*index].size).collect();
    sizes.sort_by(f32::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or(0.0)
}

/// Letters without the forms that only printing needs.
fn plain(text: &str) -> String {
    let printed = |c: char| matches!(c, '\u{fb00}'..='\u{fb06}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}');
    match text {
        "\u{f0b7}" | "\u{f0a7}" => "•".to_owned(),
        text if text.chars().any(printed) => text.nfkc().collect(),
        text => text.to_owned(),
    }
}

/// The combining form of an accent that stands alone.
fn accent_of(text: &str) -> Option<char> {
    let mut chars = text.chars();
    let mark = match (chars.next()?, chars.next()) {
        ('\u{b4}', None) => '\u{301}',
        ('\u{60}', None) => '\u{300}',
        ('\u{a8}', None) => '\u{308}',
        ('\u{2c6}', None) => '\u{302}',
        ('\u{2dc}', None) => '\u{303}',
        ('\u{b8}', None) => '\u{327}',
        ('\u{2c7}', None) => '\u{30c}',
        ('\u{2da}', None) => '\u{30a}',
        ('\u{af}', None) => '\u{304}',
        ('\u{2d8}', None) => '\u{306}',
        ('\u{2d9}', None) => '\u{307}',
        ('\u{2dd}', None) => '\u{30b}',
        ('\u{2db}', None) => '\u{328}',
        _ => return None,
    };
    Some(mark)
}

fn composed(base: &str, mark: char) -> String {
    let mut chars = base.chars();
    let first = match chars.next() {
        Some('\u{131}') => 'i',
        Some('\u{237}') => 'j',
        Some(first) => first,
        None => return String::new(),
    };
    [first, mark].into_iter().nfc().chain(chars).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn write(out: &mut Vec<Glyph>, x: f32, y: f32, text: &str, bold: bool) {
        for (at, c) in text.chars().enumerate() {
            let x = x + 5.0 * at as f32;
            let text = c.to_string();
            out.push(Glyph {
                x,
                y,
                end: x + 5.0,
                size: 10.0,
                text,
                bold,
                italic: false,
                way: 0,
                artifact: false,
                turn: 0,
            });
        }
    }

    fn texts(glyphs: Vec<Glyph>) -> Vec<String> {
        lines_of(glyphs, &mut Vec::new()).into_iter().map(|line| line.text.into_owned()).collect()
    }

    #[test]
    fn gaps_are_blanks_and_raised_signs_stay_in_their_line() {
        let mut glyphs = Vec::new();
        write(&mut glyphs, 10.0, 100.0, "Boats", true);
        write(&mut glyphs, 37.5, 100.0, "float", false);
        write(&mut glyphs, 62.6, 103.6, "7", false);
        write(&mut glyphs, 10.2, 100.0, "Boats", true);
        let lines = lines_of(glyphs, &mut Vec::new());
        assert_eq!(lines.len(), 1);
        assert_eq!((&*lines[0].text, lines[0].first), ("Boats float7", 25.0));
        assert_eq!(lines[0].faces[0].0, 6);
    }

    #[test]
    fn columns_are_read_one_after_the_other() {
        let mut glyphs = Vec::new();
        write(&mut glyphs, 10.0, 700.0, "A title over both of the columns of this page", false);
        for at in 0..8 {
            let y = 650.0 - 14.0 * at as f32;
            write(&mut glyphs, 10.0, y, &format!("left column line {at} x"), false);
            write(&mut glyphs, 130.0, y - 4.0, &format!("right column line {at} x"), false);
        }
        let lines = texts(glyphs);
        assert_eq!((lines[1].as_str(), lines[9].as_str()), ("left column line 0 x", "right column line 0 x"));
        // A name at the margin is no column.
        let mut glyphs = Vec::new();
        for at in 0..12 {
            let y = 650.0 - 14.0 * at as f32;
            if at % 3 == 0 {
                write(&mut glyphs, 10.0, y, "MARA", false);
            }
            write(&mut glyphs, 60.0, y, "what was said in that line of the talk", false);
        }
        assert_eq!(texts(glyphs)[0], "MARA what was said in that line of the talk");
    }

    #[test]
    fn accents_join_their_letters_and_leftward_scripts_turn() {
        let mut glyphs = Vec::new();
        write(&mut glyphs, 10.0, 100.0, "caf", false);
        write(&mut glyphs, 25.0, 100.2, "\u{b4}", false);
        write(&mut glyphs, 25.0, 100.0, "e", false);
        assert_eq!(texts(glyphs), ["café"]);
        let mut glyphs = Vec::new();
        write(&mut glyphs, 10.0, 100.0, "?42 םולש", false);
        assert_eq!(texts(glyphs), ["שלום 42?"]);
    }

    proptest! {
        #[test]
        fn no_letter_is_lost(places in prop::collection::vec((0_u16..600, 0_u16..800, 1_u8..40, 0_u8..4, any::<bool>()), 0..120)) {
            let glyph = |(at, (x, y, size, turn, artifact)): (usize, (u16, u16, u8, u8, bool))| {
                let text = char::from_u32(0x4e00 + at as u32).unwrap().to_string();
                let (x, y, size) = (f32::from(x), f32::from(y), f32::from(size));
                Glyph { x, y, end: x + size / 2.0, size, text, bold: false, italic: artifact, way: 0, artifact, turn }
            };
            let glyphs: Vec<Glyph> = places.into_iter().enumerate().map(glyph).collect();
            let mut wanted: Vec<char> = glyphs.iter().flat_map(|glyph| glyph.text.chars()).collect();
            let lines = texts(glyphs);
            let mut found: Vec<char> = lines.concat().chars().filter(|c| *c != ' ').collect();
            wanted.sort_unstable();
            found.sort_unstable();
            prop_assert_eq!(found, wanted);
        }
    }
}
