//! What was confirmed on the screen is on the disk, whenever the program is killed; and a full disk writes nothing by halves.
//!
//! A few rounds here; `INQUIT_KILLS=1000` tries as many. When each round is killed follows from its number.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use super::terminal::Terminal;
use super::{Home, eventually};

/// An interview of many short answers.
fn talk() -> String {
    let head = "---\ninterview: 1\ntitle: Boats\npeople:\n- {name: Mara Olsen, role: interviewer, labels: [MO]}\n\
        - {name: Jens Dahl, role: interviewee, labels: [JD]}\n---\n";
    let exchanges = (1..=9).map(|n| format!("\n**MO:** Why boat {n}?\n\n**JD:** Boat {n} floats, “mostly”.\n"));
    head.to_owned() + &exchanges.collect::<String>()
}

fn rounds() -> u64 {
    std::env::var("INQUIT_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(4)
}

/// A number below `below` that follows from the number of the round.
fn draw(round: u64, below: u64) -> u64 {
    let mixed = (round + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) % below
}

/// The question that the reader is at, by the last row.
fn at(terminal: &Terminal, question: u64) {
    terminal.shows(&format!("q. {question} of 9"));
}

/// Names of the files in a folder that are only there while something is written.
fn remains(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    names.filter(|name| name.contains(".tmp")).collect()
}

#[test]
fn quotations_that_were_confirmed_survive_a_kill() {
    let home = Home::new();
    home.file("talk.md", talk());
    let mut confirmed = Vec::new();
    for round in 0..rounds() {
        let mut terminal = home.open(&["talk.md"]);
        let before = draw(round, 4);
        terminal.shows("Boat");
        let mut question = 1;
        for step in 0..=before {
            // Another one each time: what was said of the last would be taken for the next.
            question = (question + draw(round * 16 + step, 8)) % 9 + 1;
            terminal.send(&format!("{question}G"));
            at(&terminal, question);
            terminal.send("w");
            if step < before {
                terminal.shows(&format!("q. {question}, para. 1 written to ~/quotes.md"));
                confirmed.push(question);
            }
        }
        // The last one may or may not have come so far.
        terminal.signal("KILL");
        terminal.end();
        let text = fs::read_to_string(home.path().join("quotes.md")).unwrap_or_default();
        let blocks: Vec<&str> = text.split("\n\n> Boat ").filter(|block| !block.is_empty()).collect();
        let mut rest = blocks.iter().map(|block| block.trim_start_matches("> Boat "));
        for question in &confirmed {
            let wanted = format!("{question} floats");
            assert!(rest.any(|block| block.starts_with(&wanted)), "round {round}: {question} of {confirmed:?}\n{text}");
        }
        for block in blocks {
            assert!(block.trim_end().ends_with("Boats (talk.md)"), "round {round}: half of one\n{text}");
        }
    }
    println!("{} rounds, {} confirmed", rounds(), confirmed.len());
}

#[test]
fn exports_that_were_confirmed_survive_a_kill_and_none_is_there_by_half() {
    let home = Home::new();
    home.file("talk.md", talk());
    let mut terminal = home.open(&["talk.md"]);
    terminal.shows("Boat");
    terminal.send("1Gb2Gb");
    eventually("two marks", || home.kept("share").matches("\"mark\"").count() == 2);
    terminal.signal("KILL");
    terminal.end();
    let (mut confirmed, mut files) = (0, 0);
    for round in 0..rounds() {
        let mut terminal = home.open(&["talk.md"]);
        terminal.shows("Boat");
        for _ in 0..draw(round, 3) {
            confirmed += 1;
            terminal.send("e\r");
            let number = if confirmed == 1 { String::new() } else { format!("-{confirmed}") };
            terminal.shows(&format!("Written to ~/talk-marks{number}.md"));
        }
        terminal.send("e\r");
        terminal.signal("KILL");
        terminal.end();
        let mut whole = 0;
        for entry in fs::read_dir(home.path()).unwrap().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with("talk-marks") {
                let text = fs::read_to_string(entry.path()).unwrap();
                assert!(text.starts_with("# Boats\n") && text.contains("#2.1)\n"), "{name} of round {round}:\n{text}");
                whole += 1;
            }
        }
        assert!(whole >= confirmed, "round {round}: {whole} of {confirmed}");
        // Those of the round that was killed count from now on. There are only so many names.
        confirmed = whole;
        if whole > 400 {
            files += whole;
            confirmed = 0;
            let entries = fs::read_dir(home.path()).unwrap().flatten();
            let written = entries.filter(|entry| entry.file_name().to_string_lossy().starts_with("talk-marks"));
            written.for_each(|entry| fs::remove_file(entry.path()).unwrap());
        }
    }
    println!("{} rounds, {} files", rounds(), files + confirmed);
}

#[test]
fn marks_that_the_screen_called_kept_survive_a_kill_also_the_very_first_one() {
    for round in 0..rounds() {
        // A home that has seen nothing yet: all folders are made by the first save.
        let home = Home::new();
        home.file("talk.md", talk());
        let mut terminal = home.open(&["talk.md"]);
        terminal.shows("Boat");
        terminal.send("3G");
        at(&terminal, 3);
        let word = if draw(round, 2) == 0 {
            terminal.send("b");
            "Marked"
        } else {
            terminal.send("awhy so\r");
            "Noted"
        };
        terminal.shows(word);
        terminal.signal("KILL");
        terminal.end();
        let kept = home.kept("share");
        assert!(kept.contains(if word == "Marked" { "\"mark\"" } else { "why so" }), "round {round}, {word}: {kept}");
    }
}

#[test]
fn details_and_corrections_survive_a_kill_once_they_are_in_the_file() {
    let home = Home::new();
    home.file("talk.md", talk());
    for round in 0..rounds() {
        let mut terminal = home.open(&["talk.md"]);
        terminal.shows("Boat");
        terminal.send("ia");
        terminal.shows("missing");
        // The first that is missing, or else the title: filled in anew each time.
        terminal.send(&format!("\x1b[H\x1b[B\x1b[B\r\x15Title {round}\r"));
        terminal.shows(&format!("Title {round}"));
        eventually("the detail is in the file", || home.kept("share").contains(&format!("\"Title {round}\"")));
        if draw(round, 2) == 0 {
            // Another one is on its way.
            terminal.send("\r\x15Never confirmed\r");
        }
        terminal.signal("KILL");
        terminal.end();
        let cited = String::from_utf8(home.run(&["quote", "talk.md", "1.1", "--form", "chicago"]).stdout).unwrap();
        assert!(cited.contains(&format!("“Title {round},”")) || cited.contains("Never confirmed"), "{round}: {cited}");
        let kept = home.kept("share");
        let whole = |line: &str| serde_json::from_str::<serde_json::Value>(line).is_ok();
        assert!(kept.lines().all(whole), "round {round}: a torn line\n{kept}");
    }
}

/// A shell that lets files grow to this many blocks of 512 bytes and goes on when they may not: a disk that is full.
fn full(home: &Home, blocks: u64, line: &str) -> Terminal {
    home.shell(&format!("trap '' XFSZ; ulimit -f {blocks}; {line}"))
}

#[test]
fn a_full_disk_leaves_the_file_of_quotations_as_it_was() {
    let home = Home::new();
    home.file("talk.md", talk());
    let own = "My own words, which were here before.\n".repeat(13);
    assert!(own.len() < 512 && own.len() > 450);
    home.file("quotes.md", &own);
    let mut terminal = full(&home, 1, "exec \"$INQUIT\" talk.md");
    terminal.shows("Boat");
    terminal.send("w");
    terminal.shows("~/quotes.md: the disk is full; nothing was written");
    assert_eq!(fs::read_to_string(home.path().join("quotes.md")).unwrap(), own);
    terminal.send("Q");
    terminal.end();
}

#[test]
fn a_full_disk_leaves_no_export_by_half() {
    let home = Home::new();
    home.file("talk.md", talk());
    let mut terminal = home.open(&["talk.md"]);
    terminal.shows("Boat");
    let keys = (1..=9).map(|n| format!("{n}Gb")).collect::<Vec<_>>().concat();
    terminal.send(&keys);
    eventually("nine marks", || home.kept("share").matches("\"mark\"").count() == 9);
    terminal.send("q");
    assert!(terminal.end().success());
    home.file("out.md", "What was there.\n");
    let inode = fs::metadata(home.path().join("out.md")).unwrap().ino();
    // From a script, over a file that is there.
    for to in ["markdown", "csv", "webannotation"] {
        let terminal = full(&home, 1, &format!("\"$INQUIT\" export talk.md --to {to} -o out.md --force; echo \"=$?\""));
        terminal.shows("=2");
        terminal.shows("out.md could not be written, because the disk is full");
        terminal.end();
        let there = home.path().join("out.md");
        assert_eq!(fs::read_to_string(&there).unwrap(), "What was there.\n");
        assert_eq!(fs::metadata(&there).unwrap().ino(), inode);
    }
    let terminal = full(&home, 1, "\"$INQUIT\" marks merge .local/share/inquit/marks/* -o all.jsonl; echo \"=$?\"");
    terminal.shows("=2");
    terminal.shows("all.jsonl");
    terminal.end();
    assert!(!home.path().join("all.jsonl").exists());
    let terminal = home.shell("\"$INQUIT\" export talk.md --to csv > /dev/full; echo \"=$?\"");
    terminal.shows("=2");
    terminal.shows("the output could not be written");
    terminal.end();
    // From the program.
    let mut terminal = full(&home, 1, "exec \"$INQUIT\" talk.md");
    terminal.shows("Boat");
    terminal.send("e\r");
    terminal.shows("could not be written, because the disk is full");
    assert!(!home.path().join("talk-marks.md").exists());
    assert_eq!(remains(home.path()), [""; 0]);
    terminal.send("Q");
    terminal.end();
}

#[test]
fn a_full_disk_keeps_the_marks_that_were_there_and_says_that_these_are_not() {
    let home = Home::new();
    home.file("talk.md", talk());
    let mut terminal = home.open(&["talk.md"]);
    terminal.shows("Boat");
    terminal.send("1Gb");
    eventually("a mark", || home.kept("share").matches("\"mark\"").count() == 1);
    terminal.send("q");
    assert!(terminal.end().success());
    let before = home.kept("share");
    let mut terminal = full(&home, 2, "exec \"$INQUIT\" talk.md");
    terminal.shows("Boat");
    terminal.send("2Gb3Gb");
    terminal.shows("NOT SAVED");
    assert!(home.kept("share").starts_with(&before));
    let whole = |line: &str| serde_json::from_str::<serde_json::Value>(line).is_ok();
    assert!(home.kept("share").lines().all(whole));
    terminal.send("q");
    assert_eq!(terminal.end().exit_code(), 1);
}
