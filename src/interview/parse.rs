//! From a decoded document to an [`Interview`]: never fails, never panics.
//!
//! Every format first becomes a list of paragraphs with their marks ([`raw::Raw`]); recognition only gives them roles
//! and speakers ([`roles`]), so nothing can be lost. Our own form is read to the letter ([`strict`]); everything else by
//! inference, which can say in a sentence how it decided.

pub mod build;
pub mod chain;
pub mod dates;
pub mod edges;
pub mod features;
pub mod front_matter;
pub mod label;
pub mod markdown;
pub mod people;
pub mod plain;
pub mod raw;
pub mod roles;
pub mod speakers;
pub mod strict;
pub mod tables;
pub mod turns;
pub mod visual;

use super::{Interview, Meta};
use crate::text::CleanText;

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
    let markdown = match format {
        Format::Text => false,
        Format::Markdown => true,
        Format::Auto => has_markdown_name(name_hint) || markdown::is_markdown(source),
    };
    if !markdown {
        return build::build(source, plain::read(source, 0), Meta::default());
    }
    let (entries, from) = front_matter::read(source).unwrap_or_default();
    if strict::is_strict(&entries) {
        return strict::read(source, &entries, from);
    }
    build::build(source, markdown::read(source, from), build::meta(&entries))
}

fn has_markdown_name(name: Option<&str>) -> bool {
    let ending = name.and_then(|name| name.rsplit_once('.')).map(|(_, ending)| ending.to_ascii_lowercase());
    matches!(ending.as_deref(), Some("md" | "markdown" | "mdown" | "mkd"))
}
