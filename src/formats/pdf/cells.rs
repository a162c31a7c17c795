//! Tables of two columns whose cells are filled like columns of prose: a question on the left, its answer on the right.
//!
//! Columns of prose know nothing of each other. In a table a row begins on both sides at once: behind a gap that goes over
//! both, or where one side goes on after a gap just when a sentence of the other has ended. Where most gaps are of that
//! kind, it is a table, and is read cell by cell.

use std::collections::HashSet;
use std::ops::Range;

use super::super::pdf_lines::is_ended;
use super::layout::{Glyph, Row};

/// Fewest rows of a table that begin so, besides its first.
const LEAST: usize = 3;
/// A distance of so many usual ones is a gap.
const GAP: f32 = 1.15;

/// Whether what stands on the left are names of who speaks: the same few words again and again.
pub(super) fn are_names(rows: &[Row], glyphs: &[Glyph], range: Range<usize>, edge: f32) -> bool {
    const FEWEST: usize = 4;
    let sides = Sides { rows, glyphs, edge };
    let names: Vec<String> = sides
        .filled(range, true)
        .into_iter()
        .map(|row| sides.of(row, true).map(|glyph| &*glyph.text).collect())
        .collect();
    let different: HashSet<&String> = names.iter().collect();
    names.len() >= FEWEST && different.len() * 2 <= names.len()
}

/// Two columns beside each other, as far as their lines go.
struct Sides<'a> {
    rows: &'a [Row],
    glyphs: &'a [Glyph],
    /// Where the right column begins.
    edge: f32,
}

impl Sides<'_> {
    /// What a row has on one side.
    fn of(&self, row: usize, left: bool) -> impl Iterator<Item = &Glyph> {
        let glyphs = self.rows[row].all.iter().map(|index| &self.glyphs[*index]);
        glyphs.filter(move |glyph| is_left(glyph, self.edge) == left && !glyph.text.trim().is_empty())
    }

    /// The rows of a range that have something on one side.
    fn filled(&self, range: Range<usize>, left: bool) -> Vec<usize> {
        range.filter(|row| self.of(*row, left).next().is_some()).collect()
    }

    /// Whether a sentence ends with a row on one side.
    fn ends(&self, row: usize, left: bool) -> bool {
        let mut last: Vec<&Glyph> = self.of(row, left).collect();
        last.sort_by(|a, b| a.x.total_cmp(&b.x));
        let text: String = last.iter().rev().take(3).rev().map(|glyph| glyph.text.as_str()).collect();
        is_ended(text.trim_end())
    }

    /// The base line of one side of a row. That of the row is the one of its longer side.
    fn y(&self, row: usize, left: bool) -> Option<f32> {
        self.of(row, left).map(|glyph| glyph.y).next()
    }

    /// How far a row stands below another on the same side.
    fn step(&self, above: usize, below: usize, left: bool) -> f32 {
        self.y(above, left).zip(self.y(below, left)).map_or(0.0, |(above, below)| above - below)
    }

    /// How much stands free over both sides between a row and the one above it.
    fn free(&self, row: usize) -> f32 {
        let ys = |row: usize| [true, false].into_iter().filter_map(move |left| self.y(row, left));
        let (above, below) = (ys(row - 1).fold(f32::MAX, f32::min), ys(row).fold(f32::MIN, f32::max));
        above - below
    }

    /// Whether both sides of a row stand on one base line.
    fn is_level(&self, row: usize) -> bool {
        let level = |(left, right): (f32, f32)| (left - right).abs() < 0.12 * self.rows[row].size;
        self.y(row, true).zip(self.y(row, false)).is_some_and(level)
    }
}

/// Whether a letter stands in the left column.
pub fn is_left(glyph: &Glyph, edge: f32) -> bool {
    f32::midpoint(glyph.x, glyph.end) < edge
}

/// The rows with which the rows of a table begin, the first of the range included; `None` where the range is no table. Of a
/// table that goes on from the page before (`again`) fewer rows tell.
pub fn starts(rows: &[Row], glyphs: &[Glyph], range: Range<usize>, edge: f32, again: bool) -> Option<Vec<usize>> {
    let sides = Sides { rows, glyphs, edge };
    let columns = [sides.filled(range.clone(), true), sides.filled(range.clone(), false)];
    let steps = |side: usize| columns[side].windows(2).map(move |pair| (pair[0], pair[1], side == 0));
    let steps = steps(0).chain(steps(1)).map(|(above, below, left)| sides.step(above, below, left));
    let mut steps: Vec<f32> = steps.filter(|step| *step > 0.0).collect();
    steps.sort_by(f32::total_cmp);
    // Most lines stand near the one above them, also where every cell has few.
    let usual = *steps.get(steps.len() / 5)?;
    let (mut starts, mut strays) = (vec![range.start], 0);
    // Rows that were seen of each column.
    let mut seen = [0, 0];
    for row in range.clone() {
        let has = [0, 1].map(|side: usize| columns[side].get(seen[side]) == Some(&row));
        let before = [0, 1].map(|side: usize| seen[side].checked_sub(1).map(|at| columns[side][at]));
        for side in [0, 1] {
            seen[side] += usize::from(has[side]);
        }
        if row == range.start {
            continue;
        }
        let gap = |side: usize| {
            has[side] && before[side].is_some_and(|above| sides.step(above, row, side == 0) > GAP * usual)
        };
        let over_both = sides.free(row) > GAP * usual;
        // A cell that stands lower than its neighbour is no stray, and begins no row.
        let last = starts.last().copied().unwrap_or(range.start);
        let stray = [0, 1].map(|side| gap(side) && before[side].is_some_and(|above| above >= last));
        // The other side has no gap there, and begins a sentence.
        let ended = |side: usize| gap(side) || before[side].is_some_and(|above| sides.ends(above, side == 0));
        if over_both || (sides.is_level(row) && stray.contains(&true) && ended(0) && ended(1)) {
            starts.push(row);
        } else {
            strays += stray.into_iter().filter(|stray| *stray).count();
        }
    }
    let found = starts.len() - 1;
    let enough = found >= if again { 0 } else { LEAST };
    (enough && strays * 4 <= found).then_some(starts)
}
