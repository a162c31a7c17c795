//! Where things stand on the screen, from its size and the settings: used by motion and by drawing, so that both agree.
//!
//! The columns were drawn by hand for screens of 100, 60 and 40 columns; in between they are interpolated.
//! All arithmetic saturates: every size from nothing up is legal.

use ratatui::layout::Rect;

/// The smallest screen that shows anything but a sentence.
pub const SMALLEST: (u16, u16) = (24, 6);

/// Width of the widest layout; wider screens centre it.
const WIDEST: u16 = 120;

/// From this width on there are two panes.
const TWO_PANES: u16 = 56;

/// Limits of the measure that a reader can set.
pub const MEASURE: std::ops::RangeInclusive<u16> = 24..=80;

/// Columns of the left pane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct QuestionColumns {
    /// Column of the bar beside the selected entry.
    pub bar: u16,
    /// Column after the last digit of the number: the mark stands there.
    pub mark: u16,
    /// First column of the text.
    pub text: u16,
    /// Width of the text.
    pub width: u16,
    /// Most rows of an entry.
    pub rows: u16,
    /// Blank rows between entries.
    pub gap: u16,
}

/// Columns of the right pane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AnswerColumns {
    /// Column of the bookmark's diamond.
    pub mark: u16,
    /// Column of the grip beside the paragraph in hand.
    pub grip: u16,
    /// First column of the text.
    pub text: u16,
    /// The measure: most cells in a row of text.
    pub measure: u16,
}

/// The screen, divided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Geometry {
    /// The whole screen.
    pub size: (u16, u16),
    /// First and last-but-one column of the text block: header and footer keep to it.
    pub block: (u16, u16),
    /// First row and number of rows of the panes.
    pub body: (u16, u16),
    /// Row of the status.
    pub footer: u16,
    /// The left pane, where it is shown.
    pub questions: Option<QuestionColumns>,
    /// The right pane, where it is shown.
    pub answer: Option<AnswerColumns>,
}

/// What the division depends on.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wishes {
    /// The measure that the reader set, if any.
    pub measure: Option<u16>,
    /// Most digits of a question's number.
    pub digits: u16,
    /// Whether the answer has the focus: decides which pane a narrow screen shows.
    pub answer: bool,
    /// One paragraph at a time: no questions at any width.
    pub alone: bool,
    /// Rows under the panes that a panel takes.
    pub panel: u16,
}

impl Geometry {
    /// Whether the screen is too small to read on.
    pub fn too_small(&self) -> bool {
        self.size.0 < SMALLEST.0 || self.size.1 < SMALLEST.1
    }

    /// Whether both panes are shown.
    pub fn two_panes(&self) -> bool {
        self.questions.is_some() && self.answer.is_some()
    }

    /// The first column and the one after the last of what lists and pages write: on a wide screen it is in the middle, as
    /// the panes are.
    pub fn sheet(&self) -> (u16, u16) {
        let (w, _) = self.size;
        let width = w.min(WIDEST);
        let x = (w - width) / 2;
        let left = x + if (56..80).contains(&w) { 2 } else { 3 };
        (left, (x + width).saturating_sub(if w >= 80 { 3 } else { 1 }))
    }

    /// The screen as a rectangle.
    pub fn area(&self) -> Rect {
        Rect::new(0, 0, self.size.0, self.size.1)
    }

    /// Divides a screen of `(columns, rows)`.
    pub fn of(size: (u16, u16), wishes: Wishes) -> Self {
        let (w, h) = size;
        let top = if h >= 10 { 2 } else { 1 };
        let bottom = if h >= 24 { 2 } else { 1 };
        let body = (top, h.saturating_sub(top + bottom + wishes.panel));
        let mut geometry = Self { size, body, footer: h.saturating_sub(1), ..Self::default() };
        if wishes.alone {
            let measure = wishes.measure.unwrap_or(66).min(w.saturating_sub(5)).max(1);
            let text = ((w.saturating_sub(measure)) / 2).max(3);
            geometry.block = (text, (text + measure).min(w));
            geometry.answer = Some(AnswerColumns { mark: text.saturating_sub(4), grip: text - 2, text, measure });
        } else if w < TWO_PANES {
            geometry.one_pane(wishes);
        } else {
            geometry.both(wishes);
        }
        if let Some(questions) = &mut geometry.questions {
            questions.rows = if geometry.answer.is_some() && w >= 80 { 3 } else { 2 };
            questions.gap = u16::from(h >= 16);
        }
        geometry
    }

    fn one_pane(&mut self, wishes: Wishes) {
        let w = self.size.0;
        self.block = (3, w.saturating_sub(1));
        if wishes.answer {
            let measure = wishes.measure.unwrap_or(66).min(w.saturating_sub(4)).max(1);
            self.answer = Some(AnswerColumns { mark: 0, grip: 1, text: 3, measure });
        } else {
            let mark = 4.max(2 + wishes.digits);
            let text = mark + 2;
            self.questions = Some(QuestionColumns {
                bar: 1,
                mark,
                text,
                width: w.saturating_sub(text + 2).max(1),
                ..QuestionColumns::default()
            });
        }
    }

    fn both(&mut self, wishes: Wishes) {
        let w = self.size.0;
        let roomy = w >= 80;
        // Widths of the left text, of the gap and of the right margin as drawn at 60, 80 and 100 columns.
        let (bar, first, right) = if roomy { (1, 4, 3) } else { (0, 3, 1) };
        let (left, gap) = match w {
            0..80 => (10 + w.saturating_sub(40) / 5, 0),
            80..100 => (18 + (w - 80) * 8 / 20, 1 + (w - 80) * 2 / 20),
            _ => (26 + (w.min(WIDEST) - 100) * 12 / 20, 3),
        };
        let mark = first.max(1 + bar + wishes.digits);
        let lead = mark + 2;
        // What both texts may share; the rest is gutters.
        let shared = w.min(WIDEST).saturating_sub(lead + gap + 4 + right);
        let natural = shared.saturating_sub(left).min(66);
        let mut measure = natural;
        let mut block = w.min(WIDEST);
        if let Some(wish) = wishes.measure {
            // A wish takes room from the margins first, then from the questions, which keep 14 columns.
            measure = wish.min(w.saturating_sub(lead + gap + 4 + right + 14)).max(1);
            block = w.min(WIDEST.max(lead + left + gap + 4 + measure + right));
        }
        let left = block.saturating_sub(lead + gap + 4 + right + measure).min(left.max(36)).max(1);
        let used = lead + left + gap + 4 + measure + right;
        let x = w.saturating_sub(used) / 2;
        let text = x + lead + left + gap + 4;
        self.block = (x + bar + 2, (text + measure).min(w));
        self.questions = Some(QuestionColumns {
            bar: x + bar,
            mark: x + mark,
            text: x + lead,
            width: left,
            ..QuestionColumns::default()
        });
        self.answer =
            Some(AnswerColumns { mark: text - 4, grip: text - 2, text, measure: measure.min(w.saturating_sub(text)) });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(w: u16, h: u16) -> Geometry {
        Geometry::of((w, h), Wishes { digits: 1, ..Wishes::default() })
    }

    #[test]
    fn the_columns_are_those_of_the_drawings() {
        let g = at(100, 30);
        let (q, a) = (g.questions.unwrap(), g.answer.unwrap());
        assert_eq!((q.bar, q.mark, q.text, q.width, q.rows, q.gap), (1, 4, 6, 26, 3, 1));
        assert_eq!((a.mark, a.grip, a.text, a.measure), (35, 37, 39, 58));
        assert_eq!((g.body, g.footer), ((2, 26), 29));
        let g = at(60, 20);
        let (q, a) = (g.questions.unwrap(), g.answer.unwrap());
        assert_eq!((q.bar, q.mark, q.text, q.width, q.rows), (0, 3, 5, 14, 2));
        assert_eq!((a.mark, a.grip, a.text, a.measure), (19, 21, 23, 36));
        assert_eq!((g.body, g.footer), ((2, 17), 19));
        let g = at(40, 15);
        let q = g.questions.unwrap();
        assert_eq!((q.bar, q.mark, q.text, q.width, q.rows, q.gap), (1, 4, 6, 32, 2, 0));
        let g = Geometry::of((40, 15), Wishes { digits: 1, answer: true, ..Wishes::default() });
        assert_eq!(g.answer.unwrap(), AnswerColumns { mark: 0, grip: 1, text: 3, measure: 36 });
    }

    #[test]
    fn nothing_leaves_the_screen_at_any_size() {
        for w in 0..260 {
            for h in [0, 1, 5, 6, 9, 10, 16, 24, 60] {
                for digits in 1..6 {
                    for (answer, alone, measure) in
                        [(false, false, None), (true, false, Some(80)), (true, true, None), (true, false, Some(24))]
                    {
                        let g = Geometry::of((w, h), Wishes { measure, digits, answer, alone, panel: 0 });
                        assert!(g.body.0 + g.body.1 <= h.max(g.body.0), "{w}x{h}");
                        if w >= SMALLEST.0 {
                            let a = g.answer.unwrap_or_default();
                            assert!(a.text + a.measure <= w, "{w}: {a:?}");
                            let q = g.questions.unwrap_or_default();
                            assert!(q.text + q.width <= w, "{w}: {q:?}");
                            if g.two_panes() {
                                assert!(q.text + q.width <= a.mark, "{w}: {q:?} {a:?}");
                            }
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn the_measure_stays_in_its_limits() {
        for w in 100..300 {
            assert!((58..=66).contains(&at(w, 30).answer.unwrap().measure), "{w}");
        }
    }
}
