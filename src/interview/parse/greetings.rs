//! How two who talk call each other: "Christian, welcome to the show.", "Thank you for having me, Stephan."
//!
//! Who welcomes speaks to the guest, and who is glad to be here to the host, so the words say which of the two a name is.
//! Only thanks alone need to know who says them. A first name is given as it is; in full where the introduction has it.

use super::behind::behind;
use super::people::{Named, Token, core_words, end_of_any, is_capital, is_common, name_after, tokens};
use crate::interview::words::{Lexicon, class, listed};

/// Most names in one greeting.
const MOST: usize = 3;

/// Who asks and who answers, as the turns at the beginning of a talk tell, else those at its end; `first` and `last` say of
/// each turn whether it asks. Thanks alone tell nothing where an editor may have written them, and it is no `talk`.
pub fn names(first: &[(bool, &str)], last: &[(bool, &str)], lines: &[&str], talk: bool) -> (Vec<Named>, Vec<Named>) {
    let (begin, end) = (Told::of(first, lines), Told::of(last, lines));
    // "Hi, I'm Jonas, and welcome": who says it welcomes.
    let own = |named: &Named| !begin.own.iter().any(|own| same(own, named));
    let first_of = |one: Vec<Named>, other: Vec<Named>| if one.is_empty() { other } else { one };
    let mut asks = first_of(begin.own.clone(), first_of(begin.hosts, end.hosts));
    let mut answers: Vec<Named> = first_of(begin.guests, end.guests).into_iter().filter(own).collect();
    // Thanks alone go to the side that is not known, and where neither is, to the other one than who says them.
    let thanked = begin.thanked.into_iter().chain(end.thanked).filter(|_| talk);
    for (asking, named) in thanked {
        let known = |list: &[Named]| list.iter().any(|other| same(other, &named));
        if known(&asks) || known(&answers) {
            continue;
        }
        match (asks.is_empty(), answers.is_empty(), asking) {
            (true, true, true) | (false, true, _) => answers.push(named),
            (true, _, _) => asks.push(named),
            (false, false, _) => {}
        }
    }
    // Whom both are called by is neither for certain.
    let all = asks.clone();
    asks.retain(|named| !answers.iter().any(|other| same(named, other)));
    answers.retain(|named| !all.iter().any(|other| same(named, other)));
    asks.truncate(MOST);
    answers.truncate(MOST);
    (asks, answers)
}

fn same(one: &Named, other: &Named) -> bool {
    let (one, other) = (core_words(&one.name), core_words(&other.name));
    one.iter().any(|word| other.contains(word))
}

/// What some turns tell.
#[derive(Default)]
struct Told {
    /// Who says who they are.
    own: Vec<Named>,
    /// Who is welcomed.
    guests: Vec<Named>,
    /// Who is thanked for the welcome.
    hosts: Vec<Named>,
    /// Who is thanked, and whether by one who asks.
    thanked: Vec<(bool, Named)>,
}

impl Told {
    fn of(turns: &[(bool, &str)], lines: &[&str]) -> Self {
        const THANKS: usize = 6;
        let mut told = Self::default();
        for &(asking, text) in turns {
            if let Some((named, said)) = signed(text) {
                let all = tokens(said);
                let has = |list: &'static str| (0..all.len()).any(|at| end_of_any(&all, at, list).is_some());
                let hosts = has("welcoming") || (asking && !has("welcomed") && !has("thanking"));
                add(if hosts { &mut told.own } else { &mut told.guests }, vec![named]);
            }
            let all = tokens(text);
            for sentence in clauses(&all) {
                let has = |list: &'static str| (0..sentence.len()).any(|at| end_of_any(sentence, at, list).is_some());
                let own = (0..sentence.len()).filter_map(|at| end_of_any(sentence, at, "self"));
                let own = own.filter(|at| asking && sentence.get(*at).is_some_and(is_name)).min();
                if let Some(at) = own {
                    told.own.extend(name_at(text, sentence, at, lines));
                    continue;
                }
                let called = || called(text, sentence, lines);
                if has("welcoming") {
                    add(&mut told.guests, called());
                } else if has("welcomed") {
                    add(&mut told.hosts, called());
                } else if has("thanking") && sentence.len() <= THANKS {
                    told.thanked.extend(called().into_iter().map(|named| (asking, named)));
                }
            }
        }
        told
    }
}

/// "Ines Varga (IV): Thank you.": who says a turn, where the letters that stand before later ones got lost.
fn signed(text: &str) -> Option<(Named, &str)> {
    let (head, said) = text.split_once("):")?;
    let (name, initials) = head.split_once(" (")?;
    let letters: String = name.split_whitespace().filter_map(|word| word.chars().next()).collect();
    let named = letters == initials && name.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '.'));
    (named && name.split(' ').all(is_capital)).then(|| (Named { name: name.to_owned(), full: None }, said))
}

fn add(list: &mut Vec<Named>, all: Vec<Named>) {
    for named in all {
        match list.iter_mut().find(|known| same(known, &named)) {
            Some(known) if named.name.len() > known.name.len() => *known = named,
            Some(_) => {}
            None => list.push(named),
        }
    }
}

/// The name that begins at a word: in full, or the first name with what the lines have behind it.
fn name_at(text: &str, sentence: &[Token], at: usize, lines: &[&str]) -> Option<Named> {
    let word = sentence.get(at).filter(|token| is_name(token))?.word.trim_matches(|c: char| !c.is_alphanumeric());
    let full = name_after(text, sentence, at).map(|(_, named)| named).or_else(|| behind(word, lines));
    Some(full.unwrap_or_else(|| Named { name: word.to_owned(), full: None }))
}

/// The words of each sentence; "Steve. Welcome back" and "Hey Stephan. Thanks" are one, since a name or two are none.
fn clauses<'a, 'b>(all: &'a [Token<'b>]) -> Vec<&'a [Token<'b>]> {
    const FEW: usize = 2;
    let mut out = Vec::new();
    let mut start = 0;
    for at in 0..all.len() {
        let ends = all[at].word.ends_with(['.', '!', '?', '…', ';']);
        if (ends && at + 1 - start > FEW) || at + 1 == all.len() {
            out.push(&all[start..=at]);
            start = at + 1;
        }
    }
    out
}

/// The names by which a sentence calls somebody: at its beginning before a comma, or at the end of a part of it, and not
/// behind an article or a preposition.
fn called(text: &str, sentence: &[Token], lines: &[&str]) -> Vec<Named> {
    let closes = |token: &Token| token.word.ends_with([',', '.', '!', '?', '…', ';']);
    let mut found = Vec::new();
    let mut at = 0;
    while at < sentence.len() {
        let is_name = |at: usize| sentence.get(at).is_some_and(is_name);
        if !is_name(at) {
            at += 1;
            continue;
        }
        let start = at;
        let mut all: Vec<(usize, usize)> = Vec::new();
        while is_name(at) && all.len() < MOST {
            let from = at;
            while is_name(at) && (at == from || !closes(&sentence[at - 1])) {
                at += 1;
            }
            all.push((from, at));
            let joined =
                sentence.get(at).is_some_and(|token| matches!(&*token.folded, "and" | "y" | "et" | "und" | "e"));
            if !closes(&sentence[at - 1]) && joined && is_name(at + 1) {
                at += 1;
            } else {
                break;
            }
        }
        let last = at == sentence.len() || closes(&sentence[at - 1]);
        let before = start.checked_sub(1).map(|before| &sentence[before]);
        let free = before.is_none_or(|token| closes(token) || !is_before_a_thing(&token.folded));
        let short = all.iter().all(|(from, to)| to - from <= MOST);
        if last && free && short {
            found.extend(all.into_iter().filter_map(|(from, _)| name_at(text, sentence, from, lines)));
        }
    }
    found
}

/// Whether a word may be a part of a name.
fn is_name(token: &Token) -> bool {
    const SHORTEST: usize = 3;
    let bare = token.word.trim_matches(|c: char| !c.is_alphanumeric());
    let lexicon = Lexicon::union();
    bare.chars().count() >= SHORTEST
        && is_capital(bare)
        && bare.chars().skip(1).any(char::is_lowercase)
        && bare.chars().all(|c| c.is_alphabetic() || c == '-')
        && !is_common(&token.folded)
        && !listed("called not", &token.folded)
        && !listed("welcoming", &token.folded)
        && !lexicon.is(&token.folded, class::BACK | class::REACT | class::THANKS | class::TELL | class::AUX)
}

/// "the", "to", "at": what follows is a programme or a place.
fn is_before_a_thing(folded: &str) -> bool {
    listed("before a place", folded) || listed("before a thing", folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(turns: &[(bool, &str)], lines: &[&str]) -> (String, String) {
        let (asks, answers) = names(turns, &[], lines, true);
        let join = |all: Vec<Named>| all.into_iter().map(|named| named.name).collect::<Vec<_>>().join(", ");
        (join(asks), join(answers))
    }

    #[test]
    fn two_who_talk_call_each_other_by_name() {
        for (turns, asks, answers) in [
            (
                &[
                    (true, "Ines, welcome to the show. I like your work."),
                    (false, "Thank you for having me Oskar. I like yours."),
                ][..],
                "Oskar",
                "Ines",
            ),
            (
                &[(true, "Steen. Welcome back to the show."), (false, "Hey Oskar. Thanks for having me back.")],
                "Oskar",
                "Steen",
            ),
            (
                &[(true, "Ines and Ida, welcome."), (false, "Great, Oskar, it is good to be back.")],
                "Oskar",
                "Ines, Ida",
            ),
            (
                &[(true, "Well, thank you very much for joining me today, Ines Varga."), (false, "Thank you, Oskar.")],
                "Oskar",
                "Ines Varga",
            ),
            // Who is taken for the other side says the same words.
            (&[(false, "Ines, welcome to the show.")], "", "Ines"),
            (&[(true, "Herzlich willkommen, Ines."), (false, "Danke für die Einladung, Oskar.")], "Oskar", "Ines"),
            (&[(true, "Bienvenida, Ines."), (false, "Gracias por invitarme, Oskar.")], "Oskar", "Ines"),
            (&[(true, "Bienvenue, Ines."), (false, "Merci pour l’invitation, Oskar.")], "Oskar", "Ines"),
            (
                &[
                    (true, "Welcome to Harbour Radio. What a day!"),
                    (false, "Thank you for having me on the Harbour Show."),
                ],
                "",
                "",
            ),
            (&[(true, "Welcome back, Everyone."), (false, "Yes, thank you, Yes.")], "", ""),
            (
                &[(true, "Hi, I'm Oskar, and welcome to the show."), (true, "Welcome back, Oskar, who is it?")],
                "Oskar",
                "",
            ),
            (
                &[(true, "Ines and Ida, welcome."), (false, "Thanks for having us."), (true, "Thank you, Oskar.")],
                "Oskar",
                "Ines, Ida",
            ),
            (&[(true, "Awesome. Thank you for joining me.")], "", ""),
            (
                &[(true, "Oskar Lund (OL): Welcome back to the office, Ines."), (false, "Ines Varga (IV): Thank you.")],
                "Oskar Lund",
                "Ines Varga",
            ),
            (&[(true, "I met Ines, who said that Oskar sails.")], "", ""),
        ] {
            assert_eq!(told(turns, &[]), (asks.to_owned(), answers.to_owned()), "{turns:?}");
        }
        assert_eq!(told(&[(true, "Ines, welcome.")], &["Ines Varga runs the ferry."]).1, "Ines Varga");
    }
}
