//! The few ways in which text gets onto the screen. Everything is clipped; nothing here can panic at any size.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::theme::Theme;
use crate::text::width;
use crate::text::wrap::{Fit, one_line, wrap};

/// A buffer to write on.
pub struct Canvas<'a> {
    buffer: &'a mut Buffer,
}

impl<'a> Canvas<'a> {
    /// Writes on `buffer`.
    pub fn new(buffer: &'a mut Buffer) -> Self {
        Self { buffer }
    }

    /// Columns and rows.
    pub fn size(&self) -> (u16, u16) {
        (self.buffer.area.width, self.buffer.area.height)
    }

    /// Makes a row blank.
    pub fn clear(&mut self, y: u16) {
        let (columns, rows) = self.size();
        for x in (0..columns).filter(|_| y < rows) {
            self.buffer[(x, y)].reset();
        }
    }

    /// Writes `text` at a column and row, at most `cells` wide. Returns the column after it.
    pub fn text(&mut self, x: u16, y: u16, cells: u16, text: &str, style: Style) -> u16 {
        let (columns, rows) = self.size();
        if x >= columns || y >= rows {
            return x;
        }
        let cells = cells.min(columns - x);
        self.buffer.set_stringn(x, y, text, usize::from(cells), style).0
    }

    /// Writes a message on the last row, and where it is longer than that on as many rows above as there are down to `below`,
    /// but three in all: these are made blank. Where that is not enough, it says less.
    pub fn message(
        &mut self,
        (left, right): (u16, u16),
        (below, y): (u16, u16),
        text: &str,
        theme: &Theme,
        style: Style,
    ) {
        const MOST: usize = 3;
        let room = usize::from(right.saturating_sub(left));
        let rows = usize::from(y.saturating_sub(below)).clamp(1, MOST);
        let lines = wrap(text, room.max(1), Fit::First);
        if lines.len() > rows {
            self.text(left, y, room as u16, &said_shorter(text, room, theme.signs.ellipsis), style);
            return;
        }
        let first = y + 1 - lines.len() as u16;
        for (row, line) in (first..).zip(lines) {
            self.clear(row);
            self.text(left, row, room as u16, text[line].trim_end(), style);
        }
    }

    /// Writes `text` so that it ends before the column `end`, and not before `start`. Returns where it begins.
    pub fn right(&mut self, start: u16, end: u16, y: u16, text: &str, style: Style) -> u16 {
        let wide = width::of(text).min(usize::from(end.saturating_sub(start))) as u16;
        let x = end.saturating_sub(wide);
        self.text(x, y, wide, text, style);
        x
    }

    /// Writes a part of a text with some ranges of the text in another style. Ranges are bytes of `text`, in order.
    pub fn ranges(
        &mut self,
        (x, y, cells): (u16, u16, u16),
        text: &str,
        row: Range<usize>,
        base: Style,
        marked: &[(Range<usize>, Style)],
    ) -> u16 {
        let end = x.saturating_add(cells);
        let (mut at, mut column) = (row.start, x);
        for (range, style) in marked {
            let (from, to) = (range.start.clamp(at, row.end), range.end.clamp(at, row.end));
            if from >= to {
                continue;
            }
            if let (Some(before), Some(inside)) = (text.get(at..from), text.get(from..to)) {
                column = self.text(column, y, end.saturating_sub(column), before, base);
                column = self.text(column, y, end.saturating_sub(column), inside, base.patch(*style));
                at = to;
            }
        }
        if let Some(rest) = text.get(at..row.end) {
            column = self.text(column, y, end.saturating_sub(column), rest, base);
        }
        column
    }
}

/// A message on one row: where all of it has no room, without what stands behind a semicolon, which only says what can be done
/// about it; else cut with the ellipsis.
pub fn said_shorter(text: &str, room: usize, ellipsis: &str) -> String {
    if width::of(text) <= room {
        return text.to_owned();
    }
    let shorter = text.rmatch_indices("; ").map(|(at, _)| &text[..at]).find(|text| width::of(text) <= room);
    shorter.map_or_else(|| one_line(text, room, ellipsis), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_says_less_before_it_is_cut() {
        let text = "Marked q. 12, para. 13; b again removes";
        assert_eq!(said_shorter(text, 40, "…"), text);
        assert_eq!(said_shorter(text, 30, "…"), "Marked q. 12, para. 13");
        assert_eq!(said_shorter(text, 15, "…"), "Marked q. 12…");
    }
}
