//! Questions that an answer puts to itself, as a paragraph of their own: "Was I afraid?", "Who would not be?".
//!
//! Of 640 questions of published interviews in English, French and German, two speak of "I" without a word of address,
//! both behind a statement, and none opens with a phrase of those that nobody is to answer.

use super::features::Look;
use crate::interview::words::{Lexicon, begins, class, fold, listed, words};
use crate::text::segment::ends_asking;

/// Most words of such a question.
const LONGEST: usize = 16;

/// Whether a sentence asks of whoever says it, and addresses nobody.
pub fn asks_of_self(sentence: &str, lexicon: &Lexicon) -> bool {
    if !ends_asking(sentence) {
        return false;
    }
    // Most questions address somebody; that is seen without a copy of their words.
    let addresses = |word: &str| word.is_ascii() && lexicon.classes_of_compound(word) & (class::YOU | class::TELL) != 0;
    if words(sentence).any(|(_, word)| addresses(word)) {
        return false;
    }
    let all: Vec<String> = words(sentence).take(LONGEST + 1).map(|(_, word)| fold(word)).collect();
    let barred =
        |word: &String| lexicon.classes_of_compound(word) & (class::YOU | class::TELL) != 0 || listed("own not", word);
    if all.len() > LONGEST || all.iter().any(barred) {
        return false;
    }
    let verb = |word: &String| listed("own verb", word);
    let mut rest = all.iter().skip_while(|word| listed("own link", word));
    let (Some(first), second) = (rest.next(), rest.next()) else { return false };
    // "Was I", "what did I", "suis-je", "tengo", "bereue ich"; what begins with "I" states.
    let asks = lexicon.classes_of_compound(first) & (class::ASK | class::AUX) != 0
        || verb(first)
        || (says_own(first) && first.contains('-'))
        || (!says_own(first) && second.is_some_and(|second| says_own(second)));
    asks && all.iter().any(|word| verb(word) || says_own(word))
}

/// "I", "my", "j’ai", "suis-je".
fn says_own(folded: &str) -> bool {
    let elided = folded.split_once('\'').is_some_and(|(head, tail)| (head == "j" && !tail.is_empty()) || head == "i");
    listed("own", folded) || elided || folded.ends_with("-je") || folded.contains("-je-")
}

/// Takes what answers ask of themselves for no questions, in a text whose questions mostly address the other, and in which
/// such questions are few: in a list of questions that customers ask nearly all are of this form.
pub fn answer_themselves(looks: &mut [Look]) {
    let asks = |look: &&Look| look.ends && look.given.is_none();
    let asked = looks.iter().filter(asks).count();
    let addressed = looks.iter().filter(asks).filter(|look| look.you > 0).count();
    let own = |look: &Look| look.own && look.you == 0 && look.given.is_none();
    let count = looks.iter().filter(|look| own(look)).count();
    if addressed * 5 < asked * 2 || count * 3 > asked {
        return;
    }
    for look in looks.iter_mut().filter(|look| own(look)) {
        (look.ends, look.asks_last, look.aux_last, look.opens) = (false, false, false, false);
        look.marks = look.marks.saturating_sub(1);
    }
}

/// Whether a paragraph is one sentence that opens with a phrase of questions that nobody is to answer.
pub fn is_to_nobody(text: &str) -> bool {
    let opening: String = text.trim_start_matches(|c: char| !c.is_alphanumeric()).chars().take(40).collect();
    begins("nobody asks", &fold(&opening))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_asks_of_self_is_told_from_what_is_put_to_somebody() {
        for (language, sentences) in [
            ("en", &["Was I afraid?", "And what did I do?", "Do I regret it?", "How could my mother have known?"][..]),
            ("de", &["War ich wütend?", "Und was habe ich getan?", "Bereue ich es?", "Hatte meine Mutter Angst?"]),
            (
                "fr",
                &[
                    "Est-ce que je regrette ?",
                    "Avais-je peur ?",
                    "Et qu’est-ce que j’ai fait ?",
                    "Pourquoi je suis restée ?",
                ],
            ),
            ("es", &["¿Tengo miedo?", "¿Y qué hice yo?", "¿Quién era yo?"]),
            ("it", &["Che cosa ho fatto?", "E perché io?", "Che cosa posso farci?", "Era mia la colpa?"]),
        ] {
            for sentence in sentences {
                assert!(asks_of_self(sentence, Lexicon::of(Some(language))), "{language}: {sentence}");
            }
        }
        for (language, sentences) in [
            (
                "en",
                [
                    "Can I ask about the boats?",
                    "Am I right?",
                    "I hear the boats sank?",
                    "Tell me, what did I miss?",
                    "Do you know my mother?",
                    "And now?",
                ],
            ),
            (
                "de",
                [
                    "Darf ich fragen, warum?",
                    "Verstehe ich das richtig?",
                    "Haben Sie mich gesehen?",
                    "Ich höre, es war kalt?",
                    "Und heute?",
                    "Was war das?",
                ],
            ),
            (
                "fr",
                [
                    "Puis-je vous demander pourquoi ?",
                    "Je me trompe ?",
                    "Pouvez-vous me dire pourquoi ?",
                    "Et après ?",
                    "Qui êtes-vous ?",
                    "On me dit quoi ?",
                ],
            ),
            (
                "es",
                [
                    "¿Me cuenta el primer día?",
                    "¿Puedo preguntar por qué?",
                    "¿Me equivoco?",
                    "¿Y ahora?",
                    "¿Quién es usted?",
                    "¿Me podría explicar eso?",
                ],
            ),
            (
                "it",
                [
                    "Mi può raccontare il primo giorno?",
                    "Sbaglio?",
                    "E adesso?",
                    "Chi è lei?",
                    "Posso domandare perché?",
                    "Che cosa è?",
                ],
            ),
        ] {
            for sentence in sentences {
                assert!(!asks_of_self(sentence, Lexicon::of(Some(language))), "{language}: {sentence}");
            }
        }
    }
}
