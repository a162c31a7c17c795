//! From starting the program to its first words in a terminal, beside `less` on the same text in the same run. Prints
//! medians, also for large texts of made-up talk: milliseconds to the first words, to the last byte of the first screen, CPU time until then, bytes, writes.

use std::io::Read;
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

const ROUNDS: usize = 60;
/// Rounds for large texts, and how large they are, in millions of bytes.
const FEW: usize = 7;
const LARGE: [usize; 3] = [1, 10, 100];
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
    let inquit = env!("CARGO_BIN_EXE_inquit");
    println!("the interview that comes with it");
    let programs: [(&str, &[&str]); 3] =
        [("less", &["less", text]), ("inquit FILE", &[inquit, text]), ("inquit", &[inquit])];
    compare(&programs, ROUNDS, home.path());
    for millions in LARGE {
        let path = home.path().join("long-talk.txt");
        if let Err(error) = std::fs::write(&path, long_talk(millions)) {
            return eprintln!("{}: {error}", path.display());
        }
        let name = path.to_string_lossy();
        println!("\n{millions} MB");
        let programs: [(&str, &[&str]); 2] =
            [("less", &["less", &name]), ("inquit FILE", &[inquit, "--max-size", "128", &name])];
        compare(&programs, FEW, home.path());
    }
}

/// So many million bytes of questions and answers.
fn long_talk(millions: usize) -> String {
    let mut text = "Munitions, and other things\n\n".to_owned();
    for n in 1.. {
        text += &format!("Mara: What became of the munitions on boat {n}, and of those who loaded them?\n\n");
        for part in ["first", "second", "third"] {
            text += &format!(
                "{}Munitions were not what boat {n} was for, said the {part} man. ",
                if part == "first" { "Jens: " } else { "" }
            );
            text += &"It went out with the others and came back late. ".repeat(6);
            text += "\n\n";
        }
        if text.len() >= millions * 1_000_000 {
            break;
        }
    }
    text
}

/// Runs all in turn, so that whatever else the machine does meets all of them, and prints medians.
fn compare(programs: &[(&str, &[&str])], rounds: usize, home: &std::path::Path) {
    let mut runs: Vec<Vec<Start>> = programs.iter().map(|_| Vec::new()).collect();
    for _ in 0..rounds {
        for (program, runs) in programs.iter().zip(&mut runs) {
            runs.extend(start(program.1, home));
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
