//! inquit: reads the command line, runs, and ends with a status that tells how it went.

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    match inquit::cli::Cli::try_parse() {
        Ok(cli) => inquit::runtime::run::run(cli),
        Err(error) => inquit::runtime::run::usage(&error),
    }
}
