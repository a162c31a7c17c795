//! For readers who do not see the screen, or see little of it: the cursor stands on what is in hand on every screen, nothing is
//! drawn that a braille display cannot show, nothing is told by colour alone, and the smallest screen is enough.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use inquit::app::model::Model;
use inquit::app::settings::Settings;
use inquit::app::update;
use inquit::search::topics::{self, Changes, Topics};
use inquit::ui::theme::{ASCII, Colours, Theme, UNICODE};
use inquit::ui::theme_file;
use ratatui::style::{Color, Modifier};

use crate::support::{SIZES, Shot, book, document, model_with, press, seed_text};

/// What the cursor must stand on.
#[derive(Clone, Copy, Debug)]
enum On {
    /// The chosen entry, which has the bar.
    Entry,
    /// The place where the next letter goes: behind this word, which was typed last.
    Caret(&'static str),
    /// The paragraph in hand, which has the grip.
    Paragraph,
    /// The first line of what is read.
    Page,
    /// The cell in hand, which stands in brackets.
    Cell,
}

/// Every overlay of the program in every one of its ways, and the reading screen: its name in the code, the keys to it, and
/// where the cursor belongs.
const SCREENS: &[(&str, &str, On)] = &[
    ("", "3 Enter", On::Entry),
    ("", "3.2 Enter", On::Paragraph),
    ("", "3.2 Enter z", On::Paragraph),
    ("", "3 Enter x Right", On::Paragraph),
    ("", "5.2 Enter v )", On::Paragraph),
    ("", "12", On::Caret("12")),
    ("", "m", On::Caret("paragraph: ")),
    ("", "'", On::Caret("place: ")),
    ("Jump", "t", On::Caret("Jump to  ")),
    ("Jump", "t skor", On::Caret("skor")),
    ("Jump", "t skor Down", On::Entry),
    ("Find", "/ sanction", On::Caret("sanction")),
    ("Find", "/ sanction Down Down", On::Entry),
    ("Find", "/ (korea Ctrl-R", On::Caret("(korea")),
    ("Marks", "3.2 Enter b 4.1 Enter b B", On::Entry),
    ("Marks", "3.2 Enter b 4.1 Enter b B Tab", On::Page),
    ("Marks", "3.2 Enter b 4.1 Enter b B / cred", On::Caret("cred")),
    ("Note", "3.2 Enter a cf Space x", On::Caret("cf x")),
    ("Commands", "Right Enter", On::Entry),
    ("Commands", "Right Enter Down Down", On::Entry),
    ("Commands", "? mark", On::Caret("mark")),
    ("Commands", "? Down Down", On::Entry),
    ("Commands", ": question", On::Caret("question")),
    ("Commands", ": question Down", On::Entry),
    ("Page", "i", On::Page),
    ("Page", "i Space", On::Page),
    ("Fix", "3.2 Enter f", On::Entry),
    ("Fix", "3.2 Enter f Down", On::Entry),
    ("Fix", "3.2 Enter f w i", On::Caret("i")),
    ("Fix", "3.2 Enter f w i Down", On::Entry),
    ("Fix", "3.2 Enter f r x", On::Caret("x")),
    ("Topics", "T", On::Cell),
    ("Topics", "T Down Right", On::Cell),
    ("Topics", "T a xyz", On::Caret("xyz")),
    ("Quote", "5.3 Enter Y", On::Entry),
    ("Quote", "5.3 Enter Y Down Down", On::Entry),
    ("Details", "5.3 Enter Y a", On::Entry),
    ("Details", "5.3 Enter Y a Enter The", On::Caret("The")),
    ("Export", "5.3 Enter b e", On::Entry),
    ("Parts", "", On::Entry),
    ("Parts", "the Down", On::Entry),
];

/// The sizes of the drawings, and the smallest at which there is something to read.
fn sizes() -> impl Iterator<Item = (u16, u16)> {
    SIZES.into_iter().chain([(24, 6), (30, 8)])
}

/// The topics of the seed, which are the same on every screen that asks for them.
static TOPICS: LazyLock<Arc<Topics>> =
    LazyLock::new(|| Arc::new(topics::of(&document(seed_text()).interview, &Changes::default())));

fn opened(name: &str, keys: &str, size: (u16, u16), ascii: bool) -> Model {
    let mut model = if name == "Parts" {
        book(size)
    } else {
        let mut model = model_with(seed_text(), size, Settings { ascii, ..Settings::default() });
        model.topics = Some((Changes::default(), Arc::clone(&TOPICS)));
        model
    };
    model.settings.ascii = ascii;
    press(&mut model, keys);
    let top = model.overlays.last().map_or_else(String::new, |overlay| format!("{overlay:?}"));
    let top = top.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    assert_eq!(top, name, "{keys} opens something else");
    model
}

/// All screens at all sizes.
fn all(ascii: bool, mut look: impl FnMut(&Model, &Shot, On, &str)) {
    for (name, keys, on) in SCREENS {
        for size in sizes() {
            let model = opened(name, keys, size, ascii);
            let shot = Shot::of(&model);
            look(&model, &shot, *on, &format!("{name} {keys} at {size:?}:\n{}", shot.text()));
        }
    }
}

#[test]
fn no_overlay_is_missing_here() {
    let source = include_str!("../../src/app/overlay/mod.rs");
    let (_, list) = source.split_once("pub enum Overlay {").expect("the list of overlays");
    let (list, _) = list.split_once("\n}").expect("its end");
    let names =
        list.lines().filter_map(|line| line.trim().strip_suffix("),")).filter_map(|line| line.split('(').next());
    let names: BTreeSet<&str> = names.collect();
    let here: BTreeSet<&str> = SCREENS.iter().map(|(name, ..)| *name).filter(|name| !name.is_empty()).collect();
    assert_eq!(names, here);
    assert!(names.len() >= 12);
}

#[test]
fn on_every_screen_the_cursor_stands_on_what_is_in_hand_and_nothing_is_drawn_with_boxes_or_braille() {
    let drawing = |c: char| matches!(c, '\u{2500}'..='\u{257f}' | '\u{2800}'..='\u{28ff}' | '\u{e000}'..='\u{f8ff}');
    all(false, |_, shot, on, what| {
        assert!(!shot.text().contains(drawing), "{what}");
        let (x, y) = (shot.cursor.x, shot.cursor.y);
        let row: Vec<&str> = shot.row(y).map(ratatui::buffer::Cell::symbol).collect();
        let before = row[..usize::from(x)].concat();
        let right = match on {
            On::Entry => {
                // The bar or, in a panel in columns, the sign that stands for it, right before the entry.
                let bars = before.matches(UNICODE.bar).count();
                bars == 1 && row[usize::from(x)] != " " && before.ends_with([' ', '◆', '?', '▌'])
            }
            On::Caret(typed) => before.trim_end().ends_with(typed.trim_end()),
            On::Paragraph => before.contains(UNICODE.grip) || shot.text().contains("answer covered"),
            On::Page => row[usize::from(x)] != " " && y <= 2,
            On::Cell => before.contains('[') && row.get(usize::from(x) + 1).is_none_or(|next| *next == "]"),
        };
        assert!(right, "the cursor is at column {x}, row {y}, not on {on:?}: {what}");
    });
}

#[test]
fn ascii_screens_are_ascii() {
    let source = seed_text();
    let titles = Shot::of(&book((100, 30))).text();
    all(true, |model, shot, _, what| {
        let typed = |c: char| format!("{:?}", model.overlays).contains(c);
        let own = |c: char| !c.is_ascii() && !source.contains(c) && !titles.contains(c) && !typed(c);
        let text = shot.text();
        assert_eq!(text.chars().find(|c| own(*c)), None, "{what}");
        for sign in [UNICODE.bar, UNICODE.grip, UNICODE.mark, UNICODE.ellipsis, UNICODE.paragraph, UNICODE.dot] {
            assert!(!text.contains(sign), "{sign} {what}");
        }
    });
    assert!(format!("{ASCII:?}").is_ascii());
}

#[test]
fn without_colour_and_attributes_every_state_is_still_told_in_words_or_signs() {
    // The screens as text, before and after: what changed must be in the text, not only in a colour.
    for (before, after) in [
        ("3 Enter", "4 Enter"),
        ("3.2 Enter", "3.3 Enter"),
        ("3.2 Enter", "3.2 Enter b"),
        ("3.2 Enter", "3.2 Enter a x Enter"),
        ("3 Enter Right", "3 Enter x Right"),
        ("3.2 Enter", "3.2 Enter z"),
        ("5.2 Enter", "5.2 Enter v"),
        ("5.2 Enter v", "5.2 Enter v )"),
        ("1 Enter", "/ sanction Enter"),
        ("/ sanction Enter", "/ sanction Enter n"),
        ("t skor", "t skor Down"),
        ("/ sanction", "/ sanction Ctrl-O"),
        ("/ sanction", "/ sanction Ctrl-R"),
        ("/ sanction", "/ sanction Ctrl-X"),
        ("/ sanction", "/ sanction Tab"),
        ("T", "T Right"),
        ("T", "T %"),
        ("3.2 Enter b 4.1 Enter b B", "3.2 Enter b 4.1 Enter b B s"),
        ("3.2 Enter", "3.2 Enter f"),
        ("5.3 Enter Y", "5.3 Enter Y Down"),
    ] {
        for size in SIZES {
            let text = |keys: &str| {
                let mut model = model_with(seed_text(), size, Settings::default());
                press(&mut model, keys);
                // What a key says goes with the next one.
                model.notice = None;
                Shot::of(&model).text()
            };
            assert_ne!(text(before), text(after), "{after} at {size:?} shows nothing in words");
        }
    }
    // And what is not saved is said.
    let mut model = model_with(seed_text(), (40, 15), Settings::default());
    press(&mut model, "3.2 Enter b");
    update(&mut model, inquit::app::msg::Msg::SaveFailed("the disk is full".to_owned()));
    assert!(Shot::of(&model).shows("NOT SAVED"));
}

/// The share of light that a colour gives back, as the Web Content Accessibility Guidelines 2.2 define it.
fn luminance((r, g, b): (u8, u8, u8)) -> f64 {
    let part = |value: u8| {
        let value = f64::from(value) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b)
}

/// The contrast of two colours, from 1 to 21, as the same guidelines define it.
fn contrast(one: (u8, u8, u8), other: (u8, u8, u8)) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The parts of a colour; of the 256 those of the cube, which are the same everywhere.
fn rgb(colour: Color) -> (u8, u8, u8) {
    match colour {
        Color::Rgb(r, g, b) => (r, g, b),
        Color::Indexed(index @ 16..=231) => {
            let level = |n: u8| [0, 95, 135, 175, 215, 255][usize::from(n % 6)];
            (level((index - 16) / 36), level((index - 16) / 6), level(index - 16))
        }
        other => panic!("{other:?} is what the reader's terminal makes of it"),
    }
}

#[test]
fn the_colours_of_themes_have_the_contrast_that_letters_need() {
    const BLACK: (u8, u8, u8) = (0, 0, 0);
    const WHITE: (u8, u8, u8) = (255, 255, 255);
    // Small letters need 4.5, and 7 is the most that is asked for. No colour has more than 4.58 on black and on white.
    for (name, grounds, least) in [
        ("auto", &[BLACK, WHITE][..], 4.5),
        ("dark", &[BLACK, (30, 30, 30)], 7.0),
        ("light", &[WHITE, (253, 246, 227)], 4.5),
    ] {
        // As terminals get it that have every colour, and those with 256.
        for colours in [Colours::True, Colours::Many] {
            let theme = Theme::new(&theme_file::named(name).expect("a theme"), colours, false);
            for style in [theme.accent, theme.hit, theme.here, theme.note] {
                let colour = rgb(style.fg.expect("a colour"));
                for ground in grounds {
                    let is = contrast(colour, *ground);
                    assert!(is >= least, "{name} with {colours:?} on {ground:?}: {is:.2}");
                }
            }
        }
    }
    assert!((contrast(BLACK, WHITE) - 21.0).abs() < 0.01);
    // The theme for weak eyes has no colour of its own, dims nothing, and shows what is chosen in reverse and bold.
    let theme = Theme::new(&theme_file::named("contrast").expect("a theme"), Colours::True, false);
    for style in [
        theme.text,
        theme.strong,
        theme.faint,
        theme.accent,
        theme.hit,
        theme.here,
        theme.marked,
        theme.selected,
        theme.chosen,
        theme.note,
        theme.warning,
    ] {
        assert_eq!((style.fg, style.bg), (None, None));
        assert!(!style.add_modifier.contains(Modifier::DIM));
    }
    assert!(theme.chosen.add_modifier.contains(Modifier::REVERSED | Modifier::BOLD));
    // And so it is on every screen.
    for (name, keys, _) in SCREENS {
        let shot = Shot::with(&opened(name, keys, (60, 20), false), &theme);
        for cell in &shot.buffer.content {
            assert!(
                cell.fg == Color::Reset && cell.bg == Color::Reset && !cell.modifier.contains(Modifier::DIM),
                "{name} {keys}"
            );
        }
    }
}

#[test]
fn the_smallest_screen_is_enough_to_read_with() {
    // Forty columns and fifteen rows: large print. What a screen is for is on it, and the way out.
    for (name, keys, _) in SCREENS {
        let model = opened(name, keys, (40, 15), false);
        let shot = Shot::of(&model);
        let what = format!("{name} {keys}:\n{}", shot.text());
        assert!(!shot.text().trim().is_empty(), "{what}");
        if !name.is_empty() {
            // A way on and out is named in the last row, whole.
            let hints = shot.line(14);
            assert!(hints.contains("Esc"), "{what}");
        }
        for y in 0..15 {
            assert!(!shot.line(y).ends_with(" …"), "cut behind a blank: {what}");
        }
    }
}
