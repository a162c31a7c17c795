//! The commands that quote, list, export and verify: from files to text on standard output.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use serde_json::{Value, json};

use super::kept::Opened;
use super::open::Which;
use super::paths::Paths;
use super::run::{print_text, source};
use super::{export, merging, templates};
use crate::app::quoting::{details, item};
use crate::cite::export::{Item, Target, write};
use crate::cite::{Detail, Form, Quotation, Source, quotation, tables, template};
use crate::cli::quotes::{Export, ExportTo, FormName, Marks, MarksAction, Quote, Show};
use crate::interview::{Clip, ParaId, Role};
use crate::text::CleanText;

/// Exit status for a place that is not there, and for quotations that are not true.
pub const MISSING: u8 = 1;

impl Opened {
    fn source(&self) -> Source<'_> {
        let document = &self.document;
        let name = document.file_name();
        Source::new(&document.interview, &document.places, (&name, &document.hash), &details(self.shelf.marks()))
    }

    /// Says that there are no such marks: an empty file would leave it open whether that is so.
    fn say_none(&self, tag: Option<&str>, question: Option<usize>) {
        let tag =
            tag.map_or_else(String::new, |tag| format!(" with #{}", CleanText::line(tag.trim_start_matches('#'))));
        let on = question.map_or_else(String::new, |question| format!(" on question {question} and its answer"));
        let _ = writeln!(io::stderr(), "inquit: {} has no marks{tag}{on}.", self.document.name);
    }

    fn items(&self, tag: Option<&str>) -> Vec<Item> {
        let tag = tag.map(|tag| tag.trim_start_matches('#').to_lowercase());
        let has =
            |item: &Item| tag.as_ref().is_none_or(|tag| item.tags.iter().any(|other| other.to_lowercase() == *tag));
        self.shelf.marks().all().iter().map(|mark| item(mark, &self.document)).filter(has).collect()
    }
}

/// A sentence on standard error, and the status for what is not there.
fn missing(sentence: &str) -> ExitCode {
    let _ = writeln!(io::stderr(), "inquit: {sentence}.");
    ExitCode::from(MISSING)
}

/// `inquit show`.
pub fn show(wish: &Show) -> Result<ExitCode, String> {
    let opened = Opened::new(&source(Some(&wish.file)), Which::new(&wish.way)?, wish.as_recognised)?;
    let document = &opened.document;
    let span = match quotation::parse_place(&document.interview, &document.places, &wish.place) {
        Ok(span) => span,
        Err(sentence) => return Ok(missing(&CleanText::line(&sentence))),
    };
    // A question is shown with its answer.
    let mut ids: Vec<ParaId> = (span.start.para.0..=span.end.para.0).map(ParaId).collect();
    if let Some(question) = document.places.get(span.start.para).question()
        && document.interview.para(span.start.para).role != Role::Answer
    {
        ids = document.interview.ids().filter(|id| document.places.get(*id).question() == Some(question)).collect();
    }
    let source = opened.source();
    let one = |id: ParaId| {
        let from = if id == span.start.para { span.start.byte } else { 0 };
        let whole = document.interview.para(id).text.len() as u32;
        let to = if id == span.end.para { span.end.byte } else { whole };
        let anchor = |byte| crate::interview::Anchor { para: id, byte };
        let span = crate::interview::locate::Span { start: anchor(from), end: anchor(to) };
        Quotation::of(&document.interview, &document.places, span)
    };
    if wish.json {
        let list: Vec<Value> = ids.into_iter().map(|id| paragraph_json(&source, &one(id))).collect();
        return print_text(&crate::cite::data::pretty(&Value::Array(list)));
    }
    let texts: Vec<String> = ids.into_iter().map(|id| format!("{}\n", one(id).text)).collect();
    print_text(&texts.join("\n"))
}

fn paragraph_json(source: &Source<'_>, quotation: &Quotation) -> Value {
    let mut out = json!({
        "place": quotation.place_words(), "at": quotation.at(), "text": quotation.text,
    });
    if let Some(question) = quotation.place.question() {
        out["question"] = json!(question);
    }
    if let Some(name) = crate::cite::copy::speaker(source, quotation) {
        out["speaker"] = json!(name.full());
    }
    if let Some(time) = quotation.time {
        out["time"] = json!(time);
    }
    if let Some(Clip { start, end: Some(end) }) = quotation.clip {
        out["clip"] = json!([start as f64 / 1000.0, end as f64 / 1000.0]);
    }
    out
}

/// `inquit quote`.
pub fn quote(wish: &Quote) -> Result<ExitCode, String> {
    let opened = Opened::new(&source(Some(&wish.file)), Which::new(&wish.way)?, wish.as_recognised)?;
    let document = &opened.document;
    let span = match quotation::parse_place(&document.interview, &document.places, &wish.place) {
        Ok(span) => span,
        Err(sentence) => return Ok(missing(&CleanText::line(&sentence))),
    };
    let quotation = Quotation::of(&document.interview, &document.places, span);
    let form = match wish.form {
        FormName::Plain => Form::Plain,
        FormName::Chicago => Form::ChicagoNote,
        FormName::ChicagoBibliography => Form::ChicagoBibliography,
        FormName::Mla => Form::Mla,
        FormName::Apa => Form::Apa,
        FormName::Csl => Form::CslJson,
        FormName::Biblatex => Form::BibLatex,
        FormName::Ris => Form::Ris,
        FormName::Markdown => Form::Markdown,
        FormName::Org => Form::Org,
        FormName::Webannotation => Form::WebAnnotation,
    };
    let source = opened.source();
    let text = form.write(&source, &quotation);
    if !wish.json {
        return print_text(&text);
    }
    let mut out = paragraph_json(&source, &quotation);
    out["form"] = json!(form.title());
    out["citation"] = json!(text.trim_end());
    out["missing"] = source.record.missing().into_iter().map(Detail::key).collect();
    print_text(&crate::cite::data::pretty(&out))
}

/// `inquit marks`.
pub fn marks(wish: &Marks) -> Result<ExitCode, String> {
    if let Some(MarksAction::Merge { files, into, out, force }) = &wish.action {
        return match into {
            Some(into) => merging::take_in(files, into),
            None => merging::merge(files, out.as_deref(), *force),
        };
    }
    let opened = Opened::new(
        &source(wish.file.as_deref().or(Some(Path::new("-")))),
        Which::new(&wish.way)?,
        wish.as_recognised,
    )?;
    let items = opened.items(wish.tag.as_deref());
    if items.is_empty() {
        opened.say_none(wish.tag.as_deref(), None);
    }
    if wish.json {
        return print_text(&tables::json_lines(&opened.source(), &items));
    }
    let lines: Vec<String> = items.iter().map(line).collect();
    print_text(&lines.concat())
}

/// A mark in a line, and its note in lines of its own under it.
fn line(item: &Item) -> String {
    let letters: String = item.letters.chars().flat_map(|letter| ["  place ".to_owned(), letter.to_string()]).collect();
    let mut out = format!("{}  “{}”{letters}\n", item.place(), item.words().replace('\n', " "));
    for line in item.note.lines() {
        out.push_str(&format!("    {line}\n"));
    }
    out
}

/// `inquit export`.
pub fn export(wish: &Export) -> Result<ExitCode, String> {
    let opened = Opened::new(&source(Some(&wish.file)), Which::new(&wish.way)?, wish.as_recognised)?;
    let mut items = opened.items(wish.tag.as_deref());
    if let Some(question) = wish.question {
        let on =
            |item: &Item| item.quotation.as_ref().and_then(|quotation| quotation.place.question()) == Some(question);
        items.retain(on);
    }
    if items.is_empty() && !matches!(wish.to, Some(ExportTo::Csl | ExportTo::Biblatex | ExportTo::Ris)) {
        opened.say_none(wish.tag.as_deref(), wish.question);
    }
    let source = opened.source();
    let text = match (&wish.template, wish.to) {
        (Some(path), _) => {
            let name = CleanText::line(&path.to_string_lossy());
            let markup = path.extension().is_some_and(|ending| template::is_markup(&ending.to_string_lossy()));
            let template = templates::named(path, Paths::find().templates().as_deref())?;
            template::fill(&template, markup, &source, &items).map_err(|sentence| format!("{name}: {sentence}."))?
        }
        (None, Some(to)) => write(&source, &items, target(to)),
        (None, None) => return Err("name a format with --to, or a template with --template.".to_owned()),
    };
    match wish.out.as_deref().filter(|out| *out != Path::new("-")) {
        None => print_text(&text),
        Some(out) => export::write(&text, out, wish.force, opened.path.as_deref()).map(|()| ExitCode::SUCCESS),
    }
}

fn target(to: ExportTo) -> Target {
    match to {
        ExportTo::Markdown => Target::Markdown,
        ExportTo::Org => Target::Org,
        ExportTo::Csv => Target::Csv,
        ExportTo::Jsonl => Target::JsonLines,
        ExportTo::Anki => Target::Anki,
        ExportTo::Webannotation => Target::WebAnnotation,
        ExportTo::Csl => Target::Csl,
        ExportTo::Biblatex => Target::BibLatex,
        ExportTo::Ris => Target::Ris,
    }
}
