//! How long recognition takes: the interview that comes with the program, 1 MB and 10 MB.

mod made;

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use inquit::interview::parse::{Format, parse};
use inquit::runtime::open::EMBEDDED;
use inquit::text::CleanText;

fn recognition(c: &mut Criterion) {
    let mut group = c.benchmark_group("parse");
    let seed = String::from_utf8_lossy(EMBEDDED).into_owned();
    for (name, text) in
        [("the seed", seed), ("1 MB", made::interview(1_000_000)), ("10 MB", made::interview(10_000_000))]
    {
        group.sample_size(10).throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(format!("clean {name}"), |b| b.iter(|| CleanText::new(black_box(&text))));
        let clean = CleanText::new(&text);
        group.bench_function(name, |b| b.iter(|| parse(black_box(&clean), Format::Auto, None)));
    }
    group.finish();
}

criterion_group!(benches, recognition);
criterion_main!(benches);
