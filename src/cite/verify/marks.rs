//! Whether the marks of punctuation in a quotation are those of its source.
//!
//! Inside a quotation they must be the same. Beside words that are left out or stand in brackets a comma, a stop and the
//! like are free. At the end a comma, a full stop and nothing stand for each other, because styles put them there. A
//! question or exclamation mark never appears anywhere. At the end it may be missing where the quotation begins inside
//! that sentence and ends with nothing, so that it only ends earlier; a whole sentence without it says something else.

use super::words::ANY;

/// Whether the marks between two words are those between the same two words of the source.
pub fn same(draft: &str, source: &str) -> bool {
    draft == source || draft.contains(ANY)
}

/// Whether every mark of a draft that asks or calls also stands in the source.
pub fn loud(draft: &str, source: &str) -> bool {
    draft.contains(ANY) || draft.chars().filter(|c| is_loud(*c)).all(|c| source.contains(c))
}

/// Whether a quotation may end with these marks where the source goes on with those. `whole` says that the last sentence
/// is quoted from its beginning.
pub fn end(draft: &str, source: &str, whole: bool) -> bool {
    if same(draft, source) {
        return true;
    }
    let rest = draft.trim_end_matches(is_soft);
    if !rest.is_empty() {
        return source.starts_with(rest);
    }
    let asks = source.trim_start_matches(|c| !is_loud(c) && !is_soft(c)).starts_with(['?', '!']);
    !asks || (draft.is_empty() && !whole)
}

/// Whether a sentence ends with these marks.
pub fn ends_sentence(marks: &str) -> bool {
    marks.contains(|c| is_loud(c) || matches!(c, '.' | '…' | '।' | '։' | '።' | '။' | '។'))
}

fn is_loud(c: char) -> bool {
    matches!(c, '?' | '!' | '¿' | '¡')
}

/// What styles put at the end of a quotation.
fn is_soft(c: char) -> bool {
    matches!(c, ',' | '.' | '、' | '…' | '।' | '։' | '።' | '၊' | '။' | '។')
}
