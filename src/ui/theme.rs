//! What things look like: meanings to styles, for every kind of terminal.
//!
//! The page is never painted: text is the terminal's own foreground on its own background. One accent marks what is
//! chosen, in hand, bookmarked or found. Nothing depends on colour alone, and bright black is never used: on some
//! palettes it is the background.

use std::borrow::Cow;

use ratatui::style::{Color, Modifier, Style};

/// How many colours the terminal has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Colours {
    /// None may be used: `NO_COLOR` is set.
    None,
    /// The sixteen of the terminal's palette.
    #[default]
    Sixteen,
    /// The sixteen and the 240 fixed ones.
    Many,
    /// Every colour.
    True,
}

/// The signs that the program draws besides the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signs {
    /// Beside the selected entry of a list.
    pub bar: &'static str,
    /// Beside the paragraph in hand.
    pub grip: &'static str,
    /// A bookmark.
    pub mark: &'static str,
    /// For text that was cut.
    pub ellipsis: &'static str,
    /// The paragraph sign of places.
    pub paragraph: &'static str,
    /// Between words of a status.
    pub dot: &'static str,
    /// Opening and closing quotation marks.
    pub quotes: (&'static str, &'static str),
}

/// Signs for terminals that draw Unicode.
pub const UNICODE: Signs =
    Signs { bar: "▌", grip: "▎", mark: "◆", ellipsis: "…", paragraph: "¶", dot: "·", quotes: ("“", "”") };

/// Signs in ASCII.
pub const ASCII: Signs =
    Signs { bar: "|", grip: ">", mark: "*", ellipsis: "...", paragraph: "p", dot: "-", quotes: ("\"", "\"") };

/// A named set of wishes, as the settings or a theme file give it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// The accent.
    pub accent: Option<Color>,
    /// Whether reading matter may be dimmed to recede.
    pub dim: Option<bool>,
    /// Whether what is chosen is shown in reverse besides the bar.
    pub reverse: Option<bool>,
}

/// Styles by meaning, resolved for one terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Plain text.
    pub text: Style,
    /// Questions, names, headings.
    pub strong: Style,
    /// What may recede: read questions, hints.
    pub faint: Style,
    /// The bar, the grip, the diamond.
    pub accent: Style,
    /// Letters that matched and words that were found.
    pub hit: Style,
    /// The place among those found where the reader is.
    pub here: Style,
    /// Words that the reader marked.
    pub marked: Style,
    /// Words that are selected now.
    pub selected: Style,
    /// The selected entry of a list.
    pub chosen: Style,
    /// The reader's own notes.
    pub note: Style,
    /// What must not be overlooked: something is not saved.
    pub warning: Style,
    /// The signs.
    pub signs: Signs,
}

impl Theme {
    /// A sentence of the program's own in the signs of this terminal: typographic marks as ASCII where signs are ASCII.
    pub fn own<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if self.signs != ASCII || text.is_ascii() {
            return Cow::Borrowed(text);
        }
        let plain = |c: char| match c {
            '“' | '”' => "\"".to_owned(),
            '‘' | '’' => "'".to_owned(),
            '…' => "...".to_owned(),
            '–' | '—' => "-".to_owned(),
            '¶' => "p".to_owned(),
            c => c.to_string(),
        };
        Cow::Owned(text.chars().map(plain).collect())
    }

    /// Resolves a wish for a terminal with this many colours.
    pub fn new(wish: &Wish, colours: Colours, ascii: bool) -> Self {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        let accent = wish.accent.and_then(|accent| reduce(accent, colours));
        let coloured = |style: Style| accent.map_or(style, |accent| style.fg(accent));
        let faint = if wish.dim.unwrap_or(true) { plain.add_modifier(Modifier::DIM) } else { plain };
        let chosen = if wish.reverse.unwrap_or(false) { bold.add_modifier(Modifier::REVERSED) } else { bold };
        Self {
            text: plain,
            strong: bold,
            faint,
            accent: coloured(plain),
            hit: coloured(bold.add_modifier(Modifier::UNDERLINED)),
            here: coloured(bold.add_modifier(Modifier::REVERSED)),
            marked: plain.add_modifier(Modifier::UNDERLINED),
            selected: plain.add_modifier(Modifier::REVERSED),
            chosen,
            note: coloured(plain),
            warning: bold.add_modifier(Modifier::REVERSED),
            signs: if ascii { ASCII } else { UNICODE },
        }
    }
}

/// The nearest colour that a terminal with this many colours has. The sixteen are the user's own and stay what they are.
fn reduce(colour: Color, colours: Colours) -> Option<Color> {
    match (colour, colours) {
        (_, Colours::None) => None,
        (Color::Rgb(r, g, b), Colours::Many) => Some(Color::Indexed(cube(r, g, b))),
        (Color::Rgb(r, g, b), Colours::Sixteen) => Some(nearest_of_sixteen(r, g, b)),
        (Color::Indexed(index @ 16..), Colours::Sixteen) => {
            let (r, g, b) = from_cube(index);
            Some(nearest_of_sixteen(r, g, b))
        }
        (colour, _) => Some(colour),
    }
}

/// The level of the 6x6x6 cube nearest to a channel's value: the levels are 0, 95, 135, 175, 215, 255.
fn level(value: u8) -> u8 {
    match value {
        0..48 => 0,
        48..115 => 1,
        _ => (value - 35) / 40,
    }
}

fn cube(r: u8, g: u8, b: u8) -> u8 {
    16 + 36 * level(r) + 6 * level(g) + level(b)
}

fn from_cube(index: u8) -> (u8, u8, u8) {
    if index >= 232 {
        let grey = 8 + 10 * (index - 232);
        return (grey, grey, grey);
    }
    let n = index - 16;
    let value = |level: u8| if level == 0 { 0 } else { 55 + 40 * level };
    (value(n / 36), value(n / 6 % 6), value(n % 6))
}

/// By hue: the channels that are at least two thirds of the strongest. A colour without hue is the terminal's own white
/// or black, never bright black.
fn nearest_of_sixteen(r: u8, g: u8, b: u8) -> Color {
    let strongest = u16::from(r.max(g).max(b));
    let weakest = u16::from(r.min(g).min(b));
    if strongest - weakest < 32 {
        return if strongest > 127 { Color::Gray } else { Color::Black };
    }
    let on = |channel: u8| u16::from(channel) * 3 >= strongest * 2;
    match (on(r), on(g), on(b)) {
        (true, false, false) => Color::Red,
        (false, true, false) => Color::Green,
        (true, true, false) => Color::Yellow,
        (false, false, true) => Color::Blue,
        (true, false, true) => Color::Magenta,
        (false, true, true) => Color::Cyan,
        _ => Color::Gray,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn theme(colours: Colours) -> Theme {
        Theme::new(&Wish { accent: Some(Color::Rgb(0x5f, 0xaf, 0xff)), ..Wish::default() }, colours, false)
    }

    #[test]
    fn colours_are_reduced_to_what_the_terminal_has() {
        assert_eq!(theme(Colours::True).accent.fg, Some(Color::Rgb(0x5f, 0xaf, 0xff)));
        assert_eq!(theme(Colours::Many).accent.fg, Some(Color::Indexed(75)));
        assert_eq!(theme(Colours::Sixteen).accent.fg, Some(Color::Cyan));
        assert_eq!(theme(Colours::None).accent.fg, None);
        for index in 16..=231 {
            let (r, g, b) = from_cube(index);
            assert_eq!(cube(r, g, b), index, "a colour of the cube is its own nearest");
        }
    }

    #[test]
    fn nothing_depends_on_colour_alone_and_nothing_is_bright_black() {
        let bare = theme(Colours::None);
        assert_ne!(bare.hit, bare.text);
        assert_ne!(bare.here, bare.hit);
        assert_ne!(bare.chosen, bare.text);
        for r in (0..=255).step_by(15) {
            for g in (0..=255).step_by(15) {
                for b in (0..=255).step_by(15) {
                    assert_ne!(nearest_of_sixteen(r, g, b), Color::DarkGray);
                }
            }
        }
    }
}
