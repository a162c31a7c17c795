//! Pages in columns: what they hold is read column by column, whatever stands above or between, and pages that only look
//! so are read line by line.

#![cfg(all(feature = "html", feature = "office", feature = "epub", feature = "pdf", feature = "tei"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot build its file has failed")]

use inquit::formats::detect::detect;
use inquit::formats::{Opened, read_container};
use inquit::interview::parse::{Format, build, parse};
use inquit::interview::{Interview, PersonRole, Role};
use inquit::text::CleanText;

use crate::formats::pdf;

const FRONT: &[&str] = &[
    "Voices of the Upper Lock",
    "Interviewer: Carmen Holt",
    "Interviewee: Anselm Roe",
    "Recorded on 3 June 1998 at Brackwater",
    "Anselm Roe was born beside the upper lock in 1921 and kept it from the spring of 1946 until the \
     county closed the canal. He wrote down every boat that went through, first in chalk on the door of the engine house, \
     and later, when the door was full, in the ledgers of the coal company, of which nineteen are left. The rest went into \
     the stove in the winter of 1963, and he says that they burned better than the coal did.",
];

const TALK: &[(&str, &str)] = &[
    ("HOLT", "How did you come to keep the lock?"),
    (
        "ROE",
        "My father kept it and I was in the way. When he died in the spring there was a boat waiting below, so I opened the \
         gates for it, and then for the next one. Nobody ever asked me whether I wanted to.",
    ),
    ("HOLT", "What did a boatman pay in those years, and did everybody pay it?"),
    (
        "ROE",
        "Fourpence, or an egg. An egg was better because the company counted the pennies. There was a man called Dunmore who \
         paid with a song. I do not sing and I do not like songs, but the rule in the book only said that he had to pay.",
    ),
    ("HOLT", "Tell me about the winter when the canal froze."),
    (
        "ROE",
        "It froze from the bottom, which people do not believe. First the mud went hard and then the water stood on it like \
         glass on a table. Eleven boats lay above the gates until March. We took the children across on a door.",
    ),
    ("HOLT", "Which door was that?"),
    ("ROE", "The one with the writing on it. They held on to 1951."),
    ("HOLT", "Were you ever afraid of the water?"),
    (
        "ROE",
        "Of water, no. Of the paddles, yes. A paddle has no patience. My brother lost the end of a thumb to one and \
         afterwards he counted to nine and a half, and everybody laughed every time, and so did he, though less.",
    ),
    ("HOLT", "When did you hear that they would close it?"),
    (
        "ROE",
        "From the heron. He stopped coming in the autumn before, since they had let the upper reach go shallow to save on \
         the banks. A letter came in May. It was addressed to my father, who had been dead for twenty-six years.",
    ),
    ("HOLT", "Do you still look at the gates?"),
    ("ROE", "Every morning. Somebody has to, and I know where to stand."),
];

fn wrapped(text: &str, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut().filter(|line| line.len() + 1 + word.len() <= most) {
            Some(line) => line.extend([" ", word]),
            None => lines.push(word.to_owned()),
        }
    }
    lines
}

type Lines = Vec<(u32, u32, u32, String)>;

/// The talk over pages of two columns, the front over both, with the base lines of the second column lowered a little.
fn two_columns(gap: u32, below: u32, high: u32) -> Vec<Lines> {
    const LEFT: u32 = 60;
    let mut y = 780;
    let mut page: Lines = Vec::new();
    for text in FRONT {
        for line in wrapped(text, 90) {
            page.push((LEFT, y, 10, line));
            y -= 13;
        }
        y -= 10;
    }
    let mut lines: Vec<Option<String>> = Vec::new();
    for (label, text) in TALK {
        lines.extend(wrapped(&format!("{label}: {text}"), 40).into_iter().map(Some));
        lines.push(None);
    }
    let mut pages = Vec::new();
    let mut lines = lines.into_iter().peekable();
    while lines.peek().is_some() {
        let rows = ((y - 60) / 13).min(high);
        for (x, lower) in [(LEFT, 0), (LEFT + 192 + gap, below)] {
            for row in 0..rows {
                if let Some(Some(line)) = lines.next() {
                    page.push((x, y - 13 * row - lower, 10, line));
                }
            }
        }
        page.push((LEFT, 800, 9, "Brackwater Local History".to_owned()));
        pages.push(std::mem::take(&mut page));
        y = 780;
    }
    pages
}

fn read(pages: &[Lines]) -> Interview {
    let bytes = pdf(pages);
    let Opened::One(extract) = read_container(detect(&bytes, None), &bytes).unwrap() else { panic!("several texts") };
    build::build(&extract.source, extract.raws(), extract.meta)
}

/// What was asked and answered. Where a line is shorter than its column by chance, a paragraph may end in its middle.
fn exchanges(interview: &Interview) -> Vec<(String, String)> {
    let texts = |all: &[inquit::interview::ParaId]| -> String {
        let texts: Vec<&str> = all.iter().map(|id| &*interview.paragraphs[id.0 as usize].text).collect();
        texts.join(" ")
    };
    interview.exchanges.iter().map(|exchange| (texts(&exchange.question), texts(&exchange.answer))).collect()
}

fn as_text() -> String {
    let talk = TALK.iter().map(|(label, text)| format!("{label}: {text}"));
    FRONT.iter().map(|text| (*text).to_owned()).chain(talk).collect::<Vec<_>>().join("\n\n")
}

#[test]
fn columns_are_read_one_after_the_other_whatever_stands_above_them() {
    let wanted = parse(&CleanText::new(&as_text()), Format::Text, None);
    assert_eq!(wanted.exchanges.len(), 7);
    for gap in [8, 14, 23, 40] {
        for below in [0, 4, 6] {
            for high in [12, 20, 60] {
                let interview = read(&two_columns(gap, below, high));
                assert_eq!(exchanges(&interview), exchanges(&wanted), "{gap} points, {below} lower, {high} rows");
            }
        }
    }
}

#[test]
fn a_line_over_both_columns_parts_them() {
    let mut page: Lines = Vec::new();
    let half = |page: &mut Lines, top: u32, name: &str| {
        for row in 0..7 {
            page.push((60, top - 13 * row, 10, format!("{name} left line {row} goes on to the right")));
            page.push((290, top - 13 * row, 10, format!("{name} right line {row} goes on to the end")));
        }
    };
    half(&mut page, 760, "upper");
    page.push((
        60,
        660,
        10,
        "What the keeper of the upper lock said of the ones below him, and of their wives and dogs".to_owned(),
    ));
    half(&mut page, 640, "lower");
    let interview = read(&[page]);
    let whole: Vec<String> = interview.paragraphs.iter().map(|paragraph| paragraph.text.to_string()).collect();
    let whole = whole.join(" ");
    let places: Vec<usize> = [
        "upper left line 6",
        "upper right line 0",
        "upper right line 6",
        "What the keeper",
        "lower left line 0",
        "lower right line 0",
    ]
    .iter()
    .map(|words| whole.find(words).unwrap_or_else(|| panic!("{words}: {whole}")))
    .collect();
    assert!(places.is_sorted(), "{places:?} {whole}");
}

#[test]
fn labels_and_cells_with_room_behind_them_are_no_columns() {
    // Names in a column of their own, the text in another.
    let mut page: Lines = Vec::new();
    let mut y = 780;
    for (label, text) in TALK {
        page.push((60, y, 10, format!("{label}:")));
        for line in wrapped(text, 60) {
            page.push((230, y, 10, line));
            y -= 13;
        }
        y -= 8;
    }
    let interview = read(&[page]);
    let wanted = parse(&CleanText::new(&as_text()), Format::Text, None);
    assert_eq!(exchanges(&interview), exchanges(&wanted));
    // A table of short cells stays a table.
    let mut page: Lines = Vec::new();
    for (row, name) in ["Egret", "Dunlin", "Merlin", "Redwing", "Gannet", "Plover", "Curlew"].iter().enumerate() {
        let y = 780 - 16 * row as u32;
        page.push((60, y, 10, format!("{name}, a boat of {} tons", 30 + row)));
        page.push((420, y, 10, format!("{} eggs", 11 * row)));
    }
    let interview = read(&[page]);
    assert!(interview.paragraphs.iter().any(|paragraph| paragraph.text.contains("Dunlin, a boat of 31 tons 11 eggs")));
    assert!(interview.paragraphs.iter().all(|paragraph| paragraph.role != Role::Question));
}

/// The talk as a table over pages of so many lines: who asks on the left, who answers on the right, with so much room between
/// the rows of the table. `middle` sets the shorter cell beside the middle of the longer one.
fn table(widths: (usize, usize), room: u32, high: u32, middle: bool) -> Vec<Lines> {
    let (left, right) = (60, 60 + 5 * widths.0 as u32 + 20);
    let mut pages: Vec<Lines> = vec![vec![(left, 800, 16, "Voices of the Upper Lock".to_owned())]];
    let mut y = 760;
    for pair in TALK.chunks(2) {
        let [(_, question), (_, answer)] = pair else { panic!("a question without an answer") };
        let cells = [wrapped(question, widths.0), wrapped(answer, widths.1)];
        let rows = cells[0].len().max(cells[1].len()) as u32;
        if y < 760 - 12 * high {
            pages.push(Vec::new());
            y = 780;
        }
        for (x, cell) in [left, right].into_iter().zip(cells) {
            let lower = if middle { 6 * (rows - cell.len() as u32) } else { 0 };
            let lines = cell.into_iter().zip(0..).map(|(line, row)| (x, y - 12 * row - lower, 10, line));
            pages.last_mut().unwrap().extend(lines);
        }
        y -= 12 * rows + room;
    }
    pages
}

/// The talk with the names in a column beside it, behind a cover; no room between the turns.
fn names_beside(names: [&str; 2], text: u32, wide: usize) -> Vec<Lines> {
    let cover = ["Voices of the Upper Lock", "Interview with Anselm Roe", "Conducted by Carmen Holt", "3 June 1998"];
    let mut pages: Vec<Lines> =
        vec![cover.iter().zip(0..).map(|(line, at)| (72, 640 - 20 * at, 11, (*line).to_owned())).collect()];
    pages[0].push((72, 400, 11, "The tapes are kept by the county and may be heard on request".to_owned()));
    let mut page: Lines = Vec::new();
    for (turn, (_, said)) in TALK.iter().enumerate() {
        for (at, row) in wrapped(said, wide).into_iter().enumerate() {
            if page.len() > 36 {
                pages.push(std::mem::take(&mut page));
            }
            let y = 770 - 14 * page.iter().filter(|(x, ..)| *x == text).count() as u32;
            if at == 0 {
                page.push((72, y, 11, names[turn % 2].to_owned()));
            }
            page.push((text, y, 11, row));
        }
    }
    pages.push(page);
    pages
}

#[test]
fn names_in_a_column_beside_the_text_are_labels() {
    let wanted: Vec<(String, String)> =
        TALK.chunks(2).map(|pair| (pair[0].1.to_owned(), pair[1].1.to_owned())).collect();
    for names in [["HOLT", "ROE"], ["Carmen Holt", "Anselm Roe"], ["Holt:", "Roe:"], ["Q.", "A."], ["Holt", "Roe"]] {
        for (text, wide) in [(170, 60), (150, 68), (220, 48)] {
            let interview = read(&names_beside(names, text, wide));
            assert_eq!(exchanges(&interview), wanted, "{names:?} {text}");
            let asks = interview.person(PersonRole::Interviewer).map(|person| person.name.as_str());
            assert!(names[0] == "Q." || asks == Some("Carmen Holt"), "{names:?}: {asks:?}");
        }
    }
}

#[test]
fn a_table_of_two_filled_columns_is_read_cell_by_cell() {
    let wanted: Vec<(String, String)> =
        TALK.chunks(2).map(|pair| (pair[0].1.to_owned(), pair[1].1.to_owned())).collect();
    for widths in [(40, 40), (28, 56), (52, 30)] {
        for (room, middle) in [(6, false), (14, false), (0, false), (8, true)] {
            // Without room between them, rows of one line on both sides are not told from one row of two lines.
            if room == 0 && widths.0 != widths.1 {
                continue;
            }
            for high in [60, 26] {
                let interview = read(&table(widths, room, high, middle));
                assert_eq!(exchanges(&interview), wanted, "{widths:?}, {room} points, {high} rows, {middle}");
            }
        }
    }
}

#[test]
fn columns_of_paragraphs_with_room_between_them_are_no_table() {
    // Paragraphs of both columns stand on the same base lines, and some begin beside each other by chance.
    let mut dice = 7_u32;
    let mut roll = move |sides: u32| {
        dice = dice.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (dice >> 16) % sides
    };
    for _ in 0..60 {
        let mut page: Lines = Vec::new();
        for (x, name) in [(60, "left"), (300, "right")] {
            let (mut row, mut number) = (0, 0);
            while row < 44 {
                for line in 0..=roll(5) {
                    page.push((x, 780 - 12 * row, 10, format!("{name} {number} row {line} of what was told there")));
                    row += 1;
                }
                page.last_mut().unwrap().3 = format!("{name} {number} ends.");
                number += 1;
                row += 1;
            }
        }
        let interview = read(&[page]);
        let whole: Vec<&str> = interview.paragraphs.iter().map(|paragraph| &*paragraph.text).collect();
        let whole = whole.join(" ");
        let (last, first) = (whole.rfind("left").unwrap(), whole.find("right").unwrap());
        assert!(last < first, "{whole}");
    }
}
