//! No word is lost behind the reading either: under corrections, when they are taken back, and in everything that an
//! interview is written as.

use std::collections::HashMap;

use inquit::app::correct::choices;
use inquit::app::document::Document;
use inquit::app::settings::Settings;
use inquit::convert::{Target, convert};
use inquit::formats::{Opened, encoding, is_container, json, read_container, read_text};
use inquit::interview::given::{As, Given, Wish};
use inquit::interview::parse::{Format, Original, parse};
use inquit::interview::{Anchor, Interview, ParaId, Role};
use inquit::text::CleanText;
use proptest::prelude::*;

use super::pen::words;
use super::{Form, config};
use crate::corrections::{bare, wish, wishes};
use crate::keys::correcting::told;
use crate::support::{model_of, press};

const FORMS: [Form; 14] = [
    Form::Text("utf-8"),
    Form::Text("utf-16le"),
    Form::Markdown,
    Form::Html,
    Form::Docx,
    Form::Odt,
    Form::Rtf,
    Form::Pdf,
    Form::Epub,
    Form::Srt,
    Form::Vtt,
    Form::Json(0),
    Form::Json(10),
    Form::Tei,
];

/// What the documents of a random file are read from; none where nothing is in it.
fn originals(form: Form, seed: u64) -> Vec<Original> {
    let (bytes, _) = form.write(seed);
    if is_container(form.kind()) {
        return match read_container(form.kind(), &bytes) {
            Ok(Opened::One(extract)) => vec![extract.original().0],
            Ok(Opened::Several(parts)) => parts.into_iter().map(|(_, extract)| extract.original().0).collect(),
            Err(_) => Vec::new(),
        };
    }
    let text = encoding::decode(&bytes, form.encoding()).unwrap().text;
    match read_text(form.kind(), &text) {
        Ok(extract) => extract.map(|extract| extract.original().0).into_iter().collect(),
        Err(text) => {
            let format = if form == Form::Markdown { Format::Markdown } else { Format::Text };
            vec![Original::Text(CleanText::new(&text), format, None)]
        }
    }
}

fn counts(words: Vec<String>) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    words.into_iter().for_each(|word| *counts.entry(word).or_default() += 1);
    counts
}

fn texts(interview: &Interview, kept: impl Fn(Role) -> bool) -> HashMap<String, usize> {
    let lines: Vec<&str> = interview.paragraphs.iter().filter(|p| kept(p.role)).map(|p| p.text.as_str()).collect();
    counts(words(&lines.join("\n")))
}

/// Everything that an interview is written as holds its words, and what is read back has them once.
fn written(interview: &Interview) -> Result<(), TestCaseError> {
    let all = texts(interview, |_| true);
    let body = texts(interview, |role| role != Role::Page);
    for target in [Target::Markdown, Target::Text, Target::Json, Target::Html, Target::Tei, Target::Csv, Target::Vtt] {
        let Ok(text) = convert(interview, target) else { continue };
        // Rows are broken between any two letters of some scripts.
        let found = match target {
            Target::Text => counts(words(&text.replace(char::is_whitespace, ""))),
            _ => counts(words(&text)),
        };
        // Captions have no place for furniture, nor plain text.
        let wanted = if matches!(target, Target::Text | Target::Vtt) { &body } else { &all };
        for (word, count) in wanted {
            let now = found.get(word).copied().unwrap_or(0);
            prop_assert!(
                now >= *count,
                "{word} stands {now} times, not {count}, in {target:?}:\n{text}\n--- of\n{}",
                told(interview)
            );
            prop_assert!(target != Target::Csv || now == *count, "{word} stands {now} times in {target:?}:\n{text}");
        }
        let again = match target {
            Target::Markdown => parse(&CleanText::new(&text), Format::Auto, None),
            Target::Json => json::read(&text).unwrap().interview(),
            Target::Html | Target::Tei => {
                let kind = if target == Target::Html { Form::Html } else { Form::Tei }.kind();
                // An interview without a word is none.
                let Ok(extract) = read_text(kind, &text).unwrap() else { continue };
                extract.interview()
            }
            _ => continue,
        };
        prop_assert_eq!(again.check(), Ok(()));
        // A title that stood in the head of the file alone gets a place in the text.
        let title = words(interview.meta.title.as_deref().unwrap_or(""));
        let now = texts(&again, |_| true);
        let differs = |word: &&String| {
            let (now, before) = (now.get(*word).copied().unwrap_or(0), all.get(*word).copied().unwrap_or(0));
            now != before && !(now > before && title.contains(word))
        };
        let lost: Vec<&String> = all.keys().chain(now.keys()).filter(differs).collect();
        prop_assert!(
            lost.is_empty(),
            "{lost:?} differ in {target:?}:\n{text}\n--- read back\n{}\n--- of\n{}",
            told(&again),
            told(interview)
        );
    }
    Ok(())
}

#[test]
fn a_statement_moves_no_label_out_of_a_text_that_is_no_interview() {
    let folder = crate::documents::root().join("tests/fixtures/none");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let original = Original::Text(CleanText::new(&text), Format::Auto, None);
        let base = original.read(&Given::default()).interview;
        for share in [3, 2] {
            let para = ParaId((base.paragraphs.len() / share) as u32);
            let given = Given(vec![Wish::Is(Anchor { para, byte: 0 }, As::Question)]);
            let corrected = original.read(&given).interview;
            assert_eq!(bare(&corrected), bare(&base), "{}", path.display());
        }
    }
}

proptest! {
    #![proptest_config(config(3))]

    #[test]
    fn corrections_of_any_document_lose_no_word(seed in any::<u64>(), story in wishes()) {
        for form in FORMS {
            for original in originals(form, seed) {
                let base = original.read(&Given::default()).interview;
                let given = Given(story.iter().map(|numbers| wish(&base, *numbers)).collect());
                let corrected = original.read(&given).interview;
                prop_assert_eq!(corrected.check(), Ok(()), "{:?} {} {:?}", form, seed, given);
                prop_assert_eq!(bare(&corrected), bare(&base), "{:?} {} {:?}", form, seed, given);
                prop_assert_eq!(&original.read(&Given::default()).interview, &base);
                written(&corrected)?;
            }
        }
    }

    #[test]
    fn everything_written_holds_every_word(seed in any::<u64>()) {
        for form in FORMS {
            for original in originals(form, seed) {
                written(&original.read(&Given::default()).interview)?;
            }
        }
    }
}

proptest! {
    // One form each.
    #![proptest_config(config(8))]

    #[test]
    fn corrections_of_any_document_are_taken_back(
        seed in any::<u64>(),
        which in 0..FORMS.len(),
        story in prop::collection::vec((0.0..1.0, 0_usize..16), 1..6),
    ) {
        for original in originals(FORMS[which], seed) {
            let document = Document::read(original, Vec::new(), CleanText::line("interview"), "0".repeat(64));
            let mut model = model_of(document, (100, 30), Settings::default());
            let (before, all) = (told(&model.document.interview), bare(&model.document.interview));
            for (share, choice) in &story {
                let parts = model.document.parts.len();
                if parts == 0 {
                    break;
                }
                let part = ((share * parts as f64) as usize).min(parts - 1);
                model.with_reader(|reader, stage| reader.enter(stage, part));
                press(&mut model, "l f");
                let down = "Down ".repeat(choice % choices(&model, false).len().max(1));
                model.now += 1;
                press(&mut model, &format!("{down} Enter"));
                if model.fixing().is_some() {
                    press(&mut model, "Esc Esc");
                }
                prop_assert_eq!(bare(&model.document.interview), all.as_str());
            }
            let mut steps = 0;
            while model.shelf.can_undo() {
                steps += 1;
                prop_assert!(steps <= 2 * story.len(), "{:?}, {:?} {}", model.notice, FORMS[which], seed);
                model.now += 1;
                press(&mut model, "u");
            }
            prop_assert_eq!(told(&model.document.interview), before, "{:?} {}", FORMS[which], seed);
        }
    }
}
