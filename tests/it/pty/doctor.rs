//! `inquit doctor` in made-up surroundings.

use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Output};

use serde_json::Value;

use super::Home;
use super::terminal::PROGRAM;

/// Runs it with these variables and no others.
fn doctor(home: &Home, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
    let mut command = Command::new(PROGRAM);
    command.arg("doctor").args(arguments).current_dir(home.path()).stdin(std::process::Stdio::null()).env_clear();
    command.envs(variables.iter().copied()).output().unwrap()
}

fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn where_all_is_well_it_says_so() {
    let home = Home::new();
    let output = home.run(&["doctor"]);
    let text = text(&output);
    assert!(output.status.success(), "{text}");
    for words in ["ok       terminal:", "ok       locale:", "ok       locks:", "Nothing is broken."] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(!output.stdout.contains(&0x1b));
    assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0, "looking makes nothing");
}

#[test]
fn each_thing_that_is_broken_is_named_with_what_mends_it() {
    let home = Home::new();
    let path = home.path().to_str().unwrap();
    let at = |variables: &[(&str, &str)]| doctor(&home, &[], &[variables, &[("PATH", "/usr/bin:/bin")]].concat());
    let broken = |variables: &[(&str, &str)], words: &[&str]| {
        let output = at(variables);
        let text = text(&output);
        assert_eq!(output.status.code(), Some(1), "{text}");
        for word in words {
            assert!(text.contains(word), "{word}: {text}");
        }
    };
    broken(&[], &["problem  home:", "to mend it: export HOME="]);
    home.settings("theme = \"no such\"\n[keys]\nmark = [\"hyper-x\"]\n");
    broken(&[("HOME", path)], &["problem  settings:", "to mend it: change that line of"]);
    std::fs::remove_file(home.path().join(".config/inquit/config.toml")).unwrap();
    home.file(".local/share/inquit", "in the way");
    broken(&[("HOME", path)], &["problem  marks:", "is no folder", "to mend it: mv"]);
    std::fs::remove_file(home.path().join(".local/share/inquit")).unwrap();
    home.file(".local/share/inquit/marks/x.jsonl", "{\"inquit\":\"place\",\"version\":1}\n");
    broken(&[("HOME", path)], &["is no file of marks", "to mend it: look at"]);
    std::fs::remove_file(home.path().join(".local/share/inquit/marks/x.jsonl")).unwrap();
    // Nothing of this is broken, but worth knowing.
    let output = at(&[("HOME", path), ("TERM", "dumb"), ("LANG", "C"), ("DISPLAY", ":9"), ("PATH", "/nowhere")]);
    let text = text(&output);
    assert!(text.contains("to mend it: export LANG=C.UTF-8") && text.contains("note     terminal:"), "{text}");
    assert_eq!(output.status.code(), Some(0), "{text}");
}

#[test]
fn programs_read_it_as_json() {
    let home = Home::new();
    home.settings("theme = \"\\u001b[2J\"\n");
    let output = home.run(&["doctor", "--json"]);
    assert_eq!(output.status.code(), Some(1));
    let list: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    assert!(list.iter().any(|one| one["about"] == "settings" && one["state"] == "problem" && one["mend"].is_string()));
    assert!(list.iter().all(|one| ["ok", "note", "problem"].contains(&one["state"].as_str().unwrap())));
    assert!(!output.stdout.contains(&0x1b));
}

#[test]
fn a_terminal_is_asked_and_left_as_it_was() {
    let home = Home::new();
    let terminal = home.open(&["doctor"]);
    assert!(terminal.end().success());
    let bytes = String::from_utf8(terminal.bytes()).unwrap();
    assert!(bytes.contains("100 columns, 30 rows") && bytes.contains("it says where its cursor is"), "{bytes}");
    assert_eq!(bytes.matches('\x1b').count(), 1, "one question is all that is asked");
    terminal.is_as_before();
}

#[test]
fn a_terminal_that_answers_nothing_is_not_waited_for_long() {
    let home = Home::new();
    let terminal = home.shell_silent("\"$INQUIT\" doctor");
    assert!(terminal.end().success());
    let bytes = String::from_utf8(terminal.bytes()).unwrap();
    assert!(bytes.contains("it does not say where its cursor is"), "{bytes}");
    terminal.is_as_before();
}

#[test]
fn tmux_is_asked_how_it_passes_on_what_is_copied() {
    let home = Home::new();
    let tmux =
        "#!/bin/sh\ncase \"$*\" in -V) echo tmux 3.3a;; *set-clipboard) echo off;; *escape-time) echo 500;; esac\n";
    let file = home.file("bin/tmux", tmux);
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:/usr/bin:/bin", home.path().join("bin").display());
    let home_path = home.path().to_str().unwrap();
    let output = doctor(&home, &[], &[("HOME", home_path), ("PATH", &path), ("TMUX", "x,1,0"), ("TERM", "tmux")]);
    let text = text(&output);
    assert!(text.contains("tmux set -s set-clipboard on") && text.contains("tmux set -s escape-time 20"), "{text}");
}
