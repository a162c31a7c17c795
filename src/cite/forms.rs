//! The forms in which a quotation can be had.

use super::{Quotation, Source, blocks, copy, data, styles};

/// A form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// A note in Chicago style.
    ChicagoNote,
    /// An entry of a bibliography in Chicago style.
    ChicagoBibliography,
    /// MLA 9: what stands in the text, and the entry of the works cited.
    Mla,
    /// APA 7: what stands in the text, and the entry of the references.
    Apa,
    /// A citation in CSL-JSON.
    CslJson,
    /// An entry for BibLaTeX.
    BibLatex,
    /// A record in RIS.
    Ris,
    /// A block quotation in Markdown.
    Markdown,
    /// A block quotation in Org.
    Org,
    /// The words and who said them.
    Plain,
    /// A Web Annotation in JSON-LD.
    WebAnnotation,
}

impl Form {
    /// All forms in the order of lists.
    pub const ALL: [Self; 11] = [
        Self::ChicagoNote,
        Self::ChicagoBibliography,
        Self::Mla,
        Self::Apa,
        Self::CslJson,
        Self::BibLatex,
        Self::Ris,
        Self::Markdown,
        Self::Org,
        Self::Plain,
        Self::WebAnnotation,
    ];

    /// Its name for people.
    pub fn title(self) -> &'static str {
        match self {
            Self::ChicagoNote => "Chicago note",
            Self::ChicagoBibliography => "Chicago bibl.",
            Self::Mla => "MLA",
            Self::Apa => "APA",
            Self::CslJson => "CSL-JSON",
            Self::BibLatex => "BibLaTeX",
            Self::Ris => "RIS",
            Self::Markdown => "Markdown",
            Self::Org => "Org",
            Self::Plain => "plain text",
            Self::WebAnnotation => "Web Annotation",
        }
    }

    /// The quotation in this form, with a line feed at its end.
    pub fn write(self, source: &Source<'_>, quotation: &Quotation) -> String {
        let record = &source.record;
        match self {
            Self::ChicagoNote => format!("{}\n", styles::chicago_note(record, quotation).plain()),
            Self::ChicagoBibliography => format!("{}\n", styles::chicago_bibliography(record).plain()),
            Self::Mla => format!("{}\n\n{}\n", styles::mla_in_text(record), styles::mla_entry(record).plain()),
            Self::Apa => {
                format!("{}\n\n{}\n", styles::apa_in_text(record, quotation), styles::apa_entry(record).plain())
            }
            Self::CslJson => data::csl_citation(record, quotation),
            Self::BibLatex => data::biblatex_citation(record, quotation),
            Self::Ris => data::ris(record, Some(quotation)),
            Self::Markdown => blocks::markdown(source, quotation),
            Self::Org => blocks::org(source, quotation),
            Self::Plain => format!("{}\n", copy::with_place(source, quotation)),
            Self::WebAnnotation => blocks::annotation_text(source, quotation),
        }
    }

    /// One line that shows what it is like.
    pub fn preview(self, source: &Source<'_>, quotation: &Quotation) -> String {
        let record = &source.record;
        match self {
            Self::Mla => format!("{}  Works cited: {}", styles::mla_in_text(record), styles::mla_entry(record).plain()),
            Self::Apa => {
                let speaks = super::copy::speaker(source, quotation).map(|speaker| speaker.family_name());
                let hint =
                    speaks.map_or_else(String::new, |who| format!("  Name the speaker in the text: {who} said …"));
                format!("{}{hint}", styles::apa_in_text(record, quotation))
            }
            Self::CslJson => {
                let mut pieces = vec!["type interview".to_owned()];
                let mut list = |what: &str, names: &[super::names::Name]| {
                    pieces.extend(names.first().map(|name| format!("{what} {}", name.family_name())));
                };
                list("author", &record.interviewees);
                list("interviewer", &record.interviewers);
                pieces.push(format!("locator “{}”", styles::section(quotation)));
                pieces.join(", ")
            }
            Self::BibLatex => {
                format!("\\autocite[{}]{{{}}}, with its entry", styles::section(quotation), record.key())
            }
            Self::Ris => "a record for Zotero, EndNote and others".to_owned(),
            Self::Markdown => format!("> … — [{}]({})", quotation.place_words(), blocks::link(record, quotation)),
            Self::Org => format!("#+begin_quote … [[{}]]", blocks::link(record, quotation)),
            Self::Plain => copy::attribution(source, quotation),
            Self::WebAnnotation => "JSON-LD with the words and what stands around them".to_owned(),
            Self::ChicagoNote | Self::ChicagoBibliography => self.write(source, quotation).trim().to_owned(),
        }
    }
}
