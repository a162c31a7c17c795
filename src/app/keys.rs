//! Keys as plain data, with the one spelling used in settings, help and documents: `Ctrl-D`, `Space`, `PgDn`, `J`.

use std::fmt;
use std::str::FromStr;

/// What was pressed, without modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    /// A character, with Shift already in it.
    Char(char),
    /// Return.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Tab with Shift.
    BackTab,
    /// The key that erases to the left.
    Backspace,
    /// The key that erases to the right.
    Delete,
    /// Arrow.
    Up,
    /// Arrow.
    Down,
    /// Arrow.
    Left,
    /// Arrow.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key, from 1.
    F(u8),
}

/// A key press.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// What was pressed.
    pub code: Code,
    /// With Control.
    pub ctrl: bool,
    /// With Alt.
    pub alt: bool,
}

/// Spelling of the keys that have a name, first the one that is printed.
const NAMES: &[(Code, &str, &[&str])] = &[
    (Code::Char(' '), "Space", &[]),
    (Code::Enter, "Enter", &["return"]),
    (Code::Esc, "Esc", &["escape"]),
    (Code::Tab, "Tab", &[]),
    (Code::BackTab, "Shift-Tab", &["backtab"]),
    (Code::Backspace, "Backspace", &[]),
    (Code::Delete, "Delete", &["del"]),
    (Code::Up, "Up", &[]),
    (Code::Down, "Down", &[]),
    (Code::Left, "Left", &[]),
    (Code::Right, "Right", &[]),
    (Code::Home, "Home", &[]),
    (Code::End, "End", &[]),
    (Code::PageUp, "PgUp", &["pageup"]),
    (Code::PageDown, "PgDn", &["pagedown"]),
];

impl Key {
    /// A key without modifiers.
    pub const fn plain(code: Code) -> Self {
        Self { code, ctrl: false, alt: false }
    }

    /// A character without modifiers.
    pub const fn char(c: char) -> Self {
        Self::plain(Code::Char(c))
    }

    /// The character that this key types into a text field, if it does.
    pub fn typed(self) -> Option<char> {
        match self.code {
            Code::Char(c) if !self.ctrl && !self.alt && !c.is_control() => Some(c),
            _ => None,
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("Ctrl-")?;
        }
        if self.alt {
            f.write_str("Alt-")?;
        }
        if let Some((_, name, _)) = NAMES.iter().find(|(code, ..)| *code == self.code) {
            return f.write_str(name);
        }
        match self.code {
            Code::Char(c) if self.ctrl => write!(f, "{}", c.to_ascii_uppercase()),
            Code::Char(c) => write!(f, "{c}"),
            Code::F(n) => write!(f, "F{n}"),
            _ => Ok(()),
        }
    }
}

impl FromStr for Key {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut key = Self::char(' ');
        let mut rest = text;
        loop {
            let lower = rest.to_ascii_lowercase();
            let strip = |prefix: &str| lower.starts_with(prefix) && rest.len() > prefix.len();
            if strip("ctrl-") || strip("alt-") {
                let ctrl = lower.starts_with('c');
                (key.ctrl, key.alt) = (key.ctrl || ctrl, key.alt || !ctrl);
                rest = &rest[if ctrl { 5 } else { 4 }..];
            } else {
                break;
            }
        }
        let lower = rest.to_ascii_lowercase();
        let named =
            NAMES.iter().find(|(_, name, more)| name.to_ascii_lowercase() == lower || more.contains(&lower.as_str()));
        let mut chars = rest.chars();
        key.code = match (named, chars.next(), chars.next()) {
            (Some((code, ..)), ..) => *code,
            (None, Some(c), None) if key.ctrl && !c.is_control() => Code::Char(c.to_ascii_lowercase()),
            (None, Some(c), None) if !c.is_control() => Code::Char(c),
            (None, Some('F' | 'f'), Some(_)) => match rest[1..].parse() {
                Ok(n @ 1..=12) => Code::F(n),
                _ => return Err(format!("“{text}” is not a key; function keys are F1 to F12")),
            },
            _ => return Err(format!("“{text}” is not a key; write it like “j”, “Ctrl-D”, “Space”, “PgDn” or “F2”")),
        };
        Ok(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_as_they_are_printed() {
        for text in ["j", "J", "Ctrl-D", "Space", "PgDn", "Shift-Tab", "F1", "Alt-x", "é", "Ctrl-é", "-", "Ctrl-Space"]
        {
            assert_eq!(text.parse::<Key>().unwrap().to_string(), text);
        }
        assert_eq!("ctrl-d".parse::<Key>(), "Ctrl-D".parse());
        assert_eq!("pagedown".parse::<Key>(), Ok(Key::plain(Code::PageDown)));
        for wrong in ["", "Ctrl-\u{1b}", "jj", "F99", "Ctrl-", "hyper-x"] {
            assert!(wrong.parse::<Key>().is_err(), "{wrong}");
        }
    }
}
