//! What stands in columns on a page, and the lines of a page in the order of reading: one column after the other, and what
//! goes over both, such as a title, between what stands above it and what stands below.

use std::ops::Range;

use super::super::pdf_page::Line;
use super::cells;
use super::layout::{Glyph, Row, lines, rows, spans};

/// A gap that parts columns of a page.
#[derive(Clone, Copy, Debug)]
pub struct Gutter {
    /// Its middle.
    at: f32,
    /// Where the left column begins.
    left: f32,
    /// It parts the cells of a table.
    table: bool,
}

/// Most columns of a page, as a power of two.
const SPLITS: usize = 2;

/// Most blocks of columns of a piece; what is left then is read line by line.
const BLOCKS: usize = 40;

/// Most rows of a page that is looked at for columns: on paper there are not a tenth as many.
const ROWS: usize = 5000;

/// A page is looked at in so many strips.
const STRIPS: usize = 256;

/// Rows that are set in columns.
#[derive(Debug)]
struct Block {
    rows: Range<usize>,
    gutter: Gutter,
    /// Where the right column begins.
    edge: f32,
    /// With which rows the rows of a table begin; nothing where it is none.
    starts: Vec<usize>,
    /// It goes on from the page before.
    again: bool,
}

/// Where the words of each row stand.
type Spans = Vec<Vec<(f32, f32)>>;

/// The rows of a piece.
struct Piece<'a> {
    rows: &'a [Row],
    /// Words with common blanks between them as one, also with those of justified lines.
    spans: Spans,
    /// Every word by itself.
    words: Spans,
}

/// What lies between words at most, and at least, in sizes.
const BLANKS: (f32, f32) = (0.7, 0.16);

/// Writes the lines of a piece of a page. `gutters` are those of the pages before.
pub fn columns(glyphs: Vec<Glyph>, depth: usize, gutters: &mut Vec<Gutter>, out: &mut Vec<Line>) {
    let rows = rows(&glyphs);
    let of = |blank: f32| -> Spans { rows.iter().map(|row| spans(row, &glyphs, blank)).collect() };
    let piece = Piece { rows: &rows, spans: of(BLANKS.0), words: of(BLANKS.1) };
    let mut blocks: Vec<Block> = Vec::new();
    if depth < SPLITS && rows.len() <= ROWS {
        let mut open: Vec<Range<usize>> = std::iter::once(0..rows.len()).collect();
        while let Some(range) = open.pop().filter(|_| blocks.len() < BLOCKS) {
            let Some(mut block) = piece.block(range.clone(), gutters) else { continue };
            if cells::are_names(&rows, &glyphs, block.rows.clone(), block.edge) {
                continue;
            }
            block.starts =
                cells::starts(&rows, &glyphs, block.rows.clone(), block.edge, block.again).unwrap_or_default();
            block.gutter.table = !block.starts.is_empty();
            if depth == 0 {
                gutters.push(block.gutter);
            }
            open.extend([range.start..block.rows.start, block.rows.end..range.end]);
            blocks.push(block);
        }
        blocks.sort_by_key(|block| block.rows.start);
    }
    let mut glyphs: Vec<Option<Glyph>> = glyphs.into_iter().map(Some).collect();
    let mut take = |range: Range<usize>| -> Vec<Glyph> {
        rows[range].iter().flat_map(|row| &row.all).filter_map(|index| glyphs[*index].take()).collect()
    };
    let mut at = 0;
    for Block { rows: range, gutter, edge, starts, again } in blocks {
        lines(&take(at..range.start), out);
        // The margins of all columns are compared, so they are laid upon each other.
        let by = edge - gutter.left;
        at = range.end;
        let first = out.len();
        let ends = starts.iter().copied().skip(1).chain([range.end]);
        for cells in starts.iter().copied().zip(ends).map(|(start, end)| start..end) {
            let first = cells.start == starts[0];
            let (left, right): (Vec<Glyph>, Vec<Glyph>) =
                take(cells).into_iter().partition(|glyph| cells::is_left(glyph, edge));
            // An answer may go on from the page before, with nothing beside it.
            let begins = !(first && again && left.is_empty());
            for (cell, by) in [(left, 0.0), (right, by)] {
                let from = out.len();
                lines(&cell, out);
                out[from..].iter_mut().for_each(|line| (line.x, line.end) = (line.x - by, line.end - by));
                out[from..].iter_mut().take(1).for_each(|line| line.cell = begins);
            }
        }
        if starts.is_empty() {
            let (left, right) = take(range).into_iter().partition(|glyph| cells::is_left(glyph, edge));
            columns(left, depth + 1, gutters, out);
            let second = out.len();
            columns(right, depth + 1, gutters, out);
            for line in &mut out[second..] {
                (line.x, line.end) = (line.x - by, line.end - by);
            }
        }
        for line in &mut out[first..] {
            line.column = true;
        }
    }
    lines(&take(at..rows.len()), out);
}

impl Piece<'_> {
    /// The rows of a range that are set in two columns, the largest number of them that are.
    fn block(&self, range: Range<usize>, known: &[Gutter]) -> Option<Block> {
        let all = || self.spans[range.clone()].iter().flatten();
        let left = all().map(|span| span.0).fold(f32::MAX, f32::min);
        let right = all().map(|span| span.1).fold(f32::MIN, f32::max);
        let width = right - left;
        if !(width > 1.0 && width < 1e6) {
            return None;
        }
        let size = self.rows[range.clone()].iter().map(|row| row.size).sum::<f32>() / range.len().max(1) as f32;
        let done = |found: Range<usize>, at: f32, table: bool| {
            let starts = self.spans[found.clone()].iter().flatten().map(|span| span.0).filter(|start| *start >= at);
            let edge = starts.fold(f32::MAX, f32::min);
            let rows = trimmed(&self.spans, self.rows, self.widened(found, &range, at, edge), at);
            Some(Block { rows, gutter: Gutter { at, left, table }, edge, starts: Vec::new(), again: table })
        };
        // A page that continues in the same columns may have few lines in one of them.
        let same = |known: &&Gutter| (known.left - left).abs() < 0.06 * width && known.at > left && known.at < right;
        if let Some(known) = known.iter().rev().take(4).find(same)
            && let Some((found, _)) = best(&self.spans, &range, known.at, 0.1 * size, Wanted::AGAIN)
        {
            return done(found, known.at, known.table);
        }
        let strip = width / STRIPS as f32;
        let mut found: Option<(usize, Range<usize>, Range<usize>)> = None;
        for at in STRIPS * 28 / 100..STRIPS * 72 / 100 {
            let middle = left + (at as f32 + 0.5) * strip;
            let Some((range, score)) = best(&self.spans, &range, middle, 0.4 * size, Wanted::NEW) else { continue };
            match &mut found {
                // All strips of one gutter part the same rows: it is parted in their middle.
                Some((most, rows, strips)) if *most == score && *rows == range && strips.end == at => {
                    strips.end = at + 1;
                }
                Some((most, ..)) if *most >= score => {}
                _ => found = Some((score, range, at..at + 1)),
            }
        }
        let (_, found, strips) = found?;
        done(found, left + (strips.start + strips.end) as f32 / 2.0 * strip, false)
    }

    /// Rows of columns with those above and below whose left line nearly touches the right one: a word begins just where
    /// the right column does.
    fn widened(&self, found: Range<usize>, range: &Range<usize>, at: f32, edge: f32) -> Range<usize> {
        let is_one = |row: usize| {
            let near = 0.1 * self.rows[row].size;
            let free = !self.spans[row].iter().any(|(start, end)| *start < at + near && *end > at - near);
            // By chance a word of any line may begin there, but then with a common blank before it.
            let apart = |pair: &[(f32, f32)]| (pair[1].0 - edge).abs() < near && pair[1].0 - pair[0].1 > 4.0 * near;
            free || self.words[row].windows(2).any(apart)
        };
        let up = (range.start..found.start).rev().take_while(|row| is_one(*row)).count();
        let down = (found.end..range.end).take_while(|row| is_one(*row)).count();
        found.start - up..found.end + down
    }
}

/// What columns must have to be believed.
struct Wanted {
    /// Lines on each side.
    lines: usize,
    /// How much of the width of its column a line has on average.
    full: f32,
}

impl Wanted {
    const NEW: Self = Self { lines: 5, full: 0.5 };
    const AGAIN: Self = Self { lines: 1, full: 0.3 };
}

/// The longest run of rows that leave a strip free and have text on both sides of it, and how many lines they are.
fn best(spans: &Spans, range: &Range<usize>, at: f32, half: f32, wanted: Wanted) -> Option<(Range<usize>, usize)> {
    let free = |row: usize| !spans[row].iter().any(|(start, end)| *start < at + half && *end > at - half);
    let mut best: Option<(Range<usize>, usize)> = None;
    let mut start = range.start;
    while start < range.end {
        let len = (start..range.end).take_while(|row| free(*row)).count();
        let run = start..start + len;
        start += len.max(1);
        if let Some(lines) = two_sided(&spans[run.clone()], at, &wanted)
            && best.as_ref().is_none_or(|(_, most)| lines > *most)
        {
            best = Some((run, lines));
        }
    }
    best
}

/// How many lines stand on both sides, where both are filled like columns of prose. A column of labels, of numbers or of
/// short cells is not.
fn two_sided(spans: &[Vec<(f32, f32)>], at: f32, wanted: &Wanted) -> Option<usize> {
    let all = || spans.iter().flatten();
    let (from, to) = (all().map(|span| span.0).fold(at, f32::min), all().map(|span| span.1).fold(at, f32::max));
    let side = |on_left: bool, width: f32| {
        let inside = |(_, end): &&(f32, f32)| (*end <= at) == on_left;
        let lines = spans.iter().map(|spans| spans.iter().filter(inside).map(|(a, b)| b - a).sum::<f32>());
        let lines: Vec<f32> = lines.filter(|length| *length > 0.0).collect();
        let full = lines.iter().sum::<f32>() >= wanted.full * lines.len() as f32 * width;
        (lines.len() >= wanted.lines && full).then_some(lines.len())
    };
    Some(side(true, at - from)? + side(false, to - at)?)
}

/// Without what stands far below both columns, in the left one by chance: a short last line over the whole page.
fn trimmed(spans: &Spans, rows: &[Row], range: Range<usize>, at: f32) -> Range<usize> {
    let is_right = |row: &usize| spans[*row].iter().any(|span| span.0 >= at);
    let Some(last) = range.clone().rev().find(is_right) else { return range };
    let is_left = |row: &usize| spans[*row].iter().any(|span| span.0 < at);
    let lines: Vec<usize> = range.clone().filter(is_left).collect();
    let gaps: Vec<(usize, f32)> = lines.windows(2).map(|pair| (pair[1], rows[pair[0]].y - rows[pair[1]].y)).collect();
    // Farther than paragraphs of the column, and than those of any, since there may be no other above.
    let usual = gaps.iter().map(|(_, gap)| *gap).fold(f32::MAX, f32::min);
    let widest = gaps.iter().filter(|(row, _)| *row <= last).map(|(_, gap)| *gap).fold(2.0 * usual, f32::max);
    let below = gaps.iter().find(|(row, gap)| *row > last && *gap > 1.3 * widest);
    range.start..below.map_or(range.end, |(row, _)| *row)
}
