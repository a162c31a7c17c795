//! Tables of talk: a row for each turn or piece, as programs for coding, archives and spreadsheets write them (CSV, TSV, and
//! with semicolons), and as `inquit convert --to csv` does.
//!
//! The names of columns differ in words, not in kind; so they are looked up in lists, and where there are none a column of
//! sentences beside one of few names is taken. A table that has neither is shown as the text it is.

use std::borrow::Cow;
use std::collections::HashMap;

use csv::{ReaderBuilder, StringRecord};

use super::cues::{self, Cue, Ms};
use super::times::{ENDS, STARTS};
use super::{Builder, Extract};
use crate::interview::parse::raw::{Kind, Name, Raw, floor};
use crate::interview::words::{fold, listed};
use crate::interview::{Clip, Meta};
use crate::text::CleanText;

/// Among how many rows at the beginning the names of the columns are looked for.
const HEAD: usize = 10;

/// What may part columns.
const MARKS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// How much of a text is looked at to tell whether it is a table, in bytes.
const LOOK: usize = 16 * 1024;

/// Longest name of a column, in characters.
const LONGEST: usize = 40;

/// The first columns of the tables that we write.
const OURS: [&str; 7] = ["question", "paragraph", "place", "speaker", "role", "time", "text"];

/// Which column holds what; the names of the others are kept to say what was not read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Columns {
    text: usize,
    speaker: Option<usize>,
    start: Option<(usize, Unit)>,
    end: Option<(usize, Unit)>,
    role: Option<usize>,
    /// Where a row is a question with its answer.
    answer: Option<usize>,
    names: Vec<String>,
}

/// What the numbers of a column of times are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Seconds,
    Milliseconds,
}

/// Whether a text is a table of talk. A file that is named as a table need not name its columns.
pub fn is_table(text: &str, named: bool) -> bool {
    let look = &text[..floor(text, LOOK)];
    // Bars part the cells of Markdown, too, and a sentence may look like the names of columns: a row follows them.
    let whole = |(mark, at, columns): (u8, usize, Columns)| {
        let next = rows(look, mark).nth(at + 1);
        mark != b'|' && columns.is_clear() && next.is_some_and(|row| row.len() >= columns.names.len())
    };
    headed(look).is_some_and(whole) || named && find(text).is_some()
}

/// Reads a table; `None` where it has no column of what is said.
pub fn read(text: &str) -> Option<Extract> {
    let (mark, above, columns) = find(text)?;
    let headed = usize::from(!columns.names.is_empty());
    let above: Vec<String> = rows(text, mark).take(above).map(|row| row.iter().collect::<Vec<_>>().join(" ")).collect();
    // Twice, since all rows at once take more memory than their text.
    let all = || rows(text, mark).skip(above.len() + headed);
    let (are_pieces, unread) = columns.look_through(all());
    let mut extract = if are_pieces {
        let heads = above.iter().map(|line| Cue { remark: true, text: line.as_str().into(), ..Cue::default() });
        let rows: Vec<StringRecord> = all().collect();
        cues::join(heads.chain(rows.iter().map(|row| columns.cue(row))).collect(), Meta::default(), Vec::new())
    } else {
        let mut builder = Builder::expecting(text.len());
        let (mut meta, mut closing) = (Meta::default(), false);
        for line in &above {
            builder.push(line, |_| {});
        }
        for row in all() {
            columns.push(&row, &mut builder, &mut meta, &mut closing);
        }
        builder.finish(meta, Vec::new())
    };
    extract.warnings.extend(unread);
    Some(extract)
}

/// The rows of a table, one after the other. Nothing is wrong with a row: it has the cells it has.
fn rows(text: &str, mark: u8) -> impl Iterator<Item = StringRecord> + '_ {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = ReaderBuilder::new();
    let mut reader = reader.delimiter(mark).flexible(true).has_headers(false).from_reader(text.as_bytes());
    std::iter::from_fn(move || {
        let mut row = StringRecord::new();
        reader.read_record(&mut row).ok().filter(|more| *more).map(|_| row)
    })
}

/// The sign between columns, how many rows stand above the table, and its columns.
fn find(text: &str) -> Option<(u8, usize, Columns)> {
    let unnamed = |mark: &u8| {
        let all: Vec<StringRecord> = rows(text, *mark).collect();
        Some((*mark, 0, without_names(&all)?))
    };
    headed(text).or_else(|| MARKS.iter().find_map(unnamed))
}

/// The same where a row names the columns: with the sign that leaves least doubt of them.
fn headed(text: &str) -> Option<(u8, usize, Columns)> {
    let named = |mark: &u8| {
        let mut first = rows(text, *mark).take(HEAD).enumerate();
        first.find_map(|(at, row)| Some((*mark, at, columns(&row)?)))
    };
    let mut found: Vec<(u8, usize, Columns)> = MARKS.iter().filter_map(named).collect();
    let clear = found.iter().position(|(_, _, columns)| columns.is_clear()).unwrap_or(0);
    (!found.is_empty()).then(|| found.swap_remove(clear))
}

/// The columns that a row names, where one of them is of what is said.
fn columns(row: &StringRecord) -> Option<Columns> {
    let sentence =
        |cell: &str| cell.chars().count() > LONGEST || cell.trim_end().ends_with(['.', '!', '?', ':', ',', ';']);
    if row.len() < 2 || row.iter().any(sentence) {
        return None;
    }
    let names: Vec<String> = row.iter().map(name).collect();
    // The fullest name counts: "text" before "text clean", "speaker name" before "speaker".
    let of = |list: &'static str| {
        let whole = names.iter().position(|name| listed(list, name));
        whole.or_else(|| names.iter().position(|name| name.split(' ').next().is_some_and(|word| listed(list, word))))
    };
    let time = |known: &[&str], all: &'static str| {
        let at = names.iter().position(|name| {
            let first = name.split(' ').next().unwrap_or("");
            known.iter().any(|known| name == &known.replace('_', " ") || first == *known) || listed(all, name)
        })?;
        let unit =
            if names[at].ends_with(" ms") || names[at].contains("milli") { Unit::Milliseconds } else { Unit::Seconds };
        Some((at, unit))
    };
    let (text, answer) = match of("column of text") {
        Some(text) => (text, None),
        None => (
            names.iter().position(|name| listed("question class", name))?,
            Some(names.iter().position(|name| listed("answer class", name))?),
        ),
    };
    let other = |at: &usize| *at != text && Some(*at) != answer;
    let start = time(&STARTS, "column of start").filter(|(at, _)| other(at));
    let end = time(&ENDS, "column of end").filter(|(at, _)| other(at) && Some(*at) != start.map(|(at, _)| at));
    let taken = |at: &usize| start.is_some_and(|(of, _)| of == *at) || end.is_some_and(|(of, _)| of == *at);
    let speaker = of("column of speaker").filter(other).filter(|at| !taken(at));
    let role = names.iter().position(|name| name == "role").filter(|at| Some(*at) != speaker);
    // "Interviewer" and "Participant" say who speaks, where nothing else does.
    let (speaker, role) = if speaker.is_none() { (role, None) } else { (speaker, role) };
    Some(Columns { text, speaker, start, end, role, answer, names })
}

/// A name of a column as it stands in the lists: small letters, blanks between its words.
fn name(cell: &str) -> String {
    let mut out = String::new();
    let mut small = false;
    for c in cell.trim().chars() {
        if matches!(c, '_' | '-' | '.' | ' ') || (c.is_uppercase() && small) {
            out.push(' ');
        }
        small = c.is_lowercase();
        out.extend(c.to_lowercase().filter(|c| !matches!(c, '_' | '-' | '.' | ' ')));
    }
    fold(&out.split(' ').filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "))
}

/// The columns of a table without names for them: one of sentences beside one of few names that come again.
fn without_names(rows: &[StringRecord]) -> Option<Columns> {
    const LEAST: usize = 6;
    const WORDS: usize = 4;
    const NAME: usize = 4;
    let most =
        rows.iter().map(StringRecord::len).max().filter(|most| (2..=20).contains(most) && rows.len() >= LEAST)?;
    let cells = |at: usize| rows.iter().map(move |row| row.get(at).unwrap_or("").trim());
    let words = |at: usize| cells(at).map(|cell| cell.split_whitespace().count()).sum::<usize>();
    let text = (0..most).max_by_key(|&at| (words(at), std::cmp::Reverse(at)))?;
    let speaks = |at: &usize| {
        let mut count: HashMap<&str, usize> = HashMap::new();
        cells(*at).filter(|cell| !cell.is_empty()).for_each(|cell| *count.entry(cell).or_default() += 1);
        let all: usize = count.values().sum();
        let name = |cell: &&str| cell.contains(char::is_alphabetic) && cell.split_whitespace().count() <= NAME;
        *at != text && all * 5 >= rows.len() * 4 && count.len() >= 2 && count.len() * 3 <= all && count.keys().all(name)
    };
    let speaker = (0..most).find(speaks)?;
    (words(text) >= rows.len() * WORDS).then(|| Columns { text, speaker: Some(speaker), ..Columns::default() })
}

impl Columns {
    /// Whether the names of the columns leave no doubt that this is talk.
    fn is_clear(&self) -> bool {
        self.answer.is_some() || self.speaker.is_some() || self.start.is_some() && self.end.is_some()
    }

    fn are_ours(&self) -> bool {
        self.names.iter().take(OURS.len()).eq(OURS.iter())
    }

    /// What is said in a row. A text in the last column may hold the sign between columns, where nobody quoted it.
    fn said<'a>(&self, row: &'a StringRecord) -> Cow<'a, str> {
        let text = row.get(self.text).unwrap_or("");
        // Our apostrophe keeps spreadsheets from running a cell.
        let kept = text.strip_prefix('\'').filter(|rest| self.are_ours() && rest.starts_with(['=', '+', '-', '@']));
        let text = kept.unwrap_or(text);
        if self.text + 1 == self.names.len() && row.len() > self.names.len() {
            return row.iter().skip(self.text).collect::<Vec<_>>().join(", ").into();
        }
        text.into()
    }

    fn speaker<'a>(&self, row: &'a StringRecord) -> Option<Cow<'a, str>> {
        cues::speaker_name(row.get(self.speaker?)?)
    }

    fn time(row: &StringRecord, column: Option<(usize, Unit)>) -> Option<u64> {
        let (at, unit) = column?;
        let cell = row.get(at)?;
        let bare = cell.trim().trim_matches(['[', ']', '(', ')']);
        match unit {
            Unit::Seconds => cues::clock(bare),
            Unit::Milliseconds => bare.split('.').next()?.parse().ok(),
        }
    }

    /// Whether rows are pieces that go on in the next one, and not turns; and a sentence about the columns whose words are not
    /// shown.
    fn look_through(&self, rows: impl Iterator<Item = StringRecord>) -> (bool, Option<String>) {
        let mut unread = vec![false; self.names.len()];
        let (mut count, mut again, mut last) = (0_usize, 0_usize, None::<Option<String>>);
        for row in rows {
            let speaker = self.speaker(&row).map(Cow::into_owned);
            again += usize::from(last.as_ref() == Some(&speaker));
            count += 1;
            for (at, unread) in unread.iter_mut().enumerate().filter(|(at, unread)| !**unread && !self.uses(*at)) {
                *unread = self.leaves_out(&row, at, speaker.as_deref());
            }
            last = Some(speaker);
        }
        let pieces = self.start.is_some() && self.role.is_none() && self.answer.is_none() && again * 3 >= count;
        (pieces, self.told(&unread))
    }

    /// Whether what stands in a column is read.
    fn uses(&self, at: usize) -> bool {
        let times = [self.start, self.end];
        at == self.text
            || [self.answer, self.speaker, self.role].contains(&Some(at))
            || times.iter().flatten().any(|(of, _)| *of == at)
    }

    /// Whether a cell has words that are neither said nor the name of who says it.
    fn leaves_out(&self, row: &StringRecord, at: usize, speaker: Option<&str>) -> bool {
        let letters =
            |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
        let cell = row.get(at).unwrap_or("");
        cell.contains(char::is_alphabetic)
            && !(letters(&self.said(row)) + &letters(speaker.unwrap_or(""))).contains(&letters(cell))
    }

    /// The sentence about columns that are not read.
    fn told(&self, unread: &[bool]) -> Option<String> {
        const NAMED: usize = 4;
        // Where a paragraph stands is told again.
        if self.are_ours() {
            return None;
        }
        let names: Vec<&String> =
            self.names.iter().zip(unread).filter(|(_, unread)| **unread).map(|(name, _)| name).collect();
        let list: Vec<String> = names.iter().take(NAMED).map(|name| format!("“{name}”")).collect();
        let more = if names.len() > NAMED { " and others" } else { "" };
        let noun = if names.len() == 1 { "column" } else { "columns" };
        (!names.is_empty()).then(|| format!("What stands in the {noun} {}{more} is not shown.", list.join(", ")))
    }

    fn cue<'a>(&self, row: &'a StringRecord) -> Cue<'a> {
        let text = self.said(row);
        Cue {
            start: Self::time(row, self.start).map(Ms::from),
            end: Self::time(row, self.end).map(Ms::from),
            speaker: self.speaker(row),
            remark: cues::is_remark(&text),
            text,
            ..Cue::default()
        }
    }

    /// Adds what a row says, a paragraph for each of its lines.
    fn push(&self, row: &StringRecord, builder: &mut Builder, meta: &mut Meta, closing: &mut bool) {
        if let Some(answer) = self.answer {
            for (text, said) in [(row.get(self.text), true), (row.get(answer), false)] {
                for line in text.unwrap_or("").lines() {
                    builder.push(line, |raw| raw.said = Some(said));
                }
            }
            return;
        }
        let role = self.role.and_then(|at| row.get(at)).map(fold).unwrap_or_default();
        let text = self.said(row);
        if role == "title" && meta.title.is_none() {
            meta.title = Some(CleanText::line(&text));
        }
        if role == "closing" && !std::mem::replace(closing, true) {
            builder.rule();
        }
        let clip = cues::clip(Self::time(row, self.start), Self::time(row, self.end));
        for line in text.lines() {
            builder.push(line, |raw| Self::mark(raw, &role, self.speaker(row), clip));
        }
    }

    fn mark(raw: &mut Raw, role: &str, speaker: Option<Cow<str>>, clip: Option<Clip>) {
        match role {
            "title" => raw.heading = 1,
            "section" => raw.heading = 2,
            "question" => raw.said = Some(true),
            "answer" => raw.said = Some(false),
            "page" => raw.kind = Kind::Comment,
            _ => {}
        }
        if raw.heading == 0 {
            raw.speaker = speaker.map(Name::from);
        }
        raw.place_at(clip);
    }
}
