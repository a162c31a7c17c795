//! The commands that quote, list, export and verify, with the marks that the program itself has kept.

use serde_json::Value;

use super::{Home, eventually};

const TALK: &str = "---\ninterview: 1\ntitle: Boats\ndate: 2021-05-03\npeople:\n\
    - {name: Mara Olsen, role: interviewer, labels: [MO]}\n- {name: Jens Dahl, role: interviewee, labels: [JD]}\n---\n\n\
    **MO:** Why boats?\n\n**JD:** They float. “Mostly,” he’d say.\n\nThat is the whole of it, or was when I was young.\n\n\
    **MO:** Since when?\n\n**JD:** Since the storm of 1987, which carried mine up the street.\n";

/// Two marks: a bookmark with a note, and a bookmark.
fn marked() -> Home {
    let home = Home::new();
    home.file("talk.md", TALK);
    let mut terminal = home.open(&["talk.md"]);
    terminal.shows("They float.");
    terminal.send("1.2\ra");
    terminal.shows("Enter keep");
    terminal.send("=why #old\r");
    eventually("the note is kept", || home.kept("share").contains("=why #old"));
    terminal.send("Jb");
    eventually("the bookmark is kept", || home.kept("share").lines().count() == 4);
    terminal.send("q");
    assert!(terminal.end().success());
    home
}

/// Standard output and the status.
fn run(home: &Home, line: &str) -> (String, i32) {
    let output = home.run(&line.split(' ').collect::<Vec<_>>());
    let said = String::from_utf8(output.stderr).unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    (if text.is_empty() { said } else { text }, output.status.code().unwrap())
}

#[test]
fn a_place_is_shown_as_text_and_as_json() {
    let home = Home::new();
    home.file("talk.md", TALK);
    assert_eq!(run(&home, "show talk.md 1.2"), ("That is the whole of it, or was when I was young.\n".to_owned(), 0));
    let (whole, status) = run(&home, "show talk.md 1");
    assert_eq!((whole.matches("\n\n").count(), status), (2, 0), "{whole}");
    assert!(whole.starts_with("Why boats?\n\nThey float."));
    let (text, _) = run(&home, "show talk.md 1.1-2 --json");
    let json: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((&json[0]["at"], &json[1]["place"]), (&"1.1".into(), &"q. 1, para. 2".into()));
    assert_eq!(json[1]["speaker"], "Jens Dahl");
    for (line, sentence) in [
        ("show talk.md 3", "There is no question 3; there are 2"),
        ("show talk.md 1.9", "There is no such paragraph in this answer: “1.9”"),
        ("show talk.md x", "“x” is no place"),
    ] {
        let (said, status) = run(&home, line);
        assert!(said.contains(sentence) && status == 1, "{line}: {said} {status}");
    }
    assert_eq!(run(&home, "show none.md 1").1, 2);
}

#[test]
fn a_quotation_is_printed_in_its_form() {
    let home = Home::new();
    home.file("talk.md", TALK);
    assert_eq!(
        run(&home, "quote talk.md 1.2 --form apa"),
        (
            "(Olsen, 2021, Question 1, para. 2)\n\nOlsen, M. (2021, May 3). Boats [Interview with Jens Dahl].\n"
                .to_owned(),
            0
        )
    );
    let (text, _) = run(&home, "quote talk.md 2.1 --form chicago --json");
    let json: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(json["citation"], "Jens Dahl, “Boats,” interview by Mara Olsen, May 3, 2021, answer 2, para. 1.");
    assert_eq!(json["missing"], serde_json::json!(["publication", "published", "url"]));
    assert_eq!(run(&home, "quote talk.md 9.1").1, 1);
    assert_eq!(run(&home, "quote talk.md 1.1 --form harvard").1, 2);
}

#[test]
fn marks_are_listed_and_exported_by_tag_and_question() {
    let home = marked();
    let (list, status) = run(&home, "marks talk.md");
    assert_eq!(
        (&list[..], status),
        (
            "q. 1, para. 2  “That is the whole of it, or was when I was young.”\n    =why #old\nq. 2, para. 1  “Since the \
             storm of 1987, which carried mine up the street.”\n",
            0
        )
    );
    let (lines, _) = run(&home, "marks talk.md --json --tag OLD");
    assert_eq!(lines.lines().count(), 1);
    assert_eq!(serde_json::from_str::<Value>(&lines).unwrap()["tags"], serde_json::json!(["old"]));
    let (table, _) = run(&home, "export talk.md --to csv --question 1");
    assert_eq!(table.matches("\r\n").count(), 2);
    assert!(table.contains(",'=why #old,old,"), "{table}");
    home.file("t.txt", "{place}: {note}\n");
    assert_eq!(run(&home, "export talk.md --template t.txt").0, "q. 1, para. 2: =why #old\nq. 2, para. 1: \n");
    home.file("bad.txt", "{plaice}\n");
    let (said, status) = run(&home, "export talk.md --template bad.txt");
    assert!(said.contains("bad.txt: {plaice} stands for nothing") && status == 2, "{said}");
    assert_eq!(run(&home, "export talk.md --to markdown -o out.md").1, 0);
    let written = std::fs::read_to_string(home.path().join("out.md")).unwrap();
    assert!(written.starts_with("# Boats\n") && written.contains("=why #old"), "{written}");
    assert_eq!(run(&home, "export talk.md --to markdown -o out.md").1, 2, "what is there is not written over");
    assert_eq!(std::fs::read_to_string(home.path().join("talk.md")).unwrap(), TALK);
}

#[test]
fn files_of_marks_are_joined() {
    let home = marked();
    let file =
        std::fs::read_dir(home.path().join(".local/share/inquit/marks")).unwrap().next().unwrap().unwrap().path();
    let text = std::fs::read_to_string(&file).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    // Two copies that were synced at different times.
    home.file("one.jsonl", format!("{}\n{}\n{}\n", lines[0], lines[1], lines[2]));
    home.file("two.jsonl", format!("{}\n{}\n", lines[0], lines[3]));
    let (joined, status) = run(&home, "marks merge one.jsonl two.jsonl two.jsonl");
    assert_eq!((joined.lines().collect::<Vec<_>>(), status), (lines.clone(), 0));
    assert_eq!(run(&home, "marks merge one.jsonl two.jsonl -o all.jsonl").1, 0);
    assert_eq!(std::fs::read_to_string(home.path().join("all.jsonl")).unwrap(), text);
    assert_eq!(run(&home, "marks merge one.jsonl none.jsonl").1, 2);
    assert_eq!(run(&home, "marks merge talk.md").1, 2, "an interview is no file of marks");
}

const DRAFT: &str = "# Draft\n\nDahl says that they “float. ‘Mostly,’ he’d say.” He was there in “the storm of 1988, which \
    carried mine up the street”, and calls it “a marriage of convenience”.\n\n> That is […] of it, or was when I was \
    young.\n\nThe so-called “sea dogs” agreed.\n";

#[test]
fn a_draft_is_verified() {
    let home = Home::new();
    home.file("talk.md", TALK);
    home.file("draft.md", DRAFT);
    let (text, status) = run(&home, "verify draft.md talk.md");
    assert_eq!(status, 1);
    assert_eq!(
        text,
        "draft.md:3  exact      q. 1, para. 1  “float. ‘Mostly,’ he’d say.”\n\
         draft.md:3  altered    q. 2, para. 1  “the storm of [1988] which carried mine up the street”\n\
        \x20                      source says    “the storm of  1987,  which carried mine up the street.”\n\
         draft.md:3  not found                 “a marriage of convenience”\n\
         draft.md:5  exact      q. 1, para. 2  “That is […] of it, or was when I was young.”\n\
         4 quotations: 2 exact, 1 altered, 1 not found\n\
         1 passage of fewer than 4 words in quotation marks not found, and not counted\n"
            .replace("[1988]", "[1988,]")
    );
    assert!(run(&home, "verify draft.md talk.md --min-words 2").0.contains("“sea dogs”"));
    let (text, status) = run(&home, "verify draft.md talk.md --json");
    let json: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((status, json["quotations"].as_array().unwrap().len(), &json["short"]), (1, 4, &1.into()));
    assert_eq!(json["quotations"][1]["difference"]["source"][1]["text"], "1987,");
    home.file("good.txt", "He said \"they float\" and “That is the whole of it”.\n");
    let (text, status) = run(&home, "verify good.txt talk.md");
    assert_eq!((status, text.lines().last()), (0, Some("2 quotations: 2 exact, 0 altered, 0 not found")), "{text}");
    assert_eq!(run(&home, "verify none.md talk.md").1, 2);
    assert_eq!(run(&home, "verify draft.md").1, 2);
}

#[test]
fn a_draft_in_word_is_verified_by_paragraph() {
    let home = Home::new();
    home.file("talk.md", TALK);
    let para = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let body = [
        "A draft on boats",
        "He says that it was “the whole of it, or was when I was young”.",
        "He names “the storm of 1988, which carried mine up the street”.",
    ];
    home.file("draft.docx", crate::formats::docx_with(&body.map(para).concat(), &[]));
    let (text, status) = run(&home, "verify draft.docx talk.md");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!((status, lines.len()), (1, 4), "{text}");
    assert!(lines[0].starts_with("draft.docx:¶2  exact      q. 1, para. 2  “the whole of it"), "{text}");
    assert!(lines[1].starts_with("draft.docx:¶3  altered    q. 2, para. 1  “the storm of [1988,]"), "{text}");
    assert_eq!(lines[3], "2 quotations: 1 exact, 1 altered, 0 not found");
}

#[test]
fn what_is_quoted_and_verified_follows_the_corrections() {
    let home = marked();
    let mut terminal = home.open(&["talk.md"]);
    terminal.shows("You were at");
    terminal.send("1.2\rf");
    terminal.shows("an answer by");
    terminal.send("1");
    terminal.shows("Question now");
    eventually("the correction is in the file", || home.kept("share").contains("\"kind\":\"role\""));
    terminal.send("q");
    assert!(terminal.end().success());
    home.file("draft.md", "“the whole of it, or was when I was young”\n");
    // The second paragraph of the first answer is the beginning of the second question now.
    for (line, corrected, recognised) in [
        ("show talk.md 2", "That is the whole of it", "Since when?"),
        ("quote talk.md 2", "That is the whole of it", "Since when?"),
        ("marks talk.md", "q. 2, asked  “That is the whole", "q. 1, para. 2  “That is the whole"),
        ("export talk.md --to jsonl --question 2", "That is the whole of it", "Since the storm"),
        ("verify draft.md talk.md", "q. 2, asked", "q. 1, para. 2"),
    ] {
        let (text, status) = run(&home, line);
        assert!(text.contains(corrected) && status == 0, "{line}: {text}");
        let (text, status) = run(&home, &format!("{line} --as-recognised"));
        assert!(text.contains(recognised) && status == 0, "{line} --as-recognised: {text}");
        assert!(!text.contains(corrected), "{line}: {text}");
    }
    // Its words are gone: that is said, and the rest is printed.
    let text =
        TALK.replace("That is the whole of it, or was when I was young.", "There is no more to it than that, I say.");
    home.file("talk.md", text);
    let output = home.run(&["show", "talk.md", "1"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("A correction is left out, because its words are not in the text any more"), "{said}");
    assert!(output.status.success());
}
