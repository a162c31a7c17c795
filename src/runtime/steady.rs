//! Files that somebody else changes while they are read.
//!
//! A system that makes a file shorter writes zeros behind its new end before it takes the rest away, and who reads just then
//! gets these zeros, or what stands behind them, as text (Linux does so within a page of the file). So the length is asked
//! again after reading: what lies behind it is no part of the file any more. What changed meanwhile is read again, because a
//! half-written file is mostly whole a moment later; one that never rests is read as it is, and that is said.

use std::fs::File;
use std::io::{self, Read, Seek};
use std::time::SystemTime;

/// How often a file is read until it stays as it is.
const TRIES: usize = 4;

/// What the reader is told of a file that did not.
pub const CHANGED: &str = "The file was being changed while it was read. Open it again when that is done.";

/// What a file system says of a file: its length in bytes, and when it was changed last.
pub type State = (u64, Option<SystemTime>);

/// The state of an open file.
///
/// # Errors
/// What the system says.
pub fn state(file: &File) -> io::Result<State> {
    let meta = file.metadata()?;
    Ok((meta.len(), meta.modified().ok()))
}

/// Reads a file from its beginning, up to `most` bytes: what it holds, and whether it stayed as it was meanwhile.
///
/// # Errors
/// What the system says.
pub fn read<F: Read + Seek>(
    file: &mut F,
    most: u64,
    state: impl Fn(&F) -> io::Result<State>,
) -> io::Result<(Vec<u8>, bool)> {
    // As large as the file, and one byte to see that it ends there: what grows by doubling is twice as large at the end.
    let mut bytes = Vec::with_capacity(state(file)?.0.saturating_add(1).min(most) as usize);
    for _ in 0..TRIES {
        bytes.clear();
        file.rewind()?;
        let before = state(file)?;
        file.by_ref().take(most).read_to_end(&mut bytes)?;
        let after = state(file)?;
        if before == after {
            return Ok((bytes, true));
        }
        // Files that the system makes up as they are read have no length, and do not shrink.
        if after.0 < before.0 {
            bytes.truncate(usize::try_from(after.0).unwrap_or(usize::MAX));
        }
    }
    Ok((bytes, false))
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::io::{Cursor, SeekFrom};

    use super::*;

    /// A file that is changed at each of its readings, as often as it has changes.
    struct Changing {
        bytes: Cursor<Vec<u8>>,
        changes: Vec<fn(&mut Vec<u8>)>,
        number: Cell<u64>,
    }

    impl Changing {
        fn new(text: &str, changes: &[fn(&mut Vec<u8>)]) -> Self {
            Self { bytes: Cursor::new(text.into()), changes: changes.to_vec(), number: Cell::new(0) }
        }

        fn read(&mut self) -> (String, bool) {
            let state = |file: &Self| {
                let time = SystemTime::UNIX_EPOCH + std::time::Duration::from_millis(file.number.get());
                Ok((file.bytes.get_ref().len() as u64, Some(time)))
            };
            let (bytes, whole) = read(self, 1000, state).unwrap();
            (String::from_utf8(bytes).unwrap(), whole)
        }
    }

    impl Read for Changing {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let count = self.bytes.read(into)?;
            if count > 0 && !self.changes.is_empty() {
                let change = self.changes.remove(0);
                self.number.set(self.number.get() + 1);
                let old = self.bytes.get_ref().len();
                change(self.bytes.get_mut());
                // The end of what was read is zeros, as where a page is cut while it is copied.
                let new = self.bytes.get_ref().len();
                if new < old {
                    into[new.min(count)..count].fill(0);
                }
            }
            Ok(count)
        }
    }

    impl Seek for Changing {
        fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
            self.bytes.seek(to)
        }
    }

    #[test]
    fn a_file_that_is_changed_while_it_is_read_is_read_again() {
        let text = "Mara: Why boats?";
        assert_eq!(Changing::new(text, &[]).read(), (text.into(), true));
        let shorter: fn(&mut Vec<u8>) = |bytes| bytes.truncate(bytes.len() / 2);
        let longer: fn(&mut Vec<u8>) = |bytes| bytes.extend(b" Jens: So.");
        let other: fn(&mut Vec<u8>) = |bytes| bytes[0] = b'S';
        assert_eq!(Changing::new(text, &[shorter]).read(), ("Mara: Wh".into(), true));
        assert_eq!(Changing::new(text, &[longer]).read(), (format!("{text} Jens: So."), true));
        assert_eq!(Changing::new(text, &[other]).read(), ("Sara: Why boats?".into(), true));
        assert_eq!(Changing::new(text, &[|bytes| bytes.clear()]).read(), (String::new(), true));
    }

    #[test]
    fn a_file_that_never_rests_has_no_zeros_behind_its_end() {
        let shorter: fn(&mut Vec<u8>) = |bytes| bytes.truncate(bytes.len() - 1);
        assert_eq!(Changing::new("0123456789", &[shorter; 20]).read(), ("012345".into(), false));
    }

    #[test]
    fn no_more_is_read_than_may_be() {
        let mut file = tempfile::tempfile().unwrap();
        std::io::Write::write_all(&mut file, b"0123456789").unwrap();
        assert_eq!(read(&mut file, 4, state).unwrap(), (b"0123".to_vec(), true));
    }
}
