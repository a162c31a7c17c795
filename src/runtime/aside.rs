//! Interviews that were left for another one and wait, as they were, to be come back to.

use std::path::Path;

use super::saving::Saver;
use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::app::{effect::Effect, settle, update};
use crate::text::CleanText;

/// An interview that is open: what the reader sees of it, and what saves for it.
pub struct Sitting {
    /// Tells what reports on it from what reports on others.
    pub number: u64,
    /// What the reader sees.
    pub model: Model,
    /// What saves.
    pub saver: Saver,
}

/// Those that wait, in the order of the reader's way: behind the open one, the last one left last, and ahead of it, the one
/// left last last.
#[derive(Default)]
pub struct Aside {
    behind: Vec<Sitting>,
    ahead: Vec<Sitting>,
}

impl Aside {
    /// Takes out the one whose marks are in this file, if it waits here.
    pub fn take(&mut self, marks: &Path) -> Option<Sitting> {
        let keeps = |one: &Sitting| one.saver.keeps(marks);
        if let Some(at) = self.behind.iter().position(keeps) {
            return Some(self.behind.remove(at));
        }
        let at = self.ahead.iter().position(keeps)?;
        Some(self.ahead.remove(at))
    }

    /// The open one was left for a new one.
    pub fn leave(&mut self, left: Sitting) {
        self.behind.push(left);
        self.ahead.clear();
    }

    /// Takes out the one behind the open one, or ahead of it.
    pub fn next(&mut self, forward: bool) -> Option<Sitting> {
        if forward { self.ahead.pop() } else { self.behind.pop() }
    }

    /// The open one was left in this direction: it waits in the other.
    pub fn wait(&mut self, forward: bool, left: Sitting) {
        if forward { self.behind.push(left) } else { self.ahead.push(left) }
    }

    /// What the interview that is open now is to know of those around it: their names.
    pub fn around(&self) -> (Option<CleanText>, Option<CleanText>) {
        let name = |list: &[Sitting]| list.last().map(|one| one.model.document.name.clone());
        (name(&self.behind), name(&self.ahead))
    }

    /// A report on the one with this number, if it waits here. What it wants done for it is returned.
    pub fn report(&mut self, number: u64, msg: Msg) -> Vec<Effect> {
        let mut all = self.behind.iter_mut().chain(&mut self.ahead);
        let Some(one) = all.find(|one| one.number == number) else { return Vec::new() };
        let effects = update(&mut one.model, msg);
        settle(&mut one.model);
        effects
    }
}
