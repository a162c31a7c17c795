//! A damaged PDF written anew: its objects are looked for by their heads, `12 0 obj`, wherever they stand, each gets the
//! length that its stream really has, and a table of all is put behind them. What is packed into other objects is found by
//! whoever reads the new file. Nothing is judged here: what is no object is passed over.

use std::collections::BTreeMap;

use memchr::memmem;

/// Most objects.
const MOST: usize = 1_000_000;

/// An object as it stands in the file.
struct Object<'a> {
    generation: u32,
    /// What stands between its head and its end, or its stream.
    body: &'a [u8],
    stream: Option<&'a [u8]>,
}

/// The file written anew; `None` where there is no object in it, or there are too many.
pub fn mend(bytes: &[u8]) -> Option<Vec<u8>> {
    let objects = objects(bytes)?;
    let mut out = Vec::with_capacity(bytes.len() + objects.len() * 24);
    out.extend_from_slice(b"%PDF-1.7\n");
    let mut table = String::from("xref\n0 1\n0000000000 65535 f \n");
    for (number, object) in &objects {
        table.push_str(&format!("{number} 1\n{:010} {:05} n \n", out.len(), object.generation));
        out.extend_from_slice(format!("{number} {} obj\n", object.generation).as_bytes());
        match object.stream {
            None => out.extend_from_slice(object.body),
            Some(stream) => {
                out.extend_from_slice(&with_length(object.body, stream.len()));
                out.extend_from_slice(b"\nstream\n");
                out.extend_from_slice(stream);
                out.extend_from_slice(b"\nendstream");
            }
        }
        out.extend_from_slice(b"\nendobj\n");
    }
    let size = objects.keys().next_back()?.checked_add(1)?;
    let catalog = || {
        let found = objects.iter().rev().find(|(_, object)| memmem::find(object.body, b"/Catalog").is_some());
        found.map(|(number, object)| format!("{number} {} R", object.generation))
    };
    let here = |reference: &String| {
        let number = reference.split(' ').next().and_then(|number| number.parse().ok());
        number.is_some_and(|number: u32| objects.contains_key(&number))
    };
    let root = last(bytes, b"/Root", reference);
    let mut trailer = format!("trailer\n<< /Size {size}");
    if let Some(root) = root.clone().filter(here).or_else(catalog).or(root) {
        trailer.push_str(&format!(" /Root {root}"));
    }
    for key in ["/Info", "/Encrypt"] {
        if let Some(reference) = last(bytes, key.as_bytes(), reference) {
            trailer.push_str(&format!(" {key} {reference}"));
        }
    }
    let start = out.len();
    out.extend_from_slice(table.as_bytes());
    out.extend_from_slice(trailer.as_bytes());
    if let Some(id) = last(bytes, b"/ID", list) {
        out.extend_from_slice(b" /ID ");
        out.extend_from_slice(id);
    }
    out.extend_from_slice(format!(" >>\nstartxref\n{start}\n%%EOF\n").as_bytes());
    Some(out)
}

/// The next place of a sign, looked for once and kept while it lies ahead.
struct Next<'a> {
    bytes: &'a [u8],
    sign: &'static [u8],
    found: Option<usize>,
    from: usize,
}

impl<'a> Next<'a> {
    fn new(bytes: &'a [u8], sign: &'static [u8]) -> Self {
        Self { bytes, sign, found: memmem::find(bytes, sign), from: 0 }
    }

    /// The first place from `at` on; what was asked for before lies no further.
    fn from(&mut self, at: usize) -> Option<usize> {
        let ahead = self.found.is_none_or(|found| found >= at);
        if !ahead || at < self.from {
            let rest = self.bytes.get(at..).unwrap_or_default();
            self.found = memmem::find(rest, self.sign).map(|found| at + found);
        }
        self.from = at;
        self.found
    }
}

/// All objects by their numbers; of several with one number the last counts, which is newer.
fn objects(bytes: &[u8]) -> Option<BTreeMap<u32, Object<'_>>> {
    let mut all = BTreeMap::new();
    let (mut heads, mut ends) = (Next::new(bytes, b"obj"), Next::new(bytes, b"endobj"));
    let (mut streams, mut stream_ends) = (Next::new(bytes, b"stream"), Next::new(bytes, b"endstream"));
    let mut at = 0;
    while let Some(place) = heads.from(at) {
        at = place + 3;
        let Some((_, number, generation)) = head(bytes, place) else { continue };
        let end = ends.from(at).unwrap_or(bytes.len());
        let stream = streams.from(at).filter(|stream| *stream < end && opens_stream(bytes, *stream));
        let (body, stream, next) = if let Some(stream) = stream {
            let body = &bytes[at..stream];
            let line: &[u8] = match bytes.get(stream + 6..) {
                Some([b'\r', b'\n', ..]) => b"\r\n",
                _ => b"\n",
            };
            let start = (stream + 6 + line.len()).min(bytes.len());
            let said = length(body).and_then(|length| start.checked_add(length));
            let ends_there = |end: &usize| {
                let rest = bytes.get(*end..).unwrap_or_default();
                rest[..rest.len().min(16)].trim_ascii_start().starts_with(b"endstream")
            };
            let stop = said.filter(ends_there).unwrap_or_else(|| {
                let stop = stream_ends.from(start).unwrap_or(bytes.len());
                // Where its own end is missing, it does not take the next object with it.
                let stop = stop.min(ends.from(start).unwrap_or(bytes.len()));
                let line = bytes[start..stop].strip_suffix(b"\n").map_or(stop - start, <[u8]>::len);
                start + bytes[start..start + line].strip_suffix(b"\r").map_or(line, <[u8]>::len)
            });
            (body, Some(&bytes[start..stop]), stop)
        } else {
            // Where its end is missing, it ends before the next.
            let mut next = at;
            let follows = loop {
                match heads.from(next).filter(|place| *place < end) {
                    Some(place) => match head(bytes, place) {
                        Some((begin, ..)) if begin >= at => break Some(begin),
                        _ => next = place + 3,
                    },
                    None => break None,
                }
            };
            let end = follows.unwrap_or(end);
            (&bytes[at..end], None, end)
        };
        at = next.max(at);
        all.insert(number, Object { generation, body, stream });
        if all.len() > MOST {
            return None;
        }
    }
    (!all.is_empty()).then_some(all)
}

/// Where the head begins whose word stands at `at`, the number of the object, and its generation.
fn head(bytes: &[u8], at: usize) -> Option<(usize, u32, u32)> {
    let number = |end: usize| {
        let blank = bytes[..end].iter().rposition(|byte| !byte.is_ascii_whitespace()).map_or(0, |at| at + 1);
        let start = bytes[..blank].iter().rposition(|byte| !byte.is_ascii_digit()).map_or(0, |at| at + 1);
        let digits = std::str::from_utf8(&bytes[start..blank]).ok()?;
        (blank < end && digits.len() <= 10).then_some(())?;
        Some((start, digits.parse::<u32>().ok()?))
    };
    let (start, generation) = number(at)?;
    let (start, number) = number(start)?;
    u16::try_from(generation).is_ok().then_some((start, number, generation))
}

/// Whether the word at `at` begins a stream, and is not part of a text or of another word.
fn opens_stream(bytes: &[u8], at: usize) -> bool {
    let behind = matches!(bytes.get(at + 6), Some(b'\r' | b'\n'));
    behind && bytes[..at].trim_ascii_end().ends_with(b">>")
}

/// Where the length of a stream is said: the place of what is said, and that.
fn said_length(body: &[u8]) -> Option<(usize, &[u8])> {
    let mut from = 0;
    while let Some(at) = memmem::find(&body[from..], b"/Length") {
        from += at + 7;
        let rest = &body[from..];
        if rest.first().is_some_and(|byte| byte.is_ascii_whitespace() || byte.is_ascii_digit()) {
            let end = rest.iter().position(|byte| matches!(byte, b'/' | b'>' | b'\n' | b'\r')).unwrap_or(rest.len());
            return Some((from, &rest[..end]));
        }
    }
    None
}

/// The length itself, where it stands there and not in an object of its own.
fn length(body: &[u8]) -> Option<usize> {
    std::str::from_utf8(said_length(body)?.1.trim_ascii()).ok()?.parse().ok()
}

/// The dictionary of a stream with this length.
fn with_length(body: &[u8], length: usize) -> Vec<u8> {
    let number = format!(" {length} ").into_bytes();
    if let Some((at, said)) = said_length(body) {
        return [&body[..at], &number, &body[at + said.len()..]].concat();
    }
    match memmem::rfind(body, b">>") {
        Some(at) => [&body[..at], b" /Length", &number, &body[at..]].concat(),
        None => body.to_vec(),
    }
}

/// What stands behind the last of the places with this key, where `read` understands it.
fn last<'a, R>(bytes: &'a [u8], key: &[u8], read: impl Fn(&'a [u8]) -> Option<R>) -> Option<R> {
    memmem::rfind_iter(bytes, key).find_map(|at| read(&bytes[at + key.len()..]))
}

/// `12 0 R`, as the text begins.
fn reference(text: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(text[..text.len().min(40)].split(|byte| !byte.is_ascii()).next()?).ok()?;
    let mut words = text.split_ascii_whitespace();
    let (number, generation, word) = (words.next()?, words.next()?, words.next()?);
    let numbers = number.parse::<u32>().ok()?.to_string() + " " + &generation.parse::<u16>().ok()?.to_string();
    word.starts_with('R').then(|| numbers + " R")
}

/// A list in brackets, as the text begins.
fn list(text: &[u8]) -> Option<&[u8]> {
    const LONGEST: usize = 400;
    let text = text[..text.len().min(LONGEST)].trim_ascii_start();
    let end = text.iter().position(|byte| *byte == b']')?;
    text.starts_with(b"[").then(|| &text[..=end])
}
