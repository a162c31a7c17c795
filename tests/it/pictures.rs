//! The pictures in the documents: the program's own buffer as SVG, so that they show what it draws and nothing else.

#![expect(clippy::unwrap_used, reason = "a test that cannot open the interview has failed")]

use std::fmt::Write;
use std::ops::Range;

use inquit::app::document::Document;
use inquit::app::keymap::{Keymap, Preset};
use inquit::app::keys::Key;
use inquit::app::model::Model;
use inquit::app::msg::Msg;
use inquit::app::open::open;
use inquit::app::settings::Settings;
use inquit::app::shelf::Shelf;
use inquit::app::update;
use inquit::runtime::open::{Source, read};
use inquit::text::width;
use inquit::ui::draw;
use inquit::ui::theme::{Colours, Theme};
use inquit::ui::theme_file;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};

use crate::documents::agrees;

/// Columns and rows of the pictures.
const SIZE: (u16, u16) = (100, 30);

/// A cell, in units of the picture.
const CELL: (f32, f32) = (8.4, 19.0);

/// Where the first cell begins.
const EDGE: (f32, f32) = (12.0, 16.0);

/// The height of the letters, and how far down in a cell they stand.
const LETTERS: (f32, f32) = (14.0, 14.2);

/// What a terminal's own colours look like in a picture.
struct Palette {
    page: &'static str,
    rim: &'static str,
    text: &'static str,
}

const DARK: Palette = Palette { page: "#16191f", rim: "#2a2f38", text: "#d8dade" };
const LIGHT: Palette = Palette { page: "#fdfcf9", rim: "#dcd9d0", text: "#23272e" };

impl Palette {
    fn of(&self, colour: Color) -> String {
        match colour {
            Color::Reset => self.text.to_owned(),
            Color::Rgb(r, g, b) => format!("#{r:02x}{g:02x}{b:02x}"),
            other => panic!("the pictures have no colour for {other:?}"),
        }
    }
}

/// Neighbouring cells of one style.
struct Run {
    x: u16,
    cells: usize,
    text: String,
    style: (Color, Modifier),
}

/// A buffer with its cursor as a picture.
fn svg(title: &str, buffer: &Buffer, cursor: Position, palette: &Palette) -> String {
    let (w, h) = (buffer.area.width, buffer.area.height);
    let (wide, high) = (f32::from(w) * CELL.0 + 2.0 * EDGE.0, f32::from(h) * CELL.1 + 2.0 * EDGE.1);
    let mut out = String::new();
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {wide:.0} {high:.0}\" width=\"{wide:.0}\" \
         height=\"{high:.0}\" role=\"img\">\n<title>{}</title>",
        escaped(title)
    );
    let _ = writeln!(
        out,
        "<style>text{{font:{}px ui-monospace,\"SF Mono\",Menlo,\"Cascadia Mono\",\"DejaVu Sans Mono\",Consolas,\
         monospace;white-space:pre}}.b{{font-weight:700}}.d{{opacity:.62}}.u{{text-decoration:underline}}</style>",
        LETTERS.0
    );
    let _ = writeln!(
        out,
        "<rect x=\".5\" y=\".5\" width=\"{:.0}\" height=\"{:.0}\" rx=\"10\" fill=\"{}\" stroke=\"{}\"/>",
        wide - 1.0,
        high - 1.0,
        palette.page,
        palette.rim
    );
    for (x, rows, share, colour) in bars(buffer) {
        let ((left, top), high) = (at(x, rows.start), f32::from(rows.end - rows.start) * CELL.1);
        rect(&mut out, (left, top, CELL.0 * share, high), &palette.of(colour), "");
    }
    for y in 0..h {
        for run in runs(buffer, y) {
            draw_run(&mut out, &run, y, palette);
        }
    }
    let (x, y) = at(cursor.x, cursor.y);
    rect(&mut out, (x, y, CELL.0, CELL.1), palette.text, " opacity=\".4\"");
    out.push_str("</svg>\n");
    out
}

fn rect(out: &mut String, (x, y, wide, high): (f32, f32, f32, f32), fill: &str, more: &str) {
    let _ = writeln!(
        out,
        "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{wide:.1}\" height=\"{high:.1}\" fill=\"{fill}\"{more}/>"
    );
}

/// The share of a cell that a block fills from the left.
fn share(symbol: &str) -> Option<f32> {
    match symbol {
        "▌" => Some(0.5),
        "▎" => Some(0.25),
        _ => None,
    }
}

/// Blocks, drawn as what they are; those that join below each other are one: column, rows, share, colour.
fn bars(buffer: &Buffer) -> Vec<(u16, Range<u16>, f32, Color)> {
    let mut bars: Vec<(u16, Range<u16>, f32, Color)> = Vec::new();
    for x in 0..buffer.area.width {
        for y in 0..buffer.area.height {
            let cell = &buffer[(x, y)];
            let Some(share) = share(cell.symbol()) else { continue };
            match bars.last_mut() {
                Some(bar) if bar.0 == x && bar.1.end == y && bar.3 == cell.fg => bar.1.end = y + 1,
                _ => bars.push((x, y..y + 1, share, cell.fg)),
            }
        }
    }
    bars
}

/// The corner of a cell.
fn at(x: u16, y: u16) -> (f32, f32) {
    (EDGE.0 + f32::from(x) * CELL.0, EDGE.1 + f32::from(y) * CELL.1)
}

/// The runs of a row. Blank stretches part them, so that no font's blank moves what follows.
fn runs(buffer: &Buffer, y: u16) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut x = 0;
    while x < buffer.area.width {
        let cell = &buffer[(x, y)];
        let cells = width::of(cell.symbol()).max(1);
        let style = (cell.fg, cell.modifier);
        let next = runs.last_mut().filter(|run| run.style == style && usize::from(run.x) + run.cells == usize::from(x));
        match next {
            Some(run) if share(cell.symbol()).is_none() && !(is_blank(cell) && run.text.ends_with(' ')) => {
                run.text.push_str(cell.symbol());
                run.cells += cells;
            }
            _ if is_blank(cell) || share(cell.symbol()).is_some() => {}
            _ => runs.push(Run { x, cells, text: cell.symbol().to_owned(), style }),
        }
        x += cells as u16;
    }
    for run in &mut runs {
        let trimmed = run.text.trim_end().len();
        if !run.style.1.contains(Modifier::REVERSED) {
            run.cells -= run.text.len() - trimmed;
            run.text.truncate(trimmed);
        }
    }
    runs
}

fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " " && !cell.modifier.contains(Modifier::REVERSED)
}

fn draw_run(out: &mut String, run: &Run, y: u16, palette: &Palette) {
    let (colour, modifier) = run.style;
    let (left, top) = at(run.x, y);
    let wide = run.cells as f32 * CELL.0;
    let mut fill = palette.of(colour);
    if modifier.contains(Modifier::REVERSED) {
        rect(out, (left, top, wide, CELL.1), &fill, "");
        palette.page.clone_into(&mut fill);
    }
    let classes: Vec<&str> = [(Modifier::BOLD, "b"), (Modifier::DIM, "d"), (Modifier::UNDERLINED, "u")]
        .into_iter()
        .filter_map(|(one, name)| modifier.contains(one).then_some(name))
        .collect();
    let class = if classes.is_empty() { String::new() } else { format!(" class=\"{}\"", classes.join(" ")) };
    let _ = writeln!(
        out,
        "<text x=\"{left:.1}\" y=\"{:.1}\" textLength=\"{wide:.1}\" lengthAdjust=\"spacingAndGlyphs\" \
         fill=\"{fill}\"{class}>{}</text>",
        top + LETTERS.1,
        escaped(&run.text)
    );
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The interview that comes with the program, opened for the first time.
pub fn seed() -> Model {
    let loaded = read(&Source::Embedded, inquit::runtime::open::Which::default()).unwrap();
    let document = Document::new(loaded.interview(), loaded.name, loaded.hash);
    let (keymap, _) = Keymap::new(Preset::Default, &[]);
    let shelf = Shelf::new("5f0c3e9a71".to_owned(), 1, "nowhere".to_owned());
    open(document, Settings::default(), keymap, shelf, SIZE, None)
}

/// Presses keys, by their names.
pub fn press(model: &mut Model, keys: &[&str]) {
    for key in keys {
        update(model, Msg::Key(key.parse::<Key>().unwrap()));
    }
    pause(model);
}

/// Waits until everything is shown.
fn pause(model: &mut Model) {
    if model.awaits_pause() {
        update(model, Msg::Pause);
    }
}

/// Types a text.
pub fn type_text(model: &mut Model, text: &str) {
    for c in text.chars() {
        update(model, Msg::Key(Key::char(c)));
    }
    pause(model);
}

/// Two answers read page by page, a bookmark and a note on the second paragraph of the third.
fn at_work() -> Model {
    let mut model = seed();
    press(&mut model, &["Right"]);
    while model.exchange() < Some(2) {
        press(&mut model, &["Space"]);
    }
    press(&mut model, &["}", "b", "a"]);
    type_text(&mut model, "Friends, or customers? Compare question 5. #alliance");
    // Drawing anew clears the last row of what the note said there.
    press(&mut model, &["Enter", "Ctrl-L"]);
    model
}

fn check(name: &str, title: &str, model: &Model) {
    let wish = theme_file::named("auto").unwrap();
    let theme = Theme::new(&wish, Colours::True, false);
    let mut buffer = Buffer::empty(model.geometry.area());
    let cursor = draw(model, &theme, &mut buffer);
    agrees(&format!("docs/{name}.svg"), &svg(title, &buffer, cursor, &DARK));
    agrees(&format!("docs/{name}-light.svg"), &svg(title, &buffer, cursor, &LIGHT));
}

#[test]
fn the_picture_of_the_reading_screen_is_current() {
    let model = at_work();
    assert_eq!(model.exchange(), Some(2));
    assert_eq!(model.document.place(model.reader.anchor).long(), "q. 3, para. 2");
    check("screen", "inquit: six questions on the left, the answer to the third on the right", &model);
}

#[test]
fn the_picture_of_the_jump_palette_is_current() {
    let mut model = at_work();
    press(&mut model, &["t"]);
    type_text(&mut model, "skor");
    check("jump", "inquit: the jump palette with the letters skor", &model);
}
