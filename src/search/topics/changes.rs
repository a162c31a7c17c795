//! What a reader changes in the list of topics: adds, hides, calls otherwise.

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

impl Changes {
    /// What a topic is called by the reader.
    fn name_of(&self, key: &str) -> Option<&str> {
        self.renamed.iter().find(|(of, _)| same(of, key)).map(|(_, name)| name.as_str())
    }

    fn hides(&self, key: &str) -> bool {
        self.hidden.iter().any(|hidden| same(hidden, key))
    }
}

/// Whether two labels are one, but for case, accents, blanks and hyphens.
pub(super) fn same(a: &str, b: &str) -> bool {
    let plain = |text: &str| fold(text).replace(['-', ' '], "");
    a == b || plain(a) == plain(b)
}

/// Changes the topics. `make` makes one of a label.
pub(super) fn apply(changes: &Changes, topics: &mut Topics, make: impl Fn(&str) -> Topic) {
    if *changes == Changes::default() {
        return;
    }
    // What the reader has to do with is a topic of the whole.
    for topic in std::mem::take(&mut topics.minor) {
        if changes.name_of(&topic.key).is_some() {
            topics.list.push(topic);
        } else if !changes.hides(&topic.key) && !changes.added.iter().any(|label| same(label, &topic.key)) {
            topics.minor.push(topic);
        }
    }
    for label in &changes.added {
        if !topics.list.iter().any(|topic| same(&topic.key, label)) {
            let topic = make(label);
            for (labels, _) in topics.labels.iter_mut().zip(&topic.per_exchange).filter(|(_, count)| **count > 0) {
                labels.retain(|known| !same(known, label));
                labels.insert(0, label.clone());
            }
            topics.list.push(topic);
        }
    }
    topics.list.retain(|topic| !changes.hides(&topic.key));
    for topic in &mut topics.list {
        if let Some(name) = changes.name_of(&topic.key) {
            name.clone_into(&mut topic.label);
        }
    }
    let mut joined: Vec<Topic> = Vec::new();
    for topic in std::mem::take(&mut topics.list) {
        match joined.iter_mut().find(|known| same(&known.label, &topic.label)) {
            Some(known) => {
                known.mentions.extend(topic.mentions);
                known.mentions.sort_by_key(|mention| (mention.para, mention.range.start, mention.range.end));
                known.mentions.dedup_by(|a, b| a.para == b.para && a.range.start < b.range.end);
                known.recount();
            }
            None => joined.push(topic),
        }
    }
    topics.list = joined;
    for labels in &mut topics.labels {
        labels.retain(|label| !changes.hides(label));
        let mut renamed: Vec<String> = Vec::new();
        for label in labels.drain(..) {
            let label = changes.name_of(&label).map_or(label.clone(), str::to_owned);
            if !renamed.iter().any(|known| same(known, &label)) {
                renamed.push(label);
            }
        }
        *labels = renamed;
    }
}
