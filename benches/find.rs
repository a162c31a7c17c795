//! How long finding takes in a book of 64 MB: the first hits, all of them, and one step, which is what a key may wait for.

mod made;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use inquit::interview::place::Places;
use inquit::search::find::{Finder, STEP, Search, Wish};
use std::hint::black_box;

/// Bytes of the text.
const SIZE: usize = 64 << 20;

fn find(c: &mut Criterion) {
    let book = made::book(SIZE);
    let places = Places::of(&book);
    let questions = book.exchanges.len();
    let mut group = c.benchmark_group("64 MB");
    group.sample_size(10);
    let rare = Wish::words("lighthouse");
    group.bench_function("first step, nothing folded yet", |b| {
        b.iter_batched_ref(
            || (Finder::new(&book, &places), Search::new(&rare, questions)),
            |(finder, search)| search.advance(finder, &book, STEP),
            BatchSize::PerIteration,
        );
    });
    group.bench_function("all of it, nothing folded yet", |b| {
        b.iter_batched_ref(
            || (Finder::new(&book, &places), Search::new(&rare, questions)),
            |(finder, search)| search.advance(finder, &book, usize::MAX),
            BatchSize::PerIteration,
        );
    });
    let mut finder = Finder::new(&book, &places);
    Search::new(&rare, questions).advance(&mut finder, &book, usize::MAX);
    for (name, wish) in [
        ("a rare word", rare.clone()),
        ("a frequent word", Wish::words("grandmother")),
        ("a letter that is everywhere", Wish::words("e")),
        ("a whole word", Wish { word: true, ..Wish::words("salt") }),
        ("a regular expression", Wish { regex: true, ..Wish::words(r"\bbarrels? \w+, and whoever") }),
        ("one that matches everywhere", Wish { regex: true, ..Wish::words(r"\w+ \w+") }),
    ] {
        let mut matches = 0;
        group.bench_function(format!("{name}, first step"), |b| {
            b.iter(|| Search::new(black_box(&wish), questions).advance(&mut finder, &book, STEP));
        });
        group.bench_function(format!("{name}, all of it"), |b| {
            b.iter(|| {
                let mut search = Search::new(black_box(&wish), questions);
                search.advance(&mut finder, &book, usize::MAX);
                matches = search.counts.all();
            });
        });
        println!("{name}: {matches} matches");
    }
    group.finish();
}

criterion_group!(benches, find);
criterion_main!(benches);
