//! Headings of AsciiDoc, wikis and Org in what is read as plain text: `== Why boats?`, `=== Why boats? ===`, `* Why boats?`
//! below lines such as `#+TITLE: Boats`. Of these languages no more is read: their text is text.

use super::raw::{Item, Kind, Raw};

/// Most signs before a heading, and so the deepest level.
const DEEPEST: usize = 6;

/// Reads the headings, where a text has several.
pub fn read(raws: &mut [Raw]) {
    const LEAST: usize = 2;
    let org = raws.iter().any(|raw| entry(&raw.text).is_some());
    let signs = if org { &['*'][..] } else { &['='][..] };
    let heads = |raw: &&Raw| signs.iter().any(|sign| heading(&raw.text, *sign).is_some());
    if raws.iter().filter(heads).take(LEAST).count() < LEAST {
        return;
    }
    let (mut titled, mut open) = (false, false);
    for raw in raws.iter_mut() {
        let found = signs.iter().find_map(|sign| heading(&raw.text, *sign));
        if let Some((level, text)) = found.map(|(level, text)| (level, text.to_owned())) {
            // Org has its title in an entry, and its headings begin one below it.
            raw.heading = (level + usize::from(org)).min(DEEPEST) as u8;
            (raw.text, raw.item) = (text.into(), Item::No);
            open = !titled && !org;
            titled = true;
        } else if let Some((key, value)) = entry(&raw.text).map(|(key, value)| (key.to_owned(), value.to_owned())) {
            if key.eq_ignore_ascii_case("title") && !value.is_empty() {
                (raw.text, raw.heading) = (value.into(), 1);
            } else if !matches!(&key.to_ascii_lowercase()[..], "author" | "date" | "description" | "subtitle") {
                raw.kind = Kind::Comment;
            } else {
                raw.text = format!("{key}: {value}").into();
            }
        } else if open && is_setting(&raw.text) {
            raw.kind = Kind::Comment;
        } else if raw.text.len() > 80 {
            open = false;
        }
    }
}

/// The level and the text of a heading: one kind of sign, a blank, some text, and perhaps the signs again.
fn heading(text: &str, sign: char) -> Option<(usize, &str)> {
    let bare = text.trim_start_matches(sign);
    let level = text.len() - bare.len();
    let inside = bare.strip_prefix(' ')?.trim();
    let again = inside.len() - inside.trim_end_matches(sign).len();
    // Behind the text stand as many, or none: "a = b =" is something else.
    let inside = if again == level { inside.trim_end_matches(sign).trim_end() } else { inside };
    let fits = (1..=DEEPEST).contains(&level) && (again == 0 || again == level);
    (fits && inside.contains(char::is_alphabetic)).then_some((level, inside))
}

/// `#+TITLE: Boats`, in Org.
fn entry(text: &str) -> Option<(&str, &str)> {
    let (key, value) = text.strip_prefix("#+")?.split_once(':')?;
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
    is_key.then(|| (key, value.trim()))
}

/// `:toc: left`, below the title in AsciiDoc.
fn is_setting(text: &str) -> bool {
    let key = text.strip_prefix(':').and_then(|rest| rest.split_once(':')).map_or("", |(key, _)| key);
    !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '!'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(source: &str) -> Vec<String> {
        let mut raws: Vec<Raw> = source.lines().map(|line| Raw { text: line.into(), ..Raw::default() }).collect();
        read(&mut raws);
        raws.iter()
            .map(|raw| format!("{}{} {}", raw.heading, if raw.kind == Kind::Text { "" } else { "-" }, raw.text))
            .collect()
    }

    #[test]
    fn headings_lose_their_signs_and_other_lines_stay() {
        assert_eq!(
            shown("= Boats\nMara Olsen\n:toc: left\n== Why?\nSo.\n== Who?"),
            ["1 Boats", "0 Mara Olsen", "0- :toc: left", "2 Why?", "0 So.", "2 Who?"]
        );
        assert_eq!(shown("== Talk ==\n=== Why? ===\nSo == so."), ["2 Talk", "3 Why?", "0 So == so."]);
        assert_eq!(
            shown("#+TITLE: Boats\n#+OPTIONS: toc:nil\n#+AUTHOR: Mara\n* Why?\nSo.\n* Who?"),
            ["1 Boats", "0- #+OPTIONS: toc:nil", "0 AUTHOR: Mara", "2 Why?", "0 So.", "2 Who?"]
        );
        for stays in ["* one\n* two\n* three", "== alone\ntext", "====\n====", "= 1\n= 2"] {
            assert!(shown(stays).iter().all(|line| line.starts_with("0 ")), "{stays}");
        }
    }
}
