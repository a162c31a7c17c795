//! Layer 1: finding.
//!
//! Two ways lead to a place. *Find* ([`find`]) lists every occurrence of some letters, exactly and completely. *Jump*
//! ([`index`], [`rank`]) guesses from a few letters which topic, question, answer or note is meant. [`topics`] finds what
//! the interview is about, for the jump palette.
//!
//! Everything here is a pure function of the text and is made when a reader first asks for it, never at load: folding,
//! topics and index of one interview take a few milliseconds together.

pub mod concordance;
pub mod distance;
pub mod find;
pub mod fold;
pub mod fuzzy;
pub mod index;
pub mod language;
pub mod pattern;
mod query;
pub mod rank;
#[cfg(test)]
pub(crate) mod sample;
mod score;
pub mod topics;
pub mod words;

use crate::interview::place::Places;
use crate::interview::{Anchor, Interview, ParaId, Role};
use index::{Item, ItemKind};
use topics::Topic;

/// Everything the jump palette offers: topics, then questions and answer paragraphs as they come, then what the reader
/// made, given as (where, text, whether it is a note rather than a bookmark). A text without questions offers its
/// paragraphs. Give the result to [`index::Index::new`] with the interview's language.
pub fn jump_items(
    interview: &Interview,
    places: &Places,
    topics: &[Topic],
    notes_and_marks: &[(Anchor, String, bool)],
) -> Vec<Item> {
    let mut items: Vec<Item> = topics.iter().filter_map(topic_item).collect();
    let para = |kind, id: ParaId, exchange| Item {
        kind,
        text: interview.para(id).text.as_str().to_owned(),
        exchange,
        anchor: Anchor { para: id, byte: 0 },
        detail: places.get(id).long(),
    };
    for (n, exchange) in interview.exchanges.iter().enumerate() {
        if let Some(&first) = exchange.question.first() {
            let text: Vec<_> = exchange.question.iter().map(|&id| interview.para(id).text.as_str()).collect();
            items.push(Item { text: text.join(" "), ..para(ItemKind::Question, first, Some(n)) });
        }
        let spoken = exchange.answer.iter().filter(|&&id| interview.para(id).role != Role::Aside);
        items.extend(spoken.map(|&id| para(ItemKind::Answer, id, Some(n))));
    }
    if interview.exchanges.is_empty() {
        let text = interview.ids().filter(|&id| !matches!(interview.para(id).role, Role::Page | Role::Title));
        items.extend(text.map(|id| para(ItemKind::Answer, id, None)));
    }
    for (anchor, text, note) in notes_and_marks {
        let place = places.get(anchor.para);
        items.push(Item {
            kind: if *note { ItemKind::Note } else { ItemKind::Bookmark },
            text: text.clone(),
            exchange: place.question().map(|question| question - 1),
            anchor: *anchor,
            detail: place.long(),
        });
    }
    items
}

/// A topic as a row: "11 mentions  q2:2  q3:3", leading to where an answer first names it.
fn topic_item(topic: &Topic) -> Option<Item> {
    let first = topic.first()?;
    let count = topic.count();
    let mut detail = format!("{count} mention{}", if count == 1 { "" } else { "s" });
    for (n, count) in (1..).zip(&topic.per_exchange).filter(|(_, count)| **count > 0) {
        detail.push_str(&format!("  q{n}:{count}"));
    }
    let anchor = Anchor { para: first.para, byte: first.range.start as u32 };
    Some(Item { kind: ItemKind::Topic, text: topic.label.clone(), exchange: None, anchor, detail })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::index::Index;
    use crate::search::rank::Kinds;

    fn seed_index() -> Index {
        let seed = sample::seed();
        let places = Places::of(&seed);
        let at = seed.exchanges[4].answer[2];
        let notes = [(Anchor { para: at, byte: 0 }, "thesis quote".to_owned(), true)];
        Index::new(jump_items(&seed, &places, &topics::of(&seed, &topics::Changes::default()).list, &notes), Some("en"))
    }

    #[test]
    fn the_seed_can_be_jumped_through() {
        let index = seed_index();
        for (query, kind, text, detail) in [
            ("skor", ItemKind::Topic, "South Korea", "9 mentions  q2:2  q3:2  q4:4  q5:1"),
            ("snctions", ItemKind::Topic, "sanctions", "6 mentions  q1:2  q4:4"),
            ("drones", ItemKind::Topic, "drones", "5 mentions  q1:5"),
            ("putin power", ItemKind::Answer, "Historically, Russia", "q. 5, para. 1"),
            ("tuberculosis", ItemKind::Answer, "There have been anecdotal", "q. 6, para. 1"),
            ("tubercolosis", ItemKind::Answer, "There have been anecdotal", "q. 6, para. 1"),
            ("thesis", ItemKind::Note, "thesis quote", "q. 5, para. 3"),
            ("15000 soldiers", ItemKind::Answer, "Russia has trained", "q. 1, para. 3"),
            ("It is a kind of backstop system", ItemKind::Answer, "Russia is more concerned", "q. 4, para. 2"),
            ("contribution casualties home", ItemKind::Question, "Do we know anything", "q. 6, asked"),
        ] {
            let ranking = index.rank(query, Kinds::ALL, 20);
            let first = ranking.hits.first().map(|hit| &index.items()[hit.item]);
            assert!(
                first.is_some_and(|item| item.kind == kind && item.text.starts_with(text) && item.detail == detail),
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
        let items = jump_items(&seed, &Places::of(&seed), &[], &[]);
        assert!(items.len() > 30 && items.iter().all(|item| item.kind == ItemKind::Answer));
    }
}
