//! RTF whose brackets do not match: a group that is passed over and never ends would take the rest of the text along.
//!
//! Which groups these are is known at the end of the file. It is read again then, and such a group ends where a paragraph
//! begins that it cannot have; of one that has no text of its own the text is read.

use super::rtf::Reader;
use super::rtf_flow::{State, To};

/// Most groups without an end that are read past.
pub(super) const REPAIRS: usize = 16;

/// Groups with text that is none of the document's, passed over: tables, pictures, heads and feet of pages.
const BESIDE: &[&str] = &[
    "colortbl",
    "pict",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "objdata",
    "listtable",
    "rsidtbl",
    "themedata",
    "filetbl",
    "revtbl",
    "generator",
    "template",
    "ftnsep",
    "ftnsepc",
    "aftnsep",
];

/// Groups with text of their own, which is read for what it says of the document.
const TOLD: &[&str] = &["fonttbl", "stylesheet", "info", "title", "author"];

/// Groups in the midst of the text that are passed over.
const WITHIN: &[&str] = &[
    "sp",
    "shprslt",
    "nonshppict",
    "fldinst",
    "annotation",
    "atnid",
    "xe",
    "tc",
    "bkmkstart",
    "bkmkend",
    "nonesttables",
    "pnseclvl",
    "htmltag",
    "mhtmltag",
];

/// What is passed over of a file though it looks like text, in case that a bracket was lost.
#[derive(Debug, Default)]
pub(super) struct Over {
    /// The group in which a paragraph ended last.
    parted: Option<usize>,
    /// Groups of paragraphs that nobody knows.
    odd: Vec<usize>,
    /// Groups of paragraphs behind which nothing was read.
    last: Vec<usize>,
}

impl Over {
    /// A control word in a group that is not read.
    pub(super) fn word(&mut self, word: &str, group: usize) {
        if matches!(word, "par" | "row" | "cell" | "sect") {
            self.parted = Some(group);
        }
    }

    /// A letter in a group that is not read.
    pub(super) fn letter(&mut self, state: &State) {
        if self.parted != Some(state.turned) {
            return;
        }
        self.parted = None;
        let list = if state.odd { &mut self.odd } else { &mut self.last };
        if list.last() != Some(&state.turned) {
            list.push(state.turned);
        }
    }

    /// Something is read.
    pub(super) fn read(&mut self) {
        self.last.clear();
    }
}

/// Whether a control word begins a group with text that is none of the document's.
pub(super) fn has_own_text(word: &str) -> bool {
    BESIDE.contains(&word) || TOLD.contains(&word)
}

/// Whether a control word begins a group that has no paragraphs, whatever the brackets say.
pub(super) fn is_short(word: &str) -> bool {
    matches!(
        word,
        "fonttbl"
            | "stylesheet"
            | "listtext"
            | "pntext"
            | "bkmkstart"
            | "bkmkend"
            | "xe"
            | "tc"
            | "atnid"
            | "colortbl"
            | "generator"
    )
}

/// Whether a control word begins the head or foot of pages.
pub(super) fn is_head(word: &str) -> bool {
    word.starts_with("header") || word.starts_with("footer")
}

/// Whether it is known what a group is that a control word begins.
pub(super) fn is_known(word: &str) -> bool {
    is_unread(word) || TOLD.contains(&word)
}

/// Whether a control word begins a group that is passed over.
pub(super) fn is_unread(word: &str) -> bool {
    BESIDE.contains(&word) || WITHIN.contains(&word)
}

impl Reader {
    /// The groups that are open, have text that is not read, and are not among those of which so many were known to have no
    /// end before.
    pub(super) fn swallowing(&self, known: usize) -> Vec<usize> {
        // At the end of a whole file none is open.
        let open = self.groups.iter().chain([&self.state]);
        let hiding = open.filter(|state| state.to != To::Body || state.hidden).map(|state| state.turned);
        let mut found: Vec<usize> = hiding.filter(|number| !self.unclosed.contains(number)).collect();
        found.extend(&self.unclosed[known..]);
        // One that lost its bracket has that of a group around it, and of all of them one has none.
        if !self.groups.is_empty() {
            let over = self.over.odd.iter().chain(&self.over.last).copied();
            found.extend(over.filter(|number| !self.unclosed.contains(number)));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    pub(super) fn has_no_end(&self) -> bool {
        !self.unclosed.is_empty() && self.unclosed.contains(&self.state.number)
    }

    /// Something at the head of the file, or of a page, ends where a paragraph begins that it cannot have.
    pub(super) fn end_what_has_no_paragraphs(&mut self, word: &str) {
        let begins = matches!(word, "par" | "pard" | "sectd" | "trowd" | "row" | "cell");
        let endless = self.unclosed.contains(&self.state.turned);
        let open = endless || self.state.short;
        // A style, which has brackets of its own, says before its name what begins with a paragraph.
        let own = self.state.number != self.state.turned && self.state.number != self.state.named;
        let style = self.state.to == To::Styles && word == "pard" && own;
        if !begins || !open || style || self.state.to == To::Body {
            return;
        }
        self.flush();
        if self.state.to == To::Nowhere && self.state.short && !endless {
            self.unclosed.push(self.state.turned);
        }
        // Also for what follows in the groups around this one.
        let turned = self.state.turned;
        self.groups.iter_mut().filter(|around| around.turned == turned).for_each(|around| around.to = To::Body);
        let text = std::mem::take(&mut self.other);
        match std::mem::replace(&mut self.state.to, To::Body) {
            To::Title => self.title = Some(text),
            To::Author => self.author = Some(text),
            To::Marker => self.text(&text),
            _ => {}
        }
    }
}
