//! Layer 3: from the model to a buffer. Drawing changes nothing: it takes the model by reference and has no state.

mod canvas;
mod commands;
mod find;
mod fix;
mod jump;
mod marks;
mod note;
mod page;
mod panes;
mod parts;
mod quote;
mod sheet;
mod status;
pub mod theme;
pub mod theme_file;
mod topics;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::app::model::Model;
use crate::app::overlay::Overlay;
use canvas::Canvas;
use theme::Theme;

/// Draws the whole screen. Returns where the hardware cursor belongs: on the active item of every screen, for braille
/// displays, screen readers and input methods.
pub fn draw(model: &Model, theme: &Theme, buffer: &mut Buffer) -> Position {
    let mut canvas = Canvas::new(buffer);
    let (columns, rows) = canvas.size();
    let cursor = if model.geometry.too_small() || model.geometry.size != (columns, rows) {
        status::too_small(theme, &mut canvas)
    } else {
        match model.overlays.last() {
            None => panes::draw(model, theme, &mut canvas),
            Some(Overlay::Jump(jump)) => jump::draw(jump, model, theme, &mut canvas),
            Some(Overlay::Find(find)) => find::draw(find, model, theme, &mut canvas),
            Some(Overlay::Marks(marks)) => marks::draw(marks, model, theme, &mut canvas),
            Some(Overlay::Note(note)) => note::draw(note, model, theme, &mut canvas),
            Some(Overlay::Commands(commands)) => commands::draw(commands, model, theme, &mut canvas),
            Some(Overlay::Fix(panel)) => fix::draw(panel, model, theme, &mut canvas),
            Some(Overlay::Parts(parts)) => parts::draw(parts, model, theme, &mut canvas),
            Some(Overlay::Page(page)) => page::draw(page, model, theme, &mut canvas),
            Some(Overlay::Topics(map)) => topics::draw(map, model, theme, &mut canvas),
            Some(Overlay::Quote(panel)) => quote::draw(panel, model, theme, &mut canvas),
            Some(Overlay::Details(panel)) => quote::draw_details(panel, model, theme, &mut canvas),
            Some(Overlay::Export(panel)) => quote::draw_export(panel, model, theme, &mut canvas),
        }
    };
    Position::new(cursor.0.min(columns.saturating_sub(1)), cursor.1.min(rows.saturating_sub(1)))
}
