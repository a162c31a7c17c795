//! Files inside a zip file, read into memory one by one and never written to a disk.
//!
//! A zip file can claim to hold anything. What is believed is what comes out, and of that only so much: so many entries,
//! so many bytes in all, so many times the size of the file. Archives inside are not opened. Of what is damaged, as much is
//! given as can be unpacked, and [`Archive::damage`] says what is not.

use super::FormatError;
use super::xml_pieces::{Cuts, Pieces, Whole};
use super::zip_entries::{self, Entry, Method};
use super::zip_unpack::{Outcome, Unpacker};
use crate::text::CleanText;

/// Most entries that a list may have.
const ENTRIES: usize = 20_000;

/// Most bytes that are unpacked in all.
const BYTES: u64 = 256 * 1024 * 1024;

/// Most bytes that are unpacked for each byte of the file. Text that says the same again and again reaches a hundred.
const RATIO: u64 = 250;

/// Bytes that are unpacked whatever the ratio: a small file of blanks, or of many empty paragraphs, does no harm.
const FREE: u64 = 32 * 1024 * 1024;

/// Bytes that are unpacked at once.
const BLOCK: usize = 256 * 1024;

/// A zip file of which parts are read.
pub struct Archive<'a> {
    bytes: &'a [u8],
    entries: Vec<Entry>,
    what: &'static str,
    /// Bytes that may still be unpacked.
    left: u64,
    damage: Vec<String>,
}

impl<'a> Archive<'a> {
    /// Opens a zip file. `what` is what to call it in a sentence.
    ///
    /// # Errors
    /// Where it holds nothing that can be found, or too much.
    pub fn new(bytes: &'a [u8], what: &'static str) -> Result<Self, FormatError> {
        let found = zip_entries::find(bytes, ENTRIES).ok_or(FormatError::Bomb(what))?;
        if found.all.is_empty() {
            return Err(FormatError::Damaged(what, "nothing is left of the files that it is made of".to_owned()));
        }
        let left = (bytes.len() as u64).saturating_mul(RATIO).clamp(FREE, BYTES);
        let mut archive = Self { bytes, entries: found.all, what, left, damage: Vec::new() };
        if found.unlisted {
            archive.damage.push(
                "The file is damaged: its list of what it holds is missing or wrong, as where a download broke off. What \
                 is left of it is shown."
                    .to_owned(),
            );
        }
        archive.lost(found.lost);
        Ok(archive)
    }

    /// Notes that files are missing that should be there.
    pub fn lost(&mut self, count: usize) {
        match count {
            0 => {}
            1 => self.note("One file that it should hold is not in it.".to_owned()),
            more => self.note(format!("{more} files that it should hold are not in it.")),
        }
    }

    fn note(&mut self, sentence: String) {
        if !self.damage.contains(&sentence) {
            self.damage.push(sentence);
        }
    }

    /// Whether something could not be read as it should.
    pub fn is_damaged(&self) -> bool {
        !self.damage.is_empty()
    }

    /// What could not be read as it should, in sentences.
    pub fn damage(self) -> Vec<String> {
        self.damage
    }

    /// The names of all entries.
    pub fn names(&self) -> Vec<String> {
        self.entries.iter().map(|entry| entry.name.clone()).collect()
    }

    /// The bytes of an entry, as many as can be unpacked; `None` where there is none of this name. Of several with one name
    /// the last that is whole counts, or that of which there is most.
    ///
    /// # Errors
    /// Where it is encrypted, packed in a way that is not read, or more than may be unpacked.
    pub fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, FormatError> {
        let called: Vec<Entry> = self.entries.iter().rev().filter(|entry| entry.name == name).cloned().collect();
        let mut best: Option<(Vec<u8>, Outcome)> = None;
        let mut failed = None;
        for entry in &called {
            match self.unpack(entry) {
                Ok((bytes, Outcome::Whole)) => {
                    best = Some((bytes, Outcome::Whole));
                    break;
                }
                Ok(found) if best.as_ref().is_none_or(|(bytes, _)| bytes.len() < found.0.len()) => best = Some(found),
                Ok(_) => {}
                Err(error @ FormatError::Bomb(_)) => return Err(error),
                Err(error) => failed = Some(error),
            }
        }
        let Some((bytes, outcome)) = best else { return failed.map_or(Ok(None), Err) };
        self.left -= bytes.len() as u64;
        self.judge(name, outcome, bytes.len());
        if called.len() > 1 {
            let name = CleanText::line(name);
            self.note(format!("“{name}” stands in the file {} times; one of them was read.", called.len()));
        }
        Ok(Some(bytes))
    }

    fn unpack(&self, entry: &Entry) -> Result<(Vec<u8>, Outcome), FormatError> {
        let mut unpacker = self.unpacker(entry)?;
        let mut bytes = Vec::new();
        loop {
            let before = bytes.len();
            unpacker.more(BLOCK, &mut bytes);
            if bytes.len() as u64 > self.left {
                return Err(FormatError::Bomb(self.what));
            }
            if bytes.len() == before {
                return Ok((bytes, unpacker.outcome()));
            }
        }
    }

    fn unpacker(&self, entry: &Entry) -> Result<Unpacker<'a>, FormatError> {
        match entry.method {
            _ if entry.locked => Err(FormatError::Locked(self.what)),
            Method::Other(number) => {
                Err(FormatError::Damaged(self.what, format!("it is packed in a way that is not read, number {number}")))
            }
            Method::Stored | Method::Deflated => Ok(Unpacker::new(self.bytes, entry)),
        }
    }

    /// Notes what of an entry is damaged.
    fn judge(&mut self, name: &str, outcome: Outcome, length: usize) {
        let name = CleanText::line(name);
        match outcome {
            Outcome::Whole => {}
            Outcome::Altered => self.note(format!("“{name}” in the file is damaged: letters in it may be wrong.")),
            Outcome::Cut(_) if length == 0 => {
                self.note(format!("“{name}” in the file is damaged: nothing of it could be unpacked."));
            }
            Outcome::Cut(Some(size)) => {
                let share = length as u64 * 100 / size.max(1);
                self.note(format!(
                    "“{name}” in the file is damaged: {share} % of it could be unpacked, and the rest is lost."
                ));
            }
            Outcome::Cut(None) => self.note(format!(
                "“{name}” in the file is damaged: its beginning could be unpacked, and the rest is lost."
            )),
        }
    }

    /// Gives an entry that is XML to `walk`, piece by piece. `false` where it has to be read as a whole: it is in no UTF-8,
    /// is damaged, or `walk` cannot read it.
    ///
    /// # Errors
    /// Where it cannot be opened.
    pub fn walk(
        &mut self,
        name: &str,
        cuts: Cuts,
        mut walk: impl FnMut(String) -> Result<(), FormatError>,
    ) -> Result<bool, FormatError> {
        let mut called = self.entries.iter().filter(|entry| entry.name == name);
        let (Some(entry), None) = (called.next(), called.next()) else { return Ok(false) };
        let (mut unpacker, most) = (self.unpacker(entry)?, self.left);
        let more = |count: usize, bytes: &mut Vec<u8>| {
            let before = bytes.len();
            unpacker.more(count, bytes);
            let whole = bytes.len() > before || unpacker.outcome() == Outcome::Whole;
            (whole && unpacker.count() <= most).then_some(())
        };
        let mut pieces = Pieces::new(Box::new(more), cuts);
        loop {
            match pieces.next() {
                Ok(Some(piece)) => {
                    if walk(piece).is_err() {
                        return Ok(false);
                    }
                }
                Ok(None) => break,
                Err(Whole) => return Ok(false),
            }
        }
        drop(pieces);
        self.left -= unpacker.count();
        Ok(true)
    }

    /// The text of an entry in UTF-8 or in UTF-16 with its mark.
    ///
    /// # Errors
    /// As [`Archive::bytes`].
    pub fn text(&mut self, name: &str) -> Result<Option<String>, FormatError> {
        Ok(self.bytes(name)?.map(decode))
    }
}

fn decode(bytes: Vec<u8>) -> String {
    let wide = |unit: fn([u8; 2]) -> u16| {
        let units = bytes[2..].chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
        char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect()
    };
    match &bytes[..] {
        [0xff, 0xfe, ..] => wide(u16::from_le_bytes),
        [0xfe, 0xff, ..] => wide(u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()),
    }
}
