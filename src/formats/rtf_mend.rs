//! RTF whose brackets do not match: a group that is passed over and never ends would take the rest of the text along.
//!
//! Which groups these are is known at the end of the file. It is read again then, and such a group ends where a paragraph
//! begins that it cannot have; of one that has no text of its own the text is read.

use super::rtf::Reader;
use super::rtf_flow::To;

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
];

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
        found.dedup();
        found
    }

    pub(super) fn has_no_end(&self) -> bool {
        !self.unclosed.is_empty() && self.unclosed.contains(&self.state.number)
    }

    /// Something at the head of the file, or of a page, ends where a paragraph begins that it cannot have.
    pub(super) fn end_what_has_no_paragraphs(&mut self, word: &str) {
        let begins = matches!(word, "par" | "pard" | "sectd" | "trowd" | "row" | "cell");
        let open = self.has_no_end() || self.state.short;
        // A style, which has brackets of its own, says before its name what begins with a paragraph.
        let own = self.state.number != self.state.turned && self.state.number != self.state.named;
        let style = self.state.to == To::Styles && word == "pard" && own;
        if !begins || !open || style || self.state.to == To::Body {
            return;
        }
        self.flush();
        if self.state.to == To::Nowhere && self.state.short && !self.unclosed.contains(&self.state.turned) {
            self.unclosed.push(self.state.turned);
        }
        let text = std::mem::take(&mut self.other);
        match std::mem::replace(&mut self.state.to, To::Body) {
            To::Title => self.title = Some(text),
            To::Author => self.author = Some(text),
            To::Marker => self.text(&text),
            _ => {}
        }
    }
}
