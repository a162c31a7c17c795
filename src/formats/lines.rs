//! Paragraphs in the making, the same for every format: runs of bold and italic text, line breaks, list markers, labels
//! that stand in a cell or an attribute of their own.

use super::{Builder, Extract};
use crate::interview::Meta;
use crate::interview::parse::raw::{Item, Kind, Tints, Way, floor};
use crate::interview::parse::{label, stamps};
use crate::text::CleanText;

/// Longest label that is taken from a cell, an attribute or a definition list, in characters.
pub const LABEL: usize = 48;

/// How a run of text is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Face {
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// In what other way it is set apart.
    pub way: Way,
}

/// What a whole paragraph is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Level of the heading; 0 for none.
    pub heading: u8,
    /// It stands in a block quote.
    pub quote: bool,
    /// What the format says it is: a question, or the answer to one.
    pub said: Option<bool>,
    /// It belongs to the page and not to the text: it is kept, and set aside.
    pub aside: bool,
}

#[derive(Clone, Debug)]
struct Run {
    text: String,
    face: Face,
}

/// Takes text as it comes and gives it out in paragraphs.
#[derive(Clone, Debug, Default)]
pub struct Writer {
    builder: Builder,
    /// Lines of the paragraph in hand, each a list of runs.
    lines: Vec<Vec<Run>>,
    marker: Option<(String, Item)>,
    label: Option<(String, bool)>,
    notes: bool,
    tints: Tints,
}

impl Writer {
    /// Begins a text of about so many bytes.
    pub fn expecting(bytes: usize) -> Self {
        Self { builder: Builder::expecting(bytes), ..Self::default() }
    }

    /// Adds text to the paragraph in hand. White space of any kind counts as a blank.
    pub fn text(&mut self, text: &str, face: Face) {
        if text.is_empty() {
            return;
        }
        if self.lines.is_empty() {
            self.lines.push(Vec::new());
        }
        let Some(line) = self.lines.last_mut() else { return };
        match line.last_mut() {
            Some(run) if run.face == face => run.text.push_str(text),
            _ => line.push(Run { text: text.to_owned(), face }),
        }
    }

    /// Ends a line inside the paragraph in hand.
    pub fn line_break(&mut self) {
        if !self.lines.is_empty() {
            self.lines.push(Vec::new());
        }
    }

    /// What the next paragraph begins with because it is an item of a list.
    pub fn marker(&mut self, marker: &str, item: Item) {
        self.marker = Some((format!("{marker} "), item));
    }

    /// Forgets a marker that no paragraph took.
    pub fn no_marker(&mut self) {
        self.marker = None;
    }

    /// Who says the next paragraph. A colon is put behind the name where it has none.
    pub fn label(&mut self, name: &str, bold: bool) {
        let name = words(name);
        if !name.is_empty() {
            let end = if name.ends_with([':', '.', '：', '?', ']']) { " " } else { ": " };
            self.keep_label();
            self.label = Some((format!("{name}{end}"), bold));
        }
    }

    /// All that follows are notes to the text.
    pub fn notes(&mut self) {
        self.end(Look::default());
        self.notes = true;
    }

    /// A label that got no paragraph is one of its own.
    fn keep_label(&mut self) {
        if let Some((label, _)) = self.label.take() {
            self.builder.push(&label, |_| {});
        }
    }

    /// Whether the paragraph in hand has words.
    pub fn is_open(&self) -> bool {
        self.lines.iter().flatten().any(|run| !run.text.trim().is_empty())
    }

    /// Whether nothing was written yet.
    pub fn is_empty(&self) -> bool {
        self.builder.is_empty()
    }

    /// Ends the paragraph in hand.
    pub fn end(&mut self, look: Look) {
        let lines = std::mem::take(&mut self.lines);
        let mut open: Option<Line> = None;
        let (mut blank, mut timed) = (false, false);
        for runs in lines {
            let line = Line::new(&runs);
            if line.text.is_empty() {
                blank = true;
                continue;
            }
            open = Some(match open.take() {
                None => line,
                Some(before) if blank || before.parts(&line) || before.heads(timed) => {
                    self.push(&before, look);
                    timed = stamps::lone(&before.text).is_some();
                    line
                }
                Some(before) => before.join(&line),
            });
            blank = false;
        }
        if let Some(line) = open {
            self.push(&line, look);
        }
    }

    fn push(&mut self, line: &Line, look: Look) {
        let (marker, item) = self.marker.take().unwrap_or_default();
        let (label, bold) = self.label.take().unwrap_or_default();
        let text = format!("{marker}{label}{}", line.text);
        let lead = match (label.trim_end().len(), bold) {
            (0, _) if line.lead > 0 => marker.len() + line.lead,
            (own, true) if own > 0 => marker.len() + own,
            _ => 0,
        };
        let (notes, tint) = (self.notes, self.tints.of(line.way.unwrap_or(0)));
        self.builder.push(&text, |raw| {
            raw.note = notes;
            raw.heading = look.heading;
            if look.aside {
                raw.kind = Kind::Comment;
            }
            raw.bold = line.seen > 0 && line.bold == line.seen && label.is_empty();
            raw.italic = line.seen > 0 && line.italic == line.seen;
            raw.tint = tint;
            raw.quote = look.quote;
            raw.item = item;
            raw.said = look.said;
            raw.lead = floor(&raw.text, lead) as u32;
            raw.lead_end = if raw.lead() > 0 { (raw.source.start + raw.lead()) as u32 } else { 0 };
        });
    }

    /// Ends the paragraph in hand and draws a rule below it.
    pub fn rule(&mut self) {
        self.end(Look::default());
        self.builder.rule();
    }

    /// Adds a line that belongs to the page and not to the text: it is kept, and set aside.
    pub fn aside(&mut self, line: &str) {
        self.end(Look::default());
        self.keep_label();
        self.builder.push(line, |raw| raw.kind = Kind::Comment);
    }

    /// How many paragraphs there are.
    pub fn count(&self) -> usize {
        self.builder.count()
    }

    /// Ends a page: what follows is another, which nothing of this one runs into.
    pub fn close(&mut self) {
        self.end(Look::default());
        self.keep_label();
        self.no_marker();
        self.notes = false;
        self.builder.close();
    }

    /// The finished extract.
    pub fn finish(mut self, meta: Meta, warnings: Vec<String>) -> Extract {
        self.close();
        self.builder.finish(meta, warnings)
    }
}

/// One line of a paragraph, cleaned and with single blanks.
#[derive(Clone, Debug, Default)]
struct Line {
    text: String,
    lead: usize,
    /// Visible characters in all, in bold, in italics.
    seen: usize,
    bold: usize,
    italic: usize,
    /// The way in which all that was seen is set; zero where there are several.
    way: Option<Way>,
}

impl Line {
    fn new(runs: &[Run]) -> Self {
        let mut line = Self::default();
        let mut leads = true;
        for run in runs {
            let clean = CleanText::line(&run.text);
            for c in clean.chars() {
                if c != ' ' {
                    line.text.push(c);
                } else if !line.text.is_empty() && !line.text.ends_with(' ') {
                    line.text.push(' ');
                }
            }
            let seen = clean.chars().filter(|c| !c.is_whitespace()).count();
            line.seen += seen;
            line.bold += if run.face.bold { seen } else { 0 };
            line.italic += if run.face.italic { seen } else { 0 };
            line.set(Some(run.face.way).filter(|_| seen > 0));
            leads &= run.face.bold || seen == 0;
            if leads && run.face.bold {
                line.lead = line.text.trim_end().len();
            }
        }
        line.text.truncate(line.text.trim_end_matches(' ').len());
        line
    }

    /// Takes the way in which something that is added is set.
    fn set(&mut self, next: Option<Way>) {
        self.way = match (self.way, next) {
            (Some(way), Some(next)) => Some(if way == next { way } else { 0 }),
            (way, next) => way.or(next),
        };
    }

    /// Whether a line break before `next` parts paragraphs: where a sentence or a label ends, or bold type begins or
    /// ends. Other breaks are those of verses, addresses and old pages that were wrapped by hand.
    fn parts(&self, next: &Self) -> bool {
        let all = |line: &Self| line.bold == line.seen;
        let ends = self.text.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', '*', '\u{a0}']);
        let ends = ends.ends_with(['.', '?', '!', ':', '…', '。', '？', '！', '؟']);
        ends || all(self) != all(next) || next.lead > 0
    }

    /// Whether a line stands above a turn and is no part of it: a time, a name with a time, or a name under a time.
    fn heads(&self, timed: bool) -> bool {
        let alone = || {
            label::read(&self.text, self.lead).is_some_and(|hit| hit.body() == self.text.len() && hit.time.is_some())
        };
        stamps::lone(&self.text).is_some() || alone() || timed && label::is_name(&self.text)
    }

    fn join(mut self, next: &Self) -> Self {
        if self.bold == self.seen && self.seen > 0 {
            self.lead = self.text.len() + if next.lead > 0 { 1 + next.lead } else { 0 };
        }
        self.text.push(' ');
        self.text.push_str(&next.text);
        self.seen += next.seen;
        self.bold += next.bold;
        self.italic += next.italic;
        self.set(next.way);
        self
    }
}

/// A text with single blanks.
pub fn words(text: &str) -> String {
    let clean = CleanText::line(text);
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The label that the cells before the last of a table's row make, where a row is a turn: "Mara | Why?" or
/// "00:12 | Mara | Why?".
pub fn cells_label(cells: &[String]) -> Option<String> {
    let time = |cell: &str| {
        let bare = cell.trim_matches(['[', ']', '(', ')']);
        bare.contains(':') && bare.len() <= 12 && bare.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.'))
    };
    let name = |cell: &str| {
        is_short(cell) || ((1..=LABEL).contains(&cell.chars().count()) && !cell.ends_with(['?', '.', '!']))
    };
    match cells {
        [label, text] if name(label) && !text.is_empty() => {
            let number = label.trim_end_matches('.').chars().all(|c| c.is_ascii_digit());
            Some(if number { format!("{}.", label.trim_end_matches('.')) } else { label.clone() })
        }
        [at, label, text] if time(at) && name(label) && !text.is_empty() => {
            Some(format!("[{}] {label}", at.trim_matches(['[', ']', '(', ')'])))
        }
        _ => None,
    }
}

/// "Q.", "A."
fn is_short(cell: &str) -> bool {
    (1..=3).contains(&cell.chars().count())
}

/// A number as a list writes it.
pub fn number(count: u32, format: &str) -> String {
    let letters = || {
        let turn = (count.max(1) - 1) / 26 + 1;
        let letter = char::from(b'a' + ((count.max(1) - 1) % 26) as u8);
        std::iter::repeat_n(letter, turn.min(9) as usize).collect::<String>()
    };
    match format {
        "lowerLetter" | "a" => letters(),
        "upperLetter" | "A" => letters().to_uppercase(),
        "lowerRoman" | "i" => roman(count).to_lowercase(),
        "upperRoman" | "I" => roman(count),
        _ => count.to_string(),
    }
}

fn roman(count: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4000).contains(&count) {
        return count.to_string();
    }
    let mut left = count;
    let mut out = String::new();
    for (worth, sign) in SIGNS {
        while left >= worth {
            out.push_str(sign);
            left -= worth;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOLD: Face = Face { bold: true, italic: false, way: 0 };
    const PLAIN: Face = Face { bold: false, italic: false, way: 0 };

    fn texts(extract: &Extract) -> Vec<String> {
        extract.raws().into_iter().map(|raw| raw.text.to_string()).collect()
    }

    #[test]
    fn a_bold_start_is_measured_in_the_text() {
        let mut writer = Writer::default();
        writer.text(" Mara\n Olsen: ", BOLD);
        writer.text(" Why  boats?", PLAIN);
        writer.end(Look::default());
        writer.marker("2.", Item::Number);
        writer.text("All bold", BOLD);
        writer.end(Look { heading: 3, ..Look::default() });
        let extract = writer.finish(Meta::default(), Vec::new());
        assert_eq!(texts(&extract), ["Mara Olsen: Why boats?", "2. All bold"]);
        assert_eq!((extract.raws()[0].lead, extract.raws()[0].bold), (11, false));
        assert!(extract.raws()[1].bold && extract.raws()[1].heading == 3 && extract.raws()[1].item == Item::Number);
        assert_eq!(extract.raws()[1].lead, 11);
    }

    #[test]
    fn breaks_part_sentences_and_not_verses() {
        let mut writer = Writer::default();
        for (line, face) in [("Why boats?", BOLD), ("They float", PLAIN), ("and carry.", PLAIN), ("Mostly.", PLAIN)] {
            writer.text(line, face);
            writer.line_break();
        }
        writer.line_break();
        writer.text("apart", PLAIN);
        assert_eq!(
            texts(&writer.finish(Meta::default(), Vec::new())),
            ["Why boats?", "They float and carry.", "Mostly.", "apart"]
        );
    }

    #[test]
    fn numbers_are_written_as_lists_write_them() {
        assert_eq!(number(4, "decimal"), "4");
        assert_eq!((number(28, "lowerLetter"), number(2, "upperLetter")), ("bb".to_owned(), "B".to_owned()));
        assert_eq!((number(1994, "upperRoman"), number(0, "lowerRoman")), ("MCMXCIV".to_owned(), "0".to_owned()));
    }

    #[test]
    fn a_row_may_be_a_turn() {
        let cells = |cells: &[&str]| cells_label(&cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>());
        assert_eq!(cells(&["Mara", "Why?"]).as_deref(), Some("Mara"));
        assert_eq!(cells(&["3", "Why?"]).as_deref(), Some("3."));
        assert_eq!(cells(&["00:12", "Mara", "Why?"]).as_deref(), Some("[00:12] Mara"));
        assert_eq!(cells(&["This is a whole sentence.", "and this another"]), None);
        assert_eq!(cells(&["a", "b", "c"]), None);
    }
}
