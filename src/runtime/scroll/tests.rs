use proptest::prelude::*;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use vte::{Params, Parser, Perform};

use super::*;

const SIZE: (u16, u16) = (40, 12);

/// A terminal with margins, as far as the painter needs one: cells with the number of their style, by the rules of xterm.
struct Model {
    cells: Vec<Vec<(String, String)>>,
    at: (usize, usize),
    wrap: bool,
    pen: String,
    rows: (usize, usize),
    columns: (usize, usize),
    margins: bool,
}

impl Model {
    fn new() -> Self {
        let row = vec![(" ".to_owned(), String::new()); usize::from(SIZE.0)];
        Self {
            cells: vec![row; usize::from(SIZE.1)],
            at: (0, 0),
            wrap: false,
            pen: String::new(),
            rows: (0, usize::from(SIZE.1) - 1),
            columns: (0, usize::from(SIZE.0) - 1),
            margins: false,
        }
    }

    fn showing(bytes: &str) -> Vec<Vec<(String, String)>> {
        let mut model = Self::new();
        Parser::<1024>::new().advance(&mut model, bytes.as_bytes());
        model.cells
    }

    fn set(&mut self, x: usize, y: usize, text: &str) {
        let pen = if text == " " { self.pen_of_blank() } else { self.pen.clone() };
        self.cells[y][x] = (text.to_owned(), pen);
    }

    /// Colours of letters are not seen in a blank.
    fn pen_of_blank(&self) -> String {
        let seen = |code: &&str| matches!(*code, "4" | "7");
        self.pen.split(' ').filter(seen).collect::<Vec<_>>().join(" ")
    }

    fn scroll(&mut self, by: i32) {
        let (top, bottom) = self.rows;
        let (left, right) = if self.margins { self.columns } else { (0, usize::from(SIZE.0) - 1) };
        let old = self.cells.clone();
        for y in top..=bottom {
            let from = usize::try_from(y as i32 + by).ok().filter(|from| (top..=bottom).contains(from));
            let blank = vec![(" ".to_owned(), String::new()); usize::from(SIZE.0)];
            let row = from.map_or(&blank, |from| &old[from]);
            self.cells[y][left..=right].clone_from_slice(&row[left..=right]);
        }
    }
}

impl Perform for Model {
    fn print(&mut self, c: char) {
        let wide = width::of(&c.to_string());
        let (x, y) = self.at;
        if wide == 0 {
            let before = x.saturating_sub(usize::from(!self.wrap));
            self.cells[y][before].0.push(c);
            return;
        }
        assert!(!self.wrap && x + wide <= usize::from(SIZE.0), "nothing is written past the last column");
        // What is written over half a wide character takes the other half with it.
        for x in x..x + wide {
            if self.cells[y][x].0.is_empty() && x > 0 {
                self.cells[y][x - 1] = (" ".to_owned(), String::new());
            }
            if width::of(&self.cells[y][x].0) > 1 {
                self.cells[y][x + 1] = (" ".to_owned(), String::new());
            }
        }
        self.set(x, y, &c.to_string());
        if wide == 2 {
            self.cells[y][x + 1] = (String::new(), String::new());
        }
        self.wrap = x + wide == usize::from(SIZE.0);
        self.at.0 = (x + wide).min(usize::from(SIZE.0) - 1);
    }

    fn execute(&mut self, byte: u8) {
        self.wrap = false;
        match byte {
            b'\r' => self.at.0 = 0,
            b'\t' => self.at.0 = (self.at.0 / 8 * 8 + 8).min(usize::from(SIZE.0) - 1),
            b'\n' => self.at.1 = (self.at.1 + 1).min(usize::from(SIZE.1) - 1),
            _ => panic!("control {byte}"),
        }
    }

    fn csi_dispatch(&mut self, params: &Params, intermediates: &[u8], _: bool, action: char) {
        let all: Vec<usize> = params.iter().map(|numbers| usize::from(numbers[0])).collect();
        let number = |at: usize, default: usize| all.get(at).copied().filter(|n| *n > 0).unwrap_or(default);
        let (width, height) = (usize::from(SIZE.0), usize::from(SIZE.1));
        match (intermediates, action) {
            ([], 'H') => (self.at, self.wrap) = ((number(1, 1) - 1, number(0, 1) - 1), false),
            ([], 'G') => (self.at.0, self.wrap) = (number(0, 1) - 1, false),
            ([], 'C') => (self.at.0, self.wrap) = ((self.at.0 + number(0, 1)).min(width - 1), false),
            ([], 'D') => (self.at.0, self.wrap) = (self.at.0.saturating_sub(number(0, 1)), false),
            ([], 'K') => {
                for x in self.at.0..width {
                    self.set(x, self.at.1, " ");
                }
            }
            ([], 'J') => {
                for y in self.at.1..height {
                    for x in (if y == self.at.1 { self.at.0 } else { 0 })..width {
                        self.set(x, y, " ");
                    }
                }
            }
            ([], 'X') => {
                for x in self.at.0..(self.at.0 + number(0, 1)).min(width) {
                    self.set(x, self.at.1, " ");
                }
            }
            ([], 'r') => {
                self.rows = (number(0, 1) - 1, number(1, height) - 1);
                self.at = (0, 0);
            }
            ([], 's') => {
                assert!(self.margins, "margins are turned on first");
                self.columns = (number(0, 1) - 1, number(1, width) - 1);
                self.at = (0, 0);
            }
            // Lines are deleted and put in from the cursor's row to the end of the region.
            ([], 'M' | 'L') => {
                assert!(!self.margins && (self.rows.0..=self.rows.1).contains(&self.at.1));
                let rows = std::mem::replace(&mut self.rows.0, self.at.1);
                let by = number(0, 1) as i32;
                self.scroll(if action == 'M' { by } else { -by });
                (self.rows.0, self.at.0, self.wrap) = (rows, 0, false);
            }
            ([], 'S' | 'T') if !self.margins => panic!("the Linux console has no such command"),
            ([], 'S') => self.scroll(number(0, 1) as i32),
            ([], 'T') => self.scroll(-(number(0, 1) as i32)),
            ([b'?'], 'h' | 'l') if all == [69] => {
                self.margins = action == 'h';
                self.columns = (0, width - 1);
            }
            ([], 'm') => {
                for code in &all {
                    let mut codes: Vec<usize> = self.pen.split(' ').filter_map(|code| code.parse().ok()).collect();
                    match code {
                        0 => codes.clear(),
                        39 => codes.retain(|code| !(30..39).contains(code)),
                        code => codes.push(*code),
                    }
                    codes.sort_unstable();
                    codes.dedup();
                    self.pen = codes.iter().map(usize::to_string).collect::<Vec<_>>().join(" ");
                }
            }
            other => panic!("{other:?}"),
        }
    }
}

/// Two panes with their rows, from two numbers: how far each has scrolled.
fn buffer(left: usize, right: usize, wide: bool, words: &[String]) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, SIZE.0, SIZE.1));
    buffer.set_string(1, 0, "Header", Style::new());
    for y in 0..9_u16 {
        let word = |at: usize| words[at % words.len()].clone();
        let style = if (left + usize::from(y)).is_multiple_of(3) { Style::new().fg(Color::Blue) } else { Style::new() };
        buffer.set_stringn(1, y + 2, word(left + usize::from(y)), 12, style);
        let style = Style::new().add_modifier(Modifier::BOLD);
        let text =
            if wide { format!("東{}", word(right + usize::from(y) + 7)) } else { word(right + usize::from(y) + 7) };
        buffer.set_stringn(16, y + 2, text, 22, if y == 3 { style } else { Style::new() });
    }
    buffer.set_string(1, SIZE.1 - 1, format!("q. {left} para. {right}"), Style::new());
    buffer
}

fn words() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec("[a-c]{0,6} {0,3}[a-c]{3,14}", 5..12)
}

proptest! {
    #![proptest_config(crate::cases(400))]
    #[test]
    fn a_scrolled_frame_shows_what_a_whole_repaint_shows(
        words in words(), from in (0usize..8, 0usize..8), to in (0usize..8, 0usize..8), wide in any::<bool>(), margins in any::<bool>(), usual in any::<bool>(), at in (0..SIZE.0, 0..SIZE.1), end in (0..SIZE.0, 0..SIZE.1),
    ) {
        let (knows, little) = (Knows { margins, usual, wide: false }, Knows::default());
        let blank = Buffer::empty(Rect::new(0, 0, SIZE.0, SIZE.1));
        let (one, two) = (buffer(from.0, from.1, wide, &words), buffer(to.0, to.1, wide, &words));
        let panes = [0..15, 15..40];
        let (first, then) = (Cursor { from: None, to: Some(at) }, Cursor { from: Some(at), to: Some(end) });
        let scrolled = paint_scrolled(&one, &two, &panes, knows, then);
        let changed = format!("{}{}", paint(&blank, &one, knows, first), scrolled);
        for (y, (is, wanted)) in Model::showing(&changed).iter().zip(&Model::showing(&paint(&blank, &two, little, Cursor::default()))).enumerate() {
            let text = |row: &[(String, String)]| row.iter().map(|(text, pen)| [text.as_str(), pen].concat()).collect::<Vec<_>>().concat();
            prop_assert_eq!(is, wanted, "row {}: {:?} {:?} {:?}", y, text(is), text(wanted), scrolled);
        }
        prop_assert!(scrolled.len() <= paint(&one, &two, knows, then).len());
        prop_assert!(margins || !scrolled.contains("?69"));
    }
}

#[test]
fn a_line_of_scrolling_costs_little() {
    let words: Vec<String> = (0..40)
        .map(|at| {
            format!("{} {at} and more of it", ["boats", "harbour", "a storm", "the wall"][at % 4].repeat(1 + at % 3))
        })
        .collect();
    let (one, two) = (buffer(0, 0, false, &words), buffer(0, 1, false, &words));
    let panes = [0..15, 15..40];
    let [with, without] = [true, false].map(|margins| {
        paint_scrolled(&one, &two, &panes, Knows { margins, usual: true, wide: false }, Cursor::default())
    });
    assert!(with.contains("\x1b[?69h\x1b[16;40s\x1b[3;11r\x1b[S\x1b[r\x1b[?69l"), "{with:?}");
    assert!(with.len() < 140 && with.len() < without.len(), "{} {}", with.len(), without.len());
    // The same text in one pane needs no margins.
    let one_pane = |at: usize| {
        let mut buffer = Buffer::empty(Rect::new(0, 0, SIZE.0, SIZE.1));
        for y in 0..10_u16 {
            buffer.set_string(2, y + 1, &words[at + usize::from(y)], Style::new());
        }
        buffer
    };
    let bytes = paint_scrolled(&one_pane(0), &one_pane(1), &[], Knows::default(), Cursor::default());
    assert!(bytes.contains("\x1b[2;11r\x1b[2H\x1b[M\x1b[r") && bytes.len() < 80, "{bytes:?}");
}
