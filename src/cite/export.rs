//! The reader's marks on one interview, written out.

use super::quotation::Quotation;
use super::record::Record;
use super::{Source, blocks, copy, data, styles, tables};

/// A mark, as far as it is exported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its number in the marks file.
    pub id: u64,
    /// The words and where they stand; `None` where their place is not known any more.
    pub quotation: Option<Quotation>,
    /// The words as they were when they were marked.
    pub text: String,
    /// Whether other words stand there now, to which they were changed.
    pub changed: bool,
    /// The note, of one or more lines; empty for none.
    pub note: String,
    /// Tags in the note, without `#`.
    pub tags: Vec<String>,
    /// Letters that name the place.
    pub letters: String,
    /// Milliseconds since 1970 when it was made.
    pub created: u64,
    /// Milliseconds since 1970 of its last change.
    pub updated: u64,
}

impl Item {
    /// The words as they stand now, else as they were.
    pub fn words(&self) -> &str {
        self.quotation.as_ref().map_or(&self.text, |quotation| &quotation.text)
    }

    /// "q. 5, para. 3", or that it is lost.
    pub fn place(&self) -> String {
        self.quotation.as_ref().map_or_else(|| "place not known any more".to_owned(), Quotation::place_words)
    }
}

/// A form of export that is built in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Markdown, by question.
    Markdown,
    /// Org, by question.
    Org,
    /// A table with the columns of an index of segments.
    Csv,
    /// One JSON object a line.
    JsonLines,
    /// Notes for Anki.
    Anki,
    /// Web Annotations in a collection.
    WebAnnotation,
    /// The source as CSL data.
    Csl,
    /// The source as an entry for BibLaTeX.
    BibLatex,
    /// The source as a record in RIS.
    Ris,
}

impl Target {
    /// All of them, in the order of lists.
    pub const ALL: [Self; 9] = [
        Self::Markdown,
        Self::Org,
        Self::Csv,
        Self::JsonLines,
        Self::Anki,
        Self::WebAnnotation,
        Self::Csl,
        Self::BibLatex,
        Self::Ris,
    ];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Markdown => "markdown",
            Self::Org => "org",
            Self::Csv => "csv",
            Self::JsonLines => "jsonl",
            Self::Anki => "anki",
            Self::WebAnnotation => "webannotation",
            Self::Csl => "csl",
            Self::BibLatex => "biblatex",
            Self::Ris => "ris",
        }
    }

    /// What it is, in a few words.
    pub fn about(self) -> &'static str {
        match self {
            Self::Markdown => "quotations and notes, by question",
            Self::Org => "the same for Org",
            Self::Csv => "a table: question, time, first words, synopsis, keywords",
            Self::JsonLines => "one mark a line, for programs",
            Self::Anki => "cards: the question, and what you marked",
            Self::WebAnnotation => "JSON-LD, as annotation tools read it",
            Self::Csl => "the interview for Zotero, pandoc and others",
            Self::BibLatex => "the interview for LaTeX",
            Self::Ris => "the interview for EndNote and others",
        }
    }

    /// The same in 21 characters at most, for narrow screens.
    pub fn in_short(self) -> &'static str {
        match self {
            Self::Markdown => "quotations and notes",
            Self::Org => "the same for Org",
            Self::Csv => "a table of the marks",
            Self::JsonLines => "one mark a line",
            Self::Anki => "cards to learn with",
            Self::WebAnnotation => "JSON-LD, linked data",
            Self::Csl => "for Zotero and pandoc",
            Self::BibLatex => "for LaTeX",
            Self::Ris => "for EndNote",
        }
    }

    /// The usual ending of a file of this kind.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Org => "org",
            Self::Csv => "csv",
            Self::JsonLines => "jsonl",
            Self::Anki => "tsv",
            Self::WebAnnotation => "jsonld",
            Self::Csl => "json",
            Self::BibLatex => "bib",
            Self::Ris => "ris",
        }
    }
}

/// Writes marks. Citation data is about the source, and the same whatever is marked in it.
pub fn write(source: &Source<'_>, items: &[Item], target: Target) -> String {
    match target {
        Target::Markdown => outline(source, items, &Markdown),
        Target::Org => outline(source, items, &Org),
        Target::Csv => tables::csv(source, items),
        Target::JsonLines => tables::json_lines(source, items),
        Target::Anki => tables::anki(source, items),
        Target::WebAnnotation => tables::annotations(source, items),
        Target::Csl => data::csl_data(&source.record),
        Target::BibLatex => data::biblatex(&source.record),
        Target::Ris => data::ris(&source.record, None),
    }
}

/// How an outline is written.
trait Outline {
    fn heading(&self, level: usize, text: &str) -> String;
    fn citation(&self, record: &Record) -> String;
    fn text(&self, text: &str) -> String;
    fn quotation(&self, source: &Source<'_>, quotation: &Quotation) -> String;
    fn lost(&self, text: &str) -> String;
}

struct Markdown;

impl Outline for Markdown {
    fn heading(&self, level: usize, text: &str) -> String {
        // After its signs nothing in a heading is the beginning of a line.
        let text = copy::escape_markdown(&format!("x{text}"));
        format!("{} {}\n", "#".repeat(level), text.strip_prefix('x').unwrap_or(&text))
    }

    fn citation(&self, record: &Record) -> String {
        styles::chicago_bibliography(record).markdown()
    }

    fn text(&self, text: &str) -> String {
        // A tag at the beginning of a line stays a tag: without a blank after the sign it is no heading.
        let line = |line: &str| match line.strip_prefix('#').filter(|rest| rest.starts_with(char::is_alphanumeric)) {
            Some(rest) => format!("#{}", copy::escape_markdown(rest)),
            None => copy::escape_markdown(line),
        };
        text.split('\n').map(line).collect::<Vec<_>>().join("\n")
    }

    fn quotation(&self, source: &Source<'_>, quotation: &Quotation) -> String {
        blocks::markdown(source, quotation)
    }

    fn lost(&self, text: &str) -> String {
        text.split('\n').flat_map(|line| ["> ".to_owned(), copy::escape_markdown(line), "\n".to_owned()]).collect()
    }
}

struct Org;

impl Outline for Org {
    fn heading(&self, level: usize, text: &str) -> String {
        format!("{} {text}\n", "*".repeat(level))
    }

    fn citation(&self, record: &Record) -> String {
        styles::chicago_bibliography(record).org()
    }

    fn text(&self, text: &str) -> String {
        text.split('\n').map(blocks::org_line).collect::<Vec<_>>().join("\n")
    }

    fn quotation(&self, source: &Source<'_>, quotation: &Quotation) -> String {
        blocks::org(source, quotation)
    }

    fn lost(&self, text: &str) -> String {
        let text = text.split('\n').map(blocks::org_line).collect::<Vec<_>>().join("\n");
        format!("#+begin_quote\n{text}\n#+end_quote\n")
    }
}

/// Title and citation, then the marks under the questions they belong to, and the lost ones last.
fn outline(source: &Source<'_>, items: &[Item], how: &dyn Outline) -> String {
    let record = &source.record;
    let mut out = how.heading(1, record.title.as_deref().unwrap_or(&record.name));
    out.push_str(&format!("\n{}\n", how.citation(record)));
    let mut under = None;
    for item in items {
        let place = item.quotation.as_ref().map(|quotation| quotation.place);
        let heading = match place {
            None => "Place not known any more".to_owned(),
            Some(place) => match place.question() {
                Some(question) => format!("{question}. {}", source.asked(question)),
                None if matches!(place, crate::interview::place::Place::Closing(_)) => "Closing notes".to_owned(),
                None => "Introduction".to_owned(),
            },
        };
        if under.as_ref() != Some(&heading) {
            out.push_str(&format!("\n{}", how.heading(2, &heading)));
            under = Some(heading);
        }
        let block = match &item.quotation {
            Some(quotation) => how.quotation(source, quotation),
            None => how.lost(&item.text),
        };
        out.push_str(&format!("\n{block}"));
        if !item.note.is_empty() {
            out.push_str(&format!("\n{}\n", how.text(&item.note)));
        }
    }
    out
}
