//! The search for the words of a locator in the folded text: where they stand, and which of several places to trust.

use std::ops::Range;

use super::fold::{fold, hash, joined};
use super::index::Index;
use super::{CONTEXT, DISTINCT, Locator};

impl Index {
    /// Every place of `needle`, overlapping ones too.
    pub(super) fn find_all<'a>(&'a self, needle: &'a str) -> impl Iterator<Item = usize> + 'a {
        let step = needle.chars().next().map_or(1, char::len_utf8);
        let mut from = 0;
        std::iter::from_fn(move || {
            let at = if needle.is_empty() { None } else { self.after(from).find(needle).map(|at| from + at) }?;
            from = at + step;
            Some(at)
        })
    }

    /// Where all of the wanted text stands. A match may not begin or end inside a word unless the original did, and
    /// a short whole paragraph only matches a whole paragraph: otherwise "Yes" would be found in "Yes, but no".
    pub(super) fn candidates(&self, wanted: &Wanted) -> Vec<usize> {
        let known = if wanted.inside_word.0 { None } else { self.starts.of(&self.text, &wanted.needle) };
        match known {
            Some(places) => places.filter(|&at| self.stands_at(wanted, at)).collect(),
            None => self.find_all(&wanted.needle).filter(|&at| self.stands_at(wanted, at)).collect(),
        }
    }

    pub(super) fn stands_at(&self, wanted: &Wanted, at: usize) -> bool {
        let end = at + wanted.length;
        let Some(found) = self.text.get(at..end) else { return false };
        let cut_before = joined(self.before(at).chars().next_back(), found.chars().next());
        let cut_after = joined(found.chars().next_back(), self.after(end).chars().next());
        found.starts_with(wanted.needle.as_str())
            && (wanted.hash == 0 || hash(found) == wanted.hash)
            && (wanted.inside_word.0 || !cut_before)
            && (wanted.inside_word.1 || !cut_after)
            && (!wanted.whole || wanted.long || self.uncorrected().contains(&(at, end)))
    }

    /// Share of the folded context that stands right before (or after) the match, from the match outwards.
    pub(super) fn agreement(&self, wanted: &Wanted, at: usize) -> (f32, f32) {
        self.agreement_around(wanted, at..at + wanted.length)
    }

    pub(super) fn agreement_around(&self, wanted: &Wanted, range: Range<usize>) -> (f32, f32) {
        let (before, after) = (self.before(range.start).trim_end(), self.after(range.end).trim_start());
        let back = wanted.prefix.chars().rev().zip(before.chars().rev()).take_while(|(a, b)| a == b).count();
        let on = wanted.suffix.chars().zip(after.chars()).take_while(|(a, b)| a == b).count();
        let share = |same: usize, context: &str, there: &str| match context.chars().count() {
            0 => f32::from(u8::from(there.is_empty())),
            _ if same < 8.min(context.chars().count()) => 0.0,
            all => same as f32 / all as f32,
        };
        (share(back, &wanted.prefix, before), share(on, &wanted.suffix, after))
    }

    /// The match to trust, or none.
    pub(super) fn choose(&self, wanted: &Wanted, found: &[usize]) -> Option<usize> {
        if let [only] = found
            && wanted.long
            && wanted.copies <= 1
        {
            return Some(*only);
        }
        // That nothing, or only a word, stood before or after is no witness among several: a copy of the whole at the end
        // would be preferred to the original. Then the other side has to agree all the better.
        let scarce = |context: &str| context.chars().count() < CONTEXT / 2;
        let (begins, ends) = (scarce(&wanted.prefix), scarce(&wanted.suffix));
        let weak = |context: &str, share: f32, other: f32| {
            if other >= 0.75 && (context.is_empty() || share >= 0.5) { 0.5 } else { 0.0 }
        };
        let several = found.len() > 1 || wanted.copies > 1;
        let weigh = |(pre, suf): (f32, f32)| match (begins, ends) {
            _ if !several => (pre, suf),
            (true, false) => (weak(&wanted.prefix, pre, suf), suf),
            (false, true) => (pre, weak(&wanted.suffix, suf, pre)),
            _ => (pre, suf),
        };
        let agreement: Vec<_> = found.iter().map(|&at| weigh(self.agreement(wanted, at))).collect();
        let all_that = |test: &dyn Fn((f32, f32)) -> bool| -> Vec<usize> {
            (0..found.len()).filter(|&n| test(agreement[n])).collect()
        };
        let same_count = found.len() == wanted.copies;
        // Where there are more of them than before, some are copies, and a copy may have brought its neighbours along.
        let enough = if found.len() > wanted.copies.max(1) { 0.9 } else { 0.5 };
        let chosen = match all_that(&|(pre, suf)| pre >= enough && suf >= enough)[..] {
            [only] => only,
            [] => match all_that(&|(pre, suf)| pre >= 0.75 || suf >= 0.75)[..] {
                // Of several alike one neighbour is no proof: they may have changed places.
                [only] if wanted.copies <= 1 && found.len() == 1 && (wanted.long || same_count) => only,
                _ => return None,
            },
            // With as many copies as before, and all alike as far as their neighbourhood goes, the ordinal is a witness too;
            // where some are more alike than others, they may have changed places.
            ref several if same_count && several.contains(&wanted.nth) => {
                let sum = |n: usize| agreement[n].0 + agreement[n].1;
                let best = several.iter().map(|&n| sum(n)).fold(0.0, f32::max);
                let near: Vec<_> = several.iter().copied().filter(|&n| sum(n) > best - 0.4).collect();
                match near[..] {
                    [only] => only,
                    _ if best >= 1.9 && near.iter().all(|&n| sum(n) >= 1.9) => wanted.nth,
                    _ => return None,
                }
            }
            _ => return None,
        };
        found.get(chosen).copied()
    }
}

/// A locator in folded form.
pub(super) struct Wanted {
    /// The text meant, or as much of it as was kept.
    pub(super) needle: String,
    /// Folded bytes of all of it.
    pub(super) length: usize,
    pub(super) hash: u64,
    pub(super) whole: bool,
    pub(super) long: bool,
    pub(super) prefix: String,
    pub(super) suffix: String,
    /// Whether the text began, or ended, inside a word.
    pub(super) inside_word: (bool, bool),
    pub(super) copies: usize,
    pub(super) nth: usize,
}

impl Wanted {
    pub(super) fn new(locator: &Locator) -> Self {
        let needle = fold(&locator.text);
        let (length, hash) =
            if locator.hash == 0 { (needle.len(), 0) } else { (locator.length as usize, locator.hash) };
        let inside_word = (
            joined(locator.prefix.chars().next_back(), locator.text.chars().next()),
            needle.len() >= length && joined(locator.text.chars().next_back(), locator.suffix.chars().next()),
        );
        Self {
            length,
            hash,
            whole: locator.whole,
            long: needle.chars().count() >= DISTINCT,
            prefix: fold(&locator.prefix),
            suffix: fold(&locator.suffix),
            inside_word,
            copies: locator.copies as usize,
            nth: locator.nth as usize,
            needle,
        }
    }

    /// Whether only the beginning of the text was kept.
    pub(super) fn is_cut(&self) -> bool {
        self.needle.len() < self.length
    }
}
