//! Tables of Markdown that are a talk: who speaks beside what is said, or the question beside its answer.

use std::collections::HashMap;

use crate::interview::words::fold;
use crate::text::segment::ends_asking;

/// Fewest rows of such a table.
const LEAST: usize = 3;

/// What stands in the first of two columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Talk {
    /// Questions, beside their answers.
    Asked,
    /// Who speaks, beside what is said.
    Named,
}

/// What the tables of a text have, if every one is a talk, and there is one: two columns, of which the first asks, or names a
/// few people again and again. Any other table stays as it is written.
pub fn talk(source: &str) -> Option<Talk> {
    let mut lines = source.lines().peekable();
    let (mut found, mut before) = (None, "");
    while let Some(line) = lines.next() {
        if is_rule(line) && !before.is_empty() {
            let mut rows = Vec::new();
            while let Some(row) = lines.next_if(|row| row.contains('|')) {
                rows.push(cells(row));
            }
            let kind =
                kind(&rows).filter(|kind| cells(before).len() == 2 && found.is_none_or(|other| other == *kind))?;
            found = Some(kind);
        }
        before = if line.contains('|') { line } else { "" };
    }
    found
}

/// "|---|:--|"
fn is_rule(line: &str) -> bool {
    let bare = line.trim();
    bare.contains('|') && bare.contains("--") && bare.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

fn cells(row: &str) -> Vec<&str> {
    let bare = row.trim();
    let bare = bare.strip_prefix('|').unwrap_or(bare);
    bare.strip_suffix('|').unwrap_or(bare).split('|').map(str::trim).collect()
}

fn kind(rows: &[Vec<&str>]) -> Option<Talk> {
    const WORDS: usize = 3;
    if rows.len() < LEAST || rows.iter().any(|row| row.len() != 2) {
        return None;
    }
    let asked = rows.iter().filter(|row| ends_asking(row[0]) && !row[1].is_empty() && !ends_asking(row[1])).count();
    if asked * 10 >= rows.len() * 8 {
        return Some(Talk::Asked);
    }
    let mut names: HashMap<String, usize> = HashMap::new();
    for row in rows {
        *names.entry(fold(row[0])).or_default() += 1;
    }
    let named = |name: &String| (1..=WORDS).contains(&name.split_whitespace().count());
    let asks = rows.iter().any(|row| ends_asking(row[1]));
    let people = names.len() >= 2 && names.values().all(|count| *count >= LEAST) && names.keys().all(named);
    (asks && people).then_some(Talk::Named)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_tables_that_talk_are_taken_apart() {
        let talk = "| Speaker | Text |\n|---|---|\n| Mara | Why? |\n| Oona | So. |\n| Mara | And? |\n| Oona | Yes. |\n\
                    | Mara | When? |\n| Oona | Now. |\n";
        let asked = "Question | Answer\n--- | ---\nWhy boats? | They float.\nWhose? | Mine.\nWhere? | Here.\n";
        assert_eq!(super::talk(talk), Some(Talk::Named));
        assert_eq!(super::talk(&format!("# Boats\n\n{asked}")), Some(Talk::Asked));
        let prices = "| Boat | Price |\n|---|---|\n| Skiff | 3 |\n| Barge | 9 |\n| Raft | 1 |\n";
        let wide = "| a | b | c |\n|---|---|---|\n| Why? | So. | 1 |\n| Who? | I. | 2 |\n| When? | Now. | 3 |\n";
        for text in [prices, wide, &format!("{asked}\n{prices}"), "No table"] {
            assert_eq!(super::talk(text), None, "{text}");
        }
    }
}
