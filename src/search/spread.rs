//! Where a term of a query stands: for every item and every exchange how well its best word answers.
//!
//! One byte for each, so that a million items are one megabyte that is passed over in a fraction of a millisecond. While
//! the last word of a query is typed the others do not change: they are kept.

use std::sync::{Arc, OnceLock};

use super::answer::{Answer, Manner, answers};
use super::index::{Index, OUTSIDE};
use super::query::{Demand, Term};

/// Entries of postings that are read for one term. Only a letter or two over hundreds of thousands of items reach it; the
/// words that answer best come first.
const MOST_READ: usize = 800_000;
/// Bytes of finished terms that are kept.
const KEPT: usize = 48 << 20;

/// Steps between no answer and the best.
const STEPS: f32 = 127.0;

/// How well an item answers a term: 0 where it does not, else its quality in the upper seven bits; the lowest says that
/// it is no guess at a slip of the finger.
pub(super) type Grade = u8;

/// The grade of a quality from 0 to 1.
fn grade(quality: f32, weak: bool) -> Grade {
    ((quality.clamp(0.0, 1.0) * STEPS).round() as u8).max(1) << 1 | u8::from(!weak)
}

/// The quality of a grade, 0 to 1.
pub(super) fn quality(grade: Grade) -> f32 {
    f32::from(grade >> 1) / STEPS
}

/// Whether a grade was only reached by guessing at a slip.
pub(super) fn weak(grade: Grade) -> bool {
    grade & 1 == 0
}

/// Items that are passed over at once where no term stands in them.
pub(super) const BLOCK: usize = 64;

/// Whether none of some items answers.
pub(super) fn nothing(grades: &[Grade]) -> bool {
    grades.iter().fold(0, |all, grade| all | grade) == 0
}

/// A term spread over the items.
#[derive(Debug)]
pub(super) struct Spread {
    /// The words that answer, best first.
    pub words: Vec<(u32, Grade)>,
    /// The grade of every item.
    pub items: Vec<Grade>,
    /// The best grade in every exchange, made when it is asked for.
    exchanges: OnceLock<Vec<Grade>>,
    /// Items that count for how rare the term is: those with a fair answer, or with any where none is fair.
    pub count: usize,
}

impl Spread {
    fn new(found: Vec<Answer>, index: &Index) -> Self {
        let mut words: Vec<(u32, Grade)> =
            found.into_iter().map(|answer| (answer.word, grade(answer.quality, answer.weak))).collect();
        words.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        let mut items: Vec<Grade> = vec![0; index.items().len()];
        let mut read = 0;
        for &(word, grade) in &words {
            if read > MOST_READ {
                break;
            }
            read += index.postings.size(word);
            index.postings.each(word, |item| items[item] = items[item].max(grade));
        }
        let fair = words.first().map_or(1, |&(_, best)| best.min(grade(0.5, true)));
        // Counted in bytes, which the machine does many of at a time; no grade is below 1 but that of no answer.
        let fair = fair.max(1);
        let count = items.chunks(128).map(|part| part.iter().map(|&grade| u8::from(grade >= fair)).sum::<u8>());
        let count = count.map(usize::from).sum();
        Self { words, items, exchanges: OnceLock::new(), count }
    }

    /// The best grade in every exchange.
    pub fn exchanges(&self, index: &Index) -> &[Grade] {
        self.exchanges.get_or_init(|| {
            let mut exchanges: Vec<Grade> = vec![0; index.exchanges];
            for (grades, of) in self.items.chunks(BLOCK).zip(index.exchange_of.chunks(BLOCK)) {
                if nothing(grades) {
                    continue;
                }
                for (&grade, &exchange) in grades.iter().zip(of).filter(|&(&grade, &of)| grade != 0 && of != OUTSIDE) {
                    let cell = &mut exchanges[exchange as usize];
                    *cell = (*cell).max(grade);
                }
            }
            exchanges
        })
    }

    fn bytes(&self) -> usize {
        self.items.len() + self.exchanges.get().map_or(0, Vec::len) + self.words.len() * 8
    }
}

/// Terms that were spread already, the latest last.
#[derive(Clone, Debug, Default)]
pub struct Cache(Vec<Kept>);

type Kept = (String, Demand, Manner, Arc<Spread>);

impl Cache {
    /// The spread of a term, made where it is not kept.
    pub(super) fn spread(&mut self, term: &Term, index: &Index, manner: Manner) -> Arc<Spread> {
        let same =
            |kept: &Kept| kept.0 == term.text && kept.1 == term.demand && kept.2 == manner && term.others.is_empty();
        if let Some(at) = self.0.iter().position(same) {
            let kept = self.0.remove(at);
            let spread = Arc::clone(&kept.3);
            self.0.push(kept);
            return spread;
        }
        let spread = Arc::new(Spread::new(answers(term, index, manner), index));
        // A term with other spellings is not kept: they depend on the words around it.
        if term.others.is_empty() {
            self.0.push((term.text.clone(), term.demand, manner, Arc::clone(&spread)));
        }
        while self.0.len() > 1 && self.0.iter().map(|kept| kept.3.bytes()).sum::<usize>() > KEPT {
            self.0.remove(0);
        }
        spread
    }
}
