//! Themes as files: what they say, before it meets a terminal.

use ratatui::style::Color;
use serde::Deserialize;

use super::theme::Wish;

/// The themes that come with the program, by name.
const THEMES: &[(&str, &str)] = &[
    ("auto", include_str!("../../assets/themes/auto.toml")),
    ("dark", include_str!("../../assets/themes/dark.toml")),
    ("light", include_str!("../../assets/themes/light.toml")),
    ("contrast", include_str!("../../assets/themes/contrast.toml")),
];

/// Names of the colours of the terminal's palette. Bright black is not among them on purpose.
const NAMES: &[(&str, Color)] = &[
    ("black", Color::Black),
    ("red", Color::Red),
    ("green", Color::Green),
    ("yellow", Color::Yellow),
    ("blue", Color::Blue),
    ("magenta", Color::Magenta),
    ("cyan", Color::Cyan),
    ("white", Color::Gray),
    ("bright-red", Color::LightRed),
    ("bright-green", Color::LightGreen),
    ("bright-yellow", Color::LightYellow),
    ("bright-blue", Color::LightBlue),
    ("bright-magenta", Color::LightMagenta),
    ("bright-cyan", Color::LightCyan),
    ("bright-white", Color::White),
];

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    accent: Option<String>,
    dim: Option<bool>,
    reverse: Option<bool>,
}

/// Names of all themes.
pub fn names() -> impl Iterator<Item = &'static str> {
    THEMES.iter().map(|(name, _)| *name)
}

/// The theme of this name, as a wish.
///
/// # Errors
/// A sentence that lists the themes there are.
pub fn named(name: &str) -> Result<Wish, String> {
    let Some((_, text)) = THEMES.iter().find(|(known, _)| *known == name) else {
        let all: Vec<&str> = names().collect();
        return Err(format!("there is no theme “{name}”; there are {}", all.join(", ")));
    };
    let raw: Raw = toml::from_str(text).map_err(|error| error.message().to_owned())?;
    Ok(Wish { accent: raw.accent.as_deref().map(colour).transpose()?.flatten(), dim: raw.dim, reverse: raw.reverse })
}

/// A colour by name or as `#rrggbb`; `none` is no colour.
///
/// # Errors
/// A sentence that says how to write colours.
pub fn colour(text: &str) -> Result<Option<Color>, String> {
    if text == "none" {
        return Ok(None);
    }
    if let Some((_, colour)) = NAMES.iter().find(|(name, _)| *name == text) {
        return Ok(Some(*colour));
    }
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii());
    let value = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
    match value.map(u32::to_be_bytes) {
        Some([_, r, g, b]) => Ok(Some(Color::Rgb(r, g, b))),
        None => Err(format!("“{text}” is not a colour; write a name like “cyan”, or “#5fafff”, or “none”")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_theme_that_comes_with_the_program_can_be_read() {
        for name in names() {
            assert!(named(name).is_ok(), "{name}");
        }
        assert!(named("solarised").is_err_and(|error| error.contains("contrast")));
    }

    #[test]
    fn colours_by_name_and_number() {
        assert_eq!(colour("cyan"), Ok(Some(Color::Cyan)));
        assert_eq!(colour("#5fafff"), Ok(Some(Color::Rgb(0x5f, 0xaf, 0xff))));
        assert_eq!(colour("none"), Ok(None));
        for wrong in ["bright-black", "#5faff", "#5fafgg", "", "#éé"] {
            assert!(colour(wrong).is_err(), "{wrong}");
        }
    }
}
