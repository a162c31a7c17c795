//! The group of actions that change how things look: measure, one paragraph, covered answers, pages, mouse.

use super::action::Action;
use super::effect::Effect;
use super::geometry::{Geometry, MEASURE};
use super::model::{Model, Pane};
use super::msg::MouseAct;
use super::overlay::{Outcome, Overlay, page::Page};
use super::{WHEEL, wheel_in};

/// Characters by which one key changes the measure.
const STEP: u16 = 2;

/// Does a looking action.
pub fn apply(model: &mut Model, action: Action, effects: &mut Vec<Effect>) {
    match action {
        Action::Wider => measure(model, true),
        Action::Narrower => measure(model, false),
        Action::OneParagraph => {
            model.alone = !model.alone;
            model.focus = Pane::Answer;
            if model.alone {
                let key = model.key(Action::OneParagraph);
                model.notice = Some(format!("One paragraph at a time; {key} again shows everything"));
            }
        }
        Action::Cover => {
            model.covered = !model.covered;
            model.uncovered.clear();
            let key = model.key(Action::Cover);
            model.notice = Some(if model.covered {
                format!("Answers are covered: think first, then Enter shows this one; {key} uncovers all")
            } else {
                "Answers are shown".to_owned()
            });
        }
        Action::About => {
            let page = Page::about(model);
            model.overlays.push(Overlay::Page(page));
        }
        Action::Mouse => {
            model.mouse = !model.mouse;
            effects.push(Effect::Mouse(model.mouse));
            model.notice = Some(if model.mouse {
                let key = model.key(Action::Mouse);
                format!("The mouse turns and chooses; to select text, hold Shift or give it back with {key}")
            } else {
                "The mouse is the terminal’s again".to_owned()
            });
        }
        _ => {}
    }
}

fn measure(model: &mut Model, wider: bool) {
    let now = measure_of_answer(model);
    let wish = if wider { now + STEP } else { now.saturating_sub(STEP) }.clamp(*MEASURE.start(), *MEASURE.end());
    model.settings.measure = Some(wish);
    model.place_changed = true;
    super::settle(model);
    let got = measure_of_answer(model);
    model.notice = Some(if got < wish {
        model.settings.measure = Some(got);
        format!("{got} characters a line, as many as this screen has room for")
    } else {
        format!("{got} characters a line")
    });
}

/// The measure of the answer, also where a narrow screen shows the questions.
fn measure_of_answer(model: &Model) -> u16 {
    let geometry = Geometry::of(model.size, model.wishes(Pane::Answer));
    geometry.answer.map_or(66, |answer| answer.measure)
}

/// Shows the covered answer in the right pane.
pub fn uncover(model: &mut Model) {
    let part = model.part();
    model.uncovered.insert(part);
    model.with_reader(|reader, stage| reader.enter(stage, part));
}

/// What the mouse does, and what an overlay wants of that: the wheel scrolls without moving the choice, a click takes what is under it in hand.
pub fn mouse(model: &mut Model, act: MouseAct, column: u16, row: u16) -> Outcome {
    if let Some(mut top) = model.overlays.pop() {
        let outcome = match (&mut top, act) {
            (Overlay::Topics(map), MouseAct::Press) => map.click(column, row, model),
            (_, MouseAct::Press) => Outcome::Stay,
            (top, act) => {
                wheel_in(top, act, model);
                Outcome::Stay
            }
        };
        model.overlays.push(top);
        return outcome;
    }
    let (first, rows) = model.geometry.body;
    let y = row.checked_sub(first).filter(|y| *y < rows);
    let in_questions =
        model.geometry.answer.is_none_or(|answer| column < answer.mark) && model.geometry.questions.is_some();
    match (act, y) {
        (MouseAct::Press, Some(y)) if in_questions => {
            let part = model.questions.at_row(y).map(|entry| entry.part);
            if let Some(part) = part {
                model.focus = Pane::Questions;
                if part != model.part() {
                    model.with_reader(|reader, stage| reader.enter(stage, part));
                }
            }
        }
        (MouseAct::Press, Some(y)) => {
            let row = model.reader.view.rows.get(usize::from(y)).cloned();
            if let Some(row) = row {
                let byte = match row.line {
                    super::flow::Line::Text(range) => range.start as u32,
                    _ => 0,
                };
                model.focus = Pane::Answer;
                model.reader.take(crate::interview::Anchor { para: row.para, byte });
            }
        }
        (MouseAct::WheelDown | MouseAct::WheelUp, _) => {
            let by = if act == MouseAct::WheelDown { WHEEL } else { -WHEEL };
            model.with_reader(|reader, stage| reader.scroll(stage, by));
        }
        _ => {}
    }
    Outcome::Stay
}
