//! The texts of our own fixtures, changed as texts are on their way through mails, editors and systems: lines and paragraphs
//! left out, written twice, swapped, joined and parted, other ends of lines, other blanks, other cases, other encodings. Every
//! word that is left in the text is read, and as often as it stands there.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use inquit::formats::encoding;
use inquit::interview::Interview;
use inquit::interview::parse::{Format, parse};
use inquit::text::CleanText;
use proptest::prelude::*;
use unicode_normalization::char::is_combining_mark;

use super::config;
use crate::fuzz::encoded;
use crate::fuzz_talk::Dice;

/// The fixtures that are texts.
fn texts() -> Vec<PathBuf> {
    let mut all = Vec::new();
    for folder in ["interviews", "shapes", "none", "search", "several"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(folder);
        let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        all.extend(entries.filter(|path| path.extension().is_some_and(|ending| ending == "txt" || ending == "md")));
    }
    all.sort();
    all
}

/// A few lines from a place on.
fn some<'a>(lines: &[&'a str], dice: &mut Dice) -> (usize, Vec<&'a str>) {
    let from = dice.below(lines.len());
    let to = (from + 1 + dice.below(4)).min(lines.len());
    (from, lines[from..to].to_vec())
}

/// Changes a text in one way.
fn change(text: &str, dice: &mut Dice) -> String {
    let by = *dice.one(&[&"\n", &"\n\n"]);
    let mut lines: Vec<&str> = text.split(by).collect();
    let (at, few) = some(&lines, dice);
    match dice.below(14) {
        0 => drop(lines.drain(at..at + few.len())),
        1 => drop(lines.splice(at..at, few)),
        2 => {
            lines.drain(at..at + few.len());
            let to = dice.below(lines.len() + 1);
            lines.splice(to..to, few);
        }
        3 => {
            let joined = few.join(" ");
            return [&lines[..at], &[&joined], &lines[at + few.len()..]].concat().join(by);
        }
        4 => {
            let blanks: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).collect();
            let Some(at) = blanks.get(dice.below(blanks.len())) else { return text.to_owned() };
            return format!("{}{by}{}", &text[..*at], &text[at + 1..]);
        }
        5 => {
            let upper = few.join(by).to_uppercase();
            return [&lines[..at], &[&upper], &lines[at + few.len()..]].concat().join(by);
        }
        6 => return text.replace('\n', "\n\n"),
        7 => return text.replace("\n\n", "\n"),
        8 => {
            return text.replace(
                '\n',
                dice.one(&["\r\n", "\r", "\u{85}", "\u{2028}", "\u{2029}", "\n\r", "\u{c}\n", "\n    ", "\n\t"]),
            );
        }
        9 => return text.replace(' ', dice.one(&["\u{a0}", "  ", "\t", "\u{2009}", "\u{3000}", " \u{200b}"])),
        10 => {
            return text
                .replace('\n', dice.one(&["\n\u{200e}", "\n\u{202b}", "\n\u{feff}", "\u{ad}\n", "\n> ", "\n\u{1}"]));
        }
        11 => {
            use unicode_normalization::UnicodeNormalization as _;
            return text.nfd().collect();
        }
        12 => return text.to_lowercase(),
        _ => {
            let mut cut = dice.below(text.len() + 1);
            while !text.is_char_boundary(cut) {
                cut -= 1;
            }
            return text[..cut].to_owned();
        }
    }
    lines.join(by)
}

/// The letters of a text in small letters, and nothing else.
fn letters(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    text.nfkd().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

/// The words of a text, each as its letters, with how often it stands there.
fn words(text: &str) -> BTreeMap<String, usize> {
    let mut all = BTreeMap::new();
    for word in text.split(|c: char| !c.is_alphabetic() && !is_combining_mark(c)).map(letters) {
        *all.entry(word).or_default() += 1;
    }
    all
}

/// A text without the names of the entries at its head, which are not shown.
fn without_keys(text: &str) -> String {
    // The end of a printed page may stand behind each line.
    let text = text.replace("\u{c}\n", "\n").replace("\r\n", "\n");
    let text = &text.replace(['\r', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    let Some((head, body)) =
        text.trim_start_matches('\n').strip_prefix("---\n").and_then(|text| text.split_once("\n---\n"))
    else {
        return text.to_owned();
    };
    let values = head.split([',', '{', '\n']).filter_map(|entry| entry.split_once(':'));
    let of_people = |key: &str| key.trim_start_matches(['-', ' ']).ends_with("role") || key.trim() == "date";
    values.filter(|(key, _)| !of_people(key)).map(|(_, value)| format!("{value}\n")).collect::<String>() + body
}

/// What of a text a reader sees: without the marks of our own form.
fn shown(text: &str) -> String {
    // Behind the sign of a comment, with any blanks.
    let mark = |piece: &str| piece.trim_start().strip_prefix("page:").unwrap_or(piece).to_owned();
    // Signs that turn the direction of writing, or take no room, stand on no line for a reader.
    let text = text.replace(['\u{200b}', '\u{200e}', '\u{202b}', '\u{feff}', '\u{1}', '\u{ad}'], "");
    let text = without_keys(&text).replace("(aside)", "");
    let mut pieces = text.split("<!--");
    pieces.next().unwrap_or_default().to_owned() + &pieces.map(mark).collect::<String>()
}

/// Everything that is known of an interview but its text.
fn head(interview: &Interview) -> String {
    let meta = &interview.meta;
    let people = interview.people.iter().flat_map(|one| one.labels.iter().chain(&one.about).chain([&one.name]));
    let other = meta.other.iter().flat_map(|(key, value)| [key, value]);
    let lines = people.chain(&meta.title).chain(&meta.source).chain(&meta.topics).chain(other);
    lines.map(|line| format!("{line} ")).collect()
}

fn kept(path: &Path, seed: u64) -> Result<(), TestCaseError> {
    const SURE: usize = 6;
    let mut dice = Dice(seed);
    let mut text = std::fs::read_to_string(path).unwrap();
    for _ in 0..=dice.below(3) {
        text = change(&text, &mut dice);
    }
    let name = path.file_name().unwrap().to_str().unwrap();
    if dice.chance(30) {
        let by = dice.one(&["utf-16le", "utf-16be", "gb18030"]);
        // A text in which every line begins with a control character is taken for none there.
        if let Some(decoded) = encoding::decode(encoded(&text, by), encoding::named(by)) {
            text = decoded.text;
        }
    }
    let clean = CleanText::new(&text);
    let interview = parse(&clean, Format::Auto, Some(name));
    prop_assert_eq!(interview.check(), Ok(()));
    let body: String = interview.paragraphs.iter().map(|p| format!("{} ", p.text)).collect();
    let (body, head) = (letters(&body), head(&interview));
    let (heads, head): (HashSet<String>, String) = (words(&head).into_keys().collect(), letters(&head));
    let mut lost = Vec::new();
    for (word, count) in words(&shown(&text)) {
        let size = word.chars().count();
        let there = body.contains(&word) || head.contains(&word);
        // Words that stand before what is said are known once.
        let often = size < SURE || heads.contains(&word) || body.matches(&word).count() >= count;
        if size >= 3 && !(there && often) {
            lost.push(format!("{word} ({count} times)"));
        }
    }
    let roles: String = interview.paragraphs.iter().map(|p| format!("{:?}: {}\n", p.role, p.text)).collect();
    prop_assert!(lost.is_empty(), "{name} {seed}: lost {}\n--- written\n{text}\n--- read\n{roles}", lost.join(", "));
    Ok(())
}

#[test]
fn as_they_are_the_fixtures_lose_no_word() {
    for path in texts() {
        let text = std::fs::read_to_string(&path).unwrap();
        let interview = parse(&CleanText::new(&text), Format::Auto, path.file_name().unwrap().to_str());
        let body: String = interview.paragraphs.iter().map(|p| format!("{} ", p.text)).collect();
        let all = letters(&body) + &letters(&head(&interview));
        let lost: Vec<String> =
            words(&shown(&text)).into_keys().filter(|word| word.chars().count() >= 3 && !all.contains(word)).collect();
        assert!(lost.is_empty(), "{}: lost {lost:?}", path.display());
    }
}

proptest! {
    #![proptest_config(config(100))]

    #[test]
    fn changed_fixtures_lose_no_word(seed in any::<u64>(), which in any::<prop::sample::Index>()) {
        let all = texts();
        kept(&all[which.index(all.len())], seed)?;
    }
}
