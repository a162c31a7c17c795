//! Names in a column of their own beside the text, as typesetters print interviews:
//!
//! ```text
//! PASCOE      How did you come to the harbour, of
//!             all places?
//! TREMAYNE    By boat.
//! ```

use std::collections::{BTreeMap, HashMap};

use super::pdf_page::{Line, Page};
use crate::interview::parse::label;

/// A column of names beside the text: each stands on the first line of a turn, whose other lines stand below its first word.
#[derive(Debug)]
pub(super) struct Beside {
    /// Where names begin.
    pub(super) names: f32,
    /// Where the text begins.
    pub(super) text: f32,
}

impl Beside {
    /// The column of names, if the document has one: names that come again, all at one place, with the text at another.
    pub(super) fn of(pages: &[Page]) -> Option<Self> {
        const LEAST: usize = 4;
        const GRID: f32 = 2.0;
        let lines = || pages.iter().flat_map(Page::lines).filter(|line| !line.cell && !line.column);
        let place = |x: f32| (x / GRID).round() as i64;
        let mut counts: BTreeMap<(i64, i64), (usize, Self)> = BTreeMap::new();
        for line in lines() {
            if let Some((text, _)) = line.tab {
                let of = counts.entry((place(line.x), place(text))).or_insert((0, Self { names: line.x, text }));
                of.0 += 1;
            }
        }
        let (_, beside) = counts.into_values().max_by_key(|(count, _)| *count).filter(|(count, _)| *count >= LEAST)?;
        let mut names: HashMap<String, usize> = HashMap::new();
        for name in lines().filter_map(|line| beside.name(&line).map(str::to_owned)) {
            *names.entry(name).or_default() += 1;
        }
        let count: usize = names.values().sum();
        // Lines that go on below the text, and hardly any at the names.
        let below = lines().filter(|line| (line.x - beside.text).abs() < GRID).count();
        (count >= LEAST && names.len() * 2 <= count && below * 2 >= count).then_some(beside)
    }

    /// The name at the beginning of a line.
    pub(super) fn name<'a>(&self, line: &'a Line<'_>) -> Option<&'a str> {
        const SLACK: f32 = 3.0;
        let (text, words) = line.tab?;
        if (line.x - self.names).abs() > SLACK || (text - self.text).abs() > SLACK {
            return None;
        }
        let end = line.text.match_indices(' ').nth(words.checked_sub(1)? as usize).map(|(at, _)| at)?;
        let name = &line.text[..end];
        let bare = name.trim_end_matches([':', '.']);
        (label::is_name(bare) || bare.chars().count() == 1).then_some(name)
    }
}
