//! How long comparing a draft of 5,000 words takes with five long interviews: a book's worth each, of invented words.

use criterion::{Criterion, criterion_group, criterion_main};
use inquit::cite::verify::{Text, Verdict, check, quotations};
use inquit::interview::Interview;
use inquit::interview::parse::{Format, parse};
use inquit::text::CleanText;
use std::hint::black_box;

/// Words of an interview.
const WORDS: usize = 60_000;

/// Numbers that look thrown, always the same.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    /// A word, some far more often than others, as in any language.
    fn word(&mut self) -> String {
        const SYLLABLES: [&str; 16] =
            ["ba", "lo", "mi", "ren", "to", "sa", "vel", "ku", "ner", "dis", "ha", "pol", "in", "ma", "tes", "or"];
        let rank = self.below(60).min(self.below(60)).min(self.below(60));
        let mut number = rank * (1 + self.below(rank + 1));
        let mut word = String::new();
        loop {
            word.push_str(SYLLABLES[number % 16]);
            number /= 16;
            if number == 0 {
                return word;
            }
        }
    }

    fn sentence(&mut self) -> String {
        let words: Vec<String> = (0..8 + self.below(16)).map(|_| self.word()).collect();
        let mut sentence = words.join(" ") + ".";
        sentence[..1].make_ascii_uppercase();
        sentence
    }
}

/// An interview, and the sentences of its answers.
fn interview(seed: u64) -> (Interview, Vec<String>) {
    let mut dice = Dice(seed);
    let mut text = String::from(
        "---\ninterview: 1\npeople:\n- {name: Mara Olsen, role: interviewer, labels: [MO]}\n- {name: Jens Dahl, role: \
         interviewee, labels: [JD]}\n---\n",
    );
    let (mut words, mut sentences) = (0, Vec::new());
    while words < WORDS {
        text.push_str("\n**MO:** And what came of it?\n\n**JD:**");
        for _ in 0..4 {
            for _ in 0..5 {
                let sentence = dice.sentence();
                words += sentence.split(' ').count();
                text.push(' ');
                text.push_str(&sentence);
                sentences.push(sentence);
            }
            text.push_str("\n\n");
        }
    }
    (parse(&CleanText::new(&text), Format::Auto, None), sentences)
}

/// A draft that quotes: word by word, with a word changed, with words left out, and what nobody said.
fn draft(sentences: &[Vec<String>]) -> String {
    let mut dice = Dice(99);
    let (mut out, mut words) = (String::new(), 0);
    while words < 5_000 {
        let own = dice.sentence();
        let list = &sentences[dice.below(sentences.len())];
        let quoted = list[dice.below(list.len())].clone();
        let mut parts: Vec<&str> = quoted.split(' ').collect();
        let quoted = match dice.below(4) {
            0 => quoted.clone(),
            1 => {
                let at = 1 + dice.below(parts.len() - 2);
                parts[at] = "altogether";
                parts.join(" ")
            }
            2 => {
                let at = 1 + dice.below(parts.len() - 3);
                parts.splice(at..=at + 1, ["…"]);
                parts.join(" ")
            }
            _ => format!("Completely {} invented words of {}", dice.word(), dice.word()),
        };
        words += own.split(' ').count() + quoted.split(' ').count();
        out.push_str(&format!("{own} He said: “{quoted}”\n\n"));
    }
    out
}

fn verify(c: &mut Criterion) {
    let made: Vec<(Interview, Vec<String>)> = (1..=5).map(interview).collect();
    let interviews: Vec<&Interview> = made.iter().map(|(interview, _)| interview).collect();
    let sentences: Vec<Vec<String>> = made.iter().map(|(_, sentences)| sentences.clone()).collect();
    let text = vec![Text { text: draft(&sentences), line: 1, lines: true, block: false }];
    let found = quotations(&text, true).0;
    let checked = check(found.clone(), &interviews);
    let count = |wanted: fn(&Verdict) -> bool| checked.iter().filter(|one| wanted(&one.verdict)).count();
    println!(
        "{} quotations: {} exact, {} altered, {} not found; {} words in {} interviews",
        checked.len(),
        count(|verdict| *verdict == Verdict::Exact),
        count(|verdict| matches!(verdict, Verdict::Altered(_))),
        count(|verdict| *verdict == Verdict::NotFound),
        WORDS,
        interviews.len()
    );
    let mut group = c.benchmark_group("a draft of 5,000 words");
    group.sample_size(10);
    group.bench_function("its quotations found", |b| b.iter(|| quotations(black_box(&text), true)));
    group.bench_function("compared with five interviews", |b| b.iter(|| check(found.clone(), black_box(&interviews))));
    group.finish();
}

criterion_group!(benches, verify);
criterion_main!(benches);
