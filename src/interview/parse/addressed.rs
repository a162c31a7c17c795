//! Second hosts: whoever says little, and calls by name the one who answers, sits beside the host.

use super::cast::is_generic;
use super::raw::Raw;
use super::speakers::{Speakers, Voice, key};
use crate::interview::words::{fold, words};

/// Puts those who call the guest by name, in most of their few turns, on the side that asks.
pub fn side_with_host(raws: &[Raw], speakers: &mut Speakers) {
    const FEWEST: usize = 2;
    const RARER: usize = 2;
    if speakers.all.len() < 3 {
        return;
    }
    let turns = speakers.turns();
    let answers = |who: &usize| speakers.all[*who].voice == Voice::Answers;
    let Some(guest) = (0..turns.len()).filter(answers).max_by_key(|&who| turns[who]) else { return };
    let labels = speakers.all[guest].labels.iter().filter(|label| !is_generic(label));
    let names: Vec<String> =
        labels.flat_map(|label| label.split_whitespace()).map(key).filter(|word| is_long(word)).collect();
    let mut calls = vec![0_usize; turns.len()];
    for (raw, said) in raws.iter().zip(&speakers.said) {
        if let Some(said) = said
            && calls_by_name(&raw.text[said.body()..], &names)
        {
            calls[said.who()] += 1;
        }
    }
    let beside = |who: &usize| {
        speakers.all[*who].voice != Voice::Asks
            && *who != guest
            && turns[*who] * RARER <= turns[guest]
            && calls[*who] >= FEWEST
            && calls[*who] * 2 >= turns[*who]
    };
    let found: Vec<usize> = (0..turns.len()).filter(beside).collect();
    for who in found {
        speakers.all[who].voice = Voice::Asks;
    }
}

fn is_long(word: &str) -> bool {
    const SHORTEST: usize = 3;
    word.chars().count() >= SHORTEST
}

/// Whether a turn begins by calling somebody: "Dr. Dahl, who …", "Hello Jens."
fn calls_by_name(text: &str, names: &[String]) -> bool {
    const FIRST: usize = 4;
    let folded = fold(text);
    words(&folded).take(FIRST).any(|(at, word)| {
        let called = names.iter().any(|name| name == word);
        called && folded[at + word.len()..].trim_start().starts_with([',', '.', '!', '?', ':', '-', '–'])
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Format, parse};
    use crate::interview::PersonRole;
    use crate::text::CleanText;

    #[test]
    fn who_calls_the_guest_by_name_sits_beside_the_host() {
        let mut text = String::from(
            "# The ferry\n\n**Mara Olsen:** Welcome to the programme, Dr. Dahl.\n\n**Ida Berg:** Hello, Dr. Dahl.\n\n",
        );
        for (asked, said) in [
            ("When did the ferry stop?", "In the winter of the long ice, and nobody missed it for a week or so."),
            ("Who missed it first?", "The priest, who had sermons on both banks and only one horse between them."),
            ("And what did he do?", "He swam, at first, and later he preached louder, so that both banks heard him."),
            (
                "Is there a bridge today?",
                "There is half of one. The other half is in a drawer of the ministry, I am told.",
            ),
        ] {
            text.push_str(&format!("**Mara Olsen:** {asked}\n\n**Jens Dahl:** {said}\n\n"));
        }
        text.push_str("**Ida Berg:** Dr. Dahl, the half in the drawer interests me. I take it that you have seen the drawing of it.\n\n**Jens Dahl:** I drew it.\n");
        let read = parse(&CleanText::new(&text), Format::Markdown, None);
        let asks = read.people.iter().filter(|person| person.role == PersonRole::Interviewer);
        assert_eq!(
            asks.map(|person| person.name.as_str()).collect::<Vec<_>>(),
            ["Mara Olsen", "Ida Berg"],
            "{:?}",
            read.why
        );
        // The greeting is introduction.
        assert_eq!(read.exchanges.len(), 5);
    }
}
