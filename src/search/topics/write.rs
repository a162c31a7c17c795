//! The topics for other programs, as a table, and as text.

use std::fmt::Write;

use serde::Serialize;

use super::map::{Map, SHADES};
use super::{Mention, Origin, Topic, Topics};
use crate::interview::Interview;
use crate::interview::place::Places;
use crate::text::markup::csv_cell;
use crate::text::width;

#[derive(Serialize)]
struct Report<'a> {
    exchanges: Vec<About<'a>>,
    topics: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct About<'a> {
    number: usize,
    question: String,
    words: u32,
    topics: &'a [String],
}

#[derive(Serialize)]
struct Entry<'a> {
    label: &'a str,
    mentions: u32,
    places: Vec<String>,
    as_written: Vec<&'a str>,
    per_question: &'a [u32],
    asked: usize,
    from: &'static str,
}

/// The topics as JSON, indented, with a line feed at its end. `docs/json.md` describes it.
pub fn to_json(interview: &Interview, places: &Places, topics: &Topics) -> String {
    let map = Map::new(interview, topics);
    let about = |n: usize| {
        let asked: Vec<&str> =
            interview.exchanges[n].question.iter().map(|&id| interview.para(id).text.as_str()).collect();
        About { number: n + 1, question: asked.join(" "), words: map.words[n], topics: &topics.labels[n] }
    };
    let report = Report {
        exchanges: (0..topics.labels.len()).map(about).collect(),
        topics: topics.list.iter().map(|topic| entry(interview, places, topic)).collect(),
    };
    let mut json = serde_json::to_string_pretty(&report).unwrap_or_default();
    json.push('\n');
    json
}

fn entry<'a>(interview: &'a Interview, places: &Places, topic: &'a Topic) -> Entry<'a> {
    let answered: Vec<&Mention> = topic.mentions.iter().filter(|mention| !mention.asked).collect();
    let written = |mention: &&Mention| interview.para(mention.para).text.as_str().get(mention.range.clone());
    Entry {
        label: &topic.label,
        mentions: answered.len() as u32,
        places: answered.iter().map(|mention| places.get(mention.para).long()).collect(),
        as_written: answered.iter().filter_map(written).collect(),
        per_question: &topic.per_exchange,
        asked: topic.mentions.len() - answered.len(),
        from: match topic.origin {
            Origin::Automatic => "automatic",
            Origin::File => "file",
            Origin::Reader => "reader",
        },
    }
}

/// The map as a table, as RFC 4180 has it: one topic a row, one question a column.
pub fn to_csv(interview: &Interview, topics: &Topics) -> String {
    let map = Map::new(interview, topics);
    let mut out = String::from("topic,mentions");
    for column in 0..map.columns() {
        let _ = write!(out, ",{}", map.column(column));
    }
    out.push_str("\r\n");
    for row in &map.rows {
        let _ = write!(out, "{},{}", csv_cell(&topics.list[row.topic].label), row.total);
        for count in &row.cells {
            let _ = write!(out, ",{count}");
        }
        out.push_str("\r\n");
    }
    out.push_str("words,");
    let _ = write!(out, "{}", map.all_words());
    for words in &map.words {
        let _ = write!(out, ",{words}");
    }
    out.push_str("\r\n");
    out
}

/// Widest label of the text.
const LABEL: usize = 30;

/// Most cells of a line of the text.
const LINE: usize = 100;

/// The map as text: a line for each topic, numbers only, in blocks of as many questions as a line holds.
pub fn to_text(interview: &Interview, topics: &Topics) -> String {
    let map = Map::new(interview, topics);
    let mut out = String::new();
    let (questions, all) = (map.columns(), map.all_words());
    let plural = |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
    if map.questions {
        let _ =
            writeln!(out, "Topics: mentions in the answers. {}, {all} words of answer.", plural(questions, "question"));
    } else {
        let _ = writeln!(out, "Topics: mentions in the text, {all} words.");
    }
    if map.rows.is_empty() {
        out.push_str("\nNo topics were found.\n");
        return out;
    }
    let labels = topics.list.iter().map(|topic| width::of(&topic.label)).max().unwrap_or(0).clamp(6, LABEL);
    let widest = map.rows.iter().flat_map(|row| &row.cells).max().map_or(1, |most| most.to_string().len());
    let cells = widest.max(map.column(questions.saturating_sub(1)).len()) + 2;
    let block = (LINE.saturating_sub(labels + 7) / cells).max(1);
    for from in (0..questions).step_by(block) {
        let columns = from..(from + block).min(questions);
        let _ = write!(out, "\n{:labels$}    all", "");
        for column in columns.clone() {
            let _ = write!(out, "{:>cells$}", map.column(column));
        }
        out.push('\n');
        for row in &map.rows {
            let label = crate::text::wrap::one_line(&topics.list[row.topic].label, labels, "…");
            let pad = labels.saturating_sub(width::of(&label));
            let _ = write!(out, "{label}{:pad$}{:>7}", "", row.total);
            for column in columns.clone() {
                match row.cells.get(column).copied().unwrap_or(0) {
                    0 => {
                        let _ = write!(out, "{:>cells$}", "·");
                    }
                    count => {
                        let _ = write!(out, "{count:>cells$}");
                    }
                }
            }
            out.push('\n');
        }
    }
    out
}

/// A shade as a part of one, for pictures.
pub(super) fn part(shade: u32) -> f32 {
    shade as f32 / SHADES as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::sample::{interview, seed};
    use crate::search::topics::{Changes, of};

    #[test]
    fn every_form_has_the_same_numbers() {
        let seed = seed();
        let topics = of(&seed, &Changes::default());
        let json: serde_json::Value = serde_json::from_str(&to_json(&seed, &Places::of(&seed), &topics)).unwrap();
        let csv = to_csv(&seed, &topics);
        let mut table = csv::Reader::from_reader(csv.as_bytes());
        let rows: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), topics.list.len() + 1);
        let text = to_text(&seed, &topics);
        for (n, topic) in topics.list.iter().enumerate() {
            let entry = &json["topics"][n];
            assert_eq!(entry["label"], topic.label);
            assert_eq!(entry["mentions"], topic.count());
            assert_eq!(entry["places"].as_array().map(Vec::len), Some(topic.count()));
            assert_eq!(&rows[n][0], topic.label);
            assert_eq!(rows[n][1].parse::<usize>().unwrap(), topic.count());
            assert!(text.lines().any(|line| line.starts_with(&topic.label)), "{text}");
        }
        assert_eq!(json["exchanges"].as_array().map(Vec::len), Some(6));
        assert!(json["exchanges"][0]["topics"].as_array().is_some_and(|topics| (4..=8).contains(&topics.len())));
    }

    #[test]
    fn labels_are_escaped() {
        let made = interview(&[("What?", &["The mill stood here."])]);
        let changes = Changes { added: vec!["=mill, \"old\"".into()], ..Changes::default() };
        let csv = to_csv(&made, &of(&made, &changes));
        assert!(csv.contains("\"'=mill, \"\"old\"\"\",0,0\r\n"), "{csv}");
    }

    #[test]
    fn many_questions_come_in_blocks() {
        let turns: Vec<(&str, &[&str])> = (0..60).map(|_| ("And the mill?", &["The mill burned down."][..])).collect();
        let made = interview(&turns);
        let text = to_text(&made, &of(&made, &Changes::default()));
        assert!(text.lines().all(|line| width::of(line) <= LINE), "{text}");
        assert!(text.contains("q1 ") && text.contains(" q60"), "{text}");
        let none = interview(&[("?", &["…"])]);
        assert!(to_text(&none, &of(&none, &Changes::default())).contains("No topics were found."));
    }
}
