//! Markdown to paragraphs, with what its marks say: headings, bold, italics, quotes, list numbers, comments.
//!
//! Item markers stay in the text, since a reader should see a list as a list; other markup does not. A line break that
//! the author forced, or one before a speaker's label, parts paragraphs.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::grid::{self, Talk};
use super::html_faces::is_said;
use super::label::{self, Style};
use super::markdown_html::{self, Part, Parts};
use super::plain::unspaced;
use super::raw::{Item, Kind, Raw, Tints, Way, settle};
use super::swallowed::{self, Swallowed};
use super::{attributes, flanks, html_faces, markdown_pieces, rows, visual};
use crate::text::Stretch;

/// Length of a line beyond which its end is the end of a paragraph even where Markdown would join it with the next.
pub(super) const LONG_LINE: usize = 160;

#[derive(Default)]
struct Walker<'a> {
    source: &'a str,
    /// The same, to share.
    letters: Stretch,
    raws: Vec<Raw>,
    labels: HashMap<&'a str, usize>,
    /// First lines of paragraphs that a dash begins are turns by themselves.
    dashed: bool,
    text: String,
    span: Option<Range<usize>>,
    strong: usize,
    emphasis: usize,
    /// Inside a picture, and its visible characters.
    picture: usize,
    seen_picture: usize,
    quotes: usize,
    heading: u8,
    /// The marker of the item that has just begun.
    marker: Option<(String, Item)>,
    /// Visible characters in all, in bold, in italics.
    seen: usize,
    seen_strong: usize,
    seen_emphasis: usize,
    /// Visible characters that tags set apart in other ways, and how the first of them are.
    seen_set: usize,
    way: Way,
    tints: Tints,
    /// The tags that are open in the paragraph.
    tags: html_faces::Open,
    lead: usize,
    lead_end: usize,
    item: Item,
    /// Numbers of notes by their names, in the order in which they are met.
    notes: HashMap<String, usize>,
    /// Inside a note.
    note: bool,
    /// Every line is a paragraph.
    rows: bool,
    code: bool,
    html: Option<markdown_html::Block>,
    /// What the tables are, if they are a talk, and in which cell of a row the walker is.
    grid: Option<Talk>,
    cell: Option<usize>,
}

/// The paragraphs of the Markdown in `source[from..]`, rules and comments included.
pub fn read(letters: &Stretch, from: usize) -> Vec<Raw> {
    let source = letters.as_str();
    let mut walker = Walker {
        source,
        letters: letters.clone(),
        labels: recurring(&source[from..]),
        dashed: rows::dashed(&source[from..]),
        rows: rows::are_paragraphs(&source[from..]),
        ..Walker::default()
    };
    walker.grid = grid::talk(&source[from..]);
    let tables = if walker.grid.is_some() { Options::ENABLE_TABLES } else { Options::empty() };
    let mut swallowed = Swallowed::new(source, from);
    let pieces = markdown_pieces::pieces(source, from, markdown_pieces::PIECE);
    let several = pieces.len() > 1;
    for piece in pieces {
        let before = walker.raws.len();
        let options = Options::ENABLE_FOOTNOTES | tables;
        for (event, range) in Parser::new_ext(&source[piece.clone()], options).into_offset_iter() {
            let range = range.start + piece.start..range.end + piece.start;
            for gone in swallowed.before(&event, &range) {
                walker.swallowed(&gone);
            }
            walker.event(event, range);
        }
        // Labels in bold type leave no paragraph as the text has it: so many letters of their own cost more than they are.
        if several {
            Stretch::pool(walker.raws[before..].iter_mut().map(|raw| &mut raw.text), letters);
        }
    }
    walker.flush();
    for gone in swallowed.until(source.len()) {
        walker.swallowed(&gone);
    }
    if walker.grid.is_none() {
        doubt(&mut walker.raws);
    }
    settle(walker.raws)
}

/// One class that speaks of a question may be about anything; two are a habit.
fn doubt(raws: &mut [Raw]) {
    if raws.iter().filter(|raw| raw.said == Some(true)).take(2).count() < 2 {
        for raw in raws {
            raw.said = None;
        }
    }
}

/// Labels that begin at least two lines, or stand alone on at least three; and names in capitals, where others recur.
fn recurring(source: &str) -> HashMap<&str, usize> {
    let mut seen: HashMap<&str, (usize, usize)> = HashMap::new();
    for line in source.lines().map(str::trim) {
        let Some(hit) = label::read(line, 0) else { continue };
        let (begins, stands) = match hit.style {
            Style::Colon | Style::Letter => (1, 0),
            Style::Own => (0, 1),
            Style::Time if hit.body() == line.len() => (0, 1),
            _ => continue,
        };
        let count = seen.entry(&line[hit.name()]).or_default();
        *count = (count.0 + begins, count.1 + stands);
    }
    let shouted = |name: &str, begins: usize| begins > 0 && label::is_shouted_name(name);
    let all_shout = seen.iter().filter(|(name, (begins, _))| *begins >= 2 && shouted(name, *begins)).count() >= 2;
    seen.retain(|name, (begins, stands)| *begins >= 2 || *stands >= 3 || all_shout && shouted(name, *begins));
    seen.into_iter().map(|(name, (begins, stands))| (name, begins + stands)).collect()
}

impl Walker<'_> {
    fn event(&mut self, event: Event, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag, &range),
            Event::End(tag) => self.end(tag, &range),
            Event::Text(text) if self.html.is_none() => {
                if self.code {
                    for (index, line) in text.split('\n').enumerate() {
                        if index > 0 {
                            self.flush();
                        }
                        self.push(line, &range);
                    }
                } else {
                    self.push(&text, &range);
                }
            }
            Event::Code(text) => self.push(&text, &range),
            Event::Html(text) | Event::Text(text) => {
                if let Some(html) = &mut self.html {
                    html.push(&text, &range);
                }
                self.grow(&range);
            }
            Event::InlineHtml(text) if text.starts_with("<br") => {
                self.flush();
            }
            // What our own form writes of a page stays that where its line was joined to another.
            Event::InlineHtml(text) if text.starts_with("<!-- page:") => {
                self.flush();
                self.comment(text[4..].trim_end_matches("-->"), &range);
            }
            Event::InlineHtml(text) if is_said(&text) => self.push(&text, &range),
            Event::InlineHtml(tag) => {
                let ended = self.tags.take(&tag) && self.lead_end == 0;
                self.lead_end = if ended { range.end } else { self.lead_end };
            }
            Event::FootnoteReference(name) => {
                let sign = format!("[{}]", self.number(&name));
                self.push("", &range);
                // It is no part of what is bold.
                let lead = self.is_bold() && self.lead == self.text.len();
                self.text.push_str(&sign);
                self.lead += if lead { sign.len() } else { 0 };
                self.grow(&range);
            }
            Event::SoftBreak => self.soft_break(&range),
            // Stars alone on a line close what another line began.
            Event::HardBreak if flanks::closes(&self.source[range.end..]) => self.soft_break(&range),
            Event::HardBreak => self.flush(),
            Event::Rule => {
                self.flush();
                self.raws.push(Raw { kind: Kind::Rule, source: range, ..Raw::default() });
            }
            _ => {}
        }
    }

    /// What the rules of Markdown take away, as a paragraph.
    fn swallowed(&mut self, range: &Range<usize>) {
        let text = self.source[range.clone()].trim_end();
        if let Some(words) = swallowed::words(text) {
            self.flush();
            self.push(&words, &(range.start..range.start + text.len()));
            self.flush();
        }
    }

    fn start(&mut self, tag: &Tag, range: &Range<usize>) {
        match tag {
            Tag::Strong => self.strong += 1,
            Tag::Emphasis => self.emphasis += 1,
            Tag::Image { .. } => self.picture += 1,
            Tag::Link { .. } | Tag::Strikethrough | Tag::Superscript | Tag::Subscript => {}
            block => {
                self.flush();
                self.tags = html_faces::Open::default();
                match block {
                    Tag::Heading { level, .. } => self.heading = depth(*level),
                    Tag::BlockQuote(_) => self.quotes += 1,
                    Tag::Item => {
                        let marker = self.source[range.start..].split_whitespace().next().unwrap_or("-");
                        let number = marker.starts_with(|c: char| c.is_ascii_digit());
                        let marker = if marker.len() > 11 { "-" } else { marker };
                        self.marker = Some((marker.to_owned(), if number { Item::Number } else { Item::Bullet }));
                    }
                    Tag::FootnoteDefinition(name) => {
                        self.note = true;
                        self.marker = Some((format!("[{}]", self.number(name)), Item::No));
                    }
                    Tag::CodeBlock(_) => self.code = true,
                    Tag::TableRow => self.cell = Some(0),
                    Tag::HtmlBlock => self.html = Some(markdown_html::Block::default()),
                    _ => {}
                }
            }
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Strong => {
                self.strong = self.strong.saturating_sub(1);
                if self.lead_end == 0 {
                    self.lead_end = range.end;
                }
            }
            TagEnd::Emphasis => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::Image => self.picture = self.picture.saturating_sub(1),
            TagEnd::Link | TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript => {}
            TagEnd::HtmlBlock => self.html_block(),
            block => {
                self.flush();
                self.tags = html_faces::Open::default();
                match block {
                    TagEnd::Heading(_) => self.heading = 0,
                    TagEnd::BlockQuote(_) => self.quotes = self.quotes.saturating_sub(1),
                    TagEnd::Item => self.marker = None,
                    TagEnd::FootnoteDefinition => {
                        // A note without words is its sign.
                        if let Some((sign, _)) = self.marker.take() {
                            self.push(&sign, range);
                            self.flush();
                        }
                        self.note = false;
                    }
                    TagEnd::CodeBlock => self.code = false,
                    TagEnd::TableCell => self.cell = self.cell.map(|cell| cell + 1),
                    TagEnd::TableRow => self.cell = None,
                    _ => {}
                }
            }
        }
    }

    /// The number of a note, by its name in any case.
    fn number(&mut self, name: &str) -> usize {
        let next = self.notes.len() + 1;
        *self.notes.entry(name.to_lowercase()).or_insert(next)
    }

    /// Whether what comes is bold, by the marks of Markdown or by tags.
    fn is_bold(&self) -> bool {
        self.strong > 0 || self.tags.bold
    }

    fn grow(&mut self, range: &Range<usize>) {
        self.span = Some(match self.span.take() {
            Some(span) => span.start..span.end.max(range.end),
            None => range.clone(),
        });
    }

    fn push(&mut self, text: &str, range: &Range<usize>) {
        if self.text.is_empty()
            && let Some((marker, item)) = self.marker.take()
        {
            self.text = format!("{marker} ");
            (self.item, self.lead) = (item, self.text.len());
        }
        let visible = text.chars().filter(|c| !c.is_whitespace()).count();
        // "0:00:13.8 **Name** So.": behind a time bold type is at the beginning.
        if self.is_bold() && self.lead == 0 && label::is_time(&self.text) {
            self.lead = self.text.len();
        }
        if self.is_bold() && self.lead == self.text.len() {
            self.lead += text.len();
        }
        self.seen += visible;
        self.seen_strong += if self.is_bold() { visible } else { 0 };
        self.seen_emphasis += if self.emphasis > 0 || self.tags.italic { visible } else { 0 };
        self.seen_set += if self.tags.other > 0 { visible } else { 0 };
        self.way = if self.way == 0 { self.tags.other } else { self.way };
        self.seen_picture += if self.picture > 0 { visible } else { 0 };
        self.text.push_str(text);
        self.grow(range);
    }

    fn soft_break(&mut self, range: &Range<usize>) {
        let next = self.source[range.end..].split('\n').next().unwrap_or("").trim();
        let next = next.trim_start_matches(['>', ' ']);
        let labelled = || {
            let name = label::read(next, 0).map(|hit| &next[hit.name()]);
            name.is_some_and(|name| self.labels.contains_key(name))
        };
        let line = self.source[..range.start].rsplit('\n').next().map_or(0, str::len);
        let begins = next.starts_with("**") || next.starts_with("__") || labelled();
        let alone = || {
            let hit = label::read(&self.text, 0).filter(|hit| hit.body() == self.text.len());
            hit.is_some_and(|hit| self.labels.contains_key(&self.text[hit.name()]))
        };
        let turn = self.dashed && visual::is_stroke(&self.text);
        let closes = flanks::closes(&self.source[range.end..]);
        if begins && !closes || self.rows || line > LONG_LINE || turn || alone() {
            self.flush();
            // Who speaks in the next line does not speak in the note.
            self.note &= !begins;
        } else if let Some(last) = self.text.chars().next_back()
            && !next.chars().next().is_some_and(|next| unspaced(last, next))
        {
            self.lead += usize::from(self.is_bold() && self.lead == self.text.len());
            self.text.push(' ');
        }
    }

    /// A block of HTML: comments that stand before all else are kept as such; of the rest the text between the tags is, in
    /// paragraphs where the tags part it.
    fn html_block(&mut self) {
        let html = self.html.take().unwrap_or_default();
        self.text.clear();
        self.span = None;
        let mut begun = false;
        for (part, at) in html.parts() {
            let (text, place) = html.text(&at);
            match part {
                Part::Comment if !begun => {
                    let inside = text.trim_start_matches("<!--");
                    self.comment(inside.strip_suffix("-->").unwrap_or(inside), &place);
                }
                Part::Comment => {}
                Part::Tag(parts) => {
                    begun = true;
                    self.html_tag(text, parts);
                }
                Part::Text if text.is_empty() => self.html_blank(),
                Part::Text => {
                    begun = true;
                    if html.is_apart(&at) {
                        self.html_blank();
                    }
                    if self.text.is_empty() && flanks::is_marked(text) {
                        self.bold_in_html(text, &place);
                    } else {
                        self.push(&text.split_whitespace().collect::<Vec<_>>().join(" "), &place);
                    }
                    if html.ends_apart(&at) {
                        self.html_blank();
                    }
                }
            }
        }
        self.html_flush();
        (self.heading, self.tags) = (0, html_faces::Open::default());
    }

    /// A tag in a block of HTML.
    fn html_tag(&mut self, tag: &str, parts: Parts) {
        match parts {
            Parts::Paragraphs => {
                self.html_flush();
                let level = markdown_html::heading(&markdown_html::name(tag)).unwrap_or(0);
                self.heading = if tag.starts_with("</") { 0 } else { level };
            }
            Parts::Words => self.html_blank(),
            Parts::Nothing => {}
        }
        let ended = self.tags.take(tag) && self.lead_end == 0;
        self.lead_end = if ended { self.span.as_ref().map_or(0, |span| span.end) } else { self.lead_end };
    }

    fn html_flush(&mut self) {
        self.text.truncate(self.text.trim_end().len());
        self.flush();
    }

    /// A blank between words of a block of HTML.
    fn html_blank(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with(' ') {
            self.lead += usize::from(self.is_bold() && self.lead == self.text.len());
            self.text.push(' ');
        }
    }

    fn comment(&mut self, inside: &str, range: &Range<usize>) {
        let one_line = inside.split_whitespace().collect::<Vec<_>>().join(" ");
        self.raws.push(Raw {
            kind: Kind::Comment,
            text: markdown_html::exact(inside, one_line).into(),
            source: range.clone(),
            ..Raw::default()
        });
    }

    /// Bold type in a paragraph of HTML, where Markdown has none, but who writes it there means it.
    fn bold_in_html(&mut self, text: &str, range: &Range<usize>) {
        for event in Parser::new(text) {
            match event {
                Event::Start(tag @ (Tag::Strong | Tag::Emphasis)) => self.start(&tag, range),
                Event::End(tag @ (TagEnd::Strong | TagEnd::Emphasis)) => self.end(tag, range),
                Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) | Event::Html(text) => {
                    self.push(&text, range);
                }
                _ => {}
            }
        }
    }

    fn flush(&mut self) {
        let mut text = std::mem::take(&mut self.text);
        let span = self.span.take();
        let mut classed = None;
        if text.contains('{') {
            let (taken, said) = attributes::take(&mut text, self.heading > 0);
            let gone = taken.chars().filter(|c| !c.is_whitespace()).count();
            // Where all is bold, what was taken out may have been, too.
            self.seen_strong = self.seen_strong.min(self.seen.saturating_sub(gone));
            self.seen_emphasis = self.seen_emphasis.min(self.seen.saturating_sub(gone));
            self.seen_set = self.seen_set.min(self.seen.saturating_sub(gone));
            self.seen = self.seen.saturating_sub(gone);
            classed = said;
        }
        if text.contains("**")
            && let Some((lead, whole)) = flanks::take(&mut text)
        {
            self.lead = lead;
            self.seen_strong = if whole { self.seen } else { self.seen_strong.max(usize::from(lead > 0)) };
        }
        if !text.trim().is_empty()
            && let Some(source) = span
        {
            // What a picture shows is nobody's turn.
            let shown = self.seen > 0 && self.seen_picture == self.seen && self.heading == 0;
            let shared = self.letters.sharing(source.clone(), &text);
            self.raws.push(Raw {
                source,
                kind: if shown { Kind::Comment } else { Kind::Text },
                heading: self.heading,
                bold: self.seen > 0 && self.seen_strong == self.seen,
                italic: self.seen > 0 && self.seen_emphasis == self.seen,
                tint: self.tints.of(if self.seen_set == self.seen { self.way } else { 0 }),
                quote: self.quotes > 0,
                note: self.note,
                item: self.item,
                lead: if self.seen_strong > 0 { self.lead.min(text.len()) as u32 } else { 0 },
                lead_end: self.lead_end as u32,
                said: self.cell.filter(|_| self.grid == Some(Talk::Asked)).map(|cell| cell == 0).or(classed),
                text: shared,
                ..Raw::default()
            });
        }
        (self.seen, self.seen_strong, self.seen_emphasis, self.seen_picture) = (0, 0, 0, 0);
        (self.seen_set, self.way) = (0, 0);
        (self.lead, self.lead_end, self.item) = (0, 0, Item::No);
    }
}

fn depth(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str, from: usize) -> Vec<Raw> {
        super::read(&source.into(), from)
    }
    use proptest::prelude::*;

    #[test]
    fn lines_of_a_page_without_empty_ones_are_paragraphs() {
        let long = "They came by boat, in the winter of the great ice, and stayed. ".repeat(5);
        let page: String = format!("**Mara:** Who came?\n**Jens:** {long}\n{long}\n").repeat(8);
        let raws = |source: &str| read(&Stretch::from(source.to_owned()), 0).len();
        assert_eq!(raws(&format!("{page}More talks\nThe light\nMay 3, 2021\n")), 8 * 3 + 3);
        assert_eq!(raws("They came by boat,\nin the winter\nof the great ice.\n"), 1);
    }

    #[test]
    fn blocks_of_html_are_paragraphs_where_their_tags_part_them() {
        let told = |source: &str| -> Vec<String> {
            let raws = read(source, 0);
            let mut end = 0;
            for raw in &raws {
                assert!(raw.source.start >= end && source.is_char_boundary(raw.source.end), "{source}");
                end = raw.source.end;
            }
            let face = |raw: &Raw| {
                let letters = [(raw.bold, "b"), (raw.italic, "i"), (raw.tint > 0, "t")];
                letters.iter().filter(|(set, _)| *set).map(|(_, letter)| *letter).collect::<String>()
            };
            raws.iter().map(|raw| format!("{}{}|{}", face(raw), "#".repeat(raw.heading.into()), raw.text)).collect()
        };
        for (source, want) in [
            (
                "<p style=\"display: inline\"><b>Why boats?</b></p>\n<br/>\nThey float.\n",
                &["b|Why boats?", "|They float."][..],
            ),
            ("<div>One</div>\n<div>Two</div>\n<h3>Three</h3> Four\n", &["|One", "|Two", "###|Three", "|Four"]),
            ("<p>Wh<b>y</b> <em>now</em>?</p>\n", &["|Why now?"]),
            ("<p> <b><i>And</i> so?</b> </p>\n", &["b|And so?"]),
            ("<p><em>And</em> <em>so?</em></p>\n", &["i|And so?"]),
            ("<p><b>And</b> so?</p>\n", &["|And so?"]),
            ("<details><summary>Why?</summary>So.</details>\n", &["t|Why?", "|So."]),
            (
                "<table><tr><td>Mara</td><td>Why?</td></tr>\n<tr><td>Jens</td><td>So.</td></tr></table>\n",
                &["|Mara Why?", "|Jens So."],
            ),
            ("<center>3 < 4 <laughs></center>\n", &["|3 < 4 <laughs>"]),
            ("> <p>One\n> two</p>\n> <p>three</p>\n", &["|One two", "|three"]),
            ("<!-- page: x -->\n<!-- y --><p>One<!-- z --></p>\n", &["|page: x", "|y", "|One"]),
            ("<p>**Mara:** Why?</p><p>So.</p>\n", &["|Mara: Why?", "|So."]),
        ] {
            assert_eq!(told(source), want, "{source}");
        }
    }

    #[test]
    fn marks_are_seen_and_markup_is_not() {
        let raws = read(
            "# Boats\n\n**Mara:** Why *boats*?\n\n3. Three\n   still\n\n> quoted\n\n**All bold**\n\n---\n\n<!-- page: x -->\n",
            0,
        );
        let texts: Vec<_> = raws.iter().map(|raw| raw.text.as_str()).collect();
        assert_eq!(texts, ["Boats", "Mara: Why boats?", "3. Three still", "quoted", "All bold", "", "page: x"]);
        assert_eq!(raws[0].heading, 1);
        assert_eq!(raws[1].lead(), 5);
        assert_eq!(raws[2].item, Item::Number);
        assert!(raws[3].quote && raws[4].bold && raws[5].kind == Kind::Rule && raws[6].kind == Kind::Comment);
    }

    #[test]
    fn notes_are_numbered_as_they_are_met_and_keep_their_sign() {
        let source = "**Why[^b]?**\n\nThey float[^A].\n\n[^a]: See *this*.\n\n    And that.\n\nOn[^none].\n\n[^c]:\n\n[^b]: \
                      Last.\n**Mara:** Not this.\n";
        let raws = read(source, 0);
        let texts: Vec<_> = raws.iter().map(|raw| (raw.note, raw.text.as_str())).collect();
        assert_eq!(
            texts,
            [
                (false, "Why[1]?"),
                (false, "They float[2]."),
                (true, "[2] See this."),
                (true, "And that."),
                (false, "On[^none]."),
                (true, "[3]"),
                (true, "[1] Last."),
                (false, "Mara: Not this."),
            ]
        );
        assert!(raws[0].bold && !raws[1].bold);
    }

    #[test]
    fn a_forced_break_or_a_label_parts_paragraphs() {
        assert_eq!(read("**A:** one  \n**B:** two\n**A:** three\n", 0).len(), 3);
        assert_eq!(read("Mara: one\nJens: two\nMara: three\nand on\nJens: four", 0).len(), 4);
        // A row that ends between characters that are written without blanks ends no word.
        assert_eq!(read("心里忽然\n很难过。\nand 東\n東", 0)[0].text, "心里忽然很难过。 and 東東");
    }

    #[test]
    fn remarks_in_angle_brackets_are_text_and_tags_are_not() {
        let text = |source: &str| read(source, 0).iter().map(|raw| raw.text.to_string()).collect::<Vec<_>>();
        assert_eq!(
            text("So <laughs> it <b>was</b>.\n\n<phone rings>\n\n<div class=x>In it <sighs></div>\n"),
            ["So <laughs> it was.", "<phone rings>", "In it <sighs>"]
        );
    }

    proptest! {
        #[test]
        fn words_are_kept(words in prop::collection::vec("[a-zé]{1,8}[.?]?", 1..60), breaks in prop::collection::vec(0_usize..5, 60)) {
            let mut source = String::new();
            for (word, part) in words.iter().zip(breaks) {
                source.push_str(["", "**", "- ", "> ", "# "][part]);
                source.push_str(word);
                source.push_str([" ", "** ", "\n", "\n\n", "\n\n"][part]);
            }
            let raws = read(&source, 0);
            let joined = raws.iter().map(|raw| raw.text.as_str()).collect::<String>();
            for word in &words {
                prop_assert!(joined.contains(word.trim_end_matches(['.', '?'])), "{word} in {joined:?} of {source:?}");
            }
        }

        #[test]
        fn nothing_panics(source in any::<String>()) {
            let _ = (read(&source, 0), super::super::markdown_told::is_markdown(&source));
        }
    }
}
