//! A quotation in its forms, the details that citations need, and the forms of export.

use super::canvas::Canvas;
use super::sheet::{Sheet, field};
use super::theme::Theme;
use crate::app::action::Action;
use crate::app::model::Model;
use crate::app::overlay::details::Details;
use crate::app::overlay::export::{ExportPanel, forms};
use crate::app::overlay::quote::QuotePanel;
use crate::app::quoting;
use crate::cite::{Detail, Form};
use crate::text::wrap::{Fit, excerpt, one_line, wrap};

/// Cells of the name of a form, and of a detail.
const NAME: u16 = 16;
const DETAIL: u16 = 23;

/// Draws the forms. Returns the cursor: on the chosen one.
pub fn draw(panel: &QuotePanel, model: &Model, theme: &Theme, canvas: &mut Canvas<'_>) -> (u16, u16) {
    let sheet = Sheet::of(model);
    let quotation = quoting::quotation(model, panel.span);
    let source = quoting::source(model);
    let place = quotation.place_words();
    let long = match quotation.sentences {
        Some((from, to, all)) if from == to => format!("{}, sentence {from} of {all}", quotation.place.long()),
        _ => place.clone(),
    };
    sheet.title(canvas, theme, "Quote", None, &[&long, &place]);
    let narrow = sheet.width() < 60;
    let (open, close) = theme.signs.quotes;
    let tight = sheet.rows < 16;
    // On the smallest screens the forms matter most.
    let tiny = sheet.rows < 8;
    let most = if tiny {
        1
    } else if tight {
        2
    } else {
        4
    };
    let quoted = format!("{open}{}{close}", quotation.text.replace('\n', " "));
    let mut y = sheet.top;
    for line in excerpt(&quoted, usize::from(sheet.width().saturating_sub(2)).min(80), most, theme.signs.ellipsis) {
        canvas.text(sheet.left + 2, y, sheet.width().saturating_sub(2), &line, theme.text);
        y += 1;
    }
    y += 1;
    let bottom = sheet.top + sheet.rows;
    let missing = missing(&source.record.missing(), &model.key(Action::Note));
    let missing = wrap(&missing, usize::from(sheet.width()), Fit::First).into_iter().map(|row| missing[row].to_owned());
    let missing: Vec<String> = missing
        .filter(|row| !row.is_empty())
        .take(if tiny {
            0
        } else if tight {
            2
        } else {
            3
        })
        .collect();
    let end = bottom.saturating_sub(missing.len() as u16 + u16::from(!missing.is_empty()));
    let rows = usize::from(end.saturating_sub(y)).max(1);
    let mut cursor = (sheet.left, y);
    let room = if tight && narrow { 2 } else { 4 };
    let shown = |form: Form| theme.own(&form.preview(&source, &quotation)).into_owned();
    // The chosen form is shown in full, as far as there is room; what does not fit below is scrolled to.
    let width = usize::from(sheet.width().saturating_sub(if narrow { 2 } else { NAME })).max(1);
    let whole = excerpt(&shown(panel.form()), width, rows.saturating_sub(1).clamp(1, room), theme.signs.ellipsis);
    let extra = whole.len().saturating_sub(usize::from(!narrow));
    let first = panel.list.first(rows.saturating_sub(extra).max(1));
    for (index, form) in Form::ALL.iter().enumerate().skip(first) {
        if y >= end {
            break;
        }
        let chosen = index == panel.list.selected;
        let style = if chosen { theme.chosen } else { theme.text };
        sheet.bar(canvas, theme, y, chosen);
        canvas.text(sheet.left, y, NAME, form.title(), style);
        if !chosen {
            if !narrow {
                let preview = one_line(&shown(*form), width, theme.signs.ellipsis);
                canvas.text(sheet.left + NAME, y, width as u16, &preview, theme.text);
            }
            y += 1;
            continue;
        }
        cursor = (sheet.left, y);
        let x = if narrow { sheet.left + 2 } else { sheet.left + NAME };
        y += u16::from(narrow);
        for line in &whole {
            if y >= end {
                break;
            }
            sheet.bar(canvas, theme, y, true);
            canvas.text(x, y, width as u16, line, if narrow { theme.text } else { style });
            y += 1;
        }
    }
    for (index, line) in missing.iter().enumerate() {
        canvas.text(sheet.left, bottom - missing.len() as u16 + index as u16, sheet.width(), line, theme.text);
    }
    let keys = [
        "Enter copy this form".to_owned(),
        format!("{} write to quotes.md", model.key(Action::WriteQuote)),
        format!("{} add details", model.key(Action::Note)),
        "Esc close".to_owned(),
    ];
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    sheet.hints(canvas, model, theme, &keys);
    cursor
}

/// "Not in the file, left blank: publication, URL.   a adds them once".
fn missing(details: &[Detail], key: &str) -> String {
    if details.is_empty() {
        return String::new();
    }
    let words: Vec<&str> = details.iter().map(|detail| detail.words()).collect();
    format!("Not in the file, left blank: {}.  {key} adds them once", words.join(", "))
}

/// Draws the details. Returns the cursor: on the chosen one, or the caret.
pub fn draw_details(panel: &Details, model: &Model, theme: &Theme, canvas: &mut Canvas<'_>) -> (u16, u16) {
    let sheet = Sheet::of(model);
    let record = quoting::source(model).record;
    let missing = record.missing();
    let right = if missing.is_empty() { "nothing is missing".to_owned() } else { format!("{} missing", missing.len()) };
    sheet.title(canvas, theme, "Details for citations", None, &[&right]);
    let narrow = sheet.width() < 60;
    let (at, each) = if narrow { (sheet.left + 2, 2) } else { (sheet.left + DETAIL, 1) };
    let rows = (usize::from(sheet.rows) / each).max(1);
    let first = panel.list.first(rows);
    let mut cursor = (sheet.left, sheet.top);
    for (index, detail) in Detail::ALL.iter().enumerate().skip(first).take(rows) {
        let chosen = index == panel.list.selected;
        let mut y = sheet.top + ((index - first) * each) as u16;
        let style = if chosen { theme.chosen } else { theme.text };
        sheet.bar(canvas, theme, y, chosen);
        canvas.text(sheet.left, y, DETAIL, detail.words(), style);
        y += u16::from(narrow);
        if chosen {
            sheet.bar(canvas, theme, y, true);
            cursor = (sheet.left, y - u16::from(narrow));
        }
        let room = sheet.right.saturating_sub(at);
        if let Some(edit) = panel.editing.as_ref().filter(|_| chosen) {
            cursor = (field(canvas, theme, (at, y, room.saturating_sub(1)), edit, theme.strong).0, y);
        } else {
            let value = record.value(*detail);
            let (text, style) = match (value.is_empty(), detail) {
                (false, _) => (value, style),
                (true, Detail::Archive) => ("only for transcripts that are not published".to_owned(), theme.faint),
                (true, _) if !missing.contains(detail) => {
                    ("not needed for what is in an archive".to_owned(), theme.faint)
                }
                (true, _) => ("not in the file".to_owned(), theme.faint),
            };
            canvas.text(at, y, room, &one_line(&text, usize::from(room), theme.signs.ellipsis), style);
        }
    }
    let keys: Vec<String> = if panel.editing.is_some() {
        vec!["Enter keep".to_owned(), "Esc not".to_owned(), "several people are separated by ;".to_owned()]
    } else {
        let keyed = [(Action::Delete, "as in the file"), (Action::Undo, "undo")];
        let keyed = keyed.into_iter().map(|(action, word)| format!("{} {word}", model.key(action)));
        std::iter::once("Enter fill in".to_owned()).chain(keyed).chain(["Esc close".to_owned()]).collect()
    };
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    sheet.hints(canvas, model, theme, &keys);
    cursor
}

/// Draws the forms of export. Returns the cursor: on the chosen one.
pub fn draw_export(panel: &ExportPanel, model: &Model, theme: &Theme, canvas: &mut Canvas<'_>) -> (u16, u16) {
    let sheet = Sheet::of(model);
    let count = panel.ids.len();
    let right = format!("{count} {}", if count == 1 { "mark" } else { "marks" });
    sheet.title(canvas, theme, "Export", None, &[&right]);
    let rows = usize::from(sheet.rows.saturating_sub(2)).max(1);
    let first = panel.list.first(rows);
    // The longest name that is built in has 13 letters.
    let name = if sheet.width() < 44 { 15 } else { NAME };
    let mut cursor = (sheet.left, sheet.top);
    for (index, form) in forms(model).enumerate().skip(first).take(rows) {
        let y = sheet.top + (index - first) as u16;
        let chosen = index == panel.list.selected;
        let style = if chosen { theme.chosen } else { theme.text };
        sheet.bar(canvas, theme, y, chosen);
        if chosen {
            cursor = (sheet.left, y);
        }
        canvas.text(sheet.left, y, name, &one_line(form.name(), usize::from(name - 1), theme.signs.ellipsis), style);
        let room = sheet.width().saturating_sub(name);
        canvas.text(sheet.left + name, y, room, &fitting(&[form.about(), form.in_short()], room, theme), style);
    }
    let below = sheet.top + (forms(model).len() - first) as u16 + 1;
    if model.settings.templates.is_empty() && below + 2 < sheet.top + sheet.rows {
        let folder = &model.settings.template_folder;
        let own = format!("Forms of your own: templates in {folder}");
        if !folder.is_empty() && crate::text::width::of(&own) <= usize::from(sheet.width()) {
            canvas.text(sheet.left, below, sheet.width(), &own, theme.faint);
        }
    }
    let file = format!("{}.{}", panel.stem(model), panel.form(model).ending());
    let (whole, short) = (format!("Enter writes {file} in the folder you are in"), format!("Enter writes {file}"));
    let y = sheet.top + sheet.rows.saturating_sub(1);
    canvas.text(sheet.left, y, sheet.width(), &fitting(&[&whole, &short, &file], sheet.width(), theme), theme.text);
    let copy = format!("{} copy", model.key(Action::Copy));
    sheet.hints(canvas, model, theme, &["Enter write", &copy, "Esc close", "up down choose"]);
    cursor
}

/// The first of these that has room, or the last one cut.
fn fitting(texts: &[&str], room: u16, theme: &Theme) -> String {
    let room = usize::from(room);
    let last = texts.last().copied().unwrap_or_default();
    let fits = texts.iter().find(|text| crate::text::width::of(text) <= room);
    fits.map_or_else(|| one_line(last, room, theme.signs.ellipsis), |text| (*text).to_owned())
}
