//! The layers hold: who imports whom, what only one file may import, how long files are. And of the table of actions:
//! everything can be reached, and nothing needs more than arrows, Enter, Tab and Esc.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use inquit::app::action::{Action, TABLE};
use inquit::app::model::{Context, Model, Pane, Pending};
use inquit::app::overlay::Overlay;
use inquit::app::overlay::commands::{Commands, Kind, unavailable};

use crate::support::{TALK, keys, model, notice, press};

/// Each layer with the layers of ours that it may import.
const ARROWS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("interview", &["text"]),
    ("search", &["interview", "text"]),
    ("library", &["interview", "text"]),
    ("formats", &["interview", "text"]),
    ("convert", &["interview", "text"]),
    ("cite", &["interview", "text"]),
    ("app", &["interview", "text", "search", "library", "cite"]),
    ("ui", &["app", "interview", "text", "search", "library", "cite"]),
    ("cli", &[]),
    ("runtime", &["app", "ui", "cli", "interview", "text", "search", "library", "formats", "convert", "cite"]),
    ("main", &["cli", "runtime"]),
    ("lib", &[]),
];

/// Layers that know no terminal, no disk and no clock.
const PURE: &[&str] = &["text", "interview", "search", "library", "formats", "convert", "cite", "app"];

/// What the pure layers never import, and the only place that may.
const WORLD: &[(&str, Option<(&str, &str)>)] = &[
    ("ratatui", Some(("app/geometry.rs", "ratatui::layout"))),
    ("crossterm", None),
    ("std::fs", None),
    // Archives are read from memory, through the traits that the library asks for.
    ("std::io", Some(("formats/archive.rs", "std::io"))),
    ("std::env", None),
    ("std::net", None),
    ("std::thread", None),
    ("std::process", None),
    ("std::time", None),
    ("std::os", None),
    ("std::path", None),
    ("jiff", None),
    ("tempfile", None),
    ("getrandom", None),
    ("signal_hook", None),
    ("clap", None),
    ("anyhow", None),
];

/// What only these files may import.
const ONLY: &[(&str, &[&str])] = &[
    (
        "serde",
        &[
            "runtime/apart.rs",
            "runtime/records.rs",
            "runtime/drafts.rs",
            "convert/json.rs",
            "formats/json_node.rs",
            "search/topics/write.rs",
            "runtime/config.rs",
            "runtime/find.rs",
            "runtime/jump.rs",
            "ui/theme_file.rs",
        ],
    ),
    ("fuzzy_matcher", &["search/fuzzy.rs"]),
    ("textwrap", &["text/wrap.rs"]),
    ("crossterm::event", &["runtime/events.rs"]),
];

/// Most lines of a file before its tests.
const LONGEST: usize = 500;

/// A file of the program.
struct File {
    /// Its path below `src`, with `/`.
    name: String,
    /// What stands before its tests.
    text: String,
}

impl File {
    /// The layer that it belongs to.
    fn layer(&self) -> &str {
        let first = self.name.split('/').next().expect("a path has a part");
        first.strip_suffix(".rs").unwrap_or(first)
    }

    /// The modules that it is in: `app/overlay/mod.rs` is `app::overlay`.
    fn module(&self) -> Vec<&str> {
        let path = self.name.strip_suffix(".rs").unwrap_or(&self.name);
        let path = path.strip_suffix("/mod").unwrap_or(path);
        if path == "lib" || path == "main" { Vec::new() } else { path.split('/').collect() }
    }

    /// Every path that the file names, those of ours as `crate::…`.
    fn paths(&self) -> BTreeSet<String> {
        paths(&self.text).into_iter().map(|path| resolve(&path, &self.module())).collect()
    }
}

/// All files below `src` whose whole content is not tests.
fn files() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut folders, mut found): (Vec<PathBuf>, Vec<File>) = (vec![root.clone()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder of the sources") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(&root).expect("below src").to_string_lossy().replace('\\', "/");
                if name.ends_with("tests.rs") {
                    continue;
                }
                let text = std::fs::read_to_string(&path).expect("a source is UTF-8");
                found.push(File { name, text: before_tests(&text).to_owned() });
            }
        }
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    assert!(found.len() > 50, "the sources are found");
    found
}

/// A source without its tests, which stand last.
fn before_tests(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod ").next().unwrap_or(text)
}

/// A source without comments, strings and letters.
fn bare(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let skip = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some(end) = raw_string(rest).filter(|_| !out.ends_with(|c: char| c.is_alphanumeric() || c == '_'))
        {
            end
        } else if c == '"' {
            string(rest)
        } else if c == '\'' {
            letter(rest)
        } else {
            0
        };
        if skip > 0 {
            out.push(' ');
            rest = &rest[skip..];
        } else {
            out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    out
}

/// Length of the raw string that begins here.
fn raw_string(text: &str) -> Option<usize> {
    let body = text.strip_prefix('r').or_else(|| text.strip_prefix("br"))?;
    let hashes = body.len() - body.trim_start_matches('#').len();
    body[hashes..].strip_prefix('"')?;
    let close = format!("\"{}", "#".repeat(hashes));
    let start = text.len() - body.len() + hashes + 1;
    text[start..].find(&close).map(|at| start + at + close.len())
}

/// Length of the string that begins here.
fn string(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// Length of the letter that begins here; nothing for a lifetime.
fn letter(text: &str) -> usize {
    let mut chars = text.char_indices().skip(1);
    match (chars.next(), chars.next()) {
        (Some((_, '\\')), _) => text[2..].char_indices().skip(1).find(|(_, c)| *c == '\'').map_or(0, |(at, _)| at + 3),
        (Some(_), Some((at, '\''))) => at + 1,
        _ => 0,
    }
}

/// Every path in a source, with groups written out: `use a::{b, c::d}` names `a::b` and `a::c::d`.
fn paths(source: &str) -> Vec<String> {
    let text = bare(source);
    let mut tokens: Vec<&str> = Vec::new();
    let mut rest = &text[..];
    while let Some(c) = rest.chars().next() {
        let word = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        let length = if word > 0 {
            word
        } else if rest.starts_with("::") {
            2
        } else {
            c.len_utf8()
        };
        if !c.is_whitespace() {
            tokens.push(&rest[..length]);
        }
        rest = &rest[length..];
    }
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if is_word(tokens[at]) && (at == 0 || tokens[at - 1] != "::") {
            at = tree(&tokens, at, "", &mut found);
        } else {
            at += 1;
        }
    }
    found
}

fn is_word(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// Reads the path that begins at a token, with its groups. Returns the token after it.
fn tree(tokens: &[&str], mut at: usize, before: &str, found: &mut Vec<String>) -> usize {
    let mut path = before.to_owned();
    loop {
        match tokens.get(at) {
            Some(token) if is_word(token) => path.push_str(token),
            Some(&"*") => path.push('*'),
            Some(&"{") if path.ends_with("::") => {
                at += 1;
                while at < tokens.len() && tokens[at] != "}" {
                    at = if is_word(tokens[at]) || tokens[at] == "*" { tree(tokens, at, &path, found) } else { at + 1 };
                }
                return at + 1;
            }
            _ => break,
        }
        at += 1;
        if tokens.get(at) != Some(&"::") {
            break;
        }
        path.push_str("::");
        at += 1;
    }
    if path.contains("::") {
        found.push(path.trim_end_matches(':').to_owned());
    }
    at.max(1)
}

/// A path as seen from the crate's root, where it begins with `super`, `self` or the crate's name.
fn resolve(path: &str, module: &[&str]) -> String {
    let mut parts: Vec<&str> = path.split("::").collect();
    let mut here = module.to_vec();
    match parts[0] {
        "crate" | "inquit" => here.clear(),
        "self" | "super" => {}
        _ => return path.to_owned(),
    }
    while let Some(&first) = parts.first() {
        match first {
            "super" => drop(here.pop()),
            "self" | "crate" | "inquit" => {}
            _ => break,
        }
        parts.remove(0);
    }
    let all: Vec<&str> = std::iter::once("crate").chain(here).chain(parts).collect();
    all.join("::")
}

/// Whether a path is this one or below it.
fn below(path: &str, top: &str) -> bool {
    path.strip_prefix(top).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

/// What is wrong with one file.
fn complaints(file: &File) -> Vec<String> {
    let (name, layer, paths) = (&file.name, file.layer(), file.paths());
    let mut wrong = Vec::new();
    let Some((_, allowed)) = ARROWS.iter().find(|(known, _)| *known == layer) else {
        return vec![format!("{name} belongs to no layer")];
    };
    for path in &paths {
        let target = path.strip_prefix("crate::").and_then(|rest| rest.split("::").next());
        if let Some(target) = target.filter(|target| ARROWS.iter().any(|(known, _)| known == target))
            && target != layer
            && !allowed.contains(&target)
        {
            wrong.push(format!("{name}: {layer} may not import {path}"));
        }
        for (top, exception) in WORLD.iter().filter(|_| PURE.contains(&layer)) {
            let excepted = exception.is_some_and(|(only, what)| name == only && below(path, what));
            // A length of time is no clock.
            let excepted = excepted || path == "std::time::Duration";
            if below(path, top) && !excepted {
                wrong.push(format!("{name}: {layer} may not import {path}"));
            }
        }
        for (top, only) in ONLY {
            if below(path, top) && !only.contains(&&name[..]) {
                wrong.push(format!("{name}: only {} may import {path}", only.join(", ")));
            }
        }
    }
    let lines = file.text.lines().count();
    if lines > LONGEST {
        wrong.push(format!("{name}: {lines} lines, more than {LONGEST}"));
    }
    if !file.text.starts_with("//!") {
        wrong.push(format!("{name}: says nothing about itself at its beginning"));
    }
    wrong
}

#[test]
fn the_layers_import_only_what_is_below_them() {
    let wrong: Vec<String> = files().iter().flat_map(complaints).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_layer_is_there() {
    let found: BTreeSet<String> = files().iter().map(|file| file.layer().to_owned()).collect();
    let known: BTreeSet<String> = ARROWS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(found, known);
}

#[test]
fn main_only_begins_and_ends() {
    let main = files().into_iter().find(|file| file.name == "main.rs").expect("a main file");
    assert!(main.text.lines().count() <= 60, "main is thin");
}

#[test]
fn the_scanner_reads_paths_as_the_compiler_does() {
    let source = "use std::{fs, io::{self, Read as R}};\nuse crate::app::{self, model::Model};\n\
                  // use crossterm::event;\nfn f() -> super::super::ui::Theme<'a> { let x = \"std::env::var\"; \
                  std::thread::sleep(x); 'a'; '\\''; b'\"'; r#\"std::net \"# }\n/// std::process in a comment\n\
                  use serde\n    ::Deserialize;\nuse a::b::*;";
    let found = paths(source);
    for wanted in [
        "std::fs",
        "std::io::self",
        "std::io::Read",
        "crate::app::self",
        "crate::app::model::Model",
        "super::super::ui::Theme",
        "std::thread::sleep",
        "serde::Deserialize",
        "a::b::*",
    ] {
        assert!(found.iter().any(|path| path == wanted), "{wanted} in {found:?}");
    }
    for unwanted in ["crossterm::event", "std::env::var", "std::net", "std::process"] {
        assert!(!found.iter().any(|path| path == unwanted), "{unwanted} in {found:?}");
    }
    assert_eq!(resolve("super::super::ui::Theme", &["app", "reader"]), "crate::ui::Theme");
    assert_eq!(resolve("super::keys::Key", &["app", "reader"]), "crate::app::keys::Key");
    assert_eq!(resolve("inquit::runtime", &[]), "crate::runtime");
    assert_eq!(before_tests("a\n#[cfg(test)]\nmod tests {}"), "a\n");
}

#[test]
fn the_scanner_complains_of_what_is_forbidden() {
    let complain = |name: &str, text: &str| {
        let file = File { name: name.to_owned(), text: format!("//! About.\n{text}") };
        complaints(&file).join("\n")
    };
    for (name, text) in [
        ("text/width.rs", "use crate::interview::Role;"),
        ("interview/mod.rs", "fn f(x: crate::search::Hit) {}"),
        ("search/find.rs", "use crate::app::model::Model;"),
        ("search/find.rs", "use crate::library::marks::Mark;"),
        ("library/marks.rs", "use std::{collections::BTreeMap, fs};"),
        ("app/reader.rs", "use super::super::ui::theme::Theme;"),
        ("app/reader.rs", "use ratatui::layout::Rect;"),
        ("app/geometry.rs", "use ratatui::style::Style;"),
        ("app/mod.rs", "use std::time::Instant;"),
        ("app/mod.rs", "fn now() -> std::time::SystemTime { loop {} }"),
        ("ui/mod.rs", "use crate::runtime::open::EMBEDDED;"),
        ("ui/mod.rs", "use serde::Deserialize;"),
        ("runtime/run.rs", "use crossterm::event::read;"),
        ("search/mod.rs", "use fuzzy_matcher::FuzzyMatcher;"),
        ("text/clean.rs", "use textwrap::wrap;"),
        ("main.rs", "use inquit::app::update;"),
        ("new/mod.rs", ""),
        ("text/long.rs", &"\n".repeat(501)),
    ] {
        assert!(!complain(name, text).is_empty(), "{name}: {}", text.trim());
    }
    assert!(!complaints(&File { name: "text/mod.rs".to_owned(), text: "pub mod clean;".to_owned() }).is_empty());
    for (name, text) in [
        ("app/geometry.rs", "use ratatui::layout::Rect;"),
        ("app/mod.rs", "use std::time::Duration; // std::fs\nconst S: &str = \"crossterm::event\";"),
        ("ui/mod.rs", "use ratatui::style::Style; use crate::app::model::Model;"),
        ("runtime/events.rs", "use crossterm::event::{Event, read};"),
        ("runtime/config.rs", "use serde::Deserialize; use std::fs;"),
    ] {
        assert_eq!(complain(name, text), "", "{name}: {text}");
    }
}

/// The list of actions on top.
fn list(model: &Model) -> &Commands {
    match model.overlays.last() {
        Some(Overlay::Commands(commands)) => commands,
        other => panic!("no list of actions on top: {other:?}"),
    }
}

#[test]
fn every_action_is_reached_by_a_key_or_by_name() {
    let all = Commands::new(Kind::All);
    let keys = Commands::new(Kind::Keys);
    for row in TABLE {
        assert!(!row.keys.is_empty() || all.shown.contains(&row.action), "{} cannot be reached", row.name);
        let mut looked_for = keys.clone();
        looked_for.query.insert(row.name);
        looked_for.filter();
        assert!(looked_for.shown.contains(&row.action), "{} is not found on the page of keys", row.name);
        let in_text = row.contexts.iter().any(|context| matches!(context, Context::Questions | Context::Answer));
        let paired = keys.shown.iter().any(|first| keys.pair(*first).is_some_and(|(second, _)| second == row.action));
        // Over the text, panels and the panel of corrections name their own keys.
        let listed = keys.shown.contains(&row.action) || paired;
        assert_eq!(listed, in_text, "{} on the page of keys", row.name);
    }
}

#[test]
fn every_command_is_found_by_its_own_name() {
    let mut model = model(TALK, (100, 30));
    press(&mut model, ":");
    for action in list(&model).shown.clone() {
        let mut commands = Commands::new(Kind::All);
        commands.query.insert(action.row().name);
        commands.filter();
        assert_eq!(commands.chosen(), Some(action), "{} is not the first of its name", action.row().name);
    }
}

/// Chooses an action in the list on top by going down, and presses Enter.
fn choose(model: &mut Model, action: Action) {
    let at = list(model).shown.iter().position(|shown| *shown == action).expect("the action is in the list");
    press(model, &"Down ".repeat(at));
    assert_eq!(list(model).chosen(), Some(action));
    press(model, "Enter");
}

#[test]
fn every_command_is_reached_with_arrows_and_enter_only() {
    // Of the reading screen. Deleting is an action of the panel of marks; stepping back and choosing are Esc and Enter.
    let palette = Commands::new(Kind::All);
    for row in TABLE.iter().filter(|row| row.contexts.iter().any(|c| matches!(c, Context::Questions | Context::Answer)))
    {
        let own = [Action::Enter, Action::StepBack, Action::Interrupt, Action::Commands].contains(&row.action);
        assert!(own || palette.shown.contains(&row.action), "{} is not in the palette", row.name);
    }
    for action in palette.shown {
        for (text, from) in [(TALK, "Right Enter"), ("Only a few words here, and nobody asks.", "Enter")] {
            let mut model = model(text, (60, 20));
            let mut effects = press(&mut model, from);
            assert_eq!(list(&model).kind, Kind::Here);
            choose(&mut model, Action::Commands);
            assert_eq!(list(&model).kind, Kind::All);
            let before = list(&model).chosen();
            assert!(before.is_some());
            let possible = unavailable(action, &model).is_none();
            let at = list(&model).shown.iter().position(|shown| *shown == action).expect("in the palette");
            for _ in 0..at {
                effects.extend(press(&mut model, "Down"));
            }
            assert_eq!(list(&model).chosen(), Some(action));
            effects.extend(press(&mut model, "Enter"));
            let palette_gone =
                !matches!(model.overlays.last(), Some(Overlay::Commands(list)) if list.kind == Kind::All);
            assert_eq!(palette_gone, possible, "{action:?}: what can be done is done, else the list stays");
            assert!(possible || !notice(&model).is_empty(), "{action:?}: it says why it cannot be done");
            // Back out with Esc only.
            for _ in 0..6 {
                effects.extend(press(&mut model, "Esc"));
            }
            assert!(model.overlays.is_empty() && model.pending == Pending::Nothing);
            assert_eq!(model.focus, Pane::Questions);
        }
    }
}

#[test]
fn every_entry_of_the_menu_does_something() {
    for action in Commands::new(Kind::Here).shown {
        let mut model = model(TALK, (100, 30));
        press(&mut model, "J Right Enter");
        let before = format!("{model:?}");
        let possible = unavailable(action, &model).is_none();
        let at = list(&model).shown.iter().position(|shown| *shown == action).expect("in the menu");
        press(&mut model, &"Down ".repeat(at));
        let effects = press(&mut model, "Enter");
        assert!(possible, "{action:?} is offered first and cannot be done");
        assert!(!effects.is_empty() || format!("{model:?}") != before, "{action:?} did nothing");
        assert!(!matches!(model.overlays.last(), Some(Overlay::Commands(list)) if list.kind == Kind::Here));
    }
}

#[test]
fn keys_written_as_text_are_read() {
    assert_eq!(keys("12 Enter").len(), 3);
    assert_eq!(keys("=End").len(), 3);
    assert_eq!(keys("End").len(), 1);
    assert_eq!(keys("/ sanction")[1].to_string(), "s");
}
