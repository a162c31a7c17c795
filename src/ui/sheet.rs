//! What all lists and pages over the reading screen share: a first row, a last row, the bar beside the chosen entry.

use std::ops::Range;

use ratatui::style::Style;

use super::canvas::{Canvas, said_shorter};
use super::theme::Theme;
use crate::app::model::Model;
use crate::app::overlay::frame;
use crate::app::overlay::line_edit::LineEdit;
use crate::interview::place::Place;
use crate::search::concordance::context;
use crate::text::width;

/// The frame of a sheet: where its rows may stand.
#[derive(Clone, Copy, Debug)]
pub struct Sheet {
    /// First column of text.
    pub left: u16,
    /// Column after the last one.
    pub right: u16,
    /// Column of the bar.
    pub bar: u16,
    /// First row of the body.
    pub top: u16,
    /// Rows of the body.
    pub rows: u16,
}

/// A field in a row, at a place with so many cells: its text as far as the caret is in sight, and a suggestion like what is
/// selected. Returns the columns of the caret and of the text's end.
pub fn field(
    canvas: &mut Canvas<'_>,
    theme: &Theme,
    (x, y, room): (u16, u16, u16),
    edit: &LineEdit,
    style: ratatui::style::Style,
) -> (u16, u16) {
    let mut shown = edit.text();
    let mut caret = edit.caret_cells();
    while caret > usize::from(room)
        && let Some((next, _)) = shown.char_indices().nth(1)
    {
        caret -= width::of(&shown[..next]);
        shown = &shown[next..];
    }
    let style = if edit.is_suggestion() { theme.selected } else { style };
    let end = canvas.text(x, y, room, shown, style);
    (x + caret as u16, end)
}

impl Sheet {
    /// The frame on the model's screen.
    pub fn of(model: &Model) -> Self {
        let (left, right) = frame(model.geometry.size);
        let (top, rows) = model.geometry.body;
        Self { left, right, bar: left - 2, top, rows }
    }

    /// Width of the text.
    pub fn width(&self) -> u16 {
        self.right.saturating_sub(self.left)
    }

    /// The first row: what this is, what is typed, and a few words on the right, of which the
    /// first that fits is written. Returns the caret's column.
    pub fn title(
        &self,
        canvas: &mut Canvas<'_>,
        theme: &Theme,
        title: &str,
        query: Option<&LineEdit>,
        right: &[&str],
    ) -> (u16, u16) {
        let mut x = canvas.text(self.left, 0, self.width(), title, theme.strong);
        let Some(query) = query else {
            self.aside(canvas, theme, x + 3, right);
            return (self.left, 0);
        };
        x += 2;
        let room = self.right.saturating_sub(x + 1);
        let (caret, end) = field(canvas, theme, (x, 0, room), query, theme.text);
        self.aside(canvas, theme, end + 3, right);
        (caret, 0)
    }

    /// Writes the first of some texts, from long to short, for which there is room.
    fn aside(&self, canvas: &mut Canvas<'_>, theme: &Theme, start: u16, right: &[&str]) {
        let room = usize::from(self.right.saturating_sub(start));
        if let Some(text) = right.iter().find(|text| width::of(text) <= room) {
            canvas.right(start, self.right, 0, text, theme.faint);
        }
    }

    /// The last row: the notice if there is one, else as many hints as fit, among them the way out.
    pub fn hints(&self, canvas: &mut Canvas<'_>, model: &Model, theme: &Theme, hints: &[&str]) {
        let y = model.geometry.footer;
        if let Some(notice) = model.shown_notice() {
            let text = said_shorter(&theme.own(notice), usize::from(self.width()), theme.signs.ellipsis);
            canvas.text(self.left, y, self.width(), &text, theme.text);
            return;
        }
        let mut x = self.left;
        for hint in fitting(hints, usize::from(self.width())) {
            x = canvas.text(x, y, self.right.saturating_sub(x), hint, theme.faint) + 3;
        }
    }

    /// The bar beside an entry, if it is chosen.
    pub fn bar(&self, canvas: &mut Canvas<'_>, theme: &Theme, y: u16, chosen: bool) {
        if chosen {
            canvas.text(self.bar, y, 1, theme.signs.bar, theme.accent);
        }
    }

    /// A row of a concordance: the place, then the words around the hit, which stands in one column.
    pub fn concordance(
        &self,
        canvas: &mut Canvas<'_>,
        theme: &Theme,
        y: u16,
        place: Place,
        (text, hit): (&str, Range<usize>),
        base: Style,
    ) {
        let (at, (cells_before, cells)) = self.concordance_columns();
        let wide = text.get(hit.clone()).map_or(0, width::of);
        let context = context(text, hit, cells_before, cells.saturating_sub(wide), theme.signs.ellipsis);
        let place = place.short().replace('¶', theme.signs.paragraph);
        canvas.text(self.left, y, PLACE, &place, base);
        let before = at.saturating_sub(1);
        canvas.right(self.left + PLACE + 1, before, y, &context.before, base);
        let x = canvas.text(at, y, self.right.saturating_sub(at), &context.hit, theme.hit);
        canvas.text(x, y, self.right.saturating_sub(x), &context.after, base);
    }

    /// Column of the hits in a concordance, and the cells before the hit and from its first letter on.
    pub fn concordance_columns(&self) -> (u16, (usize, usize)) {
        let text = self.left + PLACE + 1;
        let at = text + self.right.saturating_sub(text) * 2 / 5;
        (at, (usize::from(at.saturating_sub(text + 1)), usize::from(self.right.saturating_sub(at))))
    }
}

/// The hints for which there is room: the way out, and of the others as many from the first on as fit beside it.
fn fitting<'a>(hints: &[&'a str], room: usize) -> Vec<&'a str> {
    const GAP: usize = 3;
    let is_out = |hint: &str| hint.starts_with("Esc");
    let mut used = hints.iter().find(|hint| is_out(hint)).map_or(0, |hint| width::of(hint) + GAP);
    let mut full = false;
    let fits = |hint: &&&str| {
        if is_out(hint) {
            return width::of(hint) <= room;
        }
        full |= used + width::of(hint) > room;
        if !full {
            used += width::of(hint) + GAP;
        }
        !full
    };
    hints.iter().filter(fits).copied().collect()
}

/// Cells of a place in a concordance.
const PLACE: u16 = 9;
