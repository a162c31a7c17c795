//! What a reader changes in the list of topics: adds, hides, calls otherwise.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use super::{Topic, Topics};
use crate::search::fold::fold;

/// The changes of one reader. Topics are named by what they were called before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Topics to add.
    pub added: Vec<String>,
    /// Topics not to show.
    pub hidden: Vec<String>,
    /// Topics to call otherwise, with their new names. One that gets the name of another becomes one with it.
    pub renamed: Vec<(String, String)>,
}

/// A label without case, accents, blanks and hyphens. What has the same is one topic.
fn plain(label: &str) -> String {
    fold(label).replace(['-', ' '], "")
}

/// Changes with their labels made [`plain`] once, since each is compared with every topic.
struct Plain<'a> {
    hidden: HashSet<String>,
    added: Vec<(String, &'a str)>,
    renamed: Vec<(String, &'a str)>,
}

impl<'a> Plain<'a> {
    fn new(changes: &'a Changes) -> Self {
        Self {
            hidden: changes.hidden.iter().map(|label| plain(label)).collect(),
            added: changes.added.iter().map(|label| (plain(label), label.as_str())).collect(),
            renamed: changes.renamed.iter().map(|(of, name)| (plain(of), name.as_str())).collect(),
        }
    }

    /// What a topic is called by the reader.
    fn name_of(&self, key: &str) -> Option<&'a str> {
        self.renamed.iter().find(|(of, _)| of == key).map(|(_, name)| *name)
    }
}

/// Changes the topics. `make` makes one of a label.
pub(super) fn apply(changes: &Changes, topics: &mut Topics, make: impl Fn(&str) -> Topic) {
    if *changes == Changes::default() {
        return;
    }
    let changes = Plain::new(changes);
    // What the reader has to do with is a topic of the whole.
    for topic in std::mem::take(&mut topics.minor) {
        let key = plain(&topic.key);
        if changes.name_of(&key).is_some() {
            topics.list.push(topic);
        } else if !changes.hidden.contains(&key) && !changes.added.iter().any(|(label, _)| *label == key) {
            topics.minor.push(topic);
        }
    }
    let mut keys: Vec<String> = topics.list.iter().map(|topic| plain(&topic.key)).collect();
    for (key, label) in &changes.added {
        if !keys.contains(key) {
            let topic = make(label);
            for (labels, _) in topics.labels.iter_mut().zip(&topic.per_exchange).filter(|(_, count)| **count > 0) {
                labels.retain(|known| plain(known) != *key);
                labels.insert(0, (*label).to_owned());
            }
            keys.push(plain(&topic.key));
            topics.list.push(topic);
        }
    }
    let mut joined: Vec<Topic> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for (mut topic, key) in std::mem::take(&mut topics.list).into_iter().zip(keys) {
        if changes.hidden.contains(&key) {
            continue;
        }
        if let Some(name) = changes.name_of(&key) {
            name.clone_into(&mut topic.label);
        }
        match places.entry(plain(&topic.label)) {
            Entry::Occupied(known) => {
                let known = &mut joined[*known.get()];
                known.mentions.extend(topic.mentions);
                known.mentions.sort_by_key(|mention| (mention.para, mention.range.start, mention.range.end));
                known.mentions.dedup_by(|a, b| a.para == b.para && a.range.start < b.range.end);
                known.recount();
            }
            Entry::Vacant(free) => {
                free.insert(joined.len());
                joined.push(topic);
            }
        }
    }
    topics.list = joined;
    for labels in &mut topics.labels {
        let mut seen = HashSet::new();
        for label in std::mem::take(labels) {
            let key = plain(&label);
            if changes.hidden.contains(&key) {
                continue;
            }
            let label = changes.name_of(&key).map_or(label, str::to_owned);
            if seen.insert(plain(&label)) {
                labels.push(label);
            }
        }
    }
}
