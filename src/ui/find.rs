//! The find list: every place in context, with counts by question.

use super::canvas::Canvas;
use super::sheet::Sheet;
use super::theme::{ASCII, Theme};
use crate::app::action::Action;
use crate::app::model::{Context, Model};
use crate::app::overlay::find::Find;
use crate::search::concordance::Order;
use crate::text::width;
use crate::text::wrap::{Fit, one_line, wrap};

/// Draws the list. Returns the cursor: the caret in the field, or the chosen place.
pub fn draw(find: &Find, model: &Model, theme: &Theme, canvas: &mut Canvas<'_>) -> (u16, u16) {
    let sheet = Sheet::of(model);
    let typed = !find.query.text().trim().is_empty();
    let long = matches(find, typed);
    let all = find.found.counts().all();
    let short = if all == 0 { String::new() } else { all.to_string() };
    let mut cursor = sheet.title(canvas, theme, "Find", Some(&find.query), &[&long, &short]);
    let (rows, first) = find.rows(sheet.rows);
    for row in (first..find.list.len).take(usize::from(rows)) {
        let Some(hit) = find.hit(model, row) else { break };
        let y = sheet.top + (row - first) as u16;
        let chosen = row == find.list.selected;
        sheet.bar(canvas, theme, y, chosen);
        if chosen && find.in_list {
            cursor = (sheet.left, y);
        }
        let text = &model.document.interview.para(hit.para).text;
        let place = model.document.places.get(hit.para);
        let base = if chosen { theme.chosen } else { theme.text };
        sheet.concordance(canvas, theme, y, place, (text, hit.range), base);
    }
    if typed && find.list.len == 0 && find.found.is_done() && find.found.error().is_none() {
        nowhere(find, model, theme, canvas, sheet);
    } else {
        below(find, typed, theme, canvas, sheet, rows);
    }
    let hints = hints(find, model);
    let hints: Vec<&str> = hints.iter().map(String::as_str).collect();
    sheet.hints(canvas, model, theme, &hints);
    cursor
}

/// "7 matches: 1 asked, 6 answered".
fn matches(find: &Find, typed: bool) -> String {
    let (counts, done) = (find.found.counts(), find.found.is_done());
    let so_far = if done { "" } else { " so far" };
    match counts.all() {
        0 if find.found.error().is_some() || !typed => String::new(),
        0 if done => "no match".to_owned(),
        0 => "none so far".to_owned(),
        n => {
            let plural = if n == 1 { "match" } else { "matches" };
            let mut where_ = Vec::new();
            for (count, name) in [(counts.asked, "asked"), (counts.answered, "answered"), (counts.other, "beside")] {
                if count > 0 && count < n || (name != "beside" && counts.other < n) {
                    where_.push(format!("{count} {name}"));
                }
            }
            let colon = if where_.is_empty() { "" } else { ": " };
            format!("{n} {plural}{so_far}{colon}{}", where_.join(", "))
        }
    }
}

/// What could help where there is no match.
fn nowhere(find: &Find, model: &Model, theme: &Theme, canvas: &mut Canvas<'_>, sheet: Sheet) {
    let (wish, (open, close)) = (&find.wish, theme.signs.quotes);
    let key = |action: Action| {
        let keys = model.keymap.keys(action).iter();
        let entry = find.context() == Context::Entry;
        keys.into_iter()
            .find(|key| key.typed().is_none() == entry)
            .map_or_else(|| model.key(action), ToString::to_string)
    };
    // What was pasted by mistake may be a page.
    let words = one_line(wish.text.trim(), usize::from(sheet.width()), theme.signs.ellipsis);
    let words = format!("{open}{words}{close}");
    let sentence = match (wish.answers, wish.word, wish.regex) {
        (true, ..) => format!("{words} stands in no answer; Tab looks everywhere."),
        (_, true, _) => {
            format!("{words} stands nowhere here as a whole word; {} finds parts of words.", key(Action::WholeWords))
        }
        (.., true) => {
            format!("The expression {words} fits nothing here; {} finds words as they are.", key(Action::Pattern))
        }
        _ => {
            let jump = model.key(Action::Jump);
            format!("{words} stands nowhere here. {jump}, from the text, finds words that are spelt otherwise.")
        }
    };
    let sentence = theme.own(&sentence).into_owned();
    for (row, line) in wrap(&sentence, usize::from(sheet.width()), Fit::First).into_iter().enumerate().take(5) {
        canvas.text(sheet.left, sheet.top + row as u16, sheet.width(), &sentence[line], theme.text);
    }
}

/// What stands below the list: counts by question, and how it is looked for.
fn below(find: &Find, typed: bool, theme: &Theme, canvas: &mut Canvas<'_>, sheet: Sheet, rows: u16) {
    let say = |canvas: &mut Canvas<'_>, y: u16, text: &str| {
        let text = one_line(&theme.own(text), usize::from(sheet.width()), theme.signs.ellipsis);
        canvas.text(sheet.left, y, sheet.width(), &text, theme.faint);
    };
    if find.list.len == 0 {
        let mut y = sheet.top;
        if let Some(error) = find.found.error() {
            let sentence = theme.own(error).into_owned();
            for row in wrap(&sentence, usize::from(sheet.width()), Fit::First).into_iter().take(3) {
                canvas.text(sheet.left, y, sheet.width(), &sentence[row], theme.text);
                y += 1;
            }
        }
        if let Some(ways) = ways(find) {
            say(canvas, y, &ways);
        } else if !typed {
            say(canvas, y, folds(theme, sheet.width()));
        }
        return;
    }
    let foot = find.foot(sheet.rows);
    if foot == 0 {
        return;
    }
    let y = sheet.top + (find.list.len.min(usize::from(rows)) as u16 + 1).min(sheet.rows.saturating_sub(foot - 1));
    let way = ways(find);
    let counts = &find.found.counts();
    if foot == 2 && way.is_some() || counts.asked + counts.answered == 0 {
        say(canvas, y, &way.unwrap_or_else(|| folds(theme, sheet.width()).to_owned()));
        return;
    }
    per_question(find, theme, canvas, sheet, y);
    if foot > 2 {
        say(canvas, y + 1, &way.unwrap_or_else(|| folds(theme, sheet.width()).to_owned()));
    }
}

/// What makes no difference, in as many words as there is room for.
fn folds(theme: &Theme, room: u16) -> &'static str {
    let long = if theme.signs == ASCII { FOLDS_ASCII } else { FOLDS };
    if width::of(long) <= usize::from(room) { long } else { FOLDS_SHORT }
}

const FOLDS: &str = "Straight quotes match curly, hyphens match dashes, “cafe” matches “café”.";
const FOLDS_ASCII: &str = "Straight quotes match curly, hyphens match dashes, accents make no difference.";
const FOLDS_SHORT: &str = "Quotes and accents match loosely.";

/// How it is looked for and listed, where that is not how it begins; and what is not listed.
fn ways(find: &Find) -> Option<String> {
    let wish = &find.wish;
    let mut ways: Vec<String> =
        [(wish.answers, "answers only"), (wish.word, "whole words"), (wish.regex, "regular expression")]
            .into_iter()
            .filter(|&(on, _name)| on)
            .map(|(_on, name)| name.to_owned())
            .collect();
    if find.order != Order::Spoken {
        ways.push(format!("sorted {}", find.order.words()));
    }
    if find.found.counts().all() > find.found.len() {
        ways.push(format!("the first {} are listed", find.found.len()));
    }
    (!ways.is_empty()).then(|| ways.join(", "))
}

/// What can be done, with the keys that work where the reader is.
fn hints(find: &Find, model: &Model) -> Vec<String> {
    let entry = find.context() == Context::Entry;
    let key = |action: Action, word: &str| {
        let keys = model.keymap.keys(action).iter();
        let key = keys.into_iter().find(|key| key.typed().is_none() == entry);
        key.map(|key| format!("{key} {word}"))
    };
    let answers = if find.wish.answers { "Tab everything" } else { "Tab answers only" };
    let mut hints = vec![Some("Enter go".to_owned())];
    if entry && find.query.text().is_empty() && !model.searches.is_empty() {
        hints.push(Some("Up earlier".to_owned()));
    }
    let sort = key(Action::SortFound, "sort");
    if !entry {
        hints.push(sort.clone());
    }
    hints.push(Some(answers.to_owned()));
    if !entry {
        hints.push(key(Action::Copy, "copy list"));
    }
    if entry && find.list.len > 0 {
        hints.push(Some("Down list".to_owned()));
    }
    hints.extend([key(Action::WholeWords, "whole words"), key(Action::Pattern, "pattern")]);
    if entry {
        hints.push(sort);
    } else {
        hints.push(key(Action::Find, "words"));
    }
    hints.push(Some("Esc close".to_owned()));
    hints.into_iter().flatten().collect()
}

/// "q1 2   q2 ·   q3 ·   q4 4": as many questions as fit, those with hits first to stay.
fn per_question(find: &Find, theme: &Theme, canvas: &mut Canvas<'_>, sheet: Sheet, y: u16) {
    let counts = &find.found.counts().per_question;
    let room = usize::from(sheet.width());
    let piece = |(index, count): (usize, &usize)| {
        let count = if *count == 0 { theme.signs.dot.to_owned() } else { count.to_string() };
        format!("q{} {count}", index + 1)
    };
    // No more than fit are written, however many questions there are.
    let write = |list: &mut dyn Iterator<Item = (usize, &usize)>| {
        let mut text = String::new();
        for one in list {
            let gap = if text.is_empty() { "" } else { "   " };
            text.push_str(&format!("{gap}{}", piece(one)));
            if width::of(&text) > room {
                break;
            }
        }
        text
    };
    let mut text = write(&mut counts.iter().enumerate());
    if width::of(&text) > room {
        text = write(&mut counts.iter().enumerate().filter(|(_, count)| **count > 0));
    }
    let end = "    in the answers";
    if width::of(&text) + width::of(end) <= room {
        text.push_str(end);
    }
    let text = one_line(&text, room, theme.signs.ellipsis);
    canvas.text(sheet.left, y, sheet.width(), &text, theme.faint);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_makes_no_difference_is_never_cut() {
        let wish = crate::ui::theme_file::named("auto").unwrap();
        let theme = Theme::new(&wish, crate::ui::theme::Colours::None, false);
        for room in 36..120 {
            let said = folds(&theme, room);
            assert!(width::of(said) <= usize::from(room), "{room}: {said}");
        }
        assert_eq!((folds(&theme, 96), folds(&theme, 56)), (FOLDS, FOLDS_SHORT));
    }
}
