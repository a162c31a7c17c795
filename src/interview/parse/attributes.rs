//! Attribute lists, which Markdown lets stand behind what they are about: `{: .question }` below a paragraph (kramdown),
//! `## Boats {#boats .wide}` (Pandoc and many makers of sites). They are markup; some say who asks.

use std::ops::Range;

use crate::interview::words::{fold, listed};

/// Takes the attribute lists out of a paragraph, or of a heading. Returns what was taken, and what their classes say.
pub fn take(text: &mut String, heading: bool) -> (String, Option<bool>) {
    let (mut taken, mut said) = (String::new(), None);
    while let Some(range) = find(text, heading) {
        let inside = &text[range.clone()];
        for class in inside.split(|c: char| c.is_whitespace() || matches!(c, '{' | ':' | '}')) {
            said = class.strip_prefix('.').and_then(says).or(said);
        }
        taken.push_str(inside);
        let end = range.end + text[range.end..].len() - text[range.end..].trim_start().len();
        // Between two words stays one blank.
        let inner = range.start > 0 && end < text.len() && text[..range.start].ends_with(' ');
        text.replace_range(range.start..if range.start == 0 || inner { end } else { range.end }, "");
    }
    if !taken.is_empty() {
        text.truncate(text.trim_end().len());
    }
    (taken, said)
}

/// Where the first attribute list is.
fn find(text: &str, heading: bool) -> Option<Range<usize>> {
    let mut from = 0;
    while let Some(start) = text[from..].find('{').map(|at| from + at) {
        let end = start + text[start..].find('}')? + 1;
        let inside = &text[start + 1..end - 1];
        // Only behind a heading may the colon be left out.
        let list = match inside.strip_prefix(':') {
            Some(list) => Some(list),
            None if heading && end == text.trim_end().len() => Some(inside),
            None => None,
        };
        if list.is_some_and(is_list) {
            return Some(start..end);
        }
        from = start + 1;
    }
    None
}

/// Whether a text is made of classes, ids and keys with values, and begins with one.
fn is_list(text: &str) -> bool {
    let mut quoted = false;
    let value = |c: &char| {
        quoted ^= *c == '"';
        !quoted
    };
    let bare: String = text.chars().filter(value).collect();
    let mut parts = bare.split_whitespace().peekable();
    let name =
        |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ':'));
    parts.peek().is_some()
        && parts.all(|part| match (part.strip_prefix(['.', '#']), part.split_once('=')) {
            (Some(rest), _) => rest.split('.').all(name),
            (None, Some((key, _))) => name(key),
            (None, None) => false,
        })
}

/// What a class says of what it is on: one word of it is "question", or "answer".
pub fn says(class: &str) -> Option<bool> {
    let words = class_words(class);
    let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(&word.as_str()));
    match () {
        () if has(&["questions", "wrapper", "list", "container", "group", "item", "section"]) => None,
        () if words.iter().any(|word| listed("answer class", &fold(word))) => Some(false),
        () if words.iter().any(|word| listed("question class", &fold(word))) => Some(true),
        () => None,
    }
}

/// The words of classes and ids, in small letters: "relatedPosts-list" has three.
pub fn class_words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut small = false;
    for c in text.chars().take(400) {
        if !c.is_alphanumeric() || (c.is_uppercase() && small) {
            words.push(String::new());
        }
        small = c.is_lowercase();
        if let Some(word) = words.last_mut()
            && c.is_alphanumeric()
        {
            word.extend(c.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_attributes_are_taken_out_and_other_braces_are_not() {
        for (source, heading, text, said) in [
            ("Why boats?{: .pregunta_uno}", false, "Why boats?", Some(true)),
            ("They float. {: .answer #first key=\"a b\" }", false, "They float.", Some(false)),
            ("{: .note} They float.", false, "They float.", None),
            ("They{: .x} float.", false, "They float.", None),
            ("They {: .x} float.", false, "They float.", None),
            ("Boats {#boats .wide}", true, "Boats", None),
            ("Boats {#boats .wide}", false, "Boats {#boats .wide}", None),
            ("Sets {a, b} and {: no list} {}", true, "Sets {a, b} and {: no list} {}", None),
            ("{: .question }", false, "", Some(true)),
        ] {
            let mut taken = source.to_owned();
            assert_eq!(take(&mut taken, heading).1, said, "{source}");
            assert_eq!(taken, text);
        }
    }

    #[test]
    fn classes_fall_into_words() {
        assert_eq!(class_words("relatedPosts-list  WP_nav2"), ["related", "posts", "list", "wp", "nav2"]);
        assert_eq!(says("domanda-intervista"), Some(true));
        assert_eq!((says("otazka"), says("odpověď velká"), says("wpVraag")), (Some(true), Some(false), Some(true)));
        assert_eq!(says("question-list"), None);
    }
}
