//! Deflated bytes, unpacked piece by piece; of damaged ones all that stands before the damage.

use flate2::{Decompress, FlushDecompress, Status};

/// Bytes that are unpacked at once.
const PIECE: usize = 64 * 1024;

/// Unpacks bytes that are deflated, without a head and a check sum around them.
pub struct Inflate<'a> {
    packed: &'a [u8],
    /// How much of that was used.
    at: usize,
    state: Decompress,
    /// `Some` at the end: whether what is packed ends there, too.
    ended: Option<bool>,
}

impl<'a> Inflate<'a> {
    /// Begins with the first of these bytes; what follows behind the end of what is packed is not looked at.
    pub fn new(packed: &'a [u8]) -> Self {
        Self { packed, at: 0, state: Decompress::new(false), ended: None }
    }

    /// Adds about so many bytes to `out`; none at the end.
    pub fn more(&mut self, most: usize, out: &mut Vec<u8>) {
        let from = out.len();
        while self.ended.is_none() && out.len() - from < most {
            let room = (most - (out.len() - from)).min(PIECE);
            let before = (out.len(), self.state.total_in(), self.state.total_out());
            out.resize(before.0 + room, 0);
            let status = self.state.decompress(&self.packed[self.at..], &mut out[before.0..], FlushDecompress::None);
            self.at += (self.state.total_in() - before.1) as usize;
            let written = (self.state.total_out() - before.2) as usize;
            out.truncate(before.0 + written);
            self.ended = match status {
                Ok(Status::StreamEnd) => Some(true),
                Ok(_) => (written == 0).then_some(false),
                Err(_) => {
                    let known = self.state.total_out() as usize;
                    out.extend_from_slice(before_damage(self.packed, known).get(known..).unwrap_or_default());
                    Some(false)
                }
            };
        }
    }

    /// How many of the packed bytes were used.
    pub fn used(&self) -> usize {
        self.at
    }

    /// Whether it came to the end of what is packed; `false` at damage, and where that is cut short.
    pub fn ends(&self) -> bool {
        self.ended == Some(true)
    }
}

/// What comes out before a damage, of which `known` bytes came out already: what is unpacked piece by piece keeps the last of
/// it, up to 32 KB, to itself where it meets the damage.
fn before_damage(packed: &[u8], known: usize) -> Vec<u8> {
    let mut out = vec![0; known.saturating_add(PIECE)];
    let mut state = Decompress::new(false);
    // That it fails is known.
    let _ = state.decompress(packed, &mut out, FlushDecompress::Finish);
    out.truncate(state.total_out() as usize);
    out
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn packed(text: &[u8]) -> Vec<u8> {
        let mut writer = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
        writer.write_all(text).unwrap();
        writer.finish().unwrap()
    }

    fn all(packed: &[u8], step: usize) -> (Vec<u8>, bool) {
        let (mut inflate, mut out) = (Inflate::new(packed), Vec::new());
        loop {
            let before = out.len();
            inflate.more(step, &mut out);
            if out.len() == before {
                return (out, inflate.ends());
            }
        }
    }

    #[test]
    fn all_that_stands_before_a_damage_comes_out_whatever_the_steps() {
        let text = (0..40_000_u64).map(|n| (n * n % 9973).to_string()).collect::<Vec<_>>().join(" boat ");
        let whole = packed(text.as_bytes());
        for step in [1000, 40_000, 1 << 20] {
            assert_eq!(all(&whole, step), (text.clone().into_bytes(), true));
            let (cut, ends) = all(&whole[..whole.len() / 2], step);
            assert!(!ends && text.as_bytes().starts_with(&cut) && cut.len() > text.len() / 3);
        }
        let mut spoilt = whole.clone();
        let middle = whole.len() / 2;
        spoilt[middle..middle + 64].fill(0xff);
        let one = all(&spoilt, 1000);
        assert!(one.0.len() > text.len() / 3, "{}", one.0.len());
        assert_eq!(one, all(&spoilt, 1 << 20));
    }
}
