//! A document that holds several interviews as a book of them.

use super::{Extract, Form};
use crate::interview::Meta;
use crate::interview::parse::bare::Bare;
use crate::interview::parse::raw::Raw;
use crate::interview::parse::several::{self, Part};
use crate::text::CleanText;

/// The interviews in the paragraphs of a document, each with its title; empty where it is one.
pub fn split(source: &CleanText, raws: &[Raw], meta: &Meta) -> Vec<(String, Extract)> {
    let parts = several::find(source, raws);
    let begins = |part: &Part| raws.get(part.raws.start).map_or(source.len(), |raw| raw.source.start);
    let starts: Vec<usize> = (0..parts.len()).map(|at| if at == 0 { 0 } else { begins(&parts[at]) }).collect();
    let ends = starts.iter().copied().skip(1).chain([source.len()]);
    let shift = |raw: &Raw, by: usize| Raw {
        source: raw.source.start - by..raw.source.end - by,
        lead_end: raw.lead_end.saturating_sub(by as u32),
        ..raw.clone()
    };
    parts
        .iter()
        .zip(starts.iter().zip(ends))
        .map(|(part, (&start, end))| {
            let mut own = meta.clone();
            if let Some(whole) = own.title.replace(CleanText::line(&part.title)) {
                own.other.push((CleanText::from("book"), whole));
            }
            let source = CleanText::from(&source[start..end]);
            let own_raws = raws[part.raws.clone()].iter().map(|raw| shift(raw, start)).collect();
            let extract = Extract {
                bare: Bare::new(&source, own_raws),
                source,
                meta: own,
                warnings: Vec::new(),
                form: Form::Guess,
            };
            (part.title.clone(), extract)
        })
        .collect()
}
