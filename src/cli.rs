//! The command line: types only. What they mean is `runtime`'s work.

pub mod quotes;

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

/// A quiet reader for interviews: questions left, answers right.
#[derive(Debug, Parser)]
#[command(name = "inquit", version, about, args_conflicts_with_subcommands = true)]
#[command(after_help = "Without FILE it opens the interview that comes with it. Press ? inside for the keys.")]
pub struct Cli {
    /// What to do instead of reading.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// The interview: text, Markdown, a web page, a document, an e-book, captions, or - for standard input.
    pub file: Option<PathBuf>,
    /// What of the file, and how.
    #[command(flatten)]
    pub way: Way,
    /// With --plain: leave your corrections out.
    #[arg(long, requires = "plain")]
    pub as_recognised: bool,
    /// How to show it.
    #[command(flatten)]
    pub look: Look,
}

/// Which text of a file is meant, and how the file is to be read.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Way {
    /// Which text of a book that holds several; `inquit parts` lists them.
    #[arg(long, value_name = "N")]
    pub part: Option<usize>,
    /// The format of the file, where it is not the one that its content seems to have.
    #[arg(long, value_name = "NAME")]
    pub format: Option<FormatName>,
    /// How the letters of a text file are encoded, for example windows-1250; without it the file tells, or it is guessed.
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
    /// Most megabytes of the file; 64 without it.
    #[arg(long, value_name = "MB", value_parser = clap::value_parser!(u64).range(1..=1024))]
    pub max_size: Option<u64>,
}

/// The formats that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FormatName {
    /// Plain text
    Text,
    /// Markdown
    Markdown,
    /// A web page
    Html,
    /// Word
    Docx,
    /// OpenDocument text
    Odt,
    /// RTF
    Rtf,
    /// Word before 2007, by a converter that is installed
    Doc,
    /// PDF
    Pdf,
    /// An e-book
    Epub,
    /// Captions in SubRip
    Srt,
    /// Captions in WebVTT
    Vtt,
    /// JSON of a program that transcribes, or of `inquit parse`
    Json,
    /// YAML with a list of turns, or of questions and answers
    Yaml,
    /// A table with a row for each turn: CSV, or with tabs or semicolons
    Csv,
    /// A transcript in TEI
    Tei,
}

/// How to show an interview.
#[derive(Debug, clap::Args)]
pub struct Look {
    /// Read line by line, with commands in words; where the output is no terminal, print the interview as plain text.
    #[arg(long)]
    pub plain: bool,
    /// Read line by line with the commands in a file, one a line; - for standard input.
    #[arg(long, value_name = "FILE")]
    pub script: Option<PathBuf>,
    /// ASCII signs only.
    #[arg(long)]
    pub ascii: bool,
    /// Colours: auto, dark, light or contrast.
    #[arg(long, value_name = "NAME")]
    pub theme: Option<String>,
    /// What sends frames to the terminal: painter, or basic should a terminal not like it.
    #[arg(long, value_name = "NAME", hide_possible_values = true)]
    pub renderer: Option<RendererName>,
}

/// What sends frames to the terminal.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum RendererName {
    /// The painter, which sends least
    Painter,
    /// ratatui's own backend
    Basic,
}

/// What the program does besides reading.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print how an interview was split, as JSON.
    Parse {
        /// The interview, or - for standard input; without it the one that comes with the program.
        file: Option<PathBuf>,
        /// What of the file, and how.
        #[command(flatten)]
        way: Way,
        /// Leave your corrections out.
        #[arg(long)]
        as_recognised: bool,
    },
    /// Write an interview in another format.
    Convert(Convert),
    /// List the texts of a book that holds several.
    Parts {
        /// The book, or - for standard input.
        file: PathBuf,
        /// Print JSON.
        #[arg(long)]
        json: bool,
        /// The format of the file, where it is not the one that its content seems to have.
        #[arg(long, value_name = "NAME")]
        format: Option<FormatName>,
    },
    /// Find every place where some words stand.
    Find(Find),
    /// Find what a few letters mean, as the key t does.
    Jump(Jump),
    /// Print what an interview is about: its topics by questions.
    Topics(Topics),
    /// Say what this terminal and these folders can do, and what mends the rest.
    Doctor {
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Print the default settings, to copy to the settings file.
    Config,
    /// Print a question with its answer, or one paragraph.
    Show(quotes::Show),
    /// Print a paragraph as a citation.
    Quote(quotes::Quote),
    /// List your marks and notes on an interview, or join files of marks.
    Marks(quotes::Marks),
    /// Write your marks and notes for other programs, or the interview as a source.
    Export(quotes::Export),
    /// Compare the quotations in a draft with the interviews they come from.
    Verify(quotes::Verify),
    /// Print what a shell needs to complete commands and options.
    Completions {
        /// The shell.
        shell: Shell,
    },
    /// Print the manual page.
    Man,
}

/// Shells that complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    /// Bash
    Bash,
    /// Elvish
    Elvish,
    /// Fish
    Fish,
    /// PowerShell
    #[value(name = "powershell")]
    PowerShell,
    /// Zsh
    Zsh,
}

/// What to find.
#[derive(Debug, clap::Args)]
pub struct Find {
    /// The interview, or - for standard input.
    pub file: PathBuf,
    /// The words, as one or as several arguments; behind -- where one begins with a dash. Case, accents, kinds of quote, dash
    /// and blank make no difference.
    #[arg(required = true, num_args = 1.., allow_negative_numbers = true)]
    pub pattern: Vec<String>,
    /// Take PATTERN as a regular expression.
    #[arg(long)]
    pub regex: bool,
    /// Whole words only.
    #[arg(long)]
    pub word: bool,
    /// Answers only.
    #[arg(long)]
    pub answers: bool,
    /// Sentences to print before and after the one with the words.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub context: usize,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
    /// What of the file, and how.
    #[command(flatten)]
    pub way: Way,
}

/// What to jump to.
#[derive(Debug, clap::Args)]
pub struct Jump {
    /// The interview, or - for standard input.
    pub file: PathBuf,
    /// A few letters of a topic, a question, a paragraph or a mark; words in any order.
    #[arg(required = true)]
    pub query: Vec<String>,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
    /// At most so many rows.
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: usize,
    /// Only rows of this kind.
    #[arg(long, value_name = "KIND", default_value = "all")]
    pub only: Only,
    /// What of the file, and how.
    #[command(flatten)]
    pub way: Way,
}

/// Kinds of rows.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Only {
    /// Everything
    All,
    /// Topics
    Topics,
    /// Questions
    Questions,
    /// Paragraphs
    Answers,
    /// Notes and bookmarks
    Marks,
}

/// What to write, and where.
#[derive(Debug, clap::Args)]
pub struct Convert {
    /// The interview, or - for standard input; without it the one that comes with the program.
    pub file: Option<PathBuf>,
    /// The format.
    #[arg(long, value_name = "FORMAT")]
    pub to: To,
    /// A new file to write to; without it the text is printed.
    #[arg(short, long, value_name = "OUT")]
    pub out: Option<PathBuf>,
    /// What of the file, and how.
    #[command(flatten)]
    pub way: Way,
    /// Leave your corrections out.
    #[arg(long)]
    pub as_recognised: bool,
    /// Write over OUT where it is there already.
    #[arg(long)]
    pub force: bool,
}

/// Which topics to print, and how.
#[derive(Debug, clap::Args)]
pub struct Topics {
    /// The interview, or - for standard input; without it the one that comes with the program.
    pub file: Option<PathBuf>,
    /// A table for spreadsheets.
    #[arg(long, group = "form")]
    pub csv: bool,
    /// For other programs: every topic with its places, and the topics of each exchange.
    #[arg(long, group = "form")]
    pub json: bool,
    /// A picture.
    #[arg(long, group = "form")]
    pub svg: bool,
    /// What of the file, and how.
    #[command(flatten)]
    pub way: Way,
    /// A new file to write to; without it the map is printed.
    #[arg(short, long, value_name = "OUT")]
    pub out: Option<PathBuf>,
    /// Write over OUT where it is there already.
    #[arg(long)]
    pub force: bool,
}

/// The formats that are written.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum To {
    /// Markdown with `interview: 1`, which is read back exactly
    Markdown,
    /// Numbered plain text
    Text,
    /// Captions with voices; only where the interview has times
    Vtt,
    /// What `inquit parse` prints
    Json,
    /// One page without scripts
    Html,
    /// TEI, with `u` and `who`
    Tei,
    /// A table with one paragraph a row
    Csv,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_may_stand_behind_the_words_of_a_jump() {
        for line in ["inquit jump talk.md south korea --json", "inquit jump --json talk.md south korea"] {
            let cli = Cli::try_parse_from(line.split(' ')).expect("it is a command");
            let Some(Command::Jump(jump)) = cli.command else { panic!("{line}") };
            assert!(jump.json && jump.query == ["south", "korea"], "{line}");
        }
        assert!(Cli::try_parse_from(["inquit", "jump", "talk.md"]).is_err());
    }
}
