//! Random numbers, from the system: names of marks and of writers.

use crate::text::CleanText;

/// 64 random bits, the name of a new mark. Where the system has none to give, the time and the process number serve: two
/// marks of one name would need two runs that began in the same nanosecond.
pub fn id() -> u64 {
    getrandom::u64().unwrap_or_else(|_| {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        (now.as_nanos() as u64).rotate_left(20) ^ u64::from(std::process::id())
    })
}

/// A name for this run as a writer of events: ten letters and digits.
pub fn writer() -> CleanText {
    CleanText::from(format!("{:010x}", id() >> 24))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_differ() {
        assert_ne!(id(), id());
        assert_ne!(writer(), writer());
        assert_eq!(writer().len(), 10);
    }
}
