//! Layer 1: finding.
//!
//! Two ways lead to a place. *Find* ([`find`]) lists every occurrence of some letters, exactly and completely. *Jump*
//! ([`index`], [`rank`]) guesses from a few letters which topic, question, answer or note is meant. [`topics`] finds what
//! the interview is about, for the jump palette.
//!
//! Everything here is a pure function of the text and is made when a reader first asks for it, never at load: folding,
//! topics and index of one interview take a few milliseconds together.

mod answer;
mod best;
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
use index::{Index, Item, ItemKind};
use topics::{Topic, Topics};

/// Everything the jump palette offers: topics, also those in passing, then headings, questions and paragraphs as they come in the document, then
/// what the reader made, given as (where, text, whether it is a note rather than a bookmark). What was set aside is left
/// out. Give the result to [`index::Index::new`] with the interview's language.
pub fn jump_items(interview: &Interview, topics: &Topics, notes_and_marks: &[(Anchor, String, bool)]) -> Vec<Item> {
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
    let mut items: Vec<Item> = topics.list.iter().filter_map(|topic| topic_item(topic, ItemKind::Topic)).collect();
    items.extend(topics.minor.iter().filter_map(|topic| topic_item(topic, ItemKind::Passing)));
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
    match &interview.exchanges[exchange as usize].question[..] {
        [one] => text(one).clone(),
        several => several.iter().map(|id| text(id).as_str()).collect::<Vec<_>>().join(" ").into(),
    }
}

/// A topic leads to where an answer first names it.
fn topic_item(topic: &Topic, kind: ItemKind) -> Option<Item> {
    let first = topic.first()?;
    let anchor = Anchor { para: first.para, byte: first.range.start as u32 };
    Some(Item { kind, text: CleanText::line(&topic.label), exchange: None, anchor })
}

/// Where a topic leads that was found by a query: to that of its paragraphs which answers the query best, where its other
/// words stand, too, or where it is spoken of most. None where it is spoken of in one paragraph only.
pub fn leads(index: &Index, topic: &Topic, query: &str) -> Option<Anchor> {
    let mut paras: Vec<ParaId> = topic.mentions.iter().filter(|one| !one.asked).map(|one| one.para).collect();
    paras.dedup();
    let said = |item: &Item| {
        matches!(item.kind, ItemKind::Answer | ItemKind::Text) && paras.binary_search(&item.anchor.para).is_ok()
    };
    let items = index.items();
    let texts: Vec<usize> = (0..items.len()).filter(|&n| paras.len() > 1 && said(&items[n])).collect();
    // Of letters left out across its words the label is what was meant.
    let best = index.best_of(query, &texts).or_else(|| index.best_of(&topic.label, &texts))?;
    let para = items[best].anchor.para;
    let first = topic.mentions.iter().find(|mention| mention.para == para)?;
    Some(Anchor { para, byte: first.range.start as u32 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interview::place::Places;
    use crate::search::rank::Kinds;

    fn seed_index() -> Index {
        let seed = sample::seed();
        let at = seed.exchanges[4].answer[2];
        let notes = [(Anchor { para: at, byte: 0 }, "thesis quote".to_owned(), true)];
        Index::new(jump_items(&seed, &topics::of(&seed, &topics::Changes::default()), &notes), Some("en"))
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
            ("tuberculosis", ItemKind::Topic, "tuberculosis", "q. 6, para. 1"),
            ("deserters", ItemKind::Passing, "deserters", "q. 6, para. 2"),
            ("tubercolosis", ItemKind::Topic, "tuberculosis", "q. 6, para. 1"),
            ("tuberculosis anecdotal", ItemKind::Answer, "There have been anecdotal", "q. 6, para. 1"),
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
        for (n, item) in index.items().iter().enumerate().filter(|(_, item)| !item.kind.topic()) {
            let pasted: Vec<_> = item.text.split_whitespace().take(12).collect();
            let first = index.rank(&pasted.join(" "), Kinds::ALL, 5).hits.first().map(|hit| hit.item);
            assert_eq!(first, Some(n), "{pasted:?}");
        }
    }

    #[test]
    fn words_in_a_row_are_a_label_only_when_all_of_them_are_typed() {
        let made = sample::interview(&[
            (
                "How did it begin?",
                &[
                    "With economies of scale, they said.",
                    "On the wall of every large bank was Ada’s Law, and Ada knew.",
                ],
            ),
            ("And now?", &["Nobody speaks of economies of scale.", "The scale is broken."]),
        ]);
        let topics = topics::of(&made, &topics::Changes::default());
        let index = Index::new(jump_items(&made, &topics, &[]), Some("en"));
        let first = |query: &str| {
            let hits = index.rank(query, Kinds::ALL, 9).hits;
            hits.first().map(|hit| (index.items()[hit.item].text.to_string(), index.items()[hit.item].kind))
        };
        for (query, label) in [
            ("economies of scale", "economies of scale"),
            ("econmies of scale", "economies of scale"),
            ("ada's law", "Ada’s Law"),
            ("large bank", "large bank"),
        ] {
            assert_eq!(first(query).map(|(text, _)| text).as_deref(), Some(label), "{query}");
        }
        for query in ["econ", "scale economies", "economies nobody", "every bank"] {
            assert_ne!(first(query).map(|(_, kind)| kind), Some(ItemKind::Passing), "{query}");
        }
        let scale = topics.minor.iter().find(|topic| topic.label == "economies of scale").expect("a label");
        assert_eq!(scale.count(), 2);
    }

    #[test]
    fn a_topic_leads_to_the_paragraph_that_the_query_is_about() {
        let made = sample::interview(&[
            (
                "Where did you go?",
                &["First the ferry, then a train.", "The ferry was late. That ferry was always late."],
            ),
            ("And then?", &["The captain of the ferry sang.", "Nobody listened."]),
        ]);
        let topics = topics::of(&made, &topics::Changes::default());
        let index = Index::new(jump_items(&made, &topics, &[]), Some("en"));
        let ferry = topics.list.iter().find(|topic| topic.label == "ferry").expect("a topic");
        let place = |query: &str| leads(&index, ferry, query).map(|place| (place.para.0, place.byte));
        assert_eq!(place("ferry"), Some((2, 4)), "where it is spoken of most");
        assert_eq!(place("fery"), Some((2, 4)));
        assert_eq!(place("ferry captain"), Some((4, 19)), "where the other word stands, too");
        assert_eq!(place("zqxv"), Some((2, 4)));
        let captain = topics.list.iter().find(|topic| topic.label == "captain").expect("a topic");
        assert_eq!(leads(&index, captain, "captain"), None, "there is only one place");
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
        let items = jump_items(&seed, &Topics::default(), &[]);
        assert!(items.len() > 30 && items.iter().all(|item| item.kind == ItemKind::Text));
    }
}
