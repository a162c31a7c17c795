//! Layer 1: finding.
//!
//! Two ways lead to a place. *Find* ([`find`]) lists every occurrence of some letters, exactly and completely. *Jump*
//! ([`index`], [`rank`]) guesses from a few letters which topic, question, answer or note is meant. [`topics`] finds what
//! the interview is about, for the jump palette.
//!
//! Everything here is a pure function of the text and is made when a reader first asks for it, never at load: folding,
//! topics and index of one interview take a few milliseconds together.

mod answer;
pub mod concordance;
pub mod distance;
pub mod find;
pub mod fold;
pub mod fuzzy;
pub mod index;
pub mod language;
mod numbers;
pub mod pattern;
mod postings;
mod query;
pub mod rank;
#[cfg(test)]
pub(crate) mod sample;
mod score;
pub mod spread;
pub mod topics;
mod vocabulary;
pub mod words;

use crate::interview::{Anchor, Interview, ParaId, Role};
use crate::text::CleanText;
use index::{Item, ItemKind};
use topics::Topic;

/// Everything the jump palette offers: topics, then headings, questions and paragraphs as they come in the document, then
/// what the reader made, given as (where, text, whether it is a note rather than a bookmark). What was set aside is left
/// out. Give the result to [`index::Index::new`] with the interview's language.
pub fn jump_items(interview: &Interview, topics: &[Topic], notes_and_marks: &[(Anchor, String, bool)]) -> Vec<Item> {
    let mut exchange_of = vec![None; interview.paragraphs.len()];
    let mut asks_on = vec![false; interview.paragraphs.len()];
    for (n, exchange) in (0_u32..).zip(&interview.exchanges) {
        for id in exchange.section.iter().chain(&exchange.question).chain(&exchange.answer) {
            exchange_of[id.0 as usize] = Some(n);
        }
        for id in exchange.question.iter().skip(1) {
            asks_on[id.0 as usize] = true;
        }
    }
    let mut items: Vec<Item> = topics.iter().filter_map(topic_item).collect();
    for id in interview.ids() {
        let exchange = exchange_of[id.0 as usize];
        let (kind, text) = match (interview.para(id).role, exchange) {
            (Role::Title | Role::Aside | Role::Page, _) => continue,
            (Role::Question, Some(n)) if !asks_on[id.0 as usize] => (ItemKind::Question, question(interview, n)),
            (Role::Question, Some(_)) => continue,
            (Role::Answer, Some(_)) => (ItemKind::Answer, interview.para(id).text.clone()),
            _ => (ItemKind::Text, interview.para(id).text.clone()),
        };
        items.push(Item { kind, text, exchange, anchor: Anchor { para: id, byte: 0 } });
    }
    for (anchor, text, note) in notes_and_marks {
        items.push(Item {
            kind: if *note { ItemKind::Note } else { ItemKind::Bookmark },
            text: CleanText::line(text),
            exchange: exchange_of[anchor.para.0 as usize],
            anchor: *anchor,
        });
    }
    items
}

/// A whole question: its paragraphs as one text.
fn question(interview: &Interview, exchange: u32) -> CleanText {
    let text = |id: &ParaId| &interview.para(*id).text;
    match interview.exchanges[exchange as usize].question.as_slice() {
        [one] => text(one).clone(),
        several => several.iter().map(|id| text(id).as_str()).collect::<Vec<_>>().join(" ").into(),
    }
}

/// A topic leads to where an answer first names it.
fn topic_item(topic: &Topic) -> Option<Item> {
    let first = topic.first()?;
    let anchor = Anchor { para: first.para, byte: first.range.start as u32 };
    Some(Item { kind: ItemKind::Topic, text: CleanText::line(&topic.label), exchange: None, anchor })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interview::place::Places;
    use crate::search::index::Index;
    use crate::search::rank::Kinds;

    fn seed_index() -> Index {
        let seed = sample::seed();
        let at = seed.exchanges[4].answer[2];
        let notes = [(Anchor { para: at, byte: 0 }, "thesis quote".to_owned(), true)];
        Index::new(jump_items(&seed, &topics::of(&seed, &topics::Changes::default()).list, &notes), Some("en"))
    }

    #[test]
    fn the_seed_can_be_jumped_through() {
        let index = seed_index();
        let places = Places::of(&sample::seed());
        for (query, kind, text, place) in [
            ("skor", ItemKind::Topic, "South Korea", "q. 2, para. 2"),
            ("snctions", ItemKind::Topic, "sanctions", "q. 1, para. 1"),
            ("drones", ItemKind::Topic, "drones", "q. 1, para. 2"),
            ("putin power", ItemKind::Answer, "Historically, Russia", "q. 5, para. 1"),
            ("tuberculosis", ItemKind::Answer, "There have been anecdotal", "q. 6, para. 1"),
            ("tubercolosis", ItemKind::Answer, "There have been anecdotal", "q. 6, para. 1"),
            ("thesis", ItemKind::Note, "thesis quote", "q. 5, para. 3"),
            ("15000 soldiers", ItemKind::Answer, "Russia has trained", "q. 1, para. 3"),
            ("It is a kind of backstop system", ItemKind::Answer, "Russia is more concerned", "q. 4, para. 2"),
            ("personal views represent", ItemKind::Text, "Please note", "closing notes, para. 1"),
            ("contribution casualties home", ItemKind::Question, "Do we know anything", "q. 6, asked"),
        ] {
            let ranking = index.rank(query, Kinds::ALL, 20);
            let first = ranking.hits.first().map(|hit| &index.items()[hit.item]);
            assert!(
                first.is_some_and(|item| {
                    item.kind == kind && item.text.starts_with(text) && places.get(item.anchor.para).long() == place
                }),
                "{query}: {first:?}"
            );
        }
        let skor = index.rank("skor", Kinds::ALL, 20);
        let answers = skor.hits.iter().filter(|hit| index.items()[hit.item].kind == ItemKind::Answer);
        assert!(answers.count() >= 4, "the answers about the label follow it");
    }

    #[test]
    fn the_first_words_of_every_paragraph_find_it() {
        let index = seed_index();
        for (n, item) in index.items().iter().enumerate().filter(|(_, item)| item.kind != ItemKind::Topic) {
            let pasted: Vec<_> = item.text.split_whitespace().take(12).collect();
            let first = index.rank(&pasted.join(" "), Kinds::ALL, 5).hits.first().map(|hit| hit.item);
            assert_eq!(first, Some(n), "{pasted:?}");
        }
    }

    #[test]
    fn a_text_without_questions_offers_its_paragraphs() {
        let mut seed = sample::seed();
        seed.exchanges.clear();
        for id in seed.ids() {
            if seed.para(id).role != Role::Title {
                seed.paragraphs[id.0 as usize].role = Role::Front;
            }
        }
        let items = jump_items(&seed, &[], &[]);
        assert!(items.len() > 30 && items.iter().all(|item| item.kind == ItemKind::Text));
    }
}
