//! Files that cannot be read as interviews: a sentence, status 2, and the terminal is never touched.

use std::ffi::OsStr;
use std::fs::File;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::net::UnixListener;
use std::process::Command;

use super::{ANSWER, Home};

/// Opens a file that cannot be read; all of these parts must be in the sentence.
fn is_refused(home: &Home, file: impl AsRef<OsStr>, parts: &[&str]) {
    let terminal = home.open(&[OsStr::new("--"), file.as_ref()]);
    let status = terminal.end();
    let screen = terminal.screen().contents().replace('\n', " ");
    assert_eq!(status.exit_code(), 2, "{screen}");
    assert!(!terminal.bytes().contains(&0x1b), "the terminal was touched");
    terminal.is_as_before();
    for part in parts {
        assert!(screen.contains(part), "“{part}” is missing: {screen}");
    }
}

#[test]
fn a_missing_file_is_named() {
    is_refused(&Home::new(), "no-such-talk.txt", &["no-such-talk.txt", "no such file"]);
}

#[test]
fn a_folder_is_no_interview() {
    let home = Home::new();
    home.file("talks/one.txt", "x");
    is_refused(&home, "talks", &["talks is a folder"]);
}

#[test]
fn an_empty_file_is_named() {
    let home = Home::new();
    home.file("empty.txt", "");
    home.file("blank.txt", " \n\n\t\n");
    is_refused(&home, "empty.txt", &["empty.txt is empty"]);
    is_refused(&home, "blank.txt", &["blank.txt is empty"]);
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    let home = Home::new();
    home.file("program", b"\x7fELF\x02\x01\x01\0\0\0\0\xff\xfe");
    home.file("talk.pdf", b"%PDF-1.7\n\x00\x01");
    is_refused(&home, "program", &["program: this is a program"]);
    is_refused(&home, "talk.pdf", &["talk.pdf: this"]);
}

#[test]
fn another_encoding_is_read_and_said() {
    let home = Home::new();
    home.file("old.txt", b"Mara: What was served in the caf\xe9?\n\nJens: Sm\xf8rrebr\xf8d, and beer.\n");
    let output = home.run(&["old.txt"]);
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("café") && text.contains("Smørrebrød"), "{text}");
    let parsed = String::from_utf8(home.run(&["parse", "old.txt"]).stdout).unwrap();
    assert!(parsed.contains("It was read as windows-1252."), "{parsed}");
}

#[test]
fn an_encoding_is_followed_where_it_is_named() {
    let home = Home::new();
    // The same bytes are other letters in another encoding.
    let (bytes, _, _) = encoding_rs::WINDOWS_1250.encode("Mara: Kde je Řehoř Šťastný?\n\nJens: Ve mlýně.\n");
    home.file("old.txt", &bytes);
    let run = |arguments: &[&str]| home.run(arguments);
    let shows = |arguments: &[&str], words: &str| {
        let printed = String::from_utf8(run(arguments).stdout).unwrap();
        assert!(printed.contains(words), "{arguments:?}: {printed}");
    };
    shows(&["--plain", "--encoding", "Windows-1250", "old.txt"], "Řehoř Šťastný");
    shows(&["--plain", "--encoding", "koi8-r", "old.txt"], "ьehoЬ");
    shows(&["parse", "--encoding", "cp1250", "old.txt"], "Řehoř Šťastný");
    shows(&["convert", "--encoding", "cp1250", "--to", "markdown", "old.txt"], "Ve mlýně.");
    shows(&["parse", "--encoding", "utf-8", "old.txt"], "the bytes are no UTF-8");
    let terminal = home.open(&["--encoding", "cp1250", "old.txt"]);
    terminal.shows("Řehoř Šťastný");
    for arguments in [&["--encoding", "klingon", "old.txt"][..], &["parse", "--encoding", "klingon", "old.txt"]] {
        let refused = run(arguments);
        assert_eq!((refused.status.code(), refused.stdout.len()), (Some(2), 0));
        let sentence = String::from_utf8(refused.stderr).unwrap();
        assert!(sentence.contains("“klingon” is no encoding that inquit knows"), "{sentence}");
    }
}

#[test]
fn an_interview_is_converted() {
    let home = Home::new();
    home.file("talk.srt", "1\n00:00:01,000 --> 00:00:02,000\n- Why boats?\n- They float.\n");
    let run = |arguments: &[&str]| home.run(arguments);
    assert!(run(&["convert", "talk.srt", "--to", "html", "-o", "talk.html"]).status.success());
    let page = std::fs::read_to_string(home.path().join("talk.html")).unwrap();
    assert!(page.contains("They float."));
    let again = run(&["convert", "talk.srt", "--to", "csv", "--out", "talk.html"]);
    assert_eq!(again.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&again.stderr).contains("talk.html is there already"));
    assert_eq!(std::fs::read_to_string(home.path().join("talk.html")).unwrap(), page);
    assert!(run(&["convert", "talk.srt", "--to", "csv", "--out", "talk.html", "--force"]).status.success());
    assert_eq!(run(&["convert", "talk.srt", "--to", "text", "-o", "talk.srt", "--force"]).status.code(), Some(2));
    let printed = run(&["convert", "talk.srt", "--to", "csv"]);
    assert_eq!(printed.stdout, std::fs::read(home.path().join("talk.html")).unwrap());
    home.file("still.txt", "Mara: Why boats?\n\nJens: They float.\n");
    let refused = run(&["convert", "still.txt", "--to", "vtt"]);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("It has no times"));
}

#[cfg(all(feature = "html", feature = "office", feature = "epub", feature = "pdf", feature = "tei"))]
#[test]
fn a_book_of_interviews_lists_them_and_opens_the_chosen_one() {
    let other = crate::formats::html().replace("Jorun Aas", "Knut Moe").replace("The last ferryman", "The first pilot");
    let home = Home::new();
    home.file("coast.epub", crate::formats::epub(&[&crate::formats::html(), &other]));
    let mut terminal = home.open(&["coast.epub"]);
    terminal.shows("The first pilot");
    terminal.shows("The last ferryman");
    terminal.shows("3 questions");
    assert_eq!(terminal.screen().cursor_position().0, 2, "on the first text");
    terminal.send("\x1b[B");
    terminal.wait_for("the cursor on the second text", |screen| screen.cursor_position().0 == 3);
    terminal.send("\r");
    terminal.shows_no("The first pilot");
    terminal.shows("Jorun Aas");
    // It is a reader like any other: what is marked is kept, for this text of the book alone.
    terminal.send("\x1b[Cb");
    terminal.shows("Marked");
    terminal.send("q");
    assert_eq!(terminal.end().exit_code(), 0);
    terminal.is_as_before();
    assert!(home.kept("share").contains("bookmark"), "{}", home.kept("share"));
    for (keys, speaker, marked) in [("\r", "Knut Moe", false), ("\x1b[B\r", "Jorun Aas", true)] {
        let mut again = home.open(&["coast.epub"]);
        again.shows("The first pilot");
        again.send(keys);
        again.shows(speaker);
        assert_eq!(again.screen().contents().contains('◆'), marked, "{}", again.screen().contents());
        again.send("q");
        assert_eq!(again.end().exit_code(), 0);
    }
    // From one text to another and back, by the list; what was marked meanwhile is kept.
    for arguments in [&["coast.epub"][..], &["coast.epub", "--part", "1"]] {
        let mut both = home.open(arguments);
        if arguments.len() == 1 {
            both.shows("3 questions");
            both.send("\r");
        }
        both.shows("Knut Moe");
        both.send("P");
        both.shows("2  The last ferryman");
        both.send("\x1b");
        both.shows_no("2  The last ferryman");
        both.shows("Knut Moe");
        both.send("P");
        both.shows("2  The last ferryman");
        both.send("\x1b[B\r");
        both.shows("Jorun Aas");
        assert!(both.screen().contents().contains('◆'), "{}", both.screen().contents());
        both.send("P");
        both.shows("Which text?");
        both.send("\x1b[A\r");
        both.shows("Knut Moe");
        both.send("q");
        assert_eq!(both.end().exit_code(), 0);
        both.is_as_before();
    }
    let mut unread = home.open(&["coast.epub"]);
    unread.shows("The first pilot");
    for letter in ["f", "e", "r"] {
        unread.send(letter);
    }
    unread.shows("1 of 2");
    unread.shows_no("The first pilot");
    unread.shows("2  The last ferryman");
    unread.send("\x1b");
    unread.shows("The first pilot");
    unread.send("q");
    assert_eq!(unread.end().exit_code(), 0);
    unread.is_as_before();
    // Where nobody can choose, they are listed.
    let listed = home.run(&["coast.epub"]);
    assert_eq!((listed.status.code(), listed.stdout.len()), (Some(2), 0));
    let sentence = String::from_utf8(listed.stderr).unwrap();
    assert!(sentence.contains("--part 1") && sentence.contains("2  The last ferryman (3 questions)"), "{sentence}");
}

#[test]
fn what_was_chosen_of_a_text_that_may_be_several_is_remembered() {
    let home = Home::new();
    let fixture = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/several/numbered.txt");
    std::fs::copy(fixture, home.path().join("two.txt")).unwrap();
    let mut first = home.open(&["two.txt"]);
    first.shows("Which text?");
    first.shows("3  All of it as one text");
    first.send("\x1b[B\r");
    first.shows("You grew up on a barge");
    first.send("q");
    assert_eq!(first.end().exit_code(), 0);
    // The same one again, without a question; the list is one key away.
    let mut again = home.open(&["two.txt"]);
    again.shows("You grew up on a barge");
    again.send("P");
    again.shows("3  All of it as one text");
    again.send("\x1b[B\r");
    again.shows("How did you come to repair church organs");
    again.send("q");
    assert_eq!(again.end().exit_code(), 0);
    let mut whole = home.open(&["two.txt"]);
    whole.shows("How did you come to repair church organs");
    whole.shows("1 of 12");
    whole.send("q");
    assert_eq!(whole.end().exit_code(), 0);
}

#[test]
fn a_huge_file_is_refused_before_it_is_read_whole() {
    let home = Home::new();
    File::create(home.path().join("huge.txt")).unwrap().set_len(100 << 20).unwrap();
    is_refused(&home, "huge.txt", &["huge.txt is larger than 64 MB", "--max-size 100 opens it"]);
}

#[test]
fn pipes_sockets_and_devices_are_not_waited_for() {
    let home = Home::new();
    assert!(Command::new("mkfifo").arg(home.path().join("pipe")).status().unwrap().success());
    let _listens = UnixListener::bind(home.path().join("socket")).unwrap();
    is_refused(&home, "pipe", &["pipe is a named pipe"]);
    is_refused(&home, "socket", &["socket is a socket"]);
    is_refused(&home, "/dev/null", &["/dev/null is a device"]);
}

#[test]
fn standard_input_is_read_up_to_the_limit_and_not_for_ever() {
    let home = Home::new();
    // What has no end is not waited for.
    let terminal = home.shell("yes 'Jens: They float.' | \"$INQUIT\" --plain -; echo status $?");
    terminal.shows("status 2");
    terminal.shows("standard input is larger than 64 MB");
}

#[cfg(feature = "tei")]
#[test]
fn what_xml_names_outside_the_file_is_not_fetched_and_what_it_names_inside_does_not_grow() {
    let home = Home::new();
    let secret = home.file("secret.txt", "the combination is 4711");
    let tei = |head: &str, words: &str| {
        format!(
            "<!DOCTYPE TEI [{head}]><TEI><text><body><u who=\"#a\">Why boats?</u><u who=\"#b\">They float. {words}</u></body></text></TEI>"
        )
    };
    home.file("outside.xml", tei(&format!("<!ENTITY x SYSTEM \"file://{}\">", secret.display()), "&x;"));
    let levels: Vec<String> =
        (1..12).map(|n| format!("<!ENTITY e{n} \"{}\">", format!("&e{};", n - 1).repeat(10))).collect();
    let levels = levels.concat();
    home.file("grows.xml", tei(&format!("<!ENTITY e0 \"boats and boats\">{levels}"), "&e11;"));
    for name in ["outside.xml", "grows.xml"] {
        for words in [vec![name], vec!["parse", name]] {
            let output = home.run(&words);
            let said = [output.stdout, output.stderr].concat();
            assert!(!String::from_utf8_lossy(&said).contains("4711"), "{name}");
            assert!(said.len() < 1_000_000, "{name}: {} bytes", said.len());
        }
    }
    assert_eq!(home.run(&["grows.xml"]).status.code(), Some(2));
}

#[test]
fn a_file_that_is_replaced_while_open_is_read_on_and_marks_stay_with_what_was_read() {
    let home = Home::new();
    let words = "Mara: Why boats?\n\nJens: They float.\n\nMara: Since when?\n\nJens: Always have.\n";
    let path = home.file("talk.txt", words);
    let mut terminal = home.open(&["talk.txt"]);
    terminal.shows("They float");
    // Another file takes its name, and the old one is gone.
    let other =
        home.file("other.txt", "Mara: Why trains?\n\nJens: They roll.\n\nMara: Since when?\n\nJens: Since 1825.\n");
    std::fs::rename(other, &path).unwrap();
    terminal.send("J");
    terminal.shows("Always have");
    terminal.send("b");
    terminal.shows("◆");
    terminal.send("q");
    assert!(terminal.end().success());
    assert!(home.kept("share").contains("Always have"));
    assert!(std::fs::read_to_string(&path).unwrap().contains("They roll"), "the interview is never written to");
}

#[test]
fn a_file_without_permission_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::new();
    let path = home.file("secret.txt", "Mara: Why?\n\nJens: Because.\n");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).unwrap();
    // Root may read everything.
    if File::open(&path).is_err() {
        is_refused(&home, "secret.txt", &["secret.txt: you may not read this file"]);
    }
}

#[test]
fn names_like_options_and_bytes_that_are_no_text_open() {
    let home = Home::new();
    for name in [&b"-rf.txt"[..], b"caf\xe9.txt", b"two words.txt"] {
        let name = OsStr::from_bytes(name);
        // Files with the same words would share their marks.
        let words = "Mara: Why boats?\n\nJens: They float.\n\nMara: Since when?\n\nJens: Always";
        home.file(name, format!("{words}, {}.\n", name.len()));
        let mut terminal = home.open(&[OsStr::new("--"), name]);
        terminal.shows("They float");
        terminal.send("b");
        terminal.shows("◆");
        terminal.send("q");
        assert!(terminal.end().success());
    }
}

#[test]
fn a_file_that_vanishes_or_shrinks_while_open_does_no_harm() {
    let home = Home::new();
    let words = "Mara: Why boats?\n\nJens: They float.\n\nMara: Since when?\n\nJens: Always have.\n";
    let path = home.file("talk.txt", words);
    let mut terminal = home.open(&["talk.txt"]);
    terminal.shows("They float");
    File::create(&path).unwrap();
    std::fs::remove_file(&path).unwrap();
    terminal.send("J");
    terminal.shows("Always have");
    terminal.send("b");
    terminal.shows("◆");
    terminal.send("q");
    assert!(terminal.end().success());
}

#[test]
fn a_text_without_questions_is_shown_as_one_text() {
    let home = Home::new();
    home.file("prose.txt", "The boats came in at noon.\n\nNobody had expected them before the evening.\n");
    let mut terminal = home.open(&["prose.txt"]);
    terminal.shows("The boats came in at noon.");
    terminal.send("q");
    assert!(terminal.end().success());
    assert!(!terminal.screen().contents().contains(ANSWER));
}
