//! The manual page and the completions. A test writes them from the definitions of the command line, so that the program
//! itself need not know how.

use crate::cli::Shell;

/// The manual page, in roff.
pub const MANUAL: &str = include_str!("../../docs/inquit.1");

/// What a shell needs to complete commands and options.
pub fn completions(shell: Shell) -> &'static str {
    match shell {
        Shell::Bash => include_str!("../../docs/completions/inquit.bash"),
        Shell::Elvish => include_str!("../../docs/completions/inquit.elv"),
        Shell::Fish => include_str!("../../docs/completions/inquit.fish"),
        Shell::PowerShell => include_str!("../../docs/completions/_inquit.ps1"),
        Shell::Zsh => include_str!("../../docs/completions/_inquit"),
    }
}
