//! The jump palette (`t`): topics, questions, paragraphs and marks in one list, best first.

use std::ops::Range;
use std::sync::Arc;

use super::line_edit::LineEdit;
use super::list::List;
use super::{Outcome, move_in};
use crate::app::action::Action;
use crate::app::model::Model;
use crate::interview::{Anchor, Interview};
use crate::search::index::{Index, Item, ItemKind};
use crate::search::rank::Kinds;
use crate::search::spread::Cache;
use crate::search::topics::{self, Changes, Topic, Topics};
use crate::search::{jump_items, leads};

/// Most rows that the palette ever lists.
pub const LIMIT: usize = 100;

/// An interview with more bytes of text than this is made searchable beside the reading; a shorter one at once, in less
/// time than the eye sees.
pub const AT_ONCE: usize = 200_000;

/// From this many bytes on, topics are looked for only when everything else can be found already.
const TOPICS_LATER: usize = 2_000_000;

/// From this many rows on there is room for what stands at the chosen entry too.
const PREVIEWED: u16 = 9;

/// Rows that a list of so many entries gets of `rows`. What is meant is among the first few that match; a table of contents
/// gets some more.
fn height((entries, contents): (usize, bool), rows: u16) -> u16 {
    let most = if contents { (rows * 3).div_ceil(10) } else { rows.div_ceil(4) };
    entries.clamp(1, usize::from(most)) as u16
}

/// The kinds that Tab walks through, with the word for each.
pub const FILTERS: [(Kinds, &str); 5] = [
    (Kinds::ALL, "all"),
    (Kinds::TOPICS, "topics"),
    (Kinds::QUESTIONS, "questions"),
    (Kinds::ANSWERS, "answers"),
    (Kinds::MARKS, "marks"),
];

/// What the palette is to search: enough to make its [`Tools`] anywhere. The letters are shared with the document.
#[derive(Clone, Debug, PartialEq)]
pub struct Wish {
    /// The marks' revision.
    revision: u64,
    /// The number of the reading: a document that was read anew meanwhile has other paragraphs.
    reading: u64,
    interview: Interview,
    changes: Changes,
    /// The topics, where they were looked for already.
    known: Option<Arc<Topics>>,
    marks: Vec<(Anchor, String, bool)>,
}

impl Wish {
    /// The open interview with its marks as they are now.
    pub fn of(model: &mut Model) -> Self {
        Self {
            known: model.topics(),
            revision: model.shelf.annotations.revision,
            reading: model.rereading.number,
            interview: model.document.interview.clone(),
            changes: model.shelf.topic_changes(),
            marks: model.shelf.for_jump(&model.document),
        }
    }

    /// An interview outside the reading screen.
    pub fn new(interview: Interview, changes: Changes, marks: Vec<(Anchor, String, bool)>) -> Self {
        Self { revision: 0, reading: 0, interview, changes, known: None, marks }
    }

    /// The topics, with what the reader changed in them: those that the topic map shows.
    fn topics(&self) -> Arc<Topics> {
        self.known.clone().unwrap_or_else(|| Arc::new(topics::of(&self.interview, &self.changes)))
    }

    /// Makes it searchable. `progress` is called now and then with how much is done, in percent; `done` with the tools,
    /// and for a large text before that with tools that lack the topics.
    pub fn make(&self, progress: &mut dyn FnMut(u8), done: &mut dyn FnMut(Tools)) {
        if bytes(&self.interview) > TOPICS_LATER {
            done(Tools::new(self, None, progress));
            done(Tools::new(self, Some(self.topics()), &mut |_| {}));
        } else {
            done(Tools::new(self, Some(self.topics()), progress));
        }
    }
}

/// What the palette searches; built once for an interview and its marks.
#[derive(Debug)]
pub struct Tools {
    /// The marks' revision that it was built for.
    revision: u64,
    /// The reading of the document that it was built for.
    pub reading: u64,
    /// The interview's topics, once they were looked for, and what the reader had changed in them.
    pub topics: Option<(Changes, Arc<Topics>)>,
    /// The searchable items.
    pub index: Index,
    /// The items with nothing typed: questions, then topics, then marks.
    contents: Vec<usize>,
    /// Whether it can be searched, or only holds the questions until it can.
    pub ready: bool,
}

/// Bytes of an interview's text.
pub fn bytes(interview: &Interview) -> usize {
    interview.paragraphs.iter().map(|paragraph| paragraph.text.len()).sum()
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

/// What is shown below the list: what stands at a row that was chosen when the reader last paused or moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The row.
    pub row: Row,
    /// How many rows were listed above it, and whether as a table of contents.
    listed: (usize, bool),
    /// Where Enter leads, which is looked for once and not for every frame.
    pub leads: Anchor,
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
    pub tools: Arc<Tools>,
    /// What the last keystroke found out that the next one can use.
    cache: Cache,
    /// Whether the reader chose a row by hand: then it stays chosen while the list changes.
    moved: bool,
    /// What is shown below the list. While the reader types it stays, since every letter may choose another row and what
    /// stands there is most of the screen: it follows when they pause, and at once where they walk through the list.
    preview: Option<Preview>,
}

impl Tools {
    fn new(wish: &Wish, topics: Option<Arc<Topics>>, progress: &mut dyn FnMut(u8)) -> Self {
        let none = Topics::default();
        let items = jump_items(&wish.interview, topics.as_deref().unwrap_or(&none), &wish.marks);
        let of = |wanted: fn(ItemKind) -> bool| {
            let items = &items;
            (0..items.len()).filter(move |index| wanted(items[*index].kind))
        };
        let contents = of(|kind| kind == ItemKind::Question)
            .chain(of(|kind| kind == ItemKind::Topic))
            .chain(of(|kind| matches!(kind, ItemKind::Note | ItemKind::Bookmark)))
            .collect();
        let (all, mut told) = (items.len().max(1), 0);
        let mut count = |done: usize| {
            let percent = (done * 100 / all) as u8;
            if percent >= told + 5 {
                told = percent;
                progress(percent);
            }
        };
        let language = wish.interview.meta.language.as_deref();
        let index = Index::with_progress(items, language, &mut count);
        let topics = topics.map(|topics| (wish.changes.clone(), topics));
        Self { revision: wish.revision, reading: wish.reading, topics, index, contents, ready: true }
    }

    /// What the model has, where it is still fresh; else made at once, or, for a large interview, wished for: the second value.
    pub fn of(model: &mut Model) -> (Arc<Self>, Option<Wish>) {
        let revision = model.shelf.annotations.revision;
        match model.tools.clone() {
            Some(tools) if tools.revision == revision => (tools, None),
            old => {
                let wish = Wish::of(model);
                if bytes(&wish.interview) <= AT_ONCE {
                    (Arc::new(Self::new(&wish, Some(wish.topics()), &mut |_| {})), None)
                } else {
                    // With marks that are not the newest it is still worth searching.
                    let tools = old.unwrap_or_else(|| Arc::new(Self::contents(&wish)));
                    let wish = (!std::mem::replace(&mut model.preparing, true)).then_some(wish);
                    (tools, wish)
                }
            }
        }
    }

    /// Whether it was made before the marks came to this revision.
    pub fn is_stale(&self, revision: u64) -> bool {
        self.ready && self.revision != revision
    }

    /// Everything at once, without haste.
    pub fn complete(wish: &Wish) -> Self {
        Self::new(wish, Some(wish.topics()), &mut |_| {})
    }

    /// The topic that an item stands for.
    pub fn topic(&self, item: &Item) -> Option<&Topic> {
        let (_, topics) = self.topics.as_ref().filter(|_| item.kind.topic())?;
        topics.list.iter().chain(&topics.minor).find(|topic| *topic.label == *item.text)
    }

    /// How many entries there are to choose from. What is only found by its whole label is none.
    pub fn entries(&self) -> usize {
        self.index.items().iter().filter(|item| item.kind != ItemKind::Passing).count()
    }

    /// Whether a topic has a row in the topic map.
    fn mapped(&self, topic: &Topic) -> bool {
        self.topics.as_ref().is_some_and(|(_, topics)| topics.list.iter().any(|listed| listed.label == topic.label))
    }

    /// Where an item leads that was found by a query.
    pub fn place(&self, item: &Item, query: &str) -> Anchor {
        self.topic(item).and_then(|topic| leads(&self.index, topic, query)).unwrap_or(item.anchor)
    }

    /// The table of contents alone, which is there at once.
    fn contents(wish: &Wish) -> Self {
        let all = jump_items(&wish.interview, &Topics::default(), &[]);
        let items: Vec<Item> = all.into_iter().filter(|item| item.kind == ItemKind::Question).collect();
        let contents = (0..items.len()).collect();
        let index = Index::unread(items);
        Self { revision: wish.revision, reading: wish.reading, topics: None, index, contents, ready: false }
    }
}

impl Jump {
    /// Rows of the list where `rows` are free: below it is shown what stands at the chosen entry. A list that became
    /// shorter leaves the preview where it is.
    pub fn list_rows(&self, rows: u16) -> u16 {
        if rows < PREVIEWED {
            return rows;
        }
        let before = self.preview.as_ref().map_or(0, |preview| height(preview.listed, rows));
        before.max(height(self.listed(), rows))
    }

    /// What is shown below the list where `rows` are free, if anything: not what a longer list now covers.
    pub fn preview(&self, rows: u16) -> Option<&Preview> {
        let stays = |preview: &&Preview| height(preview.listed, rows) >= height(self.listed(), rows);
        self.preview.as_ref().filter(|_| rows >= PREVIEWED && !self.rows.is_empty()).filter(stays)
    }

    /// Whether something else is to be shown below the list than what is, once the reader pauses.
    pub fn awaits_pause(&self, rows: u16) -> bool {
        let shown = self.preview.as_ref().map(|preview| (&preview.row, preview.listed));
        rows >= PREVIEWED && self.chosen() != shown
    }

    /// Shows below the list what stands at the chosen row.
    pub fn show_chosen(&mut self) {
        let chosen = self.chosen();
        self.preview = chosen.map(|(row, listed)| Preview { row: row.clone(), listed, leads: self.place(row) });
    }

    /// Whether nothing is typed, and the list is a table of contents.
    pub fn is_contents(&self) -> bool {
        self.query.text().trim().is_empty()
    }

    fn chosen(&self) -> Option<(&Row, (usize, bool))> {
        Some((self.rows.get(self.list.selected)?, self.listed()))
    }

    fn listed(&self) -> (usize, bool) {
        (self.rows.len(), self.is_contents())
    }

    /// The palette with nothing typed. What it searches is taken from the model where it is still fresh; else it is made
    /// at once, or, for a large interview, wished for: the second value.
    pub fn new(model: &mut Model) -> (Self, Option<Wish>) {
        let (tools, wish) = Tools::of(model);
        model.tools = Some(Arc::clone(&tools));
        let mut jump = Self {
            query: LineEdit::line(),
            kind: 0,
            rows: Vec::new(),
            total: 0,
            list: List::default(),
            nearest: None,
            tools,
            cache: Cache::default(),
            moved: false,
            preview: None,
        };
        jump.search(model);
        (jump, wish)
    }

    /// Searches with other tools from now on. The choice stays where it is still listed.
    pub fn adopt(&mut self, tools: Arc<Tools>, model: &Model) {
        let chosen = self.rows.get(self.list.selected).map(|row| self.item(row.item).clone());
        let list = self.list;
        self.tools = tools;
        self.cache = Cache::default();
        self.preview = None;
        self.rows.clear();
        self.search(model);
        if !self.moved {
            return;
        }
        let at = |wanted: &dyn Fn(&Item, &Item) -> bool| {
            let is = |row: &Row| chosen.as_ref().is_some_and(|chosen| wanted(self.item(row.item), chosen));
            self.rows.iter().position(is)
        };
        // A note that was changed is still the same row; where the row is gone, the one in its place is chosen.
        let same = at(&|item, chosen| item == chosen)
            .or_else(|| at(&|item, chosen| item.kind == chosen.kind && item.anchor == chosen.anchor));
        self.list = List { selected: same.unwrap_or(list.selected.min(self.list.len.saturating_sub(1))), ..self.list };
        self.list.walked = list.walked;
    }

    /// Ranks what is typed now. The chosen row stays chosen where it is still listed.
    pub fn search(&mut self, model: &Model) {
        let chosen = self.rows.get(self.list.selected).map(|row| row.item);
        let typed = !self.is_contents();
        let (kinds, _) = FILTERS[self.kind];
        if typed {
            let ranking = self.tools.index.rank_again(self.query.text(), kinds, LIMIT, &mut self.cache);
            self.total = ranking.total;
            // Only a word that leads somewhere is offered, here or among all kinds.
            self.nearest =
                ranking.nearest.filter(|word| self.leads_on(word, kinds) || self.leads_on(word, FILTERS[0].0));
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
            let here = model.exchange().map(|exchange| exchange as u32);
            let at = |row: &Row| self.item(row.item).kind == ItemKind::Question && self.item(row.item).exchange == here;
            self.list.selected = self.rows.iter().position(at).unwrap_or(0);
        } else if self.moved
            && let Some(at) = chosen.and_then(|item| self.rows.iter().position(|row| row.item == item))
        {
            self.list.selected = at;
        }
    }

    /// Whether a word has any row among these kinds.
    fn leads_on(&self, word: &str, kinds: Kinds) -> bool {
        !self.tools.index.rank_again(word, kinds, 1, &mut Cache::default()).hits.is_empty()
    }

    /// An item by its index.
    pub fn item(&self, index: usize) -> &Item {
        &self.tools.index.items()[index]
    }

    /// Where Enter leads on a row.
    pub fn place(&self, row: &Row) -> Anchor {
        self.tools.place(self.item(row.item), self.query.text())
    }

    /// The topic that an item stands for.
    pub fn topic(&self, item: &Item) -> Option<&Topic> {
        self.tools.topic(item)
    }

    /// Does an action.
    pub fn apply(&mut self, action: Action, model: &Model) -> Outcome {
        if let Some(outcome) = move_in(&mut self.list, action, usize::from(model.geometry.body.1) / 3) {
            self.moved = true;
            self.show_chosen();
            return outcome;
        }
        match action {
            Action::Enter => match (self.rows.get(self.list.selected), self.nearest.clone()) {
                (Some(row), _) => Outcome::Go(self.place(row)),
                (None, Some(nearest)) => {
                    self.query = LineEdit::line();
                    self.query.insert(&nearest);
                    self.search(model);
                    if self.rows.is_empty() {
                        self.kind = 0;
                        self.search(model);
                    }
                    self.rows.first().map_or(Outcome::Stay, |row| Outcome::Go(self.place(row)))
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
                    Some(topic) if self.tools.mapped(topic) => Outcome::Map(topic.label.clone()),
                    Some(topic) => {
                        Outcome::Say(format!("“{}” has no row in the topic map; a adds one there", topic.label))
                    }
                    None => Outcome::Say("Only topics are in the topic map".to_owned()),
                }
            }
            _ => Outcome::Pass,
        }
    }
}
