//! From a decoded document to an [`Interview`]: never fails, never panics.
//!
//! Every format first becomes a list of paragraphs with their marks ([`raw::Raw`]); recognition only gives them roles
//! and speakers ([`roles`]), so nothing can be lost. Our own form is read to the letter ([`strict`]); everything else by
//! inference, which can say in a sentence how it decided.

pub mod adapt;
pub mod addressed;
pub mod again;
pub mod aliases;
mod arrows;
pub mod attributes;
pub mod banner;
pub mod bare;
pub mod behind;
pub mod beside;
pub mod billed;
pub mod bodies;
pub mod bracketed;
pub mod build;
pub mod bylines;
pub mod cases;
pub mod cast;
mod chain;
pub mod chat;
pub mod conducted;
pub mod corrected;
mod counted;
pub mod court;
pub mod dates;
pub mod edges;
pub mod emphasis;
pub mod examiners;
pub mod eye;
pub mod features;
mod fields;
pub mod fixed;
pub mod flanks;
pub mod foot;
pub mod forum;
pub mod front_matter;
pub mod front_matter_forms;
pub mod gaps;
pub mod greetings;
pub mod grid;
pub mod guests;
pub mod habits;
pub mod hearings;
pub mod html_faces;
pub mod hyphens;
pub mod inside;
pub mod label;
mod label_names;
pub mod lead_in;
pub mod led;
pub mod letters;
pub mod mail;
mod margin;
pub mod markdown;
mod markdown_html;
mod markdown_pieces;
mod markdown_told;
pub mod minutes;
pub mod name_words;
pub mod naming;
pub mod once;
pub mod one_name;
pub mod opening;
pub mod order;
pub mod original;
pub mod own;
pub mod pages;
pub mod papers;
pub mod people;
pub mod plain;
pub mod presented;
pub mod pulled;
pub mod raw;
pub mod reading;
pub mod roles;
pub mod rows;
pub mod run_in;
pub mod set_lines;
pub mod several;
pub mod sheets;
pub mod signs;
mod spaced;
pub mod speakers;
pub mod stamps;
pub mod stated;
pub mod strict;
pub mod strokes;
pub mod subheads;
mod swallowed;
pub mod tables;
pub mod tags;
pub mod talk;
pub mod talk_words;
pub mod third;
pub mod titles;
pub mod told;
pub mod tongues;
pub mod turns;
pub mod unasked;
mod underlined;
mod united;
pub mod verse;
pub mod visual;
pub mod whether;
pub mod who;
pub mod wide_names;

pub use original::{Original, Reading};

use again::Read;

use super::given::Given;
use super::{Interview, Meta};
use crate::text::{CleanText, Stretch};
use raw::Raw;

/// What kind of text a document is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown, our own form included.
    Markdown,
    /// One of the two, told by what stands in it and by the file's name.
    #[default]
    Auto,
}

/// Reads a whole decoded and cleaned document. `name_hint` is the file's name, if there is one: its ending may settle
/// the format.
pub fn parse(source: &CleanText, format: Format, name_hint: Option<&str>) -> Interview {
    parse_around(source, format, name_hint, &Given::default(), None).interview
}

/// The paragraphs of a text before recognition, and what its head says; `None` of a text that is read otherwise: in our own
/// form, or in blocks.
pub fn paragraphs(source: &CleanText, format: Format, name_hint: Option<&str>) -> Option<(Vec<Raw>, Meta)> {
    match written(source, format, name_hint) {
        Written::Loosely(raws, meta) => Some((raws, meta)),
        Written::Finely | Written::Strictly(..) => None,
    }
}

/// How a text is written, and so how it is read.
enum Written {
    /// In so many short lines that only blocks of them can be shown.
    Finely,
    /// In our own form: the entries of its head, and where the text begins.
    Strictly(Vec<front_matter::Entry>, usize),
    /// In any other way: paragraphs to be recognised.
    Loosely(Vec<Raw>, Meta),
}

fn written(source: &CleanText, format: Format, name_hint: Option<&str>) -> Written {
    if plain::is_too_fine(source) {
        return Written::Finely;
    }
    if format != Format::Markdown
        && let Some(raws) = forum::read(source)
    {
        return Written::Loosely(raws, Meta::default());
    }
    if let Some(bare) = margin::strip(source).filter(|_| !mail::has_sides(source)) {
        let text = Stretch::from(bare.text.as_str());
        let (mut raws, meta) = match marked_up(&text, format, name_hint) {
            Some((entries, from)) => (markdown::read(&text, from), build::meta(&entries)),
            None => (plain::read(&text, 0), Meta::default()),
        };
        bare.lead_back(&mut raws);
        return Written::Loosely(raws, meta);
    }
    match marked_up(source, format, name_hint) {
        Some((entries, from)) if strict::is_strict(&entries) => Written::Strictly(entries, from),
        Some((entries, from)) => Written::Loosely(markdown::read(source.letters(), from), build::meta(&entries)),
        None => Written::Loosely(plain::read(source.letters(), 0), Meta::default()),
    }
}

/// The entries at the head of a text in Markdown, and where the text begins; `None` of plain text.
fn marked_up(source: &str, format: Format, name_hint: Option<&str>) -> Option<(Vec<front_matter::Entry>, usize)> {
    is_markdown(source, format, name_hint).then(|| front_matter::read(source).unwrap_or_default())
}

fn is_markdown(source: &str, format: Format, name_hint: Option<&str>) -> bool {
    let named = match format {
        Format::Text => false,
        Format::Markdown => true,
        Format::Auto => has_markdown_name(name_hint) || markdown_told::is_markdown(source),
    };
    named && !markdown_told::is_too_dense(source)
}

/// The same around what the reader stated of whole paragraphs, with the uncorrected reading.
fn parse_around(
    source: &CleanText,
    format: Format,
    name_hint: Option<&str>,
    given: &Given,
    base: Option<&Read>,
) -> Read {
    match written(source, format, name_hint) {
        Written::Finely => build::whole(plain::read_coarsely(source)).into(),
        Written::Strictly(entries, from) => strict::read(source, &entries, from).into(),
        Written::Loosely(raws, meta) => build::build_around(source, raws, meta, given, base),
    }
}

fn has_markdown_name(name: Option<&str>) -> bool {
    let ending = name.and_then(|name| name.rsplit_once('.')).map(|(_, ending)| ending.to_ascii_lowercase());
    matches!(ending.as_deref(), Some("md" | "markdown" | "mdown" | "mkd"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Without blanks, and without hyphens, which part words at the ends of rows.
    fn bare(text: &str) -> String {
        text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect()
    }

    /// Pieces that interviews are made of, glued in any order.
    fn glued() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "Mara Olsen: Why did you go to sea?",
            "Jens: It was there.",
            "JENS DAHL: Mm-hm.",
            "Q: And then?",
            "A: Then nothing.",
            "Q. Really?",
            "What did the storm do to the boats that lay in the harbour?",
            "It broke two of them. The third, which was mine, it carried up the street.",
            "**Mara:** Who came?",
            "**Jens:** Nobody.",
            "## The storm",
            "# Boats",
            "1. What is a boat?",
            "- a list",
            "[laughter]",
            "[00:01:02] Mara: Where?",
            "Mara Olsen",
            "Jens Dahl",
            "Date: 3 May 2021",
            "Share this:",
            "Leave a Reply",
            "Please note: these are her own views.",
            "Mara Olsen '09 interviewed Dr. Jens Dahl on May 3rd, 2021.",
            "Thank you for your time.",
            "<!-- page: x -->",
            "---",
            "***",
            "interview: 1",
            "Why?",
            "记者：为什么？",
        ]);
        let part = prop::sample::select(vec!["\n", "\n\n", "\n\n\n", " "]);
        prop::collection::vec((piece, part), 0..40).prop_map(|all| all.into_iter().flat_map(|(a, b)| [a, b]).collect())
    }

    /// Everything of the source is in a paragraph, or is a label that went to the people.
    fn nothing_is_lost(source: &str) -> Result<(), TestCaseError> {
        let source = CleanText::new(source);
        let interview = parse(&source, Format::Text, None);
        prop_assert_eq!(interview.check(), Ok(()));
        let labels: Vec<&CleanText> = interview.people.iter().flat_map(|person| &person.labels).collect();
        let mut end = 0;
        for paragraph in &interview.paragraphs {
            prop_assert!(source[end..paragraph.source.start].trim().is_empty(), "lost before {:?}", paragraph.source);
            let (from, text) = (bare(&source[paragraph.source.clone()]), bare(&paragraph.text));
            prop_assert!(from.ends_with(&text), "{} is not the end of {}", text, from);
            let label = &from[..from.len() - text.len()];
            prop_assert!(
                label.is_empty() || labels.iter().any(|known| label.contains(&bare(known))),
                "{} is lost",
                label
            );
            end = paragraph.source.end;
        }
        prop_assert!(source[end..].trim().is_empty(), "the end is lost");
        Ok(())
    }

    proptest! {
        #![proptest_config(crate::cases(300))]
        #[test]
        fn nothing_is_lost_of_any_text(source in any::<String>()) {
            nothing_is_lost(&source)?;
        }

        #[test]
        fn nothing_is_lost_of_interviews(source in glued()) {
            nothing_is_lost(&source)?;
        }

        #[test]
        fn every_format_gives_a_whole_interview(source in glued(), format in 0..3) {
            let format = [Format::Text, Format::Markdown, Format::Auto][format as usize];
            let head = if source.len() % 3 == 0 { "---\ninterview: 1\npeople:\n- {name: Mara}\n---\n" } else { "" };
            let interview = parse(&CleanText::new(&format!("{head}{source}")), format, None);
            prop_assert_eq!(interview.check(), Ok(()));
            let once_more = parse(&CleanText::new(&format!("{head}{source}")), format, None);
            prop_assert_eq!(&once_more.exchanges, &interview.exchanges, "the same text is read in two ways");
            prop_assert_eq!(&once_more.people, &interview.people, "the same text is read in two ways");
            let written = super::super::write_markdown::to_markdown(&interview);
            let again = parse(&CleanText::new(&written), Format::Auto, None);
            prop_assert_eq!(&again.exchanges, &interview.exchanges, "{}", written);
            prop_assert_eq!(&again.people, &interview.people, "{}", written);
            prop_assert_eq!(&again.meta, &interview.meta, "{}", written);
            let told = |interview: &Interview| interview.paragraphs.iter().map(|p| (p.role, p.speaker, p.time, p.text.clone())).collect::<Vec<_>>();
            prop_assert_eq!(told(&again), told(&interview), "{}", written);
        }
    }
}
