//! Quotation marks as people type them for LaTeX, on a typewriter or as signs of HTML, in the writing of print.

/// What stands for a mark whatever is around it, and the mark.
const SIGNS: &[(&str, &str)] = &[
    ("\\\"", "\""),
    ("&quot;", "\""),
    ("&#34;", "\""),
    ("&ldquo;", "“"),
    ("&rdquo;", "”"),
    ("&bdquo;", "„"),
    ("&laquo;", "«"),
    ("&raquo;", "»"),
    ("&lsquo;", "‘"),
    ("&rsquo;", "’"),
    ("&nbsp;", "\u{a0}"),
    ("&hellip;", "…"),
    ("<q>", "“"),
    ("</q>", "”"),
    ("＂", "\""),
    ("‟", "“"),
    ("〝", "“"),
    ("〞", "”"),
    ("〟", "”"),
    ("‘‘", "“"),
    ("’’", "”"),
    ("❝", "“"),
    ("❞", "”"),
    ("\\glqq{}", "„"),
    ("\\grqq{}", "“"),
    ("\\glqq ", "„"),
    ("\\grqq ", "“"),
    ("\\grqq", "“"),
    ("\\flqq{}", "«"),
    ("\\frqq{}", "»"),
    ("\\og{}", "«"),
    ("\\og ", "«"),
    ("\\fg{}", "»"),
    ("\\fg ", "» "),
    ("\\ldots{}", "…"),
    ("\\dots{}", "…"),
    ("\\ldots", "…"),
    ("\\dots", "…"),
    ("\\,", "\u{a0}"),
];

/// Marks that are such only as a pair: what opens, what closes, and both in print.
const PAIRS: &[(&str, &[&str], &str, &str)] = &[
    ("``", &["''", "”", "\""], "“", "”"),
    ("\"`", &["\"'"], "„", "“"),
    (",,", &["''", "``", "“", "”", "\""], "„", "“"),
    ("''", &["''"], "“", "”"),
    ("<<", &[">>"], "«", "»"),
    (">>", &["<<"], "»", "«"),
    ("`", &["'"], "‘", "’"),
];

/// Commands of LaTeX that put their words in quotation marks, and those that only set them.
const QUOTES: &[&str] = &["\\enquote{", "\\enquote*{", "\\textquote{", "\\say{", "\\qq{"];
const SETS: &[&str] = &["\\emph{", "\\textit{", "\\textbf{", "\\textsc{"];

/// A paragraph of a draft with marks as in print. Its lines stay.
pub fn printed(block: &str) -> String {
    let mut text = block.to_owned();
    for (sign, mark) in SIGNS {
        if text.contains(sign) {
            text = text.replace(sign, mark);
        }
    }
    if text.contains('\\') {
        text = commands(&text);
    }
    for (open, closers, left, right) in PAIRS {
        if text.contains(open) {
            text = paired(&text, open, closers, left, right);
        }
    }
    text
}

/// Commands with braces: those that quote get marks, those that only set lose theirs.
fn commands(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // What each open brace becomes where it closes.
    let mut open: Vec<&str> = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let starts =
            |list: &[&'static str]| list.iter().find(|command| rest.starts_with(**command)).map(|found| found.len());
        if let Some(length) = starts(QUOTES) {
            out.push('“');
            open.push("”");
            rest = &rest[length..];
            continue;
        }
        if let Some(length) = starts(SETS) {
            open.push("");
            rest = &rest[length..];
            continue;
        }
        rest = &rest[c.len_utf8()..];
        match c {
            '{' => {
                open.push("}");
                out.push(c);
            }
            '}' => out.push_str(open.pop().unwrap_or("}")),
            c => out.push(c),
        }
    }
    out
}

/// Replaces an opening mark at a word that has a closing one behind a word.
fn paired(text: &str, open: &str, closers: &[&str], left: &str, right: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(open) {
        let (before, inside) = (&rest[..at], &rest[at + open.len()..]);
        let last = before.chars().next_back().or_else(|| out.chars().next_back());
        let begins = last.is_none_or(|c| !c.is_alphanumeric() && !open.ends_with(c) && !matches!(c, '`' | '\''))
            && inside.chars().next().is_some_and(|c| !c.is_whitespace() && !open.starts_with(c));
        let end = if begins { closing(inside, open, closers) } else { None };
        out.push_str(before);
        if let Some((at, length)) = end {
            out.push_str(left);
            out.push_str(&inside[..at]);
            out.push_str(right);
            rest = &inside[at + length..];
        } else {
            out.push_str(open);
            rest = inside;
        }
    }
    out.push_str(rest);
    out
}

/// Where a pair closes: bytes before the closing mark, and of it. Another opening mark before it means that there is none.
fn closing(inside: &str, open: &str, closers: &[&str]) -> Option<(usize, usize)> {
    for (at, _) in inside.char_indices().skip(1) {
        let rest = &inside[at..];
        let after = |length: usize| rest[length..].chars().next();
        let found = closers.iter().find(|closer| {
            rest.starts_with(**closer)
                && inside[..at].chars().next_back().is_some_and(|before| !before.is_whitespace() || open.len() > 1)
                // An apostrophe stands inside a word.
                && after(closer.len()).is_none_or(|after| !after.is_alphanumeric() && (closer.len() > 1 || after != '\''))
        });
        if let Some(closer) = found {
            return Some((at, closer.len()));
        }
        if rest.starts_with(open) {
            return None;
        }
    }
    None
}
