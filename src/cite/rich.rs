//! Text with titles set off, written as plain text, Markdown or Org.

use super::copy::escape_markdown;

/// A text of which pieces are set in italics.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rich(Vec<(String, bool)>);

impl Rich {
    /// Nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds plain text.
    pub fn push(&mut self, text: &str) {
        self.add(text, false);
    }

    /// Adds a title in italics.
    pub fn italic(&mut self, text: &str) {
        self.add(text, true);
    }

    fn add(&mut self, text: &str, italic: bool) {
        match self.0.last_mut() {
            Some((last, slanted)) if *slanted == italic => last.push_str(text),
            _ if text.is_empty() => {}
            _ => self.0.push((text.to_owned(), italic)),
        }
    }

    /// Adds another text.
    pub fn append(&mut self, other: Self) {
        for (text, italic) in other.0 {
            self.add(&text, italic);
        }
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Ends a sentence with a full stop, unless it has one, or another mark, also inside closing quotation marks.
    pub fn stop(&mut self) {
        let plain = self.plain();
        let bare = plain.trim_end_matches(['”', '’', '"', '\'']);
        if !plain.is_empty() && !bare.ends_with(['.', '?', '!', '。', '？', '！']) {
            self.push(".");
        }
    }

    /// Without any sign for italics.
    pub fn plain(&self) -> String {
        self.0.iter().map(|(text, _)| &text[..]).collect()
    }

    /// With `*` around what is in italics.
    pub fn markdown(&self) -> String {
        let piece = |(text, italic): &(String, bool)| {
            let text = escape_markdown(text);
            if *italic { format!("*{text}*") } else { text }
        };
        self.0.iter().map(piece).collect()
    }

    /// With `/` around what is in italics.
    pub fn org(&self) -> String {
        let piece = |(text, italic): &(String, bool)| if *italic { format!("/{text}/") } else { text.clone() };
        self.0.iter().map(piece).collect()
    }
}

/// A title in quotation marks, the marks in it turned into single ones, with what must follow it inside them.
pub fn quoted(title: &str, after: &str) -> String {
    let mut inner = String::new();
    let mut low = false;
    for c in title.trim().chars() {
        match c {
            // „So“ ends with what begins “so”.
            '“' if low => {
                low = false;
                inner.push('’');
            }
            '“' | '„' => {
                low = c == '„';
                inner.push('‘');
            }
            '”' => inner.push('’'),
            '"' => inner.push(if inner.is_empty() || inner.ends_with([' ', '(']) { '‘' } else { '’' }),
            c => inner.push(c),
        }
    }
    let ended = inner.trim_end_matches(['’']).ends_with(['?', '!', '.', '…']);
    let after = if ended && (after == "." || after == ",") { "" } else { after };
    format!("“{inner}{after}”")
}
