//! Whether the jump palette shows first what was meant, beside plain `fuzzy-matcher` over the same items: labelled
//! queries, and words of the text with noise. Prints its tables; with `-v` also every query that went wrong.

#[path = "made/labelled.rs"]
mod labelled;

use labelled::{NOISES, Ranker, Score, corpora, labelled as ask, noisy, nonsense};

fn main() {
    let wordy = std::env::args().any(|arg| arg == "-v");
    let corpora = corpora();
    let items: usize = corpora.iter().map(|corpus| corpus.index.items().len()).sum();
    let exchanges: usize = corpora.iter().map(|corpus| corpus.interview.exchanges.len()).sum();
    println!("{} interviews, {exchanges} exchanges, {items} items\n", corpora.len());
    println!("{:24} {:>14} {:>8} {:>8} {:>8} {:>8}", "", "", "queries", "top-1 %", "MRR", "rows");
    let rankers = [("inquit", Ranker::Ours), ("fuzzy-matcher", Ranker::plain())];
    let row = |what: &str, make: &dyn Fn(&Ranker) -> Score| {
        for (n, (name, ranker)) in rankers.iter().enumerate() {
            let score = make(ranker);
            let what = if n == 0 { what } else { "" };
            let (asked, top, mrr, rows) = (score.asked, score.top(), score.mrr(), score.rows());
            println!("{what:24} {name:>14} {asked:>8} {top:>8.1} {mrr:>8.3} {rows:>8.2}");
            if wordy && n == 0 {
                score.wrong.iter().for_each(|wrong| println!("    {wrong}"));
            }
        }
    };
    row("labelled queries", &|ranker| ask(&corpora, ranker));
    for (noise, name) in NOISES.iter().enumerate() {
        row(name, &|ranker| noisy(&corpora, ranker, noise));
    }
    println!("\nof 15 words that stand nowhere, how many find something, by interview:");
    for (name, ranker) in &rankers {
        println!("{name:>39} {:?}", nonsense(&corpora, ranker));
    }
}
