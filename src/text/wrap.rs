//! From a paragraph and a measure to rows, as byte ranges into the paragraph.
//!
//! Rows never copy text: what is drawn, searched, marked and quoted are ranges of the same string. The breaking itself
//! is `textwrap`'s: optimal fit, for the least ragged edge, with first fit for paragraphs so long that nobody would see
//! the difference. The break opportunities and the widths are ours, because `textwrap` counts characters where the
//! screen counts grapheme clusters.

use std::ops::Range;

use textwrap::core::Fragment;
use textwrap::wrap_algorithms::{Penalties, wrap_first_fit, wrap_optimal_fit};
use unicode_segmentation::UnicodeSegmentation;

use super::width;

/// Paragraphs above this many bytes are broken first fit.
const OPTIMAL_LIMIT: usize = 32 * 1024;

/// A piece of text that is never broken, with the blanks after it.
#[derive(Clone, Debug)]
struct Piece {
    text: Range<usize>,
    cells: usize,
    blanks: usize,
}

impl Fragment for Piece {
    fn width(&self) -> f64 {
        self.cells as f64
    }
    fn whitespace_width(&self) -> f64 {
        self.blanks as f64
    }
    fn penalty_width(&self) -> f64 {
        0.0
    }
}

/// How a paragraph is to be broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// The least ragged right edge over the whole paragraph, and no lone short word on the last line.
    Even,
    /// As much on each row as fits: for lists, where the first row matters most.
    First,
}

/// Breaks `text` into rows of at most `measure` cells (at least one grapheme cluster a row). Line feeds always break.
/// The ranges leave out the blanks at a row's end and are in order; an empty text is one empty row.
pub fn wrap(text: &str, measure: usize, fit: Fit) -> Vec<Range<usize>> {
    let measure = measure.max(1);
    let mut rows = Vec::with_capacity(text.len() / measure + 1);
    let mut start = 0;
    for line in text.split('\n') {
        wrap_line(text, start..start + line.len(), measure, fit, &mut rows);
        start += line.len() + 1;
    }
    rows
}

fn wrap_line(text: &str, line: Range<usize>, measure: usize, fit: Fit, rows: &mut Vec<Range<usize>>) {
    let pieces = pieces(text, line.clone(), measure);
    if pieces.is_empty() {
        rows.push(line.start..line.start);
        return;
    }
    let widths = [measure as f64];
    let broken = match fit {
        Fit::Even if line.len() <= OPTIMAL_LIMIT => wrap_optimal_fit(&pieces, &widths, &penalties()).ok(),
        _ => None,
    };
    let broken = broken.unwrap_or_else(|| wrap_first_fit(&pieces, &widths));
    rows.extend(broken.iter().filter_map(|row| Some(row.first()?.text.start..row.last()?.text.end)));
}

/// textwrap's own weights but for rows that are too wide and for the last line: a single short word there reads as a mistake, so a last line under a
/// fifth of the measure costs as much as a gap of 25 cells elsewhere.
fn penalties() -> Penalties {
    let mut penalties = Penalties::new();
    penalties.short_last_line_fraction = 5;
    penalties.short_last_line_penalty = 625;
    // A row that is a letter too wide would be cut on the screen: no gap is worse than that.
    penalties.overflow_penalty = 10_000_000;
    penalties
}

/// Splits one line at its break opportunities, and whatever is wider than the measure by grapheme clusters.
fn pieces(text: &str, line: Range<usize>, measure: usize) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::with_capacity(line.len() / 5 + 1);
    let mut start = line.start;
    let mut push = |start: usize, end: usize, blanks: usize| {
        if start == end {
            // Blanks at the start of a line: they hang on nothing and are dropped from the rows.
            return;
        }
        let cells = width::of(&text[start..end]);
        if cells <= measure {
            pieces.push(Piece { text: start..end, cells, blanks });
            return;
        }
        let (mut from, mut used) = (start, 0);
        for (at, cluster) in text[start..end].grapheme_indices(true) {
            let (at, cells) = (start + at, width::grapheme(cluster));
            if used + cells > measure && at > from {
                pieces.push(Piece { text: from..at, cells: used, blanks: 0 });
                (from, used) = (at, 0);
            }
            used += cells;
        }
        pieces.push(Piece { text: from..end, cells: used, blanks });
    };
    let bytes = text.as_bytes();
    let (mut at, mut before, mut last) = (line.start, None, None);
    while at < line.end {
        let c = text[at..].chars().next().unwrap_or(' ');
        if c == ' ' {
            let end = bytes[at..line.end].iter().position(|&b| b != b' ').map_or(line.end, |n| at + n);
            push(start, at, end - at);
            (start, at, before, last) = (end, end, None, None);
            continue;
        }
        if let Some(last) = last
            && may_break(before, last, c)
        {
            push(start, at, 0);
            start = at;
        }
        (before, last) = (last, Some(c));
        at += c.len_utf8();
    }
    push(start, line.end, 0);
    pieces
}

/// Whether a row may end between `last` and `next` where no blank stands: after an em dash or a hyphen inside words, after
/// the slash of a path, and between ideographs and kana, but never before closing or after opening punctuation.
fn may_break(before: Option<char>, last: char, next: char) -> bool {
    match last {
        '—' => next.is_alphanumeric(),
        '-' | '‐' => next.is_alphabetic() && before.is_some_and(char::is_alphabetic),
        '/' => next.is_alphabetic() && before.is_some(),
        _ => (is_ideographic(last) || is_ideographic(next)) && !opens(last) && !closes(next) && !joins(last, next),
    }
}

/// A Latin word or number beside an ideograph may be cut off from it, but not the parts of the word itself.
fn joins(last: char, next: char) -> bool {
    let latin = |c: char| c.is_alphanumeric() && !is_ideographic(c);
    (latin(last) && latin(next)) || (!is_ideographic(last) && !last.is_alphanumeric() && !closes(last))
}

fn is_ideographic(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

fn opens(c: char) -> bool {
    matches!(c, '「' | '『' | '（' | '【' | '〈' | '《' | '〔' | '［' | '｛' | '“' | '‘' | '(' | '[' | '¿' | '¡' | '«')
}

fn closes(c: char) -> bool {
    matches!(
        c,
        '、' | '。'
            | '，'
            | '．'
            | '：'
            | '；'
            | '？'
            | '！'
            | '」'
            | '』'
            | '）'
            | '】'
            | '〉'
            | '》'
            | '〕'
            | '］'
            | '｝'
            | '”'
            | '’'
            | ')'
            | ']'
            | '»'
            | ','
            | '.'
            | ':'
            | ';'
            | '?'
            | '!'
            | '…'
            | '‥'
            | 'ー'
            | '々'
            | 'ゝ'
            | 'ゞ'
            | 'ぁ'
            | 'ぃ'
            | 'ぅ'
            | 'ぇ'
            | 'ぉ'
            | 'っ'
            | 'ゃ'
            | 'ゅ'
            | 'ょ'
            | 'ァ'
            | 'ィ'
            | 'ゥ'
            | 'ェ'
            | 'ォ'
            | 'ッ'
            | 'ャ'
            | 'ュ'
            | 'ョ'
            | '・'
            | '〜'
            | '％'
    )
}

/// At most `most` rows of `text`, for a list; the last row ends in `ellipsis` when something was left out.
pub fn excerpt(text: &str, measure: usize, most: usize, ellipsis: &str) -> Vec<String> {
    // Rows far below those that are shown have no part in where these end.
    const BELOW: usize = 12;
    let near = text.char_indices().nth((most + BELOW) * measure).map_or(text, |(at, _)| &text[..at]);
    let rows = wrap(near, measure, Fit::Even);
    let mut lines: Vec<String> = rows.iter().take(most).map(|row| text[row.clone()].to_owned()).collect();
    if rows.len() > most
        && let Some(last) = lines.last_mut()
    {
        *last = cut(last, measure, ellipsis);
    }
    lines
}

/// Ends `line` in the ellipsis within `measure` cells, at a word where one fits.
fn cut(line: &str, measure: usize, ellipsis: &str) -> String {
    let room = measure.saturating_sub(width::of(ellipsis));
    let mut kept = line;
    if width::of(line) > room {
        let hard = &line[..width::prefix(line, room)];
        let whole = !line[hard.len()..].starts_with(char::is_alphanumeric);
        kept = if whole { hard } else { hard.rfind(' ').map_or(hard, |space| &hard[..space]) };
    }
    let kept =
        kept.trim_end_matches(|c: char| c == ' ' || (c.is_ascii_punctuation() && c != ')') || c == '—' || c == '–');
    format!("{kept}{ellipsis}")
}

/// `text` on one row of at most `cells`, cut at a word with the ellipsis where it is longer.
pub fn one_line(text: &str, cells: usize, ellipsis: &str) -> String {
    if width::of(text) <= cells { text.to_owned() } else { cut(text, cells, ellipsis) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(text: &str, measure: usize) -> Vec<&str> {
        wrap(text, measure, Fit::Even).into_iter().map(|row| &text[row]).collect()
    }

    #[test]
    fn breaks_at_blanks_dashes_and_hyphens_inside_words() {
        assert_eq!(
            rows("the Peninsula—it took part in the Six-Party Talks", 16),
            ["the Peninsula—it", "took part in the", "Six-Party Talks"]
        );
        assert_eq!(rows("sanctions-evasion", 12), ["sanctions-", "evasion"]);
        assert_eq!(rows("1990-91 and 2010–12", 10), ["1990-91", "and", "2010–12"]);
    }

    #[test]
    fn the_last_row_is_not_one_short_word() {
        let text = "It is hard to imagine that conditions would become any worse for them as it is";
        assert!(rows(text, 38).last().is_some_and(|row| row.contains(' ')), "{:?}", rows(text, 38));
    }

    #[test]
    fn ideographs_break_anywhere_but_before_closing_marks() {
        assert_eq!(rows("東京都は大きい", 8), ["東京都は", "大きい"]);
        for row in rows("東京都は大きい。本当です。", 8) {
            assert!(!row.starts_with('。'), "{row}");
        }
    }

    #[test]
    fn a_word_without_end_is_cut_between_clusters() {
        assert_eq!(rows("aaaaaaa", 3), ["aaa", "aaa", "a"]);
        assert_eq!(rows("👍🏽👍🏽👍🏽", 4), ["👍🏽👍🏽", "👍🏽"]);
        assert_eq!(rows("東", 1), ["東"]);
    }

    #[test]
    fn line_feeds_and_emptiness() {
        assert_eq!(rows("", 10), [""]);
        assert_eq!(rows("a\n\nb", 10), ["a", "", "b"]);
        assert_eq!(rows("   a  b   ", 10), ["a  b"]);
    }

    #[test]
    fn an_excerpt_says_that_it_is_one() {
        assert_eq!(excerpt("What does it hope to achieve, and why?", 14, 2, "…"), ["What does", "it hope to…"]);
        assert_eq!(excerpt("Short?", 14, 2, "…"), ["Short?"]);
        assert_eq!(one_line("through this collaboration, and", 27, "…"), "through this collaboration…");
    }

    proptest! {
        #[test]
        fn rows_and_blanks_are_the_text(text in "[a-z é東—\\-👍\n]{0,200}", measure in 1usize..40) {
            for fit in [Fit::Even, Fit::First] {
                let rows = wrap(&text, measure, fit);
                let mut at = 0;
                for row in &rows {
                    prop_assert!(row.start >= at && text[at..row.start].chars().all(|c| c == ' ' || c == '\n'));
                    at = row.end;
                }
                prop_assert!(text[at..].chars().all(|c| c == ' ' || c == '\n'));
            }
        }

        #[test]
        fn no_row_is_too_wide(text in prop_oneof![any::<String>(), "([a-z]{1,39} ){1,20}"], measure in 2usize..40) {
            for row in wrap(&text, measure, Fit::Even) {
                let row = &text[row];
                prop_assert!(width::of(row) <= measure || row.graphemes(true).count() == 1, "{row:?}");
            }
        }
    }
}
