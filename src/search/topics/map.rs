//! The topic map as numbers: topics by questions. The screen, the table and the picture are made of these.

use super::{Mention, Topics};
use crate::interview::{Interview, Role};
use crate::text::segment::words;

/// One topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Index of the topic in [`Topics::list`].
    pub topic: usize,
    /// Mentions in all answers.
    pub total: u32,
    /// Mentions in the answer of each column.
    pub cells: Vec<u32>,
}

/// The map. Its columns are the questions; of a text without questions, the one text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Map {
    /// The topics, most mentioned first.
    pub rows: Vec<Row>,
    /// Words of the answer of each column.
    pub words: Vec<u32>,
    /// Whether the columns are questions.
    pub questions: bool,
}

/// Number of shades, besides none.
pub const SHADES: u32 = 4;

impl Map {
    /// The map of an interview's topics.
    pub fn new(interview: &Interview, topics: &Topics) -> Self {
        let count = |id: &crate::interview::ParaId| words(&interview.para(*id).text) as u32;
        let spoken = |id: &&crate::interview::ParaId| interview.para(**id).role != Role::Aside;
        let questions = !interview.exchanges.is_empty();
        let words = if questions {
            let answers = interview.exchanges.iter().map(|exchange| &exchange.answer);
            answers.map(|answer| answer.iter().filter(spoken).map(count).sum()).collect()
        } else {
            let ids: Vec<_> = interview.ids().collect();
            let text = |id: &&crate::interview::ParaId| !matches!(interview.para(**id).role, Role::Page | Role::Title);
            vec![ids.iter().filter(text).map(count).sum()]
        };
        let row = |(topic, found): (usize, &super::Topic)| {
            let total = found.count() as u32;
            Row { topic, total, cells: if questions { found.per_exchange.clone() } else { vec![total] } }
        };
        Self { rows: topics.list.iter().enumerate().map(row).collect(), words, questions }
    }

    /// Number of columns.
    pub fn columns(&self) -> usize {
        self.words.len()
    }

    /// What a column is called: "q3".
    pub fn column(&self, column: usize) -> String {
        if self.questions { format!("q{}", column + 1) } else { "text".to_owned() }
    }

    /// Words of all answers.
    pub fn all_words(&self) -> u32 {
        self.words.iter().sum()
    }

    /// How dark a number of mentions is, from 0 to [`SHADES`]: each shade stands for twice as many as the one before.
    pub fn shade(count: u32) -> u32 {
        if count == 0 { 0 } else { (count.ilog2() + 1).min(SHADES) }
    }

    /// How dark a rate is, given in tenths of a mention in a hundred words.
    pub fn shade_of_rate(tenths: u32) -> u32 {
        match tenths {
            0 => 0,
            1..=6 => 1,
            7..=14 => 2,
            15..=29 => 3,
            _ => SHADES,
        }
    }

    /// Mentions in a hundred words of a column, in tenths, rounded; at least one where there are any.
    pub fn rate(&self, count: u32, column: usize) -> u32 {
        let words = u64::from(self.words.get(column).copied().unwrap_or(0).max(1));
        let tenths = (u64::from(count) * 1000 + words / 2) / words;
        u32::try_from(tenths).unwrap_or(u32::MAX).max(u32::from(count > 0))
    }

    /// The places of a cell: those in the answer, or, where it has none, those in the question.
    pub fn places<'a>(&self, topics: &'a Topics, row: usize, column: usize) -> Vec<&'a Mention> {
        let Some(topic) = self.rows.get(row).and_then(|row| topics.list.get(row.topic)) else { return Vec::new() };
        let here = topic.mentions.iter().filter(|mention| !self.questions || mention.exchange == Some(column));
        let (asked, answered): (Vec<&Mention>, Vec<&Mention>) = here.partition(|mention| mention.asked);
        if answered.is_empty() { asked } else { answered }
    }
}

/// A rate as it is written: "1.3", and from ten on without the tenth.
pub fn rate_text(tenths: u32) -> String {
    if tenths >= 100 { ((tenths + 5) / 10).to_string() } else { format!("{}.{}", tenths / 10, tenths % 10) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::sample::{interview, seed};
    use crate::search::topics::{Changes, of};

    #[test]
    fn the_numbers_of_the_seed() {
        let seed = seed();
        let topics = of(&seed, &Changes::default());
        let map = Map::new(&seed, &topics);
        assert_eq!(map.columns(), 6);
        assert_eq!(map.all_words(), 985);
        for row in &map.rows {
            assert_eq!(row.total, row.cells.iter().sum::<u32>(), "{}", topics.list[row.topic].label);
        }
        assert!(map.rows.is_sorted_by(|a, b| a.total >= b.total));
        let drones = map.rows.iter().position(|row| topics.list[row.topic].label == "drones").unwrap();
        assert_eq!(map.rows[drones].cells, [5, 0, 0, 0, 0, 0]);
        assert_eq!(map.places(&topics, drones, 0).len(), 5);
        assert!(map.places(&topics, drones, 3).is_empty());
    }

    #[test]
    fn shades_and_rates() {
        let shades: Vec<u32> = [0, 1, 2, 3, 4, 7, 8, 100].into_iter().map(Map::shade).collect();
        assert_eq!(shades, [0, 1, 2, 2, 3, 3, 4, 4]);
        let map = Map { words: vec![200, 0], ..Map::default() };
        assert_eq!((map.rate(3, 0), map.rate(0, 0), map.rate(1, 1), map.rate(1, 9)), (15, 0, 1000, 1000));
        assert_eq!((rate_text(15), rate_text(4), rate_text(1000)), ("1.5".into(), "0.4".into(), "100".into()));
    }

    #[test]
    fn a_text_without_questions_has_one_column() {
        let mut made =
            interview(&[("On the mill.", &["The mill burned. The mill stood by the river Orrin.", "The mill!"])]);
        made.exchanges.clear();
        let topics = of(&made, &Changes::default());
        let map = Map::new(&made, &topics);
        assert_eq!((map.columns(), map.column(0).as_str()), (1, "text"));
        let mill = map.rows.iter().find(|row| topics.list[row.topic].label == "mill").expect("a topic");
        assert_eq!(mill.cells, [4]);
    }
}
