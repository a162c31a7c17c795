//! How long one keystroke takes in the jump palette, on one thread: an interview, and sets of 10,000, 100,000 and a
//! million items of invented text. Prints milliseconds a keystroke, how long the index takes to make, and its bytes; with
//! `-v` also the slowest keystrokes.
//!
//! The goals: 1 ms on one interview, 3 ms on 100,000 items, 16 ms on a million in 99 of 100 keystrokes.

#[path = "made/labelled.rs"]
mod labelled;

use std::hint::black_box;
use std::time::Duration;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use inquit::interview::{Anchor, ParaId};
use inquit::search::index::{Index, Item, ItemKind};
use inquit::search::rank::Kinds;
use inquit::search::spread::Cache;
use inquit::search::topics;
use inquit::text::CleanText;
use labelled::Chance;

/// Rows that the palette asks for.
const ROWS: usize = 100;
/// Queries that are typed letter by letter.
const QUERIES: usize = 40;

/// What this thread has computed: other programs on the machine do not count.
struct Watch(Duration);

impl Watch {
    fn start() -> Self {
        Self(Self::now())
    }

    fn now() -> Duration {
        let now = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
        Duration::new(now.tv_sec as u64, now.tv_nsec as u32)
    }

    fn elapsed(&self) -> Duration {
        Self::now().saturating_sub(self.0)
    }
}

/// A word of one to four syllables.
fn word(chance: &mut Chance) -> String {
    const SYLLABLES: [&str; 24] = [
        "ka", "tor", "men", "li", "sa", "por", "ven", "dri", "shu", "ob", "el", "ant", "gri", "mo", "ust", "ber",
        "nau", "ti", "che", "wol", "fa", "rin", "ge", "lund",
    ];
    (0..=chance.below(4)).map(|_| SYLLABLES[chance.below(SYLLABLES.len())]).collect()
}

/// Topics, questions and paragraphs, four questions in ten items; always the same. Some words are frequent and most are
/// rare, as in any language: the frequency falls with the rank.
fn many(count: usize) -> Vec<Item> {
    let mut chance = Chance(1);
    let words: Vec<String> = (0..60_000).map(|_| word(&mut chance)).collect();
    let text = |chance: &mut Chance, length: usize| {
        let one = |chance: &mut Chance| {
            // Uniform in the logarithm of the rank: Zipf's law.
            let rank = (words.len() as f64).powf(chance.below(1 << 30) as f64 / f64::from(1 << 30));
            words[rank as usize - 1].as_str()
        };
        (0..length).map(|_| one(chance)).collect::<Vec<_>>().join(" ")
    };
    let item = |n: usize| {
        let (kind, length) = match n % 10 {
            0 | 1 => (ItemKind::Topic, 1 + chance.below(3)),
            2..=5 => (ItemKind::Question, 6 + chance.below(12)),
            _ => (ItemKind::Answer, 15 + chance.below(20)),
        };
        let text = CleanText::from(text(&mut chance, length));
        let exchange = (kind != ItemKind::Topic).then_some(n as u32 / 10);
        Item { kind, text, exchange, anchor: Anchor { para: ParaId(n as u32), byte: 0 } }
    };
    (0..count).map(item).collect()
}

/// What readers type: words of items in any order, some with a slip, some with letters left out, some in vain.
fn queries(items: &[Item]) -> Vec<String> {
    let mut chance = Chance(5);
    let query = |n: usize| {
        let item = &items[chance.below(items.len())];
        let all: Vec<&str> = item.text.split(' ').collect();
        let mut words: Vec<String> = (0..=n % 3).map(|_| all[chance.below(all.len())].to_owned()).collect();
        match n % 8 {
            5 if words[0].len() > 4 => chance.slip(&mut words[0]),
            6 if words[0].len() > 6 => chance.shorten(&mut words[0], 2),
            7 => "zqxvwlyk".clone_into(&mut words[0]),
            _ => {}
        }
        words.join(" ")
    };
    (0..QUERIES).map(query).collect()
}

/// What is pasted: from nine words of an item to two whole items in a row, cut at both edges.
fn pasted(items: &[Item]) -> Vec<String> {
    let mut chance = Chance(9);
    let paste = |n: usize| {
        let at = chance.below(items.len() - 1);
        let all: Vec<&str> = items[at].text.split(' ').chain(items[at + 1].text.split(' ')).collect();
        let some = all[..all.len().min(9 + n)].join(" ");
        some[1..some.len() - 1].to_owned()
    };
    (0..100).map(paste).collect()
}

/// Milliseconds of one query with nothing kept from before.
fn once(index: &Index, query: &str) -> f64 {
    let now = Watch::start();
    black_box(index.rank(black_box(query), Kinds::ALL, ROWS));
    now.elapsed().as_secs_f64() * 1000.0
}

/// Types all queries letter by letter. Milliseconds of each keystroke, rising.
fn typed(queries: &[String], mut stroke: impl FnMut(&str, bool)) -> Vec<f64> {
    let (mut times, mut slow) = (Vec::new(), Vec::new());
    for query in queries {
        for (n, (end, c)) in query.char_indices().enumerate() {
            let now = Watch::start();
            stroke(&query[..end + c.len_utf8()], n == 0);
            times.push(now.elapsed().as_secs_f64() * 1000.0);
            slow.push((now.elapsed(), &query[..end + c.len_utf8()]));
        }
    }
    if std::env::args().any(|arg| arg == "-v") {
        slow.sort_by_key(|&(time, _)| std::cmp::Reverse(time));
        slow.iter().take(12).for_each(|(time, query)| println!("    {time:.2?} {query}"));
    }
    times.sort_by(f64::total_cmp);
    times
}

fn row(what: &str, times: &[f64], index: Option<(Duration, usize, usize)>) {
    let mean = times.iter().sum::<f64>() / times.len() as f64;
    let at = |share: f64| times[((times.len() as f64 * share) as usize).min(times.len() - 1)];
    print!("{what:34} {:>7} {mean:>9.3} {:>9.3} {:>9.3} {:>9.3}", times.len(), at(0.5), at(0.99), at(1.0));
    match index {
        Some((made, bytes, text)) => {
            println!(" {:>9.2} {:>9.1} {:>9.1}", made.as_secs_f64(), bytes as f64 / 1e6, text as f64 / 1e6);
        }
        None => println!(),
    }
}

fn main() {
    println!(
        "{:34} {:>7} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9}",
        "milliseconds a keystroke", "strokes", "mean", "median", "p99", "max", "index s", "index MB", "text MB"
    );
    let corpora = labelled::corpora();
    let index = &corpora[0].index;
    let asked =
        ["parrot", "fees tariff", "satelite navigtion", "hydrogrpher", "skor", "zqxvwly", "the"].map(str::to_owned);
    measure("one interview", index, &asked, None);
    for count in [10_000, 100_000, 1_000_000] {
        let items = many(count);
        let text = items.iter().map(|item| item.text.len()).sum();
        let now = Watch::start();
        let index = Index::new(items, Some("en"));
        let made = now.elapsed();
        let bytes = index.bytes();
        measure(&format!("{count} items"), &index, &queries(index.items()), Some((made, bytes, text)));
        let pasted = pasted(index.items());
        let mut times: Vec<f64> = pasted.iter().map(|text| once(&index, text)).collect();
        times.sort_by(f64::total_cmp);
        row("    a pasted text, at once", &times, None);
        if count <= 100_000 {
            let matcher = SkimMatcherV2::default();
            let few = &queries(index.items())[..if count > 10_000 { 2 } else { 10 }];
            let times = typed(few, |query, _| {
                let items = index.items().iter();
                black_box(items.filter_map(|item| matcher.fuzzy_match(&item.text, query)).max());
            });
            row("    fuzzy-matcher over them", &times, None);
        }
    }
    let interview = &corpora[0].interview;
    let time = |what: &str, work: &mut dyn FnMut()| {
        let now = Watch::start();
        (0..20).for_each(|_| work());
        println!("{what:34} {:.3} ms", now.elapsed().as_secs_f64() * 50.0);
    };
    println!();
    time("topics of one interview", &mut || drop(black_box(topics::topics(interview))));
    let items = index.items().to_vec();
    time("index of one interview", &mut || drop(black_box(Index::new(items.clone(), Some("en")))));
    let pasted = interview.para(interview.exchanges[3].answer[1]).text.clone();
    time("a pasted paragraph", &mut || drop(black_box(index.rank(&pasted, Kinds::ALL, ROWS))));
}

fn measure(what: &str, index: &Index, queries: &[String], made: Option<(Duration, usize, usize)>) {
    let mut cache = Cache::default();
    let times = typed(queries, |query, first| {
        if first {
            cache = Cache::default();
        }
        black_box(index.rank_again(black_box(query), Kinds::ALL, ROWS, &mut cache));
    });
    row(what, &times, made);
}
