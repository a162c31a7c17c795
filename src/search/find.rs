//! Find: every place where some words stand, in the order of reading, and how many there are.
//!
//! A scan over one folded copy of the text. The copy is made and looked through a stretch at a time, so that a book is
//! searched without keeping the reader waiting: [`Search::advance`] does as much as its allowance buys. A hit is kept as
//! two offsets into the copy; where it stands in the source is worked out for those that somebody looks at.

use std::ops::Range;

use super::fold::{Folded, append};
use super::pattern::Pattern;
pub use super::pattern::Wish;
use crate::interview::place::{Place, Places};
use crate::interview::{Anchor, Interview, ParaId, parts};

/// What one byte costs to fold, where a byte costs 1 to look through; measured.
const FOLD: usize = 10;

/// What one byte costs to look through with a regular expression.
const RULE: usize = 16;

/// What taking a hit costs.
const TAKE: usize = 40;

/// An allowance that is used up in a few milliseconds, unless a paragraph is larger than all of it.
pub const STEP: usize = 30_000_000;

/// Most hits that are kept; those beyond are only counted.
pub const KEPT: usize = 1_000_000;

/// One occurrence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The paragraph it stands in.
    pub para: ParaId,
    /// Bytes of the paragraph's text.
    pub range: Range<usize>,
}

/// Whose words a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Voice {
    /// Of a question, or a heading above it.
    Asked,
    /// Of the answer to the question with this index.
    Answered(u32),
    /// Anything else.
    Other,
}

/// The folded copy of one interview, as far as it was needed yet.
#[derive(Clone, Default)]
pub struct Finder {
    /// Every paragraph that the reader can reach, in the order of reading.
    order: Vec<(ParaId, Voice)>,
    /// Index into `order` by paragraph.
    of: Vec<Option<u32>>,
    /// The paragraphs' folded texts, a line feed after each.
    text: String,
    /// Where each folded paragraph begins in `text`, and where the next one will.
    starts: Vec<u32>,
    /// One bit for each byte of `text` up to the last that is set: here begins a character that belongs to the one before.
    inner: Vec<u64>,
}

impl std::fmt::Debug for Finder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Finder").field("paragraphs", &self.order.len()).finish_non_exhaustive()
    }
}

impl Finder {
    /// Gets ready to fold: the parts in order. What was set aside cannot be reached and is not found.
    pub fn new(interview: &Interview, places: &Places) -> Self {
        let mut of = vec![None; interview.paragraphs.len()];
        let mut order = Vec::with_capacity(interview.paragraphs.len());
        for id in parts::parts(interview).into_iter().flat_map(|part| part.paras) {
            let voice = match places.get(id) {
                Place::Asked(_) => Voice::Asked,
                Place::Answer(question, _) => Voice::Answered(question as u32 - 1),
                _ => Voice::Other,
            };
            of[id.0 as usize] = Some(order.len() as u32);
            order.push((id, voice));
        }
        let bytes = order.iter().map(|(id, _)| interview.para(*id).text.len() + 1).sum();
        Self { order, of, text: String::with_capacity(bytes), starts: vec![0], inner: Vec::new() }
    }

    /// Number of paragraphs that are folded.
    fn folded(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Folds the next paragraph.
    fn fold_next(&mut self, interview: &Interview) {
        let Some((id, _)) = self.order.get(self.folded()) else { return };
        let bits = &mut self.inner;
        append(&mut self.text, &interview.para(*id).text, &mut |at| {
            if bits.len() <= at / 64 {
                bits.resize(at / 64 + 1, 0);
            }
            bits[at / 64] |= 1 << (at % 64);
        });
        self.text.push('\n');
        self.starts.push(self.text.len() as u32);
    }

    /// The folded text of the paragraph at a position, and where it begins.
    fn para(&self, position: usize) -> (&str, usize) {
        let (from, to) = (self.starts[position] as usize, self.starts[position + 1] as usize);
        (&self.text[from..to - 1], from)
    }

    /// The position of the paragraph that holds a byte of the copy.
    fn position(&self, at: u32) -> usize {
        self.starts.partition_point(|start| *start <= at).saturating_sub(1)
    }

    /// Where the character begins whose later part may stand at `at`.
    fn character(&self, mut at: usize) -> usize {
        while self.inner.get(at / 64).is_some_and(|bits| bits >> (at % 64) & 1 == 1) {
            at -= 1;
            while !self.text.is_char_boundary(at) {
                at -= 1;
            }
        }
        at
    }

    /// A position of the text as one of the copy, to compare with hits. Nothing where it is not folded yet.
    pub fn at(&self, interview: &Interview, anchor: Anchor) -> Option<u32> {
        let position = (*self.of.get(anchor.para.0 as usize)?)? as usize;
        if position >= self.folded() {
            return None;
        }
        let (_, start) = self.para(position);
        let byte = anchor.byte as usize;
        let inside = if byte == 0 { 0 } else { Folded::new(&interview.para(anchor.para).text).folded(byte) };
        Some((start + inside) as u32)
    }

    /// The folded text around a hit, inside its paragraph: before it, and after it.
    pub fn around(&self, (from, to): (u32, u32)) -> (&str, &str) {
        let (text, start) = self.para(self.position(from));
        (&text[..from as usize - start], &text[to as usize - start..])
    }
}

/// How many hits stand where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// In questions.
    pub asked: usize,
    /// In answers.
    pub answered: usize,
    /// Anywhere else.
    pub other: usize,
    /// In the answer to each question, in order; as long as there are questions.
    pub per_question: Vec<usize>,
}

impl Counts {
    /// All of them.
    pub fn all(&self) -> usize {
        self.asked + self.answered + self.other
    }
}

/// One search, as far as it has come.
#[derive(Clone, Debug, Default)]
pub struct Search {
    pattern: Pattern,
    answers: bool,
    /// Why the wish cannot be looked for, in words.
    pub error: Option<String>,
    /// The next paragraph to look through.
    next: usize,
    done: bool,
    /// Hits as bytes of the copy, in the order of reading; at most [`KEPT`].
    hits: Vec<(u32, u32)>,
    /// All hits so far, counted.
    pub counts: Counts,
}

impl Search {
    /// A search that has not begun. `questions` is the number of exchanges.
    pub fn new(wish: &Wish, questions: usize) -> Self {
        let (pattern, error) = match Pattern::new(wish) {
            Ok(pattern) => (pattern, None),
            Err(sentence) => (Pattern::Nothing, Some(sentence)),
        };
        let done = matches!(pattern, Pattern::Nothing);
        let counts = Counts { per_question: vec![0; questions], ..Counts::default() };
        Self { pattern, answers: wish.answers, error, done, counts, ..Self::default() }
    }

    /// Whether everything was looked through.
    pub fn is_done(&self) -> bool {
        self.done
    }

    /// Number of hits that are kept.
    pub fn len(&self) -> usize {
        self.hits.len()
    }

    /// Whether there is no hit yet.
    pub fn is_empty(&self) -> bool {
        self.hits.is_empty()
    }

    /// A hit as bytes of the copy.
    pub fn raw(&self, index: usize) -> Option<(u32, u32)> {
        self.hits.get(index).copied()
    }

    /// Looks further until `allowance` is used up or everything is looked through. `finder` is always the same one, made
    /// from `interview`.
    pub fn advance(&mut self, finder: &mut Finder, interview: &Interview, allowance: usize) {
        let byte = if matches!(self.pattern, Pattern::Rule(_)) { RULE } else { 1 };
        let mut spent = 0;
        while !self.done && spent < allowance {
            let first = self.next;
            let found = self.counts.all();
            // Stretches are short enough that hits, too, keep to the allowance.
            let stretch = spent + (allowance - spent).min(STEP / 8);
            while self.next < finder.order.len() && spent < stretch {
                if self.next == finder.folded() {
                    finder.fold_next(interview);
                    spent += FOLD * finder.para(self.next).0.len();
                }
                spent += byte * finder.para(self.next).0.len() + FOLD;
                self.next += 1;
            }
            self.scan(finder, first);
            spent += TAKE * (self.counts.all() - found);
            self.done = self.next == finder.order.len();
        }
    }

    /// Looks through the paragraphs from `first` to the next one.
    fn scan(&mut self, finder: &Finder, first: usize) {
        if matches!(self.pattern, Pattern::Rule(_)) {
            for position in first..self.next {
                let (text, start) = finder.para(position);
                let (mut from, mut last) = (0, 0);
                while let Some((at, end)) = self.pattern.next(text, from, text.len()) {
                    from = end;
                    if finder.character(start + at) >= last {
                        last = start + end;
                        self.take(finder, position, (start + at, start + end));
                    }
                }
            }
            return;
        }
        let (mut from, to) = (finder.starts[first] as usize, finder.starts[self.next] as usize);
        let (mut position, mut last) = (first, 0);
        while let Some((at, end)) = self.pattern.next(&finder.text, from, to) {
            from = end;
            // Two halves of one ligature, or two dots of "…", are one place.
            if finder.character(at) < last {
                continue;
            }
            last = end;
            while finder.starts[position + 1] as usize <= at {
                position += 1;
            }
            self.take(finder, position, (at, end));
        }
    }

    fn take(&mut self, finder: &Finder, position: usize, (at, end): (usize, usize)) {
        match finder.order[position].1 {
            Voice::Answered(question) => {
                self.counts.answered += 1;
                if let Some(count) = self.counts.per_question.get_mut(question as usize) {
                    *count += 1;
                }
            }
            _ if self.answers => return,
            Voice::Asked => self.counts.asked += 1,
            Voice::Other => self.counts.other += 1,
        }
        if self.hits.len() < KEPT {
            self.hits.push((at as u32, end as u32));
        }
    }

    /// The number of the first hit that begins at `at` or later, and of the first one after it.
    pub fn around(&self, finder: &Finder, at: u32) -> (usize, usize) {
        let begins = |hit: &(u32, u32)| finder.character(hit.0 as usize) as u32;
        (self.hits.partition_point(|hit| begins(hit) < at), self.hits.partition_point(|hit| begins(hit) <= at))
    }

    /// The numbers of the hits in a paragraph. Nothing where it was not looked through yet.
    pub fn in_para(&self, finder: &Finder, para: ParaId) -> Option<Range<usize>> {
        let position = (*finder.of.get(para.0 as usize)?)? as usize;
        if position >= self.next || position >= finder.folded() {
            return None;
        }
        let (from, to) = (finder.starts[position], finder.starts[position + 1]);
        Some(self.hits.partition_point(|hit| hit.0 < from)..self.hits.partition_point(|hit| hit.0 < to))
    }

    /// The paragraph that a hit stands in.
    pub fn para(&self, finder: &Finder, index: usize) -> Option<ParaId> {
        let (at, _) = self.raw(index)?;
        finder.order.get(finder.position(at)).map(|(id, _)| *id)
    }

    /// Where some hits of one paragraph stand in its text, in the same order.
    pub fn places(&self, finder: &Finder, interview: &Interview, hits: Range<usize>) -> Vec<Hit> {
        let Some(&(first, _)) = self.hits.get(hits.start).filter(|_| !hits.is_empty()) else { return Vec::new() };
        let position = finder.position(first);
        let (para, start) = (finder.order[position].0, finder.para(position).1);
        let text = &interview.para(para).text;
        let folded = Folded::new(text);
        let place = |(at, end): &(u32, u32)| Hit {
            para,
            range: folded.original(*at as usize - start..*end as usize - start, text),
        };
        self.hits[hits].iter().map(place).collect()
    }
}

/// Everything that a wish finds, at once.
pub fn find(interview: &Interview, places: &Places, wish: &Wish) -> (Search, Vec<Hit>) {
    let mut finder = Finder::new(interview, places);
    let mut search = Search::new(wish, interview.exchanges.len());
    search.advance(&mut finder, interview, usize::MAX);
    let hits = finder.order.iter().filter_map(|(para, _)| search.in_para(&finder, *para));
    let hits = hits.flat_map(|range| search.places(&finder, interview, range)).collect();
    (search, hits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::fold::fold;
    use crate::search::sample::{interview, seed};
    use proptest::prelude::*;

    fn found(text: &str, wish: &Wish) -> Vec<String> {
        let one = interview(&[("Why?", &[text])]);
        let (search, hits) = find(&one, &Places::of(&one), wish);
        assert_eq!(search.counts.all(), hits.len());
        hits.into_iter().map(|hit| one.para(hit.para).text[hit.range].to_owned()).collect()
    }

    #[test]
    fn one_spelling_finds_the_other() {
        for (text, query, words) in [
            ("Russia’s turn", "russia's", "Russia’s"),
            ("The Russia–North Korea pact", "Russia-North", "Russia–North"),
            ("A café", "cafe", "café"),
            ("A cafe\u{301}!", "café", "cafe\u{301}"),
            ("in \u{a0}Kursk", "in kursk", "in \u{a0}Kursk"),
            ("“So”", "\"so\"", "“So”"),
            ("ﬁne", "f", "ﬁ"),
        ] {
            assert_eq!(found(text, &Wish::words(query)), [words], "{query} in {text}");
        }
        assert_eq!(found("wait…", &Wish::words(".")), ["…"]);
        assert!(found("anything", &Wish::words("  ")).is_empty());
        let rule = Wish { regex: true, ..Wish::words("[.]") };
        assert_eq!(found("wait… so.", &rule), ["…", "."]);
        assert_eq!(found("ﬃx fi", &Wish { regex: true, ..Wish::words("[fi]") }), ["ﬃ", "f", "i"]);
    }

    #[test]
    fn the_seed_has_seven_sanctions() {
        let seed = seed();
        let places = Places::of(&seed);
        let (search, hits) = find(&seed, &places, &Wish::words("sanction"));
        let counts = &search.counts;
        assert_eq!((counts.asked, counts.answered, counts.other, hits.len()), (1, 6, 0, 7));
        assert_eq!(counts.per_question, [2, 0, 0, 4, 0, 0]);
        let (search, hits) = find(&seed, &places, &Wish { answers: true, ..Wish::words("sanction") });
        assert_eq!((search.counts.asked, search.counts.answered, hits.len()), (0, 6, 6));
        let (search, _) = find(&seed, &places, &Wish { word: true, ..Wish::words("sanction") });
        assert_eq!(search.counts.all(), 1, "sanction-evasion");
        let (search, _) = find(&seed, &places, &Wish { regex: true, ..Wish::words(r"\bnorth korea\b") });
        assert_eq!(
            search.counts.all(),
            find(&seed, &places, &Wish { word: true, ..Wish::words("North Korea") }).1.len()
        );
    }

    #[test]
    fn hits_come_in_reading_order() {
        let seed = seed();
        let (_, hits) = find(&seed, &Places::of(&seed), &Wish::words("e"));
        let order: Vec<_> = parts::parts(&seed).into_iter().flat_map(|part| part.paras).collect();
        let at = |hit: &Hit| order.iter().position(|&id| id == hit.para).unwrap();
        assert!(hits.is_sorted_by_key(|hit| (at(hit), hit.range.start)));
    }

    #[test]
    fn a_position_is_found_among_the_hits() {
        let seed = seed();
        let mut finder = Finder::new(&seed, &Places::of(&seed));
        let mut search = Search::new(&Wish::words("korea"), seed.exchanges.len());
        search.advance(&mut finder, &seed, usize::MAX);
        for index in 0..search.len() {
            let hit = search.places(&finder, &seed, index..index + 1).remove(0);
            let at = |byte: usize| finder.at(&seed, Anchor { para: hit.para, byte: byte as u32 }).unwrap();
            assert_eq!(search.around(&finder, at(hit.range.start)), (index, index + 1));
            assert_eq!(search.around(&finder, at(hit.range.end)), (index + 1, index + 1));
            assert!(search.in_para(&finder, hit.para).unwrap().contains(&index));
        }
    }

    proptest! {
        #[test]
        fn a_search_in_steps_finds_the_same(
            texts in prop::collection::vec("[abAB é’ﬁ…\u{301}か\u{3099}東 ]{0,20}", 1..6),
            query in "[abé’f.か東 ]{1,2}",
            (word, answers, allowance) in (any::<bool>(), any::<bool>(), 1usize..400),
        ) {
            let answer: Vec<&str> = texts.iter().map(String::as_str).collect();
            let one = interview(&[("Why ab?", &answer), ("And é…?", &["ab b"])]);
            let (places, wish) = (Places::of(&one), Wish { word, answers, ..Wish::words(&query) });
            let (whole, _) = find(&one, &places, &wish);
            let mut finder = Finder::new(&one, &places);
            // Another search before it has folded a part of the text already.
            Search::new(&Wish::words("x"), 2).advance(&mut finder, &one, 60);
            let mut steps = Search::new(&wish, 2);
            while !steps.is_done() {
                let before = steps.next;
                steps.advance(&mut finder, &one, allowance);
                prop_assert!(steps.next > before);
            }
            prop_assert_eq!(&steps.hits, &whole.hits);
            prop_assert_eq!(steps.counts, whole.counts);
        }

        #[test]
        fn find_agrees_with_a_naive_search(text in "[abAB é’'\\-– ]{0,40}", query in "[abé’'\\- ]{1,3}", word: bool) {
            let one = interview(&[("?", &[&text])]);
            let ours = find(&one, &Places::of(&one), &Wish { word, ..Wish::words(&query) }).1;
            let ours = ours.into_iter().filter(|hit| hit.para == one.exchanges[0].answer[0]).count();
            // Letter by letter: after a place the search goes on behind it, after a cut word with the next letter.
            let (needle, hay) = (fold(&query), Folded::new(one.para(one.exchanges[0].answer[0]).text.as_str()));
            let (hay, mut at, mut naive) = (hay.as_str(), 0, 0);
            let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            while !needle.is_empty() && at < hay.len() {
                let end = at + needle.len();
                let inside = (letter(hay[..at].chars().next_back()) && letter(needle.chars().next()))
                    || (letter(needle.chars().next_back()) && letter(hay.get(end..).and_then(|rest| rest.chars().next())));
                if hay[at..].starts_with(&needle) && !(word && inside) {
                    (naive, at) = (naive + 1, end);
                } else {
                    at += hay[at..].chars().next().unwrap().len_utf8();
                }
            }
            prop_assert_eq!(ours, naive);
        }

        #[test]
        fn every_hit_is_what_was_asked_for(text in "\\PC{0,40}", query in "\\PC{1,3}", word: bool) {
            let one = interview(&[("Why?", &[&text])]);
            let (_, hits) = find(&one, &Places::of(&one), &Wish { word, ..Wish::words(&query) });
            let mut last = (ParaId(0), 0);
            for hit in hits {
                let found = one.para(hit.para).text.get(hit.range.clone());
                prop_assert!(found.is_some_and(|found| fold(found).contains(fold(&query).trim())), "{:?}", hit);
                prop_assert!((hit.para, hit.range.start) >= last, "{:?} overlaps", hit);
                last = (hit.para, hit.range.end);
            }
        }
    }
}
