//! How long one keystroke takes in the jump palette: on one interview, and on items in the tens and hundreds of
//! thousands. The goal is one millisecond on one interview.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use inquit::interview::place::Places;
use inquit::interview::{Anchor, Exchange, Interview, Meta, ParaId, Paragraph, Role};
use inquit::search::find::{Finder, Search, Wish};
use inquit::search::index::{Index, Item, ItemKind};
use inquit::search::rank::Kinds;
use inquit::search::{jump_items, topics};
use inquit::text::CleanText;

/// Typed letter by letter: right, out of order, with typos, with letters left out, in vain.
const QUERIES: [&str; 6] = ["parrot", "fees tariff", "satelite navigtion", "hydrogrpher", "skor", "zqxvwly"];

fn interview() -> Interview {
    let mut made = Interview { meta: Meta { language: Some("en".into()), ..Meta::default() }, ..Interview::default() };
    let both =
        [include_str!("../tests/fixtures/search/pilot.txt"), include_str!("../tests/fixtures/search/orchard.txt")];
    for line in both.iter().flat_map(|file| file.lines()) {
        let id = ParaId(made.paragraphs.len() as u32);
        let (kind, text) = line.split_once(' ').unwrap_or_default();
        let role = match kind {
            "T" => Role::Title,
            "Q" => Role::Question,
            _ => Role::Answer,
        };
        match (role, made.exchanges.last_mut()) {
            (Role::Question, _) => made.exchanges.push(Exchange { question: vec![id], ..Exchange::default() }),
            (Role::Answer, Some(exchange)) => exchange.answer.push(id),
            _ => {}
        }
        let text = CleanText::line(text);
        made.paragraphs.push(Paragraph { text, source: 0..0, role, speaker: None, time: None, unsure: false });
    }
    made
}

/// Invented words in invented questions, always the same.
fn many(count: usize) -> Vec<Item> {
    let mut state = 1_u64;
    let mut next = move |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let syllables = ["ka", "tor", "men", "li", "sa", "por", "ven", "dri", "shu", "ob", "el", "ant", "gri", "mo", "ust"];
    let words: Vec<String> = (0..30_000)
        .map(|_| (0..2 + next(3)).map(|_| syllables[next(syllables.len() as u64) as usize]).collect())
        .collect();
    let text = |next: &mut dyn FnMut(u64) -> u64| {
        // The square makes some words frequent and most rare, as in any language.
        let word = |r: u64| &words[(r * r / words.len() as u64) as usize];
        (0..12).map(|_| word(next(words.len() as u64)).as_str()).collect::<Vec<_>>().join(" ")
    };
    (0..count)
        .map(|n| Item {
            kind: ItemKind::Question,
            text: text(&mut next),
            exchange: Some(n / 4),
            anchor: Anchor { para: ParaId(n as u32), byte: 0 },
            detail: String::new(),
        })
        .collect()
}

fn keystrokes(index: &Index) -> usize {
    let prefixes = QUERIES.iter().flat_map(|query| (1..=query.len()).map(|end| &query[..end]));
    prefixes.map(|typed| black_box(index.rank(black_box(typed), Kinds::ALL, 50)).hits.len()).sum()
}

fn jump(c: &mut Criterion) {
    let strokes: usize = QUERIES.iter().map(|query| query.len()).sum();
    let made = interview();
    let places = Places::of(&made);
    c.bench_function("topics of two interviews", |b| b.iter(|| topics::topics(black_box(&made))));
    let found = topics::topics(&made);
    c.bench_function("index of two interviews", |b| {
        b.iter(|| Index::new(jump_items(&made, &places, &found, &[]), Some("en")));
    });
    c.bench_function("find in two interviews", |b| {
        let mut finder = Finder::new(&made, &places);
        b.iter(|| {
            let mut search = Search::new(&Wish::words(black_box("the ")), made.exchanges.len());
            search.advance(&mut finder, &made, usize::MAX);
            search.len()
        });
    });
    let index = Index::new(jump_items(&made, &places, &found, &[]), Some("en"));
    c.bench_function(&format!("{strokes} keystrokes, two interviews"), |b| b.iter(|| keystrokes(&index)));
    let pasted = &made.para(made.exchanges[3].answer[1]).text;
    c.bench_function("a pasted paragraph, two interviews", |b| {
        b.iter(|| index.rank(black_box(pasted), Kinds::ALL, 50));
    });
    for count in [10_000, 100_000] {
        let index = Index::new(many(count), Some("en"));
        let mut group = c.benchmark_group("many");
        group.sample_size(10);
        group.bench_function(format!("{strokes} keystrokes, {count} questions"), |b| b.iter(|| keystrokes(&index)));
        group.finish();
    }
}

criterion_group!(benches, jump);
criterion_main!(benches);
