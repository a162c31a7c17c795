//! What each command does, in actions and typed text.

use super::words::{self, Word};
use super::{Before, Lines, World, go, lists, say, stopped};
use crate::app::action::{Action, Group};
use crate::app::document::{LONG, hours};
use crate::app::effect::Effect;
use crate::app::keeping;
use crate::app::keys::Key;
use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::app::overlay::Overlay;
use crate::app::overlay::details::Details;
use crate::app::overlay::fix::{Fix, Mode};
use crate::app::overlay::topics::Change;
use crate::interview::place::Place;
use crate::interview::{Anchor, ParaId};
use crate::text::CleanText;
use crate::text::segment::words as words_in;

impl Lines {
    /// Does a command.
    pub(super) fn run(
        &mut self,
        model: &mut Model,
        word: Word,
        rest: &str,
        before: &Before,
        world: World<'_>,
    ) -> Vec<String> {
        let nothing = model.document.parts.is_empty();
        match word {
            Word::Help => return help(rest),
            Word::Quit => {
                world(model, Effect::Quit);
                return Vec::new();
            }
            Word::Do(action) => return self.act(model, action, rest, before, world),
            _ if nothing => return vec!["There is nothing to read in this document.".to_owned()],
            Word::On => return self.on(model, before, world),
            Word::Read => {
                self.read = Some(model.in_hand());
                return say::paragraph(model, true);
            }
            Word::Question => return say::question(model),
            Word::Where => return vec![whereabouts(model)],
            Word::Questions => {
                go(model, Msg::Do(Action::Jump), world);
                if let Some(Overlay::Jump(jump)) = model.overlays.last_mut() {
                    jump.kind = lists::QUESTIONS;
                }
                // Searched anew with nothing typed: a table of contents.
                go(model, Msg::Paste(String::new()), world);
            }
            Word::Go => go(model, Msg::Number(rest.trim().to_owned()), world),
            Word::Jump => {
                go(model, Msg::Do(Action::Jump), world);
                go(model, Msg::Paste(rest.to_owned()), world);
            }
            Word::Find => {
                go(model, Msg::Do(Action::Find), world);
                if rest.is_empty() {
                    model.overlays.pop();
                    return vec!["What is to be found? For example: find boats".to_owned()];
                }
                go(model, Msg::Paste(rest.to_owned()), world);
                while model.has_work() {
                    go(model, Msg::Work, world);
                }
                lists::choose(model, 0);
            }
            Word::Note if rest.is_empty() => {
                go(model, Msg::Do(Action::Note), world);
                return super::editor(model);
            }
            Word::Note => note(model, rest, world),
            Word::Edit => {
                let text = |model: &Model| match model.overlays.last() {
                    Some(Overlay::Note(note)) => Some(note.edit.text().to_owned()),
                    _ => None,
                };
                go(model, Msg::Do(Action::Note), world);
                let begun = text(model);
                go(model, Msg::Do(Action::EditOutside), world);
                // What the editor made of it is there now.
                if text(model) == begun {
                    let why = model.notice.take().unwrap_or_else(|| "The note is as it was".to_owned());
                    go(model, Msg::Do(Action::StepBack), world);
                    return vec![super::stopped(why)];
                }
                go(model, Msg::Do(Action::Enter), world);
            }
            Word::Tag | Word::Untag => return self.tag(model, rest, word == Word::Tag, before, world),
            Word::Tags => return tags(model),
            Word::Cite => {
                go(model, Msg::Do(Action::QuoteForms), world);
                if !rest.is_empty() {
                    let wanted = rest.to_lowercase();
                    let form =
                        crate::cite::Form::ALL.iter().position(|form| form.title().to_lowercase().contains(&wanted));
                    let Some(form) = form else {
                        let mut lines = vec![format!("There is no form “{rest}”.")];
                        lines.extend(self.after(model, before, false));
                        return lines;
                    };
                    lists::choose(model, form);
                    let lines = self.enter(model, before, world);
                    model.overlays.pop();
                    return lines;
                }
            }
            Word::Fill => {
                let details = Details::new(model);
                model.overlays.push(Overlay::Details(details));
                let (entry, value) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
                if let Some(n) = entry.parse::<usize>().ok().filter(|n| (1..=lists::len(model)).contains(n)) {
                    lists::choose(model, n - 1);
                    return self.on_entry(model, Action::Enter, value.trim(), before, world);
                }
            }
            Word::Role => return self.role(model, rest, before, world),
            Word::AddTopic => {
                let change = Change::Add(CleanText::line(rest).to_string());
                if rest.is_empty() {
                    return vec!["Which topic? For example: topic boats".to_owned()];
                }
                let mut effects = Vec::new();
                keeping::change_topic(model, change, &mut effects);
                for effect in effects {
                    world(model, effect);
                }
            }
            Word::Name | Word::Place => {
                let action = if word == Word::Name { Action::SetPlace } else { Action::GoPlace };
                let Some(letter) = rest.chars().next() else {
                    return vec!["Which letter? For example: name a".to_owned()];
                };
                go(model, Msg::Do(action), world);
                go(model, Msg::Key(Key::char(letter)), world);
            }
            Word::All => {
                go(model, Msg::Do(Action::Marks), world);
                go(model, Msg::Do(Action::OtherPane), world);
            }
            Word::Narrow => return vec!["narrow works in a list of jump or find.".to_owned()],
            Word::More => return vec!["There is no list that goes on.".to_owned()],
            Word::Close => {
                if model.selection.is_none() && model.found.is_none() && !model.alone {
                    return vec!["Nothing is open.".to_owned()];
                }
                go(model, Msg::Do(Action::StepBack), world);
                return vec!["Closed.".to_owned()];
            }
            Word::Uncover => {
                if !model.is_covered() {
                    return vec!["The answer is not covered.".to_owned()];
                }
                go(model, Msg::Do(Action::Enter), world);
                self.read = Some(model.in_hand());
                return say::paragraph(model, false);
            }
        }
        self.after(model, before, word == Word::Go && !rest.contains('.'))
    }

    /// Does what a key does on the screen.
    fn act(&mut self, model: &mut Model, action: Action, rest: &str, before: &Before, world: World<'_>) -> Vec<String> {
        match action {
            Action::Down | Action::PageDown | Action::HalfPageDown | Action::Right => {
                return self.on(model, before, world);
            }
            Action::Up | Action::PageUp | Action::HalfPageUp => {
                return self.act(model, Action::PreviousParagraph, rest, before, world);
            }
            Action::Left | Action::OtherPane | Action::StepBack => return say::question(model),
            Action::Enter | Action::Commands => {
                go(model, Msg::Do(Action::Commands), world);
                return self.after(model, before, false);
            }
            Action::Help => return help(rest),
            Action::Quit | Action::QuitNow | Action::Interrupt => {
                world(model, Effect::Quit);
                return Vec::new();
            }
            Action::Find => return self.run(model, Word::Find, rest, before, world),
            Action::Jump => return self.run(model, Word::Jump, rest, before, world),
            Action::Note => return self.run(model, Word::Note, rest, before, world),
            Action::QuoteForms => return self.run(model, Word::Cite, rest, before, world),
            Action::GoTo => return self.run(model, Word::Go, rest, before, world),
            Action::RenameSpeaker if !rest.is_empty() => {
                go(model, Msg::Do(action), world);
                if let Some(Overlay::Fix(Fix { mode: Mode::Name(_), .. })) = model.overlays.last() {
                    go(model, Msg::Paste(rest.to_owned()), world);
                    go(model, Msg::Do(Action::Enter), world);
                }
                return self.after(model, before, false);
            }
            Action::SetPlace => return self.run(model, Word::Name, rest, before, world),
            Action::GoPlace => return self.run(model, Word::Place, rest, before, world),
            Action::Wider
            | Action::Narrower
            | Action::OneParagraph
            | Action::Mouse
            | Action::Redraw
            | Action::Suspend => {
                return vec![format!(
                    "{}: that is for the screen; here everything comes in lines.",
                    action.row().title
                )];
            }
            Action::SortFound
            | Action::WholeWords
            | Action::Pattern
            | Action::Percent
            | Action::Rename
            | Action::ShowInMap
            | Action::Delete
            | Action::EditOutside
                if model.overlays.is_empty() =>
            {
                return vec![format!(
                    "{}: that works in a list, some of it with the number of an entry.",
                    action.row().title
                )];
            }
            _ => {}
        }
        let alone = matches!(action, Action::NextSentence | Action::PreviousSentence) && model.selection.is_none();
        go(model, Msg::Do(action), world);
        if action == Action::Marks && !rest.is_empty() {
            go(model, Msg::Do(Action::Find), world);
            go(model, Msg::Paste(rest.to_owned()), world);
            go(model, Msg::Do(Action::Enter), world);
        }
        if matches!(action, Action::NextQuestion | Action::PreviousQuestion) && model.part() != before.part {
            self.read = None;
            return say::question(model);
        }
        if alone && model.reader.anchor != before.anchor {
            self.read = Some(model.in_hand());
            return say::sentence(model);
        }
        if action.row().group == Group::Read && model.reader.anchor != before.anchor && model.selection.is_none() {
            self.read = Some(model.in_hand());
            let short = model.part() == before.part;
            let mut lines: Vec<String> = model.notice.take().map(stopped).into_iter().collect();
            lines.extend(say::paragraph(model, short));
            return lines;
        }
        self.after(model, before, false)
    }

    /// Reads on: the paragraph in hand, if it was not read yet, else the next one.
    fn on(&mut self, model: &mut Model, before: &Before, world: World<'_>) -> Vec<String> {
        if self.read == Some(model.in_hand()) {
            if let Some(covered) = say::covered(model)
                && !matches!(model.document.places.get(model.in_hand()), Place::Asked(_))
            {
                return vec![covered];
            }
            go(model, Msg::Do(Action::NextParagraph), world);
            if model.reader.anchor == before.anchor {
                return self.after(model, before, false);
            }
            // On the way to another answer its question is read.
            if model.part() != before.part && model.exchange().is_some() {
                self.read = None;
                return say::question(model);
            }
        }
        self.read = Some(model.in_hand());
        say::paragraph(model, model.part() == before.part && before.anchor != Anchor { para: ParaId(0), byte: 0 })
    }

    fn tag(&mut self, model: &mut Model, rest: &str, add: bool, before: &Before, world: World<'_>) -> Vec<String> {
        let wanted: Vec<&str> =
            rest.split_whitespace().map(|word| word.trim_start_matches('#')).filter(|word| !word.is_empty()).collect();
        if wanted.is_empty() {
            return vec!["Which tag? For example: tag boats".to_owned()];
        }
        let target = model.target();
        let before_it = model.shelf.note_on(&model.document, target);
        let is = |word: &str| wanted.iter().any(|tag| word.trim_start_matches('#') == *tag && word.starts_with('#'));
        let kept: Vec<String> = before_it
            .lines()
            .map(|line| line.split(' ').filter(|word| !is(word)).collect::<Vec<_>>().join(" "))
            .collect();
        let mut text = kept.join("\n").trim_end().to_owned();
        if add {
            let all: Vec<String> = wanted.iter().map(|tag| format!("#{tag}")).collect();
            text = if text.is_empty() { all.join(" ") } else { format!("{text} {}", all.join(" ")) };
        }
        note(model, &text, world);
        self.after(model, before, false)
    }

    fn role(&mut self, model: &mut Model, rest: &str, before: &Before, world: World<'_>) -> Vec<String> {
        let action = match rest.to_lowercase().trim() {
            "question" => Action::AsQuestion,
            "answer" => Action::AsAnswer,
            "aside" => Action::AsAside,
            "note" | "editor’s note" | "editor's note" => Action::AsNote,
            "introduction" => Action::AsFront,
            "closing" | "closing notes" => Action::AsClosing,
            "page" => Action::AsPage,
            _ => {
                return vec![
                    "What is it: role question, answer, aside, note, introduction, closing, or page?".to_owned(),
                ];
            }
        };
        go(model, Msg::Do(action), world);
        self.after(model, before, false)
    }
}

/// Where the reader is, with what is left to read.
fn whereabouts(model: &Model) -> String {
    let document = &model.document;
    let marked = if model.shelf.annotations.whole.contains(&model.in_hand()) { ", marked" } else { "" };
    let minutes = match document.minutes_left(model.reader.anchor) {
        None => "at the end".to_owned(),
        Some(0) => "under a minute left".to_owned(),
        Some(n) if n >= LONG => format!("{} left", say::count(hours(n), "hour", "hours")),
        Some(n) => format!("{} left", say::count(n, "minute", "minutes")),
    };
    let words = words_in(&document.interview.para(model.in_hand()).text);
    format!("{}{marked}, {}, {minutes}.", say::place(model, false), say::count(words, "word", "words"))
}

/// Gives what is in hand this note.
fn note(model: &mut Model, text: &str, world: World<'_>) {
    go(model, Msg::Do(Action::Note), world);
    if let Some(Overlay::Note(note)) = model.overlays.last_mut() {
        note.replace(text);
        go(model, Msg::Do(Action::Enter), world);
    }
}

/// All tags, with how many marks have each.
fn tags(model: &Model) -> Vec<String> {
    let mut tags: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
    for mark in model.shelf.marks().all() {
        mark.tags.iter().for_each(|tag| *tags.entry(tag.to_string()).or_default() += 1);
    }
    if tags.is_empty() {
        return vec!["No tags yet; tag WORD puts one on the paragraph in hand.".to_owned()];
    }
    let mut lines = vec![format!("{}. marks #WORD lists those with one.", say::count(tags.len(), "tag", "tags"))];
    lines.extend(tags.into_iter().map(|(tag, n)| format!("#{tag}, {}", say::count(n, "mark", "marks"))));
    lines
}

/// The commands, or those about a word.
pub(super) fn help(about: &str) -> Vec<String> {
    let about = about.to_lowercase();
    let is = |row: &&words::Row| {
        let text = format!("{} {} {}", row.group, row.words.join(" "), row.help).to_lowercase();
        about.is_empty() || text.contains(&about)
    };
    let mut lines = Vec::new();
    let mut group = "";
    for row in words::TABLE.iter().filter(is) {
        if row.group != group {
            group = row.group;
            lines.push(format!("{group}:"));
        }
        let argument = if row.argument.is_empty() { String::new() } else { format!(" {}", row.argument) };
        let others = row.words[1..].join(", ");
        let others = if others.is_empty() { String::new() } else { format!(" (or {others})") };
        lines.push(format!("{}{argument}{others}: {}.", row.words[0], row.help));
    }
    if lines.is_empty() {
        lines.push(format!("No command is about “{about}”; help lists all."));
    } else {
        lines.push(
            "What keys do on the screen works here too, by its letter or name. Lists are chosen from by number."
                .to_owned(),
        );
    }
    lines
}
