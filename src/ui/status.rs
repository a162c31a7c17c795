//! The header and the last row: who speaks, where the reader is, what can be done.

use super::canvas::Canvas;
use super::panes::part_name;
use super::theme::Theme;
use crate::app::action::Action;
use crate::app::document::{LONG, hours};
use crate::app::keys::{Code, Key};
use crate::app::model::{Model, Pane, Pending};
use crate::app::questions::brief;
use crate::interview::parts::PartKind;
use crate::interview::{Date, Person, Role};
use crate::text::width;
use crate::text::wrap::{Fit, one_line, wrap};

/// The first row.
pub fn header(model: &Model, theme: &Theme, canvas: &mut Canvas<'_>) {
    let (left, right) = model.geometry.block;
    let document = &model.document;
    let interview = &document.interview;
    let narrow = !model.geometry.two_panes();
    if narrow && model.focus == Pane::Answer {
        return narrow_header(model, theme, canvas);
    }
    let title = interview.meta.title.as_deref().unwrap_or("");
    let name = interview.interviewee().filter(|person| person.is_named()).map(Person::short_name);
    // The title goes on where the name leaves off: "Elizabeth Wishnick   on the …".
    let (strong, rest) = match name {
        Some(name) => {
            let rest = title.split_once(name).map_or(title, |(before, after)| {
                if before.trim().chars().filter(|c| c.is_alphabetic()).count() > 5 { title } else { after }
            });
            (name, rest.trim_matches([' ', ':', '–', '—', '-', ',']))
        }
        None if title.is_empty() => (document.name.as_str(), ""),
        None => (title, ""),
    };
    let about = if narrow {
        match model.count() {
            None | Some(0) => String::new(),
            Some(1) => "1 question".to_owned(),
            Some(n) => format!("{n} questions"),
        }
    } else {
        let who =
            interview.interviewer().filter(|person| person.is_named()).map(|person| person.short_name().to_owned());
        let date = interview.meta.date.map(Date::short);
        let date = date.or_else(|| Some(format!("published {}", interview.meta.published()?.short())));
        [who, date].into_iter().flatten().collect::<Vec<_>>().join(", ")
    };
    let from = canvas.right(left, right, 0, &about, theme.faint);
    let gap = if about.is_empty() { 0 } else { 3 };
    let room = from.saturating_sub(left + gap);
    let strong = one_line(strong, usize::from(room), theme.signs.ellipsis);
    let x = canvas.text(left, 0, room, &strong, theme.strong);
    let room = usize::from(from.saturating_sub(x + 3 + gap));
    if width::of(rest) <= room || room >= 24 {
        canvas.text(x + 3, 0, room as u16, &one_line(rest, room, theme.signs.ellipsis), theme.text);
    }
}

/// On a narrow screen the answer's header says which question it answers, and whether the paragraph is marked.
fn narrow_header(model: &Model, theme: &Theme, canvas: &mut Canvas<'_>) {
    let (left, right) = model.geometry.block;
    let count = model.count();
    if model.shelf.annotations.marked.contains(&model.in_hand()) {
        canvas.right(left, right, 0, theme.signs.mark, theme.accent);
    }
    let room = right.saturating_sub(left + 3);
    if let Some(exchange) = model.exchange() {
        let number = count.map_or_else(|| format!("{} ", exchange + 1), |count| format!("{}/{count} ", exchange + 1));
        let x = canvas.text(left, 0, room, &number, theme.strong);
        let room = room.saturating_sub(x - left);
        let text = brief(&model.document, exchange, usize::from(room), theme.signs.ellipsis);
        canvas.text(x, 0, room, &text, theme.strong);
        return;
    }
    let name = match model.document.parts.get(model.part()).map(|part| part.kind) {
        Some(kind @ (PartKind::Introduction | PartKind::Closing)) => part_name(kind, count, true),
        _ => model.document.interview.meta.title.as_deref().unwrap_or(&model.document.name).to_owned(),
    };
    canvas.text(left, 0, room, &one_line(&name, usize::from(room), theme.signs.ellipsis), theme.strong);
}

/// The last row, and above it as many down to the row in hand as a long message takes. Returns the cursor where the row is
/// being typed on.
pub fn footer(model: &Model, theme: &Theme, canvas: &mut Canvas<'_>, in_hand: u16) -> Option<(u16, u16)> {
    let (left, right) = model.geometry.block;
    let y = model.geometry.footer;
    let room = right.saturating_sub(left);
    let prompt = match &model.pending {
        Pending::Nothing => None,
        Pending::Number(number) => {
            Some((format!("go to question {number}"), ["   Enter goes, 5.3 is a paragraph", "   Enter goes"]))
        }
        Pending::SetPlace => Some(("name this paragraph: ".to_owned(), ["   a letter, Esc not", "   a letter"])),
        Pending::GoPlace => Some(("go to place: ".to_owned(), ["   a letter, ' back", "   a letter"])),
    };
    if let Some((text, hints)) = prompt {
        let x = canvas.text(left, y, room, &text, theme.strong);
        let rest = room.saturating_sub(x - left);
        if let Some(hint) = hints.iter().find(|hint| width::of(hint) <= usize::from(rest)) {
            canvas.text(x, y, rest, hint, theme.faint);
        }
        return Some((x, y));
    }
    let status = match &model.selection {
        Some(selection) => {
            let (place, words) = selection.words(&model.document);
            let plural = if words == 1 { "word" } else { "words" };
            let long = format!("{place}   {words} {plural}");
            if width::of(&long) <= usize::from(room) { long } else { place }
        }
        None => status(model, room),
    };
    if let Some(notice) = model.shown_notice() {
        if model.shelf.unsaved.is_some() {
            let text = format!("NOT SAVED. {}", theme.own(notice));
            canvas.message((left, right), (in_hand, y), &text, theme, theme.warning);
            return None;
        }
        let notice = &*theme.own(notice);
        // Beside the place where there is room for both.
        let both = width::of(&status) + 3 + width::of(notice) <= usize::from(room);
        if both {
            canvas.text(left, y, room, &status, theme.text);
            canvas.right(left, right, y, notice, theme.text);
        } else {
            canvas.message((left, right), (in_hand, y), notice, theme, theme.text);
        }
        return None;
    }
    if let Some(sentence) = &model.shelf.unsaved {
        let again = model.key(Action::Save);
        let text = format!("NOT SAVED, {again} tries again: {sentence}");
        canvas.message((left, right), (in_hand, y), &text, theme, theme.warning);
        return None;
    }
    let x = canvas.text(left, y, room, &status, theme.text);
    hints(model, theme, canvas, x + 3, right, y);
    None
}

/// Where the reader is, as wordy as there is room.
fn status(model: &Model, room: u16) -> String {
    let document = &model.document;
    let Some(part) = document.parts.get(model.part()) else { return "nothing to read".to_owned() };
    let count = model.count();
    let compact = room < 80;
    let narrow = !model.geometry.two_panes() && !model.alone;
    let minutes = count.and_then(|_| document.minutes_left(model.reader.anchor));
    let minutes = minutes.map(|minutes| match (minutes, compact && !narrow) {
        (0, true) => "<1 min".to_owned(),
        (0, false) => "under a minute left".to_owned(),
        (n @ LONG.., true) => format!("{} h", hours(n)),
        (n @ LONG.., false) => format!("{} h left", hours(n)),
        (n, true) => format!("{n} min"),
        (n, false) => format!("{n} min left"),
    });
    let para = paragraph(model, compact);
    let found = found(model, compact);
    let name = part_name(part.kind, count, compact);
    let pieces: Vec<String> = if !narrow {
        [Some(name), Some(para), found.or(minutes)].into_iter().flatten().collect()
    } else if model.focus == Pane::Answer {
        [Some(para), found].into_iter().flatten().collect()
    } else {
        minutes.into_iter().collect()
    };
    pieces.join(if compact { "  " } else { "   " })
}

/// "match 3 of 7" where the reader is at a place that was found, else "7 matches", while they are shown.
fn found(model: &Model, compact: bool) -> Option<String> {
    let found = model.found.as_ref()?;
    let count = found.len();
    let here = found.here(&model.document, model.reader.anchor).map(|index| index + 1);
    let more = if found.is_done() && found.counts().all() == count { "" } else { "+" };
    Some(match (here, compact) {
        (Some(n), true) => format!("match {n}/{count}{more}"),
        (Some(n), false) => format!("match {n} of {count}{more}"),
        (None, _) if count == 1 => "1 match".to_owned(),
        (None, _) => format!("{count}{more} matches"),
    })
}

/// "para. 2 of 4", "the question", "aside".
fn paragraph(model: &Model, compact: bool) -> String {
    let document = &model.document;
    let id = model.in_hand();
    let of = |n: usize, all: usize| if compact { format!("para. {n}/{all}") } else { format!("para. {n} of {all}") };
    match (document.interview.para(id).role, document.places.get(id).question(), document.home(id)) {
        (Role::Section | Role::Question, Some(_), _) => "the question".to_owned(),
        (_, Some(question), _) => {
            let crate::interview::place::Place::Answer(_, n) = document.places.get(id) else { return String::new() };
            of(n, document.answer_size(question - 1).0)
        }
        (_, None, Some((part, at))) => of(at + 1, document.parts[part].paras.len()),
        _ => String::new(),
    }
}

/// Hints at the right end: as many as fit, the one for help always last.
fn hints(model: &Model, theme: &Theme, canvas: &mut Canvas<'_>, start: u16, end: u16, y: u16) {
    let key = |action: Action| model.keymap.hint(action).map(|key| key.to_string());
    let hint = |action: Action| Some(format!("{} {}", key(action)?, action.row().hint?));
    let narrow = !model.geometry.two_panes() && !model.alone;
    if model.selection.is_some() {
        return selecting(model, theme, canvas, start, end, y);
    }
    let mut wanted: Vec<String> = match (narrow, model.focus) {
        (true, Pane::Questions) => vec!["Enter read".to_owned()],
        (true, Pane::Answer) => vec!["Esc questions".to_owned()],
        _ => [Action::Jump, Action::Find, Action::Bookmark, Action::Note, Action::Copy]
            .into_iter()
            .filter_map(hint)
            .collect(),
    };
    let last = hint(Action::Help);
    loop {
        let text = wanted.iter().cloned().chain(last.clone()).collect::<Vec<_>>().join("  ");
        if width::of(&text) <= usize::from(end.saturating_sub(start)) {
            canvas.right(start, end, y, &text, theme.faint);
            return;
        }
        if wanted.pop().is_none() {
            return;
        }
    }
}

/// Hints while something is selected.
fn selecting(model: &Model, theme: &Theme, canvas: &mut Canvas<'_>, start: u16, end: u16, y: u16) {
    let key = |action: Action| model.key(action);
    let more = format!("{} {} more, fewer", key(Action::NextSentence), key(Action::PreviousSentence));
    let mut wanted = vec![
        format!("{} mark", key(Action::Bookmark)),
        format!("{} note", key(Action::Note)),
        format!("{} copy", key(Action::Copy)),
        more,
        format!("{} let go", Key::plain(Code::Esc)),
    ];
    while !wanted.is_empty() {
        let text = wanted.join("  ");
        if width::of(&text) <= usize::from(end.saturating_sub(start)) {
            canvas.right(start, end, y, &text, theme.faint);
            return;
        }
        wanted.pop();
    }
}

/// What a screen shows that is too small to read on.
pub fn too_small(theme: &Theme, canvas: &mut Canvas<'_>) -> (u16, u16) {
    let (columns, rows) = canvas.size();
    let (w, h) = crate::app::geometry::SMALLEST;
    let sentence = format!("inquit needs {w} by {h}; --plain works in any size");
    let lines = wrap(&sentence, usize::from(columns.max(1)), Fit::First);
    for (y, row) in lines.into_iter().enumerate().take(usize::from(rows)) {
        canvas.text(0, y as u16, columns, &sentence[row], theme.text);
    }
    (0, 0)
}
