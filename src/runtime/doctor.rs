//! `inquit doctor`: what this terminal, its surroundings and the folders can do, each in words, with the one line that mends
//! what is not as it should be.
//!
//! It looks and does not change: a file that it writes to see whether that is possible is gone before it ends. The terminal
//! is asked only where there is one, and not waited for longer than half a second.

mod folders;
mod surroundings;

use std::collections::BTreeMap;
use std::env;
use std::io::{self, IsTerminal};
use std::process::ExitCode;

use serde_json::{Value, json};

use super::config;
use super::paths::Paths;
use super::run::print_text;
use super::templates;
use crate::text::CleanText;

/// Exit status where something is broken.
const BROKEN: u8 = 1;

/// How it stands with something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// As it should be.
    Ok,
    /// Worth knowing.
    Note,
    /// Broken.
    Problem,
}

impl State {
    fn word(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Note => "note",
            Self::Problem => "problem",
        }
    }
}

/// What was found about something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// About what.
    pub about: &'static str,
    /// How it stands.
    pub state: State,
    /// In words.
    pub says: String,
    /// The one line that mends it, a command or an instruction.
    pub mend: Option<String>,
}

impl Finding {
    fn ok(about: &'static str, says: impl Into<String>) -> Self {
        Self { about, state: State::Ok, says: says.into(), mend: None }
    }

    fn note(about: &'static str, says: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { about, state: State::Note, says: says.into(), mend: Some(mend.into()) }
    }

    fn problem(about: &'static str, says: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { about, state: State::Problem, says: says.into(), mend: Some(mend.into()) }
    }
}

/// What the environment says.
#[derive(Clone, Debug, Default)]
pub struct Environment {
    vars: BTreeMap<String, String>,
    /// Whether standard input and output are terminals.
    terminal: bool,
}

impl Environment {
    /// As it is now. Variables that are no text are left out.
    fn here() -> Self {
        let text = |(name, value): (std::ffi::OsString, std::ffi::OsString)| {
            Some((name.into_string().ok()?, value.into_string().ok()?))
        };
        let terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
        Self { vars: env::vars_os().filter_map(text).collect(), terminal }
    }

    /// A variable; empty where it is not set.
    fn get(&self, name: &str) -> &str {
        self.vars.get(name).map_or("", String::as_str)
    }

    fn has(&self, name: &str) -> bool {
        !self.get(name).is_empty()
    }

    /// Where a program is, if it is anywhere in `PATH`.
    fn program(&self, name: &str) -> Option<std::path::PathBuf> {
        use std::os::unix::fs::PermissionsExt;
        let runs = |path: &std::path::PathBuf| {
            path.metadata().is_ok_and(|meta| meta.is_file() && meta.permissions().mode() & 0o111 != 0)
        };
        if name.contains('/') {
            return Some(name.into()).filter(runs);
        }
        env::split_paths(self.get("PATH")).map(|folder| folder.join(name)).find(runs)
    }
}

/// Looks at everything.
fn examine(env: &Environment) -> Vec<Finding> {
    let paths = Paths::find();
    let mut findings = vec![Finding::ok("version", concat!("inquit ", env!("CARGO_PKG_VERSION")))];
    findings.extend(surroundings::terminal(env));
    findings.extend(surroundings::multiplexer(env));
    findings.push(surroundings::locale(env));
    findings.push(surroundings::colours(env));
    findings.push(surroundings::clipboard(env));
    findings.extend(folders::all(&paths));
    findings.extend(settings(&paths));
    findings.extend(own_forms(&paths));
    findings.push(surroundings::editor(env));
    findings.extend(surroundings::converters(env));
    findings
}

/// The settings file and the keys.
fn settings(paths: &Paths) -> Vec<Finding> {
    let Some(file) = paths.config_file() else { return Vec::new() };
    let shown = CleanText::line(&file.to_string_lossy());
    let config = config::load(Some(&file), None);
    let mut findings: Vec<Finding> = config
        .complaints
        .iter()
        .map(|complaint| Finding::problem("settings", complaint.clone(), format!("change that line of {shown}")))
        .collect();
    if findings.is_empty() {
        let there = file.exists();
        let says = if there { format!("{shown} is read") } else { format!("{shown} is not there; all is as it comes") };
        findings.push(Finding::ok("settings", says));
    }
    let changed = config.keymap.changed();
    let says = match changed.len() {
        0 => "as they come".to_owned(),
        n if n <= 6 => format!("{n} commands have other keys than they come with: {}", changed.join(", ")),
        n => format!("{n} commands have other keys than they come with"),
    };
    findings.push(Finding::ok("keys", says));
    findings
}

/// The reader's own forms of export, where there are any.
fn own_forms(paths: &Paths) -> Vec<Finding> {
    let Some(folder) = paths.templates() else { return Vec::new() };
    let shown = CleanText::line(&folder.to_string_lossy());
    let (templates, complaints) = templates::load(&folder);
    let mend =
        |complaint: String| Finding::problem("templates", complaint, format!("mend it, or take it out of {shown}"));
    let mut findings: Vec<Finding> = complaints.into_iter().map(mend).collect();
    if !templates.is_empty() {
        let names: Vec<&str> = templates.iter().map(|template| template.name.as_str()).collect();
        findings.push(Finding::ok("templates", format!("forms of export of your own: {}", names.join(", "))));
    }
    findings
}

/// Prints what was found. The status is 1 where something is broken.
///
/// # Errors
/// A sentence, where it cannot be printed.
pub fn run(as_json: bool) -> Result<ExitCode, String> {
    let findings = examine(&Environment::here());
    print_text(&if as_json { to_json(&findings) } else { to_text(&findings) })?;
    let broken = findings.iter().any(|finding| finding.state == State::Problem);
    Ok(if broken { ExitCode::from(BROKEN) } else { ExitCode::SUCCESS })
}

/// Whatever comes from outside is shown safely.
fn clean(text: &str) -> CleanText {
    CleanText::line(text)
}

fn to_json(findings: &[Finding]) -> String {
    let one = |finding: &Finding| {
        let mut out = json!({
            "about": finding.about, "state": finding.state.word(), "says": clean(&finding.says).as_str(),
        });
        if let Some(mend) = &finding.mend {
            out["mend"] = json!(clean(mend).as_str());
        }
        out
    };
    let list: Vec<Value> = findings.iter().map(one).collect();
    serde_json::to_string_pretty(&list).unwrap_or_default() + "\n"
}

fn to_text(findings: &[Finding]) -> String {
    let mut text = String::new();
    for finding in findings {
        text.push_str(&format!("{:8} {}: {}\n", finding.state.word(), finding.about, clean(&finding.says)));
        if let Some(mend) = &finding.mend {
            text.push_str(&format!("{:8} to mend it: {}\n", "", clean(mend)));
        }
    }
    let problems = findings.iter().filter(|finding| finding.state == State::Problem).count();
    text.push_str(&match problems {
        0 => "Nothing is broken.\n".to_owned(),
        1 => "1 problem.\n".to_owned(),
        n => format!("{n} problems.\n"),
    });
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_are_lines_and_json_without_controls() {
        let findings = [
            Finding::ok("terminal", "xterm"),
            Finding::problem("settings", "line 3: “\x1b[2J” is no theme", "change that line"),
        ];
        let text = to_text(&findings);
        assert!(text.starts_with("ok       terminal: xterm\nproblem  settings: line 3"), "{text}");
        assert!(text.ends_with("         to mend it: change that line\n1 problem.\n"), "{text}");
        let json = to_json(&findings);
        assert!(!text.contains('\x1b') && !json.contains("\\u001b"), "{text}{json}");
        let read: Value = serde_json::from_str(&json).unwrap();
        assert_eq!(read[1]["state"], "problem");
        assert!(read[0].get("mend").is_none());
    }
}
