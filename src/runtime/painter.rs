//! From one whole buffer to the next in few bytes.
//!
//! Works on two whole buffers and not on a list of changed cells: only so can it see that re-sending a few unchanged
//! cells is shorter than moving over them, and that a wide character must be sent with what stands beside it. Colours of
//! the terminal's own palette are sent as the palette's (`34`), not by number, so that they are the user's.

use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use super::knows::Knows;
use crate::text::width::{self, TAB};

/// Unchanged cells that are re-sent rather than moved over: a move costs four bytes and more.
const GAP: u16 = 4;

/// A run of more blanks than this is erased, and the cursor moved over it.
const ERASE: u16 = 8;

/// Below so many bytes it is not looked for a shorter way than row by row.
const ERASING: usize = 400;

/// What the terminal is set to while a frame is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

const PLAIN: Pen = Pen { fg: Color::Reset, bg: Color::Reset, modifier: Modifier::empty() };

/// What of a pen is seen where nothing is written, beside the background.
const SEEN_ON_BLANKS: Modifier = Modifier::UNDERLINED.union(Modifier::REVERSED).union(Modifier::CROSSED_OUT);

/// The attributes that the program uses, with the number of each.
const ATTRIBUTES: [(Modifier, u8); 5] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::REVERSED, 7),
];

/// Where the cursor stands before a frame, if that is known, and where it belongs behind it; column and row.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cursor {
    /// Before.
    pub from: Option<(u16, u16)>,
    /// Behind; anywhere where nothing is said.
    pub to: Option<(u16, u16)>,
}

/// The bytes that turn a terminal that shows `shown` into one that shows `next`, both of one size. The terminal's pen is
/// plain before and after. Empty where nothing changed. Control characters are never sent but to move the cursor.
pub fn paint(shown: &Buffer, next: &Buffer, knows: Knows, cursor: Cursor) -> String {
    let changed = paint_rows(shown, next, knows, cursor, None);
    match emptied_from(shown, next) {
        Some(top) if changed.len() > ERASING => {
            let anew = paint_rows(shown, next, knows, cursor, Some(top));
            if anew.len() < changed.len() { anew } else { changed }
        }
        _ => changed,
    }
}

/// The first row from which on everything that is written differs from what is shown, so that all of it may be erased at
/// once. What stays is never sent again: a screen reader would read it again.
fn emptied_from(shown: &Buffer, next: &Buffer) -> Option<u16> {
    let stays = |y: &u16| {
        let cells = |buffer: &'_ Buffer| row_of(buffer, *y).iter().filter(|cell| !is_blank(cell)).count();
        cells(next) > 0 && row_of(shown, *y) == row_of(next, *y)
    };
    let height = next.area.height;
    let top = (0..height).rev().take_while(|y| !stays(y)).last()?;
    (height - top > 2).then_some(top)
}

/// The cells of a row.
fn row_of(buffer: &Buffer, y: u16) -> &[Cell] {
    let width = usize::from(buffer.area.width);
    buffer.content.chunks(width.max(1)).nth(usize::from(y)).unwrap_or_default()
}

/// Sends what changed row by row; from the row `emptied` on the screen is erased first.
fn paint_rows(shown: &Buffer, next: &Buffer, knows: Knows, cursor: Cursor, emptied: Option<u16>) -> String {
    let mut out = Out { knows, at: cursor.from, row: cursor.from.map(|(_, row)| row), ..Out::default() };
    for y in 0..next.area.height {
        if let Some(top) = emptied.filter(|top| y >= *top) {
            if y == top {
                out.go(next, 0, y);
                out.erase("\x1b[J");
            }
            text(&mut out, next, y, 0, blank_from(next, y));
            continue;
        }
        let spans = spans(shown, next, y);
        let Some(&(first, _)) = spans.first() else { continue };
        let long = spans.iter().find_map(|&(from, to)| {
            let mut begins = (from..to).filter(|x| *x == from || !next.cell((*x - 1, y)).is_some_and(is_blank));
            begins.find(|x| blanks(next, *x, to, y) > ERASE)
        });
        // What changed, cell by cell; or a row that is erased from its first change or its first long blank on, so that
        // no later blank costs more than a move. The shortest is taken.
        let ways = [None, Some(first), long.filter(|long| *long != first)];
        let written = ways.into_iter().enumerate().filter(|(nth, way)| *nth == 0 || way.is_some()).map(|(_, way)| {
            let mut out = Out { bytes: String::new(), ..out };
            row(&mut out, next, y, &spans, way);
            out
        });
        if let Some(Out { bytes, pen, at, row, .. }) = written.min_by_key(|out| out.bytes.len()) {
            out.bytes.push_str(&bytes);
            (out.pen, out.at, out.row) = (pen, at, row);
        }
    }
    out.pen(PLAIN);
    if let Some((x, y)) = cursor.to {
        out.go(next, x, y);
    }
    out.bytes
}

/// Sends one row: its changed `spans`, and from the column `erased` on, which lies in one of them, all there is on blanks.
fn row(out: &mut Out, next: &Buffer, y: u16, spans: &[(u16, u16)], erased: Option<u16>) {
    let width = next.area.width;
    let blank_from = blank_from(next, y);
    for &(from, to) in spans {
        let mut x = from;
        while x < to {
            if erased == Some(x) {
                out.go(next, x, y);
                out.erase("\x1b[K");
                return text(out, next, y, x, blank_from);
            }
            let Some(cell) = next.cell((x, y)) else { break };
            // Blanks to the end of the row, or a run of them, are erased and not written.
            let blanks = if x >= blank_from { width - x } else { blanks(next, x, to, y) };
            if x >= blank_from && blanks > 3 {
                out.go(next, x, y);
                out.erase("\x1b[K");
                break;
            }
            if blanks > ERASE {
                out.go(next, x, y);
                out.erase(&format!("\x1b[{blanks}X"));
                x += blanks;
                continue;
            }
            out.go(next, x, y);
            out.ink(cell);
            x += out.put(cell, width);
        }
    }
}

/// Sends what stands in a row from one column to another, where the terminal shows blanks.
fn text(out: &mut Out, next: &Buffer, y: u16, from: u16, to: u16) {
    let mut x = from;
    while x < to {
        let Some(cell) = next.cell((x, y)) else { break };
        let blanks = blanks(next, x, to, y);
        if blanks > GAP || (blanks > 0 && out.at != Some((x, y))) {
            x += blanks;
            continue;
        }
        out.go(next, x, y);
        out.ink(cell);
        x += out.put(cell, next.area.width);
    }
}

/// What is written, and where it leaves the terminal.
struct Out {
    bytes: String,
    pen: Pen,
    /// Where the cursor stands, if that is known.
    at: Option<(u16, u16)>,
    /// The row it stands in, if at least that is known.
    row: Option<u16>,
    knows: Knows,
}

impl Default for Out {
    fn default() -> Self {
        Self { bytes: String::new(), pen: PLAIN, at: None, row: None, knows: Knows::default() }
    }
}

impl Out {
    /// Moves the cursor, by the shortest way.
    fn go(&mut self, next: &Buffer, x: u16, y: u16) {
        if self.at == Some((x, y)) {
            return;
        }
        let mut ways = vec![format!("\x1b[{};{}H", y + 1, x + 1)];
        if let Some(down @ 0..=2) = self.row.and_then(|row| y.checked_sub(row)) {
            let lines = "\n".repeat(usize::from(down));
            if down == 0 {
                ways.push(format!("\x1b[{}G", x + 1));
            }
            // Straight down, where the terminal keeps the column, then to the side; or from the beginning of the row.
            if let Some((from, _)) = self.at {
                ways.push(format!("{lines}{}", self.aside(next, y, from, x)));
            }
            ways.push(format!("\r{lines}{}", self.aside(next, y, 0, x)));
        }
        if let Some(shortest) = ways.into_iter().rev().min_by_key(String::len) {
            self.bytes.push_str(&shortest);
        }
        (self.at, self.row) = (Some((x, y)), Some(y));
    }

    /// Moves the cursor inside a row of `next`: by a number, by writing the few blanks that stand there, or by tabs.
    fn aside(&self, next: &Buffer, y: u16, from: u16, to: u16) -> String {
        let step = |from: u16, to: u16| {
            let few = from < to && to - from <= GAP && blanks(next, from, to, y) == to - from;
            // What looks like a blank may be the other half of a wide character.
            let half = from > 0 && next.cell((from - 1, y)).is_some_and(|cell| width::of(cell.symbol()) > 1);
            let blank = few && !half && self.bare();
            if blank { " ".repeat(usize::from(to - from)) } else { sideways(from, to) }
        };
        let tabbed = |stop: u16| {
            let tabs = (stop / TAB).saturating_sub(from / TAB);
            (self.knows.usual && tabs > 0 && stop < next.area.width)
                .then(|| format!("{}{}", "\t".repeat(usize::from(tabs)), step(stop, to)))
        };
        let stop = to / TAB * TAB;
        let ways = [Some(step(from, to)), tabbed(stop), tabbed(stop + TAB)];
        ways.into_iter().flatten().min_by_key(String::len).unwrap_or_default()
    }

    /// The pen for a cell. On a blank most of a pen cannot be seen, and none is changed for it.
    fn ink(&mut self, cell: &Cell) {
        if !(is_blank(cell) && self.bare()) {
            self.pen(pen_of(cell));
        }
    }

    /// Whether nothing of the pen is seen where a blank is written or something erased.
    fn bare(&self) -> bool {
        self.pen.bg == Color::Reset && !self.pen.modifier.intersects(SEEN_ON_BLANKS)
    }

    /// Sends a command that erases. What it leaves has the background of the pen, in some terminals also its lines.
    fn erase(&mut self, command: &str) {
        if !self.bare() {
            self.pen(PLAIN);
        }
        self.bytes.push_str(command);
    }

    fn pen(&mut self, wanted: Pen) {
        if wanted != self.pen {
            change(&mut self.bytes, self.pen, wanted);
            self.pen = wanted;
        }
    }

    /// Sends a cell's text. Returns how many cells it takes.
    fn put(&mut self, cell: &Cell, width: u16) -> u16 {
        let symbol = cell.symbol();
        let taken = if symbol.is_empty() || symbol.chars().any(char::is_control) {
            self.bytes.push(' ');
            1
        } else {
            self.bytes.push_str(symbol);
            width::of(symbol).max(1) as u16
        };
        // Behind the last column the cursor is neither here nor there, and behind a sign whose width terminals do not agree
        // on it may be anywhere.
        let plain = symbol.chars().all(|c| c < '\u{1100}' || (self.knows.usual && is_typographic(c)));
        let after = self.at.map(|(x, y)| (x + taken, y)).filter(|(x, _)| *x < width);
        // One character is two columns wide at most, so the row is known where that much was left of it.
        self.row = after.filter(|_| symbol.chars().nth(1).is_none()).map(|(_, y)| y);
        self.at = after.filter(|_| plain);
        taken
    }
}

/// Dashes, quotation marks, dots and the program's own signs: one cell, or in terminals that are set so two, all alike.
fn is_typographic(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2027}' | '▌' | '▎' | '◆')
}

/// Moves the cursor inside its row.
fn sideways(from: u16, to: u16) -> String {
    let (columns, way) = (from.abs_diff(to), if from < to { 'C' } else { 'D' });
    match columns {
        0 => String::new(),
        1 => format!("\x1b[{way}"),
        _ => format!("\x1b[{columns}{way}"),
    }
}

/// Whether a cell is a blank that erasing leaves.
fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " " && cell.bg == Color::Reset && !cell.modifier.intersects(SEEN_ON_BLANKS)
}

/// The column from which a row holds nothing but blanks.
fn blank_from(buffer: &Buffer, y: u16) -> u16 {
    let blank = |x: &u16| buffer.cell((*x, y)).is_some_and(is_blank);
    let blanks = (0..buffer.area.width).rev().take_while(blank).count() as u16;
    buffer.area.width - blanks
}

/// How many blanks stand from `x` on, before `to`.
fn blanks(buffer: &Buffer, x: u16, to: u16, y: u16) -> u16 {
    (x..to).take_while(|x| buffer.cell((*x, y)).is_some_and(is_blank)).count() as u16
}

/// Runs of cells to send in one row: those that changed, joined over short gaps; in a row with wide characters all that
/// lies between the first change and the last.
fn spans(shown: &Buffer, next: &Buffer, y: u16) -> Vec<(u16, u16)> {
    let wide = |buffer: &Buffer, x: u16| buffer.cell((x, y)).is_some_and(|cell| width::of(cell.symbol()) > 1);
    let mut spans: Vec<(u16, u16)> = Vec::new();
    let mut any_wide = false;
    for x in 0..next.area.width {
        any_wide |= wide(next, x) || wide(shown, x);
        let (Some(old), Some(new)) = (shown.cell((x, y)), next.cell((x, y))) else { continue };
        if old == new || (is_blank(old) && is_blank(new)) {
            continue;
        }
        match spans.last_mut() {
            Some(last) if x - last.1 <= GAP => last.1 = x + 1,
            _ => spans.push((x, x + 1)),
        }
    }
    if let (true, Some(first), Some(last)) = (any_wide, spans.first(), spans.last()) {
        // From before a wide character that begins left of the change to after one that it was written over.
        let from = first.0.saturating_sub(1);
        let to = (last.1 + 1).min(next.area.width);
        spans = vec![(if wide(next, from) || wide(shown, from) { from } else { first.0 }, to)];
    }
    spans
}

fn pen_of(cell: &Cell) -> Pen {
    let known = ATTRIBUTES.iter().fold(Modifier::empty(), |all, (modifier, _)| all | *modifier);
    Pen { fg: cell.fg, bg: cell.bg, modifier: cell.modifier & known }
}

/// Changes the pen. What is to go can only be taken away all at once: bold and dim share one number to end them.
fn change(out: &mut String, from: Pen, to: Pen) {
    let mut codes: Vec<String> = Vec::new();
    let mut have = from;
    if to == PLAIN || from.modifier.difference(to.modifier) != Modifier::empty() {
        codes.push(String::new());
        have = PLAIN;
    }
    for (modifier, number) in ATTRIBUTES {
        if to.modifier.contains(modifier) && !have.modifier.contains(modifier) {
            codes.push(number.to_string());
        }
    }
    if have.fg != to.fg {
        codes.push(colour(to.fg, 30));
    }
    if have.bg != to.bg {
        codes.push(colour(to.bg, 40));
    }
    let _ = write!(out, "\x1b[{}m", codes.join(";"));
}

/// The numbers of a colour; `base` is 30 for the foreground and 40 for the background.
fn colour(colour: Color, base: u8) -> String {
    let named = |n: u8| (base + n).to_string();
    let bright = |n: u8| (base + 60 + n).to_string();
    match colour {
        Color::Reset => named(9),
        Color::Black => named(0),
        Color::Red => named(1),
        Color::Green => named(2),
        Color::Yellow => named(3),
        Color::Blue => named(4),
        Color::Magenta => named(5),
        Color::Cyan => named(6),
        Color::Gray => named(7),
        Color::DarkGray => bright(0),
        Color::LightRed => bright(1),
        Color::LightGreen => bright(2),
        Color::LightYellow => bright(3),
        Color::LightBlue => bright(4),
        Color::LightMagenta => bright(5),
        Color::LightCyan => bright(6),
        Color::White => bright(7),
        Color::Indexed(n) => format!("{};5;{n}", base + 8),
        Color::Rgb(r, g, b) => format!("{};2;{r};{g};{b}", base + 8),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use ratatui::backend::{Backend, CrosstermBackend};
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    const SIZE: (u16, u16) = (34, 4);

    fn buffer(lines: &[(u16, String, u8)]) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, SIZE.0, SIZE.1));
        for (y, (x, text, style)) in lines.iter().enumerate().take(usize::from(SIZE.1)) {
            let modifier = ATTRIBUTES[usize::from(style % 5)].0;
            let fg = [Color::Reset, Color::Blue, Color::Indexed(32), Color::Rgb(1, 2, 3)][usize::from(style % 4)];
            let style = if style % 3 == 0 { Style::new() } else { Style::new().fg(fg).add_modifier(modifier) };
            buffer.set_stringn(x % SIZE.0, y as u16, text, usize::from(SIZE.0), style);
        }
        buffer
    }

    /// What a terminal shows after some bytes: text, attributes and colours of each cell.
    fn screen(bytes: &str) -> Vec<String> {
        let mut parser = vt100::Parser::new(SIZE.1.try_into().unwrap(), SIZE.0.try_into().unwrap(), 0);
        parser.process(bytes.as_bytes());
        let mut cells = Vec::new();
        for y in 0..SIZE.1 {
            for x in 0..SIZE.0 {
                let cell = parser.screen().cell(y, x).unwrap();
                let text = if cell.has_contents() { cell.contents() } else { " " };
                let text = if cell.is_wide_continuation() { "" } else { text };
                // What nobody can see of a blank makes no difference.
                let blank = text == " ";
                let fg = if blank { vt100::Color::Default } else { cell.fgcolor() };
                let seen = [cell.bold(), cell.dim(), cell.italic()].map(|on| on && !blank);
                cells.push(format!("{text}|{fg:?}{:?}|{seen:?}{}{}", cell.bgcolor(), cell.underline(), cell.inverse()));
            }
        }
        cells
    }

    fn lines(text: &'static str) -> impl Strategy<Value = Vec<(u16, String, u8)>> {
        prop::collection::vec((0u16..34, text, any::<u8>()), 4)
    }

    proptest! {
        #![proptest_config(crate::cases(600))]
        #[test]
        fn a_change_shows_what_a_whole_repaint_shows(
            (one, two) in prop_oneof![
                (lines("[a-c é]{0,8} {0,14}[a-c é]{0,12}"), lines("[a-c é]{0,8} {0,14}[a-c é]{0,12}")),
                (lines("[a-c 東é]{0,8} {0,14}[a-c 東é]{0,12}"), lines("[a-c 東é]{0,8} {0,14}[a-c 東é]{0,12}")),
                (lines("[a-c “…’]{0,9} {0,14}[a-c—]{0,12}"), lines("[a-c “…’]{0,9} {0,14}[a-c—]{0,12}")),
            ],
            usual in any::<bool>(),
            at in (0..SIZE.0, 0..SIZE.1),
            to in (0..SIZE.0, 0..SIZE.1),
        ) {
            let (knows, little) = (Knows { usual, ..Knows::default() }, Knows::default());
            let blank = Buffer::empty(Rect::new(0, 0, SIZE.0, SIZE.1));
            let (one, two) = (buffer(&one), buffer(&two));
            let (first, then) = (Cursor { from: None, to: Some(at) }, Cursor { from: Some(at), to: Some(to) });
            let changed = format!("{}{}", paint(&blank, &one, knows, first), paint(&one, &two, knows, then));
            prop_assert_eq!(screen(&changed), screen(&paint(&blank, &two, little, Cursor::default())));
            let mut parser = vt100::Parser::new(SIZE.1.try_into().unwrap(), SIZE.0.try_into().unwrap(), 0);
            parser.process(changed.as_bytes());
            prop_assert_eq!(parser.screen().cursor_position(), (to.1, to.0));
            prop_assert_eq!(paint(&two, &two, knows, Cursor::default()), "");
            for top in 0..SIZE.1 {
                let changed = format!("{}{}", paint(&blank, &one, knows, Cursor::default()), paint_rows(&one, &two, knows, Cursor::default(), Some(top)));
                prop_assert_eq!(screen(&changed), screen(&paint(&blank, &two, little, Cursor::default())), "erased from row {}", top);
            }
            // ratatui's own backend, as a second opinion; it leaves attributes behind where a wide character was.
            let wide = [&one, &two].iter().any(|buffer| buffer.content.iter().any(|cell| width::of(cell.symbol()) > 1));
            let other = |shown: &Buffer, next: &Buffer| {
                let mut bytes = Vec::new();
                let mut backend = CrosstermBackend::new(&mut bytes);
                backend.draw(shown.diff(next).into_iter()).unwrap();
                String::from_utf8(bytes).unwrap()
            };
            let changed = format!("{}{}", other(&blank, &one), other(&one, &two));
            if wide {
                return Ok(());
            }
            for (at, (is, wanted)) in screen(&changed).iter().zip(screen(&paint(&blank, &two, little, Cursor::default()))).enumerate() {
                prop_assert_eq!(is, &wanted, "cell {}", at);
            }
        }
    }

    #[test]
    fn a_screen_that_changes_whole_is_erased_at_once_and_what_stays_is_not_sent_again() {
        let page = |word: &str, last: &str| {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 60, 24));
            for y in 0..20 {
                buffer.set_string(3, y, format!("{word} {y}"), Style::new());
            }
            buffer.set_string(3, 23, last, Style::new());
            buffer
        };
        let usual = Knows { usual: true, ..Knows::default() };
        let (one, two) = (page("some words of a long answer", "Esc back"), page("other letters", "Enter go"));
        assert!(paint(&one, &two, usual, Cursor::default()).starts_with("\x1b[1;1H\x1b[J"));
        let (one, two) = (page("some words of a long answer", "Esc back"), page("other letters", "Esc back"));
        let bytes = paint(&one, &two, usual, Cursor::default());
        assert!(!bytes.contains("\x1b[J") && !bytes.contains("Esc"), "{bytes:?}");
        // Where signs take one cell, the cursor is known behind them.
        let (none, some) = (Buffer::empty(two.area), page("“It’s … so”—", "Esc"));
        assert!(
            paint(&none, &some, Knows::default(), Cursor::default()).contains("\x1b[5G")
                && !paint(&none, &some, usual, Cursor::default()).contains('G')
        );
    }

    #[test]
    fn palette_colours_are_the_users_own_and_controls_are_never_sent() {
        let blank = Buffer::empty(Rect::new(0, 0, SIZE.0, SIZE.1));
        let mut next = blank.clone();
        next.set_string(0, 0, "a", Style::new().fg(Color::Blue));
        next.cell_mut((1, 0)).unwrap().set_symbol("\x1b[2J");
        let bytes = paint(&blank, &next, Knows::default(), Cursor::default());
        assert!(bytes.contains("\x1b[34m") && !bytes.contains("2J"), "{bytes:?}");
    }
}
