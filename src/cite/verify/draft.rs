//! Finds quotations in a draft: what stands between quotation marks, and block quotations.

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
const MARKS: &[(char, &[char])] =
    &[('“', &['”']), ('„', &['“', '”']), ('«', &['»']), ('»', &['«']), ('"', &['"']), ('「', &['」']), ('『', &['』'])];

/// The quotations of a draft, in order. Within one quotation others are not looked for. Code in Markdown is left out.
pub fn quotations(texts: &[Text], markdown: bool) -> Vec<Quoted> {
    let mut found = Vec::new();
    for text in texts {
        let blocks = if text.lines { blocks(text, markdown) } else { vec![(text.line, text.text.clone(), text.block)] };
        for (line, block, whole) in blocks {
            if whole {
                found.extend(block_quotation(line, &block));
            } else {
                inline(line, &block, text.lines, &mut found);
            }
        }
    }
    found
}

/// Paragraphs of a text with the number of their first line; whether each is a block quotation. A quotation does not go on
/// after an empty line, so that a mark without its fellow harms one paragraph only.
fn blocks(text: &Text, markdown: bool) -> Vec<(usize, String, bool)> {
    let mut out: Vec<(usize, String, bool)> = Vec::new();
    let mut open: Option<(usize, String, bool)> = None;
    let mut fenced = false;
    for (offset, line) in text.text.lines().enumerate() {
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
    out
}

/// A block quotation: all of it, but for a line that says who said it.
fn block_quotation(line: usize, block: &str) -> Option<Quoted> {
    let text = plain(block);
    let text = text.trim();
    let attribution = text.starts_with(['—', '–']) || text.starts_with("-- ");
    let bare = text.trim_matches(['“', '”', '„', '"', '«', '»', ' ']);
    (!attribution && !bare.is_empty()).then(|| Quoted { line, text: bare.to_owned() })
}

/// Quotations between marks.
fn inline(first_line: usize, block: &str, lines: bool, found: &mut Vec<Quoted>) {
    let mut at = 0;
    while let Some(c) = block[at..].chars().next() {
        let after = at + c.len_utf8();
        let before = block[..at].chars().next_back();
        let next = block[after..].chars().next();
        let inside_word = before.is_some_and(char::is_alphanumeric);
        // A straight mark, or a single one, opens only before a word and after none; » closes in one country and opens in
        // another.
        let single = matches!(c, '\'' | '‘' | '‚' | '‹');
        let opens = next.is_some_and(|next| !next.is_whitespace() || c == '«') && !inside_word;
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
        let Some((length, mark)) = close(&block[after..], closers, single, c) else {
            at = after;
            continue;
        };
        let inside = &block[after..after + length];
        let line = if lines { first_line + block[..after].matches('\n').count() } else { first_line };
        let text = plain(inside);
        if text.chars().any(char::is_alphanumeric) {
            found.push(Quoted { line, text: text.trim().to_owned() });
        }
        at = after + length + mark;
    }
}

/// Where a quotation ends: bytes before the closing mark, and bytes of the mark.
fn close(rest: &str, closers: &[char], single: bool, open: char) -> Option<(usize, usize)> {
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
        if open == '"' && before.is_none_or(char::is_whitespace) {
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
