//! The reader's settings: the embedded defaults, the reader's file over them, and complaints that name the line.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::Spanned;

use super::{clipboard, quotes};
use crate::app::action::Action;
use crate::app::geometry::MEASURE;
use crate::app::keymap::{Keymap, Preset};
use crate::app::keys::Key;
use crate::app::settings::Settings;
use crate::ui::theme::Wish;
use crate::ui::theme_file;

/// The default settings, as a file that a reader can copy.
pub const DEFAULTS: &str = include_str!("../../assets/config.toml");

/// The file as it stands. Every key is optional.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    keys: Option<Spanned<String>>,
    theme: Option<Spanned<String>>,
    ascii: Option<bool>,
    dim: Option<bool>,
    accent: Option<Spanned<String>>,
    measure: Option<Spanned<u16>>,
    mouse: Option<bool>,
    marks: Option<Spanned<String>>,
    copy: Option<Spanned<String>>,
    clipboard_limit: Option<Spanned<u32>>,
    quotes: Option<String>,
    #[serde(default)]
    bind: BTreeMap<Spanned<String>, toml::Value>,
}

/// Everything that the settings decide.
#[derive(Debug)]
pub struct Config {
    /// For the machine.
    pub settings: Settings,
    /// ASCII signs, where the reader said so.
    pub ascii: Option<bool>,
    /// Colours.
    pub theme: Wish,
    /// The keys that work.
    pub keymap: Keymap,
    /// Whether new marks go beside the interview.
    pub beside: bool,
    /// Where what is copied and written down goes.
    pub ways: Ways,
    /// What is wrong with the file, in sentences; what they name is left at its default.
    pub complaints: Vec<String>,
}

/// Ways for words out of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ways {
    /// Most bytes of text that are sent to a terminal's clipboard.
    pub limit: usize,
    /// The file of quotations.
    pub quotes: PathBuf,
}

/// Reads the settings. A file that is not there is no complaint.
pub fn load(path: Option<&Path>, theme: Option<&str>) -> Config {
    let Some(path) = path else { return build("", "", theme) };
    let name = path.display().to_string();
    match fs::read_to_string(path) {
        Ok(text) => build(&text, &name, theme),
        Err(error) if error.kind() == io::ErrorKind::NotFound => build("", &name, theme),
        Err(error) => {
            let mut config = build("", &name, theme);
            config.complaints.push(format!("{name} could not be read ({error}); the default settings are used."));
            config
        }
    }
}

/// Reads the settings. A line that cannot be read, or that nothing knows, is left out, and all others count.
fn read(text: &str, complain: &mut dyn FnMut(usize, String)) -> Raw {
    /// Most lines that are left out: what has more of them is no file of settings.
    const MOST: usize = 40;
    let mut left = text.to_owned();
    for _ in 0..MOST {
        let error: toml::de::Error = match toml::from_str(&left) {
            Ok(raw) => return raw,
            Err(error) => error,
        };
        let at = error.span().map_or(0, |span| span.start).min(left.len());
        complain(at, error.message().trim_end_matches('.').to_owned());
        let bytes = left.as_bytes();
        let begin = bytes[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        let mut end = bytes[begin..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |end| begin + end);
        if bytes[begin..end].trim_ascii_start().starts_with(b"[") {
            // With the head of a table go its lines, which would be settings otherwise.
            end = left[end..].find("\n[").map_or(bytes.len(), |next| end + next);
        }
        if left[begin..end].trim().is_empty() {
            break;
        }
        // Blanks, so that the numbers of the other lines stay.
        let blank: String = left[begin..end]
            .chars()
            .map(|c| if c == '\n' { "\n".to_owned() } else { " ".repeat(c.len_utf8()) })
            .collect();
        left.replace_range(begin..end, &blank);
    }
    Raw::default()
}

fn build(text: &str, name: &str, theme: Option<&str>) -> Config {
    let mut complaints = Vec::new();
    let mut complain = |at: usize, what: String| {
        let line = text.get(..at).unwrap_or(text).matches('\n').count() + 1;
        complaints.push(format!("{name}, line {line}: {what}."));
    };
    let raw = read(text, &mut complain);
    let preset = match &raw.keys {
        Some(keys) => Preset::named(keys.get_ref()).unwrap_or_else(|| {
            let what = format!("keys are “default”, “less” or “emacs”, not “{}”", keys.get_ref());
            complain(keys.span().start, what);
            Preset::Default
        }),
        None => Preset::Default,
    };
    let user = bindings(&raw, &mut complain);
    let (keymap, clashes) = Keymap::new(preset, &user.iter().map(|(a, k, _)| (*a, k.clone())).collect::<Vec<_>>());
    for clash in clashes {
        let at = user.iter().find(|(action, ..)| *action == clash.second).map_or(0, |(.., at)| *at);
        let (first, second) = (clash.first.row().name, clash.second.row().name);
        complain(at, format!("the key {} is set for both “{first}” and “{second}”; “{first}” keeps it", clash.key));
    }
    let chosen = theme.or(raw.theme.as_ref().map(|theme| theme.get_ref().as_str())).unwrap_or("auto");
    let mut asked = None;
    let mut wish = theme_file::named(chosen).unwrap_or_else(|what| {
        match theme {
            Some(_) => asked = Some(format!("--theme: {what}.")),
            None => complain(raw.theme.as_ref().map_or(0, |theme| theme.span().start), what),
        }
        theme_file::named("auto").unwrap_or_default()
    });
    wish.dim = raw.dim.or(wish.dim);
    if let Some(accent) = &raw.accent {
        match theme_file::colour(accent.get_ref()) {
            Ok(colour) => wish.accent = colour,
            Err(what) => complain(accent.span().start, what),
        }
    }
    let measure = raw.measure.as_ref().and_then(|measure| {
        let fits = MEASURE.contains(measure.get_ref());
        if !fits {
            complain(measure.span().start, format!("measure is {} to {}", MEASURE.start(), MEASURE.end()));
        }
        fits.then_some(*measure.get_ref())
    });
    let beside = match raw.marks.as_ref().map(|marks| (marks.get_ref().as_str(), marks.span().start)) {
        None | Some(("home", _)) => false,
        Some(("beside", _)) => true,
        Some((other, at)) => {
            complain(at, format!("marks are kept “home” or “beside”, not “{other}”"));
            false
        }
    };
    let bare = match raw.copy.as_ref().map(|copy| (copy.get_ref().as_str(), copy.span().start)) {
        None | Some(("place", _)) => false,
        Some(("text", _)) => true,
        Some((other, at)) => {
            complain(at, format!("copy is “place” or “text”, not “{other}”"));
            false
        }
    };
    let limit = raw.clipboard_limit.as_ref().map_or(clipboard::LIMIT, |limit| {
        let fits = (1..=1000).contains(limit.get_ref());
        if !fits {
            complain(limit.span().start, "clipboard_limit is 1 to 1000 kilobytes".to_owned());
        }
        if fits { *limit.get_ref() as usize * 1000 } else { clipboard::LIMIT }
    });
    // What was asked for on the command line is said first.
    complaints.splice(..0, asked);
    let ways = Ways { limit, quotes: quotes::path(raw.quotes.as_deref()) };
    let settings = Settings { measure, bare, mouse: raw.mouse.unwrap_or(true), ..Settings::default() };
    Config { settings, ascii: raw.ascii, theme: wish, keymap, beside, ways, complaints }
}

/// The reader's own keys that can be understood, in the order of the file, each with its place in it.
fn bindings(raw: &Raw, complain: &mut dyn FnMut(usize, String)) -> Vec<(Action, Vec<Key>, usize)> {
    let mut list = Vec::new();
    for (name, keys) in &raw.bind {
        let at = name.span().start;
        let Some(action) = Action::named(name.get_ref()) else {
            complain(at, format!("there is no command “{}”; `:` in the program lists them", name.get_ref()));
            continue;
        };
        let values = match keys {
            toml::Value::Array(keys) => &keys[..],
            key => std::slice::from_ref(key),
        };
        let mut good = Vec::new();
        for value in values {
            match value.as_str().map(str::parse) {
                Some(Ok(key)) => good.push(key),
                Some(Err(what)) => complain(at, what),
                None => complain(at, "keys are written in quotation marks".to_owned()),
            }
        }
        list.push((action, good, at));
    }
    list.sort_by_key(|(.., at)| *at);
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(text: &str) -> Config {
        build(text, "config.toml", None)
    }

    #[test]
    fn the_defaults_that_come_with_the_program_are_the_defaults() {
        let (shown, none) = (config(DEFAULTS), config(""));
        assert_eq!(shown.complaints, Vec::<String>::new());
        assert_eq!((&shown.settings, &shown.theme, shown.beside), (&none.settings, &none.theme, none.beside));
        assert_eq!(shown.keymap, none.keymap);
    }

    #[test]
    fn the_commented_settings_can_be_used_as_they_stand() {
        let text: String = DEFAULTS
            .lines()
            .map(|line| match line.strip_prefix("# ") {
                Some(rest) if rest.contains(" = ") || rest == "[bind]" => format!("{rest}\n"),
                _ => format!("{line}\n"),
            })
            .collect();
        assert_eq!(config(&text).complaints, Vec::<String>::new());
    }

    #[test]
    fn complaints_name_the_line_and_both_commands() {
        for (text, part) in [
            ("theme = 1", "line 1"),
            ("\n\ncolour = 1", "line 3: unknown field `colour`"),
            (
                "[bind]\njump = \"w\"\nfind = \"w\"",
                "line 3: the key w is set for both “jump” and “find”; “jump” keeps it",
            ),
            ("[bind]\nfind = \"w\"\njump = [\"w\", \"F9\"]", "both “find” and “jump”"),
            ("[bind]\njmp = \"w\"", "line 2: there is no command “jmp”"),
            ("[bind]\njump = [\n\"t\",\n\"ctrl-meta-q\"]", "line 2: “ctrl-meta-q” is not a key"),
            ("[bind]\njump = 5", "line 2: keys are written in quotation marks"),
            ("measure = 200", "line 1: measure is 24 to 80"),
            ("keys = \"vim\"", "keys are “default”, “less” or “emacs”"),
            ("theme = \"pink\"", "there is no theme “pink”"),
            ("accent = \"pinkish\"", "“pinkish” is not a colour"),
            ("marks = \"here\"", "marks are kept"),
            ("this is no toml", "line 1"),
        ] {
            let complaints = config(text).complaints;
            assert!(complaints.len() == 1 && complaints[0].contains(part), "{text:?}: {complaints:?}");
        }
    }

    #[test]
    fn what_is_right_counts_although_something_is_wrong() {
        let config = config("measure = 200\nmouse = true\nkeys = \"less\"\n[bind]\njump = \"F2\"");
        assert!(config.settings.mouse && config.settings.measure.is_none());
        assert_eq!(config.keymap.keys(Action::Jump), ["F2".parse().unwrap()]);
        assert_eq!(config.keymap.keys(Action::Bookmark), ["*".parse().unwrap()]);
    }

    #[test]
    fn a_line_that_nothing_knows_is_left_out_and_the_rest_counts() {
        for (wrong, line) in [
            ("bogus = 3", 2),
            ("theme = 1", 2),
            ("this is no toml", 2),
            ("bogus = [\"é\"]", 2),
            ("mouse = \"yes\"\nbogus = 1", 2),
        ] {
            let config = config(&format!("keys = \"less\"\n{wrong}\nmeasure = 50\n[bind]\njump = \"F2\""));
            assert_eq!(config.settings.measure, Some(50), "{wrong}");
            assert_eq!(config.keymap.keys(Action::Jump), ["F2".parse().unwrap()], "{wrong}");
            assert_eq!(config.keymap.keys(Action::Bookmark), ["*".parse().unwrap()], "{wrong}");
            let named = config.complaints.iter().any(|said| said.contains(&format!("line {line}:")));
            assert!(named, "{wrong}: {:?}", config.complaints);
        }
        // The lines of a table that nothing knows are no settings.
        let config = config("mouse = true\n[colours]\nmeasure = 50\n[bind]\njump = \"F2\"");
        assert!(config.settings.mouse && config.settings.measure.is_none());
        assert_eq!(config.keymap.keys(Action::Jump), ["F2".parse().unwrap()]);
        assert_eq!(config.complaints.len(), 1, "{:?}", config.complaints);
    }
}
