//! Lines that name people and little else: lists of names, and what a byline says besides.

use super::people::{Named, Token, name_after, tokens};
use crate::interview::words::listed;

/// Who is named in a byline together with the one whose name ends at a token: "Mara Olsen, editor, and Ida Berg".
pub fn together(line: &str, all: &[Token], end: usize) -> Option<Named> {
    const NEAR: usize = 10;
    let sentence = |token: &&Token| !token.word.ends_with(['.', '!', '?']);
    let near = all.get(end..)?.iter().take(NEAR).take_while(sentence).count();
    // What stands between the two is what the first one does.
    let told = end > 0 && all[end - 1].word.ends_with([',', ')']);
    let and = (end..end + near).take(if told { NEAR } else { 1 }).find(|at| listed("and", all[*at].word))?;
    name_after(line, all, and + 1).map(|(_, named)| named)
}

/// Whether a text is nothing but names: "Mara Olsen and Jens Dahl".
pub fn are_names(text: &str) -> bool {
    let mut all = parts(text).peekable();
    all.peek().is_some() && all.all(|part| name_after(part, &tokens(part), 0).is_some())
}

/// A list of names, parted: by commas, semicolons, "and".
pub fn parts(list: &str) -> impl Iterator<Item = &str> {
    const ANDS: [&str; 12] =
        [" and ", " und ", " et ", " y ", " e ", " i ", " и ", " with ", " og ", " och ", " en ", " ve "];
    list.split([',', ';', '&', '、'])
        .flat_map(|part| {
            let cut = ANDS.iter().filter_map(|and| part.find(and).map(|at| (at, and.len()))).min();
            let (one, two) = cut.map_or((part, ""), |(at, len)| (&part[..at], &part[at + len..]));
            [one, two]
        })
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

/// What a byline says of a person: "Mara Olsen, Harbour Reporter" gives "Harbour Reporter". Also where a page glued the
/// two together.
pub fn about<'a>(named: &Named, line: &'a str) -> Option<&'a str> {
    const LONGEST_LINE: usize = 14;
    const LONGEST: usize = 7;
    if line.split_whitespace().take(LONGEST_LINE + 1).count() > LONGEST_LINE {
        return None;
    }
    let rest = line.strip_prefix(named.name.as_str())?;
    let rest = match rest.trim_start().strip_prefix(['\'', '’', '‘']) {
        Some(year) if year.bytes().take_while(u8::is_ascii_digit).count() == 2 => &year[2..],
        _ => rest,
    };
    let bare = rest.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, ',' | '–' | '—' | '-' | '|' | ':' | '(' | ')' | '•' | '·')
    });
    let count = bare.split_whitespace().count();
    let fits =
        (1..=LONGEST).contains(&count) && !bare.ends_with(['.', '?', '!']) && bare.starts_with(char::is_uppercase);
    fits.then_some(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_say_what_somebody_does() {
        let mara = Named { name: "Mara Olsen".into(), full: None };
        assert_eq!(about(&mara, "Mara Olsen '09Harbour Reporter"), Some("Harbour Reporter"));
        assert_eq!(about(&mara, "Mara Olsen, Editor"), Some("Editor"));
        assert_eq!(about(&mara, "Mara Olsen"), None);
    }
}
