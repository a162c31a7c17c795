//! A field of text with a caret: one line for queries, several for notes. Moves and erases by grapheme cluster.

use unicode_segmentation::UnicodeSegmentation;

use crate::app::keys::{Code, Key};
use crate::text::{CleanText, width};

/// Most bytes a field takes: a whole pasted page, but not a whole pasted book.
const LIMIT: usize = 16 * 1024;

/// Text being edited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineEdit {
    text: String,
    caret: usize,
    lines: bool,
    /// The text is a suggestion that nobody touched yet: what is typed takes its place.
    suggested: bool,
}

impl LineEdit {
    /// An empty one-line field.
    pub fn line() -> Self {
        Self::default()
    }

    /// A one-line field with a suggestion in it: the first letter that is typed takes its place, any other key edits it.
    pub fn suggesting(text: &str) -> Self {
        let text = CleanText::line(text).to_string();
        Self { caret: text.len(), suggested: !text.is_empty(), text, lines: false }
    }

    /// Whether what is typed now takes the place of the whole text.
    pub fn is_suggestion(&self) -> bool {
        self.suggested
    }

    /// A field of several lines that holds `text`, the caret at its end.
    pub fn lines(text: &str) -> Self {
        Self { text: text.to_owned(), caret: text.len(), lines: true, suggested: false }
    }

    /// What is in the field.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The caret as a byte offset.
    pub fn caret(&self) -> usize {
        self.caret
    }

    /// Cells from the beginning of the caret's line to the caret.
    pub fn caret_cells(&self) -> usize {
        let before = &self.text[..self.caret];
        width::of(before.rsplit('\n').next().unwrap_or(""))
    }

    /// Puts text in at the caret, cleaned; a one-line field takes line feeds as blanks.
    pub fn insert(&mut self, raw: &str) {
        let clean = if self.lines { CleanText::new(raw) } else { CleanText::line(raw) };
        if clean.is_empty() {
            return;
        }
        if std::mem::take(&mut self.suggested) {
            self.erase(0, self.text.len());
        }
        if self.text.len() + clean.len() <= LIMIT {
            self.text.insert_str(self.caret, &clean);
            self.caret += clean.len();
        }
    }

    /// Edits by a key. Says whether the key meant anything here.
    pub fn key(&mut self, key: Key) -> bool {
        if let Some(c) = key.typed() {
            self.insert(c.encode_utf8(&mut [0; 4]));
            return true;
        }
        let control = |c: char| key.ctrl && key.code == Code::Char(c);
        match key.code {
            Code::Backspace if key.alt || key.ctrl => self.erase(self.word_before(), self.caret),
            Code::Backspace => self.erase(self.before(), self.caret),
            Code::Delete => self.erase(self.caret, self.after()),
            Code::Left => self.caret = self.before(),
            Code::Right => self.caret = self.after(),
            Code::Home => self.caret = self.line_start(),
            Code::End => self.caret = self.line_end(),
            Code::Up if self.lines => self.vertical(false),
            Code::Down if self.lines => self.vertical(true),
            _ if control('w') => self.erase(self.word_before(), self.caret),
            _ if control('u') => self.erase(self.line_start(), self.caret),
            _ if control('k') && self.lines => self.erase(self.caret, self.line_end()),
            _ if control('a') => self.caret = self.line_start(),
            _ if control('e') => self.caret = self.line_end(),
            _ if control('d') => self.erase(self.caret, self.after()),
            _ if control('h') => self.erase(self.before(), self.caret),
            _ if control('j') && self.lines => self.insert("\n"),
            _ => return false,
        }
        self.suggested = false;
        true
    }

    fn erase(&mut self, from: usize, to: usize) {
        self.text.replace_range(from..to, "");
        self.caret = from;
    }

    fn before(&self) -> usize {
        self.text[..self.caret].grapheme_indices(true).next_back().map_or(0, |(at, _)| at)
    }

    fn after(&self) -> usize {
        self.text[self.caret..].graphemes(true).next().map_or(self.caret, |cluster| self.caret + cluster.len())
    }

    fn word_before(&self) -> usize {
        let before = self.text[..self.caret].trim_end_matches([' ', '\n']);
        before.rfind([' ', '\n']).map_or(0, |blank| blank + 1)
    }

    fn line_start(&self) -> usize {
        self.text[..self.caret].rfind('\n').map_or(0, |feed| feed + 1)
    }

    fn line_end(&self) -> usize {
        self.text[self.caret..].find('\n').map_or(self.text.len(), |feed| self.caret + feed)
    }

    fn vertical(&mut self, down: bool) {
        let cells = self.caret_cells();
        let start = if down {
            let end = self.line_end();
            if end == self.text.len() {
                self.caret = end;
                return;
            }
            end + 1
        } else {
            let Some(end) = self.line_start().checked_sub(1) else {
                self.caret = 0;
                return;
            };
            self.text[..end].rfind('\n').map_or(0, |feed| feed + 1)
        };
        let line = self.text[start..].split('\n').next().unwrap_or("");
        self.caret = start + width::prefix(line, cells);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(edit: &mut LineEdit, keys: &[&str]) {
        for key in keys {
            assert!(edit.key(key.parse().unwrap()), "{key}");
        }
    }

    #[test]
    fn edits_by_cluster_and_word() {
        let mut edit = LineEdit::line();
        edit.insert("so e\u{301}👍🏽");
        press(&mut edit, &["Backspace", "Backspace"]);
        assert_eq!((edit.text(), edit.caret()), ("so ", 3));
        edit.insert("two\nlines\x1b[2J");
        assert_eq!(edit.text(), "so two lines\u{fffd}[2J");
        press(&mut edit, &["Ctrl-W", "Home", "Right", "x", "Delete"]);
        assert_eq!((edit.text(), edit.caret()), ("sx two ", 2));
    }

    #[test]
    fn what_is_typed_takes_the_place_of_a_suggestion_and_other_keys_edit_it() {
        for (keys, text) in [
            (&["A", "n", "n"][..], "Ann"),
            (&["End", "s"], "Mara Olsens"),
            (&["Left", "Left", "s"], "Mara Olssen"),
            (&["Home", "O"], "OMara Olsen"),
            (&["Backspace", "Backspace", "o"], "Mara Olso"),
            (&["Ctrl-W", "B"], "Mara B"),
            (&["Ctrl-U"], ""),
        ] {
            let mut edit = LineEdit::suggesting("Mara\nOlsen");
            assert!(edit.is_suggestion());
            press(&mut edit, keys);
            assert_eq!((edit.text(), edit.is_suggestion()), (text, false), "{keys:?}");
        }
        let mut pasted = LineEdit::suggesting("Mara Olsen");
        pasted.insert("");
        assert!(pasted.is_suggestion(), "nothing was typed");
        pasted.insert("Jens\nDahl");
        assert_eq!((pasted.text(), pasted.caret()), ("Jens Dahl", 9));
        assert!(!LineEdit::suggesting("").is_suggestion());
    }

    #[test]
    fn moves_between_lines_by_column() {
        let mut edit = LineEdit::lines("one two\nx\nthree four");
        press(&mut edit, &["Up"]);
        assert_eq!(edit.caret(), 9);
        press(&mut edit, &["Up", "Up"]);
        assert_eq!(edit.caret(), 0);
        press(&mut edit, &["End", "Down", "Down", "Down"]);
        assert_eq!(edit.caret(), edit.text().len());
        press(&mut edit, &["Ctrl-J", "z"]);
        assert_eq!(edit.text(), "one two\nx\nthree four\nz");
    }
}
