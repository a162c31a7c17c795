//! The jump palette (`t`): topics, questions, paragraphs and marks in one list, best first.

use std::ops::Range;
use std::rc::Rc;

use super::line_edit::LineEdit;
use super::list::List;
use super::{Outcome, move_in};
use crate::app::action::Action;
use crate::app::model::Model;
use crate::search::index::{Index, Item, ItemKind};
use crate::search::jump_items;
use crate::search::rank::Kinds;
use crate::search::topics::{Topic, Topics};

/// Most rows that the palette ever lists.
const LIMIT: usize = 200;

/// The kinds that Tab walks through, with the word for each.
pub const FILTERS: [(Kinds, &str); 4] =
    [(Kinds::ALL, "all"), (Kinds::TOPICS, "topics"), (Kinds::QUESTIONS, "questions"), (Kinds::MARKS, "marks")];

/// What the palette searches; built once for an interview and its marks.
#[derive(Debug)]
pub struct Tools {
    /// The marks' revision that it was built for.
    revision: u64,
    /// The interview's topics, by mentions.
    pub topics: Rc<Topics>,
    /// The searchable items.
    pub index: Index,
    /// The items with nothing typed: questions, then topics, then marks.
    contents: Vec<usize>,
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Index of the item.
    pub item: usize,
    /// Bytes of the item's text that matched.
    pub matched: Vec<Range<usize>>,
    /// Whether only a guess at a slip of the finger matched.
    pub weak: bool,
}

/// The palette.
#[derive(Clone, Debug)]
pub struct Jump {
    /// What is typed.
    pub query: LineEdit,
    /// Which of [`FILTERS`] is on.
    pub kind: usize,
    /// What matches, best first; with nothing typed a table of contents.
    pub rows: Vec<Row>,
    /// How many match in all.
    pub total: usize,
    /// The choice among `rows`.
    pub list: List,
    /// The nearest word of the interview where nothing matches.
    pub nearest: Option<String>,
    /// What is searched.
    pub tools: Rc<Tools>,
    /// Whether the reader chose a row by hand: then it stays chosen while the list changes.
    moved: bool,
}

impl Tools {
    fn new(model: &mut Model) -> Self {
        let topics = model.topics();
        let document = &model.document;
        let marks = model.shelf.for_jump(document);
        let items = jump_items(&document.interview, &document.places, &topics.list, &marks);
        let of = |wanted: fn(ItemKind) -> bool| {
            let items = &items;
            (0..items.len()).filter(move |index| wanted(items[*index].kind))
        };
        let contents = of(|kind| kind == ItemKind::Question)
            .chain(of(|kind| kind == ItemKind::Topic))
            .chain(of(|kind| matches!(kind, ItemKind::Note | ItemKind::Bookmark)))
            .collect();
        let language = document.interview.meta.language.as_deref();
        Self { revision: model.shelf.annotations.revision, topics, index: Index::new(items, language), contents }
    }
}

impl Jump {
    /// Rows of the list where `rows` are free: below it is shown what stands at the chosen entry.
    pub fn list_rows(&self, rows: u16) -> u16 {
        if rows >= 9 { (self.rows.len() as u16).clamp(1, rows * 9 / 20) } else { rows }
    }

    /// The palette with nothing typed. What it searches is taken from the model where it is still fresh.
    pub fn new(model: &mut Model) -> Self {
        let fresh = model.tools.as_ref().filter(|tools| tools.revision == model.shelf.annotations.revision);
        let tools = fresh.cloned().unwrap_or_else(|| Rc::new(Tools::new(model)));
        model.tools = Some(Rc::clone(&tools));
        let mut jump = Self {
            query: LineEdit::line(),
            kind: 0,
            rows: Vec::new(),
            total: 0,
            list: List::default(),
            nearest: None,
            tools,
            moved: false,
        };
        jump.search(model);
        jump
    }

    /// Ranks what is typed now. The chosen row stays chosen where it is still listed.
    pub fn search(&mut self, model: &Model) {
        let chosen = self.rows.get(self.list.selected).map(|row| row.item);
        let typed = !self.query.text().trim().is_empty();
        let (kinds, _) = FILTERS[self.kind];
        if typed {
            let ranking = self.tools.index.rank(self.query.text(), kinds, LIMIT);
            self.total = ranking.total;
            self.nearest = ranking.nearest;
            let row = |hit: crate::search::rank::Ranked| Row { item: hit.item, matched: hit.matched, weak: hit.weak };
            self.rows = ranking.hits.into_iter().map(row).collect();
        } else {
            self.nearest = None;
            let passes = |item: &usize| kinds.has(self.item(*item).kind);
            self.rows = self
                .tools
                .contents
                .iter()
                .filter(|item| passes(item))
                .map(|item| Row { item: *item, matched: Vec::new(), weak: false })
                .collect();
            self.total = self.rows.len();
        }
        self.list = List::of(self.rows.len());
        if !typed {
            // As a table of contents it opens where the reader is.
            let here = model.exchange();
            let at = |row: &Row| self.item(row.item).kind == ItemKind::Question && self.item(row.item).exchange == here;
            self.list.selected = self.rows.iter().position(at).unwrap_or(0);
        } else if self.moved
            && let Some(at) = chosen.and_then(|item| self.rows.iter().position(|row| row.item == item))
        {
            self.list.selected = at;
        }
    }

    /// An item by its index.
    pub fn item(&self, index: usize) -> &Item {
        &self.tools.index.items()[index]
    }

    /// The topic that an item stands for.
    pub fn topic(&self, item: &Item) -> Option<&Topic> {
        (item.kind == ItemKind::Topic).then(|| self.tools.topics.list.iter().find(|topic| topic.label == item.text))?
    }

    /// Does an action.
    pub fn apply(&mut self, action: Action, model: &Model) -> Outcome {
        if let Some(outcome) = move_in(&mut self.list, action, usize::from(model.geometry.body.1) / 3) {
            self.moved = true;
            return outcome;
        }
        match action {
            Action::Enter => match (self.rows.get(self.list.selected), self.nearest.clone()) {
                (Some(row), _) => Outcome::Go(self.item(row.item).anchor),
                (None, Some(nearest)) => {
                    self.query = LineEdit::line();
                    self.query.insert(&nearest);
                    self.search(model);
                    self.rows.first().map_or(Outcome::Stay, |row| Outcome::Go(self.item(row.item).anchor))
                }
                (None, None) => Outcome::Stay,
            },
            Action::OtherPane => {
                self.kind = (self.kind + 1) % FILTERS.len();
                self.search(model);
                Outcome::Stay
            }
            Action::ShowInMap => {
                let item = self.rows.get(self.list.selected).map(|row| self.item(row.item));
                match item.and_then(|item| self.topic(item)) {
                    Some(topic) => Outcome::Map(topic.label.clone()),
                    None => Outcome::Say("Only topics are in the topic map".to_owned()),
                }
            }
            _ => Outcome::Pass,
        }
    }
}
