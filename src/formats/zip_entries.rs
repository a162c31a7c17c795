//! Where the files in a zip file stand.
//!
//! A zip file says it twice: a head stands before each file, and a list of all at the end. The list is believed where it
//! fits the heads. Where it does not, or is not there, as in a download that broke off, the heads are looked for one
//! behind the other, and both together are what there is.

use std::collections::HashSet;

use memchr::memmem;

use super::zip_unpack::Unpacker;

const HEAD: &[u8] = b"PK\x03\x04";
const LISTED: &[u8] = b"PK\x01\x02";
const END: &[u8] = b"PK\x05\x06";
const WIDE_END: &[u8] = b"PK\x06\x06";
const WIDE_LOCATOR: &[u8] = b"PK\x06\x07";
const DESCRIPTOR: &[u8] = b"PK\x07\x08";

/// How long a head and a row of the list are without what varies in them.
const HEAD_LENGTH: usize = 30;
const ROW_LENGTH: usize = 46;

/// Most bytes that are unpacked to find where files of unknown length end.
const WORK: usize = 512 * 1024 * 1024;

/// How a file is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Not at all.
    Stored,
    /// As all documents are.
    Deflated,
    /// In a way that is not read; its number.
    Other(u16),
}

impl Method {
    fn of(number: u16) -> Self {
        match number {
            0 => Self::Stored,
            8 => Self::Deflated,
            other => Self::Other(other),
        }
    }
}

/// A file in a zip file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name, with the folders that it is in.
    pub name: String,
    /// Where what is packed begins, and where it ends at the latest, in bytes of the zip file.
    pub start: usize,
    pub end: usize,
    pub method: Method,
    /// It needs a password.
    pub locked: bool,
    /// Its size when unpacked, in bytes, and its check sum (CRC-32), where the zip file says them.
    pub size: Option<u64>,
    pub crc: Option<u32>,
}

/// What a zip file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entries {
    /// The files, in the order in which they stand.
    pub all: Vec<Entry>,
    /// The list at the end is missing, or is wrong.
    pub unlisted: bool,
    /// How many files the list has that are not there.
    pub lost: usize,
}

/// What a head or a row of the list says of a file.
#[derive(Clone, Debug)]
struct Said {
    /// Where its head stands.
    at: usize,
    name: Vec<u8>,
    /// Where what is packed begins.
    start: usize,
    flags: u16,
    method: u16,
    packed: Option<u64>,
    size: Option<u64>,
    crc: Option<u32>,
}

impl Said {
    fn locked(&self) -> bool {
        self.flags & 1 != 0 || self.method == 99
    }
}

/// Finds the files of a zip file; `None` where there are more than `most`.
pub fn find(bytes: &[u8], most: usize) -> Option<Entries> {
    let list = list(bytes, most);
    let (mut found, mut entries) = (Vec::new(), Entries::default());
    let claimed = list.as_ref().map(|list| list.claimed);
    let (rows, list_at) = list.map_or((Vec::new(), bytes.len()), |list| (list.rows, list.at));
    let complete = claimed.is_some_and(|claimed| claimed == rows.len() as u64);
    let mut gone = Vec::new();
    for row in rows {
        match head(bytes, row.at) {
            Some(head) if head.name == row.name => found.push(both(head, row)),
            // The head is damaged where its name still stands behind it.
            _ if bytes.get(row.at + HEAD_LENGTH..).is_some_and(|name| name.starts_with(&row.name)) => found.push(row),
            _ => gone.push(row),
        }
    }
    if !complete || !gone.is_empty() {
        entries.unlisted = true;
        let known: HashSet<usize> = found.iter().map(|said| said.at).collect();
        found.extend(walk(bytes, most)?.into_iter().filter(|said| !known.contains(&said.at)));
        entries.lost = gone.iter().filter(|row| !found.iter().any(|said| said.name == row.name)).count();
    }
    if found.len() > most {
        return None;
    }
    found.sort_by_key(|said| said.at);
    found.dedup_by_key(|said| said.at);
    let ends: Vec<usize> = found.iter().skip(1).map(|said| said.at).chain([list_at]).collect();
    entries.all = found.into_iter().zip(ends).map(|(said, end)| entry(said, end, bytes)).collect();
    Some(entries)
}

/// A file that ends before `end`.
fn entry(said: Said, end: usize, bytes: &[u8]) -> Entry {
    // A file behind the list ends nowhere that is known.
    let end = if end < said.start { bytes.len() } else { end };
    let method = Method::of(said.method);
    let packed = said.packed.and_then(|packed| said.start.checked_add(usize::try_from(packed).ok()?));
    // What is deflated says itself where it ends.
    let end = packed.filter(|packed| method != Method::Deflated && *packed <= end).unwrap_or(end);
    let locked = said.locked();
    Entry { name: name(&said.name), start: said.start, end, method, locked, size: said.size, crc: said.crc }
}

/// What is known from head and list together. The list is written last, when all is known, but where one of them cannot be
/// right, it is the other.
fn both(head: Said, row: Said) -> Said {
    let method = if matches!(Method::of(row.method), Method::Other(_)) { head.method } else { row.method };
    let flags = u16::from(head.locked() && row.locked());
    Said { flags, method, start: head.start, ..row }
}

/// The list at the end of a zip file.
struct List {
    rows: Vec<Said>,
    /// How many rows it should have.
    claimed: u64,
    /// Where it begins.
    at: usize,
}

fn list(bytes: &[u8], most: usize) -> Option<List> {
    let end = memmem::rfind(bytes, END)?;
    let mut claimed = u64::from(u16_at(bytes, end + 10)?);
    let mut size = u64::from(u32_at(bytes, end + 12)?);
    let mut offset = u64::from(u32_at(bytes, end + 16)?);
    let mut behind = end;
    // A file of many entries or bytes has a wider end before that.
    let wide = || {
        let locator = end.checked_sub(20).filter(|at| bytes[*at..].starts_with(WIDE_LOCATOR))?;
        let said = usize::try_from(u64_at(bytes, locator + 8)?).ok()?;
        let here = |at: usize| bytes.get(at..).is_some_and(|rest| rest.starts_with(WIDE_END));
        let at = Some(said).filter(|at| here(*at)).or_else(|| memmem::rfind(&bytes[..locator], WIDE_END))?;
        Some((at, u64_at(bytes, at + 32)?, u64_at(bytes, at + 40)?, u64_at(bytes, at + 48)?))
    };
    if let Some(wide) = wide() {
        (behind, claimed, size, offset) = wide;
    }
    let offset = usize::try_from(offset).ok()?;
    let near = usize::try_from(size).ok().and_then(|size| behind.checked_sub(size));
    let begins = |at: &usize| bytes.get(*at..).is_some_and(|rest| rest.starts_with(LISTED));
    let first = near.filter(begins).or_else(|| Some(offset).filter(begins));
    let Some(first) = first else {
        return (claimed == 0).then_some(List { rows: Vec::new(), claimed, at: behind });
    };
    // Something may have been put before the whole file.
    let shift = first.saturating_sub(offset);
    let mut rows = Vec::new();
    let mut at = first;
    while let Some((row, next)) = row(bytes, at, shift).filter(|_| rows.len() <= most) {
        rows.push(row);
        at = next;
    }
    Some(List { rows, claimed, at: first })
}

/// The row of the list that begins at `at`, and where the next begins.
fn row(bytes: &[u8], at: usize, shift: usize) -> Option<(Said, usize)> {
    if !bytes.get(at..)?.starts_with(LISTED) {
        return None;
    }
    let length = |offset: usize| u16_at(bytes, at + offset).map(usize::from);
    let (name, extra, comment) = (length(28)?, length(30)?, length(32)?);
    let behind = at + ROW_LENGTH + name;
    let raw = bytes.get(at + ROW_LENGTH..behind)?;
    let mut numbers = [u32_at(bytes, at + 24)?, u32_at(bytes, at + 20)?, u32_at(bytes, at + 42)?].map(u64::from);
    widen(bytes.get(behind..behind + extra).unwrap_or_default(), &mut numbers);
    let [size, packed, place] = numbers;
    let place = usize::try_from(place).ok()?.checked_add(shift)?;
    // What a head has besides the name is known from the head alone.
    let more = u16_at(bytes, place.checked_add(28)?).map_or(0, usize::from);
    let said = Said {
        at: place,
        name: raw.to_vec(),
        start: place.checked_add(HEAD_LENGTH + name + more)?,
        flags: u16_at(bytes, at + 8)?,
        method: u16_at(bytes, at + 10)?,
        packed: Some(packed),
        size: Some(size),
        crc: u32_at(bytes, at + 16),
    };
    Some((said, behind + extra + comment))
}

/// The head that stands at `at`.
fn head(bytes: &[u8], at: usize) -> Option<Said> {
    if !bytes.get(at..)?.starts_with(HEAD) {
        return None;
    }
    let length = |offset: usize| u16_at(bytes, at + offset).map(usize::from);
    let (name, extra) = (length(26)?, length(28)?);
    let behind = at + HEAD_LENGTH + name;
    let raw = bytes.get(at + HEAD_LENGTH..behind)?;
    let flags = u16_at(bytes, at + 6)?;
    let mut numbers = [u32_at(bytes, at + 22)?, u32_at(bytes, at + 18)?].map(u64::from);
    widen(bytes.get(behind..behind + extra).unwrap_or_default(), &mut numbers);
    // Where a file was written in one go, its numbers stand behind it.
    let known = flags & 8 == 0;
    Some(Said {
        at,
        name: raw.to_vec(),
        start: behind + extra,
        flags,
        method: u16_at(bytes, at + 8)?,
        packed: known.then_some(numbers[1]),
        size: known.then_some(numbers[0]),
        crc: u32_at(bytes, at + 14).filter(|_| known),
    })
}

/// Numbers that have no room in 32 bits stand behind the name instead, in this order.
fn widen(extra: &[u8], numbers: &mut [u64]) {
    let mut rest = extra;
    while let (Some(kind), Some(length)) = (u16_at(rest, 0), u16_at(rest, 2)) {
        let behind = rest.get(4..).unwrap_or_default();
        let (field, next) = behind.split_at(usize::from(length).min(behind.len()));
        if kind == 1 {
            let wide = numbers.iter_mut().filter(|number| **number == u64::from(u32::MAX));
            for (number, bytes) in wide.zip(field.chunks_exact(8)) {
                *number = u64_at(bytes, 0).unwrap_or(*number);
            }
        }
        rest = next;
    }
}

/// All heads, one behind the other; `None` where there are more than `most`.
fn walk(bytes: &[u8], most: usize) -> Option<Vec<Said>> {
    let mut all = Vec::new();
    let mut work = WORK;
    let mut at = 0;
    while let Some(next) = bytes.get(at..).and_then(|rest| memmem::find(rest, HEAD)) {
        at += next;
        match head(bytes, at).filter(|said| is_name(&said.name)) {
            Some(mut said) => {
                at = behind(bytes, &mut said, &mut work);
                all.push(said);
            }
            None => at += HEAD.len(),
        }
        if all.len() > most {
            return None;
        }
    }
    Some(all)
}

/// Whether these bytes may name a file.
fn is_name(name: &[u8]) -> bool {
    !name.is_empty() && !name.iter().any(|byte| *byte < b' ' || *byte == 0x7f)
}

/// Where the next head may stand. What stands behind a file that was written in one go is put into what is known of it.
fn behind(bytes: &[u8], said: &mut Said, work: &mut usize) -> usize {
    let signed = |at: usize| {
        let rest = bytes.get(at..);
        rest.is_some_and(|rest| {
            rest.is_empty() || [HEAD, LISTED, END, DESCRIPTOR].iter().any(|sign| rest.starts_with(sign))
        })
    };
    let packed = said.packed.and_then(|packed| said.start.checked_add(usize::try_from(packed).ok()?));
    if let Some(end) = packed.filter(|end| signed(*end)) {
        return end;
    }
    if Method::of(said.method) == Method::Deflated && !said.locked() {
        let entry = entry(said.clone(), bytes.len(), bytes);
        let mut unpacker = Unpacker::new(bytes, &entry);
        let mut piece = Vec::new();
        loop {
            piece.clear();
            unpacker.more((64 * 1024).min(*work), &mut piece);
            *work = work.saturating_sub(piece.len());
            if piece.is_empty() {
                break;
            }
        }
        if let Some(end) = unpacker.used().map(|used| said.start + used).filter(|end| signed(*end)) {
            if let Some(numbers) = bytes.get(end..).and_then(|rest| rest.strip_prefix(DESCRIPTOR)) {
                said.crc = said.crc.or(u32_at(numbers, 0));
                said.size = said.size.or(Some(unpacker.count()));
            }
            return end;
        }
    }
    said.start
}

/// A name is UTF-8, or else in the letters of the first PCs.
fn name(raw: &[u8]) -> String {
    const LETTERS: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";
    let letter = |byte: &u8| match byte.checked_sub(0x80) {
        None => char::from(*byte),
        Some(at) => LETTERS.chars().nth(usize::from(at)).unwrap_or('\u{fffd}'),
    };
    std::str::from_utf8(raw).map_or_else(|_| raw.iter().map(letter).collect(), str::to_owned)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(bytes.get(at..at.checked_add(8)?)?.try_into().ok()?))
}
