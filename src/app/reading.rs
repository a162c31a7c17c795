//! The group of actions that read: both panes' motions.

use super::action::Action;
use super::finding;
use super::model::{Model, Pane, Pending};
use super::motion::Way;
use super::selecting::{self, Unit};
use crate::interview::place;

/// Does a reading action.
pub fn apply(model: &mut Model, action: Action) {
    if model.selection.is_some() && select(model, action) {
        return;
    }
    match (action, model.focus) {
        (Action::Down, Pane::Questions) => turn(model, Way::On),
        (Action::Up, Pane::Questions) => turn(model, Way::Back),
        (Action::NextQuestion, _) => turn(model, Way::On),
        (Action::PreviousQuestion, _) => turn(model, Way::Back),
        (Action::Down, _) => walk(model, Way::On, |reader, stage| reader.line(stage, Way::On)),
        (Action::Up, _) => walk(model, Way::Back, |reader, stage| reader.line(stage, Way::Back)),
        (Action::PageDown, _) => walk(model, Way::On, |reader, stage| reader.page(stage, Way::On, false)),
        (Action::PageUp, _) => walk(model, Way::Back, |reader, stage| reader.page(stage, Way::Back, false)),
        (Action::HalfPageDown, _) => walk(model, Way::On, |reader, stage| reader.page(stage, Way::On, true)),
        (Action::HalfPageUp, _) => walk(model, Way::Back, |reader, stage| reader.page(stage, Way::Back, true)),
        (Action::NextParagraph, _) => walk(model, Way::On, |reader, stage| reader.paragraph(stage, Way::On)),
        (Action::PreviousParagraph, _) => walk(model, Way::Back, |reader, stage| reader.paragraph(stage, Way::Back)),
        (Action::NextSentence, _) => walk(model, Way::On, |reader, stage| reader.sentence(stage, Way::On)),
        (Action::PreviousSentence, _) => walk(model, Way::Back, |reader, stage| reader.sentence(stage, Way::Back)),
        (Action::First, _) => ends(model, Way::Back),
        (Action::Last, _) => ends(model, Way::On),
        (Action::Right, _) => model.focus = Pane::Answer,
        (Action::OtherPane, Pane::Questions) => model.focus = Pane::Answer,
        (Action::Left, _) | (Action::OtherPane, Pane::Answer) => {
            // The questions cannot have the focus while they are hidden.
            model.alone = false;
            model.focus = Pane::Questions;
        }
        (Action::GoTo, _) => model.pending = Pending::Number(String::new()),
        _ => {}
    }
}

/// What motions do while something is selected. Says whether the action was one.
fn select(model: &mut Model, action: Action) -> bool {
    let (way, unit) = match action {
        Action::NextSentence | Action::Down => (Way::On, Unit::Sentence),
        Action::PreviousSentence | Action::Up => (Way::Back, Unit::Sentence),
        Action::NextParagraph => (Way::On, Unit::Paragraph),
        Action::PreviousParagraph => (Way::Back, Unit::Paragraph),
        _ => return false,
    };
    selecting::grow(model, way, unit);
    true
}

/// A motion in the text; says so where the text ends, and notes what was read to its end.
fn walk(
    model: &mut Model,
    way: Way,
    motion: impl FnOnce(&mut super::reader::Reader, &super::reader::Stage<'_>) -> bool,
) {
    let (part, finished) = (model.part(), finished(model));
    let moved = model.with_reader(motion);
    if way == Way::On && finished && (!moved || model.part() != part) {
        mark_read(model, part);
    }
    if !moved {
        let end = if way == Way::On { "the end" } else { "the beginning" };
        model.notice = Some(format!("This is {end} of the interview"));
    }
}

/// Whether the reader has the last of the answer in sight and in hand.
fn finished(model: &Model) -> bool {
    let view = &model.reader.view;
    let last = model.document.parts.get(model.part()).and_then(|part| part.paras.last());
    view.at_end && !model.is_covered() && (last == Some(&model.in_hand()) || model.focus == Pane::Answer)
}

fn mark_read(model: &mut Model, part: usize) {
    if let Some(exchange) = model.document.exchange_of(part)
        && model.read.insert(exchange)
    {
        model.place_changed = true;
    }
}

/// To the part before or after, at its entrance.
fn turn(model: &mut Model, way: Way) {
    let part = model.part();
    let read = model.focus == Pane::Answer
        && finished(model)
        && model.document.parts.get(part).and_then(|part| part.paras.last()) == Some(&model.in_hand());
    let next = if way == Way::On { part.checked_add(1) } else { part.checked_sub(1) };
    let moved = next.is_some_and(|next| model.with_reader(|reader, stage| reader.enter(stage, next)));
    if way == Way::On && read {
        mark_read(model, part);
    }
    if !moved {
        let end = if way == Way::On { "last" } else { "first" };
        model.notice = Some(format!("This is the {end} one"));
    }
}

fn ends(model: &mut Model, way: Way) {
    finding::leave(model);
    let last = model.document.parts.len().saturating_sub(1);
    match model.focus {
        Pane::Questions => {
            let part = if way == Way::On { last } else { 0 };
            model.with_reader(|reader, stage| reader.enter(stage, part));
        }
        Pane::Answer => model.with_reader(|reader, stage| reader.end(stage, way)),
    }
}

/// Goes where a typed number says: `12`, `5.3`. A number out of range goes to the nearest and says so.
pub fn go_to_number(model: &mut Model, number: &str) {
    let mut numbers = number.split('.').map(|part| part.parse::<usize>().ok());
    let (question, paragraph) = (numbers.next().flatten(), numbers.next().flatten());
    let Some(question) = question else { return };
    let interview = &model.document.interview;
    let count = interview.exchanges.len();
    let Some(para) = place::find(interview, question, paragraph) else {
        model.notice = Some("There are no numbered questions here".to_owned());
        return;
    };
    let found = question.clamp(1, count);
    if found != question {
        model.notice = Some(format!("There are {count} questions; this is question {found}"));
    } else if let Some(wish) = paragraph {
        let (paragraphs, _) = model.document.answer_size(found - 1);
        if wish == 0 || wish > paragraphs {
            let plural = if paragraphs == 1 { "paragraph" } else { "paragraphs" };
            model.notice = Some(format!("The answer to question {found} has {paragraphs} {plural}"));
        }
    }
    if paragraph.is_some() {
        finding::jump_to(model, Model::start_of(para));
    } else if let Some(part) = model.document.part_of_exchange(found - 1) {
        finding::leave(model);
        model.with_reader(|reader, stage| reader.enter(stage, part));
    }
}
