//! The best of very many: what is kept while all items are passed over, and how many there were.

use super::score::Scored;

/// Items whose nearness, order and frequency are looked at; the rest cannot reach the top.
pub(super) const LOOKED_AT: usize = 500;
/// Items that are kept while all are passed over, before the best are chosen.
const HEAP: usize = 4 * LOOKED_AT;
/// Buckets of scores for counting.
const BUCKETS: usize = 128;

/// The best items of all that are offered, and how many there were.
pub(super) struct Best {
    pub kept: Vec<Scored>,
    /// Nothing at or below this can be among the best any more.
    pub bar: f32,
    pub buckets: [usize; BUCKETS],
}

impl Default for Best {
    fn default() -> Self {
        Self { kept: Vec::new(), bar: 0.0, buckets: [0; BUCKETS] }
    }
}

impl Best {
    pub fn offer(&mut self, scored: Scored) {
        self.buckets[Self::bucket(scored.score)] += 1;
        if scored.score > self.bar {
            self.keep(scored);
        }
    }

    pub fn keep(&mut self, scored: Scored) {
        self.kept.push(scored);
        if self.kept.len() == HEAP {
            self.kept.select_nth_unstable_by(LOOKED_AT - 1, by_score);
            self.bar = self.kept[LOOKED_AT - 1].score;
            self.kept.truncate(LOOKED_AT);
        }
    }

    pub fn bucket(score: f32) -> usize {
        ((score * 100.0) as usize).min(BUCKETS - 1)
    }

    pub fn count(buckets: &[usize; BUCKETS], cut: f32) -> usize {
        buckets[Self::bucket(cut)..].iter().sum()
    }
}

/// Better before worse, then as they stand in the document.
pub(super) fn by_score(a: &Scored, b: &Scored) -> std::cmp::Ordering {
    b.score.total_cmp(&a.score).then(a.item.cmp(&b.item))
}
