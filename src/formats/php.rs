//! Pages that a server fills in: what stands between `<?php` and `?>`, or between `<%` and `%>`, is a program, and no text.

use memchr::memmem;

use crate::interview::parse::front_matter::{Entry, Value};

/// Where a piece of program begins and ends.
const PIECES: [(&str, &str); 4] = [("<?php", "?>"), ("<?=", "?>"), ("<? ", "?>"), ("<%", "%>")];

/// Whether a text begins with a piece of program.
pub fn begins(text: &str) -> bool {
    end(text).is_some()
}

/// How the piece of program ends that a text begins with.
fn end(text: &str) -> Option<&'static str> {
    let head = text.get(..5).unwrap_or(text).to_ascii_lowercase();
    let piece = PIECES.iter().find(|(begin, _)| head.starts_with(begin)).map(|(_, end)| *end);
    piece.or_else(|| (text.starts_with("<?\n") || text.starts_with("<?\r")).then_some("?>"))
}

/// What follows a piece of program that a text begins with; `None` where it never ends, or where there is none.
pub fn behind(text: &str) -> Option<&str> {
    let end = end(text)?;
    memmem::find(text.as_bytes(), end.as_bytes()).map(|at| &text[at + end.len()..])
}

/// Where a piece of program may begin.
fn signs(text: &str) -> impl Iterator<Item = usize> + '_ {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'<', bytes).filter(|at| matches!(bytes.get(at + 1), Some(b'?' | b'%')))
}

/// A page without the program in it, and what its first lines set: `$interviewer = "Mara Olsen";`. `None` where there is no
/// program in it, or nothing else.
pub fn page(text: &str) -> Option<(String, Vec<Entry>)> {
    // Hardly any page has one, and none is copied for nothing.
    if !signs(text).any(|at| begins(&text[at..])) {
        return None;
    }
    let mut page = String::with_capacity(text.len());
    let mut entries = Vec::new();
    let (mut rest, mut found) = (text, false);
    while let Some(at) = signs(rest).next() {
        let (before, from) = rest.split_at(at);
        page.push_str(before);
        if let Some(after) = behind(from) {
            let program = &from[..from.len() - after.len()];
            if !found {
                let line = text[..text.len() - from.len()].matches('\n').count() + 1;
                entries = set(program, line);
            }
            found = true;
            // What a tag gets from the program tells it from other tags: `class="<?= $question ?>"`.
            if is_in_tag(&page) {
                page.extend(program.chars().filter(|c| c.is_alphanumeric() || matches!(c, '$' | '_')));
            } else if let Some(picture) = picture(program) {
                page.push_str(&format!("<img src=\"{picture}\">"));
            }
            rest = after;
        } else {
            page.push_str(&from[..2]);
            rest = &from[2..];
        }
    }
    page.push_str(rest);
    let words = page.contains(|c: char| c.is_alphanumeric());
    (found && words).then_some((page, entries))
}

/// The picture that a piece of program shows: `<%= image_tag 'mara.png' %>`. Who speaks may be told by it.
fn picture(program: &str) -> Option<&str> {
    let (_, path) = program.split_once("image_tag")?;
    let path = path.trim_start_matches([' ', '(']);
    let mark = path.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
    let (path, _) = path[1..].split_once(mark)?;
    (!path.contains(['<', '>', '"', '#'])).then_some(path)
}

/// Whether a text ends inside a tag.
fn is_in_tag(page: &str) -> bool {
    const LONGEST: usize = 4096;
    let near = &page.as_bytes()[page.len().saturating_sub(LONGEST)..];
    memchr::memrchr2(b'<', b'>', near).is_some_and(|at| near[at] == b'<')
}

/// The variables that a piece of program sets to a quoted text, line by line, under the names that entries have.
fn set(program: &str, line: usize) -> Vec<Entry> {
    let mut remark = false;
    let mut entries = Vec::new();
    for (at, row) in program.lines().enumerate() {
        let row = row.trim();
        remark |= row.starts_with("/*");
        if remark {
            remark = !row.contains("*/");
            continue;
        }
        let row = row.strip_prefix("<?php").unwrap_or(row).trim_start();
        let Some((name, value)) = row.strip_prefix('$').and_then(|row| row.split_once('=')) else { continue };
        let name = name.trim();
        let value = value.split_once(';').map_or(value, |(value, _)| value).trim();
        let quoted = ['"', '\''].iter().find_map(|&mark| value.strip_prefix(mark)?.strip_suffix(mark));
        let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        if let Some(value) = quoted.filter(|value| plain && !value.contains(['"', '\\', '$'])) {
            let key = name.strip_suffix("_name").unwrap_or(name);
            // The title of a page often has a bar behind it, before the name of the site.
            let value = value.trim().trim_end_matches(['|', '｜', '-', '–']).trim_end();
            entries.push(Entry { key: key.to_owned(), value: Value::Text(value.to_owned()), line: line + at });
        }
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_of_a_page_is_no_text_and_may_name_people() {
        let source = "\n<?php\n  // a -> b\n  $interviewee_name = 'Ida Berg'; // her\n  /*\n    $interviewer = \"First Person\";\n  */\n  $interviewer = \"Mara Olsen\";\n  $path = $root.'/x';\n  include(\"<li>\");\n?>\n<p>Why <?= $boats ?>boats?</p><?xml ?>\n";
        let (page, entries) = page(source).unwrap();
        assert_eq!(page, "\n\n<p>Why boats?</p><?xml ?>\n");
        let read: Vec<_> = entries.iter().map(|entry| (&*entry.key, entry.value.text(), entry.line)).collect();
        let source = "<%@ page language=\"java\" %>\n<p>Why <%= boats %>boats?</p><%= image_tag 'a/mara.png' %> 3 <% 4";
        let shown = "\n<p>Why boats?</p><img src=\"a/mara.png\"> 3 <% 4";
        assert_eq!(super::page(source).map(|(page, _)| page).as_deref(), Some(shown));
        let (tags, _) =
            super::page("<p class=\"<?= $question ?>\">Why?</p><p class=\"<?= $answer ?>\">So.</p>").unwrap();
        assert_eq!(tags, "<p class=\"$question\">Why?</p><p class=\"$answer\">So.</p>");
        assert_eq!(read, [("interviewee", "Ida Berg".to_owned(), 4), ("interviewer", "Mara Olsen".to_owned(), 8)]);
    }

    #[test]
    fn a_page_without_program_or_without_text_stays() {
        for source in
            ["<p>Why?</p>", "<?xml version=\"1.0\"?><p>Why?</p>", "<?php echo 'Why?'; ?>", "<?php echo 'Why?';"]
        {
            assert_eq!(page(source), None, "{source}");
        }
    }
}
