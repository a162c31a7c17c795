//! The only width function of the program.
//!
//! ratatui counts cells by grapheme cluster; `textwrap` sums characters and so disagrees on emoji sequences. Everything
//! that lays out, draws or moves measures here, so that the two can never differ.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

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
    fn a_prefix_never_cuts_a_cluster() {
        assert_eq!(prefix("東京", 3), 3);
        assert_eq!(prefix("a\u{301}b", 1), 3);
        assert_eq!(prefix("abc", 10), 3);
        assert_eq!(prefix("abc", 0), 0);
    }
}
