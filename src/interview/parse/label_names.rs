//! What may be the name of somebody who speaks, as it stands before a turn.

use super::label::{LONGEST_NAME, is_honorific, shouts};
use crate::interview::words::{Lexicon, class, fold, listed};

/// Whether this could be the name of someone who speaks.
pub fn is_name(text: &str) -> bool {
    let text = text.trim_matches(['[', ']', '<', '>', '*', '_', ' ']);
    if text.is_empty() || text.len() > LONGEST_NAME || !text.starts_with(char::is_alphanumeric) {
        return false;
    }
    // "BY MS. FENWICK:" says who examines from here on, and is no turn.
    if text.starts_with("BY ") && shouts(text) {
        return false;
    }
    let lexicon = Lexicon::union();
    let known = class::ASKER | class::ANSWERER | class::OTHER;
    let barred = |byte: u8| matches!(byte, b'?' | b'!' | b',' | b';' | b':' | b'"' | b'=' | b'/' | b'|' | b'*');
    let wide = |c: char| matches!(c, '“' | '”' | '…' | '。' | '，' | '、' | '；');
    if text.starts_with(|c: char| c.is_ascii_digit())
        || text.bytes().any(barred)
        || (!text.is_ascii() && text.chars().any(wide))
    {
        return false;
    }
    let mut count = 0;
    for word in text.split_whitespace() {
        count += 1;
        let bare = word.trim_matches(['(', ')', '[', ']']);
        let first = bare.chars().next().unwrap_or('a');
        let named = !first.is_lowercase()
            || lexicon.is(bare, known)
            || listed("particle", bare)
            || bare.starts_with(['d', 'l']) && bare[1..].starts_with(['\'', '’'])
            || word.starts_with('(');
        let stopped = bare.ends_with('.')
            && bare.chars().count() > 2
            && !is_honorific(bare)
            && !listed("suffix", &fold(bare))
            && !bare[..bare.len() - 1].contains('.');
        if !named || stopped {
            return super::third::is_voice(text);
        }
    }
    count <= 5
}

/// Whether this could be what somebody is called who writes no capitals: one word, as in “mara”, “@mara_o” or “~mara-olsen”.
pub fn is_nickname(text: &str) -> bool {
    let bare = text.strip_prefix(['@', '~']).unwrap_or(text);
    (3..=LONGEST_NAME).contains(&bare.len())
        && bare.starts_with(char::is_lowercase)
        && bare.chars().all(|c| c.is_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_'))
}

/// Whether a text begins as a sentence does, or with a remark in brackets.
pub fn begins_anew(text: &str) -> bool {
    text.trim_start().starts_with(|c: char| c.is_uppercase() || matches!(c, '[' | '(' | '“' | '"' | '¿' | '¡'))
}
