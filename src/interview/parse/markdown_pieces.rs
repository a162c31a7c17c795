//! Cuts a long Markdown text where a paragraph begins and nothing is open, so that what the parser builds of it, over ten
//! times the text where paragraphs are short, is never there as a whole.

use std::ops::Range;

use memchr::memmem;

/// How long a piece is at least, in bytes.
pub const PIECE: usize = 256 * 1024;

/// The pieces of `source[from..]`, each of at least so many bytes, in order: one, where something in it may reach further
/// than its paragraph.
pub fn pieces(source: &str, from: usize, least: usize) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = from;
    if source.len() - from > 2 * least && !reaches(&source[from..]) {
        while let Some(cut) = cut(source, start + least) {
            pieces.push(start..cut);
            start = cut;
        }
    }
    pieces.push(start..source.len());
    pieces
}

/// Whether anything but lists and quotations may go on behind an empty line: the addresses of links and notes, which count
/// for the whole text, blocks of code, and HTML.
fn reaches(text: &str) -> bool {
    let opens = |line: &str| line.trim_start_matches([' ', '>', '\t']).starts_with(['`', '~', '<']);
    text.contains("]:") || text.split('\n').any(opens)
}

/// The first place at or behind `least` where the line behind an empty one begins with what ends every list and quotation.
fn cut(source: &str, least: usize) -> Option<usize> {
    let mut at = least;
    loop {
        at += memmem::find(source.as_bytes().get(at..)?, b"\n\n")? + 2;
        let word = source[at..].split(char::is_whitespace).next().unwrap_or("");
        // A star is bold type, or the sign of a list.
        if word.trim_start_matches("**").starts_with(char::is_alphabetic) {
            return Some(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Options, Parser};

    use super::*;

    /// Blocks of Markdown, some of which go on behind an empty line.
    fn blocks() -> impl Strategy<Value = String> {
        let block = prop::sample::select(vec![
            "**Mara:** Why boats?",
            "**Why boats?** They float.",
            "**",
            "** a",
            "Wir *blieben* da.",
            "Почему?\nПотому.",
            "为什么？",
            "# Boats",
            "- one",
            "* two\n\n  below two",
            "1. three",
            "    indented",
            "  two blanks",
            "> said\n> again",
            "> * in a quotation\n>\n>   still there",
            "---",
            "Boats\n=====",
            "\\*",
            "a [link](b)",
            "[a]",
            "***both*** `code",
        ]);
        prop::collection::vec(block, 0..30).prop_map(|all| all.join("\n\n"))
    }

    fn events(source: &str, pieces: impl IntoIterator<Item = Range<usize>>) -> Vec<String> {
        let read = |piece: Range<usize>| {
            let events = Parser::new_ext(&source[piece.clone()], Options::ENABLE_FOOTNOTES).into_offset_iter();
            let placed = |(event, place): (_, Range<usize>)| {
                format!("{event:?} {:?}", place.start + piece.start..place.end + piece.start)
            };
            events.map(placed).collect::<Vec<_>>()
        };
        pieces.into_iter().flat_map(read).collect()
    }

    proptest! {
        #![proptest_config(crate::cases(300))]
        #[test]
        fn pieces_are_read_as_the_whole_is(source in blocks()) {
            let pieces = pieces(&source, 0, 10);
            let joined: String = pieces.iter().map(|piece| &source[piece.clone()]).collect();
            prop_assert_eq!(&joined, &source);
            prop_assert_eq!(events(&source, pieces), events(&source, Some(0..source.len())));
        }
    }

    #[test]
    fn what_reaches_further_stays_whole() {
        let long = "Why?\n\nSo.\n\n".repeat(10);
        assert!(pieces(&long, 0, 10).len() > 5);
        for end in ["[a]: b", "[^1]: A note.", "```\nWhy?\n\nSo.\n```", "<!-- Why?\n\nSo. -->", "> ~~~\n"] {
            assert_eq!(pieces(&format!("{long}{end}"), 0, 10).len(), 1, "{end}");
        }
    }
}
