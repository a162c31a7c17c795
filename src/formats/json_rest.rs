//! What of a JSON file is not shown: texts in fields that say nothing to us are counted and named, so that nobody takes
//! what is shown for all there is.

use std::collections::HashSet;
use std::vec::IntoIter;

use unicode_normalization::char::is_combining_mark;

use super::Extract;
use super::json::{INNER, TEXTS};
use super::json_node::Node;
use crate::interview::words::is_wide;

/// Words of a text at least: names, models and addresses of machines are shorter. In a field of what is said every word counts.
const WORDS: usize = 4;

/// Fields of what is said that other things have, too. A single word counts in them where at least half of what they hold in this
/// file was read. What stands in none, in a file that was mended, has the last name.
const INSIDE: [&str; 10] = ["value", "word", "punctuated_word", "question", "answer", "answers", "q", "a", "title", ""];

/// Most names of fields in the sentence.
const NAMED: usize = 3;

/// A sentence about the texts of which words are not in what was read; `None` where there are none.
pub fn left_out(all: &[Node], extract: &Extract) -> Option<String> {
    let mut known = HashSet::new();
    each_word(&extract.source, |word| {
        known.insert(word);
    });
    let meta = &extract.meta;
    for line in meta.title.iter().chain(meta.other.iter().map(|(_, value)| value)) {
        each_word(line, |word| {
            known.insert(word);
        });
    }
    let (mut count, mut fields) = (0_usize, Vec::new());
    // Of each field of `INSIDE`: how often what it says was read, how often a word of it was not, and its name there.
    let mut inside: [(usize, usize, String); INSIDE.len()] = Default::default();
    let mut add = |name: String, more: usize| {
        count += more;
        if fields.len() <= NAMED && !fields.contains(&name) {
            fields.push(name);
        }
    };
    // What is still to be looked at on each level: all of a long list with its name beside each would take more than its text.
    let mut todo = vec![Level::List(Vec::from(all).into_iter(), String::new())];
    while let Some(level) = todo.last_mut() {
        let Some((node, name)) = level.next() else {
            todo.pop();
            continue;
        };
        if let Some(text) = node.text() {
            #[cfg(feature = "html")]
            let text = super::json_pages::words_of(text);
            let (mut words, mut new) = (0_usize, false);
            each_word(&text, |word| {
                words += 1;
                new |= !known.contains(&word);
            });
            // Whoever writes a field twice numbers it.
            let bare = name.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '_' | '-' | ' '));
            let kind = INSIDE.iter().position(|known| *known == bare);
            if !new {
                if let Some(kind) = kind.filter(|_| words > 0) {
                    inside[kind].0 += 1;
                }
                continue;
            }
            // Times and numbers of machines are no words.
            let said = text.split_whitespace().filter(|word| !word.contains(|c: char| c.is_ascii_digit())).count();
            let least = if kind.is_some() { 2 } else { WORDS };
            let enough = TEXTS.contains(&bare)
                || (words >= least
                    && (said >= least || is_wide(text.trim_end_matches(|c: char| !c.is_alphanumeric()))));
            if enough {
                add(name, 1);
            } else if let Some(kind) = kind.filter(|_| said > 0) {
                inside[kind] = (inside[kind].0, inside[kind].1 + 1, name);
            }
        } else if let Some(object) = node.object() {
            // What stands deeper in a text is a part of it; beside what such a part says stand its kind, its voice, its times.
            let of_what_is_said = |field: &str| INNER.contains(&field) || TEXTS.contains(&field);
            let says = object.names().any(of_what_is_said);
            let inside = object.all().map(|(field, node)| {
                let of_text = TEXTS.contains(&&*name) && !node.is_list() && (!says || of_what_is_said(field));
                (node, if of_text { name.clone() } else { field.to_owned() })
            });
            todo.push(Level::Fields(inside.collect::<Vec<_>>().into_iter()));
        } else if let Some(list) = node.list() {
            todo.push(Level::List(list.into_iter(), name));
        }
    }
    for (_, lost, name) in inside.into_iter().filter(|(read, lost, _)| *lost > 0 && read >= lost) {
        add(name, lost);
    }
    let more = if fields.len() > NAMED { " and others" } else { "" };
    let named: Vec<String> = fields.iter().take(NAMED).map(|name| format!("“{name}”")).collect();
    let (texts, were) = if count == 1 { ("text", "was") } else { ("texts", "were") };
    let from = format!("they stand in fields that are not known: {}{more}", named.join(", "));
    (count > 0).then(|| format!("{count} {texts} of the file {were} left out; {from}."))
}

/// Values beside each other.
enum Level<'a> {
    /// Elements, with the name of their list.
    List(IntoIter<Node<'a>>, String),
    /// Fields with their names.
    Fields(IntoIter<(Node<'a>, String)>),
}

impl<'a> Level<'a> {
    fn next(&mut self) -> Option<(Node<'a>, String)> {
        match self {
            Self::List(nodes, name) => nodes.next().map(|node| (node, name.clone())),
            Self::Fields(fields) => fields.next(),
        }
    }
}

/// Gives the words of a text, each as a number: in small letters and without what stands around them; of scripts without
/// blanks a few letters each, from every one on.
fn each_word(text: &str, mut take: impl FnMut(u64)) {
    const FEW: usize = 4;
    for word in text.split(|c: char| !c.is_alphanumeric() && !is_combining_mark(c)).filter(|word| !word.is_empty()) {
        if is_wide(word) {
            let letters: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
            letters.windows(FEW.min(letters.len())).for_each(|few| take(hash(few.iter().copied())));
        } else {
            take(hash(word.chars().flat_map(char::to_lowercase)));
        }
    }
}

/// FNV-1a. Two words with one number would only leave a text uncounted.
fn hash(letters: impl Iterator<Item = char>) -> u64 {
    letters.fold(0xcbf2_9ce4_8422_2325, |hash, c| (hash ^ u64::from(c)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::super::json::read;

    #[test]
    fn what_is_not_shown_is_counted_and_named() {
        let said = |more: &str| {
            let talk = r#"{"speaker": "Mara", "start": 1, "text": "Why boats?"}, {"speaker": "Jens", "start": 4, "text": "They float."}"#;
            read(&format!("{{\"segments\": [{talk}]{more}}}")).unwrap().warnings
        };
        assert_eq!(said(", \"text\": \"Why boats? They float.\", \"model\": \"large v3\""), Vec::<String>::new());
        let beside = |talk: &str| read(talk).unwrap().warnings;
        let named = r#"{"name": "Quay", "transcript": [{"speaker": "Mara Olsen", "start_time": 1, "text": "Why boats?"}, {"speaker": "Jens Dahl", "start_time": 4, "text": "They float."}]}"#;
        assert_eq!(beside(named), Vec::<String>::new());
        let parts = r#"[{"from": "Mara Olsen", "date": "2024-03-12T10:02:00", "text": ["Why ", {"type": "bold", "text": "boats?"}]}, {"from": "Jens Dahl", "date": "2024-03-12T10:03:00", "text": "They float."}]"#;
        assert_eq!(beside(parts), Vec::<String>::new());
        let asked = |more: &str| {
            let pair =
                r#""question": "Why boats?", "answer": "They float."}, {"question": "Always?", "answer": "Mostly.""#;
            read(&format!("[{{{pair}{more}}}]")).unwrap().warnings
        };
        assert_eq!(asked(", \"value\": \"fine\", \"id\": \"quay\""), Vec::<String>::new());
        assert!(asked(", \"question_2\": \"Where?\"")[0].contains("“question_2”"));
        // Short texts beside the talk are shown with what the file says of itself; what stands deeper is not.
        let fields = "\"summary\": \"Both of them like the sea.\", \"notes\": [\"Call Jens back on Monday\"]";
        assert_eq!(said(&format!(", {fields}")), Vec::<String>::new());
        let summary = said(&format!(", \"made\": {{{fields}}}"));
        assert!(summary[0].starts_with("2 texts of the file were left out"), "{summary:?}");
        assert!(summary[0].contains("“summary”, “notes”"), "{summary:?}");
    }
}
