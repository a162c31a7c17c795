//! Pages that only hold questions among other things: a section of common questions in a manual, an advertisement.

use super::raw::Raw;
use crate::interview::words::{begins, fold, listed, phrases};
use crate::text::segment::ends_asking;

/// Whether questions are asked in one section of the text and the rest is about other things, as in the manual of a program
/// or the page of a hotel. What is nothing but common questions has their name for its title, and is no such text.
pub fn has_common_questions(body: &[&Raw]) -> bool {
    const OTHERS: usize = 2;
    let named = |raw: &&Raw| raw.heading > 0 && listed("common questions", &bare(&raw.text));
    let Some(at) = body.iter().position(named) else { return false };
    let level = body[at].heading;
    // The title of the file may stand above.
    if at == 0 || (at == 1 && body[0].heading > 0) {
        return false;
    }
    let closes = |raw: &&&Raw| raw.heading > 0 && raw.heading <= level && !ends_asking(&raw.text);
    let end = body[at + 1..].iter().position(|raw| closes(&raw)).map_or(body.len(), |found| at + 1 + found);
    let outside = || body[..at].iter().chain(&body[end..]);
    let first = usize::from(body[0].heading > 0 && body[0].heading < level);
    let others = outside().skip(first).filter(closes).count();
    let asked = outside().filter(|raw| ends_asking(&raw.text)).count();
    let inside: usize = body[at..end].iter().map(|raw| raw.text.len()).sum();
    let all: usize = body.iter().map(|raw| raw.text.len()).sum();
    others >= OTHERS && asked < 3 && inside * 10 <= all * 7
}

/// A heading in the form of the lists, without numbering.
fn bare(text: &str) -> String {
    let folded = fold(text);
    folded.trim_start_matches(|c: char| !c.is_alphabetic()).trim_end_matches([':', '：', ' ', '?', '#']).to_owned()
}

/// Whether a short text sells something: it asks its readers, and tells them twice to buy.
pub fn sells(body: &[&Raw]) -> bool {
    const MOST: usize = 40;
    const LONGEST: usize = 200;
    const CALLS: usize = 2;
    let calls = |raw: &&&Raw| {
        let folded = fold(&raw.text);
        raw.text.len() <= LONGEST
            && (begins("selling", &folded)
                || phrases("selling").iter().any(|call| call.contains(' ') && folded.contains(call)))
    };
    body.len() <= MOST && body.iter().filter(calls).count() >= CALLS
}
