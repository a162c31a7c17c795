//! Hearings: the head of the printed record lists the members, who ask, in capitals, and the witnesses, who answer, by their
//! surnames. How somebody speaks tells less: a witness who asks back twice and says no more would ask.

use super::people::{Named, core_words, is_honorific, tokens};
use super::raw::{Kind, Raw};
use super::speakers::{Speakers, Voice};
use crate::interview::words::{fold, listed};

/// The lists at the head of a record.
#[derive(Debug, Default)]
pub struct Lists {
    /// Who answers, in full.
    pub witnesses: Vec<Named>,
    /// Words in capitals above the list of witnesses, folded: the names of the members are among them.
    capitals: Vec<String>,
}

/// Reads the lists; nothing where a text has no list of witnesses near its head.
pub fn lists(raws: &[Raw]) -> Lists {
    const HEAD: usize = 200;
    const BELOW: usize = 12;
    let head = &raws[..raws.len().min(HEAD)];
    const LONGEST: usize = 40;
    let heads =
        |raw: &Raw| raw.text.len() <= LONGEST && listed("witnesses", &fold(raw.text.trim().trim_end_matches(':')));
    let Some(at) = head.iter().position(heads) else { return Lists::default() };
    let mut lists = Lists::default();
    for raw in head[at + 1..].iter().take(BELOW).take_while(|raw| raw.kind == Kind::Text) {
        let found = entries(&raw.text);
        if found.is_empty() && !lists.witnesses.is_empty() {
            break;
        }
        lists.witnesses.extend(found);
    }
    let shouted =
        |word: &&str| word.chars().filter(|c| c.is_uppercase()).nth(2).is_some() && word.to_uppercase() == **word;
    let bare = |word: &str| fold(word.trim_matches(|c: char| !c.is_alphanumeric()));
    let words = head[..at].iter().flat_map(|raw| raw.text.split_whitespace());
    lists.capitals = words.filter(|word| shouted(word) || word.starts_with("Mc")).map(bare).collect();
    lists
}

/// The people of a list with page numbers: "Hahn, Robert W., Director, Harbour Institute....... 5 Murphy, Hon. Ada, …".
fn entries(text: &str) -> Vec<Named> {
    const GIVEN: usize = 3;
    let all = tokens(text);
    let name = |word: &str| word.starts_with(char::is_uppercase) && word.chars().any(char::is_lowercase);
    let mut found = Vec::new();
    for at in 0..all.len() {
        let begins = at == 0 || all[at - 1].word.trim_start_matches('.').chars().all(|c| c.is_ascii_digit());
        let Some(surname) = all[at].word.strip_suffix(',').filter(|word| begins && name(word)) else { continue };
        let given = all[at + 1..].iter().take(GIVEN + 1).position(|token| token.word.ends_with(','));
        let Some(given) = given.map(|last| &all[at + 1..at + 2 + last]) else { continue };
        let words: Vec<&str> = given.iter().map(|token| token.word.trim_end_matches(',')).collect();
        let words: Vec<&str> =
            words.into_iter().filter(|word| !is_honorific(word) || word.chars().count() == 2).collect();
        if !words.is_empty() && words.iter().all(|word| word.starts_with(char::is_uppercase)) {
            found.push(Named { name: format!("{} {surname}", words.join(" ")), full: None });
        }
    }
    found
}

/// Lets witnesses answer and members ask, where the record lists both and both speak.
pub fn classify(raws: &[Raw], found: &mut Speakers) {
    let lists = lists(raws);
    let surname = |label: &String| core_words(label).pop();
    let witnesses: Vec<String> = lists.witnesses.iter().filter_map(|named| core_words(&named.name).pop()).collect();
    let is = |list: &[String], labels: &[String]| labels.iter().filter_map(surname).any(|name| list.contains(&name));
    let speaks = |list: &[String]| found.all.iter().any(|speaker| is(list, &speaker.labels));
    if witnesses.is_empty() || !speaks(&witnesses) || !speaks(&lists.capitals) {
        return;
    }
    for speaker in &mut found.all {
        let presides = speaker.labels.iter().flat_map(|label| core_words(label)).any(|word| listed("rank", &word));
        let asks = !is(&witnesses, &speaker.labels) && (presides || is(&lists.capitals, &speaker.labels));
        speaker.voice = if asks { Voice::Asks } else { Voice::Answers };
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Format, parse};
    use super::*;
    use crate::interview::PersonRole;
    use crate::text::CleanText;

    #[test]
    fn who_is_listed_as_a_witness_answers() {
        let names = entries(
            "Page Hearing held on May 3, 2000....... 1 Dahl, Jens W., Keeper, Harbour Institute of Bells....... 5 Berg, Hon. Ida, former Mayor....... 9",
        );
        assert_eq!(names.iter().map(|named| &*named.name).collect::<Vec<_>>(), ["Jens W. Dahl", "Ida Berg"]);
        assert!(entries("Olsen, who asks much, and Roth").is_empty());
        let text = "THE BELLS OF KRESSAU\n\nADA MOE, North Quay, Chairwoman\nOLE ROTH, Saltmarsh\n\nWITNESSES\n\nDahl, Jens W., Keeper, Harbour Institute....... 5\nBerg, Ida, Founder....... 9\n\n\
            Chairwoman Moe. Good morning. We meet to speak of the bells, and of who rings them at night.\n\n\
            Chairwoman Moe. Mr. Dahl, why were the bells sold?\n\nMr. Dahl. They were not sold, they were lent to the town across the bay.\n\n\
            Mr. Roth. And who signed for them?\n\nMr. Dahl. The mayor did.\n\nMr. Roth. Ms. Berg, is that so?\n\n\
            Ms. Berg. The small bell?\n\nMr. Roth. Both of them.\n\nMs. Berg. Which year do you mean?\n\nMr. Roth. The last one.\n\n\
            Ms. Berg. Is that on the record?\n\nChairwoman Moe. It is.\n\nMr. Smee. I rang it myself?\n\nChairwoman Moe. Thank you all.\n";
        let read = parse(&CleanText::new(text), Format::Text, None);
        let answers = |person: &&crate::interview::Person| person.role == PersonRole::Interviewee;
        let names: Vec<&str> = read.people.iter().filter(answers).map(|person| person.name.as_str()).collect();
        assert_eq!(names, ["Jens W. Dahl", "Ida Berg", "Mr. Smee"]);
    }
}
