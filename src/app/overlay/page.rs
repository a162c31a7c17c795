//! Pages to read: what is known of the interview and of how it was read, and what was set aside.

use crate::app::action::Action;
use crate::app::model::Model;
use crate::cite::Detail;
use crate::interview::given::{As, Wish};
use crate::interview::{Interview, Person, PersonRole, Role};
use crate::library::corrections::Fate;
use crate::text::segment::words;
use crate::text::wrap::{Fit, wrap};
use crate::text::{CleanText, capital};

/// A paragraph of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading.
    Heading(String),
    /// A name and what belongs to it, side by side.
    Pair(String, String),
    /// Plain text.
    Text(String),
    /// Plain text that belongs to the line before.
    Line(String),
}

/// A row of a page as it is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageRow {
    /// Nothing.
    Blank,
    /// A heading.
    Heading(String),
    /// The name on the left (perhaps empty) and a row of text beside it.
    Pair(String, String),
    /// A row of text.
    Text(String),
}

/// A page with a scroll position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// What stands on it.
    pub blocks: Vec<Block>,
    /// The first row shown.
    pub top: usize,
    /// The marks' revision that `blocks` belongs to.
    revision: u64,
}

/// Columns of the names in pairs.
pub const NAMES: usize = 15;

impl Page {
    /// About this interview.
    pub fn about(model: &Model) -> Self {
        Self { blocks: about(model), top: 0, revision: model.shelf.annotations.revision }
    }

    /// Written anew where the reader added something meanwhile.
    pub fn refresh(&mut self, model: &Model) {
        if self.revision != model.shelf.annotations.revision {
            self.revision = model.shelf.annotations.revision;
            self.blocks = about(model);
        }
    }

    /// The page's rows at a width.
    pub fn rows(&self, width: usize) -> Vec<PageRow> {
        let mut rows = Vec::new();
        let mut after_pair = true;
        for block in &self.blocks {
            let is_pair = matches!(block, Block::Pair(..));
            let close = (is_pair && after_pair) || matches!(block, Block::Line(_));
            if !rows.is_empty() && !close {
                rows.push(PageRow::Blank);
            }
            after_pair = is_pair || matches!(block, Block::Heading(_));
            match block {
                Block::Heading(text) => {
                    let lines = wrap(text, width, Fit::First).into_iter();
                    rows.extend(lines.map(|row| PageRow::Heading(text[row].to_owned())));
                }
                Block::Text(text) | Block::Line(text) => {
                    rows.extend(
                        wrap(text, width, Fit::Even).into_iter().map(|row| PageRow::Text(text[row].to_owned())),
                    );
                }
                Block::Pair(name, text) => {
                    let room = width.saturating_sub(NAMES).max(10);
                    for (index, row) in wrap(text, room, Fit::Even).into_iter().enumerate() {
                        let name = if index == 0 { name.clone() } else { String::new() };
                        rows.push(PageRow::Pair(name, text[row].to_owned()));
                    }
                }
            }
        }
        rows
    }

    /// Scrolls by `by` rows, as far as there are rows for a screen of `height`.
    pub fn scroll(&mut self, by: isize, rows: usize, height: usize) {
        self.top = self.top.saturating_add_signed(by).min(rows.saturating_sub(height));
    }
}

fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// "Erin Kim, Student Journalist; in the file also EK, Q".
fn name(person: &Person) -> String {
    let mut text =
        person.about.as_ref().map_or_else(|| person.name.to_string(), |about| format!("{}, {about}", person.name));
    let labels: Vec<&str> =
        person.labels.iter().filter(|label| **label != person.name).map(CleanText::as_str).collect();
    if !labels.is_empty() {
        text.push_str(&format!("; in the file also {}", labels.join(", ")));
    }
    text
}

fn role(role: PersonRole) -> &'static str {
    match role {
        PersonRole::Interviewer => "Interviewer",
        PersonRole::Interviewee => "Interviewee",
        PersonRole::Narrator => "Narrator",
        PersonRole::Moderator => "Moderator",
        PersonRole::Audience => "Audience",
        PersonRole::Other => "Also speaks",
    }
}

fn about(model: &Model) -> Vec<Block> {
    let document = &model.document;
    let interview = &document.interview;
    let pair = |name: &str, text: String| Block::Pair(name.to_owned(), text);
    let mut blocks = vec![Block::Heading(
        interview.meta.title.as_ref().map_or_else(|| document.name.to_string(), ToString::to_string),
    )];
    for person in interview.people.iter().filter(|person| person.is_named()) {
        blocks.push(pair(role(person.role), name(person)));
    }
    if interview.interviewer().is_none_or(|person| !person.is_named()) && !interview.exchanges.is_empty() {
        blocks.push(pair("Interviewer", "not named in the file".to_owned()));
    }
    blocks.push(pair(
        "Date",
        interview.meta.date.map_or_else(|| "not in the file".to_owned(), crate::interview::Date::iso),
    ));
    if let Some(language) = &interview.meta.language {
        blocks.push(pair("Language", language.to_string()));
    }
    let record = crate::app::quoting::source(model).record;
    for detail in [Detail::Publication, Detail::Published, Detail::Url] {
        let value = record.value(detail);
        let name = if detail == Detail::Published { "Published".to_owned() } else { capital(detail.words()) };
        blocks.push(Block::Pair(name, if value.is_empty() { "not in the file".to_owned() } else { value }));
    }
    if let Some(archive) = &record.archive {
        blocks.push(pair("Kept in", archive.clone()));
    }
    // What the entries above say already is not said again.
    let said = |key: &str| matches!(key, "published" | "site");
    for (key, value) in interview.meta.other.iter().filter(|(key, _)| !said(key)) {
        blocks.push(pair(key, value.to_string()));
    }
    blocks.push(pair("Size", size(interview, document.words())));
    blocks.push(pair("File", document.name.to_string()));
    if !document.hash.is_empty() {
        blocks.push(pair("SHA-256", document.hash.clone()));
    }
    blocks.push(pair("Marks kept in", model.shelf.kept_in.clone()));
    if !interview.why.is_empty() {
        blocks.push(Block::Heading("How the questions were told from the answers".to_owned()));
        blocks.extend(interview.why.iter().cloned().map(Block::Line));
    }
    let unsure = (0..interview.exchanges.len())
        .filter(|&index| {
            let exchange = &interview.exchanges[index];
            exchange.question.iter().chain(&exchange.answer).any(|id| interview.para(*id).unsure)
        })
        .count();
    if unsure > 0 {
        let text = format!(
            "{} a close call; {} goes through them, and {} corrects.",
            plural(unsure, "question with its answer was", "questions with their answers were"),
            model.key(Action::NextUnsure),
            model.key(Action::Correct),
        );
        blocks.push(Block::Line(text));
    }
    if interview.exchanges.is_empty() && model.document.can_be_read_again() && !model.document.parts.is_empty() {
        let key = model.key(Action::Correct);
        blocks.push(Block::Line(format!(
            "If somebody asks here all the same, {key} on a paragraph makes it a question."
        )));
    }
    corrections(model, &mut blocks);
    if !interview.warnings.is_empty() {
        blocks.push(Block::Heading("What could not be read as it stands".to_owned()));
        blocks.extend(interview.warnings.iter().cloned().map(Block::Line));
    }
    let aside: Vec<_> = interview.with_role(Role::Page).collect();
    if !aside.is_empty() {
        let heading = format!("Set aside: {} of the page around the text", plural(aside.len(), "line", "lines"));
        blocks.push(Block::Heading(heading));
        blocks.extend(aside.iter().map(|id| Block::Line(interview.para(*id).text.to_string())));
    }
    blocks
}

/// What the reader corrected, and how to take it back.
fn corrections(model: &Model, blocks: &mut Vec<Block>) {
    let list = model.shelf.corrections.list();
    if list.is_empty() {
        return;
    }
    blocks.push(Block::Heading(format!("What you corrected: {}", plural(list.len(), "correction", "corrections"))));
    for correction in list {
        let confirmed = match &correction.wish {
            Some(Wish::Is(at, what)) => {
                let here = model.document.layout.from_base(*at).para;
                As::of(model.document.recognised(here)) == Some(*what)
            }
            _ => false,
        };
        let more = match correction.fate {
            Fate::Applied if confirmed => ", as it was recognised",
            Fate::Applied => "",
            Fate::Idle => " (left out: another correction excludes it)",
            Fate::Orphaned => " (left out: its place is not known any more)",
        };
        blocks.push(Block::Line(format!("{}{more}.", correction.words())));
    }
    let (undo, marks, delete) = (model.key(Action::Undo), model.key(Action::Marks), model.key(Action::Delete));
    // Steps are taken back in the run of the program that made them.
    let undo = if model.shelf.can_undo() { format!("{undo} takes the last change back. ") } else { String::new() };
    blocks.push(Block::Text(format!(
        "{undo}{marks} lists them below your marks, and {delete} takes one back there. The file itself is never changed."
    )));
}

fn size(interview: &Interview, all_words: usize) -> String {
    let questions = interview.exchanges.len();
    if questions == 0 {
        return format!("{}; no questions found, read as one text", plural(all_words, "word", "words"));
    }
    let answers: Vec<_> = interview.exchanges.iter().flat_map(|exchange| &exchange.answer).collect();
    let answer_words: usize = answers.iter().map(|id| words(&interview.para(**id).text)).sum();
    format!(
        "{}, {} of answer, {} of answer, {} in all",
        plural(questions, "question", "questions"),
        plural(answers.len(), "paragraph", "paragraphs"),
        plural(answer_words, "word", "words"),
        plural(all_words, "word", "words"),
    )
}
