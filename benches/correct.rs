//! How long a correction takes until the document is read again around it, with its frame: the key press that a reader
//! waits for. The interview that comes with the program, 1 MB and 10 MB, with labels and without.

mod made;

use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use inquit::app::keys::Key;
use inquit::app::model::Model;
use inquit::app::msg::Msg;
use inquit::app::update;
use inquit::runtime::open::EMBEDDED;
use inquit::ui::draw;
use ratatui::buffer::Buffer;

fn press(model: &mut Model, name: &str) {
    let key: Key = name.parse().unwrap_or_else(|_| unreachable!("a key"));
    update(model, Msg::Key(key));
}

fn correction(c: &mut Criterion) {
    let theme = made::theme();
    let mut group = c.benchmark_group("correct");
    group.sample_size(10).measurement_time(Duration::from_secs(5));
    let bare = |bytes: usize| made::interview(bytes).replace("Mara Lind: ", "").replace("Jens Aabye: ", "");
    let texts = [
        ("the seed", String::from_utf8_lossy(EMBEDDED).into_owned()),
        ("1 MB with labels", made::interview(1_000_000)),
        ("1 MB without labels", bare(1_000_000)),
        ("10 MB with labels", made::interview(10_000_000)),
        ("10 MB without labels", bare(10_000_000)),
    ];
    for (name, text) in texts {
        let mut model = made::open(made::document_of(&text), (100, 30));
        for key in ["J", "l", "b", "}", "b"] {
            press(&mut model, key);
        }
        group.bench_function(name, |b| {
            b.iter(|| {
                // A correction and its end: two readings.
                for key in ["f", "3", "u"] {
                    press(&mut model, key);
                }
                let mut buffer = Buffer::empty(model.geometry.area());
                draw(&model, &theme, &mut buffer);
                buffer
            });
        });
    }
    group.finish();
}

criterion_group!(benches, correction);
criterion_main!(benches);
