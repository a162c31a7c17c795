//! Interviews by mail: what one wrote is quoted with `> ` in the mail of the other, who wrote below each question or asked
//! below each answer.
//!
//! Here lines lose the marks of quoting and get its depth. Where the mails say who wrote at a depth (“From: …”, “On … Mara
//! wrote:”), each line of it gets its writer; what is quoted deeper counts as a block quote. Lines that only say whose mail is quoted, and signatures, are kept as furniture.

use super::label;
use super::margin::quoted;
use super::plain::Line;
use super::raw::{Kind, Name, Raw};
use crate::interview::words::{fold, is_wide, listed};
use crate::text::segment::ends_asking;

/// Fewest quoted lines.
const LEAST: usize = 3;

/// Longest line that says whose mail is quoted, in characters, and most rows that it has.
const LONGEST: usize = 240;
const ROWS: usize = 3;

/// What the mails say of the lines of a text.
#[derive(Default)]
pub(super) struct Mail {
    /// Lines that belong to no text, as furniture; titles.
    pub apart: Vec<Raw>,
    /// Who wrote each depth of quoting, where that is known.
    pub writers: Vec<Option<Name>>,
    /// The depth beyond which a paragraph is a quotation.
    pub base: u8,
}

/// How deep a line is quoted, and what it says.
fn depth(line: &str) -> (u8, &str) {
    let (mut depth, mut rest) = (0_u8, line);
    while let Some(inside) = quoted(rest) {
        (depth, rest) = (depth.saturating_add(1), inside);
    }
    (depth, rest.trim())
}

/// Whether a text with quoted lines is a mail, rather than Markdown: right before some of what is quoted stands whose it is.
pub(super) fn is_mail(source: &str) -> bool {
    let mut before: Vec<&str> = Vec::new();
    let mut last = 0;
    for line in source.lines() {
        let (depth, text) = depth(line);
        if depth > last && names_a_mail(&before) {
            return true;
        }
        if text.is_empty() {
            // A blank row may stand below what says whose mail it is.
            if before.last().is_some_and(|row| !row.ends_with([':', '：'])) {
                before.clear();
            }
            continue;
        }
        if depth != last {
            before.clear();
        }
        last = depth;
        before.push(text);
    }
    false
}

/// How many of the last rows of a block say whose mail is quoted below; none where they say nothing of the kind.
fn rows_that_name(before: &[&str]) -> Option<usize> {
    let last = before.last().filter(|last| last.ends_with([':', '：']))?;
    let dated = |text: &str| text.contains('@') || text.bytes().filter(u8::is_ascii_digit).count() >= 2;
    let mut size = last.chars().count();
    for rows in 1..=ROWS.min(before.len()) {
        let from = before.len() - rows;
        let row = before[from];
        size += if rows > 1 { row.chars().count() } else { 0 };
        if size > LONGEST || (rows > 1 && super::plain::ends_sentence(row)) {
            return None;
        }
        // The date stands at the beginning or behind the name; what stands above in the same block is a row of the text.
        let whole = rows == before.len() || super::plain::ends_sentence(before[from - 1]);
        if whole && before[from..].iter().any(|row| dated(row)) {
            return Some(rows);
        }
    }
    None
}

fn names_a_mail(before: &[&str]) -> bool {
    rows_that_name(before).is_some()
}

/// Takes the marks of quoting off the lines, and what only mails have out of them. Nothing happens where hardly anything is
/// quoted.
pub(super) fn read(lines: &mut Vec<Line>) -> Mail {
    let mut mail = Mail::default();
    if lines.iter().filter(|line| line.text.starts_with('>')).take(LEAST).count() < LEAST {
        return mail;
    }
    let mut deep: Vec<Line> = Vec::with_capacity(lines.len());
    for line in lines.drain(..) {
        let (depth, text) = depth(line.text);
        let part = Line { text: "", depth, ..line.clone() };
        // What is quoted deeper is a paragraph of its own.
        if deep.last().is_some_and(|last| last.depth != depth && !last.text.is_empty() && !text.is_empty()) {
            deep.push(part.clone());
        }
        // A blank row among quoted ones has the depth of those that it parts.
        let depth = if text.is_empty() { deep.last().map_or(0, |last| last.depth) } else { depth };
        let start = line.start + if text.is_empty() { 0 } else { text.as_ptr() as usize - line.text.as_ptr() as usize };
        deep.push(Line { text, start, depth, width: text.chars().count(), ..line });
    }
    let mut taken = vec![false; deep.len()];
    let mut said: Vec<Option<Name>> = Vec::new();
    let mut say = |depth: u8, name: Option<&str>| {
        let at = usize::from(depth);
        said.resize(said.len().max(at + 1), None);
        if let (None, Some(name)) = (&said[at], name) {
            said[at] = Some(name.into());
        }
    };
    fields(&deep, &mut taken, &mut mail.apart, &mut say);
    attributions(&deep, &mut taken, &mut mail.apart, &mut say);
    signatures(&deep, &mut taken, &mut mail.apart);
    for (line, taken) in deep.iter_mut().zip(&taken) {
        if *taken {
            (line.text, line.labelled) = ("", false);
        }
    }
    let mut counts: Vec<usize> = Vec::new();
    for line in deep.iter().filter(|line| !line.text.is_empty()) {
        let at = usize::from(line.depth);
        counts.resize(counts.len().max(at + 1), 0);
        counts[at] += 1;
    }
    let sides = sides(&counts);
    mail.base = sides.first().map_or(0, |at| *at as u8);
    said.resize(said.len().max(counts.len()), None);
    // One whose name is not known is told from the other by what is read.
    if let [first, second] = sides[..]
        && said[first] != said[second]
        && (one_asks(&deep, first) || one_asks(&deep, second))
    {
        for (depth, name) in said.iter_mut().enumerate() {
            *name = name.take().filter(|_| depth == first || depth == second);
        }
        mail.writers = said;
    }
    *lines = deep;
    mail
}

/// The depths of quoting that most lines have: one where there is but one, or two, the less deep before the other. Where
/// others have nearly as many lines, nobody can be told from them.
fn sides(counts: &[usize]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..counts.len()).filter(|at| counts[*at] > 0).collect();
    order.sort_by_key(|at| std::cmp::Reverse(counts[*at]));
    let crowded = |pair: &[usize]| counts[pair[1]] * 3 > counts[pair[0]] * 2;
    if order.get(1..3).is_some_and(crowded) {
        order.sort_unstable();
        return order;
    }
    order.truncate(2);
    order.sort_unstable();
    order
}

/// Whether two who write are told apart by how deep their lines are quoted, in a text that is quoted as a whole.
pub(super) fn has_sides(source: &str) -> bool {
    let mut counts: Vec<usize> = Vec::new();
    for (depth, text) in source.lines().map(depth) {
        let at = usize::from(depth);
        counts.resize(counts.len().max(at + 1), 0);
        counts[at] += usize::from(!text.is_empty());
    }
    matches!(sides(&counts)[..], [first, second] if first > 0 && counts[second] >= LEAST) && is_mail(source)
}

/// Whether most of what is written at a depth of quoting asks, stretch by stretch: where nobody does, people only write to
/// each other.
fn one_asks(lines: &[Line], side: usize) -> bool {
    const FEWEST: usize = 2;
    let (mut all, mut asking) = (0_usize, 0_usize);
    for stretch in lines.chunk_by(|one, next| one.depth == next.depth) {
        if usize::from(stretch[0].depth) == side && stretch.iter().any(|line| !line.text.is_empty()) {
            all += 1;
            asking += usize::from(stretch.iter().any(|line| ends_asking(line.text)));
        }
    }
    asking >= FEWEST && asking * 2 >= all
}

fn comment(lines: &[Line]) -> Raw {
    let rows: Vec<&str> = lines.iter().map(|line| line.text).filter(|text| !text.is_empty()).collect();
    let end = lines.iter().rfind(|line| !line.text.is_empty()).map_or(0, |line| line.start + line.text.len());
    let source = lines.first().map_or(0, |line| line.start)..end;
    Raw { kind: Kind::Comment, text: rows.join(" ").into(), source, ..Raw::default() }
}

/// What a field of a head is called, and what it says.
fn field(text: &str) -> Option<(String, &str)> {
    let (name, value) = text.split_once([':', '：'])?;
    let name = fold(name.trim_matches(['*', ' ', '\u{a0}']));
    let known = ["mail from", "mail subject", "mail field"].iter().any(|list| listed(list, &name));
    known.then(|| (name, value.trim_matches(['*', ' ', '\u{a0}', '\t'])))
}

/// Heads of mails: two fields or more on rows of their own, among them who wrote. The first subject becomes the title.
fn fields<'a>(lines: &[Line<'a>], taken: &mut [bool], apart: &mut Vec<Raw>, say: &mut impl FnMut(u8, Option<&'a str>)) {
    let mut titled = false;
    let mut from = 0;
    while from < lines.len() {
        let head = lines[from..].iter().take_while(|line| field(line.text).is_some()).count();
        let found = || lines[from..from + head].iter().filter_map(|line| field(line.text).map(|field| (line, field)));
        let writer = found().find(|(_, (name, _))| listed("mail from", name));
        if head >= 2
            && let Some((line, (_, value))) = writer
        {
            say(line.depth, sender(value));
            for (at, (line, (name, value))) in found().enumerate() {
                taken[from + at] = true;
                let about = subject(value);
                if !titled && listed("mail subject", &name) && !about.is_empty() {
                    titled = true;
                    let start = line.start + (about.as_ptr() as usize - line.text.as_ptr() as usize);
                    apart.push(comment(&[Line { text: &line.text[..start - line.start], ..line.clone() }]));
                    let source = start..start + about.len();
                    apart.push(Raw { text: about.into(), heading: 1, source, ..Raw::default() });
                } else {
                    apart.push(comment(&lines[from + at..=from + at]));
                }
            }
        }
        from += head.max(1);
    }
}

/// A subject without what says that it is answered.
fn subject(value: &str) -> &str {
    let mut rest = value;
    while let Some((again, about)) = rest.split_once([':', '：'])
        && listed("mail again", &fold(again.trim()))
    {
        rest = about.trim_start();
    }
    rest
}

/// Whose mails are quoted, where a row says so above.
fn attributions<'a>(
    lines: &[Line<'a>],
    taken: &mut [bool],
    apart: &mut Vec<Raw>,
    say: &mut impl FnMut(u8, Option<&'a str>),
) {
    let filled: Vec<usize> = (0..lines.len()).filter(|at| !lines[*at].text.is_empty()).collect();
    for pair in filled.windows(2) {
        let (last, below) = (pair[0], pair[1]);
        if lines[below].depth <= lines[last].depth || taken[last] {
            continue;
        }
        let from = (0..=last).rev().take_while(|at| !lines[*at].text.is_empty()).last().unwrap_or(last);
        let rows: Vec<&str> = lines[from..=last].iter().map(|line| line.text).collect();
        let Some(count) = rows_that_name(&rows) else { continue };
        let block = last + 1 - count..last + 1;
        // A name may be broken by the end of its row; one of a single row is a part of the source.
        say(lines[below].depth, lines[block.clone()].iter().find_map(|line| quoted_name(line.text)));
        taken[block.clone()].fill(true);
        apart.push(comment(&lines[block]));
    }
}

/// Signatures: what stands below two hyphens, up to where something else begins.
fn signatures(lines: &[Line], taken: &mut [bool], apart: &mut Vec<Raw>) {
    const TALLEST: usize = 12;
    let mut from = 0;
    while from < lines.len() {
        let line = &lines[from];
        let size = lines[from..].iter().take_while(|other| other.depth == line.depth).count();
        let block = from..from + size;
        let rows = lines[block.clone()].iter().filter(|line| !line.text.is_empty()).count();
        if line.text == "--" && rows <= TALLEST {
            taken[block.clone()].fill(true);
            apart.push(comment(&lines[block]));
            from += size;
        } else {
            from += 1;
        }
    }
}

/// The name in the field that says who wrote: “Jens Dahl <jens@…>”, “jens@… (Jens Dahl)”.
fn sender(value: &str) -> Option<&str> {
    let name = match value.split_once(['<', '[']) {
        Some((name, _)) if !name.trim().is_empty() => name,
        _ => value.split_once('(').map_or(value, |(_, inside)| inside.trim_end_matches(')')),
    };
    let name = name.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '“' | '”' | '„'));
    (!name.is_empty() && !name.contains('@') && label::is_name(name)).then_some(name)
}

/// The name in a row that says whose mail is quoted: what stands before the address, or the longest run of names.
fn quoted_name(row: &str) -> Option<&str> {
    let before = row.split_once('<').map(|(before, _)| before.trim_end_matches([' ', '(', '\u{a0}', '"']));
    if let Some(before) = before {
        let from = before
            .rfind(|c: char| c.is_ascii_digit() || matches!(c, ',' | ')' | '、'))
            .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
        let piece = before[from..].trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '“' | '”'));
        if is_wide(piece) {
            return Some(piece);
        }
        return runs(piece).last().filter(|name| label::is_name(name));
    }
    // Of runs of the same length the last, since days and months stand first.
    let size = |name: &&str| name.split_whitespace().count();
    runs(row).filter(|name| size(name) > 1 && label::is_name(name)).max_by_key(size)
}

/// Words in a row that begin with capital letters.
fn runs(text: &str) -> impl Iterator<Item = &str> {
    let half = |word: &str| matches!(word, "AM" | "PM");
    let mut found: Vec<&str> = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    let base = text.as_ptr() as usize;
    for word in text.split_whitespace() {
        let at = word.as_ptr() as usize - base;
        let bare = word.trim_end_matches([',', ':', ';', '.']);
        if open.is_some() && listed("particle", word) {
            continue;
        }
        if bare.starts_with(char::is_uppercase) && !bare.contains(|c: char| c.is_ascii_digit()) && !half(bare) {
            let from = open.map_or(at, |(from, _)| from);
            open = Some((from, at + bare.len()));
            if bare.len() == word.len() || bare.chars().count() == 1 {
                continue;
            }
        }
        found.extend(open.take().map(|(from, to)| &text[from..to]));
    }
    found.extend(open.map(|(from, to)| &text[from..to]));
    found.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_above_a_quotation_say_whose_it_is() {
        for (row, name) in [
            ("On 2 May 2022, at 18:04, Mara Olsen <mara@example.org> wrote:", "Mara Olsen"),
            ("On Mon, May 2, 2022 at 6:04 PM Mara Olsen wrote:", "Mara Olsen"),
            ("Am Mo., 2. Mai 2022 um 18:04 Uhr schrieb Mara Olsen <mara@example.org>:", "Mara Olsen"),
            ("Mara Olsen schrieb am 02.05.2022 um 18:04:", "Mara Olsen"),
            ("Op ma 2 mei 2022 om 18:04 schreef Anna de Boer <anna@example.org>:", "Anna de Boer"),
            ("Le lun. 2 mai 2022 à 18:04, Mara Olsen <mara@example.org> a écrit :", "Mara Olsen"),
            ("El lun, 2 may 2022 a las 18:04, Mara Olsen (<mara@example.org>) escribió:", "Mara Olsen"),
            ("Il giorno lun 2 mag 2022 alle ore 18:04 Mara Olsen <mara@example.org> ha scritto:", "Mara Olsen"),
            ("пн, 2 мая 2022 г. в 18:04, Мара Ольсен <mara@example.org>:", "Мара Ольсен"),
            ("2022年5月2日(月) 18:04 森明子 <mori@example.org>:", "森明子"),
        ] {
            assert_eq!(quoted_name(row), Some(name), "{row}");
            assert_eq!(rows_that_name(&[row]), Some(1), "{row}");
        }
        assert_eq!(rows_that_name(&["So I asked her:"]), None);
        assert_eq!(rows_that_name(&["On 2 May 2022, at 18:04, Mara Olsen", "<mara@example.org> wrote:"]), Some(2));
    }

    #[test]
    fn a_mail_is_told_from_markdown() {
        assert!(is_mail("Hello,\n\nMara Olsen schrieb am 02.05.2022:\n\n> Warum Boote?\n\nSie schwimmen.\n"));
        assert!(!is_mail("What he says of boats:\n\n> They float.\n\nAnd that is all.\n"));
    }

    #[test]
    fn subjects_lose_what_says_that_they_are_answered() {
        assert_eq!(subject("Re: AW: Boats: a talk"), "Boats: a talk");
    }
}
