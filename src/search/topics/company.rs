//! The company that words keep: what stands before nouns, and what before verbs.

use super::read::Word;

/// What a word says of the word after it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Says {
    pub noun: bool,
    /// An article or another word that only a noun follows, not a preposition.
    pub article: bool,
    pub verb: bool,
}

/// The lists of one language.
pub(super) struct Company {
    nouns: &'static [&'static str],
    /// Those of `nouns` that a gerund or an infinitive may follow.
    prepositions: &'static [&'static str],
    verbs: &'static [&'static str],
    /// Those of `nouns` that are pronouns before a verb.
    pronouns: &'static [&'static str],
}

impl Company {
    /// Those of a language by its code; empty for one that has none.
    pub fn of(code: &str) -> Self {
        let (nouns, verbs) = lists(code);
        let pronouns: &[&str] = match code {
            "fr" => &["le", "la", "les", "l", "leur"],
            "es" => &["la", "los", "las"],
            "it" => &["lo", "la", "le", "gli", "i", "l"],
            "pt" => &["o", "a", "os", "as"],
            _ => &[],
        };
        Self { nouns, prepositions: prepositions(code), verbs, pronouns }
    }

    /// Whether a noun may be expected after this folded word.
    pub fn noun(&self, word: &str) -> bool {
        self.nouns.contains(&word)
    }

    /// Whether this folded word is one that only a noun follows.
    pub fn article(&self, word: &str) -> bool {
        self.noun(word) && !self.prepositions.contains(&word)
    }

    /// Whether this folded word is a pronoun where a verb follows.
    pub fn pronoun(&self, word: &str) -> bool {
        self.pronouns.contains(&word)
    }

    /// What each word says of the one after it.
    pub fn roles(&self, words: &[Word]) -> Vec<Says> {
        let says = |word: &Word| Says {
            noun: self.noun(&word.text),
            article: self.article(&word.text),
            verb: self.verbs.contains(&word.text.as_str()),
        };
        words.iter().map(says).collect()
    }
}

fn prepositions(code: &str) -> &'static [&'static str] {
    match code {
        "en" => &[
            "of", "in", "on", "for", "with", "from", "by", "at", "about", "between", "into", "against", "under",
            "without", "as", "than", "through", "during", "over", "like", "via", "per", "and", "more", "less", "most",
            "all", "such",
        ],
        "fr" => &["d", "de", "en", "par", "sans", "sur", "dans"],
        "es" => &["de", "en", "con", "sin", "por", "al"],
        "it" => &["di", "in", "con", "senza", "da", "d"],
        "pt" => &["de", "em", "com", "sem", "por", "a", "ao"],
        _ => &[],
    }
}

fn lists(code: &str) -> (&'static [&'static str], &'static [&'static str]) {
    match code {
        "en" => (
            &[
                "the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my", "your",
                "of", "in", "on", "for", "with", "from", "by", "at", "about", "between", "into", "no", "some", "any",
                "each", "every", "many", "such", "against", "under", "without", "more", "less", "most", "as", "than",
                "through", "during", "all", "both", "few", "several", "over", "like", "via", "per", "and",
            ],
            &[
                "to", "will", "would", "can", "could", "may", "might", "must", "shall", "should", "not", "i", "you",
                "he", "she", "we", "they", "it", "who", "which", "dont", "didnt", "cannot", "cant", "wont", "lets",
                "youre", "theyre", "were", "im", "doesnt", "wouldnt", "couldnt", "shouldnt", "youd", "wed", "theyd",
                "just", "really", "actually", "never", "always", "do", "did", "does",
            ],
        ),
        "fr" => (
            &[
                "le",
                "la",
                "les",
                "un",
                "une",
                "des",
                "du",
                "ce",
                "cette",
                "ces",
                "mon",
                "ma",
                "mes",
                "son",
                "sa",
                "ses",
                "leur",
                "leurs",
                "notre",
                "nos",
                "au",
                "aux",
                "aucun",
                "aucune",
                "votre",
                "vos",
                "l",
                "d",
                "de",
                "en",
                "par",
                "sans",
                "chaque",
                "quelques",
                "plusieurs",
                "certains",
                "certaines",
                "cet",
                "ta",
                "ton",
                "tes",
                "sur",
                "dans",
                "deux",
                "trois",
            ],
            &[
                "je", "tu", "il", "elle", "on", "nous", "vous", "ils", "elles", "ne", "pas", "se", "qui", "y", "ai",
                "j", "s", "n", "m", "t", "me", "te",
            ],
        ),
        "es" => (
            &[
                "el", "la", "los", "las", "un", "una", "unos", "unas", "del", "este", "esta", "estos", "estas", "ese",
                "esa", "su", "sus", "mi", "mis", "nuestro", "nuestra", "al", "nuestros", "nuestras", "de", "en", "con",
                "sin", "por", "cada", "tu", "tus", "muchos", "muchas", "esos", "esas",
            ],
            &["yo", "se", "no", "que", "nos", "me", "te", "le", "les", "lo", "a", "he", "ha", "han", "hemos"],
        ),
        "it" => (
            &[
                "il", "lo", "la", "i", "gli", "le", "un", "uno", "una", "del", "della", "dei", "delle", "dello", "al",
                "alla", "nel", "nella", "sul", "sulla", "questo", "questa", "quel", "quella", "suo", "sua", "mio", "l",
                "dell", "all", "nell", "sull", "dall", "mia", "nostro", "nostra", "di", "in", "con", "senza", "da",
                "degli", "nei", "nelle", "ogni", "un", "d", "dal", "dalla", "ai", "alle",
            ],
            &["io", "si", "non", "che", "ci", "mi", "ti", "vi", "ho", "ha", "abbiamo", "hanno"],
        ),
        "pt" => (
            &[
                "o", "a", "os", "as", "um", "uma", "do", "da", "dos", "das", "no", "na", "nos", "nas", "ao", "aos",
                "este", "esta", "esse", "essa", "meu", "minha", "seu", "sua", "de", "em", "com", "sem", "por", "cada",
                "nosso", "nossa", "pelo", "pela", "num", "numa",
            ],
            &["eu", "se", "que", "me", "te", "lhe", "voce", "ele", "ela", "eles", "nao"],
        ),
        _ => (&[], &[]),
    }
}
