//! The beginning of a large text, shown while the rest of it is still being read.
//!
//! Moving works at once. Whatever else is typed would be about a text that is not there yet — its last question, its marks,
//! its topics — and waits with all that comes after it, in order, until the whole text takes the place of the beginning.

use super::action::{Action, Group};
use super::keys::Key;
use super::model::{Model, Pane};
use super::msg::{MouseAct, Msg};
use super::reader::Top;
use crate::interview::{Anchor, ParaId};

/// What is kept while the rest is read.
#[derive(Clone, Debug)]
pub struct Beginning {
    /// Where the reader began.
    from: (Anchor, Pane),
    /// What waits for the whole text.
    held: Vec<Msg>,
}

impl Beginning {
    /// What the last row says meanwhile.
    pub const fn sentence(&self) -> &'static str {
        if self.held.is_empty() { "Reading the rest of the text …" } else { "Still reading; your keys wait …" }
    }
}

/// Most messages that wait: more are a cat on the keyboard.
const MOST: usize = 1000;

/// Says of an open document that it is only the beginning of one.
pub fn begin(model: &mut Model) {
    model.beginning = Some(Beginning { from: (model.reader.anchor, model.focus), held: Vec::new() });
}

/// Keeps a message that has to wait for the whole text. Gives back what need not.
pub fn hold(model: &mut Model, msg: Msg) -> Option<Msg> {
    let Some(beginning) = &model.beginning else { return Some(msg) };
    let now = match &msg {
        Msg::Key(key) => acts_now(model, *key, !beginning.held.is_empty()),
        Msg::Mouse(MouseAct::WheelDown | MouseAct::WheelUp, ..) => true,
        // Where it points to is something else then.
        Msg::Mouse(..) => return None,
        Msg::Do(_) | Msg::Number(_) | Msg::Paste(_) => false,
        _ => true,
    };
    if now {
        return Some(msg);
    }
    let held = &mut model.beginning.as_mut()?.held;
    if held.len() < MOST {
        held.push(msg);
    }
    None
}

/// Whether a key moves within what is there, or leaves the program. Where others wait, it waits behind them.
fn acts_now(model: &Model, key: Key, behind: bool) -> bool {
    let Some(action) = model.keymap.get(model.context(), key) else { return false };
    match action {
        Action::QuitNow | Action::Interrupt | Action::Suspend | Action::Redraw => true,
        Action::Last | Action::GoTo | Action::SetPlace | Action::GoPlace | Action::Select => false,
        Action::Quit | Action::StepBack => !behind,
        Action::Enter => !behind && model.focus == Pane::Questions,
        action => !behind && action.row().group == Group::Read,
    }
}

/// Puts the whole text in the place of its beginning: a reader who has moved stays at the same words, and otherwise is where
/// the text was left last. Returns what waits for it.
pub fn carry_over(old: &mut Model, whole: &mut Model) -> Vec<Msg> {
    let Some(beginning) = old.beginning.take() else { return Vec::new() };
    if (old.reader.anchor, old.focus) != beginning.from {
        let same = |anchor: Anchor| same_words(old, whole, anchor);
        if let (Some(anchor), Some(top)) = (same(old.reader.anchor), same(old.reader.top.anchor)) {
            (whole.reader.anchor, whole.reader.top) = (anchor, Top { anchor: top, ..old.reader.top });
            whole.focus = if whole.document.interview.exchanges.is_empty() { Pane::Answer } else { old.focus };
            (whole.notice, whole.place_changed) = (None, true);
        }
        super::settle(whole);
    }
    beginning.held
}

/// The same words in the whole text: both spans count from the beginning of the same file.
fn same_words(old: &Model, whole: &Model, at: Anchor) -> Option<Anchor> {
    let from = old.document.interview.para(at.para).source.start;
    let paragraphs = &whole.document.interview.paragraphs;
    let index = paragraphs.partition_point(|paragraph| paragraph.source.start <= from).checked_sub(1)?;
    let byte = if paragraphs[index].source.start == from { at.byte } else { 0 };
    whole.document.snap(Anchor { para: ParaId(u32::try_from(index).ok()?), byte })
}
