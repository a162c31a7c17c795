//! What the ending of a word says: gerunds, infinitives, comparatives.

use crate::search::language::Language;

/// Whether a word is the gerund of a verb that the lists have.
pub(super) fn gerund(language: &Language, text: &str) -> bool {
    let Some(root) = text.strip_suffix("ing").filter(|root| root.len() > 1) else { return false };
    let verb = |root: &str| language.kind(root).is_some_and(|kind| kind.noun() < 0.7);
    let double = root.as_bytes().ends_with(&root.as_bytes()[root.len() - 1..].repeat(2));
    // The most frequent verbs are in the list of function words: "giving", "keeping".
    let frequent = |root: &str| root.len() > 3 && language.stop(root);
    verb(root)
        || verb(&format!("{root}e"))
        || frequent(root)
        || frequent(&format!("{root}e"))
        || double && verb(&root[..root.len() - 1])
}

/// Whether a word looks like an infinitive of a Romance language.
pub(super) fn infinitive(code: &str, text: &str) -> bool {
    let endings: &[&str] = match code {
        "fr" => &["er", "ir", "endre", "ondre", "andre", "aitre", "ettre", "ivre", "oire", "uire", "indre", "aire"],
        "es" | "pt" => &["ar", "er", "ir", "arse", "erse", "irse", "arlo", "erlo", "irlo", "arla", "erla", "irla"],
        "it" => &["are", "ere", "ire", "arsi", "ersi", "irsi", "arlo", "erlo", "irlo"],
        _ => &[],
    };
    text.len() > 4 && endings.iter().any(|ending| text.ends_with(ending))
}

/// Whether an English word is a comparative or superlative: "lighter", "biggest".
pub(super) fn compared(language: &Language, text: &str) -> bool {
    if language.code() != "en" {
        return false;
    }
    if language.kind(text).is_some_and(|kind| !kind.adjective()) {
        return false;
    }
    let adjective = |root: &str| language.kind(root).is_some_and(|kind| kind.noun() < 0.3 && !kind.verbal());
    ["est", "er"].iter().filter_map(|ending| text.strip_suffix(ending)).filter(|root| root.len() > 2).any(|root| {
        let double = root.as_bytes().ends_with(&root.as_bytes()[root.len() - 1..].repeat(2));
        let y = root.strip_suffix('i').map(|root| format!("{root}y"));
        adjective(root)
            || adjective(&format!("{root}e"))
            || double && root.is_ascii() && adjective(&root[..root.len() - 1])
            || y.is_some_and(|root| adjective(&root))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_tell_forms() {
        let english = Language::of(Some("en"));
        for (word, is) in [("giving", true), ("sitting", true), ("herring", false), ("string", false)] {
            assert_eq!(gerund(&english, word), is, "{word}");
        }
        for (word, is) in
            [("biggest", true), ("cheaper", true), ("happiest", true), ("printer", false), ("forest", false)]
        {
            assert_eq!(compared(&english, word), is, "{word}");
        }
        assert!(infinitive("fr", "comprendre") && infinitive("es", "ejecutar") && !infinitive("fr", "orchestre"));
        assert!(!infinitive("en", "driver"));
    }
}
