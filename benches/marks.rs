//! Ten thousand marks: how long it takes to open the interview with them, and how long a key takes then. Prints medians in
//! milliseconds; half a second is what opening may take, and no key may be felt.

use std::time::{Duration, Instant};

use inquit::app::document::Document;
use inquit::app::keymap::{Keymap, Preset};
use inquit::app::model::Model;
use inquit::app::msg::Msg;
use inquit::app::open::open;
use inquit::app::settings::Settings;
use inquit::app::shelf::Shelf;
use inquit::app::update;
use inquit::interview::ParaId;
use inquit::interview::locate::{Index, Source};
use inquit::interview::parse::{Format, Original};
use inquit::library::{Ctx, Marks, Op};
use inquit::runtime::records::Header;
use inquit::runtime::store::MarksFile;
use inquit::text::CleanText;

const MARKS: usize = 10_000;
const ROUNDS: usize = 7;

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort();
    times[times.len() / 2].as_secs_f64() * 1e3
}

fn text() -> String {
    let turn = |n: usize| {
        format!(
            "Mara Olsen: What came in year {n}?\n\nJens Dahl: In year {n} the boats came back, {} of them, and we counted.\n",
            n * 7
        )
    };
    (0..MARKS).map(turn).collect::<Vec<_>>().join("\n")
}

fn document(text: &str, hash: &str) -> Document {
    let original = Original::Text(CleanText::new(text), Format::Auto, None);
    Document::read(original, Vec::new(), CleanText::line("talk.txt"), hash.repeat(64))
}

fn opened(document: Document, file: &mut MarksFile) -> (Model, Duration, Duration) {
    let begun = Instant::now();
    let found = file.load().expect("the file can be read");
    let read = begun.elapsed();
    let mut shelf = Shelf::new("bench".to_owned(), 7, String::new());
    shelf.merge(&document, found.events);
    let (keymap, _) = Keymap::new(Preset::Default, &[]);
    let model = open(document, Settings::default(), keymap, shelf, (120, 40), None);
    (model, read, begun.elapsed())
}

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("m.jsonl");
    let new = || MarksFile::new(path.clone(), None, Header::marks("T", "0", "talk.txt"));
    let text = text();
    let whole = document(&text, "0");
    let index = Index::new(&whole.interview, &whole.hash);
    let source = Source { interview: &whole.interview, index: &index };
    let (mut marks, mut events) = (Marks::default(), Vec::new());
    let paragraphs = whole.interview.paragraphs.len();
    for n in 0..MARKS {
        let span = source.whole(ParaId((n * 2 + 1).min(paragraphs - 1) as u32));
        let op =
            if n % 2 == 0 { Op::ToggleBookmark(span) } else { Op::SetNote(span, format!("note {n} #tag{}", n % 9)) };
        let ctx = Ctx { source, writer: "bench", id: n as u64 + 1, now: n as u64 };
        events.extend(marks.apply(op, ctx).map(|done| done.events).unwrap_or_default());
    }
    new().append(&events).expect("the file can be written");
    let size = std::fs::metadata(&path).map_or(0, |meta| meta.len());
    println!("{MARKS} marks, {} kB, in {} kB of text", size / 1000, text.len() / 1000);
    for (case, hash) in [("the same text", "0"), ("another text with the same words", "1")] {
        let mut times: [Vec<Duration>; 4] = Default::default();
        for _ in 0..ROUNDS {
            let (mut model, read, all) = opened(document(&text, hash), &mut new());
            times[0].push(read);
            times[1].push(all);
            for key in ["b", "j", "b", "J", "b", "u"] {
                let key = key.parse().expect("a key");
                let begun = Instant::now();
                update(&mut model, Msg::Key(key));
                times[if key == "j".parse().expect("a key") { 3 } else { 2 }].push(begun.elapsed());
            }
        }
        let [read, all, mark, step] = times.map(median);
        println!("{case:34} read {read:7.1}   read and placed {all:7.1}   a mark {mark:6.2}   a step {step:6.2}");
    }
    let mut file = new();
    file.load().expect("the file can be read");
    let save = (0..ROUNDS).map(|n| {
        let begun = Instant::now();
        file.append(&events[n..=n]).expect("the file can be written");
        begun.elapsed()
    });
    println!("saving one more, on the other thread: {:.2}", median(save.collect()));
}
