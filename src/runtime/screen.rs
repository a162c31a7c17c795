//! Puts a drawn buffer on the terminal: only what changed, in one write, and nothing at all where nothing changed.

use std::io::{self, Write};

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use unicode_normalization::UnicodeNormalization;

use super::painter::paint;

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
    /// Letters of many scripts, but no typographic marks: the Linux console.
    Letters,
    /// ASCII: the locale is not UTF-8.
    Ascii,
}

/// What is on the terminal.
#[derive(Debug)]
pub struct Screen {
    shown: Buffer,
    cursor: Option<Position>,
    stale: bool,
    repertoire: Repertoire,
}

impl Screen {
    /// A screen of which nothing is known.
    pub fn new(repertoire: Repertoire) -> Self {
        Self { shown: Buffer::empty(Rect::ZERO), cursor: None, stale: true, repertoire }
    }

    /// Forgets what is on the terminal: the next frame is drawn whole.
    pub fn forget(&mut self) {
        self.stale = true;
    }

    /// The bytes that turn what is on the terminal into `next`, with the question for the cursor's place behind them where
    /// `ask`. Empty where nothing changed.
    fn encode(&mut self, mut next: Buffer, cursor: Position, ask: bool) -> Vec<u8> {
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
        bytes.push_str(&paint(&self.shown, &next));
        bytes.push_str(&format!("\x1b[{};{}H", cursor.y + 1, cursor.x + 1));
        let bytes = bytes.into_bytes();
        (self.shown, self.cursor, self.stale) = (next, Some(cursor), false);
        let (begin, end): (&[u8], &[u8]) =
            if bytes.len() > ANNOUNCE { (b"\x1b[?2026h", b"\x1b[?2026l") } else { (b"", b"") };
        [begin, &bytes, end, if ask { ASK } else { b"" }].concat()
    }

    /// Shows a frame, in one write. Says whether anything was written.
    ///
    /// # Errors
    /// Where the terminal is gone.
    pub fn show(&mut self, next: Buffer, cursor: Position, ask: bool) -> io::Result<bool> {
        let bytes = self.encode(next, cursor, ask);
        if bytes.is_empty() {
            return Ok(false);
        }
        let mut out = io::stdout().lock();
        out.write_all(&bytes)?;
        out.flush()?;
        Ok(true)
    }
}

/// Replaces characters that the terminal cannot show, cell by cell, so that nothing moves.
fn simplify(buffer: &mut Buffer, repertoire: Repertoire) {
    for cell in &mut buffer.content {
        if cell.symbol().is_ascii() {
            continue;
        }
        let wide = crate::text::width::of(cell.symbol());
        let plain: String = match cell.symbol().chars().next().map(|c| (c, typographic(c))) {
            Some((_, Some(ascii))) => ascii.to_string(),
            Some((c, None)) if repertoire == Repertoire::Letters && c.is_alphabetic() && wide == 1 => c.to_string(),
            Some((c, None)) => {
                let base = c.nfkd().next().filter(char::is_ascii).unwrap_or('?');
                std::iter::repeat_n(base, wide.max(1)).collect()
            }
            None => continue,
        };
        cell.set_symbol(&plain);
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

    #[test]
    fn nothing_changed_is_nothing_written() {
        let mut screen = Screen::new(Repertoire::Unicode);
        let at = Position::new(1, 0);
        assert!(!screen.encode(buffer("one"), at, false).is_empty());
        assert!(screen.encode(buffer("one"), at, false).is_empty());
        let changed = screen.encode(buffer("ore"), at, false);
        assert!(!changed.is_empty() && changed.len() < 40, "{}", changed.len());
        assert!(!screen.encode(buffer("ore"), Position::new(2, 0), false).is_empty(), "the cursor moved");
        screen.forget();
        assert!(screen.encode(buffer("ore"), at, false).starts_with(b"\x1b[0m\x1b[2J"));
    }

    #[test]
    fn poor_terminals_get_what_they_can_show() {
        for (repertoire, shown) in [(Repertoire::Ascii, "\"Cafe-Noe\" ? *"), (Repertoire::Letters, "\"Café-Noë\" ? *")]
        {
            let mut screen = Screen::new(repertoire);
            screen.encode(buffer("“Café–Noë” ☃ ◆"), Position::new(0, 0), false);
            let row: String = (0..15).map(|x| screen.shown[(x, 0)].symbol()).collect();
            assert_eq!(row.trim_end(), shown, "{repertoire:?}");
        }
    }
}
