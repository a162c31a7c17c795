//! inquit: reads the command line, runs, and ends with a status that tells how it went.

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    #[cfg(feature = "pdf")]
    {
        use inquit::runtime::apart;
        // Not a command for people, so it stands beside those.
        if std::env::args_os().nth(1).is_some_and(|word| word == apart::WORD) && std::env::args_os().count() == 2 {
            return apart::serve();
        }
        apart::allow();
    }
    match inquit::cli::Cli::try_parse() {
        Ok(cli) => inquit::runtime::run::run(cli),
        Err(error) => inquit::runtime::usage::usage(&error),
    }
}
