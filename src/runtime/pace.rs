//! When the next frame may be drawn: not before the terminal has shown the last one.
//!
//! After a frame the terminal is asked where its cursor stands. While the answer is missing, keys are taken in but nothing
//! is drawn, so a slow connection never has more than one frame to carry, and a held key stops when it is let go. A
//! terminal that has never answered is not waited for.

use std::time::{Duration, Instant};

/// An answer that takes longer than this is not waited for any more, and none are asked for after it.
const PATIENCE: Duration = Duration::from_secs(2);

/// The shortest time between two frames on a connection whose terminal does not answer: 15 a second.
const SLOW: Duration = Duration::from_millis(66);

/// What is known of the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Known {
    /// It was asked, or will be.
    Nothing,
    /// It answers.
    Answers,
    /// It does not.
    Silent,
}

/// Paces frames.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    known: Known,
    /// When it was asked, while the answer is missing.
    asked: Option<Instant>,
    last: Option<Instant>,
    /// Whether bytes are dear: a connection over a network.
    remote: bool,
}

impl Pace {
    /// Paces frames for a terminal of which nothing is known. `remote` where it is at the other end of a network.
    pub fn new(remote: bool) -> Self {
        Self { known: Known::Nothing, asked: None, last: None, remote }
    }

    /// When the next frame may be drawn; a time that has passed means now.
    pub fn next(&mut self, now: Instant) -> Instant {
        self.give_up(now);
        match (self.known, self.asked, self.last) {
            (Known::Answers, Some(asked), _) => asked + PATIENCE,
            (Known::Nothing | Known::Silent, _, Some(last)) if self.remote => last + SLOW,
            _ => now,
        }
    }

    /// Whether the next frame asks.
    pub fn asks(&self) -> bool {
        self.known != Known::Silent && self.asked.is_none()
    }

    /// A frame was written, with or without the question.
    pub fn drawn(&mut self, now: Instant, asked: bool) {
        self.last = Some(now);
        if asked {
            self.asked = Some(now);
        }
    }

    /// The terminal answered.
    pub fn answered(&mut self) {
        if self.asked.take().is_some() && self.known == Known::Nothing {
            self.known = Known::Answers;
        }
    }

    /// How long to wait for a last answer, so that it does not reach the program that has the terminal next.
    pub fn owed(&mut self, now: Instant) -> Option<Duration> {
        self.give_up(now);
        let longest = if self.known == Known::Answers { PATIENCE } else { PATIENCE / 10 };
        let asked = self.asked?;
        longest.checked_sub(now.saturating_duration_since(asked)).filter(|left| !left.is_zero())
    }

    /// The terminal was given away and is back: no answer is missing.
    pub fn forget(&mut self) {
        self.asked = None;
    }

    fn give_up(&mut self, now: Instant) {
        if self.asked.is_some_and(|asked| now >= asked + PATIENCE) {
            (self.known, self.asked) = (Known::Silent, None);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_waits_for_the_last_one_to_be_shown() {
        let start = Instant::now();
        let after = |ms| start + Duration::from_millis(ms);
        let mut pace = Pace::new(true);
        assert!(pace.next(start) <= start && pace.asks());
        pace.drawn(start, true);
        // Nothing is known yet: not held back, only slowed down.
        assert_eq!((pace.next(after(10)), pace.asks()), (after(66), false));
        pace.answered();
        assert!(pace.next(after(100)) <= after(100) && pace.asks());
        pace.drawn(after(100), true);
        assert_eq!(pace.next(after(150)), after(2100));
        assert_eq!(pace.owed(after(150)), Some(Duration::from_millis(1950)));
        pace.answered();
        assert_eq!((pace.next(after(200)), pace.owed(after(200))), (after(200), None));
        // One answer that is missing ends it.
        pace.drawn(after(200), true);
        assert_eq!(pace.next(after(2200)), after(266));
        assert!(!pace.asks());
        pace.answered();
        assert!(!pace.asks());
    }

    #[test]
    fn a_terminal_nearby_that_does_not_answer_is_not_waited_for() {
        let start = Instant::now();
        let mut pace = Pace::new(false);
        pace.drawn(start, true);
        assert!(pace.next(start) <= start);
        assert_eq!(pace.owed(start + Duration::from_millis(250)), None);
    }
}
