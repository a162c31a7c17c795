//! What is wrong with a command line: clap's sentences, and our own where these name the wrong word.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::CommandFactory;

use super::run::FAILED;
use crate::cli::Cli;
use crate::text::CleanText;

/// Says what is wrong with the command line, or prints the help that was asked for.
pub fn usage(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        // Help that is piped into a program that ends early is no error.
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    let words = words();
    let own = in_quotes(&words, &is_file).or_else(|| misplaced(&words)).or_else(|| two_files(&words, error));
    let sentence = own.map_or_else(|| error.to_string(), |sentence| format!("inquit: {sentence}\n"));
    // An argument may hold anything.
    let _ = write!(io::stderr(), "{}", CleanText::new(&sentence));
    ExitCode::from(FAILED)
}

/// The words of this command line.
fn words() -> Vec<String> {
    std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned()).collect()
}

/// What to do where words of the command line are together the name of a file, which was not put in quotes.
pub fn unquoted() -> Option<String> {
    in_quotes(&words(), &is_file)
}

fn is_file(name: &str) -> bool {
    Path::new(name).is_file()
}

fn in_quotes(words: &[String], is_file: &dyn Fn(&str) -> bool) -> Option<String> {
    let bare = |word: &String| !word.starts_with('-');
    for from in 0..words.len() {
        for to in (from + 2..=words.len()).rev() {
            let name = words[from..to].join(" ");
            if words[from..to].iter().all(bare) && is_file(&name) {
                let quoted = name.replace('\'', "'\\''");
                return Some(format!("“{name}” is one file: put its name in quotes, '{quoted}'."));
            }
        }
    }
    None
}

/// An option that stands before a command.
fn misplaced(words: &[String]) -> Option<String> {
    let cli = Cli::command();
    let option = words.first().filter(|word| word.starts_with('-'))?;
    let command = words.iter().find_map(|word| cli.find_subcommand(word))?;
    let (name, long) = (command.get_name(), option.split('=').next()?.trim_start_matches('-'));
    let takes = command.get_arguments().any(|arg| arg.get_long() == Some(long));
    Some(if takes {
        format!("{option} belongs behind the command: inquit {name} … {option}.")
    } else {
        format!("--{long} is an option of reading, and none of inquit {name}; inquit {name} --help lists those.")
    })
}

/// Two names where one file is opened.
fn two_files(words: &[String], error: &clap::Error) -> Option<String> {
    let bare = words.iter().filter(|word| !word.starts_with('-')).count();
    let conflict = error.kind() == clap::error::ErrorKind::ArgumentConflict && bare > 1;
    conflict.then(|| {
        "one interview is opened at a time. A name with blanks is put in quotes; inquit --help lists the commands."
            .to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<String> {
        line.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn the_words_of_a_name_are_told() {
        let is_file = |name: &str| matches!(name, "my talk.md" | "a b c" | "it's it.txt");
        let said = |line: &str| in_quotes(&words(line), &is_file);
        assert_eq!(said("my talk.md").unwrap(), "“my talk.md” is one file: put its name in quotes, 'my talk.md'.");
        assert!(said("show my talk.md 5.3").unwrap().contains("'my talk.md'"));
        assert!(said("find a b c boats").unwrap().contains("'a b c'"));
        assert!(said("it's it.txt").unwrap().ends_with("'it'\\''s it.txt'."));
        assert_eq!(said("talk.md my --plain talk.md"), None);
    }

    #[test]
    fn an_option_before_a_command_is_the_word_that_is_named() {
        let said = |line: &str| misplaced(&words(line));
        assert!(said("--part 3 parse talk.md").unwrap().starts_with("--part belongs behind the command"));
        assert!(said("--ascii show talk.md 5").unwrap().starts_with("--ascii is an option of reading"));
        assert_eq!(said("show talk.md 5"), None);
        assert_eq!(said("--ascii talk.md"), None);
    }
}
