//! `inquit jump`: what the palette would list for some letters, as lines or as JSON.

use serde::Serialize;

use crate::app::document::Document;
use crate::app::overlay::jump::{LIMIT, Tools, Wish};
use crate::app::shelf::Shelf;
use crate::cli::Only;
use crate::search::index::{Item, ItemKind};
use crate::search::rank::{Kinds, Ranking};
use crate::text::width;
use crate::text::wrap::one_line;

/// Cells of a line.
const WIDTH: usize = 100;
/// Most cells of what was looked for, where a sentence repeats it.
const QUOTED: usize = 400;

/// A row, as JSON has it. The fields are described in `docs/json.md`.
#[derive(Serialize)]
struct Row<'a> {
    kind: &'static str,
    place: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    question: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    paragraph: Option<usize>,
    text: &'a str,
    score: f32,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    weak: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    mentions: Option<usize>,
    matched: Vec<[usize; 2]>,
}

/// What was found, and the tools that found it.
pub struct Found {
    tools: Tools,
    ranking: Ranking,
    query: String,
}

impl Found {
    /// Ranks as the palette does, over the interview and the marks on it.
    pub fn new(document: &Document, shelf: &Shelf, query: &str, only: Only, limit: usize) -> Self {
        let marks = shelf.for_jump(document);
        let wish = Wish::new(document.interview.clone(), shelf.topic_changes(), marks);
        let kinds = match only {
            Only::All => Kinds::ALL,
            Only::Topics => Kinds::TOPICS,
            Only::Questions => Kinds::QUESTIONS,
            Only::Answers => Kinds::ANSWERS,
            Only::Marks => Kinds::MARKS,
        };
        let tools = Tools::complete(&wish);
        let ranking = tools.index.rank(query, kinds, limit.min(LIMIT));
        Self { tools, ranking, query: query.to_owned() }
    }

    /// Whether there is none, with the sentence that says so.
    pub fn nothing(&self) -> Option<String> {
        let nearest = self.ranking.nearest.as_ref().map_or_else(String::new, |word| format!(" Nearest: {word}."));
        // What was pasted by mistake may be a page.
        let typed = one_line(self.query.trim(), QUOTED, "…");
        self.ranking.hits.is_empty().then(|| match typed.as_str() {
            "" => "There is nothing to jump to: the words are empty.".to_owned(),
            typed => format!("Nothing matches “{typed}”.{nearest}"),
        })
    }

    /// The rows as JSON, one after the other in one list.
    pub fn json(&self, document: &Document) -> String {
        let row = |hit: &crate::search::rank::Ranked| {
            let item = &self.tools.index.items()[hit.item];
            let place = document.places.get(self.tools.place(item, &self.query).para);
            let characters = |byte: usize| item.text[..byte].chars().count();
            Row {
                kind: kind(item, document),
                place: place.long(),
                question: place.question(),
                paragraph: place.paragraph(),
                text: &item.text,
                score: hit.score,
                weak: hit.weak,
                mentions: self.tools.topic(item).map(crate::search::topics::Topic::count),
                matched: hit.matched.iter().map(|range| [characters(range.start), characters(range.end)]).collect(),
            }
        };
        let rows: Vec<Row<'_>> = self.ranking.hits.iter().map(row).collect();
        let mut text = serde_json::to_string_pretty(&rows).unwrap_or_default();
        text.push('\n');
        text
    }

    /// The rows as lines: place, kind, and the text around what matched.
    pub fn lines(&self, document: &Document) -> String {
        let mut lines = String::new();
        for hit in &self.ranking.hits {
            let item = &self.tools.index.items()[hit.item];
            let place = document.places.get(self.tools.place(item, &self.query).para).long();
            let start = format!("{place:24} {:9} ", kind(item, document));
            let from = from(item, hit.matched.first().map_or(0, |range| range.start));
            let lead = if from > 0 { "…" } else { "" };
            let room = WIDTH.saturating_sub(width::of(&start) + lead.len());
            lines.push_str(&format!("{start}{lead}{}\n", one_line(&item.text[from..], room, "…")));
        }
        lines
    }
}

/// Where a line begins to show a text, so that what matched is in sight.
fn from(item: &Item, matched: usize) -> usize {
    if width::of(&item.text[..matched]) < WIDTH / 3 {
        return 0;
    }
    let before = item.text[..matched].char_indices().rev();
    before.filter(|(_, c)| *c == ' ').nth(3).map_or(matched, |(at, _)| at + 1)
}

fn kind(item: &Item, document: &Document) -> &'static str {
    use crate::interview::place::Place;
    match (item.kind, document.places.get(item.anchor.para)) {
        (ItemKind::Topic | ItemKind::Passing, _) => "topic",
        (ItemKind::Question, _) => "question",
        (ItemKind::Answer, _) => "answer",
        (ItemKind::Note, _) => "note",
        (ItemKind::Bookmark, _) => "bookmark",
        (ItemKind::Text, Place::Introduction(_)) => "introduction",
        (ItemKind::Text, Place::Closing(_)) => "closing",
        (ItemKind::Text, _) => "heading",
    }
}
