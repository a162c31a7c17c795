//! Court papers: "BY MR. PELL:" says who puts the questions from there on, whose turns say only "Q"; and the witness has a
//! label for the questions and another for what is said to the court.

use super::label::{self, Style};
use super::raw::{Kind, Raw};
use super::speakers::{Speaker, Speakers, Voice, key};
use crate::interview::words::{Lexicon, class, fold, listed};

/// Gives the questions to those who put them, and what the witness says to the court to the witness.
pub fn find(raws: &[Raw], page: &[bool], found: &mut Speakers) {
    if found.style != Style::Letter {
        return;
    }
    let letter = |found: &Speakers, of: u16, voice: Voice| {
        let only = |speaker: &Speaker| speaker.labels.iter().all(|label| Lexicon::union().is(&key(label), of));
        found.all.iter().position(|speaker| speaker.voice == voice && only(speaker))
    };
    if let Some(witness) = letter(found, class::ANSWERER, Voice::Answers) {
        name_witness(found, witness);
    }
    if let Some(asks) = letter(found, class::ASKER, Voice::Asks) {
        name_examiners(raws, page, found, asks);
    }
}

/// Whose turn it is to ask from this line on: "MR. PELL" of "BY MR. PELL:", and of "BY MR. PELL (continuing):".
pub fn examiner(text: &str) -> Option<&str> {
    const LONGEST: usize = 60;
    let name = text.strip_prefix("BY ")?.strip_suffix(':')?.split(" (").next()?.trim();
    (text.len() <= LONGEST && label::shouts(name)).then_some(name)
}

/// Whether a line heads a part of the examination: "CROSS-EXAMINATION", "REDIRECT EXAMINATION (Cont’d)".
pub fn heads(text: &str) -> bool {
    const WORDS: usize = 4;
    let head = text.split(" (").next().unwrap_or(text);
    label::shouts(head) && head.ends_with("EXAMINATION") && head.split_whitespace().count() <= WORDS
}

fn name_examiners(raws: &[Raw], page: &[bool], found: &mut Speakers, asks: usize) {
    let lines = || {
        let line = |(index, raw): (usize, &Raw)| {
            let free = !page[index] && raw.kind == Kind::Text && found.said[index].is_none();
            examiner(&raw.text).filter(|_| free).map(|name| (index, name.to_owned()))
        };
        raws.iter().enumerate().filter_map(line)
    };
    let begins: Vec<(usize, String)> = lines().collect();
    let Some((first, name)) = begins.first() else { return };
    let letter = found.all[asks].labels.clone();
    // Who has asked before is not known.
    let earlier = found.said[..*first].iter().flatten().any(|said| said.who() == asks);
    let mut known: Vec<(String, usize)> = Vec::new();
    if !earlier {
        found.all[asks].labels.insert(0, name.clone());
        known.push((fold(name), asks));
    }
    let ends = begins.iter().skip(1).map(|(index, _)| *index).chain([raws.len()]);
    for ((start, name), end) in begins.iter().zip(ends) {
        let folded = fold(name);
        let who = known.iter().find(|(other, _)| *other == folded).map_or(found.all.len(), |(_, who)| *who);
        if who == found.all.len() {
            let labels = [name.clone()].into_iter().chain(letter.clone()).collect();
            found.all.push(Speaker { labels, voice: Voice::Asks });
            known.push((folded, who));
        }
        for said in found.said[*start..end].iter_mut().flatten().filter(|said| said.who() == asks) {
            *said = said.by(who);
        }
    }
}

/// What stands under "THE WITNESS" is said by the one who answers.
fn name_witness(found: &mut Speakers, witness: usize) {
    let is = |speaker: &Speaker| speaker.labels.iter().all(|label| listed("witness", &fold(label)));
    let Some(other) = found.all.iter().position(is).filter(|other| *other != witness) else { return };
    let labels = std::mem::take(&mut found.all[other].labels);
    found.all[witness].labels.extend(labels);
    for said in found.said.iter_mut().flatten() {
        if said.who() == other {
            *said = said.by(witness);
        }
        *said = said.by(said.who() - usize::from(said.who() > other));
    }
    found.all.remove(other);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_of_an_examination_are_told() {
        assert_eq!(examiner("BY MR. PELL:"), Some("MR. PELL"));
        assert_eq!(examiner("BY MS. SAND (continuing):"), Some("MS. SAND"));
        for text in ["BY MR. PELL", "By Mr. Pell:", "BY:", "MR. PELL:"] {
            assert_eq!(examiner(text), None, "{text}");
        }
        assert!(heads("CROSS-EXAMINATION") && heads("REDIRECT EXAMINATION (Cont’d)") && heads("DIRECT EXAMINATION"));
        assert!(!heads("Examination") && !heads("THE EXAMINATION IS ABOUT THE BARGE"));
    }
}
