//! One file of a zip file, unpacked piece by piece, and whether it is whole.
//!
//! What came out before a damaged place is kept, because it is text that somebody wants to read.

use flate2::Crc;

use super::inflate::Inflate;
use super::zip_entries::{Entry, Method};

/// How whole what came out is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All of it, as far as its check sum and its length tell.
    Whole,
    /// As much as there should be, but not what was packed.
    Altered,
    /// Only its beginning. Of how many bytes in all, where that is known.
    Cut(Option<u64>),
}

/// Unpacks one file.
pub struct Unpacker<'a> {
    from: From<'a>,
    crc: Crc,
    count: u64,
    /// What there should be, as far as the file says it.
    size: Option<u64>,
    sum: Option<u32>,
}

/// Where the bytes come from.
enum From<'a> {
    Stored(&'a [u8]),
    Deflated(Inflate<'a>),
}

impl<'a> Unpacker<'a> {
    /// Begins to unpack an entry of the zip file `bytes`.
    pub fn new(bytes: &'a [u8], entry: &Entry) -> Self {
        let packed = bytes.get(entry.start..entry.end.min(bytes.len())).unwrap_or_default();
        let deflated = entry.method == Method::Deflated;
        let from = if deflated { From::Deflated(Inflate::new(packed)) } else { From::Stored(packed) };
        Self { from, crc: Crc::new(), count: 0, size: entry.size, sum: entry.crc }
    }

    /// Adds about so many bytes to `out`; none at the end.
    pub fn more(&mut self, most: usize, out: &mut Vec<u8>) {
        let before = out.len();
        match &mut self.from {
            From::Deflated(inflate) => inflate.more(most, out),
            From::Stored(rest) => {
                let (now, later) = rest.split_at(most.min(rest.len()));
                out.extend_from_slice(now);
                *rest = later;
            }
        }
        self.crc.update(&out[before..]);
        self.count += (out.len() - before) as u64;
    }

    /// How many bytes of what is packed were used, if it ends there.
    pub fn used(&self) -> Option<usize> {
        match &self.from {
            From::Deflated(inflate) => inflate.ends().then(|| inflate.used()),
            From::Stored(_) => None,
        }
    }

    /// How many bytes came out.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// How whole it is, once nothing more comes.
    pub fn outcome(&self) -> Outcome {
        let ends = match &self.from {
            From::Deflated(inflate) => inflate.ends(),
            From::Stored(rest) => rest.is_empty(),
        };
        let missing = self.size.filter(|size| *size > self.count);
        match self.sum.map(|sum| sum == self.crc.sum()) {
            // A check sum that fits says more than a length that does not.
            Some(true) if ends || self.count > 0 => Outcome::Whole,
            None if ends && missing.is_none() => Outcome::Whole,
            _ if ends && missing.is_none() => Outcome::Altered,
            _ => Outcome::Cut(missing),
        }
    }
}
