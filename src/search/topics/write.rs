//! The topics for other programs, and as a table.
use serde::Serialize;

use super::Topics;
use crate::interview::Interview;
use crate::interview::place::Places;

#[derive(Serialize)]
struct Report<'a> {
    exchanges: Vec<About<'a>>,
}

#[derive(Serialize)]
struct About<'a> {
    question: usize,
    topics: &'a [String],
}

/// JSON.
pub fn to_json(interview: &Interview, places: &Places, topics: &Topics) -> String {
    let _ = (interview, places);
    let exchanges = topics.labels.iter().enumerate().map(|(n, topics)| About { question: n + 1, topics }).collect();
    serde_json::to_string_pretty(&Report { exchanges }).unwrap_or_default()
}
