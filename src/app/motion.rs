//! Motion in the text: lines, pages, paragraphs, sentences, parts. The only code that writes the reader's position.

use super::flow::{Line, RowAt};
use super::reader::{Reader, Stage, Top, effective_top};
use crate::interview::{Anchor, ParaId};
use crate::text::segment::sentences;

/// Which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Towards the end.
    On,
    /// Towards the beginning.
    Back,
}

impl Way {
    fn sign(self) -> isize {
        if self == Self::On { 1 } else { -1 }
    }
}

/// Rows of the page before that are repeated on the next one, so that the eye finds its place.
const OVERLAP: usize = 2;

/// Rows of an answer that must fit under its question for both to be shown at the entrance.
const BESIDE_QUESTION: usize = 6;

impl Reader {
    /// One row of text, past the end of a part into the next one. Says whether it moved.
    pub fn line(&mut self, stage: &Stage<'_>, way: Way) -> bool {
        let anchor = self.anchor;
        let next = self.with(stage, |flow| {
            let mut row = flow.row_of(anchor);
            loop {
                row = if way == Way::On { flow.next(row) } else { flow.previous(row) }?;
                if flow.is_text(row) {
                    return flow.anchor_of(row);
                }
            }
        });
        match next.flatten() {
            Some(anchor) => {
                self.anchor = anchor;
                self.follow(stage, stage.height / 4);
                true
            }
            None => self.beyond(stage, way),
        }
    }

    /// `rows` rows of the screen at once: a page, or half of one. At the end of a part it goes on to the next one.
    pub fn page(&mut self, stage: &Stage<'_>, way: Way, half: bool) -> bool {
        let height = stage.height.max(1);
        let by = if half { height / 2 } else { height.saturating_sub(OVERLAP) }.max(1);
        let (anchor, top) = (self.anchor, self.top);
        let target = self.with(stage, |flow| {
            let cursor = flow.row_of(anchor);
            let first = effective_top(flow, top, cursor, height, 0);
            let (last_top, last) = (flow.last_top(height), flow.last());
            let bottom = flow.step(first, height as isize - 1);
            match way {
                Way::On if bottom >= last => None,
                Way::Back if first <= flow.skip_blank(flow.first()) => None,
                Way::On => {
                    let first = flow.step(first, by as isize).min(last_top);
                    // The first row that was not on the screen before, or for half a page as far as the text moved.
                    let cursor =
                        if half { flow.step(cursor, by as isize) } else { flow.next(bottom).unwrap_or(bottom) };
                    Some((first, to_text(flow, cursor, Way::On)))
                }
                Way::Back => {
                    let above = flow.step(first, -(by as isize));
                    let cursor = if half { flow.step(cursor, -(by as isize)) } else { above };
                    Some((above, to_text(flow, cursor, Way::On)))
                }
            }
            .and_then(|(first, cursor)| Some((first, flow.anchor_of(cursor)?)))
        });
        match target.flatten() {
            Some((first, anchor)) => {
                self.anchor = anchor;
                self.put_top(stage, first);
                self.follow(stage, 0);
                true
            }
            None => self.beyond(stage, way),
        }
    }

    /// The next paragraph, or the beginning of this one and then the one before.
    pub fn paragraph(&mut self, stage: &Stage<'_>, way: Way) -> bool {
        if way == Way::Back && self.anchor.byte > 0 {
            self.anchor.byte = 0;
            self.reveal(stage);
            return true;
        }
        match self.neighbour(stage, way) {
            Some(para) => {
                self.anchor = Anchor { para, byte: 0 };
                self.reveal(stage);
                true
            }
            None if !self.beyond(stage, way) => false,
            None => {
                if way == Way::Back {
                    self.anchor.byte = 0;
                    self.reveal(stage);
                }
                true
            }
        }
    }

    /// The next sentence, or the beginning of this one and then the one before.
    pub fn sentence(&mut self, stage: &Stage<'_>, way: Way) -> bool {
        let starts = |para: ParaId| -> Vec<u32> {
            let text = &stage.document.interview.para(para).text;
            sentences(text).into_iter().map(|sentence| sentence.start as u32).collect()
        };
        // A covered answer has no sentences to stop at.
        let here = if self.at_cover(stage) { Vec::new() } else { starts(self.anchor.para) };
        let byte = self.anchor.byte;
        let inside = match way {
            Way::On => here.into_iter().find(|start| *start > byte),
            Way::Back => here.into_iter().rev().find(|start| *start < byte),
        };
        if let Some(byte) = inside {
            self.anchor.byte = byte;
        } else if let Some(para) = self.neighbour(stage, way) {
            let byte = if way == Way::On { 0 } else { starts(para).last().copied().unwrap_or(0) };
            self.anchor = Anchor { para, byte };
        } else if !self.beyond(stage, way) {
            return false;
        } else if way == Way::Back && !self.at_cover(stage) {
            self.anchor.byte = starts(self.anchor.para).last().copied().unwrap_or(0);
        }
        self.follow(stage, stage.height / 4);
        true
    }

    /// Whether the sentence that stands for a covered answer is in hand.
    fn at_cover(&mut self, stage: &Stage<'_>) -> bool {
        let anchor = self.anchor;
        self.with(stage, |flow| {
            let row = flow.row_of(anchor);
            matches!(flow.rows(row.at).get(row.row), Some(Line::Covered))
        })
        .unwrap_or(false)
    }

    /// The paragraph beside the one in hand, inside the part. All of a covered answer is one.
    fn neighbour(&mut self, stage: &Stage<'_>, way: Way) -> Option<ParaId> {
        let (part, mut at) = stage.document.home(self.anchor.para)?;
        let here = self.anchor.para;
        self.with(stage, |flow| {
            loop {
                at = at.checked_add_signed(way.sign())?;
                let para = *stage.document.parts[part].paras.get(at)?;
                if flow.position(here) != flow.position(para) {
                    return Some(para);
                }
            }
        })
        .flatten()
    }

    /// Past the end of what is shown: into the next part, or to the end of the one before.
    fn beyond(&mut self, stage: &Stage<'_>, way: Way) -> bool {
        if stage.alone
            && let Some(para) = self.neighbour(stage, way)
        {
            self.anchor = Anchor { para, byte: 0 };
            match way {
                Way::On => self.reveal(stage),
                Way::Back => self.last_row(stage),
            }
            return true;
        }
        let Some(part) = self.part(stage.document).checked_add_signed(way.sign()) else { return false };
        let Some(paras) = stage.document.parts.get(part).map(|part| &part.paras) else { return false };
        match (way, paras.last()) {
            (Way::Back, Some(&para)) => {
                self.anchor = Anchor { para, byte: 0 };
                self.last_row(stage);
                true
            }
            _ => self.read_on(stage, part),
        }
    }

    /// To the last row of text of what is shown, which is that of the paragraph in hand or its part.
    fn last_row(&mut self, stage: &Stage<'_>) {
        let last = self.with(stage, |flow| {
            let row = flow.last();
            let row = to_text(flow, row, Way::Back);
            (flow.last_top(stage.height), flow.anchor_of(row))
        });
        if let Some((top, Some(anchor))) = last {
            self.anchor = anchor;
            self.put_top(stage, top);
        }
    }

    /// Into a part while reading on: at its entrance, or where its question would not be in sight there, at the question.
    fn read_on(&mut self, stage: &Stage<'_>, part: usize) -> bool {
        if !self.enter(stage, part) {
            return false;
        }
        let (anchor, top) = (self.anchor, self.top);
        let Some(&para) = stage.document.parts[part].paras.first() else { return true };
        let in_sight = self.with(stage, |flow| {
            let cursor = flow.row_of(anchor);
            let first = effective_top(flow, top, cursor, stage.height, 0);
            flow.position(para).is_some() && first <= flow.skip_blank(flow.first())
        });
        if in_sight == Some(false) {
            self.anchor = Anchor { para, byte: 0 };
            let first = self.with(stage, |flow| flow.first());
            if let Some(first) = first {
                self.put_top(stage, first);
            }
        }
        true
    }

    /// To the entrance of a part: the answer's beginning, with the question above it where there is room for both.
    pub fn enter(&mut self, stage: &Stage<'_>, part: usize) -> bool {
        let Some(anchor) = stage.document.entrance(part) else { return false };
        self.anchor = anchor;
        let top = self.with(stage, |flow| {
            let row = flow.row_of(anchor);
            let rows = flow.rows(row.at).len().min(BESIDE_QUESTION);
            let above = flow.distance(flow.first(), row, stage.height);
            if above + rows <= stage.height { flow.first() } else { RowAt { at: row.at, row: 0 } }
        });
        if let Some(top) = top {
            self.put_top(stage, top);
        }
        true
    }

    /// To any position, with its paragraph about a third down the screen unless it is on the screen already.
    pub fn go(&mut self, stage: &Stage<'_>, anchor: Anchor) {
        let Some(anchor) = stage.document.snap(anchor) else { return };
        let visible = self.part(stage.document)
            == stage.document.home(anchor.para).map_or(usize::MAX, |(part, _)| part)
            && !stage.alone;
        if Some(anchor) == stage.document.home(anchor.para).and_then(|(part, _)| stage.document.entrance(part))
            && !visible
        {
            let part = stage.document.home(anchor.para).map_or(0, |(part, _)| part);
            self.enter(stage, part);
            return;
        }
        self.anchor = anchor;
        if !visible {
            let top = self.with(stage, |flow| {
                let row = flow.row_of(anchor);
                let last = RowAt { at: row.at, row: flow.rows(row.at).len().saturating_sub(1) };
                if flow.distance(flow.first(), last, stage.height) < stage.height {
                    // The whole part down to here fits: its question stays in sight.
                    return flow.first();
                }
                flow.step(RowAt { at: row.at, row: 0 }, -(stage.height as isize / 3))
            });
            if let Some(top) = top {
                self.put_top(stage, top);
            }
        }
        self.reveal(stage);
        self.follow(stage, 0);
    }

    /// To the very beginning or end of the text.
    pub fn end(&mut self, stage: &Stage<'_>, way: Way) {
        if way == Way::Back {
            self.read_on(stage, 0);
            return;
        }
        let parts = &stage.document.parts;
        if let Some(&para) = parts.last().and_then(|part| part.paras.last()) {
            self.anchor = Anchor { para, byte: 0 };
            let top = self.with(stage, |flow| flow.last_top(stage.height));
            if let Some(top) = top {
                self.put_top(stage, top);
            }
            self.reveal(stage);
        }
    }

    /// Takes a position that is on the screen already, as a click does.
    pub fn take(&mut self, anchor: Anchor) {
        self.anchor = anchor;
    }

    /// To a position near this one, with some rows around it.
    pub fn show(&mut self, stage: &Stage<'_>, anchor: Anchor) {
        self.anchor = anchor;
        self.follow(stage, stage.height / 4);
    }

    /// Moves what is on the screen by some rows, as a mouse wheel does; the position only follows to stay in sight.
    pub fn scroll(&mut self, stage: &Stage<'_>, rows: isize) {
        let (anchor, top) = (self.anchor, self.top);
        let moved = self.with(stage, |flow| {
            let cursor = flow.row_of(anchor);
            let first = effective_top(flow, top, cursor, stage.height, 0);
            let last_top = flow.last_top(stage.height);
            let first = flow.step(first, rows).min(last_top);
            let first = flow.skip_blank(first);
            let bottom = flow.step(first, stage.height as isize - 1);
            let cursor = if cursor < first {
                to_text(flow, first, Way::On)
            } else if cursor > bottom {
                to_text(flow, bottom, Way::Back)
            } else {
                return (first, None);
            };
            (first, flow.anchor_of(cursor))
        });
        if let Some((first, cursor)) = moved {
            if let Some(cursor) = cursor {
                self.anchor = cursor;
            }
            self.put_top(stage, first);
        }
    }

    /// Keeps the position on the screen with `margin` rows around it.
    fn follow(&mut self, stage: &Stage<'_>, margin: usize) {
        let (anchor, top) = (self.anchor, self.top);
        let first = self.with(stage, |flow| {
            let cursor = flow.row_of(anchor);
            effective_top(flow, top, cursor, stage.height, margin)
        });
        if let Some(first) = first {
            self.put_top(stage, first);
        }
    }

    /// Shows the whole paragraph in hand, with its note; a longer one from its beginning.
    fn reveal(&mut self, stage: &Stage<'_>) {
        let (anchor, top, height) = (self.anchor, self.top, stage.height.max(1));
        let wanted = self.with(stage, |flow| {
            let cursor = flow.row_of(anchor);
            let now = effective_top(flow, top, cursor, height, 0);
            let first = flow.skip_blank(RowAt { at: cursor.at, row: 0 });
            let last = RowAt { at: cursor.at, row: flow.rows(cursor.at).len().saturating_sub(1) };
            if first < now || flow.distance(first, last, height) >= height {
                first
            } else if flow.distance(now, last, height) >= height {
                flow.step(last, 1 - height as isize)
            } else {
                now
            }
        });
        if let Some(wanted) = wanted {
            self.put_top(stage, wanted);
        }
    }

    /// Restores a position with what was on top of the screen then.
    pub fn restore(&mut self, anchor: Anchor, top: Option<Top>) {
        self.anchor = anchor;
        self.top = top.unwrap_or(Top { anchor, extra: 0 });
    }
}

/// The nearest row of text from `row` on (or back), or from there the other way.
fn to_text(flow: &mut super::flow::Flow<'_>, row: RowAt, way: Way) -> RowAt {
    for way in [way, if way == Way::On { Way::Back } else { Way::On }] {
        let mut at = Some(row);
        while let Some(row) = at {
            if flow.is_text(row) {
                return row;
            }
            at = if way == Way::On { flow.next(row) } else { flow.previous(row) };
        }
    }
    row
}
