//! Whether the jump palette shows first what a reader meant: floors under what `cargo bench --bench relevance` prints.

#[path = "../../benches/made/labelled.rs"]
mod labelled;

use inquit::interview::{ParaId, Role};
use inquit::search::index::ItemKind;
use inquit::search::rank::Kinds;
use inquit::search::topics;
pub use labelled::read;
use labelled::{NOISES, Ranker, corpora, labelled as ask, noisy, nonsense};

pub const PILOT: &str = include_str!("../fixtures/search/pilot.txt");
pub const ORCHARD: &str = include_str!("../fixtures/search/orchard.txt");

#[test]
fn what_was_meant_comes_first() {
    let corpora = corpora();
    let score = ask(&corpora, &Ranker::Ours);
    println!("{} of {}, {:.2} rows\n{}", score.first, score.asked, score.rows(), score.wrong.join("\n"));
    assert!(score.asked >= 150, "{}", score.asked);
    assert!(score.top() >= 95.0 && score.mrr() >= 0.96, "{} {}\n{}", score.top(), score.mrr(), score.wrong.join("\n"));
    assert!(score.rows() <= 4.0, "{} rows", score.rows());
    let plain = ask(&corpora, &Ranker::plain());
    assert!(plain.top() < score.top() && plain.rows() > score.rows());
}

#[test]
fn noise_does_not_matter() {
    let corpora = corpora();
    for (noise, name) in NOISES.iter().enumerate() {
        let score = noisy(&corpora, &Ranker::Ours, noise);
        println!(
            "{name}: {:.1} % of {}, {:.2} rows\n{}",
            score.top(),
            score.asked,
            score.rows(),
            score.wrong.join("\n")
        );
        assert!(score.asked > 30 && score.top() >= 96.0, "{name}\n{}", score.wrong.join("\n"));
        assert!(score.rows() <= 4.0, "{name}: {} rows", score.rows());
    }
}

/// Sentences of a text: enough for texts of our own writing.
fn sentences(text: &str) -> Vec<&str> {
    text.split_inclusive(['.', '?', '!']).map(str::trim).filter(|sentence| sentence.len() > 1).collect()
}

/// A text as other programs write it: typewriter quotes and dashes, no-break blanks, lines broken anywhere.
fn typed(text: &str) -> String {
    let plain = text.replace(['’', '‘'], "'").replace(['“', '”', '„', '«', '»'], "\"").replace('…', "...");
    plain.replace(['—', '–'], "--").replacen(' ', "\u{a0}", 1).replacen(' ', "\n", 1)
}

/// Without the first and the last letters: a selection by mouse that missed both edges.
fn cut(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    letters[2..letters.len() - 2].iter().collect()
}

#[test]
fn a_pasted_sentence_finds_its_place_at_once() {
    let (mut asked, mut wrong) = (0, Vec::new());
    for corpus in &corpora() {
        let paras: Vec<(ParaId, &str)> =
            corpus.interview.ids().map(|id| (id, &*corpus.interview.para(id).text)).collect();
        let asking: Vec<&(ParaId, &str)> =
            paras.iter().filter(|(id, _)| corpus.interview.para(*id).role != Role::Title).collect();
        let mut ask = |query: &str, right: &dyn Fn(ParaId, &str) -> bool| {
            asked += 1;
            let ranking = corpus.index.rank(query, Kinds::ALL, 5);
            let first = ranking.hits.first().map(|hit| corpus.place(&corpus.index.items()[hit.item], query));
            if !first.is_some_and(|id| right(id, &corpus.interview.para(id).text)) {
                wrong.push(format!("{} «{query}» {first:?}", corpus.name));
            }
        };
        for &&(id, text) in &asking {
            let all = sentences(text);
            for (n, sentence) in all.iter().filter(|sentence| sentence.split(' ').count() > 4).enumerate() {
                let here = |_: ParaId, found: &str| found.contains(sentence);
                ask(sentence, &here);
                ask(&typed(sentence), &here);
                ask(&cut(sentence), &here);
                ask(&format!("“{sentence}”"), &here);
                ask(&format!("'{}'", sentence.to_uppercase()), &here);
                if sentence.split(' ').count() > 8 {
                    ask(&format!("!{sentence}$"), &here);
                }
                if let Some(next) = all.get(n + 1) {
                    ask(&cut(&format!("{sentence} {next}")), &|found, _| found == id);
                }
            }
            ask(text, &|found, _| found == id);
        }
        for pair in asking.windows(2) {
            let (Some(last), Some(first)) = (sentences(pair[0].1).pop(), sentences(pair[1].1).first().copied()) else {
                continue;
            };
            ask(&format!("{last}\n\n{first}"), &|found, _| found == pair[0].0 || found == pair[1].0);
        }
    }
    println!("{asked} asked");
    assert!(asked > 1000 && wrong.is_empty(), "{} of {asked}\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn nonsense_finds_next_to_nothing() {
    let found = nonsense(&corpora(), &Ranker::Ours);
    assert!(found.iter().all(|&count| count <= 2), "{found:?}");
}

#[test]
fn topics_name_what_the_interviews_are_about() {
    for (file, wanted) in [
        (PILOT, ["pilot", "Marigold", "parrot", "dockers", "fees", "Sørensen"]),
        (ORCHARD, ["pear", "tree", "twig", "rootstock", "cider festival", "varieties"]),
    ] {
        let made = read(file, "en");
        let topics = topics::topics(&made);
        let labels: Vec<_> = topics.iter().map(|topic| format!("{} {}", topic.label, topic.count())).collect();
        println!("{labels:?}");
        for exchange in 0..made.exchanges.len() {
            println!("{:?}", topics::of(&made, &topics::Changes::default()).labels[exchange]);
        }
        let held = wanted.iter().filter(|word| labels.iter().any(|label| label.contains(*word))).count();
        assert!(held >= 4, "{held}: {labels:?}");
    }
}

/// Types every long word of an interview with one wrong letter. Once the first paragraph that holds the word is among the
/// rows, it stays there until the word is complete.
#[test]
fn a_right_row_stays_while_a_typo_is_typed() {
    let (mut words, mut lost) = (0, Vec::new());
    for corpus in corpora() {
        let index = &corpus.index;
        let mut seen = std::collections::HashSet::new();
        // A topic in passing comes only when its whole label was typed.
        let rows = index.items().iter().enumerate().filter(|(_, row)| row.kind != ItemKind::Passing);
        for (item, row) in rows {
            let all = row.text.split(|c: char| !c.is_alphanumeric());
            let long = all.filter(|word| word.len() >= 6 && word.bytes().all(|b| b.is_ascii_lowercase()));
            for word in long.filter(|word| seen.insert((*word).to_owned())) {
                let wrong = 2 + words % (word.len() - 3);
                let typed = format!("{}q{}", &word[..wrong], &word[wrong + 1..]);
                let rows =
                    |end: usize| index.rank(&typed[..end], Kinds::ALL, 1000).hits.iter().any(|hit| hit.item == item);
                let shown: Vec<bool> = (4..=typed.len()).map(rows).collect();
                words += 1;
                if !shown.is_sorted() || shown.last() != Some(&true) {
                    lost.push(format!("{typed} {shown:?}"));
                }
            }
        }
    }
    println!("{} of {words} lost\n{}", lost.len(), lost.join("\n"));
    assert!(words > 200 && lost.len() * 100 <= words, "{} of {words}\n{}", lost.len(), lost.join("\n"));
}
