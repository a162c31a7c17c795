//! Files inside a zip file, read into memory one by one and never written to a disk.
//!
//! A zip file can claim to hold anything. What is believed is what comes out, and of that only so much: so many entries,
//! so many bytes in all, so many times the size of the file. Archives inside are not opened.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::FormatError;
use super::xml_pieces::{Cuts, Pieces, Whole};

/// Most entries that a list may have.
const ENTRIES: usize = 20_000;

/// Most bytes that are unpacked in all.
const BYTES: u64 = 256 * 1024 * 1024;

/// Most bytes that are unpacked for each byte of the file. Text that says the same again and again reaches a hundred.
const RATIO: u64 = 250;

/// Bytes that are unpacked whatever the ratio: a small file of blanks does no harm.
const FREE: u64 = 8 * 1024 * 1024;

/// A zip file of which parts are read.
pub struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    what: &'static str,
    /// Bytes that may still be unpacked.
    left: u64,
}

impl<'a> Archive<'a> {
    /// Opens a zip file. `what` is what to call it in a sentence.
    ///
    /// # Errors
    /// Where its list of entries cannot be read, or has too many.
    pub fn new(bytes: &'a [u8], what: &'static str) -> Result<Self, FormatError> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| failed(what, &error))?;
        if zip.len() > ENTRIES {
            return Err(FormatError::Bomb(what));
        }
        let left = (bytes.len() as u64).saturating_mul(RATIO).clamp(FREE, BYTES);
        Ok(Self { zip, what, left })
    }

    /// The names of all entries.
    pub fn names(&self) -> Vec<String> {
        self.zip.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect()
    }

    /// The bytes of an entry; `None` where there is none of this name.
    ///
    /// # Errors
    /// Where it is damaged, encrypted, or more than may be unpacked.
    pub fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, FormatError> {
        let entry = match self.zip.by_name(name) {
            Ok(entry) => entry,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(failed(self.what, &error)),
        };
        let mut bytes = Vec::new();
        let read = entry.take(self.left + 1).read_to_end(&mut bytes);
        if bytes.len() as u64 > self.left {
            return Err(FormatError::Bomb(self.what));
        }
        self.left -= bytes.len() as u64;
        match read {
            Ok(_) => Ok(Some(bytes)),
            Err(error) => Err(FormatError::Damaged(self.what, error.to_string())),
        }
    }

    /// Gives an entry that is XML to `walk`, piece by piece. `false` where it has to be read as a whole: it is in no UTF-8,
    /// is damaged, or `walk` cannot read it.
    ///
    /// # Errors
    /// Where there is no such entry, or it cannot be opened.
    pub fn walk(
        &mut self,
        name: &str,
        cuts: Cuts,
        mut walk: impl FnMut(String) -> Result<(), FormatError>,
    ) -> Result<bool, FormatError> {
        let entry = self.zip.by_name(name).map_err(|error| failed(self.what, &error))?;
        let most = self.left + 1;
        let mut entry = entry.take(most);
        let more = |count: usize, bytes: &mut Vec<u8>| {
            entry.by_ref().take(count as u64).read_to_end(bytes).ok().filter(|_| entry.limit() > 0).map(|_| ())
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
        self.left = entry.limit() - 1;
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

fn failed(what: &'static str, error: &ZipError) -> FormatError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => FormatError::Locked(what),
        error => FormatError::Damaged(what, error.to_string()),
    }
}
