//! The company that words keep: what stands before nouns, and what before verbs.

use super::read::{Gap, Reading, Word};
use crate::search::language::{Kind, Likely};

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

impl Reading<'_> {
    /// Collects, for every word, how it is written and what it stands beside.
    pub fn weigh(&mut self, company: &Company) {
        let (roles, english) = (company.roles(&self.words), self.language.code() == "en");
        for n in 0..self.tokens.len() {
            let token = self.tokens[n];
            let before = (token.before == Gap::Space && n > 0).then(|| self.tokens[n - 1].word as usize);
            let next = self.tokens.get(n + 1).copied();
            let adjective = |word: usize| self.words[word].kind.is_some_and(Kind::adjective);
            let compound = |word: usize| {
                let kind = self.words[word].kind;
                kind.is_some_and(|kind| kind.noun() > 0.8) && !self.words[word].stop
            };
            let (plain, form, plural) = {
                let word = self.word(&token);
                let plain = word.kind.is_none_or(|kind| !kind.verbal() && !kind.adjective());
                let plural = word.text.ends_with('s') && word.kind.is_some_and(|kind| kind.noun() < 0.9);
                (plain && !word.verb_form, word.verb_form, plural)
            };
            // "Les découvrir": before a verb that is no article.
            let verbal = self.words[token.word as usize].likely.is_some_and(|likely| likely.verbal() > 0.7) || form;
            let pronoun = |word: usize| verbal && company.pronoun(&self.words[word].text);
            let noun = before.is_some_and(|word| {
                let role = roles[word];
                (if form { role.article } else { role.noun } && !pronoun(word))
                    || english && (adjective(word) || plain && compound(word))
            });
            let article = before.is_some_and(|word| roles[word].article && !pronoun(word));
            let likely = |word: usize| self.words[word].likely.map_or(0.0, Likely::noun);
            // "La grande maison": what stands between article and noun qualifies the noun.
            let follows = next.filter(|next| next.before == Gap::Space).map(|next| next.word as usize);
            let prenominal = self.words[token.word as usize].likely.is_some()
                && follows
                    .is_some_and(|next| !self.words[next].stop && likely(next) > likely(token.word as usize) + 0.25);
            let behind = before.is_some_and(|word| {
                let spaced = n > 1 && self.tokens[n - 1].before == Gap::Space;
                let introduced = spaced && roles[self.tokens[n - 2].word as usize].article;
                !self.words[word].stop && (likely(word) > 0.7 || introduced && likely(word) > 0.3)
            });
            // "Giving this talk", "the project faces the problem": what an article follows is a verb.
            let governs = english
                && (form || plural && !article)
                && next.is_some_and(|next| {
                    let word = self.word(&next).text.as_str();
                    next.before == Gap::Space
                        && matches!(
                            word,
                            "the" | "a" | "an" | "this" | "these" | "my" | "our" | "your" | "their" | "his"
                        )
                });
            let verb = governs || before.is_some_and(|word| roles[word].verb);
            let last = next.is_none_or(|next| {
                let word = self.word(&next);
                next.before == Gap::Break || word.stop || word.number
            });
            let verb_follows = next.is_some_and(|next| self.word(&next).kind.is_some_and(Kind::verbal));
            let seen = &mut self.words[token.word as usize].seen;
            seen.capital += u32::from(token.capital && !token.head);
            seen.lower += u32::from(!token.capital);
            seen.noun += u32::from(noun && !prenominal);
            seen.article += u32::from(article && !governs && !prenominal);
            seen.behind += u32::from(behind);
            seen.ends += u32::from(noun && (last || verb_follows));
            seen.verb += u32::from(verb);
            seen.last += u32::from(last);
            seen.total += 1;
        }
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
