//! The times of JSON: seconds, milliseconds, times of the clock and of the day, under many names.

use super::cues::{self, Cue, Ms};
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

/// What the times of a list are, until it is told what its numbers mean. Each piece has its times meanwhile as if numbers
/// were seconds, since a list of their own would take as much memory as the pieces.
pub struct Times {
    kinds: Vec<[Kind; 2]>,
    /// All numbers are whole.
    whole: bool,
    least: f64,
    most: f64,
    /// The first time of the day at which a piece begins.
    first: Option<u64>,
}

/// What stands for a time in the file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Clock,
    Day,
}

impl Times {
    /// Begins with none, of so many pieces.
    pub fn expecting(count: usize) -> Self {
        Self { kinds: Vec::with_capacity(count), whole: true, least: f64::INFINITY, most: 0.0, first: None }
    }

    /// The times of one more piece, as it has them until [`Times::settle`].
    pub fn push(&mut self, start: Option<Time>, end: Option<Time>) -> (Option<Ms>, Option<Ms>) {
        if let (None, Some(Time::Day(ms))) = (self.first, start) {
            self.first = Some(ms);
        }
        let ((first, start), (last, end)) = (self.one(start), self.one(end));
        self.kinds.push([first, last]);
        (start, end)
    }

    fn one(&mut self, time: Option<Time>) -> (Kind, Option<Ms>) {
        match time {
            None => (Kind::Clock, None),
            Some(Time::Clock(ms)) => (Kind::Clock, Some(ms.into())),
            Some(Time::Day(ms)) => (Kind::Day, Some(ms.into())),
            Some(Time::Number(number, whole)) => {
                self.whole &= whole;
                (self.least, self.most) = (self.least.min(number), self.most.max(number));
                let is_time = number.is_finite() && number >= 0.0;
                (Kind::Number, is_time.then(|| Ms::from((number * 1000.0) as u64)))
            }
        }
    }

    /// Gives each piece its times in milliseconds.
    pub fn settle(self, cues: &mut [Cue]) {
        const DAY: u64 = 24 * 60 * 60 * 1000;
        let (unit, first) = (self.unit(cues), self.first.unwrap_or(0).min(DAY));
        let ms = |kind: Kind, time: Ms| match kind {
            Kind::Number => Ms::from(time.get() / unit),
            Kind::Clock => time,
            Kind::Day => Ms::from((time.get() + DAY - first) % DAY),
        };
        for (cue, [first, last]) in cues.iter_mut().zip(self.kinds) {
            (cue.start, cue.end) = (cue.start.map(|time| ms(first, time)), cue.end.map(|time| ms(last, time)));
        }
    }

    /// How many times too large the numbers are. Whole numbers so far apart that nobody could speak so slowly are
    /// milliseconds.
    fn unit(&self, cues: &[Cue]) -> u64 {
        const SLOWEST: f64 = 0.5;
        let chars: usize = cues.iter().map(|cue| cue.text.chars().count()).sum();
        let span = self.most - self.least.min(self.most);
        if self.whole && (chars as f64) < span * SLOWEST { 1000 } else { 1 }
    }
}
