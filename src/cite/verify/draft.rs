//! Finds quotations in a draft: what stands between quotation marks, and block quotations.

use super::typeset::printed;
use crate::interview::words::is_wide;

/// A stretch of a draft: a paragraph of a document, or a whole text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The text.
    pub text: String,
    /// Number of its first line, or of the paragraph, from 1.
    pub line: usize,
    /// Whether a line break ends a line of the draft; in a document with paragraphs it does not.
    pub lines: bool,
    /// Whether all of it is a block quotation.
    pub block: bool,
}

/// A quotation in a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// Number of the line (or paragraph) that it begins in, from 1.
    pub line: usize,
    /// The words, without the marks around them.
    pub text: String,
}

/// Marks that open a quotation, each with what may close it.
const MARKS: &[(char, &[char])] = &[
    ('“', &['”']),
    ('„', &['“', '”']),
    ('«', &['»']),
    ('»', &['«', '»']),
    ('”', &['”']),
    ('"', &['"']),
    ('「', &['」']),
    ('『', &['』']),
];

/// The quotations of a draft, in order, and the lines in which one begins that does not end. Within one quotation others are
/// not looked for. Code and the head of a file are left out in Markdown, addresses of links and signs of notes as well.
pub fn quotations(texts: &[Text], markdown: bool) -> (Vec<Quoted>, Vec<usize>) {
    let (mut found, mut unclosed) = (Vec::new(), Vec::new());
    let block = |text: &Text| {
        if text.lines { blocks(text, markdown) } else { vec![(text.line, text.text.clone(), text.block)] }
    };
    let all: Vec<(bool, (usize, String, bool))> =
        texts.iter().flat_map(|text| block(text).into_iter().map(|block| (text.lines, block))).collect();
    let all: Vec<_> =
        all.into_iter().map(|(lines, (line, text, whole))| (lines, (line, printed(&text), whole))).collect();
    for (at, (lines, (line, block, whole))) in all.iter().enumerate() {
        if *whole {
            found.extend(block_quotation(*line, block));
            continue;
        }
        // Of a quotation over several paragraphs each begins with a mark, and only the last one ends with one.
        let next = all.get(at + 1).filter(|(_, (.., whole))| !whole).and_then(|(_, (_, next, _))| {
            next.trim_start().chars().next().filter(|c| matches!(c, '“' | '„' | '«' | '»' | '"'))
        });
        inline(*line, block, *lines, next, (&mut found, &mut unclosed));
    }
    (found, unclosed)
}

/// Paragraphs of a text with the number of their first line; whether each is a block quotation. A quotation does not go on
/// after an empty line, so that a mark without its fellow harms one paragraph only.
fn blocks(text: &Text, markdown: bool) -> Vec<(usize, String, bool)> {
    let mut out: Vec<(usize, String, bool)> = Vec::new();
    let mut open: Option<(usize, String, bool)> = None;
    let mut fenced = false;
    let head = if markdown { head(&text.text) } else { 0 };
    for (offset, line) in text.text.lines().enumerate().skip(head) {
        let number = text.line + offset;
        let bare = line.trim_start();
        if markdown && (bare.starts_with("```") || bare.starts_with("~~~")) {
            fenced = !fenced;
            out.extend(open.take());
            continue;
        }
        if fenced {
            continue;
        }
        let quoted = markdown && bare.starts_with('>');
        let content = if quoted { bare.trim_start_matches(['>', ' ']) } else { line };
        let ends = bare.is_empty() || open.as_ref().is_some_and(|(_, _, block)| *block != quoted);
        if ends {
            out.extend(open.take());
        }
        if bare.is_empty() {
            continue;
        }
        match &mut open {
            // An empty line inside a block quotation parts its paragraphs.
            Some((_, _, true)) if content.is_empty() => out.extend(open.take()),
            Some((_, block, _)) => {
                block.push('\n');
                block.push_str(content);
            }
            None if content.is_empty() => {}
            None => open = Some((number, content.to_owned(), quoted)),
        }
    }
    out.extend(open);
    if markdown {
        for (_, block, _) in &mut out {
            *block = bare(block);
        }
    }
    out
}

/// Lines of the head of a file in Markdown: titles stand in quotation marks there.
fn head(text: &str) -> usize {
    let mut lines = text.lines();
    if lines.next().map(str::trim_end) != Some("---") {
        return 0;
    }
    lines.position(|line| matches!(line.trim_end(), "---" | "...")).map_or(0, |at| at + 2)
}

/// A paragraph of Markdown without the addresses of its links, which may have titles in quotation marks, and without the signs
/// of notes. Its lines stay.
fn bare(block: &str) -> String {
    let mut out = String::with_capacity(block.len());
    let mut rest = block;
    while let Some(at) = rest.find(['[', ']']) {
        let (before, sign) = rest.split_at(at);
        out.push_str(before);
        let note = sign.strip_prefix("[^").and_then(|note| note.split_once(']'));
        let address = sign.strip_prefix("](").and_then(|address| address.split_once(')'));
        match (note, address) {
            (Some((name, more)), _) if !name.contains(char::is_whitespace) => rest = more,
            (_, Some((address, more))) if !address.contains("\n\n") => {
                // The words of a link lose their brackets, which would mark them as the writer's.
                if let Some(open) = out.rfind('[') {
                    let from = if out[..open].ends_with('!') { open - 1 } else { open };
                    out.replace_range(from..=open, "");
                }
                out.push_str(&"\n".repeat(address.matches('\n').count()));
                rest = more;
            }
            _ => {
                out.push_str(&sign[..1]);
                rest = &sign[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// A block quotation: all of it, but for lines at its end that say who said it.
fn block_quotation(line: usize, block: &str) -> Option<Quoted> {
    let attributes = |line: &str| {
        let line = line.trim_start();
        line.starts_with(['—', '–']) || line.starts_with("-- ") || line.starts_with("--- ")
    };
    let lines = block.lines().take_while(|line| !attributes(line));
    let text = plain(&lines.collect::<Vec<_>>().join("\n"));
    let bare = text.trim().trim_matches(['“', '”', '„', '"', '«', '»', ' ']);
    (!bare.is_empty()).then(|| Quoted { line, text: bare.to_owned() })
}

/// Quotations between marks. `next` is the mark that the next paragraph begins with.
fn inline(
    first_line: usize,
    block: &str,
    lines: bool,
    next_mark: Option<char>,
    (found, unclosed): (&mut Vec<Quoted>, &mut Vec<usize>),
) {
    let mut at = 0;
    while let Some(c) = block[at..].chars().next() {
        let after = at + c.len_utf8();
        let before = block[..at].chars().next_back();
        let next = block[after..].chars().next();
        let joined = |c: char| c.is_alphanumeric() && !is_wide(c.encode_utf8(&mut [0; 4]));
        let inside_word = before.is_some_and(joined)
            // What closes elsewhere opens only where nothing precedes it.
            || (matches!(c, '”' | '»') && before.is_some_and(|before| !before.is_whitespace() && !matches!(before, '(' | '[' | '—' | '–')));
        // A straight mark, or a single one, opens only before a word and after none; » closes in one country and opens in
        // another.
        let single = matches!(c, '\'' | '‘' | '‚' | '‹');
        // A straight one with blanks inside, as French typists set it, has a fellow with a blank before it.
        let apart =
            c == '"' && next.is_some_and(char::is_whitespace) && before.is_none_or(|before| !before.is_alphanumeric());
        let opens = next.is_some_and(|next| !next.is_whitespace() || c == '«' || apart) && !inside_word;
        let closers: &[char] = match MARKS.iter().find(|(open, _)| *open == c) {
            Some((_, closers)) if opens => closers,
            None if single && opens => match c {
                '\'' => &['\''],
                '‘' => &['’'],
                '‚' => &['‘', '’'],
                _ => &['›'],
            },
            _ => {
                at = after;
                continue;
            }
        };
        let line = if lines { first_line + block[..after].matches('\n').count() } else { first_line };
        // Who mixes print and typewriter ends with the other kind.
        let ends = close(&block[after..], closers, single, c, apart);
        let mixed = if matches!(c, '“' | '„' | '"') && !apart { mixed(&block[after..], c) } else { None };
        let ends = ends.filter(|(end, _)| mixed.is_none_or(|(other, _)| *end < other)).or(mixed);
        let goes_on = ends.is_none() && next_mark == Some(c);
        let Some((length, mark)) = ends.or(goes_on.then_some((block.len() - after, 0))) else {
            if matches!(c, '“' | '„' | '«') || (c == '"' && !apart) {
                unclosed.push(line);
            }
            at = after;
            continue;
        };
        let inside = &block[after..after + length];
        let text = plain(inside);
        if text.chars().any(char::is_alphanumeric) {
            found.push(Quoted { line, text: text.trim().to_owned() });
        }
        at = after + length + mark;
    }
}

/// Where a quotation ends with the other kind of mark: with one behind a word, before any that opens.
fn mixed(rest: &str, open: char) -> Option<(usize, usize)> {
    let (opens, closes) = if open == '"' { ('“', '”') } else { ('"', '"') };
    let (at, mark) = rest.char_indices().find(|(_, c)| *c == opens || *c == closes)?;
    let begins = |c: char| c.is_whitespace() || matches!(c, '(' | '[' | '“' | '„' | '‘' | '—' | '–' | '-');
    let behind = rest[..at].chars().next_back().is_some_and(|before| !begins(before));
    // A mark inside a word is an inch, or a slip.
    let after = rest[at + mark.len_utf8()..].chars().next();
    let free =
        after.is_none_or(|after| !after.is_alphanumeric()) && !rest[..at].ends_with(|c: char| c.is_ascii_digit());
    (mark == closes && behind && free).then_some((at, mark.len_utf8()))
}

/// Where a quotation ends: bytes before the closing mark, and bytes of the mark.
fn close(rest: &str, closers: &[char], single: bool, open: char, apart: bool) -> Option<(usize, usize)> {
    let mut depth = 0_usize;
    for (at, c) in rest.char_indices() {
        let after = rest[at + c.len_utf8()..].chars().next();
        if c == open && !closers.contains(&c) {
            depth += 1;
            continue;
        }
        if !closers.contains(&c) {
            continue;
        }
        // An apostrophe stands inside a word, and a straight mark closes after one.
        let before = rest[..at].chars().next_back();
        if single && (after.is_some_and(char::is_alphanumeric) || before.is_none_or(char::is_whitespace)) {
            continue;
        }
        if open == '"' && before.is_none_or(char::is_whitespace) != apart {
            continue;
        }
        if depth == 0 {
            return Some((at, c.len_utf8()));
        }
        depth -= 1;
    }
    None
}

/// Without the signs of Markdown for emphasis, and with line breaks as blanks.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if chars.peek().is_some_and(char::is_ascii_punctuation) => out.extend(chars.next()),
            '*' => {}
            // An underscore inside a word stays.
            '_' if !(out.ends_with(char::is_alphanumeric) && chars.peek().is_some_and(|c| c.is_alphanumeric())) => {}
            '\n' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
