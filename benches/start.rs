//! From starting the program to its first words in a terminal, beside `less` on the same text in the same run. Prints
//! medians: milliseconds to the first words, to the last byte of the first screen, CPU time until then, bytes, writes.

use std::io::Read;
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

const ROUNDS: usize = 60;
/// The first words of the first answer's page.
const WORDS: &[u8] = b"Munitions";
/// The first screen is complete when nothing came for so long.
const SILENCE: Duration = Duration::from_millis(60);

struct Start {
    first: f64,
    last: f64,
    cpu: Option<f64>,
    bytes: usize,
    reads: usize,
}

/// Milliseconds of CPU that all threads of a process have used, where the system tells.
fn cpu(pid: u32) -> Option<f64> {
    let mut sum = 0.0;
    for task in std::fs::read_dir(format!("/proc/{pid}/task")).ok()? {
        let times = std::fs::read_to_string(task.ok()?.path().join("schedstat")).ok()?;
        sum += times.split(' ').next()?.parse::<f64>().ok()? / 1e6;
    }
    Some(sum)
}

fn start(program: &[&str], home: &std::path::Path) -> Option<Start> {
    let pair = native_pty_system().openpty(PtySize { rows: 40, cols: 120, pixel_width: 0, pixel_height: 0 }).ok()?;
    let mut command = CommandBuilder::new(program.first()?);
    command.args(&program[1..]);
    command.env_clear();
    for (name, value) in [("TERM", "xterm-256color"), ("LANG", "C.UTF-8"), ("PATH", "/usr/bin:/bin")] {
        command.env(name, value);
    }
    command.env("HOME", home);
    let mut reader = pair.master.try_clone_reader().ok()?;
    let begun = Instant::now();
    let mut child = pair.slave.spawn_command(command).ok()?;
    drop(pair.slave);
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut buffer = vec![0; 1 << 16];
        while let Ok(count @ 1..) = reader.read(&mut buffer) {
            if sender.send((begun.elapsed(), buffer[..count].to_vec())).is_err() {
                return;
            }
        }
    });
    let (mut text, mut first, mut last, mut reads) = (Vec::new(), None, Duration::ZERO, 0);
    while let Ok((at, part)) = receiver.recv_timeout(if first.is_some() { SILENCE } else { Duration::from_secs(5) }) {
        text.extend_from_slice(&part);
        (last, reads) = (at, reads + 1);
        if first.is_none() && text.windows(WORDS.len()).any(|window| window == WORDS) {
            first = Some(at);
        }
    }
    let cpu = cpu(child.process_id()?);
    let _ = child.kill();
    let _ = child.wait();
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    Some(Start { first: ms(first?), last: ms(last), cpu, bytes: text.len(), reads })
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

fn main() {
    // Run by a test runner only to see that it builds.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let text = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds/wishnick-russia-north-korea.txt");
    let home = match tempfile::tempdir() {
        Ok(home) => home,
        Err(error) => return eprintln!("no folder for the run: {error}"),
    };
    let programs: [(&str, &[&str]); 3] = [
        ("less", &["less", text]),
        ("inquit FILE", &[env!("CARGO_BIN_EXE_inquit"), text]),
        ("inquit", &[env!("CARGO_BIN_EXE_inquit")]),
    ];
    let mut runs: Vec<Vec<Start>> = programs.iter().map(|_| Vec::new()).collect();
    // In turn, so that whatever else the machine does meets all of them.
    for _ in 0..ROUNDS {
        for (program, runs) in programs.iter().zip(&mut runs) {
            runs.extend(start(program.1, home.path()));
        }
    }
    println!(
        "{:14}{:>12}{:>12}{:>10}{:>9}{:>9}{:>7}",
        "", "first ms", "settled ms", "CPU ms", "bytes", "reads", "runs"
    );
    for ((name, _), runs) in programs.iter().zip(&runs) {
        if runs.is_empty() {
            println!("{name:14} could not be run");
            continue;
        }
        let of = |get: &dyn Fn(&Start) -> f64| median(runs.iter().map(get).collect());
        println!(
            "{name:14}{:>12.2}{:>12.2}{:>10.2}{:>9}{:>9}{:>7}",
            of(&|run| run.first),
            of(&|run| run.last),
            of(&|run| run.cpu.unwrap_or(f64::NAN)),
            of(&|run| run.bytes as f64),
            of(&|run| run.reads as f64),
            runs.len(),
        );
    }
}
