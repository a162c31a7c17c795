//! The manual page and the completions are those of the command line, and shells can use them.

#![expect(clippy::unwrap_used, reason = "a test that cannot run a program has failed")]

use std::process::Command as Process;

use clap::{Command, CommandFactory, ValueEnum};
use clap_complete::aot;
use clap_mangen::Man;
use inquit::cli::{Cli, Shell};
use inquit::runtime::manual;

use crate::documents::{agrees, root};

/// The completions as they should be, with the name of their file.
fn wanted(shell: Shell) -> (&'static str, String) {
    let (name, generator) = match shell {
        Shell::Bash => ("inquit.bash", aot::Shell::Bash),
        Shell::Elvish => ("inquit.elv", aot::Shell::Elvish),
        Shell::Fish => ("inquit.fish", aot::Shell::Fish),
        Shell::PowerShell => ("_inquit.ps1", aot::Shell::PowerShell),
        Shell::Zsh => ("_inquit", aot::Shell::Zsh),
    };
    let mut bytes = Vec::new();
    aot::generate(generator, &mut Cli::command(), "inquit", &mut bytes);
    (name, String::from_utf8(bytes).unwrap())
}

/// A section of the page, without the lines on apostrophes that each section begins with.
fn section(render: impl FnOnce(&mut Vec<u8>)) -> String {
    let mut bytes = Vec::new();
    render(&mut bytes);
    let text = String::from_utf8(bytes).unwrap();
    text.lines().filter(|line| !line.contains(".ds Aq")).fold(String::new(), |out, line| out + line + "\n")
}

/// A command and those below it: how it is called, what it does, its options.
fn described(command: &Command, out: &mut String) {
    let man = Man::new(command.clone());
    let name = command.get_bin_name().unwrap_or_else(|| command.get_name());
    let head = format!(".SS \"{name}\"");
    out.push_str(&section(|to| man.render_synopsis_section(to).unwrap()).replace(".SH SYNOPSIS", &head));
    out.push_str(&section(|to| man.render_description_section(to).unwrap()).replace(".SH DESCRIPTION", ".PP"));
    out.push_str(&section(|to| man.render_options_section(to).unwrap()).replace(".SH OPTIONS\n", ""));
    subcommands(command, out);
}

fn subcommands(command: &Command, out: &mut String) {
    for below in command.get_subcommands().filter(|below| below.get_name() != "help") {
        described(below, out);
    }
}

/// The whole page: the commands are described in it, not in pages of their own.
fn page() -> String {
    let mut command = Cli::command();
    command.build();
    let man = Man::new(command.clone());
    let mut out = ".ie \\n(.g .ds Aq \\(aq\n.el .ds Aq '\n".to_owned();
    out.push_str(&section(|to| man.render_title(to).unwrap()));
    out.push_str(&section(|to| man.render_name_section(to).unwrap()));
    out.push_str(&section(|to| man.render_synopsis_section(to).unwrap()));
    out.push_str(&section(|to| man.render_description_section(to).unwrap()));
    out.push_str(&section(|to| man.render_options_section(to).unwrap()));
    out.push_str(".SH COMMANDS\n");
    subcommands(&command, &mut out);
    out.push_str(
        ".SH EXIT STATUS\n.TP\n0\nAll is well.\n.TP\n1\nThe last changes could not be saved, nothing was found, or a \
         quotation is not as the source has it.\n.TP\n2\nSomething could not be opened or used.\n",
    );
    out
}

#[test]
fn completions_and_manual_are_those_of_the_command_line() {
    for shell in Shell::value_variants() {
        let (name, text) = wanted(*shell);
        agrees(&format!("docs/completions/{name}"), &text);
    }
    agrees("docs/inquit.1", &page());
}

#[test]
fn the_program_prints_them() {
    let run = |arguments: &[&str]| {
        let output = Process::new(env!("CARGO_BIN_EXE_inquit")).args(arguments).output().unwrap();
        (String::from_utf8(output.stdout).unwrap(), output.status.code())
    };
    for shell in Shell::value_variants() {
        let name = shell.to_possible_value().unwrap();
        assert_eq!(run(&["completions", name.get_name()]), (manual::completions(*shell).to_owned(), Some(0)));
    }
    assert_eq!(run(&["man"]), (manual::MANUAL.to_owned(), Some(0)));
    assert_eq!(run(&["completions", "abacus"]).1, Some(2));
}

#[test]
fn the_page_names_every_command_and_option() {
    let mut command = Cli::command();
    command.build();
    let page = page().replace("\\-", "-");
    let options = |command: &Command| -> Vec<String> {
        command.get_arguments().filter_map(|argument| argument.get_long().map(|long| format!("--{long}"))).collect()
    };
    for below in command.get_subcommands().filter(|below| below.get_name() != "help") {
        let head = format!(".SS \"inquit {}\"\n", below.get_name());
        let (_, text) = page.split_once(&head).unwrap_or_else(|| panic!("no {head}"));
        let text = text.split_once("\n.SS ").map_or(text, |(text, _)| text);
        assert!(options(below).iter().all(|option| text.contains(option)), "{head}{text}");
    }
}

#[test]
fn bash_completes_with_them() {
    let Ok(bash) = Process::new("bash").arg("--version").output() else { return };
    assert!(bash.status.success());
    for (words, completed) in
        [("inquit ver", "verify"), ("inquit export --templ", "--template"), ("inquit quote --enc", "--encoding")]
    {
        let last = words.split(' ').count() - 1;
        let script = format!(
            "source '{}'; COMP_WORDS=({words}); COMP_CWORD={last}; COMP_LINE='{words}'; \
             _inquit inquit \"${{COMP_WORDS[{last}]}}\" \"${{COMP_WORDS[{last}-1]}}\"; echo \"${{COMPREPLY[@]}}\"",
            root().join("docs/completions/inquit.bash").display()
        );
        let output = Process::new("bash").args(["--norc", "-c", &script]).output().unwrap();
        assert_eq!(String::from_utf8(output.stdout).unwrap().trim(), completed, "{words}: {:?}", output.stderr);
    }
}
