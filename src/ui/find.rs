//! The find list: every place in context, with counts by question.

use super::canvas::Canvas;
use super::sheet::Sheet;
use super::theme::Theme;
use crate::app::action::Action;
use crate::app::model::Model;
use crate::app::overlay::find::Find;
use crate::text::width;

/// Draws the list. Returns the cursor: the caret in the field.
pub fn draw(find: &Find, model: &Model, theme: &Theme, canvas: &mut Canvas<'_>) -> (u16, u16) {
    let sheet = Sheet::of(model);
    let typed = !find.query.text().trim().is_empty();
    let counts = &find.counts;
    let matches = match find.hits.len() {
        0 if typed => "no match".to_owned(),
        0 => String::new(),
        n => {
            let other = if counts.other > 0 { format!(", {} beside", counts.other) } else { String::new() };
            let plural = if n == 1 { "match" } else { "matches" };
            format!("{n} {plural}: {} asked, {} answered{other}", counts.asked, counts.answered)
        }
    };
    let short = if find.hits.is_empty() { String::new() } else { find.hits.len().to_string() };
    let cursor = sheet.title(canvas, theme, "Find", Some(&find.query), &[&matches, &short]);
    let foot = if typed && !find.hits.is_empty() && sheet.rows >= 8 { 2 } else { 0 };
    let rows = usize::from(sheet.rows.saturating_sub(foot)).max(1);
    let first = find.list.first(rows);
    for (index, hit) in find.hits.iter().enumerate().skip(first).take(rows) {
        let y = sheet.top + (index - first) as u16;
        let chosen = index == find.list.selected;
        sheet.bar(canvas, theme, y, chosen);
        let text = &model.document.interview.para(hit.para).text;
        let place = model.document.places.get(hit.para);
        let base = if chosen { theme.chosen } else { theme.text };
        sheet.concordance(canvas, theme, y, place, (text, hit.range.clone()), base);
    }
    if foot > 0 {
        let y = sheet.top + (find.hits.len().min(rows) as u16 + 1).min(sheet.rows.saturating_sub(1));
        per_question(find, theme, canvas, sheet, y);
    }
    if !typed {
        let text = "Straight quotes match curly, hyphens match dashes, “cafe” matches “café”.";
        canvas.text(sheet.left, sheet.top, sheet.width(), &theme.own(text), theme.faint);
    }
    let narrow = if find.answers_only { "Tab everything" } else { "Tab answers only" };
    let (next, previous) = (model.key(Action::NextHit), model.key(Action::PreviousHit));
    let afterwards = format!("{next} {previous} next, previous afterwards");
    sheet.hints(canvas, model, theme, &["Enter go", narrow, &afterwards, "Esc close"]);
    cursor
}

/// "q1 2   q2 ·   q3 ·   q4 4": as many questions as fit, those with hits first to stay.
fn per_question(find: &Find, theme: &Theme, canvas: &mut Canvas<'_>, sheet: Sheet, y: u16) {
    let all: Vec<(usize, usize)> = find.counts.per_question.iter().copied().enumerate().collect();
    let write = |list: &[(usize, usize)]| {
        list.iter()
            .map(|(index, count)| {
                let count = if *count == 0 { theme.signs.dot.to_owned() } else { count.to_string() };
                format!("q{} {count}", index + 1)
            })
            .collect::<Vec<_>>()
            .join("   ")
    };
    let mut text = write(&all);
    if width::of(&text) > usize::from(sheet.width()) {
        let found: Vec<_> = all.into_iter().filter(|(_, count)| *count > 0).collect();
        text = write(&found);
    }
    let text = crate::text::wrap::one_line(&text, usize::from(sheet.width()), theme.signs.ellipsis);
    canvas.text(sheet.left, y, sheet.width(), &text, theme.faint);
}
