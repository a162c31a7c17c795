//! The documents: what is generated is current, what is linked exists.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its files has failed")]

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use inquit::app::action::{Action, Group, TABLE};
use inquit::app::effect::Effect;
use inquit::app::keymap::{Keymap, Preset};
use inquit::app::keys::{Code, Key};
use inquit::app::model::Context;
use inquit::app::msg::Msg;
use inquit::app::shelf::Shelf;
use inquit::app::update;
use inquit::cli::Only;
use inquit::convert::json::parse_json;
use inquit::interview::parse::{Format, parse};
use inquit::runtime::config;
use inquit::runtime::find;
use inquit::runtime::jump::Found;
use inquit::runtime::paths::{Document, Paths};
use inquit::runtime::records::{self, Header, PlaceRecord};
use inquit::search::find::Wish;
use inquit::text::CleanText;
use inquit::text::wrap::{Fit, wrap};
use inquit::ui::theme_file;
use serde_json::Value;

/// The folder of the package.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// What to do when a generated document is out of date.
const REMEDY: &str = "UPDATE_DOCS=1 cargo test --test it";

/// Whether generated documents are to be written rather than compared.
fn updating() -> bool {
    std::env::var_os("UPDATE_DOCS").is_some_and(|value| value == "1")
}

/// Compares a generated file with what it should be, or writes it.
pub fn agrees(name: &str, wanted: &str) {
    let path = root().join(name);
    let found = fs::read_to_string(&path).unwrap_or_default();
    if found == wanted {
        return;
    }
    if updating() {
        fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).unwrap();
        fs::write(&path, wanted).unwrap();
        return;
    }
    let line = found.lines().zip(wanted.lines()).position(|(a, b)| a != b).map_or("its end".to_owned(), |at| {
        let there = wanted.lines().nth(at).unwrap_or_default();
        format!("line {}, which should read:\n{there}\n", at + 1)
    });
    panic!("{name} is out of date from {line}. To write it anew: {REMEDY}");
}

/// Puts a generated text between the comments that name it.
fn with_block(document: &str, name: &str, text: &str) -> String {
    let (begin, end) = (format!("<!-- {name}: generated -->\n"), format!("<!-- end of {name} -->"));
    let (before, rest) = document.split_once(&begin).unwrap_or_else(|| panic!("there is no “{begin}”"));
    let (_, after) = rest.split_once(&end).unwrap_or_else(|| panic!("there is no “{end}”"));
    format!("{before}{begin}\n{}\n\n{end}{after}", text.trim())
}

/// Compares the generated parts of a document with what they should be, or writes them.
fn blocks_agree(name: &str, blocks: &[(&str, String)]) {
    let found = fs::read_to_string(root().join(name)).unwrap();
    let wanted = blocks.iter().fold(found, |document, (block, text)| with_block(&document, block, text));
    agrees(name, &wanted);
}

fn code(keys: &[Key]) -> String {
    keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(" ")
}

/// A paragraph in lines of a document.
fn filled(text: &str) -> String {
    let rows = wrap(text, 118, Fit::First);
    rows.into_iter().map(|row| &text[row]).collect::<Vec<_>>().join("\n")
}

/// Where an action's keys work, in words.
fn places(contexts: &[Context]) -> String {
    let has = |context: &Context| contexts.contains(context);
    if Context::ALL.iter().all(|(context, _)| has(context)) {
        return "everywhere".to_owned();
    }
    Context::ALL.iter().filter(|(context, _)| has(context)).map(|(_, words)| *words).collect::<Vec<_>>().join(", ")
}

#[test]
fn the_list_of_keys_is_current() {
    let (keymap, _) = Keymap::new(Preset::Default, &[]);
    let mut text = format!(
        "# Keys\n\n{}\n\n{}\n\n{}\n",
        filled(
            "This file is written from the table of actions (`src/app/action.rs`), as the program’s own help page is \
             (`?`). The names are what [the settings](config.md) use, and what `:` finds."
        ),
        filled(
            "Where a key works: *questions* is the left pane, *answer* the right one; *search lists* are Jump, Find, \
             the keys, the commands, and a filter being typed; *panels* are the marks and the menu on Enter; *pages* is \
             what `i` opens; *note* is a note being written. In search lists and notes letters and the space bar are \
             text: of an action’s keys only those work there that type nothing."
        ),
        filled(
            "A number opens a question: `12` and Enter is question 12, `5.3` and Enter the third paragraph of the fifth \
             answer."
        ),
    );
    for group in Group::ALL {
        let _ = write!(text, "\n## {}\n\n| name | keys | where | what it does |\n|---|---|---|---|\n", group.title());
        for row in TABLE.iter().filter(|row| row.group == group) {
            let keys = code(keymap.keys(row.action));
            let _ = writeln!(text, "| `{}` | {keys} | {} | {} |", row.name, places(row.contexts), row.help);
        }
    }
    let _ = write!(
        text,
        "\n## Text fields\n\n{}\n\n## Presets\n\n{}\n",
        filled(
            "In fields and notes `Left`, `Right`, `Home` and `End` move, `Ctrl-A` and `Ctrl-E` go to the beginning and end \
             of the line; `Backspace` and `Delete` erase, `Ctrl-W` a word, `Ctrl-U` to the beginning of the line. In a \
             note `Ctrl-J` begins a new line, `Up` and `Down` go from line to line, and `Ctrl-K` erases to the end of \
             one. Pasted text is text, never a command."
        ),
        filled(
            "`keys = \"less\"` or `keys = \"emacs\"` in the settings begins with other keys. What is not listed stays as \
             above."
        ),
    );
    for (name, preset) in [("less", Preset::Less), ("emacs", Preset::Emacs)] {
        let (other, _) = Keymap::new(preset, &[]);
        let _ = write!(text, "\n### {name}\n\n| name | keys |\n|---|---|\n");
        for row in TABLE.iter().filter(|row| other.keys(row.action) != keymap.keys(row.action)) {
            let _ = writeln!(text, "| `{}` | {} |", row.name, code(other.keys(row.action)));
        }
    }
    agrees("docs/keys.md", &text);
}

/// What the README shows of the keys: an action, and the one that does the opposite.
const FIRST_KEYS: &[(Action, Option<Action>)] = &[
    (Action::Down, Some(Action::Up)),
    (Action::PageDown, Some(Action::PageUp)),
    (Action::NextQuestion, Some(Action::PreviousQuestion)),
    (Action::NextParagraph, Some(Action::PreviousParagraph)),
    (Action::NextSentence, Some(Action::PreviousSentence)),
    (Action::Right, Some(Action::Left)),
    (Action::First, Some(Action::Last)),
    (Action::Jump, None),
    (Action::Find, None),
    (Action::NextHit, Some(Action::PreviousHit)),
    (Action::Back, Some(Action::Forward)),
    (Action::SetPlace, None),
    (Action::GoPlace, None),
    (Action::Bookmark, None),
    (Action::Note, None),
    (Action::Marks, None),
    (Action::Copy, None),
    (Action::WriteQuote, None),
    (Action::QuoteForms, None),
    (Action::Export, None),
    (Action::Undo, Some(Action::Redo)),
    (Action::Cover, None),
    (Action::OneParagraph, None),
    (Action::Wider, Some(Action::Narrower)),
    (Action::About, None),
    (Action::Mouse, None),
    (Action::Enter, None),
    (Action::Commands, None),
    (Action::Help, None),
    (Action::StepBack, None),
    (Action::Quit, None),
];

#[test]
fn the_keys_in_the_readme_are_current() {
    let (keymap, _) = Keymap::new(Preset::Default, &[]);
    let few = |action: Action| {
        let keys = keymap.keys(action);
        code(&keys[..keys.len().min(2)])
    };
    let mut table = String::from("| keys | the other way | what it does |\n|---|---|---|\n");
    for (action, opposite) in FIRST_KEYS {
        let other = opposite.map_or_else(String::new, few);
        let _ = writeln!(table, "| {} | {other} | {} |", few(*action), action.row().help);
    }
    blocks_agree("README.md", &[("keys", table)]);
}

#[test]
fn the_document_on_settings_is_current() {
    let settings = format!("```toml\n{}\n```", config::DEFAULTS.trim_end());
    let mut themes = String::from("| theme | |\n|---|---|\n");
    for name in theme_file::names() {
        let text = fs::read_to_string(root().join(format!("assets/themes/{name}.toml"))).unwrap();
        let about: Vec<&str> = text.lines().map_while(|line| line.strip_prefix("# ")).collect();
        let _ = writeln!(themes, "| `{name}` | {} |", about.join(" "));
    }
    let named = [
        Code::Char(' '),
        Code::Enter,
        Code::Esc,
        Code::Tab,
        Code::BackTab,
        Code::Backspace,
        Code::Delete,
        Code::Up,
        Code::Down,
        Code::Left,
        Code::Right,
        Code::Home,
        Code::End,
        Code::PageUp,
        Code::PageDown,
    ];
    let keys = code(&named.map(Key::plain));
    let mut commands = String::new();
    for group in Group::ALL {
        let names = TABLE.iter().filter(|row| row.group == group).map(|row| format!("`{}`", row.name));
        let _ = writeln!(commands, "- {}: {}", group.title(), names.collect::<Vec<_>>().join(", "));
    }
    let blocks = [("settings", settings), ("themes", themes), ("key names", keys), ("commands", commands)];
    blocks_agree("docs/config.md", &blocks);
}

/// A short interview that has everything the JSON can show.
const SAMPLE: &str = "Boats\n\nMara Olsen interviewed Jens Dahl on May 3rd, 2021.\n\nMara Olsen: Why boats?\n\n\
    Jens Dahl: They float.\n\nMara Olsen: Mm-hm.\n\nJens Dahl: Mostly.\n\nMara Olsen: Since when have you had one?\n\n\
    Jens Dahl: Since the storm of 1987.\n\nMara Olsen: What did the storm do?\n\nJens Dahl: It carried mine up the street.\n\n\
    Share this:\n";

/// Every name of a field in a JSON value.
fn fields(value: &Value, names: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            for (name, value) in object {
                names.insert(name.clone());
                fields(value, names);
            }
        }
        Value::Array(list) => list.iter().for_each(|value| fields(value, names)),
        _ => {}
    }
}

/// Every field stands in a table of the document.
fn describes(name: &str, values: &[Value]) {
    let document = fs::read_to_string(root().join(name)).unwrap();
    let mut names = BTreeSet::new();
    for value in values {
        fields(value, &mut names);
    }
    for field in names {
        assert!(document.contains(&format!("| `{field}` |")), "{name} does not describe the field {field}");
    }
}

#[test]
fn the_document_on_json_is_current() {
    let parsed = parse(&CleanText::new(SAMPLE), Format::Text, None);
    let json = parse_json(&parsed);
    let block = format!("```json\n{}\n```", json.trim_end());
    let source = format!("```text\n{}\n```", SAMPLE.trim_end());
    blocks_agree("docs/json.md", &[("source", source), ("example", block)]);
    describes("docs/json.md", &[serde_json::from_str(&json).unwrap()]);
    let topics = inquit::search::topics::of(&parsed, &inquit::search::topics::Changes::default());
    let places = inquit::interview::place::Places::of(&parsed);
    let topics = inquit::search::topics::write::to_json(&parsed, &places, &topics);
    blocks_agree("docs/json.md", &[("topics", format!("```json\n{}\n```", topics.trim_end()))]);
    describes("docs/json.md", &[serde_json::from_str(&topics).unwrap()]);
    let document = inquit::app::document::Document::new(parsed, CleanText::new("boats.txt"), String::new());
    let rows = find::Places::new(&document, &Wish::words("storm"), 0).unwrap().json();
    blocks_agree("docs/json.md", &[("find", format!("```json\n{}\n```", rows.trim_end()))]);
    describes("docs/json.md", &[serde_json::from_str(&rows).unwrap()]);
    let found = Found::new(&document, &Shelf::default(), "why boat", Only::All, 20);
    let rows = found.json(&document);
    blocks_agree("docs/json.md", &[("jump", format!("```json\n{}\n```", rows.trim_end()))]);
    let with_all = Found::new(&document, &Shelf::default(), "strom", Only::All, 20).json(&document);
    describes("docs/json.md", &[serde_json::from_str(&rows).unwrap(), serde_json::from_str(&with_all).unwrap()]);
}

/// Characters of several bytes, of several characters a sign, and of both directions, in every kind of row.
#[test]
fn the_json_of_jumps_counts_characters_in_rows_of_every_kind() {
    let text = "---\ninterview: 1\nlanguage: en\n---\n\nÉté at the harbour begins.\n\n## 🎙️ The herring years\n\n**Q:** \
        What about 東京港 and the cafe\u{301}?\n\n**A:** 👩‍👩‍👧 The cafe\u{301} at 東京港 was Zoë’s.\n\n\
        And العربية كانت لغة الميناء, so we spoke it; שלום, they said, and the herring came.\n";
    let mut model = crate::support::model(text, (100, 30));
    crate::support::press(&mut model, "Enter b j a Ünï Space 👩‍👩‍👧 Space herring Space 東京 Enter");
    let (document, shelf) = (&model.document, &model.shelf);
    let mut seen = BTreeSet::new();
    for (query, wanted) in [
        ("herring", &["heading herring", "answer herring", "note herring"][..]),
        ("ete", &["introduction Été"]),
        ("東京港", &["question 東京港", "answer 東京港"]),
        ("東京", &["note 東京"]),
        ("cafe", &["question cafe\u{301}", "answer cafe\u{301}", "bookmark cafe\u{301}"]),
        ("zoe", &["answer Zoë’s"]),
        ("الميناء", &["answer الميناء"]),
        ("שלום", &["answer שלום", "topic שלום"]),
        ("uni", &["note Ünï"]),
    ] {
        let rows: Vec<Value> =
            serde_json::from_str(&Found::new(document, shelf, query, Only::All, 50).json(document)).unwrap();
        let mut got = Vec::new();
        for row in &rows {
            let text: Vec<char> = row["text"].as_str().unwrap().chars().collect();
            let kind = row["kind"].as_str().unwrap();
            seen.insert(kind.to_owned());
            let mut last = 0;
            for range in row["matched"].as_array().unwrap() {
                let (from, to) = (range[0].as_u64().unwrap() as usize, range[1].as_u64().unwrap() as usize);
                assert!(last <= from && from < to && to <= text.len(), "{query}: {row}");
                got.push(format!("{kind} {}", text[from..to].iter().collect::<String>()));
                last = to;
            }
        }
        for wanted in wanted {
            assert!(got.iter().any(|got| got == wanted), "{query}: no {wanted} in {got:?}");
        }
    }
    let all = ["answer", "bookmark", "heading", "introduction", "note", "question", "topic"];
    assert_eq!(seen.iter().map(String::as_str).collect::<Vec<_>>(), all);
}

#[test]
fn a_jump_to_nothing_is_one_line() {
    let model = crate::support::model(SAMPLE, (100, 30));
    let said = |query: &str| Found::new(&model.document, &model.shelf, query, Only::All, 20).nothing();
    assert_eq!(said("boat"), None);
    assert_eq!(said("  ").as_deref(), Some("There is nothing to jump to: the words are empty."));
    assert_eq!(said("zqxvw").as_deref(), Some("Nothing matches “zqxvw”."));
    let long = said(&"zqxvw ".repeat(2_000)).unwrap_or_default();
    assert!(long.chars().count() < 430 && long.ends_with("…”."), "{long}");
}

/// The lines of a marks file and a place file, after a few keys.
fn kept() -> (Vec<String>, String) {
    let mut model = crate::pictures::seed();
    let hash = model.document.hash.clone();
    let title = model.document.interview.meta.title.as_deref().unwrap_or_default().to_owned();
    let name = "wishnick-russia-north-korea.txt";
    let mut lines = vec![Header::marks(&title, &hash, name).line()];
    let mut stopped = None;
    let mut keys: Vec<Msg> = Vec::new();
    let press = |keys: &mut Vec<Msg>, name: &str| keys.push(Msg::Key(name.parse().unwrap()));
    for name in ["J", "Right", "}", "b", "a"] {
        press(&mut keys, name);
    }
    keys.extend("Which weapons? #check".chars().map(|c| Msg::Key(Key::char(c))));
    for name in ["Enter", "m", "k", "B", "d"] {
        press(&mut keys, name);
    }
    keys.push(Msg::Rest);
    for (second, msg) in (0..).zip(keys) {
        model.now = 1_800_000_000_000 + 1000 * second;
        for effect in update(&mut model, msg) {
            match effect {
                Effect::Append { events, .. } => lines.extend(events.iter().map(records::encode)),
                Effect::SavePlace(place) => stopped = Some(*place),
                _ => {}
            }
        }
    }
    let document = Document { path: Some(name.into()), hash: hash.clone(), title: Some(title) };
    let marks = Paths::under(Path::new("/me")).marks_file(&document, false).unwrap();
    let marks = Some(marks.path().to_string_lossy().into_owned());
    (
        lines,
        records::encode_place(&PlaceRecord {
            document: hash,
            marks,
            source: Some("/me/interviews/wishnick-russia-north-korea.txt".to_owned()),
            stopped,
        }),
    )
}

#[test]
fn the_document_on_files_is_current() {
    let (lines, place) = kept();
    let read = |line: &str| -> Value { serde_json::from_str(line).unwrap() };
    let pretty = |line: &str| serde_json::to_string_pretty(&read(line)).unwrap();
    assert_eq!(lines.len(), 5, "a header, a mark, a note, a letter, and the deletion: {lines:#?}");
    let mark = lines.iter().find(|line| line.contains("\"kind\":\"mark\"")).unwrap();
    let json = |text: &str| format!("```json\n{text}\n```");
    blocks_agree(
        "docs/files.md",
        &[("lines", json(&lines.join("\n"))), ("mark", json(&pretty(mark))), ("place", json(&pretty(&place)))],
    );
    let searches =
        records::encode_searches(&[Wish::words("sanction"), Wish { regex: true, ..Wish::words(r"\bnorth\w*") }]);
    blocks_agree("docs/files.md", &[("searches", json(&pretty(&searches)))]);
    let values: Vec<Value> = lines.iter().map(|line| read(line)).chain([read(&place), read(&searches)]).collect();
    describes("docs/files.md", &values);
}

/// All files of the package that people wrote, except what the program only reads.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() && name != "target" && !name.starts_with('.') {
            files(&path, found);
        } else if path.is_file() && name != "Cargo.lock" {
            found.push(path);
        }
    }
}

fn texts(endings: &[&str]) -> Vec<(PathBuf, String)> {
    let mut paths = Vec::new();
    files(&root(), &mut paths);
    let wanted = |path: &PathBuf| path.extension().is_some_and(|ending| endings.iter().any(|known| ending == *known));
    paths.retain(wanted);
    paths.sort();
    paths.into_iter().filter_map(|path| Some((path.clone(), fs::read_to_string(path).ok()?))).collect()
}

/// The targets of links and pictures in Markdown.
fn links(text: &str) -> Vec<&str> {
    let after = |opening: &'static str, closing: char| {
        text.match_indices(opening).filter_map(move |(at, _)| {
            let rest = &text[at + opening.len()..];
            rest.find(closing).map(|end| rest[..end].trim())
        })
    };
    after("](", ')').chain(after("src=\"", '"')).chain(after("srcset=\"", '"')).collect()
}

/// A heading as the part of an address after `#`.
fn fragment(heading: &str) -> String {
    let kept = heading.trim_start_matches('#').trim().chars();
    let kept = kept.filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.collect::<String>().to_lowercase().replace(' ', "-")
}

#[test]
fn links_lead_somewhere() {
    for (path, text) in texts(&["md"]) {
        for link in links(&text) {
            if link.contains("://") || link.starts_with("mailto:") {
                continue;
            }
            let (file, heading) = link.split_once('#').map_or((link, None), |(file, heading)| (file, Some(heading)));
            let target = if file.is_empty() { path.clone() } else { path.with_file_name("").join(file) };
            assert!(target.exists(), "{}: there is no {link}", path.display());
            if let Some(heading) = heading {
                let there = fs::read_to_string(&target).unwrap();
                let found = there.lines().any(|line| line.starts_with('#') && fragment(line) == heading);
                assert!(found, "{}: there is no heading for {link}", path.display());
            }
        }
    }
}

#[test]
fn nothing_tells_of_the_place_where_it_was_written() {
    // Put together here, so that this file does not hold them.
    let folders = ["home", "work", "Users", "root", "mnt"].map(|folder| format!("/{folder}/"));
    for (path, text) in texts(&["md", "rs", "toml", "txt", "svg"]) {
        for folder in &folders {
            assert!(!text.contains(folder.as_str()), "{} names a path under {folder}", path.display());
        }
        // A document that is spoken of is here.
        for word in text.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '_'))) {
            let name = word.trim_end_matches('.');
            let shouted = name.strip_suffix(".md").filter(|stem| stem.len() > 2);
            if shouted.is_some_and(|stem| stem.bytes().all(|b| b.is_ascii_uppercase())) {
                let there = root().join(name).exists() || path.with_file_name(name).exists() || name == "README.md";
                assert!(there, "{} speaks of {name}, which is not here", path.display());
            }
        }
    }
}

#[test]
fn every_dependency_has_a_reason() {
    let manifest: toml::Table = fs::read_to_string(root().join("Cargo.toml")).unwrap().parse().unwrap();
    let document = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    for section in ["dependencies", "dev-dependencies"] {
        for (name, value) in manifest[section].as_table().unwrap() {
            let version = value.get("version").unwrap_or(value).as_str().unwrap();
            let row = format!("| `{name}` | {version} |");
            assert!(document.contains(&row), "ARCHITECTURE.md gives no reason for {name} {version}");
        }
    }
}
