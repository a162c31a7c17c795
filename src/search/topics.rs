//! Topics: what an interview is about, found by rule.
//!
//! Names and noun phrases that recur, weighed by how rare their words are in general and how unevenly they are spread over
//! the answers. Measured for this design, about seven in ten are topics a person would have named, so they are to be
//! called automatic, and a reader adds and hides. The same text always gives the same list.
//!
//! `read` cuts the text into marked words, `choose` weighs and picks; both know grammar only by evidence in the text
//! itself and short lists of words.

mod choose;
mod read;

use std::ops::Range;

use super::language::Language;
use crate::interview::{Interview, ParaId};
use choose::{Grammar, Key};
use read::Reading;

/// Labels given to each exchange.
const LABELS: usize = 4;

/// A place where a topic is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The paragraph.
    pub para: ParaId,
    /// Bytes of its text.
    pub range: Range<usize>,
    /// The exchange, if the interview has any.
    pub exchange: Option<usize>,
    /// Whether it is named in the question. Questions do not count as mentions, they are only shown.
    pub asked: bool,
}

/// A topic of an interview.
#[derive(Clone, Debug, PartialEq)]
pub struct Topic {
    /// The form in which it is most often written.
    pub label: String,
    /// Every place where it is named, in reading order.
    pub mentions: Vec<Mention>,
    /// How often the answer of each exchange names it.
    pub per_exchange: Vec<u32>,
    /// The exchanges this topic is typical of, each with how much.
    pub typical: Vec<(usize, f32)>,
}

impl Topic {
    /// How often the answers name it.
    pub fn count(&self) -> usize {
        self.mentions.iter().filter(|mention| !mention.asked).count()
    }
}

/// The topics of an interview, most mentioned first.
pub fn topics(interview: &Interview) -> Vec<Topic> {
    let language = Language::of(interview.meta.language.as_deref());
    let reading = Reading::new(interview, &language);
    let chosen = choose::choose(&reading, &language, interview.exchanges.len(), LABELS);
    let mut topics: Vec<Topic> = chosen
        .into_iter()
        .filter_map(|(key, typical)| {
            let places = reading.mentions(&key);
            let label = label(&places, &reading, &language, &key)?;
            Some(topic(label, places, &reading, interview, typical))
        })
        .collect();
    topics.sort_by_key(|topic| {
        let first = topic.mentions.first().map(|mention| (mention.para, mention.range.start));
        (std::cmp::Reverse(topic.count()), first)
    });
    topics
}

/// Topics a reader adds, with every place where the words of the label stand, in any of their forms. A label that is
/// nowhere in the text has no mentions.
pub fn added(interview: &Interview, labels: &[&str]) -> Vec<Topic> {
    let language = Language::of(interview.meta.language.as_deref());
    let reading = Reading::new(interview, &language);
    let one = |label: &&str| {
        let words = super::words::words(label).into_iter().filter(|word| !word.alias);
        let text = words.map(|word| language.stem(&word.text)).collect::<Vec<_>>().join(" ");
        let places = reading.mentions(&Key { text, name: false });
        topic((*label).to_owned(), places, &reading, interview, Vec::new())
    };
    labels.iter().map(one).collect()
}

fn topic(
    label: String,
    places: Vec<Range<usize>>,
    reading: &Reading,
    interview: &Interview,
    typical: Vec<(usize, f32)>,
) -> Topic {
    let mentions: Vec<Mention> = places.into_iter().map(|span| reading.mention(span)).collect();
    let mut per_exchange = vec![0; interview.exchanges.len()];
    for mention in mentions.iter().filter(|mention| !mention.asked) {
        if let Some(count) = mention.exchange.and_then(|exchange| per_exchange.get_mut(exchange)) {
            *count += 1;
        }
    }
    Topic { label, mentions, per_exchange, typical }
}

/// The topics one exchange is about, the most typical first.
pub fn labels(topics: &[Topic], exchange: usize) -> Vec<&Topic> {
    let weight = |topic: &Topic| topic.typical.iter().find(|(of, _)| *of == exchange).map(|&(_, weight)| weight);
    let mut found: Vec<_> = topics.iter().filter_map(|topic| Some((weight(topic)?, topic))).collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    found.into_iter().map(|(_, topic)| topic).collect()
}

/// The most frequent way a topic is written; a common noun at the head of a sentence loses its capital.
fn label(places: &[Range<usize>], reading: &Reading, language: &Language, key: &Key) -> Option<String> {
    let grammar = Grammar { reading, language };
    let mut forms: Vec<(String, usize)> = Vec::new();
    for span in places {
        let form = reading.written(span.clone(), key.name);
        // Another form of a name ("Korean", "U.S.") is a mention but no label, unless there is nothing else.
        let other = key.name && !super::fold::fold(&form).split(['-', ' ']).eq(key.text.split(' '));
        // So is a verb of the same stem ("deploy" for deployment).
        let verb = !key.name && grammar.verb(&reading.tokens[span.end - 1]);
        let weight = usize::from(!other && !verb);
        match forms.iter_mut().find(|(known, _)| *known == form) {
            Some((_, count)) => *count += weight,
            None => forms.push((form, weight)),
        }
    }
    let most = forms.iter().map(|&(_, count)| count).max()?;
    forms.into_iter().find(|&(_, count)| count == most).map(|(form, _)| form)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::sample::{interview, seed};
    use proptest::prelude::*;

    #[test]
    fn the_seed_has_its_topics() {
        let topics = topics(&seed());
        let all: Vec<_> = topics.iter().map(|t| format!("{} {} {:?}", t.label, t.count(), t.per_exchange)).collect();
        let first: Vec<_> = labels(&topics, 0).iter().map(|t| t.label.as_str()).collect();
        assert!(first.contains(&"drones"), "{first:?}");
        let counts = |label: &str| topics.iter().find(|t| t.label == label).map(|t| t.per_exchange.clone());
        assert_eq!(counts("South Korea"), Some(vec![0, 2, 2, 4, 1, 0]), "{all:#?}");
        assert_eq!(counts("sanctions"), Some(vec![2, 0, 0, 4, 0, 0]));
        assert_eq!(counts("drones"), Some(vec![5, 0, 0, 0, 0, 0]));
        assert_eq!(counts("United States"), Some(vec![0, 0, 1, 1, 2, 0]));
        for label in
            ["Russia", "North Korea", "Ukraine", "China", "alliance", "soldiers", "technology", "Japan", "Kim Jong Un"]
        {
            assert!(counts(label).is_some(), "{label}: {all:#?}");
        }
        for noise in ["Russian", "Western", "military", "opportunity", "Korea", "South", "report", "reports"] {
            assert!(counts(noise).is_none(), "{noise}");
        }
    }

    #[test]
    fn forms_of_a_name_are_one_topic() {
        let text =
            "We met the United Nations envoy. The UN sent two MPs, and an MP of ours. Then the United Nations left.";
        let other =
            "In the end Ada Marlow came, and Marlow, Marlow alone, spoke of Marlow. Was it Marlow? The MPs agreed.";
        let found = topics(&interview(&[("What happened?", &[text]), ("And then?", &[other])]));
        let counts = |label: &str| found.iter().find(|t| t.label == label).map(Topic::count);
        assert_eq!(counts("United Nations"), Some(3), "{found:#?}");
        assert_eq!(counts("MP"), Some(3));
        assert_eq!(counts("Marlow"), Some(5));
    }

    #[test]
    fn german_nouns_are_told_by_their_capital() {
        let text = "Lass uns vom Deich reden. Der Deich hält, und die Deiche im Norden auch. Wir bauen Schleusen.";
        let mut made = interview(&[("Und dann?", &[text])]);
        made.meta.language = Some("de".into());
        let found: Vec<_> = topics(&made).into_iter().map(|topic| topic.label).collect();
        assert_eq!(found[0], "Deich");
        assert!(
            found.iter().any(|label| label == "Schleusen") && !found.iter().any(|label| label == "lass"),
            "{found:?}"
        );
    }

    #[test]
    fn a_reader_adds_a_topic() {
        let added = added(&seed(), &["Seoul", "submarines", "military alliance", "zebra", ""]);
        let counts: Vec<_> = added.iter().map(Topic::count).collect();
        assert_eq!(counts, [2, 1, 2, 0, 0]);
    }

    #[test]
    fn the_list_is_always_the_same() {
        assert_eq!(topics(&seed()), topics(&seed()));
        assert!(topics(&interview(&[])).is_empty());
        assert!(topics(&interview(&[("?", &["", "—"])])).is_empty());
    }

    proptest! {
        #[test]
        fn every_mention_is_a_piece_of_its_paragraph(
            texts in prop::collection::vec("([A-Ca-c’'–. 東京19,-]|the |Korea |of |\\PC){0,40}", 1..5),
        ) {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let made = interview(&[(texts[0], &texts[1..]), ("And then?", &texts)]);
            for topic in topics(&made) {
                prop_assert!(!topic.label.trim().is_empty());
                prop_assert_eq!(topic.count() as u32, topic.per_exchange.iter().sum::<u32>());
                for mention in &topic.mentions {
                    let text = &made.para(mention.para).text;
                    prop_assert!(text.get(mention.range.clone()).is_some_and(|t| !t.is_empty()));
                }
            }
        }
    }
}
