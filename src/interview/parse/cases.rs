//! Names in languages that put them in cases: "Interview with" asks for another form than a list of people does.

use super::people::{Named, core_words, is_capital, name_after, tokens};
use super::raw::{Raw, floor};
use crate::interview::words::{fold, phrases};

/// A name in the form in which the text has it elsewhere, where what stands in `named` is an oblique case: "Марк Ольшин"
/// of "Марком Ольшиным". The name itself where the text has no other form.
pub fn straight(named: Named, text: &[Raw]) -> Named {
    if obliques(&named.name) == 0 {
        return named;
    }
    let best = forms(&named.name, text).into_iter().min_by_key(|form| (obliques(form), form.chars().count()));
    match best.filter(|form| obliques(form) < obliques(&named.name)) {
        Some(name) => Named { name, full: None },
        None => named,
    }
}

/// How many words of a name end like an oblique case.
fn obliques(name: &str) -> usize {
    let ends = |word: &str| phrases("oblique").iter().any(|ending| word.ends_with(ending));
    core_words(name).iter().filter(|word| ends(word)).count()
}

/// What else in a text may be a form of a name: as many words, that begin alike.
fn forms(name: &str, text: &[Raw]) -> Vec<String> {
    const MOST: usize = 200;
    const LONGEST: usize = 120;
    let Some(first) = name.split_whitespace().next() else { return Vec::new() };
    let stem = stem(first);
    let mut found = Vec::new();
    let places = text.iter().flat_map(|raw| raw.text.match_indices(stem).map(move |(at, _)| (raw, at)));
    for (raw, at) in places.take(MOST) {
        let rest = &raw.text[at..];
        let near = &rest[..floor(rest, LONGEST)];
        let opens = raw.text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        let all = tokens(near);
        let other = all.first().filter(|token| opens && is_capital(token.word)).and_then(|_| name_after(near, &all, 0));
        if let Some((_, other)) = other.filter(|(_, other)| is_form(name, &other.name)) {
            found.push(other.name);
        }
    }
    found
}

/// Whether two names may be forms of one: word by word they begin alike.
fn is_form(one: &str, other: &str) -> bool {
    let (one, other) = (core_words(one), core_words(other));
    let alike = |(a, b): (&String, &String)| {
        let (a, b) = (stem(a), stem(b));
        a.starts_with(b) || b.starts_with(a)
    };
    one.len() == other.len() && one.iter().zip(&other).all(alike)
}

/// A word without the letters that its ending may have.
fn stem(word: &str) -> &str {
    const ENDING: usize = 3;
    const SHORTEST: usize = 3;
    let count = word.chars().count();
    let keep = count.saturating_sub(ENDING).max(SHORTEST.min(count));
    // The longest ending that is known is left out, at most.
    let folded = fold(word);
    let ending = phrases("oblique").iter().filter(|ending| folded.ends_with(**ending)).map(|e| e.chars().count()).max();
    let keep = keep.max(count - ending.unwrap_or(1).min(count - 1)).min(count);
    word.char_indices().nth(keep).map_or(word, |(at, _)| &word[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(name: &str, text: &str) -> String {
        let raws = [Raw { text: text.into(), ..Raw::default() }];
        straight(Named { name: name.to_owned(), full: None }, &raws).name
    }

    #[test]
    fn an_oblique_name_gets_the_form_that_stands_elsewhere() {
        for (name, text, want) in [
            ("Марком Ольшиным", "Сегодня у нас Марк Ольшин, смотритель маяка.", "Марк Ольшин"),
            ("Ниной Осокиной", "Нина Осокина ведёт журнал. С Ниной Осокиной мы знакомы.", "Нина Осокина"),
            ("Haliną Wolską", "Halina Wolska maluje drzwi.", "Halina Wolska"),
            ("Tomášem Veselým", "Tomáš Veselý hlídá maják.", "Tomáš Veselý"),
            ("Марком Ольшиным", "Его зовут Олег Марков.", "Марком Ольшиным"),
            ("Mara Olsen", "Maren Olsen is her sister.", "Mara Olsen"),
        ] {
            assert_eq!(shown(name, text), want);
        }
    }
}
