//! How long the first screen and another width take at 1 MB. The goals are 50 ms with recognition, and 16 ms.

mod made;

use std::hint::black_box;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use inquit::app::msg::Msg;
use inquit::app::update;
use inquit::ui::draw;
use ratatui::buffer::Buffer;

fn layout(c: &mut Criterion) {
    let theme = made::theme();
    let mut group = c.benchmark_group("layout, 1 MB");
    group.sample_size(20);
    group.bench_function("open and draw the first screen", |b| {
        b.iter_batched(
            || made::document(1_000_000),
            |document| {
                let model = made::open(document, (120, 40));
                let mut buffer = Buffer::empty(model.geometry.area());
                draw(&model, &theme, &mut buffer);
                (model, buffer)
            },
            BatchSize::LargeInput,
        );
    });
    let mut model = made::open(made::document(1_000_000), (120, 40));
    for (name, keys) in [("at the beginning", ""), ("in the middle", "200G"), ("at the end", "G")] {
        for key in keys.chars().map(|c| c.to_string().parse().unwrap_or_else(|_| unreachable!("a letter is a key"))) {
            update(&mut model, Msg::Key(key));
        }
        let mut wide = false;
        group.bench_function(format!("resize {name}"), |b| {
            b.iter(|| {
                wide = !wide;
                update(&mut model, Msg::Resize(if wide { 200 } else { 90 }, black_box(40)));
                let mut buffer = Buffer::empty(model.geometry.area());
                draw(&model, &theme, &mut buffer);
                buffer
            });
        });
    }
    group.finish();
}

criterion_group!(benches, layout);
criterion_main!(benches);
