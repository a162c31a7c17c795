//! Labels of third voices: a judge, the audience, an interpreter, somebody unknown; and of what is no voice at all, a
//! break or music.
//!
//! Looks at the words of one label. Whether its owner does stay beside the talk is told by behaviour ([`super::habits`]):
//! a judge may well be the guest.

use crate::interview::words::{fold, is_wide, listed};

/// Most words of such a label: "Presiding judge of the second chamber".
const MOST: usize = 6;

/// The words of a label, folded, without numbers and without what is left of an article ("l’interprète").
fn parts(label: &str) -> Vec<String> {
    let bare = |word: &str| {
        let word = word.strip_prefix("l'").or_else(|| word.strip_prefix("d'")).unwrap_or(word);
        word.trim_matches(|c: char| !c.is_alphanumeric() || c.is_ascii_digit()).to_owned()
    };
    fold(label).split_whitespace().map(bare).filter(|word| !word.is_empty()).take(MOST + 1).collect()
}

/// Whether a word is of `list`, or a run of a script without spaces is made of words of `list` and `around`, with at
/// least one of `list`.
fn made_of(word: &str, list: &'static str, around: &'static str) -> bool {
    if listed(list, word) {
        return true;
    }
    const LONGEST: usize = 10;
    is_wide(word)
        && word.chars().count() <= LONGEST
        && word.char_indices().skip(1).any(|(at, _)| {
            let (head, tail) = word.split_at(at);
            let only = |part: &str| listed(around, part);
            (listed(list, head) && (only(tail) || made_of(tail, list, around)))
                || (only(head) && made_of(tail, list, around))
        })
}

fn all_of(label: &str, list: &'static str, around: &'static str) -> bool {
    let parts = parts(label);
    parts.len() <= MOST
        && parts.iter().any(|part| made_of(part, list, around))
        && parts.iter().all(|part| listed(around, part) || made_of(part, list, around))
}

/// Whether a label names a third voice: "THE COURT", "Voice from the audience", "Unknown Speaker", "Judge Harlan".
pub fn is_voice(label: &str) -> bool {
    !label.ends_with('.') && (all_of(label, "third", "around") || is_bench(label))
}

/// "Judge Harlan": a title of the bench before a name.
fn is_bench(label: &str) -> bool {
    let mut words = label.split_whitespace();
    words.next().is_some_and(|title| listed("bench", &fold(title)))
        && words.clone().count() <= 2
        && words.all(|word| word.starts_with(char::is_uppercase))
}

/// Whether a label names nobody: "UNKNOWN", "Unidentified male".
pub fn is_nobody(label: &str) -> bool {
    all_of(label, "third", "around") && parts(label).iter().any(|part| made_of(part, "nobody", "around"))
}

/// Whether a label names somebody who says again in another language what is said: "Interpreter", "Anna Keller
/// (interpreter)".
pub fn is_interpreter(label: &str) -> bool {
    let inside = label.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    let interprets = |label: &str| {
        all_of(label, "third", "around") && parts(label).iter().any(|part| made_of(part, "interpreter", "around"))
    };
    interprets(label) || inside.is_some_and(|(_, what)| interprets(what))
}

/// Whether a label names a listener.
pub fn is_audience(label: &str) -> bool {
    parts(label).iter().any(|part| made_of(part, "audience", "around"))
}

/// Whether a label names what happened, which no one says: "Break", "Coffee break", "Music".
pub fn is_event(label: &str) -> bool {
    const LONGEST: usize = 64;
    label.len() <= LONGEST && all_of(label, "event", "around event")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn third_voices_have_names_in_nine_languages() {
        for label in [
            "THE COURT",
            "Judge",
            "JUDGE HARLAN",
            "Audience member 2",
            "Voice from the audience",
            "Man in audience",
            "Unknown Speaker",
            "UNIDENTIFIED MALE",
            "Court reporter",
            "Stimme aus dem Publikum",
            "Die Vorsitzende",
            "L’interprète",
            "Voix dans la salle",
            "Homme non identifié",
            "Voz del público",
            "Hombre sin identificar",
            "Domanda dal pubblico",
            "Голос из зала",
            "Неустановленное лицо",
            "现场观众",
            "观众提问",
            "会場から",
            "話者不明",
            "청중 질문",
            "신원 미상",
        ] {
            assert!(is_voice(label), "{label}");
        }
        for label in [
            "Speaker 1",
            "Mara Olsen",
            "Reporter",
            "Woman",
            "Questions from the audience",
            "Unknown.",
            "The man",
            "Fragen",
            "La question",
            "Judge not lest ye",
            "主持人",
            "",
            "12",
        ] {
            assert!(!is_voice(label), "{label}");
        }
        assert!(is_nobody("UNKNOWN") && is_nobody("Unbekannte Sprecherin") && !is_nobody("Judge"));
        for label in ["THE INTERPRETER", "Anna Keller (interpreter)", "Dolmetscherin", "L’interprète", "通訳"] {
            assert!(is_interpreter(label), "{label}");
        }
        assert!(!is_interpreter("Anna Keller") && !is_interpreter("Judge") && !is_interpreter("Anna (host)"));
        assert!(is_audience("Question du public") && is_audience("현장 관객") && !is_audience("Unknown Speaker"));
    }

    #[test]
    fn events_are_nobody() {
        for label in ["Break", "Coffee break", "Pause", "Music", "Перерыв", "中场休息", "쉬는 시간 휴식"]
        {
            assert!(is_event(label), "{label}");
        }
        for label in ["Coffee", "Mara", "End", "Tea with Mara", ""] {
            assert!(!is_event(label), "{label}");
        }
    }
}
