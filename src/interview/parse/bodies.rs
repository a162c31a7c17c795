//! Names of magazines, stations and institutions, which are written like names of people: "Salt Review", "Radio Norte".

use super::people::is_honorific;
use crate::interview::words::{fold, listed, phrases};

/// Whether what is written like a person's name is the name of a paper, a station or an institution.
pub fn is(name: &str) -> bool {
    // "Professor Mary Press" is somebody.
    if name.split_whitespace().next().is_none_or(is_honorific) {
        return false;
    }
    name.split_whitespace().enumerate().any(|(at, word)| {
        let folded = fold(word.trim_matches(|c: char| !c.is_alphanumeric() && c != '.'));
        let ends = |end: &&str| folded.ends_with(*end);
        // One word alone is no name of anything.
        let alone = at == 0 && name.split_whitespace().nth(1).is_none();
        !alone && (listed("body", &folded) || phrases("body end").iter().any(ends))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn papers_and_institutions_are_told_from_people() {
        for name in [
            "Salt Review",
            "Boston Globe",
            "Radio Norte",
            "Kressauer Zeitung",
            "Süddeutscher Beobachter Verlag",
            "Harbour Museum",
            "Université de Rivelle",
            "La Gazzetta del Porto",
            "Kressauer Abendblatt",
            "Вестник Порта",
        ] {
            assert!(is(name), "{name}");
        }
        for name in [
            "Oona Berg",
            "Prof. Ida Press",
            "Jens van der Dahl",
            "Radio",
            "Мара Ольсен",
            "Jules Verne",
            "Ida Rosenblatt",
        ] {
            assert!(!is(name), "{name}");
        }
    }
}
