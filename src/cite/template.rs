//! The reader's own form of export: any text, in which `{quote}`, `{place}`, `{cite}`, `{note}` and `{tags}` stand for what
//! each mark has. There is no other language in it. What stands before a line `---` comes once, at the beginning, and what
//! stands after a second one once, at the end; both as they are, with their braces.

use super::export::Item;
use super::{Source, styles};
use crate::text::markup::escape;

/// Fills in a template for each mark. `markup` says that it is HTML or XML, where `<` and `&` are written otherwise.
///
/// # Errors
/// A sentence that names what is in braces and stands for nothing.
pub fn fill(template: &str, markup: bool, source: &Source<'_>, items: &[Item]) -> Result<String, String> {
    let parts: Vec<&str> = split(template);
    let (head, each, tail) = match parts[..] {
        [each] => ("", each, ""),
        [head, each] => (head, each, ""),
        [head, each, tail] => (head, each, tail),
        _ => return Err("a template has at most two lines ---: after its head, and before its tail".to_owned()),
    };
    let mut out = head.to_owned();
    for item in items {
        out.push_str(&one(each, markup, source, item)?);
    }
    out.push_str(tail);
    Ok(out)
}

fn split(template: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut from, mut at) = (0, 0);
    for line in template.split_inclusive('\n') {
        if line.trim_end() == "---" {
            parts.push(&template[from..at]);
            from = at + line.len();
        }
        at += line.len();
    }
    parts.push(&template[from..]);
    parts
}

fn one(template: &str, markup: bool, source: &Source<'_>, item: &Item) -> Result<String, String> {
    let mut out = String::new();
    let mut rest = template;
    while let Some(at) = rest.find(['{', '}']) {
        out.push_str(&rest[..at]);
        let sign = &rest[at..=at];
        rest = &rest[at + 1..];
        // Doubled braces are braces.
        if let Some(more) = rest.strip_prefix(sign) {
            out.push_str(sign);
            rest = more;
            continue;
        }
        let Some((name, more)) = rest.split_once('}').filter(|_| sign == "{") else {
            return Err(format!("a single {sign} in a template stands for nothing; write it twice"));
        };
        rest = more;
        let value = match name {
            "quote" => item.words().to_owned(),
            "place" => item.place(),
            "cite" => match &item.quotation {
                Some(quotation) => styles::chicago_note(&source.record, quotation).plain(),
                None => styles::chicago_bibliography(&source.record).plain(),
            },
            "note" => item.note.clone(),
            "tags" => item.tags.join(" "),
            other => {
                return Err(format!(
                    "{{{other}}} stands for nothing; there are {{quote}}, {{place}}, {{cite}}, {{note}} and {{tags}}"
                ));
            }
        };
        out.push_str(&if markup { escape(&value) } else { value });
    }
    out.push_str(rest);
    Ok(out)
}

/// Whether a file with this ending is HTML or XML.
pub fn is_markup(ending: &str) -> bool {
    ["html", "htm", "xhtml", "xml", "svg"].iter().any(|markup| ending.eq_ignore_ascii_case(markup))
}
