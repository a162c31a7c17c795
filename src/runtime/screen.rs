//! Puts a drawn buffer on the terminal: only what changed, in one write, and nothing at all where nothing changed.

use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::Range;

use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use unicode_normalization::UnicodeNormalization;

use super::knows::{Knows, probe};
use super::painter::Cursor;
use super::scroll::paint_scrolled;
use crate::text::width;

/// Frames above this many bytes are announced as one, so that a terminal that knows how shows them at once.
const ANNOUNCE: usize = 1024;

/// Asks where the cursor stands. The answer says that everything before it is shown.
const ASK: &[u8] = b"\x1b[6n";

/// Which characters the terminal can show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Repertoire {
    /// Everything.
    #[default]
    Unicode,
    /// Everything, but what Unicode calls ambiguous would take two cells where one is planned for it: signs and letters of
    /// Latin are replaced.
    Narrow,
    /// Letters of many scripts, but no typographic marks: the Linux console.
    Letters,
    /// ASCII: the locale is not UTF-8.
    Ascii,
}

/// Who turns frames into bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Renderer {
    /// The painter, which sends least.
    #[default]
    Painter,
    /// ratatui's own backend: for comparison, and should a terminal not like the other.
    Basic,
}

/// Whether the terminal has said what it can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    /// The first frame asks.
    Not,
    /// It did, and the answer has not come.
    Waits,
    /// It has, or is not asked.
    Known(Knows),
}

/// A frame to show.
#[derive(Debug)]
pub struct Frame<'a> {
    /// What is drawn.
    pub buffer: Buffer,
    /// Where the cursor belongs.
    pub cursor: Position,
    /// Columns that scroll by themselves.
    pub panes: &'a [Range<u16>],
    /// Whether the terminal is asked to say when it has shown the frame.
    pub ask: bool,
}

/// What is on the terminal.
#[derive(Debug)]
pub struct Screen {
    shown: Buffer,
    cursor: Option<Position>,
    stale: bool,
    repertoire: Repertoire,
    renderer: Renderer,
    asked: Asked,
    margins: bool,
}

impl Screen {
    /// A screen of which nothing is known. `margins` where the terminal may be asked for left and right margins too.
    pub fn new(repertoire: Repertoire, renderer: Renderer, margins: bool) -> Self {
        let asked = match renderer {
            Renderer::Painter => Asked::Not,
            Renderer::Basic => Asked::Known(Knows::default()),
        };
        Self { shown: Buffer::empty(Rect::ZERO), cursor: None, stale: true, repertoire, renderer, asked, margins }
    }

    /// The terminal said where its cursor stands, row and column counted from 1.
    pub fn answered(&mut self, row: u16, column: u16) {
        if self.asked == Asked::Waits {
            let knows = Knows::from_probe(row, column, self.shown.area.width);
            self.asked = Asked::Known(knows);
            if knows.wide && self.repertoire == Repertoire::Unicode {
                self.repertoire = Repertoire::Narrow;
                self.stale = true;
            }
        }
    }

    /// Forgets what is on the terminal: the next frame is drawn whole.
    pub fn forget(&mut self) {
        self.stale = true;
    }

    /// The bytes that turn what is on the terminal into the frame, with the question for the cursor's place behind them
    /// where the frame asks. Empty where nothing changed.
    fn encode(&mut self, frame: Frame<'_>) -> Vec<u8> {
        let Frame { buffer: mut next, cursor, panes, ask } = frame;
        if self.repertoire != Repertoire::Unicode {
            simplify(&mut next, self.repertoire);
        }
        let whole = self.stale || self.shown.area != next.area;
        if !whole && self.cursor == Some(cursor) && self.shown == next {
            return Vec::new();
        }
        let mut bytes = String::new();
        if whole {
            self.shown = Buffer::empty(next.area);
            bytes.push_str("\x1b[0m\x1b[2J");
        }
        match self.renderer {
            Renderer::Painter => {
                let knows = if let Asked::Known(knows) = self.asked { knows } else { Knows::default() };
                let from = self.cursor.filter(|_| !whole).map(Into::into);
                let way = Cursor { from, to: Some(cursor.into()) };
                bytes.push_str(&paint_scrolled(&self.shown, &next, panes, knows, way));
            }
            Renderer::Basic => {
                bytes.push_str(&basic(&self.shown, &next));
                bytes.push_str(&format!("\x1b[{};{}H", cursor.y + 1, cursor.x + 1));
            }
        }
        let bytes = bytes.into_bytes();
        (self.shown, self.cursor, self.stale) = (next, Some(cursor), false);
        // The question what it can do stands before the first frame, which erases its letters, and asks for both.
        let probe = match self.asked {
            Asked::Not if ask => {
                self.asked = Asked::Waits;
                probe(self.margins, self.repertoire != Repertoire::Unicode)
            }
            _ => String::new(),
        };
        let ask = ask && probe.is_empty();
        let (begin, end): (&[u8], &[u8]) =
            if bytes.len() > ANNOUNCE { (b"\x1b[?2026h", b"\x1b[?2026l") } else { (b"", b"") };
        [begin, probe.as_bytes(), &bytes, end, if ask { ASK } else { b"" }].concat()
    }

    /// Shows a frame, in one write. Says whether anything was written.
    ///
    /// # Errors
    /// Where the terminal is gone.
    pub fn show(&mut self, frame: Frame<'_>) -> io::Result<bool> {
        self.show_on(frame, &mut Terminal)
    }

    fn show_on(&mut self, frame: Frame<'_>, out: &mut impl Write) -> io::Result<bool> {
        let bytes = self.encode(frame);
        if bytes.is_empty() {
            return Ok(false);
        }
        out.write_all(&bytes)?;
        out.flush()?;
        Ok(true)
    }
}

/// Standard output without the buffer of the standard library, which would write a frame up to its last line feed and then the
/// rest.
struct Terminal;

impl Write for Terminal {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Ok(rustix::io::write(io::stdout(), bytes)?)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What ratatui's backend sends for the same change.
fn basic(shown: &Buffer, next: &Buffer) -> String {
    let mut bytes = Vec::new();
    let mut backend = CrosstermBackend::new(&mut bytes);
    // Writing to memory does not fail.
    let _ = backend.draw(shown.diff(next).into_iter());
    String::from_utf8(bytes).unwrap_or_default()
}

/// Replaces characters that the terminal cannot show, cell by cell, so that nothing moves.
fn simplify(buffer: &mut Buffer, repertoire: Repertoire) {
    for cell in &mut buffer.content {
        if cell.symbol().is_ascii() || (repertoire == Repertoire::Narrow && !width::is_ambiguous(cell.symbol())) {
            continue;
        }
        let wide = width::of(cell.symbol());
        let plain: String = match cell.symbol().chars().next().map(|c| (c, typographic(c))) {
            Some((_, Some(ascii))) => ascii.to_string(),
            // Letters of other scripts would be another text.
            Some((c, None)) if repertoire == Repertoire::Narrow && base(c) == '?' => continue,
            Some((c, None)) if repertoire == Repertoire::Letters && c.is_alphabetic() && wide == 1 => c.to_string(),
            Some((c, None)) => std::iter::repeat_n(base(c), wide.max(1)).collect(),
            None => continue,
        };
        cell.set_symbol(&plain);
    }
}

/// A text as the terminal can show it, character by character.
pub fn simplified(text: &str, repertoire: Repertoire) -> Cow<'_, str> {
    if matches!(repertoire, Repertoire::Unicode | Repertoire::Narrow) || text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let simple = |c: char| match typographic(c) {
        _ if c.is_ascii() => c,
        Some(ascii) => ascii,
        None if repertoire == Repertoire::Letters && c.is_alphabetic() => c,
        None => base(c),
    };
    Cow::Owned(text.chars().map(simple).collect())
}

/// The ASCII letter that stands for another one.
fn base(c: char) -> char {
    match c {
        'ß' | 'ſ' => 's',
        'ẞ' => 'S',
        'æ' => 'a',
        'Æ' => 'A',
        'œ' | 'ø' => 'o',
        'Œ' | 'Ø' => 'O',
        'ł' => 'l',
        'Ł' => 'L',
        'đ' | 'ð' => 'd',
        'Đ' | 'Ð' => 'D',
        'ı' => 'i',
        'ħ' => 'h',
        'Ħ' => 'H',
        '×' => 'x',
        // Half of a fraction would be another number.
        c if c.is_numeric() && c.nfkd().count() > 1 => '?',
        c => c.nfkd().next().filter(char::is_ascii).unwrap_or('?'),
    }
}

/// The ASCII character that stands for a typographic one.
fn typographic(c: char) -> Option<char> {
    Some(match c {
        '“' | '”' | '„' | '‟' | '«' | '»' => '"',
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | 'ʼ' => '\'',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        '…' | '·' | '•' => '.',
        '\u{a0}' | '\u{2002}'..='\u{200a}' | '\u{202f}' => ' ',
        '▌' | '▎' => '|',
        '◆' => '*',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Style;

    fn buffer(text: &str) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 2));
        buffer.set_string(0, 0, text, Style::new());
        buffer
    }

    fn frame(buffer: Buffer, cursor: Position) -> Frame<'static> {
        Frame { buffer, cursor, panes: &[], ask: false }
    }

    #[test]
    fn the_first_frame_asks_for_margins_and_does_not_wait() {
        let mut screen = Screen::new(Repertoire::Unicode, Renderer::Painter, true);
        let mut wide = Buffer::empty(Rect::new(0, 0, 80, 2));
        wide.set_string(0, 0, "one", Style::new());
        let first = screen.encode(Frame { ask: true, ..frame(wide, Position::ORIGIN) });
        let first = String::from_utf8_lossy(&first).into_owned();
        assert!(first.starts_with(&probe(true, false)) && first.contains("one"), "{first:?}");
        assert_eq!(first.matches("\x1b[6n").count(), 1);
        screen.answered(1, 33);
        let known = Asked::Known(Knows { usual: true, ..Knows::default() });
        assert_eq!(screen.asked, known);
        screen.answered(2, 3);
        assert_eq!(screen.asked, known, "only the first answer is about margins");
    }

    #[test]
    fn a_frame_is_one_write() {
        struct Writes(Vec<usize>);
        impl Write for Writes {
            fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
                self.0.push(bytes.len());
                Ok(bytes.len())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let mut out = Writes(Vec::new());
        let mut screen = Screen::new(Repertoire::Unicode, Renderer::Painter, true);
        let mut two = buffer("one");
        two.set_string(0, 1, "and two", Style::new());
        for buffer in [two, buffer("other")] {
            let shown = screen.show_on(Frame { ask: true, ..frame(buffer.clone(), Position::ORIGIN) }, &mut out);
            assert!(shown.is_ok_and(|shown| shown));
            assert!(screen.show_on(frame(buffer, Position::ORIGIN), &mut out).is_ok_and(|shown| !shown));
        }
        assert_eq!(out.0.len(), 2);
    }

    #[test]
    fn nothing_changed_is_nothing_written() {
        let mut screen = Screen::new(Repertoire::Unicode, Renderer::Painter, false);
        let at = Position::new(1, 0);
        assert!(!screen.encode(frame(buffer("one"), at)).is_empty());
        assert!(screen.encode(frame(buffer("one"), at)).is_empty());
        let changed = screen.encode(frame(buffer("ore"), at));
        assert!(!changed.is_empty() && changed.len() < 40, "{}", changed.len());
        assert!(!screen.encode(frame(buffer("ore"), Position::new(2, 0))).is_empty(), "the cursor moved");
        screen.forget();
        assert!(screen.encode(frame(buffer("ore"), at)).starts_with(b"\x1b[0m\x1b[2J"));
    }

    #[test]
    fn letters_that_a_terminal_lacks_become_those_that_they_are_made_of() {
        for (letters, shown) in [("Größe", "Grose"), ("Łódź", "Lodz"), ("smørrebrød", "smorrebrod"), ("2½ x²", "2? x2")]
        {
            let plain: String = letters.chars().map(|c| if c.is_ascii() { c } else { base(c) }).collect();
            assert_eq!(plain, shown);
        }
    }

    #[test]
    fn where_ambiguous_signs_would_take_two_cells_others_stand_for_them() {
        let mut screen = Screen::new(Repertoire::Unicode, Renderer::Painter, true);
        let mut drawn = Buffer::empty(Rect::new(0, 0, 80, 2));
        drawn.set_string(0, 0, "“Café–Noë…” 東京 ◆ Łódź ▌", Style::new());
        screen.encode(Frame { ask: true, ..frame(drawn.clone(), Position::ORIGIN) });
        screen.answered(1, 41);
        let bytes = screen.encode(frame(drawn, Position::ORIGIN));
        assert!(bytes.starts_with(b"\x1b[0m\x1b[2J"), "what was drawn before stands askew");
        let row: String = (0..30).map(|x| screen.shown[(x, 0)].symbol()).collect();
        // What takes one cell there too stays.
        assert_eq!(row.trim_end(), "\"Cafe-Noë.\" 東 京  * Lodź |");
    }

    #[test]
    fn poor_terminals_get_what_they_can_show() {
        for (repertoire, shown) in [(Repertoire::Ascii, "\"Cafe-Noe\" ? *"), (Repertoire::Letters, "\"Café-Noë\" ? *")]
        {
            let mut screen = Screen::new(repertoire, Renderer::Painter, false);
            screen.encode(frame(buffer("“Café–Noë” ☃ ◆"), Position::new(0, 0)));
            let row: String = (0..15).map(|x| screen.shown[(x, 0)].symbol()).collect();
            assert_eq!(row.trim_end(), shown, "{repertoire:?}");
        }
    }
}
