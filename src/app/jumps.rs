//! Where the reader came from: back and forward, as in a browser.

use super::model::Pane;
use super::reader::Top;
use crate::interview::Anchor;

/// A position with what was on top of the screen, so that coming back shows the same picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Where the reader was.
    pub anchor: Anchor,
    /// What was on top.
    pub top: Top,
    /// Which pane had the focus.
    pub focus: Pane,
}

/// Positions kept in each direction.
const KEPT: usize = 100;

/// The list of jumps.
#[derive(Clone, Debug, Default)]
pub struct Jumps {
    back: Vec<Spot>,
    forward: Vec<Spot>,
}

impl Jumps {
    /// Remembers where a jump starts. What lay ahead is forgotten; the same place twice is kept once.
    pub fn leave(&mut self, from: Spot) {
        self.forward.clear();
        if self.back.last().is_none_or(|last| last.anchor != from.anchor) {
            self.back.push(from);
        }
        if self.back.len() > KEPT {
            self.back.remove(0);
        }
    }

    /// Where to go back to; `now` becomes what forward returns to.
    pub fn back(&mut self, now: Spot) -> Option<Spot> {
        let spot = self.back.pop()?;
        self.forward.push(now);
        Some(spot)
    }

    /// Where to go forward to; `now` becomes what back returns to.
    pub fn forward(&mut self, now: Spot) -> Option<Spot> {
        let spot = self.forward.pop()?;
        self.back.push(now);
        Some(spot)
    }

    /// Changes every position, after the document was read again.
    pub fn each(&mut self, change: impl FnMut(&mut Spot)) {
        self.back.iter_mut().chain(&mut self.forward).for_each(change);
    }
}
