//! The few ways in which text gets onto the screen. Everything is clipped; nothing here can panic at any size.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use crate::text::width;

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
