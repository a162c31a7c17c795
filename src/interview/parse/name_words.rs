//! Words that look like parts of a name and are none, and parts of a name that do not look like it.

use super::people::{is_capital, is_honorific};

/// "harbour.example", "Saltmarsh.io": a point inside a word, with small letters behind it.
pub fn is_address(word: &str) -> bool {
    let tail = word.rsplit_once('.').map_or("", |(_, tail)| tail);
    tail.chars().count() >= 2 && tail.chars().all(char::is_lowercase)
}

/// "HarbourSource": a capital behind a small letter, as houses and programs have it. Not so "McDahl", "DeBerg".
pub fn is_compound(word: &str) -> bool {
    const PREFIX: usize = 3;
    let mut small = 0;
    word.chars().any(|c| {
        let joined = c.is_uppercase() && small > PREFIX - 1;
        small = if c.is_lowercase() { small + 1 } else { 0 };
        joined
    })
}

/// A surname behind an elided particle: "d’Armont", "dell'Orto".
pub fn is_elided(word: &str) -> bool {
    const PARTICLES: [&str; 5] = ["d", "l", "dell", "dall", "degl"];
    let parts = word.split_once(['\'', '’']);
    parts.is_some_and(|(particle, name)| PARTICLES.contains(&particle) && is_capital(name))
}

/// A word without the ending that an apostrophe parts from it: "Dahl’s", "Dahl'ın". Not so "D'angelo".
pub fn without_case(word: &str) -> &str {
    const SHORTEST: usize = 3;
    let cut = word.rsplit_once(['\'', '’']).filter(|(name, ending)| {
        name.chars().count() >= SHORTEST && !ending.is_empty() && ending.chars().all(char::is_lowercase)
    });
    cut.map_or(word, |(name, _)| name)
}

/// "ECR Asks", "NASA Goddard": letters that stand for a body before a word in small ones. Two are somebody's initials.
pub fn is_headline(name: &str) -> bool {
    const INITIALS: usize = 2;
    let shouted = |word: &str| word.chars().count() > INITIALS && word.chars().all(char::is_uppercase);
    let mut words = name.split_whitespace().filter(|word| !is_honorific(word));
    words.next().is_some_and(shouted) && words.any(|word| word.chars().any(char::is_lowercase) && is_capital(word))
}

/// An article or a preposition that no name begins with: "La Maison", "Die Küste", "Im Hafen".
pub fn begins_with_article(folded: &str) -> bool {
    const WORDS: [&str; 34] = [
        "la", "le", "les", "el", "los", "las", "il", "gli", "die", "den", "dem", "het", "os", "im", "am", "zum", "zur",
        "bei", "von", "aus", "auf", "nach", "au", "aux", "chez", "nel", "nella", "alla", "del", "of", "to", "from",
        "by", "my",
    ];
    WORDS.contains(&folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_names_are_told_from_others() {
        assert!(
            is_address("Saltmarsh.io") && is_address("harbour.example") && !is_address("J.D.") && !is_address("Dahl.")
        );
        assert!(
            is_compound("HarbourSource") && !is_compound("McDahl") && !is_compound("MacDahl") && !is_compound("Berg")
        );
        assert!(is_elided("d’Armont") && is_elided("dell'Orto") && !is_elided("Dahl’s") && !is_elided("d’une"));
        for (word, bare) in [("Dahl’s", "Dahl"), ("Oda'nın", "Oda"), ("D'angelo", "D'angelo"), ("O’Dwyer", "O’Dwyer")]
        {
            assert_eq!(without_case(word), bare);
        }
        assert!(is_headline("ECR Asks") && !is_headline("MARA OLSEN") && !is_headline("JD Olsen"));
        assert!(!is_headline("Mara OLSEN"));
    }
}
