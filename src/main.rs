//! inquit: reads the command line, runs, and ends with a status that tells how it went.

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    inquit::runtime::run::run(inquit::cli::Cli::parse())
}
