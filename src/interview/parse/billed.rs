//! Who asks and who answers by the head of a transcript: "Interviewer: Ruth Moe", "Interviewee: Per Lind". What it says of
//! somebody who has a label comes before what that one does in the talk.

use super::bylines;
use super::label::{self, Style};
use super::raw::{Kind, Raw};
use super::speakers::{Speakers, Voice, key};
use crate::interview::words::{Lexicon, class, fold, is_wide, words};

/// How many words such a line begins with.
const MOST: usize = 3;

/// How many words such a line names somebody in.
const LONGEST: usize = 12;

/// Gives the voices that the head of the document says, where it says them of one speaker each. Returns whether it does.
pub fn follow(raws: &[Raw], found: &mut Speakers) -> bool {
    // A line of the head may look like the only turn of somebody.
    let turns = found.turns();
    let first = found.said.iter().position(|said| said.is_some_and(|said| turns[said.who()] > 1)).unwrap_or(0);
    let mut billed: Vec<(usize, Voice)> = Vec::new();
    for raw in raws[..first].iter().filter(|raw| raw.kind == Kind::Text) {
        let Some((voice, names)) = line(raw) else { continue };
        let one = |names: &str| {
            let mut named = (0..found.all.len()).filter(|&who| names_one(names, &found.all[who].labels));
            named.next().filter(|_| named.next().is_none())
        };
        match one(names) {
            Some(who) => billed.push((who, voice)),
            // "Hosts: Ruth, Per and Ida"
            None => billed.extend(bylines::parts(names).filter_map(one).map(|who| (who, voice))),
        }
    }
    // "Participants: Ruth and Per" are all who speak, and so nobody in particular.
    if billed.len() >= 2 && billed.len() >= found.all.len() && billed.iter().all(|(_, voice)| *voice == billed[0].1) {
        billed.clear();
    }
    // What stands in brackets behind one name is plainer than the word before all of them.
    for raw in raws[..first].iter().filter(|raw| raw.kind == Kind::Text) {
        for (who, voice) in in_brackets(&raw.text, found) {
            billed.retain(|(of, _)| *of != who);
            billed.push((who, voice));
        }
    }
    // One who is billed as both is neither.
    let both = |who: usize| {
        billed.iter().any(|(of, voice)| *of == who && *voice == Voice::Asks)
            && billed.iter().any(|(of, voice)| *of == who && *voice == Voice::Answers)
    };
    for &(who, voice) in billed.iter().filter(|(who, _)| !both(*who)) {
        found.all[who].voice = voice;
    }
    // Who is billed alone leaves the other side to the other of two.
    if let ([(who, voice)], 2) = (&billed[..], found.all.len()) {
        let other = 1 - who;
        if found.all[other].voice == *voice {
            found.all[other].voice = if *voice == Voice::Asks { Voice::Answers } else { Voice::Asks };
        }
    }
    !billed.is_empty()
}

/// What stands in brackets behind names on a line of the head: "Present: Ruth Moe (interviewer) and Per Lind (keeper)".
fn in_brackets(text: &str, found: &Speakers) -> Vec<(usize, Voice)> {
    let Some((_, names)) = text.split_once([':', '：']).filter(|(head, _)| head.split_whitespace().count() <= MOST)
    else {
        return Vec::new();
    };
    let billed = bylines::parts(names).filter_map(|part| {
        let (name, says) = part.trim().trim_end_matches('.').strip_suffix(')')?.rsplit_once('(')?;
        let classes = Lexicon::union().classes(&fold(says.trim()));
        let voice = match (classes & class::ASKER != 0, classes & class::ANSWERER != 0) {
            (true, false) => Voice::Asks,
            (false, true) => Voice::Answers,
            _ => return None,
        };
        let mut named = (0..found.all.len()).filter(|&who| names_one(name, &found.all[who].labels));
        named.next().filter(|_| named.next().is_none()).map(|who| (who, voice))
    });
    billed.collect()
}

/// What a line of the head says, and of whom.
fn line(raw: &Raw) -> Option<(Voice, &str)> {
    let text = raw.text.trim_start_matches(['-', '*', '•', ' ']);
    let lead = raw.lead().saturating_sub(raw.text.len() - text.len());
    let hit = label::read(text, lead).filter(|hit| matches!(hit.style, Style::Colon | Style::Bold));
    // "Hosts present: …", "Our guests: …" look like no name.
    let (head, names) = match hit {
        Some(hit) => (&text[hit.name()], &text[hit.body()..]),
        None => text.split_once([':', '：'])?,
    };
    let head = key(head);
    let of = |word: &str| Lexicon::union().classes(word) | Lexicon::union().classes(word.trim_end_matches('s'));
    let mut heads = words(&head).map(|(_, word)| word).filter(|word| word.chars().count() > 1);
    let classes = of(&head) | heads.by_ref().take(MOST).fold(0, |all, word| all | of(word));
    if heads.next().is_some() {
        return None;
    }
    let short = names.split_whitespace().take(LONGEST + 1).count() <= LONGEST;
    match (classes & class::ASKER != 0, classes & class::ANSWERER != 0) {
        (true, false) if short => Some((Voice::Asks, names)),
        (false, true) if short => Some((Voice::Answers, names)),
        _ => None,
    }
}

/// Whether a line names somebody with these labels: by a word of a name, or by its initials.
fn names_one(names: &str, labels: &[String]) -> bool {
    let folded = fold(names);
    let said: Vec<&str> = words(&folded).map(|(_, word)| word).collect();
    let initials: String = said.iter().filter_map(|word| word.chars().next()).collect();
    labels.iter().map(|label| key(label)).filter(|label| label.chars().count() > 1).any(|label| {
        let wide = is_wide(&label) && folded.contains(&label);
        let last = words(&label).last().is_some_and(|(_, word)| said.contains(&word));
        wide || last || initials == label
    })
}
