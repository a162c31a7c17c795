//! Marks whose words changed: found again where one place is like them, and no other place is or was.
//!
//! Two things keep such a mark from a wrong place. When it is made, it is noted how like its words the likest other place
//! of the document is ([`Locator::alike`]); a place that is no liker than that may be that other one. And in the document
//! where it is looked for, no second place may come near the first. What stood around the words is a third witness.

use std::ops::Range;

use super::alike::{Pattern, Place, places, step};
use super::fold::fold;
use super::index::Source;
use super::wanted::Wanted;
use super::{Anchor, Fit, Locator, Resolved};
use crate::text::width;

/// Bytes above which a document is not searched for words like the marked ones: no interview is so long, and a key would
/// have to wait.
const LARGE: usize = 16_000_000;
/// How much liker a place has to be than any other one, now and when the mark was made.
const MARGIN: f32 = 0.2;
/// What a second place may share with them; from there on both may be changed copies, and the margin has to be wider.
const SECOND: f32 = 0.5;
const WIDER: f32 = 0.3;
/// Cells from which words are compared by themselves; fewer, only together with what stands around them.
const ENOUGH: usize = 24;
/// Folded characters that make the same beginning.
const BEGINNING: usize = 12;
/// Most words at an edge that others are taken to stand for.
const MISSING: usize = 8;
/// Cells of the words and their surroundings below which nothing is looked for.
const FEWEST: usize = 40;

/// What has to be shared by the words, where as much of their surroundings agrees.
fn least((before, after): (f32, f32)) -> f32 {
    match (before >= 0.75, after >= 0.75) {
        (true, true) => 0.5,
        (false, false) => 0.75,
        _ => 0.6,
    }
}

fn pattern(wanted: &Wanted) -> Option<Pattern> {
    let cells = width::of(&wanted.needle);
    let around = cells < ENOUGH;
    let all = cells + width::of(&wanted.prefix) + width::of(&wanted.suffix);
    let after = if wanted.is_cut() { "" } else { wanted.suffix.as_str() };
    (cells > 0 && all >= FEWEST).then(|| Pattern::new(&wanted.prefix, &wanted.needle, after, around))
}

impl Source<'_> {
    /// What the likest other place shares with these words, in percent; `None` where that cannot be told.
    pub(super) fn alike(self, wanted: &Wanted, own: Range<usize>) -> Option<u8> {
        if self.index.text.len() > LARGE {
            return None;
        }
        let found = places(&self.index.text, &[pattern(wanted)?]).pop()??;
        let other = |place: &&Place| place.range.end <= own.start || own.end <= place.range.start;
        let share = found.iter().filter(other).map(|place| place.share).fold(0.0, f32::max);
        Some((share * 100.0).ceil() as u8)
    }

    /// Looks for marks whose words are not there. Each comes with what became of it so far.
    pub(super) fn look_for_changed(self, lost: &mut [(&Locator, &mut Resolved)]) {
        if lost.is_empty() || self.index.text.len() > LARGE {
            return;
        }
        let mut sought = Vec::new();
        let mut patterns = Vec::new();
        for (number, (locator, resolved)) in lost.iter().enumerate() {
            let wanted = Wanted::new(locator);
            // Where the very words stand and yet are not trusted, they are in doubt, not changed.
            let stands = matches!(resolved, Resolved::Lost { places: 1.., .. });
            if let (Some(pattern), Some(alike), false) = (pattern(&wanted), locator.alike, stands) {
                sought.push((number, wanted, f32::from(alike) / 100.0));
                patterns.push(pattern);
            }
        }
        let found = places(&self.index.text, &patterns);
        for ((number, wanted, alike), found) in sought.into_iter().zip(found) {
            let (_, resolved) = &mut lost[number];
            let at = found.and_then(|found| self.trusted(&wanted, alike, &found));
            if let Some(range) = at {
                **resolved = Resolved::At { span: self.stretch(range), fit: Fit::Changed };
            }
        }
    }

    /// Whether what begins at a place begins as the locator's words did. Of changed words it is not known to the letter
    /// where they begin.
    pub fn begins_alike(self, at: Anchor, locator: &Locator) -> bool {
        let there = fold(self.interview.para(at.para).text.get(at.byte as usize..).unwrap_or_default());
        let (there, wanted) = (there.chars().take(BEGINNING), fold(&locator.text));
        !wanted.is_empty() && wanted.chars().take(BEGINNING).eq(there)
    }

    /// The place to trust, or none.
    fn trusted(self, wanted: &Wanted, alike: f32, found: &[Place]) -> Option<Range<usize>> {
        let best = found.first()?;
        let second = found.get(1).map_or(0.0, |place| place.share);
        let (range, share) = self.all_of_it(wanted, best)?;
        let around = self.index.agreement_around(wanted, range.clone());
        let enough = if width::of(&wanted.needle) < ENOUGH {
            // Of a few words the last one may make all the difference: “Were you there?”, “Were you alone?”
            best.missing == (0, 0) && best.words >= 0.7 && best.share >= 0.8 && around.0 >= 0.75 && around.1 >= 0.75
        } else {
            share >= least(around)
        };
        let margin = if second < SECOND { MARGIN } else { WIDER };
        (enough && share >= alike + MARGIN && share >= second + margin).then_some(range)
    }

    /// All of the place, also what stands there for words that are missing; with what it shares with the marked ones.
    fn all_of_it(self, wanted: &Wanted, place: &Place) -> Option<(Range<usize>, f32)> {
        let range = place.range.clone();
        let holds = |(from, to): &&(usize, usize)| *from <= range.start && range.end <= *to && from < to;
        let para = self.index.uncorrected().iter().find(holds);
        if wanted.is_cut() {
            // Only the beginning of a very long text is kept.
            let (from, to) = *para?;
            let near = (to - from).abs_diff(wanted.length) <= wanted.length / 8 && range.start - from <= 64;
            return (wanted.whole && near).then_some((from..to, place.share));
        }
        // Words at an edge that are like none of the marked ones stand for as many that are missing there, if behind them
        // stands what stood there before.
        let (begin, end) = self.clipped(place, range);
        let (mut from, mut to) = (begin, end);
        let text = &self.index.text;
        let edge = |n: &usize, on: bool| step(text, if on { end } else { begin }, *n, on);
        let agrees = |range: Range<usize>| {
            let (before, after) = self.index.agreement_around(wanted, self.with_signs(wanted, range));
            (before >= 0.5, after >= 0.5)
        };
        // Another paragraph is none of its words.
        let (first, last) = (self.anchor(from).para, self.anchor(to.saturating_sub(1)).para);
        let (begins, ends) = (self.index.ranges[first.0 as usize].0, self.index.ranges[last.0 as usize].1);
        let before = (1..=place.missing.0.min(MISSING)).filter_map(|n| edge(&n, false)).filter(|at| begins <= *at);
        if !agrees(from..to).0 {
            from = before.into_iter().find(|at| agrees(*at..to).0).unwrap_or(from);
        }
        let after = (1..=place.missing.1.min(MISSING)).filter_map(|n| edge(&n, true)).filter(|at| *at <= ends);
        if !agrees(from..to).1 {
            to = after.into_iter().find(|at| agrees(from..*at).1).unwrap_or(to);
        }
        Some((self.with_signs(wanted, from..to), place.share))
    }

    /// Without a few words of another paragraph that are among the marked ones by chance.
    fn clipped(self, place: &Place, range: Range<usize>) -> (usize, usize) {
        let (mut from, mut to) = (range.start, range.end);
        let para = |at: usize| self.index.ranges[self.anchor(at).para.0 as usize];
        let (begins, ends) = para(to.saturating_sub(1));
        if place.missing.1 > 0 && from < begins && 2 * (to - begins) < ends - begins {
            to = self.index.before(begins).trim_end().len();
        }
        let (begins, ends) = para(from);
        if place.missing.0 > 0 && ends < to && 2 * (ends - from) < ends - begins {
            from = to - self.index.text.get(ends..to).unwrap_or_default().trim_start().len();
        }
        (from, to)
    }

    /// With the signs before and after the words, as many as the marked ones had.
    fn with_signs(self, wanted: &Wanted, range: Range<usize>) -> Range<usize> {
        let sign = |c: &char| !c.is_alphanumeric();
        let count = |signs: &mut dyn Iterator<Item = char>| signs.take_while(sign).filter(|c| *c != ' ').count();
        let had = (count(&mut wanted.needle.chars()), count(&mut wanted.needle.chars().rev()));
        let begins = |c: &char| sign(c) && *c != ' ' && !".,;:!?)]}»…。、！？".contains(*c);
        let before = self.index.before(range.start).chars().rev().take_while(begins).take(had.0);
        let mut to = range.end;
        // Before some signs stands a blank in French.
        let mut blank = false;
        let mut left = had.1;
        for c in self.index.after(range.end).chars().take_while(sign) {
            let ends = if blank { "?!:;»".contains(c) } else { !"¿¡«([{".contains(c) };
            if c == ' ' && !blank {
                blank = true;
            } else if ends && left > 0 && c != ' ' {
                (to, left) = (to + c.len_utf8() + usize::from(blank), left - 1);
                blank = false;
            } else {
                break;
            }
        }
        range.start - before.map(char::len_utf8).sum::<usize>()..to
    }
}
