//! From a key and the context to an action: the table's default keys, a preset, and the user's own.

use std::collections::HashMap;

use super::action::{Action, TABLE};
use super::keys::{Code, Key};
use super::model::Context;

/// Default keys of another program's users, by action name. A key taken here is taken from whoever has it by default.
const LESS: &[(&str, &[&str])] = &[
    ("page-down", &["Space", "PgDn", "f", "Ctrl-F", "Ctrl-V"]),
    ("page-up", &["PgUp", "b", "Ctrl-B"]),
    ("half-page-down", &["d", "Ctrl-D"]),
    ("half-page-up", &["u", "Ctrl-U"]),
    ("down", &["Down", "j", "Ctrl-E", "Ctrl-N", "Ctrl-J"]),
    ("up", &["Up", "k", "Ctrl-Y", "Ctrl-P", "Ctrl-K"]),
    ("last", &["G", "End", ">"]),
    ("first", &["g", "Home", "<"]),
    ("help", &["?", "F1", "h"]),
    ("left", &["Left"]),
    ("delete", &["D", "Delete"]),
    ("bookmark", &["*"]),
    ("undo", &["Z"]),
    ("correct", &["F"]),
];

const EMACS: &[(&str, &[&str])] = &[
    ("page-down", &["Space", "PgDn", "Ctrl-V"]),
    ("page-up", &["PgUp", "Alt-v"]),
    ("find", &["/", "Ctrl-S"]),
    ("right", &["Right", "l", "Ctrl-F"]),
    ("left", &["Left", "h", "Ctrl-B"]),
    ("next-paragraph", &["}", "Alt-}"]),
    ("previous-paragraph", &["{", "Alt-{"]),
    ("next-sentence", &[")", "Alt-e"]),
    ("previous-sentence", &["(", "Alt-a"]),
    ("first", &["g", "Home", "Alt-<"]),
    ("last", &["G", "End", "Alt->"]),
    ("commands", &[":", "Alt-x"]),
    ("undo", &["u", "Ctrl-_"]),
];

/// Which default keys to begin with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Preset {
    /// The table's own.
    #[default]
    Default,
    /// For fingers that know `less`.
    Less,
    /// For fingers that know Emacs.
    Emacs,
}

impl Preset {
    /// The preset of this name in settings.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "default" => Some(Self::Default),
            "less" => Some(Self::Less),
            "emacs" => Some(Self::Emacs),
            _ => None,
        }
    }

    fn changes(self) -> &'static [(&'static str, &'static [&'static str])] {
        match self {
            Self::Default => &[],
            Self::Less => LESS,
            Self::Emacs => EMACS,
        }
    }
}

/// Two of the user's own settings that want one key in one context.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clash {
    /// The key.
    pub key: Key,
    /// The action that had the key first, by the order in the user's file.
    pub first: Action,
    /// The other action.
    pub second: Action,
}

/// The keys that work, by context.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keymap {
    map: HashMap<(Context, Key), Action>,
    shown: Vec<Vec<Key>>,
}

impl Keymap {
    /// Builds the keymap: what the user sets for an action replaces all its keys and takes them from actions that have
    /// them by default. Two of the user's own settings that want one key clash, and the first keeps it. Enter, Esc, Tab
    /// and the arrows that no setting touches keep working.
    pub fn new(preset: Preset, user: &[(Action, Vec<Key>)]) -> (Self, Vec<Clash>) {
        let mut layers: Vec<(u8, Action, Vec<Key>)> = Vec::new();
        for (action, keys) in user {
            layers.push((0, *action, keys.clone()));
        }
        for row in TABLE {
            if user.iter().any(|(action, _)| *action == row.action) {
                continue;
            }
            let change = preset.changes().iter().find(|(name, _)| *name == row.name);
            let keys = change.map_or(row.keys, |(_, keys)| keys);
            // Keys in the tables are checked by tests; one that did not parse would only be missing.
            layers.push((if change.is_some() { 1 } else { 2 }, row.action, parse(keys)));
        }
        layers.sort_by_key(|(layer, ..)| *layer);
        let mut keymap = Self { map: HashMap::new(), shown: vec![Vec::new(); TABLE.len()] };
        let mut clashes: Vec<Clash> = Vec::new();
        for (layer, action, keys) in layers {
            for key in keys {
                let mut bound = false;
                for &context in action.row().contexts {
                    if matches!(context, Context::Entry | Context::Editor) && key.typed().is_some() {
                        continue;
                    }
                    let holder = *keymap.map.entry((context, key)).or_insert(action);
                    bound |= holder == action;
                    let clash = Clash { key, first: holder, second: action };
                    if holder != action && layer == 0 && !clashes.contains(&clash) {
                        clashes.push(clash);
                    }
                }
                if bound && !keymap.shown[action as usize].contains(&key) {
                    keymap.shown[action as usize].push(key);
                }
            }
        }
        (keymap, clashes)
    }

    /// What this key does here. In text fields a typed character is text, never an action.
    pub fn get(&self, context: Context, key: Key) -> Option<Action> {
        self.map.get(&(context, key)).copied()
    }

    /// The keys of an action, the one to show first.
    pub fn keys(&self, action: Action) -> &[Key] {
        &self.shown[action as usize]
    }

    /// Names of the actions that have other keys than they come with.
    pub fn changed(&self) -> Vec<&'static str> {
        let other = |row: &&super::action::Row| self.keys(row.action) != parse(row.keys);
        TABLE.iter().filter(other).map(|row| row.name).collect()
    }

    /// The key to name in a hint, if the action has one.
    pub fn hint(&self, action: Action) -> Option<Key> {
        let keys = self.keys(action);
        keys.iter().copied().find(|key| matches!(key.code, Code::Char(_))).or_else(|| keys.first().copied())
    }
}

fn parse(keys: &[&str]) -> Vec<Key> {
    keys.iter().filter_map(|key| key.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> Key {
        text.parse().unwrap()
    }

    #[test]
    fn defaults_presets_and_overrides() {
        let (keys, clashes) = Keymap::new(Preset::Default, &[]);
        assert!(clashes.is_empty());
        assert_eq!(keys.get(Context::Answer, key("b")), Some(Action::Bookmark));
        assert_eq!(keys.get(Context::Entry, key("b")), None, "in a text field b is text");
        assert_eq!(keys.get(Context::Entry, key("Ctrl-N")), Some(Action::Down));
        let (keys, clashes) = Keymap::new(Preset::Less, &[]);
        assert!(clashes.is_empty());
        assert_eq!(keys.get(Context::Answer, key("b")), Some(Action::PageUp));
        assert_eq!(keys.get(Context::Answer, key("u")), Some(Action::HalfPageUp));
        assert_eq!(keys.keys(Action::Bookmark), [key("*")]);
        let (keys, _) = Keymap::new(Preset::Default, &[(Action::Jump, vec![key("m")])]);
        assert_eq!(keys.get(Context::Answer, key("m")), Some(Action::Jump));
        assert_eq!(keys.get(Context::Answer, key("t")), None);
        assert!(keys.keys(Action::SetPlace).is_empty(), "the key was taken");
    }

    #[test]
    fn two_wishes_for_one_key_are_named() {
        let user = [(Action::Jump, vec![key("w")]), (Action::Find, vec![key("w")])];
        let (_, clashes) = Keymap::new(Preset::Default, &user);
        assert_eq!(clashes, [Clash { key: key("w"), first: Action::Jump, second: Action::Find }]);
    }

    #[test]
    fn presets_name_actions_and_keys_that_exist() {
        for preset in [Preset::Less, Preset::Emacs] {
            for (name, keys) in preset.changes() {
                assert!(Action::named(name).is_some(), "{name}");
                assert_eq!(parse(keys).len(), keys.len(), "{name}");
            }
            let (keymap, _) = Keymap::new(preset, &[]);
            for row in TABLE.iter().filter(|row| !row.keys.is_empty()) {
                assert!(!keymap.keys(row.action).is_empty(), "{:?} leaves {} without a key", preset, row.name);
            }
        }
    }
}
