//! The invented interviews with their labelled queries, and what a ranking is measured by. For the benches and for the
//! test that holds the floors.

#![allow(dead_code, reason = "each uses a part")]

use std::collections::HashSet;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use inquit::interview::{Exchange, Interview, Meta, ParaId, Paragraph, Role};
use inquit::search::fold::fold;
use inquit::search::index::{Index, Item};
use inquit::search::language::Language;
use inquit::search::rank::Kinds;
use inquit::search::{jump_items, leads, topics};
use inquit::text::CleanText;

const FILES: [(&str, &str, &str); 5] = [
    ("pilot", "en", include_str!("../../tests/fixtures/search/pilot.txt")),
    ("orchard", "en", include_str!("../../tests/fixtures/search/orchard.txt")),
    ("mill", "en", include_str!("../../tests/fixtures/search/mill.txt")),
    ("glocken", "de", include_str!("../../tests/fixtures/search/glocken.txt")),
    ("bouquiniste", "fr", include_str!("../../tests/fixtures/search/bouquiniste.txt")),
];
const QUERIES: &str = include_str!("../../tests/fixtures/search/queries.txt");

/// Words that stand in none of the interviews.
const NONSENSE: [&str; 15] = [
    "zqxvw",
    "blorfen",
    "krampton",
    "wibblet",
    "snorvel",
    "quizzard",
    "trombolic",
    "flunder",
    "gribbish",
    "plomtuck",
    "vexatron",
    "dwimmer",
    "haskrum",
    "obligon",
    "marzelit",
];

/// An interview with its items and their index.
pub struct Corpus {
    /// The name of its file.
    pub name: &'static str,
    /// The interview itself.
    pub interview: Interview,
    /// Its items.
    pub index: Index,
    /// Its topics, as the palette lists them.
    pub topics: topics::Topics,
    language: Language,
}

/// Reads lines of `T title`, `Q question`, `A answer paragraph`.
pub fn read(file: &str, language: &str) -> Interview {
    let meta = Meta { language: Some(CleanText::line(language)), ..Meta::default() };
    let mut made = Interview { meta, ..Interview::default() };
    for line in file.lines() {
        let (kind, text) = line.split_once(' ').unwrap_or_default();
        let role = match kind {
            "T" => Role::Title,
            "Q" => Role::Question,
            _ => Role::Answer,
        };
        let id = ParaId(made.paragraphs.len() as u32);
        let text = CleanText::line(text);
        match (role, made.exchanges.last_mut()) {
            (Role::Question, _) => made.exchanges.push(Exchange { question: vec![id].into(), ..Exchange::default() }),
            (Role::Answer, Some(exchange)) => exchange.answer.push(id),
            _ => made.meta.title = Some(text.clone()),
        }
        made.paragraphs.push(Paragraph { text, source: 0..0, role, speaker: None, time: None, unsure: false });
    }
    made
}

impl Corpus {
    /// The paragraph that an item leads to which was found by a query.
    pub fn place(&self, item: &Item, query: &str) -> ParaId {
        let mut topics = self.topics.list.iter().chain(&self.topics.minor);
        let topic = topics.find(|topic| item.kind.topic() && topic.label == *item.text);
        topic.and_then(|topic| leads(&self.index, topic, query)).unwrap_or(item.anchor).para
    }

    /// Whether a topic leads to the paragraph that begins so.
    fn goes_to(&self, item: &Item, query: &str, wanted: &str) -> bool {
        item.kind.topic() && self.interview.para(self.place(item, query)).text.starts_with(wanted)
    }
}

/// All interviews.
pub fn corpora() -> Vec<Corpus> {
    let corpus = |(name, language, file): (&'static str, &str, &str)| {
        let interview = read(file, language);
        let topics = topics::of(&interview, &topics::Changes::default());
        let items = jump_items(&interview, &topics, &[]);
        let index = Index::new(items, Some(language));
        Corpus { name, interview, index, topics, language: Language::of(Some(language)) }
    };
    FILES.into_iter().map(corpus).collect()
}

/// Something that ranks items.
pub enum Ranker {
    /// The palette.
    Ours,
    /// `fuzzy-matcher` over the same texts, best score first.
    Plain(Box<SkimMatcherV2>),
}

impl Ranker {
    /// `fuzzy-matcher` as it comes.
    pub fn plain() -> Self {
        Self::Plain(Box::default())
    }

    /// What a query finds, best first.
    pub fn rank(&self, corpus: &Corpus, query: &str) -> Vec<usize> {
        match self {
            Self::Ours => corpus.index.rank(query, Kinds::ALL, 200).hits.into_iter().map(|hit| hit.item).collect(),
            Self::Plain(matcher) => {
                let items = corpus.index.items().iter().enumerate();
                let mut found: Vec<_> =
                    items.filter_map(|(n, item)| Some((matcher.fuzzy_match(&item.text, query)?, n))).collect();
                found.sort_by_key(|&(score, n)| (std::cmp::Reverse(score), n));
                found.into_iter().map(|(_, n)| n).collect()
            }
        }
    }
}

/// What came of some queries.
#[derive(Clone, Debug, Default)]
pub struct Score {
    /// Queries.
    pub asked: usize,
    /// Those whose right row came first.
    pub first: usize,
    /// The sum of one by the rank of the right row.
    pub reciprocal: f64,
    /// Rows in all.
    pub rows: usize,
    /// The queries whose right row did not come first, with what did.
    pub wrong: Vec<String>,
}

impl Score {
    fn add(&mut self, corpus: &Corpus, query: &str, found: &[usize], right: impl Fn(usize, &Item) -> bool) {
        let items = corpus.index.items();
        let at = found.iter().position(|&n| right(n, &items[n]));
        self.asked += 1;
        self.first += usize::from(at == Some(0));
        self.reciprocal += at.map_or(0.0, |at| 1.0 / (at + 1) as f64);
        self.rows += found.len();
        if at != Some(0) {
            let first = found.first().map(|&n| items[n].text.chars().take(60).collect::<String>());
            self.wrong.push(format!("{} «{query}» at {at:?}, first {first:?}", corpus.name));
        }
    }

    /// Right rows that came first, in percent.
    pub fn top(&self) -> f64 {
        100.0 * self.first as f64 / self.asked.max(1) as f64
    }

    /// Mean reciprocal rank.
    pub fn mrr(&self) -> f64 {
        self.reciprocal / self.asked.max(1) as f64
    }

    /// Rows for each query.
    pub fn rows(&self) -> f64 {
        self.rows as f64 / self.asked.max(1) as f64
    }
}

/// The labelled queries, all together.
pub fn labelled(corpora: &[Corpus], ranker: &Ranker) -> Score {
    let mut score = Score::default();
    for line in QUERIES.lines().filter(|line| !line.starts_with('#')) {
        let parts: Vec<_> = line.splitn(3, " | ").collect();
        let Some(corpus) = corpora.iter().find(|corpus| corpus.name == parts[0]) else { continue };
        let right = |_: usize, item: &Item| {
            parts[2].split('|').any(|wanted| match wanted.strip_prefix('#') {
                Some(word) => item.kind.topic() && fold(&item.text).contains(&fold(word)),
                None => item.text.starts_with(wanted) || corpus.goes_to(item, parts[1], wanted),
            })
        };
        score.add(corpus, parts[1], &ranker.rank(corpus, parts[1]), right);
    }
    score
}

/// How many of fifteen words that occur nowhere find something, by interview.
pub fn nonsense(corpora: &[Corpus], ranker: &Ranker) -> Vec<usize> {
    let found = |corpus| NONSENSE.iter().filter(|word| !ranker.rank(corpus, word).is_empty()).count();
    corpora.iter().map(found).collect()
}

/// What is done to the words of a paragraph before they are asked for.
pub const NOISES: [&str; 7] = [
    "words as they stand",
    "words in another order",
    "one slip",
    "two letters left out",
    "both in two words",
    "last word half typed",
    "the other apostrophe",
];

/// Queries made of the text itself: three words of every question and paragraph that no other has together, with a noise.
pub fn noisy(corpora: &[Corpus], ranker: &Ranker, noise: usize) -> Score {
    let mut score = Score::default();
    let mut chance = Chance(17);
    for corpus in corpora {
        let stems =
            |text: &str| -> HashSet<String> { words(text).map(|word| corpus.language.stem(&fold(word))).collect() };
        let held: Vec<HashSet<String>> = corpus.index.items().iter().map(|item| stems(&item.text)).collect();
        for (n, item) in corpus.index.items().iter().enumerate().filter(|(_, item)| !item.kind.topic()) {
            for _ in 0..4 {
                let all: Vec<&str> = words(&item.text).filter(|word| content(word, &corpus.language)).collect();
                let Some(mut chosen) = chance.three(&all) else { continue };
                if noise == 6 {
                    let Some(word) = words(&item.text).find(|word| word.contains(['\'', '’'])) else { continue };
                    word.clone_into(&mut chosen[0]);
                }
                let wanted: Vec<String> = chosen.iter().map(|word| corpus.language.stem(&fold(word))).collect();
                let alone = held.iter().filter(|held| wanted.iter().all(|stem| held.contains(stem))).count() == 1;
                let Some(query) = alone.then(|| spoil(chosen, noise, &mut chance)).flatten() else { continue };
                score.add(corpus, &query, &ranker.rank(corpus, &query), |found, _| found == n);
            }
        }
    }
    score
}

fn spoil(mut chosen: Vec<String>, noise: usize, chance: &mut Chance) -> Option<String> {
    let long = |words: &[String], least: usize| words.iter().position(|word| word.chars().count() >= least);
    match noise {
        0 => {}
        1 => chosen.rotate_left(1 + chance.below(2)),
        2 => {
            let at = long(&chosen, 5)?;
            chance.slip(&mut chosen[at]);
        }
        3 => {
            let at = long(&chosen, 7)?;
            chance.shorten(&mut chosen[at], 2);
        }
        4 => {
            chosen.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
            if chosen[1].chars().count() < 6 {
                return None;
            }
            chance.slip(&mut chosen[0]);
            chance.shorten(&mut chosen[1], 1);
        }
        5 => {
            let last = chosen.last_mut()?;
            let half = last.chars().count().div_ceil(2).max(2);
            *last = last.chars().take(half).collect();
        }
        _ => {
            let other = |c| {
                if c == '\'' {
                    '’'
                } else if c == '’' {
                    '\''
                } else {
                    c
                }
            };
            chosen[0] = chosen[0].chars().map(other).collect();
        }
    }
    Some(chosen.join(" "))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    let letter = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’');
    text.split(move |c: char| !letter(c)).map(|word| word.trim_matches(['\'', '’'])).filter(|word| !word.is_empty())
}

fn content(word: &str, language: &Language) -> bool {
    word.chars().count() >= 4 && !word.contains(['\'', '’']) && !language.stop(&fold(word))
}

/// Always the same chances.
pub struct Chance(pub u64);

impl Chance {
    /// A number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit.max(1)
    }

    /// Three different words in lower case.
    fn three(&mut self, all: &[&str]) -> Option<Vec<String>> {
        let mut chosen: Vec<String> = Vec::new();
        for _ in 0..30 {
            if all.is_empty() || chosen.len() == 3 {
                break;
            }
            let word = all[self.below(all.len())].to_lowercase();
            if !chosen.contains(&word) {
                chosen.push(word);
            }
        }
        (chosen.len() == 3).then_some(chosen)
    }

    /// One letter changed, put in, left out, or two swapped; never the first.
    pub fn slip(&mut self, word: &mut String) {
        let mut letters: Vec<char> = word.chars().collect();
        let at = 1 + self.below(letters.len() - 2);
        let other = char::from(b'a' + self.below(26) as u8);
        match self.below(4) {
            0 => letters.swap(at, at + 1),
            1 => letters[at] = other,
            2 => letters.insert(at, other),
            _ => drop(letters.remove(at)),
        }
        *word = letters.into_iter().collect();
    }

    /// Some letters left out; never the first.
    pub fn shorten(&mut self, word: &mut String, by: usize) {
        let mut letters: Vec<char> = word.chars().collect();
        for _ in 0..by {
            letters.remove(1 + self.below(letters.len() - 1));
        }
        *word = letters.into_iter().collect();
    }
}
