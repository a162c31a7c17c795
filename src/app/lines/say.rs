//! What is read out: places as sentences, paragraphs with what the reader keeps of them.

use crate::app::document::Document;
use crate::app::model::Model;
use crate::interview::locate::Resolved;
use crate::interview::parts::PartKind;
use crate::interview::place::Place;
use crate::interview::{ParaId, Person, Role};
use crate::library::marks::Mark;
use crate::text::segment::sentences;

/// A number of things.
pub fn count(n: usize, one: &str, more: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {more}") }
}

/// The first sentences of a session: who speaks, and how much there is.
pub fn greeting(model: &Model) -> String {
    let document = &model.document;
    let interview = &document.interview;
    let named =
        |person: Option<&Person>| person.filter(|person| person.is_named()).map(|person| person.name.to_string());
    let title = interview.meta.title.as_ref().map_or_else(|| document.name.to_string(), ToString::to_string);
    let mut who = match (named(interview.interviewee()), named(interview.interviewer())) {
        (Some(who), Some(by)) => format!("{who}, interviewed by {by}"),
        (Some(who), None) => who,
        (None, Some(by)) => format!("{title}, interviewed by {by}"),
        (None, None) => title,
    };
    if let Some(date) = interview.meta.date {
        who.push_str(&format!(", {}", date.short()));
    } else if let Some(date) = interview.meta.published() {
        who.push_str(&format!(", published {}", date.short()));
    }
    let questions = match interview.exchanges.len() {
        0 => "No questions were found; it is one text".to_owned(),
        n => count(n, "question", "questions"),
    };
    let marks = match model.shelf.marks().all().len() {
        0 => String::new(),
        n => format!(", {}", count(n, "mark", "marks")),
    };
    format!("{}. {questions}{marks}.", who.trim_end_matches('.'))
}

/// The number of a paragraph among how many, in the part that it stands in.
fn of_how_many(document: &Document, para: ParaId) -> (usize, usize) {
    match document.places.get(para) {
        Place::Answer(question, n) => (n, document.answer_size(question - 1).0),
        place => {
            let alike =
                |other: &ParaId| std::mem::discriminant(&document.places.get(*other)) == std::mem::discriminant(&place);
            let all = document
                .home(para)
                .map_or(0, |(part, _)| document.parts[part].paras.iter().filter(|id| alike(id)).count());
            (place.paragraph().unwrap_or(1), all.max(1))
        }
    }
}

/// Where the reader is: "Question 5 of 12, paragraph 3 of 4". Without the question where `short`.
pub fn place(model: &Model, short: bool) -> String {
    let document = &model.document;
    if document.parts.is_empty() {
        return "Nothing to read".to_owned();
    }
    let para = model.in_hand();
    let count = document.interview.exchanges.len();
    let (n, all) = of_how_many(document, para);
    let aside = document.interview.para(para).role == Role::Aside;
    let text = match document.places.get(para) {
        Place::Asked(question) => return format!("Question {question} of {count}"),
        Place::Answer(..) if aside => "Aside".to_owned(),
        Place::Answer(question, _) if short => format!("Paragraph {n} of {all}, question {question}"),
        Place::Answer(question, _) => format!("Question {question} of {count}, paragraph {n} of {all}"),
        Place::Introduction(_) if count == 0 => format!("Paragraph {n} of {all}"),
        Place::Introduction(_) => format!("Introduction, paragraph {n} of {all}"),
        Place::Closing(_) => format!("Closing notes, paragraph {n} of {all}"),
        Place::Page(n) => format!("Set aside, line {n}"),
    };
    if short { text.split(", question").next().unwrap_or_default().to_owned() } else { text }
}

/// The prompt: "q. 5 of 12, para. 3 of 4".
pub fn prompt(model: &Model) -> String {
    let document = &model.document;
    if document.parts.is_empty() {
        return "nothing to read".to_owned();
    }
    let (n, all) = of_how_many(document, model.in_hand());
    let count = document.interview.exchanges.len();
    match document.places.get(model.in_hand()) {
        Place::Asked(question) => format!("q. {question} of {count}, the question"),
        Place::Answer(question, _) => format!("q. {question} of {count}, para. {n} of {all}"),
        Place::Introduction(_) if count == 0 => format!("para. {n} of {all}"),
        Place::Introduction(_) => format!("introduction, para. {n} of {all}"),
        Place::Closing(_) => format!("closing notes, para. {n} of {all}"),
        Place::Page(n) => format!("set aside, line {n}"),
    }
}

/// Whether an answer has several voices, so that each must be named.
fn several_voices(model: &Model) -> bool {
    let Some(PartKind::Exchange(index)) = model.document.parts.get(model.part()).map(|part| part.kind) else {
        return false;
    };
    let interview = &model.document.interview;
    let mut voices = interview.exchanges[index].answer.iter().filter_map(|id| interview.para(*id).speaker);
    voices.next().is_some_and(|first| voices.any(|voice| voice != first))
}

/// The words of a paragraph, with the speaker where that is not plain, and an aside in brackets.
fn words(model: &Model, para: ParaId) -> String {
    let interview = &model.document.interview;
    let paragraph = interview.para(para);
    let text = if paragraph.wants_brackets() { format!("[{}]", paragraph.text) } else { paragraph.text.to_string() };
    let name = paragraph.speaker.and_then(|id| interview.people.get(usize::from(id.0)));
    match name.filter(|_| several_voices(model) && paragraph.role != Role::Question) {
        Some(person) => format!("{}: {text}", person.name),
        None => text,
    }
}

/// Notes and letters on a paragraph.
fn kept(model: &Model, para: ParaId) -> Vec<String> {
    let here = |mark: &&Mark| mark.at.and_then(Resolved::anchor).is_some_and(|anchor| anchor.para == para);
    let mut lines = Vec::new();
    for mark in model.shelf.marks().all().iter().filter(here) {
        let on = if mark.place.whole { String::new() } else { format!(" on “{}”", mark.place.quote()) };
        if !mark.note.is_empty() {
            lines.push(format!("Note{on}: {}", mark.note));
        }
        if mark.bookmark && !mark.place.whole {
            lines.push(format!("Marked{on}."));
        }
        for letter in &mark.letters {
            lines.push(format!("Place {letter}."));
        }
    }
    lines
}

/// How long the covered answer is.
pub fn covered(model: &Model) -> Option<String> {
    let exchange = model.exchange().filter(|_| model.is_covered())?;
    let (paragraphs, words) = model.document.answer_size(exchange);
    let (words, paragraphs) = (count(words, "word", "words"), count(paragraphs, "paragraph", "paragraphs"));
    Some(format!("The answer is covered, {words} in {paragraphs}; uncover shows it."))
}

/// The paragraph in hand: where it is, its words, and what is kept of it. `short` where the question is known.
pub fn paragraph(model: &Model, short: bool) -> Vec<String> {
    let para = model.in_hand();
    if model.document.parts.is_empty() {
        return vec!["There is nothing to read in this document.".to_owned()];
    }
    let asked = matches!(model.document.places.get(para), Place::Asked(_));
    if !asked && let Some(covered) = covered(model) {
        return vec![covered];
    }
    let marked = if model.shelf.annotations.whole.contains(&para) { ", marked" } else { "" };
    let unsure = if model.document.interview.para(para).unsure { ", uncertain" } else { "" };
    let mut lines = vec![format!("{}{marked}{unsure}. {}", place(model, short), words(model, para))];
    lines.extend(kept(model, para));
    lines
}

/// The sentence in hand.
pub fn sentence(model: &Model) -> Vec<String> {
    if let Some(covered) = covered(model) {
        return vec![covered];
    }
    let text = &model.document.interview.para(model.in_hand()).text;
    let all = sentences(text);
    let byte = model.reader.anchor.byte as usize;
    let at = all.iter().rposition(|sentence| sentence.start <= byte).unwrap_or(0);
    let Some(sentence) = all.get(at) else { return paragraph(model, true) };
    vec![format!("{}, sentence {} of {}. {}", place(model, true), at + 1, all.len(), &text[sentence.clone()])]
}

/// The question of the part in hand, or its name.
pub fn question(model: &Model) -> Vec<String> {
    let document = &model.document;
    let count = document.interview.exchanges.len();
    let Some(exchange) = model.exchange() else { return paragraph(model, false) };
    let asked = &document.interview.exchanges[exchange];
    let text = |id: &ParaId| document.interview.para(*id).text.to_string();
    let mut lines: Vec<String> = asked.section.iter().map(text).collect();
    let words: Vec<String> = asked.question.iter().map(text).collect();
    let read = if model.read.contains(&exchange) { ", read before" } else { "" };
    lines.push(format!("Question {} of {count}{read}. {}", exchange + 1, words.join("\n")));
    lines.extend(covered(model));
    lines
}

/// What is selected.
pub fn selection(model: &Model) -> Option<String> {
    let selection = model.selection?;
    let span = selection.span(&model.document);
    let text = super::super::quoting::quotation(model, span).text;
    Some(format!("Selected {}: {text}", model.document.place_of(span)))
}
