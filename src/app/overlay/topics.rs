//! The topic map (`T`): topics by questions, and what stands at the cell in hand.

use std::rc::Rc;
use std::sync::Arc;

use super::line_edit::LineEdit;
use super::{Outcome, frame};
use crate::app::action::Action;
use crate::app::model::{Context, Model};
use crate::interview::Anchor;
use crate::search::fold::fold;
use crate::search::topics::map::Map;
use crate::search::topics::{Mention, Origin, Topic, Topics};

/// What is being typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A topic to add.
    Add,
    /// Another name for the topic in hand.
    Rename,
}

/// What the reader wants changed in the list of topics. Topics are named by their keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A topic of the reader's own.
    Add(String),
    /// The topic is not to be shown; one of the reader's own is taken away.
    Hide(String, Origin),
    /// The topic is to be called otherwise.
    Rename(String, Origin, String),
}

/// The map.
#[derive(Clone, Debug)]
pub struct TopicMap {
    /// The topics; those of before while `waiting`.
    pub topics: Arc<Topics>,
    /// Whether the topics are still being looked for, beside the reading.
    pub waiting: bool,
    /// Their numbers.
    pub map: Rc<Map>,
    /// The row in hand.
    pub row: usize,
    /// The column in hand.
    pub column: usize,
    /// Whether mentions in a hundred words are shown instead of mentions.
    pub rates: bool,
    /// What is being typed, if something is.
    pub entry: Option<(Entry, LineEdit)>,
    /// What a topic is to be called that was just typed: it is taken in hand once it is listed.
    wanted: Option<String>,
}

/// Where things stand on the screen. In columns and rows of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// Column of the labels.
    pub left: u16,
    /// Cells of a label.
    pub label: u16,
    /// Cells of a total.
    pub total: u16,
    /// Column of the first cell.
    pub cells: u16,
    /// Width of a cell, with a column at each side for the brackets of the one in hand.
    pub cell: u16,
    /// First question shown, and how many.
    pub first_column: usize,
    /// How many.
    pub columns: usize,
    /// Row of the screen with the names of the questions.
    pub head: u16,
    /// First topic shown.
    pub first_row: usize,
    /// How many.
    pub rows: usize,
    /// Row of the screen where what stands at the cell in hand begins, and how many rows it has.
    pub below: (u16, u16),
}

impl Grid {
    /// The cell at a place of the screen: its row, and its column unless it is the label's.
    pub fn at(&self, x: u16, y: u16) -> Option<(usize, Option<usize>)> {
        let row = usize::from(y.checked_sub(self.head + 1)?);
        if row >= self.rows {
            return None;
        }
        let column = x.checked_sub(self.cells).map(|x| usize::from(x / self.cell.max(1)));
        let column = column.filter(|column| *column < self.columns).map(|column| self.first_column + column);
        Some((self.first_row + row, column))
    }

    /// Where a cell begins: the column of its opening bracket, and its row.
    pub fn place(&self, row: usize, column: usize) -> (u16, u16) {
        let x = column.saturating_sub(self.first_column) as u16 * self.cell;
        (self.cells + x, self.head + 1 + row.saturating_sub(self.first_row) as u16)
    }
}

impl TopicMap {
    /// The map with a topic in hand, or the first; the question is the one that is being read.
    pub fn new(model: &mut Model, label: Option<&str>) -> Self {
        let topics = model.topics();
        let waiting = topics.is_none();
        let topics = topics.unwrap_or_default();
        let map = Rc::new(Map::new(&model.document.interview, &topics));
        let row = label.and_then(|label| topics.list.iter().position(|topic| topic.label == label)).unwrap_or(0);
        let here = model.exchange().unwrap_or(0);
        // From the palette the topic matters, not the question: where it is spoken of first, if it is not here.
        let at = |column: &usize| map.rows.get(row).is_some_and(|row| row.cells.get(*column).is_some_and(|n| *n > 0));
        let first = (0..map.columns()).find(at).filter(|_| label.is_some() && !at(&here));
        let column = first.unwrap_or(here).min(map.columns().saturating_sub(1));
        Self { topics, waiting, map, row, column, rates: false, entry: None, wanted: None }
    }

    /// Follows changes of the topics; the topic in hand stays in hand where it is still listed.
    pub fn refresh(&mut self, model: &mut Model) {
        let topics = model.topics();
        self.waiting = topics.is_none();
        let Some(topics) = topics.filter(|topics| !Arc::ptr_eq(topics, &self.topics)) else { return };
        let key = self.topic().map(|topic| topic.key.clone());
        let wanted = self.wanted.take();
        self.map = Rc::new(Map::new(&model.document.interview, &topics));
        self.topics = topics;
        let list = &self.topics.list;
        let named = wanted.and_then(|label| list.iter().position(|topic| fold(&topic.label) == fold(&label)));
        let row = named.or_else(|| list.iter().position(|topic| Some(&topic.key) == key.as_ref()));
        self.row = row.unwrap_or(self.row).min(self.map.rows.len().saturating_sub(1));
    }

    /// Where keys go while it is open.
    pub fn context(&self) -> Context {
        if self.entry.is_some() { Context::Entry } else { Context::Panel }
    }

    /// The topic in hand.
    pub fn topic(&self) -> Option<&Topic> {
        self.topics.list.get(self.row)
    }

    /// The places of the cell in hand.
    pub fn places(&self) -> Vec<&Mention> {
        self.map.places(&self.topics, self.row, self.column)
    }

    /// Where everything stands on the model's screen.
    pub fn grid(&self, model: &Model) -> Grid {
        let (left, right) = frame(model.size);
        let (head, rows) = model.geometry.body;
        let wide = model.size.0 >= 80;
        let (cell, least) = if wide { (9, 5) } else { (6, 4) };
        // The first topic is the one with most mentions; a blank stays before its number.
        let most = self.map.rows.iter().map(|row| row.total).max().unwrap_or(0);
        let total = (most.to_string().len() as u16 + 1).max(least);
        let longest = self.topics.list.iter().map(|topic| crate::text::width::of(&topic.label)).max().unwrap_or(0);
        // Labels give way to questions, down to a dozen cells.
        let wanted = cell * self.map.columns().min(100) as u16;
        let most = right.saturating_sub(left + total + 1 + wanted).max(12);
        let label = (longest as u16).clamp(8, 28).min(most);
        let cells = left + label + total + 1;
        let columns = usize::from((right.saturating_sub(cells) / cell).max(1)).min(self.map.columns().max(1));
        let first_column = self.column.saturating_sub(columns * 2 / 3).min(self.map.columns().saturating_sub(columns));
        // The question, its places, and a blank row above them; on low screens only places.
        let places = self.places().len().max(1) as u16;
        let below = match rows {
            0..=5 => 0,
            6..=11 => places.min(rows / 3) + 1,
            _ => (places + 2).min(rows * 2 / 5).max(4),
        };
        let shown = rows.saturating_sub(below + 1).max(1);
        let shown = usize::from(shown).min(self.map.rows.len().max(1));
        let first_row =
            self.row.saturating_sub(shown.saturating_sub(1) * 2 / 3).min(self.map.rows.len().saturating_sub(shown));
        let under = head + 1 + shown as u16;
        let below = (under, (head + rows).saturating_sub(under));
        Grid { left, label, total, cells, cell, first_column, columns, head, first_row, rows: shown, below }
    }

    /// Does an action.
    pub fn apply(&mut self, action: Action, model: &Model) -> Outcome {
        if let Some((entry, edit)) = &self.entry {
            return match action {
                Action::StepBack | Action::Quit => {
                    self.entry = None;
                    Outcome::Stay
                }
                Action::Enter => {
                    let text = edit.text().trim().to_owned();
                    let entry = *entry;
                    self.entry = None;
                    self.typed(entry, text)
                }
                _ => Outcome::Stay,
            };
        }
        let page = self.grid(model).rows as isize;
        match action {
            Action::Down => self.step(1),
            Action::Up => self.step(-1),
            Action::PageDown => self.step(page),
            Action::PageUp => self.step(-page),
            Action::HalfPageDown => self.step(page / 2),
            Action::HalfPageUp => self.step(-page / 2),
            Action::First => self.step(isize::MIN / 2),
            Action::Last => self.step(isize::MAX / 2),
            Action::Right => self.aside(1),
            Action::Left => self.aside(-1),
            // On to the next question that speaks of it.
            Action::OtherPane => self.next_cell(),
            Action::Percent => {
                self.rates = !self.rates;
                Outcome::Stay
            }
            Action::Enter => self.go(0),
            Action::Note => self.write(Entry::Add),
            Action::Rename => self.write(Entry::Rename),
            Action::Delete => match self.topic() {
                Some(topic) => Outcome::ChangeTopic(Change::Hide(topic.key.clone(), topic.origin)),
                None => Outcome::Pass,
            },
            Action::TopicMap => Outcome::Close,
            _ => Outcome::Pass,
        }
    }

    /// A click: takes a cell in hand, and reads there if it is in hand already; a place below is read at once.
    pub fn click(&mut self, x: u16, y: u16, model: &Model) -> Outcome {
        let grid = self.grid(model);
        if let Some((row, column)) = grid.at(x, y).filter(|(row, _)| *row < self.map.rows.len()) {
            let before = (self.row, self.column);
            self.row = row;
            self.column = column.unwrap_or(self.column);
            return if before == (self.row, self.column) && column.is_some() { self.go(0) } else { Outcome::Stay };
        }
        let (first, rows) = self.place_rows(&grid);
        match y.checked_sub(first).filter(|at| *at < rows) {
            Some(at) if usize::from(at) < self.places().len() => self.go(usize::from(at)),
            _ => Outcome::Stay,
        }
    }

    /// The rows of the screen that show places: the first one, and how many.
    pub fn place_rows(&self, grid: &Grid) -> (u16, u16) {
        let (top, rows) = grid.below;
        let lead = if rows >= 4 { 2 } else { 1 };
        (top + lead, rows.saturating_sub(lead))
    }

    fn step(&mut self, by: isize) -> Outcome {
        self.row = self.row.saturating_add_signed(by).min(self.map.rows.len().saturating_sub(1));
        Outcome::Stay
    }

    fn aside(&mut self, by: isize) -> Outcome {
        self.column = self.column.saturating_add_signed(by).min(self.map.columns().saturating_sub(1));
        Outcome::Stay
    }

    fn next_cell(&mut self) -> Outcome {
        let Some(row) = self.map.rows.get(self.row) else { return Outcome::Stay };
        let count = row.cells.len();
        let next = (1..=count).map(|n| (self.column + n) % count.max(1)).find(|column| row.cells[*column] > 0);
        self.column = next.unwrap_or(self.column);
        Outcome::Stay
    }

    /// Goes to a place of the cell in hand.
    fn go(&self, nth: usize) -> Outcome {
        match (self.places().get(nth), self.topic()) {
            (Some(mention), _) => Outcome::Go(Anchor { para: mention.para, byte: mention.range.start as u32 }),
            (None, Some(topic)) if self.map.questions => Outcome::Say(format!(
                "Question {} does not speak of {}; Tab goes to one that does",
                self.column + 1,
                topic.label
            )),
            _ => Outcome::Stay,
        }
    }

    fn write(&mut self, entry: Entry) -> Outcome {
        let mut edit = LineEdit::line();
        match (entry, self.topic()) {
            (Entry::Rename, Some(topic)) => edit.insert(&topic.label),
            (Entry::Rename, None) => return Outcome::Stay,
            (Entry::Add, _) => {}
        }
        self.entry = Some((entry, edit));
        Outcome::Stay
    }

    fn typed(&mut self, entry: Entry, text: String) -> Outcome {
        if text.is_empty() {
            return Outcome::Stay;
        }
        let known = self.topics.list.iter().position(|topic| fold(&topic.label) == fold(&text));
        if let (Entry::Add, Some(row)) = (entry, known) {
            self.row = row;
            return Outcome::Say(format!("{} is a topic already", self.topics.list[row].label));
        }
        self.wanted = Some(text.clone());
        match (entry, self.topic()) {
            (Entry::Add, _) => Outcome::ChangeTopic(Change::Add(text)),
            (Entry::Rename, Some(topic)) if topic.label != text => {
                Outcome::ChangeTopic(Change::Rename(topic.key.clone(), topic.origin, text))
            }
            _ => Outcome::Stay,
        }
    }
}
