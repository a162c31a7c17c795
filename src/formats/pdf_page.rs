//! Lines of printed pages, and pages of lines.
//!
//! A document has hundreds of thousands of lines, and all wait until the last is known: what is usual in it is told by all of
//! them. So a page has their letters in one text, and gives its lines out as they are asked for.

use std::borrow::Cow;

use super::lines::Face;
use crate::text::CleanText;

/// A line of a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line<'a> {
    /// Where it begins.
    pub x: f32,
    /// Its base line, the origin at the foot of the page; only differences count.
    pub y: f32,
    /// Where it ends.
    pub end: f32,
    /// Where its first word ends, counted from its beginning.
    pub first: f32,
    /// Where it goes on behind its first wide gap, and how many words stand before that.
    pub tab: Option<(f32, u32)>,
    /// Size of its letters.
    pub size: f32,
    /// Its text.
    pub text: Cow<'a, str>,
    /// How its letters are set: each up to a byte of the text.
    pub faces: Cow<'a, [(u32, Face)]>,
    /// The file says that it belongs to the page and not to the text.
    pub artifact: bool,
    /// It stands in a column of several, all laid upon the first.
    pub column: bool,
    /// It begins a cell of a table.
    pub cell: bool,
}

impl Line<'_> {
    /// Adds letters. A blank behind a blank, or at the beginning, is dropped.
    pub fn push(&mut self, letters: &str, face: Face) {
        if letters == " " && (self.text.is_empty() || self.text.ends_with(' ')) {
            return;
        }
        self.text.to_mut().push_str(letters);
        let len = self.text.len() as u32;
        let faces = self.faces.to_mut();
        match faces.last_mut() {
            Some((end, last)) if *last == face || letters == " " => *end = len,
            _ => faces.push((len, face)),
        }
    }

    /// Takes the last letter away.
    pub fn pop(&mut self) -> Option<char> {
        let letter = self.text.to_mut().pop();
        let len = self.text.len() as u32;
        self.faces.to_mut().iter_mut().for_each(|(end, _)| *end = (*end).min(len));
        letter
    }

    /// Cleans the text of what has no place in a line.
    pub fn tidy(&mut self) {
        let pieces: Vec<(String, Face)> = self.pieces().map(|(text, face)| (text.to_owned(), face)).collect();
        (self.text, self.faces) = (Cow::default(), Cow::default());
        for (text, face) in pieces {
            for c in CleanText::line(&text).chars() {
                let mut letter = [0; 4];
                self.push(if c.is_whitespace() && c != '\u{a0}' { " " } else { c.encode_utf8(&mut letter) }, face);
            }
        }
        while self.text.ends_with(' ') {
            self.pop();
        }
    }

    /// Takes bytes from the beginning away.
    pub fn cut(&mut self, bytes: usize) {
        let rest = self.text.get(bytes..).unwrap_or("").trim_start().to_owned();
        let gone = (self.text.len() - rest.len()) as u32;
        self.text = Cow::Owned(rest);
        self.faces.to_mut().iter_mut().for_each(|(end, _)| *end = end.saturating_sub(gone));
    }

    /// The text in pieces that are set the same.
    pub fn pieces(&self) -> impl Iterator<Item = (&str, Face)> {
        pieces(&self.text, &self.faces)
    }

    /// Whether all of it is bold.
    pub fn is_bold(&self) -> bool {
        self.faces.iter().all(|(_, face)| face.bold) && !self.faces.is_empty()
    }
}

/// The pieces of a text that are set the same, by faces that each go up to a byte of it.
pub fn pieces<'a>(text: &'a str, faces: &'a [(u32, Face)]) -> impl Iterator<Item = (&'a str, Face)> {
    let mut start = 0;
    let last = faces.last().map_or(Face::default(), |(_, face)| *face);
    let faces = faces.iter().map(|(end, face)| (*end as usize, *face));
    faces.chain([(text.len(), last)]).filter_map(move |(end, face)| {
        let piece = text.get(start..end)?;
        start = end;
        (!piece.is_empty()).then_some((piece, face))
    })
}

/// A page, its lines in reading order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    text: Box<str>,
    faces: Box<[(u32, Face)]>,
    rows: Box<[Row]>,
}

/// A line whose text and faces are those of the page, each up to an end.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Row {
    x: f32,
    y: f32,
    end: f32,
    first: f32,
    tab: Option<(f32, u32)>,
    size: f32,
    text: u32,
    faces: u32,
    artifact: bool,
    column: bool,
    cell: bool,
}

impl Page {
    /// A page of some lines.
    pub fn of(lines: Vec<Line>) -> Self {
        let (mut text, mut all) = (String::new(), Vec::new());
        let mut rows = Vec::with_capacity(lines.len());
        for line in lines {
            text.push_str(&line.text);
            all.extend_from_slice(&line.faces);
            let Line { x, y, end, first, tab, size, artifact, column, cell, .. } = line;
            let (text, faces) = (text.len() as u32, all.len() as u32);
            rows.push(Row { x, y, end, first, tab, size, text, faces, artifact, column, cell });
        }
        Self { text: text.into(), faces: all.into(), rows: rows.into() }
    }

    /// How many lines it has.
    pub fn count(&self) -> usize {
        self.rows.len()
    }

    /// How many bytes its lines have, and two between any of them.
    pub fn bytes(&self) -> usize {
        self.text.len() + 2 * self.rows.len()
    }

    /// Its lines.
    pub fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        let (mut letters, mut set) = (0, 0);
        self.rows.iter().map(move |row| {
            let Row { x, y, end, first, tab, size, text, faces, artifact, column, cell } = *row;
            let (text, faces) = (text as usize, faces as usize);
            let (from, before) = (std::mem::replace(&mut letters, text), std::mem::replace(&mut set, faces));
            let (text, faces) = (Cow::Borrowed(&self.text[from..text]), Cow::Borrowed(&self.faces[before..faces]));
            Line { x, y, end, first, tab, size, text, faces, artifact, column, cell }
        })
    }

    /// Each line with the one below it.
    pub fn pairs(&self) -> impl Iterator<Item = (Line<'_>, Line<'_>)> {
        self.lines().zip(self.lines().skip(1))
    }

    /// Changes its lines.
    pub fn change(&mut self, change: impl FnOnce(&mut Vec<Line>)) {
        let mut lines = self.lines().collect();
        change(&mut lines);
        *self = Self::of(lines);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_come_back_as_they_were() {
        let line = |x: f32, pieces: &[(&str, bool)]| {
            let mut line = Line { x, tab: (x > 1.0).then_some((40.0, 1)), artifact: x < 1.0, ..Line::default() };
            for (text, bold) in pieces {
                line.push(text, Face { bold: *bold, ..Face::default() });
            }
            line
        };
        let lines = vec![
            line(0.0, &[("Mara:", true), (" Why boats?", false)]),
            line(2.0, &[]),
            line(3.0, &[("Jens:", true), (" 因为有海。", false)]),
        ];
        let mut page = Page::of(lines.clone());
        assert_eq!((page.count(), page.lines().collect::<Vec<_>>()), (3, lines.clone()));
        assert_eq!(page.pairs().map(|(a, b)| (a.x, b.x)).collect::<Vec<_>>(), [(0.0, 2.0), (2.0, 3.0)]);
        page.change(|lines| drop(lines.remove(1)));
        assert_eq!(page, Page::of(vec![lines[0].clone(), lines[2].clone()]));
    }
}
