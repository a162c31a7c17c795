//! What stands before every line of a text and belongs to no line: the marks of a mail that quotes the whole (`> `), the
//! numbers of lines that are numbered through, and the indentation of a text that was set in.
//!
//! A text is read without them, and the places in it are led back to the source. Numbers are kept as furniture.

use super::counted;
use super::raw::{Kind, Raw};

/// Fewest lines with a mark that are a habit and no accident.
const LEAST: usize = 4;

/// Numbers that stand in one paragraph of the furniture.
const TOGETHER: usize = 25;

/// Greatest depth of quoting that is taken off.
const DEEPEST: usize = 16;

/// A text without what stood before its lines.
pub(super) struct Bare {
    /// The text.
    pub text: String,
    /// Where each line begins here, and in the source.
    starts: Vec<(usize, usize)>,
    /// The numbers that stood before the lines.
    numbers: Vec<Raw>,
}

/// What follows the mark of a quoted line, with one blank; `None` where the line has none.
pub(super) fn quoted(line: &str) -> Option<&str> {
    let rest = line.trim_start().strip_prefix('>')?;
    Some(rest.strip_prefix([' ', '\t', '\u{a0}']).unwrap_or(rest))
}

/// The text without the marks and the indentation that all its lines have; `None` where it has neither.
pub(super) fn strip(source: &str) -> Option<Bare> {
    let filled = || source.lines().filter(|line| !line.trim_start().is_empty());
    let counts = |line: &str| line.trim_start().starts_with(|c: char| c.is_ascii_digit());
    let may_count = || filled().take(LEAST).filter(|line| counts(line)).count() > 1;
    if !(source.contains("\n>") || source.contains("\n >") || is_indented(filled().next()?) || may_count()) {
        return None;
    }
    let mut lines: Vec<&str> = source.split('\n').collect();
    let marked = (0..DEEPEST).take_while(|_| unquote(&mut lines)).count() > 0;
    let numbers = counted::strip(&mut lines);
    let indented = dedent(&mut lines);
    if !marked && !indented && numbers.is_empty() {
        return None;
    }
    let base = source.as_ptr() as usize;
    let place = |part: &str| part.as_ptr() as usize - base;
    let mut bare = Bare {
        text: String::with_capacity(source.len()),
        starts: Vec::with_capacity(lines.len()),
        numbers: numbers.chunks(TOGETHER).map(|some| comment(some, place(some[0]))).collect(),
    };
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            bare.text.push('\n');
        }
        bare.starts.push((bare.text.len(), place(line)));
        bare.text.push_str(line);
    }
    Some(bare)
}

/// Numbers as furniture, which stands where the first of them does.
fn comment(numbers: &[&str], start: usize) -> Raw {
    let source = start..start + numbers.first().map_or(0, |number| number.len());
    Raw { kind: Kind::Comment, text: numbers.join(" ").into(), source, ..Raw::default() }
}

/// Takes one mark off the lines of the one block of quoted lines that is most of the text.
fn unquote(lines: &mut [&str]) -> bool {
    let is_quoted = |line: &&str| quoted(line).is_some();
    let (Some(first), Some(last)) = (lines.iter().position(is_quoted), lines.iter().rposition(is_quoted)) else {
        return false;
    };
    let filled = |lines: &[&str]| lines.iter().filter(|line| !line.trim_start().is_empty()).count();
    let block = &lines[first..=last];
    let marked = block.iter().filter(|line| quoted(line).is_some()).count();
    if marked < LEAST || marked < filled(block) || marked * 5 < filled(lines) * 3 {
        return false;
    }
    for line in &mut lines[first..=last] {
        *line = quoted(line).unwrap_or(line);
    }
    true
}

fn is_indented(line: &str) -> bool {
    line.starts_with("    ") || line.starts_with('\t')
}

/// Takes off the indentation that all lines have, if it is one that means something in Markdown.
fn dedent(lines: &mut [&str]) -> bool {
    let filled = || lines.iter().filter(|line| !line.trim_start().is_empty());
    if filled().take(LEAST).count() < LEAST || !filled().all(|line| is_indented(line)) {
        return false;
    }
    let blanks = |line: &str| line.bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let common = filled().map(|line| blanks(line)).min().unwrap_or(0);
    for line in lines {
        *line = line.get(common.min(blanks(line))..).unwrap_or(line);
    }
    true
}

impl Bare {
    /// The place in the source of a place in the bare text.
    fn source(&self, at: usize) -> usize {
        let line = self.starts.partition_point(|(begin, _)| *begin <= at).saturating_sub(1);
        let (begin, source) = self.starts[line];
        source + (at - begin)
    }

    /// Leads the spans of paragraphs back to the source, and puts between them what stood at the margin.
    pub fn lead_back(self, raws: &mut Vec<Raw>) {
        for raw in raws.iter_mut() {
            raw.source = self.source(raw.source.start)..self.source(raw.source.end);
            if raw.lead_end > 0 {
                raw.lead_end = self.source(raw.lead_end as usize) as u32;
            }
        }
        if !self.numbers.is_empty() {
            raws.extend(self.numbers);
            raws.sort_by_key(|raw| raw.source.start);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_is_quoted_whole_is_read_without_the_marks() {
        let source =
            "On Monday Mara wrote:\n\n> > Why boats?\n>> They float.\n>>\n> > And then?\n>>  Ash.\n\nRegards\n";
        let bare = strip(source).expect("all is quoted");
        assert_eq!(bare.text, "On Monday Mara wrote:\n\nWhy boats?\nThey float.\n\nAnd then?\n Ash.\n\nRegards\n");
        let at = bare.text.find("Ash").expect("it is there");
        assert!(source[bare.source(at)..].starts_with("Ash."));
    }

    #[test]
    fn questions_that_are_quoted_keep_their_marks() {
        assert!(
            strip("> Why boats?\n\nThey float.\n\n> And then?\n\nAsh.\n\n> Why ash?\n\nIt bends.\n\n> Ah.\n").is_none()
        );
    }

    #[test]
    fn indentation_that_all_lines_have_is_taken_off() {
        let bare = strip("\t**Why?**\n\n\tSo.\n\t  And so.\n\n\t**Why?**\n").expect("all is set in");
        assert_eq!(bare.text, "**Why?**\n\nSo.\n  And so.\n\n**Why?**\n");
        assert!(strip("    One.\n    Two.\nThree.\n    Four.\n    Five.\n").is_none());
    }

    #[test]
    fn numbers_before_all_lines_are_no_text() {
        let rows: Vec<String> = (0..60)
            .map(|row| match row % 3 {
                0 => format!("I: Where did you go on day {row}?"),
                1 => format!("B: To the harbour, and then to the {row} boats."),
                _ => String::new(),
            })
            .collect();
        for (padded, count) in [(false, 60), (true, 60), (false, 12), (true, 12)] {
            let number = |row: usize| if padded { format!("{row:04}") } else { format!("{row:4}") };
            let all = rows.iter().take(count).enumerate();
            let source: Vec<String> = all.map(|(row, text)| format!("{}\t{text}", number(row + 1))).collect();
            let bare = strip(&source.join("\n")).expect("all is numbered");
            assert_eq!(bare.text, rows[..count].join("\n"));
            let mut raws = Vec::new();
            bare.lead_back(&mut raws);
            assert_eq!(raws.len(), count.div_ceil(25));
        }
    }

    #[test]
    fn years_and_lists_are_text() {
        let years: Vec<String> = (1900..1960).map(|year| format!("{year}: a boat")).collect();
        assert!(strip(&years.join("\n")).is_none());
        let places: Vec<String> = (1..30).map(|place| format!("{place} a boat")).collect();
        assert!(strip(&places.join("\n")).is_none());
    }
}
