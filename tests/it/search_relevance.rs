//! Whether the jump palette shows first what a reader meant, over two invented interviews and labelled queries.

use inquit::interview::place::Places;
use inquit::interview::{Exchange, Interview, Meta, ParaId, Paragraph, Role};
use inquit::search::index::Index;
use inquit::search::rank::Kinds;
use inquit::search::{jump_items, topics};
use inquit::text::CleanText;

pub const PILOT: &str = include_str!("../fixtures/search/pilot.txt");
pub const ORCHARD: &str = include_str!("../fixtures/search/orchard.txt");
const QUERIES: &str = include_str!("../fixtures/search/queries.txt");

/// Lines of `T title`, `Q question`, `A answer paragraph`.
pub fn read(file: &str) -> Interview {
    let mut made = Interview { meta: Meta { language: Some("en".into()), ..Meta::default() }, ..Interview::default() };
    for line in file.lines() {
        let (kind, text) = line.split_once(' ').expect("a kind and a text");
        let role = match kind {
            "T" => Role::Title,
            "Q" => Role::Question,
            _ => Role::Answer,
        };
        let id = ParaId(made.paragraphs.len() as u32);
        let text = CleanText::line(text);
        match role {
            Role::Title => made.meta.title = Some(text.clone()),
            Role::Question => made.exchanges.push(Exchange { question: vec![id], ..Exchange::default() }),
            _ => made.exchanges.last_mut().expect("a question").answer.push(id),
        }
        made.paragraphs.push(Paragraph { text, source: 0..0, role, speaker: None, time: None, unsure: false });
    }
    made
}

fn index(file: &str) -> Index {
    let made = read(file);
    Index::new(jump_items(&made, &Places::of(&made), &topics::topics(&made), &[]), Some("en"))
}

#[test]
fn what_was_meant_comes_first() {
    let (pilot, orchard) = (index(PILOT), index(ORCHARD));
    let (mut asked, mut right, mut wrong) = (0, 0, Vec::new());
    for line in QUERIES.lines().filter(|line| !line.starts_with('#')) {
        let parts: Vec<_> = line.splitn(3, " | ").collect();
        let index = if parts[0] == "pilot" { &pilot } else { &orchard };
        let ranking = index.rank(parts[1], Kinds::ALL, 20);
        let first = ranking.hits.first().map(|hit| index.items()[hit.item].text.as_str());
        asked += 1;
        if first.is_some_and(|text| parts[2].split('|').any(|wanted| text.starts_with(wanted))) {
            right += 1;
        } else {
            wrong.push(format!("{}: {first:?}", parts[1]));
        }
    }
    println!("{right} of {asked}\n{}", wrong.join("\n"));
    assert!(asked >= 40 && right * 100 >= asked * 95, "{right} of {asked}\n{}", wrong.join("\n"));
}

#[test]
fn nonsense_finds_next_to_nothing() {
    const NONSENSE: [&str; 15] = [
        "zqxvw",
        "blorfen",
        "krampton",
        "wibblet",
        "snorvel",
        "quizzard",
        "trombolic",
        "flunder",
        "gribbish",
        "plomtuck",
        "vexatron",
        "dwimmer",
        "haskrum",
        "obligon",
        "marzelit",
    ];
    let (pilot, orchard) = (index(PILOT), index(ORCHARD));
    let found = |index: &Index| {
        let shown: Vec<_> = NONSENSE
            .iter()
            .filter_map(|word| {
                let first = index.rank(word, Kinds::ALL, 5).hits.into_iter().next()?;
                let text = &index.items()[first.item].text;
                Some(format!("{word}: {:?}", first.matched.iter().map(|m| &text[m.clone()]).collect::<Vec<_>>()))
            })
            .collect();
        println!("{shown:?}");
        shown.len()
    };
    assert!(found(&pilot) <= 3 && found(&orchard) <= 3);
}

#[test]
fn topics_name_what_the_interviews_are_about() {
    for (file, wanted) in [
        (PILOT, ["pilot", "Marigold", "parrot", "dockers", "fees", "Sørensen"]),
        (ORCHARD, ["pear", "tree", "twig", "rootstock", "cider festival", "varieties"]),
    ] {
        let made = read(file);
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
    for index in [index(PILOT), index(ORCHARD)] {
        let mut seen = std::collections::HashSet::new();
        for (item, row) in index.items().iter().enumerate() {
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
