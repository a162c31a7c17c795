//! Web pages: the article's paragraphs with what the markup says of them.
//!
//! The walk goes through the tree in order, without recursion: a page may nest as deep as it likes. What it keeps beside the
//! text is what is open.

use std::collections::HashMap;
use std::rc::Rc;

use super::html_balloons::{self, Balloon};
use super::html_main::{self, Chosen};
use super::html_meta;
use super::html_ours;
use super::html_set::{set_apart, set_by};
use super::html_tags::is_block;
use super::html_tree::{Id, Tree};
use super::lines::{Face, LABEL, Look, Writer, cells_label, number};
use super::php;
use super::{Extract, FormatError};
use crate::interview::parse::attributes::{class_words, says};
use crate::interview::parse::raw::Item;
use crate::interview::parse::{build, front_matter};
use crate::interview::{Meta, given_back};

const WHAT: &str = "web page";

/// Reads a page: its article, or the whole of it where no part looks like one.
///
/// # Errors
/// Where there is no text in it.
pub fn read(text: impl Into<String>) -> Result<Extract, FormatError> {
    let text = text.into();
    // Programs that make sites keep what they know of a page in a block before it.
    let (mut entries, from) = front_matter::read(&text).unwrap_or_default();
    let (page, set) = php::page(&text[from..]).unzip();
    entries.extend(set.into_iter().flatten());
    let tree = Tree::parse(page.as_deref().unwrap_or(&text[from..]));
    // Of a long page as much is tags as text, and they are needed no more.
    given_back(text.into_bytes());
    if let Some(finish) = html_ours::read(&tree) {
        drop(tree);
        return Ok(finish());
    }
    let chosen = html_main::choose(&tree);
    let headings = tree.named("h1").filter(|id| !is_unseen(&tree, *id) && !is_logo(&tree, *id));
    let headings: Vec<Id> = headings.take(2).collect();
    let heading = headings.first().copied();
    let only = heading.filter(|_| headings.len() == 1).map(|id| tree.all_text(id)).filter(|text| !text.is_empty());
    let meta = stated_first(build::meta(&entries), html_meta::read(&tree, only.as_deref()));
    // The heading of a page often stands above what holds its text.
    let walked = |id: Id| {
        std::iter::once(&chosen.root).chain(&chosen.before).chain(&chosen.after).any(|root| tree.is_in(id, *root))
    };
    let apart = heading.filter(|id| !walked(*id) || chosen.dropped[*id]);
    let around = match html_main::left_out(&tree, &chosen, apart.filter(|_| only.is_some())) {
        0 => None,
        1 => Some("1 line of the page around the article was left out.".to_owned()),
        count => Some(format!("{count} lines of the page around the article were left out.")),
    };
    let mut walker = Walker::new(&tree, &chosen, Writer::expecting(tree.bytes()));
    if let (Some(_), Some(text)) = (apart, &only) {
        walker.writer.text(text, Face::default());
        walker.writer.end(Look { heading: 1, ..Look::default() });
    }
    walker.walk(&chosen.before);
    walker.walk(&[chosen.root]);
    walker.walk(&chosen.after);
    let (writer, body) = (walker.writer, html_meta::article_body(&tree));
    given_back(chosen.dropped);
    tree.give_back();
    let mut extract = writer.finish(meta, around.into_iter().collect());
    if let Some(body) = body.filter(|body| body.len() > 2 * extract.source.len()) {
        // A page that scripts draw, with its text in the data for machines.
        let mut writer = Writer::default();
        for line in body.lines() {
            writer.text(line, Face::default());
            writer.end(Look::default());
        }
        extract = Extract { meta: extract.meta, ..writer.finish(Meta::default(), Vec::new()) };
    }
    set_aside(&mut extract);
    if extract.bare.is_empty() { Err(FormatError::Empty(WHAT)) } else { Ok(extract) }
}

/// What is stated before the page, filled up with what the page says of itself.
fn stated_first(mut stated: Meta, page: Meta) -> Meta {
    stated.title = stated.title.or(page.title);
    stated.date = stated.date.or(page.date);
    stated.language = stated.language.or(page.language);
    stated.source = stated.source.or(page.source);
    stated.topics.extend(page.topics);
    stated.other.extend(page.other);
    stated
}

/// Reads all of a page, behind what was written before: a chapter of a book has no furniture around it.
pub fn read_whole(text: impl Into<String>, writer: &mut Writer) {
    let text = text.into();
    let tree = Tree::parse(&text);
    given_back(text.into_bytes());
    let chosen = html_main::whole_of(&tree);
    let mut walker = Walker::new(&tree, &chosen, std::mem::take(writer));
    walker.walk(&[0]);
    *writer = walker.writer;
    given_back(chosen.dropped);
    tree.give_back();
    writer.close();
}

/// Sets aside what an article repeats of itself, set large among its paragraphs.
fn set_aside(extract: &mut Extract) {
    const SHORTEST: usize = 20;
    let letters = |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
    if !extract.bare.has_quotes() {
        return;
    }
    let raws = extract.raws();
    let whole: Vec<String> = raws.iter().filter(|raw| !raw.quote).map(|raw| letters(&raw.text)).collect();
    let whole = whole.join(" ");
    // Each quotation is looked for in the whole text.
    const MOST: usize = 64;
    for (index, raw) in raws.iter().enumerate().filter(|(_, raw)| raw.quote).take(MOST) {
        let own = letters(&raw.text);
        if own.len() >= SHORTEST && whole.contains(&own) {
            extract.bare.set_aside(index);
        }
    }
}

/// Whether an element stands in one that is never read.
fn is_unseen(tree: &Tree, id: Id) -> bool {
    let mut at = id;
    while at != 0 {
        if matches!(tree.node(at).name(), "noscript" | "template" | "svg") && !tree.is_endless(at) {
            return true;
        }
        at = tree.node(at).parent();
    }
    false
}

/// Whether an element stands in the article and is none of its paragraphs: the caption of a picture, a sentence that is
/// repeated in large letters, a list of contents.
fn is_beside(name: &str, class: &str, own: &str) -> bool {
    if name == "figcaption" {
        return true;
    }
    if class.is_empty() && own != "toc" {
        return false;
    }
    let words = class_words(class);
    let has = |wanted: &str| words.iter().any(|word| word == wanted);
    let pulled = has("pullquote") || (has("pull") && has("quote"));
    let caption = has("thumbcaption") || (has("caption") && !has("table"));
    pulled || caption || (own == "toc" && matches!(name, "div" | "nav"))
}

/// Whether a heading only names the site.
fn is_logo(tree: &Tree, id: Id) -> bool {
    let node = tree.node(id);
    let words = class_words(&format!("{} {}", node.get("class").unwrap_or(""), node.get("id").unwrap_or("")));
    let named = words.iter().any(|word| ["logo", "site", "brand", "branding"].contains(&word.as_str()));
    let home = node.children().any(|child| matches!(tree.node(child).get("href"), Some("/" | "./" | "index.html")));
    named || home
}

/// What holds inside an element.
#[derive(Clone, Copy, Debug, Default)]
struct State {
    face: Face,
    look: Look,
    verbatim: bool,
    /// It is the box of a turn that says whose it is, or stands in one.
    balloon: bool,
}

struct Walker<'t> {
    tree: &'t Tree,
    chosen: &'t Chosen,
    writer: Writer,
    /// The lists that are open: how they number, and the next number; `None` for bullets.
    lists: Vec<Option<(String, i64)>>,
    /// The lists of definitions that are open: whether their terms ask.
    definitions: Vec<bool>,
    /// Whether classes that speak of questions can be believed.
    classes: bool,
    /// Whether `details` are questions with answers.
    folds: bool,
    /// The boxes of turns.
    balloons: Rc<HashMap<Id, Balloon<'t>>>,
}

impl<'t> Walker<'t> {
    fn new(tree: &'t Tree, chosen: &'t Chosen, writer: Writer) -> Self {
        let inside = tree.ids().filter(|id| !chosen.dropped[*id]);
        let classes = inside.filter(|id| class_says(tree, *id) == Some(true)).take(2).count() == 2;
        let folds = tree.named("details").filter(|id| !chosen.dropped[*id]).take(2).count() == 2;
        let balloons = Rc::new(html_balloons::find(tree, &chosen.dropped));
        Self { tree, chosen, writer, lists: Vec::new(), definitions: Vec::new(), classes, folds, balloons }
    }

    /// Walks elements and texts. Those that stand beside each other may be pieces of one paragraph.
    fn walk(&mut self, roots: &[Id]) {
        for (at, root) in roots.iter().enumerate() {
            self.walk_in(*root);
            if roots.get(at + 1) != Some(&self.tree.end(*root)) {
                self.writer.end(Look::default());
            }
        }
    }

    fn walk_in(&mut self, root: Id) {
        let tree = self.tree;
        // The elements that are open, with what holds inside each and where it ends.
        let mut open: Vec<(Id, State, State)> = Vec::new();
        let (mut at, end) = (root, tree.end(root));
        loop {
            while let Some((id, _, leaving)) = open.pop_if(|(id, ..)| tree.end(*id) <= at) {
                self.leave(id, leaving);
            }
            if at >= end {
                break;
            }
            let outer = open.last().map_or_else(State::default, |(_, inside, _)| *inside);
            let node = tree.node(at);
            let mut next = at + 1;
            if self.chosen.dropped[at] {
                next = tree.end(at);
            } else if node.is_text() {
                self.text(node.text(), outer);
            } else if let Some(state) = self.enter(at, outer) {
                open.push((at, state, if is_block(node.name()) { state } else { outer }));
            } else {
                next = tree.end(at);
            }
            at = next;
        }
    }

    fn text(&mut self, text: &str, state: State) {
        if !state.verbatim {
            self.writer.text(text, state.face);
            return;
        }
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.writer.line_break();
            }
            self.writer.text(line, state.face);
        }
    }

    /// Begins an element. `None` where nothing of it is walked.
    fn enter(&mut self, id: Id, outer: State) -> Option<State> {
        let tree = self.tree;
        let node = tree.node(id);
        let mut state = outer;
        if is_block(node.name()) {
            self.writer.end(outer.look);
        }
        self.said(id, &mut state);
        state.look.aside |= self.chosen.beside.contains(&id);
        state.look.aside |= is_beside(node.name(), node.get("class").unwrap_or(""), node.get("id").unwrap_or(""));
        match self.balloons.get(&id) {
            Some(balloon) => {
                (state.face.way, state.balloon) = (balloon.way, true);
                if let Some(name) = balloon.name {
                    self.writer.label(name, false);
                }
            }
            None if state.balloon => {}
            None => set_apart(node, &mut state.face),
        }
        let style = node.get("style").unwrap_or("");
        if !style.is_empty() {
            let way = state.face.way;
            set_by(style, &mut state.face);
            // What is said in a balloon is set as the balloon is, whatever single words look like.
            state.face.way = if state.balloon { way } else { state.face.way };
        }
        match node.name() {
            "b" | "strong" => state.face.bold = true,
            "i" | "em" | "cite" | "dfn" => state.face.italic = true,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                state.look.heading = node.name().as_bytes()[1] - b'0';
                // That a heading is bold goes without saying.
                state.face = Face::default();
            }
            "blockquote" => state.look.quote = true,
            "pre" | "listing" => state.verbatim = true,
            "br" => self.writer.line_break(),
            "hr" => self.writer.rule(),
            "ul" | "menu" | "dir" => self.lists.push(None),
            "ol" => {
                let start = node.get("start").and_then(|start| start.parse().ok()).unwrap_or(1);
                self.lists.push(Some((node.get("type").unwrap_or("1").to_owned(), start)));
            }
            "li" => self.item(id),
            "dl" => self.definitions.push(self.asks(id)),
            "dt" if self.definitions.last() == Some(&true) => state.look.said = Some(true),
            "dd" if self.definitions.last() == Some(&true) => state.look.said = Some(false),
            "dt" if self.is_label(id) => {
                let text = tree.all_text(id);
                self.writer.label(&text, true);
                return None;
            }
            "tr" => return self.row(id, state),
            "summary" if self.folds => state.look.said = Some(true),
            "details" if self.folds => state.look.said = Some(false),
            "sup" => return self.raised(id, state),
            "q" => self.writer.text("“", state.face),
            _ => {}
        }
        if node.get("role") == Some("heading") {
            let level = node.get("aria-level").and_then(|level| level.parse().ok()).unwrap_or(2_u8);
            state.look.heading = level.clamp(1, 6);
        }
        Some(state)
    }

    fn leave(&mut self, id: Id, state: State) {
        let node = self.tree.node(id);
        match node.name() {
            "q" => self.writer.text("”", state.face),
            "td" | "th" | "option" if self.writer.is_open() => self.writer.text(" ", state.face),
            _ => {}
        }
        if is_block(node.name()) {
            self.writer.end(state.look);
        }
        match node.name() {
            "ul" | "ol" | "menu" | "dir" => drop(self.lists.pop()),
            "dl" => drop(self.definitions.pop()),
            "li" => self.writer.no_marker(),
            _ => {}
        }
    }

    fn item(&mut self, id: Id) {
        let value = self.tree.node(id).get("value").and_then(|value| value.parse().ok());
        match self.lists.last_mut() {
            Some(Some((kind, next))) => {
                let count = value.unwrap_or(*next);
                *next = count.saturating_add(1);
                let shown = u32::try_from(count).map_or_else(|_| count.to_string(), |count| number(count, kind));
                self.writer.marker(&format!("{shown}."), Item::Number);
            }
            _ => self.writer.marker("-", Item::Bullet),
        }
    }

    /// What machine-readable data and classes say: a question, or an answer.
    fn said(&self, id: Id, state: &mut State) {
        let node = self.tree.node(id);
        if let Some(kind) = node.get("itemtype") {
            match kind.rsplit('/').next() {
                Some("Answer") => state.look.said = Some(false),
                Some("Question") => state.look.said = Some(true),
                _ => {}
            }
        }
        if self.classes
            && let Some(said) = class_says(self.tree, id)
        {
            state.look.said = Some(said);
        }
    }

    /// The elements of a name in a list, also where they stand in groups.
    fn parts(&self, list: Id, name: &str) -> Vec<Id> {
        let tree = self.tree;
        let mut found = Vec::new();
        let (mut at, end) = (list, tree.end(list));
        while at < end {
            let node = tree.node(at);
            let inside = node.name() != name && (at == list || node.name() == "div");
            if node.name() == name {
                found.push(at);
            }
            at = if inside { at + 1 } else { tree.end(at) };
        }
        found
    }

    /// Whether the terms of a list of definitions ask: half of them, or some of many that are whole sentences, as the
    /// turns of somebody who also remarks.
    fn asks(&self, list: Id) -> bool {
        const MANY: usize = 6;
        let terms = self.parts(list, "dt");
        let end = |with: &'static [char]| terms.iter().filter(|id| self.tree.all_text(**id).ends_with(with)).count();
        let (asking, closed) = (end(&['?', '？', '؟']), end(&['.', '!', '…', '。', '！']));
        let turns = terms.len() >= MANY && asking * 10 >= terms.len() && (asking + closed) * 10 >= terms.len() * 7;
        terms.len() >= 2 && (asking * 2 >= terms.len() || turns)
    }

    /// Whether a term of a list is a name before what is said, as old pages write talk.
    fn is_label(&self, id: Id) -> bool {
        let node = self.tree.node(id);
        let text = self.tree.all_text(id);
        let short = (1..=LABEL).contains(&text.chars().count()) && !text.ends_with(['?', '？', '؟', '.', '!']);
        let (mut next, end) = (self.tree.end(id), self.tree.end(node.parent()));
        while next < end && self.tree.node(next).is_text() {
            next = self.tree.end(next);
        }
        short && next < end && self.tree.node(next).name() == "dd"
    }

    /// Whether a row only says what stands in the columns: short, and nothing but cells of the head above other rows.
    fn names_columns(&self, row: Id, cells: &[Id]) -> bool {
        let tree = self.tree;
        let heads = cells.iter().all(|cell| tree.node(*cell).name() == "th" && tree.all_text(*cell).len() <= 24);
        let mut table = tree.node(row).parent();
        while table != 0 && tree.node(table).name() != "table" {
            table = tree.node(table).parent();
        }
        let before = |id: Id| (table..id).any(|id| matches!(tree.node(id).name(), "td"));
        heads && table != 0 && !before(row)
    }

    /// A row of a table: a turn where its cells are a name and a text, else one paragraph after the other.
    fn row(&mut self, id: Id, state: State) -> Option<State> {
        let cells: Vec<Id> = self
            .tree
            .node(id)
            .children()
            .filter(|cell| matches!(self.tree.node(*cell).name(), "td" | "th") && !self.chosen.dropped[*cell])
            .collect();
        // What stands in a row outside its cells is walked with them.
        let loose = self
            .tree
            .node(id)
            .children()
            .any(|child| !cells.contains(&child) && !self.chosen.dropped[child] && self.tree.has_words(child));
        if cells.len() > 3 || cells.len() < 2 || loose {
            return Some(state);
        }
        if self.names_columns(id, &cells) {
            let texts: Vec<String> = cells.iter().map(|cell| self.tree.all_text(*cell)).collect();
            self.writer.aside(&texts.join(" | "));
            return None;
        }
        let nested =
            cells.iter().any(|cell| self.tree.node(*cell).children().any(|id| self.tree.node(id).name() == "table"));
        let texts: Vec<String> = cells.iter().map(|cell| self.tree.all_text(*cell)).collect();
        let (Some(label), false, Some((last, before))) = (cells_label(&texts), nested, cells.split_last()) else {
            return Some(state);
        };
        let bold = before.iter().all(|cell| {
            let node = self.tree.node(*cell);
            node.name() == "th" || node.children().any(|id| matches!(self.tree.node(id).name(), "b" | "strong"))
        });
        self.writer.label(&label, bold);
        let last = *last;
        let mut inner = Walker {
            tree: self.tree,
            chosen: self.chosen,
            writer: std::mem::take(&mut self.writer),
            lists: Vec::new(),
            definitions: Vec::new(),
            classes: self.classes,
            folds: self.folds,
            balloons: Rc::clone(&self.balloons),
        };
        inner.walk(&[last]);
        self.writer = inner.writer;
        None
    }

    /// The number of a note, which must not grow together with the word before it.
    fn raised(&mut self, id: Id, state: State) -> Option<State> {
        let text = self.tree.all_text(id);
        let noted = (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        let linked = self.tree.node(id).children().any(|child| self.tree.node(child).name() == "a");
        if noted && linked {
            self.writer.text(&format!("[{text}]"), state.face);
            return None;
        }
        Some(state)
    }
}

/// What an element's class says: a question, or an answer.
fn class_says(tree: &Tree, id: Id) -> Option<bool> {
    says(tree.node(id).get("class")?)
}
