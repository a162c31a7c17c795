//! What survives the program: marks, notes, the place.

use super::{ANSWER, Home, Terminal, eventually};

fn at(home: &Home, part: &str) -> Terminal {
    let mut terminal = home.open_in((100, 30), &[]);
    terminal.shows("of 6");
    terminal.send(&format!("{part}G"));
    terminal.shows(&format!("q. {part} of 6"));
    terminal
}

fn marks(home: &Home) -> Vec<serde_json::Value> {
    let lines = home.kept("share");
    lines.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

#[test]
fn a_bookmark_survives_a_restart() {
    let home = Home::new();
    let mut terminal = at(&home, "2");
    assert!(!terminal.screen().contents().contains('◆'));
    terminal.send("b");
    terminal.shows("◆");
    terminal.send("q");
    assert!(terminal.end().success());
    home.open_in((100, 30), &[]).shows("◆");
}

#[test]
fn the_place_survives_a_restart() {
    let home = Home::new();
    let mut terminal = at(&home, "4");
    terminal.send("q");
    assert!(terminal.end().success());
    home.open_in((100, 30), &[]).shows("q. 4 of 6");
}

#[test]
fn the_place_survives_a_kill_once_the_reader_rested() {
    let home = Home::new();
    let terminal = at(&home, "5");
    eventually("the place is kept", || home.kept("state").contains("document"));
    terminal.signal("KILL");
    terminal.end();
    home.open_in((100, 30), &[]).shows("q. 5 of 6");
}

#[test]
fn a_bookmark_survives_a_kill_as_soon_as_it_is_in_the_file() {
    let home = Home::new();
    let mut terminal = at(&home, "3");
    terminal.send("b");
    eventually("the bookmark is in the file", || marks(&home).len() == 2);
    terminal.signal("KILL");
    terminal.end();
    let mut terminal = at(&home, "3");
    terminal.shows("◆");
    terminal.send("q");
    assert!(terminal.end().success());
}

#[test]
fn two_programs_at_once_keep_the_bookmarks_of_both() {
    let home = Home::new();
    let (mut one, mut other) = (at(&home, "1"), at(&home, "6"));
    one.send("b");
    other.send("b");
    eventually("both bookmarks are in the file", || marks(&home).len() == 3);
    one.send("2Gb");
    eventually("the third one too", || marks(&home).len() == 4);
    for terminal in [&mut one, &mut other] {
        terminal.send("q");
        assert!(terminal.end().success());
    }
    let mut terminal = at(&home, "1");
    terminal.send("B");
    terminal.wait_for("three bookmarks", |screen| {
        ["q. 1", "q. 2", "q. 6"].iter().all(|place| screen.contents().contains(place))
    });
}

#[test]
fn who_rests_sees_what_another_program_marked() {
    let home = Home::new();
    let (mut one, mut other) = (at(&home, "1"), at(&home, "6"));
    one.send("2Gb");
    eventually("the bookmark is in the file", || marks(&home).len() == 2);
    // The other one only moves, and rests.
    other.send("2G");
    other.shows("◆");
    other.send("l}anoted there\r");
    eventually("the note is in the file", || home.kept("share").contains("noted there"));
    one.send("1G2G");
    one.shows("noted there");
    for terminal in [&mut one, &mut other] {
        terminal.send("q");
        assert!(terminal.end().success());
    }
}

#[test]
fn two_fill_in_details_and_correct_at_once_and_nothing_is_lost() {
    let home = Home::new();
    let (mut one, mut other) = (at(&home, "1"), at(&home, "1"));
    one.send("ia");
    other.send("ia");
    one.shows("missing");
    other.shows("missing");
    one.send("\rThe Harbour Review\r");
    eventually("the publication is in the file", || home.kept("share").contains("The Harbour Review"));
    other.send("\x1b[B\x1b[B\r\x15https://example.org/x\r");
    eventually("the URL is in the file", || home.kept("share").contains("https://example.org/x"));
    one.send("\x07\x072Gl}f1");
    eventually("the correction is in the file", || home.kept("share").contains("\"role\""));
    other.send("\x07\x073Gb");
    eventually("the bookmark is in the file", || home.kept("share").contains("\"mark\""));
    for terminal in [&mut one, &mut other] {
        terminal.send("Q");
        assert!(terminal.end().success());
    }
    let output = home.run(&["parse"]);
    let parsed: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(parsed["exchanges"].as_array().unwrap().len(), 7);
    let mut terminal = home.open_in((100, 30), &[]);
    terminal.shows("of 7");
    terminal.send("i");
    terminal.shows("The Harbour Review");
    terminal.shows("https://example.org/x");
}

#[test]
fn a_copy_that_a_synchroniser_left_is_taken_in() {
    let home = Home::new();
    let mut terminal = at(&home, "2");
    terminal.send("b");
    eventually("the bookmark is in the file", || marks(&home).len() == 2);
    terminal.send("q");
    assert!(terminal.end().success());
    let folder = home.path().join(".local/share/inquit/marks");
    let file = std::fs::read_dir(&folder).unwrap().next().unwrap().unwrap().path();
    let stem = file.file_stem().unwrap().to_str().unwrap().to_owned();
    // On the other machine there was another bookmark.
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::remove_file(&file).unwrap();
    let mut terminal = at(&home, "5");
    terminal.send("b");
    eventually("the other bookmark is in a file", || marks(&home).len() == 2);
    terminal.send("q");
    assert!(terminal.end().success());
    let copy = folder.join(format!("{stem}.sync-conflict-20261125-221530-ABCDEFG.jsonl"));
    std::fs::rename(&file, &copy).unwrap();
    std::fs::write(&file, &text).unwrap();
    let mut terminal = home.open_in((100, 30), &[]);
    terminal.shows("1 change of your marks came with a synced copy");
    terminal.send("B");
    terminal
        .wait_for("both bookmarks", |screen| ["q. 2", "q. 5"].iter().all(|place| screen.contents().contains(place)));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), text, "nothing is written for looking");
    terminal.send("\t");
    terminal.shows("2 here, 2 in all interviews");
    terminal.send("\x07");
    terminal.send("1Gb");
    eventually("all three are in the file", || {
        std::fs::read_to_string(&file).unwrap().matches("\"mark\"").count() == 3
    });
    terminal.send("q");
    assert!(terminal.end().success());
    std::fs::remove_file(&copy).unwrap();
    let mut terminal = home.open_in((100, 30), &[]);
    terminal.shows("of 6");
    terminal.send("B");
    terminal
        .wait_for("all three", |screen| ["q. 1", "q. 2", "q. 5"].iter().all(|place| screen.contents().contains(place)));
}

#[test]
fn a_correction_survives_a_restart_and_is_printed_and_taken_back() {
    let home = Home::new();
    let mut terminal = at(&home, "2");
    terminal.send("l}f");
    terminal.shows("an answer by");
    terminal.send("1");
    terminal.shows("Question now");
    terminal.shows("of 7");
    eventually("the correction is in the file", || home.kept("share").contains("\"kind\":\"role\""));
    terminal.send("q");
    assert!(terminal.end().success());
    // What prints the interview follows it too, unless it is told not to.
    let questions = |arguments: &[&str]| {
        let parsed: serde_json::Value = serde_json::from_slice(&home.run(arguments).stdout).unwrap();
        parsed["exchanges"].as_array().unwrap().len()
    };
    assert_eq!((questions(&["parse"]), questions(&["parse", "--as-recognised"])), (7, 6));
    let mut terminal = home.open_in((100, 30), &[]);
    terminal.shows("of 7");
    terminal.send("i");
    terminal.shows("What you corrected: 1 correction");
    terminal.send("\x07B");
    terminal.shows("is a question");
    terminal.send("d");
    terminal.shows("Deleted");
    terminal.send("\x07");
    terminal.shows("of 6");
    terminal.send("q");
    assert!(terminal.end().success());
    home.open_in((100, 30), &[]).shows("of 6");
}

#[test]
fn a_note_that_is_kept_is_in_the_marks_file() {
    let home = Home::new();
    let mut terminal = at(&home, "2");
    terminal.send("a");
    terminal.shows("Enter keep");
    terminal.send("Who paid? Ünü 面談 #money");
    terminal.shows("#money");
    terminal.send("\r");
    terminal.shows_no("Enter keep");
    eventually("the note is in the file", || home.kept("share").contains("Who paid? Ünü 面談 #money"));
    terminal.send("q");
    assert!(terminal.end().success());
    home.open_in((100, 30), &[]).shows("Who paid?");
}

#[test]
#[cfg(unix)]
fn what_cannot_be_saved_is_said_and_written_elsewhere() {
    let home = Home::new();
    // A file where the folder of the marks must be: nothing can be made there.
    home.file(".local/share/inquit/marks", "in the way");
    home.file(
        "talk.md",
        "**Ann Lee:** Who asked?\n\n**Bo Dahl:** I did.\n\n**Ann Lee:** And then?\n\n**Bo Dahl:** Rain.\n",
    );
    let mut terminal = home.open(&["talk.md"]);
    terminal.shows("I did.");
    terminal.shows("The folder for");
    terminal.send("b");
    terminal.shows("◆");
    terminal.send("J");
    terminal.shows("NOT SAVED");
    terminal.send("q");
    assert_eq!(terminal.end().exit_code(), 1);
    terminal.is_as_before();
    terminal.shows("Your marks of this run are in");
    let rescued = std::fs::read_dir(home.path()).unwrap().flatten();
    assert!(rescued.into_iter().any(|entry| entry.file_name().to_string_lossy().ends_with(".marks.jsonl")));
    // The command that is named does what is said of it, once the hindrance is gone.
    let all = String::from_utf8_lossy(&terminal.bytes()).into_owned();
    let line = all.lines().find_map(|line| line.trim().strip_prefix("inquit marks merge ")).unwrap();
    std::fs::remove_file(home.path().join(".local/share/inquit/marks")).unwrap();
    let words: Vec<&str> = ["marks", "merge"].into_iter().chain(line.split(' ')).collect();
    let output = home.run(&words);
    assert!(output.status.success(), "{line}: {output:?}");
    assert_eq!(marks(&home).len(), 2);
    let terminal = home.open(&["talk.md"]);
    terminal.shows("◆");
}

#[test]
#[cfg(unix)]
fn what_could_not_be_saved_is_saved_with_a_key() {
    let home = Home::new();
    let blocker = home.file(".local/share/inquit/marks", "in the way");
    let mut terminal = home.open_in((100, 30), &[]);
    terminal.shows("The folder for");
    terminal.send("bJ");
    terminal.shows("NOT SAVED, S tries again");
    std::fs::remove_file(blocker).unwrap();
    terminal.send("S");
    terminal.shows("Everything is saved now");
    assert_eq!(marks(&home).len(), 2);
    terminal.send("q");
    assert!(terminal.end().success());
}

#[test]
#[cfg(unix)]
fn what_could_not_be_saved_is_saved_by_itself_with_the_next_change() {
    let home = Home::new();
    let blocker = home.file(".local/share/inquit/marks", "in the way");
    let mut terminal = home.open_in((100, 30), &[]);
    terminal.shows("The folder for");
    terminal.send("bJ");
    terminal.shows("NOT SAVED, S tries again");
    std::fs::remove_file(blocker).unwrap();
    terminal.send("Jb");
    eventually("both marks are in the file", || marks(&home).len() == 3);
    terminal.send("j");
    terminal.shows_no("NOT SAVED");
    terminal.send("q");
    assert!(terminal.end().success());
}

#[test]
#[cfg(unix)]
fn what_can_be_saved_nowhere_is_printed() {
    let home = Home::new();
    home.file(".local/share/inquit/marks", "in the way");
    // Neither the folder that the reader is in nor the home folder can be written to, not even by root.
    let line = "mkdir gone && cd gone && rmdir ../gone && HOME=/proc/self \"$INQUIT\"; echo status $?";
    let mut terminal = home.shell(line);
    terminal.shows("The folder for");
    terminal.send("b");
    terminal.shows("◆");
    terminal.send("q");
    terminal.shows("status 1");
    terminal.end();
    let all = String::from_utf8_lossy(&terminal.bytes()).into_owned();
    assert!(all.contains("No other file could be written either") && all.contains("\"bookmark\":true"), "{all}");
}

fn the_draft_survives(signal: &str) {
    let home = Home::new();
    let mut terminal = at(&home, "2");
    terminal.send("a");
    terminal.shows("Enter keep");
    terminal.send("half a tho");
    terminal.shows("half a tho");
    if signal == "KILL" {
        eventually("the draft is kept", || home.kept("state").contains("half a tho"));
    }
    terminal.signal(signal);
    terminal.end();
    let mut terminal = home.open_in((100, 30), &[]);
    terminal.shows("was not finished; a there goes on");
    terminal.send("a");
    terminal.shows("half a tho");
    terminal.send("ught\r");
    eventually("the note is in the file", || home.kept("share").contains("half a thought"));
    terminal.send("q");
    assert!(terminal.end().success());
    assert!(!home.kept("state").contains("half a tho"), "no draft is left");
}

#[test]
fn a_note_half_typed_survives_a_hang_up() {
    the_draft_survives("HUP");
}

#[test]
fn a_note_half_typed_survives_a_kill() {
    the_draft_survives("KILL");
}

/// Numbers that look random and are the same each time (Marsaglia 2003, xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % n
    }
}

#[test]
fn kills_at_any_moment_take_nothing_away_that_was_in_the_file() {
    // More by hand: INQUIT_KILLS=1000.
    let rounds = std::env::var("INQUIT_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(6);
    let home = Home::new();
    home.file("talk.txt", crate::support::seed_text());
    let (mut dice, mut torn) = (Dice(0x9e37_79b9_7f4a_7c15), 0);
    let notes = |text: &str| -> Vec<String> {
        let events = text.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
        events
            .filter_map(|event| event["text"].as_str().filter(|text| text.starts_with("mark-")).map(str::to_owned))
            .collect()
    };
    let mut before = String::new();
    for round in 0..rounds {
        let mut terminal = home.open(&["talk.txt"]);
        terminal.shows("of 6");
        // Notes on one question after the other, as fast as keys come.
        let keys: Vec<String> = (0..24).map(|n| format!("{}Ga\x15mark-{round}-{n}\r", dice.below(6) + 1)).collect();
        let begun = terminal.bytes().len();
        terminal.send(&keys.concat());
        // Somewhere while it draws and saves.
        let wanted = begun + dice.below(900) as usize * dice.below(3) as usize;
        terminal.has_written(wanted);
        let seen = home.kept("share");
        terminal.signal("KILL");
        terminal.end();
        let after = home.kept("share");
        assert!(after.starts_with(before.trim_end_matches(|c| c != '\n')), "round {round}: what was there stays");
        assert!(after.starts_with(seen.trim_end_matches(|c| c != '\n')), "round {round}: what was seen stays");
        torn += usize::from(!after.ends_with('\n') && !after.is_empty());
        before = after;
    }
    let written = notes(&before);
    let listed = home.run(&["marks", "talk.txt", "--json"]);
    assert!(listed.status.success());
    let last: Vec<serde_json::Value> =
        listed.stdout.split(|&byte| byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok()).collect();
    println!("{rounds} kills: {} notes in the file, {torn} torn lines, {} marks listed", written.len(), last.len());
    assert!(!written.is_empty() && !last.is_empty());
    let mut terminal = home.open(&["talk.txt"]);
    terminal.shows("of 6");
    terminal.send("B");
    terminal.shows("mark-");
    terminal.send("qq");
    assert!(terminal.end().success());
}

#[test]
fn without_a_home_folder_it_can_be_read() {
    let home = Home::new();
    let none = ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"].map(|name| (name, ""));
    let mut terminal = home.open_in((100, 30), &none);
    terminal.shows(ANSWER);
    terminal.shows("There is no home folder");
    terminal.send("J");
    terminal.shows("q. 2 of 6");
    terminal.send("q");
    assert!(terminal.end().success());
    assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0, "nothing was written");
}

#[test]
fn a_note_is_edited_in_the_readers_own_editor() {
    let home = Home::new();
    // It appends a line, and says who can read the file.
    let editor = home
        .file("my editor", "#!/bin/sh\nstat -c %a \"$2\" > \"$HOME/mode\"\nprintf '\\nfrom outside #far' >> \"$2\"\n");
    let line = format!("sh '{}' -x", editor.display());
    let mut terminal = home.open_in((100, 30), &[("EDITOR", &line)]);
    terminal.shows(ANSWER);
    terminal.send("ahello\x18");
    terminal.shows("from outside #far");
    terminal.send("\r");
    eventually("the note is in the file", || home.kept("share").contains("hello\\nfrom outside #far"));
    assert_eq!(std::fs::read_to_string(home.path().join("mode")).unwrap().trim(), "600");
    let left = std::fs::read_dir(home.path().join(".local/state/inquit")).unwrap().flatten();
    assert!(left.into_iter().all(|entry| !entry.file_name().to_string_lossy().starts_with("note-")), "nothing is left");
    // One that fails leaves the note as it was.
    terminal.send("q");
    terminal.end();
    let mut terminal = home.open_in((100, 30), &[("EDITOR", "false")]);
    terminal.shows("from outside");
    terminal.send("a\x18");
    terminal.shows("the note is as it was");
    terminal.send("\x1b");
    terminal.shows("1 of 6");
    terminal.send("q");
    assert!(terminal.end().success());
    terminal.is_as_before();
}

#[test]
fn the_marks_on_all_interviews_are_listed() {
    let home = Home::new();
    home.file("boats.txt", "Mara Olsen: Why boats?\n\nJens Dahl: They float.\n\nMara Olsen: Since when?\n\nJens Dahl: Since the storm.\n\nMara Olsen: And now?\n\nJens Dahl: Now I rest.\n");
    let mut terminal = home.open(&["boats.txt"]);
    terminal.shows("They float.");
    terminal.send("b");
    eventually("the bookmark is in the file", || marks(&home).len() == 2);
    terminal.send("q");
    terminal.end();
    let mut terminal = at(&home, "3");
    terminal.send("B");
    terminal.shows("No marks yet");
    terminal.send("\t");
    terminal.shows("They float.");
    terminal.shows("boats.txt");
    terminal.send("qq");
    assert!(terminal.end().success());
}

/// An interview in our own form on one subject.
fn talk(subject: &str) -> String {
    format!(
        "---\ninterview: 1\ntitle: On {subject}\npeople:\n- {{name: Mara Olsen, role: interviewer, labels: [MO]}}\n\
         - {{name: Jens Dahl, role: interviewee, labels: [JD]}}\n---\n\n**MO:** Why {subject}?\n\n**JD:** The {subject} \
         came first.\n\n**MO:** And then?\n\n**JD:** The {subject} went.\n\nNobody missed the {subject}.\n"
    )
}

/// Interviews on boats and on nets, each with a mark.
fn two() -> Home {
    let home = Home::new();
    for subject in ["boats", "nets"] {
        home.file(format!("{subject}/{subject}.md"), talk(subject));
        let mut terminal = home.open(&[format!("{subject}/{subject}.md")]);
        terminal.shows(&format!("The {subject} came first."));
        terminal.send("2.2\rb");
        eventually("the bookmark is in the file", || {
            home.kept("share").contains(&format!("Nobody missed the {subject}"))
        });
        terminal.send("q");
        assert!(terminal.end().success());
    }
    home
}

#[test]
fn a_mark_on_another_interview_opens_it_there_and_there_is_a_way_back() {
    let home = two();
    let mut terminal = home.open(&["boats/boats.md"]);
    terminal.shows("q. 2 of 2");
    terminal.send("gl");
    terminal.shows("q. 1 of 2");
    // A bookmark that is made now is kept before the interview is left, and can be taken back afterwards.
    terminal.send("b");
    terminal.shows("◆");
    terminal.send("B\t/nets\r");
    terminal.shows("On nets");
    terminal.send("\r");
    terminal.shows("nets.md, q. 2, para. 2; H goes back");
    terminal.shows("Nobody missed the nets.");
    terminal.send("b");
    eventually("that bookmark is taken away", || home.kept("share").contains("\"delete\""));
    terminal.send("H");
    terminal.shows("The boats came first.");
    terminal.shows("q. 1 of 2");
    terminal.send("u");
    terminal.shows("Taken back");
    eventually("the bookmark is taken back", || home.kept("share").matches("\"delete\"").count() == 2);
    terminal.send("L");
    terminal.shows("Nobody missed the nets.");
    terminal.send("u");
    eventually("and that one made again", || home.kept("share").matches("\"mark\"").count() == 4);
    terminal.send("''");
    terminal.shows("The boats came first.");
    terminal.send("q");
    assert!(terminal.end().success());
    terminal.is_as_before();
}

#[test]
fn an_interview_that_is_gone_or_not_saved_is_said() {
    let home = two();
    std::fs::rename(home.path().join("nets/nets.md"), home.path().join("moved.md")).unwrap();
    let mut terminal = home.open(&["boats/boats.md"]);
    terminal.shows("q. 2 of 2");
    terminal.send("B\t/nets\r\r");
    terminal.shows("nets/nets.md is not there any more; the mark keeps its words");
    // The text was edited so that the words are gone: the mark is listed as lost, with them.
    home.file("nets/nets.md", talk("storms").replace("On storms", "On nets"));
    terminal.send("\r");
    terminal.shows("These words are not in the text any more");
    terminal.shows("Nobody missed the nets.");
    terminal.send("\x07H");
    terminal.shows("Nobody missed the boats.");
    // While something is not saved, the interview stays open.
    let folder = home.path().join(".local/share/inquit/marks");
    let files = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let own = files.into_iter().find(|path| path.to_string_lossy().contains("boats")).unwrap();
    let mut text = std::fs::read_to_string(&own).unwrap();
    text.push_str("{\"inquit\":\"marks\",\"version\":99}\n");
    std::fs::write(&own, text).unwrap();
    terminal.send("gb");
    terminal.shows("NOT SAVED");
    terminal.send("B\t/nets\r\r");
    terminal.shows("This interview stays open, because it is not saved.");
    terminal.send("Q");
    assert_eq!(terminal.end().exit_code(), 1);
    terminal.shows("A newer inquit (format 99) wrote these marks");
    terminal.shows("Your marks of this run are in");
}

#[test]
fn topics_that_the_reader_hid_stay_hidden_on_the_command_line() {
    let home = Home::new();
    let listed = |home: &Home, topic: &str| {
        let output = home.run(&["topics"]);
        assert!(output.status.success());
        String::from_utf8_lossy(&output.stdout).lines().any(|line| line.starts_with(&format!("{topic}  ")))
    };
    assert!(listed(&home, "sanctions"));
    let all: serde_json::Value = serde_json::from_slice(&home.run(&["topics", "--json"]).stdout).expect("JSON");
    let all = all["topics"].as_array().expect("a list").len();
    let mut terminal = home.open_in((100, 30), &[]);
    terminal.shows(ANSWER);
    terminal.send("t");
    terminal.shows("Jump to");
    terminal.send("sanctions\x14");
    terminal.shows("mentions in the answers");
    terminal.send("d");
    terminal.shows(&format!("of {}", all - 1));
    terminal.send("\x07");
    terminal.shows_no("mentions in the answers");
    // The list of jumps lay below it.
    terminal.send("\x07");
    terminal.shows("q. 1 of 6");
    terminal.send("Q");
    assert!(terminal.end().success());
    assert!(!listed(&home, "sanctions"));
}

#[test]
#[cfg(unix)]
fn a_note_that_could_not_be_saved_stays_a_draft() {
    let home = Home::new();
    let blocker = home.file(".local/share/inquit/marks", "in the way");
    let mut terminal = home.open_in((100, 30), &[]);
    terminal.shows("The folder for");
    terminal.send("2Ga");
    terminal.shows("Enter keep");
    terminal.send("a whole thought");
    terminal.shows("a whole thought");
    eventually("the draft is kept", || home.kept("state").contains("a whole thought"));
    terminal.send("\r");
    terminal.shows("NOT SAVED, S tries again");
    // It is refused a second time, after the panel of the note was closed.
    terminal.send("J");
    terminal.shows("manpower shortages");
    terminal.shows("NOT SAVED, S tries again");
    terminal.signal("KILL");
    terminal.end();
    assert!(home.kept("state").contains("a whole thought"));
    std::fs::remove_file(blocker).unwrap();
    let mut terminal = home.open_in((100, 30), &[]);
    terminal.shows("was not finished; a there goes on");
    terminal.send("q");
    assert!(terminal.end().success());
}

#[test]
fn the_open_list_of_marks_follows_another_reader_after_any_key() {
    let home = Home::new();
    let mut one = at(&home, "1");
    one.send("a");
    one.shows("Enter keep");
    one.send("taken away soon\r");
    eventually("the note is in the file", || home.kept("share").contains("taken away soon"));
    one.send("2\ra");
    one.shows("Enter keep");
    one.send("taken away late\r");
    eventually("the other note is in the file", || home.kept("share").contains("taken away late"));
    let mut other = at(&home, "2");
    other.send("B");
    other.shows("taken away soon");
    other.shows("taken away late");
    // The second time nothing else is left that the rest could be for.
    for (count, gone) in [(1, "taken away soon"), (2, "taken away late")] {
        one.send("\x07Bgd");
        one.shows("Deleted");
        eventually("it is deleted in the file", || home.kept("share").matches("\"delete\"").count() == count);
        // A key that moves nothing in the text.
        other.send("j");
        other.shows_no(gone);
    }
    other.shows("No marks yet");
}

#[test]
fn one_does_not_take_back_what_the_other_changed() {
    let home = Home::new();
    let (mut one, mut other) = (at(&home, "2"), at(&home, "2"));
    one.send("a");
    one.shows("Enter keep");
    one.send("mine\r");
    eventually("the note is in the file", || home.kept("share").contains("\"mine\""));
    other.send("l");
    other.shows("mine");
    other.send("ha");
    other.shows("Enter keep");
    other.send(" and theirs\r");
    eventually("the change is in the file", || home.kept("share").contains("mine and theirs"));
    one.send("l");
    one.shows("mine and theirs");
    let before = home.kept("share");
    one.send("u");
    one.shows("The note was changed by another reader meanwhile, and stays");
    one.send("U");
    one.shows("There is nothing to make again");
    one.send("q");
    assert!(one.end().success());
    assert_eq!(home.kept("share"), before, "nothing is written");
}
