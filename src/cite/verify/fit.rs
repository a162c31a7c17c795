//! Whether two words that are the same stand there in the same way: their case, and the marks at them.

use super::align::{CASE, DIFFERS, MARKS, Searcher, Step};
use super::marks;
use super::words::{Part, Pattern, Word};

impl Searcher {
    /// What it costs to take a word of the quotation for one of the source that is the same but for its case: its case, and
    /// the marks at it.
    pub(super) fn pair(&self, pattern: &Pattern, i: usize, j: usize) -> u16 {
        let Part::Word(word) = &pattern.parts[i] else { return DIFFERS };
        let source = &self.words[j].1;
        let opens = i == 0 || !matches!(pattern.parts[i - 1], Part::Word(_));
        let (between, own) = (self.between(pattern, i, j), self.at(pattern, i, j));
        case(word, source, opens) + MARKS * (u16::from(!between) + u16::from(!own))
    }

    /// Whether the marks between a word of the quotation and the word before it are those of the source.
    fn between(&self, pattern: &Pattern, i: usize, j: usize) -> bool {
        match (&pattern.parts[i], i.checked_sub(1).map(|before| &pattern.parts[before])) {
            (Part::Word(word), Some(Part::Word(_))) => marks::same(&word.before, &self.words[j].1.before),
            _ => true,
        }
    }

    /// Whether the other marks at a word may stand there: behind words left out, before them, and at the end.
    fn at(&self, pattern: &Pattern, i: usize, j: usize) -> bool {
        let (parts, is_word) = (&pattern.parts, |part: &Part| matches!(part, Part::Word(_)));
        let first = i == 0 || !is_word(&parts[i - 1]);
        if first
            && let Part::Word(word) = &parts[i]
            && !marks::loud(&word.before, &self.words[j].1.before)
        {
            return false;
        }
        let after = &pattern.after[i];
        if i + 1 == parts.len() {
            let before = parts[..i].iter().rev().take_while(|part| is_word(part)).count();
            let whole = self.sentence(j) >= j.saturating_sub(before);
            return marks::end(after, self.after(j), whole);
        }
        if is_word(&parts[i + 1]) {
            return true;
        }
        let ends = parts[i + 1..].iter().all(|part| !is_word(part));
        let last = if ends { pattern.after.last().map_or("", String::as_str) } else { "" };
        marks::loud(after, self.after(j)) && (last.is_empty() || marks::loud(last, self.ending(j)))
    }

    /// The marks behind a word of the source.
    fn after(&self, j: usize) -> &str {
        self.words.get(j + 1).map_or(&self.tail, |(_, next)| &next.before)
    }

    /// The marks with which the sentence ends that a word stands in.
    fn ending(&self, j: usize) -> &str {
        (j..self.words.len()).map(|at| self.after(at)).find(|marks| marks::ends_sentence(marks)).unwrap_or("")
    }

    /// The first word of the sentence that a word stands in.
    fn sentence(&self, j: usize) -> usize {
        let opens = |at: &usize| {
            let (para, word) = &self.words[*at];
            *at == 0 || marks::ends_sentence(&word.before) || self.words[at - 1].0 != *para
        };
        (0..=j).rev().find(opens).unwrap_or(0)
    }

    /// Marks that differ show at the word they cling to, the one before them.
    pub(super) fn lay_marks(&self, pattern: &Pattern, steps: &mut [Step]) {
        for at in 0..steps.len() {
            let (Some(i), Some(j), false) = steps[at] else { continue };
            let (Part::Word(word), Some((_, source))) = (&pattern.parts[i], self.words.get(j)) else { continue };
            if word.folded != source.folded || self.between(pattern, i, j) {
                continue;
            }
            let opens = i == 0 || !matches!(pattern.parts[i - 1], Part::Word(_));
            if at > 0 && case(word, source, opens) == 0 && self.at(pattern, i, j) {
                steps[at].2 = true;
            }
            if at > 0 {
                steps[at - 1].2 = false;
            }
        }
    }
}

/// What a difference of case costs. Where a quotation begins, or goes on after words left out, the first letter may be large
/// or small.
fn case(word: &Word, other: &Word, opens: bool) -> u16 {
    let first_only = || {
        let rest = |text: &str| text.chars().skip(1).collect::<String>();
        rest(&word.cased) == rest(&other.cased)
    };
    // An empty one: its case is what the writer marked.
    if word.cased.is_empty() || word.cased == other.cased || (opens && first_only()) { 0 } else { CASE }
}
