//! The second interface: lines in, lines out. Everything that is shown on the screen is said here in sentences, and every
//! line is only ever added, so that a screen reader reads it once, and any terminal will do.
//!
//! It is a second shell over the same machine: a line becomes actions and typed text for [`update`], lists are the same
//! overlays, chosen from by number, and what is said is read from the same model.

mod doing;
pub mod lists;
pub mod say;
pub mod words;

use super::action::Action;
use super::effect::Effect;
use super::keys::Key;
use super::model::{Context, Model, Pane};
use super::msg::Msg;
use super::overlay::line_edit::LineEdit;
use super::overlay::{Overlay, fix};
use super::update;
use crate::interview::{Anchor, ParaId};
use crate::text::wrap::{Fit, wrap};
use words::Word;

/// Does what the machine wants outside, at once, and tells the machine what became of it.
pub type World<'a> = &'a mut dyn FnMut(&mut Model, Effect);

/// The screen that the machine is told of: no line is ever out of sight on it.
const SCREEN: (u16, u16) = (100, 1000);

/// What a session remembers besides the model.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    /// The paragraph that was read out last.
    read: Option<ParaId>,
    /// The first entry of the list that was read out last.
    from: usize,
    /// How many entries were.
    shown: usize,
}

/// What the reader had before a line.
struct Before {
    anchor: Anchor,
    part: usize,
    overlay: Option<std::mem::Discriminant<Overlay>>,
}

/// Lines of at most so many cells.
pub fn wrapped(lines: &[String], width: usize) -> String {
    let mut out = String::new();
    for line in lines.iter().flat_map(|line| line.split('\n')) {
        if line.trim().is_empty() {
            out.push('\n');
            continue;
        }
        for row in wrap(line, width.max(1), Fit::First) {
            out.push_str(line[row].trim_end());
            out.push('\n');
        }
    }
    out
}

impl Lines {
    /// Begins: whose interview it is, and where the reader is.
    pub fn begin(&mut self, model: &mut Model) -> Vec<String> {
        update(model, Msg::Resize(SCREEN.0, SCREEN.1));
        let first = model.document.part_of_exchange(0).unwrap_or(0);
        let begins = model.document.entrance(first);
        let came_back = begins.is_some() && begins != Some(model.reader.anchor);
        if model.overlays.is_empty() {
            model.focus = Pane::Answer;
            super::settle(model);
        }
        let notice = model.notice.take().filter(|notice| !notice.starts_with("You were at"));
        if let Some(Overlay::Parts(_)) = model.overlays.last() {
            return self.list(model, 0);
        }
        let mut lines = vec![say::greeting(model)];
        lines.extend(notice.map(stopped));
        if came_back {
            let place = say::place(model, false);
            lines.push(format!("You were at {}{}.", place[..1].to_lowercase(), &place[1..]));
        }
        lines.push("Enter reads on, help lists the commands.".to_owned());
        lines
    }

    /// What stands before the field of the next line.
    pub fn prompt(&self, model: &Model) -> String {
        match model.overlays.last() {
            Some(Overlay::Note(_)) => "note".to_owned(),
            Some(Overlay::Fix(fix::Fix { mode: fix::Mode::Name(_), .. })) => "name".to_owned(),
            Some(_) if lists::len(model) > 0 => format!("1 to {}", lists::len(model)),
            _ => say::prompt(model),
        }
    }

    /// Takes in a line. Gives what is said to it; what is to be done outside is done by `world` meanwhile.
    pub fn take(&mut self, model: &mut Model, line: &str, world: World<'_>) -> Vec<String> {
        model.notice = None;
        if let Some(Overlay::Note(_)) = model.overlays.last() {
            return write(model, line, world);
        }
        let before = Before {
            anchor: model.reader.anchor,
            part: model.part(),
            overlay: model.overlays.last().map(std::mem::discriminant),
        };
        if !model.overlays.is_empty()
            && let Some(lines) = self.in_list(model, line, &before, world)
        {
            return lines;
        }
        let Some((word, rest)) = words::parse(line, &model.keymap) else {
            let first = line.split_whitespace().next().unwrap_or_default();
            return vec![format!("“{first}” is no command; help lists them. To look for words: find {}", line.trim())];
        };
        self.run(model, word, rest, &before, world)
    }

    /// Leaves what is open, as Ctrl-C does. Says whether there was something.
    pub fn leave(&mut self, model: &mut Model, world: World<'_>) -> bool {
        let open = !model.overlays.is_empty();
        if open {
            go(model, Msg::Do(Action::StepBack), world);
        }
        open
    }

    /// A line while a list is open: a number chooses, a letter and a number do something with an entry. `None` where it is
    /// a command like any other, for which the list is closed.
    fn in_list(&mut self, model: &mut Model, line: &str, before: &Before, world: World<'_>) -> Option<Vec<String>> {
        let line = line.trim();
        let count = lists::len(model);
        if let Some(Overlay::Fix(fix)) = model.overlays.last()
            && !matches!(fix.mode, fix::Mode::Menu)
            && is_name(model, line)
        {
            go(model, Msg::Paste(line.to_owned()), world);
            if lists::len(model) > 0 {
                lists::choose(model, lists::len(model) - 1);
            }
            go(model, Msg::Do(Action::Enter), world);
            return Some(self.after(model, before, false));
        }
        if let Some(action) = turns(model, line) {
            go(model, Msg::Do(action), world);
            while model.has_work() {
                go(model, Msg::Work, world);
            }
            let mut lines: Vec<String> = model.notice.take().map(stopped).into_iter().collect();
            lines.extend(self.list(model, 0));
            return Some(lines);
        }
        let number = |text: &str| text.parse::<usize>().ok();
        let (first, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let (entry, rest) = rest.trim().split_once(char::is_whitespace).unwrap_or((rest.trim(), ""));
        if let Some(n) = number(line) {
            if n == 0 || n > count {
                return Some(vec![format!("There is no {n} in the list; it has {count}.")]);
            }
            lists::choose(model, n - 1);
            return Some(self.enter(model, before, world));
        }
        match (words::parse(line, &model.keymap), number(entry)) {
            (Some((Word::More, _)), _) => {
                let next = self.from + self.shown;
                return Some(if next < count {
                    self.list(model, next)
                } else {
                    vec!["That was all of it.".to_owned()]
                });
            }
            (Some((Word::Close, _)), _) => {
                go(model, Msg::Do(Action::StepBack), world);
                return Some(self.after(model, before, false));
            }
            (_, Some(n)) if (1..=count).contains(&n) => {
                let context = model.context();
                let key: Option<Key> = first.parse().ok();
                let action = key.and_then(|key| model.keymap.get(context, key)).or_else(|| Action::named(first))?;
                lists::choose(model, n - 1);
                return Some(self.on_entry(model, action, rest, before, world));
            }
            _ => {}
        }
        if let Some(Overlay::Parts(_)) = model.overlays.last() {
            // There is nothing behind this list.
            return match words::parse(line, &model.keymap) {
                Some((Word::Quit, _)) => None,
                _ => Some(self.list(model, 0)),
            };
        }
        model.overlays.clear();
        None
    }

    /// Does something with the entry that is chosen, with a text where it takes one.
    fn on_entry(
        &mut self,
        model: &mut Model,
        action: Action,
        rest: &str,
        before: &Before,
        world: World<'_>,
    ) -> Vec<String> {
        go(model, Msg::Do(action), world);
        let typed = match model.overlays.last_mut() {
            Some(Overlay::Note(note)) if !rest.is_empty() => {
                note.replace(rest);
                true
            }
            Some(Overlay::Topics(map)) => match &mut map.entry {
                Some((_, edit)) => replace(edit, rest),
                None => false,
            },
            Some(Overlay::Details(details)) => details.editing.as_mut().is_some_and(|edit| replace(edit, rest)),
            _ => false,
        };
        if typed {
            go(model, Msg::Do(Action::Enter), world);
        }
        if matches!(action, Action::Copy | Action::WriteQuote) {
            return model.notice.take().map(stopped).into_iter().collect();
        }
        self.after(model, before, false)
    }

    /// Takes the entry that is chosen.
    fn enter(&mut self, model: &mut Model, before: &Before, world: World<'_>) -> Vec<String> {
        // A citation is read out; to copy it there is the letter.
        if let Some(Overlay::Quote(panel)) = model.overlays.last() {
            let quotation = super::quoting::quotation(model, panel.span);
            let text = panel.form().write(&super::quoting::source(model), &quotation).trim_end().to_owned();
            return vec![text];
        }
        go(model, Msg::Do(Action::Enter), world);
        self.after(model, before, false)
    }

    /// What is said after something was done: a list that opened, a place that changed, what the machine says.
    fn after(&mut self, model: &mut Model, before: &Before, asked: bool) -> Vec<String> {
        let notice = model.notice.take().map(stopped);
        let now = model.overlays.last().map(std::mem::discriminant);
        if let Some(Overlay::Note(_)) = model.overlays.last() {
            return editor(model);
        }
        let mut lines = Vec::new();
        if now.is_some() {
            lines.extend(notice);
            // What only said something about a list leaves it as it was.
            if lines.is_empty() || now != before.overlay {
                lines.extend(self.list(model, 0));
            }
            return lines;
        }
        lines.extend(notice);
        if let Some(selected) = say::selection(model) {
            lines.push(selected);
        } else if asked && model.part() != before.part && model.exchange().is_some() && entered(model) {
            self.read = None;
            lines.extend(say::question(model));
        } else if model.reader.anchor != before.anchor || (lines.is_empty() && before.overlay.is_none()) {
            self.read = Some(model.in_hand());
            lines.extend(say::paragraph(model, false));
        }
        if lines.is_empty() && before.overlay.is_some() {
            lines.push(format!("Closed. {}.", say::place(model, false)));
        }
        lines
    }

    fn list(&mut self, model: &Model, from: usize) -> Vec<String> {
        let lines = lists::describe(model, from, 72);
        (self.from, self.shown) = (from, lists::ROWS.min(lists::len(model).saturating_sub(from)));
        lines
    }
}

/// Whether a line that answers who speaks is a name: not a number of the list, and no command. Commands are typed with a
/// small letter and without more words, names with a capital: "Mark" is somebody, "mark" is not.
fn is_name(model: &Model, line: &str) -> bool {
    let command = || words::parse(line, &model.keymap).is_some_and(|(_, rest)| rest.is_empty());
    let known = || model.document.interview.people.iter().any(|person| person.name.as_str() == line);
    !line.is_empty()
        && line.parse::<usize>().is_err()
        && (known() || line.starts_with(char::is_uppercase) || !command())
}

/// What a line changes about the list on top: its order, its kinds, how it was found.
fn turns(model: &Model, line: &str) -> Option<Action> {
    let (word, rest) = words::parse(line, &model.keymap)?;
    let found = matches!(model.overlays.last(), Some(Overlay::Find(_)));
    let marks = matches!(model.overlays.last(), Some(Overlay::Marks(_)));
    let jump = matches!(model.overlays.last(), Some(Overlay::Jump(_)));
    match word {
        _ if !rest.is_empty() => None,
        Word::Narrow if found || jump => Some(Action::OtherPane),
        Word::All if marks => Some(Action::OtherPane),
        Word::Do(Action::SortFound) if found || marks => Some(Action::SortFound),
        Word::Do(Action::Percent) if matches!(model.overlays.last(), Some(Overlay::Topics(_))) => Some(Action::Percent),
        Word::Do(action @ (Action::WholeWords | Action::Pattern)) if found => Some(action),
        _ => None,
    }
}

/// Whether the reader is at the beginning of an answer, as somebody who went to a question is.
fn entered(model: &Model) -> bool {
    model.document.entrance(model.part()) == Some(model.reader.anchor)
}

/// What is said when a note is begun.
fn editor(model: &Model) -> Vec<String> {
    let Some(Overlay::Note(note)) = model.overlays.last() else { return Vec::new() };
    let place = model.document.place_of(note.span);
    let text = note.edit.text();
    let mut lines =
        vec![format!("Note on {place}. A full stop alone on a line keeps it, a hash sign before a word makes a tag.")];
    if !text.is_empty() {
        lines.push(format!("So far: {text}"));
    }
    lines
}

/// A line of a note.
fn write(model: &mut Model, line: &str, world: World<'_>) -> Vec<String> {
    if line.trim() == "." {
        go(model, Msg::Do(Action::Enter), world);
        return model.notice.take().map(stopped).into_iter().collect();
    }
    if let Some(Overlay::Note(note)) = model.overlays.last_mut() {
        let before = note.edit.text();
        let text = if before.is_empty() { line.to_owned() } else { format!("{before}\n{line}") };
        note.replace(&text);
    }
    Vec::new()
}

/// Hands the machine a message, and does what it wants.
fn go(model: &mut Model, msg: Msg, world: &mut dyn FnMut(&mut Model, Effect)) {
    for effect in update(model, msg) {
        world(model, effect);
    }
    // Answers are where everything happens here; there are no panes to be in.
    if model.overlays.is_empty()
        && model.context() == Context::Questions
        && !matches!(model.pending, super::model::Pending::Number(_))
    {
        model.focus = Pane::Answer;
    }
}

/// Puts a text into a field. Says whether there was one.
fn replace(edit: &mut LineEdit, text: &str) -> bool {
    *edit = LineEdit::line();
    edit.insert(text);
    !text.is_empty()
}

/// A sentence with its full stop.
fn stopped(sentence: String) -> String {
    if sentence.ends_with(['.', '?', '!', ':']) { sentence } else { sentence + "." }
}

/// Goes to a place, which can be gone back from.
pub fn go_to(model: &mut Model, anchor: Anchor) {
    model.overlays.clear();
    super::finding::jump_to(model, anchor);
    super::settle(model);
}
