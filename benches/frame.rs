//! How long one frame takes, and a key with its frame. The goal from key to frame is 1 ms.

mod made;

use criterion::{Criterion, criterion_group, criterion_main};
use inquit::app::keys::Key;
use inquit::app::msg::Msg;
use inquit::app::update;
use inquit::ui::draw;
use ratatui::buffer::Buffer;

fn frame(c: &mut Criterion) {
    let theme = made::theme();
    let keys = |names: [&str; 2]| names.map(|name| name.parse::<Key>().unwrap_or_else(|_| unreachable!("a key")));
    for size in [(100, 30), (120, 40), (200, 60)] {
        let mut group = c.benchmark_group(format!("frame at {}x{}", size.0, size.1));
        let mut model = made::open(made::document(1_000_000), size);
        group.bench_function("draw", |b| {
            b.iter(|| {
                let mut buffer = Buffer::empty(model.geometry.area());
                draw(&model, &theme, &mut buffer);
                buffer
            });
        });
        for (name, [there, back]) in [("next question", keys(["J", "K"])), ("a page", keys(["Space", "PgUp"]))] {
            let mut turn = false;
            group.bench_function(format!("{name}, with its frame"), |b| {
                b.iter(|| {
                    turn = !turn;
                    update(&mut model, Msg::Key(if turn { there } else { back }));
                    let mut buffer = Buffer::empty(model.geometry.area());
                    draw(&model, &theme, &mut buffer);
                    buffer
                });
            });
        }
        group.finish();
    }
}

criterion_group!(benches, frame);
criterion_main!(benches);
