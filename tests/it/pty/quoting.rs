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
    // Places as they are printed can be given back, with their sentences.
    for (place, words) in [
        ("1.1.2", "“Mostly,” he’d say."),
        ("q. 1, para. 1, s. 1", "They float."),
        ("q. 1, para. 1, ss. 1–2", "They float. “Mostly,” he’d say."),
        ("q. 1, para. 2, to q. 2, para. 1", "That is the whole of it"),
        ("Q. 1, PARAS. 1–2", "They float."),
    ] {
        let output = home.run(&["quote", "talk.md", place, "--json"]);
        let json: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{place}: {output:?}"));
        // And so can the short one, from a sentence to paragraphs of one answer.
        let at = json["at"].as_str().unwrap();
        let wanted = match place {
            "1.1.2" => "1.1.2",
            "q. 1, para. 1, s. 1" => "1.1.1",
            "Q. 1, PARAS. 1–2" => "1.1-2",
            "q. 1, para. 2, to q. 2, para. 1" => "1.2",
            _ => "1.1",
        };
        assert_eq!(at, wanted, "{place}");
        if !place.contains(", to ") {
            let again = home.run(&["quote", "talk.md", at, "--json"]);
            assert_eq!(serde_json::from_slice::<Value>(&again.stdout).unwrap()["text"], json["text"], "{place}");
        }
        assert!(json["text"].as_str().unwrap().starts_with(words), "{place}: {json}");
        if place.starts_with("q. ") && !place.contains("ss.") {
            assert_eq!(json["place"], place);
        }
        assert!(home.run(&["show", "talk.md", place]).status.success());
    }
    assert_eq!(run(&home, "show talk.md 1.1.2"), ("“Mostly,” he’d say.\n".to_owned(), 0));
    for (line, sentence) in [
        ("show talk.md 3", "There is no question 3; there are 2"),
        ("show talk.md 1.9", "There is no such paragraph in this answer: “1.9”"),
        ("show talk.md x", "“x” is no place"),
        ("show talk.md 1.1.9", "There is no such sentence in this paragraph; there are 2"),
        ("show talk.md 1.1-2.1", "Sentences are counted in one paragraph"),
        ("show talk.md 1.1.0", "There is no such sentence"),
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
    assert_eq!(run(&home, "marks talk.md --tag #none"), ("inquit: talk.md has no marks with #none.\n".to_owned(), 0));
    let output = home.run(&["export", "talk.md", "--to", "csv", "--question", "9"]);
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "inquit: talk.md has no marks on question 9 and its answer.\n"
    );
    assert!(String::from_utf8(output.stdout).unwrap().starts_with("question,time,first words"));
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
    for given in ["talk.md", "talk.json"] {
        home.file("talk.json", "{\"segments\":[{\"text\":\"Why boats?\"}]}\n");
        let (said, status) = run(&home, &format!("marks merge {given}"));
        assert_eq!(said, format!("inquit: {given} is no file of marks, and nothing was joined.\n"));
        assert_eq!(status, 2, "an interview is no file of marks");
    }
}

/// The one file of marks in a home.
fn file_of(home: &Home) -> std::path::PathBuf {
    let folder = home.path().join(".local/share/inquit/marks");
    std::fs::read_dir(folder).unwrap().next().unwrap().unwrap().path()
}

#[test]
fn marks_of_two_interviews_are_not_joined() {
    let (home, other) = (marked(), Home::new());
    std::fs::copy(file_of(&home), home.path().join("one.jsonl")).unwrap();
    other.file("nets.md", TALK.replace("Boats", "Nets").replace("Since the storm", "Before the storm"));
    let mut terminal = other.open(&["nets.md"]);
    terminal.shows("of 2");
    terminal.send("1Gb");
    eventually("the bookmark is in the file", || other.kept("share").contains("\"mark\""));
    terminal.send("Q");
    assert!(terminal.end().success());
    std::fs::copy(file_of(&other), home.path().join("nets.jsonl")).unwrap();
    let before = std::fs::read(file_of(&home)).unwrap();
    for line in [
        "marks merge one.jsonl nets.jsonl",
        "marks merge nets.jsonl --into talk.md",
        "marks merge one.jsonl nets.jsonl -o all.jsonl",
    ] {
        let (said, status) = run(&home, line);
        assert_eq!(status, 2, "{line}: {said}");
        assert!(
            said.contains("nets.jsonl") && said.contains("another interview. Nothing was joined."),
            "{line}: {said}"
        );
        assert!(said.contains("“Boats”") && said.contains("“Nets”"), "{line}: {said}");
    }
    assert_eq!(std::fs::read(file_of(&home)).unwrap(), before);
    assert!(!home.path().join("all.jsonl").exists());
    // An interview that was edited and given another title is still the one of its file.
    let text = std::fs::read_to_string(file_of(&home)).unwrap();
    home.file("edited.jsonl", text.replace("“Boats”", "“Ships”").replace("\"title\":\"Boats\"", "\"title\":\"Ships\""));
    assert_eq!(run(&home, "marks merge one.jsonl edited.jsonl").1, 0);
}

#[test]
fn a_file_of_marks_is_taken_in_among_those_that_are_kept() {
    let home = marked();
    let file = file_of(&home);
    let text = std::fs::read_to_string(&file).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    home.file("all.jsonl", &text);
    std::fs::write(&file, format!("{}\n{}\n", lines[0], lines[1])).unwrap();
    // By the interview, while it is read, and by the path of the file.
    let mut terminal = home.open(&["talk.md"]);
    terminal.shows("of 2");
    let (said, status) = run(&home, "marks merge all.jsonl --into talk.md");
    assert_eq!(status, 0, "{said}");
    assert!(said.contains(&format!("{} changes taken in", lines.len() - 2)) && said.contains(".jsonl"), "{said}");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
    assert_eq!(std::fs::read_to_string(home.path().join("all.jsonl")).unwrap(), text);
    terminal.send("B");
    terminal.shows("=why");
    let by_path = format!("marks merge all.jsonl --into {}", file.display());
    assert!(run(&home, &by_path).0.contains("Nothing new: all of it is there already"));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
    assert_eq!(run(&home, "marks merge all.jsonl --into talk.md -o out.jsonl").1, 2);
    assert_eq!(run(&home, "marks merge all.jsonl --into none.md").1, 2);
    // Where there is none yet it is made.
    std::fs::remove_file(&file).unwrap();
    assert_eq!(run(&home, "marks merge all.jsonl --into talk.md").1, 0);
    assert_eq!(std::fs::read_to_string(file_of(&home)).unwrap(), text);
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

const NOTED: &str = "# Boats\n\n**Mara:** Why boats?[^why]\n\n[^q]: Before.\n\n**Jens:** They float.[^1] Mostly, he’d say, they sink[^2].\n\n\
    [^1]: See the *Harbour Review* of 1987.\n\nThat is the whole of it.\n\n**Mara:** Since when?\n\n**Jens:** Since the storm of \
    1987[^2], which carried mine up the street.\n\n[^why]: Asked in English.\n\n[^2]: Dahl’s word.\n";

#[test]
fn footnotes_are_an_editors_and_their_signs_are_not_quoted() {
    let home = Home::new();
    home.file("talk.md", NOTED);
    // The exchanges and the closing notes, each paragraph with who says it.
    let parsed = |file: &str| -> Vec<String> {
        let (text, _) = run(&home, &format!("parse {file}"));
        let json: Value = serde_json::from_str(&text).unwrap();
        let list = |value: &Value| value.as_array().unwrap().clone();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let mut out = Vec::new();
        for exchange in list(&json["exchanges"]) {
            out.extend(list(&exchange["question"]).iter().map(|one| format!("asked: {}", text(one))));
            let said = |one: &Value| format!("{}: {}", one["speaker"].as_str().unwrap_or("nobody"), text(&one["text"]));
            out.extend(list(&exchange["answer"]).iter().map(said));
        }
        out.extend(list(&json["closing"]).iter().map(|one| format!("closing: {}", text(one))));
        assert_eq!(list(&json["page"]).len(), 0, "{json}");
        out
    };
    let all = parsed("talk.md");
    assert_eq!(
        all,
        [
            "asked: Why boats?[1]",
            "nobody: [2] Before.",
            "Jens: They float.[3] Mostly, he’d say, they sink[4].",
            "nobody: [3] See the Harbour Review of 1987.",
            "Jens: That is the whole of it.",
            "asked: Since when?",
            "Jens: Since the storm of 1987[4], which carried mine up the street.",
            "closing: [1] Asked in English.",
            "closing: [4] Dahl’s word.",
        ]
    );
    for (place, words) in [
        ("1.1", "They float. Mostly, he’d say, they sink."),
        ("1.1.2", "Mostly, he’d say, they sink."),
        ("1.2", "That is the whole of it."),
        ("1", "Why boats?"),
        ("2.1", "Since the storm of 1987, which carried mine up the street."),
        ("closing.2", "[4] Dahl’s word."),
    ] {
        let (text, _) = run(&home, &format!("quote talk.md {place} --json"));
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap()["text"], words, "{place}");
    }
    home.file(
        "draft.md",
        "He says “they sink”, and “the storm of 1987, which carried mine up”[^9], and “boats?”\n\n[^9]: A note.\n",
    );
    let (text, status) = run(&home, "verify draft.md talk.md");
    assert_eq!((status, text.lines().last()), (0, Some("3 quotations: 3 exact, 0 altered, 0 not found")), "{text}");
    // Our own form has them as they are, and says the same again.
    let (ours, _) = run(&home, "convert talk.md --to markdown");
    home.file("ours.md", &ours);
    assert_eq!(parsed("ours.md"), all);
    assert_eq!(run(&home, "convert ours.md --to markdown").0, ours);
    // Where our own form is written by hand its footnotes are notes as well.
    let own = TALK.replace("They float.", "They float.[^1]") + "\n[^1]: A note of ours.\n";
    home.file("own.md", own.replace("**MO:** Since", "[^2]: Between.\n\n**MO:** Since"));
    let own = parsed("own.md");
    assert_eq!(own[own.len() - 1], "closing: [1] A note of ours.");
    assert!(own.contains(&"nobody: [2] Between.".to_owned()), "{own:?}");
}

#[test]
fn notes_of_a_word_document_are_nobodys_answer_and_their_signs_are_not_quoted() {
    let home = Home::new();
    let sign = "<w:r><w:footnoteReference w:id=\"2\"/></w:r>";
    let para = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let noted = format!("<w:p><w:r><w:t>Jens: They float</w:t></w:r>{sign}<w:r><w:t>, mostly.</w:t></w:r></w:p>");
    let talk = ["Mara: Why boats?", "Mara: Since when?", "Jens: Since the storm."].map(para);
    let body = [&talk[0], &noted, &talk[1], &talk[2]].map(String::as_str).concat();
    let notes = "<w:footnotes xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:footnote \
                 w:id=\"2\"><w:p><w:r><w:t>Not all of them.</w:t></w:r></w:p></w:footnote></w:footnotes>";
    home.file("talk.docx", crate::formats::docx_with(&body, &[("word/footnotes.xml", notes)]));
    let (text, _) = run(&home, "parse talk.docx");
    let json: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(json["closing"], serde_json::json!(["[1] Not all of them."]), "{text}");
    assert_eq!(json["exchanges"][1]["answer"].as_array().unwrap().len(), 1, "{text}");
    assert_eq!(run(&home, "show talk.docx 1.1").0, "They float, mostly.\n");
}

#[test]
fn punctuation_and_what_the_source_says_are_shown() {
    let home = Home::new();
    home.file("talk.md", TALK);
    home.file(
        "draft.md",
        "“They float?” and ``the storm of 1987 which carried them'' and “the so-called”.\n\n“王明”\n",
    );
    let (text, status) = run(&home, "verify draft.md talk.md");
    assert_eq!(
        (&text[..], status),
        (
            "draft.md:1  altered    q. 1, para. 1, s. 1  “They [float?]”\n\
             \x20                      source says          “They  float. ”\n\
             draft.md:1  altered    q. 2, para. 1        “the storm of [1987] which carried [them]”\n\
             \x20                      source says          “the storm of  1987,  which carried  mine ”\n\
             2 quotations: 0 exact, 2 altered, 0 not found\n\
             2 passages of fewer than 4 words in quotation marks not found, and not counted\n",
            1
        )
    );
    let (json, _) = run(&home, "verify draft.md talk.md --json");
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(
        (&json["quotations"][0]["at"], &json["quotations"][0]["source"]),
        (&"1.1.1".into(), &"They float.".into())
    );
    assert_eq!(json["quotations"][1]["source"], "the storm of 1987, which carried mine");
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
    assert!(said.contains("A correction is left out, because its place is not known any more"), "{said}");
    assert!(output.status.success());
}

#[test]
fn a_quotation_in_several_interviews_is_named_with_each_and_one_without_an_end_is_said() {
    let home = Home::new();
    for name in ["a.md", "b.md", "c.md", "d.md", "e.md"] {
        home.file(name, TALK);
    }
    home.file("f.md", TALK.replace("1987", "1988"));
    home.file("draft.md", "He recalls “the storm of 1987, which carried mine”.\n\nAnd he said “that was it.\n");
    let (text, status) = run(&home, "verify draft.md f.md a.md b.md c.md d.md e.md");
    assert_eq!(
        (&text[..], status),
        (
            "draft.md:1  exact      a.md, q. 2, para. 1  “the storm of 1987, which carried mine”\n\
             \x20                      also b.md, q. 2, para. 1\n\
             \x20                      also c.md, q. 2, para. 1\n\
             \x20                      also d.md, q. 2, para. 1\n\
             \x20                      and in 1 more\n\
             1 quotation: 1 exact, 0 altered, 0 not found\n",
            0
        )
    );
    let output = home.run(&["verify", "draft.md", "a.md", "b.md", "--json"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(said, "inquit: draft.md:3: a quotation begins and does not end; it was not compared.\n");
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        json["quotations"][0]["also"],
        serde_json::json!([{ "interview": "b.md", "place": "q. 2, para. 1", "at": "2.1" }])
    );
}

#[test]
fn what_the_program_wrote_down_is_true_to_its_source() {
    let home = Home::new();
    home.file("talk.md", TALK);
    let mut terminal = home.open(&["talk.md"]);
    terminal.shows("They float.");
    for place in ["1.1", "1.2", "2.1"] {
        terminal.send(&format!("{place}\rw"));
        terminal.shows(&format!("q. {}, para. {} written to", &place[..1], &place[2..]));
    }
    terminal.send("q");
    assert!(terminal.end().success());
    let (text, status) = run(&home, "verify quotes.md talk.md");
    assert_eq!((status, text.lines().last()), (0, Some("3 quotations: 3 exact, 0 altered, 0 not found")), "{text}");
    // And so is every form that quotes the words.
    for form in ["markdown", "plain", "org"] {
        let (quoted, _) = run(&home, &format!("quote talk.md 2.1 --form {form}"));
        assert!(quoted.contains("Since the storm of 1987, which carried mine up the street."), "{quoted}");
    }
}

#[test]
fn a_draft_in_word_is_verified_with_its_notes() {
    let home = Home::new();
    home.file("talk.md", TALK);
    let sign = "<w:r><w:footnoteReference w:id=\"2\"/></w:r>";
    let body = format!(
        "<w:p><w:r><w:t>A draft on boats</w:t></w:r></w:p><w:p><w:r><w:t>He says “the whole of it</w:t></w:r>{sign}<w:r>\
         <w:t>, or was when I was young”.</w:t></w:r></w:p>"
    );
    let notes = "<w:footnotes xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:footnote \
                 w:id=\"2\"><w:p><w:r><w:t>He adds: “the storm of 1986, which carried mine up the \
                 street”.</w:t></w:r></w:p></w:footnote></w:footnotes>";
    home.file("draft.docx", crate::formats::docx_with(&body, &[("word/footnotes.xml", notes)]));
    let (text, status) = run(&home, "verify draft.docx talk.md");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(status, 1, "{text}");
    assert!(lines[0].starts_with("draft.docx:¶2  exact      q. 1, para. 2  “the whole of it"), "{text}");
    assert!(lines[1].contains("altered    q. 2, para. 1  “the storm of [1986,]"), "{text}");
}

#[test]
fn the_status_of_verify_says_what_was_found() {
    let home = Home::new();
    home.file("talk.md", TALK);
    for (draft, wanted, words) in [
        ("No quotations here.\n", 0, "no quotations were found"),
        ("He spoke of “sea dogs” and “real men”.\n", 0, "2 passages of fewer than 4 words"),
        ("He spoke of “the storm”.\n", 0, "1 exact"),
        ("“the storm of 1986, which carried mine up the street”\n", 1, "1 altered"),
        ("“[a] storm … which carried [his boat] up the street”\n", 0, "1 exact"),
        ("“nobody ever said these very words”\n", 1, "1 not found"),
        ("", 2, "empty"),
    ] {
        home.file("draft.md", draft);
        let output = home.run(&["verify", "draft.md", "talk.md"]);
        let all = [output.stdout, output.stderr].concat();
        let all = String::from_utf8(all).unwrap();
        assert!(output.status.code() == Some(wanted) && all.contains(words), "{draft}: {all}");
    }
    home.file("draft.md", "“the storm”");
    assert_eq!(run(&home, "verify draft.md nobody.md").1, 2);
}

#[test]
fn a_newer_file_of_marks_is_read_with_a_sentence_and_never_written_over() {
    let home = marked();
    let file =
        std::fs::read_dir(home.path().join(".local/share/inquit/marks")).unwrap().next().unwrap().unwrap().path();
    let text = std::fs::read_to_string(&file).unwrap().replacen("\"version\":1", "\"version\":2", 1);
    let text = text + "{\"kind\":\"hologram\",\"id\":\"2a\",\"rev\":1,\"at\":5,\"by\":\"w\",\"depth\":3}\n";
    std::fs::write(&file, &text).unwrap();
    let sentence = "A newer inquit (format 2) wrote these marks, so they are only read, not changed";
    for line in ["marks talk.md", "export talk.md --to csv", "show talk.md 1.1", "quote talk.md 1.1"] {
        let output = home.run(&line.split(' ').collect::<Vec<_>>());
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success() && said.contains(sentence), "{line}: {said}");
        assert!(!output.stdout.is_empty());
    }
    // Joined files say that they are of that version, whichever comes first, and keep what is not understood.
    home.file("one.jsonl", text.replacen("\"version\":2", "\"version\":1", 1));
    home.file("two.jsonl", &text);
    for line in ["marks merge one.jsonl two.jsonl", "marks merge two.jsonl one.jsonl"] {
        let output = home.run(&line.split(' ').collect::<Vec<_>>());
        let joined = String::from_utf8(output.stdout).unwrap();
        assert!(joined.lines().next().unwrap().contains("\"version\":2"), "{line}: {joined}");
        assert!(joined.contains("hologram") && String::from_utf8(output.stderr).unwrap().contains(sentence));
    }
    let output = home.run(&["marks", "merge", "one.jsonl", "-o", "two.jsonl", "--force"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("two.jsonl was written by a newer inquit"));
    assert_eq!(std::fs::read_to_string(home.path().join("two.jsonl")).unwrap(), text);
    // In the program: whatever the reader does is said not to be saved, and goes to another file at the end.
    for keys in ["gb", "1Gf1", "ia\x1b[H\rSomebody\r\x07\x07J", "1.1\rahello\rJ"] {
        let mut terminal = home.open(&["talk.md"]);
        terminal.shows("A newer inquit (format 2) wrote these marks");
        terminal.send(keys);
        terminal.shows("NOT SAVED");
        terminal.send("Q");
        assert_eq!(terminal.end().exit_code(), 1, "{keys}");
        terminal.shows("Your marks of this run are in");
        assert_eq!(std::fs::read_to_string(&file).unwrap(), text, "{keys}");
    }
}

#[test]
fn a_template_of_the_readers_own_is_a_form_of_export() {
    let home = marked();
    home.file(".config/inquit/templates/cards.html", "<ol>\n---\n<li>{quote} ({place}) {tags}\n---\n</ol>\n");
    let mut terminal = home.open(&["talk.md"]);
    terminal.shows("Since the storm");
    terminal.send("e\x1b[F");
    terminal.shows("talk-marks.html");
    terminal.send("\r");
    terminal.shows("Written to");
    terminal.send("q");
    assert!(terminal.end().success());
    let written = std::fs::read_to_string(home.path().join("talk-marks.html")).unwrap();
    assert_eq!(
        written,
        "<ol>\n<li>That is the whole of it, or was when I was young. (q. 1, para. 2) old\n\
         <li>Since the storm of 1987, which carried mine up the street. (q. 2, para. 1) \n</ol>\n"
    );
    // By its name alone, also in a script.
    assert_eq!(run(&home, "export talk.md --template cards.html"), (written, 0));
    assert_eq!(run(&home, "export talk.md --template none.html").1, 2);
}

#[test]
fn verify_goes_on_without_an_interview_that_cannot_be_opened() {
    let home = Home::new();
    home.file("talk.md", TALK);
    home.file("fine.txt", "He said “They float.”\n");
    let out = home.run(&["verify", "fine.txt", "nowhere.md", "talk.md"]);
    let (said, told) = (String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr));
    assert_eq!(out.status.code(), Some(2), "{said}{told}");
    assert!(said.contains("1 quotation: 1 exact") || said.contains("not found"), "{said}");
    assert!(told.contains("left out: nowhere.md: there is no such file"), "{told}");
    let out = home.run(&["verify", "fine.txt", "nowhere.md", "talk.md", "--json"]);
    let json: serde_json::Value = serde_json::from_slice(&out.stdout).expect("JSON");
    assert_eq!(json["left_out"].as_array().map(Vec::len), Some(1));
    let out = home.run(&["verify", "fine.txt", "nowhere.md"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(out.stdout.is_empty());
}

#[test]
fn a_name_that_was_not_put_in_quotes_is_named_and_so_is_an_option_before_a_command() {
    let home = Home::new();
    home.file("my talk.md", "Ann: Why?\n\nBo: So.\n");
    for (words, says) in [
        (vec!["my", "talk.md"], "“my talk.md” is one file"),
        (vec!["find", "my", "talk.md", "So"], "“my talk.md” is one file"),
        (vec!["--ascii", "show", "talk.md", "1"], "--ascii is an option of reading"),
        (vec!["--part", "1", "parse", "talk.md"], "--part belongs behind the command"),
        (vec!["talk.md", "other.md"], "one interview is opened at a time"),
    ] {
        let out = home.run(&words);
        let told = String::from_utf8_lossy(&out.stderr);
        assert!(told.contains(says) && out.status.code() == Some(2), "{words:?}: {told}");
    }
}
