//! The ranker of the jump palette.
//!
//! Each term of the query is compared with the vocabulary (`query`); an item's score is the mean of its terms'
//! qualities, weighted by how rare they are, with a little for nearness, order, frequency and kind. Nothing is better
//! than noise: where no word answers, the ranking is empty and names the nearest word.

use std::ops::Range;

use super::distance::{LONGEST, distance};
use super::fold::{Folded, each};
use super::index::{Index, ItemKind};
use super::query::parse;
use super::score::{Asked, LARGE};
use super::spread::Cache;
use super::vocabulary::mask;

/// Labels that are matched letter by letter, of those that have all the letters in order. More there are only among tens
/// of thousands.
const MOST_LABELS: usize = 500;
/// The same in a large set, where they would cost milliseconds.
const MOST_LABELS_OF_MANY: usize = 120;
/// Where the words of no item are worth more than this, labels are also matched letter by letter: "rhat" may be a slip
/// for "what", or the inside of a word, but "Red Hat" is more likely.
const SURE: f32 = 0.67;

/// Which kinds of items are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kinds(u8);

impl Kinds {
    /// Everything.
    pub const ALL: Self = Self(0b111_1111);
    /// Topics only.
    pub const TOPICS: Self = Self(1 << ItemKind::Topic as u8 | 1 << ItemKind::Passing as u8);
    /// Questions only.
    pub const QUESTIONS: Self = Self(1 << ItemKind::Question as u8);
    /// What is said in answers, and what stands around them.
    pub const ANSWERS: Self = Self(1 << ItemKind::Answer as u8 | 1 << ItemKind::Text as u8);
    /// What the reader made: notes and bookmarks.
    pub const MARKS: Self = Self(1 << ItemKind::Note as u8 | 1 << ItemKind::Bookmark as u8);

    /// Whether this kind is wanted.
    pub fn has(self, kind: ItemKind) -> bool {
        self.0 & 1 << kind as u8 != 0
    }
}

/// An item that answers a query.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranked {
    /// Its index in [`Index::items`].
    pub item: usize,
    /// How well it answers; only good for comparing within one ranking.
    pub score: f32,
    /// Whether it needed a typo or left-out letters. Such rows come last.
    pub weak: bool,
    /// What to highlight: bytes of the item's text, rising, never touching one another.
    pub matched: Vec<Range<usize>>,
}

/// What the palette shows for a query.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ranking {
    /// The best items, best first.
    pub hits: Vec<Ranked>,
    /// How many items answer, shown or not.
    pub total: usize,
    /// Where nothing answers, the nearest word of the text as it is written there.
    pub nearest: Option<String>,
}

impl Index {
    /// The items that answer `query`, best first, at most `limit`. An empty query asks nothing and gets nothing: the
    /// caller shows the table of contents.
    pub fn rank(&self, query: &str, kinds: Kinds, limit: usize) -> Ranking {
        self.rank_again(query, kinds, limit, &mut Cache::default())
    }

    /// The same, keeping in `cache` what the next keystroke can use. A cache belongs to one index.
    pub fn rank_again(&self, query: &str, kinds: Kinds, limit: usize, cache: &mut Cache) -> Ranking {
        let terms = parse(query, self);
        if terms.is_empty() {
            return Ranking::default();
        }
        let asked = Asked::new(terms, self, cache);
        let (mut scored, mut total) = asked.score(kinds, self);
        let best = scored.iter().map(|scored| scored.plain).fold(0.0, f32::max);
        scored.truncate(limit);
        let mut hits: Vec<_> = scored
            .into_iter()
            .map(|s| Ranked { item: s.item, score: s.score, weak: s.weak, matched: asked.matched(s.item, self) })
            .collect();
        if best < SURE && asked.soft() {
            let labels = self.labels(query, kinds, limit, cache);
            if labels.first().is_some_and(|label| label.score >= best) {
                // Beside a label that fits better, slips and insides of words are noise.
                hits.retain(|hit| hit.score >= SURE && labels.iter().all(|label| label.item != hit.item));
                total = hits.len() + labels.len();
                hits.splice(0..0, labels);
                hits.truncate(limit);
            }
        }
        let nearest = if hits.is_empty() { asked.unanswered().and_then(|term| self.nearest(term)) } else { None };
        Ranking { hits, total: if nearest.is_some() || limit == 0 { 0 } else { total }, nearest }
    }

    /// Which of some items answers a query best, the first of equals; none where none has a word of it.
    pub fn best_of(&self, query: &str, items: &[usize]) -> Option<usize> {
        let terms = parse(query, self);
        if terms.is_empty() { None } else { Asked::new(terms, self, &mut Cache::default()).best_of(items, self) }
    }

    /// Labels that are the query with letters left out across their words ("skor", "South Korea"), and then the items
    /// that answer the best of them.
    fn labels(&self, query: &str, kinds: Kinds, limit: usize, cache: &mut Cache) -> Vec<Ranked> {
        let typed: String = super::fold::fold(query).chars().filter(|c| c.is_alphanumeric()).collect();
        let (letters, first) = (mask(&typed), mask(&typed.chars().take(1).collect::<String>()));
        let mut found = Vec::new();
        let possible = self.labels.iter().filter(|label| letters & !label.letters == 0 && first & label.initials != 0);
        let possible = possible.filter(|label| holds(&self.items()[label.item as usize].text, &typed));
        let most = if self.items().len() > LARGE { MOST_LABELS_OF_MANY } else { MOST_LABELS };
        let wanted = self.fuzzy.perfect(&typed);
        for label in possible.take(most) {
            let item = label.item as usize;
            let text = &self.items()[item].text;
            let folded = Folded::new(text);
            let Some((score, places)) = self.fuzzy.across(&typed, folded.as_str(), wanted) else { continue };
            let matched = places.into_iter().map(|place| folded.original(place, text)).collect();
            found.push(Ranked { item, score, weak: true, matched: merge(matched) });
        }
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.item.cmp(&b.item)));
        let Some(best) = found.first().map(|best| best.item) else { return found };
        found.retain(|hit| kinds.has(self.items()[hit.item].kind));
        if self.items().len() > LARGE {
            found.truncate(limit);
            return found;
        }
        // The label is what the reader meant: what answers it follows.
        let asked = Asked::new(parse(&self.items()[best].text, self), self, cache);
        for scored in asked.score(kinds, self).0.into_iter().filter(|scored| !scored.weak && scored.complete) {
            if found.len() >= limit {
                break;
            }
            if self.kinds[scored.item] != ItemKind::Passing && found.iter().all(|hit| hit.item != scored.item) {
                let matched = asked.matched(scored.item, self);
                found.push(Ranked { item: scored.item, score: scored.score / 2.0, weak: true, matched });
            }
        }
        found.truncate(limit);
        found
    }

    /// The word of the text that is nearest to what nothing answers, as it is written there. One that begins with the
    /// same letter is looked for first.
    fn nearest(&self, term: &str) -> Option<String> {
        let typed: Vec<char> = term.chars().take(24).collect();
        let (letters, words) = (mask(term), &self.vocabulary);
        // How many edits, how much longer or shorter, and which word.
        let mut best: Option<(usize, usize, u32)> = None;
        for same in [true, false] {
            for word in words.ids().filter(|&word| words.length(word) > 2) {
                // No more edits than half of the letters, and fewer than what is known needs: "froze" is not near "quote".
                let limit = best.map_or(typed.len() / 2, |(cost, ..)| cost);
                let many = (letters & !words.mask(word)).count_ones() as usize > limit
                    || words.length(word).abs_diff(typed.len()) > limit;
                // Of other forms only whole compounds: "indopacific" is Indo-Pacific, "ip" is not.
                let short = words.alias(word) && words.length(word) < 6;
                if many || short || words.text(word).starts_with(typed[0]) != same {
                    continue;
                }
                let mut buffer = ['\0'; LONGEST];
                let cost = distance(&typed, words.letters(word, &mut buffer), limit).map(|found| found.whole);
                let apart = words.length(word).abs_diff(typed.len());
                if let Some(cost) = cost.filter(|&cost| cost <= limit)
                    && best.is_none_or(|(least, length, _)| (cost, apart) < (least, length))
                {
                    best = Some((cost, apart, word));
                }
            }
            if best.is_some() {
                break;
            }
        }
        // "skorr": a label with letters left out, but for one letter too many.
        match best {
            Some((0 | 1, _, word)) => self.as_written(word),
            _ => self.nearest_label(&typed).or_else(|| self.as_written(best?.2)),
        }
    }
}

impl Index {
    /// The label of which the typed letters are the beginnings of its words, but for one letter.
    fn nearest_label(&self, typed: &[char]) -> Option<String> {
        if !(4..=12).contains(&typed.len()) {
            return None;
        }
        let mut best: Option<(f32, u32)> = None;
        for without in 1..typed.len() {
            let letters = typed.iter().enumerate().filter(|&(n, _)| n != without);
            let letters: String = letters.map(|(_, c)| c).collect();
            let bits = mask(&letters);
            let possible = self.labels.iter().filter(|label| bits & !label.letters == 0);
            let possible = possible.filter(|label| holds(&self.items()[label.item as usize].text, &letters));
            let perfect = self.fuzzy.perfect(&letters);
            for label in possible.take(MOST_LABELS_OF_MANY) {
                let folded = Folded::new(&self.items()[label.item as usize].text);
                let found = self.fuzzy.across(&letters, folded.as_str(), perfect);
                if let Some((score, _)) = found
                    && best.is_none_or(|(most, _)| score > most)
                {
                    best = Some((score, label.item));
                }
            }
        }
        Some(self.items()[best?.1 as usize].text.to_string())
    }
}

/// Whether a text holds these folded letters in this order.
fn holds(text: &str, letters: &str) -> bool {
    if text.is_ascii() {
        let mut rest = letters.as_bytes();
        for byte in text.bytes() {
            match rest.split_first() {
                Some((first, after)) if *first == byte.to_ascii_lowercase() => rest = after,
                Some(_) => {}
                None => return true,
            }
        }
        return rest.is_empty();
    }
    let mut wanted = letters.chars().peekable();
    for c in text.chars() {
        each(c, &mut |c| {
            wanted.next_if_eq(&c);
        });
    }
    wanted.peek().is_none()
}

/// Ranges in rising order with those that touch made one.
pub(super) fn merge(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.retain(|range| !range.is_empty());
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interview::{Anchor, ParaId};
    use crate::search::index::Item;
    use crate::text::CleanText;
    use proptest::prelude::*;

    fn index(texts: &[(ItemKind, &str, Option<usize>)]) -> Index {
        let item = |(n, &(kind, text, exchange)): (usize, &(ItemKind, &str, Option<usize>))| Item {
            kind,
            text: CleanText::new(text),
            exchange: exchange.map(|exchange| exchange as u32),
            anchor: Anchor { para: ParaId(n as u32), byte: 0 },
        };
        Index::new(texts.iter().enumerate().map(item).collect(), Some("en"))
    }

    fn small() -> Index {
        index(&[
            (ItemKind::Topic, "South Korea", None),
            (ItemKind::Topic, "sanctions", None),
            (ItemKind::Topic, "North Korea", None),
            (ItemKind::Question, "How did the president answer the sanctions?", Some(0)),
            (ItemKind::Answer, "South Korea’s president signed 15,000 letters to the U.S. envoy.", Some(0)),
            (ItemKind::Answer, "Sanctions-evasion is older than the sanctions themselves.", Some(0)),
            (ItemKind::Question, "And what of Kim Jong Un?", Some(1)),
            (ItemKind::Answer, "He wrote to South Korea, and the letters were lost.", Some(1)),
            (ItemKind::Note, "ask about the letters", Some(1)),
        ])
    }

    fn order(index: &Index, query: &str) -> Vec<usize> {
        index.rank(query, Kinds::ALL, 20).hits.into_iter().map(|hit| hit.item).collect()
    }

    #[test]
    fn what_is_asked_comes_first() {
        let index = small();
        for (query, first) in [
            ("skor", 0),
            ("south korea", 0),
            ("korea south", 0),
            ("nkor", 2),
            ("sanct", 1),
            ("snctions", 1),
            ("sanktions", 1),
            ("prsdnt letters", 4),
            ("15000", 4),
            ("u.s.", 4),
            ("us envoy", 4),
            ("sanctionsevasion", 5),
            ("sanctions-evasion", 5),
            ("kju", 6),
            ("korea lost", 7),
            ("letters lost", 7),
            ("south koreas president", 4),
            ("signedletters", 4),
        ] {
            assert_eq!(order(&index, query).first(), Some(&first), "{query}: {:?}", index.rank(query, Kinds::ALL, 20));
        }
    }

    #[test]
    fn a_label_that_was_guessed_brings_what_answers_it() {
        let ranking = small().rank("skor", Kinds::ALL, 20);
        assert!(ranking.hits.iter().all(|hit| hit.weak));
        assert_eq!(ranking.hits[0].matched, [0..1, 6..9]);
        let items: Vec<_> = ranking.hits.iter().map(|hit| hit.item).collect();
        assert!(items.contains(&4) && items.contains(&7), "{items:?}");
    }

    #[test]
    fn a_question_comes_before_its_own_answer() {
        let long = "Nobody asked how the bees came back, and bees they were: bees on the wall, bees in the hall, and when \
            the winter ended we had more bees than in any summer.";
        let index = index(&[
            (ItemKind::Question, "What would you say has changed for the bees since that hard winter?", Some(0)),
            (ItemKind::Answer, long, Some(0)),
            (ItemKind::Answer, "That winter the bees slept.", Some(0)),
            (ItemKind::Question, "And the honey, was there any?", Some(1)),
            (ItemKind::Answer, "All the honey of the bees. The bees keep their honey.", Some(1)),
        ]);
        // Both have every word, or only the answer has; or the answer says it so much better that it is meant.
        for (query, first) in
            [("bees winter", 0), ("winter bees", 0), ("bees honey", 4), ("bees wall", 1), ("winter bees slept", 2)]
        {
            assert_eq!(order(&index, query).first(), Some(&first), "{query}: {:?}", index.rank(query, Kinds::ALL, 9));
        }
        // A slip leaves the order to the score, as anywhere.
        assert_ne!(order(&index, "beees wnter").first(), None);
    }

    #[test]
    fn the_same_word_means_more_in_a_shorter_text() {
        let long = format!(
            "The ferry came late. {} It was the old ferry.",
            "We stood there and talked of this and that. ".repeat(20)
        );
        let index = index(&[(ItemKind::Answer, &long, Some(0)), (ItemKind::Answer, "A ferry, an old ferry.", Some(1))]);
        assert_eq!(order(&index, "ferry"), [1, 0]);
    }

    #[test]
    fn operators_demand() {
        let index = small();
        assert_eq!(order(&index, "sanctions !themselves !president"), [1]);
        assert_eq!(order(&index, "^he"), [7]);
        assert_eq!(order(&index, "letters$"), [8]);
        assert!(order(&index, "'snctions").is_empty());
        assert_eq!(order(&index, "'evas"), [5]);
        assert!(!order(&index, "!sanctions").contains(&1));
    }

    #[test]
    fn nothing_is_better_than_noise() {
        let index = small();
        let ranking = index.rank("sajctipms", Kinds::ALL, 20);
        assert!(ranking.hits.is_empty());
        assert_eq!(ranking.nearest.as_deref(), Some("sanctions"));
        assert_eq!(index.rank("  ", Kinds::ALL, 20), Ranking::default());
        assert_eq!(index.rank("’ – !", Kinds::ALL, 20), Ranking::default());
    }

    #[test]
    fn scripts_without_spaces_are_searched_by_pairs() {
        let index = index(&[
            (ItemKind::Question, "朝鲜希望通过这种合作实现什么目标？", Some(0)),
            (ItemKind::Answer, "两国长期受到制裁，很难想象情况会更糟。", Some(0)),
            (ItemKind::Answer, "การคว่ำบาตรไม่ได้ผล", Some(0)),
        ]);
        for (query, first) in [("制裁", 1), ("合作", 0), ("裁", 1), ("คว่ำบาตร", 2)] {
            assert_eq!(order(&index, query).first(), Some(&first), "{query}");
        }
        assert!(order(&index, "东京").is_empty());
    }

    #[test]
    fn kinds_narrow_the_list() {
        let index = small();
        let hits = index.rank("sanctions", Kinds::QUESTIONS, 20).hits;
        assert_eq!(hits.iter().map(|hit| hit.item).collect::<Vec<_>>(), [3]);
        assert!(index.rank("letters", Kinds::MARKS, 20).hits.iter().all(|hit| hit.item == 8));
    }

    #[test]
    fn a_right_row_stays_while_a_typo_is_typed() {
        let index = small();
        for typed in ["sanktions", "sancitons", "sanctoins", "snactions", "presidnet", "themsleves"] {
            let mut shown = false;
            for end in 1..=typed.len() {
                let hits = index.rank(&typed[..end], Kinds::ALL, 20).hits;
                let right = |item: usize| {
                    let folded = index.items()[item].text.to_lowercase();
                    ["sanctions", "president", "themselves"].iter().any(|word| {
                        word[..1] == typed[..1] && folded.contains(word) && word.len().abs_diff(typed.len()) < 2
                    })
                };
                let now = hits.iter().any(|hit| right(hit.item));
                assert!(now || !shown || end < 3, "{} lost it", &typed[..end]);
                shown = now;
            }
            assert!(shown, "{typed}");
        }
    }

    #[test]
    fn the_nearest_may_be_a_label() {
        let index = small();
        for (query, nearest) in [("skorr", "South Korea"), ("nkoreaa", "North Korea"), ("presidenttt", "president")] {
            let ranking = index.rank(query, Kinds::ALL, 20);
            let found = ranking.hits.first().map(|hit| index.items()[hit.item].text.to_string()).or(ranking.nearest);
            assert!(found.as_deref().is_some_and(|found| found.contains(nearest)), "{query}: {found:?}");
        }
    }

    proptest! {
        /// Whichever word is typed with whichever slip: a right row that was shown stays.
        #[test]
        fn rows_do_not_flicker_while_a_slip_is_typed(
            which in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(), slip in 0..4_u8,
        ) {
            let seed = crate::search::sample::seed();
            let index = Index::new(crate::search::jump_items(&seed, &crate::search::topics::Topics::default(), &[]), Some("en"));
            let long = |word: &u32| {
                let letters = index.vocabulary.text(*word).chars().all(char::is_alphabetic);
                letters && (6..14).contains(&index.vocabulary.length(*word)) && !index.vocabulary.alias(*word)
            };
            let words: Vec<u32> = index.vocabulary.ids().filter(long).collect();
            let word = which.get(&words);
            let right = index.vocabulary.text(*word);
            let mut typed: Vec<char> = right.chars().collect();
            // Not the first two letters: by them it is known what is meant.
            let n = 2 + at.index(typed.len() - 3);
            match slip {
                0 => typed.swap(n, n + 1),
                1 => drop(typed.remove(n)),
                2 => typed.insert(n, 'x'),
                _ => typed[n] = 'x',
            }
            let mut shown = false;
            for end in 3..=typed.len() {
                let typed: String = typed[..end].iter().collect();
                let hits = index.rank(&typed, Kinds::ALL, 200).hits;
                let mut holds = hits.iter().map(|hit| hit.item);
                let now = holds.any(|item| index.spoken(item).any(|spoken| spoken.word == *word));
                prop_assert!(now || !shown, "{typed} lost {right}");
                shown |= now;
            }
            prop_assert!(shown, "{typed:?} never showed {right}");
        }

        #[test]
        fn any_query_over_any_text_is_safe(
            texts in prop::collection::vec("[a-dA-D’'\\-– .,15é\u{301}東京ß]{0,30}|\\PC{0,30}", 0..6),
            query in "[a-dA-D’'\\-– .!^$15é東]{0,12}|\\PC{0,12}",
        ) {
            let kinds = [ItemKind::Topic, ItemKind::Question, ItemKind::Answer, ItemKind::Note, ItemKind::Bookmark];
            let list: Vec<_> =
                texts.iter().enumerate().map(|(n, text)| (kinds[n % 5], text.as_str(), Some(n / 2))).collect();
            let index = index(&list);
            let ranking = index.rank(&query, Kinds::ALL, 4);
            prop_assert!(ranking.hits.len() <= 4);
            for hit in &ranking.hits {
                let text = &index.items()[hit.item].text;
                let mut last = None;
                for range in &hit.matched {
                    prop_assert!(text.get(range.clone()).is_some_and(|t| !t.is_empty()));
                    prop_assert!(last.is_none_or(|end| range.start > end));
                    last = Some(range.end);
                }
            }
            prop_assert_eq!(&index.rank(&query, Kinds::ALL, 4), &ranking);
        }
    }
}
