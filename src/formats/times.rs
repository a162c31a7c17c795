//! The times of JSON: seconds, milliseconds, times of the clock and of the day, under many names.

use super::cues::{self, Cue};
use super::json_node::{Node, Object};

/// Names of the field that says when a piece begins.
pub const STARTS: [&str; 12] = [
    "start",
    "start_time",
    "startTime",
    "startOffset",
    "begin",
    "from",
    "ts",
    "offset",
    "time",
    "timestamp",
    "timestamps",
    "offsets",
];
/// Names of the field that says when it ends.
pub const ENDS: [&str; 9] =
    ["end", "end_time", "endTime", "endOffset", "to", "end_ts", "timestamp", "timestamps", "offsets"];

/// A time as it stands in the file.
#[derive(Clone, Copy, Debug)]
pub enum Time {
    /// A bare number: seconds or milliseconds, which only the whole list tells.
    Number(f64, bool),
    /// A time of the clock in milliseconds.
    Clock(u64),
    /// A time of the day.
    Day(u64),
}

/// The time of a piece, under the first of the names that is there.
pub fn time(object: &Object, names: &[&str]) -> Option<Time> {
    let last = names.len() == ENDS.len();
    let one = |value: Node| {
        if let Some(text) = value.text() {
            let time = if text.contains('T') { Time::Day } else { Time::Clock };
            return cues::clock(&text).map(time);
        }
        let number = value.number()?;
        Some(Time::Number(number.as_f64()?, number.is_u64()))
    };
    names.iter().find_map(|name| {
        let value = object.get(name)?;
        if let Some(pair) = value.list() {
            return one(*pair.get(usize::from(last))?);
        }
        match value.object() {
            Some(inner) => one(inner.get(if last { "to" } else { "from" })?),
            None => one(value),
        }
    })
}

/// The times of a list, until it is told what its numbers mean.
pub struct Times(Vec<(Option<Time>, Option<Time>)>);

impl Times {
    /// Begins with none, of so many pieces.
    pub fn expecting(count: usize) -> Self {
        Self(Vec::with_capacity(count))
    }

    /// The times of one more piece.
    pub fn push(&mut self, start: Option<Time>, end: Option<Time>) {
        self.0.push((start, end));
    }

    /// Gives each piece its times in milliseconds.
    pub fn give(self, cues: &mut [Cue]) {
        const DAY: u64 = 24 * 60 * 60 * 1000;
        let unit = self.unit(cues);
        let first = self.0.iter().find_map(|(start, _)| match start {
            Some(Time::Day(ms)) => Some(*ms),
            _ => None,
        });
        let ms = |time: Time| match time {
            Time::Number(number, _) => (number.is_finite() && number >= 0.0).then_some((number * unit) as u64),
            Time::Clock(ms) => Some(ms),
            Time::Day(ms) => Some((ms + DAY - first.unwrap_or(0).min(DAY)) % DAY),
        };
        for (cue, (start, end)) in cues.iter_mut().zip(self.0) {
            (cue.start, cue.end) = (start.and_then(ms), end.and_then(ms));
        }
    }

    /// Milliseconds in one. Whole numbers so far apart that nobody could speak so slowly are milliseconds.
    fn unit(&self, cues: &[Cue]) -> f64 {
        const SLOWEST: f64 = 0.5;
        let numbers = || {
            self.0.iter().flat_map(|(start, end)| [start, end]).filter_map(|time| match time {
                Some(Time::Number(number, whole)) => Some((*number, *whole)),
                _ => None,
            })
        };
        let whole = numbers().all(|(_, whole)| whole);
        let most = numbers().map(|(number, _)| number).fold(0.0, f64::max);
        let least = numbers().map(|(number, _)| number).fold(most, f64::min);
        let chars: usize = cues.iter().map(|cue| cue.text.chars().count()).sum();
        if whole && (chars as f64) < (most - least) * SLOWEST { 1.0 } else { 1000.0 }
    }
}
