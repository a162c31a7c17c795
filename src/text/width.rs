//! The only width function of the program.
//!
//! ratatui counts cells by grapheme cluster; `textwrap` sums characters and so disagrees on emoji sequences. Everything
//! that lays out, draws or moves measures here, so that the two can never differ.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Columns between the tab stops of a terminal, where nobody set others.
pub const TAB: u16 = 8;

/// Width of one grapheme cluster in terminal cells (0, 1 or 2 for everything but malformed input).
pub fn grapheme(cluster: &str) -> usize {
    if cluster.len() == 1 { usize::from(!cluster.as_bytes()[0].is_ascii_control()) } else { cluster.width() }
}

/// Width of a text in terminal cells, counted by grapheme cluster as the screen does.
pub fn of(text: &str) -> usize {
    if text.is_ascii() {
        return text.bytes().filter(|b| !b.is_ascii_control()).count();
    }
    text.graphemes(true).map(grapheme).sum()
}

/// Letters of Latin with marks that Unicode's annex 11 calls ambiguous (`EastAsianWidth.txt`, version 16: class A below U+0250).
/// `unicode-width` leaves them narrow, because they equal a letter and a mark; terminals go by the table.
const AMBIGUOUS_LATIN: [(u32, u32); 34] = [
    (0xC6, 0xC6),
    (0xD0, 0xD0),
    (0xD7, 0xD8),
    (0xDE, 0xE1),
    (0xE6, 0xE6),
    (0xE8, 0xEA),
    (0xEC, 0xED),
    (0xF0, 0xF0),
    (0xF2, 0xF3),
    (0xF7, 0xFA),
    (0xFC, 0xFC),
    (0xFE, 0xFE),
    (0x101, 0x101),
    (0x111, 0x111),
    (0x113, 0x113),
    (0x11B, 0x11B),
    (0x126, 0x127),
    (0x12B, 0x12B),
    (0x131, 0x133),
    (0x138, 0x138),
    (0x13F, 0x142),
    (0x144, 0x144),
    (0x148, 0x14B),
    (0x14D, 0x14D),
    (0x152, 0x153),
    (0x166, 0x167),
    (0x16B, 0x16B),
    (0x1CE, 0x1CE),
    (0x1D0, 0x1D0),
    (0x1D2, 0x1D2),
    (0x1D4, 0x1D4),
    (0x1D6, 0x1D6),
    (0x1D8, 0x1D8),
    (0x1DA, 0x1DA),
];

/// Whether a grapheme cluster takes more cells in terminals that are set up for Chinese, Japanese or Korean (what Unicode's
/// annex 11 calls ambiguous).
pub fn is_ambiguous(cluster: &str) -> bool {
    let latin = |c: char| AMBIGUOUS_LATIN.iter().any(|(from, to)| (*from..=*to).contains(&(c as u32)));
    cluster.width_cjk() > cluster.width() || cluster.chars().any(latin)
}

/// The longest prefix of `text` that is at most `cells` wide, cut between grapheme clusters, as a byte length.
pub fn prefix(text: &str, cells: usize) -> usize {
    let mut used = 0;
    for (at, cluster) in text.grapheme_indices(true) {
        used += grapheme(cluster);
        if used > cells {
            return at;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_cells_as_the_screen_does() {
        for (text, cells) in [("abc", 3), ("“é–—”", 5), ("東京", 4), ("👨‍👩‍👧‍👦", 2), ("👍🏽", 2), ("a\u{301}", 1), ("", 0)]
        {
            assert_eq!(of(text), cells, "{text}");
        }
    }

    #[test]
    fn what_is_wide_in_some_terminals_is_known() {
        for (text, ambiguous) in
            [("’", true), ("–", true), ("▌", true), ("é", true), ("ł", true), ("ë", false), ("e", false), ("東", false)]
        {
            assert_eq!(is_ambiguous(text), ambiguous, "{text}");
        }
    }

    #[test]
    fn a_prefix_never_cuts_a_cluster() {
        assert_eq!(prefix("東京", 3), 3);
        assert_eq!(prefix("a\u{301}b", 1), 3);
        assert_eq!(prefix("abc", 10), 3);
        assert_eq!(prefix("abc", 0), 0);
    }
}
