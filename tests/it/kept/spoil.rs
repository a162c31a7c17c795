//! Texts spoilt in every way, and the words that a simple reader, who knows nothing of ours, still finds in them.

use super::pen;
use crate::fuzz_talk::Dice;

/// What is put in: ends and beginnings of markup, signs that command, marks that belong to what stands before.
const PIECES: &[&str] = &[
    "<div>",
    "</div>",
    "</p>",
    "<p>",
    "<b>",
    "</b>",
    "<table><tr><td>",
    "</td></tr></table>",
    "<ul><li>",
    "</ul>",
    "<blockquote>",
    "<",
    ">",
    "&",
    "<!--",
    "-->",
    "**",
    "*",
    "_",
    "`",
    "```\n",
    "~~~",
    "> ",
    "- ",
    "1. ",
    "# ",
    "[",
    "]",
    "](",
    "]: ",
    "[^1]",
    "[^1]: ",
    "|",
    "---",
    "\n---\n",
    "***\n",
    "    ",
    "\t",
    "\n",
    "\n\n",
    "\r",
    "\u{85}",
    "\u{2028}",
    "\u{0}",
    "\u{1b}[2J",
    "\u{7f}",
    "\u{202e}",
    "\u{200b}",
    "\u{feff}",
    "\u{ad}",
    "\u{301}",
    "\u{fffd}",
    "{",
    "}",
    "{\\an8}",
    "<v A>",
    ">> ",
    "- ",
    "00:00:01,000 --> 00:00:02,000\n",
    "00:00:01.000 --> 00:00:02.000\n",
    "NOTE ",
    "Q: ",
    "A: ",
    "Q. ",
    "[00:01:02] ",
    "12\n",
    "Page 3\n",
    "\\",
    ":",
    "://",
    "?",
];

/// A stretch between whole characters.
fn stretch(text: &str, dice: &mut Dice, most: usize) -> std::ops::Range<usize> {
    let floor = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = floor(dice.below(text.len() + 1));
    start..floor(start + dice.below(most))
}

/// A tag, or another piece of markup, somewhere in the text.
fn markup(text: &str, dice: &mut Dice) -> Option<std::ops::Range<usize>> {
    let sign = *dice.one(&[&'<', &'<', &'*', &'#', &'>', &'[', &'\n', &'&', &':']);
    let all: Vec<usize> = text.match_indices(sign).map(|(at, _)| at).collect();
    let at = *all.get(dice.below(all.len()))?;
    let end = if sign == '<' { text[at..].find('>').map_or(at + 1, |end| at + end + 1) } else { at + sign.len_utf8() };
    Some(at..end)
}

/// Spoils a text in some places.
pub fn spoil(text: &mut String, dice: &mut Dice) {
    for _ in 0..=dice.below(6) {
        match dice.below(10) {
            0 => drop(text.drain(stretch(text, dice, 300))),
            1 => {
                let again = text[stretch(text, dice, 500)].to_owned();
                let at = stretch(text, dice, 1).start;
                text.insert_str(at, &again);
            }
            2 => {
                let piece: String = text.drain(stretch(text, dice, 300)).collect();
                let at = stretch(text, dice, 1).start;
                text.insert_str(at, &piece);
            }
            3 | 4 => {
                if let Some(tag) = markup(text, dice) {
                    text.replace_range(tag, "");
                }
            }
            5 if dice.chance(40) => text.truncate(stretch(text, dice, 1).start),
            // A line that never ends, and elements that never do.
            6 if dice.chance(20) => {
                let at = stretch(text, dice, 1).start;
                let long = if dice.chance(50) { "lorem ".repeat(1700) } else { (*dice.one(PIECES)).repeat(400) };
                text.insert_str(at, &long);
            }
            7 if dice.chance(20) => *text = text.replace("\n\n", "\n"),
            _ => {
                let at = stretch(text, dice, 1).start;
                text.insert_str(at, dice.one(PIECES));
            }
        }
    }
}

/// Takes a quotation mark out of a tag.
pub fn lose_mark(text: &mut String, dice: &mut Dice) {
    let all: Vec<usize> = text.match_indices('"').map(|(at, _)| at).collect();
    if let Some(at) = all.get(dice.below(all.len())) {
        text.remove(*at);
    }
}

/// A text without what stands between two signs, with a sign in its place that parts words. Where the second never comes, all
/// that follows is taken away: it must not be found.
pub fn without(text: &str, open: &str, close: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(open) {
        out.push_str(&rest[..at]);
        out.push('\u{1}');
        rest = rest[at + open.len()..].find(close).map_or("", |end| &rest[at + open.len() + end + close.len()..]);
    }
    out + rest
}

/// The length of the tag that a text begins with; `None` where it begins with none. In quotation marks behind a sign of
/// equality a bracket ends nothing, if `quoted`.
fn tag(text: &str, quoted: bool) -> Option<usize> {
    let inside = text.strip_prefix('<')?;
    if !inside.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
        return None;
    }
    let opens = |at: usize| at > 0 && text[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
    let mut quote = None;
    let mut before = '<';
    for (at, c) in text.char_indices() {
        match quote {
            None if quoted && matches!(c, '"' | '\'') && before == '=' => quote = Some(c),
            None if c == '>' => return Some(at + 1),
            // Another tag begins, as one that may be hidden.
            None if c == '<' && opens(at) => return Some(at),
            Some(open) if open == c => quote = None,
            _ => {}
        }
        if !c.is_ascii_whitespace() {
            before = c;
        }
    }
    Some(text.len())
}

/// A text in pieces: between tags, and tags.
pub fn pieces(text: &str, quoted: bool) -> Vec<(&str, bool)> {
    let mut out = Vec::new();
    let (mut from, mut at) = (0, 0);
    while let Some(next) = text[at..].find('<') {
        at += next;
        match tag(&text[at..], quoted) {
            None => at += 1,
            Some(len) => {
                out.extend([(&text[from..at], false), (&text[at..at + len], true)]);
                at += len;
                from = at;
            }
        }
    }
    out.push((&text[from..], false));
    out
}

/// The words that must be found in a Markdown text.
pub fn of_markdown(text: &str) -> Vec<String> {
    both(seen_in_markdown(text, true), seen_in_markdown(text, false))
}

/// The words that stand in both lists, as often as in the one that has fewer.
pub fn both(one: Vec<String>, mut other: Vec<String>) -> Vec<String> {
    let mut stands =
        |word: &String| other.iter().position(|same| same == word).map(|at| other.swap_remove(at)).is_some();
    one.into_iter().filter(&mut stands).collect()
}

fn seen_in_markdown(text: &str, quoted: bool) -> Vec<String> {
    // The head of the file is read as its entries.
    let body = if text.starts_with("---") { text[3..].split_once("\n---").map_or("", |(_, body)| body) } else { text };
    let body = without(body, "<!--", "-->");
    let body: Vec<&str> =
        pieces(&body, quoted).into_iter().map(|(piece, tag)| if tag { "\u{1}" } else { piece }).collect();
    let body = without(&without(&body.concat(), "[^", "]"), "](", ")");
    let plain = |line: &&str| {
        let line = line.trim_start_matches(['>', ' ', '-', '*', '+', '\t']);
        !line.starts_with("```") && !line.starts_with("~~~")
    };
    pen::words(&body.lines().filter(plain).collect::<Vec<_>>().join("\n"))
}

/// The words that must be found in a page, and those that may be counted among what stands around an article.
pub fn of_page(page: &str) -> (Vec<String>, Vec<String>) {
    // Whoever takes quotation marks for what they are, and whoever does not, sees them.
    let ((one, may), (other, _)) = (seen_on(page, true), seen_on(page, false));
    (both(one, other), may)
}

fn seen_on(page: &str, quoted: bool) -> (Vec<String>, Vec<String>) {
    const UNSEEN: [&str; 19] = [
        "script", "style", "noscript", "template", "title", "head", "select", "option", "textarea", "button", "iframe",
        "svg", "object", "noembed", "noframes", "datalist", "map", "canvas", "rp",
    ];
    const AROUND: [&str; 7] = ["nav", "aside", "footer", "header", "form", "dialog", "menu"];
    let body = without(page, "<!--", "-->");
    // How deep in each, and the name of what is hidden by an attribute.
    let (mut unseen, mut around, mut hidden) = ([0_usize; UNSEEN.len()], 0_usize, Vec::new());
    let (mut must, mut may, mut seen) = (Vec::new(), Vec::new(), String::new());
    for (piece, is_tag) in pieces(&body, quoted).into_iter().chain([("<p>", true)]) {
        if !is_tag {
            seen.push_str(piece);
            continue;
        }
        let words = pen::words(&std::mem::take(&mut seen));
        match (unseen.iter().sum::<usize>(), around) {
            (1.., _) => {}
            _ if !hidden.is_empty() => {}
            (_, 1..) => may.extend(words),
            _ => must.extend(words),
        }
        let closes = piece.starts_with("</");
        let name: String =
            piece.trim_start_matches(['<', '/']).chars().take_while(char::is_ascii_alphanumeric).collect();
        let name = name.to_ascii_lowercase();
        let step = |depth: &mut usize| *depth = if closes { depth.saturating_sub(1) } else { *depth + 1 };
        // An end closes what has its name: that of another one in a style sheet is a part of the sheet.
        if let Some(which) = UNSEEN.iter().position(|known| *known == name) {
            step(&mut unseen[which]);
        }
        if AROUND.contains(&&*name) || (around > 0 && name == "div") || piece.contains("share-buttons") {
            step(&mut around);
        }
        let hides = piece.contains("hidden") || piece.contains("none");
        if hides || hidden.last() == Some(&name) {
            if closes { drop(hidden.pop()) } else { hidden.push(name) }
        }
    }
    (must, may)
}

/// The words that must be found in captions.
pub fn of_captions(text: &str, vtt: bool) -> Vec<String> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<&str> = text.split('\n').map(str::trim).collect();
    let first = lines.iter().position(|line| line.contains("-->")).unwrap_or(lines.len());
    let mut out = Vec::new();
    let mut comment = false;
    for (at, line) in lines.iter().enumerate() {
        let opens = at == 0 || lines[at - 1].is_empty();
        comment = vtt
            && !line.is_empty()
            && (comment || (opens && ["NOTE", "STYLE", "REGION"].iter().any(|word| line.starts_with(word))));
        // The head, and what names a cue.
        let named = vtt && (at < first || lines.get(at + 1).is_some_and(|next| next.contains("-->")));
        if comment || named || line.contains("-->") {
            continue;
        }
        let open: Vec<&str> =
            pieces(line, false).into_iter().map(|(piece, tag)| if tag { "\u{1}" } else { piece }).collect();
        let open = without(&open.concat(), "{", "}");
        out.extend(pen::words(&open));
    }
    out
}
