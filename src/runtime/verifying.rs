//! `inquit verify`: reads a draft and interviews, and prints what became of each quotation.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use serde_json::{Value, json};

use super::open::{self, Loaded, Which};
use super::quoting::MISSING;
use super::run::{FAILED, load_corrected, print_text, source};
use crate::app::document::Document;
use crate::cite::Quotation;
use crate::cite::verify::{Checked, Difference, Piece, Text, Verdict, check, count_words, quotations};
use crate::cli::quotes::Verify;
use crate::interview::locate::Span;
use crate::interview::parse::Format;
use crate::interview::parse::Original;
use crate::interview::words::is_wide;
use crate::text::CleanText;

/// Other interviews with the same words that are printed.
const ALSO: usize = 3;

/// Words around a difference that are printed.
const AROUND: usize = 6;

/// Runs the command. The status is 1 where a quotation is not true, and 2 where an interview could not be opened: it is left
/// out, and what was not found may stand there.
pub fn verify(wish: &Verify) -> Result<ExitCode, String> {
    let draft = open::read(&source(Some(&wish.draft)), Which::default()).map_err(|error| error.to_string())?;
    let which = Which::new(&wish.way)?;
    let (mut documents, mut left_out) = (Vec::new(), Vec::new());
    for path in &wish.interviews {
        match load_corrected(&source(Some(path)), which, wish.as_recognised, true) {
            Ok((document, _)) => documents.push(document),
            Err(sentence) => left_out.push(sentence),
        }
    }
    if documents.is_empty() {
        return Err(left_out.join("\ninquit: "));
    }
    for sentence in &left_out {
        let _ = writeln!(io::stderr(), "inquit: left out: {}", CleanText::new(sentence));
    }
    let (texts, markdown, unit) = texts(&draft, &wish.draft);
    let interviews: Vec<_> = documents.iter().map(|document| &document.interview).collect();
    let (found, unclosed) = quotations(&texts, markdown);
    let checked = check(found, &interviews);
    // A word or two in quotation marks may be a term, a title or irony; it counts only where it is somebody's words.
    let (kept, short): (Vec<_>, Vec<_>) = checked.into_iter().partition(|one| {
        let count = count_words(&one.quoted.text);
        one.verdict == Verdict::Exact || count >= wish.min_words.max(1) || (one.worded && count > 1)
    });
    let wrong = kept.iter().any(|one| one.verdict != Verdict::Exact);
    let text = if wish.json {
        as_json(&draft, &kept, (short.len(), &left_out), &documents)
    } else {
        as_text(&draft.name, unit, &kept, short.len(), wish.min_words, &documents)
    };
    print_text(&text)?;
    if kept.is_empty() {
        let _ = writeln!(io::stderr(), "inquit: {}: no quotations were found.", draft.name);
    }
    for line in unclosed {
        let (name, unit) = (&draft.name, unit);
        let _ = writeln!(
            io::stderr(),
            "inquit: {name}:{unit}{line}: a quotation begins and does not end; it was not compared."
        );
    }
    Ok(match (left_out.is_empty(), wrong) {
        (false, _) => ExitCode::from(FAILED),
        (true, true) => ExitCode::from(MISSING),
        (true, false) => ExitCode::SUCCESS,
    })
}

/// The draft's texts, whether it is Markdown, and what is counted in it.
fn texts(draft: &Loaded, path: &Path) -> (Vec<Text>, bool, &'static str) {
    match &draft.original {
        Original::Text(text, format, _) => {
            let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
            let markdown = *format == Format::Markdown || matches!(&ending[..], "md" | "markdown" | "mdown");
            (vec![Text { text: text.to_string(), line: 1, lines: true, block: false }], markdown, "")
        }
        Original::Paragraphs { source, raws, .. } => {
            let text = |(index, raw): (usize, crate::interview::parse::raw::Raw)| Text {
                text: raw.text.to_string(),
                line: index + 1,
                lines: false,
                block: raw.quote,
            };
            (raws.with_text(source.letters()).into_iter().enumerate().map(text).collect(), false, "¶")
        }
        Original::Settled(interview) => {
            let text = |(index, paragraph): (usize, &crate::interview::Paragraph)| Text {
                text: paragraph.text.to_string(),
                line: index + 1,
                lines: false,
                block: false,
            };
            (interview.paragraphs.iter().enumerate().map(text).collect(), false, "¶")
        }
    }
}

fn place(one: &Checked, documents: &[Document]) -> Option<(usize, Quotation)> {
    at(one.at?, documents)
}

fn at((index, span): (usize, Span), documents: &[Document]) -> Option<(usize, Quotation)> {
    let document = documents.get(index)?;
    Some((index, Quotation::of(&document.interview, &document.places, span)))
}

/// Where else a quotation stands: "also b.md, q. 1, para. 2".
fn elsewhere(one: &Checked, documents: &[Document]) -> Vec<String> {
    let words =
        |(index, quotation): (usize, Quotation)| format!("{}, {}", documents[index].name, quotation.place_words());
    one.also.iter().filter_map(|place| at(*place, documents)).map(words).collect()
}

fn as_text(
    name: &CleanText,
    unit: &str,
    checked: &[Checked],
    short: usize,
    min_words: usize,
    documents: &[Document],
) -> String {
    let mut out = String::new();
    let several = documents.len() > 1;
    let lead = |one: &Checked| format!("{name}:{unit}{}", one.quoted.line);
    let width = checked.iter().map(|one| lead(one).chars().count()).max().unwrap_or(0);
    let places: Vec<String> = checked
        .iter()
        .map(|one| match place(one, documents) {
            Some((index, quotation)) if several => format!("{}, {}", documents[index].name, quotation.place_words()),
            Some((_, quotation)) => quotation.place_words(),
            None => String::new(),
        })
        .collect();
    let place_width = places.iter().map(|place| place.chars().count()).max().unwrap_or(0);
    for (one, place) in checked.iter().zip(&places) {
        let verdict = verdict(&one.verdict);
        let before = format!("{:width$}  {verdict:9}  {place:place_width$}", lead(one));
        match &one.verdict {
            Verdict::Altered(difference) => {
                let (draft, source) = marked(difference);
                out.push_str(&format!("{before}  “{draft}”\n"));
                let blank = " ".repeat(width + 2 + 9 + 2);
                out.push_str(&format!("{blank}{:place_width$}  “{source}”\n", "source says"));
            }
            _ => out.push_str(&format!("{before}  “{}”\n", shortened(&one.quoted.text))),
        }
        let blank = " ".repeat(width + 2 + 9 + 2);
        let also = elsewhere(one, documents);
        for place in also.iter().take(ALSO) {
            out.push_str(&format!("{blank}also {place}\n"));
        }
        if also.len() > ALSO {
            out.push_str(&format!("{blank}and in {} more\n", also.len() - ALSO));
        }
    }
    let count = |wanted: &str| checked.iter().filter(|one| self::verdict(&one.verdict) == wanted).count();
    let noun = if checked.len() == 1 { "quotation" } else { "quotations" };
    out.push_str(&format!(
        "{} {noun}: {} exact, {} altered, {} not found\n",
        checked.len(),
        count("exact"),
        count("altered"),
        count("not found")
    ));
    if short > 0 {
        let noun = if short == 1 { "passage" } else { "passages" };
        out.push_str(&format!(
            "{short} {noun} of fewer than {min_words} words in quotation marks not found, and not counted\n"
        ));
    }
    out
}

fn verdict(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Exact => "exact",
        Verdict::Altered(_) => "altered",
        Verdict::NotFound => "not found",
    }
}

/// A long quotation by its first words.
fn shortened(text: &str) -> String {
    let list: Vec<&str> = text.split_whitespace().collect();
    match list.get(..24) {
        Some(first) => format!("{} …", first.join(" ")),
        None => list.join(" "),
    }
}

/// Both wordings with the differences between brackets in the one and between blanks in the other, so that they stand
/// under each other; of long stretches that are the same only the words beside a difference.
fn marked(difference: &Difference) -> (String, String) {
    let piece = |pieces: &[Piece], marks: (&str, &str)| {
        let mut out: Vec<String> = Vec::new();
        for (at, piece) in pieces.iter().enumerate() {
            if piece.differs {
                out.push(format!("{}{}{}", marks.0, piece.text, marks.1));
                continue;
            }
            let words: Vec<&str> = piece.text.split_whitespace().collect();
            let (first, last) = (at == 0, at + 1 == pieces.len());
            let most = AROUND * if first || last { 1 } else { 2 };
            if words.len() <= most + 1 {
                out.push(words.join(" "));
                continue;
            }
            let head = if first { Vec::new() } else { words[..AROUND].to_vec() };
            let tail = if last { Vec::new() } else { words[words.len() - AROUND..].to_vec() };
            out.push([head, vec!["…"], tail].concat().join(" "));
        }
        out.retain(|text| !text.is_empty());
        let wide = |text: &str, first: bool| {
            let bare = text.trim_matches(['[', ']', ' ']);
            let c = if first { bare.chars().next() } else { bare.chars().next_back() };
            c.is_some_and(|c| is_wide(c.encode_utf8(&mut [0; 4])) || "，。、：；？！".contains(c))
        };
        let mut line = String::new();
        for text in out {
            // Between characters that need no blank there is none.
            let dense = wide(&line, false) && wide(&text, true);
            if !line.is_empty() && !dense {
                line.push(' ');
            }
            line.push_str(&text);
        }
        line
    };
    (piece(&difference.draft, ("[", "]")), piece(&difference.source, (" ", " ")))
}

fn as_json(
    draft: &Loaded,
    checked: &[Checked],
    (short, left_out): (usize, &[String]),
    documents: &[Document],
) -> String {
    let pieces = |pieces: &[Piece]| -> Value {
        pieces.iter().map(|piece| json!({ "text": piece.text, "differs": piece.differs })).collect()
    };
    let one = |one: &Checked| {
        let mut out = json!({ "line": one.quoted.line, "text": one.quoted.text, "verdict": verdict(&one.verdict) });
        if let Some((index, quotation)) = place(one, documents) {
            out["interview"] = json!(documents[index].name.as_str());
            out["place"] = json!(quotation.place_words());
            out["at"] = json!(quotation.at());
            out["source"] = json!(quotation.text);
        }
        let also = one.also.iter().filter_map(|place| at(*place, documents));
        let also = also.map(|(index, quotation)| {
            json!({
                "interview": documents[index].name.as_str(),
                "place": quotation.place_words(),
                "at": quotation.at(),
            })
        });
        let also: Vec<Value> = also.collect();
        if !also.is_empty() {
            out["also"] = Value::Array(also);
        }
        if let Verdict::Altered(difference) = &one.verdict {
            out["difference"] = json!({ "draft": pieces(&difference.draft), "source": pieces(&difference.source) });
        }
        out
    };
    let list: Vec<Value> = checked.iter().map(one).collect();
    let mut out = json!({ "draft": draft.name.as_str(), "quotations": list, "short": short });
    if !left_out.is_empty() {
        out["left_out"] = json!(left_out);
    }
    crate::cite::data::pretty(&out)
}
