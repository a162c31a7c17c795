//! Talk in YAML, whole and spoilt in every way. What is no YAML any more is read as the text that it is, and of what is YAML
//! yet everything is read, or counted as left out.

use inquit::formats::yaml;
use inquit::interview::Interview;
use inquit::interview::parse::{Format, parse};
use inquit::text::CleanText;
use proptest::prelude::*;

use super::pen::{self, Pen, To, plan};
use super::spoil::{both, of_markdown, spoil};
use super::write_text::said;
use super::{COUNT, Found, config};
use crate::fuzz_talk::Dice;

/// The fields of what is said.
const KEYS: [&str; 5] = ["text", "line", "question", "answer", "title"];

/// A text as a scalar, written in one of the ways that YAML has for it, below an entry that is indented so far.
fn scalar(text: &str, indent: usize, dice: &mut Dice) -> String {
    let inner = " ".repeat(indent + 2);
    let block = |sign: &str, text: String| format!("{sign}-\n{inner}{}", text.replace('\n', &format!("\n{inner}")));
    let plain = !text.contains(['\n', '\t', ':', '#']) && text.starts_with(char::is_alphanumeric);
    let quoted = || serde_json::Value::from(text).to_string();
    match dice.below(6) {
        0 if plain => text.to_owned(),
        1 if plain => text.replace(' ', &format!("\n{inner}")),
        2 if !text.contains('\n') => format!("'{}'", text.replace('\'', "''")),
        3 => block("|", text.to_owned()),
        4 if !text.contains('\n') => block(">", text.replace(' ', "\n")),
        5 => quoted().replace(' ', &format!("\n{inner}")),
        _ => quoted(),
    }
}

/// A talk in YAML: turns, or questions with answers, in a file of their own or at the head of a page.
fn write(seed: u64) -> (String, Pen) {
    let mut pen = Pen::new(seed, &(0..COUNT).collect::<Vec<_>>());
    let plan = plan(&mut pen);
    let said = said(&mut pen, &plan);
    let title = pen.words(2, To::Head);
    let body = pen.sentence(false, |pen, count| pen.words(count, To::Kept));
    let dice = &mut pen.dice;
    let mut out = String::new();
    let whole = dice.chance(25);
    if !whole {
        out += &format!("title: {title}\nlayout: talk\nturns:\n");
    }
    let indent = if whole { 0 } else { 2 * dice.below(2) };
    let begin = " ".repeat(indent);
    let pairs = dice.chance(30);
    let (who, text) = *dice.one(&[&("who", "text"), &("speaker", "line"), &("name", "text")]);
    if pairs {
        for pair in said.chunks(2) {
            out += &format!("{begin}- question: {}\n", scalar(&pair[0].1, indent + 2, dice));
            let answer = pair.get(1).map_or("", |said| said.1.as_str());
            out += &format!("{begin}  answer: {}\n", scalar(answer, indent + 2, dice));
        }
    } else {
        for (at, (name, words, _)) in said.iter().enumerate() {
            out += &format!("{begin}- {who}: {name}\n{begin}  {text}: {}\n", scalar(words, indent + 2, dice));
            if dice.chance(30) {
                out += &format!("{begin}  time: '{}:{:02}'\n", at / 60, at % 60);
            }
        }
    }
    if !whole && dice.chance(30) {
        out = format!("---\n{out}---\n\n{body}\n");
    }
    (out, pen)
}

/// A text as the program reads it that is named as YAML.
fn read(text: &str) -> Interview {
    let interview = match yaml::read(text) {
        Some(extract) => extract.interview(),
        None => parse(&CleanText::new(text), Format::Auto, Some("talk.yml")),
    };
    assert_eq!(interview.check(), Ok(()));
    interview
}

/// The words that must be found: those of no remark, and of no name that another place is known by.
fn of_yaml(text: &str) -> Vec<String> {
    let line = |line: &str| {
        let remark =
            line.match_indices('#').map(|(at, _)| at).find(|at| *at == 0 || line[..*at].ends_with([' ', '\t']));
        let line = &line[..remark.unwrap_or(line.len())];
        let named = |word: &&str| !word.starts_with(['&', '*', '!', '%']);
        line.split([' ', '\t']).filter(named).collect::<Vec<_>>().join(" ")
    };
    pen::words(&text.split(['\n', '\r']).map(line).collect::<Vec<_>>().join("\n"))
}

fn spoilt(seed: u64) -> Result<(), TestCaseError> {
    let (mut text, mut pen) = write(seed);
    spoil(&mut text, &mut pen.dice);
    let interview = read(&text);
    let shown: Vec<String> = interview.paragraphs.iter().map(|p| format!("{:?}: {}", p.role, p.text)).collect();
    let (warnings, is_yaml) = (interview.warnings.clone(), yaml::read(&text).is_some());
    let mut must = of_yaml(&text);
    if !is_yaml {
        must = both(must, of_markdown(text.trim_start_matches(['-', '\n', '\u{feff}', '\r'])));
    }
    let found = Found::of(&[interview]);
    let lost: Vec<&String> =
        must.iter().filter(|word| !found.text.contains(word) && !found.head.contains(*word)).collect();
    let said: usize = warnings
        .iter()
        .filter(|warning| warning.contains("left out"))
        .filter_map(|warning| warning.split(' ').next()?.parse::<usize>().ok())
        .sum();
    // Texts with words that are not shown, at most as many as were counted.
    // A few words of a field that nobody knows are a machine's.
    let mut texts = 0;
    let mut known = true;
    for piece in text.split(": ") {
        let gone = lost.iter().filter(|word| piece.contains(**word)).count();
        texts += usize::from(gone >= if known { 1 } else { 4 });
        known = KEYS.contains(&piece.rsplit(['\n', ' ']).next().unwrap_or(""));
    }
    prop_assert!(
        texts <= said,
        "{seed}: lost {lost:?} in {texts} texts where {said} were said (read as YAML: {is_yaml})\n--- written\n{text}\n--- read\n{}",
        shown.join("\n")
    );
    Ok(())
}

proptest! {
    #![proptest_config(config(12))]

    #[test]
    fn yaml_loses_no_word(seed in any::<u64>()) {
        let (text, pen) = write(seed);
        let interview = read(&text);
        let found = Found::of(&[interview]);
        let lost: Vec<&String> = pen.all.iter().map(|(word, _)| word).filter(|word| text.contains(*word) && !found.text.contains(word) && !found.head.contains(*word)).collect();
        prop_assert!(lost.is_empty(), "{seed}: lost {lost:?}\n--- written\n{text}\n--- read\n{}", found.text.join(" "));
    }

    #[test]
    fn spoilt_yaml_loses_no_word(seed in any::<u64>()) { spoilt(seed)? }
}
