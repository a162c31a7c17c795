//! Rows that only moved are not sent again: the terminal is told to scroll a region, and only what is new is sent.
//!
//! A region is a band of rows over the whole width (DECSTBM), which every terminal has, or a rectangle (DECSLRM), which
//! many have and some do not; there it would scroll what stands beside it, so it is used only after a test
//! ([`super::knows`]).

use std::ops::Range;

use ratatui::buffer::{Buffer, Cell};

use super::knows::Knows;
use super::painter::{Cursor, paint};
use crate::text::width;

/// A change that costs fewer bytes than this is not worth looking for a way round.
const CHEAP: usize = 160;

/// The shortest bytes that turn `shown` into `next`: with a scroll before them, where that pays. `panes` are the columns that
/// scroll by themselves.
pub fn paint_scrolled(shown: &Buffer, next: &Buffer, panes: &[Range<u16>], knows: Knows, cursor: Cursor) -> String {
    let mut best = paint(shown, next, knows, cursor);
    if best.len() < CHEAP {
        return best;
    }
    let whole = 0..next.area.width;
    let ranges = std::iter::once(whole.clone()).chain(panes.iter().filter(|_| knows.margins).cloned());
    for columns in ranges.filter(|columns| columns.start < columns.end && columns.end <= whole.end) {
        if cuts_wide(shown, &columns) {
            continue;
        }
        for rows in bands(shown, next, &columns) {
            let Some((shift, rows)) = shift(shown, next, &columns, &rows) else { continue };
            let moved = moved(shown, &columns, &rows, shift);
            let mut bytes = command(&columns, &rows, shift, (whole.end, next.area.height));
            // Not all terminals agree where that leaves the cursor.
            bytes.push_str(&paint(&moved, next, knows, Cursor { from: None, ..cursor }));
            if bytes.len() < best.len() {
                best = bytes;
            }
        }
    }
    best
}

/// Whether a wide character stands across an edge of these columns: scrolling would cut it.
fn cuts_wide(buffer: &Buffer, columns: &Range<u16>) -> bool {
    let cuts = |x: u16, y: u16| {
        x > 0 && x < buffer.area.width && buffer.cell((x - 1, y)).is_some_and(|cell| width::of(cell.symbol()) > 1)
    };
    (0..buffer.area.height).any(|y| cuts(columns.start, y) || cuts(columns.end, y))
}

/// Bands of rows that may have moved: from the first row that changed to the last, with and without the last row of the
/// screen, which says where the reader is and stays.
fn bands(shown: &Buffer, next: &Buffer, columns: &Range<u16>) -> Vec<Range<u16>> {
    let changed = |y: &u16| columns.clone().any(|x| shown.cell((x, *y)) != next.cell((x, *y)));
    let height = next.area.height;
    let Some(first) = (0..height).find(changed) else { return Vec::new() };
    let last = (0..height).rev().find(changed).unwrap_or(first);
    let above = (0..height.saturating_sub(1)).rev().find(changed).filter(|above| *above < last);
    let ends = [Some(last), above].into_iter().flatten();
    ends.map(|end| first..end + 1).filter(|band| band.len() > 2).collect()
}

/// By how many rows most of a band moved, up where the number is positive, and the rows of the band that took part. `None`
/// where it did not.
fn shift(shown: &Buffer, next: &Buffer, columns: &Range<u16>, rows: &Range<u16>) -> Option<(i32, Range<u16>)> {
    let old: Vec<&[Cell]> = rows.clone().map(|y| row(shown, columns, y)).collect();
    let new: Vec<&[Cell]> = rows.clone().map(|y| row(next, columns, y)).collect();
    let ink = |row: &&[Cell]| row.iter().filter(|cell| cell.symbol() != " ").count();
    let was: Vec<usize> = old.iter().map(ink).collect();
    let ink: Vec<usize> = new.iter().map(ink).collect();
    if was.iter().all(|ink| *ink == 0) {
        return None;
    }
    let height = rows.len() as i32;
    // Rows that moved so far, and from where. Most rows differ in how much is written in them already.
    let alike = |by: i32| {
        let rows = (0..height)
            .filter_map(move |y| Some((y as usize, usize::try_from(y + by).ok().filter(|y| *y < rows.len())?)));
        rows.filter(|&(y, from)| ink[y] > 0 && ink[y] == was[from] && old[from] == new[y])
    };
    // What stands where it stood counts for staying.
    let worth = |by: i32| -> usize { alike(by).map(|(y, _)| ink[y]).sum() };
    let by = (1..height).flat_map(|by| [by, -by]).max_by_key(|&by| (worth(by), std::cmp::Reverse(by.abs())))?;
    if worth(by) <= worth(0) {
        return None;
    }
    let (first, last) = (alike(by).next()?, alike(by).next_back()?);
    let (from, to) = (first.0.min(first.1) as u16, last.0.max(last.1) as u16);
    Some((by, rows.start + from..rows.start + to + 1))
}

/// The cells of a row in these columns.
fn row<'a>(buffer: &'a Buffer, columns: &Range<u16>, y: u16) -> &'a [Cell] {
    let start = usize::from(y) * usize::from(buffer.area.width);
    buffer.content.get(start + usize::from(columns.start)..start + usize::from(columns.end)).unwrap_or_default()
}

/// What the terminal shows once the region has moved.
fn moved(shown: &Buffer, columns: &Range<u16>, rows: &Range<u16>, by: i32) -> Buffer {
    let mut moved = shown.clone();
    for y in rows.clone() {
        let from = u16::try_from(i32::from(y) + by).ok().filter(|from| rows.contains(from));
        for x in columns.clone() {
            let cell = from.and_then(|from| shown.cell((x, from)).cloned()).unwrap_or_default();
            if let Some(place) = moved.cell_mut((x, y)) {
                *place = cell;
            }
        }
    }
    moved
}

/// The command that moves a region of a screen of so many columns and rows. Behind it the whole screen is the region again.
///
/// Over the whole width lines are deleted or put in, which every terminal can; the Linux console cannot scroll up and down
/// otherwise. Terminals with margins can.
fn command(columns: &Range<u16>, rows: &Range<u16>, by: i32, (width, height): (u16, u16)) -> String {
    let (first, last) = (rows.start + 1, rows.end);
    let count = if by.abs() > 1 { by.abs().to_string() } else { String::new() };
    if *columns != (0..width) {
        let (left, right) = (columns.start + 1, columns.end);
        let way = if by > 0 { 'S' } else { 'T' };
        return format!("\x1b[?69h\x1b[{left};{right}s\x1b[{first};{last}r\x1b[{count}{way}\x1b[r\x1b[?69l");
    }
    let way = if by > 0 { 'M' } else { 'L' };
    if last == height {
        // What is pushed below the last row is gone.
        return format!("\x1b[{first}H\x1b[{count}{way}");
    }
    format!("\x1b[{first};{last}r\x1b[{first}H\x1b[{count}{way}\x1b[r")
}

#[cfg(test)]
mod tests;
