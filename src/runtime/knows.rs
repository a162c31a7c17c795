//! What a terminal can do beyond what all do, by one question before the first frame.

/// Sets margins at columns 2 and 3, where three letters end in row 2, and takes them off; without margins they end in row 1.
const MARGINS: &str = "\x1b[?69h\x1b[2;3s\x1b[1;2Hxxx\x1b[?69l";

/// A letter and a sign from column 6 on end in column 8, or in 9 where the sign takes two cells, and four tabs behind them in
/// column [`END`], or in [`WIDE_END`]. With other tab stops they end elsewhere.
const SIGN: &str = "\x1b[6Gx…\t\t\t\t\x1b[6n";

/// The same for terminals that show ASCII alone.
const ASCII: &str = "\x1b[6Gxx\t\t\t\t\x1b[6n";

/// The column, counted from 1, where the probe ends on most terminals.
const END: u16 = 33;

/// The column where it ends with wide signs; also with tab stops every ten columns, so that it says nothing of these.
const WIDE_END: u16 = 41;

/// What is known of a terminal. By default what every terminal can be trusted with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Knows {
    /// It has left and right margins.
    pub margins: bool,
    /// Dashes, quotation marks and the like take one cell, and a tab leads to the next multiple of [`crate::text::width::TAB`], as is usual: readers
    /// may have set both otherwise.
    pub usual: bool,
    /// What Unicode calls ambiguous takes two cells: terminals that are set up for Chinese, Japanese or Korean.
    pub wide: bool,
}

/// Asks the terminal what it can do, by where the cursor stands behind some letters, which the first frame erases. It is not
/// asked for `margins` where it is known to have none.
pub fn probe(margins: bool, ascii: bool) -> String {
    [if margins { MARGINS } else { "\x1b[1;1H" }, if ascii { ASCII } else { SIGN }].concat()
}

impl Knows {
    /// What the place of the cursor behind the probe says, row and column counted from 1, on a screen of so many columns. The
    /// last column of a narrow screen ends all tabs, and says nothing of them.
    pub fn from_probe(row: u16, column: u16, columns: u16) -> Self {
        let ends = |end: u16| column == end && end < columns;
        Self { margins: row == 2, usual: ends(END), wide: ends(WIDE_END) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::width::TAB;

    /// A terminal as far as the probe needs one.
    struct Terminal {
        margins: bool,
        /// Cells of a typographic sign.
        sign: u16,
        /// Columns between tab stops.
        tab: u16,
        columns: u16,
    }

    /// Where the cursor stands behind the probe, row and column counted from 1, and whether margins are set there.
    fn behind(probe: &str, terminal: &Terminal) -> (u16, u16, bool) {
        let (mut row, mut column, mut wrap) = (1, 1, false);
        let (mut mode, mut sides) = (false, None);
        let asked = probe.strip_suffix("\x1b[6n").unwrap();
        for (nth, piece) in asked.split("\x1b[").enumerate() {
            let end = piece.find(|c: char| c.is_ascii_alphabetic()).unwrap_or_default();
            match (nth, &piece[..(end + 1).min(piece.len())]) {
                (0, "") => continue,
                (_, "?69h") => mode = terminal.margins,
                (_, "2;3s") => sides = mode.then_some((2, 3)),
                (_, "1;2H") => (row, column, wrap) = (1, 2, false),
                (_, "1;1H") => (row, column, wrap) = (1, 1, false),
                (_, "?69l") => (mode, sides) = (false, None),
                (_, "6G") => (column, wrap) = (6, false),
                (_, other) => panic!("{other}"),
            }
            let (left, right) = sides.unwrap_or((1, terminal.columns));
            for c in piece[end + 1..].chars() {
                if c == '\t' {
                    column = ((column - 1) / terminal.tab * terminal.tab + terminal.tab + 1).min(terminal.columns);
                    continue;
                }
                let cells = if c.is_ascii() { 1 } else { terminal.sign };
                if wrap || column + cells - 1 > right {
                    (row, column) = (row + 1, left);
                }
                wrap = column + cells > right;
                column = (column + cells).min(right);
            }
        }
        (row, column, mode || sides.is_some())
    }

    #[test]
    fn the_probe_says_what_the_terminal_can_do_and_leaves_no_margins() {
        for (margins, sign, tab, ascii, asked) in terminals() {
            let terminal = Terminal { margins, sign, tab, columns: 80 };
            let (row, column, left) = behind(&probe(asked, ascii), &terminal);
            assert!(!left, "the margins are off behind it");
            let knows = Knows::from_probe(row, column, 80);
            let usual = tab == TAB && (ascii || sign == 1);
            // Other stops that lead to the same column are taken for wide signs, which costs a few signs.
            let wide = (tab == TAB && !usual) || (tab == 10 && column == WIDE_END);
            let wanted = Knows { margins: margins && asked, usual, wide };
            assert_eq!(knows, wanted, "{margins} {sign} {tab} {ascii} {asked}: {row}, {column}");
        }
        for (row, column) in [(1, 1), (1, 7), (1, 80), (24, 80), (0, 0)] {
            assert_eq!(Knows::from_probe(row, column, 80), Knows::default());
        }
    }

    /// Every terminal that is tried.
    fn terminals() -> impl Iterator<Item = (bool, u16, u16, bool, bool)> {
        let both = || [false, true].into_iter();
        both().flat_map(move |margins| {
            [1, 2].into_iter().flat_map(move |sign| {
                (1..=20).flat_map(move |tab| {
                    both().flat_map(move |ascii| both().map(move |asked| (margins, sign, tab, ascii, asked)))
                })
            })
        })
    }

    #[test]
    fn the_end_of_a_narrow_screen_is_no_tab_stop() {
        for columns in 1..=33 {
            assert!(!Knows::from_probe(1, columns, columns).usual);
        }
        assert_eq!(Knows::from_probe(2, 33, 40), Knows { margins: true, usual: true, wide: false });
    }
}
