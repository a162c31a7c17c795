//! The group of actions that change how things look: measure, one paragraph, covered answers, pages, mouse.

use super::action::Action;
use super::effect::Effect;
use super::geometry::{Geometry, MEASURE};
use super::model::{Model, Pane};
use super::overlay::{Overlay, page::Page};

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
                format!("The mouse chooses, scrolls and selects; {key} gives it back to the terminal")
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
