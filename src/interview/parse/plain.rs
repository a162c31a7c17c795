//! Plain text to paragraphs.
//!
//! A blank line ends a paragraph. Lines without blank lines between them are either one paragraph each or the rows of a
//! hard-wrapped text; which, is told from the document: in a wrapped text nearly no row had room for the first word of
//! the next.

use std::collections::HashMap;

use super::arrows;
use super::bracketed;
use super::court;
use super::emphasis;
use super::hyphens::Whole;
use super::label::{self, Style};
use super::mail;
use super::pages;
use super::raw::{Item, Raw, TINTS, settle};
use super::signs;
use super::spaced;
use super::underlined;
use crate::interview::emptied;
use crate::text::Stretch;

/// Widest column at which people wrap text by hand or by program.
const WIDEST: usize = 110;

/// Widest column at which rows that mostly end in the middle of a sentence were wrapped.
const WIDEST_OPEN: usize = 140;

#[derive(Clone)]
pub(super) struct Line<'a> {
    pub text: &'a str,
    pub start: usize,
    /// Characters, with those of the indentation.
    pub width: usize,
    /// Begins with a label that other lines also have.
    pub labelled: bool,
    /// Whether it begins a paragraph, where the page says so.
    pub begins: Option<bool>,
    /// Is nothing but such a label.
    pub alone: bool,
    /// How deep a mail quotes it.
    pub depth: u8,
    /// Another voice begins here, as the text says without saying whose.
    pub turn: bool,
}

/// The paragraphs of a plain text.
pub fn read(source: &Stretch, from: usize) -> Vec<Raw> {
    let halved = halved(source, from);
    let (typed, typed_width) = if halved.is_some() { (None, None) } else { spaced::read(source, from).unzip() };
    let mut lines = halved.or(typed).unwrap_or_else(|| lines(source, from));
    arrows::read(&mut lines);
    let mail = mail::read(&mut lines);
    let mut apart = court::strip(&mut lines);
    mark_labels(&mut lines);
    let width = |lines: &[Line]| typed_width.or_else(|| wrap_width(lines));
    let mut wrap = if apart.is_empty() { width(&lines) } else { Some(row_width(&lines)) };
    // Numbers of pages and heads stand between rows, and nowhere else.
    if apart.is_empty()
        && let Some((rows, taken)) = pages::strip(&lines)
        && let Some(width) = width(&rows)
    {
        (lines, apart, wrap) = (rows, taken, Some(width));
    }
    // Most lines are paragraphs, or most are rows and blank ones.
    let filled = lines.iter().filter(|line| !line.text.is_empty()).count();
    let mut raws: Vec<Raw> = Vec::with_capacity(if wrap.is_some() { filled / 4 } else { filled });
    let whole = if wrap.is_some() { Whole::of(lines.iter().map(|line| line.text)) } else { Whole::default() };
    let mut push = |rows: &[Line]| {
        let depth = rows[0].depth;
        let speaker = mail.writers.get(usize::from(depth)).cloned().flatten();
        let raw = join(rows, &whole, source);
        let item = if rows[0].turn { Item::Turn } else { raw.item };
        raws.push(Raw { quote: depth > mail.base, speaker, item, ..raw });
    };
    let mut open: Vec<Line> = Vec::new();
    for line in emptied(lines) {
        let joined = open.last().zip(wrap).is_some_and(|(last, width)| continues(last, &line, width));
        if !joined && !open.is_empty() {
            push(&open);
            open.clear();
        }
        if joined || !line.text.is_empty() {
            open.push(line);
        }
    }
    if !open.is_empty() {
        push(&open);
    }
    apart.extend(mail.apart);
    if !apart.is_empty() {
        raws.extend(apart);
        raws.sort_by_key(|raw| raw.source.start);
    }
    let mut raws = settle(raws);
    indentation(source, &mut raws);
    underlined::read(source, &mut raws);
    emphasis::read(&mut raws);
    bracketed::read(&mut raws);
    signs::read(&mut raws);
    raws
}

/// Whether a text is cut into more and shorter lines than any talk: a list of words, a table, noise. Every line of it as
/// a paragraph would take many times the memory of the text, to no reader's use.
pub fn is_too_fine(source: &str) -> bool {
    const MOST: usize = 60_000;
    const SHORTEST: usize = 32;
    if source.len() < MOST {
        return false;
    }
    let count = source.split('\n').filter(|line| !line.trim_start().is_empty()).count();
    count > MOST && source.len() / count < SHORTEST
}

/// The text in blocks of whole lines, whatever they hold.
pub fn read_coarsely(source: &str) -> Vec<Raw> {
    const LONG: usize = 4 * 1024;
    let mut raws: Vec<Raw> = Vec::new();
    let mut open = String::new();
    let mut place = 0..0;
    let mut start = 0;
    for whole in source.split_inclusive('\n') {
        let line = whole.trim();
        if !line.is_empty() {
            let begin = start + (whole.len() - whole.trim_start().len());
            if open.is_empty() {
                place.start = begin;
            } else if !glued(&open, line) {
                open.push(' ');
            }
            open.push_str(line);
            place.end = begin + line.len();
            if open.len() > LONG {
                let text = std::mem::take(&mut open).into();
                raws.push(Raw { text, source: place.clone(), ..Raw::default() });
            }
        }
        start += whole.len();
    }
    if !open.is_empty() {
        raws.push(Raw { text: open.into(), source: place, ..Raw::default() });
    }
    settle(raws)
}

/// The lines of a text in which every second line is empty because each end of a line was written twice, if they are the
/// rows of a wrapped text.
fn halved(source: &str, from: usize) -> Option<Vec<Line<'_>>> {
    const LEAST: usize = 8;
    let mut all = source[from..].split_inclusive('\n').skip_while(|line| line.trim().is_empty());
    let (mut count, mut parts) = (0_usize, false);
    while let Some(line) = all.next() {
        count += usize::from(!line.trim().is_empty());
        parts |= line.trim().is_empty();
        if all.next().is_some_and(|line| !line.trim().is_empty()) {
            return None;
        }
    }
    if count < LEAST || !parts {
        return None;
    }
    let base = source.as_ptr() as usize;
    let rows = source[from..].trim_start().split_inclusive('\n').step_by(2);
    let mut kept: Vec<Line> = rows.map(|row| line(row, row.as_ptr() as usize - base)).collect();
    kept.dedup_by(|next, last| next.text.is_empty() && last.text.is_empty());
    mark_labels(&mut kept);
    wrap_width(&kept).is_some().then_some(kept)
}

fn lines(source: &str, from: usize) -> Vec<Line<'_>> {
    // Of a book a list that grows by doubling is twice as large as it need be.
    let mut lines = Vec::with_capacity(memchr::memchr_iter(b'\n', &source.as_bytes()[from..]).count() + 1);
    let mut start = from;
    for whole in source[from..].split_inclusive('\n') {
        let line = line(whole, start);
        // One blank line parts as well as many.
        if !line.text.is_empty() || lines.last().is_none_or(|last: &Line| !last.text.is_empty()) {
            lines.push(line);
        }
        start += whole.len();
    }
    lines
}

/// A line that begins at a byte of the source.
pub(super) fn line(whole: &str, start: usize) -> Line<'_> {
    let text = whole.trim();
    let lead = whole.len() - whole.trim_start().len();
    Line {
        text,
        start: if text.is_empty() { start } else { start + lead },
        // The column at which the row ends counts, not how much stands in it.
        width: width(whole.trim_end()),
        labelled: false,
        begins: None,
        alone: false,
        depth: 0,
        turn: false,
    }
}

/// Characters of a row.
pub(super) fn width(row: &str) -> usize {
    if row.is_ascii() { row.len() } else { row.chars().count() }
}

/// Marks the lines that begin with a label which recurs at other lines: such a line always begins a paragraph.
fn mark_labels(lines: &mut [Line]) {
    // Which label each line has, if any: most lines of most texts have none, and a book has very many lines.
    let mut numbers: HashMap<(Style, &str), u32> = HashMap::new();
    let mut counts: Vec<usize> = Vec::new();
    let mut hits: Vec<(u32, u32)> = Vec::new();
    for (index, line) in lines.iter_mut().enumerate().filter(|(_, line)| !line.text.is_empty()) {
        let text = line.text;
        if let Some(hit) = label::read(text, 0).filter(|hit| hit.style != Style::Caps) {
            let next = numbers.len() as u32;
            let number = *numbers.entry((hit.style, &text[hit.name()])).or_insert(next);
            counts.resize(numbers.len(), 0);
            counts[number as usize] += 1;
            hits.push((index as u32, number));
            line.alone = hit.body() == text.len();
        }
    }
    let mut recurs = vec![false; counts.len()];
    // A name in capitals that stands there once is a label where others in capitals recur.
    let loud = |style: Style, name: &str| style == Style::Colon && label::is_shouted_name(name);
    let shouted = numbers.iter().filter(|((style, name), number)| loud(*style, name) && counts[**number as usize] >= 2);
    let all_shout = shouted.count() >= 2;
    for ((style, name), number) in numbers {
        let least = match style {
            Style::Own => 3,
            _ if all_shout && loud(style, name) => 1,
            _ => 2,
        };
        recurs[number as usize] = counts[number as usize] >= least;
    }
    for (index, number) in hits {
        let line = &mut lines[index as usize];
        line.labelled = recurs[number as usize];
        line.alone &= line.labelled;
    }
}

fn first_word(text: &str) -> usize {
    text.split_whitespace().next().map_or(0, |word| word.chars().count())
}

/// The column at which the document was wrapped, if it was.
fn wrap_width(lines: &[Line]) -> Option<usize> {
    const LEAST_SHARE: f64 = 0.8;
    const NARROW: usize = 40;
    const MANY: usize = 8;
    const FEWEST: usize = 4;
    let pairs = || lines.windows(2).filter(|pair| !pair[0].text.is_empty() && !pair[1].text.is_empty());
    let mut widths: Vec<usize> = pairs().filter(|pair| !pair[1].labelled).map(|pair| pair[0].width).collect();
    if widths.len() < 3 {
        return None;
    }
    widths.sort_unstable();
    let width = widths[widths.len() * 95 / 100];
    if !(30..=WIDEST_OPEN).contains(&width) {
        return None;
    }
    // Rows of a wrapped text are full; in a text of one paragraph a line, lengths are all over the place.
    // A short row in capitals is a heading, unless all is set in capitals.
    let capitals = |line: &Line| line.width * 2 < width && label::shouts(line.text);
    let drawn = |line: &Line| is_drawn(line.text);
    let inner = pairs().filter(|pair| !pair[1].labelled && !pair[0].alone && !capitals(&pair[0]) && !drawn(&pair[1]));
    // Nor does a paragraph end in the middle of a sentence, which most rows do, and then they are full.
    let (mut full, mut open, mut both, mut all) = (0_usize, 0_usize, 0_usize, 0_usize);
    // Between short lines, such as names, buttons and remarks, rows are known by sentences that run on in small letters.
    let (mut running, mut broken) = (0_usize, 0_usize);
    for pair in inner {
        let (is_full, is_open) = (is_full(&pair[0], &pair[1], width), !ends_sentence(pair[0].text));
        all += 1;
        full += usize::from(is_full);
        open += usize::from(is_open);
        both += usize::from(is_full && is_open);
        if is_open && pair[1].text.starts_with(char::is_lowercase) {
            running += 1;
            broken += usize::from(is_full);
        }
    }
    let filled = width <= WIDEST && full as f64 >= LEAST_SHARE * all as f64 && open * 4 >= all;
    let run_on = width <= WIDEST && broken >= FEWEST && broken * 10 >= running * 9;
    let rows = filled || run_on || (open * 2 >= all && both * 10 >= open * 9);
    // The lines of a head or of short questions and answers may be as long as each other.
    let runs_on = |pair: &[Line]| {
        let (last, next) = (pair[0].text.chars().next_back(), pair[1].text.chars().next());
        let wide = last.zip(next).is_some_and(|(last, next)| unspaced(last, next));
        !ends_sentence(pair[0].text) && (wide || next.is_some_and(char::is_lowercase))
    };
    let enough = width >= NARROW || all >= MANY || pairs().any(runs_on);
    (rows && enough).then_some(width)
}

/// Whether a line is drawn below a heading: "=====".
fn is_drawn(text: &str) -> bool {
    const LEAST: usize = 3;
    text.len() >= LEAST && text.bytes().all(|byte| matches!(byte, b'=' | b'-' | b'~' | b'*' | b'^' | b'_'))
}

/// How long the rows of a printed page are.
fn row_width(lines: &[Line]) -> usize {
    let mut widths: Vec<usize> = lines.iter().map(|line| line.width).filter(|width| *width > 0).collect();
    widths.sort_unstable();
    widths.get(widths.len() * 9 / 10).copied().unwrap_or(WIDEST)
}

/// Whether a row ends where a sentence does.
pub fn ends_sentence(row: &str) -> bool {
    let bare = row.trim_end_matches(crate::text::segment::is_closer);
    bare.ends_with(['.', '?', '!', ':', '…', '。', '？', '！'])
}

/// Whether the first word of the next row had no room on this one, with some slack for ragged wrapping.
fn is_full(row: &Line, next: &Line, width: usize) -> bool {
    const SLACK: usize = 6;
    // Whoever wraps by hand so far out does it by eye.
    let slack = if width > WIDEST { width / 8 } else { SLACK };
    row.width + 1 + first_word(next.text) + slack > width
}

fn continues(row: &Line, next: &Line, width: usize) -> bool {
    if let (Some(begins), Some(_)) = (next.begins, row.begins) {
        let ended = ends_sentence(row.text) && !is_full(row, next, width);
        return !(begins || ended || next.labelled || row.alone || row.text.is_empty() || next.text.is_empty());
    }
    let drawn = is_drawn(next.text) || is_drawn(row.text);
    let broken = drawn
        || next.text.is_empty()
        || row.text.is_empty()
        || next.labelled
        || row.alone
        || row.width > WIDEST_OPEN + 40;
    // A short row inside a block is the end of a paragraph, unless the sentence plainly runs on.
    let runs_on = next.text.starts_with(char::is_lowercase) && !ends_sentence(row.text);
    // A heading in capitals below a sentence.
    let heads = label::shouts(next.text) && !label::shouts(row.text) && ends_sentence(row.text);
    !(broken || heads) && (is_full(row, next, width) || runs_on) && item(next.text) == Item::No
}

/// Joins rows to a paragraph: with a space, but not after a hyphen inside a word or between Chinese or Japanese
/// characters. A hyphen that only parts a word goes.
fn join(rows: &[Line], whole: &Whole, source: &Stretch) -> Raw {
    if let [row] = rows {
        let place = row.start..row.start + row.text.len();
        return Raw { item: item(row.text), text: source.part(place.clone()), source: place, ..Raw::default() };
    }
    let mut text = String::with_capacity(rows.iter().map(|row| row.text.len() + 1).sum());
    for row in rows {
        if whole.parts(&text, row.text) {
            text.pop();
        } else if !text.is_empty() && !glued(&text, row.text) {
            text.push(' ');
        }
        text.push_str(row.text);
    }
    let start = rows.first().map_or(0, |row| row.start);
    let end = rows.last().map_or(0, |row| row.start + row.text.len());
    Raw { item: item(&text), text: text.into(), source: start..end, ..Raw::default() }
}

/// How far in each paragraph begins: one side of a talk may be set further in than the other.
fn indentation(source: &str, raws: &mut [Raw]) {
    // Columns of a blank; what is no blank has none.
    let wide = |c: char| match c {
        ' ' => Some(1),
        '\u{3000}' => Some(2),
        '\t' => Some(4),
        _ => None,
    };
    // Behind the sign of a turn stands a blank, too.
    for raw in raws.iter_mut().filter(|raw| raw.item != Item::Turn) {
        let before = source[..raw.source.start].chars().rev();
        let columns: usize = before.take(usize::from(TINTS)).map_while(wide).sum();
        raw.tint = columns.min(usize::from(TINTS)) as u8;
    }
}

fn glued(before: &str, after: &str) -> bool {
    let mut back = before.chars().rev();
    let (last, second) = (back.next().unwrap_or(' '), back.next().unwrap_or(' '));
    let next = after.chars().next().unwrap_or(' ');
    (last == '-' && second.is_alphabetic() && next.is_lowercase()) || unspaced(last, next)
}

/// Whether two characters are of scripts that are written without blanks, so that a line break between them is none.
pub fn unspaced(last: char, next: char) -> bool {
    let wide = |c: char| matches!(c, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}');
    wide(last) && wide(next)
}

/// What list a line of plain text is an item of.
pub fn item(text: &str) -> Item {
    let rest = text.strip_prefix(['-', '*', '•', '–', '—', '·', '‣', '▪']);
    if rest.is_some_and(|rest| rest.starts_with(char::is_whitespace)) {
        return Item::Bullet;
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let after = text[digits..].strip_prefix(['.', ')']).unwrap_or("");
    if (1..=3).contains(&digits) && after.starts_with(char::is_whitespace) { Item::Number } else { Item::No }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn texts(source: &str) -> Vec<String> {
        read(&source.into(), 0).into_iter().map(|raw| raw.text.to_string()).collect()
    }

    #[test]
    fn lines_are_paragraphs_unless_they_are_rows() {
        assert_eq!(texts("One.\n\nTwo.\nThree.\n"), ["One.", "Two.", "Three."]);
        let wrapped = "The tide came in before anyone had thought of\nthe nets, and by the time we had run down to the\n\
                       quay it was up to the second step and rising\nfast.\n\nSo we waited, as one does, for the moon to do\nits work.\n";
        assert_eq!(texts(wrapped).len(), 2);
        assert!(texts(wrapped)[0].contains("of the nets"));
    }

    #[test]
    fn rows_with_an_empty_line_behind_each_are_rows() {
        let wrapped = "The tide came in before anyone had thought of\nthe nets, and by the time we had run down to the\n\
                       quay it was up to the second step and rising\nfast.\n\nSo we waited, as one does, for the moon to do\nits work,\n\
                       and it did.\n\nNobody spoke of the nets in the year after that,\nor in the next.\n";
        assert_eq!(texts(&wrapped.replace('\n', "\n\n")), texts(wrapped));
        assert_eq!(texts(wrapped).len(), 3);
        let lines = "One.\n\nTwo.\n\n\n\nThree.\n\nFour.\n\nFive.\n\nSix.\n\nSeven.\n\nEight.\n";
        assert_eq!(texts(lines).len(), 8);
    }

    #[test]
    fn a_label_in_capitals_begins_a_paragraph_where_others_do() {
        let text = "ADA MOEN: Why did you leave the lock when the water stood so high that\nnobody could pass?\n\
                    JENS DAHL: There was no reason to stay, since nobody passed, and\nthe gates cried all night.\n\
                    IVAR LUNDE: And did you hear them, from the house by the road that\nleads down?\n\
                    JENS DAHL: I heard them in every house that I lived in from then on,\nand I hear them now.\n\
                    ADA MOEN: Do you go back?\n";
        let raws = read(&text.into(), 0);
        assert_eq!(raws.len(), 5, "{raws:#?}");
        assert!(raws[2].text.starts_with("IVAR LUNDE: And"));
    }

    #[test]
    fn a_label_that_recurs_begins_a_paragraph_in_wrapped_text() {
        let wrapped = "Mara: What did the tide do to the nets that were\nstill hanging on the long wall that night?\n\
                       Jens: It took them. All of them, and the wall went\nwith them two days later.\n\
                       Mara: And the boats that lay on the hard above the\nsecond step?\nJens: Gone.\n";
        assert_eq!(texts(wrapped).len(), 4);
    }

    #[test]
    fn a_giant_line_is_cut_at_sentences() {
        let giant = "This is a sentence of some length, which repeats. ".repeat(3000);
        let cut = texts(&giant);
        assert!(cut.len() > 3 && cut.iter().all(|text| text.len() <= 32 * 1024 && text.ends_with('.')));
        let solid = "x".repeat(200_000);
        assert_eq!(texts(&solid).concat(), solid);
    }

    #[test]
    fn very_many_short_lines_are_read_in_blocks() {
        let noise = "a b\n".repeat(70_000);
        assert!(is_too_fine(&noise) && !is_too_fine(&"A line of talk about boats and the sea.\n".repeat(70_000)));
        let raws = read_coarsely(&noise);
        assert!(raws.len() < 200 && raws[0].text.starts_with("a b a b"));
        assert_eq!(raws.iter().map(|raw| raw.text.split_whitespace().count()).sum::<usize>(), 140_000);
    }

    proptest! {
        #[test]
        fn every_character_is_kept_once_and_spans_are_in_order(source in "[a-zA-Z:?.é \\n-]{0,300}") {
            // But the hyphens that part words at the ends of rows.
            let bare = |s: &str| s.chars().filter(|c| !c.is_whitespace() && *c != '-').collect::<String>();
            let raws = read(&source.as_str().into(), 0);
            prop_assert_eq!(bare(&raws.iter().map(|raw| raw.text.as_str()).collect::<String>()), bare(&source));
            for pair in raws.windows(2) {
                prop_assert!(pair[0].source.end <= pair[1].source.start);
            }
            for raw in &raws {
                prop_assert_eq!(bare(&source[raw.source.clone()]), bare(&raw.text));
            }
        }
    }
}
