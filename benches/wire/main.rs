//! What goes over the wire: bytes and frames for each thing a reader does, in terminals of three sizes, with the painter in
//! a terminal with and without margins, with ratatui's own backend, and with `less` on the same text. Then a key that is
//! held for three seconds over a slow connection: how long the screen still moves after it was let go.

use std::thread;
use std::time::{Duration, Instant};

mod ssh;
mod terminal;

use terminal::{Answers, FAR, NEAR, SILENCE, Wire, open};

const TEXT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds/wishnick-russia-north-korea.txt");
const INQUIT: &str = env!("CARGO_BIN_EXE_inquit");
const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (200, 60)];
const COLUMNS: [&str; 9] = ["first", "no key", "line", "question", "panel", "keys", "palette", "letter", "paused"];
/// What is typed in the palette, letter by letter: topics, names, and words of questions and answers.
const WORDS: [&str; 8] = ["sanct", "skore", "drone", "putin", "china", "trade", "wartime", "soldier"];

/// What each should cost at most; a line without margins, since many terminals have none. The page of keys and the palette
/// are held to the limit of a popup although they fill the screen. What the palette shows when the reader pauses is beside it.
const LIMITS: [[usize; 9]; 3] = [
    [2700, 12, 1100, 1400, 800, 800, 800, 400, 0],
    [5000, 12, 2600, 2000, 1300, 1300, 1300, 560, 0],
    [9000, 12, 5200, 2100, 2000, 2000, 2000, 900, 0],
];

fn median<T: Copy + Default + Ord>(mut values: Vec<T>) -> T {
    values.sort_unstable();
    values.get(values.len() / 2).copied().unwrap_or_default()
}

fn main() {
    // Run by a test runner only to see that it builds.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let home = match tempfile::tempdir() {
        Ok(home) => home,
        Err(error) => return eprintln!("no folder for the run: {error}"),
    };
    let home = home.path().to_string_lossy().into_owned();
    println!(
        "bytes, medians, with the question behind each frame (4 bytes); ! is over the limit below. Under the painter without\n\
         margins: how many of the bytes of lists and pages are letters that were not there before\n"
    );
    print!("{:22}{:>8}", "", "size");
    for name in COLUMNS {
        print!("{name:>10}");
    }
    println!();
    for size in SIZES {
        for (name, program, answers) in [
            ("painter, margins", vec![INQUIT, TEXT], Answers::Margins),
            ("painter, no margins", vec![INQUIT, TEXT], Answers::Plain),
            ("ratatui's backend", vec![INQUIT, "--renderer", "basic", TEXT], Answers::Plain),
        ] {
            let Some(wire) = open(&program, size, &home, answers, NEAR) else { continue };
            let first = wire.settle(SILENCE * 4).0;
            // The first one may clear a message of the start.
            wire.cost("\x1b[24~");
            let unbound = wire.cost("\x1b[24~");
            let questions: Vec<usize> = (0..5).map(|_| wire.cost("J")).collect();
            // A narrow measure, so that the answer is longer than the screen.
            wire.send("4G");
            wire.send("\x1b[C");
            wire.send(&"-".repeat(30));
            wire.settle(SILENCE);
            let mut lines: Vec<usize> = (0..70).map(|_| wire.cost("\x1b[B")).collect();
            // The last ones scroll; before the screen's end only the cursor moves.
            lines.retain(|bytes| *bytes > 60);
            let keys = wire.cost_and_letters("?");
            wire.cost("\x1b");
            let correct = wire.cost_and_letters("f");
            wire.cost("\x1b");
            let palette = wire.cost_and_letters("t");
            let (mut letters, mut paused) = (Vec::new(), Vec::new());
            for word in WORDS {
                letters.extend(word.chars().map(|letter| wire.cost_and_letters(&letter.to_string())));
                // What stands at the chosen row follows when nothing more is typed.
                paused.push(wire.settle(SILENCE * 8).0);
                wire.cost("\x1b");
                wire.settle(SILENCE * 8);
                wire.cost("t");
            }
            let (letter, paused) = (median(letters), median(paused));
            let line = (median(lines), median(questions));
            row(name, size, [first, unbound, line.0, line.1, correct.0, keys.0, palette.0, letter.0, paused]);
            if answers == Answers::Plain && program.len() == 2 {
                row("  of these, letters", size, [0, 0, 0, 0, correct.1, keys.1, palette.1, letter.1, 0]);
            }
        }
        if let Some(wire) = open(&["less", TEXT], size, &home, Answers::Plain, NEAR) {
            let first = wire.settle(SILENCE * 4).0;
            let lines = (0..20).map(|_| wire.cost("j")).collect();
            wire.cost("\x1b[24~");
            row("less", size, [first, wire.cost("\x1b[24~"), median(lines)]);
        }
    }
    println!();
    for (size, limits) in SIZES.into_iter().zip(LIMITS) {
        row("limits", size, limits);
    }
    held(&home);
}

fn row<const N: usize>(name: &str, size: (u16, u16), bytes: [usize; N]) {
    let at = SIZES.iter().position(|known| *known == size).unwrap_or(0);
    print!("{name:22}{:>8}", format!("{}x{}", size.0, size.1));
    for (bytes, limit) in bytes.into_iter().zip(LIMITS[at]) {
        print!(
            "{:>10}",
            format!("{bytes}{}", if limit > 0 && bytes > limit && name.starts_with("painter") { "!" } else { "" })
        );
    }
    println!();
}

/// Holds a key over the slow connection: simulated, and through a real `ssh` where one is installed.
fn held(home: &str) {
    println!(
        "\na key held for 3 s at 30 a second, 100 ms each way, 20 kB/s: ms of movement after it was let go, bytes\n"
    );
    let runs: [(&str, &[&str], Answers); 3] = [
        ("painter, margins", &[INQUIT, TEXT], Answers::Margins),
        ("painter, no margins", &[INQUIT, TEXT], Answers::Plain),
        ("ratatui's backend", &[INQUIT, "--renderer", "basic", TEXT], Answers::Plain),
    ];
    for size in SIZES {
        for (name, program, answers) in runs {
            hold(name, size, open(program, size, home, answers, FAR), "\x1b[B");
        }
    }
    let server = match ssh::Server::start(FAR) {
        Ok(server) => server,
        Err(reason) => return println!("\nthe same through a real ssh was not tried: {reason}"),
    };
    println!("\nthe same through `ssh -tt` and a proxy on this machine that is as slow\n");
    for size in SIZES {
        for (name, program, answers) in runs {
            let there = server.command(program, home);
            let there: Vec<&str> = there.iter().map(String::as_str).collect();
            hold(name, size, open(&there, size, home, answers, NEAR), "\x1b[B");
        }
        let there = server.command(&["less", TEXT], home);
        let there: Vec<&str> = there.iter().map(String::as_str).collect();
        hold("less", size, open(&there, size, home, Answers::Plain, NEAR), "j");
    }
}

fn hold(name: &str, size: (u16, u16), wire: Option<Wire>, key: &str) {
    let Some(wire) = wire else { return };
    wire.settle(Duration::from_secs(2));
    if key != "j" {
        // From the beginning, wherever the run before stopped.
        wire.send("1G");
        wire.send("\x1b[C");
        wire.settle(Duration::from_secs(1));
    }
    for _ in 0..90 {
        wire.send(key);
        thread::sleep(Duration::from_millis(33));
    }
    let released = Instant::now();
    let (bytes, last) = wire.settle(Duration::from_millis(700));
    let after = last.map_or(Duration::ZERO, |last| last.saturating_duration_since(released));
    println!("{name:22}{:>8}{:>9}{bytes:>9}", format!("{}x{}", size.0, size.1), after.as_millis());
}
