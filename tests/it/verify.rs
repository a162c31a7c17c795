//! Quotations of every fixture, in every language: as they stand they are exact, in any typography, and with a mark changed
//! they are not.

use inquit::cite::verify::{Quoted, Verdict, check};
use inquit::interview::Interview;
use inquit::interview::parse::{Format, parse};
use inquit::text::CleanText;
use inquit::text::segment::sentences;

/// Sentences taken of one interview, from all over it.
const MOST: usize = 40;

fn fixtures() -> Vec<(String, Interview)> {
    let mut out = Vec::new();
    for entry in std::fs::read_dir("tests/fixtures/interviews").expect("the folder") {
        let path = entry.expect("a fixture").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let text = CleanText::new(&std::fs::read_to_string(&path).expect("a text"));
        out.push((name.clone(), parse(&text, Format::Auto, Some(&name))));
    }
    assert!(out.len() > 40, "only {} fixtures", out.len());
    out
}

/// Sentences that have something to compare, and no brackets, which would mark a change.
fn quotable(interview: &Interview) -> Vec<String> {
    let all: Vec<String> = interview
        .paragraphs
        .iter()
        .flat_map(|paragraph| sentences(&paragraph.text).into_iter().map(|range| paragraph.text[range].to_owned()))
        .filter(|text| text.len() >= 30 && !text.contains('['))
        .collect();
    let step = all.len().div_ceil(MOST).max(1);
    all.into_iter().step_by(step).collect()
}

fn verdicts(interview: &Interview, texts: Vec<String>) -> Vec<(String, Verdict)> {
    let quoted = texts.into_iter().map(|text| Quoted { line: 1, text }).collect();
    check(quoted, &[interview]).into_iter().map(|one| (one.quoted.text, one.verdict)).collect()
}

/// The same words as other people set them.
fn reset(text: &str) -> String {
    let straight: String = text
        .chars()
        .map(|c| match c {
            '“' | '”' | '„' | '«' | '»' => '"',
            '’' | '‘' => '\'',
            '—' | '–' => '-',
            ' ' => '\u{a0}',
            c => c,
        })
        .collect();
    straight.replace('-', " -- ").replace('…', "...").trim_end_matches('.').to_owned()
}

#[test]
fn what_stands_in_a_text_is_exact_in_any_typography() {
    let mut seen = 0;
    for (name, interview) in fixtures() {
        let texts = quotable(&interview);
        seen += texts.len();
        let halves = texts.iter().filter_map(|text| {
            let blanks: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).collect();
            let half = blanks.get(blanks.len() / 2).filter(|_| blanks.len() > 6)?;
            Some(text[*half..].to_owned())
        });
        let all: Vec<String> =
            texts.iter().cloned().chain(halves).chain(texts.iter().map(|text| reset(text))).collect();
        for (text, verdict) in verdicts(&interview, all) {
            assert_eq!(verdict, Verdict::Exact, "{name}: {text}");
        }
    }
    assert!(seen > 500, "only {seen} sentences");
}

#[test]
fn a_mark_that_is_changed_is_never_exact() {
    let mut seen = 0;
    for (name, interview) in fixtures() {
        let whole: String = interview.paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect();
        let mut changed = Vec::new();
        for text in quotable(&interview).into_iter().filter(|text| whole.matches(text.as_str()).count() == 1) {
            for (from, to) in [(", ", " "), (", ", "; "), ("，", ""), ("、", "。"), (": ", ", ")] {
                changed.extend(text.contains(from).then(|| text.replacen(from, to, 1)));
            }
            for (from, to) in [(".", "?"), (".", "!"), ("?", "."), ("?", ","), ("?", "!"), ("。", "？"), ("？", "。")]
            {
                changed.extend(text.strip_suffix(from).map(|rest| format!("{rest}{to}")));
            }
        }
        seen += changed.len();
        for (text, verdict) in verdicts(&interview, changed) {
            let Verdict::Altered(difference) = &verdict else { panic!("{name}: {verdict:?}: {text}") };
            // What differs is shown on both sides, with the words around it.
            let shown = |pieces: &[inquit::cite::verify::Piece]| {
                pieces.iter().any(|piece| piece.differs && !piece.text.is_empty())
            };
            assert!(shown(&difference.draft) && shown(&difference.source), "{name}: {text}: {difference:?}");
        }
    }
    assert!(seen > 500, "only {seen} changes");
}
