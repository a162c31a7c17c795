//! The commands that quote, list, export and verify.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::Way;

/// A question or a paragraph to print.
#[derive(Debug, Args)]
pub struct Show {
    /// The interview, or - for standard input.
    pub file: PathBuf,
    /// 5 is question 5 with its answer, 5.3 the third paragraph of the answer, 5.2-3 two of them, 5.3.2 a sentence.
    pub place: String,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
    /// What of the file, and how.
    #[command(flatten)]
    pub way: Way,
    /// Leave your corrections out.
    #[arg(long)]
    pub as_recognised: bool,
}

/// A quotation in one of its forms.
#[derive(Debug, Args)]
pub struct Quote {
    /// The interview, or - for standard input.
    pub file: PathBuf,
    /// 5 is question 5, 5.3 the third paragraph of its answer, 5.2-3 two of them, 5.3.2 a sentence.
    pub place: String,
    /// The form.
    #[arg(long, value_name = "FORM", default_value = "plain")]
    pub form: FormName,
    /// Print JSON: the form as text, the words, and what is not known of the source.
    #[arg(long)]
    pub json: bool,
    /// What of the file, and how.
    #[command(flatten)]
    pub way: Way,
    /// Leave your corrections out.
    #[arg(long)]
    pub as_recognised: bool,
}

/// Forms of a quotation.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum FormName {
    /// The words, and who said them where
    Plain,
    /// A note in Chicago style
    Chicago,
    /// An entry of a bibliography in Chicago style
    ChicagoBibliography,
    /// MLA 9: in the text, and the entry of the works cited
    Mla,
    /// APA 7: in the text, and the entry of the references
    Apa,
    /// A citation in CSL-JSON
    Csl,
    /// An entry for BibLaTeX
    Biblatex,
    /// A record in RIS
    Ris,
    /// A block quotation in Markdown
    Markdown,
    /// A block quotation in Org
    Org,
    /// A Web Annotation in JSON-LD
    Webannotation,
}

/// Marks to list, or files to join.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Marks {
    /// What to do instead of listing.
    #[command(subcommand)]
    pub action: Option<MarksAction>,
    /// The interview.
    #[arg(required = true)]
    pub file: Option<PathBuf>,
    /// Print one JSON object a line.
    #[arg(long)]
    pub json: bool,
    /// Only marks with this tag.
    #[arg(long, value_name = "TAG")]
    pub tag: Option<String>,
    /// What of the file, and how.
    #[command(flatten)]
    pub way: Way,
    /// Leave your corrections out.
    #[arg(long)]
    pub as_recognised: bool,
}

/// What can be done with files of marks.
#[derive(Debug, Subcommand)]
pub enum MarksAction {
    /// Join files of marks of one interview: nothing is lost, and nothing is there twice.
    ///
    /// The joined file is printed, or written to OUT. To have the marks of a file among yours, take them in:
    /// inquit marks merge FILE --into INTERVIEW
    #[command(verbatim_doc_comment)]
    Merge {
        /// The files.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Take the marks in the files into those that are kept on this interview (its path, or that of its file of marks);
        /// nothing is printed, and the files stay as they are.
        #[arg(long, value_name = "INTERVIEW", conflicts_with_all = ["out", "force"])]
        into: Option<PathBuf>,
        /// A new file to write to; without it the joined file is printed.
        #[arg(short, long, value_name = "OUT")]
        out: Option<PathBuf>,
        /// Write over OUT where it is there already.
        #[arg(long)]
        force: bool,
    },
}

/// Marks to write out.
#[derive(Debug, Args)]
pub struct Export {
    /// The interview.
    pub file: PathBuf,
    /// The format.
    #[arg(long, value_name = "FORMAT", required_unless_present = "template")]
    pub to: Option<ExportTo>,
    /// A text in which {quote}, {place}, {cite}, {note} and {tags} stand for what each mark has; also by its name in the
    /// folder of templates.
    #[arg(long, value_name = "FILE", conflicts_with = "to")]
    pub template: Option<PathBuf>,
    /// Only marks with this tag.
    #[arg(long, value_name = "TAG")]
    pub tag: Option<String>,
    /// Only marks on this question and its answer.
    #[arg(long, value_name = "N")]
    pub question: Option<usize>,
    /// A new file to write to; without it the text is printed.
    #[arg(short, long, value_name = "OUT")]
    pub out: Option<PathBuf>,
    /// Write over OUT where it is there already.
    #[arg(long)]
    pub force: bool,
    /// What of the file, and how.
    #[command(flatten)]
    pub way: Way,
    /// Leave your corrections out.
    #[arg(long)]
    pub as_recognised: bool,
}

/// Formats of export.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum ExportTo {
    /// Quotations and notes, by question
    Markdown,
    /// The same for Org
    Org,
    /// A table: question, time, first words, synopsis, keywords
    Csv,
    /// One mark a line
    Jsonl,
    /// Cards for Anki
    Anki,
    /// A collection of Web Annotations
    Webannotation,
    /// The interview as CSL-JSON
    Csl,
    /// The interview as an entry for BibLaTeX
    Biblatex,
    /// The interview as a record in RIS
    Ris,
}

/// A draft to compare.
#[derive(Debug, Args)]
pub struct Verify {
    /// The draft: Markdown, text, or any document that is read; - for standard input.
    pub draft: PathBuf,
    /// The interviews that it quotes.
    #[arg(required = true, value_name = "INTERVIEW")]
    pub interviews: Vec<PathBuf>,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
    /// Words from which on what stands in quotation marks must be found; shorter ones may be terms, titles or irony.
    #[arg(long, value_name = "N", default_value_t = 4)]
    pub min_words: usize,
    /// What of the interviews, and how they are read.
    #[command(flatten)]
    pub way: Way,
    /// Leave your corrections out.
    #[arg(long)]
    pub as_recognised: bool,
}
