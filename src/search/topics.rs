//! Topics: what an interview is about, found by rule.
//!
//! Names and noun phrases that recur, weighed by how rare their words are in general and how unevenly they are spread over
//! the answers. About seven in ten are topics a person would have named, so they are to be called automatic, and a reader
//! adds, hides and renames. A file may bring its own. The same text always gives the same list.
//!
//! [`of`] is the one function that says what the topics of an interview are: the jump palette, the topic map and
//! `inquit topics` all show what it returns. `read` cuts the text into marked words, `names` and `grammar` say what they may
//! be, `choose` weighs and picks. All know grammar only by evidence in the text itself and by lists of words.

mod changes;
mod choose;
mod company;
mod grammar;
pub mod map;
mod names;
mod read;
pub mod svg;
mod unspaced;
pub mod write;

use std::collections::HashMap;
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

/// Of these, how many are also topics of the whole interview.
const MAIN: usize = 4;

/// Most topics of a whole interview, beside those that the file or the reader names.
const MOST: usize = 240;

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
}

/// The topics of an interview, with what its reader changed in them.
pub fn of(interview: &Interview, changes: &Changes) -> Topics {
    let language = Language::of(interview.meta.language.as_deref());
    let reading = Reading::new(interview, &language);
    let exchanges = interview.exchanges.len();
    let own = &interview.meta.topics;
    let mut topics = Topics { list: Vec::new(), labels: vec![Vec::new(); exchanges] };
    if own.is_empty() {
        automatic(&reading, exchanges, &mut topics);
    } else {
        let named = |label: &crate::text::CleanText| {
            topic(label.to_string(), Origin::File, named(&reading, label), exchanges)
        };
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

/// The topics that the rules find.
fn automatic(reading: &Reading<'_>, exchanges: usize, topics: &mut Topics) {
    let chosen = choose::choose(reading, exchanges, LABELS);
    let mut names: HashMap<Key, Option<(String, Vec<Range<usize>>)>> = HashMap::new();
    let find = |key: &Key| {
        let places = reading.mentions(key);
        label(&places, reading, key).map(|label| (label, places))
    };
    let mut main: Vec<(f32, &Key)> = Vec::new();
    for (list, labels) in chosen.exchanges.iter().zip(&mut topics.labels) {
        for (rank, (key, weight)) in list.iter().enumerate() {
            let found = names.entry(key.clone()).or_insert_with(|| find(key)).as_ref();
            if let Some((label, _)) = found.filter(|(label, _)| !labels.contains(label)) {
                labels.push(label.clone());
                if rank < MAIN {
                    main.push((*weight, key));
                }
            }
        }
    }
    main.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    let mut seen = std::collections::HashSet::new();
    for key in chosen.whole.iter().chain(main.into_iter().map(|(_, key)| key)).filter(|key| seen.insert(*key)) {
        if topics.list.len() >= MOST {
            break;
        }
        let found = names.entry(key.clone()).or_insert_with(|| find(key));
        let Some((label, places)) = found else { continue };
        // Two keys may be written alike ("US", "us").
        if !topics.list.iter().any(|topic| topic.label == *label) {
            let mentions = places.iter().map(|span| reading.mention(span.clone())).collect();
            topics.list.push(topic(label.clone(), Origin::Automatic, mentions, exchanges));
        }
    }
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
        let spans = reading.mentions(&Key { words, name: true });
        if !spans.is_empty() {
            return spans.into_iter().map(|span| reading.mention(span)).collect();
        }
    }
    let stems: Option<Vec<u32>> = texts.iter().map(|text| reading.stem_of(text)).collect();
    let spans = stems.map(|words| reading.mentions(&Key { words, name: false })).unwrap_or_default();
    spans.into_iter().map(|span| reading.mention(span)).collect()
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
        // So is a verb of the same stem ("deploy" for deployment).
        let verb = !key.name && grammar::noun(reading, &reading.tokens[span.end - 1]) < 0.3;
        let weight = usize::from(!other && !verb);
        match forms.iter_mut().find(|(known, _)| *known == form) {
            Some((_, count)) => *count += weight,
            None => forms.push((form, weight)),
        }
    }
    let most = forms.iter().map(|&(_, count)| count).max()?;
    forms.into_iter().find(|&(_, count)| count == most).map(|(form, _)| form)
}
