//! Everything hostile, worked line by line: in the document, in the marks, and typed.

use super::super::Home;
use super::{Tally, files, marks, payloads, signed};

#[test]
fn line_by_line_nothing_comes_out_but_lines() {
    let kinds = payloads();
    let home = Home::new();
    let mut tally = Tally::default();
    // Everything that shows or takes a text. Lists are read to their ends.
    let walk = "read\nquestion\nwhere\nnext\nread\nquestions\nmore\nmore\n.\nt float\nmore\n2\nread\nfind float\nmore\nmore\n3\nn\n\
                T\nmore\n1\nB\nmore\nmore\n1\nabout\nf\n.\ncite\n2\n.\ncite mla\nfill\n.\nselect\n)\ny\n.\ntags\ncite csl\n\
                help float\n?\nw\ne\n1\n";
    for (name, bytes) in files(&kinds) {
        home.file(name, &bytes);
        home.file(format!("{name}.marks.jsonl"), marks(&kinds, name));
        let every: String = (1..=kinds.len()).map(|n| format!("{n}\nread\non\n")).collect::<Vec<_>>().concat();
        home.file("script", format!("{walk}{every}quit\n"));
        let door = format!("lines of {name}");
        tally.run(&home, &door, &["--plain", "--script", "script", name], &kinds);
        assert!(tally.count(&door) + 3 >= kinds.len(), "{door}: {}", tally.count(&door));
    }
    // What is typed: in every command that takes a text, and as no command at all.
    home.file("plain.txt", "Mara: Why boats?\n\nJens: They float.\n\nMara: Since when?\n\nJens: Always.\n");
    for command in [
        "", "t ", "find ", "note ", "tag ", "untag ", "topic ", "cite ", "name ", "place ", "go ", "role ", "help ",
        "B ", "fill 1 ",
    ] {
        let typed: Vec<String> =
            kinds.iter().enumerate().map(|(n, (_, text))| signed(n, &text.replace('\n', " "))).collect();
        let lines: String = typed.iter().map(|text| format!("{command}{text}\n.\nread\n")).collect::<Vec<_>>().concat();
        home.file("script", format!("{lines}B\nmore\nmore\nfill\nquit\n"));
        tally.run(&home, &format!("typed behind {command:?}"), &["--plain", "--script", "script", "plain.txt"], &kinds);
    }
    for command in ["", "t ", "find ", "note ", "cite "] {
        let door = format!("typed behind {command:?}");
        assert!(tally.count(&door) + 3 >= kinds.len(), "{door}: {}", tally.count(&door));
    }
    // What was made of it all in files.
    for entry in std::fs::read_dir(home.path()).unwrap().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name == "quotes.md" || name.ends_with("-marks.md") {
            tally.judge(&format!("written {name}"), &std::fs::read(entry.path()).unwrap(), &kinds, false);
        }
    }
    assert!(tally.count("written quotes.md") > 0);
    tally.judge("kept", home.kept("share").as_bytes(), &kinds, false);
    tally.finish("lines", 500);
}
