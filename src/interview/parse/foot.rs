//! What stands below a talk in which every turn has its name: a heading with what follows it, or lines of a page.

use super::edges;
use super::raw::{Item, Raw};
use super::roles::Plan;
use super::speakers::Speakers;
use super::visual::ends_a_sentence;
use crate::interview::Role;

/// Which of the paragraphs behind the last question is the first below the talk, where that is plain.
pub fn begins(raws: &[Raw], speakers: &Speakers, answers: &[usize]) -> Option<usize> {
    const LEAST: usize = 4;
    const WORDS: usize = 18;
    if speakers.only_questions {
        return None;
    }
    let last = answers.iter().rposition(|&index| speakers.said[index].is_some())?;
    let behind = &answers[last + 1..];
    let first = *behind.first()?;
    // Between them may stand a heading that is no answer.
    if (answers[last] + 1..=first).any(|index| raws[index].heading > 0) {
        return Some(last + 1);
    }
    let lines = |at: usize| {
        let lines = &behind[at..];
        let short = |index: &&usize| {
            raws[**index].item == Item::No && raws[**index].text.split_whitespace().nth(WORDS).is_none()
        };
        let open = lines.iter().filter(|index| !ends_a_sentence(&raws[**index].text)).count();
        lines.len() >= LEAST && lines.iter().all(|index| short(&index)) && open * 3 >= lines.len() * 2
    };
    // A few paragraphs of the last answer may come first.
    const FEW: usize = 3;
    let plain = |at: &usize| raws[behind[*at]].text.len() < 80 && !ends_a_sentence(&raws[behind[*at]].text);
    (0..behind.len().min(FEW)).filter(plain).find(|at| lines(*at)).map(|at| last + 1 + at)
}

/// Credits below a last turn that asks are nobody's: "Transcribed by …", "Music by …".
pub fn credits(raws: &[Raw], plan: &mut Plan) {
    let Some(last) = plan.roles.iter().rposition(|role| matches!(role, Role::Question | Role::Answer)) else { return };
    let said = |index: usize| plan.speakers.as_ref().is_none_or(|speakers| speakers.said[index].is_some());
    let free =
        |index: &usize| plan.roles[*index] == Role::Question && !said(*index) && plan.fixed.roles[*index].is_none();
    let from = (0..=last).rev().take_while(free).last().unwrap_or(last + 1);
    let first = (from..=last).find(|&index| edges::closes(&raws[index].text)).unwrap_or(last + 1);
    plan.roles[first..=last].fill(Role::Closing);
}
