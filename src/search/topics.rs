//! Topics: what an interview is about, found by rule.
//!
//! Names and noun phrases that recur, weighed by how rare their words are in general and how unevenly they are spread over
//! the answers. About seven in ten are topics a person would have named, so they are to be called automatic, and a reader
//! adds, hides and renames. A file may bring its own. The same text always gives the same list.
//!
//! [`of`] is the one function that says what the topics of an interview are: the jump palette, the topic map and
//! `inquit topics` all show what it returns. `read` cuts the text into marked words, `names` and `grammar` say what they may
//! be, `weigh` says how much they weigh, and `choose` picks. All know grammar only by evidence in the text itself and by lists of words.

mod changes;
mod choose;
mod company;
mod forms;
mod grammar;
pub mod map;
mod names;
mod passing;
mod places;
mod read;
pub mod svg;
mod unspaced;
mod weigh;
pub mod write;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::fold::fold;
use super::language::Language;
use super::words::{dense, words};
use crate::interview::{Interview, ParaId};
pub use changes::Changes;
use choose::Key;
use read::Reading;

/// Labels given to each exchange, at most.
const LABELS: usize = 8;

/// Mentions that are looked at to tell what a topic is called.
const ENOUGH: usize = 300;

/// Most topics of a whole interview, beside those that the file or the reader names.
const MOST: usize = 400;

/// Most that are only jumped to.
const MOST_MINOR: usize = 4000;

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

/// Who made something a topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The rules of this module.
    Automatic,
    /// The file, which names its topics itself.
    File,
    /// The reader.
    Reader,
}

/// A topic of an interview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// What it is called: the form in which it is most often written, or what the file or the reader calls it.
    pub label: String,
    /// What it was called before the reader gave it another name: by this the marks name it.
    pub key: String,
    /// Who made it one.
    pub origin: Origin,
    /// Every place where it is named, in reading order.
    pub mentions: Vec<Mention>,
    /// How often the answer of each exchange names it.
    pub per_exchange: Vec<u32>,
}

impl Topic {
    /// How often the answers name it.
    pub fn count(&self) -> usize {
        self.mentions.iter().filter(|mention| !mention.asked).count()
    }

    /// Where it is named first: in an answer, or else in a question.
    pub fn first(&self) -> Option<&Mention> {
        self.mentions.iter().find(|mention| !mention.asked).or(self.mentions.first())
    }
}

/// What an interview is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Topics {
    /// The topics of the whole interview, most mentioned first.
    pub list: Vec<Topic>,
    /// What each exchange is about, the most typical first; also what is no topic of the whole.
    pub labels: Vec<Vec<String>>,
    /// What is named in passing, the weightiest first, and words in a row that somebody may call a topic: no rows of the
    /// map, but the jump palette finds them by their labels.
    pub minor: Vec<Topic>,
}

/// The topics of an interview, with what its reader changed in them.
pub fn of(interview: &Interview, changes: &Changes) -> Topics {
    let answers = interview.exchanges.iter().flat_map(|exchange| &exchange.answer);
    let texts = answers.map(|&id| interview.para(id).text.as_str());
    let language = Language::spoken(interview.meta.language.as_deref(), texts);
    let reading = Reading::new(interview, &language);
    let exchanges = interview.exchanges.len();
    let own = &interview.meta.topics;
    let mut topics = Topics { labels: vec![Vec::new(); exchanges], ..Topics::default() };
    if own.is_empty() {
        automatic(&reading, exchanges, &mut topics);
    } else {
        let named =
            |label: &crate::text::CleanText| topic(label.to_string(), Origin::File, named(&reading, label), exchanges);
        topics.list = own.iter().map(named).collect();
        for (exchange, labels) in topics.labels.iter_mut().enumerate() {
            let here = topics.list.iter().filter(|topic| topic.per_exchange[exchange] > 0);
            let mut here: Vec<_> = here.map(|topic| (topic.per_exchange[exchange], &topic.label)).collect();
            here.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
            *labels = here.into_iter().take(LABELS).map(|(_, label)| label.clone()).collect();
        }
    }
    changes::apply(changes, &mut topics, |label| {
        topic(label.to_owned(), Origin::Reader, named(&reading, label), exchanges)
    });
    topics.list.sort_by_key(|topic| {
        let first = topic.mentions.first().map(|mention| (mention.para, mention.range.start));
        (std::cmp::Reverse(topic.count()), first.is_none(), first)
    });
    topics
}

/// The topics of an interview in which nobody changed any, most mentioned first.
pub fn topics(interview: &Interview) -> Vec<Topic> {
    of(interview, &Changes::default()).list
}

/// The topics that the rules find.
fn automatic(reading: &Reading<'_>, exchanges: usize, topics: &mut Topics) {
    let chosen = choose::choose(reading, exchanges, LABELS, MOST_MINOR);
    let mut names: HashMap<&Key, Option<String>> = HashMap::new();
    let mut main: Vec<&choose::Choice> = Vec::new();
    for (list, labels) in chosen.exchanges.iter().zip(&mut topics.labels) {
        for choice in list {
            let found = names.entry(&choice.key).or_insert_with(|| called(reading, choice)).as_ref();
            if let Some(label) = found.filter(|label| !labels.contains(label)) {
                labels.push(label.clone());
                main.push(choice);
            }
        }
    }
    main.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.key.cmp(&b.key)));
    let mut seen = HashSet::new();
    // Two keys may be written alike ("US", "us").
    let mut known = HashSet::new();
    let mut make = |choice: &'_ choose::Choice, label: &Option<String>| {
        let label = label.clone().filter(|label| known.insert(label.clone()))?;
        let places = reading.mentions(&choice.key).map(|span| reading.mention(span));
        Some(topic(label, Origin::Automatic, places.collect(), exchanges))
    };
    for choice in chosen.whole.iter().chain(main).filter(|choice| seen.insert(&choice.key)) {
        if topics.list.len() >= MOST {
            break;
        }
        let label = names.entry(&choice.key).or_insert_with(|| called(reading, choice));
        topics.list.extend(make(choice, label));
    }
    for choice in chosen.minor.iter().filter(|choice| seen.insert(&choice.key)) {
        let label = names.entry(&choice.key).or_insert_with(|| called(reading, choice));
        topics.minor.extend(make(choice, label));
    }
}

/// What a topic is called, told by its first mentions: a book may have a hundred thousand of each.
fn called(reading: &Reading<'_>, choice: &choose::Choice) -> Option<String> {
    let places: Vec<Range<usize>> = reading.mentions_from(&choice.key, choice.first).take(ENOUGH).collect();
    label(&places, reading, &choice.key)
}

fn topic(label: String, origin: Origin, mentions: Vec<Mention>, exchanges: usize) -> Topic {
    let mut made = Topic { key: label.clone(), label, origin, mentions, per_exchange: vec![0; exchanges] };
    made.recount();
    made
}

impl Topic {
    fn recount(&mut self) {
        self.per_exchange.fill(0);
        for mention in self.mentions.iter().filter(|mention| !mention.asked) {
            if let Some(count) = mention.exchange.and_then(|exchange| self.per_exchange.get_mut(exchange)) {
                *count += 1;
            }
        }
    }
}

/// Every place where the words of a label stand, in any of their forms; of a name also its short forms.
fn named(reading: &Reading<'_>, label: &str) -> Vec<Mention> {
    if label.contains(dense) {
        return written_so(reading, label.trim());
    }
    let texts: Vec<String> = words(label).into_iter().filter(|word| !word.alias).map(|word| word.text).collect();
    let ids: Option<Vec<u32>> = texts.iter().map(|text| reading.find(text)).collect();
    if let Some(words) = ids.filter(|_| label.starts_with(char::is_uppercase)) {
        let key = Key { words, name: true };
        let found: Vec<Mention> = reading.mentions(&key).map(|span| reading.mention(span)).collect();
        if !found.is_empty() {
            return found;
        }
    }
    let stems: Option<Vec<u32>> = texts.iter().map(|text| reading.stem_of(text)).collect();
    let Some(words) = stems else { return Vec::new() };
    reading.mentions(&Key { words, name: false }).map(|span| reading.mention(span)).collect()
}

/// Every place where a label stands letter by letter.
fn written_so(reading: &Reading<'_>, label: &str) -> Vec<Mention> {
    let in_para = |para: &read::Para<'_>| {
        let mention = |(at, _): (usize, &str)| Mention {
            para: para.id,
            range: at..at + label.len(),
            exchange: para.exchange,
            asked: para.asked,
        };
        para.text.match_indices(label).map(mention).collect::<Vec<_>>()
    };
    if label.is_empty() { Vec::new() } else { reading.paras.iter().flat_map(in_para).collect() }
}

/// The most frequent way a topic is written; a common noun at the head of a sentence loses its capital.
fn label(places: &[Range<usize>], reading: &Reading<'_>, key: &Key) -> Option<String> {
    let text: Vec<&str> = if key.name {
        key.words.iter().map(|word| reading.words[*word as usize].text.as_str()).collect()
    } else {
        Vec::new()
    };
    let mut forms: Vec<(String, usize)> = Vec::new();
    for span in places {
        let form = reading.written(span.clone(), key.name);
        // Another form of a name ("Korean", "U.S.") is a mention but no label, unless there is nothing else.
        let other = key.name && !fold(&form).split(['-', ' ']).eq(text.iter().copied());
        // So is a verb of the same stem ("deploy" for deployment). An adjective may end a Romance phrase.
        let last = &reading.tokens[span.end - 1];
        let adjective = span.len() > 1 && reading.word(last).likely.is_some();
        let verb = !key.name && !adjective && grammar::noun(reading, last) < 0.3;
        let weight = usize::from(!other && !verb);
        match forms.iter_mut().find(|(known, _)| *known == form) {
            Some((_, count)) => *count += weight,
            None => forms.push((form, weight)),
        }
    }
    let most = forms.iter().map(|&(_, count)| count).max()?;
    if most == 0 && key.words.len() == 1 && !key.name {
        return None;
    }
    forms.into_iter().find(|&(_, count)| count == most).map(|(form, _)| form)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::sample::{interview, seed};
    use crate::text::CleanText;
    use proptest::prelude::*;

    fn found(language: &str, turns: &[(&str, &[&str])]) -> Topics {
        let mut made = interview(turns);
        made.meta.language = Some(CleanText::line(language));
        of(&made, &Changes::default())
    }

    fn counts(topics: &[Topic], label: &str) -> Option<Vec<u32>> {
        topics.iter().find(|topic| topic.label == label).map(|topic| topic.per_exchange.clone())
    }

    #[test]
    fn the_seed_has_its_topics() {
        let topics = of(&seed(), &Changes::default());
        let all: Vec<_> = topics.list.iter().map(|t| format!("{} {:?}", t.label, t.per_exchange)).collect();
        assert!(topics.labels[0].contains(&"drones".to_owned()), "{:?}", topics.labels);
        let counts = |label: &str| counts(&topics.list, label);
        assert_eq!(counts("South Korea"), Some(vec![0, 2, 2, 4, 1, 0]), "{all:#?}");
        assert_eq!(counts("sanctions"), Some(vec![2, 0, 0, 4, 0, 0]));
        assert_eq!(counts("drones"), Some(vec![5, 0, 0, 0, 0, 0]));
        assert_eq!(counts("United States"), Some(vec![0, 0, 1, 1, 2, 0]));
        for label in ["Russia", "North Korea", "Ukraine", "China", "alliance", "soldiers", "technology", "Japan"] {
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
    fn names_may_have_numbers_initials_and_small_words() {
        let text = "I flew Falcon 9 in those days, and Falcon 9 was loud. At the University of Orrin we met J. R. Marl. \
                    The University of Orrin had iTools, and MapKit too. See https://example.org/tools for more.";
        let found = topics(&interview(&[("What did you fly?", &[text])]));
        let labels: Vec<&str> = found.iter().map(|topic| topic.label.as_str()).collect();
        for label in ["Falcon 9", "University of Orrin", "iTools", "MapKit"] {
            assert!(labels.contains(&label), "{label}: {labels:?}");
        }
        assert!(!labels.iter().any(|label| label.contains("example") || label.contains("http")), "{labels:?}");
    }

    #[test]
    fn talk_has_no_verbs_and_no_filler_among_its_topics() {
        let text = "Yeah, so I mean, it was kind of a lot, you know. We were going to the cannery, and she was telling me \
                    about the cannery every day. I guess I just really liked sort of the smell of herring, a lot of herring. \
                    Okay, so then we thought we would try and stop, and they kept saying, you know, nobody allows that.";
        let labels = found("en", &[("Right. And what was that like?", &[text])]).labels.remove(0);
        assert!(labels.contains(&"cannery".to_owned()) && labels.contains(&"herring".to_owned()), "{labels:?}");
        for noise in ["kind", "lot", "going", "telling", "guess", "mean", "yeah", "okay", "allows", "saying", "thought"]
        {
            assert!(!labels.iter().any(|label| label.to_lowercase().contains(noise)), "{noise}: {labels:?}");
        }
    }

    #[test]
    fn german_nouns_are_told_by_their_capital() {
        let text = "Lass uns vom Deich reden. Der Deich hält, und die Deiche im Norden auch. Wir bauen Schleusen.";
        let found = found("de", &[("Und dann?", &[text])]).list;
        assert_eq!(found[0].label, "Deich");
        let has = |label: &str| found.iter().any(|topic| topic.label == label);
        assert!(has("Schleusen") && !has("lass"), "{found:?}");
    }

    #[test]
    fn french_ties_its_nouns_with_prepositions() {
        let text = "Nous faisions un travail d’équipe à la forge. Le travail d’équipe, c’était la règle de la forge.";
        let labels = found("fr", &[("Comment travailliez-vous ?", &[text])]).labels.remove(0);
        assert!(labels.contains(&"travail d’équipe".to_owned()), "{labels:?}");
        assert!(labels.contains(&"forge".to_owned()), "{labels:?}");
    }

    #[test]
    fn romance_talk_has_nouns_and_no_verbs_adjectives_or_adverbs() {
        let french = "J’ai commencé à comprendre la blanchisserie quand ma grande sœur m’a montré les cuves. Il fallait \
                      remonter les draps lentement, les essorer, les découvrir encore tachés. La blanchisserie sentait \
                      le savon, elle était bruyante et joyeuse ; nous travaillions énormément, et le savoir passait \
                      de l’une à l’autre. Porter les draps, c’était dur. Les cuves étaient brûlantes.";
        let labels = found("fr", &[("Comment était la blanchisserie ?", &[french])]).labels.remove(0);
        for label in ["blanchisserie", "cuves", "savon", "draps"] {
            assert!(labels.contains(&label.to_owned()), "{label}: {labels:?}");
        }
        let noise = ["comprendre", "remonter", "découvrir", "bruyante", "joyeuse", "brûlantes", "énormément", "grande"];
        for noise in noise.into_iter().chain(["lentement", "commencé", "fallait", "tachés", "savoir", "porter"]) {
            assert!(!labels.iter().any(|label| label == noise), "{noise}: {labels:?}");
        }
        let spanish = "Empecé limpiando el molino y moliendo trigo con mi abuelo. El molino era viejo y ruidoso, y había \
                       que ajustarlo constantemente. Sacábamos la harina por la noche; la harina era blanca y finísima. \
                       «Está moliendo», decían de mi abuelo. \
                       Los panaderos llegaban temprano, buscando harina, y queriendo llevársela rápidamente.";
        let labels = found("es", &[("¿Cómo era el molino?", &[spanish])]).labels.remove(0);
        for label in ["molino", "harina", "trigo", "panaderos"] {
            assert!(labels.contains(&label.to_owned()), "{label}: {labels:?}");
        }
        for noise in
            ["limpiando", "viejo", "ruidoso", "blanca", "buscando", "queriendo", "moliendo", "llegaban", "temprano"]
        {
            assert!(!labels.iter().any(|label| label == noise), "{noise}: {labels:?}");
        }
        let italian = "Ho cominciato a impagliare le sedie con mia nonna. Le sedie erano leggere e bellissime, e bisognava \
                       bagnare la paglia lentamente. Parlavamo del mercato, e il mercato era lontano.";
        let labels = found("it", &[("Come ha imparato?", &[italian])]).labels.remove(0);
        assert!(["sedie", "paglia", "mercato"].iter().all(|label| labels.iter().any(|l| l == label)), "{labels:?}");
        for noise in ["impagliare", "leggere", "bellissime", "bagnare", "lontano", "parlavamo"] {
            assert!(!labels.iter().any(|label| label == noise), "{noise}: {labels:?}");
        }
        let sea = "Il mare era il nostro mestiere. Si partiva quando il vento cambiava, e chi restava a terra scrisse lettere. \
                   Il mare dava pesce e toglieva padri; il mestiere passava di padre in figlio. La carne era rara.";
        let labels = found("it", &[("E il lavoro?", &[sea])]).labels.remove(0);
        for label in ["mare", "mestiere", "vento", "pesce", "carne"] {
            assert!(labels.iter().any(|l| l == label), "{label}: {labels:?}");
        }
    }

    #[test]
    fn who_is_greeted_is_not_what_is_spoken_of() {
        let answer = "The ferry ran twice a day, and the ferry was never late. The harbour froze that winter.";
        let turns = [
            ("Hello Perrine, what did the ferry mean to you?", &[answer][..]),
            ("Thanks, Perrine! And after?", &["After the ferry came the bridge. Perrine: A bridge is no ferry."]),
        ];
        let labels = found("en", &turns).labels;
        assert_eq!(labels[0].first().map(String::as_str), Some("ferry"), "{labels:?}");
        assert!(labels.iter().all(|labels| labels.iter().take(2).all(|label| label != "Perrine")), "{labels:?}");
    }

    #[test]
    fn a_name_is_not_the_longer_one_that_begins_with_it() {
        let turns = [
            ("Where did you print it?", &["I wrote for Tallow Journal, and Ada Marlow read it."][..]),
            (
                "And now?",
                &["Now Tallow is a town of its own. Tallow vetoed the mill, and Ada was sorry for Tallow."][..],
            ),
        ];
        let found = found("en", &turns);
        assert_eq!(counts(&found.list, "Tallow"), Some(vec![1, 3]), "{:?}", found.labels);
        assert_eq!(counts(&found.list, "Tallow Journal"), Some(vec![1, 0]), "{:?}", found.labels);
        assert_eq!(counts(&found.list, "Ada Marlow"), Some(vec![1, 1]), "a first name is the person’s");
        assert!(found.labels[1].iter().all(|label| !label.contains("vetoed")), "{:?}", found.labels);
    }

    #[test]
    fn a_listed_term_is_not_torn() {
        let open =
            "We kept open source code. The open source was ours, and open source was our life, and open source paid.";
        let labels = found("en", &[("What did you keep?", &[open])]).labels.remove(0);
        assert!(labels.iter().any(|label| label.starts_with("open source")), "{labels:?}");
        assert!(labels.iter().all(|label| label != "source" && label != "source code"), "{labels:?}");
    }

    #[test]
    fn a_german_noun_before_a_name_is_no_part_of_it() {
        let text = "Über das Thema Offene Werkstatt haben wir lange geredet. Die Offene Werkstatt liegt in meinem Dorf \
                    Talheim Nord. In Talheim Nord gibt es Werkbänke.";
        let labels = found("de", &[("Wo war das?", &[text])]).labels.remove(0);
        assert!(labels.iter().all(|label| !label.contains("Thema") && !label.contains("Dorf Talheim")), "{labels:?}");
        assert!(labels.contains(&"Talheim Nord".to_owned()), "{labels:?}");
    }

    #[test]
    fn answers_in_another_language_are_read_in_that() {
        let text = "We were on the trawlers for most of the year, and the trawlers smelled of diesel and of herring. What I \
                    remember is that the nets would come up full, and that those who could not sleep sang.";
        let labels = found("fr", &[("Qu’est-ce que tu faisais ?", &[text])]).labels.remove(0);
        assert!(labels.contains(&"trawlers".to_owned()) && labels.contains(&"herring".to_owned()), "{labels:?}");
        assert!(labels.iter().all(|label| !label.contains(" would") && !label.contains("that")), "{labels:?}");
    }

    #[test]
    fn scripts_without_spaces_have_topics() {
        let japanese = found(
            "ja",
            &[("漁港では何を?", &["漁港で働きました。漁港の朝はトロール船の音がします。トロール船は大きかった。"])],
        );
        assert_eq!(counts(&japanese.list, "漁港"), Some(vec![2]), "{japanese:?}");
        assert_eq!(counts(&japanese.list, "トロール船").or(counts(&japanese.list, "トロール")), Some(vec![2]));
        let chinese = found(
            "zh",
            &[(
                "你在茶园工作吗？",
                &["我在茶园工作。茶园的春天很美，采茶的人都来茶园。后来合作社买了茶园，合作社很小。我喜欢合作社。"],
            )],
        );
        assert_eq!(counts(&chinese.list, "茶园"), Some(vec![4]), "{chinese:?}");
        assert_eq!(counts(&chinese.list, "合作社"), Some(vec![3]), "{chinese:?}");
        let korean = found(
            "ko",
            &[(
                "무엇을 했습니까?",
                &["우리는 염전에서 일했습니다. 염전은 넓었고 소금이 하얗습니다. 소금을 염전에 쌓았습니다."],
            )],
        );
        assert_eq!(counts(&korean.list, "염전"), Some(vec![3]), "{korean:?}");
        assert_eq!(counts(&korean.list, "소금"), Some(vec![2]), "{korean:?}");
    }

    #[test]
    fn a_reader_adds_hides_and_renames() {
        let added = ["Seoul", "submarines", "military alliance", "zebra"].map(str::to_owned).to_vec();
        let changes = Changes {
            added,
            hidden: vec!["drones".into()],
            renamed: vec![("United States".into(), "America".into()), ("soldiers".into(), "technology".into())],
        };
        let (before, after) = (of(&seed(), &Changes::default()), of(&seed(), &changes));
        let count = |label: &str| after.list.iter().find(|topic| topic.label == label).map(Topic::count);
        assert_eq!([count("Seoul"), count("submarines"), count("military alliance")], [Some(2), Some(1), Some(2)]);
        assert_eq!((count("zebra"), count("drones"), count("United States")), (Some(0), None, None));
        assert_eq!(after.list.last().map(|topic| topic.label.as_str()), Some("zebra"), "what is nowhere comes last");
        assert_eq!(count("America"), Some(4));
        let two = |label: &str| before.list.iter().find(|topic| topic.label == label).map_or(0, Topic::count);
        assert_eq!(count("technology"), Some(two("soldiers") + two("technology")), "one name makes one topic");
        assert!(after.labels.iter().flatten().all(|label| label != "drones" && label != "soldiers"));
        assert!(
            after.labels[2].contains(&"America".to_owned()) || !before.labels[2].contains(&"United States".to_owned())
        );
    }

    #[test]
    fn what_is_named_in_passing_is_no_row_until_the_reader_has_to_do_with_it() {
        let before = of(&seed(), &Changes::default());
        let labels = |topics: &[Topic]| topics.iter().map(|topic| topic.label.clone()).collect::<Vec<_>>();
        let (list, minor) = (labels(&before.list), labels(&before.minor));
        assert!(before.labels.iter().flatten().all(|label| list.contains(label)), "what is shown can be hidden");
        assert!(minor.iter().all(|label| !list.contains(label)) && before.minor.iter().all(|topic| topic.count() > 0));
        for passing in ["Putin", "deserters"] {
            assert!(minor.contains(&passing.to_owned()), "{minor:?}");
        }
        let changes = Changes {
            added: vec!["deserters".into()],
            hidden: vec![minor[0].clone()],
            renamed: vec![("Putin".into(), "the Kremlin".into())],
        };
        let after = of(&seed(), &changes);
        let (list, left) = (labels(&after.list), labels(&after.minor));
        assert!(list.contains(&"deserters".to_owned()) && list.contains(&"the Kremlin".to_owned()), "{list:?}");
        assert_eq!(left.len() + 3, minor.len(), "{left:?}");
        assert!(!left.contains(&minor[0]) && !list.contains(&minor[0]));
    }

    #[test]
    fn a_file_brings_its_own() {
        let mut made = seed();
        made.meta.topics = ["Weapons", "Moscow", "Sanctions"].map(CleanText::line).to_vec();
        let topics = of(&made, &Changes::default());
        let labels: Vec<_> = topics.list.iter().map(|topic| (topic.label.as_str(), topic.origin)).collect();
        assert_eq!(labels.len(), 3);
        assert!(labels.iter().all(|(_, origin)| *origin == Origin::File));
        assert_eq!(counts(&topics.list, "Sanctions"), Some(vec![2, 0, 0, 4, 0, 0]));
        assert_eq!(topics.labels[3].first().map(String::as_str), Some("Sanctions"));
    }

    #[test]
    fn the_list_is_always_the_same() {
        let none = Changes::default();
        assert_eq!(of(&seed(), &none), of(&seed(), &none));
        assert!(topics(&interview(&[])).is_empty());
        assert!(topics(&interview(&[("?", &["", "—"])])).is_empty());
    }

    proptest! {
        #[test]
        fn every_mention_is_a_piece_of_its_paragraph(
            texts in prop::collection::vec("([A-Ca-c’'–. 東京19,-]|the |Korea |of |de |d’|\\PC){0,40}", 1..5),
            language in prop::sample::select(vec!["en", "de", "fr", "ru", "zh", "ja", "ko", "xx"]),
            label in "(Korea|a|東京|\\PC{0,4})",
        ) {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let mut made = interview(&[(texts[0], &texts[1..]), ("And then?", &texts)]);
            made.meta.language = Some(CleanText::line(language));
            let changes = Changes { added: vec![label.clone()], renamed: vec![(label, "X".into())], hidden: vec![] };
            for changes in [Changes::default(), changes] {
                let topics = of(&made, &changes);
                prop_assert_eq!(&topics, &of(&made, &changes));
                for topic in &topics.list {
                    prop_assert!(topic.origin == Origin::Reader || !topic.label.trim().is_empty());
                    prop_assert_eq!(topic.count() as u32, topic.per_exchange.iter().sum::<u32>());
                    for mention in &topic.mentions {
                        let text = &made.para(mention.para).text;
                        prop_assert!(text.get(mention.range.clone()).is_some_and(|t| !t.is_empty()));
                    }
                }
            }
        }
    }
}
