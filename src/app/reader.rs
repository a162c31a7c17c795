//! The right pane: where the reader is, what is on top of the screen, and what follows from both.
//!
//! [`Reader::anchor`] and [`Reader::top`] are written by motion only. What a screen of another size shows is computed
//! from them each time and never written back: so any series of resizes returns to the same words.

use super::annotations::Annotations;
use super::document::Document;
use super::flow::{Flow, Layouts, Line, RowAt, Shown};
use crate::interview::{Anchor, ParaId};
use crate::text::width;

/// The row on top of the screen, as a position in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Top {
    /// Where the row's text begins, or the text that the row belongs to.
    pub anchor: Anchor,
    /// Rows from the anchor's row: negative for the speaker above it, positive for a note below it.
    pub extra: i16,
}

/// One row of the right pane as it is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ViewRow {
    /// The paragraph that the row belongs to.
    pub para: ParaId,
    /// What is in it.
    pub line: Line,
    /// Whether it belongs to the paragraph in hand.
    pub in_hand: bool,
    /// First row of the paragraph's text.
    pub first: bool,
    /// Last row of the paragraph's text.
    pub last: bool,
}

/// What the right pane shows now. Derived; never an input of motion.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// Rows from the top.
    pub rows: Vec<ViewRow>,
    /// Column and row of the cursor inside the pane's text.
    pub cursor: (u16, u16),
    /// Whether the part's first row is shown.
    pub at_start: bool,
    /// Whether the part's last row is shown.
    pub at_end: bool,
}

/// The right pane.
#[derive(Clone, Debug)]
pub struct Reader {
    /// Where the reader is.
    pub anchor: Anchor,
    /// What the reader wants on top.
    pub top: Top,
    /// Rows already laid out.
    pub layouts: Layouts,
    /// What is shown.
    pub view: View,
}

/// What motion and layout need to know besides the reader.
#[derive(Clone, Copy)]
pub struct Stage<'a> {
    /// The document.
    pub document: &'a Document,
    /// Bookmarks and notes.
    pub annotations: &'a Annotations,
    /// Cells in a row.
    pub measure: u16,
    /// Rows of the pane.
    pub height: usize,
    /// Whether only the paragraph in hand is shown.
    pub alone: bool,
    /// Whether an answer is covered, by its part.
    pub covered: &'a dyn Fn(usize) -> bool,
}

impl Reader {
    /// A reader at a position, with that position's paragraph to be shown as at the entrance of its part.
    pub fn at(anchor: Anchor) -> Self {
        let top = Top { anchor, extra: 0 };
        Self { anchor, top, layouts: Layouts::default(), view: View::default() }
    }

    /// Index of the part that the reader is in.
    pub fn part(&self, document: &Document) -> usize {
        document.home(self.anchor.para).map_or(0, |(part, _)| part)
    }

    /// The rows of the part that the anchor is in. `None` for an empty document.
    pub fn flow<'a>(anchor: Anchor, layouts: &'a mut Layouts, stage: &Stage<'a>) -> Option<Flow<'a>> {
        let (part, at) = stage.document.home(anchor.para)?;
        let shown = Shown { part, covered: (stage.covered)(part), only: stage.alone.then_some(at) };
        Flow::new(stage.document, stage.annotations, shown, stage.measure, layouts)
    }

    /// Runs `work` on the rows of the present part.
    pub fn with<T>(&mut self, stage: &Stage<'_>, work: impl FnOnce(&mut Flow<'_>) -> T) -> Option<T> {
        let mut layouts = std::mem::take(&mut self.layouts);
        let result = Self::flow(self.anchor, &mut layouts, stage).map(|mut flow| work(&mut flow));
        self.layouts = layouts;
        result
    }

    /// Writes the wanted top. Only motion calls this.
    pub fn put_top(&mut self, stage: &Stage<'_>, row: RowAt) {
        let top = self.with(stage, |flow| {
            let row = flow.skip_blank(row);
            let anchor = flow.anchor_of(row)?;
            let at = flow.row_of(anchor);
            Some(Top { anchor, extra: row.row as i16 - at.row as i16 })
        });
        if let Some(Some(top)) = top {
            self.top = top;
        }
    }

    /// Lays out the screen: rows, cursor, and whether the ends are in sight.
    pub fn settle(&mut self, stage: &Stage<'_>) {
        let (anchor, top) = (self.anchor, self.top);
        let view = self.with(stage, |flow| {
            let cursor = flow.row_of(anchor);
            let first = effective_top(flow, top, cursor, stage.height, 0);
            let hand = flow.para(cursor.at);
            let mut view = View { at_start: flow.skip_blank(flow.first()) >= first, ..View::default() };
            let mut at = Some(first);
            while let Some(row) = at.filter(|_| view.rows.len() < stage.height) {
                let rows = flow.rows(row.at);
                let (Some(line), Some(para)) = (rows.get(row.row), flow.para(row.at)) else { break };
                if row == cursor {
                    let column = cursor_column(stage.document, anchor, line);
                    view.cursor = (column, view.rows.len() as u16);
                }
                let text = |line: Option<&Line>| matches!(line, Some(Line::Text(_)));
                view.rows.push(ViewRow {
                    para,
                    line: line.clone(),
                    in_hand: Some(para) == hand && row.at == cursor.at && *line != Line::Blank,
                    first: text(Some(line)) && !text(row.row.checked_sub(1).and_then(|above| rows.get(above))),
                    last: text(Some(line)) && !text(rows.get(row.row + 1)),
                });
                at = flow.next(row);
            }
            view.at_end = at.is_none();
            view
        });
        self.view = view.unwrap_or_default();
    }
}

/// Column of the cursor in a row of text: exactly at the anchor, or at the row's beginning.
fn cursor_column(document: &Document, anchor: Anchor, line: &Line) -> u16 {
    let Line::Text(range) = line else { return 0 };
    let text = &document.interview.para(anchor.para).text;
    let byte = (anchor.byte as usize).clamp(range.start, range.end);
    text.get(range.start..byte).map_or(0, |before| width::of(before) as u16)
}

/// The row to put on top: the wanted one, moved as little as keeps the cursor's row on the screen with `margin` rows
/// around it and the screen full.
pub fn effective_top(flow: &mut Flow<'_>, top: Top, cursor: RowAt, height: usize, margin: usize) -> RowAt {
    let height = height.max(1);
    let margin = margin.min((height - 1) / 2) as isize;
    let mut first = match flow.position(top.anchor.para) {
        Some(_) => {
            let row = flow.row_of(top.anchor);
            let last = flow.rows(row.at).len().saturating_sub(1);
            RowAt { at: row.at, row: row.row.saturating_add_signed(top.extra as isize).min(last) }
        }
        None => flow.first(),
    };
    let above = flow.step(cursor, -margin);
    if above < first {
        first = above;
    }
    let room = height - 1 - margin as usize;
    if flow.distance(first, cursor, room + 1) > room {
        first = flow.step(cursor, -(room as isize));
    }
    let last = flow.last_top(height);
    let first = first.min(last);
    flow.skip_blank(first)
}
