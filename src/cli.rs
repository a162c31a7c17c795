//! The command line: types only. What they mean is `runtime`'s work.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

/// A quiet reader for interviews: questions left, answers right.
#[derive(Debug, Parser)]
#[command(name = "inquit", version, about, args_conflicts_with_subcommands = true)]
#[command(after_help = "Without FILE it opens the interview that comes with it. Press ? inside for the keys.")]
pub struct Cli {
    /// What to do instead of reading.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// The interview: text, Markdown, a web page, a document, an e-book or a PDF, or - for standard input.
    pub file: Option<PathBuf>,
    /// Which text of a book that holds several.
    #[arg(long, value_name = "N")]
    pub part: Option<usize>,
    /// How to show it.
    #[command(flatten)]
    pub look: Look,
}

/// How to show an interview.
#[derive(Debug, clap::Args)]
pub struct Look {
    /// Print the interview as plain text and end.
    #[arg(long)]
    pub plain: bool,
    /// ASCII signs only.
    #[arg(long)]
    pub ascii: bool,
    /// Colours: auto, dark, light or contrast.
    #[arg(long, value_name = "NAME")]
    pub theme: Option<String>,
}

/// What the program does besides reading.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print how an interview was split, as JSON.
    Parse {
        /// The interview, or - for standard input; without it the one that comes with the program.
        file: Option<PathBuf>,
        /// Which text of a book that holds several.
        #[arg(long, value_name = "N")]
        part: Option<usize>,
    },
    /// Print the default settings, to copy to the settings file.
    Config,
}
